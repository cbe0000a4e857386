//! What the office as a whole needs to know of its register: since when it is kept, with which countries, what died on its
//! way.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::row::{instant_text, parsed};
use super::{Result, Store};
use crate::lifecycle::day::Day;

/// A partner country, as far as the register knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Country {
    /// Contacts who look after an agreement with it.
    pub officers: BTreeSet<String>,
    /// Its parties, by id.
    pub partners: BTreeSet<String>,
}

type Pair = (String, Option<String>, Option<String>);

/// No register has partners of more kinds; a bound all the same.
const PAIRS_AT_MOST: i64 = 100_000;

impl Store {
    /// The office's day on which the first act was recorded; `None` in an empty register.
    pub fn first_recorded_on(&self) -> Result<Option<Day>> {
        self.one("SELECT recorded_on FROM act ORDER BY seq LIMIT 1", [], |row| parsed(row, "recorded_on"))
    }

    /// The countries that have an agreement in the register, by ISO code. Restricted agreements are left out: a greeting
    /// would name their partners.
    pub fn countries(&self) -> Result<BTreeMap<String, Country>> {
        let mut countries: BTreeMap<String, Country> = BTreeMap::new();
        let sql = "SELECT DISTINCT a.country, o.contact, NULL FROM agreement a
                   LEFT JOIN agreement_officer o ON o.agreement_id = a.id
                   WHERE a.country IS NOT NULL AND a.restricted = 'no'
                   UNION
                   SELECT DISTINCT a.country, NULL, p.party_id FROM agreement a
                   JOIN agreement_party p ON p.agreement_id = a.id AND p.side = 'partner'
                   WHERE a.country IS NOT NULL AND a.restricted = 'no'
                   ORDER BY 1, 2, 3 LIMIT ?1";
        let pairs: Vec<Pair> = self.all(sql, [PAIRS_AT_MOST], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for (code, officer, partner) in pairs {
            let country = countries.entry(code).or_default();
            country.officers.extend(officer);
            country.partners.extend(partner);
        }
        Ok(countries)
    }

    /// Envelopes that died after an instant, the earliest first.
    pub fn died_after(&self, after: DateTime<Utc>, limit: usize) -> Result<Vec<Died>> {
        let sql = "SELECT e.id, e.settled_at, NOT EXISTS (SELECT 1 FROM reminder r WHERE r.envelope_id = e.id
                       AND r.what NOT LIKE 'system:%') AS about_itself
                   FROM envelope e WHERE e.state = 'dead' AND e.settled_at > ?1 ORDER BY e.settled_at, e.id LIMIT ?2";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(sql, (instant_text(after), limit), |row| {
            let about_itself = row.get("about_itself")?;
            let letter = if about_itself { DiedLetter::System } else { DiedLetter::Reminders };
            Ok(Died { id: row.get("id")?, at: parsed(row, "settled_at")?, letter })
        })
    }
}

/// An envelope that no server takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Died {
    /// The envelope.
    pub id: i64,
    /// When it died.
    pub at: DateTime<Utc>,
    /// What it held.
    pub letter: DiedLetter,
}

/// What a dead envelope held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiedLetter {
    /// Reminders.
    Reminders,
    /// A letter of the system about itself, which never causes another.
    System,
}
