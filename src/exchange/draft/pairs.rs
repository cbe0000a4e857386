//! Names and values of a TOML table as the one text that a column holds.

use crate::exchange::cell_forms::Unread;
use crate::message::list::cell;

/// The pairs of a table in canonical text.
pub(super) fn together(pairs: &[(String, String)]) -> Result<String, Unread> {
    let mut texts = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        if name.contains(['=', ';', '\n']) || value.contains([';', '\n', '\r']) {
            let pair = format!("{name} = {value}");
            return Err(cell::holds_a_separator(&pair, cell::SeparatorCure::Comma).into());
        }
        texts.push(format!("{name}={value}"));
    }
    Ok(texts.join(";"))
}
