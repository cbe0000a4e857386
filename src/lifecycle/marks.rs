//! Five-year marks of an agreement's signing: the occasion on which both sides write to each other.
//!
//! Courtesy, not law: a mark that has passed is past. An agreement that was ended or archived has none after its end;
//! one whose term merely ran out keeps them, because the relation goes on and the text may have been renewed.

use super::act::MilestoneKind;
use super::agreement::{Known, PaperKind as Paper};
use super::day::Day;
use super::milestone::{Course, Derivation, Milestone, Passing};
use super::span::Span;

/// The name of a mark in keys and commands: `observance:signing@2027-12-22`.
pub const SIGNING: &str = "signing";

/// The ladder a mark follows.
const LADDER: &str = "anniversary";

/// The years from one mark to the next.
const EVERY_YEARS: u32 = 5;

/// Whether the marks are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// They are.
    #[default]
    Kept,
    /// The office keeps no observances.
    Left,
}

/// The papers whose signing is remembered: those signed with a partner.
pub fn is_remembered(paper: Paper) -> bool {
    matches!(paper, Paper::Agreement | Paper::Mou | Paper::Minutes | Paper::Programme | Paper::Treaty)
}

/// The marks of the agreement's signing up to and including `through`: five years on, ten, fifteen. Signed on 29
/// February, a mark stands on the 28th in common years; `nth` is the number of years.
pub fn marks(known: &Known<'_>, course: &Course, through: Day) -> Vec<Milestone> {
    let facts = &known.facts;
    let Some(signed) = facts.signed_on.filter(|_| is_remembered(facts.kind)) else { return Vec::new() };
    let ended_on = course.ending.as_ref().map(|ending| ending.ends_on);
    let last = [ended_on, course.closed_on].into_iter().flatten().fold(through, Day::min);
    (1..)
        .map(|times| EVERY_YEARS * times)
        .map_while(|years| Some((years, signed.plus(Span::years(years)).ok()?)))
        .take_while(|(_, day)| *day <= last)
        .map(|(years, day)| mark(known, signed, years, day))
        .collect()
}

fn mark(known: &Known<'_>, signed: Day, years: u32, day: Day) -> Milestone {
    let derivation = Derivation::Anniversary { since: signed, years };
    Milestone {
        name: Some(SIGNING.to_owned()),
        passing: Passing::Informs,
        ladder: Some(LADDER.to_owned()),
        ..Milestone::new(MilestoneKind::Observance, years, day, derivation, known.registered_on)
    }
}
