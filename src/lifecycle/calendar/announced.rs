//! The days off and make-up days announced for Vietnam's civil servants, as shipped in `data/days_off_vn.csv`.
//!
//! Not a rule: nothing is computed for the years listed here; a day that is not listed is an ordinary day. A year is
//! listed completely or not at all.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{CalendarDay, DayKind};
use crate::lifecycle::day::Day;

const TABLE: &str = include_str!("../../../data/days_off_vn.csv");

static ANNOUNCED: LazyLock<BTreeMap<Day, CalendarDay>> = LazyLock::new(|| {
    let rows =
        TABLE.lines().skip(1).map(|line| row(line).expect("the shipped table is read by the tests of this file"));
    rows.map(|entry| (entry.day, entry)).collect()
});

/// The announced entries, in order of day.
pub(super) fn announced_days() -> &'static BTreeMap<Day, CalendarDay> {
    &ANNOUNCED
}

/// The last year the shipped table covers.
pub(super) fn last_year() -> i32 {
    ANNOUNCED.keys().next_back().map_or(i32::MIN, |day| day.year())
}

/// Whether the shipped table covers that year.
pub(super) fn covers(year: i32) -> bool {
    (ANNOUNCED.keys().next().map_or(i32::MAX, |day| day.year())..=last_year()).contains(&year)
}

/// `day,weekday,kind,name,confirmed,source`; no column holds a comma.
fn row(line: &str) -> Option<CalendarDay> {
    let [day, _weekday, kind, name, confirmed, source] = line.split(',').collect::<Vec<_>>().try_into().ok()?;
    let kind = match kind {
        "off" => DayKind::Off,
        "work" => DayKind::Work,
        _ => return None,
    };
    let confirmed = match confirmed {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    Some(CalendarDay { day: day.parse().ok()?, kind, name: name.to_owned(), source: source.to_owned(), confirmed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_shipped_table_reads_and_its_weekday_is_right() {
        for line in TABLE.lines().skip(1) {
            let entry = row(line).unwrap_or_else(|| panic!("not a row: {line}"));
            assert_eq!(line.split(',').nth(1), Some(entry.day.weekday().to_string().as_str()), "{line}");
            assert!(!entry.source.is_empty(), "{line}");
        }
    }

    #[test]
    fn rows_stand_in_order_of_day_once_each() {
        let days: Vec<&str> = TABLE.lines().skip(1).map(|line| &line[..10]).collect();
        assert!(days.is_sorted_by(|a, b| a < b));
    }
}
