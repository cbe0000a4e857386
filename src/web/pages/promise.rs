//! `/thoa-thuan/REF/cam-ket`: a commitment comes in, or is corrected; what follows is shown first.
//!
//! The same request, recorded by the same use case as by command. The invariants are those of every record form: nothing is
//! recorded that was not shown, nor over acts that were not; one preview is confirmed once.

pub(crate) mod fields;

use serde::Serialize;

use super::agreement;
use super::entry::fields::{FieldFault, FormField};
use super::import::shown::{ShownDay, shown_days};
use super::record::press::{Confirmed, record_shown, rehearsed, why_refused};
use super::record::preview::follows;
use crate::desk::life::{AgreementLife, life};
use crate::desk::record::{RecordError, RecordOutcome};
use crate::lifecycle::act::{ActBody, is_voided};
use crate::lifecycle::commitment::{Commitment, CommitmentField, CommitmentTiming, FROM_NOTHING};
use crate::lifecycle::recording::Refusal;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::say;
use crate::store::Stored;
use crate::text::LONGEST_TEXT;
use crate::web::answer::{PageReply, Trouble, status_of};
use crate::web::nonce::nonce;
use crate::web::page_request::encoded;
use crate::web::visit::Visit;
use fields::{Naming, TypedCommitment, label};

/// So many names are offered.
const NAMES_AT_MOST: usize = 300;

#[derive(Serialize)]
struct CommitmentFormPage {
    reference: String,
    path: String,
    short: String,
    /// Of the one that is corrected.
    name: Option<String>,
    fields: Vec<FormField>,
    why: String,
    paper: String,
    /// Names that are offered for who carries it out.
    officers: Vec<String>,
    /// The act to take back, where the text has no such commitment.
    void: Option<i64>,
    faults: Vec<FieldFault>,
}

#[derive(Serialize)]
struct CommitmentPreviewPage {
    reference: String,
    path: String,
    short: String,
    name: String,
    /// The commitment in one line, as it will be.
    what: String,
    changes: Vec<(String, String, String)>,
    remarks: Vec<String>,
    days: Vec<ShownDay>,
    corrections: usize,
    known: bool,
    hidden: Vec<(String, String)>,
    why: String,
    paper: String,
    newest: i64,
    nonce: String,
    /// `moved`, `late` or nothing: why it is shown again.
    again: &'static str,
}

/// An agreement whose commitments this person may record.
struct Promising<'v> {
    visit: &'v Visit<'v>,
    stored: Stored,
    life: AgreementLife,
    /// The one that is corrected.
    known: Option<Commitment>,
    said: TypedCommitment,
    why: String,
    paper: String,
}

/// GET /thoa-thuan/REF/cam-ket: the form of a new one; with `?ten=NAME` of one that is corrected.
pub(crate) fn form(visit: &Visit<'_>) -> PageReply {
    let mut promising = Promising::open(visit, visit.asked.query("ten"))?;
    if let Some(known) = &promising.known {
        promising.said = TypedCommitment::shown(known, &visit.desk.office.circle, visit.language());
    }
    promising.form(Vec::new())
}

/// POST /thoa-thuan/REF/cam-ket: the preview; then, confirmed, the act.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    let named = visit.asked.field("ten").filter(|name| !name.is_empty());
    let promising = Promising::open(visit, named)?;
    match visit.asked.field("press").unwrap_or_default() {
        "edit" => promising.form(Vec::new()),
        "confirm" => promising.confirm(),
        _ => promising.preview(""),
    }
}

impl<'v> Promising<'v> {
    fn open(visit: &'v Visit<'v>, named: Option<&str>) -> Result<Self, Trouble> {
        let stored = agreement::stored_to_correct(visit)?;
        let life = life(visit.desk, &stored, None)?;
        let of_that_name = |name: &str| life.commitments.iter().find(|one| one.commitment.name == name);
        let known = match named {
            Some(name) => Some(of_that_name(name).ok_or(Trouble::NotFound)?.commitment.clone()),
            None => None,
        };
        let (why, paper) = (visit.asked.prose("why", LONGEST_TEXT), visit.asked.prose("paper", LONGEST_TEXT));
        Ok(Self { visit, stored, known, said: TypedCommitment::of(visit.asked, ""), why, paper, life })
    }

    /// The act that brought in the one that is corrected.
    fn came_by(&self) -> Option<i64> {
        let known = self.known.as_ref()?;
        let brings = |body: &ActBody| matches!(body, ActBody::Commit(commitment) if commitment.name == known.name);
        self.stored
            .acts
            .iter()
            .find(|act| brings(&act.body) && !is_voided(&self.stored.acts, act.seq))
            .map(|act| act.seq)
    }

    fn form(&self, faults: Vec<FieldFault>) -> PageReply {
        let naming = if self.known.is_some() { Naming::Given } else { Naming::Asked };
        let status = status_of(&faults);
        let circle = &self.visit.desk.office.circle;
        let page = CommitmentFormPage {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            short: self.life.short.clone(),
            name: self.known.as_ref().map(|known| known.name.clone()),
            fields: self.said.fields(naming, self.visit.language()),
            why: self.why.clone(),
            paper: self.paper.clone(),
            officers: circle.contacts().take(NAMES_AT_MOST).map(|contact| contact.name.clone()).collect(),
            void: self.came_by(),
            faults,
        };
        Ok(self.visit.page("promise.html", "register", &page)?.status(status))
    }

    /// What is asked for, with the commitment as it will be; or the form again with what is wrong.
    fn request(&self) -> Result<(ActRequest, Commitment), Vec<FieldFault>> {
        let known = self.known.as_ref();
        let circle = &self.visit.desk.office.circle;
        let name = known.map(|known| known.name.as_str());
        let commitment = self.said.commitment(name, circle, self.visit.language())?;
        let asked = match known {
            None => RequestedAct::Commit { commitment: commitment.clone() },
            Some(known) => {
                RequestedAct::CorrectCommitment { name: known.name.clone(), set: changed(known, &commitment) }
            }
        };
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let request = ActRequest { note: said(&self.why), number: said(&self.paper), ..ActRequest::new(asked) };
        Ok((request, commitment))
    }

    fn preview(&self, again: &'static str) -> PageReply {
        let (request, commitment) = match self.request() {
            Ok(found) => found,
            Err(faults) => return self.form(faults),
        };
        match rehearsed(self.visit, &self.stored.facts.reference, &request)? {
            Ok(recorded) => self.show(&recorded, &commitment, again),
            Err(error) => self.refused(&error),
        }
    }

    /// The form again, with why it cannot be recorded.
    fn refused(&self, error: &RecordError) -> PageReply {
        let field = match error {
            RecordError::Refused(Refusal::WhyNeeded { .. }) => "why",
            RecordError::Refused(Refusal::CommitmentKnown { .. }) => "name",
            _ => "",
        };
        self.form(vec![FieldFault::said(field, why_refused(error, self.visit.voice())?)])
    }

    fn over(&self, newest: i64) -> Vec<String> {
        let pairs = self.said.pairs().into_iter().map(|(name, text)| format!("{name}={text}"));
        let name = self.known.as_ref().map(|known| known.name.clone()).unwrap_or_default();
        let reference = self.stored.facts.reference.clone();
        let rest = ["cam-ket".to_owned(), reference, name, newest.to_string(), self.why.clone(), self.paper.clone()];
        rest.into_iter().chain(pairs).collect()
    }

    fn show(&self, recorded: &RecordOutcome, commitment: &Commitment, again: &'static str) -> PageReply {
        let language = self.visit.language();
        let office = &self.visit.desk.office;
        let who = crate::watch::task::carried_out_by(office, commitment);
        let newest = self.stored.newest_act();
        let over = self.over(newest);
        let page = CommitmentPreviewPage {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            short: self.life.short.clone(),
            name: self.known.as_ref().map(|known| known.name.clone()).unwrap_or_default(),
            what: say::commitment(commitment, who.as_deref(), language),
            changes: self.known.as_ref().map(|known| self.changes(known, commitment)).unwrap_or_default(),
            remarks: follows(self.visit, recorded)?.remarks,
            days: shown_days(self.visit.language(), self.visit.today(), &recorded.milestones),
            corrections: recorded.milestones.corrections.len() + recorded.milestones.more_corrections,
            known: recorded.known_as.is_some(),
            hidden: self.said.pairs(),
            why: self.why.clone(),
            paper: self.paper.clone(),
            newest,
            nonce: nonce(&self.visit.member()?.cookie, &over, self.visit.now)?,
            again,
        };
        self.visit.page("promise_preview.html", "register", &page)
    }

    /// What is another value, as people write it: the field, what it was, what it will be.
    fn changes(&self, known: &Commitment, commitment: &Commitment) -> Vec<(String, String, String)> {
        let language = self.visit.language();
        let office = &self.visit.desk.office;
        let words = |of: &Commitment, field: CommitmentField| match field {
            CommitmentField::Side => say::promiser(of.side, language).to_owned(),
            CommitmentField::When => say::when_due(of.when, language),
            CommitmentField::Who => crate::watch::task::carried_out_by(office, of).unwrap_or_default(),
            _ => of.get(field).unwrap_or_default(),
        };
        let named = |field: CommitmentField| match field {
            CommitmentField::When => label("until", language),
            field => label(field.name(), language),
        };
        let differs = |field: &CommitmentField| known.get(*field) != commitment.get(*field);
        let fields = CommitmentField::ALL.into_iter().filter(differs);
        fields.map(|field| (named(field), words(known, field), words(commitment, field))).collect()
    }

    fn confirm(&self) -> PageReply {
        let reference = &self.stored.facts.reference;
        let back = |done: &str| self.visit.go(&format!("/thoa-thuan/{}?ghi={done}", encoded(reference)));
        if self.visit.desk.store.spent(self.visit.asked.nonce())?.is_some() {
            return Ok(back("roi"));
        }
        let (request, _) = match self.request() {
            Ok(found) => found,
            Err(faults) => return self.form(faults),
        };
        match record_shown(self.visit, reference, &self.over(self.visit.asked.newest()), &request)? {
            Ok(Confirmed::Recorded(recorded)) if recorded.known_as.is_none() => Ok(back("cam-ket")),
            Ok(Confirmed::Recorded(_) | Confirmed::Already) => Ok(back("roi")),
            Ok(Confirmed::Again(why)) => self.preview(why),
            Err(error) => self.refused(&error),
        }
    }
}

/// The values that differ, in canonical text.
fn changed(known: &Commitment, commitment: &Commitment) -> Vec<(CommitmentField, Option<String>)> {
    let differs = |field: &CommitmentField| known.get(*field) != commitment.get(*field);
    // The form shows the day it is counted from: one that was emptied is cleared.
    let said = |field: CommitmentField| match (field, commitment.when) {
        (CommitmentField::When, CommitmentTiming::Every { from: None, .. }) => {
            Some(format!("{} {FROM_NOTHING}", commitment.when))
        }
        _ => commitment.get(field),
    };
    CommitmentField::ALL.into_iter().filter(differs).map(|field| (field, said(field))).collect()
}
