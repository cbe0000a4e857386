//! The sentences that a recorder sees after recording.

use std::collections::BTreeMap;

use super::super::DeskError;
use super::super::agreement_edit::{AgreementEdit, FieldCorrection};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;
use crate::lifecycle::party::Party;
use crate::lifecycle::recording::{DayPassed, Remark};
use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
use crate::message::{Sentence, SentenceValue, Voice, say};
use crate::store::Tx;
use crate::watch::Office;

/// At most this many open reviews are named.
const REVIEWS_NAMED: usize = 12;

/// A day with its weekday, in a sentence.
pub(super) const fn day(day: Day) -> SentenceValue {
    SentenceValue::DayOfWeek(day)
}

/// A party's name of that day, with its id.
pub(super) fn party(id: &str, parties: &BTreeMap<String, Party>, on: Day) -> String {
    parties.get(id).map_or_else(|| id.to_owned(), |party| format!("{} [{id}]", party.name_on(on)))
}

/// A remark as a sentence; `after` is the agreement with the act. What a restricted agreement says is counted, not named.
pub(in crate::desk) fn remark(remark: &Remark, after: &Timeline<'_>, parties: &BTreeMap<String, Party>) -> Sentence {
    let is_restricted = after.knowledge.facts.is_restricted();
    match remark {
        Remark::ToTakeOver(open) if is_restricted => sentence!(words::COMMITMENTS_END, open.len()),
        Remark::Rested(rested) if is_restricted => sentence!(words::COMMITMENTS_RESTED, rested.len()),
        Remark::SuccessorsTold(told) if is_restricted => sentence!(words::SUCCESSORS_COUNTED, told.len()),
        Remark::ReviewClosed(review) => sentence!(words::REVIEW_CLOSED, day(*review)),
        Remark::ReviewsOpen(open) => {
            let named = open.iter().take(REVIEWS_NAMED).map(|review| day(*review)).collect();
            let more = open.len().saturating_sub(REVIEWS_NAMED);
            let more = if more > 0 { sentence!(words::AND_MORE, more) } else { sentence!(words::NOTHING) };
            sentence!(words::REVIEWS_OPEN, SentenceValue::List(named, "; "), more)
        }
        Remark::ReportPast { day: last, .. } if is_restricted => sentence!(words::REPORT_PAST, day(*last)),
        Remark::CommitmentClosed(_)
        | Remark::NoDay(..)
        | Remark::ToTakeOver(_)
        | Remark::Rested(_)
        | Remark::ReportPast { .. } => {
            Sentence::in_both(|language| say::remark(remark, &|id, _| id.to_owned(), language))
        }
        Remark::NoticeLate { last } => {
            let end = after.course.last_day().map(|end| sentence!(words::AND_LAST_DAY, day(end)));
            sentence!(words::NOTICE_LATE, day(*last), end.unwrap_or_else(|| sentence!(words::NOTHING)))
        }
        Remark::EndsOn(end) => sentence!(words::ENDS_ON, day(*end)),
        Remark::EndStays(end) => sentence!(words::END_STAYS, day(*end)),
        Remark::EndsByItself(end) => sentence!(words::ENDS_BY_ITSELF, day(*end)),
        Remark::InForceOn(start) => sentence!(words::IN_FORCE_ON, day(*start)),
        Remark::SuccessorsTold(told) => {
            let one = |(id, successor, since): &(String, String, Day)| {
                let (signed, stands) = (party(id, parties, since.previous()), party(successor, parties, *since));
                SentenceValue::from(sentence!(words::STANDS_FOR, stands, signed, day(*since)))
            };
            sentence!(words::SUCCESSORS_TOLD, SentenceValue::List(told.iter().map(one).collect(), "; "))
        }
        Remark::RenewsAllTheSame { on, notice } => {
            let of_notice = notice.map_or_else(
                || sentence!(words::NOTHING),
                |(last, passed)| match passed {
                    DayPassed::Yes => sentence!(words::NOTICE_HAS_PASSED, day(last)),
                    DayPassed::No => sentence!(words::NOTICE_IS_DUE, day(last)),
                },
            );
            sentence!(words::RENEWS_ALL_THE_SAME, day(*on), of_notice)
        }
        Remark::StillAsks(mark) => sentence!(words::STILL_ASKS, say::milestone_in_both(&mark.to_string())),
        Remark::FormerDay(mark) => sentence!(words::FORMER_DAY, say::milestone_in_both(&mark.to_string())),
    }
}

/// A correction as a sentence; the old value of a restricted agreement is not shown, what the recorder wrote is.
pub(super) fn correction_remark(correction: &FieldCorrection, of: &Facts) -> Sentence {
    let shown = |text: &str| {
        if text.is_empty() {
            SentenceValue::from(sentence!(words::UNKNOWN))
        } else {
            SentenceValue::from(format!("\"{text}\""))
        }
    };
    let old = if of.is_restricted() && correction.field != Field::Restricted.name() {
        sentence!(words::RESTRICTED).into()
    } else {
        shown(&correction.old)
    };
    let field = Sentence::in_both(|language| say::field_named(Voice::terminal(language), correction.field).to_owned());
    sentence!(words::CORRECTED, field, old, shown(&correction.new))
}

/// Whether another agreement that an act names is in the register, and goes on after the one whose place it takes.
pub(super) fn references(tx: &Tx<'_>, office: &Office, today: Day, body: &ActBody) -> Result<Vec<Sentence>, DeskError> {
    let ActBody::Supersede { with: Some(with), ends_on } = body else { return Ok(Vec::new()) };
    let Some(id) = tx.agreement_id(with)? else { return Ok(vec![sentence!(words::SUCCESSOR_ABSENT, with)]) };
    let successor = AgreementEdit::open(tx, id)?;
    let end = successor.timeline(office, today)?.course.last_day();
    Ok(end
        .filter(|end| end < ends_on)
        .map(|end| sentence!(words::SUCCESSOR_ENDED, with, day(end)))
        .into_iter()
        .collect())
}
