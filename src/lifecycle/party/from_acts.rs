//! Derives the parties from the acts about them.
//!
//! An act `party` gives the complete party; the others change one thing. The invariant: acts `rename`, `succeed` and
//! `alias` lead to the same names on every day, in whatever order they were recorded.

use std::collections::{BTreeMap, BTreeSet};

use super::{Party, Succession};
use crate::lifecycle::act::{Act, ActBody};

/// The parties as these acts, in the order of recording, leave them; acts about anything else are passed over.
///
/// What was known on a day follows from the acts recorded until then.
pub fn parties_from_acts<'a>(acts: impl IntoIterator<Item = &'a Act>) -> BTreeMap<String, Party> {
    let mut parties = BTreeMap::new();
    for act in not_voided(acts) {
        apply(&mut parties, act);
    }
    parties
}

/// What was known of that party after each act that changed it, in the order of recording, the voided ones left out.
pub fn states<'a>(acts: &'a [Act], id: &str) -> Vec<(&'a Act, Party)> {
    let about = |act: &&Act| match &act.body {
        ActBody::Party { party } => party.id == id,
        body => body.about_party() == Some(id),
    };
    let mut parties = BTreeMap::new();
    let mut states = Vec::new();
    for act in not_voided(acts).filter(about) {
        apply(&mut parties, act);
        states.extend(parties.get(id).cloned().map(|party| (act, party)));
    }
    states
}

fn not_voided<'a>(acts: impl IntoIterator<Item = &'a Act>) -> impl Iterator<Item = &'a Act> {
    let acts: Vec<&Act> = acts.into_iter().collect();
    let void = |act: &&Act| if let ActBody::Void { voids } = act.body { Some(voids) } else { None };
    let voided: BTreeSet<i64> = acts.iter().filter_map(void).collect();
    acts.into_iter().filter(move |act| !voided.contains(&act.seq))
}

fn apply(parties: &mut BTreeMap<String, Party>, act: &Act) {
    if let ActBody::Party { party } = &act.body {
        parties.insert(party.id.clone(), party.clone());
        return;
    }
    // Only the act that brought a party cannot be voided, so the others always find it.
    let Some(party) = act.body.about_party().and_then(|id| parties.get_mut(id)) else { return };
    match &act.body {
        ActBody::Rename { name, name_en, .. } => party.rename(name, name_en.as_deref(), act.on),
        ActBody::Succeed { successor, basis, .. } => {
            party.successor = Some(Succession { id: successor.clone(), on: act.on, basis: basis.clone() });
        }
        ActBody::Alias { alias, .. } => {
            party.aliases.push(alias.clone());
            // The register keeps aliases in order, each once.
            party.aliases.sort();
            party.aliases.dedup();
        }
        _ => {}
    }
}
