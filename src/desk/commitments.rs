//! The commitments of one agreement for display: what is promised, its state, and what was recorded since the last
//! review.
//!
//! The invariant: every commitment is in the list, with or without a day of its own.

use serde::Serialize;

use crate::lifecycle::commitment::{
    Account, Commitment, CommitmentRecord, CommitmentStanding, accounts, last_review_before,
};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;
use crate::watch::Office;
use crate::watch::task::carried_out_by;

/// A commitment as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct ShownCommitment {
    /// What is promised, by whom and when.
    #[serde(flatten)]
    pub commitment: Commitment,
    /// `due`, `open`, `rests`, `done`, `skipped` or `over`.
    pub standing: &'static str,
    /// The day on which it is due, or on which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What was recorded since the last review, oldest first.
    pub said: Vec<ShownCommitmentAct>,
    /// Its state, for people.
    #[serde(skip)]
    pub promise: CommitmentStanding,
    /// The name of who carries it out, for people.
    #[serde(skip)]
    pub who_name: Option<String>,
}

/// Something that was recorded of a commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownCommitmentAct {
    /// The day it happened.
    pub on: Day,
    /// The act's word: `progress`, `fulfil`, `skip`.
    pub act: &'static str,
    /// What it says; of a `fulfil` nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl ShownCommitmentAct {
    /// What it says, for the sentence about it.
    pub fn what(&self) -> CommitmentRecord<'_> {
        let text = self.text.as_deref().unwrap_or_default();
        match self.act {
            "fulfil" => CommitmentRecord::Done(self.on),
            "skip" => CommitmentRecord::Skipped(text),
            _ => CommitmentRecord::Progress(text),
        }
    }
}

/// All of them, in the order in which they came in.
pub fn commitments(timeline: &Timeline<'_>, office: &Office, today: Day) -> Vec<ShownCommitment> {
    let since = last_review_before(&timeline.milestones, today);
    accounts(timeline, since, today).iter().map(|account| shown_commitment(account, office)).collect()
}

fn shown_commitment(account: &Account<'_>, office: &Office) -> ShownCommitment {
    let (standing, day) = match account.standing {
        CommitmentStanding::Due(day) | CommitmentStanding::Late(day) => ("due", Some(day)),
        CommitmentStanding::Open => ("open", None),
        CommitmentStanding::Beyond(day) => ("open", Some(day)),
        CommitmentStanding::Rests => ("rests", None),
        CommitmentStanding::Done(day) => ("done", Some(day)),
        CommitmentStanding::Skipped => ("skipped", None),
        CommitmentStanding::Over => ("over", None),
    };
    let said = account.notes.iter().map(|said| ShownCommitmentAct {
        on: said.act.on,
        act: said.act.body.word(),
        text: match said.what {
            CommitmentRecord::Progress(text) | CommitmentRecord::Skipped(text) => Some(text.to_owned()),
            CommitmentRecord::Done(_) => None,
        },
    });
    ShownCommitment {
        commitment: account.commitment.clone(),
        standing,
        day,
        said: said.collect(),
        promise: account.standing,
        who_name: carried_out_by(office, account.commitment),
    }
}
