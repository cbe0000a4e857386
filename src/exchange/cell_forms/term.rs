//! Terms as people write them: a span, `đến hết ngày 03/11/2027`, `until A..B`, `không thời hạn`, `chưa rõ`.
//!
//! "giai đoạn 2022–2027" names no day; it is handed back as years, for whoever knows the day of signing.

mod beside;
mod ends;
pub(in crate::exchange) mod least;
mod open;
mod plain;
mod ranges;
mod start;
mod tail;

use crate::lifecycle::day::Day;

use super::{Reading, Unread, clause, day, span, words};
use crate::message::list::time;
use crate::text::fold;
use ends::{days_of_month, end_of_month, end_of_quarter, range, some_day_of};
use ranges::{between, between_days, from_to, in_order, years};
pub(in crate::exchange) use start::with_start;

/// From which day a term counts by its own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountsFrom {
    /// The day it enters into force, as the register counts every span; said or not.
    #[default]
    EntryIntoForce,
    /// The day of signing ("5 năm kể từ ngày ký"). The span is the same only where both are one day, which whoever
    /// knows all facts has to see to.
    Signing,
}

/// Among the facts of a clause: its term counts from the day of signing.
pub(in crate::exchange) const COUNTS_FROM_SIGNING: &str = "counts_from_signing";

const UNTIL: [&str; 26] = [
    "het hieu luc vao",
    "het hieu luc",
    "het han vao",
    "het han",
    "valid until",
    "valid till",
    "valid through",
    "in force until",
    "effective until",
    "expires on",
    "expires",
    "co hieu luc cho den",
    "co gia tri cho den",
    "co hieu luc den",
    "co gia tri den",
    "cho den",
    "toi",
    "den",
    "until",
    "till",
    "through",
    "to",
    "het",
    "cuoi",
    "ngay",
    "het ngay",
];

/// The term the text names; the canonical forms are `5y`, `until D`, `until A..B`, `open` and `unknown`.
///
/// ```
/// use pactwatch::exchange::cell_forms::{Reading, term::read};
/// assert_eq!(read("đến hết ngày 03/11/2027"), Ok(Reading::Value("until 2027-11-03".into())));
/// assert_eq!(read("giai đoạn 2022–2027"), Ok(Reading::Years { from: 2022, to: 2027 }));
/// ```
pub fn read(text: &str) -> Result<Reading, Unread> {
    let folded = fold(text);
    let folded = plain::plain(&folded);
    if folded == "unknown" {
        return Ok(value("unknown"));
    }
    if least::says_at_least(&folded) {
        return Err(time::shortest_term(text).into());
    }
    if let Some((from, to)) = years(&folded) {
        return in_order(text, from, to).map(|()| Reading::Years { from, to });
    }
    if let Some((first, last)) = from_to(&folded) {
        return between_days(text, first, last);
    }
    if open::is_open(&folded) {
        return Ok(value("open"));
    }
    if let Some((span, from)) = beside::in_years(&folded) {
        return Ok(Reading::InYears { span, from });
    }
    if let Some((span, until)) = beside::with_end(&folded) {
        return Ok(Reading::WithEnd { span, until });
    }
    if let Some(found) = beside::explained(&folded).or_else(|| beside::from_day(&folded)) {
        return Ok(found);
    }
    if let Some(facts) = start::behind(&folded) {
        return Ok(Reading::Several(facts));
    }
    // "5 năm/lần" is how often, and not how long.
    if folded.trim_end_matches('.').ends_with("lan") {
        return Err(unreadable(text));
    }
    if let Some(facts) = with_renewal(&folded) {
        return Ok(Reading::Several(facts));
    }
    if let Some((length, from)) = tail::of(&folded) {
        if open::is_named(length) {
            return Ok(value("open"));
        }
        let span = length_of(text, length)?;
        return Ok(match from {
            CountsFrom::EntryIntoForce => value(&span),
            CountsFrom::Signing => Reading::FromSigning(span),
        });
    }
    let (rest, until) = after_until(&folded);
    if let Some(year) = rest.strip_prefix("nam ").filter(|_| until == Until::End) {
        return end_on(text, &format!("31/12/{}", year.trim()));
    }
    if let Some(end) = rest.strip_prefix("thang ").filter(|_| until == Until::End).and_then(end_of_month) {
        return Ok(value(&format!("until {end}")));
    }
    // The day is left open, the month is not.
    if let Some((first, last)) = rest.strip_prefix("thang ").filter(|_| until == Until::Day).and_then(days_of_month) {
        return Ok(value(&format!("until {first}..{last}")));
    }
    if let Some(end) = rest.strip_prefix("quy ").filter(|_| until == Until::End).and_then(end_of_quarter) {
        return Ok(value(&format!("until {end}")));
    }
    if let Some((first, last)) = some_day_of(rest).or_else(|| range(rest).filter(|_| until != Until::No)) {
        return between(text, &first, &last);
    }
    if let Ok(end) = day::read(rest) {
        return Ok(value(&format!("until {end}")));
    }
    if until != Until::No || rest.contains('/') && !rest.contains("lan") {
        return end_on(text, rest);
    }
    length_of(text, &folded).map(|span| value(&span))
}

/// "5 năm, tự động gia hạn 5 năm": a length, and how it renews.
fn with_renewal(folded: &str) -> Option<clause::ClauseFacts> {
    let cuts = folded.match_indices([',', ';', '(', ' ']).map(|(at, _)| at);
    for at in cuts.take(40) {
        let rest = folded[at + 1..].trim().trim_end_matches([')', '.']);
        let rest = rest.strip_prefix("va ").or_else(|| rest.strip_prefix("and ")).unwrap_or(rest);
        let facts = clause::renewal(rest).or_else(|| {
            let how = words::read(&words::RENEWAL, rest).ok().filter(|_| rest.split(' ').count() >= 3)?;
            Some(vec![("renewal", how.to_owned())])
        });
        let Some(mut facts) = facts else { continue };
        // "03 năm kể từ ngày ký và được gia hạn tự động từng 03 năm": the length, and from when it counts.
        let before = folded[..at].trim_end();
        let before = before.strip_suffix(" va").or_else(|| before.strip_suffix(" and")).unwrap_or(before);
        let (length, from) = tail::of(before).unwrap_or((before, CountsFrom::EntryIntoForce));
        if let Ok(span) = span::length(length) {
            facts.push(("term", span.to_string()));
            facts.extend((from == CountsFrom::Signing).then(|| (COUNTS_FROM_SIGNING, String::new())));
            return (!span.is_zero()).then_some(facts);
        }
    }
    None
}

/// The last day that a part of the text names.
fn end_on(text: &str, part: &str) -> Result<Reading, Unread> {
    day_in(text, part).map(|end| value(&format!("until {end}")))
}

/// The day in a part of the text; what is wrong quotes the text, and where the part looks like no day, a term is asked for.
fn day_in(text: &str, part: &str) -> Result<Day, Unread> {
    day::read_in(text, part)
        .map_err(|unread| if unread == time::not_a_day(text).into() { unreadable(text) } else { unread })
}

/// The length in those words of the text, which is not nothing.
fn length_of(text: &str, words: &str) -> Result<String, Unread> {
    let span = span::length(words).map_err(|_| unreadable(text))?;
    if span.is_zero() {
        return Err(time::term_of_nothing().into());
    }
    Ok(span.to_string())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    No,
    /// "đến …", "until …"
    Day,
    /// "đến hết …", which may name a year's end as well.
    End,
}

/// What stands after "đến", "đến hết ngày", "until" …
fn after_until(folded: &str) -> (&str, Until) {
    let mut rest = folded;
    let mut until = Until::No;
    // Three words at most ("cho đến", "hết", "ngày"), so a text of thousands of them is no loop of thousands.
    for _ in 0..3 {
        let Some((word, after)) =
            UNTIL.iter().find_map(|word| Some((*word, rest.strip_prefix(word)?.strip_prefix(' ')?)))
        else {
            break;
        };
        rest = after;
        until = if matches!(word, "het" | "cuoi") || until == Until::End { Until::End } else { Until::Day };
    }
    (rest, until)
}

fn unreadable(text: &str) -> Unread {
    let number = text.trim();
    if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
        return time::term_without_unit(text).into();
    }
    time::not_a_term(text).into()
}

fn value(text: &str) -> Reading {
    Reading::Value(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_people_write() {
        for (text, expected) in [
            ("5 năm", "5y"),
            ("60 tháng", "5y"),
            ("1y6m", "1y6m"),
            ("có giá trị trong vòng 5 năm", "5y"),
            ("trong thời hạn 05 (năm) năm", "5y"),
            ("đến 03/11/2027", "until 2027-11-03"),
            ("đến hết ngày 03/11/2027", "until 2027-11-03"),
            ("cho đến ngày 3 tháng 11 năm 2027", "until 2027-11-03"),
            ("hết ngày 03/11/2027", "until 2027-11-03"),
            ("03/11/2027", "until 2027-11-03"),
            ("until 2027-11-03", "until 2027-11-03"),
            ("until 2027-11-03..2027-12-31", "until 2027-11-03..2027-12-31"),
            ("until 03/11/2027 .. 31/12/2027", "until 2027-11-03..2027-12-31"),
            ("until 2027-11-03..2027-11-03", "until 2027-11-03"),
            ("đến trong khoảng 03/11/2027 – 31/12/2027", "until 2027-11-03..2027-12-31"),
            ("trong khoảng từ ngày 03/11/2027 đến ngày 31/12/2027", "until 2027-11-03..2027-12-31"),
            ("until some day from 03/11/2027 to 31/12/2027", "until 2027-11-03..2027-12-31"),
            ("đến hết năm 2027", "until 2027-12-31"),
            ("đến cuối năm 2027", "until 2027-12-31"),
            ("đến hết quý II/2027", "until 2027-06-30"),
            ("hết quý 3 năm 2027", "until 2027-09-30"),
            ("05 năm kể từ ngày có hiệu lực", "5y"),
            ("5 years from the date of entry into force", "5y"),
            ("không thời hạn, kể từ ngày ký", "open"),
            ("không thời hạn", "open"),
            ("Vô thời hạn", "open"),
            ("cho đến khi có văn bản thay thế", "open"),
            ("open", "open"),
            ("ongoing", "open"),
            ("indefinite unless terminated", "open"),
            ("5 years unless terminated by either party", "5y"),
            ("five (5) year term", "5y"),
            ("Thời hạn: 5 năm", "5y"),
            ("5-year", "5y"),
            ("valid until 22/12/2022", "until 2022-12-22"),
            ("unknown", "unknown"),
        ] {
            assert_eq!(read(text), Ok(Reading::Value(expected.into())), "{text}");
        }
        for text in ["giai đoạn 2022–2027", "2022-2027", "2022 – 2027", "từ năm 2022 đến năm 2027"] {
            assert_eq!(read(text), Ok(Reading::Years { from: 2022, to: 2027 }), "{text}");
        }
    }

    #[test]
    fn a_term_from_the_day_of_signing_is_left_to_whoever_knows_the_day_in_force() {
        for (text, expected) in [
            ("05 năm kể từ ngày ký", "5y"),
            ("5 năm, kể từ ngày hai bên ký", "5y"),
            ("có giá trị trong vòng 05 (năm) năm kể từ ngày ký.", "5y"),
            ("5 years from the date of signature", "5y"),
            ("5 years upon signing", "5y"),
            ("05 năm sau khi ký", "5y"),
        ] {
            assert_eq!(read(text), Ok(Reading::FromSigning(expected.into())), "{text}");
        }
    }

    #[test]
    fn terms_that_say_more_than_one_fact() {
        let said = |text: &str| match read(text) {
            Ok(Reading::Several(facts)) => facts.iter().map(|(n, t)| format!("{n}={t}")).collect::<Vec<_>>().join(" "),
            other => panic!("{text}: {other:?}"),
        };
        for (text, expected) in [
            ("từ 01/01/2020 đến 31/12/2024", "in_force_on=2020-01-01 term=until 2024-12-31"),
            ("Từ ngày 01/01/2020 đến hết ngày 31/12/2024", "in_force_on=2020-01-01 term=until 2024-12-31"),
            ("01/01/2020 - 31/12/2024", "in_force_on=2020-01-01 term=until 2024-12-31"),
            ("01/01/2020-31/12/2024", "in_force_on=2020-01-01 term=until 2024-12-31"),
            ("from 1 January 2020 to 31 December 2024", "in_force_on=2020-01-01 term=until 2024-12-31"),
            ("5 năm, tự động gia hạn 5 năm", "renewal=tacit renewal_period=5y term=5y"),
            (
                "05 năm (tự động gia hạn 2 năm nếu không bên nào thông báo trước 6 tháng)",
                "renewal=tacit renewal_period=2y notice=6m term=5y",
            ),
            ("5 years, automatically renewed for 5 years", "renewal=tacit renewal_period=5y term=5y"),
            ("5 năm (không gia hạn)", "renewal=none term=5y"),
            ("3 năm, có thể gia hạn theo thỏa thuận của hai bên", "renewal=consent term=3y"),
            ("5 năm, gia hạn khi hai bên thống nhất", "renewal=consent term=5y"),
            ("kể từ ngày ký, thời hạn 5 năm", "effect=signature term=5y"),
            ("Có hiệu lực từ ngày ký và có giá trị 05 năm", "effect=signature term=5y"),
            (
                "Có hiệu lực kể từ ngày ký, giá trị 5 năm, tự động gia hạn 5 năm",
                "effect=signature renewal=tacit renewal_period=5y term=5y",
            ),
            ("Từ ngày ký đến hết 31/12/2027", "effect=signature term=until 2027-12-31"),
            ("từ ngày ký - 05/03/2028", "effect=signature term=until 2028-03-05"),
            ("Ngày ký 05/03/2023, hết hạn 05/03/2026", "effect=signature signed_on=2023-03-05 term=until 2026-03-05"),
            ("kể từ ngày ký cho đến khi một bên chấm dứt", "effect=signature term=open"),
            ("Từ ngày ký đến khi có văn bản mới", "effect=signature term=open"),
            ("Upon signature; valid 5 years", "effect=signature term=5y"),
            ("From signing until 31 Dec 2027", "effect=signature term=until 2027-12-31"),
            ("theo thông báo, thời hạn 5 năm", "effect=notification term=5y"),
            ("Kể từ ngày ký", "effect=signature"),
            ("05/03/2023 đến 05/03/2028 (5 năm)", "in_force_on=2023-03-05 term=5y"),
            ("5 năm; tự động gia hạn hằng năm", "renewal=tacit renewal_period=1y term=5y"),
            // Without a period the facts contradict each other, and that is told.
            ("5 years (auto-renew)", "renewal=tacit term=5y"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn terms_that_are_refused() {
        for text in [
            "0 năm",
            "5",
            "đến năm 2027",
            "đến 2027",
            "đến 30-12",
            "until 2027-12-31..2027-11-03",
            "giai đoạn 2027–2022",
            "giai đoạn 0022–2027",
            "until",
            "dài hạn?",
            "5 kể từ ngày ký",
            "05 năm kể từ ngày ký văn bản sửa đổi",
            "từ 31/12/2024 đến 01/01/2020",
            "60 tháng (?)",
            "5 năm/lần",
            "02 năm một lần",
            "đến quý II/2027",
            "hết quý V/2027",
            "5 năm (gia hạn)",
            "5 years (TBC)",
            "ít nhất 5 năm",
            "at least five years",
            "hằng năm",
            "ký hằng năm",
            "annual",
            "yearly",
            "2 lần/năm",
            "gia hạn 5 năm",
            "trước 6 tháng",
            "90 days notice",
            "kể từ ngày ký (đã hết hiệu lực)",
            "kể từ ngày ký đến 2028",
            "kể từ ngày ký; tự động gia hạn 5 năm",
            "5 năm (chưa rõ)",
            "",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
