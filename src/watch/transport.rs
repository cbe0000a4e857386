//! The way letters leave, as the configuration says it.

use std::fs;

use super::deliver::MailRoute;
use crate::config::{self, Config, Smtp};
use crate::message::answer::watch as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};
use crate::post::{FilePost, Login, Password, PlainLogin, Post, Security, SmtpPost, SmtpSettings, UnavailablePost};
use std::fmt;

/// Why no way out could be made of the configuration.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    Password(#[from] config::SecretError),
    /// The office's own certificates.
    Certificates {
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A name without its password.
    NoPassword,
    /// `smtp` without its table.
    NoServer,
    /// A rehearsed clock with a real server.
    MadeUpDay(String),
    /// The mail door refuses the settings.
    Post(#[from] crate::post::PostError),
}

impl Say for TransportError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Password(error) => error.say(voice),
            Self::Certificates { path, source } => {
                sentence!(words::CERTIFICATES, path, Sentence::quoted(source)).say(voice)
            }
            Self::NoPassword => sentence!(words::NO_PASSWORD).say(voice),
            Self::NoServer => sentence!(words::NO_SERVER).say(voice),
            Self::MadeUpDay(host) => sentence!(words::MADE_UP_DAY, host).say(voice),
            Self::Post(error) => error.say(voice),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// Whether the clock was set from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockSource {
    Real,
    /// Made up, for rehearsing and tests.
    MadeUp,
}

/// The way of that configuration: as many connections as it says, one where letters are files. Where the password or a
/// certificate cannot be read, it is closed until it can: everything else goes on, and letters wait.
pub fn way(config: &Config, day: ClockSource) -> Result<MailRoute, TransportError> {
    match config.post.transport {
        config::Transport::File => {
            let directory = config.post.directory.clone();
            let settings = format!("file {}", directory.display());
            Ok(MailRoute { posts: vec![Box::new(FilePost::new(directory))], settings })
        }
        config::Transport::Smtp => {
            let smtp = config.post.smtp.as_ref().ok_or(TransportError::NoServer)?;
            if day == ClockSource::MadeUp && !smtp.is_loopback() {
                return Err(TransportError::MadeUpDay(smtp.host.value.clone()));
            }
            let settings = match settings(smtp) {
                Ok(settings) => settings,
                Err(error) => {
                    let closed = UnavailablePost::new(error.to_string());
                    return Ok(MailRoute { posts: vec![Box::new(closed)], settings: "closed".to_owned() });
                }
            };
            let one = || Ok(Box::new(SmtpPost::new(settings.clone())?) as Box<dyn Post>);
            let posts: Result<_, TransportError> = (0..smtp.connections.max(1)).map(|_| one()).collect();
            Ok(MailRoute { posts: posts?, settings: fingerprint(&settings) })
        }
    }
}

/// What identifies these settings. Of the password there are sixteen bits in it: enough to notice that it changed,
/// and too few for anyone who reads the register to find it by.
fn fingerprint(settings: &SmtpSettings) -> String {
    let SmtpSettings { host, port, security, hello, login, .. } = settings;
    let (user, password) = match login {
        Some(login) => (login.username.as_str(), login.password.mark(host)),
        None => ("", 0),
    };
    let hello = hello.as_deref().unwrap_or_default();
    let ca = settings.ca_pem.as_ref().map_or(0, |pem| Password::new(String::from_utf8_lossy(pem)).mark(host));
    format!("{host} {port} {security:?} {user} {password:04x} {hello} {ca:04x}")
}

fn settings(smtp: &Smtp) -> Result<SmtpSettings, TransportError> {
    let login = match &smtp.username {
        None => None,
        Some(username) => {
            let password = smtp.password.read()?.ok_or(TransportError::NoPassword)?;
            Some(Login { username: username.clone(), password: Password::new(password.reveal()) })
        }
    };
    let read = |path: &std::path::PathBuf| {
        fs::read(path).map_err(|source| TransportError::Certificates { path: path.display().to_string(), source })
    };
    let security = match smtp.security {
        config::SmtpSecurity::StartTls => Security::StartTls,
        config::SmtpSecurity::Tls => Security::Tls,
        config::SmtpSecurity::None => Security::None,
    };
    let mut settings = SmtpSettings::new(smtp.host.value.clone(), smtp.port, security);
    settings.login = login;
    settings.hello.clone_from(&smtp.helo);
    settings.ca_pem = smtp.ca_file.as_ref().map(read).transpose()?;
    // A plain line to another machine has passed the configuration only with `insecure = true`.
    settings.plain_login = if security == Security::None { PlainLogin::Allowed } else { PlainLogin::Refused };
    Ok(settings)
}
