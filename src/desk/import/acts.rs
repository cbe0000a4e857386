//! Rows of acts, and the ends that old lists give: held against what is known, in the order of their days.

use std::collections::BTreeMap;

use super::act_remarks::{about_reviews, is_said_of_a_list, rested};
use super::import_pass::ImportPass;
use super::recorded_already::{self, Same};
use crate::desk::agreement_edit::PaperOfAct;
use crate::desk::change::horizon;
use crate::desk::record::remarks::remark;
use crate::desk::record::{Judge, RecordError, reach, still_open};
use crate::desk::{DeskError, Recorder};
use crate::exchange::rows::CellPlace;
use crate::exchange::{ActDraft, Drafts, Ended};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::day::Day;
use crate::lifecycle::recording::{self, AcceptedAct, Insistence, Refusal, Remark, RuleContext, a_month_ahead};
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::Sentence;
use crate::message::list::{act as act_row, asked, row};
use crate::message::{Say, Voice};
use crate::text::fold;

/// Which of the acts that a row brings is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartOfRow {
    /// What the row is about.
    First,
    /// What is recorded with it.
    Beside,
}

/// Something that a row says happened.
enum ListedEvent<'d> {
    Act(&'d ActDraft),
    /// The end that an old list gives, in the row of the agreement.
    End(CellPlace, Ended),
}

impl ListedEvent<'_> {
    /// By day; on one day the acts in the order of the file, the agreement's end after them.
    fn order(&self) -> (Day, u8, usize) {
        match self {
            Self::Act(draft) => (draft.on(), 0, draft.place.ordinal),
            Self::End(place, ended) => (ended.on, 1, place.ordinal),
        }
    }
}

impl ImportPass<'_, '_> {
    pub(super) fn acts(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        let acts = drafts.acts.iter().map(ListedEvent::Act);
        let ends = drafts
            .agreements
            .iter()
            .filter_map(|d| d.ended.clone().map(|ended| ListedEvent::End(d.place.clone(), ended)));
        let mut said: Vec<ListedEvent<'_>> = if drafts.ended > 0 { acts.chain(ends).collect() } else { acts.collect() };
        said.sort_by_key(ListedEvent::order);
        for said in said {
            match said {
                ListedEvent::Act(draft) if self.stands(&draft.place) => self.act(draft)?,
                ListedEvent::End(place, ended) if self.stands(&place) => self.end(&place, &ended)?,
                ListedEvent::Act(_) | ListedEvent::End(..) => {}
            }
        }
        Ok(())
    }

    /// The act, and what is recorded with it.
    fn act(&mut self, draft: &ActDraft) -> Result<(), DeskError> {
        for (nth, request) in draft.request.parts().into_iter().enumerate() {
            if self.stands(&draft.place) {
                let part = if nth == 0 { PartOfRow::First } else { PartOfRow::Beside };
                self.one(&ActDraft { request, ..draft.clone() }, part)?;
            }
        }
        Ok(())
    }

    fn one(&mut self, draft: &ActDraft, part: PartOfRow) -> Result<(), DeskError> {
        let reference = &draft.agreement;
        let of_act = match self.act_of_row(draft)? {
            Some(seq) => self.tx.agreement_of_act(seq)?,
            None => None,
        };
        let Some(id) = self.agreement_of(&draft.place, reference, of_act)? else { return Ok(()) };
        let (office, today) = (self.office, self.clerk.today());
        self.hold(id)?;
        // What a row of a recorded act calls its agreement is what it was called when the row was written.
        let label = draft.label.as_deref().filter(|_| of_act != Some(id));
        if let Some(short) = label.and_then(|label| self.names_another(label, id)) {
            let label = draft.label.as_deref().unwrap_or_default();
            self.fall(&draft.place, "agreement", &asked::name_of_another(reference, &short, label));
            return Ok(());
        }
        let dossier = &self.held(id).dossier;
        let mut request = draft.request.clone();
        if let Err(refusal) = self.parties.to_ids(&mut request, dossier.facts.signed_on) {
            self.refuse(&draft.place, "set", &refusal);
            return Ok(());
        }
        self.name_successor(draft, &mut request)?;
        let dossier = &self.held(id).dossier;
        let request = match recording::step_named(&request, &office.steps) {
            Ok(request) => request,
            Err(refusal) => {
                self.refuse(&draft.place, "step", &refusal);
                return Ok(());
            }
        };
        let timeline = dossier.timeline(office, reach(&request, today))?;
        let request = recording::commitment_named(request, &timeline.knowledge);
        match recorded_already::request(&timeline, &dossier.agreement, &request) {
            Same::No => {}
            same => {
                if let Same::Recorded(seq) = same {
                    self.said_by_file.insert(seq);
                }
                self.already(same, draft);
                return Ok(());
            }
        }
        if self.fallen_agreement(reference).is_some() {
            self.waits_for_its_agreement(&draft.place, reference);
            return Ok(());
        }
        if let Some(wording) = self.answered_since(id, draft, &request)? {
            self.fall(&draft.place, "act", &wording);
            return Ok(());
        }
        let mut request = request;
        let same_but_for_paper = recorded_already::but_for_its_paper(&timeline, &dossier.agreement, &request).cloned();
        if let Some(act) = &same_but_for_paper {
            let other_number = request.number.is_some() && act.number != request.number;
            let (seq, column, paper) = if other_number {
                (act.seq, "number", act_row::ActPaper::Number)
            } else {
                (act.seq, "note", act_row::ActPaper::Note)
            };
            if !self.is_marked_as(draft, seq)? {
                self.fall(&draft.place, column, &act_row::recorded_with_another_paper(seq, paper));
                return Ok(());
            }
            let (held, said) = (act.number.clone(), request.number.clone());
            // A row of our own workbook is that act: what its paper says now is recorded anew.
            request.number = request.number.or_else(|| act.number.clone());
            request.note = request.note.or_else(|| act.note.clone());
            self.anew(id, draft, seq, paper)?;
            if other_number {
                self.changed_cells.note(&draft.place, "number", &held, &said);
            }
        }
        if part == PartOfRow::First && same_but_for_paper.is_none() && self.is_edited(draft, id)? {
            return Ok(());
        }
        let dossier = &self.held(id).dossier;
        if let Some(until) = rested(&request, today) {
            self.warn(row::about_row(draft.place.line, None, &act_row::rest_is_over(&until.to_string())));
            self.done.counts.acts_known += 1;
            return Ok(());
        }
        let judge = Judge { agreement: &dossier.agreement, office, parties: &self.parties.known, today };
        match judge.judge(&request, Insistence::Careful) {
            Ok(accepted) => {
                if !self.is_picked_wrongly(draft, id, &accepted.body)? {
                    self.take(id, draft, &request, accepted)?;
                }
            }
            Err(RecordError::Refused(refusal)) => {
                let column = self.refused_cell(&draft.place, &refusal);
                self.refuse(&draft.place, column, &refusal);
            }
            Err(RecordError::Desk(error)) => return Err(error),
            Err(RecordError::ManyRefused(_)) => {}
        }
        Ok(())
    }

    /// Records what the row says, and tells of it what `record` does: what was closed, and what is still open.
    fn take(
        &mut self,
        id: i64,
        draft: &ActDraft,
        request: &ActRequest,
        accepted: AcceptedAct,
    ) -> Result<(), DeskError> {
        let (office, today) = (self.office, self.clerk.today());
        let clerk = self.recorder(draft.by.as_deref());
        self.name_recorder(draft);
        let remarks = accepted.remarks.clone();
        for sentence in self.record(id, &clerk, accepted, PaperOfAct::of(request))? {
            self.warn(row::about_row(draft.place.line, None, &sentence));
        }
        let timeline = self.held(id).dossier.timeline(office, reach(request, today))?;
        let open = still_open(&timeline, &request.asked, today);
        // What ends on a day that is over moves no milestone that is listed.
        let ended = |one: &Remark| matches!(one, Remark::EndsOn(end) if *end < today);
        let others = remarks.iter().filter(|one| is_said_of_a_list(one) || ended(one));
        let others = others.map(|one| remark(one, &timeline, &self.parties.known));
        let says: Vec<Sentence> = remarks.iter().chain(&open).filter_map(about_reviews).chain(others).collect();
        for sentence in says {
            self.say(row::about_row(draft.place.line, Some(&draft.agreement), &sentence));
        }
        Ok(())
    }

    /// Says who a new row names as its recorder, where that is no contact.
    fn name_recorder(&mut self, draft: &ActDraft) {
        let named = draft.by.as_deref().filter(|_| draft.mark.is_none());
        if let Some(by) = named.filter(|by| self.office.circle.contact(by).is_none()) {
            let sentence = act_row::recorded_by_no_contact(by);
            self.say(row::about_row(draft.place.line, Some(&draft.agreement), &sentence));
        }
    }

    /// The cell that a refusal is about, where the row fills it: the milestone's, if that is what is not understood.
    fn refused_cell(&self, place: &CellPlace, refusal: &Refusal) -> &'static str {
        let of_milestone = matches!(
            refusal,
            Refusal::NoMilestone { .. }
                | Refusal::WhichMilestone { .. }
                | Refusal::NumberAndDayDiffer { .. }
                | Refusal::InSuspension { .. }
                | Refusal::NoCommitment { .. }
        );
        let row = self.reading.rows.get(place.ordinal).filter(|_| of_milestone);
        let fills = |column: &&str| row.as_ref().is_some_and(|row| row.text(column).is_some());
        ["milestone", "review"].into_iter().find(fills).unwrap_or("act")
    }

    /// Whether the row was made by this register from that very act.
    fn is_marked_as(&self, draft: &ActDraft, seq: i64) -> Result<bool, DeskError> {
        Ok(self.act_of_row(draft)? == Some(seq))
    }

    /// Takes an act back whose paper the workbook says otherwise; it is recorded anew next.
    fn anew(&mut self, id: i64, draft: &ActDraft, seq: i64, paper: act_row::ActPaper) -> Result<(), DeskError> {
        let (tx, clerk) = (self.tx, self.clerk.clone());
        self.hold(id)?.dossier.take_back(tx, &clerk, &[seq])?;
        let sentence = act_row::recorded_anew(seq, paper);
        self.say(row::about_row(draft.place.line, Some(&draft.agreement), &sentence));
        Ok(())
    }

    /// Who recorded, as the row says, by id, address or name: a contact by its name of today, anybody else as no contact.
    fn recorder(&self, by: Option<&str>) -> Recorder {
        let Some(by) = by else { return self.clerk.clone() };
        let clerk = self.clerk.clone();
        match self.office.circle.named(by) {
            Some(contact) => clerk.named(&contact.id).contact(&contact.name),
            None => clerk.named(by),
        }
    }

    /// The agreement that this file brings under that title, where it names no reference that a row could give; the row is
    /// refused where there is none or are several.
    pub(super) fn brought_by_that_title(&mut self, place: &CellPlace, title: &str) -> Option<i64> {
        let found = self.new_by_title().get(&fold(title)).cloned().unwrap_or_default();
        match found.as_slice() {
            [] => {
                self.unknown_agreement(place, title);
                None
            }
            [id] => {
                let reference = self.held(*id).dossier.facts.reference.clone();
                self.say(row::about_row(place.line, Some(&reference), &act_row::meant_by_its_title(title)));
                Some(*id)
            }
            several => {
                let references: Vec<&str> =
                    several.iter().map(|id| self.held(*id).dossier.facts.reference.as_str()).collect();
                let wording = act_row::title_of_several(title, &references);
                self.fall(place, "agreement", &wording);
                None
            }
        }
    }

    /// The agreements that this file brings, by their folded titles: worked out once, since every row that gives a title for a
    /// reference asks.
    fn new_by_title(&mut self) -> &BTreeMap<String, Vec<i64>> {
        let (new, held) = (&self.new, &self.held);
        self.new_by_title.get_or_insert_with(|| {
            let mut by_title: BTreeMap<String, Vec<i64>> = BTreeMap::new();
            for (id, held) in new.iter().filter_map(|id| Some((*id, held.get(id)?))) {
                by_title.entry(fold(&held.dossier.facts.title)).or_default().push(id);
            }
            by_title
        })
    }

    /// Refuses a row about an agreement that nobody knows.
    pub(super) fn unknown_agreement(&mut self, place: &CellPlace, reference: &str) {
        self.fall(place, "agreement", &row::no_agreement(reference));
    }

    /// Leaves out an act that the register has; says so where it was taken back.
    pub(super) fn already(&mut self, same: Same, draft: &ActDraft) {
        self.done.counts.acts_known += 1;
        if let Same::Voided(seq) = same {
            self.done.counts.acts_voided += 1;
            let entry = draft.request.act().entry();
            let sentence = act_row::taken_back(entry.vietnamese, entry.word, seq);
            self.warn(row::about_row(draft.place.line, None, &sentence));
        }
    }

    /// Records the end that an old list gives, once.
    fn end(&mut self, place: &CellPlace, ended: &Ended) -> Result<(), DeskError> {
        let Some(id) = self.of_row.get(&place.ordinal).copied() else { return Ok(()) };
        let (office, clerk) = (self.office, self.clerk.clone());
        let dossier = &self.hold(id)?.dossier;
        match recorded_already::body(&dossier.agreement, &ended.body, ended.on, None) {
            Same::No => {}
            Same::Recorded(_) => return Ok(()),
            Same::Voided(seq) => {
                self.warn(row::about_row(place.line, None, &act_row::end_taken_back(seq)));
                return Ok(());
            }
        }
        let ends_on = Some(ended.on);
        let asked = match ended.body {
            ActBody::Terminate { .. } => RequestedAct::Terminate { ends_on },
            ActBody::Supersede { .. } => RequestedAct::Supersede { ends_on, with: None },
            ActBody::Close => RequestedAct::Close,
            _ => RequestedAct::Expire { ends_on },
        };
        let request = ActRequest { on: ends_on, ..ActRequest::new(asked) };
        let timeline = dossier.timeline(office, horizon(ended.on.max(clerk.today())))?;
        let early = timeline.course.start_on().filter(|start| ended.on < *start);
        // The list says that it is archived; whether it still binds is not asked.
        let (parties, first_asked) = (BTreeMap::new(), a_month_ahead);
        let around = RuleContext { parties: &parties, first_asked: &first_asked };
        match recording::act(&request, &timeline, around, clerk.today(), Insistence::Force) {
            Ok(_) if early.is_some() => self.refuse(place, "ended_on", &Refusal::BeforeStart(ended.on)),
            Ok(accepted) => drop(self.record(id, &clerk, accepted, PaperOfAct::default())?),
            Err(refusal) => self.refuse(place, "ended_on", &refusal),
        }
        Ok(())
    }

    /// Says which acts it took back.
    fn record(
        &mut self,
        id: i64,
        clerk: &Recorder,
        accepted: AcceptedAct,
        paper: PaperOfAct<'_>,
    ) -> Result<Vec<Sentence>, DeskError> {
        let tx = self.tx;
        let held = self.hold(id)?;
        held.changed = true;
        let taken_back = held.dossier.agreement.acts.iter().filter(|act| accepted.instead_of.contains(&act.seq));
        let restricted = held.dossier.facts.restricted;
        let says = taken_back.map(|act| act_row::stands_in_its_place(act, restricted)).collect();
        held.dossier.take_back(tx, clerk, &accepted.instead_of)?;
        held.dossier.append(tx, clerk, accepted.on, paper, accepted.body)?;
        self.done.counts.acts_recorded += 1;
        Ok(says)
    }

    pub(super) fn refuse(&mut self, place: &CellPlace, column: &str, refusal: &Refusal) {
        let wording = row::refused(|language| refusal.say(Voice::list(language)));
        self.fall(place, column, &wording);
    }
}
