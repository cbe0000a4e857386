//! What a cell of text, of a list, or of a closed choice says that cannot be taken, and what to write instead.

mod tells;

use super::{Wording, hint, pair, said};
use crate::lifecycle::policy::Language;
use crate::message::Words;
pub use tells::status_tells_of_a_change;
pub(crate) use tells::{name_tells_of_a_change, note_tells_of_a_change, title_tells_of_a_change};

/// Which closed choice a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellChoice {
    YesNo,
    /// The kind of an instrument.
    Kind,
    /// How it enters into force.
    Effect,
    /// How its last day is counted.
    Count,
    /// How it is renewed.
    Renewal,
    Ended,
}

/// A text that is none of the words of a closed choice.
pub(crate) fn not_a_choice(text: &str, choice: CellChoice) -> Wording {
    let (vi, en) = said(text);
    let (is, write) = match choice {
        CellChoice::YesNo => (Words::new("không phải có hoặc không", "yes or no"), hint::YES_NO),
        CellChoice::Kind => (
            Words::new("không phải loại văn bản mà chương trình biết", "a kind of instrument this program knows"),
            hint::KIND,
        ),
        CellChoice::Effect => {
            (Words::new("không phải cách bắt đầu hiệu lực", "a way to enter into force"), hint::EFFECT)
        }
        CellChoice::Count => (Words::new("không phải cách tính ngày cuối", "a way to count the last day"), hint::COUNT),
        CellChoice::Renewal => (Words::new("không phải cách gia hạn", "a way to renew"), hint::RENEWAL),
        CellChoice::Ended => (Words::new("không phải cách kết thúc", "a way to end"), hint::ENDED),
    };
    let [is_vi, is_en] = is.each();
    write_instead([format!("{vi} {is_vi}"), format!("{en} is not {is_en}")], write)
}

/// A text over several lines where one is taken.
pub(crate) fn has_a_line_break() -> Wording {
    pair(("nội dung có xuống dòng", "ghi trên một dòng"), ("the text has a line break", "write it on one line"))
}

/// A character that nobody sees.
pub(crate) fn has_a_control_character(c: char) -> Wording {
    let code = u32::from(c);
    pair(
        (format!("nội dung có ký tự U+{code:04X} là ký tự điều khiển"), "gõ lại, hoặc dán dưới dạng văn bản thuần"),
        (
            format!("the text holds the character U+{code:04X}, which is a control character"),
            "type the text anew or paste it as plain text",
        ),
    )
}

/// A text that is too long.
pub(crate) fn is_too_long(characters: usize, longest: usize) -> Wording {
    pair(
        (
            format!("nội dung dài {characters} ký tự"),
            format!("rút gọn còn {longest} ký tự; phần còn lại để trong văn bản"),
        ),
        (
            format!("the text has {characters} characters"),
            format!("shorten it to {longest}; the rest can stand in the document itself"),
        ),
    )
}

/// A number that is none.
pub(crate) fn not_a_whole_number(text: &str) -> Wording {
    let (vi, en) = said(text);
    write_instead([format!("{vi} không phải số nguyên"), format!("{en} is not a whole number")], hint::NUMBER)
}

/// Several countries, or a union of them.
pub(crate) fn several_countries(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} là nhiều nước hoặc một tổ chức"),
            "để trống ô này; nước của từng đối tác ghi ở sheet Các bên, cột Nước",
        ),
        (
            format!("{en} is several countries, or an organisation"),
            "leave the cell empty; the country of each partner stands in the sheet of parties",
        ),
    )
}

/// A country that nobody knows; the code of one that sounds like it.
pub(crate) fn not_a_country(text: &str, near: Option<&str>) -> Wording {
    let (vi, en) = said(text);
    let (vi_cure, en_cure) = match near {
        Some(code) => (
            format!("ghi tên nước, hoặc mã ISO 3166 ({code}, nếu đúng nước ấy)"),
            format!("write the ISO 3166 code ({code}, if that is meant)"),
        ),
        None => (
            "ghi tên nước, hoặc mã ISO 3166, ví dụ KR là Hàn Quốc".to_owned(),
            "write the ISO 3166 code, for example KR for Hàn Quốc".to_owned(),
        ),
    };
    pair(
        (format!("{vi} không phải nước mà chương trình biết"), vi_cure),
        (format!("{en} is not a country this program knows"), en_cure),
    )
}

/// An item that should be a pair.
pub(crate) fn not_a_pair(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} không có dạng tên=giá trị"),
            "ghi tên=giá trị, ngăn cách bằng dấu ;, ví dụ term=Điều 7;review=Điều 5 (trong giá trị dùng dấu phẩy)",
        ),
        (
            format!("{en} is not a pair"),
            "write name=value and separate pairs by ;, for example term=Điều 7;review=Điều 5 (inside a value use a comma)",
        ),
    )
}

/// Ladders that are no pairs.
pub(crate) fn ladders_are_pairs(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} không có dạng mốc=thang"),
            "ghi mốc=tên thang nhắc, ngăn cách bằng dấu ;, ví dụ expiry=slow;review=none",
        ),
        (
            format!("{en} does not name a milestone and its ladder"),
            "write milestone=ladder and separate pairs by ;, for example expiry=slow;review=none",
        ),
    )
}

pub(crate) fn pair_without_value(name: &str) -> Wording {
    let (vi, en) = said(name);
    pair(
        (format!("{vi} chưa có giá trị"), "ghi tên=giá trị, hoặc bỏ đi"),
        (format!("{en} has no value"), "write name=value, or leave it out"),
    )
}

/// A name that stands twice in one cell.
pub(crate) fn stands_twice(name: &str) -> Wording {
    let (vi, en) = said(name);
    pair((format!("{vi} ghi hai lần"), "giữ một lần"), (format!("{en} stands twice"), "keep one of the two"))
}

/// A document without the place it lies in.
pub(crate) fn no_path(text: &str) -> Wording {
    let (vi, en) = said(text);
    write_instead([format!("{vi} chưa có đường dẫn"), format!("{en} has no path")], hint::DOCUMENTS)
}

/// A check sum that is none.
pub(crate) fn not_a_sum(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} không phải mã SHA-256"), "ghi đủ 64 chữ số thập lục phân do sha256sum in ra, hoặc để trống"),
        (
            format!("{en} is not a SHA-256 sum"),
            "write the 64 hexadecimal digits that sha256sum prints, or leave it empty",
        ),
    )
}

/// More items than a cell holds.
pub(crate) fn too_many_items(most: usize) -> Wording {
    pair(
        (format!("một ô có hơn {most} mục"), "tách dòng hoặc rút gọn"),
        (format!("more than {most} items in one cell"), "split the row or shorten it"),
    )
}

/// A list of separators alone.
pub(crate) fn no_item() -> Wording {
    pair(
        ("danh sách không có mục nào", "ghi một mục, để trống ô, hoặc ghi - để xóa"),
        ("the list holds no item", "write one, leave the cell empty, or write - to clear it"),
    )
}

/// A value that holds what separates values.
pub(crate) fn holds_a_separator(text: &str, cure: SeparatorCure) -> Wording {
    let (vi, en) = said(text);
    let (vi_cure, en_cure) = match cure {
        SeparatorCure::Comma => ("dùng dấu phẩy", "write a comma instead"),
        SeparatorCure::TwoItems => ("tách thành hai mục, hoặc dùng dấu phẩy", "make two items of it, or write a comma"),
    };
    pair((format!("{vi} có dấu `;` hoặc xuống dòng"), vi_cure), (format!("{en} holds a `;` or a line break"), en_cure))
}

/// What to write in place of a separator inside a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeparatorCure {
    Comma,
    /// Two items, or a comma.
    TwoItems,
}

/// A part that holds what separates parts.
pub(crate) fn holds_a_bar(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} có dấu `|`, dấu `;` hoặc xuống dòng"), "dùng dấu phẩy"),
        (format!("{en} holds a `|`, a `;` or a line break"), "write a comma instead"),
    )
}

/// A name of a party that holds what separates names in lists.
pub(crate) fn separates_names(c: char) -> Wording {
    pair(
        (format!("dấu {c} ngăn cách các tên trong danh sách"), "ghi không có dấu ấy"),
        (format!("{c} separates names in lists"), "write it without"),
    )
}

/// A value that the fact does not take, in the words of the rule it breaks; what such a cell holds.
pub(crate) fn not_taken(why: impl Fn(Language) -> String, hint: Words) -> Wording {
    write_instead([why(Language::Vi), why(Language::En)], hint)
}

/// What is wrong, in Vietnamese and English, and as its cure what such a cell takes.
pub(super) fn write_instead([vi, en]: [String; 2], hint: Words) -> Wording {
    let [hint_vi, hint_en] = hint.each();
    pair((vi, format!("ghi {hint_vi}")), (en, format!("write {hint_en}")))
}

/// A number that no act has.
pub(crate) fn not_a_number_of_an_act(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} không phải số của một lần cập nhật"),
            "ghi số đứng trước lần cập nhật ấy trong quá trình thực hiện của văn bản",
        ),
        (
            format!("{en} is not an act's number"),
            "write the number that stands before the act in the agreement's history",
        ),
    )
}

/// The same about a field that is named, inside a cell of several.
pub(crate) fn of_field(vietnamese: &str, name: &str, wording: &Wording) -> Wording {
    let [vi, en] = [&wording.vi, &wording.en];
    pair((format!("{vietnamese}: {}", vi[0]), vi[1].as_str()), (format!("`{name}`: {}", en[0]), en[1].as_str()))
}

/// A name that is no field; one that is near it.
pub(crate) fn no_field(name: &str, near: Option<&str>) -> Wording {
    let (vi, en) = said(name);
    let (vi_cure, en_cure) = nearest_name(near);
    pair((format!("{vi} không phải trường của sổ"), vi_cure), (format!("{en} is no field"), en_cure))
}

/// A key that nobody knows; one that is near it.
pub(crate) fn unknown_key(name: &str, near: Option<&str>) -> Wording {
    let (vi, en) = said(name);
    let (vi_cure, en_cure) = nearest_name(near);
    pair((format!("không có trường {vi}"), vi_cure), (format!("unknown key {en}"), en_cure))
}

pub(super) fn nearest_name(near: Option<&str>) -> (String, String) {
    match near {
        Some(near) => (
            format!("tên gần nhất là {near}; đổi tên, hoặc bỏ đi"),
            format!("`{near}` is the nearest known name; rename it, or take it out"),
        ),
        None => (
            "bỏ đi; các tên đã biết ở docs/register-columns.md".to_owned(),
            "take it out; docs/register-columns.md lists the known names".to_owned(),
        ),
    }
}

/// A cell that says several facts where one is taken; each as a pair.
pub(crate) fn says_several(text: &str, each: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} nói nhiều điều"), format!("ghi từng điều: {each}")),
        (format!("{en} says several things"), format!("write them one by one: {each}")),
    )
}

/// A name that may be several people's.
pub(crate) fn may_be_several_people(name: &str, apart: &str) -> Wording {
    let (vi, en) = said(name);
    pair(
        (
            format!("không rõ {vi} là một người hay nhiều người"),
            format!("ghi mỗi người cách nhau bằng dấu chấm phẩy: {apart}"),
        ),
        (format!("{en} may be one person or several"), format!("put a semicolon between them: {apart}")),
    )
}

/// A title whose lines are numbered.
pub(crate) fn may_be_several_agreements() -> Wording {
    pair(
        (
            "các dòng trong ô được đánh số hoặc gạch đầu dòng, có thể là nhiều văn bản",
            "tách mỗi văn bản thành một dòng riêng của bảng",
        ),
        (
            "the lines of the cell are numbered or have a dash each: they may be several agreements",
            "give each agreement a row of its own",
        ),
    )
}

/// A day where a name belongs.
pub fn is_a_day_and_no_name(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} là ngày, không phải tên"), "kiểm tra xem các ô của dòng có bị lệch cột không"),
        (format!("{en} is a day and no name"), "see whether the cells of the row stand in the wrong columns"),
    )
}

/// A day where the English name of a party belongs.
pub(crate) fn day_in_place_of_the_english_name(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} là ngày, đứng ở chỗ của tên tiếng Anh"),
            "ghi tên|tên tiếng Anh|từ ngày|đến ngày; không có tên tiếng Anh thì để trống chỗ ấy: tên||từ ngày|đến ngày",
        ),
        (
            format!("{en} is a day and stands in the place of the English name"),
            "write name|name_en|from|until; without an English name leave its place empty: name||from|until",
        ),
    )
}
