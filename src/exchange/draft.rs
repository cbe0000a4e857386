//! Rows read into drafts: what each row asks to change, in canonical text.
//!
//! A draft is one row's will, checked by itself. What it means beside the register (whether the agreement is known,
//! whether its facts contradict each other) is told elsewhere. All flaws of all rows are found in one go.

mod act;
mod agreement;
mod cells;
mod commitment;
mod days_beside;
mod doubt;
mod last_titled;
mod notes;
mod packed;
mod pairs;
mod party;
mod plain_cells;
mod term;
mod unread;

use std::collections::{BTreeMap, BTreeSet};

use super::cell_forms::term::CountsFrom;
use super::flaw::{Flaw, ReadingRemark, UnknownFact};
use super::parsed_file::ParsedFile;
use super::row_kind::RowKind;
use super::row_mark::{ROW_MARK, RowMark};
use super::rows::{CellPlace, Row};
use super::spool::Spool;
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::{FactError, Facts, Field};
use crate::lifecycle::day::Day;
use crate::message::list::{self, EndBeside, Wording, row as wordings};

pub use act::ActDraft;
pub use commitment::{CommitmentDraft, Given};
pub(crate) use notes::tells_of_a_change;
pub use party::PartyDraft;

use days_beside::DaysBeside;
use last_titled::LastTitled;
use plain_cells::PlainCells;
use unread::{note, unread};

/// What a cell asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactChange<T> {
    /// The fact becomes this.
    Set(T),
    /// The fact goes.
    Clear,
}

/// What a row asks of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where it stands.
    pub place: CellPlace,
    /// The reference, where the row gives one.
    pub reference: Option<String>,
    /// The fields it speaks of, in the order of the register's columns; values in canonical text.
    pub changes: Vec<(Field, FactChange<String>)>,
    /// What the register takes for the fields the row does not speak of, if the agreement is new.
    pub made: Vec<(Field, String)>,
    /// The mark of a row that the program wrote.
    pub mark: Option<RowMark>,
    /// The facts whose cells of such a row hold the names that were exported.
    pub as_exported: Vec<Field>,
    /// The last day that such a row shows.
    pub shown_last: Option<Day>,
    /// The day of what is next that it shows.
    pub shown_next: Option<Day>,
    /// What the list thinks of its state.
    pub status: Option<String>,
    /// From which day its term counts by the words of the cell.
    pub counts_from: CountsFrom,
    /// How and when the agreement ended, as an old list says.
    pub ended: Option<Ended>,
    /// A last day beside the term that is another one, in a row that names its agreement: right where it is the present end.
    pub end_beside: Option<EndBesideTerm>,
    /// The fields that could not be read. Not empty in [`Drafts::unsound`] alone.
    pub unread: BTreeSet<&'static str>,
}

/// The end of an agreement, as an old list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The last day in force.
    pub on: Day,
    /// The act that records it.
    pub body: ActBody,
}

/// A term, and beside it another last day than the term leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndBesideTerm {
    /// The term, in canonical text.
    pub term: String,
    /// Where it leads to.
    pub counted: String,
    /// The day beside it.
    pub given: Day,
    /// The column of that day.
    pub column: &'static str,
}

impl EndBesideTerm {
    /// What is asked where nothing explains it.
    pub(crate) fn asked(&self) -> Wording {
        let beside = match self.counted.parse::<Day>() {
            Ok(counted) if self.given < counted => EndBeside::Earlier,
            Ok(_) => EndBeside::Later,
            Err(_) => EndBeside::Unclear,
        };
        list::term_and_last_day_differ(&self.term, &self.counted, &self.given.to_string(), beside)
    }
}

/// Everything a file asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// The parties, in the order of the file.
    pub parties: Vec<PartyDraft>,
    pub agreements: Spool<Draft>,
    pub acts: Vec<ActDraft>,
    pub commitments: Vec<CommitmentDraft>,
    /// What could be read of agreements whose rows have flaws: nothing of it is taken, but what contradicts itself there
    /// is worth telling at once.
    pub unsound: Spool<Draft>,
    /// The same of acts: where each stands, and the agreement it names.
    pub unsound_acts: Vec<(CellPlace, String)>,
    /// The references that rows of agreements give, sound or not.
    pub given: BTreeSet<String>,
    /// How many agreements have no reference of their own.
    pub unnamed: usize,
    /// How many rows bring the end of their agreement.
    pub ended: usize,
    /// How many rows were made by a register, which marked them.
    pub marked: usize,
    /// What was read in one of several ways, to be said.
    pub remarks: Vec<ReadingRemark>,
    /// What cells say is not known ("chưa rõ"), and terms that name years alone. What is simply missing follows from
    /// the facts, see [`Facts::gaps`].
    pub gaps: Vec<UnknownFact>,
}

impl Draft {
    /// Makes the draft's changes to facts that already have their reference.
    pub fn apply(&self, facts: &mut Facts) -> Result<(), FactError> {
        for (field, change) in &self.changes {
            match change {
                FactChange::Set(text) => facts.set(*field, Some(text))?,
                FactChange::Clear => facts.set(*field, None)?,
            }
        }
        Ok(())
    }
}

/// Reads every row; the sound ones become drafts, and the flaws of the others are added to the reading's.
///
/// ```
/// use pactwatch::exchange::{Format, drafts, read};
/// let mut reading = read("list.csv", Format::Csv, "Tên văn bản;Ngày ký;Thời hạn\nBiên bản;30-12;chưa rõ\n".as_bytes());
/// let drafts = drafts(&mut reading);
/// assert!(drafts.agreements.is_empty());
/// assert_eq!(
///     reading.flaws.shown()[0].to_string(),
///     "list.csv, row 2, column signed_on (B): `30-12` has no year; write the year as well, for example 30/12/2025"
/// );
/// ```
pub fn drafts(reading: &mut ParsedFile) -> Drafts {
    let ParsedFile { rows, flaws, .. } = reading;
    let mut drafts = Drafts::default();
    let mut seen: BTreeMap<(RowKind, String), usize> = BTreeMap::new();
    let mut again = 0;
    let mut days_beside = DaysBeside::default();
    let mut plain = PlainCells::default();
    let mut titled = LastTitled::default();
    for row in rows.iter() {
        let row = &*row;
        if row.kind == RowKind::Agreement {
            drafts.given.extend(row.text("reference").map(str::to_owned));
        }
        drafts.marked += usize::from(row.cells.contains_key(ROW_MARK));
        let sound_so_far = !flaws.rejected().contains(&row.place.ordinal);
        let mut wrong = Vec::new();
        let mut sheet = RowReader {
            row,
            wrong: &mut wrong,
            gaps: &mut drafts.gaps,
            remarks: &mut drafts.remarks,
            counts_from: CountsFrom::default(),
            beside: Vec::new(),
            end_beside: None,
            end_differs: None,
            terminated_on: None,
            days_beside: &mut days_beside,
            plain: &mut plain,
        };
        let draft = if row.written.is_empty() { None } else { Some(sheet.draft()) };
        let key = draft.as_ref().and_then(DraftedRow::key);
        let first = key.and_then(|key| seen.insert(key, row.place.ordinal)).and_then(|first| rows.get(first));
        if let Some(first) = first {
            // A sheet that was copied beside itself says the same once more.
            if first.place.sheet != row.place.sheet && first.says_the_same(row) && wrong.is_empty() && sound_so_far {
                again += 1;
                continue;
            }
            let name = match row.kind {
                RowKind::Party => "id",
                RowKind::Commitment => "name",
                RowKind::Agreement | RowKind::Act => "reference",
            };
            let sheet = first.place.sheet.as_deref().filter(|_| first.place.sheet != row.place.sheet);
            let is_copied = sheet.is_none() && row.mark().is_some_and(|mark| Some(mark) == first.mark());
            wrong.push(if is_copied {
                row.worded(ROW_MARK, &wordings::copied_with_mark_and_code(first.place.line, name))
            } else {
                row.worded(name, &wordings::same_in_another_row(sheet, first.place.line, name))
            });
        }
        if let Some(DraftedRow::Agreement(draft)) = &draft
            && let Some((ordinal, flaw)) = titled.look_at(row, draft)
        {
            note(flaws, ordinal, vec![flaw]);
        }
        let sound = sound_so_far && wrong.is_empty();
        let unread = if sound { BTreeSet::new() } else { unread(row, &wrong) };
        note(flaws, row.place.ordinal, wrong);
        match draft {
            Some(DraftedRow::Agreement(draft)) if !sound => drafts.unsound.push(Draft { unread, ..draft }),
            Some(DraftedRow::Act(place, agreement, _)) if !sound => drafts.unsound_acts.push((place, agreement)),
            _ if !sound => {}
            Some(DraftedRow::Agreement(draft)) => {
                drafts.unnamed += usize::from(draft.reference.is_none());
                drafts.ended += usize::from(draft.ended.is_some());
                drafts.agreements.push(draft);
            }
            Some(DraftedRow::Party(draft)) => drafts.parties.push(draft),
            Some(DraftedRow::Act(_, _, draft)) => drafts.acts.extend(draft),
            Some(DraftedRow::Commitment(draft)) => drafts.commitments.extend(draft),
            None => {}
        }
    }
    if again > 0 {
        let wording = list::rows_stand_in_two_sheets(again);
        drafts.remarks.push(ReadingRemark { sheet: None, row: None, column: None, wording });
    }
    drafts.remarks.extend(days_beside.remarks());
    drafts
}

/// A row that was read, of whatever kind.
enum DraftedRow {
    Agreement(Draft),
    Party(PartyDraft),
    /// Where it stands, the agreement it names, and what could be read of it.
    Act(CellPlace, String, Option<ActDraft>),
    /// None where the row does not say what it is about.
    Commitment(Option<CommitmentDraft>),
}

impl DraftedRow {
    /// What may stand in one row of a file only.
    fn key(&self) -> Option<(RowKind, String)> {
        match self {
            Self::Agreement(draft) => draft.reference.clone().map(|reference| (RowKind::Agreement, reference)),
            Self::Party(draft) => Some((RowKind::Party, draft.id.clone())),
            Self::Commitment(draft) => {
                draft.as_ref().map(|draft| (RowKind::Commitment, format!("{} {}", draft.agreement, draft.name)))
            }
            Self::Act(..) => None,
        }
    }
}

/// A row being read; flaws and gaps are collected on the way.
struct RowReader<'r> {
    row: &'r Row,
    wrong: &'r mut Vec<Flaw>,
    gaps: &'r mut Vec<UnknownFact>,
    remarks: &'r mut Vec<ReadingRemark>,
    counts_from: CountsFrom,
    /// What clauses say of other facts than their column's: the column, the fact, its canonical text.
    beside: Vec<(&'static str, &'static str, String)>,
    /// The last day that the cell of the term says beside its length.
    end_beside: Option<String>,
    /// A last day beside the term that leads elsewhere.
    end_differs: Option<EndBesideTerm>,
    /// The day on which it was ended, before its term would have.
    terminated_on: Option<Day>,
    days_beside: &'r mut DaysBeside,
    plain: &'r mut PlainCells,
}

impl RowReader<'_> {
    fn draft(&mut self) -> DraftedRow {
        match self.row.kind {
            RowKind::Agreement => DraftedRow::Agreement(self.agreement()),
            RowKind::Party => DraftedRow::Party(self.party()),
            RowKind::Act => self.act(),
            RowKind::Commitment => DraftedRow::Commitment(self.commitment()),
        }
    }
}
