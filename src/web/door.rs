//! Who may open which page: a request is let in by its door, or sent to the login.

use std::cell::Cell;

use axum::http::Method;
use chrono::TimeDelta;

use super::answer::{Answer, PageReply, Trouble};
use super::cookie::Cookie;
use super::page_request::PageRequest;
use super::secret::random;
use super::session::who;
use super::site::Site;
use super::visit::Visit;
use super::who::{LOGIN_MINUTES, Who};
use crate::desk::Desk;

/// Who may open a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// Anybody.
    Open,
    /// Who is logged in.
    Members,
    /// Who is logged in, and has said who he is where several share the contact.
    Writers,
    /// Whoever has a link from a letter: nobody is looked up and nothing is written to let him in, and what confirms a form is
    /// its nonce.
    Link,
}

/// A handler: one page, or one form.
pub(crate) type Handler = fn(&Visit<'_>) -> PageReply;

pub(crate) fn answer(site: &Site, desk: &Desk, asked: &PageRequest, door: Door, handler: Handler) -> Answer {
    let now = desk.clock.now();
    let mut visit = Visit { site, desk, asked, now, who: None, spoken: Cell::new(None) };
    let found = if door == Door::Link { Ok(None) } else { who(&visit) };
    let reply = found.and_then(|found| {
        visit.who = found;
        enter(&visit, door, handler)
    });
    reply.unwrap_or_else(|trouble| visit.say(&trouble))
}

/// Whether somebody is logged in behind a request.
pub(crate) fn is_member(site: &Site, desk: &Desk, asked: &PageRequest) -> bool {
    let visit = Visit { site, desk, asked, now: desk.clock.now(), who: None, spoken: Cell::new(None) };
    matches!(who(&visit), Ok(Some(_)))
}

/// Names the route whose page breaks down, in a build with debug assertions alone: so it is tried what a broken page costs.
const BROKEN_ROUTE: &str = "PACTWATCH_BROKEN_ROUTE";

fn enter(visit: &Visit<'_>, door: Door, handler: Handler) -> PageReply {
    if matches!(door, Door::Members | Door::Writers) && visit.who.is_none() {
        return to_login(visit);
    }
    if door == Door::Writers && visit.who.as_ref().is_some_and(Who::is_nameless) {
        return to_name(visit);
    }
    if door != Door::Link && visit.asked.method == Method::POST && !visit.is_our_form() {
        return Err(Trouble::BadRequest);
    }
    debug_assert_ne!(std::env::var(BROKEN_ROUTE).as_deref(), Ok(visit.asked.route.as_str()));
    handler(visit)
}

/// To the login, and back here afterwards: the route is kept on the server.
fn to_login(visit: &Visit<'_>) -> PageReply {
    let browser = match visit.cookie(Cookie::Browser) {
        Some(browser) => browser,
        None => random()?,
    };
    let wanted = if visit.asked.method == Method::POST { "/".to_owned() } else { visit.asked.here() };
    let ends_at = visit.now + TimeDelta::minutes(LOGIN_MINUTES);
    visit.site.web().remember_browser(&browser, &wanted, ends_at)?;
    let set = Cookie::Browser.set(&visit.site.address, &browser, Some(LOGIN_MINUTES * 60));
    Ok(visit.go("/dang-nhap").cookie(set))
}

/// To the question who writes, and back here afterwards.
fn to_name(visit: &Visit<'_>) -> PageReply {
    let wanted = if visit.asked.method == Method::POST { "/".to_owned() } else { visit.asked.here() };
    let ends_at = visit.now + TimeDelta::minutes(LOGIN_MINUTES);
    visit.site.web().remember_browser(&visit.member()?.cookie, &wanted, ends_at)?;
    Ok(visit.go("/nguoi-ghi"))
}
