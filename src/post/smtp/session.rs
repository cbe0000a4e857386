//! From a name to a line over which letters may go: connect, greet, secure, log in.
//!
//! The invariant: on a line for which TLS is asked, nothing but EHLO and STARTTLS is ever said in the clear, and nothing
//! heard in the clear is believed afterwards.

use std::fmt::Display;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
#[expect(deprecated, reason = "the only way lettre leaves to set TCP_NODELAY and bounds on a line with TLS")]
use lettre::transport::smtp::client::AsyncNetworkStream;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Auth, Ehlo, Quit, Starttls};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout};

use super::super::{Trouble, TroubleKind};
use super::reply::{Reply, trouble};
use super::settings::{Login, Security, SmtpSettings};
use super::wire::{Gulp, Nobody, Wire};

/// No honest reply is longer; 64 KiB of greeting end here.
pub(super) const REPLY_BYTES: usize = 16 * 1024;
/// Certificate chains are longer than replies.
const HANDSHAKE_BYTES: usize = 128 * 1024;
/// Addresses tried for one name.
const MAX_ADDRESSES: usize = 6;
/// LOGIN asks twice.
const MAX_CHALLENGES: usize = 3;

/// A line on which letters may be sent.
pub(super) struct Session {
    pub(super) connection: AsyncSmtpConnection,
    pub(super) wire: Wire,
    pub(super) offer: Offer,
    pub(super) health: Health,
    timeouts: super::settings::Timeouts,
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
    mechanisms: Vec<Mechanism>,
    pub(super) size: Option<usize>,
}

impl Offer {
    /// Keywords in any case; `AUTH=PLAIN` is what some old servers say besides.
    fn read(reply: &Reply) -> Self {
        let mut offer = Self::default();
        for line in reply.lines().skip(1) {
            let line = line.to_ascii_uppercase().replace("AUTH=", "AUTH ");
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("STARTTLS") => offer.starttls = true,
                Some("SIZE") => offer.size = words.next().and_then(|n| n.parse().ok()).or(Some(0)),
                Some("AUTH") => offer.mechanisms.extend(words.filter_map(|word| match word {
                    "PLAIN" => Some(Mechanism::Plain),
                    "LOGIN" => Some(Mechanism::Login),
                    _ => None,
                })),
                _ => {}
            }
        }
        offer
    }
}

impl Session {
    /// Goes all the way to where MAIL may be said.
    pub(super) async fn open(settings: &SmtpSettings, tls: Option<&TlsParameters>) -> Result<Self, Trouble> {
        let tcp = connect(settings).await?;
        let wire = Wire::new(tcp).map_err(|error| Trouble::new(TroubleKind::Unreachable, error.to_string()))?;
        let until = Instant::now() + settings.timeouts.opening;
        let hello = settings.hello.clone().map_or_else(ClientId::default, ClientId::Domain);

        let connection = AsyncSmtpConnection::connect_with_transport(Box::new(Nobody(b"220 -\r\n250 -\r\n")), &hello)
            .await
            .map_err(|error| Trouble::new(TroubleKind::Protocol, error.to_string()))?;
        let timeouts = settings.timeouts;
        let mut session = Self { connection, wire, offer: Offer::default(), health: Health::Good, timeouts };

        match (settings.security, tls) {
            (Security::Tls, Some(tls)) => session.secure(tls, until).await?,
            _ => session.speak_plain(),
        }
        session.greet(until).await?;
        session.hello(&hello, until).await?;
        if let (Security::StartTls, Some(tls)) = (settings.security, tls) {
            session.start_tls(tls, until).await?;
            session.hello(&hello, until).await?;
        }
        if let Some(login) = &settings.login {
            session.log_in(login, until).await?;
        }
        Ok(session)
    }

    /// Says goodbye; whether it is heard no longer matters.
    pub(super) async fn quit(mut self) {
        let until = Instant::now() + self.timeouts.goodbye;
        self.ask(Quit, until).await.ok();
    }

    /// One command, one reply.
    pub(super) async fn ask(&mut self, command: impl Display, until: Instant) -> Result<Reply, Trouble> {
        self.wire.allow(until, REPLY_BYTES);
        let heard = self.connection.command(command).await;
        Reply::hear(heard, &self.wire)
    }

    #[expect(deprecated, reason = "see the import")]
    fn speak_plain(&mut self) {
        self.connection.set_stream(AsyncNetworkStream::use_existing_tokio1(Box::new(self.wire.clone())));
    }

    /// The handshake. `lettre`'s buffer goes with the plain stream: what came before TLS is not read after it.
    #[expect(deprecated, reason = "see the import")]
    async fn secure(&mut self, tls: &TlsParameters, until: Instant) -> Result<(), Trouble> {
        self.wire.allow(until, HANDSHAKE_BYTES);
        let mut stream = AsyncNetworkStream::use_existing_tokio1(Box::new(self.wire.clone()));
        stream.upgrade_tls(tls.clone()).await.map_err(|error| match self.wire.broke() {
            Some(TroubleKind::Timeout) => trouble(&error, &self.wire),
            _ => Trouble::new(
                TroubleKind::Tls,
                format!("{error}; check host, port and the authority that signed its certificate (ca_file)"),
            ),
        })?;
        self.connection.set_stream(stream);
        Ok(())
    }

    async fn greet(&mut self, until: Instant) -> Result<(), Trouble> {
        self.wire.allow(until, REPLY_BYTES);
        let heard = self.connection.read_response().await;
        match Reply::hear(heard, &self.wire) {
            Ok(reply) if reply.code == 220 => Ok(()),
            Ok(reply) => Err(Trouble::new(TroubleKind::Greeting, format!("it greets with {}", reply.text()))),
            Err(trouble) if trouble.what == TroubleKind::Protocol => Err(Trouble::new(
                TroubleKind::Greeting,
                format!("it greets like no mail server ({}); check host and port", trouble.detail),
            )),
            Err(trouble) => Err(trouble),
        }
    }

    async fn hello(&mut self, hello: &ClientId, until: Instant) -> Result<(), Trouble> {
        let reply = self.ask(Ehlo::new(hello.clone()), until).await?;
        if reply.code != 250 {
            return Err(reply.trouble(TroubleKind::Protocol, "EHLO"));
        }
        self.offer = Offer::read(&reply);
        Ok(())
    }

    async fn start_tls(&mut self, tls: &TlsParameters, until: Instant) -> Result<(), Trouble> {
        if !self.offer.starttls {
            return Err(Trouble::new(
                TroubleKind::NotOffered,
                "it offers no STARTTLS; nothing was sent in the clear. Use the port that does (587), or security = \"tls\" (465)",
            ));
        }
        // Byte by byte: whatever was slipped in behind the reply stays on the line and spoils the handshake.
        self.wire.gulp(Gulp::Sip);
        let reply = self.ask(Starttls, until).await?;
        self.wire.gulp(Gulp::Full);
        if reply.code != 220 {
            return Err(reply.trouble(TroubleKind::Tls, "STARTTLS"));
        }
        self.secure(tls, until).await
    }

    async fn log_in(&mut self, login: &Login, until: Instant) -> Result<(), Trouble> {
        let best = [Mechanism::Plain, Mechanism::Login].into_iter().find(|m| self.offer.mechanisms.contains(m));
        let Some(mechanism) = best else {
            return Err(Trouble::new(
                TroubleKind::NotOffered,
                "it offers no login by PLAIN or LOGIN; use the submission port (587 or 465), or leave username out",
            ));
        };
        let puzzled = |_| Trouble::new(TroubleKind::Protocol, "the login's challenge cannot be understood");
        let credentials = credentials(login);
        let mut command = Auth::new(mechanism, credentials.clone(), None).map_err(puzzled)?;
        for _ in 0..=MAX_CHALLENGES {
            self.wire.allow(until, REPLY_BYTES);
            let heard = self.connection.command(command).await;
            match heard {
                Ok(response) if response.has_code(334) => {
                    command = Auth::new_from_response(mechanism, credentials.clone(), &response).map_err(puzzled)?;
                }
                heard => return judge_login(&Reply::hear(heard, &self.wire)?, &login.username),
            }
        }
        Err(Trouble::new(TroubleKind::Protocol, "the login does not end"))
    }
}

pub(super) fn credentials(login: &Login) -> Credentials {
    Credentials::new(login.username.clone(), login.password.reveal().to_owned())
}

fn judge_login(reply: &Reply, username: &str) -> Result<(), Trouble> {
    let who = format!("the login as {username}");
    match reply.code {
        235 => Ok(()),
        400..500 => Err(reply.trouble(TroubleKind::LoginLater, &who)),
        500.. => Err(reply.trouble(TroubleKind::Login, &who)),
        _ => Err(reply.trouble(TroubleKind::Protocol, &who)),
    }
}

/// The first address that answers; all of them share the time.
async fn connect(settings: &SmtpSettings) -> Result<TcpStream, Trouble> {
    let place = settings.place();
    let host = settings.host.trim_matches(['[', ']']);
    let until = Instant::now() + settings.timeouts.connect;
    let late = || Trouble::new(TroubleKind::Timeout, format!("{place} did not answer"));
    let unreachable = |why: String| Trouble::new(TroubleKind::Unreachable, format!("{place}: {why}"));

    let found = timeout(settings.timeouts.connect, lookup_host((host, settings.port))).await.map_err(|_| late())?;
    let found = found.map_err(|error| unreachable(error.to_string()))?;
    let addresses: Vec<_> = found.take(MAX_ADDRESSES).collect();
    let mut last = unreachable("the name has no address".to_owned());
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
