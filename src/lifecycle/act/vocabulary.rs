//! The vocabulary of acts: each act's word, its names in both languages, and the values it takes.
//!
//! One table for every way of recording. The command line, lists, the page and links read an act by it
//! (`exchange/acts.rs`); the help, the manual's list and the words offered in a workbook are printed from it. Here are names
//! and forms alone; how a value is written is `exchange/forms`, whether an act can stand is `recording`.

use super::{ActBody, Choice, Notice, Side};

/// The act's word, as commands, files and the schema write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // each is explained at its `ActBody`
pub enum ActWord {
    EnterIntoForce,
    Extend,
    Amend,
    Notify,
    Suspend,
    Resume,
    Terminate,
    Withdraw,
    Supersede,
    Expire,
    HoldReview,
    Postpone,
    Skip,
    Fulfil,
    Decide,
    Acknowledge,
    Snooze,
    ConfirmSuccessor,
    Close,
    Correct,
    Void,
    Rename,
    Succeed,
    Alias,
}

/// What an act is recorded on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One agreement, or several that a condition finds.
    Agreement,
    /// The office itself: its duties of the year and its greetings.
    Office,
    /// A party.
    Party,
}

/// The name of a value that acts take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // `ACT_KEYS` names each
pub enum ActKey {
    On,
    Number,
    Note,
    DecidedBy,
    InForceOn,
    ReceivedOn,
    Until,
    For,
    TheirNumber,
    FromOn,
    Set,
    What,
    Side,
    EndsOn,
    With,
    Milestone,
    Review,
    Nth,
    To,
    Why,
    Choice,
    Name,
    NameEn,
    Successor,
    Basis,
    Alias,
    Act,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueForm {
    /// A day, in any form that people use.
    Day,
    /// A span longer than no time at all.
    Span,
    /// A line of text.
    Line,
    /// Text that may run over several lines.
    Prose,
    /// A whole number.
    Number,
    /// `field=value` pairs, each value in its field's own form.
    Fields,
    /// A milestone: `expiry@2027-11-03`, `expiry@1`, `expiry`.
    Milestone,
    /// Which side: [`SIDES`].
    Side,
    /// What a written notice says: [`NOTICES`].
    Notice,
    /// What was decided: [`CHOICES`].
    Choice,
    /// A party, by its id or any of its names.
    Party,
    /// An agreement, by its reference.
    Reference,
    /// An act, by its number in the register.
    ActNumber,
}

/// Whether an act can do without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It cannot.
    Required,
    /// Where it is not given, the day of the act stands for it.
    DayOfAct,
    /// It says more.
    Optional,
    /// One of several says it; which, is for the rules of the act.
    Either,
}

/// A value that an act takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    /// Its name.
    pub key: ActKey,
    /// Whether the act can do without it.
    pub need: Need,
    /// Whether it can stand behind the act's word without its name, in the order of the table.
    pub place: Place,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind the word, without its name, or under its name.
    Behind,
    /// Under its name alone.
    Named,
}

/// A row of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct ActEntry {
    /// Which act.
    pub act: ActWord,
    /// Its word.
    pub word: &'static str,
    /// What a list in Vietnamese calls it.
    pub vietnamese: &'static str,
    /// What a list in English calls it.
    pub english: &'static str,
    /// What else people write for it, folded.
    pub also: &'static [&'static str],
    /// What it is recorded on.
    pub on: &'static [Target],
    /// The values it takes besides a day, a number and a note.
    pub takes: &'static [Takes],
}

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
        &REVIEW,
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
        &[named(ActKey::Set, Need::Required)],
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

/// A row of the keys.
#[derive(Clone, Copy, Debug)]
pub struct ActKeyEntry {
    /// Which key.
    pub key: ActKey,
    /// Its name in files, JSON and the schema.
    pub name: &'static str,
    /// Its option on the command line, without the dashes.
    pub option: &'static str,
    /// Its header in Vietnamese.
    pub vietnamese: &'static str,
    /// How its values are written.
    pub form: ValueForm,
}

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
    key(ActKey::Name, ["name", "name"], ValueForm::Line, "Tên gọi mới"),
    key(ActKey::NameEn, ["name_en", "name-en"], ValueForm::Line, "Tên tiếng Anh"),
    key(ActKey::Successor, ["successor", "successor"], ValueForm::Party, "Bên kế thừa"),
    key(ActKey::Basis, ["basis", "basis"], ValueForm::Line, "Căn cứ"),
    key(ActKey::Alias, ["alias", "alias"], ValueForm::Line, "Cách viết khác"),
    key(ActKey::Act, ["act", "act"], ValueForm::ActNumber, "Số thứ tự lần cập nhật"),
];

/// The values of a closed list: the canonical word, its names in both languages, and what else people write, folded.
pub type Values<T> = &'static [(T, &'static str, [&'static str; 2], &'static [&'static str])];

/// Which side.
pub const SIDES: Values<Side> = &[
    (
        Side::Us,
        "us",
        ["phía ta", "our side"],
        &["ours", "we", "ta", "ben ta", "viet nam", "phia viet nam", "ben viet nam", "vn", "tinh"],
    ),
    (
        Side::Partner,
        "partner",
        ["đối tác", "the partner"],
        &["them", "they", "theirs", "phia doi tac", "ben doi tac", "ban", "phia ban", "ben kia", "nuoc ngoai"],
    ),
];

/// What a written notice says.
pub const NOTICES: Values<Notice> = &[
    (
        Notice::NonRenewal,
        "non-renewal",
        ["không gia hạn", "non-renewal"],
        &["thong bao khong gia han", "no renewal", "not renewed"],
    ),
    (
        Notice::Termination,
        "termination",
        ["chấm dứt", "termination"],
        &["thong bao cham dut", "cham dut hieu luc", "terminate"],
    ),
];

/// What was decided.
pub const CHOICES: Values<Choice> = &[
    (Choice::Renew, "renew", ["gia hạn", "renew"], &["renewal", "de tu dong gia han"]),
    (
        Choice::Renegotiate,
        "renegotiate",
        ["đàm phán văn bản mới", "negotiate a new text"],
        &["dam phan lai", "ky moi", "ky van ban moi", "sua doi, bo sung"],
    ),
    (
        Choice::Lapse,
        "lapse",
        ["không gia hạn", "let it lapse"],
        &["de het hieu luc", "de het han", "het hieu luc", "no renewal"],
    ),
    (Choice::Terminate, "terminate", ["chấm dứt", "terminate"], &["termination", "cham dut hieu luc"]),
];

impl ActWord {
    /// Its row.
    ///
    /// # Panics
    ///
    /// Never: a test holds that the table has each word.
    pub fn entry(self) -> &'static ActEntry {
        ACTS.iter().find(|entry| entry.act == self).expect("the table has every act")
    }

    /// The word itself.
    pub fn word(self) -> &'static str {
        self.entry().word
    }

    /// The act of that word alone, not of its other names.
    pub fn of_word(word: &str) -> Option<Self> {
        ACTS.iter().find(|entry| entry.word == word).map(|entry| entry.act)
    }

    /// Whether it takes that value: a day, a number and a note are taken by each.
    pub fn takes(self, key: ActKey) -> bool {
        matches!(key, ActKey::On | ActKey::Number | ActKey::Note)
            || self.entry().takes.iter().any(|takes| takes.key == key)
    }

    /// Whether it is about a review, and may leave open which one.
    pub const fn is_about_review(self) -> bool {
        matches!(self, Self::HoldReview | Self::Postpone | Self::Skip)
    }

    /// Whether it is recorded on an agreement.
    pub fn is_on(self, target: Target) -> bool {
        self.entry().on.contains(&target)
    }
}

impl ActKey {
    /// Its row.
    ///
    /// # Panics
    ///
    /// Never: a test holds that the table has each key.
    pub fn entry(self) -> &'static ActKeyEntry {
        ACT_KEYS.iter().find(|entry| entry.key == self).expect("the table has every key")
    }

    /// Its name in files, JSON and the schema.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The key of that name, or of that option of the command line.
    pub fn named(name: &str) -> Option<Self> {
        ACT_KEYS.iter().find(|entry| entry.name == name || entry.option == name).map(|entry| entry.key)
    }
}

impl ActBody {
    /// Its word, where people can record it; `register` and a whole party come with a list.
    pub fn act_word(&self) -> Option<ActWord> {
        ActWord::of_word(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_that_an_act_takes_has_its_row() {
        for entry in ACTS {
            assert_eq!(entry.act.word(), entry.word);
            for takes in entry.takes {
                assert_eq!(takes.key.entry().key, takes.key, "{}", entry.word);
            }
        }
    }

    #[test]
    fn no_word_and_no_key_stands_twice() {
        let words: BTreeSet<_> = ACTS.iter().map(|entry| entry.word).collect();
        let keys: BTreeSet<_> = ACT_KEYS.iter().map(|entry| entry.name).collect();
        assert_eq!((words.len(), keys.len()), (ACTS.len(), ACT_KEYS.len()));
    }

    #[test]
    fn the_words_of_the_table_are_those_of_the_bodies() {
        let day = crate::lifecycle::day::Day::first();
        for (body, act) in [
            (ActBody::EnterIntoForce { in_force_on: None, received_on: None }, ActWord::EnterIntoForce),
            (ActBody::HoldReview { review: day }, ActWord::HoldReview),
            (ActBody::ConfirmSuccessor { successors: std::collections::BTreeMap::new() }, ActWord::ConfirmSuccessor),
            (ActBody::Void { voids: 1 }, ActWord::Void),
        ] {
            assert_eq!(body.act_word(), Some(act));
        }
    }
}
