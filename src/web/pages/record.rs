//! `/thoa-thuan/REF/cap-nhat`: what happened is said, what follows is shown, and then it is recorded.
//!
//! The same typed request, read by the same reader, recorded by the same use case as by command. The invariants: nothing is
//! recorded that was not shown first, nor over acts that were not shown; one preview is confirmed once.

mod act;
mod allowed;
pub(crate) mod fields;
pub(crate) mod offer;
pub(crate) mod press;
pub(crate) mod preview;
pub(crate) mod promised;

use serde::Serialize;

pub(crate) use act::{done, void};

use super::agreement::{self, rows};
use super::words::DayWords;
use crate::desk::commitments::ShownCommitment;
use crate::desk::life::{AgreementLife, life};
use crate::desk::rights::{Deed, Extent, Viewer};
use crate::lifecycle::act::{ActPhrase, ActWord, Mark, MilestoneKind};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};
use crate::lifecycle::policy::Sharing;
use crate::lifecycle::policy::Sight;
use crate::lifecycle::request::ActRequest;
use crate::message::say;
use crate::store::Stored;
use crate::web::answer::{PageReply, Trouble, status_of};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;
use fields::{RecordFault, TypedAct, mark_of};
use offer::Offer;
use promised::PromiseField;

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct RecordForm {
    reference: String,
    path: String,
    short: String,
    milestone: Option<MarkLine>,
    others: Vec<MarkLine>,
    offers: Vec<Offer>,
    more: Vec<Offer>,
    /// Whether one of `more` is chosen.
    more_open: bool,
    steps: Vec<StepLine>,
    /// At a review, the commitments to speak of.
    promises: Vec<PromiseField>,
    /// Whether the milestone had passed before the register knew of it.
    history: bool,
    decides: bool,
    /// Whether it is a link's form, which names who writes.
    by_link: bool,
    typed: TypedAct,
    faults: Vec<RecordFault>,
    /// Whether the contact does not tell who writes.
    asks_writer: bool,
    /// Whether this person corrects facts here.
    corrects: bool,
    /// Whether he names the successors of parties.
    successors: bool,
}

/// A milestone to say something of.
#[derive(Clone, Serialize)]
struct MarkLine {
    mark: String,
    /// The same, percent-encoded.
    path: String,
    what: String,
    /// None of a commitment that has no day of its own.
    day: Option<DayWords>,
    late: bool,
    /// It had passed before the register knew of it.
    verify: bool,
}

/// What a form asks about.
#[derive(Clone, Copy)]
enum RecordSubject<'d> {
    Milestone(&'d Milestone),
    /// A commitment that has no open day of its own.
    Promise(&'d ShownCommitment),
}

impl<'d> RecordSubject<'d> {
    fn kind(self) -> MilestoneKind {
        match self {
            Self::Milestone(milestone) => milestone.kind,
            Self::Promise(_) => MilestoneKind::Commitment,
        }
    }

    /// As acts name it.
    fn mark(self) -> String {
        match self {
            Self::Milestone(milestone) => milestone.mark().to_string(),
            Self::Promise(one) => format!("{}:{}", MilestoneKind::Commitment.name(), one.commitment.name),
        }
    }

    fn milestone(self) -> Option<&'d Milestone> {
        if let Self::Milestone(milestone) = self { Some(milestone) } else { None }
    }
}

#[derive(Serialize)]
struct StepLine {
    name: String,
    title: String,
    day: DayWords,
}

/// What a preview calls what will be recorded.
#[derive(Clone, Copy)]
enum Label {
    Outcome(&'static ActPhrase),
    /// That act is taken back.
    Void(i64),
    /// That act, which came by link, is said to be right.
    Confirm(i64),
}

/// An agreement that this person may record on.
pub(super) struct Desktop<'a> {
    visit: &'a Visit<'a>,
    stored: Stored,
    life: AgreementLife,
}

/// GET /thoa-thuan/REF/cap-nhat.
pub(crate) fn form(visit: &Visit<'_>) -> PageReply {
    let desktop = Desktop::open(visit)?;
    let query = |name: &str| visit.asked.query(name).unwrap_or_default().to_owned();
    let typed = TypedAct { what: query("ghi"), step: query("buoc"), ..TypedAct::default() };
    desktop.form(&query("moc"), typed, Vec::new())
}

/// POST /thoa-thuan/REF/cap-nhat: the preview; then, confirmed, the act.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    let desktop = Desktop::open(visit)?;
    let typed = TypedAct::of(visit.asked);
    if let Some(seq) = act::void_of(&typed)
        && let Some(answer) = desktop.proof_for_void(seq)?
    {
        return Ok(answer);
    }
    let named = visit.asked.field("moc").unwrap_or_default();
    match visit.asked.field("press").unwrap_or_default() {
        "edit" => desktop.form(named, typed, Vec::new()),
        "confirm" => desktop.confirm(named, &typed),
        _ => desktop.preview(named, typed, ""),
    }
}

impl<'a> Desktop<'a> {
    /// The agreement that the path names, for somebody who may record on it.
    pub(super) fn open(visit: &'a Visit<'a>) -> Result<Self, Trouble> {
        let stored = agreement::stored(visit)?;
        let viewer = &visit.member()?.viewer;
        if viewer.sight_of(&stored.facts) != Sight::Whole {
            return Err(Trouble::Forbidden);
        }
        let life = life(visit.desk, &stored, None)?;
        if viewer.sight_of(&life.facts) != Sight::Whole || !viewer.records(&life.facts.officers) {
            return Err(Trouble::Forbidden);
        }
        Ok(Self { visit, stored, life })
    }

    fn viewer(&self) -> Result<&Viewer, Trouble> {
        Ok(&self.visit.member()?.viewer)
    }

    fn words(&self, day: Day) -> DayWords {
        DayWords::new(day, self.visit.today(), self.visit.language())
    }

    fn line(&self, milestone: &Milestone) -> MarkLine {
        MarkLine {
            mark: milestone.mark().to_string(),
            path: encoded(&milestone.mark().to_string()),
            what: rows::what(self.visit, milestone),
            day: Some(self.words(milestone.day)),
            late: milestone.state(self.visit.today()) == MilestoneState::Open
                && milestone.lawful_until.unwrap_or(milestone.after_from()) < self.visit.today(),
            verify: milestone.state(self.visit.today()) == MilestoneState::History,
        }
    }

    fn line_about(&self, about: RecordSubject<'_>) -> MarkLine {
        match about {
            RecordSubject::Milestone(milestone) => self.line(milestone),
            RecordSubject::Promise(one) => MarkLine {
                mark: about.mark(),
                path: encoded(&about.mark()),
                what: say::commitment(&one.commitment, one.who_name.as_deref(), self.visit.language()),
                day: None,
                late: false,
                verify: false,
            },
        }
    }

    /// The commitments that a review speaks of, with what was typed of each.
    fn promises(&self, about: Option<RecordSubject<'_>>, typed: &TypedAct) -> Vec<PromiseField> {
        if about.map(RecordSubject::kind) != Some(MilestoneKind::Review) {
            return Vec::new();
        }
        promised::fields_of(&self.life.commitments, typed, self.visit.language())
    }

    fn milestone(&self, mark: &Mark) -> Option<&Milestone> {
        let fits = |m: &&Milestone| {
            m.kind == mark.kind && m.name == mark.name && (m.day == mark.day || m.moved_from == Some(mark.day))
        };
        self.life.days.iter().map(|one| &one.milestone).find(fits)
    }

    /// What still asks something, in order of day.
    fn open_milestones(&self) -> impl Iterator<Item = &Milestone> {
        let today = self.visit.today();
        self.life.days.iter().map(|one| &one.milestone).filter(move |m| m.state(today) == MilestoneState::Open)
    }

    /// What had passed before the register knew of it and waits for somebody to verify it.
    fn unverified(&self) -> impl Iterator<Item = &Milestone> {
        self.life.unverified(self.visit.today())
    }

    /// What is asked about; where nothing is named, the milestone that waits longest, else the next, else the last that waits
    /// to be verified.
    fn meant(&self, named: &str) -> Option<RecordSubject<'_>> {
        if named.is_empty() {
            let first = self.open_milestones().find(|m| m.kind != MilestoneKind::Observance);
            return first.or_else(|| self.unverified().last()).map(RecordSubject::Milestone);
        }
        if let Some(mark) = mark_of(named) {
            return self.milestone(&mark).map(RecordSubject::Milestone);
        }
        let (kind, name) = named.split_once(':')?;
        let promised = self.life.commitments.iter().find(|one| one.commitment.name == name);
        promised.filter(|_| kind == MilestoneKind::Commitment.name()).map(RecordSubject::Promise)
    }

    fn form(&self, named: &str, typed: TypedAct, faults: Vec<RecordFault>) -> PageReply {
        let typed = self.signed(typed)?;
        if let Some(seq) = act::void_of(&typed) {
            return self.void_form(seq, typed, faults);
        }
        if let Some(seq) = act::confirm_of(&typed) {
            return self.act_page(seq, "", faults);
        }
        let (viewer, language) = (self.viewer()?, self.visit.language());
        let about = self.meant(named);
        let milestone = about.and_then(RecordSubject::milestone);
        let kind = about.map(RecordSubject::kind);
        let history = milestone.is_some_and(|m| m.state(self.visit.today()) == MilestoneState::History);
        let inherited = self.is_inherited()?;
        let may = |outcome: &&'static ActPhrase| {
            let fits = !history || offer::fits_history(outcome);
            fits && self.may_say(outcome.act) && (inherited || outcome.act != ActWord::ConfirmSuccessor)
        };
        let offers = |kind: Option<MilestoneKind>| -> Vec<&'static ActPhrase> {
            offer::outcomes(kind).into_iter().filter(may).collect()
        };
        let (here, more) = if kind.is_some() { (offers(kind), offers(None)) } else { (Vec::new(), offers(None)) };
        let has_steps = fields::has_steps(kind) && !self.steps(milestone).is_empty();
        let here: Vec<_> = here.into_iter().filter(|o| has_steps || o.act != ActWord::Step).collect();
        let shown = |list: &[&ActPhrase]| -> Vec<Offer> {
            list.iter().map(|outcome| offer::offer(outcome, &typed.what, language)).collect()
        };
        let unfolded = self.visit.asked.field("khac").is_some();
        let more_open = unfolded || kind.is_none() || more.iter().any(|outcome| outcome.slug() == typed.what);
        let status = status_of(&faults);
        let page = RecordForm {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            short: self.life.short.clone(),
            history,
            others: self
                .open_milestones()
                .chain(self.unverified())
                .filter(|m| milestone.is_none_or(|shown| shown.mark() != m.mark()))
                .take(OTHERS)
                .map(|m| self.line(m))
                .collect(),
            milestone: about.map(|about| self.line_about(about)),
            decides: true,
            by_link: false,
            offers: shown(&here),
            more: shown(&more),
            more_open,
            steps: self.steps(milestone),
            promises: self.promises(about, &typed),
            asks_writer: self.asks_writer()?,
            corrects: viewer.may(Deed::Change, &self.life.facts.officers),
            successors: viewer.extent(Deed::Import) == Extent::All,
            typed,
            faults,
        };
        Ok(self.visit.page("record.html", "register", &page)?.status(status))
    }

    /// Whether another stands in the place of one of our parties by today.
    fn is_inherited(&self) -> Result<bool, Trouble> {
        let (parties, today) = (self.visit.desk.store.parties()?, self.visit.today());
        let passed = |id: &String| {
            let successor = parties.get(id).and_then(|party| party.successor.as_ref());
            successor.is_some_and(|successor| successor.on <= today)
        };
        Ok(self.life.facts.ours.iter().any(passed))
    }

    /// The steps towards an end that nobody has closed.
    fn steps(&self, milestone: Option<&Milestone>) -> Vec<StepLine> {
        let Some(milestone) = milestone.filter(|m| m.kind == MilestoneKind::Expiry) else { return Vec::new() };
        let open = |name: &str| !milestone.steps.iter().any(|closed| closed.step == name);
        let steps = self.life.steps.iter().filter(|step| open(&step.name));
        steps
            .map(|step| StepLine { name: step.name.clone(), title: step.title.clone(), day: self.words(step.do_by) })
            .collect()
    }

    /// The same with the name that was given in this session already.
    fn signed(&self, mut typed: TypedAct) -> Result<TypedAct, Trouble> {
        if typed.writer.is_empty() && self.asks_writer()? {
            typed.writer = self.visit.member()?.session.writer.clone().unwrap_or_default();
        }
        Ok(typed)
    }

    /// Whether the contact does not tell who writes.
    fn asks_writer(&self) -> Result<bool, Trouble> {
        Ok(self.visit.member()?.contact.sharing == Sharing::Several)
    }

    /// The request that was typed and what it is called, or what is wrong.
    fn request(&self, named: &str, typed: &TypedAct) -> Result<(Label, ActRequest), Vec<RecordFault>> {
        let fault = |field, kind| RecordFault { field, kind, text: String::new() };
        if let Some(seq) = act::void_of(typed) {
            return self.void_request(seq, typed).map(|request| (Label::Void(seq), request));
        }
        if let Some(seq) = act::confirm_of(typed) {
            return self.confirm_request(seq, typed).map(|request| (Label::Confirm(seq), request));
        }
        let about = self.meant(named);
        let kind = about.map(RecordSubject::kind);
        let Some(outcome) = offer::chosen(&typed.what, kind) else { return Err(vec![fault("what", "needs-choice")]) };
        if !self.may_say(outcome.act) {
            return Err(vec![fault("what", "not-allowed")]);
        }
        let mark = about.map(RecordSubject::mark);
        let request = typed.request(outcome, mark.as_deref(), self.visit.language());
        let asks_writer = self.asks_writer().unwrap_or(true);
        match (request, asks_writer && typed.writer().is_none()) {
            (Ok(request), false) => Ok((Label::Outcome(outcome), request)),
            (Ok(_), true) => Err(vec![fault("writer", "needs-writer")]),
            (Err(mut faults), no_writer) => {
                faults.extend(no_writer.then(|| fault("writer", "needs-writer")));
                Err(faults)
            }
        }
    }
}

/// So many other milestones are offered.
const OTHERS: usize = 12;
