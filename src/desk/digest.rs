//! Previews the digest that would be sent now. Nothing is queued, sent or marked as sent.

use serde::Serialize;

use super::{Desk, DeskError};
use crate::lifecycle::act::Choice;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Contact, DigestRhythm, Language};
use crate::message::digest::{ChangeRow, LinkRow, RowText, change_text, row_text};
use crate::message::section::TaskKind;
use crate::message::{Addressing, DecidedRow, DigestRow, GapRow, Letter, Undelivered, render};
use crate::watch::digest::{AddressedDigest, DigestReader, digest_for, digest_of_everything};
use crate::watch::office::PageAddress;
use crate::watch::tick::moment;
use crate::watch::{Moment, WatchError};

/// One contact's digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DigestPreview {
    /// The contact's id.
    pub to: String,
    /// `officer`: his own; `head`: everything; `director`: what awaits a decision.
    pub reader: &'static str,
    /// The letter's subject.
    pub subject: String,
    /// The letter.
    pub text: String,
    /// Past and unanswered.
    pub overdue: BoundedList<OpenMatter>,
    /// Waiting for a decision.
    pub awaiting: BoundedList<OpenMatter>,
    /// Due within 30 days.
    pub within_30: BoundedList<OpenMatter>,
    /// Due within 90 days, and not within 30.
    pub within_90: BoundedList<OpenMatter>,
    /// Anniversaries and greetings within 90 days.
    pub observances: BoundedList<OpenMatter>,
    /// Farther ahead, and mentioned in a trial that is over.
    pub tried: BoundedList<OpenMatter>,
    /// What changed in the register since the last digest.
    pub changes: BoundedList<RegisterChange>,
    /// Agreements that came in since, by reference.
    pub registered: Vec<String>,
    /// How many more came in.
    #[serde(skip)]
    pub more_registered: usize,
    /// What came by a link in a letter and nobody has confirmed.
    pub by_link: BoundedList<UnconfirmedLinkAct>,
    /// Records with facts missing.
    pub gaps: BoundedList<IncompleteRecord>,
    /// Inherited agreements whose partner has not been informed of the successor, by reference.
    pub untold: BoundedList<String>,
    /// Letters that no server takes.
    pub undelivered: BoundedList<DeadLetter>,
    /// Agreements with days that had passed before the register knew of them, and that nobody has verified.
    pub to_verify: usize,
    /// The first of them, by reference.
    #[serde(skip)]
    pub verify: Vec<String>,
    /// What was decided, recorded since the last digest.
    #[serde(skip)]
    pub decided: Vec<DecidedRow>,
    /// The last day of the announced calendar, where that ends within 90 days.
    pub calendar_ends: Option<Day>,
    /// The day of the next one.
    pub next_on: Option<Day>,
    /// The newest act's hash: its first characters are at the foot of the letter.
    pub chain: String,
    /// Records that could not be read, a line each.
    #[serde(skip)]
    pub failed: Vec<String>,
}

impl DigestPreview {
    /// The contact whose matters alone it holds; none where it holds everybody's.
    pub fn of(&self) -> Option<&str> {
        matches!(self.reader, "officer" | "fallback").then_some(self.to.as_str())
    }
}

/// The earliest rows, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoundedList<T> {
    pub rows: Vec<T>,
    /// How many are left out.
    pub more: usize,
}

/// One open matter; of a restricted agreement reference and day alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
// the names are those of `agenda`
pub struct OpenMatter {
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
    /// What is promised, of a commitment.
    #[serde(skip)]
    pub promised: Option<String>,
    /// Whom a letter of congratulation goes to.
    #[serde(skip)]
    pub to: Option<String>,
    /// Who looks after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Since when it waits for a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_since: Option<Day>,
    /// What was decided and is not carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Choice>,
    /// The day to act by: the next step's, else the last working day; none where it has passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act_by: Option<Day>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The last note of progress with its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<String>,
}

/// An agreement of which something changed; empty for a restricted one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterChange {
    pub reference: String,
    /// The day on which the latest of it was recorded.
    pub on: Day,
    /// What moved, came or went.
    pub what: String,
    /// Which acts did it, and who recorded them.
    pub acts: String,
}

/// An act that came by a link and waits for someone to confirm it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnconfirmedLinkAct {
    /// The agreement's; none for what the office itself has done.
    pub reference: Option<String>,
    /// The act's number in the register.
    pub seq: i64,
    /// The act's word.
    pub act: &'static str,
    pub recorded_on: Day,
    /// The name that was typed.
    pub written_by: Option<String>,
    /// Whose letter it was.
    pub addressee: String,
}

/// A record with facts missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IncompleteRecord {
    pub reference: String,
    /// What is missing; empty for a restricted agreement.
    pub missing: Vec<&'static str>,
}

/// A letter that no server takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
// a letter's own words
pub struct DeadLetter {
    pub to: String,
    pub subject: String,
    pub reply: String,
}

/// The digest of one contact, or of everybody who gets one.
pub fn digest(desk: &Desk, to: Option<&str>) -> Result<Vec<DigestPreview>, DeskError> {
    let Some(id) = to else {
        let getting = desk.office.circle.contacts().filter(|contact| contact.digest != DigestRhythm::None);
        let shown = getting.map(|contact| preview_for(desk, contact));
        return shown.filter_map(Result::transpose).collect();
    };
    let contact = desk.office.circle.contact(id).ok_or_else(|| DeskError::UnknownContact(id.to_owned()))?;
    let shown = preview_for(desk, contact)?.ok_or_else(|| DeskError::NoDigest(id.to_owned()))?;
    Ok(vec![shown])
}

/// What a digest of all matters of the office would say, to a contact whose own holds less.
pub(crate) fn of_all(desk: &Desk, id: &str) -> Result<DigestPreview, DeskError> {
    let contact = desk.office.circle.contact(id).ok_or_else(|| DeskError::UnknownContact(id.to_owned()))?;
    let moment = moment(&desk.clock);
    preview_of(desk, contact, digest_of_everything(&desk.store, &desk.office, contact, moment)?, moment)
}

/// What differs wherever what a digest says to that contact may differ by letters alone.
pub(crate) fn letters_mark(desk: &Desk, id: &str) -> Result<String, DeskError> {
    let contact = desk.office.circle.contact(id).ok_or_else(|| DeskError::UnknownContact(id.to_owned()))?;
    Ok(crate::watch::digest::letters_mark(&desk.store, &desk.office, contact, desk.today())?)
}

fn preview_for(desk: &Desk, contact: &Contact) -> Result<Option<DigestPreview>, DeskError> {
    let moment = moment(&desk.clock);
    let addressed = digest_for(&desk.store, &desk.office, contact, moment)?;
    addressed.map(|addressed| preview_of(desk, contact, addressed, moment)).transpose()
}

fn preview_of(
    desk: &Desk,
    contact: &Contact,
    addressed: AddressedDigest,
    moment: Moment,
) -> Result<DigestPreview, DeskError> {
    let office = &desk.office;
    let registrars: Vec<&Contact> =
        office.circle.registrars().iter().filter_map(|id| office.circle.contact(id)).collect();
    let addressing = Addressing {
        page: office.page.as_ref().map(PageAddress::way),
        to: contact,
        ways: &[],
        registrars: &registrars,
        fallback: office.circle.fallback().and_then(|id| office.circle.contact(id)),
        office: &office.name,
        language: contact.language,
        audience: addressed.reader.audience(),
        instead: None,
    };
    let letter = render(&Letter::Digest(&addressed.digest), &addressing, moment.today).map_err(WatchError::from)?;
    let (more, digest) = (addressed.digest.unlisted, addressed.digest);
    let rows = |rows: &[DigestRow], more| -> Result<BoundedList<OpenMatter>, DeskError> {
        let rows = rows.iter().map(|one| row(one, contact.language, moment.today));
        Ok(BoundedList { rows: rows.collect::<Result<_, _>>()?, more })
    };
    let changes = digest.changes.iter().map(|row| change(row, contact.language)).collect();
    let by_link = digest.by_link.iter().map(by_link).collect();
    Ok(DigestPreview {
        to: contact.id.clone(),
        reader: match addressed.reader {
            DigestReader::Officer => "officer",
            DigestReader::Head => "head",
            DigestReader::Director => "director",
            DigestReader::Fallback => "fallback",
        },
        subject: letter.subject,
        text: letter.text,
        overdue: rows(&digest.overdue, more.overdue)?,
        awaiting: rows(&digest.awaiting, more.awaiting)?,
        within_30: rows(&digest.within_30, more.within_30)?,
        within_90: rows(&digest.within_90, more.within_90)?,
        observances: rows(&digest.observances, more.observances)?,
        tried: rows(&digest.tried, more.tried)?,
        changes: BoundedList { rows: changes, more: more.changes },
        registered: digest.registered.clone(),
        more_registered: more.registered,
        by_link: BoundedList { rows: by_link, more: more.by_link },
        gaps: BoundedList { rows: digest.gaps.iter().map(lacking).collect(), more: more.gaps },
        untold: BoundedList { rows: digest.untold, more: more.untold },
        undelivered: BoundedList { rows: digest.undelivered.into_iter().map(dead).collect(), more: more.undelivered },
        to_verify: digest.to_verify,
        verify: digest.verify,
        decided: digest.decided,
        calendar_ends: digest.calendar_ends,
        next_on: digest.next_on,
        chain: digest.chain,
        failed: addressed.failed,
    })
}

fn row(row: &DigestRow, language: Language, today: Day) -> Result<OpenMatter, DeskError> {
    let section = &row.section;
    let RowText { step, progress } = row_text(row, language, today).map_err(WatchError::from)?;
    let about = section.about.as_ref();
    let milestone = about.map(|about| &about.milestone);
    let task = |manner| about.and_then(|about| about.task.as_ref()).filter(|task| task.manner == manner);
    Ok(OpenMatter {
        reference: section.reference.clone(),
        day: section.day,
        do_by: section.do_by,
        lawful_until: milestone.and(section.lawful_until),
        kind: milestone.map(|milestone| milestone.kind.name()),
        name: milestone.and_then(|milestone| milestone.name.clone()),
        nth: milestone.map(|milestone| milestone.nth),
        title: about.map(|about| about.short.clone()),
        promised: task(TaskKind::Commitment).map(|task| task.title_in(language).to_owned()),
        to: task(TaskKind::Greeting).and_then(|task| task.to_in(language)).cloned(),
        owner: row.owner.clone(),
        open_since: row.open_since,
        decided: milestone.and_then(|milestone| milestone.decided.as_ref()).map(|decided| decided.choice),
        act_by: about.and_then(|_| section.act_by()),
        step,
        progress,
    })
}

fn change(row: &ChangeRow, language: Language) -> RegisterChange {
    let (what, acts) = change_text(row, language);
    RegisterChange { reference: row.reference.clone(), on: row.on, what, acts }
}

fn by_link(row: &LinkRow) -> UnconfirmedLinkAct {
    UnconfirmedLinkAct {
        reference: row.reference.clone(),
        seq: row.seq,
        act: row.act,
        recorded_on: row.recorded_on,
        written_by: row.written_by.clone(),
        addressee: row.addressee.clone(),
    }
}

fn lacking(row: &GapRow) -> IncompleteRecord {
    let missing = if row.short.is_some() { row.missing.iter().map(|gap| gap.0).collect() } else { Vec::new() };
    IncompleteRecord { reference: row.reference.clone(), missing }
}

fn dead(letter: Undelivered) -> DeadLetter {
    DeadLetter { to: letter.to, subject: letter.subject, reply: letter.reply }
}
