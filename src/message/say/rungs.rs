//! Rungs as people say them.

use crate::lifecycle::policy::Language;

/// A rung by its offset, `-30d`, as people say it: `trước 30 ngày`.
pub(crate) fn rung_in_words(offset: &str, language: Language) -> String {
    let (sign, rest) = match offset.split_at_checked(1) {
        Some(("-", rest)) => ("-", rest),
        Some(("+", rest)) => ("+", rest),
        _ => ("", offset),
    };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, unit) = rest.split_at(digits);
    if number == "0" {
        return match (sign, language) {
            ("+", Language::Vi) => "đúng ngày, gặp ngày nghỉ thì ngày làm việc sau đó".to_owned(),
            ("+", Language::En) => "on the day, or the next working day".to_owned(),
            (_, Language::Vi) => "đúng ngày".to_owned(),
            (_, Language::En) => "on the day".to_owned(),
        };
    }
    let unit = match (unit, language) {
        ("d", Language::En) if number == "1" => "day",
        ("wd", Language::En) if number == "1" => "working day",
        ("w", Language::En) if number == "1" => "week",
        ("m", Language::En) if number == "1" => "month",
        ("y", Language::En) if number == "1" => "year",
        ("d", Language::Vi) => "ngày",
        ("wd", Language::Vi) => "ngày làm việc",
        ("w", Language::Vi) => "tuần",
        ("m", Language::Vi) => "tháng",
        ("y", Language::Vi) => "năm",
        ("d", Language::En) => "days",
        ("wd", Language::En) => "working days",
        ("w", Language::En) => "weeks",
        ("m", Language::En) => "months",
        ("y", Language::En) => "years",
        (other, _) => other,
    };
    match (sign, language) {
        ("-", Language::Vi) => format!("trước {number} {unit}"),
        ("-", Language::En) => format!("{number} {unit} before"),
        (_, Language::Vi) => format!("sau {number} {unit}"),
        (_, Language::En) => format!("{number} {unit} after"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rungs_in_words() {
        for (offset, vi, en) in [
            ("-180d", "trước 180 ngày", "180 days before"),
            ("+1d", "sau 1 ngày", "1 day after"),
            ("-3wd", "trước 3 ngày làm việc", "3 working days before"),
            ("0d", "đúng ngày", "on the day"),
            ("+0d", "đúng ngày, gặp ngày nghỉ thì ngày làm việc sau đó", "on the day, or the next working day"),
            ("-6m", "trước 6 tháng", "6 months before"),
        ] {
            assert_eq!(rung_in_words(offset, Language::Vi), vi);
            assert_eq!(rung_in_words(offset, Language::En), en);
        }
    }
}
