//! Acts: what happened to an agreement, or to what is known of it. Appended, never edited.
//!
//! An act that answers a milestone names its kind and day and holds for that day alone. A wrong act is voided by another;
//! a changed fact is an act too (`correct`), so the register can be shown as it was known on any day.

mod choices;
mod confirm;
mod contact;
mod mark;
mod order;
mod origin;
mod phrase;
mod vocabulary;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use choices::{Choice, CommitmentSide, Notice, Side, Skipped, StepEnd};
pub(crate) use confirm::progress_notes_with;
pub use confirm::unconfirmed_acts;
pub use contact::{ContactChange, ContactValueError};
pub(crate) use contact::{ContactSetting, DaysAway, LANGUAGES, RHYTHMS, circle_with, contact_changes};
pub use mark::{Mark, MarkError, MilestoneKind};
pub use origin::{Origin, Via};
pub(crate) use phrase::{ACT_PHRASES, ActPhrase, SUCCESSOR_TOLD};
pub(super) use vocabulary::act_word;
pub use vocabulary::{
    ACT_KEYS, ACTS, ActEffect, ActEntry, ActKey, ActKeyEntry, ActWord, InLists, Need, Takes, Target, ValueForm,
    ValueList, ValuePlace,
};
pub(crate) use vocabulary::{CHOICES, NOTICES, PROMISERS, SIDES};

use super::commitment::Commitment;
use super::day::Day;
use super::party::Party;
use super::span::Span;

/// Who recorded an act where nobody was named and the system knows no user either; letters do not repeat it.
pub(crate) const UNNAMED: &str = "unknown";

/// One line of the register's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its place in the register's chain, from 1. Order of recording; no date rule looks at it.
    pub seq: i64,
    /// The day it happened.
    pub on: Day,
    /// The office's day on which it was recorded.
    pub recorded_on: Day,
    /// Who recorded it.
    pub by: String,
    /// The paper's number, as text: zeros count.
    pub number: Option<String>,
    /// Anything worth saying.
    pub note: Option<String>,
    /// What was done.
    pub body: ActBody,
    /// By which way it came, who recorded it and who decided.
    pub origin: Origin,
}

impl Act {
    /// An act as it would stand if it were recorded: nobody's, with nothing but what it does.
    pub(crate) fn supposed(seq: i64, on: Day, recorded_on: Day, body: ActBody) -> Self {
        Self { seq, on, recorded_on, by: String::new(), number: None, note: None, body, origin: Origin::default() }
    }
}

/// What an act does, with what it carries. The tag is the command's word and the schema's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ActBody {
    /// The agreement came into the register, with these facts in canonical text.
    Register {
        /// Field name to canonical text.
        facts: BTreeMap<String, String>,
        /// The import that brought it, if one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        import: Option<i64>,
    },
    /// The term starts: on that day, or `effect_delay` after the last note was received.
    EnterIntoForce {
        /// The first day in force, where it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_force_on: Option<Day>,
        /// The day the last note was received, where the text counts from it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received_on: Option<Day>,
    },
    /// The end moves: to a day, or by a span that counts from the agreement's own anchor.
    Extend {
        /// The new last day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
        /// How much longer.
        #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
        span: Option<Span>,
        /// The partner's letter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        their_number: Option<String>,
    },
    /// Facts that hold from a day on; the anchor stays.
    Amend {
        /// First day of the new facts.
        from_on: Day,
        /// Field name to canonical text; an empty text clears the field.
        set: BTreeMap<String, String>,
    },
    /// A written notice under the agreement's clauses.
    Notify {
        /// What the notice says.
        what: Notice,
        /// Who gave it.
        by: Side,
        /// The day the other side received it.
        received_on: Day,
    },
    /// Carrying out pauses: no reviews from this day until `resume`.
    Suspend,
    /// Carrying out goes on from this day.
    Resume,
    /// Both sides, or the clause, end it.
    Terminate {
        /// The last day in force.
        ends_on: Day,
    },
    /// One side leaves it.
    Withdraw {
        /// The last day in force.
        ends_on: Day,
    },
    /// Another agreement takes its place.
    Supersede {
        /// The last day in force.
        ends_on: Day,
        /// The new agreement's reference, where it is kept here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with: Option<String>,
    },
    /// It ran out, as an old list says (import only).
    Expire {
        /// The last day in force.
        ends_on: Day,
    },
    /// A review was held; closes that occurrence, the next one does not move.
    HoldReview {
        /// The occurrence, by its day.
        review: Day,
    },
    /// A review is held later; its ladder follows the new day.
    Postpone {
        /// The occurrence, by its own day.
        review: Day,
        /// The day it moves to.
        to: Day,
        by: Side,
    },
    /// A review is not held, or a commitment not carried out.
    Skip {
        #[serde(flatten)]
        which: Skipped,
        why: String,
    },
    /// A duty, an observance or a commitment was done.
    Fulfil {
        /// The milestone that it is about.
        milestone: Mark,
    },
    /// The question a milestone asks was answered; the milestone closes only where doing nothing carries it out.
    Decide {
        /// The milestone that it is about.
        milestone: Mark,
        /// What was decided.
        choice: Choice,
    },
    /// Someone works on it: for 30 days escalation keeps to those who know.
    Acknowledge {
        /// The milestone that it is about.
        milestone: Mark,
    },
    /// No letters on it until that day.
    Snooze {
        /// The milestone that it is about.
        milestone: Mark,
        /// The first day on which letters may go again.
        until: Day,
    },
    /// A step of the plan towards an end is done, or not needed; closes that step and no milestone.
    Step {
        /// The end, an expiry.
        milestone: Mark,
        /// The step's name.
        step: String,
        #[serde(flatten)]
        end: StepEnd,
    },
    /// What became of a matter so far; closes and moves nothing.
    Progress {
        milestone: Mark,
        /// What there is to say.
        text: String,
    },
    /// Archived.
    Close,
    /// What was known of a fact was wrong or incomplete.
    Correct {
        /// The field's name.
        field: String,
        /// Its canonical text before; empty where it was unknown.
        #[serde(default)]
        old: String,
        /// Its canonical text now; empty where it is unknown.
        #[serde(default)]
        new: String,
        /// The commitment of which it is a value; none where it is a fact of the agreement.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        commitment: Option<String>,
    },
    /// The partner was informed of the successors of our parties that signed; moves no day.
    ConfirmSuccessor {
        /// The party that signed, and who was named as its successor, by their ids.
        #[serde(default)]
        successors: BTreeMap<String, String>,
    },
    /// A party as it is known from now on, in place of all that was known of it; about no agreement.
    Party {
        /// All that is known of it.
        party: Party,
    },
    /// A party has another name from the day of the act; about no agreement.
    Rename {
        /// The party's id.
        party: String,
        /// The name as it is in Vietnamese texts.
        name: String,
        /// The name in English, where it differs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_en: Option<String>,
    },
    /// Another succeeds a party from the day of the act; about no agreement.
    Succeed {
        /// The party's id.
        party: String,
        /// The successor's id.
        successor: String,
        /// The decision that says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
    },
    /// Another spelling by which a party is found; about no agreement.
    Alias {
        /// The party's id.
        party: String,
        /// The spelling.
        alias: String,
    },
    /// Another act is taken back as if it had never been.
    Void {
        /// The act taken back, by its `seq`.
        voids: i64,
    },
    /// An act that came by a link in a letter is right, says someone who may record it; closes and moves nothing.
    Confirm {
        /// The act confirmed, by its `seq`.
        confirms: i64,
    },
    /// A commitment came into the register.
    Commit(Commitment),
    /// A contact's absence, language or rhythm changes; an act of the office.
    Contact(ContactChange),
}

impl ActBody {
    /// The act's word, as commands, files and the schema write it.
    pub const fn word(&self) -> &'static str {
        match (self.act_word(), self) {
            (Some(word), _) => word.word(),
            (None, Self::Party { .. }) => "party",
            (None, _) => "register",
        }
    }

    /// Its word, where people can record it; `register` and a whole party come with a list.
    pub(crate) const fn act_word(&self) -> Option<ActWord> {
        Some(act_word!(self, Self::Register { .. } | Self::Party { .. } => return None))
    }

    /// The milestone that it answers or says something of, where that is named whole; an act on a review names its day.
    pub const fn milestone(&self) -> Option<&Mark> {
        match self {
            Self::Fulfil { milestone }
            | Self::Decide { milestone, .. }
            | Self::Acknowledge { milestone }
            | Self::Snooze { milestone, .. }
            | Self::Step { milestone, .. }
            | Self::Progress { milestone, .. }
            | Self::Skip { which: Skipped::Milestone(milestone), .. } => Some(milestone),
            Self::Register { .. }
            | Self::EnterIntoForce { .. }
            | Self::Extend { .. }
            | Self::Amend { .. }
            | Self::Notify { .. }
            | Self::Suspend
            | Self::Resume
            | Self::Terminate { .. }
            | Self::Withdraw { .. }
            | Self::Supersede { .. }
            | Self::Expire { .. }
            | Self::HoldReview { .. }
            | Self::Postpone { .. }
            | Self::Skip { .. }
            | Self::Close
            | Self::Correct { .. }
            | Self::ConfirmSuccessor { .. }
            | Self::Party { .. }
            | Self::Rename { .. }
            | Self::Succeed { .. }
            | Self::Alias { .. }
            | Self::Void { .. }
            | Self::Confirm { .. }
            | Self::Commit(_)
            | Self::Contact(_) => None,
        }
    }

    /// Whether it can move a milestone's day, rather than answer a milestone.
    pub(crate) const fn moves_days(&self) -> bool {
        matches!(
            self,
            Self::EnterIntoForce { .. }
                | Self::Extend { .. }
                | Self::Amend { .. }
                | Self::Notify { .. }
                | Self::Suspend
                | Self::Resume
                | Self::Terminate { .. }
                | Self::Withdraw { .. }
                | Self::Supersede { .. }
                | Self::Expire { .. }
                | Self::Postpone { .. }
                | Self::Correct { .. }
                | Self::Void { .. }
                | Self::Commit(_)
        )
    }
}

impl ActBody {
    /// Whether it changes what is known rather than what happened: facts, commitments, corrections and voids.
    pub(crate) const fn is_knowledge(&self) -> bool {
        matches!(self, Self::Register { .. } | Self::Correct { .. } | Self::Void { .. } | Self::Commit(_))
    }

    /// The words of the acts about a party, which are about no agreement. A void is about what it takes back.
    pub(crate) const OF_PARTIES: [&'static str; 4] = ["party", "rename", "succeed", "alias"];

    /// The party that the act is about, if it is about one.
    pub(crate) fn about_party(&self) -> Option<&str> {
        match self {
            Self::Party { party } => Some(&party.id),
            Self::Rename { party, .. } | Self::Succeed { party, .. } | Self::Alias { party, .. } => Some(party),
            _ => None,
        }
    }
}

/// Whether one of these acts takes back the one of that number.
pub(crate) fn is_voided(acts: &[Act], seq: i64) -> bool {
    acts.iter().any(|act| act.body == ActBody::Void { voids: seq })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_carry_the_words_of_the_commands() {
        let body = ActBody::Extend { until: None, span: Some(Span::years(5)), their_number: None };
        assert_eq!(serde_json::to_string(&body).ok().as_deref(), Some(r#"{"act":"extend","for":"5y"}"#));
        assert!(serde_json::from_str::<ActBody>(r#"{"act":"extend","four":"5y"}"#).is_err());
    }

    #[test]
    fn every_word_of_the_table_is_the_one_that_is_recorded() {
        for word in ACTS.iter().map(|entry| entry.word).chain(["register", "party"]) {
            let bare = serde_json::from_str::<ActBody>(&format!(r#"{{"act":"{word}"}}"#));
            assert!(!bare.is_err_and(|error| error.to_string().contains("unknown variant")), "{word}");
        }
    }
}
