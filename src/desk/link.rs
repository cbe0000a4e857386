//! Opens a link of a letter: whether it is genuine, and whether it is still valid.
//!
//! Writes nothing. A token that this office did not make gets one answer, whatever is wrong with it; only for a genuine
//! one does the answer say why it is no longer valid and who looks after the matter now. What a link may record is set
//! by `[web] links`.

mod office;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::commitments::{ShownCommitment, commitments};
use super::record::{FormPress, PressOutcome, RecordError, record_once, within};
use super::{Desk, DeskError, Recorder, find};
use crate::clock::Clock;
use crate::config::Links;
use crate::lifecycle::act::{
    Act, ActBody, ActEffect, ActWord, MilestoneKind, Via, is_voided, progress_notes_with, unconfirmed_acts,
};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::commitment::progress_notes_at;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Milestone, MilestoneState};
use crate::lifecycle::policy::Contact;
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::reminder::{Key, Subject, Topic};
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::link::{LinkClaim, LinkKey, LinkToken};
use crate::message::say;
use crate::store::{Linked, Store, Stored};
use crate::watch::{Dossier, Office, Situation, TimelineReach, act_notice, gather};

pub use office::{OfficeLink, record_for_office};

/// A link holds so many days after its letter was queued,
const DAYS: i64 = 120;
/// and the link that takes an act back so many.
const UNDO_DAYS: i64 = 14;

/// A genuine link.
#[derive(Clone, Debug)]
pub enum OpenedLink {
    /// About a day of an agreement, or an act on it.
    OfAgreement(Box<AgreementLink>),
    /// About what the office itself owes.
    OfOffice(Box<OfficeLink>),
}

/// What every genuine link has.
#[derive(Clone, Debug)]
pub struct GenuineLink {
    /// The token, for what hangs on it.
    pub token: LinkToken,
    /// The key that made it.
    pub key: LinkKey,
    /// Whose letter had it; none where the contact no longer exists.
    pub addressee: Option<Contact>,
    /// The letter's Message-ID.
    pub letter: Option<String>,
}

/// A genuine link about an agreement, with what it is about.
#[derive(Clone, Debug)]
pub struct AgreementLink {
    /// Its token, and whose letter had it.
    pub genuine: GenuineLink,
    pub stored: Stored,
    /// What the agreement is called; none where it is restricted.
    pub short: Option<String>,
    /// The names of its officers today.
    pub officers: Vec<String>,
    /// What it opens.
    pub about: LinkAbout,
    /// Of a review, the commitments that it is about, as its letter lists them.
    pub commitments: Vec<ShownCommitment>,
    /// Of a review that may be taken back, what was said at it and goes with it: what is promised, and the text.
    pub said: Vec<(String, String)>,
}

/// What a link is about, and whether it holds.
#[derive(Clone, Debug)]
pub enum LinkAbout {
    /// A milestone that still asks.
    Answer(Box<Milestone>),
    /// An act that came by link and may be taken back.
    Undo(Box<Act>),
    /// It holds no more.
    Stale(StaleReason),
}

/// Why a genuine link holds no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaleReason {
    /// `[web] links = "off"`.
    Off,
    /// Its letter was taken back, or written under a clock that was wrong.
    Withdrawn,
    TooOld,
    /// The matter has been answered.
    Answered(Option<ClosedBy>),
    /// The milestone is on another day now.
    Moved(Day),
    /// There is no such milestone any more.
    Gone,
    /// Someone else looks after it now.
    Others,
    /// The agreement is restricted now: its link asks for the login.
    Restricted,
    /// The act has been taken back.
    Undone,
    /// The act has been confirmed by someone with a login.
    Confirmed,
}

/// Opens a link; `None` where the token is not of this office.
pub fn open(desk: &Desk, text: &str) -> Result<Option<OpenedLink>, DeskError> {
    let Some(token) = LinkToken::parse(text) else { return Ok(None) };
    let keys = match &desk.office.links {
        Some(rules) => rules.keys.read().unwrap_or_else(|error| {
            tracing::warn!("links cannot be told genuine: {error}");
            Vec::new()
        }),
        None => Vec::new(),
    };
    let Some(linked) = desk.store.linked(token.reminder())? else { return Ok(None) };
    let (database, key_text) = (desk.store.database_id()?, linked.key.to_string());
    let claim = LinkClaim {
        database: &database,
        reminder: token.reminder(),
        key: &key_text,
        addressee: &linked.addressee,
        queued_on: linked.queued_on,
    };
    let Some(key) = keys.into_iter().find(|key| token.holds(std::slice::from_ref(key), &claim)) else {
        return Ok(None);
    };
    let genuine = GenuineLink {
        token,
        key,
        addressee: desk.office.circle.contact(&linked.addressee).cloned(),
        letter: linked.message_id.clone(),
    };
    open_genuine(desk, genuine, &linked)
}

fn open_genuine(desk: &Desk, genuine: GenuineLink, linked: &Linked) -> Result<Option<OpenedLink>, DeskError> {
    let agreement = match (&linked.key.subject, &linked.key.topic) {
        (Subject::Agreement(id), _) => Some(*id),
        (_, Topic::Act(seq)) => desk.store.agreement_of_act(*seq)?,
        _ => None,
    };
    match agreement {
        Some(id) => of_agreement(desk, genuine, linked, id).map(|link| Some(OpenedLink::OfAgreement(Box::new(link)))),
        None => Ok(office::open_office_link(desk, genuine, linked)?.map(|link| OpenedLink::OfOffice(Box::new(link)))),
    }
}

fn of_agreement(desk: &Desk, genuine: GenuineLink, linked: &Linked, id: i64) -> Result<AgreementLink, DeskError> {
    let today = desk.today();
    let stored = desk.store.agreement(id)?;
    let dossier = Dossier::of(&desk.store, stored.agreement(), today)?;
    let situation = Situation::of(&dossier, &desk.office, today, TimelineReach::Plan)?;
    let circle = &desk.office.circle;
    // Of a restricted agreement nothing else is shown, why its link holds no more neither.
    let restricted = situation.facts.is_restricted().then_some(StaleReason::Restricted);
    let stale = restricted.or_else(|| general(desk, linked, &genuine));
    let about = match (stale, &linked.key.topic) {
        (Some(stale), _) => LinkAbout::Stale(stale),
        (None, Topic::Act(seq)) => undo(&stored.acts, *seq),
        (None, _) => answer(desk, &situation, linked)?,
    };
    let asks = |milestone: &Milestone| milestone.kind == MilestoneKind::Review;
    let commitments = match &about {
        LinkAbout::Answer(milestone) if asks(milestone) => commitments(&situation.timeline, &desk.office, today),
        _ => Vec::new(),
    };
    let said = match &about {
        LinkAbout::Undo(act) => progress_notes_at(&situation.timeline.knowledge, &stored.acts, act.seq),
        _ => Vec::new(),
    };
    let said = said.into_iter().map(|(what, text)| (what, text.to_owned())).collect();
    let parties = (!situation.facts.is_restricted()).then(|| desk.store.parties()).transpose()?;
    let short = parties.map(|parties| say::agreement_short(&situation.facts, &parties, today));
    let name = |id: &String| circle.contact(id).map(|contact| contact.name.clone());
    Ok(AgreementLink {
        officers: situation.facts.officers.iter().filter_map(name).collect(),
        genuine,
        short,
        about,
        commitments,
        said,
        stored,
    })
}

/// What ends every link alike.
fn general(desk: &Desk, linked: &Linked, genuine: &GenuineLink) -> Option<StaleReason> {
    let days = if matches!(linked.key.topic, Topic::Act(_)) { UNDO_DAYS } else { DAYS };
    let off = desk.office.links.as_ref().is_none_or(|rules| rules.scope == Links::Off);
    let age = linked.queued_on.days_until(desk.today());
    [
        (off, StaleReason::Off),
        (!linked.counts, StaleReason::Withdrawn),
        (genuine.addressee.is_none(), StaleReason::Others),
        (age > days || age < 0, StaleReason::TooOld),
    ]
    .into_iter()
    .find_map(|(so, stale)| so.then_some(stale))
}

/// The link that takes an act back: until it is taken back or confirmed.
fn undo(acts: &[Act], seq: i64) -> LinkAbout {
    let confirmed = acts.iter().any(|act| act.body == ActBody::Confirm { confirms: seq } && !is_voided(acts, act.seq));
    match acts.iter().find(|act| act.seq == seq) {
        Some(_) if is_voided(acts, seq) => LinkAbout::Stale(StaleReason::Undone),
        Some(_) if confirmed => LinkAbout::Stale(StaleReason::Confirmed),
        Some(act) if !matches!(act.body, ActBody::Void { .. }) => LinkAbout::Undo(Box::new(act.clone())),
        _ => LinkAbout::Stale(StaleReason::Gone),
    }
}

/// The link that answers a milestone: while it is open on that day, and the addressee is one of those it concerns.
fn answer(desk: &Desk, situation: &Situation<'_>, linked: &Linked) -> Result<LinkAbout, DeskError> {
    let (key, today) = (&linked.key, desk.today());
    let Some(milestone) = situation.milestone_of(key) else {
        let moved = situation.milestones().iter().find(|m| m.topic() == key.topic && m.nth == key.nth);
        return Ok(LinkAbout::Stale(moved.map_or(StaleReason::Gone, |milestone| StaleReason::Moved(milestone.day))));
    };
    if milestone.closed.is_some() || milestone.state(today) != MilestoneState::Open {
        return Ok(LinkAbout::Stale(StaleReason::Answered(milestone.closed)));
    }
    if !addressee_is_concerned(desk, &ladder_recipients(situation, milestone)?, linked) {
        return Ok(LinkAbout::Stale(StaleReason::Others));
    }
    Ok(LinkAbout::Answer(Box::new(milestone.clone())))
}

/// Whether the person the link was written to still stands among those people, or substitutes for one of them.
fn addressee_is_concerned(desk: &Desk, concerned: &BTreeSet<String>, linked: &Linked) -> bool {
    let recipient = &linked.key.recipient;
    let stands_in = || gather::addressee(&desk.office.circle, recipient, desk.today());
    concerned.contains(recipient)
        && (linked.addressee == *recipient || stands_in().is_some_and(|id| id == linked.addressee))
}

/// The contacts that the milestone's ladder names today.
fn ladder_recipients(situation: &Situation<'_>, milestone: &Milestone) -> Result<BTreeSet<String>, DeskError> {
    let planned = situation.plan_afresh()?;
    let own = planned.iter().filter(|planned| planned.milestone.mark() == milestone.mark());
    Ok(own.flat_map(|planned| &planned.verdicts).filter_map(|verdict| verdict.recipient.clone()).collect())
}

/// The link that takes back what was just recorded by this one: the same that is in the letter about it. None where
/// nobody gets such a letter.
pub(crate) fn undo_of(
    desk: &Desk,
    key: &LinkKey,
    hearers: &[String],
    seq: i64,
) -> Result<Option<LinkToken>, DeskError> {
    let database = desk.store.database_id()?;
    for person in hearers {
        let Some((reminder, queued_on)) = desk.store.number_of(&Key::act(seq, desk.today(), person))? else {
            continue;
        };
        let Some(linked) = desk.store.linked(reminder)? else { continue };
        let key_text = linked.key.to_string();
        let addressee = linked.addressee.as_str();
        let claim = LinkClaim { database: &database, reminder, key: &key_text, addressee, queued_on };
        return Ok(LinkToken::of(key, &claim));
    }
    Ok(None)
}

/// Whether a link of that scope records such an act.
pub fn records(scope: Links, act: ActWord) -> bool {
    match scope {
        Links::Off => false,
        Links::Acknowledge => act.effect() == ActEffect::Note,
        Links::Answer => matches!(act.effect(), ActEffect::Note | ActEffect::Answer),
    }
}

/// An act that came by a link and that nobody with a login has confirmed.
#[derive(Clone, Debug)]
pub struct UnconfirmedAct {
    /// The agreement's facts as they are known.
    pub facts: Facts,
    pub act: Act,
}

/// So far back unconfirmed acts are looked for,
const WAITING_DAYS: i64 = 400;
/// and so many of them, confirmed or not.
const WAITING_AT_MOST: usize = 500;

/// What came by a link and waits for someone's word, the newest first.
pub fn waiting(desk: &Desk) -> Result<Vec<UnconfirmedAct>, DeskError> {
    let since = desk.today().plus_days(-WAITING_DAYS).unwrap_or(Day::first());
    let mut agreements: BTreeMap<i64, Stored> = BTreeMap::new();
    let mut found = Vec::new();
    for (seq, id) in desk.store.acts_by_link(since, WAITING_AT_MOST)? {
        let stored = match agreements.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(desk.store.agreement(id)?),
        };
        if let Some(act) = unconfirmed_acts(&stored.acts).into_iter().find(|act| act.seq == seq) {
            found.push(UnconfirmedAct { facts: stored.facts.clone(), act: act.clone() });
        }
    }
    Ok(found)
}

/// Records what was said by a link, once, with the letter about it on the same day in the same transaction. A review that
/// is taken back takes with it what was said at it.
pub fn record(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    press: FormPress<'_>,
    hearers: &[String],
) -> Result<PressOutcome, RecordError> {
    let agreement = find::id(store, press.reference)?;
    record_once(store, office, clerk, press, |tx, done| {
        let Some(seq) = done.seq else { return Ok(()) };
        if let RequestedAct::Void { act: held } = press.request.asked {
            let acts = tx.agreement(agreement)?.acts;
            for said in progress_notes_with(&acts, held).into_iter().filter(|said| !is_voided(&acts, said.seq)) {
                let void = ActRequest {
                    note: press.request.note.clone(),
                    ..ActRequest::new(RequestedAct::Void { act: said.seq })
                };
                within(tx, office, clerk, agreement, &void, Insistence::Careful)?;
            }
        }
        let changed = act_notice::ActConsequences { moved: Vec::new(), stops: done.milestones.reminders_go };
        act_notice::queue(tx, office, clerk.moment(), (Some(agreement), seq), hearers, changed)?;
        Ok(())
    })
}

impl AgreementLink {
    /// Who hears the same day of what this link recorded: the addressee, the officers, the heads.
    pub(crate) fn hearers(&self, desk: &Desk) -> Vec<String> {
        self.genuine.hearers(desk, &self.stored.facts.officers)
    }
}

impl GenuineLink {
    /// Who records by it: the addressee, by the link of that letter, under the name that was typed.
    pub fn clerk(&self, clock: &Clock, writer: &str) -> Option<Recorder> {
        let addressee = self.addressee.as_ref()?;
        let clerk = Recorder::at(clock, &addressee.id).contact(&addressee.name).via(Via::Link).written_by(writer);
        Some(match &self.letter {
            Some(letter) => clerk.of_letter(letter),
            None => clerk,
        })
    }

    fn hearers(&self, desk: &Desk, officers: &[String]) -> Vec<String> {
        let circle = &desk.office.circle;
        let heads = circle.role("head").map(<[String]>::to_vec).unwrap_or_default();
        let addressee = self.addressee.as_ref().map(|contact| contact.id.clone());
        let mut hearers: Vec<String> = Vec::new();
        for id in addressee.into_iter().chain(officers.iter().cloned()).chain(heads) {
            if circle.contact(&id).is_some() && !hearers.contains(&id) {
                hearers.push(id);
            }
        }
        hearers
    }
}
