//! Words of the page that are in no template: its menu, the heads of its lists, what is in place of a name or a day.

use crate::lifecycle::day::Day;
use crate::message::say::day_in_table;
use crate::message::sentence::sentences;
use crate::message::{Voice, Words};

/// Menu: what the reader's division has to do.
pub(crate) const MATTERS_OF_THE_DIVISION: Words = Words::new("Việc của phòng", "The office's matters");
/// Menu: what the department has to do, for who directs it.
pub(crate) const MATTERS_OF_THE_DEPARTMENT: Words = Words::new("Việc của Sở", "The department's matters");
/// Menu: what the reader has to do.
pub(crate) const OWN_MATTERS: Words = Words::new("Việc của tôi", "My matters");
/// Menu.
pub const REGISTER: Words = Words::new("Sổ theo dõi", "Register");
/// Menu.
pub(crate) const CALENDAR: Words = Words::new("Lịch", "Calendar");
/// Menu.
pub const PLAN: Words = Words::new("Kế hoạch", "Plan");
/// Menu.
pub const LETTERS: Words = Words::new("Thư nhắc", "Letters");
/// Menu.
pub(crate) const ADMINISTRATION: Words = Words::new("Quản trị", "Administration");

/// Column.
pub const REFERENCE: Words = Words::new("Mã", "Reference");
/// Column.
pub(crate) const AGREEMENT: Words = Words::new("Văn bản", "Agreement");
/// Column.
pub(crate) const PARTNER: Words = Words::new("Đối tác", "Partner");
/// Column.
pub const STATUS: Words = Words::new("Tình trạng", "Status");
/// Column.
pub(crate) const IN_FORCE_THROUGH: Words = Words::new("Hiệu lực đến hết ngày", "In force through");
/// Column.
pub(crate) const NEXT: Words = Words::new("Mốc tiếp theo", "Next");
/// Column.
pub(crate) const OFFICER: Words = Words::new("Người phụ trách", "Officer");

/// A browser by its name.
pub(crate) const COC_COC: &str = "Cốc Cốc";

/// In the place of a last day.
pub(crate) const NO_LAST_DAY: Words = Words::new("không ghi ngày hết hiệu lực", "no last day known");
/// A term without end, as a form takes it.
pub(crate) const OPEN_TERM: Words = Words::new("không thời hạn", "open");

/// A month over its calendar.
pub fn month(voice: Voice, first: Day) -> String {
    let month = format!("{}/{}", first.month(), first.year());
    voice.pick(format!("Tháng {month}"), month)
}

/// A term with its last day, as a form takes it.
pub(crate) fn term_until(voice: Voice, last: Day) -> String {
    voice.pick(format!("đến {}", day_in_table(last, voice.language)), format!("until {last}"))
}

/// Past, without a result.
pub(crate) const NO_RESULT: Words = Words::new("Đã qua, chưa ghi kết quả", "Past, no result recorded");
/// To be done this very day.
pub(crate) const DUE_TODAY: Words = Words::new("Phải làm hôm nay", "Due today");
/// What the leadership decided lately.
pub(crate) const DECISIONS: Words = Words::new("Ý kiến chỉ đạo mới", "New decisions");
/// Days that had passed before the register knew of them.
pub(crate) const TO_VERIFY: Words = Words::new("Cần xác minh", "To verify");
/// Records with facts missing.
pub(crate) const GAPS: Words = Words::new("Hồ sơ thiếu thông tin", "Records with gaps");
/// Acts that came by a link.
pub const BY_LINK: Words =
    Words::new("Cập nhật qua đường liên kết, chưa xác nhận", "Recorded by a link, not confirmed");
/// Letters that no server takes.
/// In place of what a day of a restricted agreement asks for.
pub(crate) const OF_A_RESTRICTED: Words = Words::new("việc của văn bản hạn chế", "a restricted agreement's");
pub(crate) const UNDELIVERED: Words = Words::new("Thư chưa gửi được", "Letters not delivered");
/// What belongs to no agreement.
pub(crate) const OF_THE_OFFICE: Words = Words::new("việc của cơ quan", "the office's own");
/// What came round, is past and has no result.
pub(crate) const PAST_WITHOUT_RESULT: Words = Words::new("đã qua, chưa ghi kết quả", "past, no result recorded");
/// The day of a letter of congratulation.
pub(crate) const THE_DAY: Words = Words::new("ngày lễ", "the day");
/// The day of what may not be named.
pub(crate) const A_DAY: Words = Words::new("mốc", "the day");

/// A try to send a letter has begun.
pub(crate) const BEGUN: Words = Words::new("bắt đầu gửi", "begun");

// ---- what became of a day, in the calendar ---------------------------------------------------------------------------

/// Without a result; its day need not be over.
pub(crate) const NOT_ANSWERED: Words = Words::new("chưa ghi kết quả", "no result recorded");
/// It is over, and asked nothing.
pub(crate) const PASSED: Words = Words::new("đã qua", "past");

sentences! {
    CARRIED_OUT_ON(1) =
        "đã thực hiện {0}",
        "done {0}";
}

// ---- what the register was narrowed by, for the heads of lists ---------------------------------------------------------

sentences! {
    SEARCHED(1) =
        "có chữ “{0}”",
        "with the words “{0}”";
    OF_COUNTRY(1) =
        "nước: {0}",
        "country: {0}";
    WITH_PARTNER(1) =
        "đối tác: {0}",
        "partner: {0}";
    LOOKED_AFTER_BY(1) =
        "người phụ trách: {0}",
        "officer: {0}";
    IN_FIELD(1) =
        "lĩnh vực: {0}",
        "field: {0}";
    WITH_STATUS(1) =
        "tình trạng: {0}",
        "status: {0}";
    ENDS_IN_YEAR(1) =
        "hết hiệu lực năm {0}",
        "ending in {0}";
    ENDS_BETWEEN(2) =
        "hết hiệu lực từ {0} đến hết {1}",
        "ending from {0} through {1}";
    ENDS_FROM(1) =
        "hết hiệu lực từ {0}",
        "ending from {0} on";
    ENDS_THROUGH(1) =
        "hết hiệu lực đến hết {0}",
        "ending through {0}";
    END_NOT_KNOWN(0) =
        "chưa rõ ngày hết hiệu lực",
        "whose end is not known";
    HAS_SUCCESSOR(0) =
        "bên Việt Nam đã có bên kế thừa",
        "inherited";
    HAS_GAPS(0) =
        "thiếu thông tin",
        "with gaps";
    UNREAD_DAY(1) =
        "“{0}”: không đọc được ngày; gõ ngày như 31/12/2027, tháng như 12/2027, hoặc năm như 2027",
        "“{0}” is no day; type a day such as 31/12/2027, a month such as 12/2027, or a year such as 2027";
    AS_OF(3) =
        "Số liệu lúc {0}. Tổng số: {1}. Mã kiểm tra sổ: {2}",
        "As of {0}. Total: {1}. Check characters of the register: {2}";
    NARROWED_BY(1) =
        "Điều kiện lọc: {0}",
        "Narrowed by: {0}";
}

// ---- what was recorded between two days ------------------------------------------------------------------------------

/// It was taken back since.
pub(crate) const TAKEN_BACK: Words = Words::new("đã hủy", "taken back");

sentences! {
    RECORDED_BETWEEN(2) =
        "ghi từ {0} đến hết {1}",
        "recorded from {0} through {1}";
    OF_AGREEMENT(1) =
        "văn bản: {0}",
        "agreement: {0}";
    TYPED_BY(2) =
        "{0} (tự ghi tên; {1})",
        "{0} (as typed; {1})";
}
