//! Texts as they are searched and compared: lower case, without diacritics, one blank between words.
//!
//! Not a transliteration and never shown. The invariant: a text typed with marks, without them, composed or decomposed,
//! folds to the same text. The full-text search built into the database does not fold đ, hence this.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for searching and comparing.
///
/// ```
/// use pactwatch::text::fold;
/// assert_eq!(fold("Đắk Lắk"), "dak lak");
/// assert_eq!(fold("Đa\u{306}\u{301}k  LA\u{306}\u{301}K"), "dak lak");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut put = |letter: char| match base(letter) {
        Some(' ') if folded.is_empty() || folded.ends_with(' ') => {}
        Some(letter) => folded.push(letter),
        None => {}
    };
    for letter in text.chars() {
        // Every cell of a list is folded, and most letters are these.
        if letter.is_ascii() { put(letter.to_ascii_lowercase()) } else { letter.to_lowercase().for_each(&mut put) }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether two texts are one but for capitals, blanks, and where in a word its marks stand: Hoà and Hòa, and not Hương and
/// Hường.
pub(crate) fn same_marks(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<(String, Vec<char>)> {
        let word = |word: &str| {
            let (mut marks, letters): (Vec<char>, Vec<char>) =
                word.nfd().flat_map(char::to_lowercase).partition(|c| ('\u{300}'..='\u{36f}').contains(c));
            marks.sort_unstable();
            (letters.into_iter().collect(), marks)
        };
        text.split_whitespace().map(word).collect()
    };
    words(one) == words(other)
}

/// Whether a text folds to one that is folded already; most differ in their first letters, and are not read further.
///
/// ```
/// use pactwatch::text::folds_to;
/// assert!(folds_to(" Đắk  Lắk ", "dak lak"));
/// assert!(!folds_to("Đắk Nông", "dak lak"));
/// ```
pub fn folds_to(text: &str, folded: &str) -> bool {
    let mut rest = folded.chars();
    let mut begun = false;
    let mut blank = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        match base(letter) {
            None => {}
            Some(' ') => blank = begun,
            Some(letter) => {
                if (std::mem::take(&mut blank) && rest.next() != Some(' ')) || rest.next() != Some(letter) {
                    return false;
                }
                begun = true;
            }
        }
    }
    rest.next().is_none()
}

/// The letter without its marks; nothing for a mark that stands alone, a blank for every kind of blank.
fn base(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return Some(if letter.is_whitespace() { ' ' } else { letter });
    }
    let base = match letter {
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{61c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2060}'
        | '\u{ad}'
        | '\u{feff}' => return None,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => 'a',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => 'i',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => 'y',
        'đ' | 'ď' | 'ð' => 'd',
        'ç' | 'ć' | 'č' => 'c',
        'ğ' | 'ģ' => 'g',
        'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ź' | 'ż' | 'ž' => 'z',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{ff0d}' => '-',
        blank if blank.is_whitespace() => ' ',
        other => other,
    };
    Some(base)
}

/// The words of a search, folded; every one of them must be found. At most eight count.
pub(crate) fn search_words(search: &str) -> Vec<String> {
    fold(search).split(' ').filter(|word| !word.is_empty()).take(8).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn composed_decomposed_and_bare_fold_alike() {
        let cases = [
            ("Đắk Lắk", "Đa\u{306}\u{301}k La\u{306}\u{301}k", "dak lak"),
            ("Nghị định", "Nghi\u{323} đi\u{323}nh", "nghi dinh"),
            ("ƯỚC", "U\u{31b}\u{301}O\u{31b}\u{301}C", "uoc"),
            ("Thỏa thuận", "Tho\u{309}a thua\u{323}\u{302}n", "thoa thuan"),
            ("Kỹ thuật", "Ky\u{303} thua\u{302}\u{323}t", "ky thuat"),
            ("hữu nghị", "hu\u{31b}\u{303}u nghi\u{323}", "huu nghi"),
            ("Trường", "Tru\u{31b}o\u{31b}\u{300}ng", "truong"),
            ("Săm-pa-sắc", "Sa\u{306}m-pa-sa\u{306}\u{301}c", "sam-pa-sac"),
        ];
        for (composed, decomposed, bare) in cases {
            assert_eq!(fold(composed), bare);
            assert_eq!(fold(decomposed), bare);
            assert_eq!(fold(bare), bare);
        }
    }

    #[test]
    fn every_vietnamese_vowel_folds_to_its_letter() {
        let vowels = [
            ('a', "àáảãạăằắẳẵặâầấẩẫậ"),
            ('e', "èéẻẽẹêềếểễệ"),
            ('i', "ìíỉĩị"),
            ('o', "òóỏõọôồốổỗộơờớởỡợ"),
            ('u', "ùúủũụưừứửữự"),
            ('y', "ỳýỷỹỵ"),
        ];
        for (letter, marked) in vowels {
            for one in marked.chars().chain(marked.to_uppercase().chars()) {
                assert_eq!(fold(&one.to_string()), letter.to_string(), "{one}");
            }
        }
    }

    #[test]
    fn blanks_of_all_kinds_are_one() {
        assert_eq!(fold("  Đắk\u{a0}Lắk –\t Jeonbuk\n"), "dak lak - jeonbuk");
        assert_eq!(search_words("  Lắk\u{a0} đắk "), ["lak", "dak"]);
        assert!(search_words(" \u{301} ").is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn comparing_is_folding_and_comparing(text in "[aAbđĐắ \t\u{301}-]{0,8}", other in "[abđ -]{0,8}") {
            prop_assert_eq!(folds_to(&text, &fold(&other)), fold(&text) == fold(&other));
            prop_assert!(folds_to(&text, &fold(&text)));
        }

        #[test]
        fn a_mark_anywhere_changes_nothing(
            text in "[a-zA-Z0-9Đđ .,/-]{1,30}", at in 0usize..30, mark in 0x300u32..0x36f,
        ) {
            let mark = char::from_u32(mark).unwrap_or('\u{301}');
            let mut marked: Vec<char> = text.chars().collect();
            marked.insert(at.min(marked.len()), mark);
            prop_assert_eq!(fold(&marked.into_iter().collect::<String>()), fold(&text));
        }
    }
}
