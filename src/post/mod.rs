//! The post office: one letter, already written, to one address.
//!
//! This folder is the only door to `lettre`, `tokio` and TLS. A [`Parcel`] becomes bytes ([`mime`]), and a [`Post`]
//! hands the bytes over: to a mail server ([`SmtpPost`]), to a folder ([`FilePost`]) or to a test ([`MemoryPost`]). It
//! is not the outbox: it keeps nothing, decides no retry and knows neither reminders nor the database.
//!
//! The invariant it keeps: a [`SendOutcome`] never says more than is known. `Accepted` only after the server's own word for
//! this letter, `Deferred` and `Refused` only where the answer was about this letter, `Unknown` only where the final dot
//! may have arrived, and everything else is the state of the server, which ages no letter.

mod file;
mod letter_text;
mod memory;
mod mime;
mod ping;
mod smtp;
mod unavailable;

use std::fmt;

use crate::message::answer::{post as words, stored_reasons};
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};

pub use file::FilePost;
pub use letter_text::{attachment_name, plain_text, subject};
pub use memory::{Attempt, MemoryPost, PostRecord, ScriptedAnswer, ServerCopy};
pub use mime::{Attachment, Parcel, bare_address, mime};
pub(crate) use ping::ping;
pub use smtp::{Login, Password, PlainLogin, Security, SmtpPost, SmtpSettings, Timeouts};
pub(crate) use unavailable::UnavailablePost;

/// What became of one attempt. Only an answer about *this* letter ages it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    /// The server has taken the letter.
    Accepted {
        /// The server's words, code first: `250 2.0.0 Ok: queued as 4Xk2`.
        reply: String,
    },
    /// A 4xx to this letter, at RCPT or later: again later.
    Deferred {
        /// The server's words.
        reply: String,
    },
    /// A 5xx to this letter, at RCPT or later, or an address or message that cannot be put to any server.
    Refused {
        /// The server's words; where no server was asked, they start with `not sent:`.
        reply: String,
    },
    /// The line died at this letter, at RCPT or later and before its final dot: no server has it.
    Broken(MailTrouble),
    /// The line died after the final dot: nobody knows. Send again, with the same `Message-ID`.
    Unknown {
        /// What was seen.
        reason: String,
    },
    /// The state of the server, not of the letter: it waits, and so does every other.
    Unavailable(MailTrouble),
}

/// What is wrong with the way to the server.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct MailTrouble {
    /// The kind, for anyone who decides what to do about it.
    pub what: TroubleKind,
    /// The particulars and, where there is one, the cure. Never contains a password.
    pub detail: String,
}

impl MailTrouble {
    pub(crate) fn new(what: TroubleKind, detail: impl Into<String>) -> Self {
        Self { what, detail: detail.into() }
    }
}

/// The kinds of [`MailTrouble`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TroubleKind {
    /// Unknown host, refused connection, no route.
    Unreachable,
    /// Nothing, or too little, came in time.
    Timeout,
    /// The certificate or the handshake.
    Tls,
    /// The greeting was no welcome: 421, 554, or not SMTP at all.
    Greeting,
    /// STARTTLS or a login is configured and the server does not offer it: configuration.
    NotOffered,
    /// The login was refused, or the server wants one and none is configured. Trying again locks the account.
    Login,
    /// The server cannot check the login just now (454).
    LoginLater,
    /// The server said 421: it is closing down, or we have had our share.
    Closing,
    /// The server is busy: a 4xx before any recipient is named, 432 or x.3.x at any step, or "later" to one after another.
    Busy,
    /// The server takes no letter from this sender.
    Sender,
    /// The server refuses letter after letter and takes none.
    Refusing,
    /// The line died before the final dot.
    Lost,
    /// The server said what makes no sense at that place, or too much of it.
    Protocol,
    /// The folder for letters cannot be written.
    Folder,
    /// What the configuration names for the way to the server cannot be read.
    Unconfigured,
    /// A fault of this program.
    Fault,
}

impl TroubleKind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::Unreachable,
        Self::Timeout,
        Self::Tls,
        Self::Greeting,
        Self::NotOffered,
        Self::Login,
        Self::LoginLater,
        Self::Closing,
        Self::Busy,
        Self::Sender,
        Self::Refusing,
        Self::Lost,
        Self::Protocol,
        Self::Folder,
        Self::Unconfigured,
        Self::Fault,
    ];

    /// The kind's word, as the register keeps it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::Tls => "tls",
            Self::Greeting => "greeting",
            Self::NotOffered => "not-offered",
            Self::Login => "login",
            Self::LoginLater => "login-later",
            Self::Closing => "closing",
            Self::Busy => "busy",
            Self::Sender => "sender",
            Self::Refusing => "refusing",
            Self::Lost => "lost",
            Self::Protocol => "protocol",
            Self::Folder => "folder",
            Self::Unconfigured => "unconfigured",
            Self::Fault => "fault",
        }
    }

    /// The kind of that word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Say for TroubleKind {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Unreachable => sentence!(words::UNREACHABLE),
            Self::Timeout => sentence!(words::TIMEOUT),
            Self::Tls => sentence!(words::TLS),
            Self::Greeting => sentence!(words::GREETING),
            Self::NotOffered => sentence!(words::NOT_OFFERED),
            Self::Login => sentence!(words::LOGIN),
            Self::LoginLater => sentence!(words::LOGIN_LATER),
            Self::Closing => sentence!(words::CLOSING),
            Self::Busy => sentence!(words::BUSY),
            Self::Sender => sentence!(words::SENDER),
            Self::Refusing => sentence!(words::REFUSING),
            Self::Lost => sentence!(words::LOST),
            Self::Protocol => sentence!(words::PROTOCOL),
            Self::Folder => sentence!(words::FOLDER),
            Self::Unconfigured => sentence!(words::UNCONFIGURED),
            Self::Fault => sentence!(words::FAULT),
        }
        .say(voice)
    }
}

impl fmt::Display for TroubleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// A way for letters to leave the house.
pub trait Post: Send {
    /// Goes as far as a letter may be sent: connects, secures, logs in. Does nothing where a line is kept that is fresh.
    /// Blocks until then; how long at most is for the implementation to bound.
    fn open(&mut self) -> Result<(), MailTrouble>;

    /// Hands one message to the server, for one recipient, over the line that is open; opens one where there is none. Both
    /// addresses are bare (`head@example.vn`), the message is what [`mime`] made: seven-bit, CRLF, lines under 998 bytes.
    /// Blocks until there is an outcome.
    fn send(&mut self, from_addr: &str, to_addr: &str, message: &[u8]) -> SendOutcome;

    /// Looks whether the server would take a letter from this sender, as far as can be told without one.
    fn look(&mut self, from_addr: &str) -> Result<(), MailTrouble>;

    /// Goes the whole way but for the letter: connects, secures, logs in, says goodbye. The answer is one line for
    /// people.
    fn probe(&mut self) -> Result<String, MailTrouble>;
}

/// Why a letter cannot be put into words for a mail server, or a server cannot be contacted as configured.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// A header value that could become two headers, or none.
    Header {
        /// The header's name.
        field: &'static str,
        /// What is wrong with it.
        why: Sentence,
    },
    /// Not an address mail can be sent to.
    Address {
        /// The address, shortened and escaped.
        address: String,
        /// What is wrong with it.
        why: Sentence,
    },
    /// A body or an attachment too big for any mail server.
    TooLarge {
        part: &'static str,
        /// Its size.
        bytes: usize,
        limit: usize,
    },
    /// `[post.smtp]` as it is cannot work.
    Settings {
        key: &'static str,
        /// What is wrong with its value, and the cure.
        why: Sentence,
    },
    /// The machine has nothing left to speak to a server with.
    Machine(String),
}

impl Say for MailTrouble {
    fn say(&self, voice: Voice) -> String {
        format!("{}: {}", self.what.say(voice), stored_reasons::in_language_of(voice, &self.detail))
    }
}

impl fmt::Display for MailTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl Say for PostError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Header { field, why } => sentence!(words::HEADER, *field, why.clone()),
            Self::Address { address, why } => sentence!(words::NOT_AN_ADDRESS, address, why.clone()),
            Self::TooLarge { part, bytes, limit } => sentence!(words::TOO_LARGE, *part, *bytes, *limit),
            Self::Settings { key, why } => sentence!(words::SETTING, *key, why.clone()),
            Self::Machine(why) => sentence!(words::MACHINE, why),
        }
        .say(voice)
    }
}

impl fmt::Display for PostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}
