//! The columns of parties and acts, and those that any list may have.

use super::{Column, FLAW, RUNNING_NUMBER, SECRECY};
use crate::exchange::forms::Form;

const fn column(name: &'static str, form: Form, vietnamese: &'static str, aliases: &'static [&'static str]) -> Column {
    Column { name, vietnamese, aliases, form }
}

/// A party's columns; `names` is `name|name_en|from|until` and `successor` is `id|on|basis` in a cell.
pub(super) const PARTY: &[Column] = &[
    column("id", Form::Line, "Mã bên", &["ma", "ma so"]),
    column("country", Form::Country, "Nước", &["quoc gia"]),
    column("names", Form::List, "Tên gọi", &["ten", "ten ben"]),
    column("aliases", Form::List, "Tên khác", &["ten goi khac", "cach viet khac"]),
    column("successor", Form::Line, "Bên kế thừa", &["ke thua"]),
];

/// An act's columns: what every act has, then what some of them carry.
pub(super) const ACT: &[Column] = &[
    column("agreement", Form::Line, "Mã theo dõi", &["thoa thuan", "ma", "ma thoa thuan", "reference"]),
    column("act", Form::Line, "Sự kiện", &["viec"]),
    column("on", Form::Day, "Ngày", &["ngay dien ra"]),
    column("number", Form::Line, "Số văn bản", &["so", "so hieu", "so, ky hieu"]),
    column("note", Form::Prose, "Ghi chú", &[]),
    column("by", Form::Line, "Bên hoặc người", &[]),
    column("in_force_on", Form::Day, "Ngày có hiệu lực", &["co hieu luc tu"]),
    column("received_on", Form::Day, "Ngày nhận", &["ngay nhan duoc", "received"]),
    column("until", Form::Day, "Đến ngày", &["den het ngay"]),
    column("for", Form::Period, "Thêm thời hạn", &["gia han them"]),
    column("their_number", Form::Line, "Số văn bản của đối tác", &[]),
    column("from_on", Form::Day, "Từ ngày", &["from"]),
    column("set", Form::Pairs, "Nội dung sửa đổi", &[]),
    column("what", Form::Line, "Nội dung thông báo", &["notice", "kind"]),
    column("ends_on", Form::Day, "Ngày cuối cùng có hiệu lực", &["ngay cham dut", "ngay ket thuc", "ends"]),
    column("with", Form::Line, "Thay bằng", &["van ban thay the"]),
    column("review", Form::Day, "Kỳ sơ kết", &["ngay den han so ket"]),
    column("nth", Form::Number, "Kỳ thứ", &[]),
    column("to", Form::Day, "Lùi đến ngày", &["chuyen den ngay"]),
    column("why", Form::Line, "Lý do", &[]),
    column("milestone", Form::Line, "Mốc", &[]),
    column("choice", Form::Line, "Quyết định", &["phuong an", "decision"]),
];

/// Columns that any list may have and that are no facts.
pub(super) const ASIDE: &[Column] = &[
    column(RUNNING_NUMBER, Form::Line, "STT", &["tt", "so tt", "so thu tu", "no", "#"]),
    column(
        SECRECY,
        Form::Line,
        "Độ mật",
        &["muc do mat", "muc mat", "mat", "do bao mat", "dau mat", "dong dau mat", "phan loai mat", "classification"],
    ),
    column(FLAW, Form::Line, "Lỗi", &["loi can sua"]),
];
