//! Rows of acts, and the ends that old lists give: held against what is known, in the order of their days.

use std::collections::BTreeMap;

use super::same::{self, Same};
use super::work::Work;
use crate::desk::change::horizon;
use crate::desk::dossier::Paper;
use crate::desk::record::says;
use crate::desk::record::{Judge, RecordError, reach, still_open};
use crate::desk::{Clerk, DeskError};
use crate::exchange::rows::Place;
use crate::exchange::{ActDraft, Drafts, Ended};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::day::Day;
use crate::lifecycle::recording::{self, Accepted, Around, Insistence, Refusal, Remark, a_month_ahead};
use crate::lifecycle::request::{ActRequest, Asked};

/// Something that a row says happened.
enum Said<'d> {
    Act(&'d ActDraft),
    /// The end that an old list gives, in the row of the agreement.
    End(&'d Place, &'d Ended),
}

impl Said<'_> {
    /// By day; on one day the acts in the order of the file, the agreement's end after them.
    fn order(&self) -> (Day, u8, usize) {
        match self {
            Self::Act(draft) => (draft.on(), 0, draft.place.ordinal),
            Self::End(place, ended) => (ended.on, 1, place.ordinal),
        }
    }
}

impl Work<'_, '_> {
    pub(super) fn acts(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        let acts = drafts.acts.iter().map(Said::Act);
        let ends = drafts.agreements.iter().filter_map(|d| d.ended.as_ref().map(|ended| Said::End(&d.place, ended)));
        let mut said: Vec<Said<'_>> = acts.chain(ends).collect();
        said.sort_by_key(Said::order);
        for said in said {
            match said {
                Said::Act(draft) if self.stands(&draft.place) => self.act(draft)?,
                Said::End(place, ended) if self.stands(place) => self.end(place, ended)?,
                Said::Act(_) | Said::End(..) => {}
            }
        }
        Ok(())
    }

    fn act(&mut self, draft: &ActDraft) -> Result<(), DeskError> {
        let reference = &draft.agreement;
        if let Some(line) = self.fallen_agreement(reference) {
            let what = format!("its agreement `{reference}` stands in row {line}, which has flaws");
            self.fall(&draft.place, "agreement", what, "mend that row first");
            return Ok(());
        }
        let Some(id) = self.tx.agreement_id(reference)? else {
            self.unknown_agreement(&draft.place, reference);
            return Ok(());
        };
        let (office, today) = (self.office, self.clerk.today());
        self.hold(id)?;
        let dossier = &self.held(id).dossier;
        let mut request = draft.request.clone();
        if let Err(refusal) = self.parties.to_ids(&mut request, dossier.facts.signed_on) {
            self.refuse(&draft.place, "set", &refusal);
            return Ok(());
        }
        let request = match recording::step_named(&request, &office.steps) {
            Ok(request) => request,
            Err(refusal) => {
                self.refuse(&draft.place, "step", &refusal);
                return Ok(());
            }
        };
        let timeline = dossier.timeline(office, reach(&request, today))?;
        match same::request(&timeline, &dossier.agreement, &request) {
            Same::No => {}
            same => {
                self.already(same, draft);
                return Ok(());
            }
        }
        if let Some(act) = same::but_for_its_paper(&timeline, &dossier.agreement, &request) {
            let other_number = request.number.is_some() && act.number != request.number;
            let (seq, column) = (act.seq, if other_number { "number" } else { "note" });
            let what = format!("act {seq} says just this already, with another {column}");
            self.fall(&draft.place, column, what, "take the row out, or take that act back first if it was wrong");
            return Ok(());
        }
        if let Some(until) = rested(&request, today) {
            self.warn(format!(
                "row {}: letters were to rest until {until}, which has passed; not recorded",
                draft.place.line
            ));
            self.done.counts.acts_known += 1;
            return Ok(());
        }
        let judge = Judge { agreement: &dossier.agreement, office, parties: &self.parties.known, today };
        match judge.judge(&request, Insistence::Careful) {
            Ok(accepted) => {
                let clerk = self.recorder(draft.by.as_deref());
                let paper = Paper::of(&request);
                let closed: Vec<Remark> = accepted
                    .remarks
                    .iter()
                    .filter(|remark| {
                        matches!(
                            remark,
                            Remark::ReviewClosed(_)
                                | Remark::CommitmentClosed(_)
                                | Remark::ToTakeOver(_)
                                | Remark::Rested(_)
                        )
                    })
                    .cloned()
                    .collect();
                for sentence in self.record(id, &clerk, accepted, paper)? {
                    self.warn(format!("row {}: {sentence}", draft.place.line));
                }
                // As `record` does: what was closed, and what is still open.
                let timeline = self.held(id).dossier.timeline(office, reach(&request, today))?;
                let open = still_open(&timeline, &request.asked, today);
                let remarks = closed.iter().chain(&open);
                let says: Vec<String> = remarks.map(|r| says::remark(r, &timeline, &self.parties.known)).collect();
                for sentence in says {
                    self.say(format!("row {}, {reference}: {sentence}", draft.place.line));
                }
            }
            Err(RecordError::Refused(refusal)) => self.refuse(&draft.place, "act", &refusal),
            Err(RecordError::Desk(error)) => return Err(error),
            Err(RecordError::ManyRefused(_)) => {}
        }
        Ok(())
    }

    /// Who recorded, as the row says: a contact by its name of today, anybody else as no contact.
    fn recorder(&self, by: Option<&str>) -> Clerk {
        let Some(by) = by else { return self.clerk.clone() };
        let clerk = self.clerk.clone().named(by);
        match self.office.circle.contact(by) {
            Some(contact) => clerk.contact(&contact.name),
            None => clerk,
        }
    }

    /// Refuses a row about an agreement that nobody knows.
    pub(super) fn unknown_agreement(&mut self, place: &Place, reference: &str) {
        let what = format!("`{reference}` is no agreement of the register or of this file");
        self.fall(place, "agreement", what, "mend the reference, or add the agreement");
    }

    /// Leaves out an act that the register has; says so where it was taken back.
    fn already(&mut self, same: Same, draft: &ActDraft) {
        self.done.counts.acts_known += 1;
        if let Same::Voided(seq) = same {
            let (line, act) = (draft.place.line, draft.request.act().word());
            self.warn(format!(
                "row {line}: this `{act}` was recorded as act {seq} and taken back; it was not recorded again"
            ));
        }
    }

    /// Records the end that an old list gives, once.
    fn end(&mut self, place: &Place, ended: &Ended) -> Result<(), DeskError> {
        let Some(id) = self.of_row.get(&place.ordinal).copied() else { return Ok(()) };
        let (office, clerk) = (self.office, self.clerk.clone());
        let dossier = &self.hold(id)?.dossier;
        match same::body(&dossier.agreement, &ended.body, ended.on, None) {
            Same::No => {}
            Same::Recorded => return Ok(()),
            Same::Voided(seq) => {
                self.warn(format!(
                    "row {}: its end was recorded as act {seq} and taken back; it was not recorded again",
                    place.line
                ));
                return Ok(());
            }
        }
        let ends_on = Some(ended.on);
        let asked = match ended.body {
            ActBody::Terminate { .. } => Asked::Terminate { ends_on },
            ActBody::Supersede { .. } => Asked::Supersede { ends_on, with: None },
            ActBody::Close => Asked::Close,
            _ => Asked::Expire { ends_on },
        };
        let request = ActRequest { on: ends_on, ..ActRequest::new(asked) };
        let timeline = dossier.timeline(office, horizon(ended.on.max(clerk.today())))?;
        let early = timeline.course.start_on().filter(|start| ended.on < *start);
        // The list says that it is archived; whether it still binds is not asked.
        let (parties, first_asked) = (BTreeMap::new(), a_month_ahead);
        let around = Around { parties: &parties, first_asked: &first_asked };
        match recording::act(&request, &timeline, around, clerk.today(), Insistence::Force) {
            Ok(_) if early.is_some() => self.refuse(place, "ended_on", &Refusal::BeforeStart(ended.on)),
            Ok(accepted) => drop(self.record(id, &clerk, accepted, Paper::default())?),
            Err(refusal) => self.refuse(place, "ended_on", &refusal),
        }
        Ok(())
    }

    /// Says which acts it took back.
    fn record(
        &mut self,
        id: i64,
        clerk: &Clerk,
        accepted: Accepted,
        paper: Paper<'_>,
    ) -> Result<Vec<String>, DeskError> {
        let tx = self.tx;
        let held = self.hold(id)?;
        held.changed = true;
        let says = held.dossier.take_back(tx, clerk, &accepted.instead_of)?;
        held.dossier.append(tx, clerk, accepted.on, paper, accepted.body)?;
        self.done.counts.acts_recorded += 1;
        Ok(says)
    }

    pub(super) fn refuse(&mut self, place: &Place, column: &str, refusal: &Refusal) {
        let text = refusal.to_string();
        let (what, cure) = text.split_once("; ").unwrap_or((text.as_str(), "mend the row"));
        self.fall(place, column, what, cure);
    }
}

/// The day until which letters were to rest, where that has passed: nothing is left to record.
fn rested(request: &ActRequest, today: Day) -> Option<Day> {
    match request.asked {
        Asked::Snooze { until, .. } if until <= today => Some(until),
        _ => None,
    }
}
