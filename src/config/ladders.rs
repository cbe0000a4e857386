//! `[ladder.NAME]`: ladders that replace the default of that name or are beside it.

use std::collections::BTreeMap;

use super::findings::{ConfigFindings, QuotedValue, cure, proposal};
use super::place::{Place, Placed};
use super::section::{SpannedValue, TableReader};
use crate::lifecycle::duty::Duty;
use crate::lifecycle::observance::Observance;
use crate::lifecycle::policy::{Circle, Escalation, Ladder, Lead, OFFICER, Offset, Rung, RungSide, default_ladders};
use crate::message::answer::config as words;
use crate::message::sentence::sentence;
use crate::text::nearest;

const LADDERS_MAX: usize = 100;
const RUNGS_MAX: usize = 50;
const RECIPIENTS_MAX: usize = 50;
const NAMES_MAX: usize = 64;
/// Roles that the shipped ladders write to, whether or not the office fills them.
const USUAL_ROLES: [&str; 2] = ["head", "director"];

pub(super) fn ladders(root: &TableReader, circle: &Circle, found: &mut ConfigFindings) -> BTreeMap<String, Ladder> {
    let mut ladders: BTreeMap<_, _> =
        default_ladders().into_iter().map(|ladder| (ladder.name.clone(), ladder)).collect();
    let named = root.named("ladder", found);
    if named.len() > LADDERS_MAX {
        found.problem(root.place_of("ladder", found), sentence!(words::TOO_MANY_LADDERS, LADDERS_MAX));
    }
    for (name, place, value) in named.into_iter().take(LADDERS_MAX) {
        check_name(&name, place, found);
        ladders.extend(ladder(&name, place, value, circle, found).map(|ladder| (name, ladder)));
    }
    for role in USUAL_ROLES {
        let used = ladders.values().flat_map(|ladder| &ladder.rungs).any(|rung| rung.to.iter().any(|to| to == role));
        if used && circle.role(role).is_none() && circle.contact(role).is_none() && circle.contacts().next().is_some() {
            found.warn(None, sentence!(words::ROLE_OF_LADDERS_EMPTY, role));
        }
    }
    ladders
}

/// Says of a ladder whose name looks like a default's, and that no row of this file chooses, what was probably meant.
pub(super) fn chosen_by_none(
    root: &TableReader,
    duties: &[Duty],
    observances: &[Observance],
    found: &mut ConfigFindings,
) {
    let defaults: Vec<String> = default_ladders().into_iter().map(|ladder| ladder.name).collect();
    let chosen: Vec<&String> = duties
        .iter()
        .filter_map(|duty| duty.ladder.as_ref())
        .chain(observances.iter().filter_map(|row| row.ladder.as_ref()))
        .collect();
    for (name, place, _) in root.named("ladder", found).into_iter().take(LADDERS_MAX) {
        if defaults.contains(&name) || chosen.contains(&&name) {
            continue;
        }
        if let Some(meant) = nearest(&name, defaults.iter().map(String::as_str)) {
            found.warn(Some(place), sentence!(words::LADDER_CHOSEN_BY_NONE, QuotedValue(&name), meant, &name));
        }
    }
}

fn check_name(name: &str, place: Place, found: &mut ConfigFindings) {
    let shaped = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if name.is_empty() || name.chars().count() > NAMES_MAX || !shaped {
        found.problem(Some(place), sentence!(words::NOT_A_LADDER_NAME, QuotedValue(name), proposal(name, NAMES_MAX)));
    }
    if name == "none" {
        found.problem(Some(place), sentence!(words::LADDER_NONE));
    }
}

fn ladder(
    name: &str,
    place: Place,
    value: SpannedValue,
    circle: &Circle,
    found: &mut ConfigFindings,
) -> Option<Ladder> {
    let section = TableReader::of(&format!("ladder.{name}"), value, &["rungs"], found)?;
    if section.get("rungs").is_none() {
        section.missing("rungs", sentence!(words::WRITE, "rungs = [{ before = \"30d\", to = [\"officer\"] }]"), found);
    }
    let values = section.list("rungs", RUNGS_MAX, found)?;
    if values.is_empty() {
        found.warn(Some(place), sentence!(words::LADDER_WITHOUT_RUNGS, name));
    }
    let mut rungs: Vec<Rung> = Vec::new();
    for value in values {
        let place = found.place(value.span().start);
        let Some(rung) = rung(&section.dotted("rungs"), value, circle, found) else { continue };
        if rungs.iter().any(|other| other.offset == rung.offset) {
            found.problem(Some(place), sentence!(words::TWO_RUNGS, name, rung.offset.to_string()));
        } else {
            rungs.push(rung);
        }
    }
    Ladder::new(name, rungs).ok()
}

fn rung(name: &str, value: SpannedValue, circle: &Circle, found: &mut ConfigFindings) -> Option<Rung> {
    let section = TableReader::of(name, value, &["before", "after", "to", "escalate"], found)?;
    let (before, after) = (section.get("before"), section.get("after"));
    let side = match (before, after) {
        (Some(_), None) => Some(("before", RungSide::Before)),
        (None, Some(_)) => Some(("after", RungSide::After)),
        _ => {
            found.problem(section.place(), sentence!(words::BEFORE_OR_AFTER));
            None
        }
    };
    let to = section.texts("to", RECIPIENTS_MAX, found).unwrap_or_default();
    if section.get("to").is_none() || (to.is_empty() && section.list("to", RECIPIENTS_MAX, found).is_some()) {
        found.problem(section.place(), sentence!(words::RUNG_TO_NOBODY));
    }
    for recipient in &to {
        must_be_known(recipient, circle, found);
    }
    let escalation = match section.flag("escalate", found) {
        Some(true) => Escalation::WhenUnanswered,
        _ => Escalation::Always,
    };
    let (key, side) = side?;
    let lead = section.parsed::<Lead>(key, found)?.value;
    Some(Rung { offset: Offset::new(side, lead), to: to.into_iter().map(|to| to.value).collect(), escalation })
}

fn must_be_known(to: &Placed<String>, circle: &Circle, found: &mut ConfigFindings) {
    let name = to.value.as_str();
    if name == OFFICER || USUAL_ROLES.contains(&name) || circle.role(name).is_some() || circle.contact(name).is_some() {
        return;
    }
    let contacts = circle.contacts().map(|contact| contact.id.as_str());
    let roles = circle.roles().map(|(role, _)| role);
    let known: Vec<&str> = [OFFICER].into_iter().chain(roles).chain(contacts).collect();
    found.problem(to.place, sentence!(words::NEITHER_ROLE_NOR_CONTACT, QuotedValue(name), cure(name, &known)));
}
