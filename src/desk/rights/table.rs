//! The table of rights: who may do what on the page, and on whose agreements.
//!
//! Rows are deeds, columns the rights of config.toml. A contact with several rights may do what any of them allows.
//! What a contact sees of a restricted agreement is [`Sight`](super::Sight); asking for a new code is the page's.

use crate::lifecycle::policy::Right;

/// Something that is done on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// An answer to a milestone, a step done, a note on progress.
    Answer,
    /// What decides, or moves facts: decide, extend, amend, end, notify, correct, a paper uploaded.
    Change,
    /// A new agreement; who looks after his own alone enters it with himself as an officer.
    Register,
    /// Import, handover, succession of parties.
    Import,
    /// `restricted` switched on or off.
    Restrict,
    /// An agreement archived.
    Close,
    /// An act of someone else taken back.
    VoidOthers,
    /// An act of one's own taken back; until when, says [`super::Viewer::voids`].
    VoidOwn,
    /// An absence, a language, the rhythm of the digest.
    Contact,
    /// A letter tried again.
    RetryLetter,
    /// A letter dropped, with why.
    DropLetter,
    /// The brake released.
    ReleaseBrake,
    /// Sessions of others, the machine.
    Administer,
}

/// How far a right reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Not at all.
    Nothing,
    /// One's own: agreements whose officer one is or substitutes for, one's own absence.
    Own,
    All,
}

use Extent::{All, Nothing, Own};

/// For each deed what `read`, `own`, `record` and `admin` let their holder do.
pub const TABLE: [(Deed, [Extent; 4]); 13] = [
    (Deed::Answer, [Nothing, Own, All, Nothing]),
    (Deed::Change, [Nothing, Own, All, Nothing]),
    (Deed::Register, [Nothing, Own, All, Nothing]),
    (Deed::Import, [Nothing, Nothing, All, Nothing]),
    (Deed::Restrict, [Nothing, Nothing, All, Nothing]),
    (Deed::Close, [Nothing, Nothing, All, Nothing]),
    (Deed::VoidOthers, [Nothing, Nothing, All, Nothing]),
    (Deed::VoidOwn, [Nothing, Own, All, Nothing]),
    (Deed::Contact, [Own, Own, All, All]),
    (Deed::RetryLetter, [Nothing, Nothing, All, All]),
    (Deed::DropLetter, [Nothing, Nothing, All, Nothing]),
    (Deed::ReleaseBrake, [Nothing, Nothing, All, All]),
    (Deed::Administer, [Nothing, Nothing, Nothing, All]),
];

/// How far one right reaches for a deed.
pub fn extent(deed: Deed, right: Right) -> Extent {
    let column = match right {
        Right::Read => 0,
        Right::Own => 1,
        Right::Record => 2,
        Right::Admin => 3,
    };
    TABLE.iter().find(|(row, _)| *row == deed).map_or(Nothing, |(_, columns)| columns[column])
}
