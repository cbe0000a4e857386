//! Spans as people write them: `5 năm`, `60 tháng`, `02 năm/lần`, `1 năm 6 tháng`, `05 (năm) năm`, `5 years`, `1y6m`.
//!
//! Working days, halves and numbers without a unit are refused: a span is whole years, months, weeks and days.

mod often;
mod tail;

use crate::lifecycle::span::Span;

use super::Unread;
use crate::message::list::time;
use crate::text::fold;

/// Words that may stand before a span and say nothing about its length.
const LEADING: [&str; 57] = [
    "review",
    "reviewed",
    "reviews",
    "meeting",
    "notice",
    "termination",
    "so",
    "ket",
    "tong",
    "hop",
    "bao",
    "valid",
    "validity",
    "this",
    "mou",
    "agreement",
    "memorandum",
    "understanding",
    "shall",
    "will",
    "remain",
    "remains",
    "be",
    "is",
    "in",
    "force",
    "effective",
    "a",
    "period",
    "of",
    "term",
    "trong",
    "vong",
    "thoi",
    "han",
    "it",
    "nhat",
    "toi",
    "thieu",
    "truoc",
    "dinh",
    "ky",
    "moi",
    "cu",
    "la",
    "co",
    "gia",
    "tri",
    "within",
    "every",
    "for",
    "at",
    "least",
    "the",
    "hang",
    "hieu",
    "luc",
];

/// The words after which a unit alone means one of it: "mỗi năm", "every year".
const PER: [&str; 4] = ["moi", "hang", "every", "cu"];

const NUMBERS: [&str; 10] = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"];

const ENGLISH_NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// The span the text names.
///
/// ```
/// use pactwatch::exchange::cell_forms::span::read;
/// assert_eq!(read("02 năm/lần").map(|span| span.to_string()), Ok("2y".to_owned()));
/// assert!(read("7 ngày làm việc").is_err());
/// ```
pub fn read(text: &str) -> Result<Span, Unread> {
    let folded = fold(text).replace("(s)", "s");
    if let Ok(span) = folded.parse::<Span>() {
        return Ok(span);
    }
    if let Some(span) = often::read(folded.trim_end_matches('.')) {
        return Ok(span);
    }
    if ["lam viec", "lam-viec", "working day", "business day"].iter().any(|words| folded.contains(words)) {
        return Err(time::working_days(text).into());
    }
    let words = words(tail::cut(&folded));
    let wrong = || {
        let bare = words.len() == 1 && words[0].bytes().all(|b| b.is_ascii_digit());
        Unread::from(if bare { time::span_without_unit(text) } else { time::not_a_span(text) })
    };
    canonical(&words).and_then(|text| text.parse().ok()).ok_or_else(wrong)
}

/// Words before a span that say that it is no length: how often, before what, or of which extension.
const NO_LENGTH: [&str; 9] = ["truoc", "dinh", "moi", "cu", "hang", "every", "notice", "review", "lan"];

/// How long something binds: a span of which no word says how often it comes round or before what it is due, as in "hằng năm",
/// "trước 6 tháng", "gia hạn 5 năm".
pub(super) fn length(text: &str) -> Result<Span, Unread> {
    let folded = fold(text);
    let number = folded.find(|c: char| c.is_ascii_digit()).unwrap_or(folded.len());
    let before = format!(" {} ", &folded[..number]);
    let other = NO_LENGTH.iter().any(|word| before.contains(&format!(" {word} "))) || before.contains(" gia han ");
    if other || often::says_how_often(folded.trim_end_matches('.')) || tail::cut(&folded) != folded {
        return Err(time::not_a_span(text).into());
    }
    read(text)
}

/// The text cut into words and numbers; a number in brackets that repeats the one before it is left out.
fn words(folded: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(folded.len() + 8);
    let mut before = ' ';
    for c in folded.chars() {
        if (before.is_ascii_digit() && c.is_alphabetic()) || matches!(c, '/' | '(' | ')') || before == '/' {
            spaced.push(' ');
        }
        spaced.push(c);
        if matches!(c, '(' | ')') {
            spaced.push(' ');
        }
        before = c;
    }
    let all: Vec<&str> = spaced.split_whitespace().take(32).collect();
    let mut words = Vec::with_capacity(all.len());
    let mut at = 0;
    while at < all.len() {
        let closes = || all[at..].iter().take(8).position(|word| *word == ")").map(|behind| at + behind);
        let repeats = |to: usize| amount(all[at - 1]).is_some() && amount(all[at - 1]) == spelled(&all[at + 1..to]);
        if at > 0
            && all[at] == "("
            && let Some(to) = closes()
            && repeats(to)
        {
            at = to + 1;
        } else {
            words.push(all[at].to_owned());
            at += 1;
        }
    }
    words
}

/// The words as `1y6m`, for the span's own reader to check order and bounds.
fn canonical(words: &[String]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (words, per) = without_frequency(&words);
    let start = leading(words);
    let per = per || words[..start].iter().any(|word| PER.contains(word));
    let mut rest = &words[start..];
    if let ([one], true) = (rest, per) {
        return Some(format!("1{}", unit(one)?));
    }
    let mut span = String::new();
    while let [number, one, after @ ..] = rest {
        span.push_str(&amount(number)?.to_string());
        span.push(unit(one)?);
        rest = after;
    }
    (rest.is_empty() && !span.is_empty()).then_some(span)
}

/// Leading words to skip; "năm" is a number before a unit, so a number ends them.
fn leading(words: &[&str]) -> usize {
    words.iter().take_while(|word| LEADING.contains(word)).count()
}

/// Drops "/lần", "một lần", "1 lần/" and tells whether one was there.
fn without_frequency<'w, 'a>(words: &'w [&'a str]) -> (&'w [&'a str], bool) {
    if let ["1" | "01" | "mot", "lan", "/", rest @ ..] = words {
        return (rest, true);
    }
    let Some(before) = words.strip_suffix(&["lan"]) else { return (words, false) };
    let (rest, once) = match before {
        [rest @ .., "1" | "01" | "mot"] => (rest, true),
        rest => (rest, false),
    };
    match rest {
        [rest @ .., "/"] => (rest, true),
        rest if once => (rest, true),
        _ => (words, false),
    }
}

pub(super) fn amount(word: &str) -> Option<u32> {
    if (1..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    let of = |names: &[&str; 10]| names.iter().position(|name| *name == word);
    let at = of(&NUMBERS).or_else(|| of(&ENGLISH_NUMBERS))?;
    u32::try_from(at + 1).ok()
}

/// A number of one word, or below a thousand in Vietnamese ones: "chín mươi", "một trăm tám mươi".
fn spelled(words: &[&str]) -> Option<u32> {
    let digit = |word: &str| match word {
        "mot" => Some(1),
        "lam" | "nam" => Some(5),
        word => amount(word).filter(|n| *n < 10),
    };
    match words {
        [one] => amount(one),
        [hundreds, "tram"] => Some(digit(hundreds)? * 100),
        [hundreds, "tram", "le" | "linh", one] => Some(digit(hundreds)? * 100 + digit(one)?),
        [hundreds, "tram", rest @ ..] => {
            Some(digit(hundreds)? * 100 + spelled(rest).filter(|n| (10..100).contains(n))?)
        }
        ["muoi", one] => Some(10 + digit(one)?),
        [tens, "muoi"] => Some(digit(tens)? * 10),
        [tens, "muoi", one] => Some(digit(tens)? * 10 + digit(one)?),
        _ => None,
    }
}

/// The unit that a folded word names: `y`, `m`, `w` or `d`.
pub(in crate::exchange) fn unit(word: &str) -> Option<char> {
    Some(match word.trim_end_matches([',', '.', '\'', '’']) {
        "nam" | "year" | "years" | "yr" | "yrs" | "y" => 'y',
        "thang" | "month" | "months" | "mth" | "mths" | "m" => 'm',
        "tuan" | "week" | "weeks" | "wk" | "wks" | "w" => 'w',
        "ngay" | "day" | "days" | "d" => 'd',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_people_write() {
        for (text, expected) in [
            ("5 năm", "5y"),
            ("05 năm", "5y"),
            ("60 tháng", "5y"),
            ("90 (chín mươi) ngày", "90d"),
            ("15 (mười lăm) ngày", "15d"),
            ("25 (hai mươi lăm) năm", "25y"),
            ("180 (một trăm tám mươi) ngày", "180d"),
            ("06 tháng", "6m"),
            ("02 năm/lần", "2y"),
            ("2 năm / lần", "2y"),
            ("2 năm 1 lần", "2y"),
            ("five (5) years", "5y"),
            ("5 yrs", "5y"),
            ("six months", "6m"),
            ("2 năm một lần", "2y"),
            ("01 lần/năm", "1y"),
            ("1 lần/2 năm", "2y"),
            ("hằng năm", "1y"),
            ("Hàng năm", "1y"),
            ("mỗi 2 năm", "2y"),
            ("1 năm 6 tháng", "1y6m"),
            ("90 ngày", "90d"),
            ("2 tuần", "14d"),
            ("05 (năm) năm", "5y"),
            ("năm (05) năm", "5y"),
            ("hai năm", "2y"),
            ("năm năm", "5y"),
            ("trong vòng 5 năm", "5y"),
            ("trong thời hạn 03 năm", "3y"),
            ("ít nhất 06 tháng", "6m"),
            ("trước 06 tháng", "6m"),
            ("5năm", "5y"),
            ("5 years", "5y"),
            ("every 2 years", "2y"),
            ("1y6m", "1y6m"),
            ("5Y", "5y"),
            ("14 months", "1y2m"),
            ("hằng quý", "3m"),
            ("nửa năm", "6m"),
            ("Nửa năm một lần", "6m"),
            ("annually", "1y"),
            ("2 lần/năm", "6m"),
            ("6 tháng một lần", "6m"),
            ("02 năm/lần, luân phiên", "2y"),
            ("luân phiên 2 năm/lần", "2y"),
            ("2 năm/lần (luân phiên tại mỗi bên)", "2y"),
            ("hai năm một lần", "2y"),
            ("6 tháng trước khi hết hạn", "6m"),
            ("at least 6 months before expiry", "6m"),
            ("06 tháng trước ngày hết hiệu lực", "6m"),
            ("3 months prior to expiration", "3m"),
            ("90 days written notice", "90d"),
            ("hai lần mỗi năm", "6m"),
            ("mỗi năm 2 lần", "6m"),
            ("04 lần/năm", "3m"),
            ("3 times a year", "4m"),
            ("Review every 2 yrs", "2y"),
            ("Notice of termination 90 days", "90d"),
            ("Sơ kết 2 năm/lần", "2y"),
            ("90 ngày kể từ ngày nhận thông báo", "90d"),
            ("90 days after receipt of notice", "90d"),
            ("trước khi hết hạn 6 tháng", "6m"),
            ("5 year(s)", "5y"),
        ] {
            assert_eq!(read(text).map(|span| span.to_string()), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn spans_that_are_refused() {
        for text in [
            "5",
            "7 ngày làm việc",
            "2,5 năm",
            "1 năm rưỡi",
            "năm",
            "6 tháng 1 năm",
            "5 năm 5 năm",
            "5 (sáu) năm",
            "1000000000 năm",
            "999999 năm",
            "-5 năm",
            "5 quý",
            "lâu dài",
            "luân phiên",
            "30 ngày (làm-việc)",
            "60 tháng (?)",
            "5 years (TBC)",
            "6 tháng (dự kiến)",
            "6 tháng sau khi hết hạn",
            "5 lần/năm",
            "",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        for text in [
            "hằng năm",
            "annual",
            "ký hằng năm",
            "2 lần/năm",
            "trước 6 tháng",
            "gia hạn 5 năm",
            "mỗi 2 năm",
            "60 days notice",
        ] {
            assert!(read(text).is_ok() && length(text).is_err(), "{text} is no length");
        }
        assert_eq!(length("trong thời hạn 05 năm").ok(), Some(Span::years(5)));
        assert_eq!(length("nửa năm").ok(), Some(Span::months(6)));
        assert!(read("60").expect_err("no unit").to_string().contains("no unit"));
    }
}
