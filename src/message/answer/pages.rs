//! Words of the page that stand in no template: its menu, the heads of its lists, what stands in place of a name or a day.

use crate::lifecycle::act::Choice;
use crate::lifecycle::day::Day;
use crate::message::say::{choice, day_in_table};
use crate::message::{Voice, Words};

/// Menu: what the reader's office has to do.
pub const OFFICE_MATTERS: Words = Words::new("Việc của phòng", "The office's matters");
/// Menu: what the reader has to do.
pub const OWN_MATTERS: Words = Words::new("Việc của tôi", "My matters");
/// Menu.
pub const REGISTER: Words = Words::new("Sổ theo dõi", "Register");
/// Menu.
pub const CALENDAR: Words = Words::new("Lịch", "Calendar");
/// Menu.
pub const PLAN: Words = Words::new("Kế hoạch", "Plan");
/// Menu.
pub const LETTERS: Words = Words::new("Thư nhắc", "Letters");
/// Menu.
pub const ADMINISTRATION: Words = Words::new("Quản trị", "Administration");

/// Column.
pub const REFERENCE: Words = Words::new("Mã", "Reference");
/// Column.
pub const AGREEMENT: Words = Words::new("Văn bản", "Agreement");
/// Column.
pub const PARTNER: Words = Words::new("Đối tác", "Partner");
/// Column.
pub const STATUS: Words = Words::new("Tình trạng", "Status");
/// Column.
pub const IN_FORCE_THROUGH: Words = Words::new("Hiệu lực đến hết ngày", "In force through");
/// Column.
pub const NEXT: Words = Words::new("Mốc tiếp theo", "Next");
/// Column.
pub const OFFICER: Words = Words::new("Người phụ trách", "Officer");

/// A browser by its name.
pub const COC_COC: &str = "Cốc Cốc";

/// In the place of a last day.
pub const NO_LAST_DAY: Words = Words::new("không ghi ngày hết hiệu lực", "no last day known");
/// A term without end, as a form takes it.
pub const OPEN_TERM: Words = Words::new("không thời hạn", "open");

/// A month over its calendar.
pub fn month(voice: Voice, first: Day) -> String {
    let month = format!("{}/{}", first.month(), first.year());
    voice.pick(format!("Tháng {month}"), month)
}

/// A term with its last day, as a form takes it.
pub fn term_until(voice: Voice, last: Day) -> String {
    voice.pick(format!("đến {}", day_in_table(last, voice.language)), format!("until {last}"))
}

/// What was decided, as the last word on progress.
pub fn decided(voice: Voice, what: Choice) -> String {
    let what = choice(what, voice.language);
    voice.pick(format!("đã quyết định: {what}"), format!("decided: {what}"))
}
