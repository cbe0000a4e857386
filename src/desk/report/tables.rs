//! Plans and reports as files: a workbook ready to be annexed, or CSV, by the file's name.

use std::path::Path;

use super::{PeriodReport, Plan, ReportLine, VI, csv, tasks};
use crate::desk::export::{self, Existing, ExportFormat};
use crate::desk::{Desk, DeskError};
use crate::exchange::workbook::{CellForm, ColumnPlan, SheetPlan, Tone, WorkbookCell, WorkbookWriter};
use crate::exchange::{ByteOrderMark, cell_forms, csv_sheet};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::answer::plan::HEADS;
use crate::message::report::{self as words, ReportMatter, TallyBy};
use crate::message::say;

/// What a file of a table is.
enum TableFile {
    Workbook,
    Text,
}

fn kind(path: &Path) -> Result<TableFile, DeskError> {
    match ExportFormat::of(path) {
        Some(ExportFormat::Xlsx) => Ok(TableFile::Workbook),
        Some(ExportFormat::Csv) => Ok(TableFile::Text),
        _ => Err(DeskError::TableFormat(path.to_path_buf())),
    }
}

fn column(header: &str, width: f64, form: CellForm) -> ColumnPlan {
    ColumnPlan { header: header.to_owned(), width, form, ..ColumnPlan::default() }
}

pub(super) fn plan(desk: &Desk, path: &Path, plan: &Plan, existing: Existing) -> Result<(), DeskError> {
    const WIDTHS: [f64; 11] = [11.0, 8.0, 13.0, 36.0, 15.0, 20.0, 11.0, 11.0, 22.0, 18.0, 18.0];
    if let TableFile::Text = kind(path)? {
        return export::write(desk, path, &csv(plan, ByteOrderMark::Bom), existing);
    }
    let days = [0, 6, 7];
    let plans = HEADS.iter().zip(WIDTHS).enumerate().map(|(at, (header, width))| {
        column(header.of(VI), width, if days.contains(&at) { CellForm::Day } else { CellForm::Text })
    });
    let office = &desk.config.office.name;
    let head = plan.days.map(|(from, to)| words::plan_head(office, from, to, Language::Vi));
    let sheet = SheetPlan {
        name: words::plan_sheet(Language::Vi).to_owned(),
        columns: plans.collect(),
        page_head: head.clone().unwrap_or_default(),
        ..SheetPlan::default()
    };
    let promised = tasks::sheet(Language::Vi, head.unwrap_or_default());
    let mut book = WorkbookWriter::new(vec![sheet, promised])?;
    for line in &plan.lines {
        book.row(0, &plan_cells(line), Tone::Plain)?;
    }
    tasks::rows(&mut book, 1, &plan.tasks)?;
    export::write_workbook(desk, path, book, existing)
}

fn plan_cells(line: &ReportLine) -> Vec<WorkbookCell> {
    let mut cells: Vec<WorkbookCell> =
        line.cells().into_iter().map(|cell| cell.map_or(WorkbookCell::Empty, WorkbookCell::text)).collect();
    for (at, day) in [(0, Some(line.day)), (6, line.do_by), (7, line.lawful_until)] {
        if let Some(cell) = cells.get_mut(at) {
            *cell = WorkbookCell::day(day);
        }
    }
    cells
}

pub(super) fn period(desk: &Desk, path: &Path, report: &PeriodReport, existing: Existing) -> Result<(), DeskError> {
    const WIDTHS: [f64; 10] = [6.0, 18.0, 11.5, 15.0, 36.0, 20.0, 12.0, 20.0, 16.0, 26.0];
    let language = desk.config.office.language;
    if let TableFile::Text = kind(path)? {
        return export::write(desk, path, &period_csv(report, language, ByteOrderMark::Bom), existing);
    }
    let page_head = words::period_head(&desk.config.office.name, report.from, report.to, language);
    let [summary, details] = words::sheets(language);
    let matters = ReportMatter::ALL.map(|matter| words::matter(matter, language));
    let mut counted = vec![column(words::counted_by(TallyBy::Countries, language), 34.0, CellForm::Text)];
    counted.extend(matters.iter().map(|name| column(name, 11.0, CellForm::Text)));
    let lines = words::line_head(language).into_iter().zip(WIDTHS).enumerate();
    let lines =
        lines.map(|(at, (header, width))| column(header, width, if at == 2 { CellForm::Day } else { CellForm::Text }));
    let sheet = |name: &str, columns: Vec<ColumnPlan>| SheetPlan {
        name: name.to_owned(),
        columns,
        page_head: page_head.clone(),
        ..SheetPlan::default()
    };
    let promised = tasks::sheet(language, page_head.clone());
    let mut book = WorkbookWriter::new(vec![sheet(summary, counted), sheet(details, lines.collect()), promised])?;
    tally(&mut book, &report.countries, language, |code| country(code, language))?;
    let mut head = vec![WorkbookCell::text(words::counted_by(TallyBy::Bodies, language))];
    head.extend(matters.map(WorkbookCell::text));
    book.row(0, &[], Tone::Plain)?;
    book.row(0, &head, Tone::Heading)?;
    tally(&mut book, &report.bodies, language, str::to_owned)?;
    for (nth, line) in (1..).zip(&report.lines) {
        let text = |text: &Option<String>| text.as_ref().map_or(WorkbookCell::Empty, WorkbookCell::text);
        let row = [
            WorkbookCell::Number(nth),
            WorkbookCell::text(words::matter(line.matter, language)),
            WorkbookCell::day(line.day),
            text(&line.reference),
            text(&line.title),
            text(&line.partner),
            line.country.as_deref().map_or(WorkbookCell::Empty, |code| WorkbookCell::text(country(code, language))),
            text(&line.ours),
            text(&line.number),
            text(&line.detail),
        ];
        book.row(1, &row, Tone::Plain)?;
    }
    tasks::rows(&mut book, 2, &report.tasks)?;
    export::write_workbook(desk, path, book, existing)
}

/// Writes the list to a file that only its owner may read: a workbook or CSV, by the file's name.
pub(crate) fn write_tasks(
    desk: &Desk,
    path: &Path,
    lines: &[tasks::TaskLine],
    existing: Existing,
) -> Result<(), DeskError> {
    let language = desk.config.office.language;
    if let TableFile::Text = kind(path)? {
        return export::write(desk, path, &tasks::tasks_csv(lines, language, ByteOrderMark::Bom), existing);
    }
    let mut book = WorkbookWriter::new(vec![tasks::sheet(language, String::new())])?;
    tasks::rows(&mut book, 0, lines)?;
    export::write_workbook(desk, path, book, existing)
}

/// The country in words, where it has a name.
fn country(code: &str, language: Language) -> String {
    cell_forms::country::name(code, language).unwrap_or(code).to_owned()
}

fn tally(
    book: &mut WorkbookWriter,
    tallies: &[super::MatterTally],
    language: Language,
    named: impl Fn(&str) -> String,
) -> Result<(), DeskError> {
    let count = |of: ReportMatter| -> u32 {
        tallies
            .iter()
            .map(|tally| tally.counts.get(&of).map_or(0, |count| u32::try_from(*count).unwrap_or(u32::MAX)))
            .sum()
    };
    for tally in tallies {
        let mut row =
            vec![WorkbookCell::text(tally.of.as_deref().map_or_else(|| words::unnamed(language).to_owned(), &named))];
        let counts =
            ReportMatter::ALL.map(|matter| tally.counts.get(&matter).and_then(|count| u32::try_from(*count).ok()));
        row.extend(counts.map(|count| count.map_or(WorkbookCell::Empty, WorkbookCell::Number)));
        book.row(0, &row, Tone::Plain)?;
    }
    let mut row = vec![WorkbookCell::text(words::total(language))];
    row.extend(ReportMatter::ALL.map(|matter| WorkbookCell::Number(count(matter))));
    Ok(book.row(0, &row, Tone::Heading)?)
}

/// The report's lines as CSV.
pub(crate) fn period_csv(report: &PeriodReport, language: Language, mark: ByteOrderMark) -> Vec<u8> {
    let headers = words::line_head(language).map(str::to_owned);
    let day = |day: Option<Day>| day.map(say::day_table);
    let rows = (1..).zip(&report.lines).map(|(nth, line): (u32, _)| {
        vec![
            Some(nth.to_string()),
            Some(words::matter(line.matter, language).to_owned()),
            day(line.day),
            line.reference.clone(),
            line.title.clone(),
            line.partner.clone(),
            line.country.as_deref().map(|code| country(code, language)),
            line.ours.clone(),
            line.number.clone(),
            line.detail.clone(),
        ]
    });
    csv_sheet(&headers, &rows.collect::<Vec<_>>(), mark)
}
