//! What the rows of a list are about: agreements, acts, parties or commitments.

use serde::{Deserialize, Serialize};

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RowKind {
    /// The facts of an agreement.
    Agreement,
    Party,
    /// Something that happened to an agreement.
    Act,
    /// What an agreement, a plan or a strategy promises.
    Commitment,
}

impl RowKind {
    pub const ALL: [Self; 4] = [Self::Agreement, Self::Act, Self::Party, Self::Commitment];

    /// The name of its tables in TOML and of its sheet in a workbook.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Party => "party",
            Self::Act => "act",
            Self::Commitment => "commitment",
        }
    }
}
