//! The rows of an agreement's page: its days, its acts, its letters.

use serde::Serialize;

use super::super::words::{DayWords, person};
use super::words;
use crate::desk::explain::ExplainedDate;
use crate::desk::life::LifeDay;
use crate::desk::proof;
use crate::lifecycle::act::{Act, ActBody, MilestoneKind, Via, is_voided, unconfirmed_acts};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{self, Derivation, MilestoneState};
use crate::message::answer::proof::means;
use crate::message::answer::stored_reasons;
use crate::message::say;
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

#[derive(Clone, Serialize)]
pub(crate) struct MilestoneRow {
    pub(super) day: DayWords,
    pub(super) until: Option<DayWords>,
    pub(super) do_by: Option<DayWords>,
    pub(super) lawful_until: Option<DayWords>,
    pub(super) moved_from: Option<DayWords>,
    /// As the record form names it, percent-encoded.
    pub(super) mark: String,
    pub(super) kind: &'static str,
    pub(super) what: String,
    pub(super) state: &'static str,
    pub(super) state_words: &'static str,
    pub(super) late: bool,
    /// Over, and asks nothing.
    pub(super) past: bool,
    pub(super) derivation: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) answer: Option<String>,
    pub(super) reminders: Vec<ReminderLine>,
    /// Since when the register knows of it, where that is later than its day: nobody was reminded of it.
    pub(super) unknown_then: Option<DayWords>,
}

#[derive(Clone, Serialize)]
pub(crate) struct ReminderLine {
    pub(super) rung: String,
    pub(super) who: String,
    pub(super) opens_on: DayWords,
    pub(super) sends: bool,
    pub(super) verdict: String,
}

#[derive(Serialize)]
pub(super) struct StepRow {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) day: DayWords,
    pub(super) passed: bool,
    /// How it ended, where it did.
    pub(super) closed: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct ActRow {
    pub(crate) seq: i64,
    pub(crate) word: &'static str,
    pub(crate) on: DayWords,
    pub(crate) recorded_on: DayWords,
    pub(crate) by: String,
    pub(crate) decided_by: Option<String>,
    /// The name that was typed where the contact does not tell who wrote.
    pub(crate) written_by: Option<String>,
    /// By which way it came: `command`, `list`, `page`, `link`; empty for acts of earlier versions.
    pub(crate) via: &'static str,
    pub(crate) number: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) values: Vec<(String, String)>,
    pub(crate) voided: bool,
    /// It came by a link and nobody has confirmed it.
    pub(crate) unconfirmed: bool,
}

#[derive(Serialize)]
pub(super) struct LetterRow {
    pub(super) subject: String,
    pub(super) to: String,
    pub(super) state: &'static str,
    pub(super) attempts: Vec<AttemptRow>,
    pub(super) after: Vec<After>,
}

#[derive(Serialize)]
pub(super) struct AttemptRow {
    pub(super) at: String,
    /// What it came to, in words.
    pub(super) means: &'static str,
    /// What the server said, or the folder that took it.
    pub(super) reply: String,
}

#[derive(Serialize)]
pub(super) struct After {
    pub(super) word: &'static str,
    pub(super) on: DayWords,
    pub(super) by: String,
}

pub(crate) fn milestone(visit: &Visit<'_>, one: &LifeDay, explained: &[ExplainedDate], today: Day) -> MilestoneRow {
    let (language, milestone) = (visit.language(), &one.milestone);
    let known = explained
        .iter()
        .find(|known| known.kind == milestone.kind && known.name == milestone.name && known.day == milestone.day);
    let state = milestone.state(today);
    let waiting = milestone.derivation == Derivation::Waiting;
    let derivation = known.and_then(|known| known.derivation.clone());
    let derivation = derivation.unwrap_or_else(|| say::derivation(&milestone.derivation, milestone, language));
    // Of what the register did not know no reminder could go: that is one sentence, and no list of reminders.
    let history = state == MilestoneState::History;
    let reminders = known.filter(|_| !history).map(|known| known.reminders.as_slice()).unwrap_or_default();
    MilestoneRow {
        day: words(visit, milestone.day),
        until: milestone.until.map(|day| words(visit, day)),
        do_by: (one.do_by != milestone.day).then(|| words(visit, one.do_by)),
        lawful_until: milestone.lawful_until.filter(|day| *day != milestone.day).map(|day| words(visit, day)),
        moved_from: milestone.moved_from.map(|day| words(visit, day)),
        mark: encoded(&milestone.mark().to_string()),
        kind: milestone.kind.name(),
        what: what(visit, milestone),
        state: state.name(),
        state_words: say::state(state, language),
        late: state == MilestoneState::Open
            && milestone.lawful_until.unwrap_or(milestone.after_from()) < today
            && !waiting,
        past: state != MilestoneState::Open && milestone.after_from() < today,
        derivation: Some(derivation),
        basis: known.and_then(|known| known.basis.clone()).or_else(|| milestone.basis.clone()),
        answer: milestone
            .closed
            .as_ref()
            .map(|closed| say::closed(closed, language))
            .or_else(|| milestone.decided.as_ref().map(|decided| say::choice(decided.choice, language).to_owned())),
        reminders: reminders
            .iter()
            .map(|reminder| ReminderLine {
                rung: say::rung_in_words(&reminder.rung, language),
                who: reminder.recipient.as_deref().map(|id| person(&visit.desk.office.circle, id)).unwrap_or_default(),
                opens_on: words(visit, reminder.opens_on),
                sends: reminder.verdict == "send",
                verdict: reminder.in_words.clone(),
            })
            .collect(),
        unknown_then: history.then(|| words(visit, milestone.known_on)),
    }
}

/// `sơ kết kỳ 2`, `hạn báo cáo: …`.
pub(crate) fn what(visit: &Visit<'_>, milestone: &milestone::Milestone) -> String {
    let title = milestone.name.as_ref().map(|name| {
        let duty = visit.desk.office.duties.iter().find(|duty| duty.name == *name);
        let promised = milestone.commitment.as_ref().map(|commitment| commitment.title.clone());
        duty.map(|duty| duty.title.clone()).or(promised).unwrap_or_else(|| name.clone())
    });
    match milestone.derivation {
        Derivation::Anniversary { years, .. } => say::anniversary(years, visit.language()),
        _ => say::topic(milestone.kind, milestone.nth, title.as_deref(), visit.language()),
    }
}

pub(crate) fn act_row(visit: &Visit<'_>, act: &Act, all: &[Act]) -> ActRow {
    let language = visit.language();
    ActRow {
        seq: act.seq,
        word: say::act(act.body.word(), language),
        on: words(visit, act.on),
        recorded_on: words(visit, act.recorded_on),
        by: match say::stranger(&act.by, &act.origin, visit.voice()) {
            Some(stranger) => format!("{} ({stranger})", recorder(visit, &act.by)),
            None => recorder(visit, &act.by),
        },
        decided_by: act.origin.decided_by.clone(),
        written_by: act.origin.written_by.clone(),
        via: act.origin.via.map_or("", Via::name),
        number: act.number.clone(),
        note: act.note.as_ref().map(|note| stored_reasons::in_language_of(visit.voice(), note)),
        values: values(visit, &act.body, all),
        voided: is_voided(all, act.seq),
        unconfirmed: unconfirmed_acts(all).iter().any(|waits| waits.seq == act.seq),
    }
}

/// What an act carries; a step by what is to be done and a commitment by what is promised, not by their names in acts.
fn values(visit: &Visit<'_>, body: &ActBody, all: &[Act]) -> Vec<(String, String)> {
    let mut values = say::act_line(body, visit.language());
    if let ActBody::Commit(promised) = body {
        values.retain(|(_, text)| *text != promised.name);
    }
    let named = body.milestone().filter(|mark| mark.kind == MilestoneKind::Commitment);
    let commits = all.iter().rev().filter_map(|act| match &act.body {
        ActBody::Commit(promised) => Some(promised),
        _ => None,
    });
    if let Some(name) = named.and_then(|mark| mark.name.as_deref())
        && let Some(promised) = commits.into_iter().find(|promised| promised.name == name)
    {
        let (bare, titled) = (format!(": {name} "), format!(": {} ", promised.title));
        for (_, text) in &mut values {
            *text = text.replacen(&bare, &titled, 1);
        }
    }
    if let ActBody::Step { step, .. } = body
        && let Some(known) = visit.desk.office.steps.iter().find(|known| known.name == *step)
    {
        for (_, text) in values.iter_mut().filter(|(_, text)| text == step) {
            text.clone_from(&known.title);
        }
    }
    values
}

/// Who recorded it; nobody's name is made of a missing one.
fn recorder(visit: &Visit<'_>, by: &str) -> String {
    match by {
        "unknown" | "demo" => say::recorder(by, visit.voice()),
        by => person(&visit.desk.office.circle, by),
    }
}

/// The day on which a server took it, as the office's wall showed it.
pub(super) fn taken_on(letter: &proof::ProvenLetter) -> Option<Day> {
    let taken = letter.attempts.iter().find(|attempt| attempt.outcome == "accepted")?;
    taken.at.get(..10)?.parse().ok()
}

pub(super) fn letter_row(visit: &Visit<'_>, letter: proof::ProvenLetter) -> LetterRow {
    let circle = &visit.desk.office.circle;
    LetterRow {
        subject: letter.subject.unwrap_or_default(),
        to: person(circle, &letter.recipient),
        state: letter.state,
        attempts: letter
            .attempts
            .into_iter()
            .map(|attempt| AttemptRow {
                at: visit.hour_of(&attempt.at),
                means: means(attempt.outcome, &attempt.reply, visit.voice()),
                reply: stored_reasons::in_language_of(visit.voice(), &attempt.reply),
            })
            .collect(),
        after: letter
            .recorded_after
            .into_iter()
            .map(|after| After {
                word: say::act(after.act, visit.language()),
                on: words(visit, after.on),
                by: recorder(visit, &after.by),
            })
            .collect(),
    }
}
