//! A key as JSON has it, in the journal and in notes: by its columns.

use serde::{Deserialize, Serialize};

use super::{Key, KeyError, Subject};
use crate::lifecycle::day::Day;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Columns {
    subject: Subject,
    what: String,
    nth: u32,
    day: Day,
    rung: String,
    recipient: String,
    #[serde(default = "first_round", skip_serializing_if = "is_first")]
    round: u32,
}

const fn first_round() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_first(round: &u32) -> bool {
    *round == 1
}

impl From<Key> for Columns {
    fn from(key: Key) -> Self {
        Self {
            what: key.topic.to_string(),
            recipient: key.recipient_text(),
            rung: key.occasion_text(),
            round: key.stored_round(),
            subject: key.subject,
            nth: key.nth,
            day: key.day,
        }
    }
}

impl TryFrom<Columns> for Key {
    type Error = KeyError;

    fn try_from(columns: Columns) -> Result<Self, KeyError> {
        let Columns { subject, what, nth, day, rung, recipient, round } = columns;
        let key = Self::of_columns(subject, &what, nth, day, &rung, recipient, round);
        key.ok_or_else(|| KeyError(format!("{what} {rung}")))
    }
}
