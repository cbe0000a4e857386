//! One snapshot of the office's rules: what a scan keeps from its first line to its last.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::clock::{ClockError, Schedule, ScheduleError, Zone};
use crate::config::{self, Config, Mailbox, ObservanceScope};
use crate::exchange::headers::OwnHeaders;
use crate::lifecycle::calendar::Calendar;
use crate::lifecycle::day::Day;
use crate::lifecycle::duty::{Clocks, Duty, DutyError, Enabled};
use crate::lifecycle::marks::Marks;
use crate::lifecycle::observance::{self, Observance, ObservanceError};
use crate::lifecycle::policy::{Circle, Ladder};
use crate::lifecycle::reminder::Rules;
use crate::lifecycle::span::Span;
use crate::lifecycle::workback::{Step, StepError};

/// The rules of one office as they stood when the snapshot was taken.
#[derive(Clone, Debug)]
pub struct Office {
    /// The name letters sign with.
    pub name: String,
    /// Who letters come from.
    pub from: Mailbox,
    /// Contacts, roles, absences, fallback.
    pub circle: Circle,
    /// The ladders by name.
    pub ladders: BTreeMap<String, Ladder>,
    /// Which days are worked.
    pub calendar: Calendar,
    /// The legal clocks in use.
    pub duties: Vec<Duty>,
    /// The plan of an extension, counted back.
    pub steps: Vec<Step>,
    /// National days and anniversaries in use.
    pub observances: Vec<Observance>,
    /// Whose observances are kept.
    pub scope: ObservanceScope,
    /// More reminders than this for one person in one scan become one letter.
    pub bundle_over: usize,
    /// More reminders than this in one scan wait for somebody's word.
    pub brake: usize,
    /// When the digest goes out.
    pub digest: Schedule,
    /// The office's zone.
    pub zone: Zone,
    /// The office's own headers of lists.
    pub list_headers: OwnHeaders,
    /// How long the bytes of sent letters are kept.
    pub keep_letters: Span,
    /// Fingerprint of everything that decides which reminders are due: configuration, shipped data, program version.
    pub fingerprint: String,
}

/// A rule of the office that cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The digest's wake-ups.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// The time zone.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// A `[[duty]]` row.
    #[error("{0}; mend the row under [[duty]]")]
    Duty(DutyError),
    /// A `[[duty]]` row that does not read.
    #[error("a row under [[duty]] cannot be read: {0}; compare it with the rows in the manual")]
    DutyRow(String),
    /// A `[[step]]` row.
    #[error("{0}; mend the row under [[step]]")]
    Step(StepError),
    /// A `[[step]]` row that does not read.
    #[error("a row under [[step]] cannot be read: {0}; it has `before`, `title` and perhaps `title_en`")]
    StepRow(String),
    /// An `[[observance]]` row.
    #[error("{0}; mend the row under [[observance]]")]
    Observance(ObservanceError),
    /// An `[[observance]]` row that does not read.
    #[error("a row under [[observance]] cannot be read: {0}; compare it with the rows in the manual")]
    ObservanceRow(String),
}

/// The shipped plan of an extension.
const STEPS: &str = include_str!("../../data/steps_vn.toml");

#[derive(serde::Deserialize)]
struct StepRows {
    step: Vec<Step>,
}

/// The shipped legal clocks.
const DUTIES: &str = include_str!("../../data/duties_vn.toml");

#[derive(serde::Deserialize)]
struct DutyRows {
    duty: Vec<Duty>,
}

impl Office {
    /// The snapshot of a configuration.
    pub fn new(config: &Config) -> Result<Self, OfficeError> {
        Ok(Self {
            name: config.office.name.clone(),
            from: config.post.from.value.clone(),
            circle: config.circle.clone(),
            ladders: config.ladders.clone(),
            calendar: config.calendar.clone(),
            duties: duties(config)?,
            steps: steps(config)?,
            observances: observances(config)?,
            scope: config.observance_scope,
            bundle_over: config.post.bundle_over as usize,
            brake: config.post.brake as usize,
            digest: config.schedule.digest.value.parse()?,
            zone: config.office.time_zone.value.parse()?,
            list_headers: OwnHeaders::of(config.import_columns.iter().map(|(header, column)| (&**header, &**column))),
            keep_letters: config.store.keep_letters,
            fingerprint: fingerprint(config),
        })
    }

    /// The rules for planning, with the day of the last complete scan.
    pub fn rules(&self, last_scan: Option<Day>) -> Rules<'_> {
        Rules { ladders: &self.ladders, circle: &self.circle, calendar: &self.calendar, last_scan }
    }

    /// The legal clocks with the calendar they run on, and whether signings are remembered.
    pub fn clocks(&self) -> Clocks<'_> {
        let marks = if self.scope == ObservanceScope::None { Marks::Left } else { Marks::Kept };
        Clocks { duties: &self.duties, calendar: &self.calendar, marks }
    }

    /// As letters name whoever recorded: a contact's id means nothing to a reader.
    pub fn named(&self, by: &str) -> String {
        self.circle.contact(by).map_or_else(|| by.to_owned(), |who| who.name.clone())
    }

    /// The domain that message ids end in.
    pub fn domain(&self) -> &str {
        self.from.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
    }
}

fn duties(config: &Config) -> Result<Vec<Duty>, OfficeError> {
    let mut duties: Vec<Duty> = match config.country {
        crate::lifecycle::calendar::Country::Vietnam => config::preset::<DutyRows>(DUTIES).duty,
        crate::lifecycle::calendar::Country::None => Vec::new(),
    };
    for row in &config.duties {
        let own: Duty = serde_json::from_value(config::json(&row.value))
            .map_err(|error| OfficeError::DutyRow(error.to_string()))?;
        match duties.iter_mut().find(|duty| duty.name == own.name) {
            // A row that says no more than its name switches the shipped one on or off.
            Some(shipped) if own.trigger.is_empty() && own.title.is_empty() => shipped.enabled = own.enabled,
            Some(shipped) => *shipped = own,
            None => duties.push(own),
        }
    }
    duties.retain(|duty| duty.enabled == Enabled::Yes);
    match duties.iter().flat_map(Duty::flaws).next() {
        Some(flaw) => Err(OfficeError::Duty(flaw)),
        None => Ok(duties),
    }
}

fn steps(config: &Config) -> Result<Vec<Step>, OfficeError> {
    if config.steps.is_empty() {
        return Ok(config::preset::<StepRows>(STEPS).step);
    }
    let own = config.steps.iter().map(|row| {
        let step: Step = serde_json::from_value(config::json(&row.value))
            .map_err(|error| OfficeError::StepRow(error.to_string()))?;
        step.lead().map_err(OfficeError::Step)?;
        Ok(step)
    });
    own.collect()
}

fn observances(config: &Config) -> Result<Vec<Observance>, OfficeError> {
    let shipped: observance::Rows = config::preset(observance::PRESET);
    let own = config.observances.iter().map(|row| {
        serde_json::from_value(config::json(&row.value)).map_err(|error| OfficeError::ObservanceRow(error.to_string()))
    });
    let own = own.collect::<Result<Vec<_>, _>>()?;
    observance::combine(shipped.observance, own).map_err(OfficeError::Observance)
}

fn fingerprint(config: &Config) -> String {
    let mut hash = Sha256::new();
    hash.update(config.fingerprint_text());
    hash.update(DUTIES);
    hash.update(STEPS);
    hash.update(observance::PRESET);
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.finalize().iter().take(12).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
