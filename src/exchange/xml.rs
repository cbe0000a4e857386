//! The parts of a zipped workbook as XML: their text, their tags, and which part holds which sheet.
//!
//! It knows how such parts are found and read, and nothing of what they mean. What is no XML ends the reading where it
//! stands; nothing panics, and no part is read beyond the bound of what a workbook may unpack to.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The most bytes a workbook may unpack to.
pub(super) const MOST_UNPACKED: u64 = 128 << 20;

pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The text of a part, without the mark that says UTF-8.
pub(super) fn part(archive: &mut Archive<'_>, path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    archive.by_name(path).ok()?.take(MOST_UNPACKED).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Whether one of these words stands in a part; read piece by piece.
pub(super) fn holds(archive: &mut Archive<'_>, path: &str, words: &[&str]) -> bool {
    let Ok(part) = archive.by_name(path) else { return false };
    let mut part = part.take(MOST_UNPACKED);
    let (mut piece, mut filled) = (vec![0; 64 << 10], 0);
    loop {
        let Ok(count) = part.read(&mut piece[filled..]) else { return false };
        let text = String::from_utf8_lossy(&piece[..filled + count]);
        if words.iter().any(|word| text.contains(word)) {
            return true;
        }
        if count == 0 {
            return false;
        }
        // A word may lie across the end of a piece.
        let end = filled + count;
        let kept = end.saturating_sub(words.iter().map(|word| word.len()).max().unwrap_or_default());
        piece.copy_within(kept..end, 0);
        filled = end - kept;
    }
}

/// The parts of the sheets of an .xlsx workbook, by the sheets' names.
pub(super) fn sheet_parts(archive: &mut Archive<'_>) -> Option<BTreeMap<String, String>> {
    let mut targets = BTreeMap::new();
    each_tag(&part(archive, "xl/_rels/workbook.xml.rels")?, |tag| {
        if tag.local_name().as_ref() == "Relationship" {
            targets.extend(value(tag, "Id").zip(value(tag, "Target")));
        }
    })?;
    let mut sheets = BTreeMap::new();
    each_tag(&part(archive, "xl/workbook.xml")?, |tag| {
        if tag.local_name().as_ref() == "sheet"
            && let Some((name, id)) = value(tag, "name").zip(value_ending(tag, ":id"))
            && let Some(target) = targets.get(&id)
        {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            sheets.insert(name, path);
        }
    })?;
    Some(sheets)
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
pub(super) fn value_ending(tag: &BytesStart<'_>, ending: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).filter_map(Result::ok);
    let mut found = found.filter(|attribute| attribute.key.as_ref().ends_with(ending));
    found.next().map(|attribute| attribute.value.into_owned())
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

/// Row and column of `B12`, from 0.
pub(super) fn position(place: &str) -> Option<(u32, u32)> {
    let (letters, digits) = place.split_at(place.find(|c: char| c.is_ascii_digit())?);
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column_of(letters)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_their_values_and_places() {
        let xml = "<x:s xmlns:x=\"u\"><x:c r=\"B12\" s=\"3\" t=\"n\"><v>1</v></x:c><cols/><c s='4' r='AA1'/></x:s>";
        let mut found = Vec::new();
        each_tag(xml, |tag| {
            if tag.local_name().as_ref() == "c" {
                found.push((value(tag, "r"), value(tag, "s")));
            }
        })
        .expect("XML");
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(found, [(some("B12"), some("3")), (some("AA1"), some("4"))]);
        each_tag("<numFmt formatCode=\"&quot;a&amp;b&quot;0\"/>", |tag| {
            assert_eq!(value(tag, "formatCode"), some("\"a&b\"0"));
        })
        .expect("XML");
        assert_eq!(
            (position("B12"), position("AA1"), position("12"), position("A0"), position("ABCD1")),
            (Some((11, 1)), Some((0, 26)), None, None, None)
        );
        assert_eq!(each_tag("<a><b", |_| {}), None);
    }
}
