//! The topic of a reminder: a milestone, the system itself, or an act.

use std::cmp::Ordering;
use std::fmt;

use crate::lifecycle::act::MilestoneKind;

/// What a reminder is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// A milestone: `expiry`, `duty:report-after-signing`.
    Milestone {
        kind: MilestoneKind,
        /// The name of a duty, an observance or a commitment.
        name: Option<String>,
    },
    /// A letter of the system about itself: `system:digest`.
    System(SystemLetter),
    /// An act that was recorded, by its number in the chain: `said:17`.
    Act(i64),
}

/// The letters the system writes about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SystemLetter {
    /// A scan waits behind the brake.
    Brake,
    Digest,
    /// Letters that a person dropped, for the heads.
    Dropped,
    /// A letter to try the mail server with.
    Test,
    /// Letters that no server takes.
    Undelivered,
    /// How much there is to verify, for the heads.
    Verify,
    /// To anyone who takes agreements over.
    Welcome,
}

const SYSTEM: &str = "system:";
const ACT: &str = "said:";

impl Topic {
    /// A milestone's topic.
    pub fn of(kind: MilestoneKind, name: Option<&str>) -> Self {
        Self::Milestone { kind, name: name.map(str::to_owned) }
    }

    /// Reads what [`Topic`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(name) = text.strip_prefix(SYSTEM) {
            return SystemLetter::named(name).map(Self::System);
        }
        if let Some(seq) = text.strip_prefix(ACT) {
            return seq.parse().ok().map(Self::Act);
        }
        match text.split_once(':') {
            Some((_, "")) => None,
            Some((kind, name)) => MilestoneKind::named(kind).map(|kind| Self::of(kind, Some(name))),
            None => MilestoneKind::named(text).map(|kind| Self::of(kind, None)),
        }
    }

    fn words(&self) -> (&str, Option<&str>, i64) {
        match self {
            Self::Milestone { kind, name } => (kind.name(), name.as_deref(), 0),
            Self::Act(seq) => ("said", None, *seq),
            Self::System(letter) => ("system", Some(letter.name()), 0),
        }
    }

    /// Which letter of the system about itself it is; none where it is about something else.
    pub const fn system(&self) -> Option<SystemLetter> {
        match self {
            Self::System(letter) => Some(*letter),
            Self::Milestone { .. } | Self::Act(_) => None,
        }
    }
}

impl Ord for Topic {
    /// The order of the texts, so that lists stay as they are when a kind is added.
    fn cmp(&self, other: &Self) -> Ordering {
        self.words().cmp(&other.words())
    }
}

impl PartialOrd for Topic {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Milestone { kind, name: None } => f.write_str(kind.name()),
            Self::Milestone { kind, name: Some(name) } => write!(f, "{}:{name}", kind.name()),
            Self::System(letter) => write!(f, "{SYSTEM}{}", letter.name()),
            Self::Act(seq) => write!(f, "{ACT}{seq}"),
        }
    }
}

impl SystemLetter {
    pub(super) const ALL: [Self; 7] =
        [Self::Brake, Self::Digest, Self::Dropped, Self::Test, Self::Undelivered, Self::Verify, Self::Welcome];

    /// Its word in keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brake => "brake",
            Self::Digest => "digest",
            Self::Dropped => "dropped",
            Self::Test => "test",
            Self::Undelivered => "undelivered",
            Self::Verify => "verify",
            Self::Welcome => "welcome",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|letter| letter.name() == name)
    }
}
