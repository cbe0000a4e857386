//! What a list that was made before somebody corrected the register may do, and what a value of it that differs is.

/// Whether values that were corrected since come back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OldValues {
    /// They are asked about.
    #[default]
    Ask,
    /// `--bring-back`: what would be asked about is meant. A cell that equals what was exported says nothing all the same.
    BringBack,
}

/// A value of a list that differs from the register's.
pub(super) enum DifferentValue {
    /// A correction: the register still holds what the list was made with, or never held what it says.
    Correction,
    /// What the list was made with. Nobody asks to change it.
    AsExported,
    /// Changed on both sides, or brought back: somebody is asked. With what the list was made with.
    Doubtful(Option<String>),
    /// Of a row without a mark in a copy of ours: what it is about came into the register after the copy was made, so whoever
    /// wrote the row did not know it.
    UnknownToCopy,
}

/// When what a row is about came into the register, beside the copy that the row stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CameIn {
    /// Before the copy was made; or the file is none of our copies.
    Before,
    /// After it.
    SinceCopy,
}

impl DifferentValue {
    /// Of a row that was made from that act, by what the register held then; of one without a mark, by whether the register
    /// held the value before.
    pub(super) fn of(
        (cell, now): (Option<&str>, Option<&str>),
        (made_from, came_in): (Option<i64>, CameIn),
        held_at: impl FnOnce(i64) -> Option<String>,
        was_held: impl FnOnce() -> bool,
    ) -> Self {
        match made_from.map(held_at) {
            Some(exported) if exported.as_deref() == cell => Self::AsExported,
            Some(exported) if exported.as_deref() != now => Self::Doubtful(exported),
            None if came_in == CameIn::SinceCopy => Self::UnknownToCopy,
            None if was_held() => Self::Doubtful(cell.map(str::to_owned)),
            Some(_) | None => Self::Correction,
        }
    }
}
