//! What a contact may do.

use std::collections::BTreeSet;

/// The rights of one contact.
pub type Rights = BTreeSet<Right>;

/// One right. None contains another, but `record` and `own` let their holder read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Sees agreements.
    Read,
    /// Records on agreements whose officer this contact is or substitutes for.
    Own,
    /// Records on every agreement.
    Record,
    /// Looks after the machine.
    Admin,
}

impl Right {
    pub const ALL: [Self; 4] = [Self::Read, Self::Own, Self::Record, Self::Admin];

    /// The word in config.toml.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Own => "own",
            Self::Record => "record",
            Self::Admin => "admin",
        }
    }
}
