//! What people's calendars contain already: who was sent a milestone's day, and how often that day has moved since.
//!
//! Nothing is stored for it: it follows from the reminders' keys. So an envelope that is rewritten gets the same entry;
//! what is still pending in it does not count as sent.

use std::collections::BTreeSet;

use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::reminder::{Key, Occasion, Subject};
use crate::outbox::EnvelopeState;
use crate::store::{Queued, TakenBack};

/// Whether a reminder is about the milestone, whatever day it had. An amendment may give it another number, and what
/// comes round each year has the same number every year. A list to verify names no future day.
fn concerns_milestone(key: &Key, subject: &Subject, milestone: &Milestone) -> bool {
    let yearly = !matches!(subject, Subject::Agreement(_));
    let numbered = key.nth == milestone.nth && (!yearly || key.day.year() == milestone.day.year());
    key.topic == milestone.topic() && key.occasion != Occasion::ToVerify && (key.day == milestone.day || numbered)
}

/// The earlier letters about one subject: the reminders queued, oldest first, and those withdrawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EarlierReminders<'a> {
    /// What was queued and not withdrawn.
    pub queued: &'a [Queued],
    /// What was withdrawn; of some of it nobody knows whether it arrived.
    pub taken_back: &'a [TakenBack],
}

impl EarlierReminders<'_> {
    /// How often the day has moved since it was first sent: from one letter that a server may have seen to the next,
    /// and to the day as it is now.
    ///
    /// It never falls, also where a day returns to what it was: in a calendar the higher number wins.
    pub(crate) fn moves(self, subject: &Subject, milestone: &Milestone) -> u32 {
        let about = |key: &&Key| concerns_milestone(key, subject, milestone);
        let perhaps = self.taken_back.iter().filter(|back| back.perhaps_in.is_some()).map(|back| &back.key);
        let seen = |q: &&Queued| {
            q.key.trial.is_none()
                && (q.unheard > 0 || matches!(q.envelope_state, EnvelopeState::Sending | EnvelopeState::Sent))
        };
        let seen: Vec<&Key> = self.queued.iter().filter(seen).map(|q| &q.key).filter(about).collect();
        // Each of them once: such a reminder may have been queued again.
        let perhaps: BTreeSet<_> = perhaps.filter(about).filter(|key| !seen.contains(key)).map(|key| key.day).collect();
        let days: Vec<_> = perhaps.into_iter().chain(seen.iter().map(|key| key.day)).chain([milestone.day]).collect();
        let moves = days.windows(2).filter(|pair| pair[0] != pair[1]).count();
        u32::try_from(moves).unwrap_or(u32::MAX)
    }

    /// Whether the last letter to that person on the milestone names this very day. One that died or was dropped names
    /// nothing.
    pub(super) fn has_the_day(self, subject: &Subject, milestone: &Milestone, addressee: &str) -> bool {
        let reaches = |state: EnvelopeState| {
            matches!(state, EnvelopeState::Pending | EnvelopeState::Sending | EnvelopeState::Sent)
        };
        let to_him = |q: &&Queued| q.key.trial.is_none() && q.addressee == addressee && reaches(q.envelope_state);
        let last = self.queued.iter().filter(to_him).rfind(|q| concerns_milestone(&q.key, subject, milestone));
        last.is_some_and(|last| last.key.day == milestone.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::act::MilestoneKind;
    use crate::lifecycle::day::Day;
    use crate::lifecycle::milestone::Derivation;

    fn day(text: &str) -> Day {
        text.parse().expect(text)
    }

    fn milestone(kind: MilestoneKind, nth: u32, on: &str) -> Milestone {
        Milestone::new(kind, nth, day(on), Derivation::Stated, day("2020-01-01"))
    }

    /// `what nth day rung addressee state`; a letter that was sent was tried once.
    fn queued(subject: &Subject, lines: &[&str]) -> Vec<Queued> {
        let one = |line: &&str| {
            let parts: Vec<&str> = line.split(' ').collect();
            let state = EnvelopeState::named(parts[5]).expect(line);
            Queued {
                key: format!("{subject}/{}", parts[..5].join("/")).parse().expect(line),
                addressee: parts[4].to_owned(),
                envelope_id: 1,
                envelope_state: state,
                unheard: 0,
                queued_on: day("2026-11-21"),
                taken: None,
            }
        };
        lines.iter().map(one).collect()
    }

    #[test]
    fn moves_are_counted_from_what_somebody_was_told() {
        let subject = Subject::Agreement(7);
        let now = milestone(MilestoneKind::Expiry, 1, "2027-12-22");
        for (rule, letters, expected) in [
            ("nobody was told", &[][..], 0),
            ("the same day", &["expiry 1 2027-12-22 -90d desk sent", "expiry 1 2027-12-22 -30d head sent"], 0),
            ("another day", &["expiry 1 2022-12-22 -90d desk sent", "expiry 1 2022-12-22 -90d head sent"], 1),
            (
                "one of two corrections has gone",
                &["expiry 1 2022-12-22 -90d desk sent", "expiry 1 2027-12-22 moved:2022-12-22 desk sent"],
                1,
            ),
            (
                "there and back",
                &["expiry 1 2027-12-22 -90d desk sent", "expiry 1 2022-12-22 moved:2027-12-22 desk sent"],
                2,
            ),
            ("what waits was told to nobody", &["expiry 1 2022-12-22 -90d desk pending"], 0),
            ("what is on the line may have been", &["expiry 1 2022-12-22 -90d desk sending"], 1),
            ("a list to verify is no news", &["expiry 1 2022-12-22 history desk sent"], 0),
            ("another kind", &["notice 1 2022-12-22 -90d desk sent"], 0),
            ("another period", &["expiry 2 2032-12-22 -90d desk sent"], 0),
            ("another number for the same day", &["expiry 2 2027-12-22 -90d desk sent"], 0),
        ] {
            let earlier = EarlierReminders { queued: &queued(&subject, letters), taken_back: &[] };
            assert_eq!(earlier.moves(&subject, &now), expected, "{rule}");
        }
    }

    #[test]
    fn a_letter_that_may_have_arrived_counts_until_its_day_is_told_again() {
        let subject = Subject::Agreement(7);
        let now = milestone(MilestoneKind::Expiry, 1, "2027-12-22");
        let key = queued(&subject, &["expiry 1 2022-12-22 -90d desk sent"]).remove(0).key;
        let lost = [TakenBack { key: key.clone(), queued_on: day("2026-11-21"), perhaps_in: Some(3) }];
        let never_tried = [TakenBack { key, queued_on: day("2026-11-21"), perhaps_in: None }];
        assert_eq!(EarlierReminders { queued: &[], taken_back: &lost }.moves(&subject, &now), 1);
        assert_eq!(EarlierReminders { queued: &[], taken_back: &never_tried }.moves(&subject, &now), 0);
        let again = queued(&subject, &["expiry 1 2022-12-22 -90d desk sent"]);
        assert_eq!(EarlierReminders { queued: &again, taken_back: &lost }.moves(&subject, &now), 1);
    }

    #[test]
    fn last_year_is_another_milestone_where_days_come_round() {
        let office = Subject::Office;
        let now = Milestone { name: Some("plan".to_owned()), ..milestone(MilestoneKind::Duty, 1, "2027-11-15") };
        let letters = queued(&office, &["duty:plan 1 2026-11-16 -45d head sent"]);
        let earlier = EarlierReminders { queued: &letters, taken_back: &[] };
        assert_eq!(earlier.moves(&office, &now), 0);
        assert!(!earlier.has_the_day(&office, &now, "head"));
        let letters = queued(&office, &["duty:plan 1 2027-11-16 -45d head sent"]);
        assert_eq!(EarlierReminders { queued: &letters, taken_back: &[] }.moves(&office, &now), 1);
    }

    #[test]
    fn a_person_has_the_day_that_the_last_letter_told() {
        let subject = Subject::Agreement(7);
        let now = milestone(MilestoneKind::Review, 2, "2027-06-01");
        for (rule, letters, expected) in [
            ("told nothing", &[][..], false),
            ("told", &["review 2 2027-06-01 -60d desk sent"], true),
            ("another person was", &["review 2 2027-06-01 -60d head sent"], false),
            ("about to be", &["review 2 2027-06-01 -60d desk pending"], true),
            ("gathered here", &["review 2 2027-06-01 -60d desk composing"], false),
            ("no server took it", &["review 2 2027-06-01 -60d desk dead"], false),
            ("dropped by hand", &["review 2 2027-06-01 -60d desk dropped"], false),
            ("told another day", &["review 2 2027-05-01 -60d desk sent"], false),
            (
                "told this day, then another",
                &["review 2 2027-06-01 -60d desk sent", "review 2 2027-05-01 moved:2027-06-01 desk sent"],
                false,
            ),
            ("told under another number", &["review 3 2027-06-01 -60d desk sent"], true),
            ("told that it had passed", &["review 2 2027-06-01 history desk sent"], false),
        ] {
            let earlier = EarlierReminders { queued: &queued(&subject, letters), taken_back: &[] };
            assert_eq!(earlier.has_the_day(&subject, &now, "desk"), expected, "{rule}");
        }
    }
}
