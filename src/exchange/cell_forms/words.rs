//! The closed vocabularies: for each canonical word, what people write for it.
//!
//! Compared folded (lower case, no diacritics). Vietnamese names of instruments are long and vary at their end
//! ("bản ghi nhớ hợp tác về …"), so a kind may also be known by how its name begins.

mod effect;
mod state;
mod unknown;

pub(crate) use effect::{EFFECT, with_rest};
pub(crate) use state::{ListedState, day_in, end_year_in, says_early, state_in};
pub use unknown::{says_missing, says_unknown};

use super::Unread;
use crate::message::list::cell::{CellChoice, not_a_choice};
use crate::text::fold;

#[derive(Debug)]
pub struct Vocabulary {
    choice: CellChoice,
    /// Canonical word, what people write for it, and beginnings that are enough; all folded.
    rows: &'static [(&'static str, &'static [&'static str], &'static [&'static str])],
}

/// The canonical word for the text.
pub fn read(words: &Vocabulary, text: &str) -> Result<&'static str, Unread> {
    let folded = fold(text);
    let said = folded.trim_end_matches(['.', ',']);
    let exact = words.rows.iter().find(|(canonical, said_as, _)| *canonical == said || said_as.contains(&said));
    let begun = || {
        let begins = |start: &&str| begins_with(said, start) && says_no_more(words.choice, &said[start.len()..]);
        words.rows.iter().find(|(.., starts)| starts.iter().any(&begins))
    };
    if words.choice == CellChoice::Effect
        && let Some((canonical, rest)) = with_rest(said)
    {
        return if rest.is_empty() { Ok(canonical) } else { Err(not_a_choice(text, words.choice).into()) };
    }
    let ended =
        || words.rows.iter().find(|(canonical, ..)| words.choice == CellChoice::Kind && ends_as(said, canonical));
    exact
        .or_else(begun)
        .or_else(ended)
        .map(|(canonical, ..)| *canonical)
        .ok_or_else(|| not_a_choice(text, words.choice).into())
}

/// Words behind the beginning of a renewal's name that say nothing of when, how long or whether.
const OF_CONSENT: [&str; 30] = [
    "cua", "giua", "hai", "ca", "cac", "ben", "bang", "van", "ban", "thoa", "thuan", "thong", "nhat", "dong", "y",
    "khi", "neu", "co", "nhu", "cau", "voi", "doi", "tac", "viet", "chung", "cung", "by", "of", "both", "parties",
];

/// Whether what stands behind the beginning leaves the fact as it is: "theo thỏa thuận, đã gia hạn đến 2030" does not.
fn says_no_more(choice: CellChoice, rest: &str) -> bool {
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    choice != CellChoice::Renewal || words.all(|word| OF_CONSENT.contains(&word))
}

/// Whether an English name of a kind ends in the kind: "Student Exchange Agreement". A name that says what is done to
/// another instrument ("amendment to the agreement") is none.
fn ends_as(said: &str, canonical: &str) -> bool {
    const ABOUT_ANOTHER: [&str; 6] = ["to", "of", "the", "under", "for", "side"];
    let words: Vec<&str> = said.split(' ').collect();
    let last = words.last().copied().unwrap_or_default();
    let about = words.iter().any(|word| ABOUT_ANOTHER.contains(word)) && !said.ends_with("memorandum of understanding");
    let kind = match last {
        "agreement" | "moa" => "agreement",
        "mou" | "memorandum" => "mou",
        "understanding" if said.ends_with("memorandum of understanding") => "mou",
        "minutes" => "minutes",
        "programme" | "program" => "programme",
        _ => return false,
    };
    kind == canonical && !about && words.len() > 1 && said.is_ascii()
}

pub(in crate::exchange) fn begins_with(said: &str, start: &str) -> bool {
    said.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', '-', '/', ':', '(', ';']))
}

/// The kind that a title says it is, by its first words; `None` where it says none.
pub(crate) fn kind_in_title(title: &str) -> Option<&'static str> {
    let folded = fold(title);
    // Words of one letter or of many meanings are kinds in a column of kinds alone.
    let begins = KIND.rows.iter().filter(|(canonical, ..)| *canonical != "other" || !folded.starts_with("khac"));
    let found = begins.filter_map(|(canonical, _, begins)| {
        let longest = begins.iter().filter(|start| begins_with(&folded, start)).map(|start| start.len()).max()?;
        Some((longest, *canonical))
    });
    found.max_by_key(|(length, _)| *length).map(|(_, canonical)| canonical)
}

/// `yes` or `no`.
pub(crate) static YES_NO: Vocabulary = Vocabulary {
    choice: CellChoice::YesNo,
    rows: &[
        ("yes", &["co", "x", "true", "1", "1.0", "y", "dung", "v", "✓", "✔", "☑", "☒"], &[]),
        ("no", &["khong", "false", "0", "0.0", "n", "sai", "☐"], &[]),
    ],
};

/// What kind of instrument it is.
pub(crate) static KIND: Vocabulary = Vocabulary {
    choice: CellChoice::Kind,
    rows: &[
        // Before the memoranda: each begins as one of them does.
        (
            "agreement",
            &[
                "ttqt",
                "tthk",
                "ttht",
                "moa",
                "loa",
                "cooperation agreement",
                "cooperative agreement",
                "sister city",
                "sister cities",
                "friendship city",
                "friendship",
                "twin town",
                "twin city",
                "twinning",
                "ket nghia",
                "huu nghi",
                "student exchange",
                "staff exchange",
                "faculty exchange",
                "student/faculty exchange",
                "exchange",
                "dual degree",
                "double degree",
                "joint degree",
            ],
            &[
                "memorandum of agreement",
                "memorandum of cooperation agreement",
                "letter of agreement",
                "thoa thuan",
                "ban thoa thuan",
                "van ban thoa thuan",
                "thoa uoc",
                "agreement",
                "framework agreement",
                "cooperation agreement",
                "moa",
                "van ban hop tac",
                "hop dong",
                "contract",
                "sister city agreement",
                "twinning agreement",
                "ban giao uoc",
            ],
        ),
        (
            "mou",
            &["bgn", "bbgn", "moc", "memo"],
            &[
                "ban ghi nho",
                "bien ban ghi nho",
                "ghi nho",
                "memorandum of understanding",
                "memorandum of cooperation",
                "memorandum",
                "mou",
                "moc",
            ],
        ),
        (
            "minutes",
            &["record of discussions", "bbtt", "bbht", "bb", "rod"],
            &[
                "bien ban",
                "ban thao luan",
                "minutes",
                "agreed minutes",
                "record of discussion",
                "record of discussions",
            ],
        ),
        (
            "treaty",
            &["convention", "protocol", "dutq", "duqt"],
            &["dieu uoc", "hiep dinh", "hiep uoc", "cong uoc", "nghi dinh thu", "treaty"],
        ),
        ("programme", &["program", "ctht"], &["chuong trinh", "programme", "program of", "program for"]),
        ("plan", &["kh"], &["ke hoach", "plan", "action plan", "work plan", "plan of action"]),
        ("strategy", &["strategies", "cl"], &["chien luoc", "strategy"]),
        ("regulation", &["regulations"], &["quy che", "regulation"]),
        (
            "other",
            &["loi", "communique", "ydt"],
            &[
                "khac",
                "loai khac",
                "van ban khac",
                "y dinh thu",
                "thu y dinh",
                "ban y dinh thu",
                "thu ngo",
                "thu thoa thuan",
                "thong cao",
                "tuyen bo",
                "ban tuyen bo",
                "cong ham",
                "trao doi cong thu",
                "trao doi thu",
                "other",
                "letter of intent",
                "loi",
                "joint statement",
                "joint declaration",
                "declaration",
                "exchange of letters",
            ],
        ),
    ],
};

/// How the last day in force is counted.
pub(crate) static COUNT: Vocabulary = Vocabulary {
    choice: CellChoice::Count,
    rows: &[
        ("civil", &["dan su", "ngay tuong ung", "theo bo luat dan su"], &[]),
        ("inclusive", &["tinh ca ngay dau", "tinh ca ngay ky", "ke ca ngay dau", "ke ca ngay ky"], &[]),
    ],
};

/// How it is renewed.
pub(crate) static RENEWAL: Vocabulary = Vocabulary {
    choice: CellChoice::Renewal,
    rows: &[
        (
            "none",
            &[
                "khong",
                "khong gia han",
                "khong tu dong gia han",
                "khong tu dong",
                "khong gia han tu dong",
                "khong duoc tu dong gia han",
                "khong duoc gia han",
                "not automatic",
                "not automatically renewed",
                "no auto-renewal",
                "no auto renewal",
                "no automatic renewal",
                "khong co",
                "no",
                "not renewable",
                "no renewal",
                "non-renewable",
            ],
            &[],
        ),
        (
            "consent",
            &[
                "gia han bang van ban",
                "bang van ban",
                "dong thuan",
                "by consent",
                "by agreement",
                "by mutual agreement",
                "by mutual consent",
                "by mutual written consent",
                "upon mutual agreement",
                "renewable",
                "renewable by mutual consent",
                "renewable by mutual agreement",
                "co the gia han",
                "co the duoc gia han",
                "thoa thuan",
                "theo nhu cau hai ben",
                "duoc gia han neu hai ben dong y",
                "duoc gia han neu hai ben thong nhat",
                "gia han neu hai ben dong y",
                "duoc gia han khi hai ben dong y",
                "duoc gia han theo thoa thuan",
                "duoc gia han bang van ban",
                "duoc gia han",
            ],
            &[
                "theo thoa thuan",
                "gia han theo thoa thuan",
                "co the gia han theo thoa thuan",
                "thoa thuan bang van ban",
                "gia han khi hai ben thong nhat",
                "gia han khi hai ben dong y",
                "co the gia han khi hai ben",
            ],
        ),
        (
            "tacit",
            &[
                "tu dong",
                "tu dong gia han",
                "gia han tu dong",
                "mac nhien",
                "mac nhien gia han",
                "automatic",
                "auto",
                "auto-renew",
                "auto-renewal",
                "auto renewal",
                "automatic renewal",
                "automatically",
                "automatically renewed",
                "renews automatically",
                "tacit",
                "tacit renewal",
                "duong nhien gia han",
                "duong nhien duoc gia han",
                "duoc gia han tu dong",
            ],
            &[],
        ),
    ],
};

pub(crate) static ENDED: Vocabulary = Vocabulary {
    choice: CellChoice::Ended,
    rows: &[
        ("expired", &["het han", "het hieu luc", "het thoi han", "da het han", "da het hieu luc"], &[]),
        ("terminated", &["cham dut", "cham dut hieu luc", "da cham dut", "cham dut truoc thoi han"], &[]),
        ("superseded", &["thay the", "duoc thay the", "bi thay the", "da thay the"], &[]),
        ("closed", &["dong", "da dong", "luu", "luu tru", "ket thuc", "da ket thuc"], &[]),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_for_each_word() {
        for (words, text, expected) in [
            (&YES_NO, "Có", "yes"),
            (&YES_NO, "x", "yes"),
            (&YES_NO, "✓", "yes"),
            (&YES_NO, "TRUE", "yes"),
            (&YES_NO, "không", "no"),
            (&YES_NO, "0", "no"),
            (&KIND, "Thỏa thuận", "agreement"),
            (&KIND, "thoả thuận", "agreement"),
            (&KIND, "Bản thỏa thuận hợp tác", "agreement"),
            (&KIND, "Bản ghi nhớ hợp tác giai đoạn 2022–2027", "mou"),
            (&KIND, "MoU", "mou"),
            (&KIND, "Biên bản thảo luận", "minutes"),
            (&KIND, "Biên bản ghi nhớ", "mou"),
            (&KIND, "Hiệp định", "treaty"),
            (&KIND, "điều ước quốc tế", "treaty"),
            (&KIND, "Kế hoạch", "plan"),
            (&KIND, "Chiến lược", "strategy"),
            (&KIND, "chương trình hợp tác", "programme"),
            (&KIND, "Quy chế phối hợp", "regulation"),
            (&KIND, "khác", "other"),
            (&RENEWAL, "không", "none"),
            (&RENEWAL, "gia hạn bằng văn bản", "consent"),
            (&RENEWAL, "theo thỏa thuận của hai bên", "consent"),
            (&RENEWAL, "Tự động", "tacit"),
            (&EFFECT, "kể từ ngày ký", "signature"),
            (&EFFECT, "theo ngày", "date"),
            (&EFFECT, "theo thông báo", "notification"),
            (&EFFECT, "kể từ ngày nhận được thông báo sau cùng bằng văn bản", "notification"),
            (&COUNT, "civil", "civil"),
            (&ENDED, "hết hạn", "expired"),
        ] {
            assert_eq!(read(words, text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_says_more_than_the_word_is_not_swallowed() {
        for (words, text) in [
            (&RENEWAL, "tự động gia hạn từng giai đoạn 05 năm"),
            (&EFFECT, "sau 30 ngày"),
            (&YES_NO, "có thể"),
            (&KIND, "plans"),
            (&COUNT, ""),
        ] {
            assert!(read(words, text).is_err(), "{text}");
        }
    }

    #[test]
    fn not_known() {
        for text in ["?", "??", "chưa rõ", "Chưa rõ.", "KHÔNG RÕ", "chua ro", "n/a", "??????", "..."] {
            assert!(says_unknown(text), "{text}");
        }
        for text in ["", "không", "rõ", "-"] {
            assert!(!says_unknown(text), "{text}");
        }
    }
}
