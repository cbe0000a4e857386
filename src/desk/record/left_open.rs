//! What stays open beside an act that was recorded: its recorder may think that it was the last thing to do.

use std::collections::BTreeSet;

use crate::lifecycle::act::{Mark, MilestoneKind};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Timeline};
use crate::lifecycle::recording::Remark;
use crate::lifecycle::request::RequestedAct;
use crate::watch::Office;

/// The reviews that are still open by today, where one was held.
pub(in crate::desk) fn still_open(timeline: &Timeline<'_>, asked: &RequestedAct, today: Day) -> Option<Remark> {
    let RequestedAct::HoldReview { .. } = asked else { return None };
    let is_open = |m: &&Milestone| m.kind == MilestoneKind::Review && m.closed.is_none() && m.day <= today;
    let open: Vec<Day> = timeline.milestones.iter().filter(is_open).map(|m| m.day).collect();
    (!open.is_empty()).then_some(Remark::ReviewsOpen(open))
}

/// The legal clocks that an agreement knows.
pub(super) fn reports(timeline: &Timeline<'_>) -> BTreeSet<Mark> {
    timeline.milestones.iter().filter(|m| m.kind == MilestoneKind::Duty).map(Milestone::mark).collect()
}

/// The legal clocks that the act started and that had run out when it came in: nobody is reminded of them. `known` are those
/// of before.
pub(super) fn past_reports(timeline: &Timeline<'_>, known: &BTreeSet<Mark>, office: &Office) -> Vec<Remark> {
    let new = |m: &&Milestone| m.kind == MilestoneKind::Duty && !known.contains(&m.mark());
    let past = timeline.milestones.iter().filter(new).filter(|m| m.closed.is_none() && m.is_history());
    let remark = |m: &Milestone| {
        let duty = office.duties.iter().find(|duty| Some(&duty.name) == m.name.as_ref());
        let title = duty.map(|duty| duty.title.clone()).or_else(|| m.name.clone()).unwrap_or_default();
        let title_en = duty.and_then(|duty| duty.title_en.clone()).unwrap_or_else(|| title.clone());
        Remark::ReportPast { title, title_en, day: m.lawful_until.unwrap_or(m.day) }
    };
    past.map(remark).collect()
}
