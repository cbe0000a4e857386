//! What was done between two days, and what the register holds on the last of them: the table that ministries ask for.
//!
//! Not the plan, which lists coming days. Days follow from facts and acts as known today; what has not happened yet is
//! not counted, so a report through a future day covers the time so far. A restricted agreement appears with reference
//! and day only.

use std::collections::BTreeMap;

use serde::Serialize;

use super::tasks::{self, ReportSpan, TaskLine};
use crate::desk::{Desk, DeskError};
use crate::lifecycle::act::{Act, ActBody, MilestoneKind, Skipped};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Milestone, MilestoneState, Period, PeriodSequel, Status};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::message::report::{ReportMatter, renewed_until, state_as_of};
use crate::message::say;
use crate::store::Filter;
use crate::watch::{Dossier, Situation, TimelineReach, task, yearly};

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodLine {
    /// Its content.
    pub matter: ReportMatter,
    pub day: Option<Day>,
    /// The agreement's reference; none for what the office or a country is owed.
    pub reference: Option<String>,
    /// What the agreement, the duty or the day is called; unsaid of a restricted agreement, like all that follows.
    pub title: Option<String>,
    /// The partners, by the names they had at signing.
    pub partner: Option<String>,
    /// The partner's country.
    pub country: Option<String>,
    /// Who signed for our side.
    pub ours: Option<String>,
    /// The paper's number.
    pub number: Option<String>,
    /// What else is to be said: until when, how late, what it is today.
    pub detail: Option<String>,
}

/// How often each matter is in the report for one country or one signing body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MatterTally {
    /// The country or the body; none where it is not known or not told.
    pub of: Option<String>,
    pub counts: BTreeMap<ReportMatter, usize>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PeriodReport {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The day through which something can have happened.
    pub known_to: Day,
    pub countries: Vec<MatterTally>,
    /// By signing body.
    pub bodies: Vec<MatterTally>,
    /// Matter by matter, in order of day.
    pub lines: Vec<PeriodLine>,
    /// What was promised for that time, under the plans and strategies it serves, by who carries it out.
    pub tasks: Vec<TaskLine>,
    /// Records that could not be read, a line each.
    #[serde(skip)]
    pub failed: Vec<String>,
}

/// More lines than this are no report.
const AT_MOST: usize = 1_000_000;

/// What was done from a day through a day.
pub fn period(desk: &Desk, from: Day, to: Day, language: Language) -> Result<PeriodReport, DeskError> {
    let today = desk.today();
    let known_to = to.min(today);
    let parties = desk.store.parties()?;
    let span = PeriodSpan { desk, from, to, known_to, language, parties: &parties };
    let time = ReportSpan { from, through: to, known_to, language };
    let (mut lines, mut tasks): (Vec<PeriodLine>, Vec<TaskLine>) = (Vec::new(), Vec::new());
    let failed = desk.walk_records(
        &Filter::default(),
        |record| {
            let dossier = Dossier::without_letters(record, today);
            let situation = Situation::of(&dossier, &desk.office, known_to, TimelineReach::Through(to.max(today)))?;
            let short = say::agreement_short(&situation.facts, &parties, known_to);
            Ok::<_, DeskError>(Some((span.agreement(&situation)?, time.tasks(desk, &situation, &short))))
        },
        |(found, more)| {
            lines.extend(found);
            tasks.extend(more);
            if lines.len() > AT_MOST { Err(DeskError::TooMany(AT_MOST)) } else { Ok(()) }
        },
    )?;
    for subject in yearly::subjects(&desk.store, &desk.office, from, known_to)? {
        for (milestone, task) in subject.milestones.iter().zip(&subject.tasks) {
            let title = if language == Language::Vi { Some(task.title.clone()) } else { task.title_en.clone() };
            let line = PeriodLine { title, partner: task.to.clone(), ..PeriodLine::of(ReportMatter::Signed) };
            lines.extend(span.answered(milestone, &line));
        }
    }
    lines.sort_by(|one, other| (one.matter, one.day, &one.reference).cmp(&(other.matter, other.day, &other.reference)));
    let countries = tallies(&lines, |line| line.country.clone());
    let bodies = tallies(&lines, |line| line.ours.clone());
    let tasks = tasks::arrange(desk, tasks)?;
    Ok(PeriodReport { from, to, known_to, countries, bodies, lines, tasks, failed })
}

/// Counts by what `of` gives; days of the office and of countries are no agreement's and stay out.
fn tallies(lines: &[PeriodLine], of: impl Fn(&PeriodLine) -> Option<String>) -> Vec<MatterTally> {
    let mut tallies: BTreeMap<Option<String>, MatterTally> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.reference.is_some()) {
        let key = of(line);
        let tally = tallies.entry(key.clone()).or_insert_with(|| MatterTally { of: key, counts: BTreeMap::new() });
        *tally.counts.entry(line.matter).or_default() += 1;
    }
    tallies.into_values().collect()
}

/// Why a review was not held on purpose, as the act says.
fn skipped_for(acts: &[&Act], milestone: &Milestone) -> Option<String> {
    if (milestone.kind, milestone.closed) != (MilestoneKind::Review, Some(ClosedBy::Skipped)) {
        return None;
    }
    acts.iter().rev().find_map(|act| match &act.body {
        ActBody::Skip { which: Skipped::Review(review), why }
            if *review == milestone.moved_from.unwrap_or(milestone.day) =>
        {
            Some(why.clone())
        }
        _ => None,
    })
}

struct PeriodSpan<'d> {
    desk: &'d Desk,
    from: Day,
    to: Day,
    known_to: Day,
    language: Language,
    parties: &'d BTreeMap<String, Party>,
}

impl PeriodLine {
    fn of(matter: ReportMatter) -> Self {
        Self {
            matter,
            day: None,
            reference: None,
            title: None,
            partner: None,
            country: None,
            ours: None,
            number: None,
            detail: None,
        }
    }

    fn on(&self, matter: ReportMatter, day: Day) -> Self {
        Self { matter, day: Some(day), ..self.clone() }
    }

    fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

impl PeriodSpan<'_> {
    fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.known_to
    }

    fn agreement(&self, situation: &Situation<'_>) -> Result<Vec<PeriodLine>, DeskError> {
        let facts = &situation.facts;
        let restricted = facts.is_restricted();
        let names = |ids: &[String]| {
            Some(say::parties_text(ids, self.parties, facts.signed_on, self.known_to, self.language))
                .filter(|names| !names.is_empty() && !restricted)
        };
        let shown = |text: &Option<String>| text.clone().filter(|_| !restricted);
        let line = PeriodLine {
            reference: Some(facts.reference.clone()),
            title: Some(facts.title.clone()).filter(|_| !restricted),
            partner: names(&facts.partner),
            country: shown(&facts.country),
            ours: names(&facts.ours),
            number: shown(&facts.number),
            ..PeriodLine::of(ReportMatter::Signed)
        };
        let mut found = Vec::new();
        let (timeline, course) = (&situation.timeline, &situation.timeline.course);
        if let Some(day) = facts.signed_on.filter(|day| self.holds(*day)) {
            found.push(line.on(ReportMatter::Signed, day));
        }
        if let Some(day) = course.start_on().filter(|day| self.holds(*day)) {
            found.push(line.on(ReportMatter::InForce, day));
        }
        for act in timeline.knowledge.acts.iter().filter(|act| self.holds(act.on)) {
            let of_act =
                |matter| PeriodLine { number: act.number.clone().filter(|_| !restricted), ..line.on(matter, act.on) };
            match &act.body {
                ActBody::Extend { until, span, .. } => {
                    let detail = match (until, span) {
                        (Some(day), _) => say::day_table(*day),
                        (None, Some(span)) => say::span(*span, self.language),
                        (None, None) => String::new(),
                    };
                    let extended = of_act(ReportMatter::Extended);
                    found.push(if restricted { extended } else { extended.saying(detail) });
                }
                ActBody::HoldReview { .. } => found.push(of_act(ReportMatter::ReviewHeld)),
                _ => {}
            }
        }
        found.extend(self.renewed(situation).into_iter().map(|(last, until)| {
            let renewed = line.on(ReportMatter::Extended, last);
            if restricted { renewed } else { renewed.saying(renewed_until(until, self.language)) }
        }));
        if let Some(last) = self.last_day(situation) {
            let status = timeline.status(last.plus_days(1).unwrap_or(last));
            found.push(line.on(ReportMatter::Ended, last).saying(say::status(status, self.language)));
        }
        for milestone in situation.milestones() {
            let short = task::task(&self.desk.office, facts, milestone, self.parties).map(|task| match self.language {
                Language::Vi => task.title,
                Language::En => task.title_en.unwrap_or(task.title),
            });
            let told = PeriodLine { number: None, ..line.clone() };
            let why = skipped_for(&timeline.knowledge.acts, milestone);
            let short = match (short, why) {
                (Some(short), Some(why)) => Some(format!("{short} ({why})")),
                (short, why) => short.or(why),
            };
            let told = if restricted { told } else { PeriodLine { detail: short, ..told } };
            found.extend(self.answered(milestone, &told));
        }
        found.extend(self.state(situation, &line)?);
        Ok(found)
    }

    /// What it was at the end of the last day, of a time that is not over at the end of today, and until when: by the facts
    /// as they are known today, and by what had happened by then. An extension of the year after moves no day of this one.
    fn state(&self, situation: &Situation<'_>, line: &PeriodLine) -> Result<Option<PeriodLine>, DeskError> {
        let mut acts = situation.dossier.agreement.acts.clone();
        acts.retain(|act| act.body.is_knowledge() || act.on <= self.known_to);
        let then = Dossier::without_letters(Agreement { id: situation.dossier.agreement.id, acts }, self.desk.today());
        let then = Situation::of(&then, &self.desk.office, self.known_to, TimelineReach::Through(self.known_to))?;
        let status = then.status();
        let alive = matches!(status, Status::InForce | Status::Suspended | Status::Pending | Status::Unknown);
        let since = then.facts.signed_on.unwrap_or(then.timeline.knowledge.registered_on);
        let state = PeriodLine { day: then.ends_on(), ..line.on(ReportMatter::State, self.known_to) };
        let status = say::status(status, self.language);
        let detail =
            if self.known_to < self.to { state_as_of(status, self.known_to, self.language) } else { status.to_owned() };
        Ok((alive && since <= self.known_to).then(|| state.saying(detail)))
    }

    /// The last days of the periods after which it renewed itself, where they lie in the span and are over, each with the last
    /// day of the period that followed.
    fn renewed(&self, situation: &Situation<'_>) -> Vec<(Day, Day)> {
        let over = |last: Day| self.from <= last && last <= self.to && last < self.desk.today();
        let pairs = situation.timeline.course.periods.windows(2);
        let renewed = |pair: &[Period]| match pair {
            [period, next] if period.then == PeriodSequel::Renews && over(period.last_day()) => {
                Some((period.last_day(), next.last_day()))
            }
            _ => None,
        };
        pairs.filter_map(renewed).collect()
    }

    /// The last day in force, where it lies in the span and is over.
    fn last_day(&self, situation: &Situation<'_>) -> Option<Day> {
        let course = &situation.timeline.course;
        let last = course.ending.as_ref().map(|ending| ending.ends_on).or_else(|| course.last_day())?;
        let over = last.plus_days(1).is_ok_and(|after| after <= self.known_to.max(self.desk.today()));
        (self.from <= last && last <= self.to && over && course.start_on().is_some()).then_some(last)
    }

    /// What became of a review, a duty or a day of courtesy whose day lies in the span.
    fn answered(&self, milestone: &Milestone, line: &PeriodLine) -> Option<PeriodLine> {
        if !self.holds(milestone.day) {
            return None;
        }
        let past = milestone.lawful_until.unwrap_or(milestone.day) < self.known_to;
        let matter = match (milestone.kind, milestone.closed) {
            (MilestoneKind::Review, None) if past => ReportMatter::ReviewMissed,
            (MilestoneKind::Review, Some(ClosedBy::Skipped | ClosedBy::Followed(_))) => ReportMatter::ReviewMissed,
            (MilestoneKind::Duty, Some(ClosedBy::Fulfilled(on))) => {
                if on <= milestone.lawful_until.unwrap_or(milestone.day) {
                    ReportMatter::DutyInTime
                } else {
                    ReportMatter::DutyLate
                }
            }
            (MilestoneKind::Duty, None) if past && milestone.state(self.known_to) != MilestoneState::Done => {
                ReportMatter::DutyOpen
            }
            (MilestoneKind::Observance, Some(ClosedBy::Fulfilled(_))) => ReportMatter::DayKept,
            (MilestoneKind::Commitment, Some(ClosedBy::Fulfilled(_))) => ReportMatter::CommitmentDone,
            (MilestoneKind::Commitment, Some(ClosedBy::Skipped)) => ReportMatter::CommitmentOpen,
            (MilestoneKind::Commitment, None) if past && milestone.state(self.known_to) == MilestoneState::Open => {
                ReportMatter::CommitmentOpen
            }
            _ => return None,
        };
        let title = line.title.clone();
        let mut line = line.on(matter, milestone.day);
        if let Some(ClosedBy::Fulfilled(on)) = milestone.closed
            && title.is_some()
        {
            let done = say::day_table(on);
            line.detail = Some(line.detail.map_or_else(|| done.clone(), |what| format!("{what} ({done})")));
        }
        Some(line)
    }
}
