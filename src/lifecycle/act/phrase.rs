//! The office's phrases for what happened, which officers choose from: "Lùi đến ngày (đối tác đề nghị)".
//!
//! A phrase is an act with some of its values filled in, so that one choice from a list is enough. Workbook, page and
//! guide offer the phrases of this table; the reader of acts (`exchange/acts`) turns them into acts. The invariant: two
//! phrases of one name differ in the milestones they are offered for, and each makes an act that its milestone takes.

use std::sync::LazyLock;

use super::{ACTS, ActEffect, ActEntry, ActKey, ActWord, MilestoneKind};

/// A phrase and the act it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActPhrase {
    pub act: ActWord,
    /// What a list in Vietnamese calls it.
    pub vietnamese: &'static str,
    /// What a list in English calls it.
    pub english: &'static str,
    /// What else people write, folded.
    pub also: &'static [&'static str],
    /// Values that the phrase says.
    pub says: &'static [(ActKey, &'static str)],
    /// The value that a day beside the phrase ("đến ngày") is; none where the act takes no day but its own.
    pub until: Option<ActKey>,
    /// The milestones it is offered at; empty where it is about the agreement as a whole.
    pub at: &'static [MilestoneKind],
}

const fn phrase(
    act: ActWord,
    names: [&'static str; 2],
    also: &'static [&'static str],
    says: &'static [(ActKey, &'static str)],
    until: Option<ActKey>,
    at: &'static [MilestoneKind],
) -> ActPhrase {
    ActPhrase { act, vietnamese: names[0], english: names[1], also, says, until, at }
}

const REVIEW: &[MilestoneKind] = &[MilestoneKind::Review];
const ENDS: &[MilestoneKind] = &[MilestoneKind::Expiry, MilestoneKind::Notice, MilestoneKind::Renewal];
const DECIDED: &[MilestoneKind] = &[MilestoneKind::Expiry, MilestoneKind::Notice];
const DONE: &[MilestoneKind] = &[MilestoneKind::Duty, MilestoneKind::Observance, MilestoneKind::Commitment];
const COMMITMENT: &[MilestoneKind] = &[MilestoneKind::Commitment];
const ANY: &[MilestoneKind] = &MilestoneKind::ALL;

/// The phrases, in the order in which lists offer them. An act that says something of a milestone and has no phrase of its
/// own is offered by its names.
pub(crate) static ACT_PHRASES: LazyLock<Vec<ActPhrase>> = LazyLock::new(|| {
    let bare =
        |entry: &&ActEntry| entry.effect == ActEffect::Note && !PHRASES.iter().any(|phrase| phrase.act == entry.act);
    let by_name = |entry: &ActEntry| phrase(entry.act, [entry.vietnamese, entry.english], &[], &[], None, ANY);
    PHRASES.iter().copied().chain(ACTS.iter().filter(bare).map(by_name)).collect()
});

/// What is said of an agreement that another party has inherited; offered where there is one, and in no workbook.
pub(crate) static SUCCESSOR_TOLD: ActPhrase = phrase(
    ActWord::ConfirmSuccessor,
    ["Đã thông báo bên kế thừa cho đối tác", "The partner was told of the successor"],
    &[],
    &[],
    None,
    &[],
);

const PHRASES: &[ActPhrase] = &[
    phrase(
        ActWord::HoldReview,
        ["Đã sơ kết", "Review held"],
        &["da hop", "da hop so ket", "da to chuc", "xong", "da xong", "da lam", "da hoan thanh", "hoan thanh"],
        &[],
        None,
        REVIEW,
    ),
    phrase(
        ActWord::Postpone,
        ["Lùi đến ngày (phía ta đề nghị)", "Postponed by us until"],
        &[],
        &[(ActKey::Side, "us")],
        Some(ActKey::To),
        REVIEW,
    ),
    phrase(
        ActWord::Postpone,
        ["Lùi đến ngày (đối tác đề nghị)", "Postponed by the partner until"],
        &[],
        &[(ActKey::Side, "partner")],
        Some(ActKey::To),
        REVIEW,
    ),
    phrase(ActWord::Skip, ["Không tổ chức", "Not held"], &["khong hop"], &[], None, REVIEW),
    phrase(
        ActWord::Extend,
        ["Gia hạn đến", "Extended until"],
        &["da gia han den", "da gia han", "gia han"],
        &[],
        Some(ActKey::Until),
        ENDS,
    ),
    phrase(
        ActWord::Supersede,
        ["Ký văn bản mới", "New text signed"],
        &["da ky van ban moi", "da ky lai", "ky lai", "da ky ban moi"],
        &[],
        Some(ActKey::EndsOn),
        ENDS,
    ),
    phrase(
        ActWord::Notify,
        ["Phía ta thông báo không gia hạn", "We gave notice of non-renewal"],
        &["khong gia han (phia ta thong bao)", "da thong bao khong gia han"],
        &[(ActKey::What, "non-renewal"), (ActKey::Side, "us")],
        None,
        &[MilestoneKind::Notice],
    ),
    phrase(
        ActWord::Decide,
        ["Không gia hạn", "Let it lapse"],
        &["de het hieu luc", "khong gia han nua"],
        &[(ActKey::Choice, "lapse")],
        None,
        &[MilestoneKind::Expiry],
    ),
    phrase(
        ActWord::Notify,
        ["Không gia hạn", "Let it lapse"],
        &["khong gia han nua"],
        &[(ActKey::What, "non-renewal"), (ActKey::Side, "us")],
        None,
        &[MilestoneKind::Notice],
    ),
    phrase(
        ActWord::Notify,
        ["Đối tác thông báo không gia hạn", "The partner does not renew"],
        &["khong gia han (doi tac thong bao)"],
        &[(ActKey::What, "non-renewal"), (ActKey::Side, "partner")],
        None,
        &[MilestoneKind::Notice],
    ),
    phrase(
        ActWord::Notify,
        ["Phía ta thông báo chấm dứt", "We gave notice of termination"],
        &[],
        &[(ActKey::What, "termination"), (ActKey::Side, "us")],
        None,
        &[],
    ),
    phrase(
        ActWord::Notify,
        ["Đối tác thông báo chấm dứt", "The partner gave notice of termination"],
        &[],
        &[(ActKey::What, "termination"), (ActKey::Side, "partner")],
        None,
        &[],
    ),
    phrase(
        ActWord::Decide,
        ["Có chủ trương gia hạn", "Decided to renew"],
        &["quyet dinh gia han", "dong y gia han", "da co chu truong gia han", "da dong y gia han"],
        &[(ActKey::Choice, "renew")],
        None,
        DECIDED,
    ),
    phrase(
        ActWord::Decide,
        ["Có chủ trương ký văn bản mới", "Decided to negotiate a new text"],
        &["quyet dinh dam phan van ban moi", "da co chu truong ky van ban moi"],
        &[(ActKey::Choice, "renegotiate")],
        None,
        DECIDED,
    ),
    phrase(
        ActWord::Decide,
        ["Có chủ trương chấm dứt", "Decided to terminate"],
        &["quyet dinh cham dut", "da co chu truong cham dut"],
        &[(ActKey::Choice, "terminate")],
        None,
        DECIDED,
    ),
    phrase(
        ActWord::EnterIntoForce,
        ["Có hiệu lực từ", "In force from"],
        &[],
        &[],
        Some(ActKey::InForceOn),
        &[MilestoneKind::Effect],
    ),
    phrase(
        ActWord::Step,
        ["Đã xong bước", "Step done"],
        &["xong buoc", "xong", "da xong", "da lam", "da hoan thanh", "hoan thanh"],
        &[],
        Some(ActKey::DoneOn),
        &[MilestoneKind::Expiry],
    ),
    phrase(
        ActWord::Fulfil,
        ["Đã thực hiện", "Done"],
        &["da gui", "da bao cao", "xong", "da xong", "da lam", "da hoan thanh", "hoan thanh"],
        &[],
        None,
        DONE,
    ),
    phrase(ActWord::Skip, ["Không thực hiện", "Not carried out"], &["khong lam"], &[], None, COMMITMENT),
    phrase(ActWord::Acknowledge, ["Đang xử lý", "In progress"], &[], &[], None, ANY),
    phrase(ActWord::Snooze, ["Nhắc lại vào ngày", "Remind again on"], &[], &[], Some(ActKey::Until), ANY),
    // What there is to say is in the note.
    phrase(ActWord::Progress, ["Ghi chú tiến độ", "Progress note"], &["tien do"], &[], None, ANY),
    phrase(
        ActWord::Suspend,
        ["Tạm đình chỉ", "Suspended"],
        &["tam dung", "tam ngung", "da tam dung", "da tam dinh chi"],
        &[],
        None,
        &[],
    ),
    phrase(ActWord::Resume, ["Tiếp tục thực hiện", "Resumed"], &[], &[], None, &[]),
    phrase(
        ActWord::Terminate,
        ["Chấm dứt", "Terminated"],
        &["thanh ly", "da thanh ly", "da cham dut"],
        &[],
        Some(ActKey::EndsOn),
        &[],
    ),
    phrase(ActWord::Withdraw, ["Rút khỏi", "Withdrawn"], &[], &[], Some(ActKey::EndsOn), &[]),
    phrase(ActWord::Close, ["Khép hồ sơ", "Closed"], &[], &[], None, &[]),
];

impl ActPhrase {
    /// The phrase as a word of letters and hyphens: the act and what is filled in, `notify-non-renewal-us`. Two phrases of one
    /// slug say the same.
    pub(crate) fn slug(&self) -> String {
        let said = self.says.iter().map(|(_, text)| *text);
        std::iter::once(self.act.word()).chain(said).collect::<Vec<_>>().join("-")
    }

    /// Whether an act with these values is what the phrase says: the same word and the same filled-in values.
    pub(crate) fn matches<'v>(&self, act: ActWord, value: impl Fn(ActKey) -> Option<&'v str>) -> bool {
        self.act == act && self.says.iter().all(|(key, said)| value(*key) == Some(*said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_stands_twice_for_one_kind_of_milestone() {
        for (at, one) in ACT_PHRASES.iter().enumerate() {
            for other in &ACT_PHRASES[at + 1..] {
                let both =
                    one.at.iter().any(|kind| other.at.contains(kind)) || (one.at.is_empty() && other.at.is_empty());
                let names =
                    [one.vietnamese, one.english].iter().any(|name| [other.vietnamese, other.english].contains(name));
                assert!(!(both && names), "{} / {}", one.vietnamese, other.vietnamese);
            }
        }
    }

    #[test]
    fn what_a_phrase_says_is_taken_by_its_act() {
        for phrase in ACT_PHRASES.iter() {
            let keys = phrase.says.iter().map(|(key, _)| *key).chain(phrase.until);
            for key in keys {
                assert!(phrase.act.takes(key), "{}: {key:?}", phrase.vietnamese);
            }
            // The reader of acts gives a day beside the phrase the same name.
            let until = phrase.until.filter(|key| *key != ActKey::Until);
            assert!(until.is_none() || until == phrase.act.until_key(), "{}", phrase.vietnamese);
        }
    }
}
