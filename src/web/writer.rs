//! The one connection of the page that writes into the register.
//!
//! One deed at a time: who comes second waits here, and for commands and the scan at the register's own write lock. What is
//! done here is a use case of `desk/`; the invariant: a deed that panics leaves nothing half done and costs its own answer.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::answer::Trouble;
use super::workers::{OpenOffice, OpenedFor};
use crate::desk::{Desk, DeskError, Recorder};

/// The writing connection, opened when something is first recorded.
pub(crate) struct Writer(Mutex<OpenOffice>);

impl Writer {
    /// Of the office of that configuration file.
    pub(crate) fn new(config: &Path) -> Self {
        Self(Mutex::new(OpenOffice::new(config, OpenedFor::ToWrite)))
    }

    /// Does something at a desk that can write.
    pub(crate) fn at_desk<T, E: From<Trouble>>(&self, deed: impl FnOnce(&mut Desk) -> Result<T, E>) -> Result<T, E> {
        let mut office = self.0.lock().unwrap_or_else(|poisoned| {
            // Somebody's deed broke off: its transaction was undone, and the connection is opened anew.
            let mut office = PoisonError::into_inner(poisoned);
            office.close();
            office
        });
        deed(office.desk().map_err(Trouble::from)?)
    }

    /// Records something, or rehearses it, in the name of `recorder`. What comes back is the deed's own answer; a clock that
    /// cannot be believed is one of its refusals.
    pub(crate) fn record<T, E: From<DeskError>>(
        &self,
        recorder: impl FnOnce(&Desk) -> Result<Recorder, Trouble>,
        deed: impl FnOnce(&mut Desk, &Recorder) -> Result<T, E>,
    ) -> Result<Result<T, E>, Trouble> {
        self.at_desk(|desk| {
            let recorder = recorder(desk)?;
            Ok(match desk.believe_the_clock() {
                Ok(()) => deed(desk, &recorder),
                Err(doubt) => Err(doubt.into()),
            })
        })
    }
}
