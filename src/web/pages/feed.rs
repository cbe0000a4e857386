//! `/lich/SECRET.ics`: the calendar that a program fetches. Who has the address has the calendar, and nothing else.

use axum::http::{StatusCode, header};
use sha2::{Digest, Sha256};

use crate::desk::feed::feed as days;
use crate::desk::rights::Viewer;
use crate::text::hex;
use crate::web::answer::{Answer, PageReply, Trouble};
use crate::web::visit::Visit;

/// GET /lich/{secret}: the name has to end in `.ics`.
pub(crate) fn feed(visit: &Visit<'_>) -> PageReply {
    let secret = visit.asked.part("secret").strip_suffix(".ics").filter(|secret| secret.len() == 64);
    let found = match secret {
        Some(secret) => visit.site.web().feed(secret, visit.now)?,
        None => None,
    };
    let contact = found.and_then(|feed| visit.desk.office.circle.contact(&feed.contact).cloned());
    let contact = contact.ok_or(Trouble::NotFound)?;
    let viewer = Viewer::of(&visit.desk.config, &contact, visit.today());
    let calendar = days(visit.desk, &viewer)?.into_bytes();
    let tag = format!("\"{}\"", hex(&Sha256::digest(&calendar)[..16]));
    let known = visit.asked.known_tag.as_deref() == Some(tag.as_str());
    let answer = if known {
        Answer { status: StatusCode::NOT_MODIFIED, headers: Vec::new(), body: Vec::new() }
    } else {
        Answer::of(StatusCode::OK, "text/calendar; charset=utf-8", calendar)
    };
    Ok(answer.with(header::ETAG, tag))
}
