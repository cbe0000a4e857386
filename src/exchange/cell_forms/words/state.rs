//! What a list thinks of an agreement today: "còn hiệu lực", "expired".

use super::begins_with;
use crate::text::fold;

/// What a list thinks of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListedState {
    /// It binds.
    InForce,
    /// It binds no more.
    Ended,
}

/// The state that a cell names; `None` where it names none that is known.
pub(crate) fn state_in(text: &str) -> Option<ListedState> {
    let folded = fold(text);
    let said = folded.trim_end_matches(['.', ',']).trim_start_matches("da ");
    let begins = |words: &[&str]| words.iter().any(|word| begins_with(said, word));
    if begins(&ENDED_STATES) {
        Some(ListedState::Ended)
    } else if begins(&STATES_IN_FORCE) {
        Some(ListedState::InForce)
    } else {
        None
    }
}

const ENDED_STATES: [&str; 24] = [
    "het hieu luc",
    "het han",
    "het thoi han",
    "khong con hieu luc",
    "ket thuc",
    "cham dut",
    "thanh ly",
    "hoan thanh",
    "huy",
    "bi huy",
    "ngung",
    "dung",
    "bi thay the",
    "expired",
    "inactive",
    "terminated",
    "ended",
    "lapsed",
    "closed",
    "cancelled",
    "canceled",
    "completed",
    "not active",
    "superseded",
];

const STATES_IN_FORCE: [&str; 14] = [
    "con hieu luc",
    "dang hieu luc",
    "dang co hieu luc",
    "co hieu luc",
    "con han",
    "dang thuc hien",
    "dang trien khai",
    "dang con hieu luc",
    "in force",
    "active",
    "valid",
    "current",
    "ongoing",
    "on-going",
];
