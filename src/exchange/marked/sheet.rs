//! The cells of a sheet with other looks; a cell that is not there yet is put in at its place.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::Notes;
use super::parts::{column_of, place, value, with_value};
use super::styles::MarkedStyles;

/// What stands behind the drawings of a sheet, by its rules.
const BEHIND_DRAWINGS: [&str; 7] =
    ["legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

/// The sheet with the cells that bear notes on another ground.
pub(super) fn marked(xml: &str, notes: &Notes, looks: &mut MarkedStyles) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut out = Writer::new(Vec::with_capacity(xml.len() + 4_096));
    let (mut row, mut column) = (None::<u32>, None::<u32>);
    let mut waiting: BTreeSet<u32> = BTreeSet::new();
    let mut prefix = String::new();
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "worksheet" => prefix = prefix_of(tag),
                "row" => {
                    let given = value(tag, "r").and_then(|r| r.parse::<u32>().ok()?.checked_sub(1));
                    let now = given.unwrap_or_else(|| row.map_or(0, |row| row + 1));
                    (row, column) = (Some(now), None);
                    waiting = notes.range((now, 0)..=(now, u32::MAX)).map(|((_, column), _)| *column).collect();
                    if matches!(event, Event::Empty(_)) && !waiting.is_empty() {
                        out.write_event(Event::Start(tag.to_owned())).ok()?;
                        put_missing(&mut out, now, &mut waiting, u32::MAX, &prefix, looks)?;
                        out.write_event(Event::End(tag.to_end())).ok()?;
                        continue;
                    }
                }
                "c" => {
                    let given =
                        value(tag, "r").and_then(|r| column_of(r.trim_end_matches(|c: char| c.is_ascii_digit())));
                    let now = given.unwrap_or_else(|| column.map_or(0, |column| column + 1));
                    column = Some(now);
                    put_missing(&mut out, row?, &mut waiting, now, &prefix, looks)?;
                    if waiting.remove(&now) {
                        let had = value(tag, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
                        if let Some(look) = looks.marked(had) {
                            let tag = with_value(tag, "s", Some(&look.to_string()));
                            let other = matches!(event, Event::Empty(_));
                            out.write_event(if other { Event::Empty(tag) } else { Event::Start(tag) }).ok()?;
                            continue;
                        }
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "row" => {
                put_missing(&mut out, row?, &mut waiting, u32::MAX, &prefix, looks)?;
            }
            _ => {}
        }
        out.write_event(event).ok()?;
    }
    String::from_utf8(out.into_inner()).ok()
}

/// The prefix of the sheet's names, `x:` of `x:worksheet`.
fn prefix_of(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().strip_suffix("worksheet").unwrap_or_default().to_owned()
}

/// Puts in the cells of a row that wait and stand before that column.
fn put_missing(
    out: &mut Writer<Vec<u8>>,
    row: u32,
    waiting: &mut BTreeSet<u32>,
    before: u32,
    prefix: &str,
    looks: &mut MarkedStyles,
) -> Option<()> {
    while let Some(column) = waiting.first().copied()
        && column < before
    {
        waiting.pop_first();
        let mut cell = BytesStart::new(format!("{prefix}c"));
        cell.push_attribute(("r", place((row, column)).as_str()));
        if let Some(look) = looks.marked(0) {
            cell.push_attribute(("s", look.to_string().as_str()));
        }
        out.write_event(Event::Empty(cell)).ok()?;
    }
    Some(())
}

/// The sheet with the reference to the shapes of its notes.
pub(super) fn with_drawing(xml: &str, id: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut out = Writer::new(Vec::with_capacity(xml.len() + 512));
    let (mut prefix, mut depth, mut put) = (String::new(), 0usize, false);
    loop {
        let event = reader.read_event().ok()?;
        let here = match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                if tag.local_name().as_ref() == "worksheet" {
                    prefix = prefix_of(tag);
                }
                depth == 1 && BEHIND_DRAWINGS.contains(&tag.local_name().as_ref())
            }
            Event::End(tag) => tag.local_name().as_ref() == "worksheet",
            _ => false,
        };
        if here && !put {
            let mut drawing = BytesStart::new(format!("{prefix}legacyDrawing"));
            let space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            drawing.push_attribute(("xmlns:r", space));
            drawing.push_attribute(("r:id", id));
            out.write_event(Event::Empty(drawing)).ok()?;
            put = true;
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.write_event(event).ok()?;
    }
    put.then(|| String::from_utf8(out.into_inner()).ok()).flatten()
}
