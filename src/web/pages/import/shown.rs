//! A list as its page shows it: what was understood, what is wrong, what is asked, what would follow.

use serde::Serialize;

use super::choose::{self, CHOICES_AT_MOST, Fact, facts, field_name, holds_days};
use crate::desk::change::{ChangePreview, MilestoneChange};
use crate::desk::import::{ImportOutcome, Report};
use crate::exchange::flaw::{Flaw, ReadingRemark, UnknownFact};
use crate::exchange::{ChosenColumn, ColumnReport, headers};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::{Say, Voice, list, say};
use crate::web::pages::words::DayWords;

/// So many flaws, remarks and gaps are shown of each.
const LINES_AT_MOST: usize = 200;
/// So many columns are shown.
const COLUMNS_AT_MOST: usize = 200;

/// Everything a page shows of a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ShownList {
    name: String,
    columns: Vec<ShownColumn>,
    /// Whether somebody has to say what a column is.
    asks_columns: bool,
    /// The facts that a column may be said to hold.
    facts: Vec<Fact>,
    flaws: Vec<ShownFlaw>,
    more_flaws: usize,
    whole_file: bool,
    /// Whether a yes would bring anything into the register.
    pub(crate) can_be_taken: bool,
    remarks: Vec<ShownFlaw>,
    said: Vec<String>,
    gaps: Vec<ShownGap>,
    /// Rows that nobody looks after, and rows that do not name our side.
    nobody: usize,
    no_ours: usize,
    new: usize,
    corrected: usize,
    corrections: usize,
    unchanged: usize,
    parties: usize,
    commitments: usize,
    acts: usize,
    acts_known: usize,
    acts_voided: usize,
    days: Vec<ShownDay>,
    more_days: usize,
    letters_appear: usize,
    letters_go: usize,
    corrections_sent: usize,
}

#[derive(Clone, Debug, Serialize)]
struct ShownColumn {
    sheet: String,
    letters: String,
    header: String,
    field: Option<String>,
    near: bool,
    examples: String,
    doubt: Option<String>,
    /// Whether another meaning can be chosen for it, and which was.
    may_choose: bool,
    chosen: String,
    holds_days: bool,
}

#[derive(Clone, Debug, Serialize)]
struct ShownFlaw {
    place: String,
    what: String,
    cure: String,
    /// What the column is can be chosen on the page.
    by_choice: bool,
}

#[derive(Clone, Debug, Serialize)]
struct ShownGap {
    row: u64,
    reference: String,
    field: String,
    said: String,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct ShownDay {
    /// `appear`, `move`, `go` or `letters`.
    what: &'static str,
    reference: String,
    kind: String,
    day: DayWords,
    from: Option<DayWords>,
    letters_appear: usize,
    letters_go: usize,
    first: Option<DayWords>,
}

impl ShownList {
    pub(crate) fn of(
        (voice, today): (Voice, Day),
        name: &str,
        (columns, chosen): (&[ColumnReport], &[ChosenColumn]),
        report: &Report,
    ) -> Self {
        let language = voice.language;
        let counts = &report.counts;
        let comes = counts.new
            + counts.corrected
            + counts.parties_new
            + counts.parties_changed
            + counts.commitments_new
            + counts.commitments_corrected
            + counts.acts_recorded;
        let changes = &report.changes;
        let said = report.warnings.iter().chain(&report.said);
        let days = shown_days(voice.language, today, changes);
        Self {
            name: name.to_owned(),
            columns: (columns.iter().take(COLUMNS_AT_MOST).enumerate())
                .map(|(at, column)| shown_column(at, column, chosen, language))
                .collect(),
            asks_columns: columns.iter().any(|column| column.doubt.is_some()),
            facts: facts(language),
            flaws: (report.flaws.shown().iter().take(LINES_AT_MOST))
                .map(|flaw| shown_flaw(flaw, columns, language))
                .collect(),
            more_flaws: report.flaws.total().saturating_sub(LINES_AT_MOST),
            whole_file: report.flaws.whole_file(),
            can_be_taken: report.outcome != ImportOutcome::Refused && comes > 0,
            remarks: report.remarks.iter().take(LINES_AT_MOST).map(|remark| shown_remark(remark, language)).collect(),
            said: said.take(LINES_AT_MOST).map(|sentence| sentence.say(voice)).collect(),
            gaps: report.gaps.iter().take(LINES_AT_MOST).map(|gap| shown_gap(gap, language)).collect(),
            nobody: report.gaps.iter().filter(|gap| gap.field == "officers").count(),
            no_ours: report.gaps.iter().filter(|gap| gap.field == "ours").count(),
            new: counts.new,
            corrected: counts.corrected,
            corrections: counts.corrections,
            unchanged: counts.unchanged,
            parties: counts.parties_new + counts.parties_changed,
            commitments: counts.commitments_new + counts.commitments_corrected,
            acts: counts.acts_recorded,
            acts_known: counts.acts_known.saturating_sub(counts.acts_voided),
            acts_voided: counts.acts_voided,
            days,
            more_days: changes.more,
            letters_appear: changes.reminders_appear,
            letters_go: changes.reminders_go,
            corrections_sent: changes.corrections.len() + changes.more_corrections,
        }
    }
}

impl ShownList {
    /// Sheet, letters and header of each column.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.columns.iter().map(|column| (&*column.sheet, &*column.letters, &*column.header))
    }
}

/// The days that change, what is due first first.
pub(crate) fn shown_days(language: Language, today: Day, changes: &ChangePreview) -> Vec<ShownDay> {
    let day = |what, line: &MilestoneChange| shown_day((language, today), what, line);
    let mut days: Vec<ShownDay> = changes.appear.iter().map(|line| day("appear", line)).collect();
    days.extend(changes.moved.iter().map(|line| day("move", line)));
    days.extend(changes.go.iter().map(|line| day("go", line)));
    days.extend(changes.letters.iter().map(|line| day("letters", line)));
    days.sort_by(|a, b| a.day.iso.cmp(&b.day.iso).then_with(|| a.reference.cmp(&b.reference)));
    days
}

fn shown_column(at: usize, column: &ColumnReport, chosen: &[ChosenColumn], language: Language) -> ShownColumn {
    let sheet = column.sheet.as_deref().unwrap_or_default();
    let chosen = choose::word(chosen, sheet, &column.column);
    ShownColumn {
        sheet: sheet.to_owned(),
        letters: column.column.clone(),
        header: column.header.split_whitespace().collect::<Vec<_>>().join(" "),
        field: column.field.map(|name| field_name(name, language)),
        near: column.near == crate::exchange::Near::Yes,
        examples: column.examples.join(" · "),
        doubt: column.doubt.as_ref().map(|doubt| doubt.what(language).to_owned()),
        may_choose: at < CHOICES_AT_MOST && (!headers::is_counter(&column.header) || !chosen.is_empty()),
        chosen,
        holds_days: holds_days(column.field),
    }
}

fn shown_flaw(flaw: &Flaw, columns: &[ColumnReport], language: Language) -> ShownFlaw {
    let [what, cure] = flaw.said(language);
    let by_choice = columns.iter().filter_map(|column| column.doubt.as_ref()).any(|doubt| doubt.what(language) == what);
    ShownFlaw { place: flaw.place_words(language), what: what.to_owned(), cure: cure.to_owned(), by_choice }
}

fn shown_remark(remark: &ReadingRemark, language: Language) -> ShownFlaw {
    let place =
        list::LeftOutPlace { sheet: remark.sheet.as_deref(), row: remark.row, column: remark.column.as_deref() };
    let (what, cure) = (remark.wording.what(language), remark.wording.cure(language));
    ShownFlaw { place: place.words(language), what: what.to_owned(), cure: cure.to_owned(), by_choice: false }
}

fn shown_gap(gap: &UnknownFact, language: Language) -> ShownGap {
    ShownGap {
        row: gap.row,
        reference: gap.reference.clone().unwrap_or_default(),
        field: field_name(&gap.field, language),
        said: gap.said.clone().unwrap_or_default(),
    }
}

fn shown_day((language, today): (Language, Day), what: &'static str, line: &MilestoneChange) -> ShownDay {
    let words = |day| DayWords::new(day, today, language);
    let kind = line.milestone_kind();
    ShownDay {
        what,
        reference: line.reference.clone(),
        kind: kind.map_or_else(|| line.kind.clone(), |kind| say::kind(kind, language).to_owned()),
        day: words(line.day),
        from: line.from.map(words),
        letters_appear: line.letters_appear,
        letters_go: line.letters_go,
        first: line.first_letter.as_ref().map(|letter| words(letter.opens_on)),
    }
}
