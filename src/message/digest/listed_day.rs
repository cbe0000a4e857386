//! The day under which a list shows a matter.

use crate::lifecycle::day::Day;
use crate::message::section::Section;

/// The day under which a list of what is to come shows it: a step's or a letter's own, else the milestone's.
///
/// Where the next step is overdue and others are still to come, none of those is the one to act by.
pub(crate) fn listed_on(section: &Section) -> Day {
    if section.about.as_ref().is_some_and(|about| about.is_behind(section.today)) {
        return section.day;
    }
    section.act_by().filter(|day| section.about.is_some() && *day != section.do_by).unwrap_or(section.day)
}

/// The day under which the list of what is overdue shows it: the next step's, else the last that belonged to it.
pub(super) fn overdue_on(section: &Section) -> Day {
    let step = section.about.as_ref().and_then(|about| about.overdue_step(section.today));
    step.unwrap_or_else(|| section.last_day())
}
