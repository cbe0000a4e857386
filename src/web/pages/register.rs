//! `/thoa-thuan`: the register, narrowed and ordered by its query string; on screen, for print, as a workbook.

use serde::Serialize;

use super::listing::{self, Listing};
use super::words::{DayWords, person};
use crate::desk::list::{self, BoardCounts, BoardKey, Depth, Descending, Found, Inheritance, Lacking, Query, Sight};
use crate::desk::rights::{Deed, Extent};
use crate::exchange::forms;
use crate::lifecycle::act::ActBody;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::message::answer::{pages, tables};
use crate::message::{Words, say};
use crate::web::answer::{Reply, Trouble};
use crate::web::visit::{Visit, encoded, query_text};

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing that the template asks about")]
struct Register {
    text: String,
    partner: String,
    country: String,
    field: String,
    officer: String,
    ends_from: String,
    ends_before: String,
    inherited: bool,
    gaps: bool,
    /// Whether a filter beside the search is in use: then they stand open.
    filtered: bool,
    /// Whether anything narrows the list.
    narrowed: bool,
    /// A day that could not be read.
    unread: Option<String>,
    statuses: Vec<Chip>,
    countries: Vec<(String, String)>,
    fields: Vec<String>,
    officers: Vec<(String, String)>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    count: String,
    from: u64,
    to: u64,
    before: Option<String>,
    after: Option<String>,
    print: String,
    lives: String,
    workbook: String,
    failed: usize,
    stale: bool,
    /// Whether the reader may bring a list.
    imports: bool,
    /// Whether the reader enters agreements.
    enters: bool,
}

#[derive(Serialize)]
struct Chip {
    label: &'static str,
    count: u64,
    link: String,
    on: bool,
}

#[derive(Serialize)]
struct Head {
    label: &'static str,
    link: String,
    /// `ascending`, `descending` or `none`.
    sorted: &'static str,
}

#[derive(Serialize)]
struct Row {
    reference: String,
    path: String,
    title: String,
    partner: String,
    country: String,
    officers: String,
    hidden: bool,
    status: &'static str,
    status_words: &'static str,
    ends_on: Option<DayWords>,
    /// Whether that day is still ahead: how long ago something ended is no delay.
    ahead: bool,
    next: Option<DayWords>,
    next_kind: &'static str,
    gaps: bool,
}

/// So many agreements stand on a page.
const PAGE: usize = 50;
/// So many fields are offered; more is no choice.
const FIELDS_OFFERED: usize = 60;
/// A list to print or to take away is no longer.
const LISTED_AT_MOST: usize = 20_000;

/// The names of the query string.
const TEXT: &str = "q";
const STATUS: &str = "tinh-trang";
const PARTNER: &str = "doi-tac";
const COUNTRY: &str = "nuoc";
const FIELD: &str = "linh-vuc";
const OFFICER: &str = "nguoi";
const FROM: &str = "het-tu";
const BEFORE: &str = "het-truoc";
const INHERITED: &str = "ke-thua";
const GAPS: &str = "thieu";
const ORDER: &str = "sap";
const AFTER: &str = "sau";
const FORM: &str = "dang";

/// Column, its word in the query string, its head.
const COLUMNS: [(BoardKey, &str, Words); 6] = [
    (BoardKey::Reference, "ma", pages::REFERENCE),
    (BoardKey::Label, "ten", pages::AGREEMENT),
    (BoardKey::Partner, "doi-tac", pages::PARTNER),
    (BoardKey::Status, "tinh-trang", pages::STATUS),
    (BoardKey::EndsNext, "het", pages::IN_FORCE_THROUGH),
    (BoardKey::NextOn, "moc", pages::NEXT),
];
const OFFICER_COLUMN: (BoardKey, &str, Words) = (BoardKey::Officer, "nguoi", pages::OFFICER);

/// GET /thoa-thuan.
pub(crate) fn register(visit: &Visit<'_>) -> Reply {
    let (query, unread) = query(visit)?;
    match visit.asked.query(FORM) {
        Some("in") => return listing::print(visit, &listing_of(visit, &query)?),
        Some("xlsx") => return listing::workbook(visit, "so-theo-doi.xlsx", &listing_of(visit, &query)?),
        _ => {}
    }
    let found = list::page(visit.desk, &Query { limit: Some(PAGE + 1), ..query.clone() })?;
    let more = found.rows.len() > PAGE;
    let rows = &found.rows[..found.rows.len().min(PAGE)];
    let counted = Query { status: Vec::new(), after: None, ..query.clone() };
    let counts = visit.site.kept.counts(visit.desk, &Query { order: BoardKey::default(), ..counted })?;
    let count = counts.iter().filter(|(status, _)| query.status.is_empty() || query.status.contains(status));
    let count: u64 = count.map(|(_, count)| count).sum();
    let start = list::before(visit.desk, &query)?;
    let offers = visit.site.kept.offers(visit.desk)?;
    let language = visit.language();
    let circle = &visit.desk.office.circle;
    let whole_query = |but: &[&str]| kept(visit, but);
    let filtered = [PARTNER, COUNTRY, FIELD, OFFICER, FROM, BEFORE, INHERITED, GAPS]
        .iter()
        .any(|name| visit.asked.query(name).is_some());
    let page = Register {
        statuses: chips(visit, &query, &counts),
        countries: offers
            .countries
            .iter()
            .map(|code| (code.clone(), say::country(code, language).to_owned()))
            .collect(),
        fields: offers.fields.iter().take(FIELDS_OFFERED).cloned().collect(),
        officers: offers.officers.iter().map(|id| (id.clone(), person(circle, id))).collect(),
        heads: COLUMNS
            .iter()
            .chain([&OFFICER_COLUMN])
            .map(|(order, word, head)| {
                let on = query.order == *order;
                let backward = on && query.descending == Descending::No;
                let value = if backward { format!("-{word}") } else { (*word).to_owned() };
                let mut pairs = whole_query(&[ORDER, AFTER]);
                pairs.push((ORDER.to_owned(), value));
                let sorted = match (on, query.descending) {
                    (false, _) => "none",
                    (true, Descending::No) => "ascending",
                    (true, Descending::Yes) => "descending",
                };
                Head { label: head.of(visit.voice()), link: query_text(&pairs), sorted }
            })
            .collect(),
        count: say::count(count, language),
        from: if rows.is_empty() { 0 } else { start + 1 },
        to: start + rows.len() as u64,
        before: (start > 0).then(|| page_before(visit, &query)).transpose()?,
        after: rows.last().filter(|_| more).map(|last| {
            let mut pairs = whole_query(&[AFTER]);
            pairs.push((AFTER.to_owned(), last.reference.clone()));
            query_text(&pairs)
        }),
        rows: rows.iter().map(|found| row(visit, found)).collect(),
        print: form_link(visit, "in"),
        lives: same_filters(visit),
        workbook: form_link(visit, "xlsx"),
        enters: visit.member()?.viewer.extent(Deed::Register) != Extent::Nothing,
        imports: visit.member()?.viewer.extent(Deed::Import) == Extent::All,
        failed: found.failed.len(),
        stale: found.found == Found::InFull,
        narrowed: filtered || query.text.is_some() || !query.status.is_empty(),
        filtered: filtered || unread.is_some(),
        ends_from: visit.asked.query(FROM).unwrap_or_default().to_owned(),
        ends_before: visit.asked.query(BEFORE).unwrap_or_default().to_owned(),
        unread,
        text: query.text.unwrap_or_default(),
        partner: query.partner.unwrap_or_default(),
        country: query.country.unwrap_or_default(),
        field: query.field.unwrap_or_default(),
        officer: query.officer.unwrap_or_default(),
        inherited: query.inherited != Inheritance::Any,
        gaps: query.lacking == Lacking::Facts,
    };
    visit.page("register.html", "register", &page)
}

/// The link to the page before.
fn page_before(visit: &Visit<'_>, query: &Query) -> Result<String, Trouble> {
    let descending = match query.descending {
        Descending::No => Descending::Yes,
        Descending::Yes => Descending::No,
    };
    let back = list::page(visit.desk, &Query { descending, limit: Some(PAGE), depth: Depth::Listed, ..query.clone() })?;
    let mut pairs = kept(visit, &[AFTER]);
    if let Some(row) = back.rows.get(PAGE - 1) {
        pairs.push((AFTER.to_owned(), row.reference.clone()));
    }
    Ok(query_text(&pairs))
}

/// What the query string asks for; and a day in it that cannot be read, which narrows nothing.
pub(super) fn query(visit: &Visit<'_>) -> Result<(Query, Option<String>), Trouble> {
    let text = |name| visit.asked.query(name).map(|text| text.chars().take(200).collect::<String>());
    let mut unread = None;
    let mut day = |name| {
        let written = visit.asked.query(name)?;
        forms::day::read(written).map_err(|error| unread = Some(error.to_string())).ok()
    };
    let (ends_from, ends_before) = (day(FROM), day(BEFORE));
    let order = text(ORDER).unwrap_or_default();
    let turned = order.strip_prefix('-');
    let known = COLUMNS.iter().chain([&OFFICER_COLUMN]).find(|(_, name, _)| *name == turned.unwrap_or(&order));
    // A page that begins after what is gone begins with the first.
    let after = text(AFTER).filter(|reference| matches!(visit.desk.store.agreement_id(reference), Ok(Some(_))));
    let query = Query {
        text: text(TEXT),
        status: visit.asked.queries(STATUS).into_iter().filter_map(Status::named).collect(),
        partner: text(PARTNER),
        country: text(COUNTRY).map(|country| forms::country::read(&country).map_or(country.clone(), str::to_owned)),
        field: text(FIELD),
        officer: text(OFFICER),
        ends_from,
        ends_before,
        inherited: if visit.asked.query(INHERITED).is_some() { Inheritance::InSight } else { Inheritance::Any },
        lacking: if visit.asked.query(GAPS).is_some() { Lacking::Facts } else { Lacking::Any },
        order: known.map_or(BoardKey::EndsNext, |(order, _, _)| *order),
        descending: if turned.is_some() { Descending::Yes } else { Descending::No },
        after,
        clearance: Some(visit.member()?.viewer.clearance()),
        depth: Depth::InDetail,
        ..Query::default()
    };
    Ok((query, unread))
}

/// The query string without some of its names.
fn kept(visit: &Visit<'_>, but: &[&str]) -> Vec<(String, String)> {
    let known = [TEXT, STATUS, PARTNER, COUNTRY, FIELD, OFFICER, FROM, BEFORE, INHERITED, GAPS, ORDER, AFTER];
    let stays = |(name, value): &&(String, String)| {
        known.contains(&name.as_str()) && !but.contains(&name.as_str()) && !value.is_empty()
    };
    visit.asked.query.iter().filter(stays).cloned().collect()
}

/// The same filters, for another page.
pub(super) fn same_filters(visit: &Visit<'_>) -> String {
    query_text(&kept(visit, &[FORM, AFTER]))
}

fn form_link(visit: &Visit<'_>, form: &str) -> String {
    let mut pairs = kept(visit, &[AFTER]);
    pairs.push((FORM.to_owned(), form.to_owned()));
    query_text(&pairs)
}

fn chips(visit: &Visit<'_>, query: &Query, counts: &BoardCounts) -> Vec<Chip> {
    let chip = |status: Status| {
        let count = counts.get(&status).copied().unwrap_or(0);
        let on = query.status.contains(&status);
        let mut pairs = kept(visit, &[STATUS, AFTER]);
        let others = query.status.iter().filter(|one| **one != status);
        pairs.extend(others.map(|one| (STATUS.to_owned(), one.name().to_owned())));
        if !on {
            pairs.push((STATUS.to_owned(), status.name().to_owned()));
        }
        (count > 0 || on).then(|| Chip {
            label: say::status(status, visit.language()),
            count,
            link: query_text(&pairs),
            on,
        })
    };
    Status::ALL.into_iter().filter_map(chip).collect()
}

fn row(visit: &Visit<'_>, found: &list::Row) -> Row {
    let (language, today) = (visit.language(), visit.today());
    let hidden = found.sight == Sight::ReferenceAndDays;
    let details = found.details.clone().unwrap_or_default();
    let names: Vec<String> = details.officers.iter().map(|id| person(&visit.desk.office.circle, id)).collect();
    Row {
        reference: found.reference.clone(),
        path: encoded(&found.reference),
        title: if hidden { found.reference.clone() } else { found.label.clone() },
        partner: details.partner,
        country: details.country.as_deref().map_or("", |code| say::country(code, language)).to_owned(),
        officers: names.join(", "),
        hidden,
        status: found.status.name(),
        status_words: say::status(found.status, language),
        ends_on: found.ends_on.map(|day| DayWords::new(day, today, language)),
        ahead: found.ends_on.is_some_and(|day| day >= today),
        next: found.next.map(|next| DayWords::new(next.day, today, language)),
        next_kind: found.next.filter(|_| !hidden).map_or("", |next| say::kind(next.kind, language)),
        gaps: found.lacking == Lacking::Facts && !hidden,
    }
}

/// What is shown, as a list to print or to take away.
fn listing_of(visit: &Visit<'_>, query: &Query) -> Result<Listing, Trouble> {
    let language = visit.language();
    let found = list::page(visit.desk, &Query { after: None, limit: Some(LISTED_AT_MOST), ..query.clone() })?;
    let heads = tables::AGREEMENTS;
    let day = |day: Option<Day>| day.map(|day| say::day_in_table(day, language)).unwrap_or_default();
    let rows = found.rows.iter().enumerate().map(|(at, line)| {
        let row = row(visit, line);
        let title = if row.hidden { String::new() } else { line.title.clone() };
        let next = line.next.map(|_| format!("{}; ", row.next_kind)).filter(|_| !row.hidden).unwrap_or_default();
        let progress = if row.hidden || at >= PROGRESS_AT_MOST { String::new() } else { progress(visit, line.id) };
        vec![
            (at + 1).to_string(),
            row.reference,
            title,
            row.partner,
            format!("{next}{}", row.status_words),
            day(line.next.map(|next| next.day)),
            day(line.ends_on),
            row.officers,
            progress,
            String::new(),
        ]
    });
    Ok(Listing::new(visit, tables::AGREEMENTS_TITLE, heads, rows.collect(), visit.asked.filters()))
}

/// Of so many agreements the last note of progress is read for a list.
const PROGRESS_AT_MOST: usize = 2_000;

/// The last note of progress on anything in the agreement, or what was decided since, with its day; nothing where there is
/// neither.
fn progress(visit: &Visit<'_>, id: i64) -> String {
    let Ok(stored) = visit.desk.store.agreement(id) else { return String::new() };
    let language = visit.language();
    let voided = |seq: i64| stored.acts.iter().any(|act| act.body == ActBody::Void { voids: seq });
    let told = stored.acts.iter().filter(|act| !voided(act.seq)).filter_map(|act| match &act.body {
        ActBody::Progress { text, .. } => Some((act.on, text.clone())),
        ActBody::Decide { choice, .. } => Some((act.on, pages::decided(visit.voice(), *choice))),
        _ => None,
    });
    let last = told.max_by_key(|(on, _)| *on);
    last.map(|(on, text)| format!("{text}, {}", say::day_in_table(on, language))).unwrap_or_default()
}
