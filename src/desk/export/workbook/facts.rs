//! The rows of agreements and parties: names for ids, words for codes, where they read back as the same.

use super::{WorkbookBuilder, lists::Lists};
use crate::desk::names::{NameLookup, Parties};
use crate::exchange::RowKind;
use crate::exchange::cell_forms::{self, FactForm, Reading, country};
use crate::exchange::headers::{self, ColumnDefinition};
use crate::exchange::row_mark::{MarkedRow, NameCells};
use crate::exchange::rows::Guard;
use crate::exchange::workbook::{CellForm, ColumnPlan, WorkbookCell};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::message::workbook::OwnColumn;

/// What the program works out about an agreement, as its row shows it.
pub(super) struct Derived {
    /// What it is today.
    pub status: Status,
    /// The last day of the present period.
    pub last_day: Option<Day>,
    /// What is to be done next, and the day.
    pub next: Option<(String, Day)>,
}

impl Derived {
    /// Whether nothing is asked of it any more.
    pub(super) fn is_past(&self) -> bool {
        matches!(self.status, Status::Expired | Status::Terminated | Status::Superseded | Status::Closed)
    }
}

/// A column of the sheet of agreements.
#[derive(Clone, Copy)]
enum FactColumn {
    Fact(Field),
    Own(OwnColumn),
}

/// How many columns are printed.
pub(super) const PRINTED: u16 = 12;

/// The columns that a list on paper needs come first; as many are printed.
const FIRST: [FactColumn; PRINTED as usize] = [
    FactColumn::Fact(Field::Reference),
    FactColumn::Fact(Field::Title),
    FactColumn::Fact(Field::Ours),
    FactColumn::Fact(Field::Partner),
    FactColumn::Fact(Field::Country),
    FactColumn::Fact(Field::SignedOn),
    FactColumn::Fact(Field::Term),
    FactColumn::Own(OwnColumn::LastDay),
    FactColumn::Own(OwnColumn::State),
    FactColumn::Own(OwnColumn::NextStep),
    FactColumn::Own(OwnColumn::NextDay),
    FactColumn::Fact(Field::Officers),
];

fn order() -> impl Iterator<Item = FactColumn> {
    let shown = |field: &&Field| !FIRST.iter().any(|at| matches!(at, FactColumn::Fact(first) if first == *field));
    let rest = Field::ALL.iter().filter(shown).map(|field| FactColumn::Fact(*field));
    FIRST.into_iter().chain(rest).chain([FactColumn::Own(OwnColumn::RowMark)])
}

/// The header of a fact, as lists are read by it.
pub(super) fn header(column: &ColumnDefinition, language: Language) -> String {
    match language {
        Language::Vi => column.vietnamese.to_owned(),
        Language::En => {
            let words = column.name.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    }
}

pub(super) fn columns(maker: &WorkbookBuilder, lists: &Lists) -> Vec<ColumnPlan> {
    let plan = |at: FactColumn| match at {
        FactColumn::Fact(field) => {
            let column = headers::named(RowKind::Agreement, field.name());
            ColumnPlan {
                header: column.map_or_else(|| field.name().to_owned(), |column| header(column, maker.language)),
                width: width(field),
                form: if column.is_some_and(|column| column.form == FactForm::Day) {
                    CellForm::Day
                } else {
                    CellForm::Text
                },
                choices: lists.of_field(field),
                hint: None,
            }
        }
        FactColumn::Own(own) => ColumnPlan {
            header: maker.own(own),
            width: match own {
                OwnColumn::State | OwnColumn::NextStep => 15.0,
                OwnColumn::RowMark => 18.0,
                _ => 11.5,
            },
            form: match own {
                OwnColumn::NextDay => CellForm::DueDay,
                OwnColumn::LastDay => CellForm::WorkedOutDay,
                OwnColumn::RowMark => CellForm::Mark,
                _ => CellForm::WorkedOut,
            },
            ..ColumnPlan::default()
        },
    };
    order().map(plan).collect()
}

fn width(field: Field) -> f64 {
    match field {
        Field::Title | Field::TitleEn | Field::Note | Field::Source | Field::Basis | Field::Documents => 36.0,
        Field::Ours | Field::Partner | Field::LeadAgency => 19.0,
        Field::Short | Field::Number | Field::Fields | Field::Officers => 16.0,
        Field::Reference => 15.0,
        Field::Term => 13.0,
        _ => 11.5,
    }
}

/// The row of an agreement.
pub(super) fn agreement(maker: &WorkbookBuilder, id: i64, facts: &Facts, derived: &Derived) -> Vec<WorkbookCell> {
    let cell = |at: FactColumn| match at {
        FactColumn::Fact(field) => fact(maker, field, facts),
        FactColumn::Own(OwnColumn::LastDay) => WorkbookCell::day(derived.last_day),
        FactColumn::Own(OwnColumn::State) => WorkbookCell::text(say::status(derived.status, maker.language)),
        FactColumn::Own(OwnColumn::NextStep) => {
            derived.next.as_ref().map_or(WorkbookCell::Empty, |(step, _)| WorkbookCell::text(step))
        }
        FactColumn::Own(OwnColumn::NextDay) => WorkbookCell::day(derived.next.as_ref().map(|(_, day)| *day)),
        FactColumn::Own(_) => {
            maker.mark_with(MarkedRow::Agreement(id), NameCells::of(|field| names(maker, field, facts)))
        }
    };
    order().map(cell).collect()
}

/// A fact as people write it, where that is read as the same fact; else its canonical text.
fn fact(maker: &WorkbookBuilder, field: Field, facts: &Facts) -> WorkbookCell {
    let Some(canonical) = facts.get(field).filter(|text| !text.is_empty()) else { return WorkbookCell::Empty };
    let form = headers::named(RowKind::Agreement, field.name()).map_or(FactForm::Line, |column| column.form);
    if form == FactForm::Day
        && let Ok(day) = canonical.parse()
    {
        return WorkbookCell::Day(day);
    }
    let written = match field {
        Field::Ours | Field::Partner | Field::Officers => Some(names(maker, field, facts)),
        _ => words(form, &canonical, facts, field, maker.language).filter(|text| reads_back_as(form, text, &canonical)),
    };
    WorkbookCell::text(Guard::Clearing.written(&written.unwrap_or(canonical)))
}

fn reads_back_as(form: FactForm, text: &str, canonical: &str) -> bool {
    match cell_forms::read(form, text) {
        Ok(Reading::Value(read)) => read == canonical,
        // "Chưa rõ" leaves a fact as it is, so it says the same of one that is unknown.
        Ok(Reading::Unknown) => canonical == "unknown",
        _ => false,
    }
}

/// The words for a value of a closed list, a span or a term.
fn words(form: FactForm, canonical: &str, facts: &Facts, field: Field, language: Language) -> Option<String> {
    Some(match form {
        FactForm::Kind => say::agreement_kind(facts.kind, language).to_owned(),
        FactForm::Span | FactForm::Period => say::span(canonical.parse().ok()?, language),
        FactForm::Term => match canonical.parse() {
            Ok(span) => say::span(span, language),
            Err(_) => say::fact_value(field.name(), canonical, language)?,
        },
        FactForm::Country => cell_forms::country::name(canonical, language)?.to_owned(),
        FactForm::Effect | FactForm::Count | FactForm::Renewal | FactForm::YesNo => {
            say::fact_value(field.name(), canonical, language)?
        }
        _ => return None,
    })
}

/// The cell of a fact that is written by names.
fn names(maker: &WorkbookBuilder, field: Field, facts: &Facts) -> String {
    match field {
        Field::Ours => party_names(maker, &facts.ours, facts.signed_on),
        Field::Partner => party_names(maker, &facts.partner, facts.signed_on),
        _ => officer_names(maker, &facts.officers),
    }
}

/// The names of these parties, each where it leads to that party alone.
fn party_names(maker: &WorkbookBuilder, ids: &[String], signed_on: Option<Day>) -> String {
    let names = ids.iter().map(|id| {
        let Some(party) = maker.parties.get(id) else { return id.clone() };
        let name = party.name_on(signed_on.unwrap_or(maker.today));
        let plain = !name.contains([';', '|', '\n']);
        match maker.names.find(name, signed_on) {
            NameLookup::One(found) if found == *id && plain => name.to_owned(),
            _ => id.clone(),
        }
    });
    names.collect::<Vec<_>>().join("; ")
}

fn officer_names(maker: &WorkbookBuilder, ids: &[String]) -> String {
    let circle = &maker.desk.office.circle;
    let name = |id: &String| match circle.contact(id) {
        Some(contact) if circle.named(&contact.name).is_some_and(|found| found.id == *id) => {
            if contact.name.contains([';', '|']) { id.clone() } else { contact.name.clone() }
        }
        _ => id.clone(),
    };
    ids.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// The parties as names lead to them.
pub(super) fn parties_by_name(parties: impl Iterator<Item = Party>) -> Parties {
    let mut known = Parties::default();
    parties.for_each(|party| known.learn(party));
    known
}

pub(super) fn party_columns(maker: &WorkbookBuilder) -> Vec<ColumnPlan> {
    let column = |column: &ColumnDefinition| ColumnPlan {
        header: header(column, maker.language),
        width: if column.name == "names" { 60.0 } else { 22.0 },
        ..ColumnPlan::default()
    };
    let mark = ColumnPlan {
        header: maker.own(OwnColumn::RowMark),
        width: 18.0,
        form: CellForm::Mark,
        ..ColumnPlan::default()
    };
    headers::columns(RowKind::Party).iter().filter(|column| !column.is_aside()).map(column).chain([mark]).collect()
}

/// The row of a party.
pub(super) fn party(maker: &WorkbookBuilder, party: &Party) -> Vec<WorkbookCell> {
    let table = crate::exchange::Table::of_parties([party]);
    let cells = table.headers.iter().zip(table.rows.into_iter().flatten()).map(|(name, cell)| match cell {
        Some(text) => WorkbookCell::text(Guard::Clearing.written(&of_party(name, &text, maker.language))),
        None => WorkbookCell::Empty,
    });
    let cells: Vec<WorkbookCell> = cells.collect();
    let cells = cells.into_iter();
    cells.chain([maker.mark(MarkedRow::Party(party.id.clone()))]).collect()
}

/// What a cell of a party says, as people write it: the country by its name, no bars behind which nothing stands, days as
/// elsewhere in the workbook. It is read as the same value.
fn of_party(column: &str, text: &str, language: Language) -> String {
    let day = |part: &str| part.parse().map_or_else(|_| part.to_owned(), say::day_table);
    // A name with a bar of its own stays as it is guarded.
    let in_parts = |item: &str| {
        let bare = item.trim().trim_end_matches('|');
        bare.split('|').map(|part| day(part.trim())).collect::<Vec<_>>().join(" | ")
    };
    let item = |item: &str| if item.contains('\\') { item.trim().to_owned() } else { in_parts(item) };
    match column {
        "country" => country::name(text, language)
            .filter(|name| country::read(name) == Ok(text))
            .map_or_else(|| text.to_owned(), str::to_owned),
        "names" => text.split(';').map(item).collect::<Vec<_>>().join("; "),
        "aliases" => text.split(';').map(str::trim).collect::<Vec<_>>().join("; "),
        "successor" => item(text),
        _ => text.to_owned(),
    }
}
