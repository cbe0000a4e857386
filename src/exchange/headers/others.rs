//! The columns of parties and acts, and those that any list may have.

use std::sync::LazyLock;

use super::{
    ASIDE, ColumnDefinition, DETAILS, FLAW, LAST_DAY, LAST_OR_ENDED, RUNNING_NUMBER, SECRECY, SHOWN_LAST_DAY,
    SHOWN_NEXT_DAY, SIGNED_YEAR, STATUS, TERMINATED_ON,
};
use crate::exchange::RowKind;
use crate::exchange::cell_forms::FactForm;
use crate::exchange::row_mark::ROW_MARK;
use crate::lifecycle::act::{ACT_KEYS, ACTS, ActKey, ActKeyEntry, InLists, Target, ValueForm};

const fn column(name: &'static str, form: FactForm, vietnamese: &'static str) -> ColumnDefinition {
    ColumnDefinition { name, vietnamese, form }
}

/// A party's columns; `names` is `name|name_en|from|until` and `successor` is `id|on|basis` in a cell.
pub(super) const PARTY: &[ColumnDefinition] = &[
    column("id", FactForm::Line, "Mã bên"),
    column("country", FactForm::Country, "Nước"),
    column("names", FactForm::List, "Tên gọi"),
    column("aliases", FactForm::List, "Tên khác"),
    column("successor", FactForm::Line, "Bên kế thừa"),
];

/// A commitment's columns; a row fills at most one of `until`, `every` and `yearly`.
pub(super) const COMMITMENT: &[ColumnDefinition] = &[
    column("agreement", FactForm::Line, "Mã văn bản"),
    column("name", FactForm::Line, "Tên cam kết"),
    column("title", FactForm::Line, "Nội dung cam kết"),
    column("side", FactForm::Line, "Bên cam kết"),
    column("who", FactForm::Line, "Người thực hiện"),
    column("target", FactForm::Line, "Chỉ tiêu"),
    column("basis", FactForm::Line, "Căn cứ"),
    column("until", FactForm::Day, "Hạn thực hiện"),
    column("every", FactForm::Period, "Định kỳ"),
    column("from", FactForm::Day, "Tính từ ngày"),
    column("yearly", FactForm::Line, "Hằng năm vào ngày"),
];

/// Columns of commitments that are no values of theirs: why a row corrects one.
pub(super) const OF_COMMITMENTS: &[ColumnDefinition] = &[column("note", FactForm::Prose, "Lý do sửa")];

/// An act's columns: which agreement and which act, then the values that acts take, as the table of acts names them.
pub(super) static ACT: LazyLock<Vec<ColumnDefinition>> = LazyLock::new(|| {
    let own = [column("agreement", FactForm::Line, "Mã theo dõi"), column("act", FactForm::Line, "Nội dung cập nhật")];
    let by = column("by", FactForm::Line, "Bên hoặc người");
    let values = ACT_KEYS.iter().filter(|entry| has_column(entry.key)).map(of_value);
    let mut columns: Vec<ColumnDefinition> = own.into_iter().chain(values).collect();
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

fn of_value(entry: &'static ActKeyEntry) -> ColumnDefinition {
    let form = match entry.form {
        ValueForm::Day => FactForm::Day,
        ValueForm::Span => FactForm::Period,
        ValueForm::Prose => FactForm::Prose,
        ValueForm::Fields => FactForm::Pairs,
        ValueForm::Number => FactForm::Number,
        ValueForm::Line
        | ValueForm::Milestone
        | ValueForm::Side
        | ValueForm::Notice
        | ValueForm::Choice
        | ValueForm::Party
        | ValueForm::Reference
        | ValueForm::Step
        | ValueForm::DayOfYear
        | ValueForm::ActNumber => FactForm::Line,
    };
    column(entry.name, form, entry.vietnamese)
}

/// Columns of lists of agreements from which facts are worked out.
pub(super) const WORKED_OUT: &[ColumnDefinition] = &[
    column(LAST_DAY, FactForm::Term, "Ngày hết hiệu lực"),
    column(LAST_OR_ENDED, FactForm::Term, "Ngày kết thúc"),
    column(TERMINATED_ON, FactForm::Day, "Ngày chấm dứt"),
    column(STATUS, FactForm::Line, "Tình trạng"),
    column(SIGNED_YEAR, FactForm::Line, "Năm ký"),
];

/// Columns of the office's own workbook.
pub(super) const OF_THE_WORKBOOK: &[ColumnDefinition] = &[
    column(ROW_MARK, FactForm::Line, "Mã dòng"),
    column(DETAILS, FactForm::Pairs, "Chi tiết khác"),
    column(SHOWN_LAST_DAY, FactForm::Line, "Ngày hết hiệu lực"),
    column(SHOWN_NEXT_DAY, FactForm::Line, "Hạn việc tiếp theo"),
];

/// Columns that any list may have and that are no facts.
pub(super) const LEFT_ASIDE: &[ColumnDefinition] = &[
    column(ASIDE, FactForm::Prose, ""),
    column(RUNNING_NUMBER, FactForm::Line, "STT"),
    column(SECRECY, FactForm::Line, "Độ mật"),
    column(FLAW, FactForm::Line, "Lỗi"),
];

/// Columns of one kind that are none of the register's own.
pub(super) fn beside(kind: RowKind) -> &'static [ColumnDefinition] {
    match kind {
        RowKind::Agreement => WORKED_OUT,
        RowKind::Commitment => OF_COMMITMENTS,
        RowKind::Party | RowKind::Act => &[],
    }
}
