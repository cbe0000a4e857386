//! What a column says by its cells, where its header may mean several things.
//!
//! Under "Hiệu lực" one office writes how an agreement enters into force, another how long it binds, a third whether it does;
//! under "Hết hiệu lực" stands a day, or a cross where it has ended. Only a column of which no cell says what its header
//! means first is taken for another; the days themselves are read elsewhere.

use super::super::cell_forms::words::{ListedState, state_in};
use super::super::cell_forms::{self, FactForm, Reading};
use super::super::headers::{self, ColumnDefinition, LAST_DAY, LAST_OR_ENDED, STATUS, TERMINATED_ON};
use super::super::row_kind::RowKind;
use super::bare_days::first_day;
use crate::text::fold;

/// So many cells of a column are looked at.
const LOOKED_AT: usize = 500;

/// The column that the cells speak of; `None` where they are crosses that say nothing to be kept.
pub(super) fn by_cells<'c, I: Iterator<Item = &'c str>>(
    kind: RowKind,
    column: &'static ColumnDefinition,
    cells: impl Fn() -> I,
) -> Option<&'static ColumnDefinition> {
    let any = |is: fn(&str) -> bool| cells().take(LOOKED_AT).any(is);
    let most = |is: fn(&str) -> bool| {
        let (all, such) =
            cells().take(LOOKED_AT).fold((0, 0), |(all, such), cell| (all + 1, such + usize::from(is(cell))));
        such > 0 && such * 2 >= all
    };
    match column.name {
        // "01652/QĐ-UBND" under "Mã số" is the number of the paper; no code of the register has such a stroke.
        "reference" if most(is_number_of_paper) => headers::any_named(kind, "number"),
        "effect" if !any(says_effect) && most(says_term) => headers::any_named(kind, "term"),
        "effect" if !any(says_effect) && most(says_state) => headers::any_named(kind, STATUS),
        LAST_DAY | LAST_OR_ENDED | TERMINATED_ON if !any(says_term) && most(is_cross) => {
            headers::any_named(kind, STATUS)
        }
        "renewal_period" if !any(says_period) && most(says_term) => headers::any_named(kind, "term"),
        LAST_DAY | LAST_OR_ENDED | TERMINATED_ON if !any(says_term) && most(says_state) => {
            headers::any_named(kind, STATUS)
        }
        _ => Some(column),
    }
}

fn says_effect(cell: &str) -> bool {
    matches!(cell_forms::read(FactForm::Effect, cell), Ok(Reading::Value(_)))
}

/// Whether the cell says how long it binds, known or not.
fn says_term(cell: &str) -> bool {
    cell_forms::read(FactForm::Term, cell).is_ok_and(|found| found != Reading::Nothing) || first_day(cell).is_some()
}

fn says_period(cell: &str) -> bool {
    matches!(cell_forms::read(FactForm::Period, cell), Ok(Reading::Value(_)))
}

fn says_state(cell: &str) -> bool {
    // "Gia hạn đến 2028" in a column of last days is a day that cannot be read.
    state_in(cell).is_some_and(|state| state != ListedState::Extended) || fold(cell).starts_with("dang ")
}

fn is_number_of_paper(cell: &str) -> bool {
    let parts: Vec<&str> = cell.trim().split('/').collect();
    let number = |part: &str| (1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (2..=3).contains(&parts.len())
        && number(parts[0])
        && parts.last().is_some_and(|last| last.contains(char::is_alphabetic))
}

fn is_cross(cell: &str) -> bool {
    matches!(fold(cell).as_str(), "x" | "v" | "✓" | "✔" | "☑" | "☒" | "☐" | "co" | "khong" | "yes" | "no")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_say_something_else_than_their_headers_do() {
        for (header, cells, expected) in [
            ("Hiệu lực", &["05 năm", "Đến 31/12/2027", "Không thời hạn"][..], Some("term")),
            ("Hiệu lực", &["kể từ ngày ký", "05 năm"], Some("effect")),
            ("Hiệu lực", &["Còn hiệu lực", "Hết hiệu lực"], Some(STATUS)),
            ("Hiệu lực", &["Còn", "Hết"], Some(STATUS)),
            ("Hiệu lực", &["theo quy định"], Some("effect")),
            ("Mã số", &["01652/QĐ-UBND", "12/TTHT"], Some("number")),
            ("Mã số", &["12/2017/BGN", "DL-KR-2017-01"], Some("number")),
            ("Mã số", &["DL/KR/2017", "DL/LA/2018"], Some("reference")),
            ("Mã số", &["DL-KR-2017-01", "DL-LA-2018-01"], Some("reference")),
            ("Hết hiệu lực", &["x", "x"], Some(STATUS)),
            ("Thời hạn, gia hạn", &["05 năm, tự động gia hạn 05 năm", "đến 31/12/2027"], Some("term")),
            ("Hết hiệu lực", &["x", "22/12/2022"], Some(LAST_DAY)),
            ("Hết hiệu lực", &[], Some(LAST_DAY)),
            ("Đang hiệu lực/Hết hiệu lực", &["Hết hiệu lực", "Đang làm thủ tục gia hạn"], Some(STATUS)),
        ] {
            let column = headers::find(RowKind::Agreement, header).expect("a known header");
            let found = by_cells(RowKind::Agreement, column, || cells.iter().copied());
            assert_eq!(found.map(|column| column.name), expected, "{header}: {cells:?}");
        }
    }
}
