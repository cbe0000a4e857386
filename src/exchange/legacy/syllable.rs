//! Whether a word is a Vietnamese syllable, by its letters: an initial, a rime of the known ones, one tone at most.

use unicode_normalization::UnicodeNormalization;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

const INITIALS: [&str; 29] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "q", "",
];

const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây âk e ec em en eng \
    eo ep et ek ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu ik o oa oac oach oai oam \
    oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ok ô ôc ôi ôm ôn ông ôp \
    ôt ôk ơ ơi ơm ơn ơp ơt ơng u ua uâ uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uk uy uya \
    uych uyên uyêt uynh uyn uyt uyu uơ uôp ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ưm ưn y yêm yên yêng yêt \
    yêu yt ynh ych yn ";

/// Whether the word is one; case does not matter.
pub(super) fn is_syllable(word: &str) -> bool {
    let (mut bare, mut tones) = (String::with_capacity(word.len()), 0);
    for c in word.to_lowercase().nfd() {
        if TONES.contains(&c) {
            tones += 1;
        } else {
            bare.push(c);
        }
    }
    let bare: String = bare.nfc().collect();
    let rime = |rest: &str| !rest.is_empty() && RIMES.contains(&format!(" {rest} "));
    tones <= 1 && INITIALS.iter().any(|initial| bare.strip_prefix(initial).is_some_and(rime))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_and_what_is_none() {
        for word in [
            "Bản", "ghi", "nhớ", "quốc", "NGHĨA", "Đắk", "Lắk", "giữa", "ký", "quyết", "uỷ", "ủy", "yêu", "Ý", "thuỷ",
            "khoa",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["B¶n", "nhôù", "Köln", "Århus", "Québec", "strasse", "Baûn"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
