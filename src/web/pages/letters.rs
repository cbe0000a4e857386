//! `/thu-nhac`: the letters, newest first: one's own; all of them for who records on all.

pub(crate) mod brake;
pub(crate) mod deeds;

use serde::Serialize;

use super::words::person;
use crate::desk::link;
use crate::desk::outbox::{self, Letters, newest};
use crate::desk::rights::{Deed, Extent};
use crate::lifecycle::act::{Act, unconfirmed_acts};
use crate::lifecycle::policy::Sight;
use crate::lifecycle::reminder::{Key, Subject};
use crate::message::answer::proof::means;
use crate::message::answer::{pages as words, stored_reasons};
use crate::message::say;
use crate::outbox::EnvelopeState;
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;
use brake::Brake;

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct LettersPage {
    all: bool,
    /// Only what waits or has failed.
    open: bool,
    rows: Vec<LettersRow>,
    before: Option<i64>,
    /// What came by a link in a letter and waits for a word.
    by_link: Vec<ByLink>,
    /// What waits behind the brake, for who releases it.
    brake: Option<Brake>,
    /// Whether this person may have letters go again.
    retries: bool,
    /// What was done just now, in the word of the route that did it.
    done: String,
}

#[derive(Serialize)]
struct ByLink {
    reference: String,
    path: String,
    seq: i64,
    word: &'static str,
    on: String,
    recorded_on: String,
    writer: String,
    addressee: String,
}

#[derive(Serialize)]
struct LettersRow {
    id: i64,
    subject: String,
    to: String,
    state: &'static str,
    /// What became of it, where a server or a folder has it.
    means: &'static str,
    at: String,
    /// Why it waits or failed.
    why: String,
}

#[derive(Serialize)]
struct LetterPage {
    subject: String,
    to: String,
    address: String,
    state: &'static str,
    text: Option<String>,
    /// When, what it came to, and the words of the server.
    receipts: Vec<(String, &'static str, String)>,
    /// Why it waits or failed.
    why: String,
    id: i64,
    retries: bool,
    drops: bool,
    /// A drop without a word of why.
    without_why: bool,
}

/// GET /thu-nhac.
pub(crate) fn letters(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    let all = who.viewer.records_all();
    let open = visit.asked.query("xem") == Some("chua-gui");
    let before = visit.asked.query("truoc").and_then(|text| text.parse().ok());
    let which = Letters { addressee: (!all).then(|| who.contact.id.clone()), unsettled: open, before };
    let found = newest(visit.desk, &which)?;
    let circle = &visit.desk.office.circle;
    let shown = |why: &str| stored_reasons::in_language_of(visit.voice(), why);
    let rows: Vec<LettersRow> = found
        .iter()
        .map(|envelope| LettersRow {
            id: envelope.id,
            subject: envelope.subject.clone().unwrap_or_default(),
            to: person(circle, &envelope.addressee),
            state: envelope.state.name(),
            means: taken(visit, envelope.state.name(), envelope.why.as_deref()),
            at: say::day_in_table(envelope.queued_on, visit.language()),
            why: envelope
                .why
                .as_deref()
                .filter(|_| envelope.state != EnvelopeState::Sent)
                .map(shown)
                .unwrap_or_default(),
        })
        .collect();
    let before = (rows.len() == outbox::NEWEST).then(|| rows.last().map(|row| row.id)).flatten();
    let may = |deed| who.viewer.extent(deed) == Extent::All;
    let page = LettersPage {
        all,
        open,
        rows,
        before,
        by_link: by_link(visit)?,
        brake: if may(Deed::ReleaseBrake) { brake::brake(visit)? } else { None },
        retries: may(Deed::RetryLetter),
        done: visit.asked.query("ghi").unwrap_or_default().to_owned(),
    };
    visit.page("letters.html", "letters", &page)
}

/// What the last answer came to, of a letter that is on its way no more: a folder is no mail server.
fn taken(visit: &Visit<'_>, state: &str, why: Option<&str>) -> &'static str {
    let reply = why.unwrap_or_default();
    let reply = reply.strip_prefix("accepted: ").unwrap_or(reply);
    if state == EnvelopeState::Sent.name() { means("accepted", reply, visit.voice()) } else { "" }
}

/// What came by a link on agreements that this person records on.
fn by_link(visit: &Visit<'_>) -> Result<Vec<ByLink>, Trouble> {
    let (viewer, language) = (&visit.member()?.viewer, visit.language());
    let waiting = link::waiting(visit.desk)?.into_iter().filter(|one| viewer.records(&one.facts.officers));
    let row = |one: link::UnconfirmedAct| ByLink {
        path: encoded(&one.facts.reference),
        reference: one.facts.reference,
        seq: one.act.seq,
        word: say::act(one.act.body.word(), language),
        on: say::day_in_table(one.act.on, language),
        recorded_on: say::day_in_table(one.act.recorded_on, language),
        writer: one.act.origin.written_by.unwrap_or_default(),
        addressee: person(&visit.desk.office.circle, &one.act.by),
    };
    let mut rows: Vec<ByLink> = waiting.map(row).collect();
    if viewer.records_all() {
        rows.extend(of_the_office(visit)?);
    }
    Ok(rows)
}

/// The same of what the office itself has done.
fn of_the_office(visit: &Visit<'_>) -> Result<Vec<ByLink>, Trouble> {
    let acts = visit.desk.store.office_acts()?;
    let language = visit.language();
    let row = |act: &Act| ByLink {
        path: String::new(),
        reference: String::new(),
        seq: act.seq,
        word: say::act(act.body.word(), language),
        on: say::day_in_table(act.on, language),
        recorded_on: say::day_in_table(act.recorded_on, language),
        writer: act.origin.written_by.clone().unwrap_or_default(),
        addressee: person(&visit.desk.office.circle, &act.by),
    };
    Ok(unconfirmed_acts(&acts).into_iter().rev().map(row).collect())
}

/// GET /thu-nhac/{id}: what one letter says, for whom it was for, and for who records on all.
pub(crate) fn letter(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    let id: i64 = visit.asked.part("id").parse().map_err(|_| Trouble::NotFound)?;
    let whole = outbox::show(visit.desk, id).map_err(|_| Trouble::NotFound)?;
    let own = whole.addressee == who.contact.id;
    if !own && !who.viewer.records_all() {
        return Err(Trouble::NotFound);
    }
    // A body is read by who may see every agreement in it.
    let keys = whole.row.keys.iter().filter_map(|key| key.parse::<Key>().ok());
    let mut seen = true;
    for key in keys {
        if let Subject::Agreement(id) = key.subject {
            let facts = visit.desk.store.agreement(id)?.facts;
            seen = seen && who.viewer.sight_of(&facts) == Sight::Whole;
        }
    }
    let shown = |why: &str| stored_reasons::in_language_of(visit.voice(), why);
    let page = LetterPage {
        subject: whole.row.subject.clone().unwrap_or_default(),
        to: person(&visit.desk.office.circle, &whole.addressee),
        address: whole.row.to.clone(),
        state: whole.row.state,
        text: whole.text.filter(|_| seen),
        receipts: whole.receipts.into_iter().map(|line| receipt(visit, &line.at, line.line, line.reply)).collect(),
        why: whole
            .why
            .filter(|_| whole.row.state != EnvelopeState::Sent.name())
            .as_deref()
            .map(shown)
            .unwrap_or_default(),
        id,
        retries: who.viewer.extent(Deed::RetryLetter) == Extent::All,
        drops: who.viewer.extent(Deed::DropLetter) == Extent::All,
        without_why: visit.asked.query("ghi") == Some("ly-do"),
    };
    visit.page("letter.html", "letters", &page)
}

/// A line of the journal: when, what it came to, and the words of the server.
fn receipt(visit: &Visit<'_>, at: &str, line: &'static str, reply: Option<String>) -> (String, &'static str, String) {
    let reply = reply.unwrap_or_default();
    let said = match line {
        "opened" => words::BEGUN.of(visit.voice()),
        line => means(line, &reply, visit.voice()),
    };
    (visit.hour_of(at), said, stored_reasons::in_language_of(visit.voice(), &reply))
}
