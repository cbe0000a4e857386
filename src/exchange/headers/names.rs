//! The names that people give to columns: `data/headers.txt`, read once.
//!
//! Names are compared as [`key`]s: folded, `y` as `i` (kí, ký), everything but letters and digits a space. The invariant:
//! a key means one column of a kind.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::{ColumnDefinition, columns};
use crate::exchange::RowKind;
use crate::text::{distance_within, fold};

/// A header as it is compared.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in fold(text).chars() {
        match c {
            'y' => key.push('i'),
            c if c.is_alphabetic() || c.is_ascii_digit() || c == '#' => key.push(c),
            // `partner's country` is one word less than it looks.
            '\'' | '’' => {}
            _ if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            _ => {}
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// The key of a header without its numbers: "Đối tác (2)".
pub(in crate::exchange) fn but_for_numbers(header: &str) -> String {
    let letters: String = key(header).chars().filter(|c| !c.is_ascii_digit()).collect();
    letters.trim().to_owned()
}

/// The names of each kind's columns, and of those that any list may have.
struct HeaderNames {
    of_agreements: HashMap<String, &'static str>,
    of_parties: HashMap<String, &'static str>,
    of_acts: HashMap<String, &'static str>,
    of_commitments: HashMap<String, &'static str>,
    aside: HashMap<String, &'static str>,
}

static NAMES: LazyLock<HeaderNames> = LazyLock::new(|| {
    let mut names = HeaderNames {
        of_agreements: HashMap::new(),
        of_parties: HashMap::new(),
        of_acts: HashMap::new(),
        of_commitments: HashMap::new(),
        aside: HashMap::new(),
    };
    for (section, column, header) in lines() {
        let table = match section {
            "party" => &mut names.of_parties,
            "act" => &mut names.of_acts,
            "commitment" => &mut names.of_commitments,
            "aside" => &mut names.aside,
            _ => &mut names.of_agreements,
        };
        table.entry(key(header)).or_insert(column);
    }
    names
});

/// The columns by the keys of their own two names: a cell of a table is held against them many times.
static OWN: LazyLock<[HashMap<String, &'static ColumnDefinition>; 4]> = LazyLock::new(|| {
    [RowKind::Agreement, RowKind::Party, RowKind::Act, RowKind::Commitment].map(|kind| {
        let mut own = HashMap::new();
        for column in columns(kind) {
            own.entry(key(column.name)).or_insert(column);
            own.entry(key(column.vietnamese)).or_insert(column);
        }
        own
    })
});

/// The column that is called so, in English or in Vietnamese.
pub(super) fn own(kind: RowKind, key: &str) -> Option<&'static ColumnDefinition> {
    let [agreements, parties, acts, commitments] = &*OWN;
    let own = match kind {
        RowKind::Agreement => agreements,
        RowKind::Party => parties,
        RowKind::Act => acts,
        RowKind::Commitment => commitments,
    };
    own.get(key).copied()
}

/// Section, column and header of each name in the file.
pub(super) fn lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let mut section = "";
    let rows = include_str!("../../../data/headers.txt").lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
        }
        let (column, headers) = line.split_once(" = ").unwrap_or_default();
        let section = section;
        headers.split(';').map(str::trim).filter(|name| !name.is_empty()).map(move |name| (section, column, name))
    })
}

impl HeaderNames {
    fn of(&self, kind: RowKind) -> &HashMap<String, &'static str> {
        match kind {
            RowKind::Agreement => &self.of_agreements,
            RowKind::Party => &self.of_parties,
            RowKind::Act => &self.of_acts,
            RowKind::Commitment => &self.of_commitments,
        }
    }
}

/// The column that has exactly that key.
pub(super) fn exact(kind: RowKind, key: &str) -> Option<&'static str> {
    NAMES.of(kind).get(key).or_else(|| NAMES.aside.get(key)).copied()
}

/// Words around a column's name that say nothing, as keys, the longer ones first.
const FILLERS: [&str; 24] = [
    "cac thoa thuan quoc te",
    "thoa thuan quoc te",
    "thoa thuan hop tac",
    "ban thoa thuan",
    "ban ghi nho",
    "van ban ki ket",
    "of the agreement",
    "of agreement",
    "of the mou",
    "of the document",
    "cac thoa thuan",
    "cac van ban",
    "thoa thuan",
    "van ban",
    "van kien",
    "hiep dinh",
    "agreement",
    "document",
    "ttqt",
    "mou",
    "cua",
    "neu co",
    "if ani",
    "the",
];

/// The key without words that say nothing; `None` where nothing goes or nothing is left.
pub(super) fn without_fillers(key: &str) -> Option<String> {
    let mut rest = format!(" {key} ");
    for filler in FILLERS {
        // Most are nowhere in it: told without another text.
        if rest.contains(filler) {
            rest = rest.replace(&format!(" {filler} "), " ");
        }
    }
    let rest = rest.trim().to_owned();
    (rest != key && !rest.is_empty()).then_some(rest)
}

/// The key without the words that such lists put into every header: "Tên đối tác ký kết", "Đối tác quốc tế"; `None` where
/// none goes or less than two words are left, which may mean anything.
pub(super) fn without_signing(key: &str) -> Option<String> {
    let mut rest = format!(" {key} ");
    for word in [" da ki ket ", " ki ket ", " quoc te ", " hien nai ", " cua don vi "] {
        rest = rest.replace(word, " ");
    }
    let rest = rest.trim();
    (rest.len() < key.len() && rest.contains(' ')).then(|| rest.to_owned())
}

/// How offices shorten the words of their headers, as keys.
const SHORTENED: [(&str, &str); 24] = [
    ("vb", "van ban"),
    ("bgn", "ban ghi nho"),
    ("hl", "hieu luc"),
    ("hhl", "het hieu luc"),
    ("nn", "nuoc ngoai"),
    ("vn", "viet nam"),
    ("cq", "co quan"),
    ("dv", "don vi"),
    ("d v", "don vi"),
    ("qg", "quoc gia"),
    ("q gia", "quoc gia"),
    ("vlt", "vung lanh tho"),
    ("tcqt", "to chuc quoc te"),
    ("tg", "thoi gian"),
    ("t gian", "thoi gian"),
    ("t han", "thoi han"),
    ("ng", "ngai"),
    ("cv", "chuien vien"),
    ("cb", "can bo"),
    ("lv", "linh vuc"),
    ("d tac", "doi tac"),
    ("kh", "ki hieu"),
    ("hd", "hoat dong"),
    ("tt", "thoa thuan"),
];

/// Shortened words that mean something else where they stand alone.
const NOT_ALONE: [&str; 8] = ["nn", "cv", "hl", "tt", "kh", "vn", "vb", "so kh"];

/// The key with its shortened words written out; `None` where there is none, or where one stands alone.
pub(super) fn written_out(key: &str) -> Option<String> {
    if NOT_ALONE.contains(&key) || key.len() > 60 {
        return None;
    }
    let mut rest = format!(" {key} ");
    for (short, long) in SHORTENED {
        if rest.contains(short) {
            rest = rest.replace(&format!(" {short} "), &format!(" {long} "));
        }
    }
    let rest = rest.trim().to_owned();
    (rest != key).then_some(rest)
}

/// How many letters a name has, the name, its column.
type MeasuredName = (usize, &'static str, &'static str);

/// The names of each kind's columns and of those that any list may have, by how many letters they have: a cell of a table is
/// held against those alone that are about as long.
static BY_LENGTH: LazyLock<[Vec<MeasuredName>; 4]> = LazyLock::new(|| {
    RowKind::ALL.map(|kind| {
        let names = NAMES.of(kind).iter().chain(&NAMES.aside);
        let mut names: Vec<_> = names.map(|(name, column)| (name.chars().count(), name.as_str(), *column)).collect();
        names.sort_unstable();
        names
    })
});

/// Those that have from so many letters to so many.
fn of_length(kind: RowKind, letters: RangeInclusive<usize>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let at = RowKind::ALL.iter().position(|other| *other == kind).unwrap_or_default();
    let names = &BY_LENGTH[at];
    let first = names.partition_point(|(long, ..)| long < letters.start());
    names[first..].iter().take_while(move |(long, ..)| long <= letters.end()).map(|(_, name, column)| (*name, *column))
}

/// The column whose name is a slip of the keyboard away, if only one is.
pub(super) fn near(kind: RowKind, key: &str) -> Option<&'static str> {
    let words: Vec<&str> = key.split(' ').collect();
    let bound = if key.len() < 12 { 1 } else { 2 };
    let letters = |text: &str| text.chars().count();
    let slip = |(one, other): (&&str, &str)| {
        let changed = **one != *other;
        let digits = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
        // Short words are other words: "ký" is not "kê"; digits tell columns apart.
        !changed
            || (one.len().max(other.len()) >= 4
                && letters(one).abs_diff(letters(other)) <= bound
                && !digits(one)
                && !digits(other)
                && distance_within(one, other, bound).is_some())
    };
    let long = letters(key);
    // What costs little goes first.
    let fits = |known: &str| {
        known.split(' ').count() == words.len()
            && words.iter().zip(known.split(' ')).all(slip)
            && distance_within(key, known, bound).is_some()
    };
    let near = of_length(kind, long.saturating_sub(bound)..=long + bound);
    let mut found = near.filter(|(known, _)| fits(known)).map(|(_, column)| column);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
