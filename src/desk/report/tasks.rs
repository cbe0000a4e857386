//! Commitments and their results in a span of time, grouped by the plan or strategy they serve and by who carries them
//! out. For the year ahead and the year behind.
//!
//! Not the days themselves, which are in the plan. The invariants: an occurrence is in the span of its own day,
//! answered or not; a commitment without a day of its own is in every span in which its agreement binds. A restricted
//! agreement appears with reference and day only.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::desk::{Desk, DeskError};
use crate::exchange::workbook::{CellForm, ColumnPlan, SheetPlan, Tone, WorkbookCell, WorkbookWriter};
use crate::exchange::{ByteOrderMark, csv_sheet};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::commitment::{Account, Commitment, CommitmentStanding, CommitmentTiming, accounts};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Milestone, MilestoneState};
use crate::lifecycle::policy::Language;
use crate::message::answer::plan as words;
use crate::message::{Voice, say};
use crate::watch::Situation;
use crate::watch::task::carried_out_by;

/// A commitment or a task, as a row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TaskLine {
    /// The strategies and plans above its agreement, the highest first.
    pub above: Vec<ParentText>,
    /// The agreement's reference.
    pub reference: String,
    /// What the agreement is called; unsaid of a restricted one, like all that follows but the day.
    pub short: Option<String>,
    /// The commitment's name in acts.
    pub name: Option<String>,
    /// Who carries it out; where the text does not say, whose promise it is.
    pub who: Option<String>,
    /// What is promised.
    pub title: Option<String>,
    pub target: Option<String>,
    /// Its day; none of one that has no day of its own.
    pub day: Option<Day>,
    pub standing: Option<String>,
    /// What was recorded of it last.
    pub said: Option<String>,
    /// Where the text says so.
    pub basis: Option<String>,
    #[serde(skip)]
    under: Option<String>,
}

/// A strategy or a plan that others serve.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ParentText {
    pub reference: String,
    /// What it is called; unsaid of a restricted one, and of one that the register does not have.
    pub short: Option<String>,
}

/// The place of the day among the cells of a line.
const DAY_AT: usize = 6;
/// At most this many texts stand above one another.
const HIGHEST: usize = 20;

/// The time that is asked about, as it is known on a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReportSpan {
    pub(super) from: Day,
    pub(super) through: Day,
    pub(super) known_to: Day,
    pub(super) language: Language,
}

impl ReportSpan {
    /// The tasks of one agreement, parents not yet looked up.
    pub(super) fn tasks(self, desk: &Desk, situation: &Situation<'_>, short: &str) -> Vec<TaskLine> {
        let accounts = accounts(&situation.timeline, None, self.known_to);
        let facts = &situation.facts;
        let (reference, under) = (facts.reference.clone(), facts.under.clone());
        let bare = TaskLine { reference, under, ..TaskLine::default() };
        let mut found = Vec::new();
        for account in &accounts {
            let name = Some(&account.commitment.name);
            let own = |m: &&Milestone| m.kind == MilestoneKind::Commitment && m.name.as_ref() == name;
            let in_time = |m: &&Milestone| self.from <= m.day && m.day <= self.through;
            let occurrences = situation.milestones().iter().filter(own).filter(in_time);
            let line = |day: Option<Day>, standing: String| {
                if facts.is_restricted() {
                    return TaskLine { day, ..bare.clone() };
                }
                TaskLine {
                    short: Some(short.to_owned()),
                    day,
                    standing: Some(standing),
                    ..self.told(desk, account, bare.clone())
                }
            };
            found.extend(occurrences.map(|one| line(Some(one.day), self.standing(one))));
            if account.commitment.when == CommitmentTiming::Within && self.binds(situation) {
                found.push(line(None, say::promise_in_table(account.standing, self.language)));
            }
        }
        found
    }

    fn told(self, desk: &Desk, account: &Account<'_>, line: TaskLine) -> TaskLine {
        let Commitment { name, title, side, target, basis, .. } = account.commitment;
        let who = carried_out_by(&desk.office, account.commitment);
        let said = account.notes.iter().rev().find(|said| said.act.on <= self.through);
        TaskLine {
            name: Some(name.clone()),
            who: Some(who.unwrap_or_else(|| say::promiser(*side, self.language).to_owned())),
            title: Some(title.clone()),
            target: target.clone(),
            said: said.map(|said| say::commitment_record_cell(said.act.on, said.what, self.language)),
            basis: basis.clone(),
            ..line
        }
    }

    /// Whether the agreement binds, or may, on a day of that time.
    fn binds(self, situation: &Situation<'_>) -> bool {
        let course = &situation.timeline.course;
        course.start_on().is_none_or(|start| start <= self.through)
            && course.last_day().is_none_or(|last| last >= self.from)
            && course.closed_on.is_none_or(|closed| closed >= self.from)
    }

    fn standing(self, occurrence: &Milestone) -> String {
        let promise = match occurrence.closed {
            Some(ClosedBy::Fulfilled(on)) => CommitmentStanding::Done(on),
            Some(ClosedBy::Skipped) => CommitmentStanding::Skipped,
            Some(_) => CommitmentStanding::Over,
            None if occurrence.state(self.known_to) != MilestoneState::Open => {
                return say::state(occurrence.state(self.known_to), self.language).to_owned();
            }
            None if occurrence.day < self.known_to => CommitmentStanding::Late(occurrence.day),
            None => CommitmentStanding::Due(occurrence.day),
        };
        say::promise_in_table(promise, self.language)
    }
}

/// The lines under what they serve: the highest text first, then by who carries them out, in order of day; those without
/// one last.
pub(super) fn arrange(desk: &Desk, mut lines: Vec<TaskLine>) -> Result<Vec<TaskLine>, DeskError> {
    let mut known: BTreeMap<String, (ParentText, Option<String>)> = BTreeMap::new();
    for line in &mut lines {
        let mut next = line.under.clone();
        while let Some(reference) = next.take().filter(|_| line.above.len() < HIGHEST) {
            if !known.contains_key(&reference) {
                known.insert(reference.clone(), parent(desk, &reference)?);
            }
            let Some((parent, under)) = known.get(&reference) else { break };
            line.above.insert(0, parent.clone());
            next.clone_from(under);
        }
    }
    let place = |line: &TaskLine| {
        let path: Vec<String> = line.above.iter().map(|parent| parent.reference.clone()).collect();
        (path, line.reference.clone(), line.who.clone(), line.day.is_none(), line.day, line.title.clone())
    };
    lines.sort_by_cached_key(place);
    Ok(lines)
}

fn parent(desk: &Desk, reference: &str) -> Result<(ParentText, Option<String>), DeskError> {
    let alone = (ParentText { reference: reference.to_owned(), short: None }, None);
    let Some(id) = desk.store.agreement_id(reference)? else { return Ok(alone) };
    let facts = match desk.store.agreement(id) {
        Ok(stored) => stored.facts,
        // One that cannot be read is reported by its reference; it hides no task.
        Err(error) if error.is_of_the_record() => return Ok(alone),
        Err(error) => return Err(error.into()),
    };
    let short = facts.short.clone().unwrap_or_else(|| facts.title.clone());
    let short = Some(short).filter(|_| !facts.is_restricted());
    Ok((ParentText { short, ..alone.0 }, facts.under))
}

impl ParentText {
    /// As a heading writes it.
    pub fn label(&self) -> String {
        self.short.as_ref().map_or_else(|| self.reference.clone(), |short| format!("{short} ({})", self.reference))
    }
}

impl TaskLine {
    /// What is above its row: the texts that it serves and its own, the highest first.
    pub fn heading(&self) -> Vec<String> {
        let own = ParentText { reference: self.reference.clone(), short: self.short.clone() };
        self.above.iter().chain([&own]).map(ParentText::label).collect()
    }

    /// Its cells, in the order of the heads.
    pub fn cells(&self) -> Vec<Option<String>> {
        let above = self.above.iter().map(ParentText::label).collect::<Vec<_>>().join(" › ");
        vec![
            Some(above).filter(|above| !above.is_empty()),
            Some(self.reference.clone()),
            self.short.clone(),
            self.who.clone(),
            self.title.clone(),
            self.target.clone(),
            self.day.map(say::day_table),
            self.standing.clone(),
            self.said.clone(),
            self.basis.clone(),
        ]
    }
}

/// The list as CSV.
pub(crate) fn tasks_csv(lines: &[TaskLine], language: Language, mark: ByteOrderMark) -> Vec<u8> {
    let headers = words::TASK_HEADS.map(|head| head.of(Voice::terminal(language)).to_owned());
    let rows: Vec<_> = lines.iter().map(TaskLine::cells).collect();
    csv_sheet(&headers, &rows, mark)
}

/// The sheet of the list.
pub(super) fn sheet(language: Language, page_head: String) -> SheetPlan {
    const WIDTHS: [f64; 10] = [30.0, 15.0, 24.0, 24.0, 40.0, 16.0, 11.0, 20.0, 30.0, 16.0];
    let voice = Voice::terminal(language);
    let column = |(at, (head, width)): (usize, (&crate::message::Words, f64))| ColumnPlan {
        header: head.of(voice).to_owned(),
        width,
        form: if at == DAY_AT { CellForm::Day } else { CellForm::Text },
        ..ColumnPlan::default()
    };
    SheetPlan {
        name: words::TASKS.of(voice).to_owned(),
        columns: words::TASK_HEADS.iter().zip(WIDTHS).enumerate().map(column).collect(),
        page_head,
        ..SheetPlan::default()
    }
}

/// The rows of the sheet, a heading where another text begins.
pub(super) fn rows(book: &mut WorkbookWriter, sheet: usize, lines: &[TaskLine]) -> Result<(), DeskError> {
    let mut heading = Vec::new();
    for line in lines {
        let next = line.heading();
        if next != heading {
            book.row(sheet, &[WorkbookCell::text(next.join(" › "))], Tone::Heading)?;
            heading = next;
        }
        let mut cells: Vec<WorkbookCell> =
            line.cells().into_iter().map(|cell| cell.map_or(WorkbookCell::Empty, WorkbookCell::text)).collect();
        if let Some(cell) = cells.get_mut(DAY_AT) {
            *cell = WorkbookCell::day(line.day);
        }
        book.row(sheet, &cells, Tone::Plain)?;
    }
    Ok(())
}
