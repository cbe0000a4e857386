//! Records one act on many agreements: selected by a condition, listed, and recorded on all of them or on none.

use super::{RecordError, RecordOutcome, within};
use crate::desk::list::{self, Inheritance, ListRow, Query};
use crate::desk::pending_letters::update_letters_of_agreements;
use crate::desk::recorder::{Purpose, Recorder};
use crate::desk::{Desk, DeskError, find};
use crate::exchange::cell_forms;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::ActRequest;
use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};
use std::fmt;

/// A condition that cannot be read, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ConditionError(pub Sentence);

impl Say for ConditionError {
    fn say(&self, voice: Voice) -> String {
        self.0.say(voice)
    }
}

impl fmt::Display for ConditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// So many agreements at once; more is a slip, or several commands.
pub(crate) const MANY_AT_MOST: usize = 5_000;

/// The agreements that a condition names: `ends before DAY`, `status WORD`, `country CODE`, `officer CONTACT`, `partner NAME`,
/// `inherited` (and the partner not told), several of them joined by `and`.
///
/// Archived ones are left out unless `status` asks for them.
pub fn condition(text: &str) -> Result<Query, ConditionError> {
    let mut query = Query::default();
    for part in text.split(" and ") {
        let words: Vec<&str> = part.split_whitespace().collect();
        match words.as_slice() {
            ["ends" | "ended", "before", day @ ..] if !day.is_empty() => {
                let day = cell_forms::day::read(&day.join(" "))
                    .map_err(|error| ConditionError(sentence!(words::WHERE, error.to_string())))?;
                query.ends_before = Some(day);
            }
            ["status", word] => {
                let status = Status::named(word).ok_or_else(|| {
                    let known: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
                    ConditionError(sentence!(words::NO_STATUS, *word, known.join(", ")))
                })?;
                query.status.push(status);
            }
            ["inherited"] => query.inherited = Inheritance::Untold,
            ["partner", name @ ..] if !name.is_empty() => query.partner = Some(name.join(" ")),
            ["country", code] => query.country = Some((*code).to_owned()),
            ["officer", contact] => query.officer = Some((*contact).to_owned()),
            _ => {
                return Err(ConditionError(sentence!(words::NO_CONDITION, part.trim(), sentence!(words::CONDITION))));
            }
        }
    }
    if query.status.is_empty() {
        query.status = Status::ALL.into_iter().filter(|status| *status != Status::Closed).collect();
    }
    Ok(query)
}

/// The agreements that the condition finds, in the order of the register.
pub fn matching_agreements(desk: &Desk, query: &Query) -> Result<Vec<ListRow>, DeskError> {
    let mut rows = Vec::new();
    let unread = list::list(desk, query, |row| {
        rows.push(row);
        if rows.len() > MANY_AT_MOST { Err(DeskError::TooMany(MANY_AT_MOST)) } else { Ok(()) }
    })?;
    match unread.into_iter().next() {
        // A list that lacks a record must not pass for the whole of it.
        Some(line) => Err(DeskError::Unread(line)),
        None => Ok(rows),
    }
}

/// Records the same on each of them, all in one transaction; the refusals of all come back at once.
pub fn record_many(
    desk: &mut Desk,
    clerk: &Recorder,
    references: &[String],
    request: &ActRequest,
    insistence: Insistence,
    purpose: Purpose,
) -> Result<Vec<RecordOutcome>, RecordError> {
    let ids = references.iter().map(|one| find::id(&desk.store, one)).collect::<Result<Vec<_>, _>>()?;
    let office = &desk.office;
    let mut done = purpose.write(&mut desk.store, |tx| {
        let mut done = Vec::with_capacity(ids.len());
        let mut refused = Vec::new();
        for (id, reference) in ids.iter().zip(references) {
            match within(tx, office, clerk, *id, request, insistence) {
                Ok(recorded) => done.push(recorded),
                Err(RecordError::Refused(refusal)) => refused.push((reference.clone(), refusal)),
                Err(error) => return Err(error),
            }
        }
        if refused.is_empty() { Ok(done) } else { Err(RecordError::ManyRefused(refused)) }
    })?;
    match purpose {
        Purpose::Keep => {
            let trouble = update_letters_of_agreements(&mut desk.store, &desk.office, clerk, &ids);
            if let Some(last) = done.last_mut() {
                last.says.extend(trouble);
            }
        }
        Purpose::Rehearse => done.iter_mut().for_each(|recorded| recorded.seq = None),
    }
    Ok(done)
}
