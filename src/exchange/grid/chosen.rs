//! What somebody said of single columns of one file, having seen what each was understood as.
//!
//! A choice holds for the column in that place under that header, and comes before everything else that tells what a column
//! is. It says no more than a header could: which fact the cells speak of, the note, nothing, or in which order days stand.

use super::super::columns::{ChosenColumn, ColumnMeans};
use super::super::headers::{self, Understood};
use super::super::raw_row::letters;
use super::head::Head;
use super::order::DayOrder;
use super::unit;

impl Head {
    /// Takes what was said of its columns.
    pub(super) fn choose(&mut self, sheet: Option<&str>, chosen: &[ChosenColumn]) {
        for choice in chosen.iter().filter(|choice| choice.sheet.as_deref() == sheet) {
            let width = self.headers.len() + 1;
            let Some(at) = (0..width).find(|at| letters(*at) == choice.column) else { continue };
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            if words(self.headers.get(at).map_or("", String::as_str)) != words(&choice.header) {
                continue;
            }
            if at == self.headers.len() {
                self.headers.push(String::new());
                self.folded.push(String::new());
                self.meant.push(Understood::Unknown);
                self.columns.push(None);
                self.units.push(None);
            }
            match &choice.means {
                ColumnMeans::Fact(name) => {
                    let Some(column) = headers::any_named(self.kind, name) else { continue };
                    self.meant[at] = Understood::Known(column);
                    self.columns[at] = Some(column);
                    self.units[at] = unit::of(&self.headers[at], column);
                }
                ColumnMeans::Note => (self.meant[at], self.columns[at]) = (Understood::Noted, None),
                ColumnMeans::Nothing => (self.meant[at], self.columns[at]) = (Understood::Dropped, None),
                ColumnMeans::DayFirst => drop(self.orders.insert(at, DayOrder::DayFirst)),
                ColumnMeans::MonthFirst => drop(self.orders.insert(at, DayOrder::MonthFirst)),
            }
        }
    }
}
