//! The steps towards an extension that are still to be done, for letters and digests.

use super::{Office, WatchError};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Timeline};
use crate::lifecycle::workback;
use crate::message::Section;
use crate::message::section::SectionStep;

/// Puts the steps towards an end into its section. Where nothing is to be extended, or the day has passed, there are none.
pub(super) fn put(
    section: &mut Section,
    office: &Office,
    timeline: &Timeline<'_>,
    milestone: &Milestone,
    today: Day,
) -> Result<(), WatchError> {
    let Some(about) = &mut section.about else { return Ok(()) };
    // A plan or a regulation is the office's own: nobody is asked about it.
    let asks = milestone.kind == MilestoneKind::Expiry && about.begin_by.is_some();
    if !asks || milestone.closed.is_some() || milestone.day < today {
        return Ok(());
    }
    let notice_on = timeline.course.period_on(milestone.day).and_then(|period| period.notice_on);
    let planned = workback::plan(&office.steps, milestone.day, notice_on, &office.calendar)?;
    let open = workback::open(planned, milestone);
    if open.is_empty() && !milestone.steps.is_empty() {
        // Everything is done: there is time enough.
        about.begin_by = None;
    }
    let step = |planned: workback::PlannedStep<'_>| SectionStep {
        title: planned.step.title.clone(),
        title_en: planned.step.title_en.clone(),
        do_by: planned.do_by,
        decides: planned.step.decides(),
    };
    about.steps = open.into_iter().map(step).collect();
    Ok(())
}
