//! Rows of acts: an agreement, what was done, on which day, and what the act carries.
//!
//! What a row leaves to the register, such as which review is the oldest open one, stays open here: whoever knows
//! adds it to `carries` before asking for the [`ActBody`].

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Cells, Change};
use crate::exchange::flaw::Flaw;
use crate::exchange::forms::{self, Form, Found, Unread};
use crate::exchange::headers;
use crate::exchange::rows::{Kind, Place, Said};
use crate::exchange::table::LIST_IN_PAIR;
use crate::lifecycle::act::{ActBody, Mark};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::recording::ACTS;
use crate::text::{fold, nearest, quoted};

/// What a row says was done to an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActDraft {
    /// Where it stands.
    pub place: Place,
    /// The agreement's reference.
    pub agreement: String,
    /// The act's word, for example `hold-review`.
    pub act: String,
    /// The day it happened.
    pub on: Day,
    /// Who decided or recorded it, where the row says so.
    pub by: Option<String>,
    /// The document's number.
    pub number: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// What else the act carries, by the body's own keys, in canonical text; `nth` points at a review by its number.
    pub carries: BTreeMap<String, String>,
}

/// The words of the acts a file may bring: all but a correction, which is a row of the agreement.
fn words() -> impl Iterator<Item = &'static str> {
    ACTS.iter().map(|(word, _)| *word).filter(|word| *word != "correct")
}

/// The keys an act's row may carry: those of the act itself, under the names that files give them. A side is `by`, and
/// where an act is about a review its milestone is `review`.
fn keys_of(act: &str) -> Option<Vec<&'static str>> {
    let word = words().find(|word| *word == act)?;
    let (_, carries) = ACTS.iter().find(|(known, _)| *known == word)?;
    let named = |key: &&'static str| match *key {
        "side" => "by",
        "milestone" if ABOUT_REVIEWS.contains(&word) => "review",
        other => other,
    };
    Some(carries.iter().map(named).collect())
}

/// The acts about a review, which may leave open which one.
const ABOUT_REVIEWS: [&str; 3] = ["hold-review", "postpone", "skip"];

/// Canonical words, each with what people write for it, folded.
type Words = &'static [(&'static str, &'static [&'static str])];

/// The words that acts carry, by key.
const WORDS: &[(&str, Words)] = &[
    ("by", &[("us", &["ta", "ben ta", "phia ta", "viet nam"]), ("partner", &["doi tac", "phia doi tac", "ban"])]),
    (
        "what",
        &[
            ("non-renewal", &["khong gia han", "thong bao khong gia han"]),
            ("termination", &["cham dut", "thong bao cham dut"]),
        ],
    ),
    (
        "choice",
        &[
            ("renew", &["gia han"]),
            ("renegotiate", &["dam phan lai", "ky moi", "sua doi, bo sung"]),
            ("lapse", &["khong gia han", "de het hieu luc"]),
            ("terminate", &["cham dut"]),
        ],
    ),
];

impl ActDraft {
    /// The body, with the day of the act where the row gives no other; a flaw where something is missing.
    pub fn body(&self) -> Result<ActBody, Flaw> {
        let mut keys = Map::new();
        keys.insert("act".to_owned(), Value::from(self.act.as_str()));
        for (key, text) in self.carries.iter().filter(|(key, _)| *key != "nth") {
            let value = match key.as_str() {
                "set" => Value::Object(amended(text).into_iter().map(|(k, v)| (k, Value::from(v))).collect()),
                _ => Value::from(text.as_str()),
            };
            keys.insert(key.clone(), value);
        }
        let default = match self.act.as_str() {
            "enter-into-force" if !keys.contains_key("received_on") => Some("in_force_on"),
            "amend" => Some("from_on"),
            "notify" => Some("received_on"),
            "terminate" | "withdraw" | "supersede" | "expire" => Some("ends_on"),
            _ => None,
        };
        if let Some(key) = default {
            keys.entry(key).or_insert_with(|| Value::from(self.on.to_string()));
        }
        serde_json::from_value(Value::Object(keys)).map_err(|error| {
            let allowed = keys_of(&self.act).unwrap_or_default();
            self.place.flaw(
                format!("`{}` does not say enough: {error}", self.act),
                format!("it takes {}", allowed.join(", ")),
            )
        })
    }
}

/// The fields of an amendment from its pairs; see [`Cells::amendment`].
fn amended(text: &str) -> BTreeMap<String, String> {
    serde_json::from_str(text).unwrap_or_default()
}

impl Cells<'_> {
    pub(super) fn act(&mut self) -> ActDraft {
        let agreement = self.needed("agreement", "add the agreement's reference");
        let said = self.needed("act", "write what was done, for example hold-review");
        let act = fold(&said).replace([' ', '_'], "-");
        let allowed = keys_of(&act);
        if allowed.is_none() && !said.is_empty() {
            self.wrong.push(self.row.flaw(
                "act",
                format!("{} is not an act a file can bring", quoted(&said)),
                cure(&act),
            ));
        }
        let before = self.wrong.len();
        let on = self.day("on");
        if on.is_none() && self.wrong.len() == before && !self.row.unread.contains("on") {
            self.wrong.push(self.row.flaw("on", "an act without its day", "add `on`, the day it happened"));
        }
        // A row without its day is refused; the first day there is only fills the place.
        let on = on.unwrap_or(Day::first());
        let allowed = allowed.unwrap_or_default();
        let carries = self.carries(&act, &allowed);
        let by = if allowed.contains(&"by") { None } else { self.value("by") };
        let (number, note) = (self.value("number"), self.value("note"));
        let draft = ActDraft { place: self.row.place.clone(), agreement, act, on, by, number, note, carries };
        self.complete(&draft);
        draft
    }

    /// Refuses an act that lacks something only the row could say. Where a cell that it carries could not be read, that
    /// flaw says it already.
    fn complete(&mut self, draft: &ActDraft) {
        let waits_for_review = ABOUT_REVIEWS.contains(&draft.act.as_str());
        let Some(allowed) = keys_of(&draft.act) else { return };
        let lost = |name: &&str| self.row.cells.contains_key(name) && !draft.carries.contains_key(*name);
        let unread = allowed.iter().any(|name| lost(name) || self.row.unread.contains(name));
        if (unread && !self.wrong.is_empty()) || (waits_for_review && !draft.carries.contains_key("review")) {
            return;
        }
        if let Err(flaw) = draft.body() {
            self.wrong.push(flaw);
        }
    }

    fn carries(&mut self, act: &str, allowed: &[&str]) -> BTreeMap<String, String> {
        let mut carries = BTreeMap::new();
        for (name, cell) in &self.row.cells {
            let common = ["agreement", "act", "on", "number", "note", "by"].contains(name) && !allowed.contains(name);
            if common || matches!(cell.said, Said::Nothing | Said::Clear) {
                continue;
            }
            if !allowed.contains(name) {
                let takes = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(", ") };
                let cure = format!("take it out; `{act}` takes {takes}");
                self.wrong.push(self.row.flaw(name, format!("`{act}` carries no `{name}`"), cure));
                continue;
            }
            let text = if *name == "set" { self.amendment() } else { self.carried(name) };
            if let Some(text) = text {
                carries.insert((*name).to_owned(), text);
            }
        }
        carries
    }

    fn carried(&mut self, name: &'static str) -> Option<String> {
        let text = match self.change(name)? {
            Change::Set(text) => text,
            Change::Clear => return None,
        };
        if let Some((_, words)) = WORDS.iter().find(|(key, _)| *key == name) {
            let folded = fold(&text);
            let Some((word, _)) = words.iter().find(|(word, said)| *word == folded || said.contains(&folded.as_str()))
            else {
                let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                let cure = format!("write {}", known.join(", "));
                self.refuse(name, Unread::new(format!("{} is none of the words for `{name}`", quoted(&text)), cure));
                return None;
            };
            return Some((*word).to_owned());
        }
        if name == "milestone"
            && let Err(error) = text.parse::<Mark>()
        {
            self.refuse(name, Unread::new(error.to_string(), "write kind@day in ISO form"));
            return None;
        }
        Some(text)
    }

    /// The fields that an amendment sets, each read in its own form; kept as a JSON object of canonical texts.
    fn amendment(&mut self) -> Option<String> {
        let pairs: Vec<(String, String)> = match &self.row.cells.get("set")?.said {
            Said::Pairs(pairs) => pairs.clone(),
            Said::Text(text) => match forms::lists::pairs(text) {
                Ok(text) => {
                    text.split(';').filter_map(|p| p.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect()
                }
                Err(unread) => {
                    self.refuse("set", unread);
                    return None;
                }
            },
            _ => return None,
        };
        let mut set = BTreeMap::new();
        for (name, text) in pairs {
            match amended_fact(&name, &text) {
                Ok(value) => {
                    set.insert(name, value);
                }
                Err(unread) => self.refuse("set", unread),
            }
        }
        serde_json::to_string(&set).ok()
    }

    fn needed(&mut self, name: &'static str, cure: &str) -> String {
        let before = self.wrong.len();
        let value = self.value(name).unwrap_or_default();
        if value.is_empty() && self.wrong.len() == before && !self.row.unread.contains(name) {
            self.wrong.push(self.row.flaw(name, format!("`{name}` is missing"), cure));
        }
        value
    }
}

/// The canonical text of a fact that an amendment sets; `-` clears it.
fn amended_fact(name: &str, text: &str) -> Result<String, Unread> {
    let (Some(field), Some(column)) = (Field::named(name), headers::named(Kind::Agreement, name)) else {
        return Err(Unread::new(format!("{} is not a field", quoted(name)), headers::cure_for(Kind::Agreement, name)));
    };
    if text == "-" {
        return Ok(String::new());
    }
    // In a cell `;` already separates the fields, so the items of a list are separated by `|`.
    let text = match column.form {
        Form::List | Form::Pairs => &text.replace(LIST_IN_PAIR, ";"),
        _ => text,
    };
    let Found::Value(value) = forms::read(column.form, text)? else {
        return Err(Unread::new(
            format!("{} is not a value of `{name}`", quoted(text)),
            format!("write {}", column.form),
        ));
    };
    let mut facts = Facts::default();
    facts.set(field, Some(&value)).map_err(|error| Unread::new(error.what, format!("write {}", column.form)))?;
    Ok(facts.get(field).unwrap_or(value))
}

fn cure(act: &str) -> String {
    if matches!(act, "correct" | "void" | "register") {
        return "change facts in a row of the agreement; take acts back with `record REF void`".to_owned();
    }
    match nearest(act, words()) {
        Some(near) => format!("`{near}` is the nearest known one"),
        None => format!("write one of {}", words().collect::<Vec<_>>().join(", ")),
    }
}
