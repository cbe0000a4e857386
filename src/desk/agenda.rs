//! The milestones between two days, of agreements, of the office and of countries.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::unanswered::has_no_result;
use super::{Desk, DeskError, change};
use crate::lifecycle::act::{Mark, MilestoneKind};
use crate::lifecycle::agreement::{Facts, Restricted};
use crate::lifecycle::calendar::{Calendar, CalendarError};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Milestone, MilestoneState};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::message::answer::plan as words;
use crate::message::say;
use crate::message::section::RuleCheckState;
use crate::message::sentence::{Sentence, sentence};
use crate::message::{Say, Voice};
use crate::store::{Called, Filter, Stored};
use crate::watch::{Dossier, Situation, TimelineReach, board, yearly};

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgendaEntry {
    /// The agreement's; none for what hangs on no agreement.
    pub reference: Option<String>,
    /// The duty's or the observance's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What kind of day.
    pub kind: MilestoneKind,
    /// Its number, from 1.
    pub nth: u32,
    pub day: Day,
    /// The last working day on or before it.
    pub do_by: Day,
    /// The last day on which a duty is still done in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lawful_until: Option<Day>,
    /// What it is about; of a restricted agreement the reference and nothing else.
    pub title: String,
    /// `open`, `done` or `history`.
    pub state: MilestoneState,
    /// What people call the agreement; of what hangs on no agreement, what is to be done.
    #[serde(skip)]
    pub label: String,
    /// What became of it, as far as a list knows; for people.
    #[serde(skip)]
    pub outcome: DayOutcome,
}

impl AgendaEntry {
    /// The agreement behind the name of its duty or commitment, as commands take it.
    pub fn named_label(&self) -> String {
        match &self.name {
            Some(name) if self.reference.is_some() && !self.label.is_empty() => format!("{name}: {}", self.label),
            _ => self.label.clone(),
        }
    }

    /// As acts name it.
    pub fn mark(&self) -> Mark {
        Mark { kind: self.kind, name: self.name.clone(), day: self.day }
    }
}

/// What became of a day, for a reader to whom "done" is not enough: most of what informs is done once it has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOutcome {
    /// It awaits its day.
    Awaited,
    /// It has passed without a result.
    NoResult,
    /// It has passed and asked nothing.
    Passed,
    /// It was answered; by what, where that is known.
    Answered(Option<ClosedBy>),
}

impl DayOutcome {
    fn of(milestone: &Milestone, today: Day) -> Self {
        let last = milestone.lawful_until.unwrap_or(milestone.after_from());
        match (milestone.state(today), milestone.closed) {
            (MilestoneState::Open, _) if last >= today => Self::Awaited,
            (MilestoneState::Open | MilestoneState::History, _) => Self::NoResult,
            (MilestoneState::Done, None) => Self::Passed,
            (MilestoneState::Done, closed) => Self::Answered(closed),
        }
    }

    /// By as much as the board holds of an agreement's day, so that a list says the same however it was worked out.
    fn of_state(kind: MilestoneKind, state: MilestoneState, day: Day, lawful_until: Option<Day>, today: Day) -> Self {
        use MilestoneKind::{Notice, Observance, Renewal};
        match (state, kind) {
            (MilestoneState::Open, _) if lawful_until.unwrap_or(day) >= today => Self::Awaited,
            (MilestoneState::Open | MilestoneState::History, _) => Self::NoResult,
            (MilestoneState::Done, Notice | Observance | Renewal) if day < today => Self::Passed,
            (MilestoneState::Done, _) => Self::Answered(None),
        }
    }
}

/// What an agenda holds.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// In order of day.
    pub entries: Vec<AgendaEntry>,
    /// Records that could not be read, a line each.
    pub failed: Vec<String>,
}

/// More lines than this are no agenda.
const AT_MOST: usize = 1_000_000;

/// What an agenda is asked for.
#[derive(Clone, Copy, Debug)]
pub struct AgendaSpan {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub through: Day,
    /// As it was known at the end of that day.
    pub known_on: Option<Day>,
}

/// Every milestone from a day through a day, in order of day.
pub fn agenda(desk: &Desk, span: AgendaSpan) -> Result<Agenda, DeskError> {
    let today = desk.today();
    let then = span.known_on.filter(|on| *on != today);
    if let Some(on) = then.filter(|on| *on > today) {
        return Err(DeskError::Future(on));
    }
    // Of one moment: a row that the daemon rebuilds between two readings would be found twice, or not at all.
    let mut found = match desk.store.snapshot(|| from_board(desk, span, then))? {
        Some(found) => found,
        None => in_full(desk, span, then)?,
    };
    let on = then.unwrap_or(today);
    for subject in yearly::subjects_on(&desk.store, &desk.office, span.from, span.through, then)? {
        for (milestone, task) in subject.milestones.iter().zip(&subject.tasks) {
            let mut entry = entry(None, &task.title, milestone, &desk.office.calendar, on)?;
            let to = task.to.as_ref().map(|to| format!(" ({to})")).unwrap_or_default();
            entry.label = match task.checked {
                RuleCheckState::No => {
                    sentence!(words::UNCHECKED_LABEL, &task.title, to).say(Voice::terminal(Language::Vi))
                }
                RuleCheckState::Yes => format!("{}{to}", task.title),
            };
            let unanswered = has_no_result(milestone, task, on);
            entry.outcome = if unanswered { DayOutcome::NoResult } else { DayOutcome::of(milestone, on) };
            found.entries.push(entry);
        }
    }
    found.entries.sort_by(|one, other| {
        (one.day, one.kind, &one.reference, &one.name).cmp(&(other.day, other.kind, &other.reference, &other.name))
    });
    Ok(found)
}

/// Who stands for each matter of the office from a day through a day, by the mark of its day.
pub fn matters_of_office(desk: &Desk, from: Day, through: Day) -> Result<BTreeMap<String, Vec<String>>, DeskError> {
    let found = yearly::subjects(&desk.store, &desk.office, from, through)?;
    let each = found.iter().flat_map(|subject| {
        subject.milestones.iter().map(|milestone| (milestone.mark().to_string(), subject.officers.clone()))
    });
    Ok(each.collect())
}

/// What the board holds, with what it does not hold worked out; `None` where it cannot answer.
fn from_board(desk: &Desk, span: AgendaSpan, then: Option<Day>) -> Result<Option<Agenda>, DeskError> {
    let (today, rules) = (desk.today(), &desk.office.day_rules);
    let edge = |days: i64| today.plus_days(days).ok();
    let within = edge(-board::BACK_DAYS).is_some_and(|first| first <= span.from)
        && edge(board::AHEAD_DAYS).is_some_and(|last| span.through <= last);
    if then.is_some() || !within {
        return Ok(None);
    }
    let Some(stale) = desk.stale_on_board()? else { return Ok(None) };
    let parties = if stale.is_empty() { Arc::default() } else { desk.store.parties()? };
    let (entries, failed) = desk.read_each(stale, |stored| of(desk, stored, span, None, &parties))?;
    let mut found = Agenda { entries: entries.into_iter().flatten().collect(), failed };
    desk.store.board_days(rules, today, span.from, span.through, |day, called| {
        let Called { reference, title, label, restricted } = called;
        let outcome = DayOutcome::of_state(day.kind, day.state, day.day, day.lawful_until, today);
        // What a commitment is called says what is promised.
        let withheld = restricted == Restricted::Yes && day.kind == MilestoneKind::Commitment;
        let name = day.name.filter(|_| !withheld);
        let named = match restricted {
            Restricted::Yes => AgreementLabel { title: reference.clone(), label: String::new() },
            Restricted::No => AgreementLabel { title, label },
        };
        found.entries.push(AgendaEntry {
            reference: Some(reference),
            name,
            kind: day.kind,
            nth: day.nth,
            day: day.day,
            do_by: day.do_by,
            lawful_until: day.lawful_until,
            title: named.title,
            state: day.state,
            label: named.label,
            outcome,
        });
    })?;
    if found.entries.len() > AT_MOST { Err(DeskError::TooMany(AT_MOST)) } else { Ok(Some(found)) }
}

/// Everything worked out.
fn in_full(desk: &Desk, span: AgendaSpan, then: Option<Day>) -> Result<Agenda, DeskError> {
    let parties = match then {
        Some(on) => desk.store.parties_known_on(on)?,
        None => desk.store.parties()?,
    };
    let mut entries = Vec::new();
    let failed = desk.walk(
        &Filter::default(),
        |stored| of(desk, stored, span, then, &parties),
        |found| {
            entries.extend(found);
            if entries.len() > AT_MOST { Err(DeskError::TooMany(AT_MOST)) } else { Ok(()) }
        },
    )?;
    Ok(Agenda { entries, failed })
}

/// One agreement's milestones in the span; none where it was not known then.
fn of(
    desk: &Desk,
    stored: &Stored,
    span: AgendaSpan,
    then: Option<Day>,
    parties: &BTreeMap<String, Party>,
) -> Result<Option<Vec<AgendaEntry>>, DeskError> {
    let today = desk.today();
    let dossier = match then {
        Some(on) if on < stored.registered_on => return Ok(None),
        Some(on) => Dossier::known_on(stored, on),
        None => Dossier::without_letters(stored.agreement(), today),
    };
    let on = then.unwrap_or(today);
    let situation = Situation::of(&dossier, &desk.office, on, TimelineReach::Through(span.through))?;
    let mut facts = situation.facts.clone();
    // Marked later, it is withheld as it was known before, too.
    facts.restricted = if stored.facts.is_restricted() { stored.facts.restricted } else { facts.restricted };
    let label = say::agreement_short(&facts, parties, on);
    let named = AgreementLabel { title: title(&facts), label };
    let days = situation.milestones().iter().filter(|milestone| span.from <= milestone.day);
    let found = days.map(|milestone| named.entry(&facts, milestone, &desk.office.calendar, on));
    Ok(Some(found.collect::<Result<Vec<_>, _>>()?))
}

/// An agreement's name for programs: its title; of a restricted one its reference.
pub fn title(facts: &Facts) -> String {
    if facts.is_restricted() { facts.reference.clone() } else { facts.title.clone() }
}

/// What an agreement is called, for programs and for people.
pub(super) struct AgreementLabel {
    pub(super) title: String,
    pub(super) label: String,
}

impl AgreementLabel {
    pub(super) fn entry(
        &self,
        facts: &Facts,
        milestone: &Milestone,
        calendar: &Calendar,
        today: Day,
    ) -> Result<AgendaEntry, CalendarError> {
        let mut entry = entry(Some(&facts.reference), &self.title, milestone, calendar, today)?;
        let restricted = facts.is_restricted();
        if restricted && milestone.kind == MilestoneKind::Commitment {
            entry.name = None;
        }
        entry.label = if restricted { String::new() } else { self.label.clone() };
        Ok(entry)
    }
}

/// What an agreement's duty or commitment on that day is about, in words; none for other days, and where it is no more.
pub fn about(desk: &Desk, entry: &AgendaEntry) -> Result<Option<Sentence>, DeskError> {
    let (Some(reference), Some(_)) = (&entry.reference, &entry.name) else { return Ok(None) };
    let Some(id) = desk.store.agreement_id(reference)? else { return Ok(None) };
    let today = desk.today();
    let dossier = Dossier::without_letters(desk.store.record_of(id)?, today);
    let situation = Situation::of(&dossier, &desk.office, today, TimelineReach::Through(entry.day))?;
    let mark = entry.mark();
    let milestone = situation.milestones().iter().find(|milestone| milestone.mark() == mark);
    Ok(milestone.and_then(|milestone| change::title(milestone, &desk.office)))
}

fn entry(
    reference: Option<&str>,
    title: &str,
    milestone: &Milestone,
    calendar: &Calendar,
    today: Day,
) -> Result<AgendaEntry, CalendarError> {
    Ok(AgendaEntry {
        reference: reference.map(str::to_owned),
        name: milestone.name.clone(),
        kind: milestone.kind,
        nth: milestone.nth,
        day: milestone.day,
        do_by: calendar.on_or_before(milestone.day)?,
        lawful_until: milestone.lawful_until,
        title: title.to_owned(),
        state: milestone.state(today),
        label: title.to_owned(),
        outcome: DayOutcome::of_state(
            milestone.kind,
            milestone.state(today),
            milestone.day,
            milestone.lawful_until,
            today,
        ),
    })
}
