//! The preview of what was typed, and its confirmation.
//!
//! What is shown is the rehearsal of what will be recorded; its nonce stands over everything shown and the newest act.

use serde::Serialize;

use super::fields::{self, RecordFault, TypedAct};
use super::{Desktop, Label, MarkLine, RecordSubject, offer, preview, promised};
use crate::desk::record::{FormPress, PressOutcome, RecordError, RecordOutcome, record, record_once};
use crate::desk::{Desk, DeskError, Purpose, Recorder};
use crate::lifecycle::act::Via;
use crate::lifecycle::policy::Sharing;
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::ActRequest;
use crate::message::{Say, Voice};
use crate::store::Spent;
use crate::web::answer::{Answer, PageReply, Trouble};
use crate::web::nonce::{holds, nonce};
use crate::web::page_request::encoded;
use crate::web::pages::agreement::rows;
use crate::web::pages::words::DayWords;
use crate::web::visit::Visit;

/// What will be recorded, and what follows.
#[derive(Serialize)]
struct RecordPreview<'a> {
    reference: String,
    path: String,
    short: String,
    milestone: Option<MarkLine>,
    /// The outcome's phrase; empty where an act is taken back.
    label: &'static str,
    /// The act that is taken back, or confirmed.
    voids: Option<rows::ActRow>,
    confirms: bool,
    on: Option<DayWords>,
    until: Option<DayWords>,
    received: Option<DayWords>,
    step: Option<String>,
    typed: &'a TypedAct,
    hidden: Vec<(&'a str, &'a str)>,
    /// What was said of each commitment at a review: what is promised, and the text.
    said: Vec<(String, &'a str)>,
    newest: i64,
    nonce: String,
    follows: preview::Follows,
    /// `moved` or `late`: why it is shown again.
    again: &'static str,
    unseen: Vec<rows::ActRow>,
    /// The register says so already.
    known: bool,
}

/// Why something cannot be recorded, in a sentence for who typed it; a register that cannot be read is no answer to him.
pub(crate) fn why_refused(error: &RecordError, voice: Voice) -> Result<String, Trouble> {
    match error {
        RecordError::Refused(_) | RecordError::Desk(DeskError::DoubtfulClock(_)) => {
            Ok(format!("{}.", error.say(voice)))
        }
        error => Err(Trouble::Failed(error.to_string())),
    }
}

/// What the confirmation of a preview came to.
pub(crate) enum Confirmed {
    Recorded(Box<RecordOutcome>),
    /// An earlier press had recorded it.
    Already,
    /// It has to be shown again: `late`, where the preview holds no more, `moved`, where something was recorded since.
    Again(&'static str),
}

/// What would follow if somebody recorded that.
pub(crate) fn rehearsed(
    visit: &Visit<'_>,
    reference: &str,
    request: &ActRequest,
) -> Result<Result<RecordOutcome, RecordError>, Trouble> {
    let careful = Insistence::Careful;
    let clerk = |desk: &Desk| visit.clerk(desk);
    visit.site.writer.record(clerk, |desk, clerk| {
        record(&mut desk.store, &desk.office, clerk, reference, request, careful, Purpose::Rehearse)
    })
}

/// Records what a preview showed, by the contact who confirms it, as long as its nonce stands over what comes back and the
/// newest act is the one it was shown over.
pub(crate) fn record_shown(
    visit: &Visit<'_>,
    reference: &str,
    over: &[String],
    request: &ActRequest,
) -> Result<Result<Confirmed, RecordError>, Trouble> {
    let (nonce, newest) = (visit.asked.nonce(), visit.asked.newest());
    let Some(ends_at) = holds(&visit.member()?.cookie, over, nonce, visit.now) else {
        return Ok(Ok(Confirmed::Again("late")));
    };
    let press = FormPress { reference, request, insistence: Insistence::Careful, newest, nonce, ends_at };
    let clerk = |desk: &Desk| visit.clerk(desk);
    let done = visit
        .site
        .writer
        .record(clerk, |desk, clerk| record_once(&mut desk.store, &desk.office, clerk, press, |_, _| Ok(())))?;
    Ok(done.map(|once| match once {
        PressOutcome::Recorded(recorded) => Confirmed::Recorded(recorded),
        PressOutcome::Already(_) => Confirmed::Already,
        PressOutcome::Moved(_) => Confirmed::Again("moved"),
    }))
}

impl Desktop<'_> {
    /// Who records: the contact, by the page.
    pub(super) fn clerk(&self, desk: &Desk, typed: &TypedAct) -> Result<Recorder, Trouble> {
        let contact = &self.visit.member()?.contact;
        let clerk = Recorder::at(&desk.clock, &contact.id).contact(&contact.name).via(Via::Page);
        Ok(match typed.writer().filter(|_| contact.sharing == Sharing::Several) {
            Some(writer) => clerk.written_by(&writer),
            None => clerk,
        })
    }

    pub(super) fn preview(&self, named: &str, typed: TypedAct, again: &'static str) -> PageReply {
        let (label, request) = match self.request(named, &typed) {
            Ok(found) => found,
            Err(faults) => return self.form(named, typed, faults),
        };
        let (reference, insistence) = (&self.stored.facts.reference, self.insistence(label));
        let clerk = |desk: &Desk| self.clerk(desk, &typed);
        let rehearsed = self.visit.site.writer.record(clerk, |desk, clerk| {
            record(&mut desk.store, &desk.office, clerk, reference, &request, insistence, Purpose::Rehearse)
        })?;
        match rehearsed {
            Ok(recorded) => self.show(named, &typed, label, &recorded, again),
            Err(error) => self.refused(named, typed, &error),
        }
    }

    /// The form again, with the sentence of why it cannot be recorded.
    pub(super) fn refused(&self, named: &str, typed: TypedAct, error: &RecordError) -> PageReply {
        let text = why_refused(error, self.visit.voice())?;
        self.form(named, typed, vec![RecordFault { field: "", kind: "", text }])
    }

    fn show(
        &self,
        named: &str,
        typed: &TypedAct,
        label: Label,
        recorded: &RecordOutcome,
        again: &'static str,
    ) -> PageReply {
        let language = self.visit.language();
        let seen = self.visit.asked.newest();
        let unseen = self.stored.acts.iter().filter(|act| again == "moved" && act.seq > seen);
        let about = self.meant(named).filter(|_| matches!(label, Label::Outcome(_)));
        let mark = about.map(RecordSubject::mark).unwrap_or_default();
        let newest = self.stored.newest_act();
        let steps = self.steps(about.and_then(RecordSubject::milestone));
        let promises = self.promises(about, typed);
        let page = RecordPreview {
            reference: self.stored.facts.reference.clone(),
            path: encoded(&self.stored.facts.reference),
            short: self.life.short.clone(),
            milestone: about.map(|about| self.line_about(about)),
            label: match label {
                Label::Outcome(outcome) => offer::offer(outcome, "", language).label,
                Label::Void(_) | Label::Confirm(_) => "",
            },
            confirms: matches!(label, Label::Confirm(_)),
            voids: match label {
                Label::Outcome(_) => None,
                Label::Void(seq) | Label::Confirm(seq) => {
                    self.act(seq).map(|act| rows::act_row(self.visit, act, &self.stored.acts))
                }
            },
            on: Some(self.words(recorded.on)),
            until: fields::day(&typed.until).map(|day| self.words(day)),
            received: fields::day(&typed.received).map(|day| self.words(day)),
            step: steps.into_iter().find(|step| step.name == typed.step).map(|step| step.title),
            said: promised::said(&promises, typed),
            hidden: typed.named(),
            newest,
            nonce: nonce(&self.visit.member()?.cookie, &self.over(&mark, newest, typed), self.visit.now)?,
            follows: preview::follows(self.visit, recorded)?,
            again,
            unseen: unseen.map(|act| rows::act_row(self.visit, act, &self.stored.acts)).collect(),
            known: recorded.known_as.is_some(),
            typed,
        };
        self.visit.page("record_preview.html", "register", &page)
    }

    /// Everything that a preview shows, in the order that its nonce stands over.
    pub(super) fn over(&self, mark: &str, newest: i64, typed: &TypedAct) -> Vec<String> {
        let mut over = vec![self.stored.facts.reference.clone(), mark.to_owned(), newest.to_string()];
        over.extend(typed.all().into_iter().map(str::to_owned));
        over
    }

    pub(super) fn confirm(&self, named: &str, typed: &TypedAct) -> PageReply {
        let given = self.visit.asked.nonce();
        let newest = self.visit.asked.newest();
        let over = self.over(named, newest, typed);
        if let Some(spent) = self.visit.desk.store.spent(given)? {
            return Ok(self.recorded_before(spent));
        }
        let Some(ends_at) = holds(&self.visit.member()?.cookie, &over, given, self.visit.now) else {
            return self.preview(named, typed.clone(), "late");
        };
        let (label, request) = match self.request(named, typed) {
            Ok(found) => found,
            Err(faults) => return self.form(named, typed.clone(), faults),
        };
        let (reference, insistence) = (&self.stored.facts.reference, self.insistence(label));
        let press = FormPress { reference, request: &request, insistence, newest, nonce: given, ends_at };
        let clerk = |desk: &Desk| self.clerk(desk, typed);
        let done = self
            .visit
            .site
            .writer
            .record(clerk, |desk, clerk| record_once(&mut desk.store, &desk.office, clerk, press, |_, _| Ok(())))?;
        if let (Ok(PressOutcome::Recorded(_)), Some(writer)) =
            (&done, typed.writer().filter(|_| !typed.writer.is_empty()))
        {
            self.visit.site.web().name_writer(&self.visit.member()?.session.id, &writer)?;
        }
        match done {
            Ok(PressOutcome::Recorded(recorded)) => Ok(match recorded.known_as {
                Some(seq) => self.go_to(Some(seq), "roi"),
                None => self.go_to(recorded.seq, "moi"),
            }),
            Ok(PressOutcome::Already(spent)) => Ok(self.recorded_before(spent)),
            Ok(PressOutcome::Moved(_)) => self.preview(named, typed.clone(), "moved"),
            Err(error) => self.refused(named, typed.clone(), &error),
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::policy::Language;
    use crate::lifecycle::recording::Refusal;
    use crate::message::Face;
    use crate::watch::Jump;

    #[test]
    fn who_records_is_told_of_a_refusal_and_of_a_clock_in_doubt_and_of_no_fault_of_the_program() {
        let why = |error| why_refused(&error, Voice { language: Language::Vi, face: Face::Page }).ok();
        let future = "2027-03-16".parse().expect("a day");
        for error in [
            RecordError::Refused(Refusal::Future(future)),
            RecordError::Desk(DeskError::DoubtfulClock(Jump::Moved { seconds: 7_200 })),
        ] {
            let text = why(error).unwrap_or_default();
            assert!(text.ends_with('.') && !text.ends_with(".."), "{text}");
        }
        assert_eq!(why(RecordError::Desk(DeskError::UnknownContact("ai".to_owned()))), None);
    }
}
