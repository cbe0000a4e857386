//! When an agreement binds: its first day, its periods, its end.
//!
//! Periods are counted from the anchor, never from the period before. Changes (amendments, extensions) are taken in the
//! order of their days; a period that ended before a change keeps its end, the one that runs on that day and those after
//! it follow the changed facts.

use super::Derivation;
use crate::lifecycle::act::{Act, Deed, Notice};
use crate::lifecycle::agreement::{Effect, Facts, Known, Renewal};
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::lifecycle::term::{Count, Term, last_day};

/// The course of an agreement as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its first day in force.
    pub start: Start,
    /// Its periods, the first one first. Without a known end there is none; a tacit agreement has them as far as asked.
    pub periods: Vec<Period>,
    /// The act that ended it, with its last day.
    pub ending: Option<Ending>,
    /// From a day to the day before another, or on and on: no reviews.
    pub suspensions: Vec<(Day, Option<Day>)>,
    /// The day it was archived.
    pub closed_on: Option<Day>,
}

/// The first day in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// Known, and how.
    On(Day, Derivation),
    /// The partners' notifications are awaited.
    Pending,
    /// A fact is missing.
    Unknown,
}

/// One period of validity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its number, from 1.
    pub nth: u32,
    /// Its last day; where the text leaves it open, the earliest.
    pub ends_on: Day,
    /// Its last day by the text, before an act ended it earlier; notices are counted back from here.
    pub full_end_on: Day,
    /// Where the text leaves the last day open, the latest.
    pub latest: Option<Day>,
    /// What comes after it.
    pub then: Then,
    /// How its last day came about.
    pub derivation: Derivation,
    /// The last day on which a notice counts.
    pub notice_on: Option<Day>,
    /// The notice the text asks for.
    pub notice: Option<Span>,
    /// The notice against renewal that was received in this period, and whether it came in time.
    pub notified: Option<(Day, Timeliness)>,
}

/// What comes after a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The next period, by itself.
    Renews,
    /// The end: the text allows no further renewal.
    EndsByText,
    /// The end: a notice against renewal came in time.
    EndsByNotice,
    /// The end: an act ended it.
    EndsByAct,
}

/// Whether a notice was received by the last day on which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// It ends the period in which it was received.
    InTime,
    /// It ends the next one.
    Late,
}

/// An end by act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The last day in force.
    pub ends_on: Day,
    /// How it ended.
    pub how: EndingHow,
    /// The day of the act.
    pub on: Day,
}

/// How an act ended an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndingHow {
    /// By both sides or the clause.
    Terminated,
    /// By a notice of termination.
    Notified,
    /// By one side's withdrawal.
    Withdrawn,
    /// By another agreement.
    Superseded,
    /// It ran out, as an old list says.
    Expired,
}

impl Period {
    /// The last day that can belong to it.
    pub fn last_day(&self) -> Day {
        self.latest.unwrap_or(self.ends_on)
    }
}

/// What an end is counted from.
#[derive(Clone, Copy)]
enum Base {
    Anchor(Span),
    Day(Day, Span),
    Range(Day, Day),
    Nothing,
}

impl Base {
    fn of(term: Term) -> Self {
        match term {
            Term::For(span) => Self::Anchor(span),
            Term::Until(day) => Self::Day(day, Span::ZERO),
            Term::Between(from, to) => Self::Range(from, to),
            Term::Open | Term::Unknown => Self::Nothing,
        }
    }

    fn and(self, span: Span) -> Self {
        match self {
            Self::Anchor(term) => Self::Anchor(term.and(span)),
            Self::Day(day, more) => Self::Day(day, more.and(span)),
            Self::Range(_, to) => Self::Day(to, span),
            Self::Nothing => Self::Nothing,
        }
    }
}

/// The rule by which periods follow each other, between two changes.
struct Rule {
    anchor: Option<Day>,
    count: Count,
    base: Base,
    /// Renewals that `base` holds already.
    renewals: u32,
    tacit: Option<Span>,
    max: Option<u32>,
    notice: Option<Span>,
}

impl Rule {
    fn of(facts: &Facts, anchor: Option<Day>) -> Self {
        let mut rule = Self {
            anchor,
            count: Count::Civil,
            base: Base::of(facts.term),
            renewals: 0,
            tacit: None,
            max: None,
            notice: None,
        };
        rule.follow(facts);
        rule
    }

    /// Takes over what does not touch the base.
    fn follow(&mut self, facts: &Facts) {
        let period = facts.renewal_period.filter(|period| !period.is_zero());
        self.tacit = period.filter(|_| facts.renewal == Renewal::Tacit && !matches!(self.base, Base::Range(..)));
        self.max = facts.renewals_max;
        self.count = facts.count;
        self.notice = facts.notice;
    }

    /// The end that is `j` renewals after the base; `None` where there is none or it lies beyond the calendar.
    fn end(&self, j: u32) -> Option<(Day, Option<Day>, Derivation)> {
        let more = self.tacit.map_or(Span::ZERO, |period| period.times(j));
        let renewals = self.renewals + j;
        match self.base {
            Base::Anchor(span) => {
                let anchor = self.anchor?;
                let span = span.and(more);
                let day = last_day(anchor, span, self.count).ok()?;
                Some((day, None, Derivation::Counted { anchor, span, count: self.count, renewals }))
            }
            Base::Day(day, span) => {
                let span = span.and(more);
                Some((day.plus(span).ok()?, None, Derivation::Named { day, span, renewals }))
            }
            Base::Range(from, to) => Some((from, Some(to), Derivation::Range { from, to })),
            Base::Nothing => None,
        }
    }

    fn period(&self, nth: u32, j: u32) -> Option<Period> {
        let (ends_on, latest, derivation) = self.end(j)?;
        let last = self.tacit.is_none() || self.max.is_some_and(|max| nth > max);
        let notice = self.notice.filter(|_| !(last && self.tacit.is_some()));
        Some(Period {
            nth,
            ends_on,
            full_end_on: ends_on,
            latest,
            then: if last { Then::EndsByText } else { Then::Renews },
            derivation,
            notice_on: notice.and_then(|notice| ends_on.minus(notice).ok()),
            notice,
            notified: None,
        })
    }

    /// Moves the base to the first end on or after `cut`, handing the ends before it to `fixed`.
    fn advance(&mut self, cut: Day, fixed: &mut Vec<Period>) {
        let Some(period) = self.tacit else { return };
        for j in 0.. {
            let nth = u32::try_from(fixed.len()).unwrap_or(u32::MAX).saturating_add(1);
            match self.period(nth, j) {
                Some(ended) if ended.ends_on < cut && ended.then == Then::Renews => fixed.push(ended),
                _ => {
                    self.base = self.base.and(period.times(j));
                    self.renewals += j;
                    return;
                }
            }
        }
    }
}

impl Course {
    /// The course that follows from what is known, with the periods whose notice or end falls on or before `through`,
    /// and one more.
    pub fn of(known: &Known<'_>, through: Day) -> Self {
        let start = start(known);
        // A notice or an end recorded for a later period must find that period.
        let through = known.acts.iter().filter_map(|act| reaches(act)).max().map_or(through, |day| day.max(through));
        let mut periods = periods(known, &start, through);
        let ending = end_by_act(known, &mut periods);
        let closed_on = known.acts.iter().filter(|act| act.deed == Deed::Close).map(|act| act.on).min();
        Self { start, periods, ending, suspensions: suspensions(known), closed_on }
    }

    /// The first day in force, where it is known.
    pub fn start_on(&self) -> Option<Day> {
        match self.start {
            Start::On(day, _) => Some(day),
            Start::Pending | Start::Unknown => None,
        }
    }

    /// The last day on which the agreement can be in force, where an end is known.
    pub fn last_day(&self) -> Option<Day> {
        self.periods.last().filter(|period| period.then != Then::Renews).map(Period::last_day)
    }

    /// The period that runs on that day; after the end the last, before the start the first.
    pub fn period_on(&self, day: Day) -> Option<&Period> {
        self.periods.iter().find(|period| day <= period.last_day()).or(self.periods.last())
    }

    /// Whether reviews pause on that day.
    pub fn suspended_on(&self, day: Day) -> bool {
        self.suspensions.iter().any(|(from, to)| *from <= day && to.is_none_or(|to| day < to))
    }
}

/// The last day an act speaks of, where it moves an end.
fn reaches(act: &Act) -> Option<Day> {
    match act.deed {
        Deed::Notify { received_on, .. } => Some(received_on),
        Deed::Terminate { ends_on }
        | Deed::Withdraw { ends_on }
        | Deed::Supersede { ends_on, .. }
        | Deed::Expire { ends_on } => Some(ends_on),
        _ => None,
    }
}

fn start(known: &Known<'_>) -> Start {
    let facts = &known.facts;
    let delay = facts.effect_delay;
    let entered = known.acts.iter().rev().find_map(|act| match act.deed {
        Deed::EnterIntoForce { in_force_on: Some(day), .. } => Some((day, Derivation::Stated)),
        Deed::EnterIntoForce { received_on: Some(received), .. } => {
            let day = received.plus(delay.unwrap_or(Span::ZERO)).ok()?;
            Some((day, Derivation::Received { received, delay }))
        }
        Deed::EnterIntoForce { .. } => Some((act.on, Derivation::Stated)),
        _ => None,
    });
    if let Some((day, derivation)) = entered {
        return Start::On(day, derivation);
    }
    match (facts.planned_start(), facts.effect, facts.signed_on) {
        (Some(day), Effect::Signature, Some(signed)) if facts.in_force_on.is_none() => {
            Start::On(day, Derivation::Signature { signed, delay })
        }
        (Some(day), ..) => Start::On(day, Derivation::Stated),
        (None, Effect::Notification, _) => Start::Pending,
        (None, ..) => Start::Unknown,
    }
}

/// What changes the rule, with its day.
enum Change<'a> {
    Amend(&'a std::collections::BTreeMap<String, String>),
    Until(Day),
    For(Span),
}

fn changes<'a>(known: &'a Known<'_>) -> Vec<(Day, Change<'a>)> {
    let mut changes: Vec<_> = known
        .acts
        .iter()
        .filter_map(|act| match &act.deed {
            Deed::Amend { from_on, set } => Some((*from_on, Change::Amend(set))),
            Deed::Extend { until: Some(day), .. } => Some((act.on, Change::Until(*day))),
            Deed::Extend { span: Some(span), .. } => Some((act.on, Change::For(*span))),
            _ => None,
        })
        .collect();
    changes.sort_by_key(|(day, _)| *day);
    changes
}

fn periods(known: &Known<'_>, start: &Start, through: Day) -> Vec<Period> {
    let anchor = match start {
        Start::On(day, _) => Some(*day),
        Start::Pending => return Vec::new(),
        Start::Unknown => None,
    };
    let mut facts = known.facts.clone();
    let mut rule = Rule::of(&facts, anchor);
    let mut periods = Vec::new();
    for (day, change) in changes(known) {
        rule.advance(day, &mut periods);
        match change {
            Change::Until(end) => rule.base = Base::Day(end, Span::ZERO),
            Change::For(span) => rule.base = rule.base.and(span),
            Change::Amend(set) => {
                let term = facts.term;
                facts.amend(set);
                if facts.term != term {
                    rule.base = Base::of(facts.term);
                }
                rule.follow(&facts);
            }
        }
    }
    let before = u32::try_from(periods.len()).unwrap_or(u32::MAX);
    for j in 0.. {
        let Some(period) = rule.period(before.saturating_add(j).saturating_add(1), j) else { break };
        let beyond = period.notice_on.unwrap_or(period.ends_on) > through && period.ends_on > through;
        let done = beyond || period.then != Then::Renews;
        periods.push(period);
        if done {
            break;
        }
    }
    heed_notices(known, &mut periods);
    periods
}

/// Notices against renewal: in time they end the period in which they were received, late the next.
fn heed_notices(known: &Known<'_>, periods: &mut Vec<Period>) {
    for act in &known.acts {
        let Deed::Notify { what: Notice::NonRenewal, received_on, .. } = act.deed else { continue };
        let Some(at) = periods.iter().position(|period| received_on <= period.last_day()) else { continue };
        let last_notice = periods[at].notice_on.unwrap_or(periods[at].ends_on);
        let timeliness = if received_on <= last_notice { Timeliness::InTime } else { Timeliness::Late };
        periods[at].notified.get_or_insert((received_on, timeliness));
        if periods[at].then != Then::Renews {
            continue;
        }
        let last = match timeliness {
            Timeliness::InTime => at,
            Timeliness::Late => (at + 1).min(periods.len() - 1),
        };
        periods.truncate(last + 1);
        periods[last].then = Then::EndsByNotice;
    }
}

/// Acts that end the agreement: the earliest end holds, and no stub of a period follows it.
fn end_by_act(known: &Known<'_>, periods: &mut Vec<Period>) -> Option<Ending> {
    let ending = known
        .acts
        .iter()
        .filter_map(|act| {
            let (ends_on, how) = match &act.deed {
                Deed::Terminate { ends_on } => (*ends_on, EndingHow::Terminated),
                Deed::Withdraw { ends_on } => (*ends_on, EndingHow::Withdrawn),
                Deed::Supersede { ends_on, .. } => (*ends_on, EndingHow::Superseded),
                Deed::Expire { ends_on } => (*ends_on, EndingHow::Expired),
                Deed::Notify { what: Notice::Termination, received_on, .. } => {
                    let facts = known.facts_on(*received_on);
                    let asked = facts.termination_notice.and_then(|notice| received_on.plus(notice).ok());
                    let period = periods.iter().find(|period| *received_on <= period.last_day()).map(Period::last_day);
                    let ends_on = [asked, period].into_iter().flatten().min()?;
                    (ends_on, EndingHow::Notified)
                }
                _ => return None,
            };
            Some(Ending { ends_on, how, on: act.on })
        })
        .min_by_key(|ending| (ending.ends_on, ending.how))?;
    let derivation = Derivation::Ended { how: ending.how, on: ending.on };
    let at = periods.iter().position(|period| ending.ends_on <= period.last_day());
    periods.truncate(at.map_or(periods.len(), |at| at + 1));
    if periods.is_empty() {
        periods.push(Period {
            nth: 1,
            ends_on: ending.ends_on,
            full_end_on: ending.ends_on,
            latest: None,
            then: Then::EndsByAct,
            derivation: derivation.clone(),
            notice_on: None,
            notice: None,
            notified: None,
        });
    }
    if let Some(last) = periods.last_mut() {
        last.ends_on = ending.ends_on;
        last.latest = None;
        last.then = Then::EndsByAct;
        last.derivation = derivation;
        last.notice_on = last.notice_on.filter(|day| *day <= ending.on && *day <= ending.ends_on);
    }
    Some(ending)
}

fn suspensions(known: &Known<'_>) -> Vec<(Day, Option<Day>)> {
    let mut found: Vec<(Day, Option<Day>)> = Vec::new();
    for act in &known.acts {
        match (&act.deed, found.last_mut()) {
            (Deed::Suspend, None | Some((_, Some(_)))) => found.push((act.on, None)),
            (Deed::Resume, Some((_, open @ None))) => *open = Some(act.on),
            _ => {}
        }
    }
    found
}
