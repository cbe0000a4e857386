//! A list for people as a workbook: printed as it stands, A4 landscape, heads repeated. Text stays text.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::workbook::UnwritableWorkbook;

#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// What stands above it.
    pub title: &'a str,
    /// What its sheet is called.
    pub sheet: &'a str,
    /// What it was narrowed by, and as of when it holds: a line each, between title and heads.
    pub under: [&'a str; 2],
    pub office: &'a str,
    /// The columns with their widths in characters.
    pub heads: &'a [(&'a str, u16)],
    pub rows: &'a [Vec<String>],
}

/// The row of the heads, from 0.
const HEADS_AT: u32 = 5;

pub(crate) fn listed_workbook(listed: &Listed<'_>) -> Result<Vec<u8>, UnwritableWorkbook> {
    let mut book = Workbook::new();
    // A fixed day: the same list makes the same file.
    if let Ok(day) = ExcelDateTime::from_ymd(2000, 1, 1) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    let sheet = book.add_worksheet();
    let made = sheet.set_name(sheet_name(listed.sheet)).and_then(|sheet| fill(sheet, listed));
    let made = made.and_then(|()| book.save_to_buffer());
    made.map_err(|error| UnwritableWorkbook::new(listed.title, error))
}

/// The longest name of a sheet.
const SHEET_NAME_CHARS: usize = 31;

/// A name without what a sheet's may not hold.
fn sheet_name(name: &str) -> String {
    let kept: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(SHEET_NAME_CHARS).collect();
    kept.trim().to_owned()
}

fn fill(sheet: &mut Worksheet, listed: &Listed<'_>) -> Result<(), XlsxError> {
    let (title, plain) = (Format::new().set_bold().set_font_size(14), Format::new());
    let cell =
        Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let head = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    let last = u16::try_from(listed.heads.len().saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&R&P/&N");
    sheet.set_repeat_rows(HEADS_AT, HEADS_AT)?;
    sheet.set_freeze_panes(HEADS_AT + 1, 0)?;
    sheet.write_string_with_format(0, 0, listed.office, &plain)?;
    sheet.write_string_with_format(1, 0, listed.title, &title)?;
    for (row, line) in (2..).zip(listed.under) {
        sheet.write_string_with_format(row, 0, line, &plain)?;
    }
    for (at, (name, width)) in (0..).zip(listed.heads) {
        sheet.set_column_width(at, f64::from(*width))?;
        sheet.write_string_with_format(HEADS_AT, at, *name, &head)?;
    }
    for (row, cells) in (HEADS_AT + 1..).zip(listed.rows) {
        for (at, text) in (0..).zip(cells) {
            // A cell of a workbook holds no more.
            let text: String = text.chars().take(30_000).collect();
            sheet.write_string_with_format(row, at, &text, &cell)?;
        }
    }
    let end = HEADS_AT + u32::try_from(listed.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    sheet.autofilter(HEADS_AT, 0, end, last)?;
    Ok(())
}
