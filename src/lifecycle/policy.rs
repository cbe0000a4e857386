//! When and to whom one kind of milestone is announced: ladders, their rungs, and the people behind the roles.
//!
//! Not here: whether a rung goes today. The plan decides that from these values and the history. The invariant: a
//! [`Ladder`] made by [`Ladder::new`] has no two rungs of the same offset, and its rungs are in the order of time,
//! farthest before the milestone first.

mod circle;
mod last_there;
mod offset;
mod presence;
mod rights;
mod visibility;

pub(crate) use circle::OFFICER;
pub use circle::{Absence, Circle, Contact, DigestRhythm, Language, NoRecipient, Recipient, Sharing};
pub use last_there::LastThere;
pub use offset::{Lead, Offset, OffsetError, RungSide};
pub use rights::{Right, Rights};
pub use visibility::{Clearance, Sight};

use super::calendar::{Calendar, CalendarError};
use super::day::Day;

/// The role of those who keep the register; the head where nobody fills it.
pub(crate) const REGISTRAR: &str = "registrar";

/// Whether a rung widens the circle only where the nearer people have not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Escalation {
    /// Everybody the rung names hears of it.
    Always,
    /// `escalate = true`: while someone has acknowledged the milestone, only those hear who are in other rungs.
    WhenUnanswered,
}

/// One step of a ladder: an offset from the milestone and those who hear of it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Where it stands, counted from the milestone; its text is the `rung` of a reminder's key.
    pub offset: Offset,
    /// Names of roles (`officer`, `head`, …) or contact ids, in the order they were written.
    pub to: Vec<String>,
    /// Whether it is for everybody named, or for the wider circle only while nobody answers.
    pub escalation: Escalation,
}

/// When and to whom one kind of milestone is announced.
///
/// A ladder without rungs is allowed: it announces nothing, and the weekly digest alone carries the milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// `expiry`, `notice`, … for the defaults, or any name that agreements, duties and observances choose.
    pub name: String,
    /// No two of the same offset, in the order of time.
    pub rungs: Vec<Rung>,
}

impl Rung {
    /// The day this rung opens: its distance before `milestone`, moved to the last working day on or before; or its
    /// distance after `after_from`, moved to the next working day. The two are the same day, except for a range
    /// `until A..B`, whose before-rungs stand on A and whose after-rungs open from B.
    ///
    /// ```
    /// use pactwatch::lifecycle::{calendar::{Calendar, Country}, day::Day, policy::default_ladders};
    /// let weekends = Calendar::new(Country::None, vec![], vec![])?;
    /// let milestone = Day::ymd(2027, 12, 25)?; // a Saturday
    /// let renewal = &default_ladders()[2].rungs[0];
    /// assert_eq!(renewal.opens_on(milestone, milestone, &weekends)?.to_string(), "2027-12-24");
    /// # Ok::<(), pactwatch::lifecycle::calendar::CalendarError>(())
    /// ```
    pub fn opens_on(&self, milestone: Day, after_from: Day, calendar: &Calendar) -> Result<Day, CalendarError> {
        match (self.offset.side, self.offset.lead) {
            (RungSide::Before, Lead::Span(span)) => calendar.on_or_before(milestone.minus(span)?),
            (RungSide::Before, Lead::WorkingDays(days)) => calendar.back(milestone, days),
            (RungSide::After, Lead::Span(span)) => calendar.on_or_after(after_from.plus(span)?),
            (RungSide::After, Lead::WorkingDays(days)) => calendar.forward(after_from, days),
        }
    }
}

/// Why rungs do not make a [`Ladder`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LadderError {
    /// Two rungs would have the same key.
    SameOffset {
        /// The ladder's name.
        ladder: String,
        /// The offset that stands twice.
        offset: Offset,
    },
}

impl Ladder {
    /// The rungs in the order of time, whatever order they were written in.
    ///
    /// ```
    /// use pactwatch::lifecycle::policy::{Escalation, Ladder, Rung};
    /// let rung = |text: &str| Rung {
    ///     offset: text.parse().expect("an offset"),
    ///     to: vec!["officer".to_owned()],
    ///     escalation: Escalation::Always,
    /// };
    /// let ladder = Ladder::new("slow", vec![rung("+7d"), rung("-3wd"), rung("-6m")])?;
    /// let order: Vec<String> = ladder.rungs.iter().map(|rung| rung.offset.to_string()).collect();
    /// assert_eq!(order, ["-6m", "-3wd", "+7d"]);
    /// assert!(Ladder::new("twice", vec![rung("-14d"), rung("-2w")]).is_err());
    /// # Ok::<(), pactwatch::lifecycle::policy::LadderError>(())
    /// ```
    pub fn new(name: &str, mut rungs: Vec<Rung>) -> Result<Self, LadderError> {
        rungs.sort_by_key(|rung| (rung.offset.rank(), rung.offset.to_string()));
        for pair in rungs.windows(2) {
            if let [one, other] = pair
                && one.offset == other.offset
            {
                return Err(LadderError::SameOffset { ladder: name.to_owned(), offset: one.offset });
            }
        }
        Ok(Self { name: name.to_owned(), rungs })
    }
}

/// The shipped ladders, one a line: name, then rungs; `o` officer, `h` head, `d` director, `!` escalates.
const DEFAULTS: [(&str, &str); 10] = [
    ("expiry", "-180d o, -90d o h, -30d o h, -7d o h, +1d o h, +30d o h d !"),
    ("notice", "-90d o, -45d o h, -14d o h d"),
    ("renewal", "0d o"),
    ("review", "-60d o, -14d o, +14d o h"),
    ("effect", "+30d o, +90d o h"),
    ("duty", "-10d o, -3wd o h, +1d o h d !"),
    ("yearly", "-45d o, -14d o h, -3wd o h, +1d o h d !"),
    ("commitment", "-30d o, -7d o, +7d o h"),
    ("greeting", "-21d o, -7d o"),
    ("anniversary", "-60d o"),
];

/// The ladders an office has before it writes any of its own, chosen so that sixty agreements and five readers make
/// about three letters a week.
pub fn default_ladders() -> Vec<Ladder> {
    let ladder = |(name, rungs): &(&str, &str)| {
        let rungs = rungs.split(", ").filter_map(default_rung).collect();
        Ladder::new(name, rungs).expect("the shipped ladders have no rung twice; a test reads them all")
    };
    DEFAULTS.iter().map(ladder).collect()
}

fn default_rung(text: &str) -> Option<Rung> {
    let mut words = text.split(' ');
    let offset = words.next()?.parse().ok()?;
    let mut rung = Rung { offset, to: Vec::new(), escalation: Escalation::Always };
    for word in words {
        match word {
            "o" => rung.to.push(OFFICER.to_owned()),
            "h" => rung.to.push("head".to_owned()),
            "d" => rung.to.push("director".to_owned()),
            _ => rung.escalation = Escalation::WhenUnanswered,
        }
    }
    Some(rung)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::calendar::Country;

    /// Offset, how many recipients, whether it escalates.
    type Shape = &'static [(&'static str, usize, bool)];

    fn shape(ladder: &Ladder) -> Vec<(String, usize, bool)> {
        let one = |rung: &Rung| (rung.offset.to_string(), rung.to.len(), rung.escalation == Escalation::WhenUnanswered);
        ladder.rungs.iter().map(one).collect()
    }

    #[test]
    fn the_shipped_ladders_are_those_of_the_manual() {
        let all = default_ladders();
        let expected: [(&str, Shape); 10] = [
            (
                "expiry",
                &[
                    ("-180d", 1, false),
                    ("-90d", 2, false),
                    ("-30d", 2, false),
                    ("-7d", 2, false),
                    ("+1d", 2, false),
                    ("+30d", 3, true),
                ],
            ),
            ("notice", &[("-90d", 1, false), ("-45d", 2, false), ("-14d", 3, false)]),
            ("renewal", &[("0d", 1, false)]),
            ("review", &[("-60d", 1, false), ("-14d", 1, false), ("+14d", 2, false)]),
            ("effect", &[("+30d", 1, false), ("+90d", 2, false)]),
            ("duty", &[("-10d", 1, false), ("-3wd", 2, false), ("+1d", 3, true)]),
            ("yearly", &[("-45d", 1, false), ("-14d", 2, false), ("-3wd", 2, false), ("+1d", 3, true)]),
            ("commitment", &[("-30d", 1, false), ("-7d", 1, false), ("+7d", 2, false)]),
            ("greeting", &[("-21d", 1, false), ("-7d", 1, false)]),
            ("anniversary", &[("-60d", 1, false)]),
        ];
        assert_eq!(all.len(), expected.len());
        for (ladder, (name, rungs)) in all.iter().zip(expected) {
            assert_eq!(ladder.name, name);
            let rungs: Vec<_> = rungs.iter().map(|(text, people, up)| ((*text).to_owned(), *people, *up)).collect();
            assert_eq!(shape(ladder), rungs, "{name}");
        }
    }

    #[test]
    fn rungs_open_on_working_days() {
        let weekends = Calendar::new(Country::None, vec![], vec![]).expect("a calendar");
        let day = |text: &str| text.parse::<Day>().expect(text);
        // 22 December 2027 is a Wednesday, the 31st a Friday.
        let (milestone, after_from) = (day("2027-12-22"), day("2027-12-31"));
        let cases = [
            ("a day of work stays", "-90d", "2027-09-23"),
            ("a Saturday before goes back to the Friday", "-4d", "2027-12-17"),
            ("months as the calendar has them", "-6m", "2027-06-22"),
            ("working days before skip the weekend", "-3wd", "2027-12-17"),
            ("the day itself", "0d", "2027-12-22"),
            ("the day itself as one after it: of a range its last day", "+0d", "2027-12-31"),
            ("after counts from the end of the range, a Saturday goes on to the Monday", "+1d", "2028-01-03"),
            ("working days after", "+2wd", "2028-01-04"),
            ("a day of work after stays", "+7d", "2028-01-07"),
        ];
        for (rule, offset, opens_on) in cases {
            let offset = offset.parse().expect(offset);
            let rung = Rung { offset, to: vec![], escalation: Escalation::Always };
            assert_eq!(rung.opens_on(milestone, after_from, &weekends), Ok(day(opens_on)), "{rule}");
        }
    }

    #[test]
    fn every_shipped_rung_writes_to_the_officer() {
        for ladder in default_ladders() {
            assert!(ladder.rungs.iter().all(|rung| rung.to.first().is_some_and(|role| role == OFFICER)));
        }
    }
}
