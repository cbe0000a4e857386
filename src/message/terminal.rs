//! The terminal's own sentences: labels, remarks under a table, what a command did.
//!
//! The heads of its tables are in [`heads`](super::heads).

use std::fmt::Display;
use std::path::Path;

use super::say::day_for;
use super::{Voice, Words};
use crate::lifecycle::day::Day;

/// In the place of a recipient.
pub(crate) const NOBODY: Words = Words::new("không có người nhận", "nobody");
/// Before a sentence on who stands in the place of a party.
pub(crate) const INHERITED: Words = Words::new("kế thừa", "inherited");
/// Below an empty list of an empty register.
pub(crate) const NOTHING_YET: Words = Words::new(
    "(chưa có; `pactwatch import TỆP` đưa danh sách vào sổ)",
    "(none; `pactwatch import FILE` takes agreements into the register)",
);
/// Below a list that filters left empty.
pub(crate) const NOTHING_FITS: Words = Words::new(
    "(không có thỏa thuận nào phù hợp; `pactwatch list` liệt kê tất cả)",
    "(none fits; `pactwatch list` alone shows all)",
);
/// Below a restricted agreement.
pub const RESTRICTED: Words = Words::new(
    "Văn bản này ở chế độ hạn chế; thêm `--restricted` để xem nội dung.",
    "This agreement is restricted; `--restricted` shows what it says.",
);
/// The names of facts that are worked out.
pub const STATUS: Words = Words::new("tình trạng", "status");
/// The first day in force.
pub(crate) const STARTS_ON: Words = Words::new("có hiệu lực từ", "starts on");
/// The last day in force.
pub(crate) const ENDS_ON: Words = Words::new("hiệu lực đến hết", "ends on");
/// Behind an act that came by a link and that nobody has confirmed.
pub(crate) const UNCONFIRMED: Words = Words::new(" (qua đường liên kết, chưa xác nhận)", " (by a link, not confirmed)");
/// Behind an act that was taken back.
pub(crate) const BY_LINK: Words = Words::new(" (qua đường liên kết)", " (by a link)");
pub(crate) const VOIDED: Words = Words::new(" (đã hủy)", " (voided)");
/// Before the number of a paper.
pub(crate) const NUMBER: Words = Words::new("số", "number");
/// A working day in the calendar's list.
pub(crate) const WORKING: Words = Words::new("làm bù", "work");
/// A day off in the calendar's list.
pub const OFF: Words = Words::new("nghỉ", "off");
/// What someone types who agrees, in small letters.
pub(crate) const AGREES: [&str; 5] = ["y", "yes", "c", "có", "co"];
/// Where a person's name occurs: in config.toml.
pub(crate) const CONTACTS: Words = Words::new("danh bạ", "contacts");
/// In what was recorded.
pub const ACTS: Words = Words::new("cập nhật", "acts");
pub const LETTERS: Words = Words::new("thư", "letters");
/// In the facts of agreements.
pub const FACTS: Words = Words::new("thông tin", "facts");
/// In place of a reference, where an act is the office's own.
pub const OFFICE: Words = Words::new("cơ quan", "office");

/// The part of an act in which a person's name was found.
pub(crate) fn name_place(voice: Voice, place: &str) -> &str {
    let vietnamese = match place {
        "recorded_by" | "recorder" => "người ghi",
        "written_by" => "người ghi qua liên kết",
        "decided_by" => "người cho ý kiến chỉ đạo",
        "note" => "ghi chú",
        "number" => "số văn bản",
        _ => "nội dung",
    };
    voice.pick(vietnamese, place)
}

/// A name that occurs nowhere.
pub(crate) fn name_nowhere(voice: Voice, name: &str) -> String {
    voice.pick(
        format!("không thấy “{name}” ở đâu; thử một phần của tên"),
        format!("`{name}` stands nowhere; try a part of the name"),
    )
}

/// Yes and no.
pub(crate) const YES: Words = Words::new("có", "yes");
/// Yes and no.
pub const NO: Words = Words::new("không", "no");

/// The day to which a duty may lawfully be done, behind its name.
pub fn lawful_until(voice: Voice, day: Day) -> String {
    let day = day_for(voice, day);
    voice.pick(format!(" (hạn cuối {day})"), format!(" (until {day})"))
}

/// A new key for the links in letters.
pub(crate) fn link_key(voice: Voice, file: &str, keys: usize) -> String {
    voice.pick(
        format!(
            "đã tạo khóa mới cho liên kết trong thư, ghi vào {file} (hiện có {keys} khóa, mới nhất đứng đầu). Thư soạn từ nay dùng \
             khóa mới; liên kết trong thư cũ vẫn dùng được khi khóa của nó còn trong tệp."
        ),
        format!(
            "a new key for the links in letters was written into {file} ({keys} keys now, the newest first). Letters composed from \
             now on use it; a link in an older letter holds while its key is in the file."
        ),
    )
}

/// Below the calendar.
pub fn announced_through(voice: Voice, day: Day) -> String {
    let day = day_for(voice, day);
    voice.pick(
        format!("Lịch nghỉ đã công bố đến hết ngày {day}; ngày chưa công bố còn có thể thay đổi."),
        format!("Announced through {day}; what is not confirmed may still change."),
    )
}

/// Below a rehearsal.
pub fn rehearsed(voice: Voice, letters: usize) -> String {
    voice.pick(
        format!("{letters} thư, chưa kể thư tổng hợp; không lưu và không gửi thư nào"),
        format!("{}, digests left out; nothing was stored or sent", counted(letters, "letter")),
    )
}

/// Below the comparison of two configurations.
pub fn compared(voice: Voice, appear: usize, go: usize) -> String {
    voice.pick(
        format!("thêm {appear} thư, bớt {go} thư; chưa thay đổi gì"),
        format!("{appear} letters appear, {go} go; nothing was changed"),
    )
}

/// An end that lies before its beginning.
pub(crate) fn backwards(voice: Voice, from: Day, to: Day) -> String {
    let (from, to) = (day_for(voice, from), day_for(voice, to));
    voice.pick(
        format!("--to {to} đứng trước --from {from}; đề nghị đổi chỗ hai ngày"),
        format!("--to {to} lies before --from {from}; exchange them"),
    )
}

/// A copy that was made and checked.
pub(crate) fn backed_up(voice: Voice, file: &impl Display, acts: u64, head: &str) -> String {
    voice.pick(
        format!("đã sao lưu vào {file}: {acts} lần cập nhật, đã kiểm tra, mã chuỗi {head}"),
        format!("made {file}: {acts} acts, checked, head {head}"),
    )
}

/// `1 letter`, `2 letters`.
pub(super) fn counted(count: impl Display, one: &str) -> String {
    let count = count.to_string();
    let ending = if count == "1" { "" } else { "s" };
    format!("{count} {one}{ending}")
}

/// What an export wrote, and what it left out.
pub fn exported(
    voice: Voice,
    file: &Path,
    agreements: usize,
    milestones: Option<usize>,
    left_out: usize,
) -> Vec<String> {
    let file = file.display();
    let written = match milestones {
        Some(milestones) => voice.pick(
            format!("đã ghi {milestones} mốc của {agreements} văn bản và của cơ quan vào {file}"),
            format!("{milestones} milestones of {agreements} agreements and of the office written to {file}"),
        ),
        None => voice.pick(
            format!("đã ghi {agreements} văn bản vào {file}"),
            format!("{agreements} agreements written to {file}"),
        ),
    };
    let restricted = voice.pick(
        format!("không xuất {left_out} văn bản nội bộ; thêm --restricted để xuất cả"),
        format!("{left_out} restricted left out; `--restricted` writes them too"),
    );
    if left_out > 0 { vec![written, restricted] } else { vec![written] }
}

/// How many lines of a table were written, and where.
pub(crate) fn table_written(voice: Voice, lines: usize, file: &Path) -> String {
    let file = file.display();
    voice.pick(format!("đã ghi {lines} dòng vào {file}"), format!("{lines} lines written to {file}"))
}

/// A report of which nobody says what it is of.
pub(crate) fn no_span(voice: Voice) -> String {
    voice.pick(
        "chưa rõ kỳ báo cáo; ghi --plan NĂM, --year NĂM hoặc --from NGÀY --to NGÀY".to_owned(),
        "no span was named; write --plan YEAR, --year YEAR or --from DAY --to DAY".to_owned(),
    )
}
