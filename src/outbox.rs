//! What becomes of a letter after an attempt to deliver it.
//!
//! Pure: not the queue itself (`store/` keeps it) and not the network (`post/`). The invariant: only an answer about
//! *this* letter ages it. A server that cannot be reached, greeted or logged in to says nothing about a letter, and the
//! letter waits for it without limit.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::lifecycle::reminder::Key;
use crate::text::hex;

/// Where an envelope stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A person's reminders are gathered; no words yet.
    Composing,
    /// Written, waits for its turn.
    Pending,
    /// Claimed by whoever holds the delivery lock.
    Sending,
    /// A mail server took it.
    Sent,
    /// No further attempt; somebody has to look at it.
    Dead,
    /// Will not be sent: what it says is no longer so, or a person said so.
    Dropped,
}

impl State {
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

/// What an attempt brought, with the server's words or what stood in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server took the letter (2xx after the final dot).
    Accepted(String),
    /// The server said "later" to this letter (4xx).
    Deferred(String),
    /// The server will not take this letter (5xx).
    Refused(String),
    /// The line died between our final dot and the answer: nobody knows.
    Unknown(String),
    /// No conversation about the letter came about: refused connection, TLS, greeting, login.
    Unavailable(String),
}

/// How an attempt ended, as its receipt says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// See [`Answer::Accepted`].
    Accepted,
    /// See [`Answer::Deferred`].
    Deferred,
    /// See [`Answer::Refused`].
    Refused,
    /// See [`Answer::Unknown`].
    Unknown,
    /// See [`Answer::Unavailable`].
    Unavailable,
    /// The program stopped in the middle; closed by the next holder of the delivery lock.
    Abandoned,
}

impl Outcome {
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
    /// Attempts in which a server may have seen the letter.
    pub attempts: u32,
    /// How often a server said "later" to it; the only number that ages it.
    pub deferrals: u32,
}

/// What to write down after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Where the envelope stands now.
    pub state: State,
    /// Its tries, this one counted.
    pub tries: Tries,
    /// When a pending one may go again.
    pub not_before_at: Option<DateTime<Utc>>,
    /// The receipt's outcome.
    pub outcome: Outcome,
    /// The receipt's words.
    pub reply: String,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Pauses in seconds after the 1st, 2nd … "later": 15 min, 1 h, 4 h, 12 h, then a day each, 4 days 17 hours 15 minutes
/// in all. The "later" after the last pause is the end, the span mail servers themselves give a letter.
const DEFERRED: [i64; 8] = [15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY, DAY, DAY, DAY];

/// Pauses in seconds after an attempt of which nobody knows the end. The last one holds for all further ones: such a
/// letter never dies of it, but a server that always takes it and hangs up is not asked to take it every minute.
const UNKNOWN: [i64; 6] = [MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY];

/// No pause is longer. An envelope that waits for longer was settled under a clock that was wrong, and may go at once.
pub const LONGEST_PAUSE: TimeDelta = TimeDelta::seconds(DAY);

/// Where an envelope stands after an attempt.
///
/// 1. Taken: sent. 2. "Later" about this letter: pending after a pause that grows, dead when the pauses are used up.
/// 3. Refused: dead. 4. Nobody knows: pending, soon, as the same letter with the same Message-ID; never dead of it.
/// 5. No server to be had: pending as if nothing had been tried.
///
/// ```
/// use chrono::DateTime;
/// use pactwatch::outbox::{Answer, State, Tries, settle};
/// let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
/// let down = settle(Tries::default(), &Answer::Unavailable("connection refused".into()), now);
/// assert_eq!((down.state, down.tries), (State::Pending, Tries::default()));
/// ```
pub fn settle(tries: Tries, answer: &Answer, now: DateTime<Utc>) -> Settlement {
    let counted = Tries { attempts: tries.attempts.saturating_add(1), ..tries };
    let after = |seconds: i64| now.checked_add_signed(TimeDelta::seconds(seconds)).unwrap_or(now);
    let (state, tries, not_before_at, outcome, reply) = match answer {
        Answer::Accepted(reply) => (State::Sent, counted, None, Outcome::Accepted, reply),
        Answer::Refused(reply) => (State::Dead, counted, None, Outcome::Refused, reply),
        Answer::Deferred(reply) => {
            let aged = Tries { deferrals: tries.deferrals.saturating_add(1), ..counted };
            match DEFERRED.get(tries.deferrals as usize) {
                Some(pause) => (State::Pending, aged, Some(after(*pause)), Outcome::Deferred, reply),
                None => (State::Dead, aged, None, Outcome::Deferred, reply),
            }
        }
        Answer::Unknown(reason) => {
            let before = tries.attempts.saturating_sub(tries.deferrals) as usize;
            let pause = UNKNOWN[before.min(UNKNOWN.len() - 1)];
            (State::Pending, counted, Some(after(pause)), Outcome::Unknown, reason)
        }
        Answer::Unavailable(reason) => (State::Pending, tries, Some(now), Outcome::Unavailable, reason),
    };
    Settlement { state, tries, not_before_at, outcome, reply: reply.clone() }
}

/// The Message-ID of the letter that says these reminders, without angle brackets: the first 32 hexadecimal digits of
/// the SHA-256 of the keys, sorted, one a line. The order the keys come in decides nothing, so a letter written anew
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

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time")
    }

    fn words() -> String {
        "451 4.7.1 later".to_owned()
    }

    #[test]
    fn words_read_as_they_are_written() {
        for state in State::ALL {
            assert_eq!(State::named(state.name()), Some(state));
        }
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::named(outcome.name()), Some(outcome));
        }
        assert_eq!(State::named("lost"), None);
    }

    #[test]
    fn one_answer_one_state() {
        let fresh = Tries::default();
        let once = Tries { attempts: 1, deferrals: 0 };
        let cases = [
            ("taken is sent", Answer::Accepted(words()), State::Sent, once, None),
            ("refused is dead at once", Answer::Refused(words()), State::Dead, once, None),
            (
                "later waits a quarter of an hour",
                Answer::Deferred(words()),
                State::Pending,
                Tries { attempts: 1, deferrals: 1 },
                Some(900),
            ),
            (
                "nobody knows: soon again, and counted as tried",
                Answer::Unknown(words()),
                State::Pending,
                once,
                Some(60),
            ),
            ("no server: as if nothing was tried", Answer::Unavailable(words()), State::Pending, fresh, Some(0)),
        ];
        for (rule, answer, state, tries, pause) in cases {
            let settled = settle(fresh, &answer, noon());
            assert_eq!((settled.state, settled.tries), (state, tries), "{rule}");
            let seconds = settled.not_before_at.map(|at| (at - noon()).num_seconds());
            assert_eq!(seconds, pause, "{rule}");
            assert_eq!(settled.reply, words(), "{rule}");
        }
    }

    #[test]
    fn pauses_grow_and_a_letter_deferred_for_five_days_dies() {
        let mut tries = Tries::default();
        let mut waited = 0;
        let mut last = 0;
        for nth in 1..=8 {
            let settled = settle(tries, &Answer::Deferred(words()), noon());
            assert_eq!(settled.state, State::Pending, "deferral {nth}");
            let pause = settled.not_before_at.map_or(0, |at| (at - noon()).num_seconds());
            assert!(pause >= last && pause <= LONGEST_PAUSE.num_seconds(), "deferral {nth}");
            last = pause;
            waited += pause;
            tries = settled.tries;
        }
        // 15 min + 1 h + 4 h + 12 h + 4 × 24 h
        assert_eq!(waited, 407_700);
        assert_eq!(settle(tries, &Answer::Deferred(words()), noon()).state, State::Dead);
    }

    #[test]
    fn an_outage_of_any_length_ages_nothing() {
        let mut tries = Tries { attempts: 3, deferrals: 7 };
        for _ in 0..1000 {
            let settled = settle(tries, &Answer::Unavailable("connection refused".to_owned()), noon());
            tries = settled.tries;
        }
        assert_eq!(tries, Tries { attempts: 3, deferrals: 7 });
    }

    #[test]
    fn not_knowing_never_kills() {
        let mut tries = Tries::default();
        for _ in 0..1000 {
            let settled = settle(tries, &Answer::Unknown("reset".to_owned()), noon());
            assert_eq!(settled.state, State::Pending);
            tries = settled.tries;
        }
        assert_eq!(settle(tries, &Answer::Deferred(words()), noon()).state, State::Pending);
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
