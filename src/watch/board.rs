//! Computes the board's rows: what lists show of each agreement, and until when that is valid.
//!
//! A row is valid while no act comes, the rules of days stay the same, and no day comes on which status, state or next
//! change. Ladders and contacts are no rules of days. The invariant: a valid row equals what computing it again would
//! give.

use std::collections::{BTreeMap, BTreeSet};

use super::dossier::{Dossier, Situation, TimelineReach};
use super::{Office, WatchError, digest};
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::party::{self, Party, heir};
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::store::{BoardBasis, BoardDay, BoardKeys, BoardMatters, BoardRow, Store};
use crate::text::fold;

/// The board holds milestones from this many days back …
pub(crate) const BACK_DAYS: i64 = 366;
/// … to so many ahead of any day on which the row holds.
pub(crate) const AHEAD_DAYS: i64 = 731;
/// A row is recomputed after so many days at the latest.
const HOLDS_DAYS: i64 = 60;
/// Rows worked out and written together: some hundredths of a second.
const BATCH: usize = 200;

/// What a list shows of one agreement.
pub fn row(situation: &Situation<'_>, parties: &BTreeMap<String, Party>) -> BoardRow {
    let (today, facts) = (situation.today, &situation.facts);
    let (status, ends_on) = (situation.status(), situation.ends_on());
    let label = say::agreement_short(facts, parties, today);
    let partner = say::parties_text(&facts.partner, parties, facts.signed_on, today, Language::Vi);
    let succeeded = |id: &String| parties.get(id).is_some_and(|party| heir(party, parties, today).id != *id);
    BoardRow {
        agreement_id: situation.dossier.agreement.id,
        reference: facts.reference.clone(),
        title: facts.title.clone(),
        status,
        starts_on: situation.timeline.course.start_on(),
        ends_on,
        next: situation.next().map(|milestone| (milestone.kind, milestone.day)),
        holds_until: valid_until(situation, parties),
        keys: BoardKeys {
            label: fold(&label),
            partner: fold(&partner),
            officer: facts.officers.join(" "),
            end: end_key(status, ends_on, today),
        },
        label,
        inherited: status.may_bind() && facts.ours.iter().any(succeeded),
        gaps: !facts.gaps().is_empty(),
    }
}

/// A row's place in the order of what ends next: what is still to end, the next one first; what has no end; what has ended,
/// the latest first.
fn end_key(status: Status, ends_on: Option<Day>, today: Day) -> String {
    let backward = |day: Day| -> String {
        let turned = |c: char| c.to_digit(10).and_then(|digit| char::from_digit(9 - digit, 10)).unwrap_or(c);
        day.to_string().chars().map(turned).collect()
    };
    match ends_on {
        Some(end) if end >= today && status.may_bind() => format!("0{end}"),
        None if status.may_bind() => "1".to_owned(),
        Some(end) => format!("2{}", backward(end)),
        None => "3".to_owned(),
    }
}

/// What is on the board of one agreement beside its row: its milestones of these years.
pub fn days(situation: &Situation<'_>, office: &Office) -> Result<Vec<BoardDay>, CalendarError> {
    let (today, agreement_id) = (situation.today, situation.dossier.agreement.id);
    let (first, last) = (after(today, -BACK_DAYS), after(today, AHEAD_DAYS + HOLDS_DAYS));
    let mut days = Vec::new();
    for milestone in situation.milestones() {
        let state = milestone.state(today);
        let open = state == crate::lifecycle::milestone::MilestoneState::Open;
        if milestone.day > last || (milestone.day < first && !open) {
            continue;
        }
        days.push(BoardDay {
            agreement_id,
            day: milestone.day,
            kind: milestone.kind,
            name: milestone.name.clone(),
            nth: milestone.nth,
            do_by: office.calendar.on_or_before(milestone.day)?,
            lawful_until: milestone.lawful_until,
            state,
        });
    }
    Ok(days)
}

fn after(today: Day, days: i64) -> Day {
    let edge = if days < 0 { Day::first() } else { Day::last() };
    today.plus_days(days).unwrap_or(edge)
}

/// The first day after today on which anything the row says can change by itself.
fn valid_until(situation: &Situation<'_>, parties: &BTreeMap<String, Party>) -> Day {
    let (today, course) = (situation.today, &situation.timeline.course);
    let mut days = vec![after(today, HOLDS_DAYS)];
    for milestone in situation.milestones() {
        let ends = [Some(milestone.after_from()), milestone.lawful_until, Some(milestone.day)];
        days.push(milestone.day);
        days.extend(ends.into_iter().flatten().map(Day::next));
    }
    days.extend(course.start_on());
    days.extend(course.periods.iter().map(|period| period.last_day().next()));
    days.extend(course.ending.iter().map(|ending| ending.ends_on.next()));
    days.extend(course.closed_on);
    days.extend(course.suspensions.iter().flat_map(|(from, to)| [Some(*from), *to]).flatten());
    days.extend(situation.timeline.knowledge.amendments().iter().map(|(from, _)| *from));
    for party in situation.facts.ours.iter().chain(&situation.facts.partner).filter_map(|id| parties.get(id)) {
        days.extend(party::turns(party, parties));
    }
    days.into_iter().filter(|day| *day > today).min().unwrap_or_else(Day::last)
}

/// A row with its days and matters, and how many acts they were worked out from.
type BoardEntry = (BoardRow, Vec<BoardDay>, BoardMatters, usize);

/// The row of one agreement recomputed.
fn look(
    store: &Store,
    office: &Office,
    parties: &BTreeMap<String, Party>,
    id: i64,
    today: Day,
) -> Result<BoardEntry, WatchError> {
    let record = store.record_of(id)?;
    let dossier = Dossier::without_letters(record.clone(), today);
    let situation = Situation::of(&dossier, office, today, TimelineReach::Next)?;
    let row = row(&situation, parties);
    let matters = digest::matters(&record, office, parties, &situation, row.holds_until)?;
    Ok((row, days(&situation, office)?, matters, dossier.agreement.acts.len()))
}

/// Works out so many rows and matters that do not hold, and says whether all hold now. A record that cannot be read has
/// none, and hides no other.
pub fn refresh(store: &mut Store, office: &Office, today: Day, at_most: usize) -> Result<BoardState, WatchError> {
    let mut unread = BTreeSet::new();
    let (rules, digest_rules) = (&office.day_rules, &office.fingerprint);
    for _ in 0..at_most.div_ceil(BATCH) {
        let most = BATCH + unread.len();
        let mut stale = store.board_stale(rules, today, most)?;
        stale.retain(|id| !unread.contains(id));
        let kept = if stale.is_empty() { BoardWrite::Matters } else { BoardWrite::All };
        if kept == BoardWrite::Matters {
            stale = store.matters_alone_stale(digest_rules, today, most)?;
            stale.retain(|id| !unread.contains(id));
        }
        if stale.is_empty() {
            return Ok(BoardState::All);
        }
        let office_act = store.newest_office_act()?;
        let parties = store.parties()?;
        let mut rows = Vec::with_capacity(stale.len());
        // Of one moment: a transaction for each of them would cost as much as reading it.
        let all = || -> Result<Vec<_>, WatchError> {
            Ok(stale.into_iter().map(|id| (id, look(store, office, &parties, id, today))).collect())
        };
        for (id, found) in store.snapshot(all)? {
            match found {
                Ok(found) => rows.push(found),
                Err(error) if error.is_of_the_record() => drop(unread.insert(id)),
                Err(error) => return Err(error),
            }
        }
        let basis = BoardBasis { rules, digest_rules, today, office_act };
        store.write(|tx| {
            rows.iter().try_for_each(|(row, days, matters, acts)| match kept {
                BoardWrite::All => tx.put_on_board(row, days, matters, &basis, *acts),
                BoardWrite::Matters => tx.put_matters_alone(row.agreement_id, matters, &basis, *acts),
            })
        })?;
    }
    Ok(BoardState::Some)
}

/// What is kept of what was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BoardWrite {
    All,
    /// The row holds as it is.
    Matters,
}

/// How much is worked out after a wake-up; the rest is the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// By hand, or by a clock of somebody else's: the letters are waited for.
    Tick,
    /// By the daemon, which has all day: a second or two.
    Daemon,
}

impl Turn {
    const fn rows(self) -> usize {
        match self {
            Self::Tick => 5_000,
            Self::Daemon => 20_000,
        }
    }
}

/// Works on the board after a wake-up; what goes wrong there stops no letter.
pub(crate) fn after_wake_up(store: &mut Store, office: &Office, today: Day, turn: Turn) {
    if let Err(error) = refresh(store, office, today, turn.rows()) {
        tracing::warn!("the lists' board was not kept in step: {error}");
    }
}

/// Whether the board's rows hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardState {
    All,
    /// There are more to work out.
    Some,
}
