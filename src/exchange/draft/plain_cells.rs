//! Cells that were read before: most columns of a long list say the same few things again and again.
//!
//! Only what a column makes of the cell's own text stands here, and only where there is nothing to say of it: no question,
//! no remark, no gap, nothing for another fact. Whatever looks at the rest of the row is looked at each time. The invariant:
//! a cell that is found here would be read just so again.

use std::collections::HashMap;

use crate::lifecycle::agreement::Field;

/// So many different texts of a column are kept.
const TEXTS_AT_MOST: usize = 4_096;
/// Longer texts stand once in a list.
const LONGEST: usize = 64;

/// The rows of the office's own workbook are asked less than those of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// Somebody else wrote it.
    Foreign,
    /// It bears the mark of a row that the program wrote.
    OwnWorkbook,
}

/// The texts of one column, each with what it was read as.
#[derive(Debug, Default)]
struct ReadTexts(HashMap<Box<str>, Box<str>>);

impl ReadTexts {
    fn learn(&mut self, text: &str, read_as: &str) {
        if self.0.len() < TEXTS_AT_MOST && text.len() <= LONGEST {
            self.0.insert(text.into(), read_as.into());
        }
    }

    fn get(&self, text: &str) -> Option<&str> {
        if text.len() > LONGEST { None } else { self.0.get(text).map(|read_as| &**read_as) }
    }
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct PlainCells {
    cells: HashMap<(&'static str, Origin), ReadTexts>,
    checked: HashMap<Field, ReadTexts>,
}

impl PlainCells {
    /// What a cell of that column that says just this was read as.
    pub(super) fn read_as(&self, column: &'static str, origin: Origin, text: &str) -> Option<&str> {
        self.cells.get(&(column, origin))?.get(text)
    }

    /// Remembers it.
    pub(super) fn learn(&mut self, column: &'static str, origin: Origin, text: &str, read_as: &str) {
        self.cells.entry((column, origin)).or_default().learn(text, read_as);
    }

    /// What a field made of that text.
    pub(super) fn checked(&self, field: Field, text: &str) -> Option<&str> {
        self.checked.get(&field)?.get(text)
    }

    /// Remembers it.
    pub(super) fn learn_checked(&mut self, field: Field, text: &str, canonical: &str) {
        self.checked.entry(field).or_default().learn(text, canonical);
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Draft, Format, drafts, read};

    const HEAD: &str = "title\tsigned_on\tterm\tpartner\tcountry\trenewal\tofficers\tin_force_on\treview_every\n";
    /// Cells of every column: plain ones, such as are asked about, such as say something of another fact.
    const CELLS: [[&str; 6]; 8] = [
        ["22/12/2017", "2017-12-22", "22/12/2017 (ký lại)", "30-12", "chưa rõ", "thứ sáu, 22/12/2017"],
        ["05 năm", "5y", "05 năm kể từ ngày ký", "chưa rõ", "2017–2022", "đến ngày 22/12/2022"],
        ["Jeonbuk", "Jeonbuk; Jeonju", "Jeonbuk và Jeonju", "02 đối tác", "22/12/2017", "Chính quyền địa phương 7"],
        ["KR", "Hàn Quốc", "Han Quoc", "Hàn", "??", "Lào"],
        ["tự động gia hạn", "tacit", "tự động gia hạn 05 năm", "theo thỏa thuận", "có", "không"],
        ["officer-1", "officer-1; officer-2", "Chuyên viên 1, Chuyên viên 2", "head", "A và B", "-"],
        ["kể từ ngày ký", "22/12/2017", "2018-01-01", "13/01/2018", "", "chưa có hiệu lực"],
        ["2 năm", "24 tháng", "hằng năm", "2y", "không", "chưa rõ"],
    ];

    /// A list in which the cells of each column come round several times, in ever other company.
    fn rows() -> Vec<String> {
        let row = |nth: usize| {
            let cells = CELLS.iter().enumerate().map(|(at, cells)| cells[(nth / (at + 1) + at * nth) % cells.len()]);
            let title = format!("Bản ghi nhớ số {nth} về giáo dục");
            cells.fold(title, |row, cell| row + "\t" + cell)
        };
        (0..200).map(row).collect()
    }

    #[test]
    fn a_cell_that_was_read_before_is_read_alike() {
        let rows = rows();
        let mut together = read("list.csv", Format::Csv, format!("{HEAD}{}", rows.join("\n")).as_bytes());
        let all = drafts(&mut together);
        let (mut sound, mut gaps) = (0, 0);
        for (ordinal, row) in rows.iter().enumerate() {
            let mut reading = read("list.csv", Format::Csv, format!("{HEAD}{row}\n").as_bytes());
            let alone = drafts(&mut reading);
            let drafted = |drafts: &[&Draft]| -> Vec<_> {
                drafts.iter().map(|draft| (draft.changes.clone(), draft.made.clone(), draft.counts_from)).collect()
            };
            let here: Vec<Draft> = alone.agreements.iter().map(std::borrow::Cow::into_owned).collect();
            let there: Vec<Draft> = all.agreements.iter().map(std::borrow::Cow::into_owned).collect();
            let there: Vec<&Draft> = there.iter().filter(|draft| draft.place.ordinal == ordinal).collect();
            assert_eq!(drafted(&there), drafted(&here.iter().collect::<Vec<_>>()), "{row}");
            assert_eq!(together.flaws.rejected().contains(&ordinal), reading.flaws.rejected().contains(&0), "{row}");
            sound += here.len();
            gaps += alone.gaps.len();
        }
        assert_eq!(all.gaps.len(), gaps);
        assert!(sound > 20 && sound < rows.len(), "{sound} rows are sound");
    }
}
