//! One letter over an open line: MAIL, RCPT, DATA, the letter, the dot; and what its end means.
//!
//! The invariant: between the moment in which the final dot may have left and a whole reply to it, every end is
//! [`Outcome::Unknown`]; before and after, none is.

use lettre::Address;
use tokio::time::Instant;

use super::super::{Outcome, Trouble, TroubleKind};
use super::line::Early;
use super::reply::{Class, Reply};
use super::session::{Health, Session};

/// Why an envelope was not taken.
enum End {
    /// By a reply.
    Reply(Reply),
    /// By the line.
    Line(Trouble),
}

impl From<Trouble> for End {
    fn from(trouble: Trouble) -> Self {
        Self::Line(trouble)
    }
}

/// Whether we have told the server who we are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    ByLogin,
    Not,
}

impl Session {
    /// Sends one letter and leaves the line ready for the next, or spent.
    pub(super) async fn letter(&mut self, known: Known, from: &Address, to: &Address, message: &[u8]) -> Outcome {
        let outcome = match self.envelope(from, to, message.len()).await {
            Ok(()) => self.body(message).await,
            Err(End::Reply(reply)) => {
                let outcome = judge(&reply, known);
                if matches!(outcome, Outcome::Deferred { .. } | Outcome::Refused { .. }) {
                    self.reset().await;
                }
                outcome
            }
            Err(End::Line(trouble)) => Outcome::Unavailable(trouble),
        };
        if matches!(outcome, Outcome::Unavailable(_) | Outcome::Unknown { .. }) {
            self.health = Health::Spent;
        }
        outcome
    }

    async fn envelope(&mut self, from: &Address, to: &Address, bytes: usize) -> Result<(), End> {
        let until = Instant::now() + self.timeouts.envelope;
        let size = if self.offer.size { format!(" SIZE={bytes}") } else { String::new() };
        expect(self.line.ask(&format!("MAIL FROM:<{from}>{size}"), until).await?, Class::Done)?;
        expect(self.line.ask(&format!("RCPT TO:<{to}>"), until).await?, Class::Done)?;
        expect(self.line.ask("DATA", until).await?, Class::GoOn)
    }

    async fn body(&mut self, message: &[u8]) -> Outcome {
        let until = Instant::now() + self.timeouts.body;
        let written = self.line.write(&dot_stuffed(message), until).await;
        // Before the dot it is our turn. What is on the line now would be taken for the answer to the dot, and a letter
        // for accepted that nobody has.
        if written.is_err() || matches!(self.line.early().await, Early::Something) {
            return self.cut_short(written).await;
        }
        let until = Instant::now() + self.timeouts.dot;
        let dot = self.line.write(b".\r\n", until).await;
        let heard = match dot {
            Ok(()) => self.line.reply(until).await,
            Err(trouble) => Err(trouble),
        };
        match heard {
            Ok(reply) => match reply.class() {
                Class::Done => Outcome::Accepted { reply: reply.text() },
                Class::Later => Outcome::Deferred { reply: reply.text() },
                Class::Never => Outcome::Refused { reply: reply.text() },
                Class::Closing => Outcome::Unavailable(reply.trouble(TroubleKind::Closing, "the letter")),
                Class::GoOn => Outcome::Unknown { reason: format!("the final dot was answered {}", reply.text()) },
            },
            Err(trouble) => Outcome::Unknown { reason: format!("after the final dot: {trouble}") },
        }
    }

    /// The letter went out in part and its dot will not. A refusal said in the middle is one; all else is the line.
    async fn cut_short(&mut self, written: Result<(), Trouble>) -> Outcome {
        self.health = Health::Spent;
        let heard = self.line.reply(Instant::now() + self.timeouts.goodbye).await;
        match (heard.as_ref().map(Reply::class), written) {
            (Ok(Class::Later), _) => Outcome::Deferred { reply: heard.map(|reply| reply.text()).unwrap_or_default() },
            (Ok(Class::Never), _) => Outcome::Refused { reply: heard.map(|reply| reply.text()).unwrap_or_default() },
            (_, Err(trouble)) => Outcome::Unavailable(trouble),
            (_, Ok(())) => Outcome::Unavailable(match heard {
                Ok(reply) => reply.trouble(TroubleKind::Protocol, "the letter, before its end,"),
                Err(trouble) => trouble,
            }),
        }
    }

    /// After a refusal the line is good for the next letter if the server agrees.
    async fn reset(&mut self) {
        let until = Instant::now() + self.timeouts.goodbye;
        if !self.line.ask("RSET", until).await.is_ok_and(|reply| reply.class() == Class::Done) {
            self.health = Health::Spent;
        }
    }
}

fn expect(reply: Reply, class: Class) -> Result<(), End> {
    if reply.class() == class { Ok(()) } else { Err(End::Reply(reply)) }
}

/// An unwelcome reply to MAIL, RCPT or DATA.
fn judge(reply: &Reply, known: Known) -> Outcome {
    match reply.class() {
        Class::Closing => Outcome::Unavailable(reply.trouble(TroubleKind::Closing, "the envelope")),
        // "Authentication required" (RFC 4954 §6) is said to every letter alike: none of them is to die of it.
        Class::Never if reply.code == 530 && known == Known::Not => Outcome::Unavailable(Trouble::new(
            TroubleKind::Login,
            format!("it wants a login or TLS first: {}; set username and security in [post.smtp]", reply.text()),
        )),
        Class::Later => Outcome::Deferred { reply: reply.text() },
        Class::Never => Outcome::Refused { reply: reply.text() },
        Class::Done | Class::GoOn => Outcome::Unavailable(reply.trouble(TroubleKind::Protocol, "the envelope")),
    }
}

/// The letter with dots at the start of its lines doubled (RFC 5321 §4.5.2), and ended by a CRLF.
fn dot_stuffed(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len() + 64);
    for line in message.split_inclusive(|&b| b == b'\n') {
        if line.starts_with(b".") {
            out.push(b'.');
        }
        out.extend_from_slice(line);
    }
    if !out.is_empty() && !out.ends_with(b"\r\n") {
        out.extend_from_slice(b"\r\n");
    }
    out
}
