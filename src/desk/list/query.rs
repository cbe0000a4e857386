//! Runs a list query: with the board where it is up to date, else by computing everything.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::filters::{fields_with_match, filter, matches_on};
use super::{AT_MOST, PAGE};
use super::{Depth, Details, EndFilter, GapFilter, Inheritance, ListRow, NextMilestone, Query, key, order};
use crate::desk::decisions::standing;
use crate::desk::show::RestrictedView;
use crate::desk::{Desk, DeskError, InheritedParty, find};
use crate::lifecycle::agreement::{Facts, Restricted as Marked};
use crate::lifecycle::day::Day;
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::lifecycle::policy::{Clearance, Sight};
use crate::message::say;
use crate::store::{BoardCounts, BoardMark, BoardQuery, BoardRow, Descending, Filter, Stored};
use crate::watch::{Dossier, Situation, TimelineReach, board};

/// A query on its way: by the board, or by working all of it out.
pub(in crate::desk) struct ListQuery<'a> {
    desk: &'a Desk,
    query: &'a Query,
    /// The earlier day as of which it was known; none for today.
    then: Option<Day>,
    parties: Arc<BTreeMap<String, Party>>,
    board_query: BoardQuery,
    /// What the board does not hold, worked out and let through by the query; none where the board is not asked.
    pub(super) stale: Option<(Vec<ListRow>, Vec<String>)>,
}

impl<'a> ListQuery<'a> {
    /// Ready to be worked out in full.
    pub(in crate::desk) fn of(desk: &'a Desk, query: &'a Query) -> Result<Self, DeskError> {
        let then = query.known_on.filter(|on| *on != desk.today());
        if let Some(on) = then.filter(|on| *on > desk.today()) {
            return Err(DeskError::Future(on));
        }
        let parties = match then {
            Some(on) => desk.store.parties_known_on(on)?,
            None => desk.store.parties()?,
        };
        let filter = filter(desk, query, &parties)?;
        let inherited = match query.inherited {
            Inheritance::Any => None,
            Inheritance::Inherited | Inheritance::Untold => Some(BoardMark::Inherited),
            Inheritance::InSight => Some(BoardMark::InheritedInSight),
        };
        let lacking = (query.lacking == GapFilter::Facts).then_some(BoardMark::Gaps);
        let endless = (query.ends == EndFilter::NotKnown).then_some(BoardMark::EndNotKnown);
        let board_query = BoardQuery {
            filter,
            status: query.status.clone(),
            ends_from: query.ends_from,
            ends_before: query.ends_before,
            marks: inherited.into_iter().chain(lacking).chain(endless).collect(),
            key: query.order,
            descending: query.descending,
            after: None,
            limit: PAGE,
        };
        Ok(Self { desk, query, then, parties, board_query, stale: None })
    }

    /// The same by the board, where that can answer, for as long as `read` takes.
    ///
    /// All of it is read of one moment: a row that the daemon rebuilds meanwhile would be found twice, as one that
    /// holds and as one worked out, and one that goes stale not at all.
    pub(super) fn by_board<T, E: From<DeskError>>(
        desk: &'a Desk,
        query: &'a Query,
        read: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        desk.store.snapshot(|| Ok::<_, DeskError>(read(&Self::with_stale(desk, query)?)))?
    }

    fn with_stale(desk: &'a Desk, query: &'a Query) -> Result<Self, DeskError> {
        let mut listing = Self::of(desk, query)?;
        // Of whom the partner was informed is in acts alone.
        if listing.then.is_some() || query.inherited == Inheritance::Untold {
            return Ok(listing);
        }
        if let Some(stale) = desk.stale_on_board()? {
            let ids = desk.store.find_among(&listing.board_query.filter, &stale)?;
            let (mut rows, failed) = desk.read_each(ids, |stored| listing.row(stored))?;
            rows.sort_by(|one, other| order(query, one, other));
            listing.stale = Some((rows, failed));
        }
        Ok(listing)
    }

    /// What the database is asked for.
    pub(in crate::desk) fn filter(&self) -> Filter {
        // What was known then is not what is stored now.
        if self.then.is_some() { Filter::default() } else { self.board_query.filter.clone() }
    }

    /// Whether a list shows this agreement, of those that the database gave.
    pub(in crate::desk) fn takes(&self, stored: &Stored) -> Result<bool, DeskError> {
        Ok(!self.query.looks_at_days() || self.row(stored)?.is_some())
    }

    fn clearance(&self) -> &Clearance {
        &self.board_query.filter.clearance
    }

    /// Where a page begins: the place of the agreement it comes after.
    pub(super) fn start(&self) -> Result<Option<(String, i64)>, DeskError> {
        let Some(reference) = &self.query.after else { return Ok(None) };
        let stored = find::agreement(self.desk, reference)?;
        let row = self.worked_out(&stored)?;
        Ok(row.map(|row| (key(self.query.order, &row), row.id)))
    }

    /// The next rows after a place, and the records that could not be read.
    pub(super) fn rows(
        &self,
        after: Option<&(String, i64)>,
        limit: usize,
    ) -> Result<(Vec<ListRow>, Vec<String>), DeskError> {
        let beyond = |row: &ListRow| {
            after.is_none_or(|(text, id)| {
                let place = (key(self.query.order, row), row.id);
                let ahead = place > (text.clone(), *id);
                if self.query.descending == Descending::Yes { place < (text.clone(), *id) } else { ahead }
            })
        };
        let (mut rows, failed) = if let Some((stale, failed)) = &self.stale {
            let board_query = BoardQuery { after: after.cloned(), limit, ..self.board_query.clone() };
            let held = self.desk.store.board_page(&self.desk.office.day_rules, self.desk.today(), &board_query)?;
            let mut rows =
                held.into_iter().map(|(row, sight)| self.shown(row, sight)).collect::<Result<Vec<_>, _>>()?;
            rows.extend(stale.iter().filter(|row| beyond(row)).cloned());
            (rows, failed.clone())
        } else {
            let mut rows = Vec::new();
            let failed = self.walk::<DeskError>(|row| {
                if beyond(&row) {
                    rows.push(row);
                }
                if rows.len() > AT_MOST { Err(DeskError::TooMany(AT_MOST)) } else { Ok(()) }
            })?;
            (rows, failed)
        };
        rows.sort_by(|one, other| order(self.query, one, other));
        rows.truncate(limit);
        Ok((rows, failed))
    }

    pub(super) fn counts(&self) -> Result<BoardCounts, DeskError> {
        let mut counts = BoardCounts::new();
        match &self.stale {
            Some((stale, _)) => {
                counts =
                    self.desk.store.board_counts(&self.desk.office.day_rules, self.desk.today(), &self.board_query)?;
                for row in stale {
                    *counts.entry(row.status).or_default() += 1;
                }
            }
            None => drop(self.walk::<DeskError>(|row| {
                *counts.entry(row.status).or_default() += 1;
                Ok(())
            })?),
        }
        Ok(counts)
    }

    /// How many agreements the query lets through up to a place in its order, that place included.
    pub(super) fn before(&self, place: &(String, i64)) -> Result<u64, DeskError> {
        let up_to = |row: &ListRow| {
            let of_row = (key(self.query.order, row), row.id);
            if self.query.descending == Descending::Yes { of_row >= *place } else { of_row <= *place }
        };
        let Some((stale, _)) = &self.stale else {
            let mut count = 0;
            self.walk::<DeskError>(|row| {
                count += u64::from(up_to(&row));
                Ok(())
            })?;
            return Ok(count);
        };
        let (rules, today) = (&self.desk.office.day_rules, self.desk.today());
        let held = self.desk.store.board_place(rules, today, &self.board_query, place)?;
        Ok(held + stale.iter().filter(|row| up_to(row)).count() as u64)
    }

    /// Works out every agreement the query lets through, in the order of registration.
    pub(super) fn walk<E: From<DeskError>>(
        &self,
        each: impl FnMut(ListRow) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        self.desk.walk(&self.filter(), |stored| self.row(stored), each)
    }

    /// A row of the board as it is shown: what the board does not hold is recomputed.
    fn shown(&self, row: BoardRow, sight: Sight) -> Result<ListRow, DeskError> {
        if row.inherited || self.query.depth == Depth::InDetail {
            let stored = self.desk.store.agreement(row.agreement_id)?;
            if let Some(row) = self.worked_out(&stored)? {
                return Ok(row);
            }
        }
        Ok(ListRow::of(row, sight))
    }

    fn row(&self, stored: &Stored) -> Result<Option<ListRow>, DeskError> {
        Ok(self.worked_out(stored)?.filter(|row| row.fits(self.query)))
    }

    /// The row recomputed; none where the agreement was not known on the day that is asked about, or where what was
    /// known then is not what is asked for.
    fn worked_out(&self, stored: &Stored) -> Result<Option<ListRow>, DeskError> {
        let today = self.desk.today();
        let dossier = match self.then {
            Some(on) if on < stored.registered_on => return Ok(None),
            Some(on) => Dossier::known_on(stored, on),
            None => Dossier::without_letters(stored.agreement(), today),
        };
        let on = self.then.unwrap_or(today);
        let situation = Situation::of(&dossier, &self.desk.office, on, TimelineReach::Next)?;
        let facts = &situation.facts;
        // Marked later, it is withheld as it was known before, too.
        let restricted = facts.is_restricted() || stored.facts.is_restricted();
        let marked = if restricted { Marked::Yes } else { Marked::No };
        let sight = self.clearance().sight(marked, &stored.facts.officers);
        if self.then.is_some() && !matches_on(facts, self.query, &self.board_query.filter, &self.parties, sight) {
            return Ok(None);
        }
        let mut row = ListRow::of(board::row(&situation, &self.parties), sight);
        let shown = if sight == Sight::Whole { RestrictedView::Shown } else { RestrictedView::Withheld };
        row.inherited = InheritedParty::all(&situation.timeline, &self.parties, on, shown);
        if self.query.depth == Depth::InDetail && sight == Sight::Whole {
            let decided = standing(situation.milestones(), &stored.acts, on).pop();
            let period = situation.timeline.course.period_on(on).filter(|period| period.latest.is_some());
            let ends_from = period.map(|period| period.ends_on);
            row.details = Some(Details { decided, ends_from, ..self.details(facts) });
        }
        Ok(Some(row))
    }

    fn details(&self, facts: &Facts) -> Details {
        let today = self.desk.today();
        Details {
            partner: say::parties_text(&facts.partner, &self.parties, facts.signed_on, today, Language::Vi),
            country: facts.country.clone(),
            officers: facts.officers.clone(),
            found_in: fields_with_match(facts, &self.board_query.filter, &self.parties),
            decided: None,
            ends_from: None,
        }
    }
}

impl ListRow {
    fn of(row: BoardRow, sight: Sight) -> Self {
        let whole = sight == Sight::Whole;
        Self {
            title: if whole { row.title } else { row.reference.clone() },
            reference: row.reference,
            status: row.status,
            in_force_on: row.starts_on,
            ends_on: row.ends_on,
            next: row.next.map(|(kind, day)| NextMilestone { kind, day }),
            inherited: Vec::new(),
            label: if whole { row.label } else { String::new() },
            id: row.agreement_id,
            sight,
            details: None,
            lacking: if row.gaps { GapFilter::Facts } else { GapFilter::Any },
            keys: row.keys,
        }
    }
}
