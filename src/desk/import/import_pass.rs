//! One pass over a file: what it holds in its hands, and which rows fell.
//!
//! The invariant: an agreement is read once, and what is told about it at the end compares with how it stood then.

use std::cell::RefCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::admitted::AdmittedUnknown;
use super::codes::Codes;
use super::old_values::OldValues;
use super::open_agreement::Unexplained;
pub(super) use super::open_agreement::{CorrectedCommitment, OpenAgreement};
use super::reference::Numbers;
use super::report::REMARKS_AT_MOST;
use super::similar::Alike;
use super::sorted_columns::ChangedCells;
use super::source::ImportSource;
use super::{PassResult, report};
use crate::desk::DeskError;
use crate::desk::agreement_edit::AgreementEdit;
use crate::desk::change::{ChangePreview, MilestoneOutlook};
use crate::desk::names::Parties;
use crate::desk::record::tell_heads;
use crate::desk::recorder::Recorder;
use crate::exchange::RowKind;
use crate::exchange::flaw::{Flaw, ReadingRemark, UnknownFact};
use crate::exchange::rows::{CellPlace, Row};
use crate::exchange::{Drafts, ParsedFile};
use crate::lifecycle::act::Act;
use crate::lifecycle::day::Day;
use crate::message::Sentence;
use crate::message::list::act as act_row;
use crate::message::list::{self, Wording};
use crate::store::Tx;
use crate::text::fold;
use crate::watch::Office;

/// One pass over a file, in the midst of its transaction.
pub(super) struct ImportPass<'t, 'c> {
    pub(super) tx: &'t Tx<'c>,
    pub(super) office: &'t Office,
    pub(super) clerk: &'t Recorder,
    pub(super) reading: &'t ParsedFile,
    pub(super) file: &'t ImportSource,
    pub(super) parties: Parties,
    pub(super) numbers: Numbers,
    /// The number of this import, once it has brought something.
    pub(super) import: Option<i64>,
    /// The agreements at work, by id.
    pub(super) held: BTreeMap<i64, OpenAgreement>,
    /// When an agreement's work ends.
    pub(super) ends: WorkEnd,
    /// The agreements whose work has ended before the pass does, and the line of each.
    pub(super) ended: BTreeMap<i64, u64>,
    /// What those of them that are new bring.
    brought: ChangePreview,
    /// The agreements that this pass brought.
    pub(super) new: Vec<i64>,
    /// The same by their folded titles, once a row behind those of agreements has asked for one.
    pub(super) new_by_title: Option<BTreeMap<String, Vec<i64>>>,
    /// Which agreement a row turned out to be, by the row's ordinal.
    pub(super) of_row: BTreeMap<usize, i64>,
    /// The row that an agreement was found in first, by its ordinal.
    pub(super) row_of: BTreeMap<i64, usize>,
    /// The references that the file gives, so that none of them is proposed for another row.
    pub(super) given: &'t BTreeSet<String>,
    /// References that the register's agreements had before they were renamed.
    pub(super) former: BTreeMap<String, i64>,
    /// Agreements that this file gives another reference, by the one they had: its other rows may bear either.
    pub(super) renamed: BTreeMap<String, i64>,
    /// The register's agreements by what they are; empty where every row has a reference.
    pub(super) alike: Alike,
    /// The register's codes, once a row has one that it does not know.
    pub(super) codes: Codes,
    /// Whether some row of the list has no reference.
    pub(super) by_likeness: bool,
    /// Rows whose agreement stands under one that was not there yet: line, its reference, the one above.
    pub(super) parentless: Vec<(u64, String, String)>,
    /// Rows whose state names none that is known.
    pub(super) strange_states: StrangeStates,
    /// The agreements that rows of the file are about.
    pub(super) meant: BTreeSet<i64>,
    /// What rows of known agreements, parties and commitments change.
    pub(super) changed_cells: ChangedCells,
    /// The acts about parties, once a row of a party that changes has asked for them: no row is about a party that another
    /// row of the pass has changed.
    pub(super) party_acts: Option<Vec<Act>>,
    /// The number of the newest act before the pass.
    pub(super) acts_before: i64,
    /// The acts that were recorded since the file was exported, by their numbers, once the marks are read.
    pub(super) since_copy: Option<RangeInclusive<i64>>,
    /// The rows that bear the mark of an act and say their day, by the act's number: day and ordinal of the two earliest.
    pub(super) rows_of_acts: BTreeMap<i64, Vec<(Day, usize)>>,
    /// The acts of the register that rows of the file say word for word.
    pub(super) said_by_file: BTreeSet<i64>,
    /// What becomes of values that were corrected since.
    pub(super) old_values: OldValues,
    /// The cells that say that something is unknown.
    pub(super) unknown: AdmittedUnknown,
    pub(super) gaps: Vec<UnknownFact>,
    pub(super) fallen: Vec<(usize, Flaw)>,
    pub(super) fallen_rows: BTreeSet<usize>,
    /// Rows that fell, as far as somebody asked what they are called; by ordinal.
    read_fallen: RefCell<BTreeMap<usize, Option<FallenRow>>>,
    pub(super) done: PassResult,
}

/// A row that fell: what others may call it by.
pub(super) struct FallenRow {
    kind: RowKind,
    line: u64,
    called: Vec<(&'static str, String)>,
}

impl FallenRow {
    fn of(row: &Row) -> Self {
        let texts = ["id", "names", "reference", "title"].into_iter();
        let called = texts.filter_map(|column| Some((column, row.text(column)?.to_owned()))).collect();
        Self { kind: row.kind, line: row.place.line, called }
    }
}

/// When an agreement's work ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WorkEnd {
    /// With the pass: rows to come may be about it.
    WithThePass,
    /// With its own row: the file has rows of agreements alone, and each agreement in one row only. A list of any length
    /// holds a handful of agreements in memory so.
    WithItsRow,
}

/// The rows whose state names none that is known.
#[derive(Debug, Default)]
pub(super) struct StrangeStates {
    /// The first of them: row and what it says, which is left out of a restricted agreement.
    pub(super) first: Vec<(u64, Option<String>)>,
    pub(super) more: usize,
}

impl<'t, 'c> ImportPass<'t, 'c> {
    pub(super) fn begin(
        tx: &'t Tx<'c>,
        office: &'t Office,
        clerk: &'t Recorder,
        file: &'t ImportSource,
        reading: &'t ParsedFile,
        given: &'t BTreeSet<String>,
    ) -> Result<Self, DeskError> {
        Ok(Self {
            tx,
            office,
            clerk,
            reading,
            file,
            parties: Parties::load(tx)?,
            numbers: Numbers::default(),
            import: None,
            held: BTreeMap::new(),
            ends: WorkEnd::WithThePass,
            ended: BTreeMap::new(),
            brought: ChangePreview::default(),
            new: Vec::new(),
            new_by_title: None,
            of_row: BTreeMap::new(),
            row_of: BTreeMap::new(),
            given,
            former: tx.former_references()?,
            renamed: BTreeMap::new(),
            alike: Alike::default(),
            codes: Codes::default(),
            by_likeness: false,
            parentless: Vec::new(),
            strange_states: StrangeStates::default(),
            meant: BTreeSet::new(),
            changed_cells: ChangedCells::default(),
            party_acts: None,
            acts_before: tx.acts_kept()?,
            since_copy: None,
            rows_of_acts: BTreeMap::new(),
            said_by_file: BTreeSet::new(),
            old_values: file.old_values,
            unknown: AdmittedUnknown::default(),
            gaps: Vec::new(),
            fallen: Vec::new(),
            fallen_rows: BTreeSet::new(),
            read_fallen: RefCell::default(),
            done: PassResult::default(),
        })
    }

    /// The agreement at work, read when it is first needed, with what it asked for before anything changes.
    pub(super) fn hold(&mut self, id: i64) -> Result<&mut OpenAgreement, DeskError> {
        let (office, today) = (self.office, self.clerk.today());
        let held = self.look_at(id)?;
        if held.before.is_none() {
            held.before = Some(held.dossier.outlook(office, today)?);
        }
        Ok(held)
    }

    /// The same for whoever changes nothing.
    pub(super) fn look_at(&mut self, id: i64) -> Result<&mut OpenAgreement, DeskError> {
        match self.held.entry(id) {
            Entry::Occupied(held) => Ok(held.into_mut()),
            Entry::Vacant(free) => Ok(free.insert(OpenAgreement::of(AgreementEdit::open(self.tx, id)?))),
        }
    }

    /// Ends the work on an agreement after its row, where no other row can be about it.
    pub(super) fn end_row(&mut self, id: i64) -> Result<(), DeskError> {
        let is_new = self.new.last() == Some(&id);
        let Some(held) =
            self.held.get(&id).filter(|held| self.ends == WorkEnd::WithItsRow && (is_new || !held.changed))
        else {
            return Ok(());
        };
        if is_new {
            let today = self.clerk.today();
            let mut changes = ChangePreview::default();
            let (before, after) = (MilestoneOutlook::default(), held.dossier.outlook(self.office, today)?);
            changes.add(&held.dossier.facts.reference, &before, &after);
            self.done.prospect.add(&changes, today);
            self.brought.take(changes);
        }
        if let Some(line) = held.line {
            self.ended.insert(id, line);
        }
        self.held.remove(&id);
        Ok(())
    }

    /// The line of the row that an agreement was found in before.
    pub(super) fn line_of(&self, id: i64) -> Option<u64> {
        self.ended.get(&id).copied().or_else(|| self.held.get(&id)?.line)
    }

    /// An agreement that [`ImportPass::hold`] read.
    pub(super) fn held(&self, id: i64) -> &OpenAgreement {
        self.held.get(&id).expect("what was held once stays at work until the end")
    }

    /// Whether this register wrote a mark that was made from that act and bears the beginning of that act's hash.
    pub(super) fn wrote(&self, made_from: i64, hash: &str) -> Result<bool, DeskError> {
        Ok(self.tx.act_hash(made_from)?.is_some_and(|known| known.starts_with(hash)))
    }

    /// What has been found wrong so far.
    pub(super) fn into_fallen(self) -> Vec<(usize, Flaw)> {
        self.fallen
    }

    /// Ends the pass: what it did, and which rows fell.
    pub(super) fn finish(mut self, drafts: &Drafts) -> Result<(PassResult, Vec<(usize, Flaw)>), DeskError> {
        let today = self.clerk.today();
        let mut unexplained = Vec::new();
        let new: BTreeSet<i64> = self.new.iter().copied().collect();
        for (id, held) in &self.held {
            if held.changed {
                let after = held.dossier.outlook(self.office, today)?;
                let nothing = MilestoneOutlook::default();
                let before = held.before.as_ref().unwrap_or(&nothing);
                let mut changes = ChangePreview::default();
                changes.add(&held.dossier.facts.reference, before, &after);
                self.done.prospect.add(&changes, today);
                self.done.changes.take(changes);
                // Nobody was told anything of what has just come in.
                if !new.contains(id) {
                    self.done.changed.push(*id);
                }
                let Some(seq) = held.first_correction() else { continue };
                let mut own = ChangePreview::default();
                own.add(&held.dossier.facts.reference, before, &after);
                let asked = if self.clerk.reason().is_none() { held.without_reason(&own) } else { Vec::new() };
                if asked.is_empty() {
                    held.leave_what_was_corrected(&mut own);
                    tell_heads(self.tx, self.office, self.clerk, (*id, seq), &own)?;
                }
                unexplained.extend(asked);
            }
        }
        // Those that were there before have the lower numbers.
        self.done.changes.take(std::mem::take(&mut self.brought));
        self.done.new = std::mem::take(&mut self.new);
        let unexplained: Vec<_> = unexplained.into_iter().filter(|one: &Unexplained| self.stands(&one.place)).collect();
        for Unexplained { place, column, what, day, of } in unexplained {
            self.fall(&place, &column, &act_row::why_needed(&what, day, of));
        }
        if self.done.again > 0 {
            let wording = list::rows_stand_in_two_sheets(self.done.again);
            self.done.remarks.push(ReadingRemark { sheet: None, row: None, column: None, wording });
        }
        self.done.gaps = report::gaps(&self.unknown.left(&drafts.gaps), self.gaps);
        Ok((self.done, self.fallen))
    }

    /// Whether the row has no flaw so far.
    pub(super) fn stands(&self, place: &CellPlace) -> bool {
        !self.has_fallen(place.ordinal)
    }

    fn has_fallen(&self, ordinal: usize) -> bool {
        self.fallen_rows.contains(&ordinal) || self.reading.flaws.rejected().contains(&ordinal)
    }

    /// Notes a flaw of one of the row's cells; nothing of the row is taken.
    pub(super) fn fall(&mut self, place: &CellPlace, column: &str, wording: &Wording) {
        let flaw = match self.reading.rows.get(place.ordinal) {
            Some(row) => row.worded(column, wording),
            None => place.worded(wording),
        };
        self.fallen_rows.insert(place.ordinal);
        self.fallen.push((place.ordinal, flaw));
    }

    /// Notes what has to be said about a row that is taken.
    pub(super) fn remark(&mut self, place: &CellPlace, wording: Wording) {
        if self.done.remarks.len() < REMARKS_AT_MOST {
            self.done.remarks.push(ReadingRemark {
                sheet: place.sheet.clone(),
                row: Some(place.line),
                column: None,
                wording,
            });
        }
    }

    /// The row of a fallen party that has this id or name.
    pub(super) fn fallen_party(&self, name: &str) -> Option<u64> {
        let named = |text: &str| text == name || text.split(';').any(|entry| calls(entry, name));
        self.fallen_row(RowKind::Party, &["id", "names"], named)
    }

    /// The row of a fallen agreement that has this reference or title.
    pub(super) fn fallen_agreement(&self, reference: &str) -> Option<u64> {
        let said = fold(reference);
        self.fallen_row(RowKind::Agreement, &["reference", "title"], |text| fold(text) == said)
    }

    fn fallen_row(&self, kind: RowKind, columns: &[&str], named: impl Fn(&str) -> bool) -> Option<u64> {
        let mut read = self.read_fallen.borrow_mut();
        let mut ordinals = self.fallen_rows.union(self.reading.flaws.rejected());
        ordinals.find_map(|ordinal| {
            let row =
                read.entry(*ordinal).or_insert_with(|| self.reading.rows.get(*ordinal).map(|row| FallenRow::of(&row)));
            let called = |row: &&mut FallenRow| {
                row.kind == kind && row.called.iter().any(|(column, text)| columns.contains(column) && named(text))
            };
            row.as_mut().filter(called).map(|row| row.line)
        })
    }

    pub(super) fn say(&mut self, sentence: Sentence) {
        report::bounded(&mut self.done.said, sentence);
    }

    pub(super) fn warn(&mut self, sentence: Sentence) {
        report::bounded(&mut self.done.warnings, sentence);
    }
}

/// Whether an entry `name|name_en|…` calls a party so.
fn calls(entry: &str, name: &str) -> bool {
    entry.split('|').take(2).any(|part| fold(part) == fold(name))
}
