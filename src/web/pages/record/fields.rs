//! The fields of the record form: read into a typed request by the one reader of acts, and complained about at their place.

use serde::Serialize;

use super::offer::{needs_day, needs_until};
use crate::exchange::acts::{InputAct, InputValue};
use crate::exchange::cell_forms;
use crate::lifecycle::act::{ActKey, ActPhrase, ActWord, Mark, MilestoneKind, Target, ValueForm};
use crate::lifecycle::policy::Language;
use crate::lifecycle::request::{ActRequest, Unreadable};
use crate::message::say;
use crate::text::{LONGEST_TEXT, prose};
use crate::web::page_request::PageRequest;

/// What was typed, field by field, and is typed back.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct TypedAct {
    pub(crate) what: String,
    pub(crate) on: String,
    pub(crate) until: String,
    pub(crate) received: String,
    pub(crate) number: String,
    pub(crate) decided_by: String,
    pub(crate) note: String,
    pub(crate) step: String,
    pub(crate) their_number: String,
    pub(crate) with: String,
    pub(crate) writer: String,
    /// What was said of each commitment at a review, by its field.
    pub(crate) said: Vec<(String, String)>,
}

/// Something wrong, and the field it stands in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RecordFault {
    /// The field's name; empty for the form as a whole.
    pub(crate) field: &'static str,
    /// A word for what the template says itself; else empty.
    pub(crate) kind: &'static str,
    /// What was typed, or the whole sentence where `kind` is empty.
    pub(crate) text: String,
}

/// No field of ours holds more characters.
const FIELD_CHARS: usize = 2_000;
/// A review speaks of so many commitments at most.
const SAID_AT_MOST: usize = 100;
/// Before a commitment's name, the field of what was said of it.
pub(crate) const SAID_OF: &str = "said:";

impl TypedAct {
    pub(crate) fn of(asked: &PageRequest) -> Self {
        let field =
            |name: &str| -> String { asked.field(name).unwrap_or_default().chars().take(FIELD_CHARS).collect() };
        Self {
            what: field("what"),
            on: field("on"),
            until: field("until"),
            received: field("received"),
            number: field("number"),
            decided_by: field("decided_by"),
            note: field("note"),
            step: field("step"),
            their_number: field("their_number"),
            with: field("with"),
            writer: field("writer"),
            said: asked
                .form
                .iter()
                .filter(|(name, text)| name.starts_with(SAID_OF) && !text.trim().is_empty())
                .take(SAID_AT_MOST)
                .map(|(name, text)| (name.clone(), text.trim().chars().take(FIELD_CHARS).collect()))
                .collect(),
        }
    }

    /// Everything typed by the fields' names, in the order that a nonce stands over.
    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let Self { what, on, until, received, number, decided_by, note, step, their_number, with, writer, said } = self;
        let own = [
            ("what", what),
            ("on", on),
            ("until", until),
            ("received", received),
            ("number", number),
            ("decided_by", decided_by),
            ("note", note),
            ("step", step),
            ("their_number", their_number),
            ("with", with),
            ("writer", writer),
        ];
        let own = own.map(|(name, text)| (name, text.as_str()));
        own.into_iter().chain(said.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// Everything typed, in the order that a nonce stands over.
    pub(crate) fn all(&self) -> Vec<&str> {
        // Which commitment a text is about is part of it.
        self.pairs().flat_map(|(name, text)| [name, text]).collect()
    }

    /// The same by the fields' names, for the hidden fields of a preview.
    pub(crate) fn named(&self) -> Vec<(&str, &str)> {
        self.pairs().filter(|(_, text)| !text.is_empty()).collect()
    }

    /// What was said of each commitment, by its name.
    pub(crate) fn said_of_each(&self) -> Vec<(String, String)> {
        let name = |field: &str| field.strip_prefix(SAID_OF).unwrap_or(field).to_owned();
        self.said.iter().map(|(field, text)| (name(field), text.clone())).collect()
    }

    /// The act as somebody says it.
    fn act(&self, outcome: &ActPhrase, mark: Option<&str>) -> InputAct {
        let act = outcome.act;
        let mut said = InputAct::of(act.word())
            .with(ActKey::On, &self.on)
            .with(ActKey::Number, &self.number)
            .with(note_key(act), &self.note)
            .with(ActKey::DecidedBy, &self.decided_by)
            .with(ActKey::TheirNumber, &self.their_number)
            .with(ActKey::With, &self.with)
            .with(ActKey::ReceivedOn, &self.received)
            .with(outcome.until.unwrap_or(ActKey::Until), &self.until);
        if act == ActWord::Step {
            said = said.with(ActKey::Step, &self.step);
        }
        for (key, text) in outcome.says {
            said = said.with(*key, *text);
        }
        if !self.said.is_empty() {
            said.named.insert(ActKey::Said, InputValue::Pairs(self.said_of_each()));
        }
        match mark {
            Some(mark) if act.takes(ActKey::Milestone) => said.with(ActKey::Milestone, mark),
            _ => said,
        }
    }

    /// The request about an agreement, or everything that is wrong with it.
    pub(crate) fn request(
        &self,
        outcome: &ActPhrase,
        mark: Option<&str>,
        language: Language,
    ) -> Result<ActRequest, Vec<RecordFault>> {
        self.request_on(Target::Agreement, outcome, mark, language)
    }

    /// The request about that target, or everything that is wrong with it.
    pub(crate) fn request_on(
        &self,
        target: Target,
        outcome: &ActPhrase,
        mark: Option<&str>,
        language: Language,
    ) -> Result<ActRequest, Vec<RecordFault>> {
        let mut faults = Vec::new();
        if self.on.is_empty() && needs_day(outcome.act) {
            faults.push(RecordFault { field: "on", kind: "needs-day", text: String::new() });
        }
        if self.until.is_empty() && needs_until(outcome.act) {
            faults.push(RecordFault { field: "until", kind: "needs-day", text: String::new() });
        }
        match self.act(outcome, mark).read(target) {
            Ok(request) if faults.is_empty() => Ok(request),
            Ok(_) => Err(faults),
            Err(wrong) => {
                faults.extend(wrong.iter().map(|wrong| self.fault(wrong, outcome, language)));
                Err(faults)
            }
        }
    }

    fn fault(&self, wrong: &Unreadable, outcome: &ActPhrase, language: Language) -> RecordFault {
        let field = wrong.key().map_or("", |key| field_of(key, outcome));
        let typed = match field {
            "on" => &self.on,
            "until" => &self.until,
            "received" => &self.received,
            _ => "",
        };
        let day = wrong.key().is_some_and(|key| key.entry().form == ValueForm::Day);
        match wrong {
            Unreadable::NotInForm { .. } if day => match cell_forms::day::read(typed) {
                Err(unread) => {
                    RecordFault { field, kind: "", text: sentence(unread.0.what(language), unread.0.cure(language)) }
                }
                Ok(_) => RecordFault { field, kind: "needs-day", text: String::new() },
            },
            Unreadable::Missing { .. } if day => RecordFault { field, kind: "needs-day", text: String::new() },
            Unreadable::NotTaken { .. } => RecordFault { field, kind: "not-taken", text: String::new() },
            _ => {
                let (what, cure) = say::unreadable(wrong, language);
                RecordFault { field, kind: "", text: sentence(&what, &cure) }
            }
        }
    }

    /// The name that was typed where the contact does not tell who writes; `None` where it is no name.
    pub(crate) fn writer(&self) -> Option<String> {
        prose(&self.writer, LONGEST_TEXT)
            .ok()
            .map(|name| name.replace('\n', " "))
            .filter(|name| name.chars().count() >= 2)
    }
}

/// What is wrong and its cure, as one sentence.
fn sentence(what: &str, cure: &str) -> String {
    format!("{what}; {cure}.")
}

/// The field of the form in which a value is typed.
fn field_of(key: ActKey, outcome: &ActPhrase) -> &'static str {
    match key {
        ActKey::On => "on",
        key if Some(key) == outcome.until => "until",
        ActKey::Until | ActKey::To | ActKey::EndsOn | ActKey::InForceOn => "until",
        ActKey::Number => "number",
        ActKey::DecidedBy => "decided_by",
        ActKey::Note | ActKey::Why | ActKey::Text => "note",
        ActKey::Step | ActKey::DoneOn | ActKey::NotNeeded => "step",
        ActKey::TheirNumber => "their_number",
        ActKey::ReceivedOn => "received",
        ActKey::With => "with",
        ActKey::Said => "said",
        _ => "",
    }
}

/// What the one field for words says of that act: its text or its reason, where it has one, else a note beside it.
fn note_key(act: ActWord) -> ActKey {
    [ActKey::Text, ActKey::Why].into_iter().find(|key| act.takes(*key)).unwrap_or(ActKey::Note)
}

/// The note, where it is one.
pub(crate) fn note(typed: &TypedAct) -> Option<String> {
    prose(&typed.note, LONGEST_TEXT).ok().filter(|note| !note.is_empty())
}

/// A milestone as a form and a route name it.
pub(crate) fn mark_of(text: &str) -> Option<Mark> {
    text.parse().ok()
}

/// Whether the milestone's kind has steps.
pub(crate) fn has_steps(kind: Option<MilestoneKind>) -> bool {
    kind == Some(MilestoneKind::Expiry)
}

/// The typed day, where it is one.
pub(crate) fn day(text: &str) -> Option<crate::lifecycle::day::Day> {
    cell_forms::day::read(text).ok()
}
