//! What takes an agreement's place, as a row names it: by its code, by the label that the workbook's choices give it, by the title
//! that it alone bears.

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::exchange::ActDraft;
use crate::exchange::acts::LABEL_DOT;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::list::{act as act_row, row};
use crate::store::Filter;
use crate::text::fold;

/// So many agreements whose texts hold those words are looked at.
const ALIKE_AT_MOST: usize = 50;
/// So many words are looked for.
const WORDS_AT_MOST: usize = 40;

impl ImportPass<'_, '_> {
    /// Puts the reference in the place of a label or a title; what a title was taken for is said. What names none, or several,
    /// stays as it was typed.
    pub(super) fn name_successor(&mut self, draft: &ActDraft, request: &mut ActRequest) -> Result<(), DeskError> {
        let RequestedAct::Supersede { with: Some(with), .. } = &mut request.asked else { return Ok(()) };
        let code = with.split_once(LABEL_DOT).map_or(with.as_str(), |(code, _)| code.trim());
        if self.tx.agreement_id(code)?.is_some() {
            *with = code.to_owned();
            return Ok(());
        }
        let title = fold(with);
        let words = title.split_whitespace().take(WORDS_AT_MOST).map(str::to_owned).collect();
        let mut found = Vec::new();
        for id in self.tx.find(&Filter { words, ..Filter::default() }, 0, ALIKE_AT_MOST)? {
            let facts = self.tx.agreement(id)?.facts;
            let is_called =
                fold(&facts.title) == title || facts.short.as_deref().is_some_and(|short| fold(short) == title);
            if is_called && !facts.is_restricted() {
                found.push(facts.reference);
            }
        }
        if let [only] = found.as_slice() {
            let sentence = act_row::successor_meant_by_its_title(with, only);
            with.clone_from(only);
            self.say(row::about_row(draft.place.line, Some(&draft.agreement), &sentence));
        }
        Ok(())
    }
}
