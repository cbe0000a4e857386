//! From a host name to a connection over which letters may go: connect, greet, secure, log in.
//!
//! The invariant: where TLS is required, only EHLO and STARTTLS are ever sent in the clear, and nothing received in the
//! clear is used afterwards.

use std::net::IpAddr;
use std::sync::Arc;

use tokio::time::Instant;
use tokio_rustls::rustls::ClientConfig;

use super::super::{MailTrouble, TroubleKind};
use super::connect::connect;
use super::connection::Connection;
use super::extensions::ServerExtensions;
use super::login::log_in;
use super::settings::{Security, SmtpSettings, Timeouts};
use crate::message::answer::stored_reasons;

/// A line on which letters may be sent.
pub(super) struct SmtpSession {
    pub(super) line: Connection,
    pub(super) offer: ServerExtensions,
    pub(super) health: Health,
    pub(super) timeouts: Timeouts,
}

/// Whether the next letter may use the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Health {
    Good,
    Spent,
}

impl SmtpSession {
    /// Goes all the way to where MAIL may be said.
    pub(super) async fn open(settings: &SmtpSettings, tls: Option<&Arc<ClientConfig>>) -> Result<Self, MailTrouble> {
        let mut line = Connection::new(connect(settings).await?)?;
        let until = Instant::now() + settings.timeouts.opening;
        let host = settings.bare_host();
        if let (Security::Tls, Some(tls)) = (settings.security, tls) {
            line = line.secure(tls, host, until).await?;
        }
        greet(&mut line, until).await?;
        let name = settings.hello.clone().unwrap_or_else(|| own_name(&line));
        let mut offer = hello(&mut line, &name, until).await?;
        if let (Security::StartTls, Some(tls)) = (settings.security, tls) {
            line = start_tls(line, &offer, tls, host, until).await?;
            offer = hello(&mut line, &name, until).await?;
        }
        if let Some(login) = &settings.login {
            log_in(&mut line, &offer, login, until).await?;
        }
        Ok(Self { line, offer, health: Health::Good, timeouts: settings.timeouts })
    }

    /// Says goodbye; whether it is heard no longer matters.
    pub(super) async fn quit(mut self) {
        let until = Instant::now() + self.timeouts.goodbye;
        self.line.ask("QUIT", until).await.ok();
    }
}

/// Our address in brackets, as RFC 5321 §4.1.3 has it for machines whose name means nothing outside.
fn own_name(line: &Connection) -> String {
    match line.local_addr().map(|address| address.ip().to_canonical()) {
        Ok(IpAddr::V4(ip)) => format!("[{ip}]"),
        Ok(IpAddr::V6(ip)) => format!("[IPv6:{ip}]"),
        Err(_) => "[127.0.0.1]".to_owned(),
    }
}

async fn greet(line: &mut Connection, until: Instant) -> Result<(), MailTrouble> {
    match line.reply(until).await {
        Ok(reply) if reply.code == 220 => Ok(()),
        Ok(reply) => Err(MailTrouble::new(TroubleKind::Greeting, format!("it greets with {}", reply.text()))),
        Err(trouble) if trouble.what == TroubleKind::Protocol => Err(MailTrouble::new(
            TroubleKind::Greeting,
            format!("{} ({})", stored_reasons::NO_MAIL_SERVER.stored_text(), trouble.detail),
        )),
        Err(trouble) => Err(trouble),
    }
}

async fn hello(line: &mut Connection, name: &str, until: Instant) -> Result<ServerExtensions, MailTrouble> {
    let reply = line.ask(&format!("EHLO {name}"), until).await?;
    match reply.code {
        250 => Ok(ServerExtensions::read(&reply)),
        // A server that knows no EHLO (RFC 5321 §3.2) offers nothing.
        500..=504 => {
            let reply = line.ask(&format!("HELO {name}"), until).await?;
            if reply.code == 250 {
                Ok(ServerExtensions::default())
            } else {
                Err(reply.trouble(TroubleKind::Protocol, "HELO"))
            }
        }
        _ => Err(reply.trouble(TroubleKind::Protocol, "EHLO")),
    }
}

async fn start_tls(
    mut line: Connection,
    offer: &ServerExtensions,
    tls: &Arc<ClientConfig>,
    host: &str,
    until: Instant,
) -> Result<Connection, MailTrouble> {
    if !offer.starttls {
        return Err(MailTrouble::new(TroubleKind::NotOffered, stored_reasons::NO_STARTTLS.stored_text()));
    }
    let reply = line.ask("STARTTLS", until).await?;
    if reply.code != 220 {
        return Err(reply.trouble(TroubleKind::Tls, "STARTTLS"));
    }
    line.secure(tls, host, until).await
}
