//! The marks of state secrets on a row, so that it is refused.
//!
//! It knows stamps, not contents: MẬT, TỐI MẬT and TUYỆT MẬT alone in a cell, set off by brackets, quotes, dashes, slashes
//! or a colon, or in capitals among small letters. Words that hold the syllable (bảo mật, mật độ, mật ong) pass. The
//! invariant: what it says of a text depends on the letters alone, not on how they are composed.

use unicode_normalization::UnicodeNormalization;

use crate::text::{fold, folds_to};

/// Degrees that a column "độ mật" may name without being one.
const HARMLESS: [&str; 21] = [
    "thuong",
    "binh thuong",
    "khong",
    "khong mat",
    "khong co",
    "cong khai",
    "pho bien",
    "noi bo",
    "luu hanh noi bo",
    "han che",
    "no",
    "none",
    "public",
    "open",
    "internal",
    "restricted",
    "normal",
    "unclassified",
    "0",
    "false",
    "-",
];

/// Words before a degree that make it no less a mark: "độ mật: …" is cut at its colon, "văn bản mật" is not.
const BEFORE: [&str; 8] = ["độ ", "mức độ ", "mức ", "loại ", "tài liệu ", "văn bản ", "công văn ", "hồ sơ "];

/// Whether a cell marks its row as a state secret.
///
/// ```
/// use pactwatch::exchange::secrecy::is_secrecy_mark;
/// assert!(is_secrecy_mark("TUYỆT MẬT"));
/// assert!(is_secrecy_mark("Biên bản [Mật]"));
/// assert!(is_secrecy_mark("12/BC-MẬT"));
/// assert!(!is_secrecy_mark("Bảo mật thông tin"));
/// ```
pub fn is_secrecy_mark(text: &str) -> bool {
    // Every stamp has an m, and all cells of a list are held against them.
    if !text.contains(['m', 'M']) {
        return false;
    }
    // "mat" without its diacritics is a word of its own (mất, mắt): only a cell of nothing else may leave them out.
    if folds_to(text, "toi mat") || folds_to(text, "tuyet mat") {
        return true;
    }
    // The others have the letter ậ, whole or put together.
    if !text.contains(['ậ', 'Ậ', '\u{302}', '\u{323}']) {
        return false;
    }
    let text: String = text.nfc().collect();
    let small = text.to_lowercase();
    let small = small.split_whitespace().collect::<Vec<_>>().join(" ");
    names_a_high_degree(&small)
        || spaced_out(&small)
        || small.split(SETS_OFF).flat_map(|part| part.split(" - ")).any(is_mark)
        || text.split(['-', ',', ';']).any(|part| part.trim() == "MẬT")
        || stands_in_capitals(&text)
}

/// What sets a stamp off from the words around it.
const SETS_OFF: [char; 24] = [
    '(', ')', '[', ']', '{', '}', '<', '>', ':', '–', '—', '/', '\\', '|', '.', '"', '\'', '“', '”', '‘', '’', '*',
    '«', '»',
];

/// Whether the small letters are a degree and nothing else.
fn is_mark(part: &str) -> bool {
    let part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | ';' | '!' | '_'));
    let degree = BEFORE.iter().find_map(|before| part.strip_prefix(before)).unwrap_or(part);
    // "độ mật" is the name of the column, not an entry in it.
    part == "mật" || matches!(degree, "tối mật" | "tuyệt mật") || (degree == "mật" && !part.ends_with("độ mật"))
}

/// The two higher degrees are words for nothing else, wherever they stand.
fn names_a_high_degree(small: &str) -> bool {
    let whole = |degree: &str| {
        small.match_indices(degree).take(20).any(|(at, _)| {
            let (before, after) = (&small[..at], &small[at + degree.len()..]);
            !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic)
        })
    };
    whole("tối mật") || whole("tuyệt mật")
}

/// "M Ậ T", as it is typed over the width of a page.
fn spaced_out(small: &str) -> bool {
    small.split(' ').all(|letter| letter.chars().count() == 1) && {
        let joined = small.replace(' ', "");
        matches!(joined.as_str(), "mật" | "tốimật" | "tuyệtmật")
    }
}

/// MẬT in capitals while the words beside it are not: "Văn bản MẬT số 5", but not "THỎA THUẬN BẢO MẬT".
fn stands_in_capitals(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let shouts = |word: &&str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    words.iter().enumerate().take(2_000).any(|(at, word)| {
        let beside = [at.checked_sub(1).and_then(|at| words.get(at)), words.get(at + 1)];
        *word == "MẬT" && words.len() > 1 && !beside.into_iter().flatten().any(shouts)
    })
}

/// What a cell of a column "độ mật" says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Degree {
    /// That the row is no state secret.
    None,
    Secret,
    /// Something this program does not know: neither may be taken for granted.
    Unclear,
}

/// Reads a cell of a column "độ mật"; A, B and C are the stamps of tuyệt mật, tối mật and mật.
pub(crate) fn degree_of_secrecy(text: &str) -> Degree {
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match (first, second) {
        _ if HARMLESS.contains(&folded.trim_end_matches(['.', ',', '*'])) || first.is_empty() => Degree::None,
        ("mat" | "secret" | "confidential" | "a" | "b" | "c", _) | ("toi" | "tuyet", "mat") | ("top", "secret") => {
            Degree::Secret
        }
        _ if is_secrecy_mark(text) => Degree::Secret,
        _ => Degree::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps() {
        for text in [
            "MẬT",
            "Mật",
            " mật ",
            "TỐI MẬT",
            "TUYỆT MẬT",
            "tuyet mat",
            "TOI MAT",
            "Số 05/BC (Mật)",
            "MA\u{323}\u{302}T",
            "MẬT: báo cáo",
            "TỐI MẬT – kế hoạch",
            "Mật - biên bản",
            "Kế hoạch hợp tác - MẬT",
            "Kế hoạch / MẬT",
            "Biên bản. Tối mật",
            "Kế hoạch *MẬT*",
            "Tài liệu \"MẬT\"",
            "Tài liệu “Mật”",
            "Kế hoạch TỐI MẬT năm 2020",
            "12/BC-MẬT",
            "12/BC-UBND, MẬT",
            "Văn bản MẬT số 5",
            "Độ mật: Mật",
            "độ mật: tối mật",
            "Báo cáo (tài liệu mật)",
            "Độ mật - Tuyệt mật",
            "M Ậ T",
            "T Ố I  M Ậ T",
            "báo cáo\nMẬT",
        ] {
            assert!(is_secrecy_mark(text), "{text}");
        }
    }

    #[test]
    fn ordinary_words() {
        for text in [
            "",
            "(",
            "mất",
            "mat",
            "Mắt",
            "Bảo mật",
            "BẢO MẬT",
            "THỎA THUẬN BẢO MẬT THÔNG TIN",
            "Thỏa thuận bảo mật thông tin (bản sao)",
            "mật ong",
            "Mật ong: xuất khẩu",
            "KẾ HOẠCH PHÁT TRIỂN MẬT ONG",
            "Mật độ dân cư",
            "Hợp tác mật thiết",
            "Trao đổi tài liệu mật và bảo vệ thông tin",
            "bí mật kinh doanh (không phổ biến)",
            "đường, mật, rượu",
            "Độ mật: không",
            "mật mã - chữ ký số",
            "Cơ mật viện Huế",
        ] {
            assert!(!is_secrecy_mark(text), "{text}");
        }
    }

    #[test]
    fn a_column_of_degrees_takes_nothing_it_does_not_know() {
        for (expected, texts) in [
            (
                Degree::Secret,
                &["MẬT", "Mật (A)", "TUYỆT MẬT.", "A", "c", "secret", "Top Secret", "toi mat", "độ: mật"][..],
            ),
            (Degree::None, &["", "Thường", "không", "Không mật", "-", "–", "Lưu hành nội bộ", "public"]),
            (Degree::Unclear, &["1/2", "có", "độ 3", "x"]),
        ] {
            for text in texts {
                assert_eq!(degree_of_secrecy(text), expected, "{text}");
            }
        }
    }
}
