//! Delivery: claim, open receipt, post, close receipt and settle. No transaction is held during the network.
//!
//! At least once, and a repeat is recognisable: whatever an earlier holder of the delivery lock left in the middle goes
//! out again with the same Message-ID. Only an answer about a letter ages it; when the server itself is in trouble
//! everything waits. The caller holds the delivery lock.

use std::collections::VecDeque;
use std::sync::mpsc;

use chrono::{DateTime, Utc};

use super::{Stopping, WatchError};
use crate::outbox::{Answer, State, settle};
use crate::post::{Outcome, Post, Trouble, TroubleKind};
use crate::store::{Claimed, Store};

/// The moments at which a crash must do no harm; the simulation stops the program at each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// Reminders were written into envelopes.
    Enqueue,
    /// Envelopes were claimed.
    Claim,
    /// A receipt was opened.
    OpenReceipt,
    /// The server was spoken to; nothing is written down yet.
    Post,
    /// The receipt was closed and the envelope settled.
    Settle,
}

/// What the simulation may put into the way; everybody else passes [`no_crash`].
pub type Tripwire<'a> = &'a mut dyn FnMut(Crossing) -> bool;

/// Lets everything pass.
pub fn no_crash(_: Crossing) -> bool {
    false
}

/// What one round of delivery brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Letters a server took.
    pub sent: u64,
    /// Letters that go again later: told to wait, or nobody knows.
    pub deferred: u64,
    /// Letters no server will take.
    pub dead: u64,
    /// Letters an earlier holder of the lock had left in the middle.
    pub rescued: u64,
    /// What is wrong with the way to the server; the rest waits.
    pub trouble: Option<Trouble>,
}

/// Letters claimed at once.
const BATCH: usize = 32;
/// So many letters in a row that meet a broken conversation end the round: then it is the server, not the letter.
const BROKEN_IN_A_ROW: u32 = 2;

/// One round: everything that may go goes, the most urgent first, over the given connections side by side.
///
/// `now` is asked again for each receipt. Ends when nothing is due, when the server is in trouble, or on a database
/// error; the last leaves claimed letters to the next holder of the lock.
pub fn deliver(
    store: &mut Store,
    posts: &mut [Box<dyn Post>],
    from: &str,
    now: &dyn Fn() -> DateTime<Utc>,
    trip: Tripwire<'_>,
) -> Result<Delivered, WatchError> {
    deliver_until(&Stopping::default(), store, posts, from, now, trip)
}

/// The same; once the program is told to stop, letters under way are finished and no other is begun.
pub fn deliver_until(
    stopping: &Stopping,
    store: &mut Store,
    posts: &mut [Box<dyn Post>],
    from: &str,
    now: &dyn Fn() -> DateTime<Utc>,
    trip: Tripwire<'_>,
) -> Result<Delivered, WatchError> {
    // Nobody but the holder of the lock claims, so what is not there now does not come.
    let rescued = if store.anything_sending()? { store.write(|tx| tx.rescue(now()))? as u64 } else { 0 };
    let done = Delivered { rescued, ..Delivered::default() };
    let mut round = Round { stopping, store, now, trip, done, held: Vec::new(), broken: 0 };
    while round.goes_on() && !posts.is_empty() && round.store.anything_to_claim(now())? {
        let batch = round.store.write(|tx| tx.claim(now(), BATCH))?;
        if batch.is_empty() {
            break;
        }
        round.pass(Crossing::Claim)?;
        let left = match posts {
            [post] => round.over_one(post.as_mut(), from, batch.into())?,
            _ => round.over_several(posts, from, batch.into())?,
        };
        // What was claimed and never tried goes back as it was.
        for letter in left {
            round.store.write(|tx| tx.unclaim(letter.id, now()))?;
        }
    }
    round.end()
}

/// A round under way.
struct Round<'a> {
    stopping: &'a Stopping,
    store: &'a mut Store,
    now: &'a dyn Fn() -> DateTime<Utc>,
    trip: Tripwire<'a>,
    done: Delivered,
    /// Letters that broke a conversation: settled when the round is over, so that it does not meet them again.
    held: Vec<(Claimed, Trouble)>,
    /// How many in a row did.
    broken: u32,
}

impl Round<'_> {
    fn pass(&mut self, crossing: Crossing) -> Result<(), WatchError> {
        if (self.trip)(crossing) { Err(WatchError::Tripped(crossing)) } else { Ok(()) }
    }

    fn goes_on(&self) -> bool {
        self.done.trouble.is_none() && !self.stopping.is_told()
    }

    /// One letter after the other, in this thread. Gives back what was not tried.
    fn over_one(
        &mut self,
        post: &mut dyn Post,
        from: &str,
        mut waiting: VecDeque<Claimed>,
    ) -> Result<VecDeque<Claimed>, WatchError> {
        while self.goes_on() {
            let Some(letter) = waiting.pop_front() else { break };
            self.open(&letter)?;
            let outcome = talk(post, from, &letter);
            self.close(letter, outcome)?;
        }
        Ok(waiting)
    }

    /// Side by side. The database stays with this thread; the others only speak to the server.
    fn over_several(
        &mut self,
        posts: &mut [Box<dyn Post>],
        from: &str,
        mut waiting: VecDeque<Claimed>,
    ) -> Result<VecDeque<Claimed>, WatchError> {
        std::thread::scope(|scope| {
            let (answers, inbox) = mpsc::channel();
            let mut lines = Vec::new();
            for (line, post) in posts.iter_mut().enumerate() {
                let (letters, outgoing) = mpsc::channel::<Claimed>();
                let answers = answers.clone();
                scope.spawn(move || {
                    for letter in outgoing {
                        let outcome = talk(post.as_mut(), from, &letter);
                        if answers.send((line, letter, outcome)).is_err() {
                            break;
                        }
                    }
                });
                lines.push(letters);
            }
            drop(answers);
            let mut idle: Vec<usize> = (0..lines.len()).collect();
            loop {
                while self.goes_on() && !waiting.is_empty() && !idle.is_empty() {
                    let (Some(letter), Some(line)) = (waiting.pop_front(), idle.pop()) else { break };
                    self.open(&letter)?;
                    // A thread that is gone has taken its letter with it; the next holder of the lock rescues it.
                    let _ = lines[line].send(letter);
                }
                if idle.len() == lines.len() {
                    return Ok(waiting);
                }
                let Ok((line, letter, outcome)) = inbox.recv() else { return Ok(waiting) };
                idle.push(line);
                self.close(letter, outcome)?;
            }
        })
    }

    /// Writes down that an attempt begins.
    fn open(&mut self, letter: &Claimed) -> Result<(), WatchError> {
        self.store.write(|tx| tx.open_receipt(letter.id, (self.now)()))?;
        self.pass(Crossing::OpenReceipt)
    }

    /// Writes down how it ended, and whether the round goes on.
    fn close(&mut self, letter: Claimed, outcome: Outcome) -> Result<(), WatchError> {
        self.pass(Crossing::Post)?;
        match outcome {
            Outcome::Unavailable(trouble) if is_conversation(&trouble) && self.broken + 1 < BROKEN_IN_A_ROW => {
                // Perhaps this one letter breaks the server: the others are tried, it waits for the next round.
                self.broken += 1;
                self.held.push((letter, trouble));
            }
            Outcome::Unavailable(trouble) => {
                self.write_down(&letter, Outcome::Unavailable(trouble.clone()))?;
                self.done.trouble.get_or_insert(trouble);
            }
            outcome => {
                self.broken = 0;
                self.write_down(&letter, outcome)?;
            }
        }
        self.pass(Crossing::Settle)
    }

    fn write_down(&mut self, letter: &Claimed, outcome: Outcome) -> Result<(), WatchError> {
        let answer = match outcome {
            Outcome::Accepted { reply } => Answer::Accepted(reply),
            Outcome::Deferred { reply } => Answer::Deferred(reply),
            Outcome::Refused { reply } => Answer::Refused(reply),
            Outcome::Unknown { reason } => Answer::Unknown(reason),
            Outcome::Unavailable(trouble) => Answer::Unavailable(trouble.to_string()),
        };
        let now = (self.now)();
        let settlement = settle(letter.tries, &answer, now);
        match (settlement.state, &answer) {
            (State::Sent, _) => self.done.sent += 1,
            (State::Dead, _) => self.done.dead += 1,
            (_, Answer::Unavailable(_)) => {}
            _ => self.done.deferred += 1,
        }
        self.store.write(|tx| tx.settle(letter.id, &settlement, now))?;
        Ok(())
    }

    fn end(mut self) -> Result<Delivered, WatchError> {
        for (letter, trouble) in std::mem::take(&mut self.held) {
            self.write_down(&letter, Outcome::Unavailable(trouble))?;
        }
        Ok(self.done)
    }
}

/// Whether a letter can be what broke the conversation, or a used-up connection: worth going on with another.
fn is_conversation(trouble: &Trouble) -> bool {
    matches!(trouble.what, TroubleKind::Lost | TroubleKind::Closing)
}

/// Sends one letter; where the server closed a used-up connection, once more over a new one.
fn talk(post: &mut dyn Post, from: &str, letter: &Claimed) -> Outcome {
    match post.send(from, &letter.address, &letter.mime) {
        Outcome::Unavailable(trouble) if trouble.what == TroubleKind::Closing => {
            post.send(from, &letter.address, &letter.mime)
        }
        outcome => outcome,
    }
}
