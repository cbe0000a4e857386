//! `/thoa-thuan/them-moi`: a new agreement, entered from its paper.
//!
//! What is typed is read as a row of a list is; what follows from it, every day of its life, is shown before anything is
//! recorded. "Like this one" begins with another agreement's facts.

pub(crate) mod edit;
pub(crate) mod fields;
mod promised;

use std::collections::BTreeSet;

use serde::Serialize;

use super::agreement::{facts, rows};
use crate::desk::import::{Entered, EntryAnswer, Sort, TypedEntry, enter};
use crate::desk::life::life;
use crate::desk::rights::{Deed, Extent};
use crate::desk::{Purpose, find};
use crate::exchange::flaw::Flaws;
use crate::lifecycle::policy::Sight;
use crate::lifecycle::policy::{Circle, Language};
use crate::message::{Say, say};
use crate::web::answer::{PageReply, Trouble, status_of};
use crate::web::nonce::{holds, nonce};
use crate::web::page_request::encoded;
use crate::web::pages::promise::fields::{Naming, TypedCommitment};
use crate::web::pages::words::DayWords;
use crate::web::visit::Visit;
use fields::{FieldFault, FormField, TypedFacts, form_fields, officer_ids, unknown_officers};
use promised::{is_of_a_promise, promised, promises, refused};

/// So many names are suggested for a field.
const SUGGESTED: usize = 300;

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct EntryFormPage {
    /// Of the agreement that is edited; none of a new one.
    reference: Option<String>,
    path: Option<String>,
    /// What the new one is like.
    like: Option<String>,
    first: Vec<FormField>,
    more: Vec<FormField>,
    more_open: bool,
    restricted: bool,
    may_restrict: bool,
    another: bool,
    /// Something it resembles was found.
    resembles: bool,
    why: String,
    paper: String,
    amended_from: String,
    newest: i64,
    names: NameSuggestions,
    /// Of a new one: the blocks of what it promises.
    promises: Vec<Vec<FormField>>,
    promises_open: bool,
    /// Of one that is edited: what it promises so far.
    promised: Vec<Promised>,
    faults: Vec<FieldFault>,
}

/// A commitment that the register has.
#[derive(Serialize)]
struct Promised {
    what: String,
    /// Its name, percent-encoded.
    path: String,
}

/// What is suggested while typing.
#[derive(Serialize)]
struct NameSuggestions {
    ours: BTreeSet<String>,
    partner: BTreeSet<String>,
    country: Vec<String>,
    officers: Vec<String>,
}

#[derive(Serialize)]
struct EntryPreviewPage<'a> {
    title: String,
    reference: String,
    facts: Vec<(String, String)>,
    parties: Vec<facts::PartyLine>,
    officers: Vec<String>,
    restricted: bool,
    status_words: &'static str,
    starts_on: Option<DayWords>,
    ends_on: Option<DayWords>,
    days: Vec<rows::MilestoneRow>,
    reminders: usize,
    new_parties: usize,
    notes: Vec<String>,
    hidden: Vec<(&'static str, &'a str)>,
    /// The fields of what it promises.
    hidden_promises: Vec<(String, String)>,
    promises: Vec<String>,
    another: bool,
    nonce: String,
    /// The preview was too old, or what was typed changed.
    late: bool,
}

/// GET /thoa-thuan/them-moi.
pub(crate) fn form(visit: &Visit<'_>) -> PageReply {
    may_enter(visit)?;
    let mut typed = TypedFacts::default();
    let like = visit.asked.query("nhu").map(str::to_owned);
    if let Some(reference) = &like {
        typed = like_that(visit, reference)?;
    } else {
        typed.set("officers", &visit.member()?.contact.name);
    }
    show(visit, &typed, like, Vec::new())
}

fn may_enter(visit: &Visit<'_>) -> Result<Extent, Trouble> {
    match visit.member()?.viewer.extent(Deed::Register) {
        Extent::Nothing => Err(Trouble::Forbidden),
        extent => Ok(extent),
    }
}

/// The facts of another agreement, without what is each text's own.
fn like_that(visit: &Visit<'_>, reference: &str) -> Result<TypedFacts, Trouble> {
    let id = find::id(&visit.desk.store, reference).map_err(|_| Trouble::NotFound)?;
    let stored = visit.desk.store.agreement(id)?;
    if visit.member()?.viewer.sight_of(&stored.facts) != Sight::Whole {
        return Err(Trouble::NotFound);
    }
    let life = life(visit.desk, &stored, None)?;
    let mut typed = TypedFacts::from_facts(&life, &visit.desk.office.circle, visit.language());
    for own in
        ["reference", "number", "signed_on", "in_force_on", "review_first_on", "title_en", "short", "note", "source"]
    {
        typed.set(own, "");
    }
    Ok(typed)
}

fn names(visit: &Visit<'_>) -> Result<NameSuggestions, Trouble> {
    let parties = visit.desk.store.parties()?;
    let (mut ours, mut partner) = (BTreeSet::new(), BTreeSet::new());
    for (id, side) in visit.desk.store.named_parties(SUGGESTED)? {
        let Some(party) = parties.get(&id) else { continue };
        let into = if side == "ours" { &mut ours } else { &mut partner };
        into.insert(party.name_on(visit.today()).to_owned());
    }
    let circle = &visit.desk.office.circle;
    let countries = visit.desk.store.countries()?;
    Ok(NameSuggestions {
        ours,
        partner,
        country: countries.keys().take(SUGGESTED).map(|code| say::country(code, visit.language()).to_owned()).collect(),
        officers: circle.contacts().take(SUGGESTED).map(|contact| contact.name.clone()).collect(),
    })
}

fn show(visit: &Visit<'_>, typed: &TypedFacts, like: Option<String>, faults: Vec<FieldFault>) -> PageReply {
    let circle = &visit.desk.office.circle;
    let [first, more] = form_fields(typed, circle, visit.language());
    let status = status_of(&faults);
    let asked = |name: &str| visit.asked.says(name);
    let promises = promises(visit);
    let page = EntryFormPage {
        reference: None,
        path: None,
        like,
        promises_open: promises.iter().any(|one| !one.is_empty())
            || faults.iter().any(|fault| is_of_a_promise(&fault.field)),
        promises: promises.iter().map(|one| one.fields(Naming::Asked, visit.language())).collect(),
        promised: Vec::new(),
        more_open: more_is_open(typed, circle, &faults),
        first,
        more,
        restricted: asked("restricted"),
        may_restrict: visit.member()?.viewer.extent(Deed::Restrict) == Extent::All,
        another: asked("khac"),
        resembles: faults.iter().any(|fault| fault.field == "title") || asked("khac"),
        why: String::new(),
        paper: String::new(),
        amended_from: String::new(),
        newest: 0,
        names: names(visit)?,
        faults,
    };
    Ok(visit.page("entry.html", "register", &page)?.status(status))
}

/// The fields below are shown where one of them says something or is wrong.
fn more_is_open(typed: &TypedFacts, circle: &Circle, faults: &[FieldFault]) -> bool {
    let [_, more] = form_fields(typed, circle, Language::Vi);
    more.iter().any(|field| field.asks_to_be_seen(typed, faults))
}

/// POST /thoa-thuan/them-moi: the preview; then, confirmed, the agreement.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    let extent = may_enter(visit)?;
    let typed = TypedFacts::of(visit.asked);
    let press = visit.asked.field("press").unwrap_or_default();
    if press == "edit" {
        return show(visit, &typed, None, Vec::new());
    }
    let faults = not_allowed(visit, &typed, extent)?;
    if !faults.is_empty() {
        return show(visit, &typed, None, faults);
    }
    if press == "confirm" { confirm(visit, &typed) } else { preview(visit, &typed, false) }
}

/// Who looks after his own alone enters what is his own.
fn not_allowed(visit: &Visit<'_>, typed: &TypedFacts, extent: Extent) -> Result<Vec<FieldFault>, Trouble> {
    let who = visit.member()?;
    let circle = &visit.desk.office.circle;
    let named = officer_ids(typed, circle);
    let mut faults = unknown_officers(typed, circle, &[], visit.language());
    if extent == Extent::Own && !who.viewer.owns(&named) {
        faults.push(FieldFault::of("officers", "not-own"));
    }
    if visit.asked.says("restricted") && who.viewer.extent(Deed::Restrict) != Extent::All {
        faults.push(FieldFault::of("restricted", "not-allowed"));
    }
    Ok(faults)
}

/// What is typed, as the columns of a list.
fn columns<'t>(visit: &Visit<'_>, typed: &'t TypedFacts) -> Vec<(&'static str, &'t str)> {
    let mut columns = typed.pairs();
    if visit.asked.says("restricted") {
        columns.push(("restricted", "yes"));
    }
    columns
}

fn sort(visit: &Visit<'_>) -> Sort {
    if visit.asked.says("khac") { Sort::Another } else { Sort::New }
}

/// Everything that a preview shows, in the order that its nonce stands over.
fn over(visit: &Visit<'_>, columns: &[(&'static str, &str)]) -> Vec<String> {
    let pairs = columns.iter().map(|(name, text)| format!("{name}={text}"));
    let promised = promises(visit).into_iter().flat_map(|said| said.pairs());
    let pairs = pairs.chain(promised.map(|(name, text)| format!("{name}={text}")));
    ["them-moi".to_owned(), format!("{:?}", sort(visit))].into_iter().chain(pairs).collect()
}

fn preview(visit: &Visit<'_>, typed: &TypedFacts, late: bool) -> PageReply {
    let columns = columns(visit, typed);
    let promises = match promised(visit) {
        Ok(promises) => promises,
        Err(faults) => return show(visit, typed, None, faults),
    };
    let entry = TypedEntry { fields: &columns, promises: &promises, sort: sort(visit), nonce: None };
    let answer = visit.site.writer.record(
        |desk| visit.clerk(desk),
        |desk, clerk| enter(&mut desk.store, &desk.office, clerk, entry, Purpose::Rehearse),
    )??;
    match answer {
        EntryAnswer::Entered(entered) => show_preview(visit, typed, &columns, &entered, late),
        EntryAnswer::Flawed { flaws, resembles } => flawed(visit, typed, &flaws, resembles.as_deref()),
        EntryAnswer::Promises(refusal) => show(visit, typed, None, vec![refused(visit, &refusal)]),
        // Nothing is spent by a look.
        EntryAnswer::Already(_) => Err(Trouble::BadRequest),
    }
}

/// The form again, with every flaw at its field.
fn flawed(visit: &Visit<'_>, typed: &TypedFacts, flaws: &Flaws, resembles: Option<&str>) -> PageReply {
    let fault = |flaw| FieldFault::flaw(flaw, visit.language()).beside(resembles);
    show(visit, typed, None, flaws.shown().iter().map(fault).collect())
}

fn show_preview(
    visit: &Visit<'_>,
    typed: &TypedFacts,
    columns: &[(&'static str, &str)],
    entered: &Entered,
    late: bool,
) -> PageReply {
    let (language, life) = (visit.language(), &entered.life);
    let words = |day| DayWords::new(day, visit.today(), language);
    let circle = &visit.desk.office.circle;
    let over = over(visit, columns);
    let remarks = entered
        .remarks
        .iter()
        .map(|remark| format!("{}; {}", remark.wording.what(language), remark.wording.cure(language)));
    let page = EntryPreviewPage {
        title: life.facts.title.clone(),
        reference: life.facts.reference.clone(),
        facts: say::known_facts(&life.facts, language),
        parties: facts::parties(life, visit.today(), language),
        officers: life.facts.officers.iter().map(|id| super::words::person(circle, id)).collect(),
        restricted: life.facts.is_restricted(),
        status_words: say::status(life.status, language),
        starts_on: life.starts_on.map(words),
        ends_on: life.ends_on.map(words),
        days: life.days.iter().map(|day| rows::milestone(visit, day, &[], visit.today())).collect(),
        reminders: entered.changes.reminders_appear,
        new_parties: entered.new_parties,
        notes: remarks.chain(entered.warnings.iter().map(|sentence| sentence.say(visit.voice()))).collect(),
        hidden: typed.pairs(),
        hidden_promises: promises(visit).iter().flat_map(TypedCommitment::pairs).collect(),
        promises: life
            .commitments
            .iter()
            .map(|one| say::commitment(&one.commitment, one.who_name.as_deref(), language))
            .collect(),
        another: sort(visit) == Sort::Another,
        nonce: nonce(&visit.member()?.cookie, &over, visit.now)?,
        late,
    };
    visit.page("entry_preview.html", "register", &page)
}

fn confirm(visit: &Visit<'_>, typed: &TypedFacts) -> PageReply {
    let given = visit.asked.nonce();
    if let Some(spent) = visit.desk.store.spent(given)? {
        return to_the_agreement(visit, spent.seq);
    }
    let columns = columns(visit, typed);
    let over = over(visit, &columns);
    let Some(ends_at) = holds(&visit.member()?.cookie, &over, given, visit.now) else {
        return preview(visit, typed, true);
    };
    let promises = match promised(visit) {
        Ok(promises) => promises,
        Err(faults) => return show(visit, typed, None, faults),
    };
    let nonce = Some((given, ends_at));
    let entry = TypedEntry { fields: &columns, promises: &promises, sort: sort(visit), nonce };
    let answer = visit.site.writer.record(
        |desk| visit.clerk(desk),
        |desk, clerk| enter(&mut desk.store, &desk.office, clerk, entry, Purpose::Keep),
    )??;
    match answer {
        EntryAnswer::Entered(entered) => {
            Ok(visit.go(&format!("/thoa-thuan/{}?ghi=moi", encoded(&entered.life.facts.reference))))
        }
        EntryAnswer::Already(spent) => to_the_agreement(visit, spent.seq),
        EntryAnswer::Flawed { flaws, resembles } => flawed(visit, typed, &flaws, resembles.as_deref()),
        EntryAnswer::Promises(refusal) => show(visit, typed, None, vec![refused(visit, &refusal)]),
    }
}

/// To the agreement that the act with that number brought in.
fn to_the_agreement(visit: &Visit<'_>, seq: Option<i64>) -> PageReply {
    let reference = match seq {
        Some(seq) => visit.desk.store.reference_of_act(seq)?,
        None => None,
    };
    Ok(match reference {
        Some(reference) => visit.go(&format!("/thoa-thuan/{}?ghi=roi", encoded(&reference))),
        None => visit.go("/thoa-thuan"),
    })
}
