//! One agreement while acts are appended to it, in the caller's transaction.
//!
//! The invariant: after [`AgreementEdit::settle`] the stored projection is what the acts lead to.

use super::recorder::{Reason, Recorder};
use super::{DeskError, change::MilestoneOutlook};
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::agreement::{Agreement, Contradiction, Facts, Field};
use crate::lifecycle::commitment::{Commitment, CommitmentField};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;
use crate::lifecycle::recording::{self, Refusal};
use crate::lifecycle::reminder::Subject;
use crate::lifecycle::request::ActRequest;
use crate::message::Sentence;
use crate::message::answer::recorded;
use crate::message::sentence::sentence;
use crate::store::{Queued, Tx};
use crate::watch::Office;

/// An agreement under change.
#[derive(Debug)]
pub(super) struct AgreementEdit {
    /// With the acts appended so far.
    pub(super) agreement: Agreement,
    /// What is stored as known.
    pub(super) facts: Facts,
    queued: Vec<Queued>,
}

/// The paper behind an act.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PaperOfAct<'a> {
    pub(super) number: Option<&'a str>,
    pub(super) note: Option<&'a str>,
    pub(super) decided_by: Option<&'a str>,
}

impl<'a> PaperOfAct<'a> {
    /// What a request says of it.
    pub(super) fn of(request: &'a ActRequest) -> Self {
        let ActRequest { number, note, decided_by, .. } = request;
        Self { number: number.as_deref(), note: note.as_deref(), decided_by: decided_by.as_deref() }
    }
}

impl<'a> PaperOfAct<'a> {
    /// The paper behind a correction of facts.
    pub(super) fn because(reason: &'a Reason) -> Self {
        Self { number: reason.number.as_deref(), note: reason.note.as_deref(), decided_by: None }
    }
}

impl AgreementEdit {
    pub(super) fn open(tx: &Tx<'_>, id: i64) -> Result<Self, DeskError> {
        let stored = tx.agreement(id)?;
        let queued = tx.queued(&Subject::Agreement(id))?;
        Ok(Self { agreement: Agreement { id, acts: stored.acts }, facts: stored.facts, queued })
    }

    /// One that has just come in, as it would be read back: no letter was sent about it.
    pub(super) fn new(agreement: Agreement, facts: &Facts) -> Self {
        Self { agreement, facts: facts.clone(), queued: Vec::new() }
    }

    /// What it asks for as written here.
    pub(super) fn outlook(&self, office: &Office, today: Day) -> Result<MilestoneOutlook, DeskError> {
        MilestoneOutlook::of(&self.agreement, office, &self.queued, today)
    }

    /// Its timeline through a day, with the legal clocks.
    pub(super) fn timeline(&self, office: &Office, through: Day) -> Result<Timeline<'_>, DeskError> {
        Ok(Timeline::of(&self.agreement, Some(office.clocks()), through)?)
    }

    /// Appends an act and gives its place in the chain.
    pub(super) fn append(
        &mut self,
        tx: &Tx<'_>,
        clerk: &Recorder,
        on: Day,
        paper: PaperOfAct<'_>,
        body: ActBody,
    ) -> Result<i64, DeskError> {
        let note = clerk.note(paper.note);
        let stamp = clerk.stamp(paper.decided_by);
        let seq = tx.append(self.agreement.id, on, paper.number, note.as_deref(), &body, &stamp)?;
        self.agreement.acts.push(Act {
            seq,
            on,
            recorded_on: clerk.today(),
            by: clerk.stamp.by.clone(),
            number: paper.number.map(str::to_owned),
            note,
            body,
            origin: stamp.origin,
        });
        Ok(seq)
    }

    /// Takes acts back in whose place another stands, each by an act of its own, and says so.
    pub(super) fn take_back(
        &mut self,
        tx: &Tx<'_>,
        clerk: &Recorder,
        seqs: &[i64],
    ) -> Result<Vec<Sentence>, DeskError> {
        let mut says = Vec::with_capacity(seqs.len());
        for seq in seqs {
            self.append(tx, clerk, clerk.today(), PaperOfAct::default(), ActBody::Void { voids: *seq })?;
            says.push(sentence!(recorded::TAKEN_BACK_SAME_DAY, *seq));
        }
        Ok(says)
    }

    /// Appends an act `correct` for each field that differs, and says which.
    pub(super) fn correct(
        &mut self,
        tx: &Tx<'_>,
        clerk: &Recorder,
        after: &Facts,
        paper: PaperOfAct<'_>,
    ) -> Result<Vec<(i64, FieldCorrection)>, DeskError> {
        let mut done = Vec::new();
        for correction in corrections(&self.facts, after) {
            let seq = self.append(tx, clerk, clerk.today(), paper, correction.body())?;
            done.push((seq, correction));
        }
        self.settle(tx)?;
        Ok(done)
    }

    /// Appends an act `correct` for each value of a commitment that is given, and says which; the caller has looked whether
    /// they can stand.
    pub(super) fn correct_commitment(
        &mut self,
        tx: &Tx<'_>,
        clerk: &Recorder,
        name: &str,
        set: &[(CommitmentField, Option<String>)],
        paper: PaperOfAct<'_>,
    ) -> Result<Result<Vec<(i64, FieldCorrection)>, Refusal>, DeskError> {
        let mut commitment = {
            let known = self.agreement.knowledge().map_err(crate::lifecycle::milestone::TimelineError::from)?;
            if let Some(known) = known.commitment(name) {
                Commitment::clone(&known.commitment)
            } else {
                let known = known.commitments.iter().map(|known| known.commitment.name.clone()).collect();
                return Ok(Err(Refusal::NoCommitment { name: name.to_owned(), known }));
            }
        };
        let mut done = Vec::new();
        for (field, text) in set {
            let (body, mended) = match recording::commitment_correction(&commitment, *field, text.as_deref()) {
                Ok(mended) => mended,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let texts = |of: &Commitment| of.get(*field).unwrap_or_default();
            let correction = FieldCorrection { field: field.name(), old: texts(&commitment), new: texts(&mended) };
            done.push((self.append(tx, clerk, clerk.today(), paper, body)?, correction));
            commitment = mended;
        }
        self.settle(tx)?;
        Ok(Ok(done))
    }

    /// Stores what is known now, where the acts changed it.
    pub(super) fn settle(&mut self, tx: &Tx<'_>) -> Result<(), DeskError> {
        let known = self.agreement.knowledge().map_err(crate::lifecycle::milestone::TimelineError::from)?.facts;
        if known != self.facts {
            tx.project(self.agreement.id, &known)?;
            self.facts = known;
        }
        Ok(())
    }
}

/// A field that changes, with its canonical texts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldCorrection {
    /// The field's name.
    pub field: &'static str,
    /// Before; empty where it was unknown.
    pub old: String,
    /// Now; empty where it is unknown.
    pub new: String,
}

impl FieldCorrection {
    fn body(&self) -> ActBody {
        ActBody::Correct {
            field: self.field.to_owned(),
            old: self.old.clone(),
            new: self.new.clone(),
            commitment: None,
        }
    }
}

/// The fields in which facts differ, in the order of the register's columns.
pub(super) fn corrections(before: &Facts, after: &Facts) -> Vec<FieldCorrection> {
    let texts = |facts: &Facts, field: Field| facts.get(field).unwrap_or_default();
    Field::ALL
        .iter()
        .map(|field| FieldCorrection { field: field.name(), old: texts(before, *field), new: texts(after, *field) })
        .filter(|correction| correction.old != correction.new)
        .collect()
}

/// What cannot be true together in `after` and was no trouble in `before`: a step out of a contradiction is allowed.
pub(super) fn new_contradictions(before: Option<&Facts>, after: &Facts) -> Vec<Contradiction> {
    let known = before.map(Facts::contradictions).unwrap_or_default();
    let mut found = after.contradictions();
    // A delay that leads beyond the calendar leaves the first day unknown instead of telling.
    let delayed = after.signed_on.zip(after.effect_delay).is_some_and(|(day, delay)| day.plus(delay).is_err());
    if delayed && before.is_none_or(|before| before.effect_delay != after.effect_delay) {
        found.push(Contradiction::TooFar("effect_delay"));
    }
    found.retain(|contradiction| !known.contains(contradiction));
    found
}
