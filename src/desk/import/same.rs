//! Whether an act of a file is in the register already: same agreement, same body, same day, same number.

use serde_json::Value;

use crate::exchange::ActDraft;
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;

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

/// Looks for the body of a row. One that leaves open which review or which successor it means is the same as an act that
/// agrees with it in all it says.
pub(super) fn draft(agreement: &Agreement, draft: &ActDraft) -> Same {
    let number = draft.number.as_deref();
    let about_review = ["hold-review", "postpone", "skip"].contains(&draft.act.as_str());
    let leaves_open = draft.act == "confirm-successor" || (about_review && !draft.carries.contains_key("review"));
    if !leaves_open {
        return draft.body().map_or(Same::No, |said| body(agreement, &said, draft.on, number));
    }
    found(agreement, |act| {
        let carried = serde_json::to_value(&act.body).unwrap_or_default();
        let said = draft.carries.iter().filter(|(name, _)| *name != "nth");
        act.on == draft.on
            && act.number.as_deref() == number
            && act.body.word() == draft.act
            && said.into_iter().all(|(name, text)| carried.get(name).and_then(Value::as_str) == Some(text))
    })
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
