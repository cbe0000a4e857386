//! What facts name that the office does not know, and what is odd about them: worth a warning, never a refusal.

use crate::lifecycle::agreement::Facts;
use crate::watch::Office;

/// The word that silences a kind of milestone instead of naming a ladder.
const NO_LADDER: &str = "none";

/// Everything about the facts that deserves a second look; of a restricted agreement's people and ladders only that some
/// are unknown.
pub(super) fn warnings(facts: &Facts, office: &Office) -> Vec<String> {
    let mut found: Vec<String> = facts.oddities().iter().map(ToString::to_string).collect();
    let unknown = unknown(facts, office);
    match unknown.len() {
        0 => {}
        names if facts.is_restricted() => found.push(format!(
            "names in `officers` or `ladders` that are not in config.toml: {names}; see `pactwatch show {} --restricted`",
            facts.reference
        )),
        _ => found.extend(unknown),
    }
    found
}

/// The names that lead nowhere, a sentence each.
fn unknown(facts: &Facts, office: &Office) -> Vec<String> {
    let mut found = Vec::new();
    for officer in facts.officers.iter().filter(|officer| office.circle.contact(officer).is_none()) {
        found.push(format!(
            "its officer `{officer}` is no contact of config.toml; add [contacts.{officer}], or correct `officers`"
        ));
    }
    for (kind, ladder) in &facts.ladders {
        if ladder != NO_LADDER && !office.ladders.contains_key(ladder) {
            found.push(format!("its ladder `{ladder}` for {kind} is none of config.toml, so nothing is sent on it; add [ladder.{ladder}], or correct `ladders`"));
        }
    }
    found
}
