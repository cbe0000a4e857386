//! What somebody typed over a cell that the program works out: "đã họp" in the column of the next day.
//!
//! It says nothing to the register, and whoever typed it believes that it was recorded: so that is told, with the way to record
//! it. A day over a day is told apart by whoever knows the agreement.

use super::super::cell_forms::words::says_unknown;
use super::judge::WorkedOut;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::policy::Language;
use crate::message::list::{Wording, typed_over_a_worked_out_cell};
use crate::message::say;
use crate::text::fold;

/// What to say of the text; `None` where it may be the program's own.
pub(super) fn typed_over(text: &str, which: WorkedOut) -> Option<Wording> {
    let folded = fold(text);
    let typed = match which {
        WorkedOut::LastDay | WorkedOut::NextDay => folded.contains(char::is_alphabetic) && !says_unknown(text),
        WorkedOut::NextStep => {
            ["da ", "khong ", "hoan ", "lui ", "done", "held"].iter().any(|start| folded.starts_with(start))
        }
        WorkedOut::State => false,
    };
    typed.then(|| typed_over_a_worked_out_cell(text))
}

/// Whether a state may have been typed over the program's own, to be held against the days. States that come and go with the
/// calendar tell nothing: the copy may be old.
pub(super) fn is_typed_state(text: &str) -> bool {
    let folded = fold(text);
    let own =
        |status| [Language::Vi, Language::En].into_iter().any(|language| fold(say::status(status, language)) == folded);
    !folded.is_empty() && ![Status::Pending, Status::InForce, Status::Unknown].into_iter().any(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_over_days_and_deeds_over_steps() {
        for (text, which, expected) in [
            ("đã họp", WorkedOut::NextDay, true),
            ("đã họp 15/3", WorkedOut::LastDay, true),
            ("gia hạn 2 năm", WorkedOut::LastDay, true),
            ("Đã sơ kết", WorkedOut::NextStep, true),
            ("Không tổ chức", WorkedOut::NextStep, true),
            ("31/12/2027", WorkedOut::LastDay, false),
            ("2027-03-15", WorkedOut::NextDay, false),
            ("", WorkedOut::NextDay, false),
            ("chưa rõ", WorkedOut::LastDay, false),
            ("Sơ kết kỳ 5", WorkedOut::NextStep, false),
            ("Hạn thông báo", WorkedOut::NextStep, false),
            ("đã hết hiệu lực", WorkedOut::State, false),
        ] {
            assert_eq!(typed_over(text, which).is_some(), expected, "{text}");
        }
    }
}
