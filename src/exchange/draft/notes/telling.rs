//! The words by which a note or a title tells what moves a day: that something was extended, ended or signed again, until which
//! year, by how much.
//!
//! Whole words alone count: "huyện" is no "hủy", and what differs by its signs only ("dừng", "dụng") counts with its signs. What
//! would happen if or before something does is a clause of the agreement and tells of nothing that was done.

use crate::exchange::cell_forms::span::unit;
use crate::message::list::DONE_WITH_SIGNS;
use crate::text::fold;

/// What was done, folded.
const DONE: [&str; 62] = [
    "keo dai",
    "gia han them",
    "da gia han",
    "da duoc gia han",
    "dong y gia han",
    "phu luc gia han",
    "ky lai",
    "da ky moi",
    "da ky mou",
    "mou moi",
    "ban moi",
    "ban ghi nho moi",
    "thoa thuan moi",
    "ngung",
    "tam dung",
    "de nghi dung",
    "da dung",
    "dinh chi",
    "vo hieu",
    "giai the",
    "cham dut",
    "thanh ly",
    "bai bo",
    "huy bo",
    "rut khoi",
    "khong con hieu luc",
    "khong con thuc hien",
    "mat hieu luc",
    "da het han",
    "da het hieu luc",
    "khong thuc hien",
    "khong trien khai",
    "khong tiep tuc",
    "thuc te ky",
    "ky thuc te",
    "co hieu luc sau",
    "co hieu luc khi",
    "hieu luc sau khi",
    "extended",
    "renewed",
    "terminated",
    "superseded",
    "replaced",
    "cancelled",
    "canceled",
    "lapsed",
    "expired",
    "suspended",
    "no longer",
    "inactive",
    "discontinued",
    "withdrawn",
    "dissolved",
    "annulled",
    "on hold",
    "void",
    "ended",
    "chua duoc phe duyet",
    "chua phe duyet",
    "chua co hieu luc",
    "chua ky",
    "not active",
];

/// Words of a clause that tells what would happen, folded.
const IF: [&str; 22] = [
    "neu",
    "tru khi",
    "truong hop",
    "co the",
    "truoc khi",
    "truoc ngay",
    "truoc thoi diem",
    "cho den khi",
    "den khi",
    "khi het",
    "unless",
    "if",
    "may",
    "until",
    "before",
    "prior",
    "shall",
    "khong bi",
    "chua cham dut",
    "khong ngung",
    "quyen",
    "thong bao truoc",
];

/// What a few words beside a name say of it, besides what is told of any text.
const BESIDE_NAMES: [&str; 21] = [
    "ket thuc",
    "het han",
    "het hieu luc",
    "closed",
    "renewal",
    "bo sung",
    "gia han",
    "thay cho",
    "thay the",
    "khong thoi han",
    "vo thoi han",
    "hh",
    "chua duoc duyet",
    "ban cu",
    "expires",
    "valid until",
    "expired",
    "da ky lai",
    "da sap nhap",
    "not signed",
    "dang gia han",
];

/// Words before a year or a month in which it ends, folded.
const ENDS: [&str; 16] = [
    "den",
    "den nam",
    "den thang",
    "den het",
    "den het nam",
    "den cuoi nam",
    "het",
    "het nam",
    "het han",
    "het han nam",
    "het han thang",
    "until",
    "expires",
    "expired",
    "ended",
    "ket thuc nam",
];

/// The words of a text, folded, one blank between them and around.
fn words(text: &str) -> String {
    spaced(&fold(text))
}

fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

fn has(words: &str, phrase: &str) -> bool {
    words.contains(&format!(" {phrase} "))
}

/// Whether one of its clauses tells that something was done.
pub(super) fn of_something_done(text: &str) -> bool {
    text.split(['.', ';', '\n']).any(|clause| {
        let folded = words(clause);
        let signs = spaced(&clause.to_lowercase());
        let done =
            DONE.iter().any(|phrase| has(&folded, phrase)) || DONE_WITH_SIGNS.iter().any(|phrase| has(&signs, phrase));
        let says_how_long = || of_a_longer_term(clause);
        (done || says_how_long()) && !IF.iter().any(|phrase| has(&folded, phrase))
    })
}

/// Whether it names by how much it was extended: "+3 năm", "thêm 3 năm", "gia hạn 5 năm".
fn of_a_longer_term(clause: &str) -> bool {
    let folded = words(clause);
    let all: Vec<&str> = folded.split_whitespace().collect();
    let number = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let length = |at: usize| {
        all.get(at).is_some_and(|word| number(word)) && all.get(at + 1).is_some_and(|word| unit(word).is_some())
    };
    let by = |pair: &[&str]| matches!(pair, ["gia", "han"] | ["keo", "dai"] | ["renewed", "for"] | ["extended", "by"]);
    let tacit = has(&folded, "tu dong") || has(&folded, "mac nhien");
    let longer = (0..all.len())
        .any(|at| all[at] == "them" && length(at + 1) || at > 0 && by(&all[at - 1..=at]) && length(at + 1));
    longer && !tacit || clause.trim_start().starts_with('+') && length(0)
}

/// The years in which it ends by these words: "hết hạn tháng 3/2026", "đến 2026", "2023-2026" alone.
pub(super) fn end_years(text: &str) -> Vec<i32> {
    let folded = words(text);
    let all: Vec<&str> = folded.split_whitespace().collect();
    let year = |word: &str| {
        (word.len() == 4).then(|| word.parse::<i32>().ok()).flatten().filter(|year| (1900..2200).contains(year))
    };
    if let [first, last] = all[..]
        && year(first).is_some()
    {
        return year(last).into_iter().collect();
    }
    let ends = |before: &[&str]| {
        let short = |word: &&&str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        let figures = before.iter().rev().take_while(short).count();
        let before = format!(" {} ", before[..before.len() - figures].join(" "));
        ENDS.iter().any(|phrase| before.ends_with(&format!(" {phrase} "))) || before.ends_with(" den ngay ")
    };
    (0..all.len()).filter_map(|at| year(all[at]).filter(|_| ends(&all[..at]))).collect()
}

/// Whether a few words beside a name tell that it ended, was extended or is no more.
pub(super) fn beside_a_name(part: &str) -> bool {
    let folded = words(part);
    let few = folded.split_whitespace().count() <= 8;
    few && (of_something_done(part) || BESIDE_NAMES.iter().any(|phrase| has(&folded, phrase)))
}

/// The parts of a name that may be about it: in brackets, behind a dash, before a colon or a dash.
pub(super) fn parts(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some((_, inside)) = rest.split_once(['(', '[']) {
        let end = inside.find([')', ']']).unwrap_or(inside.len());
        parts.push(&inside[..end]);
        rest = &inside[end..];
    }
    for dash in [" - ", " – ", ": "] {
        parts.extend(name.split_once(dash).map(|(before, _)| before));
    }
    for dash in [" - ", " – "] {
        parts.extend(name.rsplit_once(dash).map(|(_, behind)| behind));
    }
    // "EXPIRED MoU B".
    parts.extend(name.split_whitespace().next());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_that_tell_what_was_done() {
        for text in [
            "Hai bên đồng ý kéo dài thêm 3 năm",
            "Ngừng thực hiện do đối tác giải thể",
            "Có hiệu lực sau khi Chính phủ phê duyệt",
            "Thực tế ký 05/04/2023",
            "Đối tác đề nghị dừng",
            "Dừng từ tháng 5/2024",
            "Extended by exchange of letters",
            "Đã ký MOU mới",
            "+3 năm",
            "Gia hạn 5 năm",
            "Tái ký 05/03/2026",
            "Đình chỉ",
            "Vô hiệu từ khi sáp nhập tỉnh",
            "Lapsed",
            "No longer active",
            "Cancelled by partner",
            "Xem Phụ lục gia hạn",
        ] {
            assert!(of_something_done(text), "{text}");
        }
        for text in [
            "Sử dụng ngân sách huyện",
            "Tự động gia hạn 5 năm nếu không bên nào chấm dứt",
            "Có thể gia hạn thêm 5 năm",
            "Thông báo trước khi chấm dứt 6 tháng",
            "Renewed unless terminated",
            "Phát huy quan hệ; không ngừng phát triển",
            "Tại kỳ họp thứ 5",
            "Anh Huy phụ trách",
        ] {
            assert!(!of_something_done(text), "{text}");
        }
    }

    #[test]
    fn years_in_which_it_ends() {
        for (text, years) in [
            ("Hết hạn tháng 3/2026", &[2026][..]),
            ("2023-2026", &[2026]),
            ("Còn hiệu lực đến 2026", &[2026]),
            ("GH đến 05/3/2030", &[2030]),
            ("Hết 2026", &[2026]),
            ("expires 2026", &[2026]),
            ("Đoàn Lào đến thăm năm 2024", &[]),
            ("Ký tại Hà Nội năm 2023", &[]),
            ("Công văn số 12/2024", &[]),
        ] {
            assert_eq!(end_years(text), years, "{text}");
        }
    }

    #[test]
    fn words_beside_names() {
        for name in [
            "TT S8 (hết hạn 01/02/2025)",
            "Terminated: MoU S13",
            "MoU T - on hold",
            "Cancelled - MoU SS",
            "EXPIRED MoU TT",
            "[Hết hạn] Thỏa thuận UU",
            "TT B (không thời hạn)",
            "MoU B (2nd renewal)",
            "TT X (không thực hiện)",
            "TT Y - chưa được phê duyệt",
        ] {
            assert!(parts(name).into_iter().any(beside_a_name), "{name}");
        }
        for name in
            ["Bản ghi nhớ hợp tác - tỉnh Attapeu", "Thỏa thuận về chấm dứt ô nhiễm biển", "MoU (Lào)", "Huy Hoàng: MoU"]
        {
            assert!(!parts(name).into_iter().any(beside_a_name), "{name}");
        }
    }
}
