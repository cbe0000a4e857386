//! The year ahead: every day of a year that asks for something, as the annex to the plan due on 15 November.
//!
//! Not the agenda: it is in Vietnamese, names partners, clauses and people, and leaves out what is done. A restricted
//! agreement appears with reference and day only.

mod period;
mod tables;
mod tasks;

use std::path::Path;

use serde::Serialize;

use super::agenda::DayOutcome;
use super::export::Existing;
use super::unanswered::has_no_result;
use super::{Desk, DeskError};
use crate::exchange::{ByteOrderMark, csv_sheet};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};
use crate::lifecycle::policy::Language;
use crate::message::section::{RuleCheckState, TaskKind};
use crate::message::{Task, say};
use crate::store::Filter;
use crate::watch::{Dossier, Situation, TimelineReach, task, yearly};

use crate::message::answer::plan as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};
pub use period::{MatterTally, PeriodLine, PeriodReport, period};
pub(crate) use tables::{period_csv, write_tasks};
use tasks::ReportSpan;
pub(crate) use tasks::tasks_csv;
pub use tasks::{ParentText, TaskLine};

/// One day of the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    pub day: Day,
    /// What kind of day; unsaid of a restricted agreement, like all that follows but the reference.
    pub kind: Option<MilestoneKind>,
    /// The duty's or the observance's name in acts.
    pub name: Option<String>,
    /// What is due.
    pub title: String,
    pub reference: Option<String>,
    /// The partners by today's names, or whom a letter goes to.
    pub partner: Option<String>,
    /// The last working day on or before the day.
    pub do_by: Option<Day>,
    /// Of a duty, the last day on which it is still done in time.
    pub lawful_until: Option<Day>,
    /// Where it is written.
    pub basis: Option<String>,
    /// Who looks after it.
    pub officers: Vec<String>,
    /// The strategy or plan that the agreement serves.
    pub under: Option<String>,
    /// Of a commitment, who carries it out.
    pub who: Option<String>,
    /// What to mind.
    pub note: Option<String>,
    /// What became of it: what has passed without a result stays in the plan.
    #[serde(skip)]
    pub outcome: DayOutcome,
    /// The kind in Vietnamese; a greeting and an anniversary are distinguished.
    #[serde(skip)]
    sort: &'static str,
}

/// The year.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// In order of day.
    pub lines: Vec<ReportLine>,
    /// Its commitments under the plans and strategies they serve, by who carries them out.
    pub tasks: Vec<TaskLine>,
    /// Records that could not be read, a line each.
    pub failed: Vec<String>,
    /// Its first and last day.
    pub days: Option<(Day, Day)>,
}

/// More lines than this are no plan.
const AT_MOST: usize = 1_000_000;

/// The plan is an annex to a Vietnamese paper.
const VI: Voice = Voice::terminal(Language::Vi);

/// What the year asks for, as it is known today: what is done is left out, and so is what had passed in an agreement's life
/// before the register knew it. A duty of the office stays until its result is recorded.
pub fn plan(desk: &Desk, from: Day, through: Day) -> Result<Plan, DeskError> {
    let today = desk.today();
    let parties = desk.store.parties()?;
    let time = ReportSpan { from, through, known_to: today, language: Language::Vi };
    let (mut lines, mut tasks) = (Vec::new(), Vec::new());
    let failed = desk.walk_records(
        &Filter::default(),
        |record| {
            let dossier = Dossier::without_letters(record, today);
            let situation = Situation::of(&dossier, &desk.office, today, TimelineReach::Through(through))?;
            let facts = &situation.facts;
            let mut found = Vec::new();
            for milestone in open_in_span(situation.milestones(), from, today) {
                if facts.is_restricted() {
                    found.push(ReportLine::withheld(facts, milestone));
                    continue;
                }
                let task = task::task(&desk.office, facts, milestone, &parties);
                let mut line = ReportLine::new(desk, milestone, task.as_ref(), &facts.officers)?;
                line.under.clone_from(&facts.under);
                line.who = task.as_ref().and_then(|task| task.who.clone()).filter(|_| milestone.commitment.is_some());
                let short = say::agreement_short(facts, &parties, today);
                line.title = named(short, milestone, task.as_ref());
                let partner = say::parties_text(&facts.partner, &parties, facts.signed_on, today, Language::Vi);
                line.partner = Some(partner).filter(|partner| !partner.is_empty());
                line.reference = Some(facts.reference.clone());
                found.push(line);
            }
            let short = say::agreement_short(facts, &parties, today);
            Ok(Some((found, time.tasks(desk, &situation, &short))))
        },
        |(found, more)| {
            lines.extend(found);
            tasks.extend(more);
            if lines.len() > AT_MOST { Err(DeskError::TooMany(AT_MOST)) } else { Ok(()) }
        },
    )?;
    for subject in yearly::subjects(&desk.store, &desk.office, from, through)? {
        for (milestone, task) in subject.milestones.iter().zip(&subject.tasks) {
            let no_result = has_no_result(milestone, task, today);
            if milestone.state(today) == MilestoneState::Open || no_result {
                let mut line = ReportLine::new(desk, milestone, Some(task), &subject.officers)?;
                if no_result {
                    line.outcome = DayOutcome::NoResult;
                    line.note = Some(with_note(words::NO_RESULT.of(VI), line.note.as_deref()));
                }
                lines.push(line);
            }
        }
    }
    lines.sort_by(|one, other| {
        (one.day, one.kind, &one.reference, &one.name).cmp(&(other.day, other.kind, &other.reference, &other.name))
    });
    let tasks = tasks::arrange(desk, tasks)?;
    Ok(Plan { lines, tasks, failed, days: Some((from, through)) })
}

fn open_in_span(milestones: &[Milestone], from: Day, today: Day) -> impl Iterator<Item = &Milestone> {
    milestones.iter().filter(move |milestone| from <= milestone.day && milestone.state(today) == MilestoneState::Open)
}

/// What is due, with the agreement's name in it.
fn named(short: String, milestone: &Milestone, task: Option<&Task>) -> String {
    match (milestone.kind, task) {
        (MilestoneKind::Review, _) => sentence!(words::NTH_REVIEW, short, milestone.nth).say(VI),
        (MilestoneKind::Duty | MilestoneKind::Commitment, Some(task)) => format!("{short}: {}", task.title),
        (MilestoneKind::Observance, _) => sentence!(words::YEARS_SIGNED, short, milestone.nth).say(VI),
        _ => short,
    }
}

impl ReportLine {
    fn new(
        desk: &Desk,
        milestone: &Milestone,
        task: Option<&Task>,
        officers: &[String],
    ) -> Result<Self, CalendarError> {
        let contact = |id: &String| desk.office.circle.contact(id).map_or(id.clone(), |contact| contact.name.clone());
        Ok(Self {
            day: milestone.day,
            kind: Some(milestone.kind),
            name: milestone.name.clone(),
            title: task.map(|task| task.title.clone()).unwrap_or_default(),
            reference: None,
            partner: task.and_then(|task| task.to.clone()),
            do_by: Some(desk.office.calendar.on_or_before(milestone.day)?),
            lawful_until: milestone.lawful_until,
            basis: milestone.basis.clone(),
            officers: officers.iter().map(contact).collect(),
            under: None,
            who: None,
            note: note(milestone, task),
            outcome: DayOutcome::Awaited,
            sort: match task {
                // Nobody is written to on such a day.
                Some(Task { manner: TaskKind::Greeting, who: None, to: None, .. }) => words::MARKED.of(VI),
                Some(Task { manner: TaskKind::Greeting, .. }) => words::GREETED.of(VI),
                _ => say::kind(milestone.kind, Language::Vi),
            },
        })
    }

    /// Of a restricted agreement: reference and day.
    fn withheld(facts: &Facts, milestone: &Milestone) -> Self {
        Self {
            day: milestone.day,
            kind: None,
            name: None,
            title: String::new(),
            reference: Some(facts.reference.clone()),
            partner: None,
            do_by: None,
            lawful_until: None,
            basis: None,
            officers: Vec::new(),
            under: None,
            who: None,
            note: None,
            outcome: DayOutcome::Awaited,
            sort: "",
        }
    }

    /// Who carries it out, what it serves, and what to mind, as one cell.
    pub fn remarks(&self, voice: Voice) -> Option<String> {
        let who = self.who.as_ref().map(|who| sentence!(words::CARRIED_OUT_BY, who).say(voice));
        let under = self.under.as_ref().map(|under| sentence!(words::SERVES, under).say(voice));
        let said: Vec<String> = who.into_iter().chain(under).chain(self.note.clone()).collect();
        Some(said.join("; ")).filter(|said| !said.is_empty())
    }

    fn cells(&self) -> Vec<Option<String>> {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let day = |day: Option<Day>| day.map(say::day_table);
        vec![
            day(Some(self.day)),
            text(say::weekday(self.day, Language::Vi)),
            text(self.sort),
            text(&self.title),
            self.reference.clone(),
            self.partner.clone(),
            day(self.do_by),
            day(self.lawful_until),
            self.basis.clone(),
            text(&self.officers.join("; ")),
            self.remarks(VI),
        ]
    }
}

fn with_note(first: &str, rest: Option<&str>) -> String {
    rest.map_or_else(|| first.to_owned(), |rest| format!("{first}; {rest}"))
}

/// What to mind about a day: a rule nobody has checked against its text, a day that is not certain, an open range, a
/// move.
fn note(milestone: &Milestone, task: Option<&Task>) -> Option<String> {
    let mut notes = Vec::new();
    match (milestone.kind, task.map(|task| task.checked)) {
        (MilestoneKind::Duty, Some(RuleCheckState::No)) => notes.push(sentence!(words::LAW_UNCHECKED)),
        (MilestoneKind::Observance, Some(RuleCheckState::No)) => notes.push(sentence!(words::DAY_UNCONFIRMED)),
        _ => {}
    }
    if let Some(until) = milestone.until {
        notes.push(sentence!(words::OPEN_END, until));
    }
    if let Some(from) = milestone.moved_from {
        notes.push(sentence!(words::MOVED_FROM, from));
    }
    if let Some(decided) = &milestone.decided {
        let choice = say::choice(decided.choice, Language::Vi);
        notes.push(sentence!(words::DECIDED, choice, decided.on));
    }
    let notes: Vec<String> = notes.iter().map(|note| note.say(VI)).collect();
    Some(notes.join("; ")).filter(|notes| !notes.is_empty())
}

/// The plan as CSV with Vietnamese headers.
pub fn csv(plan: &Plan, mark: ByteOrderMark) -> Vec<u8> {
    let headers = words::HEADS.map(|head| head.of(VI).to_owned());
    let rows: Vec<_> = plan.lines.iter().map(ReportLine::cells).collect();
    csv_sheet(&headers, &rows, mark)
}

/// Writes the plan to a file that only its owner may read: a workbook or CSV, by the file's name.
pub fn write(desk: &Desk, path: &Path, plan: &Plan, existing: Existing) -> Result<(), DeskError> {
    tables::plan(desk, path, plan, existing)
}

/// Writes the report to a file that only its owner may read: a workbook or CSV, by the file's name.
pub(crate) fn write_period(
    desk: &Desk,
    path: &Path,
    report: &PeriodReport,
    existing: Existing,
) -> Result<(), DeskError> {
    tables::period(desk, path, report, existing)
}
