//! Commitments in an act: one that comes in, one that is mended, and what was said of each at a review.

use super::ActReader;
use crate::exchange::acts::{InputValue, commitments, not_in_form};
use crate::exchange::cell_forms::Unread;
use crate::lifecycle::act::{ActKey, MilestoneKind};
use crate::lifecycle::commitment::{Commitment, CommitmentSide};
use crate::lifecycle::request::{RequestedAct, Unreadable};
use crate::text::{self, LONGEST_TEXT, quoted};

impl ActReader {
    /// What was said of each commitment at a review: `students=3 sinh viên đã tốt nghiệp`.
    pub(super) fn said_of_each(&mut self) -> Option<Vec<(String, String)>> {
        let pairs: Vec<(String, String)> = match self.values.get(&ActKey::Said) {
            None => return Some(Vec::new()),
            Some(InputValue::Pairs(pairs)) => pairs.clone(),
            Some(InputValue::Text(text)) => {
                let pair = |part: &str| {
                    part.split_once('=').map_or((part.to_owned(), String::new()), |(k, v)| (k.into(), v.into()))
                };
                text.split(';').filter(|part| !part.trim().is_empty()).map(pair).collect()
            }
        };
        let before = self.wrong.len();
        let mut said = Vec::new();
        for (name, text) in pairs {
            let text = text::prose(text.trim(), LONGEST_TEXT).map_err(Unread::from);
            match self.taken(ActKey::Said, text) {
                Some(text) if !text.is_empty() => said.push((name.trim().to_owned(), text)),
                Some(_) => self.wrong.push(Unreadable::NotAPair(quoted(&name).trim_matches('`').to_owned())),
                None => {}
            }
        }
        (self.wrong.len() == before).then_some(said)
    }

    /// `correct commitment:NAME field=value`.
    pub(super) fn mend(&mut self) -> Option<RequestedAct> {
        let pointer = self.milestone()?;
        let (Some(MilestoneKind::Commitment), Some(name)) = (pointer.kind, pointer.name) else {
            let said = self.said(ActKey::Milestone).unwrap_or_default();
            let said = quoted(said).trim_matches('`').to_owned();
            self.wrong.push(Unreadable::NoMilestone { said, meant: Some(MilestoneKind::Commitment) });
            return None;
        };
        let pairs = match self.values.get(&ActKey::Set) {
            Some(InputValue::Pairs(pairs)) => pairs.clone(),
            Some(InputValue::Text(text)) => {
                text.split(';').filter_map(|p| p.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect()
            }
            None => Vec::new(),
        };
        match commitments::corrections(&pairs) {
            Ok(set) if set.is_empty() => {
                self.missing(ActKey::Set);
                None
            }
            Ok(set) => Some(RequestedAct::CorrectCommitment { name, set }),
            Err(wrong) => {
                self.wrong.extend(wrong);
                None
            }
        }
    }

    /// A commitment, as `commit NAME --title …` says it.
    pub(super) fn commitment(&mut self) -> Option<Commitment> {
        let (name, title) = (self.text(ActKey::Name), self.text(ActKey::Title));
        let (name, title) = (self.or_missing(name, ActKey::Name), self.or_missing(title, ActKey::Title));
        let side = match self.said(ActKey::Side).map(commitments::promiser) {
            Some(read) => self.taken(ActKey::Side, read),
            None => Some(CommitmentSide::Us),
        };
        let (who, target, basis) = (self.text(ActKey::Who), self.text(ActKey::Target), self.text(ActKey::Basis));
        let until = self.said(ActKey::Until).map(commitments::last_day);
        let until = until.and_then(|read| self.taken(ActKey::Until, read));
        let every = self.span(ActKey::Every);
        let from = self.day(ActKey::FromOn);
        let yearly = self.said(ActKey::Yearly).map(commitments::day_of_year);
        let yearly = yearly.and_then(|read| self.taken(ActKey::Yearly, read));
        let when = match (commitments::InputTiming { until, every, from, yearly, ..Default::default() }).read() {
            Ok(when) => Some(when),
            Err((column, unread)) => {
                self.wrong.push(not_in_form(ActKey::named(column).unwrap_or(ActKey::Until), &unread));
                None
            }
        };
        Some(Commitment { name: name?, title: title?, side: side?, who, target, basis, when: when? })
    }
}
