//! Compares the facts that someone typed into a form with the recorded ones: which fields change, in canonical text.
//!
//! Nothing is recorded here: [`super::record`] records the act, previews it, and asks for a reason where one is needed.

use super::agreement_edit::{corrections, new_contradictions};
use super::names::{NameLookup, Parties};
use super::{DeskError, find};
use crate::exchange::flaw::{Flaw, Flaws};
use crate::exchange::{FactChange, drafts, entered};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::request::FieldValue;
use crate::message::list::row::{name_of_several, refused};
use crate::message::list::{Wording, form};
use crate::message::{Say, Voice};
use crate::store::Store;
use crate::watch::Office;

/// What a form with facts asks for.
#[derive(Clone, Debug)]
pub enum Corrections {
    /// It cannot be taken; each flaw names its field.
    Flawed(Flaws),
    /// These fields change.
    Fields(Vec<TypedCorrection>),
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedCorrection {
    /// Its canonical text before; empty where it was unknown.
    pub old: String,
    /// Its canonical text now.
    pub value: FieldValue,
}

/// What these fields of a form change; those that are not given stay.
pub(crate) fn corrections_of(
    store: &Store,
    office: &Office,
    reference: &str,
    fields: &[(&'static str, &str)],
) -> Result<Corrections, DeskError> {
    let before = store.agreement(find::id(store, reference)?)?.facts;
    let mut fields = fields.to_vec();
    if !fields.iter().any(|(name, _)| *name == "reference") {
        // A row says which agreement it is about.
        fields.push(("reference", &before.reference));
    }
    let mut reading = entered(&fields);
    let drafts = drafts(&mut reading);
    let mut flaws = std::mem::take(&mut reading.flaws);
    let Some(draft) = drafts.agreements.first().or_else(|| drafts.unsound.first()) else {
        return Ok(Corrections::Flawed(flaws));
    };
    let row = &reading.rows[0];
    let mut after = before.clone();
    for (field, change) in &draft.changes {
        let text = if let FactChange::Set(text) = change { Some(text.as_str()) } else { None };
        if let Err(error) = after.set(*field, text) {
            flaws.of_row(0, row.worded(field.name(), &refused(|language| error.what.say(Voice::terminal(language)))));
        }
    }
    let changes = |wanted: Field| draft.changes.iter().any(|(field, _)| *field == wanted);
    if changes(Field::Officers) {
        for officer in &mut after.officers {
            if let Some(contact) = office.circle.named(officer) {
                officer.clone_from(&contact.id);
            }
        }
    }
    let parties = Parties::load(store)?;
    for field in [Field::Ours, Field::Partner].into_iter().filter(|field| changes(*field)) {
        for flaw in named(&parties, &mut after, field) {
            flaws.of_row(0, row.worded(field.name(), &flaw));
        }
    }
    for contradiction in new_contradictions(Some(&before), &after) {
        let field = contradiction.fields().first().copied().unwrap_or_default();
        flaws.of_row(0, row.worded(field, &refused(|language| contradiction.say(Voice::terminal(language)))));
    }
    if after.reference != before.reference && store.agreement_id(&after.reference)?.is_some() {
        flaws.of_row(0, row.worded("reference", &form::reference_is_taken()));
    }
    if !flaws.is_empty() {
        return Ok(Corrections::Flawed(flaws));
    }
    let fields = corrections(&before, &after).into_iter().filter_map(|correction| {
        let text = Some(correction.new).filter(|text| !text.is_empty());
        Some(TypedCorrection {
            old: correction.old,
            value: FieldValue { field: Field::named(correction.field)?, text },
        })
    });
    Ok(Corrections::Fields(fields.collect()))
}

/// Puts ids in the place of names; what is wrong with those that lead nowhere or to several.
fn named(parties: &Parties, facts: &mut Facts, field: Field) -> Vec<Wording> {
    let signed_on = facts.signed_on;
    let names = if field == Field::Ours { &mut facts.ours } else { &mut facts.partner };
    let mut wrong = Vec::new();
    for name in names.iter_mut() {
        match parties.find(name, signed_on) {
            NameLookup::One(id) => *name = id,
            NameLookup::Several(ids) => wrong.push(name_of_several(name, &ids)),
            NameLookup::Nobody => wrong.push(form::no_party_of_that_name(name)),
        }
    }
    wrong
}

/// The flaw of a form whose fields are as they were.
pub(crate) fn nothing_changes() -> Flaw {
    Flaw::worded(&form::nothing_changes())
}
