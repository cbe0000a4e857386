//! Why a file, a sheet, or a cell as the spreadsheet keeps it cannot be taken, and what to do about it.

use super::{Wording, pair};
use crate::lifecycle::policy::Language;
use crate::message::answer::stored_reasons;
use crate::message::{Sentence, Voice};

/// More rows, columns, sheets, parts or text than a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMany {
    Rows(u64),
    /// Columns of a text file.
    Columns(usize),
    /// Columns of a sheet.
    FarColumns(usize),
    /// Cells of a sheet.
    Cells,
    /// Sheets of a workbook.
    Sheets(usize),
    /// Parts of a workbook.
    Parts(usize),
    /// Megabytes that a workbook unpacks to.
    Unpacked(u64),
    /// Megabytes of text in a sheet.
    Text,
    /// Letters of a cell.
    Letters,
    /// Bytes of a file.
    Bytes,
    /// Bytes of a TOML file.
    Toml,
    /// Lines of TOML that cannot be read.
    BrokenLines,
}

/// A file that is larger than any list, or made to hurt.
pub(crate) fn too_many(what: TooMany) -> Wording {
    let split = ("tách tệp rồi nhập lần lượt từng phần", "split the file and import the parts one after the other");
    let book =
        ("tách bảng tính rồi nhập lần lượt từng phần", "split the workbook and import the parts one after the other");
    let right = ("xóa những gì nằm xa bên phải bảng", "take out what stands far to the right");
    let save = ("lưu danh sách dạng .xlsx mới hoặc CSV UTF-8", "save the list as .xlsx or as CSV UTF-8");
    let shorten = (
        "rút gọn; toàn văn thỏa thuận để ở tệp riêng",
        "shorten it; the text of an agreement belongs into a file of its own",
    );
    let (vi, en, cure) = match what {
        TooMany::Rows(most) => (format!("có hơn {most} dòng"), format!("more than {most} rows"), split),
        TooMany::Columns(most) => (
            format!("có hơn {most} cột"),
            format!("more than {most} columns"),
            (
                "xóa các cột trống; kiểm tra dấu ngăn cách",
                "take out the columns that hold nothing; check the separator",
            ),
        ),
        TooMany::FarColumns(most) => (format!("có hơn {most} cột"), format!("more than {most} columns"), right),
        TooMany::Cells => ("sheet có quá nhiều ô".to_owned(), "the sheet has too many cells".to_owned(), right),
        TooMany::Sheets(most) => (format!("có hơn {most} sheet"), format!("more than {most} sheets"), book),
        TooMany::Parts(most) => {
            (format!("bảng tính có hơn {most} phần"), format!("the workbook has more than {most} parts"), save)
        }
        TooMany::Unpacked(most) => (
            format!("bảng tính giải nén ra hơn {most} MiB"),
            format!("the workbook unpacks to more than {most} MiB"),
            save,
        ),
        TooMany::Text => {
            ("sheet có hơn 64 MiB chữ".to_owned(), "the sheet holds more than 64 MiB of text".to_owned(), shorten)
        }
        TooMany::Letters => {
            ("một ô có hơn 32.767 ký tự".to_owned(), "a cell of more than 32,767 letters".to_owned(), shorten)
        }
        TooMany::Bytes => (
            "tệp lớn hơn 64 MiB".to_owned(),
            "the file is larger than 64 MiB".to_owned(),
            ("tách danh sách", "split the list"),
        ),
        TooMany::Toml => (
            "tệp lớn hơn 8 MiB".to_owned(),
            "the file is larger than 8 MiB".to_owned(),
            ("tách tệp, hoặc nhập danh sách dài bằng CSV", "split it, or bring so long a list as CSV"),
        ),
        TooMany::BrokenLines => (
            "phần lớn các dòng không phải TOML".to_owned(),
            "most of its lines are no TOML".to_owned(),
            (
                "kiểm tra xem có đúng tệp không; danh sách dạng bảng thì lưu thành .csv hoặc .xlsx",
                "see whether it is the right file; a table belongs into a .csv or .xlsx",
            ),
        ),
    };
    pair((vi, cure.0), (en, cure.1))
}

/// A workbook that its reader refuses.
pub(crate) fn unreadable_workbook() -> Wording {
    pair(
        (
            "không đọc được tệp: tệp bị hỏng, hoặc không phải bảng tính như tên tệp nêu",
            "mở bằng chương trình bảng tính, bỏ mật khẩu nếu có, rồi lưu lại dạng .xlsx",
        ),
        (
            "the file cannot be read: it is damaged, or no workbook as its name says",
            "open it in a spreadsheet program, take off a password if it has one, and save it as .xlsx",
        ),
    )
}

/// A file that is no workbook, whatever its name says.
pub(crate) fn not_a_workbook() -> Wording {
    pair(
        ("tệp không phải bảng tính, dù tên tệp nêu như vậy", "lưu danh sách dạng .xlsx hoặc CSV UTF-8"),
        ("the file is no workbook, whatever its name says", "save the list as .xlsx or as CSV UTF-8"),
    )
}

/// A cell that is stored once for more columns than a list has.
pub(crate) fn cell_repeated() -> Wording {
    pair(
        (
            "bảng tính lặp lại một ô ở nhiều cột hơn số cột của một danh sách",
            "chép các cột của danh sách sang bảng tính mới",
        ),
        (
            "the workbook repeats a cell over more columns than a list has",
            "copy the columns of the list into a new workbook",
        ),
    )
}

/// A workbook whose parts cannot be unpacked.
pub(crate) fn is_damaged() -> Wording {
    pair(
        ("bảng tính bị hỏng", "lưu danh sách dạng .xlsx hoặc CSV UTF-8"),
        ("the workbook is damaged", "save the list as .xlsx or as CSV UTF-8"),
    )
}

/// A value that a spreadsheet keeps otherwise than somebody meant it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misread {
    /// It made a day of it.
    MadeADay,
    /// Its number format adds words.
    Dressed,
    /// It made up a part of the day.
    DayInPart,
    /// A formula without its value.
    NoValue,
    /// The name of an agreement, merged with the one above.
    MergedName,
    /// Struck out, or a part of it.
    Struck,
    /// An error, or a time without a day.
    Error,
}

/// Why a cell cannot be taken for what a spreadsheet shows in it.
pub(crate) fn misread(why: Misread) -> Wording {
    match why {
        Misread::MadeADay => pair(
            ("bảng tính đã đổi nội dung gõ vào thành ngày", "định dạng cột là văn bản (Text) rồi gõ lại"),
            ("the spreadsheet has made a day of what was typed", "format the column as text and type the value again"),
        ),
        Misread::Dressed => pair(
            (
                "ô hiển thị nhiều hơn nội dung thật: định dạng số thêm chữ hoặc dấu",
                "định dạng cột là văn bản (Text) rồi gõ đúng như cần đọc",
            ),
            (
                "the cell shows more than it holds: its number format adds words or signs",
                "format the column as text and type the value as it is to be read",
            ),
        ),
        Misread::DayInPart => pair(
            (
                "ô chỉ hiển thị một phần của ngày: phần còn lại do bảng tính tự thêm",
                "định dạng cột dạng dd/mm/yyyy rồi kiểm tra, hoặc gõ lại ngày dạng chữ",
            ),
            (
                "the cell shows a day without its day, month or year: the spreadsheet has made up the rest",
                "format the column as dd/mm/yyyy and check it, or type the day again as text",
            ),
        ),
        Misread::NoValue => pair(
            (
                "công thức chưa có giá trị lưu trong tệp",
                "mở bằng chương trình bảng tính rồi lưu lại, hoặc dán cột dưới dạng giá trị",
            ),
            (
                "a formula whose value is not stored in the file",
                "open the workbook in a spreadsheet program and save it, or paste the column as values",
            ),
        ),
        Misread::MergedName => pair(
            ("ô được gộp với ô trên", "bỏ gộp ô và ghi đủ từng dòng, hoặc gộp thành một dòng"),
            ("the cell is merged with the one above", "unmerge it and fill in every row, or make one row of them"),
        ),
        Misread::Struck => pair(
            (
                "ô có chữ bị gạch ngang: không rõ còn dùng hay đã bỏ",
                "nếu đã bỏ, xóa dòng hoặc ghi ngày chấm dứt; nếu còn dùng, bỏ định dạng gạch ngang",
            ),
            (
                "the cell is struck out: nobody can tell whether it still holds",
                "if it does not, take the row out or write when it ended; if it does, take the strike-through off",
            ),
        ),
        Misread::Error => pair(
            ("ô bị lỗi, hoặc chỉ có giờ mà không có ngày", "gõ lại giá trị"),
            ("an error of the spreadsheet, or a time without a day", "type the value again"),
        ),
    }
}

/// A value behind the last header.
pub(crate) fn value_without_header() -> Wording {
    pair(
        ("có giá trị ở cột không có tiêu đề", "đặt tiêu đề cho cột, hoặc để giá trị có dấu ngăn cách trong ngoặc kép"),
        (
            "a value in a column without a header",
            "give the column a header, or put quotes around a value that holds the separator",
        ),
    )
}

/// A list without a row of headers.
pub(crate) fn no_headers() -> Wording {
    pair(
        (
            "không thấy dòng tiêu đề cột",
            "dòng đầu ghi tên cột, ví dụ: Mã theo dõi, Tên văn bản, Đối tác, Ngày ký, Thời hạn",
        ),
        (
            "no row of headers was found",
            "the first row names the columns, for example: reference, title, partner, signed_on, term",
        ),
    )
}

/// Headers of which none says what a row is about; the columns that are known, in each language.
pub(crate) fn headers_name_no_agreement(row: u64, vietnamese: &[String], names: &[String]) -> Wording {
    pair(
        (
            format!("dòng {row} có tiêu đề cột ({}) nhưng không có mã, tên văn bản hay đối tác", vietnamese.join(", ")),
            "thêm cột Tên văn bản hoặc Mã theo dõi, hoặc bỏ sheet này",
        ),
        (
            format!("row {row} names columns ({}), but none for a reference, a title or a partner", names.join(", ")),
            "add a column `Tên văn bản` or `Mã theo dõi`, or take the sheet out",
        ),
    )
}

/// What is wrong with the quotes of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// A cell of more letters than a workbook's cell holds.
    LongCell,
    /// The same, inside a quote that was opened on that line.
    LongQuote(u64),
    /// A quote that is never closed, opened on that line.
    NeverClosed(u64),
    /// Text behind the closing quote.
    TextBehind,
}

/// A text file that cannot be cut into cells.
pub(crate) fn broken_quotes(what: Quotes) -> Wording {
    match what {
        Quotes::LongCell => pair(
            ("một ô dài hơn 32.767 ký tự", "rút gọn; thường là thiếu một dấu ngoặc kép"),
            ("a cell of more than 32,767 letters", "shorten it; most often a quote is missing"),
        ),
        Quotes::LongQuote(line) => pair(
            ("một ô dài hơn 32.767 ký tự", format!("kiểm tra dấu ngoặc kép mở ở dòng {line}; dấu đóng quá xa")),
            (
                "a cell of more than 32,767 letters",
                format!("check the quote opened on line {line}; it closes too late"),
            ),
        ),
        Quotes::NeverClosed(line) => pair(
            (
                "dấu ngoặc kép không được đóng",
                format!("đóng dấu ngoặc kép mở ở dòng {line}, hoặc viết hai lần nếu thuộc nội dung"),
            ),
            (
                "a quote that is never closed",
                format!("close the quote opened on line {line}, or double it where it is part of the text"),
            ),
        ),
        Quotes::TextBehind => pair(
            ("có chữ sau dấu ngoặc kép đóng", "để cả ô trong ngoặc kép và viết hai lần dấu ngoặc kép bên trong"),
            ("text behind a closing quote", "put the whole cell between quotes and double the quotes inside"),
        ),
    }
}

/// Bytes that are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoText {
    /// A byte of zeros.
    Nul,
    /// No UTF-8.
    Utf8,
    /// Broken UTF-16.
    Utf16,
}

/// A workbook of the older format: what is struck out is not seen.
pub(crate) fn looks_are_not_read() -> Wording {
    pair(
        (
            "tệp .xls không cho biết chữ nào bị gạch ngang",
            "nếu có dòng đã gạch bỏ, lưu tệp dạng .xlsx rồi nhập lại, hoặc xóa các dòng ấy",
        ),
        (
            "an .xls file does not tell which cells are struck out",
            "if rows of it are, save it as .xlsx and import that, or delete those rows",
        ),
    )
}

/// A text file whose bytes look like that old way of writing, but for some words.
pub(crate) fn likely_old_text(scheme: &str) -> Wording {
    let (vi, en) = if scheme.starts_with("Windows") {
        (
            "mở tệp bằng Excel (Dữ liệu, Từ văn bản/CSV, chọn 1258: Vietnamese), kiểm tra rồi lưu dạng CSV UTF-8 hoặc .xlsx",
            "open it in Excel (Data, From Text/CSV, choose 1258: Vietnamese), look it over and save it as CSV UTF-8 or .xlsx",
        )
    } else {
        (
            "chuyển sang Unicode bằng công cụ chuyển mã của UniKey, kiểm tra rồi lưu dạng CSV UTF-8 hoặc .xlsx",
            "convert it to Unicode with the tool of UniKey, look it over and save it as CSV UTF-8 or .xlsx",
        )
    };
    pair(
        (format!("tệp không phải UTF-8, có lẽ là {scheme}, nhưng có từ chưa chắc đọc đúng"), vi),
        (format!("the text is not UTF-8; it looks like {scheme}, but some words of it are no Vietnamese so"), en),
    )
}

/// A text file that was saved in a code page without Vietnamese letters.
pub(crate) fn letters_are_lost() -> Wording {
    pair(
        (
            "nhiều chữ tiếng Việt đã mất khi lưu tệp (thay bằng dấu ?)",
            "không chuyển mã lại được; mở bảng gốc, lưu lại dạng .xlsx hoặc CSV UTF-8",
        ),
        (
            "many Vietnamese letters were lost when the file was saved (`?` in their place)",
            "no conversion brings them back: save the original list again as .xlsx or CSV UTF-8",
        ),
    )
}

/// A file that is no text in any encoding that is known.
pub(crate) fn no_text(why: NoText) -> Wording {
    match why {
        NoText::Nul => pair(
            ("có byte NUL", "tệp bị hỏng hoặc không phải tệp văn bản; lưu lại dạng CSV UTF-8"),
            ("a NUL byte", "the file is damaged or no text file; save it again as CSV UTF-8"),
        ),
        NoText::Utf8 => pair(
            ("tệp không phải UTF-8", "lưu tệp dạng CSV UTF-8 (trong Excel: Lưu thành, CSV UTF-8)"),
            ("the text is not UTF-8", "save the file as CSV UTF-8 (in Excel: Save As, CSV UTF-8)"),
        ),
        NoText::Utf16 => pair(
            ("tệp UTF-16 bị hỏng", "lưu tệp dạng CSV UTF-8"),
            ("the text is broken UTF-16", "save the file as CSV UTF-8"),
        ),
    }
}

/// How the name of the copy ends in which the flaws are marked.
pub(crate) fn marked_ending(language: Language) -> &'static str {
    match language {
        Language::Vi => "-da-danh-dau",
        Language::En => "-marked",
    }
}

/// The copy with the flaws marked could not be written; why, in the system's words.
pub(crate) fn marks_not_written(why: &str) -> Sentence {
    let why_vi = stored_reasons::in_language_of(Voice::terminal(Language::Vi), why);
    Sentence::new(
        format!(
            "không ghi được bản đánh dấu lỗi ({why_vi}); cấp quyền ghi vào thư mục của tệp, hoặc sửa theo danh sách lỗi ở trên"
        ),
        format!(
            "the copy with the flaws marked could not be written ({why}); allow writing beside the file, or go by the list above"
        ),
    )
}
