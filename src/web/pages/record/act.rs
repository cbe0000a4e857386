//! One act after it was recorded: what it says, what to do next, and whether it may be taken back.

use serde::Serialize;

use super::{Desktop, MarkLine};
use crate::desk::rights::Voiding;
use crate::lifecycle::act::{Act, ActBody};
use crate::web::answer::{Reply, Trouble};
use crate::web::pages::agreement::rows;
use crate::web::visit::{Visit, encoded};

#[derive(Serialize)]
struct Done {
    reference: String,
    path: String,
    short: String,
    act: rows::ActRow,
    at: Option<String>,
    /// `now`, `before` or nothing: whether this press recorded it.
    pressed: &'static str,
    may_void: bool,
    next: Option<MarkLine>,
}

/// GET /thoa-thuan/REF/cap-nhat/SEQ: one act, after it was recorded.
pub(crate) fn done(visit: &Visit<'_>) -> Reply {
    let desktop = Desktop::open(visit)?;
    let seq = visit.asked.part("seq").parse::<i64>().map_err(|_| Trouble::NotFound)?;
    let act = desktop.stored.acts.iter().find(|act| act.seq == seq).ok_or(Trouble::NotFound)?;
    let pressed = match visit.asked.query("ghi") {
        Some("moi") => "now",
        Some("roi") => "before",
        _ => "",
    };
    let next = desktop.life.next.map(|at| desktop.line(&desktop.life.days[at].milestone));
    let page = Done {
        reference: desktop.stored.facts.reference.clone(),
        path: encoded(&desktop.stored.facts.reference),
        short: desktop.life.short.clone(),
        act: rows::act_row(visit, act, &desktop.stored.acts),
        at: visit.desk.store.recorded_at(seq)?.map(|at| visit.hour(at)),
        pressed,
        may_void: desktop.may_void(act),
        next,
    };
    visit.page("record_done.html", "register", &page)
}

impl Desktop<'_> {
    /// Whether this person may take the act back.
    pub(super) fn may_void(&self, act: &Act) -> bool {
        let voided = self.stored.acts.iter().any(|other| other.body == ActBody::Void { voids: act.seq });
        let taken_back = !matches!(act.body, ActBody::Void { .. } | ActBody::Register { .. });
        let calendar = &self.visit.desk.office.calendar;
        let may =
            self.viewer().map(|viewer| viewer.voids(act, &self.life.facts.officers, calendar, self.visit.today()));
        taken_back && !voided && may.is_ok_and(|may| may != Voiding::Refused)
    }
}
