//! Each column of a list judged as a whole: what it was understood as, and whether leaving it aside would lose a day.
//!
//! A column that nobody knows is left aside and said. One that looks as if it held days, terms or renewals is a question:
//! without it a date might be another. So are two columns that say different things of one fact. Nothing of the rows is
//! decided here.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::cell_forms::{self, FactForm, Reading};
use super::super::columns::{ColumnReport, KeepColumns, ListRules, Near};
use super::super::headers::{self, ColumnDefinition, LAST_DAY, LAST_OR_ENDED, STATUS, Understood};
use super::super::raw_row::{RawRow, letters};
use super::super::row_kind::RowKind;
use super::super::row_mark::ROW_MARK;
use super::bare_days::{self, BareDays};
use super::by_cells::by_cells;
use super::head::Head;
use super::order::{self, DayOrder};
use super::split_days;
use crate::lifecycle::policy::Language;
use crate::message::list::{self, Wording};
use crate::message::workbook::{OwnColumn, own_column};
use crate::text::fold;

/// How many cells are shown of a column.
const EXAMPLES: usize = 3;
/// The longest example, in characters.
const LONGEST_EXAMPLE: usize = 60;

/// What the cells of a column are used for.
#[derive(Clone, Debug)]
pub(super) enum Use {
    /// They say this fact.
    Fact(&'static ColumnDefinition),
    /// They are kept in the note, under the header.
    Note,
    /// The program works them out for its own workbook: typing there changes nothing.
    WorkedOut(WorkedOut),
    /// They say nothing that is kept.
    Nothing,
}

/// What the program works out for its own workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WorkedOut {
    LastDay,
    State,
    NextStep,
    NextDay,
}

/// A column, judged.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) used: Use,
    /// In which order its days were written.
    pub(super) order: DayOrder,
    /// What its days are, where the header leaves that open.
    pub(super) bare_days: BareDays,
    /// How a person finds it: the name of what it is used for, with its letters.
    pub(super) place: Arc<str>,
    pub(super) report: ColumnReport,
}

/// Which of the columns that the program works out it is, in either language; none of them under any other header.
fn worked_out(header: &str, meant: Understood) -> Option<WorkedOut> {
    let is = |own| [Language::Vi, Language::En].into_iter().any(|language| own_column(own, language) == header);
    match meant {
        Understood::Known(column) if matches!(column.name, LAST_DAY | LAST_OR_ENDED) => Some(WorkedOut::LastDay),
        Understood::Known(column) if column.name == STATUS => Some(WorkedOut::State),
        Understood::Known(_) if is(OwnColumn::NextStep) => Some(WorkedOut::NextStep),
        Understood::Known(_) if is(OwnColumn::NextDay) => Some(WorkedOut::NextDay),
        _ => None,
    }
}

/// Judges every column of a list; `records` are those below the head.
pub(super) fn judge(head: &Head, records: &[RawRow], sheet: Option<&Arc<str>>, rules: &ListRules) -> Vec<Judged> {
    let width = records.iter().map(|record| record.cells.len()).max().unwrap_or_default().max(head.headers.len());
    let mut first: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut judged: Vec<Judged> = Vec::with_capacity(width);
    let marks = head.column_of(ROW_MARK);
    let ours = marks.is_some();
    let signed = head.kind != RowKind::Agreement || head.column_of("signed_on").is_some();
    for at in 0..width {
        let header = head.headers.get(at).map_or("", |header| header.trim());
        let meant = head.meant.get(at).copied().unwrap_or(Understood::Unknown);
        let cells =
            || records.iter().filter_map(move |record| Some(record.cells.get(at)?.trim())).filter(|c| !c.is_empty());
        let mut one = Judged {
            used: Use::Nothing,
            order: DayOrder::default(),
            bare_days: BareDays::default(),
            place: Arc::from(""),
            report: report(sheet, at, header, meant, cells()),
        };
        match meant {
            // What the program worked out for its own workbook is no fact; typing there changes nothing.
            Understood::Known(_) if ours && worked_out(header, meant).is_some() => {
                one.used = worked_out(header, meant).map_or(Use::Nothing, Use::WorkedOut);
                one.report.field = None;
                one.report.examples.clear();
            }
            Understood::Known(column) | Understood::Near(column) if !column.is_aside() => {
                let Some(column) = by_cells(head.kind, column, cells) else {
                    one.report.field = None;
                    judged.push(one);
                    continue;
                };
                let (column, bare_days) = bare_days::judge(column, at, head, records);
                one.used = Use::Fact(column);
                one.bare_days = bare_days;
                one.report.field = column.field();
                one.order =
                    head.orders.get(&at).copied().unwrap_or_else(|| order::of(column, header, at, (records, marks)));
                if let Some(before) = first.get(column.name).copied() {
                    if let Some(doubt) = second(&mut one, column, before, at, (head, records))
                        && let Some(first) = judged.get_mut(before)
                    {
                        first.report.doubt = Some(doubt);
                    }
                } else {
                    first.insert(column.name, at);
                }
            }
            Understood::Known(_) | Understood::Near(_) | Understood::Unknown
                if !signed && split_days::is_part_of_no_day(header) && cells().next().is_some() =>
            {
                one.report.doubt = Some(list::column_may_move_a_date(header));
            }
            // What is only near the name of a column that says nothing of days may say something of them all the same.
            Understood::Near(_) if moves_a_date(header, cells()) => {
                one.report.doubt = Some(list::column_may_move_a_date(header));
            }
            Understood::Known(column) | Understood::Near(column) => {
                if column.name == headers::ASIDE && rules.keep == KeepColumns::InNote {
                    one.used = Use::Note;
                }
            }
            Understood::Noted => one.used = Use::Note,
            Understood::Dropped => {}
            Understood::Unknown if header.is_empty() && is_index(cells()) => {}
            Understood::Unknown => {
                if moves_a_date(header, cells()) {
                    one.report.doubt = Some(match headers::but_for_its_remark(head.kind, header) {
                        Some(column) => list::remark_may_change_a_column(header, column.vietnamese, column.name),
                        None => list::column_may_move_a_date(header),
                    });
                } else if rules.keep == KeepColumns::InNote {
                    one.used = Use::Note;
                }
            }
        }
        match one.used {
            Use::Note => one.report.field = Some("note"),
            Use::Fact(column) => one.place = Arc::from(format!("{} ({})", column.name, letters(at))),
            Use::WorkedOut(_) => one.place = Arc::from(format!("{header} ({})", letters(at))),
            Use::Nothing => {}
        }
        judged.push(one);
    }
    judged
}

fn report<'c>(
    sheet: Option<&Arc<str>>,
    at: usize,
    header: &str,
    meant: Understood,
    cells: impl Iterator<Item = &'c str>,
) -> ColumnReport {
    let mut examples: Vec<String> = Vec::new();
    for cell in cells.take(200) {
        let short: String = cell.chars().take(LONGEST_EXAMPLE).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if examples.len() < EXAMPLES && !examples.contains(&short) && !super::is_secrecy_mark(cell) {
            examples.push(short);
        }
    }
    ColumnReport {
        sheet: sheet.cloned(),
        column: letters(at),
        header: header.to_owned(),
        field: meant.column().and_then(ColumnDefinition::field),
        near: if matches!(meant, Understood::Near(_)) { Near::Yes } else { Near::No },
        examples,
        doubt: None,
    }
}

/// A second column of one fact: an English title beside a Vietnamese one is the English title; notes are joined; columns
/// that never differ are one; all others are a question. Of two columns of days the first one is in doubt then as well, in the
/// words that come back: a row that has only one of them may have either.
fn second(
    one: &mut Judged,
    column: &'static ColumnDefinition,
    before: usize,
    at: usize,
    list: (&Head, &[RawRow]),
) -> Option<Wording> {
    let (head, records) = list;
    let english = |header: &str| {
        !header.trim().is_empty() && header.is_ascii() && ENGLISH.iter().any(|word| fold(header).contains(word))
    };
    let header = |at: usize| head.headers.get(at).map_or("", String::as_str);
    let has = |name: &str| head.columns.iter().flatten().any(|column| column.name == name);
    if column.name == "title"
        && english(header(at))
        && !english(header(before))
        && !has("title_en")
        && let Some(title_en) = headers::named(head.kind, "title_en")
    {
        one.used = Use::Fact(title_en);
        one.report.field = Some("title_en");
        return None;
    }
    if column.name == "note" {
        one.used = Use::Note;
        return None;
    }
    // "Đối tác 1" and "Đối tác 2" are parties of one list.
    if column.form == FactForm::Parties
        && headers::but_for_numbers(header(at)) == headers::but_for_numbers(header(before))
    {
        return None;
    }
    let cell = |record: &RawRow, at: usize| record.cells.get(at).map_or(String::new(), fold);
    let differs = records.iter().find(|record| {
        let (first, second) = (cell(record, before), cell(record, at));
        !first.is_empty() && !second.is_empty() && first != second
    });
    let row = differs?.row;
    one.used = Use::Nothing;
    one.report.doubt = Some(list::two_columns_of_one_fact(header(at), &letters(before), header(before), row));
    let of_days = column.form == FactForm::Day;
    of_days.then(|| list::two_columns_of_one_fact(header(before), &letters(at), header(at), row))
}

const ENGLISH: [&str; 4] = ["title", "name", "agreement", "english"];

/// Whether the cells count the rows.
fn is_index<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let (mut last, mut counted) = (0, 0);
    for cell in cells {
        let bare = cell.trim_end_matches(['.', ')']).trim_end_matches(".0");
        match bare.parse::<u32>() {
            Ok(number) if number > last || number == 1 => last = number,
            _ => return false,
        }
        counted += 1;
    }
    counted > 0
}

/// Words of headers whose columns may decide about a day, folded.
const OF_DATES: [&str; 35] = [
    "so nam",
    "years",
    "thanh ly",
    "huy ",
    "bai bo",
    "tam dung",
    "dinh chi",
    "thay the",
    "supersed",
    "terminat",
    "cancel",
    "ngay ky",
    "date signed",
    "thoi han",
    "gia han",
    "hieu luc",
    "het han",
    "ky han",
    "dao han",
    "cham dut",
    "so ket",
    "tong ket",
    "ra soat",
    "han chot",
    "renew",
    "expir",
    "valid",
    "term",
    "extend",
    "extension",
    "notice",
    "review",
    "effective",
    "in force",
    "deadline",
];

/// What a paper goes through before and after it is signed, folded: days of it move no day of an agreement.
const OF_PAPERWORK: [&str; 18] = [
    "bao cao",
    "trinh",
    "quyet dinh",
    "qd",
    "phe duyet",
    "cong van",
    "to trinh",
    "tham dinh",
    "gui",
    "cap nhat",
    "y kien",
    "nop",
    "ban hanh",
    "cho phep",
    "tiep nhan",
    "luu tru",
    "luu ho so",
    "submitted",
];

/// Whether a header names the day of some paper: "Ngày báo cáo Bộ Ngoại giao", "Ngày trình ký", "Hạn báo cáo".
fn is_of_paperwork(folded: &str) -> bool {
    let starts = ["ngay ", "thoi gian ", "thoi diem ", "han ", "date "];
    let Some(rest) = starts.iter().find_map(|start| folded.strip_prefix(start)) else { return false };
    let padded = format!(" {rest} ");
    OF_PAPERWORK.iter().any(|word| padded.contains(&format!(" {word} ")))
        && !OF_DATES.iter().any(|word| names(&padded, word))
}

/// Whether a column that nobody knows looks as if a date hung on it: by its header, or by days and terms in it.
fn moves_a_date<'c>(header: &str, cells: impl Iterator<Item = &'c str>) -> bool {
    let folded = fold(header);
    if is_of_paperwork(&folded) {
        return false;
    }
    let states =
        folded.starts_with("tinh trang") || folded.starts_with("trang thai") || folded.starts_with("hien trang");
    // A column for each year, whose cells are days of it.
    let year = super::section::year_alone(header);
    let (mut filled, mut dated) = (0, 0);
    for cell in cells.take(500) {
        filled += 1;
        if (states && says_an_end(cell)) || has_ended(cell) {
            return true;
        }
        let of_year = year.is_some_and(|year| cell_forms::day::with_year(cell, year).is_some());
        dated += usize::from(of_year || is_dated(cell));
    }
    let padded = format!(" {folded} ");
    // "Hạn" alone is a last day here, a length there, a day to report elsewhere.
    let bare = folded.split(['(', '[']).next().unwrap_or_default().trim_matches([' ', ':', '*', '.']) == "han";
    filled > 0 && (dated * 2 >= filled || bare || OF_DATES.iter().any(|word| names(&padded, word)))
}

/// Whether a state says that it is over, or is to be.
fn says_an_end(cell: &str) -> bool {
    let folded = fold(cell);
    let of_ends = ["cham dut", "het hieu luc", "thanh ly", "huy bo", "thay the", "tam dung", "khong con"];
    of_ends.iter().any(|word| folded.contains(word)) && !folded.starts_with("chua") && !folded.starts_with("khong cham")
}

/// Whether a cell says, whatever its column is called, that it is over.
fn has_ended(cell: &str) -> bool {
    let folded = fold(cell);
    ["da cham dut", "da het hieu luc", "da thanh ly", "cham dut tu", "het hieu luc tu"]
        .iter()
        .any(|word| folded.starts_with(word))
}

/// Whether the words hold that one, as a word or the beginning of one ("renewals").
fn names(padded: &str, word: &str) -> bool {
    padded.match_indices(word).any(|(at, _)| {
        padded[..at].ends_with(|c: char| !c.is_alphanumeric()) && {
            let after = &padded[at + word.len()..];
            // "term" is not "terminal", "hiệu lực" may stand before anything.
            word != "term" || after.starts_with([' ', 's', ')', ':'])
        }
    })
}

/// Whether a cell is a day, a term or a span.
fn is_dated(cell: &str) -> bool {
    let day = cell_forms::read(FactForm::Day, cell);
    let term = || cell_forms::read(FactForm::Term, cell);
    matches!(day, Ok(Reading::Value(_)))
        || term().is_ok_and(|found| !matches!(found, Reading::Unknown | Reading::Nothing))
}
