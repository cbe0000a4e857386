//! Legal clocks: "within 15 days of signing, report to …".
//!
//! A duty is configuration, not code: what starts it, how long it runs, who acts, the legal basis, and whether the rule
//! was verified against the published text. The first day is not counted (Civil Code 2015, Art. 147); a last day that
//! is a day off moves to the next working day (Art. 148), the milestone's `lawful_until`. The milestone itself is on
//! the day as counted, and reminders aim before it.

use serde::Deserialize;

use super::act::{ActBody, MilestoneKind, Notice};
use super::agreement::{Facts, KnownFacts};
use super::anniversaries::AnniversaryMarks;
use super::calendar::{Calendar, CalendarError};
use super::day::Day;
use super::milestone::{Course, Derivation, Milestone, Trigger};
use super::policy::Lead;

/// A clock that a law, or the office, sets running.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Its name in keys, commands and configuration, for example `report-after-signing`.
    pub name: String,
    /// What is to be done, in Vietnamese.
    #[serde(default)]
    pub title: String,
    /// What is to be done, in English.
    #[serde(default)]
    pub title_en: Option<String>,
    /// A few words for it in subjects, in Vietnamese; the title where there are none.
    #[serde(default)]
    pub short: Option<String>,
    /// The same in English.
    #[serde(default)]
    pub short_en: Option<String>,
    /// What starts it: `signed`, `in-force`, the word of an act, several of them, or `yearly`.
    #[serde(default)]
    pub trigger: Vec<String>,
    /// How long it runs: `15d`, `1y`, `7wd`. Not for `yearly`.
    #[serde(default)]
    pub within: Option<String>,
    /// For `yearly`: month and day, `11-15`.
    #[serde(default)]
    pub on: Option<String>,
    #[serde(default)]
    pub who: Option<String>,
    /// The same in English.
    #[serde(default)]
    pub who_en: Option<String>,
    /// Where the law says so.
    #[serde(default)]
    pub basis: Option<String>,
    /// The same in English.
    #[serde(default)]
    pub basis_en: Option<String>,
    /// Whether someone has read the published text. What has not been read says so wherever it is shown.
    #[serde(default)]
    pub verified: Verified,
    /// The kinds of agreement it applies to, by their words; all where it is empty.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// The first day of signing it applies to.
    #[serde(default)]
    pub signed_from: Option<Day>,
    /// The last day of signing it applies to.
    #[serde(default)]
    pub signed_until: Option<Day>,
    /// The first starting day it applies to: a law asks nothing of what happened before it.
    #[serde(default)]
    pub trigger_from: Option<Day>,
    /// The ladder it follows, `duty` (for `yearly`: `yearly`) where none is named.
    #[serde(default)]
    pub ladder: Option<String>,
    /// `false` drops a duty of the preset.
    #[serde(default)]
    pub enabled: Enabled,
}

/// Whether a rule was checked against the published text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "bool")]
pub enum Verified {
    Yes,
    /// It was not; "chưa đối chiếu văn bản".
    #[default]
    No,
}

impl From<bool> for Verified {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// Whether a rule of the preset is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "bool")]
pub enum Enabled {
    #[default]
    Yes,
    /// It was dropped.
    No,
}

impl From<bool> for Enabled {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// What is wrong with a duty's row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
// each variant is its message
pub enum DutyError {
    Trigger(String, String),
    Within(String),
    On(String),
}

impl DutyError {
    /// The key that is wrong.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Trigger(..) => "trigger",
            Self::Within(_) => "within",
            Self::On(_) => "on",
        }
    }
}

/// The triggers a duty may name besides `yearly`.
const TRIGGERS: [&str; 9] =
    ["signed", "in-force", "extend", "amend", "terminate", "withdraw", "supersede", "suspend", "notify"];

/// What an office adds to an agreement's own days: the duties with the calendar they run on, and the marks of signing.
#[derive(Clone, Copy)]
pub struct Clocks<'a> {
    /// The duties in use.
    pub duties: &'a [Duty],
    /// Which days are worked.
    pub calendar: &'a Calendar,
    /// Whether the five-year marks of signing are kept.
    pub marks: AnniversaryMarks,
}

impl Duty {
    /// Every key a row may have.
    pub const KEYS: [&'static str; 19] = [
        "name",
        "title",
        "title_en",
        "short",
        "short_en",
        "trigger",
        "within",
        "on",
        "who",
        "who_en",
        "basis",
        "basis_en",
        "verified",
        "kinds",
        "signed_from",
        "signed_until",
        "trigger_from",
        "ladder",
        "enabled",
    ];

    /// Whether it is in the year rather than on an agreement.
    pub(crate) fn is_yearly(&self) -> bool {
        self.trigger.iter().any(|trigger| trigger == "yearly")
    }

    /// Everything wrong with the row.
    pub fn flaws(&self) -> Vec<DutyError> {
        let mut found = Vec::new();
        if self.is_yearly() {
            if self.month_day().is_none() {
                found.push(DutyError::On(self.name.clone()));
            }
            return found;
        }
        for trigger in self.trigger.iter().filter(|trigger| !TRIGGERS.contains(&trigger.as_str())) {
            found.push(DutyError::Trigger(self.name.clone(), trigger.clone()));
        }
        if self.trigger.is_empty() {
            found.push(DutyError::Trigger(self.name.clone(), String::new()));
        }
        if self.lead().is_none() {
            found.push(DutyError::Within(self.name.clone()));
        }
        found
    }

    fn lead(&self) -> Option<Lead> {
        self.within.as_deref()?.parse().ok()
    }

    fn month_day(&self) -> Option<(u32, u32)> {
        let (month, day) = self.on.as_deref()?.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        Day::ymd(2024, month, day).ok().map(|_| (month, day))
    }

    fn applies_to(&self, facts: &Facts) -> bool {
        let kind = facts.get(super::agreement::Field::Kind).unwrap_or_default();
        let signed = facts.signed_on;
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && self.signed_from.is_none_or(|from| signed.is_some_and(|day| from <= day))
            && self.signed_until.is_none_or(|until| signed.is_some_and(|day| day <= until))
    }

    /// What started it, in the order of the days. A termination starts its clock on the day it takes effect.
    fn triggers(&self, knowledge: &KnownFacts<'_>, course: &Course) -> Vec<(Day, Trigger)> {
        let mut days = Vec::new();
        for trigger in &self.trigger {
            match trigger.as_str() {
                "signed" => days.extend(knowledge.facts.signed_on.map(|day| (day, Trigger::Signed))),
                "in-force" => days.extend(course.start_on().map(|day| (day, Trigger::InForce))),
                word => days.extend(knowledge.acts.iter().filter(|act| act.body.word() == word).filter_map(|act| {
                    let day = match &act.body {
                        ActBody::Terminate { ends_on }
                        | ActBody::Withdraw { ends_on }
                        | ActBody::Supersede { ends_on, .. } => *ends_on,
                        ActBody::Notify { what: Notice::Termination, .. } => {
                            course.ending.as_ref().filter(|ending| ending.on == act.on)?.ends_on
                        }
                        ActBody::Notify { .. } => return None,
                        // Who looks after it, and what the office notes of it, is no amendment of the text.
                        ActBody::Amend { set, .. } if set.keys().all(|name| is_the_office_s_own(name)) => return None,
                        ActBody::Amend { from_on, .. } => *from_on,
                        _ => act.on,
                    };
                    Some((day, Trigger::Act(act.seq)))
                })),
            }
        }
        days.retain(|(day, _)| self.trigger_from.is_none_or(|from| from <= *day));
        days.sort_unstable();
        days.dedup_by_key(|(day, _)| *day);
        days
    }

    fn milestone(&self, nth: u32, day: Day, derivation: Derivation, known_on: Day) -> Milestone {
        let yearly = derivation == Derivation::Yearly;
        Milestone {
            name: Some(self.name.clone()),
            basis: self.basis.clone(),
            ladder: self.ladder.clone().or_else(|| yearly.then(|| "yearly".to_owned())),
            ..Milestone::new(MilestoneKind::Duty, nth, day, derivation, known_on)
        }
    }

    /// The yearly duty's milestones from a day through a day; none where it is not yearly. 29 February is on the
    /// 28th in common years.
    pub fn yearly(
        &self,
        from: Day,
        through: Day,
        known_on: Day,
        calendar: &Calendar,
    ) -> Result<Vec<Milestone>, CalendarError> {
        let Some((month, day)) = self.month_day().filter(|_| self.is_yearly()) else { return Ok(Vec::new()) };
        (from.year()..=through.year())
            .filter_map(|year| Day::ymd(year, month, day).or_else(|_| Day::ymd(year, month, day - 1)).ok())
            .filter(|day| from <= *day && *day <= through)
            .filter(|day| self.trigger_from.is_none_or(|first| first <= *day))
            .map(|day| {
                let mut milestone = self.milestone(1, day, Derivation::Yearly, known_on);
                milestone.lawful_until = Some(calendar.on_or_after(day)?);
                Ok(milestone)
            })
            .collect()
    }
}

/// Whether a fact is the office's own, which no text says.
fn is_the_office_s_own(name: &str) -> bool {
    use super::agreement::Field;
    let own = [Field::Officers, Field::Ladders, Field::Note, Field::Source, Field::Documents, Field::Short];
    Field::named(name).is_some_and(|field| own.contains(&field))
}

/// The duties that follow from one agreement, up to and including `through`, in order of day. What acts say of them is
/// written onto them with that of the other milestones.
pub fn duties(
    knowledge: &KnownFacts<'_>,
    course: &Course,
    clocks: Clocks<'_>,
    through: Day,
) -> Result<Vec<Milestone>, CalendarError> {
    let mut found = Vec::new();
    for duty in clocks.duties.iter().filter(|duty| !duty.is_yearly() && duty.applies_to(&knowledge.facts)) {
        let Some(lead) = duty.lead() else { continue };
        for (nth, (started_on, trigger)) in (1..).zip(duty.triggers(knowledge, course)) {
            let (day, span, working_days) = match lead {
                Lead::Span(span) => (started_on.plus(span).ok(), Some(span), None),
                Lead::WorkingDays(n) => (Some(clocks.calendar.forward(started_on, n)?), None, Some(n)),
            };
            let Some(day) = day.filter(|day| *day <= through) else { continue };
            let derivation = Derivation::Clock { trigger: started_on, span, working_days };
            let milestone = duty.milestone(nth, day, derivation, knowledge.registered_on);
            found.push(Milestone { trigger: Some(trigger), ..milestone });
        }
    }
    for milestone in &mut found {
        milestone.lawful_until = Some(clocks.calendar.on_or_after(milestone.day)?);
    }
    found.sort_by_key(|milestone| (milestone.day, milestone.name.clone()));
    Ok(found)
}
