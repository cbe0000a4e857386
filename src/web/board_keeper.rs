//! Keeps the lists' board in step where the page is served alone: beside the daemon, that does.
//!
//! A page answers the same without it, only slower: more than a few stale rows are worked out on every request.

use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use crate::desk::Desk;
use crate::watch::board;

/// The keeper; it ends when this is dropped.
pub(crate) struct BoardKeeper {
    _stop: SyncSender<()>,
}

/// How long it rests.
const REST: Duration = Duration::from_secs(20);

impl BoardKeeper {
    /// Starts it, for the office of that configuration file.
    pub(crate) fn start(config: &Path) -> std::io::Result<Self> {
        let (stop, stopped) = sync_channel::<()>(1);
        let config = config.to_path_buf();
        std::thread::Builder::new().name("web-board".to_owned()).spawn(move || {
            loop {
                match Desk::open(&config) {
                    Ok(mut desk) => {
                        let today = desk.today();
                        board::after_wake_up(&mut desk.store, &desk.office, today, board::Turn::Daemon);
                    }
                    Err(error) => tracing::warn!("the lists' board was not kept in step: {error}"),
                }
                if !matches!(stopped.recv_timeout(REST), Err(RecvTimeoutError::Timeout)) {
                    return;
                }
            }
        })?;
        Ok(Self { _stop: stop })
    }
}
