//! Logging in: no password, but a code sent to the official address, the one channel the office trusts.
//!
//! Every answer is the same whether anybody has the address or not: the code is made and the page answered before the
//! address is looked up (`mail.rs`). A code holds in the browser that asked for it; one printed on the server holds in
//! any, once.

pub(crate) mod demo;
pub(crate) mod mail;

use std::path::Path;

use chrono::TimeDelta;
use serde::Serialize;

use super::answer::{PageReply, Trouble};
use super::cookie::Cookie;
use super::secret::{code, form_token, random, shown_code, typed_code};
use super::session::{Stay, begin};
use super::visit::Visit;
use super::who::LOGIN_MINUTES;
use super::{Manner, WebError};
use crate::desk::open::{clock, configuration};
use crate::lifecycle::policy::Contact;
use crate::store::{Access, NewCode, Proved, Spending, Tried, WebDb};

/// Codes an hour for an address, and for a machine.
const CODES_AN_HOUR: u32 = 5;
/// Wrong tries a day for a browser's machine.
const WRONG_A_DAY: u32 = 20;
/// A code printed on the server holds so long.
const PRINTED_MINUTES: i64 = 15;

/// What is wrong with the last step, for the page to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum LoginFault {
    NoAddress,
    TooManyCodes,
    WrongCode,
    TooManyTries,
    NoCookie,
}

#[derive(Serialize)]
struct LoginPage {
    /// Whether codes can go by mail just now.
    mail: bool,
    /// The first two characters of each code that is waited for.
    waiting: Vec<String>,
    /// The address the newest was asked for.
    address: Option<String>,
    fault: Option<LoginFault>,
    /// Whom to ask where no code comes.
    ask: Vec<String>,
    /// Asked for a fresh code, not for a first one.
    again: bool,
}

/// GET /dang-nhap.
pub(crate) fn form(visit: &Visit<'_>) -> PageReply {
    if visit.who.is_some() && visit.asked.query("xac-nhan").is_none() {
        return Ok(visit.go("/"));
    }
    show(visit, None)
}

fn show(visit: &Visit<'_>, fault: Option<LoginFault>) -> PageReply {
    let (browser, fresh) = match visit.cookie(Cookie::Browser) {
        Some(browser) => (browser, false),
        None => (random()?, true),
    };
    let codes = visit.site.web().codes(&browser, visit.now)?;
    let page = LoginPage {
        mail: mail_goes(visit)?,
        waiting: codes.iter().map(|code| code.hint.clone()).collect(),
        address: codes.first().and_then(|code| code.address.clone()),
        fault,
        ask: whom_to_ask(visit),
        again: visit.who.is_some(),
    };
    // Somebody who proves himself again has a session, and his forms bear its token.
    let token = form_token(visit.who.as_ref().map_or(browser.as_str(), |who| who.cookie.as_str()));
    let mut answer = visit.page_with_token("login.html", "", &page, token)?;
    if fresh {
        answer = answer.cookie(Cookie::Browser.set(&visit.site.address, &browser, Some(LOGIN_MINUTES * 60)));
    }
    Ok(answer)
}

/// POST /dang-nhap: a code to that address.
pub(crate) fn ask(visit: &Visit<'_>) -> PageReply {
    let Some(browser) = visit.cookie(Cookie::Browser) else { return show(visit, Some(LoginFault::NoCookie)) };
    let address = visit.asked.field("email").unwrap_or_default().to_lowercase();
    if address.len() > 254 || !address.contains('@') || address.contains(char::is_whitespace) {
        return show(visit, Some(LoginFault::NoAddress));
    }
    if !mail_goes(visit)? {
        return show(visit, None);
    }
    let budgets = budgets(visit, "code", Some(&address))?;
    let hour = TimeDelta::hours(1);
    {
        let web = visit.site.web();
        for budget in &budgets {
            if web.budget(budget, CODES_AN_HOUR, hour, visit.now)? == Spending::UsedUp {
                drop(web);
                return show(visit, Some(LoginFault::TooManyCodes));
            }
        }
        for budget in &budgets {
            web.spend(budget, visit.now)?;
        }
        let secret = code()?;
        let ends_at = visit.now + TimeDelta::minutes(LOGIN_MINUTES);
        web.give_code(&NewCode {
            secret: &secret,
            browser: Some(&browser),
            address: Some(&address),
            contact: None,
            ends_at,
        })?;
        visit.site.send_code(mail::CodeRequest { address, code: secret, machine: visit.asked.machine.clone() });
    }
    // The cookie lasts as long as the code.
    let set = Cookie::Browser.set(&visit.site.address, &browser, Some(LOGIN_MINUTES * 60));
    Ok(visit.go("/dang-nhap").cookie(set))
}

/// POST /dang-nhap/ma: the code that was typed.
pub(crate) fn enter(visit: &Visit<'_>) -> PageReply {
    let Some(browser) = visit.cookie(Cookie::Browser) else { return show(visit, Some(LoginFault::NoCookie)) };
    let budgets = budgets(visit, "wrong", None)?;
    let tried = {
        let web = visit.site.web();
        for budget in &budgets {
            if web.budget(budget, WRONG_A_DAY, TimeDelta::days(1), visit.now)? == Spending::UsedUp {
                drop(web);
                return show(visit, Some(LoginFault::TooManyTries));
            }
        }
        let entered = typed_code(visit.asked.field("code").unwrap_or_default());
        let tried = web.try_code(entered.as_deref().unwrap_or_default(), &browser, visit.now)?;
        if tried == Tried::Wrong {
            for budget in &budgets {
                web.spend(budget, visit.now)?;
            }
        }
        tried
    };
    let Tried::Right(proved) = tried else { return show(visit, Some(LoginFault::WrongCode)) };
    match contacts(visit, &proved).as_slice() {
        // The address was taken from the contact meanwhile.
        [] => show(visit, Some(LoginFault::WrongCode)),
        [one] => begin(visit, one, stay(visit)),
        _ => Ok(visit.go(if stay(visit) == Stay::Month { "/dang-nhap/chon?giu=1" } else { "/dang-nhap/chon" })),
    }
}

#[derive(Serialize)]
struct LoginChoice {
    people: Vec<(String, String)>,
    keep: bool,
}

/// GET /dang-nhap/chon: which of the contacts with this address it is.
pub(crate) fn choose(visit: &Visit<'_>) -> PageReply {
    let people = proved_people(visit)?;
    if people.is_empty() {
        return Ok(visit.go("/dang-nhap"));
    }
    let people = people.into_iter().map(|contact| (contact.id, contact.name)).collect();
    visit.page("choose.html", "", &LoginChoice { people, keep: visit.asked.query("giu").is_some() })
}

/// POST /dang-nhap/chon.
pub(crate) fn chosen(visit: &Visit<'_>) -> PageReply {
    let id = visit.asked.field("contact").unwrap_or_default();
    let people = proved_people(visit)?;
    match people.iter().find(|contact| contact.id == id) {
        Some(contact) => begin(visit, contact, stay(visit)),
        // Whoever chose nobody is asked again: the code is spent, and what it proved is not.
        None => Ok(visit.go(if people.is_empty() { "/dang-nhap" } else { "/dang-nhap/chon" })),
    }
}

fn proved_people(visit: &Visit<'_>) -> Result<Vec<Contact>, Trouble> {
    let Some(browser) = visit.cookie(Cookie::Browser) else { return Ok(Vec::new()) };
    let proved = visit.site.web().proved(&browser, visit.now)?;
    Ok(proved.map(|proved| contacts(visit, &proved)).unwrap_or_default())
}

fn stay(visit: &Visit<'_>) -> Stay {
    if visit.asked.field("keep").is_some() { Stay::Month } else { Stay::Day }
}

/// The contacts that a code speaks for.
fn contacts(visit: &Visit<'_>, proved: &Proved) -> Vec<Contact> {
    let circle = &visit.desk.office.circle;
    match (&proved.contact, &proved.address) {
        (Some(id), _) => circle.contact(id).cloned().into_iter().collect(),
        (None, Some(address)) => {
            circle.contacts().filter(|contact| contact.email.to_lowercase() == *address).cloned().collect()
        }
        (None, None) => Vec::new(),
    }
}

/// What is counted: the machine and the address; of a browser that has logged in before, the browser alone, so that
/// strangers lock nobody out.
fn budgets(visit: &Visit<'_>, what: &str, address: Option<&str>) -> Result<Vec<String>, Trouble> {
    if let Some(device) = visit.cookie(Cookie::Device) {
        let known = visit.site.web().known_on_device(&device)?;
        let circle = &visit.desk.office.circle;
        let people = known.iter().filter_map(|id| circle.contact(id));
        let his = |contact: &Contact| address.is_none_or(|address| contact.email.to_lowercase() == address);
        if people.into_iter().any(his) {
            return Ok(vec![format!("{what} device {device}")]);
        }
    }
    let machine = format!("{what} machine {}", visit.asked.machine);
    Ok([Some(machine), address.map(|address| format!("{what} address {address}"))].into_iter().flatten().collect())
}

/// Whether a code can go by mail now: the same answer for everybody.
fn mail_goes(visit: &Visit<'_>) -> Result<bool, Trouble> {
    Ok(visit.site.manner == Manner::Daemon && mail::goes(visit.desk)?)
}

/// Whom to ask for a code on the server: who looks after the system, with the name alone.
fn whom_to_ask(visit: &Visit<'_>) -> Vec<String> {
    let circle = &visit.desk.office.circle;
    let fallback = circle.fallback().and_then(|id| circle.contact(id));
    fallback.map(|contact| contact.name.clone()).into_iter().collect()
}

/// A code for a contact, printed on the server: any browser, once, a quarter of an hour.
pub(crate) fn printed_code(config: &Path, contact: &str) -> Result<String, WebError> {
    let config = configuration(config)?;
    let clock = clock(&config)?;
    if config.circle.contact(contact).is_none() {
        return Err(WebError::UnknownContact(contact.to_owned()));
    }
    let web = WebDb::open(&WebDb::beside(&config.store.path))?;
    let (secret, now) = (code()?, clock.now());
    let ends_at = now + TimeDelta::minutes(PRINTED_MINUTES);
    web.give_code(&NewCode { secret: &secret, browser: None, address: None, contact: Some(contact), ends_at })?;
    web.note_access(contact, Access::CodePrinted, None, now)?;
    tracing::warn!("a login code for {contact} was printed");
    Ok(shown_code(&secret))
}
