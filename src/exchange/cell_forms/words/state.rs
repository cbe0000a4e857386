//! What a list thinks of an agreement today: "còn hiệu lực", "đã gia hạn đến 2028", "expired".
//!
//! Not here: whether it agrees with the days. The invariant: a word that is none of these names no state, and is said to be
//! not understood; the longer words come first, because "chưa hết hiệu lực" is not "hết hiệu lực".

use super::super::day;
use super::begins_with;
use crate::lifecycle::day::Day;
use crate::text::fold;

/// What a list thinks of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListedState {
    /// It binds.
    InForce,
    /// It was extended or signed again.
    Extended,
    /// It does not bind yet.
    NotYet,
    /// It is not carried out for now.
    Suspended,
    /// Another took its place.
    Superseded,
    /// It binds no more.
    Ended,
    /// Somebody ended it, which lies before the end of its term: "chấm dứt", "hủy", "terminated".
    Stopped,
    /// Something is being done about it, whether it binds or not: "đang làm thủ tục gia hạn".
    Underway,
}

/// The state that a cell names; `None` where it names none that is known.
pub(crate) fn state_in(text: &str) -> Option<ListedState> {
    let folded = fold(text);
    let whole = folded.trim_end_matches(['.', ',']).trim_start_matches(['-', '*', ' ']);
    // Twice: "văn bản đã chấm dứt".
    let leads = ["van ban ", "vb ", "da ", "bi ", "duoc ", "hien ", "already "];
    let bare = leads.iter().chain(&leads).fold(whole, |said, word| said.strip_prefix(word).unwrap_or(said));
    let names = |(words, _): &&(&[&str], ListedState)| {
        words.iter().any(|word| begins_with(whole, word) || begins_with(bare, word))
    };
    // Negotiated, drafted or submitted is what is not signed, unless it is about a text that is.
    let begins = |word: &&str| begins_with(whole, word) || begins_with(bare, word);
    if BEFORE_SIGNING.iter().any(begins) && !OF_A_SIGNED_TEXT.iter().any(|word| whole.contains(word)) {
        return Some(ListedState::NotYet);
    }
    let alone = IN_ONE_WORD.iter().find(|(word, _)| *word == whole);
    let state = alone.map(|(_, state)| *state).or_else(|| STATES.iter().find(names).map(|(_, state)| *state))?;
    // "Active (extended)", "còn hiệu lực, đã gia hạn đến 2030"; what is being done about it is not done.
    let extended = || WAS_EXTENDED.iter().any(|word| whole.contains(word));
    Some(if state == ListedState::InForce && extended() { ListedState::Extended } else { state })
}

/// Words behind "in force" that say that it was extended, folded.
const WAS_EXTENDED: [&str; 9] = [
    "da gia han",
    "duoc gia han den",
    "da duoc gia han",
    "da ky lai",
    "da tai ky",
    "(gia han",
    "(extended",
    "(renewed",
    ", extended",
];

/// Whether the words say that it ended before its term did.
pub(crate) fn says_early(text: &str) -> bool {
    let folded = fold(text);
    ["truoc thoi han", "truoc han", "som", "early", "prematurely"]
        .iter()
        .any(|word| format!(" {folded} ").contains(&format!(" {word} ")))
}

/// The one day that the cell names, by figures: "đã chấm dứt ngày 01/6/2022"; `None` where it names none or several.
pub(crate) fn day_in(text: &str) -> Option<Day> {
    match day::in_figures(text)[..] {
        [day] => Some(day),
        _ => None,
    }
}

/// The year in which it ends, as the cell says: "gia hạn đến 2028", "hết hiệu lực 31/12/2026".
pub(crate) fn end_year_in(text: &str, state: ListedState) -> Option<i32> {
    let folded = fold(text);
    let behind = match state {
        ListedState::Ended | ListedState::Stopped => folded.as_str(),
        _ => [" den ", " toi ", " until ", " till ", " to "].iter().find_map(|word| folded.split_once(word))?.1,
    };
    let digits = behind.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    digits.filter_map(|part| part.parse().ok()).rfind(|year| (1900..2200).contains(year))
}

/// What is done to a text before it is signed, folded.
const BEFORE_SIGNING: [&str; 15] = [
    "dang dam phan",
    "dang thuong thao",
    "dang thuong luong",
    "dang soan",
    "dang du thao",
    "dang trinh",
    "dang xem xet",
    "dang cho phe duyet",
    "dang cho ky",
    "dang xin phe duyet",
    "dang de xuat ky",
    "du kien ky",
    "under negotiation",
    "being negotiated",
    "in negotiation",
];

/// Words that tell that it is about a text that is signed.
const OF_A_SIGNED_TEXT: [&str; 12] = [
    "gia han", "ky lai", "sua doi", "bo sung", "thay the", "cham dut", "thanh ly", "ket thuc", "renew", "exten",
    "amend", "terminat",
];

/// Words that are a state where they stand alone: under "Hiệu lực", "Tình trạng hiệu lực".
const IN_ONE_WORD: [(&str, ListedState); 3] =
    [("con", ListedState::InForce), ("het", ListedState::Ended), ("chua", ListedState::NotYet)];

const STATES: [(&[&str], ListedState); 8] = [
    (&UNDERWAY, ListedState::Underway),
    (&NOT_YET, ListedState::NotYet),
    (&IN_FORCE, ListedState::InForce),
    (&SUPERSEDED, ListedState::Superseded),
    (&SUSPENDED, ListedState::Suspended),
    (&EXTENDED, ListedState::Extended),
    (&STOPPED, ListedState::Stopped),
    (&ENDED, ListedState::Ended),
];

const UNDERWAY: [&str; 32] = [
    "cho bo ngoai giao",
    "cho cap",
    "cho phan hoi",
    "chua trien khai",
    "moi ky",
    "dang lam thu tuc",
    "dang hoan tat thu tuc",
    "dang hoan thien",
    "dang dam phan",
    "dang gia han",
    "dang de nghi",
    "dang xin",
    "dang trinh",
    "dang xem xet",
    "dang soan",
    "dang ra soat",
    "dang trao doi",
    "dang cho",
    "dang xu ly",
    "cho gia han",
    "cho y kien",
    "cho ky lai",
    "chua gia han",
    "chua ky lai",
    "chuan bi",
    "de nghi gia han",
    "can gia han",
    "dung tien do",
    "dung ke hoach",
    "under renewal",
    "being renewed",
    "under negotiation",
];

const NOT_YET: [&str; 15] = [
    "chua co hieu luc",
    "chua hieu luc",
    "chua phat sinh hieu luc",
    "chua den hieu luc",
    "chua den ngay",
    "chua ky",
    "cho hieu luc",
    "cho co hieu luc",
    "cho phe duyet",
    "cho ky",
    "du thao",
    "not yet",
    "not in force yet",
    "pending",
    "draft",
];

const IN_FORCE: [&str; 44] = [
    "con hieu luc",
    "con hl",
    "con gia tri",
    "dang hieu luc",
    "dang co hieu luc",
    "dang con hieu luc",
    "co hieu luc",
    "co gia tri",
    "hieu luc",
    "van con",
    "van dang",
    "van co",
    "con han",
    "con thoi han",
    "trong han",
    "trong thoi han",
    "chua het",
    "chua cham dut",
    "chua ket thuc",
    "sap het",
    "gan het",
    "dang thuc hien",
    "dang trien khai",
    "dang hoat dong",
    "dang ap dung",
    "dang thuc thi",
    "dang duy tri",
    "dang hop tac",
    "dang tiep tuc",
    "hoat dong",
    "duy tri",
    "tiep tuc",
    "in force",
    "in effect",
    "active",
    "valid",
    "current",
    "effective",
    "ongoing",
    "on-going",
    "running",
    "live",
    "still",
    "expiring",
];

const SUPERSEDED: [&str; 11] = [
    "thay bang",
    "da duoc thay the",
    "da thay the",
    "bi thay the",
    "duoc thay the",
    "thay the bang",
    "thay the boi",
    "co van ban thay the",
    "het hieu luc do thay the",
    "superseded",
    "replaced",
];

const SUSPENDED: [&str; 10] = [
    "tam dinh chi",
    "tam dung",
    "tam ngung",
    "tam hoan",
    "tam thoi",
    "dinh chi",
    "suspended",
    "on hold",
    "paused",
    "temporarily",
];

const EXTENDED: [&str; 15] = [
    "gia han",
    "tu dong gia han",
    "tu gia han",
    "ky lai",
    "ky gia han",
    "ky moi",
    "tai ky",
    "keo dai",
    "renewed",
    "extended",
    "prolonged",
    "re-signed",
    "signed again",
    "auto-renewed",
    "automatically renewed",
];

const STOPPED: [&str; 19] = [
    "da rut",
    "rut khoi",
    "bai bo",
    "bi bai bo",
    "cham dut",
    "thanh ly",
    "huy",
    "bi huy",
    "ngung",
    "dung",
    "terminated",
    "cancelled",
    "canceled",
    "khong tiep tuc",
    "withdrawn",
    "discontinued",
    "dissolved",
    "revoked",
    "annulled",
];

const ENDED: [&str; 30] = [
    "khong hoat dong",
    "khong thuc hien",
    "khong trien khai",
    "archived",
    "luu tru",
    "luu kho",
    "het hieu luc",
    "het hl",
    "het han",
    "het thoi han",
    "het gia tri",
    "khong con",
    "khong hieu luc",
    "mat hieu luc",
    "vo hieu",
    "qua han",
    "ket thuc",
    "hoan thanh",
    "khep ho so",
    "expired",
    "inactive",
    "invalid",
    "ended",
    "lapsed",
    "closed",
    "completed",
    "not active",
    "not in force",
    "no longer",
    "finished",
];

#[cfg(test)]
mod tests {
    use super::ListedState::{Ended, Extended, InForce, NotYet, Stopped, Superseded, Suspended, Underway};
    use super::*;

    #[test]
    fn states_that_colleagues_write() {
        for (state, texts) in [
            (InForce, &["Còn hiệu lực", "Đang thực hiện", "Hiện còn hiệu lực", "Chưa hết hạn", "Active"][..]),
            (InForce, &["Sắp hết hạn", "VB còn hiệu lực", "đang triển khai.", "còn hiệu lực đến 2028", "In force"][..]),
            (Extended, &["Đã gia hạn", "Gia hạn đến 2028", "Đã được gia hạn", "Đã ký lại", "Renewed", "extended"][..]),
            (
                NotYet,
                &["Đang đàm phán", "Đang trình", "Đang soạn thảo", "Under negotiation", "Dự kiến ký năm 2027"][..],
            ),
            (Underway, &["Đang đàm phán gia hạn", "Đang trình gia hạn", "Under negotiation for renewal"][..]),
            (
                Stopped,
                &["Đã rút khỏi", "Bị hủy năm 2019", "Chấm dứt sớm", "Văn bản đã chấm dứt trước thời hạn", "Terminated"]
                    [..],
            ),
            (Extended, &["Active (extended)", "Còn hiệu lực, đã gia hạn đến 2030"][..]),
            (InForce, &["Còn hiệu lực, đang làm thủ tục gia hạn", "Còn hiệu lực (chưa gia hạn)"][..]),
            (Ended, &["Không hoạt động", "Archived"][..]),
            (NotYet, &["Chưa có hiệu lực", "chờ hiệu lực", "Dự thảo", "Not yet in force", "pending"][..]),
            (Superseded, &["Đã thay thế", "Đã được thay thế", "Bị thay thế bởi 12/TT", "Replaced"][..]),
            (Suspended, &["Tạm đình chỉ", "Tạm dừng", "Đã tạm ngưng", "Suspended"][..]),
            (InForce, &["Còn", "còn."][..]),
            (Ended, &["Hết"][..]),
            (Stopped, &["Bãi bỏ theo QĐ 12/QĐ-UBND ngày 01/02/2025", "Đã bãi bỏ"][..]),
            (Underway, &["Chờ Bộ Ngoại giao cho ý kiến", "Chưa triển khai"][..]),
            (Stopped, &["Đã chấm dứt", "Dừng"][..]),
            (Ended, &["Hết hiệu lực", "đã hết hiệu lực", "Không còn hiệu lực", "Expired"][..]),
            (Underway, &["Đang làm thủ tục gia hạn", "Chưa gia hạn", "Đúng tiến độ", "Under renewal"][..]),
        ] {
            for text in texts {
                assert_eq!(state_in(text), Some(state), "{text}");
            }
        }
        for text in ["", "tốt", "Không gia hạn", "abc"] {
            assert_eq!(state_in(text), None, "{text}");
        }
    }

    #[test]
    fn the_year_of_the_end_that_a_state_names() {
        for (text, year) in [
            ("Gia hạn đến 2028", Some(2028)),
            ("Đã gia hạn đến hết ngày 31/12/2029", Some(2029)),
            ("Còn hiệu lực đến năm 2030", Some(2030)),
            ("Hết hiệu lực 31/12/2026", Some(2026)),
            ("Extended until 2031", Some(2031)),
            ("Đã gia hạn năm 2023", None),
            ("Còn hiệu lực", None),
        ] {
            let state = state_in(text).expect("a state that is known");
            assert_eq!(end_year_in(text, state), year, "{text}");
        }
    }
}
