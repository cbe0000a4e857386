//! The five fields of a crontab line, with crontab's own meaning.
//!
//! Read here, and not by a crate's parser, because that one counts weekdays from 1 = Sunday, joins day and weekday with
//! AND, wants seconds first and takes a step of 0. Each field becomes a set of numbers in one word of bits.

use chrono::{Datelike, NaiveDate};

/// Why a text is not a schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Fewer or more than five fields, or a shorthand such as `@daily`.
    #[error(
        "a schedule has five fields (minute hour day month weekday), this has {found}; write for example `0 7 * * Mon-Fri`{hint}"
    )]
    FieldCount {
        /// How many there are.
        found: usize,
        /// What is likely meant.
        hint: &'static str,
    },
    /// One field cannot be read.
    #[error("the {field} `{text}` cannot be read: {why}")]
    Field {
        /// Which field.
        field: &'static str,
        /// What stands there.
        text: String,
        /// What is wrong with it, and what to write.
        why: String,
    },
    /// No day of forty years fits, such as 30 February.
    #[error("`{0}` never comes: no month named there has such a day; change the day or the month")]
    Never(String),
}

/// A set of numbers below 64.
pub(super) type Bits = u64;

/// What a crontab line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) minutes: Bits,
    pub(super) hours: Bits,
    days: Bits,
    months: Bits,
    /// Sunday is 0.
    weekdays: Bits,
    join: Join,
}

/// How day and weekday go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// At least one of them begins with `*`: both must fit.
    Both,
    /// Both are restricted: one of them is enough.
    Either,
}

/// One field's name and numbers.
struct Kind {
    name: &'static str,
    first: u32,
    last: u32,
    /// Names for the numbers from `first` on; empty where there are none.
    names: &'static [&'static str],
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const MINUTE: Kind = Kind { name: "minute", first: 0, last: 59, names: &[] };
const HOUR: Kind = Kind { name: "hour", first: 0, last: 23, names: &[] };
const DAY: Kind = Kind { name: "day of the month", first: 1, last: 31, names: &[] };
const MONTH: Kind = Kind { name: "month", first: 1, last: 12, names: &MONTHS };
/// Sunday is 0 and 7.
const WEEKDAY: Kind = Kind { name: "weekday", first: 0, last: 7, names: &WEEKDAYS };

impl Fields {
    pub(super) fn parse(text: &str) -> Result<Self, ScheduleError> {
        let words: Vec<&str> = text.split_whitespace().take(100).collect();
        let [minute, hour, day, month, weekday] = words[..] else {
            let hint = match words.len() {
                6 | 7 => "; there is no field for seconds or years",
                1 => "; shorthands such as @daily are not read",
                _ => "",
            };
            return Err(ScheduleError::FieldCount { found: words.len(), hint });
        };
        let either = !day.starts_with('*') && !weekday.starts_with('*');
        let weekdays = WEEKDAY.bits(weekday)?;
        Ok(Self {
            minutes: MINUTE.bits(minute)?,
            hours: HOUR.bits(hour)?,
            days: DAY.bits(day)?,
            months: MONTH.bits(month)?,
            weekdays: (weekdays | weekdays >> 7) & 0x7f,
            join: if either { Join::Either } else { Join::Both },
        })
    }

    /// Whether the month, the day and the weekday ask for that day.
    pub(super) fn ask_for(&self, date: NaiveDate) -> bool {
        let day = has(self.days, date.day());
        let weekday = has(self.weekdays, date.weekday().num_days_from_sunday());
        let fits = match self.join {
            Join::Both => day && weekday,
            Join::Either => day || weekday,
        };
        fits && has(self.months, date.month())
    }
}

pub(super) fn has(bits: Bits, n: u32) -> bool {
    n < Bits::BITS && bits >> n & 1 == 1
}

impl Kind {
    fn wrong(&self, text: &str, why: &str) -> ScheduleError {
        let text = text.chars().take(40).collect();
        ScheduleError::Field { field: self.name, text, why: why.to_owned() }
    }

    /// The numbers of a list such as `1,5-9,*/15`.
    fn bits(&self, text: &str) -> Result<Bits, ScheduleError> {
        text.split(',').try_fold(0, |bits, part| Ok(bits | self.part(part)?))
    }

    /// The numbers of `*`, `n`, `n-m`, `*/step` or `n-m/step`.
    fn part(&self, text: &str) -> Result<Bits, ScheduleError> {
        let (range, step) = match text.split_once('/') {
            None => (text, 1),
            Some((range, step)) => (range, self.step(text, step)?),
        };
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (self.first, if self.last == WEEKDAY.last { 6 } else { self.last }),
            Some((from, to)) => (self.number(text, from)?, self.number(text, to)?),
            None if step > 1 || text.contains('/') => {
                let why = format!("a step needs a range; write {range}-{}/{step} or */{step}", self.last);
                return Err(self.wrong(text, &why));
            }
            None => self.number(text, range).map(|n| (n, n))?,
        };
        // `Fri-Sun` ends on the Sunday that is 7.
        let to = if self.last == WEEKDAY.last && to == 0 && from > 0 { 7 } else { to };
        if from > to {
            return Err(self.wrong(text, "the range runs backwards; write it as two, separated by a comma"));
        }
        let step = usize::try_from(step).unwrap_or(usize::MAX);
        Ok((from..=to).step_by(step).fold(0, |bits, n| bits | 1 << n))
    }

    fn step(&self, text: &str, step: &str) -> Result<u32, ScheduleError> {
        let number = digits(step).filter(|n| (1..=self.last).contains(n));
        number.ok_or_else(|| self.wrong(text, &format!("a step is a number from 1 to {}", self.last)))
    }

    fn number(&self, part: &str, text: &str) -> Result<u32, ScheduleError> {
        let named = self.names.iter().position(|name| name.eq_ignore_ascii_case(text));
        let named = named.and_then(|at| u32::try_from(at).ok()).map(|at| at + self.first);
        let or_name = match self.names {
            [first, .., last] => format!(" or a name ({first} to {last})"),
            _ => String::new(),
        };
        let why = || format!("write *, or a number from {} to {}{or_name}", self.first, self.last);
        named
            .or_else(|| digits(text).filter(|n| (self.first..=self.last).contains(n)))
            .ok_or_else(|| self.wrong(part, &why()))
    }
}

fn digits(text: &str) -> Option<u32> {
    let shaped = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| shaped)
}
