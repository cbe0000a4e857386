//! What a change brings: milestones and reminders that appear, move or go, and who hears of another day.

use crate::message::Words;
use crate::message::sentence::sentences;

sentences! {
    MORE(1) =
        "… và {0} mốc nữa",
        "… and {0} more";
    REMINDERS(2) =
        "lượt nhắc: thêm {0}, bớt {1}",
        "reminders: {0} appear, {1} go";
    CORRECTIONS(1) =
        "đính chính: {0}",
        "corrections: {0}";
    WAS(1) =
        ", trước là {0}",
        ", was {0}";
    LETTERS_FROM(2) =
        " (lượt nhắc: thêm {0}, từ {1})",
        " (reminders: {0}, the first from {1})";
    LETTERS_GO(1) =
        " (lượt nhắc: bớt {0})",
        " (reminders: {0} go)";
    LETTERS_BOTH(2) =
        " (lượt nhắc: thêm {0}, bớt {1})",
        " (reminders: {0} appear, {1} go)";
    TOLD_AND_NOW(2) =
        "đã báo {0}, nay là {1}",
        "told {0}, now {1}";
    TOLD_AND_GONE(1) =
        "đã báo {0}, nay không còn",
        "told {0}, now none";
    AND_MORE(1) =
        "và {0} người nữa",
        "and {0} more";
}

/// Before the first who hears of it.
pub(crate) const FIRST_TO: Words = Words::new(", gửi ", ", to ");
/// Before the others.
pub(crate) const NEXT_TO: Words = Words::new("; gửi ", "; to ");
