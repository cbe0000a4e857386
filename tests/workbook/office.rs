//! An office in a folder of its own, worked with by commands.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::book::Book;

/// Yearly reviews since 15/03/2022 with Jeonbuk; five years with Sê Kông to the end of 2027, with notice.
pub(crate) const TWO: &str = r#"
[[agreement]]
reference = "A-1"
title = "Bản ghi nhớ nông nghiệp"
kind = "mou"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Jeonbuk State"]
country = "KR"
signed_on = 2022-03-15
term = "10y"
review_every = "1y"
officers = ["desk-korea"]
basis.term = "Điều 7"

[[agreement]]
reference = "A-2"
title = "Bản thỏa thuận hợp tác"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Chính quyền tỉnh Sê Kông"]
country = "LA"
signed_on = 2022-12-30
term = "5y"
renewal = "tacit"
renewal_period = "5y"
renewals_max = 1
notice = "6m"
officers = ["desk-laos"]
"#;

pub(crate) struct Office {
    folder: TempDir,
    pub(crate) now: &'static str,
}

impl Office {
    pub(crate) fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap(), now: "2026-12-07T09:00:00+07:00" };
        office.run(&["init"]);
        office
    }

    pub(crate) fn with(list: &str) -> Self {
        let office = Self::new();
        std::fs::write(office.path("list.toml"), list).unwrap();
        office.run(&["import", "list.toml", "--by", "desk-korea"]);
        office
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn try_run(&self, args: &[&str]) -> (bool, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
        command.args(args).current_dir(self.folder.path()).env("PACTWATCH_NOW", self.now).stdin(Stdio::null());
        let output = command.output().unwrap();
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.success(), text)
    }

    pub(crate) fn run(&self, args: &[&str]) -> String {
        let (succeeded, text) = self.try_run(args);
        assert!(succeeded, "{args:?}\n{text}");
        text
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let text = self.run(&[args, &["--json"]].concat());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Exports, lets somebody work in it, and saves under another name.
    pub(crate) fn worked_in(&self, work: impl FnOnce(&mut Book)) -> Book {
        self.run(&["export", "so.xlsx", "--force"]);
        let mut book = Book::open(&self.path("so.xlsx"));
        work(&mut book);
        book.save(&self.path("copy.xlsx"));
        book
    }

    /// What somebody makes of the copy `so.xlsx` and brings back: whether it came in, and what is answered.
    pub(crate) fn brought(&self, by: &str, work: impl FnOnce(&mut Book)) -> (bool, String) {
        let mut book = Book::open(&self.path("so.xlsx"));
        work(&mut book);
        book.save(&self.path("copy.xlsx"));
        self.try_run(&["--language", "vi", "import", "copy.xlsx", "--by", by])
    }

    /// New, corrected, unchanged agreements; acts recorded and known already.
    pub(crate) fn counts(&self, file: &str) -> [u64; 5] {
        let report = self.json(&["import", file, "--by", "desk-korea"]);
        let counts = [
            ("agreements", "new"),
            ("agreements", "corrected"),
            ("agreements", "unchanged"),
            ("acts", "recorded"),
            ("acts", "known"),
        ];
        counts.map(|(of, name)| report[of][name].as_u64().unwrap_or_else(|| panic!("{name}: {report}")))
    }

    /// The words of an agreement's acts behind the first.
    pub(crate) fn acts(&self, reference: &str) -> Vec<String> {
        let shown = self.json(&["show", reference]);
        let acts = shown["acts"].as_array().unwrap();
        acts.iter().skip(1).map(|act| act["act"].as_str().unwrap().to_owned()).collect()
    }
}
