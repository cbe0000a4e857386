//! The tail of a term that says from when it counts: "5 năm kể từ ngày hai bên ký", "5 years from its entry into force".
//!
//! Only tails of which every word is known are taken off: "kể từ ngày ký bản sửa đổi" counts from another day.

use super::CountsFrom;

/// What stands between a length and the day it counts from, the longer ones first.
const BETWEEN: [&str; 9] =
    ["ke tu ", "tinh tu ", "tu ", "sau ", "starting from ", "from ", "after ", "since ", "upon "];

/// What may stand in a tail and says nothing about the day.
const SAYS_NOTHING: [&str; 27] = [
    "ngay",
    "khi",
    "thoi",
    "diem",
    "hai",
    "cac",
    "ca",
    "ben",
    "cung",
    "chinh",
    "thuc",
    "thoa",
    "thuan",
    "van",
    "ban",
    "the",
    "date",
    "day",
    "of",
    "its",
    "this",
    "agreement",
    "by",
    "both",
    "parties",
    "on",
    "which",
];

/// The document itself, by names that would mean another one without "này".
const ITSELF: [&str; 6] = [
    "ban ghi nho nay",
    "bien ban nay",
    "thoa thuan nay",
    "van ban nay",
    "this memorandum of understanding",
    "this mou",
];

/// The length before the tail, and the day it counts from; `None` where there is no tail, or none that is understood.
pub(super) fn of(folded: &str) -> Option<(&str, CountsFrom)> {
    let begins = |at: &usize| folded[..*at].ends_with([' ', '(', ',']);
    let place = |word: &str| folded.match_indices(word).map(|(at, _)| at).find(begins);
    let (at, word) = BETWEEN.iter().find_map(|word| Some((place(word)?, *word)))?;
    let (length, tail) = (&folded[..at], &folded[at + word.len()..]);
    let mut tail = tail.trim_end_matches(['.', ')', ' ']).to_owned();
    for name in ITSELF {
        tail = tail.replacen(name, "", 1);
    }
    let words: Vec<&str> = tail.split_whitespace().filter(|word| !SAYS_NOTHING.contains(word)).collect();
    let from = match words.as_slice() {
        ["co", "hieu", "luc"]
        | ["hieu", "luc"]
        | ["entry" | "entering", "into", "force"]
        | ["it", "enters", "into", "force"] => CountsFrom::EntryIntoForce,
        ["ky" | "signature" | "signing"] | ["ky", "ket"] | ["it", "is", "signed"] => CountsFrom::Signing,
        _ => return None,
    };
    Some((length.trim_end_matches(['(', ',', ' ']), from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn tails_people_write() {
        for (text, length, from) in [
            ("5 năm kể từ ngày có hiệu lực", "5 nam", CountsFrom::EntryIntoForce),
            ("5 năm kể từ ngày Thỏa thuận có hiệu lực", "5 nam", CountsFrom::EntryIntoForce),
            ("5 năm (kể từ ngày Bản ghi nhớ này có hiệu lực)", "5 nam", CountsFrom::EntryIntoForce),
            ("5 năm tính từ thời điểm có hiệu lực.", "5 nam", CountsFrom::EntryIntoForce),
            ("5 years after its entry into force", "5 years", CountsFrom::EntryIntoForce),
            ("5 years from the date on which it enters into force", "5 years", CountsFrom::EntryIntoForce),
            ("5 năm kể từ ngày ký", "5 nam", CountsFrom::Signing),
            ("5 năm, kể từ ngày hai bên ký", "5 nam", CountsFrom::Signing),
            ("5 năm từ ngày ký kết", "5 nam", CountsFrom::Signing),
            ("60 tháng sau khi các bên ký", "60 thang", CountsFrom::Signing),
            ("5 years from the date of signature", "5 years", CountsFrom::Signing),
            ("5 years from its signing by both parties", "5 years", CountsFrom::Signing),
        ] {
            assert_eq!(of(&fold(text)), Some((length, from)), "{text}");
        }
    }

    #[test]
    fn tails_that_name_another_day_or_none() {
        for text in [
            "5 năm",
            "5 năm kể từ ngày 22/12/2017",
            "5 năm kể từ ngày ký cuối cùng",
            "5 năm kể từ ngày ký bản sửa đổi",
            "5 năm kể từ ngày ký biên bản",
            "5 năm kể từ ngày nhận được thông báo",
            "5 năm kể từ ngày Hiệp định có hiệu lực",
            "5 years from the date of the last signature",
            "5 năm sáu tháng",
            "5 năm từ ngày",
        ] {
            assert_eq!(of(&fold(text)), None, "{text}");
        }
    }
}
