//! Newer agreements that may replace an older one: the letter on its end, and `check`, ask about them.

use super::WatchError;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::store::{Filter, Store};

/// At most this many agreements with one partner are looked at.
const ALIKE_AT_MOST: usize = 50;
const NAMED_AT_MOST: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewerAgreement {
    pub reference: String,
    /// The day on which it was signed.
    pub signed_on: Day,
}

/// The newer agreements with the same partner that may take the place of that one; none of a restricted one, and no
/// restricted one. What cannot be read is left out here and reported where the agreement itself is processed.
pub fn newer(store: &Store, id: i64, facts: &Facts) -> Result<Vec<NewerAgreement>, WatchError> {
    let Some(partner) = facts.partner.first().filter(|_| !facts.is_restricted()) else { return Ok(Vec::new()) };
    let filter = Filter { party: Some(partner.clone()), ..Filter::default() };
    let mut found = Vec::new();
    for other in store.find(&filter, 0, ALIKE_AT_MOST)? {
        if other == id {
            continue;
        }
        let new = match store.agreement(other) {
            Ok(stored) => stored.facts,
            Err(error) if error.is_of_the_record() => continue,
            Err(error) => return Err(error.into()),
        };
        if let Some(signed_on) = new.signed_on.filter(|_| !new.is_restricted() && new.may_replace(facts)) {
            found.push(NewerAgreement { reference: new.reference, signed_on });
        }
    }
    found.sort_by(|one, other| other.signed_on.cmp(&one.signed_on).then(one.reference.cmp(&other.reference)));
    found.truncate(NAMED_AT_MOST);
    Ok(found)
}
