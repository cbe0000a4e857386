//! The page of a link about an agreement's milestone, or about an act on it that may be taken back.

use super::press::{LinkMatter, LinkPage, LinkPreview};
use super::{LinkForm, LinkStep};
use crate::config::Links;
use crate::desk::link::{self, AgreementLink, GenuineLink, LinkAbout};
use crate::desk::record::{FormPress, PressOutcome, RecordError, RecordOutcome, record};
use crate::desk::{Desk, Purpose, Recorder};
use crate::lifecycle::act::{ActPhrase, ActWord, MilestoneKind, Target};
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::ActRequest;
use crate::lifecycle::workback;
use crate::web::answer::{PageReply, Trouble, status_of};
use crate::web::page_request::encoded;
use crate::web::pages::agreement::rows;
use crate::web::pages::record::fields::{self, RecordFault, TypedAct};
use crate::web::pages::record::offer;
use crate::web::pages::record::promised::{self, PromiseField};
use crate::web::visit::Visit;

/// A link that holds.
pub(super) struct OpenedAgreementLink<'a> {
    pub(super) visit: &'a Visit<'a>,
    pub(super) link: AgreementLink,
}

impl OpenedAgreementLink<'_> {
    fn scope(&self) -> Links {
        self.visit.desk.office.links.as_ref().map_or(Links::Off, |rules| rules.scope)
    }

    /// The steps towards an end that nobody has closed.
    fn steps(&self, milestone: &Milestone) -> Result<Vec<LinkStep>, Trouble> {
        if milestone.kind != MilestoneKind::Expiry {
            return Ok(Vec::new());
        }
        let office = &self.visit.desk.office;
        let planned = workback::plan(&office.steps, milestone.day, None, &office.calendar)?;
        let open = |planned: &workback::PlannedStep<'_>| {
            !milestone.steps.iter().any(|closed| closed.step == planned.step.name)
        };
        let step = |planned: workback::PlannedStep<'_>| LinkStep {
            name: planned.step.name.clone(),
            title: planned.step.title.clone(),
            day: self.words(planned.do_by),
        };
        Ok(planned.into_iter().filter(open).map(step).collect())
    }

    /// What this link lets one say of each commitment: where it records that the review was held, and nowhere else.
    fn promises(&self, typed: &TypedAct) -> Result<Vec<PromiseField>, Trouble> {
        let LinkMatter::Answer(milestone) = self.matter()? else { return Ok(Vec::new()) };
        let holds = self.outcomes(milestone)?.iter().any(|outcome| outcome.act == ActWord::HoldReview);
        let commitments = if holds { self.link.commitments.as_slice() } else { &[] };
        Ok(promised::fields_of(commitments, typed, self.visit.language()))
    }

    /// The act that is taken back, as the page shows it; none where a milestone is answered.
    fn undone(&self) -> Result<Option<rows::ActRow>, Trouble> {
        Ok(match self.matter()? {
            LinkMatter::Answer(_) => None,
            LinkMatter::Undo(act) => Some(rows::act_row(self.visit, act, &self.link.stored.acts)),
        })
    }

    /// What was said of each commitment; where a review is taken back, what is taken back with it.
    fn said<'t>(&'t self, typed: &'t TypedAct) -> Result<Vec<(String, &'t str)>, Trouble> {
        Ok(match self.matter()? {
            LinkMatter::Answer(_) => promised::said(&self.promises(typed)?, typed),
            LinkMatter::Undo(_) => self.link.said.iter().map(|(what, text)| (what.clone(), text.as_str())).collect(),
        })
    }
}

impl<'a> LinkPage<'a> for OpenedAgreementLink<'a> {
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
        (Target::Agreement, &self.link.stored.facts.reference)
    }

    fn newest(&self) -> i64 {
        self.link.stored.newest_act()
    }

    fn hearers(&self) -> Vec<String> {
        self.link.hearers(self.visit.desk)
    }

    fn outcomes(&self, milestone: &Milestone) -> Result<Vec<&'static ActPhrase>, Trouble> {
        let steps = self.steps(milestone)?;
        let fits = |outcome: &&'static ActPhrase| {
            link::records(self.scope(), outcome.act) && (outcome.act != ActWord::Step || !steps.is_empty())
        };
        Ok(offer::outcomes(Some(milestone.kind)).into_iter().filter(fits).collect())
    }

    fn form(&self, typed: TypedAct, faults: Vec<RecordFault>) -> PageReply {
        let language = self.visit.language();
        let path = encoded(&self.link.stored.facts.reference);
        let (what, day, offers, steps, mark) = match self.matter()? {
            LinkMatter::Answer(milestone) => (
                rows::what(self.visit, milestone),
                Some(self.words(milestone.day)),
                self.outcomes(milestone)?,
                self.steps(milestone)?,
                format!("?moc={}", encoded(&milestone.mark().to_string())),
            ),
            LinkMatter::Undo(_) => (String::new(), None, Vec::new(), Vec::new(), String::new()),
        };
        let offers = offers.into_iter().map(|outcome| offer::offer(outcome, &typed.what, language)).collect();
        let status = status_of(&faults);
        let page = LinkForm {
            reference: self.link.stored.facts.reference.clone(),
            login: format!("/thoa-thuan/{path}/cap-nhat{mark}"),
            short: self.link.short.clone().unwrap_or_default(),
            what,
            day,
            undo: self.undone()?,
            offers,
            steps,
            promises: self.promises(&typed)?,
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
        let (reference, insistence) = (self.target().1, Insistence::Careful);
        record(&mut desk.store, &desk.office, clerk, reference, request, insistence, Purpose::Rehearse)
    }

    fn keep(
        &self,
        desk: &mut Desk,
        clerk: &Recorder,
        press: FormPress<'_>,
        hearers: &[String],
    ) -> Result<PressOutcome, RecordError> {
        link::record(&mut desk.store, &desk.office, clerk, press, hearers)
    }

    fn show(&self, common: LinkPreview<'_>, recorded: &RecordOutcome) -> PageReply {
        let typed = common.typed;
        let (what, step) = match self.matter()? {
            LinkMatter::Answer(milestone) => {
                let steps = self.steps(milestone)?;
                let step = steps.into_iter().find(|step| step.name == typed.step).map(|step| step.title);
                (rows::what(self.visit, milestone), step)
            }
            LinkMatter::Undo(_) => (String::new(), None),
        };
        let changes = &recorded.milestones;
        let page = LinkPreview {
            reference: self.link.stored.facts.reference.clone(),
            short: self.link.short.clone().unwrap_or_default(),
            what,
            undo: self.undone()?,
            until: fields::day(&typed.until).map(|day| self.words(day)),
            step,
            said: self.said(typed)?,
            stops: changes.reminders_go,
            come: changes.reminders_appear,
            moved: changes
                .moved
                .iter()
                .filter_map(|line| Some((self.words(line.from?), self.words(line.day))))
                .collect(),
            ..common
        };
        self.visit.page("link_preview.html", "", &page)
    }
}
