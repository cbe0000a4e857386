//! Texts beside the rows of a list that say what moves a day of one of its agreements: "Ghi chú: Thỏa thuận số 2 đã được gia hạn
//! đến 03/04/2030", "Đính chính: ngày ký của văn bản số 3 là 06/06/2022".
//!
//! Such a text is no row and moves nothing; what it says is told, so that somebody writes it into the row that it is about.

use super::super::cell_forms::day;
use super::super::draft::tells_of_a_change;
use super::super::raw_row::RawRow;
use super::left_out::LeftOutRow;
use super::row_shape::signs;
use crate::message::list::LeftOut;
use crate::text::fold;

/// Words beside which a day or a length is one of an agreement's, folded.
const OF_AGREEMENTS: [&str; 16] = [
    "ky ngay", "ngay ky", "hieu luc", "thoi han", "gia han", "keo dai", "het han", "sua", "huy", "ket thuc", "signed",
    "valid", "in force", "expire", "exten", "renew",
];

/// How texts begin that correct something, or say that it goes on by itself, folded.
const OF_THEMSELVES: [&str; 6] =
    ["dinh chinh", "tu dong gia han", "gia han", "correction", "erratum", "automatically renew"];

/// Words of texts that say of which day a whole list is, or what it holds, folded.
const OF_THE_LIST: [&str; 7] = ["tinh den", "so lieu", "cap nhat", "ke ca", "bao gom", "as of", "updated"];

/// How notes begin that say which text an agreement replaced, folded: that moves no day of its own.
const OF_ANOTHER: [&str; 4] = ["da thay the", "thay the", "replaces", "replaced the"];

/// Whether a text says what moves a day.
pub(super) fn moves_a_day(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_start_matches(|c: char| !c.is_alphabetic());
    let bare = bare.strip_prefix("ghi chu").map_or(bare, |rest| rest.trim_start_matches([':', ' ', '-']));
    let of_another = OF_ANOTHER.iter().any(|start| bare.starts_with(start));
    if bare.is_empty() || of_another || signs(bare) || OF_THE_LIST.iter().any(|word| bare.contains(word)) {
        return false;
    }
    tells_of_a_change(text).is_some()
        || OF_THEMSELVES.iter().any(|word| bare.starts_with(word))
        || (!day::in_figures(text).is_empty() && OF_AGREEMENTS.iter().any(|word| bare.contains(word)))
}

/// What of a record says what moves a day.
pub(super) fn said(record: &RawRow) -> Option<&str> {
    record.cells.iter().map(str::trim).find(|cell| moves_a_day(cell))
}

impl LeftOutRow {
    /// The same, where nothing is taken from the record, with what it says of agreements.
    pub(super) fn with_what_it_says(mut self, record: &RawRow) -> Self {
        let untaken = LeftOut::Heading { taken: None };
        let silent = self.why == untaken || matches!(self.why, LeftOut::HeadingOrRemark | LeftOut::BelowTable);
        if let Some(text) = said(record).filter(|_| silent) {
            self.why = LeftOut::OfRows { said: text.chars().take(120).collect() };
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_move_a_day_and_others() {
        for text in [
            "(1) Được gia hạn đến 05/03/2033",
            "(2) Có hiệu lực từ 01/05/2023",
            "(3) Đã chấm dứt",
            "(4) Tự động gia hạn 5 năm",
            "Đính chính: ngày ký của văn bản số 3 là 06/06/2022",
            "Sửa: TT A ký ngày 05/04/2023",
            "- Gia hạn lần 1: đến 06/03/2028",
            "* Bản ghi nhớ A hết hạn 05/03/2026",
            "Note: MoU A was extended until 5 March 2030",
        ] {
            assert!(moves_a_day(text), "{text}");
        }
        for text in [
            "Đắk Lắk, ngày 05 tháng 02 năm 2026",
            "Số liệu văn bản còn hiệu lực tính đến 30/6/2026",
            "Ghi chú: Danh sách gồm các văn bản còn hiệu lực",
            "- Lưu: VT, HTQT.",
            "* Nay là Jeonbuk",
            "(1) Đã thay thế văn bản năm 2012.",
            "Ghi chú: (*) kể cả văn bản đã hết hiệu lực",
            "Cấp sở, ngành",
            "Nơi nhận:",
        ] {
            assert!(!moves_a_day(text), "{text}");
        }
    }
}
