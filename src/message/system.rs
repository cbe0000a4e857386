//! Messages of the operating system and of the database, in Vietnamese.
//!
//! Not here: what the program itself stores (`answer::stored_reasons`). A message that is not in the table stays as it
//! is.

const WORDS: [(&str, &str); 10] = [
    ("No such file or directory (os error 2)", "không có tệp hoặc thư mục này"),
    ("Permission denied (os error 13)", "không có quyền"),
    ("Not a directory (os error 20)", "đường dẫn đi qua một tệp, không phải thư mục"),
    ("Is a directory (os error 21)", "đây là thư mục"),
    ("No space left on device (os error 28)", "đĩa đã đầy"),
    ("Read-only file system (os error 30)", "ổ đĩa chỉ cho đọc"),
    ("Address already in use (os error 98)", "địa chỉ đang có chương trình khác dùng"),
    ("Cannot assign requested address (os error 99)", "máy này không có địa chỉ ấy"),
    ("attempt to write a readonly database", "cơ sở dữ liệu chỉ cho đọc"),
    ("unable to open database file", "không mở được tệp"),
];

/// The text with what the system says in Vietnamese.
pub(super) fn in_vietnamese(text: &str) -> String {
    WORDS.iter().fold(text.to_owned(), |text, (english, vietnamese)| text.replace(english, vietnamese))
}
