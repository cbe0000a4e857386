//! From a name to a line over which letters may go: connect, greet, secure, log in.
//!
//! The invariant: on a line for which TLS is asked, nothing but EHLO and STARTTLS is ever said in the clear, and nothing
//! heard in the clear is believed afterwards.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout};
use tokio_rustls::rustls::ClientConfig;

use super::super::{Trouble, TroubleKind};
use super::line::Line;
use super::login::{Mechanism, log_in};
use super::reply::Reply;
use super::settings::{Security, SmtpSettings, Timeouts};
use crate::message::answer::kept;

/// Addresses tried for one name.
const MAX_ADDRESSES: usize = 6;

/// A line on which letters may be sent.
pub(super) struct Session {
    pub(super) line: Line,
    pub(super) offer: Offer,
    pub(super) health: Health,
    pub(super) timeouts: Timeouts,
}

/// Whether the next letter may use the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Health {
    Good,
    Spent,
}

/// What the server's EHLO reply offers, as far as it matters here.
#[derive(Clone, Debug, Default)]
pub(super) struct Offer {
    starttls: bool,
    pub(super) size: bool,
    pub(super) mechanisms: Vec<Mechanism>,
    /// Whether it lets programs in by a token.
    pub(super) tokens: bool,
}

impl Offer {
    /// Keywords in any case; `AUTH=PLAIN` is what some old servers say besides.
    fn read(reply: &Reply) -> Self {
        let mut offer = Self::default();
        for line in reply.lines.iter().skip(1) {
            let line = line.to_ascii_uppercase().replace("AUTH=", "AUTH ");
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("STARTTLS") => offer.starttls = true,
                Some("SIZE") => offer.size = true,
                Some("AUTH") => {
                    for word in words {
                        offer.mechanisms.extend(Mechanism::named(word));
                        offer.tokens |= matches!(word, "XOAUTH2" | "OAUTHBEARER");
                    }
                }
                _ => {}
            }
        }
        offer
    }
}

impl Session {
    /// Goes all the way to where MAIL may be said.
    pub(super) async fn open(settings: &SmtpSettings, tls: Option<&Arc<ClientConfig>>) -> Result<Self, Trouble> {
        let mut line = Line::new(connect(settings).await?)?;
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
fn own_name(line: &Line) -> String {
    match line.local_addr().map(|address| address.ip().to_canonical()) {
        Ok(IpAddr::V4(ip)) => format!("[{ip}]"),
        Ok(IpAddr::V6(ip)) => format!("[IPv6:{ip}]"),
        Err(_) => "[127.0.0.1]".to_owned(),
    }
}

async fn greet(line: &mut Line, until: Instant) -> Result<(), Trouble> {
    match line.reply(until).await {
        Ok(reply) if reply.code == 220 => Ok(()),
        Ok(reply) => Err(Trouble::new(TroubleKind::Greeting, format!("it greets with {}", reply.text()))),
        Err(trouble) if trouble.what == TroubleKind::Protocol => {
            Err(Trouble::new(TroubleKind::Greeting, format!("{} ({})", kept::NO_MAIL_SERVER.kept(), trouble.detail)))
        }
        Err(trouble) => Err(trouble),
    }
}

async fn hello(line: &mut Line, name: &str, until: Instant) -> Result<Offer, Trouble> {
    let reply = line.ask(&format!("EHLO {name}"), until).await?;
    match reply.code {
        250 => Ok(Offer::read(&reply)),
        // A server that knows no EHLO (RFC 5321 §3.2) offers nothing.
        500..=504 => {
            let reply = line.ask(&format!("HELO {name}"), until).await?;
            if reply.code == 250 { Ok(Offer::default()) } else { Err(reply.trouble(TroubleKind::Protocol, "HELO")) }
        }
        _ => Err(reply.trouble(TroubleKind::Protocol, "EHLO")),
    }
}

async fn start_tls(
    mut line: Line,
    offer: &Offer,
    tls: &Arc<ClientConfig>,
    host: &str,
    until: Instant,
) -> Result<Line, Trouble> {
    if !offer.starttls {
        return Err(Trouble::new(TroubleKind::NotOffered, kept::NO_STARTTLS.kept()));
    }
    let reply = line.ask("STARTTLS", until).await?;
    if reply.code != 220 {
        return Err(reply.trouble(TroubleKind::Tls, "STARTTLS"));
    }
    line.secure(tls, host, until).await
}

/// The first address that answers; all of them share the time.
pub(super) async fn connect(settings: &SmtpSettings) -> Result<TcpStream, Trouble> {
    let place = settings.place();
    let until = Instant::now() + settings.timeouts.connect;
    let late = || Trouble::new(TroubleKind::Timeout, format!("{place} did not answer"));
    let unreachable = |why: String| Trouble::new(TroubleKind::Unreachable, format!("{place}: {why}"));

    let target = (settings.bare_host(), settings.port);
    let found = timeout(settings.timeouts.connect, lookup_host(target)).await.map_err(|_| late())?;
    let addresses: Vec<_> = found.map_err(|error| unreachable(error.to_string()))?.take(MAX_ADDRESSES).collect();
    let mut last = unreachable(kept::NAME_WITHOUT_ADDRESS.kept().to_owned());
    for (nth, address) in addresses.iter().enumerate() {
        let left = u32::try_from(addresses.len() - nth).unwrap_or(1);
        let share: Duration = until.saturating_duration_since(Instant::now()) / left;
        last = match timeout(share, TcpStream::connect(address)).await {
            Ok(Ok(tcp)) => return Ok(tcp),
            Ok(Err(error)) => unreachable(error.to_string()),
            Err(_) => late(),
        };
    }
    Err(last)
}
