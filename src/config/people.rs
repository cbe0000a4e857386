//! `[contacts.ID]` and `[roles]`: who can be written to, and who substitutes for whom.

use std::collections::BTreeMap;

use super::Checks;
use super::address;
use super::findings::{ConfigFindings, QuotedValue, cure, proposal};
use super::office::{LANGUAGES, OfficeTable};
use super::place::{Place, Placed};
use super::section::{SpannedValue, TableReader, list_of, text_of};
use crate::lifecycle::policy::{Absence, Circle, Contact, DigestRhythm, OFFICER, REGISTRAR, Right, Rights, Sharing};
use crate::message::SentenceForm;
use crate::message::answer::config as words;
use crate::message::sentence::sentence;

const CONTACT_KEYS: [&str; 8] = ["name", "email", "phone", "language", "digest", "away", "can", "shared"];
const CONTACTS_MAX: usize = 10_000;
const ABSENCES_MAX: usize = 100;
const ROLES_MAX: usize = 100;
const MEMBERS_MAX: usize = 1_000;
const NAMES_MAX: usize = 64;
const RIGHTS_MAX: usize = 10;

/// What reading contacts leaves to be settled once all of them are known.
struct ContactDraft {
    contact: Contact,
    email_place: Option<Place>,
    rhythm: Option<DigestRhythm>,
    can: Option<Rights>,
    substitutes: Vec<Placed<String>>,
}

pub(super) fn circle(
    root: &TableReader,
    office: &OfficeTable,
    domains: &[String],
    checks: &Checks,
    found: &mut ConfigFindings,
) -> Circle {
    let mut people: BTreeMap<String, ContactDraft> = BTreeMap::new();
    let mut addresses: BTreeMap<String, String> = BTreeMap::new();
    let named = root.named("contacts", found);
    if named.len() > CONTACTS_MAX {
        found.problem(root.place_of("contacts", found), sentence!(words::TOO_MANY_CONTACTS, CONTACTS_MAX));
    }
    if named.is_empty() {
        found.warn(None, sentence!(words::NO_CONTACTS));
    }
    for (id, place, value) in named.into_iter().take(CONTACTS_MAX) {
        check_name(words::KIND_CONTACT, &id, place, found);
        let Some(read) = contact(&id, place, value, office, found) else { continue };
        check_address(&read, domains, checks, found);
        if let Some(other) = addresses.insert(read.contact.email.to_lowercase(), id.clone()) {
            found.warn(Some(place), sentence!(words::ONE_ADDRESS, other, &id));
        }
        people.insert(id, read);
    }
    for read in people.values() {
        for substitute in &read.substitutes {
            must_be_contact("away.substitute", substitute, &people, found);
            if substitute.value == read.contact.id {
                found.problem(substitute.place, sentence!(words::OWN_SUBSTITUTE));
            }
        }
    }
    if let Some(fallback) = &office.fallback {
        must_be_contact("office.fallback", fallback, &people, found);
    } else {
        found.warn(None, sentence!(words::NO_FALLBACK));
    }
    let roles = roles(root, &people, found);
    let director = |id: &String| {
        let holds = |role: &str| roles.get(role).is_some_and(|members| members.contains(id));
        holds("director") && !holds("head")
    };
    let fallback = office.fallback.as_ref().map(|fallback| fallback.value.as_str());
    let settled = people.into_iter().map(|(id, read)| {
        let default = if director(&id) { DigestRhythm::Monthly } else { DigestRhythm::Weekly };
        let can = read.can.unwrap_or_else(|| usual_rights(&id, &roles, fallback));
        Contact { digest: read.rhythm.unwrap_or(default), can, ..read.contact }
    });
    let settled: Vec<Contact> = settled.collect();
    Circle::new(settled, roles, office.fallback.as_ref().map(|fallback| fallback.value.clone()))
}

/// Who may do what where `can` is left out.
fn usual_rights(id: &str, roles: &BTreeMap<String, Vec<String>>, fallback: Option<&str>) -> Rights {
    let records =
        RECORDING_ROLES.iter().any(|role| roles.get(*role).is_some_and(|members| members.iter().any(|m| m == id)));
    let mut rights = Rights::default();
    if records {
        rights.insert(Right::Record);
    }
    if fallback == Some(id) {
        rights.insert(Right::Admin);
    }
    if rights.is_empty() {
        rights.insert(Right::Own);
    }
    rights
}

/// Roles whose members may record on every agreement.
const RECORDING_ROLES: [&str; 3] = [REGISTRAR, "head", "director"];

fn rights(section: &TableReader, found: &mut ConfigFindings) -> Option<Rights> {
    let words = section.texts("can", RIGHTS_MAX, found)?;
    let mut rights = Rights::default();
    for word in words {
        if let Some(right) = Right::ALL.iter().find(|right| right.word() == word.value) {
            rights.insert(*right);
        } else {
            let known = Right::ALL.map(Right::word);
            found.problem(
                word.place,
                sentence!(words::NOT_A_RIGHT, QuotedValue(&word.value), cure(&word.value, &known)),
            );
        }
    }
    if rights.is_empty() {
        found.problem(section.place_of("can", found), sentence!(words::NO_RIGHT));
    }
    Some(rights)
}

fn contact(
    id: &str,
    place: Place,
    value: SpannedValue,
    office: &OfficeTable,
    found: &mut ConfigFindings,
) -> Option<ContactDraft> {
    let section = TableReader::of(&format!("contacts.{id}"), value, &CONTACT_KEYS, found)?;
    let rhythms = [("weekly", DigestRhythm::Weekly), ("monthly", DigestRhythm::Monthly), ("none", DigestRhythm::None)];
    if section.get("email").is_none() {
        found.problem(Some(place), sentence!(words::NO_EMAIL, id));
    }
    let name = section.line("name", found);
    let shared = section.flag("shared", found).unwrap_or(false);
    let mut substitutes = Vec::new();
    let away = absences(&section, &mut substitutes, found);
    let contact = Contact {
        id: id.to_owned(),
        name: name.map_or_else(|| id.to_owned(), |name| name.value),
        email: section.text("email", found).map_or_else(String::new, |email| email.value),
        language: section.choice("language", &LANGUAGES, found).map_or(office.language, |chosen| chosen.value),
        phone: section.line("phone", found).map(|phone| phone.value),
        digest: DigestRhythm::Weekly,
        away,
        can: Rights::default(),
        sharing: if shared { Sharing::Several } else { Sharing::One },
    };
    let email_place = section.place_of("email", found);
    if let Some(fault) = address::fault(&contact.email)
        && !contact.email.is_empty()
    {
        let key = format!("contacts.{id}.email");
        found.problem(email_place, sentence!(words::VALUE_IS, key, QuotedValue(&contact.email), fault));
    }
    let rhythm = section.choice("digest", &rhythms, found).map(|chosen| chosen.value);
    let can = rights(&section, found);
    Some(ContactDraft { contact, email_place, rhythm, can, substitutes })
}

fn absences(section: &TableReader, substitutes: &mut Vec<Placed<String>>, found: &mut ConfigFindings) -> Vec<Absence> {
    let mut away: Vec<Absence> = Vec::new();
    for value in section.list("away", ABSENCES_MAX, found).unwrap_or_default() {
        let Some(entry) = TableReader::of(&section.dotted("away"), value, &["from", "to", "substitute"], found) else {
            continue;
        };
        for key in ["from", "to"] {
            if entry.get(key).is_none() {
                entry.missing(key, sentence!(words::WRITE, "from = 2026-12-01, to = 2026-12-20"), found);
            }
        }
        let (from, to) = (entry.day("from", found), entry.day("to", found));
        let substitute = entry.text("substitute", found);
        let (Some(from), Some(to)) = (from, to) else { continue };
        if from.value > to.value {
            found.problem(to.place, sentence!(words::ABSENCE_BACKWARDS));
        }
        let shares = |other: &&Absence| other.from <= to.value && from.value <= other.to;
        if let Some(other) = away.iter().find(shares) {
            let (first, last) = (from.value.max(other.from), to.value.min(other.to));
            found.warn(from.place, sentence!(words::ABSENCES_OVERLAP, first, last));
        }
        away.push(Absence { from: from.value, to: to.value, substitute: substitute.as_ref().map(|s| s.value.clone()) });
        substitutes.extend(substitute);
    }
    away
}

fn check_address(read: &ContactDraft, domains: &[String], checks: &Checks, found: &mut ConfigFindings) {
    let (contact, place) = (&read.contact, read.email_place);
    if contact.email.is_empty() || address::fault(&contact.email).is_some() {
        return;
    }
    let id = &contact.id;
    if !domains.is_empty() && !address::lies_in(&contact.email, domains) {
        found.problem(place, sentence!(words::OUTSIDE_DOMAINS, id));
    }
    if let Err(fault) = (checks.address)(&contact.email) {
        found.problem(place, sentence!(words::OF_CONTACT, id, fault));
    }
}

fn roles(
    root: &TableReader,
    people: &BTreeMap<String, ContactDraft>,
    found: &mut ConfigFindings,
) -> BTreeMap<String, Vec<String>> {
    let mut roles = BTreeMap::new();
    let named = root.named("roles", found);
    if named.len() > ROLES_MAX {
        found.problem(root.place_of("roles", found), sentence!(words::TOO_MANY_ROLES, ROLES_MAX));
    }
    for (role, place, value) in named.into_iter().take(ROLES_MAX) {
        check_name(words::KIND_ROLE, &role, place, found);
        let name = format!("roles.{role}");
        let values = list_of(&name, value, MEMBERS_MAX, found).unwrap_or_default();
        let members: Vec<_> = values.into_iter().filter_map(|value| text_of(&name, value, found)).collect();
        if members.is_empty() {
            found.warn(Some(place), sentence!(words::ROLE_EMPTY, &role));
        }
        for member in &members {
            must_be_contact(&name, member, people, found);
        }
        roles.insert(role, members.into_iter().map(|member| member.value).collect());
    }
    roles
}

fn check_name(kind: SentenceForm<0>, name: &str, place: Place, found: &mut ConfigFindings) {
    let shaped = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if name.is_empty() || name.chars().count() > NAMES_MAX || !shaped {
        let proposal = proposal(name, NAMES_MAX);
        found.problem(Some(place), sentence!(words::NOT_AN_ID, QuotedValue(name), sentence!(kind), proposal));
    }
    if name == OFFICER {
        found.problem(Some(place), sentence!(words::RESERVED_ID, OFFICER, sentence!(kind)));
    }
}

fn must_be_contact(
    key: &str,
    id: &Placed<String>,
    people: &BTreeMap<String, ContactDraft>,
    found: &mut ConfigFindings,
) {
    if !people.contains_key(&id.value) {
        let known: Vec<&str> = people.keys().map(String::as_str).collect();
        found.problem(id.place, sentence!(words::NOT_A_CONTACT, key, QuotedValue(&id.value), cure(&id.value, &known)));
    }
}
