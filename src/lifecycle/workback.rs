//! What an extension needs before the day: steps counted back from the last day in force.
//!
//! An extension goes through the whole procedure of conclusion again (Law 70/2020, Art. 33), so its first step lies half a
//! year ahead. A notice clause moves the first step, the decision: it comes a month before the last day for a notice.

use serde::Deserialize;

use super::calendar::{Calendar, CalendarError};
use super::day::Day;
use super::milestone::Milestone;
use super::policy::Lead;

/// One step of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name in acts and configuration; it stays when the title changes.
    pub name: String,
    /// How long before the last day: `180d`, `6m`, `10wd`.
    pub before: String,
    /// What is to be done, in Vietnamese.
    pub title: String,
    /// What is to be done, in English.
    #[serde(default)]
    pub title_en: Option<String>,
    /// What it leads to: an agreement's end, or a letter of congratulation.
    #[serde(default)]
    pub toward: Toward,
}

/// What a step leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Toward {
    /// The last day in force.
    #[default]
    Expiry,
    /// The day of a greeting.
    Greeting,
}

impl Toward {
    /// The value of that word in config.toml.
    pub fn named(word: &str) -> Option<Self> {
        [("expiry", Self::Expiry), ("greeting", Self::Greeting)]
            .into_iter()
            .find(|(name, _)| *name == word)
            .map(|(_, it)| it)
    }
}

/// How long before its day a letter of congratulation is handed in for signing, and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GreetingLeads {
    /// From the day of submission to the day; the rungs of a greeting count from the former.
    pub submit: Lead,
    /// From the day of sending to the day.
    pub send: Lead,
}

impl Default for GreetingLeads {
    fn default() -> Self {
        Self { submit: Lead::WorkingDays(5), send: Lead::WorkingDays(2) }
    }
}

impl GreetingLeads {
    /// The names of its two steps, the submission's first.
    pub(crate) const STEPS: [&'static str; 2] = ["submit-greeting", "send-greeting"];

    /// Those of a plan; what the plan leaves out is as shipped.
    pub fn of(steps: &[Step]) -> Self {
        let shipped = Self::default();
        let lead = |name: &str| {
            let step = steps.iter().find(|step| step.toward == Toward::Greeting && step.name == name)?;
            step.lead().ok()
        };
        let [submit, send] = Self::STEPS;
        Self { submit: lead(submit).unwrap_or(shipped.submit), send: lead(send).unwrap_or(shipped.send) }
    }

    /// The working days of submission and of sending before that day.
    pub fn before(self, day: Day, calendar: &Calendar) -> Result<(Day, Day), CalendarError> {
        let back = |lead| match lead {
            Lead::WorkingDays(days) => calendar.back(day, days),
            Lead::Span(span) => calendar.on_or_before(day.minus(span)?),
        };
        Ok((back(self.submit)?, back(self.send)?))
    }
}

/// A step with its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep<'a> {
    pub step: &'a Step,
    /// The working day to do it by.
    pub do_by: Day,
}

/// A step whose lead is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct StepError {
    /// The step.
    pub title: String,
    /// What is there.
    pub before: String,
}

impl Step {
    /// Every key a row may have.
    pub const KEYS: [&'static str; 5] = ["name", "before", "title", "title_en", "toward"];

    /// How long before the last day.
    pub fn lead(&self) -> Result<Lead, StepError> {
        let wrong = || StepError { title: self.title.clone(), before: self.before.clone() };
        self.before.parse().map_err(|_| wrong())
    }
}

/// Where the text asks for notice, the first step is done so many days before the last day for it.
const DECIDED_BEFORE_NOTICE_DAYS: i64 = 30;

/// The steps towards a last day, in order; `notice_on` is the last day on which a notice counts, where the text asks for
/// one. A step whose day lies outside the calendar is left out.
pub fn plan<'a>(
    steps: &'a [Step],
    end: Day,
    notice_on: Option<Day>,
    calendar: &Calendar,
) -> Result<Vec<PlannedStep<'a>>, CalendarError> {
    let mut planned = Vec::with_capacity(steps.len());
    for step in steps {
        let do_by = match step.lead() {
            Ok(Lead::WorkingDays(days)) => calendar.back(end, days)?,
            Ok(Lead::Span(span)) => match end.minus(span) {
                Ok(day) => calendar.on_or_before(day)?,
                Err(_) => continue,
            },
            Err(_) => continue,
        };
        planned.push(PlannedStep { step, do_by });
    }
    planned.sort_by_key(|planned| planned.do_by);
    let decided = notice_on.and_then(|day| day.plus_days(-DECIDED_BEFORE_NOTICE_DAYS).ok());
    if let (Some(first), Some(decided)) = (planned.first_mut(), decided) {
        first.do_by = first.do_by.min(calendar.on_or_before(decided)?);
    }
    Ok(planned)
}

/// The step that a recorded decision closes.
const DECIDE: &str = "decide";

/// The steps that nothing has closed, in order: no act about the step, and of the decision no decision.
pub fn open<'a>(planned: Vec<PlannedStep<'a>>, end: &Milestone) -> Vec<PlannedStep<'a>> {
    let is_open = |planned: &PlannedStep<'_>| {
        let name = &planned.step.name;
        let decided = name == DECIDE && end.decided.is_some();
        !decided && !end.steps.iter().any(|closed| closed.step == *name)
    };
    planned.into_iter().filter(is_open).collect()
}

impl Step {
    /// Whether it is the decision itself.
    pub fn decides(&self) -> bool {
        self.name == DECIDE
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::lifecycle::calendar::Country;

    #[test]
    fn steps_stand_on_the_working_day_before() {
        let calendar = Calendar::new(Country::None, vec![], vec![]).unwrap();
        let step = |before: &str| Step {
            name: before.to_owned(),
            before: before.to_owned(),
            title: before.to_owned(),
            title_en: None,
            toward: Toward::Expiry,
        };
        let steps = [step("90d"), step("180d"), step("10wd")];
        let end = Day::ymd(2022, 12, 22).unwrap();
        let planned = plan(&steps, end, None, &calendar).unwrap();
        let days: Vec<_> = planned.iter().map(|p| (p.step.title.as_str(), p.do_by.to_string())).collect();
        // 180 days before is Saturday 25/06/2022; 90 days Friday 23/09; ten working days before Thursday 22/12 is 08/12.
        assert_eq!(
            days,
            [("180d", "2022-06-24".into()), ("90d", "2022-09-23".into()), ("10wd", "2022-12-08".to_owned())]
        );
        // Six months' notice ends on 22/06/2022; thirty days before that is Monday 23/05/2022.
        let noticed = plan(&steps, end, Some(Day::ymd(2022, 6, 22).unwrap()), &calendar).unwrap();
        assert_eq!(noticed.iter().map(|p| p.do_by.to_string()).collect::<Vec<_>>()[..2], ["2022-05-23", "2022-09-23"]);
        assert!(step("soon").lead().is_err());
    }

    #[test]
    fn a_greeting_is_handed_in_five_working_days_ahead_unless_the_plan_says_otherwise() {
        let calendar = Calendar::new(Country::None, vec![], vec![]).unwrap();
        // Wednesday 2/12/2026: back over 1/12, 30/11, 27, 26 to 25/11; two working days are 30/11.
        let day = Day::ymd(2026, 12, 2).unwrap();
        let days = |leads: GreetingLeads| {
            let (submit, send) = leads.before(day, &calendar).unwrap();
            (submit.to_string(), send.to_string())
        };
        assert_eq!(days(GreetingLeads::of(&[])), ("2026-11-25".to_owned(), "2026-11-30".to_owned()));
        let own = Step {
            name: "submit-greeting".to_owned(),
            before: "10wd".to_owned(),
            title: "trình ký".to_owned(),
            title_en: None,
            toward: Toward::Greeting,
        };
        assert_eq!(days(GreetingLeads::of(&[own])), ("2026-11-18".to_owned(), "2026-11-30".to_owned()));
    }
}
