//! `/thoa-thuan/REF/chinh-sua`: facts corrected, each change an act; what follows is shown first.

use serde::Serialize;

use super::fields::{FieldFault, TypedFacts, form_fields, label, officer_ids, unknown_officers};
use super::{EntryFormPage, Promised, more_is_open, names};
use crate::desk::commitments::ShownCommitment;
use crate::desk::life::{AgreementLife, life};
use crate::desk::record::{RecordError, RecordOutcome};
use crate::desk::rights::{Deed, Extent};
use crate::desk::typed_facts::{Corrections, TypedCorrection, corrections_of, nothing_changes};
use crate::exchange::cell_forms;
use crate::lifecycle::act::ActWord;
use crate::lifecycle::agreement::Field;
use crate::lifecycle::recording::Refusal;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::say;
use crate::store::Stored;
use crate::text::LONGEST_TEXT;
use crate::web::answer::{PageReply, Trouble, status_of};
use crate::web::nonce::nonce;
use crate::web::page_request::encoded;
use crate::web::pages::agreement::{self, facts};
use crate::web::pages::import::shown::{ShownDay, shown_days};
use crate::web::pages::record::press::{Confirmed, record_shown, rehearsed, why_refused};
use crate::web::pages::record::preview::letters_now;
use crate::web::pages::words::{DayWords, person};
use crate::web::session::prove_again;
use crate::web::visit::Visit;

/// What is asked for: the act, and the fields it changes.
type RequestedEdit = (ActRequest, Vec<TypedCorrection>);

#[derive(Serialize)]
struct EditPagePreview<'a> {
    reference: String,
    path: String,
    title: String,
    changes: Vec<(String, String, String)>,
    days: Vec<ShownDay>,
    reminders_appear: usize,
    reminders_go: usize,
    corrections: usize,
    /// The letters that would go with the next delivery: to whom, their subject, their text.
    now: Vec<(String, String, String)>,
    hidden: Vec<(&'static str, &'a str)>,
    restricted: bool,
    /// Who corrects it may not do so any more afterwards.
    leaves: bool,
    amended_from: &'a str,
    amended_on: Option<DayWords>,
    why: &'a str,
    paper: &'a str,
    newest: i64,
    nonce: String,
    /// `moved`, `late` or nothing: why it is shown again.
    again: &'static str,
}

/// An agreement whose facts this person may correct.
struct Editing<'v> {
    visit: &'v Visit<'v>,
    stored: Stored,
    life: AgreementLife,
    shown: TypedFacts,
    typed: TypedFacts,
    why: String,
    paper: String,
    /// The day from which the text was amended; empty where the register was wrong.
    amended_from: String,
}

/// GET /thoa-thuan/REF/chinh-sua.
pub(crate) fn form(visit: &Visit<'_>) -> PageReply {
    let mut editing = Editing::open(visit)?;
    editing.typed = editing.shown.clone();
    editing.form(Vec::new())
}

/// POST /thoa-thuan/REF/chinh-sua: the preview; then, confirmed, the corrections.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    let editing = Editing::open(visit)?;
    match visit.asked.field("press").unwrap_or_default() {
        "edit" => editing.form(Vec::new()),
        "confirm" => editing.confirm(),
        _ => editing.preview(""),
    }
}

impl<'v> Editing<'v> {
    fn open(visit: &'v Visit<'v>) -> Result<Self, Trouble> {
        let stored = agreement::stored_to_correct(visit)?;
        // The facts of the signed text, not as amended since: an amendment is an act of its own.
        let mut life = life(visit.desk, &stored, None)?;
        life.facts = stored.facts.clone();
        let mut shown = TypedFacts::from_facts(&life, &visit.desk.office.circle, visit.language());
        shown.set("restricted", if stored.facts.is_restricted() { "yes" } else { "no" });
        let mut typed = TypedFacts::of(visit.asked);
        let ticked = visit.asked.says("restricted");
        typed.set("restricted", if ticked { "yes" } else { "no" });
        let [why, paper, amended_from] =
            ["why", "paper", "amended_from"].map(|name| visit.asked.prose(name, LONGEST_TEXT));
        Ok(Self { visit, stored, life, shown, typed, why, paper, amended_from })
    }

    fn promised(&self, one: &ShownCommitment) -> Promised {
        Promised {
            what: say::commitment(&one.commitment, one.who_name.as_deref(), self.visit.language()),
            path: encoded(&one.commitment.name),
        }
    }

    fn is_to_be_restricted(&self) -> bool {
        self.typed.get("restricted") == "yes"
    }

    fn may_restrict(&self) -> Result<bool, Trouble> {
        Ok(self.visit.member()?.viewer.extent(Deed::Restrict) == Extent::All)
    }

    fn form(&self, faults: Vec<FieldFault>) -> PageReply {
        let circle = &self.visit.desk.office.circle;
        let [first, more] = form_fields(&self.typed, circle, self.visit.language());
        let status = status_of(&faults);
        let reference = self.stored.facts.reference.clone();
        let page = EntryFormPage {
            path: Some(encoded(&reference)),
            reference: Some(reference),
            like: None,
            more_open: more_is_open(&self.typed, circle, &faults),
            first,
            more,
            restricted: self.is_to_be_restricted(),
            may_restrict: self.may_restrict()?,
            another: false,
            resembles: false,
            why: self.why.clone(),
            paper: self.paper.clone(),
            amended_from: self.amended_from.clone(),
            newest: self.stored.newest_act(),
            names: names(self.visit)?,
            promises: Vec::new(),
            promises_open: false,
            promised: self.life.commitments.iter().map(|one| self.promised(one)).collect(),
            faults,
        };
        Ok(self.visit.page("entry.html", "register", &page)?.status(status))
    }

    /// What changes, as a request; or the form again with what is wrong.
    fn request(&self) -> Result<Result<RequestedEdit, Vec<FieldFault>>, Trouble> {
        let mut changed = self.typed.changed(&self.shown);
        if !self.may_restrict()? {
            changed.retain(|(name, _)| *name != "restricted");
        }
        let desk = self.visit.desk;
        let language = self.visit.language();
        let fault = |flaws: &crate::exchange::flaw::Flaws| {
            flaws.shown().iter().map(|flaw| FieldFault::flaw(flaw, language)).collect::<Vec<_>>()
        };
        let strange = unknown_officers(&self.typed, &desk.office.circle, &self.stored.facts.officers, language);
        if !strange.is_empty() {
            return Ok(Err(strange));
        }
        let fields = match corrections_of(&desk.store, &desk.office, &self.stored.facts.reference, &changed)? {
            Corrections::Flawed(flaws) => return Ok(Err(fault(&flaws))),
            Corrections::Fields(fields) if fields.is_empty() => {
                return Ok(Err(vec![FieldFault::flaw(&nothing_changes(), language)]));
            }
            Corrections::Fields(fields) => fields,
        };
        let set = fields.iter().map(|change| change.value.clone()).collect();
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let asked = if self.amended_from.is_empty() {
            RequestedAct::Correct { set }
        } else {
            match cell_forms::day::read(&self.amended_from) {
                Ok(day) => RequestedAct::Amend { from_on: Some(day), set },
                Err(unread) => {
                    let text = format!("{}; {}.", unread.0.what(language), unread.0.cure(language));
                    return Ok(Err(vec![FieldFault::said("amended_from", text)]));
                }
            }
        };
        let mut request = ActRequest::new(asked);
        (request.note, request.number) = (said(&self.why), said(&self.paper));
        Ok(Ok((request, fields)))
    }

    fn preview(&self, again: &'static str) -> PageReply {
        let (request, fields) = match self.request()? {
            Ok(found) => found,
            Err(faults) => return self.form(faults),
        };
        match rehearsed(self.visit, &self.stored.facts.reference, &request)? {
            Ok(recorded) => self.show(&recorded, &fields, again),
            Err(error) => self.refused(&error),
        }
    }

    /// The form again, with why it cannot be recorded.
    fn refused(&self, error: &RecordError) -> PageReply {
        let field = if matches!(error, RecordError::Refused(Refusal::WhyNeeded { .. })) { "why" } else { "" };
        self.form(vec![FieldFault::said(field, why_refused(error, self.visit.voice())?)])
    }

    fn over(&self, newest: i64) -> Vec<String> {
        let pairs = self.typed.pairs().into_iter().map(|(name, text)| format!("{name}={text}"));
        let rest = [
            ActWord::Correct.word().to_owned(),
            self.stored.facts.reference.clone(),
            newest.to_string(),
            self.typed.get("restricted").to_owned(),
            self.why.clone(),
            self.paper.clone(),
            self.amended_from.clone(),
        ];
        rest.into_iter().chain(pairs).collect()
    }

    fn show(&self, recorded: &RecordOutcome, fields: &[TypedCorrection], again: &'static str) -> PageReply {
        let language = self.visit.language();
        let circle = &self.visit.desk.office.circle;
        let people = |text: &str| text.split(';').map(|id| person(circle, id.trim())).collect::<Vec<_>>().join(", ");
        let words = |field: Field, text: &str| match field {
            _ if text.is_empty() => String::new(),
            Field::Officers => people(text),
            _ => facts::value_in_words(field, text, &self.life, language),
        };
        let viewer = &self.visit.member()?.viewer;
        let leaves = !viewer.may(Deed::Change, &officer_ids(&self.typed, circle));
        let change = |change: &TypedCorrection| {
            let field = change.value.field;
            let new = change.value.text.as_deref().unwrap_or_default();
            (label(field.name(), language), words(field, &change.old), words(field, new))
        };
        let newest = self.stored.newest_act();
        let over = self.over(newest);
        let page = EditPagePreview {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            title: self.stored.facts.title.clone(),
            changes: fields.iter().map(change).collect(),
            days: shown_days(self.visit.language(), self.visit.today(), &recorded.milestones),
            reminders_appear: recorded.milestones.reminders_appear,
            reminders_go: recorded.milestones.reminders_go,
            corrections: recorded.milestones.corrections.len() + recorded.milestones.more_corrections,
            now: letters_now(self.visit, recorded),
            hidden: self.typed.pairs().into_iter().filter(|(name, _)| *name != "restricted").collect(),
            restricted: self.is_to_be_restricted(),
            leaves,
            amended_from: &self.amended_from,
            amended_on: cell_forms::day::read(&self.amended_from)
                .ok()
                .map(|day| DayWords::new(day, self.visit.today(), language)),
            why: &self.why,
            paper: &self.paper,
            newest,
            nonce: nonce(&self.visit.member()?.cookie, &over, self.visit.now)?,
            again,
        };
        self.visit.page("edit_preview.html", "register", &page)
    }

    fn confirm(&self) -> PageReply {
        let reference = &self.stored.facts.reference;
        let back =
            |reference: &str, done: &str| self.visit.go(&format!("/thoa-thuan/{}?ghi={done}", encoded(reference)));
        if self.visit.desk.store.spent(self.visit.asked.nonce())?.is_some() {
            return Ok(back(reference, "roi"));
        }
        let (request, fields) = match self.request()? {
            Ok(found) => found,
            Err(faults) => return self.form(faults),
        };
        // What was withheld is shown to everybody by a person who has just proved who he is.
        let opens = fields.iter().any(|change| change.value.field == Field::Restricted) && !self.is_to_be_restricted();
        if opens && !self.visit.member()?.is_fresh(self.visit.now) {
            return prove_again(self.visit, &format!("/thoa-thuan/{}/chinh-sua", encoded(reference)));
        }
        match record_shown(self.visit, reference, &self.over(self.visit.asked.newest()), &request)? {
            Ok(Confirmed::Recorded(recorded)) => Ok(back(&recorded.reference, "sua")),
            Ok(Confirmed::Already) => Ok(back(reference, "roi")),
            Ok(Confirmed::Again(why)) => self.preview(why),
            Err(error) => self.refused(&error),
        }
    }
}
