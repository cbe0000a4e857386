//! The texts of one row's cells, one behind the other: a long list of cells is little more than its letters.
//!
//! A text each of its own takes several times as much memory, most of it for texts of a few letters. Most lines of a text
//! file are not copied at all: their cells are places in the file's text. What a cell says is never changed here.

use std::ops::Index;
use std::sync::Arc;

/// The texts of a row.
#[derive(Clone)]
pub(super) struct CellTexts(Letters);

#[derive(Clone)]
enum Letters {
    /// Texts one behind the other, and where each of them ends.
    Own { all: String, ends: Vec<u32> },
    /// A line of a file: where it begins there, and where each cell stands in it.
    Line { text: Arc<String>, start: usize, places: Vec<CellBounds> },
}

/// Where a cell begins in its line, and where it ends.
pub(super) type CellBounds = (u16, u16);

impl Default for CellTexts {
    fn default() -> Self {
        Self(Letters::Own { all: String::new(), ends: Vec::new() })
    }
}

impl CellTexts {
    /// The cells of the line that begins there in the text, by where each stands in it.
    pub(super) fn of_line(text: &Arc<String>, start: usize, places: Vec<CellBounds>) -> Self {
        Self(Letters::Line { text: Arc::clone(text), start, places })
    }

    pub(super) fn len(&self) -> usize {
        match &self.0 {
            Letters::Own { ends, .. } => ends.len(),
            Letters::Line { places, .. } => places.len(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        match &self.0 {
            Letters::Own { all, ends } => {
                let end = *ends.get(at)? as usize;
                all.get(at.checked_sub(1).map_or(0, |before| ends[before] as usize)..end)
            }
            Letters::Line { text, start, places } => {
                let (first, end) = places.get(at)?;
                text.get(start + usize::from(*first)..start + usize::from(*end))
            }
        }
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.get(self.len().checked_sub(1)?)
    }

    pub(super) fn iter(&self) -> Texts<'_> {
        Texts { cells: self, at: 0 }
    }

    /// The same, each as a text of its own.
    pub(super) fn to_vec(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }

    /// Adds a cell. No row holds as many letters as can be counted here: the readers bound both cells and letters.
    pub(super) fn push(&mut self, text: &str) {
        let (all, ends) = self.own();
        all.push_str(text);
        ends.push(u32::try_from(all.len()).expect("a row of at most 512 cells of 32,767 letters"));
    }

    /// The texts as the row's own.
    fn own(&mut self) -> (&mut String, &mut Vec<u32>) {
        if let Letters::Line { .. } = &self.0 {
            *self = self.iter().collect();
        }
        match &mut self.0 {
            Letters::Own { all, ends } => (all, ends),
            Letters::Line { .. } => unreachable!("made its own above"),
        }
    }

    /// Takes the last cell away.
    pub(super) fn pop(&mut self) {
        self.truncate(self.len().saturating_sub(1));
    }

    /// Takes every cell from that one on away.
    pub(super) fn truncate(&mut self, width: usize) {
        if width >= self.len() {
            return;
        }
        match &mut self.0 {
            Letters::Own { all, ends } => {
                all.truncate(width.checked_sub(1).map_or(0, |last| ends[last] as usize));
                ends.truncate(width);
            }
            Letters::Line { places, .. } => places.truncate(width),
        }
    }

    /// Adds empty cells up to that many.
    pub(super) fn widen(&mut self, width: usize) {
        if width > self.len() {
            let (all, ends) = self.own();
            let end = u32::try_from(all.len()).expect("a row of at most 512 cells of 32,767 letters");
            ends.resize(width, end);
        }
    }

    /// Lets a cell say this.
    pub(super) fn set(&mut self, at: usize, text: &str) {
        self.change(|other, _| (other == at).then(|| text.to_owned()));
    }

    /// Asks of each cell whether it is to say something else; how many do.
    pub(super) fn change(&mut self, mut change: impl FnMut(usize, &str) -> Option<String>) -> usize {
        let changed: Vec<(usize, String)> =
            self.iter().enumerate().filter_map(|(at, text)| Some((at, change(at, text)?))).collect();
        if !changed.is_empty() {
            let mut rest = changed.iter().peekable();
            let mut fresh = Self::default();
            for (at, text) in self.iter().enumerate() {
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
        match &mut self.0 {
            Letters::Own { all, ends } => {
                all.shrink_to_fit();
                ends.shrink_to_fit();
            }
            Letters::Line { places, .. } => places.shrink_to_fit(),
        }
    }
}

/// Rows are the same where their cells say the same, however they are kept.
impl PartialEq for CellTexts {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for CellTexts {}

/// The cells of a row, one after the other.
#[derive(Clone)]
pub(super) struct Texts<'c> {
    cells: &'c CellTexts,
    at: usize,
}

impl<'c> Iterator for Texts<'c> {
    type Item = &'c str;

    fn next(&mut self) -> Option<&'c str> {
        let text = self.cells.get(self.at)?;
        self.at += 1;
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

    /// The same as a line of a file, with others around it.
    fn line(text: &str) -> CellTexts {
        let file = Arc::new(format!("title\n{text}\nB-2"));
        let mut first = 0;
        let places = text.split('|').map(|cell| {
            let place = (first, first + cell.len());
            first = place.1 + 1;
            (u16::try_from(place.0).expect("a short line"), u16::try_from(place.1).expect("a short line"))
        });
        CellTexts::of_line(&file, "title\n".len(), places.collect())
    }

    #[test]
    fn cells_are_kept_one_by_one() {
        for kept in [row, line] {
            changes_of_cells(kept("B-1||Biên bản|22/12/2017|"));
        }
    }

    fn changes_of_cells(mut cells: CellTexts) {
        assert_eq!(cells.len(), 5);
        assert_eq!(cells.to_vec(), ["B-1", "", "Biên bản", "22/12/2017", ""]);
        assert_eq!((cells.get(2), cells.get(5), cells.last()), (Some("Biên bản"), None, Some("")));
        assert_eq!(cells, row("B-1||Biên bản|22/12/2017|"));
        let mut shorter = cells.clone();
        shorter.pop();
        shorter.truncate(3);
        shorter.shrink_to_fit();
        assert_eq!((shorter.to_vec(), shorter.last()), (row("B-1||Biên bản").to_vec(), Some("Biên bản")));
        shorter.widen(4);
        shorter.push("5y");
        assert_eq!(shorter, row("B-1||Biên bản||5y"));
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
