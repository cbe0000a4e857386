//! `/thoa-thuan/REF/cap-nhat`: what happened is said, what follows is shown, and then it is recorded.
//!
//! The same typed request, read by the same reader, recorded by the same use case as by command. The invariants: nothing is
//! recorded that was not shown first, nor over acts that were not shown; one preview is confirmed once.

mod fields;
mod offer;
mod preview;

use axum::http::StatusCode;
use serde::Serialize;

use super::agreement::{self, rows};
use super::words::DayWords;
use crate::desk::life::{Life, life};
use crate::desk::record::{Once, Press, RecordError, Recorded, record, record_once};
use crate::desk::rights::{Sight, Viewer};
use crate::desk::{Clerk, Desk, Purpose};
use crate::lifecycle::act::{Act, ActBody, Mark, MilestoneKind, Outcome, Via};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, State};
use crate::lifecycle::policy::Sharing;
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::ActRequest;
use crate::message::{Face, Say, Voice};
use crate::store::{Spent, Stored};
use crate::web::answer::{Answer, Reply, Trouble};
use crate::web::nonce::{holds, nonce};
use crate::web::visit::{Visit, encoded};
use fields::{Fault, Typed, mark_of};
use offer::Offer;

/// The form.
#[derive(Serialize)]
struct Form {
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
    decides: bool,
    typed: Typed,
    faults: Vec<Fault>,
    /// The preview that was not confirmed: the register has changed, or half an hour has passed.
    asks_writer: bool,
}

/// A milestone to say something of.
#[derive(Clone, Serialize)]
struct MarkLine {
    mark: String,
    /// The same, percent-encoded.
    path: String,
    what: String,
    day: DayWords,
    late: bool,
}

#[derive(Serialize)]
struct StepLine {
    name: String,
    title: String,
    day: DayWords,
}

/// What will be recorded, and what follows.
#[derive(Serialize)]
struct Preview<'a> {
    reference: String,
    path: String,
    short: String,
    milestone: Option<MarkLine>,
    label: &'static str,
    on: Option<DayWords>,
    until: Option<DayWords>,
    step: Option<String>,
    typed: &'a Typed,
    hidden: Vec<(&'static str, &'a str)>,
    newest: i64,
    nonce: String,
    follows: preview::Follows,
    /// `moved` or `late`: why it is shown again.
    again: &'static str,
    unseen: Vec<rows::ActRow>,
    /// The register says so already.
    known: bool,
}

#[derive(Serialize)]
struct Done {
    reference: String,
    path: String,
    short: String,
    act: rows::ActRow,
    at: Option<String>,
    /// `now`, `before` or nothing: whether this press recorded it.
    pressed: &'static str,
    may_void: bool,
    next: Option<MarkLine>,
}

/// An agreement that this person may record on.
pub(super) struct Desktop<'a> {
    visit: &'a Visit<'a>,
    stored: Stored,
    life: Life,
}

/// GET /thoa-thuan/REF/cap-nhat.
pub(crate) fn form(visit: &Visit<'_>) -> Reply {
    let desktop = Desktop::open(visit)?;
    let query = |name: &str| visit.asked.query(name).unwrap_or_default().to_owned();
    let typed = Typed { what: query("ghi"), step: query("buoc"), ..Typed::default() };
    let mark = visit.asked.query("moc").and_then(mark_of);
    desktop.form(mark.as_ref(), typed, Vec::new())
}

/// POST /thoa-thuan/REF/cap-nhat: the preview; then, confirmed, the act.
pub(crate) fn send(visit: &Visit<'_>) -> Reply {
    let desktop = Desktop::open(visit)?;
    let typed = Typed::of(visit.asked);
    let mark = visit.asked.field("moc").and_then(mark_of);
    match visit.asked.field("press").unwrap_or_default() {
        "edit" => desktop.form(mark.as_ref(), typed, Vec::new()),
        "confirm" => desktop.confirm(mark.as_ref(), &typed),
        _ => desktop.preview(mark.as_ref(), typed, ""),
    }
}

/// GET /thoa-thuan/REF/cap-nhat/SEQ: one act, after it was recorded.
pub(crate) fn done(visit: &Visit<'_>) -> Reply {
    let desktop = Desktop::open(visit)?;
    let seq = visit.asked.part("seq").parse::<i64>().map_err(|_| Trouble::NotFound)?;
    let act = desktop.stored.acts.iter().find(|act| act.seq == seq).ok_or(Trouble::NotFound)?;
    let pressed = match visit.asked.query("ghi") {
        Some("moi") => "now",
        Some("roi") => "before",
        _ => "",
    };
    let next = desktop.life.next.map(|at| desktop.line(&desktop.life.days[at].milestone));
    let page = Done {
        reference: desktop.stored.facts.reference.clone(),
        path: encoded(&desktop.stored.facts.reference),
        short: desktop.life.short.clone(),
        act: rows::act_row(visit, act, &desktop.stored.acts),
        at: visit.desk.store.recorded_at(seq)?.map(|at| visit.hour(at)),
        pressed,
        may_void: desktop.may_void(act),
        next,
    };
    visit.page("record_done.html", "register", &page)
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

    fn newest(&self) -> i64 {
        self.stored.acts.last().map_or(0, |act| act.seq)
    }

    fn words(&self, day: Day) -> DayWords {
        DayWords::new(day, self.visit.today(), self.visit.language())
    }

    fn line(&self, milestone: &Milestone) -> MarkLine {
        MarkLine {
            mark: milestone.mark().to_string(),
            path: encoded(&milestone.mark().to_string()),
            what: rows::what(self.visit, milestone),
            day: self.words(milestone.day),
            late: milestone.lawful_until.unwrap_or(milestone.after_from()) < self.visit.today(),
        }
    }

    /// The milestone of that mark.
    fn milestone(&self, mark: &Mark) -> Option<&Milestone> {
        let fits = |m: &&Milestone| {
            m.kind == mark.kind && m.name == mark.name && (m.day == mark.day || m.moved_from == Some(mark.day))
        };
        self.life.days.iter().map(|one| &one.milestone).find(fits)
    }

    /// What still asks something, in order of day.
    fn open_milestones(&self) -> impl Iterator<Item = &Milestone> {
        let today = self.visit.today();
        self.life.days.iter().map(|one| &one.milestone).filter(move |m| m.state(today) == State::Open)
    }

    /// The milestone that is asked about; where none is named, the one that waits longest, else the next.
    fn meant(&self, mark: Option<&Mark>) -> Option<&Milestone> {
        let named = mark.and_then(|mark| self.milestone(mark));
        let first = || self.open_milestones().find(|m| m.kind != MilestoneKind::Observance);
        named.or_else(|| if mark.is_none() { first() } else { None })
    }

    fn form(&self, mark: Option<&Mark>, typed: Typed, faults: Vec<Fault>) -> Reply {
        let (viewer, language) = (self.viewer()?, self.visit.language());
        let milestone = self.meant(mark);
        let kind = milestone.map(|m| m.kind);
        let may = |outcome: &&'static Outcome| viewer.may(offer::deed(outcome.act), &self.life.facts.officers);
        let offers = |kind: Option<MilestoneKind>| -> Vec<&'static Outcome> {
            offer::outcomes(kind).into_iter().filter(may).collect()
        };
        let (here, more) = if kind.is_some() { (offers(kind), offers(None)) } else { (Vec::new(), offers(None)) };
        let has_steps = fields::has_steps(kind) && !self.steps(milestone).is_empty();
        let here: Vec<_> =
            here.into_iter().filter(|o| has_steps || o.act != crate::lifecycle::act::ActWord::Step).collect();
        let shown = |list: &[&Outcome]| -> Vec<Offer> {
            list.iter().map(|outcome| offer::offer(outcome, &typed.what, language)).collect()
        };
        let more_open = kind.is_none() || more.iter().any(|outcome| outcome.slug() == typed.what);
        let wrong = !faults.is_empty();
        let page = Form {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            short: self.life.short.clone(),
            others: self
                .open_milestones()
                .filter(|m| milestone.is_none_or(|shown| shown.mark() != m.mark()))
                .take(OTHERS)
                .map(|m| self.line(m))
                .collect(),
            milestone: milestone.map(|m| self.line(m)),
            decides: matches!(
                kind,
                None | Some(MilestoneKind::Expiry | MilestoneKind::Notice | MilestoneKind::Renewal)
            ),
            offers: shown(&here),
            more: shown(&more),
            more_open,
            steps: self.steps(milestone),
            asks_writer: self.asks_writer()?,
            typed,
            faults,
        };
        let answer = self.visit.page("record.html", "register", &page)?;
        Ok(if wrong { answer.status(StatusCode::UNPROCESSABLE_ENTITY) } else { answer })
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

    /// Whether the contact does not tell who writes.
    fn asks_writer(&self) -> Result<bool, Trouble> {
        Ok(self.visit.member()?.contact.sharing == Sharing::Several)
    }

    /// The request that was typed, or the form again with what is wrong.
    fn request(&self, mark: Option<&Mark>, typed: &Typed) -> Result<(&'static Outcome, ActRequest), Vec<Fault>> {
        let fault = |field, kind| Fault { field, kind, text: String::new() };
        let kind = self.meant(mark).map(|m| m.kind);
        let Some(outcome) = offer::chosen(&typed.what, kind) else { return Err(vec![fault("what", "needs-choice")]) };
        let may = self.viewer().is_ok_and(|viewer| viewer.may(offer::deed(outcome.act), &self.life.facts.officers));
        if !may {
            return Err(vec![fault("what", "not-allowed")]);
        }
        let mark = self.meant(mark).map(Milestone::mark);
        let request = typed.request(outcome, mark.as_ref(), self.visit.language());
        let asks_writer = self.asks_writer().unwrap_or(true);
        match (request, asks_writer && typed.writer().is_none()) {
            (Ok(request), false) => Ok((outcome, request)),
            (Ok(_), true) => Err(vec![fault("writer", "needs-writer")]),
            (Err(mut faults), no_writer) => {
                faults.extend(no_writer.then(|| fault("writer", "needs-writer")));
                Err(faults)
            }
        }
    }

    /// Who records: the contact, by the page.
    fn clerk(&self, desk: &Desk, typed: &Typed) -> Result<Clerk, Trouble> {
        let contact = &self.visit.member()?.contact;
        let clerk = Clerk::at(&desk.clock, &contact.id).contact(&contact.name).via(Via::Page);
        Ok(match typed.writer().filter(|_| contact.sharing == Sharing::Several) {
            Some(writer) => clerk.written_by(&writer),
            None => clerk,
        })
    }

    fn preview(&self, mark: Option<&Mark>, typed: Typed, again: &'static str) -> Reply {
        let (outcome, request) = match self.request(mark, &typed) {
            Ok(found) => found,
            Err(faults) => return self.form(mark, typed, faults),
        };
        let reference = &self.stored.facts.reference;
        let rehearsed = self.visit.site.writer.at_desk(|desk| {
            let clerk = self.clerk(desk, &typed)?;
            desk.believe_the_clock()?;
            let Desk { store, office, .. } = desk;
            let recorded = record(store, office, &clerk, reference, &request, Insistence::Careful, Purpose::Rehearse);
            Ok::<_, Trouble>(recorded)
        })?;
        match rehearsed {
            Ok(recorded) => self.show(mark, &typed, outcome, &recorded, again),
            Err(error) => self.refused(mark, typed, &error),
        }
    }

    /// The form again, with the sentence of why it cannot be recorded.
    fn refused(&self, mark: Option<&Mark>, typed: Typed, error: &RecordError) -> Reply {
        if let RecordError::Desk(error) = error {
            return Err(Trouble::Failed(error.to_string()));
        }
        let voice = Voice { language: self.visit.language(), face: Face::Page };
        let text = format!("{}.", error.say(voice));
        self.form(mark, typed, vec![Fault { field: "", kind: "", text }])
    }

    /// The newest act that the form in hand was made over.
    fn seen(&self) -> i64 {
        self.visit.asked.field("newest").and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    fn show(
        &self,
        mark: Option<&Mark>,
        typed: &Typed,
        outcome: &'static Outcome,
        recorded: &Recorded,
        again: &'static str,
    ) -> Reply {
        let language = self.visit.language();
        let seen = self.seen();
        let unseen = self.stored.acts.iter().filter(|act| again == "moved" && act.seq > seen);
        let milestone = self.meant(mark);
        let mark = milestone.map(|m| m.mark().to_string()).unwrap_or_default();
        let newest = self.newest();
        let steps = self.steps(milestone);
        let page = Preview {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            short: self.life.short.clone(),
            milestone: milestone.map(|m| self.line(m)),
            label: offer::offer(outcome, "", language).label,
            on: Some(self.words(recorded.on)),
            until: fields::day(&typed.until).map(|day| self.words(day)),
            step: steps.into_iter().find(|step| step.name == typed.step).map(|step| step.title),
            hidden: typed.named(),
            newest,
            nonce: nonce(&self.visit.member()?.cookie, &self.over(&mark, &newest.to_string(), typed), self.visit.now)?,
            follows: preview::follows(self.visit, recorded)?,
            again,
            unseen: unseen.map(|act| rows::act_row(self.visit, act, &self.stored.acts)).collect(),
            known: recorded.known_as.is_some(),
            typed,
        };
        self.visit.page("record_preview.html", "register", &page)
    }

    /// Everything that a preview shows, in the order that its nonce stands over.
    fn over<'s>(&'s self, mark: &'s str, newest: &'s str, typed: &'s Typed) -> Vec<&'s str> {
        let mut over = vec![self.stored.facts.reference.as_str(), mark, newest];
        over.extend(typed.all());
        over
    }

    fn confirm(&self, mark: Option<&Mark>, typed: &Typed) -> Reply {
        let given = self.visit.asked.field("nonce").unwrap_or_default();
        let newest = self.seen();
        let named = mark.map(Mark::to_string).unwrap_or_default();
        let over =
            self.over(&named, &newest.to_string(), typed).iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        let over: Vec<&str> = over.iter().map(String::as_str).collect();
        if let Some(spent) = self.visit.desk.store.spent(given)? {
            return Ok(self.recorded_before(spent));
        }
        let Some(ends_at) = holds(&self.visit.member()?.cookie, &over, given, self.visit.now) else {
            return self.preview(mark, typed.clone(), "late");
        };
        let (_, request) = match self.request(mark, typed) {
            Ok(found) => found,
            Err(faults) => return self.form(mark, typed.clone(), faults),
        };
        let reference = &self.stored.facts.reference;
        let done = self.visit.site.writer.at_desk(|desk| {
            let clerk = self.clerk(desk, typed)?;
            desk.believe_the_clock()?;
            let Desk { store, office, .. } = desk;
            let press =
                Press { reference, request: &request, insistence: Insistence::Careful, newest, nonce: given, ends_at };
            Ok::<_, Trouble>(record_once(store, office, &clerk, press, |_, _| Ok(())))
        })?;
        match done {
            Ok(Once::Recorded(recorded)) => Ok(match recorded.known_as {
                Some(seq) => self.go_to(Some(seq), "roi"),
                None => self.go_to(recorded.seq, "moi"),
            }),
            Ok(Once::Already(spent)) => Ok(self.recorded_before(spent)),
            Ok(Once::Moved(_)) => self.preview(mark, typed.clone(), "moved"),
            Err(error) => self.refused(mark, typed.clone(), &error),
        }
    }

    fn recorded_before(&self, spent: Spent) -> Answer {
        self.go_to(spent.seq, "roi")
    }

    fn go_to(&self, seq: Option<i64>, how: &str) -> Answer {
        let path = encoded(&self.stored.facts.reference);
        match seq {
            Some(seq) => self.visit.go(&format!("/thoa-thuan/{path}/cap-nhat/{seq}?ghi={how}")),
            None => self.visit.go(&format!("/thoa-thuan/{path}")),
        }
    }

    /// Whether this person may take the act back.
    fn may_void(&self, act: &Act) -> bool {
        let voided = self.stored.acts.iter().any(|other| other.body == ActBody::Void { voids: act.seq });
        let taken_back = !matches!(act.body, ActBody::Void { .. } | ActBody::Register { .. });
        let calendar = &self.visit.desk.office.calendar;
        let may =
            self.viewer().map(|viewer| viewer.voids(act, &self.life.facts.officers, calendar, self.visit.today()));
        taken_back && !voided && may.is_ok_and(|may| may != crate::desk::rights::Voiding::Refused)
    }
}

/// So many other milestones are offered.
const OTHERS: usize = 12;
