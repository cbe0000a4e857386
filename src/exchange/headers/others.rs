//! The columns of parties and acts, and those that any list may have.

use std::sync::LazyLock;

use super::{
    ASIDE, Column, DETAILS, FLAW, LAST_DAY, LAST_OR_ENDED, RUNNING_NUMBER, SECRECY, SHOWN_LAST_DAY, SIGNED_YEAR,
    STATUS, TERMINATED_ON,
};
use crate::exchange::RowKind;
use crate::exchange::cell_forms::Form;
use crate::exchange::row_mark::ROW_MARK;
use crate::lifecycle::act::{ACT_KEYS, ACTS, ActKey, ActKeyEntry, InLists, Target, ValueForm};

const fn column(name: &'static str, form: Form, vietnamese: &'static str) -> Column {
    Column { name, vietnamese, form }
}

/// A party's columns; `names` is `name|name_en|from|until` and `successor` is `id|on|basis` in a cell.
pub(super) const PARTY: &[Column] = &[
    column("id", Form::Line, "Mã bên"),
    column("country", Form::Country, "Nước"),
    column("names", Form::List, "Tên gọi"),
    column("aliases", Form::List, "Tên khác"),
    column("successor", Form::Line, "Bên kế thừa"),
];

/// A commitment's columns; a row fills at most one of `until`, `every` and `yearly`.
pub(super) const COMMITMENT: &[Column] = &[
    column("agreement", Form::Line, "Mã văn bản"),
    column("name", Form::Line, "Tên cam kết"),
    column("title", Form::Line, "Nội dung cam kết"),
    column("side", Form::Line, "Bên cam kết"),
    column("who", Form::Line, "Người thực hiện"),
    column("target", Form::Line, "Chỉ tiêu"),
    column("basis", Form::Line, "Căn cứ"),
    column("until", Form::Day, "Hạn thực hiện"),
    column("every", Form::Period, "Định kỳ"),
    column("from", Form::Day, "Tính từ ngày"),
    column("yearly", Form::Line, "Hằng năm vào ngày"),
];

/// Columns of commitments that are no values of theirs: why a row corrects one.
pub(super) const OF_COMMITMENTS: &[Column] = &[column("note", Form::Prose, "Lý do sửa")];

/// An act's columns: which agreement and which act, then the values that acts take, as the table of acts names them.
pub(super) static ACT: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let own = [column("agreement", Form::Line, "Mã theo dõi"), column("act", Form::Line, "Nội dung cập nhật")];
    let by = column("by", Form::Line, "Bên hoặc người");
    let values = ACT_KEYS.iter().filter(|entry| has_column(entry.key)).map(of_value);
    let mut columns: Vec<Column> = own.into_iter().chain(values).collect();
    columns.insert(AFTER_THE_NOTE, by);
    columns
});

/// Agreement, act, day, number and note stand before it.
const AFTER_THE_NOTE: usize = 5;

/// Whether the value has a column: an act on agreements takes it, and lists hold what that act takes.
fn has_column(key: ActKey) -> bool {
    let by_all = [ActKey::On, ActKey::Number, ActKey::Note].contains(&key);
    by_all
        || ACTS.iter().any(|act| {
            act.on.contains(&Target::Agreement)
                && matches!(act.lists, InLists::Written | InLists::Read)
                && act.takes.iter().any(|takes| takes.key == key)
        })
}

fn of_value(entry: &'static ActKeyEntry) -> Column {
    let form = match entry.form {
        ValueForm::Day => Form::Day,
        ValueForm::Span => Form::Period,
        ValueForm::Prose => Form::Prose,
        ValueForm::Fields => Form::Pairs,
        ValueForm::Number => Form::Number,
        ValueForm::Line
        | ValueForm::Milestone
        | ValueForm::Side
        | ValueForm::Notice
        | ValueForm::Choice
        | ValueForm::Party
        | ValueForm::Reference
        | ValueForm::Step
        | ValueForm::DayOfYear
        | ValueForm::ActNumber => Form::Line,
    };
    column(entry.name, form, entry.vietnamese)
}

/// Columns of lists of agreements from which facts are worked out.
pub(super) const WORKED_OUT: &[Column] = &[
    column(LAST_DAY, Form::Term, "Ngày hết hiệu lực"),
    column(LAST_OR_ENDED, Form::Term, "Ngày kết thúc"),
    column(TERMINATED_ON, Form::Day, "Ngày chấm dứt"),
    column(STATUS, Form::Line, "Tình trạng"),
    column(SIGNED_YEAR, Form::Line, "Năm ký"),
];

/// Columns of the office's own workbook.
pub(super) const OF_THE_WORKBOOK: &[Column] = &[
    column(ROW_MARK, Form::Line, "Mã dòng"),
    column(DETAILS, Form::Pairs, "Chi tiết khác"),
    column(SHOWN_LAST_DAY, Form::Line, "Ngày hết hiệu lực"),
];

/// Columns that any list may have and that are no facts.
pub(super) const LEFT_ASIDE: &[Column] = &[
    column(ASIDE, Form::Prose, ""),
    column(RUNNING_NUMBER, Form::Line, "STT"),
    column(SECRECY, Form::Line, "Độ mật"),
    column(FLAW, Form::Line, "Lỗi"),
];

/// Columns of one kind that are none of the register's own.
pub(super) fn beside(kind: RowKind) -> &'static [Column] {
    match kind {
        RowKind::Agreement => WORKED_OUT,
        RowKind::Commitment => OF_COMMITMENTS,
        RowKind::Party | RowKind::Act => &[],
    }
}
