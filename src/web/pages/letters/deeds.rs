//! What is done with letters: sent again, dropped with why, let through the brake.

use crate::desk::outbox;
use crate::desk::rights::{Deed, Extent};
use crate::desk::tick::release_brake;
use crate::outbox::EnvelopeState;
use crate::web::answer::{PageReply, Trouble};
use crate::web::session::prove_again;
use crate::web::visit::Visit;
use crate::web::who::Who;

fn allowed<'v>(visit: &'v Visit<'_>, deed: Deed) -> Result<&'v Who, Trouble> {
    let who = visit.member()?;
    if who.viewer.extent(deed) == Extent::All { Ok(who) } else { Err(Trouble::Forbidden) }
}

/// To the page that the form stood on: who looks after the machine alone has no letters of others.
fn back(visit: &Visit<'_>, done: &str) -> String {
    let from = if visit.asked.field("tu").is_some_and(|from| from == "quan-tri") { "/quan-tri" } else { "/thu-nhac" };
    format!("{from}?ghi={done}")
}

/// POST /thu-nhac/gui-lai: one letter, or all that are undelivered, go again.
pub(crate) fn retry(visit: &Visit<'_>) -> PageReply {
    allowed(visit, Deed::RetryLetter)?;
    let one = visit.asked.field("so").map(|text| text.parse::<i64>().map_err(|_| Trouble::BadRequest)).transpose()?;
    visit.site.writer.at_desk(|desk| {
        match one {
            Some(id) => outbox::retry(desk, id)?,
            None => {
                outbox::retry_all(desk, &outbox::RetrySelection { state: EnvelopeState::Dead, to: None, reason: None })?
            }
        };
        Ok::<_, Trouble>(())
    })?;
    Ok(visit.go(&back(visit, "gui-lai")))
}

/// So long is a word of why.
const WHY_CHARS: usize = 300;

/// POST /thu-nhac/bo: a letter is dropped, with why, by somebody who has proved who he is.
pub(crate) fn drop_letter(visit: &Visit<'_>) -> PageReply {
    let who = allowed(visit, Deed::DropLetter)?;
    let id: i64 = visit.asked.field("so").and_then(|text| text.parse().ok()).ok_or(Trouble::BadRequest)?;
    if !who.is_fresh(visit.now) {
        return prove_again(visit, &format!("/thu-nhac/{id}"));
    }
    let why = visit.asked.prose("ly-do", WHY_CHARS);
    if why.trim().is_empty() {
        return Ok(visit.go(&format!("/thu-nhac/{id}?ghi=ly-do")));
    }
    let by = who.contact.name.clone();
    visit.site.writer.at_desk(|desk| {
        outbox::drop(desk, id, &format!("{} ({by})", why.replace('\n', " ")))?;
        Ok::<_, Trouble>(())
    })?;
    Ok(visit.go("/thu-nhac?ghi=bo"))
}

/// POST /thu-nhac/phanh: the brake is released.
pub(crate) fn release(visit: &Visit<'_>) -> PageReply {
    let who = allowed(visit, Deed::ReleaseBrake)?;
    if !who.is_fresh(visit.now) {
        return prove_again(visit, if who.viewer.records_all() { "/thu-nhac" } else { "/quan-tri" });
    }
    visit.site.writer.at_desk(|desk| Ok::<_, Trouble>(release_brake(desk).map(drop)?))?;
    Ok(visit.go(&back(visit, "phanh")))
}
