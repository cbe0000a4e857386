//! Days as people write them, always the day before the month.
//!
//! `22/12/2017`, `22-12-2017`, `22.12.2017`, `ngày 22 tháng 12 năm 2017`, `22 tháng Mười Hai 2017`, `22 December 2017`,
//! the `22-Dec-2017` of a spreadsheet, and ISO `2017-12-22`; with a weekday before or behind, and with a midnight.
//! A day without a year, with a year of two digits, with the month first, or of the lunar year is refused, never guessed.

pub mod beside;
mod lunar;
mod weekday;

use crate::lifecycle::day::{Day, DayError};

use super::Unread;
use crate::message::list::time;
use crate::text::fold;

/// What people write between day, month and year.
pub(crate) const SEPARATORS: [char; 6] = ['/', '-', '.', '\\', ',', ' '];

/// Years of the Buddhist era, 543 ahead, that a list from Laos or Thailand may hold: 1945 to 2056.
const BUDDHIST: std::ops::RangeInclusive<u32> = 2488..=2599;

/// The months in Roman numbers: `22-XII-2017`.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The months as Vietnamese words, the longer names first; not those that name months of the lunar year as well.
const MONTHS_IN_WORDS: [(&str, &str); 11] = [
    ("muoi mot", "11"),
    ("muoi hai", "12"),
    ("hai", "2"),
    ("ba", "3"),
    ("tu", "4"),
    ("nam", "5"),
    ("sau", "6"),
    ("bay", "7"),
    ("tam", "8"),
    ("chin", "9"),
    ("muoi", "10"),
];

/// The days written with figures alone somewhere in a text: "đã chấm dứt ngày 01/6/2022".
pub(in crate::exchange) fn in_figures(text: &str) -> Vec<Day> {
    let words = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '-' | '.'));
    let bare = words.map(|word| word.trim_matches(['/', '-', '.']));
    bare.filter(|word| word.split(['/', '-', '.']).count() == 3).filter_map(|word| read(word).ok()).collect()
}

/// The two days of a span of days, as people part them; `None` where the text is one day.
pub(crate) fn parted(text: &str) -> Option<(&str, &str)> {
    ["..", " – ", " - ", " đến ", " den ", " to "].iter().find_map(|mark| text.split_once(mark))
}

/// The day the text names.
///
/// ```
/// use pactwatch::exchange::cell_forms::day::read;
/// assert_eq!(read("5/3/2027").map(|day| day.to_string()), Ok("2027-03-05".to_owned()));
/// assert!(read("12/25/2027").is_err());
/// ```
pub fn read(text: &str) -> Result<Day, Unread> {
    read_in(text, text)
}

/// The day that a part of the text names; what is wrong quotes the whole text.
pub(super) fn read_in(text: &str, part: &str) -> Result<Day, Unread> {
    // As programs write it: there is nothing to look for.
    if let Some([year, month, day]) = plain(part) {
        return checked(text, day, month, year);
    }
    if let Some(western) = western(part) {
        return read(&western).map_err(|_| time::not_a_day(text).into());
    }
    let folded = fold(part);
    if lunar::says_lunar(&folded) {
        return Err(time::lunar(text).into());
    }
    let mut rest = folded.as_str();
    let mut named = None;
    if let Some((weekday, after)) = weekday::before(rest) {
        (named, rest) = (Some(weekday), after);
    }
    rest = rest.strip_prefix("ky ").unwrap_or(rest);
    rest = rest.strip_prefix("ngay ").unwrap_or(rest).trim();
    rest = rest.strip_suffix(['.', ',', ';']).unwrap_or(rest);
    if let Some((weekday, before)) = weekday::behind(rest) {
        (named, rest) = (Some(weekday), before);
    }
    let day = without_weekday(text, rest)?;
    // The one check that a written day carries.
    match named {
        Some(weekday) if weekday != day.weekday().number_from_monday() => Err(time::weekday_differs(text, day).into()),
        _ => Ok(day),
    }
}

/// The day of the folded rest, which has no weekday beside it; what is wrong quotes the whole text.
fn without_weekday(text: &str, mut rest: &str) -> Result<Day, Unread> {
    if let Some((day, hour)) = with_hour(rest) {
        if hour.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            return Err(time::has_an_hour(text, day.trim()).into());
        }
        rest = day.trim_end();
    }
    if let Some([year, month, day]) = parts::<3>(rest, '-').filter(|[year, ..]| year.len() == 4) {
        return checked(text, day, month, year);
    }
    // The year before month and day is never turned round.
    for separator in ['/', '.', ' '] {
        if let Some([year, month, day]) = parts::<3>(rest, separator).filter(|[year, ..]| year.len() == 4) {
            return checked(text, day, month, year);
        }
    }
    // "05/3 năm 2023".
    if let Some((day, year)) = rest.split_once(" nam ")
        && let Some([day, month]) = ['/', '-', '.'].iter().find_map(|separator| parts::<2>(day, *separator))
    {
        return checked(text, day, month, year.trim());
    }
    for separator in SEPARATORS {
        if let Some([day, month, year]) = parts::<3>(rest, separator) {
            return checked(text, day, month, year);
        }
        if let Some([_, last]) = parts::<2>(rest, separator) {
            return Err(if last.len() == 4 { no_day(text) } else { no_year(text) });
        }
    }
    in_words(text, rest)
}

/// Year, month and day of `2017-12-22`.
fn plain(text: &str) -> Option<[&str; 3]> {
    let shaped = |(at, b): (usize, u8)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    (text.len() == 10 && text.bytes().enumerate().all(shaped)).then(|| [&text[..4], &text[5..7], &text[8..]])
}

/// So many words a day may have, with its weekday before or behind it and its hour.
const WORDS: usize = 16;

/// Whether the text names a day. Most texts of which that is asked are names and titles: they have no figure, or are sentences.
pub(in crate::exchange) fn is_one(text: &str) -> bool {
    text.contains(char::is_numeric) && text.split_whitespace().nth(WORDS).is_none() && read(text).is_ok()
}

/// `2017年12月22日`, `2017년 12월 22일` with dashes.
fn western(text: &str) -> Option<String> {
    let (year, rest) = text.trim().split_once(['年', '년'])?;
    let (month, rest) = rest.split_once(['月', '월'])?;
    let day = rest.trim().strip_suffix(['日', '일'])?;
    Some(format!("{}-{}-{}", year.trim(), month.trim(), day.trim()))
}

/// A day and month without a year, `22/12`, with that year; `None` where the text is anything else.
pub(crate) fn with_year(text: &str, year: i32) -> Option<String> {
    let folded = fold(text);
    let rest = folded.strip_prefix("ngay ").unwrap_or(&folded).trim_end_matches('.');
    let [day, month] = ['/', '-', '.'].iter().find_map(|separator| parts::<2>(rest, *separator))?;
    let whole = format!("{day}/{month}/{year}");
    (month.len() <= 2 && day.len() <= 2 && read(&whole).is_ok()).then_some(whole)
}

/// A day and the hour behind it: `22/12/2017 9:30`, `2017-12-22T00:00:00.000`.
fn with_hour(rest: &str) -> Option<(&str, &str)> {
    let (day, hour) = rest.rsplit_once([' ', 't'])?;
    let fraction = |(_, fraction): &(&str, &str)| !fraction.is_empty() && fraction.bytes().all(|b| b == b'0');
    let hour = hour.split_once('.').filter(fraction).map_or(hour, |(hour, _)| hour);
    let digits = hour.split(':').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    (digits && hour.contains(':')).then_some((day, hour))
}

/// `22 thang 12 nam 2017`, `22 thang muoi hai nam 2017`, `22 december 2017`, `december 22, 2017`, `22-dec-2017`.
fn in_words(text: &str, rest: &str) -> Result<Day, Unread> {
    let mut spaced = rest.replace([',', '/'], " ");
    if rest.split('-').count() == 3 && rest.contains(|c: char| c.is_ascii_alphabetic()) {
        spaced = spaced.replace('-', " ");
    }
    // "22.XII.2017", and not the point behind "Dec.".
    if rest.split('.').count() == 3 && rest.contains(|c: char| c.is_ascii_alphabetic()) {
        spaced = spaced.replace('.', " ");
    }
    // Vietnamese spreadsheets show 22-Thg12-2017.
    spaced = spaced.replace("thg", "thang ").replace("thang  ", "thang ");
    if let Some((before, after)) = spaced.split_once("thang ")
        && let Some((month, rest)) =
            MONTHS_IN_WORDS.iter().find_map(|(word, month)| Some((month, after.strip_prefix(word)?)))
        && rest.starts_with(' ')
    {
        spaced = format!("{before}thang {month}{rest}");
    }
    let words: Vec<&str> = spaced.split_whitespace().take(8).filter(|word| !matches!(*word, "of" | "the")).collect();
    match words[..] {
        [day, "thang", month, "nam", year] | [day, "thang", month, year] => checked(text, day, month, year),
        [day, "thang", month] if number(day).is_some() && number(month).is_some() => Err(no_year(text)),
        ["thang", _, "nam", _] | ["thang", _, _] | ["nam", _] => Err(no_day(text)),
        [day, month, year] if month_name(month).is_some() => english(text, day, month, year),
        [day, month, year] if ROMAN.contains(&month) => {
            let month = ROMAN.iter().position(|roman| *roman == month).map_or(0, |at| at + 1);
            checked(text, day, &month.to_string(), year)
        }
        [month, day, year] if month_name(month).is_some() => english(text, day, month, year),
        [digits] if digits.len() == 4 && number(digits).is_some() => Err(no_day(text)),
        [digits] if digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            Err(time::day_number(text).into())
        }
        _ => Err(time::not_a_day(text).into()),
    }
}

fn english(text: &str, day: &str, month: &str, year: &str) -> Result<Day, Unread> {
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let month = month_name(month).unwrap_or_default().to_string();
    checked(text, day, &month, year)
}

fn month_name(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().position(|name| name == &word || (word.len() >= 3 && name.starts_with(word)))?;
    Some(at + 1)
}

/// The text cut at a separator into exactly that many runs of digits.
fn parts<const N: usize>(text: &str, separator: char) -> Option<[&str; N]> {
    let mut found = [""; N];
    let mut pieces = text.split(separator).map(str::trim);
    for place in &mut found {
        *place = pieces.next().filter(|piece| number(piece).is_some())?;
    }
    pieces.next().is_none().then_some(found)
}

fn number(digits: &str) -> Option<u32> {
    let plain = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// The century that is most likely meant by a year of two digits, for an example alone.
fn century(year: &str) -> &'static str {
    if number(year).is_some_and(|year| year > 60) { "19" } else { "20" }
}

fn checked(text: &str, day: &str, month: &str, year: &str) -> Result<Day, Unread> {
    let no_day = || Unread::from(time::not_of_the_calendar(text));
    let (Some(day_number), Some(month_number)) = (number(day), number(month)) else { return Err(no_day()) };
    if day.len() == 4 {
        return Err(time::begins_with_year(text).into());
    }
    if year.len() == 2 && number(year).is_some() {
        return Err(time::two_digit_year(text, &format!("{day}/{month}/{}{year}", century(year))).into());
    }
    let Some(year_number) = number(year).filter(|_| year.len() == 4) else {
        return Err(time::odd_year(text).into());
    };
    if month_number > 12 && day_number <= 12 {
        return Err(time::odd_month(text, month_number).into());
    }
    Day::ymd(year_number.cast_signed(), month_number, day_number).map_err(|error| match error {
        DayError::NotADay(_) => no_day(),
        DayError::OutOfRange if BUDDHIST.contains(&year_number) => time::buddhist_year(text, year_number - 543).into(),
        DayError::OutOfRange => time::outside_the_years(text).into(),
    })
}

fn no_year(text: &str) -> Unread {
    time::no_year(text).into()
}

fn no_day(text: &str) -> Unread {
    time::no_single_day(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_that_is_another_days_is_asked_about() {
        for text in ["thứ Sáu, 03/11/2022", "03/11/2022 (T6)", "Monday, November 3, 2022", "CN 03/11/2022"] {
            let told = read(text).expect_err("a Thursday").to_string();
            assert!(told.contains("Thursday"), "{text}: {told}");
        }
        assert!(read("thứ Năm, 03/11/2022").is_ok());
    }

    #[test]
    fn days_people_write() {
        for (text, expected) in [
            ("22/12/2017", "2017-12-22"),
            ("T6, 22/12/2017", "2017-12-22"),
            ("22/12/2017 (T6)", "2017-12-22"),
            ("CN 24/12/2017", "2017-12-24"),
            ("Thứ Sáu, ngày 22 tháng 12 năm 2017", "2017-12-22"),
            ("Friday, December 22, 2017", "2017-12-22"),
            ("Fri, 22 Dec 2017", "2017-12-22"),
            ("the 22nd of December 2017", "2017-12-22"),
            ("22nd of December, 2017", "2017-12-22"),
            ("22.XII.2017", "2017-12-22"),
            ("22-12-2017", "2017-12-22"),
            ("22.12.2017", "2017-12-22"),
            ("22–12–2017", "2017-12-22"),
            (" 22 / 12 / 2017 ", "2017-12-22"),
            ("5/3/2027", "2027-03-05"),
            ("10/7/2014", "2014-07-10"),
            ("ngày 22 tháng 12 năm 2017", "2017-12-22"),
            ("Ngày 05 tháng 02 năm 2026", "2026-02-05"),
            ("22 tháng 12 năm 2017", "2017-12-22"),
            ("ngày 22/12/2017", "2017-12-22"),
            ("Ký ngày 22/12/2017", "2017-12-22"),
            ("thứ Sáu, 22/12/2017", "2017-12-22"),
            ("Thứ Năm, ngày 22 tháng 12 năm 2022", "2022-12-22"),
            ("nga\u{300}y 22 tha\u{301}ng 12 na\u{306}m 2017", "2017-12-22"),
            ("NGAY 22 THANG 12 NAM 2017", "2017-12-22"),
            ("2017-12-22", "2017-12-22"),
            ("2017-12-22 00:00:00", "2017-12-22"),
            ("2017/12/22", "2017-12-22"),
            ("2017.12.22", "2017-12-22"),
            ("2017-12-22T00:00:00", "2017-12-22"),
            ("22 December 2017", "2017-12-22"),
            ("Dec 22, 2017", "2017-12-22"),
            ("29/2/2024", "2024-02-29"),
            ("22/12/2017.", "2017-12-22"),
            ("22/12/2017 (thứ Sáu)", "2017-12-22"),
            ("22/12/2017 0:00", "2017-12-22"),
            ("22/12/2017 0:00:00", "2017-12-22"),
            ("22-Dec-2017", "2017-12-22"),
            ("22-thg 12-2017", "2017-12-22"),
            ("22-XII-2017", "2017-12-22"),
            ("22/xii/2017", "2017-12-22"),
            ("22 12 2017", "2017-12-22"),
            ("22,12,2017", "2017-12-22"),
            ("ngày 05/3 năm 2023", "2023-03-05"),
            ("22-12 năm 2017", "2017-12-22"),
            ("22\\12\\2017", "2017-12-22"),
            ("2017年12月22日", "2017-12-22"),
            ("2017년 12월 22일", "2017-12-22"),
            ("22 Tháng Mười Hai 2017", "2017-12-22"),
            ("ngày 5 tháng Năm năm 2017", "2017-05-05"),
            ("ngày 01 tháng Mười một năm 2026", "2026-11-01"),
        ] {
            assert_eq!(read(text).map(|day| day.to_string()), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn days_nobody_can_be_sure_of() {
        for (text, said) in [
            ("30-12", "no year"),
            ("22/12", "no year"),
            ("ngày 22 tháng 12", "no year"),
            ("12/2017", "no single day"),
            ("tháng 12 năm 2017", "no single day"),
            ("2017", "no single day"),
            ("năm 2017", "no single day"),
            ("22/12/17", "two digits"),
            ("12/25/2017", "month 25"),
            ("1/13/2017", "month 13"),
            ("13/25/2017", "not a day of the calendar"),
            ("29/02/2026", "not a day of the calendar"),
            ("0/1/2020", "not a day of the calendar"),
            ("17/31975-17/3/2025", "not a day"),
            ("22/12/1899", "1900-2199"),
            ("1/1/2200", "1900-2199"),
            ("0000-01-01", "1900-2199"),
            ("22/12/20177", "four digits"),
            ("43091", "day number"),
            ("22-12/2017", "not a day"),
            ("2017-12-22 07:30:00", "has an hour; write the day alone: 2017-12-22"),
            ("22/12/2017 9:30", "has an hour"),
            ("ngày 5 tháng Năm", "not a day"),
            ("22-Foo-2017", "not a day"),
            ("平成29年12月22日", "not a day"),
            ("2017年12月", "not a day"),
            ("12 22 2017", "month 22"),
            ("hôm nay", "not a day"),
            ("", "not a day"),
        ] {
            let error = read(text).expect_err(text).to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
