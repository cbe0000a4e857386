//! The page of a link about what the office itself owes: that it was done, and taking that back.
//!
//! The same two presses as for an agreement's link, the same templates, and one outcome alone.

use super::press::{self, PURPOSE, Preview};
use super::{Form, Said};
use crate::desk::link::{self, LinkAbout, OfficeLink};
use crate::desk::record::{Once, Press, RecordError, Recorded, record_office};
use crate::desk::{Desk, Purpose, Recorder};
use crate::lifecycle::act::{Act, ActPhrase, ActWord, Target};
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::link::ROUTE as LINK_ROUTE;
use crate::store::Spent;
use crate::web::answer::{Reply, Trouble, status_of};
use crate::web::nonce::{holds, nonce};
use crate::web::page_request::encoded;
use crate::web::pages::agreement::rows;
use crate::web::pages::record::fields::{self, Fault, Typed};
use crate::web::pages::record::offer;
use crate::web::pages::record::press::why_refused;
use crate::web::pages::words::DayWords;
use crate::web::visit::Visit;

/// Where who is logged in records the same.
pub(super) const ROUTE: &str = "/viec-co-quan";

/// A link that holds, in front of its page.
pub(super) struct OpenedMatter<'a> {
    pub(super) visit: &'a Visit<'a>,
    pub(super) link: OfficeLink,
}

/// What it opens.
enum Matter<'l> {
    Answer(&'l Milestone),
    Undo(&'l Act),
}

impl OpenedMatter<'_> {
    fn matter(&self) -> Result<Matter<'_>, Trouble> {
        match &self.link.about {
            LinkAbout::Answer(milestone) => Ok(Matter::Answer(milestone)),
            LinkAbout::Undo(act) => Ok(Matter::Undo(act)),
            LinkAbout::Stale(_) => Err(Trouble::NotFound),
        }
    }

    fn words(&self, day: crate::lifecycle::day::Day) -> DayWords {
        DayWords::new(day, self.visit.today(), self.visit.language())
    }

    fn here(&self) -> String {
        format!("{LINK_ROUTE}{}", self.link.token)
    }

    /// The act that is taken back, as the page shows it; none where a matter is answered.
    fn undone(&self) -> Result<Option<rows::ActRow>, Trouble> {
        let acts = self.visit.desk.store.office_acts()?;
        Ok(match self.matter()? {
            Matter::Answer(_) => None,
            Matter::Undo(act) => Some(rows::act_row(self.visit, act, &acts)),
        })
    }

    pub(super) fn form(&self, typed: Typed, faults: Vec<Fault>) -> Reply {
        let language = self.visit.language();
        let (day, offers, login) = match self.matter()? {
            Matter::Answer(milestone) => {
                let offers = done(milestone).map(|done| offer::offer(done, &typed.what, language));
                let login = format!("{ROUTE}?moc={}", encoded(&milestone.mark().to_string()));
                (Some(self.words(milestone.day)), offers.into_iter().collect(), login)
            }
            Matter::Undo(_) => (None, Vec::new(), ROUTE.to_owned()),
        };
        let status = status_of(&faults);
        let page = Form {
            reference: String::new(),
            login,
            short: String::new(),
            what: self.link.what.clone(),
            day,
            undo: self.undone()?,
            offers,
            more: Vec::new(),
            more_open: false,
            steps: Vec::new(),
            promises: Vec::new(),
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
        let request = match self.matter()? {
            Matter::Undo(act) => Ok((
                None,
                ActRequest { note: fields::note(typed), ..ActRequest::new(RequestedAct::Void { act: act.seq }) },
            )),
            Matter::Answer(milestone) => match done(milestone).filter(|done| done.slug() == typed.what) {
                None => Err(vec![fault("what", "needs-choice")]),
                Some(done) => {
                    let mark = milestone.mark().to_string();
                    let read = typed.request_on(Target::Office, done, Some(&mark), self.visit.language());
                    read.map(|request| (Some(done), request))
                }
            },
        };
        let missing = typed.writer().is_none().then(|| fault("writer", "needs-writer"));
        Ok(match (request, missing, typed.writer()) {
            (Ok((outcome, request)), None, Some(writer)) => Ok(Said { outcome, request, writer }),
            (Ok(_), missing, _) => Err(missing.into_iter().collect()),
            (Err(mut faults), missing, _) => {
                faults.extend(missing);
                Err(faults)
            }
        })
    }

    fn secret(&self) -> String {
        self.link.key.secret(PURPOSE, &self.link.token)
    }

    /// Everything that a preview shows, in the order that its nonce stands over.
    fn over(&self, newest: i64, typed: &Typed) -> Vec<String> {
        let mut over = vec![self.link.token.to_string(), newest.to_string()];
        over.extend(typed.all().into_iter().map(str::to_owned));
        over
    }

    fn clerk(&self, desk: &Desk, said: &Said) -> Result<Recorder, Trouble> {
        self.link.clerk(&desk.clock, &said.writer).ok_or(Trouble::NotFound)
    }

    pub(super) fn preview(&self, typed: &Typed, again: &'static str) -> Reply {
        let said = match self.request(typed)? {
            Ok(said) => said,
            Err(faults) => return self.form(typed.clone(), faults),
        };
        let clerk = |desk: &Desk| self.clerk(desk, &said);
        let rehearsed = self.visit.site.writer.record(clerk, |desk, clerk| {
            record_office(&mut desk.store, &desk.office, clerk, &said.request, Purpose::Rehearse)
        })?;
        match rehearsed {
            Ok(recorded) => self.show(typed, &said, &recorded, again),
            Err(error) => self.refused(typed, &error),
        }
    }

    fn refused(&self, typed: &Typed, error: &RecordError) -> Reply {
        let text = why_refused(error, self.visit.voice())?;
        self.form(typed.clone(), vec![Fault { field: "", kind: "", text }])
    }

    fn show(&self, typed: &Typed, said: &Said, recorded: &Recorded, again: &'static str) -> Reply {
        let day = match self.matter()? {
            Matter::Answer(milestone) => Some(self.words(milestone.day)),
            Matter::Undo(_) => None,
        };
        let newest = self.link.newest;
        let page = Preview {
            reference: String::new(),
            short: String::new(),
            what: self.link.what.clone(),
            day,
            undo: self.undone()?,
            label: said.outcome.map_or("", |outcome| offer::offer(outcome, "", self.visit.language()).label),
            on: self.words(recorded.on),
            until: None,
            step: None,
            said: Vec::new(),
            hidden: typed.named(),
            newest,
            nonce: nonce(&self.secret(), &self.over(newest, typed), self.visit.now)?,
            stops: 0,
            come: 0,
            moved: Vec::new(),
            again,
            here: self.here(),
            typed,
        };
        self.visit.page("link_preview.html", "", &page)
    }

    pub(super) fn confirm(&self, typed: &Typed) -> Reply {
        let (given, newest) = (self.visit.asked.nonce(), self.visit.asked.newest());
        let Some(ends_at) = holds(&self.secret(), &self.over(newest, typed), given, self.visit.now) else {
            return self.preview(typed, "late");
        };
        let said = match self.request(typed)? {
            Ok(said) => said,
            Err(faults) => return self.form(typed.clone(), faults),
        };
        let hearers = self.link.hearers(self.visit.desk);
        let (reference, insistence) = (crate::desk::record::OFFICE, Insistence::Careful);
        let press = Press { reference, request: &said.request, insistence, newest, nonce: given, ends_at };
        let clerk = |desk: &Desk| self.clerk(desk, &said);
        let pressed = self.visit.site.writer.record(clerk, |desk, clerk| {
            let once = link::record_for_office(&mut desk.store, &desk.office, clerk, press, &hearers)?;
            Ok::<_, RecordError>((once, clerk.stamp.at))
        })?;
        match pressed {
            Ok((Once::Recorded(recorded), at)) => {
                let spent = Spent { seq: recorded.seq, at };
                let undo = match recorded.seq {
                    Some(seq) => link::undo_of(self.visit.desk, &self.link.key, &hearers, seq)?,
                    None => None,
                };
                press::done(self.visit, "now", spent, undo.map(|token| format!("{LINK_ROUTE}{token}")))
            }
            Ok((Once::Already(spent), _)) => press::done(self.visit, "before", spent, None),
            Ok((Once::Moved(_), _)) => self.preview(typed, "moved"),
            Err(error) => self.refused(typed, &error),
        }
    }
}

/// The phrase that says that such a matter was done.
fn done(milestone: &Milestone) -> Option<&'static ActPhrase> {
    offer::outcomes(Some(milestone.kind)).into_iter().find(|outcome| outcome.act == ActWord::Fulfil)
}
