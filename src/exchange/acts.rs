//! The one reader of acts: from a word and values, as people write them, to one typed request.
//!
//! The command line, lists, the page and links read acts here and nowhere else, by the one table of
//! `lifecycle/act/vocabulary.rs`. All forms of days, spans, sides and milestones are read in each of them, in Vietnamese and
//! in English. Nothing is held against the register. The invariant: every text that comes out has passed the rules of an
//! imported cell.

mod commitments;
mod contacts;
mod fields;
mod milestones;
mod phrases;
mod reader;

use std::collections::BTreeMap;

use super::cell_forms::Unread;
use crate::lifecycle::act::{ACTS, ActKey, ActWord, SIDES, Target, ValueList};
use crate::lifecycle::policy::Language;
use crate::lifecycle::request::{ActRequest, Unreadable};
use crate::text::{self, LONGEST_TEXT, fold, nearest, quoted};
use reader::ActReader;

pub(crate) use commitments::InputTiming;
pub use commitments::{canonical as commitment_text, day_of_year, last_day};
pub(crate) use milestones::{FORMER_ENGLISH, FORMER_VIETNAMESE};

/// Stands between an agreement's reference and its name where an update of the workbook names it.
pub(crate) const LABEL_DOT: &str = " · ";

/// Separates the items of a list inside a pair, where `;` separates the pairs.
pub(super) const LIST_IN_PAIR: &str = "|";

/// A value as a pair of the column for everything else holds it: what separates pairs is written `%3B`.
pub(crate) fn details_text(value: &str) -> String {
    value.replace('%', "%25").replace(';', "%3B").replace('\n', "%0A")
}

/// The inverse of [`details_text`].
pub(super) fn details_value(text: &str) -> String {
    text.replace("%0A", "\n").replace("%3B", ";").replace("%25", "%")
}

/// An act as somebody says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputAct {
    /// The act's word or name.
    pub act: String,
    /// What stands behind it without a name: a milestone, a choice, `field=value`.
    pub behind: Vec<String>,
    /// Its values by name.
    pub named: BTreeMap<ActKey, InputValue>,
}

/// A value as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputValue {
    Text(String),
    /// Names and values: the fields that an amendment sets.
    Pairs(Vec<(String, String)>),
}

impl InputAct {
    /// An act of that word or name, with nothing beside it.
    pub fn of(act: impl Into<String>) -> Self {
        Self { act: act.into(), ..Self::default() }
    }

    /// An act as it stands on a command line, `decide expiry@2027-11-03 renew --decided-by "…"`: what follows the name of a
    /// value, with its two dashes, is that value; a name that nothing bears stays a word that the act has no use for.
    pub fn of_words<T: Into<String>>(words: impl IntoIterator<Item = T>) -> Self {
        let mut words = words.into_iter().map(Into::into);
        let mut said = Self::of(words.next().unwrap_or_default());
        while let Some(word) = words.next() {
            let key = word.strip_prefix("--").and_then(ActKey::named);
            match key.map(|key| (key, words.next().unwrap_or_default())) {
                None => said.behind.push(word),
                Some((ActKey::Set, pair)) => said.behind.push(pair),
                Some((key, value)) => drop(said.named.insert(key, InputValue::Text(value))),
            }
        }
        said
    }

    /// The same with one more value; an empty text is no value.
    #[must_use]
    pub fn with(mut self, key: ActKey, text: impl Into<String>) -> Self {
        let text: String = text.into();
        if !text.trim().is_empty() {
            self.named.insert(key, InputValue::Text(text));
        }
        self
    }

    /// Takes what stands for "by": for an act that takes a side `us` and `partner`, in any of their names, are the side;
    /// anything else names whoever records, and comes back.
    pub fn by(&mut self, by: &str) -> Option<String> {
        let takes_side = act_named(&self.act).is_some_and(|act| act.takes(ActKey::Side));
        if takes_side && !self.named.contains_key(&ActKey::Side) && value_named(SIDES, by).is_some() {
            self.named.insert(ActKey::Side, InputValue::Text(by.to_owned()));
            return None;
        }
        Some(by.to_owned())
    }

    /// The request that it makes of an agreement or the office, or of a party.
    pub fn read(&self, target: Target) -> Result<ActRequest, Vec<Unreadable>> {
        read(self, target)
    }
}

/// What a form refuses of a value.
fn not_in_form(key: ActKey, Unread(wording): &Unread) -> Unreadable {
    let of = |language| [wording.what(language).to_owned(), wording.cure(language).to_owned()];
    Unreadable::NotInForm { key, vi: of(Language::Vi), en: of(Language::En) }
}

/// The act that a word or a name in either language stands for.
///
/// ```
/// use pactwatch::exchange::acts::act_named;
/// use pactwatch::lifecycle::act::ActWord;
/// for said in ["hold-review", "hold review", "Đã sơ kết", "ĐÃ HỌP SƠ KẾT"] {
///     assert_eq!(act_named(said), Some(ActWord::HoldReview));
/// }
/// ```
pub fn act_named(said: &str) -> Option<ActWord> {
    let folded = fold(said);
    let word = folded.replace([' ', '_'], "-");
    let named = |name: &str| fold(name) == folded;
    let by_word = ACTS.iter().find(|entry| entry.word == word);
    let by_name = || ACTS.iter().find(|entry| named(entry.vietnamese) || named(entry.english));
    let also = || ACTS.iter().find(|entry| entry.also.contains(&folded.as_str()));
    by_word.or_else(by_name).or_else(also).map(|entry| entry.act)
}

/// The value that a word or a name in either language stands for.
pub(crate) fn value_named<T: Copy>(values: ValueList<T>, said: &str) -> Option<T> {
    let folded = fold(said);
    let dashed = folded.replace([' ', '_'], "-");
    let fits = |(_, word, names, also): &&(T, &str, [&str; 2], &[&str])| {
        *word == dashed || names.iter().any(|name| fold(name) == folded) || also.contains(&folded.as_str())
    };
    values.iter().find(fits).map(|(value, ..)| *value)
}

/// A text under the rules of an imported cell: one line, no control characters, no marks of direction, not too long.
/// Who records, a paper's number, a note and the system's user pass here too.
pub fn recorded_line(text: &str) -> Result<String, Unread> {
    Ok(text::line(text, LONGEST_TEXT)?)
}

/// Reads an act. What is wrong with it comes back all at once, each with the value it stands in.
pub fn read(said: &InputAct, target: Target) -> Result<ActRequest, Vec<Unreadable>> {
    let Some(act) = act_named(&said.act) else {
        return Err(vec![unknown(&said.act, target)]);
    };
    if !act.is_on(target) {
        return Err(vec![Unreadable::NotOn { act, target }]);
    }
    let mut reader = ActReader { act, values: said.named.clone(), wrong: Vec::new() };
    reader.place(&said.behind);
    reader.take_until();
    reader.refuse_secrets();
    reader.refuse_what_is_not_taken();
    let on = reader.day(ActKey::On);
    let (number, note) = (reader.text(ActKey::Number), reader.text(ActKey::Note));
    let decided_by = reader.text(ActKey::DecidedBy);
    let asked = reader.asked(note.as_deref());
    match asked {
        Some(asked) if reader.wrong.is_empty() => Ok(ActRequest { on, number, note, decided_by, asked }),
        _ => Err(reader.wrong),
    }
}

fn unknown(said: &str, target: Target) -> Unreadable {
    let word = fold(said).replace([' ', '_'], "-");
    let known = || ACTS.iter().filter(|entry| entry.on.contains(&target));
    let part = known().find(|entry| entry.word.split('-').any(|part| part == word));
    let near = || nearest(&word, known().map(|entry| entry.word)).and_then(ActWord::of_word);
    let meant = part.map(|entry| entry.act).or_else(near);
    let said = quoted(said).trim_matches('`').to_owned();
    Unreadable::UnknownAct { said, meant, target }
}
