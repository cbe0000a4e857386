//! What a digest's choice is made by: the names of its lists, and an agreement's places in them.

use crate::lifecycle::day::Day;

/// A list of a digest, or what brings an agreement into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DigestList {
    Overdue,
    /// What waits for a decision.
    Awaiting,
    Within30,
    Within90,
    Observances,
    Gaps,
    /// Inherited, and the partner was not told.
    Untold,
    /// Past before it came in, and not verified.
    Verify,
    /// What is overdue on a rung that names the director.
    DirectorOverdue,
    DirectorAwaiting,
    /// Came in on that day.
    Registered,
    /// The day on which something was recorded last, its coming left out.
    Recorded,
    /// The day on which something unconfirmed came by a link last.
    ByLink,
}

impl DigestList {
    const ALL: [(Self, &'static str); 13] = [
        (Self::Overdue, "overdue"),
        (Self::Awaiting, "awaiting"),
        (Self::Within30, "within-30"),
        (Self::Within90, "within-90"),
        (Self::Observances, "observances"),
        (Self::Gaps, "gaps"),
        (Self::Untold, "untold"),
        (Self::Verify, "verify"),
        (Self::DirectorOverdue, "director-overdue"),
        (Self::DirectorAwaiting, "director-awaiting"),
        (Self::Registered, "registered"),
        (Self::Recorded, "recorded"),
        (Self::ByLink, "by-link"),
    ];

    /// Its word in the database.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(list, _)| *list == self).map_or("", |(_, name)| name)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(list, _)| *list)
    }
}

/// So many matters of an agreement under one day of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardMatter {
    pub list: DigestList,
    /// The day the list puts it under.
    pub day: Day,
    pub count: usize,
}

/// The matters of one agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardMatters {
    pub matters: Vec<BoardMatter>,
    /// The first day on which they may be others.
    pub hold_until: Day,
}
