//! The values of one act, each read in its form. What is wrong is collected, so that all of it is told at once.

mod promised;

use std::collections::BTreeMap;

use super::{InputValue, fields, milestones, not_in_form, recorded_line, value_named};
use crate::exchange::cell_forms::{self, Unread};
use crate::exchange::secrecy::is_secrecy_mark;
use crate::lifecycle::act::{
    ActKey, ActWord, CHOICES, MilestoneKind, NOTICES, SIDES, ValueForm, ValueList, ValuePlace,
};
use crate::lifecycle::day::Day;
use crate::lifecycle::request::{FieldValue, MilestoneSelector, Pointer, RequestedAct, RequestedStepEnd, Unreadable};
use crate::lifecycle::span::Span;
use crate::message::list::cell;
use crate::text::{self, LONGEST_TEXT, quoted};

/// An act being read; what is wrong is collected on the way.
pub(super) struct ActReader {
    pub(super) act: ActWord,
    pub(super) values: BTreeMap<ActKey, InputValue>,
    pub(super) wrong: Vec<Unreadable>,
}

impl ActReader {
    /// Gives what stands behind the act its names, in the order of the table.
    pub(super) fn place(&mut self, behind: &[String]) {
        let sets = self.act.takes(ActKey::Set);
        let mut places = self.act.entry().takes.iter().filter(|takes| takes.place == ValuePlace::Behind);
        let mut pairs = Vec::new();
        for word in behind {
            if sets && let Some((name, text)) = word.split_once('=') {
                pairs.push((name.to_owned(), text.to_owned()));
                continue;
            }
            if let Some(key) = self.postponed_by(word) {
                self.values.insert(key, InputValue::Text(word.clone()));
                continue;
            }
            let Some(takes) = places.next() else {
                self.wrong.push(Unreadable::NoUse { act: self.act, word: quoted(word).trim_matches('`').to_owned() });
                continue;
            };
            let is_span = self.act == ActWord::Extend && cell_forms::day::read(word).is_err();
            // What takes an agreement's place has a code, and no day is one.
            let is_code = self.act == ActWord::Supersede && cell_forms::day::read(word).is_err();
            let key = match takes.key {
                _ if is_span => ActKey::For,
                ActKey::EndsOn if is_code => ActKey::With,
                key => key,
            };
            if self.values.contains_key(&key) {
                self.wrong.push(Unreadable::Twice { one: key, other: key });
            }
            self.values.insert(key, InputValue::Text(word.clone()));
        }
        if !pairs.is_empty() {
            match self.values.get_mut(&ActKey::Set) {
                Some(InputValue::Pairs(known)) => known.extend(pairs),
                Some(InputValue::Text(_)) => {
                    self.wrong.push(Unreadable::Twice { one: ActKey::Set, other: ActKey::Set });
                }
                None => drop(self.values.insert(ActKey::Set, InputValue::Pairs(pairs))),
            }
        }
    }

    /// "Đến ngày" is the day that the act calls by a name of its own.
    pub(super) fn take_until(&mut self) {
        if let Some(key) = self.act.until_key().filter(|key| !self.values.contains_key(key))
            && let Some(day) = self.values.remove(&ActKey::Until)
        {
            self.values.insert(key, day);
        }
    }

    /// Of a postponement, a side or a day is told from the review by what it is: `postpone review@2026-06-30 2026-09-01 us`.
    fn postponed_by(&self, word: &str) -> Option<ActKey> {
        let free = |key: ActKey| self.act == ActWord::Postpone && !self.values.contains_key(&key);
        if free(ActKey::Side) && value_named(SIDES, word).is_some() {
            return Some(ActKey::Side);
        }
        (free(ActKey::To) && cell_forms::day::read(word).is_ok()).then_some(ActKey::To)
    }

    pub(super) fn refuse_secrets(&mut self) {
        let is_secret = |value: &InputValue| match value {
            InputValue::Text(text) => text.lines().any(is_secrecy_mark),
            InputValue::Pairs(pairs) => pairs.iter().any(|(_, text)| is_secrecy_mark(text)),
        };
        if self.values.values().any(is_secret) {
            // Nothing else of it is told: a complaint would quote it.
            self.wrong = vec![Unreadable::Secret];
            self.values.clear();
        }
    }

    pub(super) fn refuse_what_is_not_taken(&mut self) {
        let act = self.act;
        let not_taken: Vec<ActKey> = self.values.keys().filter(|key| !act.takes(**key)).copied().collect();
        for key in not_taken {
            self.values.remove(&key);
            self.wrong.push(Unreadable::NotTaken { act, key });
        }
    }

    /// What happened, where everything that the act needs can be read.
    pub(super) fn asked(&mut self, note: Option<&str>) -> Option<RequestedAct> {
        Some(match self.act {
            ActWord::EnterIntoForce => RequestedAct::EnterIntoForce {
                in_force_on: self.day(ActKey::InForceOn),
                received_on: self.day(ActKey::ReceivedOn),
            },
            ActWord::Extend => {
                let (until, span) = (self.day(ActKey::Until), self.span(ActKey::For));
                if until.is_none() && span.is_none() {
                    self.missing(ActKey::Until);
                }
                RequestedAct::Extend { until, span, their_number: self.text(ActKey::TheirNumber) }
            }
            ActWord::Amend => {
                let from_on = self.day(ActKey::FromOn);
                RequestedAct::Amend { from_on, set: self.fields()? }
            }
            ActWord::Notify => {
                let received_on = self.day(ActKey::ReceivedOn);
                let (what, side) = (self.value(ActKey::What, NOTICES), self.value(ActKey::Side, SIDES));
                RequestedAct::Notify { what: what?, side: side?, received_on }
            }
            ActWord::Suspend => RequestedAct::Suspend,
            ActWord::Resume => RequestedAct::Resume,
            ActWord::Terminate => RequestedAct::Terminate { ends_on: self.day(ActKey::EndsOn) },
            ActWord::Withdraw => RequestedAct::Withdraw { ends_on: self.day(ActKey::EndsOn) },
            ActWord::Supersede => {
                RequestedAct::Supersede { ends_on: self.day(ActKey::EndsOn), with: self.text(ActKey::With) }
            }
            ActWord::Expire => RequestedAct::Expire { ends_on: self.day(ActKey::EndsOn) },
            ActWord::HoldReview => RequestedAct::HoldReview { review: self.review(), said: self.said_of_each()? },
            ActWord::Postpone => {
                let (review, to, side) = (self.review(), self.needed_day(ActKey::To), self.value(ActKey::Side, SIDES));
                RequestedAct::Postpone { review, to: to?, side: side? }
            }
            ActWord::Skip => {
                let review = self.review();
                let why = self.text(ActKey::Why).or_else(|| note.map(str::to_owned));
                RequestedAct::Skip { review, why: self.or_missing(why, ActKey::Why)? }
            }
            ActWord::Fulfil => RequestedAct::Fulfil { milestone: self.milestone()? },
            ActWord::Decide => {
                let (milestone, choice) = (self.milestone(), self.value(ActKey::Choice, CHOICES));
                RequestedAct::Decide { milestone: milestone?, choice: choice? }
            }
            ActWord::Acknowledge => RequestedAct::Acknowledge { milestone: self.milestone()? },
            ActWord::Snooze => {
                let (milestone, until) = (self.milestone(), self.needed_day(ActKey::Until));
                RequestedAct::Snooze { milestone: milestone?, until: until? }
            }
            ActWord::Step => {
                let (milestone, step) = (self.milestone(), self.text(ActKey::Step));
                let step = self.or_missing(step, ActKey::Step);
                let (done, why) = (self.day(ActKey::DoneOn), self.text(ActKey::NotNeeded));
                if done.is_some() && why.is_some() {
                    self.wrong.push(Unreadable::Twice { one: ActKey::DoneOn, other: ActKey::NotNeeded });
                }
                let end = why.map_or(RequestedStepEnd::Done(done), RequestedStepEnd::NotNeeded);
                RequestedAct::Step { milestone: milestone?, step: step?, end }
            }
            ActWord::Progress => {
                let milestone = self.milestone();
                let text = self.text(ActKey::Text).or_else(|| note.map(str::to_owned));
                let text = self.or_missing(text, ActKey::Text);
                RequestedAct::Progress { milestone: milestone?, text: text? }
            }
            ActWord::ConfirmSuccessor => RequestedAct::ConfirmSuccessor,
            ActWord::Close => RequestedAct::Close,
            ActWord::Correct if self.said(ActKey::Milestone).is_some() => self.mend()?,
            ActWord::Correct => RequestedAct::Correct { set: self.fields()? },
            ActWord::Contact => RequestedAct::Contact { said: self.contact()? },
            ActWord::Commit => RequestedAct::Commit { commitment: self.commitment()? },
            ActWord::Void => RequestedAct::Void { act: self.number_of_act(ActKey::Act)? },
            ActWord::Confirm => RequestedAct::Confirm { act: self.number_of_act(ActKey::Confirms)? },
            ActWord::Rename => {
                let (name, name_en) = (self.name(ActKey::Name), self.name(ActKey::NameEn));
                let from_on = self.day(ActKey::FromOn);
                RequestedAct::Rename { name: self.or_missing(name, ActKey::Name)?, name_en, from_on }
            }
            ActWord::Succeed => {
                let (successor, basis) = (self.text(ActKey::Successor), self.name(ActKey::Basis));
                let from_on = self.day(ActKey::FromOn);
                RequestedAct::Succeed { successor: self.or_missing(successor, ActKey::Successor)?, basis, from_on }
            }
            ActWord::Alias => {
                let alias = self.name(ActKey::Alias);
                RequestedAct::Alias { alias: self.or_missing(alias, ActKey::Alias)? }
            }
        })
    }

    pub(super) fn missing(&mut self, key: ActKey) {
        // What stands there and could not be read is told already.
        if !self.wrong.iter().any(|wrong| wrong.key() == Some(key) || *wrong == Unreadable::Secret) {
            self.wrong.push(Unreadable::Missing { act: self.act, key });
        }
    }

    pub(super) fn or_missing<T>(&mut self, found: Option<T>, key: ActKey) -> Option<T> {
        if found.is_none() {
            self.missing(key);
        }
        found
    }

    fn said(&self, key: ActKey) -> Option<&str> {
        match self.values.get(&key)? {
            InputValue::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            InputValue::Pairs(_) => None,
        }
    }

    /// Notes what a form refuses.
    pub(super) fn taken<T>(&mut self, key: ActKey, read: Result<T, Unread>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(unread) => {
                self.wrong.push(not_in_form(key, &unread));
                None
            }
        }
    }

    pub(super) fn text(&mut self, key: ActKey) -> Option<String> {
        let said = self.said(key)?;
        let read = match key.entry().form {
            ValueForm::Prose => text::prose(said, LONGEST_TEXT).map_err(Unread::from),
            _ => recorded_line(said),
        };
        self.taken(key, read).filter(|text| !text.is_empty())
    }

    /// A name, a spelling or a decision, as the row of a party can hold it: lists write several of them into one cell.
    fn name(&mut self, key: ActKey) -> Option<String> {
        let said = self.said(key)?;
        let read = text::line(said, text::LONGEST_TITLE).map_err(Unread::from).and_then(|name| {
            match name.chars().find(|c| [';', '|'].contains(c)) {
                Some(c) => Err(cell::separates_names(c).into()),
                None => Ok(name),
            }
        });
        self.taken(key, read).filter(|text| !text.is_empty())
    }

    pub(super) fn day(&mut self, key: ActKey) -> Option<Day> {
        let read = cell_forms::day::read(self.said(key)?);
        self.taken(key, read)
    }

    fn needed_day(&mut self, key: ActKey) -> Option<Day> {
        let day = self.day(key);
        self.or_missing(day, key)
    }

    fn span(&mut self, key: ActKey) -> Option<Span> {
        let read = cell_forms::span::read(self.said(key)?);
        self.taken(key, read)
    }

    fn value<T: Copy>(&mut self, key: ActKey, values: ValueList<T>) -> Option<T> {
        let Some(said) = self.said(key) else {
            self.missing(key);
            return None;
        };
        let found = value_named(values, said);
        if found.is_none() {
            let said = quoted(said).trim_matches('`').to_owned();
            self.wrong.push(Unreadable::NotAWord { key, said });
        }
        found
    }

    fn number_of_act(&mut self, key: ActKey) -> Option<i64> {
        let Some(said) = self.said(key) else {
            self.missing(key);
            return None;
        };
        let number = said.trim_start_matches('#').parse::<i64>().ok().filter(|number| *number > 0);
        if number.is_none() {
            self.wrong.push(not_in_form(key, &Unread(cell::not_a_number_of_an_act(said))));
        }
        number
    }

    fn milestone(&mut self) -> Option<Pointer> {
        let Some(said) = self.said(ActKey::Milestone).map(str::to_owned) else {
            self.missing(ActKey::Milestone);
            return None;
        };
        match milestones::read(self.act, &said) {
            Ok(pointer) => Some(pointer),
            Err(wrong) => {
                self.wrong.push(wrong);
                None
            }
        }
    }

    /// Which review, where somebody says so: by its milestone, by its own day, by its number.
    fn review(&mut self) -> Option<Pointer> {
        let by_day = self.day(ActKey::Review).map(|day| (ActKey::Review, MilestoneSelector::Day(day)));
        let by_number = self.said(ActKey::Nth).map(str::to_owned).and_then(|text| {
            match cell_forms::read(cell_forms::FactForm::Number, &text) {
                Ok(cell_forms::Reading::Value(number)) => {
                    number.parse().ok().map(|number| (ActKey::Nth, MilestoneSelector::Nth(number)))
                }
                Ok(_) => None,
                Err(unread) => {
                    self.wrong.push(not_in_form(ActKey::Nth, &unread));
                    None
                }
            }
        });
        let named = self.said(ActKey::Milestone).is_some().then(|| self.milestone()).flatten();
        let mut found: Vec<(ActKey, MilestoneSelector)> = [by_day, by_number].into_iter().flatten().collect();
        found.extend(named.as_ref().and_then(|pointer| Some((ActKey::Milestone, pointer.which?))));
        if let [one, other, ..] = found.as_slice()
            && one.1 != other.1
        {
            // A day and a number may name one review; that is for the register to say, so the day is taken.
            let days = found.iter().filter(|(_, which)| which.day().is_some()).count();
            if days != 1 {
                self.wrong.push(Unreadable::Twice { one: one.0, other: other.0 });
            }
        }
        let day = found.iter().find(|(_, which)| which.day().is_some());
        match (day.or(found.first()), named) {
            (Some((_, which)), named) => {
                let mut pointer = named.unwrap_or_default();
                pointer.kind = pointer.kind.or(Some(MilestoneKind::Review));
                pointer.which = Some(*which);
                Some(pointer)
            }
            (None, named) => named,
        }
    }

    fn fields(&mut self) -> Option<Vec<FieldValue>> {
        let Some(said) = self.values.get(&ActKey::Set) else {
            self.missing(ActKey::Set);
            return None;
        };
        match fields::read(said) {
            Ok(fields) if fields.is_empty() => {
                self.missing(ActKey::Set);
                None
            }
            Ok(fields) => Some(fields),
            Err(wrong) => {
                self.wrong.extend(wrong);
                None
            }
        }
    }
}
