//! Filters, order and pages over the board, for one reader.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{Board, BoardLine};
use crate::desk::rights::{Sight, Viewer};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::text::{fold, search_words};

/// What to narrow the board by; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words, with or without diacritics.
    pub text: String,
    /// Any of these.
    pub status: BTreeSet<Status>,
    /// A part of the partner's name.
    pub partner: String,
    /// Country code of the partner.
    pub country: String,
    /// Field of cooperation.
    pub field: String,
    /// Contact who looks after it.
    pub officer: String,
    /// Ends on that day or later.
    pub ends_from: Option<Day>,
    /// Ends before that day.
    pub ends_before: Option<Day>,
    /// Only what is inherited.
    pub inherited: bool,
    /// Only what has gaps.
    pub gaps: bool,
    /// What comes first.
    pub order: Order,
    /// Which way.
    pub way: Way,
}

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the end of the present period, the next one from today on first, what has ended last.
    #[default]
    EndsNext,
    /// By the next day that asks something.
    Next,
    /// By reference.
    Reference,
    /// By its name.
    Name,
    /// By partner.
    Partner,
    /// By status.
    Status,
    /// By who looks after it.
    Officer,
}

/// Which way a list runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// As the order says.
    #[default]
    Forward,
    /// The other way.
    Backward,
}

/// What is left of the board, in order.
#[derive(Clone, Debug)]
pub struct Narrowed<'a> {
    /// The lines.
    pub lines: Vec<(&'a BoardLine, Sight)>,
    /// How many of each status the other filters leave.
    pub by_status: BTreeMap<Status, usize>,
}

impl Query {
    /// Whether anything but the status and the days of the end is asked: a restricted agreement is found by nothing else.
    fn asks_what_is_hidden(&self) -> bool {
        let texts = [&self.partner, &self.country, &self.field, &self.officer];
        texts.iter().any(|text| !text.is_empty()) || self.inherited || self.gaps
    }
}

impl Board {
    /// The lines that a query lets through for that reader, in its order.
    pub fn lines(&self, query: &Query, viewer: &Viewer) -> Narrowed<'_> {
        let (words, partner, field) = (search_words(&query.text), fold(&query.partner), fold(&query.field));
        let mut by_status = BTreeMap::new();
        let mut lines = Vec::new();
        for line in &self.lines {
            let sight = viewer.sight(line.restricted, &line.officers);
            let whole = sight == Sight::Whole;
            let found = if whole {
                words.iter().all(|word| line.words.contains(word.as_str()))
                    && (partner.is_empty() || fold(&line.partner).contains(&partner))
                    && (query.country.is_empty() || line.country.as_deref() == Some(query.country.as_str()))
                    && (field.is_empty() || line.fields.iter().any(|one| fold(one) == field))
                    && (query.officer.is_empty() || line.officers.contains(&query.officer))
                    && (!query.inherited || line.inherited)
                    && (!query.gaps || line.gaps)
            } else {
                let reference = fold(&line.reference);
                !query.asks_what_is_hidden() && words.iter().all(|word| reference.contains(word.as_str()))
            };
            let ends = query.ends_from.is_none_or(|day| line.ends_on.is_some_and(|end| day <= end))
                && query.ends_before.is_none_or(|day| line.ends_on.is_some_and(|end| end < day));
            if !found || !ends {
                continue;
            }
            *by_status.entry(line.status).or_insert(0) += 1;
            if query.status.is_empty() || query.status.contains(&line.status) {
                lines.push((line.as_ref(), sight));
            }
        }
        // They stand in the default order already.
        if query.order != Order::EndsNext {
            lines.sort_by_cached_key(|line| key(query.order, line));
        }
        if query.way == Way::Backward {
            lines.reverse();
        }
        Narrowed { lines, by_status }
    }
}

/// What a line is ordered by. What may not be seen orders nothing: it stands at the end.
fn key(order: Order, (line, sight): &(&BoardLine, Sight)) -> (bool, String, String) {
    let hidden = *sight == Sight::ReferenceAndDays;
    let text = match order {
        Order::EndsNext | Order::Reference => String::new(),
        Order::Next => line.next.map_or(Day::last(), |(_, day)| day).to_string(),
        Order::Status => line.status.name().to_owned(),
        Order::Name if !hidden => fold(&line.short),
        Order::Partner if !hidden => fold(&line.partner),
        Order::Officer if !hidden => line.officers.join(" "),
        Order::Name | Order::Partner | Order::Officer => return (true, String::new(), line.reference.clone()),
    };
    (false, text, line.reference.clone())
}

/// The default order: by the end of the present period, the next one from today on first, then what has no end, then
/// what has ended, the latest first.
pub(super) fn ends_next(today: Day, one: &BoardLine, other: &BoardLine) -> Ordering {
    let rank = |line: &BoardLine| match line.ends_on {
        Some(end) if end >= today && line.status.may_bind() => (0, end),
        None if line.status.may_bind() => (1, Day::last()),
        Some(end) => (2, end),
        None => (3, Day::last()),
    };
    let ordered = match (rank(one), rank(other)) {
        ((2, first), (2, second)) => second.cmp(&first),
        (first, second) => first.cmp(&second),
    };
    ordered.then_with(|| one.reference.cmp(&other.reference))
}
