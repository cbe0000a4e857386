//! Delivery: claim, open receipt, post, close receipt and settle. No transaction is held during the network.
//!
//! At least once, and a repeat is recognisable: whatever an earlier holder of the delivery lock left in the middle goes
//! out again with the same Message-ID. Only an answer about a letter ages it; when the server itself is in trouble
//! everything waits. The caller holds the delivery lock.

use std::collections::VecDeque;
use std::sync::mpsc;

use chrono::{DateTime, Utc};

use super::WatchError;
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
    let rescued = store.write(|tx| tx.rescue(now()))? as u64;
    let mut done = Delivered { rescued, ..Delivered::default() };
    // Letters that broke a conversation: settled when the round is over, so that it does not meet them again.
    let mut held = Vec::new();
    while done.trouble.is_none() && !posts.is_empty() {
        let batch = store.write(|tx| tx.claim(now(), BATCH))?;
        if batch.is_empty() {
            break;
        }
        pass(Crossing::Claim, trip)?;
        round(store, posts, from, now, trip, batch, &mut done, &mut held)?;
    }
    for (letter, trouble) in held {
        write_down(store, &letter, Outcome::Unavailable(trouble), now(), &mut done)?;
    }
    Ok(done)
}

fn pass(crossing: Crossing, trip: Tripwire<'_>) -> Result<(), WatchError> {
    if trip(crossing) { Err(WatchError::Tripped(crossing)) } else { Ok(()) }
}

/// One batch over all connections. The database stays with this thread; the others only speak to the server.
#[allow(clippy::too_many_arguments)] // one call, of one loop's variables
fn round(
    store: &mut Store,
    posts: &mut [Box<dyn Post>],
    from: &str,
    now: &dyn Fn() -> DateTime<Utc>,
    trip: Tripwire<'_>,
    batch: Vec<Claimed>,
    done: &mut Delivered,
    held: &mut Vec<(Claimed, Trouble)>,
) -> Result<(), WatchError> {
    let mut waiting: VecDeque<Claimed> = batch.into();
    std::thread::scope(|scope| {
        let (answers, inbox) = mpsc::channel();
        let mut idle: Vec<mpsc::Sender<Claimed>> = Vec::new();
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
            lines.push(letters.clone());
            idle.push(letters);
        }
        let mut under_way = 0;
        let mut broken = 0;
        loop {
            while done.trouble.is_none() && !waiting.is_empty() && !idle.is_empty() {
                let (Some(letter), Some(line)) = (waiting.pop_front(), idle.pop()) else { break };
                store.write(|tx| tx.open_receipt(letter.id, now()))?;
                pass(Crossing::OpenReceipt, trip)?;
                if line.send(letter).is_ok() {
                    under_way += 1;
                }
            }
            if under_way == 0 {
                break;
            }
            let Ok((line, letter, outcome)) = inbox.recv() else { break };
            under_way -= 1;
            idle.push(lines[line].clone());
            pass(Crossing::Post, trip)?;
            match outcome {
                Outcome::Unavailable(trouble) if is_conversation(&trouble) && broken + 1 < BROKEN_IN_A_ROW => {
                    // Perhaps this one letter breaks the server: the others are tried, it waits for the next round.
                    broken += 1;
                    held.push((letter, trouble));
                }
                Outcome::Unavailable(trouble) => {
                    write_down(store, &letter, Outcome::Unavailable(trouble.clone()), now(), done)?;
                    done.trouble.get_or_insert(trouble);
                }
                outcome => {
                    broken = 0;
                    write_down(store, &letter, outcome, now(), done)?;
                }
            }
            pass(Crossing::Settle, trip)?;
        }
        Ok::<(), WatchError>(())
    })?;
    // What was claimed and never tried goes back as it was.
    for letter in waiting {
        store.write(|tx| tx.unclaim(letter.id, now()))?;
    }
    Ok(())
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

fn write_down(
    store: &mut Store,
    letter: &Claimed,
    outcome: Outcome,
    now: DateTime<Utc>,
    done: &mut Delivered,
) -> Result<(), WatchError> {
    let answer = match outcome {
        Outcome::Accepted { reply } => Answer::Accepted(reply),
        Outcome::Deferred { reply } => Answer::Deferred(reply),
        Outcome::Refused { reply } => Answer::Refused(reply),
        Outcome::Unknown { reason } => Answer::Unknown(reason),
        Outcome::Unavailable(trouble) => Answer::Unavailable(trouble.to_string()),
    };
    let settlement = settle(letter.tries, &answer, now);
    match (settlement.state, &answer) {
        (State::Sent, _) => done.sent += 1,
        (State::Dead, _) => done.dead += 1,
        (_, Answer::Unavailable(_)) => {}
        _ => done.deferred += 1,
    }
    store.write(|tx| tx.settle(letter.id, &settlement, now))?;
    Ok(())
}
