//! One reminder's content: the facts a letter needs about one milestone, and no words.
//!
//! A section is worked out for one day and does not change afterwards; the templates make sentences of it in either
//! language. Of a restricted agreement it holds reference and days, nothing else: what is not here cannot leak.

use std::collections::BTreeMap;

use super::say;
pub use super::task::{Checked, Manner, Task};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::{self, Renewal};
use crate::lifecycle::calendar::{Calendar, CalendarError};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Course, Milestone, Timeline};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;

/// A letter of congratulation is handed in for signing so many working days before the day …
const GREETING_SUBMIT_WORKING_DAYS: u32 = 5;
/// … and leaves the house so many working days before it.
const GREETING_SEND_WORKING_DAYS: u32 = 2;

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
    /// Everything else; `None` where the agreement is restricted.
    pub about: Option<Box<About>>,
}

/// What a section says beyond reference and days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
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
    /// What has to happen by when to be ready on the day. Empty where nothing is planned back.
    pub steps: Vec<Step>,
    /// Whom earlier letters on this milestone went to, for a letter to the director.
    pub told: Vec<Told>,
}

/// The agreement's facts in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What sort of paper.
    pub kind: agreement::PaperKind,
    /// Its title.
    pub title: String,
    /// Its title in English.
    pub title_en: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// The parties by language, with today's names where they differ.
    pub parties: BTreeMap<&'static str, String>,
    /// The day of signing.
    pub signed_on: Option<Day>,
    /// The first day in force.
    pub in_force_on: Option<Day>,
    /// The last day of the milestone's period; of a range both.
    pub ends: Option<(Day, Option<Day>)>,
    /// The focal agency.
    pub lead_agency: Option<String>,
    /// How the text renews itself.
    pub renewal: Renewal,
    /// The last day of the period that follows if nothing is done; `None` where none does.
    pub renews_until: Option<Day>,
    /// The notice against renewal that was received, so that this end is final.
    pub notified_on: Option<Day>,
    /// The notice the text asks for.
    pub notice: Option<Span>,
    /// How often a review is due.
    pub review_every: Option<Span>,
}

/// A step on the way to the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// The working day to do it by.
    pub do_by: Day,
}

/// An earlier letter on the same milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who got it.
    pub name: String,
    /// When.
    pub on: Day,
}

/// Where today stands to the milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
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
    let facts = timeline.known.facts_on(today);
    let mut section = Section::bare(milestone, calendar, today)?;
    section.reference = Some(facts.reference.clone());
    if facts.is_restricted() {
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
        ends: period.map(|period| (period.ends_on, period.latest)),
        lead_agency: facts.lead_agency.clone(),
        renewal: facts.renewal,
        renews_until: period
            .and_then(|period| course.periods.iter().find(|next| next.nth == period.nth + 1).map(|next| next.ends_on)),
        notified_on: period.and_then(|period| period.notified).map(|(day, _)| day),
        notice: facts.notice,
        review_every: facts.review_every,
    };
    section.about = Some(Box::new(About {
        milestone: milestone.clone(),
        short: say::agreement_short(&facts, parties, today),
        agreement: Some(paper),
        task: None,
        greeting_by: greeting_by(milestone, calendar)?,
        steps: Vec::new(),
        told: Vec::new(),
    }));
    Ok(section)
}

/// The period a milestone speaks of: its own by number, else the one that runs today.
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

impl About {
    /// The short name in that language: what belongs to the office is named by its task.
    pub fn short_in(&self, language: Language) -> &str {
        match (&self.agreement, &self.task, language) {
            (None, Some(Task { short_en: Some(short), .. }), Language::En) => short,
            (None, Some(Task { title_en: Some(title), .. }), Language::En) => title,
            _ => &self.short,
        }
    }
}

impl Section {
    /// The section on a milestone of the office or of a country: a yearly duty, a greeting, an anniversary.
    pub fn of_office(
        milestone: &Milestone,
        task: Task,
        calendar: &Calendar,
        today: Day,
    ) -> Result<Self, CalendarError> {
        let mut section = Self::bare(milestone, calendar, today)?;
        section.about = Some(Box::new(About {
            milestone: milestone.clone(),
            short: task.short.clone().unwrap_or_else(|| task.title.clone()),
            agreement: None,
            task: Some(task),
            greeting_by: greeting_by(milestone, calendar)?,
            steps: Vec::new(),
            told: Vec::new(),
        }));
        Ok(section)
    }

    /// The section of one of an agreement's duties, with what is to be done. A restricted one stays silent on it.
    #[must_use]
    pub fn with_task(mut self, task: Task) -> Self {
        if let Some(about) = &mut self.about {
            about.task = Some(task);
        }
        self
    }

    /// The section with the earlier letters on its milestone, for the director. A restricted one stays silent on them.
    #[must_use]
    pub fn with_told(mut self, told: Vec<Told>) -> Self {
        if let Some(about) = &mut self.about {
            about.told = told;
        }
        self
    }

    /// Where today stands to the milestone, in true days.
    pub fn when(&self) -> When {
        let last = self.last_day();
        match (self.today.days_until(self.day), self.today.days_until(last)) {
            (ahead @ 1.., _) => When::Ahead(ahead),
            (0, _) => When::Today,
            (_, 0..) => When::Within,
            (_, past) => When::Past(-past),
        }
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
            about: None,
        })
    }
}

/// The working days by which a letter of congratulation is handed in for signing, and sent.
fn greeting_by(milestone: &Milestone, calendar: &Calendar) -> Result<Option<(Day, Day)>, CalendarError> {
    if milestone.kind != MilestoneKind::Observance {
        return Ok(None);
    }
    let before = |days| calendar.back(milestone.day, days);
    Ok(Some((before(GREETING_SUBMIT_WORKING_DAYS)?, before(GREETING_SEND_WORKING_DAYS)?)))
}
