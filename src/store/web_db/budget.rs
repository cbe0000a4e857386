//! Budgets: how often something may be tried in a time; and the browsers that have budgets of their own.

use chrono::{DateTime, TimeDelta, Utc};

use super::{WebDb, hash, stamp};
use crate::store::Result;

/// Whether there is still something in a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spending {
    Left,
    UsedUp,
}

impl WebDb {
    /// Whether fewer than `most` were spent of a budget in the time before now.
    pub(crate) fn budget(&self, budget: &str, most: u32, time: TimeDelta, now: DateTime<Utc>) -> Result<Spending> {
        let since = stamp(now) - time.num_seconds();
        let count = "SELECT count(*) FROM spending WHERE budget = ?1 AND at > ?2";
        let spent: i64 = self.one(count, (hash(budget), since), |row| row.get(0))?.unwrap_or(0);
        Ok(if spent < i64::from(most) { Spending::Left } else { Spending::UsedUp })
    }

    /// Takes one out of a budget. Whom it is about stands there as a hash.
    pub(crate) fn spend(&self, budget: &str, now: DateTime<Utc>) -> Result<()> {
        self.run("INSERT INTO spending (budget, at) VALUES (?1, ?2)", (hash(budget), stamp(now))).map(drop)
    }

    /// Remembers that this contact has logged in with this browser.
    pub(crate) fn know_device(&self, secret: &str, contact: &str, now: DateTime<Utc>) -> Result<()> {
        self.run(
            "INSERT INTO device (secret_hash, contact, seen_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (secret_hash, contact) DO UPDATE SET seen_at = excluded.seen_at",
            (hash(secret), contact, stamp(now)),
        )
        .map(drop)
    }

    /// The contacts that have logged in with this browser.
    pub(crate) fn known_on_device(&self, secret: &str) -> Result<Vec<String>> {
        self.all("SELECT contact FROM device WHERE secret_hash = ?1 LIMIT 50", [hash(secret)], |row| row.get(0))
    }
}
