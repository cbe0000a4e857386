//! What a digest says: the register read page by page, and of each list the earliest rows kept and the rest counted.
//!
//! Nothing is decided here: a row is a milestone that is open today. Overdue, due in 30 and in 90 days are lists by time
//! and complete; what awaits a decision is drawn from them, and is the very list that the director gets.

mod lacking;

use std::collections::BTreeMap;

use super::earliest::Earliest;
use super::open::{asking, asks_for_a_decision, last_day, opened_on};
use super::{Reader, Told, wakes};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::{Contact, DigestRhythm};
use crate::lifecycle::reminder::{Standing, Subject, to_verify};
use crate::message::{Digest, DigestRow, DigestSpan, GapRow, Section, Undelivered, Unlisted};
use crate::outbox;
use crate::store::{Envelope, Filter, Store, Stored};
use crate::watch::dossier::{Dossier, Reach, Situation};
use crate::watch::yearly::Yearly;
use crate::watch::{Moment, Office, WatchError, yearly};

/// Agreements, and letters, read together.
const PAGE: usize = 200;
/// The two lists of what is to come end so many days ahead.
const SOON_DAYS: i64 = 30;
const AHEAD_DAYS: i64 = 90;
/// So many records that cannot be read are told one by one.
const FAILURES_TOLD: usize = 100;

/// A digest while it is gathered.
struct Gathering<'a> {
    office: &'a Office,
    parties: &'a BTreeMap<String, Party>,
    contact: &'a Contact,
    reader: Reader,
    today: Day,
    overdue: Earliest<DigestRow>,
    awaiting: Earliest<DigestRow>,
    within_30: Earliest<DigestRow>,
    within_90: Earliest<DigestRow>,
    observances: Earliest<DigestRow>,
    gaps: Earliest<GapRow>,
    untold: Earliest<String>,
    undelivered: Earliest<Undelivered>,
    to_verify: usize,
}

/// Reads the register and writes nothing. A record that cannot be read is told and hides no other.
pub(super) fn gather(
    store: &Store,
    office: &Office,
    contact: &Contact,
    reader: Reader,
    moment: Moment,
) -> Result<Told, WatchError> {
    let parties = store.parties()?;
    let mut all = Gathering {
        office,
        parties: &parties,
        contact,
        reader,
        today: moment.today,
        overdue: Earliest::new(),
        awaiting: Earliest::new(),
        within_30: Earliest::new(),
        within_90: Earliest::new(),
        observances: Earliest::new(),
        gaps: Earliest::new(),
        untold: Earliest::new(),
        undelivered: Earliest::new(),
        to_verify: 0,
    };
    let own = (reader == Reader::Officer).then(|| contact.id.clone());
    let filter = Filter { officer: own, ..Filter::default() };
    let mut failed = Vec::new();
    let mut after = 0;
    loop {
        let page = store.find(&filter, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = *last;
        for id in page {
            let read = store.agreement(id).map_err(WatchError::from).and_then(|stored| all.agreement(&stored));
            match read {
                Err(WatchError::Store(error)) if !error.is_of_the_record() => return Err(error.into()),
                Err(error) if failed.len() < FAILURES_TOLD => failed.push(format!("agreement {id}: {error}")),
                _ => {}
            }
        }
    }
    if reader != Reader::Director {
        for yearly in yearly::around(store, office, moment.today)? {
            all.yearly(&yearly)?;
        }
        all.dead(store)?;
    }
    Ok(Told { digest: all.finish(store, moment)?, reader, failed })
}

impl Gathering<'_> {
    fn agreement(&mut self, stored: &Stored) -> Result<(), WatchError> {
        let (office, today) = (self.office, self.today);
        let dossier = Dossier::without_letters(stored.agreement(), today);
        let situation = Situation::of(&dossier, office, today, Reach::Plan)?;
        if situation.standing == Standing::Ended {
            return Ok(());
        }
        let facts = &situation.facts;
        let (owner, secret) = (self.owner(facts), facts.is_restricted());
        if self.reader != Reader::Director {
            self.missing(facts)?;
            self.untold(&situation.timeline)?;
            let timeline = &situation.timeline;
            let listed = to_verify(&timeline.milestones, Standing::Alive, timeline.known.registered_on, today);
            self.to_verify += usize::from(!listed.is_empty());
        }
        for milestone in asking(situation.milestones(), today) {
            let since = Some(opened_on(milestone, facts, stored.id, office)).filter(|since| *since <= today);
            let parties = self.parties;
            let row = |open_since: Option<Day>| {
                let section = situation.section(milestone, parties)?;
                Ok(DigestRow { section, owner: owner.clone(), open_since })
            };
            if self.reader != Reader::Director && (since.is_some() || milestone.kind != MilestoneKind::Effect) {
                // A list of another kind than time's would say what kind of day it is.
                if secret { self.by_time(milestone, || row(None)) } else { self.place(milestone, || row(None)) }?;
            }
            // For the same reason the director alone learns of a restricted one that it awaits a decision.
            if let Some(since) = since.filter(|_| asks_for_a_decision(milestone))
                && (self.reader == Reader::Director || !secret)
            {
                let since = (!secret).then_some(since);
                self.awaiting.offer(milestone.day, || row(since))?;
            }
        }
        Ok(())
    }

    /// Puts an open milestone into its list: days to mark among their like, the rest by time.
    fn place(
        &mut self,
        milestone: &Milestone,
        row: impl FnOnce() -> Result<DigestRow, WatchError>,
    ) -> Result<(), WatchError> {
        if milestone.kind != MilestoneKind::Observance {
            self.by_time(milestone, row)
        } else if self.today.days_until(milestone.day) <= AHEAD_DAYS {
            self.observances.offer(milestone.day, row)
        } else {
            Ok(())
        }
    }

    /// Puts an open milestone into the list of its time.
    fn by_time(
        &mut self,
        milestone: &Milestone,
        row: impl FnOnce() -> Result<DigestRow, WatchError>,
    ) -> Result<(), WatchError> {
        let ahead = self.today.days_until(milestone.day);
        let list = match ahead {
            _ if last_day(milestone) < self.today => &mut self.overdue,
            _ if ahead <= SOON_DAYS => &mut self.within_30,
            _ if ahead <= AHEAD_DAYS => &mut self.within_90,
            _ => return Ok(()),
        };
        list.offer(milestone.day, row)
    }

    /// Who looks after an agreement, for those who look after many; of a restricted one that would tell the country.
    fn owner(&self, facts: &Facts) -> Option<String> {
        if facts.is_restricted() { None } else { self.names(&facts.officers) }
    }

    fn names(&self, people: &[String]) -> Option<String> {
        if self.reader == Reader::Officer {
            return None;
        }
        let mut names: Vec<&str> = Vec::new();
        for contact in people.iter().filter_map(|id| self.office.circle.contact(id)) {
            if !names.contains(&contact.name.as_str()) {
                names.push(&contact.name);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// What comes round each year: the office's duties by time, the days of countries ahead.
    fn yearly(&mut self, yearly: &Yearly) -> Result<(), WatchError> {
        if self.reader == Reader::Officer && !yearly.officers.contains(&self.contact.id) {
            return Ok(());
        }
        let (calendar, today) = (&self.office.calendar, self.today);
        let owner = self.names(&yearly.officers);
        for milestone in asking(&yearly.milestones, today) {
            let task = yearly.milestones.iter().position(|m| m == milestone).and_then(|at| yearly.tasks.get(at));
            let row = || {
                let section = Section::of_office(milestone, task.cloned().unwrap_or_default(), calendar, today)?;
                Ok(DigestRow { section, owner: owner.clone(), open_since: None })
            };
            self.place(milestone, row)?;
        }
        Ok(())
    }

    /// Letters that no server takes; an officer's are those about his agreements.
    fn dead(&mut self, store: &Store) -> Result<(), WatchError> {
        let mut own: BTreeMap<i64, bool> = BTreeMap::new();
        let mut after = 0;
        loop {
            let page = store.outbox_in(outbox::State::Dead, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.id;
            own.clear();
            for envelope in page {
                if self.reader == Reader::Officer && !self.concerns(store, &envelope, &mut own)? {
                    continue;
                }
                self.undelivered.offer(envelope.queued_on, || {
                    Ok(Undelivered {
                        to: envelope.address.unwrap_or(envelope.addressee),
                        subject: envelope.subject.unwrap_or_default(),
                        reply: envelope.why.unwrap_or_default(),
                    })
                })?;
            }
        }
    }

    fn concerns(&self, store: &Store, envelope: &Envelope, own: &mut BTreeMap<i64, bool>) -> Result<bool, WatchError> {
        for key in &envelope.keys {
            let Subject::Agreement(id) = key.subject else { continue };
            let known = own.get(&id).copied();
            let mine = match known {
                Some(mine) => mine,
                None => match store.agreement(id) {
                    Ok(stored) => stored.facts.officers.contains(&self.contact.id),
                    Err(error) if error.is_of_the_record() => false,
                    Err(error) => return Err(error.into()),
                },
            };
            own.insert(id, mine);
            if mine {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn finish(self, store: &Store, moment: Moment) -> Result<Digest, WatchError> {
        let (office, today) = (self.office, self.today);
        let rhythm = self.contact.digest;
        let next_on = wakes::next_on(office, rhythm, today, moment.now)?;
        let horizon = today.plus_days(AHEAD_DAYS).unwrap_or_else(|_| Day::last());
        let fallback = office.circle.fallback().and_then(|id| office.circle.contact(id));
        let mut unlisted = Unlisted::default();
        let mut list = |rows: Earliest<DigestRow>, rest: fn(&mut Unlisted) -> &mut usize| {
            let (rows, more) = rows.list();
            *rest(&mut unlisted) = more;
            rows
        };
        let overdue = list(self.overdue, |unlisted| &mut unlisted.overdue);
        let awaiting = list(self.awaiting, |unlisted| &mut unlisted.awaiting);
        let within_30 = list(self.within_30, |unlisted| &mut unlisted.within_30);
        let within_90 = list(self.within_90, |unlisted| &mut unlisted.within_90);
        let observances = list(self.observances, |unlisted| &mut unlisted.observances);
        let (gaps, untold, undelivered);
        (gaps, unlisted.gaps) = self.gaps.list();
        (untold, unlisted.untold) = self.untold.list();
        (undelivered, unlisted.undelivered) = self.undelivered.list();
        Ok(Digest {
            span: match rhythm {
                DigestRhythm::Monthly => DigestSpan::Month(today),
                _ => DigestSpan::Week(today, next_on.plus_days(-1).unwrap_or(today)),
            },
            overdue,
            awaiting,
            within_30,
            within_90,
            observances,
            gaps,
            untold,
            undelivered,
            unlisted,
            to_verify: self.to_verify,
            calendar_ends: office.calendar.announced_through().filter(|through| *through < horizon),
            next_on,
            tell: fallback.filter(|fallback| fallback.id != self.contact.id).map(|fallback| fallback.name.clone()),
            chain: store.head()?,
        })
    }
}
