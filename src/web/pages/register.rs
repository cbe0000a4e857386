//! `/thoa-thuan`: the register, narrowed and ordered by its query string; on screen, for print, as a workbook.

mod printed;
pub(crate) mod request;
mod row;

use serde::Serialize;

use super::listing;
use super::words::person;
use crate::desk::list::{
    self, BoardCounts, BoardKey, Depth, Descending, EndFilter, GapFilter, Inheritance, ListSource, Query,
};
use crate::desk::rights::{Deed, Extent};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::message::say;
use crate::text::search_words;
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::query_text;
use crate::web::visit::Visit;
use printed::listing_of;
use request::{
    AFTER, BEFORE, COLUMNS, COUNTRY, ENDLESS, FIELD, FORM, FROM, GAPS, INHERITED, OFFICER, OFFICER_COLUMN, ORDER,
    PARTNER, STATUS, TEXT, THROUGH, YEAR, form_link, kept, narrowed, same_filters,
};
use row::{RegisterRow, row};

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing that the template asks about")]
struct Register {
    text: String,
    partner: String,
    country: String,
    field: String,
    officer: String,
    ends_from: String,
    ends_through: String,
    /// The year that is asked for, and those to choose from.
    year: i32,
    years: Vec<i32>,
    /// Whether those alone are shown whose end nobody knows.
    endless: bool,
    /// Beside what was found: how many agreements have an end that nobody knows, and the list of them.
    besides: Option<(String, String)>,
    /// A year among the searched words, and the list of what ends in it.
    in_year: Option<(String, String)>,
    inherited: bool,
    gaps: bool,
    /// Whether a filter beside the search is in use: then they stand open.
    filtered: bool,
    /// Whether anything narrows the list.
    narrowed: bool,
    /// What it was narrowed by, in words.
    words: String,
    /// What could not be read: the field, and why.
    unread: Vec<(&'static str, String)>,
    statuses: Vec<Chip>,
    countries: Vec<(String, String)>,
    fields: Vec<String>,
    officers: Vec<(String, String)>,
    heads: Vec<HeadLink>,
    rows: Vec<RegisterRow>,
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
    /// Who does, for who may not.
    importers: Vec<String>,
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
struct HeadLink {
    label: &'static str,
    link: String,
    /// `ascending`, `descending` or `none`.
    sorted: &'static str,
}

/// So many agreements stand on a page.
const PAGE: usize = 50;
/// So many fields are offered; more is no choice.
const FIELDS_OFFERED: usize = 60;

/// GET /thoa-thuan.
pub(crate) fn register(visit: &Visit<'_>) -> PageReply {
    let request::RegisterRequest { query, unread } = request::asked(visit)?;
    match visit.asked.query(FORM) {
        Some("in") => return listing::print(visit, &listing_of(visit, &query)?),
        Some("xlsx") => return listing::workbook(visit, "so-theo-doi", &listing_of(visit, &query)?),
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
    let filtered = [PARTNER, COUNTRY, FIELD, OFFICER, FROM, THROUGH, BEFORE, YEAR, ENDLESS, INHERITED, GAPS]
        .iter()
        .any(|name| visit.asked.query(name).is_some());
    let year_asked = visit.asked.query(YEAR).and_then(|year| year.parse::<i32>().ok());
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
                HeadLink { label: head.of(visit.voice()), link: query_text(&pairs), sorted }
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
        importers: importers(visit),
        failed: found.failed.len(),
        stale: found.found == ListSource::InFull,
        narrowed: filtered || query.text.is_some() || !query.status.is_empty(),
        filtered: filtered || !unread.is_empty(),
        ends_from: visit.asked.query(FROM).unwrap_or_default().to_owned(),
        ends_through: through(visit, &query),
        year: year_asked.unwrap_or(0),
        years: years(visit.today().year(), year_asked),
        endless: query.ends == EndFilter::NotKnown,
        besides: besides(visit, &query)?,
        in_year: in_year(visit, &query),
        words: narrowed(visit, &query),
        unread,
        text: query.text.unwrap_or_default(),
        partner: query.partner.unwrap_or_default(),
        country: query.country.unwrap_or_default(),
        field: query.field.unwrap_or_default(),
        officer: query.officer.unwrap_or_default(),
        inherited: query.inherited != Inheritance::Any,
        gaps: query.lacking == GapFilter::Facts,
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

/// So many years are offered before this one, and from it on.
const YEARS_BACK: i32 = 5;
const YEARS_AHEAD: i32 = 11;

fn years(this: i32, asked: Option<i32>) -> Vec<i32> {
    let mut years: Vec<i32> = (this - YEARS_BACK..=this + YEARS_AHEAD).collect();
    years.extend(asked.filter(|year| !years.contains(year) && (1900..=2199).contains(year)));
    years.sort_unstable();
    years
}

/// The last day that is asked for, as it was typed; of a link that names the day after it, the day itself.
fn through(visit: &Visit<'_>, query: &Query) -> String {
    let older = || {
        visit.asked.query(BEFORE)?;
        query.ends_before.map(|day| say::day_in_table(day.previous(), visit.language()))
    };
    visit.asked.query(THROUGH).map(str::to_owned).or_else(older).unwrap_or_default()
}

/// Where a day of the end is asked for: how many agreements fit otherwise and have an end that nobody knows, with the list
/// of them.
fn besides(visit: &Visit<'_>, query: &Query) -> Result<Option<(String, String)>, Trouble> {
    if query.ends_from.is_none() && query.ends_before.is_none() {
        return Ok(None);
    }
    let asked = Query {
        ends_from: None,
        ends_before: None,
        ends: EndFilter::NotKnown,
        status: Vec::new(),
        after: None,
        order: BoardKey::default(),
        ..query.clone()
    };
    let counts = visit.site.kept.counts(visit.desk, &asked)?;
    let fits = |status: &Status| query.status.is_empty() || query.status.contains(status);
    let count: u64 = counts.iter().filter(|(status, _)| fits(status)).map(|(_, count)| count).sum();
    let mut pairs = kept(visit, &[FROM, THROUGH, BEFORE, YEAR, AFTER]);
    pairs.push((ENDLESS.to_owned(), "1".to_owned()));
    Ok((count > 0).then(|| (say::count(count, visit.language()), query_text(&pairs))))
}

/// A year among the searched words: a text names years that are no ends, so the list of what ends in it is offered.
fn in_year(visit: &Visit<'_>, query: &Query) -> Option<(String, String)> {
    let words = search_words(query.text.as_deref()?);
    let is_year = |word: &&String| word.len() == 4 && word.parse().is_ok_and(|year| Day::ymd(year, 1, 1).is_ok());
    let year = words.iter().find(is_year)?;
    let rest: Vec<&str> = query.text.as_deref()?.split_whitespace().filter(|word| word != year).collect();
    let mut pairs = kept(visit, &[TEXT, FROM, THROUGH, BEFORE, YEAR, AFTER]);
    pairs.push((TEXT.to_owned(), rest.join(" ")));
    pairs.push((YEAR.to_owned(), year.clone()));
    pairs.retain(|(_, value)| !value.is_empty());
    Some((year.clone(), query_text(&pairs)))
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

/// The names of who is responsible for the register.
fn importers(visit: &Visit<'_>) -> Vec<String> {
    let circle = &visit.desk.office.circle;
    circle.registrars().iter().map(|id| person(circle, id)).collect()
}
