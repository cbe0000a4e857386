//! The fields of an agreement in a form: their names, what is offered for them, and how a fact is written there.
//!
//! A fact is shown as people write it, and what is shown reads back as the same fact. A field that comes back as it was
//! shown asks nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::desk::life::AgreementLife;
use crate::exchange::RowKind;
use crate::exchange::flaw::Flaw;
use crate::exchange::headers;
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::{Circle, Contact, Language};
use crate::lifecycle::span::Span;
use crate::lifecycle::term::Term;
use crate::message::answer::{fields, pages};
use crate::message::list::form;
use crate::message::{Face, Voice, say};
use crate::text::nearest;
use crate::web::page_request::{PageRequest, encoded};

/// No field of ours holds more characters.
const FIELD_CHARS: usize = 4_000;

/// What every form asks, in the order of the paper.
const FIRST: [&str; 14] = [
    "title",
    "number",
    "ours",
    "partner",
    "country",
    "signed_on",
    "effect",
    "in_force_on",
    "term",
    "renewal",
    "notice",
    "review_every",
    "officers",
    "reference",
];
/// What is asked below.
const MORE: [&str; 15] = [
    "kind",
    "under",
    "renewal_period",
    "renewals_max",
    "termination_notice",
    "review_first_on",
    "effect_delay",
    "count",
    "fields",
    "lead_agency",
    "basis",
    "short",
    "title_en",
    "note",
    "source",
];

#[derive(Clone, Debug, Serialize)]
pub(crate) struct FormField {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: &'static str,
    pub(crate) value: String,
    /// What is chosen from, where it is no free text: value and words.
    pub(crate) options: Vec<(String, String)>,
    /// What may be ticked, where several are: value, words, and whether it is ticked.
    pub(crate) checks: Vec<(String, String, bool)>,
    /// The list of suggestions beside it.
    pub(crate) list: &'static str,
    pub(crate) long: bool,
    pub(crate) short: bool,
}

impl FormField {
    /// Whether it says something, or something is wrong with it.
    pub(crate) fn asks_to_be_seen(&self, typed: &TypedFacts, faults: &[FieldFault]) -> bool {
        !typed.get(&self.name).is_empty() || faults.iter().any(|fault| fault.field == self.name)
    }
}

/// What was typed, by the fields' names.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypedFacts(BTreeMap<&'static str, String>);

impl TypedFacts {
    /// As a browser sent it.
    pub(crate) fn of(asked: &PageRequest) -> Self {
        let typed = |name: &'static str| {
            let said: Vec<&str> = asked.fields(name).into_iter().filter(|text| !text.is_empty()).collect();
            let text: String = said.join("; ").chars().take(FIELD_CHARS).collect();
            (!text.is_empty()).then_some((name, text))
        };
        Self(names().filter_map(typed).collect())
    }

    /// As a form shows facts.
    pub(crate) fn from_facts(life: &AgreementLife, circle: &Circle, language: Language) -> Self {
        Self(
            names()
                .map(|name| (name, shown(name, life, circle, language)))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
        )
    }

    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub(crate) fn set(&mut self, name: &'static str, text: &str) {
        if text.is_empty() {
            self.0.remove(name);
        } else {
            self.0.insert(name, text.to_owned());
        }
    }

    /// Everything typed, for the hidden fields of a preview.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, &str)> {
        self.0.iter().map(|(name, text)| (*name, text.as_str())).collect()
    }

    /// The fields that differ from what was shown; one that was emptied as `-`.
    pub(crate) fn changed<'t>(&'t self, shown: &Self) -> Vec<(&'static str, &'t str)> {
        let other = |name: &&'static str| self.get(name) != shown.get(name);
        let said = |name: &'static str| (name, if self.get(name).is_empty() { "-" } else { self.get(name) });
        names().chain(["restricted"]).filter(other).map(said).collect()
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    FIRST.into_iter().chain(MORE)
}

/// The fields with what stands in them; first those that each form asks, then the others.
pub(crate) fn form_fields(typed: &TypedFacts, circle: &Circle, language: Language) -> [Vec<FormField>; 2] {
    let field = |name: &&'static str| FormField {
        name: (*name).to_owned(),
        label: label(name, language),
        hint: fields::hint(name, language),
        value: typed.get(name).to_owned(),
        options: fields::options(name, language),
        checks: if *name == "officers" { officers_to_tick(typed.get(name), circle) } else { Vec::new() },
        list: match *name {
            "ours" => "names-ours",
            "partner" => "names-partner",
            "country" => "names-country",
            "officers" => "names-officers",
            _ => "",
        },
        long: matches!(*name, "title" | "title_en" | "note" | "source" | "basis" | "partner" | "ours"),
        short: matches!(
            *name,
            "number"
                | "signed_on"
                | "in_force_on"
                | "term"
                | "notice"
                | "review_every"
                | "review_first_on"
                | "renewal_period"
                | "renewals_max"
                | "termination_notice"
                | "effect_delay"
                | "under"
                | "reference"
        ),
    };
    [FIRST.iter().map(field).collect(), MORE.iter().map(field).collect()]
}

/// So many people are ticked in a form; of more than that names are typed.
const TICKED_AT_MOST: usize = 40;

/// Everybody in the directory, and who was named beside it; none where those are too many for a form.
fn officers_to_tick(typed: &str, circle: &Circle) -> Vec<(String, String, bool)> {
    if circle.contacts().count() > TICKED_AT_MOST {
        return Vec::new();
    }
    let named: Vec<&str> = officers_in(typed).collect();
    let is =
        |contact: &Contact| named.iter().any(|name| circle.named(name).is_some_and(|found| found.id == contact.id));
    let known = circle.contacts().map(|contact| (officer(&contact.id, circle), contact.name.clone(), is(contact)));
    let unknown = named.iter().filter(|name| circle.named(name).is_none());
    known.chain(unknown.map(|name| ((*name).to_owned(), (*name).to_owned(), true))).collect()
}

/// The names in a field of several.
fn officers_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|name| !name.is_empty())
}

/// The ids of the officers that were typed, a name that nobody has as it stands.
pub(crate) fn officer_ids(typed: &TypedFacts, circle: &Circle) -> Vec<String> {
    let id = |name: &str| circle.named(name).map_or_else(|| name.to_owned(), |contact| contact.id.clone());
    officers_in(typed.get("officers")).map(id).collect()
}

/// A flaw for each officer whom the directory does not know and who is none of `known`: letters would reach nobody.
pub(crate) fn unknown_officers(
    typed: &TypedFacts,
    circle: &Circle,
    known: &[String],
    language: Language,
) -> Vec<FieldFault> {
    let strange = |name: &&str| circle.named(name).is_none() && !known.iter().any(|id| id == *name);
    let fault = |name: &str| {
        let near = nearest(name, circle.contacts().map(|contact| contact.name.as_str()));
        let wording = form::officer_is_no_contact(name, near);
        let text = format!("{}; {}.", wording.what(language), wording.cure(language));
        FieldFault::said("officers", text)
    };
    officers_in(typed.get("officers")).filter(strange).map(fault).collect()
}

/// What a field is called.
pub(crate) fn label(name: &str, language: Language) -> String {
    if let (Language::Vi, Some(column)) = (language, headers::named(RowKind::Agreement, name)) {
        column.vietnamese.to_owned()
    } else {
        let words = name.replace('_', " ").replace(" on", "").replace("signed", "day of signing");
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// A fact as it stands in its field.
fn shown(name: &str, life: &AgreementLife, circle: &Circle, language: Language) -> String {
    let facts: &Facts = &life.facts;
    let Some(field) = Field::named(name) else { return String::new() };
    let text = facts.get(field).unwrap_or_default();
    // What a form has as its first choice is left empty there.
    let usual = Facts::default().get(field).unwrap_or_default();
    match field {
        Field::Effect | Field::Renewal | Field::Count if text == usual => String::new(),
        Field::Ours => parties(&facts.ours, facts.signed_on, &life.parties),
        Field::Partner => parties(&facts.partner, facts.signed_on, &life.parties),
        Field::Country if !text.is_empty() => say::country(&text, language).to_owned(),
        Field::Officers => facts.officers.iter().map(|id| officer(id, circle)).collect::<Vec<_>>().join("; "),
        Field::Term => term(facts.term, text, language),
        _ => match (text.parse::<Day>(), text.parse::<Span>()) {
            (Ok(day), _) => say::day_table(day),
            (_, Ok(span)) if field != Field::RenewalsMax => say::span(span, language),
            _ => text,
        },
    }
}

fn term(term: Term, text: String, language: Language) -> String {
    let voice = Voice { language, face: Face::Page };
    match term {
        Term::Open => pages::OPEN_TERM.of(voice).to_owned(),
        Term::Unknown => String::new(),
        _ => match (text.parse::<Span>(), text.strip_prefix("until ").and_then(|day| day.parse::<Day>().ok())) {
            (Ok(span), _) => say::span(span, language),
            (_, Some(day)) => pages::term_until(voice, day),
            _ => text,
        },
    }
}

/// A contact's name, where nobody else has it.
fn officer(id: &str, circle: &Circle) -> String {
    let name = circle.contact(id).map(|contact| contact.name.as_str());
    let only = name.filter(|name| circle.named(name).is_some_and(|found| found.id == id) && !name.contains(';'));
    only.unwrap_or(id).to_owned()
}

/// The names that the parties bore at signing, where each is one party's; else their ids.
fn parties(ids: &[String], signed_on: Option<Day>, known: &BTreeMap<String, Party>) -> String {
    let name = |id: &String| {
        let named = known.get(id).map(|party| match signed_on {
            Some(day) => party.name_on(day).to_owned(),
            None => party.name_on(Day::last()).to_owned(),
        });
        let bears = |name: &str| known.values().filter(|party| party.called().any(|called| called == name)).count();
        named.filter(|name| bears(name) == 1 && !name.contains(';')).unwrap_or_else(|| id.clone())
    };
    ids.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// Something wrong, and the field it stands in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FieldFault {
    /// The field's name; empty for the form as a whole.
    pub(crate) field: String,
    /// A word for what the template says itself; else empty.
    pub(crate) kind: &'static str,
    /// The sentence, where `kind` is empty.
    pub(crate) text: String,
    /// The agreement that it speaks of, as its route has it.
    pub(crate) path: String,
}

impl FieldFault {
    /// What the template says of that field.
    pub(crate) fn of(field: &str, kind: &'static str) -> Self {
        Self { field: field.to_owned(), kind, text: String::new(), path: String::new() }
    }

    /// A sentence about that field.
    pub(crate) fn said(field: impl Into<String>, text: String) -> Self {
        Self { field: field.into(), kind: "", text, path: String::new() }
    }

    /// The same with the way to the agreement that it resembles, where it says so of its title.
    pub(crate) fn beside(mut self, reference: Option<&str>) -> Self {
        if self.field == "title" {
            self.path = reference.map(encoded).unwrap_or_default();
        }
        self
    }

    /// A flaw of what was typed.
    pub(crate) fn flaw(flaw: &Flaw, language: Language) -> Self {
        let [what, cure] = flaw.said(language);
        let field = flaw.column.as_deref().unwrap_or_default().to_owned();
        let field = if names().any(|name| name == field) { field } else { String::new() };
        Self::said(field, format!("{what}; {cure}."))
    }
}
