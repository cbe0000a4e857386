//! How cells look: the same words and colours as letters and the page.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::{CellForm, Tone};

/// The formats of one workbook, made once.
pub(super) struct WorkbookFormats {
    head: Format,
    head_worked_out: Format,
    text: Format,
    number: Format,
    number_heading: Format,
    day: Format,
    worked_out: Format,
    worked_out_day: Format,
    mark: Format,
    past_text: Format,
    past_day: Format,
    heading: Format,
    /// A day that has passed.
    pub(super) overdue: Format,
    /// A day within a month.
    pub(super) soon: Format,
    /// A day within three months.
    pub(super) ahead: Format,
}

const FONT: &str = "Times New Roman";
const LINE: Color = Color::RGB(0x00BF_BFBF);
const HEAD: Color = Color::RGB(0x001F_4E79);
const HEAD_WORKED_OUT: Color = Color::RGB(0x0059_5959);
const PAST: Color = Color::RGB(0x0075_7575);
const WORKED_OUT: Color = Color::RGB(0x00F2_F2F2);
const DAY: &str = "dd/mm/yyyy";

impl WorkbookFormats {
    pub(super) fn new() -> Self {
        let base = || Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::Top).set_text_wrap();
        // Columns of text stay text when somebody types into them: `01652` keeps its zero, `1/2020` is no day.
        let text = || base().set_num_format("@").set_border(FormatBorder::Thin).set_border_color(LINE);
        let day = || text().set_num_format(DAY).set_align(FormatAlign::Center);
        let head = |colour: Color| {
            let white = base().set_bold().set_font_color(Color::White).set_background_color(colour);
            white.set_border(FormatBorder::Thin).set_border_color(LINE).set_align(FormatAlign::VerticalCenter)
        };
        let light = |colour: u32| Format::new().set_background_color(Color::RGB(colour));
        Self {
            head: head(HEAD),
            head_worked_out: head(HEAD_WORKED_OUT),
            text: text(),
            number: text().set_num_format("0").set_align(FormatAlign::Center),
            number_heading: base().set_bold().set_align(FormatAlign::Center),
            day: day(),
            worked_out: text().set_background_color(WORKED_OUT),
            worked_out_day: day().set_background_color(WORKED_OUT),
            mark: text().set_font_color(PAST).set_font_size(8),
            past_text: text().set_font_color(PAST),
            past_day: day().set_font_color(PAST),
            heading: base().set_bold().set_font_size(12),
            overdue: light(0x00F8_CBAD).set_font_color(Color::RGB(0x009C_0006)).set_bold(),
            soon: light(0x00FF_E699),
            ahead: light(0x00FF_F2CC),
        }
    }

    pub(super) fn number(&self, tone: Tone) -> &Format {
        if tone == Tone::Heading { &self.number_heading } else { &self.number }
    }

    pub(super) fn head(&self, form: CellForm) -> &Format {
        match form {
            CellForm::WorkedOut | CellForm::WorkedOutDay | CellForm::DueDay | CellForm::Mark => &self.head_worked_out,
            CellForm::Text | CellForm::Day => &self.head,
        }
    }

    /// A column's cells before anything stands in them.
    pub(super) fn empty(&self, form: CellForm) -> &Format {
        self.cell(form, Tone::Plain)
    }

    pub(super) fn cell(&self, form: CellForm, tone: Tone) -> &Format {
        match (form, tone) {
            (_, Tone::Heading) => &self.heading,
            (CellForm::Mark, _) => &self.mark,
            (CellForm::Day | CellForm::DueDay | CellForm::WorkedOutDay, Tone::Past) => &self.past_day,
            (CellForm::Day | CellForm::DueDay, Tone::Plain) => &self.day,
            (_, Tone::Past) => &self.past_text,
            (CellForm::WorkedOut, Tone::Plain) => &self.worked_out,
            (CellForm::WorkedOutDay, Tone::Plain) => &self.worked_out_day,
            (CellForm::Text, Tone::Plain) => &self.text,
        }
    }
}
