//! What the query string asks of the register, and the same in the words of a reader: for the heads of what is printed and
//! taken away.

use crate::desk::list::{BoardKey, Depth, Descending, EndFilter, GapFilter, Inheritance, Query};
use crate::exchange::cell_forms;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::message::answer::pages as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Words, say};
use crate::web::answer::Trouble;
use crate::web::page_request::query_text;
use crate::web::pages::words::person;
use crate::web::visit::Visit;

/// The names of the query string.
pub(super) const TEXT: &str = "q";
pub(super) const STATUS: &str = "tinh-trang";
pub(super) const PARTNER: &str = "doi-tac";
pub(super) const COUNTRY: &str = "nuoc";
pub(super) const FIELD: &str = "linh-vuc";
pub(super) const OFFICER: &str = "nguoi";
pub(super) const FROM: &str = "het-tu";
/// The last day, itself among them.
pub(super) const THROUGH: &str = "het-den";
/// The first day that is too late: of links made earlier.
pub(super) const BEFORE: &str = "het-truoc";
/// A year in which it ends.
pub(super) const YEAR: &str = "nam";
/// Any value: those whose end nobody knows.
pub(super) const ENDLESS: &str = "het-chua-ro";
pub(super) const INHERITED: &str = "ke-thua";
pub(super) const GAPS: &str = "thieu";
pub(super) const ORDER: &str = "sap";
pub(super) const AFTER: &str = "sau";
pub(super) const FORM: &str = "dang";

/// Column, its word in the query string, its head.
pub(super) const COLUMNS: [(BoardKey, &str, Words); 6] = [
    (BoardKey::Reference, "ma", words::REFERENCE),
    (BoardKey::Label, "ten", words::AGREEMENT),
    (BoardKey::Partner, "doi-tac", words::PARTNER),
    (BoardKey::Status, "tinh-trang", words::STATUS),
    (BoardKey::EndsNext, "het", words::IN_FORCE_THROUGH),
    (BoardKey::NextOn, "moc", words::NEXT),
];
pub(super) const OFFICER_COLUMN: (BoardKey, &str, Words) = (BoardKey::Officer, "nguoi", words::OFFICER);

/// What the query string asks for.
pub(crate) struct RegisterRequest {
    pub(crate) query: Query,
    /// What could not be read, by the name of its field: it narrows nothing.
    pub(crate) unread: Vec<(&'static str, String)>,
}

/// Which day is meant by a year or a month alone.
#[derive(Clone, Copy)]
pub(crate) enum Edge {
    First,
    Last,
}

/// A day as people type it: a whole year or month stands for its first or its last day.
pub(crate) fn day(text: &str, edge: Edge) -> Option<Day> {
    let text = text.trim();
    if let Ok(day) = cell_forms::day::read(text) {
        return Some(day);
    }
    let number = |part: &str| part.trim().parse::<u32>().ok();
    let (year, month) = match text.split_once(['/', '-']) {
        None => (i32::try_from(number(text)?).ok()?, None),
        Some((one, other)) if one.trim().len() == 4 => (i32::try_from(number(one)?).ok()?, Some(number(other)?)),
        Some((one, other)) => (i32::try_from(number(other)?).ok()?, Some(number(one)?)),
    };
    let first = Day::ymd(year, month.unwrap_or(1), 1).ok()?;
    match (edge, month) {
        (Edge::First, _) => Some(first),
        (Edge::Last, None | Some(12)) => Day::ymd(year, 12, 31).ok(),
        (Edge::Last, Some(month)) => Day::ymd(year, month + 1, 1).ok().map(Day::previous),
    }
}

/// What the query string asks for; what in it cannot be read narrows nothing, and is told.
pub(crate) fn asked(visit: &Visit<'_>) -> Result<RegisterRequest, Trouble> {
    let text = |name| visit.asked.query(name).map(|text| text.chars().take(200).collect::<String>());
    let mut unread = Vec::new();
    let mut typed = |name: &'static str, edge| {
        let written = visit.asked.query(name)?;
        let read = day(written, edge);
        if read.is_none() {
            let shown: String = written.chars().take(40).collect();
            unread.push((name, sentence!(words::UNREAD_DAY, shown).say(visit.voice())));
        }
        read
    };
    let mut ends_from = typed(FROM, Edge::First);
    let mut ends_before = typed(THROUGH, Edge::Last).map(Day::next).or_else(|| typed(BEFORE, Edge::First));
    if visit.asked.query(YEAR).is_some() {
        ends_from = ends_from.or_else(|| typed(YEAR, Edge::First));
        ends_before = ends_before.or_else(|| typed(YEAR, Edge::Last).map(Day::next));
        unread.dedup();
    }
    let order = text(ORDER).unwrap_or_default();
    let turned = order.strip_prefix('-');
    let known = COLUMNS.iter().chain([&OFFICER_COLUMN]).find(|(_, name, _)| *name == turned.unwrap_or(&order));
    // A page that begins after what is gone begins with the first.
    let after = text(AFTER).filter(|reference| matches!(visit.desk.store.agreement_id(reference), Ok(Some(_))));
    let query = Query {
        text: text(TEXT),
        status: visit.asked.queries(STATUS).into_iter().filter_map(Status::named).collect(),
        partner: text(PARTNER),
        country: text(COUNTRY)
            .map(|country| cell_forms::country::read(&country).map_or(country.clone(), str::to_owned)),
        field: text(FIELD),
        officer: text(OFFICER),
        ends_from,
        ends_before,
        ends: if visit.asked.query(ENDLESS).is_some() { EndFilter::NotKnown } else { EndFilter::Any },
        inherited: if visit.asked.query(INHERITED).is_some() { Inheritance::InSight } else { Inheritance::Any },
        lacking: if visit.asked.query(GAPS).is_some() { GapFilter::Facts } else { GapFilter::Any },
        order: known.map_or(BoardKey::EndsNext, |(order, _, _)| *order),
        descending: if turned.is_some() { Descending::Yes } else { Descending::No },
        after,
        clearance: Some(visit.member()?.viewer.clearance()),
        depth: Depth::InDetail,
        ..Query::default()
    };
    Ok(RegisterRequest { query, unread })
}

/// What a list was narrowed by, in words; nothing where it was not.
pub(crate) fn narrowed(visit: &Visit<'_>, query: &Query) -> String {
    let language = visit.language();
    let mut all: Vec<Sentence> = Vec::new();
    all.extend(query.text.as_ref().map(|text| sentence!(words::SEARCHED, text)));
    all.extend(query.country.as_deref().map(|code| sentence!(words::OF_COUNTRY, say::country(code, language))));
    all.extend(query.partner.as_ref().map(|partner| sentence!(words::WITH_PARTNER, partner)));
    let officer = query.officer.as_ref().map(|id| person(&visit.desk.office.circle, id));
    all.extend(officer.map(|name| sentence!(words::LOOKED_AFTER_BY, name)));
    all.extend(query.field.as_ref().map(|field| sentence!(words::IN_FIELD, field)));
    let status: Vec<&str> = query.status.iter().map(|status| say::status(*status, language)).collect();
    all.extend((!status.is_empty()).then(|| sentence!(words::WITH_STATUS, status.join(", "))));
    let through = query.ends_before.map(Day::previous);
    all.extend(match (query.ends_from, through) {
        (Some(from), Some(through)) if is_year(from, through) => {
            Some(sentence!(words::ENDS_IN_YEAR, i64::from(from.year())))
        }
        (Some(from), Some(through)) => Some(sentence!(words::ENDS_BETWEEN, from, through)),
        (Some(from), None) => Some(sentence!(words::ENDS_FROM, from)),
        (None, Some(through)) => Some(sentence!(words::ENDS_THROUGH, through)),
        (None, None) => None,
    });
    all.extend((query.ends == EndFilter::NotKnown).then(|| sentence!(words::END_NOT_KNOWN)));
    all.extend((query.inherited != Inheritance::Any).then(|| sentence!(words::HAS_SUCCESSOR)));
    all.extend((query.lacking == GapFilter::Facts).then(|| sentence!(words::HAS_GAPS)));
    all.iter().map(|one| one.say(visit.voice())).collect::<Vec<_>>().join("; ")
}

fn is_year(from: Day, through: Day) -> bool {
    let (first, last) = ((from.month(), from.day()), (through.month(), through.day()));
    from.year() == through.year() && first == (1, 1) && last == (12, 31)
}

/// The query string without some of its names.
pub(super) fn kept(visit: &Visit<'_>, but: &[&str]) -> Vec<(String, String)> {
    let known = [
        TEXT, STATUS, PARTNER, COUNTRY, FIELD, OFFICER, FROM, THROUGH, BEFORE, YEAR, ENDLESS, INHERITED, GAPS, ORDER,
        AFTER,
    ];
    let stays = |(name, value): &&(String, String)| {
        known.contains(&name.as_str()) && !but.contains(&name.as_str()) && !value.is_empty()
    };
    visit.asked.query.iter().filter(stays).cloned().collect()
}

/// The same filters, for another page.
pub(crate) fn same_filters(visit: &Visit<'_>) -> String {
    query_text(&kept(visit, &[FORM, AFTER]))
}

pub(crate) fn form_link(visit: &Visit<'_>, form: &str) -> String {
    let mut pairs = kept(visit, &[AFTER]);
    pairs.push((FORM.to_owned(), form.to_owned()));
    query_text(&pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_or_a_month_stands_for_its_first_or_its_last_day() {
        for (text, first, last) in [
            ("2027", "2027-01-01", "2027-12-31"),
            ("2/2027", "2027-02-01", "2027-02-28"),
            ("02/2028", "2028-02-01", "2028-02-29"),
            ("2027-12", "2027-12-01", "2027-12-31"),
            ("31/12/2027", "2027-12-31", "2027-12-31"),
        ] {
            let read = |edge| day(text, edge).map(|day| day.to_string());
            assert_eq!(
                (read(Edge::First).as_deref(), read(Edge::Last).as_deref()),
                (Some(first), Some(last)),
                "{text}"
            );
        }
        for text in ["", "mai", "13/2027", "1800", "20277", "1/2/3/4"] {
            assert_eq!(day(text, Edge::First), None, "{text}");
        }
    }
}
