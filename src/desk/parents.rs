//! The strategies and plans above an agreement: follows `under` upwards and stops at a cycle.

use crate::lifecycle::agreement::{Contradiction, Facts};
use crate::lifecycle::recording::Refusal;
use crate::store::{StoreError, Tx};

/// At most this many steps up are followed.
const STEPS_MAX: usize = 50;

/// The way from an agreement back to itself, where its `under` leads in a circle: the references on it.
pub(super) fn circle(tx: &Tx<'_>, facts: &Facts) -> Result<Option<Vec<String>>, StoreError> {
    let mut way = vec![facts.reference.clone()];
    let mut next = facts.under.clone();
    for _ in 0..STEPS_MAX {
        let Some(reference) = next else { return Ok(None) };
        way.push(reference.clone());
        if reference == facts.reference {
            return Ok(Some(way));
        }
        let Some(id) = tx.agreement_id(&reference)? else { return Ok(None) };
        next = tx.agreement(id)?.facts.under;
    }
    Ok(Some(way))
}

/// Refuses facts by which an agreement would be under itself.
pub(super) fn refuse_circle<E: From<Refusal> + From<StoreError>>(tx: &Tx<'_>, facts: &Facts) -> Result<(), E> {
    match circle(tx, facts)? {
        Some(way) => Err(Refusal::Contradiction(Contradiction::CircleUnder(way)).into()),
        None => Ok(()),
    }
}
