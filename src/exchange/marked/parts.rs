//! The parts of a workbook: those that change as text, the others copied as they lie.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use quick_xml::events::BytesStart;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(super) use super::super::xml::{column_of, each_tag, value};
use super::super::xml::{part, sheet_parts};

/// A workbook being changed.
pub(super) struct WorkbookParts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    changed: BTreeMap<String, String>,
    /// The parts of the sheets, by the sheets' names.
    sheets: BTreeMap<String, String>,
}

impl<'b> WorkbookParts<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let sheets = sheet_parts(&mut archive)?;
        Some(Self { archive, changed: BTreeMap::new(), sheets })
    }

    /// The part of that sheet.
    pub(super) fn sheet(&self, name: &str) -> Option<String> {
        self.sheets.get(name).cloned()
    }

    /// The text of a part, as it stands by now.
    pub(super) fn text(&mut self, path: &str) -> Option<String> {
        if let Some(text) = self.changed.get(path) {
            return Some(text.clone());
        }
        part(&mut self.archive, path)
    }

    /// Puts another text in the place of a part, or adds the part.
    pub(super) fn put(&mut self, path: &str, text: String) {
        self.changed.insert(path.to_owned(), text);
    }

    /// The workbook as bytes.
    pub(super) fn written(mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at).ok()?;
            let name = part.name().ok()?.into_owned();
            match self.changed.remove(&name) {
                None => out.raw_copy_file(part).ok()?,
                Some(text) => put(&mut out, &name, &text)?,
            }
        }
        for (name, text) in &self.changed {
            put(&mut out, name, text)?;
        }
        Some(out.finish().ok()?.into_inner())
    }
}

fn put(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Option<()> {
    out.start_file(name, SimpleFileOptions::default()).ok()?;
    out.write_all(text.as_bytes()).ok()
}

/// The same tag with another value of one attribute; `None` takes it out.
pub(super) fn with_value<'t>(tag: &BytesStart<'_>, name: &str, value: Option<&str>) -> BytesStart<'t> {
    let mut made = BytesStart::new(tag.name().as_ref().to_owned());
    for attribute in tag.attributes().with_checks(false).filter_map(Result::ok) {
        if attribute.key.as_ref() != name {
            made.push_attribute(attribute);
        }
    }
    if let Some(value) = value {
        made.push_attribute((name, value));
    }
    made
}

/// The letters of a column and the number of a row, as `C5`.
pub(super) fn place((row, column): (u32, u32)) -> String {
    format!("{}{}", super::super::raw_row::letters(column as usize), row + 1)
}

/// The text between tags as XML writes it.
pub(super) fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    quick_xml::escape::escape(plain).into_owned()
}
