//! `/`: what needs whom, by when. The digest, alive; for print and as a workbook the *Danh mục việc theo dõi*.

use serde::Serialize;

use super::listing::{self, Listing};
use super::words::DayWords;
use crate::desk::digest::{self, Row};
use crate::desk::rights::Sight;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::policy::Language;
use crate::message::answer::tables;
use crate::message::say;
use crate::web::answer::Reply;
use crate::web::visit::{Visit, encoded};

#[derive(Serialize)]
struct Home {
    /// Everybody's matters, not one's own.
    all: bool,
    /// Whether a digest is meant for this person at all.
    gets: bool,
    any: bool,
    parts: Vec<Part>,
    changes: Vec<Changed>,
    more_changes: usize,
    registered: Vec<Registered>,
    by_link: Vec<Unconfirmed>,
    gaps: Vec<Gap>,
    more_gaps: usize,
    to_verify: usize,
    undelivered: usize,
}

#[derive(Serialize)]
struct Part {
    name: &'static str,
    title: &'static str,
    rows: Vec<Matter>,
    more: usize,
}

#[derive(Serialize)]
struct Matter {
    day: DayWords,
    do_by: Option<DayWords>,
    what: &'static str,
    title: String,
    reference: Option<String>,
    path: String,
    /// The form to record on it, below its path, for who may.
    record: Option<String>,
    owner: Option<String>,
    decided: Option<&'static str>,
    waits: Option<DayWords>,
    /// What to do next.
    step: Option<String>,
    /// The last note of progress.
    progress: Option<String>,
}

#[derive(Serialize)]
struct Changed {
    on: DayWords,
    reference: String,
    path: String,
    what: String,
    acts: String,
}

#[derive(Serialize)]
struct Unconfirmed {
    on: DayWords,
    reference: Option<String>,
    path: String,
    seq: i64,
    word: &'static str,
    written_by: Option<String>,
    addressee: String,
}

#[derive(Serialize)]
struct Registered {
    reference: String,
    path: String,
}

#[derive(Serialize)]
struct Gap {
    reference: String,
    path: String,
    missing: Vec<String>,
}

/// So many matters of one part stand on the page.
const SHOWN: usize = 20;

/// GET /.
pub(crate) fn home(visit: &Visit<'_>) -> Reply {
    let who = visit.member()?;
    let shown = visit.site.digest(visit.desk, &who.contact.id)?;
    let Some(shown) = shown.as_ref() else {
        let none = Home {
            all: false,
            gets: false,
            any: false,
            parts: Vec::new(),
            changes: Vec::new(),
            more_changes: 0,
            registered: Vec::new(),
            by_link: Vec::new(),
            gaps: Vec::new(),
            more_gaps: 0,
            to_verify: 0,
            undelivered: 0,
        };
        return visit.page("home.html", "home", &none);
    };
    let lists = [&shown.overdue, &shown.awaiting, &shown.within_30, &shown.within_90, &shown.observances, &shown.tried];
    // The page stays small; the list for print and the workbook hold all.
    let parts = |most: usize| -> Vec<Part> {
        tables::PARTS.iter().zip(lists).map(|(part, list)| part_of(visit, part, list, most)).collect()
    };
    match visit.asked.query("dang") {
        Some("in") => return listing::print(visit, &list(visit, &parts(usize::MAX))?),
        Some("xlsx") => {
            return listing::workbook(visit, "danh-muc-viec-theo-doi.xlsx", &list(visit, &parts(usize::MAX))?);
        }
        _ => {}
    }
    let parts = parts(SHOWN);
    let language = visit.language();
    let gap = |lacking: &digest::Lacking| Gap {
        reference: lacking.reference.clone(),
        path: encoded(&lacking.reference),
        missing: lacking.missing.iter().map(|name| say::field(name, language).to_owned()).collect(),
    };
    let page = Home {
        all: shown.reader != "officer",
        gets: true,
        any: parts.iter().any(|part| !part.rows.is_empty()),
        parts,
        changes: shown.changes.rows.iter().take(SHOWN).map(|change| changed(visit, change)).collect(),
        more_changes: shown.changes.more + shown.changes.rows.len().saturating_sub(SHOWN),
        registered: shown
            .registered
            .iter()
            .take(SHOWN)
            .map(|reference| Registered { reference: reference.clone(), path: encoded(reference) })
            .collect(),
        by_link: shown.by_link.rows.iter().take(SHOWN).map(|row| by_link(visit, row)).collect(),
        gaps: shown.gaps.rows.iter().take(SHOWN).map(gap).collect(),
        more_gaps: shown.gaps.more + shown.gaps.rows.len().saturating_sub(SHOWN),
        to_verify: shown.to_verify,
        undelivered: shown.undelivered.rows.len() + shown.undelivered.more,
    };
    visit.page("home.html", "home", &page)
}

fn part_of(
    visit: &Visit<'_>,
    (name, vi, en): &(&'static str, &'static str, &'static str),
    list: &digest::List<Row>,
    most: usize,
) -> Part {
    let title = match visit.language() {
        Language::Vi => vi,
        Language::En => en,
    };
    let rows: Vec<Matter> = list.rows.iter().take(most).map(|row| matter(visit, row)).collect();
    Part { name, title, more: list.more + list.rows.len() - rows.len(), rows }
}

fn changed(visit: &Visit<'_>, change: &digest::Change) -> Changed {
    Changed {
        on: DayWords::new(change.on, visit.today(), visit.language()),
        reference: change.reference.clone(),
        path: encoded(&change.reference),
        what: change.what.clone(),
        acts: change.acts.clone(),
    }
}

fn by_link(visit: &Visit<'_>, row: &digest::ByLink) -> Unconfirmed {
    Unconfirmed {
        on: DayWords::new(row.recorded_on, visit.today(), visit.language()),
        path: row.reference.as_deref().map(encoded).unwrap_or_default(),
        reference: row.reference.clone(),
        seq: row.seq,
        word: say::act(row.act, visit.language()),
        written_by: row.written_by.clone(),
        addressee: row.addressee.clone(),
    }
}

fn matter(visit: &Visit<'_>, row: &Row) -> Matter {
    let (language, today) = (visit.language(), visit.today());
    let words = |day| DayWords::new(day, today, language);
    Matter {
        day: words(row.day),
        do_by: (row.do_by != row.day && row.do_by >= today).then(|| words(row.do_by)),
        what: row.kind.and_then(MilestoneKind::named).map_or("", |kind| say::kind(kind, language)),
        title: row.title.clone().or_else(|| named(visit, row)).or_else(|| row.reference.clone()).unwrap_or_default(),
        path: row.reference.as_deref().map(encoded).unwrap_or_default(),
        reference: row.reference.clone(),
        record: record(visit, row),
        owner: row.owner.clone(),
        decided: row.decided.map(|choice| say::choice(choice, language)),
        waits: row.open_since.filter(|since| *since != row.day).map(words),
        step: row.step.clone(),
        progress: row.progress.clone(),
    }
}

/// The route of the form that records on it, where this person may.
fn record(visit: &Visit<'_>, row: &Row) -> Option<String> {
    let viewer = &visit.who.as_ref()?.viewer;
    let reference = row.reference.as_deref()?;
    if !viewer.records_all() && !viewer.records(&visit.facts(reference).ok()??.officers) {
        return None;
    }
    let path = encoded(row.reference.as_deref()?);
    let mark = row.kind.map(|kind| match &row.name {
        Some(name) => format!("{kind}:{name}@{}", row.day),
        None => format!("{kind}@{}", row.day),
    });
    Some(match mark {
        Some(mark) => format!("{path}/cap-nhat?moc={}", encoded(&mark)),
        None => format!("{path}/cap-nhat"),
    })
}

/// The name of a restricted agreement, which no digest bears, for who may see it.
fn named(visit: &Visit<'_>, row: &Row) -> Option<String> {
    let facts = visit.facts(row.reference.as_deref()?).ok()??;
    let viewer = &visit.who.as_ref()?.viewer;
    (viewer.sight_of(&facts) == Sight::Whole).then_some(facts.title)
}

/// *Danh mục việc theo dõi*: the same rows with room for instructions.
fn list(visit: &Visit<'_>, parts: &[Part]) -> Result<Listing, crate::web::answer::Trouble> {
    let heads = tables::MATTERS;
    let (viewer, parties) = (&visit.member()?.viewer, visit.desk.store.parties()?);
    let rows = parts.iter().flat_map(|part| part.rows.iter().map(move |row| (part, row))).enumerate();
    let rows = rows.map(|(at, (part, row))| {
        let facts = row.reference.as_deref().and_then(|reference| visit.facts(reference).ok().flatten());
        let whole = facts.filter(|facts| viewer.sight_of(facts) == Sight::Whole);
        let partner = whole
            .as_ref()
            .map(|facts| say::parties_text(&facts.partner, &parties, facts.signed_on, visit.today(), Language::Vi));
        let mut progress: Vec<String> = row.progress.iter().cloned().collect();
        progress.extend(row.decided.map(str::to_owned));
        if part.name == "overdue" {
            progress.push(format!("{}, {}", part.title, row.day.relative));
        }
        let matter = row.step.as_ref().map_or_else(|| row.what.to_owned(), |step| format!("{}: {step}", row.what));
        vec![
            (at + 1).to_string(),
            row.reference.clone().unwrap_or_default(),
            if row.reference.is_some() && whole.is_none() { String::new() } else { row.title.clone() },
            partner.unwrap_or_default(),
            matter,
            format!("{} ({})", row.day.table, row.day.weekday),
            row.owner.clone().unwrap_or_default(),
            progress.join("; "),
            String::new(),
        ]
    });
    let title = tables::MATTERS_TITLE;
    Ok(Listing::new(visit, title, heads, rows.collect(), String::new()))
}
