//! Whether a new agreement takes an older one's place: asked, never decided.

use std::collections::BTreeMap;

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::change::horizon;
use crate::lifecycle::agreement::{Facts, Replaceable, titles_alike};
use crate::lifecycle::milestone::Timeline;
use crate::message::Sentence;
use crate::message::say;
use crate::store::Filter;

/// So many agreements with one partner are looked at.
const ALIKE_AT_MOST: usize = 50;
/// So many partners' agreements are kept in memory.
const PARTNERS_AT_MOST: usize = 400;

impl ImportPass<'_, '_> {
    /// Asks of each agreement that this file brings and that is like an older one still in force.
    pub(super) fn ask_whether_replaced(&mut self) -> Result<(), DeskError> {
        if self.import.is_none() {
            return Ok(());
        }
        let mut by_partner = KnownAgreements::new();
        for id in self.new.clone() {
            let facts = match self.held.get(&id) {
                Some(held) => held.dossier.facts.clone(),
                None => self.tx.likely(id)?,
            };
            for older in self.older_alike(id, &facts, &mut by_partner)? {
                self.warn(Sentence::in_both(|language| say::replaces(&facts.reference, &older, language)));
            }
        }
        Ok(())
    }

    /// The references of the older agreements in whose place this one may stand. What is known of a partner's agreements is
    /// read once, not for each of them.
    fn older_alike(&self, id: i64, facts: &Facts, by_partner: &mut KnownAgreements) -> Result<Vec<String>, DeskError> {
        let Some(partner) = facts.partner.first().filter(|_| !facts.is_restricted()) else { return Ok(Vec::new()) };
        if !by_partner.contains_key(partner) {
            if by_partner.len() >= PARTNERS_AT_MOST {
                by_partner.clear();
            }
            let filter = Filter { party: Some(partner.clone()), ..Filter::default() };
            let ids = self.tx.find(&filter, 0, ALIKE_AT_MOST)?;
            let mut known = Vec::new();
            for id in ids {
                let facts = self.tx.likely(id)?;
                if !facts.is_restricted() {
                    known.push((id, facts.title_key().into_boxed_str(), Replaceable::of(&facts)));
                }
            }
            by_partner.insert(partner.clone(), known);
        }
        let today = self.clerk.today();
        let title = facts.title_key();
        let mut found = Vec::new();
        for (other, old_title, old) in by_partner.get(partner).into_iter().flatten() {
            let may = || facts.may_replace_titled(old, || titles_alike(&title, old_title));
            if *other == id || !may() {
                continue;
            }
            let record = self.tx.record_of(*other)?;
            let timeline = Timeline::of(&record, None, horizon(today))?;
            if timeline.status(today).may_bind() {
                found.push(self.tx.likely(*other)?.reference);
            }
        }
        Ok(found)
    }
}

/// Some agreements of each partner that are not restricted, by their numbers, with what their titles are compared by.
type KnownAgreements = BTreeMap<String, Vec<(i64, Box<str>, Replaceable)>>;
