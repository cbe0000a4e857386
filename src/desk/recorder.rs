//! The person who records: the name under an act, and the moment of recording.

use crate::clock::{Clock, NOW_VARIABLE};
use crate::lifecycle::act::{Origin, Via};
use crate::lifecycle::day::Day;
use crate::store::{Stamp, Store, StoreError, Tx};
use crate::watch::Moment;

/// Whether anything is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// What was worked out is written.
    Keep,
    /// `--dry-run`: the same answer, and nothing is written.
    Rehearse,
}

/// How a transaction is left without keeping it.
enum Rollback<T, E> {
    Failed(E),
    /// Everything was worked out; nothing of it is kept.
    Rehearsed(Box<T>),
}

impl<T, E: From<StoreError>> From<StoreError> for Rollback<T, E> {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl Purpose {
    /// Runs `work` in one transaction, [`Store::write`]'s; a rehearsal gives its answer and keeps nothing that it wrote.
    pub(super) fn write<T, E: From<StoreError>>(
        self,
        store: &mut Store,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let left = store.write(|tx| match (work(tx), self) {
            (Ok(done), Self::Keep) => Ok(done),
            (Ok(done), Self::Rehearse) => Err(Rollback::Rehearsed(Box::new(done))),
            (Err(error), _) => Err(Rollback::Failed(error)),
        });
        match left {
            Ok(done) => Ok(done),
            Err(Rollback::Rehearsed(done)) => Ok(*done),
            Err(Rollback::Failed(error)) => Err(error),
        }
    }
}

/// Who records something, when, and what each of his acts has to note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorder {
    /// Moment, day and name.
    pub stamp: Stamp,
    /// Stands in the note of every act: that the clock was set by hand.
    remark: Option<String>,
    /// Why facts are corrected, where an edit or a list does it: the paper's number and a note.
    reason: Reason,
}

/// Why facts are corrected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// The paper's number.
    pub number: Option<String>,
    /// In words.
    pub note: Option<String>,
}

impl Reason {
    /// Whether the text says nothing: a dash or a question mark is no reason.
    pub fn is_none(&self) -> bool {
        ![&self.number, &self.note].into_iter().flatten().any(|text| text.chars().any(char::is_alphanumeric))
    }
}

impl Recorder {
    /// Someone recording now. Where `PACTWATCH_NOW` set the clock, his acts say so.
    pub fn at(clock: &Clock, by: &str) -> Self {
        let remark = clock.is_set_by_env().then(|| format!("clock set by {NOW_VARIABLE}"));
        let at = clock.now();
        Self {
            stamp: Stamp {
                at,
                on: clock.zone().day_of(at),
                by: by.to_owned(),
                origin: crate::lifecycle::act::Origin::default(),
            },
            remark,
            reason: Reason::default(),
        }
    }

    /// The same clerk, with why he corrects facts.
    #[must_use]
    pub fn because(mut self, reason: Reason) -> Self {
        self.reason = reason;
        self
    }

    /// Why he corrects facts.
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// The same clerk under another name, of which it is not known to be a contact's.
    #[must_use]
    pub fn named(mut self, by: &str) -> Self {
        by.clone_into(&mut self.stamp.by);
        self.stamp.origin.recorder = None;
        self
    }

    /// The same clerk, as a contact of that name.
    #[must_use]
    pub fn contact(mut self, name: &str) -> Self {
        self.stamp.origin.recorder = Some(name.to_owned());
        self
    }

    /// The same clerk, recording by that way.
    #[must_use]
    pub fn via(mut self, via: Via) -> Self {
        self.stamp.origin.via = Some(via);
        self
    }

    /// The same recorder with a typed name.
    #[must_use]
    pub fn written_by(mut self, name: &str) -> Self {
        self.stamp.origin.written_by = Some(name.to_owned());
        self
    }

    /// The same clerk, recording by the link of the letter with that Message-ID.
    #[must_use]
    pub(crate) fn of_letter(mut self, message_id: &str) -> Self {
        self.stamp.origin.letter = Some(message_id.to_owned());
        self
    }

    /// The stamp of one act, with who decided.
    pub(super) fn stamp(&self, decided_by: Option<&str>) -> Stamp {
        let origin = Origin { decided_by: decided_by.map(str::to_owned), ..self.stamp.origin.clone() };
        Stamp { origin, ..self.stamp.clone() }
    }

    /// The office's day.
    pub fn today(&self) -> Day {
        self.stamp.on
    }

    /// What an act's note says, with what it has to.
    pub fn note(&self, note: Option<&str>) -> Option<String> {
        let parts: Vec<&str> = [note, self.remark.as_deref()].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// The moment, as anyone who looks at letters takes it.
    pub(super) fn moment(&self) -> Moment {
        Moment { today: self.stamp.on, now: self.stamp.at }
    }
}
