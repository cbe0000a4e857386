//! The demonstration's door: an address with a secret that opens once, and a choice of who one is.
//!
//! On this machine alone. Other users of the machine do not know the secret; a page that names this machine by another
//! name is turned away before it comes here. Once inside, one may become somebody else without it.

use serde::Serialize;

use crate::web::answer::{PageReply, Trouble};
use crate::web::cookie::Cookie;
use crate::web::secret::{form_token, random, same};
use crate::web::session::{Stay, begin};
use crate::web::visit::Visit;
use crate::web::who::LOGIN_MINUTES;

#[derive(Serialize)]
struct DemoChoice {
    /// Where the form goes.
    action: String,
    people: Vec<(String, String, &'static str)>,
}

/// Whether the secret of the path still opens.
fn opens(visit: &Visit<'_>) -> bool {
    let secret = visit.asked.part("secret");
    visit.site.demo_secret().as_ref().is_some_and(|known| same(known, secret))
}

/// GET /thu/{secret}.
pub(crate) fn door(visit: &Visit<'_>) -> PageReply {
    if !opens(visit) {
        return Err(Trouble::NotFound);
    }
    let browser = match visit.cookie(Cookie::Browser) {
        Some(browser) => browser,
        None => random()?,
    };
    let token = form_token(visit.who.as_ref().map_or(browser.as_str(), |who| who.cookie.as_str()));
    let page = choice(visit, format!("/thu/{}", visit.asked.part("secret")));
    let set = Cookie::Browser.set(&visit.site.address, &browser, Some(LOGIN_MINUTES * 60));
    Ok(visit.page_with_token("demo.html", "", &page, token)?.cookie(set))
}

/// POST /thu/{secret}: the secret is spent.
pub(crate) fn enter(visit: &Visit<'_>) -> PageReply {
    if !opens(visit) {
        return Err(Trouble::NotFound);
    }
    let reply = become_somebody(visit)?;
    visit.site.spend_demo_secret();
    Ok(reply)
}

/// GET /thu: somebody else.
pub(crate) fn again(visit: &Visit<'_>) -> PageReply {
    if !visit.site.is_demo() {
        return Err(Trouble::NotFound);
    }
    visit.page("demo.html", "", &choice(visit, "/thu".to_owned()))
}

/// POST /thu.
pub(crate) fn change(visit: &Visit<'_>) -> PageReply {
    if !visit.site.is_demo() {
        return Err(Trouble::NotFound);
    }
    become_somebody(visit)
}

fn choice(visit: &Visit<'_>, action: String) -> DemoChoice {
    let circle = &visit.desk.office.circle;
    let holds = |role: &str, id: &String| circle.role(role).is_some_and(|members| members.contains(id));
    let people = circle.contacts().map(|contact| {
        let part = match &contact.id {
            id if holds("head", id) => "head",
            id if holds("director", id) => "director",
            id if circle.fallback() == Some(id.as_str()) => "admin",
            _ => "officer",
        };
        (contact.id.clone(), contact.name.clone(), part)
    });
    DemoChoice { action, people: people.collect() }
}

fn become_somebody(visit: &Visit<'_>) -> PageReply {
    let id = visit.asked.field("contact").unwrap_or_default();
    let contact = visit.desk.office.circle.contact(id).ok_or(Trouble::BadRequest)?;
    begin(visit, contact, Stay::Day)
}
