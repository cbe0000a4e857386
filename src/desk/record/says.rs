//! What the recorder hears, in plain sentences.

use std::collections::BTreeMap;

use super::super::DeskError;
use super::super::dossier::Correction;
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::Remark;
use crate::message::say;
use crate::store::Tx;

/// So many open reviews are named.
const REVIEWS_NAMED: usize = 12;

/// `2027-12-22 (Wednesday)`.
pub(super) fn day(day: Day) -> String {
    format!("{day} ({})", day.date().format("%A"))
}

/// A party's name of that day, with its id.
pub(super) fn party(id: &str, parties: &BTreeMap<String, Party>, on: Day) -> String {
    parties.get(id).map_or_else(|| id.to_owned(), |party| format!("{} [{id}]", party.name_on(on)))
}

/// A remark as a sentence; `after` is the agreement with the act.
pub(in crate::desk) fn remark(remark: &Remark, after: &Timeline<'_>, parties: &BTreeMap<String, Party>) -> String {
    match remark {
        Remark::ReviewClosed(review) => format!("the review of {} is closed", day(*review)),
        Remark::ReviewsOpen(open) => {
            let named: Vec<String> = open.iter().take(REVIEWS_NAMED).map(|review| day(*review)).collect();
            let more = open.len().saturating_sub(REVIEWS_NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("still open: the review of {}{more}", named.join(", the review of "))
        }
        Remark::CommitmentClosed(_) | Remark::NoDay(_) | Remark::ToTakeOver(_) | Remark::Rested(_) => {
            say::remark(remark, &|id, _| id.to_owned(), Language::En)
        }
        Remark::NoticeLate { last } => {
            let end = after.course.last_day().map(|end| format!("; the last day in force is {}", day(end)));
            format!(
                "the notice came after {}, the last day on which it counts: it ends the next period, not this one{}",
                day(*last),
                end.unwrap_or_default()
            )
        }
        Remark::EndsOn(end) => format!("the last day in force is now {}", day(*end)),
        Remark::EndStays(end) => {
            format!("nothing would have renewed itself: the last day in force stays {}", day(*end))
        }
        Remark::InForceOn(start) => format!("in force from {}", day(*start)),
        Remark::SuccessorsTold(told) => {
            let one = |(id, successor, since): &(String, String, Day)| {
                let (signed, stands) = (party(id, parties, since.previous()), party(successor, parties, *since));
                format!("{stands} in the place of {signed} since {}", day(*since))
            };
            let told: Vec<String> = told.iter().map(one).collect();
            format!("the partner was told who stands there: {}", told.join("; "))
        }
        Remark::StillAsks(mark) => format!(
            "the decision does not close {mark}: its letters go on, in other words, until the act itself is recorded"
        ),
    }
}

/// A correction as a sentence; what a restricted agreement said before is not told, what the recorder wrote is.
pub(super) fn corrected(correction: &Correction, of: &Facts) -> String {
    let shown = |text: &str| if text.is_empty() { "unknown".to_owned() } else { format!("\"{text}\"") };
    let old = if of.is_restricted() && correction.field != Field::Restricted.name() {
        "(restricted)".to_owned()
    } else {
        shown(&correction.old)
    };
    format!("{}: {old} → {}", correction.field, shown(&correction.new))
}

/// Whether another agreement that an act names is in the register.
pub(super) fn references(tx: &Tx<'_>, body: &ActBody) -> Result<Vec<String>, DeskError> {
    let ActBody::Supersede { with: Some(with), .. } = body else { return Ok(Vec::new()) };
    Ok(match tx.agreement_id(with)? {
        Some(_) => Vec::new(),
        None => vec![format!("`{with}`, which takes its place, is not in the register")],
    })
}
