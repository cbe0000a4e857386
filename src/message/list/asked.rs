//! Rows of which nobody can be sure from the list alone: what was read, and how to say what is meant.

mod since;

use super::{Wording, pair};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::Voice;
use crate::message::say::day_for;
pub(crate) use since::{commitment_code_was_taken_since, party_code_was_taken_since};

/// A row without a number and a day below one that may have been cut.
pub(crate) fn may_go_on(above: u64) -> Wording {
    pair(
        (
            format!("dòng này không có số thứ tự và không có ngày, có vẻ là phần tiếp theo của dòng {above}"),
            format!("nếu vậy, gộp nội dung vào dòng {above} rồi xóa dòng này; nếu là một văn bản khác, ghi số thứ tự"),
        ),
        (
            format!("this row has no number and no day, and may go on with row {above}"),
            format!(
                "if so, put its words into row {above} and delete it; if it is another agreement, give it its number"
            ),
        ),
    )
}

/// A row with a word in the place of its running number.
pub(crate) fn word_for_number(word: &str) -> Wording {
    let (vi, en) = super::said(word);
    pair(
        (
            format!("cột số thứ tự ghi {vi}, không phải số"),
            "nếu dòng này sửa, bổ sung hoặc chú thích một văn bản khác, ghi vào dòng của văn bản ấy rồi xóa dòng này; nếu là một văn bản riêng, ghi số thứ tự",
        ),
        (
            format!("the column of running numbers says {en}, which is no number"),
            "if this row corrects, amends or explains another one, write that into the other row and delete this one; if it is an agreement of its own, give it its number",
        ),
    )
}

/// A cell with the mark of a footnote whose text moves a day.
pub(crate) fn footnote_moves_a_day(text: &str, note: &str) -> Wording {
    let ((vi, en), note) = (super::said(text), super::short(note));
    pair(
        (
            format!("{vi} có dấu chú thích, mà chú thích dưới bảng ghi “{note}”"),
            "ghi nội dung ấy vào đúng cột của dòng này (hoặc sheet Cập nhật) rồi bỏ dấu",
        ),
        (
            format!("{en} bears the mark of a footnote, and the note below the table says `{note}`"),
            "write what it says into its column of this row, or into the sheet of updates, and take the mark off",
        ),
    )
}

/// A day beside the number of a row without a day of signing.
pub(crate) fn day_beside_number(text: &str) -> Wording {
    let (vi, en) = super::said(text);
    pair(
        (
            format!("{vi} có cả ngày, mà dòng này không có ngày ký"),
            "nếu là ngày ký, chuyển sang cột Ngày ký; nếu là ngày khác, chuyển sang cột Ghi chú",
        ),
        (
            format!("{en} holds a day beside the number, and the row has no day of signing"),
            "if it is the day of signing, move it to a column Ngày ký (`signed_on`); if it is another day, move it to the note",
        ),
    )
}

/// A row of the same title and partners as one above, signed some time before or after it.
pub(crate) fn same_title_on_another_day(line: u64, title: &str, day: &str) -> Wording {
    let title = super::short(title);
    pair(
        (
            format!("dòng {line} có cùng tên (“{title}”), cùng đối tác, ký ngày {day}"),
            "nếu một dòng là bản sửa của dòng kia, xóa dòng sai; nếu là hai văn bản thì không cần làm gì",
        ),
        (
            format!("row {line} has the same title (`{title}`) and partners, signed on {day}"),
            "if one of the two corrects the other, delete the wrong one; if they are two agreements, nothing need be done",
        ),
    )
}

/// A row with a cross under two states.
pub(crate) fn crosses_of_two_states() -> Wording {
    pair(
        ("dòng này được đánh dấu ở hai tình trạng", "chỉ đánh dấu một tình trạng"),
        ("this row is marked under two states", "leave the mark under one of them"),
    )
}

/// A day under a header that says neither "from" nor "to".
pub(crate) fn from_or_until(day: &str) -> Wording {
    pair(
        (format!("chưa rõ {day} là ngày bắt đầu hay ngày hết hiệu lực"), format!("ghi từ {day} hoặc đến {day}")),
        (format!("{day} may be the first day in force or the last"), format!("write từ {day} or đến {day}")),
    )
}

/// A length from the day of signing that may be how long it binds, or how long until it does.
pub(crate) fn delay_or_length(text: &str) -> Wording {
    let (vi, en) = super::said(text);
    pair(
        (
            format!("chưa rõ {vi} là thời hạn hay là khi nào mới có hiệu lực"),
            "ghi thời hạn 6 tháng, hoặc sau 6 tháng kể từ ngày ký (thay bằng số đúng)",
        ),
        (
            format!("{en} may be how long it binds, or how long until it enters into force"),
            "write thời hạn 6 tháng, or sau 6 tháng kể từ ngày ký, with the right number",
        ),
    )
}

/// A day of termination without a term that would tell whether the text ends that day anyway.
pub(crate) fn terminated_or_last_day(day: &str) -> Wording {
    pair(
        (
            format!("chưa rõ {day} là ngày hết hiệu lực theo văn bản hay ngày chấm dứt trước thời hạn"),
            "nếu là ngày hết hiệu lực, ghi vào cột Ngày hết hiệu lực (đổi tên cột); nếu đã chấm dứt, thêm cột Cách kết thúc và ghi chấm dứt",
        ),
        (
            format!("{day} may be the last day by the text, or the day on which it was ended early"),
            "if it is the last day, put it in a column Ngày hết hiệu lực (call the column so); if it was ended, add a column Cách kết thúc (`ended_how`) that says chấm dứt",
        ),
    )
}

/// A day of termination before the term's own last day.
pub(crate) fn taken_for_terminated(day: &str) -> Wording {
    pair(
        (
            format!("được hiểu là đã chấm dứt trước thời hạn, ngày cuối còn hiệu lực là {day}"),
            "nếu không phải, sửa tên cột; nếu đã được thay thế, ghi thay thế ở cột Cách kết thúc",
        ),
        (
            format!("taken as ended early, the last day in force being {day}"),
            "if it was not, call the column by what it holds; if it was superseded, say so in Cách kết thúc (`ended_how`)",
        ),
    )
}

/// A reference with the name of another agreement behind it.
pub(crate) fn name_of_another(reference: &str, short: &str, label: &str) -> Wording {
    let (short, label) = (super::short(short), super::short(label));
    pair(
        (
            format!("mã {reference} là của “{short}”, nhưng ô này ghi “{label}”"),
            "chọn lại văn bản trong danh sách của ô, hoặc chỉ ghi mã",
        ),
        (
            format!("{reference} is `{short}`, but the cell says `{label}`"),
            "pick the agreement from the cell's list again, or write its reference alone",
        ),
    )
}

/// A row that says nothing but a title, where the others say more.
pub(crate) fn heading_or_agreement() -> Wording {
    pair(
        (
            "dòng này chỉ có một ô chữ, không rõ là tiêu đề mục, tên người ký hay một văn bản",
            "nếu không phải văn bản, xóa dòng này; nếu là văn bản, ghi thêm đối tác hoặc ngày ký, chưa biết thì ghi chưa rõ",
        ),
        (
            "this row has one text alone: a heading, a signature, or an agreement",
            "if it is no agreement, delete the row; if it is one, add its partner or its day of signing, or write chưa rõ there",
        ),
    )
}

/// A name with a sign of doubt behind it.
pub(crate) fn name_in_doubt(name: &str) -> Wording {
    let (vi, en) = super::said(name);
    pair(
        (format!("{vi} còn ghi dấu hỏi"), "ghi đúng tên khi đã rõ; chưa rõ thì ghi chưa rõ"),
        (format!("{en} is marked as doubtful"), "write the name once it is known, else chưa rõ"),
    )
}

/// A number of partners where their names belong.
pub(crate) fn count_and_no_name(text: &str) -> Wording {
    let (vi, en) = super::said(text);
    pair(
        (format!("{vi} là số lượng, không phải tên đối tác"), "ghi tên từng đối tác, cách nhau bằng dấu chấm phẩy"),
        (format!("{en} counts partners and names none"), "write the name of each, with a semicolon between them"),
    )
}

/// A title that names what is done to another text.
pub(crate) fn about_another_text() -> Wording {
    pair(
        (
            "tên này là gia hạn, sửa đổi hoặc phụ lục của một văn bản khác",
            "nếu làm thay đổi thời hạn của văn bản ấy: ghi ngày mới vào dòng của nó (hoặc ghi “Gia hạn đến” ở sheet Cập nhật) và xóa dòng này; nếu theo dõi như một văn bản riêng: thêm cột Thuộc và ghi mã văn bản gốc",
        ),
        (
            "the title names an extension, an amendment or an annex of another text",
            "if it moves that text's end: write the new day into its row (or a row “Gia hạn đến” into the sheet of updates) and delete this one; if it is kept as an agreement of its own: add a column Thuộc (`under`) with the other's reference",
        ),
    )
}

/// A year of signing beside a day of another year.
pub(crate) fn year_of_signing_differs(year: i32, day: &str) -> Wording {
    pair(
        (format!("năm ký ghi {year}, ngày ký ghi {day}"), "sửa một trong hai ô"),
        (format!("the year of signing is {year}, the day of signing {day}"), "mend one of the two cells"),
    )
}

/// A cell of a text file that has swallowed rows: a quotation mark that opens is closed rows later.
pub(crate) fn rows_in_one_cell() -> Wording {
    pair(
        (
            "ô này chứa cả dòng khác: có dấu ngoặc kép mở mà đóng lại ở dòng sau",
            "xóa dấu ngoặc kép thừa, hoặc lưu lại tệp từ bảng tính",
        ),
        (
            "the cell holds other rows: a quotation mark that opens in it is closed rows below",
            "take the stray quotation mark out, or save the file from the spreadsheet again",
        ),
    )
}

/// A row that resembles another one of the same file.
pub(crate) fn resembles_row(line: u64, title: &str) -> Wording {
    let title = super::short(title);
    pair(
        (
            format!("dòng này giống dòng {line} (“{title}”): cùng ngày ký, cùng đối tác"),
            "nếu là một văn bản, hủy một trong hai; nếu là hai văn bản thì không cần làm gì",
        ),
        (
            format!("this row resembles row {line} (`{title}`): same day of signing, same partner"),
            "if they are one agreement, take one of them back; if they are two, nothing need be done",
        ),
    )
}

/// A row of the same partner, day and term as an agreement of the register, under quite another title.
pub(crate) fn stands_beside(reference: &str, title: &str) -> Wording {
    let title = super::short(title);
    pair(
        (
            format!("trong sổ đã có {reference} (“{title}”) cùng đối tác, cùng ngày ký, cùng thời hạn"),
            format!(
                "nếu là một, hủy dòng vừa nhập và ghi {reference} vào cột Mã theo dõi; nếu là hai văn bản thì không cần làm gì"
            ),
        ),
        (
            format!("the register has {reference} (`{title}`) with the same partner, day of signing and term"),
            format!(
                "if they are one, take this one back and write {reference} in a column `reference`; if they are two, nothing need be done"
            ),
        ),
    )
}

/// A code that differs from a known one by capitals, dashes or zeros alone.
pub(crate) fn code_resembles(reference: &str, known: &str) -> Wording {
    pair(
        (
            format!("mã {reference} chỉ khác {known} ở chữ hoa, dấu gạch hoặc số 0"),
            format!("nếu là một, ghi đúng {known}; nếu là hai văn bản, đặt mã khác hẳn"),
        ),
        (
            format!("{reference} differs from {known} by capitals, dashes or zeros alone"),
            format!("if they are one, write {known}; if they are two, give this one quite another code"),
        ),
    )
}

/// A length of time where a partner's name belongs.
pub(crate) fn length_and_no_name(text: &str) -> Wording {
    let (vi, en) = super::said(text);
    pair(
        (format!("{vi} là thời hạn, không phải tên đối tác"), "kiểm tra xem dòng này có bị lệch cột không"),
        (format!("{en} is a length of time and no partner's name"), "see whether the cells of this row are shifted"),
    )
}

/// A number where a title belongs.
pub(crate) fn number_and_no_title(text: &str) -> Wording {
    let (vi, en) = super::said(text);
    pair(
        (format!("{vi} là số, không phải tên văn bản"), "kiểm tra xem dòng này có bị lệch cột không; ghi tên văn bản"),
        (format!("{en} is a number and no title"), "see whether the cells of this row are shifted; write the title"),
    )
}

/// A row of a known agreement that says all of it otherwise; its title where that may be told.
pub(crate) fn says_another_agreement(reference: &str, title: Option<&str>) -> Wording {
    let (vi, en) = title.map_or_else(Default::default, |title| (format!(" (“{title}”)"), format!(" (`{title}`)")));
    pair(
        (
            format!("dòng này mang mã {reference}{vi}, nhưng đối tác, ngày ký đều khác, có vẻ là một văn bản khác"),
            "nếu là văn bản mới, để dòng cũ như đã xuất và ghi văn bản mới vào một dòng mới, với mã riêng hoặc để trống mã; nếu đúng là sửa văn bản cũ, sửa trên trang của văn bản",
        ),
        (
            format!(
                "this row bears {reference}{en}, but its partner and its day of signing are others: it seems to be another agreement"
            ),
            "if it is a new one, leave the old row as it was and write the new one into a row of its own, with a reference of its own or none; if the old one is to be corrected so, correct it on its page",
        ),
    )
}

/// An agreement whose rows below have no title and a day of signing of their own.
pub(crate) fn is_told_further_below(below: u64) -> Wording {
    pair(
        (
            format!("dòng {below} không có tên văn bản nhưng có ngày ký, có thể là lần ký sau của văn bản này"),
            "ghi tên văn bản cho từng dòng nếu là các văn bản khác nhau; nếu là gia hạn, giữ lần ký đầu ở đây và ghi gia hạn vào sheet Cập nhật",
        ),
        (
            format!("row {below} has no title but a day of signing: it may be a later signing of this agreement"),
            "give each row its title where they are agreements of their own; where they extend it, keep the first signing here and record the extensions in the sheet of updates",
        ),
    )
}

/// A title that holds the whole title of another agreement with the same partner.
pub(crate) fn names_another_text(reference: &str, title: &str) -> Wording {
    pair(
        (
            format!("tên văn bản có tên của {reference} (“{title}”), cùng đối tác: có thể là việc của văn bản ấy"),
            "nếu là gia hạn, sửa đổi, chấm dứt hay thay thế, xóa dòng này và ghi vào sheet Cập nhật hoặc trang của văn bản ấy; nếu là một văn bản khác, ghi cho nó một mã theo dõi riêng",
        ),
        (
            format!(
                "the title holds that of {reference} (`{title}`), with the same partner: it may be something done to that agreement"
            ),
            "if it extends, amends, ends or replaces it, take the row out and record that in the sheet of updates or on its page; if it is another agreement, give it a reference of its own",
        ),
    )
}

/// A law or a decree, which is no agreement.
pub(crate) fn is_a_legal_text() -> Wording {
    pair(
        (
            "đây là văn bản quy phạm pháp luật, không có đối tác: không phải thỏa thuận quốc tế",
            "bỏ dòng này hoặc cả sheet; nếu đúng là văn bản cần theo dõi, ghi Đối tác hoặc Loại văn bản",
        ),
        (
            "this is a law or a decree without a partner: no international agreement",
            "take the row or its sheet out; if it is to be kept track of, give its partner or its kind",
        ),
    )
}

/// A row that turns out to be about an agreement that another row is about.
pub(crate) fn same_agreement_as(sheet: Option<&str>, line: u64) -> Wording {
    let (vi, en) =
        sheet.map_or_else(Default::default, |sheet| (format!("sheet {sheet}, "), format!("sheet {sheet}, ")));
    pair(
        (
            format!("{vi}dòng {line} nói về cùng một văn bản"),
            "nếu là một thì xóa một dòng; nếu là hai văn bản thì ghi hai mã theo dõi khác nhau",
        ),
        (
            format!("{en}row {line} is about the same agreement"),
            "delete one of the rows if they are one; if they are two agreements, give them different references",
        ),
    )
}

/// A new row whose code another agreement got since the copy was made; its title where that may be told, who gave it and when.
pub(crate) fn code_was_taken_since(reference: &str, title: Option<&str>, by: &str, on: Day) -> Wording {
    let (vi, en) = title.map_or_else(Default::default, |title| (format!(" (“{title}”)"), format!(" (`{title}`)")));
    let [on_vi, on_en] = [Language::Vi, Language::En].map(|language| day_for(Voice::terminal(language), on));
    pair(
        (
            format!(
                "sau khi bản này được xuất, mã {reference} đã được ghi cho một văn bản khác{vi}, {by} nhập ngày {on_vi}"
            ),
            "ghi mã khác cho dòng này, hoặc để trống để chương trình đặt mã; nếu là cùng văn bản, xuất bản mới rồi sửa ở bản ấy",
        ),
        (
            format!(
                "since this copy was made another agreement{en} got the reference {reference}, from {by} on {on_en}"
            ),
            "give this row another reference, or leave it empty for one to be proposed; if it is the same agreement, export anew and correct it in that copy",
        ),
    )
}
