//! What a cell says of a fact that the register knows otherwise, and that stays: an amendment that stands, a fact that is known.

use super::Wording;
use super::old_copy::{HeldText, called, day_of, shown};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

/// What an amendment made of a fact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amended<'a> {
    /// What holds.
    pub(crate) now: &'a HeldText,
    /// The first day on which it does.
    pub(crate) from_on: Day,
    pub(crate) by: &'a str,
    pub(crate) seq: i64,
}

/// A cell of a copy on a fact that was amended after the copy was made.
pub(crate) fn amended_since(field: &str, exported: &HeldText, cell: Option<&str>, amended: &Amended<'_>) -> Wording {
    let [vi, en] = [Language::Vi, Language::En].map(|language| {
        let named = called(field, language);
        let (exported, cell) = (exported.shown(field, language), shown(field, cell, language));
        let (now, on) = (amended.now.shown(field, language), day_of(&amended.from_on.to_string(), language));
        (named, exported, cell, now, on)
    });
    let (by, seq) = (amended.by, amended.seq);
    Wording::new(
        [
            format!(
                "{}: bản cũ ghi {}, ô này ghi “{}”, nhưng sau khi xuất bản này {by} đã ghi sửa đổi: từ {} là {} (lần cập nhật số {seq}); giữ như trong sổ",
                vi.0, vi.1, vi.2, vi.4, vi.3
            ),
            "nếu sửa đổi ấy ghi nhầm, hủy nó trên trang của văn bản; nếu văn bản gốc vốn ghi như ô này, nhập lại và chọn lấy lại giá trị trong danh sách (lệnh: --bring-back)".to_owned(),
        ],
        [
            format!(
                "{}: the copy was made with {}, the cell says `{}`, but {by} has recorded an amendment since: from {} on it is {} (act {seq}); the register keeps it",
                en.0, en.1, en.2, en.4, en.3
            ),
            "if the amendment is wrong, take it back on the agreement's page; if the first text says what the cell says, import again and choose to bring the list's values back (command: --bring-back)".to_owned(),
        ],
    )
}

/// A correction of the first text beside an amendment that stands.
pub(crate) fn amendment_stands(field: &str, amended: &Amended<'_>) -> Wording {
    let [vi, en] = [Language::Vi, Language::En].map(|language| {
        let on = day_of(&amended.from_on.to_string(), language);
        (called(field, language), amended.now.shown(field, language), on)
    });
    let seq = amended.seq;
    Wording::new(
        [
            format!("{}: ô này sửa văn bản gốc; từ {} vẫn là {} theo lần cập nhật số {seq}", vi.0, vi.2, vi.1),
            "nếu lần cập nhật ấy ghi nhầm, hủy nó trên trang của văn bản rồi ghi lại".to_owned(),
        ],
        [
            format!("{}: the cell corrects the first text; from {} on it stays {} by act {seq}", en.0, en.2, en.1),
            "if that act is wrong, take it back on the agreement's page and record it anew".to_owned(),
        ],
    )
}

/// A cell that calls unknown what the register knows.
pub(crate) fn known_and_kept(field: &str, now: &HeldText) -> Wording {
    let [(vi, now_vi), (en, now_en)] =
        [Language::Vi, Language::En].map(|language| (called(field, language), now.shown(field, language)));
    Wording::new(
        [
            format!("{vi}: ô này ghi là chưa rõ, sổ đang ghi {now_vi}; giữ như trong sổ"),
            "nếu đúng là chưa biết, ghi “-” để xóa".to_owned(),
        ],
        [
            format!("{en}: the cell calls unknown what the register holds as {now_en}; it is kept"),
            "if it is not known after all, write `-` to clear it".to_owned(),
        ],
    )
}

/// A row of a party that names another one than it was made from.
pub(crate) fn party_of_another_row(own: &str) -> Wording {
    Wording::new(
        [
            format!("theo Mã dòng, dòng này là của bên “{own}”; mã bên không sửa được"),
            format!("ghi lại {own}; nếu dòng này dùng để ghi bên mới, xóa ô Mã dòng của nó"),
        ],
        [
            format!("by its `Mã dòng` the row is of the party `{own}`, whose id stays as it is"),
            format!("write {own} again; if the row is for a new party, empty its cell `Mã dòng`"),
        ],
    )
}
