//! `/thoa-thuan`: the register, narrowed and ordered by its query string; on screen, for print, as a workbook.

use serde::Serialize;

use super::listing::{self, Listing};
use super::words::{DayWords, person};
use crate::desk::board::{BoardLine, Order, Query, Way};
use crate::desk::rights::Sight;
use crate::desk::rights::{Deed, Extent};
use crate::exchange::forms;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::web::answer::Reply;
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
    from: usize,
    to: usize,
    before: Option<String>,
    after: Option<String>,
    print: String,
    workbook: String,
    failed: usize,
    stale: bool,
    /// Whether the reader may bring a list.
    imports: bool,
}

#[derive(Serialize)]
struct Chip {
    label: &'static str,
    count: usize,
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

/// Column, its word in the query string, Vietnamese and English head.
const COLUMNS: [(Order, &str, &str, &str); 6] = [
    (Order::Reference, "ma", "Mã", "Reference"),
    (Order::Name, "ten", "Văn bản", "Agreement"),
    (Order::Partner, "doi-tac", "Đối tác", "Partner"),
    (Order::Status, "tinh-trang", "Tình trạng", "Status"),
    (Order::EndsNext, "het", "Hiệu lực đến hết ngày", "In force through"),
    (Order::Next, "moc", "Mốc tiếp theo", "Next"),
];
const OFFICER_COLUMN: (Order, &str, &str, &str) = (Order::Officer, "nguoi", "Người phụ trách", "Officer");

/// GET /thoa-thuan.
pub(crate) fn register(visit: &Visit<'_>) -> Reply {
    let (query, unread) = query(visit);
    let (board, stale) = visit.site.board(visit.desk)?;
    let viewer = &visit.member()?.viewer;
    let narrowed = board.lines(&query, viewer);
    match visit.asked.query(FORM) {
        Some("in") => return listing::print(visit, &listing_of(visit, &narrowed.lines)),
        Some("xlsx") => return listing::workbook(visit, "so-theo-doi.xlsx", &listing_of(visit, &narrowed.lines)),
        _ => {}
    }
    let language = visit.language();
    let lines = &narrowed.lines;
    let start = visit.asked.query(AFTER).and_then(|after| lines.iter().position(|(line, _)| line.reference == after));
    let start = start.map_or(0, |at| at + 1).min(lines.len());
    let end = (start + PAGE).min(lines.len());
    let circle = &visit.desk.office.circle;
    let words = |vi, en| match language {
        Language::Vi => vi,
        Language::En => en,
    };
    let whole_query = |but: &[&str]| kept(visit, but);
    let filtered = [PARTNER, COUNTRY, FIELD, OFFICER, FROM, BEFORE, INHERITED, GAPS]
        .iter()
        .any(|name| visit.asked.query(name).is_some());
    let page = Register {
        statuses: chips(visit, &query, &narrowed.by_status),
        countries: board
            .offers
            .countries
            .iter()
            .map(|code| (code.clone(), say::country(code, language).to_owned()))
            .collect(),
        fields: board.offers.fields.iter().cloned().collect(),
        officers: board.offers.officers.iter().map(|id| (id.clone(), person(circle, id))).collect(),
        heads: COLUMNS
            .iter()
            .chain([&OFFICER_COLUMN])
            .map(|(order, word, vi, en)| {
                let on = query.order == *order;
                let backward = on && query.way == Way::Forward;
                let value = if backward { format!("-{word}") } else { (*word).to_owned() };
                let mut pairs = whole_query(&[ORDER, AFTER]);
                pairs.push((ORDER.to_owned(), value));
                let sorted = match (on, query.way) {
                    (false, _) => "none",
                    (true, Way::Forward) => "ascending",
                    (true, Way::Backward) => "descending",
                };
                Head { label: words(vi, en), link: query_text(&pairs), sorted }
            })
            .collect(),
        rows: lines[start..end].iter().map(|(line, sight)| row(visit, line, *sight)).collect(),
        count: say::count(lines.len() as u64, language),
        from: if lines.is_empty() { 0 } else { start + 1 },
        to: end,
        before: (start > 0).then(|| {
            let mut pairs = whole_query(&[AFTER]);
            if let Some((line, _)) = start.checked_sub(PAGE + 1).and_then(|at| lines.get(at)) {
                pairs.push((AFTER.to_owned(), line.reference.clone()));
            }
            query_text(&pairs)
        }),
        after: (end < lines.len()).then(|| {
            let mut pairs = whole_query(&[AFTER]);
            pairs.push((AFTER.to_owned(), lines[end - 1].0.reference.clone()));
            query_text(&pairs)
        }),
        print: form_link(visit, "in"),
        workbook: form_link(visit, "xlsx"),
        failed: board.failed,
        stale,
        imports: visit.member()?.viewer.extent(Deed::Import) == Extent::All,
        narrowed: filtered || !query.text.is_empty() || !query.status.is_empty(),
        filtered: filtered || unread.is_some(),
        ends_from: visit.asked.query(FROM).unwrap_or_default().to_owned(),
        ends_before: visit.asked.query(BEFORE).unwrap_or_default().to_owned(),
        unread,
        text: query.text,
        partner: query.partner,
        country: query.country,
        field: query.field,
        officer: query.officer,
        inherited: query.inherited,
        gaps: query.gaps,
    };
    visit.page("register.html", "register", &page)
}

/// What the query string asks for; and a day in it that cannot be read, which narrows nothing.
fn query(visit: &Visit<'_>) -> (Query, Option<String>) {
    let text =
        |name| visit.asked.query(name).map(|text| text.chars().take(200).collect::<String>()).unwrap_or_default();
    let mut unread = None;
    let mut day = |name| {
        let written = visit.asked.query(name)?;
        forms::day::read(written).map_err(|error| unread = Some(error.to_string())).ok()
    };
    let (ends_from, ends_before) = (day(FROM), day(BEFORE));
    let order = text(ORDER);
    let (way, word) = order.strip_prefix('-').map_or((Way::Forward, order.as_str()), |word| (Way::Backward, word));
    let known = COLUMNS.iter().chain([&OFFICER_COLUMN]).find(|(_, name, _, _)| *name == word);
    let country = text(COUNTRY);
    let query = Query {
        text: text(TEXT),
        status: visit.asked.queries(STATUS).into_iter().filter_map(Status::named).collect(),
        partner: text(PARTNER),
        country: forms::country::read(&country).map_or(country, str::to_owned),
        field: text(FIELD),
        officer: text(OFFICER),
        ends_from,
        ends_before,
        inherited: visit.asked.query(INHERITED).is_some(),
        gaps: visit.asked.query(GAPS).is_some(),
        order: known.map_or(Order::default(), |(order, _, _, _)| *order),
        way,
    };
    (query, unread)
}

/// The query string without some of its names.
fn kept(visit: &Visit<'_>, but: &[&str]) -> Vec<(String, String)> {
    let known = [TEXT, STATUS, PARTNER, COUNTRY, FIELD, OFFICER, FROM, BEFORE, INHERITED, GAPS, ORDER, AFTER];
    let stays = |(name, value): &&(String, String)| {
        known.contains(&name.as_str()) && !but.contains(&name.as_str()) && !value.is_empty()
    };
    visit.asked.query.iter().filter(stays).cloned().collect()
}

fn form_link(visit: &Visit<'_>, form: &str) -> String {
    let mut pairs = kept(visit, &[AFTER]);
    pairs.push((FORM.to_owned(), form.to_owned()));
    query_text(&pairs)
}

fn chips(visit: &Visit<'_>, query: &Query, counts: &std::collections::BTreeMap<Status, usize>) -> Vec<Chip> {
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

fn row(visit: &Visit<'_>, line: &BoardLine, sight: Sight) -> Row {
    let (language, today) = (visit.language(), visit.today());
    let hidden = sight == Sight::ReferenceAndDays;
    let shown = |text: &str| if hidden { String::new() } else { text.to_owned() };
    let names: Vec<String> = line.officers.iter().map(|id| person(&visit.desk.office.circle, id)).collect();
    Row {
        reference: line.reference.clone(),
        path: encoded(&line.reference),
        title: if hidden { line.reference.clone() } else { line.short.clone() },
        partner: shown(&line.partner),
        country: shown(line.country.as_deref().map_or("", |code| say::country(code, language))),
        officers: shown(&names.join(", ")),
        hidden,
        status: line.status.name(),
        status_words: say::status(line.status, language),
        ends_on: line.ends_on.map(|day| DayWords::new(day, today, language)),
        ahead: line.ends_on.is_some_and(|day| day >= today),
        next: line.next.map(|(_, day)| DayWords::new(day, today, language)),
        next_kind: line.next.filter(|_| !hidden).map_or("", |(kind, _)| say::kind(kind, language)),
        gaps: line.gaps && !hidden,
    }
}

/// What is shown, as a list to print or to take away.
fn listing_of(visit: &Visit<'_>, lines: &[(&BoardLine, Sight)]) -> Listing {
    let language = visit.language();
    let heads: &[(&str, &str, u16)] = &[
        ("STT", "No.", 5),
        ("Mã", "Reference", 16),
        ("Tên văn bản", "Title", 48),
        ("Đối tác", "Partner", 26),
        ("Nước", "Country", 12),
        ("Có hiệu lực từ", "In force from", 12),
        ("Đến hết ngày", "Through", 12),
        ("Tình trạng", "Status", 16),
        ("Mốc tiếp theo", "Next", 24),
        ("Người phụ trách", "Officer", 22),
    ];
    let day =
        |day: Option<crate::lifecycle::day::Day>| day.map(|day| say::day_in_table(day, language)).unwrap_or_default();
    let rows = lines.iter().take(LISTED_AT_MOST).enumerate().map(|(at, (line, sight))| {
        let row = row(visit, line, *sight);
        let title = if row.hidden { String::new() } else { line.title.clone() };
        let next = line.next.map(|(_, next)| format!("{} {}", day(Some(next)), row.next_kind)).unwrap_or_default();
        vec![
            (at + 1).to_string(),
            row.reference,
            title,
            row.partner,
            row.country,
            day(line.starts_on),
            day(line.ends_on),
            row.status_words.to_owned(),
            next.trim_end().to_owned(),
            row.officers,
        ]
    });
    Listing::new(
        visit,
        ("Danh mục thỏa thuận quốc tế", "List of international agreements"),
        heads,
        rows.collect(),
        visit.asked.filters(),
    )
}
