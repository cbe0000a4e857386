//! `/ban-giao`: all agreements of one contact handed to another, after a list.

use serde::Serialize;

use super::words::person;
use crate::desk::handover::{Handed, HandoverError, handover};
use crate::desk::rights::{Deed, Extent};
use crate::desk::{Desk, Purpose};
use crate::message::Say;
use crate::web::answer::{Reply, Trouble};
use crate::web::nonce::{holds, nonce};
use crate::web::visit::{Visit, encoded};

#[derive(Serialize)]
struct Page {
    people: Vec<(String, String)>,
    /// Who has agreements: contacts, and ids that no contact has any more.
    from_whom: Vec<(String, String)>,
    from: String,
    to: String,
    from_name: String,
    to_name: String,
    listed: Option<Listed>,
    /// `same`, `nothing`, `unknown`, `late` or nothing.
    fault: &'static str,
    done: bool,
}

#[derive(Serialize)]
struct Listed {
    agreements: Vec<Line>,
    appear: usize,
    go: usize,
    warnings: Vec<String>,
    nonce: String,
}

#[derive(Serialize)]
struct Line {
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
pub(crate) fn form(visit: &Visit<'_>) -> Reply {
    may(visit)?;
    show(visit, None, "")
}

fn asked(visit: &Visit<'_>, name: &str) -> String {
    visit.asked.field(name).or_else(|| visit.asked.query(name)).unwrap_or_default().to_owned()
}

fn show(visit: &Visit<'_>, listed: Option<Listed>, fault: &'static str) -> Reply {
    let circle = &visit.desk.office.circle;
    let (from, to) = (asked(visit, "tu"), asked(visit, "den"));
    let page = Page {
        people: circle.contacts().map(|contact| (contact.id.clone(), contact.name.clone())).collect(),
        from_whom: visit.desk.store.officers()?.into_iter().map(|id| (id.clone(), person(circle, &id))).collect(),
        from_name: person(circle, &from),
        to_name: person(circle, &to),
        from,
        to,
        listed,
        fault,
        done: visit.asked.query("ghi").is_some(),
    };
    visit.page("handover.html", "register", &page)
}

/// POST /ban-giao: the list; then, confirmed, the handover.
pub(crate) fn send(visit: &Visit<'_>) -> Reply {
    may(visit)?;
    let (from, to) = (asked(visit, "tu"), asked(visit, "den"));
    let newest = visit.desk.store.newest_act()?.to_string();
    let over = ["ban-giao", from.as_str(), to.as_str(), newest.as_str()];
    let cookie = &visit.member()?.cookie;
    let purpose = match visit.asked.field("press") {
        Some("confirm")
            if holds(cookie, &over, visit.asked.field("nonce").unwrap_or_default(), visit.now).is_some() =>
        {
            Purpose::Keep
        }
        _ => Purpose::Rehearse,
    };
    let late = visit.asked.field("press") == Some("confirm") && purpose == Purpose::Rehearse;
    let done = visit.site.writer.at_desk(|desk| {
        desk.believe_the_clock()?;
        let clerk = visit.clerk(desk)?;
        let Desk { store, office, .. } = desk;
        Ok::<_, Trouble>(handover(store, office, &clerk, &from, &to, purpose))
    })?;
    match done {
        Ok(_) if purpose == Purpose::Keep => {
            Ok(visit.go(&format!("/ban-giao?ghi=1&tu={}&den={}", encoded(&from), encoded(&to))))
        }
        Ok(done) => {
            let circle = &visit.desk.office.circle;
            let line = |handed: Handed| Line {
                path: encoded(&handed.reference),
                reference: handed.reference,
                title: handed.title,
                officers: handed.officers.iter().map(|id| person(circle, id)).collect::<Vec<_>>().join(", "),
            };
            let voice = visit.voice();
            let listed = Listed {
                appear: done.milestones.reminders_appear,
                go: done.milestones.reminders_go,
                agreements: done.agreements.into_iter().map(line).collect(),
                warnings: done.warnings.iter().map(|said| said.say(voice)).collect(),
                nonce: nonce(cookie, &over, visit.now)?,
            };
            show(visit, Some(listed), if late { "late" } else { "" })
        }
        Err(HandoverError::Same(_)) => show(visit, None, "same"),
        Err(HandoverError::Nothing(_)) => show(visit, None, "nothing"),
        Err(HandoverError::UnknownContact { .. }) => show(visit, None, "unknown"),
        Err(error) => Err(Trouble::Failed(error.to_string())),
    }
}
