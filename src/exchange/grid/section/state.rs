//! The state that a heading or a sheet's name gives to the agreements below: "II. Các thỏa thuận hết hiệu lực".
//!
//! Only words that tell of a text's validity alone count here: under "Hoạt động" stand activities, under "Có hiệu lực ngay khi
//! ký" agreements of any state. What the words mean is told where the state of a cell is.

use std::sync::Arc;

use super::AROUND;
use crate::text::fold;

/// How the words of a state begin, folded.
const STATES: [&str; 38] = [
    "gia han",
    "dang dam phan",
    "dang thuong thao",
    "dang soan thao",
    "du kien ky",
    "chua ky",
    "under negotiation",
    "dang thuc hien",
    "dang trien khai",
    "dang con thuc hien",
    "con hieu luc",
    "con hl",
    "con han",
    "con thoi han",
    "con gia tri",
    "van con hieu luc",
    "dang hieu luc",
    "dang co hieu luc",
    "dang con hieu luc",
    "chua het hieu luc",
    "chua het han",
    "in force",
    "het hieu luc",
    "het hl",
    "het han",
    "het thoi han",
    "het gia tri",
    "khong con hieu luc",
    "mat hieu luc",
    "cham dut",
    "thanh ly",
    "duoc thay the",
    "bi thay the",
    "expired",
    "terminated",
    "not in force",
    "chua co hieu luc",
    "tam dinh chi",
];

/// Words before a state, besides those that stand around any heading's.
const BEFORE: [&str; 16] = [
    "phu", "luc", "bieu", "so", "mau", "danh", "muc", "sach", "bang", "nhom", "phan", "da", "duoc", "hien", "tong",
    "list",
];

/// Words behind a state that say when or how, besides those around any heading's.
const BEHIND: [&str; 16] = [
    "hieu", "luc", "thoi", "han", "truoc", "nay", "quy", "thang", "dau", "cuoi", "dot", "i", "ii", "iii", "chua", "gia",
];

/// The words of the state; `None` where the text names none, or goes on behind it.
pub(super) fn of(text: &str) -> Option<Arc<str>> {
    let words: Vec<&str> = text.split_whitespace().take(24).collect();
    let says_nothing = |word: &&str| {
        let word = fold(word);
        let bare = word.trim_matches([',', ':', '.']);
        AROUND.contains(&bare) || BEFORE.contains(&bare) || bare.bytes().all(|b| b.is_ascii_digit())
    };
    let before = words.iter().take_while(|word| says_nothing(word)).count();
    // "Đã được thay thế": what stands before a state may be its beginning.
    (0..=before).find_map(|start| {
        let said = words.get(start..)?.join(" ");
        let folded = fold(&said);
        let begins = STATES.iter().find_map(|state| folded.strip_prefix(state))?;
        let rest = begins.trim_matches([' ', '.', ':', ',']);
        let more = rest.split_whitespace().all(|word| {
            let bare = word.trim_matches([',', ':', '.', '(', ')']);
            AROUND.contains(&bare)
                || BEHIND.contains(&bare)
                || bare == "iv"
                || bare.chars().all(|c| c.is_ascii_digit() || c == '/')
        });
        (begins.is_empty() || !begins.starts_with(char::is_alphanumeric)).then_some(())?;
        more.then(|| Arc::from(said.trim_end_matches([':', '.', ' '])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_names_of_sheets_that_tell_a_state() {
        for (text, state) in [
            ("Còn hiệu lực", Some("Còn hiệu lực")),
            ("Các thỏa thuận hết hiệu lực", Some("hết hiệu lực")),
            ("DANH MỤC THỎA THUẬN ĐÃ HẾT HIỆU LỰC", Some("HẾT HIỆU LỰC")),
            ("Văn bản đang có hiệu lực", Some("đang có hiệu lực")),
            ("Hết hiệu lực năm 2026", Some("Hết hiệu lực năm 2026")),
            ("Agreements in force", Some("in force")),
            ("Phụ lục 2: Văn bản đã hết hiệu lực", Some("hết hiệu lực")),
            ("III. Đang đàm phán", None),
            ("Đang đàm phán", Some("Đang đàm phán")),
            ("Dự kiến ký năm 2027", Some("Dự kiến ký năm 2027")),
            ("Expired", Some("Expired")),
            ("DANH SÁCH VĂN BẢN ĐANG ĐÀM PHÁN", Some("ĐANG ĐÀM PHÁN")),
            ("PHỤ LỤC 2: VĂN BẢN CHẤM DỨT TRƯỚC THỜI HẠN", Some("CHẤM DỨT TRƯỚC THỜI HẠN")),
            ("Văn bản hết hạn chưa gia hạn", Some("hết hạn chưa gia hạn")),
            ("DANH MỤC VĂN BẢN", None),
            ("VĂN BẢN ĐANG THỰC HIỆN", Some("ĐANG THỰC HIỆN")),
            ("Văn bản ký mới trong kỳ", None),
            ("Văn bản được gia hạn trong kỳ", Some("gia hạn trong kỳ")),
            ("Văn bản chấm dứt hiệu lực trong kỳ", Some("chấm dứt hiệu lực trong kỳ")),
            ("Văn bản dự kiến ký trong quý IV", Some("dự kiến ký trong quý IV")),
            ("Gia hạn tự động", None),
            ("Hiệu lực", None),
            ("Có hiệu lực ngay khi ký", None),
            ("Hoạt động", None),
            ("Sắp hết hiệu lực", None),
            ("Hết hiệu lực nhưng vẫn thực hiện", None),
            ("Lào", None),
        ] {
            assert_eq!(of(text).as_deref(), state, "{text}");
        }
    }
}
