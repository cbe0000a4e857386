//! Records an act: checks it against what is known, appends it, and reports what follows.
//!
//! Not here: the rules themselves (`lifecycle/recording.rs`) and how acts are written (`exchange/acts.rs`). The
//! invariant: what is refused or only rehearsed leaves no trace.

mod heads;
mod judge;
mod left_open;
mod many;
mod office;
mod party;
mod press;
pub(in crate::desk) mod remarks;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::DeskError;
use super::agreement_edit::{AgreementEdit, PaperOfAct, corrections, new_contradictions};
use super::change::{ChangePreview, MilestoneOutlook, horizon};
use super::fact_warnings;
use super::find;
use super::names::{self, NameError};
use super::parents;
use super::pending_letters::update_letters_of_agreements;
use super::recorder::{Purpose, Reason, Recorder};
use crate::lifecycle::act::{ActBody, Mark, MilestoneKind, Via, is_voided};
use crate::lifecycle::agreement::{FactError, Facts};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, TimelineError};
use crate::lifecycle::party::Party;
use crate::lifecycle::recording::{self, AcceptedAct, Insistence, Refusal, Remark, UnchangedValue};
use crate::lifecycle::request::{ActRequest, FieldValue, RequestedAct};
use crate::message::{Say, Sentence, Voice};
use crate::store::{Store, StoreError, Tx};
use crate::watch::{self, DraftLetter, Office};

use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
pub(in crate::desk) use heads::tell_heads;
pub use judge::ImpossibleAct;
pub(in crate::desk) use judge::{Judge, check_recorded_acts_stand, first_rung_day};
pub(super) use left_open::still_open;
pub use many::{ConditionError, condition, matching_agreements, record_many};
pub use office::{OFFICE, record_office};
pub(crate) use office::{newest_of, record_office_once};
pub use party::{PartyRecorded, record_party};
pub(crate) use press::record_once;
pub use press::{FormPress, PressOutcome};

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The request is refused; says what to do instead.
    Refused(#[from] Refusal),
    /// Requested for many agreements, it is refused on some; then it is recorded on none.
    ManyRefused(Vec<(String, Refusal)>),
    /// The register, or a rule.
    Desk(#[from] DeskError),
}

impl Say for RecordError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Refused(refusal) => refusal.say(voice),
            Self::ManyRefused(refused) => {
                sentence!(words::MANY_REFUSED, refused.len(), refusals_text(refused, voice)).say(voice)
            }
            Self::Desk(error) => error.say(voice),
        }
    }
}

impl From<NameError> for RecordError {
    fn from(error: NameError) -> Self {
        match error {
            NameError::Desk(error) => Self::Desk(error),
            NameError::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

const REFUSALS_TOLD: usize = 50;

fn refusals_text(refused: &[(String, Refusal)], voice: Voice) -> String {
    let mut told = String::new();
    for (reference, refusal) in refused.iter().take(REFUSALS_TOLD) {
        told.extend(["\n  ", reference.as_str(), ": ", &refusal.say(voice)]);
    }
    if let Some(more) = refused.len().checked_sub(REFUSALS_TOLD).filter(|more| *more > 0) {
        told.push_str(&sentence!(words::LINES_MORE, more).say(voice));
    }
    told
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl From<StoreError> for RecordError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// What was recorded, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordOutcome {
    /// The act's place in the chain, the first of them where several fields were corrected; none in a rehearsal.
    pub seq: Option<i64>,
    /// The agreement's reference, as it is now; `office` for the office's own duties.
    pub reference: String,
    pub act: &'static str,
    pub on: Day,
    /// What is worth saying about it, a sentence each.
    pub says: Vec<Sentence>,
    /// The recorded act that says the same; then nothing was added.
    #[serde(skip)]
    pub known_as: Option<i64>,
    /// What follows, as the rules of recording found it: as far as the rules of recording found it.
    #[serde(skip)]
    pub remarks: Vec<Remark>,
    /// Which milestones and reminders appear, move or go.
    pub milestones: ChangePreview,
    /// In a rehearsal, the letters that would go with the next scan.
    #[serde(skip)]
    pub letters: Vec<DraftLetter>,
}

/// Records an act on one agreement.
pub fn record(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    reference: &str,
    request: &ActRequest,
    insistence: Insistence,
    purpose: Purpose,
) -> Result<RecordOutcome, RecordError> {
    let id = find::id(store, reference)?;
    let mut recorded = purpose.write(store, |tx| {
        let mut recorded = within(tx, office, clerk, id, request, insistence)?;
        if purpose == Purpose::Rehearse {
            recorded.letters = would_go(tx, office, clerk, id, recorded.seq);
        }
        Ok::<_, RecordError>(recorded)
    })?;
    match purpose {
        Purpose::Keep => update_letters(store, office, clerk, id, &mut recorded),
        Purpose::Rehearse => recorded.seq = None,
    }
    Ok(recorded)
}

/// The letters that would go; what cannot be written is left out, and the act is none the worse for it.
fn would_go(tx: &Tx<'_>, office: &Office, clerk: &Recorder, id: i64, seq: Option<i64>) -> Vec<DraftLetter> {
    let Some(seq) = seq else { return Vec::new() };
    watch::drafts(tx, office, clerk.moment(), id, seq).unwrap_or_else(|error| {
        tracing::warn!("agreement {id}: no letter can be shown: {error}");
        Vec::new()
    })
}

/// Updates the letters after an act: pending ones are examined again, and the letter about the act itself goes the same
/// day.
fn update_letters(store: &mut Store, office: &Office, clerk: &Recorder, id: i64, recorded: &mut RecordOutcome) {
    recorded.says.extend(update_letters_of_agreements(store, office, clerk, &[id]));
    if let Err(error) = watch::compose(store, office, clerk.moment()) {
        recorded.says.push(sentence!(words::LETTER_WAITS, Sentence::of(&error)));
    }
}

/// The same inside a transaction of the caller's, without the letters that wait: the act, and what is recorded with it.
pub(in crate::desk) fn within(
    tx: &Tx<'_>,
    office: &Office,
    clerk: &Recorder,
    id: i64,
    request: &ActRequest,
    insistence: Insistence,
) -> Result<RecordOutcome, RecordError> {
    let mut done: Option<RecordOutcome> = None;
    for part in &request.parts() {
        let recorded = record_one(tx, office, clerk, id, part, insistence)?;
        match &mut done {
            None => done = Some(recorded),
            Some(first) => first.says.extend(recorded.says),
        }
    }
    done.map_or_else(|| record_one(tx, office, clerk, id, request, insistence), Ok)
}

fn record_one(
    tx: &Tx<'_>,
    office: &Office,
    clerk: &Recorder,
    id: i64,
    request: &ActRequest,
    insistence: Insistence,
) -> Result<RecordOutcome, RecordError> {
    let mut dossier = AgreementEdit::open(tx, id)?;
    let request = recording::step_named(request, &office.steps)?;
    let known = dossier.agreement.knowledge().map_err(|error| DeskError::from(TimelineError::from(error)))?;
    let request = &recording::commitment_named(request, &known);
    let request = &names::with_ids(tx, request, dossier.facts.signed_on)?;
    if let Some(known) = is_repeat(&dossier, office, clerk, request)? {
        return Ok(known);
    }
    let before = dossier.outlook(office, clerk.today())?;
    let stood = dossier.agreement.clone();
    let paper = PaperOfAct::of(request);
    let parties = if request.asked == RequestedAct::ConfirmSuccessor { tx.parties()? } else { Arc::default() };
    let mut told = Vec::new();
    let (seq, act, on, mut says) = if let RequestedAct::Correct { set } = &request.asked {
        corrected(tx, office, clerk, &mut dossier, set, paper)?
    } else if let RequestedAct::CorrectCommitment { name, set } = &request.asked {
        let done = dossier.correct_commitment(tx, clerk, name, set, paper)??;
        let seq = done.first().map_or(0, |(seq, _)| *seq);
        let says = done.iter().map(|(_, correction)| remarks::correction_remark(correction, &dossier.facts)).collect();
        (seq, "correct", clerk.today(), says)
    } else {
        let AcceptedAct { on, body, remarks, instead_of } =
            check_request(&dossier, office, clerk, request, &parties, insistence)?;
        let facts = dossier.facts.clone();
        let mut says = remarks::references(tx, office, clerk.today(), &body)?;
        let act = body.word();
        let then = dossier.timeline(office, reach(request, clerk.today()))?;
        let (end_before, reports) = (then.course.last_day(), left_open::reports(&then));
        says.extend(dossier.take_back(tx, clerk, &instead_of)?);
        let seq = dossier.append(tx, clerk, on, paper, body)?;
        dossier.settle(tx)?;
        // A correction that is taken back must not leave facts that contradict each other.
        if let Some(contradiction) = new_contradictions(Some(&facts), &dossier.facts).into_iter().next() {
            return Err(Refusal::Contradiction(contradiction).into());
        }
        let timeline = dossier.timeline(office, reach(request, clerk.today()))?;
        let end = timeline.course.last_day();
        let ends = end.filter(|end| Some(*end) != end_before).map(Remark::EndsOn);
        let remarks: Vec<Remark> = match act {
            // An amendment's own remark on the end knows nothing of extensions before it; the course does.
            "amend" => ends.into_iter().collect(),
            // Which period a notice in time ends follows from the course, too.
            "notify" if remarks.is_empty() => ends.into_iter().collect(),
            _ => remarks,
        };
        let open = still_open(&timeline, &request.asked, clerk.today());
        let past = left_open::past_reports(&timeline, &reports, office);
        // A later act has answered what this one leaves open.
        let closed = |mark: &Mark| timeline.milestones.iter().any(|m| m.mark() == *mark && m.closed.is_some());
        let holds = |remark: &Remark| !matches!(remark, Remark::StillAsks(mark) if closed(mark));
        told = remarks.into_iter().filter(holds).chain(open).chain(past).collect();
        says.extend(told.iter().map(|remark| remarks::remark(remark, &timeline, &parties)));
        (seq, act, on, says)
    };
    if let RequestedAct::Correct { .. } | RequestedAct::CorrectCommitment { .. } = request.asked {
        says.extend(check_recorded_acts_stand(&stood, &dossier.agreement, office, clerk.today())??);
    }
    let after: MilestoneOutlook = dossier.outlook(office, clerk.today())?;
    let mut milestones = ChangePreview::default();
    milestones.add(&dossier.facts.reference, &before, &after);
    let is_bare = Reason { number: request.number.clone(), note: request.note.clone() }.is_none();
    if let (RequestedAct::Correct { .. } | RequestedAct::CorrectCommitment { .. }, true, Some((what, day))) =
        (&request.asked, is_bare, milestones.needs_reason())
    {
        return Err(Refusal::WhyNeeded { what, day }.into());
    }
    if ["correct", "void"].contains(&act) {
        tell_heads(tx, office, clerk, (dossier.agreement.id, seq), &milestones)?;
    }
    says.extend(clerk.note(None).map(|note| sentence!(words::ACT_NOTES, note)));
    Ok(RecordOutcome {
        seq: Some(seq),
        reference: dossier.facts.reference,
        act,
        on,
        says,
        known_as: None,
        remarks: told,
        milestones,
        letters: Vec::new(),
    })
}

/// The same act again, equal in word, day, milestone and values, is known and passed over; where only the paper's number or
/// the note differ, it is refused: anyone who fixes those takes the act back first.
fn is_repeat(
    dossier: &AgreementEdit,
    office: &Office,
    clerk: &Recorder,
    request: &ActRequest,
) -> Result<Option<RecordOutcome>, RecordError> {
    if let RequestedAct::Suspend
    | RequestedAct::Resume
    | RequestedAct::Void { .. }
    | RequestedAct::Correct { .. }
    | RequestedAct::CorrectCommitment { .. } = request.asked
    {
        // One day may see several of these; the course says whether there is anything to do.
        return Ok(None);
    }
    let on = request.on.unwrap_or(clerk.today());
    let dated = ActRequest { on: Some(on), ..request.clone() };
    let timeline = dossier.timeline(office, reach(request, clerk.today()))?;
    let numbered = |kind: MilestoneKind, name: Option<&str>, nth: u32| {
        let is_it = |m: &&Milestone| m.kind == kind && m.name.as_deref() == name && m.nth == nth;
        let milestone = timeline.milestones.iter().find(is_it)?;
        Some(milestone.moved_from.unwrap_or(milestone.day))
    };
    let acts = &dossier.agreement.acts;
    let Some(act) = acts.iter().find(|act| dated.asks_for(act, &numbered) && !is_voided(acts, act.seq)) else {
        return Ok(None);
    };
    let other_number = request.number.is_some() && request.number != act.number;
    let noted = act.note.as_deref().unwrap_or_default();
    if other_number || request.note.as_deref().is_some_and(|note| !noted.starts_with(note)) {
        return Err(Refusal::SaidAlready { seq: act.seq, on: act.on }.into());
    }
    Ok(Some(RecordOutcome {
        seq: None,
        reference: dossier.facts.reference.clone(),
        act: act.body.word(),
        on: act.on,
        says: vec![sentence!(words::RECORDED_ALREADY, act.seq)],
        known_as: Some(act.seq),
        remarks: Vec::new(),
        milestones: ChangePreview::default(),
        letters: Vec::new(),
    }))
}

/// The request checked against the agreement as it is known.
fn check_request(
    dossier: &AgreementEdit,
    office: &Office,
    clerk: &Recorder,
    request: &ActRequest,
    parties: &BTreeMap<String, Party>,
    insistence: Insistence,
) -> Result<AcceptedAct, RecordError> {
    if matches!(request.asked, RequestedAct::Confirm { .. }) && clerk.stamp.origin.via == Some(Via::Link) {
        return Err(Refusal::ConfirmedByLink.into());
    }
    let judge = Judge { agreement: &dossier.agreement, office, parties, today: clerk.today() };
    let accepted = judge.judge(request, insistence)?;
    if let (ActBody::Void { voids }, Insistence::Careful) = (&accepted.body, insistence) {
        let stand: Vec<_> =
            judge.standing_on(*voids)?.into_iter().map(|undone| (undone.seq, undone.act, undone.on)).collect();
        if !stand.is_empty() {
            return Err(Refusal::StandsOn { seq: *voids, acts: stand }.into());
        }
    }
    Ok(accepted)
}

/// The day through which the agreement is worked out: past every day the request names.
pub(super) fn reach(request: &ActRequest, today: Day) -> Day {
    horizon(request.days().fold(today, Day::max))
}

/// Corrects the fields that were named, together, each an act of its own.
fn corrected(
    tx: &Tx<'_>,
    office: &Office,
    clerk: &Recorder,
    dossier: &mut AgreementEdit,
    set: &[FieldValue],
    paper: PaperOfAct<'_>,
) -> Result<(i64, &'static str, Day, Vec<Sentence>), RecordError> {
    let before = dossier.facts.clone();
    let mut after = before.clone();
    for FieldValue { field, text } in set {
        let refused = |error: FactError| Refusal::Fact { name: field.name(), what: error.what };
        after.set(*field, text.as_deref()).map_err(refused)?;
    }
    check(&before, &after)?;
    parents::refuse_circle::<RecordError>(tx, &after)?;
    let done = dossier.correct(tx, clerk, &after, paper)?;
    let seq = done.first().map_or(0, |(seq, _)| *seq);
    let mut says: Vec<Sentence> =
        done.iter().map(|(_, correction)| remarks::correction_remark(correction, &before)).collect();
    let odd = fact_warnings::odd(&before, office);
    says.extend(fact_warnings::odd(&after, office).into_iter().filter(|text| !odd.contains(text)));
    Ok((seq, "correct", clerk.today(), says))
}

/// Refuses a correction that changes nothing, or after which the facts would contradict each other.
pub(super) fn check(before: &Facts, after: &Facts) -> Result<(), Refusal> {
    if corrections(before, after).is_empty() {
        return Err(Refusal::NoChange(UnchangedValue::Facts));
    }
    match new_contradictions(Some(before), after).into_iter().next() {
        Some(contradiction) => Err(Refusal::Contradiction(contradiction)),
        None => Ok(()),
    }
}
