//! Rows of agreements: each one new, corrected or unchanged, or fallen with everything that is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use super::mending::Source;
use super::reference::Numbers;
use super::{Done, report};
use crate::desk::change::Outlook;
use crate::desk::clerk::Clerk;
use crate::desk::dossier::{Dossier, Paper, new_contradictions};
use crate::desk::names::{Named, Parties};
use crate::desk::{DeskError, known};
use crate::exchange::flaw::{Flaw, Gap};
use crate::exchange::rows::{Kind, Place, Said};
use crate::exchange::{Change, Draft, Drafts, Reading};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::store::{Filter, Tx, fold};
use crate::watch::Office;

/// One pass over a file, in the midst of its transaction.
pub(super) struct Work<'t, 'c> {
    pub(super) tx: &'t Tx<'c>,
    pub(super) office: &'t Office,
    pub(super) clerk: &'t Clerk,
    reading: &'t Reading,
    file: &'t Source,
    pub(super) parties: Parties,
    numbers: Numbers,
    /// The number of this import, once it has brought something.
    import: Option<i64>,
    /// The agreements at work, by id.
    pub(super) held: BTreeMap<i64, Held>,
    /// Which agreement a row turned out to be, by the row's ordinal.
    pub(super) of_row: BTreeMap<usize, i64>,
    /// The references that the file gives, so that none of them is proposed for another row.
    given: BTreeSet<String>,
    gaps: Vec<Gap>,
    fallen: Vec<(usize, Flaw)>,
    fallen_rows: BTreeSet<usize>,
    pub(super) done: Done,
}

/// An agreement at work.
pub(super) struct Held {
    pub(super) dossier: Dossier,
    before: Outlook,
    pub(super) changed: bool,
    line: Option<u64>,
}

impl<'t, 'c> Work<'t, 'c> {
    pub(super) fn begin(
        tx: &'t Tx<'c>,
        office: &'t Office,
        clerk: &'t Clerk,
        file: &'t Source,
        reading: &'t Reading,
    ) -> Result<Self, DeskError> {
        let text = |said: &Said| if let Said::Text(text) = said { Some(text.clone()) } else { None };
        let rows = reading.rows.iter().filter(|row| row.kind == Kind::Agreement);
        let given = rows.filter_map(|row| text(&row.cells.get("reference")?.said)).collect();
        Ok(Self {
            tx,
            office,
            clerk,
            reading,
            file,
            parties: Parties::load(tx)?,
            numbers: Numbers::default(),
            import: None,
            held: BTreeMap::new(),
            of_row: BTreeMap::new(),
            given,
            gaps: Vec::new(),
            fallen: Vec::new(),
            fallen_rows: BTreeSet::new(),
            done: Done::default(),
        })
    }

    pub(super) fn agreements(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        for draft in &drafts.agreements {
            if self.stands(&draft.place) {
                self.agreement(draft)?;
            }
        }
        Ok(())
    }

    fn agreement(&mut self, draft: &Draft) -> Result<(), DeskError> {
        let found = match &draft.reference {
            Some(reference) => self.tx.agreement_id(reference)?,
            None => self.look_alike(draft)?,
        };
        if !self.stands(&draft.place) {
            return Ok(());
        }
        if let Some(line) = found.and_then(|id| self.held.get(&id)).and_then(|held| held.line) {
            let what = format!("row {line} is about the same agreement");
            self.fall(&draft.place, "title", what, "keep one row, or give both a reference");
            return Ok(());
        }
        let held = found.map(|id| self.hold(id)).transpose()?;
        let before = held.map(|held| held.dossier.facts.clone());
        let Some(facts) = self.facts(draft, before.as_ref())? else { return Ok(()) };
        let id = match found {
            Some(id) => {
                self.correct(id, &facts)?;
                id
            }
            None => self.register(&facts)?,
        };
        if let Some(held) = self.held.get_mut(&id) {
            held.line = Some(draft.place.line);
        }
        self.of_row.insert(draft.place.ordinal, id);
        self.look_over(&facts, &draft.place);
        Ok(())
    }

    /// The facts as the row would have them; `None` where the row fell.
    fn facts(&mut self, draft: &Draft, before: Option<&Facts>) -> Result<Option<Facts>, DeskError> {
        let mut facts = before.cloned().unwrap_or_default();
        for (field, change) in &draft.changes {
            let text = match change {
                Change::Set(text) => Some(text.as_str()),
                Change::Clear => None,
            };
            if let Err(error) = facts.set(*field, text) {
                self.fall(&draft.place, field.name(), error.what, "mend the cell");
            }
        }
        for field in [Field::Ours, Field::Partner] {
            if draft.changes.iter().any(|(changed, _)| *changed == field) {
                self.name_parties(draft, &mut facts, field)?;
            }
        }
        if facts.reference.is_empty() {
            self.propose(draft, &mut facts)?;
        }
        for contradiction in new_contradictions(before, &facts) {
            let text = contradiction.to_string();
            let column = text.split('`').nth(1).unwrap_or_default().to_owned();
            let (what, cure) = text.split_once("; ").unwrap_or((text.as_str(), "mend one of the cells"));
            self.fall(&draft.place, &column, what, cure);
        }
        Ok(self.stands(&draft.place).then_some(facts))
    }

    fn name_parties(&mut self, draft: &Draft, facts: &mut Facts, field: Field) -> Result<(), DeskError> {
        let country = if field == Field::Partner { facts.country.clone() } else { None };
        let names = if field == Field::Ours { facts.ours.clone() } else { facts.partner.clone() };
        let mut ids = Vec::with_capacity(names.len());
        for name in names {
            match self.party(&name, facts.signed_on, country.as_deref())? {
                Ok(id) if ids.contains(&id) => {}
                Ok(id) => ids.push(id),
                Err((what, cure)) => self.fall(&draft.place, field.name(), what, cure),
            }
        }
        *(if field == Field::Ours { &mut facts.ours } else { &mut facts.partner }) = ids;
        Ok(())
    }

    fn propose(&mut self, draft: &Draft, facts: &mut Facts) -> Result<(), DeskError> {
        let today = self.clerk.today();
        let day = facts.signed_on.unwrap_or(today);
        let place = facts.ours.first().map(|id| self.parties.name(id, day));
        let mut known = facts.clone();
        if known.country.is_none() {
            known.country = facts.partner.first().and_then(|id| self.parties.country(id)).map(str::to_owned);
        }
        let given = &self.given;
        let taken = |reference: &str| given.contains(reference);
        match self.numbers.propose(self.tx, &known, place.as_deref(), today, taken)? {
            Some(reference) => {
                let line = draft.place.line;
                self.say(format!("row {line} has no reference; `{reference}` is proposed: {}", facts.title));
                facts.reference = reference;
            }
            None => self.fall(&draft.place, "reference", "no reference is free for it", "write one"),
        }
        Ok(())
    }

    /// The agreement that a row without a reference is about: same title, same day of signing, same partners.
    fn look_alike(&mut self, draft: &Draft) -> Result<Option<i64>, DeskError> {
        let said = |wanted: Field| {
            draft.changes.iter().find_map(|(field, change)| match change {
                Change::Set(text) if *field == wanted => Some(text.as_str()),
                _ => None,
            })
        };
        let Some(title) = said(Field::Title) else { return Ok(None) };
        let signed_on: Option<Day> = said(Field::SignedOn).and_then(|text| text.parse().ok());
        let partner = said(Field::Partner).map(|text| self.ids_of(text, signed_on));
        let filter = Filter { text: Some(title.to_owned()), ..Filter::default() };
        let mut alike = Vec::new();
        let mut after = 0;
        loop {
            let page = self.tx.find(&filter, after, 200)?;
            let Some(last) = page.last() else { break };
            after = *last;
            for id in page {
                let facts = self.tx.agreement(id)?.facts;
                let same = fold(&facts.title) == fold(title) && facts.signed_on == signed_on;
                if same && partner.as_ref().is_none_or(|partner| facts.partner.is_empty() || *partner == facts.partner)
                {
                    alike.push((id, facts.reference));
                }
            }
        }
        match alike.as_slice() {
            [] => Ok(None),
            [(id, reference)] => {
                self.say(format!("row {} has no reference; it is taken for `{reference}`", draft.place.line));
                Ok(Some(*id))
            }
            several => {
                let names: Vec<&str> = several.iter().take(5).map(|(_, reference)| reference.as_str()).collect();
                let what = format!("its title and day are those of {}", names.join(" and "));
                self.fall(&draft.place, "title", what, "write the reference of one of them");
                Ok(None)
            }
        }
    }

    fn ids_of(&self, names: &str, signed_on: Option<Day>) -> Vec<String> {
        let names = names.split(';').map(str::trim).filter(|name| !name.is_empty());
        names
            .map(|name| match self.parties.find(name, signed_on) {
                Named::One(id) => id,
                _ => name.to_owned(),
            })
            .collect()
    }

    fn register(&mut self, facts: &Facts) -> Result<i64, DeskError> {
        let import = match self.import {
            Some(import) => import,
            None => self.tx.begin_import(&self.file.name, &self.file.sha256, self.file.rows, &self.clerk.stamp)?,
        };
        self.import = Some(import);
        let id = self.tx.register(facts, Some(import), &self.clerk.stamp)?;
        let dossier = Dossier::open(self.tx, id)?;
        self.held.insert(id, Held { dossier, before: Outlook::default(), changed: true, line: None });
        self.done.counts.new += 1;
        Ok(id)
    }

    fn correct(&mut self, id: i64, facts: &Facts) -> Result<(), DeskError> {
        let Some(held) = self.held.get_mut(&id) else { return Ok(()) };
        let corrected = held.dossier.correct(self.tx, self.clerk, facts, Paper::default())?;
        if corrected.is_empty() {
            self.done.counts.unchanged += 1;
        } else {
            held.changed = true;
            self.done.counts.corrected += 1;
            self.done.counts.corrections += corrected.len();
        }
        Ok(())
    }

    /// The agreement at work, read when it is first needed.
    pub(super) fn hold(&mut self, id: i64) -> Result<&mut Held, DeskError> {
        if !self.held.contains_key(&id) {
            let dossier = Dossier::open(self.tx, id)?;
            let before = dossier.outlook(self.office, self.clerk.today())?;
            self.held.insert(id, Held { dossier, before, changed: false, line: None });
        }
        Ok(self.held.get_mut(&id).expect("it was put there just now"))
    }

    /// What deserves a second look, and what is missing.
    fn look_over(&mut self, facts: &Facts, place: &Place) {
        let reference = &facts.reference;
        for text in known::warnings(facts, self.office) {
            self.warn(format!("row {}, {reference}: {text}", place.line));
        }
        for gap in facts.gaps() {
            let (row, field) = (place.line, gap.0.to_owned());
            self.gaps.push(Gap { row, reference: Some(reference.clone()), field, said: None });
        }
    }

    /// Ends the pass: what it did, and which rows fell.
    pub(super) fn finish(mut self, drafts: &Drafts) -> Result<(Done, Vec<(usize, Flaw)>), DeskError> {
        let today = self.clerk.today();
        for (id, held) in &self.held {
            if held.changed {
                let after = held.dossier.outlook(self.office, today)?;
                self.done.changes.add(&held.dossier.facts.reference, &held.before, &after);
                self.done.changed.push(*id);
            }
        }
        self.done.gaps = report::gaps(&drafts.gaps, self.gaps);
        Ok((self.done, self.fallen))
    }

    /// Whether the row has no flaw so far.
    pub(super) fn stands(&self, place: &Place) -> bool {
        !self.has_fallen(place.ordinal)
    }

    fn has_fallen(&self, ordinal: usize) -> bool {
        self.fallen_rows.contains(&ordinal) || self.reading.flaws.rejected().contains(&ordinal)
    }

    /// Notes a flaw of one of the row's cells; nothing of the row is taken.
    pub(super) fn fall(&mut self, place: &Place, column: &str, what: impl Into<String>, cure: impl Into<String>) {
        let flaw = match self.reading.rows.get(place.ordinal) {
            Some(row) => row.flaw(column, what, cure),
            None => place.flaw(what, cure),
        };
        self.fallen_rows.insert(place.ordinal);
        self.fallen.push((place.ordinal, flaw));
    }

    /// The row of a fallen party that has this id or name.
    pub(super) fn fallen_party(&self, name: &str) -> Option<u64> {
        let named = |text: &str| text == name || text.split(';').any(|entry| calls(entry, name));
        self.fallen_row(Kind::Party, &["id", "names"], named)
    }

    /// The row of a fallen agreement that has this reference.
    pub(super) fn fallen_agreement(&self, reference: &str) -> Option<u64> {
        self.fallen_row(Kind::Agreement, &["reference"], |text| text == reference)
    }

    fn fallen_row(&self, kind: Kind, columns: &[&str], named: impl Fn(&str) -> bool) -> Option<u64> {
        let mut rows = self.reading.rows.iter().filter(|row| row.kind == kind && self.has_fallen(row.place.ordinal));
        let fits = |said: &Said| matches!(said, Said::Text(text) if named(text));
        let found =
            rows.find(|row| columns.iter().any(|column| row.cells.get(column).is_some_and(|cell| fits(&cell.said))));
        found.map(|row| row.place.line)
    }

    pub(super) fn say(&mut self, text: String) {
        report::bounded(&mut self.done.said, text);
    }

    pub(super) fn warn(&mut self, text: String) {
        report::bounded(&mut self.done.warnings, text);
    }
}

/// Whether an entry `name|name_en|…` calls a party so.
fn calls(entry: &str, name: &str) -> bool {
    entry.split('|').take(2).any(|part| fold(part) == fold(name))
}
