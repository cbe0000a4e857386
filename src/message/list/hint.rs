//! What a cell takes, as a refusal, the head of a workbook and the sheet of `edit` name it.

use crate::message::Words;

pub(crate) const LINE: Words = Words::new("chữ trên một dòng", "text on one line");
/// Text over several lines.
pub(crate) const PROSE: Words = Words::new("chữ", "text");
pub const DAY: Words = Words::new("ngày, ví dụ 22/12/2017", "a day such as 22/12/2017");
/// A span of time.
pub(crate) const SPAN: Words =
    Words::new("khoảng thời gian, ví dụ 6 tháng hoặc 90 ngày", "a span such as 6 tháng or 90 ngày");
pub const TERM: Words = Words::new(
    "5 năm, đến 03/11/2027, không thời hạn hoặc chưa rõ",
    "5 năm, đến 03/11/2027, until A..B, không thời hạn or chưa rõ",
);
/// Several items.
pub(crate) const ITEMS: Words = Words::new("các mục ngăn cách bằng dấu ;", "items separated by ;");
/// Several names with a value each.
pub(crate) const PAIRS: Words =
    Words::new("các cặp, ví dụ term=Điều 7;review=Điều 5", "pairs such as term=Điều 7;review=Điều 5");
/// Papers.
pub(crate) const DOCUMENTS: Words = Words::new("đường dẫn|sha256|tên", "path|sha256|title");
pub(crate) const YES_NO: Words = Words::new("có hoặc không", "có or không");
/// A count.
pub(crate) const NUMBER: Words = Words::new("một số từ 0 đến 999", "a number from 0 to 999");
/// The kind of an instrument.
pub(crate) const KIND: Words = Words::new(
    "thỏa thuận, bản ghi nhớ, biên bản, chương trình, kế hoạch, chiến lược, quy chế, điều ước hoặc khác",
    "agreement, mou, minutes, programme, plan, strategy, regulation, treaty or other",
);
pub(crate) const COUNTRY: Words = Words::new("tên nước hoặc mã ISO 3166, ví dụ KR", "an ISO 3166 code such as KR");
/// How an instrument enters into force.
pub(crate) const EFFECT: Words = Words::new(
    "kể từ ngày ký, theo ngày hoặc theo thông báo",
    "signature (kể từ ngày ký), date (theo ngày) or notification (theo thông báo)",
);
/// How its last day is counted.
pub(crate) const COUNT: Words =
    Words::new("ngày tương ứng hoặc tính cả ngày đầu", "civil (ngày tương ứng) or inclusive (tính cả ngày đầu)");
/// How it is renewed.
pub(crate) const RENEWAL: Words = Words::new(
    "không, theo thỏa thuận hoặc tự động; mỗi lần bao lâu thì ghi ở cột Thời gian gia hạn",
    "none (không), consent (theo thỏa thuận) or tacit (tự động); the period stands in renewal_period",
);
pub(crate) const ENDED: Words = Words::new(
    "hết hạn, chấm dứt, thay thế hoặc đóng",
    "expired (hết hạn), terminated (chấm dứt), superseded (thay thế) or closed (đóng)",
);
