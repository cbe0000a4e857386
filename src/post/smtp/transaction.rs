//! One letter over an open line: MAIL, RCPT, DATA, the letter, the dot; and what its end means.
//!
//! The invariant: between the moment in which the final dot may have left and a whole reply to it, every end is
//! [`SendOutcome::Unknown`]; before and after, none is.

use lettre::Address;
use tokio::time::Instant;

use super::super::{MailTrouble, SendOutcome, TroubleKind};
use super::line::Early;
use super::reply::{About, Class, Reply};
use super::session::{Health, Session};
use crate::message::answer::kept;

/// How far a letter had come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// MAIL: no recipient is named, so the answer is about whoever sends.
    Sender,
    /// RCPT and later.
    Letter,
}

/// Why an envelope was not taken.
enum End {
    Reply(Stage, Reply),
    Line(Stage, MailTrouble),
}

/// Whether we have told the server who we are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    ByLogin,
    Not,
}

impl Session {
    /// Sends one letter and leaves the line ready for the next, or spent.
    pub(super) async fn letter(&mut self, known: Known, from: &Address, to: &Address, message: &[u8]) -> SendOutcome {
        let outcome = match self.envelope(from, to, message.len()).await {
            Ok(()) => self.body(message).await,
            Err(End::Reply(stage, reply)) => {
                let outcome = judge(&reply, stage, known);
                if matches!(outcome, SendOutcome::Deferred { .. } | SendOutcome::Refused { .. }) {
                    self.reset().await;
                }
                outcome
            }
            Err(End::Line(Stage::Sender, trouble)) => SendOutcome::Unavailable(trouble),
            Err(End::Line(Stage::Letter, trouble)) => SendOutcome::Broken(trouble),
        };
        if matches!(outcome, SendOutcome::Unavailable(_) | SendOutcome::Broken(_) | SendOutcome::Unknown { .. }) {
            self.health = Health::Spent;
        }
        outcome
    }

    /// Whether the server would take a letter from this sender: says so, and takes it back.
    pub(super) async fn sender(&mut self, known: Known, from: &Address) -> Result<(), MailTrouble> {
        let until = Instant::now() + self.timeouts.envelope;
        let reply = self.line.ask(&format!("MAIL FROM:<{from}>"), until).await?;
        if reply.class() != Class::Done {
            return match judge(&reply, Stage::Sender, known) {
                SendOutcome::Unavailable(trouble) => Err(trouble),
                _ => Ok(()),
            };
        }
        self.reset().await;
        Ok(())
    }

    async fn envelope(&mut self, from: &Address, to: &Address, bytes: usize) -> Result<(), End> {
        let until = Instant::now() + self.timeouts.envelope;
        let size = if self.offer.size { format!(" SIZE={bytes}") } else { String::new() };
        self.step(Stage::Sender, &format!("MAIL FROM:<{from}>{size}"), Class::Done, until).await?;
        self.step(Stage::Letter, &format!("RCPT TO:<{to}>"), Class::Done, until).await?;
        self.step(Stage::Letter, "DATA", Class::GoOn, until).await
    }

    async fn step(&mut self, stage: Stage, command: &str, welcome: Class, until: Instant) -> Result<(), End> {
        match self.line.ask(command, until).await {
            Ok(reply) if reply.class() == welcome => Ok(()),
            Ok(reply) => Err(End::Reply(stage, reply)),
            Err(trouble) => Err(End::Line(stage, trouble)),
        }
    }

    async fn body(&mut self, message: &[u8]) -> SendOutcome {
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
                Class::Done => SendOutcome::Accepted { reply: reply.text() },
                Class::Later | Class::Never | Class::Closing => judge(&reply, Stage::Letter, Known::ByLogin),
                Class::GoOn => {
                    SendOutcome::Unknown { reason: format!("{}: {}", kept::DOT_ANSWERED.kept(), reply.text()) }
                }
            },
            Err(trouble) => SendOutcome::Unknown { reason: format!("after the final dot: {trouble}") },
        }
    }

    /// The letter went out in part and its dot will not. A refusal said in the middle is one; all else is the line.
    async fn cut_short(&mut self, written: Result<(), MailTrouble>) -> SendOutcome {
        self.health = Health::Spent;
        let heard = self.line.reply(Instant::now() + self.timeouts.goodbye).await;
        match (heard, written) {
            (Ok(reply), _) if matches!(reply.class(), Class::Later | Class::Never | Class::Closing) => {
                judge(&reply, Stage::Letter, Known::ByLogin)
            }
            (_, Err(trouble)) | (Err(trouble), Ok(())) => SendOutcome::Broken(trouble),
            (Ok(reply), Ok(())) => SendOutcome::Broken(reply.trouble(TroubleKind::Protocol, "the unended letter")),
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

/// An unwelcome reply: whether it is about this letter or about the server and whoever sends.
///
/// Never about a letter: 421, 432 and x.3.x at any step, and everything before RCPT; but for its size at any step.
fn judge(reply: &Reply, stage: Stage, known: Known) -> SendOutcome {
    let class = reply.class();
    let what = match stage {
        Stage::Sender => "the sender",
        Stage::Letter => "the letter",
    };
    match (class, reply.about(), stage) {
        (Class::Closing, ..) => SendOutcome::Unavailable(reply.trouble(TroubleKind::Closing, what)),
        (Class::Never, About::Size, _) => SendOutcome::Refused { reply: reply.text() },
        // "Authentication required" (RFC 4954 §6) is said to every letter alike: none of them is to die of it.
        (Class::Never, ..) if reply.code == 530 && known == Known::Not => SendOutcome::Unavailable(MailTrouble::new(
            TroubleKind::Login,
            format!("{}: {}", kept::WANTS_LOGIN.kept(), reply.text()),
        )),
        (Class::Later, _, Stage::Sender) | (Class::Later | Class::Never, About::Server, _) => {
            SendOutcome::Unavailable(reply.trouble(TroubleKind::Busy, what))
        }
        (Class::Never, _, Stage::Sender) => SendOutcome::Unavailable(reply.trouble(TroubleKind::Sender, what)),
        (Class::Later, _, Stage::Letter) => SendOutcome::Deferred { reply: reply.text() },
        (Class::Never, _, Stage::Letter) => SendOutcome::Refused { reply: reply.text() },
        (Class::Done | Class::GoOn, _, Stage::Sender) => {
            SendOutcome::Unavailable(reply.trouble(TroubleKind::Protocol, what))
        }
        (Class::Done | Class::GoOn, _, Stage::Letter) => {
            SendOutcome::Broken(reply.trouble(TroubleKind::Protocol, what))
        }
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
