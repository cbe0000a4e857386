//! What a template sees of a task, of earlier recipients, and of the commitments under review.

use serde::Serialize;

use super::{NAME_MAX, clean, optional, text};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::message::section::{Anniversary, RuleCheckState, SectionDetails, Task, TaskKind};

#[derive(Debug, Serialize)]
pub(super) struct TaskView {
    title: String,
    short: Option<String>,
    who: Option<String>,
    to: Option<String>,
    /// `năm tròn`, `năm lẻ năm`; none where the years are neither.
    mark: Option<&'static str>,
    agreements: Option<String>,
    /// Of next year's plan: `22/12/2027: 10 năm …; …`.
    anniversaries: Option<String>,
    manner: &'static str,
    checked: bool,
    /// The title, short enough for a subject.
    brief: String,
    /// Of a commitment, how much of it.
    target: Option<String>,
    /// Of a commitment, who promised it: `us`, `partner`, `both`.
    by: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct EarlierRecipientsView {
    names: String,
    days: String,
}

pub(super) fn task(about: &SectionDetails, language: Language) -> Option<TaskView> {
    let task = about.task.as_ref()?;
    Some(TaskView {
        title: text(task.title_in(language)),
        short: task.short_in(language).map(|short| clean(short, NAME_MAX)),
        who: optional(task.who_in(language)),
        to: optional(task.to_in(language)),
        mark: task.years.and_then(|years| say::year_mark(years, language)),
        agreements: optional(Some(&task.agreements.join("; "))),
        anniversaries: anniversaries(task, language),
        manner: match task.manner {
            TaskKind::Duty => "duty",
            TaskKind::Greeting => "greeting",
            TaskKind::Anniversary => "anniversary",
            TaskKind::Commitment => "commitment",
        },
        checked: task.checked == RuleCheckState::Yes,
        brief: clean(task.title_in(language), NAME_MAX),
        target: optional(task.target.as_ref()),
        by: task.promised_by.unwrap_or_default().name(),
    })
}

/// A line of the anniversaries; the longest list is cut by their number, never inside a name.
fn anniversaries(task: &Task, language: Language) -> Option<String> {
    const NAMED_MAX: usize = 20;
    let one = |one: &Anniversary| {
        let title = match (language, &one.title_en) {
            (Language::En, Some(title)) => title,
            _ => &one.title,
        };
        format!("{}: {}", say::day_in_table(one.on, language), clean(title, 160))
    };
    let mut named: Vec<String> = task.anniversaries.iter().take(NAMED_MAX).map(one).collect();
    if task.anniversaries.len() > NAMED_MAX {
        named.push(format!("… (+{})", task.anniversaries.len() - NAMED_MAX));
    }
    (!named.is_empty()).then(|| named.join("; "))
}

/// How the day came about, with the doubt where it hangs on a law that nobody has held against the published text.
pub(in crate::message) fn how(about: Option<&SectionDetails>, milestone: &Milestone, language: Language) -> String {
    let how = say::derivation(&milestone.derivation, milestone, language);
    if about.is_some_and(SectionDetails::is_on_unchecked_law) { say::unchecked(&how, language) } else { how }
}

/// The earlier recipients and their days; the latest ten letters.
pub(super) fn earlier_recipients(about: &SectionDetails, language: Language) -> Option<EarlierRecipientsView> {
    const LETTERS_MAX: usize = 10;
    if about.earlier.is_empty() {
        return None;
    }
    let latest = &about.earlier[about.earlier.len().saturating_sub(LETTERS_MAX)..];
    let mut names: Vec<String> = Vec::new();
    let mut days: Vec<Day> = Vec::new();
    for earlier in latest {
        let name = clean(&earlier.name, 80);
        if !names.contains(&name) {
            names.push(name);
        }
        if !days.contains(&earlier.on) {
            days.push(earlier.on);
        }
    }
    let days: Vec<String> = days.iter().map(|day| say::day_in_text(*day, language)).collect();
    Some(EarlierRecipientsView { names: names.join(", "), days: days.join(", ") })
}

/// At most this many commitments are in a letter; the page has all of them.
const PROMISES_MAX: usize = 30;

pub(super) fn promises(about: &SectionDetails, language: Language) -> Vec<String> {
    let all = about.promises.get(language.code()).map_or(&[][..], Vec::as_slice);
    let mut lines: Vec<String> = all.iter().take(PROMISES_MAX).map(|line| text(line)).collect();
    if all.len() > PROMISES_MAX {
        lines.push(format!("… (+{})", all.len() - PROMISES_MAX));
    }
    lines
}
