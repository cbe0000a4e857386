//! What an agreement, a plan or a strategy promises, and the days on which it falls due.
//!
//! Pure. A commitment applies while its agreement does: it continues when the agreement is extended, ends with it, and
//! pauses while the agreement is suspended, as reviews do (`milestone/derive.rs`). A commitment without a day of its
//! own is never due; the reviews list it. The invariant: a commitment's canonical texts read back as they are written,
//! and every change is an act.

mod account;
mod field;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::span::Span;

pub use super::act::CommitmentSide;
pub use account::{Account, AccountNote, CommitmentRecord, CommitmentStanding, accounts};
pub(crate) use account::{last_review_before, progress_notes_at};
pub(crate) use field::PROMISERS;
pub use field::{CLEARED, FROM_NOTHING};
pub use field::{CommitmentError, CommitmentField, CommitmentFlaw, CommitmentText};

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "CommitmentText", into = "CommitmentText")]
pub struct Commitment {
    /// Its name in acts and keys, unique in its agreement.
    pub name: String,
    /// What is promised.
    pub title: String,
    /// Who promises it.
    pub side: CommitmentSide,
    /// Who carries it out: a contact or an agency.
    pub who: Option<String>,
    /// How much of it ("5 du học sinh").
    pub target: Option<String>,
    /// Where the text says so.
    pub basis: Option<String>,
    /// When it falls due.
    pub when: CommitmentTiming,
}

/// When a commitment falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitmentTiming {
    /// Once, on that day at the latest.
    Until(Day),
    /// Again and again: a first day, else the agreement's first day in force, and its multiples.
    Every {
        span: Span,
        /// What it counts from.
        from: Option<Day>,
    },
    /// Each year on that day.
    Yearly {
        /// The month, from 1.
        month: u32,
        /// The day of the month; a missing one is the month's last.
        day: u32,
    },
    /// Within the term, on no day of its own.
    Within,
}

/// At most this many occurrences are worked out: a century of weeks.
const OCCURRENCES_MAX: u32 = 5_200;

impl Commitment {
    /// The days on which it falls due, each with its number from 1, through the last day in force, and no farther than
    /// `through`.
    ///
    /// Occurrence n of a recurring one is `anchor + n × span`, never counted from the one before. An agreement that is not
    /// in force yet, or of which the first day is unknown, makes only a day that the commitment names itself.
    pub(crate) fn due_days(&self, start: Option<Day>, last: Option<Day>, through: Day) -> Vec<(u32, Day)> {
        let end = last.map_or(through, |last| last.min(through));
        match self.when {
            CommitmentTiming::Until(day) if day <= end => vec![(1, day)],
            CommitmentTiming::Until(_) | CommitmentTiming::Within => Vec::new(),
            CommitmentTiming::Every { span, .. } if span.is_zero() => Vec::new(),
            CommitmentTiming::Every { span, from } => {
                let Some(anchor) = from.or(start) else { return Vec::new() };
                let day = |n: u32| Some((n, anchor.plus(span.times(n)).ok()?));
                (1..=OCCURRENCES_MAX).map_while(day).take_while(|(_, day)| *day <= end).collect()
            }
            CommitmentTiming::Yearly { month, day } => {
                let Some(start) = start else { return Vec::new() };
                let years = start.year()..=end.year();
                let days = years.filter_map(|year| in_month(year, month, day));
                (1..).zip(days.filter(|day| *day >= start && *day <= end)).collect()
            }
        }
    }
}

/// The day of a month, the month's last where it has fewer.
fn in_month(year: i32, month: u32, day: u32) -> Option<Day> {
    (1..=day).rev().take(4).find_map(|day| Day::ymd(year, month, day).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn due(when: CommitmentTiming, start: Option<&str>, last: Option<&str>, through: &str) -> Vec<String> {
        let commitment = Commitment {
            name: "students".to_owned(),
            title: "Hỗ trợ du học sinh".to_owned(),
            side: CommitmentSide::Us,
            who: None,
            target: Some("5 du học sinh".to_owned()),
            basis: None,
            when,
        };
        let days = commitment.due_days(start.map(day), last.map(day), day(through));
        days.into_iter().map(|(nth, day)| format!("{nth} {day}")).collect()
    }

    fn every(span: &str, from: Option<&str>) -> CommitmentTiming {
        CommitmentTiming::Every { span: span.parse().expect("a span"), from: from.map(day) }
    }

    #[test]
    fn one_day_stands_while_the_agreement_does() {
        let until = || CommitmentTiming::Until(day("2026-12-31"));
        assert_eq!(due(until(), Some("2022-11-03"), Some("2027-11-03"), "2030-01-01"), ["1 2026-12-31"]);
        assert_eq!(due(until(), Some("2022-11-03"), Some("2026-06-30"), "2030-01-01"), [""; 0], "it ended before");
        assert_eq!(due(until(), None, None, "2030-01-01"), ["1 2026-12-31"], "a plan without a term");
    }

    #[test]
    fn multiples_count_from_the_anchor_and_go_on_with_an_extension() {
        // 31/01 + 1, 2, 3 months: clamped to 28/02, whole again on 31/03, clamped to 30/04.
        let monthly = every("1m", Some("2026-01-31"));
        assert_eq!(
            due(monthly, Some("2022-11-03"), Some("2026-05-01"), "2030-01-01"),
            ["1 2026-02-28", "2 2026-03-31", "3 2026-04-30"]
        );
        // Every two years from the first day in force, 03/11/2022, through 03/11/2027, and after an extension by five years.
        let delegations = || every("2y", None);
        assert_eq!(
            due(delegations(), Some("2022-11-03"), Some("2027-11-03"), "2040-01-01"),
            ["1 2024-11-03", "2 2026-11-03"]
        );
        assert_eq!(
            due(delegations(), Some("2022-11-03"), Some("2032-11-03"), "2040-01-01"),
            ["1 2024-11-03", "2 2026-11-03", "3 2028-11-03", "4 2030-11-03", "5 2032-11-03"]
        );
        assert_eq!(due(delegations(), None, None, "2040-01-01"), [""; 0], "nothing to count from");
    }

    #[test]
    fn a_day_of_the_year_begins_with_the_agreement_and_clamps() {
        let yearly = |month, day| CommitmentTiming::Yearly { month, day };
        assert_eq!(
            due(yearly(11, 15), Some("2022-11-16"), Some("2025-11-15"), "2040-01-01"),
            ["1 2023-11-15", "2 2024-11-15", "3 2025-11-15"]
        );
        assert_eq!(
            due(yearly(2, 29), Some("2023-01-01"), None, "2025-12-31"),
            ["1 2023-02-28", "2 2024-02-29", "3 2025-02-28"]
        );
    }

    #[test]
    fn one_within_the_term_has_no_day() {
        assert_eq!(due(CommitmentTiming::Within, Some("2022-11-03"), Some("2027-11-03"), "2040-01-01"), [""; 0]);
    }
}
