//! Sentences for people are made in `message/` alone. What still stands elsewhere is counted, and may only become less.
//!
//! Looked at is what ships: string literals of five words and more, and those with a letter beyond ASCII. Tables of forms
//! that people write, SQL, and the bytes of standards are no sentences.

#[allow(dead_code, reason = "paths are looked at by tests/architecture.rs")]
#[path = "architecture/source.rs"]
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Where sentences are made, and where the forms stand that people write.
const EXEMPT: [&str; 4] = ["src/message/", "src/exchange/forms/", "src/exchange/headers", "src/text/"];

/// How many are left in each folder. Lower a number when you have moved sentences; it is never raised.
const LEFT: [(&str, usize); 11] = [
    ("cli", 50),
    ("clock", 20),
    ("config", 100),
    ("desk", 170),
    ("exchange", 151),
    ("lifecycle", 270),
    ("outbox", 0),
    ("post", 60),
    ("store", 70),
    ("watch", 60),
    ("web", 130),
];

/// Whether a literal is a sentence for people.
fn is_sentence(text: &str) -> bool {
    let sql =
        ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "PRAGMA", "WITH ", "VACUUM", "ATTACH", "DROP", "ALTER"];
    if sql.iter().any(|word| text.trim_start().starts_with(word)) || text.contains("\nCREATE ") {
        return false;
    }
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || ",.;:'’".contains(c));
    text.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) || text.split_whitespace().filter(is_word).count() >= 5
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
        if tests || EXEMPT.iter().any(|exempt| path.starts_with(exempt)) {
            continue;
        }
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
        let folder = path["src/".len()..].split(['/', '.']).next().unwrap_or_default().to_owned();
        let said = Source::read(shipped).texts.into_iter().filter(|(_, text)| is_sentence(text));
        found.entry(folder).or_default().extend(said.map(|(line, text)| format!("{path}:{line}: {text}")));
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
        ("SELECT id FROM agreement WHERE reference = ?1 AND state IS NOT NULL", false),
        ("%Y-%m-%d %H:%M:%S", false),
        ("letters/outbox", false),
        ("unknown key", false),
    ] {
        assert_eq!(is_sentence(text), expected, "{text}");
    }
}
