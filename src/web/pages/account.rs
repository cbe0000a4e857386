//! `/tai-khoan`: one's own sessions and one's own calendar feed.

pub(crate) mod contact;

use serde::Serialize;

use crate::store::Access;
use crate::web::answer::PageReply;
use crate::web::secret::random;
use crate::web::session::{SessionLine, prove_again, session_line};
use crate::web::visit::Visit;

#[derive(Serialize)]
struct AccountPage {
    name: String,
    email: String,
    rights: Vec<&'static str>,
    sessions: Vec<SessionLine>,
    feed: Option<FeedLine>,
    /// The feed's address, on the one page that shows it.
    made: Option<String>,
    /// Absence, language, rhythm.
    contact: contact::ContactPart,
}

#[derive(Serialize)]
struct FeedLine {
    made: String,
    used: String,
}

/// GET /tai-khoan.
pub(crate) fn account(visit: &Visit<'_>) -> PageReply {
    show(visit, None)
}

fn show(visit: &Visit<'_>, made: Option<String>) -> PageReply {
    show_with(visit, made, Vec::new())
}

fn show_with(visit: &Visit<'_>, made: Option<String>, faults: Vec<String>) -> PageReply {
    let who = visit.member()?;
    let (sessions, feed) = {
        let web = visit.site.web();
        (web.sessions(Some(&who.contact.id), visit.now)?, web.feed_of(&who.contact.id)?)
    };
    let page = AccountPage {
        name: who.contact.name.clone(),
        email: who.contact.email.clone(),
        rights: who.contact.can.iter().map(|right| right.word()).collect(),
        sessions: sessions.iter().map(|session| session_line(visit, session)).collect(),
        feed: feed.map(|feed| FeedLine { made: visit.hour(feed.made_at), used: visit.hour(feed.used_at) }),
        made,
        contact: contact::part(visit, faults)?,
    };
    visit.page("account.html", "account", &page)
}

/// POST /tai-khoan/ket-thuc: ends one of one's sessions, or all of them.
pub(crate) fn end(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    let web = visit.site.web();
    if let Some(id) = visit.asked.field("id") {
        // Only one's own: the id is looked for among them.
        let own = web.sessions(Some(&who.contact.id), visit.now)?;
        if own.iter().any(|session| session.id == id) {
            web.end_session(id)?;
        }
    } else {
        web.end_sessions(&who.contact.id)?;
        web.note_access(&who.contact.id, Access::EndSessions, None, visit.now)?;
    }
    drop(web);
    Ok(visit.go("/tai-khoan"))
}

/// POST /tai-khoan/lich: a new feed; an earlier one ends. Asks for a fresh code.
pub(crate) fn make_feed(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    if !who.is_fresh(visit.now) {
        return prove_again(visit, "/tai-khoan");
    }
    let secret = random()?;
    {
        let web = visit.site.web();
        web.begin_feed(&secret, &who.contact.id, visit.now)?;
        web.note_access(&who.contact.id, Access::Feed, Some("new"), visit.now)?;
    }
    show(visit, Some(format!("{}/lich/{secret}.ics", visit.site.address)))
}

/// POST /tai-khoan/lich-dung: stops the feed.
pub(crate) fn stop_feed(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    {
        let web = visit.site.web();
        web.end_feed(&who.contact.id)?;
        web.note_access(&who.contact.id, Access::Feed, Some("stopped"), visit.now)?;
    }
    Ok(visit.go("/tai-khoan"))
}
