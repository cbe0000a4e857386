//! One new agreement, typed into a form: read, held against the register and taken as a row of a list is.
//!
//! The invariants: what is typed is a new agreement or nothing; the same press takes it once.

use chrono::{DateTime, Utc};

use super::source::{ImportSource, Sort};
use super::{Flawed, ImportError, rounds};
use crate::desk::change::ChangePreview;
use crate::desk::life::{AgreementLife, life_of};
use crate::desk::pending_letters::update_letters_of_agreements;
use crate::desk::record::{RecordError, within};
use crate::desk::recorder::{Purpose, Recorder};
use crate::exchange::flaw::{Flaws, ReadingRemark};
use crate::exchange::{self, entered};
use crate::lifecycle::commitment::Commitment;
use crate::lifecycle::recording::{Insistence, Refusal};
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::Sentence;
use crate::store::{Spent, Store};
use crate::watch::Office;

#[derive(Clone, Copy, Debug)]
pub struct TypedEntry<'e> {
    /// The fields, named as the columns of a list are.
    pub fields: &'e [(&'static str, &'e str)],
    pub promises: &'e [Commitment],
    /// Whether it may resemble another agreement.
    pub sort: Sort,
    /// Spent with it, and until when it holds.
    pub nonce: Option<(&'e str, DateTime<Utc>)>,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum EntryAnswer {
    /// It cannot be taken.
    Flawed {
        /// What is wrong, each at its field.
        flaws: Flaws,
        /// The reference of the agreement that it looks like, where it does.
        resembles: Option<String>,
    },
    /// One of its commitments cannot stand.
    Promises(Box<Refusal>),
    /// The same press took it before.
    Already(Spent),
    /// It is taken, or would be.
    Entered(Box<Entered>),
}

/// An agreement that came in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Its days.
    pub life: AgreementLife,
    /// What deserves a second look.
    pub warnings: Vec<Sentence>,
    /// What was understood in one of several ways.
    pub remarks: Vec<ReadingRemark>,
    /// Which milestones and reminders appear.
    pub changes: ChangePreview,
    pub new_parties: usize,
}

/// Takes one new agreement; `Rehearse` shows what it would be.
pub fn enter(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    entry: TypedEntry<'_>,
    purpose: Purpose,
) -> Result<EntryAnswer, ImportError> {
    let mut reading = entered(entry.fields);
    let drafts = exchange::drafts(&mut reading);
    let file = ImportSource::typed(&reading, entry.sort);
    let mut touched = Vec::new();
    let answer = store.write(|tx| {
        if let Some((nonce, _)) = entry.nonce
            && let Some(spent) = tx.spent(nonce)?
        {
            return Err(EntryRollback::Answered(Box::new(EntryAnswer::Already(spent))));
        }
        let done = rounds(tx, office, clerk, &file, &mut reading, &drafts, Flawed::RefuseAll);
        let done = done.map_err(EntryRollback::Failed)?;
        let Some(id) = done.new.first().copied().filter(|_| reading.flaws.is_empty()) else {
            let (flaws, resembles) = (std::mem::take(&mut reading.flaws), done.resembles);
            return Err(EntryRollback::Answered(Box::new(EntryAnswer::Flawed { flaws, resembles })));
        };
        let mut follows = done.changes;
        for commitment in entry.promises {
            let request = ActRequest::new(RequestedAct::Commit { commitment: commitment.clone() });
            match within(tx, office, clerk, id, &request, Insistence::Careful) {
                Ok(recorded) => follows.reminders_appear += recorded.milestones.reminders_appear,
                Err(RecordError::Refused(refusal)) => {
                    return Err(EntryRollback::Answered(Box::new(EntryAnswer::Promises(Box::new(refusal)))));
                }
                Err(RecordError::Desk(error)) => return Err(EntryRollback::Failed(error.into())),
                // Nothing is said of many agreements here.
                Err(RecordError::ManyRefused(_)) => {}
            }
        }
        let stored = tx.agreement(id)?;
        let life = life_of(tx, office, clerk.today(), &stored, None);
        let life = life.map_err(|error| EntryRollback::Failed(error.into()))?;
        if let Some((nonce, ends_at)) = entry.nonce.filter(|_| purpose == Purpose::Keep) {
            let seq = stored.acts.first().map(|act| act.seq);
            tx.spend(nonce, ends_at, Spent { seq, at: clerk.stamp.at })?;
        }
        let remarks = drafts.remarks.iter().cloned().chain(done.remarks).collect();
        let entered =
            Entered { life, warnings: done.warnings, remarks, changes: follows, new_parties: done.counts.parties_new };
        let answer = Box::new(EntryAnswer::Entered(Box::new(entered)));
        touched = done.new;
        match purpose {
            Purpose::Keep => Ok(answer),
            Purpose::Rehearse => Err(EntryRollback::Answered(answer)),
        }
    });
    match answer {
        Ok(mut answer) => {
            if let EntryAnswer::Entered(entered) = answer.as_mut() {
                entered.warnings.extend(update_letters_of_agreements(store, office, clerk, &touched));
            }
            Ok(*answer)
        }
        Err(EntryRollback::Answered(answer)) => Ok(*answer),
        Err(EntryRollback::Failed(error)) => Err(error),
    }
}

/// How the transaction is left without keeping it.
enum EntryRollback {
    Failed(ImportError),
    Answered(Box<EntryAnswer>),
}

impl From<crate::store::StoreError> for EntryRollback {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}
