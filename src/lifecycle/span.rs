//! A length of time in months and days, as agreements state it: `5y`, `60m`, `1y6m`, `90d`.
//!
//! Spans are added part by part and multiplied before they are applied, once, to an anchor; so no occurrence is ever
//! counted from the one before it, and nothing drifts. Weeks are days; years are months.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Months and days. Zero is a span; anyone who needs a positive one asks [`Span::is_zero`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    /// Whole months; twelve of them are a year.
    pub months: u32,
    /// Days on top of the months.
    pub days: u32,
}

/// Why a text is not a [`Span`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct SpanError(pub String);

/// No span is longer than the years the program counts in.
const MAX_MONTHS: u32 = 300 * 12;
const MAX_DAYS: u32 = 300 * 366;

impl Span {
    /// No time at all.
    pub(crate) const ZERO: Self = Self { months: 0, days: 0 };

    pub const fn years(n: u32) -> Self {
        Self { months: n * 12, days: 0 }
    }

    pub const fn months(n: u32) -> Self {
        Self { months: n, days: 0 }
    }

    pub const fn days(n: u32) -> Self {
        Self { months: 0, days: n }
    }

    /// Whether it is no time at all.
    pub(crate) const fn is_zero(self) -> bool {
        self.months == 0 && self.days == 0
    }

    /// Both spans together, part by part: `1m` and `1m15d` are `2m15d`.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { months: self.months.saturating_add(other.months), days: self.days.saturating_add(other.days) }
    }

    /// The span `n` times, part by part.
    #[must_use]
    pub const fn times(self, n: u32) -> Self {
        Self { months: self.months.saturating_mul(n), days: self.days.saturating_mul(n) }
    }
}

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let wrong = || SpanError(text.chars().take(40).collect());
        let mut span = Self::ZERO;
        let mut rest = text.trim();
        let mut last_rank = 0;
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 || digits > 6 {
                return Err(wrong());
            }
            let n: u32 = rest[..digits].parse().map_err(|_| wrong())?;
            let unit = rest[digits..].chars().next().ok_or_else(wrong)?;
            let (rank, part) = match unit {
                'y' => (1, Self { months: n.saturating_mul(12), days: 0 }),
                'm' => (2, Self::months(n)),
                'w' => (3, Self { months: 0, days: n.saturating_mul(7) }),
                'd' => (4, Self::days(n)),
                _ => return Err(wrong()),
            };
            if rank <= last_rank {
                return Err(wrong());
            }
            last_rank = rank;
            span = span.and(part);
            rest = &rest[digits + unit.len_utf8()..];
        }
        if last_rank == 0 || span.months > MAX_MONTHS || span.days > MAX_DAYS {
            return Err(wrong());
        }
        Ok(span)
    }
}

impl TryFrom<String> for Span {
    type Error = SpanError;

    fn try_from(text: String) -> Result<Self, SpanError> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

impl fmt::Display for Span {
    /// The canonical form: years, months and days, the zero parts left out; no time at all is `0d`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (self.months / 12, self.months % 12);
        for (n, unit) in [(years, 'y'), (months, 'm'), (self.days, 'd')] {
            if n > 0 {
                write!(f, "{n}{unit}")?;
            }
        }
        if self.is_zero() { write!(f, "0d") } else { Ok(()) }
    }
}
