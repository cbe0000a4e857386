//! One act after it was recorded: what it says, what to do next, and whether it may be taken back.

use serde::Serialize;

use super::fields::{self, RecordFault, TypedAct};
use super::offer::deed;
use super::{Desktop, MarkLine};
use crate::desk::rights::Voiding;
use crate::lifecycle::act::{Act, ActBody, is_voided, unconfirmed_acts};
use crate::lifecycle::agreement::Field;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::web::answer::{Answer, PageReply, Trouble, status_of};
use crate::web::nonce::nonce;
use crate::web::page_request::encoded;
use crate::web::pages::agreement::rows;
use crate::web::session::prove_again;
use crate::web::visit::Visit;

#[derive(Serialize)]
struct ActPage {
    reference: String,
    path: String,
    short: String,
    act: rows::ActRow,
    at: Option<String>,
    /// `now`, `before` or nothing: whether this press recorded it.
    pressed: &'static str,
    may_void: bool,
    /// The press that confirms it, where it came by a link and waits for this person's word.
    confirm: Option<ConfirmPress>,
    faults: Vec<RecordFault>,
    asks_writer: bool,
    next: Option<MarkLine>,
}

#[derive(Serialize)]
struct ConfirmPress {
    what: String,
    newest: i64,
    nonce: String,
}

/// GET /thoa-thuan/REF/cap-nhat/SEQ: one act, after it was recorded.
pub(crate) fn done(visit: &Visit<'_>) -> PageReply {
    let desktop = Desktop::open(visit)?;
    let seq = visit.asked.part("seq").parse::<i64>().map_err(|_| Trouble::NotFound)?;
    let pressed = match visit.asked.query("ghi") {
        Some("moi") => "now",
        Some("roi") => "before",
        _ => "",
    };
    desktop.act_page(seq, pressed, Vec::new())
}

/// GET /thoa-thuan/REF/cap-nhat/SEQ/huy: the form that takes it back.
pub(crate) fn void(visit: &Visit<'_>) -> PageReply {
    let desktop = Desktop::open(visit)?;
    let seq = visit.asked.part("seq").parse::<i64>().map_err(|_| Trouble::NotFound)?;
    if let Some(answer) = desktop.proof_for_void(seq)? {
        Ok(answer)
    } else {
        let typed = desktop.signed(TypedAct { what: format!("{VOID}{seq}"), ..TypedAct::default() })?;
        desktop.void_form(seq, typed, Vec::new())
    }
}

#[derive(Serialize)]
struct VoidForm {
    reference: String,
    path: String,
    short: String,
    act: rows::ActRow,
    typed: TypedAct,
    faults: Vec<RecordFault>,
    asks_writer: bool,
}

/// How a form says that an act is taken back: `void-23`.
const VOID: &str = "void-";

/// How a form says that an act by link is right: `confirm-23`.
const CONFIRM: &str = "confirm-";

/// The act that a form confirms, where it confirms one.
pub(super) fn confirm_of(typed: &TypedAct) -> Option<i64> {
    typed.what.strip_prefix(CONFIRM)?.parse().ok()
}

/// The act that a form takes back, where it takes one back.
pub(super) fn void_of(typed: &TypedAct) -> Option<i64> {
    typed.what.strip_prefix(VOID)?.parse().ok()
}

/// Whether an act made the agreement restricted: who takes it back shows everybody what was withheld.
fn restricts(act: &Act) -> bool {
    let name = Field::Restricted.name();
    match &act.body {
        ActBody::Correct { field, .. } => field == name,
        ActBody::Amend { set, .. } => set.contains_key(name),
        _ => false,
    }
}

impl Desktop<'_> {
    pub(super) fn act_page(&self, seq: i64, pressed: &'static str, faults: Vec<RecordFault>) -> PageReply {
        let act = self.act(seq).ok_or(Trouble::NotFound)?;
        let status = status_of(&faults);
        let page = ActPage {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            short: self.life.short.clone(),
            act: rows::act_row(self.visit, act, &self.stored.acts),
            at: self.visit.desk.store.recorded_at(seq)?.map(|at| self.visit.hour(at)),
            pressed,
            may_void: self.may_void(act),
            confirm: self.confirm_press(act)?,
            faults,
            asks_writer: self.asks_writer()?,
            next: self.life.next.map(|at| self.line(&self.life.days[at].milestone)),
        };
        Ok(self.visit.page("record_done.html", "register", &page)?.status(status))
    }

    /// The press that confirms an act: this page is its preview, for a confirmation moves nothing.
    fn confirm_press(&self, act: &Act) -> Result<Option<ConfirmPress>, Trouble> {
        let waits = unconfirmed_acts(&self.stored.acts).iter().any(|waiting| waiting.seq == act.seq);
        if !waits || !self.may_confirm(act) || self.asks_writer()? {
            return Ok(None);
        }
        let typed = TypedAct { what: format!("{CONFIRM}{}", act.seq), ..TypedAct::default() };
        let newest = self.stored.newest_act();
        let nonce = nonce(&self.visit.member()?.cookie, &self.over("", newest, &typed), self.visit.now)?;
        Ok(Some(ConfirmPress { what: typed.what, newest, nonce }))
    }

    /// Whoever may record an act may confirm it.
    fn may_confirm(&self, act: &Act) -> bool {
        let deed = act.body.act_word().map(deed);
        self.viewer().is_ok_and(|viewer| deed.is_some_and(|deed| viewer.may(deed, &self.life.facts.officers)))
    }

    /// The request that confirms an act.
    pub(super) fn confirm_request(&self, seq: i64, typed: &TypedAct) -> Result<ActRequest, Vec<RecordFault>> {
        let fault = |field, kind| RecordFault { field, kind, text: String::new() };
        match self.act(seq) {
            Some(act) if self.may_confirm(act) => {
                let note = fields::note(typed);
                Ok(ActRequest { note, ..ActRequest::new(RequestedAct::Confirm { act: seq }) })
            }
            _ => Err(vec![fault("", "not-allowed")]),
        }
    }

    /// The act of that number on this agreement.
    pub(super) fn act(&self, seq: i64) -> Option<&Act> {
        self.stored.acts.iter().find(|act| act.seq == seq)
    }

    fn voiding(&self, act: &Act) -> Result<Voiding, Trouble> {
        let calendar = &self.visit.desk.office.calendar;
        Ok(self.viewer()?.voids(act, &self.life.facts.officers, calendar, self.visit.today()))
    }

    /// Whether this person may take the act back.
    pub(super) fn may_void(&self, act: &Act) -> bool {
        let stays = matches!(act.body, ActBody::Void { .. } | ActBody::Register { .. });
        !stays && !is_voided(&self.stored.acts, act.seq) && self.voiding(act).is_ok_and(|may| may != Voiding::Refused)
    }

    /// To the login, where a fresh code is asked for first. Refuses who may not take that act back.
    pub(super) fn proof_for_void(&self, seq: i64) -> Result<Option<Answer>, Trouble> {
        let act = self.act(seq).ok_or(Trouble::NotFound)?;
        let voiding = self.voiding(act)?;
        match voiding {
            Voiding::Refused => Err(Trouble::Forbidden),
            _ if (voiding == Voiding::WithFreshCode || restricts(act))
                && !self.visit.member()?.is_fresh(self.visit.now) =>
            {
                let path = encoded(&self.stored.facts.reference);
                prove_again(self.visit, &format!("/thoa-thuan/{path}/cap-nhat/{seq}/huy")).map(Some)
            }
            _ => Ok(None),
        }
    }

    pub(super) fn void_form(&self, seq: i64, typed: TypedAct, faults: Vec<RecordFault>) -> PageReply {
        let act = self.act(seq).ok_or(Trouble::NotFound)?;
        let status = status_of(&faults);
        let page = VoidForm {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            short: self.life.short.clone(),
            act: rows::act_row(self.visit, act, &self.stored.acts),
            typed,
            faults,
            asks_writer: self.asks_writer()?,
        };
        Ok(self.visit.page("record_void.html", "register", &page)?.status(status))
    }

    /// The request that takes an act back.
    pub(super) fn void_request(&self, seq: i64, typed: &TypedAct) -> Result<ActRequest, Vec<RecordFault>> {
        if self.asks_writer().unwrap_or(true) && typed.writer().is_none() {
            return Err(vec![RecordFault { field: "writer", kind: "needs-writer", text: String::new() }]);
        }
        Ok(ActRequest { note: fields::note(typed), ..ActRequest::new(RequestedAct::Void { act: seq }) })
    }
}
