//! One letter over an open line: MAIL, RCPT, DATA, the letter, the dot; and what its end means.
//!
//! The invariant: between the moment in which the first byte of the final dot may have left and a whole reply to it, every
//! end is [`Outcome::Unknown`]; before and after, none is.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use lettre::Address;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::MailParameter;
use tokio::time::Instant;

use super::super::{Outcome, Trouble, TroubleKind};
use super::reply::{Class, Reply};
use super::session::{Health, REPLY_BYTES, Session};
use super::settings::{SmtpSettings, Timeouts};

/// The end of a letter that came to no reply of its own, or to an unwelcome one.
enum End {
    /// An unwelcome reply before the dot.
    Reply(Reply),
    /// The line, not the letter.
    Line(Trouble),
}

impl From<Trouble> for End {
    fn from(trouble: Trouble) -> Self {
        Self::Line(trouble)
    }
}

impl Session {
    /// Sends one letter and leaves the line ready for the next, or spent.
    pub(super) async fn letter(
        &mut self,
        settings: &SmtpSettings,
        from: &Address,
        to: &Address,
        message: &[u8],
    ) -> Outcome {
        let timeouts = &settings.timeouts;
        let outcome = match self.envelope(timeouts, from, to, message.len()).await {
            Ok(()) => self.body(timeouts, message).await,
            Err(End::Reply(reply)) => {
                let outcome = judge(&reply, settings);
                self.reset(timeouts).await;
                outcome
            }
            Err(End::Line(trouble)) => Outcome::Unavailable(trouble),
        };
        if matches!(outcome, Outcome::Unavailable(_) | Outcome::Unknown { .. }) {
            self.health = Health::Spent;
        }
        outcome
    }

    async fn envelope(&mut self, timeouts: &Timeouts, from: &Address, to: &Address, bytes: usize) -> Result<(), End> {
        let until = Instant::now() + timeouts.envelope;
        let size = self.offer.size.map(|_| MailParameter::Size(bytes));
        let mail = self.ask(Mail::new(Some(from.clone()), size.into_iter().collect()), until).await?;
        expect(mail, Class::Done)?;
        let rcpt = self.ask(Rcpt::new(to.clone(), Vec::new()), until).await?;
        expect(rcpt, Class::Done)?;
        let data = self.ask(Data, until).await?;
        expect(data, Class::GoOn)?;
        self.quiet().await
    }

    /// After 354 it is our turn. A reply that is already there would be taken for the answer to the dot, and a letter for
    /// accepted that nobody has.
    async fn quiet(&mut self) -> Result<(), End> {
        let mut early = pin!(self.connection.read_response());
        match poll_fn(|cx| Poll::Ready(early.as_mut().poll(cx))).await {
            Poll::Pending => Ok(()),
            Poll::Ready(_) => Err(Trouble::new(TroubleKind::Protocol, "it answered before the letter was sent").into()),
        }
    }

    async fn body(&mut self, timeouts: &Timeouts, message: &[u8]) -> Outcome {
        // The dot brings its own line end along.
        let mut message = Some(message.strip_suffix(b"\r\n").unwrap_or(message));
        let before_dot = Cell::new(None);
        let wire = self.wire.clone();
        wire.allow(Instant::now() + timeouts.body, REPLY_BYTES);
        // Asked for more when the letter is written and flushed: the next thing to leave is the dot.
        let parts = std::iter::from_fn(|| {
            message.take().or_else(|| {
                wire.allow(Instant::now() + timeouts.dot, REPLY_BYTES);
                before_dot.set(Some(wire.sent()));
                None
            })
        });
        let heard = self.connection.message_iter(parts).await;
        let dot_may_have_left = before_dot.get().is_some_and(|sent| wire.sent() > sent);
        match Reply::hear(heard, &wire) {
            Ok(reply) => match reply.class() {
                Class::Done => Outcome::Accepted { reply: reply.text() },
                Class::Later => Outcome::Deferred { reply: reply.text() },
                Class::Never => Outcome::Refused { reply: reply.text() },
                Class::Closing => Outcome::Unavailable(reply.trouble(TroubleKind::Closing, "the letter")),
                Class::GoOn => Outcome::Unknown { reason: format!("the final dot was answered {}", reply.text()) },
            },
            Err(trouble) if dot_may_have_left => Outcome::Unknown { reason: format!("after the final dot: {trouble}") },
            Err(trouble) => Outcome::Unavailable(trouble),
        }
    }

    /// After a refusal the line is good for the next letter if the server agrees.
    async fn reset(&mut self, timeouts: &Timeouts) {
        let until = Instant::now() + timeouts.goodbye;
        if !self.ask(Rset, until).await.is_ok_and(|reply| reply.class() == Class::Done) {
            self.health = Health::Spent;
        }
    }
}

fn expect(reply: Reply, class: Class) -> Result<(), End> {
    if reply.class() == class { Ok(()) } else { Err(End::Reply(reply)) }
}

/// An unwelcome reply to MAIL, RCPT or DATA.
fn judge(reply: &Reply, settings: &SmtpSettings) -> Outcome {
    match reply.class() {
        Class::Closing => Outcome::Unavailable(reply.trouble(TroubleKind::Closing, "the envelope")),
        // "Authentication required" (RFC 4954 §6) is said to every letter alike: none of them is to die of it.
        Class::Never if reply.code == 530 && settings.login.is_none() => Outcome::Unavailable(Trouble::new(
            TroubleKind::Login,
            format!("it wants a login or TLS first: {}; set username and security in [post.smtp]", reply.text()),
        )),
        Class::Later => Outcome::Deferred { reply: reply.text() },
        Class::Never => Outcome::Refused { reply: reply.text() },
        Class::Done | Class::GoOn => Outcome::Unavailable(reply.trouble(TroubleKind::Protocol, "the envelope")),
    }
}
