//! `/viec-co-quan`: what the office itself owes each year, and that it was done: reports by law, greetings. What was
//! recorded stands below, to be confirmed or taken back.

mod done;

use serde::Serialize;

use super::words::DayWords;
use crate::desk::Purpose;
use crate::desk::agenda::{AgendaEntry, DayOutcome, matters_of_office};
use crate::desk::record::{OFFICE, RecordError, record_office};
use crate::desk::rights::{Deed, Extent};
use crate::exchange::acts::InputAct;
use crate::lifecycle::act::{ActKey, ActWord, MilestoneKind, Target};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::MilestoneState;
use crate::lifecycle::observance::ObservanceKind;
use crate::lifecycle::recording::Refusal;
use crate::message::answer::plan;
use crate::message::{Say, say};
use crate::web::answer::{PageReply, Trouble, status_of};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

/// So many days back, and ahead.
const BACK_DAYS: i64 = 400;
const AHEAD_DAYS: i64 = 200;

#[derive(Serialize)]
struct OfficeMattersPage {
    rows: Vec<OfficeMatterRow>,
    /// What is being said of one of them.
    asked: Option<OfficeMatterForm>,
    /// What was recorded.
    kept: Vec<done::KeptRow>,
    /// The one that is to be taken back.
    undo: Option<done::KeptRow>,
    /// What is wrong where no matter is asked about.
    faults: Vec<String>,
    done: bool,
}

#[derive(Serialize)]
struct OfficeMatterRow {
    /// The mark, percent-encoded.
    path: String,
    what: String,
    day: DayWords,
    /// The day by which a letter of congratulation is sent.
    send_by: Option<DayWords>,
    /// That it has passed without a result.
    note: &'static str,
    late: bool,
}

#[derive(Serialize)]
struct OfficeMatterForm {
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

/// A matter of the office that this person records on.
struct OwnMatter {
    entry: AgendaEntry,
    /// Who stands for it.
    officers: Vec<String>,
}

/// The matters of the office itself that this person records on: all of them, or those that he stands for.
fn own(visit: &Visit<'_>) -> Result<Vec<OwnMatter>, Trouble> {
    let viewer = &visit.member()?.viewer;
    if viewer.extent(Deed::Answer) == Extent::Nothing {
        return Err(Trouble::Forbidden);
    }
    let today = visit.today();
    let edge = |days: i64| today.plus_days(days).unwrap_or(today);
    let (from, through) = (edge(-BACK_DAYS), edge(AHEAD_DAYS));
    let whose = matters_of_office(visit.desk, from, through)?;
    let agenda = visit.site.kept.agenda(visit.desk, from, through)?;
    let matter = |entry: &AgendaEntry| {
        let officers = whose.get(&entry.mark().to_string()).cloned().unwrap_or_default();
        OwnMatter { entry: entry.clone(), officers }
    };
    let all = agenda.entries.iter().filter(|entry| entry.reference.is_none()).map(matter);
    Ok(all.filter(|matter| viewer.may(Deed::Answer, &matter.officers)).collect())
}

/// Whether it waits for a result.
fn asks(entry: &AgendaEntry) -> bool {
    entry.state == MilestoneState::Open || entry.outcome == DayOutcome::NoResult
}

/// Whether it stands in the list: of what has passed unseen the newest speaks for those before it.
fn is_listed(entry: &AgendaEntry, all: &[OwnMatter], today: Day) -> bool {
    let newer = |OwnMatter { entry: other, .. }: &OwnMatter| {
        (other.kind, &other.name) == (entry.kind, &entry.name) && other.day > entry.day && other.day < today
    };
    entry.state == MilestoneState::Open || (asks(entry) && !all.iter().any(newer))
}

/// The day by which a letter of congratulation is handed in, where one is written on that day.
fn send_by(visit: &Visit<'_>, entry: &AgendaEntry) -> Option<Day> {
    let office = &visit.desk.office;
    let row = office.observances.iter().find(|row| Some(&row.name) == entry.name.as_ref())?;
    let written = entry.kind == MilestoneKind::Observance && row.kind == ObservanceKind::Greeting;
    let by = office.greeting.before(entry.day, &office.calendar).ok()?.1;
    (written && by < entry.day).then_some(by)
}

/// GET /viec-co-quan.
pub(crate) fn list(visit: &Visit<'_>) -> PageReply {
    let asked = visit.asked.query("moc").map(str::to_owned);
    show(visit, asked.as_deref(), None, Vec::new())
}

fn show(visit: &Visit<'_>, about: Option<&str>, seen: Option<Day>, faults: Vec<String>) -> PageReply {
    let entries = own(visit)?;
    let words = |day| DayWords::new(day, visit.today(), visit.language());
    let field = |name: &str| visit.asked.field(name).unwrap_or_default().chars().take(500).collect::<String>();
    let status = status_of(&faults);
    let undo = match visit.asked.query("huy").map(|seq| done::taken_back(visit, seq)).transpose()? {
        Some(Err(answer)) => return Ok(answer),
        Some(Ok(row)) => Some(row),
        None => None,
    };
    let is_it = |entry: &AgendaEntry| asks(entry) && about.is_some_and(|about| entry.mark().to_string() == about);
    let asked = entries.iter().map(|matter| &matter.entry).find(|entry| is_it(entry)).map(|entry| OfficeMatterForm {
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
    let row = |entry: &AgendaEntry| OfficeMatterRow {
        path: encoded(&entry.mark().to_string()),
        what: entry.label.clone(),
        day: words(entry.day),
        send_by: send_by(visit, entry).map(words),
        note: if entry.outcome == DayOutcome::NoResult { plan::NO_RESULT.of(voice) } else { "" },
        late: entry.lawful_until.unwrap_or(entry.day) < visit.today(),
    };
    let listed = entries.iter().map(|matter| &matter.entry).filter(|entry| is_listed(entry, &entries, visit.today()));
    let page = OfficeMattersPage {
        rows: listed.map(row).collect(),
        faults: if asked.is_some() { Vec::new() } else { faults },
        asked,
        kept: done::rows(visit, &entries)?,
        undo,
        done: visit.asked.query("ghi").is_some(),
    };
    Ok(visit.page("office_matters.html", "home", &page)?.status(status))
}

/// POST /viec-co-quan: what is typed is shown with its weekday; then, confirmed, it is recorded.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    if let Some(seq) = visit.asked.field("lan") {
        return done::send(visit, seq, visit.asked.field("press").unwrap_or_default());
    }
    let about = visit.asked.field("moc").unwrap_or_default().to_owned();
    let all = visit.member()?.viewer.extent(Deed::Answer) == Extent::All;
    if !all && !own(visit)?.iter().any(|matter| matter.entry.mark().to_string() == about) {
        return Err(Trouble::Forbidden);
    }
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
    let said = InputAct::of(ActWord::Fulfil.word())
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
