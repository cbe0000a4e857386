//! An absence, the language of letters and the rhythm of the digest: one's own, and for who may, another's.
//!
//! Each is an act of the office, taken back by another. What is said here wins over `config.toml` from its day.

use axum::http::StatusCode;
use serde::Serialize;

use crate::desk::Purpose;
use crate::desk::record::{RecordError, record_office};
use crate::desk::rights::{Deed, Extent};
use crate::exchange::acts::InputAct;
use crate::lifecycle::act::{ActKey, ActWord, ContactChange, ContactSetting, Target, contact_changes};
use crate::lifecycle::policy::{Contact, DigestRhythm};
use crate::lifecycle::recording::Refusal;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::{Say, say};
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::pages::words::{DayWords, person};
use crate::web::visit::Visit;

/// What is known of a contact, and what may be said.
#[derive(Serialize)]
pub(super) struct ContactPart {
    id: String,
    name: String,
    /// Whether it is somebody else's.
    other: bool,
    /// Who else can be chosen: id and name.
    people: Vec<(String, String)>,
    /// Whether others' settings may be changed.
    may_others: bool,
    away: Vec<AwayLine>,
    said: Vec<SaidLine>,
    language: &'static str,
    rhythm: &'static str,
    typed: TypedAway,
    faults: Vec<String>,
    done: bool,
}

#[derive(Serialize)]
struct AwayLine {
    from: DayWords,
    to: DayWords,
    substitute: String,
    now: bool,
}

/// What was said, to be taken back.
#[derive(Serialize)]
struct SaidLine {
    seq: i64,
    on: DayWords,
    by: String,
    away: Option<(DayWords, DayWords, String)>,
    /// `vi`, `en`, `-` or nothing.
    language: String,
    rhythm: String,
    /// The absence of the configuration holds again.
    as_configured: bool,
}

#[derive(Default, Serialize)]
struct TypedAway {
    from: String,
    to: String,
    substitute: String,
}

/// So many acts of one contact are shown, the newest ones.
const SAID_AT_MOST: usize = 20;

/// Whose settings a request is about.
fn meant<'v>(visit: &'v Visit<'_>) -> Result<&'v Contact, Trouble> {
    let who = visit.member()?;
    let asked = visit.asked.field("nguoi").or_else(|| visit.asked.query("nguoi"));
    let Some(id) = asked.filter(|id| *id != who.contact.id) else { return Ok(&who.contact) };
    if who.viewer.extent(Deed::Contact) != Extent::All {
        return Err(Trouble::Forbidden);
    }
    visit.desk.office.circle.contact(id).ok_or(Trouble::NotFound)
}

/// The part of the account's page.
pub(super) fn part(visit: &Visit<'_>, faults: Vec<String>) -> Result<ContactPart, Trouble> {
    let (who, contact) = (visit.member()?, meant(visit)?);
    let circle = &visit.desk.office.circle;
    // As it is known now, whoever logged in when.
    let contact = circle.contact(&contact.id).unwrap_or(contact);
    let words = |day| DayWords::new(day, visit.today(), visit.language());
    let today = visit.today();
    let coming = contact.away.iter().filter(|absence| absence.to >= today);
    let field = |name: &str| visit.asked.field(name).unwrap_or_default().chars().take(60).collect::<String>();
    let wrong = !faults.is_empty();
    let acts = visit.desk.store.office_acts()?;
    let mut said: Vec<SaidLine> = contact_changes(&acts)
        .into_iter()
        .filter(|(_, said)| said.contact == contact.id)
        .map(|(act, said)| said_line(visit, act.seq, words(act.on), person(circle, &act.by), said))
        .collect();
    said.reverse();
    said.truncate(SAID_AT_MOST);
    Ok(ContactPart {
        other: contact.id != who.contact.id,
        people: circle.contacts().map(|other| (other.id.clone(), other.name.clone())).collect(),
        may_others: who.viewer.extent(Deed::Contact) == Extent::All,
        away: coming
            .map(|absence| AwayLine {
                from: words(absence.from),
                to: words(absence.to),
                substitute: absence.substitute.as_deref().map(|id| person(circle, id)).unwrap_or_default(),
                now: absence.from <= today,
            })
            .collect(),
        said,
        language: contact.language.code(),
        rhythm: match contact.digest {
            DigestRhythm::Weekly => "weekly",
            DigestRhythm::Monthly => "monthly",
            DigestRhythm::None => "none",
        },
        typed: if wrong {
            TypedAway { from: field("tu"), to: field("den"), substitute: field("thay") }
        } else {
            TypedAway::default()
        },
        faults,
        done: visit.asked.query("ghi").is_some(),
        id: contact.id.clone(),
        name: contact.name.clone(),
    })
}

fn said_line(visit: &Visit<'_>, seq: i64, on: DayWords, by: String, said: &ContactChange) -> SaidLine {
    let words = |day| DayWords::new(day, visit.today(), visit.language());
    let circle = &visit.desk.office.circle;
    let away = match said.days_away() {
        Some(ContactSetting::Said(days)) => {
            let substitute = days.substitute.as_deref().map(|id| person(circle, id)).unwrap_or_default();
            Some((words(days.from_on), words(days.through_on), substitute))
        }
        _ => None,
    };
    SaidLine {
        seq,
        on,
        by,
        as_configured: said.days_away() == Some(ContactSetting::AsConfigured),
        away,
        language: said.language.clone().unwrap_or_default(),
        rhythm: said.digest.clone().unwrap_or_default(),
    }
}

/// POST /tai-khoan/vang-mat.
pub(crate) fn away(visit: &Visit<'_>) -> PageReply {
    let id = meant(visit)?.id.clone();
    let field = |name: &str| visit.asked.field(name).unwrap_or_default().to_owned();
    let (from, to) = (field("tu"), field("den"));
    let days = if to.is_empty() { from } else { format!("{from}..{to}") };
    let said = InputAct::of(ActWord::Contact.word())
        .with(ActKey::Contact, &id)
        .with(ActKey::Away, &days)
        .with(ActKey::Substitute, field("thay"));
    say_it(visit, &id, &said)
}

/// POST /tai-khoan/thu: the language and the rhythm.
pub(crate) fn letters(visit: &Visit<'_>) -> PageReply {
    let id = meant(visit)?.id.clone();
    let circle = &visit.desk.office.circle;
    let now = circle.contact(&id).ok_or(Trouble::NotFound)?;
    let changed =
        |name: &str, now: &str| visit.asked.field(name).filter(|text| *text != now).unwrap_or_default().to_owned();
    let rhythm = match now.digest {
        DigestRhythm::Weekly => "weekly",
        DigestRhythm::Monthly => "monthly",
        DigestRhythm::None => "none",
    };
    let (language, rhythm) = (changed("ngon-ngu", now.language.code()), changed("nhip", rhythm));
    if language.is_empty() && rhythm.is_empty() {
        return Ok(visit.go(&format!("/tai-khoan?nguoi={}", encoded(&id))));
    }
    let said = InputAct::of(ActWord::Contact.word())
        .with(ActKey::Contact, &id)
        .with(ActKey::Language, language)
        .with(ActKey::Rhythm, rhythm);
    say_it(visit, &id, &said)
}

/// POST /tai-khoan/huy: what was said is taken back.
pub(crate) fn take_back(visit: &Visit<'_>) -> PageReply {
    let id = meant(visit)?.id.clone();
    let seq = visit.asked.field("so").and_then(|text| text.parse().ok()).ok_or(Trouble::BadRequest)?;
    let acts = visit.desk.store.office_acts()?;
    // What is taken back here is about that contact, whatever number was sent.
    if !contact_changes(&acts).iter().any(|(act, said)| act.seq == seq && said.contact == id) {
        return Ok(visit.go(&format!("/tai-khoan?nguoi={}", encoded(&id))));
    }
    record(visit, &id, &ActRequest::new(RequestedAct::Void { act: seq }))
}

fn say_it(visit: &Visit<'_>, id: &str, said: &InputAct) -> PageReply {
    match said.read(Target::Office) {
        Ok(request) => record(visit, id, &request),
        Err(wrong) => {
            let sentence = |wrong: &crate::lifecycle::request::Unreadable| {
                let (what, cure) = say::unreadable(wrong, visit.language());
                format!("{what}; {cure}.")
            };
            again(visit, wrong.iter().map(sentence).collect())
        }
    }
}

fn record(visit: &Visit<'_>, id: &str, request: &ActRequest) -> PageReply {
    let recorded = visit.site.writer.record(
        |desk| visit.clerk(desk),
        |desk, clerk| record_office(&mut desk.store, &desk.office, clerk, request, Purpose::Keep),
    )?;
    match recorded {
        // The same press twice says what is said already.
        Ok(_) | Err(RecordError::Refused(Refusal::SaidAlready { .. } | Refusal::VoidedAlready(_))) => {
            Ok(visit.go(&format!("/tai-khoan?nguoi={}&ghi=1", encoded(id))))
        }
        Err(RecordError::Desk(error)) => Err(error.into()),
        Err(error) => again(visit, vec![format!("{}.", error.say(visit.voice()))]),
    }
}

fn again(visit: &Visit<'_>, faults: Vec<String>) -> PageReply {
    Ok(super::show_with(visit, None, faults)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}
