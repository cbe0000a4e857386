//! What somebody says on a command line or a page, read into a statement.
//!
//! Days, spans and fields are taken in all the forms that files may use. Nothing is held against the register here.

use std::collections::BTreeMap;

use crate::exchange::forms::{self, Form, Found};
use crate::exchange::headers;
use crate::exchange::rows::Kind as RowKind;
use crate::exchange::secrecy::is_secrecy_mark;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::recording::{ACTS, PARTY_ACTS, Statement};
use crate::text::fold;
use crate::text::{LONGEST_TITLE, line, nearest};

/// An act as it is said: its word, what stands behind it, and its options by the names under which acts carry them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// The act's word.
    pub act: String,
    /// What stands behind it without a name: a milestone, a choice, `field=value`.
    pub words: Vec<String>,
    /// `until`, `for`, `received_on`, `from_on`, `ends_on`, `with`, `to`, `side`, `why`, `nth`, …
    pub options: BTreeMap<&'static str, String>,
    /// The day it happened.
    pub on: Option<String>,
    /// The paper's number.
    pub number: Option<String>,
    /// A note.
    pub note: Option<String>,
}

/// Why a phrase cannot be read, and what to say instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unclear(pub(super) String);

/// Which act takes what without a name, in this order.
const POSITIONS: [(&str, &[&str]); 17] = [
    ("enter-into-force", &["in_force_on"]),
    ("extend", &["until"]),
    ("notify", &["what", "side"]),
    ("terminate", &["ends_on"]),
    ("withdraw", &["ends_on"]),
    ("supersede", &["ends_on"]),
    ("hold-review", &["milestone"]),
    ("postpone", &["milestone"]),
    ("skip", &["milestone"]),
    ("fulfil", &["milestone"]),
    ("decide", &["milestone", "choice"]),
    ("acknowledge", &["milestone"]),
    ("snooze", &["milestone"]),
    ("void", &["act"]),
    ("rename", &["name"]),
    ("succeed", &["successor"]),
    ("alias", &["alias"]),
];

impl Phrase {
    /// Takes what `--by` says: for a notice or a postponement `us` and `partner` are the side; anything else is the name of
    /// whoever records, and comes back.
    pub fn by(&mut self, by: &str) -> Option<String> {
        let has_side = ["notify", "postpone"].contains(&self.word().as_str());
        match side(by).filter(|_| has_side) {
            Some(side) => {
                self.options.insert("side", side.to_owned());
                None
            }
            None => Some(by.to_owned()),
        }
    }

    fn word(&self) -> String {
        fold(&self.act).replace([' ', '_'], "-")
    }

    /// The statement that the phrase makes.
    pub fn statement(&self) -> Result<Statement, Unclear> {
        let act = known_act(self.word())?;
        let mut carries: BTreeMap<String, String> =
            self.options.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
        let sets = ["amend", "correct"].contains(&act.as_str());
        let mut set: Vec<String> =
            carries.remove("set").iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
        let mut places = POSITIONS.iter().find(|(word, _)| *word == act).map_or(&[][..], |(_, names)| names).iter();
        for word in &self.words {
            if sets && word.contains('=') {
                set.push(word.clone());
                continue;
            }
            let name = places.next().ok_or_else(|| {
                let cure =
                    if sets { "write what changes as field=value, for example notice=3m" } else { "take it out" };
                Unclear(format!("`{act}` has no use for `{word}`; {cure}"))
            })?;
            let name = if act == "extend" && forms::day::read(word).is_err() { "for" } else { name };
            carries.insert(name.to_owned(), word.clone());
        }
        for (name, text) in &mut carries {
            *text = carried(&act, name, text)?;
        }
        // A review named by its number alone is that review.
        if let Some(nth) = carries.get("milestone").filter(|text| text.parse::<u32>().is_ok()).cloned() {
            carries.remove("milestone");
            carries.insert("nth".to_owned(), nth);
        }
        if !set.is_empty() {
            let fields = set.iter().map(|pair| field(pair)).collect::<Result<Vec<_>, _>>()?;
            carries.insert("set".to_owned(), fields.join("\n"));
        }
        let said = carries
            .values()
            .flat_map(|text| text.lines())
            .map(|line| line.split_once('=').map_or(line, |(_, text)| text));
        if said.chain(self.number.as_deref()).chain(self.note.as_deref()).any(is_secrecy_mark) {
            // Quoted nowhere, as in a list.
            return Err(Unclear(
                "this is marked as a state secret; state secrets do not belong in this program".to_owned(),
            ));
        }
        let on =
            self.on.as_deref().map(|text| forms::day::read(text).map_err(|error| unread("on", &error))).transpose()?;
        Ok(Statement { act, on, number: self.number.clone(), note: self.note.clone(), carries })
    }
}

/// The act of that word; else the one that was probably meant, and all there are.
fn known_act(word: String) -> Result<String, Unclear> {
    let known = || ACTS.iter().chain(&PARTY_ACTS).map(|(act, _)| *act);
    if known().any(|act| act == word) {
        return Ok(word);
    }
    let part = || known().find(|act| act.split('-').any(|part| part == word));
    let meant = part().or_else(|| nearest(&word, known()));
    let meant = meant.map_or_else(String::new, |act| format!("did you mean `{act}`? "));
    let all: Vec<&str> = known().collect();
    Err(Unclear(format!("there is no act `{word}`; {meant}acts are {}", all.join(", "))))
}

fn unread(name: &str, error: &forms::Unread) -> Unclear {
    Unclear(format!("`{name}`: {error}"))
}

fn side(text: &str) -> Option<&'static str> {
    match fold(text).as_str() {
        "us" | "ours" | "ta" | "ben ta" | "phia ta" => Some("us"),
        "partner" | "them" | "doi tac" | "phia doi tac" | "ban" => Some("partner"),
        _ => None,
    }
}

/// The canonical text of what an act carries.
fn carried(act: &str, name: &str, text: &str) -> Result<String, Unclear> {
    match name {
        "until" | "received_on" | "in_force_on" | "from_on" | "ends_on" | "to" => {
            forms::day::read(text).map(|day| day.to_string()).map_err(|error| unread(name, &error))
        }
        "for" => forms::span::read(text).map(|span| span.to_string()).map_err(|error| unread(name, &error)),
        "name" | "name_en" | "alias" | "basis" => of_party(name, text),
        "side" => Ok(side(text).unwrap_or(text).to_owned()),
        "milestone" => milestone(act, text),
        "what" | "choice" => Ok(fold(text).replace([' ', '_'], "-")),
        _ => Ok(text.trim().to_owned()),
    }
}

/// A name, a spelling or a decision, as the row of a party can hold it: lists write several of them into one cell.
fn of_party(name: &str, text: &str) -> Result<String, Unclear> {
    let line = line(text, LONGEST_TITLE).map_err(|fault| unread(name, &fault.into()))?;
    match line.chars().find(|c| [';', '|'].contains(c)) {
        Some(c) => Err(Unclear(format!("`{name}`: {c} separates names in lists; write it without"))),
        None => Ok(line.trim().to_owned()),
    }
}

/// `expiry@22/12/2022` as `expiry@2022-12-22`. For a review the kind may be missing; for `fulfil` the word `duty`.
fn milestone(act: &str, text: &str) -> Result<String, Unclear> {
    let of_review = ["hold-review", "postpone", "skip"].contains(&act);
    let (what, which) = match text.split_once('@') {
        Some((what, which)) => (what.trim(), Some(which.trim())),
        None if of_review && text.starts_with(|c: char| c.is_ascii_digit()) => ("", Some(text.trim())),
        None => (text.trim(), None),
    };
    let is_number = |text: &str| text.len() <= 3 && text.parse::<u32>().is_ok();
    if of_review && what.is_empty() && which.is_some_and(is_number) {
        return Ok(which.unwrap_or_default().to_owned());
    }
    let kind = what.split(':').next().unwrap_or_default();
    let what = match MilestoneKind::named(kind) {
        Some(_) => what.to_owned(),
        None if what.is_empty() && of_review => MilestoneKind::Review.name().to_owned(),
        None if act == "fulfil" && !what.is_empty() => format!("{}:{what}", MilestoneKind::Duty.name()),
        None => {
            let kinds: Vec<&str> = MilestoneKind::ALL.iter().map(|kind| kind.name()).collect();
            let meant = nearest(kind, kinds.iter().copied());
            let meant = meant.map_or_else(String::new, |kind| format!("did you mean `{kind}`? "));
            return Err(Unclear(format!(
                "`{text}` names no milestone; {meant}write its kind and day, for example expiry@2022-12-22 (kinds: {})",
                kinds.join(", ")
            )));
        }
    };
    match which {
        None => Ok(what),
        Some(number) if is_number(number) => Ok(format!("{what}@{number}")),
        Some(day) => {
            let day = forms::day::read(day).map_err(|error| unread("milestone", &error))?;
            Ok(format!("{what}@{day}"))
        }
    }
}

/// `Thông báo trước=3 tháng` as `notice=3m`; `-` and nothing clear the field.
fn field(pair: &str) -> Result<String, Unclear> {
    let Some((name, text)) = pair.split_once('=') else {
        return Err(Unclear(format!("`{pair}` is not field=value; for example notice=3m")));
    };
    let (name, text) = (name.trim(), text.trim());
    let Some(column) = headers::find(RowKind::Agreement, name) else {
        return Err(Unclear(format!("`{name}` is no field; {}", headers::cure_for(RowKind::Agreement, name))));
    };
    let value = match text {
        "" | "-" => "-".to_owned(),
        text => match forms::read(column.form, text).map_err(|error| unread(column.name, &error))? {
            Found::Value(value) => value.replace(['\n', '\r'], " "),
            Found::Unknown if column.form == Form::Term => "unknown".to_owned(),
            Found::Unknown => "-".to_owned(),
            Found::FromSigning(span) => {
                return Err(Unclear(format!(
                    "a term counts from the day in force; write {span} where it was signed on that day, else the last day: until DAY"
                )));
            }
            Found::Years { to, .. } => {
                return Err(Unclear(format!(
                    "`{text}` names no day on which it ends; write the last day, or both it may be: until {to}-06-30..{to}-12-31"
                )));
            }
        },
    };
    Ok(format!("{}={value}", column.name))
}
