//! The page beside the daemon: served while `[web]` stands in config.toml, and never in the way of letters.
//!
//! A thread of its own looks at the configuration, begins the page, begins it again where it ended or where its table or
//! its certificate changed, and says once what stands in the way. The daemon neither waits for it nor hears of it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use super::{Manner, Running, Setup, start};
use crate::config::WebTable;
use crate::desk::open::configuration;

/// So often the configuration is looked at.
const LOOK: Duration = Duration::from_secs(15);

/// The page beside the daemon.
#[derive(Debug)]
pub(crate) struct PageSupervisor {
    end: Sender<()>,
    thread: JoinHandle<()>,
}

/// What a page was begun with.
#[derive(Clone, PartialEq, Eq)]
struct PageSettings {
    web: WebTable,
    certificate: Option<SystemTime>,
}

impl PageSupervisor {
    /// Begins to look after the page.
    pub(crate) fn start(config: &Path) -> std::io::Result<Self> {
        let (end, ended) = channel();
        let config = config.to_path_buf();
        let thread = std::thread::Builder::new().name("page".to_owned()).spawn(move || {
            let mut page = ServedPage::default();
            loop {
                page.look(&config);
                if !matches!(ended.recv_timeout(LOOK), Err(RecvTimeoutError::Timeout)) {
                    break;
                }
            }
            page.stop();
        })?;
        Ok(Self { end, thread })
    }

    /// Ends the page, and waits some seconds for what is under way.
    pub(crate) fn stop(self) {
        let _ = self.end.send(());
        let _ = self.thread.join();
    }
}

#[derive(Default)]
struct ServedPage {
    serving: Option<(PageSettings, Running)>,
    /// The last complaint: each is said once.
    complaint: Option<String>,
}

impl ServedPage {
    fn look(&mut self, file: &Path) {
        // A configuration that cannot be read leaves the page as it is; the daemon says what is wrong with it.
        let Ok(config) = configuration(file) else { return };
        let changed = |path: &PathBuf| std::fs::metadata(path).and_then(|about| about.modified()).ok();
        let wanted = config
            .web
            .map(|web| PageSettings { certificate: web.tls.as_ref().and_then(|tls| changed(&tls.certificate)), web });
        let stands = matches!((&self.serving, &wanted), (Some((begun, page)), Some(wanted))
            if begun == wanted && !page.has_ended());
        if stands {
            return;
        }
        self.stop();
        let Some(wanted) = wanted else { return };
        match start(&Setup::of(&wanted.web, file, Manner::Daemon)) {
            Ok(running) => {
                tracing::info!("the page is served at {}", running.address);
                self.serving = Some((wanted, running));
                self.complaint = None;
            }
            Err(error) => {
                let error = error.to_string();
                if self.complaint.as_ref() != Some(&error) {
                    tracing::error!("the page is not served, letters are not touched by it: {error}");
                    self.complaint = Some(error);
                }
            }
        }
    }

    fn stop(&mut self) {
        if let Some((_, running)) = self.serving.take() {
            running.stop();
        }
    }
}
