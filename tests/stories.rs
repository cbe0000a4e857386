//! The stories in `docs/stories/` are true: each page's commands are typed here, and bring what the page shows.
//!
//! A page begins in a folder where `pactwatch init` was run. Its `toml` blocks say in their first line which file they
//! are (`# agreement.toml`) or what they are added to (`# add to config.toml`). In a `console` block a line with `$ ` is
//! typed, and what follows is the answer, line by line; a line `…` stands for any lines between, a word
//! `…` for any word. A `csv` block is a list, and a `sheet` block (`# so.xlsx, Cập nhật`) is typed into a workbook.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[allow(dead_code, reason = "other tests do more to a workbook")]
#[path = "workbook/book.rs"]
mod book;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use book::Book;
use tempfile::TempDir;

/// A fenced block: its language and its lines.
type Block = (String, Vec<String>);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/stories")
}

fn pages() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let named = files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path));
    named
        .filter(|(name, _)| name != "README.md")
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect()
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match (line.strip_prefix("```"), inside) {
            (Some(language), false) => found.push((language.to_owned(), Vec::new())),
            (Some(_), true) => {}
            (None, true) => found.last_mut().unwrap().1.push(line.trim_end().to_owned()),
            (None, false) => continue,
        }
        inside ^= line.starts_with("```");
    }
    found
}

/// The words of a command line; double quotes hold spaces together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (nth, part) in line.split('"').enumerate() {
        let last = words.len() - 1;
        if nth % 2 == 1 {
            words[last].push_str(part);
        } else {
            let mut pieces = part.split(' ');
            words[last].push_str(pieces.next().unwrap_or_default());
            words.extend(pieces.map(str::to_owned));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a line is that line; a `…` in the shown one stands for a word, as a number that may change.
fn fits(said: &str, shown: &str) -> bool {
    let mut pairs = (said.split(' '), shown.split(' '));
    loop {
        match (pairs.0.next(), pairs.1.next()) {
            (None, None) => return true,
            (Some(said), Some(shown)) if said == shown || shown == "…" => {}
            _ => return false,
        }
    }
}

/// The first shown line that the answer does not have where the page has it.
fn untrue<'a>(shown: &'a [String], answer: &[&str]) -> Option<&'a str> {
    let mut rest = answer;
    let mut skips = false;
    for line in shown {
        if line == "…" {
            skips = true;
            continue;
        }
        let reach = if skips { rest.len() } else { rest.len().min(1) };
        match rest[..reach].iter().position(|said| fits(said.trim_end(), line)) {
            Some(at) => rest = &rest[at + 1..],
            None => return Some(line),
        }
        skips = false;
    }
    (!skips && !rest.is_empty()).then_some("(the answer goes on; end with …)")
}

/// A person at a terminal, in a folder where `pactwatch init` was run.
struct Reader {
    folder: TempDir,
    now: Option<String>,
}

impl Reader {
    fn new() -> Self {
        let reader = Self { folder: tempfile::tempdir().unwrap(), now: None };
        let (succeeded, answer) = reader.pactwatch(&["init".to_owned()]);
        assert!(succeeded, "{answer}");
        reader
    }

    fn pactwatch(&self, args: &[String]) -> (bool, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
        // Pages are written in English, but for a command that asks for another language.
        if !args.iter().any(|arg| arg == "--language") {
            command.args(["--language", "en"]);
        }
        command.args(args).current_dir(self.folder.path()).env_remove("PACTWATCH_NOW").stdin(Stdio::null());
        let output = command.envs(self.now.iter().map(|now| ("PACTWATCH_NOW", now))).output().unwrap();
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.success(), text)
    }

    fn write(&self, lines: &[String]) {
        let (first, text) = (&lines[0], lines.join("\n") + "\n");
        if let Some(name) = first.strip_prefix("# add to ") {
            let file = self.folder.path().join(name);
            let before = fs::read_to_string(&file).unwrap();
            fs::write(file, format!("{before}\n{text}")).unwrap();
        } else {
            let name =
                first.strip_prefix("# ").filter(|name| !name.contains(' ')).expect("a block's first line names it");
            fs::write(self.folder.path().join(name), text).unwrap();
        }
    }

    /// A list as an office has it; the first line names the file and is no part of it.
    fn write_list(&self, lines: &[String]) {
        let name = lines[0].strip_prefix("# ").expect("a block's first line names it");
        fs::write(self.folder.path().join(name), lines[1..].join("\n") + "\n").unwrap();
    }

    /// Fills in rows of a workbook's sheet, a paragraph each, and saves it. What is picked has to be offered.
    fn fill_in(&self, page: &str, lines: &[String]) {
        let named = lines[0].strip_prefix("# ").and_then(|line| line.split_once(", "));
        let (file, sheet) = named.expect("a block's first line names the file and the sheet");
        let path = self.folder.path().join(file);
        let mut book = Book::open(&path);
        for row in lines[1..].split(std::string::String::is_empty) {
            let mut cells: Vec<(&str, String)> = Vec::new();
            for line in row {
                let (header, text) = line.split_once(": ").expect("header: text");
                cells.push((header, text.to_owned()));
            }
            let lists = book.sheet("Danh mục dùng chung");
            let labels = lists.choices("agreement", None);
            let label = labels.into_iter().find(|label| label.split(" · ").next() == Some(cells[0].1.as_str()));
            let label = label.unwrap_or_else(|| panic!("{page}: {} is not offered", cells[0].1));
            let milestones = lists.choices("milestone", Some(("of milestone", &label)));
            assert!(milestones.contains(&cells[1].1), "{page}: {} is not among {milestones:?}", cells[1].1);
            assert!(lists.choices("outcome", None).contains(&cells[2].1), "{page}: {} is not offered", cells[2].1);
            cells[0].1 = label;
            let typed: Vec<(&str, &str)> = cells.iter().map(|(header, text)| (*header, text.as_str())).collect();
            book.sheet(sheet).add(&typed);
        }
        book.save(&path);
    }

    /// Types what a block shows; the number of commands in it.
    fn types(&mut self, page: &str, lines: &[String]) -> usize {
        let typed = lines.split(|line| line.starts_with("$ ")).skip(1);
        let commands = lines.iter().filter_map(|line| line.strip_prefix("$ "));
        let mut count = 0;
        for (command, shown) in commands.zip(typed) {
            count += 1;
            if let Some(now) = command.strip_prefix("export PACTWATCH_NOW=") {
                self.now = Some(now.to_owned());
                continue;
            }
            let words = words(command);
            assert_eq!(words[0], "pactwatch", "{page}: only pactwatch is typed here: {command}");
            let (succeeded, answer) = self.pactwatch(&words[1..]);
            let refused = shown.iter().any(|line| line.starts_with("error: "));
            assert_eq!(succeeded, !refused, "{page}: {command}\n{answer}");
            let said: Vec<&str> = answer.lines().collect();
            let line = untrue(shown, &said);
            assert!(line.is_none(), "{page}: {command}\ndoes not bring: {}\nbut:\n{answer}", line.unwrap_or_default());
        }
        count
    }
}

#[test]
fn every_story_is_true() {
    let pages = pages();
    assert!(pages.len() >= 5, "{:?}", pages.keys());
    for (name, page) in &pages {
        let mut reader = Reader::new();
        let mut commands = 0;
        for (language, lines) in blocks(page) {
            match language.as_str() {
                "toml" => reader.write(&lines),
                "csv" => reader.write_list(&lines),
                "sheet" => reader.fill_in(name, &lines),
                "console" => commands += reader.types(name, &lines),
                other => panic!("{name}: a block of `{other}`"),
            }
        }
        assert!(commands >= 5, "{name} was not understood: {commands} commands");
    }
}

#[test]
fn every_story_is_in_the_list() {
    let list = fs::read_to_string(folder().join("README.md")).unwrap();
    for name in pages().keys() {
        assert!(list.contains(&format!("]({name})")), "add {name} to docs/stories/README.md");
    }
}

#[test]
fn a_page_that_shows_something_else_is_told() {
    let answer = ["a", "b  ", "c"];
    for (rule, shown, wrong) in [
        ("all of it", "a b c", None),
        ("nothing between", "a c", Some("c")),
        ("something between", "a … c", None),
        ("the other way round", "… b … a …", Some("a")),
        ("not at the start", "b c", Some("b")),
        ("not to the end", "a b", Some("(the answer goes on; end with …)")),
        ("anything", "…", None),
        ("what is not there", "… d …", Some("d")),
    ] {
        let shown: Vec<String> = shown.split(' ').map(str::to_owned).collect();
        assert_eq!(untrue(&shown, &answer), wrong, "{rule}");
    }
    assert_eq!(words(r#"pactwatch record A --note "two  words" --by me"#)[4], "two  words");
}
