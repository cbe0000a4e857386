//! Whether an act of a file is in the register already: same agreement, same day, same word and values, same number.

use crate::lifecycle::act::{Act, ActBody, MilestoneKind};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;
use crate::lifecycle::request::ActRequest;

/// What the register has of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    /// Nothing like it.
    No,
    /// The act itself.
    Recorded,
    /// The act itself, and the one that took it back.
    Voided(i64),
}

/// Looks for that body.
pub(super) fn body(agreement: &Agreement, body: &ActBody, on: Day, number: Option<&str>) -> Same {
    found(agreement, |act| act.on == on && act.number.as_deref() == number && act.body == *body)
}

/// Looks for what is asked. A request that leaves open which review or which successor it means is the same as an act that
/// agrees with it in all it says.
pub(super) fn request(timeline: &Timeline<'_>, agreement: &Agreement, request: &ActRequest) -> Same {
    let numbered = |kind: MilestoneKind, nth: u32| {
        let milestone = timeline.milestones.iter().find(|m| m.kind == kind && m.nth == nth)?;
        Some(milestone.moved_from.unwrap_or(milestone.day))
    };
    found(agreement, |act| act.number == request.number && request.asks_for(act, &numbered))
}

/// The act that fits; one that stands before one that was taken back.
fn found(agreement: &Agreement, fits: impl Fn(&Act) -> bool) -> Same {
    let voided = |seq: i64| agreement.acts.iter().any(|act| act.body == ActBody::Void { voids: seq });
    let mut same = Same::No;
    for act in agreement.acts.iter().filter(|act| fits(act)) {
        if !voided(act.seq) {
            return Same::Recorded;
        }
        same = Same::Voided(act.seq);
    }
    same
}
