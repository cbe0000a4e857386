//! The texts of one row's cells, one behind the other: a long list of cells is little more than its letters.
//!
//! A text each of its own takes several times as much memory, most of it for texts of a few letters. What a cell says is
//! never changed here.

use std::ops::Index;

/// The texts of a row.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct CellTexts {
    all: String,
    /// Where each of them ends.
    ends: Vec<u32>,
}

impl CellTexts {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        self.all.get(self.start(at)..end)
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.get(self.len().checked_sub(1)?)
    }

    pub(super) fn iter(&self) -> Texts<'_> {
        Texts { cells: self, at: 0, start: 0 }
    }

    /// The same, each as a text of its own.
    pub(super) fn to_vec(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }

    /// Adds a cell. No row holds as many letters as can be counted here: the readers bound both cells and letters.
    pub(super) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).expect("a row of at most 512 cells of 32,767 letters"));
    }

    /// Takes the last cell away.
    pub(super) fn pop(&mut self) {
        self.truncate(self.len().saturating_sub(1));
    }

    /// Takes every cell from that one on away.
    pub(super) fn truncate(&mut self, width: usize) {
        if width < self.len() {
            self.all.truncate(self.start(width));
            self.ends.truncate(width);
        }
    }

    /// Adds empty cells up to that many.
    pub(super) fn widen(&mut self, width: usize) {
        let end = self.ends.last().copied().unwrap_or(0);
        self.ends.resize(width.max(self.len()), end);
    }

    /// Lets a cell say this.
    pub(super) fn set(&mut self, at: usize, text: &str) {
        self.change(|other, _| (other == at).then(|| text.to_owned()));
    }

    /// Asks of each cell whether it is to say something else; how many do.
    pub(super) fn change(&mut self, mut change: impl FnMut(usize, &str) -> Option<String>) -> usize {
        let changed: Vec<(usize, String)> =
            self.iter().enumerate().filter_map(|(at, text)| Some((at, change(at, text)?))).collect();
        if let Some((first, _)) = changed.first() {
            let (first, mut rest) = (*first, changed.iter().peekable());
            let mut fresh = Self { all: self.all[..self.start(first)].to_owned(), ends: self.ends[..first].to_vec() };
            for (at, text) in self.iter().enumerate().skip(first) {
                match rest.next_if(|(other, _)| *other == at) {
                    Some((_, text)) => fresh.push(text),
                    None => fresh.push(text),
                }
            }
            *self = fresh;
        }
        changed.len()
    }

    /// Gives back the room that nothing stands in.
    pub(super) fn shrink_to_fit(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// The cells of a row, one after the other.
#[derive(Clone)]
pub(super) struct Texts<'c> {
    cells: &'c CellTexts,
    at: usize,
    start: usize,
}

impl<'c> Iterator for Texts<'c> {
    type Item = &'c str;

    fn next(&mut self) -> Option<&'c str> {
        let end = *self.cells.ends.get(self.at)? as usize;
        let text = self.cells.all.get(self.start..end)?;
        (self.at, self.start) = (self.at + 1, end);
        Some(text)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.cells.len().saturating_sub(self.at);
        (left, Some(left))
    }
}

impl Index<usize> for CellTexts {
    type Output = str;

    fn index(&self, at: usize) -> &str {
        self.get(at).expect("a cell of the row")
    }
}

impl<'c> IntoIterator for &'c CellTexts {
    type Item = &'c str;
    type IntoIter = Texts<'c>;

    fn into_iter(self) -> Texts<'c> {
        self.iter()
    }
}

impl<T: AsRef<str>> FromIterator<T> for CellTexts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut cells = Self::default();
        texts.into_iter().for_each(|text| cells.push(text.as_ref()));
        cells
    }
}

impl std::fmt::Debug for CellTexts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> CellTexts {
        text.split('|').collect()
    }

    #[test]
    fn cells_are_kept_one_by_one() {
        let mut cells = row("B-1||Biên bản|22/12/2017|");
        assert_eq!(cells.len(), 5);
        assert_eq!(cells.to_vec(), ["B-1", "", "Biên bản", "22/12/2017", ""]);
        assert_eq!((cells.get(2), cells.get(5), cells.last()), (Some("Biên bản"), None, Some("")));
        cells.set(1, "Nghị định thư");
        cells.set(3, "");
        assert_eq!(cells, row("B-1|Nghị định thư|Biên bản||"));
        cells.pop();
        cells.truncate(3);
        assert_eq!(cells, row("B-1|Nghị định thư|Biên bản"));
        cells.widen(5);
        assert_eq!(cells, row("B-1|Nghị định thư|Biên bản||"));
        cells.widen(2);
        assert_eq!(cells.len(), 5, "nothing is taken away");
        assert_eq!(cells.change(|_, text| text.strip_prefix('B').map(str::to_owned)), 2);
        assert_eq!(cells, row("-1|Nghị định thư|iên bản||"));
        assert_eq!(cells.change(|_, _| None), 0);
        cells.truncate(0);
        assert!(cells.is_empty() && cells.iter().next().is_none() && cells.last().is_none());
    }
}
