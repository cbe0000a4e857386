//! From what somebody says happened to an act that may stand: the same checks for a command, a file and a page.
//!
//! Pure. A [`Statement`] is words and texts; [`act`] holds it against the agreement as it is known and answers with a
//! body and what the recorder should hear about it, or a [`Refusal`] that says what to do instead. Nothing is stored here.

mod answers;
mod ends;
mod facts;
mod party;
mod refusal;
mod same_day;
mod successor;

use std::collections::BTreeMap;

use super::act::{ActBody, Mark, MilestoneKind, Side};
use super::day::Day;
use super::milestone::{Milestone, Timeline};
use super::party::Party;
use super::span::Span;

pub use facts::{correction, voidable};
pub use party::{PARTY_ACTS, party};
pub use refusal::Refusal;

/// What somebody says happened, before it is held against the agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The act's word.
    pub act: String,
    /// The day it happened; today where nobody said.
    pub on: Option<Day>,
    /// The paper's number.
    pub number: Option<String>,
    /// Anything worth saying.
    pub note: Option<String>,
    /// What the act carries, by name: `until`, `for`, `received_on`, `milestone`, `choice`, …
    pub carries: BTreeMap<String, String>,
}

/// Whether the recorder insists where the program would rather not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insistence {
    /// Refuse what looks like a slip.
    Careful,
    /// `--force`: archive an agreement that is in force.
    Force,
}

/// An act that may stand, and what its recorder should hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The day it happened.
    pub on: Day,
    /// What it does.
    pub body: ActBody,
    /// What is worth saying about it.
    pub remarks: Vec<Remark>,
    /// Acts of the same day that answer the same question otherwise, by their `seq`: they are taken back with it.
    pub instead_of: Vec<i64>,
}

/// What the recorder should hear beside "recorded".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// This review is closed.
    ReviewClosed(Day),
    /// These reviews are still open.
    ReviewsOpen(Vec<Day>),
    /// The notice came after the last day on which it counts: it ends the next period, not this one.
    NoticeLate {
        /// The last day on which it would have counted.
        last: Day,
    },
    /// The end now stands on that day.
    EndsOn(Day),
    /// It would not have renewed itself: the end stays where it is.
    EndStays(Day),
    /// The first day in force is that day.
    InForceOn(Day),
    /// The decision does not close the milestone: its letters go on until the act itself is recorded.
    StillAsks(Mark),
    /// The partner is taken as told that these, by their ids, stand in the place of those that signed since that day.
    SuccessorsTold(Vec<(String, String, Day)>),
}

/// Everything a check looks at.
struct Desk<'a, 'k> {
    said: &'a Statement,
    timeline: &'a Timeline<'k>,
    parties: &'a BTreeMap<String, Party>,
    on: Day,
    today: Day,
    insistence: Insistence,
}

/// Holds a statement against the agreement's timeline, which must reach past the days it speaks of. Of all acts only
/// `confirm-successor` asks for the parties.
pub fn act(
    said: &Statement,
    timeline: &Timeline<'_>,
    parties: &BTreeMap<String, Party>,
    today: Day,
    insistence: Insistence,
) -> Result<Accepted, Refusal> {
    let on = said.on.unwrap_or(today);
    let desk = Desk { said, timeline, parties, on, today, insistence };
    if on > today && said.act != "enter-into-force" {
        return Err(Refusal::Future(on));
    }
    desk.known_names()?;
    desk.lives_on()?;
    let accepted = match said.act.as_str() {
        "enter-into-force" => desk.enter_into_force(),
        "extend" => desk.extend(),
        "amend" => desk.amend(),
        "notify" => desk.notify(),
        "suspend" | "resume" => desk.pause(),
        "terminate" | "withdraw" | "supersede" | "expire" => desk.end(),
        "hold-review" => desk.hold_review(),
        "postpone" => desk.postpone(),
        "skip" => desk.skip(),
        "fulfil" => desk.fulfil(),
        "decide" => desk.decide(),
        "acknowledge" => desk.acknowledge(),
        "snooze" => desk.snooze(),
        "confirm-successor" => desk.confirm_successor(),
        "close" => desk.close(),
        "correct" => desk.correct(),
        "void" => desk.void(),
        other => Err(Refusal::UnknownAct(other.to_owned())),
    }?;
    desk.settled(accepted)
}

/// The words of all acts that can be recorded, with what each may carry.
pub const ACTS: [(&str, &[&str]); 20] = [
    ("enter-into-force", &["in_force_on", "received_on"]),
    ("extend", &["until", "for", "their_number"]),
    ("amend", &["from_on", "set"]),
    ("notify", &["what", "side", "received_on"]),
    ("suspend", &[]),
    ("resume", &[]),
    ("terminate", &["ends_on"]),
    ("withdraw", &["ends_on"]),
    ("supersede", &["ends_on", "with"]),
    ("expire", &["ends_on"]),
    ("hold-review", &["milestone", "nth"]),
    ("postpone", &["milestone", "nth", "to", "side"]),
    ("skip", &["milestone", "nth", "why"]),
    ("fulfil", &["milestone"]),
    ("decide", &["milestone", "choice"]),
    ("acknowledge", &["milestone"]),
    ("snooze", &["milestone", "until"]),
    ("confirm-successor", &[]),
    ("close", &[]),
    ("correct", &["set"]),
];

impl Desk<'_, '_> {
    fn known_names(&self) -> Result<(), Refusal> {
        let may: &[&str] = match ACTS.iter().find(|(word, _)| *word == self.said.act) {
            Some((_, may)) => may,
            None if self.said.act == "void" => &["act"],
            None => return Err(Refusal::UnknownAct(self.said.act.clone())),
        };
        match self.said.carries.keys().find(|name| !may.contains(&name.as_str())) {
            Some(name) => Err(Refusal::Carries { act: self.said.act.clone(), name: name.clone(), may: may.join(", ") }),
            None => Ok(()),
        }
    }

    /// Refuses what is said to have happened to an agreement before it was signed, or once it was archived.
    fn lives_on(&self) -> Result<(), Refusal> {
        if ["correct", "void"].contains(&self.said.act.as_str()) {
            return Ok(());
        }
        let signed = self.timeline.known.facts.signed_on.filter(|signed| self.on < *signed);
        let closing = self.timeline.known.acts.iter().find(|act| act.body == ActBody::Close && act.on <= self.on);
        match (signed, closing) {
            (Some(signed), _) => Err(Refusal::BeforeSigning { on: self.on, signed }),
            (None, Some(act)) if self.said.act != "close" => Err(Refusal::Archived { on: act.on, seq: act.seq }),
            _ => Ok(()),
        }
    }

    fn accepted(&self, body: ActBody, remarks: Vec<Remark>) -> Accepted {
        Accepted { on: self.on, body, remarks, instead_of: Vec::new() }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.said.carries.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    fn needed(&self, name: &'static str) -> Result<&str, Refusal> {
        self.text(name).ok_or_else(|| Refusal::Missing { act: self.said.act.clone(), name })
    }

    fn day(&self, name: &'static str) -> Result<Option<Day>, Refusal> {
        self.text(name).map(|text| text.parse().map_err(|error| Refusal::text(name, &error))).transpose()
    }

    fn span(&self, name: &'static str) -> Result<Option<Span>, Refusal> {
        self.text(name).map(|text| text.parse().map_err(|error| Refusal::text(name, &error))).transpose()
    }

    fn side(&self) -> Result<Side, Refusal> {
        match self.needed("side")? {
            "us" => Ok(Side::Us),
            "partner" => Ok(Side::Partner),
            other => Err(Refusal::text("side", &format!("`{other}` is neither us nor partner"))),
        }
    }

    /// The milestone the statement names: `kind@DAY`, `kind@NTH`, or the kind alone where only one is unanswered.
    fn milestone(&self) -> Result<&Milestone, Refusal> {
        let named = self.needed("milestone")?;
        let (what, which) = named.split_once('@').map_or((named, None), |(what, which)| (what, Some(which)));
        let (kind, name) = what.split_once(':').map_or((what, None), |(kind, name)| (kind, Some(name)));
        let kind =
            MilestoneKind::named(kind).ok_or_else(|| Refusal::NoMilestone(named.to_owned(), self.known(None)))?;
        let fitting = self.timeline.milestones.iter().filter(|milestone| {
            milestone.kind == kind && name.is_none_or(|name| milestone.name.as_deref() == Some(name))
        });
        let none = || Refusal::NoMilestone(named.to_owned(), self.known(Some(kind)));
        let Some(which) = which else {
            let (open, answered): (Vec<_>, Vec<_>) = fitting.partition(|milestone| milestone.closed.is_none());
            return match (open.as_slice(), answered.as_slice()) {
                ([only], _) | ([], [only]) => Ok(only),
                ([], _) => Err(none()),
                (several, _) => Err(Refusal::WhichMilestone(named.to_owned(), listed(several.iter().copied()))),
            };
        };
        let meant = |m: &&Milestone| match (which.parse::<Day>(), which.parse::<u32>()) {
            (Ok(day), _) => m.day == day || m.moved_from == Some(day),
            (_, nth) => nth == Ok(m.nth),
        };
        // Two reviews share a day where one was postponed to the other's: the one that nobody has answered is meant.
        let mut meant: Vec<_> = fitting.filter(meant).collect();
        meant.sort_by_key(|milestone| milestone.closed.is_some());
        meant.first().copied().ok_or_else(none)
    }

    /// The milestones a recorder could have meant, a few of them.
    fn known(&self, kind: Option<MilestoneKind>) -> String {
        let fitting =
            self.timeline.milestones.iter().filter(|milestone| kind.is_none_or(|kind| milestone.kind == kind));
        listed(fitting)
    }
}

fn listed<'m>(milestones: impl Iterator<Item = &'m Milestone>) -> String {
    let marks: Vec<String> = milestones.take(12).map(|milestone| milestone.mark().to_string()).collect();
    if marks.is_empty() { "none".to_owned() } else { marks.join(", ") }
}
