//! The office's phrases turned into acts: "Lùi đến ngày (đối tác đề nghị)" is `postpone`, by the partner.
//!
//! One name may stand for two acts ("Không gia hạn"); which is meant follows from the milestone beside it. The invariant:
//! what is no phrase stays as it is, and a value that somebody wrote is never replaced by one that a phrase says.

use super::{InputAct, InputValue, act_named, milestones};
use crate::exchange::cell_forms;
use crate::lifecycle::act::{ACT_PHRASES, ActKey, ActPhrase, ActWord, MilestoneKind};
use crate::lifecycle::request::Pointer;
use crate::message::workbook::STEP;
use crate::text::fold;

/// The most words of a phrase with a value behind it.
const MOST_WORDS: usize = 8;

impl InputAct {
    /// Where the act is one of the office's phrases, the act it stands for, with the values that the phrase says.
    pub(crate) fn in_words_of_the_office(&mut self) -> Option<&'static ActPhrase> {
        self.take_step();
        self.take_value();
        self.take_step_not_needed();
        let phrase = self.take_phrase();
        self.leave_milestone();
        phrase
    }

    fn take_phrase(&mut self) -> Option<&'static ActPhrase> {
        let folded = fold(&self.act);
        let is_named = |outcome: &&ActPhrase| {
            [outcome.vietnamese, outcome.english].iter().any(|name| fold(name) == folded)
                || outcome.also.contains(&folded.as_str())
        };
        let named: Vec<&'static ActPhrase> = ACT_PHRASES.iter().filter(is_named).collect();
        let kind = self.milestone_kind();
        let at = |outcome: &&&ActPhrase| kind.is_some_and(|kind| outcome.at.contains(&kind));
        // Without a milestone the first is taken, and says that it needs one; one that would look for a review itself is not.
        let asks = |outcome: &&&ActPhrase| {
            !outcome.act.is_about_review() || named.iter().all(|other| other.act == outcome.act)
        };
        // "Xong" at a deadline is no step: what it would be said of is another kind of milestone.
        let fits_elsewhere = |outcome: &&&ActPhrase| {
            let by_name = [outcome.vietnamese, outcome.english].iter().any(|name| fold(name) == folded);
            by_name || outcome.at.is_empty() || kind.is_none()
        };
        let other = || named.iter().filter(fits_elsewhere).find(asks);
        let outcome: &'static ActPhrase = named.iter().find(at).or_else(other).copied()?;
        outcome.act.word().clone_into(&mut self.act);
        for (key, text) in outcome.says {
            self.named.entry(*key).or_insert_with(|| InputValue::Text((*text).to_owned()));
        }
        Some(outcome)
    }

    /// An act that is about the whole agreement does not carry the milestone that it is the answer to.
    fn leave_milestone(&mut self) {
        let kind = self.milestone_kind();
        let act = act_named(&self.act).filter(|act| !act.takes(ActKey::Milestone));
        if act.zip(kind).is_some_and(|(act, kind)| act.becomes_of(kind)) {
            self.named.remove(&ActKey::Milestone);
        }
    }

    /// "Gia hạn 5 năm", "Gia hạn đến 31/12/2031", "Hoãn đến 15/03/2027": the value behind the word, where none stands beside it.
    fn take_value(&mut self) {
        let said = self.act.trim().to_owned();
        for (at, _) in said.match_indices(' ').take(MOST_WORDS) {
            let (word, value) = (said[..at].trim_end(), said[at + 1..].trim());
            if !value.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let folded = fold(word);
            let postpones =
                ["hoan den", "lui den", "hoan", "lui", "hoan den ngay", "lui den ngay"].contains(&folded.as_str());
            let extends =
                ["gia han", "gia han them", "da gia han", "gia han den", "da gia han den"].contains(&folded.as_str());
            let key = if cell_forms::day::read(value).is_ok() {
                ActKey::Until
            } else if extends && cell_forms::span::read(value).is_ok() {
                ActKey::For
            } else {
                return;
            };
            let (act, key) = match (postpones, extends) {
                (true, _) => (ActWord::Postpone, if key == ActKey::Until { ActKey::To } else { return }),
                (_, true) => (ActWord::Extend, key),
                _ => return,
            };
            if self.named.contains_key(&key) || self.named.contains_key(&ActKey::Until) {
                return;
            }
            act.word().clone_into(&mut self.act);
            self.named.insert(key, InputValue::Text(value.to_owned()));
            return;
        }
    }

    /// "Không cần" beside a step: it is not needed, for the reason that the note gives.
    fn take_step_not_needed(&mut self) {
        let folded = fold(&self.act);
        let said =
            ["khong can", "khong can thiet", "khong can buoc nay", "bo qua buoc", "not needed", "step not needed"];
        if !said.contains(&folded.as_str()) || !self.named.contains_key(&ActKey::Step) {
            return;
        }
        ActWord::Step.word().clone_into(&mut self.act);
        if let Some(why) = self.named.remove(&ActKey::Note) {
            self.named.entry(ActKey::NotNeeded).or_insert(why);
        } else {
            self.named.entry(ActKey::NotNeeded).or_insert_with(|| InputValue::Text(String::new()));
        }
    }

    /// Where the milestone is the label of a step, its end and the step's name.
    fn take_step(&mut self) {
        let Some(InputValue::Text(label)) = self.named.get(&ActKey::Milestone) else { return };
        let step = STEP.iter().find_map(|start| label.trim().strip_prefix(start)).and_then(|rest| {
            let (name, rest) = rest.split_once(']')?;
            let (_, day) = rest.rsplit_once(", ")?;
            Some((name.trim().to_owned(), format!("{}@{}", MilestoneKind::Expiry.name(), day.trim())))
        });
        if let Some((name, end)) = step {
            self.named.insert(ActKey::Milestone, InputValue::Text(end));
            self.named.entry(ActKey::Step).or_insert(InputValue::Text(name));
        }
    }

    /// The kind of the milestone beside the act, where it can be read.
    pub(crate) fn milestone_kind(&self) -> Option<MilestoneKind> {
        self.milestone()?.kind
    }

    /// The milestone beside the act, where it can be read whatever the act.
    pub(crate) fn milestone(&self) -> Option<Pointer> {
        match self.named.get(&ActKey::Milestone)? {
            InputValue::Text(text) => milestones::read(ActWord::Acknowledge, text).ok(),
            InputValue::Pairs(_) => None,
        }
    }
}
