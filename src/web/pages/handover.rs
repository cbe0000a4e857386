//! `/ban-giao`: agreements of one contact, or of nobody, handed to another, after a list: all of them, or those ticked.

use serde::Serialize;

use super::words::person;
use crate::desk::Purpose;
use crate::desk::handover::{Giver, HandedAgreement, HandoverError, HandoverRequest, HandoverScope, hand_over};
use crate::desk::rights::{Deed, Extent};
use crate::message::Say;
use crate::web::answer::{PageReply, Trouble};
use crate::web::nonce::{holds, nonce};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

#[derive(Serialize)]
struct HandoverPage {
    people: Vec<(String, String)>,
    /// Who has agreements: contacts, and ids that no contact has any more.
    from_whom: Vec<(String, String)>,
    from: String,
    to: String,
    from_name: String,
    to_name: String,
    listed: Option<HandoverPreview>,
    /// `same`, `nothing`, `none`, `unknown`, `late` or nothing.
    fault: &'static str,
    /// `1` where this press did it, `roi` where an earlier one had.
    done: String,
}

#[derive(Serialize)]
struct HandoverPreview {
    agreements: Vec<HandoverLine>,
    appear: usize,
    go: usize,
    /// Whether some of them may be chosen.
    ticks: bool,
    warnings: Vec<String>,
    nonce: String,
}

#[derive(Serialize)]
struct HandoverLine {
    reference: String,
    path: String,
    title: String,
    officers: String,
}

fn may(visit: &Visit<'_>) -> Result<(), Trouble> {
    let extent = visit.member()?.viewer.extent(Deed::Import);
    if extent == Extent::All { Ok(()) } else { Err(Trouble::Forbidden) }
}

/// GET /ban-giao.
pub(crate) fn form(visit: &Visit<'_>) -> PageReply {
    may(visit)?;
    show(visit, None, "")
}

fn asked(visit: &Visit<'_>, name: &str) -> String {
    visit.asked.field(name).or_else(|| visit.asked.query(name)).unwrap_or_default().to_owned()
}

fn show(visit: &Visit<'_>, listed: Option<HandoverPreview>, fault: &'static str) -> PageReply {
    let circle = &visit.desk.office.circle;
    let (from, to) = (asked(visit, "tu"), asked(visit, "den"));
    let page = HandoverPage {
        people: circle.contacts().map(|contact| (contact.id.clone(), contact.name.clone())).collect(),
        from_whom: visit.desk.store.officers()?.into_iter().map(|id| (id.clone(), person(circle, &id))).collect(),
        from_name: if from == NOBODY { String::new() } else { person(circle, &from) },
        to_name: person(circle, &to),
        from,
        to,
        listed,
        fault,
        done: visit.asked.query("ghi").unwrap_or_default().to_owned(),
    };
    visit.page("handover.html", "register", &page)
}

/// How the form names the agreements that nobody looks after.
const NOBODY: &str = "-";
/// Of more agreements no boxes are ticked: a form is no longer.
const TICKED_AT_MOST: usize = 120;

/// POST /ban-giao: the list; then, confirmed, the handover.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    may(visit)?;
    let (from, to) = (asked(visit, "tu"), asked(visit, "den"));
    let pressed = visit.asked.nonce();
    let confirms = visit.asked.field("press") == Some("confirm");
    let gone = |how: &str| visit.go(&format!("/ban-giao?ghi={how}&tu={}&den={}", encoded(&from), encoded(&to)));
    if confirms && visit.desk.store.spent(pressed)?.is_some() {
        return Ok(gone("roi"));
    }
    let ticked: Vec<String> = visit.asked.fields("ma").into_iter().map(str::to_owned).collect();
    let which = if visit.asked.field("chon").is_some() { HandoverScope::Among(&ticked) } else { HandoverScope::All };
    if which == HandoverScope::Among(&[]) {
        return show(visit, None, "none");
    }
    let giver = if from == NOBODY { Giver::Nobody } else { Giver::Officer(&from) };
    let newest = visit.desk.store.newest_act()?.to_string();
    let over = ["ban-giao", from.as_str(), to.as_str(), newest.as_str()];
    let cookie = &visit.member()?.cookie;
    let held = holds(cookie, &over, pressed, visit.now).filter(|_| confirms);
    let purpose = if held.is_some() { Purpose::Keep } else { Purpose::Rehearse };
    let done = visit.site.writer.record(
        |desk| visit.clerk(desk),
        |desk, clerk| {
            let asked = HandoverRequest { giver, to: &to, which, nonce: held.map(|ends_at| (pressed, ends_at)) };
            hand_over(&mut desk.store, &desk.office, clerk, asked, purpose)
        },
    )?;
    match done {
        Ok(_) if purpose == Purpose::Keep => Ok(gone("1")),
        Ok(done) => {
            let circle = &visit.desk.office.circle;
            let line = |handed: HandedAgreement| HandoverLine {
                path: encoded(&handed.reference),
                reference: handed.reference,
                title: handed.title,
                officers: handed.officers.iter().map(|id| person(circle, id)).collect::<Vec<_>>().join(", "),
            };
            let voice = visit.voice();
            let listed = HandoverPreview {
                appear: done.milestones.reminders_appear,
                go: done.milestones.reminders_go,
                ticks: done.agreements.len() <= TICKED_AT_MOST,
                agreements: done.agreements.into_iter().map(line).collect(),
                warnings: done.warnings.iter().map(|said| said.say(voice)).collect(),
                nonce: nonce(cookie, &over, visit.now)?,
            };
            show(visit, Some(listed), if confirms { "late" } else { "" })
        }
        Err(HandoverError::Same(_)) => show(visit, None, "same"),
        Err(HandoverError::Nothing(_)) => show(visit, None, "nothing"),
        Err(HandoverError::UnknownContact { .. }) => show(visit, None, "unknown"),
        Err(error) => Err(Trouble::Failed(error.to_string())),
    }
}
