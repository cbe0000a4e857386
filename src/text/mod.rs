//! Text without meaning: comparing it, measuring how far two words are apart, cleaning what people paste, quoting it.
//!
//! Not here: what a word means, and any sentence. The invariant: every function is total, looks at a bounded part
//! of what it compares, and gives the same result for its own output.

pub mod base32;
mod clean;
mod fold;
mod hex;
mod nearest;
mod percent;
mod slug;

pub(crate) use clean::{LONGEST_TEXT, LONGEST_TITLE, prose};
pub use clean::{TextFault, line, quoted};
pub use fold::{fold, folds_to};
pub(crate) use fold::{same_marks, search_words};
pub use hex::hex;
pub(crate) use nearest::distance_within;
pub use nearest::{distance, nearest};
pub use percent::percent;
pub use slug::slug;
