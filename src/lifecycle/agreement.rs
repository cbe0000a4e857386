//! The signed text's facts, as the register keeps them.
//!
//! [`Facts`] are what the text says and who looks after it; later events are acts (`act.rs`), and the resulting days
//! are milestones (`milestone.rs`). Every fact has one canonical text, read and written by [`Facts::set`] and
//! [`Facts::get`]: files, columns, acts `correct` and `amend` all use it.

mod check;
mod fault;
mod field;
mod knowledge;
mod titles;

use std::collections::BTreeMap;

use super::day::Day;
use super::span::Span;
use super::term::{Term, TermCount};
use crate::text::fold;

pub(crate) use check::Oddity;
pub use check::{Contradiction, Gap};
pub use fault::{FactError, FactFault};
pub use field::Field;
pub use knowledge::{Agreement, KnownFacts, RecordedCommitment};

/// What sort of paper it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperKind {
    /// A cooperation agreement (bản thỏa thuận hợp tác).
    #[default]
    Agreement,
    /// A memorandum of understanding (bản ghi nhớ).
    Mou,
    /// A record of discussions (biên bản).
    Minutes,
    /// A programme of cooperation.
    Programme,
    /// A plan of one side.
    Plan,
    /// A strategy over several years, which plans serve.
    Strategy,
    /// A domestic regulation on coordination.
    Regulation,
    /// A treaty (điều ước quốc tế): not a province's to sign.
    Treaty,
    /// Anything else.
    Other,
}

/// What starts the term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effect {
    /// The day of signing, plus `effect_delay` if there is one.
    #[default]
    Signature,
    /// A day the text names: `in_force_on`.
    Date,
    /// The partners' notifications; pending until the act `enter-into-force` is recorded.
    Notification,
}

/// What the end of a period brings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Renewal {
    /// It ends.
    #[default]
    None,
    /// It ends unless both sides extend it in writing.
    Consent,
    /// It goes on by itself unless one side gives notice.
    Tacit,
}

/// A paper kept beside the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it lies, below the documents folder.
    pub path: String,
    /// Its SHA-256 in hex, empty where nobody has taken it yet.
    pub sha256: String,
    pub title: String,
}

/// The facts of one agreement. The fields' meaning and forms are those of `docs/register-columns.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
// the names are the register's own columns, explained in one place
pub struct Facts {
    pub reference: String,
    pub title: String,
    pub title_en: Option<String>,
    pub short: Option<String>,
    pub kind: PaperKind,
    pub under: Option<String>,
    pub number: Option<String>,
    pub ours: Vec<String>,
    pub partner: Vec<String>,
    pub country: Option<String>,
    pub signed_on: Option<Day>,
    pub in_force_on: Option<Day>,
    pub effect: Effect,
    pub effect_delay: Option<Span>,
    pub term: Term,
    pub count: TermCount,
    pub renewal: Renewal,
    pub renewal_period: Option<Span>,
    pub renewals_max: Option<u32>,
    pub notice: Option<Span>,
    pub termination_notice: Option<Span>,
    pub review_every: Option<Span>,
    pub review_first_on: Option<Day>,
    pub fields: Vec<String>,
    pub lead_agency: Option<String>,
    pub officers: Vec<String>,
    pub ladders: BTreeMap<String, String>,
    pub basis: BTreeMap<String, String>,
    pub restricted: Restricted,
    pub documents: Vec<Document>,
    pub note: Option<String>,
    pub source: Option<String>,
}

/// Whether letters and lists may say what the agreement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Restricted {
    /// They may say all of it.
    #[default]
    No,
    /// Reference and day alone, everywhere.
    Yes,
}

impl Facts {
    /// Whether letters and lists must keep to reference and day.
    pub(crate) fn is_restricted(&self) -> bool {
        self.restricted == Restricted::Yes
    }
}

impl Facts {
    /// Whether this agreement may take the place of an older one: an instrument of the same kind with the same partners,
    /// signed later, about the same, by a field in common or by the same title but for its numbers. Asked, never decided.
    pub(crate) fn may_replace(&self, old: &Self) -> bool {
        self.may_replace_titled(&Replaceable::of(old), || titles_alike(&self.title_key(), &old.title_key()))
    }

    /// The same for anyone who compares many, and keeps what their titles are compared by.
    pub(crate) fn may_replace_titled(&self, old: &Replaceable, same_title: impl FnOnce() -> bool) -> bool {
        let later = matches!((self.signed_on, old.signed_on), (Some(new), Some(old)) if old < new);
        let about = || self.fields.iter().any(|field| old.fields.contains(field)) || same_title();
        later && self.kind == old.kind && self.partner == old.partner && about()
    }

    /// The title as it is compared, without its numbers and without a remark that it was signed again.
    pub(crate) fn title_key(&self) -> String {
        let key = fold(&self.title).replace(|c: char| c.is_ascii_digit(), "");
        let remark = key.strip_suffix(')').and_then(|key| key.rsplit_once('('));
        let again = |remark: &str| SIGNED_AGAIN.iter().any(|word| remark.contains(word));
        remark.filter(|(_, remark)| again(remark)).map_or(key.clone(), |(title, _)| title.trim_end().to_owned())
    }
}

/// What decides, beside its title, whether another agreement may take its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replaceable {
    signed_on: Option<Day>,
    kind: PaperKind,
    partner: Vec<String>,
    fields: Vec<String>,
}

impl Replaceable {
    pub(crate) fn of(facts: &Facts) -> Self {
        let (partner, fields) = (facts.partner.clone(), facts.fields.clone());
        Self { signed_on: facts.signed_on, kind: facts.kind, partner, fields }
    }
}

/// Remarks behind a title which say that the same was signed again, folded.
const SIGNED_AGAIN: [&str; 6] = ["ky lai", "gia han", "ban moi", "ky moi", "renewed", "signed again"];

/// Whether two titles, as they are compared, are about the same: equal, or one goes on where the other ends.
pub(crate) fn titles_alike(one: &str, other: &str) -> bool {
    let goes_on = |short: &str, long: &str| {
        !short.is_empty() && long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    goes_on(one, other) || goes_on(other, one)
}
