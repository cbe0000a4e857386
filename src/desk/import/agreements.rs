//! Rows of agreements: each one new, corrected or unchanged, or fallen with everything that is wrong with it.

use super::admitted::AdmittedUnknown;
use super::import_pass::{ImportPass, OpenAgreement, WorkEnd};
use super::report;
use super::similar::Alike;
use super::source::Sort;
use crate::desk::agreement_edit::{AgreementEdit, FieldCorrection, PaperOfAct, new_contradictions};
use crate::desk::change::MilestoneOutlook;
use crate::desk::record::check_recorded_acts_stand;
use crate::desk::recorder::Reason;
use crate::desk::{DeskError, fact_warnings, parents};
use crate::exchange::flaw::UnknownFact;
use crate::exchange::row_mark::ROW_MARK;
use crate::exchange::rows::{CellPlace, Row};
use crate::exchange::{Draft, Drafts, FactChange};
use crate::lifecycle::agreement::{Contradiction, Facts, Field};
use crate::lifecycle::recording::Refusal;
use crate::message::list::{self, CorrectedField, asked, odd, row};
use crate::message::{Say, Sentence, Voice};

/// A day of signing before this year is a slip of the keyboard more often than not.
const FIRST_YEAR: i32 = 1945;

impl ImportPass<'_, '_> {
    pub(super) fn agreements(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        self.unknown = AdmittedUnknown::of(drafts);
        let standing = || drafts.agreements.iter().filter(|draft| draft.reference.is_none());
        if drafts.unnamed > 0 {
            self.alike = Alike::load(self.tx)?;
            self.by_likeness = true;
            // Which agreements the rows are about for certain: none of those is what another row resembles.
            for draft in standing() {
                let Some(sought) = self.sought(&draft) else { continue };
                self.meant.extend(self.alike.same(self.tx, &sought)?.into_iter().map(|(id, _)| id));
            }
        }
        if drafts.acts.is_empty() && drafts.commitments.is_empty() && drafts.ended == 0 {
            self.ends = WorkEnd::WithItsRow;
        }
        for draft in &drafts.agreements {
            if self.stands(&draft.place) {
                self.agreement(&draft)?;
            }
        }
        // What stands above may come in a row further down.
        for (line, reference, under) in std::mem::take(&mut self.parentless) {
            if self.tx.agreement_id(&under)?.is_none() {
                self.warn(row::about_row(line, Some(&reference), &odd::under_nothing(&under)));
            }
        }
        Ok(())
    }

    fn agreement(&mut self, draft: &Draft) -> Result<(), DeskError> {
        // A row of our own workbook names its agreement for good: its reference may have been corrected since.
        let found = match (self.marked(draft)?, &draft.reference) {
            (Some((id, _)), _) => Some(id),
            (None, Some(reference)) => self.tx.agreement_id(reference)?,
            (None, None) if self.file.sort == Sort::List => self.look_alike(draft)?,
            (None, None) => None,
        };
        if self.file.sort != Sort::List {
            self.hold_as_new(draft, found)?;
        }
        if let (None, Some(reference)) = (found, &draft.reference)
            && let Some(id) = self.former.get(reference).copied()
        {
            // Taken as new it would stand in the register twice, and every letter would go twice.
            let now = self.tx.agreement(id)?.facts.reference;
            self.fall(&draft.place, "reference", &row::is_called_now(reference, &now));
        }
        if let (None, Some(reference)) = (found, draft.reference.as_ref().filter(|_| self.stands(&draft.place)))
            && let Some(known) = self.codes.resembled(self.tx, reference)?
        {
            self.fall(&draft.place, "reference", &asked::code_resembles(reference, &known));
        }
        if !self.stands(&draft.place) {
            return Ok(());
        }
        if let Some(line) = found.and_then(|id| self.line_of(id)) {
            let first = found.and_then(|id| self.row_of.get(&id)).and_then(|ordinal| self.reading.rows.get(*ordinal));
            let sheet = first.as_ref().and_then(|first| first.place.sheet.clone());
            let elsewhere = sheet.filter(|sheet| Some(sheet) != draft.place.sheet.as_ref());
            match draft.mark {
                Some(_) => self.fall(&draft.place, ROW_MARK, &row::copied_with_its_mark(line)),
                // A sheet that sums up the others says the same once more.
                None if elsewhere.is_some() && self.says_the_same(first.as_deref(), draft) => self.done.again += 1,
                None => self.fall(&draft.place, "title", &asked::same_agreement_as(elsewhere.as_deref(), line)),
            }
            return Ok(());
        }
        let held = found.map(|id| self.look_at(id)).transpose()?;
        let before = held.map(|held| held.dossier.facts.clone());
        if let (Some(before), Some(reference)) = (&before, &draft.reference)
            && before.reference != *reference
            && self.tx.agreement_id(reference)?.is_some()
            && !self.is_its_exported_reference(draft, reference)?
        {
            self.fall(&draft.place, "reference", &row::reference_of_another_row(&before.reference, reference));
            return Ok(());
        }
        let known = found.zip(before.as_ref());
        let Some(facts) = self.facts(draft, before.as_ref(), known)? else { return Ok(()) };
        if let Some(way) = parents::circle(self.tx, &facts)? {
            let refusal = Refusal::Contradiction(Contradiction::CircleUnder(way));
            self.refuse(&draft.place, "under", &refusal);
            return Ok(());
        }
        let id = match found {
            Some(id) => {
                let moves = before.as_ref().is_some_and(|before| before.term != facts.term);
                let end = if moves { self.end_by_act(id)? } else { None };
                self.correct(id, &facts, &draft.place)?;
                self.say_the_end_stays(&draft.place, end, id)?;
                id
            }
            None => self.register(&facts)?,
        };
        if let Some(held) = self.held.get_mut(&id) {
            held.line = Some(draft.place.line);
        }
        self.of_row.insert(draft.place.ordinal, id);
        self.row_of.insert(id, draft.place.ordinal);
        if let Some(under) = facts.under.clone().filter(|_| !facts.is_restricted())
            && self.tx.agreement_id(&under)?.is_none()
        {
            self.parentless.push((draft.place.line, facts.reference.clone(), under));
        }
        self.look_over(&facts, &draft.place);
        if found.is_none() {
            self.look_at_days(&facts, draft);
            self.miss_country(&facts, &draft.place);
        }
        if self.ends == WorkEnd::WithItsRow {
            self.listed_state(id, draft)?;
        }
        self.end_row(id)
    }

    /// Whether an earlier row says what this one does, in every cell.
    fn says_the_same(&self, first: Option<&Row>, draft: &Draft) -> bool {
        let row = self.reading.rows.get(draft.place.ordinal);
        first.zip(row.as_deref()).is_some_and(|(first, row)| first.says_the_same(row))
    }

    /// The facts as the row would have them; `None` where the row fell.
    fn facts(
        &mut self,
        draft: &Draft,
        before: Option<&Facts>,
        known: Option<(i64, &Facts)>,
    ) -> Result<Option<Facts>, DeskError> {
        let mut facts = before.cloned().unwrap_or_default();
        let untouched = self.untouched_names(draft, known.map(|(id, _)| id))?;
        for (field, exported) in &untouched {
            // The register's own text is what the field takes.
            let _ = facts.set(*field, exported.as_deref());
        }
        let is_touched = |field: Field| !untouched.iter().any(|(untouched, _)| *untouched == field);
        let changes = |field: Field| is_touched(field) && draft.changes.iter().any(|(changed, _)| *changed == field);
        for (field, change) in draft.changes.iter().filter(|(field, _)| is_touched(*field)) {
            let text = match change {
                FactChange::Set(text) => Some(text.as_str()),
                FactChange::Clear => None,
            };
            if let Err(error) = facts.set(*field, text) {
                self.fall(
                    &draft.place,
                    field.name(),
                    &row::value_refused(|language| error.what.say(Voice::terminal(language))),
                );
            }
        }
        if changes(Field::Officers) {
            self.name_officers(draft, before, &mut facts);
        }
        if before.is_none() {
            for (field, text) in &draft.made {
                if facts.set(*field, Some(text)).is_ok() && *field == Field::Title {
                    self.remark(&draft.place, list::title_was_made(text));
                }
            }
        }
        let mut ours_given = false;
        if let Some(ours) = self.file.defaults.ours.as_ref().filter(|_| facts.ours.is_empty() && !changes(Field::Ours))
        {
            facts.ours.push(ours.clone());
            ours_given = true;
        }
        let officer = self.file.defaults.officer.as_ref();
        if let Some(officer) = officer.filter(|_| facts.officers.is_empty() && !changes(Field::Officers)) {
            facts.officers.push(officer.clone());
        }
        for field in [Field::Ours, Field::Partner] {
            let asked = match known {
                Some(known) => self.is_newer_than_its_row(draft, known, field)?,
                None => false,
            };
            if asked {
                // What the row says is asked about; a party that only it names does not come in.
                self.name_known_parties(&mut facts, field);
            } else if changes(field) || (field == Field::Ours && ours_given) {
                self.name_parties(draft, &mut facts, field)?;
            }
        }
        self.hold_end_beside(draft, known.map(|(id, _)| id))?;
        if let Some((id, before)) = known {
            self.keep_known_facts(draft, before);
            self.know_present_end(id, before, &mut facts)?;
            self.hold_old_values(draft, before, id, &mut facts)?;
            self.changed_cells.of_agreement(&draft.place, before, &facts);
            self.hold_as_the_same(draft, (id, before), &facts)?;
            self.look_at_shown_days(draft, id)?;
            self.look_at_new_note(draft, before, &facts);
        }
        if before.is_none() && facts.country.is_none() && !changes(Field::Country) {
            facts.country = self.country_of_partners(&facts);
        }
        if facts.reference.is_empty() {
            self.propose(draft, &mut facts)?;
        }
        self.contradict(draft, &new_contradictions(before, &facts));
        self.check_start(draft, &facts);
        Ok(self.stands(&draft.place).then_some(facts))
    }

    fn propose(&mut self, draft: &Draft, facts: &mut Facts) -> Result<(), DeskError> {
        let today = self.clerk.today();
        let day = facts.signed_on.unwrap_or(today);
        let place = facts.ours.first().map(|id| self.parties.name(id, day));
        let mut known = facts.clone();
        if known.country.is_none() {
            known.country = facts.partner.first().and_then(|id| self.parties.country(id)).map(str::to_owned);
        }
        let given = self.given;
        let taken = |reference: &str| given.contains(reference);
        match self.numbers.propose(self.tx, &known, place.as_deref(), today, taken)? {
            Some(reference) => {
                self.say(row::reference_proposed(
                    draft.place.sheet.as_deref(),
                    draft.place.line,
                    &reference,
                    &facts.title,
                ));
                facts.reference = reference;
            }
            None => self.fall(&draft.place, "reference", &row::no_reference_free()),
        }
        Ok(())
    }

    fn register(&mut self, facts: &Facts) -> Result<i64, DeskError> {
        let import = match self.import {
            _ if self.file.sort != Sort::List => None,
            Some(import) => Some(import),
            None => {
                Some(self.tx.begin_import(&self.file.name, &self.file.sha256, self.file.rows, &self.clerk.stamp)?)
            }
        };
        self.import = import;
        let agreement = self.tx.registered(facts, import, &self.clerk.stamp)?;
        let id = agreement.id;
        self.codes.learn(id, &facts.reference);
        if self.by_likeness {
            self.alike.learn(id, facts);
            self.meant.insert(id);
        }
        let dossier = AgreementEdit::new(agreement, facts);
        let held =
            OpenAgreement { before: Some(MilestoneOutlook::default()), changed: true, ..OpenAgreement::of(dossier) };
        self.held.insert(id, held);
        self.new.push(id);
        self.done.counts.new += 1;
        Ok(id)
    }

    fn correct(&mut self, id: i64, facts: &Facts, place: &CellPlace) -> Result<(), DeskError> {
        let Some(held) = self.held.get_mut(&id) else { return Ok(()) };
        if facts.reference != held.dossier.facts.reference {
            self.renamed.insert(held.dossier.facts.reference.clone(), id);
        }
        if *facts == held.dossier.facts {
            self.done.counts.unchanged += 1;
            return Ok(());
        }
        if held.before.is_none() {
            held.before = Some(held.dossier.outlook(self.office, self.clerk.today())?);
        }
        let stood = held.dossier.agreement.clone();
        let corrected = held.dossier.correct(self.tx, self.clerk, facts, PaperOfAct::because(self.clerk.reason()))?;
        let kept = check_recorded_acts_stand(&stood, &held.dossier.agreement, self.office, self.clerk.today())?;
        let column = corrected.first().map_or(Field::Term.name(), |(_, made)| made.field);
        if corrected.is_empty() {
            self.done.counts.unchanged += 1;
        } else {
            held.changed = true;
            held.place = Some(place.clone());
            held.corrected = corrected.first().map(|(seq, _)| *seq);
            let note = corrected.iter().map(|(_, made)| made).find(|made| made.field == Field::Note.name());
            held.explained = note.is_some_and(|made| !Reason { number: None, note: Some(made.new.clone()) }.is_none());
            self.done.counts.corrected += 1;
            self.done.counts.corrections += corrected.len();
            let made: Vec<&FieldCorrection> = corrected.iter().map(|(_, made)| made).collect();
            let sentence = self.what_was_corrected(facts, &made);
            report::bounded(&mut self.done.corrected, sentence);
        }
        if let Some((_, renamed)) = corrected.iter().find(|(_, made)| made.field == Field::Reference.name()) {
            self.warn(row::about_row(place.line, None, &row::is_renamed(&renamed.old, &renamed.new)));
        }
        match kept {
            Ok(left) => {
                for said in &left {
                    self.say(row::about_row(place.line, Some(&facts.reference), said));
                }
            }
            Err(refusal) => self.refuse(place, column, &refusal),
        }
        Ok(())
    }

    /// What of an agreement was corrected, from what to what.
    fn what_was_corrected(&self, facts: &Facts, made: &[&FieldCorrection]) -> Sentence {
        let written = |field: &str, text: &str| {
            let text = Some(text).filter(|text| !text.is_empty());
            Field::named(field).and_then(|field| self.as_written(field, text, facts))
        };
        let fields: Vec<CorrectedField<'_>> = made
            .iter()
            .map(|made| CorrectedField {
                field: made.field,
                old: written(made.field, &made.old),
                new: written(made.field, &made.new),
            })
            .collect();
        list::was_corrected(&facts.reference, &fields, facts.restricted)
    }

    /// What deserves a second look, and what is missing.
    fn look_over(&mut self, facts: &Facts, place: &CellPlace) {
        let reference = &facts.reference;
        let today = self.clerk.today();
        if let Some(signed) = facts.signed_on.filter(|day| *day > today || day.year() < FIRST_YEAR) {
            self.remark(place, list::odd_day_of_signing(&signed.to_string()));
        }
        if let Some(odd) = self.odd_country(facts) {
            self.warn(row::about_row(place.line, Some(reference), &odd));
        }
        for text in fact_warnings::odd(facts, self.office) {
            self.warn(row::about_row(place.line, Some(reference), &text));
        }
        for gap in facts.gaps() {
            let (row, field) = (place.line, gap.0.to_owned());
            self.gaps.push(UnknownFact { row, reference: Some(reference.clone()), field, said: None });
        }
    }

    /// Lists a new agreement whose country nobody knows: neither its row nor its partners say one.
    fn miss_country(&mut self, facts: &Facts, place: &CellPlace) {
        if facts.country.is_none() && !facts.partner.is_empty() {
            let (row, field) = (place.line, Field::Country.name().to_owned());
            self.gaps.push(UnknownFact { row, reference: Some(facts.reference.clone()), field, said: None });
        }
    }

    /// That a country is none of the partners', where each partner's is known; unsaid of a restricted agreement.
    fn odd_country(&self, facts: &Facts) -> Option<Sentence> {
        let country = facts.country.as_deref().filter(|_| !facts.is_restricted())?;
        let of = |id: &String| self.parties.known.get(id).and_then(|party| party.country.clone());
        let mut partners: Vec<String> = facts.partner.iter().map(of).collect::<Option<_>>()?;
        partners.dedup();
        let odd = !partners.is_empty() && !partners.iter().any(|other| other == country);
        odd.then(|| odd::country_of_no_partner(country, &partners))
    }
}
