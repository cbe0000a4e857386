//! An agreement's facts as a text to edit, and the corrections that the edited text makes.
//!
//! The text is complete: a line that is removed makes the fact unknown. Every field that differs becomes an act
//! `correct`. Not here: the editor. The invariant: a fact that someone else changed in the meantime is not corrected.

use super::agreement_edit::{AgreementEdit, FieldCorrection, PaperOfAct, corrections};
use super::change::ChangePreview;
use super::names::Parties;
use super::pending_letters::update_letters_of_agreements;
use super::record::{RecordError, check, check_recorded_acts_stand, tell_heads};
use super::recorder::{Purpose, Recorder};
use super::{DeskError, fact_warnings};
use crate::exchange::RowKind;
use crate::exchange::flaw::Flaws;
use crate::exchange::{Draft, FactChange, Format, RestrictedRows, Table, drafts, headers, read, toml_out};
use crate::lifecycle::agreement::{FactFault, Facts, Field};
use crate::lifecycle::recording::Refusal;
use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};
use crate::store::{Store, StoreError, Tx};
use crate::watch::{self, Office};
use std::fmt;

/// Facts taken out to be edited.
#[derive(Clone, Debug)]
pub struct EditableFacts {
    id: i64,
    before: Facts,
    /// The text, in TOML.
    pub text: String,
}

/// Why an edited text was not taken.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// It cannot be read, or a value of it cannot be.
    Flaws(Flaws),
    /// It holds something else than one agreement.
    NotOne(usize),
    /// Someone else corrected it while the text was open.
    Overtaken(String),
    /// The corrections are refused.
    Refused(#[from] RecordError),
}

impl Say for EditError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Refused(error) => error.say(voice),
            Self::Flaws(flaws) => flaws.in_words(voice.language).trim_end().to_owned(),
            Self::NotOne(rows) => sentence!(words::NOT_ONE, *rows).say(voice),
            Self::Overtaken(reference) => sentence!(words::CHANGED_MEANWHILE, reference).say(voice),
        }
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl From<StoreError> for EditError {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl From<DeskError> for EditError {
    fn from(error: DeskError) -> Self {
        Self::Refused(error.into())
    }
}

impl From<Refusal> for EditError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.into())
    }
}

/// What an edited text changes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct EditPreview {
    /// The agreement's reference, as it is now.
    pub reference: String,
    /// The fields, each an act of its own.
    pub corrections: Vec<FieldCorrection>,
    /// What deserves a second look.
    pub warnings: Vec<Sentence>,
    /// Which milestones and reminders appear, move or go.
    pub milestones: ChangePreview,
}

/// The facts of an agreement as a text to edit; what is unknown stands there as a remark with the form of its values.
pub fn sheet(store: &Store, reference: &str, voice: Voice) -> Result<EditableFacts, DeskError> {
    let id = super::find::id(store, reference)?;
    let before = store.agreement(id)?.facts;
    let table = Table::of_agreements([&before], RestrictedRows::Include).without_empty_columns();
    let mut text = String::new();
    for line in [words::SHEET_CORRECTIONS, words::SHEET_ACTS] {
        text.extend(["# ", sentence!(line, reference).say(voice).as_str(), "\n"]);
    }
    text.push('\n');
    text.push_str(&String::from_utf8_lossy(&toml_out(&[table])));
    text.extend(["\n# ", sentence!(words::SHEET_UNKNOWN).say(voice).as_str(), "\n"]);
    for field in Field::ALL.iter().filter(|field| before.get(**field).unwrap_or_default().is_empty()) {
        let form = headers::named(RowKind::Agreement, field.name()).map(|column| column.form.hint().of(voice));
        text.extend(["# ", field.name(), " =    # ", form.unwrap_or_default(), "\n"]);
    }
    Ok(EditableFacts { id, before, text })
}

/// Takes an edited text. `Rehearse` returns what would change.
pub fn edit(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    sheet: &EditableFacts,
    text: &str,
    purpose: Purpose,
) -> Result<EditPreview, EditError> {
    let draft = draft(text)?;
    let mut edited = purpose.write(store, |tx| {
        let mut dossier = AgreementEdit::open(tx, sheet.id)?;
        if dossier.facts != sheet.before {
            return Err(EditError::Overtaken(dossier.facts.reference));
        }
        let before = dossier.outlook(office, clerk.today())?;
        let stood = dossier.agreement.clone();
        let after = facts(tx, &draft)?;
        check(&sheet.before, &after).map_err(EditError::from)?;
        super::parents::refuse_circle::<EditError>(tx, &after)?;
        let corrections = corrections(&sheet.before, &after);
        let done = dossier.correct(tx, clerk, &after, PaperOfAct::because(clerk.reason()))?;
        let left = check_recorded_acts_stand(&stood, &dossier.agreement, office, clerk.today())?;
        let left = left.map_err(EditError::from)?;
        let mut milestones = ChangePreview::default();
        milestones.add(&after.reference, &before, &dossier.outlook(office, clerk.today())?);
        if let (true, Some((what, day))) = (clerk.reason().is_none(), milestones.needs_reason()) {
            return Err(Refusal::WhyNeeded { what, day }.into());
        }
        if let Some((seq, _)) = done.first() {
            tell_heads(tx, office, clerk, (sheet.id, *seq), &milestones)?;
        }
        let odd = fact_warnings::odd(&sheet.before, office);
        let odd_now = fact_warnings::odd(&after, office).into_iter().filter(|text| !odd.contains(text));
        let warnings = left.into_iter().chain(odd_now).collect();
        Ok(EditPreview { reference: after.reference, corrections, warnings, milestones })
    })?;
    if purpose == Purpose::Keep {
        edited.warnings.extend(update_letters_of_agreements(store, office, clerk, &[sheet.id]));
        // The heads get their letter on the same day.
        if let Err(error) = watch::compose(store, office, clerk.moment()) {
            edited.warnings.push(sentence!(words::LETTER_WAITS, Sentence::of(&error)));
        }
    }
    Ok(edited)
}

/// The one agreement of the text.
fn draft(text: &str) -> Result<Draft, EditError> {
    let mut reading = read("TOML", Format::Toml, text.as_bytes());
    let drafts = drafts(&mut reading);
    if !reading.flaws.is_empty() {
        return Err(EditError::Flaws(reading.flaws));
    }
    match (drafts.agreements.first(), reading.rows.len()) {
        (Some(draft), 1) => Ok(draft.clone()),
        (_, rows) => Err(EditError::NotOne(rows)),
    }
}

/// The facts that the text states, and no others.
fn facts(tx: &Tx<'_>, draft: &Draft) -> Result<Facts, EditError> {
    if draft.ended.is_some() {
        return Err(Refusal::EndIsAnAct.into());
    }
    let mut facts = Facts::default();
    for (field, change) in &draft.changes {
        let text = if let FactChange::Set(text) = change { Some(text.as_str()) } else { None };
        facts.set(*field, text).map_err(|error| Refusal::Fact { name: error.field, what: error.what })?;
    }
    if facts.reference.is_empty() {
        return Err(Refusal::Fact { name: "reference", what: FactFault::NoReference }.into());
    }
    let parties = Parties::load(tx)?;
    facts.ours = parties.ids("ours", &facts.ours, facts.signed_on)?;
    facts.partner = parties.ids("partner", &facts.partner, facts.signed_on)?;
    Ok(facts)
}
