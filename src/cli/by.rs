//! Who records: `--by`, else `[cli] by`, else the name this system knows the user by.

use crate::desk::{Clerk, Desk};
use crate::lifecycle::act::UNNAMED;

/// Where systems keep the name of whoever is logged in.
const NAMES: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// The clerk who records at this desk.
pub(crate) fn clerk(desk: &Desk, by: Option<&str>) -> Clerk {
    let by = by.map(str::to_owned).or_else(|| desk.config.recorded_by.clone()).or_else(user);
    Clerk::at(&desk.clock, &by.unwrap_or_else(|| UNNAMED.to_owned()))
}

fn user() -> Option<String> {
    NAMES.iter().filter_map(|name| std::env::var(name).ok()).find(|name| !name.trim().is_empty())
}
