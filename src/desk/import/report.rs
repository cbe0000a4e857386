//! What an import tells: for a person in lines, for a program in JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::Done;
use crate::desk::change::Changes;
use crate::exchange::flaw::{Flaw, Flaws, Gap, Remark};
use crate::exchange::{ColumnReport, Drafts, Reading, headers};
use crate::lifecycle::policy::Language;
use crate::message::list;

/// How many remarks of one sort are kept.
pub(super) const REMARKS_AT_MOST: usize = 200;
/// How many gaps are kept.
const GAPS_AT_MOST: usize = 1_000;

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its sound rows are in the register.
    Imported,
    /// They would be; nothing was written.
    Rehearsed,
    /// It has flaws; nothing was written.
    Refused,
}

impl Outcome {
    /// The word in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Rehearsed => "rehearsed",
            Self::Refused => "refused",
        }
    }
}

/// How many rows did what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Agreements that came in.
    pub new: usize,
    /// Agreements of which something was corrected.
    pub corrected: usize,
    /// Agreements that the register knows just so.
    pub unchanged: usize,
    /// Acts `correct`, one a field.
    pub corrections: usize,
    /// Parties that came in.
    pub parties_new: usize,
    /// Parties of which something changed.
    pub parties_changed: usize,
    /// Acts that were recorded.
    pub acts_recorded: usize,
    /// Acts that the register has already.
    pub acts_known: usize,
    /// Commitments that came in.
    pub commitments_new: usize,
    /// Commitments of which something was corrected.
    pub commitments_corrected: usize,
    /// Commitments that the register knows just so.
    pub commitments_unchanged: usize,
}

/// Everything an import has to tell.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file's name.
    pub file: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How many rows did what.
    pub counts: Counts,
    /// What is wrong with it.
    pub flaws: Flaws,
    /// What it leaves unknown.
    pub gaps: Vec<Gap>,
    /// What was decided on the way: new parties, proposed references.
    pub said: Vec<String>,
    /// What deserves a second look.
    pub warnings: Vec<String>,
    /// What was understood in one of several ways, or made up.
    pub remarks: Vec<Remark>,
    /// Which milestones and reminders appear, move or go.
    pub changes: Changes,
    /// The file of rows to mend.
    pub to_mend: Option<PathBuf>,
    /// The agreements that were touched.
    pub(super) changed: Vec<i64>,
}

/// Adds a remark to a list that ends somewhere.
pub(super) fn bounded(list: &mut Vec<String>, text: String) {
    match list.len() {
        n if n < REMARKS_AT_MOST => list.push(text),
        REMARKS_AT_MOST => list.push("… and more".to_owned()),
        _ => {}
    }
}

/// The gaps that cells admit and those that follow from the facts, each once, in the order of the file.
pub(super) fn gaps(admitted: &[Gap], missing: Vec<Gap>) -> Vec<Gap> {
    let references: BTreeMap<u64, Option<String>> =
        missing.iter().map(|gap| (gap.row, gap.reference.clone())).collect();
    let mut all: BTreeMap<(u64, String), Gap> = BTreeMap::new();
    for gap in missing.into_iter().chain(admitted.iter().cloned()) {
        let reference = gap.reference.clone().or_else(|| references.get(&gap.row).cloned().flatten());
        all.insert((gap.row, gap.field.clone()), Gap { reference, ..gap });
    }
    all.into_values().take(GAPS_AT_MOST).collect()
}

/// The columns that are left aside although something stands in them, in one sentence.
fn columns_aside(reading: &Reading) -> Option<String> {
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
    (!names.is_empty()).then(|| list::left_aside(&names, Language::En))
}

impl Report {
    pub(super) fn of(reading: &Reading, drafts: &Drafts) -> Self {
        let warnings = columns_aside(reading).into_iter().chain(reading.aside.iter().map(ToString::to_string));
        Self {
            file: reading.file.to_string(),
            outcome: Outcome::Refused,
            counts: Counts::default(),
            flaws: Flaws::default(),
            gaps: Vec::new(),
            said: Vec::new(),
            warnings: warnings.collect(),
            remarks: reading.remarks.iter().chain(&drafts.remarks).take(REMARKS_AT_MOST).cloned().collect(),
            changes: Changes::default(),
            to_mend: None,
            changed: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, done: Done, outcome: Outcome, reading: &mut Reading) {
        self.outcome = outcome;
        self.counts = done.counts;
        self.flaws = std::mem::take(&mut reading.flaws);
        self.gaps = done.gaps;
        self.said = done.said;
        self.warnings.extend(done.warnings);
        self.remarks.extend(done.remarks);
        // Of a file that is not taken nothing appears, moves or goes.
        if outcome != Outcome::Refused {
            self.changes = done.changes;
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
        let gap = |gap: &Gap| json!({"row": gap.row, "reference": gap.reference, "field": gap.field, "said": gap.said});
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
            "warnings": self.warnings.iter().cloned().chain(remarks).collect::<Vec<_>>(),
            "milestones": self.changes,
            "to_mend": self.to_mend,
        })
    }
}

/// A remark with its place, in one sentence.
fn sentence(remark: &Remark, language: Language) -> String {
    let place = list::Place { sheet: remark.sheet.as_deref(), row: remark.row, column: remark.column.as_deref() };
    let (what, cure) = (remark.wording.what(language), remark.wording.cure(language));
    format!("{}{what}; {cure}", place.words(language))
}

fn flaw(flaw: &Flaw) -> Value {
    json!({
        "file": flaw.file.as_ref(), "sheet": flaw.sheet.as_deref(), "row": flaw.row, "column": flaw.column,
        "what": flaw.what, "cure": flaw.cure,
    })
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.flaws)?;
        for warning in &self.warnings {
            writeln!(f, "warning: {warning}")?;
        }
        for remark in &self.remarks {
            writeln!(f, "warning: {}", sentence(remark, Language::En))?;
        }
        for said in &self.said {
            writeln!(f, "{said}")?;
        }
        for gap in &self.gaps {
            let reference = gap.reference.as_deref().unwrap_or("no reference");
            write!(f, "unknown: row {}, {reference}: {}", gap.row, gap.field)?;
            match &gap.said {
                Some(said) => writeln!(f, " (\"{said}\")")?,
                None => writeln!(f)?,
            }
        }
        if !self.changes.is_empty() {
            writeln!(f, "milestones (+ appears, > moves, - goes, ~ other reminders):")?;
            write!(f, "{}", self.changes)?;
        }
        self.sum(f)
    }
}

impl Report {
    fn sum(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = &self.counts;
        let sum = format!(
            "agreements: {} new, {} corrected ({} fields), {} unchanged; parties: {} new, {} changed; acts: {} recorded, {} known already",
            counts.new,
            counts.corrected,
            counts.corrections,
            counts.unchanged,
            counts.parties_new,
            counts.parties_changed,
            counts.acts_recorded,
            counts.acts_known,
        );
        let (new, corrected, unchanged) =
            (counts.commitments_new, counts.commitments_corrected, counts.commitments_unchanged);
        let sum = if new + corrected + unchanged > 0 {
            format!("{sum}; commitments: {new} new, {corrected} corrected, {unchanged} unchanged")
        } else {
            sum
        };
        match self.outcome {
            Outcome::Imported => writeln!(f, "{}: imported. {sum}", self.file)?,
            Outcome::Rehearsed => writeln!(f, "{}: nothing was written. It would be: {sum}", self.file)?,
            Outcome::Refused => {
                let cure = if self.flaws.whole_file() {
                    "Mend first what concerns the whole file: until then not even its sound rows can be taken"
                } else {
                    "Mend them, or take the sound rows with --accept-good"
                };
                let (file, total) = (&self.file, self.flaws.total());
                let flaws = if total == 1 { "1 flaw".to_owned() } else { format!("{total} flaws") };
                writeln!(f, "{file}: {flaws}, nothing was imported. {cure} ({sum})")?;
            }
        }
        if let Some(path) = &self.to_mend {
            writeln!(f, "the rows to mend are in {}", path.display())?;
        }
        Ok(())
    }
}
