//! Where the new moons fall and where the sun stands, after J. Meeus, *Astronomical Algorithms*, chapters 25 and 49,
//! and, for the pull of the planets on the sun's place, his *Astronomical Formulae for Calculators*, chapter 18.
//!
//! Not an almanac: measured against two ephemerides over 1900–2200, new moons are good to 10 seconds and the sun's
//! place to 8 minutes of its course. A calendar only asks on which day at UTC+7 they fall, so that is enough but where
//! midnight is that near: the new moon of 7 July 1967 (three seconds) and the equinox of 23 September 1938 (less) are
//! beyond any such formula, and after 2050 the rotation of the earth is less well known than the sky.
//!
//! Days are counted as `chrono` does, 1 January of the year 1 being day 1.

#![allow(clippy::unreadable_literal, reason = "the constants stand as printed, to be compared with the book")]

/// Julian day at 0h UT of day 0 of the count used here.
const DAY_ZERO: f64 = 1721424.5;
/// The Vietnamese day begins seven hours before that of Greenwich.
const AHEAD: f64 = 7.0 / 24.0;
/// Julian day of 1 January 2000, noon, terrestrial time.
const J2000: f64 = 2451545.0;
/// Mean length of a lunation in days.
const LUNATION: f64 = 29.530588861;

/// Terrestrial less universal time, in seconds, at the beginning of the year; after 2020 an extrapolation (Espenak and
/// Meeus), where an error of a minute is as good as certain and as good as harmless.
const DELTA_T: [(f64, f64); 16] = [
    (1890.0, -5.9),
    (1900.0, -2.7),
    (1910.0, 10.5),
    (1920.0, 21.2),
    (1930.0, 24.0),
    (1940.0, 24.3),
    (1950.0, 29.1),
    (1960.0, 33.1),
    (1970.0, 40.2),
    (1980.0, 50.5),
    (1990.0, 56.9),
    (2000.0, 63.8),
    (2010.0, 66.1),
    (2020.0, 69.4),
    (2050.0, 93.0),
    (2200.0, 442.0),
];

/// One periodic term of chapter 49: the coefficient in days, the power of E it has, and how often M, M′, F and Ω
/// are in the argument.
type PeriodicTerm = (f64, i32, [f64; 4]);

const NEW_MOON: [PeriodicTerm; 25] = [
    (-0.40720, 0, [0.0, 1.0, 0.0, 0.0]),
    (0.17241, 1, [1.0, 0.0, 0.0, 0.0]),
    (0.01608, 0, [0.0, 2.0, 0.0, 0.0]),
    (0.01039, 0, [0.0, 0.0, 2.0, 0.0]),
    (0.00739, 1, [-1.0, 1.0, 0.0, 0.0]),
    (-0.00514, 1, [1.0, 1.0, 0.0, 0.0]),
    (0.00208, 2, [2.0, 0.0, 0.0, 0.0]),
    (-0.00111, 0, [0.0, 1.0, -2.0, 0.0]),
    (-0.00057, 0, [0.0, 1.0, 2.0, 0.0]),
    (0.00056, 1, [1.0, 2.0, 0.0, 0.0]),
    (-0.00042, 0, [0.0, 3.0, 0.0, 0.0]),
    (0.00042, 1, [1.0, 0.0, 2.0, 0.0]),
    (0.00038, 1, [1.0, 0.0, -2.0, 0.0]),
    (-0.00024, 1, [-1.0, 2.0, 0.0, 0.0]),
    (-0.00017, 0, [0.0, 0.0, 0.0, 1.0]),
    (-0.00007, 0, [2.0, 1.0, 0.0, 0.0]),
    (0.00004, 0, [0.0, 2.0, -2.0, 0.0]),
    (0.00004, 0, [3.0, 0.0, 0.0, 0.0]),
    (0.00003, 0, [1.0, 1.0, -2.0, 0.0]),
    (0.00003, 0, [0.0, 2.0, 2.0, 0.0]),
    (-0.00003, 0, [1.0, 1.0, 2.0, 0.0]),
    (0.00003, 0, [-1.0, 1.0, 2.0, 0.0]),
    (-0.00002, 0, [-1.0, 1.0, -2.0, 0.0]),
    (-0.00002, 0, [1.0, 3.0, 0.0, 0.0]),
    (0.00002, 0, [0.0, 4.0, 0.0, 0.0]),
];

/// The planets' share: coefficient in days, argument at k = 0 and its growth per lunation, in degrees.
const PLANETS: [(f64, f64, f64); 14] = [
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
];

/// The number of the lunation whose new moon falls closest to that day; number 0 is the new moon of 6 January 2000.
pub(super) fn lunation_near(day: i32) -> i32 {
    whole((f64::from(day) + DAY_ZERO - 2451550.09766) / LUNATION + 0.5)
}

/// The day, at UTC+7, on which the new moon of that number falls.
pub(super) fn new_moon(number: i32) -> i32 {
    let k = f64::from(number);
    let t = k / 1236.85;
    let mean = 2451550.09766 + LUNATION * k + polynomial(t, &[0.0, 0.0, 0.00015437, -0.000000150, 0.00000000073]);
    let e = polynomial(t, &[1.0, -0.002516, -0.0000074]);
    let angles = [
        2.5534 + 29.10535670 * k + polynomial(t, &[0.0, 0.0, -0.0000014, -0.00000011]),
        201.5643 + 385.81693528 * k + polynomial(t, &[0.0, 0.0, 0.0107582, 0.00001238, -0.000000058]),
        160.7108 + 390.67050284 * k + polynomial(t, &[0.0, 0.0, -0.0016118, -0.00000227, 0.000000011]),
        124.7746 - 1.56375588 * k + polynomial(t, &[0.0, 0.0, 0.0020672, 0.00000215]),
    ];
    let periodic: f64 = NEW_MOON
        .iter()
        .map(|(size, power, times)| {
            let argument: f64 = times.iter().zip(angles).map(|(n, angle)| n * angle).sum();
            size * e.powi(*power) * argument.to_radians().sin()
        })
        .sum();
    let planets: f64 = PLANETS.iter().map(|(size, start, rate)| size * (start + rate * k).to_radians().sin()).sum();
    let terrestrial = mean + periodic + planets;
    whole(terrestrial - delta_t(terrestrial) - DAY_ZERO + AHEAD)
}

/// The twelfth of the ecliptic, 0 to 11, in which the sun stands when that day begins at UTC+7. It changes during the
/// day of a major solar term; the winter solstice opens the ninth.
pub(super) fn twelfth(day: i32) -> i32 {
    let universal = f64::from(day) + DAY_ZERO - AHEAD;
    let t = (universal + delta_t(universal) - J2000) / 36525.0;
    let mean = polynomial(t, &[280.46646, 36000.76983, 0.0003032]);
    let anomaly = polynomial(t, &[357.52911, 35999.05029, -0.0001537]).to_radians();
    let centre = polynomial(t, &[1.914602, -0.004817, -0.000014]) * anomaly.sin()
        + polynomial(t, &[0.019993, -0.000101]) * (2.0 * anomaly).sin()
        + 0.000289 * (3.0 * anomaly).sin();
    let node = polynomial(t, &[125.04, -1934.136]).to_radians();
    let apparent = mean + centre + pull_of_the_planets(t + 1.0) - 0.00569 - 0.00478 * node.sin();
    whole(apparent.rem_euclid(360.0) / 30.0)
}

/// How far Venus, Jupiter, the moon and a long inequality shift the sun, in degrees; `t` in centuries from 1900.
fn pull_of_the_planets(t: f64) -> f64 {
    let angle = |coefficients: &[f64]| polynomial(t, coefficients).to_radians();
    0.00134 * angle(&[153.23, 22518.7541]).cos()
        + 0.00154 * angle(&[216.57, 45037.5082]).cos()
        + 0.00200 * angle(&[312.69, 32964.3577]).cos()
        + 0.00179 * angle(&[350.74, 445267.1142, -0.00144]).sin()
        + 0.00178 * angle(&[231.19, 20.20]).sin()
}

/// Terrestrial less universal time at that Julian day, in days.
fn delta_t(julian: f64) -> f64 {
    let year = 2000.0 + (julian - J2000) / 365.25;
    let after = DELTA_T.partition_point(|(start, _)| *start <= year).clamp(1, DELTA_T.len() - 1);
    let ((from, low), (to, high)) = (DELTA_T[after - 1], DELTA_T[after]);
    (low + (high - low) * (year - from) / (to - from)) / 86400.0
}

fn polynomial(t: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * t + c)
}

/// The whole number at or below; every value here is a day count or smaller.
#[expect(clippy::cast_possible_truncation, reason = "day counts of 1900-2200 lie far within i32")]
fn whole(value: f64) -> i32 {
    value.floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};

    fn day(y: i32, m: u32, d: u32) -> i32 {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar").num_days_from_ce()
    }

    #[test]
    fn new_moons_fall_on_the_days_of_published_almanacs() {
        // Times in UT: Meeus's own example (18 Feb 1977, 03:37), eclipses of the sun (11 Aug 1999, 11:08; 8 Apr 2024,
        // 18:21: already the 9th at UTC+7) and the new moon that parts 2030 from the north (2 Feb, 16:07).
        for (name, expected) in [
            ("Meeus, example 49.a", day(1977, 2, 18)),
            ("eclipse of 1999", day(1999, 8, 11)),
            ("eclipse of 2024, after midnight at UTC+7", day(2024, 4, 9)),
            ("Tết 2030, before midnight at UTC+7", day(2030, 2, 2)),
        ] {
            assert_eq!(new_moon(lunation_near(expected)), expected, "{name}");
        }
    }

    #[test]
    fn the_equinoxes_of_an_almanac_fall_on_their_days() {
        // 23 Sep 2023, 06:50 UT; 20 Mar 2024, 03:06; 22 Sep 2024, 12:44; 20 Mar 2025, 09:01; 20 Mar 2020, 03:50.
        for (at, opens) in [
            (day(2023, 9, 23), 6),
            (day(2024, 3, 20), 0),
            (day(2024, 9, 22), 6),
            (day(2025, 3, 20), 0),
            (day(2020, 3, 20), 0),
        ] {
            assert_eq!((twelfth(at), twelfth(at + 1)), ((opens + 11) % 12, opens));
        }
    }

    #[test]
    fn the_solstice_of_1984_falls_on_the_21st_at_utc_plus_7() {
        // 16:23 UT, 23:23 at UTC+7, past midnight at UTC+8: the reason for the two calendars' different 1985.
        assert_eq!((twelfth(day(1984, 12, 21)), twelfth(day(1984, 12, 22))), (8, 9));
    }
}
