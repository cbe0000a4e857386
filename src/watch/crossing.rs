//! The moments at which a crash must do no harm.
//!
//! Not here: what happens at them. The simulation stops the program at each and starts it again.

/// The moments at which a crash must do no harm; the simulation stops the program at each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// Reminders were written into envelopes.
    Enqueue,
    /// A line to the mail server was opened.
    Connect,
    /// Envelopes were claimed.
    Claim,
    OpenReceipt,
    /// The server was contacted; nothing is written down yet.
    Post,
    /// The receipt was closed and the envelope settled.
    Settle,
}

/// What the simulation may put into the way; everybody else passes [`no_crash`].
pub(super) type Tripwire<'a> = &'a mut dyn FnMut(Crossing) -> bool;

/// Lets everything pass.
pub fn no_crash(_: Crossing) -> bool {
    false
}
