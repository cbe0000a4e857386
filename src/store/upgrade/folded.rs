//! The step that folds the texts of the search again.
//!
//! The first version left four signs as they were (`−`, `﹘`, `－`, U+2060) that are folded now; a register of that version
//! that holds one would look altered to `audit`, and a search would pass it over. Folding twice is folding once, so the
//! stored text is all that is needed.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::text::fold;

/// Folds what is stored for the search of agreements and parties once more.
pub(super) fn fold_again(conn: &Connection) -> rusqlite::Result<()> {
    for table in ["agreement", "party"] {
        // Read before anything is written: a table is not walked while it changes.
        let rows: Vec<(Value, String)> = conn
            .prepare(&format!("SELECT id, folded FROM {table}"))?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut change = conn.prepare(&format!("UPDATE {table} SET folded = ?2 WHERE id = ?1"))?;
        for (id, old) in rows {
            let new = fold(&old);
            if new != old {
                change.execute((id, new))?;
            }
        }
    }
    Ok(())
}
