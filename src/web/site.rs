//! What all requests share: the address, the workers, `web.db`, and how codes leave.

use std::net::IpAddr;
use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio_rustls::TlsAcceptor;

use super::accept::{Peer, may_listen};
use super::address::Address;
use super::login::mail;
use super::workers::Workers;
use super::{Manner, Setup, WebError};
use crate::desk::open::configuration;
use crate::store::{Store, WebDb};

/// Whether a peer speaks for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proxy {
    /// It does: it is named in `[web] proxy`, or it came by the socket.
    Yes,
    /// It speaks for itself.
    No,
}

/// The page as a whole.
pub(crate) struct Site {
    pub(crate) address: Address,
    pub(crate) manner: Manner,
    pub(crate) workers: Workers,
    pub(crate) tls: Option<TlsAcceptor>,
    pub(crate) proxies: Vec<IpAddr>,
    web: Mutex<WebDb>,
    codes: SyncSender<mail::Asked>,
}

/// Reading threads: as many as processors, within these.
const READERS: (usize, usize) = (2, 4);
/// The access log keeps so many days.
const LOG_DAYS: i64 = 366;

impl Site {
    /// Opens `web.db` and starts the readers. The register is opened once for writing first: an older one is brought to
    /// this program's version.
    pub(crate) fn open(setup: &Setup, address: Address) -> Result<Self, WebError> {
        may_listen(setup)?;
        let config = configuration(&setup.config)?;
        drop(Store::open(&config.store.path)?);
        let web = WebDb::open(&WebDb::beside(&config.store.path))?;
        let readers = std::thread::available_parallelism().map_or(READERS.0, usize::from).clamp(READERS.0, READERS.1);
        let shown = address.to_string();
        let workers =
            Workers::start(readers, &setup.config).and_then(|workers| Ok((workers, mail::start(&setup.config)?)));
        let (workers, codes) = workers.map_err(|source| WebError::Listen { listen: shown, source })?;
        Ok(Self { address, manner: setup.manner, workers, tls: None, proxies: Vec::new(), web: Mutex::new(web), codes })
    }

    /// `web.db`, for one request at a time.
    pub(crate) fn web(&self) -> MutexGuard<'_, WebDb> {
        self.web.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has a code sent; where too many wait, this one is not, and a later one can be asked for.
    pub(crate) fn send_code(&self, asked: mail::Asked) {
        if self.codes.try_send(asked).is_err() {
            tracing::warn!("a login code was not sent: too many wait for the mail server");
        }
    }

    /// Lets go of what has run out.
    pub(crate) fn forget(&self, now: DateTime<Utc>) {
        if let Err(error) = self.web().forget(now, now - TimeDelta::days(LOG_DAYS)) {
            tracing::warn!("{error}");
        }
    }

    /// Whether the peer speaks for others.
    pub(crate) fn proxy(&self, peer: Peer) -> Proxy {
        match peer {
            Peer::Socket => Proxy::Yes,
            Peer::Machine(machine) if self.proxies.contains(&machine) => Proxy::Yes,
            Peer::Machine(_) => Proxy::No,
        }
    }

    /// The path of a route below the page's address.
    pub(crate) fn path(&self, route: &str) -> String {
        format!("{}{route}", self.address.path())
    }
}
