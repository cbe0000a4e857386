//! Which reminders one letter covers, in which of its sections.

use super::DraftSection;
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, RecipientSource};
use crate::message::{Audience, CalendarEntry};

/// The reminders that a letter covers.
pub(super) struct CoveredReminders {
    pub(super) keys: Vec<Key>,
    /// The calendar entries that go with it.
    pub(super) entries: Vec<CalendarEntry>,
    /// How many of them each of its sections covers, in order, and whether a rung names the recipient.
    pub(super) sections: Vec<(usize, RecipientSource)>,
    pub(super) urgent_on: Day,
    /// Its form, where that does not go by who receives it.
    pub(super) audience: Option<Audience>,
}

impl CoveredReminders {
    pub(super) fn of(sections: &[DraftSection]) -> Self {
        let keys = sections.iter().flat_map(|draft| draft.keys.clone()).collect();
        let entries = sections.iter().filter_map(|draft| draft.entry.clone()).collect();
        let urgent_on = sections.iter().map(|draft| draft.urgent_on).min().unwrap_or_else(Day::last);
        let sections = sections.iter().map(|draft| (draft.keys.len(), draft.meant)).collect();
        Self { keys, entries, sections, urgent_on, audience: None }
    }

    /// One separate reminder.
    pub(super) fn alone(key: &Key, today: Day) -> Self {
        Self {
            keys: vec![key.clone()],
            entries: Vec::new(),
            sections: vec![(1, RecipientSource::Named)],
            urgent_on: today,
            audience: None,
        }
    }

    /// The same, speaking for these too, with their calendar entries.
    pub(super) fn and(mut self, sections: &[DraftSection]) -> Self {
        self.keys.extend(sections.iter().flat_map(|draft| draft.keys.clone()));
        self.entries.extend(sections.iter().filter_map(|draft| draft.entry.clone()));
        self
    }

    /// The reminders of each section, in order, and whether a rung names the recipient.
    pub(super) fn by_section(&self) -> impl Iterator<Item = (&[Key], RecipientSource)> {
        let mut rest = self.keys.as_slice();
        self.sections.iter().map(move |(count, meant)| {
            let (here, after) = rest.split_at((*count).min(rest.len()));
            rest = after;
            (here, *meant)
        })
    }

    /// The same, addressed to those it was meant for: a digest is its reader's, not the substitute's.
    pub(super) fn speaking(self, audience: Audience) -> Self {
        Self { audience: Some(audience), ..self }
    }
}
