//! The forms in which people write facts, read into the one canonical text of each.
//!
//! Pure reading of single cells: it knows neither rows nor fields, and never guesses. A day is always day before
//! month; what could be read in two ways is [`Unread`], with the cure. What it returns reads back as itself.

pub mod clause;
pub mod country;
pub mod day;
pub mod lists;
pub mod parties;
pub mod span;
pub mod term;
pub mod words;

use std::borrow::Cow;
use std::fmt;

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::Words;
use crate::message::list::{Wording, cell, hint, time};
use crate::text::{self, TextFault};

/// The form a fact is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactForm {
    /// One line of text, at most 2,000 characters.
    Title,
    /// One line of text, at most 10,000 characters.
    Line,
    /// Text that may run over several lines, at most 10,000 characters. It is never read as a gap.
    Prose,
    Day,
    /// A span; no time at all is allowed.
    Span,
    /// A span that is longer than no time at all: a period, an interval.
    Period,
    /// How long an agreement binds.
    Term,
    /// Items separated by `;` or line breaks.
    List,
    /// Names of parties, separated by `;`.
    Parties,
    /// Pairs `name=value` separated by `;` or line breaks.
    Pairs,
    /// Documents `path|sha256|title` separated by `;`.
    Documents,
    /// `yes` or `no`.
    YesNo,
    /// A whole number from 0 to 999.
    Number,
    /// What kind of instrument it is.
    Kind,
    /// An ISO 3166 code of two letters.
    Country,
    /// What puts it into force.
    Effect,
    /// How its last day is counted.
    Count,
    /// How it is renewed.
    Renewal,
    Ended,
}

/// What a cell was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The canonical text of a value.
    Value(String),
    /// The writer says that it is not known ("chưa rõ").
    Unknown,
    /// A term of years alone, "giai đoạn 2022–2027": a range once the day of signing is known.
    Years {
        /// The first year.
        from: i32,
        /// The last year.
        to: i32,
    },
    /// A length with the years it lies in, "05 năm (2019-2024)": the term where it begins in the first of them.
    InYears {
        /// The length, in canonical text.
        span: String,
        /// The first year.
        from: i32,
    },
    /// Several facts at once, by their names: "từ 01/01/2020 đến 31/12/2024".
    Several(clause::ClauseFacts),
    /// The writer says that there is none: no review, no notice.
    Nothing,
    /// A list some of whose items are said not to be known; the others.
    PartlyKnown(String),
    /// A span from the day of signing, "5 năm kể từ ngày ký": the term where that is the day in force as well.
    FromSigning(String),
    /// A span from a day, "5 năm kể từ ngày 22/12/2017": the term where it begins on that day.
    FromDay {
        /// The length, in canonical text.
        span: String,
        /// The day from which it counts.
        from: Day,
    },
    /// A length with its last day, "05 năm (đến 22/12/2022)": the term where both agree.
    WithEnd {
        /// The length, in canonical text.
        span: String,
        /// The last day, as a term.
        until: String,
    },
}

/// Why a text could not be read, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread(pub Wording);

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.0.what(Language::En), self.0.cure(Language::En))
    }
}

impl std::error::Error for Unread {}

impl From<Wording> for Unread {
    fn from(wording: Wording) -> Self {
        Self(wording)
    }
}

impl From<TextFault> for Unread {
    fn from(fault: TextFault) -> Self {
        Self(match fault {
            TextFault::LineBreak => cell::has_a_line_break(),
            TextFault::Control(c) => cell::has_a_control_character(c),
            TextFault::TooLong { characters, longest } => cell::is_too_long(characters, longest),
        })
    }
}

/// The text with the wide signs of East Asian keyboards as the usual ones: `２２／１２／２０１７`.
pub fn narrow(text: &str) -> Cow<'_, str> {
    let usual = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2215}' | '\u{2044}' => '/',
        '\u{301c}' => '~',
        other => other,
    };
    if text.chars().all(|c| usual(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(usual).collect())
    }
}

/// Reads one cell that is neither empty nor cleared.
///
/// ```
/// use pactwatch::exchange::cell_forms::{FactForm, Reading, read};
/// assert_eq!(read(FactForm::Day, "ngày 22 tháng 12 năm 2017"), Ok(Reading::Value("2017-12-22".into())));
/// assert_eq!(read(FactForm::Term, "60 tháng"), Ok(Reading::Value("5y".into())));
/// assert_eq!(read(FactForm::Day, "chưa rõ"), Ok(Reading::Unknown));
/// assert!(read(FactForm::Day, "30-12").is_err());
/// ```
pub fn read(form: FactForm, text: &str) -> Result<Reading, Unread> {
    read_one(form, text).or_else(|unread| in_both_languages(form, text).ok_or(unread))
}

/// What a cell says in two languages, "Korea / Hàn Quốc", "5 years / 5 năm": taken where both halves say the same.
fn in_both_languages(form: FactForm, text: &str) -> Option<Reading> {
    let closed = matches!(
        form,
        FactForm::Country
            | FactForm::Term
            | FactForm::Span
            | FactForm::Period
            | FactForm::Kind
            | FactForm::Effect
            | FactForm::Count
            | FactForm::Renewal
            | FactForm::YesNo
    );
    let (one, other) = text.split_once(" / ").or_else(|| text.split_once(['\n', '/'])).filter(|_| closed)?;
    let said = |half: &str| {
        let found = read_one(form, half.trim()).ok();
        found.filter(|found| !matches!(found, Reading::Nothing | Reading::Unknown))
    };
    said(one).filter(|found| said(other).as_ref() == Some(found))
}

fn read_one(form: FactForm, text: &str) -> Result<Reading, Unread> {
    let named = matches!(
        form,
        FactForm::Title
            | FactForm::Line
            | FactForm::Parties
            | FactForm::List
            | FactForm::Country
            | FactForm::Day
            | FactForm::Term
    );
    if form != FactForm::Prose && words::says_unknown(text) || named && words::says_missing(text) {
        return Ok(Reading::Unknown);
    }
    if form == FactForm::Renewal
        && let Some(facts) = clause::renewal(&text::fold(text))
    {
        return Ok(Reading::Several(facts));
    }
    // How it enters into force, and after how long or until when.
    if form == FactForm::Effect
        && words::read(&words::EFFECT, text).is_err()
        && let Some(facts) = clause::start(text).or_else(|| term::with_start(text))
    {
        return Ok(Reading::Several(facts));
    }
    if form == FactForm::Period && NONE_AT_ALL.contains(&text::fold(text).as_str()) {
        return Ok(Reading::Nothing);
    }
    if form == FactForm::List {
        return lists::known_items(text);
    }
    if form == FactForm::Parties {
        return Ok(parties::read(text)?.0);
    }
    Ok(Reading::Value(match form {
        // Read above.
        FactForm::List | FactForm::Parties => lists::list(text)?,
        FactForm::Title => one_line(text, text::LONGEST_TITLE)?,
        FactForm::Line => one_line(text, text::LONGEST_TEXT)?,
        FactForm::Prose => text::prose(text, text::LONGEST_TEXT)?,
        FactForm::Day => day::beside::read(text)?.to_string(),
        FactForm::Span => span::read(text)?.to_string(),
        FactForm::Period => positive(text)?,
        FactForm::Term => return term::read(text).map_err(|unread| marked_term(text).unwrap_or(unread)),
        FactForm::Pairs => lists::pairs(text)?,
        FactForm::Documents => lists::documents(text)?,
        FactForm::Number => number(text)?,
        FactForm::Country => country::read(text)?.to_owned(),
        FactForm::YesNo => words::read(&words::YES_NO, text)?.to_owned(),
        FactForm::Kind => words::read(&words::KIND, text)?.to_owned(),
        FactForm::Effect => words::read(&words::EFFECT, text)?.to_owned(),
        FactForm::Count => words::read(&words::COUNT, text)?.to_owned(),
        FactForm::Renewal => words::read(&words::RENEWAL, text)?.to_owned(),
        FactForm::Ended => words::read(&words::ENDED, text)?.to_owned(),
    }))
}

/// "5 năm (3)": the note that the mark leads to may be about the end.
fn marked_term(text: &str) -> Option<Unread> {
    let bare = day::beside::without_marks(text);
    (bare.len() < text.trim_end().len() && term::read(bare).is_ok()).then(|| time::term_with_a_mark(text).into())
}

fn positive(text: &str) -> Result<String, Unread> {
    let span = span::read(text)?;
    if span.is_zero() {
        return Err(time::period_of_nothing().into());
    }
    Ok(span.to_string())
}

/// Text that was broken into lines to fit its cell, on one line.
fn one_line(text: &str, longest: usize) -> Result<String, Unread> {
    let clean = text::prose(text, longest)?;
    if !clean.contains('\n') {
        return Ok(clean);
    }
    Ok(clean.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "))
}

/// What people write where a text asks for no review or notice.
const NONE_AT_ALL: [&str; 7] = ["khong", "khong co", "khong yeu cau", "none", "no", "not required", "nil"];

/// A whole number; `3 lần` and the `3.0` of a spreadsheet are read too.
fn number(text: &str) -> Result<String, Unread> {
    let folded = text::fold(text);
    let bare = folded.strip_suffix(" lan").or_else(|| folded.strip_suffix(".0")).unwrap_or(&folded);
    let read = bare.parse::<u32>().ok().filter(|n| *n <= 999 && bare.bytes().all(|b| b.is_ascii_digit()));
    read.map(|n| n.to_string()).ok_or_else(|| cell::not_a_whole_number(text).into())
}

impl FactForm {
    /// What such a cell takes.
    pub(crate) const fn hint(self) -> Words {
        match self {
            Self::Title | Self::Line => hint::LINE,
            Self::Prose => hint::PROSE,
            Self::Day => hint::DAY,
            Self::Span | Self::Period => hint::SPAN,
            Self::Term => hint::TERM,
            Self::List | Self::Parties => hint::ITEMS,
            Self::Pairs => hint::PAIRS,
            Self::Documents => hint::DOCUMENTS,
            Self::YesNo => hint::YES_NO,
            Self::Number => hint::NUMBER,
            Self::Kind => hint::KIND,
            Self::Country => hint::COUNTRY,
            Self::Effect => hint::EFFECT,
            Self::Count => hint::COUNT,
            Self::Renewal => hint::RENEWAL,
            Self::Ended => hint::ENDED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [FactForm; 19] = [
        FactForm::Title,
        FactForm::Line,
        FactForm::Prose,
        FactForm::Day,
        FactForm::Span,
        FactForm::Period,
        FactForm::Term,
        FactForm::List,
        FactForm::Parties,
        FactForm::Pairs,
        FactForm::Documents,
        FactForm::YesNo,
        FactForm::Number,
        FactForm::Kind,
        FactForm::Country,
        FactForm::Effect,
        FactForm::Count,
        FactForm::Renewal,
        FactForm::Ended,
    ];

    #[test]
    fn numbers() {
        for (said, expected) in [("3", "3"), ("03", "3"), ("3.0", "3"), ("2 lần", "2"), ("0", "0")] {
            assert_eq!(read(FactForm::Number, said), Ok(Reading::Value(expected.into())), "{said}");
        }
        for wrong in ["-1", "1000", "1.5", "hai", "", "+3", "1e3"] {
            assert!(read(FactForm::Number, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_period_of_nothing_is_refused_where_it_would_repeat_for_ever() {
        assert!(read(FactForm::Period, "0 tháng").is_err());
        assert!(read(FactForm::Period, "0d").is_err());
        assert_eq!(read(FactForm::Span, "0 ngày"), Ok(Reading::Value("0d".into())));
    }

    proptest! {
        #[test]
        fn nothing_panics_and_what_is_read_reads_back_as_itself(text in any::<String>()) {
            for form in ALL {
                if let Ok(Reading::Value(value)) = read(form, &text) {
                    prop_assert_eq!(read(form, &value), Ok(Reading::Value(value.clone())), "{:?}", form);
                }
            }
        }
    }
}
