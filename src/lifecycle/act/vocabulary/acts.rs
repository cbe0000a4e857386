//! The table of acts: a row for each that can be recorded.

use super::{ActEntry, ActKey, ActWord, Need, Place, Takes, Target};

const fn first(key: ActKey) -> Takes {
    Takes { key, need: Need::Required, place: Place::Behind }
}

const fn behind(key: ActKey, need: Need) -> Takes {
    Takes { key, need, place: Place::Behind }
}

const fn named(key: ActKey, need: Need) -> Takes {
    Takes { key, need, place: Place::Named }
}

const AGREEMENT: &[Target] = &[Target::Agreement];
const PARTY: &[Target] = &[Target::Party];
const DECIDED: Takes = named(ActKey::DecidedBy, Need::Optional);
/// Which review: by its milestone, its own day or its number; the nearest one where none of them is given.
const REVIEW: [Takes; 3] = [
    behind(ActKey::Milestone, Need::Optional),
    named(ActKey::Review, Need::Optional),
    named(ActKey::Nth, Need::Optional),
];

const fn entry(
    act: ActWord,
    word: &'static str,
    names: [&'static str; 2],
    also: &'static [&'static str],
    on: &'static [Target],
    takes: &'static [Takes],
) -> ActEntry {
    ActEntry { act, word, vietnamese: names[0], english: names[1], also, on, takes }
}

/// Every act that can be recorded, in the order in which lists offer them.
pub const ACTS: &[ActEntry] = &[
    entry(
        ActWord::EnterIntoForce,
        "enter-into-force",
        ["Có hiệu lực", "Entry into force"],
        &["bat dau co hieu luc", "entry into force", "in force"],
        AGREEMENT,
        &[behind(ActKey::InForceOn, Need::DayOfAct), named(ActKey::ReceivedOn, Need::Optional)],
    ),
    entry(
        ActWord::Extend,
        "extend",
        ["Gia hạn", "Extension"],
        &["gia han den", "da gia han", "extension", "extended"],
        AGREEMENT,
        &[
            behind(ActKey::Until, Need::Either),
            named(ActKey::For, Need::Either),
            named(ActKey::TheirNumber, Need::Optional),
            DECIDED,
        ],
    ),
    entry(
        ActWord::Amend,
        "amend",
        ["Sửa đổi, bổ sung", "Amendment"],
        &["sua doi", "bo sung", "amendment"],
        AGREEMENT,
        &[named(ActKey::Set, Need::Required), named(ActKey::FromOn, Need::DayOfAct), DECIDED],
    ),
    entry(
        ActWord::Notify,
        "notify",
        ["Thông báo của một bên", "Notice"],
        &["thong bao", "da thong bao", "notice"],
        AGREEMENT,
        &[first(ActKey::What), first(ActKey::Side), named(ActKey::ReceivedOn, Need::DayOfAct)],
    ),
    entry(
        ActWord::Suspend,
        "suspend",
        ["Tạm đình chỉ", "Suspension"],
        &["dinh chi", "suspension", "tam dinh chi thuc hien"],
        AGREEMENT,
        &[],
    ),
    entry(ActWord::Resume, "resume", ["Tiếp tục thực hiện", "Resumption"], &["tiep tuc", "resumption"], AGREEMENT, &[]),
    entry(
        ActWord::Terminate,
        "terminate",
        ["Chấm dứt", "Termination"],
        &["cham dut hieu luc", "termination"],
        AGREEMENT,
        &[behind(ActKey::EndsOn, Need::DayOfAct), DECIDED],
    ),
    entry(
        ActWord::Withdraw,
        "withdraw",
        ["Rút khỏi", "Withdrawal"],
        &["rut", "withdrawal"],
        AGREEMENT,
        &[behind(ActKey::EndsOn, Need::DayOfAct)],
    ),
    entry(
        ActWord::Supersede,
        "supersede",
        ["Được thay thế", "Replacement"],
        &["thay the", "van ban thay the", "ky van ban moi", "replacement", "superseded"],
        AGREEMENT,
        &[behind(ActKey::EndsOn, Need::DayOfAct), named(ActKey::With, Need::Optional)],
    ),
    entry(
        ActWord::Expire,
        "expire",
        ["Hết hiệu lực", "Expiry"],
        &["het han", "expiry", "expired"],
        AGREEMENT,
        &[behind(ActKey::EndsOn, Need::DayOfAct)],
    ),
    entry(
        ActWord::HoldReview,
        "hold-review",
        ["Đã sơ kết", "Review held"],
        &["so ket", "hop so ket", "da hop so ket", "review held", "review"],
        AGREEMENT,
        &[REVIEW[0], REVIEW[1], REVIEW[2], named(ActKey::Said, Need::Optional)],
    ),
    entry(
        ActWord::Postpone,
        "postpone",
        ["Lùi ngày sơ kết", "Postponement"],
        &["hoan so ket", "hoan hop so ket", "lui den ngay", "hoan", "postponement", "postponed"],
        AGREEMENT,
        &[REVIEW[0], REVIEW[1], REVIEW[2], named(ActKey::To, Need::Required), named(ActKey::Side, Need::Required)],
    ),
    entry(
        ActWord::Skip,
        "skip",
        ["Không tổ chức", "Not held"],
        &["khong so ket", "khong hop so ket", "khong thuc hien", "not held", "skipped"],
        AGREEMENT,
        &[REVIEW[0], REVIEW[1], REVIEW[2], named(ActKey::Why, Need::Required)],
    ),
    entry(
        ActWord::Fulfil,
        "fulfil",
        ["Đã thực hiện", "Done"],
        &["thuc hien", "hoan thanh", "da hoan thanh", "da bao cao", "done", "fulfilled", "fulfill"],
        &[Target::Agreement, Target::Office],
        &[first(ActKey::Milestone)],
    ),
    entry(
        ActWord::Decide,
        "decide",
        ["Ý kiến chỉ đạo", "Decision"],
        &["quyet dinh", "da quyet dinh", "decision", "decided"],
        AGREEMENT,
        &[first(ActKey::Milestone), first(ActKey::Choice), DECIDED],
    ),
    entry(
        ActWord::Acknowledge,
        "acknowledge",
        ["Đang xử lý", "In progress"],
        &["da nhan viec", "nhan viec", "in progress", "acknowledgement"],
        AGREEMENT,
        &[first(ActKey::Milestone)],
    ),
    entry(
        ActWord::Snooze,
        "snooze",
        ["Nhắc lại vào ngày", "Remind again"],
        &["tam ngung nhac", "nhac lai", "remind again"],
        AGREEMENT,
        &[first(ActKey::Milestone), named(ActKey::Until, Need::Required)],
    ),
    entry(
        ActWord::Step,
        "step",
        ["Bước thực hiện", "Step"],
        &["buoc", "xong buoc", "da xong buoc", "step done"],
        AGREEMENT,
        &[
            first(ActKey::Milestone),
            first(ActKey::Step),
            named(ActKey::DoneOn, Need::DayOfAct),
            named(ActKey::NotNeeded, Need::Optional),
        ],
    ),
    entry(
        ActWord::Progress,
        "progress",
        ["Ghi chú tiến độ", "Progress"],
        &["tien do", "progress note"],
        AGREEMENT,
        &[first(ActKey::Milestone), first(ActKey::Text)],
    ),
    entry(
        ActWord::ConfirmSuccessor,
        "confirm-successor",
        ["Báo đối tác về bên kế thừa", "Successor confirmed"],
        &["bao ben ke thua", "successor confirmed"],
        AGREEMENT,
        &[],
    ),
    entry(
        ActWord::Close,
        "close",
        ["Khép hồ sơ", "Closing"],
        &["dong", "luu tru", "dua vao luu tru", "closing", "archive"],
        AGREEMENT,
        &[],
    ),
    entry(
        ActWord::Correct,
        "correct",
        ["Sửa thông tin trong sổ", "Correction"],
        &["sua thong tin", "dinh chinh", "correction"],
        AGREEMENT,
        &[behind(ActKey::Milestone, Need::Optional), named(ActKey::Set, Need::Required)],
    ),
    entry(
        ActWord::Void,
        "void",
        ["Hủy lần cập nhật", "Taken back"],
        &["huy", "huy cap nhat", "taken back"],
        &[Target::Agreement, Target::Office, Target::Party],
        &[first(ActKey::Act)],
    ),
    entry(
        ActWord::Confirm,
        "confirm",
        ["Xác nhận lần cập nhật", "Confirmation"],
        &["xac nhan", "xac nhan cap nhat", "confirmed", "confirmation"],
        &[Target::Agreement, Target::Office],
        &[first(ActKey::Confirms)],
    ),
    entry(
        ActWord::Contact,
        "contact",
        ["Vắng mặt, thư của một người", "Contact"],
        &["vang mat", "nguoi thay", "absence"],
        &[Target::Office],
        &[
            first(ActKey::Contact),
            named(ActKey::Away, Need::Optional),
            named(ActKey::Substitute, Need::Optional),
            named(ActKey::Language, Need::Optional),
            named(ActKey::Rhythm, Need::Optional),
        ],
    ),
    entry(
        ActWord::Commit,
        "commit",
        ["Cam kết, nhiệm vụ", "Commitment"],
        &["cam ket", "nhiem vu", "commitment", "task"],
        AGREEMENT,
        &[
            first(ActKey::Name),
            named(ActKey::Title, Need::Required),
            named(ActKey::Side, Need::Optional),
            named(ActKey::Who, Need::Optional),
            named(ActKey::Target, Need::Optional),
            named(ActKey::Basis, Need::Optional),
            named(ActKey::Until, Need::Optional),
            named(ActKey::Every, Need::Optional),
            named(ActKey::FromOn, Need::Optional),
            named(ActKey::Yearly, Need::Optional),
        ],
    ),
    entry(
        ActWord::Rename,
        "rename",
        ["Đổi tên", "New name"],
        &["doi ten goi", "new name"],
        PARTY,
        &[first(ActKey::Name), named(ActKey::NameEn, Need::Optional), named(ActKey::FromOn, Need::DayOfAct)],
    ),
    entry(
        ActWord::Succeed,
        "succeed",
        ["Có bên kế thừa", "Succession"],
        &["ke thua", "succession"],
        PARTY,
        &[first(ActKey::Successor), named(ActKey::Basis, Need::Optional), named(ActKey::FromOn, Need::DayOfAct)],
    ),
    entry(
        ActWord::Alias,
        "alias",
        ["Cách viết khác", "Other spelling"],
        &["ten goi khac", "other spelling"],
        PARTY,
        &[first(ActKey::Alias)],
    ),
];
