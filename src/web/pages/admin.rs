//! `/quan-tri`: how the machine is, for who looks after it. No agreement's content: what failed is named by its addressee.

use std::fmt::Write as _;

use serde::Serialize;

use super::letters::brake::{Brake, brake};
use super::words::{DayWords, person};
use crate::desk::calendar::exceptions;
use crate::desk::outbox::{Letters, newest};
use crate::desk::status::status;
use crate::lifecycle::calendar::DayKind;
use crate::message::answer::stored_reasons;
use crate::store::{Access, AccessEntry};
use crate::watch::left_behind;
use crate::web::answer::{PageReply, Trouble};
use crate::web::session::{SessionLine, session_line};
use crate::web::visit::Visit;

#[derive(Serialize)]
struct Admin {
    problems: Vec<String>,
    last_scan: Option<String>,
    next_scan: Option<String>,
    agreements: u64,
    queue: Vec<(&'static str, u64)>,
    oldest: Option<String>,
    mail_alarm: Option<(String, String)>,
    announced: Option<DayWords>,
    horizon: DayWords,
    seal: String,
    undelivered: Vec<(i64, String, String)>,
    sessions: Vec<(String, SessionLine)>,
    accesses: Vec<AccessRow>,
    /// What waits behind the brake.
    brake: Option<Brake>,
    /// Lines to paste into config.toml: next year's days off that nobody has announced, and officers who are no contacts.
    lines: String,
    done: String,
}

#[derive(Serialize)]
struct AccessRow {
    at: String,
    who: String,
    what: &'static str,
    about: String,
}

/// So many lines of the access log stand on the page.
const ACCESSES: usize = 50;

/// GET /quan-tri.
pub(crate) fn admin(visit: &Visit<'_>) -> PageReply {
    if !visit.member()?.viewer.administers() {
        return Err(Trouble::Forbidden);
    }
    let status = status(visit.desk)?;
    let circle = &visit.desk.office.circle;
    let (sessions, accesses) = {
        let web = visit.site.web();
        (web.sessions(None, visit.now)?, web.accesses(ACCESSES)?)
    };
    let undelivered = newest(visit.desk, &Letters { addressee: None, unsettled: true, before: None })?;
    let words = |day| DayWords::new(day, visit.today(), visit.language());
    let queue = &status.queue;
    let access = |entry: AccessEntry| AccessRow {
        at: visit.hour(entry.at),
        who: person(circle, &entry.contact),
        what: entry.what.name(),
        about: entry.about.unwrap_or_default(),
    };
    let page = Admin {
        problems: status.problems.iter().map(ToString::to_string).collect(),
        last_scan: status.last_scan.map(|scan| visit.hour_of(&scan.at)),
        next_scan: status.next_scan_at.map(|at| visit.hour_of(&at)),
        agreements: status.agreements,
        queue: vec![
            ("composing", queue.composing),
            ("pending", queue.pending),
            ("sending", queue.sending),
            ("sent", queue.sent),
            ("dead", queue.dead),
            ("dropped", queue.dropped),
        ],
        oldest: queue.oldest_pending_at.as_deref().map(|at| visit.hour_of(at)),
        mail_alarm: status.mail_alarm.map(|alarm| (visit.hour_of(&alarm.since_at), alarm.reason)),
        announced: status.calendar.announced_through.map(words),
        horizon: words(status.calendar.horizon),
        seal: status.chain_head,
        undelivered: undelivered
            .into_iter()
            .map(|envelope| {
                (
                    envelope.id,
                    person(circle, &envelope.addressee),
                    stored_reasons::in_language_of(visit.voice(), &envelope.why.unwrap_or_default()),
                )
            })
            .collect(),
        sessions: sessions
            .iter()
            .map(|session| (person(circle, &session.contact), session_line(visit, session)))
            .collect(),
        accesses: accesses.into_iter().map(access).collect(),
        brake: brake(visit)?,
        lines: lines_to_paste(visit)?,
        done: visit.asked.query("ghi").unwrap_or_default().to_owned(),
    };
    visit.page("admin.html", "admin", &page)
}

/// What is missing in config.toml, as lines for it; empty where nothing is.
fn lines_to_paste(visit: &Visit<'_>) -> Result<String, Trouble> {
    let mut lines = String::new();
    let year = visit.today().year() + 1;
    let open = exceptions(&visit.desk.office.calendar, year).into_iter().filter(|one| !one.confirmed);
    let (off, work): (Vec<_>, Vec<_>) = open.partition(|one| one.kind == DayKind::Off);
    for (key, days) in [("off", off), ("work", work)] {
        if days.is_empty() {
            continue;
        }
        if lines.is_empty() {
            lines.push_str("[calendar]\n");
        }
        let _ = writeln!(lines, "{key} = [");
        for one in days {
            // A name of ours; what TOML would end a text at is taken out all the same.
            let name = one.name.replace(['"', '\\'], "'");
            let _ = writeln!(lines, "  {{ on = {}, name = \"{name}\", confirmed = true }},", one.day);
        }
        lines.push_str("]\n");
    }
    for id in left_behind(&visit.desk.store, &visit.desk.office)?.into_keys() {
        let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let key = if plain { id.clone() } else { format!("\"{}\"", id.replace(['"', '\\'], "")) };
        let _ = writeln!(lines, "[contacts.{key}]\nname = \"\"\nemail = \"\"");
    }
    Ok(lines)
}

/// POST /quan-tri/phien: ends one session, or all of a contact.
pub(crate) fn end_session(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    if !who.viewer.administers() {
        return Err(Trouble::Forbidden);
    }
    let id = visit.asked.field("id").unwrap_or_default();
    let web = visit.site.web();
    web.end_session(id)?;
    web.note_access(&who.contact.id, Access::EndSessions, None, visit.now)?;
    drop(web);
    Ok(visit.go("/quan-tri"))
}
