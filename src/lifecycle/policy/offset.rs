//! The distance of a rung from its milestone: `-180d`, `-6m`, `-3wd`, `0d`, `+7d`.
//!
//! The text is part of a reminder's key, so one offset has exactly one text: months stay months and days stay days
//! (`-6m` is not `-180d`), but `12m` is written `1y` and weeks are written in days (`-2w` becomes `-14d`). No distance
//! before is `0d`, no distance after `+0d`: on a day off the one opens on the working day before, the other on the next.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::lifecycle::span::Span;

/// A distance in time: civil, or in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lead {
    /// Months and days of the civil calendar.
    Span(Span),
    /// So many working days (`wd`).
    WorkingDays(u32),
}

/// On which side of the milestone a rung stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RungSide {
    /// Earlier than the milestone, or on its day.
    Before,
    /// Later than the milestone.
    After,
}

/// A rung's distance from its milestone; its text is the key's `rung`.
///
/// ```
/// use pactwatch::lifecycle::policy::Offset;
/// for (written, kept) in [("-180d", "-180d"), ("-2w", "-14d"), ("-12m", "-1y"), ("-3wd", "-3wd"), ("-0wd", "0d"), ("+0d", "+0d")] {
///     assert_eq!(written.parse::<Offset>()?.to_string(), kept);
/// }
/// # Ok::<(), pactwatch::lifecycle::policy::OffsetError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset {
    /// Before or after.
    pub side: RungSide,
    /// How far.
    pub lead: Lead,
}

/// Why a text is not an [`Offset`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct OffsetError(pub String);

/// Nobody is reminded of something more than twenty years away.
const LEAD_YEARS_MAX: u32 = 20;
/// Some four years of working days.
const WORKING_DAYS_MAX: u32 = 1000;

impl Lead {
    const NONE: Self = Self::Span(Span::ZERO);

    fn is_none(self) -> bool {
        matches!(self, Self::Span(span) if span.is_zero()) || self == Self::WorkingDays(0)
    }

    /// About how long it is, in thousandths of a day: only to bring rungs into an order.
    fn rank(self) -> i64 {
        match self {
            Self::Span(span) => i64::from(span.months) * 30_437 + i64::from(span.days) * 1_000,
            Self::WorkingDays(days) => i64::from(days) * 1_400,
        }
    }
}

impl FromStr for Lead {
    type Err = OffsetError;

    /// Reads the distance alone, as `before` and `after` in the configuration have it: `90d`, `3wd`.
    fn from_str(text: &str) -> Result<Self, OffsetError> {
        let wrong = || OffsetError(text.chars().take(40).collect());
        let text = text.trim();
        if let Some(days) = text.strip_suffix("wd") {
            let shaped = (1..=4).contains(&days.len()) && days.bytes().all(|b| b.is_ascii_digit());
            let days = days.parse().ok().filter(|days| shaped && *days <= WORKING_DAYS_MAX).ok_or_else(wrong)?;
            return Ok(Self::WorkingDays(days));
        }
        let span: Span = text.parse().map_err(|_| wrong())?;
        if span.months > LEAD_YEARS_MAX * 12 || span.days > LEAD_YEARS_MAX * 366 {
            return Err(wrong());
        }
        Ok(Self::Span(span))
    }
}

impl fmt::Display for Lead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Span(span) => span.fmt(f),
            Self::WorkingDays(days) => write!(f, "{days}wd"),
        }
    }
}

impl Offset {
    /// That far on that side. No distance at all is one offset a side, whatever unit it was written with.
    pub fn new(side: RungSide, lead: Lead) -> Self {
        Self { side, lead: if lead.is_none() { Lead::NONE } else { lead } }
    }

    /// Where it stands among other offsets, about: negative before the milestone. Months and working days have no
    /// fixed length, so this orders rungs and decides nothing.
    pub(super) fn rank(self) -> i64 {
        match self.side {
            // On the day itself what counts as before comes first.
            RungSide::Before => -self.lead.rank() - 1,
            RungSide::After => self.lead.rank(),
        }
    }

    /// The order of time between two offsets of one ladder, about.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        self.rank().cmp(&other.rank()).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl FromStr for Offset {
    type Err = OffsetError;

    fn from_str(text: &str) -> Result<Self, OffsetError> {
        let wrong = || OffsetError(text.chars().take(40).collect());
        let side = if text.starts_with('+') { RungSide::After } else { RungSide::Before };
        let distance = text.strip_prefix(['-', '+']).unwrap_or(text);
        let lead: Lead = distance.parse().map_err(|_| wrong())?;
        // A distance without a sign says nothing about its side, except where there is no distance.
        if distance.len() == text.len() && !lead.is_none() {
            return Err(wrong());
        }
        Ok(Self::new(side, lead))
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.side {
            RungSide::Before if self.lead.is_none() => f.write_str("0d"),
            RungSide::Before => write!(f, "-{}", self.lead),
            RungSide::After => write!(f, "+{}", self.lead),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_offset_has_one_text() {
        let cases = [
            ("-180d", "-180d"),
            ("+7d", "+7d"),
            ("0d", "0d"),
            ("-0d", "0d"),
            ("+0m", "+0d"),
            ("+0d", "+0d"),
            ("-0wd", "0d"),
            ("-3wd", "-3wd"),
            ("+1000wd", "+1000wd"),
            ("-6m", "-6m"),
            ("-1y6m", "-1y6m"),
            ("-18m", "-1y6m"),
            ("+2w", "+14d"),
        ];
        for (written, kept) in cases {
            let offset: Offset = written.parse().expect(written);
            assert_eq!(offset.to_string(), kept, "{written}");
            assert_eq!(kept.parse::<Offset>(), Ok(offset), "{written} comes back");
        }
    }

    #[test]
    fn what_is_no_distance_is_refused() {
        for text in
            ["", "-", "90d", "--90d", "-d", "-wd", "-1001wd", "-3wd2d", "-+3wd", "-21y", "-7321d", "-90 d", "x", "−90d"]
        {
            assert!(text.parse::<Offset>().is_err(), "`{text}`");
        }
    }

    #[test]
    fn offsets_stand_in_the_order_of_time() {
        let order = ["-1y", "-6m", "-180d", "-2m", "-14d", "-3wd", "-4d", "0d", "+1d", "+1wd", "+30d", "+1m"];
        for pair in order.windows(2) {
            let [one, other] = [pair[0], pair[1]].map(|text| text.parse::<Offset>().expect(text));
            assert_eq!(one.compare(other), Ordering::Less, "{one} {other}");
        }
    }
}
