//! `[[duty]]`, `[[step]]` and `[[observance]]`: the shipped rows merged with the office's own.
//!
//! The office's rows are read like every other table: every key is known, and all faults are reported at once. The
//! invariant: every row that results produces days, and a row that only switches a shipped one off or on names one that
//! is shipped.

use std::collections::BTreeMap;

use super::findings::{ConfigFindings, QuotedValue, cure};
use super::place::Place;
use super::section::{TableReader, list_of};
use crate::lifecycle::agreement::PaperKind;
use crate::lifecycle::calendar::Country;
use crate::lifecycle::duty::{Duty, Enabled, Verified};
use crate::lifecycle::observance::{self, Observance, ObservanceError, ObservanceKind, OccursOn};
use crate::lifecycle::policy::{Ladder, Lead};
use crate::lifecycle::workback::{GreetingLeads, Step, Toward};
use crate::message::Sentence;
use crate::message::answer::config as words;
use crate::message::sentence::sentence;
use crate::text::slug;

/// The shipped plan of an extension.
pub(crate) const STEPS: &str = include_str!("../../data/steps_vn.toml");
/// The shipped legal clocks.
pub(crate) const DUTIES: &str = include_str!("../../data/duties_vn.toml");

#[derive(serde::Deserialize)]
struct StepRows {
    step: Vec<Step>,
}

#[derive(serde::Deserialize)]
struct DutyRows {
    duty: Vec<Duty>,
}

const ROWS_MAX: usize = 1_000;
const TEXTS_MAX: usize = 100;
const NAMES_MAX: usize = 60;

/// The steps of an extension: the shipped ones, or the office's own instead of all of them.
pub(super) fn steps(root: &TableReader, found: &mut ConfigFindings) -> Vec<Step> {
    let rows = rows(root, "step", &Step::KEYS, found);
    if rows.is_empty() {
        return shipped::<StepRows>(STEPS).step;
    }
    let mut names = RowNames::default();
    let mut steps = Vec::new();
    for row in rows {
        row.required("before", sentence!(words::WRITE, "before = \"90d\""), found);
        row.required("title", sentence!(words::TITLE_NEEDED), found);
        let title = row.text("title", found);
        let name = if row.get("name").is_none() { unnamed(&row, title.as_ref(), found) } else { name(&row, found) };
        let before = row.parsed::<Lead>("before", found).and_then(|_| row.text("before", found));
        let title_en = row.text("title_en", found).map(|title| title.value);
        let toward = toward(&row, name.as_deref(), found);
        let (Some(name), Some(title), Some(before), Some(toward)) = (name, title, before, toward) else { continue };
        names.claim(&row, &name, found);
        steps.push(Step { name, before: before.value, title: title.value, title_en, toward });
    }
    if steps.iter().all(|step| step.toward == Toward::Greeting) {
        // Rows about greetings alone leave the plan of an extension as it is.
        steps.extend(shipped::<StepRows>(STEPS).step.into_iter().filter(|step| step.toward == Toward::Expiry));
    }
    steps
}

/// What a step leads to; of a greeting's there are two, each by its name.
fn toward(row: &TableReader, name: Option<&str>, found: &mut ConfigFindings) -> Option<Toward> {
    let Some(value) = row.text("toward", found) else { return Some(Toward::Expiry) };
    let toward = Toward::named(&value.value);
    let [submit, send] = GreetingLeads::STEPS;
    match (toward, name) {
        (None, _) => found.problem(value.place, sentence!(words::NOT_TOWARD, QuotedValue(&value.value))),
        (Some(Toward::Greeting), Some(name)) if !GreetingLeads::STEPS.contains(&name) => {
            found.problem(value.place, sentence!(words::NO_GREETING_STEP, QuotedValue(name), submit, send));
        }
        _ => return toward,
    }
    None
}

/// A step without a name is called after its title, and the office gets a remark on what that means.
fn unnamed(row: &TableReader, title: Option<&super::Placed<String>>, found: &mut ConfigFindings) -> Option<String> {
    let name = slug(&title?.value, NAMES_MAX)?;
    found.warn(row.place(), sentence!(words::STEP_UNNAMED, &name));
    Some(name)
}

/// The legal clocks in use.
pub(super) fn duties(
    root: &TableReader,
    country: Country,
    ladders: &BTreeMap<String, Ladder>,
    found: &mut ConfigFindings,
) -> Vec<Duty> {
    let mut duties = match country {
        Country::Vietnam => shipped::<DutyRows>(DUTIES).duty,
        Country::None => Vec::new(),
    };
    let row_names: Vec<String> = duties.iter().map(|duty| duty.name.clone()).collect();
    let mut names = RowNames::default();
    for row in rows(root, "duty", &Duty::KEYS, found) {
        let Some(name) = named(&row, found) else { continue };
        names.claim(&row, &name, found);
        let standing = duties.iter().position(|duty| duty.name == name);
        if row.only(&["name", "enabled"]) {
            let enabled = row.flag("enabled", found).unwrap_or(true);
            match standing.and_then(|at| duties.get_mut(at)) {
                Some(shipped) => shipped.enabled = Enabled::from(enabled),
                None => nothing_to_switch(&row, &name, &row_names, found),
            }
            continue;
        }
        let Some(own) = duty(&row, name, ladders, found) else { continue };
        match standing.and_then(|at| duties.get_mut(at)) {
            Some(shipped) => *shipped = own,
            None => duties.push(own),
        }
    }
    duties.retain(|duty| duty.enabled == Enabled::Yes);
    duties
}

fn duty(
    row: &TableReader,
    name: String,
    ladders: &BTreeMap<String, Ladder>,
    found: &mut ConfigFindings,
) -> Option<Duty> {
    row.required("title", sentence!(words::TITLE_NEEDED), found);
    let title = row.text("title", found);
    let words = |key, found: &mut ConfigFindings| row.texts(key, TEXTS_MAX, found).unwrap_or_default();
    let kinds = words("kinds", found);
    let row_names = PaperKind::words();
    for kind in kinds.iter().filter(|kind| !row_names.contains(&kind.value.as_str())) {
        found.problem(
            kind.place,
            sentence!(words::NOT_A_PAPER_KIND, QuotedValue(&kind.value), cure(&kind.value, &row_names)),
        );
    }
    let trigger = words("trigger", found).into_iter().map(|word| word.value).collect();
    let text = |key, found: &mut ConfigFindings| row.text(key, found).map(|text| text.value);
    let day = |key, found: &mut ConfigFindings| row.day(key, found).map(|day| day.value);
    let verified = row.flag("verified", found).map_or_else(Verified::default, Verified::from);
    let enabled = row.flag("enabled", found).map_or_else(Enabled::default, Enabled::from);
    let duty = Duty {
        name,
        title: title.map(|title| title.value).unwrap_or_default(),
        title_en: text("title_en", found),
        short: text("short", found),
        short_en: text("short_en", found),
        trigger,
        within: text("within", found),
        on: text("on", found),
        who: text("who", found),
        who_en: text("who_en", found),
        basis: text("basis", found),
        basis_en: text("basis_en", found),
        verified,
        kinds: kinds.into_iter().map(|kind| kind.value).collect(),
        signed_from: day("signed_from", found),
        signed_until: day("signed_until", found),
        trigger_from: day("trigger_from", found),
        ladder: ladder(row, ladders, found),
        enabled,
    };
    let flaws = duty.flaws();
    for flaw in &flaws {
        found.problem(row.place_of(flaw.key(), found).or(row.place()), Sentence::of(flaw));
    }
    flaws.is_empty().then_some(duty)
}

/// National days, greetings and anniversaries in use.
pub(super) fn observances(
    root: &TableReader,
    ladders: &BTreeMap<String, Ladder>,
    found: &mut ConfigFindings,
) -> Vec<Observance> {
    let shipped = shipped::<observance::Rows>(observance::PRESET).observance;
    let row_names: Vec<String> = shipped.iter().map(|row| row.name.clone()).collect();
    let mut names = RowNames::default();
    let mut own = Vec::new();
    for row in rows(root, "observance", &observance::ObservanceRow::KEYS, found) {
        let Some(name) = named(&row, found) else { continue };
        names.claim(&row, &name, found);
        let read = observance(&row, name, ladders, found);
        if row.only(&["name", "enabled"]) {
            if read.enabled == Some(false) && row_names.contains(&read.name) {
                own.push(read);
            } else if row_names.contains(&read.name) {
                continue;
            } else {
                nothing_to_switch(&row, &read.name, &row_names, found);
            }
            continue;
        }
        if let Err(error) = read.clone().check()
            && read.enabled != Some(false)
        {
            // What is written and cannot be read was reported there.
            if row.get(error.key()).is_none() || !matches!(error, ObservanceError::Missing { .. }) {
                found.problem(row.place_of(error.key(), found).or(row.place()), Sentence::of(&error));
            }
            continue;
        }
        own.push(read);
    }
    // Each row is sound by itself and no name occurs twice, so every fault was reported above.
    observance::combine(shipped, own).unwrap_or_default()
}

fn observance(
    row: &TableReader,
    name: String,
    ladders: &BTreeMap<String, Ladder>,
    found: &mut ConfigFindings,
) -> observance::ObservanceRow {
    let kinds = [("greeting", ObservanceKind::Greeting), ("anniversary", ObservanceKind::Anniversary)];
    let text = |key, found: &mut ConfigFindings| row.text(key, found).map(|text| text.value);
    let day = |key, found: &mut ConfigFindings| row.day(key, found).map(|day| day.value);
    let countries = row.texts("countries", TEXTS_MAX, found);
    observance::ObservanceRow {
        name,
        enabled: row.flag("enabled", found),
        kind: row.choice("kind", &kinds, found).map(|kind| kind.value),
        country: text("country", found),
        countries: countries.map(|codes| codes.into_iter().map(|code| code.value).collect()),
        title: text("title", found),
        title_en: text("title_en", found),
        short: text("short", found),
        short_en: text("short_en", found),
        on: row.parsed::<OccursOn>("on", found).map(|on| on.value),
        base: day("base", found),
        valid_from: day("valid_from", found),
        valid_to: day("valid_to", found),
        confirmed: row.flag("confirmed", found),
        signer: text("signer", found),
        signer_en: text("signer_en", found),
        addressee: text("addressee", found),
        addressee_en: text("addressee_en", found),
        ladder: ladder(row, ladders, found),
        source: text("source", found),
    }
}

/// The rows under that key.
fn rows<'a, 't>(
    root: &TableReader<'a, 't>,
    key: &str,
    row_names: &[&str],
    found: &mut ConfigFindings,
) -> Vec<TableReader<'a, 't>> {
    let Some(value) = root.get(key) else { return Vec::new() };
    let values = list_of(key, value, ROWS_MAX, found).unwrap_or_default();
    values.into_iter().filter_map(|value| TableReader::row(key, value, row_names, found)).collect()
}

/// The row's name, which it must have.
fn named(row: &TableReader, found: &mut ConfigFindings) -> Option<String> {
    row.required("name", sentence!(words::NAME_NEEDED), found);
    name(row, found)
}

fn name(row: &TableReader, found: &mut ConfigFindings) -> Option<String> {
    let name = row.text("name", found)?;
    let shaped = name.value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if shaped && name.value.chars().count() <= NAMES_MAX {
        return Some(name.value);
    }
    let proposal = match slug(&name.value, NAMES_MAX) {
        Some(name) => sentence!(words::FOR_EXAMPLE, format!("\"{name}\"")),
        None => sentence!(words::NOTHING),
    };
    found.problem(name.place, sentence!(words::NOT_A_ROW_NAME, QuotedValue(&name.value), NAMES_MAX, proposal));
    None
}

/// The ladder a row chooses, which must be one of the file or a shipped one.
fn ladder(row: &TableReader, ladders: &BTreeMap<String, Ladder>, found: &mut ConfigFindings) -> Option<String> {
    let ladder = row.text("ladder", found)?;
    if ladder.value != "none" && !ladders.contains_key(&ladder.value) {
        let row_names: Vec<&str> = ladders.keys().map(String::as_str).collect();
        found.problem(
            ladder.place,
            sentence!(words::NO_LADDER, QuotedValue(&ladder.value), cure(&ladder.value, &row_names)),
        );
    }
    Some(ladder.value)
}

fn nothing_to_switch(row: &TableReader, name: &str, row_names: &[String], found: &mut ConfigFindings) {
    let row_names: Vec<&str> = row_names.iter().map(String::as_str).collect();
    let what = sentence!(words::NOTHING_TO_SWITCH, QuotedValue(name), cure(name, &row_names));
    found.problem(row.place_of("name", found).or(row.place()), what);
}

/// The place of each name of one kind of row.
#[derive(Default)]
struct RowNames(BTreeMap<String, Option<Place>>);

impl RowNames {
    fn claim(&mut self, row: &TableReader, name: &str, found: &mut ConfigFindings) {
        let place = row.place_of("name", found).or(row.place());
        if let Some(other) = self.0.insert(name.to_owned(), place) {
            let line = other.map_or(0, |place| place.line);
            found.problem(place, sentence!(words::STANDS_TWICE, QuotedValue(name), line));
        }
    }
}

fn shipped<T: serde::de::DeserializeOwned>(text: &'static str) -> T {
    toml::from_str(text).expect("the shipped rows are read by a test")
}
