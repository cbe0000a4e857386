//! What a file brings, as its answer tells it: what is due in the next 90 days, and the rest by kind.
//!
//! The invariant: what is due soon is kept by its day, however long the list is; the rest is counted.

use std::collections::BTreeMap;

use crate::desk::change::{ChangePreview, MilestoneChange};
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::message::list::answer::{ListedMilestone, OfKind};

/// How far ahead is soon.
const SOON: Span = Span::days(90);
/// How many marks of one sort are kept.
const MARKS_AT_MOST: usize = 100;

/// What is due soon and what comes later.
#[derive(Clone, Debug, Default)]
pub(super) struct Prospect {
    soon: BTreeMap<(Day, String, String, u32), ListedMilestone>,
    pub(super) more_soon: usize,
    later: BTreeMap<String, OfKind>,
    pub(super) moved: Vec<ListedMilestone>,
    pub(super) gone: Vec<ListedMilestone>,
    pub(super) more: usize,
}

/// The last day that counts as soon.
pub(super) fn soon_until(today: Day) -> Day {
    today.plus(SOON).unwrap_or_else(|_| Day::last())
}

fn mark(line: &MilestoneChange) -> ListedMilestone {
    ListedMilestone {
        reference: line.reference.clone(),
        kind: line.kind.clone(),
        title: line.title.clone(),
        nth: line.nth,
        day: line.day,
        from: line.from,
        first_letter: line.first_letter.as_ref().map(|letter| letter.opens_on),
    }
}

impl Prospect {
    /// Adds what changed for one agreement.
    pub(super) fn add(&mut self, changes: &ChangePreview, today: Day) {
        let until = soon_until(today);
        for line in &changes.appear {
            if line.day <= until {
                self.keep_soon(line);
            } else {
                let (kind, title) = (line.kind.clone(), line.title.clone());
                let none = OfKind { kind, title, count: 0, first: line.day, last: line.day };
                let of = self.later.entry(line.kind.clone()).or_insert(none);
                (of.count, of.first, of.last) = (of.count + 1, of.first.min(line.day), of.last.max(line.day));
            }
        }
        for line in &changes.moved {
            if line.day <= until { self.keep_soon(line) } else { put(&mut self.moved, &mut self.more, line) }
        }
        for line in &changes.go {
            put(&mut self.gone, &mut self.more, line);
        }
    }

    fn keep_soon(&mut self, line: &MilestoneChange) {
        self.soon.insert((line.day, line.reference.clone(), line.kind.clone(), line.nth), mark(line));
        if self.soon.len() > MARKS_AT_MOST {
            self.soon.pop_last();
            self.more_soon += 1;
        }
    }

    pub(super) fn soon(&self) -> Vec<ListedMilestone> {
        self.soon.values().cloned().collect()
    }

    /// What comes later, the kind of the earliest day first.
    pub(super) fn later(&self) -> Vec<OfKind> {
        let mut later: Vec<OfKind> = self.later.values().cloned().collect();
        later.sort_by_key(|of| of.first);
        later
    }
}

fn put(marks: &mut Vec<ListedMilestone>, more: &mut usize, line: &MilestoneChange) {
    if marks.len() < MARKS_AT_MOST {
        marks.push(mark(line));
    } else {
        *more += 1;
    }
}
