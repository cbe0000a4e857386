//! The store against its promises. What several of these tests need stands here; the tests stand beside, by subject.

mod damage;
mod files;
mod journal;
mod outgoing;
mod parties;
mod queueing;
mod registering;
mod upgrading;
mod whole;
mod writing;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Composed, NewReminder, Result, Stamp, Store};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, Subject};
use crate::outbox::message_id;

fn day(text: &str) -> Day {
    text.parse().expect("a day of the calendar")
}

/// 2026-01-05, 02:00 UTC, and so many minutes.
fn minute(minutes: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-01-05T02:00:00Z".parse().expect("an instant");
    start + TimeDelta::minutes(minutes)
}

fn stamp() -> Stamp {
    Stamp {
        at: minute(0),
        on: day("2026-01-05"),
        by: "head".to_owned(),
        origin: crate::lifecycle::act::Origin::default(),
    }
}

fn facts(reference: &str) -> Facts {
    Facts { reference: reference.to_owned(), signed_on: Some(day("2022-12-22")), ..Facts::default() }
}

fn key(subject: i64, rung: &str) -> Key {
    format!("{subject}/expiry/1/2027-12-22/{rung}/desk").parse().expect("a key")
}

fn reminder(key: Key, addressee: &str, urgent: &str) -> NewReminder {
    let agreement_id = if let Subject::Agreement(id) = key.subject { Some(id) } else { None };
    NewReminder { key, agreement_id, addressee: addressee.to_owned(), urgent_on: day(urgent) }
}

fn letter(keys: &[Key], urgent: &str) -> Composed {
    Composed {
        keys: keys.to_vec(),
        message_id: message_id(keys, "example.vn"),
        address: "desk@example.vn".to_owned(),
        subject: "Hết hạn".to_owned(),
        mime: format!("{} reminders", keys.len()).into_bytes(),
        rendered_on: day("2026-01-05"),
        urgent_on: day(urgent),
    }
}

/// A store in memory that holds agreements 1 and 2.
fn store() -> Store {
    let mut store = Store::in_memory().expect("memory");
    let registered: Result<()> = store.write(|tx| {
        tx.register(&facts("DL-KR-2022-01"), None, &stamp())?;
        tx.register(&facts("DL-LA-2022-01"), None, &stamp()).map(drop)
    });
    registered.expect("two references");
    store
}

/// Queues and composes one letter with one reminder of agreement 1, and gives its envelope.
fn pending(store: &mut Store, rung: &str, urgent: &str) -> i64 {
    let key = key(1, rung);
    let done: Result<i64> = store.write(|tx| {
        tx.enqueue(&[reminder(key.clone(), "desk", urgent)], day("2026-01-05"))?;
        let basket = tx.composing(0, 10)?.remove(0);
        Ok(tx.compose(basket.id, &[letter(&[key], urgent)], minute(0))?.remove(0))
    });
    done.expect("a letter")
}
