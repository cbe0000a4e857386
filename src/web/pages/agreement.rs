//! `/thoa-thuan/REF`: one agreement, with one answer on top and everything behind it below.
//!
//! Of a restricted agreement whoever may not see it gets reference, status and days, and none of the rest is even read
//! into the page's values.

mod bar;
pub(crate) mod facts;
pub(crate) mod paper;
pub(crate) mod promises;
pub(crate) mod rows;

use serde::Serialize;

use super::words::{DayWords, person};
use crate::desk::decisions::CurrentDecision;
use crate::desk::explain::explain;
use crate::desk::life::{AgreementLife, LifeDay, life};
use crate::desk::proof;
use crate::desk::rights::{Deed, Extent};
use crate::desk::show::RestrictedView;
use crate::desk::{DeskError, find};
use crate::exchange::cell_forms;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Sight;
use crate::message::{page as template, say};
use crate::store::{Access, Stored};
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;
use rows::{ActRow, LetterRow, MilestoneRow, StepRow, act_row, letter_row, milestone, taken_on};

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct AgreementPage {
    reference: String,
    path: String,
    withheld: bool,
    restricted: bool,
    title: String,
    short: String,
    status: &'static str,
    status_words: &'static str,
    /// The earlier day whose knowledge is shown.
    known: Option<DayWords>,
    /// What was typed and is no day, or none that can be asked about.
    unknown_day: Option<&'static str>,
    asked_day: String,
    /// The day the agreement came into the register.
    registered_on: DayWords,
    /// `late`, `wait`, `good` or nothing: the colour beside the words.
    tone: &'static str,
    starts_on: Option<DayWords>,
    ends_on: Option<DayWords>,
    /// Whether it binds, or may.
    in_force: bool,
    ends_from: Option<DayWords>,
    next: Option<MilestoneRow>,
    overdue: Option<MilestoneRow>,
    /// Days that had passed before the register knew of them, to be verified.
    verify: Vec<MilestoneRow>,
    /// Facts that nobody knows, in words.
    missing: Vec<String>,
    /// What was decided and stands.
    decided: Vec<String>,
    /// What was decided about the end that the steps lead to.
    decided_end: Option<String>,
    officers: Vec<String>,
    facts: Vec<(String, String)>,
    parties: Vec<facts::PartyLine>,
    bar: Option<bar::Bar>,
    days: Vec<MilestoneRow>,
    /// How many of them are past.
    past: usize,
    promises: Vec<promises::PromiseRow>,
    steps: Vec<StepRow>,
    /// Whether the days left no longer suffice for them.
    too_late: bool,
    acts: Vec<ActRow>,
    letters: Vec<LetterRow>,
    papers: Vec<paper::PaperLine>,
    /// Whether this person records on it.
    records: bool,
    /// Whether this person corrects its facts and keeps papers with it.
    corrects: bool,
    /// Whether this person enters agreements.
    enters: bool,
    /// Whether papers are kept.
    keeps_papers: bool,
    /// What was done just now, in the word of the route that did it.
    done: String,
    /// The end that the steps lead to.
    end: Option<String>,
}

#[derive(Serialize)]
struct WithCopy<'a> {
    #[serde(flatten)]
    page: &'a AgreementPage,
    /// Everything of weight as plain text.
    copy: String,
}

/// What the copy is made of.
#[derive(Serialize)]
struct AgreementCopy<'a> {
    page: &'a AgreementPage,
    url: String,
}

/// GET /thoa-thuan/REF.
pub(crate) fn agreement(visit: &Visit<'_>) -> PageReply {
    let stored = stored(visit)?;
    let who = visit.member()?;
    let withheld = who.viewer.sight_of(&stored.facts) == Sight::ReferenceAndDays;
    let asked = visit.asked.query("ngay").unwrap_or_default();
    let (known_on, mut unknown_day) = known_on(visit, asked);
    let life = match life(visit.desk, &stored, known_on) {
        Err(DeskError::NotYetKnown { .. }) => {
            unknown_day = Some("before");
            life(visit.desk, &stored, None)?
        }
        Err(DeskError::Future(_)) => {
            unknown_day = Some("future");
            life(visit.desk, &stored, None)?
        }
        life => life?,
    };
    let shown_on = known_on.filter(|_| unknown_day.is_none());
    // Marked later, it is withheld as it was known before, too; marked then and not now, as well.
    let withheld = withheld || who.viewer.sight_of(&life.facts) == Sight::ReferenceAndDays;
    if stored.facts.is_restricted() && !withheld {
        visit.site.web().note_access(&who.contact.id, Access::Restricted, Some(&stored.facts.reference), visit.now)?;
    }
    let mut page = if withheld { hidden(visit, &stored, &life) } else { whole(visit, &stored, &life, shown_on)? };
    page.unknown_day = unknown_day;
    page.asked_day = match known_on {
        Some(day) => say::day_in_table(day, visit.language()),
        None => asked.chars().take(20).collect(),
    };
    page.known = shown_on.map(|day| words(visit, day));
    let url = format!("{}/thoa-thuan/{}", visit.site.address, page.path);
    let copy = template::page("agreement.txt", visit.language(), &AgreementCopy { page: &page, url })?;
    visit.page("agreement.html", "register", &WithCopy { page: &page, copy })
}

/// GET /thoa-thuan/REF/da-nhac: what was reminded of, to print.
pub(crate) fn reminded(visit: &Visit<'_>) -> PageReply {
    let stored = stored(visit)?;
    if visit.member()?.viewer.sight_of(&stored.facts) != Sight::Whole {
        return Err(Trouble::NotFound);
    }
    let proof = proof::proof(visit.desk, &stored.facts.reference)?;
    let page = proof::page(visit.desk, &proof, &stored.facts, visit.language())?;
    visit.page("proof.html", "register", &page)
}

/// The agreement that the path names.
pub(crate) fn stored(visit: &Visit<'_>) -> Result<Stored, Trouble> {
    match find::agreement(visit.desk, visit.asked.part("reference")) {
        Err(DeskError::UnknownReference { .. }) => Err(Trouble::NotFound),
        found => Ok(found?),
    }
}

/// The same, for who may correct what the register says of it.
pub(crate) fn stored_to_correct(visit: &Visit<'_>) -> Result<Stored, Trouble> {
    let (stored, viewer) = (stored(visit)?, &visit.member()?.viewer);
    let may = viewer.sight_of(&stored.facts) == Sight::Whole && viewer.may(Deed::Change, &stored.facts.officers);
    if may { Ok(stored) } else { Err(Trouble::Forbidden) }
}

fn known_on(visit: &Visit<'_>, asked: &str) -> (Option<Day>, Option<&'static str>) {
    if asked.is_empty() {
        return (None, None);
    }
    match cell_forms::day::read(asked) {
        Ok(day) if day > visit.today() => (None, Some("future")),
        Ok(day) => (Some(day), None),
        Err(_) => (None, Some("unread")),
    }
}

fn words(visit: &Visit<'_>, day: Day) -> DayWords {
    DayWords::new(day, visit.today(), visit.language())
}

/// What is left for who may not see it: reference, status, days.
fn hidden(visit: &Visit<'_>, stored: &Stored, life: &AgreementLife) -> AgreementPage {
    let bare = |one: &LifeDay| MilestoneRow {
        day: words(visit, one.milestone.day),
        until: None,
        do_by: None,
        lawful_until: None,
        moved_from: None,
        mark: String::new(),
        kind: "",
        what: String::new(),
        state: "",
        state_words: "",
        late: false,
        past: false,
        derivation: None,
        basis: None,
        answer: None,
        reminders: Vec::new(),
        unknown_then: None,
    };
    let seen = life.days.iter().filter(|one| one.milestone.kind != MilestoneKind::Observance);
    AgreementPage {
        reference: stored.facts.reference.clone(),
        path: encoded(&stored.facts.reference),
        withheld: true,
        restricted: true,
        title: stored.facts.reference.clone(),
        short: stored.facts.reference.clone(),
        status: life.status.name(),
        status_words: say::status(life.status, visit.language()),
        known: None,
        unknown_day: None,
        asked_day: String::new(),
        registered_on: words(visit, stored.registered_on),
        tone: "",
        starts_on: life.starts_on.map(|day| words(visit, day)),
        ends_on: life.ends_on.map(|day| words(visit, day)),
        in_force: false,
        ends_from: None,
        next: life.next.map(|at| bare(&life.days[at])),
        overdue: None,
        verify: Vec::new(),
        missing: Vec::new(),
        decided: Vec::new(),
        decided_end: None,
        officers: Vec::new(),
        facts: Vec::new(),
        parties: Vec::new(),
        bar: None,
        days: seen.map(bare).collect(),
        past: 0,
        promises: Vec::new(),
        steps: Vec::new(),
        too_late: false,
        acts: Vec::new(),
        letters: Vec::new(),
        papers: Vec::new(),
        records: false,
        corrects: false,
        enters: false,
        keeps_papers: false,
        done: String::new(),
        end: None,
    }
}

fn whole(
    visit: &Visit<'_>,
    stored: &Stored,
    life: &AgreementLife,
    known_on: Option<Day>,
) -> Result<AgreementPage, Trouble> {
    let (desk, language) = (visit.desk, visit.language());
    let day = known_on.unwrap_or(visit.today());
    let reference = &stored.facts.reference;
    // Who will be told is decided today; of an earlier day it is not shown.
    let explained = match known_on {
        None => explain(desk, reference, language, RestrictedView::Shown)?,
        Some(_) => Vec::new(),
    };
    let days: Vec<MilestoneRow> = life.days.iter().map(|one| milestone(visit, one, &explained, day)).collect();
    let overdue = days.iter().filter(|one| one.late).min_by(|one, other| one.day.iso.cmp(&other.day.iso)).cloned();
    let next = life.next.map(|at| days[at].clone());
    let verify: Vec<MilestoneRow> = life.verify.iter().map(|at| days[*at].clone()).collect();
    let missing: Vec<String> = life.missing.iter().map(|name| say::field(name, language).to_owned()).collect();
    let unclear = !verify.is_empty() || !missing.is_empty();
    let tone = match (&overdue, unclear, life.status.may_bind()) {
        (Some(_), _, _) => "late",
        (None, true, _) => "wait",
        (None, false, true) => "good",
        (None, false, false) => "",
    };
    let told = |one: &CurrentDecision| one.in_words(language);
    let ahead = |one: &&CurrentDecision| one.kind == MilestoneKind::Expiry && one.day >= visit.today();
    let letters = proof::proof(desk, reference)?.letters;
    let taken: Vec<Day> = letters.iter().filter_map(taken_on).filter(|on| *on <= day).collect();
    Ok(AgreementPage {
        reference: reference.clone(),
        path: encoded(reference),
        withheld: false,
        restricted: stored.facts.is_restricted(),
        title: life.facts.title.clone(),
        short: life.short.clone(),
        status: life.status.name(),
        status_words: say::status(life.status, language),
        known: None,
        unknown_day: None,
        asked_day: String::new(),
        registered_on: words(visit, stored.registered_on),
        tone,
        starts_on: life.starts_on.map(|day| words(visit, day)),
        ends_on: life.ends_on.map(|day| words(visit, day)),
        in_force: life.status.may_bind(),
        ends_from: life.ends_from.map(|day| words(visit, day)),
        next,
        overdue,
        verify,
        missing,
        decided: life.decided.iter().map(told).collect(),
        decided_end: life.decided.iter().find(ahead).map(told),
        officers: life.facts.officers.iter().map(|id| person(&desk.office.circle, id)).collect(),
        facts: say::known_facts(&life.facts, language),
        parties: facts::parties(life, day, language),
        bar: bar::bar(life, &taken, day, language),
        past: days.iter().filter(|day| day.past).count(),
        days,
        promises: life.commitments.iter().map(|one| promises::promise_row(visit, one)).collect(),
        steps: life
            .steps
            .iter()
            .map(|step| StepRow {
                name: encoded(&step.name),
                title: step.title.clone(),
                day: words(visit, step.do_by),
                passed: step.do_by < visit.today() && step.closed.is_none(),
                closed: step.closed.as_ref().map(|closed| say::step_end(&closed.end, visit.language())),
            })
            .collect(),
        too_late: life.too_late,
        acts: life.acts.iter().rev().map(|act| act_row(visit, act, &life.acts)).collect(),
        letters: letters
            .into_iter()
            .rev()
            .filter(|letter| known_on.is_none_or(|day| taken_on(letter).is_some_and(|on| on <= day)))
            .take(LETTERS_AT_MOST)
            .map(|letter| letter_row(visit, letter))
            .collect(),
        papers: paper::papers(&life.facts),
        records: known_on.is_none() && visit.member()?.viewer.records(&life.facts.officers),
        corrects: known_on.is_none() && visit.member()?.viewer.may(Deed::Change, &life.facts.officers),
        enters: visit.member()?.viewer.extent(Deed::Register) != Extent::Nothing,
        keeps_papers: desk.config.documents.is_some(),
        done: visit.asked.query("ghi").unwrap_or_default().to_owned(),
        end: life
            .days
            .iter()
            .find(|one| one.milestone.kind == MilestoneKind::Expiry && one.milestone.day >= visit.today())
            .map(|one| encoded(&one.milestone.mark().to_string())),
    })
}

/// So many letters stand on the page, the newest ones.
const LETTERS_AT_MOST: usize = 200;
