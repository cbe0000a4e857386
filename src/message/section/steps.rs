//! The steps towards a section's day: the next one, whether it is overdue, whether there is time left.

use super::{RuleCheckState, SectionDetails, SectionStep, Task};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

impl SectionDetails {
    /// Whether it is a day on which a letter of congratulation goes to someone.
    pub(super) fn is_a_letter(&self) -> bool {
        self.task.as_ref().is_none_or(|task| task.who.is_some() || task.to.is_some())
    }

    /// Whether it is a legal clock whose law nobody has held against the published text.
    pub(crate) fn is_on_unchecked_law(&self) -> bool {
        let unchecked = self.task.as_ref().is_some_and(|task| task.checked == RuleCheckState::No);
        unchecked && self.milestone.kind == MilestoneKind::Duty
    }

    /// Whether the days left no longer suffice for an extension by the whole procedure: its last day to begin has passed,
    /// and a step that was to be done is not.
    pub(crate) fn too_late(&self, today: Day) -> bool {
        let behind = self.steps.first().is_none_or(|step| step.do_by < today);
        behind && self.begin_by.is_some_and(|day| day < today) && today <= self.milestone.day
    }

    /// Whether the next step is overdue while others are still to come.
    pub(crate) fn is_behind(&self, today: Day) -> bool {
        let passed = |step: &SectionStep| step.do_by < today;
        self.steps.first().is_some_and(passed) && !self.steps.iter().all(passed)
    }

    /// The next step, where its day has passed and the decision asks for it.
    pub(crate) fn overdue_step(&self, today: Day) -> Option<Day> {
        let goes_on = self.milestone.decided.as_ref().is_some_and(|decided| !decided.choice.is_an_end());
        let asks = goes_on && !self.too_late(today) && today <= self.milestone.day;
        self.steps.first().filter(|_| asks).map(|step| step.do_by).filter(|day| *day < today)
    }

    /// The short name in that language: what belongs to the office is named by its task.
    pub(crate) fn short_in(&self, language: Language) -> &str {
        match (&self.agreement, &self.task, language) {
            (None, Some(Task { short_en: Some(short), .. }), Language::En) => short,
            (None, Some(Task { title_en: Some(title), .. }), Language::En) => title,
            _ => &self.short,
        }
    }
}
