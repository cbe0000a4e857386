//! `/thay-doi`: what was recorded in the register between two days, by whom and which way; of one agreement or of all; on
//! screen, for print, as a workbook.

use serde::Serialize;

use super::listing::{self, Listing};
use super::register::request::{Edge, day};
use super::words::{DayWords, person};
use crate::desk::recorded_acts::{self, RecordedAct, RecordedActs, find_acts};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Sight;
use crate::message::answer::{pages as words, tables};
use crate::message::proof::via_words;
use crate::message::sentence::sentence;
use crate::message::{Say, say};
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::{encoded, query_text};
use crate::web::visit::Visit;

#[derive(Serialize)]
struct Changes {
    from: String,
    through: String,
    reference: String,
    path: String,
    /// Days that could not be read, or stand the wrong way round.
    unread: bool,
    /// The days that are shown.
    shown_from: DayWords,
    shown_through: DayWords,
    rows: Vec<ChangesRow>,
    /// The query of what follows.
    after: Option<String>,
    print: String,
    workbook: String,
}

#[derive(Serialize)]
struct ChangesRow {
    seq: i64,
    recorded_on: DayWords,
    on: DayWords,
    reference: Option<String>,
    path: String,
    title: String,
    what: &'static str,
    told: Vec<String>,
    number: Option<String>,
    note: Option<String>,
    by: String,
    way: &'static str,
    decided_by: Option<String>,
    voided: bool,
}

/// So many stand on a page, and in a list to take away.
const PAGE: usize = 100;
const LISTED_AT_MOST: usize = 5_000;
/// What is shown where no days are asked for.
const DAYS: i64 = 30;

/// GET /thay-doi?tu=01/3/2026&den=31/3/2026&ma=REF.
pub(crate) fn changes(visit: &Visit<'_>) -> PageReply {
    let today = visit.today();
    let typed = |name: &str| visit.asked.query(name).map(|text| text.chars().take(40).collect::<String>());
    let (tu, den) = (typed("tu"), typed("den"));
    let (first, last) =
        (tu.as_deref().map(|text| day(text, Edge::First)), den.as_deref().map(|text| day(text, Edge::Last)));
    let ago = today.plus_days(-DAYS).unwrap_or(today);
    // A month or a year alone stands for all of it.
    let whole = tu.as_deref().filter(|_| den.is_none()).and_then(|text| day(text, Edge::Last));
    let from = first.flatten().unwrap_or(ago);
    let through =
        last.flatten().or(whole.filter(|_| first.flatten().is_some_and(|day| Some(day) != whole))).unwrap_or(today);
    let unread = first == Some(None) || last == Some(None) || through < from;
    let (from, through) = if unread { (ago, today) } else { (from, through) };
    let reference = visit.asked.query("ma").map(|text| text.chars().take(200).collect::<String>());
    let listed = visit.asked.query("dang");
    let limit = if listed.is_some() { LISTED_AT_MOST } else { PAGE };
    let after = visit.asked.query("sau").filter(|_| listed.is_none()).and_then(|text| text.parse().ok()).unwrap_or(0);
    let asked = recorded_acts::RecordedActsQuery { from, through, reference: reference.clone(), after, limit };
    let found = found(visit, &asked)?;
    let rows: Vec<ChangesRow> = found.lines.iter().map(|line| row(visit, line)).collect();
    match listed {
        Some("in") => return listing::print(visit, &list(visit, &rows, &asked)),
        Some("xlsx") => return listing::workbook(visit, "thay-doi", &list(visit, &rows, &asked)),
        _ => {}
    }
    let language = visit.language();
    let pairs = |name: &str, value: String| {
        let own = [("tu", Some(from.to_string())), ("den", Some(through.to_string())), ("ma", reference.clone())];
        let own = own.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        query_text(&own.chain([(name.to_owned(), value)]).collect::<Vec<_>>())
    };
    let page = Changes {
        from: tu.unwrap_or_else(|| say::day_in_table(from, language)),
        through: den.unwrap_or_else(|| say::day_in_table(through, language)),
        path: reference.as_deref().map(encoded).unwrap_or_default(),
        unread,
        shown_from: DayWords::new(from, today, language),
        shown_through: DayWords::new(through, today, language),
        rows,
        after: found.more_after.map(|seq| pairs("sau", seq.to_string())),
        print: pairs("dang", "in".to_owned()),
        workbook: pairs("dang", "xlsx".to_owned()),
        reference: reference.clone().unwrap_or_default(),
    };
    visit.page("changes.html", "register", &page)
}

/// What was recorded; an agreement that is not known, and one that may not be seen, have no page of changes.
fn found(visit: &Visit<'_>, asked: &recorded_acts::RecordedActsQuery) -> Result<RecordedActs, Trouble> {
    if let Some(reference) = &asked.reference
        && visit.sight(reference)? != Sight::Whole
    {
        return Err(Trouble::NotFound);
    }
    Ok(find_acts(visit.desk, &visit.member()?.viewer, asked)?)
}

fn row(visit: &Visit<'_>, line: &RecordedAct) -> ChangesRow {
    let (language, act) = (visit.language(), &line.act);
    let in_words = |day: Day| DayWords::new(day, visit.today(), language);
    let facts = line.about.as_ref().map(|about| &about.facts);
    let by = person(&visit.desk.office.circle, &say::recorder(&act.by, visit.voice()));
    ChangesRow {
        seq: act.seq,
        recorded_on: in_words(act.recorded_on),
        on: in_words(act.on),
        reference: facts.map(|facts| facts.reference.clone()),
        path: facts.map(|facts| encoded(&facts.reference)).unwrap_or_default(),
        title: line.about.as_ref().map(|about| &about.short).or(line.party.as_ref()).cloned().unwrap_or_default(),
        what: say::act(act.body.word(), language),
        told: say::act_value_lines(&act.body, language),
        number: act.number.clone(),
        note: act.note.clone(),
        by: match &act.origin.written_by {
            Some(name) => sentence!(words::TYPED_BY, name, by).say(visit.voice()),
            None => by,
        },
        way: act.origin.via.map_or("", |via| via_words(via, language)),
        decided_by: act.origin.decided_by.clone(),
        voided: line.voided,
    }
}

fn list(visit: &Visit<'_>, rows: &[ChangesRow], asked: &recorded_acts::RecordedActsQuery) -> Listing {
    let voice = visit.voice();
    let cells = rows.iter().enumerate().map(|(at, row)| {
        let voided = row.voided.then(|| words::TAKEN_BACK.of(voice).to_owned());
        let what = std::iter::once(row.what.to_owned()).chain(row.told.iter().cloned()).chain(voided);
        vec![
            (at + 1).to_string(),
            row.recorded_on.table.clone(),
            row.reference.clone().unwrap_or_default(),
            row.title.clone(),
            what.collect::<Vec<_>>().join("; "),
            row.on.table.clone(),
            row.number.clone().unwrap_or_default(),
            row.by.clone(),
            row.way.to_owned(),
            row.decided_by.clone().unwrap_or_default(),
            row.note.clone().unwrap_or_default(),
        ]
    });
    let mut narrowed = sentence!(words::RECORDED_BETWEEN, asked.from, asked.through).say(voice);
    if let Some(reference) = &asked.reference {
        narrowed = format!("{narrowed}; {}", sentence!(words::OF_AGREEMENT, reference).say(voice));
    }
    Listing::new(visit, tables::RECORDED_TITLE, tables::RECORDED, cells.collect(), narrowed)
}
