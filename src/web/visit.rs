//! One request as its handler sees it: what was asked, by whom, and the office that answers.

use std::cell::Cell;

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::answer::{Answer, PageReply, Trouble};
use super::cookie::Cookie;
use super::menu;
use super::page_request::PageRequest;
use super::secret::{form_token, same};
use super::site::Site;
use super::who::Who;
use crate::desk::{Desk, Recorder};
use crate::lifecycle::act::Via;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Sight;
use crate::lifecycle::policy::{Language, Sharing};
use crate::message::answer::{pages as words, web};
use crate::message::link::ROUTE;
use crate::message::{Face, Voice, Words, page, say};

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

/// What stands on every page around its own matter.
#[derive(Serialize)]
struct PageFrame<'a> {
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
struct FramedPage<'a, T> {
    frame: PageFrame<'a>,
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

    pub(super) fn is_our_form(&self) -> bool {
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
    pub(crate) fn page<T: Serialize>(&self, template: &str, menu: &str, page: &T) -> PageReply {
        self.page_with_token(template, menu, page, self.token().unwrap_or_default())
    }

    /// The same where the browser gets its first cookie with this page.
    pub(crate) fn page_with_token<T: Serialize>(
        &self,
        template: &str,
        menu: &str,
        page: &T,
        token: String,
    ) -> PageReply {
        let language = self.language();
        let who = self.who.as_ref();
        let frame = PageFrame {
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
        Ok(Answer::html(page::page(template, language, &FramedPage { frame, page })?))
    }

    /// The check characters at a page's foot; none on the page of a link, which shows no more than its letter.
    pub(crate) fn seal(&self) -> Result<String, Trouble> {
        if self.asked.route.starts_with(ROUTE) {
            return Ok(String::new());
        }
        Ok(self.desk.store.head()?.chars().take(SEAL_CHARS).collect())
    }

    /// What went wrong, as a page.
    pub(super) fn say(&self, trouble: &Trouble) -> Answer {
        #[derive(Serialize)]
        struct ErrorWords {
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
        if let Ok(page) = self.page("trouble.html", "", &ErrorWords { what }) {
            return page.status(status);
        }
        // Where not even that can be said, it is said plainly.
        let text = format!("{}\n", web::PAGE_FAILED.both(" "));
        Answer::of(status, "text/plain; charset=utf-8", text.into_bytes())
    }
}
