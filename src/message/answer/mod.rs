//! Answers, refusals and complaints of use cases, one file an area.
//!
//! Plain values in, a sentence out; the enums that choose among them live where the answer is worked out and implement
//! [`Say`](super::Say). Not here: letters, which have templates.

pub mod audit;
pub mod desk;
mod refusal;
pub mod restore;
pub mod upgraded;

use super::Voice;

/// A sentence marked as an error.
pub fn error(voice: Voice, sentence: &str) -> String {
    voice.pick(format!("lỗi: {sentence}"), format!("error: {sentence}"))
}
