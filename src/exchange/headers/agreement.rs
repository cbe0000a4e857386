//! The columns of an agreement's facts.

use super::Column;
use crate::exchange::cell_forms::Form;

const fn column(name: &'static str, form: Form, vietnamese: &'static str) -> Column {
    Column { name, vietnamese, form }
}

/// In the order of the register's columns; the last two make an act of an old list's end.
pub(super) const COLUMNS: &[Column] = &[
    column("reference", Form::Line, "Mã theo dõi"),
    column("title", Form::Title, "Tên văn bản"),
    column("title_en", Form::Title, "Tên tiếng Anh"),
    column("short", Form::Title, "Tên ngắn"),
    column("kind", Form::Kind, "Loại văn bản"),
    column("under", Form::Line, "Thuộc văn bản"),
    column("number", Form::Line, "Số, ký hiệu"),
    column("ours", Form::Parties, "Bên Việt Nam"),
    column("partner", Form::Parties, "Đối tác"),
    column("country", Form::Country, "Nước"),
    column("signed_on", Form::Day, "Ngày ký"),
    column("in_force_on", Form::Day, "Ngày có hiệu lực"),
    column("effect", Form::Effect, "Cách có hiệu lực"),
    column("effect_delay", Form::Span, "Có hiệu lực sau"),
    column("term", Form::Term, "Thời hạn"),
    column("count", Form::Count, "Cách tính ngày cuối"),
    column("renewal", Form::Renewal, "Gia hạn"),
    column("renewal_period", Form::Period, "Thời hạn gia hạn"),
    column("renewals_max", Form::Number, "Số lần gia hạn"),
    column("notice", Form::Period, "Thông báo trước"),
    column("termination_notice", Form::Period, "Thông báo chấm dứt trước"),
    column("review_every", Form::Period, "Định kỳ sơ kết"),
    column("review_first_on", Form::Day, "Sơ kết lần đầu"),
    column("fields", Form::List, "Lĩnh vực"),
    column("lead_agency", Form::Line, "Cơ quan đầu mối"),
    column("officers", Form::List, "Người phụ trách"),
    column("ladders", Form::Pairs, "Thang nhắc"),
    column("basis", Form::Pairs, "Căn cứ"),
    column("restricted", Form::YesNo, "Nội bộ"),
    column("documents", Form::Documents, "Tài liệu"),
    column("note", Form::Prose, "Ghi chú"),
    column("source", Form::Prose, "Nguồn"),
    column("ended_on", Form::Day, "Đã kết thúc ngày"),
    column("ended_how", Form::Ended, "Cách kết thúc"),
];
