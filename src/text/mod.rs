//! Text without meaning: comparing it, measuring how far two words are apart, cleaning what people paste, quoting it.
//!
//! Not here: what a word stands for, and any sentence. The invariant: every function is total, looks at a bounded part
//! of what it compares, and gives the same result for its own output.

pub mod base32;
mod clean;
mod fold;
mod hex;
mod nearest;
mod percent;
mod slug;

pub use clean::{LONGEST_TEXT, LONGEST_TITLE, TextFault, line, prose, quoted};
pub use fold::{fold, folds_to, search_words};
pub use hex::hex;
pub use nearest::{distance, distance_within, nearest};
pub use percent::percent;
pub use slug::slug;
