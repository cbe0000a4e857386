//! Letters to a mail server: one line, kept open from letter to letter, opened anew when it died.
//!
//! The asynchronous runtime lives in here and is never seen outside. No retry of a letter that a server may have taken: a
//! second try within one [`Post::send`] happens only where a kept line turned out dead, or deaf, before the final dot.

mod letter;
mod line;
mod login;
mod reply;
mod session;
mod settings;

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use lettre::Address;
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::rustls::ClientConfig;

use super::mime::address;
use super::{Outcome, Post, PostError, Trouble, TroubleKind};
use letter::Known;
use login::secret_forms;
use session::{Health, Session};
pub use settings::{Login, PlainLogin, Secret, Security, SmtpSettings, Timeouts};

/// The longest line a mail server must take (RFC 5321 §4.5.3.1.6), without its CRLF.
const MAX_LINE_BYTES: usize = 998;

/// A mail server. Dropping it says goodbye, for two seconds at most.
pub struct SmtpPost {
    settings: SmtpSettings,
    tls: Option<Arc<ClientConfig>>,
    /// Only [`Drop`] takes it out.
    runtime: Option<Runtime>,
    kept: Option<Kept>,
    refused: Option<(Instant, Trouble)>,
    /// The password in each form in which a server could throw it back at us.
    secrets: Vec<String>,
}

struct Kept {
    session: Session,
    used_at: Instant,
}

/// Whether a line has carried a letter before this one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    New,
    Used,
}

impl SmtpPost {
    /// Checks the settings and the certificates; connects to nobody yet.
    pub fn new(settings: SmtpSettings) -> Result<Self, PostError> {
        settings.check()?;
        let tls = settings.tls()?;
        let runtime =
            Builder::new_current_thread().enable_all().build().map_err(|e| PostError::Machine(e.to_string()))?;
        let secrets = settings.login.as_ref().map(secret_forms).unwrap_or_default();
        Ok(Self { settings, tls, runtime: Some(runtime), kept: None, refused: None, secrets })
    }

    fn attempt(&mut self, from: &Address, to: &Address, message: &[u8]) -> (Line, Outcome) {
        let (line, mut session) = match self.kept.take() {
            Some(kept) if kept.used_at.elapsed() < self.settings.timeouts.idle => (Line::Used, kept.session),
            stale => {
                self.farewell(stale);
                match self.open() {
                    Ok(session) => (Line::New, session),
                    Err(trouble) => return (Line::New, Outcome::Unavailable(trouble)),
                }
            }
        };
        let known = if self.settings.login.is_some() { Known::ByLogin } else { Known::Not };
        let outcome = run(self.runtime.as_ref(), session.letter(known, from, to, message));
        if session.health == Health::Good {
            self.kept = Some(Kept { session, used_at: Instant::now() });
        }
        (line, self.masked(outcome))
    }

    /// A new line, unless the server has refused our login a short while ago.
    fn open(&mut self) -> Result<Session, Trouble> {
        let rest = self.settings.timeouts.login_rest;
        if let Some((at, trouble)) = &self.refused
            && at.elapsed() < rest
        {
            let detail = format!("{}; no new try within {} minutes of it", trouble.detail, rest.as_secs().div_ceil(60));
            return Err(Trouble::new(trouble.what, detail));
        }
        self.refused = None;
        let opened = run(self.runtime.as_ref(), Session::open(&self.settings, self.tls.as_ref()));
        opened.map_err(|trouble| {
            let trouble = Trouble::new(trouble.what, self.mask(trouble.detail));
            if trouble.what == TroubleKind::Login {
                self.refused = Some((Instant::now(), trouble.clone()));
            }
            trouble
        })
    }

    fn farewell(&self, kept: Option<Kept>) {
        if let Some(kept) = kept {
            run(self.runtime.as_ref(), kept.session.quit());
        }
    }

    fn masked(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Accepted { reply } => Outcome::Accepted { reply: self.mask(reply) },
            Outcome::Deferred { reply } => Outcome::Deferred { reply: self.mask(reply) },
            Outcome::Refused { reply } => Outcome::Refused { reply: self.mask(reply) },
            Outcome::Unknown { reason } => Outcome::Unknown { reason: self.mask(reason) },
            Outcome::Unavailable(trouble) => {
                Outcome::Unavailable(Trouble::new(trouble.what, self.mask(trouble.detail)))
            }
        }
    }

    fn mask(&self, text: String) -> String {
        self.secrets.iter().fold(text, |text, secret| text.replace(secret.as_str(), "***"))
    }
}

impl Post for SmtpPost {
    fn send(&mut self, from_addr: &str, to_addr: &str, message: &[u8]) -> Outcome {
        let (from, to) = match (address(from_addr), address(to_addr)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(error), _) | (_, Err(error)) => return Outcome::Refused { reply: format!("not sent: {error}") },
        };
        if let Err(why) = presentable(message) {
            return Outcome::Refused { reply: format!("not sent: {why}") };
        }
        match self.attempt(&from, &to, message) {
            (Line::Used, Outcome::Unavailable(trouble))
                if matches!(trouble.what, TroubleKind::Closing | TroubleKind::Lost | TroubleKind::Protocol) =>
            {
                self.attempt(&from, &to, message).1
            }
            (_, outcome) => outcome,
        }
    }

    /// Always on a new line and always with the login: whoever asks has just changed something.
    fn probe(&mut self) -> Result<String, Trouble> {
        self.refused = None;
        let session = self.open()?;
        self.farewell(Some(Kept { session, used_at: Instant::now() }));
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
        let kept = self.kept.take();
        self.farewell(kept);
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
        return Err("the message is not seven-bit text");
    }
    let mut lines = message.split(|&b| b == b'\n').peekable();
    while let Some(line) = lines.next() {
        let (line, ended) = match line.strip_suffix(b"\r") {
            Some(line) => (line, true),
            None => (line, false),
        };
        if line.len() > MAX_LINE_BYTES {
            return Err("the message has a line of more than 998 bytes");
        }
        let last = lines.peek().is_none();
        if line.contains(&b'\r') || ended == last {
            return Err("the message has line ends that are not CRLF");
        }
    }
    Ok(())
}
