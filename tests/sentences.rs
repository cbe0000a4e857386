//! Sentences for people are made in `message/` alone. What still stands elsewhere is counted, and may only become less.
//!
//! Looked at is what ships: string literals of five words and more, and those with a letter beyond ASCII. No sentences
//! for people are what [`exempt`] names by the place in which it stands, and SQL.

#[allow(dead_code, reason = "paths are looked at by tests/architecture.rs")]
#[path = "architecture/source.rs"]
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Where sentences are made.
const MADE: &str = "src/message/";

/// Tables of words that people write or that a law gives a day, each with what it holds. They are read and compared, and
/// printed as names.
const TABLES: [(&str, &str); 15] = [
    ("src/text/", "letters with marks and what they fold to"),
    ("src/exchange/cell_forms/", "days, spans, terms and words as people write them"),
    ("src/exchange/headers", "the heads of columns"),
    ("src/exchange/legacy", "letters of TCVN3, VNI and Windows-1258, and the syllables of Vietnamese"),
    ("src/exchange/secrecy.rs", "marks of secrecy"),
    ("src/exchange/grid/row_shape.rs", "words at the head of sums"),
    ("src/exchange/grid/unit.rs", "units in the head of a column"),
    ("src/exchange/acts/milestones.rs", "milestones as lists name them"),
    ("src/lifecycle/act/vocabulary", "the table of acts, with their names and keys"),
    ("src/lifecycle/act/phrase.rs", "the phrases a form offers, by name"),
    ("src/lifecycle/agreement/titles.rs", "words of titles"),
    ("src/lifecycle/commitment/field.rs", "whose a commitment is, as people write it"),
    ("src/watch/metrics.rs", "the figures' names and help in the exporter's format, read by monitors"),
    ("src/web/headers.rs", "the headers of answers, which browsers read"),
    ("src/lifecycle/calendar/holidays.rs", "public holidays by name and law"),
];

/// How many are left in each folder. Lower a number when you have moved sentences; it is never raised.
const LEFT: [(&str, usize); 11] = [
    ("cli", 0),
    ("clock", 0),
    ("config", 0),
    ("desk", 0),
    ("exchange", 0),
    ("lifecycle", 0),
    ("outbox", 0),
    ("post", 0),
    ("store", 0),
    ("watch", 0),
    ("web", 0),
];

/// Whether a literal is a sentence for people.
fn is_sentence(text: &str) -> bool {
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c| ",.;:".contains(c));
        word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || "'’".contains(c))
    };
    text.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) || text.split_whitespace().filter(is_word).count() >= 5
}

/// Whether a literal is a piece of SQL, by the keywords that SQL is written with here; a list of columns is one.
fn is_sql(text: &str) -> bool {
    let keywords = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "PRAGMA", "WITH", "VACUUM", "ATTACH", "DROP", "ALTER",
        "FROM", "WHERE", "AND", "OR", "ORDER", "IN", "CASE", "JOIN", "IS", "EXISTS",
    ];
    let names = text.contains(',')
        && text.split([',', ' ', '\n', '\\']).all(|name| name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_'))
        && !text.contains("; ");
    text.is_ascii() && (names || text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| keywords.contains(&word)))
}

/// What stands in one of these is for programmers or for the log, or is the help of clap: what an attribute holds but
/// `#[error]`, what a panic says, a line of the log, and [`usage`], the errors of arguments.
fn exempt(within: &[String]) -> bool {
    const CALLS: [&str; 12] = [
        "expect",
        "expect_err",
        "panic!",
        "unreachable!",
        "assert!",
        "debug_assert!",
        "error!",
        "warn!",
        "info!",
        "debug!",
        "trace!",
        "usage",
    ];
    within.iter().any(|place| CALLS.contains(&place.as_str()) || (place.starts_with('#') && place != "#error"))
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting: Vec<PathBuf> = vec![root.join("src")];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(&path).expect("a folder of this repository").map(|entry| entry.expect("an entry").path()),
            );
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).expect("sources are UTF-8")));
        }
    }
    found.sort();
    found
}

#[test]
fn sentences_are_made_in_message_alone() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in sources() {
        let tests = path.contains("/tests") || path.ends_with("tests.rs");
        if tests || path.starts_with(MADE) || TABLES.iter().any(|(table, _)| path.starts_with(table)) {
            continue;
        }
        let Source { texts, within, .. } = Source::read(&text);
        let in_store = path.starts_with("src/store/");
        let folder = path["src/".len()..].split(['/', '.']).next().unwrap_or_default().to_owned();
        let said = texts
            .into_iter()
            .zip(within)
            .filter(|((_, text), within)| is_sentence(text) && !exempt(within) && !(in_store && is_sql(text)));
        found.entry(folder).or_default().extend(said.map(|((line, text), _)| format!("{path}:{line}: {text}")));
    }
    let mut wrong = Vec::new();
    for (folder, said) in &found {
        let left = LEFT.iter().find(|(name, _)| name == folder).map_or(0, |(_, left)| *left);
        if said.len() > left {
            let newest: Vec<&str> = said.iter().map(String::as_str).collect();
            wrong.push(format!("{folder}: {} sentences, {left} are left:\n  {}", said.len(), newest.join("\n  ")));
        }
        println!("{folder}: {}", said.len());
    }
    assert!(wrong.is_empty(), "make them in src/message (see CONTRIBUTING.md):\n{}", wrong.join("\n"));
}

#[test]
fn what_is_a_sentence() {
    for (text, expected) in [
        ("there is no act with that number", true),
        ("không có", true),
        ("%Y-%m-%d %H:%M:%S", false),
        ("letters/outbox", false),
        ("unknown key", false),
        ("-180d o, -90d o h, -30d o h, -7d o h", false),
    ] {
        assert_eq!(is_sentence(text), expected, "{text}");
    }
}

#[test]
fn what_is_exempt_stands_in_its_place() {
    for (rule, code, exempted) in [
        ("an error for people", r#"#[error("there is no act of that number")] struct E;"#, false),
        ("a value", r#"fn f() -> String { format!("there is no act of that number") }"#, false),
        ("the help of an option", r#"#[arg(help = "there is no act of that number")] a: u8"#, true),
        ("what a panic says", r#"fn f() { x.expect("there is no act of that number") }"#, true),
        ("a line of the log", r#"fn f() { tracing::warn!("{}: there is no act of that number", x()) }"#, true),
        (
            "handed to the log inside a call",
            r#"fn f() { tracing::warn!("{}", x("there is no act of that number")) }"#,
            true,
        ),
        ("an error of an argument", r#"fn f() { Err(usage("there is no act of that number")) }"#, true),
        ("behind a panic", r#"fn f() { x.expect("it is"); y("there is no act of that number") }"#, false),
        ("a test", r#"#[cfg(test)] mod tests { const A: &str = "there is no act of that number"; }"#, true),
        ("after a test", r#"#[cfg(test)] mod tests {} const A: &str = "there is no act of that number";"#, false),
    ] {
        let Source { texts, within, .. } = Source::read(code);
        let of_it = |((_, text), within): ((usize, String), &Vec<String>)| is_sentence(&text) && !exempt(within);
        assert_eq!(!texts.into_iter().zip(&within).any(of_it), exempted, "{rule}");
    }
    for (text, sql) in [
        ("SELECT id FROM agreement WHERE reference = ?1 AND state IS NOT NULL", true),
        ("queued on a day that has not come", false),
    ] {
        assert_eq!(is_sql(text), sql, "{text}");
    }
}
