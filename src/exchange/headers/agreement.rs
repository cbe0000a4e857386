//! The columns of an agreement's facts.

use super::ColumnDefinition;
use crate::exchange::cell_forms::FactForm;

const fn column(name: &'static str, form: FactForm, vietnamese: &'static str) -> ColumnDefinition {
    ColumnDefinition { name, vietnamese, form }
}

/// In the order of the register's columns; the last two make an act of an old list's end.
pub(super) const COLUMNS: &[ColumnDefinition] = &[
    column("reference", FactForm::Line, "Mã theo dõi"),
    column("title", FactForm::Title, "Tên văn bản"),
    column("title_en", FactForm::Title, "Tên tiếng Anh"),
    column("short", FactForm::Title, "Tên ngắn"),
    column("kind", FactForm::Kind, "Loại văn bản"),
    column("under", FactForm::Line, "Thuộc văn bản"),
    column("number", FactForm::Line, "Số, ký hiệu"),
    column("ours", FactForm::Parties, "Bên Việt Nam"),
    column("partner", FactForm::Parties, "Đối tác"),
    column("country", FactForm::Country, "Nước"),
    column("signed_on", FactForm::Day, "Ngày ký"),
    column("in_force_on", FactForm::Day, "Ngày có hiệu lực"),
    column("effect", FactForm::Effect, "Cách có hiệu lực"),
    column("effect_delay", FactForm::Span, "Có hiệu lực sau"),
    column("term", FactForm::Term, "Thời hạn"),
    column("count", FactForm::Count, "Cách tính ngày cuối"),
    column("renewal", FactForm::Renewal, "Gia hạn"),
    column("renewal_period", FactForm::Period, "Thời hạn gia hạn"),
    column("renewals_max", FactForm::Number, "Số lần gia hạn"),
    column("notice", FactForm::Period, "Thông báo trước"),
    column("termination_notice", FactForm::Period, "Thông báo chấm dứt trước"),
    column("review_every", FactForm::Period, "Định kỳ sơ kết"),
    column("review_first_on", FactForm::Day, "Sơ kết lần đầu"),
    column("fields", FactForm::List, "Lĩnh vực"),
    column("lead_agency", FactForm::Line, "Cơ quan đầu mối"),
    column("officers", FactForm::List, "Người phụ trách"),
    column("ladders", FactForm::Pairs, "Thang nhắc"),
    column("basis", FactForm::Pairs, "Căn cứ"),
    column("restricted", FactForm::YesNo, "Nội bộ"),
    column("documents", FactForm::Documents, "Tài liệu"),
    column("note", FactForm::Prose, "Ghi chú"),
    column("source", FactForm::Prose, "Nguồn"),
    column("ended_on", FactForm::Day, "Đã kết thúc ngày"),
    column("ended_how", FactForm::Ended, "Cách kết thúc"),
];
