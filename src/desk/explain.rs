//! How each date of an agreement, or of the office's own year, came about, and what is decided about each of its reminders
//! today, and why.
//!
//! Uses the plan of a scan, with the same last scan and the same queue, so the explanation is what happens.

use serde::Serialize;

use super::show::RestrictedView;
use super::{Desk, DeskError, InheritedParty, change, find};
use crate::desk::fact_warnings::NO_LADDER;
use crate::lifecycle::act::{Mark, MilestoneKind};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::duty::{Duty, Verified};
use crate::lifecycle::milestone::{Milestone, MilestoneState};
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::{Decision, PlannedMilestone, Verdict};
use crate::message::answer::plan as words;
use crate::message::say;
use crate::message::section::RuleCheckState;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};
use crate::watch::{Dossier, Office, Situation, TimelineReach, yearly};

/// One date, explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplainedDate {
    /// What kind of day.
    pub kind: MilestoneKind,
    /// The duty's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its number, from 1.
    pub nth: u32,
    pub day: Day,
    /// How the day was worked out, in one sentence; none for a restricted agreement.
    pub derivation: Option<String>,
    /// Where the text says so.
    pub basis: Option<String>,
    /// `open`, `done` or `history`.
    pub state: MilestoneState,
    /// One for each rung and person, in the order of the ladder.
    pub reminders: Vec<ExplainedReminder>,
    /// Why there are none of an open day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent: Option<String>,
    /// What closed it, or was decided about it; for people.
    #[serde(skip)]
    pub answer: Option<String>,
    /// What a duty or a commitment is about; for people.
    #[serde(skip)]
    pub title: Option<Sentence>,
}

impl ExplainedDate {
    /// As acts name it.
    pub fn mark(&self) -> Mark {
        Mark { kind: self.kind, name: self.name.clone(), day: self.day }
    }

    /// Whether that text names it: its mark, its mark without the day, or its name.
    pub fn is_named(&self, text: &str) -> bool {
        let mark = self.mark().to_string();
        text == mark || Some(text) == mark.split_once('@').map(|(what, _)| what) || Some(text) == self.name.as_deref()
    }
}

/// One reminder and what is decided about it today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplainedReminder {
    /// The rung by its offset: `-30d`.
    pub rung: String,
    /// The contact meant; none where there is nobody.
    pub recipient: Option<String>,
    /// The first day on which it may go.
    pub opens_on: Day,
    /// `send`, or why not: `not yet (opens 2027-06-25)`.
    pub verdict: String,
    /// The same where another rung is named in words; for people.
    #[serde(skip)]
    pub in_words: String,
}

/// Every date of the agreement, in order of day.
pub fn explain(
    desk: &Desk,
    reference: &str,
    language: Language,
    restricted: RestrictedView,
) -> Result<Vec<ExplainedDate>, DeskError> {
    let today = desk.today();
    let dossier = Dossier::read(&desk.store, find::id(&desk.store, reference)?, today)?;
    let situation = Situation::of(&dossier, &desk.office, today, TimelineReach::Shown)?;
    let shown = if situation.facts.is_restricted() { restricted } else { RestrictedView::Shown };
    let law = |planned: &PlannedMilestone<'_>| law_of(&desk.office.duties, planned.milestone);
    let planned = situation.plan(last_scan(desk)?)?;
    Ok(planned
        .iter()
        .map(|planned| ExplainedDate {
            silent: (planned.milestone.state(today) == MilestoneState::Open)
                .then(|| silence(planned, &situation.facts, &desk.office))
                .flatten()
                .filter(|_| shown == RestrictedView::Shown)
                .map(|why| why.say(Voice::terminal(language))),
            title: change::title(planned.milestone, &desk.office).filter(|_| shown == RestrictedView::Shown),
            ..explain_date(planned, today, language, shown, law(planned))
        })
        .collect())
}

/// Every day of what hangs on no agreement: the year's duties, greetings, anniversaries of a country; in order of day, as far
/// back and ahead as a scan looks.
pub fn explain_office(desk: &Desk, language: Language) -> Result<Vec<ExplainedDate>, DeskError> {
    let (today, last_scan) = (desk.today(), last_scan(desk)?);
    let mut found = Vec::new();
    for subject in yearly::yearly_subjects(&desk.store, &desk.office, today)? {
        let planned = yearly::verdicts(&subject, &desk.store, &desk.office, last_scan, today)?;
        for (planned, task) in planned.iter().zip(&subject.tasks) {
            let law = match task.checked {
                RuleCheckState::Yes => Verified::Yes,
                RuleCheckState::No => Verified::No,
            };
            let in_words = |language| subject.named(&planned.milestone.mark(), language).unwrap_or_default();
            found.push(ExplainedDate {
                title: Some(Sentence::in_both(in_words)),
                ..explain_date(planned, today, language, RestrictedView::Shown, law)
            });
        }
    }
    found.sort_by(|one, other| (one.day, one.kind, &one.name).cmp(&(other.day, other.kind, &other.name)));
    Ok(found)
}

/// The successors of our parties that signed it, a sentence each; no date follows from it.
pub fn inherited(
    desk: &Desk,
    reference: &str,
    language: Language,
    restricted: RestrictedView,
) -> Result<Vec<String>, DeskError> {
    let today = desk.today();
    let dossier = Dossier::without_letters(find::agreement(desk, reference)?.into_agreement(), today);
    let situation = Situation::of(&dossier, &desk.office, today, TimelineReach::Through(today))?;
    let shown = if situation.facts.is_restricted() { restricted } else { RestrictedView::Shown };
    let [vi, en] = [0, 1].map(|at| move |one: InheritedParty| one.sentences[at].clone());
    let parties = desk.store.parties()?;
    let all = InheritedParty::all(&situation.timeline, &parties, today, shown).into_iter();
    Ok(match language {
        Language::Vi => all.map(vi).collect(),
        Language::En => all.map(en).collect(),
    })
}

/// The day of the last complete scan, for a plan as a scan today would make it.
pub(super) fn last_scan(desk: &Desk) -> Result<Option<Day>, DeskError> {
    Ok(desk.store.last_scan()?.map(|scan| scan.on).filter(|on| *on <= desk.today()))
}

fn explain_date(
    planned: &PlannedMilestone<'_>,
    today: Day,
    language: Language,
    restricted: RestrictedView,
    law: Verified,
) -> ExplainedDate {
    let milestone = planned.milestone;
    let doubted = |sentence: String| match law {
        Verified::Yes => sentence,
        Verified::No => say::unchecked(&sentence, language),
    };
    let said = |sentence: String| (restricted == RestrictedView::Shown).then_some(sentence);
    ExplainedDate {
        kind: milestone.kind,
        name: milestone
            .name
            .clone()
            .filter(|_| milestone.kind != MilestoneKind::Commitment || restricted == RestrictedView::Shown),
        nth: milestone.nth,
        day: milestone.day,
        derivation: said(doubted(say::derivation(&milestone.derivation, milestone, language))),
        basis: milestone.basis.as_ref().and_then(|basis| said(doubted(basis.clone()))),
        state: milestone.state(today),
        reminders: planned.verdicts.iter().map(|verdict| reminder(verdict, language)).collect(),
        answer: answer(milestone, language).and_then(said),
        silent: None,
        title: None,
    }
}

/// The day whose ladder says nothing to nobody, with why; none where one is about it.
pub(super) fn silence(planned: &PlannedMilestone<'_>, facts: &Facts, office: &Office) -> Option<Sentence> {
    use crate::message::answer::check as words;
    let milestone = planned.milestone;
    if !planned.verdicts.is_empty() {
        return None;
    }
    let kind = milestone.kind.name();
    let why = match facts.ladders.get(kind).map(String::as_str) {
        Some(NO_LADDER) => sentence!(words::SILENCED, kind),
        Some(own) if !office.ladders.contains_key(own) => sentence!(words::LADDER_UNKNOWN, kind, own),
        own => sentence!(words::LADDER_EMPTY, own.or(milestone.ladder.as_deref()).unwrap_or(kind)),
    };
    Some(sentence!(words::SILENT_DAY, say::milestone_in_both(&milestone.mark().to_string()), why))
}

/// Whether someone has read the law a duty hangs on; whatever is no duty hangs on the agreement's own text.
fn law_of(duties: &[Duty], milestone: &Milestone) -> Verified {
    let duty =
        duties.iter().find(|duty| milestone.kind == MilestoneKind::Duty && Some(&duty.name) == milestone.name.as_ref());
    duty.map_or(Verified::Yes, |duty| duty.verified)
}

fn answer(milestone: &Milestone, language: Language) -> Option<String> {
    let decided = milestone.decided.as_ref().map(|decided| say::choice(decided.choice, language).to_owned());
    milestone.closed.as_ref().map(|closed| say::closed(closed, language)).or(decided)
}

fn reminder(verdict: &Verdict, language: Language) -> ExplainedReminder {
    let send = words::SEND.of(Voice::terminal(language));
    let (said, in_words) = match &verdict.decision {
        Decision::Send => (send.to_owned(), send.to_owned()),
        Decision::Hold(hold) => (say::hold(hold, verdict, language), say::hold_in_words(hold, verdict, language)),
    };
    ExplainedReminder {
        rung: verdict.rung.to_string(),
        recipient: verdict.recipient.clone(),
        opens_on: verdict.opens_on,
        verdict: said,
        in_words,
    }
}
