//! The columns of parties and acts, and those that any list may have.

use super::{ASIDE, Column, FLAW, LAST_DAY, LAST_OR_ENDED, RUNNING_NUMBER, SECRECY, STATUS};
use crate::exchange::forms::Form;

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

/// An act's columns: what every act has, then what some of them carry.
pub(super) const ACT: &[Column] = &[
    column("agreement", Form::Line, "Mã theo dõi"),
    column("act", Form::Line, "Sự kiện"),
    column("on", Form::Day, "Ngày"),
    column("number", Form::Line, "Số văn bản"),
    column("note", Form::Prose, "Ghi chú"),
    column("by", Form::Line, "Bên hoặc người"),
    column("in_force_on", Form::Day, "Ngày có hiệu lực"),
    column("received_on", Form::Day, "Ngày nhận"),
    column("until", Form::Day, "Đến ngày"),
    column("for", Form::Period, "Thêm thời hạn"),
    column("their_number", Form::Line, "Số văn bản của đối tác"),
    column("from_on", Form::Day, "Từ ngày"),
    column("set", Form::Pairs, "Nội dung sửa đổi"),
    column("what", Form::Line, "Nội dung thông báo"),
    column("ends_on", Form::Day, "Ngày cuối cùng có hiệu lực"),
    column("with", Form::Line, "Thay bằng"),
    column("review", Form::Day, "Kỳ sơ kết"),
    column("nth", Form::Number, "Kỳ thứ"),
    column("to", Form::Day, "Lùi đến ngày"),
    column("why", Form::Line, "Lý do"),
    column("milestone", Form::Line, "Mốc"),
    column("choice", Form::Line, "Quyết định"),
];

/// Columns of lists of agreements from which facts are worked out.
pub(super) const WORKED_OUT: &[Column] = &[
    column(LAST_DAY, Form::Term, "Ngày hết hiệu lực"),
    column(LAST_OR_ENDED, Form::Term, "Ngày kết thúc"),
    column(STATUS, Form::Line, "Tình trạng"),
];

/// Columns that any list may have and that are no facts.
pub(super) const LEFT_ASIDE: &[Column] = &[
    column(ASIDE, Form::Prose, ""),
    column(RUNNING_NUMBER, Form::Line, "STT"),
    column(SECRECY, Form::Line, "Độ mật"),
    column(FLAW, Form::Line, "Lỗi"),
];
