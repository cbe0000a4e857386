//! A transport whose configuration cannot be read. Letters wait for it as for any server.

use super::{MailTrouble, Post, SendOutcome, TroubleKind};

/// Says why at every attempt, and takes nothing.
#[derive(Clone, Debug)]
pub(crate) struct UnavailablePost {
    why: MailTrouble,
}

impl UnavailablePost {
    /// Closed for that reason, which names the place and the cure.
    pub(crate) fn new(why: impl Into<String>) -> Self {
        Self { why: MailTrouble::new(TroubleKind::Unconfigured, why) }
    }
}

impl Post for UnavailablePost {
    fn open(&mut self) -> Result<(), MailTrouble> {
        Err(self.why.clone())
    }

    fn send(&mut self, _from_addr: &str, _to_addr: &str, _message: &[u8]) -> SendOutcome {
        SendOutcome::Unavailable(self.why.clone())
    }

    fn look(&mut self, _from_addr: &str) -> Result<(), MailTrouble> {
        self.open()
    }

    fn probe(&mut self) -> Result<String, MailTrouble> {
        Err(self.why.clone())
    }
}
