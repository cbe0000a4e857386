//! What a row of a list says that cannot be taken, and what the import did of its own accord.
//!
//! Not here: the cell's own forms (`cell`, `time`) and what concerns the file (`file`).

mod party;

use super::{Wording, pair, said};
use crate::lifecycle::policy::Language;
use crate::message::{Say, Sentence, Voice};
pub(crate) use party::{
    new_party, new_party_beside, new_party_in_restricted, party_stands_in_another_row, party_taken_for,
};

/// What a code is called in Vietnamese.
fn code(name: &str) -> &'static str {
    match name {
        "id" => "mã bên",
        "name" => "mã cam kết",
        _ => "mã theo dõi",
    }
}

/// A second row about the same, in a sheet of its own where one is named.
pub(crate) fn same_in_another_row(sheet: Option<&str>, first: u64, name: &str) -> Wording {
    let vietnamese = code(name);
    pair(
        (
            format!(
                "{}dòng {first} cùng {vietnamese}",
                sheet.map(|sheet| format!("sheet {sheet}, ")).unwrap_or_default()
            ),
            "giữ một dòng, hoặc sửa mã",
        ),
        (
            format!(
                "{}row {first} has the same {name}",
                sheet.map(|sheet| format!("sheet {sheet}, ")).unwrap_or_default()
            ),
            "keep one row, or mend the code",
        ),
    )
}

/// A row that was copied with its mark and its code.
pub(crate) fn copied_with_mark_and_code(first: u64, name: &str) -> Wording {
    let vietnamese = code(name);
    pair(
        (
            format!("dòng {first} cùng {vietnamese} và cùng Mã dòng"),
            format!("giữ một dòng; nếu dòng này sao chép để ghi việc mới, xóa ô Mã dòng và ô {vietnamese} của nó"),
        ),
        (
            format!("row {first} has the same {name} and the same `Mã dòng`"),
            format!("keep one row; if this one was copied for something new, empty its cells `Mã dòng` and {name}"),
        ),
    )
}

/// A row that does not say which agreement it is about.
pub(crate) fn names_no_agreement() -> Wording {
    pair(
        ("dòng không cho biết là văn bản nào", "ghi mã theo dõi, hoặc tên văn bản nếu là văn bản mới"),
        ("the row names no agreement", "give its reference, or its title if it is new"),
    )
}

pub(crate) fn ended_without_how() -> Wording {
    pair(
        (
            "có ngày kết thúc nhưng chưa ghi kết thúc thế nào",
            "ghi cột Cách kết thúc: hết hạn, chấm dứt, thay thế hoặc đóng",
        ),
        (
            "it says when the agreement ended, but not how",
            "add `ended_how`: expired (hết hạn), terminated (chấm dứt), superseded (thay thế) or closed",
        ),
    )
}

pub(crate) fn ended_without_when() -> Wording {
    pair(
        (
            "có cách kết thúc nhưng chưa ghi kết thúc ngày nào",
            "ghi cột Đã kết thúc ngày, là ngày cuối cùng có hiệu lực, hoặc để trống ô này",
        ),
        ("it says how the agreement ended, but not when", "add `ended_on`, the last day in force, or empty the cell"),
    )
}

/// An id that no party can have.
pub(crate) fn not_a_party_id(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} không phải mã của một bên"), "ghi chữ thường không dấu, chữ số và dấu -, ví dụ sekong"),
        (format!("{en} is not an id of a party"), "write small letters, digits and -, for example sekong"),
    )
}

/// A name of a party that is empty.
pub(crate) fn party_without_name_in(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} chưa có tên"), "ghi tên|tên tiếng Anh|từ ngày|đến ngày"),
        (format!("{en} has no name"), "write name|name_en|from|until"),
    )
}

/// A name that ends before it begins; days in ISO form.
pub(crate) fn name_ends_before_it_begins(name: &str, until: &str, from: &str) -> Wording {
    let (vi, en) = said(name);
    pair(
        (format!("tên {vi} kết thúc ngày {until}, trước ngày bắt đầu {from}"), "sửa một trong hai ngày"),
        (format!("the name {en} ends on {until}, before it begins on {from}"), "mend one of the days"),
    )
}

/// A succession that lacks who or when.
pub(crate) fn not_a_succession(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} không cho biết bên nào kế thừa, từ ngày nào"),
            "ghi mã|ngày|căn cứ, ví dụ quang-ngai|01/07/2025|Nghị quyết 202/2025/QH15",
        ),
        (
            format!("{en} does not say who follows from which day on"),
            "write id|on|basis, for example quang-ngai|01/07/2025|Nghị quyết 202/2025/QH15",
        ),
    )
}

/// A row marked as a state secret; nothing of it is quoted.
pub(crate) fn is_secret() -> Wording {
    secret("dòng", "the row")
}

/// A list marked as a state secret.
pub(crate) fn list_is_secret() -> Wording {
    secret("danh sách", "the list")
}

fn secret(vi: &str, en: &str) -> Wording {
    pair(
        (
            format!("{vi} có dấu chỉ độ mật"),
            "bỏ khỏi tệp: bí mật nhà nước không được đưa vào chương trình này, cũng như vào tệp lập cho chương trình",
        ),
        (
            format!("{en} is marked as a state secret"),
            "take it out of the file: state secrets do not belong in this program, nor in files made for it",
        ),
    )
}

/// A degree of secrecy that nobody knows.
pub(crate) fn unclear_degree() -> Wording {
    pair(
        ("không phải độ mật mà chương trình biết", "ghi không nếu không mật; bí mật nhà nước không được đưa vào đây"),
        (
            "this is no degree of secrecy that the program knows",
            "write không where it is none; a state secret does not belong here",
        ),
    )
}

/// A reference that was corrected since.
pub(crate) fn is_called_now(reference: &str, now: &str) -> Wording {
    pair(
        (format!("“{reference}” nay đổi mã thành “{now}”"), format!("ghi {now}")),
        (format!("`{reference}` is called `{now}` now"), format!("write {now}")),
    )
}

/// An agreement that a list gives another reference.
pub(crate) fn is_renamed(old: &str, new: &str) -> Sentence {
    Sentence::new(
        format!("mã theo dõi “{old}” được sửa thành “{new}”"),
        format!("the reference `{old}` becomes `{new}`"),
    )
}

/// A row called "Gia hạn lần 1" that has neither number nor partner.
pub(crate) fn may_be_an_extension() -> Wording {
    pair(
        (
            "dòng không có số thứ tự và đối tác, tên là gia hạn: có thể là lần gia hạn của văn bản ở dòng trên",
            "nếu vậy: ghi ngày hết hạn mới vào Thời hạn của dòng trên, ví dụ đến 22/12/2027, rồi bỏ dòng này; nếu là văn bản riêng: ghi đối tác",
        ),
        (
            "the row has neither number nor partner and is called an extension: it may be one of the agreement above",
            "if so, write the new last day as the term of the row above, for example until 22/12/2027, and leave this row out; if it is an agreement of its own, write its partner",
        ),
    )
}

/// The same of a row with the mark of the office's workbook: most likely the other row was copied.
pub(crate) fn copied_with_its_mark(line: u64) -> Wording {
    pair(
        (
            format!("dòng {line} nói về cùng một văn bản (cùng Mã dòng)"),
            "giữ một dòng; nếu dòng này sao chép để ghi văn bản mới, xóa ô Mã dòng của nó",
        ),
        (
            format!("row {line} is about the same agreement (the same `Mã dòng`)"),
            "keep one row; if this one was copied for a new agreement, empty its cell `Mã dòng`",
        ),
    )
}

/// A row of our own workbook, made of one agreement, that bears the reference of another one.
pub(crate) fn reference_of_another_row(own: &str, other: &str) -> Wording {
    pair(
        (
            format!(
                "theo Mã dòng, dòng này là của {own}, nhưng ghi mã {other} của văn bản khác; có thể một số cột đã được sắp xếp riêng"
            ),
            "hoàn tác việc sắp xếp (chọn cả bảng rồi mới sắp xếp), hoặc xuất lại sổ và ghi vào bản mới",
        ),
        (
            format!(
                "by its `Mã dòng` the row is of {own}, but it bears {other}, the reference of another agreement; some columns may have been sorted without the rest"
            ),
            "undo the sorting (select the whole table before sorting), or export the register anew and write there",
        ),
    )
}

/// A value that stood in another row, as the value of that row did in a third one.
pub(crate) fn value_of_another_row() -> Wording {
    pair(
        (
            "giá trị này vốn ở dòng khác, và giá trị của dòng ấy cũng đã đổi chỗ; có thể cột này đã được sắp xếp riêng",
            "hoàn tác việc sắp xếp, hoặc xuất lại sổ; nếu đúng là sửa như vậy, nhập lại và chọn lấy lại giá trị trong danh sách (lệnh: --bring-back)",
        ),
        (
            "the value is that of another row, whose own value stands elsewhere too; the column may have been sorted without the rest",
            "undo the sorting, or export the register anew; if it is meant so, import again and choose to bring the list's values back (command: --bring-back)",
        ),
    )
}

/// What the register's rule says of a value, in its own words.
pub(crate) fn value_refused(what: impl Fn(Language) -> String) -> Wording {
    pair((what(Language::Vi), "sửa ô này"), (what(Language::En), "mend the cell"))
}

/// No number is left for a proposed reference.
pub(crate) fn no_reference_free() -> Wording {
    pair(("không còn mã nào trống để đặt", "ghi một mã theo dõi"), ("no reference is free for it", "write one"))
}

/// A title and day that several agreements bear.
pub(crate) fn is_one_of_several(references: &[&str]) -> Wording {
    pair(
        (format!("tên và ngày ký trùng với {}", references.join(" và ")), "ghi mã theo dõi của một trong số đó"),
        (format!("its title and day are those of {}", references.join(" and ")), "write the reference of one of them"),
    )
}

/// A name that several parties bear.
pub(crate) fn name_of_several(name: &str, ids: &[String]) -> Wording {
    pair(
        (format!("“{name}” là tên của {}", ids.join(" và ")), "ghi mã của một trong các bên ấy"),
        (format!("`{name}` is the name of {}", ids.join(" and ")), "write the id of one of them"),
    )
}

/// A party whose own row has flaws.
pub(crate) fn party_has_flaws(name: &str, line: u64) -> Wording {
    pair(
        (format!("bên “{name}” ở dòng {line}, dòng ấy có lỗi"), "sửa dòng ấy trước"),
        (format!("its party `{name}` stands in row {line}, which has flaws"), "mend that row first"),
    )
}

/// An agreement whose own row has flaws.
pub(crate) fn agreement_has_flaws(reference: &str, line: u64) -> Wording {
    pair(
        (format!("thỏa thuận “{reference}” ở dòng {line}, dòng ấy có lỗi"), "sửa dòng ấy trước"),
        (format!("its agreement `{reference}` stands in row {line}, which has flaws"), "mend that row first"),
    )
}

/// A row about an agreement that nobody knows.
pub(crate) fn no_agreement(reference: &str) -> Wording {
    pair(
        (format!("“{reference}” không có trong sổ và không có trong tệp này"), "sửa mã, hoặc thêm thỏa thuận"),
        (
            format!("`{reference}` is no agreement of the register or of this file"),
            "mend the reference, or add the agreement",
        ),
    )
}

/// A party without a name.
pub(crate) fn party_has_no_name(id: &str) -> Wording {
    pair(
        (format!("bên “{id}” chưa có tên"), "ghi tên; trong TOML: names = [{ name = \"…\" }]"),
        (format!("the party `{id}` has no name"), "write names = [{ name = \"…\" }]"),
    )
}

/// A chain of successors that comes back to where it was.
pub(crate) fn successors_in_a_circle(id: &str, back: &str) -> Wording {
    pair(
        (format!("chuỗi kế thừa của “{id}” quay lại “{back}”"), "sửa một trong các bên"),
        (format!("the successors of `{id}` lead back to `{back}`"), "mend one of them"),
    )
}

/// A successor that nobody knows.
pub(crate) fn no_such_successor(next: &str) -> Wording {
    pair(
        (
            format!("bên kế thừa “{next}” không có trong sổ và không có trong tệp này"),
            "thêm dòng cho bên ấy, hoặc sửa mã",
        ),
        (
            format!("its successor `{next}` is no party of the register or of this file"),
            "add a row for that party, or mend the id",
        ),
    )
}

/// More successors than a party has.
pub(crate) fn too_many_successors(id: &str, most: usize) -> Wording {
    pair(
        (format!("“{id}” có hơn {most} bên kế thừa"), "sửa một trong các bên"),
        (format!("`{id}` has more than {most} successors"), "mend one of them"),
    )
}

/// A term that counts from the day of signing, of an agreement that starts on another day.
pub(crate) fn counts_from_signing() -> Wording {
    pair(
        (
            "thời hạn tính từ ngày ký, nhưng văn bản không có hiệu lực từ ngày ký",
            "ghi ngày cuối, ví dụ đến 22/12/2022, hoặc sửa ngày có hiệu lực",
        ),
        (
            "the term counts from the day of signing, on which the agreement does not enter into force",
            "write the last day instead, for example đến 22/12/2022 (until 2022-12-22), or mend the day in force",
        ),
    )
}

/// What a rule refuses, in a sentence of two halves: what is wrong, and what to do.
pub fn refused(sentence: impl Fn(Language) -> String) -> Wording {
    Wording::of_halves(|language| {
        let sentence = sentence(language);
        let mend = match language {
            Language::Vi => "sửa dòng này",
            Language::En => "mend the row",
        };
        let (what, cure) = sentence.split_once("; ").unwrap_or((&sentence, mend));
        (what.to_owned(), cure.to_owned())
    })
}

/// A sentence about a row, which stands before it.
pub(crate) fn about_row(line: u64, reference: Option<&str>, sentence: &Sentence) -> Sentence {
    let of = reference.map(|reference| format!(", {reference}")).unwrap_or_default();
    Sentence::in_both(|language| {
        let voice = Voice::terminal(language);
        format!("{} {line}{of}: {}", voice.pick("dòng", "row"), sentence.say(voice))
    })
}

/// A reference that was made for a row.
pub(crate) fn reference_proposed(sheet: Option<&str>, line: u64, reference: &str, title: &str) -> Sentence {
    let sheet = sheet.map(|sheet| format!("sheet {sheet}, ")).unwrap_or_default();
    Sentence::new(
        format!("{sheet}dòng {line} không có mã, đặt mã {reference}: {title}"),
        format!("{sheet}row {line} has no reference; `{reference}` is proposed: {title}"),
    )
}

/// A row without a reference that is about an agreement of the register.
pub(crate) fn taken_for(sheet: Option<&str>, line: u64, reference: &str) -> Sentence {
    let sheet = sheet.map(|sheet| format!("sheet {sheet}, ")).unwrap_or_default();
    Sentence::new(
        format!("{sheet}dòng {line} không có mã, được hiểu là {reference}"),
        format!("{sheet}row {line} has no reference; it is taken for `{reference}`"),
    )
}
