//! Whether the database has the tables, indexes and triggers that this program made, and no others.
//!
//! A trigger that swallows what is inserted, or an index that is gone, makes letters fall silent while every row looks
//! sound. The invariant: what differs from `schema.sql` in more than its layout is named.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::create::SCHEMA;
use super::{Result, Store};

/// A part of the schema that is not as this program makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaFault {
    /// `table`, `index`, `trigger` or `view`.
    pub kind: String,
    pub name: String,
    /// What is wrong with it.
    pub what: SchemaDifference,
}

/// How a part of the schema differs from what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaDifference {
    /// It is not there.
    Missing,
    /// This program never makes it.
    Unknown,
    /// It is there, and says something else.
    Altered,
}

/// Tables that Litestream makes in a database it copies (docs/recipes/litestream.md), just as it makes them.
const GUESTS: [&str; 2] = [
    "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)",
    "CREATE TABLE _litestream_lock (id INTEGER)",
];

type SchemaParts = BTreeMap<(String, String), String>;

impl Store {
    /// What differs between the schema of this database and the one a new database gets; empty where nothing does.
    pub(crate) fn schema_faults(&self) -> Result<Vec<SchemaFault>> {
        // Most registers were made by this version: word for word, nothing need be compared part by part.
        if self.bears_the_schema_itself()? {
            return Ok(Vec::new());
        }
        let expected = Connection::open_in_memory().and_then(|fresh| {
            fresh.execute_batch(SCHEMA)?;
            parts(&fresh)
        });
        let (expected, found) =
            expected.and_then(|expected| Ok((expected, parts(&self.conn)?))).map_err(|e| self.fail(e))?;
        Ok(faults(&expected, found))
    }

    /// Whether its parts are the statements of `schema.sql`, each as it is written there, and as many.
    fn bears_the_schema_itself(&self) -> Result<bool> {
        let sql = "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        let parts: Vec<Option<String>> = self.all(sql, [], |row| row.get(0))?;
        let statements = SCHEMA.lines().filter(|line| line.starts_with("CREATE ")).count();
        let written = |part: &Option<String>| part.as_ref().is_some_and(|part| SCHEMA.contains(&format!("{part};")));
        Ok(parts.len() == statements && parts.iter().all(written))
    }
}

fn faults(expected: &SchemaParts, mut found: SchemaParts) -> Vec<SchemaFault> {
    let fault = |(kind, name): (String, String), what| SchemaFault { kind, name, what };
    let mut faults = Vec::new();
    for (part, sql) in expected {
        match found.remove(part) {
            None => faults.push(fault(part.clone(), SchemaDifference::Missing)),
            Some(other) if other != *sql => faults.push(fault(part.clone(), SchemaDifference::Altered)),
            Some(_) => {}
        }
    }
    // What Litestream keeps its place by, and nothing like it: tables, which do nothing by themselves.
    for guest in GUESTS {
        let name = tokens(guest).get(2).cloned().unwrap_or_default();
        let part = ("table".to_owned(), name);
        if found.get(&part).is_some_and(|sql| *sql == normal(guest)) {
            found.remove(&part);
        }
    }
    faults.extend(found.into_keys().map(|part| fault(part, SchemaDifference::Unknown)));
    faults
}

/// Every part by kind and name, as normal text. The database's own are left out.
fn parts(conn: &Connection) -> rusqlite::Result<SchemaParts> {
    let sql = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let sql: Option<String> = row.get(2)?;
        Ok(((row.get(0)?, row.get(1)?), normal(sql.as_deref().unwrap_or_default())))
    })?;
    rows.collect()
}

/// A statement without comments and layout. A table's columns and conditions stand in order of the alphabet: one that was
/// added later stands last in the file, wherever `schema.sql` has it.
fn normal(sql: &str) -> String {
    let text = tokens(sql).join(" ");
    let Some((head, rest)) = text.split_once(" ( ").filter(|_| text.starts_with("CREATE TABLE")) else { return text };
    let Some((body, tail)) = rest.rsplit_once(" )") else { return text };
    let (mut depth, mut defined) = (0_u32, vec![String::new()]);
    for token in body.split(' ') {
        match token {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                defined.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = defined.last_mut() {
            last.push(' ');
            last.push_str(token);
        }
    }
    defined.sort_unstable();
    format!("{head} ({} ){tail}", defined.join(" ,"))
}

/// The words, texts and signs of a statement. Quoted names lose their quotes: the database adds them to some.
fn tokens(sql: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut chars = sql.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '-' if chars.peek() == Some(&'-') => while chars.next().is_some_and(|char| char != '\n') {},
            '\'' | '"' => {
                let text: String = chars.by_ref().take_while(|next| *next != char).collect();
                tokens.push(if char == '"' { text } else { format!("'{text}'") });
            }
            char if char.is_whitespace() => {}
            char if is_word(char) => {
                let mut word = String::from(char);
                while let Some(next) = chars.next_if(|next| is_word(*next)) {
                    word.push(next);
                }
                tokens.push(word);
            }
            char => tokens.push(char.to_string()),
        }
    }
    tokens
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_litestream_are_known_and_nothing_else_by_their_names() {
        let store = Store::in_memory().expect("memory");
        assert!(store.bears_the_schema_itself().expect("a schema"), "a new register is told word for word");
        store.conn.execute_batch(&GUESTS.join(";")).expect("another program's tables");
        assert_eq!(store.schema_faults().expect("a schema"), []);
        store.conn.execute_batch("DROP TABLE _litestream_lock; CREATE TABLE _litestream_lock (id TEXT)").expect("made");
        let sneaks = "CREATE TRIGGER _litestream_seq_x BEFORE INSERT ON reminder BEGIN SELECT RAISE(IGNORE); END";
        store.conn.execute_batch(sneaks).expect("made");
        let names: Vec<String> = store.schema_faults().expect("a schema").into_iter().map(|fault| fault.name).collect();
        assert_eq!(names, ["_litestream_lock", "_litestream_seq_x"]);
    }

    #[test]
    fn layout_says_nothing_and_words_do() {
        let fresh =
            "CREATE TABLE a (\n  x TEXT CHECK (x IN ('a, b', 'c')), -- why\n  y INTEGER,\n  CHECK (x IS y)\n) STRICT";
        let grown = "CREATE TABLE \"a\" (x TEXT CHECK (x IN ('a, b','c')), CHECK(x IS y), y INTEGER) STRICT";
        assert_eq!(normal(fresh), normal(grown));
        for other in [
            fresh.replace("y INTEGER", "y TEXT"),
            fresh.replace("'c'", "'d'"),
            fresh.replace(" STRICT", ""),
            fresh.replace("  CHECK (x IS y)\n", "  z\n"),
        ] {
            assert_ne!(normal(fresh), normal(&other), "{other}");
        }
        assert_eq!(tokens("RAISE(ABORT, 'it''s')"), ["RAISE", "(", "ABORT", ",", "'it'", "'s'", ")"]);
    }
}
