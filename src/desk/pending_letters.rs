//! Updates the pending letters after a change: the only place in `desk/` that asks for it.

use super::DeskError;
use super::recorder::Recorder;
use crate::lifecycle::reminder::Subject;
use crate::message::Sentence;
use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
use crate::store::Store;
use crate::watch::{self, Office};

/// At most this many agreements are looked at together: a letter that is about several of them is rewritten once.
const TOGETHER: usize = 200;

/// Plans the waiting letters of changed agreements again, and says what could not be.
///
/// It comes after the change was kept: a letter that cannot be written takes nothing of it back, and the next scan looks
/// at these agreements in any case.
pub(super) fn update_letters_of_agreements(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    changed: &[i64],
) -> Vec<Sentence> {
    let changed: Vec<Subject> = changed.iter().copied().map(Subject::Agreement).collect();
    update_letters_of(store, office, clerk, &changed)
}

/// The same for whatever a letter can be about.
pub(super) fn update_letters_of(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    changed: &[Subject],
) -> Vec<Sentence> {
    let mut trouble = Vec::new();
    for some in changed.chunks(TOGETHER) {
        if let Err(error) = watch::replan(store, office, some, clerk.moment()) {
            trouble.push(sentence!(words::LETTERS_NOT_LOOKED_AT, Sentence::of(&error)));
        }
    }
    trouble.truncate(20);
    trouble
}

/// The letters that wait and name one of these parties.
pub(super) fn letters_naming(store: &Store, parties: &[String]) -> Result<Vec<i64>, DeskError> {
    if parties.is_empty() {
        return Ok(Vec::new());
    }
    let mut letters: Vec<i64> = Vec::new();
    loop {
        let page = store.waiting_naming(parties, letters.last().copied().unwrap_or(0), TOGETHER)?;
        if page.is_empty() {
            return Ok(letters);
        }
        letters.extend(page.into_iter().map(|envelope| envelope.id));
    }
}

/// Rewrites letters in which names have changed, and says what could not be.
pub(super) fn rewrite_letters(store: &mut Store, office: &Office, clerk: &Recorder, letters: &[i64]) -> Vec<Sentence> {
    let rewritten = watch::rewrite(store, office, letters, clerk.moment());
    let trouble = |error| sentence!(words::LETTERS_NOT_REWRITTEN, letters.len(), Sentence::of(&error));
    rewritten.err().map(trouble).into_iter().collect()
}
