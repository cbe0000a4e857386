//! Whether an act of a file is in the register already: same agreement, same day, same word and values, same number.

use crate::lifecycle::act::{Act, ActBody, MilestoneKind, is_voided};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Timeline};
use crate::lifecycle::request::ActRequest;

/// What the register has of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    /// Nothing like it.
    No,
    /// The act itself.
    Recorded(i64),
    /// The act itself, and the one that took it back.
    Voided(i64),
}

/// Looks for that body.
pub(super) fn body(agreement: &Agreement, body: &ActBody, on: Day, number: Option<&str>) -> Same {
    found(agreement, |act| act.on == on && act.number.as_deref() == number && act.body == *body)
}

/// The act that says what is asked, but with another number or note of its paper.
pub(super) fn but_for_its_paper<'a>(
    timeline: &Timeline<'_>,
    agreement: &'a Agreement,
    request: &ActRequest,
) -> Option<&'a Act> {
    let numbered = numbered(timeline);
    agreement.acts.iter().find(|act| !is_voided(&agreement.acts, act.seq) && request.asks_for(act, &numbered))
}

/// The own day of the milestone of a kind, name and number.
fn numbered<'t>(timeline: &'t Timeline<'_>) -> impl Fn(MilestoneKind, Option<&str>, u32) -> Option<Day> + 't {
    |kind, name, nth| {
        let is_it = |m: &&Milestone| m.kind == kind && m.name.as_deref() == name && m.nth == nth;
        let milestone = timeline.milestones.iter().find(is_it)?;
        Some(milestone.moved_from.unwrap_or(milestone.day))
    }
}

/// Looks for what is asked. A request that leaves open which review or which successor it means is the same as an act that
/// agrees with it in all it says.
pub(super) fn request(timeline: &Timeline<'_>, agreement: &Agreement, request: &ActRequest) -> Same {
    let numbered = numbered(timeline);
    found(agreement, |act| is_its_paper(request, act) && request.asks_for(act, &numbered))
}

/// The act that fits; one that stands before one that was taken back.
fn found(agreement: &Agreement, fits: impl Fn(&Act) -> bool) -> Same {
    let mut same = Same::No;
    for act in agreement.acts.iter().filter(|act| fits(act)) {
        if !is_voided(&agreement.acts, act.seq) {
            return Same::Recorded(act.seq);
        }
        same = Same::Voided(act.seq);
    }
    same
}

/// Whether number and note are the act's, or left out. An act's note may go on with what the recorder's clock added.
fn is_its_paper(request: &ActRequest, act: &Act) -> bool {
    let number = request.number.is_none() || act.number == request.number;
    let noted = act.note.as_deref().unwrap_or_default();
    number && request.note.as_deref().is_none_or(|note| noted.starts_with(note))
}
