//! One agreement: its facts, acts, parties and milestones, as known today or on an earlier day.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::agenda::{AgendaEntry, AgreementLabel};
use super::commitments::{ShownCommitment, commitments};
use super::{Desk, DeskError, InheritedParty, find};
use crate::exchange::{RestrictedRows as Sheets, Table, json_out};
use crate::lifecycle::act::{Act, ActBody, MilestoneKind, Origin, StepEnd, is_voided, unconfirmed_acts};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Status, Timeline};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::lifecycle::workback;
use crate::message::say;
use crate::watch::{Dossier, Situation, TimelineReach};

pub use super::restricted_view::RestrictedView;

/// An agreement as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct AgreementDetails {
    /// The facts under their names; of a restricted agreement `reference` and `restricted` alone.
    #[serde(flatten)]
    pub facts: Map<String, Value>,
    pub status: Status,
    /// Its first day in force, however it is known; the fact of that name is what the text says.
    pub starts_on: Option<Day>,
    /// The last day of the present period.
    pub ends_on: Option<Day>,
    /// The day whose knowledge is shown.
    pub known_on: Day,
    /// What happened, in the order of recording.
    pub acts: Vec<ShownAct>,
    pub parties: Vec<Signer>,
    /// The successors of our parties that have been succeeded, while it binds or may bind.
    pub inherited: Vec<InheritedParty>,
    /// What it promises, with what was recorded since the last review.
    pub commitments: Vec<ShownCommitment>,
    /// The days that follow, in order.
    pub milestones: Vec<AgendaEntry>,
    /// What an extension beyond the present end needs by when; empty where no end is ahead.
    pub steps: Vec<ShownStep>,
}

/// A step towards the present end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownStep {
    /// Its name in acts and configuration.
    pub name: String,
    /// The day it was done; none while it is open, and where it is not needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Day>,
    /// Why it is not needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_needed: Option<String>,
    /// What is to be done, in the office's words.
    pub title: String,
    /// The working day to do it by.
    pub do_by: Day,
}

/// An act as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct ShownAct {
    /// Its place in the register's chain.
    pub seq: i64,
    /// What was done, with what it carries.
    #[serde(flatten)]
    pub body: ActBody,
    /// The day it happened.
    pub on: Day,
    pub recorded_on: Day,
    pub recorded_by: String,
    /// The paper's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Anything worth saying.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// By which way it came, the recorder's name of that day, and who decided.
    #[serde(flatten)]
    pub origin: Origin,
    /// Whether a later act took it back.
    pub voided: bool,
    /// Whether it came by a link in a letter and nobody has confirmed it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
}

/// A party as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct Signer {
    /// Its id, or what was written where nobody knows the party.
    pub id: String,
    /// `ours` or `partner`.
    pub side: &'static str,
    /// As letters say it: by the name at signing, and the successor today.
    pub name: String,
    pub country: Option<String>,
}

/// The agreement as it is known, or was known at the end of that day.
///
/// Fails with [`DeskError::Future`] for a day to come and with [`DeskError::NotYetKnown`] for one before it was registered.
pub fn show(
    desk: &Desk,
    reference: &str,
    known_on: Option<Day>,
    restricted: RestrictedView,
) -> Result<AgreementDetails, DeskError> {
    let today = desk.today();
    let on = known_on.unwrap_or(today);
    if on > today {
        return Err(DeskError::Future(on));
    }
    let stored = find::agreement(desk, reference)?;
    if on < stored.registered_on && known_on.is_some() {
        let (reference, registered_on) = (stored.facts.reference, stored.registered_on);
        return Err(DeskError::NotYetKnown { reference, on, registered_on });
    }
    let marked = stored.facts.is_restricted();
    let acts = stored.acts.iter().filter(|act| known_on.is_none_or(|on| act.recorded_on <= on));
    let acts: Vec<Act> = acts.cloned().collect();
    let dossier = match known_on {
        Some(on) if on < today => Dossier::known_on(&stored, on),
        _ => Dossier::without_letters(stored.into_agreement(), today),
    };
    let situation = Situation::of(&dossier, &desk.office, on, TimelineReach::Shown)?;
    let facts = &situation.facts;
    // Marked later, it is withheld as it was known before, too.
    let withheld = (facts.is_restricted() || marked) && restricted == RestrictedView::Withheld;
    // A name, too, is as it was known that day.
    let parties = if known_on.is_some() { desk.store.parties_known_on(on)? } else { desk.store.parties()? };
    let label = say::agreement_short(facts, &parties, on);
    let named = AgreementLabel { title: if withheld { facts.reference.clone() } else { facts.title.clone() }, label };
    let entries =
        situation.milestones().iter().map(|milestone| named.entry(facts, milestone, &desk.office.calendar, on));
    Ok(AgreementDetails {
        status: situation.status(),
        starts_on: situation.timeline.course.start_on(),
        ends_on: situation.ends_on(),
        known_on: on,
        acts: if withheld { Vec::new() } else { shown_acts(&acts) },
        parties: if withheld { Vec::new() } else { signers(facts, &parties, on) },
        inherited: InheritedParty::all(
            &situation.timeline,
            &parties,
            on,
            if withheld { RestrictedView::Withheld } else { RestrictedView::Shown },
        ),
        commitments: if withheld { Vec::new() } else { commitments(&situation.timeline, &desk.office, on) },
        milestones: entries.collect::<Result<_, _>>()?,
        steps: if withheld { Vec::new() } else { steps(desk, &situation.timeline, on)? },
        facts: if withheld { withheld_facts(facts) } else { facts_json(facts) },
    })
}

/// The plan back from the end that is ahead and that nobody has answered.
fn steps(desk: &Desk, timeline: &Timeline<'_>, today: Day) -> Result<Vec<ShownStep>, DeskError> {
    let ahead = |m: &&Milestone| m.kind == MilestoneKind::Expiry && m.closed.is_none() && m.day >= today;
    let Some(end) = timeline.milestones.iter().find(ahead) else { return Ok(Vec::new()) };
    let notice_on = timeline.course.period_on(end.day).and_then(|period| period.notice_on);
    let planned = workback::plan(&desk.office.steps, end.day, notice_on, &desk.office.calendar)?;
    let step = |planned: workback::PlannedStep<'_>| {
        let closed = end.steps.iter().find(|closed| closed.step == planned.step.name).map(|closed| &closed.end);
        let (done_on, not_needed) = match closed {
            Some(StepEnd::DoneOn(day)) => (Some(*day), None),
            Some(StepEnd::NotNeeded(why)) => (None, Some(why.clone())),
            None => (None, None),
        };
        let (name, title) = (planned.step.name.clone(), planned.step.title.clone());
        ShownStep { name, done_on, not_needed, title, do_by: planned.do_by }
    };
    Ok(planned.into_iter().map(step).collect())
}

fn facts_json(facts: &Facts) -> Map<String, Value> {
    match json_out(&Table::of_agreements([facts], Sheets::Include)) {
        Value::Array(rows) => match rows.into_iter().next() {
            Some(Value::Object(facts)) => facts,
            _ => Map::new(),
        },
        _ => Map::new(),
    }
}

fn withheld_facts(facts: &Facts) -> Map<String, Value> {
    let kept = [("reference", Value::from(facts.reference.clone())), ("restricted", Value::from(true))];
    kept.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn shown_acts(acts: &[Act]) -> Vec<ShownAct> {
    let waiting: Vec<i64> = unconfirmed_acts(acts).iter().map(|act| act.seq).collect();
    let one = |act: &Act| ShownAct {
        seq: act.seq,
        body: act.body.clone(),
        on: act.on,
        recorded_on: act.recorded_on,
        recorded_by: act.by.clone(),
        number: act.number.clone(),
        note: act.note.clone(),
        origin: act.origin.clone(),
        voided: is_voided(acts, act.seq),
        unconfirmed: waiting.contains(&act.seq),
    };
    acts.iter().map(one).collect()
}

fn signers(facts: &Facts, parties: &BTreeMap<String, Party>, today: Day) -> Vec<Signer> {
    let signer = |side: &'static str, id: &String| Signer {
        id: id.clone(),
        side,
        name: say::parties_text(std::slice::from_ref(id), parties, facts.signed_on, today, Language::Vi),
        country: parties.get(id).and_then(|party| party.country.clone()),
    };
    let ours = facts.ours.iter().map(|id| signer("ours", id));
    ours.chain(facts.partner.iter().map(|id| signer("partner", id))).collect()
}
