//! What is wrong with a file, where, and how to mend it; and what it leaves unknown.
//!
//! A [`Flaw`] is one line for the person who has to mend the file. All flaws of a file are reported at once, in the
//! order of the file and not of their discovery, so that one walk down the list mends it. The list is bounded: the first
//! thousand are kept in words, the rest as a count. Every rejected row is known, shown or not.

mod remark;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::headers;
use crate::lifecycle::policy::Language;
use crate::message::list::{self, Wording};
pub use remark::{ReadingRemark, UnknownFact};

/// How many flaws of one file are kept in words.
pub(crate) const SHOWN_FLAWS: usize = 1_000;
/// A header is cut here where a flaw names it.
const LONGEST_HEAD: usize = 60;
/// How many of them are printed: nobody mends more before the next try.
pub(crate) const PRINTED_FLAWS: usize = 200;

/// One thing that is wrong, with its place and its cure.
///
/// ```
/// use pactwatch::exchange::flaw::Flaw;
/// use pactwatch::message::list::time::no_year;
/// let flaw = Flaw::worded(&no_year("30-12")).file("list.csv").row(14).column("signed_on (C)");
/// assert_eq!(
///     flaw.to_string(),
///     "list.csv, row 14, column signed_on (C): `30-12` has no year; write the year as well, for example 30/12/2025"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The file, as its reader knows it.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row, as a spreadsheet counts, or the line of a text file; from 1.
    pub row: Option<u64>,
    /// The column or key; in a file that could not be parsed, the character of the line.
    pub column: Option<Box<str>>,
    /// What stands above the column in the file, where it has a row of headers.
    pub head: Option<Box<str>>,
    /// How far right (in TOML: how far down) the cell stands; it orders the flaws of one row and says nothing else.
    pub at: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub cure: String,
    /// The ordinals of the rows that fell by it, where it is about a column.
    pub(super) speaks_for: Vec<usize>,
    /// The same in Vietnamese.
    vietnamese: Box<[String; 2]>,
}

impl Flaw {
    /// A flaw that has no place yet.
    pub fn worded(wording: &Wording) -> Self {
        let of = |language| [wording.what(language).to_owned(), wording.cure(language).to_owned()];
        let ([what, cure], vietnamese) = (of(Language::En), Box::new(of(Language::Vi)));
        Self {
            file: Arc::from(""),
            sheet: None,
            row: None,
            column: None,
            head: None,
            at: 0,
            what,
            cure,
            speaks_for: Vec::new(),
            vietnamese,
        }
    }

    /// What is wrong and what to do about it.
    pub fn said(&self, language: Language) -> [&str; 2] {
        match language {
            Language::Vi => [&self.vietnamese[0], &self.vietnamese[1]],
            Language::En => [&self.what, &self.cure],
        }
    }

    /// Where it stands, as people find it: columns by the header above them, else by their name in that language.
    pub(crate) fn place_words(&self, language: Language) -> String {
        let column = self.column_words(language);
        let place = list::LeftOutPlace { sheet: self.sheet.as_deref(), row: self.row, column: column.as_deref() };
        place.words(language)
    }

    /// The column as people find it.
    fn column_words(&self, language: Language) -> Option<String> {
        self.column.as_deref().map(|column| match (language, column.split_once(" (")) {
            (Language::En, _) => column.to_owned(),
            (Language::Vi, Some((name, letters))) => {
                format!("{} ({letters}", self.head.as_deref().unwrap_or_else(|| headers::vietnamese(name)))
            }
            (Language::Vi, None) => headers::vietnamese(column).to_owned(),
        })
    }

    /// The same flaw in that file.
    #[must_use]
    pub fn file(mut self, file: impl Into<Arc<str>>) -> Self {
        self.file = file.into();
        self
    }

    /// The same flaw in that row.
    #[must_use]
    pub fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same flaw in that column.
    #[must_use]
    pub fn column(mut self, column: impl Into<Box<str>>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The same flaw, by which those rows fell.
    #[must_use]
    pub(super) fn speaking_for(mut self, ordinals: impl IntoIterator<Item = usize>) -> Self {
        self.speaks_for = ordinals.into_iter().collect();
        self
    }

    /// The same flaw that far right in its row.
    #[must_use]
    pub fn at(mut self, at: usize) -> Self {
        self.at = at;
        self
    }
}

impl Flaw {
    /// What is wrong and the cure, behind the name of the column: for whoever has the row in front of them.
    pub(super) fn in_its_row(&self, language: Language) -> String {
        let [what, cure] = self.said(language);
        let column = self.column_words(language).map(|column| format!("{column}: ")).unwrap_or_default();
        format!("{column}{what}; {cure}")
    }

    /// One line: the place, what is wrong, the cure.
    pub(crate) fn in_words(&self, language: Language) -> String {
        let ([what, cure], place) = (self.said(language), self.place_words(language));
        let comma = if place.is_empty() { ": " } else { ", " };
        format!("{}{comma}{place}{what}; {cure}", self.file)
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Language::En))
    }
}

/// The headers of one list, and the sheet it stands in.
type ListHeaders = (Option<Arc<str>>, Vec<Box<str>>);

/// The flaws of one file, bounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// The first of them by place, in that order.
    shown: Vec<Flaw>,
    /// The sheets in the order of the workbook.
    sheets: Vec<Arc<str>>,
    /// The headers of each list, by sheet.
    heads: Vec<ListHeaders>,
    total: usize,
    rejected: BTreeSet<usize>,
    whole_file: bool,
}

impl Flaws {
    /// No flaws yet, in a workbook that has these sheets.
    pub(super) fn of_sheets(sheets: Vec<Arc<str>>) -> Self {
        Self { sheets, ..Self::default() }
    }

    /// Adds a flaw of the file as a whole: nothing of it can be taken, not even its sound rows.
    pub(crate) fn of_file(&mut self, flaw: Flaw) {
        self.whole_file = true;
        self.keep(flaw);
    }

    /// Adds a flaw of a part of the file that was not read: the sound rows of the others can be taken.
    pub(super) fn of_part(&mut self, flaw: Flaw) {
        self.keep(flaw);
    }

    /// Adds a flaw of the row with that ordinal (see [`super::rows::CellPlace::ordinal`]) and rejects the row.
    pub(crate) fn of_row(&mut self, ordinal: usize, flaw: Flaw) {
        self.rejected.insert(ordinal);
        self.keep(flaw);
    }

    /// Adds a flaw of a column, by which those rows fall; one of the file where none of them is a row of the list.
    pub(crate) fn of_column(&mut self, flaw: Flaw, ordinals: &[usize]) {
        let flaw = flaw.speaking_for(ordinals.iter().copied());
        match ordinals.first() {
            Some(first) => self.of_row(*first, flaw),
            None => self.of_file(flaw),
        }
        self.rejected.extend(ordinals);
    }

    /// Rejects a row for which a flaw of its column speaks.
    pub(crate) fn reject(&mut self, ordinal: usize) {
        self.rejected.insert(ordinal);
    }

    /// What stands above the columns of a list: flaws found from here on name them so.
    pub(super) fn know_heads(&mut self, sheet: Option<&Arc<str>>, headers: &[String]) {
        let short = |header: &String| {
            let line = header.split_whitespace().collect::<Vec<_>>().join(" ");
            Box::from(line.chars().take(LONGEST_HEAD).collect::<String>())
        };
        self.heads.push((sheet.cloned(), headers.iter().map(short).collect()));
    }

    /// The header of the column that a flaw names by its letters.
    fn head_of(&self, flaw: &Flaw) -> Option<Box<str>> {
        flaw.column.as_deref().filter(|column| column.ends_with(')'))?;
        let (_, heads) = self.heads.iter().find(|(sheet, _)| *sheet == flaw.sheet)?;
        heads.get(flaw.at).filter(|head| !head.is_empty()).cloned()
    }

    fn keep(&mut self, mut flaw: Flaw) {
        self.total += 1;
        if flaw.head.is_none() {
            flaw.head = self.head_of(&flaw);
        }
        let place = self.place(&flaw);
        // Behind those of the same place: they stay in the order they were found.
        let at = self.shown.partition_point(|known| self.place(known) <= place);
        if at < SHOWN_FLAWS {
            self.shown.insert(at, flaw);
            self.shown.truncate(SHOWN_FLAWS);
        }
    }

    /// Where a flaw stands in the file: sheet, row, and how far right; what concerns the whole comes first.
    fn place(&self, flaw: &Flaw) -> (usize, Option<u64>, usize) {
        let of_sheet = |sheet: &Arc<str>| self.sheets.iter().position(|known| known == sheet);
        let sheet = flaw.sheet.as_ref().and_then(of_sheet).map_or(0, |nth| nth + 1);
        (sheet, flaw.row, flaw.at)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How many there are, shown or not.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The flaws kept in words, in the order of the file.
    pub fn shown(&self) -> &[Flaw] {
        &self.shown
    }

    /// How many flaws are counted only.
    pub fn more(&self) -> usize {
        self.total - self.shown.len()
    }

    /// The ordinals of the rows that cannot be taken.
    pub fn rejected(&self) -> &BTreeSet<usize> {
        &self.rejected
    }

    /// The sheets by which they are put in order.
    pub(super) fn sheets(&self) -> &[Arc<str>] {
        &self.sheets
    }

    /// The same flaws, as another process found them. What is shown is put in order again; what is only counted stays so.
    pub(super) fn found_apart(mut self, shown: Vec<Flaw>, more: usize, rejected: BTreeSet<usize>) -> Self {
        self.rejected = rejected;
        let mut flaws = self;
        for flaw in shown {
            flaws.keep(flaw);
        }
        flaws.total = flaws.total.saturating_add(more);
        flaws
    }

    /// These and those of a part of the file, whose places were told anew.
    pub(super) fn joined(mut self, told: Vec<Flaw>, part: &Self) -> Self {
        self.whole_file |= part.whole_file;
        self.heads.extend(part.heads.iter().cloned());
        self.rejected.extend(&part.rejected);
        for flaw in told {
            self.keep(flaw);
        }
        self.total = self.total.saturating_add(part.more());
        self
    }

    /// The same, where the file as a whole cannot be taken.
    pub(super) fn of_the_whole(mut self) -> Self {
        self.whole_file = true;
        self
    }

    /// Whether the file as a whole cannot be taken.
    pub fn whole_file(&self) -> bool {
        self.whole_file
    }
}

impl Flaws {
    /// One line a flaw, and a last line for those that are counted only.
    pub(crate) fn in_words(&self, language: Language) -> String {
        let shown = self.shown.iter().take(PRINTED_FLAWS).map(|flaw| flaw.in_words(language) + "\n");
        let more = match self.total.saturating_sub(PRINTED_FLAWS) {
            0 => None,
            more => Some(list::and_more(more, language) + "\n"),
        };
        shown.chain(more).collect()
    }
}

impl fmt::Display for Flaws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Language::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw_of(what: &str) -> Flaw {
        Flaw::worded(&Wording::of_halves(|_| (what.to_owned(), "mend it".to_owned())))
    }

    #[test]
    fn the_list_is_bounded_but_every_rejected_row_is_known() {
        let mut flaws = Flaws::default();
        for ordinal in 0..1_500 {
            flaws.of_row(ordinal, flaw_of("wrong"));
        }
        assert_eq!(flaws.shown().len(), 1_000);
        assert_eq!(flaws.more(), 500);
        assert_eq!(flaws.rejected().len(), 1_500);
        let printed = flaws.to_string();
        assert_eq!(printed.lines().count(), 201);
        assert!(printed.ends_with("… and 1300 more\n"));
    }

    #[test]
    fn flaws_stand_in_the_order_of_the_file_however_they_were_found() {
        let sheets = ["Danh sách", "Sự kiện"].map(Arc::from);
        let mut flaws = Flaws::of_sheets(sheets.to_vec());
        let flaw = |sheet: usize, row: u64, at: usize, what: &str| {
            let mut flaw = flaw_of(what).row(row).at(at);
            flaw.sheet = Some(sheets[sheet].clone());
            flaw
        };
        for (sheet, row, at, what) in
            [(1, 2, 0, "5"), (0, 9, 4, "3"), (0, 9, 1, "2"), (0, 9, 4, "4"), (0, 2, 7, "1"), (1, 2, 1, "6")]
        {
            flaws.of_row(usize::try_from(row).expect("small"), flaw(sheet, row, at, what));
        }
        flaws.of_file(flaw_of("0"));
        let order: String = flaws.shown().iter().map(|flaw| flaw.what.as_str()).collect();
        assert_eq!(order, "0123456");
    }

    #[test]
    fn the_first_by_place_are_kept_when_there_are_too_many() {
        let mut flaws = Flaws::default();
        for row in (0..1_200).rev() {
            flaws.of_row(0, flaw_of("wrong").row(row));
        }
        let rows: Vec<_> = flaws.shown().iter().filter_map(|flaw| flaw.row).collect();
        assert_eq!(rows, (0..1_000).collect::<Vec<u64>>());
    }
}
