//! Finds an agreement by its reference, or suggests the references that a mistyped one may have meant.

use super::{Desk, DeskError};
use crate::message::answer::desk::ReferenceHint;
use crate::store::{Store, Stored};
use crate::text::distance;
use crate::text::fold;

/// As many references are compared with a mistyped one.
const COMPARED_AT_MOST: usize = 20_000;
const NAMED_AT_MOST: usize = 3;
const PAGE: usize = 500;

/// The number of the agreement with that reference.
pub fn id(store: &Store, reference: &str) -> Result<i64, DeskError> {
    match store.agreement_id(reference)? {
        Some(id) => Ok(id),
        None => Err(DeskError::UnknownReference {
            asked: reference.chars().take(80).collect(),
            likely: match store.former_references()?.get(reference) {
                Some(id) => ReferenceHint::Renamed(store.agreement(*id)?.facts.reference),
                None => ReferenceHint::Nearest(nearest(store, reference)?),
            },
        }),
    }
}

/// The agreement with that reference.
pub fn agreement(desk: &Desk, reference: &str) -> Result<Stored, DeskError> {
    Ok(desk.store.agreement(id(&desk.store, reference)?)?)
}

/// The nearest references, the nearest first: those that hold what was written, or differ from it by a few slips.
fn nearest(store: &Store, asked: &str) -> Result<Vec<String>, DeskError> {
    let asked = fold(asked);
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let slips_allowed = 1 + asked.chars().count() / 3;
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut after = 0;
    for _ in 0..COMPARED_AT_MOST / PAGE {
        let page = store.agreement_ids(after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = *last;
        for id in page {
            // A record that cannot be read is no help to someone who mistyped another.
            let Ok(stored) = store.agreement(id) else { continue };
            let reference = fold(&stored.facts.reference);
            let slips = if reference.contains(&asked) { 0 } else { distance(&asked, &reference) };
            if slips <= slips_allowed {
                found.push((slips, stored.facts.reference));
            }
        }
        found.sort();
        found.truncate(NAMED_AT_MOST);
    }
    // Beside one that holds what was written, mere likenesses only confuse.
    let held = found.first().is_some_and(|(slips, _)| *slips == 0);
    Ok(found.into_iter().filter(|(slips, _)| !held || *slips == 0).map(|(_, reference)| reference).collect())
}
