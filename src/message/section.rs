//! One reminder's content: the facts a letter needs about one milestone, and no words.
//!
//! A section is computed for one day and does not change afterwards; the templates make sentences of it in either
//! language. Of a restricted agreement it holds reference and days, nothing else: what is not here cannot leak.

mod steps;

use std::collections::BTreeMap;

use super::say;
pub use super::task::{Anniversary, RuleCheckState, Task, TaskKind};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::{self, Renewal};
use crate::lifecycle::calendar::{Calendar, CalendarError};
use crate::lifecycle::commitment::{Commitment, accounts, last_review_before};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Course, Milestone, Timeline, Timeliness};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::lifecycle::workback::GreetingLeads;

/// An extension by the whole procedure needs so many working days at the least: seven for the ministry's answer, three to
/// hand the dossier in and to sign.
const EXTENSION_WORKING_DAYS: u32 = 10;

/// One milestone, as a letter of that day sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The agreement's reference; `None` for what belongs to the office or to a country.
    pub reference: Option<String>,
    /// The milestone's day; of a range the first.
    pub day: Day,
    /// The range's last day.
    pub until: Option<Day>,
    /// The milestone's own day, before it was postponed: what the thread of letters is named after.
    pub own_day: Day,
    /// The last working day on or before `day`.
    pub do_by: Day,
    /// Of a duty, the last day on which it is still done in time.
    pub lawful_until: Option<Day>,
    /// The day the letter is written.
    pub today: Day,
    /// Where it can be seen and answered, if there is a page.
    pub web: SectionLinks,
    /// Everything else; `None` where the agreement is restricted.
    pub about: Option<Box<SectionDetails>>,
}

/// The ways to the page that a section has; none without `[web]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionLinks {
    /// The address of the agreement's page.
    pub page: Option<String>,
    /// The link by which this reader records the result.
    pub link: Option<String>,
    /// Where the link opens: `mạng nội bộ của cơ quan`.
    pub reach: Option<String>,
}

/// What a section says beyond reference and days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionDetails {
    /// The milestone, with its derivation, clause and decisions.
    pub milestone: Milestone,
    /// The short name in subjects and lists.
    pub short: String,
    /// The agreement's facts; `None` for what belongs to the office or to a country.
    pub agreement: Option<Paper>,
    /// What is to be done, for duties and observances.
    pub task: Option<Task>,
    /// Of a day of courtesy, the working days to hand a letter in for signing by, and to send it by.
    pub greeting_by: Option<(Day, Day)>,
    /// The steps towards an extension that are not done, in order. Empty where nothing is planned back.
    pub steps: Vec<SectionStep>,
    /// The last working day on which an extension by the whole procedure can still begin.
    pub begin_by: Option<Day>,
    /// Whom earlier letters on this milestone went to, for a letter to the director.
    pub earlier: Vec<EarlierRecipient>,
    /// At an end, newer agreements that may take this one's place: reference and day of signing.
    pub newer: Vec<(String, Day)>,
    /// Of a review, what became of each commitment since the last one, a line each, by language.
    pub promises: BTreeMap<&'static str, Vec<String>>,
}

/// The agreement's facts in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub kind: agreement::PaperKind,
    pub title: String,
    pub title_en: Option<String>,
    pub number: Option<String>,
    /// The parties by language, with today's names where they differ.
    pub parties: BTreeMap<&'static str, String>,
    pub signed_on: Option<Day>,
    /// The first day in force.
    pub in_force_on: Option<Day>,
    /// Since when it is suspended, where it is today.
    pub suspended_on: Option<Day>,
    /// The last day of the milestone's period; of a range both.
    pub ends: Option<(Day, Option<Day>)>,
    pub lead_agency: Option<String>,
    /// How the text renews itself.
    pub renewal: Renewal,
    /// The last day of the period that follows if nothing is done; `None` where none does.
    pub renews_until: Option<Day>,
    /// The notice against renewal that was received in the milestone's period, or that ends it.
    pub notified: Option<(Day, Timeliness)>,
    /// The notice the text asks for.
    pub notice: Option<Span>,
    /// How often a review is due.
    pub review_every: Option<Span>,
}

/// A step on the way to the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionStep {
    /// What is to be done.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// The working day to do it by.
    pub do_by: Day,
    /// Whether it is the decision itself.
    pub decides: bool,
}

/// An earlier letter on the same milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierRecipient {
    /// Who got it.
    pub name: String,
    /// The day of that letter.
    pub on: Day,
}

/// Where today is relative to the milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPosition {
    /// So many days before it.
    Ahead(i64),
    /// On its day.
    Today,
    /// After its day, but not after the last day that belongs to it: a range's end, a duty's last lawful day.
    Within,
    /// So many days after the last day that belongs to it.
    Past(i64),
}

/// The section on one of an agreement's milestones.
///
/// `parties` are looked up by id; one that is missing is shown by its id. Fails only where the calendar has no working
/// day in sight.
pub fn section(
    timeline: &Timeline<'_>,
    milestone: &Milestone,
    parties: &BTreeMap<String, Party>,
    calendar: &Calendar,
    today: Day,
) -> Result<Section, CalendarError> {
    let facts = timeline.knowledge.facts_on(today);
    let mut section = Section::bare(milestone, calendar, today)?;
    section.reference = Some(facts.reference.clone());
    if facts.is_restricted() {
        // The one day that is told is the day that counts.
        section.day = section.lawful_until.take().unwrap_or(section.day);
        return Ok(section);
    }
    let text = |language: Language| {
        let side = |ids: &[String]| say::parties_text(ids, parties, facts.signed_on, today, language);
        let sides = [side(&facts.ours), side(&facts.partner)];
        sides.into_iter().filter(|side| !side.is_empty()).collect::<Vec<_>>().join(" – ")
    };
    let course = &timeline.course;
    let period = period(course, milestone, today);
    let paper = Paper {
        kind: facts.kind,
        title: facts.title.clone(),
        title_en: facts.title_en.clone(),
        number: facts.number.clone(),
        parties: [Language::Vi, Language::En].map(|language| (language.code(), text(language))).into(),
        signed_on: facts.signed_on,
        in_force_on: course.start_on(),
        suspended_on: course.suspended_since(today),
        ends: period.map(|period| (period.ends_on, period.latest)),
        lead_agency: facts.lead_agency.clone(),
        renewal: facts.renewal,
        renews_until: period
            .and_then(|period| course.periods.iter().find(|next| next.nth == period.nth + 1).map(|next| next.ends_on)),
        notified: period.and_then(|period| period.notified),
        notice: facts.notice,
        review_every: facts.review_every,
    };
    section.about = Some(Box::new(SectionDetails {
        milestone: milestone.clone(),
        short: say::agreement_short(&facts, parties, today),
        agreement: Some(paper),
        task: milestone.commitment.as_ref().map(|one| Task::of_commitment(one, one.who.clone())),
        greeting_by: greeting_by(milestone, GreetingLeads::default(), calendar)?,
        steps: Vec::new(),
        begin_by: begin_by(milestone, facts.kind, calendar)?,
        earlier: Vec::new(),
        newer: Vec::new(),
        promises: BTreeMap::new(),
    }));
    Ok(section)
}

/// The period a milestone is about: its own by number, else the one that runs today.
fn period<'a>(
    course: &'a Course,
    milestone: &Milestone,
    today: Day,
) -> Option<&'a crate::lifecycle::milestone::Period> {
    match milestone.kind {
        MilestoneKind::Notice | MilestoneKind::Renewal | MilestoneKind::Expiry => {
            course.periods.iter().find(|period| period.nth == milestone.nth)
        }
        _ => course.period_on(today),
    }
}

impl Section {
    /// The section on a milestone of the office or of a country: a yearly duty, a greeting, an anniversary.
    pub(crate) fn of_office(
        milestone: &Milestone,
        task: Task,
        calendar: &Calendar,
        today: Day,
    ) -> Result<Self, CalendarError> {
        let mut section = Self::bare(milestone, calendar, today)?;
        let leads = task.leads;
        section.about = Some(Box::new(SectionDetails {
            milestone: milestone.clone(),
            short: task.short.clone().unwrap_or_else(|| task.title.clone()),
            agreement: None,
            task: Some(task),
            greeting_by: greeting_by(milestone, leads, calendar)?,
            steps: Vec::new(),
            begin_by: None,
            earlier: Vec::new(),
            newer: Vec::new(),
            promises: BTreeMap::new(),
        }));
        Ok(section)
    }

    /// The section of one of an agreement's duties, with what is to be done. A restricted one stays silent on it.
    pub(crate) fn with_task(mut self, task: Task, calendar: &Calendar) -> Result<Self, CalendarError> {
        if let Some(about) = &mut self.about {
            about.greeting_by = greeting_by(&about.milestone, task.leads, calendar)?;
            about.task = Some(task);
        }
        Ok(self)
    }

    /// The section of a review with what became of each commitment; `who` names who carries one out. A restricted one stays
    /// silent on them, and other milestones have none.
    #[must_use]
    pub(crate) fn with_promises(
        mut self,
        timeline: &Timeline<'_>,
        who: impl Fn(&Commitment) -> Option<String>,
    ) -> Self {
        let today = self.today;
        if let Some(about) = self.about.as_mut().filter(|about| about.milestone.kind == MilestoneKind::Review) {
            let accounts = accounts(timeline, last_review_before(&timeline.milestones, today), today);
            let lines = |language: Language| {
                accounts.iter().map(|one| say::account(one, who(one.commitment).as_deref(), language)).collect()
            };
            about.promises = [Language::Vi, Language::En].map(|language| (language.code(), lines(language))).into();
        }
        self
    }

    /// The section with the earlier letters on its milestone, for the director. A restricted one stays silent on them.
    #[must_use]
    pub(crate) fn with_earlier_letters(mut self, earlier: Vec<EarlierRecipient>) -> Self {
        if let Some(about) = &mut self.about {
            about.earlier = earlier;
        }
        self
    }

    /// The section with newer agreements that may take this one's place. A restricted one stays silent on them.
    #[must_use]
    pub(crate) fn with_newer(mut self, newer: Vec<(String, Day)>) -> Self {
        if let Some(about) = &mut self.about {
            about.newer = newer;
        }
        self
    }

    /// Where today is relative to the milestone, in days.
    pub fn when(&self) -> DayPosition {
        let last = self.last_day();
        match (self.today.days_until(self.day), self.today.days_until(last)) {
            (ahead @ 1.., _) => DayPosition::Ahead(ahead),
            (0, _) => DayPosition::Today,
            (_, 0..) => DayPosition::Within,
            (_, past) => DayPosition::Past(-past),
        }
    }

    /// The day that the section names as the one to act by: the next step's, a letter's day of submission or sending, else
    /// the last working day; between the two days of a range the later one. None where all of them have passed.
    pub(crate) fn act_by(&self) -> Option<Day> {
        let about = self.about.as_deref();
        let expires = about.is_some_and(|about| about.milestone.kind == MilestoneKind::Expiry);
        if let Some(until) = self.until.filter(|until| expires && self.day < self.today && self.today <= *until) {
            return Some(until);
        }
        let step = about.filter(|about| expires && !about.too_late(self.today)).and_then(|about| {
            let ends = about.milestone.decided.as_ref().is_some_and(|decided| decided.choice.is_an_end());
            about.steps.iter().map(|step| step.do_by).find(|day| self.today <= *day && !ends)
        });
        let greeting = about.filter(|about| about.is_a_letter()).and_then(|about| about.greeting_by);
        let begin = about.filter(|about| about.milestone.decided.is_none()).and_then(|about| about.begin_by);
        let days = match (step, greeting) {
            (Some(step), _) => vec![step],
            (None, None) if begin.is_some() => begin.into_iter().chain([self.do_by]).collect(),
            (None, Some((submit, send))) => vec![submit, send],
            // A duty may still be done in time on the days off after its own day.
            (None, None) => vec![self.do_by, self.lawful_until.unwrap_or(self.do_by)],
        };
        days.into_iter().find(|day| self.today <= *day)
    }

    /// The last day that belongs to the milestone: a range's end, a duty's last lawful day, else its day.
    pub fn last_day(&self) -> Day {
        self.lawful_until.or(self.until).unwrap_or(self.day)
    }

    /// Names the milestone's thread of letters: reference, kind and own day, the same for as long as it exists. A
    /// restricted agreement's names no kind.
    pub fn thread(&self) -> String {
        let of = self.reference.as_deref().unwrap_or("office");
        match &self.about {
            Some(about) => format!("{of} {} {}", about.milestone.what(), self.own_day),
            None => format!("{of} {}", self.own_day),
        }
    }

    fn bare(milestone: &Milestone, calendar: &Calendar, today: Day) -> Result<Self, CalendarError> {
        Ok(Self {
            reference: None,
            day: milestone.day,
            until: milestone.until,
            own_day: milestone.moved_from.unwrap_or(milestone.day),
            do_by: calendar.on_or_before(milestone.day)?,
            lawful_until: milestone.lawful_until,
            today,
            web: SectionLinks::default(),
            about: None,
        })
    }
}

/// The last working day on which an extension of a paper under the law can begin. A plan or a regulation is the office's
/// own, and a treaty follows another law.
pub(crate) fn begin_by(
    milestone: &Milestone,
    kind: agreement::PaperKind,
    calendar: &Calendar,
) -> Result<Option<Day>, CalendarError> {
    use agreement::PaperKind;
    let under_law = !matches!(kind, PaperKind::Plan | PaperKind::Strategy | PaperKind::Regulation | PaperKind::Treaty);
    if milestone.kind != MilestoneKind::Expiry || !under_law {
        return Ok(None);
    }
    calendar.back(milestone.day, EXTENSION_WORKING_DAYS).map(Some)
}

/// The working days by which a letter of congratulation is handed in for signing, and sent.
fn greeting_by(
    milestone: &Milestone,
    leads: GreetingLeads,
    calendar: &Calendar,
) -> Result<Option<(Day, Day)>, CalendarError> {
    if milestone.kind != MilestoneKind::Observance {
        return Ok(None);
    }
    leads.before(milestone.day, calendar).map(Some)
}
