//! Who asks: the session behind a cookie, as long as the person stands as at login.

use chrono::TimeDelta;
use serde::Serialize;

use super::answer::{Answer, PageReply, Trouble};
use super::cookie::Cookie;
use super::secret::random;
use super::visit::Visit;
use super::who::{LOGIN_MINUTES, Who};
use crate::desk::rights::Viewer;
use crate::lifecycle::policy::{Contact, Sharing};
use crate::message::answer::pages::COC_COC;
use crate::store::{Access, NewSession, Session};

/// Whether the login is to outlast the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stay {
    /// It ends idle after half a day, after seven days at most.
    Day,
    /// "Giữ đăng nhập trên máy này".
    Month,
}

/// A session ends after so long without a request, where `[web] session` says nothing else,
const IDLE_MINUTES: i64 = 12 * 60;
/// and after so long whatever happens;
const DAYS: i64 = 7;
/// one that was asked to stay, after so long.
const STAY_DAYS: i64 = 30;
/// A browser that has logged in is known so long.
const DEVICE_DAYS: i64 = 400;

/// Who sits behind this request's cookie. A session ends where the contact is gone, or where address or rights are no
/// longer those of the login.
pub(crate) fn who(visit: &Visit<'_>) -> Result<Option<Who>, Trouble> {
    let Some(cookie) = visit.cookie(Cookie::Session) else { return Ok(None) };
    let Some(session) = visit.site.web().session(&cookie, visit.now)? else { return Ok(None) };
    let standing = visit.desk.office.circle.contact(&session.contact).map(|contact| {
        let viewer = Viewer::of(&visit.desk.config, contact, visit.today());
        (contact.clone(), viewer.to_string(), viewer)
    });
    match standing {
        Some((contact, now, viewer)) if now == session.standing => Ok(Some(Who { contact, viewer, session, cookie })),
        _ => {
            visit.site.web().end_session(&session.id)?;
            Ok(None)
        }
    }
}

/// What somebody is called who is logged in in this browser, for a form that asks who writes. Nobody is let in by it, nothing
/// is written, and where it cannot be told nobody is named.
pub(crate) fn name_here(visit: &Visit<'_>) -> Option<String> {
    let cookie = visit.cookie(Cookie::Session)?;
    let session = visit.site.web().session_unseen(&cookie, visit.now).ok().flatten()?;
    let contact = visit.desk.office.circle.contact(&session.contact)?;
    let stands = Viewer::of(&visit.desk.config, contact, visit.today()).to_string() == session.standing;
    match contact.sharing {
        _ if !stands => None,
        Sharing::Several => session.writer,
        Sharing::One => Some(contact.name.clone()),
    }
}

/// Begins a session for somebody who has proved who he is, under a new secret, and ends the one before.
pub(crate) fn begin(visit: &Visit<'_>, contact: &Contact, stay: Stay) -> PageReply {
    let viewer = Viewer::of(&visit.desk.config, contact, visit.today());
    let browser = visit.cookie(Cookie::Browser);
    let web = visit.site.web();
    let wanted = match &browser {
        Some(browser) => web.wanted(browser, visit.now)?,
        None => None,
    };
    let secret = random()?;
    // Who administers the machine logs in anew.
    let stays = stay == Stay::Month && !viewer.administers();
    let rest = visit.desk.config.web.as_ref().map_or(IDLE_MINUTES, |web| i64::from(web.session_minutes));
    let (idle, ends) = if stays { (STAY_DAYS * 24 * 60, STAY_DAYS) } else { (rest, DAYS) };
    web.begin_session(
        &NewSession {
            secret: &secret,
            contact: &contact.id,
            standing: &viewer.to_string(),
            browser: &shortened(&visit.asked.agent),
            idle: TimeDelta::minutes(idle),
            ends_at: visit.now + TimeDelta::days(ends),
        },
        visit.now,
    )?;
    if let Some(before) = &visit.who {
        web.end_session(&before.session.id)?;
    }
    if let Some(browser) = &browser {
        web.spend_codes(browser)?;
    }
    let device = match visit.cookie(Cookie::Device) {
        Some(device) => device,
        None => random()?,
    };
    web.know_device(&device, &contact.id, visit.now)?;
    web.note_access(&contact.id, Access::Login, None, visit.now)?;
    let address = &visit.site.address;
    Ok(visit
        .go(&wanted.unwrap_or_else(|| "/".to_owned()))
        .cookie(Cookie::Session.set(address, &secret, stays.then_some(STAY_DAYS * 86_400)))
        .cookie(Cookie::Device.set(address, &device, Some(DEVICE_DAYS * 86_400)))
        .cookie(Cookie::Browser.clear(address)))
}

/// POST /dang-xuat.
pub(crate) fn log_out(visit: &Visit<'_>) -> PageReply {
    if let Some(who) = &visit.who {
        visit.site.web().end_session(&who.session.id)?;
    }
    let to = match visit.who {
        // Only who was inside hears the new secret.
        Some(_) if visit.site.is_demo() => format!("/thu/{}", visit.site.new_demo_secret()?),
        _ => "/dang-nhap".to_owned(),
    };
    Ok(visit.go(&to).cookie(Cookie::Session.clear(&visit.site.address)))
}

/// To the login for a fresh code, and back to that route.
pub(crate) fn prove_again(visit: &Visit<'_>, route: &str) -> Result<Answer, Trouble> {
    let browser = match visit.cookie(Cookie::Browser) {
        Some(browser) => browser,
        None => random()?,
    };
    let ends_at = visit.now + TimeDelta::minutes(LOGIN_MINUTES);
    visit.site.web().remember_browser(&browser, route, ends_at)?;
    let set = Cookie::Browser.set(&visit.site.address, &browser, Some(LOGIN_MINUTES * 60));
    Ok(visit.go("/dang-nhap?xac-nhan=1").cookie(set))
}

/// A session as lists show it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SessionLine {
    id: String,
    browser: String,
    made: String,
    seen: String,
    /// Whether it is the one that asks.
    own: bool,
}

/// A session in words.
pub(crate) fn session_line(visit: &Visit<'_>, session: &Session) -> SessionLine {
    SessionLine {
        id: session.id.clone(),
        browser: session.browser.clone(),
        made: visit.hour(session.made_at),
        seen: visit.hour(session.seen_at),
        own: visit.who.as_ref().is_some_and(|who| who.session.id == session.id),
    }
}

/// What a browser calls itself, as people know it: `Chrome · Windows`.
fn shortened(agent: &str) -> String {
    let browsers =
        [("Edg/", "Edge"), ("coc_coc", COC_COC), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name);
    let names: Vec<&str> = [find(&browsers), find(&systems)].into_iter().flatten().collect();
    names.join(" · ")
}
