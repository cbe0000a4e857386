//! Days of the lunar year: "ngày 10 tháng Giêng", "10/3 (âm lịch)".
//!
//! They name a month later on in the solar year, and are asked about: the register counts in the solar calendar alone.

/// Months by names that the lunar year has for them: its first, eleventh and twelfth.
const MONTHS: [&str; 3] = ["thang gieng", "thang chap", "thang mot"];
/// Words that say which calendar it is.
const CALENDARS: [&str; 6] = ["am lich", "nong lich", "lich ta", "lich am", "lunar", "(al)"];

/// Whether the folded text names a day of the lunar year, or may.
pub(super) fn says_lunar(folded: &str) -> bool {
    let whole = |at: usize, word: &str| !folded[at + word.len()..].starts_with(char::is_alphanumeric);
    let months = MONTHS.iter().any(|word| folded.match_indices(word).any(|(at, _)| whole(at, word)));
    months || CALENDARS.iter().any(|word| folded.contains(word)) || folded.ends_with(" al")
}

#[cfg(test)]
mod tests {
    use crate::exchange::cell_forms::day::{beside, read};

    #[test]
    fn days_of_the_lunar_year_are_asked_about() {
        for text in [
            "ngày 22 tháng Chạp năm 2017",
            "ngày 10 tháng Giêng năm 2018",
            "15 tháng giêng 2018",
            "ngày 5 tháng Một năm 2018",
            "10/3/2018 (âm lịch)",
            "10/3/2018 (Âm Lịch)",
            "10/3/2018 âm lịch",
            "10/3/2018 ÂL",
            "10/3/2018 (ÂL)",
            "10/3/2018, Nông Lịch",
            "10 March 2018 (lunar)",
        ] {
            for error in [read(text).expect_err(text), beside::read(text).expect_err(text)] {
                assert!(error.to_string().contains("lunar"), "{text}: {error}");
            }
        }
        for text in ["ngày 01 tháng Mười một năm 2026", "22 Tháng Mười Hai 2017"] {
            assert!(beside::read(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn years_of_the_buddhist_era_are_told_as_such() {
        for text in ["22/12/2560", "ngày 22 tháng 12 năm 2560", "2560-12-22"] {
            let error = read(text).expect_err(text).to_string();
            assert!(error.contains("Buddhist era, write 2017"), "{text}: {error}");
        }
        assert!(!read("22/12/1800").expect_err("too early").to_string().contains("Buddhist"));
    }
}
