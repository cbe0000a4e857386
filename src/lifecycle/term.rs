//! How long an agreement binds, and the last day on which it does.
//!
//! Civil days only (Civil Code 2015, Art. 147–148, used by analogy: an international agreement is no civil contract).
//! A period's end is never moved because it falls on a day off.

use std::fmt;
use std::str::FromStr;

use super::day::{Day, DayError};
use super::span::Span;

/// What the text says of the agreement's length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Term {
    /// So long from the day it enters into force.
    For(Span),
    /// Through that day.
    Until(Day),
    /// Through a day that the text leaves open between two ("giai đoạn 2022–2027").
    Between(Day, Day),
    /// Until something ends it.
    Open,
    /// It is unknown yet.
    #[default]
    Unknown,
}

/// Whether the day that corresponds to the first one is still in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TermCount {
    /// The corresponding day is the last: five years from 22/12/2017 run through 22/12/2022.
    #[default]
    Civil,
    /// The first day counts too: five years from 22/12/2017 run through 21/12/2022.
    Inclusive,
}

/// Why a text is not a [`Term`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// Not one of the forms.
    Form(String),
    /// A term of no length.
    Zero,
    /// A range that runs backwards.
    Backwards(Day, Day),
}

/// The last day in force of a period that starts with `anchor` and lasts `span`.
///
/// `civil` is the corresponding day; `inclusive` the day before it, except where the month had to be clamped: then the
/// clamped day is already the earlier one and no further day is taken off.
///
/// ```
/// use pactwatch::lifecycle::{day::Day, span::Span, term::{last_day, TermCount}};
/// let signed = Day::ymd(2017, 12, 22)?;
/// assert_eq!(last_day(signed, Span::years(5), TermCount::Civil)?.to_string(), "2022-12-22");
/// assert_eq!(last_day(signed, Span::years(5), TermCount::Inclusive)?.to_string(), "2022-12-21");
/// let leap = Day::ymd(2024, 2, 29)?;
/// assert_eq!(last_day(leap, Span::years(1), TermCount::Inclusive)?.to_string(), "2025-02-28");
/// # Ok::<(), pactwatch::lifecycle::day::DayError>(())
/// ```
pub fn last_day(anchor: Day, span: Span, count: TermCount) -> Result<Day, DayError> {
    let corresponding = anchor.plus(span)?;
    match count {
        TermCount::Inclusive if !anchor.clamps(span) => corresponding.plus_days(-1),
        _ => Ok(corresponding),
    }
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        let wrong = || TermError::Form(text.chars().take(60).collect());
        let text = text.trim();
        match text {
            "open" => return Ok(Self::Open),
            "unknown" => return Ok(Self::Unknown),
            _ => {}
        }
        if let Some(days) = text.strip_prefix("until ") {
            return match days.trim().split_once("..") {
                None => Ok(Self::Until(days.trim().parse().map_err(|_| wrong())?)),
                Some((from, to)) => {
                    let from: Day = from.trim().parse().map_err(|_| wrong())?;
                    let to: Day = to.trim().parse().map_err(|_| wrong())?;
                    match from.cmp(&to) {
                        std::cmp::Ordering::Less => Ok(Self::Between(from, to)),
                        std::cmp::Ordering::Equal => Ok(Self::Until(from)),
                        std::cmp::Ordering::Greater => Err(TermError::Backwards(from, to)),
                    }
                }
            };
        }
        let span: Span = text.parse().map_err(|_| wrong())?;
        if span.is_zero() { Err(TermError::Zero) } else { Ok(Self::For(span)) }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::For(span) => write!(f, "{span}"),
            Self::Until(day) => write!(f, "until {day}"),
            Self::Between(from, to) => write!(f, "until {from}..{to}"),
            Self::Open => write!(f, "open"),
            Self::Unknown => write!(f, "unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_read_as_they_are_written() {
        for text in ["5y", "1y6m", "90d", "until 2027-11-03", "until 2027-11-03..2027-12-31", "open", "unknown"] {
            assert_eq!(text.parse::<Term>().map(|term| term.to_string()).as_deref(), Ok(text));
        }
        assert_eq!("60m".parse::<Term>(), Ok(Term::For(Span::years(5))));
    }

    #[test]
    fn terms_that_cannot_be_are_refused() {
        assert_eq!("0y".parse::<Term>(), Err(TermError::Zero));
        assert!(matches!("until 2027-12-31..2027-11-03".parse::<Term>(), Err(TermError::Backwards(..))));
        for text in ["", "5", "five years", "until", "until 2027", "until 2027-02-30"] {
            assert!(matches!(text.parse::<Term>(), Err(TermError::Form(_))), "{text}");
        }
    }
}
