//! A reference for an agreement whose row gives none: `DL-KR-2017-01`.
//!
//! The letters of our party's place (`UBND tỉnh Đắk Lắk` gives `DL`; `XX` where there is none), the partner's country
//! (`XX` where it is unknown), the year of signing (else of entry into force, else of the import), and the first running
//! number that is free in the register and in the file. A restricted record gets a neutral one: `HS-2026-01`, with the
//! year of the import.

use std::collections::BTreeMap;

use super::super::DeskError;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::store::Tx;
use crate::text::fold;

/// No file has as many rows of one place, country and year.
const NUMBERS_AT_MOST: u32 = 100_000;
/// So many words of a name give a letter.
const LETTERS_AT_MOST: usize = 4;

/// Where the numbers of each beginning stand, so that a long file is not counted through for every row.
#[derive(Debug, Default)]
pub(super) struct Numbers(BTreeMap<String, u32>);

impl Numbers {
    /// The next free reference; `taken` knows those of the file.
    pub(super) fn propose(
        &mut self,
        tx: &Tx<'_>,
        facts: &Facts,
        place: Option<&str>,
        today: Day,
        taken: impl Fn(&str) -> bool,
    ) -> Result<Option<String>, DeskError> {
        let beginning = beginning(facts, place, today);
        let next = self.0.entry(beginning.clone()).or_insert(1);
        while *next < NUMBERS_AT_MOST {
            let reference = format!("{beginning}-{next:02}");
            *next += 1;
            if !taken(&reference) && tx.agreement_id(&reference)?.is_none() {
                return Ok(Some(reference));
            }
        }
        Ok(None)
    }
}

fn beginning(facts: &Facts, place: Option<&str>, today: Day) -> String {
    if facts.is_restricted() {
        return format!("HS-{}", today.year());
    }
    let year = facts.signed_on.or(facts.in_force_on).unwrap_or(today).year();
    let country = facts.country.as_deref().unwrap_or("XX");
    format!("{}-{country}-{year}", place.and_then(letters).unwrap_or_else(|| "XX".to_owned()))
}

/// The first letters of a place's words, without what says what kind of body it is.
fn letters(name: &str) -> Option<String> {
    const KINDS: [&str; 6] = [" tinh ", " thanh pho ", " tp. ", " tp ", " huyen ", " quan "];
    let folded = format!(" {} ", fold(name));
    let place = KINDS.iter().filter_map(|kind| folded.rsplit_once(kind)).map(|(_, place)| place);
    let place = place.min_by_key(|place| place.len()).unwrap_or(&folded);
    let first = |word: &str| word.chars().find(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase());
    let letters: String = place.split([' ', '-']).filter_map(first).take(LETTERS_AT_MOST).collect();
    (!letters.is_empty()).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_are_those_of_the_place() {
        for (name, expected) in [
            ("UBND tỉnh Đắk Lắk", Some("DL")),
            ("Sở Ngoại vụ tỉnh Gia Lai", Some("GL")),
            ("UBND thành phố Hồ Chí Minh", Some("HCM")),
            ("UBND huyện Buôn Đôn, tỉnh Đắk Lắk", Some("DL")),
            ("Kon Tum", Some("KT")),
            ("Bà Rịa - Vũng Tàu", Some("BRVT")),
            ("제주", None),
        ] {
            assert_eq!(letters(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn a_reference_says_place_country_and_year_and_nothing_of_a_restricted_record() {
        let today = Day::ymd(2026, 11, 21).expect("a day");
        let facts = |pairs: &[(&str, &str)]| {
            let texts = pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
            Facts::from_texts(&texts).expect("facts")
        };
        let signed = facts(&[("country", "KR"), ("signed_on", "2017-12-22")]);
        assert_eq!(beginning(&signed, Some("UBND tỉnh Đắk Lắk"), today), "DL-KR-2017");
        let in_force = facts(&[("country", "LA"), ("in_force_on", "2019-01-05")]);
        assert_eq!(beginning(&in_force, Some("dak-lak"), today), "DL-LA-2019");
        assert_eq!(beginning(&facts(&[]), None, today), "XX-XX-2026");
        let restricted = facts(&[("country", "KR"), ("signed_on", "2017-12-22"), ("restricted", "yes")]);
        assert_eq!(beginning(&restricted, Some("UBND tỉnh Đắk Lắk"), today), "HS-2026");
    }
}
