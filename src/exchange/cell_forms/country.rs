//! Countries of ISO 3166: their codes of two and three letters, their names in Vietnamese and English, long and short.
//!
//! The names stand in `data/countries.txt`. They are compared without case, diacritics, blanks and dashes: `Bun-ga-ri`,
//! `Bungari`. Nothing is guessed: a name that is near one is refused, with the code that may be meant.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Unread;
use crate::lifecycle::policy::Language;
use crate::message::list::cell;
use crate::text::{fold, nearest};

struct Countries {
    codes: HashMap<&'static str, &'static str>,
    names: HashMap<String, &'static str>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let (mut codes, mut names) = (HashMap::new(), HashMap::new());
    for (code, three, known) in rows() {
        codes.insert(code, code);
        codes.insert(three, code);
        for name in known {
            names.entry(key(name)).or_insert(code);
        }
    }
    Countries { codes, names }
});

/// Code, code of three letters, and names of each country.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, Vec<&'static str>)> {
    let lines = include_str!("../../../data/countries.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut parts = line.split(';').map(str::trim);
        Some((parts.next()?, parts.next()?, parts.collect()))
    })
}

/// A name as it is compared.
fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words before a country's name that say what kind of state it is.
const BEFORE: [&str; 14] = [
    "nuoc ",
    "cong hoa ",
    "vuong quoc ",
    "lien bang ",
    "ch ",
    "lb ",
    "chlb ",
    "chdcnd ",
    "chnd ",
    "vq ",
    "republic of ",
    "kingdom of ",
    "the ",
    "quan dao ",
];

/// The ISO 3166 code of the country the text names. A code is two or three capital letters; `my` is Mỹ, `MY` Malaysia.
///
/// ```
/// use pactwatch::exchange::cell_forms::country::read;
/// assert_eq!(read("Hàn Quốc"), Ok("KR"));
/// assert_eq!(read("CHDCND Lào"), Ok("LA"));
/// assert_eq!(read("KOR"), Ok("KR"));
/// assert_eq!(read("kr"), Ok("KR"));
/// ```
pub fn read(text: &str) -> Result<&'static str, Unread> {
    if let Some(code) = named(text).or_else(|| said_twice(text)) {
        return Ok(code);
    }
    if names_several(text) {
        return Err(cell::several_countries(text).into());
    }
    let folded = fold(text);
    let long = rows().flat_map(|(_, _, names)| names).filter(|name| name.len() > 3);
    Err(cell::not_a_country(text, nearest(&folded, long).and_then(named)).into())
}

/// What parts the names in a cell of several.
const PARTS: [&str; 9] = ["/", ";", ",", " - ", " – ", "\n", " và ", " and ", "&"];

fn parts(text: &str) -> Vec<&str> {
    PARTS.iter().fold(vec![text], |parts, cut| parts.iter().flat_map(|part| part.split(cut)).collect())
}

/// "Hàn Quốc/Korea", "Lào - Laos": each part says the same. "Hàn Quốc (Jeonbuk)": the place stands in brackets.
fn said_twice(text: &str) -> Option<&'static str> {
    let of_all = |parts: &[&str]| {
        let first = named(parts.first()?)?;
        parts.iter().all(|part| named(part) == Some(first)).then_some(first)
    };
    of_all(&parts(text)).or_else(|| {
        let (name, inside) = text.trim().strip_suffix(')')?.split_once('(')?;
        // Another country there would be a question.
        let other = parts(inside).iter().any(|part| named(part).is_some());
        named(name).filter(|_| !other || of_all(&[name, inside]).is_some())
    })
}

/// Whether several countries are named, or a union of them.
fn names_several(text: &str) -> bool {
    let unions =
        ["asean", "eu", "lien minh chau au", "european union", "lien hop quoc", "united nations", "un", "apec"];
    let known = parts(text).iter().filter(|part| named(part).is_some()).count();
    known > 1 || unions.contains(&fold(text).trim())
}

/// What the country of that code is called: in Vietnamese the first of its names, in English the first without marks.
pub fn name(code: &str, language: Language) -> Option<&'static str> {
    let (.., names) = rows().find(|(known, ..)| *known == code)?;
    match language {
        Language::Vi => names.first().copied(),
        Language::En => names.iter().copied().find(|name| name.is_ascii() && named(name) == Some(code)),
    }
}

/// The country of exactly that code or name.
pub fn named(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let countries = &*COUNTRIES;
    if let Some(code) = countries.codes.get(text) {
        return Some(code);
    }
    let folded = fold(text);
    let whole = |name: &str| countries.names.get(&key(name)).copied();
    let shorter = || BEFORE.iter().find_map(|before| whole(folded.strip_prefix(before)?));
    // "Pháp quốc", "Đức quốc"; where it belongs to the name, the whole name is known.
    let land = || whole(folded.strip_suffix(" quoc")?);
    // "Hàn Quốc (KR)", "Lào (Laos)": both say the same.
    let twice = || {
        let (name, other) = text.strip_suffix(')')?.split_once('(')?;
        named(name).filter(|code| named(other) == Some(code))
    };
    whole(&folded)
        .or_else(shorter)
        .or_else(land)
        .or_else(twice)
        .or_else(|| countries.codes.get(&*text.to_uppercase()).copied())
}

/// The codes of the countries in whose names that word stands, folded.
pub(crate) fn with_word(word: &str) -> Vec<String> {
    let stands = |name: &&str| fold(name).split(|sign: char| !sign.is_alphanumeric()).any(|part| part == word);
    let named = rows().filter(|(_, _, names)| names.iter().any(&stands));
    named.map(|(code, ..)| code.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names() {
        for (text, expected) in [
            ("KR", "KR"),
            (" la ", "LA"),
            ("Lào", "LA"),
            ("Cam-pu-chia", "KH"),
            ("Nhật Bản", "JP"),
            ("Mỹ", "US"),
            ("MY", "MY"),
            ("my", "US"),
            ("Ý", "IT"),
            ("Liên bang Nga", "RU"),
            ("Hàn quốc", "KR"),
            ("Phap quoc", "FR"),
            ("Czech Republic", "CZ"),
            ("Bulgaria", "BG"),
            ("Bungari", "BG"),
            ("Israel", "IL"),
            ("Brazil", "BR"),
            ("Bra-xin", "BR"),
            ("Ireland", "IE"),
            ("Ai-len", "IE"),
            ("Nam Phi", "ZA"),
            ("UAE", "AE"),
            ("Thổ Nhĩ Kỳ", "TR"),
            ("LB Nga", "RU"),
            ("CHND Trung Hoa", "CN"),
            ("Thụy Sỹ", "CH"),
            ("KOR", "KR"),
            ("CHLB Đức", "DE"),
            ("Nước CHDCND Lào", "LA"),
            ("Cộng hòa Ba Lan", "PL"),
            ("Hàn Quốc (KR)", "KR"),
            ("Lao People's Democratic Republic", "LA"),
            ("Korea, Republic of", "KR"),
            ("Cộng hòa Congo", "CG"),
            ("Cộng hòa Dân chủ Congo", "CD"),
        ] {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
        for wrong in ["XX", "Hàn", "", "KOR1", "Atlantis", "Lào, Campuchia", "Hàn Quốc (Nhật Bản)"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(read("Campuchea").expect_err("a slip").to_string().contains("KH"));
    }

    #[test]
    fn all_of_iso_3166_and_no_name_stands_twice() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        let mut codes = std::collections::BTreeSet::new();
        for (code, three, names) in rows() {
            assert!(code.len() == 2 && three.len() == 3 && !names.is_empty(), "{code}");
            assert!(codes.insert(code) && codes.insert(three), "{code} stands twice");
            for name in names {
                assert!(seen.insert(key(name), code).is_none(), "{name} stands twice");
            }
        }
        assert_eq!(codes.len(), 2 * 249);
    }
}
