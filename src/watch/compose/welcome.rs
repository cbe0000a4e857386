//! Composes the letter of welcome: what is due in the agreements that were handed over, derived again.

use super::coverage::CoveredReminders;
use super::{Composer, Withdrawn};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Contact;
use crate::lifecycle::reminder::{Key, Occasion, Subject, SubjectState, Topic};
use crate::message::letter::{HandoverLetter, SECTIONS_MAX};
use crate::message::{Letter, Section};
use crate::store::Composed;
use crate::watch::WatchError;
use crate::watch::digest::{EarliestRows, asking};
use crate::watch::dossier::{Dossier, Situation, TimelineReach};
use crate::watch::welcome::WelcomePayload;

/// The letter looks so many days ahead; what it covers it names however far that is.
const AHEAD_DAYS: i64 = 180;

impl Composer<'_> {
    /// The letter, with the reminders it covers that still hold.
    pub(super) fn welcome(
        &self,
        key: &Key,
        payload: &WelcomePayload,
        keys: &[&Key],
        contact: &Contact,
        withdrawn: &mut Withdrawn,
    ) -> Result<Composed, WatchError> {
        let (listed, due): (Vec<&Key>, Vec<&Key>) = keys.iter().partition(|key| key.occasion == Occasion::ToVerify);
        let due = self.draft_sections(&due, withdrawn)?;
        // What finds no place is not spent: it stays behind, and a list of its own says it.
        let mut listed = self.draft_sections(&listed, withdrawn)?;
        listed.truncate(SECTIONS_MAX.saturating_sub(due.len()));
        let mut rest = EarliestRows::new();
        for id in &payload.agreements {
            let said = |topic: &Topic, day| {
                let same = |key: &Key| key.subject == Subject::Agreement(*id) && key.speaks_of(topic, day);
                due.iter().any(|draft| draft.keys.iter().any(same))
            };
            match self.ahead(*id, said, &mut rest) {
                Err(WatchError::Store(error)) if !error.is_of_the_record() => return Err(error.into()),
                Err(error) => withdrawn.failed.push(format!("agreement {id}: {error}")),
                Ok(()) => {}
            }
        }
        let (rest, mut more) = rest.list();
        let places = SECTIONS_MAX.saturating_sub(due.len() + listed.len());
        more += rest.len().saturating_sub(places);
        let said = CoveredReminders::alone(key, self.moment.today).and(&due).and(&listed);
        let mut sections: Vec<Section> = due.into_iter().map(|draft| draft.section).collect();
        sections.extend(rest.into_iter().take(places));
        sections.sort_by_key(|section| section.day);
        let to_verify: Vec<Section> = listed.into_iter().map(|draft| draft.section).collect();
        let from = self.office.circle.contact(&payload.from);
        let handover = HandoverLetter {
            from: from.map_or(payload.from.as_str(), |contact| contact.name.as_str()),
            agreements: payload.agreements.len(),
            due: &sections,
            to_verify: &to_verify,
            more,
        };
        self.composed(&Letter::Welcome(handover), &said, contact)
    }

    /// Offers the open milestones of one agreement that no reminder in the letter names.
    fn ahead(
        &self,
        id: i64,
        said: impl Fn(&Topic, Day) -> bool,
        rest: &mut EarliestRows<Section>,
    ) -> Result<(), WatchError> {
        let (office, today) = (self.office, self.moment.today);
        let through = today.plus_days(AHEAD_DAYS).unwrap_or_else(|_| Day::last());
        let record = self.store.record_of(id)?;
        let dossier = Dossier::without_letters(record, today);
        let situation = Situation::of(&dossier, office, today, TimelineReach::Through(through))?;
        if situation.standing == SubjectState::Ended {
            return Ok(());
        }
        for milestone in asking(situation.milestones(), today) {
            let named = milestone.day <= through && !said(&milestone.topic(), milestone.day);
            // A day to remember that has passed asks nothing any more.
            if !named || (milestone.kind == MilestoneKind::Observance && milestone.day < today) {
                continue;
            }
            rest.offer(milestone.day, || situation.section(milestone, &self.common.parties))?;
        }
        Ok(())
    }
}
