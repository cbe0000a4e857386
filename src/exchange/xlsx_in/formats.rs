//! What number formats do to the values they show.
//!
//! Somebody types `30-12` or `12/2017`; the spreadsheet stores a day of this year, or the first of the month, and shows
//! only what was typed. Somebody formats 1652 to show `01652` or `1652/QĐ`. It judges no value, and a format that it does
//! not understand it does not accuse.

use super::super::raw_row::Seen;

/// What the look of a cell does to its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Shows {
    /// It shows a day without its day, month or year.
    DayInPart,
    /// It puts zeros before a whole number, up to that many digits.
    Zeros(usize),
    /// It puts words or signs around a number.
    Dressed,
    /// It puts them around a text.
    DressedText,
    /// The font strikes it out.
    Struck,
}

/// What the format of that number does, by its own code where the file has one.
pub(in crate::exchange) fn shows_by_format(number: &str, code: Option<&str>) -> Option<Shows> {
    // The built-in d-mmm, mmm-yy, and those of hours.
    let in_part = matches!(number, "16" | "17" | "18" | "19" | "20" | "21" | "45" | "46" | "47");
    code.map_or_else(|| in_part.then_some(Shows::DayInPart), shows)
}

/// What a cell holds, as far as its look cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum CellContent {
    /// A number.
    Number,
    /// Anything else.
    Other,
}

impl Shows {
    /// The text of a cell as it is shown, and what it is taken for.
    pub(in crate::exchange) fn onto(self, text: String, seen: Seen, holds: CellContent) -> (String, Seen) {
        let number = holds == CellContent::Number;
        match self {
            Self::Struck if !text.trim().is_empty() => (text, Seen::Struck),
            Self::DayInPart if seen == Seen::Day => (text, Seen::DayInPart),
            Self::Zeros(digits) if number && text.bytes().all(|b| b.is_ascii_digit()) => {
                (format!("{text:0>digits$}"), seen)
            }
            Self::Dressed if number => (text, Seen::Dressed),
            Self::DressedText if seen == Seen::Text && !text.trim().is_empty() => (text, Seen::Dressed),
            _ => (text, seen),
        }
    }
}

/// What a format does to the values it is made for: that of its first section, which stands for all numbers above zero.
pub(super) fn shows(code: &str) -> Option<Shows> {
    let section = FormatSection::of(code);
    let has = |letters: &[char]| section.bare.contains(letters);
    if has(&['d', 'm', 'y']) {
        let whole = has(&['d']) && has(&['m']) && has(&['y', 'e', 'b']);
        return (!whole).then_some(Shows::DayInPart);
    }
    let bare = section.bare.trim();
    let digits = bare.len();
    // Signs that stand in a format as they are; in hours and powers of ten they mean something.
    let signs = has(&['-', '/', '(', ')', '+']) && !has(&['h', 's', 'e']);
    match section.dress {
        Dress::None if signs => Some(Shows::Dressed),
        Dress::None if digits > 1 && bare.bytes().all(|b| b == b'0') => {
            Some(if digits <= MOST_ZEROS { Shows::Zeros(digits) } else { Shows::Dressed })
        }
        Dress::None => None,
        Dress::Worn if has(&['@']) => Some(Shows::DressedText),
        Dress::Worn => Some(Shows::Dressed),
    }
}

/// The most zeros that are put before a number; nobody numbers documents with more.
const MOST_ZEROS: usize = 80;

/// Whether words stand around the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dress {
    None,
    Worn,
}

/// The first section of a format.
struct FormatSection {
    /// Its signs without words, colours and space to fill, in small letters.
    bare: String,
    dress: Dress,
}

impl FormatSection {
    fn of(code: &str) -> Self {
        let mut section = Self { bare: String::new(), dress: Dress::None };
        let (mut until, mut chars) = (None, code.chars().peekable());
        while let Some(c) = chars.next() {
            match (until, c) {
                (Some(end), c) if c == end => until = None,
                // A blank says nothing; in brackets stand colours and languages.
                (Some(end), c) if end == '"' && !c.is_whitespace() => section.dress = Dress::Worn,
                (Some(_), _) => {}
                (None, '"') => until = Some('"'),
                (None, '[') => {
                    // A condition: another section may show the number.
                    if chars.peek().is_some_and(|c| ['<', '>', '='].contains(c)) {
                        section.dress = Dress::Worn;
                    }
                    until = Some(']');
                }
                (None, '\\') => match chars.next() {
                    Some(c) if !c.is_whitespace() => section.dress = Dress::Worn,
                    _ => section.bare.push(' '),
                },
                (None, '_' | '*') => {
                    chars.next();
                }
                (None, ';') => break,
                (None, c) => section.bare.extend(c.to_lowercase()),
            }
        }
        section
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_show_a_day_in_part() {
        for code in ["d-mmm", "mmm-yy", "yyyy", "mm/yyyy", "dd/mm", "h:mm", "\"ngày \"dd\" tháng \"mm", "d\\-m;@"] {
            assert_eq!(shows(code), Some(Shows::DayInPart), "{code}");
        }
        for code in [
            "dd/mm/yyyy",
            "[$-42A]dd/mm/yyyy;@",
            "\"ngày \"dd\" tháng \"mm\" năm \"yyyy",
            "d-m-yy",
            "dd/mm/yyyy\\ hh:mm",
            "General",
            "0\" năm\"",
            "#,##0\\ \"đ\"",
            "[Red]0",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        ] {
            assert_ne!(shows(code), Some(Shows::DayInPart), "{code}");
        }
    }

    #[test]
    fn formats_that_show_more_than_a_number() {
        for (code, expected) in [
            ("00000", Some(Shows::Zeros(5))),
            ("00", Some(Shows::Zeros(2))),
            ("00000;-00000;;@", Some(Shows::Zeros(5))),
            ("_(00000_) ", Some(Shows::Zeros(5))),
            ("00 00", None),
            ("000\"/QĐ\"", Some(Shows::Dressed)),
            ("\"Số \"0", Some(Shows::Dressed)),
            ("0\\/\\Q\\Đ", Some(Shows::Dressed)),
            ("General\" tháng\"", Some(Shows::Dressed)),
            ("000-00", Some(Shows::Dressed)),
            // Below 1,000 three digits, else five: the first section does not tell.
            ("[<1000]000;00000", Some(Shows::Dressed)),
            ("@\"/QĐ-UBND\"", Some(Shows::DressedText)),
            ("0", None),
            ("General", None),
            ("@", None),
            ("#,##0", None),
            ("#\\ ##0", None),
            ("0.00", None),
            ("0.00E+00", None),
            ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", None),
            ("dd/mm/yyyy", None),
            ("", None),
        ] {
            assert_eq!(shows(code), expected, "{code}");
        }
        assert_eq!(shows(&"0".repeat(1_000)), Some(Shows::Dressed), "no number is written with so many");
    }
}
