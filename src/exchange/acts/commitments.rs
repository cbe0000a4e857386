//! The values of a commitment as people write them: on a command line, in a correction, in a row of a list.
//!
//! When it falls due is one value in the register and several columns in a list, of which a row fills at most one.

use super::{not_in_form, value_named};
use crate::exchange::RowKind;
use crate::exchange::cell_forms::{self, FactForm, Reading, Unread};
use crate::exchange::headers;
use crate::lifecycle::act::ActKey;
use crate::lifecycle::commitment::{
    CLEARED, CommitmentField, CommitmentFlaw, CommitmentSide, CommitmentTiming, FROM_NOTHING, PROMISERS,
};
use crate::lifecycle::day::Day;
use crate::lifecycle::request::Unreadable;
use crate::lifecycle::span::Span;
use crate::message::list::{cell, commitment};
use crate::text::fold;

/// The columns that together say when.
const WHEN: [&str; 4] = ["until", "every", "from", "yearly"];

/// What the columns of a commitment say of when, each in canonical text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InputTiming {
    /// `until`.
    pub until: Option<Day>,
    /// `every`.
    pub every: Option<Span>,
    /// `from`.
    pub from: Option<Day>,
    /// `yearly`.
    pub yearly: Option<String>,
    /// The columns that are cleared.
    pub cleared: Vec<&'static str>,
}

impl InputTiming {
    /// When, where they say one thing; the column that has to be mended otherwise.
    pub(crate) fn read(self) -> Result<CommitmentTiming, (&'static str, Unread)> {
        let Self { until, every, from, yearly, .. } = self;
        CommitmentTiming::of(until, every, from, yearly.as_deref()).map_err(|flaw| {
            let column = match flaw {
                CommitmentFlaw::TooOften(_) => "every",
                CommitmentFlaw::NoDayOfTheYear(_) => "yearly",
                CommitmentFlaw::FromWithoutEvery => "from",
                _ => "until",
            };
            (column, commitment::flaw(&flaw).into())
        })
    }

    /// Takes the cell of one of the columns; `None` clears it.
    pub(crate) fn put(&mut self, column: &'static str, text: Option<&str>) {
        match (column, text) {
            ("until", Some(text)) => self.until = text.parse().ok(),
            ("every", Some(text)) => self.every = text.parse().ok(),
            ("from", Some(text)) => self.from = text.parse().ok(),
            ("yearly", Some(text)) => self.yearly = Some(text.to_owned()),
            (_, None) if WHEN.contains(&column) => self.cleared.push(column),
            _ => {}
        }
    }

    /// What a correction says of when, for [`CommitmentTiming::corrected_to`]; `None` where it says nothing.
    pub(crate) fn correction(self) -> Result<Option<String>, (&'static str, Unread)> {
        let says = self.until.is_some() || self.every.is_some() || self.from.is_some() || self.yearly.is_some();
        if !says && self.cleared.is_empty() {
            return Ok(None);
        }
        if !says && self.cleared == ["from"] {
            return Ok(Some(FROM_NOTHING.to_owned()));
        }
        if !says {
            // What falls due by another column stands as it is.
            return Ok(Some(format!("{CLEARED}{}", self.cleared.join(" "))));
        }
        let from_nothing = self.from.is_none() && self.every.is_some() && self.cleared.contains(&"from");
        let when = self.read()?;
        Ok(Some(if from_nothing { format!("{when} {FROM_NOTHING}") } else { when.to_string() }))
    }
}

/// A day of the year, `11-15` as the register writes it, else the day before the month: 15/11, "ngày 15 tháng 11".
///
/// A dash between two numbers that may both be months is the register's own `05-11` alone; among words, or with a digit
/// less, nobody can tell which of them is the day.
///
/// ```
/// use pactwatch::exchange::acts::day_of_year;
/// for text in ["11-15", "15/11", "ngày 15 tháng 11", "15.11", "15-11"] {
///     assert_eq!(day_of_year(text).as_deref(), Ok("11-15"));
/// }
/// assert_eq!(day_of_year("05-11").as_deref(), Ok("05-11"));
/// assert_eq!(day_of_year("05/11").as_deref(), Ok("11-05"));
/// assert!(day_of_year("hằng năm 05-11").is_err());
/// assert!(day_of_year("11/15").is_err());
/// assert!(day_of_year("15/11/2026").is_err());
/// ```
pub fn day_of_year(text: &str) -> Result<String, Unread> {
    let folded = fold(text).replace("hang nam", "");
    let bare = folded.trim().trim_start_matches("vao ").trim_start_matches("ngay ").trim();
    let numbers = |text: &str, separator: &str| {
        let (one, other) = text.split_once(separator)?;
        Some((one.trim().parse::<u32>().ok()?, other.trim().parse::<u32>().ok()?))
    };
    // 2024 has every day of the year.
    let is_a_day = |(month, day): &(u32, u32)| Day::ymd(2024, *month, *day).is_ok();
    let month_first = numbers(bare, "-").filter(is_a_day);
    let registers = text.trim().len() == 5 && text.trim().bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if month_first.is_some_and(|(one, other)| other <= 12 && one != other) && !registers {
        return Err(commitment::day_or_month_first(text).into());
    }
    let day_first =
        || [" thang ", "/", ".", "-"].into_iter().find_map(|sign| numbers(bare, sign)).map(|(day, month)| (month, day));
    let found = month_first.or_else(day_first).filter(is_a_day);
    found
        .map(|(month, day)| format!("{month:02}-{day:02}"))
        .ok_or_else(|| commitment::not_a_day_of_the_year(text).into())
}

/// The side that promises, in any of its names.
pub(crate) fn promiser(text: &str) -> Result<CommitmentSide, Unread> {
    value_named(PROMISERS, text).ok_or_else(|| commitment::not_a_side(text).into())
}

/// What `correct commitment:NAME field=value` asks for; all that says when is one value.
pub(super) fn corrections(
    pairs: &[(String, String)],
) -> Result<Vec<(CommitmentField, Option<String>)>, Vec<Unreadable>> {
    let (mut read, mut wrong, mut when) = (Vec::new(), Vec::new(), InputTiming::default());
    let refuse = |unread: &Unread| not_in_form(ActKey::Set, unread);
    for (name, text) in pairs {
        match value(name.trim(), text.trim()) {
            Ok((column, text)) if WHEN.contains(&column) => when.put(column, text.as_deref()),
            Ok((column, text)) => match CommitmentField::named(column) {
                Some(field) if read.iter().all(|(known, _)| *known != field) => read.push((field, text)),
                Some(_) => wrong.push(refuse(&cell::stands_twice(name).into())),
                None => wrong.push(refuse(&commitment::is_never_another(name).into())),
            },
            Err(unread) => wrong.push(refuse(&unread)),
        }
    }
    match when.correction() {
        Ok(Some(when)) => read.push((CommitmentField::When, Some(when))),
        Ok(None) => {}
        Err((_, unread)) => wrong.push(refuse(&unread)),
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

/// A value in canonical text with its column's name; nothing and `-` make it unknown.
fn value(name: &str, text: &str) -> Result<(&'static str, Option<String>), Unread> {
    let Some(column) = headers::find(RowKind::Commitment, name) else {
        let near = headers::nearest_name(RowKind::Commitment, name);
        return Err(commitment::no_value(name, near).into());
    };
    if ["", "-", "–", "—"].contains(&text) {
        return Ok((column.name, None));
    }
    Ok((column.name, canonical(column.name, column.form, text)?))
}

/// What may stand before the last day to keep a promise, folded.
const AT_THE_LATEST: [&str; 7] =
    ["cham nhat la ", "cham nhat ", "muon nhat la ", "muon nhat ", "khong muon hon ", "no later than ", "by "];

/// The last day to keep a promise: "chậm nhất 31/12/2026", "đến hết ngày 31/12/2026", "đến hết năm 2026".
pub fn last_day(text: &str) -> Result<Day, Unread> {
    let folded = fold(text);
    let said = AT_THE_LATEST.iter().find_map(|start| folded.strip_prefix(start)).unwrap_or(&folded);
    cell_forms::day::read(said).or_else(|unread| match cell_forms::term::read(said) {
        Ok(Reading::Value(term)) => {
            let day = term.strip_prefix("until ").and_then(|day| day.parse().ok());
            day.ok_or_else(|| cell_forms::day::read(text).err().unwrap_or(unread))
        }
        _ => Err(cell_forms::day::read(text).err().unwrap_or(unread)),
    })
}

/// The text of a commitment's cell in canonical form; none where it says that nothing is known.
pub fn canonical(column: &str, form: FactForm, text: &str) -> Result<Option<String>, Unread> {
    match column {
        "side" => return promiser(text).map(|side| Some(side.name().to_owned())),
        "yearly" => return day_of_year(text).map(Some),
        "until" if !cell_forms::words::says_unknown(text) => return last_day(text).map(|day| Some(day.to_string())),
        _ => {}
    }
    Ok(match cell_forms::read(form, text)? {
        Reading::Value(value) | Reading::PartlyKnown(value) => Some(value).filter(|value| !value.is_empty()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_a_promise_as_people_write_it() {
        for (text, expected) in [
            ("31/12/2026", "2026-12-31"),
            ("chậm nhất 31/12/2026", "2026-12-31"),
            ("Chậm nhất là ngày 31/12/2026", "2026-12-31"),
            ("không muộn hơn ngày 30 tháng 6 năm 2027", "2027-06-30"),
            ("đến hết ngày 31/12/2026", "2026-12-31"),
            ("đến hết năm 2026", "2026-12-31"),
            ("no later than 31 December 2026", "2026-12-31"),
        ] {
            assert_eq!(last_day(text).map(|day| day.to_string()).as_deref(), Ok(expected), "{text}");
        }
        for text in ["trước ngày 31/12/2026", "năm 2026", "quý IV/2026", "5 năm", "không thời hạn", "chậm nhất"]
        {
            assert!(last_day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_dash_between_two_months_is_asked_about() {
        for (text, expected) in [
            ("05-11", "05-11"),
            ("hằng năm 15-11", "11-15"),
            ("ngày 11-15 hằng năm", "11-15"),
            ("hằng năm 05/11", "11-05"),
            ("ngày 5 tháng 11 hằng năm", "11-05"),
            ("hằng năm 11-11", "11-11"),
        ] {
            assert_eq!(day_of_year(text).as_deref(), Ok(expected), "{text}");
        }
        for text in ["hằng năm 05-11", "ngày 05-11", "5-11", "05-11 hằng năm", "vào ngày 5-11"] {
            assert!(day_of_year(text).is_err(), "{text}");
        }
    }
}
