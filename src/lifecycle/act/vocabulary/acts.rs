//! The table of acts: a row for each that can be recorded.

use super::{ActEffect, ActEntry, ActKey, InLists, Need, Takes, Target, ValuePlace};

const fn first(key: ActKey) -> Takes {
    Takes { key, need: Need::Required, place: ValuePlace::Behind }
}

const fn behind(key: ActKey, need: Need) -> Takes {
    Takes { key, need, place: ValuePlace::Behind }
}

const fn named(key: ActKey, need: Need) -> Takes {
    Takes { key, need, place: ValuePlace::Named }
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

/// The place of an act among those of its day: facts before what is done with them, what goes on before what ends.
#[derive(Clone, Copy)]
struct Rank(u8);

#[allow(clippy::too_many_arguments, reason = "a row of the table below: each value is of a type of its own")]
const fn entry(
    act: ActWord,
    word: &'static str,
    rank: Rank,
    effect: ActEffect,
    lists: InLists,
    names: [&'static str; 2],
    also: &'static [&'static str],
    on: &'static [Target],
    takes: &'static [Takes],
) -> ActEntry {
    ActEntry { act, word, rank: rank.0, effect, lists, vietnamese: names[0], english: names[1], also, on, takes }
}

/// Makes the words and the table of the same rows: no act is without a row, and each is at its own place. The first
/// token is a `$`, for the macro that this one makes.
macro_rules! acts {
    ($d:tt $($act:ident($word:literal, $($of:expr),* $(,)?)),* $(,)?) => {
        /// The act's word, as commands, files and the schema write it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        // each is explained at its `ActBody`
        pub enum ActWord {
            $($act),*
        }

        /// Every act that can be recorded, in the order in which lists offer them.
        pub const ACTS: &[ActEntry] = &[$(entry(ActWord::$act, $word, $($of),*)),*];

        /// The word of a value of an enum whose variants have the names of acts; those that have others come first.
        macro_rules! act_word {
            ($d of:expr, $d($d other:pat => $d word:expr),*) => {
                match $d of {
                    $d($d other => $d word,)*
                    $(Self::$act { .. } => ActWord::$act,)*
                }
            };
        }
        pub(in crate::lifecycle) use act_word;
    };
}

acts![$
    EnterIntoForce(
        "enter-into-force",
        Rank(2),
        ActEffect::Change,
        InLists::Written,
        ["Có hiệu lực", "Entry into force"],
        &["bat dau co hieu luc", "entry into force", "in force"],
        AGREEMENT,
        &[behind(ActKey::InForceOn, Need::DayOfAct), named(ActKey::ReceivedOn, Need::Optional)],
    ),
    Extend(
        "extend",
        Rank(4),
        ActEffect::Change,
        InLists::Written,
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
    Amend(
        "amend",
        Rank(3),
        ActEffect::Change,
        InLists::Written,
        ["Sửa đổi, bổ sung", "Amendment"],
        &["sua doi", "bo sung", "amendment"],
        AGREEMENT,
        &[named(ActKey::Set, Need::Required), named(ActKey::FromOn, Need::DayOfAct), DECIDED],
    ),
    Notify(
        "notify",
        Rank(7),
        ActEffect::Change,
        InLists::Written,
        ["Thông báo của một bên", "Notice"],
        &["thong bao", "da thong bao", "notice"],
        AGREEMENT,
        &[first(ActKey::What), first(ActKey::Side), named(ActKey::ReceivedOn, Need::DayOfAct)],
    ),
    Suspend(
        "suspend",
        Rank(6),
        ActEffect::Change,
        InLists::Written,
        ["Tạm đình chỉ", "Suspension"],
        &["dinh chi", "suspension", "tam dinh chi thuc hien"],
        AGREEMENT,
        &[],
    ),
    Resume(
        "resume",
        Rank(5),
        ActEffect::Change,
        InLists::Written,
        ["Tiếp tục thực hiện", "Resumption"],
        &["tiep tuc", "resumption"],
        AGREEMENT,
        &[]
    ),
    Terminate(
        "terminate",
        Rank(10),
        ActEffect::Change,
        InLists::Written,
        ["Chấm dứt", "Termination"],
        &["cham dut hieu luc", "termination"],
        AGREEMENT,
        &[behind(ActKey::EndsOn, Need::DayOfAct), DECIDED],
    ),
    Withdraw(
        "withdraw",
        Rank(9),
        ActEffect::Change,
        InLists::Written,
        ["Rút khỏi", "Withdrawal"],
        &["rut", "withdrawal"],
        AGREEMENT,
        &[behind(ActKey::EndsOn, Need::DayOfAct)],
    ),
    Supersede(
        "supersede",
        Rank(11),
        ActEffect::Change,
        InLists::Written,
        ["Được thay thế", "Replacement"],
        &["thay the", "van ban thay the", "ky van ban moi", "replacement", "superseded"],
        AGREEMENT,
        &[behind(ActKey::EndsOn, Need::DayOfAct), named(ActKey::With, Need::Optional)],
    ),
    Expire(
        "expire",
        Rank(12),
        ActEffect::Change,
        InLists::Written,
        ["Hết hiệu lực", "Expiry"],
        &["het han", "expiry", "expired"],
        AGREEMENT,
        &[behind(ActKey::EndsOn, Need::DayOfAct)],
    ),
    HoldReview(
        "hold-review",
        Rank(8),
        ActEffect::Answer,
        InLists::Written,
        ["Đã sơ kết", "Review held"],
        &["so ket", "hop so ket", "da hop so ket", "review held", "review"],
        AGREEMENT,
        &[REVIEW[0], REVIEW[1], REVIEW[2], named(ActKey::Said, Need::Optional)],
    ),
    Postpone(
        "postpone",
        Rank(8),
        ActEffect::Answer,
        InLists::Written,
        ["Lùi ngày sơ kết", "Postponement"],
        &["hoan so ket", "hoan hop so ket", "hoan so ket den", "lui so ket", "lui den ngay", "hoan", "postponed"],
        AGREEMENT,
        &[REVIEW[0], REVIEW[1], REVIEW[2], named(ActKey::To, Need::Required), named(ActKey::Side, Need::Required)],
    ),
    Skip(
        "skip",
        Rank(8),
        ActEffect::Answer,
        InLists::Written,
        ["Không tổ chức", "Not held"],
        &["khong so ket", "khong hop so ket", "khong thuc hien", "not held", "skipped"],
        AGREEMENT,
        &[REVIEW[0], REVIEW[1], REVIEW[2], named(ActKey::Why, Need::Required)],
    ),
    Fulfil(
        "fulfil",
        Rank(8),
        ActEffect::Answer,
        InLists::Written,
        ["Đã thực hiện", "Done"],
        &["thuc hien", "hoan thanh", "da hoan thanh", "da bao cao", "done", "fulfilled", "fulfill"],
        &[Target::Agreement, Target::Office],
        &[first(ActKey::Milestone)],
    ),
    Decide(
        "decide",
        Rank(8),
        ActEffect::Change,
        InLists::Written,
        ["Ý kiến chỉ đạo", "Decision"],
        &["quyet dinh", "da quyet dinh", "decision", "decided"],
        AGREEMENT,
        &[first(ActKey::Milestone), first(ActKey::Choice), DECIDED],
    ),
    Acknowledge(
        "acknowledge",
        Rank(8),
        ActEffect::Note,
        InLists::Written,
        ["Đang xử lý", "In progress"],
        &["da nhan viec", "nhan viec", "in progress", "acknowledgement"],
        AGREEMENT,
        &[first(ActKey::Milestone)],
    ),
    Snooze(
        "snooze",
        Rank(8),
        ActEffect::Note,
        InLists::Written,
        ["Nhắc lại vào ngày", "Remind again"],
        &["tam ngung nhac", "nhac lai", "remind again"],
        AGREEMENT,
        &[first(ActKey::Milestone), named(ActKey::Until, Need::Required)],
    ),
    Step(
        "step",
        Rank(8),
        ActEffect::Answer,
        InLists::Written,
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
    Progress(
        "progress",
        Rank(8),
        ActEffect::Note,
        InLists::Written,
        ["Ghi chú tiến độ", "Progress"],
        &["tien do", "progress note"],
        AGREEMENT,
        &[first(ActKey::Milestone), first(ActKey::Text)],
    ),
    ConfirmSuccessor(
        "confirm-successor",
        Rank(8),
        ActEffect::Change,
        InLists::Written,
        ["Báo đối tác về bên kế thừa", "Successor confirmed"],
        &["bao ben ke thua", "successor confirmed"],
        AGREEMENT,
        &[],
    ),
    Close(
        "close",
        Rank(13),
        ActEffect::Close,
        InLists::Written,
        ["Khép hồ sơ", "Closing"],
        &["dong", "luu tru", "dua vao luu tru", "closing", "archive"],
        AGREEMENT,
        &[],
    ),
    Correct(
        "correct",
        Rank(1),
        ActEffect::Change,
        InLists::Refused,
        ["Sửa thông tin trong sổ", "Correction"],
        &["sua thong tin", "dinh chinh", "correction"],
        AGREEMENT,
        &[behind(ActKey::Milestone, Need::Optional), named(ActKey::Set, Need::Required)],
    ),
    Void(
        "void",
        Rank(1),
        ActEffect::Change,
        InLists::Refused,
        ["Hủy lần cập nhật", "Taken back"],
        &["huy", "huy cap nhat", "taken back"],
        &[Target::Agreement, Target::Office, Target::Party],
        &[first(ActKey::Act)],
    ),
    Confirm(
        "confirm",
        Rank(8),
        ActEffect::Change,
        InLists::Read,
        ["Xác nhận lần cập nhật", "Confirmation"],
        &["xac nhan", "xac nhan cap nhat", "confirmed", "confirmation"],
        &[Target::Agreement, Target::Office],
        &[first(ActKey::Confirms)],
    ),
    Contact(
        "contact",
        Rank(8),
        ActEffect::Change,
        InLists::Apart,
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
    Commit(
        "commit",
        Rank(1),
        ActEffect::Change,
        InLists::Apart,
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
    Rename(
        "rename",
        Rank(8),
        ActEffect::Change,
        InLists::Apart,
        ["Đổi tên", "New name"],
        &["doi ten goi", "new name"],
        PARTY,
        &[first(ActKey::Name), named(ActKey::NameEn, Need::Optional), named(ActKey::FromOn, Need::DayOfAct)],
    ),
    Succeed(
        "succeed",
        Rank(8),
        ActEffect::Change,
        InLists::Apart,
        ["Có bên kế thừa", "Succession"],
        &["ke thua", "succession"],
        PARTY,
        &[first(ActKey::Successor), named(ActKey::Basis, Need::Optional), named(ActKey::FromOn, Need::DayOfAct)],
    ),
    Alias(
        "alias",
        Rank(8),
        ActEffect::Change,
        InLists::Apart,
        ["Cách viết khác", "Other spelling"],
        &["ten goi khac", "other spelling"],
        PARTY,
        &[first(ActKey::Alias)],
    ),
];
