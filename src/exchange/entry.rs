//! One agreement typed into a form: a row of one list, whose columns are the fields.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::row_kind::RowKind;
use super::rows::{Cell, CellPlace, CellValue, Guard, Row, RowCells};
use super::{Format, ParsedFile};

/// The reading of a form; its fields are named as columns are, and a flaw names the field it stands in.
pub fn entered(fields: &[(&'static str, &str)]) -> ParsedFile {
    let file: Arc<str> = Arc::from("");
    let mut reading = ParsedFile::empty(Arc::clone(&file), Format::Toml);
    let cell = |at: usize, name: &str, text: &str| Cell {
        said: CellValue::of(text, Guard::Clearing),
        line: 1,
        column: Arc::from(name),
        at,
    };
    let mut cells = RowCells::default();
    for (at, (name, text)) in fields.iter().enumerate() {
        cells.insert(name, cell(at, name, text));
    }
    reading.rows.push(Row {
        place: CellPlace { file, sheet: None, line: 1, ordinal: 0 },
        kind: RowKind::Agreement,
        cells,
        unread: BTreeSet::new(),
        notes: Vec::new(),
        // A row without text is one that may not be copied.
        written: fields.iter().map(|(_, text)| (*text).to_owned()).collect(),
    });
    reading
}
