//! Terms that need the rest of the row: years alone, which are a range once the day of signing is known.
//!
//! It reads that one cell beside the term's own, and refuses where it does not help.

use super::{Cells, Change};
use crate::exchange::forms::{self, Unread};
use crate::exchange::rows::Said;
use crate::lifecycle::day::Day;

impl Cells<'_> {
    /// "giai đoạn 2022–2027": through the day of signing in the last year at least, through that year's end at most.
    pub(super) fn years(&mut self, name: &str, text: &str, from: i32, to: i32) -> Option<Change<String>> {
        let signed = match self.row.cells.get("signed_on").map(|cell| &cell.said) {
            Some(Said::Text(signed)) => forms::day::read(signed).ok(),
            _ => None,
        };
        let range = signed.filter(|signed| (from - 1..=to).contains(&signed.year())).and_then(|signed| {
            // The 29th of February where the last year has none: the month's last day.
            let first =
                Day::ymd(to, signed.month(), signed.day()).or_else(|_| Day::ymd(to, signed.month(), 28)).ok()?;
            let last = Day::ymd(to, 12, 31).ok()?;
            (signed < first)
                .then(|| if first < last { format!("until {first}..{last}") } else { format!("until {last}") })
        });
        let Some(range) = range else {
            let what = format!("{} names no day on which it ends", crate::text::quoted(text));
            let cure =
                format!("write the last day, or both it may be: until {to}-06-30..{to}-12-31; or give signed_on");
            self.refuse(name, Unread::new(what, cure));
            return None;
        };
        self.gap(name, text);
        Some(Change::Set(range))
    }
}
