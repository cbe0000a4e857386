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
mod cookie;
mod guard;
mod headers;
mod login;
mod pages;
mod routes;
mod secret;
mod session;
mod site;
mod visit;
mod workers;

use std::path::PathBuf;
use std::sync::Arc;

pub use accept::Listen;
pub use address::{Address, AddressError};
pub use login::printed_code;

use site::Site;

/// Which of the page's faces is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Beside the daemon: codes go by mail.
    Daemon,
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
    /// Beside what it runs.
    pub manner: Manner,
}

/// Why the page cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The office cannot be opened.
    #[error(transparent)]
    Desk(#[from] crate::desk::DeskError),
    /// `web.db` or the register.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// The address is taken, or is not this machine's.
    #[error("the page cannot listen on {listen}: {source}; choose another `[web] listen`, or end who uses it")]
    Listen {
        /// The address.
        listen: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The page alone serves this machine alone.
    #[error("{0} is not this machine; `serve` listens on 127.0.0.1 alone, `run` serves other machines")]
    NotLoopback(String),
    /// No contact of that name.
    #[error("there is no contact `{0}` in config.toml; write the id of a table [contacts.ID]")]
    UnknownContact(String),
    /// The machine gives no random numbers.
    #[error("the machine gives no random numbers: {0}")]
    Random(String),
    /// A template.
    #[error(transparent)]
    Template(#[from] crate::message::MessageError),
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

    /// Waits until the page ends.
    pub fn wait(self) {
        let _ = self.thread.join();
    }
}

/// Begins to serve the page on a thread of its own.
pub fn start(setup: Setup) -> Result<Running, WebError> {
    crate::message::page::check()?;
    let listener = accept::bind(&setup.listen)?;
    let address = match &setup.address {
        Some(address) => address.clone(),
        None => Address::of_listener(&listener.shown),
    };
    let site = Arc::new(Site::open(&setup, address)?);
    let shown = site.address.to_string();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let builder = std::thread::Builder::new().name("web".to_owned());
    let spawned = builder.spawn(move || accept::run(listener, &site, stopped));
    let thread = spawned.map_err(|source| WebError::Listen { listen: shown.clone(), source })?;
    Ok(Running { address: shown, stop, thread })
}
