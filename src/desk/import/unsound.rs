//! Rows that have flaws already: what else is wrong with them, so that it is mended in one go.
//!
//! Nothing of such a row is taken and nothing is written. The invariant: no flaw is told that would vanish once the
//! fields that could not be read are mended.

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::agreement_edit::new_contradictions;
use crate::desk::names::NameLookup;
use crate::exchange::cell_forms::term::CountsFrom;
use crate::exchange::{Draft, Drafts, FactChange};
use crate::lifecycle::agreement::{Contradiction, Facts, Field};
use crate::message::list::row;
use crate::message::{Say, Voice};

/// The fields that tell the day on which a term starts.
const START: [&str; 4] = ["signed_on", "in_force_on", "effect", "effect_delay"];

/// The fields by which an agreement without a title is named, beside its partner.
const NAMED_BY: [&str; 3] = ["signed_on", "in_force_on", "term"];

impl ImportPass<'_, '_> {
    /// Looks through the rows that have fallen before the register was asked.
    pub(super) fn unsound(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        for draft in &drafts.unsound {
            self.unsound_agreement(&draft)?;
        }
        for (place, agreement) in drafts.unsound_acts.iter().filter(|(_, agreement)| !agreement.is_empty()) {
            if !self.given.contains(agreement) && self.tx.agreement_id(agreement)?.is_none() {
                self.unknown_agreement(place, agreement);
            }
        }
        Ok(())
    }

    fn unsound_agreement(&mut self, draft: &Draft) -> Result<(), DeskError> {
        let known = match &draft.reference {
            Some(reference) => self.tx.agreement_id(reference)?,
            None => None,
        };
        let before = known.map(|id| self.tx.agreement(id)).transpose()?.map(|stored| stored.facts);
        let mut facts = before.clone().unwrap_or_default();
        for (field, change) in &draft.changes {
            let text = if let FactChange::Set(text) = change { Some(text.as_str()) } else { None };
            // What a field does not take has been refused in the reading; here it is as if it were not given.
            let _ = facts.set(*field, text);
        }
        if before.is_none() {
            for (field, text) in &draft.made {
                let _ = facts.set(*field, Some(text));
            }
        }
        if !draft.unread.contains("signed_on") && !draft.unread.contains("term") {
            self.hold_end_beside(draft, known)?;
        }
        if !draft.unread.contains("signed_on") {
            self.names_of_several(draft, &facts);
        }
        let mut found = new_contradictions(before.as_ref(), &facts);
        found.retain(|contradiction| !contradiction.fields().iter().any(|field| draft.unread.contains(field)));
        // Named by its partner and year once its days can be read.
        if !facts.partner.is_empty() && NAMED_BY.iter().any(|field| draft.unread.contains(field)) {
            found.retain(|contradiction| !contradiction.fields().contains(&Field::Title.name()));
        }
        self.contradict(draft, &found);
        if !START.iter().any(|field| draft.unread.contains(field)) {
            self.check_start(draft, &facts);
        }
        Ok(())
    }

    /// A term "kể từ ngày ký" is the register's term only where the agreement starts on that day.
    pub(super) fn check_start(&mut self, draft: &Draft, facts: &Facts) {
        if draft.counts_from == CountsFrom::Signing && !facts.starts_at_signing() {
            self.fall(&draft.place, "term", &row::counts_from_signing());
        }
    }

    /// A name that several parties share, and the day of signing does not tell which is meant.
    fn names_of_several(&mut self, draft: &Draft, facts: &Facts) {
        for (field, change) in &draft.changes {
            let (Field::Ours | Field::Partner, FactChange::Set(names)) = (field, change) else { continue };
            for name in names.split(';').map(str::trim) {
                if let NameLookup::Several(ids) = self.parties.find(name, facts.signed_on) {
                    self.fall(&draft.place, field.name(), &row::name_of_several(name, &ids));
                }
            }
        }
    }

    /// Notes what cannot be true together, each at the field to look at first.
    pub(super) fn contradict(&mut self, draft: &Draft, found: &[Contradiction]) {
        for contradiction in found {
            let wording = row::refused(|language| contradiction.say(Voice::terminal(language)));
            self.fall(&draft.place, contradiction.fields().first().copied().unwrap_or_default(), &wording);
        }
    }
}
