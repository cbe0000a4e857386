//! Rows of commitments: each one new, corrected or unchanged, by the agreement's reference and the commitment's name.
//!
//! Old copies undo nothing here either: a cell that equals what was exported says nothing, one that differs is a correction
//! where the register still holds what was exported, else it is asked about.

use super::import_pass::{CorrectedCommitment, ImportPass};
use super::old_values::{CameIn, DifferentValue, OldValues};
use super::report;
use crate::desk::DeskError;
use crate::desk::agreement_edit::PaperOfAct;
use crate::desk::record::{Judge, RecordError, check_recorded_acts_stand};
use crate::desk::recorder::Reason;
use crate::exchange::row_mark::{MarkedRow, RowMark};
use crate::exchange::rows::CellValue;
use crate::exchange::{CommitmentDraft, Drafts, FactChange, Given};
use crate::lifecycle::act::{Act, ActBody, is_voided};
use crate::lifecycle::agreement::{RecordedCommitment, Restricted};
use crate::lifecycle::commitment::{Commitment, CommitmentField, CommitmentSide, CommitmentTiming, FROM_NOTHING};
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::Sentence;
use crate::message::list::{self, CorrectedField, HeldText, OldCopySince, asked, commitment, row};
use crate::message::say;
use crate::text::fold;

impl ImportPass<'_, '_> {
    pub(super) fn commitments(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        for draft in &drafts.commitments {
            if self.stands(&draft.place) {
                self.commitment(draft)?;
            }
        }
        Ok(())
    }

    fn commitment(&mut self, draft: &CommitmentDraft) -> Result<(), DeskError> {
        let reference = &draft.agreement;
        let made_from = self.made_from(draft)?;
        let own = match made_from {
            Some((seq, _)) => self.tx.agreement_of_act(seq)?,
            None => None,
        };
        let Some(id) = self.agreement_of(&draft.place, reference, own)? else { return Ok(()) };
        self.hold(id)?;
        if let Some(own) = own
            && self.is_typed_over(draft, own, id, made_from)?
        {
            return Ok(());
        }
        // What an untouched row calls its agreement is what it was called when the row was written.
        let label = draft.label.as_deref().filter(|_| own.is_none());
        if let Some((short, label)) = label.and_then(|label| Some((self.names_another(label, id)?, label))) {
            self.fall(&draft.place, "agreement", &asked::name_of_another(reference, &short, label));
            return Ok(());
        }
        let dossier = &self.held(id).dossier;
        let acts = dossier.agreement.acts.clone();
        let marked = made_from.and_then(|(seq, _)| name_at(&acts, seq));
        let name = marked.unwrap_or_else(|| draft.name.clone());
        let known = dossier.agreement.knowledge().map_err(crate::lifecycle::milestone::TimelineError::from)?;
        // A list without names, read again: what is promised in the same words is that commitment.
        let twin = (draft.name_is == Given::Made && known.commitment(&name).is_none())
            .then(|| same_title(&known.commitments, draft))
            .flatten();
        if let Some(twin) = twin {
            if says_another_day(draft, &twin) {
                self.fall(&draft.place, "title", &commitment::same_title(&twin.name));
                return Ok(());
            }
            return self.corrected(id, draft, &twin, &acts, None);
        }
        match known.commitment(&name).map(|known| Commitment::clone(&known.commitment)) {
            Some(known) => self.corrected(id, draft, &known, &acts, made_from.map(|(_, made_from)| made_from)),
            // Taken back since the copy was made: it does not come in anew by a row that was never taken out of the copy.
            None if made_from.is_some() && acts.iter().any(|act| is_commit(act, &name)) => {
                let seq = acts.iter().find(|act| is_commit(act, &name)).map_or(0, |act| act.seq);
                self.warn(row::about_row(draft.place.line, None, &commitment::taken_back(&name, seq)));
                Ok(())
            }
            None => self.came_in(id, draft, &acts),
        }
    }

    /// Whether the row was made from the commitment of another agreement, or of another name; then it falls.
    fn is_typed_over(
        &mut self,
        draft: &CommitmentDraft,
        own: i64,
        found: i64,
        made_from: Option<(i64, i64)>,
    ) -> Result<bool, DeskError> {
        let dossier = &self.look_at(own)?.dossier;
        let name = made_from.and_then(|(seq, _)| name_at(&dossier.agreement.acts, seq));
        let reference = dossier.facts.reference.clone();
        let Some(name) = name else { return Ok(false) };
        if own != found {
            self.fall(&draft.place, "agreement", &list::commitment_of_another(&reference, &name));
            return Ok(true);
        }
        if draft.name_is == Given::ByTheRow && draft.name != name {
            self.fall(&draft.place, "name", &list::commitment_called_otherwise(&name));
            return Ok(true);
        }
        Ok(false)
    }

    /// The act and the newest act that the row was made from, where this register wrote it.
    fn made_from(&self, draft: &CommitmentDraft) -> Result<Option<(i64, i64)>, DeskError> {
        match &draft.mark {
            Some(RowMark { about: MarkedRow::Act(seq), made_from, hash, .. }) if self.wrote(*made_from, hash)? => {
                Ok(Some((*seq, *made_from)))
            }
            _ => Ok(None),
        }
    }

    fn came_in(&mut self, id: i64, draft: &CommitmentDraft, acts: &[Act]) -> Result<(), DeskError> {
        let mut commitment = Commitment {
            name: draft.name.clone(),
            title: String::new(),
            side: CommitmentSide::Us,
            who: None,
            target: None,
            basis: None,
            when: CommitmentTiming::Within,
        };
        for (field, change) in &draft.changes {
            let text = match change {
                FactChange::Set(text) if *field == CommitmentField::When => Some(commitment.when.corrected_to(text)),
                FactChange::Set(text) => Some(text.clone()),
                FactChange::Clear => None,
            };
            let text = text.as_deref();
            if (text.is_some() || *field != CommitmentField::Title) && commitment.set(*field, text).is_err() {
                self.fall(&draft.place, field.name(), &commitment::value_unread(text.unwrap_or("-")));
                return Ok(());
            }
        }
        let before = acts.iter().find(|act| act.body == ActBody::Commit(commitment.clone()));
        if let Some(seq) = before.map(|act| act.seq) {
            self.warn(row::about_row(draft.place.line, None, &commitment::taken_back(&draft.name, seq)));
            return Ok(());
        }
        let request =
            ActRequest { on: Some(self.clerk.today()), ..ActRequest::new(RequestedAct::Commit { commitment }) };
        let (office, today) = (self.office, self.clerk.today());
        let dossier = &self.held(id).dossier;
        let judge = Judge { agreement: &dossier.agreement, office, parties: &self.parties.known, today };
        let accepted = match judge.judge(&request, Insistence::Careful) {
            Ok(accepted) => accepted,
            Err(RecordError::Refused(refusal)) => {
                self.refuse(&draft.place, "name", &refusal);
                return Ok(());
            }
            Err(RecordError::Desk(error)) => return Err(error),
            Err(RecordError::ManyRefused(_)) => return Ok(()),
        };
        let (tx, clerk) = (self.tx, self.clerk);
        let held = self.hold(id)?;
        held.changed = true;
        let paper = PaperOfAct { note: draft.note.as_deref(), ..PaperOfAct::default() };
        held.dossier.append(tx, clerk, accepted.on, paper, accepted.body)?;
        let restricted = held.dossier.facts.is_restricted();
        self.done.counts.commitments_new += 1;
        if draft.name_is == Given::Made {
            self.say(row::about_row(draft.place.line, None, &commitment::is_called(&draft.name)));
        }
        for remark in &accepted.remarks {
            let sentence = Sentence::in_both(|language| say::remark(remark, &|id, _| id.to_owned(), language));
            let name = Some(draft.name.as_str()).filter(|_| !restricted);
            self.say(row::about_row(draft.place.line, name, &sentence));
        }
        Ok(())
    }

    fn corrected(
        &mut self,
        id: i64,
        draft: &CommitmentDraft,
        known: &Commitment,
        acts: &[Act],
        made_from: Option<i64>,
    ) -> Result<(), DeskError> {
        let restricted = self.look_at(id)?.dossier.facts.restricted;
        self.keep_known_promises(draft, known, restricted);
        let promised = acts.iter().find(|act| is_commit(act, &known.name));
        let made = (made_from, self.known_to_copy(promised));
        if let Some(act) = promised.filter(|_| made == (None, CameIn::SinceCopy))
            && self.old_values == OldValues::Ask
            && title_of(draft).is_some_and(|title| fold(title) != fold(&known.title))
        {
            let title = (restricted == Restricted::No).then_some(known.title.as_str());
            let wording = asked::commitment_code_was_taken_since(&known.name, title, &act.by, act.recorded_on);
            self.fall(&draft.place, "name", &wording);
            return Ok(());
        }
        let mut set = Vec::new();
        for (field, change) in &draft.changes {
            if let (CommitmentField::Title, FactChange::Set(title)) = (field, change) {
                self.changed_cells.note(&draft.place, "title", &known.title, title);
            }
            let values = values(acts, &known.name, *field);
            let held_at = |seq: i64| {
                let then = values.iter().rev().find(|(act, _)| act.seq <= seq);
                then.and_then(|(_, text)| text.clone())
            };
            // A row of an old copy that says what was held then changes nothing.
            let as_exported = |text: &str| made_from.and_then(held_at).is_some_and(|held| held == text);
            let cell = match change {
                FactChange::Set(text) if *field == CommitmentField::When && !as_exported(text) => {
                    Some(known.when.corrected_to(text))
                }
                FactChange::Set(text) => Some(text.clone()),
                FactChange::Clear => None,
            };
            let now = known.get(*field);
            if cell == now {
                continue;
            }
            let was_held = || values[..values.len().saturating_sub(1)].iter().any(|(_, text)| *text == cell);
            let pair = (cell.as_deref(), now.as_deref());
            let since = || values.last().map(|(act, _)| OldCopySince::of(act));
            match DifferentValue::of(pair, made, held_at, was_held) {
                DifferentValue::Correction => set.push((*field, cell.map(in_full))),
                DifferentValue::AsExported => {}
                DifferentValue::Doubtful(_) | DifferentValue::UnknownToCopy
                    if self.old_values == OldValues::BringBack =>
                {
                    set.push((*field, cell.map(in_full)));
                }
                DifferentValue::UnknownToCopy => {
                    let now = HeldText::of(pair.1, restricted);
                    self.remark(&draft.place, list::unknown_to_the_copy(field.name(), pair.0, &now, since()));
                }
                DifferentValue::Doubtful(exported) => {
                    let told = |text| HeldText::of(text, restricted);
                    let (exported, now) = (told(exported.as_deref()), told(pair.1));
                    self.remark(&draft.place, list::changed_since(field.name(), &exported, pair.0, &now, since()));
                }
            }
        }
        if set.is_empty() {
            self.done.counts.commitments_unchanged += 1;
            return Ok(());
        }
        if self.waits_for_its_agreement(&draft.place, &draft.agreement) {
            return Ok(());
        }
        let (tx, clerk, office) = (self.tx, self.clerk, self.office);
        let column = self.column_of_days(draft);
        let label = format!("{} [{}]", self.held(id).dossier.facts.reference, known.name);
        let fields: Vec<CorrectedField<'_>> = set
            .iter()
            .map(|(field, new)| CorrectedField { field: field.name(), old: known.get(*field), new: new.clone() })
            .collect();
        let corrected = list::was_corrected(&label, &fields, restricted);
        let held = self.hold(id)?;
        let stood = held.dossier.agreement.clone();
        let of_all = PaperOfAct::because(clerk.reason());
        let paper = PaperOfAct { note: draft.note.as_deref().or(of_all.note), ..of_all };
        let mended = held.dossier.correct_commitment(tx, clerk, &known.name, &set, paper)?;
        let kept = check_recorded_acts_stand(&stood, &held.dossier.agreement, office, clerk.today())?;
        match mended.and_then(|done| kept.map(|_| done)) {
            Ok(done) => {
                held.changed = true;
                held.mended.extend(done.first().map(|(seq, _)| CorrectedCommitment {
                    name: known.name.clone(),
                    seq: *seq,
                    place: draft.place.clone(),
                    column,
                    explained: !Reason { number: None, note: draft.note.clone() }.is_none(),
                }));
                self.done.counts.commitments_corrected += 1;
                report::bounded(&mut self.done.corrected, corrected);
            }
            Err(refusal) => self.refuse(&draft.place, "name", &refusal),
        }
        Ok(())
    }

    /// The first cell of the row that says when: the one to ask about.
    fn column_of_days(&self, draft: &CommitmentDraft) -> &'static str {
        let row = self.reading.rows.get(draft.place.ordinal);
        let says = |name: &&str| {
            let cell = row.as_ref().and_then(|row| row.cells.get(name));
            cell.is_some_and(|cell| cell.said != CellValue::Nothing)
        };
        ["until", "every", "from", "yearly"].into_iter().find(says).unwrap_or("name")
    }
}

/// A value as a correction says all of it: how often, counted from no day of its own, clears the day.
fn in_full(text: String) -> String {
    match CommitmentTiming::parse(&text) {
        Some(CommitmentTiming::Every { from: None, .. }) => format!("{text} {FROM_NOTHING}"),
        _ => text,
    }
}

/// The one commitment that promises the same in the same words.
fn same_title(known: &[RecordedCommitment], draft: &CommitmentDraft) -> Option<Commitment> {
    let title = draft.changes.iter().find_map(|(field, change)| match change {
        FactChange::Set(text) if *field == CommitmentField::Title => Some(fold(text)),
        _ => None,
    })?;
    let mut twins = known.iter().map(|known| &known.commitment).filter(|known| fold(&known.title) == title);
    twins.next().map(|known| Commitment::clone(known))
}

/// Whether the row says another day than the commitment does.
fn title_of(draft: &CommitmentDraft) -> Option<&str> {
    draft.changes.iter().find_map(|(field, change)| match change {
        FactChange::Set(text) if *field == CommitmentField::Title => Some(text.as_str()),
        _ => None,
    })
}

fn says_another_day(draft: &CommitmentDraft, known: &Commitment) -> bool {
    draft.changes.iter().any(|(field, change)| match change {
        FactChange::Set(text) if *field == CommitmentField::When => {
            Some(known.when.corrected_to(text)) != known.get(CommitmentField::When)
        }
        _ => false,
    })
}

/// Whether the act brought in a commitment of that name.
fn is_commit(act: &Act, name: &str) -> bool {
    matches!(&act.body, ActBody::Commit(commitment) if commitment.name == name)
}

/// The name of the commitment that an act brought in.
fn name_at(acts: &[Act], seq: i64) -> Option<String> {
    let act = acts.iter().find(|act| act.seq == seq)?;
    if let ActBody::Commit(commitment) = &act.body { Some(commitment.name.clone()) } else { None }
}

/// What the commitment that an act brought in held of a field when the act with that number was the newest.
pub(super) fn held_at(acts: &[Act], seq: i64, field: CommitmentField, made_from: i64) -> Option<String> {
    let values = values(acts, &name_at(acts, seq)?, field);
    let then = values.into_iter().rev().find(|(act, _)| act.seq <= made_from);
    then.and_then(|(_, text)| text)
}

/// The values that a commitment's field had, in the order of recording, each with its act.
fn values<'a>(acts: &'a [Act], name: &str, field: CommitmentField) -> Vec<(&'a Act, Option<String>)> {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    acts.iter()
        .filter(|act| !is_voided(acts, act.seq))
        .filter_map(|act| match &act.body {
            ActBody::Commit(commitment) if commitment.name == name => Some((act, commitment.get(field))),
            ActBody::Correct { field: corrected, new, commitment: Some(of), .. }
                if of == name && corrected == field.name() =>
            {
                Some((act, some(new.clone())))
            }
            _ => None,
        })
        .collect()
}
