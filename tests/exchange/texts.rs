//! A list given as text: what was read of it, and what was wrong with it.

use pactwatch::exchange::{Drafts, Format, ParsedFile, drafts, read};
use pactwatch::lifecycle::agreement::Facts;

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

pub(crate) fn facts(drafts: &Drafts, at: usize) -> Facts {
    let mut facts = Facts::default();
    drafts.agreements[at].apply(&mut facts).expect("canonical texts");
    facts
}
