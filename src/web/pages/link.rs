//! `/r/TOKEN`: a link from a letter.
//!
//! Opening it writes nothing, logs nobody in and shows no more than the letter did. The first press answers with what would
//! follow; the second, with the preview's nonce, records. The invariants: nothing is preselected; without the name of who
//! writes nothing is recorded; of a token that is not genuine one sentence is said, whatever is wrong with it.

mod agreement;
mod office;
mod press;

use axum::http::StatusCode;
use serde::Serialize;

use super::agreement::rows;
use super::record::fields::{RecordFault, TypedAct};
use super::record::offer::Offer;
use super::record::promised::PromiseField;
use super::words::DayWords;
use crate::desk::link::{self, GenuineLink, LinkAbout, OpenedLink, StaleReason};
use crate::message::say;
use crate::web::answer::{Answer, PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::session::name_here;
use crate::web::visit::Visit;
use press::LinkPage;

#[derive(Default, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct LinkForm {
    reference: String,
    /// The login's form for what a link does not record, below the page's address.
    login: String,
    short: String,
    what: String,
    day: Option<DayWords>,
    /// The act that is taken back.
    undo: Option<rows::ActRow>,
    offers: Vec<Offer>,
    more: Vec<Offer>,
    more_open: bool,
    steps: Vec<LinkStep>,
    /// Of a review, the commitments that its letter lists, to speak of.
    promises: Vec<PromiseField>,
    history: bool,
    decides: bool,
    by_link: bool,
    asks_writer: bool,
    typed: TypedAct,
    faults: Vec<RecordFault>,
    here: String,
}

#[derive(Serialize)]
struct LinkStep {
    name: String,
    title: String,
    day: DayWords,
}

#[derive(Serialize)]
struct StalePage {
    /// `false` for a token that is not genuine; else why it holds no more.
    why: &'static str,
    /// What closed it, in words.
    closed: Option<String>,
    moved_to: Option<DayWords>,
    officers: Vec<String>,
    login: Option<String>,
}

/// GET /r/TOKEN.
pub(crate) fn open(visit: &Visit<'_>) -> PageReply {
    // Who is logged in here need not type his own name; it can be typed over, and stands in the preview.
    let writer = name_here(visit).unwrap_or_default();
    let typed = TypedAct { writer, ..TypedAct::default() };
    match opened(visit)? {
        Ok(opened) => opened.form(typed, Vec::new()),
        Err(page) => Ok(page),
    }
}

/// POST /r/TOKEN: the preview; then, confirmed, the act.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    if let Some(answer) = press::pressed_before(visit)? {
        return Ok(answer);
    }
    let (typed, press) = (TypedAct::of(visit.asked), visit.asked.field("press").unwrap_or_default());
    match (opened(visit)?, press) {
        (Err(page), _) => Ok(page),
        (Ok(opened), "edit") => opened.form(typed, Vec::new()),
        (Ok(opened), "confirm") => opened.confirm(&typed),
        (Ok(opened), _) => opened.preview(&typed, ""),
    }
}

/// The link of the path; or the page that says why it does not hold.
fn opened<'a>(visit: &'a Visit<'a>) -> Result<Result<Box<dyn LinkPage<'a> + 'a>, Answer>, Trouble> {
    let Some(link) = link::open(visit.desk, visit.asked.part("token"))? else {
        let page = StalePage { why: "false", closed: None, moved_to: None, officers: Vec::new(), login: None };
        return Ok(Err(visit.page("link_stale.html", "", &page)?.status(StatusCode::NOT_FOUND)));
    };
    Ok(match link {
        OpenedLink::OfAgreement(link) => match stale(visit, &link.genuine, &link.about) {
            Some(why) => {
                let login = format!("/thoa-thuan/{}", encoded(&link.stored.facts.reference));
                Err(stale_page(visit, &why, link.officers, login)?)
            }
            None => Ok(Box::new(agreement::OpenedAgreementLink { visit, link: *link })),
        },
        OpenedLink::OfOffice(link) => match stale(visit, &link.genuine, &link.about) {
            Some(why) => {
                let officers = link.officers.iter().map(|id| visit.desk.office.named(id)).collect();
                Err(stale_page(visit, &why, officers, office::ROUTE.to_owned())?)
            }
            None => Ok(Box::new(office::OpenedMatter { visit, link: *link })),
        },
    })
}

/// Why it holds no more; from here on the page speaks the addressee's language.
fn stale(visit: &Visit<'_>, genuine: &GenuineLink, about: &LinkAbout) -> Option<StaleReason> {
    visit.spoken.set(genuine.addressee.as_ref().map(|contact| contact.language));
    match about {
        LinkAbout::Stale(why) => Some(why.clone()),
        LinkAbout::Answer(_) | LinkAbout::Undo(_) => None,
    }
}

fn stale_page(visit: &Visit<'_>, why: &StaleReason, officers: Vec<String>, login: String) -> PageReply {
    let (words, closed, moved_to) = match why {
        StaleReason::Off => ("off", None, None),
        StaleReason::Withdrawn => ("withdrawn", None, None),
        StaleReason::TooOld => ("too-old", None, None),
        StaleReason::Answered(closed) => {
            ("answered", closed.map(|closed| say::closed(&closed, visit.language())), None)
        }
        StaleReason::Moved(day) => ("moved", None, Some(DayWords::new(*day, visit.today(), visit.language()))),
        StaleReason::Gone => ("gone", None, None),
        StaleReason::Others => ("others", None, None),
        StaleReason::Restricted => ("restricted", None, None),
        StaleReason::Undone => ("undone", None, None),
        StaleReason::Confirmed => ("confirmed", None, None),
    };
    let page = StalePage { why: words, closed, moved_to, officers, login: Some(login) };
    Ok(visit.page("link_stale.html", "", &page)?.status(StatusCode::GONE))
}
