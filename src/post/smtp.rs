//! Letters to a mail server: one connection, kept open from letter to letter and reopened when it died.
//!
//! The asynchronous runtime lives in here and is never seen outside. A letter that a server may have taken is never
//! retried: a second try within one [`Post::send`] happens only where a kept connection turned out dead, or silent,
//! before the final dot.

mod connect;
mod connection;
mod extensions;
mod login;
mod reply;
mod session;
mod settings;
mod transaction;
mod trust;

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use lettre::Address;
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::rustls::ClientConfig;

use super::mime::address;
use super::{MailTrouble, Post, PostError, SendOutcome, TroubleKind};
use crate::message::answer::stored_reasons;
pub(super) use connection::Connection;
use login::secret_forms;
use session::{Health, SmtpSession};
pub use settings::{Login, Password, PlainLogin, Security, SmtpSettings, Timeouts};
use transaction::Authenticated;

/// The longest line a mail server must take (RFC 5321 §4.5.3.1.6), without its CRLF.
const MAX_LINE_BYTES: usize = 998;

/// A mail server. Dropping it says goodbye, for two seconds at most.
pub struct SmtpPost {
    settings: SmtpSettings,
    tls: Option<Arc<ClientConfig>>,
    /// Only [`Drop`] takes it out.
    runtime: Option<Runtime>,
    idle: Option<IdleSession>,
    /// The password in each form in which a server could throw it back at us.
    secrets: Vec<String>,
}

struct IdleSession {
    session: SmtpSession,
    used_at: Instant,
    past: SessionUse,
}

/// What a line has seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SessionUse {
    Opened,
    /// Letters were put to the server, and none was taken.
    Asked,
    /// The server took a letter.
    Took,
}

impl SmtpPost {
    /// Checks the settings and the certificates; connects to nobody yet.
    pub fn new(settings: SmtpSettings) -> Result<Self, PostError> {
        settings.check()?;
        let tls = settings.tls()?;
        let runtime =
            Builder::new_current_thread().enable_all().build().map_err(|e| PostError::Machine(e.to_string()))?;
        let secrets = settings.login.as_ref().map(secret_forms).unwrap_or_default();
        Ok(Self { settings, tls, runtime: Some(runtime), idle: None, secrets })
    }

    /// A line that is fresh: the one that is kept, or a new one.
    fn fresh(&mut self) -> Result<IdleSession, MailTrouble> {
        match self.idle.take() {
            Some(idle) if idle.used_at.elapsed() < self.settings.timeouts.idle => Ok(idle),
            stale => {
                self.farewell(stale);
                let opened = run(self.runtime.as_ref(), SmtpSession::open(&self.settings, self.tls.as_ref()));
                let session = opened.map_err(|trouble| MailTrouble::new(trouble.what, self.mask(trouble.detail)))?;
                Ok(IdleSession { session, used_at: Instant::now(), past: SessionUse::Opened })
            }
        }
    }

    const fn authentication(&self) -> Authenticated {
        if self.settings.login.is_some() { Authenticated::ByLogin } else { Authenticated::Not }
    }

    /// One try over a fresh line; says what that line had seen before.
    fn attempt(&mut self, from: &Address, to: &Address, message: &[u8]) -> (SessionUse, SendOutcome) {
        let mut idle = match self.fresh() {
            Ok(idle) => idle,
            Err(trouble) => return (SessionUse::Opened, SendOutcome::Unavailable(trouble)),
        };
        let past = idle.past;
        let outcome = run(self.runtime.as_ref(), idle.session.letter(self.authentication(), from, to, message));
        if idle.session.health == Health::Good {
            idle.past = match outcome {
                SendOutcome::Accepted { .. } => SessionUse::Took,
                _ if past == SessionUse::Took => SessionUse::Took,
                _ => SessionUse::Asked,
            };
            idle.used_at = Instant::now();
            self.idle = Some(idle);
        }
        (past, self.masked(outcome))
    }

    fn farewell(&self, idle: Option<IdleSession>) {
        if let Some(idle) = idle {
            run(self.runtime.as_ref(), idle.session.quit());
        }
    }

    fn masked(&self, outcome: SendOutcome) -> SendOutcome {
        match outcome {
            SendOutcome::Accepted { reply } => SendOutcome::Accepted { reply: self.mask(reply) },
            SendOutcome::Deferred { reply } => SendOutcome::Deferred { reply: self.mask(reply) },
            SendOutcome::Refused { reply } => SendOutcome::Refused { reply: self.mask(reply) },
            SendOutcome::Unknown { reason } => SendOutcome::Unknown { reason: self.mask(reason) },
            SendOutcome::Broken(trouble) => {
                SendOutcome::Broken(MailTrouble::new(trouble.what, self.mask(trouble.detail)))
            }
            SendOutcome::Unavailable(trouble) => {
                SendOutcome::Unavailable(MailTrouble::new(trouble.what, self.mask(trouble.detail)))
            }
        }
    }

    fn mask(&self, text: String) -> String {
        masked(text, &self.secrets)
    }
}

/// A text without the secrets. Replies are cut to a length before they come here, so the beginning of a secret at the very
/// end goes too.
fn masked(text: String, secrets: &[String]) -> String {
    const SHORTEST: usize = 4;
    secrets.iter().fold(text, |text, secret| {
        let mut text = text.replace(secret.as_str(), "***");
        let begins = (SHORTEST..secret.len()).rev().filter_map(|length| secret.get(..length));
        if let Some(begin) = begins.into_iter().find(|begin| text.ends_with(begin)) {
            text.truncate(text.len() - begin.len());
            text.push_str("***");
        }
        text
    })
}

/// Whether a line that was good for letters before has served its time: closed after its share (421), or dead unheard.
const fn is_worn_out(past: SessionUse, trouble: &MailTrouble) -> bool {
    match trouble.what {
        TroubleKind::Closing => matches!(past, SessionUse::Took),
        TroubleKind::Lost | TroubleKind::Protocol => !matches!(past, SessionUse::Opened),
        _ => false,
    }
}

impl Post for SmtpPost {
    fn open(&mut self) -> Result<(), MailTrouble> {
        let fresh = self.fresh()?;
        self.idle = Some(fresh);
        Ok(())
    }

    fn send(&mut self, from_addr: &str, to_addr: &str, message: &[u8]) -> SendOutcome {
        let (from, to) = match (address(from_addr), address(to_addr)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(error), _) | (_, Err(error)) => return SendOutcome::Refused { reply: format!("not sent: {error}") },
        };
        if let Err(why) = presentable(message) {
            return SendOutcome::Refused { reply: format!("not sent: {why}") };
        }
        match self.attempt(&from, &to, message) {
            (past, SendOutcome::Unavailable(trouble) | SendOutcome::Broken(trouble)) if is_worn_out(past, &trouble) => {
                self.attempt(&from, &to, message).1
            }
            (_, outcome) => outcome,
        }
    }

    fn look(&mut self, from_addr: &str) -> Result<(), MailTrouble> {
        let from = address(from_addr).map_err(|error| MailTrouble::new(TroubleKind::Sender, error.to_string()))?;
        let mut idle = self.fresh()?;
        let looked = run(self.runtime.as_ref(), idle.session.sender(self.authentication(), &from));
        self.farewell(Some(idle));
        looked.map_err(|trouble| MailTrouble::new(trouble.what, self.mask(trouble.detail)))
    }

    /// Always on a new line and always with the login: anyone who asks has just changed something.
    fn probe(&mut self) -> Result<String, MailTrouble> {
        let idle = self.idle.take();
        self.farewell(idle);
        let fresh = self.fresh()?;
        self.farewell(Some(fresh));
        let security = match self.settings.security {
            Security::StartTls => "STARTTLS",
            Security::Tls => "TLS",
            Security::None => "in the clear",
        };
        let who = self.settings.login.as_ref().map(|login| format!(", logged in as {}", login.username));
        Ok(format!("{} answers, {security}{}", self.settings.place(), who.unwrap_or_default()))
    }
}

impl Drop for SmtpPost {
    fn drop(&mut self) {
        let idle = self.idle.take();
        self.farewell(idle);
        // A name server that does not answer keeps a thread; nobody waits for it.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for SmtpPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpPost").field("settings", &self.settings).finish_non_exhaustive()
    }
}

fn run<T>(runtime: Option<&Runtime>, conversation: impl Future<Output = T>) -> T {
    runtime.expect("only Drop takes the runtime out").block_on(conversation)
}

/// What every server takes, and none can read two ways: seven bits, CRLF, lines of bounded length.
fn presentable(message: &[u8]) -> Result<(), &'static str> {
    if !message.is_ascii() || message.contains(&0) {
        return Err(stored_reasons::NOT_SEVEN_BIT.stored_text());
    }
    let mut lines = message.split(|&b| b == b'\n').peekable();
    while let Some(line) = lines.next() {
        let (line, ended) = match line.strip_suffix(b"\r") {
            Some(line) => (line, true),
            None => (line, false),
        };
        if line.len() > MAX_LINE_BYTES {
            return Err(stored_reasons::LONG_LINE.stored_text());
        }
        let last = lines.peek().is_none();
        if line.contains(&b'\r') || ended == last {
            return Err(stored_reasons::LINE_ENDS.stored_text());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn g10_a_password_that_was_cut_in_the_middle_is_masked_too() {
        let secrets = ["mật-khẩu-123".to_owned()];
        for (said, expected) in [
            ("535 no: mật-khẩu-123 is wrong", "535 no: *** is wrong"),
            ("535 no: mật-kh", "535 no: ***"),
            ("535 no: mật-khẩ", "535 no: ***"),
            ("535 no m", "535 no m"),
        ] {
            assert_eq!(masked(said.to_owned(), &secrets), expected);
        }
    }
}
