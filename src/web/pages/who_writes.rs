//! `/nguoi-ghi`: who writes, where several people share a contact. Asked once a session; it stands in every act.

use axum::http::StatusCode;
use serde::Serialize;

use crate::lifecycle::policy::Sharing;
use crate::web::answer::PageReply;
use crate::web::visit::Visit;

#[derive(Serialize)]
struct WhoWritesPage {
    name: String,
    typed: String,
    missing: bool,
}

/// A name and a post are no longer.
const NAME_CHARS: usize = 200;

fn show(visit: &Visit<'_>, typed: String, missing: bool) -> PageReply {
    let page = WhoWritesPage { name: visit.member()?.contact.name.clone(), typed, missing };
    let answer = visit.page("who_writes.html", "", &page)?;
    Ok(if missing { answer.status(StatusCode::UNPROCESSABLE_ENTITY) } else { answer })
}

/// GET /nguoi-ghi.
pub(crate) fn form(visit: &Visit<'_>) -> PageReply {
    show(visit, visit.member()?.session.writer.clone().unwrap_or_default(), false)
}

/// POST /nguoi-ghi, and on to where one wanted to go.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    let typed = visit.asked.prose("writer", NAME_CHARS);
    let name = typed.replace('\n', " ").trim().to_owned();
    if name.chars().count() < 2 {
        return show(visit, name, true);
    }
    let web = visit.site.web();
    if who.contact.sharing == Sharing::Several {
        web.name_writer(&who.session.id, &name)?;
    }
    let wanted = web.wanted(&who.cookie, visit.now)?;
    drop(web);
    Ok(visit.go(&wanted.unwrap_or_else(|| "/".to_owned())))
}
