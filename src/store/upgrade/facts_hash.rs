//! The step that takes empty facts out of the hashes over facts.
//!
//! Before it a hash covered every field by name, the empty ones too, so that a register was damaged to a program that
//! knew one field more. A row whose old hash does not fit stays as it is and stays damaged.

use rusqlite::{Connection, Row};

use crate::lifecycle::agreement::Field;
use crate::store::{chain, row::text};

/// The fields of the schemas before this step, in the order in which they were hashed. Never changes.
const FIRST: [&str; 31] = [
    "reference",
    "title",
    "title_en",
    "short",
    "kind",
    "number",
    "ours",
    "partner",
    "country",
    "signed_on",
    "in_force_on",
    "effect",
    "effect_delay",
    "term",
    "count",
    "renewal",
    "renewal_period",
    "renewals_max",
    "notice",
    "termination_notice",
    "review_every",
    "review_first_on",
    "fields",
    "lead_agency",
    "officers",
    "ladders",
    "basis",
    "restricted",
    "documents",
    "note",
    "source",
];

/// Hashes the facts of every agreement anew.
pub(super) fn hash_anew(conn: &Connection) -> rusqlite::Result<()> {
    let mut rows = conn.prepare(&format!("SELECT {}, id, facts_hash FROM agreement", FIRST.join(", ")))?;
    let mut change = conn.prepare("UPDATE agreement SET facts_hash = ?2 WHERE id = ?1 AND facts_hash = ?3")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        let (old, new) = hashes(id, row)?;
        change.execute((id, new, old))?;
    }
    Ok(())
}

/// The hash with the empty fields and the one without them.
fn hashes(id: i64, row: &Row<'_>) -> rusqlite::Result<(String, String)> {
    let texts = (0..FIRST.len()).map(|at| text(row, at)).collect::<rusqlite::Result<Vec<_>>>()?;
    let id = id.to_string();
    let all = [("id", Some(id.as_str()))].into_iter().chain(FIRST.into_iter().zip(texts));
    let old = chain::hash(all.clone());
    // A field that a later version has dropped is a fact it does not know.
    let known = all.filter(|(name, text)| *name == "id" || text.is_some() && Field::named(name).is_some());
    Ok((old, chain::hash(known)))
}
