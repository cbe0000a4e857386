//! The page: the register in a browser, for people who have no shell.
//!
//! A face like `cli/`: it reads a request, asks `desk/`, and fills a template of `message/`; it decides nothing. The
//! async runtime stays in `accept.rs` and `routes.rs`; a request is answered by a plain function on a worker thread that
//! has its own reading connection ([`workers`]). Invariants: no GET changes anything in the register; nothing that
//! fails here stops a letter; of a restricted agreement nothing but reference and days leaves for who may not see it; no
//! secret stands in a log.

mod accept;
mod address;
mod answer;
mod assets;
mod board_keeper;
mod cookie;
mod door;
mod guard;
mod headers;
mod link_key;
mod login;
mod menu;
mod multipart;
mod nonce;
mod page_cache;
mod page_request;
mod page_supervisor;
mod pages;
mod peer;
mod routes;
mod secret;
mod session;
mod site;
mod tls;
mod uploads;
mod visit;
mod who;
mod workers;
mod writer;

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use address::{Address, AddressError};
pub(crate) use link_key::new_link_key;
pub(crate) use login::printed_code;
pub(crate) use page_supervisor::PageSupervisor;

use site::Site;

use crate::config::{Listen, Tls, WebTable};
use crate::lifecycle::span::Span;
use crate::message::answer::{desk, web};
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};

/// Which of the page's faces is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Beside the daemon: codes go by mail.
    Daemon,
    /// `demo --web`: the page alone, at an address with a secret that opens once.
    Demo,
    /// `serve`: the page alone; codes are printed by `pactwatch login`.
    Alone,
}

/// What the page needs to begin.
#[derive(Clone, Debug)]
pub struct Setup {
    /// `config.toml`; read again when it changes.
    pub config: PathBuf,
    /// Where it listens.
    pub listen: Listen,
    /// What people type; none where it is the address it listens on.
    pub address: Option<Address>,
    /// Its own certificate.
    pub tls: Option<Tls>,
    /// Whose X-Forwarded-For is believed.
    pub proxy: Vec<IpAddr>,
    /// How long the access log is kept.
    pub access_log: Span,
    /// Beside what it runs.
    pub manner: Manner,
}

impl Setup {
    /// The page that `[web]` describes.
    pub fn of(web: &WebTable, config: &Path, manner: Manner) -> Self {
        Self {
            config: config.to_path_buf(),
            listen: web.listen.value.clone(),
            // What config.toml takes for an address is one.
            address: web.address.to_string().parse().ok(),
            tls: web.tls.clone(),
            proxy: web.proxy.clone(),
            access_log: web.access_log,
            manner,
        }
    }
}

/// Why the page cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The office cannot be opened.
    Desk(#[from] crate::desk::DeskError),
    /// `web.db` or the register.
    Store(#[from] crate::store::StoreError),
    /// The address is taken, or is not this machine's.
    Listen {
        listen: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The certificate or its key.
    Tls {
        file: String,
        /// What is wrong with it.
        why: Sentence,
    },
    /// The page alone serves this machine alone.
    NotLoopback(String),
    /// The file with the keys of links.
    LinkKey(#[from] crate::config::LinkKeyError),
    /// There is no page, so letters bear no links.
    NoPage,
    /// No contact of that name.
    UnknownContact(String),
    /// The machine gives no random numbers.
    Random(String),
    Template(#[from] crate::message::MessageError),
}

impl Say for WebError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Desk(error) => error.say(voice),
            Self::Store(error) => error.say(voice),
            Self::Listen { listen, source } => sentence!(web::TAKEN, listen, Sentence::quoted(source)).say(voice),
            Self::Tls { file, why } => sentence!(web::BAD_TLS, file, why.clone()).say(voice),
            Self::NotLoopback(listen) => sentence!(web::NOT_LOOPBACK, listen).say(voice),
            Self::LinkKey(error) => error.say(voice),
            Self::NoPage => sentence!(web::NO_PAGE).say(voice),
            Self::UnknownContact(id) => desk::unknown_contact(voice, id),
            Self::Random(why) => sentence!(web::NO_RANDOM, why).say(voice),
            Self::Template(error) => error.say(voice),
        }
    }
}

/// For log lines.
impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// A page that is being served, until [`Running::stop`] or the end of the program.
#[derive(Debug)]
pub struct Running {
    /// What to type into a browser.
    pub address: String,
    stop: tokio::sync::watch::Sender<bool>,
    thread: std::thread::JoinHandle<()>,
}

impl Running {
    /// Takes no new connection, lets those under way end, and waits for that, some seconds at most.
    pub fn stop(self) {
        let _ = self.stop.send(true);
        self.wait();
    }

    /// Whether it has ended by itself.
    pub(crate) fn has_ended(&self) -> bool {
        self.thread.is_finished()
    }

    /// Waits until the page ends.
    pub fn wait(self) {
        let _ = self.thread.join();
    }
}

/// Begins to serve the page on a thread of its own.
pub fn start(setup: &Setup) -> Result<Running, WebError> {
    crate::message::page::check()?;
    let listener = accept::bind(&setup.listen)?;
    let address = match &setup.address {
        Some(address) => address.clone(),
        None => Address::of_listener(&listener.shown),
    };
    let site = Arc::new(Site::open(setup, address)?);
    let shown = match site.demo_secret() {
        Some(secret) => format!("{}/thu/{secret}", site.address),
        None => site.address.to_string(),
    };
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let builder = std::thread::Builder::new().name("web".to_owned());
    let spawned = builder.spawn(move || accept::run(listener, &site, stopped));
    let thread = spawned.map_err(|source| WebError::Listen { listen: shown.clone(), source })?;
    Ok(Running { address: shown, stop, thread })
}
