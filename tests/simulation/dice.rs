//! Random numbers that a seed repeats: `SplitMix64`, ten lines, the same on every machine for ever.

use pactwatch::lifecycle::day::Day;

/// A source of numbers that follows from its seed alone.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of one seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x5851_F42D_4C95_7F2D)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn within(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).expect("low is not above high");
        low + i64::try_from(self.next() % span).expect("less than the span")
    }

    /// Whether one of a hundred equal cases is among the first so many.
    pub(crate) fn percent(&mut self, percent: i64) -> bool {
        self.within(1, 100) <= percent
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        let last = i64::try_from(among.len()).expect("a short list") - 1;
        &among[usize::try_from(self.within(0, last)).expect("not negative")]
    }

    /// One of these words.
    pub(crate) fn word(&mut self, among: &[&'static str]) -> &'static str {
        self.pick::<&'static str>(among)
    }

    /// A day so many days around another.
    pub(crate) fn around(&mut self, day: Day, from: i64, to: i64) -> Day {
        let days = self.within(from, to);
        day.plus_days(days).expect("a day of our time")
    }
}
