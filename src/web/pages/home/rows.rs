//! The matters of the page, and of the list that is printed from it: what is due, by when, and where to record it.

use serde::Serialize;

use crate::desk::digest::{self, OpenMatter};
use crate::desk::rights::{Deed, Extent};
use crate::lifecycle::act::{Mark, MilestoneKind};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Sight;
use crate::message::answer::{pages as words, plan, tables};
use crate::message::say;
use crate::web::page_request::encoded;
use crate::web::pages::record_route::record_route;
use crate::web::pages::words::DayWords;
use crate::web::visit::Visit;

/// So many lines of one list stand on the page.
pub(super) const SHOWN: usize = 12;
/// All matters stand on the page where they are no more; else so many of each part. The list for print holds all.
const ALL_AT_MOST: usize = 50;
const OF_MANY: usize = 8;

/// How many matters of one part stand on the page, so that it stays small.
pub(super) fn share(shown: &digest::DigestPreview) -> usize {
    let all: usize = lists(shown).iter().map(|list| list.rows.len()).sum();
    if all <= ALL_AT_MOST { ALL_AT_MOST } else { OF_MANY }
}

/// The day to act on.
pub(super) fn act_on(row: &OpenMatter) -> Day {
    row.act_by.unwrap_or(row.day)
}

/// What bears days, in the order of [`tables::PARTS`].
pub(super) fn lists(shown: &digest::DigestPreview) -> [&digest::BoundedList<OpenMatter>; 6] {
    [&shown.overdue, &shown.awaiting, &shown.within_30, &shown.within_90, &shown.observances, &shown.tried]
}

/// What came round for the office and has no result.
#[derive(Serialize)]
pub(super) struct UnansweredLine {
    pub(super) day: DayWords,
    pub(super) what: &'static str,
    pub(super) title: String,
    pub(super) owner: String,
    /// The mark, percent-encoded.
    pub(super) path: String,
}

#[derive(Serialize)]
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) rows: Vec<HomeMatter>,
    pub(super) more: usize,
}

#[derive(Serialize)]
pub(super) struct HomeMatter {
    /// The day to act by, the first thing to know.
    pub(super) act: DayWords,
    /// Its own day, where that is another.
    pub(super) own: Option<DayWords>,
    /// What that day is.
    pub(super) own_word: &'static str,
    #[serde(skip)]
    pub(super) act_on: Day,
    #[serde(skip)]
    pub(super) day: Day,
    #[serde(skip)]
    pub(super) kind: Option<MilestoneKind>,
    pub(super) what: String,
    pub(super) title: String,
    pub(super) reference: Option<String>,
    pub(super) path: String,
    /// The route of the form to record on it, for who may.
    pub(super) record: Option<String>,
    /// Whom a letter goes to.
    pub(super) to: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) decided: Option<&'static str>,
    pub(super) waits: Option<DayWords>,
    /// What to do next.
    pub(super) step: Option<String>,
    /// The last note of progress.
    pub(super) progress: Option<String>,
}

/// A letter of congratulation to send within so many days stands before what is due within ninety.
const THIS_WEEK_DAYS: i64 = 7;

/// The parts in the order of the page: what is to be done this week stands before what is not.
pub(super) fn soonest_first(mut parts: Vec<Part>, today: Day) -> Vec<Part> {
    let within_week = |part: &Part| part.rows.first().is_some_and(|row| today.days_until(row.act_on) <= THIS_WEEK_DAYS);
    let greetings = parts.iter().position(|part| part.name == "observances" && within_week(part));
    let later = parts.iter().position(|part| part.name.starts_with("within") && !within_week(part));
    if let (Some(greetings), Some(later)) = (greetings, later.filter(|later| Some(*later) < greetings)) {
        let part = parts.remove(greetings);
        parts.insert(later, part);
    }
    parts
}

pub(super) fn parts(visit: &Visit<'_>, shown: &digest::DigestPreview, most: usize) -> Vec<Part> {
    tables::PARTS.iter().zip(lists(shown)).map(|(part, list)| part_of(visit, part, list, most)).collect()
}

fn part_of(
    visit: &Visit<'_>,
    (name, vi, en): &(&'static str, &'static str, &'static str),
    list: &digest::BoundedList<OpenMatter>,
    most: usize,
) -> Part {
    let rows: Vec<HomeMatter> = list.rows.iter().take(most).map(|row| matter(visit, row)).collect();
    Part { name, title: visit.voice().pick(vi, en), more: list.more + list.rows.len() - rows.len(), rows }
}

fn matter(visit: &Visit<'_>, row: &OpenMatter) -> HomeMatter {
    let (language, today) = (visit.language(), visit.today());
    let words_of = |day| DayWords::new(day, today, language);
    let kind = row.kind.and_then(MilestoneKind::named);
    let act = act_on(row);
    let mark = kind.map(|kind| Mark { kind, name: row.name.clone(), day: row.day });
    HomeMatter {
        act: words_of(act),
        act_on: act,
        own: (act != row.day).then(|| words_of(row.day)),
        own_word: match kind {
            Some(MilestoneKind::Observance) if row.to.is_some() => words::THE_DAY.of(visit.voice()),
            Some(kind) => say::kind(kind, language),
            None => words::A_DAY.of(visit.voice()),
        },
        day: row.day,
        kind,
        what: match (kind, &row.promised) {
            // A letter is written: the day itself is told beside it.
            (Some(MilestoneKind::Observance), _) if row.to.is_some() => plan::GREETED.of(visit.voice()).to_owned(),
            (Some(kind), Some(promised)) => format!("{}: {promised}", say::kind(kind, language)),
            (Some(kind), None) => say::kind(kind, language).to_owned(),
            (None, _) => words::OF_A_RESTRICTED.of(visit.voice()).to_owned(),
        },
        title: row.title.clone().or_else(|| named(visit, row)).or_else(|| row.reference.clone()).unwrap_or_default(),
        path: row.reference.as_deref().map(encoded).unwrap_or_default(),
        reference: row.reference.clone(),
        record: record_route(visit, row.reference.as_deref(), mark.as_ref()).ok().flatten().or_else(|| {
            // What the office owes stands in the digest of who stands for it.
            let own = visit.who.as_ref().is_some_and(|who| who.viewer.extent(Deed::Answer) == Extent::Own);
            let about = mark.as_ref().filter(|_| own && row.reference.is_none());
            about.map(|mark| format!("/viec-co-quan?moc={}", encoded(&mark.to_string())))
        }),
        to: row.to.clone(),
        owner: row.owner.clone(),
        decided: row.decided.map(|choice| say::choice(choice, language)),
        waits: row.open_since.filter(|since| *since != row.day).map(words_of),
        step: row.step.clone(),
        progress: row.progress.clone(),
    }
}

/// The name of a restricted agreement, which no digest bears, for who may see it.
fn named(visit: &Visit<'_>, row: &OpenMatter) -> Option<String> {
    let facts = visit.facts(row.reference.as_deref()?).ok()??;
    let viewer = &visit.who.as_ref()?.viewer;
    (viewer.sight_of(&facts) == Sight::Whole).then_some(facts.title)
}
