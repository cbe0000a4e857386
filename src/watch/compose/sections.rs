//! Reminders as sections, derived anew from the register.

use std::collections::BTreeMap;

use super::{Bench, Sections};
use crate::lifecycle::act::{Act, Kind};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Timeline};
use crate::lifecycle::reminder::{Key, Meant, Subject};
use crate::lifecycle::workback;
use crate::message::letter::{Because, Correction};
use crate::message::section::{Step, Told};
use crate::message::{Section, Task, section};
use crate::outbox::State;
use crate::store::Queued;
use crate::watch::{WatchError, gather, yearly};

/// A section with the reminders it speaks for: one, or several where one person receives for others.
pub(super) struct Spoken {
    /// The reminders.
    pub(super) keys: Vec<Key>,
    /// Whether the rung names the recipient.
    pub(super) meant: Meant,
    /// What is said.
    pub(super) section: Section,
    /// The working day to do it by: the order in a letter, and among letters.
    pub(super) urgent_on: Day,
}

/// What was put aside on the way.
#[derive(Default)]
pub(super) struct Aside {
    /// Reminders that no longer hold.
    pub(super) withdrawn: Vec<Key>,
    /// What could not be derived, with the reason; its reminders stay.
    pub(super) failed: Vec<String>,
}

impl Bench<'_> {
    /// The reminders that still hold, as sections, the most urgent first.
    pub(super) fn spoken(&self, keys: &[&Key], aside: &mut Aside) -> Result<Sections, WatchError> {
        let mut by_subject: BTreeMap<&Subject, Vec<&Key>> = BTreeMap::new();
        for key in keys {
            by_subject.entry(&key.subject).or_default().push(key);
        }
        let mut spoken = Vec::new();
        let mut around = None;
        for (subject, keys) in by_subject {
            match subject {
                Subject::Agreement(id) => match self.agreement(*id, &keys, aside) {
                    Ok(sections) => spoken.extend(sections),
                    Err(WatchError::Store(error)) if !error.is_of_the_record() => return Err(error.into()),
                    Err(error) => aside.failed.push(format!("agreement {id}: {error}")),
                },
                Subject::Country(_) | Subject::Office => {
                    if around.is_none() {
                        around = Some(yearly::around(self.store, self.office, self.moment.today)?);
                    }
                    let yearly = around.iter().flatten().find(|yearly| yearly.subject == *subject);
                    spoken.extend(self.yearly(yearly, &keys, aside)?);
                }
            }
        }
        spoken.sort_by(|a, b| (a.urgent_on, &a.keys).cmp(&(b.urgent_on, &b.keys)));
        Ok(spoken)
    }

    fn agreement(&self, id: i64, keys: &[&Key], aside: &mut Aside) -> Result<Sections, WatchError> {
        let today = self.moment.today;
        let record = self.store.agreement(id)?.agreement();
        let horizon = gather::horizon(self.office, today);
        let timeline = Timeline::of(&record, Some(self.office.clocks()), horizon)?;
        let holds = gather::still_true(self.store, &timeline, id, self.office, today)?;
        let queued = self.store.queued(&Subject::Agreement(id))?;
        let mut found: Sections = Vec::new();
        for key in keys {
            let milestone = gather::milestone_of(&timeline, key);
            let (Some(milestone), Some(meant)) = (milestone, held(&holds, key)) else {
                aside.withdrawn.push((*key).clone());
                continue;
            };
            if joined(&mut found, key) {
                continue;
            }
            let mut section = section(&timeline, milestone, self.parties, &self.office.calendar, today)?;
            if let Some(task) = self.task(milestone.kind, milestone.name.as_deref()) {
                section = section.with_task(task);
            }
            section = section.with_told(self.told(&queued, key));
            self.add_steps(&mut section, milestone)?;
            let urgent_on = section.do_by;
            found.push(Spoken { keys: vec![(*key).clone()], meant, section, urgent_on });
        }
        Ok(found)
    }

    fn yearly(
        &self,
        yearly: Option<&yearly::Yearly>,
        keys: &[&Key],
        aside: &mut Aside,
    ) -> Result<Sections, WatchError> {
        let today = self.moment.today;
        let holds = match yearly {
            Some(yearly) => yearly::still_true(self.store, yearly, self.office, today)?,
            None => BTreeMap::new(),
        };
        let mut found: Sections = Vec::new();
        for key in keys {
            let at = yearly.and_then(|yearly| {
                let position = |m: &crate::lifecycle::milestone::Milestone| m.what() == key.what && m.day == key.day;
                yearly.milestones.iter().position(position).map(|at| (yearly, at))
            });
            let (Some((yearly, at)), Some(meant)) = (at, held(&holds, key)) else {
                aside.withdrawn.push((*key).clone());
                continue;
            };
            if joined(&mut found, key) {
                continue;
            }
            let (milestone, task) = (&yearly.milestones[at], yearly.tasks[at].clone());
            let section = Section::of_office(milestone, task, &self.office.calendar, today)?;
            let urgent_on = section.do_by;
            found.push(Spoken { keys: vec![(*key).clone()], meant, section, urgent_on });
        }
        Ok(found)
    }

    /// A moved day with the letter that told the old one and the act that moved it: the latest recorded since.
    pub(super) fn correction(&self, spoken: &Spoken) -> Result<Correction, WatchError> {
        let key = &spoken.keys[0];
        let old_day = gather::old_day(key).unwrap_or(key.day);
        let mut told_on = self.moment.today;
        let mut because = None;
        if let Subject::Agreement(id) = key.subject {
            let queued = self.store.queued(&key.subject)?;
            let told = |q: &&Queued| q.key.what == key.what && q.key.day == old_day && q.key.recipient == key.recipient;
            told_on = queued.iter().filter(told).map(|q| q.queued_on).max().unwrap_or(told_on);
            let acts = self.store.agreement(id)?.acts;
            let moves = |act: &&Act| act.recorded_on >= told_on && act.deed.moves_days();
            because = acts.iter().rfind(moves).map(|act| Because {
                act: act.deed.word(),
                by: act.by.clone(),
                number: act.number.clone(),
            });
        }
        Ok(Correction { section: spoken.section.clone(), old_day, told_on, because })
    }

    fn task(&self, kind: Kind, name: Option<&str>) -> Option<Task> {
        let duty = self.office.duties.iter().find(|duty| kind == Kind::Duty && Some(duty.name.as_str()) == name)?;
        Some(yearly::duty_task(duty))
    }

    /// The steps towards an end that are due now. Where nothing is to be extended, or the day has passed, there are none.
    fn add_steps(&self, section: &mut Section, milestone: &Milestone) -> Result<(), WatchError> {
        let today = self.moment.today;
        let Some(about) = &mut section.about else { return Ok(()) };
        if milestone.kind != Kind::Expiry || milestone.closed.is_some() || milestone.day < today {
            return Ok(());
        }
        let planned = workback::plan(&self.office.steps, milestone.day, &self.office.calendar)?;
        about.steps = workback::due(planned, today)
            .map(|planned| Step {
                title: planned.step.title.clone(),
                title_en: planned.step.title_en.clone(),
                do_by: planned.do_by,
            })
            .collect();
        Ok(())
    }

    /// The letters already sent on the same milestone, for the director's five lines.
    fn told(&self, queued: &[Queued], key: &Key) -> Vec<Told> {
        let same = |other: &&Queued| {
            other.key.what == key.what && other.key.day == key.day && other.envelope_state == State::Sent
        };
        let name = |id: &str| self.office.circle.contact(id).map_or(id.to_owned(), |contact| contact.name.clone());
        queued.iter().filter(same).map(|q| Told { name: name(&q.addressee), on: q.queued_on }).collect()
    }
}

/// Whether a reminder still holds. Its ordinal may have changed under an amendment; its day has not.
fn held(holds: &BTreeMap<Key, Meant>, key: &Key) -> Option<Meant> {
    let same = |other: &Key| {
        other.what == key.what && other.day == key.day && other.rung == key.rung && other.recipient == key.recipient
    };
    holds.iter().find(|(other, _)| same(other)).map(|(_, meant)| *meant)
}

/// Joins a reminder to a section that says the same already: one person who receives for two gets it once.
fn joined(found: &mut Sections, key: &Key) -> bool {
    let says = |spoken: &&mut Spoken| {
        let other = &spoken.keys[0];
        other.what == key.what && other.day == key.day
    };
    match found.iter_mut().find(says) {
        Some(spoken) => {
            spoken.keys.push(key.clone());
            true
        }
        None => false,
    }
}
