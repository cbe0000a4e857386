//! The board: what lists show of each agreement, kept beside the register so that a page is chosen by index.
//!
//! An index and no truth: a row holds under the rules and for the days it was worked out for, any act makes it stale, and
//! all of it may be marked stale. What a row says is worked out above (`watch/board.rs`). The invariant: a row that does not
//! hold is never given.

mod conditions;
mod keep;
mod matter;
mod matters;
mod read;

use std::collections::BTreeMap;

use rusqlite::Row;

pub(crate) use keep::BoardBasis;
pub(crate) use matters::MatterBasis;
pub(crate) use read::Called;

pub use matter::{BoardMatter, BoardMatters, DigestList};

use super::Filter;
use super::row::ColumnReader;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{MilestoneState, Status};

/// What a list shows of one agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// The register's number of it.
    pub agreement_id: i64,
    /// Its reference, as amended.
    pub reference: String,
    /// Its title, as amended.
    pub title: String,
    pub status: Status,
    /// Its first day in force.
    pub starts_on: Option<Day>,
    /// The last day of the present period.
    pub ends_on: Option<Day>,
    /// The earliest open milestone from that day on.
    pub next: Option<(MilestoneKind, Day)>,
    /// The first day on which it may say something else.
    pub holds_until: Day,
    /// What a list calls it; of a restricted one the reference.
    pub label: String,
    /// What orders put it by that are not what it shows.
    pub keys: BoardKeys,
    /// Whether one of our parties has been succeeded, while it binds or may bind.
    pub inherited: bool,
    /// Whether facts are missing that days, letters or people hang on.
    pub gaps: bool,
}

/// The places of a row in the orders of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardKeys {
    pub label: String,
    /// By its partners, as letters name them.
    pub partner: String,
    pub officer: String,
    /// By what ends next: what is still to end, the next one first; what has no end; what has ended, the latest first.
    pub end: String,
}

/// A milestone of an agreement, as an agenda shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardDay {
    pub agreement_id: i64,
    pub day: Day,
    pub kind: MilestoneKind,
    /// The name of a duty, an observance or a commitment.
    pub name: Option<String>,
    pub nth: u32,
    /// The last working day on or before it.
    pub do_by: Day,
    /// The last day on which a duty is still done in time.
    pub lawful_until: Option<Day>,
    /// What it asks for.
    pub state: MilestoneState,
}

/// What rows are ordered by; those that tie stand in the order of registration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BoardKey {
    /// The order of registration.
    #[default]
    Registered,
    Reference,
    /// The title; of one that may not be seen the reference.
    Title,
    /// The status's word.
    Status,
    /// The first day in force.
    StartsOn,
    /// The last day of the present period.
    EndsOn,
    /// The day of the next open milestone.
    NextOn,
    Label,
    /// The partners; of one that may not be seen none, after all others.
    Partner,
    /// The officers, likewise.
    Officer,
    EndsNext,
}

impl BoardKey {
    /// The names of the orders that have one, as columns are called.
    pub(crate) const NAMES: [&'static str; 6] = ["reference", "title", "status", "in_force_on", "ends_on", "next"];

    /// The order of that name.
    pub fn named(name: &str) -> Option<Self> {
        let orders = [Self::Reference, Self::Title, Self::Status, Self::StartsOn, Self::EndsOn, Self::NextOn];
        Self::NAMES.iter().position(|known| *known == name).map(|at| orders[at])
    }
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct BoardQuery {
    /// By what is stored of the agreement.
    pub filter: Filter,
    pub status: Vec<Status>,
    /// Only what ends on that day or later.
    pub ends_from: Option<Day>,
    /// Only what ends before that day.
    pub ends_before: Option<Day>,
    /// Only what bears these marks.
    pub marks: Vec<BoardMark>,
    /// The order.
    pub key: BoardKey,
    /// The other way round.
    pub descending: Descending,
    /// Only what comes after that row.
    pub after: Option<(String, i64)>,
    pub limit: usize,
}

/// What a row may be marked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BoardMark {
    /// One of our parties has been succeeded.
    Inherited,
    /// The same, and the viewer sees all of it.
    InheritedInSight,
    /// Facts are missing, and the viewer sees which.
    Gaps,
    /// The last day is not known: a fact is missing, or it is not in force yet.
    EndNotKnown,
}

/// Whether an order is turned round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Descending {
    /// It is not.
    #[default]
    No,
    Yes,
}

/// How many rows there are, by status.
pub type BoardCounts = BTreeMap<Status, u64>;

/// Sorts after every day, reference and title.
pub(crate) const LAST_KEY: &str = "~";

const COLUMNS: &str = "b.agreement_id, b.reference, b.title, b.status, b.starts_on, b.ends_on, b.next_kind, b.next_on, \
                       b.holds_until, b.label, b.label_key, b.partner_key, b.officer_key, b.end_key, b.inherited, b.gaps";
/// The place after these.
const AFTER_COLUMNS: usize = 16;

fn row(row: &Row<'_>) -> rusqlite::Result<BoardRow> {
    let mut cells = ColumnReader::of(row);
    let (agreement_id, reference, title) = (cells.get()?, cells.get()?, cells.get()?);
    let status = cells.word(Status::named)?;
    let (starts_on, ends_on) = (known(&cells.get::<String>()?), known(&cells.get::<String>()?));
    let kind: Option<String> = cells.get()?;
    let next_on = known(&cells.get::<String>()?);
    let next = kind.and_then(|kind| MilestoneKind::named(&kind)).zip(next_on);
    let (holds_until, label) = (cells.parsed()?, cells.get()?);
    let keys = BoardKeys { label: cells.get()?, partner: cells.get()?, officer: cells.get()?, end: cells.get()? };
    let (inherited, gaps) = (cells.get()?, cells.get()?);
    Ok(BoardRow {
        agreement_id,
        reference,
        title,
        status,
        starts_on,
        ends_on,
        next,
        holds_until,
        label,
        keys,
        inherited,
        gaps,
    })
}

fn known(text: &str) -> Option<Day> {
    text.parse().ok()
}

fn day_text(day: Option<Day>) -> String {
    day.map_or_else(|| LAST_KEY.to_owned(), |day| day.to_string())
}

/// Rows that hold: under these rules, worked out for no later day, and not past their time. The first two places.
const HOLDS: &str = "b.rules = ?1 AND b.written_on <= ?2 AND b.holds_until > ?2";
