//! The commitments on an agreement's page: what is promised, how it stands, what was recorded since the last review.

use serde::Serialize;

use crate::desk::commitments::ShownCommitment;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::commitment::CommitmentStanding;
use crate::message::say;
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

/// A commitment of the agreement.
#[derive(Serialize)]
pub(crate) struct PromiseRow {
    /// What, how much, by whom, when, and where the text says so.
    what: String,
    stands: String,
    /// Whether somebody has still to carry it out.
    open: bool,
    /// Its milestone, to record a result at.
    mark: String,
    /// Its name, percent-encoded.
    name: String,
    /// What was recorded since the last review.
    said: Vec<String>,
}

pub(crate) fn promise_row(visit: &Visit<'_>, one: &ShownCommitment) -> PromiseRow {
    let language = visit.language();
    let kind = MilestoneKind::Commitment.name();
    let mark = match one.promise {
        CommitmentStanding::Due(day) | CommitmentStanding::Late(day) => format!("{kind}:{}@{day}", one.commitment.name),
        _ => format!("{kind}:{}", one.commitment.name),
    };
    PromiseRow {
        what: say::commitment(&one.commitment, one.who_name.as_deref(), language),
        stands: say::promise(one.promise, language),
        open: one.promise.is_open(),
        mark: encoded(&mark),
        name: encoded(&one.commitment.name),
        said: one.said.iter().map(|said| say::commitment_record_line(said.on, said.what(), language)).collect(),
    }
}
