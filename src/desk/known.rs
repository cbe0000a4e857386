//! What facts name that the office does not know, and what is odd about them: worth a warning, never a refusal.

use crate::lifecycle::agreement::{Facts, Oddity};
use crate::lifecycle::policy::Language;
use crate::message::list::{Phrase, odd};
use crate::message::{Say, Voice};
use crate::watch::Office;

/// The word that silences a kind of milestone instead of naming a ladder.
const NO_LADDER: &str = "none";

/// As [`odd`], in the words of the log.
pub(super) fn warnings(facts: &Facts, office: &Office) -> Vec<String> {
    odd(facts, office).into_iter().map(|sentence| sentence.of(Language::En).to_owned()).collect()
}

/// Everything about the facts that deserves a second look; of a restricted agreement's people and ladders only that some
/// are unknown.
pub(super) fn odd(facts: &Facts, office: &Office) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = facts.oddities().iter().map(said).collect();
    let unknown = unknown(facts, office);
    match unknown.len() {
        0 => {}
        names if facts.is_restricted() => found.push(odd::names_unknown_in_restricted(names, &facts.reference)),
        _ => found.extend(unknown),
    }
    found
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
            found.push(odd::no_ladder(ladder, &kind.to_string()));
        }
    }
    found
}
