//! What was recorded of the office's own matters: shown with who wrote it, confirmed where it came by a link, taken back.

use serde::Serialize;

use super::own;
use crate::desk::agenda::AgendaEntry;
use crate::desk::record::{RecordError, record_office};
use crate::desk::rights::Voiding;
use crate::desk::Purpose;
use crate::lifecycle::act::{Act, ActBody, is_voided};
use crate::lifecycle::recording::Refusal;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::Say;
use crate::web::answer::{Answer, Reply, Trouble};
use crate::web::pages::agreement::rows::{ActRow, act_row};
use crate::web::session::prove_again;
use crate::web::visit::Visit;

/// So many are shown, the newest first.
const SHOWN: usize = 12;

/// One matter that was recorded as done.
#[derive(Serialize)]
pub(super) struct KeptRow {
    act: ActRow,
    /// What was done; the mark where the matter is no longer in sight.
    what: String,
    may_void: bool,
}

/// What was recorded, the newest first; what was taken back is left out.
pub(super) fn rows(visit: &Visit<'_>) -> Result<Vec<KeptRow>, Trouble> {
    let (acts, entries) = (visit.desk.store.office_acts()?, own(visit)?);
    let done = acts.iter().rev().filter(|act| mark_of(act).is_some() && !is_voided(&acts, act.seq));
    done.take(SHOWN).map(|act| row(visit, act, &acts, &entries)).collect()
}

/// The one that is to be taken back; a fresh code is asked for where the table of rights says so.
pub(super) fn taken_back(visit: &Visit<'_>, seq: &str) -> Result<Result<KeptRow, Answer>, Trouble> {
    let (acts, entries) = (visit.desk.store.office_acts()?, own(visit)?);
    let act = standing(&acts, seq)?;
    match voiding(visit, act)? {
        Voiding::Refused => Err(Trouble::Forbidden),
        Voiding::WithFreshCode if !visit.member()?.is_fresh(visit.now) => {
            Ok(Err(prove_again(visit, &format!("/viec-co-quan?huy={}", act.seq))?))
        }
        Voiding::WithFreshCode | Voiding::Allowed => Ok(Ok(row(visit, act, &acts, &entries)?)),
    }
}

/// POST with an act's number: confirms it, or takes it back.
pub(super) fn send(visit: &Visit<'_>, seq: &str, press: &str) -> Reply {
    let asked = match press {
        "void" => {
            if let Err(answer) = taken_back(visit, seq)? {
                return Ok(answer);
            }
            |act| RequestedAct::Void { act }
        }
        _ => |act| RequestedAct::Confirm { act },
    };
    let acts = visit.desk.store.office_acts()?;
    let act = standing(&acts, seq)?.seq;
    let note = visit.asked.field("note").map(|note| note.trim().chars().take(500).collect::<String>());
    let request = ActRequest { note: note.filter(|note| !note.is_empty()), ..ActRequest::new(asked(act)) };
    let done = visit.site.writer.record(
        |desk| visit.clerk(desk),
        |desk, clerk| record_office(&mut desk.store, &desk.office, clerk, &request, Purpose::Keep),
    )?;
    match done {
        // The same press twice finds it done.
        Ok(_) | Err(RecordError::Refused(Refusal::VoidedAlready(_) | Refusal::ConfirmedAlready { .. })) => {
            Ok(visit.go("/viec-co-quan?ghi=1"))
        }
        Err(RecordError::Desk(error)) => Err(error.into()),
        Err(error) => super::show(visit, None, None, vec![error.say(visit.voice())]),
    }
}

/// The act of that number, where it says that a matter was done and stands.
fn standing<'a>(acts: &'a [Act], seq: &str) -> Result<&'a Act, Trouble> {
    let seq: i64 = seq.parse().map_err(|_| Trouble::NotFound)?;
    let act = acts.iter().find(|act| act.seq == seq && mark_of(act).is_some());
    act.filter(|act| !is_voided(acts, act.seq)).ok_or(Trouble::NotFound)
}

fn mark_of(act: &Act) -> Option<String> {
    match &act.body {
        ActBody::Fulfil { milestone } => Some(milestone.to_string()),
        _ => None,
    }
}

fn voiding(visit: &Visit<'_>, act: &Act) -> Result<Voiding, Trouble> {
    let calendar = &visit.desk.office.calendar;
    Ok(visit.member()?.viewer.voids(act, &[], calendar, visit.today()))
}

fn row(visit: &Visit<'_>, act: &Act, acts: &[Act], entries: &[AgendaEntry]) -> Result<KeptRow, Trouble> {
    let mark = mark_of(act).unwrap_or_default();
    let entry = entries.iter().find(|entry| entry.mark().to_string() == mark);
    let what = entry.map_or(mark, |entry| entry.label.clone());
    Ok(KeptRow { act: act_row(visit, act, acts), what, may_void: voiding(visit, act)? != Voiding::Refused })
}
