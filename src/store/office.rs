//! What the office as a whole needs to know of its register: since when it is kept, with which countries, what died on its
//! way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::note::{DEATH_TOLD, ProgramNote};
use super::row::parsed;
use super::{Result, Store, Tx};
use crate::lifecycle::day::Day;

/// A partner country, as far as the register knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerCountry {
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
    pub(crate) fn first_recorded_on(&self) -> Result<Option<Day>> {
        self.one("SELECT recorded_on FROM act ORDER BY seq LIMIT 1", [], |row| parsed(row, "recorded_on"))
    }

    /// The moment at which the first act was recorded; `None` in an empty register.
    pub(crate) fn first_recorded_at(&self) -> Result<Option<DateTime<Utc>>> {
        self.one("SELECT recorded_at FROM act ORDER BY seq LIMIT 1", [], |row| parsed(row, "recorded_at"))
    }

    /// The countries that have an agreement in the register, by ISO code. Restricted agreements are left out: a greeting
    /// would name their partners.
    pub fn countries(&self) -> Result<Arc<BTreeMap<String, PartnerCountry>>> {
        if let Some(known) = self.records_read.countries() {
            return Ok(known);
        }
        let mut countries: BTreeMap<String, PartnerCountry> = BTreeMap::new();
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
        let countries = Arc::new(countries);
        self.records_read.keep_countries(&countries);
        Ok(countries)
    }

    /// Parties of agreements that are not restricted, each with the side it stands on, `ours` or `partner`.
    pub(crate) fn named_parties(&self, limit: usize) -> Result<Vec<(String, String)>> {
        let sql = "SELECT DISTINCT p.party_id, p.side FROM agreement_party p
                   JOIN agreement a ON a.id = p.agreement_id
                   WHERE a.restricted = 'no' ORDER BY p.party_id LIMIT ?1";
        self.all(sql, [i64::try_from(limit).unwrap_or(i64::MAX)], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Everybody who is named as an officer, in order. Steps from name to name in the index, however many agreements each
    /// has.
    pub fn officers(&self) -> Result<Vec<String>> {
        let sql = "WITH RECURSIVE named (contact) AS (
                       SELECT min(contact) FROM agreement_officer
                       UNION ALL
                       SELECT (SELECT min(o.contact) FROM agreement_officer o WHERE o.contact > named.contact)
                       FROM named WHERE named.contact IS NOT NULL
                   ) SELECT contact FROM named WHERE contact IS NOT NULL LIMIT ?1";
        self.all(sql, [PAIRS_AT_MOST], |row| row.get(0))
    }

    /// The agreements that are restricted.
    pub fn restricted(&self) -> Result<BTreeSet<i64>> {
        let sql = "SELECT id FROM agreement WHERE restricted = 'yes' LIMIT ?1";
        Ok(self.all(sql, [PAIRS_AT_MOST], |row| row.get(0))?.into_iter().collect())
    }

    /// How many agreements name that officer; restricted ones are left out, of which nothing but the reference is told.
    pub(crate) fn agreements_of(&self, officer: &str) -> Result<u64> {
        let sql = "SELECT count(*) FROM agreement_officer o JOIN agreement a ON a.id = o.agreement_id
                   WHERE o.contact = ?1 AND a.restricted = 'no'";
        Ok(self.one(sql, [officer], |row| row.get::<_, i64>(0))?.unwrap_or(0).unsigned_abs())
    }

    /// Letters that died and were not told of, the earliest first; letters of the system about itself are left out, which
    /// never cause another.
    pub(crate) fn died_untold(&self, limit: usize) -> Result<Vec<i64>> {
        // Mostly there is none, and then no order has to be made.
        if self.one("SELECT 1 FROM envelope WHERE state = 'dead' LIMIT 1", [], |_| Ok(()))?.is_none() {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT e.id {UNTOLD} AND e.state = 'dead' ORDER BY e.settled_at, e.id LIMIT ?2");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(&sql, (DEATH_TOLD, limit), |row| row.get(0))
    }

    /// Those of these letters that were not told of, and are not the system's own.
    pub(crate) fn untold_among(&self, letters: &[i64]) -> Result<Vec<i64>> {
        let sql =
            format!("SELECT e.id {UNTOLD} AND e.id IN (SELECT value FROM json_each(?2)) ORDER BY e.id LIMIT 1000");
        self.all(&sql, (DEATH_TOLD, serde_json::json!(letters).to_string()), |row| row.get(0))
    }
}

const UNTOLD: &str = "FROM envelope e LEFT JOIN meta told ON told.key = ?1 || e.id
    WHERE told.value IS NULL
      AND EXISTS (SELECT 1 FROM reminder r WHERE r.envelope_id = e.id AND r.what NOT LIKE 'system:%')";

impl Tx<'_> {
    /// Notes that it was told that no server takes a letter.
    pub(crate) fn told_died(&self, id: i64) -> Result<()> {
        self.set_note(ProgramNote::DeathTold(id), Some("told"))
    }

    /// A letter goes again: should it die again, that is told again. So it is where the letter that told it was taken back.
    pub(crate) fn untell_died(&self, id: i64) -> Result<()> {
        self.set_note(ProgramNote::DeathTold(id), None)
    }
}
