//! The parts of a workbook: those that change as text, the others copied as they lie.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::xlsx_in::MOST_UNPACKED;

/// A workbook being changed.
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    changed: BTreeMap<String, String>,
    /// The parts of the sheets, by the sheets' names.
    sheets: BTreeMap<String, String>,
}

impl<'b> Parts<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut parts = Self { archive, changed: BTreeMap::new(), sheets: BTreeMap::new() };
        let mut targets = BTreeMap::new();
        each_tag(&parts.text("xl/_rels/workbook.xml.rels")?, |tag| {
            if tag.local_name().as_ref() == "Relationship" {
                targets.extend(value(tag, "Id").zip(value(tag, "Target")));
            }
        })?;
        let mut sheets = BTreeMap::new();
        each_tag(&parts.text("xl/workbook.xml")?, |tag| {
            if tag.local_name().as_ref() == "sheet"
                && let Some((name, id)) = value(tag, "name").zip(value_ending(tag, ":id"))
                && let Some(target) = targets.get(&id)
            {
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                sheets.insert(name, path);
            }
        })?;
        parts.sheets = sheets;
        Some(parts)
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
        let mut bytes = Vec::new();
        self.archive.by_name(path).ok()?.take(MOST_UNPACKED).read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
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

/// Calls with each opening tag; `None` where the text is no XML.
pub(super) fn each_tag(xml: &str, mut visit: impl FnMut(&BytesStart<'_>)) -> Option<()> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => visit(&tag),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// The value of an attribute of that name.
pub(super) fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The value of the first attribute whose name ends so, whatever its prefix.
fn value_ending(tag: &BytesStart<'_>, ending: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).filter_map(Result::ok);
    let mut found = found.filter(|attribute| attribute.key.as_ref().ends_with(ending));
    found.next().map(|attribute| attribute.value.into_owned())
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

/// The column of letters, from 0: `C` is the third.
pub(super) fn column_of(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let of =
        letters.bytes().try_fold(0u32, |sum, b| b.is_ascii_uppercase().then(|| sum * 26 + u32::from(b - b'A') + 1));
    of.and_then(|column| column.checked_sub(1))
}

/// The letters of a column and the number of a row, as `C5`.
pub(super) fn place((row, column): (u32, u32)) -> String {
    format!("{}{}", super::super::csv_text::letters(column as usize), row + 1)
}

/// The text between tags as XML writes it.
pub(super) fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    quick_xml::escape::escape(plain).into_owned()
}
