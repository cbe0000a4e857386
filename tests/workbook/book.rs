//! A workbook as somebody at a desk handles it: opened, typed into, saved under another name.
//!
//! Read with one crate and written with another, so that nothing but what the cells say survives: as when a sheet is copied
//! into a new file.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// One sheet: its name and its cells.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<Data>>,
}

/// All sheets of a file, hidden ones too.
pub(crate) struct Book {
    pub(crate) sheets: Vec<Sheet>,
}

impl Book {
    pub(crate) fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let names = book.sheet_names();
        let sheet = |name: String| {
            let range = book.worksheet_range(&name).unwrap();
            Sheet { rows: range.rows().map(<[Data]>::to_vec).collect(), name }
        };
        Self { sheets: names.into_iter().map(sheet).collect() }
    }

    pub(crate) fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
    }

    pub(crate) fn save(&self, path: &Path) {
        let mut book = Workbook::new();
        let day_format = Format::new().set_num_format("dd/mm/yyyy");
        for sheet in &self.sheets {
            let written = book.add_worksheet();
            written.set_name(&sheet.name).unwrap();
            for (row, cells) in (0..).zip(&sheet.rows) {
                for (column, cell) in (0..).zip(cells) {
                    match cell {
                        Data::Empty => {}
                        Data::DateTime(at) => {
                            let day = ExcelDateTime::from_serial_datetime(at.as_f64()).unwrap();
                            written.write_datetime_with_format(row, column, &day, &day_format).unwrap();
                        }
                        Data::Float(number) => drop(written.write_number(row, column, *number).unwrap()),
                        other => drop(written.write_string(row, column, other.to_string()).unwrap()),
                    }
                }
            }
        }
        book.save(path).unwrap();
    }
}

impl Sheet {
    pub(crate) fn column(&self, header: &str) -> usize {
        let found = self.rows[0].iter().position(|cell| *cell == header);
        found.unwrap_or_else(|| panic!("{}: no column {header}", self.name))
    }

    /// The row in which a cell of that column begins so.
    pub(crate) fn row(&self, header: &str, begins: &str) -> usize {
        let at = self.column(header);
        let found = self.rows.iter().position(|row| row[at].to_string().starts_with(begins));
        found.unwrap_or_else(|| panic!("{}: no row {begins}", self.name))
    }

    pub(crate) fn cell(&self, row: usize, header: &str) -> String {
        shown(&self.rows[row][self.column(header)])
    }

    pub(crate) fn set(&mut self, row: usize, header: &str, text: &str) {
        let at = self.column(header);
        self.rows[row][at] = typed(text);
    }

    /// Types into a cell that is formatted as text: a day stays as it was typed.
    pub(crate) fn set_as_text(&mut self, row: usize, header: &str, text: &str) {
        let at = self.column(header);
        self.rows[row][at] = Data::String(text.to_owned());
    }

    /// Types a row below the last one.
    pub(crate) fn add(&mut self, cells: &[(&str, &str)]) {
        let mut row = vec![Data::Empty; self.rows[0].len()];
        for (header, text) in cells {
            row[self.column(header)] = typed(text);
        }
        self.rows.push(row);
    }

    /// What stands in the columns of a hidden sheet, those rows alone whose cell in `key` is that text.
    pub(crate) fn choices(&self, header: &str, of: Option<(&str, &str)>) -> Vec<String> {
        let at = self.column(header);
        let fits = |row: &&Vec<Data>| of.is_none_or(|(key, text)| row[self.column(key)] == text);
        let cells = self.rows.iter().skip(1).filter(fits).map(|row| row[at].to_string());
        cells.filter(|cell| !cell.is_empty()).collect()
    }
}

/// A cell as the spreadsheet shows it: a day as the day of the month, the month, the year.
fn shown(cell: &Data) -> String {
    let Data::DateTime(at) = cell else { return cell.to_string() };
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    #[allow(clippy::cast_possible_truncation, reason = "days of our time")]
    let day = first + chrono::TimeDelta::days(at.as_f64() as i64);
    day.format("%d/%m/%Y").to_string()
}

/// A day becomes a day, as a spreadsheet does it.
fn typed(text: &str) -> Data {
    let parts: Vec<u32> = text.split('/').filter_map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [day, month, year] if text.split('/').count() == 3 => {
            let year = u16::try_from(*year).unwrap();
            let (month, day) = (u8::try_from(*month).unwrap(), u8::try_from(*day).unwrap());
            let serial = ExcelDateTime::from_ymd(year, month, day).unwrap();
            Data::DateTime(calamine::ExcelDateTime::new(
                serial.to_excel(),
                calamine::ExcelDateTimeType::DateTime,
                false,
            ))
        }
        _ => Data::String(text.to_owned()),
    }
}
