//! Reminders: what was queued, known by its key and queued once.
//!
//! The invariant: of one key there is at most one reminder that is not withdrawn. A withdrawn one was taken back before
//! any server said that it has it; it stays on record with its dropped envelope, and its key may be queued again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::{Params, Row};

use super::receipts::UNHEARD;
use super::row::{ColumnReader, key};
use super::{Result, Store, Tx};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, QueuedReminder, ReminderFate, Subject, Topic};
use crate::message::answer::stored_reasons;
use crate::outbox::EnvelopeState;

/// A reminder to queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReminder {
    /// What it is known by.
    pub key: Key,
    /// The agreement it is about, if it is about one.
    pub agreement_id: Option<i64>,
    /// Contact id of who gets it: the key's recipient or who stands in.
    pub addressee: String,
    /// The day the order of sending goes by: the milestone's day, or what the planner finds more telling.
    pub urgent_on: Day,
}

/// What became of reminders that were to be queued.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Enqueued {
    /// Queued now.
    pub new: usize,
    /// Queued before; left alone.
    pub known: usize,
}

/// What was queued on a day that has not come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ahead {
    /// How many reminders.
    pub marked: usize,
    /// Those of the system about itself whose letters were taken back: what they say is to be told another time.
    pub taken_back: Vec<Key>,
}

/// A reminder that was queued and not withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// What it is known by.
    pub key: Key,
    /// Contact id of who gets it.
    pub addressee: String,
    /// The letter that says it.
    pub envelope_id: i64,
    /// Where that letter stands. `Dropped`: a person said that it shall not be sent, and the key stays spent.
    pub envelope_state: EnvelopeState,
    /// In how many attempts nobody knows whether a server took its letter.
    pub unheard: u32,
    /// The scan's day.
    pub queued_on: Day,
    /// The last line of its letter's receipt, where a server took it: the order in which people were told. None where the
    /// letter went to somebody else for a trial: then nobody was told.
    pub taken: Option<i64>,
}

/// A reminder that was taken back before any server said that it has its letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// What it is known by; it may have been queued anew since.
    pub key: Key,
    /// The scan's day.
    pub queued_on: Day,
    /// The dropped letter that said it, if an attempt at it ended so that nobody knows whether it arrived.
    pub perhaps_in: Option<i64>,
}

impl Queued {
    /// As a plan looks at it.
    pub fn earlier(&self) -> QueuedReminder {
        let fate = if self.envelope_state == EnvelopeState::Dead { ReminderFate::Dead } else { ReminderFate::Stands };
        QueuedReminder { key: self.key.clone(), queued_on: self.queued_on, fate }
    }
}

impl TakenBack {
    /// As a plan looks at it.
    pub fn earlier(&self) -> QueuedReminder {
        QueuedReminder { key: self.key.clone(), queued_on: self.queued_on, fate: ReminderFate::TakenBack }
    }
}

/// [`Store::queued`] gives the newest ones up to here. Missing older ones never repeats a letter: their keys are still
/// spent.
pub(crate) const QUEUED_AT_MOST: usize = 10_000;

/// No clock goes ahead more often.
const ROUNDS_AT_MOST: usize = 10_000;

/// One key, in a condition that the unique index answers.
pub(super) const LIVE_KEY: &str =
    "subject = ?1 AND what = ?2 AND nth = ?3 AND day = ?4 AND rung = ?5 AND recipient = ?6 AND round = ?7
     AND withdrawn = 0";

/// The parameters of [`LIVE_KEY`].
pub(super) fn key_params(key: &Key) -> (String, String, u32, String, String, String, u32) {
    let Key { subject, topic, nth, day, .. } = key;
    let (subject, topic, occasion) = (subject.to_string(), topic.to_string(), key.occasion_text());
    (subject, topic, *nth, day.to_string(), occasion, key.recipient_text(), key.stored_round())
}

impl Store {
    /// The envelope that holds a reminder; none where it was withdrawn.
    pub(crate) fn letter_with(&self, key: &Key) -> Result<Option<i64>> {
        self.one(&format!("SELECT envelope_id FROM reminder WHERE {LIVE_KEY}"), key_params(key), |row| row.get(0))
    }

    /// What was queued about a subject and not withdrawn, the oldest first. What was queued on a day that had not come is
    /// left out: nobody was told it.
    pub fn queued(&self, subject: &Subject) -> Result<Vec<Queued>> {
        self.queued_since(subject, Day::first())
    }

    /// The same for milestones on or after a day alone.
    pub(crate) fn queued_since(&self, subject: &Subject, from: Day) -> Result<Vec<Queued>> {
        let sql =
            "SELECT r.id, r.subject, r.what, r.nth, r.day, r.rung, r.recipient, r.round, r.addressee, r.envelope_id, r.queued_on,
                    e.state, CASE WHEN e.attempts = 0 OR e.state = 'sent' THEN 0 ELSE (SELECT count(*) FROM receipt heard
                        WHERE heard.envelope_id = e.id AND heard.outcome IN ('unknown', 'abandoned')) END,
                    CASE e.state WHEN 'sent' THEN (SELECT max(seq) FROM receipt WHERE envelope_id = e.id) END AS taken
             FROM reminder r JOIN envelope e ON e.id = r.envelope_id
             WHERE r.subject = ?1 AND r.withdrawn = 0 AND r.ahead = 0 AND r.day >= ?2";
        self.newest(sql, (subject.to_string(), from.to_string()), |cells| {
            let key = key(cells)?;
            let is_trial = key.trial.is_some();
            Ok(Queued {
                key,
                addressee: cells.get()?,
                envelope_id: cells.get()?,
                queued_on: cells.parsed()?,
                envelope_state: cells.word(EnvelopeState::named)?,
                unheard: cells.get()?,
                taken: cells.get::<Option<i64>>()?.filter(|_| !is_trial),
            })
        })
    }

    /// Reminders that a query begins with the numbers of: the newest of them, at most [`QUEUED_AT_MOST`], the oldest first.
    ///
    /// There are mostly a handful. Those are put in order here: for an order in the query the database would open a table of
    /// its own each time, which costs several times what reading them does.
    fn newest<T>(
        &self,
        sql: &str,
        params: impl Params + Clone,
        read: impl Fn(&mut ColumnReader<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let numbered = |row: &Row<'_>| {
            let mut cells = ColumnReader::of(row);
            Ok((cells.get::<i64>()?, read(&mut cells)?))
        };
        let mut found = self.all(&format!("{sql} LIMIT {QUEUED_AT_MOST}"), params.clone(), numbered)?;
        if found.len() == QUEUED_AT_MOST {
            found = self.all(&format!("{sql} ORDER BY r.id DESC LIMIT {QUEUED_AT_MOST}"), params, numbered)?;
        }
        found.sort_by_key(|(id, _)| *id);
        Ok(found.into_iter().map(|(_, one)| one).collect())
    }
}

/// Reminders that were booked in a trial, at most so many of one person.
const TRIED_AT_MOST: usize = 10_000;

impl Store {
    /// What somebody would have been told while the office tried the program out: whose milestone, which, and its day.
    pub fn tried(&self, recipient: &str) -> Result<BTreeSet<(Subject, Topic, Day)>> {
        // No contact's id holds what lies between the two.
        let sql = format!(
            "SELECT DISTINCT subject, what, day FROM reminder
             WHERE recipient > ?1 || '+' AND recipient < ?1 || ',' AND withdrawn = 0 AND ahead = 0
             LIMIT {TRIED_AT_MOST}"
        );
        let found = self.all(&sql, [recipient], |row| {
            let mut cells = ColumnReader::of(row);
            Ok((cells.word(Subject::parse)?, cells.word(Topic::parse)?, cells.parsed()?))
        })?;
        Ok(found.into_iter().collect())
    }

    /// Whether anything was queued on a later day than today and is not marked as ahead.
    pub(crate) fn anything_ahead(&self, today: Day) -> Result<bool> {
        let sql = "SELECT 1 FROM reminder WHERE queued_on > ?1 AND ahead = 0 LIMIT 1";
        Ok(self.one(sql, [today.to_string()], |_| Ok(()))?.is_some())
    }

    /// What was queued about a subject for milestones on or after a day and taken back unsent, the newest first.
    pub fn taken_back(&self, subject: &Subject, from: Day) -> Result<Vec<TakenBack>> {
        // The index takes agreements; what hangs on none comes to some hundred reminders a year.
        let sql =
            "SELECT r.id, r.subject, r.what, r.nth, r.day, r.rung, r.recipient, r.round, e.id, r.queued_on, EXISTS (
                    SELECT 1 FROM receipt heard
                    WHERE heard.envelope_id = e.id AND heard.outcome IN ('unknown', 'abandoned'))
                FROM reminder r JOIN envelope e ON e.id = r.envelope_id
                WHERE r.agreement_id IS ?1 AND r.subject = ?2 AND r.withdrawn = 1 AND r.ahead = 0 AND r.day >= ?3";
        let agreement = match subject {
            Subject::Agreement(id) => Some(*id),
            Subject::Country(_) | Subject::Office => None,
        };
        let mut taken = self.newest(sql, (agreement, subject.to_string(), from.to_string()), |cells| {
            let (key, envelope, queued_on) = (key(cells)?, cells.get()?, cells.parsed()?);
            Ok(TakenBack { key, queued_on, perhaps_in: cells.get::<bool>()?.then_some(envelope) })
        })?;
        taken.reverse();
        Ok(taken)
    }
}

impl Tx<'_> {
    /// Queues reminders, each into the envelope being composed for its addressee. A key that is queued already is left
    /// alone, whatever else has changed about it.
    pub fn enqueue(&self, reminders: &[NewReminder], today: Day) -> Result<Enqueued> {
        let mut enqueued = Enqueued::default();
        let mut baskets: BTreeMap<&str, i64> = BTreeMap::new();
        for reminder in reminders {
            let Some(free) = self.free_round(&reminder.key)? else {
                enqueued.known += 1;
                continue;
            };
            let key = key_params(&free);
            let addressee = reminder.addressee.as_str();
            let basket = match baskets.get(addressee) {
                Some(id) => *id,
                None => self.basket(addressee, reminder.urgent_on, today)?,
            };
            baskets.insert(addressee, basket);
            self.run(
                "INSERT INTO reminder (subject, what, nth, day, rung, recipient, round, addressee, agreement_id,
                                       envelope_id, queued_on)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                (
                    key.0,
                    key.1,
                    key.2,
                    key.3,
                    key.4,
                    key.5,
                    key.6,
                    addressee,
                    reminder.agreement_id,
                    basket,
                    today.to_string(),
                ),
            )?;
            let sooner = "UPDATE envelope SET urgent_on = ?2 WHERE id = ?1 AND urgent_on > ?2";
            self.run(sooner, (basket, reminder.urgent_on.to_string()))?;
            enqueued.new += 1;
        }
        Ok(enqueued)
    }

    /// The key in its first round that no reminder ahead of its day has; `None` where it is queued and counts.
    fn free_round(&self, key: &Key) -> Result<Option<Key>> {
        let live = format!("SELECT ahead FROM reminder WHERE {LIVE_KEY}");
        let mut key = key.clone();
        for _ in 0..ROUNDS_AT_MOST {
            match self.one(&live, key_params(&key), |row| row.get::<_, bool>(0))? {
                None => return Ok(Some(key)),
                Some(false) => return Ok(None),
                Some(true) => key.round += 1,
            }
        }
        Ok(None)
    }

    /// Marks what was queued on a later day than today as ahead, for good: under a clock that was wrong nobody was told
    /// anything, and the keys may be queued again in their next round. Letters of such a day that no server can have are
    /// taken back, also those it put off.
    pub(crate) fn mark_ahead(&self, today: Day, now: DateTime<Utc>) -> Result<Ahead> {
        let today = today.to_string();
        let untaken = format!(
            "SELECT DISTINCT envelope.id FROM reminder r JOIN envelope ON envelope.id = r.envelope_id
             WHERE r.queued_on > ?1 AND r.ahead = 0 AND r.withdrawn = 0
               AND (envelope.state = 'composing' OR (envelope.state = 'pending' AND {UNHEARD} = 0))"
        );
        let mut taken_back = Vec::new();
        for id in self.all(&untaken, [&today], |row| row.get(0))? {
            let keys = self.envelope(id)?.keys;
            taken_back.extend(keys.into_iter().filter(|key| key.topic.system().is_some()));
            self.withdraw(id, stored_reasons::AHEAD.stored_text(), now)?;
        }
        let marked = self.run("UPDATE reminder SET ahead = 1 WHERE queued_on > ?1 AND ahead = 0", [&today])?;
        Ok(Ahead { marked, taken_back })
    }

    /// The envelope being composed for a contact; made where there is none.
    pub(super) fn basket(&self, addressee: &str, urgent_on: Day, today: Day) -> Result<i64> {
        let sql = "SELECT id FROM envelope WHERE addressee = ?1 AND state = 'composing'";
        match self.one(sql, [addressee], |row| row.get(0))? {
            Some(id) => Ok(id),
            None => self.insert(
                "INSERT INTO envelope (state, addressee, queued_on, urgent_on) VALUES ('composing', ?1, ?2, ?3)",
                (addressee, today.to_string(), urgent_on.to_string()),
            ),
        }
    }
}
