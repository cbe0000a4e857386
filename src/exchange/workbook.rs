//! Writing a workbook that people work in and print: sheets with a head, widths, choices and colours, row by row.
//!
//! Not here: what the sheets say. Rows go to a file of each sheet's own as they come, so that a register of any size takes
//! the same memory. The invariants: text stays text (no cell is ever a formula), a day is a real day, and every list of
//! choices stands in a sheet, because a literal list of more than 255 characters makes Excel drop all of them.

mod look;
mod room;

use std::fmt;
use std::fs::File;

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DocProperties, ExcelDateTime, Formula, Workbook, Worksheet, XlsxError,
};

use crate::lifecycle::day::Day;
use crate::message::{Say, Voice, workbook};
use look::WorkbookFormats;
pub(crate) use room::is_no_room;
use room::{guarded, wants_room};

/// A sheet before its rows.
#[derive(Clone, Debug, Default)]
pub struct SheetPlan {
    pub name: String,
    pub columns: Vec<ColumnPlan>,
    /// How many columns stay while the rest is scrolled.
    pub frozen: u16,
    /// How many columns are printed; all where it is 0.
    pub printed: u16,
    /// What stands above each printed page.
    pub page_head: String,
    /// What stands below it, at the left.
    pub page_foot: String,
    /// Whether people see it.
    pub visibility: Visibility,
    /// Whether rows can be filtered by the head.
    pub filter: SheetFilter,
    /// Rows below the last one that are ready to be filled in.
    pub spare_rows: u32,
}

/// Whether people see a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// People see it.
    #[default]
    Shown,
    /// It holds the choices of other sheets.
    Hidden,
}

/// Whether a sheet's head has buttons to filter by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SheetFilter {
    /// Buttons stand on it.
    #[default]
    Yes,
    /// It is no table.
    No,
}

/// A column before its cells.
#[derive(Clone, Debug, Default)]
pub struct ColumnPlan {
    /// What stands above it.
    pub header: String,
    /// Its width in characters.
    pub width: f64,
    /// What its cells hold.
    pub form: CellForm,
    /// The choices offered, as a formula that gives a range: `'Danh mục dùng chung'!$A$2:$A$9`.
    pub choices: Option<String>,
    /// What is said beside a cell that is being filled in.
    pub hint: Option<String>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellForm {
    /// Text, which stays text when somebody types digits into it.
    #[default]
    Text,
    Day,
    /// A day whose nearness is coloured: past, within 30 days, within 90 days, as of the day the file is opened.
    DueDay,
    /// What the program works out; typing into it changes nothing.
    WorkedOut,
    /// The same, a day.
    WorkedOutDay,
    /// The mark of a row, which nobody edits.
    Mark,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum WorkbookCell {
    #[default]
    Empty,
    Text(String),
    Day(Day),
    /// A whole number.
    Number(u32),
}

impl WorkbookCell {
    /// A text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A day, or nothing.
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

/// How a row looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As any other.
    #[default]
    Plain,
    /// What is over, or what was recorded already.
    Past,
    /// A heading within a sheet.
    Heading,
}

/// A workbook that cannot be written.
#[derive(Debug)]
pub struct UnwritableWorkbook {
    sheet: String,
    error: XlsxError,
}

impl UnwritableWorkbook {
    pub(super) fn new(sheet: &str, error: XlsxError) -> Self {
        Self { sheet: sheet.to_owned(), error }
    }
}

impl std::error::Error for UnwritableWorkbook {}

impl fmt::Display for UnwritableWorkbook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl Say for UnwritableWorkbook {
    fn say(&self, voice: Voice) -> String {
        match &self.error {
            error if wants_room(error) => workbook::no_room(voice, &std::env::temp_dir()),
            error => workbook::unwritable(voice, &self.sheet, error),
        }
    }
}

/// A workbook whose rows are being written.
pub(crate) struct WorkbookWriter {
    book: Workbook,
    sheets: Vec<OpenSheet>,
    looks: WorkbookFormats,
}

struct OpenSheet {
    plan: SheetPlan,
    /// The next row, as the file counts: the head is 0.
    next: u32,
}

impl WorkbookWriter {
    /// A workbook of these sheets, each with its head.
    pub(crate) fn new(plans: Vec<SheetPlan>) -> Result<Self, UnwritableWorkbook> {
        let mut book = Workbook::new();
        // A fixed day: the same register makes the same file, and only one place in the program asks the clock.
        if let Ok(day) = ExcelDateTime::from_ymd(2000, 1, 1) {
            book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        }
        let mut writer = Self { book, sheets: Vec::with_capacity(plans.len()), looks: WorkbookFormats::new() };
        for plan in plans {
            let name = plan.name.clone();
            guarded(|| writer.open(plan)).map_err(|error| UnwritableWorkbook { sheet: name, error })?;
        }
        Ok(writer)
    }

    fn open(&mut self, plan: SheetPlan) -> Result<(), XlsxError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(&plan.name)?;
        let last = u16::try_from(plan.columns.len().saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
        page(sheet, &plan, last)?;
        for (at, column) in (0..).zip(&plan.columns) {
            sheet.set_column_format(at, self.looks.empty(column.form))?;
            sheet.set_column_width(at, column.width)?;
        }
        if plan.filter == SheetFilter::Yes {
            sheet.set_freeze_panes(1, plan.frozen)?;
            let tall = |column: &ColumnPlan| lines(column, &WorkbookCell::text(column.header.clone()), Tone::Heading);
            let needed = plan.columns.iter().map(tall).max().unwrap_or(1).clamp(2, 6);
            sheet.set_row_height(0, LINE_HEIGHT * f64::from(needed))?;
        }
        let headed = plan.columns.iter().any(|column| !column.header.is_empty());
        for (at, column) in (0..).zip(&plan.columns).filter(|_| headed) {
            sheet.write_string_with_format(0, at, &column.header, self.looks.head(column.form))?;
        }
        let next = u32::from(headed);
        self.sheets.push(OpenSheet { plan, next });
        Ok(())
    }

    /// Adds a row to a sheet, by its place among the plans.
    pub(crate) fn row(&mut self, sheet: usize, cells: &[WorkbookCell], tone: Tone) -> Result<(), UnwritableWorkbook> {
        let name = self.sheets.get(sheet).map_or_else(String::new, |sheet| sheet.plan.name.clone());
        guarded(|| self.write(sheet, cells, tone)).map_err(|error| UnwritableWorkbook { sheet: name, error })
    }

    fn write(&mut self, at: usize, cells: &[WorkbookCell], tone: Tone) -> Result<(), XlsxError> {
        let open = self.sheets.get_mut(at).ok_or(XlsxError::RowColumnLimitError)?;
        let sheet = self.book.worksheet_from_index(at)?;
        let row = open.next;
        // What is not printed does not make a printed row tall.
        let seen = if open.plan.printed > 0 { usize::from(open.plan.printed) } else { cells.len() };
        let lines =
            open.plan.columns.iter().zip(cells).take(seen).map(|(column, cell)| lines(column, cell, tone)).max();
        let lines = lines.unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(row, LINE_HEIGHT * f64::from(lines.min(MOST_LINES)))?;
        }
        for (column, cell) in (0..).zip(cells) {
            let form = open.plan.columns.get(usize::from(column)).map_or(CellForm::Text, |column| column.form);
            let look = self.looks.cell(form, tone);
            match cell {
                WorkbookCell::Empty if tone == Tone::Plain => {}
                WorkbookCell::Empty => drop(sheet.write_blank(row, column, look)?),
                WorkbookCell::Text(text) => drop(sheet.write_string_with_format(row, column, text, look)?),
                WorkbookCell::Number(number) => {
                    sheet.write_number_with_format(row, column, *number, self.looks.number(tone))?;
                }
                WorkbookCell::Day(day) => match excel_day(*day) {
                    Some(day) => drop(sheet.write_datetime_with_format(row, column, &day, look)?),
                    None => drop(sheet.write_string_with_format(row, column, day.to_string(), look)?),
                },
            }
        }
        open.next = row.checked_add(1).ok_or(XlsxError::RowColumnLimitError)?;
        Ok(())
    }

    /// Writes the whole to a file.
    pub(crate) fn finish(mut self, file: File) -> Result<(), UnwritableWorkbook> {
        for at in 0..self.sheets.len() {
            let name = self.sheets.get(at).map_or_else(String::new, |sheet| sheet.plan.name.clone());
            guarded(|| self.close(at)).map_err(|error| UnwritableWorkbook { sheet: name, error })?;
        }
        let saved = guarded(|| self.book.save_to_writer(file));
        saved.map_err(|error| UnwritableWorkbook { sheet: String::new(), error })
    }

    /// What belongs to all rows of a sheet: choices, colours, the filter.
    fn close(&mut self, at: usize) -> Result<(), XlsxError> {
        let Some(open) = self.sheets.get(at) else { return Ok(()) };
        let sheet = self.book.worksheet_from_index(at)?;
        let last_row = open.next.saturating_sub(1).max(1);
        let last_spare = last_row.saturating_add(open.plan.spare_rows).min(MOST_ROWS);
        let last_column = u16::try_from(open.plan.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if open.plan.filter == SheetFilter::Yes {
            sheet.autofilter(0, 0, last_row, last_column)?;
        }
        for (column, plan) in (0..).zip(&open.plan.columns) {
            if let Some(choices) = validation(plan)? {
                sheet.add_data_validation(1, column, last_spare, column, &choices)?;
            }
            if plan.form == CellForm::DueDay {
                due_colours(sheet, &self.looks, column, last_spare)?;
            }
        }
        if open.plan.printed > 0 {
            sheet.set_print_area(0, 0, last_row, open.plan.printed - 1)?;
        }
        Ok(())
    }
}

/// The height of one line of text.
const LINE_HEIGHT: f64 = 15.0;
/// A cell of more lines than this is cut on paper; it is whole in the file.
const MOST_LINES: u32 = 25;

/// How many lines a cell needs. Programs other than Excel do not work out the height of a row by themselves.
fn lines(column: &ColumnPlan, cell: &WorkbookCell, tone: Tone) -> u32 {
    let WorkbookCell::Text(text) = cell else { return 1 };
    // Words break before the edge, so a line holds a little less than its width; bold letters are wider.
    let letters = if tone == Tone::Heading { 0.85 } else { 1.1 };
    let width = (column.width * letters).max(4.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 1 to 1000")]
    let of = |part: &str| {
        let characters = u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
        (f64::from(characters) / width).ceil().clamp(1.0, 1_000.0) as u32
    };
    if column.form == CellForm::Mark { 1 } else { text.lines().map(of).sum::<u32>().max(1) }
}

/// The rows of a sheet in Excel.
const MOST_ROWS: u32 = 1_048_575;
/// A hint beside a cell may have so many characters in Excel.
const LONGEST_HINT: usize = 250;

fn page(sheet: &mut Worksheet, plan: &SheetPlan, last: u16) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    if plan.filter == SheetFilter::Yes {
        sheet.set_repeat_rows(0, 0)?;
    }
    // `&` begins a code in heads and feet of pages.
    sheet.set_header(format!("&L&\"Times New Roman,Bold\"&12{}", plan.page_head.replace('&', "&&")));
    sheet.set_footer(format!("&L&9{}&R&9&P/&N", plan.page_foot.replace('&', "&&")));
    if plan.visibility == Visibility::Hidden {
        sheet.set_hidden(true);
    }
    if last == u16::MAX {
        return Err(XlsxError::RowColumnLimitError);
    }
    Ok(())
}

/// The choices and hints of a column. Other words can be typed: what they mean is said by `import`.
fn validation(plan: &ColumnPlan) -> Result<Option<DataValidation>, XlsxError> {
    if plan.choices.is_none() && plan.hint.is_none() {
        return Ok(None);
    }
    let mut choices = match &plan.choices {
        Some(range) => DataValidation::new().allow_list_formula(Formula::new(format!("={range}"))),
        None => DataValidation::new().allow_any_value(),
    };
    choices = choices.ignore_blank(true).show_error_message(false);
    if let Some(hint) = &plan.hint {
        choices = choices.set_input_message(hint.chars().take(LONGEST_HINT).collect::<String>())?;
    }
    Ok(Some(choices))
}

fn due_colours(sheet: &mut Worksheet, looks: &WorkbookFormats, column: u16, last: u32) -> Result<(), XlsxError> {
    let cell = format!("${}2", super::raw_row::letters(usize::from(column)));
    let rules = [
        (format!("=AND(ISNUMBER({cell}),{cell}<TODAY())"), &looks.overdue),
        (format!("=AND(ISNUMBER({cell}),{cell}<=TODAY()+30)"), &looks.soon),
        (format!("=AND(ISNUMBER({cell}),{cell}<=TODAY()+90)"), &looks.ahead),
    ];
    for (rule, look) in rules {
        let colour = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(look).set_stop_if_true(true);
        sheet.add_conditional_format(1, column, last, column, &colour)?;
    }
    Ok(())
}

/// The range of a column of a sheet, from its second row through `rows`, for [`ColumnPlan::choices`].
pub fn range(sheet: &str, column: usize, rows: u32) -> String {
    let letter = super::raw_row::letters(column);
    format!("{}!${letter}$2:${letter}${}", quoted_sheet(sheet), rows.max(1) + 1)
}

/// A sheet's name as formulas write it.
pub(crate) fn quoted_sheet(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// The day as spreadsheets count. None before March 1900, where their count is off by one, and where it is the number of a
/// year: those days are written as text.
pub(super) fn excel_day(day: Day) -> Option<ExcelDateTime> {
    if (day.year(), day.month()) < (1900, 3) || counts_as_a_year(day) {
        return None;
    }
    let (year, month, day) = (day.year().try_into().ok()?, day.month().try_into().ok()?, day.day().try_into().ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Whether spreadsheets count the day by a number from 1900 to 2199: a year typed into a cell of days looks like that, 2017
/// as 9 July 1905.
pub(super) fn counts_as_a_year(day: Day) -> bool {
    ((1905, 3, 14)..=(1906, 1, 7)).contains(&(day.year(), day.month(), day.day()))
}
