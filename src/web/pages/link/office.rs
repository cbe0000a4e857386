//! The page of a link about what the office itself owes: that it was done, and taking that back.
//!
//! The same two presses as for an agreement's link, the same templates, and one outcome alone.

use super::LinkForm;
use super::press::{LinkMatter, LinkPage, LinkPreview};
use crate::desk::link::{self, GenuineLink, LinkAbout, OfficeLink};
use crate::desk::record::{FormPress, OFFICE, PressOutcome, RecordError, RecordOutcome, record_office};
use crate::desk::{Desk, Purpose, Recorder};
use crate::lifecycle::act::{ActPhrase, ActWord, Target};
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::request::ActRequest;
use crate::web::answer::{PageReply, Trouble, status_of};
use crate::web::page_request::encoded;
use crate::web::pages::agreement::rows;
use crate::web::pages::record::fields::{RecordFault, TypedAct};
use crate::web::pages::record::offer;
use crate::web::visit::Visit;

/// Where who is logged in records the same.
pub(super) const ROUTE: &str = "/viec-co-quan";

/// A link that holds.
pub(super) struct OpenedMatter<'a> {
    pub(super) visit: &'a Visit<'a>,
    pub(super) link: OfficeLink,
}

impl OpenedMatter<'_> {
    /// The act that is taken back, as the page shows it; none where a matter is answered.
    fn undone(&self) -> Result<Option<rows::ActRow>, Trouble> {
        Ok(match self.matter()? {
            LinkMatter::Answer(_) => None,
            LinkMatter::Undo(act) => Some(rows::act_row(self.visit, act, &self.visit.desk.store.office_acts()?)),
        })
    }
}

impl<'a> LinkPage<'a> for OpenedMatter<'a> {
    fn visit(&self) -> &'a Visit<'a> {
        self.visit
    }

    fn genuine(&self) -> &GenuineLink {
        &self.link.genuine
    }

    fn about(&self) -> &LinkAbout {
        &self.link.about
    }

    fn target(&self) -> (Target, &str) {
        (Target::Office, OFFICE)
    }

    fn newest(&self) -> i64 {
        self.link.newest
    }

    fn hearers(&self) -> Vec<String> {
        self.link.hearers(self.visit.desk)
    }

    /// That it was done.
    fn outcomes(&self, milestone: &Milestone) -> Result<Vec<&'static ActPhrase>, Trouble> {
        let outcomes = offer::outcomes(Some(milestone.kind)).into_iter();
        Ok(outcomes.filter(|outcome| outcome.act == ActWord::Fulfil).take(1).collect())
    }

    fn form(&self, typed: TypedAct, faults: Vec<RecordFault>) -> PageReply {
        let language = self.visit.language();
        let (day, offers, login) = match self.matter()? {
            LinkMatter::Answer(milestone) => {
                let offers =
                    self.outcomes(milestone)?.into_iter().map(|done| offer::offer(done, &typed.what, language));
                let login = format!("{ROUTE}?moc={}", encoded(&milestone.mark().to_string()));
                (Some(self.words(milestone.day)), offers.collect(), login)
            }
            LinkMatter::Undo(_) => (None, Vec::new(), ROUTE.to_owned()),
        };
        let status = status_of(&faults);
        let page = LinkForm {
            login,
            what: self.link.what.clone(),
            day,
            undo: self.undone()?,
            offers,
            by_link: true,
            asks_writer: true,
            typed,
            faults,
            here: self.here(),
            ..LinkForm::default()
        };
        Ok(self.visit.page("link.html", "", &page)?.status(status))
    }

    fn rehearse(&self, desk: &mut Desk, clerk: &Recorder, request: &ActRequest) -> Result<RecordOutcome, RecordError> {
        record_office(&mut desk.store, &desk.office, clerk, request, Purpose::Rehearse)
    }

    fn keep(
        &self,
        desk: &mut Desk,
        clerk: &Recorder,
        press: FormPress<'_>,
        hearers: &[String],
    ) -> Result<PressOutcome, RecordError> {
        link::record_for_office(&mut desk.store, &desk.office, clerk, press, hearers)
    }

    fn show(&self, common: LinkPreview<'_>, _: &RecordOutcome) -> PageReply {
        let page = LinkPreview { what: self.link.what.clone(), undo: self.undone()?, ..common };
        self.visit.page("link_preview.html", "", &page)
    }
}
