//! The parallel connections of a delivery: each carries out orders and reports the result.
//!
//! They know neither envelope states nor the database; the thread that gives the orders does. The invariant: every
//! order is answered, also where the program panics over it.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

use crate::message::answer::stored_reasons;
use crate::post::{MailTrouble, Post, SendOutcome, TroubleKind};
use crate::store::Claimed;

/// An order to a connection.
pub(super) enum ConnectionOrder {
    /// Open a line.
    Open,
    /// Send a letter.
    Send(Box<Claimed>),
}

/// What came of it.
pub(super) enum ConnectionEvent {
    /// A line is open, or not.
    Opened(Result<(), MailTrouble>),
    /// A letter was asked about.
    Answered(Box<Claimed>, SendOutcome),
}

pub(super) enum Connections<'a> {
    /// One, in this thread: each order is carried out when it is given.
    One { post: &'a mut dyn Post, from: &'a str, events: VecDeque<ConnectionEvent> },
    /// Several, each in a thread of its own.
    Several { orders: Vec<mpsc::Sender<ConnectionOrder>>, events: mpsc::Receiver<(usize, ConnectionEvent)> },
}

/// Lets `body` give orders to these connections. Where the system gives no thread, those that have one do the work; where
/// none has, one does it in this thread.
pub(super) fn with_connections<T>(
    posts: &mut [Box<dyn Post>],
    from: &str,
    body: impl FnOnce(&mut Connections<'_>) -> T,
) -> T {
    let mut body = Some(body);
    if posts.len() > 1 {
        let done = thread::scope(|scope| {
            let (answers, events) = mpsc::channel();
            let mut orders = Vec::new();
            for post in posts.iter_mut() {
                let (order, told) = mpsc::channel::<ConnectionOrder>();
                let (answers, connection) = (answers.clone(), orders.len());
                let work = move || {
                    for order in told {
                        if answers.send((connection, obey(post.as_mut(), from, order))).is_err() {
                            break;
                        }
                    }
                };
                match thread::Builder::new().spawn_scoped(scope, work) {
                    Ok(_) => orders.push(order),
                    Err(error) => {
                        tracing::warn!("no thread for another connection to the mail server ({error}); fewer will do");
                        break;
                    }
                }
            }
            if orders.is_empty() {
                return None;
            }
            body.take().map(|body| body(&mut Connections::Several { orders, events }))
        });
        if let Some(done) = done {
            return done;
        }
    }
    let post = posts.first_mut().expect("the caller gives at least one connection");
    let body = body.take().expect("it is taken only where it ran");
    body(&mut Connections::One { post: post.as_mut(), from, events: VecDeque::new() })
}

impl Connections<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::One { .. } => 1,
            Self::Several { orders, .. } => orders.len(),
        }
    }

    /// Gives an order to a connection that has none.
    pub(super) fn give(&mut self, connection: usize, order: ConnectionOrder) {
        match self {
            Self::One { post, from, events } => events.push_back(obey(*post, from, order)),
            Self::Several { orders, .. } => {
                // A thread ends only with its sender.
                let _ = orders[connection].send(order);
            }
        }
    }

    /// Waits until something has come of an order, and gives everything that has by then.
    pub(super) fn wait(&mut self) -> Vec<(usize, ConnectionEvent)> {
        match self {
            Self::One { events, .. } => events.drain(..).map(|event| (0, event)).collect(),
            Self::Several { events, .. } => {
                let first = events.recv().into_iter();
                first.chain(std::iter::from_fn(|| events.try_recv().ok())).collect()
            }
        }
    }
}

/// Carries an order out. A failure of the program costs this order alone: nobody knows then whether a letter went.
fn obey(post: &mut dyn Post, from: &str, order: ConnectionOrder) -> ConnectionEvent {
    match order {
        ConnectionOrder::Open => ConnectionEvent::Opened(caught(|| post.open())),
        ConnectionOrder::Send(letter) => {
            let sent = catch_unwind(AssertUnwindSafe(|| post.send(from, &letter.address, &letter.mime)));
            let outcome = sent.unwrap_or_else(|panic| SendOutcome::Unknown {
                reason: format!("{}: {}", stored_reasons::PROGRAM_FAILED.stored_text(), panic_text(panic.as_ref())),
            });
            ConnectionEvent::Answered(letter, outcome)
        }
    }
}

/// What a step before any letter brings; a failure of the program is trouble like any other.
pub(super) fn caught(step: impl FnOnce() -> Result<(), MailTrouble>) -> Result<(), MailTrouble> {
    let failed = |panic: Box<dyn std::any::Any + Send>| MailTrouble {
        what: TroubleKind::Fault,
        detail: panic_text(panic.as_ref()),
    };
    catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|panic| Err(failed(panic)))
}

/// What a panic says.
pub(super) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("without a word").chars().take(200).collect()
}
