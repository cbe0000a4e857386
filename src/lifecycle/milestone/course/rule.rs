//! The rule by which periods follow each other, and how amendments and extensions change it.

use std::collections::BTreeMap;

use super::{ChangedBy, Period, PeriodSequel, Start, Timeliness};
use crate::lifecycle::act::{Act, ActBody, Notice};
use crate::lifecycle::agreement::{Facts, KnownFacts, Renewal};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::derivation::{Derivation, NoticeClause};
use crate::lifecycle::span::Span;
use crate::lifecycle::term::{Term, TermCount, last_day};

/// What an end is counted from.
#[derive(Clone, Copy)]
enum EndBase {
    Anchor(Span),
    Day(Day, Span),
    Range(Day, Day),
    Nothing,
}

impl EndBase {
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
struct PeriodRule {
    anchor: Option<Day>,
    count: TermCount,
    /// The first day of the amendment that brought the way of counting.
    count_since: Option<Day>,
    base: EndBase,
    /// Renewals that `base` holds already.
    renewals: u32,
    tacit: Option<Span>,
    max: Option<u32>,
    /// The notice asked for, each clause with the day from which it holds, the first one first.
    clauses: Vec<(Day, Option<Span>)>,
    /// The notice of the running period, where its day had passed before the last change.
    passed_notice: Option<PassedNotice>,
    /// The number of the last period, where a notice against renewal was received before the last change.
    stop: Option<u32>,
    /// The latest act that moved the end.
    changed: Option<ChangedBy>,
}

/// A notice whose day a change finds in the past.
#[derive(Clone, Copy)]
struct PassedNotice {
    ends_on: Day,
    on: Day,
    notice: Span,
    clause: NoticeClause,
}

/// What the clauses ask for before one end.
#[derive(Default)]
struct NoticeDeadlines {
    /// The last day on which a notice counts, and the span it was counted back by.
    held: Option<(Day, Span)>,
    /// The clause it stands in.
    clause: NoticeClause,
    /// Deadlines of clauses that another took the place of, each with the day of that other.
    earlier: Vec<(Day, Day)>,
}

impl PeriodRule {
    fn of(facts: &Facts, anchor: Option<Day>) -> Self {
        let mut rule = Self {
            anchor,
            count: TermCount::Civil,
            count_since: None,
            base: EndBase::of(facts.term),
            renewals: 0,
            tacit: None,
            max: None,
            clauses: vec![(Day::first(), facts.notice)],
            passed_notice: None,
            stop: None,
            changed: None,
        };
        rule.follow(facts);
        rule
    }

    /// Takes over what does not touch the base.
    fn follow(&mut self, facts: &Facts) {
        let period = facts.renewal_period.filter(|period| !period.is_zero());
        self.tacit = period.filter(|_| facts.renewal == Renewal::Tacit && !matches!(self.base, EndBase::Range(..)));
        self.max = facts.renewals_max;
        self.count = facts.count;
    }

    /// The end that is `j` renewals after the base; `None` where there is none or it lies beyond the calendar.
    fn end(&self, j: u32) -> Option<(Day, Option<Day>, Derivation)> {
        let more = self.tacit.map_or(Span::ZERO, |period| period.times(j));
        let renewals = self.renewals + j;
        match self.base {
            EndBase::Anchor(span) => {
                let anchor = self.anchor?;
                let span = span.and(more);
                let day = last_day(anchor, span, self.count).ok()?;
                Some((
                    day,
                    None,
                    Derivation::Counted { anchor, span, count: self.count, count_since: self.count_since, renewals },
                ))
            }
            EndBase::Day(day, span) => {
                let span = span.and(more);
                Some((day.plus(span).ok()?, None, Derivation::Named { day, span, renewals }))
            }
            EndBase::Range(from, to) => Some((from, Some(to), Derivation::Range { from, to })),
            EndBase::Nothing => None,
        }
    }

    fn period(&self, nth: u32, j: u32) -> Option<Period> {
        let (ends_on, latest, derivation) = self.end(j)?;
        let last = self.tacit.is_none() || self.max.is_some_and(|max| nth > max);
        // The last period of a tacit agreement has nothing left to be given notice of.
        let NoticeDeadlines { held, clause, earlier } = self.deadline(ends_on);
        let (notice_on, notice, notice_clause) = match self.passed_notice {
            Some(passed) if passed.ends_on == ends_on => (Some(passed.on), Some(passed.notice), passed.clause),
            _ => {
                let (on, notice) = held.filter(|_| !(last && self.tacit.is_some())).unzip();
                (on, notice, clause)
            }
        };
        Some(Period {
            nth,
            ends_on,
            full_end_on: ends_on,
            latest,
            then: if last { PeriodSequel::EndsByText } else { PeriodSequel::Renews },
            derivation,
            changed: self.changed.clone(),
            notice_on,
            notice,
            earlier_notices: earlier,
            notice_clause,
            notified: None,
            non_renewal: None,
        })
    }

    /// The last day on which a notice counts before that end. A later clause holds where its deadline is its own day or
    /// later, else the one before stays, or there is none. A clause that is taken out takes its deadline with it, unless
    /// that had passed by then.
    fn deadline(&self, ends_on: Day) -> NoticeDeadlines {
        let mut deadline = NoticeDeadlines::default();
        for (from, notice) in &self.clauses {
            let new = notice.and_then(|notice| Some((ends_on.minus(notice).ok()?, notice)));
            let stays = match (new, deadline.held) {
                (Some((on, _)), _) => on < *from,
                (None, held) => held.is_some_and(|(on, _)| on < *from),
            };
            if !stays {
                let replaced = new.and(deadline.held).map(|(on, _)| (*from, on));
                deadline.earlier.extend(replaced);
                deadline.held = new;
                deadline.clause = NoticeClause { since: (*from != Day::first()).then_some(*from), later: None };
            } else if deadline.held.is_some() {
                deadline.clause.later = Some((*from, *notice));
            }
        }
        deadline
    }

    /// Moves the base to the first end on or after `cut`, handing the ends before it to `fixed`: a change after the last
    /// end moves that end. Keeps the running period's notice where its day has passed by then.
    fn advance(&mut self, cut: Day, fixed: &mut Vec<Period>) {
        if let Some(period) = self.tacit {
            for j in 0.. {
                let nth = next_number(fixed);
                match self.period(nth, j) {
                    Some(ended) if ended.ends_on < cut && self.renews(&ended) => fixed.push(ended),
                    _ => {
                        self.absorb(period, j);
                        break;
                    }
                }
            }
        }
        self.passed_notice = self.period(next_number(fixed), 0).and_then(|running| {
            let (on, notice) = (running.notice_on?, running.notice?);
            (on < cut).then_some(PassedNotice { ends_on: running.ends_on, on, notice, clause: running.notice_clause })
        });
    }

    /// Whether another period follows: neither the text nor a notice received so far ends it.
    fn renews(&self, period: &Period) -> bool {
        period.then == PeriodSequel::Renews && self.stop.is_none_or(|last| period.nth < last)
    }

    /// The number of the last period by a notice against renewal received on that day: the one it was received in, or, where
    /// it came late, the next. Nothing where the text ends it there.
    fn stop(&self, received_on: Day, fixed: &[Period]) -> Option<u32> {
        let first = next_number(fixed);
        let running = (0..).map_while(|j| self.period(first.saturating_add(j), j));
        let mut all = fixed.iter().cloned().chain(running);
        let period = all.find(|period| received_on <= period.last_day() || period.then != PeriodSequel::Renews)?;
        match period.timeliness(received_on) {
            _ if period.then != PeriodSequel::Renews => None,
            Timeliness::InTime => Some(period.nth),
            Timeliness::Late => Some(period.nth.saturating_add(1)),
        }
    }

    /// Of a tacit agreement the period that holds that day is the present one: renewals that would lie before it are in its
    /// span, and none of them ever was a period.
    fn hold_on(&mut self, day: Day, nth: u32) {
        let Some(period) = self.tacit else { return };
        for j in 0.. {
            match self.period(nth, j) {
                Some(ended) if ended.ends_on < day && self.renews(&ended) => {}
                _ => {
                    self.absorb(period, j);
                    break;
                }
            }
        }
    }

    /// Takes so many renewals into the base.
    fn absorb(&mut self, period: Span, renewals: u32) {
        self.base = self.base.and(period.times(renewals));
        self.renewals += renewals;
    }

    /// Puts the end on another base, which holds no renewals.
    fn rebase(&mut self, base: EndBase) {
        self.base = base;
        self.renewals = 0;
    }
}

/// The number of the period after those.
fn next_number(fixed: &[Period]) -> u32 {
    u32::try_from(fixed.len()).unwrap_or(u32::MAX).saturating_add(1)
}

/// The days on which notices against renewal were received.
fn notices(knowledge: &KnownFacts<'_>) -> Vec<Day> {
    let received = |act: &&Act| match act.body {
        ActBody::Notify { what: Notice::NonRenewal, received_on, .. } => Some(received_on),
        _ => None,
    };
    knowledge.acts.iter().filter_map(received).collect()
}

/// What changes the rule, with its day.
enum RuleChange<'a> {
    Amend(&'a BTreeMap<String, String>),
    Until(Day),
    For(Span),
}

fn changes<'a>(knowledge: &'a KnownFacts<'_>) -> Vec<(Day, Option<&'a str>, RuleChange<'a>)> {
    let mut changes: Vec<_> = knowledge
        .acts
        .iter()
        .filter_map(|act| {
            let (day, change) = match &act.body {
                ActBody::Amend { from_on, set } => (*from_on, RuleChange::Amend(set)),
                ActBody::Extend { until: Some(day), .. } => (act.on, RuleChange::Until(*day)),
                ActBody::Extend { span: Some(span), .. } => (act.on, RuleChange::For(*span)),
                _ => return None,
            };
            Some((day, act.number.as_deref(), change))
        })
        .collect();
    changes.sort_by_key(|(day, ..)| *day);
    changes
}

/// The periods by the text and its changes, as far as asked: no notice and no act has ended any yet.
pub(super) fn periods(knowledge: &KnownFacts<'_>, start: &Start, through: Day) -> Vec<Period> {
    let anchor = match start {
        Start::On(day, _) => Some(*day),
        Start::Pending | Start::Unknown => None,
    };
    let mut facts = knowledge.facts.clone();
    let mut rule = PeriodRule::of(&facts, anchor);
    let mut periods = Vec::new();
    let notices = notices(knowledge);
    for (day, number, change) in changes(knowledge) {
        let heard = notices.iter().filter(|received_on| **received_on < day);
        rule.stop = heard.filter_map(|received_on| rule.stop(*received_on, &periods)).min();
        rule.advance(day, &mut periods);
        let nth = next_number(&periods);
        let number = number.map(str::to_owned);
        match change {
            RuleChange::Until(end) => {
                rule.rebase(EndBase::Day(end, Span::ZERO));
                rule.changed = Some(ChangedBy::Extension(day, number));
            }
            RuleChange::For(span) => {
                rule.base = rule.base.and(span);
                rule.changed = Some(ChangedBy::Extension(day, number));
            }
            RuleChange::Amend(set) => {
                let (term, notice, count) = (facts.term, facts.notice, facts.count);
                facts.amend(set);
                if facts.term != term {
                    rule.rebase(EndBase::of(facts.term));
                    rule.changed = Some(ChangedBy::Amendment(day, number));
                }
                rule.follow(&facts);
                if facts.term != term {
                    rule.hold_on(day, nth);
                }
                if facts.count != count {
                    rule.count_since = Some(day);
                }
                if facts.notice != notice {
                    rule.passed_notice = None;
                    rule.clauses.push((day, facts.notice));
                }
            }
        }
    }
    // What is not in force does not renew itself; an end that the text names stands all the same.
    if *start == Start::Pending && rule.tacit.is_some() {
        return Vec::new();
    }
    let first = next_number(&periods);
    for j in 0.. {
        let Some(period) = rule.period(first.saturating_add(j), j) else { break };
        // A notice that came late under an earlier clause has to find the period that it ends.
        let deadlines = period.earlier_notices.iter().map(|(_, on)| *on).chain(period.notice_on);
        let beyond = deadlines.min().unwrap_or(period.ends_on) > through && period.ends_on > through;
        let done = beyond || period.then != PeriodSequel::Renews;
        periods.push(period);
        if done {
            break;
        }
    }
    periods
}
