//! What can be said of a milestone: the outcomes that people choose from, in the office's phrases.

use serde::Serialize;

use crate::desk::rights::Deed;
use crate::lifecycle::act::{ACT_PHRASES, ActEffect, ActKey, ActPhrase, ActWord, MilestoneKind, SUCCESSOR_TOLD};
use crate::lifecycle::policy::Language;

/// One phrase to choose.
#[derive(Clone, Serialize)]
pub(crate) struct Offer {
    pub(crate) slug: String,
    pub(crate) label: &'static str,
    /// The act's word: what its fields mean is told by it.
    pub(crate) act: &'static str,
    /// The fields that it takes beside day, number and note.
    pub(crate) takes: Vec<&'static str>,
    /// Whether it is a direction of the leadership that is carried out later.
    pub(crate) directs: bool,
    pub(crate) chosen: bool,
}

/// What an act does, by the table of rights.
pub(crate) fn deed(act: ActWord) -> Deed {
    match act.effect() {
        ActEffect::Answer | ActEffect::Note => Deed::Answer,
        ActEffect::Close => Deed::Close,
        ActEffect::Change => Deed::Change,
    }
}

/// Whether the day on which it happened has to be said: it closes something, or a clock counts from it.
pub(crate) fn needs_day(act: ActWord) -> bool {
    matches!(
        act,
        ActWord::HoldReview | ActWord::Fulfil | ActWord::Notify | ActWord::Step | ActWord::Suspend | ActWord::Resume
    )
}

/// Whether the second day has to be said: without it the day of the act would stand for the last day in force.
pub(crate) fn needs_until(act: ActWord) -> bool {
    matches!(act, ActWord::Terminate | ActWord::Withdraw | ActWord::Supersede)
}

/// The outcomes that are offered at a milestone of that kind; those of the agreement as a whole where there is none. Of two
/// phrases for the same the later is taken, the plainer one.
pub(crate) fn outcomes(kind: Option<MilestoneKind>) -> Vec<&'static ActPhrase> {
    let fits = |outcome: &&ActPhrase| kind.map_or(outcome.at.is_empty(), |kind| outcome.at.contains(&kind));
    let fitting: Vec<&ActPhrase> = ACT_PHRASES.iter().filter(fits).collect();
    let mut kept: Vec<&ActPhrase> = Vec::new();
    for (at, outcome) in fitting.iter().enumerate() {
        if !fitting[at + 1..].iter().any(|later| later.slug() == outcome.slug()) {
            kept.push(outcome);
        }
    }
    if kind.is_none() {
        kept.push(&SUCCESSOR_TOLD);
    }
    kept
}

/// Whether it says something of a day that had passed before the register knew of it. Nobody is reminded of such a day, so
/// there is nothing to put off; and what was decided then was carried out or not.
pub(crate) fn fits_history(outcome: &ActPhrase) -> bool {
    match outcome.act {
        ActWord::Acknowledge | ActWord::Snooze | ActWord::Postpone | ActWord::Step => false,
        ActWord::Decide => outcome.says.contains(&(ActKey::Choice, "lapse")),
        _ => true,
    }
}

/// The outcome of that slug at that milestone, or of the agreement as a whole.
pub(crate) fn chosen(slug: &str, kind: Option<MilestoneKind>) -> Option<&'static ActPhrase> {
    outcomes(kind).into_iter().chain(outcomes(None)).find(|outcome| outcome.slug() == slug)
}

pub(crate) fn offer(outcome: &ActPhrase, chosen: &str, language: Language) -> Offer {
    let slug = outcome.slug();
    Offer {
        chosen: slug == chosen,
        slug,
        label: match language {
            Language::Vi => outcome.vietnamese,
            Language::En => outcome.english,
        },
        directs: outcome.act == ActWord::Decide && !outcome.says.contains(&(ActKey::Choice, "lapse")),
        act: outcome.act.word(),
        takes: takes(outcome),
    }
}

/// The fields of the form that an outcome takes beside day, number and note.
fn takes(outcome: &ActPhrase) -> Vec<&'static str> {
    let act = outcome.act;
    let fields = [
        ("until", outcome.until.is_some_and(|key| key != ActKey::DoneOn)),
        // Of a notice to the partner the day itself is the one of its receipt.
        ("received", act == ActWord::EnterIntoForce),
        ("step", act == ActWord::Step),
        ("decided_by", act.takes(ActKey::DecidedBy)),
        ("their_number", act.takes(ActKey::TheirNumber)),
        ("with", act.takes(ActKey::With)),
    ];
    fields.into_iter().filter(|(_, takes)| *takes).map(|(field, _)| field).collect()
}
