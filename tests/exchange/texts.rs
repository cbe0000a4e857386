//! A list given as text: what was read of it, and what was wrong with it.

use pactwatch::exchange::{Drafts, Format, ParsedFile, drafts, read};
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::policy::Language;

pub(crate) fn imported(format: Format, text: &str) -> (ParsedFile, Drafts) {
    let mut reading = read("list", format, text.as_bytes());
    let drafts = drafts(&mut reading);
    (reading, drafts)
}

pub(crate) fn sound(format: Format, text: &str) -> Drafts {
    let (reading, drafts) = imported(format, text);
    assert!(reading.flaws.is_empty(), "{}", reading.flaws);
    drafts
}

pub(crate) fn flaws(format: Format, text: &str) -> Vec<String> {
    imported(format, text).0.flaws.shown().iter().map(ToString::to_string).collect()
}

/// What a CSV list is told beside its flaws, in English.
pub(crate) fn remarks(text: &str) -> String {
    let (reading, drafts) = imported(Format::Csv, text);
    let said = reading.remarks.iter().chain(&drafts.remarks).map(|remark| remark.wording.what(Language::En));
    said.collect::<Vec<_>>().join("\n")
}

pub(crate) fn facts(drafts: &Drafts, at: usize) -> Facts {
    let mut facts = Facts::default();
    drafts.agreements[at].apply(&mut facts).expect("canonical texts");
    facts
}
