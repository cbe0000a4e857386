//! Who records: `--by`, else `[cli] by`, else the name this system knows the user by.

use anyhow::anyhow;

use crate::desk::{Desk, Recorder};
use crate::exchange::acts::recorded_line;
use crate::lifecycle::act::{UNNAMED, Via};

/// Where systems keep the name of whoever is logged in.
const NAMES: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// The clerk who records at this desk. A name that the register cannot hold is refused, wherever it comes from.
pub(crate) fn clerk(desk: &Desk, by: Option<&str>) -> anyhow::Result<Recorder> {
    let (from, by) = match (by, &desk.config.recorded_by) {
        (Some(by), _) => ("--by", Some(by.to_owned())),
        (None, Some(by)) => ("[cli] by", Some(by.clone())),
        (None, None) => ("the system's user", user()),
    };
    let by = by.map(|by| recorded_line(&by)).transpose().map_err(|error| anyhow!("{from}: {error}"))?;
    let by = by.filter(|by| !by.is_empty());
    let by = by.unwrap_or_else(|| UNNAMED.to_owned());
    let clerk = Recorder::at(&desk.clock, &by).via(Via::Command);
    // Who is no contact is nobody's name that letters could be answered to; the act says so by saying no name.
    Ok(match desk.office.circle.contact(&by) {
        Some(contact) => clerk.contact(&contact.name),
        None => clerk,
    })
}

fn user() -> Option<String> {
    NAMES.iter().filter_map(|name| std::env::var(name).ok()).find(|name| !name.trim().is_empty())
}
