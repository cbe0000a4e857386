//! The state of a letter after an attempt to deliver it.
//!
//! Pure: not the queue itself (`store/` keeps it) and not the network (`post/`). The invariant: a letter ages or dies
//! only on evidence that the server takes letters ([`DeliveryRound`], [`Age`]). A server that takes nothing says
//! nothing about a letter, and the letter waits for it without limit.

mod age;
mod delivery_round;
mod pause;

pub use age::{Age, Evidence};
pub(crate) use delivery_round::DeliveryRound;
pub use delivery_round::{AnswerEffect, Closing, PostponedLetter, RoundEnd, TriedLetter};
pub use pause::{Cause, Pause};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::lifecycle::reminder::Key;
use crate::text::hex;

/// The state of an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EnvelopeState {
    /// A person's reminders are gathered; no words yet.
    Composing,
    /// Written, waits for its turn.
    Pending,
    /// Claimed by the holder of the delivery lock.
    Sending,
    /// A mail server took it.
    Sent,
    /// No further attempt; someone has to look at it.
    Dead,
    /// Will not be sent: it is out of date, or a person dropped it.
    Dropped,
}

impl EnvelopeState {
    /// Every state, in the order a letter goes through them.
    pub const ALL: [Self; 6] = [Self::Composing, Self::Pending, Self::Sending, Self::Sent, Self::Dead, Self::Dropped];

    /// The state's word, in the schema and in `outbox list`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Composing => "composing",
            Self::Pending => "pending",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Dead => "dead",
            Self::Dropped => "dropped",
        }
    }

    /// The state of that word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What an attempt brought, with the server's words or what was in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerAnswer {
    /// The server took the letter (2xx after the final dot).
    Accepted(String),
    /// The server said "later" to this letter (4xx at RCPT or later).
    Deferred(String),
    /// The server does not take this letter (5xx at RCPT or later).
    Refused(ServerRefusal),
    /// The line broke at this letter, before its final dot.
    Broken(String),
    /// The line died between our final dot and the answer: nobody knows.
    Unknown(String),
    /// The state of the server, not of the letter.
    Unavailable(String),
}

/// A 5xx at RCPT or later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerRefusal {
    /// What it is about.
    pub ground: Ground,
    /// The server's words.
    pub reply: String,
}

impl ServerRefusal {
    /// A refusal in the server's words, code first.
    ///
    /// ```
    /// use pactwatch::outbox::{Ground, ServerRefusal};
    /// assert_eq!(ServerRefusal::of("550 5.1.1 no such mailbox".into()).ground, Ground::Letter);
    /// assert_eq!(ServerRefusal::of("550 5.7.60 no permission to send as this sender".into()).ground, Ground::Policy);
    /// ```
    pub fn of(reply: String) -> Self {
        let policy = reply.split_ascii_whitespace().nth(1).is_some_and(|status| status.starts_with("5.7."));
        Self { ground: if policy { Ground::Policy } else { Ground::Letter }, reply }
    }
}

/// What a refusal is about, as far as its code tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The letter: its address, its size, its content.
    Letter,
    /// A policy (5.7.x): perhaps this letter, perhaps the sender.
    Policy,
}

/// How an attempt ended, as its receipt says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptOutcome {
    /// See [`ServerAnswer::Accepted`].
    Accepted,
    /// See [`ServerAnswer::Deferred`].
    Deferred,
    /// See [`ServerAnswer::Refused`].
    Refused,
    /// See [`ServerAnswer::Unknown`].
    Unknown,
    /// See [`ServerAnswer::Unavailable`].
    Unavailable,
    /// The program stopped in the middle; closed by the next holder of the delivery lock.
    Abandoned,
}

impl ReceiptOutcome {
    /// Every outcome.
    pub const ALL: [Self; 6] =
        [Self::Accepted, Self::Deferred, Self::Refused, Self::Unknown, Self::Unavailable, Self::Abandoned];

    /// The outcome's word in a receipt.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Deferred => "deferred",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Unavailable => "unavailable",
            Self::Abandoned => "abandoned",
        }
    }

    /// The outcome of that word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// How often a letter was tried. Kept in the database, so that a restart forgets nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// Attempts in which a server was asked about the letter.
    pub attempts: u32,
    /// How often it was put off.
    pub deferrals: u32,
    /// Attempts of which nobody knows the end; with one of them the letter stays as it is, byte for byte.
    pub unheard: u32,
}

impl Tries {
    /// Whether no server can have the letter: it may be withdrawn or recomposed.
    pub(crate) const fn is_untaken(self) -> bool {
        self.unheard == 0
    }
}

/// What to write down after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The state of the envelope now.
    pub state: EnvelopeState,
    /// Its tries, this one counted.
    pub tries: Tries,
    /// When a pending one may go again.
    pub not_before_at: Option<DateTime<Utc>>,
    /// The receipt's outcome.
    pub outcome: ReceiptOutcome,
    /// The receipt's words.
    pub reply: String,
    /// How long its reminders have been put off, where this attempt changes that.
    pub age: Option<Age>,
}

impl Settlement {
    /// An attempt that ended so, with no further one before another word.
    pub fn of(state: EnvelopeState, tries: Tries, outcome: ReceiptOutcome, reply: &str) -> Self {
        Self { state, tries, not_before_at: None, outcome, reply: reply.to_owned(), age: None }
    }
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// No pause is longer. An envelope that waits for longer was settled under a clock that was wrong, and may go at once.
pub(crate) const LONGEST_PAUSE: TimeDelta = TimeDelta::seconds(DAY);

fn after(now: DateTime<Utc>, seconds: i64) -> DateTime<Utc> {
    now.checked_add_signed(TimeDelta::seconds(seconds)).unwrap_or(now)
}

/// The Message-ID of the letter that says these reminders, without angle brackets: the first 32 hexadecimal digits of
/// the SHA-256 of the keys, sorted, one a line. The order the keys come in decides nothing, so a letter rewritten
/// from the same reminders is the same letter.
pub fn message_id(keys: &[Key], domain: &str) -> String {
    let mut lines: Vec<String> = keys.iter().map(ToString::to_string).collect();
    lines.sort_unstable();
    let digest = Sha256::digest(lines.join("\n").as_bytes());
    format!("{}@{domain}", hex(&digest[..16]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_as_they_are_written() {
        for state in EnvelopeState::ALL {
            assert_eq!(EnvelopeState::named(state.name()), Some(state));
        }
        for outcome in ReceiptOutcome::ALL {
            assert_eq!(ReceiptOutcome::named(outcome.name()), Some(outcome));
        }
        assert_eq!(EnvelopeState::named("lost"), None);
    }

    fn key(rung: &str) -> Key {
        format!("7/expiry/1/2027-12-22/{rung}/head").parse().expect("a key")
    }

    #[test]
    fn a_message_id_follows_from_the_keys_alone() {
        let (near, far) = (key("-30d"), key("-90d"));
        let id = message_id(&[near.clone(), far.clone()], "example.vn");
        // printf '7/expiry/1/2027-12-22/-30d/head\n7/expiry/1/2027-12-22/-90d/head' | sha256sum
        assert_eq!(id, "de97889350f313e64c6cd91a144d29f1@example.vn");
        assert_eq!(message_id(&[far.clone(), near.clone()], "example.vn"), id);
        assert_ne!(message_id(&[near], "example.vn"), id);
        assert_ne!(message_id(&[far], "example.vn"), id);
    }
}
