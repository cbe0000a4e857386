//! What a new agreement promises, in the form that it is entered by: a few blocks of fields.

use crate::lifecycle::commitment::Commitment;
use crate::lifecycle::recording::Refusal;
use crate::message::{Face, Say, Voice};
use crate::web::pages::entry::fields::FieldFault;
use crate::web::pages::promise::fields::TypedCommitment;
use crate::web::visit::Visit;

/// So many commitments are entered with a new agreement; more come in on its page.
const PROMISES: usize = 3;

/// Before the fields of the nth commitment.
fn before_promise(nth: usize) -> String {
    format!("cam-ket-{nth}:")
}

pub(super) fn is_of_a_promise(field: &str) -> bool {
    (1..=PROMISES).any(|nth| field.starts_with(&before_promise(nth)))
}

/// What was typed of each commitment.
pub(super) fn promises(visit: &Visit<'_>) -> Vec<TypedCommitment> {
    (1..=PROMISES).map(|nth| TypedCommitment::of(visit.asked, &before_promise(nth))).collect()
}

/// The commitments that were typed, or everything that is wrong with them.
pub(super) fn promised(visit: &Visit<'_>) -> Result<Vec<Commitment>, Vec<FieldFault>> {
    let circle = &visit.desk.office.circle;
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for said in promises(visit).iter().filter(|said| !said.is_empty()) {
        match said.commitment(None, circle, visit.language()) {
            Ok(commitment) => found.push(commitment),
            Err(wrong) => faults.extend(wrong),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// Why a commitment cannot stand.
pub(super) fn refused(visit: &Visit<'_>, refusal: &Refusal) -> FieldFault {
    let voice = Voice { language: visit.language(), face: Face::Page };
    FieldFault::said(format!("{}title", before_promise(1)), format!("{}.", refusal.say(voice)))
}
