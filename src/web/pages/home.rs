//! `/`: what needs whom, by when. The digest, alive; for print and as a workbook the *Danh mục việc theo dõi*.

mod list;
mod rows;
mod tally;
mod whose;

use serde::Serialize;

use super::listing;
use super::words::{DayWords, person};
use crate::desk::digest;
use crate::desk::rights::{Deed, Extent};
use crate::desk::unanswered::{UnansweredMatter, unanswered_matters};
use crate::lifecycle::policy::Sight;
use crate::message::{self, DecidedRow, say};
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;
use rows::{Part, SHOWN, UnansweredLine, parts, share, soonest_first};
use whose::{ALL, Digests, HomeRequest};

/// The page around what it shows.
#[derive(Serialize)]
struct HomePage<'a> {
    title: &'static str,
    /// Made by its own template.
    body: &'a str,
}

/// What it shows, with the path that its links begin with.
#[derive(Serialize)]
struct Body<'a> {
    base: &'a str,
    page: &'a Shown,
}

/// What it shows; empty, to who gets no digest.
#[derive(Default, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct Shown {
    /// What the page is called: whose matters they are.
    title: &'static str,
    /// Whether everybody's matters are shown to one whose own are fewer.
    whole: bool,
    /// Whether the numbers are everybody's, and the rows are not.
    tally_of_all: bool,
    /// Whether a digest is meant for this person at all.
    gets: bool,
    /// Whether this person answers for what the office itself owes.
    answers: bool,
    /// Whether nothing at all waits for anybody.
    clear: bool,
    /// What is open, in numbers.
    tally: Vec<tally::Count>,
    /// Whether anything is due: the parts that bear days.
    any: bool,
    parts: Vec<Part>,
    unanswered: Vec<UnansweredLine>,
    verify: Vec<NamedAgreement>,
    more_verify: usize,
    decided: Vec<DecidedLine>,
    more_decided: usize,
    changes: Vec<ChangedLine>,
    more_changes: usize,
    registered: Vec<NamedAgreement>,
    more_registered: usize,
    by_link: Vec<UnconfirmedLine>,
    more_by_link: usize,
    gaps: Vec<GapLine>,
    more_gaps: usize,
    /// The query of this view, for its print and its workbook.
    here: &'static str,
}

#[derive(Serialize)]
struct NamedAgreement {
    reference: String,
    path: String,
    /// What it is called; empty where this reader sees its reference alone.
    name: String,
}

/// What the leadership decided lately.
#[derive(Serialize)]
struct DecidedLine {
    on: DayWords,
    reference: String,
    path: String,
    short: String,
    said: String,
}

#[derive(Serialize)]
struct ChangedLine {
    on: DayWords,
    reference: String,
    path: String,
    what: String,
    acts: String,
}

#[derive(Serialize)]
struct UnconfirmedLine {
    on: DayWords,
    reference: Option<String>,
    path: String,
    seq: i64,
    word: &'static str,
    written_by: Option<String>,
    addressee: String,
}

#[derive(Serialize)]
struct GapLine {
    reference: String,
    path: String,
    name: String,
    missing: Vec<String>,
}

/// GET /.
pub(crate) fn home(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    let asked = HomeRequest::of(visit)?;
    let form = visit.asked.query("dang").filter(|form| ["in", "xlsx"].contains(form));
    if let Some(form) = form
        && let Some(digests) = asked.digests(visit)?
    {
        return taken_away(visit, &asked, &digests, form);
    }
    let title = visit.matters().of(visit.voice());
    let query = if asked.whole { ALL } else { "" };
    let whose = (who.contact.id.as_str(), query);
    let body = visit.site.kept.home(visit.desk, visit.today(), whose, || {
        let body = Body { base: visit.site.address.path(), page: &shown(visit, &asked)? };
        Ok(message::page::page("home_body.html", visit.language(), &body)?)
    })?;
    visit.page("home.html", "home", &HomePage { title, body: &body })
}

/// The list of all rows, to print or to take away.
fn taken_away(visit: &Visit<'_>, asked: &HomeRequest, digests: &Digests, form: &str) -> PageReply {
    let past = if digests.list_all(asked) { unanswered_rows(visit, digests.of())? } else { Vec::new() };
    let list = list::list(visit, &past, &soonest_first(parts(visit, &digests.listed, usize::MAX), visit.today()))?;
    match form {
        "in" => listing::print(visit, &list),
        _ => listing::workbook(visit, "danh-muc-viec-theo-doi", &list),
    }
}

fn shown(visit: &Visit<'_>, asked: &HomeRequest) -> Result<Shown, Trouble> {
    let (who, voice) = (visit.member()?, visit.voice());
    let title = visit.matters().of(voice);
    let Some(digests) = asked.digests(visit)? else { return Ok(Shown { title, ..Shown::default() }) };
    let (shown, whole) = (&*digests.listed, asked.whole);
    let parts = soonest_first(parts(visit, shown, share(shown)), visit.today());
    let unanswered = unanswered_rows(visit, digests.of())?;
    let tally = match digests.all.as_deref().filter(|_| !whole) {
        Some(all) => tally::tally(visit, all, Some(shown), unanswered.len(), "/?xem=phong"),
        None => tally::tally(visit, shown, None, unanswered.len(), if whole { "/?xem=phong" } else { "/" }),
    };
    let listed = digests.list_all(asked);
    let named = |references: &[String]| -> Vec<NamedAgreement> {
        let one = |reference: &String| NamedAgreement {
            reference: reference.clone(),
            path: encoded(reference),
            name: called(visit, reference),
        };
        references.iter().take(SHOWN).map(one).collect()
    };
    let verify = if listed { named(&shown.verify) } else { Vec::new() };
    Ok(Shown {
        title,
        whole,
        tally_of_all: !listed,
        gets: true,
        answers: who.viewer.extent(Deed::Answer) != Extent::Nothing,
        any: parts.iter().any(|part| !part.rows.is_empty()),
        clear: tally::is_clear(&tally),
        tally,
        more_verify: if listed { shown.to_verify.saturating_sub(verify.len()) } else { 0 },
        verify,
        unanswered: if listed { unanswered } else { Vec::new() },
        decided: shown.decided.iter().take(SHOWN).map(|row| decided(visit, row)).collect(),
        more_decided: tally::left_over(shown.decided.len(), 0),
        changes: shown.changes.rows.iter().take(SHOWN).map(|change| changed(visit, change)).collect(),
        more_changes: tally::left_over(shown.changes.rows.len(), shown.changes.more),
        registered: named(&shown.registered),
        more_registered: tally::left_over(shown.registered.len(), shown.more_registered),
        by_link: shown.by_link.rows.iter().take(SHOWN).map(|row| by_link(visit, row)).collect(),
        more_by_link: tally::left_over(shown.by_link.rows.len(), shown.by_link.more),
        gaps: shown.gaps.rows.iter().take(SHOWN).map(|lacking| gap(visit, lacking)).collect(),
        more_gaps: tally::left_over(shown.gaps.rows.len(), shown.gaps.more),
        here: if whole { "xem=phong&" } else { "" },
        parts,
    })
}

fn unanswered_rows(visit: &Visit<'_>, of: Option<&str>) -> Result<Vec<UnansweredLine>, Trouble> {
    let language = visit.language();
    let circle = &visit.desk.office.circle;
    let row = |one: UnansweredMatter| UnansweredLine {
        day: DayWords::new(one.day, visit.today(), language),
        what: say::kind(one.kind, language),
        title: one.title,
        owner: one.officers.iter().map(|id| person(circle, id)).collect::<Vec<_>>().join(", "),
        path: encoded(&one.mark),
    };
    Ok(unanswered_matters(visit.desk, of, language)?.into_iter().map(row).collect())
}

fn decided(visit: &Visit<'_>, row: &DecidedRow) -> DecidedLine {
    let language = visit.language();
    DecidedLine {
        on: DayWords::new(row.recorded_on, visit.today(), language),
        reference: row.reference.clone(),
        path: encoded(&row.reference),
        short: row.short.clone(),
        said: say::decision(row.choice, row.by.as_deref(), row.number.as_deref(), row.on, language),
    }
}

fn gap(visit: &Visit<'_>, lacking: &digest::IncompleteRecord) -> GapLine {
    let missing = lacking.missing.iter().map(|name| say::field(name, visit.language()).to_owned());
    GapLine {
        reference: lacking.reference.clone(),
        path: encoded(&lacking.reference),
        name: called(visit, &lacking.reference),
        missing: missing.collect(),
    }
}

/// What an agreement is called by those who may see it.
fn called(visit: &Visit<'_>, reference: &str) -> String {
    let Ok(Some(facts)) = visit.facts(reference) else { return String::new() };
    let seen = visit.who.as_ref().is_some_and(|who| who.viewer.sight_of(&facts) == Sight::Whole);
    if seen { facts.short.unwrap_or(facts.title) } else { String::new() }
}

fn changed(visit: &Visit<'_>, change: &digest::RegisterChange) -> ChangedLine {
    ChangedLine {
        on: DayWords::new(change.on, visit.today(), visit.language()),
        reference: change.reference.clone(),
        path: encoded(&change.reference),
        what: change.what.clone(),
        acts: change.acts.clone(),
    }
}

fn by_link(visit: &Visit<'_>, row: &digest::UnconfirmedLinkAct) -> UnconfirmedLine {
    UnconfirmedLine {
        on: DayWords::new(row.recorded_on, visit.today(), visit.language()),
        path: row.reference.as_deref().map(encoded).unwrap_or_default(),
        reference: row.reference.clone(),
        seq: row.seq,
        word: say::act(row.act, visit.language()),
        written_by: row.written_by.clone(),
        addressee: row.addressee.clone(),
    }
}
