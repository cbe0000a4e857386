//! The milestones between two days, of agreements, of the office and of countries.

use serde::Serialize;

use super::{Desk, DeskError};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::calendar::{Calendar, CalendarError};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, State};
use crate::message::say;
use crate::message::section::Checked;
use crate::store::Filter;
use crate::watch::{Dossier, Reach, Situation, yearly};

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The agreement's; none for what hangs on no agreement.
    pub reference: Option<String>,
    /// The duty's or the observance's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What kind of day.
    pub kind: MilestoneKind,
    /// Its number, from 1.
    pub nth: u32,
    /// The day.
    pub day: Day,
    /// The last working day on or before it.
    pub do_by: Day,
    /// The last day on which a duty is still done in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lawful_until: Option<Day>,
    /// What it is about; of a restricted agreement the reference and nothing else.
    pub title: String,
    /// `open`, `done` or `history`.
    pub state: State,
    /// What a list calls it; for people.
    #[serde(skip)]
    pub label: String,
}

/// What an agenda holds.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// In order of day.
    pub entries: Vec<Entry>,
    /// Records that could not be read, a line each.
    pub failed: Vec<String>,
}

/// More lines than this are no agenda.
const AT_MOST: usize = 1_000_000;

/// Every milestone from a day through a day, in order of day.
pub fn agenda(desk: &Desk, from: Day, through: Day) -> Result<Agenda, DeskError> {
    let today = desk.today();
    let calendar = &desk.office.calendar;
    let parties = desk.store.parties()?;
    let mut entries = Vec::new();
    let failed = desk.walk(
        &Filter::default(),
        |stored| {
            let dossier = Dossier::without_letters(stored.agreement(), today);
            let situation = Situation::of(&dossier, &desk.office, today, Reach::Through(through))?;
            let facts = &situation.facts;
            let named = Named { title: title(facts), label: say::agreement_short(facts, &parties, today) };
            let days = situation.milestones().iter().filter(|milestone| from <= milestone.day);
            let found = days.map(|milestone| named.entry(facts, milestone, calendar, today));
            Ok(Some(found.collect::<Result<Vec<_>, _>>()?))
        },
        |found| {
            entries.extend(found);
            if entries.len() > AT_MOST { Err(DeskError::TooMany(AT_MOST)) } else { Ok(()) }
        },
    )?;
    for subject in yearly::subjects(&desk.store, &desk.office, from, through)? {
        for (milestone, task) in subject.milestones.iter().zip(&subject.tasks) {
            let mut entry = entry(None, &task.title, milestone, calendar, today)?;
            let doubt = if task.checked == Checked::No { "chưa đối chiếu: " } else { "" };
            let to = task.to.as_ref().map(|to| format!(" ({to})")).unwrap_or_default();
            entry.label = format!("{doubt}{}{to}", task.title);
            entries.push(entry);
        }
    }
    entries.sort_by(|one, other| {
        (one.day, one.kind, &one.reference, &one.name).cmp(&(other.day, other.kind, &other.reference, &other.name))
    });
    Ok(Agenda { entries, failed })
}

/// What programs are told an agreement is called: its title; a restricted one its reference.
pub fn title(facts: &Facts) -> String {
    if facts.is_restricted() { facts.reference.clone() } else { facts.title.clone() }
}

/// What an agreement is called, for programs and for people.
pub(super) struct Named {
    pub(super) title: String,
    pub(super) label: String,
}

impl Named {
    pub(super) fn entry(
        &self,
        facts: &Facts,
        milestone: &Milestone,
        calendar: &Calendar,
        today: Day,
    ) -> Result<Entry, CalendarError> {
        let mut entry = entry(Some(&facts.reference), &self.title, milestone, calendar, today)?;
        entry.label = match &milestone.name {
            _ if facts.is_restricted() => String::new(),
            Some(name) => format!("{name}: {}", self.label),
            None => self.label.clone(),
        };
        Ok(entry)
    }
}

fn entry(
    reference: Option<&str>,
    title: &str,
    milestone: &Milestone,
    calendar: &Calendar,
    today: Day,
) -> Result<Entry, CalendarError> {
    Ok(Entry {
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
    })
}
