//! What one subject asks for today: its milestones planned, and the reminders that follow.

use std::collections::BTreeMap;

use super::{Office, WatchError, corrections};
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Timeline, TimelineError};
use crate::lifecycle::policy::{Circle, Lead, Reached};
use crate::lifecycle::reminder::{
    Decision, Key, Meant, Occasion, Planned, Scope, Standing, Subject, look_on, plans_asking, to_verify,
};
use crate::outbox::State;
use crate::store::{NewReminder, Queued, Store, Stored};

/// An agreement is looked at again after so many days at the latest, even where nothing seems to be ahead.
const LOOK_AGAIN_DAYS: i64 = 400;

/// What a scan found about one subject.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The reminders that go today.
    pub due: Vec<NewReminder>,
    /// The reminders of a list to verify.
    pub history: Vec<NewReminder>,
    /// The first day after today on which anything can change.
    pub look_on: Option<Day>,
    /// How many acts it was worked out from; none where it is about no agreement.
    pub acts: Option<usize>,
}

impl Stored {
    /// The agreement with its acts, as the date rules take it.
    pub fn agreement(&self) -> Agreement {
        Agreement { id: self.id, acts: self.acts.clone() }
    }

    /// The same, where nothing else of it is wanted.
    pub fn into_agreement(self) -> Agreement {
        Agreement { id: self.id, acts: self.acts }
    }
}

/// Where the milestones that a plan for `today` needs end: the longest lead before a milestone, and the days until the
/// agreement is looked at again.
pub fn horizon(office: &Office, today: Day) -> Day {
    let lead = |lead: Lead| match lead {
        Lead::Span(span) => i64::from(span.months) * 31 + i64::from(span.days),
        Lead::WorkingDays(days) => i64::from(days) * 2 + 30,
    };
    let rungs = office.ladders.values().flat_map(|ladder| &ladder.rungs);
    let longest = rungs.map(|rung| lead(rung.offset.lead)).max().unwrap_or(0);
    // A rung that opens on a day off opens earlier still: a fortnight covers the longest run of days off.
    today.plus_days(longest + LOOK_AGAIN_DAYS + 14).unwrap_or_else(|_| Day::last())
}

/// How far ahead a milestone is looked for that a letter spoke of and that is not near any more.
const FAR_DAYS: i64 = 366 * 30;

/// The timeline a plan for today needs: through the horizon, and farther where a letter spoke of a milestone that does not
/// stand this side of it any more. A day that moved by five years is to be taken back today, not when it nears.
pub fn timeline<'a>(
    record: &'a Agreement,
    queued: &[Queued],
    office: &Office,
    today: Day,
) -> Result<Timeline<'a>, TimelineError> {
    let near = Timeline::of(record, Some(office.clocks()), horizon(office, today))?;
    let stands = |key: &Key| near.milestones.iter().any(|m| m.nth == key.nth && m.topic() == key.topic);
    if queued.iter().all(|queued| stands(&queued.key)) {
        return Ok(near);
    }
    let far = today.plus_days(FAR_DAYS).unwrap_or_else(|_| Day::last());
    Timeline::of(record, Some(office.clocks()), far)
}

/// Plans one agreement for today.
pub fn agreement(
    store: &Store,
    id: i64,
    office: &Office,
    last_scan: Option<Day>,
    today: Day,
) -> Result<Found, WatchError> {
    let record = store.agreement(id)?.into_agreement();
    let subject = Subject::Agreement(id);
    let queued_before = store.queued(&subject)?;
    let timeline = timeline(&record, &queued_before, office, today)?;
    let queued: Vec<Key> = queued_before.iter().map(|queued| queued.key.clone()).collect();
    let taken_back: Vec<Key> = store.taken_back(&subject, Day::first())?.into_iter().map(|back| back.key).collect();
    let facts = timeline.known.facts_on(today);
    let scope = Scope {
        subject: &subject,
        officers: &facts.officers,
        ladders: &facts.ladders,
        standing: standing(&timeline, today),
        queued: &queued,
        taken_back: &taken_back,
    };
    let rules = office.rules(seen_by(last_scan, &record.acts));
    let planned = plans_asking(&timeline.milestones, scope, rules, today)?;
    let mut found = reminders(&planned, &subject, office, today)?;
    for (key, _) in corrections::due(&timeline, &queued_before, scope.standing, today) {
        let Some(addressee) = addressee(&office.circle, &key.recipient, today) else { continue };
        found.due.push(NewReminder { key, agreement_id: Some(id), addressee, urgent_on: today });
    }
    if timeline.known.import.is_some() {
        let listed = to_verify(&timeline.milestones, scope.standing, timeline.known.registered_on, today);
        found.history = history(&listed, &subject, &facts.officers, &queued, office, today);
    }
    let again = if says_another_day(&timeline, &queued_before) {
        today.next()
    } else {
        today.plus_days(LOOK_AGAIN_DAYS).unwrap_or_else(|_| Day::last())
    };
    found.look_on = Some(found.look_on.map_or(again, |day| day.min(again)));
    found.acts = Some(record.acts.len());
    Ok(found)
}

/// The last scan, where it has seen what asks today. One that came before an answer was taken back, or before what had
/// been suspended went on, saw nothing asked: a rung that opened meanwhile is owed, not past.
pub fn seen_by(last_scan: Option<Day>, acts: &[Act]) -> Option<Day> {
    let brings_back = |act: &&Act| matches!(act.body, ActBody::Void { .. } | ActBody::Resume);
    let back_on = acts.iter().filter(brings_back).map(|act| act.recorded_on).max();
    last_scan.filter(|last| back_on.is_none_or(|on| on < *last))
}

/// The corrections that a scan of today would queue about an agreement as it stands in `record`, each with the day that
/// was told. What is only asked before it is recorded can be looked at so.
pub fn corrections_due(
    record: &Agreement,
    queued: &[Queued],
    office: &Office,
    today: Day,
) -> Result<Vec<(Key, Day)>, TimelineError> {
    // Of most agreements nobody was told anything, and a timeline costs more than a look.
    if queued.iter().all(|queued| queued.taken.is_none()) {
        return Ok(Vec::new());
    }
    let timeline = timeline(record, queued, office, today)?;
    let due = corrections::due(&timeline, queued, standing(&timeline, today), today).into_iter();
    let reached = due.filter(|(key, _)| addressee(&office.circle, &key.recipient, today).is_some());
    Ok(reached.map(|(key, told)| (key, told.key.day)).collect())
}

/// Whether a letter that is on its way names a day that has moved since: should a server take it after all, it is to be
/// taken back on the morning after.
fn says_another_day(timeline: &Timeline<'_>, queued: &[Queued]) -> bool {
    let mut on_its_way = queued.iter().filter(|q| matches!(q.envelope_state, State::Pending | State::Sending));
    on_its_way.any(|queued| milestone_of(timeline, &queued.key).is_none())
}

/// Whether anything is still asked about an agreement.
pub fn standing(timeline: &Timeline<'_>, today: Day) -> Standing {
    let course = &timeline.course;
    let ended = course.ending.as_ref().is_some_and(|ending| ending.ends_on < today);
    if ended || course.closed_on.is_some_and(|day| day <= today) { Standing::Ended } else { Standing::Alive }
}

/// The reminders that verdicts send, each with the contact who gets it today.
pub fn reminders(planned: &[Planned<'_>], subject: &Subject, office: &Office, today: Day) -> Result<Found, WatchError> {
    let mut due = Vec::new();
    for Planned { milestone, verdicts } in planned {
        for verdict in verdicts.iter().filter(|verdict| verdict.decision == Decision::Send) {
            let Some(recipient) = verdict.recipient.clone() else { continue };
            let Some(addressee) = addressee(&office.circle, &recipient, today) else { continue };
            let urgent_on = office.calendar.on_or_before(milestone.day)?;
            let key = key(subject, milestone, Occasion::Rung(verdict.rung), recipient);
            due.push(NewReminder { key, agreement_id: agreement_id(subject), addressee, urgent_on });
        }
    }
    Ok(Found { due, look_on: look_on(planned, today), ..Found::default() })
}

/// The lines of a list to verify for each officer who has had none about this subject: one import, one list, whatever is
/// recorded later.
fn history(
    listed: &[&Milestone],
    subject: &Subject,
    officers: &[String],
    queued: &[Key],
    office: &Office,
    today: Day,
) -> Vec<NewReminder> {
    let known = officers.iter().filter(|officer| office.circle.contact(officer).is_some()).cloned();
    let mut people: Vec<String> = known.collect();
    if people.is_empty() {
        people.extend(office.circle.fallback().map(str::to_owned));
    }
    people.retain(|person| !queued.iter().any(|old| old.occasion == Occasion::ToVerify && old.recipient == *person));
    let mut found = Vec::new();
    for milestone in listed {
        for person in &people {
            let key = key(subject, milestone, Occasion::ToVerify, person.clone());
            let Some(addressee) = addressee(&office.circle, person, today) else { continue };
            found.push(NewReminder { key, agreement_id: agreement_id(subject), addressee, urgent_on: today });
        }
    }
    found
}

fn key(subject: &Subject, milestone: &Milestone, occasion: Occasion, recipient: String) -> Key {
    let (subject, topic) = (subject.clone(), milestone.topic());
    Key { subject, topic, nth: milestone.nth, day: milestone.day, occasion, recipient, round: 1 }
}

fn agreement_id(subject: &Subject) -> Option<i64> {
    match subject {
        Subject::Agreement(id) => Some(*id),
        Subject::Country(_) | Subject::Office => None,
    }
}

/// Who gets what is meant for a contact; `None` where nobody can.
pub fn addressee(circle: &Circle, contact: &str, today: Day) -> Option<String> {
    match circle.reached(contact, today) {
        Reached::Contact(id) | Reached::StandIn { id, .. } | Reached::Fallback { id, .. } => Some(id),
        Reached::Nobody { .. } => None,
    }
}

/// The keys that count as spoken: a server may have seen their letters, or a person dropped them. What merely waits is
/// planned anew.
pub fn spoken(queued: &[Queued]) -> Vec<Key> {
    queued.iter().filter(|queued| !waits(queued)).map(|queued| queued.key.clone()).collect()
}

/// Whether no server can have seen the reminder's letter yet.
fn waits(queued: &Queued) -> bool {
    match queued.envelope_state {
        State::Composing => true,
        State::Pending => queued.attempts == 0,
        State::Sending | State::Sent | State::Dead | State::Dropped => false,
    }
}

/// The reminders that would be sent today if only what is spoken counted: what a waiting letter may still say, and
/// whether the rung names the recipient.
///
/// The last scan plays no part: what it queued has not been spoken.
pub fn still_true(
    queued: &[Queued],
    timeline: &Timeline<'_>,
    id: i64,
    office: &Office,
    today: Day,
) -> Result<BTreeMap<Key, Meant>, WatchError> {
    let subject = Subject::Agreement(id);
    let spoken = spoken(queued);
    let facts = timeline.known.facts_on(today);
    let scope = Scope {
        subject: &subject,
        officers: &facts.officers,
        ladders: &facts.ladders,
        standing: standing(timeline, today),
        queued: &spoken,
        // No scan stands in its way here.
        taken_back: &[],
    };
    let planned = plans_asking(&timeline.milestones, scope, office.rules(None), today)?;
    let mut keys = sent(&planned, &subject);
    let others: Vec<Queued> =
        queued.iter().filter(|queued| corrections::old_day(&queued.key).is_none() || !waits(queued)).cloned().collect();
    keys.extend(
        corrections::due(timeline, &others, scope.standing, today).into_iter().map(|(key, _)| (key, Meant::Named)),
    );
    if timeline.known.import.is_some() {
        let listed = to_verify(&timeline.milestones, scope.standing, timeline.known.registered_on, today);
        let lines = history(&listed, &subject, &facts.officers, &spoken, office, today);
        keys.extend(lines.into_iter().map(|line| (line.key, Meant::Named)));
    }
    Ok(keys)
}

/// The keys that verdicts send.
pub fn sent(planned: &[Planned<'_>], subject: &Subject) -> BTreeMap<Key, Meant> {
    let mut keys = BTreeMap::new();
    for Planned { milestone, verdicts } in planned {
        for verdict in verdicts.iter().filter(|verdict| verdict.decision == Decision::Send) {
            let Some(recipient) = verdict.recipient.clone() else { continue };
            keys.insert(key(subject, milestone, Occasion::Rung(verdict.rung), recipient), verdict.meant);
        }
    }
    keys
}

/// The milestone a key speaks of.
pub fn milestone_of<'a>(timeline: &'a Timeline<'_>, key: &Key) -> Option<&'a Milestone> {
    timeline.milestones.iter().find(|milestone| key.speaks_of(&milestone.topic(), milestone.day))
}
