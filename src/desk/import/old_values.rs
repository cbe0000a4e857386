//! What a list that was made before somebody corrected the register may do.

/// Whether values that were corrected since come back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OldValues {
    /// They are asked about.
    #[default]
    Ask,
    /// `--bring-back`: they are meant.
    BringBack,
}
