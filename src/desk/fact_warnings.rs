//! Warnings about facts: names that the office does not know, and odd values. Never a refusal.

use crate::lifecycle::agreement::Facts;
use crate::message::Sentence;
use crate::message::list::odd;
use crate::watch::Office;

/// The word that silences a kind of milestone instead of naming a ladder.
pub(super) const NO_LADDER: &str = "none";

/// Everything about the facts that deserves a second look; of a restricted agreement's people and ladders only that some
/// are unknown.
pub(super) fn odd(facts: &Facts, office: &Office) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = facts.oddities().iter().map(Sentence::of).collect();
    found.extend(unknown_names(facts, office));
    found
}

/// The officers and ladders that lead nowhere; of a restricted agreement only that there are some.
pub(super) fn unknown_names(facts: &Facts, office: &Office) -> Vec<Sentence> {
    match unresolved_names(facts, office) {
        unknown if unknown.is_empty() || !facts.is_restricted() => unknown,
        unknown => vec![odd::names_unknown_in_restricted(unknown.len(), &facts.reference)],
    }
}

/// The names that lead nowhere, a sentence each.
fn unresolved_names(facts: &Facts, office: &Office) -> Vec<Sentence> {
    let officers = facts.officers.iter().filter(|officer| office.circle.contact(officer).is_none());
    let mut found: Vec<Sentence> = officers.map(|officer| odd::no_contact(officer)).collect();
    for (kind, ladder) in &facts.ladders {
        if ladder != NO_LADDER && !office.ladders.contains_key(ladder) {
            found.push(odd::no_ladder(ladder, &kind.clone()));
        }
    }
    found
}
