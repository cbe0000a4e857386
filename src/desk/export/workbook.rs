//! The office's workbook: the register as an officer works with it, in the office's language.
//!
//! Sheets of agreements, acts, parties, a guide, and the lists of choices. Names replace ids and words replace codes
//! wherever `import` reads them back as the same; each row has a mark of what it was made from. The invariant:
//! importing an exported workbook changes nothing. Rows are written one by one, so a register of any size needs the
//! same memory; only the choices of milestones are kept in memory, and they are left out of a large register.

mod commitments;
mod facts;
mod lists;
mod marked;
mod updates;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::parts::TemporaryFile;
use super::{ExportReport, ExportSelection, RestrictedRows};
use crate::desk::names::Parties;
use crate::desk::{Desk, DeskError};
use crate::exchange::row_mark::{MarkedRow, NameCells, RowMark};
use crate::exchange::workbook::{
    CellForm, ColumnPlan, SheetFilter, SheetPlan, Tone, Visibility, WorkbookCell, WorkbookWriter,
};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::commitment::{CommitmentStanding, accounts};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::lifecycle::workback::{self, Step};
use crate::message::workbook::{self as words, OwnColumn, Sheet};
use crate::store::Stored;
use crate::watch::{Dossier, Situation, TimelineReach, task};
use lists::Lists;
use marked::MarkedRows;

/// The sheets in the order of the file.
const SHEETS: [Sheet; 6] =
    [Sheet::Agreements, Sheet::Updates, Sheet::Commitments, Sheet::Parties, Sheet::Guide, Sheet::Lists];
/// History is offered for so long: a year, and the time until someone verifies it.
const HISTORY_OFFERED_DAYS: i64 = 400;
/// Rows that stand ready below the last one.
const SPARE_ROWS: u32 = 2_000;

/// The sheet's place in the file.
fn at(sheet: Sheet) -> usize {
    SHEETS.iter().position(|known| *known == sheet).unwrap_or_default()
}

/// Whether the workbook holds the register or only its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// The agreements that the selection lets through.
    Register,
    /// None: an empty workbook to begin a list in.
    Template,
}

/// Everything that the cells of one workbook are made with.
struct WorkbookBuilder<'d> {
    desk: &'d Desk,
    language: Language,
    today: Day,
    parties: Arc<BTreeMap<String, Party>>,
    names: Parties,
    /// The newest act that the rows were made from, and its hash. `None` where no act stands for what was known on the day
    /// that is shown: rows without a mark are asked about where they bring back what was corrected since.
    made_from: Option<(i64, String)>,
}

impl WorkbookBuilder<'_> {
    fn mark(&self, about: MarkedRow) -> WorkbookCell {
        self.row_mark(about).map_or(WorkbookCell::Empty, |mark| WorkbookCell::text(mark.to_string()))
    }

    /// The mark of an agreement's row, which tells how its names were written.
    fn mark_with(&self, about: MarkedRow, names: NameCells) -> WorkbookCell {
        self.row_mark(about).map_or(WorkbookCell::Empty, |mark| WorkbookCell::text(mark.with(names).to_string()))
    }

    fn row_mark(&self, about: MarkedRow) -> Option<RowMark> {
        self.made_from.as_ref().map(|(seq, hash)| RowMark::new(about, *seq, hash))
    }

    fn own(&self, column: OwnColumn) -> String {
        words::own_column(column, self.language).to_owned()
    }
}

/// Writes the workbook to that file.
pub(super) fn write(
    desk: &Desk,
    path: &Path,
    content: Content,
    restricted: RestrictedRows,
    selection: &ExportSelection,
) -> Result<ExportReport, DeskError> {
    let unwritable = |source| DeskError::Unwritable { path: path.to_path_buf(), source };
    let file = TemporaryFile::new(path, "new").map_err(unwritable)?;
    let exported = desk.store.snapshot(|| {
        let maker = WorkbookBuilder {
            desk,
            language: desk.config.office.language,
            today: desk.today(),
            parties: desk.store.parties()?,
            names: facts::parties_by_name(desk.store.parties()?.values().cloned()),
            made_from: match selection.known_on {
                Some(day) => desk.store.newest_act_on(day)?,
                None => Some((desk.store.acts_kept()?, desk.store.head()?)),
            },
        };
        let mut lists = Lists::new(&maker, content, updates::outcome_names(maker.language), restricted)?;
        let mut book = WorkbookWriter::new(plans(&maker, &lists))?;
        let mut rows = MarkedRows::default();
        let mut count = 0;
        let mut failed = Vec::new();
        let mut leaving = super::ExportLists::default();
        if content == Content::Register {
            leaving = super::for_each_exported(desk, restricted, selection, |stored| {
                count += 1;
                agreement(&maker, (&mut book, &mut rows), &mut lists, stored)
            })?;
            failed.append(&mut leaving.failed);
            for party in &leaving.parties {
                rows.add(&mut book, Sheet::Parties, (facts::party(&maker, party), Tone::Plain), None)?;
            }
        }
        rows.end(&mut book)?;
        guide(&maker, &mut book)?;
        lists.write(&maker, &mut book, at(Sheet::Lists))?;
        book.finish(file.handle().map_err(unwritable)?)?;
        Ok::<_, DeskError>(ExportReport { agreements: count, milestones: None, left_out: leaving.left_out, failed })
    })?;
    file.named(path).map_err(unwritable)?;
    Ok(exported)
}

/// One agreement: its row, its updates, and the milestones that an update may choose.
fn agreement(
    maker: &WorkbookBuilder,
    (book, rows): (&mut WorkbookWriter, &mut MarkedRows),
    lists: &mut Lists,
    stored: &Stored,
) -> Result<(), DeskError> {
    let dossier = Dossier::without_letters(stored.agreement(), maker.today);
    let situation = Situation::of(&dossier, &maker.desk.office, maker.today, TimelineReach::Shown)?;
    let short = |milestone: &Milestone| short(maker, &situation.facts, milestone);
    // What is overdue comes first.
    let next = situation.milestones().iter().find(|milestone| asks_for_something(milestone, maker.today));
    let derived = facts::Derived {
        status: situation.status(),
        last_day: situation.ends_on(),
        next: next
            .map(|milestone| (words::next_step(milestone, short(milestone).as_deref(), maker.language), milestone.day)),
    };
    let row = facts::agreement(maker, stored.id, &situation.timeline.knowledge.facts, &derived);
    let tone = if derived.is_past() { Tone::Past } else { Tone::Plain };
    rows.add(book, Sheet::Agreements, (row, tone), Some(stored.id))?;
    let label = lists::agreement_label(maker, &situation.facts);
    let milestone_label =
        |milestone: &Milestone| words::milestone_label(milestone, short(milestone).as_deref(), maker.language);
    let outlived = super::outlived(maker.desk, stored)?;
    for act in &situation.timeline.knowledge.acts {
        let noted_of = super::noted_of(&outlived, act);
        let row = updates::row(maker, &label, (act, noted_of), situation.milestones(), milestone_label);
        rows.add(book, Sheet::Updates, (row, Tone::Past), None)?;
    }
    for committed in &situation.timeline.knowledge.commitments {
        rows.add(book, Sheet::Commitments, (commitments::row(maker, &label, committed), Tone::Plain), None)?;
    }
    let open = situation.milestones().iter().filter(|milestone| may_be_answered(milestone, maker.today));
    let steps = steps(maker, &situation)?;
    let without_day: Vec<String> = accounts(&situation.timeline, None, maker.today)
        .iter()
        .filter(|account| matches!(account.standing, CommitmentStanding::Open | CommitmentStanding::Rests))
        .map(|account| words::commitment_label(account.commitment, maker.language))
        .collect();
    lists.agreement(label, open.map(milestone_label).chain(without_day).chain(steps));
    Ok(())
}

/// The open steps towards the end that is ahead, as an update chooses them.
fn steps(maker: &WorkbookBuilder, situation: &Situation<'_>) -> Result<Vec<String>, DeskError> {
    let ahead = |m: &&Milestone| m.kind == MilestoneKind::Expiry && m.closed.is_none() && m.day >= maker.today;
    let Some(end) = situation.milestones().iter().find(ahead) else { return Ok(Vec::new()) };
    let notice_on = situation.timeline.course.period_on(end.day).and_then(|period| period.notice_on);
    let office = &maker.desk.office;
    let open = workback::open(workback::plan(&office.steps, end.day, notice_on, &office.calendar)?, end);
    let title = |step: &Step| match maker.language {
        Language::Vi => step.title.clone(),
        Language::En => step.title_en.clone().unwrap_or_else(|| step.title.clone()),
    };
    let label = |planned: &workback::PlannedStep<'_>| {
        words::step_label(&planned.step.name, &title(planned.step), end.day, maker.language)
    };
    Ok(open.iter().map(label).collect())
}

/// Whether an update may answer it: what is open, and what came in as history within a year or so, which is in the list
/// to verify.
fn may_be_answered(milestone: &Milestone, today: Day) -> bool {
    match milestone.state(today) {
        MilestoneState::Open => true,
        MilestoneState::Done => false,
        MilestoneState::History => {
            milestone.kind != MilestoneKind::Observance && milestone.day.days_until(today) <= HISTORY_OFFERED_DAYS
        }
    }
}

/// A day to remember asks nothing of the agreement itself.
fn asks_for_something(milestone: &Milestone, today: Day) -> bool {
    milestone.kind != MilestoneKind::Observance && milestone.state(today) == MilestoneState::Open
}

/// A duty's or an observance's few words.
fn short(maker: &WorkbookBuilder, facts: &Facts, milestone: &Milestone) -> Option<String> {
    milestone.name.as_ref()?;
    let task = task::task(&maker.desk.office, facts, milestone, &maker.parties)?;
    Some(match maker.language {
        Language::Vi => task.short.unwrap_or(task.title),
        Language::En => task.short_en.or(task.title_en).unwrap_or(task.title),
    })
}

fn plans(maker: &WorkbookBuilder, lists: &Lists) -> Vec<SheetPlan> {
    let plan = |sheet: Sheet| {
        let (columns, frozen, printed) = match sheet {
            Sheet::Agreements => (facts::columns(maker, lists), 2, facts::PRINTED),
            Sheet::Updates => (updates::columns(maker, lists), 1, updates::PRINTED),
            Sheet::Commitments => (commitments::columns(maker, lists), 2, commitments::PRINTED),
            Sheet::Parties => (facts::party_columns(maker), 1, 0),
            Sheet::Guide => (guide_columns(), 0, 0),
            Sheet::Lists => (lists.columns(maker), 0, 0),
        };
        SheetPlan {
            name: words::sheet(sheet, maker.language).to_owned(),
            columns,
            frozen,
            printed,
            page_head: words::page_head(&maker.desk.config.office.name, sheet, maker.today, maker.language),
            page_foot: if sheet == Sheet::Agreements {
                words::page_foot(maker.language).to_owned()
            } else {
                String::new()
            },
            visibility: if sheet == Sheet::Lists { Visibility::Hidden } else { Visibility::Shown },
            filter: if matches!(sheet, Sheet::Guide | Sheet::Lists) { SheetFilter::No } else { SheetFilter::Yes },
            spare_rows: if matches!(sheet, Sheet::Agreements | Sheet::Updates | Sheet::Commitments) {
                SPARE_ROWS
            } else {
                0
            },
        }
    };
    SHEETS.map(plan).into()
}

fn guide_columns() -> Vec<ColumnPlan> {
    let column = |width| ColumnPlan { width, form: CellForm::Text, ..ColumnPlan::default() };
    vec![column(36.0), column(92.0)]
}

fn guide(maker: &WorkbookBuilder, book: &mut WorkbookWriter) -> Result<(), DeskError> {
    let circle = &maker.desk.office.circle;
    let registrar = circle.registrars().iter().find_map(|id| circle.contact(id)).map(|contact| {
        contact.phone.as_ref().map_or_else(|| contact.name.clone(), |phone| format!("{}, {phone}", contact.name))
    });
    for (nth, line) in words::guide(registrar.as_deref(), maker.language).into_iter().enumerate() {
        match nth {
            0 => book.row(at(Sheet::Guide), &[WorkbookCell::text(line)], Tone::Heading)?,
            _ => book.row(
                at(Sheet::Guide),
                &[WorkbookCell::text(nth.to_string()), WorkbookCell::text(line)],
                Tone::Plain,
            )?,
        }
    }
    book.row(at(Sheet::Guide), &[], Tone::Plain)?;
    book.row(at(Sheet::Guide), &words::guide_head(maker.language).map(WorkbookCell::text), Tone::Heading)?;
    for row in updates::guide(maker) {
        book.row(at(Sheet::Guide), &row, Tone::Plain)?;
    }
    Ok(())
}
