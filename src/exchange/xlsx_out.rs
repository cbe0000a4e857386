//! Writing workbooks: a sheet a table, days as days, everything else as text that no spreadsheet takes for a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell_forms::FactForm;
use super::rows::Guard;
use super::table::Table;
use super::workbook::{UnwritableWorkbook, excel_day};

/// What the cells of a table hold.
#[derive(Clone, Copy)]
enum OutputTexts {
    /// Facts in canonical text.
    Canonical,
    /// What somebody wrote.
    Written,
}

impl OutputTexts {
    fn text(self, cell: &str) -> String {
        match self {
            Self::Canonical => Guard::Clearing.written(cell),
            Self::Written => cell.to_owned(),
        }
    }
}

/// The tables as a workbook, one sheet each.
pub fn xlsx_out(tables: &[Table]) -> Result<Vec<u8>, UnwritableWorkbook> {
    let sheets = tables.iter().map(|table| (table.kind.name().to_owned(), table.clone()));
    workbook(sheets.collect::<Vec<_>>().as_slice(), OutputTexts::Canonical)
}

/// Tables under the names of their sheets.
fn workbook(tables: &[(String, Table)], cells: OutputTexts) -> Result<Vec<u8>, UnwritableWorkbook> {
    let mut book = Workbook::new();
    // A fixed day: the same register makes the same file, and only one place in the program asks the clock.
    if let Ok(day) = ExcelDateTime::from_ymd(2000, 1, 1) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    for (name, table) in tables {
        let sheet = book.add_worksheet();
        sheet_of(sheet, name, table, cells).map_err(|error| UnwritableWorkbook::new(name, error))?;
    }
    book.save_to_buffer().map_err(|error| UnwritableWorkbook::new("", error))
}

/// As [`xlsx_out`], for cells that stand as somebody wrote them.
pub(super) fn written_workbook(tables: &[(String, Table)]) -> Result<Vec<u8>, UnwritableWorkbook> {
    workbook(tables, OutputTexts::Written)
}

fn sheet_of(sheet: &mut Worksheet, name: &str, table: &Table, cells: OutputTexts) -> Result<(), XlsxError> {
    let (head, day) = (Format::new().set_bold(), Format::new().set_num_format("dd/mm/yyyy"));
    // Columns of text stay text when somebody types into them: `01652` keeps its zero, `1/2020` is no day.
    let text = Format::new().set_num_format("@");
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, header) in table.headers.iter().enumerate() {
        let column = u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)?;
        let form = table.form(header);
        sheet.set_column_format(column, if form == FactForm::Day { &day } else { &text })?;
        sheet.set_column_width(column, if form == FactForm::Title { 40 } else { 16 })?;
        sheet.write_string_with_format(0, column, header, &head)?;
        for (below, row) in table.rows.iter().enumerate() {
            let Some(cell) = row.get(at).and_then(Option::as_deref) else { continue };
            let line = u32::try_from(below + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
            match date(form, cell) {
                Some(date) => sheet.write_datetime_with_format(line, column, &date, &day)?,
                None => sheet.write_string_with_format(line, column, cells.text(cell), &text)?,
            };
        }
    }
    Ok(())
}

/// The day as spreadsheets count; the others are written as text.
fn date(form: FactForm, cell: &str) -> Option<ExcelDateTime> {
    if form == FactForm::Day { excel_day(cell.parse().ok()?) } else { None }
}
