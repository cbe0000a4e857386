//! Searching the register by what is stored. What is derived from facts (status, end) is for the caller to filter.

use std::collections::BTreeSet;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::{Result, Store};
use crate::lifecycle::policy::Clearance;

/// The parties that a word names, those they succeeded and those who succeeded them: Kon Tum's agreement is found by the name
/// of Quảng Ngãi, and the other way about. A circle of successors ends, because `UNION` takes each once.
const NAMED: &str = "
    WITH RECURSIVE named (party_id) AS (SELECT id FROM party WHERE instr(folded, ?) > 0),
        earlier (party_id) AS (SELECT party_id FROM named UNION
            SELECT party.id FROM earlier JOIN party ON party.successor_id = earlier.party_id),
        later (party_id) AS (SELECT party_id FROM named UNION
            SELECT party.successor_id FROM later JOIN party ON party.id = later.party_id
            WHERE party.successor_id IS NOT NULL)
    SELECT party_id FROM earlier UNION SELECT party_id FROM later";

/// What to search for; what is `None` does not narrow the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Folded words, or names of several; every one must occur in the agreement's texts or in its parties'
    /// names, their predecessors' or their successors', or in the name of its country.
    pub words: Vec<String>,
    /// For each of those words the codes of the countries in whose names it occurs.
    pub word_countries: Vec<Vec<String>>,
    /// For each of those words the contacts in whose names it occurs.
    pub word_officers: Vec<Vec<String>>,
    /// ISO 3166 code of the partner's country.
    pub country: Option<String>,
    /// Fields of cooperation as agreements write them, any of them.
    pub fields: Option<Vec<String>>,
    /// Contact id of an officer.
    pub officer: Option<String>,
    /// Reference of the strategy or plan that an agreement serves.
    pub under: Option<String>,
    /// Id of a party on either side.
    pub party: Option<String>,
    /// Ids of partners, any of them.
    pub partners: Option<Vec<String>>,
    pub clearance: Clearance,
}

impl Filter {
    /// The condition under which the viewer sees what an agreement says; `table` is its name in the query.
    pub(super) fn seen(&self, table: &str) -> String {
        let Clearance::OwnOf(own) = &self.clearance else { return "1".to_owned() };
        let own = serde_json::json!(own).to_string().replace('\'', "''");
        let own = format!("SELECT value FROM json_each('{own}')");
        let officer = "SELECT 1 FROM agreement_officer o WHERE o.agreement_id = ";
        format!("({table}.restricted <> 'yes' OR EXISTS ({officer}{table}.id AND o.contact IN ({own})))")
    }

    /// The conditions that narrow a query of agreements, with their values.
    pub(super) fn conditions(&self, table: &str, values: &mut Vec<Value>) -> Vec<String> {
        let seen = self.seen(table);
        let mut conditions = Vec::new();
        let mut place = |value: String| {
            values.push(Value::from(value));
            format!("?{}", values.len())
        };
        for (nth, word) in self.words.iter().cloned().enumerate() {
            // From the agreement to its few parties: a page never gathers all that a party signed.
            let signed = format!("SELECT 1 FROM agreement_party signed WHERE signed.agreement_id = {table}.id");
            let countries = self.word_countries.get(nth).map(|codes| serde_json::json!(codes).to_string());
            let (word, countries) = (place(word), place(countries.unwrap_or_else(|| "[]".to_owned())));
            let named = NAMED.replace('?', &word);
            let officers = self.word_officers.get(nth).filter(|ids| !ids.is_empty());
            let looks_after = officers.map_or_else(String::new, |ids| {
                let ids = place(serde_json::json!(ids).to_string());
                let officer = format!("SELECT 1 FROM agreement_officer o WHERE o.agreement_id = {table}.id");
                format!("OR EXISTS ({officer} AND o.contact IN (SELECT value FROM json_each({ids})))")
            });
            let says = format!(
                "(instr({table}.folded, {word}) > 0 OR {table}.country IN (SELECT value FROM json_each({countries}))
                  {looks_after}
                  OR EXISTS ({signed} AND signed.party_id IN ({named})))"
            );
            conditions.push(format!("(({seen} AND {says}) OR instr(lower({table}.reference), {word}) > 0)"));
        }
        let mut told = |condition: String| conditions.push(format!("({seen} AND {condition})"));
        if let Some(country) = &self.country {
            told(format!("{table}.country = {}", place(country.to_ascii_uppercase())));
        }
        if let Some(officer) = &self.officer {
            let officer = place(officer.clone());
            told(format!("{table}.id IN (SELECT agreement_id FROM agreement_officer WHERE contact = {officer})"));
        }
        if let Some(under) = &self.under {
            told(format!("{table}.under = {}", place(under.clone())));
        }
        if let Some(fields) = &self.fields {
            let fields = place(serde_json::json!(fields).to_string());
            told(format!(
                "EXISTS (SELECT 1 FROM json_each({fields}) WHERE instr(';' || {table}.fields || ';', ';' || value || ';') > 0)"
            ));
        }
        if let Some(party) = &self.party {
            let party = place(party.clone());
            told(format!("{table}.id IN (SELECT agreement_id FROM agreement_party WHERE party_id = {party})"));
        }
        if let Some(partners) = &self.partners {
            let partners = place(serde_json::json!(partners).to_string());
            told(format!(
                "{table}.id IN (SELECT agreement_id FROM agreement_party WHERE side = 'partner'
                     AND party_id IN (SELECT value FROM json_each({partners})))"
            ));
        }
        conditions
    }
}

/// Values that agreements have, to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Country codes.
    pub countries: BTreeSet<String>,
    /// Fields of cooperation, as they are written.
    pub fields: BTreeSet<String>,
    /// Contacts.
    pub officers: BTreeSet<String>,
}

impl Store {
    /// Numbers of the agreements after `after_id` that the filter lets through, in order.
    pub fn find(&self, filter: &Filter, after_id: i64, limit: usize) -> Result<Vec<i64>> {
        self.found(filter, "id > ?1", Value::from(after_id), limit)
    }

    /// Those of these agreements that the filter lets through, in order.
    pub(crate) fn find_among(&self, filter: &Filter, ids: &[i64]) -> Result<Vec<i64>> {
        let among = "id IN (SELECT value FROM json_each(?1))";
        self.found(filter, among, Value::from(serde_json::json!(ids).to_string()), ids.len())
    }

    fn found(&self, filter: &Filter, condition: &str, value: Value, limit: usize) -> Result<Vec<i64>> {
        let mut values = vec![value];
        let conditions = filter.conditions("agreement", &mut values);
        let mut narrowed = String::new();
        for condition in conditions {
            narrowed.push_str(" AND ");
            narrowed.push_str(&condition);
        }
        values.push(Value::from(i64::try_from(limit).unwrap_or(i64::MAX)));
        let limit = values.len();
        let sql = format!("SELECT id FROM agreement WHERE {condition}{narrowed} ORDER BY id LIMIT ?{limit}");
        self.all(&sql, params_from_iter(values), |row| row.get(0))
    }

    /// What agreements that are not restricted offer to narrow a list by.
    pub fn offers(&self) -> Result<Offers> {
        let mut offers = Offers::default();
        let sql = "SELECT DISTINCT country, fields, officers FROM agreement WHERE restricted <> 'yes' LIMIT 1000000";
        let parts = |text: Option<String>| -> Vec<String> {
            let text = text.unwrap_or_default();
            text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        for (country, fields, officers) in
            self.all(sql, [], |row| Ok((row.get::<_, Option<String>>(0)?, row.get(1)?, row.get(2)?)))?
        {
            offers.countries.extend(country);
            offers.fields.extend(parts(fields));
            offers.officers.extend(parts(officers));
        }
        Ok(offers)
    }

    /// Every party that an agreement names as partner, as the fact says it.
    pub fn partners(&self) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT party_id FROM agreement_party WHERE side = 'partner' LIMIT 1000000";
        self.all(sql, [], |row| row.get(0))
    }
}
