//! Detects that an older backup is in the register's place: which letters would go again, and how many acts are
//! missing.
//!
//! The journal beside the database records what a backup cannot. What would go again is what a scan would send today,
//! computed on a copy. The invariant: nothing is held back because of it.

use std::collections::BTreeSet;
use std::path::Path;

use super::CheckFindings;
use crate::desk::{Desk, DeskError};
use crate::lifecycle::reminder::{Key, Subject};
use crate::message::Voice;
use crate::message::answer::check as words;
use crate::message::answer::restore as answer;
use crate::message::sentence::sentence;
use crate::message::{Sentence, SentenceValue};
use crate::outbox::EnvelopeState;
use crate::store::{Journal, Later, SentLater, StoreError};
use crate::watch::{Moment, Release, no_crash, scan, weekly};

/// At most this many letters are listed one by one.
const TOLD: usize = 200;
/// Letters read together.
const PAGE: usize = 500;

/// What the journal beside the register knows and a copy of it does not, which is on the desk.
pub(in crate::desk) fn journal_findings(desk: &Desk, register: &Path) -> Result<Vec<Sentence>, DeskError> {
    let mut found = CheckFindings::default();
    read(desk, desk.store.journal_beside(register)?, &mut found)?;
    found.problems.extend(found.warnings);
    Ok(found.problems)
}

pub(super) fn look(desk: &Desk, found: &mut CheckFindings) -> Result<(), DeskError> {
    let journal = desk.store.journal()?;
    let listed = matches!(&journal, Journal::Read(later) if !later.letters.is_empty());
    read(desk, journal, found)?;
    let Some(backup) = &desk.config.backup else { return Ok(()) };
    // A snapshot that was set back took the journal with it; the witness lies elsewhere.
    let Ok(beyond) = desk.store.beyond_witness(&backup.directory) else { return Ok(()) };
    for act in beyond.acts.iter().take(TOLD) {
        let line = Sentence::in_both(|language| {
            answer::missing_act(Voice::terminal(language), &act.reference, &act.act, act.on, &act.by)
        });
        found.problem(sentence!(words::ACT_LOST, line));
    }
    if !listed && !beyond.letters.is_empty() {
        letters(desk, &Later { letters: beyond.letters, ..Later::default() }, found)?;
    }
    Ok(())
}

fn read(desk: &Desk, journal: Journal, found: &mut CheckFindings) -> Result<(), DeskError> {
    let later = match journal {
        Journal::None => return Ok(()),
        Journal::Absent => {
            let place = desk.config.store.path.display();
            found.warn(sentence!(words::NO_JOURNAL, place));
            return Ok(());
        }
        Journal::Read(later) => later,
    };
    acts(desk, &later, found)?;
    if !later.letters.is_empty() {
        letters(desk, &later, found)?;
    }
    Ok(())
}

fn acts(desk: &Desk, later: &Later, found: &mut CheckFindings) -> Result<(), StoreError> {
    let Some((number, at)) = later.acts else { return Ok(()) };
    let kept = desk.store.acts_kept()?;
    found.problem(sentence!(words::FEWER_ACTS, number, desk.wall(at), kept));
    Ok(())
}

fn letters(desk: &Desk, later: &Later, found: &mut CheckFindings) -> Result<(), DeskError> {
    let due = due(desk)?;
    let (repeated, gone): (Vec<_>, Vec<_>) =
        later.letters.iter().partition(|letter| letter.keys.iter().any(|key| due.contains(key)));
    for letter in repeated.iter().take(TOLD) {
        found.problem(again(desk, letter, &due)?);
    }
    let count = |all: usize| SentenceValue::counted(all, "letter");
    if repeated.len() > TOLD {
        found.problem(sentence!(words::MORE_AGAIN, count(repeated.len() - TOLD)));
    }
    let gone = gone.len() + usize::try_from(later.more).unwrap_or(usize::MAX - gone.len());
    if gone > 0 {
        found.warn(sentence!(words::IN_THE_JOURNAL_ALONE, count(gone)));
    }
    Ok(())
}

/// The reminders in every letter that a wake-up would have waiting, worked out on a copy.
fn due(desk: &Desk) -> Result<BTreeSet<Key>, DeskError> {
    let mut copy = desk.store.copy_to_memory()?;
    let moment = Moment { today: desk.today(), now: desk.clock.now() };
    scan(&mut copy, &desk.office, moment, Release::Released, &mut no_crash)?;
    weekly::queue(&mut copy, &desk.office, moment)?;
    let (mut due, mut after) = (BTreeSet::new(), 0);
    loop {
        let page = copy.outbox_in(EnvelopeState::Pending, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(due) };
        after = last.id;
        due.extend(page.into_iter().flat_map(|envelope| envelope.keys));
    }
}

/// A letter that would go again, with those of its reminders that are due.
fn again(desk: &Desk, letter: &SentLater, due: &BTreeSet<Key>) -> Result<Sentence, DeskError> {
    let mut reminders = Vec::new();
    for key in letter.keys.iter().filter(|key| due.contains(key)) {
        reminders.push(SentenceValue::from(reminder(desk, key)?));
    }
    let at = desk.wall(letter.at);
    Ok(sentence!(words::AGAIN, at, SentenceValue::List(reminders, "; "), &letter.message_id))
}

/// Of a restricted agreement reference and day alone.
fn reminder(desk: &Desk, key: &Key) -> Result<Sentence, StoreError> {
    let about = match key.subject {
        Subject::Agreement(id) => match desk.store.agreement(id) {
            Ok(stored) if stored.facts.is_restricted() => {
                return Ok(sentence!(words::REFERENCE_AND_DAY, stored.facts.reference, key.day));
            }
            Ok(stored) => stored.facts.reference,
            Err(error) if error.is_of_the_record() => format!("agreement {id}"),
            Err(error) => return Err(error),
        },
        Subject::Country(_) | Subject::Office => key.subject.to_string(),
    };
    let mark = format!("{}@{} {}", key.topic, key.day, key.occasion_text());
    Ok(sentence!(words::REMINDER_TO, about, mark, &key.recipient))
}
