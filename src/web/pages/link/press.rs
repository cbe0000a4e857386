//! The two presses of a link's page: what would follow, and the act.

use serde::Serialize;

use super::{Matter, Opened, Said};
use crate::desk::link;
use crate::desk::record::{Once, Press, RecordError, Recorded, record};
use crate::desk::{Desk, Purpose, Recorder};
use crate::lifecycle::recording::Insistence;
use crate::store::Spent;
use crate::web::answer::{Answer, Reply, Trouble};
use crate::web::nonce::{holds, nonce};
use crate::web::pages::agreement::rows;
use crate::web::pages::record::fields::{self, Fault, Typed};
use crate::web::pages::record::offer;
use crate::web::pages::record::press::why_refused;
use crate::web::pages::record::promised;
use crate::web::pages::words::DayWords;
use crate::web::visit::Visit;

#[derive(Serialize)]
pub(super) struct Preview<'a> {
    pub(super) reference: String,
    pub(super) short: String,
    pub(super) what: String,
    pub(super) day: Option<DayWords>,
    pub(super) undo: Option<rows::ActRow>,
    pub(super) label: &'static str,
    pub(super) on: DayWords,
    pub(super) until: Option<DayWords>,
    pub(super) step: Option<String>,
    pub(super) typed: &'a Typed,
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
struct Done {
    /// `now`, `before` or `known`: whether this press recorded it.
    pressed: &'static str,
    at: String,
    seq: Option<i64>,
    undone: bool,
    /// The link that takes it back.
    undo: Option<String>,
}

/// What the nonce of a link's preview is made for.
pub(super) const PURPOSE: &str = "preview";

/// The answer to a press that came before, whatever the link has become since.
pub(super) fn pressed_before(visit: &Visit<'_>) -> Result<Option<Answer>, Trouble> {
    let Some(given) = visit.asked.field("nonce").filter(|_| visit.asked.field("press") == Some("confirm")) else {
        return Ok(None);
    };
    visit.desk.store.spent(given)?.map(|spent| done(visit, "before", spent, None)).transpose()
}

pub(super) fn done(visit: &Visit<'_>, pressed: &'static str, spent: Spent, undo: Option<String>) -> Reply {
    let undone = visit.asked.field("undo").is_some();
    let page = Done { pressed, at: visit.hour(spent.at), seq: spent.seq, undone, undo };
    visit.page("link_done.html", "", &page)
}

impl Opened<'_> {
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
        let reference = &self.link.stored.facts.reference;
        let clerk = |desk: &Desk| self.clerk(desk, &said);
        let rehearsed = self.visit.site.writer.record(clerk, |desk, clerk| {
            let (request, insistence) = (&said.request, Insistence::Careful);
            record(&mut desk.store, &desk.office, clerk, reference, request, insistence, Purpose::Rehearse)
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
        let language = self.visit.language();
        let (what, day, undo, step) = match self.matter()? {
            Matter::Answer(milestone) => {
                let steps = self.steps(milestone)?;
                let step = steps.into_iter().find(|step| step.name == typed.step).map(|step| step.title);
                (rows::what(self.visit, milestone), Some(self.words(milestone.day)), None, step)
            }
            Matter::Undo(act) => {
                (String::new(), None, Some(rows::act_row(self.visit, act, &self.link.stored.acts)), None)
            }
        };
        let newest = self.link.stored.newest_act();
        let over = self.over(newest, typed);
        let changes = &recorded.milestones;
        let page = Preview {
            reference: self.link.stored.facts.reference.clone(),
            short: self.link.short.clone().unwrap_or_default(),
            what,
            day,
            undo,
            label: said.outcome.map_or("", |outcome| offer::offer(outcome, "", language).label),
            on: self.words(recorded.on),
            until: fields::day(&typed.until).map(|day| self.words(day)),
            step,
            said: self.said(typed)?,
            hidden: typed.named(),
            newest,
            nonce: nonce(&self.secret(), &over, self.visit.now)?,
            stops: changes.reminders_go,
            come: changes.reminders_appear,
            moved: changes
                .moved
                .iter()
                .filter_map(|line| Some((self.words(line.from?), self.words(line.day))))
                .collect(),
            again,
            here: self.here(),
            typed,
        };
        self.visit.page("link_preview.html", "", &page)
    }

    /// What was said of each commitment; where a review is taken back, what is taken back with it.
    fn said<'t>(&'t self, typed: &'t Typed) -> Result<Vec<(String, &'t str)>, Trouble> {
        Ok(match self.matter()? {
            Matter::Answer(_) => promised::said(&self.promises(typed)?, typed),
            Matter::Undo(_) => self.link.said.iter().map(|(what, text)| (what.clone(), text.as_str())).collect(),
        })
    }

    pub(super) fn confirm(&self, typed: &Typed) -> Reply {
        let given = self.visit.asked.nonce();
        let newest = self.visit.asked.newest();
        let over = self.over(newest, typed);
        let Some(ends_at) = holds(&self.secret(), &over, given, self.visit.now) else {
            return self.preview(typed, "late");
        };
        let said = match self.request(typed)? {
            Ok(said) => said,
            Err(faults) => return self.form(typed.clone(), faults),
        };
        let reference = &self.link.stored.facts.reference;
        let hearers = self.link.hearers(self.visit.desk);
        let insistence = Insistence::Careful;
        let press = Press { reference, request: &said.request, insistence, newest, nonce: given, ends_at };
        let clerk = |desk: &Desk| self.clerk(desk, &said);
        let pressed = self.visit.site.writer.record(clerk, |desk, clerk| {
            let once = link::record(&mut desk.store, &desk.office, clerk, press, &hearers)?;
            Ok::<_, RecordError>((once, clerk.stamp.at))
        })?;
        match pressed {
            Ok((Once::Recorded(recorded), at)) => {
                let known = recorded.known_as.is_some();
                let spent = Spent { seq: recorded.seq.or(recorded.known_as), at };
                let undo = match recorded.seq {
                    Some(seq) => link::undo_of(self.visit.desk, &self.link.key, &hearers, seq)?,
                    None => None,
                };
                let undo = undo.map(|token| format!("{}{token}", crate::message::link::ROUTE));
                done(self.visit, if known { "known" } else { "now" }, spent, undo)
            }
            Ok((Once::Already(spent), _)) => done(self.visit, "before", spent, None),
            Ok((Once::Moved(_), _)) => self.preview(typed, "moved"),
            Err(error) => self.refused(typed, &error),
        }
    }
}
