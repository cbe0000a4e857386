//! What was recorded of the office's own matters: shown with who wrote it, confirmed where it came by a link, taken back.

use serde::Serialize;

use super::{OwnMatter, own};
use crate::desk::Purpose;
use crate::desk::record::{RecordError, record_office};
use crate::desk::rights::{Deed, Extent, Voiding};
use crate::lifecycle::act::{Act, ActBody, is_voided};
use crate::lifecycle::recording::Refusal;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::Say;
use crate::web::answer::{Answer, PageReply, Trouble};
use crate::web::pages::agreement::rows::{ActRow, act_row};
use crate::web::session::prove_again;
use crate::web::visit::Visit;

/// So many are shown, the newest first.
const SHOWN: usize = 12;

/// One matter that was recorded as done.
#[derive(Serialize)]
pub(super) struct KeptRow {
    act: ActRow,
    /// What was done.
    what: String,
    may_void: bool,
}

/// What was recorded, the newest first; what was taken back is left out, and what is another's matter.
pub(super) fn rows(visit: &Visit<'_>, matters: &[OwnMatter]) -> Result<Vec<KeptRow>, Trouble> {
    let acts = visit.desk.store.office_acts()?;
    let done = acts.iter().rev().filter(|act| !is_voided(&acts, act.seq));
    let rows = done.filter_map(|act| Some((act, matter_of(visit, act, matters)?)));
    rows.take(SHOWN).map(|(act, matter)| row(visit, act, &acts, &matter)).collect()
}

/// The one that is to be taken back; a fresh code is asked for where the table of rights says so.
pub(super) fn taken_back(visit: &Visit<'_>, seq: &str) -> Result<Result<KeptRow, Answer>, Trouble> {
    let acts = visit.desk.store.office_acts()?;
    let (act, matter) = standing(visit, &acts, seq)?;
    match voiding(visit, act, &matter)? {
        Voiding::Refused => Err(Trouble::Forbidden),
        Voiding::WithFreshCode if !visit.member()?.is_fresh(visit.now) => {
            Ok(Err(prove_again(visit, &format!("/viec-co-quan?huy={}", act.seq))?))
        }
        Voiding::WithFreshCode | Voiding::Allowed => Ok(Ok(row(visit, act, &acts, &matter)?)),
    }
}

/// POST with an act's number: confirms it, or takes it back.
pub(super) fn send(visit: &Visit<'_>, seq: &str, press: &str) -> PageReply {
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
    let act = standing(visit, &acts, seq)?.0.seq;
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

/// The matter that an act says is done, and who stands for it.
#[derive(Clone)]
struct DoneMatter {
    /// What was done; the mark where the matter is no longer in sight.
    what: String,
    officers: Vec<String>,
}

/// None where the act says nothing of the kind, or speaks of what is another's matter.
fn matter_of(visit: &Visit<'_>, act: &Act, matters: &[OwnMatter]) -> Option<DoneMatter> {
    let ActBody::Fulfil { milestone } = &act.body else { return None };
    let mark = milestone.to_string();
    let known = matters.iter().find(|matter| matter.entry.mark().to_string() == mark);
    let known = known.map(|matter| DoneMatter { what: matter.entry.label.clone(), officers: matter.officers.clone() });
    let all = visit.who.as_ref().is_some_and(|who| who.viewer.extent(Deed::Answer) == Extent::All);
    known.or_else(|| all.then(|| DoneMatter { what: mark, officers: Vec::new() }))
}

/// The act of that number, where it says that a matter of this person was done, and stands.
fn standing<'a>(visit: &Visit<'_>, acts: &'a [Act], seq: &str) -> Result<(&'a Act, DoneMatter), Trouble> {
    let seq: i64 = seq.parse().map_err(|_| Trouble::NotFound)?;
    let act = acts.iter().find(|act| act.seq == seq && !is_voided(acts, seq)).ok_or(Trouble::NotFound)?;
    let matter = matter_of(visit, act, &own(visit)?).ok_or(Trouble::NotFound)?;
    Ok((act, matter))
}

fn voiding(visit: &Visit<'_>, act: &Act, matter: &DoneMatter) -> Result<Voiding, Trouble> {
    let calendar = &visit.desk.office.calendar;
    Ok(visit.member()?.viewer.voids(act, &matter.officers, calendar, visit.today()))
}

fn row(visit: &Visit<'_>, act: &Act, acts: &[Act], matter: &DoneMatter) -> Result<KeptRow, Trouble> {
    let may_void = voiding(visit, act, matter)? != Voiding::Refused;
    Ok(KeptRow { act: act_row(visit, act, acts), what: matter.what.clone(), may_void })
}
