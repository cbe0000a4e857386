//! `[import]`: the office's own headers.

use super::Checks;
use super::findings::ConfigFindings;
use super::section::{TableReader, text_of};
use crate::message::answer::config as words;
use crate::message::sentence::sentence;

const HEADERS_AT_MOST: usize = 500;

/// `[import.columns]`: header and the column it means, `note` or `-`.
pub(super) fn columns(root: &TableReader, checks: &Checks, found: &mut ConfigFindings) -> Vec<(String, String)> {
    let import = root.section("import", &["columns"], found);
    let mut columns = Vec::new();
    for (header, place, value) in import.named("columns", found) {
        let name = import.dotted("columns");
        let Some(column) = text_of(&format!("{name}.\"{header}\""), value, found) else { continue };
        if columns.len() == HEADERS_AT_MOST {
            found.problem(Some(place), sentence!(words::TOO_MANY_HEADERS, name, HEADERS_AT_MOST));
            break;
        }
        match (checks.column)(&column.value) {
            Ok(()) => columns.push((header, column.value)),
            Err(why) => found.problem(column.place, sentence!(words::OF_KEY, format!("{name}.\"{header}\""), why)),
        }
    }
    columns
}
