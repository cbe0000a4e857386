//! Vietnamese written before Unicode: TCVN3 and VNI in cells, Windows-1258 in text files.
//!
//! Converted where that is certain, because every word that changes becomes a Vietnamese syllable; else left as it is, and
//! what is plainly broken is a flaw that says how to convert it. Names of other languages (Århus, Köln, São Paulo) are no
//! Vietnamese in any of these and stay.

mod double;
mod entities;
mod syllable;

use unicode_normalization::UnicodeNormalization;

use super::raw_row::RawRow;
pub(super) use entities::decode_entities;
use syllable::is_syllable;

/// A way of writing Vietnamese that is not Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Legacy {
    Tcvn3,
    Vni,
    Windows1258,
    /// UTF-8 that a program took for Windows-1252 and wrote as UTF-8 again.
    DoubleUtf8,
}

impl Legacy {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
            Self::Windows1258 => "Windows-1258",
            Self::DoubleUtf8 => "UTF-8 (Windows-1252)",
        }
    }
}

/// A text with so many words of lost letters was saved without them.
const LOST_WORDS: usize = 3;

/// The letters of TCVN3 by their place in the upper half of the code page.
const TCVN3: &str = "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u{ad}ư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ";

/// The marks of VNI behind `a`, `e`, `o`, `ô` (ơ), `u`, `ö` (ư) and `y`, and what they make of the vowel.
const VNI_TONES: [(char, char); 5] =
    [('ù', '\u{301}'), ('ø', '\u{300}'), ('û', '\u{309}'), ('õ', '\u{303}'), ('ï', '\u{323}')];
const VNI_HATS: [(char, &str); 12] = [
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];
const VNI_ALONE: [(char, char); 9] =
    [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ'), ('í', 'í'), ('ì', 'ì')];

fn tcvn3(text: &str) -> String {
    let of = |c: char| {
        let mut pairs = TCVN3.chars();
        while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
            if from == c {
                return to;
            }
        }
        c
    };
    text.chars().map(of).collect()
}

fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let alone = VNI_ALONE.iter().find(|(from, _)| *from == small).map_or(small, |(_, to)| *to);
        let base = if c == small { alone } else { alone.to_uppercase().next().unwrap_or(alone) };
        out.push(base);
        let Some(next) = chars.peek().and_then(|next| next.to_lowercase().next()) else { continue };
        let vowel = matches!(small, 'a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö');
        let mark = VNI_TONES.iter().find(|(from, _)| *from == next).map(|(_, to)| to.to_string());
        let hat = || {
            VNI_HATS
                .iter()
                .find(|(from, _)| *from == next && matches!(small, 'a' | 'e' | 'o'))
                .map(|(_, to)| (*to).to_owned())
        };
        if let Some(mark) = mark.or_else(hat).filter(|_| vowel) {
            out.push_str(&mark);
            chars.next();
        }
    }
    out.nfc().collect()
}

/// The words of a text that hold letters beyond ASCII.
fn marked(text: &str) -> impl Iterator<Item = &str> {
    let cuts = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '/' | ',' | '.' | ';' | ':' | '(' | ')' | '"' | '–' | '“' | '”' | '\'')
    };
    text.split(cuts).filter(|word| !word.is_ascii())
}

/// The text as that scheme has it, where every word that changes is Vietnamese and was not before.
fn converted(text: &str, scheme: Legacy) -> Option<String> {
    let after = match scheme {
        Legacy::Tcvn3 => tcvn3(text),
        Legacy::Vni => vni(text),
        Legacy::Windows1258 | Legacy::DoubleUtf8 => return None,
    };
    let looks_old = text.chars().all(|c| u32::from(c) < 0x100) && marked(text).any(|word| !is_syllable(word));
    (looks_old && after != text && marked(&after).all(is_syllable)).then_some(after)
}

/// Converts the cells of a list that are certainly TCVN3 or VNI; how many, and which.
pub(super) fn convert(records: &mut [RawRow]) -> Option<(Legacy, usize)> {
    let old = |cell: &str| {
        !cell.is_ascii() && cell.chars().all(|c| u32::from(c) < 0x100) && marked(cell).any(|word| !is_syllable(word))
    };
    let twice = double::convert(records);
    if twice > 0 {
        return Some((Legacy::DoubleUtf8, twice));
    }
    for scheme in [Legacy::Tcvn3, Legacy::Vni] {
        let cells = || records.iter().flat_map(|record| &record.cells).filter(|cell| old(cell));
        let (mut all, mut sure) = (0, 0);
        for cell in cells() {
            all += 1;
            sure += usize::from(converted(cell, scheme).is_some());
        }
        // A foreign name or two among them stay as they are; one short word alone proves nothing.
        let evident = || cells().any(|cell| is_evident(cell) && converted(cell, scheme).is_some());
        if sure == 0 || sure * 10 < all * 7 || !evident() {
            continue;
        }
        let mut count = 0;
        for record in records.iter_mut() {
            count += record.cells.change(|_, cell| converted(cell, scheme).filter(|_| old(cell)));
        }
        return Some((scheme, count));
    }
    None
}

/// Whether a text has more than one short word to be judged by: `êI` may be anything.
fn is_evident(text: &str) -> bool {
    text.contains(is_sign) || marked(text).count() > 1 || marked(text).any(|word| word.chars().count() > 2)
}

/// Whether letters of a text are lost or in a way of writing that nobody can be sure of.
pub(super) fn is_broken(text: &str) -> bool {
    if !text.contains(|c: char| matches!(c, '?' | '\u{fffd}') || is_sign(c)) {
        return false;
    }
    let letters: Vec<char> = words(text).collect::<Vec<_>>().join(" ").chars().collect();
    let lost = words(text).any(has_lost_a_letter);
    let at = |nth: usize| letters.get(nth).copied().unwrap_or(' ');
    let inside = (0..letters.len()).any(|nth| {
        let before = nth.checked_sub(1).map_or(' ', at);
        is_sign_of_tcvn3(before, at(nth), at(nth + 1))
    });
    text.contains('\u{fffd}') || lost || inside
}

/// The words of a text but for addresses of pages, which have question marks of their own.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| !word.contains("://") && !word.contains('='))
}

fn has_lost_a_letter(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).any(|three| three[1] == '?' && three[0].is_alphabetic() && three[2].is_alphabetic())
}

/// Whether bytes that are no UTF-8 were written in a code page without Vietnamese letters: each that it lacks became a question
/// mark, and no conversion brings it back.
pub(super) fn has_lost_letters(bytes: &[u8]) -> bool {
    let latin: String = bytes.iter().map(|b| char::from(*b)).collect();
    words(&latin).filter(|word| has_lost_a_letter(word)).nth(LOST_WORDS - 1).is_some()
}

fn is_sign(c: char) -> bool {
    matches!(c, '¶' | '®' | '¸' | '¹' | '»' | '¼' | '½' | '¾' | '¨' | '©' | '¬' | '¦' | 'µ')
}

/// Whether a sign stands where only a letter of TCVN3 does: between two letters, or where it is a vowel that ends a word
/// (`c¶` is "cả") or a letter that begins one (`®ang` is "đang"). `Samsung®`, `khổ A½`, `©Bộ`, `Lào¹` and `µm` are none.
fn is_sign_of_tcvn3(before: char, sign: char, after: char) -> bool {
    let signs = is_sign;
    let letter = |c: char| c.is_alphabetic() && !signs(c);
    match (letter(before) || signs(before), letter(after) || signs(after)) {
        (true, true) => signs(sign),
        (true, false) => matches!(sign, '¶' | '¸' | 'µ' | '¬'),
        (false, true) => matches!(sign, '®' | '¶' | '¸' | '¨' | '¬' | '¦'),
        (false, false) => false,
    }
}

/// The text of bytes that are no UTF-8, where it is certain: Windows-1258, or Latin letters that TCVN3 or VNI explain.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Legacy)> {
    let text: String = bytes.iter().map(|b| windows_1258(*b)).collect::<Option<String>>()?;
    let text: String = text.nfc().collect();
    let known = |word: &str| is_syllable(word) || is_abbreviation(word);
    if marked(&text).any(is_syllable) && marked(&text).all(known) {
        return Some((text, Legacy::Windows1258));
    }
    let latin: String = bytes.iter().map(|b| char::from(*b)).collect();
    for scheme in [Legacy::Tcvn3, Legacy::Vni] {
        let after = if scheme == Legacy::Tcvn3 { tcvn3(&latin) } else { vni(&latin) };
        let (all, sure) =
            marked(&after).fold((0, 0), |(all, sure), word| (all + 1, sure + usize::from(is_syllable(word))));
        if all > 0 && sure == all {
            return Some((after, scheme));
        }
    }
    None
}

/// "QĐ", "YĐT", "TƯ": capitals that stand for words.
fn is_abbreviation(word: &str) -> bool {
    word.chars().count() <= 5 && word.chars().all(|c| c.is_ascii_uppercase() || "ĐÂĂÊÔƠƯ".contains(c))
}

/// What bytes that are no UTF-8 most likely are, where more than half of the words that are not ASCII are Vietnamese in it.
pub(super) fn likely(bytes: &[u8]) -> Option<Legacy> {
    let latin: String = bytes.iter().map(|b| char::from(*b)).collect();
    let windows: Option<String> = bytes.iter().map(|b| windows_1258(*b)).collect();
    let windows = windows.map(|text| text.nfc().collect::<String>());
    let texts =
        [(Legacy::Windows1258, windows), (Legacy::Tcvn3, Some(tcvn3(&latin))), (Legacy::Vni, Some(vni(&latin)))];
    let share = |text: &str| {
        let (all, sure) =
            marked(text).take(2_000).fold((0, 0), |(all, sure), word| (all + 1, sure + usize::from(is_syllable(word))));
        (all > 0 && sure * 2 > all).then(|| sure * 1_000 / all)
    };
    let shares = texts.into_iter().filter_map(|(scheme, text)| Some((share(&text?)?, scheme)));
    // On a tie the first: what Windows itself writes.
    shares.rev().max_by_key(|(share, _)| *share).map(|(_, scheme)| scheme)
}

/// A byte of Windows-1258; `None` where it means nothing there.
fn windows_1258(byte: u8) -> Option<char> {
    const LOW: &str = "€\0‚ƒ„…†‡ˆ‰\0‹Œ\0\0\0\0‘’“”•–—˜™\0›œ\0\0Ÿ";
    Some(match byte {
        0x80..=0x9f => LOW.chars().nth(usize::from(byte - 0x80)).filter(|c| *c != '\0')?,
        0xc3 => 'Ă',
        0xcc => '\u{300}',
        0xd0 => 'Đ',
        0xd2 => '\u{309}',
        0xd5 => 'Ơ',
        0xdd => 'Ư',
        0xde => '\u{303}',
        0xe3 => 'ă',
        0xec => '\u{301}',
        0xf0 => 'đ',
        0xf2 => '\u{323}',
        0xf5 => 'ơ',
        0xfd => 'ư',
        0xfe => '₫',
        0 => return None,
        other => char::from(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<RawRow> {
        vec![RawRow { row: 1, cells: texts.iter().collect(), seen: Vec::new() }]
    }

    #[test]
    fn one_short_word_proves_no_way_of_writing() {
        let mut list = cells(&["title", "êI"]);
        assert_eq!(convert(&mut list), None);
        assert_eq!(&list[0].cells[1], "êI");
        // Beside a text that is certain it is read as that one.
        let mut list = cells(&["B¶n ghi nhí", "êI"]);
        assert_eq!(convert(&mut list), Some((Legacy::Tcvn3, 2)));
    }

    #[test]
    fn tcvn3_has_each_vietnamese_letter_once() {
        let letters: Vec<char> = TCVN3.chars().collect();
        assert_eq!(letters.len(), 2 * 74, "7 capitals, 67 small letters beside those of ASCII");
        for pair in letters.chunks(2) {
            assert!(
                u32::from(pair[0]) < 0x100 && is_syllable(&pair[1].to_string())
                    || "ăâđằẳẵắặầẩẫấậ".contains(pair[1])
                    || pair[1].is_uppercase(),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn what_is_certain_is_converted() {
        for (text, scheme, expected) in [
            ("B¶n ghi nhí", Legacy::Tcvn3, "Bản ghi nhớ"),
            ("Tªn v¨n b¶n", Legacy::Tcvn3, "Tên văn bản"),
            (
                "Ng\u{ad}êi ký, h÷u nghÞ, thø tù, quý, kú häp, kû niÖm, kü thuËt, vÞ",
                Legacy::Tcvn3,
                "Người ký, hữu nghị, thứ tự, quý, kỳ họp, kỷ niệm, kỹ thuật, vị",
            ),
            ("Baûn ghi nhôù", Legacy::Vni, "Bản ghi nhớ"),
            ("Ñaék Laék", Legacy::Vni, "Đắk Lắk"),
        ] {
            let mut records = cells(&[text, "2017", "MOU"]);
            assert_eq!(convert(&mut records), Some((scheme, 1)), "{text}");
            assert_eq!(&records[0].cells[0], expected);
        }
    }

    #[test]
    fn what_is_sound_or_foreign_stays() {
        for text in
            ["Bản ghi nhớ", "Sê Kông", "Århus", "Köln", "São Paulo", "Côte d'Ivoire", "Đại học Québec", "전라북도"]
        {
            assert_eq!(convert(&mut cells(&[text])), None, "{text}");
            assert!(!is_broken(text), "{text}");
        }
        for text in ["B?n ghi nh?", "B\u{fffd}n", "B¶n gXi nhí x¶q"] {
            assert!(is_broken(text), "{text}");
        }
        assert!(!is_broken("Bao giờ?") && !is_broken("12 m² (5 ¥)"));
        for text in
            ["Samsung®", "Microsoft® Việt Nam", "khổ A½", "©Bộ Ngoại giao", "Lào¹", "5 µm", "«Sê Kông»", "½ năm"]
        {
            assert!(!is_broken(text), "{text}");
        }
        for text in ["®ang thùc hiÖn", "c¶ n\u{AD}íc", "lµ ViÖt Nam", "n¬i ký", "ng¬ì", "cò ¨n"] {
            assert!(is_broken(text), "{text}");
        }
    }

    #[test]
    fn letters_lost_in_a_western_code_page_are_known() {
        let western =
            |text: &str| -> Vec<u8> { text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect() };
        let bytes = western("Mã theo dõi;Tên văn bản;Bên Việt Nam;Thời hạn");
        assert!(has_lost_letters(&bytes), "Tên v?n b?n;Bên Vi?t Nam;Th?i h?n");
        assert!(!has_lost_letters(&western("Tên;Bên;Có;Là gì?;Sao?;Không?")), "questions");
        assert!(
            !has_lost_letters(&western("Mã;a?b=1 https://e.vn/a?b https://e.vn/c?d https://e.vn/e?f")),
            "addresses"
        );
    }

    #[test]
    fn bytes_of_windows_1258() {
        // "Bản" is B a hook n, "nhớ" n h ơ acute.
        let bytes = b"B\x61\xd2n ghi nh\xf5\xec";
        assert_eq!(decode(bytes), Some(("Bản ghi nhớ".to_owned(), Legacy::Windows1258)));
        assert_eq!(decode(b"B\xb6n ghi nh\xed"), Some(("Bản ghi nhớ".to_owned(), Legacy::Tcvn3)));
        // "02/YĐT", "QĐ": abbreviations are no syllables, and tell nothing against it.
        assert_eq!(decode(b"Q\xd0 02/Y\xd0T: B\x61\xd2n"), Some(("QĐ 02/YĐT: Bản".to_owned(), Legacy::Windows1258)));
        assert_eq!(decode(b"K\xf6ln \xff\xfe\xb6"), None);
        assert_eq!(likely(b"B\x61\xd2n ghi nh\xf5\xec K\xf6ln"), Some(Legacy::Windows1258));
    }
}
