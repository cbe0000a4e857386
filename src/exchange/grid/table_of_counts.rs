//! A table that counts agreements below the list itself: "Nước | Số lượng | Còn hiệu lực | Hết hiệu lực".
//!
//! Its head names a number of agreements, and each of its rows holds one name and numbers alone: none of them is about an
//! agreement.

use super::super::raw_row::RawRow;
use super::row_shape::{filled, is_number, is_signature};
use crate::text::fold;

/// How a header over such numbers begins, folded.
const COUNTED: [&str; 12] = [
    "so luong",
    "so van ban",
    "so thoa thuan",
    "so vb",
    "tong so",
    "tong cong",
    "tong",
    "sl",
    "number of",
    "count",
    "total",
    "quantity",
];

/// Where a table of counts begins among the records below a head; the last of them belongs to it or to a signature.
pub(super) fn start(records: &[RawRow]) -> Option<usize> {
    let is_start = |at: &usize| names_counts(&records[*at]) && rows_count(&records[at + 1..]);
    (0..records.len()).find(is_start)
}

fn names_counts(record: &RawRow) -> bool {
    let cells = || record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let counts = |cell: &str| {
        let folded = fold(cell);
        COUNTED.iter().filter_map(|word| folded.strip_prefix(word)).any(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let named = cells().all(|cell| !cell.contains(|c: char| c.is_ascii_digit()));
    filled(record) >= 2 && named && cells().any(counts)
}

/// Whether rows of one name and numbers follow, and nothing else but lone texts and signatures.
fn rows_count(records: &[RawRow]) -> bool {
    let mut counted = 0;
    for record in records.iter().filter(|record| !record.is_blank()) {
        let cells = || record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
        let numbers = cells().filter(|cell| is_number(cell) && cell.len() <= 5).count();
        if numbers > 0 && filled(record) - numbers <= 1 {
            counted += 1;
        } else if filled(record) > 1 && !is_signature(record) {
            return false;
        }
    }
    counted > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(rows: &[&str]) -> Vec<RawRow> {
        let record = |(row, cells): (u64, &&str)| RawRow { row, cells: cells.split('|').collect(), seen: Vec::new() };
        (2..).zip(rows).map(record).collect()
    }

    #[test]
    fn tables_of_counts_and_others() {
        for (rows, expected) in [
            (&["1|A|Lào|05/03/2023", "||", "Nước|Số lượng|Còn hiệu lực|Hết hiệu lực", "Lào|3|2|1"][..], Some(2)),
            (&["1|A|P|05/03/2023", "STT|Nước|Tổng số", "1|Lào|3", "|Cộng|3", "NGƯỜI LẬP||GIÁM ĐỐC"], Some(1)),
            (&["1|A|P|05/03/2023", "2|B|Q|06/03/2023"], None),
            // A head of agreements that has a column of copies.
            (&["Tên văn bản|Số lượng|Ngày ký", "Bản ghi nhớ A|2|05/03/2023"], None),
        ] {
            assert_eq!(start(&records(rows)), expected, "{rows:?}");
        }
    }
}
