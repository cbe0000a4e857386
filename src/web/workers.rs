//! Threads that answer requests, each with its own reading connection to the register.
//!
//! No database is opened for each request, and none can be written here: the connections are `query_only`. The invariant:
//! a job that panics costs its own answer and nothing more, and where too many wait the next one is told so at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use tokio::sync::oneshot;

use crate::desk::open::{clock, configuration};
use crate::desk::{Desk, DeskError};
use crate::lifecycle::day::Day;
use crate::store::Store;
use crate::watch::Office;

/// What a job is given: the office, or why it cannot be opened.
type Job = Box<dyn FnOnce(Result<&Desk, &str>) + Send>;

/// Jobs wait in a line no longer than this.
const WAITING: usize = 128;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoAnswer {
    /// Too many wait.
    Busy,
    /// It panicked; the log says where.
    Broken,
}

/// The threads, and the line before them.
#[derive(Clone, Debug)]
pub(crate) struct Workers {
    line: SyncSender<Job>,
}

impl Workers {
    /// Starts so many, for the office of that configuration file.
    pub(crate) fn start(count: usize, config: &Path) -> std::io::Result<Self> {
        let (line, jobs) = sync_channel(WAITING);
        let jobs = Arc::new(Mutex::new(jobs));
        for number in 0..count {
            let (jobs, reader) = (Arc::clone(&jobs), OpenOffice::new(config, OpenedFor::ToRead));
            std::thread::Builder::new().name(format!("web-{number}")).spawn(move || work(&jobs, reader))?;
        }
        Ok(Self { line })
    }

    /// Has a job done, and waits for what it gives.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        deed: impl FnOnce(Result<&Desk, &str>) -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |desk| {
            // Whoever asked may be gone by now.
            let _ = answer.send(deed(desk));
        });
        self.line.try_send(job).map_err(|_| NoAnswer::Busy)?;
        // A job that panics drops its end of the line.
        answered.await.map_err(|_| NoAnswer::Broken)
    }
}

fn work(jobs: &Mutex<Receiver<Job>>, mut reader: OpenOffice) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        // The page has ended.
        let Ok(job) = next else { return };
        let done = catch_unwind(AssertUnwindSafe(|| match reader.desk() {
            Ok(desk) => job(Ok(desk)),
            Err(error) => job(Err(&error.to_string())),
        }));
        if done.is_err() {
            tracing::error!("a page could not be made; the next one is tried anew");
            reader.close();
        }
    }
}

/// What an office was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenedFor {
    /// Its register is read, and cannot be written.
    ToRead,
    /// Something is recorded in it.
    ToWrite,
}

/// An office that one thread at a time uses: opened once, and again where its configuration or its register is another.
pub(super) struct OpenOffice {
    config: PathBuf,
    opened: OpenedFor,
    open: Option<Held>,
}

/// An open office.
struct Held {
    desk: Desk,
    /// Of the configuration it was opened by.
    print: Option<Print>,
    /// The office as it is configured.
    configured: Office,
    /// The newest act of the office that it knows, and the day it knows it on.
    said: (i64, Day),
}

/// What shows that a file changed.
type Print = (SystemTime, u64);

impl OpenOffice {
    pub(super) fn new(config: &Path, opened: OpenedFor) -> Self {
        Self { config: config.to_path_buf(), opened, open: None }
    }

    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// The office as its configuration stands now; one that cannot be read leaves the last good one in force.
    pub(super) fn desk(&mut self) -> Result<&mut Desk, DeskError> {
        let print = print_of(&self.config);
        let replaced = self.open.as_ref().is_some_and(|held| held.desk.store.still_there().is_err());
        if replaced {
            self.open = None;
        }
        if self.open.as_ref().is_none_or(|held| held.print != print) {
            match (self.open_office(), &mut self.open) {
                (Ok(desk), open) => {
                    let (configured, said) = (desk.office.clone(), (-1, desk.today()));
                    *open = Some(Held { desk, print, configured, said });
                }
                (Err(error), Some(held)) => {
                    tracing::warn!("the page goes on with the last good configuration: {error}");
                    held.print = print;
                }
                (Err(error), None) => return Err(error),
            }
        }
        let held = self.open.as_mut().expect("it was opened above, or the error returned");
        held.hear_of_contacts()?;
        Ok(&mut held.desk)
    }

    fn open_office(&self) -> Result<Desk, DeskError> {
        if self.opened == OpenedFor::ToWrite {
            return Desk::open_as_configured(&self.config);
        }
        let config = configuration(&self.config)?;
        let (office, clock) = (Office::new(&config)?, clock(&config)?);
        let store = Store::open_to_read(&config.store.path)?;
        Ok(Desk { config, office, clock, store })
    }
}

impl Held {
    /// Takes in what was said of contacts since, or holds from today.
    fn hear_of_contacts(&mut self) -> Result<(), DeskError> {
        let said = (self.desk.store.newest_office_act()?, self.desk.today());
        if said != self.said {
            self.desk.office = self.configured.with_contacts_of(&self.desk.store, said.1)?;
            self.desk.config.circle.clone_from(&self.desk.office.circle);
            self.said = said;
        }
        Ok(())
    }
}

fn print_of(path: &Path) -> Option<Print> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_panics_costs_its_own_answer_alone() {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let workers = Workers::start(1, &folder.path().join("none.toml")).unwrap_or_else(|error| panic!("{error}"));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap_or_else(|error| panic!("{error}"));
        runtime.block_on(async {
            assert_eq!(workers.ask::<u8>(|_| panic!("a page that is wrong")).await, Err(NoAnswer::Broken));
            assert_eq!(workers.ask(|desk| desk.is_err()).await, Ok(true), "the same thread answers the next one");
        });
    }
}
