//! The fields of an agreement by name, and their canonical texts.

use std::fmt::Display;
use std::str::FromStr;

use super::{Document, Effect, FactError, FactFault, Facts, PaperKind, Renewal, Restricted};
use crate::lifecycle::term::{Term, TermCount};

macro_rules! fields {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A field of the register; its name is the TOML key, the column header, the JSON key and the schema column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        // the names are the register's own columns, explained in docs/register-columns.md
        pub enum Field { $($variant),* }

        impl Field {
            /// Every field, in the order of the register's columns.
            pub const ALL: &'static [Field] = &[$(Field::$variant),*];

            /// The field's name.
            pub const fn name(self) -> &'static str {
                match self { $(Field::$variant => $name),* }
            }
        }
    };
}

fields! {
    Reference "reference", Title "title", TitleEn "title_en", Short "short", Kind "kind", Under "under",
    Number "number",
    Ours "ours", Partner "partner", Country "country", SignedOn "signed_on", InForceOn "in_force_on",
    Effect "effect", EffectDelay "effect_delay", Term "term", Count "count", Renewal "renewal",
    RenewalPeriod "renewal_period", RenewalsMax "renewals_max", Notice "notice",
    TerminationNotice "termination_notice", ReviewEvery "review_every", ReviewFirstOn "review_first_on",
    Fields "fields", LeadAgency "lead_agency", Officers "officers", Ladders "ladders", Basis "basis",
    Restricted "restricted", Documents "documents", Note "note", Source "source",
}

impl Field {
    /// The field of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }
}

/// Words of a closed list: the name in files beside the value.
type WordList<T> = &'static [(&'static str, T)];

const KINDS: WordList<PaperKind> = &[
    ("agreement", PaperKind::Agreement),
    ("mou", PaperKind::Mou),
    ("minutes", PaperKind::Minutes),
    ("programme", PaperKind::Programme),
    ("plan", PaperKind::Plan),
    ("strategy", PaperKind::Strategy),
    ("regulation", PaperKind::Regulation),
    ("treaty", PaperKind::Treaty),
    ("other", PaperKind::Other),
];
impl PaperKind {
    /// The words of all kinds, as files write them.
    pub fn words() -> Vec<&'static str> {
        KINDS.iter().map(|(word, _)| *word).collect()
    }

    /// The kind that files write so.
    pub fn named(word: &str) -> Option<Self> {
        KINDS.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
    }

    /// All kinds, in the order of the table.
    pub fn all() -> Vec<Self> {
        KINDS.iter().map(|(_, kind)| *kind).collect()
    }
}

const EFFECTS: WordList<Effect> =
    &[("signature", Effect::Signature), ("date", Effect::Date), ("notification", Effect::Notification)];
const COUNTS: WordList<TermCount> = &[("civil", TermCount::Civil), ("inclusive", TermCount::Inclusive)];
const RENEWALS: WordList<Renewal> =
    &[("none", Renewal::None), ("consent", Renewal::Consent), ("tacit", Renewal::Tacit)];
const RESTRICTED: WordList<Restricted> = &[("yes", Restricted::Yes), ("no", Restricted::No)];

fn word<T: Copy + PartialEq>(words: WordList<T>, value: T) -> String {
    words.iter().find(|(_, v)| *v == value).map_or_else(String::new, |(name, _)| (*name).to_owned())
}

fn value<T: Copy>(words: WordList<T>, text: &str) -> Result<T, FactFault> {
    let none = || FactFault::NotAWord {
        text: text.chars().take(60).collect(),
        words: words.iter().map(|(name, _)| *name).collect(),
    };
    words.iter().find(|(name, _)| *name == text).map(|(_, v)| *v).ok_or_else(none)
}

fn parsed<T: FromStr<Err = impl Into<FactFault>>>(text: &str) -> Result<T, FactFault> {
    text.parse().map_err(Into::into)
}

fn maybe<T: FromStr<Err = impl Into<FactFault>>>(text: Option<&str>) -> Result<Option<T>, FactFault> {
    text.map(parsed).transpose()
}

fn text<T: Display>(value: Option<&T>) -> Option<String> {
    value.map(ToString::to_string)
}

fn list(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default().split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn joined(list: &[String]) -> Option<String> {
    (!list.is_empty()).then(|| list.join(";"))
}

type Pairs = std::collections::BTreeMap<String, String>;

fn pairs(text: Option<&str>) -> Result<Pairs, FactFault> {
    list(text)
        .into_iter()
        .map(|part| match part.split_once('=') {
            Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.trim().to_owned())),
            _ => Err(FactFault::NotAPair(part)),
        })
        .collect()
}

fn paired(pairs: &Pairs) -> Option<String> {
    let parts: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    joined(&parts)
}

fn documents(text: Option<&str>) -> Result<Vec<Document>, FactFault> {
    list(text)
        .into_iter()
        .map(|part| {
            let mut parts = part.splitn(3, '|').map(|piece| piece.trim().to_owned());
            let mut piece = || parts.next().unwrap_or_default();
            let document = Document { path: piece(), sha256: piece(), title: piece() };
            let hex = |b: u8| b.is_ascii_hexdigit();
            let hashed =
                document.sha256.is_empty() || (document.sha256.len() == 64 && document.sha256.bytes().all(hex));
            if document.path.is_empty() || !hashed {
                return Err(FactFault::NotADocument(part));
            }
            Ok(document)
        })
        .collect()
}

impl Facts {
    /// The field's canonical text; `None` where the fact is unknown or does not apply.
    pub fn get(&self, field: Field) -> Option<String> {
        match field {
            Field::Reference => Some(self.reference.clone()),
            Field::Title => (!self.title.is_empty()).then(|| self.title.clone()),
            Field::TitleEn => self.title_en.clone(),
            Field::Short => self.short.clone(),
            Field::Kind => Some(word(KINDS, self.kind)),
            Field::Number => self.number.clone(),
            Field::Ours => joined(&self.ours),
            Field::Partner => joined(&self.partner),
            Field::Country => self.country.clone(),
            Field::SignedOn => text(self.signed_on.as_ref()),
            Field::InForceOn => text(self.in_force_on.as_ref()),
            Field::Effect => Some(word(EFFECTS, self.effect)),
            Field::EffectDelay => text(self.effect_delay.as_ref()),
            Field::Term => Some(self.term.to_string()),
            Field::Count => Some(word(COUNTS, self.count)),
            Field::Renewal => Some(word(RENEWALS, self.renewal)),
            Field::RenewalPeriod => text(self.renewal_period.as_ref()),
            Field::RenewalsMax => text(self.renewals_max.as_ref()),
            Field::Notice => text(self.notice.as_ref()),
            Field::TerminationNotice => text(self.termination_notice.as_ref()),
            Field::ReviewEvery => text(self.review_every.as_ref()),
            Field::ReviewFirstOn => text(self.review_first_on.as_ref()),
            Field::Fields => joined(&self.fields),
            Field::LeadAgency => self.lead_agency.clone(),
            Field::Officers => joined(&self.officers),
            Field::Ladders => paired(&self.ladders),
            Field::Basis => paired(&self.basis),
            Field::Restricted => Some(word(RESTRICTED, self.restricted)),
            Field::Documents => {
                let parts: Vec<_> =
                    self.documents.iter().map(|d| format!("{}|{}|{}", d.path, d.sha256, d.title)).collect();
                joined(&parts)
            }
            Field::Note => self.note.clone(),
            Field::Source => self.source.clone(),
            Field::Under => self.under.clone(),
        }
    }

    /// Sets a field from its canonical text; `None` clears it to its default.
    ///
    /// Refuses a text that is not a value of the field, saying which are. Facts that contradict each other are
    /// [`Facts::contradictions`]' business, because they can be told only when all are set.
    pub fn set(&mut self, field: Field, given: Option<&str>) -> Result<(), FactError> {
        let given = given.map(str::trim).filter(|text| !text.is_empty());
        self.put(field, given).map_err(|what| FactError { field: field.name(), what })
    }

    fn put(&mut self, field: Field, given: Option<&str>) -> Result<(), FactFault> {
        let owned = || given.map(str::to_owned);
        let or_default = |default: &'static str| given.unwrap_or(default).to_owned();
        match field {
            Field::Reference => {
                given.ok_or(FactFault::NoReference)?.clone_into(&mut self.reference);
            }
            Field::Title => self.title = or_default(""),
            Field::TitleEn => self.title_en = owned(),
            Field::Short => self.short = owned(),
            Field::Kind => self.kind = value(KINDS, &or_default("agreement"))?,
            Field::Number => self.number = owned(),
            Field::Ours => self.ours = list(given),
            Field::Partner => self.partner = list(given),
            Field::Country => self.country = given.map(country).transpose()?,
            Field::SignedOn => self.signed_on = maybe(given)?,
            Field::InForceOn => self.in_force_on = maybe(given)?,
            Field::Effect => self.effect = value(EFFECTS, &or_default("signature"))?,
            Field::EffectDelay => self.effect_delay = maybe(given)?,
            Field::Term => self.term = maybe::<Term>(given)?.unwrap_or_default(),
            Field::Count => self.count = value(COUNTS, &or_default("civil"))?,
            Field::Renewal => self.renewal = value(RENEWALS, &or_default("none"))?,
            Field::RenewalPeriod => self.renewal_period = maybe(given)?,
            Field::RenewalsMax => self.renewals_max = maybe(given)?,
            Field::Notice => self.notice = maybe(given)?,
            Field::TerminationNotice => self.termination_notice = maybe(given)?,
            Field::ReviewEvery => self.review_every = maybe(given)?,
            Field::ReviewFirstOn => self.review_first_on = maybe(given)?,
            Field::Fields => self.fields = list(given),
            Field::LeadAgency => self.lead_agency = owned(),
            Field::Officers => self.officers = list(given),
            Field::Ladders => self.ladders = pairs(given)?,
            Field::Basis => self.basis = pairs(given)?,
            Field::Restricted => self.restricted = value(RESTRICTED, &or_default("no"))?,
            Field::Documents => self.documents = documents(given)?,
            Field::Note => self.note = owned(),
            Field::Source => self.source = owned(),
            Field::Under => self.under = owned(),
        }
        Ok(())
    }
}

fn country(text: &str) -> Result<String, FactFault> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(FactFault::NotACountry(text.to_owned()))
    }
}
