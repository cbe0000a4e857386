//! What comes round each year and hangs on no agreement: the year's duties, greetings, anniversaries.
//!
//! Subjects are the office and the countries. Days that came before the register existed are history, as everywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::dossier::{horizon, last_informed_scan};
use super::gather::{self, GatheredReminders};
use super::task::{duty_task, names, observance_task};
use super::{Office, WatchError};
use crate::config::ObservanceScope;
use crate::lifecycle::act::{Act, ActBody, Mark, MilestoneKind, is_voided};
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Derivation, Milestone, MilestonePurpose};
use crate::lifecycle::observance::{Observance, ObservanceKind, Occurrence, YearMark};
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::{
    Key, PlannedMilestone, QueuedReminder, RecipientSource, Subject, SubjectScope, SubjectState, plans, plans_asking,
};
use crate::message::Task;
use crate::store::{ProgramNote, Queued, Store, StoreError, TakenBack, Tx};

/// One subject that is no agreement, with its milestones and what each asks for.
#[derive(Clone, Debug)]
pub struct Yearly {
    /// The office or a country.
    pub subject: Subject,
    /// Who is in the role `officer` for it.
    pub officers: Vec<String>,
    /// Its milestones, in order of day.
    pub milestones: Vec<Milestone>,
    /// What each milestone asks for, in their order.
    pub tasks: Vec<Task>,
}

/// The duty in whose letter the anniversaries of the year that follows stand: its plan takes them up.
pub(crate) const PLAN_OF_THE_YEAR: &str = "annual-plan";

/// How far back a yearly day is still looked at, so that a missed one is still announced, late.
const LOOK_BACK_DAYS: i64 = 400;
/// The roles that stand for the officer of what is nobody's own: the focal desk where there is one, else the head.
const FOCAL: [&str; 2] = ["focal", "head"];

/// The yearly subjects with their milestones from a day through a day.
pub fn subjects(store: &Store, office: &Office, from: Day, through: Day) -> Result<Vec<Yearly>, WatchError> {
    subjects_on(store, office, from, through, None)
}

/// The same as it was known at the end of an earlier day, where one is given.
pub(crate) fn subjects_on(
    store: &Store,
    office: &Office,
    from: Day,
    through: Day,
    then: Option<Day>,
) -> Result<Vec<Yearly>, WatchError> {
    let recorded = |on: Day| then.is_none_or(|then| on <= then);
    let Some(known_on) = store.first_recorded_on()?.filter(|on| recorded(*on)) else { return Ok(Vec::new()) };
    let mut acts = store.office_acts()?;
    acts.retain(|act| recorded(act.recorded_on));
    let parties = store.parties()?;
    let mut found: BTreeMap<Subject, Vec<(Milestone, Task)>> = BTreeMap::new();
    for duty in office.duties.iter().filter(|duty| duty.is_yearly()) {
        for milestone in duty.yearly(from, through, known_on, &office.calendar)? {
            found.entry(Subject::Office).or_default().push((milestone, duty_task(duty)));
        }
    }
    let countries = store.countries()?;
    for observance in office.observances.iter().filter(|row| is_in_scope(row, office.scope, &countries)) {
        let subject = observance.country.clone().map_or(Subject::Office, Subject::Country);
        for occurrence in observance.occurrences(from, through) {
            // Anniversaries are marked in round and half-round years.
            if observance.kind == ObservanceKind::Anniversary && occurrence.mark() == YearMark::Plain {
                continue;
            }
            let partners = observance.country.as_ref().and_then(|code| countries.get(code));
            let names = |language| {
                partners
                    .map_or_else(String::new, |country| names(&country.partners, &parties, occurrence.day, language))
            };
            let task = observance_task(observance, occurrence, names);
            let mut milestone = observance_milestone(observance, occurrence, known_on);
            if observance.kind == ObservanceKind::Greeting && (task.who.is_some() || task.to.is_some()) {
                milestone.rungs_from = Some(office.greeting.before(milestone.day, &office.calendar)?.0);
            }
            found.entry(subject.clone()).or_default().push((milestone, Task { leads: office.greeting, ..task }));
        }
    }
    let yearly = found.into_iter().map(|(subject, mut days)| {
        for (milestone, _) in &mut days {
            milestone.closed = closing_act(&acts, milestone);
        }
        days.sort_by_key(|(milestone, _)| (milestone.day, milestone.name.clone()));
        let officers = officers(&subject, &countries, office);
        let (milestones, tasks) = days.into_iter().unzip();
        Yearly { subject, officers, milestones, tasks }
    });
    Ok(yearly.collect())
}

fn is_in_scope(
    row: &Observance,
    scope: ObservanceScope,
    countries: &BTreeMap<String, crate::store::PartnerCountry>,
) -> bool {
    let mut whose = row.country.iter().chain(&row.countries).peekable();
    match scope {
        ObservanceScope::None => false,
        ObservanceScope::All => true,
        ObservanceScope::Partners => whose.peek().is_none() || whose.any(|code| countries.contains_key(code)),
    }
}

fn officers(
    subject: &Subject,
    countries: &BTreeMap<String, crate::store::PartnerCountry>,
    office: &Office,
) -> Vec<String> {
    let own = match subject {
        Subject::Country(code) => countries.get(code).map(|country| country.officers.iter().cloned().collect()),
        Subject::Office | Subject::Agreement(_) => None,
    };
    let known = |people: &Vec<String>| people.iter().any(|id| office.circle.contact(id).is_some());
    own.filter(known).unwrap_or_else(|| {
        FOCAL.iter().find_map(|role| office.circle.role(role)).map(<[String]>::to_vec).unwrap_or_default()
    })
}

fn observance_milestone(row: &Observance, occurrence: Occurrence, known_on: Day) -> Milestone {
    let ladder = match row.kind {
        ObservanceKind::Greeting => "greeting",
        ObservanceKind::Anniversary => "anniversary",
    };
    let nth = occurrence.years.unwrap_or(1);
    Milestone {
        name: Some(row.name.clone()),
        passing: MilestonePurpose::Informs,
        ladder: Some(row.ladder.clone().unwrap_or_else(|| ladder.to_owned())),
        ..Milestone::new(MilestoneKind::Observance, nth, occurrence.day, Derivation::Yearly, known_on)
    }
}

fn closing_act(acts: &[Act], milestone: &Milestone) -> Option<ClosedBy> {
    let mark = milestone.mark();
    acts.iter().find_map(|act| match &act.body {
        ActBody::Fulfil { milestone } if *milestone == mark && !is_voided(acts, act.seq) => {
            Some(ClosedBy::Fulfilled(act.on))
        }
        _ => None,
    })
}

/// The reminders due today on what comes round each year, and the first day after today on which that can change.
pub fn due(
    store: &Store,
    office: &Office,
    last_scan: Option<Day>,
    today: Day,
) -> Result<GatheredReminders, WatchError> {
    let mut all = GatheredReminders::default();
    let last_scan = last_informed_scan(last_scan, &store.office_acts()?);
    for yearly in yearly_subjects(store, office, today)? {
        let (own, earlier) = (BTreeMap::new(), earlier(store, &yearly.subject, today)?);
        let scope = yearly.scope(&own, &earlier);
        let planned = plans_asking(&yearly.milestones, scope, office.rules(last_scan), today)?;
        let found = gather::reminders(&planned, &yearly.subject, office, today)?;
        all.due.extend(found.due);
        all.look_on = [all.look_on, found.look_on].into_iter().flatten().min();
    }
    Ok(all)
}

/// The verdicts on every day of the subject, as a scan today would give them, also on days that ask nothing any more.
pub(crate) fn verdicts<'y>(
    yearly: &'y Yearly,
    store: &Store,
    office: &Office,
    last_scan: Option<Day>,
    today: Day,
) -> Result<Vec<PlannedMilestone<'y>>, WatchError> {
    let last_scan = last_informed_scan(last_scan, &store.office_acts()?);
    let (own, earlier) = (BTreeMap::new(), earlier(store, &yearly.subject, today)?);
    Ok(plans(&yearly.milestones, yearly.scope(&own, &earlier), office.rules(last_scan), today)?)
}

/// The reminders of a subject that were queued before, and those that were taken back unsent.
fn earlier(store: &Store, subject: &Subject, today: Day) -> Result<Vec<QueuedReminder>, WatchError> {
    let (queued, taken_back) = (recent(store, subject, today)?, store.taken_back(subject, looked_back(today))?);
    Ok(queued.iter().map(Queued::earlier).chain(taken_back.iter().map(TakenBack::earlier)).collect())
}

/// The first day that is still looked at.
pub(crate) fn looked_back(today: Day) -> Day {
    today.plus_days(-LOOK_BACK_DAYS).unwrap_or_else(|_| Day::first())
}

/// The yearly subjects as far back and ahead as a plan for today needs them.
pub fn yearly_subjects(store: &Store, office: &Office, today: Day) -> Result<Vec<Yearly>, WatchError> {
    subjects(store, office, looked_back(today), horizon(office, today))
}

/// The reminders of a yearly subject as far back as its days are looked at.
pub(crate) fn recent(store: &Store, subject: &Subject, today: Day) -> Result<Vec<Queued>, WatchError> {
    Ok(store.queued_since(subject, looked_back(today))?)
}

/// What a waiting letter on a yearly subject may still say, beside its [`recent`] reminders.
pub(crate) fn still_true(
    recent: &[Queued],
    yearly: &Yearly,
    office: &Office,
    today: Day,
) -> Result<BTreeMap<Key, RecipientSource>, WatchError> {
    let spoken = gather::queued_reminders(recent);
    let own = BTreeMap::new();
    let planned = plans_asking(&yearly.milestones, yearly.scope(&own, &spoken), office.rules(None), today)?;
    Ok(gather::sent(&planned, &yearly.subject))
}

impl Yearly {
    /// The contacts that the ladder of one of its days names today.
    pub(crate) fn concerned(
        &self,
        milestone: &Milestone,
        office: &Office,
        today: Day,
    ) -> Result<BTreeSet<String>, CalendarError> {
        let own = BTreeMap::new();
        let planned = plans_asking(&self.milestones, self.scope(&own, &[]), office.rules(None), today)?;
        let of_it = planned.iter().filter(|planned| planned.milestone.mark() == milestone.mark());
        Ok(of_it.flat_map(|planned| &planned.verdicts).filter_map(|verdict| verdict.recipient.clone()).collect())
    }

    /// What the day with that mark asks for: what is to be done, and to whom a greeting goes.
    pub(crate) fn named(&self, mark: &Mark, language: Language) -> Option<String> {
        let at = self.milestones.iter().position(|milestone| milestone.mark() == *mark)?;
        let task = &self.tasks[at];
        let to = task.to_in(language).map(|to| format!(" ({to})")).unwrap_or_default();
        Some(format!("{}{to}", task.title_in(language)))
    }

    fn scope<'a>(&'a self, ladders: &'a BTreeMap<String, String>, earlier: &'a [QueuedReminder]) -> SubjectScope<'a> {
        let (subject, officers) = (&self.subject, self.officers.as_slice());
        SubjectScope { subject, officers, ladders, standing: SubjectState::Alive, earlier }
    }
}

/// The day until which nothing that comes round each year can become due: as the last scan wrote it, while the rules and
/// the register's acts are the same and the clock has not gone back. `head` is the newest act.
pub(crate) fn resting_until(store: &Store, office: &Office, today: Day, head: &str) -> Result<Option<Day>, WatchError> {
    let Some(note) = store.note(ProgramNote::YearlyRest)? else { return Ok(None) };
    let mut parts = note.split(' ');
    let (Some(since), Some(until), Some(rules), Some(acts)) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Ok(None);
    };
    let (Ok(since), Ok(until)) = (since.parse::<Day>(), until.parse::<Day>()) else { return Ok(None) };
    let holds = rules == office.fingerprint && acts == head && since <= today && today < until;
    Ok(holds.then_some(until))
}

/// Writes down until when the yearly subjects need no look. An index, not a truth: anything recorded ends it.
///
/// `head` is the newest act they were looked at with: what was recorded since, the next scan looks at.
pub fn rest(tx: &Tx<'_>, office: &Office, today: Day, look_on: Option<Day>, head: &str) -> Result<(), StoreError> {
    let latest = today.plus_days(LOOK_BACK_DAYS).unwrap_or_else(|_| Day::last());
    let until = look_on.map_or(latest, |day| day.min(latest));
    let note = format!("{today} {until} {} {head}", office.fingerprint);
    tx.set_note(ProgramNote::YearlyRest, Some(&note))
}
