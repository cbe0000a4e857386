//! The unit that a header gives to the bare numbers under it: "Thời hạn (năm)", "Báo trước (ngày)", "term (years)"; and what
//! "yes" means under "Automatic renewal".
//!
//! It adds the unit to whole numbers alone. Whatever else a cell says stays as it is: a span with its own unit, a day,
//! "không thời hạn". A number that may be a year of the calendar is refused.

use super::super::cell_forms::FactForm;
use super::super::cell_forms::span::unit;
use super::super::cell_forms::words;
use super::super::headers::{ColumnDefinition, LAST_DAY, LAST_OR_ENDED, STATUS};
use crate::message::list::{Wording, time};
use crate::text::fold;

/// What may stand beside the unit: "(số năm)", "(ĐVT: tháng)", "(năm/lần)", "(in years)".
const BESIDE: [&str; 12] = ["so", "tinh", "bang", "theo", "don", "vi", "dvt", "lan", "in", "number", "of", "unit"];

/// Words of a header over the day on which a term ends: the year in brackets is no length there.
const OF_A_DAY: [&str; 4] = ["den", "toi", "het", "ngay"];

/// What a header gives to the cells under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// To bare numbers a unit, by its Vietnamese word.
    Of(&'static str),
    /// To yes and no, how the agreement renews: the header asks whether it does so by itself.
    Automatic,
    /// To yes and no, whether it binds: the header asks whether it still does.
    InForce,
    /// To yes and no, whether it has ended.
    Ended,
}

/// The unit in the header's brackets, where its column holds spans and they name one alone; or the question whether the
/// agreement renews by itself.
pub(super) fn of(header: &str, column: &ColumnDefinition) -> Option<Unit> {
    if column.form == FactForm::Renewal {
        let folded = fold(header);
        return ["tu dong", "auto"].iter().any(|word| folded.contains(word)).then_some(Unit::Automatic);
    }
    if column.name == STATUS {
        let folded = fold(header);
        return ASKS_FORCE.iter().any(|words| folded.starts_with(words)).then_some(Unit::InForce);
    }
    if matches!(column.name, LAST_DAY | LAST_OR_ENDED) {
        let folded = fold(header);
        let asked = folded.split(['(', '[', '?']).next().unwrap_or_default().trim_matches([' ', '*']);
        return ENDED.contains(&asked).then_some(Unit::Ended);
    }
    span(header, column).map(Unit::Of)
}

/// Headers of days under which a cross or a yes says that it has ended.
const ENDED: [&str; 7] = ["het hl", "het hieu luc", "da het hieu luc", "het han", "da het han", "expired", "ended"];

/// How a header begins that asks whether an agreement still binds.
const ASKS_FORCE: [&str; 12] = [
    "dang thuc hien",
    "dang trien khai",
    "con hl",
    "con hieu luc",
    "dang co hieu luc",
    "dang hieu luc",
    "con gia tri",
    "active",
    "is active",
    "still active",
    "still in force",
    "still valid",
];

/// The Vietnamese word of the unit in the header's brackets.
fn span(header: &str, column: &ColumnDefinition) -> Option<&'static str> {
    if !matches!(column.form, FactForm::Span | FactForm::Period | FactForm::Term) {
        return None;
    }
    let folded = fold(header);
    // "Số năm hiệu lực", "Thời hạn - số tháng".
    if let Some((_, unit)) = COUNTS.iter().find(|(words, _)| folded.contains(words)).filter(|_| !folded.contains('(')) {
        return Some(unit);
    }
    let (name, rest) = folded.split_once(['(', '['])?;
    if column.form == FactForm::Term && name.split_whitespace().any(|word| OF_A_DAY.contains(&word)) {
        return None;
    }
    let inside = rest.split([')', ']']).next()?;
    let words = inside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !BESIDE.contains(word));
    let units: Option<Vec<char>> = words.map(unit).collect();
    let units = units?;
    let first = *units.first().filter(|first| units.iter().all(|unit| unit == *first))?;
    Some(match first {
        'y' => YEARS,
        'm' => "tháng",
        'w' => "tuần",
        _ => "ngày",
    })
}

/// Whether a cell is a cross, a yes or a no.
pub(super) fn asks(text: &str) -> bool {
    words::read(&words::YES_NO, text).is_ok()
}

const YEARS: &str = "năm";
const BINDS: &str = "còn hiệu lực";
const HAS_ENDED: &str = "hết hiệu lực";

/// Words of headers that count units, and the unit.
const COUNTS: [(&str, &str); 6] = [
    ("so nam", YEARS),
    ("number of years", YEARS),
    ("so thang", "tháng"),
    ("number of months", "tháng"),
    ("so ngay", "ngày"),
    ("number of days", "ngày"),
];

/// Whether a header says nothing but which unit is counted: "Số năm".
pub(super) fn is_count(header: &str) -> bool {
    let folded = fold(header);
    COUNTS.iter().any(|(words, _)| folded == *words)
}

/// What a cell says under that header; `None` where it says so itself. What is wrong with it and the cure where a number
/// names a year of the calendar.
pub(super) fn read(text: &str, unit: Unit) -> Result<Option<String>, Wording> {
    match unit {
        Unit::Of(unit) => added(text, unit),
        Unit::Automatic => Ok(match words::read(&words::YES_NO, text) {
            Ok("yes") => Some("tacit".to_owned()),
            Ok(_) => Some("none".to_owned()),
            Err(_) => None,
        }),
        Unit::InForce | Unit::Ended => {
            let [yes, no] = if unit == Unit::InForce { [BINDS, HAS_ENDED] } else { [HAS_ENDED, BINDS] };
            let said = words::read(&words::YES_NO, text).ok();
            Ok(said.map(|said| if said == "yes" { yes } else { no }.to_owned()))
        }
    }
}

/// A bare whole number with its unit; `None` for any other text.
fn added(text: &str, unit: &str) -> Result<Option<String>, Wording> {
    // Some programs write the whole numbers of a sheet as 5.0 or 5,00.
    let zeros = [".0", ",0", ".00", ",00"];
    let digits = zeros.iter().find_map(|zeros| text.strip_suffix(zeros)).unwrap_or(text);
    // A year and a half is eighteen months; other parts of a year are asked about.
    let half = [".5", ",5", ".50", ",50"].iter().find_map(|half| text.strip_suffix(half)).filter(|_| unit == YEARS);
    if let Some(years) = half.and_then(|years| years.parse::<u32>().ok()).filter(|years| *years < 100) {
        return Ok(Some(format!("{} tháng", years * 12 + 6)));
    }
    let Some(number) = digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit())) else {
        return Ok(None);
    };
    if unit != "ngày" && digits.len() == 4 && (1900..=2199).contains(&number) {
        return Err(time::year_and_no_length(text));
    }
    Ok(Some(format!("{number} {unit}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::RowKind;
    use crate::exchange::headers::find;

    fn unit_of(header: &str) -> Option<&'static str> {
        let column = find(RowKind::Agreement, header).or_else(|| find(RowKind::Act, header));
        span(header, column.expect("a known header"))
    }

    #[test]
    fn headers_that_name_their_unit() {
        for (header, expected) in [
            ("Thời hạn (năm)", "năm"),
            ("THỜI HẠN (NĂM)", "năm"),
            ("5. Thời hạn\n(số năm)*", "năm"),
            ("Thời hạn (tháng)", "tháng"),
            ("Thời gian hiệu lực (năm)", "năm"),
            ("Chu kỳ sơ kết (năm)", "năm"),
            ("Chu kỳ sơ kết (năm/lần)", "năm"),
            ("Thời hạn báo trước (tháng)", "tháng"),
            ("Thời hạn thông báo trước [ĐVT: tháng]", "tháng"),
            ("Báo trước (ngày)", "ngày"),
            ("Có hiệu lực sau (tuần)", "tuần"),
            ("Thời hạn gia hạn (năm/years)", "năm"),
            ("Thêm thời hạn (năm)", "năm"),
            ("term (years)", "năm"),
            ("Notice period (months)", "tháng"),
            ("Số năm hiệu lực", "năm"),
            ("Thời hạn hiệu lực (Số năm)", "năm"),
        ] {
            assert_eq!(unit_of(header), Some(expected), "{header}");
        }
    }

    #[test]
    fn headers_that_name_none_or_more_than_one() {
        for header in [
            "Thời hạn",
            "Thời hạn (năm/tháng)",
            "Thời hạn (ghi rõ năm)",
            "Thời hạn (2)",
            "Sơ kết (2 năm/lần)",
            "Thời hạn ()",
            // The year in which it ends, the day on which it does.
            "Hiệu lực đến (năm)",
            "Ngày hết hạn (ngày)",
            // No column of spans.
            "Ngày ký (năm)",
            "Số lần gia hạn (năm)",
        ] {
            assert_eq!(unit_of(header), None, "{header}");
        }
    }

    #[test]
    fn numbers_take_the_unit_and_nothing_else_does() {
        for (text, expected) in [
            ("5", "5 năm"),
            ("05", "5 năm"),
            ("5.0", "5 năm"),
            ("5,0", "5 năm"),
            ("10.00", "10 năm"),
            ("0", "0 năm"),
            ("150", "150 năm"),
            ("1,5", "18 tháng"),
            ("0.5", "6 tháng"),
        ] {
            assert_eq!(added(text, "năm"), Ok(Some(expected.to_owned())), "{text}");
        }
        for text in
            ["1,25", "1.7", "5.000", "5 năm", "60 tháng", "-5", "+5", "5+", "năm", "2022-2027", "", ".0", "5 (năm)"]
        {
            assert_eq!(added(text, "năm"), Ok(None), "{text}");
        }
    }

    #[test]
    fn yes_under_automatic_renewal_is_tacit() {
        let renewal = find(RowKind::Agreement, "Automatic renewal").expect("a known header");
        for (header, cell, expected) in [
            ("Automatic renewal", "Yes", Some("tacit")),
            ("Tự động gia hạn", "Có", Some("tacit")),
            ("Auto-renew (Y/N)", "N", Some("none")),
            ("Tự động gia hạn", "không", Some("none")),
            // It says itself what it means.
            ("Automatic renewal", "tự động gia hạn 5 năm", None),
        ] {
            let unit = of(header, renewal).expect("a header that asks");
            assert_eq!(read(cell, unit).expect("readable").as_deref(), expected, "{header}: {cell}");
        }
        // "Có" under it says that it may be renewed, and not how.
        assert_eq!(of("Gia hạn", renewal), None);
    }

    #[test]
    fn yes_and_no_under_still_in_force_are_states() {
        let column = |header: &str| find(RowKind::Agreement, header).expect("a known header");
        for (header, cell, expected) in [
            ("Còn hiệu lực (Có/Không)", "Có", Some("còn hiệu lực")),
            ("Còn hiệu lực (Có/Không)", "không", Some("hết hiệu lực")),
            ("Còn hiệu lực", "x", Some("còn hiệu lực")),
            ("Active", "No", Some("hết hiệu lực")),
            ("Active (Y/N)", "Y", Some("còn hiệu lực")),
            ("Còn hiệu lực", "Đã gia hạn", None),
        ] {
            let unit = of(header, column(header)).expect("a header that asks");
            assert_eq!(read(cell, unit).expect("readable").as_deref(), expected, "{header}: {cell}");
        }
        assert_eq!(of("Tình trạng", column("Tình trạng")), None);
    }

    #[test]
    fn a_year_of_the_calendar_is_no_number_of_years() {
        for text in ["2027", "1999", "2027.0"] {
            assert!(added(text, "năm").is_err() && added(text, "tháng").is_err(), "{text}");
        }
        // Five years in days, as an office may well count them.
        assert_eq!(added("1999", "ngày"), Ok(Some("1999 ngày".to_owned())));
    }
}
