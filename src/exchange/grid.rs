//! A grid of cells as spreadsheets have it, CSV or a sheet of a workbook, turned into rows.
//!
//! It finds the line of headers (lists often begin with a title), names the columns, refuses rows that are ragged or
//! marked as secret, leaves aside and says what is no row of the list (sums, headings, remarks below it), and keeps what
//! each row says word for word for the file of rows to mend.

mod about_rows;
mod above;
mod asked;
mod bare_days;
mod by_cells;
mod cell_by_cell;
mod chosen;
mod continued;
mod counted;
mod footnote;
mod groups;
mod head;
mod judge;
mod left_out;
mod lone_title;
mod misread;
mod order;
mod placed;
mod row_shape;
pub(super) mod section;
mod side_by_side;
mod split_days;
mod spread;
mod table_of_counts;
mod turned;
mod typed_over;
mod unit;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cell_forms::{self, FactForm};
use super::columns::ListRules;
use super::flaw::{Flaw, Flaws, ReadingRemark};
use super::legacy;
use super::marked_days::MarkedDay;
use super::parsed_file::{LeftOutPart, MOST_ASIDE, ParsedFile};
use super::raw_row::{RawRow, Seen, letters};
use super::row_mark::ROW_MARK;
use super::rows::{Cell, CellPlace, Guard, Row, RowCells};
use super::secrecy::is_secrecy_mark;
use crate::message::list::file::Misread;
use crate::message::list::{self, LeftOut, Wording};
use asked::ask_about_title;
use cell_by_cell::{check_degree, check_width, fact_of, holds_rows, is_secret, swallowed_rows};
use counted::TableCounts;
use head::Head;
use judge::Judged;
use left_out::RowPosition;
use misread::{UnconfirmedCells, mark_unconfirmed, misread, unconfirmed_as};
use order::DayOrder;
use section::{SheetSection, YearSource, give};
use side_by_side::{SideBySide, beside, only};

/// One grid to read.
#[derive(Debug)]
pub(super) struct Grid {
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    pub guard: Guard,
    pub records: Vec<RawRow>,
    /// Of a table that is turned round, the row that each name stands in.
    pub names: Vec<u64>,
}

/// What a table gives to the one below it: the records from the next head on, and the heading just above that.
struct Below {
    records: Vec<RawRow>,
    section: SheetSection,
}

/// Whether it was said that a row has cells that are struck out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Struck {
    Untold,
    Told,
}

/// So many columns are reported of a file.
const MOST_COLUMNS: usize = 4_000;

/// What a grid without headers looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LooksLike {
    /// Rows of several cells: somebody may think that they were read.
    AList,
    /// A guide, a cover, a list of values.
    Remarks,
}

impl Grid {
    /// What it looks like, as far as the number of its cells tells.
    pub(super) fn looks_like_a_list(&self) -> LooksLike {
        let filled = |record: &&RawRow| record.cells.iter().filter(|cell| !cell.trim().is_empty()).count() >= 3;
        if self.records.iter().any(|record| filled(&record)) { LooksLike::AList } else { LooksLike::Remarks }
    }

    /// Adds the rows of the grid to the reading, with its headers; a flaw where it has no headers.
    pub(super) fn read(mut self, rules: &ListRules, into: &mut ParsedFile) -> Result<(), Flaw> {
        if self.records.iter().all(RawRow::is_blank) {
            return Ok(());
        }
        self.records.iter_mut().for_each(row_shape::take_marks_off);
        let of_pages = legacy::decode_entities(&mut self.records);
        if of_pages > 0 {
            let wording = list::letters_of_pages_were_read(of_pages);
            into.remarks.push(ReadingRemark { sheet: self.sheet.clone(), row: None, column: None, wording });
        }
        if let Some((scheme, cells)) = legacy::convert(&mut self.records) {
            let wording = list::old_letters_were_converted(scheme.name(), cells);
            into.remarks.push(ReadingRemark { sheet: self.sheet.clone(), row: None, column: None, wording });
        }
        if let Some(turned) =
            head::find(&self.records, &rules.own).err().and_then(|_| turned::turned(&self.records, &rules.own))
        {
            return self.read_turned(turned, |grid, into| grid.read_tables(rules, into), into);
        }
        match beside(&self.records, &rules.own) {
            SideBySide::Nothing => self.read_tables(rules, into),
            SideBySide::Tables(tables) => {
                let records = std::mem::take(&mut self.records);
                for columns in tables {
                    self.records = only(&records, &columns);
                    self.read_tables(rules, into)?;
                }
                Ok(())
            }
            SideBySide::Stranger(wording, row, at) => {
                into.flaws.of_file(self.flaw(&wording).row(row).column(letters(at)).at(at));
                self.read_tables(rules, into)
            }
        }
    }

    /// Adds the rows of the tables that stand one below the other.
    fn read_tables(&mut self, rules: &ListRules, into: &mut ParsedFile) -> Result<(), Flaw> {
        let mut section = SheetSection::default();
        while let Some(below) = self.read_table(rules, section, into)? {
            self.records = below.records;
            section = below.section;
        }
        Ok(())
    }

    /// Adds the rows of the first table to the reading; what stands below it from the head of the next one on.
    fn read_table(
        &mut self,
        rules: &ListRules,
        mut section: SheetSection,
        into: &mut ParsedFile,
    ) -> Result<Option<Below>, Flaw> {
        let mut head = match head::find(&self.records, &rules.own) {
            Ok(head) => head,
            Err(wording) => return Err(self.flaw(&wording)),
        };
        head.choose(self.sheet.as_deref(), &rules.chosen);
        section = section.or(&self.country_of_titles(&head, &mut into.aside));
        // The few above are taken out, not the many below.
        let mut below = std::mem::take(&mut self.records);
        self.records = below.drain(..head.above).collect();
        self.take_counts_out(&mut below, &mut into.aside);
        let next = below.iter().position(|record| head::is_another(&head, record, &rules.own));
        let next = next.map(|at| below.split_off(at));
        for record in &mut below {
            head.days.iter().for_each(|day| day.join(record));
        }
        let mut judged = judge::judge(&head, &below, self.sheet.as_ref(), rules);
        spread::spread(&mut judged, &head, &below);
        if !head::names_its_rows(&head) {
            into.columns.extend(judged.into_iter().map(|judged| judged.report));
            let row = self.records.last().map_or(1, |record| record.row);
            return Err(self.flaw(&head::nameless(row, &head)));
        }
        if let Some(why) = self.lists_no_agreements(&head) {
            into.aside.push(LeftOutPart { sheet: self.sheet.clone(), row: None, why });
            return Ok(next.map(|records| Below { records, section: SheetSection::default() }));
        }
        let ParsedFile { rows, flaws, aside, columns, remarks, marked_days, .. } = into;
        flaws.know_heads(self.sheet.as_ref(), &head.headers);
        self.check_stamp(&head, flaws);
        self.leave_out_above(&head, aside);
        let numbered = head.numbered(&below);
        let mut stands = RowPosition::Within;
        let mut last = self.records[head.above - 1].row;
        let end = head.end(&below, numbered);
        let of_sheet = section::of_sheet(self.sheet.as_deref()).or(&self.state_of_titles(&head, aside));
        let mut ends_with = SheetSection::default();
        let mut counted = TableCounts::of(&head, &below);
        let (first, mut same_part) = (rows.len(), rows.len());
        // Each record goes as its row is made: of a long list both would not be kept.
        for mut record in below.into_iter().filter(|record| !record.is_blank()) {
            // A workbook stores no blank rows; in text they are records.
            if record.row > end && (record.row > last + 1 || row_shape::is_signature(&record)) {
                stands = RowPosition::Below;
            }
            last = record.row;
            let above = rows.len().checked_sub(1).filter(|last| *last >= same_part && stands == RowPosition::Within);
            let above = above.and_then(|last| rows.get(last));
            let goes_on = head.goes_on(&record, above.as_ref().map(|row| row.written.as_slice()), numbered);
            let below = record.row > end && head.is_a_remark_below(&record);
            let stands_here = match stands {
                _ if below => RowPosition::Below,
                // A lone text between this table and the next is the heading of that one.
                RowPosition::Below if next.is_some() && row_shape::is_lone_text(&record) => RowPosition::Within,
                stands => stands,
            };
            let out = head.left_out(&record, stands_here, numbered).filter(|_| !goes_on && !is_secret(&head, &record));
            let out = out.map(|out| out.with_what_it_says(&record));
            if let Some(out) = out {
                // What stands above a heading is not meant by "như trên" below it.
                same_part = if out.section.is_some() { rows.len() } else { same_part };
                let heads = out.section.is_some();
                section = match out.section {
                    Some(below) => below.under(&section),
                    // The heading of a part of the world.
                    None if matches!(out.why, LeftOut::Heading { .. }) => section.without_country(),
                    None if out.why == LeftOut::Sum => section.below_sum(&record.cells.to_vec().join(" ")),
                    None => section,
                };
                ends_with = if heads { section.clone() } else { ends_with };
                if aside.len() < MOST_ASIDE {
                    aside.push(LeftOutPart { sheet: self.sheet.clone(), row: Some(record.row), why: out.why });
                }
            } else {
                let last = rows.len().checked_sub(1).filter(|last| *last >= same_part);
                counted.repeated += above::repeat(&mut record, &judged, || rows.get(last?));
                let title = head.column_of("title").and_then(|at| record.seen.get(at));
                let shares_title = title == Some(&Seen::Merged);
                let mut row = self.row(&head, &judged, &record, rows.len(), (flaws, &mut counted));
                // What stood above it may not be meant below it.
                section = if std::mem::take(&mut counted.heading_asked) { SheetSection::default() } else { section };
                // Nobody knows how many agreements rows with one title are.
                if let Some(above) = above.as_ref().filter(|_| shares_title) {
                    flaws.reject(above.place.ordinal);
                }
                if let Some(above) = above.filter(|_| goes_on) {
                    let ordinal = rows.len();
                    flaws.of_row(ordinal, row.place.worded(&list::asked::may_go_on(above.place.line)));
                    flaws.reject(above.place.ordinal);
                    row.unread.extend(["title", "reference"]);
                }
                counted.years += usize::from(give(&section.or(&of_sheet), &mut row) == YearSource::Added);
                if !self.names.is_empty() {
                    turned::turn_row(&mut row, &self.names);
                }
                rows.push(row);
                ends_with = SheetSection::default();
            }
        }
        counted.country = of_sheet.country.filter(|_| rows.len() > first);
        remarks.extend(counted.remarks(self.sheet.as_ref()));
        marked_days.append(&mut counted.marked_days);
        self.ask_for_columns(self.records[head.above - 1].row, &judged, &counted.unknown, flaws);
        for (at, cells) in &counted.doubtful {
            self.ask_for_days(*at, cells, &judged, flaws);
        }
        columns.extend(judged.into_iter().map(|judged| judged.report).take(MOST_COLUMNS.saturating_sub(columns.len())));
        into.heads.push((self.sheet.clone(), head.headers));
        Ok(next.map(|records| Below { records, section: ends_with }))
    }

    /// Why no row of a workbook's sheet under that head is an agreement, where none is.
    fn lists_no_agreements(&self, head: &Head) -> Option<LeftOut> {
        let sheet = self.sheet.as_deref()?;
        if head::lists_partners(head) {
            return Some(LeftOut::Partners);
        }
        head::lists_acts_of_nothing(sheet, head).then_some(LeftOut::ActsOfNothing)
    }

    /// Says what stands above the head and looks like a row.
    fn leave_out_above(&self, head: &Head, aside: &mut Vec<LeftOutPart>) {
        let above = self.records.iter().take(head.first).filter(|record| head.may_be_a_row(record));
        for record in above.take(MOST_ASIDE.saturating_sub(aside.len())) {
            aside.push(LeftOutPart { sheet: self.sheet.clone(), row: Some(record.row), why: LeftOut::AboveHead });
        }
    }

    fn flaw(&self, wording: &Wording) -> Flaw {
        let mut flaw = Flaw::worded(wording).file(self.file.clone());
        flaw.sheet.clone_from(&self.sheet);
        flaw
    }

    fn row(
        &self,
        head: &Head,
        judged: &[Judged],
        record: &RawRow,
        ordinal: usize,
        (flaws, counted): (&mut Flaws, &mut TableCounts),
    ) -> Row {
        let place = CellPlace { file: self.file.clone(), sheet: self.sheet.clone(), line: record.row, ordinal };
        let (cells, unread) = (RowCells::default(), BTreeSet::new());
        let mut row = Row { place, kind: head.kind, cells, unread, notes: Vec::new(), written: Vec::new() };
        if is_secret(head, record) {
            flaws.of_row(ordinal, row.place.worded(&list::row::is_secret()));
            return row;
        }
        check_width(head, record, &row.place, flaws);
        let (mut struck, mut unconfirmed) = (Struck::Untold, Vec::new());
        let marked = order::is_marked(record, head.column_of(ROW_MARK));
        for (at, (text, judged)) in record.cells.iter().zip(judged).enumerate() {
            if judged.report.doubt.is_some() && !text.trim().is_empty() {
                counted.unknown.entry(at).or_default().push(ordinal);
            }
            check_degree(head, (at, text), &row.place, flaws);
            if self.sheet.is_none() && holds_rows(text, head.headers.len()) {
                swallowed_rows(head, at, &mut row, flaws);
                continue;
            }
            let Some(column) = fact_of(judged, (text, at), &mut row, counted) else { continue };
            let place = &judged.place;
            if let Some(why) = misread(record.seen.get(at).copied().unwrap_or(Seen::Text), text, column) {
                // A row that is struck out is asked about once.
                let again = why == Misread::Struck && std::mem::replace(&mut struck, Struck::Told) == Struck::Told;
                if !again {
                    flaws.of_row(ordinal, row.place.worded(&list::file::misread(why)).column(&**place).at(at));
                }
                row.unread.insert(column.name);
                unconfirmed
                    .extend(record.seen.get(at).and_then(|seen| unconfirmed_as(*seen, column)).map(|how| (at, how)));
                continue;
            }
            if column.form != FactForm::Prose && above::says_as_above(text) {
                flaws.of_row(ordinal, row.place.worded(&list::nothing_stands_above(text)).column(&**place).at(at));
                row.unread.insert(column.name);
                continue;
            }
            match record.seen.get(at) {
                Some(Seen::Formula) => counted.formulas += 1,
                Some(Seen::Merged) => counted.merged += 1,
                _ => {}
            }
            if legacy::is_broken(text) && !matches!(column.form, FactForm::Day | FactForm::Term) {
                flaws.of_row(ordinal, row.place.worded(&list::letters_are_broken()).column(&**place).at(at));
                row.unread.insert(column.name);
                continue;
            }
            // The day is read where it is doubted: of every other cell of a list that would be asked in vain.
            let doubt = marked.then(|| judged.order.doubt_of_marked(text, record.seen.get(at))).flatten();
            if let Some((doubt, day)) = doubt.and_then(|doubt| Some((doubt, cell_forms::day::read(text).ok()?))) {
                // The office's own row: whether it is what was exported tells who has the register.
                counted.marked_days.push(MarkedDay { place: row.place.clone(), name: column.name, at, day, doubt });
            } else if judged.order.doubts(text, record.seen.get(at)) {
                counted.doubtful.entry(at).or_default().push((record.row, ordinal));
                if record.seen.get(at) == Some(&Seen::Day) || judged.order == DayOrder::Mixed {
                    unconfirmed.push((at, UnconfirmedCells::Whole));
                }
                row.unread.insert(column.name);
                continue;
            }
            let turned = judged.order.turned(text);
            let text = turned.as_deref().unwrap_or(text);
            if let Some(note) = counted.footnotes.moving(text, column) {
                let wording = list::asked::footnote_moves_a_day(text, note);
                flaws.of_row(ordinal, row.place.worded(&wording).column(&**place).at(at));
                row.unread.insert(column.name);
                continue;
            }
            let cleaned = counted.footnotes.cleaned(text, column);
            let shorter = |cleaned: &String| cleaned.chars().count() < text.trim().chars().count();
            counted.marks.extend(cleaned.as_ref().filter(|cleaned| shorter(cleaned)).map(|_| record.row));
            let text = cleaned.as_deref().unwrap_or(text);
            let read = placed::by_rules(head, judged, (at, text, record), self.guard);
            let (column, said) = match read {
                Ok((other, said)) => (other.unwrap_or(column), said),
                Err(wording) => {
                    flaws.of_row(ordinal, row.place.worded(&wording).column(&**place).at(at));
                    row.unread.insert(column.name);
                    continue;
                }
            };
            let cell = Cell { said, line: record.row, column: Arc::clone(place), at };
            if let Err(wording) = placed::place(&mut row.cells, column, cell) {
                flaws.of_row(ordinal, row.place.worded(&wording).column(&**place).at(at));
            }
        }
        if !marked {
            ask_about_title(head, record, &row, (flaws, counted));
        }
        row.written = record.cells.to_vec();
        mark_unconfirmed(&mut row.written, unconfirmed);
        row.cells.shrink();
        row
    }
}
