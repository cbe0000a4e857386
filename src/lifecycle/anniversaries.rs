//! Five-year anniversaries of an agreement's signing, on which both sides write to each other.
//!
//! A courtesy, not a legal date: an anniversary that has passed is never overdue. There is one only where the text is
//! in force on that day and after it, or is known to go on, by itself or by a decision. A text that ends on the day
//! gets no congratulation.

use super::act::{Act, ActBody, Choice, MilestoneKind};
use super::agreement::{KnownFacts, PaperKind as Paper};
use super::day::Day;
use super::milestone::{Course, Derivation, Milestone, MilestonePurpose, PeriodSequel};
use super::span::Span;
use super::term::Term;

/// The name of a mark in keys and commands: `observance:signing@2027-12-22`.
pub(crate) const SIGNING: &str = "signing";

/// The ladder a mark follows.
const LADDER: &str = "anniversary";

/// The years from one mark to the next.
const EVERY_YEARS: u32 = 5;

/// Whether the marks are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnniversaryMarks {
    /// Anniversaries are milestones.
    #[default]
    Kept,
    /// The office keeps no observances.
    Left,
}

/// The papers whose signing is remembered: those signed with a partner.
pub(crate) fn is_remembered(paper: Paper) -> bool {
    matches!(paper, Paper::Agreement | Paper::Mou | Paper::Minutes | Paper::Programme | Paper::Treaty)
}

/// The marks of the agreement's signing up to and including `through`: five years on, ten, fifteen. Signed on 29
/// February, a mark is on the 28th in common years; `nth` is the number of years.
pub fn marks(knowledge: &KnownFacts<'_>, course: &Course, through: Day) -> Vec<Milestone> {
    let facts = &knowledge.facts;
    let Some(signed) = facts.signed_on.filter(|_| is_remembered(facts.kind)) else { return Vec::new() };
    let last = course.closed_on.map_or(through, |closed| closed.min(through));
    (1..)
        .map(|times| EVERY_YEARS * times)
        .map_while(|years| Some((years, signed.plus(Span::years(years)).ok()?)))
        .take_while(|(_, day)| *day <= last)
        .filter(|(_, day)| binds_beyond(knowledge, course, *day))
        .map(|(years, day)| mark(knowledge, signed, years, day))
        .collect()
}

/// So long after an end that was decided to be renewed the text is taken to go on, while its document is awaited.
const RENEWAL_AWAITED_YEARS: u32 = 1;

/// Whether the agreement is in force on that day and goes on after it, as far as is known.
fn binds_beyond(knowledge: &KnownFacts<'_>, course: &Course, day: Day) -> bool {
    if course.start_on().is_none_or(|start| day < start) {
        return false;
    }
    match course.periods.last() {
        None => knowledge.facts_on(day).term == Term::Open,
        Some(period) if period.then == PeriodSequel::Renews || day < period.ends_on => true,
        Some(period) => {
            let awaited = period.ends_on.plus(Span::years(RENEWAL_AWAITED_YEARS)).unwrap_or(period.ends_on);
            course.ending.is_none() && day <= awaited && is_renewed(knowledge, period.ends_on)
        }
    }
}

/// Whether it was decided, at last, that the text goes on after that end.
fn is_renewed(knowledge: &KnownFacts<'_>, end: Day) -> bool {
    let decided = |act: &&Act| match &act.body {
        ActBody::Decide { milestone, choice } if milestone.kind == MilestoneKind::Expiry && milestone.day == end => {
            Some(*choice)
        }
        _ => None,
    };
    knowledge.acts.iter().filter_map(decided).next_back() == Some(Choice::Renew)
}

fn mark(knowledge: &KnownFacts<'_>, signed: Day, years: u32, day: Day) -> Milestone {
    let derivation = Derivation::Anniversary { since: signed, years };
    Milestone {
        name: Some(SIGNING.to_owned()),
        passing: MilestonePurpose::Informs,
        ladder: Some(LADDER.to_owned()),
        ..Milestone::new(MilestoneKind::Observance, years, day, derivation, knowledge.registered_on)
    }
}
