//! Headers that group several columns, with their names in the row below: "Hiệu lực" over "Từ" and "Đến".

use super::super::cell_forms::FactForm;
use super::super::headers;
use super::super::raw_row::RawRow;
use super::super::row_kind::RowKind;
use super::row_shape::names_only;
use super::unit;
use crate::text::fold;

/// Whether a cell says in brackets how its column is filled in.
pub(super) fn is_bracketed(cell: &str) -> bool {
    cell.starts_with('(') && cell.ends_with(')') && cell.contains(char::is_alphabetic)
}

/// How groups of columns begin in which persons stand, folded.
const OF_PERSONS: [&str; 12] = [
    "dai dien",
    "nguoi",
    "dau moi",
    "can bo",
    "lien he",
    "ho va ten",
    "ho ten",
    "chuc vu",
    "signator",
    "signed by",
    "represent",
    "contact",
];

/// Whether the columns below that header hold persons.
fn is_of_persons(group: &str) -> bool {
    let folded = fold(group);
    OF_PERSONS.iter().any(|word| folded.starts_with(word))
}

/// Whether the cell names a party under the side's own header.
fn is_name_of_party(kind: RowKind, group: &str, cell: &str) -> bool {
    let side = || headers::find(kind, group).is_some_and(|column| matches!(column.name, "partner" | "ours"));
    matches!(fold(cell).as_str(), "ten" | "ten goi" | "name") && side()
}

/// Whether every cell of the record stands under a header that has the columns beside it to itself, and several do.
fn stands_under_groups(headers: &[String], below: &RawRow) -> bool {
    let header = |at: usize| headers.get(at).map_or("", |header| header.trim());
    let cell = |at: usize| below.cells.get(at).map_or("", str::trim);
    let in_group = |at: usize| header(at).is_empty() || header(at + 1).is_empty() && !cell(at + 1).is_empty();
    let filled: Vec<usize> = (0..below.cells.len()).filter(|at| !cell(*at).is_empty()).collect();
    filled.len() >= 2 && filled.iter().all(|at| in_group(*at)) && names_only(below)
}

/// The name of a column under a group of days: its own where that is a day's or a length's, else the group's with its own behind.
fn of_days(kind: RowKind, group: &str, cell: &str) -> Option<String> {
    let of = |name: &str| {
        let form = headers::find(kind, name)?.form;
        let dated =
            [FactForm::Day, FactForm::Term, FactForm::Span, FactForm::Period, FactForm::Renewal, FactForm::Effect];
        dated.contains(&form).then_some(form)
    };
    of(group)?;
    let whole = format!("{group} {cell}");
    let own = [whole, cell.to_owned()].into_iter().find(|name| of(name).is_some());
    Some(own.unwrap_or_else(|| format!("{group} ({cell})")))
}

/// The headers where a record under them names columns of a group, each alone ("Đối tác") or behind the group's name
/// ("Bên ký kết" over "Việt Nam").
pub(super) fn grouped(headers: &[String], below: &RawRow, kind: RowKind) -> Option<Vec<String>> {
    let known = |name: &str| headers::find(kind, name).is_some();
    let mut names = headers.to_vec();
    names.resize(names.len().max(below.cells.len()), String::new());
    let apart = stands_under_groups(headers, below);
    let (mut group, mut fills) = ("", false);
    let (mut found, mut filled) = (0, 0);
    for (at, cell) in below.cells.iter().enumerate() {
        let above = headers.get(at).map_or("", |header| header.trim());
        group = if above.is_empty() { group } else { above };
        if cell.trim().is_empty() {
            continue;
        }
        filled += 1;
        // "(năm)" under "Thời hạn" says how it is filled in.
        if known(above) && is_bracketed(cell.trim()) {
            names[at] = format!("{above} {}", cell.trim());
            found += 1;
            continue;
        }
        fills |= !known(above);
        let whole = format!("{group} {}", cell.trim());
        // "Từ" and "Đến" under "Hiệu lực" are its two ends; "Đối tác" under "Ngày ký" is a day all the same.
        if apart && let Some(name) = of_days(kind, group, cell.trim()) {
            names[at] = name;
            found += 1;
            continue;
        }
        // "Việt Nam" and "Nước ngoài" under "Đại diện ký kết" are the persons of both sides.
        if is_of_persons(group) && headers::find(kind, cell).is_some_and(|column| column.form == FactForm::Parties) {
            names[at] = whole;
            found += 1;
            continue;
        }
        // "Tên" under "Đối tác" is the partner's name, "Số năm" under "Thời hạn" its length in years.
        let of_group = if is_name_of_party(kind, group, cell) {
            Some(group.to_owned())
        } else {
            (known(group) && unit::is_count(cell)).then(|| format!("{group} ({})", cell.trim()))
        };
        let candidates = [of_group, Some(cell.to_owned()), (!known(group)).then(|| whole.clone())];
        match candidates.into_iter().flatten().find(|name| known(name)) {
            Some(name) => {
                names[at] = name;
                found += 1;
            }
            // What nobody knows keeps its group's name; a cell under a known header is no header.
            None if above.is_empty() || !known(above) => names[at] = whole,
            None => return None,
        }
    }
    // A row of data has days and numbers; one of names has names.
    fills &= found > 0 && found * 2 >= filled && names_only(below);
    fills.then_some(names)
}
