//! What the digest would say if it went now. Nothing is queued or sent, and nothing is marked as said.

use serde::Serialize;

use super::{Desk, DeskError};
use crate::lifecycle::act::Choice;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Contact, DigestRhythm};
use crate::message::{Addressing, DigestRow, GapRow, Letter, Undelivered, render};
use crate::watch::WatchError;
use crate::watch::digest::{Reader, told};
use crate::watch::tick::moment;

/// One contact's digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The contact's id.
    pub to: String,
    /// `officer`: his own; `head`: everything; `director`: what awaits a decision.
    pub reader: &'static str,
    /// The letter's subject.
    pub subject: String,
    /// The letter.
    pub text: String,
    /// Past and unanswered.
    pub overdue: List<Row>,
    /// Waiting for a decision.
    pub awaiting: List<Row>,
    /// Due within 30 days.
    pub within_30: List<Row>,
    /// Due within 90 days, and not within 30.
    pub within_90: List<Row>,
    /// Anniversaries and greetings within 90 days.
    pub observances: List<Row>,
    /// Records with facts missing.
    pub gaps: List<Lacking>,
    /// Inherited agreements whose partner has not been told of the successor, by reference.
    pub untold: List<String>,
    /// Letters that no server takes.
    pub undelivered: List<Dead>,
    /// Agreements with days that had passed before the register knew of them, and that nobody has verified.
    pub to_verify: usize,
    /// The last day of the announced calendar, where that ends within 90 days.
    pub calendar_ends: Option<Day>,
    /// The day of the next one.
    pub next_on: Day,
    /// The newest act's hash: its first characters stand at the foot of the letter.
    pub chain: String,
    /// Records that could not be read, a line each.
    #[serde(skip)]
    pub failed: Vec<String>,
}

/// The earliest rows, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many are left out.
    pub more: usize,
}

/// One open matter; of a restricted agreement reference and day alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // the names are those of `agenda`
pub struct Row {
    pub reference: Option<String>,
    pub day: Day,
    pub do_by: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lawful_until: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who looks after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Since when it waits for a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_since: Option<Day>,
    /// What was decided and is not carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Choice>,
}

/// A record with facts missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lacking {
    /// The agreement's.
    pub reference: String,
    /// What is missing; of a restricted agreement nothing is said of it.
    pub missing: Vec<&'static str>,
}

/// A letter that no server takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // a letter's own words
pub struct Dead {
    pub to: String,
    pub subject: String,
    pub reply: String,
}

/// The digest of one contact, or of everybody who gets one.
pub fn digest(desk: &Desk, to: Option<&str>) -> Result<Vec<Shown>, DeskError> {
    let Some(id) = to else {
        let getting = desk.office.circle.contacts().filter(|contact| contact.digest != DigestRhythm::None);
        let shown = getting.map(|contact| shown(desk, contact));
        return shown.filter_map(Result::transpose).collect();
    };
    let contact = desk.office.circle.contact(id).ok_or_else(|| DeskError::UnknownContact(id.to_owned()))?;
    let shown = shown(desk, contact)?.ok_or_else(|| DeskError::NoDigest(id.to_owned()))?;
    Ok(vec![shown])
}

fn shown(desk: &Desk, contact: &Contact) -> Result<Option<Shown>, DeskError> {
    let office = &desk.office;
    let moment = moment(&desk.clock);
    let Some(told) = told(&desk.store, office, contact, moment)? else { return Ok(None) };
    let registrars: Vec<&Contact> =
        office.circle.registrars().iter().filter_map(|id| office.circle.contact(id)).collect();
    let addressing = Addressing {
        to: contact,
        ways: &[],
        registrars: &registrars,
        fallback: office.circle.fallback().and_then(|id| office.circle.contact(id)),
        office: &office.name,
        language: contact.language,
        audience: told.reader.audience(),
    };
    let letter = render(&Letter::Digest(&told.digest), &addressing, moment.today).map_err(WatchError::from)?;
    let (more, digest) = (told.digest.unlisted, told.digest);
    let rows = |rows: &[DigestRow], more| List { rows: rows.iter().map(row).collect(), more };
    Ok(Some(Shown {
        to: contact.id.clone(),
        reader: match told.reader {
            Reader::Officer => "officer",
            Reader::Head => "head",
            Reader::Director => "director",
            Reader::Fallback => "fallback",
        },
        subject: letter.subject,
        text: letter.text,
        overdue: rows(&digest.overdue, more.overdue),
        awaiting: rows(&digest.awaiting, more.awaiting),
        within_30: rows(&digest.within_30, more.within_30),
        within_90: rows(&digest.within_90, more.within_90),
        observances: rows(&digest.observances, more.observances),
        gaps: List { rows: digest.gaps.iter().map(lacking).collect(), more: more.gaps },
        untold: List { rows: digest.untold, more: more.untold },
        undelivered: List { rows: digest.undelivered.into_iter().map(dead).collect(), more: more.undelivered },
        to_verify: digest.to_verify,
        calendar_ends: digest.calendar_ends,
        next_on: digest.next_on,
        chain: digest.chain,
        failed: told.failed,
    }))
}

fn row(row: &DigestRow) -> Row {
    let section = &row.section;
    let about = section.about.as_ref();
    let milestone = about.map(|about| &about.milestone);
    Row {
        reference: section.reference.clone(),
        day: section.day,
        do_by: section.do_by,
        lawful_until: milestone.and(section.lawful_until),
        kind: milestone.map(|milestone| milestone.kind.name()),
        name: milestone.and_then(|milestone| milestone.name.clone()),
        nth: milestone.map(|milestone| milestone.nth),
        title: about.map(|about| about.short.clone()),
        owner: row.owner.clone(),
        open_since: row.open_since,
        decided: milestone.and_then(|milestone| milestone.decided.as_ref()).map(|decided| decided.choice),
    }
}

fn lacking(row: &GapRow) -> Lacking {
    let missing = if row.short.is_some() { row.missing.iter().map(|gap| gap.0).collect() } else { Vec::new() };
    Lacking { reference: row.reference.clone(), missing }
}

fn dead(letter: Undelivered) -> Dead {
    Dead { to: letter.to, subject: letter.subject, reply: letter.reply }
}
