//! The faults that an audit reports, and what an audit proves.

use crate::lifecycle::day::Day;
use crate::message::say::day_for;
use crate::message::{Voice, Words};

/// What is wrong with a part of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
// each is a sentence below
pub enum Schema {
    Missing,
    Unknown,
    Altered,
}

/// What is wrong with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
// each is a sentence below
pub enum AuditedLetter {
    NoReceipt,
    DiedUntried,
    OtherBytes,
    OtherReminders,
    OtherSubject,
    Misled,
    OtherAddressee,
    TakenBack,
    WaitsTooLong,
    OtherMoment,
    TakenAndNotSent,
}

/// What to do about stored rows that the acts do not lead to.
fn acts_are_the_truth(voice: Voice) -> &'static str {
    voice.pick(
        "các lần cập nhật mới là căn cứ; đối chiếu với bản sao lưu (`pactwatch backup`)",
        "the acts are the truth; compare with a `pactwatch backup`",
    )
}

/// A table, an index or a trigger is not as the program makes it.
pub fn schema(voice: Voice, kind: &str, name: &str, what: Schema) -> String {
    let what = match what {
        Schema::Missing => voice.pick("không còn trong cơ sở dữ liệu", "is missing from the database"),
        Schema::Unknown => voice
            .pick("không phải do chương trình tạo ra", "was not made by this program; it may swallow or alter rows"),
        Schema::Altered => voice.pick("đã bị thay đổi", "is not the one this program made"),
    };
    let cure = voice.pick(
        "hỏi người quản trị máy chủ; đối chiếu với bản sao lưu",
        "ask who administers the server; compare with a `pactwatch backup`",
    );
    format!("{kind} {name}: {what}; {cure}")
}

/// A row points at one that is not there.
pub(crate) fn dangling(voice: Voice, table: &str, id: i64) -> String {
    let what = voice.pick("trỏ tới một dòng không còn", "points at a row that is not there");
    format!("{table} {id}: {what}; {}", acts_are_the_truth(voice))
}

/// An agreement cannot be read.
pub fn record(voice: Voice, id: i64, error: &str) -> String {
    voice.pick(format!("thỏa thuận số {id}: {error}"), format!("agreement {id}: {error}"))
}

/// An agreement's acts cannot be read.
pub fn acts(voice: Voice, reference: &str, error: &str) -> String {
    voice.pick(
        format!("{reference}: không đọc được các lần cập nhật: {error}"),
        format!("{reference}: its acts cannot be read: {error}"),
    )
}

/// What is stored of an agreement is not what its acts lead to.
pub fn agreement(voice: Voice, reference: &str, columns: &str) -> String {
    let cure = acts_are_the_truth(voice);
    voice.pick(
        format!("{reference}: dữ liệu đang lưu khác với các lần cập nhật ({columns}); {cure}"),
        format!("{reference}: what is stored is not what its acts lead to ({columns}); {cure}"),
    )
}

/// An agreement is looked at too late.
pub(crate) fn looks_too_late(voice: Voice, reference: &str, look_on: Day, due: Day) -> String {
    let (look_on, due) = (day_for(voice, look_on), day_for(voice, due));
    voice.pick(
        format!("{reference}: đến ngày {look_on} mới xem lại trong khi ngày {due} đã có thay đổi; chạy `pactwatch edit {reference}` rồi lưu lại, hoặc đối chiếu với bản sao lưu"),
        format!("{reference}: it is looked at again on {look_on} only, and something changes on {due}; record anything on it to have it looked at, and compare with a `pactwatch backup`"),
    )
}

/// The acts about parties cannot be read.
pub(crate) fn party_acts(voice: Voice, error: &str) -> String {
    voice.pick(format!("các lần cập nhật về đối tác: {error}"), format!("the parties' acts: {error}"))
}

/// What is stored of a party is not what its acts lead to.
pub fn party(voice: Voice, id: &str) -> String {
    let cure = acts_are_the_truth(voice);
    voice.pick(
        format!("đối tác {id}: dữ liệu đang lưu khác với các lần cập nhật; {cure}"),
        format!("party {id}: what is stored is not what its acts lead to; {cure}"),
    )
}

/// No act brought the party.
pub(crate) fn party_without_act(voice: Voice, id: &str) -> String {
    let cure = acts_are_the_truth(voice);
    voice.pick(
        format!("đối tác {id}: không có lần cập nhật nào đưa vào sổ; {cure}"),
        format!("party {id}: no act brought it into the register; {cure}"),
    )
}

pub(crate) fn missing_party(voice: Voice, id: &str) -> String {
    let cure = acts_are_the_truth(voice);
    voice.pick(
        format!("đối tác {id}: không còn trong sổ mà không có lần cập nhật nào ghi nhận; {cure}"),
        format!("party {id}: it is gone, and no act says so; {cure}"),
    )
}

/// A letter does not fit its receipts or its reminders.
pub fn letter(voice: Voice, id: i64, what: AuditedLetter) -> String {
    let what = match what {
        AuditedLetter::NoReceipt => {
            voice.pick("không có nhật ký nào ghi là đã gửi", "no receipt says that it was sent")
        }
        AuditedLetter::DiedUntried => voice.pick(
            "ghi là không gửi được mà chưa có lần gửi nào",
            "it counts as undeliverable, and no receipt says that it was tried",
        ),
        AuditedLetter::OtherBytes => {
            voice.pick("nội dung đang lưu không phải nội dung đã gửi", "what is kept of it is not what was sent")
        }
        AuditedLetter::OtherReminders => voice.pick(
            "Message-ID không khớp với các lượt nhắc trong thư: có lượt bị thêm, bớt hoặc sửa",
            "its Message-ID is not that of its reminders: one was added, taken out or altered",
        ),
        AuditedLetter::OtherSubject => voice
            .pick("tiêu đề đang lưu không phải tiêu đề của thư", "the subject that is stored is not the letter's own"),
        AuditedLetter::Misled => voice.pick(
            "địa chỉ, Message-ID hoặc mã băm của thư đã bị sửa",
            "its address, its Message-ID or the hash of its bytes was altered",
        ),
        AuditedLetter::OtherAddressee => voice.pick(
            "có lượt nhắc của người khác hoặc của văn bản khác trong thư",
            "a reminder in it is for somebody else, or about something else than its key says",
        ),
        AuditedLetter::TakenBack => voice.pick(
            "có lượt nhắc ghi là đã rút lại mà thư không bị bỏ",
            "a reminder in it counts as taken back, and the letter was not dropped",
        ),
        AuditedLetter::WaitsTooLong => {
            voice.pick("chờ lâu hơn mọi khoảng nghỉ", "it waits for a moment further away than any pause")
        }
        AuditedLetter::TakenAndNotSent => voice.pick(
            "máy chủ thư đã nhận mà thư chưa được tính là đã gửi",
            "a mail server took it, and it does not count as sent",
        ),
        AuditedLetter::OtherMoment => voice
            .pick("thời điểm gửi khác với nhật ký gửi thư", "it was settled at another moment than its receipt says"),
    };
    let cure = voice.pick("đối chiếu với bản sao lưu (`pactwatch backup`)", "compare with a `pactwatch backup`");
    voice.pick(format!("thư {id}: {what}; {cure}"), format!("letter {id}: {what}; {cure}"))
}

/// Behind a column that a letter's own bytes bear out as long as they are kept.
pub(crate) const NO_LONGER_KEPT: Words = Words::new("(của thư không còn lưu)", "(of letters no longer kept)");

/// Before the columns that nothing bears out.
pub fn not_vouched(voice: Voice) -> &'static str {
    voice.pick("không bảo đảm cho các cột:", "not vouched for, the columns:")
}

/// Before the letters that a person dropped.
pub fn dropped(voice: Voice) -> &'static str {
    voice.pick(
        "thư do người dùng bỏ, không có nhật ký nào khác:",
        "letters that a person dropped, which no receipt tells of:",
    )
}
