//! How long a letter has been put off. The age belongs to the reminders in it and survives recomposition.
//!
//! Pauses grow with each "later". Only pauses during which the server took another letter count towards the letter's
//! life; the others are the server's time, not the letter's.

use super::{DAY, HOUR, MINUTE};

/// Whether a server is known to have taken another letter meanwhile, over the same settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The server took another letter since.
    Taken,
    /// Nothing is known to have been taken.
    None,
}

/// How long the reminders of a letter have been put off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Age {
    pub put_offs: u32,
    /// The seconds of those pauses that count.
    pub seconds: i64,
}

/// Pauses in seconds after the 1st, 2nd … "later"; the last one holds for all further ones.
const PAUSES: [i64; 5] = [15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY];

/// At most this many seconds of pauses with evidence are a letter's life, the span mail servers themselves give one.
const LIFE: i64 = 5 * DAY;

impl Age {
    /// The age when the letter is asked again: its last pause counts where the server took another letter in it.
    ///
    /// ```
    /// use pactwatch::outbox::{Age, Evidence};
    /// let (age, pause) = Age::default().put_off();
    /// assert_eq!((age.put_offs, pause), (1, 900));
    /// assert_eq!(age.after_pause(Evidence::Taken).seconds, 900);
    /// assert_eq!(age.after_pause(Evidence::None).seconds, 0);
    /// ```
    #[must_use]
    pub fn after_pause(self, meanwhile: Evidence) -> Self {
        match (meanwhile, self.put_offs.checked_sub(1)) {
            (Evidence::Taken, Some(last)) => Self { seconds: self.seconds.saturating_add(pause(last)), ..self },
            _ => self,
        }
    }

    /// Put off once more, and for how many seconds.
    #[must_use]
    pub fn put_off(self) -> (Self, i64) {
        (Self { put_offs: self.put_offs.saturating_add(1), ..self }, pause(self.put_offs))
    }

    /// Whether the next "later" is the last one.
    pub(crate) const fn is_spent(self) -> bool {
        self.seconds >= LIFE
    }
}

fn pause(nth: u32) -> i64 {
    PAUSES[(nth as usize).min(PAUSES.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_day_and_five_days_of_them_are_a_life() {
        let mut age = Age::default();
        let mut pauses = Vec::new();
        while !age.is_spent() {
            let (older, seconds) = age.put_off();
            pauses.push(seconds / 60);
            age = older.after_pause(Evidence::Taken);
        }
        // 15 min, 1, 4, 12 hours and days: 17 h 15 min and five days are the first sum over five days.
        assert_eq!(pauses, [15, 60, 240, 720, 1440, 1440, 1440, 1440, 1440]);
        assert_eq!(age.seconds, 62_100 + 5 * 86_400);
    }

    #[test]
    fn pauses_in_which_nothing_was_taken_age_nothing() {
        let mut age = Age::default();
        for _ in 0..1000 {
            age = age.put_off().0.after_pause(Evidence::None);
        }
        assert_eq!((age.seconds, age.is_spent()), (0, false));
    }
}
