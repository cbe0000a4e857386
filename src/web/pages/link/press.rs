//! The two presses of a link's page: what would follow, and the act.
//!
//! One mechanism for the links of agreements and those of the office, [`LinkPage`]; what differs is what they may say, what
//! their previews show, and where the act is kept.

use serde::Serialize;

use crate::desk::link::{self, GenuineLink, LinkAbout};
use crate::desk::record::{FormPress, PressOutcome, RecordError, RecordOutcome};
use crate::desk::{Desk, Recorder};
use crate::lifecycle::act::{Act, ActPhrase, Target};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::link::ROUTE;
use crate::store::Spent;
use crate::web::answer::{Answer, PageReply, Trouble};
use crate::web::nonce::{holds, nonce};
use crate::web::pages::agreement::rows;
use crate::web::pages::record::fields::{self, RecordFault, TypedAct};
use crate::web::pages::record::offer;
use crate::web::pages::record::press::why_refused;
use crate::web::pages::words::DayWords;
use crate::web::visit::Visit;

#[derive(Serialize)]
pub(super) struct LinkPreview<'a> {
    pub(super) reference: String,
    pub(super) short: String,
    pub(super) what: String,
    pub(super) day: Option<DayWords>,
    pub(super) undo: Option<rows::ActRow>,
    pub(super) label: &'static str,
    pub(super) on: DayWords,
    pub(super) until: Option<DayWords>,
    pub(super) step: Option<String>,
    pub(super) typed: &'a TypedAct,
    /// What was said of each commitment at a review: what is promised, and the text.
    pub(super) said: Vec<(String, &'a str)>,
    pub(super) hidden: Vec<(&'a str, &'a str)>,
    pub(super) newest: i64,
    pub(super) nonce: String,
    /// How many reminders stop, and come.
    pub(super) stops: usize,
    pub(super) come: usize,
    pub(super) moved: Vec<(DayWords, DayWords)>,
    pub(super) again: &'static str,
    pub(super) here: String,
}

#[derive(Serialize)]
struct LinkDonePage {
    /// `now`, `before` or `known`: whether this press recorded it.
    pressed: &'static str,
    at: String,
    seq: Option<i64>,
    undone: bool,
    /// The link that takes it back.
    undo: Option<String>,
}

/// What the nonce of a link's preview is made for.
const PURPOSE: &str = "preview";

/// What a link opens.
#[derive(Clone, Copy)]
pub(super) enum LinkMatter<'l> {
    Answer(&'l Milestone),
    Undo(&'l Act),
}

/// What was said by a link.
pub(super) struct LinkInput {
    /// The phrase; none where an act is taken back.
    pub(super) outcome: Option<&'static ActPhrase>,
    request: ActRequest,
    writer: String,
}

/// The answer to a press that came before, whatever the link has become since.
pub(super) fn pressed_before(visit: &Visit<'_>) -> Result<Option<Answer>, Trouble> {
    let Some(given) = visit.asked.field("nonce").filter(|_| visit.asked.field("press") == Some("confirm")) else {
        return Ok(None);
    };
    visit.desk.store.spent(given)?.map(|spent| done(visit, "before", spent, None)).transpose()
}

fn done(visit: &Visit<'_>, pressed: &'static str, spent: Spent, undo: Option<String>) -> PageReply {
    let undone = visit.asked.field("undo").is_some();
    let page = LinkDonePage { pressed, at: visit.hour(spent.at), seq: spent.seq, undone, undo };
    visit.page("link_done.html", "", &page)
}

/// A link that holds, in front of its page.
pub(super) trait LinkPage<'a> {
    fn visit(&self) -> &'a Visit<'a>;
    fn genuine(&self) -> &GenuineLink;
    fn about(&self) -> &LinkAbout;
    /// What its acts are about, and under which reference they are kept.
    fn target(&self) -> (Target, &str);
    /// The newest act that the page has seen.
    fn newest(&self) -> i64;
    /// Who hears the same day.
    fn hearers(&self) -> Vec<String>;
    /// What it lets one say of that milestone.
    fn outcomes(&self, milestone: &Milestone) -> Result<Vec<&'static ActPhrase>, Trouble>;
    /// The page that asks, with what was typed and what is wrong with it.
    fn form(&self, typed: TypedAct, faults: Vec<RecordFault>) -> PageReply;
    /// What would follow.
    fn rehearse(&self, desk: &mut Desk, clerk: &Recorder, request: &ActRequest) -> Result<RecordOutcome, RecordError>;
    /// Keeps the act, once, with the letter that tells of it.
    fn keep(
        &self,
        desk: &mut Desk,
        clerk: &Recorder,
        press: FormPress<'_>,
        hearers: &[String],
    ) -> Result<PressOutcome, RecordError>;
    /// The preview, of what is common to all links.
    fn show(&self, common: LinkPreview<'_>, recorded: &RecordOutcome) -> PageReply;

    fn matter(&self) -> Result<LinkMatter<'_>, Trouble> {
        match self.about() {
            LinkAbout::Answer(milestone) => Ok(LinkMatter::Answer(milestone)),
            LinkAbout::Undo(act) => Ok(LinkMatter::Undo(act)),
            LinkAbout::Stale(_) => Err(Trouble::NotFound),
        }
    }

    fn words(&self, day: Day) -> DayWords {
        DayWords::new(day, self.visit().today(), self.visit().language())
    }

    /// The route of this page.
    fn here(&self) -> String {
        format!("{ROUTE}{}", self.genuine().token)
    }

    /// The request that was typed, what it is called, and who writes; or everything that is wrong.
    fn request(&self, typed: &TypedAct) -> Result<Result<LinkInput, Vec<RecordFault>>, Trouble> {
        let fault = |field, kind| RecordFault { field, kind, text: String::new() };
        let no_writer = typed.writer().is_none().then(|| fault("writer", "needs-writer"));
        let request = match self.matter()? {
            LinkMatter::Undo(act) => Ok((
                None,
                ActRequest { note: fields::note(typed), ..ActRequest::new(RequestedAct::Void { act: act.seq }) },
            )),
            LinkMatter::Answer(milestone) => {
                let outcomes = self.outcomes(milestone)?;
                match outcomes.into_iter().find(|outcome| outcome.slug() == typed.what) {
                    None => Err(vec![fault("what", "needs-choice")]),
                    Some(outcome) => {
                        let mark = milestone.mark().to_string();
                        let read = typed.request_on(self.target().0, outcome, Some(&mark), self.visit().language());
                        read.map(|request| (Some(outcome), request))
                    }
                }
            }
        };
        Ok(match (request, no_writer, typed.writer()) {
            (Ok((outcome, request)), None, Some(writer)) => Ok(LinkInput { outcome, request, writer }),
            (Ok(_), missing, _) => Err(missing.into_iter().collect()),
            (Err(mut faults), missing, _) => {
                faults.extend(missing);
                Err(faults)
            }
        })
    }

    fn secret(&self) -> String {
        self.genuine().key.secret(PURPOSE, &self.genuine().token)
    }

    /// Everything that a preview shows, in the order that its nonce stands over.
    fn over(&self, newest: i64, typed: &TypedAct) -> Vec<String> {
        let mut over = vec![self.genuine().token.to_string(), newest.to_string()];
        over.extend(typed.all().into_iter().map(str::to_owned));
        over
    }

    fn clerk(&self, desk: &Desk, said: &LinkInput) -> Result<Recorder, Trouble> {
        self.genuine().clerk(&desk.clock, &said.writer).ok_or(Trouble::NotFound)
    }

    /// The first press: what would follow.
    fn preview(&self, typed: &TypedAct, again: &'static str) -> PageReply {
        let said = match self.request(typed)? {
            Ok(said) => said,
            Err(faults) => return self.form(typed.clone(), faults),
        };
        let visit = self.visit();
        let clerk = |desk: &Desk| self.clerk(desk, &said);
        let rehearsed = visit.site.writer.record(clerk, |desk, clerk| self.rehearse(desk, clerk, &said.request))?;
        let recorded = match rehearsed {
            Ok(recorded) => recorded,
            Err(error) => return self.refused(typed, &error),
        };
        let day = match self.matter()? {
            LinkMatter::Answer(milestone) => Some(self.words(milestone.day)),
            LinkMatter::Undo(_) => None,
        };
        let newest = self.newest();
        let common = LinkPreview {
            reference: String::new(),
            short: String::new(),
            what: String::new(),
            day,
            undo: None,
            label: said.outcome.map_or("", |outcome| offer::offer(outcome, "", visit.language()).label),
            on: self.words(recorded.on),
            until: None,
            step: None,
            said: Vec::new(),
            hidden: typed.named(),
            newest,
            nonce: nonce(&self.secret(), &self.over(newest, typed), visit.now)?,
            stops: 0,
            come: 0,
            moved: Vec::new(),
            again,
            here: self.here(),
            typed,
        };
        self.show(common, &recorded)
    }

    fn refused(&self, typed: &TypedAct, error: &RecordError) -> PageReply {
        let text = why_refused(error, self.visit().voice())?;
        self.form(typed.clone(), vec![RecordFault { field: "", kind: "", text }])
    }

    /// The second press: the act.
    fn confirm(&self, typed: &TypedAct) -> PageReply {
        let visit = self.visit();
        let (given, newest) = (visit.asked.nonce(), visit.asked.newest());
        let Some(ends_at) = holds(&self.secret(), &self.over(newest, typed), given, visit.now) else {
            return self.preview(typed, "late");
        };
        let said = match self.request(typed)? {
            Ok(said) => said,
            Err(faults) => return self.form(typed.clone(), faults),
        };
        let hearers = self.hearers();
        let (reference, insistence) = (self.target().1, Insistence::Careful);
        let press = FormPress { reference, request: &said.request, insistence, newest, nonce: given, ends_at };
        let clerk = |desk: &Desk| self.clerk(desk, &said);
        let pressed = visit.site.writer.record(clerk, |desk, clerk| {
            let once = self.keep(desk, clerk, press, &hearers)?;
            Ok::<_, RecordError>((once, clerk.stamp.at))
        })?;
        match pressed {
            Ok((PressOutcome::Recorded(recorded), at)) => {
                let known = recorded.known_as.is_some();
                let spent = Spent { seq: recorded.seq.or(recorded.known_as), at };
                let undo = match recorded.seq {
                    Some(seq) => link::undo_of(visit.desk, &self.genuine().key, &hearers, seq)?,
                    None => None,
                };
                let undo = undo.map(|token| format!("{ROUTE}{token}"));
                done(visit, if known { "known" } else { "now" }, spent, undo)
            }
            Ok((PressOutcome::Already(spent), _)) => done(visit, "before", spent, None),
            Ok((PressOutcome::Moved(_), _)) => self.preview(typed, "moved"),
            Err(error) => self.refused(typed, &error),
        }
    }
}
