//! Columns that were sorted without the rest: every value still stands in the sheet, in another row.
//!
//! Such a row would be read as a correction of everything in it. It is known by values that came from other rows of the same
//! file, or by a row's mark beside another agreement's reference. The invariant: what is asked about is told at every row it
//! stands in; `--bring-back` means what the cells say.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::exchange::rows::CellPlace;
use crate::lifecycle::agreement::{Facts, Field};

/// The cells of known rows that say something else than the register, by sheet and column.
#[derive(Debug, Default)]
pub(super) struct ChangedCells(BTreeMap<(Option<Arc<str>>, &'static str), Vec<ChangedCell>>);

#[derive(Debug)]
struct ChangedCell {
    place: CellPlace,
    /// What the register holds, and what the cell says, as numbers.
    held: u64,
    said: u64,
}

/// How many cells tell that a column was sorted alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    /// Two values that changed places: names and days are rarely those of another row.
    Two,
    /// Three values, all different: a term or a partner may well become that of another row.
    Three,
    /// The same, or three cells and more with just the values that they had in another order: of officers there are few, and
    /// one takes over from another every day.
    AnotherOrder,
}

const FIELDS: [(Field, Tells); 10] = [
    (Field::Title, Tells::Two),
    (Field::Number, Tells::Two),
    (Field::SignedOn, Tells::Two),
    (Field::InForceOn, Tells::Two),
    (Field::Partner, Tells::Three),
    (Field::Officers, Tells::AnotherOrder),
    (Field::Term, Tells::Three),
    (Field::RenewalPeriod, Tells::Three),
    (Field::Notice, Tells::Three),
    (Field::ReviewEvery, Tells::Three),
];

fn tells(column: &str) -> Tells {
    FIELDS.iter().find(|(field, _)| field.name() == column).map_or(Tells::Two, |(_, tells)| *tells)
}

fn sorted(cells: &[ChangedCell], value: impl Fn(&ChangedCell) -> u64) -> Vec<u64> {
    let mut values: Vec<u64> = cells.iter().map(value).collect();
    values.sort_unstable();
    values
}

fn number(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl ChangedCells {
    /// Notes what a row changes of an agreement.
    pub(super) fn of_agreement(&mut self, place: &CellPlace, held: &Facts, said: &Facts) {
        for (field, _) in FIELDS {
            self.note(place, field.name(), &held.get(field), &said.get(field));
        }
    }

    /// Notes what a row changes in one column.
    pub(super) fn note<T: Hash + PartialEq>(&mut self, place: &CellPlace, column: &'static str, held: &T, said: &T) {
        if held != said {
            let cell = ChangedCell { place: place.clone(), held: number(held), said: number(said) };
            self.0.entry((place.sheet.clone(), column)).or_default().push(cell);
        }
    }

    /// The cells whose values stood in other rows, where enough of them do.
    pub(super) fn moved(&self) -> impl Iterator<Item = (&CellPlace, &'static str)> {
        self.0.iter().flat_map(|((_, column), cells)| {
            let held: BTreeSet<u64> = cells.iter().map(|cell| cell.held).collect();
            let moved: Vec<&ChangedCell> = cells.iter().filter(|cell| held.contains(&cell.said)).collect();
            let values = moved.iter().map(|cell| cell.said).collect::<BTreeSet<_>>().len();
            let enough = match tells(column) {
                Tells::Two => values >= 2,
                Tells::Three => values >= 3,
                Tells::AnotherOrder => {
                    values >= 3
                        || cells.len() >= 3 && sorted(cells, |cell| cell.held) == sorted(cells, |cell| cell.said)
                }
            };
            moved.into_iter().filter(move |_| enough).map(|cell| (&cell.place, *column))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(column: &'static str, cells: &[(&str, &str)]) -> usize {
        let mut changed = ChangedCells::default();
        for (at, (held, said)) in cells.iter().enumerate() {
            let place = CellPlace { file: Arc::from("x.xlsx"), sheet: None, line: at as u64 + 2, ordinal: at };
            changed.note(&place, column, held, said);
        }
        changed.moved().count()
    }

    #[test]
    fn a_column_sorted_alone_and_what_is_none() {
        for (case, column, cells, expected) in [
            ("two titles changed places", "title", &[("a", "b"), ("b", "a")][..], 2),
            ("one title became another's, which became new", "title", &[("a", "b"), ("b", "c")], 0),
            ("a column one row off, and its last cell mended", "signed_on", &[("1", "2"), ("2", "3"), ("3", "9")], 2),
            ("two terms changed places: both may be meant", "term", &[("5y", "3y"), ("3y", "5y")], 0),
            ("many terms became one", "term", &[("5y", "3y"), ("4y", "3y"), ("3y", "5y")], 0),
            ("three terms went round", "term", &[("5y", "3y"), ("3y", "4y"), ("4y", "5y")], 3),
            (
                "officers one row off, where the third row had the second's",
                "officers",
                &[("a", "b"), ("b", "a"), ("b", "b"), ("a", "b"), ("b", "a")],
                4,
            ),
            ("two officers changed places: they may have", "officers", &[("a", "b"), ("b", "a")], 0),
            ("one took over from another", "officers", &[("a", "b"), ("a", "b"), ("c", "b")], 0),
            ("one took over, and gave one back", "officers", &[("a", "b"), ("a", "b"), ("b", "a")], 0),
            ("nothing changed", "title", &[("a", "a"), ("b", "b")], 0),
        ] {
            assert_eq!(moved(column, cells), expected, "{case}");
        }
    }
}
