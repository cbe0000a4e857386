//! A day with words beside it: "Ngày ký: 22/12/2017", "22/12/2017, tại Buôn Ma Thuột", "Kon Tum, ngày 05/3/2019",
//! "05/3/2019 (*)".
//!
//! Only words of which each is known to say nothing about the day are passed over: those that lead to it, a footnote's mark, a
//! place by its capital letters. "dự kiến", "trước", "gia hạn đến" stay, and the cell is asked about.

use std::borrow::Cow;

use super::{Day, Unread};
use crate::message::list::time;
use crate::text::fold;

/// The longest day that stands alone, in bytes: `22 / 12 / 2017`.
const LONGEST_ALONE: usize = 14;
/// The most words of a cell that is still a day.
const MOST_WORDS: usize = 16;

/// Words that lead to a day, folded.
const LEADING: [&str; 14] =
    ["ngay", "ky", "ket", "tu", "ke", "vao", "da", "duoc", "signed", "from", "on", "date", "since", "dated"];
/// Words that lead to a place.
const AT: [&str; 4] = ["tai", "o", "at", "in"];
/// Words of places that are written small.
const OF_PLACES: [&str; 15] =
    ["tinh", "thanh", "pho", "tp", "tp.", "thi", "xa", "thu", "do", "nuoc", "huyen", "quan", "va", "city", "province"];
/// How it was signed, in brackets behind the day: "(ký trực tuyến)".
const HOW: [&str; 9] = ["ky", "ket", "truc", "tuyen", "hinh", "thuc", "online", "signed", "virtually"];
/// Words that change what the day is, and may begin with a capital letter as a place does.
const NO_PLACES: [&str; 27] = [
    "huy",
    "hoan",
    "het",
    "den",
    "truoc",
    "sau",
    "khoang",
    "chua",
    "khong",
    "toi",
    "lai",
    "du",
    "han",
    "expired",
    "cancelled",
    "until",
    "void",
    "draft",
    "expected",
    "planned",
    "tentative",
    "extended",
    "renewed",
    "no",
    "not",
    "pending",
    "before",
];

/// The same of two words, or of one that is the whole of what stands there: "Tam Kỳ" is a place, "Tạm" is none.
const NO_PLACES_TOGETHER: [&str; 22] = [
    "ky tat",
    "ky nhay",
    "ky moi",
    "gia han",
    "phe duyet",
    "phe chuan",
    "hieu luc",
    "tam thoi",
    "am lich",
    "duong lich",
    "bo sung",
    "sua doi",
    "cham dut",
    "thay the",
    "thanh ly",
    "gan dung",
    "uoc tinh",
    "tam tinh",
    "ban cu",
    "lan dau",
    "tai ky",
    "ket thuc",
];
const NO_PLACES_ALONE: [&str; 27] = [
    "tam",
    "uoc",
    "moi",
    "cu",
    "nhay",
    "tat",
    "duyet",
    "approved",
    "initialled",
    "initialed",
    "terminated",
    "effective",
    "renewal",
    "extension",
    "buddhist",
    "lunar",
    "estimated",
    "amended",
    "provisional",
    "proposed",
    "postponed",
    "revised",
    "ended",
    "superseded",
    "approx",
    "about",
    "tet",
];

/// The day of a cell, alone or with such words.
pub fn read(text: &str) -> Result<Day, Unread> {
    if super::lunar::says_lunar(&fold(text)) {
        return super::read(text);
    }
    let unread = match super::read(text) {
        Ok(day) => return Ok(day),
        Err(unread) => unread,
    };
    let day = bare(text).and_then(|bare| super::read(&bare).ok()).ok_or(unread)?;
    // "Thứ Hai" is no place: the weekday has to be that of the day, wherever it stands.
    match super::weekday::among(&fold(text)) {
        Some(weekday) if weekday != day.weekday().number_from_monday() => Err(time::weekday_differs(text, day).into()),
        _ => Ok(day),
    }
}

/// Whether there is nothing but a day in digits.
pub(crate) fn is_alone(text: &str) -> bool {
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    text.len() <= LONGEST_ALONE && digit(text.as_bytes().first()) && digit(text.as_bytes().last())
}

/// The text without what stands beside its figures; `None` where something is left that may mean more.
pub fn bare(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    if is_alone(text) {
        return Some(Cow::Borrowed(text));
    }
    let inner =
        text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).filter(|text| !text.contains(['(', ')']));
    let text = without_marks(inner.unwrap_or(text));
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS + 1).collect();
    let figures = |word: &&str| word.bytes().any(|b| b.is_ascii_digit());
    let (first, last) = (words.iter().position(figures)?, words.iter().rposition(figures)?);
    if words.len() > MOST_WORDS || !leads(&words[..first]) || !follows(words[last], &words[last + 1..]) {
        return None;
    }
    Some(Cow::Owned(words[first..=last].join(" ").trim_matches(['(', ',', ';', '.', ')']).to_owned()))
}

/// The text without marks of footnotes at its end.
pub(crate) fn without_marks(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let bare = rest.trim_end_matches(['*', '†', '‡', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']).trim_end();
        let bracketed = bare.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '[']));
        let mark = |mark: &str| (1..=2).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit() || b == b'*');
        let bare = bracketed.filter(|(_, inside)| mark(inside)).map_or(bare, |(before, _)| before.trim_end());
        if bare.len() == rest.len() || bare.is_empty() {
            return rest;
        }
        rest = bare;
    }
}

/// Whether the words before the figures say nothing but where and that it was.
fn leads(words: &[&str]) -> bool {
    let known = |word: &&str| LEADING.contains(&fold(word).trim_matches([':', ',', '(']));
    let words = &words[words.iter().take_while(|word| known(word)).count()..];
    // "Tam Kỳ, 22/12/2017": what a comma follows belongs to the place.
    let behind = words.iter().rev().take_while(|word| known(word) && !word.ends_with(',')).count();
    let place = &words[..words.len() - behind];
    match place {
        [] => true,
        [first, rest @ ..] if is_at(first) => is_place(rest),
        [.., last] => last.ends_with([',', ':']) && is_place(place),
    }
}

/// Whether the words behind the figures name a place.
fn follows(figures: &str, words: &[&str]) -> bool {
    match words {
        [] => true,
        [first, rest @ ..] if is_at(first) => is_place(rest),
        [first, ..] if first.starts_with('(') && words.iter().all(|word| is_how(word)) => true,
        [first, ..] => (figures.ends_with([',', ';']) || first.starts_with('(')) && is_place(words),
    }
}

fn is_at(word: &str) -> bool {
    AT.contains(&fold(word).trim_matches(['(', ',']))
}

fn is_how(word: &str) -> bool {
    HOW.contains(&fold(word).trim_matches(['(', ')', ',', '.']))
}

/// Whether each word is part of a name.
fn is_place(words: &[&str]) -> bool {
    let part = |word: &&str| {
        let bare = word.trim_matches(['(', ')', ',', '.', ':', ';', '-', '–']);
        let folded = fold(bare);
        let name = bare.starts_with(char::is_uppercase) && bare.chars().any(char::is_lowercase);
        (name && !NO_PLACES.contains(&&*folded)) || OF_PLACES.contains(&&*folded) || (bare.is_empty() && word.len() < 4)
    };
    let folded = words.iter().map(|word| fold(word)).collect::<Vec<_>>().join(" ");
    let said =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let together = NO_PLACES_TOGETHER.iter().any(|two| format!(" {said} ").contains(&format!(" {two} ")));
    !words.is_empty() && words.iter().all(part) && !together && !NO_PLACES_ALONE.contains(&said.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_words_that_say_nothing_of_them() {
        for text in [
            "22/12/2017",
            "Ngày ký: 22/12/2017",
            "từ ngày 22/12/2017",
            "Kể từ 22/12/2017",
            "(22/12/2017)",
            "22/12/2017, tại Buôn Ma Thuột",
            "Ngày 22 tháng 12 năm 2017 tại Jeonju",
            "Kon Tum, ngày 22/12/2017",
            "tại Kampot ngày 22/12/2017",
            "TP. Hồ Chí Minh, 22/12/2017",
            "22/12/2017 (Hà Nội)",
            "22/12/2017 (ký trực tuyến)",
            "22/12/2017 (hình thức trực tuyến)",
            "22/12/2017 (signed online)",
            "22/12/2017, Seoul",
            "22/12/2017 (1)",
            "22/12/2017*",
            "22/12/2017¹",
            "22/12/2017 (**)",
            "22/12/2017 [2]",
            "Tam Kỳ, 22/12/2017",
            "Thủ Dầu Một, 22/12/2017",
        ] {
            assert_eq!(read(text).map(|day| day.to_string()), Ok("2017-12-22".to_owned()), "{text}");
        }
    }

    #[test]
    fn words_that_may_change_the_day_are_asked_about() {
        for text in [
            "dự kiến 22/12/2026",
            "22/12/2026 (dự kiến)",
            "22/12/2026 (Dự kiến)",
            "22/12/2026 (TBC)",
            "Hủy, 22/12/2017",
            "trước 22/12/2017",
            "Đến 22/12/2017",
            "gia hạn 22/12/2017",
            "Gia Hạn, 22/12/2017",
            "Thứ Hai, 22/12/2017",
            "22/12/2017, Thứ Hai",
            "Thứ Hai, Hà Nội, ngày 22/12/2017",
            "22/12/2017, Monday",
            "22/12/2017, Ký Tắt",
            "Phê Duyệt, 22/12/2017",
            "Tạm, 22/12/2017",
            "22/12/2017, Tạm Thời",
            "Effective, 22 December 2017",
            "22 December 2017, Terminated",
            "22/12/2017 (ký lại)",
            "22/12/2017 (ký nháy)",
            "22/12/2017 và 25/12/2017",
            "22-25/12/2017",
            "22/12/2017, 25/12/2018",
            "22/12/2017 (25)x",
            "có hiệu lực 22/12/2017",
            "Biên bản 22/12/2017",
            "khoảng 22/12/2017",
            "22/12 (2017)",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
