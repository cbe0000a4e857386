//! Makes sections of reminders, derived again from the register.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Composer, Sections, YearlyHistory};
use crate::lifecycle::act::{Act, MilestoneKind};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::anniversaries::is_remembered;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Timeline};
use crate::lifecycle::policy::{Contact, Right};
use crate::lifecycle::reminder::{Key, Occasion, RecipientSource, Subject, SubjectState};
use crate::message::letter::{Correction, DayOutcomeNow};
use crate::message::section::EarlierRecipient;
use crate::message::{CalendarEntry, Section, say};
use crate::outbox::EnvelopeState;
use crate::store::{Filter, Queued, TakenBack};
use crate::watch::dossier::{Dossier, Situation, TimelineReach};
use crate::watch::office::Bodies;
use crate::watch::{WatchError, corrections, entries, gather, replacements, yearly};

/// Acts that may have moved a day are looked at from the latest back.
const MOVERS_LOOKED_AT: usize = 50;

/// A section with the reminders it covers: one, or several where one person receives for others.
pub(super) struct DraftSection {
    /// The reminders.
    pub(super) keys: Vec<Key>,
    /// Whether the rung names the recipient.
    pub(super) meant: RecipientSource,
    /// The content.
    pub(super) section: Section,
    /// The calendar entry that goes with it, where one does.
    pub(super) entry: Option<CalendarEntry>,
    /// The working day to do it by: the order in a letter, and among letters.
    pub(super) urgent_on: Day,
    /// A dropped letter with the same content, of which it is unknown whether it arrived.
    pub(super) perhaps_in: Option<i64>,
    /// In a correction: what is valid instead of the earlier day.
    pub(super) holds_now: DayOutcomeNow,
}

impl DraftSection {
    fn new(
        key: &Key,
        meant: RecipientSource,
        section: Section,
        entry: Option<CalendarEntry>,
        taken_back: &[TakenBack],
    ) -> Self {
        let perhaps_in = taken_back.iter().filter(|back| back.key == *key).find_map(|back| back.perhaps_in);
        Self {
            keys: vec![key.clone()],
            meant,
            urgent_on: section.do_by,
            section,
            entry,
            perhaps_in,
            holds_now: DayOutcomeNow::Moved,
        }
    }
}

/// A country's letter names so many of its agreements …
const NAMED: usize = 12;
/// … out of so many that it looks at.
const LOOKED_AT: usize = 200;

/// What a composition set aside.
#[derive(Default)]
pub(super) struct Withdrawn {
    /// Reminders that no longer hold.
    pub(super) keys: Vec<Key>,
    /// What could not be derived, with the reason; its reminders stay.
    pub(super) failed: Vec<String>,
}

impl Composer<'_> {
    /// The reminders that still hold, as sections, the most urgent first.
    pub(super) fn draft_sections(&self, keys: &[&Key], withdrawn: &mut Withdrawn) -> Result<Sections, WatchError> {
        let mut by_subject: BTreeMap<&Subject, Vec<&Key>> = BTreeMap::new();
        for key in keys {
            by_subject.entry(&key.subject).or_default().push(key);
        }
        let mut draft_sections = Vec::new();
        for (subject, keys) in by_subject {
            match subject {
                Subject::Agreement(id) => match self.agreement(*id, &keys, withdrawn) {
                    Ok(sections) => draft_sections.extend(sections),
                    Err(WatchError::Store(error)) if !error.is_of_the_record() => return Err(error.into()),
                    Err(error) => withdrawn.failed.push(format!("agreement {id}: {error}")),
                },
                Subject::Country(_) | Subject::Office => {
                    let yearly = self.each_year()?.iter().find(|yearly| yearly.subject == *subject);
                    draft_sections.extend(self.yearly(yearly, &keys, withdrawn)?);
                }
            }
        }
        draft_sections.sort_by(|a, b| (a.urgent_on, &a.keys).cmp(&(b.urgent_on, &b.keys)));
        Ok(draft_sections)
    }

    /// What comes round each year, worked out once for all letters.
    fn each_year(&self) -> Result<&[yearly::Yearly], WatchError> {
        let known = &self.common.yearly;
        if known.get().is_none() {
            let around = yearly::yearly_subjects(self.store, self.office, self.moment.today)?;
            return Ok(known.get_or_init(|| around));
        }
        Ok(known.get().map_or(&[], Vec::as_slice))
    }

    fn agreement(&self, id: i64, keys: &[&Key], withdrawn: &mut Withdrawn) -> Result<Sections, WatchError> {
        let today = self.moment.today;
        let dossier = Dossier::read(self.store, id, today)?;
        let situation = Situation::of(&dossier, self.office, today, TimelineReach::Plan)?;
        let holds = gather::still_true(&situation, self.office)?;
        let earlier = entries::EarlierReminders { queued: &dossier.queued, taken_back: &dossier.withdrawn };
        let mut found: Sections = Vec::new();
        for key in keys {
            let gone = (key.occasion == Occasion::Gone).then(|| situation.as_it_was(key)).flatten();
            let milestone = gone.as_ref().map(|was| &was.milestone).or_else(|| situation.milestone_of(key));
            let (Some(milestone), Some(meant)) = (milestone, holding_recipient(&holds, key)) else {
                withdrawn.keys.push((*key).clone());
                continue;
            };
            if join_section(&mut found, key) {
                continue;
            }
            let section = situation.section(milestone, &self.common.parties)?;
            let newer = if milestone.kind == MilestoneKind::Expiry {
                replacements::newer(self.store, id, &situation.facts)?
            } else {
                Vec::new()
            };
            let newer = newer.into_iter().map(|one| (one.reference, one.signed_on)).collect();
            let section = section.with_earlier_letters(self.earlier(&dossier.queued, key)).with_newer(newer);
            let section = self.with_link(section, key)?;
            let entry = self.entry(&section, milestone, key, earlier)?;
            let holds_now = outcome_now(&situation, key, &dossier.queued);
            found.push(DraftSection { holds_now, ..DraftSection::new(key, meant, section, entry, &dossier.withdrawn) });
        }
        Ok(found)
    }

    fn yearly(
        &self,
        yearly: Option<&yearly::Yearly>,
        keys: &[&Key],
        withdrawn: &mut Withdrawn,
    ) -> Result<Sections, WatchError> {
        let today = self.moment.today;
        let history = yearly.map(|yearly| self.yearly_history(yearly)).transpose()?;
        let mut found: Sections = Vec::new();
        for key in keys {
            let at = yearly.and_then(|yearly| {
                let position = |m: &crate::lifecycle::milestone::Milestone| key.speaks_of(&m.topic(), m.day);
                yearly.milestones.iter().position(position).map(|at| (yearly, at))
            });
            let meant = history.as_ref().and_then(|history| holding_recipient(&history.holds, key));
            let (Some((yearly, at)), Some(history), Some(meant)) = (at, &history, meant) else {
                withdrawn.keys.push((*key).clone());
                continue;
            };
            if join_section(&mut found, key) {
                continue;
            }
            let (milestone, mut task) = (&yearly.milestones[at], yearly.tasks[at].clone());
            // No subject names any of these.
            if self.office.bodies == Bodies::Written {
                if let Subject::Country(country) = &key.subject {
                    task.agreements = self.agreements_with(country, withdrawn)?;
                }
                if milestone.name.as_deref() == Some(yearly::PLAN_OF_THE_YEAR) {
                    task.anniversaries = self.anniversaries_of(milestone.day.year() + 1, withdrawn)?;
                }
            }
            let mut section = Section::of_office(milestone, task, &self.office.calendar, today)?;
            // The page of what the office owes is for who records on all, and for who stands for the matter.
            if let Some(page) = self.office.page.as_ref() {
                let records = self.records_on(&yearly.officers);
                section.web = if records { page.of_the_office(&milestone.mark()) } else { page.no_page() };
            }
            let section = self.with_office_link(section, key)?;
            let earlier = entries::EarlierReminders { queued: &history.queued, taken_back: &history.taken_back };
            let entry = self.entry(&section, milestone, key, earlier)?;
            found.push(DraftSection::new(key, meant, section, entry, &history.taken_back));
        }
        Ok(found)
    }

    /// The earlier letters about that subject, and what a letter may still say of it; read once for all letters of a composition.
    fn yearly_history(&self, yearly: &yearly::Yearly) -> Result<Rc<YearlyHistory>, WatchError> {
        if let Some(history) = self.common.yearly_history.borrow().get(&yearly.subject) {
            return Ok(history.clone());
        }
        let queued = yearly::recent(self.store, &yearly.subject, self.moment.today)?;
        let holds = yearly::still_true(&queued, yearly, self.office, self.moment.today)?;
        let taken_back = self.store.taken_back(&yearly.subject, Day::first())?;
        let history = Rc::new(YearlyHistory { holds, queued, taken_back });
        self.common.yearly_history.borrow_mut().insert(yearly.subject.clone(), history.clone());
        Ok(history)
    }

    /// Whether the addressee may record on what these people look after.
    fn records_on(&self, officers: &[String]) -> bool {
        let own = |to: &Contact| to.can.contains(&Right::Own) && officers.contains(&to.id);
        self.office.circle.contact(self.addressee).is_some_and(|to| to.can.contains(&Right::Record) || own(to))
    }

    /// A moved day with the letter that named the old one and the act that moved it: the latest recorded since.
    pub(super) fn correction(&self, draft: &DraftSection) -> Result<Correction, WatchError> {
        let key = &draft.keys[0];
        let old_day = corrections::old_day(key).unwrap_or(key.day);
        let mut told_on = self.moment.today;
        let mut because = None;
        if let Subject::Agreement(id) = key.subject {
            let queued = self.store.queued(&key.subject)?;
            let read = |q: &Queued| q.key.recipient == key.recipient || q.addressee == key.recipient;
            let earlier = |q: &&Queued| q.key.speaks_of(&key.topic, old_day) && q.taken.is_some() && read(q);
            told_on = queued.iter().filter(earlier).map(|q| q.queued_on).max().unwrap_or(told_on);
            let agreement = self.store.record_of(id)?;
            because = self.mover(&agreement, key, old_day, told_on).map(|act| self.office.move_cause(act));
        }
        Ok(Correction { section: draft.section.clone(), old_day, told_on, because, holds_now: draft.holds_now })
    }

    /// The latest act since that day with which the milestone's old day or its new one came or went; where none did, the
    /// latest that can move a day.
    fn mover<'a>(&self, agreement: &'a Agreement, key: &Key, old_day: Day, since: Day) -> Option<&'a Act> {
        let acts = &agreement.acts;
        let moves = |act: &Act| act.recorded_on >= since && act.body.moves_days();
        let through = old_day.max(key.day).plus_days(366).unwrap_or_else(|_| Day::last());
        let stand = |count: usize| {
            let known = Agreement { id: agreement.id, acts: acts[..count].to_vec() };
            let timeline = Timeline::of(&known, Some(self.office.clocks()), through).ok()?;
            let stands = |day| timeline.milestones.iter().any(|m| m.topic() == key.topic && m.day == day);
            Some([old_day, key.day].map(stands))
        };
        let candidates = acts.iter().enumerate().rev().filter(|(_, act)| moves(act)).take(MOVERS_LOOKED_AT);
        let found = candidates.into_iter().find(|(at, _)| *at > 0 && stand(*at) != stand(at + 1));
        found.map(|(_, act)| act).or_else(|| acts.iter().rfind(|act| moves(act)))
    }

    /// The agreements with a country, worked out once for all its letters of a composition.
    fn agreements_with(&self, country: &str, withdrawn: &mut Withdrawn) -> Result<Vec<String>, WatchError> {
        if let Some(names) = self.common.with_country.borrow().get(country) {
            return Ok(names.clone());
        }
        let names = self.names_of_agreements_with(country, withdrawn)?;
        self.common.with_country.borrow_mut().insert(country.to_owned(), names.clone());
        Ok(names)
    }

    /// The agreements with a country by their short names, for its letter; a restricted one, one that was ended and what
    /// nobody signed with a partner are left out.
    fn names_of_agreements_with(&self, country: &str, withdrawn: &mut Withdrawn) -> Result<Vec<String>, WatchError> {
        let today = self.moment.today;
        let filter = Filter { country: Some(country.to_owned()), ..Filter::default() };
        let mut names = Vec::new();
        for id in self.store.find(&filter, 0, LOOKED_AT)? {
            let record = match self.store.record_of(id) {
                Ok(record) => record,
                Err(error) if error.is_of_the_record() => {
                    withdrawn.failed.push(format!("agreement {id}: {error}"));
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            let dossier = Dossier::without_letters(record, today);
            let Ok(situation) = Situation::of(&dossier, self.office, today, TimelineReach::Through(today)) else {
                continue;
            };
            let facts = &situation.facts;
            if facts.is_restricted() || !is_remembered(facts.kind) || situation.standing == SubjectState::Ended {
                continue;
            }
            if names.len() == NAMED {
                names.push("…".to_owned());
                break;
            }
            names.push(format!("{} ({})", say::agreement_short(facts, &self.common.parties, today), facts.reference));
        }
        Ok(names)
    }

    /// The letters already sent on the same milestone, for the director's five lines.
    fn earlier(&self, queued: &[Queued], key: &Key) -> Vec<EarlierRecipient> {
        let same = |other: &&Queued| {
            other.key.trial.is_none()
                && other.key.speaks_of(&key.topic, key.day)
                && other.envelope_state == EnvelopeState::Sent
        };
        let recipient = |q: &Queued| EarlierRecipient { name: self.office.named(&q.addressee), on: q.queued_on };
        queued.iter().filter(same).map(recipient).collect()
    }
}

/// What is valid instead of what a correction takes back.
fn outcome_now(situation: &Situation<'_>, key: &Key, queued: &[Queued]) -> DayOutcomeNow {
    let ends = |m: &&Milestone| m.day == key.day && matches!(m.kind, MilestoneKind::Expiry | MilestoneKind::Renewal);
    match key.occasion {
        Occasion::Gone => match situation.milestones().iter().find(ends).filter(|m| m.topic() != key.topic) {
            Some(other) => DayOutcomeNow::Became(other.kind),
            None if situation.timeline.course.suspended_on(key.day) => DayOutcomeNow::Suspended,
            None => DayOutcomeNow::Gone,
        },
        Occasion::MovedFrom(day) if day == key.day => {
            let to = |q: &&Queued| q.key.recipient == key.recipient || q.addressee == key.recipient;
            let earlier =
                queued.iter().filter(|q| q.key.speaks_of(&key.topic, key.day) && q.taken.is_some()).filter(to);
            let earlier =
                earlier.max_by_key(|q| q.taken).and_then(|earlier| corrections::moved_range_end(situation, earlier));
            earlier.map_or(DayOutcomeNow::Again, DayOutcomeNow::LaterDay)
        }
        _ => DayOutcomeNow::Moved,
    }
}

/// Whether a reminder still holds. Its ordinal may have changed under an amendment; its day has not.
fn holding_recipient(holds: &BTreeMap<Key, RecipientSource>, key: &Key) -> Option<RecipientSource> {
    let same = |other: &Key| {
        (other.speaks_of(&key.topic, key.day) && other.occasion == key.occasion) && other.recipient == key.recipient
    };
    holds.iter().find(|(other, _)| same(other)).map(|(_, meant)| *meant)
}

/// Joins a reminder to a section that says the same already: one person who receives for two gets it once.
fn join_section(found: &mut Sections, key: &Key) -> bool {
    let says = |draft_sections: &&mut DraftSection| draft_sections.keys[0].speaks_of(&key.topic, key.day);
    match found.iter_mut().find(says) {
        Some(draft_sections) => {
            draft_sections.keys.push(key.clone());
            true
        }
        None => false,
    }
}
