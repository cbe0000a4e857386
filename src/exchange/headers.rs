//! The columns a file may have: their names, what people call them, and the form of their cells.
//!
//! The same names are TOML keys, headers, JSON keys and schema columns. What people write above a column is looked up in
//! `data/headers.txt` without case, diacritics, a number before ("2. Ngày ký"), a footnote behind ("Ngày ký²"), a remark
//! in brackets and the words that say nothing; a header of two languages ("Ngày ký / Date signed") is known where one part
//! is and no other part means another column.

mod agreement;
mod names;
mod others;
mod remark;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cell_forms::FactForm;
use super::row_kind::RowKind;
use super::row_mark::ROW_MARK;
use crate::text::{fold, nearest};
pub(super) use names::but_for_numbers;
use names::key;
use remark::HeaderRemark;
pub(crate) use remark::but_for_its_remark;

#[derive(Debug)]
pub struct ColumnDefinition {
    pub name: &'static str,
    /// Its header in Vietnamese.
    pub vietnamese: &'static str,
    pub form: FactForm,
}

/// A running number; read and left aside.
pub(crate) const RUNNING_NUMBER: &str = "stt";
/// The degree of secrecy; a row that has one is refused.
pub(crate) const SECRECY: &str = "secrecy";
/// What was wrong with the row, written by the program into a file to mend; read and left aside.
pub(crate) const FLAW: &str = "flaw";
/// Something a list keeps and the register does not: who signed, where, how to call them.
pub(crate) const ASIDE: &str = "aside";
/// The last day in force, beside a term or instead of it.
pub(crate) const LAST_DAY: &str = "last_day";
/// The last day in force, or where a column says how it ended, the day on which an old one ended.
pub(crate) const LAST_OR_ENDED: &str = "last_or_ended";
/// The day on which it was ended, unless it is the one on which the term ends anyway.
pub(crate) const TERMINATED_ON: &str = "terminated_on";
/// What an update of the office's workbook says beside its columns, as pairs.
pub(crate) const DETAILS: &str = "details";
/// The last day, and the next, that a row of the office's own workbook shows; the program works them out.
pub(crate) const SHOWN_LAST_DAY: &str = "shown_last_day";
pub(crate) const SHOWN_NEXT_DAY: &str = "shown_next_day";
/// The year of signing, beside a day of signing.
pub(crate) const SIGNED_YEAR: &str = "signed_year";
/// What the list thinks of the agreement's state.
pub const STATUS: &str = "status";

impl ColumnDefinition {
    /// The fact that the column speaks of; `None` where it speaks of none.
    pub fn field(&self) -> Option<&'static str> {
        match self.name {
            RUNNING_NUMBER | SECRECY | FLAW | ASIDE | ROW_MARK => None,
            LAST_DAY | LAST_OR_ENDED => Some("term"),
            TERMINATED_ON => Some("ended_on"),
            SIGNED_YEAR => Some("signed_on"),
            name => Some(name),
        }
    }

    pub(crate) fn is_aside(&self) -> bool {
        matches!(self.name, RUNNING_NUMBER | SECRECY | FLAW | ASIDE)
    }
}

/// The columns of rows of that kind, in the order of the register.
pub fn columns(kind: RowKind) -> &'static [ColumnDefinition] {
    match kind {
        RowKind::Agreement => agreement::COLUMNS,
        RowKind::Party => others::PARTY,
        RowKind::Act => &others::ACT,
        RowKind::Commitment => others::COMMITMENT,
    }
}

/// What a header was taken for.
#[derive(Clone, Copy, Debug)]
pub enum Understood {
    /// A column, by one of its names.
    Known(&'static ColumnDefinition),
    /// A column, by a name that is a slip of the keyboard away.
    Near(&'static ColumnDefinition),
    /// The note, under the header's own words; the office's own configuration says so.
    Noted,
    /// Nothing the office wants; its own configuration says so.
    Dropped,
    /// Nothing that is known.
    Unknown,
}

impl Understood {
    /// The column meant.
    pub fn column(self) -> Option<&'static ColumnDefinition> {
        match self {
            Self::Known(column) | Self::Near(column) => Some(column),
            Self::Noted | Self::Dropped | Self::Unknown => None,
        }
    }
}

/// The office's own headers, `[import.columns]`: header → name of a column, `note`, or `-`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnHeaders(BTreeMap<String, String>);

impl OwnHeaders {
    /// From the pairs of the configuration.
    pub fn of<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        Self(pairs.into_iter().map(|(header, column)| (key(header), column.to_owned())).collect())
    }

    /// What the office says of a header.
    fn find(&self, kind: RowKind, header: &str) -> Option<Understood> {
        if self.0.is_empty() {
            return None;
        }
        // With what offices put around a name: its number, a remark in brackets, another language beside it.
        let bare = without_number(header.trim());
        let before = bare.split(['(', '[']).next().unwrap_or(bare);
        let parts = bare.split(['/', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
        let mut said = [header, bare, before].into_iter().chain(parts).filter_map(|name| self.0.get(&key(name)));
        match said.next()?.as_str() {
            "-" => Some(Understood::Dropped),
            "note" => Some(Understood::Noted),
            name => column(kind, name).map(Understood::Known),
        }
    }
}

/// Whether `[import.columns]` may name it: the name of a column, `note` or `-`.
pub(crate) fn may_be_named(name: &str) -> bool {
    name == "-" || RowKind::ALL.into_iter().any(|kind| column(kind, name).is_some())
}

/// The column that somebody most likely means by a name that `[import.columns]` may not give: by a slip, or by its header.
pub(crate) fn meant_by(name: &str) -> Option<&'static str> {
    RowKind::ALL
        .into_iter()
        .find_map(|kind| find(kind, name).map(|column| column.name).or_else(|| nearest_name(kind, name)))
}

/// What a header is taken for, by the office's own names, the table, or nearness.
pub fn understand(kind: RowKind, header: &str, own: &OwnHeaders) -> Understood {
    own.find(kind, header)
        .or_else(|| find(kind, header).map(Understood::Known))
        .or_else(|| near(kind, header).map(Understood::Near))
        .unwrap_or(Understood::Unknown)
}

/// The column that is meant by a header or key.
///
/// ```
/// use pactwatch::exchange::{headers::find, RowKind};
/// for header in ["signed_on", "Signed on", "Ngày ký", "NGAY KY", "Ngày ký (dd/mm/yyyy)", "Ngày ký / Date signed"] {
///     assert_eq!(find(RowKind::Agreement, header).map(|column| column.name), Some("signed_on"));
/// }
/// ```
pub fn find(kind: RowKind, header: &str) -> Option<&'static ColumnDefinition> {
    let bare = without_number(header.trim());
    whole(kind, bare).or_else(|| in_parts(kind, bare))
}

/// The column of one name, with or without a remark in brackets behind it.
fn whole(kind: RowKind, text: &str) -> Option<&'static ColumnDefinition> {
    let before_remark =
        text.split_once(['(', '[']).map(|(before, _)| before).filter(|before| !before.trim().is_empty());
    known(kind, text).or_else(|| {
        let before = before_remark?;
        let (column, behind) = (known(kind, before)?, &text[before.len()..]);
        let column = other_side(kind, column, &fold(behind)).unwrap_or(column);
        (remark::of(kind, column, behind) == HeaderRemark::SaysHow).then_some(column)
    })
}

/// The column of the other side, where a remark says whose side is meant: "Signatory party (Vietnam)".
fn other_side(kind: RowKind, column: &ColumnDefinition, remark: &str) -> Option<&'static ColumnDefinition> {
    let says = |words: &[&str]| words.iter().any(|word| remark.contains(word));
    let ours = says(&["viet nam", "vietnam", "(vn", "trong nuoc"]);
    let theirs = says(&["nuoc ngoai", "foreign", "doi tac", "partner"]);
    match (column.name, ours, theirs) {
        ("partner", true, false) => named(kind, "ours"),
        ("ours", false, true) => named(kind, "partner"),
        _ => None,
    }
}

/// The column of a header in two languages: one part at least is known, and no other part means another column.
fn in_parts(kind: RowKind, text: &str) -> Option<&'static ColumnDefinition> {
    let marks = ['/', '|', '\n', '\r', '(', ')', '[', ']', '–', '—', ';'];
    let parts = text.split(marks).flat_map(|part| part.split(" - ")).filter(|part| !part.trim().is_empty());
    // A remark that is itself the name of something left aside, "(năm)", is a remark.
    let remark = |at: usize, part: &str, column: &ColumnDefinition| {
        at > 0 && column.is_aside() && part.trim().chars().count() <= 5
    };
    let known =
        |(at, part): (usize, &str)| whole(kind, without_number(part.trim())).filter(|column| !remark(at, part, column));
    let parts: Vec<(usize, &str)> = parts.take(8).enumerate().collect();
    let first = parts.iter().find_map(|part| known(*part))?;
    let fits = |part: &(usize, &str)| match known(*part) {
        Some(other) => other.name == first.name,
        None => remark::of(kind, first, part.1) == HeaderRemark::SaysHow,
    };
    parts.iter().all(fits).then_some(first)
}

fn near(kind: RowKind, header: &str) -> Option<&'static ColumnDefinition> {
    let bare = without_number(header.trim());
    let before_remark = bare.split_once(['(', '[']).map_or(bare, |(before, _)| before);
    let column = column(kind, names::near(kind, &key(before_remark))?)?;
    (remark::of(kind, column, &bare[before_remark.len()..]) == HeaderRemark::SaysHow).then_some(column)
}

fn known(kind: RowKind, text: &str) -> Option<&'static ColumnDefinition> {
    let key = key(text);
    by_key(kind, &key).or_else(|| by_key(kind, &names::written_out(&key)?))
}

fn by_key(kind: RowKind, key: &str) -> Option<&'static ColumnDefinition> {
    let named =
        |key: &str| names::exact(kind, key).and_then(|name| column(kind, name)).or_else(|| names::own(kind, key));
    let unnumbered = key.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    named(key)
        .or_else(|| {
            // "Đối tác 1", "Đối tác 2" are two parties; "Gia hạn lần 1" is none of the renewal.
            let lists = |column: &ColumnDefinition| column.form == FactForm::Parties || !key.ends_with(" 1");
            named(unnumbered).filter(|column| !unnumbered.is_empty() && lists(column))
        })
        .or_else(|| named(&names::without_fillers(unnumbered)?))
        .or_else(|| named(&names::without_signing(unnumbered)?))
}

/// The column of a key, which is not decorated as the headers of a sheet are.
pub(crate) fn find_key(kind: RowKind, key: &str) -> Option<&'static ColumnDefinition> {
    let key = names::key(key);
    let name = names::exact(kind, &key).and_then(|name| column(kind, name));
    name.or_else(|| columns(kind).iter().find(|column| names::key(column.name) == key))
}

/// The column of exactly that name, of those that any list may have as well.
fn column(kind: RowKind, name: &str) -> Option<&'static ColumnDefinition> {
    columns(kind)
        .iter()
        .chain(others::beside(kind))
        .chain(others::OF_THE_WORKBOOK)
        .chain(others::LEFT_ASIDE)
        .find(|column| column.name == name)
}

/// The header without the number of its column: "2. Tên văn bản", "(3) Đối tác".
fn without_number(header: &str) -> &str {
    let bare = header.trim_start_matches(['(', '*', ' ']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let marked = rest.strip_prefix(['.', ')', ':', '-']).filter(|rest| rest.len() < bare.len() - 1);
    marked.map_or(header, str::trim_start)
}

/// Whether a header names the program's own column of flaws.
pub(super) fn is_flaw(header: &str) -> bool {
    find(RowKind::Agreement, header).is_some_and(|column| column.name == FLAW)
}

/// Whether a header counts the rows, or is the program's own: nobody wants to hear that it is left aside.
pub(crate) fn is_counter(header: &str) -> bool {
    find(RowKind::Agreement, header).is_some_and(|column| matches!(column.name, RUNNING_NUMBER | FLAW | ROW_MARK))
}

/// The column of exactly that name.
pub fn named(kind: RowKind, name: &str) -> Option<&'static ColumnDefinition> {
    columns(kind).iter().find(|column| column.name == name)
}

/// The column of exactly that name, of those from which facts are worked out as well.
pub(super) fn any_named(kind: RowKind, name: &str) -> Option<&'static ColumnDefinition> {
    column(kind, name)
}

/// The header in Vietnamese of the column of that name, whatever its rows are about; the name itself where no column has it.
pub fn vietnamese(name: &str) -> &str {
    RowKind::ALL.into_iter().find_map(|kind| column(kind, name)).map_or(name, |column| column.vietnamese)
}

/// The known name that is nearest to an unknown header.
pub(crate) fn nearest_name(kind: RowKind, header: &str) -> Option<&'static str> {
    let key = fold(header).replace(' ', "_");
    let names = columns(kind).iter().flat_map(|column| [column.name, column.vietnamese]);
    let near = nearest(&key, columns(kind).iter().map(|c| c.name)).or_else(|| nearest(header, names))?;
    Some(find(kind, near).map_or(near, |column| column.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::agreement::Field;

    #[test]
    fn every_field_of_the_register_is_a_column_in_the_same_order() {
        let names: Vec<_> =
            columns(RowKind::Agreement).iter().map(|c| c.name).filter(|name| !name.starts_with("ended_")).collect();
        let fields: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
        assert_eq!(names, fields);
    }

    #[test]
    fn no_name_means_two_columns_and_every_line_names_a_column() {
        let mut seen: BTreeMap<(&str, String), &str> = BTreeMap::new();
        for (section, name, header) in names::lines() {
            let kind = match section {
                "party" => RowKind::Party,
                "act" => RowKind::Act,
                "commitment" => RowKind::Commitment,
                _ => RowKind::Agreement,
            };
            assert!(column(kind, name).is_some(), "[{section}] {name}: no such column");
            let sections =
                if section == "aside" { &["agreement", "party", "act", "commitment"][..] } else { &[section] };
            for section in sections {
                if let Some(other) = seen.insert((section, key(header)), name).filter(|other| *other != name) {
                    panic!("[{section}] `{header}` means {other} and {name}");
                }
            }
        }
        assert!(seen.len() > 900, "the table was not read");
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
            ("Ngày kí", "signed_on"),
            ("Ngày ký / Date signed", "signed_on"),
            // A day with its place is read.
            ("Ngày ký/Nơi ký", "signed_on"),
            ("Đối tác\nPartner", "partner"),
            ("Date signed (Ngày ký)", "signed_on"),
            ("Thời hạn của thỏa thuận", "term"),
        ] {
            assert_eq!(find(RowKind::Agreement, header).map(|column| column.name), Some(expected), "{header}");
        }
        for header in ["Ngày ký/Ngày hết hạn", "1.", "(1)", "2", "/", ""] {
            assert!(find(RowKind::Agreement, header).is_none(), "{header}");
        }
    }

    #[test]
    fn slips_of_the_keyboard_and_what_is_another_word() {
        let own = OwnHeaders::default();
        for (header, expected) in [("Thời hạng", "term"), ("singed_on", "signed_on"), ("Expiry dat", "last_day")] {
            let found = understand(RowKind::Agreement, header, &own).column().map(|column| column.name);
            assert_eq!(found, Some(expected), "{header}");
        }
        for header in ["Ngày sinh", "Sơ kết lần 2", "Hồ sơ gốc", "Màu sắc", "colour"] {
            assert!(matches!(understand(RowKind::Agreement, header, &own), Understood::Unknown), "{header}");
        }
    }

    #[test]
    fn the_offices_own_headers_come_first() {
        let own = OwnHeaders::of([("Nước ký", "country"), ("Người ký", "note"), ("Ghi chú", "-"), ("X", "signed_on")]);
        let meant = |header: &str| understand(RowKind::Agreement, header, &own);
        for header in ["NƯỚC KÝ", "3. Nước ký", "Nước ký (vùng lãnh thổ)", "Nước ký / Signed in"] {
            assert!(matches!(meant(header), Understood::Known(column) if column.name == "country"), "{header}");
        }
        assert!(matches!(meant("Người ký"), Understood::Noted));
        assert!(matches!(meant("Ghi chú"), Understood::Dropped));
        assert!(matches!(meant("x"), Understood::Known(column) if column.name == "signed_on"));
        assert!(may_be_named("note") && may_be_named("-") && !may_be_named("colour"));
        for (name, meant) in
            [("county", "country"), ("Nước", "country"), ("signed on", "signed_on"), ("partners", "partner")]
        {
            assert!(!may_be_named(name), "{name}");
            assert_eq!(meant_by(name), Some(meant), "{name}");
        }
        assert_eq!(meant_by("xyzzy"), None);
    }
}
