//! What facts name that the office does not know, and what is odd about them: worth a warning, never a refusal.

use crate::lifecycle::agreement::{Facts, Oddity};
use crate::message::list::{Phrase, odd};
use crate::message::{Said, Say, Voice};
use crate::watch::Office;

/// The word that silences a kind of milestone instead of naming a ladder.
const NO_LADDER: &str = "none";

/// As [`odd`], for whoever corrects the facts.
pub(super) fn warnings(facts: &Facts, office: &Office) -> Vec<Said> {
    odd(facts, office).iter().map(phrase).collect()
}

fn phrase(phrase: &Phrase) -> Said {
    Said::in_both(|language| phrase.of(language).to_owned())
}

/// Everything about the facts that deserves a second look; of a restricted agreement's people and ladders only that some
/// are unknown.
pub(super) fn odd(facts: &Facts, office: &Office) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = facts.oddities().iter().map(said).collect();
    found.extend(names(facts, office));
    found
}

/// The officers and ladders that lead nowhere; of a restricted agreement only that there are some.
pub(super) fn unknown_names(facts: &Facts, office: &Office) -> Vec<Said> {
    names(facts, office).iter().map(phrase).collect()
}

fn names(facts: &Facts, office: &Office) -> Vec<Phrase> {
    match unknown(facts, office) {
        unknown if unknown.is_empty() || !facts.is_restricted() => unknown,
        unknown => vec![odd::names_unknown_in_restricted(unknown.len(), &facts.reference)],
    }
}

/// An oddity in both languages.
fn said(oddity: &Oddity) -> Phrase {
    Phrase::by(|language| oddity.say(Voice::terminal(language)))
}

/// The names that lead nowhere, a sentence each.
fn unknown(facts: &Facts, office: &Office) -> Vec<Phrase> {
    let officers = facts.officers.iter().filter(|officer| office.circle.contact(officer).is_none());
    let mut found: Vec<Phrase> = officers.map(|officer| odd::no_contact(officer)).collect();
    for (kind, ladder) in &facts.ladders {
        if ladder != NO_LADDER && !office.ladders.contains_key(ladder) {
            found.push(odd::no_ladder(ladder, &kind.clone()));
        }
    }
    found
}
