//! The way letters leave, as the configuration says it.

use std::fs;

use crate::config::{self, Config, Smtp};
use crate::post::{FilePost, Login, PlainLogin, Post, Secret, Security, SmtpPost, SmtpSettings};

/// Why no way out could be made of the configuration.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The password.
    #[error(transparent)]
    Password(#[from] config::SecretError),
    /// The office's own certificates.
    #[error("{path}: {source}; mend `[post.smtp] ca_file`")]
    Certificates {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A name without its password.
    #[error("`[post.smtp] username` is set but no password; set `password_file` or `password_env`")]
    NoPassword,
    /// `smtp` without its table.
    #[error("`[post] transport` is \"smtp\" but there is no [post.smtp]; add it")]
    NoServer,
    /// A rehearsed clock with a real server.
    #[error(
        "PACTWATCH_NOW is set, and {0} is not this machine: letters of a made-up day must not reach people; unset it"
    )]
    MadeUpDay(String),
    /// The mail door refuses the settings.
    #[error(transparent)]
    Post(#[from] crate::post::PostError),
}

/// Whether the clock was set from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The real one.
    Real,
    /// Made up, for rehearsing and tests.
    MadeUp,
}

/// As many connections as configured; one where letters are files.
pub fn posts(config: &Config, day: Day) -> Result<Vec<Box<dyn Post>>, TransportError> {
    match config.post.transport {
        config::Transport::File => Ok(vec![Box::new(FilePost::new(config.post.directory.clone()))]),
        config::Transport::Smtp => {
            let smtp = config.post.smtp.as_ref().ok_or(TransportError::NoServer)?;
            if day == Day::MadeUp && !smtp.is_loopback() {
                return Err(TransportError::MadeUpDay(smtp.host.value.clone()));
            }
            let connections = usize::from(smtp.connections.max(1));
            (0..connections).map(|_| Ok(Box::new(SmtpPost::new(settings(smtp)?)?) as Box<dyn Post>)).collect()
        }
    }
}

fn settings(smtp: &Smtp) -> Result<SmtpSettings, TransportError> {
    let login = match &smtp.username {
        None => None,
        Some(username) => {
            let password = smtp.password.read()?.ok_or(TransportError::NoPassword)?;
            Some(Login { username: username.clone(), password: Secret::new(password.reveal()) })
        }
    };
    let read = |path: &std::path::PathBuf| {
        fs::read(path).map_err(|source| TransportError::Certificates { path: path.display().to_string(), source })
    };
    let security = match smtp.security {
        config::Security::StartTls => Security::StartTls,
        config::Security::Tls => Security::Tls,
        config::Security::None => Security::None,
    };
    let mut settings = SmtpSettings::new(smtp.host.value.clone(), smtp.port, security);
    settings.login = login;
    settings.ca_pem = smtp.ca_file.as_ref().map(read).transpose()?;
    // A plain line to another machine has passed the configuration only with `insecure = true`.
    settings.plain_login = if security == Security::None { PlainLogin::Allowed } else { PlainLogin::Refused };
    Ok(settings)
}
