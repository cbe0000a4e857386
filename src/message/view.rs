//! What a template sees of a section: words where a word is fixed, days in the forms people write, nothing to compute.
//!
//! Every name is always present, with `none` where the fact is missing, so that a template that misspells one fails.
//! Text from the register is cleaned of control characters and cut to a length here, once for all templates.

mod clean;
mod task;

use serde::Serialize;

use super::say;
use super::section::{DayPosition, Section, SectionDetails, SectionStep, TaskKind};
use crate::lifecycle::act::{CHOICES, Choice};
use crate::lifecycle::agreement::{PaperKind, Renewal};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Derivation, Milestone, Timeliness};
use crate::lifecycle::policy::Language;

pub(super) use clean::clean;
pub(super) use task::how;
use task::{EarlierRecipientsView, TaskView, earlier_recipients, promises, task};

/// The longest name in a subject, in characters.
pub(super) const NAME_MAX: usize = 36;
/// The most steps a letter names.
const STEPS_MAX: usize = 12;
/// The same where a day follows it: "[Chúc mừng] 23/02: …, trình thư chậm nhất 18/02" has room for so much.
const NAME_BEFORE_DAY_MAX: usize = 32;
/// The longest name of an anniversary in a subject: "35 năm quan hệ ngoại giao Việt Nam – Hàn Quốc" is not cut.
const ANNIVERSARY_MAX: usize = 50;
/// The longest text from the register in a body, in characters.
const TEXT_MAX: usize = 600;

/// A day in the forms a template needs.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DayView {
    /// `05/3/2027`: subjects, and Vietnamese running text.
    pub(super) running: String,
    /// `05/3/2027`, `5 March 2027`.
    pub(super) text: String,
    /// `05/03/2027`, `05 Mar 2027`.
    pub(super) table: String,
    /// `thứ Sáu`.
    pub(super) weekday: &'static str,
    /// `thứ Sáu, 05/3/2027`.
    pub(super) full: String,
    /// `05/3/2027 (thứ Sáu)`.
    pub(super) named: String,
    /// `05/3`: for yearly days.
    pub(super) short: String,
}

impl DayView {
    pub(super) fn new(day: Day, language: Language) -> Self {
        let (text, weekday) = (say::day_in_text(day, language), say::weekday(day, language));
        let running = say::day_running(day);
        Self {
            named: format!("{text} ({weekday})"),
            full: say::day_full(day, language),
            short: running.rsplit_once('/').map_or_else(String::new, |(short, _)| short.to_owned()),
            running,
            text,
            table: say::day_in_table(day, language),
            weekday,
        }
    }
}

/// A section in one language.
#[derive(Debug, Serialize)]
#[allow(clippy::struct_excessive_bools)] // templates ask yes or no
pub(super) struct SectionView {
    reference: Option<String>,
    short: String,
    /// The same, cut so that a day has room after it in a subject.
    short_before_day: String,
    kind: &'static str,
    name: Option<String>,
    nth: u32,
    ordinal: String,
    day: DayView,
    until: Option<DayView>,
    own_day: DayView,
    do_by: DayView,
    do_by_is_day: bool,
    /// The day to act by; none where it has passed.
    act_by: Option<DayView>,
    do_by_passed: bool,
    lawful_until: Option<DayView>,
    lawful_is_day: bool,
    /// `ahead`, `today`, `within` or `past`.
    when: &'static str,
    /// `còn 30 ngày`, capitalised; overdue days count from the last day that belongs to the milestone.
    relative: String,
    /// The same in the middle of a sentence.
    far: String,
    /// How far the last day that belongs to the milestone is.
    far_last: String,
    /// The number of days behind `relative`, as text.
    days: String,
    /// `ngày`; `day` or `days`.
    day_word: &'static str,
    how: String,
    basis: Option<String>,
    decided: Option<DecidedView>,
    /// Whether it has its result: nothing is asked for any more.
    closed: bool,
    /// The last time that who looks after it said something of it.
    answered_on: Option<DayView>,
    answered_before: bool,
    paper: Option<PaperView>,
    task: Option<TaskView>,
    submit_by: Option<DayView>,
    submit_passed: bool,
    send_by: Option<DayView>,
    send_passed: bool,
    steps: Vec<StepView>,
    /// The earliest open step, whether its day has come or passed.
    next: Option<StepView>,
    /// Whether a step of the plan is still to come.
    steps_ahead: bool,
    /// Whether nothing that carries the decision out was recorded though the day for it has passed.
    undone: bool,
    /// Whether the days left no longer suffice for an extension by the whole procedure.
    too_late: bool,
    unchecked: bool,
    told: Option<EarlierRecipientsView>,
    /// At an end: `DL-KR-2026-02 (ký ngày 01/6/2026)`, agreements that may take its place.
    newer: Option<String>,
    awaiting: bool,
    /// Whether it falls due again and again.
    recurs: bool,
    /// The last note of progress.
    progress: Option<ProgressView>,
    /// Of a review, what became of each commitment.
    promises: Vec<String>,
    link: Option<String>,
    page: Option<String>,
    /// Where the link can be opened.
    reach: Option<String>,
}

#[derive(Debug, Serialize)]
struct ProgressView {
    on: DayView,
    text: String,
}

#[derive(Debug, Serialize)]
struct DecidedView {
    choice: &'static str,
    words: &'static str,
    on: DayView,
    by: String,
}

#[derive(Debug, Serialize)]
#[allow(clippy::struct_excessive_bools)] // templates ask yes or no
struct PaperView {
    kind: &'static str,
    /// Whether it is one of the papers Law 70/2020 is about.
    under_law: bool,
    /// Whether it is the office's own: a plan, a strategy, a regulation.
    own: bool,
    title: String,
    number: Option<String>,
    parties: String,
    signed_on: Option<DayView>,
    in_force_on: Option<DayView>,
    suspended_on: Option<DayView>,
    ends_on: Option<DayView>,
    ends_latest: Option<DayView>,
    lead_agency: Option<String>,
    renewal: &'static str,
    renews_until: Option<DayView>,
    /// The notice against renewal that was received.
    notified_on: Option<DayView>,
    /// Whether it came late, so that the period after this one is the last.
    notified_late: bool,
    notice: Option<String>,
    review_every: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct StepView {
    title: String,
    passed: bool,
    do_by: DayView,
    /// Whether it is the decision itself.
    decides: bool,
}

fn text(value: &str) -> String {
    clean(value, TEXT_MAX)
}

fn optional(value: Option<&String>) -> Option<String> {
    value.map(|value| text(value)).filter(|value| !value.is_empty())
}

fn name_max(about: &SectionDetails) -> usize {
    let anniversary =
        about.agreement.is_none() && about.task.as_ref().is_some_and(|task| task.manner == TaskKind::Anniversary);
    if anniversary { ANNIVERSARY_MAX } else { NAME_MAX }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl SectionView {
    /// The reference, cut to a length.
    pub(super) fn reference(&self) -> Option<String> {
        self.reference.clone()
    }

    /// The short name.
    pub(super) fn short(&self) -> String {
        self.short.clone()
    }

    /// Of a review, what became of each commitment, a line each.
    pub(super) fn promises(&self) -> Vec<String> {
        self.promises.clone()
    }

    /// The link by which its result is recorded.
    pub(super) fn link(&self) -> Option<String> {
        self.link.clone()
    }

    /// The address of its agreement's page.
    pub(super) fn page(&self) -> Option<String> {
        self.page.clone()
    }

    /// How the day was worked out; empty for a restricted agreement.
    pub(super) fn how(&self) -> String {
        self.how.clone()
    }

    pub(super) fn new(section: &Section, language: Language) -> Self {
        let day = |day: Day| DayView::new(day, language);
        let (when, days) = match section.when() {
            DayPosition::Ahead(days) => ("ahead", days),
            DayPosition::Today => ("today", 0),
            DayPosition::Within => ("within", 0),
            DayPosition::Past(days) => ("past", days),
        };
        let counted_from = if when == "past" { section.last_day() } else { section.day };
        let about = section.about.as_deref();
        let milestone = about.map(|about| match &about.task {
            Some(task) => task.milestone_in(&about.milestone, language),
            None => about.milestone.clone(),
        });
        let milestone = milestone.as_ref();
        let (submit, send) = about.and_then(|about| about.greeting_by).unzip();
        let reference = section.reference.as_deref().map(|reference| clean(reference, NAME_MAX));
        let steps = about.map_or_else(Vec::new, |about| steps(about, section.today, language));
        let nth = milestone.map_or(0, |milestone| milestone.nth);
        let short = about.map(|about| clean(about.short_in(language), name_max(about)));
        let short = short.or_else(|| reference.clone()).unwrap_or_default();
        Self {
            short_before_day: clean(&short, NAME_BEFORE_DAY_MAX),
            short,
            reference,
            kind: milestone.map_or("restricted", |milestone| milestone.kind.name()),
            name: milestone.and_then(|milestone| milestone.name.clone()),
            nth,
            ordinal: say::ordinal(nth, language),
            day: day(section.day),
            until: section.until.map(day),
            own_day: day(section.own_day),
            do_by: day(section.do_by),
            act_by: section.act_by().map(day),
            do_by_is_day: section.do_by == section.day,
            do_by_passed: section.do_by < section.today,
            lawful_until: section.lawful_until.map(day),
            lawful_is_day: section.lawful_until.is_none_or(|lawful| lawful == section.day),
            when,
            far: say::relative(section.today, counted_from, language),
            far_last: say::relative(section.today, section.last_day(), language),
            relative: capitalised(&say::relative(section.today, counted_from, language)),
            days: say::count(days.unsigned_abs(), language),
            day_word: match language {
                Language::Vi => "ngày",
                Language::En if days == 1 => "day",
                Language::En => "days",
            },
            how: milestone.map_or_else(String::new, |m| text(&how(about, m, language))),
            basis: optional(milestone.and_then(|milestone| milestone.basis.as_ref())),
            decided: milestone.and_then(|milestone| milestone.decided.as_ref()).map(|decided| DecidedView {
                choice: choice_word(decided.choice),
                words: say::choice(decided.choice, language),
                on: day(decided.on),
                by: text(&decided.by),
            }),
            closed: milestone.is_some_and(|milestone| milestone.closed.is_some()),
            answered_on: milestone.and_then(Milestone::answered_on).map(day),
            answered_before: answered_before(section),
            paper: about.and_then(|about| paper(about, language)),
            task: about.and_then(|about| task(about, language)),
            submit_by: submit.map(day),
            submit_passed: submit.is_some_and(|submit| submit < section.today),
            send_by: send.map(day),
            send_passed: send.is_some_and(|send| send < section.today),
            next: steps.first().cloned(),
            steps_ahead: steps.iter().any(|step| !step.passed),
            undone: milestone.is_some_and(|milestone| milestone.is_undone(section.today)),
            too_late: about.is_some_and(|about| about.too_late(section.today)),
            unchecked: about.is_some_and(SectionDetails::is_on_unchecked_law),
            steps,
            told: about.and_then(|about| earlier_recipients(about, language)),
            newer: about.and_then(|about| newer(about, language)),
            link: section.web.link.clone(),
            page: section.web.page.clone(),
            reach: section.web.link.as_ref().and(section.web.reach.clone()),
            recurs: milestone.is_some_and(Milestone::recurs),
            progress: milestone
                .and_then(|milestone| milestone.progress.as_ref())
                .map(|progress| ProgressView { on: day(progress.on), text: text(&progress.text) }),
            promises: about.map_or_else(Vec::new, |about| promises(about, language)),
            awaiting: milestone.is_some_and(|milestone| milestone.derivation == Derivation::Waiting),
        }
    }
}

/// The canonical word.
fn choice_word(choice: Choice) -> &'static str {
    CHOICES.iter().find(|(known, ..)| *known == choice).map_or("", |(_, word, ..)| *word)
}

fn paper(about: &SectionDetails, language: Language) -> Option<PaperView> {
    let paper = about.agreement.as_ref()?;
    let day = |day: Day| DayView::new(day, language);
    let title = match language {
        Language::Vi => &paper.title,
        Language::En => paper.title_en.as_ref().unwrap_or(&paper.title),
    };
    Some(PaperView {
        kind: say::agreement_kind(paper.kind, language),
        under_law: !matches!(
            paper.kind,
            PaperKind::Plan | PaperKind::Strategy | PaperKind::Regulation | PaperKind::Treaty
        ),
        own: matches!(paper.kind, PaperKind::Plan | PaperKind::Strategy | PaperKind::Regulation),
        title: text(title),
        number: optional(paper.number.as_ref()),
        parties: paper.parties.get(language.code()).map_or_else(String::new, |parties| text(parties)),
        signed_on: paper.signed_on.map(day),
        in_force_on: paper.in_force_on.map(day),
        suspended_on: paper.suspended_on.map(day),
        ends_on: paper.ends.map(|(first, _)| day(first)),
        ends_latest: paper.ends.and_then(|(_, latest)| latest).map(day),
        lead_agency: optional(paper.lead_agency.as_ref()),
        renewal: match paper.renewal {
            Renewal::None => "none",
            Renewal::Consent => "consent",
            Renewal::Tacit => "tacit",
        },
        renews_until: paper.renews_until.map(day),
        notified_on: paper.notified.map(|(on, _)| day(on)),
        notified_late: paper.notified.is_some_and(|(_, when)| when == Timeliness::Late),
        notice: paper.notice.map(|notice| say::span(notice, language)),
        review_every: paper.review_every.map(|every| say::rhythm(every, language)),
    })
}

fn steps(about: &SectionDetails, today: Day, language: Language) -> Vec<StepView> {
    let title = |step: &SectionStep| match (language, &step.title_en) {
        (Language::En, Some(title)) => text(title),
        _ => text(&step.title),
    };
    let view = |step: &SectionStep| StepView {
        title: title(step),
        passed: step.do_by < today,
        do_by: DayView::new(step.do_by, language),
        decides: step.decides,
    };
    about.steps.iter().take(STEPS_MAX).map(view).collect()
}

fn newer(about: &SectionDetails, language: Language) -> Option<String> {
    let one = |(reference, signed_on): &(String, Day)| {
        let (reference, day) = (clean(reference, NAME_MAX), say::day_in_text(*signed_on, language));
        match language {
            Language::Vi => format!("{reference} (ký ngày {day})"),
            Language::En => format!("{reference} (signed on {day})"),
        }
    };
    (!about.newer.is_empty()).then(|| about.newer.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// Whether the last answer is older than the first letter on it: it answers none of them.
fn answered_before(section: &Section) -> bool {
    let Some(about) = section.about.as_ref() else { return false };
    let first = about.earlier.iter().map(|letter| letter.on).min();
    about.milestone.answered_on().zip(first).is_some_and(|(answered, first)| answered < first)
}
