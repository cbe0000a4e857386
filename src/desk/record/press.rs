//! Records an act from a form of the page: once, and not over acts that the user has not seen.

use chrono::{DateTime, Utc};

use super::{RecordError, RecordOutcome, update_letters, within};
use crate::desk::find;
use crate::desk::recorder::{Purpose, Recorder};
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::ActRequest;
use crate::store::{Spent, Store, Tx};
use crate::watch::Office;

/// A form that is confirmed, and what it was made from.
#[derive(Clone, Copy, Debug)]
pub struct FormPress<'a> {
    pub reference: &'a str,
    /// What is recorded.
    pub request: &'a ActRequest,
    /// Whether it is insisted on.
    pub insistence: Insistence,
    /// The newest act of the agreement that the preview knew.
    pub newest: i64,
    /// Spent with the act.
    pub nonce: &'a str,
    /// Until when the nonce holds.
    pub ends_at: DateTime<Utc>,
}

/// What a press did.
#[derive(Clone, Debug)]
pub enum PressOutcome {
    /// It recorded the act, or the register had it already.
    Recorded(Box<RecordOutcome>),
    /// The same press came before.
    Already(Spent),
    /// Something was recorded since the preview; this is the newest act now.
    Moved(i64),
}

/// Records an act once, in one transaction with the nonce and with what `beside` adds to it.
pub(crate) fn record_once(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    press: FormPress<'_>,
    beside: impl FnOnce(&Tx<'_>, &RecordOutcome) -> Result<(), RecordError>,
) -> Result<PressOutcome, RecordError> {
    let id = find::id(store, press.reference)?;
    let done: PressOutcome = Purpose::Keep.write(store, |tx| {
        if let Some(spent) = tx.spent(press.nonce)? {
            return Ok(PressOutcome::Already(spent));
        }
        let newest = tx.agreement(id)?.newest_act();
        if newest != press.newest {
            return Ok(PressOutcome::Moved(newest));
        }
        let recorded = within(tx, office, clerk, id, press.request, press.insistence)?;
        beside(tx, &recorded)?;
        tx.spend(press.nonce, press.ends_at, Spent { seq: recorded.seq, at: clerk.stamp.at })?;
        Ok::<_, RecordError>(PressOutcome::Recorded(Box::new(recorded)))
    })?;
    Ok(match done {
        PressOutcome::Recorded(mut recorded) => {
            update_letters(store, office, clerk, id, &mut recorded);
            PressOutcome::Recorded(recorded)
        }
        other => other,
    })
}
