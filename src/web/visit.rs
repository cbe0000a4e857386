//! One request as its handler sees it: what was asked, by whom, and the office that answers.

use std::cell::Cell;
use std::collections::HashMap;

use axum::http::{Method, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::answer::{Answer, Reply, Trouble};
use super::cookie::Cookie;
use super::menu;
use super::multipart::UploadedFile;
use super::secret::{form_token, random, same};
use super::session::{Who, who};
use super::site::Site;
use crate::desk::rights::Sight;
use crate::desk::{Desk, Recorder};
use crate::lifecycle::act::Via;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Language, Sharing};
use crate::message::answer::{pages as words, web};
use crate::message::link::ROUTE;
use crate::message::{Face, Voice, Words, page, say};
use crate::text::prose;

/// What a browser sent.
#[derive(Clone, Debug)]
pub(crate) struct PageRequest {
    pub(crate) method: Method,
    /// The route, without the page's own path.
    pub(crate) route: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    /// Files that came with the form.
    pub(crate) files: Vec<UploadedFile>,
    pub(crate) cookies: Vec<String>,
    /// The machine it came from, as far as it can be believed.
    pub(crate) machine: String,
    /// What the browser calls itself.
    pub(crate) agent: String,
    /// The parts of the path that the route names.
    pub(crate) parts: HashMap<String, String>,
    /// What the browser has of this page already.
    pub(crate) known_tag: Option<String>,
}

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
pub(crate) type Handler = fn(&Visit<'_>) -> Reply;

/// A request with everything that answers it.
pub(crate) struct Visit<'a> {
    pub(crate) site: &'a Site,
    pub(crate) desk: &'a Desk,
    pub(crate) asked: &'a PageRequest,
    pub(crate) now: DateTime<Utc>,
    pub(crate) who: Option<Who>,
    /// The language of who reads, where no login tells it.
    pub(crate) spoken: Cell<Option<Language>>,
}

/// How long a browser may take over its login.
pub(crate) const LOGIN_MINUTES: i64 = 30;

/// Answers a request.
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

fn enter(visit: &Visit<'_>, door: Door, handler: Handler) -> Reply {
    if matches!(door, Door::Members | Door::Writers) && visit.who.is_none() {
        return to_login(visit);
    }
    if door == Door::Writers && visit.who.as_ref().is_some_and(super::session::Who::is_nameless) {
        return to_name(visit);
    }
    if door != Door::Link && visit.asked.method == Method::POST && !visit.is_our_form() {
        return Err(Trouble::BadRequest);
    }
    handler(visit)
}

/// To the login, and back here afterwards: the route is kept on the server.
fn to_login(visit: &Visit<'_>) -> Reply {
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
fn to_name(visit: &Visit<'_>) -> Reply {
    let wanted = if visit.asked.method == Method::POST { "/".to_owned() } else { visit.asked.here() };
    let ends_at = visit.now + TimeDelta::minutes(LOGIN_MINUTES);
    visit.site.web().remember_browser(&visit.member()?.cookie, &wanted, ends_at)?;
    Ok(visit.go("/nguoi-ghi"))
}

impl PageRequest {
    /// A value of the query; the first of several.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
    }

    /// Every value of that name.
    pub(crate) fn queries(&self, name: &str) -> Vec<&str> {
        self.query
            .iter()
            .filter(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// A field of the form.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.form.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Every field of that name, as boxes that are ticked send it.
    pub(crate) fn fields(&self, name: &str) -> Vec<&str> {
        self.form.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim()).collect()
    }

    /// Whether a field says anything, as a box that is ticked does.
    pub(crate) fn says(&self, name: &str) -> bool {
        self.field(name).is_some_and(|text| !text.is_empty())
    }

    /// What a field says, as it may stand in the register; empty where it may not, or is longer.
    pub(crate) fn prose(&self, name: &str, longest: usize) -> String {
        self.field(name).and_then(|text| prose(text, longest).ok()).unwrap_or_default()
    }

    /// The nonce of the preview that a form confirms.
    pub(crate) fn nonce(&self) -> &str {
        self.field("nonce").unwrap_or_default()
    }

    /// The newest act that a form was made over.
    pub(crate) fn newest(&self) -> i64 {
        self.field("newest").and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// A part of the path.
    pub(crate) fn part(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", String::as_str)
    }

    /// The route as a page may show it: without the secret of a link.
    fn shown(&self) -> String {
        if self.route.starts_with(ROUTE) { ROUTE.to_owned() } else { self.here() }
    }

    /// The route with its query, to come back to.
    fn here(&self) -> String {
        let here = format!("{}{}", encoded_path(&self.route), query_text(&self.query));
        if here.len() <= 1_000 { here } else { "/".to_owned() }
    }
}

/// A path as it stands in a link; it is percent-encoded already where it comes from a request.
fn encoded_path(path: &str) -> String {
    path.chars().filter(char::is_ascii_graphic).collect()
}

/// `?a=b&c=d`, or nothing.
pub(crate) fn query_text(pairs: &[(String, String)]) -> String {
    let one = |(key, value): &(String, String)| format!("{}={}", encoded(key), encoded(value));
    let all: Vec<String> = pairs.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("?{}", all.join("&")) }
}

/// A text as one segment of a path, or one value of a query.
pub(crate) fn encoded(text: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    percent_encoding::utf8_percent_encode(text, KEPT).to_string()
}

/// What stands on every page around its own matter.
#[derive(Serialize)]
struct Frame<'a> {
    /// Which entry of the menu this page is.
    menu: &'a str,
    base: &'a str,
    css: &'static str,
    js: &'static str,
    icon: &'static str,
    entries: Vec<menu::Entry>,
    office: &'a str,
    user: Option<&'a str>,
    demo: bool,
    admin: bool,
    token: String,
    today: String,
    /// The same as people type it: the example of a day.
    day: String,
    now: String,
    /// The newest act's hash, its first characters: what a printed page can be held against.
    seal: String,
    url: String,
}

#[derive(Serialize)]
struct Sheet<'a, T> {
    frame: Frame<'a>,
    page: &'a T,
}

/// So many characters of the chain stand at a page's foot, as in a digest's.
const SEAL_CHARS: usize = 32;

impl Visit<'_> {
    /// The office's day.
    pub(crate) fn today(&self) -> Day {
        self.desk.clock.zone().day_of(self.now)
    }

    /// An instant on the office's wall: `10:05 21/11/2026`.
    pub(crate) fn hour(&self, at: DateTime<Utc>) -> String {
        self.desk.clock.zone().local(at).format("%H:%M %d/%m/%Y").to_string()
    }

    /// The same of an instant as the register writes it; anything else as it stands.
    pub(crate) fn hour_of(&self, at: &str) -> String {
        DateTime::parse_from_rfc3339(at).map_or_else(|_| say::instant(at), |at| self.hour(at.with_timezone(&Utc)))
    }

    /// What is known of the agreement of that reference; none where there is none that can be read.
    pub(crate) fn facts(&self, reference: &str) -> Result<Option<Facts>, Trouble> {
        let Some(id) = self.desk.store.agreement_id(reference)? else { return Ok(None) };
        match self.desk.store.agreement(id) {
            Ok(stored) => Ok(Some(stored.facts)),
            Err(error) if error.is_of_the_record() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What who is logged in sees of the agreement of that reference; one that is not known is not seen.
    pub(crate) fn sight(&self, reference: &str) -> Result<Sight, Trouble> {
        let viewer = &self.member()?.viewer;
        Ok(self.facts(reference)?.map_or(Sight::ReferenceAndDays, |facts| viewer.sight_of(&facts)))
    }

    /// The language of who reads.
    pub(crate) fn language(&self) -> Language {
        let spoken = self.who.as_ref().map(|who| who.contact.language).or(self.spoken.get());
        spoken.unwrap_or(self.desk.config.office.language)
    }

    /// The reader's language, on the page.
    pub(crate) fn voice(&self) -> Voice {
        Voice { language: self.language(), face: Face::Page }
    }

    /// Whose matters the first page of who is logged in shows.
    pub(crate) fn matters(&self) -> Words {
        let Some(who) = &self.who else { return words::OWN_MATTERS };
        let directors = self.desk.office.circle.role("director").unwrap_or_default();
        if directors.contains(&who.contact.id) {
            words::MATTERS_OF_THE_DEPARTMENT
        } else if who.viewer.records_all() {
            words::MATTERS_OF_THE_DIVISION
        } else {
            words::OWN_MATTERS
        }
    }

    /// One of our cookies.
    pub(crate) fn cookie(&self, cookie: Cookie) -> Option<String> {
        cookie.read(&self.site.address, self.asked.cookies.iter().map(String::as_str))
    }

    /// The token that this browser's forms bear: the session's, before login the browser's.
    fn token(&self) -> Option<String> {
        let cookie = match &self.who {
            Some(who) => Some(who.cookie.clone()),
            None => self.cookie(Cookie::Browser),
        };
        cookie.map(|cookie| form_token(&cookie))
    }

    fn is_our_form(&self) -> bool {
        self.token().is_some_and(|token| same(&token, self.asked.field("token").unwrap_or_default()))
    }

    /// Who is logged in; a page behind [`Door::Members`] has somebody.
    pub(crate) fn member(&self) -> Result<&Who, Trouble> {
        self.who.as_ref().ok_or(Trouble::Forbidden)
    }

    /// Who records: the contact, by the page.
    pub(crate) fn clerk(&self, desk: &Desk) -> Result<Recorder, Trouble> {
        let who = self.member()?;
        let clerk = Recorder::at(&desk.clock, &who.contact.id).contact(&who.contact.name).via(Via::Page);
        Ok(match &who.session.writer {
            Some(writer) if who.contact.sharing == Sharing::Several => clerk.written_by(writer),
            _ => clerk,
        })
    }

    /// Go to one of our routes.
    pub(crate) fn go(&self, route: &str) -> Answer {
        Answer::see_other(self.site.path(route))
    }

    /// A page from its template.
    pub(crate) fn page<T: Serialize>(&self, template: &str, menu: &str, page: &T) -> Reply {
        self.page_with_token(template, menu, page, self.token().unwrap_or_default())
    }

    /// The same where the browser gets its first cookie with this page.
    pub(crate) fn page_with_token<T: Serialize>(&self, template: &str, menu: &str, page: &T, token: String) -> Reply {
        let language = self.language();
        let who = self.who.as_ref();
        let frame = Frame {
            menu,
            base: self.site.address.path(),
            css: super::assets::css(),
            js: super::assets::js(),
            icon: super::assets::icon(),
            entries: menu::entries(self.matters(), who.map(|who| &who.viewer), self.voice()),
            office: &self.desk.office.name,
            user: who.map(|who| who.contact.name.as_str()),
            demo: self.site.is_demo(),
            admin: who.is_some_and(|who| who.viewer.administers()),
            token,
            today: say::day_full(self.today(), language),
            day: say::day_in_table(self.today(), language),
            now: self.hour(self.now),
            seal: self.seal()?,
            url: format!("{}{}", self.site.address, self.asked.shown()),
        };
        Ok(Answer::html(page::page(template, language, &Sheet { frame, page })?))
    }

    /// The check characters at a page's foot; none on the page of a link, which shows no more than its letter.
    pub(crate) fn seal(&self) -> Result<String, Trouble> {
        if self.asked.route.starts_with(ROUTE) {
            return Ok(String::new());
        }
        Ok(self.desk.store.head()?.chars().take(SEAL_CHARS).collect())
    }

    /// What went wrong, as a page.
    fn say(&self, trouble: &Trouble) -> Answer {
        #[derive(Serialize)]
        struct Said {
            what: &'static str,
        }
        let (status, what) = match trouble {
            Trouble::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Trouble::BadRequest => (StatusCode::BAD_REQUEST, "bad-request"),
            Trouble::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Trouble::Failed(error) => {
                tracing::error!("the page {}: {error}", self.asked.route.split('/').nth(1).unwrap_or_default());
                (StatusCode::SERVICE_UNAVAILABLE, "failed")
            }
        };
        if let Ok(page) = self.page("trouble.html", "", &Said { what }) {
            return page.status(status);
        }
        // Where not even that can be said, it is said plainly.
        let text = format!("{}\n", web::PAGE_FAILED.both(" "));
        Answer::of(status, "text/plain; charset=utf-8", text.into_bytes())
    }
}
