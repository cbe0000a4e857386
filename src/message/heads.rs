//! The heads of the terminal's tables.

use super::Voice;
use crate::lifecycle::policy::Language;

/// The headings of one table, in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Heads {
    vi: &'static [&'static str],
    en: &'static [&'static str],
}

impl Heads {
    /// Headings, one a column, as many in one language as in the other.
    const fn new(vi: &'static [&'static str], en: &'static [&'static str]) -> Self {
        assert!(vi.len() == en.len(), "both languages head the same columns");
        Self { vi, en }
    }

    /// The headings for a reader.
    pub const fn of(&self, voice: Voice) -> &'static [&'static str] {
        match voice.language {
            Language::Vi => self.vi,
            Language::En => self.en,
        }
    }
}

/// `agenda`.
pub(crate) const AGENDA: Heads = Heads::new(
    &["NGÀY", "CHẬM NHẤT", "NỘI DUNG", "TÌNH TRẠNG", "MÃ HOẶC VIỆC", "THỎA THUẬN"],
    &["DAY", "DO BY", "WHAT", "STATE", "REFERENCE OR TASK", "AGREEMENT"],
);
/// `calendar`.
pub(crate) const CALENDAR: Heads =
    Heads::new(&["NGÀY", "LOẠI", "ĐÃ CÔNG BỐ", "TÊN", "NGUỒN"], &["DAY", "KIND", "CONFIRMED", "NAME", "SOURCE"]);
/// `demo`: the letters of five years.
pub(crate) const DEMO_LETTERS: Heads =
    Heads::new(&["NGÀY", "NGƯỜI NHẬN", "LẦN NHẮC", "TIÊU ĐỀ"], &["DAY", "TO", "RUNG", "SUBJECT"]);
/// `demo`: the milestones ahead.
pub(crate) const DEMO_AGENDA: Heads = Heads::new(
    &["NGÀY", "CHẬM NHẤT", "NỘI DUNG", "MÃ", "THỎA THUẬN"],
    &["DAY", "DO BY", "WHAT", "REFERENCE", "WHAT IT IS ABOUT"],
);
/// `explain`: the reminders of a milestone.
pub(crate) const EXPLAIN: Heads = Heads::new(
    &["", "LẦN NHẮC", "NGƯỜI NHẬN", "TỪ NGÀY", "TÌNH TRẠNG NHẮC"],
    &["", "RUNG", "TO", "OPENS ON", "VERDICT"],
);
/// `list`.
pub const LIST: Heads = Heads::new(
    &["MÃ", "TÌNH TRẠNG", "HẾT HIỆU LỰC", "MỐC TIẾP THEO", "THỎA THUẬN"],
    &["REFERENCE", "STATUS", "ENDS ON", "NEXT", "AGREEMENT"],
);
/// `outbox`.
pub(crate) const OUTBOX: Heads =
    Heads::new(&["SỐ", "TÌNH TRẠNG", "LẦN", "GỬI ĐẾN", "TIÊU ĐỀ"], &["ID", "STATE", "TRIES", "TO", "SUBJECT"]);
/// `rehearse`.
pub(crate) const REHEARSE: Heads = Heads::new(&["NGÀY", "NGƯỜI NHẬN", "TIÊU ĐỀ"], &["DAY", "TO", "SUBJECT"]);
/// `show`: the milestones.
pub(crate) const SHOW_MILESTONES: Heads =
    Heads::new(&["NGÀY", "CHẬM NHẤT", "NỘI DUNG", "TÌNH TRẠNG", ""], &["DAY", "DO BY", "WHAT", "STATE", ""]);
/// `show`: what it promises, and what was recorded since the last review.
pub(crate) const SHOW_COMMITMENTS: Heads =
    Heads::new(&["CAM KẾT, NHIỆM VỤ (GHI NHẬN TỪ KỲ SƠ KẾT TRƯỚC)"], &["COMMITMENTS (RECORDED SINCE THE LAST REVIEW)"]);
/// `show`: the steps of an extension.
pub(crate) const SHOW_STEPS: Heads =
    Heads::new(&["CHẬM NHẤT", "CÁC BƯỚC ĐỂ GIA HẠN"], &["DO BY", "TOWARDS AN EXTENSION"]);
/// `show`: what happened.
pub(crate) const SHOW_ACTS: Heads =
    Heads::new(&["SỐ", "NGÀY", "GHI NGÀY", "NGƯỜI GHI", "LẦN CẬP NHẬT"], &["SEQ", "ON", "RECORDED", "BY", "ACT"]);
