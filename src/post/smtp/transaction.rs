//! One letter over an open connection: MAIL, RCPT, DATA, the letter, the dot; and what each failure means.
//!
//! The invariant: between the moment in which the final dot may have left and a complete reply to it, every failure is
//! [`SendOutcome::Unknown`]; before and after, none is.

use lettre::Address;
use tokio::time::Instant;

use super::super::{MailTrouble, SendOutcome, TroubleKind};
use super::connection::UnaskedBytes;
use super::reply::{Class, Reply, ReplyScope};
use super::session::{Health, SmtpSession};
use crate::message::answer::stored_reasons;

/// How far a letter had come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TransactionStage {
    /// MAIL: no recipient is named, so the answer is about the sender.
    Sender,
    /// RCPT and later.
    Letter,
}

/// Why an envelope was not taken.
enum TransactionFailure {
    Reply(TransactionStage, Reply),
    Line(TransactionStage, MailTrouble),
}

/// Whether the client is logged in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Authenticated {
    ByLogin,
    Not,
}

impl SmtpSession {
    /// Sends one letter and leaves the line ready for the next, or spent.
    pub(super) async fn letter(
        &mut self,
        authentication: Authenticated,
        from: &Address,
        to: &Address,
        message: &[u8],
    ) -> SendOutcome {
        let outcome = match self.envelope(from, to, message.len()).await {
            Ok(()) => self.body(message).await,
            Err(TransactionFailure::Reply(stage, reply)) => {
                let outcome = judge(&reply, stage, authentication);
                if matches!(outcome, SendOutcome::Deferred { .. } | SendOutcome::Refused { .. }) {
                    self.reset().await;
                }
                outcome
            }
            Err(TransactionFailure::Line(TransactionStage::Sender, trouble)) => SendOutcome::Unavailable(trouble),
            Err(TransactionFailure::Line(TransactionStage::Letter, trouble)) => SendOutcome::Broken(trouble),
        };
        if matches!(outcome, SendOutcome::Unavailable(_) | SendOutcome::Broken(_) | SendOutcome::Unknown { .. }) {
            self.health = Health::Spent;
        }
        outcome
    }

    /// Whether the server would take a letter from this sender: says so, and takes it back.
    pub(super) async fn sender(&mut self, authentication: Authenticated, from: &Address) -> Result<(), MailTrouble> {
        let until = Instant::now() + self.timeouts.envelope;
        let reply = self.line.ask(&format!("MAIL FROM:<{from}>"), until).await?;
        if reply.class() != Class::Done {
            return match judge(&reply, TransactionStage::Sender, authentication) {
                SendOutcome::Unavailable(trouble) => Err(trouble),
                _ => Ok(()),
            };
        }
        self.reset().await;
        Ok(())
    }

    async fn envelope(&mut self, from: &Address, to: &Address, bytes: usize) -> Result<(), TransactionFailure> {
        let until = Instant::now() + self.timeouts.envelope;
        let size = if self.offer.size { format!(" SIZE={bytes}") } else { String::new() };
        self.step(TransactionStage::Sender, &format!("MAIL FROM:<{from}>{size}"), Class::Done, until).await?;
        self.step(TransactionStage::Letter, &format!("RCPT TO:<{to}>"), Class::Done, until).await?;
        self.step(TransactionStage::Letter, "DATA", Class::GoOn, until).await
    }

    async fn step(
        &mut self,
        stage: TransactionStage,
        command: &str,
        welcome: Class,
        until: Instant,
    ) -> Result<(), TransactionFailure> {
        match self.line.ask(command, until).await {
            Ok(reply) if reply.class() == welcome => Ok(()),
            Ok(reply) => Err(TransactionFailure::Reply(stage, reply)),
            Err(trouble) => Err(TransactionFailure::Line(stage, trouble)),
        }
    }

    async fn body(&mut self, message: &[u8]) -> SendOutcome {
        let until = Instant::now() + self.timeouts.body;
        let written = self.line.write(&dot_stuffed(message), until).await;
        // Before the dot it is our turn. What is on the line now would be taken for the answer to the dot, and a letter
        // for accepted that nobody has.
        if written.is_err() || matches!(self.line.early().await, UnaskedBytes::Something) {
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
                Class::Later | Class::Never | Class::Closing => {
                    judge(&reply, TransactionStage::Letter, Authenticated::ByLogin)
                }
                Class::GoOn => SendOutcome::Unknown {
                    reason: format!("{}: {}", stored_reasons::DOT_ANSWERED.stored_text(), reply.text()),
                },
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
                judge(&reply, TransactionStage::Letter, Authenticated::ByLogin)
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

/// An unwelcome reply: whether it is about this letter or about the server and the sender.
///
/// Never about a letter: 421, 432 and x.3.x at any step, and everything before RCPT; but for its size at any step.
fn judge(reply: &Reply, stage: TransactionStage, authentication: Authenticated) -> SendOutcome {
    let class = reply.class();
    let what = match stage {
        TransactionStage::Sender => "the sender",
        TransactionStage::Letter => "the letter",
    };
    match (class, reply.about(), stage) {
        (Class::Closing, ..) => SendOutcome::Unavailable(reply.trouble(TroubleKind::Closing, what)),
        (Class::Never, ReplyScope::Size, _) => SendOutcome::Refused { reply: reply.text() },
        // "Authentication required" (RFC 4954 §6) is said to every letter alike: none of them is to die of it.
        (Class::Never, ..) if reply.code == 530 && authentication == Authenticated::Not => {
            SendOutcome::Unavailable(MailTrouble::new(
                TroubleKind::Login,
                format!("{}: {}", stored_reasons::WANTS_LOGIN.stored_text(), reply.text()),
            ))
        }
        (Class::Later, _, TransactionStage::Sender) | (Class::Later | Class::Never, ReplyScope::Server, _) => {
            SendOutcome::Unavailable(reply.trouble(TroubleKind::Busy, what))
        }
        (Class::Never, _, TransactionStage::Sender) => {
            SendOutcome::Unavailable(reply.trouble(TroubleKind::Sender, what))
        }
        (Class::Later, _, TransactionStage::Letter) => SendOutcome::Deferred { reply: reply.text() },
        (Class::Never, _, TransactionStage::Letter) => SendOutcome::Refused { reply: reply.text() },
        (Class::Done | Class::GoOn, _, TransactionStage::Sender) => {
            SendOutcome::Unavailable(reply.trouble(TroubleKind::Protocol, what))
        }
        (Class::Done | Class::GoOn, _, TransactionStage::Letter) => {
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
