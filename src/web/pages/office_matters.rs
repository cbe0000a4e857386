//! `/viec-co-quan`: what the office itself owes each year, and that it was done: reports by law, greetings. What was
//! recorded stands below, to be confirmed or taken back.

mod kept;

use serde::Serialize;

use super::words::DayWords;
use crate::desk::Purpose;
use crate::desk::agenda::{AgendaEntry, DayOutcome};
use crate::desk::record::{OFFICE, RecordError, record_office};
use crate::desk::rights::{Deed, Extent};
use crate::exchange::acts::SaidAct;
use crate::lifecycle::act::{ActKey, ActWord, Target};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::MilestoneState;
use crate::lifecycle::recording::Refusal;
use crate::message::answer::plan;
use crate::message::{Say, say};
use crate::web::answer::{Reply, Trouble, status_of};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

/// So many days back, and ahead.
const BACK_DAYS: i64 = 400;
const AHEAD_DAYS: i64 = 200;

#[derive(Serialize)]
struct Page {
    rows: Vec<Row>,
    /// What is being said of one of them.
    asked: Option<Asked>,
    /// What was recorded.
    kept: Vec<kept::KeptRow>,
    /// The one that is to be taken back.
    undo: Option<kept::KeptRow>,
    /// What is wrong where no matter is asked about.
    faults: Vec<String>,
    done: bool,
}

#[derive(Serialize)]
struct Row {
    /// The mark, percent-encoded.
    path: String,
    what: String,
    day: DayWords,
    /// That it has passed without a result.
    note: &'static str,
    late: bool,
}

#[derive(Serialize)]
struct Asked {
    mark: String,
    what: String,
    day: DayWords,
    on: String,
    number: String,
    note: String,
    /// What was typed, once it could be read: the day.
    seen: Option<DayWords>,
    faults: Vec<String>,
}

fn may(visit: &Visit<'_>) -> Result<(), Trouble> {
    let extent = visit.member()?.viewer.extent(Deed::Answer);
    if extent == Extent::All { Ok(()) } else { Err(Trouble::Forbidden) }
}

/// The matters of the office itself.
fn own(visit: &Visit<'_>) -> Result<Vec<AgendaEntry>, Trouble> {
    let today = visit.today();
    let edge = |days: i64| today.plus_days(days).unwrap_or(today);
    let agenda = visit.site.kept.agenda(visit.desk, edge(-BACK_DAYS), edge(AHEAD_DAYS))?;
    Ok(agenda.entries.iter().filter(|entry| entry.reference.is_none()).cloned().collect())
}

/// Whether it waits for a result.
fn asks(entry: &AgendaEntry) -> bool {
    entry.state == MilestoneState::Open || entry.outcome == DayOutcome::NoResult
}

/// Whether it stands in the list: of what has passed unseen the newest speaks for those before it.
fn is_listed(entry: &AgendaEntry, all: &[AgendaEntry], today: Day) -> bool {
    let newer = |other: &AgendaEntry| {
        (other.kind, &other.name) == (entry.kind, &entry.name) && other.day > entry.day && other.day < today
    };
    entry.state == MilestoneState::Open || (asks(entry) && !all.iter().any(newer))
}

/// GET /viec-co-quan.
pub(crate) fn list(visit: &Visit<'_>) -> Reply {
    may(visit)?;
    let asked = visit.asked.query("moc").map(str::to_owned);
    show(visit, asked.as_deref(), None, Vec::new())
}

fn show(visit: &Visit<'_>, about: Option<&str>, seen: Option<Day>, faults: Vec<String>) -> Reply {
    let entries = own(visit)?;
    let words = |day| DayWords::new(day, visit.today(), visit.language());
    let field = |name: &str| visit.asked.field(name).unwrap_or_default().chars().take(500).collect::<String>();
    let status = status_of(&faults);
    let undo = match visit.asked.query("huy").map(|seq| kept::taken_back(visit, seq)).transpose()? {
        Some(Err(answer)) => return Ok(answer),
        Some(Ok(row)) => Some(row),
        None => None,
    };
    let meant = about.and_then(|about| entries.iter().find(|entry| asks(entry) && entry.mark().to_string() == about));
    let asked = meant.map(|entry| Asked {
        mark: entry.mark().to_string(),
        what: entry.label.clone(),
        day: words(entry.day),
        on: field("on"),
        number: field("number"),
        note: field("note"),
        seen: seen.map(words),
        faults: faults.clone(),
    });
    let voice = visit.voice();
    let row = |entry: &AgendaEntry| Row {
        path: encoded(&entry.mark().to_string()),
        what: entry.label.clone(),
        day: words(entry.day),
        note: if entry.outcome == DayOutcome::NoResult { plan::NO_RESULT.of(voice) } else { "" },
        late: entry.lawful_until.unwrap_or(entry.day) < visit.today(),
    };
    let listed = entries.iter().filter(|entry| is_listed(entry, &entries, visit.today()));
    let page = Page {
        rows: listed.map(row).collect(),
        faults: if asked.is_some() { Vec::new() } else { faults },
        asked,
        kept: kept::rows(visit)?,
        undo,
        done: visit.asked.query("ghi").is_some(),
    };
    Ok(visit.page("office_matters.html", "home", &page)?.status(status))
}

/// POST /viec-co-quan: what is typed is shown with its weekday; then, confirmed, it is recorded.
pub(crate) fn send(visit: &Visit<'_>) -> Reply {
    may(visit)?;
    if let Some(seq) = visit.asked.field("lan") {
        return kept::send(visit, seq, visit.asked.field("press").unwrap_or_default());
    }
    let about = visit.asked.field("moc").unwrap_or_default().to_owned();
    let field = |name: &str| visit.asked.field(name).unwrap_or_default().to_owned();
    let press = field("press");
    if press == "edit" {
        return show(visit, Some(&about), None, Vec::new());
    }
    let voice = visit.voice();
    if field("on").is_empty() {
        // The template has the sentence.
        return show(visit, Some(&about), None, vec!["needs-day".to_owned()]);
    }
    let said = SaidAct::of(ActWord::Fulfil.word())
        .with(ActKey::Milestone, &about)
        .with(ActKey::On, field("on"))
        .with(ActKey::Number, field("number"))
        .with(ActKey::Note, field("note"));
    let request = match said.read(Target::Office) {
        Ok(request) => request,
        Err(wrong) => {
            let sentence = |wrong: &crate::lifecycle::request::Unreadable| {
                let (what, cure) = say::unreadable(wrong, visit.language());
                format!("{what}; {cure}.")
            };
            return show(visit, Some(&about), None, wrong.iter().map(sentence).collect());
        }
    };
    let purpose = if press == "confirm" { Purpose::Keep } else { Purpose::Rehearse };
    let done = visit.site.writer.record(
        |desk| visit.clerk(desk),
        |desk, clerk| record_office(&mut desk.store, &desk.office, clerk, &request, purpose),
    )?;
    match done {
        Ok(recorded) if purpose == Purpose::Rehearse => show(visit, Some(&about), Some(recorded.on), Vec::new()),
        // The same press twice finds it answered.
        Ok(_) | Err(RecordError::Refused(Refusal::Answered(_))) => Ok(visit.go("/viec-co-quan?ghi=1")),
        Err(RecordError::Desk(error)) => Err(error.into()),
        Err(error) => show(visit, Some(&about), None, vec![format!("{}: {}.", OFFICE, error.say(voice))]),
    }
}
