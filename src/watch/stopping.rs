//! Being told to stop, as those hear it who are in the middle of something.
//!
//! Not the signal itself (`cli/run.rs`). Delivery asks before each letter: one that is under way is finished, the next is
//! not begun, and nothing is left of which nobody knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Told from any thread, and never taken back.
#[derive(Clone, Debug, Default)]
pub struct Stopping(Arc<AtomicBool>);

impl Stopping {
    /// Says that nothing new is to be begun.
    pub fn tell(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether that was said.
    pub(crate) fn is_requested(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
