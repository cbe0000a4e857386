//! The columns a file may have: their names, what people call them, and the form of their cells.
//!
//! The same names are TOML keys, headers, JSON keys and schema columns. Headers are compared folded, so case,
//! diacritics, spaces, a number before ("2. Ngày ký"), a footnote behind ("Ngày ký²") and a remark in brackets
//! ("Ngày ký (dd/mm/yyyy)") do not matter. A header of two names ("Đối tác/Bên nước ngoài") is known if both mean the same.

mod agreement;
mod others;

use super::forms::Form;
use super::rows::Kind;
use crate::text::{fold, nearest};

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its header in Vietnamese.
    pub vietnamese: &'static str,
    /// What else people call it, folded.
    aliases: &'static [&'static str],
    /// The form of its cells.
    pub form: Form,
}

/// A running number; read and left aside.
pub const RUNNING_NUMBER: &str = "stt";
/// The degree of secrecy; a row that has one is refused.
pub const SECRECY: &str = "secrecy";
/// What was wrong with the row, written by the program into a file to mend; read and left aside.
pub const FLAW: &str = "flaw";

/// The columns of rows of that kind, in the order of the register.
pub fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Agreement => agreement::COLUMNS,
        Kind::Party => others::PARTY,
        Kind::Act => others::ACT,
    }
}

/// The column that is meant by a header or key.
///
/// ```
/// use pactwatch::exchange::{headers::find, rows::Kind};
/// for header in ["signed_on", "Signed on", "Ngày ký", "NGAY KY", "Ngày ký (dd/mm/yyyy)"] {
///     assert_eq!(find(Kind::Agreement, header).map(|column| column.name), Some("signed_on"));
/// }
/// ```
pub fn find(kind: Kind, header: &str) -> Option<&'static Column> {
    let known = |said: &str| known(kind, said);
    let whole = |said: &str| {
        let said = said.trim_matches(ORNAMENTS);
        known(said).or_else(|| known(said.trim_end_matches(FOOTNOTES).trim_end_matches(ORNAMENTS)))
    };
    let folded = fold(header);
    let said = without_number(&folded);
    let before_remark = |said: &str| whole(said).or_else(|| whole(said.split_once(['(', '['])?.0));
    before_remark(said).or_else(|| {
        let (one, other) = said.split_once(['/', '|'])?;
        let (one, other) = (before_remark(one)?, before_remark(other)?);
        (one.name == other.name).then_some(one)
    })
}

/// The column of a key, which is not decorated as the headers of a sheet are.
pub fn find_key(kind: Kind, key: &str) -> Option<&'static Column> {
    known(kind, &fold(key))
}

fn known(kind: Kind, said: &str) -> Option<&'static Column> {
    let key = said.replace([' ', '-'], "_");
    let fits =
        |column: &&Column| column.name == key || column.aliases.contains(&said) || fold(column.vietnamese) == said;
    columns(kind).iter().chain(others::ASIDE).find(fits)
}

/// What stands around a header and says nothing.
const ORNAMENTS: [char; 11] = ['*', ':', '.', ' ', '…', ';', ',', '"', '\'', '“', '”'];
/// What sends to a footnote; a spreadsheet gives a raised number as a plain one.
const FOOTNOTES: [char; 19] =
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '¹', '²', '³', '⁴', '⁵', '⁶', '*', ')', '('];

/// The header without the number of its column: "2. Tên văn bản", "(3) Đối tác".
fn without_number(folded: &str) -> &str {
    let bare = folded.trim_start_matches('(');
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let marked = rest.strip_prefix(['.', ')', ':', '-']).filter(|rest| rest.len() < bare.len() - 1);
    marked.map_or(folded, str::trim_start)
}

/// Whether a header names the program's own column of flaws.
pub(super) fn is_flaw(header: &str) -> bool {
    find(Kind::Agreement, header).is_some_and(|column| column.name == FLAW)
}

/// The column of exactly that name.
pub fn named(kind: Kind, name: &str) -> Option<&'static Column> {
    columns(kind).iter().find(|column| column.name == name)
}

/// What to do about an unknown header: the nearest known one, or how to go on without it.
pub fn cure_for(kind: Kind, header: &str) -> String {
    let names = columns(kind).iter().flat_map(|c| [c.name, c.vietnamese].into_iter().chain(c.aliases.iter().copied()));
    let key = fold(header).replace(' ', "_");
    match nearest(&key, columns(kind).iter().map(|c| c.name)).or_else(|| nearest(header, names)) {
        Some(near) => {
            let name = find(kind, near).map_or(near, |column| column.name);
            format!("`{name}` is the nearest known name; rename it, or take it out")
        }
        None => "take it out; docs/register-columns.md lists the known names".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::agreement::Field;
    use std::collections::BTreeMap;

    #[test]
    fn every_field_of_the_register_is_a_column_in_the_same_order() {
        let names: Vec<_> =
            columns(Kind::Agreement).iter().map(|c| c.name).filter(|name| !name.starts_with("ended_")).collect();
        let fields: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
        assert_eq!(names, fields);
    }

    #[test]
    fn no_name_means_two_columns_and_every_alias_is_folded() {
        for kind in [Kind::Agreement, Kind::Party, Kind::Act] {
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for column in columns(kind).iter().chain(others::ASIDE) {
                for alias in column.aliases {
                    assert_eq!(fold(alias), *alias, "{alias} is not folded");
                }
                let own = fold(column.vietnamese);
                let said =
                    column.aliases.iter().map(|alias| (*alias).to_owned()).chain([own, column.name.replace('_', " ")]);
                for name in said.collect::<std::collections::BTreeSet<_>>() {
                    if let Some(other) = seen.insert(name.clone(), column.name) {
                        panic!("{kind:?}: `{name}` means {other} and {}", column.name);
                    }
                }
            }
        }
    }

    #[test]
    fn what_offices_put_around_a_name() {
        for (header, expected) in [
            ("Ngày ký:", "signed_on"),
            ("Tên văn bản (*)", "title"),
            ("Bên Việt Nam**", "ours"),
            ("Đối tác²", "partner"),
            ("Ngày ký1", "signed_on"),
            ("Ngày ký (1)", "signed_on"),
            ("Ngày\nký\n(dd/mm/yyyy)", "signed_on"),
            ("Thời hạn¹", "term"),
            ("Ghi chú…", "note"),
            ("2. Tên văn bản", "title"),
            ("(3) Đối tác", "partner"),
            ("4) Nước", "country"),
            ("Đối tác/Bên nước ngoài", "partner"),
            ("Nước / Quốc gia", "country"),
            ("Số/ký hiệu", "number"),
            ("“Ghi chú”", "note"),
            ("Ngày, tháng, năm ký", "signed_on"),
            ("Bên VN", "ours"),
        ] {
            assert_eq!(find(Kind::Agreement, header).map(|column| column.name), Some(expected), "{header}");
        }
        for header in ["Ngày ký/Ngày hết hạn", "1.", "(1)", "2", "Ghi chú khác", "/", ""] {
            assert!(find(Kind::Agreement, header).is_none(), "{header}");
        }
    }

    #[test]
    fn an_unknown_header_names_its_nearest() {
        assert!(find(Kind::Agreement, "singed_on").is_none());
        assert!(cure_for(Kind::Agreement, "singed_on").contains("`signed_on`"));
        assert!(cure_for(Kind::Agreement, "Ngày kí").contains("`signed_on`"));
        assert!(cure_for(Kind::Agreement, "điện thoại liên hệ").contains("take it out"));
    }
}
