//! The looks of marked cells: each as the cell had it, on another ground.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::{Reader, Writer};

use super::parts::{each_tag, with_value};

/// The ground of a marked cell, the light red that spreadsheet programs give to bad values.
const FILL: &str =
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/><bgColor indexed="64"/></patternFill></fill>"#;

/// The looks of a workbook and those that marked cells need besides.
pub(super) struct MarkedStyles {
    xml: String,
    fills: usize,
    cells: usize,
    /// The look of a marked cell, by the look it had.
    marked: BTreeMap<usize, usize>,
}

impl MarkedStyles {
    pub(super) fn of(xml: String) -> Self {
        let (mut fills, mut cells, mut within) = (0, 0, String::new());
        let counted = each_tag(&xml, |tag| match (within.as_str(), tag.local_name().as_ref()) {
            (_, list @ ("fills" | "cellXfs" | "cellStyleXfs" | "borders" | "cellStyles" | "dxfs")) => {
                list.clone_into(&mut within);
            }
            ("fills", "fill") => fills += 1,
            ("cellXfs", "xf") => cells += 1,
            _ => {}
        });
        let known = counted.is_some() && cells > 0;
        Self { xml, fills, cells: if known { cells } else { 0 }, marked: BTreeMap::new() }
    }

    /// The look of a marked cell that had this one; none where the workbook has no looks.
    pub(super) fn marked(&mut self, had: usize) -> Option<usize> {
        if had >= self.cells {
            return None;
        }
        let next = self.cells + self.marked.len();
        Some(*self.marked.entry(had).or_insert(next))
    }

    /// The part with the looks that were asked for; none where none was.
    pub(super) fn written(&self) -> Option<String> {
        if self.marked.is_empty() {
            return None;
        }
        let mut reader = Reader::from_str(&self.xml);
        let mut out = Writer::new(Vec::new());
        let (mut within, mut nth) = (String::new(), 0);
        let mut kept: BTreeMap<usize, Vec<Event<'static>>> = BTreeMap::new();
        let mut copying = None;
        loop {
            let event = reader.read_event().ok()?;
            let name = match &event {
                Event::Start(tag) | Event::Empty(tag) => tag.local_name().as_ref().to_owned(),
                Event::End(tag) => tag.local_name().as_ref().to_owned(),
                _ => String::new(),
            };
            if let Some(at) = copying {
                kept.entry(at).or_default().push(event.clone().into_owned());
            }
            match (&event, within.as_str(), name.as_str()) {
                (Event::Eof, ..) => break,
                (Event::Start(tag), _, "fills" | "cellXfs") => {
                    within.clone_from(&name);
                    out.write_event(Event::Start(with_value(tag, "count", None))).ok()?;
                    continue;
                }
                (Event::Start(tag) | Event::Empty(tag), "cellXfs", "xf") => {
                    if self.marked.contains_key(&nth) {
                        let tag = with_value(tag, "fillId", Some(&self.fills.to_string()));
                        let tag = with_value(&tag, "applyFill", Some("1"));
                        let empty = matches!(event, Event::Empty(_));
                        let first = if empty { Event::Empty(tag) } else { Event::Start(tag) };
                        kept.insert(nth, vec![first]);
                        copying = (!empty).then_some(nth);
                    }
                    nth += 1;
                }
                (Event::End(_), "cellXfs", "xf") => copying = None,
                (Event::End(_), "fills", "fills") => {
                    out.get_mut().extend_from_slice(FILL.as_bytes());
                    within.clear();
                }
                (Event::End(_), "cellXfs", "cellXfs") => {
                    let mut order: Vec<(&usize, &usize)> = self.marked.iter().collect();
                    order.sort_by_key(|(_, new)| **new);
                    for (had, _) in order {
                        for event in kept.get(had).into_iter().flatten() {
                            out.write_event(event.clone()).ok()?;
                        }
                    }
                    within.clear();
                }
                _ => {}
            }
            out.write_event(event).ok()?;
        }
        String::from_utf8(out.into_inner()).ok()
    }
}
