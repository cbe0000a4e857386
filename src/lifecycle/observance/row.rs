//! A row of `[[observance]]`, shipped or the office's own, before and after it is checked.
//!
//! Not a reader of files: it takes what `serde` delivers. The office's rows add to the shipped ones or replace the row
//! of the same name; `enabled = false` drops one.
//!
//! The invariant: [`combine`] returns one row a name, and each produces days.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{Observance, ObservanceKind, OccursOn, OccursOnError};
use crate::lifecycle::day::Day;

/// A row as written. Only `name` is always needed: a row that drops a shipped one says no more than that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObservanceRow {
    /// Unique; a shipped row of the same name is replaced.
    pub name: String,
    /// `false` drops it.
    pub enabled: Option<bool>,
    /// `greeting` or `anniversary`.
    pub kind: Option<ObservanceKind>,
    /// ISO 3166 code, two capitals.
    pub country: Option<String>,
    /// For a day of several countries, their codes; see [`Observance::countries`].
    pub countries: Option<Vec<String>>,
    /// Vietnamese, without the years.
    pub title: Option<String>,
    /// English, without the years.
    pub title_en: Option<String>,
    /// Vietnamese for subjects, where the title is long.
    pub short: Option<String>,
    /// English for subjects, where the title is long.
    pub short_en: Option<String>,
    /// When it recurs; without it, every year on the day of `base`.
    pub on: Option<OccursOn>,
    /// The day it commemorates.
    #[serde(default, deserialize_with = "day")]
    pub base: Option<Day>,
    /// The first day on which it is observed.
    #[serde(default, deserialize_with = "day")]
    pub valid_from: Option<Day>,
    /// The last day on which it is observed.
    #[serde(default, deserialize_with = "day")]
    pub valid_to: Option<Day>,
    /// `false` where the day is not certain; true if left out.
    pub confirmed: Option<bool>,
    /// Who signs the letter.
    pub signer: Option<String>,
    /// The same in English.
    pub signer_en: Option<String>,
    /// Whom it is addressed to.
    pub addressee: Option<String>,
    /// The same in English.
    pub addressee_en: Option<String>,
    /// Another ladder than that of its kind.
    pub ladder: Option<String>,
    /// Where the day is written.
    pub source: Option<String>,
}

/// A file of rows: the shape of the preset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// The `[[observance]]` tables.
    #[serde(default)]
    pub observance: Vec<ObservanceRow>,
}

/// Why a row is no observance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ObservanceError {
    /// The name cannot stand in a reminder's key.
    BadName(String),
    /// Two rows of one file have the same name.
    Twice(String),
    /// Something needed is not there.
    Missing {
        name: String,
        /// The absent key.
        key: &'static str,
    },
    /// The country is no code.
    BadCountry {
        name: String,
        /// What is there.
        country: String,
    },
    /// It ends before it begins.
    NeverValid {
        name: String,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
}

impl ObservanceError {
    /// The key that is wrong.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::BadName(_) | Self::Twice(_) => "name",
            Self::Missing { key, .. } => key,
            Self::BadCountry { .. } => "country",
            Self::NeverValid { .. } => "valid_to",
        }
    }
}

impl ObservanceRow {
    /// Every key a row may have.
    pub const KEYS: [&str; 20] = [
        "name",
        "enabled",
        "kind",
        "country",
        "countries",
        "title",
        "title_en",
        "short",
        "short_en",
        "on",
        "base",
        "valid_from",
        "valid_to",
        "confirmed",
        "signer",
        "signer_en",
        "addressee",
        "addressee_en",
        "ladder",
        "source",
    ];

    /// The observance it describes. `enabled` is not looked at: that is [`combine`]'s.
    pub fn check(self) -> Result<Observance, ObservanceError> {
        let Self { name, .. } = self;
        let good = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || name.chars().count() > 60 || !name.chars().all(good) {
            return Err(ObservanceError::BadName(name.chars().take(60).collect()));
        }
        let missing = |key| ObservanceError::Missing { name: name.clone(), key };
        let kind = self.kind.ok_or_else(|| missing("kind"))?;
        let title = self.title.filter(|title| !title.trim().is_empty()).ok_or_else(|| missing("title"))?;
        let on = self.on.or_else(|| self.base.map(OccursOn::same_day_as)).ok_or_else(|| missing("on"))?;
        if kind == ObservanceKind::Anniversary && self.base.is_none() {
            return Err(missing("base"));
        }
        let countries = self.countries.unwrap_or_default();
        if let Some(country) = self.country.iter().chain(&countries).find(|code| !is_code(code)) {
            return Err(ObservanceError::BadCountry { name, country: country.clone() });
        }
        if let (Some(from), Some(to)) = (self.valid_from, self.valid_to)
            && to < from
        {
            return Err(ObservanceError::NeverValid { name, from, to });
        }
        Ok(Observance {
            name,
            kind,
            country: self.country,
            countries,
            title,
            title_en: self.title_en,
            short: self.short,
            short_en: self.short_en,
            on,
            base: self.base,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            confirmed: self.confirmed.unwrap_or(true),
            signer: self.signer,
            signer_en: self.signer_en,
            addressee: self.addressee,
            addressee_en: self.addressee_en,
            ladder: self.ladder,
            source: self.source,
        })
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The shipped rows with the office's own: a row of the same name replaces the shipped one in its place, others
/// follow, and rows with `enabled = false` are left out. The first row that will not do is the error.
pub fn combine(shipped: Vec<ObservanceRow>, own: Vec<ObservanceRow>) -> Result<Vec<Observance>, ObservanceError> {
    for rows in [&shipped, &own] {
        let mut names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        names.sort_unstable();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(ObservanceError::Twice(pair[0].to_owned()));
        }
    }
    let mut rows = shipped;
    for row in own {
        match rows.iter_mut().find(|shipped| shipped.name == row.name) {
            Some(shipped) => *shipped = row,
            None => rows.push(row),
        }
    }
    rows.into_iter().filter(|row| row.enabled.unwrap_or(true)).map(ObservanceRow::check).collect()
}

/// A day as text or as TOML's own date, which reaches `serde` as a table with that text as its one value.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
    struct DayText;

    impl<'de> Visitor<'de> for DayText {
        type Value = Option<Day>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a day, for example 1992-12-22")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
            text.parse().map(Some).map_err(E::custom)
        }

        fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let entry: Option<(String, String)> = map.next_entry()?;
            let (_, text) = entry.ok_or_else(|| serde::de::Error::custom(OccursOnError(String::new())))?;
            self.visit_str(&text)
        }
    }

    deserializer.deserialize_any(DayText)
}
