//! Why a statement does not become an act, and what to do instead.

use std::fmt::Display;

use crate::lifecycle::agreement::Contradiction;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;

/// Why a statement does not become an act. Each message ends with the cure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // each variant is its message
pub enum Refusal {
    #[error(
        "there is no act `{0}`; acts are enter-into-force, extend, amend, notify, suspend, resume, terminate, withdraw, supersede, hold-review, postpone, skip, fulfil, decide, acknowledge, snooze, confirm-successor, close, correct, void, confirm; on a party (--party ID) rename, succeed, alias, void"
    )]
    UnknownAct(String),
    #[error("`{act}` carries no `{name}`; it carries {}", if may.is_empty() { "nothing but a day, a number and a note" } else { may })]
    Carries { act: String, name: String, may: String },
    #[error("`{act}` needs `{name}`; say {}", said_as(act, name))]
    Missing { act: String, name: &'static str },
    #[error("`{name}`: {what}")]
    Text { name: &'static str, what: String },
    #[error("{0} has not come yet; an act is recorded once it has happened")]
    Future(Day),
    #[error("there is no milestone `{0}`; name one by kind and day, for example expiry@2022-12-22 (there are: {1})")]
    NoMilestone(String, String),
    #[error("`{0}` could be any of {1}; say which, by its day")]
    WhichMilestone(String, String),
    #[error("with it act {seq}, `{act}` of {on}, could not stand: {why}; void that act first, or check the day")]
    Undoes { seq: i64, act: &'static str, on: Day, why: Box<Refusal> },
    #[error(
        "act {seq} is not taken back: {}; take those back first, or say --yes and look at them afterwards",
        stand(acts)
    )]
    StandsOn { seq: i64, acts: Vec<(i64, &'static str, Day)> },
    #[error(
        "the correction takes away `{what}` of {day}, or puts it off by more than 30 days; say why, with the number of the paper or a note"
    )]
    WhyNeeded { what: String, day: Day },
    #[error("act {seq} says just this of {on} already; if it happened once more, say on which day with `--on`")]
    SaidAlready { seq: i64, on: Day },
    #[error(
        "act {seq} is an `{act}` of the same day, {on}, and says something else; take it back with `void {seq}` and say all of it in one act, or give each the day on which it was agreed with `--on`"
    )]
    SameDay { seq: i64, on: Day, act: &'static str },
    #[error("{on} lies before the day of signing, {signed}; check the day, or correct `signed_on`")]
    BeforeSigning { on: Day, signed: Day },
    #[error("the agreement was archived on {on} by act {seq}; take that back with `void {seq}` if it lives on")]
    Archived { on: Day, seq: i64 },
    #[error(
        "`{0}` asks for no decision; only an expiry, a notice or a renewal does: a review is held, postponed or skipped, a duty fulfilled"
    )]
    NothingToDecide(String),
    #[error("say either `until DAY` or `for SPAN`, not both")]
    UntilAndFor,
    #[error("the agreement ended on {end}, before {on}: a span could count from either; say `until DAY`")]
    ExtendAfterEnd { end: Day, on: Day },
    #[error("the text leaves the end open ({from}..{to}), so a span has nothing to count from; say `until DAY`")]
    ExtendRange { from: Day, to: Day },
    #[error(
        "the agreement ended on {end}, before {from}: a span could count from either; amend the term as `until DAY`"
    )]
    AmendAfterEnd { end: Day, from: Day },
    #[error(
        "with that term it would have ended on {end}, before the amendment holds, on {from}; write the last day meant, `until DAY`, or the whole span from the first day in force"
    )]
    AmendEndsBefore { end: Day, from: Day },
    #[error("no end is known, so a span has nothing to count from; say `until DAY`, or correct `term` first")]
    ExtendUnknown,
    #[error(
        "the new end {new} is not after the present one {end}; to end it earlier record `terminate`, or void the act that set {end} if that one was wrong"
    )]
    NotLonger { new: Day, end: Day },
    #[error("the day {0} lies before the agreement is in force; check the day")]
    BeforeStart(Day),
    #[error("the day {day} lies after the last day in force, {end}; check the day, or record `extend` first")]
    AfterEnd { day: Day, end: Day },
    #[error(
        "it was ended already, with {0} as its last day; void that act first if it was wrong (`show` lists its acts)"
    )]
    EndedAlready(Day),
    #[error(
        "the register knows no `termination_notice` for it; correct that fact, or record `terminate` with its last day"
    )]
    NoTerminationNotice,
    #[error(
        "carrying out is suspended on that day, since {0}; record `resume` first, or void that act if its day is wrong"
    )]
    SuspendedAlready(Day),
    #[error("on {on} carrying out was not suspended yet, it is from {from} on; check the day")]
    SuspendedLater { on: Day, from: Day },
    #[error("carrying out is not suspended; there is nothing to resume, record `suspend` first if that is missing")]
    NotSuspended,
    #[error("the agreement has no review that is still unanswered; reviews follow from `review_every`")]
    NoReview,
    #[error(
        "on {on} the nearest review, number {} of {}, {}; write which one is meant by its number or day{}",
        nearest.0, nearest.1, why.said(), neighbours(*before, *after)
    )]
    NearestReview {
        on: Day,
        why: NotNearest,
        nearest: (u32, Day),
        before: Option<(u32, Day)>,
        after: Option<(u32, Day)>,
    },
    #[error("`{0}` is no review; only a review can be held, postponed or skipped")]
    NotAReview(String),
    #[error("`{0}` was answered already; void that act first if it was wrong (`show` lists the acts)")]
    Answered(String),
    #[error("`{0}` has no steps; steps of the plan lead to an expiry")]
    NoSteps(String),
    #[error("the step `{step}` is closed by act {seq} already; void that act first if it was wrong")]
    StepClosed { step: String, seq: i64 },
    #[error("the plan has no step `{said}`; {}its steps are {}", near(meant.as_deref()), known.join(", "))]
    NoStep { said: String, meant: Option<String>, known: Vec<String> },
    #[error("`{0}` is neither a duty nor an observance; only those are fulfilled")]
    NotADuty(String),
    #[error("letters on `{mark}` can rest until {limit} at most, not until {asked}; choose an earlier day")]
    SnoozeTooLong { mark: String, asked: Day, limit: Day },
    #[error("{0} is not after today; letters can rest only until a later day")]
    SnoozePast(Day),
    #[error("the agreement is {}; an agreement that still binds is archived only with --force", .0.name())]
    StillBinds(Status),
    #[error("it is archived already")]
    ClosedAlready,
    #[error("there is no act number {0} on this agreement that could be voided; `show` lists its acts")]
    NoAct(i64),
    #[error("act {0} is `{1}`, which cannot be voided; {2}")]
    CannotVoid(i64, &'static str, &'static str),
    #[error("act {0} is voided already")]
    VoidedAlready(i64),
    #[error("there is no act number {0} on this agreement to confirm; `show` lists its acts")]
    NoActToConfirm(i64),
    #[error("act {0}, `{1}`, did not come by a link in a letter; only what came so is confirmed")]
    NotByLink(i64, &'static str),
    #[error("act {seq} was confirmed on {on} by {by} already; there is nothing more to confirm")]
    ConfirmedAlready { seq: i64, on: Day, by: String },
    #[error("`confirm` is not recorded by a link; log in to the page, or record it by a command")]
    ConfirmedByLink,
    #[error(
        "`{0}` is not recorded for the office itself; for the office record `fulfil` or `void`, else name an agreement"
    )]
    OfficeAct(String),
    #[error("`{0}` is no field of the register; see docs/register-columns.md")]
    NoField(String),
    #[error("`reference` is the office's own and no clause of the text; rename it with `correct reference=NEW`")]
    Reference,
    #[error(
        "`restricted` is the office's own mark and no clause of the text; record `correct restricted=yes`, which holds at once"
    )]
    Restricted,
    #[error(
        "none of our parties that signed has been succeeded by that day; if one has, record `--party ID succeed` first"
    )]
    NothingInherited,
    #[error("on {0} nobody stood in the place of our party yet, the successor does since {1}; check the day")]
    BeforeSuccession(Day, Day),
    #[error("the partner was told of the successor on {0} already; void that act first if it was wrong")]
    SuccessorConfirmed(Day),
    #[error(
        "`{0}` is not recorded for a party; for a party record `rename`, `succeed`, `alias` or `void`, else name an agreement"
    )]
    PartyAct(String),
    #[error("there is no party `{0}`; {1}a new one comes in with `import`, as a [[party]]")]
    NoParty(String, String),
    #[error("`{0}` is the name of {1}; write the id of one of them")]
    SeveralParties(String, String),
    #[error("the day is said twice, {0} and {1}; say it once")]
    TwoDays(Day, Day),
    #[error("the name `{name}` begins on {on} already; take it back first, with {undo}")]
    NameBegins { on: Day, name: String, undo: String },
    #[error("`{0}` cannot stand in its own place; name another party")]
    OwnSuccessor(String),
    #[error(
        "`{party}` has a successor, `{successor}` since {on}, and a party has at most one; take it back first, with {undo}"
    )]
    SecondSuccessor { party: String, successor: String, on: Day, undo: String },
    #[error(
        "the successors of `{party}` would lead back to `{back}`, through `{through}`; check which of them came first"
    )]
    CircleOfSuccessors { party: String, through: String, back: String },
    #[error("there is no act number {0} on the party `{1}` that could be voided; there are: {2}")]
    NoPartyAct(i64, String, String),
    #[error("{0}; nothing would change")]
    NoChange(String),
    #[error("the facts would contradict each other: {0}")]
    Contradiction(Contradiction),
}

impl Refusal {
    pub(super) fn text(name: &'static str, what: &impl Display) -> Self {
        Self::Text { name, what: what.to_string() }
    }
}

/// How what is missing is said, as an example.
fn said_as(act: &str, name: &str) -> String {
    match (act, name) {
        ("extend", "until") => "the new last day, `--until 2027-12-22`, or how much longer, `--for 5y`".to_owned(),
        ("snooze", "until") => "the first day on which letters may go again, `--until 2027-12-22`".to_owned(),
        ("postpone", "to") => "the day it moves to, `--to 2027-12-22`".to_owned(),
        ("skip", "why") => "why, `--why \"…\"`".to_owned(),
        ("decide", "choice") => "what was decided: renew, renegotiate, lapse or terminate".to_owned(),
        ("rename", "from_on") => "the first day of the new name, `--from 2024-01-18`".to_owned(),
        ("succeed", "from_on") => "the first day on which the other stands in its place, `--on 2025-07-01`".to_owned(),
        ("rename", "name") => "the new name, `rename \"UBND tỉnh Quảng Ngãi\"`".to_owned(),
        ("succeed", "successor") => "who stands in its place, by id or name, `succeed quang-ngai`".to_owned(),
        ("alias", "alias") => "the other spelling, `alias \"Xekong\"`".to_owned(),
        ("notify", "what") => "what the notice says: `non-renewal` or `termination`".to_owned(),
        ("amend" | "correct", "set") => "which field is what now, `term=5y`".to_owned(),
        ("void", "act") => "the number of the act to take back; `show` lists them".to_owned(),
        (_, "milestone") => "which milestone, by kind and day, for example `expiry@2027-12-22`".to_owned(),
        (_, "side") => "who did it: `--side us` or `--side partner`".to_owned(),
        _ => "it".to_owned(),
    }
}

fn near(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |step| format!("did you mean `{step}`? "))
}

/// Why the nearest review cannot be the one that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNearest {
    /// An act answers it already.
    Answered,
    /// On that day nobody was asked for it yet.
    TooEarly,
    /// It lies more than half a period away.
    TooFar,
}

impl NotNearest {
    const fn said(self) -> &'static str {
        match self {
            Self::Answered => "was answered already (void that act first if it was wrong)",
            Self::TooEarly => "was not asked for yet",
            Self::TooFar => "lies more than half a period away",
        }
    }
}

fn neighbours(before: Option<(u32, Day)>, after: Option<(u32, Day)>) -> String {
    let named = |(nth, day): (u32, Day)| format!("number {nth} of {day}");
    let named: Vec<String> = [before, after].into_iter().flatten().map(named).collect();
    if named.is_empty() { String::new() } else { format!(" (the neighbours are {})", named.join(" and ")) }
}

fn stand(acts: &[(i64, &'static str, Day)]) -> String {
    let named: Vec<String> = acts.iter().map(|(seq, act, on)| format!("act {seq}, `{act}` of {on}")).collect();
    format!("{} stands on it", named.join(" and "))
}
