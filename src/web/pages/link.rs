//! `/r/TOKEN`: a link from a letter.
//!
//! Opening it writes nothing, logs nobody in and shows no more than the letter did. The first press answers with what would
//! follow; the second, with the preview's nonce, records. The invariants: nothing is preselected; without the name of who
//! writes nothing is recorded; of a token that is not genuine one sentence is said, whatever is wrong with it.

mod office;
mod press;

use axum::http::StatusCode;
use serde::Serialize;

use super::agreement::rows;
use super::record::fields::{self, Fault, Typed};
use super::record::offer::{self, Offer};
use super::record::promised::{self, PromiseField};
use super::words::DayWords;
use crate::config::Links;
use crate::desk::link::{self, Link, LinkAbout, OpenedLink, Stale};
use crate::lifecycle::act::{Act, ActPhrase, ActWord, MilestoneKind};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::lifecycle::workback;
use crate::message::say;
use crate::web::answer::{Answer, Reply, Trouble, status_of};
use crate::web::page_request::encoded;
use crate::web::session::name_here;
use crate::web::visit::Visit;

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct Form {
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
    typed: Typed,
    faults: Vec<Fault>,
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

/// A link that holds, in front of its page.
struct Opened<'a> {
    visit: &'a Visit<'a>,
    link: Link,
}

/// What it opens.
enum Matter<'l> {
    Answer(&'l Milestone),
    Undo(&'l Act),
}

/// GET /r/TOKEN.
pub(crate) fn open(visit: &Visit<'_>) -> Reply {
    // Who is logged in here need not type his own name; it can be typed over, and stands in the preview.
    let writer = name_here(visit).unwrap_or_default();
    let typed = Typed { writer, ..Typed::default() };
    match opened(visit)? {
        Ok(Found::OfAgreement(opened)) => opened.form(typed, Vec::new()),
        Ok(Found::OfOffice(opened)) => opened.form(typed, Vec::new()),
        Err(page) => Ok(page),
    }
}

/// POST /r/TOKEN: the preview; then, confirmed, the act.
pub(crate) fn send(visit: &Visit<'_>) -> Reply {
    if let Some(answer) = press::pressed_before(visit)? {
        return Ok(answer);
    }
    let (typed, press) = (Typed::of(visit.asked), visit.asked.field("press").unwrap_or_default());
    match (opened(visit)?, press) {
        (Err(page), _) => Ok(page),
        (Ok(Found::OfAgreement(opened)), "edit") => opened.form(typed, Vec::new()),
        (Ok(Found::OfAgreement(opened)), "confirm") => opened.confirm(&typed),
        (Ok(Found::OfAgreement(opened)), _) => opened.preview(&typed, ""),
        (Ok(Found::OfOffice(opened)), "edit") => opened.form(typed, Vec::new()),
        (Ok(Found::OfOffice(opened)), "confirm") => opened.confirm(&typed),
        (Ok(Found::OfOffice(opened)), _) => opened.preview(&typed, ""),
    }
}

/// A link that holds, by what it is about.
enum Found<'a> {
    OfAgreement(Box<Opened<'a>>),
    OfOffice(Box<office::OpenedMatter<'a>>),
}

/// The link of the path; or the page that says why it does not hold.
fn opened<'a>(visit: &'a Visit<'a>) -> Result<Result<Found<'a>, Answer>, Trouble> {
    let Some(link) = link::open(visit.desk, visit.asked.part("token"))? else {
        let page = StalePage { why: "false", closed: None, moved_to: None, officers: Vec::new(), login: None };
        return Ok(Err(visit.page("link_stale.html", "", &page)?.status(StatusCode::NOT_FOUND)));
    };
    let (addressee, about) = match &link {
        OpenedLink::OfAgreement(link) => (&link.addressee, &link.about),
        OpenedLink::OfOffice(link) => (&link.addressee, &link.about),
    };
    visit.spoken.set(addressee.as_ref().map(|contact| contact.language));
    let stale = match about {
        LinkAbout::Stale(why) => Some(why.clone()),
        LinkAbout::Answer(_) | LinkAbout::Undo(_) => None,
    };
    Ok(match (link, stale) {
        (OpenedLink::OfAgreement(link), None) => Ok(Found::OfAgreement(Box::new(Opened { visit, link: *link }))),
        (OpenedLink::OfOffice(link), None) => {
            Ok(Found::OfOffice(Box::new(office::OpenedMatter { visit, link: *link })))
        }
        (OpenedLink::OfAgreement(link), Some(why)) => {
            let login = format!("/thoa-thuan/{}", encoded(&link.stored.facts.reference));
            Err(stale_page(visit, &why, link.officers, login)?)
        }
        (OpenedLink::OfOffice(link), Some(why)) => {
            let officers = link.officers.iter().map(|id| visit.desk.office.named(id)).collect();
            Err(stale_page(visit, &why, officers, office::ROUTE.to_owned())?)
        }
    })
}

fn stale_page(visit: &Visit<'_>, why: &Stale, officers: Vec<String>, login: String) -> Reply {
    let (words, closed, moved_to) = match why {
        Stale::Off => ("off", None, None),
        Stale::Withdrawn => ("withdrawn", None, None),
        Stale::TooOld => ("too-old", None, None),
        Stale::Answered(closed) => ("answered", closed.map(|closed| say::closed(&closed, visit.language())), None),
        Stale::Moved(day) => ("moved", None, Some(DayWords::new(*day, visit.today(), visit.language()))),
        Stale::Gone => ("gone", None, None),
        Stale::Others => ("others", None, None),
        Stale::Restricted => ("restricted", None, None),
        Stale::Undone => ("undone", None, None),
        Stale::Confirmed => ("confirmed", None, None),
    };
    let page = StalePage { why: words, closed, moved_to, officers, login: Some(login) };
    Ok(visit.page("link_stale.html", "", &page)?.status(StatusCode::GONE))
}

impl Opened<'_> {
    fn matter(&self) -> Result<Matter<'_>, Trouble> {
        match &self.link.about {
            LinkAbout::Answer(milestone) => Ok(Matter::Answer(milestone)),
            LinkAbout::Undo(act) => Ok(Matter::Undo(act)),
            LinkAbout::Stale(_) => Err(Trouble::NotFound),
        }
    }

    fn words(&self, day: Day) -> DayWords {
        DayWords::new(day, self.visit.today(), self.visit.language())
    }

    fn scope(&self) -> Links {
        self.visit.desk.office.links.as_ref().map_or(Links::Off, |rules| rules.scope)
    }

    /// The route of this page.
    fn here(&self) -> String {
        format!("{}{}", crate::message::link::ROUTE, self.link.token)
    }

    /// What this link lets one say of that milestone.
    fn outcomes(&self, milestone: &Milestone) -> Result<Vec<&'static ActPhrase>, Trouble> {
        let steps = self.steps(milestone)?;
        let fits = |outcome: &&'static ActPhrase| {
            link::records(self.scope(), outcome.act) && (outcome.act != ActWord::Step || !steps.is_empty())
        };
        Ok(offer::outcomes(Some(milestone.kind)).into_iter().filter(fits).collect())
    }

    /// The steps towards an end that nobody has closed.
    fn steps(&self, milestone: &Milestone) -> Result<Vec<LinkStep>, Trouble> {
        if milestone.kind != MilestoneKind::Expiry {
            return Ok(Vec::new());
        }
        let office = &self.visit.desk.office;
        let planned = workback::plan(&office.steps, milestone.day, None, &office.calendar)?;
        let open =
            |planned: &workback::Planned<'_>| !milestone.steps.iter().any(|closed| closed.step == planned.step.name);
        let step = |planned: workback::Planned<'_>| LinkStep {
            name: planned.step.name.clone(),
            title: planned.step.title.clone(),
            day: self.words(planned.do_by),
        };
        Ok(planned.into_iter().filter(open).map(step).collect())
    }

    /// What this link lets one say of each commitment: where it records that the review was held, and nowhere else.
    fn promises(&self, typed: &Typed) -> Result<Vec<PromiseField>, Trouble> {
        let Matter::Answer(milestone) = self.matter()? else { return Ok(Vec::new()) };
        let holds = self.outcomes(milestone)?.iter().any(|outcome| outcome.act == ActWord::HoldReview);
        let commitments = if holds { self.link.commitments.as_slice() } else { &[] };
        Ok(promised::fields_of(commitments, typed, self.visit.language()))
    }

    fn form(&self, typed: Typed, faults: Vec<Fault>) -> Reply {
        let language = self.visit.language();
        let matter = self.matter()?;
        let (what, day, undo) = match matter {
            Matter::Answer(milestone) => (rows::what(self.visit, milestone), Some(self.words(milestone.day)), None),
            Matter::Undo(act) => (String::new(), None, Some(rows::act_row(self.visit, act, &self.link.stored.acts))),
        };
        let (offers, steps) = match matter {
            Matter::Answer(milestone) => (self.outcomes(milestone)?, self.steps(milestone)?),
            Matter::Undo(_) => (Vec::new(), Vec::new()),
        };
        let offers = offers.into_iter().map(|outcome| offer::offer(outcome, &typed.what, language)).collect();
        let path = encoded(&self.link.stored.facts.reference);
        let mark = match matter {
            Matter::Answer(milestone) => format!("?moc={}", encoded(&milestone.mark().to_string())),
            Matter::Undo(_) => String::new(),
        };
        let status = status_of(&faults);
        let page = Form {
            reference: self.link.stored.facts.reference.clone(),
            login: format!("/thoa-thuan/{path}/cap-nhat{mark}"),
            short: self.link.short.clone().unwrap_or_default(),
            what,
            day,
            undo,
            offers,
            more: Vec::new(),
            more_open: false,
            steps,
            promises: self.promises(&typed)?,
            history: false,
            decides: false,
            by_link: true,
            asks_writer: true,
            typed,
            faults,
            here: self.here(),
        };
        Ok(self.visit.page("link.html", "", &page)?.status(status))
    }

    /// The request that was typed, what it is called, and who writes; or everything that is wrong.
    fn request(&self, typed: &Typed) -> Result<Result<Said, Vec<Fault>>, Trouble> {
        let fault = |field, kind| Fault { field, kind, text: String::new() };
        let no_writer = typed.writer().is_none().then(|| fault("writer", "needs-writer"));
        let request = match self.matter()? {
            Matter::Undo(act) => Ok((
                None,
                ActRequest { note: fields::note(typed), ..ActRequest::new(RequestedAct::Void { act: act.seq }) },
            )),
            Matter::Answer(milestone) => {
                let outcomes = self.outcomes(milestone)?;
                match outcomes.into_iter().find(|outcome| outcome.slug() == typed.what) {
                    None => Err(vec![fault("what", "needs-choice")]),
                    Some(outcome) => {
                        let mark = milestone.mark().to_string();
                        let request = typed.request(outcome, Some(&mark), self.visit.language());
                        request.map(|request| (Some(outcome), request))
                    }
                }
            }
        };
        Ok(match (request, no_writer, typed.writer()) {
            (Ok((outcome, request)), None, Some(writer)) => Ok(Said { outcome, request, writer }),
            (Ok(_), missing, _) => Err(missing.into_iter().collect()),
            (Err(mut faults), missing, _) => {
                faults.extend(missing);
                Err(faults)
            }
        })
    }
}

/// What was said by a link.
struct Said {
    /// The phrase; none where an act is taken back.
    outcome: Option<&'static ActPhrase>,
    request: ActRequest,
    writer: String,
}
