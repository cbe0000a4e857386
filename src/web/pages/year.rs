//! `/ke-hoach/2027`, and any span of days: what the time asks for, as the annex to the plan; for print and as a workbook.

use serde::Serialize;

use super::listing::{self, Listing};
use super::record_route::record_route;
use super::words::{DayWords, person};
use crate::desk::agenda::DayOutcome;
use crate::desk::report::{ReportLine, TaskLine, plan};
use crate::exchange::cell_forms;
use crate::lifecycle::act::Mark;
use crate::lifecycle::day::Day;
use crate::message::answer::tables;
use crate::message::{Face, Voice, say};
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

#[derive(Serialize)]
struct YearPage {
    title: String,
    /// None for a span that is no year.
    number: Option<i32>,
    before: Option<i32>,
    after: Option<i32>,
    from: String,
    to: String,
    unread: bool,
    rows: Vec<YearRow>,
    /// How many there are on all pages.
    total: usize,
    /// The routes of the pages before and after this one.
    earlier: Option<String>,
    later: Option<String>,
    /// What is promised, under what it serves; on the first page.
    groups: Vec<Group>,
    /// How many tasks are in the workbook alone.
    more_tasks: usize,
    print: String,
    workbook: String,
    /// The list of commitments as a workbook.
    promised: String,
}

/// The tasks of one text, below those that it serves.
#[derive(Serialize)]
struct Group {
    heading: String,
    path: String,
    tasks: Vec<YearTask>,
}

#[derive(Serialize)]
struct YearTask {
    who: String,
    what: String,
    day: String,
    standing: String,
    said: String,
}

#[derive(Serialize)]
struct YearRow {
    day: DayWords,
    what: &'static str,
    title: String,
    reference: Option<String>,
    path: String,
    partner: String,
    do_by: String,
    lawful_until: String,
    basis: String,
    officers: String,
    note: String,
    /// Where to say what became of it, for who may.
    record: Option<String>,
}

/// So many rows are on one page, and so many tasks, so that it stays small; the print and the workbook have all.
const ROWS: usize = 60;
const TASKS: usize = 30;

/// GET /ke-hoach: this year's, or the span of the query string.
pub(crate) fn span(visit: &Visit<'_>) -> PageReply {
    let read = |name| visit.asked.query(name).map(cell_forms::day::read);
    match (read("tu"), read("den")) {
        (None, None) => Ok(visit.go(&format!("/ke-hoach/{}", visit.today().year()))),
        (Some(Ok(from)), Some(Ok(to))) if from <= to => show(visit, None, from, to, false),
        _ => {
            let year = visit.today().year();
            let (from, to) = days_of(year)?;
            show(visit, Some(year), from, to, true)
        }
    }
}

/// GET /ke-hoach/YEAR.
pub(crate) fn year(visit: &Visit<'_>) -> PageReply {
    let year: i32 = visit.asked.part("year").parse().map_err(|_| Trouble::NotFound)?;
    let (from, to) = days_of(year).map_err(|_| Trouble::NotFound)?;
    show(visit, Some(year), from, to, false)
}

fn days_of(year: i32) -> Result<(Day, Day), Trouble> {
    Ok((Day::ymd(year, 1, 1)?, Day::ymd(year, 12, 31)?))
}

fn show(visit: &Visit<'_>, year: Option<i32>, from: Day, to: Day, unread: bool) -> PageReply {
    let language = visit.language();
    let plan = plan(visit.desk, from, to)?;
    let rows =
        |lines: &[ReportLine]| -> Result<Vec<YearRow>, Trouble> { lines.iter().map(|line| row(visit, line)).collect() };
    let days = format!("{} – {}", say::day_in_table(from, language), say::day_in_table(to, language));
    match visit.asked.query("dang") {
        Some("in") => return listing::print(visit, &list(visit, &rows(&plan.lines)?, days)),
        Some("xlsx") => return listing::workbook(visit, "ke-hoach", &list(visit, &rows(&plan.lines)?, days)),
        Some("cam-ket") => return listing::workbook(visit, "cam-ket", &promised(visit, &plan.tasks, days)),
        _ => {}
    }
    let own = match year {
        Some(year) => format!("/ke-hoach/{year}?"),
        None => format!("/ke-hoach?tu={from}&den={to}&"),
    };
    // A page that is not there is the first one.
    let pages = plan.lines.chunks(ROWS);
    let at = visit.asked.query("trang").and_then(|number| number.parse::<usize>().ok());
    let at = at.and_then(|number| number.checked_sub(1)).filter(|at| *at < pages.len()).unwrap_or(0);
    let route = |number: usize| format!("{own}trang={number}");
    let shown = if at == 0 { &plan.tasks[..plan.tasks.len().min(TASKS)] } else { &[] };
    let page = YearPage {
        total: plan.lines.len(),
        earlier: (at > 0).then(|| route(at)),
        later: (at + 1 < pages.len()).then(|| route(at + 2)),
        title: year.map_or(days, |year| year.to_string()),
        before: year.map(|year| year - 1).filter(|year| *year >= 1900),
        after: year.map(|year| year + 1).filter(|year| *year <= 2199),
        number: year,
        from: say::day_in_table(from, language),
        to: say::day_in_table(to, language),
        unread,
        rows: rows(pages.clone().nth(at).unwrap_or_default())?,
        groups: groups(visit, shown),
        more_tasks: if at == 0 { plan.tasks.len() - shown.len() } else { 0 },
        print: format!("{own}dang=in"),
        workbook: format!("{own}dang=xlsx"),
        promised: format!("{own}dang=cam-ket"),
    };
    visit.page("year.html", "year", &page)
}

fn row(visit: &Visit<'_>, line: &ReportLine) -> Result<YearRow, Trouble> {
    let language = visit.language();
    let day = |day: Option<Day>| day.map(|day| say::day_in_table(day, language)).unwrap_or_default();
    let circle = &visit.desk.office.circle;
    Ok(YearRow {
        day: DayWords::new(line.day, visit.today(), language),
        what: line.kind.map_or("", |kind| say::kind(kind, language)),
        title: line.title.clone(),
        path: line.reference.as_deref().map(encoded).unwrap_or_default(),
        reference: line.reference.clone(),
        partner: line.partner.clone().unwrap_or_default(),
        do_by: day(line.do_by),
        lawful_until: day(line.lawful_until),
        basis: line.basis.clone().unwrap_or_default(),
        officers: line.officers.iter().map(|id| person(circle, id)).collect::<Vec<_>>().join(", "),
        note: line.remarks(Voice { language, face: Face::Page }).unwrap_or_default(),
        record: record(visit, line)?,
    })
}

/// The tasks under what they serve, as they are arranged.
fn groups(visit: &Visit<'_>, tasks: &[TaskLine]) -> Vec<Group> {
    let language = visit.language();
    let mut groups: Vec<Group> = Vec::new();
    for line in tasks {
        let heading = line.heading().join(" › ");
        if groups.last().is_none_or(|group| group.heading != heading) {
            groups.push(Group { heading, path: encoded(&line.reference), tasks: Vec::new() });
        }
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let target = line.target.as_ref().map(|target| format!(" ({target})")).unwrap_or_default();
        let task = YearTask {
            who: text(&line.who),
            what: format!("{}{target}", text(&line.title)),
            day: line.day.map(|day| say::day_in_table(day, language)).unwrap_or_default(),
            standing: text(&line.standing),
            said: text(&line.said),
        };
        if let Some(group) = groups.last_mut() {
            group.tasks.push(task);
        }
    }
    groups
}

fn promised(visit: &Visit<'_>, tasks: &[TaskLine], days: String) -> Listing {
    let numbered = |(at, line): (usize, &TaskLine)| {
        let cells = line.cells().into_iter().map(Option::unwrap_or_default);
        std::iter::once((at + 1).to_string()).chain(cells).collect()
    };
    let rows = tasks.iter().enumerate().map(numbered).collect();
    Listing::new(visit, tables::TASKS_TITLE, tables::TASKS, rows, days)
}

/// Where to answer what the office owed and nobody has answered, for who may.
fn record(visit: &Visit<'_>, line: &ReportLine) -> Result<Option<String>, Trouble> {
    if line.outcome != DayOutcome::NoResult || line.reference.is_some() {
        return Ok(None);
    }
    let mark = line.kind.map(|kind| Mark { kind, name: line.name.clone(), day: line.day });
    record_route(visit, None, mark.as_ref())
}

fn list(visit: &Visit<'_>, rows: &[YearRow], days: String) -> Listing {
    let heads = tables::PLAN;
    let cells = rows.iter().enumerate().map(|(at, row)| {
        vec![
            (at + 1).to_string(),
            row.day.table.clone(),
            row.day.weekday.to_owned(),
            row.what.to_owned(),
            row.title.clone(),
            row.reference.clone().unwrap_or_default(),
            row.partner.clone(),
            row.do_by.clone(),
            row.lawful_until.clone(),
            row.officers.clone(),
            row.note.clone(),
        ]
    });
    Listing::new(visit, tables::PLAN_TITLE, heads, cells.collect(), days)
}
