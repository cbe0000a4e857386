//! A link about a matter of the office itself, a duty of the year or a greeting: whether it is valid, and what it
//! records.
//!
//! It records that the matter was done, for anyone its ladder names, and can take that back; nothing else. The page of
//! these matters is for those who may record on all agreements; the addressee of a greeting has the link.

use super::{GenuineLink, LinkAbout, StaleReason, addressee_is_concerned, general, undo};
use crate::desk::record::{FormPress, PressOutcome, RecordError, newest_of, record_office_once};
use crate::desk::{Desk, DeskError, Recorder};
use crate::lifecycle::act::{Act, ActBody, Mark};
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::reminder::{Key, Topic};
use crate::store::{Linked, Store};
use crate::watch::yearly::{self, Yearly};
use crate::watch::{Office, act_notice};

/// A genuine link about a matter of the office.
#[derive(Clone, Debug)]
pub struct OfficeLink {
    /// Its token, and whose letter had it.
    pub genuine: GenuineLink,
    /// What is to be done, in the addressee's language.
    pub what: String,
    /// The contacts who stand for the matter's officer.
    pub officers: Vec<String>,
    /// What it opens.
    pub about: LinkAbout,
    /// The newest act of the office.
    pub newest: i64,
}

pub(super) fn open_office_link(
    desk: &Desk,
    genuine: GenuineLink,
    linked: &Linked,
) -> Result<Option<OfficeLink>, DeskError> {
    let today = desk.today();
    let acts = desk.store.office_acts()?;
    let language = genuine.addressee.as_ref().map_or(desk.office.language, |contact| contact.language);
    let matters = yearly::yearly_subjects(&desk.store, &desk.office, today)?;
    let (mark, about) = match &linked.key.topic {
        Topic::System(_) => return Ok(None),
        Topic::Act(seq) => (answered_by(&acts, *seq), undo(&acts, *seq)),
        Topic::Milestone { .. } => {
            let matter = matters.iter().find(|yearly| yearly.subject == linked.key.subject);
            let milestone = matter.and_then(|yearly| milestone_of_key(yearly, &linked.key));
            (milestone.map(Milestone::mark), answer(desk, matter, linked)?)
        }
    };
    let stale = general(desk, linked, &genuine);
    let named = |yearly: &Yearly| Some((yearly.named(mark.as_ref()?, language)?, yearly.officers.clone()));
    let (what, officers) = matters.iter().find_map(named).unwrap_or_default();
    Ok(Some(OfficeLink {
        genuine,
        what,
        officers,
        about: stale.map_or(about, LinkAbout::Stale),
        newest: newest_of(&acts),
    }))
}

/// The matter that an act says is done.
fn answered_by(acts: &[Act], seq: i64) -> Option<Mark> {
    match &acts.iter().find(|act| act.seq == seq)?.body {
        ActBody::Fulfil { milestone } => Some(milestone.clone()),
        _ => None,
    }
}

/// The day that a reminder is about.
fn milestone_of_key<'m>(yearly: &'m Yearly, key: &Key) -> Option<&'m Milestone> {
    yearly.milestones.iter().find(|m| key.speaks_of(&m.topic(), m.day))
}

/// The link that answers a matter: until it is answered, and while the addressee is one of those it concerns. A day of
/// courtesy that has passed is still recorded.
fn answer(desk: &Desk, matter: Option<&Yearly>, linked: &Linked) -> Result<LinkAbout, DeskError> {
    let (key, today) = (&linked.key, desk.today());
    let Some((yearly, milestone)) = matter.and_then(|yearly| Some((yearly, milestone_of_key(yearly, key)?))) else {
        let of_the_year = |yearly: &Yearly| {
            let mut days = yearly.milestones.iter().filter(|m| m.topic() == key.topic);
            days.find(|m| m.day.year() == key.day.year()).map(|m| m.day)
        };
        return Ok(LinkAbout::Stale(matter.and_then(of_the_year).map_or(StaleReason::Gone, StaleReason::Moved)));
    };
    if milestone.closed.is_some() {
        return Ok(LinkAbout::Stale(StaleReason::Answered(milestone.closed)));
    }
    let concerned = yearly.concerned(milestone, &desk.office, today)?;
    Ok(if addressee_is_concerned(desk, &concerned, linked) {
        LinkAbout::Answer(Box::new(milestone.clone()))
    } else {
        LinkAbout::Stale(StaleReason::Others)
    })
}

/// Records what was said by such a link, once, with the letter about it on the same day in the same transaction.
pub fn record_for_office(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    press: FormPress<'_>,
    hearers: &[String],
) -> Result<PressOutcome, RecordError> {
    record_office_once(store, office, clerk, press, |tx, seq| {
        act_notice::queue(tx, office, clerk.moment(), (None, seq), hearers, act_notice::ActConsequences::default())?;
        Ok(())
    })
}

impl OfficeLink {
    /// Who hears the same day of what this link recorded: the addressee, who stands for the matter, the heads.
    pub(crate) fn hearers(&self, desk: &Desk) -> Vec<String> {
        self.genuine.hearers(desk, &self.officers)
    }
}
