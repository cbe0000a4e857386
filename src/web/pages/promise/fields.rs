//! The fields of a commitment in a form, and the commitment that they say.
//!
//! A value is shown as people write it and reads back as the same. The one reader of acts reads it, as by command; every
//! flaw names the field it stands in.

use std::collections::BTreeMap;

use crate::exchange::RowKind;
use crate::exchange::acts::InputAct;
use crate::exchange::{cell_forms, headers};
use crate::lifecycle::act::{ActKey, ActWord, PROMISERS, Target};
use crate::lifecycle::commitment::{Commitment, CommitmentTiming};
use crate::lifecycle::policy::{Circle, Language};
use crate::lifecycle::request::{ActRequest, RequestedAct as Request, Unreadable};
use crate::message::answer::fields as words;
use crate::message::say;
use crate::message::workbook;
use crate::text::slug;
use crate::web::page_request::PageRequest;
use crate::web::pages::entry::fields::{FieldFault, FormField};

/// Every field, in the order of the form; the name is given once.
const FIELDS: [(&str, ActKey); 10] = [
    ("title", ActKey::Title),
    ("side", ActKey::Side),
    ("who", ActKey::Who),
    ("target", ActKey::Target),
    ("until", ActKey::Until),
    ("every", ActKey::Every),
    ("from", ActKey::FromOn),
    ("yearly", ActKey::Yearly),
    ("basis", ActKey::Basis),
    ("name", ActKey::Name),
];

/// No field of ours holds more characters.
const FIELD_CHARS: usize = 2_000;
/// The longest name that is made of a title.
const LONGEST_MADE_NAME: usize = 30;

/// Whether the form asks for the commitment's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    Asked,
    Given,
}

/// What was typed of one commitment. The names of its fields begin with `before`.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypedCommitment {
    before: String,
    texts: BTreeMap<&'static str, String>,
}

impl TypedCommitment {
    /// As a browser sent it.
    pub(crate) fn of(asked: &PageRequest, before: &str) -> Self {
        let typed = |(name, _): &(&'static str, ActKey)| {
            let text: String = asked.field(&format!("{before}{name}"))?.chars().take(FIELD_CHARS).collect();
            (!text.is_empty()).then_some((*name, text))
        };
        Self { before: before.to_owned(), texts: FIELDS.iter().filter_map(typed).collect() }
    }

    /// As a form shows a commitment.
    pub(crate) fn shown(commitment: &Commitment, circle: &Circle, language: Language) -> Self {
        let Commitment { name, title, side, who, target, basis, when } = commitment;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut texts = BTreeMap::from([
            ("name", name.clone()),
            ("title", title.clone()),
            ("side", side.name().to_owned()),
            ("who", who.as_deref().map(|who| called(who, circle)).unwrap_or_default()),
            ("target", text(target)),
            ("basis", text(basis)),
        ]);
        match *when {
            CommitmentTiming::Until(day) => drop(texts.insert("until", say::day_table(day))),
            CommitmentTiming::Every { span, from } => {
                let said = say::span(span, language);
                let same = cell_forms::span::read(&said) == Ok(span);
                texts.insert("every", if same { said } else { span.to_string() });
                texts.extend(from.map(|from| ("from", say::day_table(from))));
            }
            CommitmentTiming::Yearly { month, day } => drop(texts.insert("yearly", format!("{day:02}/{month:02}"))),
            CommitmentTiming::Within => {}
        }
        texts.retain(|_, text| !text.is_empty());
        Self { before: String::new(), texts }
    }

    fn get(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// Whether nothing was typed: who promises is always chosen.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.keys().all(|name| *name == "side")
    }

    /// Everything typed, for the hidden fields of a preview.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        self.texts.iter().map(|(name, text)| (format!("{}{name}", self.before), text.clone())).collect()
    }

    pub(crate) fn fields(&self, naming: Naming, language: Language) -> Vec<FormField> {
        let asked = |(name, _): &&(&'static str, ActKey)| naming == Naming::Asked || *name != "name";
        FIELDS.iter().filter(asked).map(|(name, _)| self.field(name, language)).collect()
    }

    fn field(&self, name: &'static str, language: Language) -> FormField {
        let promisers = |()| {
            PROMISERS.iter().map(|(side, word, ..)| ((*word).to_owned(), say::promiser(*side, language).to_owned()))
        };
        FormField {
            name: format!("{}{name}", self.before),
            label: label(name, language),
            hint: workbook::commitment_hint(name, language).unwrap_or_default(),
            value: self.get(name).to_owned(),
            checks: Vec::new(),
            options: (name == "side").then_some(()).into_iter().flat_map(promisers).collect(),
            list: if name == "who" { "names-officers" } else { "" },
            long: name == "title",
            short: matches!(name, "until" | "every" | "from" | "yearly" | "name"),
        }
    }

    /// The commitment, or everything that is wrong with it; `known` is the name of the one that is corrected.
    pub(crate) fn commitment(
        &self,
        known: Option<&str>,
        circle: &Circle,
        language: Language,
    ) -> Result<Commitment, Vec<FieldFault>> {
        let made = || slug(self.get("title"), LONGEST_MADE_NAME).unwrap_or_default();
        let typed = Some(self.get("name")).filter(|name| !name.is_empty()).map(str::to_owned);
        let name = known.map(str::to_owned).or(typed).unwrap_or_else(made);
        let who = circle.named(self.get("who")).map_or(self.get("who"), |contact| contact.id.as_str());
        let said = FIELDS.iter().fold(InputAct::of(ActWord::Commit.word()), |said, (field, key)| {
            said.with(
                *key,
                match *field {
                    "name" => name.as_str(),
                    "who" => who,
                    field => self.get(field),
                },
            )
        });
        match said.read(Target::Agreement) {
            Ok(ActRequest { asked: Request::Commit { commitment }, .. }) => Ok(commitment),
            Ok(_) => Err(Vec::new()),
            Err(wrong) => Err(wrong.iter().map(|wrong| self.fault(wrong, language)).collect()),
        }
    }

    fn fault(&self, wrong: &Unreadable, language: Language) -> FieldFault {
        let (what, cure) = say::unreadable(wrong, language);
        let field = wrong.key().and_then(|key| FIELDS.iter().find(|(_, own)| *own == key));
        // Of a commitment without a name it is the title that is missing.
        let field = field.map(|(name, _)| if *name == "name" && self.get("name").is_empty() { "title" } else { name });
        let field = field.map(|name| format!("{}{name}", self.before)).unwrap_or_default();
        FieldFault::said(field, format!("{what}; {cure}."))
    }
}

/// A contact by name, where the name leads back to him.
fn called(who: &str, circle: &Circle) -> String {
    let name = circle.contact(who).map(|contact| contact.name.as_str());
    name.filter(|name| circle.named(name).is_some_and(|found| found.id == who)).unwrap_or(who).to_owned()
}

/// What a field is called.
pub(crate) fn label(name: &str, language: Language) -> String {
    let vietnamese = headers::named(RowKind::Commitment, name).map(|column| column.vietnamese);
    match (language, vietnamese) {
        (Language::Vi, Some(vietnamese)) => vietnamese.to_owned(),
        _ => words::promise_label(name).to_owned(),
    }
}
