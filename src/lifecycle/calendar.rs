//! Which days are worked: weekends, public holidays, days in lieu, swaps and make-up Saturdays.
//!
//! Three layers, the nearer one wins for its day: the office's own entries, the announced calendar (`announced`), and
//! for years without one the rules of the Labour Code (`holidays`). With [`Country::None`] only the first. The calendar
//! moves no milestone itself; callers ask it.
//!
//! The invariant, the safe side: an unconfirmed entry never makes anything late. It counts as a day off when moving
//! earlier and as a working day when moving later; where all sources agree, there is no doubt.

mod announced;
mod holidays;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::day::{Day, DayError};

/// The way doubt falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SafeSide {
    /// Towards earlier days: an unconfirmed entry, off or make-up work, is taken for a day off.
    Earlier,
    /// Towards later days and when counting forward: an unconfirmed entry is taken for a working day.
    Later,
}

/// What an entry makes of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayKind {
    /// A day off.
    Off,
    /// A working day, mostly a Saturday that makes up for a day off.
    Work,
}

/// One day that is not what its weekday says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarDay {
    pub day: Day,
    /// Off or work.
    pub kind: DayKind,
    /// What it is called, in Vietnamese as shipped: `Quốc khánh`, `làm bù cho 31/8`.
    pub name: String,
    /// Where it is written, or by which rule it was computed.
    pub source: String,
    /// Whether it is settled; a day that is only expected is not.
    pub confirmed: bool,
}

/// Whose rules apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Country {
    /// The announced calendar and the Labour Code of Vietnam; written `VN`.
    #[default]
    #[serde(rename = "VN")]
    Vietnam,
    /// Weekends and the office's own entries only; written `none`.
    #[serde(rename = "none")]
    None,
}

/// Why the calendar cannot answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No working day within a year of that day.
    NoWorkingDay {
        /// Where the search began.
        near: Day,
    },
    /// The office's own entries name a day twice.
    Twice {
        /// The day in question.
        day: Day,
    },
    /// The search left the years the program counts in.
    Day(#[from] DayError),
}

/// How far a search for a working day goes.
pub(crate) const SEARCH_DAYS: usize = 366;

/// The working days of an office. Cheap to clone and to share between threads.
#[derive(Clone, Debug)]
pub struct Calendar {
    country: Country,
    own: Arc<BTreeMap<Day, CalendarDay>>,
}

impl Calendar {
    /// The calendar of a country with the office's own days off and working days, which win over the shipped and
    /// rule-made ones of the same day. The kind of an entry is that of its list. A day named twice is an error.
    pub fn new(country: Country, off: Vec<CalendarDay>, work: Vec<CalendarDay>) -> Result<Self, CalendarError> {
        let mut own = BTreeMap::new();
        let off = off.into_iter().map(|entry| CalendarDay { kind: DayKind::Off, ..entry });
        let work = work.into_iter().map(|entry| CalendarDay { kind: DayKind::Work, ..entry });
        for entry in off.chain(work) {
            let day = entry.day;
            if own.insert(day, entry).is_some() {
                return Err(CalendarError::Twice { day });
            }
        }
        Ok(Self { country, own: Arc::new(own) })
    }

    /// Whether the day is worked, doubt falling the way of `lean`.
    ///
    /// ```
    /// use pactwatch::lifecycle::{calendar::{Calendar, Country, SafeSide}, day::Day};
    /// let calendar = Calendar::new(Country::Vietnam, vec![], vec![])?;
    /// let culture_day = Day::ymd(2026, 11, 24)?; // expected, not enacted
    /// assert!(!calendar.is_working(culture_day, SafeSide::Earlier));
    /// assert!(calendar.is_working(culture_day, SafeSide::Later));
    /// # Ok::<(), pactwatch::lifecycle::calendar::CalendarError>(())
    /// ```
    pub fn is_working(&self, day: Day, lean: SafeSide) -> bool {
        let weekday = !is_weekend(day);
        let (own, given) = (self.own.get(&day), self.given(day));
        let says = |entry: &CalendarDay| entry.kind == DayKind::Work;
        let Some(nearest) = own.or(given) else { return weekday };
        if nearest.confirmed {
            return says(nearest);
        }
        // In doubt: every voice there is. A Saturday that is perhaps a holiday is not worked either way.
        let voices = [Some(weekday), own.map(says), given.map(says)];
        match lean {
            SafeSide::Earlier => voices.iter().flatten().all(|works| *works),
            SafeSide::Later => voices.iter().flatten().any(|works| *works),
        }
    }

    /// The last working day on or before that day, leaning [`SafeSide::Earlier`].
    pub fn on_or_before(&self, day: Day) -> Result<Day, CalendarError> {
        self.search(day, SafeSide::Earlier)
    }

    /// The next working day on or after that day, leaning [`SafeSide::Later`].
    pub fn on_or_after(&self, day: Day) -> Result<Day, CalendarError> {
        self.search(day, SafeSide::Later)
    }

    /// So many working days before `day`, which is not counted, leaning [`SafeSide::Earlier`]. None back is `day` itself,
    /// worked or not.
    pub fn back(&self, day: Day, working_days: u32) -> Result<Day, CalendarError> {
        (0..working_days).try_fold(day, |day, _| self.on_or_before(day.plus_days(-1)?))
    }

    /// So many working days after `day`, which is not counted, leaning [`SafeSide::Later`]. None forward is `day` itself,
    /// worked or not.
    ///
    /// ```
    /// use pactwatch::lifecycle::{calendar::{Calendar, Country}, day::Day};
    /// let calendar = Calendar::new(Country::Vietnam, vec![], vec![])?;
    /// // 25/4, the make-up Saturday 26/4, 28, 29, then after the holidays 5, 6 and 7/5
    /// assert_eq!(calendar.forward(Day::ymd(2025, 4, 24)?, 7)?, Day::ymd(2025, 5, 7)?);
    /// # Ok::<(), pactwatch::lifecycle::calendar::CalendarError>(())
    /// ```
    pub fn forward(&self, day: Day, working_days: u32) -> Result<Day, CalendarError> {
        (0..working_days).try_fold(day, |day, _| self.on_or_after(day.plus_days(1)?))
    }

    /// The weekdays off and working weekends of that year, in order of day. Holidays on a weekend and working
    /// weekdays are left out: they change nothing.
    pub fn entries(&self, year: i32) -> Vec<CalendarDay> {
        let (Ok(first), Ok(last)) = (Day::ymd(year, 1, 1), Day::ymd(year, 12, 31)) else { return Vec::new() };
        let mut entries: BTreeMap<Day, &CalendarDay> =
            self.layer(year).into_iter().flat_map(|layer| layer.range(first..=last)).map(|(d, e)| (*d, e)).collect();
        entries.extend(self.own.range(first..=last).map(|(day, entry)| (*day, entry)));
        entries.into_values().filter(|entry| is_weekend(entry.day) == (entry.kind == DayKind::Work)).cloned().collect()
    }

    /// The last day of the last year that is fully announced; `None` where no rules apply.
    ///
    /// A year after the shipped ones counts as announced once the office's own confirmed entries settle every day
    /// that was only estimated for it, 24 November aside.
    pub fn announced_through(&self) -> Option<Day> {
        if self.country == Country::None {
            return None;
        }
        let last = Day::last().year();
        let open = (announced::last_year() + 1..=last).find(|year| !self.settles(*year)).unwrap_or(last + 1);
        Day::ymd(open - 1, 12, 31).ok()
    }

    /// Whether the office's own entries confirm or lift every estimated weekday off of that year.
    fn settles(&self, year: i32) -> bool {
        let open =
            |entry: &CalendarDay| !entry.confirmed && (entry.day.month(), entry.day.day()) != holidays::CULTURE_DAY_ON;
        !self.entries(year).iter().any(open)
    }

    /// What the shipped data or the rules say of that day.
    fn given(&self, day: Day) -> Option<&'static CalendarDay> {
        self.layer(day.year())?.get(&day)
    }

    fn layer(&self, year: i32) -> Option<&'static BTreeMap<Day, CalendarDay>> {
        match self.country {
            Country::None => None,
            Country::Vietnam if announced::covers(year) => Some(announced::announced_days()),
            Country::Vietnam => holidays::holidays(year),
        }
    }

    fn search(&self, from: Day, lean: SafeSide) -> Result<Day, CalendarError> {
        let step = match lean {
            SafeSide::Earlier => -1,
            SafeSide::Later => 1,
        };
        let mut day = from;
        for _ in 0..=SEARCH_DAYS {
            if self.is_working(day, lean) {
                return Ok(day);
            }
            day = day.plus_days(step)?;
        }
        Err(CalendarError::NoWorkingDay { near: from })
    }
}

fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
