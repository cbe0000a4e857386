//! What all requests share: the address, the workers, `web.db`, and how codes leave.

use std::net::IpAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::DateTime;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use super::address::Address;
use super::answer::Trouble;
use super::board_keeper::BoardKeeper;
use super::login::mail;
use super::page_cache::PageCache;
use super::peer::{Peer, Proxy};
use super::secret::random;
use super::tls::acceptor;
use super::uploads::Uploads;
use super::workers::Workers;
use super::writer::Writer;
use super::{Manner, Setup, WebError};
use crate::clock::earlier_by;
use crate::config::Listen;
use crate::desk::Desk;
use crate::desk::open::{clock, configuration};
use crate::lifecycle::span::Span;
use crate::store::{Store, WebDb};

/// The page as a whole.
pub(crate) struct Site {
    pub(crate) address: Address,
    pub(crate) manner: Manner,
    pub(crate) workers: Workers,
    /// Where something is recorded.
    pub(crate) writer: Writer,
    /// Lists that wait for a yes.
    pub(crate) uploads: Uploads,
    folder: PathBuf,
    /// One form with a file is read at a time.
    pub(crate) bodies: Arc<Semaphore>,
    pub(crate) tls: Option<TlsAcceptor>,
    pub(crate) proxies: Vec<IpAddr>,
    /// How long the log of logins and exports is kept.
    access_log: Span,
    web: Mutex<WebDb>,
    codes: SyncSender<mail::CodeRequest>,
    pub(crate) kept: PageCache,
    /// Where no daemon keeps the lists' board in step.
    _keeper: Option<BoardKeeper>,
    demo: Mutex<Option<String>>,
}

/// Reading threads: as many as processors, within these.
const READERS: (usize, usize) = (2, 4);

impl Site {
    /// Opens `web.db` and starts the readers. The register is opened once for writing first: an older one is brought to
    /// this program's version.
    pub(crate) fn open(setup: &Setup, address: Address) -> Result<Self, WebError> {
        may_listen(setup)?;
        let config = configuration(&setup.config)?;
        drop(Store::open_on(&config.store.path, clock(&config)?.today())?);
        let web = WebDb::open(&WebDb::beside(&config.store.path))?;
        let readers = std::thread::available_parallelism().map_or(READERS.0, usize::from).clamp(READERS.0, READERS.1);
        let tls = setup.tls.as_ref().map(acceptor).transpose()?;
        let shown = address.to_string();
        let folder = config.store.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_path_buf();
        let workers =
            Workers::start(readers, &setup.config).and_then(|workers| Ok((workers, mail::start(&setup.config)?)));
        let keeper = match setup.manner {
            Manner::Daemon => Ok(None),
            _ => BoardKeeper::start(&setup.config).map(Some),
        };
        let listen = |source| WebError::Listen { listen: shown.clone(), source };
        let ((workers, codes), keeper) = (workers.map_err(listen)?, keeper.map_err(listen)?);
        Ok(Self {
            address,
            manner: setup.manner,
            workers,
            writer: Writer::new(&setup.config),
            uploads: Uploads::new(&folder),
            folder,
            bodies: Arc::new(Semaphore::new(1)),
            tls,
            proxies: setup.proxy.clone(),
            access_log: setup.access_log,
            web: Mutex::new(web),
            codes,
            kept: PageCache::default(),
            _keeper: keeper,
            demo: Mutex::new((setup.manner == Manner::Demo).then(random).transpose()?),
        })
    }

    /// `web.db`, for one request at a time.
    pub(crate) fn web(&self) -> MutexGuard<'_, WebDb> {
        self.web.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The secret of the demonstration's address, until it is spent.
    pub(crate) fn demo_secret(&self) -> Option<String> {
        self.demo.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Another secret in its place: who leaves the demonstration comes back by it.
    pub(crate) fn new_demo_secret(&self) -> Result<String, Trouble> {
        let secret = random()?;
        *self.demo.lock().unwrap_or_else(PoisonError::into_inner) = Some(secret.clone());
        Ok(secret)
    }

    /// The address has opened once.
    pub(crate) fn spend_demo_secret(&self) {
        *self.demo.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether one may become somebody else here.
    pub(crate) fn is_demo(&self) -> bool {
        self.manner == Manner::Demo
    }

    /// Has a code sent; where too many wait, this one is not, and a later one can be asked for.
    pub(crate) fn send_code(&self, asked: mail::CodeRequest) {
        if self.codes.try_send(asked).is_err() {
            tracing::warn!("a login code was not sent: too many wait for the mail server");
        }
    }

    /// Lets go of what has run out.
    pub(crate) fn keep(&self, desk: &Desk) {
        let now = desk.clock.now();
        let before = earlier_by(self.access_log, now).unwrap_or(DateTime::UNIX_EPOCH);
        if let Err(error) = self.web().forget(now, before) {
            tracing::warn!("{error}");
        }
        self.uploads.forget(now);
    }

    /// Whether the peer speaks for others.
    pub(crate) fn proxy(&self, peer: Peer) -> Proxy {
        match peer {
            Peer::Socket => Proxy::Yes,
            Peer::Machine(machine) if self.proxies.contains(&machine) => Proxy::Yes,
            Peer::Machine(_) => Proxy::No,
        }
    }

    /// A folder for a file that is made and sent at once; gone with the value.
    pub(crate) fn scratch(&self) -> Result<Scratch, Trouble> {
        let path = self.folder.join(format!(".page-{}", &random()?[..16]));
        std::fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Scratch(path))
    }

    /// The path of a route below the page's address.
    pub(crate) fn path(&self, route: &str) -> String {
        format!("{}{route}", self.address.path())
    }
}

/// Whether the page may be served there: alone, to this machine only.
fn may_listen(setup: &Setup) -> Result<(), WebError> {
    match &setup.listen {
        Listen::Tcp(address) if setup.manner != Manner::Daemon && !address.ip().is_loopback() => {
            Err(WebError::NotLoopback(address.to_string()))
        }
        _ => Ok(()),
    }
}

/// A folder that is gone with this value.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!("{}: {error}", self.0.display());
        }
    }
}
