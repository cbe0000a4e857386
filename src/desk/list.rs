//! The register as a list: each agreement with what it is today and what comes next.
//!
//! Handed on one by one, so that a register of any size is listed in the same memory.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::show::Restricted;
use super::{Desk, DeskError, StandsIn};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::party::{Party, kin};
use crate::message::say;
use crate::store::{Filter, Stored};
use crate::text::fold;
use crate::watch::{Dossier, Reach, Situation};

/// What to list; what is empty or `None` does not narrow the list.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Any of these.
    pub status: Vec<Status>,
    /// The partner's id or a part of one of its names, its predecessors' or successors', with or without diacritics.
    pub partner: Option<String>,
    /// ISO 3166 code of the partner's country.
    pub country: Option<String>,
    /// Contact id of an officer.
    pub officer: Option<String>,
    /// Only what ends before that day.
    pub ends_before: Option<Day>,
    /// Words, with or without diacritics.
    pub text: Option<String>,
    /// Only what is inherited.
    pub inherited: Inheritance,
}

/// Whether a list is narrowed to agreements of which one of our parties has been succeeded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inheritance {
    /// It is not.
    #[default]
    Any,
    /// Those alone that are inherited and alive, whether or not the partner was told.
    Inherited,
    /// Of these those alone whose partner was not told of every successor.
    Untold,
}

/// One agreement of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its reference.
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
    pub next: Option<Next>,
    /// Who stands in the place of those of ours that have been succeeded, while it binds or may bind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inherited: Vec<StandsIn>,
    /// What a list calls it; for people. Empty for a restricted one.
    #[serde(skip)]
    pub label: String,
}

/// A milestone to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// What kind of day.
    pub kind: MilestoneKind,
    /// The day.
    pub day: Day,
}

impl Query {
    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        self.status.is_empty()
            && self.partner.is_none()
            && self.country.is_none()
            && self.officer.is_none()
            && self.ends_before.is_none()
            && self.text.is_none()
            && self.inherited == Inheritance::Any
    }

    /// Whether more than the database knows has to be worked out of an agreement.
    fn looks_at_days(&self) -> bool {
        !self.status.is_empty() || self.ends_before.is_some() || self.inherited != Inheritance::Any
    }
}

/// A query made ready: the agreements that a list of it shows.
pub(super) struct Chosen<'q> {
    query: &'q Query,
    partner: Option<Partner>,
    parties: BTreeMap<String, Party>,
    filter: Filter,
}

impl<'q> Chosen<'q> {
    pub(super) fn of(desk: &Desk, query: &'q Query) -> Result<Self, DeskError> {
        let parties = desk.store.parties()?;
        let partner = query.partner.as_deref().map(|text| Partner::named(text, &parties));
        let filter = Filter {
            text: query.text.clone(),
            country: query.country.clone(),
            officer: query.officer.clone(),
            party: None,
        };
        Ok(Self { query, partner, parties, filter })
    }

    /// What the database is asked for.
    pub(super) const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Whether a list shows this agreement, of those that the database gave.
    pub(super) fn takes(&self, desk: &Desk, stored: &Stored) -> Result<bool, DeskError> {
        if self.partner.as_ref().is_some_and(|partner| !partner.signs(&stored.facts)) {
            return Ok(false);
        }
        Ok(!self.query.looks_at_days() || row(desk, stored, &self.parties)?.filter_by(self.query).is_some())
    }
}

/// Hands on every agreement the query lets through, in order of registration. Gives a line for each record that could not
/// be read.
pub fn list<E: From<DeskError>>(
    desk: &Desk,
    query: &Query,
    each: impl FnMut(Row) -> Result<(), E>,
) -> Result<Vec<String>, E> {
    let chosen = Chosen::of(desk, query)?;
    let read = |stored: &Stored| match &chosen.partner {
        Some(partner) if !partner.signs(&stored.facts) => Ok(None),
        _ => Ok(row(desk, stored, &chosen.parties)?.filter_by(query)),
    };
    desk.walk(&chosen.filter, read, each)
}

fn row(desk: &Desk, stored: &Stored, parties: &BTreeMap<String, Party>) -> Result<Row, DeskError> {
    let today = desk.today();
    let dossier = Dossier::without_letters(stored.agreement(), today);
    let situation = Situation::of(&dossier, &desk.office, today, Reach::Next)?;
    let facts = &situation.facts;
    let restricted = facts.is_restricted();
    let shown = if restricted { Restricted::Withheld } else { Restricted::Shown };
    Ok(Row {
        reference: facts.reference.clone(),
        title: if restricted { facts.reference.clone() } else { facts.title.clone() },
        status: situation.status(),
        in_force_on: situation.timeline.course.start_on(),
        ends_on: situation.ends_on(),
        next: situation.next().map(|milestone| Next { kind: milestone.kind, day: milestone.day }),
        inherited: StandsIn::all(&situation.timeline, parties, today, shown),
        label: if restricted { String::new() } else { say::agreement_short(facts, parties, today) },
    })
}

impl Row {
    fn filter_by(self, query: &Query) -> Option<Self> {
        let wanted = query.status.is_empty() || query.status.contains(&self.status);
        let ends = query.ends_before.is_none_or(|day| self.ends_on.is_some_and(|ends_on| ends_on < day));
        let inherited = match query.inherited {
            Inheritance::Any => true,
            Inheritance::Inherited => !self.inherited.is_empty(),
            Inheritance::Untold => self.inherited.iter().any(|one| one.told_on.is_none()),
        };
        (wanted && ends && inherited).then_some(self)
    }
}

/// The parties somebody means by a name.
struct Partner {
    ids: BTreeSet<String>,
    folded: String,
}

impl Partner {
    fn named(text: &str, parties: &BTreeMap<String, Party>) -> Self {
        let folded = fold(text);
        let called = |party: &Party| party.id == text || party.called().map(fold).any(|name| name.contains(&folded));
        // What it was, and what became of it, is called so too.
        let named = parties.values().filter(|party| called(party));
        let ids = named.flat_map(|party| kin(&party.id, parties)).collect();
        Self { ids, folded }
    }

    fn signs(&self, facts: &Facts) -> bool {
        facts.partner.iter().any(|id| self.ids.contains(id) || fold(id).contains(&self.folded))
    }
}
