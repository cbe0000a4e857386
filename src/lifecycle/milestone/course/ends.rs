//! Notices and acts that end an agreement that would have continued.

use super::{EndByAct, NonRenewal, Period, PeriodSequel, Timeliness};
use crate::lifecycle::act::{ActBody, Notice};
use crate::lifecycle::agreement::KnownFacts;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::derivation::{Derivation, EndingHow, NoticeClause};
use crate::lifecycle::span::Span;

/// Notices against renewal: in time they end the period in which they were received, late the next. Either way the
/// last period's own notice is answered: nobody has to give it again.
pub(super) fn heed_notices(knowledge: &KnownFacts<'_>, periods: &mut Vec<Period>) {
    for act in &knowledge.acts {
        let ActBody::Notify { what: Notice::NonRenewal, received_on, .. } = act.body else { continue };
        let Some(at) = periods.iter().position(|period| received_on <= period.last_day()) else { continue };
        let timeliness = periods[at].timeliness(received_on);
        notify(&mut periods[at], received_on, timeliness);
        if periods[at].then != PeriodSequel::Renews {
            continue;
        }
        let last = match timeliness {
            Timeliness::InTime => at,
            Timeliness::Late => (at + 1).min(periods.len() - 1),
        };
        periods.truncate(last + 1);
        let missed = (last > at).then(|| periods[at].notice_on).flatten();
        periods[last].then = PeriodSequel::EndsByNotice;
        periods[last].non_renewal = Some(NonRenewal { received_on, number: act.number.clone(), missed });
        if last > at {
            notify(&mut periods[last], received_on, Timeliness::InTime);
        }
    }
}

/// Of several notices the one received first counts.
fn notify(period: &mut Period, received_on: Day, timeliness: Timeliness) {
    if period.notified.is_none_or(|(first, _)| received_on < first) {
        period.notified = Some((received_on, timeliness));
    }
}

/// Acts that end the agreement: the earliest end holds, and no stub of a period follows it.
pub(super) fn end_by_act(knowledge: &KnownFacts<'_>, periods: &mut Vec<Period>) -> Option<EndByAct> {
    let (ending, derivation) = knowledge
        .acts
        .iter()
        .filter_map(|act| {
            let number = act.number.clone();
            let (ends_on, how) = match &act.body {
                ActBody::Terminate { ends_on } => (*ends_on, EndingHow::Terminated),
                ActBody::Withdraw { ends_on } => (*ends_on, EndingHow::Withdrawn),
                ActBody::Supersede { ends_on, .. } => (*ends_on, EndingHow::Superseded),
                ActBody::Expire { ends_on } => (*ends_on, EndingHow::Expired),
                ActBody::Notify { what: Notice::Termination, received_on: received, .. } => {
                    let notice = termination_notice(knowledge, *received);
                    let ends_on = notice_ends_on(periods, *received, notice.map(|(_, day)| day))?;
                    let derivation = Derivation::Notified { received: *received, notice, number };
                    return Some((EndByAct { ends_on, how: EndingHow::Notified, on: act.on }, derivation));
                }
                _ => return None,
            };
            Some((EndByAct { ends_on, how, on: act.on }, Derivation::Ended { how, on: act.on, number }))
        })
        .min_by_key(|(ending, _)| (ending.ends_on, ending.how))?;
    let at = periods.iter().position(|period| ending.ends_on <= period.last_day());
    periods.truncate(at.map_or(periods.len(), |at| at + 1));
    match periods.last_mut() {
        Some(last) => {
            last.ends_on = ending.ends_on;
            last.latest = None;
            last.then = PeriodSequel::EndsByAct;
            last.derivation = derivation;
            last.changed = None;
            last.non_renewal = None;
            last.notice_on = last.notice_on.filter(|day| *day < ending.on && *day <= ending.ends_on);
        }
        None => periods.push(Period {
            nth: 1,
            ends_on: ending.ends_on,
            full_end_on: ending.ends_on,
            latest: None,
            then: PeriodSequel::EndsByAct,
            derivation,
            changed: None,
            notice_on: None,
            notice: None,
            earlier_notices: Vec::new(),
            notice_clause: NoticeClause::default(),
            notified: None,
            non_renewal: None,
        }),
    }
    Some(ending)
}

/// The span that the text of that day asks for before a notice of termination ends the agreement, and where it leads to.
fn termination_notice(knowledge: &KnownFacts<'_>, received_on: Day) -> Option<(Span, Day)> {
    let notice = knowledge.facts_on(received_on).termination_notice?;
    Some((notice, received_on.plus(notice).ok()?))
}

/// Where a notice of termination ends the agreement: the span after receipt, not beyond the period it was received in.
/// Nothing where the agreement had ended by then, and nothing where neither is known.
fn notice_ends_on(periods: &[Period], received_on: Day, asked: Option<Day>) -> Option<Day> {
    let running = periods.iter().find(|period| received_on <= period.last_day());
    if running.is_none() && periods.last().is_some_and(|last| last.then != PeriodSequel::Renews) {
        return None;
    }
    [asked, running.map(Period::last_day)].into_iter().flatten().min()
}
