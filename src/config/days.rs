//! `[calendar]`: days off and working days that the office knows of besides the shipped ones.

use std::collections::BTreeMap;

use super::findings::ConfigFindings;
use super::section::TableReader;
use crate::lifecycle::calendar::{Calendar, CalendarDay, Country, DayKind, SafeSide};
use crate::lifecycle::day::Day;
use crate::message::Sentence;
use crate::message::answer::config as words;
use crate::message::sentence::sentence;

const ENTRIES_MAX: usize = 5_000;

/// The calendar, and the entries of the office's own in the order of the file.
pub(super) fn calendar(root: &TableReader, found: &mut ConfigFindings) -> (Calendar, Country, Vec<CalendarDay>) {
    let section = root.section("calendar", &["country", "off", "work"], found);
    let countries = [("VN", Country::Vietnam), ("none", Country::None)];
    let country = section.choice("country", &countries, found).map_or_else(Country::default, |chosen| chosen.value);
    let mut seen = BTreeMap::new();
    let off = entries(&section, "off", DayKind::Off, &mut seen, found);
    let work = entries(&section, "work", DayKind::Work, &mut seen, found);
    if let Ok(without) = Calendar::new(country, off.clone(), Vec::new()) {
        for row in work.iter().filter(|row| without.is_working(row.day, SafeSide::Earlier)) {
            found.warn(section.place(), sentence!(words::WORKS_ANYWAY, row.day));
        }
    }
    let all = off.iter().chain(&work).cloned().collect();
    let calendar = Calendar::new(country, off, work).unwrap_or_else(|error| {
        found.problem(section.place(), Sentence::of(&error));
        Calendar::new(country, Vec::new(), Vec::new()).expect("no entry names a day twice where there is none")
    });
    (calendar, country, all)
}

fn entries(
    section: &TableReader,
    key: &str,
    kind: DayKind,
    seen: &mut BTreeMap<Day, usize>,
    found: &mut ConfigFindings,
) -> Vec<CalendarDay> {
    let mut entries = Vec::new();
    for value in section.list(key, ENTRIES_MAX, found).unwrap_or_default() {
        let name = section.dotted(key);
        let Some(row) = TableReader::of(&name, value, &["on", "name", "confirmed", "source"], found) else { continue };
        if row.get("on").is_none() {
            row.missing("on", sentence!(words::WRITE, "{ on = 2026-01-02, name = \"…\", confirmed = true }"), found);
        }
        let title = row.text("name", found).map_or_else(String::new, |name| name.value);
        let source = row.text("source", found).map_or_else(|| "config.toml".to_owned(), |source| source.value);
        let confirmed = row.flag("confirmed", found).unwrap_or(true);
        let Some(on) = row.day("on", found) else { continue };
        let line = on.place.map_or(0, |place| place.line);
        if let Some(other) = seen.insert(on.value, line) {
            found.problem(on.place, sentence!(words::DAY_TWICE, on.value, other));
            continue;
        }
        entries.push(CalendarDay { day: on.value, kind, name: title, source, confirmed });
    }
    entries
}
