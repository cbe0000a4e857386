//! Recurring days of courtesy: national days, birthdays of monarchs, anniversaries of relations and agreements.
//!
//! Not a public holiday (`calendar`) and not a legal clock: an observance that has passed is never overdue. Which
//! countries are observed and who is written to is decided elsewhere.
//!
//! The invariant: an occurrence follows from its rule and base alone, never from the one before it.

mod occurs;
mod row;

pub use occurs::{Nth, OccursOn, OccursOnError};
pub use row::{ObservanceError, ObservanceRow, Rows, combine};

use serde::{Deserialize, Serialize};

use super::day::Day;

/// The observances shipped with the program, as TOML that reads as [`Rows`].
pub const PRESET: &str = include_str!("../../data/observances_vn.toml");

/// A recurring day, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observance {
    /// Its own name, unique among observances, part of reminder keys: `kr-relations`.
    pub name: String,
    /// What is done about it.
    pub kind: ObservanceKind,
    /// The ISO 3166 code of the country it concerns; `None` for days that concern no one country.
    pub country: Option<String>,
    /// The codes of the countries whose day it is together (ASEAN's): it is kept where one of them is a partner's. Empty
    /// for days of no country, which are kept by every office that has observances at all.
    pub countries: Vec<String>,
    /// What it is called, in Vietnamese, without the years: `quan hệ ngoại giao Việt Nam – Hàn Quốc`.
    pub title: String,
    /// The same in English, where there is one.
    pub title_en: Option<String>,
    /// Vietnamese for subjects, where the title is long: `sinh nhật Quốc vương Campuchia`.
    pub short: Option<String>,
    /// English for subjects, where the title is long: `relations with the Republic of Korea`.
    pub short_en: Option<String>,
    /// When it recurs.
    pub on: OccursOn,
    /// The day it commemorates, from which years are counted.
    pub base: Option<Day>,
    /// The first day on which it is observed; a new monarch's birthday begins with the accession.
    pub valid_from: Option<Day>,
    /// The last day on which it is observed.
    pub valid_to: Option<Day>,
    /// Whether the day is certain; a new year's feast that moves by a day, or a day from memory, is not.
    pub confirmed: bool,
    /// Who signs the letter that is to be drafted: `Chủ tịch UBND tỉnh`.
    pub signer: Option<String>,
    /// The same in English.
    pub signer_en: Option<String>,
    /// Whom it is addressed to, as text for the letter; partners are added by name elsewhere.
    pub addressee: Option<String>,
    /// The same in English.
    pub addressee_en: Option<String>,
    /// Another ladder than the one of its kind.
    pub ladder: Option<String>,
    /// Where the day is written.
    pub source: Option<String>,
}

/// What is done about an observance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ObservanceKind {
    /// A letter, card or call every year.
    Greeting,
    /// Years are counted, and round ones are marked.
    Anniversary,
}

/// One day on which an observance falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub day: Day,
    /// The years since the base, 1 or more; `None` where there is no base.
    pub years: Option<u32>,
}

/// How round a number of years is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearMark {
    /// It ends in 0: "năm tròn".
    Round,
    /// It ends in 5: "năm lẻ năm".
    Five,
    /// Any other, or no years are counted.
    Plain,
}

impl Occurrence {
    /// How round the number of years is.
    pub fn mark(self) -> YearMark {
        match self.years.map(|years| years % 10) {
            Some(0) => YearMark::Round,
            Some(5) => YearMark::Five,
            _ => YearMark::Plain,
        }
    }
}

impl Observance {
    /// The days from `from` to `to`, both included, on which it falls, in order; one a year at most. Days outside its
    /// validity and days up to its base are left out.
    ///
    /// ```
    /// use pactwatch::lifecycle::{day::Day, observance::{ObservanceRow, YearMark}};
    /// let row: ObservanceRow = serde_json::from_str(
    ///     r#"{"name": "bn-relations", "kind": "anniversary", "title": "quan hệ Việt Nam – Brunei", "base": "1992-02-29"}"#,
    /// )?;
    /// let relations = row.check()?;
    /// let found = relations.occurrences(Day::ymd(2027, 1, 1)?, Day::ymd(2028, 12, 31)?);
    /// assert_eq!((found[0].day.to_string(), found[0].years), ("2027-02-28".to_owned(), Some(35)));
    /// assert_eq!((found[1].day.to_string(), found[1].years), ("2028-02-29".to_owned(), Some(36)));
    /// assert_eq!((found[0].mark(), found[1].mark()), (YearMark::Five, YearMark::Plain));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn occurrences(&self, from: Day, to: Day) -> Vec<Occurrence> {
        let first = self.valid_from.map_or(from, |valid| valid.max(from));
        let last = self.valid_to.map_or(to, |valid| valid.min(to));
        // The last months of a lunar year lie in the civil year after it.
        (first.year() - 1..=last.year())
            .filter_map(|year| Some((self.on.in_year(year).ok()?, year)))
            .filter(|(day, _)| (first..=last).contains(day))
            .filter_map(|(day, year)| self.occurrence(day, year))
            .collect()
    }

    fn occurrence(&self, day: Day, year: i32) -> Option<Occurrence> {
        let Some(base) = self.base else { return Some(Occurrence { day, years: None }) };
        let began = match self.on {
            OccursOn::Lunar { .. } => super::lunar::lunar(base).year,
            OccursOn::Fixed { .. } | OccursOn::Nth { .. } => base.year(),
        };
        let years = u32::try_from(year - began).ok().filter(|years| *years > 0)?;
        Some(Occurrence { day, years: Some(years) })
    }
}
