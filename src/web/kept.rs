//! What is worked out once and used by many requests: the board, and each person's digest.
//!
//! Both hold for one state of the acts, one day and one set of rules; nothing here outlives a change. A board that has to
//! be made anew is made by one thread while the others go on with the last one, and the page says so.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};

use super::answer::Trouble;
use crate::desk::agenda::{Agenda, Span, agenda};
use crate::desk::board::Board;
use crate::desk::digest::{Shown, digest};
use crate::desk::list::Words;
use crate::desk::{Desk, DeskError};
use crate::lifecycle::day::Day;

/// The board and the digests.
#[derive(Default)]
pub(crate) struct Kept {
    board: RwLock<Option<Arc<Board>>>,
    /// Held by who makes a board.
    making: Mutex<()>,
    digests: Mutex<HashMap<String, Digested>>,
    agendas: Mutex<Agendas>,
}

/// The days between two, with what they hang on.
type Agendas = HashMap<(Day, Day), (State, Arc<Agenda>)>;

struct Digested {
    state: State,
    at: DateTime<Utc>,
    shown: Option<Arc<Shown>>,
}

/// What a digest hangs on, but for letters that could not be delivered.
#[derive(Clone, PartialEq, Eq)]
struct State {
    newest: i64,
    today: Day,
    rules: String,
}

/// Letters fail without an act; a digest is no older than this.
const DIGEST_MINUTES: i64 = 5;
/// So many spans of days are kept.
const AGENDAS_AT_MOST: usize = 24;
/// So many people's digests are kept.
const DIGESTS_AT_MOST: usize = 200;

/// Whether a board is of this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Age {
    /// It is.
    Present,
    /// A newer one is being made.
    Earlier,
}

impl State {
    fn of(desk: &Desk) -> Result<Self, Trouble> {
        Ok(Self { newest: desk.store.newest_act()?, today: desk.today(), rules: desk.office.fingerprint.clone() })
    }
}

impl Kept {
    /// The days between two.
    pub(crate) fn agenda(&self, desk: &Desk, from: Day, to: Day) -> Result<Arc<Agenda>, Trouble> {
        let state = State::of(desk)?;
        {
            let agendas = self.agendas.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, agenda)) = agendas.get(&(from, to)).filter(|(kept, _)| *kept == state) {
                return Ok(Arc::clone(agenda));
            }
        }
        let made = Arc::new(agenda(desk, Span { from, through: to, known_on: None, words: Words::Said })?);
        let mut agendas = self.agendas.lock().unwrap_or_else(PoisonError::into_inner);
        if agendas.len() >= AGENDAS_AT_MOST {
            agendas.clear();
        }
        agendas.insert((from, to), (state, Arc::clone(&made)));
        Ok(made)
    }

    /// The board, brought up to date where that is little work.
    pub(crate) fn board(&self, desk: &Desk) -> Result<(Arc<Board>, Age), Trouble> {
        let read = || self.board.read().unwrap_or_else(PoisonError::into_inner).clone();
        let before = read();
        if let Some(board) = &before
            && board.holds(desk)?
        {
            return Ok((Arc::clone(board), Age::Present));
        }
        // One thread makes it; where there is an older one, the others do not wait.
        let making = match (&before, self.making.try_lock()) {
            (_, Ok(making)) => making,
            (Some(board), Err(_)) => return Ok((Arc::clone(board), Age::Earlier)),
            (None, Err(_)) => self.making.lock().unwrap_or_else(PoisonError::into_inner),
        };
        if let Some(board) = read()
            && board.holds(desk)?
        {
            return Ok((board, Age::Present));
        }
        let after = match &before {
            Some(board) => board.after(desk)?,
            None => None,
        };
        let board = Arc::new(match after {
            Some(board) => board,
            None => Board::of(desk)?,
        });
        *self.board.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&board));
        drop(making);
        Ok((board, Age::Present))
    }

    /// What a contact's digest would say now; none for whom it has nothing to say to.
    pub(crate) fn digest(&self, desk: &Desk, contact: &str, now: DateTime<Utc>) -> Result<Option<Arc<Shown>>, Trouble> {
        let state = State::of(desk)?;
        {
            let digests = self.digests.lock().unwrap_or_else(PoisonError::into_inner);
            let fresh = |kept: &&Digested| kept.state == state && now - kept.at < TimeDelta::minutes(DIGEST_MINUTES);
            if let Some(kept) = digests.get(contact).filter(fresh) {
                return Ok(kept.shown.clone());
            }
        }
        let shown = match digest(desk, Some(contact)) {
            Ok(mut all) => all.pop().map(Arc::new),
            Err(DeskError::NoDigest(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let mut digests = self.digests.lock().unwrap_or_else(PoisonError::into_inner);
        if digests.len() >= DIGESTS_AT_MOST {
            digests.clear();
        }
        digests.insert(contact.to_owned(), Digested { state, at: now, shown: shown.clone() });
        Ok(shown)
    }
}
