//! Searching the register by what is stored. What is derived from facts (status, end) is for the caller to filter.

use std::fmt::Write as _;

use rusqlite::ToSql;

use super::{Result, Store};
use crate::text::search_words;

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
    /// Words, with or without diacritics; every one must occur in the agreement's texts or in its parties'
    /// names, their predecessors' or their successors'.
    pub text: Option<String>,
    /// ISO 3166 code of the partner's country.
    pub country: Option<String>,
    /// Contact id of an officer.
    pub officer: Option<String>,
    /// Id of a party on either side.
    pub party: Option<String>,
}

impl Store {
    /// Numbers of the agreements after `after_id` that the filter lets through, in order.
    pub fn find(&self, filter: &Filter, after_id: i64, limit: usize) -> Result<Vec<i64>> {
        let mut sql = "SELECT id FROM agreement WHERE id > ?1".to_owned();
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(after_id)];
        let mut narrow = |condition: &str, value: String| {
            values.push(Box::new(value));
            sql.push_str(" AND ");
            sql.push_str(&condition.replace('?', &format!("?{}", values.len())));
        };
        for word in filter.text.as_deref().map(search_words).unwrap_or_default() {
            // From the agreement to its few parties: a page never gathers all that a party signed.
            let signed = "SELECT 1 FROM agreement_party signed WHERE signed.agreement_id = agreement.id";
            let text = "instr(agreement.folded, ?) > 0";
            narrow(&format!("({text} OR EXISTS ({signed} AND signed.party_id IN ({NAMED})))"), word);
        }
        if let Some(country) = &filter.country {
            narrow("country = ?", country.to_ascii_uppercase());
        }
        if let Some(officer) = &filter.officer {
            narrow("id IN (SELECT agreement_id FROM agreement_officer WHERE contact = ?)", officer.clone());
        }
        if let Some(party) = &filter.party {
            narrow("id IN (SELECT agreement_id FROM agreement_party WHERE party_id = ?)", party.clone());
        }
        values.push(Box::new(i64::try_from(limit).unwrap_or(i64::MAX)));
        write!(sql, " ORDER BY id LIMIT ?{}", values.len()).expect("writing to a String cannot fail");
        self.all(&sql, rusqlite::params_from_iter(values), |row| row.get(0))
    }
}
