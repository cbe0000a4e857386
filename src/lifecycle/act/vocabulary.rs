//! The vocabulary of acts: each act's word, its names in both languages, and the values it takes.
//!
//! One table for every way of recording. The command line, lists, the page and links read an act by it
//! (`exchange/acts.rs`); the help, the manual's list and the words offered in a workbook are printed from it. Here are
//! names and forms alone; how a value is written is `exchange/cell_forms`, whether an act can stand is `recording`.

mod acts;
mod keys;
mod values;

use super::MilestoneKind;

pub(in crate::lifecycle) use acts::act_word;
pub use acts::{ACTS, ActWord};
pub use keys::{ACT_KEYS, ActKey};
pub use values::ValueList;
pub(crate) use values::{CHOICES, NOTICES, PROMISERS, SIDES};

/// What an act is recorded on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One agreement, or several that a condition finds.
    Agreement,
    /// The office itself: its duties of the year and its greetings.
    Office,
    Party,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueForm {
    /// A day, in any form that people use.
    Day,
    /// A span longer than no time at all.
    Span,
    /// A line of text.
    Line,
    /// Text that may run over several lines.
    Prose,
    /// A whole number.
    Number,
    /// `field=value` pairs, each value in its field's own form.
    Fields,
    /// A milestone: `expiry@2027-11-03`, `expiry@1`, `expiry`.
    Milestone,
    /// Which side: [`SIDES`].
    Side,
    /// What a written notice says: [`NOTICES`].
    Notice,
    /// What was decided: [`CHOICES`].
    Choice,
    /// A party, by its id or any of its names.
    Party,
    /// An agreement, by its reference.
    Reference,
    /// A step of the plan, by its name.
    Step,
    /// An act, by its number in the register.
    ActNumber,
    /// A day of the year: `11-15`, 15/11.
    DayOfYear,
}

impl ValueForm {
    /// What stands for a value of this form in a help or a manual.
    pub(crate) const fn placeholder(self) -> &'static str {
        match self {
            Self::Day => "DAY",
            Self::Span => "SPAN",
            Self::Line | Self::Prose => "TEXT",
            Self::Number => "NUMBER",
            Self::Fields => "NAME=TEXT",
            Self::Milestone => "MILESTONE",
            Self::Side => "SIDE",
            Self::Notice => "NOTICE",
            Self::Choice => "CHOICE",
            Self::Party => "PARTY",
            Self::Reference => "REF",
            Self::Step => "STEP",
            Self::ActNumber => "SEQ",
            Self::DayOfYear => "DAY/MONTH",
        }
    }
}

/// Whether an act can do without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Without it there is no such act.
    Required,
    /// Where it is not given, the day of the act stands for it.
    DayOfAct,
    /// It says more.
    Optional,
    /// One of several says it; which, is for the rules of the act.
    Either,
}

/// A value that an act takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    pub key: ActKey,
    /// Whether the act can do without it.
    pub need: Need,
    /// Whether it can be behind the act's word without its name, in the order of the table.
    pub place: ValuePlace,
}

/// Where a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValuePlace {
    /// Behind the word, without its name, or under its name.
    Behind,
    /// Under its name alone.
    Named,
}

/// What lists of acts have of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InLists {
    /// Its values have columns, and an export writes it.
    Written,
    /// Its values have columns; it is part of the register's own history, which an export leaves out.
    Read,
    /// It has a list of its own, or none; in a list of acts its values are in the column for everything else.
    Apart,
    /// A file does not bring it: facts are corrected in the row of the agreement, acts are taken back by hand.
    Refused,
}

/// What an act does to the agreement: who may record it, and by which links, follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActEffect {
    /// It changes what holds, or what is known.
    Change,
    /// It answers a milestone, or a step on the way to one.
    Answer,
    /// It says something of a milestone, which stays open and where it is.
    Note,
    /// It ends the work on the agreement.
    Close,
}

/// A row of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct ActEntry {
    pub act: ActWord,
    pub word: &'static str,
    /// Its place among the acts of its day.
    pub rank: u8,
    pub effect: ActEffect,
    /// What lists of acts have of it.
    pub lists: InLists,
    /// What a list in Vietnamese calls it.
    pub vietnamese: &'static str,
    /// What a list in English calls it.
    pub english: &'static str,
    /// What else people write for it, folded.
    pub also: &'static [&'static str],
    /// What it is recorded on.
    pub on: &'static [Target],
    /// The values it takes besides a day, a number and a note.
    pub takes: &'static [Takes],
}

/// A row of the keys.
#[derive(Clone, Copy, Debug)]
pub struct ActKeyEntry {
    pub key: ActKey,
    /// Its name in files, JSON and the schema.
    pub name: &'static str,
    /// Its option on the command line, without the dashes.
    pub option: &'static str,
    /// Its header in Vietnamese.
    pub vietnamese: &'static str,
    /// What the help of the command line says of it.
    pub help: &'static str,
    /// How its values are written.
    pub form: ValueForm,
}

impl ActWord {
    /// Its row.
    pub const fn entry(self) -> &'static ActEntry {
        &ACTS[self as usize]
    }

    /// The word itself.
    pub const fn word(self) -> &'static str {
        self.entry().word
    }

    /// What it does to the agreement.
    pub const fn effect(self) -> ActEffect {
        self.entry().effect
    }

    /// The act of that word alone, not of its other names.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        ACTS.iter().find(|entry| entry.word == word).map(|entry| entry.act)
    }

    /// Whether it takes that value: a day, a number and a note are taken by each.
    pub fn takes(self, key: ActKey) -> bool {
        matches!(key, ActKey::On | ActKey::Number | ActKey::Note)
            || self.entry().takes.iter().any(|takes| takes.key == key)
    }

    /// Whether it is about a review, and may leave open which one.
    pub(crate) const fn is_about_review(self) -> bool {
        matches!(self, Self::HoldReview | Self::Postpone | Self::Skip)
    }

    /// The value that a bare "until" says, where the act calls it otherwise: the day a review moves to, the last day in
    /// force.
    pub(crate) const fn until_key(self) -> Option<ActKey> {
        match self {
            Self::Postpone => Some(ActKey::To),
            Self::Terminate | Self::Withdraw | Self::Supersede | Self::Expire => Some(ActKey::EndsOn),
            Self::EnterIntoForce => Some(ActKey::InForceOn),
            Self::Step => Some(ActKey::DoneOn),
            _ => None,
        }
    }

    /// Whether an act on the whole agreement is what becomes of that kind of milestone: an extension of an end.
    pub(crate) const fn becomes_of(self, kind: MilestoneKind) -> bool {
        match self {
            Self::Extend | Self::Terminate | Self::Withdraw | Self::Supersede | Self::Expire | Self::Notify => {
                matches!(kind, MilestoneKind::Expiry | MilestoneKind::Notice | MilestoneKind::Renewal)
            }
            Self::EnterIntoForce => matches!(kind, MilestoneKind::Effect),
            _ => false,
        }
    }

    /// Whether it is recorded on an agreement.
    pub(crate) fn is_on(self, target: Target) -> bool {
        self.entry().on.contains(&target)
    }
}

impl ActKey {
    /// Its row.
    pub const fn entry(self) -> &'static ActKeyEntry {
        &ACT_KEYS[self as usize]
    }

    /// Its name in files, JSON and the schema.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The key of that name, or of that option of the command line.
    pub fn named(name: &str) -> Option<Self> {
        ACT_KEYS.iter().find(|entry| entry.name == name || entry.option == name).map(|entry| entry.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_and_no_key_stands_twice() {
        let words: BTreeSet<_> = ACTS.iter().map(|entry| entry.word).collect();
        let keys: BTreeSet<_> = ACT_KEYS.iter().map(|entry| entry.name).collect();
        assert_eq!((words.len(), keys.len()), (ACTS.len(), ACT_KEYS.len()));
    }
}
