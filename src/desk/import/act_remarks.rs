//! What an import says of the acts that it records: which review was closed, what somebody should hear.
//!
//! Not here: which day an end moved to; that stands among the milestones that moved.

use crate::lifecycle::day::Day;
use crate::lifecycle::recording::Remark;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::Sentence;
use crate::message::list::act as act_row;

/// So many open reviews are named.
const REVIEWS_NAMED: usize = 12;

/// What a remark tells of reviews: which was closed, which are still open.
pub(super) fn about_reviews(remark: &Remark) -> Option<Sentence> {
    match remark {
        Remark::ReviewClosed(review) => Some(act_row::review_closed(*review)),
        Remark::ReviewsOpen(open) => {
            let (named, more) = open.split_at(open.len().min(REVIEWS_NAMED));
            Some(act_row::reviews_open(named, more.len()))
        }
        _ => None,
    }
}

/// Whether a list's act is told of it, besides reviews: which day an end moved to stands among the milestones that moved.
pub(super) const fn is_said_of_a_list(remark: &Remark) -> bool {
    match remark {
        Remark::CommitmentClosed(_)
        | Remark::ToTakeOver(_)
        | Remark::Rested(_)
        | Remark::NoticeLate { .. }
        | Remark::EndStays(_)
        | Remark::EndsByItself(_)
        | Remark::InForceOn(_)
        | Remark::RenewsAllTheSame { .. }
        | Remark::ReportPast { .. }
        | Remark::StillAsks(_)
        | Remark::FormerDay(_)
        | Remark::SuccessorsTold(_) => true,
        Remark::ReviewClosed(_) | Remark::ReviewsOpen(_) | Remark::NoDay(..) | Remark::EndsOn(_) => false,
    }
}

/// The day until which letters were to rest, where that has passed: nothing is left to record.
pub(super) fn rested(request: &ActRequest, today: Day) -> Option<Day> {
    match request.asked {
        RequestedAct::Snooze { until, .. } if until <= today => Some(until),
        _ => None,
    }
}
