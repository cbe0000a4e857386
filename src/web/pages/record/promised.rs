//! What a review is about: a field for each commitment, and what was typed there; the same at the page's form and at a link's.

use serde::Serialize;

use super::fields::{self, TypedAct};
use crate::desk::commitments::ShownCommitment;
use crate::lifecycle::policy::Language;
use crate::message::say;

/// A commitment that a review speaks of.
#[derive(Serialize)]
pub(crate) struct PromiseField {
    /// The name of its field.
    field: String,
    what: String,
    stands: String,
    said: String,
}

/// A field for each of them, with what was typed.
pub(crate) fn fields_of(commitments: &[ShownCommitment], typed: &TypedAct, language: Language) -> Vec<PromiseField> {
    let field = |one: &ShownCommitment| {
        let field = format!("{}{}", fields::SAID_OF, one.commitment.name);
        PromiseField {
            what: say::commitment(&one.commitment, one.who_name.as_deref(), language),
            stands: say::promise(one.promise, language),
            said: typed.said.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone()).unwrap_or_default(),
            field,
        }
    };
    commitments.iter().map(field).collect()
}

/// What was typed of each, under the commitment's own words, as a preview shows it.
pub(crate) fn said<'t>(promised: &[PromiseField], typed: &'t TypedAct) -> Vec<(String, &'t str)> {
    let what = |field: &str| promised.iter().find(|one| one.field == field).map(|one| one.what.clone());
    typed.said.iter().map(|(field, text)| (what(field).unwrap_or_else(|| field.clone()), text.as_str())).collect()
}
