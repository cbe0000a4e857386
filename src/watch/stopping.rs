//! The request to stop, as seen by the steps that are running.
//!
//! Not the signal itself (`cli/run.rs`). Delivery checks it before each letter: a letter in progress is finished, the
//! next is not begun, and no attempt is left without a record.

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

    /// Whether the request was made.
    pub(crate) fn is_requested(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
