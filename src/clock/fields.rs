//! Rewrites the five fields of a crontab line for the `cron` crate.
//!
//! The crate does the matching; this file translates. The crate wants seconds first, counts weekdays from 1 = Sunday,
//! joins day and weekday with AND, and reads `?` and shorthands; crontab does none of that. The invariant: a translated
//! expression means to the crate what the five fields mean to crontab, and what crontab would not read is refused with
//! its cure.

use std::fmt;

use crate::message::answer::clock as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, SentenceForm, Voice};

/// Why a text is not a schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Fewer or more than five fields, or a shorthand such as `@daily`.
    FieldCount {
        found: usize,
        /// What is likely meant.
        hint: SentenceForm<0>,
    },
    /// One field cannot be read.
    Field {
        field: SentenceForm<0>,
        /// What is there.
        text: String,
        /// What is wrong with it, and what to write.
        why: Sentence,
    },
    /// No day of any year fits, such as 30 February.
    Never(String),
}

impl Say for ScheduleError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::FieldCount { found, hint } => sentence!(words::FIELD_COUNT, *found, sentence!(*hint)),
            Self::Field { field, text, why } => sentence!(words::FIELD, sentence!(*field), text, why.clone()),
            Self::Never(text) => sentence!(words::NEVER, text),
        }
        .say(voice)
    }
}

impl fmt::Display for ScheduleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// What a crontab line asks for, as lines of the crate: one, or two where day and weekday are both restricted and one of
/// them is enough.
pub(super) fn crate_lines(text: &str) -> Result<Vec<String>, ScheduleError> {
    let words: Vec<&str> = text.split_whitespace().take(100).collect();
    let [minute, hour, day, month, weekday] = words[..] else {
        let hint = match words.len() {
            6 | 7 => words::NO_SECONDS,
            1 => words::NO_SHORTHANDS,
            _ => words::NO_HINT,
        };
        return Err(ScheduleError::FieldCount { found: words.len(), hint });
    };
    let one_is_enough = !day.starts_with('*') && !weekday.starts_with('*');
    let (minute, hour, month) = (MINUTE.list(minute)?, HOUR.list(hour)?, MONTH.list(month)?);
    let (day, weekday) = (DAY.list(day)?, WEEKDAY.list(weekday)?);
    let line = |day: &str, weekday: &str| format!("0 {minute} {hour} {day} {month} {weekday}");
    Ok(if one_is_enough { vec![line(&day, "*"), line("*", &weekday)] } else { vec![line(&day, &weekday)] })
}

/// One field's name and numbers.
struct FieldKind {
    name: SentenceForm<0>,
    first: u32,
    last: u32,
    /// Names for the numbers from `first` on; empty where there are none.
    names: &'static [&'static str],
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const MINUTE: FieldKind = FieldKind { name: words::MINUTE, first: 0, last: 59, names: &[] };
const HOUR: FieldKind = FieldKind { name: words::HOUR, first: 0, last: 23, names: &[] };
const DAY: FieldKind = FieldKind { name: words::DAY_OF_MONTH, first: 1, last: 31, names: &[] };
const MONTH: FieldKind = FieldKind { name: words::MONTH, first: 1, last: 12, names: &MONTHS };
/// Sunday is 0 and 7.
const WEEKDAY: FieldKind = FieldKind { name: words::WEEKDAY, first: 0, last: 7, names: &WEEKDAYS };

impl FieldKind {
    fn wrong(&self, text: &str, why: Sentence) -> ScheduleError {
        let text = text.chars().take(40).collect();
        ScheduleError::Field { field: self.name, text, why }
    }

    /// A list such as `1,5-9,*/15` with every member written out; weekdays by name, for the crate counts from another day.
    fn list(&self, text: &str) -> Result<String, ScheduleError> {
        if text == "*" {
            return Ok(text.to_owned());
        }
        let mut members = Vec::new();
        for part in text.split(',') {
            members.extend(self.part(part)?.map(|n| match WEEKDAYS.iter().cycle().nth(n as usize) {
                Some(name) if self.last == WEEKDAY.last => (*name).to_owned(),
                _ => n.to_string(),
            }));
        }
        Ok(members.join(","))
    }

    /// The numbers of `*`, `n`, `n-m`, `*/step` or `n-m/step`.
    fn part(&self, text: &str) -> Result<impl Iterator<Item = u32> + use<>, ScheduleError> {
        let (range, step) = match text.split_once('/') {
            None => (text, 1),
            Some((range, step)) => (range, self.step(text, step)?),
        };
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (self.first, if self.last == WEEKDAY.last { 6 } else { self.last }),
            Some((from, to)) => (self.number(text, from)?, self.number(text, to)?),
            None if step > 1 || text.contains('/') => {
                return Err(self.wrong(text, sentence!(words::STEP_NEEDS_RANGE, range, self.last, step)));
            }
            None => self.number(text, range).map(|n| (n, n))?,
        };
        // `Fri-Sun` ends on the Sunday that is 7.
        let to = if self.last == WEEKDAY.last && to == 0 && from > 0 { 7 } else { to };
        if from > to {
            return Err(self.wrong(text, sentence!(words::BACKWARDS)));
        }
        let step = usize::try_from(step).unwrap_or(usize::MAX);
        Ok((from..=to).step_by(step))
    }

    fn step(&self, text: &str, step: &str) -> Result<u32, ScheduleError> {
        let number = digits(step).filter(|n| (1..=self.last).contains(n));
        number.ok_or_else(|| self.wrong(text, sentence!(words::STEP, self.last)))
    }

    fn number(&self, part: &str, text: &str) -> Result<u32, ScheduleError> {
        let named = self.names.iter().position(|name| name.eq_ignore_ascii_case(text));
        let named = named.and_then(|at| u32::try_from(at).ok()).map(|at| at + self.first);
        let or_name = match self.names {
            [first, .., last] => sentence!(words::OR_A_NAME, *first, *last),
            _ => sentence!(words::NO_HINT),
        };
        let why = || sentence!(words::NUMBER, self.first, self.last, or_name);
        named
            .or_else(|| digits(text).filter(|n| (self.first..=self.last).contains(n)))
            .ok_or_else(|| self.wrong(part, why()))
    }
}

fn digits(text: &str) -> Option<u32> {
    let shaped = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| shaped)
}
