//! What follows from a dossier on one day: timeline, milestones, plan, and what letters may still say.

use std::collections::BTreeMap;

use super::Dossier;
use crate::lifecycle::act::{Act, ActBody, MilestoneKind};
use crate::lifecycle::agreement::{Agreement, Facts};
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState, Period, Status, Timeline, TimelineError};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Lead;
use crate::lifecycle::reminder::{
    Key, Occasion, PastReports, PlannedMilestone, QueuedReminder, Subject, SubjectScope, SubjectState, plans,
    plans_asking, to_verify,
};
use crate::message::{Section, Task, section};
use crate::outbox::EnvelopeState;
use crate::store::Queued;
use crate::watch::{Office, WatchError, steps, task};

/// An agreement is looked at again after so many days at the latest, even where nothing seems to be ahead.
pub(in crate::watch) const LOOK_AGAIN_DAYS: i64 = 400;
/// How far ahead a milestone is looked for that a letter spoke of and that is not near any more.
const FAR_DAYS: i64 = 366 * 30;
/// How far ahead the next milestone is looked for, in days, nearest first: most have one within two years, and what is
/// farther costs more to find. After these, to the end of the years the program counts in.
const NEXT_DAYS: [i64; 2] = [800, 4_000];

/// A day that is gone was known before one of so many acts, the newest.
const ACTS_LOOKED_BACK: usize = 50;

/// A milestone that no longer exists.
#[derive(Clone, Debug)]
pub(crate) struct GoneMilestone<'a> {
    /// As it was last known.
    pub milestone: Milestone,
    /// The act that made it another.
    pub act: &'a Act,
}

/// How far the milestones of a situation reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineReach {
    /// As far as a plan of the day needs them, and farther where a letter spoke of a milestone that does not stand this
    /// side of it any more: a day that moved by five years is to be taken back today, not when it nears.
    Plan,
    /// As far as people are shown them: through the plan, the present period and the next day it asks for.
    Shown,
    /// To the next day that the agreement itself asks for, however far that is.
    Next,
    /// Through that day.
    Through(Day),
}

/// An agreement on one day.
#[derive(Clone, Debug)]
pub struct Situation<'a> {
    /// What was read of it.
    pub dossier: &'a Dossier,
    pub today: Day,
    /// Facts and acts as known, course and milestones.
    pub timeline: Timeline<'a>,
    /// The facts as amended by that day.
    pub facts: Facts,
    /// Whether anything is still asked about it.
    pub standing: SubjectState,
    office: &'a Office,
    subject: Subject,
}

impl<'a> Situation<'a> {
    /// What follows from the dossier under the office's rules on that day.
    pub fn of(
        dossier: &'a Dossier,
        office: &'a Office,
        today: Day,
        reach: TimelineReach,
    ) -> Result<Self, TimelineError> {
        let timeline = match reach {
            TimelineReach::Plan => plan_timeline(dossier, office, today),
            TimelineReach::Shown => shown_timeline(dossier, office, today),
            TimelineReach::Next => to_the_next(dossier, office, today),
            TimelineReach::Through(day) => Timeline::of(&dossier.agreement, Some(office.clocks()), day),
        }?;
        let (facts, standing) = (timeline.knowledge.facts_on(today), standing(&timeline, today));
        Ok(Self { dossier, today, facts, standing, timeline, office, subject: dossier.subject() })
    }

    /// The milestones in order of day.
    pub fn milestones(&self) -> &[Milestone] {
        &self.timeline.milestones
    }

    /// What the agreement is.
    pub fn status(&self) -> Status {
        self.timeline.status(self.today)
    }

    /// The last day of the present period; where the text leaves it open, the latest.
    pub fn ends_on(&self) -> Option<Day> {
        self.timeline.course.period_on(self.today).map(Period::last_day)
    }

    /// The earliest open milestone from today on, days to remember left out: those ask nothing of the agreement itself.
    pub fn next(&self) -> Option<&Milestone> {
        next(&self.timeline, self.today)
    }

    /// The milestone a key is about.
    pub(crate) fn milestone_of(&self, key: &Key) -> Option<&Milestone> {
        self.milestones().iter().find(|milestone| key.speaks_of(&milestone.topic(), milestone.day))
    }

    /// What was imported after its day and is to be verified.
    pub fn to_verify(&self, reports: PastReports) -> Vec<&Milestone> {
        if self.timeline.knowledge.import.is_none() {
            return Vec::new();
        }
        to_verify(self.milestones(), self.standing, self.timeline.knowledge.registered_on, self.today, reports)
    }

    /// The verdicts on every milestone, as a scan of today decides. `last_scan` is the day of the last complete one.
    pub fn plan(&self, last_scan: Option<Day>) -> Result<Vec<PlannedMilestone<'_>>, CalendarError> {
        let rules = self.office.rules(self.last_informed_scan(last_scan));
        plans(self.milestones(), self.scope(&self.dossier.earlier()), rules, self.today)
    }

    /// The same for those milestones alone that nothing silences.
    pub(in crate::watch) fn plan_asking(
        &self,
        last_scan: Option<Day>,
    ) -> Result<Vec<PlannedMilestone<'_>>, CalendarError> {
        let rules = self.office.rules(self.last_informed_scan(last_scan));
        plans_asking(self.milestones(), self.scope(&self.dossier.earlier()), rules, self.today)
    }

    /// The verdicts if only these were queued; no scan is in the way.
    pub(in crate::watch) fn plan_given(
        &self,
        queued: &[QueuedReminder],
    ) -> Result<Vec<PlannedMilestone<'_>>, CalendarError> {
        plans_asking(self.milestones(), self.scope(queued), self.office.rules(None), self.today)
    }

    /// The verdicts on every milestone as if no scan had come before.
    pub(crate) fn plan_afresh(&self) -> Result<Vec<PlannedMilestone<'_>>, CalendarError> {
        let queued: Vec<QueuedReminder> = self.dossier.queued.iter().map(Queued::earlier).collect();
        plans(self.milestones(), self.scope(&queued), self.office.rules(None), self.today)
    }

    /// The same for those milestones alone that nothing silences.
    pub(crate) fn plan_asking_afresh(&self) -> Result<Vec<PlannedMilestone<'_>>, CalendarError> {
        let queued: Vec<QueuedReminder> = self.dossier.queued.iter().map(Queued::earlier).collect();
        self.plan_given(&queued)
    }

    /// The milestone that a key is about as the register last knew it, where it no longer exists, with the act that
    /// made it another; `None` where it was never known, or the rules of the office and no act moved it.
    pub(crate) fn as_it_was(&self, key: &Key) -> Option<GoneMilestone<'a>> {
        let Agreement { id, acts } = &self.dossier.agreement;
        let newest = acts.len().saturating_sub(ACTS_LOOKED_BACK).max(1);
        (newest..acts.len()).rev().find_map(|at| {
            let before = Agreement { id: *id, acts: acts[..at].to_vec() };
            let timeline = Timeline::of(&before, Some(self.office.clocks()), key.day).ok()?;
            let milestone = timeline.milestones.into_iter().find(|m| key.speaks_of(&m.topic(), m.day))?;
            Some(GoneMilestone { milestone, act: &acts[at] })
        })
    }

    /// Whether one of that topic stood on the milestone's day before that act was recorded.
    pub(in crate::watch) fn stood_before(&self, act: &Act, milestone: &Milestone) -> bool {
        let Agreement { id, acts } = &self.dossier.agreement;
        let before =
            Agreement { id: *id, acts: acts.iter().take_while(|other| other.seq < act.seq).cloned().collect() };
        let topic = milestone.topic();
        Timeline::of(&before, Some(self.office.clocks()), milestone.after_from())
            .is_ok_and(|then| then.milestones.iter().any(|m| m.day == milestone.day && m.topic() == topic))
    }

    /// The milestone that a key is about as those acts alone would have it; `None` where all of them are, or where it
    /// did not stand then.
    pub(in crate::watch) fn milestone_known_by(&self, key: &Key, known: impl Fn(&Act) -> bool) -> Option<Milestone> {
        let Agreement { id, acts } = &self.dossier.agreement;
        let then = Agreement { id: *id, acts: acts.iter().filter(|act| known(act)).cloned().collect() };
        if then.acts.len() == acts.len() {
            return None;
        }
        let timeline = Timeline::of(&then, Some(self.office.clocks()), key.day).ok()?;
        timeline.milestones.into_iter().find(|m| key.speaks_of(&m.topic(), m.day))
    }

    /// Whether a letter that is on its way names a day that has moved since: should a server take it after all, it is to
    /// be taken back on the morning after.
    pub(in crate::watch) fn names_moved_day(&self) -> bool {
        let sending = |q: &&Queued| matches!(q.envelope_state, EnvelopeState::Pending | EnvelopeState::Sending);
        let on_its_way = |q: &&Queued| sending(q) && q.key.occasion != Occasion::Gone;
        self.dossier.queued.iter().filter(on_its_way).any(|queued| self.milestone_of(&queued.key).is_none())
    }

    /// The section of a letter, a digest or a page on one milestone, with what it asks for and by whom it was decided.
    pub fn section(&self, milestone: &Milestone, parties: &BTreeMap<String, Party>) -> Result<Section, WatchError> {
        let mut section = section(&self.timeline, milestone, parties, &self.office.calendar, self.today)?;
        if let Some(task) = task::task(self.office, &self.facts, milestone, parties) {
            section = section.with_task(Task { leads: self.office.greeting, ..task }, &self.office.calendar)?;
        }
        section = section.with_promises(&self.timeline, |commitment| task::carried_out_by(self.office, commitment));
        let decided = section.about.as_mut().and_then(|about| about.milestone.decided.as_mut());
        if let Some(decided) = decided {
            decided.by = self.office.named(&decided.by);
        }
        if let Some(page) = &self.office.page {
            section.web = page.of_agreement(&self.facts.reference);
        }
        steps::put(&mut section, self.office, &self.timeline, milestone, self.today)?;
        Ok(section)
    }

    fn scope<'s>(&'s self, earlier: &'s [QueuedReminder]) -> SubjectScope<'s> {
        let Facts { officers, ladders, .. } = &self.facts;
        SubjectScope { subject: &self.subject, officers, ladders, standing: self.standing, earlier }
    }

    fn last_informed_scan(&self, last_scan: Option<Day>) -> Option<Day> {
        last_informed_scan(last_scan, &self.dossier.agreement.acts)
    }
}

/// The last scan, where it has seen what asks today. One that came before an answer was taken back, or before what had
/// been suspended went on, saw nothing asked: a rung that opened meanwhile is still due, not past.
pub(in crate::watch) fn last_informed_scan(last_scan: Option<Day>, acts: &[Act]) -> Option<Day> {
    let brings_back = |act: &&Act| matches!(act.body, ActBody::Void { .. } | ActBody::Resume);
    let back_on = acts.iter().filter(brings_back).map(|act| act.recorded_on).max();
    last_scan.filter(|last| back_on.is_none_or(|on| on < *last))
}

/// Whether anything is still asked about an agreement.
fn standing(timeline: &Timeline<'_>, today: Day) -> SubjectState {
    let course = &timeline.course;
    let ended = course.ending.as_ref().is_some_and(|ending| ending.ends_on < today);
    if ended || course.closed_on.is_some_and(|day| day <= today) { SubjectState::Ended } else { SubjectState::Alive }
}

/// Where the milestones that a plan for `today` needs end: the longest lead before a milestone, and the days until the
/// agreement is looked at again.
pub fn horizon(office: &Office, today: Day) -> Day {
    let lead = |lead: Lead| match lead {
        Lead::Span(span) => i64::from(span.months) * 31 + i64::from(span.days),
        Lead::WorkingDays(days) => i64::from(days) * 2 + 30,
    };
    let rungs = office.ladders.values().flat_map(|ladder| &ladder.rungs);
    let longest = rungs.map(|rung| lead(rung.offset.lead)).max().unwrap_or(0);
    // A rung that opens on a day off opens earlier still: a fortnight covers the longest run of days off.
    after(today, longest + LOOK_AGAIN_DAYS + 14)
}

fn after(today: Day, days: i64) -> Day {
    today.plus_days(days).unwrap_or_else(|_| Day::last())
}

fn plan_timeline<'a>(dossier: &'a Dossier, office: &Office, today: Day) -> Result<Timeline<'a>, TimelineError> {
    let record = &dossier.agreement;
    let near = Timeline::of(record, Some(office.clocks()), horizon(office, today))?;
    let stands = |key: &Key| near.milestones.iter().any(|m| m.nth == key.nth && m.topic() == key.topic);
    if dossier.queued.iter().all(|queued| stands(&queued.key)) {
        return Ok(near);
    }
    Timeline::of(record, Some(office.clocks()), after(today, FAR_DAYS))
}

/// Through the present period and the next day that the agreement itself asks for, however far those are. Anniversaries
/// come for ever and count for nothing here.
fn shown_timeline<'a>(dossier: &'a Dossier, office: &Office, today: Day) -> Result<Timeline<'a>, TimelineError> {
    let (record, clocks) = (&dossier.agreement, Some(office.clocks()));
    let near = horizon(office, today);
    let timeline = Timeline::of(record, clocks, near)?;
    // An end that is known, as after a notice that came late, may lie beyond the present period.
    let present = timeline.course.period_on(today).map(Period::last_day);
    let known = [present, timeline.course.last_day()].into_iter().flatten().fold(near, Day::max);
    let own = |timeline: &Timeline<'_>, after: Day| {
        timeline.milestones.iter().find(|m| m.day > after && is_own(m)).map(|m| m.day)
    };
    if own(&timeline, today).is_some() || known > near {
        return if known == near { Ok(timeline) } else { Timeline::of(record, clocks, known) };
    }
    let all = Timeline::of(record, clocks, Day::last())?;
    match own(&all, known) {
        Some(day) => Timeline::of(record, clocks, day),
        None => Ok(timeline),
    }
}

fn to_the_next<'a>(dossier: &'a Dossier, office: &Office, today: Day) -> Result<Timeline<'a>, TimelineError> {
    let of = |through: Day| Timeline::of(&dossier.agreement, Some(office.clocks()), through);
    for days in NEXT_DAYS {
        let timeline = of(after(today, days))?;
        if next(&timeline, today).is_some() {
            return Ok(timeline);
        }
    }
    of(Day::last())
}

fn next<'t>(timeline: &'t Timeline<'_>, today: Day) -> Option<&'t Milestone> {
    timeline.milestones.iter().find(|m| is_own(m) && today <= m.day && m.state(today) == MilestoneState::Open)
}

/// A day to remember asks nothing of the agreement itself.
fn is_own(milestone: &Milestone) -> bool {
    milestone.kind != MilestoneKind::Observance
}
