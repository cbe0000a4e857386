//! Days, spans and numbers as officials write them.

use chrono::Weekday;

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::message::Voice;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in running Vietnamese text: two digits for days below 10 and for months 1 and 2 only, as the rules on
/// clerical work have it.
///
/// ```
/// use pactwatch::{lifecycle::day::Day, message::say::day_running};
/// assert_eq!(day_running(Day::ymd(2027, 3, 5)?), "05/3/2027");
/// assert_eq!(day_running(Day::ymd(2027, 2, 12)?), "12/02/2027");
/// # Ok::<(), pactwatch::lifecycle::day::DayError>(())
/// ```
pub fn day_running(day: Day) -> String {
    match day.month() {
        month @ (1 | 2) => format!("{:02}/{month:02}/{}", day.day(), day.year()),
        month => format!("{:02}/{month}/{}", day.day(), day.year()),
    }
}

/// A day in a table, `dd/mm/yyyy`.
pub(crate) fn day_table(day: Day) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// A day in a letter's table: `05/03/2027`, `05 Mar 2027`. In English the name of the month keeps day and month apart.
pub(crate) fn day_in_table(day: Day, language: Language) -> String {
    match language {
        Language::Vi => day_table(day),
        Language::En => {
            let month = MONTHS_EN[day.month() as usize - 1].get(..3).unwrap_or_default();
            format!("{:02} {month} {}", day.day(), day.year())
        }
    }
}

/// A day in running text of that language: `05/3/2027`, `5 March 2027`.
pub(crate) fn day_in_text(day: Day, language: Language) -> String {
    match language {
        Language::Vi => day_running(day),
        Language::En => {
            let month = MONTHS_EN[day.month() as usize - 1];
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}

/// A day with its weekday before it: `thứ Sáu, 05/3/2027`, `Friday, 5 March 2027`.
pub(crate) fn day_full(day: Day, language: Language) -> String {
    format!("{}, {}", weekday(day, language), day_in_text(day, language))
}

/// The day of the week: `thứ Sáu`, `Chủ nhật`, `Friday`.
pub fn weekday(day: Day, language: Language) -> &'static str {
    let (vi, en) = match day.weekday() {
        Weekday::Mon => ("thứ Hai", "Monday"),
        Weekday::Tue => ("thứ Ba", "Tuesday"),
        Weekday::Wed => ("thứ Tư", "Wednesday"),
        Weekday::Thu => ("thứ Năm", "Thursday"),
        Weekday::Fri => ("thứ Sáu", "Friday"),
        Weekday::Sat => ("thứ Bảy", "Saturday"),
        Weekday::Sun => ("Chủ nhật", "Sunday"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// The day of the week as a column shows it: `T2` to `T7`, `CN`; `Mon`.
pub(crate) fn weekday_short(day: Day, language: Language) -> &'static str {
    let (vi, en) = match day.weekday() {
        Weekday::Mon => ("T2", "Mon"),
        Weekday::Tue => ("T3", "Tue"),
        Weekday::Wed => ("T4", "Wed"),
        Weekday::Thu => ("T5", "Thu"),
        Weekday::Fri => ("T6", "Fri"),
        Weekday::Sat => ("T7", "Sat"),
        Weekday::Sun => ("CN", "Sun"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// A day in an answer, a refusal or a terminal's table: `22/12/2027`; in English as the commands take it, `2027-12-22`.
pub(crate) fn day_for(voice: Voice, day: Day) -> String {
    voice.pick(day_table(day), day.to_string())
}

/// A number with its thousands set apart: `1.430`, in English `1,430`.
pub fn count(number: u64, language: Language) -> String {
    let mark = match language {
        Language::Vi => '.',
        Language::En => ',',
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// So many days: `1 ngày`, `1 day`, `2 days`.
pub fn days(number: u64, language: Language) -> String {
    match language {
        Language::Vi => format!("{} ngày", count(number, language)),
        Language::En => plural(number, "day"),
    }
}

fn plural(number: u64, unit: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {unit}{s}", count(number, Language::En))
}

/// A span: `5 năm`, `06 tháng`, `1 năm 06 tháng`, `90 ngày`; `5 years`, `6 months`.
pub fn span(span: Span, language: Language) -> String {
    let (years, months, days) = (span.months / 12, span.months % 12, span.days);
    let parts: [(u32, String); 3] = match language {
        Language::Vi => [
            (years, count(years.into(), language) + " năm"),
            (months, format!("{months:02} tháng")),
            (days, count(days.into(), language) + " ngày"),
        ],
        Language::En => [
            (years, plural(years.into(), "year")),
            (months, plural(months.into(), "month")),
            (days, plural(days.into(), "day")),
        ],
    };
    let parts: Vec<String> = parts.into_iter().filter_map(|(n, text)| (n > 0).then_some(text)).collect();
    match (parts.is_empty(), language) {
        (false, _) => parts.join(" "),
        (true, Language::Vi) => "0 ngày".to_owned(),
        (true, Language::En) => "0 days".to_owned(),
    }
}

/// How often something recurs: `02 năm/lần`, `06 tháng/lần`; `every 2 years`.
pub fn rhythm(every: Span, language: Language) -> String {
    let years = every.months / 12;
    match language {
        Language::Vi if every.days == 0 && every.months.is_multiple_of(12) && years > 0 => {
            format!("{years:02} năm/lần")
        }
        Language::Vi => format!("{}/lần", span(every, language)),
        Language::En if every == Span::years(1) => "every year".to_owned(),
        Language::En if every == Span::months(1) => "every month".to_owned(),
        Language::En => format!("every {}", span(every, language)),
    }
}

/// How far a day is from today: `còn 30 ngày`, `hôm nay`, `ngày mai`, `đã quá 3 ngày`.
pub fn relative(today: Day, day: Day, language: Language) -> String {
    let days = today.days_until(day);
    let number = days.unsigned_abs();
    match (days, language) {
        (0, Language::Vi) => "hôm nay".to_owned(),
        (1, Language::Vi) => "ngày mai".to_owned(),
        (2.., Language::Vi) => format!("còn {} ngày", count(number, language)),
        (_, Language::Vi) => format!("đã quá {} ngày", count(number, language)),
        (0, Language::En) => "today".to_owned(),
        (1, Language::En) => "tomorrow".to_owned(),
        (2.., Language::En) => format!("{} left", plural(number, "day")),
        (_, Language::En) => format!("{} overdue", plural(number, "day")),
    }
}

/// How far the day of something that happened is from today: `hôm nay`, `cách đây 3 ngày`. A day to come is said as
/// [`relative`] says it.
pub fn since(today: Day, day: Day, language: Language) -> String {
    let days = day.days_until(today);
    match language {
        _ if days <= 0 => relative(today, day, language),
        Language::Vi if days == 1 => "hôm qua".to_owned(),
        Language::Vi => format!("cách đây {} ngày", count(days.unsigned_abs(), language)),
        Language::En if days == 1 => "yesterday".to_owned(),
        Language::En => format!("{} ago", plural(days.unsigned_abs(), "day")),
    }
}

/// An ordinal: `thứ nhất`, `thứ hai`, `thứ tư`, `thứ 11`; `1st`, `2nd`, `11th`.
pub fn ordinal(nth: u32, language: Language) -> String {
    const VI: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    match language {
        Language::Vi => match nth.checked_sub(1).and_then(|at| VI.get(at as usize)) {
            Some(word) => format!("thứ {word}"),
            None => format!("thứ {nth}"),
        },
        Language::En => {
            let ending = match (nth % 100, nth % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            format!("{nth}{ending}")
        }
    }
}

/// An instant on the office's wall, as the register prints it (`2026-11-30 10:50:47`, `2026-11-30T10:50:47+07:00`), in the
/// form of tables: `10:50 30/11/2026`. Anything else is unchanged.
pub fn instant(text: &str) -> String {
    let parts = text.split_once([' ', 'T']).and_then(|(day, time)| Some((day.parse::<Day>().ok()?, time.get(..5)?)));
    match parts {
        Some((day, time)) if !text.ends_with('Z') => format!("{time} {}", day_table(day)),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect(text)
    }

    #[test]
    fn days_below_ten_and_the_first_two_months_have_a_zero() {
        for (written, running, table) in [
            ("2027-03-05", "05/3/2027", "05/03/2027"),
            ("2026-01-31", "31/01/2026", "31/01/2026"),
            ("2026-02-09", "09/02/2026", "09/02/2026"),
            ("2014-07-10", "10/7/2014", "10/07/2014"),
            ("2022-12-22", "22/12/2022", "22/12/2022"),
        ] {
            assert_eq!(day_running(day(written)), running);
            assert_eq!(day_table(day(written)), table);
        }
        for (written, table) in
            [("2027-03-06", "06 Mar 2027"), ("2026-05-31", "31 May 2026"), ("2014-09-10", "10 Sep 2014")]
        {
            assert_eq!(day_in_table(day(written), Language::En), table);
        }
        assert_eq!(day_full(day("2027-03-05"), Language::En), "Friday, 5 March 2027");
        assert_eq!(day_full(day("2019-12-22"), Language::Vi), "Chủ nhật, 22/12/2019");
    }

    #[test]
    fn spans_and_rhythms() {
        for (written, vi, en) in [
            ("5y", "5 năm", "5 years"),
            ("6m", "06 tháng", "6 months"),
            ("1y6m", "1 năm 06 tháng", "1 year 6 months"),
            ("90d", "90 ngày", "90 days"),
            ("0d", "0 ngày", "0 days"),
        ] {
            let value: Span = written.parse().expect(written);
            assert_eq!((span(value, Language::Vi).as_str(), span(value, Language::En).as_str()), (vi, en));
        }
        for (written, vi, en) in [
            ("2y", "02 năm/lần", "every 2 years"),
            ("1y", "01 năm/lần", "every year"),
            ("6m", "06 tháng/lần", "every 6 months"),
        ] {
            let value: Span = written.parse().expect(written);
            assert_eq!((rhythm(value, Language::Vi).as_str(), rhythm(value, Language::En).as_str()), (vi, en));
        }
    }

    #[test]
    fn relative_days_are_the_true_number() {
        let today = day("2022-11-22");
        for (other, vi, en) in [
            ("2022-12-22", "còn 30 ngày", "30 days left"),
            ("2022-11-23", "ngày mai", "tomorrow"),
            ("2022-11-22", "hôm nay", "today"),
            ("2022-11-21", "đã quá 1 ngày", "1 day overdue"),
            ("2018-12-23", "đã quá 1.430 ngày", "1,430 days overdue"),
        ] {
            assert_eq!(relative(today, day(other), Language::Vi), vi);
            assert_eq!(relative(today, day(other), Language::En), en);
        }
    }

    #[test]
    fn ordinals_and_thousands() {
        let words: Vec<String> = [1, 2, 4, 11].map(|nth| ordinal(nth, Language::Vi)).into();
        assert_eq!(words, ["thứ nhất", "thứ hai", "thứ tư", "thứ 11"]);
        let words: Vec<String> = [1, 2, 3, 4, 11, 12, 21, 113].map(|nth| ordinal(nth, Language::En)).into();
        assert_eq!(words, ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "113th"]);
        let numbers: Vec<String> = [0, 999, 1000, 1_234_567].map(|n| count(n, Language::Vi)).into();
        assert_eq!(numbers, ["0", "999", "1.000", "1.234.567"]);
    }
}
