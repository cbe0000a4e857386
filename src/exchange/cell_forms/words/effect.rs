//! What puts an agreement into force: by signing it, on a day, by a notification.
//!
//! Words that begin so and go on are taken only where everything behind says nothing of an end: "kể từ ngày ký, thời hạn 5
//! năm" says two facts, "kể từ ngày ký (đã hết hiệu lực)" another one.

use super::{CellChoice, Vocabulary, begins_with};

pub(crate) static EFFECT: Vocabulary = Vocabulary {
    choice: CellChoice::Effect,
    rows: &[
        (
            "signature",
            &[
                "ky",
                "ngay ky",
                "theo ngay ky",
                "nhu ngay ky",
                "cung ngay ky",
                "cung ngay",
                "trung ngay ky",
                "same day",
                "same as signing date",
                "date of signing",
                "date of signature",
            ],
            &[
                "ke tu ngay ky",
                "tinh tu ngay ky",
                "tu ngay ky",
                "ke tu khi ky",
                "tu khi ky",
                "ke tu thoi diem ky",
                "ke tu ngay hai ben ky",
                "ke tu ngay cac ben ky",
                "khi ky",
                "ngay khi ky",
                "ngay sau khi ky",
                "upon signature",
                "on signature",
                "from signature",
                "upon signing",
                "on signing",
                "from signing",
                "from the date of signature",
                "from the date of signing",
                "from date of signature",
                "from date of signing",
            ],
        ),
        ("date", &["ngay", "theo ngay", "ngay cu the", "theo ngay cu the", "ngay an dinh", "on a date"], &[]),
        (
            "notification",
            &["thong bao", "on notification", "last notification"],
            &[
                "theo thong bao",
                "khi co thong bao",
                "khi nhan duoc thong bao",
                "khi nhan thong bao",
                "ke tu ngay nhan duoc thong bao",
                "ke tu ngay nhan thong bao",
                "ke tu ngay co thong bao",
                "ke tu khi nhan duoc thong bao",
                "sau khi nhan duoc thong bao",
                "sau khi thong bao",
                "upon notification",
                "upon receipt of the last notification",
            ],
        ),
    ],
};

/// What may stand before: "có hiệu lực kể từ ngày ký".
const BEFORE: [&str; 7] = ["co hieu luc ", "hieu luc ", "co gia tri ", "effective ", "in force ", "valid ", "bat dau "];

/// What may stand behind the day of signing and says no more: who signed, and what.
const SIGNED: [&str; 21] = [
    "ket", "cua", "giua", "hai", "ca", "cac", "ben", "boi", "dai", "dien", "van", "ban", "kien", "thoa", "thuan",
    "hiep", "dinh", "nay", "by", "both", "parties",
];

/// The same behind a notification: whose, how, and of what.
const NOTIFIED: [&str; 46] = [
    "sau", "cuoi", "cung", "bang", "van", "ban", "viet", "cua", "hai", "ca", "cac", "mot", "ben", "phia", "kia", "doi",
    "tac", "qua", "duong", "kenh", "ngoai", "giao", "ve", "viec", "hoan", "tat", "thanh", "cong", "ham", "thu", "tuc",
    "phap", "ly", "noi", "bo", "trong", "nuoc", "can", "thiet", "theo", "quy", "dinh", "luat", "of", "the", "parties",
];

/// What the folded text begins with, and what it says behind that: nothing, or what a reader has to understand too.
pub(crate) fn with_rest(folded: &str) -> Option<(&'static str, &str)> {
    let bare = BEFORE.iter().find_map(|lead| folded.strip_prefix(lead)).unwrap_or(folded);
    let rows = EFFECT.rows.iter().filter(|(canonical, ..)| *canonical != "date");
    let phrases = rows.flat_map(|(canonical, whole, begins)| {
        whole.iter().chain(*begins).map(move |phrase| (phrase.len(), *canonical, *phrase))
    });
    let long = |(_, _, phrase): &(usize, &str, &str)| phrase.contains(' ') && begins_with(bare, phrase);
    let (length, canonical, _) = phrases.filter(long).max_by_key(|(length, ..)| *length)?;
    let known: &[&str] = if canonical == "signature" { &SIGNED } else { &NOTIFIED };
    let mut rest = bare[length..].trim_start_matches(' ');
    loop {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        // "Bản ghi nhớ này": the text itself.
        if let Some(after) = rest.strip_prefix("ban ghi nho nay") {
            rest = after.trim_start_matches(' ');
        } else if end > 0 && known.contains(&&rest[..end]) {
            rest = rest[end..].trim_start_matches(' ');
        } else {
            return Some((canonical, rest));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn what_stands_behind_the_words_is_handed_back() {
        for (text, effect, rest) in [
            ("kể từ ngày ký", "signature", ""),
            ("Có hiệu lực kể từ ngày ký kết của hai bên", "signature", ""),
            ("kể từ ngày ký, thời hạn 5 năm", "signature", ", thoi han 5 nam"),
            ("kể từ ngày ký (đã hết hiệu lực)", "signature", "(da het hieu luc)"),
            ("kể từ ngày ký bổ sung", "signature", "bo sung"),
            ("Khi nhận được thông báo cuối cùng", "notification", ""),
            ("theo thông báo, đã có hiệu lực 01/06/2023", "notification", ", da co hieu luc 01/06/2023"),
            ("Upon signature; valid 5 years", "signature", "; valid 5 years"),
        ] {
            assert_eq!(with_rest(&fold(text)), Some((effect, rest)), "{text}");
        }
        for text in ["ngày", "không có hiệu lực từ ngày ký", "sau ngày ký", "gia hạn từ ngày ký", "2023"]
        {
            assert_eq!(with_rest(&fold(text)), None, "{text}");
        }
    }
}
