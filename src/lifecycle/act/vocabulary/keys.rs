//! The table of the values that acts take.

use super::{ActKey, ActKeyEntry, ValueForm};

const fn key(key: ActKey, names: [&'static str; 2], form: ValueForm, vietnamese: &'static str) -> ActKeyEntry {
    ActKeyEntry { key, name: names[0], option: names[1], vietnamese, form }
}

/// Every value that acts take, in the order of a list's columns.
pub const ACT_KEYS: &[ActKeyEntry] = &[
    key(ActKey::On, ["on", "on"], ValueForm::Day, "Ngày"),
    key(ActKey::Number, ["number", "number"], ValueForm::Line, "Số văn bản"),
    key(ActKey::Note, ["note", "note"], ValueForm::Prose, "Ghi chú"),
    key(ActKey::DecidedBy, ["decided_by", "decided-by"], ValueForm::Line, "Người quyết định"),
    key(ActKey::InForceOn, ["in_force_on", "in-force-on"], ValueForm::Day, "Ngày có hiệu lực"),
    key(ActKey::ReceivedOn, ["received_on", "received"], ValueForm::Day, "Ngày nhận"),
    key(ActKey::Until, ["until", "until"], ValueForm::Day, "Đến ngày"),
    key(ActKey::For, ["for", "for"], ValueForm::Span, "Thêm thời hạn"),
    key(ActKey::TheirNumber, ["their_number", "their-number"], ValueForm::Line, "Số văn bản của đối tác"),
    key(ActKey::FromOn, ["from_on", "from"], ValueForm::Day, "Từ ngày"),
    key(ActKey::Set, ["set", "set"], ValueForm::Fields, "Nội dung sửa đổi"),
    key(ActKey::What, ["what", "what"], ValueForm::Notice, "Nội dung thông báo"),
    key(ActKey::Side, ["side", "side"], ValueForm::Side, "Bên"),
    key(ActKey::EndsOn, ["ends_on", "ends-on"], ValueForm::Day, "Ngày cuối cùng có hiệu lực"),
    key(ActKey::With, ["with", "with"], ValueForm::Reference, "Thay bằng"),
    key(ActKey::Review, ["review", "review"], ValueForm::Day, "Kỳ sơ kết"),
    key(ActKey::Nth, ["nth", "nth"], ValueForm::Number, "Kỳ thứ"),
    key(ActKey::To, ["to", "to"], ValueForm::Day, "Lùi đến ngày"),
    key(ActKey::Why, ["why", "why"], ValueForm::Line, "Lý do"),
    key(ActKey::Milestone, ["milestone", "milestone"], ValueForm::Milestone, "Mốc"),
    key(ActKey::Choice, ["choice", "choice"], ValueForm::Choice, "Quyết định"),
    key(ActKey::Step, ["step", "step"], ValueForm::Step, "Bước thực hiện"),
    key(ActKey::DoneOn, ["done_on", "done-on"], ValueForm::Day, "Xong ngày"),
    key(ActKey::NotNeeded, ["not_needed", "not-needed"], ValueForm::Line, "Không cần, vì"),
    key(ActKey::Text, ["text", "text"], ValueForm::Prose, "Tiến độ"),
    key(ActKey::Name, ["name", "name"], ValueForm::Line, "Tên gọi mới"),
    key(ActKey::NameEn, ["name_en", "name-en"], ValueForm::Line, "Tên tiếng Anh"),
    key(ActKey::Successor, ["successor", "successor"], ValueForm::Party, "Bên kế thừa"),
    key(ActKey::Basis, ["basis", "basis"], ValueForm::Line, "Căn cứ"),
    key(ActKey::Alias, ["alias", "alias"], ValueForm::Line, "Cách viết khác"),
    key(ActKey::Confirms, ["confirms", "confirms"], ValueForm::ActNumber, "Lần cập nhật được xác nhận"),
    key(ActKey::Act, ["act", "act"], ValueForm::ActNumber, "Số thứ tự lần cập nhật"),
    key(ActKey::Title, ["title", "title"], ValueForm::Line, "Nội dung"),
    key(ActKey::Who, ["who", "who"], ValueForm::Line, "Người thực hiện"),
    key(ActKey::Target, ["target", "target"], ValueForm::Line, "Chỉ tiêu"),
    key(ActKey::Every, ["every", "every"], ValueForm::Span, "Định kỳ"),
    key(ActKey::Said, ["said", "said"], ValueForm::Fields, "Tiến độ từng cam kết"),
    key(ActKey::Yearly, ["yearly", "yearly"], ValueForm::DayOfYear, "Hằng năm vào ngày"),
    key(ActKey::Contact, ["contact", "contact"], ValueForm::Line, "Người trong danh bạ"),
    key(ActKey::Away, ["away", "away"], ValueForm::Line, "Vắng mặt"),
    key(ActKey::Substitute, ["substitute", "substitute"], ValueForm::Line, "Người thay"),
    key(ActKey::Language, ["language", "letters-in"], ValueForm::Line, "Ngôn ngữ thư"),
    key(ActKey::Rhythm, ["digest", "digest"], ValueForm::Line, "Nhịp thư tổng hợp"),
];
