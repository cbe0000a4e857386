//! The office's phrases turned into acts: "Lùi đến ngày (đối tác đề nghị)" is `postpone`, by the partner.
//!
//! One name may stand for two acts ("Không gia hạn"); which is meant follows from the milestone beside it. The invariant:
//! what is no phrase stays as it is, and a value that somebody wrote is never replaced by one that a phrase says.

use super::{SaidAct, SaidValue, act_named, milestones};
use crate::lifecycle::act::{ACT_PHRASES, ActKey, ActPhrase, ActWord, MilestoneKind};
use crate::message::workbook::STEP;
use crate::text::fold;

impl SaidAct {
    /// Where the act is one of the office's phrases, the act it stands for, with the values that the phrase says.
    pub(crate) fn in_words_of_the_office(&mut self) {
        self.take_step();
        self.take_phrase();
        self.leave_milestone();
    }

    fn take_phrase(&mut self) {
        let folded = fold(&self.act);
        let is_named = |outcome: &&ActPhrase| {
            [outcome.vietnamese, outcome.english].iter().any(|name| fold(name) == folded)
                || outcome.also.contains(&folded.as_str())
        };
        let named: Vec<&ActPhrase> = ACT_PHRASES.iter().filter(is_named).collect();
        let kind = self.milestone_kind();
        let at = |outcome: &&&ActPhrase| kind.is_some_and(|kind| outcome.at.contains(&kind));
        // Without a milestone the first is taken, and says that it needs one.
        let Some(outcome) = named.iter().find(at).or_else(|| named.first()) else { return };
        outcome.act.word().clone_into(&mut self.act);
        for (key, text) in outcome.says {
            self.named.entry(*key).or_insert_with(|| SaidValue::Text((*text).to_owned()));
        }
    }

    /// An act that is about the whole agreement does not carry the milestone that it is the answer to.
    fn leave_milestone(&mut self) {
        let kind = self.milestone_kind();
        let act = act_named(&self.act).filter(|act| !act.takes(ActKey::Milestone));
        if act.zip(kind).is_some_and(|(act, kind)| act.becomes_of(kind)) {
            self.named.remove(&ActKey::Milestone);
        }
    }

    /// Where the milestone is the label of a step, its end and the step's name.
    fn take_step(&mut self) {
        let Some(SaidValue::Text(label)) = self.named.get(&ActKey::Milestone) else { return };
        let step = STEP.iter().find_map(|start| label.trim().strip_prefix(start)).and_then(|rest| {
            let (name, rest) = rest.split_once(']')?;
            let (_, day) = rest.rsplit_once(", ")?;
            Some((name.trim().to_owned(), format!("{}@{}", MilestoneKind::Expiry.name(), day.trim())))
        });
        if let Some((name, end)) = step {
            self.named.insert(ActKey::Milestone, SaidValue::Text(end));
            self.named.entry(ActKey::Step).or_insert(SaidValue::Text(name));
        }
    }

    fn milestone_kind(&self) -> Option<MilestoneKind> {
        match self.named.get(&ActKey::Milestone)? {
            SaidValue::Text(text) => milestones::read(ActWord::Acknowledge, text).ok()?.kind,
            SaidValue::Pairs(_) => None,
        }
    }
}
