//! The line and column of a value in the file, for faults that are found after parsing.

use std::fmt;

/// A line and a column, both from 1; a column counts characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A value and its place; none for a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    pub value: T,
    /// Where it was written, if it was.
    pub place: Option<Place>,
}

impl<T> Placed<T> {
    /// A value that was not written.
    pub(crate) fn default_of(value: T) -> Self {
        Self { value, place: None }
    }

    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: change(self.value), place: self.place }
    }
}

/// The text of the file, cut into lines once.
pub(super) struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The place of a byte; behind the end, the end's.
    pub(super) fn place(&self, byte: usize) -> Place {
        let byte = (0..=byte.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..byte).unwrap_or("");
        Place { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let lines = LineIndex::of("tên = 1\r\nb = 2\n");
        for (byte, line, column) in [(0, 1, 1), (2, 1, 2), (4, 1, 4), (10, 2, 1), (14, 2, 5), (16, 3, 1), (99, 3, 1)] {
            assert_eq!(lines.place(byte), Place { line, column }, "byte {byte}");
        }
    }
}
