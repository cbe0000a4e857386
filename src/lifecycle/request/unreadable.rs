//! Why a text cannot be read as a request. `message/` makes the sentences, each with its cure.

use crate::lifecycle::act::{ActKey, ActWord, MilestoneKind, Target};

/// What cannot be read, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no such act, or none for that target.
    UnknownAct {
        /// What was written.
        said: String,
        /// The act that was probably meant.
        meant: Option<ActWord>,
        /// Its target.
        target: Target,
    },
    /// The act is not recorded on that.
    NotOn {
        act: ActWord,
        /// Its target.
        target: Target,
    },
    /// The act is none that a file brings.
    NotInFiles(ActWord),
    /// A word behind the act that it has no use for.
    NoUse { act: ActWord, word: String },
    /// A value that the act does not take.
    NotTaken { act: ActWord, key: ActKey },
    /// A value that the act cannot do without.
    Missing { act: ActWord, key: ActKey },
    /// One value given twice, and differently.
    Twice {
        /// The one value.
        one: ActKey,
        other: ActKey,
    },
    /// A value that is not in its form; what is wrong and the cure come from the form.
    NotInForm {
        key: ActKey,
        /// What is wrong and what to write instead, in Vietnamese.
        vi: [String; 2],
        /// The same in English.
        en: [String; 2],
    },
    /// None of the words of a closed list.
    NotAWord {
        key: ActKey,
        /// What was written.
        said: String,
    },
    /// It names no milestone.
    NoMilestone {
        /// What was written.
        said: String,
        /// The kind that was probably meant.
        meant: Option<MilestoneKind>,
    },
    /// It is not `field=value`.
    NotAPair(String),
    /// It is marked as a state secret; quoted nowhere.
    Secret,
}

impl Unreadable {
    /// The value it is in, so that a form can mark the field and a list the cell; none where it is the act's word.
    pub const fn key(&self) -> Option<ActKey> {
        match self {
            Self::UnknownAct { .. } | Self::NotOn { .. } | Self::NotInFiles(_) | Self::NoUse { .. } | Self::Secret => {
                None
            }
            Self::NotTaken { key, .. }
            | Self::Missing { key, .. }
            | Self::NotInForm { key, .. }
            | Self::NotAWord { key, .. }
            | Self::Twice { other: key, .. } => Some(*key),
            Self::NoMilestone { .. } => Some(ActKey::Milestone),
            Self::NotAPair(_) => Some(ActKey::Set),
        }
    }
}
