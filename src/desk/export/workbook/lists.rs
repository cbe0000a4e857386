//! The hidden sheet of choices: agreements with their open milestones, outcomes, closed vocabularies, people, parties.

use super::{Content, WorkbookBuilder};
use crate::desk::DeskError;
use crate::exchange::RestrictedRows;
use crate::exchange::acts::LABEL_DOT;
use crate::exchange::workbook::{ColumnPlan, WorkbookCell, WorkbookWriter, quoted_sheet, range};
use crate::lifecycle::agreement::{Facts, Field, Restricted};
use crate::lifecycle::commitment::CommitmentSide;
use crate::message::say;
use crate::message::workbook::{self as words, Sheet};

/// A register of more milestones offers agreements alone: the choices are kept in memory.
const MILESTONES_AT_MOST: usize = 60_000;
/// A label is cut here: a formula compares 255 characters at most.
const LONGEST_LABEL: usize = 120;

/// At most this many parties are offered a side.
const PARTIES_OFFERED: usize = 5_000;

/// The columns of the sheet.
const AGREEMENT: usize = 0;
const OF_MILESTONE: usize = 1;
const MILESTONE: usize = 2;
const OUTCOME: usize = 3;
const PROMISER: usize = 4;
const FIRST_OF_FIELD: usize = 5;

/// The choices, collected while agreements are written.
pub(super) struct Lists {
    sheet: &'static str,
    agreements: Vec<String>,
    milestones: Vec<(usize, String)>,
    outcomes: Vec<String>,
    promisers: Vec<String>,
    fields: Vec<(Field, Vec<String>)>,
    /// How many agreements there will be at most, known before they are met.
    room: u32,
}

impl Lists {
    /// `outcomes` are the phrases that the sheet of updates offers. Parties that restricted agreements alone name are no
    /// choice where these are left out.
    pub(super) fn new(
        maker: &WorkbookBuilder,
        content: Content,
        outcomes: Vec<String>,
        restricted: RestrictedRows,
    ) -> Result<Self, DeskError> {
        let room = match content {
            Content::Register => u32::try_from(maker.desk.store.agreements()?).unwrap_or(u32::MAX),
            Content::Template => 0,
        };
        Ok(Self {
            sheet: words::sheet(Sheet::Lists, maker.language),
            agreements: Vec::new(),
            milestones: Vec::new(),
            outcomes,
            promisers: [CommitmentSide::Us, CommitmentSide::Partner, CommitmentSide::Both]
                .map(|side| say::promiser(side, maker.language).to_owned())
                .into(),
            fields: fields(maker, restricted)?,
            room: room.saturating_add(super::SPARE_ROWS),
        })
    }

    /// Notes an agreement and the milestones that may be chosen of it.
    pub(super) fn agreement(&mut self, label: String, milestones: impl Iterator<Item = String>) {
        let at = self.agreements.len();
        self.agreements.push(label);
        if self.milestones.len() < MILESTONES_AT_MOST {
            self.milestones.extend(milestones.map(|milestone| (at, milestone)));
        }
    }

    /// The choices of a fact.
    pub(super) fn of_field(&self, field: Field) -> Option<String> {
        let at = self.fields.iter().position(|(of, _)| *of == field)?;
        let rows = u32::try_from(self.fields.get(at)?.1.len()).ok()?;
        (rows > 0).then(|| range(self.sheet, FIRST_OF_FIELD + at, rows))
    }

    /// The choices of an update's agreement.
    pub(super) fn of_agreement(&self) -> String {
        range(self.sheet, AGREEMENT, self.room)
    }

    /// The choices of who promises.
    pub(super) fn of_promiser(&self) -> String {
        range(self.sheet, PROMISER, u32::try_from(self.promisers.len()).unwrap_or(1))
    }

    /// The choices of an update's outcome.
    pub(super) fn of_outcome(&self) -> String {
        range(self.sheet, OUTCOME, u32::try_from(self.outcomes.len()).unwrap_or(1))
    }

    /// The milestones of the agreement that is in column A of the same row.
    pub(super) fn of_milestone(&self) -> String {
        let sheet = quoted_sheet(self.sheet);
        format!("OFFSET({sheet}!$B$1,MATCH($A2,{sheet}!$B:$B,0)-1,1,COUNTIF({sheet}!$B:$B,$A2),1)")
    }

    pub(super) fn columns(&self, _: &WorkbookBuilder) -> Vec<ColumnPlan> {
        let column = |header: &str| ColumnPlan { header: header.to_owned(), width: 30.0, ..ColumnPlan::default() };
        let own = ["agreement", "of milestone", "milestone", "outcome", "promiser"].into_iter().map(column);
        own.chain(self.fields.iter().map(|(field, _)| column(&format!("list {}", field.name())))).collect()
    }

    /// Writes the sheet, row by row.
    pub(super) fn write(self, _: &WorkbookBuilder, book: &mut WorkbookWriter, sheet: usize) -> Result<(), DeskError> {
        let longest = self.fields.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
        let rows = self.agreements.len().max(self.milestones.len()).max(self.outcomes.len()).max(longest);
        for row in 0..rows {
            let mut cells = vec![WorkbookCell::Empty; FIRST_OF_FIELD + self.fields.len()];
            let mut put = |at: usize, text: Option<&String>| {
                if let (Some(cell), Some(text)) = (cells.get_mut(at), text) {
                    *cell = WorkbookCell::text(text);
                }
            };
            put(AGREEMENT, self.agreements.get(row));
            if let Some((of, milestone)) = self.milestones.get(row) {
                put(OF_MILESTONE, self.agreements.get(*of));
                put(MILESTONE, Some(milestone));
            }
            put(OUTCOME, self.outcomes.get(row));
            put(PROMISER, self.promisers.get(row));
            for (at, (_, values)) in (FIRST_OF_FIELD..).zip(&self.fields) {
                put(at, values.get(row));
            }
            book.row(sheet, &cells, crate::exchange::workbook::Tone::Plain)?;
        }
        Ok(())
    }
}

/// How an update names an agreement: "DL-KR-2017-01 · Đắk Lắk – Jeonbuk".
pub(super) fn agreement_label(maker: &WorkbookBuilder, facts: &Facts) -> String {
    let short =
        if facts.is_restricted() { String::new() } else { say::agreement_short(facts, &maker.parties, maker.today) };
    let label =
        if short.is_empty() { facts.reference.clone() } else { format!("{}{LABEL_DOT}{short}", facts.reference) };
    // The reference is what counts, and stands whole.
    let longest = LONGEST_LABEL.max(facts.reference.chars().count());
    label.chars().take(longest).collect()
}

/// The choices of facts: closed vocabularies, people, parties.
fn fields(maker: &WorkbookBuilder, restricted: RestrictedRows) -> Result<Vec<(Field, Vec<String>)>, DeskError> {
    let language = maker.language;
    let closed = [Field::Kind, Field::Effect, Field::Count, Field::Renewal, Field::Restricted];
    let mut fields: Vec<(Field, Vec<String>)> =
        closed.into_iter().map(|field| (field, say::fact_values(field.name(), language))).collect();
    let mut people: Vec<String> = maker.desk.office.circle.contacts().map(|contact| contact.name.clone()).collect();
    people.sort();
    people.dedup();
    fields.push((Field::Officers, people));
    let names = |is_of: fn(Option<&str>) -> bool| {
        let mut names = Vec::new();
        for party in maker.parties.values().filter(|party| is_of(party.country.as_deref())) {
            let offered = restricted == RestrictedRows::Include
                || maker.desk.store.party_restricted(&party.id)? == Restricted::No;
            if offered {
                names.push(party.name_on(maker.today).to_owned());
            }
            if names.len() == PARTIES_OFFERED {
                break;
            }
        }
        names.sort();
        names.dedup();
        Ok::<_, DeskError>(names)
    };
    fields.push((Field::Ours, names(|country| country.is_none_or(|code| code == "VN"))?));
    fields.push((Field::Partner, names(|country| country != Some("VN"))?));
    Ok(fields)
}
