//! The register as a list: each agreement with its status today and its next milestone, filtered, sorted, page by page.
//!
//! The board selects (`store/board.rs`); what is displayed of the selected agreements is recomputed. Where too much of
//! the board is out of date, or an earlier day is asked about, everything is computed, with the same result. Rows are
//! passed on one by one, so a register of any size needs the same memory.

mod filters;
mod query;

use std::cmp::Ordering;

use serde::Serialize;

use super::decisions::CurrentDecision;
use super::{Desk, DeskError, InheritedParty, find};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::store::{BoardKeys, Filter, LAST_KEY};

pub(super) use query::ListQuery;

use crate::lifecycle::policy::{Clearance, Sight};
pub use crate::store::{BoardCounts, BoardKey, Descending};

/// What to list; what is empty or `None` does not narrow the list.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub status: Vec<Status>,
    /// The partner's id or a part of one of its names, its predecessors' or successors', with or without diacritics.
    pub partner: Option<String>,
    /// ISO 3166 code of the partner's country.
    pub country: Option<String>,
    /// Contact id of an officer.
    pub officer: Option<String>,
    /// Reference of the strategy or plan that an agreement serves.
    pub under: Option<String>,
    /// Only what ends on that day or later.
    pub ends_from: Option<Day>,
    /// Only what ends before that day.
    pub ends_before: Option<Day>,
    /// Words, with or without diacritics.
    pub text: Option<String>,
    /// A field of cooperation, with or without diacritics.
    pub field: Option<String>,
    /// Only what is inherited.
    pub inherited: Inheritance,
    /// Only what lacks facts.
    pub lacking: GapFilter,
    /// Only what has an end that nobody knows.
    pub ends: EndFilter,
    /// As it was known at the end of that day.
    pub known_on: Option<Day>,
    /// The order of the rows.
    pub order: BoardKey,
    /// Whether it is turned round.
    pub descending: Descending,
    /// Only what comes after the agreement of that reference in that order.
    pub after: Option<String>,
    /// At most this many rows.
    pub limit: Option<usize>,
    /// What may be seen; where nobody says, of a restricted agreement reference and days alone are shown.
    pub clearance: Option<Clearance>,
    /// How much rows have.
    pub depth: Depth,
}

/// How much rows have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// What a list shows.
    #[default]
    Listed,
    /// Partners, country and officers too: each row is recomputed.
    InDetail,
}

/// Whether a list is narrowed to agreements of which one of our parties has been succeeded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inheritance {
    /// It is not.
    #[default]
    Any,
    /// Those alone that are inherited and alive, whether or not the partner was informed.
    Inherited,
    /// Of these those alone whose partner was not informed of every successor.
    Untold,
    /// Those that are inherited and of which the viewer sees all.
    InSight,
}

/// Whether a list is narrowed to agreements that lack facts on which days, letters or people hang.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GapFilter {
    /// It is not.
    #[default]
    Any,
    /// To those, as far as the viewer sees all of them.
    Facts,
}

/// Whether a list is narrowed to agreements whose last day is not known; those without an end are not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndFilter {
    /// It is not.
    #[default]
    Any,
    NotKnown,
}

/// One agreement of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListRow {
    pub reference: String,
    /// Its title; of a restricted one the reference.
    pub title: String,
    /// What it is today.
    pub status: Status,
    /// Its first day in force.
    pub in_force_on: Option<Day>,
    /// The last day of the present period; where the text leaves it open, the latest.
    pub ends_on: Option<Day>,
    /// The earliest open milestone from today on.
    pub next: Option<NextMilestone>,
    /// The successors of our parties that have been succeeded, while it binds or may bind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inherited: Vec<InheritedParty>,
    /// What a list calls it; for people. Empty for a restricted one.
    #[serde(skip)]
    pub label: String,
    /// The register's number of it.
    #[serde(skip)]
    pub id: i64,
    /// Whether the viewer sees no more than reference and days.
    #[serde(skip)]
    pub sight: Sight,
    /// What only a page shows.
    #[serde(skip)]
    pub details: Option<Details>,
    /// Whether it lacks facts.
    #[serde(skip)]
    pub lacking: GapFilter,
    /// Its places in the orders that go by more than a column.
    #[serde(skip)]
    keys: BoardKeys,
}

/// What only a page shows of an agreement; nothing where the viewer does not see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The partners as letters name them.
    pub partner: String,
    /// ISO 3166 code of the partner's country.
    pub country: Option<String>,
    /// Contacts who look after it.
    pub officers: Vec<String>,
    /// The fields in which the searched words were found, where title, parties and country do not say them.
    pub found_in: Vec<String>,
    pub decided: Option<CurrentDecision>,
    /// Where the text leaves the present end open, the first day it can be.
    pub ends_from: Option<Day>,
}

/// A milestone to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NextMilestone {
    /// What kind of day.
    pub kind: MilestoneKind,
    pub day: Day,
}

impl Query {
    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        let days = self.ends_from.is_none() && self.ends_before.is_none() && self.known_on.is_none();
        let asked = [&self.partner, &self.country, &self.officer, &self.text, &self.field];
        let facts = asked.iter().all(|text| text.is_none()) && self.lacking == GapFilter::Any;
        let ends = self.ends == EndFilter::Any;
        days && facts && ends && self.status.is_empty() && self.inherited == Inheritance::Any
    }

    /// Whether more than the database knows has to be worked out of an agreement.
    fn looks_at_days(&self) -> bool {
        let days = self.ends_from.is_some() || self.ends_before.is_some() || self.known_on.is_some();
        days || !self.status.is_empty()
            || self.ends == EndFilter::NotKnown
            || self.inherited != Inheritance::Any
            || self.lacking != GapFilter::Any
    }
}

/// Rows of a list, and how they were found.
#[derive(Clone, Debug)]
pub struct ListRows {
    /// The rows, in the query's order.
    pub rows: Vec<ListRow>,
    pub found: ListSource,
    /// Records that could not be read, a line each.
    pub failed: Vec<String>,
}

/// How rows were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSource {
    /// By the board.
    Chosen,
    /// By working all of it out: too much of the board did not hold, or the question needs more than it knows.
    InFull,
}

/// Rows read from the board together.
const PAGE: usize = 2_000;
/// More rows than this are no list.
const AT_MOST: usize = 1_000_000;

/// Refuses a contact and a reference that nobody knows: an empty list would say that there is nothing to look after.
pub(super) fn refuse_unknown_names(desk: &Desk, query: &Query) -> Result<(), DeskError> {
    if let Some(officer) = &query.officer
        && desk.office.circle.contact(officer).is_none()
        && !desk.store.officers()?.contains(officer)
    {
        return Err(DeskError::UnknownContact(officer.clone()));
    }
    if let Some(under) = &query.under {
        let serves = Filter { under: Some(under.clone()), ..Filter::default() };
        if desk.store.find(&serves, 0, 1)?.is_empty() {
            find::id(&desk.store, under)?;
        }
    }
    Ok(())
}

/// Hands on every agreement the query lets through, in its order. Gives a line for each record that could not be read.
pub fn list<E: From<DeskError>>(
    desk: &Desk,
    query: &Query,
    mut each: impl FnMut(ListRow) -> Result<(), E>,
) -> Result<Vec<String>, E> {
    refuse_unknown_names(desk, query)?;
    ListQuery::by_board(desk, query, |listing| {
        let plain = query.order == BoardKey::Registered && query.descending == Descending::No;
        if listing.stale.is_none() && plain && query.after.is_none() && query.limit.is_none() {
            return listing.walk(&mut each);
        }
        let mut left = query.limit.unwrap_or(AT_MOST);
        let mut after = listing.start()?;
        let mut failed = Vec::new();
        while left > 0 {
            let (rows, more_failed) = listing.rows(after.as_ref(), left.min(PAGE))?;
            failed = more_failed;
            let Some(last) = rows.last() else { break };
            after = Some((key(query.order, last), last.id));
            left -= rows.len();
            rows.into_iter().try_for_each(&mut each)?;
        }
        Ok(failed)
    })
}

/// A page of rows.
pub fn page(desk: &Desk, query: &Query) -> Result<ListRows, DeskError> {
    ListQuery::by_board(desk, query, |listing| {
        let after = listing.start()?;
        let (rows, failed) = listing.rows(after.as_ref(), query.limit.unwrap_or(AT_MOST))?;
        let found = if listing.stale.is_some() { ListSource::Chosen } else { ListSource::InFull };
        Ok(ListRows { rows, found, failed })
    })
}

/// How many agreements the query lets through, by status, whatever its order and its page.
pub fn counts(desk: &Desk, query: &Query) -> Result<BoardCounts, DeskError> {
    ListQuery::by_board(desk, query, ListQuery::counts)
}

/// How many of them come before the query's page; none where it begins with the first.
pub fn before(desk: &Desk, query: &Query) -> Result<u64, DeskError> {
    ListQuery::by_board(desk, query, |listing| listing.start()?.map_or(Ok(0), |place| listing.before(&place)))
}

/// A row's place in an order.
fn key(order: BoardKey, row: &ListRow) -> String {
    let day = |day: Option<Day>| day.map_or_else(|| LAST_KEY.to_owned(), |day| day.to_string());
    match order {
        BoardKey::Registered => String::new(),
        BoardKey::Reference => row.reference.clone(),
        BoardKey::Title => row.title.clone(),
        BoardKey::Status => row.status.name().to_owned(),
        BoardKey::StartsOn => day(row.in_force_on),
        BoardKey::EndsOn => day(row.ends_on),
        BoardKey::NextOn => day(row.next.map(|next| next.day)),
        BoardKey::Label => row.keys.label.clone(),
        BoardKey::Partner | BoardKey::Officer if row.sight == Sight::ReferenceAndDays => LAST_KEY.to_owned(),
        BoardKey::Partner => row.keys.partner.clone(),
        BoardKey::Officer => row.keys.officer.clone(),
        BoardKey::EndsNext => row.keys.end.clone(),
    }
}

fn order(query: &Query, one: &ListRow, other: &ListRow) -> Ordering {
    let order = key(query.order, one).cmp(&key(query.order, other)).then(one.id.cmp(&other.id));
    if query.descending == Descending::Yes { order.reverse() } else { order }
}

impl ListRow {
    /// Whether its last day is not known: a fact is missing, or it is not in force yet.
    fn lacks_end(&self) -> bool {
        self.ends_on.is_none() && matches!(self.status, Status::Unknown | Status::Pending)
    }

    fn fits(&self, query: &Query) -> bool {
        let wanted = query.status.is_empty() || query.status.contains(&self.status);
        let ends = |fits: &dyn Fn(Day) -> bool| self.ends_on.is_some_and(fits);
        let from = query.ends_from.is_none_or(|day| ends(&|ends_on| ends_on >= day));
        let before = query.ends_before.is_none_or(|day| ends(&|ends_on| ends_on < day));
        let whole = self.sight == Sight::Whole;
        let inherited = match query.inherited {
            Inheritance::Any => true,
            Inheritance::Inherited => !self.inherited.is_empty(),
            Inheritance::InSight => !self.inherited.is_empty() && whole,
            Inheritance::Untold => self.inherited.iter().any(|one| one.told_on.is_none()),
        };
        let lacks = query.lacking == GapFilter::Any || (self.lacking == GapFilter::Facts && whole);
        let endless = query.ends == EndFilter::Any || self.lacks_end();
        wanted && from && before && inherited && lacks && endless
    }
}
