//! What an import tells: for a person in lines, for a program in JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::PassResult;
use super::due_soon::{Prospect, soon_until};
use crate::desk::change::ChangePreview;
use crate::exchange::flaw::{Flaw, Flaws, ReadingRemark, UnknownFact};
use crate::exchange::{ColumnReport, Drafts, ParsedFile, headers};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::Sentence;
use crate::message::list;
use crate::message::list::answer::{self, ImportAnswer, ListCounts, ListedEnd, Unknown};
use crate::message::{Say, Voice};

/// How many remarks of one sort are kept.
pub(super) const REMARKS_AT_MOST: usize = 200;
/// How many gaps are kept.
const GAPS_AT_MOST: usize = 1_000;

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportOutcome {
    /// Its sound rows are in the register.
    Imported,
    /// They would be; nothing was written.
    Rehearsed,
    /// It has flaws; nothing was written.
    Refused,
}

impl ImportOutcome {
    /// The word in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Rehearsed => "rehearsed",
            Self::Refused => "refused",
        }
    }
}

/// Everything an import has to tell.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file's name.
    pub file: String,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// How many rows did what.
    pub counts: ListCounts,
    /// What is wrong with it.
    pub flaws: Flaws,
    /// What it leaves unknown.
    pub gaps: Vec<UnknownFact>,
    /// What was decided on the way: new parties, proposed references.
    pub said: Vec<Sentence>,
    /// What was corrected, from what to what: a sentence each agreement.
    pub corrected: Vec<Sentence>,
    /// What deserves a second look.
    pub warnings: Vec<Sentence>,
    /// What was understood in one of several ways, or made up.
    pub remarks: Vec<ReadingRemark>,
    /// Which milestones and reminders appear, move or go.
    pub changes: ChangePreview,
    /// The file of rows to mend.
    pub to_mend: Option<PathBuf>,
    /// The copy of the workbook in which the flaws are marked.
    pub marked: Option<PathBuf>,
    /// The day of the import.
    pub(super) today: Day,
    /// What is due soon and what comes later.
    pub(super) prospect: Prospect,
    /// The agreements that were touched.
    pub(super) changed: Vec<i64>,
}

/// Adds a remark to a list that ends somewhere.
pub(super) fn bounded(list: &mut Vec<Sentence>, sentence: Sentence) {
    match list.len() {
        n if n < REMARKS_AT_MOST => list.push(sentence),
        REMARKS_AT_MOST => list.push(list::and_others()),
        _ => {}
    }
}

/// The gaps that cells admit and those that follow from the facts, each once, in the order of the file.
pub(super) fn gaps(admitted: &[UnknownFact], missing: Vec<UnknownFact>) -> Vec<UnknownFact> {
    let references: BTreeMap<u64, Option<String>> =
        missing.iter().map(|gap| (gap.row, gap.reference.clone())).collect();
    let mut all: BTreeMap<(u64, String), UnknownFact> = BTreeMap::new();
    for gap in missing.into_iter().chain(admitted.iter().cloned()) {
        let reference = gap.reference.clone().or_else(|| references.get(&gap.row).cloned().flatten());
        all.insert((gap.row, gap.field.clone()), UnknownFact { reference, ..gap });
    }
    all.into_values().take(GAPS_AT_MOST).collect()
}

/// The columns that are left aside although something stands in them, in one sentence.
fn columns_aside(reading: &ParsedFile) -> Option<Sentence> {
    let said = |column: &&ColumnReport| column.field.is_none() && column.doubt.is_none() && !column.examples.is_empty();
    let name = |column: &ColumnReport| {
        let sheet = column.sheet.as_ref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
        format!("{sheet}{} “{}”", column.column, column.header.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let columns = reading.columns.iter().filter(said).filter(|column| !headers::is_counter(&column.header));
    let mut names: Vec<String> = columns.map(name).collect();
    let more = names.len().saturating_sub(REMARKS_AT_MOST);
    names.truncate(REMARKS_AT_MOST);
    if more > 0 {
        names.push(format!("+ {more}"));
    }
    (!names.is_empty()).then(|| list::left_aside(&names))
}

impl Report {
    pub(super) fn of(reading: &ParsedFile, drafts: &Drafts, today: Day) -> Self {
        let aside = reading.aside.iter().map(|aside| Sentence::in_both(|language| aside.words(language)));
        let warnings = columns_aside(reading).into_iter().chain(aside);
        Self {
            file: reading.file.to_string(),
            outcome: ImportOutcome::Refused,
            counts: ListCounts::default(),
            flaws: Flaws::default(),
            gaps: Vec::new(),
            said: Vec::new(),
            corrected: Vec::new(),
            warnings: warnings.collect(),
            remarks: reading.remarks.iter().chain(&drafts.remarks).take(REMARKS_AT_MOST).cloned().collect(),
            changes: ChangePreview::default(),
            to_mend: None,
            marked: None,
            today,
            prospect: Prospect::default(),
            changed: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, done: PassResult, outcome: ImportOutcome, reading: &mut ParsedFile) {
        self.outcome = outcome;
        self.counts = done.counts;
        self.flaws = std::mem::take(&mut reading.flaws);
        self.gaps = done.gaps;
        self.said = done.said;
        self.warnings.extend(done.warnings);
        self.remarks.extend(done.remarks);
        // Of a file that is not taken nothing appears, moves or goes.
        if outcome != ImportOutcome::Refused {
            self.changes = done.changes;
            self.corrected = done.corrected;
            self.prospect = done.prospect;
        }
        self.changed = done.changed;
    }

    /// Whether the file had flaws: then something is left to mend, imported or not.
    pub fn has_flaws(&self) -> bool {
        !self.flaws.is_empty()
    }

    /// The report for programs.
    pub fn json(&self) -> Value {
        let counts = &self.counts;
        let gap = |gap: &UnknownFact| json!({"row": gap.row, "reference": gap.reference, "field": gap.field, "said": gap.said});
        let remarks = self.remarks.iter().map(|remark| sentence(remark, Language::En));
        json!({
            "file": self.file,
            "outcome": self.outcome.name(),
            "agreements": {
                "new": counts.new, "corrected": counts.corrected, "unchanged": counts.unchanged,
                "corrections": counts.corrections,
            },
            "parties": {"new": counts.parties_new, "changed": counts.parties_changed},
            "acts": {"recorded": counts.acts_recorded, "known": counts.acts_known},
            "commitments": {
                "new": counts.commitments_new, "corrected": counts.commitments_corrected,
                "unchanged": counts.commitments_unchanged,
            },
            "flaws": self.flaws.shown().iter().map(flaw).collect::<Vec<_>>(),
            "more_flaws": self.flaws.more(),
            "gaps": self.gaps.iter().map(gap).collect::<Vec<_>>(),
            "said": self.said,
            "corrected": self.corrected,
            "warnings": self.warnings.iter().map(ToString::to_string).chain(remarks).collect::<Vec<_>>(),
            "milestones": self.changes,
            "to_mend": self.to_mend,
        })
    }
}

/// A remark with its place, in one sentence.
fn sentence(remark: &ReadingRemark, language: Language) -> String {
    let place =
        list::LeftOutPlace { sheet: remark.sheet.as_deref(), row: remark.row, column: remark.column.as_deref() };
    let (what, cure) = (remark.wording.what(language), remark.wording.cure(language));
    format!("{}{what}; {cure}", place.words(language))
}

fn flaw(flaw: &Flaw) -> Value {
    json!({
        "file": flaw.file.as_ref(), "sheet": flaw.sheet.as_deref(), "row": flaw.row, "column": flaw.column,
        "what": flaw.what, "cure": flaw.cure,
    })
}

impl Say for Report {
    /// The flaws in the order of the file, then the answer.
    fn say(&self, voice: Voice) -> String {
        let language = voice.language;
        let of = |sentence: &Sentence| sentence.say(voice);
        let remarks = self.remarks.iter().map(|remark| sentence(remark, language));
        let corrections = (!self.changes.corrections.is_empty()).then(|| self.changes.corrected_recipients(voice));
        let shown = |path: &PathBuf| path.display().to_string();
        let refused = |whole| if whole { ListedEnd::RefusedWhole } else { ListedEnd::Refused };
        let answered = ImportAnswer {
            file: &self.file,
            today: self.today,
            end: match self.outcome {
                ImportOutcome::Imported => ListedEnd::Imported,
                ImportOutcome::Rehearsed => ListedEnd::Rehearsed,
                ImportOutcome::Refused => refused(self.flaws.whole_file())(self.flaws.total()),
            },
            counts: self.counts,
            understood: self.said.iter().map(of).collect(),
            corrected: self.corrected.iter().map(of).collect(),
            to_check: self.warnings.iter().map(of).chain(remarks).collect(),
            unknown: self.unknown(language),
            soon_until: soon_until(self.today),
            soon: self.prospect.soon(),
            more_soon: self.prospect.more_soon,
            later: self.prospect.later(),
            moved: self.prospect.moved.clone(),
            gone: self.prospect.gone.clone(),
            more: self.prospect.more,
            reminders: [self.changes.reminders_appear, self.changes.reminders_go],
            corrections,
            to_mend: self.to_mend.as_ref().map(shown),
            marked: self.marked.as_ref().map(shown),
        };
        self.flaws.in_words(language) + &answer::answer(&answered, language)
    }
}

/// For log lines.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl Report {
    /// What the file leaves unknown, by fact, in the order of its first row.
    fn unknown(&self, language: Language) -> Vec<Unknown> {
        let mut unknown: Vec<Unknown> = Vec::new();
        for gap in &self.gaps {
            let field = match language {
                Language::Vi => headers::vietnamese(&gap.field),
                Language::En => &gap.field,
            };
            match unknown.iter_mut().find(|known| known.field == field) {
                Some(known) => known.rows.push(gap.row),
                None => unknown.push(Unknown { field: field.to_owned(), rows: vec![gap.row] }),
            }
        }
        unknown
    }
}
