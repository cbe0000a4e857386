//! How much of a restricted agreement a command shows.

/// Whether what a restricted agreement says is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RestrictedView {
    /// Reference and days alone.
    #[default]
    Withheld,
    /// Someone asked for all of it.
    Shown,
}
