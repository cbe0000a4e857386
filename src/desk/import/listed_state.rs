//! What a list thinks of an agreement's state, held against what its days say once every row is in.
//!
//! Not here: what the words of a cell mean. The invariant: a state that is not what the days say is told, with both. It is a
//! flaw where the two contradict each other so that letters would go, or stay away, by the wrong one.

use super::import_pass::{ImportPass, StrangeStates, WorkEnd};
use crate::desk::DeskError;
use crate::desk::change::horizon;
use crate::exchange::Draft;
use crate::exchange::Drafts;
use crate::exchange::cell_forms::words::{ListedState, day_in, end_year_in, says_early, says_unknown, state_in};
use crate::exchange::flaw::ReadingRemark;
use crate::exchange::headers::STATUS;
use crate::lifecycle::act::ActBody;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Period, PeriodSequel, Status};
use crate::lifecycle::term::Term;
use crate::message::list::{self, ByItsDays, StateCure};
use crate::text::fold;

/// How many states are named that are not understood, each by its first row.
const STRANGE_AT_MOST: usize = 20;

/// What the days say.
#[derive(Clone, Copy, Debug)]
struct Days {
    status: Status,
    ends_on: Option<Day>,
    /// Whether the last day follows from the term alone: no extension is recorded, and nothing renews it.
    by_term_alone: bool,
}

/// What the words of a state say of the end.
#[derive(Clone, Copy, Debug)]
struct ListedEnd {
    year: Option<i32>,
    day: Option<Day>,
    /// It ended before its term did.
    early: bool,
}

/// How a state compares with the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StateVerdict {
    Agrees,
    /// Said of a row that is taken.
    Odd(StateCure),
    /// A flaw.
    Contradicts(StateCure),
}

impl ImportPass<'_, '_> {
    /// The states of all rows, after the acts that the file brings; those rows that ended with themselves are judged already.
    pub(super) fn listed_states(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        if self.ends == WorkEnd::WithThePass {
            for draft in drafts.agreements.iter().filter(|draft| draft.status.is_some()) {
                let id = self.of_row.get(&draft.place.ordinal).copied();
                if let Some(id) = id.filter(|_| self.stands(&draft.place)) {
                    self.listed_state(id, &draft)?;
                }
            }
        }
        let StrangeStates { first, more } = std::mem::take(&mut self.strange_states);
        if !first.is_empty() {
            let wording = list::states_not_understood(&first, more);
            self.done.remarks.push(ReadingRemark { sheet: None, row: None, column: None, wording });
        }
        Ok(())
    }

    /// Holds what the list thinks of the agreement's state against what its days say.
    pub(super) fn listed_state(&mut self, id: i64, draft: &Draft) -> Result<(), DeskError> {
        // An end that the row brings says more than its state.
        let Some(said) = draft.status.as_deref().filter(|said| draft.ended.is_none() && !says_unknown(said)) else {
            return Ok(());
        };
        let (office, today) = (self.office, self.clerk.today());
        let dossier = &self.look_at(id)?.dossier;
        // Of the office's own row: what has been recorded since it was exported may have changed the state.
        let made_from = draft.mark.as_ref().map(|mark| mark.made_from);
        if made_from.is_some_and(|made_from| dossier.agreement.acts.iter().any(|act| act.seq > made_from)) {
            return Ok(());
        }
        let restricted = dossier.facts.is_restricted().then(|| dossier.facts.reference.clone());
        let Some(state) = state_in(said) else {
            let again =
                |known: &(u64, Option<String>)| known.1.as_deref().is_some_and(|known| fold(known) == fold(said));
            let again = self.strange_states.first.iter().any(again);
            if self.strange_states.first.len() < STRANGE_AT_MOST && !again {
                let told = restricted.is_none().then(|| said.to_owned());
                self.strange_states.first.push((draft.place.line, told));
            } else {
                self.strange_states.more += 1;
            }
            return Ok(());
        };
        let timeline = dossier.timeline(office, horizon(today))?;
        let period = timeline.course.period_on(today);
        let extended = dossier.agreement.acts.iter().any(|act| matches!(act.body, ActBody::Extend { .. }));
        let renews = period.is_some_and(|period| period.then == PeriodSequel::Renews);
        let days = Days {
            status: timeline.status(today),
            ends_on: period.map(Period::last_day),
            by_term_alone: matches!(dossier.facts.term, Term::For(_)) && !extended && !renews,
        };
        let year = end_year_in(said, state).filter(|_| !renews);
        let told = ByItsDays { status: days.status, ends_on: days.ends_on.map(|day| day.to_string()) };
        let wording = |cure| match &restricted {
            None if made_from.is_some() => list::state_was_typed_over(said, &told),
            Some(reference) => list::state_of_restricted_differs(reference),
            None => list::state_differs(said, &told, cure),
        };
        let end = ListedEnd { year, day: day_in(said), early: says_early(said) };
        match verdict(state, end, days) {
            StateVerdict::Agrees => {}
            StateVerdict::Odd(cure) => self.remark(&draft.place, wording(cure)),
            // The program works that cell out: it says nothing of the agreement, and whoever typed there is told.
            StateVerdict::Contradicts(cure) if made_from.is_some() => self.remark(&draft.place, wording(cure)),
            StateVerdict::Contradicts(cure) => self.fall(&draft.place, STATUS, &wording(cure)),
        }
        Ok(())
    }
}

/// Compares the state, and the end that it names, with the days.
fn verdict(state: ListedState, end: ListedEnd, days: Days) -> StateVerdict {
    use ListedState as Listed;
    let (status, year) = (days.status, end.year);
    let binds = matches!(status, Status::InForce | Status::Suspended | Status::Pending);
    let by_act = matches!(status, Status::Terminated | Status::Superseded | Status::Closed);
    let same_year = || year.is_some() && year == days.ends_on.map(Day::year);
    let another_year = || year.is_some() && !same_year();
    let another_end = || another_year() || end.day.is_some_and(|day| Some(day) != days.ends_on);
    let agrees = match state {
        Listed::Underway => status != Status::Expired,
        Listed::InForce => status == Status::Unknown || (status == Status::InForce && !another_year()),
        Listed::Extended => status == Status::InForce && (same_year() || (year.is_none() && !days.by_term_alone)),
        Listed::NotYet => matches!(status, Status::Pending | Status::Unknown),
        Listed::Suspended => status == Status::Suspended,
        Listed::Superseded => matches!(status, Status::Superseded | Status::Closed),
        // "Hết hiệu lực 31/12/2028" tells when it will end.
        Listed::Ended if binds => same_year(),
        Listed::Ended => status != Status::Unknown && (status != Status::Expired || !another_end()),
        // Whoever ended it did so before its term was over, unless the cell names that very day.
        Listed::Stopped if status == Status::Expired => end.day.is_some() && !another_end(),
        Listed::Stopped => by_act || binds && same_year(),
    };
    if agrees {
        return StateVerdict::Agrees;
    }
    match (state, status) {
        (Listed::Ended | Listed::Stopped | Listed::Superseded, _) if binds => {
            StateVerdict::Contradicts(StateCure::SayTheEnd)
        }
        (Listed::Ended | Listed::Stopped, Status::Expired) if another_end() || end.early => {
            StateVerdict::Contradicts(StateCure::SayTheEnd)
        }
        (Listed::Underway, Status::Expired) | (Listed::Extended, Status::Unknown) => {
            StateVerdict::Odd(StateCure::SayTheExtension)
        }
        (Listed::Ended | Listed::Stopped | Listed::Superseded | Listed::Underway, _) => {
            StateVerdict::Odd(StateCure::SayTheEnd)
        }
        (Listed::InForce | Listed::Extended, Status::Expired) => StateVerdict::Contradicts(StateCure::SayTheExtension),
        (Listed::InForce | Listed::Extended, Status::InForce) if another_year() => {
            StateVerdict::Contradicts(StateCure::SayTheExtension)
        }
        (Listed::Extended, Status::InForce) => StateVerdict::Odd(StateCure::CheckTheLastDay),
        (Listed::NotYet, _) if !by_act => StateVerdict::Contradicts(StateCure::SayTheStart),
        (Listed::Suspended, _) if binds => StateVerdict::Odd(StateCure::RecordSuspension),
        _ => StateVerdict::Odd(StateCure::RecordOrMend),
    }
}
