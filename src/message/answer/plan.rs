//! What the plan of a year and the lists of milestones say of a day beside its kind.

use crate::message::Words;
use crate::message::sentence::sentences;

/// The heads of the plan's columns.
pub(crate) const HEADS: [Words; 11] = [
    Words::new("Ngày", "Day"),
    Words::new("Thứ", "Weekday"),
    Words::new("Loại mốc", "Kind"),
    Words::new("Tên", "Name"),
    Words::new("Mã theo dõi", "Reference"),
    Words::new("Đối tác", "Partner"),
    Words::new("Hạn làm việc", "Do by"),
    Words::new("Hạn pháp lý", "Lawful until"),
    Words::new("Căn cứ", "Basis"),
    Words::new("Phụ trách", "Officers"),
    Words::new("Ghi chú", "Note"),
];

/// The list of commitments, as a sheet and a part of a page.
pub(crate) const TASKS: Words = Words::new("Cam kết, nhiệm vụ", "Commitments");

/// The heads of that list.
pub(crate) const TASK_HEADS: [Words; 10] = [
    Words::new("Thuộc chiến lược, kế hoạch", "Under"),
    Words::new("Mã theo dõi", "Reference"),
    Words::new("Văn bản", "Agreement"),
    Words::new("Người thực hiện", "Carried out by"),
    Words::new("Nội dung", "What"),
    Words::new("Chỉ tiêu", "Target"),
    Words::new("Hạn thực hiện", "Due"),
    Words::new("Tình trạng", "State"),
    Words::new("Tiến độ, kết quả", "Recorded last"),
    Words::new("Căn cứ", "Basis"),
];

/// A reminder that goes with the next scan.
pub(crate) const SEND: Words = Words::new("gửi", "send");
/// A day of courtesy on which nobody is written to.
pub(crate) const MARKED: Words = Words::new("hưởng ứng", "marked");
/// A day of courtesy on which someone is.
pub(crate) const GREETED: Words = Words::new("chúc mừng", "greeting");
/// What has passed and has no result.
pub(crate) const NO_RESULT: Words = Words::new("đã qua, chưa ghi kết quả", "past, no result recorded");

sentences! {
    NTH_REVIEW(2) =
        "{0}, kỳ {1}",
        "{0}, number {1}";
    YEARS_SIGNED(2) =
        "{1} năm ký kết {0}",
        "{1} years since the signing of {0}";
    LAW_UNCHECKED(0) =
        "chưa đối chiếu văn bản",
        "not yet held against the published text";
    UNCHECKED_LABEL(2) =
        "{0}{1} (chưa đối chiếu)",
        "not yet checked: {0}{1}";
    DAY_UNCONFIRMED(0) =
        "ngày chưa được xác nhận",
        "the day is not confirmed";
    OPEN_END(1) =
        "văn bản không nêu ngày cuối, muộn nhất {0}",
        "the text leaves the last day open, {0} at the latest";
    CARRIED_OUT_BY(1) =
        "người thực hiện: {0}",
        "carried out by {0}";
    SERVES(1) =
        "thuộc {0}",
        "under {0}";
    MOVED_FROM(1) =
        "lùi từ ngày {0}",
        "moved from {0}";
    DECIDED(2) =
        "đã quyết định {0} ngày {1}",
        "decided on {1}: {0}";
}

// ---- days of courtesy ----------------------------------------------------------------------------------------------

sentences! {
    YEARS_OF(2) =
        "{0} năm {1}",
        "{0} years of {1}";
    GREETING_YEARS(2) =
        "{1} (kỷ niệm {0} năm)",
        "{1} ({0} years)";
    YEARS_SINCE_SIGNING(2) =
        "{0} năm ngày ký {1}",
        "{0} years since the signing of “{1}”";
    SIGNER(0) =
        "Chủ tịch UBND tỉnh",
        "the Chairperson of the provincial People's Committee";
}

// ---- who stands in a party's place, of an agreement of which the days alone are shown -------------------------------

sentences! {
    SUCCESSOR_SINCE(2) =
        "bên kế thừa từ {0}; {1}",
        "a successor since {0}; {1}";
    TOLD_ON(1) =
        "đã báo đối tác {0}",
        "the partner was told on {0}";
    NOT_TOLD(0) =
        "chưa báo đối tác",
        "the partner has not been told";
}
