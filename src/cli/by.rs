//! Who records: `--by`, else `[cli] by`, else the name this system knows the user by.

use anyhow::anyhow;

use crate::desk::{Desk, Recorder};
use crate::exchange::acts::recorded_line;
use crate::lifecycle::act::{UNNAMED, Via};
use crate::message::Sentence;
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;

/// As many contacts are named where the recorder is none of them.
const CONTACTS_NAMED: usize = 12;

/// Where systems keep the name of whoever is logged in.
const NAMES: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// The clerk who records at this desk. A name that the register cannot hold is refused, wherever it comes from.
///
/// A contact is named by id, address or name; anybody else is recorded as typed.
pub(crate) fn clerk(desk: &Desk, by: Option<&str>) -> anyhow::Result<Recorder> {
    let (from, by) = match (by, &desk.config.recorded_by) {
        (Some(by), _) => ("--by", Some(by.to_owned())),
        (None, Some(by)) => ("[cli] by", Some(by.clone())),
        (None, None) => ("the system's user", user()),
    };
    let by = by.map(|by| recorded_line(&by)).transpose().map_err(|error| anyhow!("{from}: {error}"))?;
    let by = by.filter(|by| !by.is_empty());
    let by = by.unwrap_or_else(|| UNNAMED.to_owned());
    let clerk = |by: &str| Recorder::at(&desk.clock, by).via(Via::Command);
    // Who is no contact is nobody's name that letters could be answered to; the act says so by saying no name.
    Ok(match desk.office.circle.named(&by) {
        Some(contact) => clerk(&contact.id).contact(&contact.name),
        None => clerk(&by),
    })
}

/// That the recorder is no contact, with the cure; none where it is one.
pub(crate) fn stranger(desk: &Desk, clerk: &Recorder) -> Option<Sentence> {
    let known = || list_of_contacts(desk);
    match (&clerk.stamp.origin.recorder, clerk.stamp.by.as_str()) {
        (Some(_), _) => None,
        (None, UNNAMED) => Some(sentence!(words::NOBODY_RECORDS, known())),
        (None, by) => Some(sentence!(words::NO_CONTACT_RECORDS, by, known())),
    }
}

/// The ids of the first contacts, as a cure names them.
fn list_of_contacts(desk: &Desk) -> String {
    desk.office.circle.contacts().take(CONTACTS_NAMED).map(|contact| contact.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn user() -> Option<String> {
    NAMES.iter().filter_map(|name| std::env::var(name).ok()).find(|name| !name.trim().is_empty())
}
