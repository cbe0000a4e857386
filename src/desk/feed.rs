//! One person's days as a calendar that programs fetch: what asks for something, and for some weeks what no longer
//! does.
//!
//! UIDs and sequence numbers are those of the entries in letters, so that a program recognises them. A restricted
//! agreement appears with reference and day only, regardless of who fetches: a feed's address can be passed on.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rights::Viewer;
use super::{Desk, DeskError};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::party::Party;
use crate::lifecycle::reminder::SubjectState;
use crate::lifecycle::span::Span;
use crate::message::entry::{self, CalendarEntry};
use crate::store::{Filter, Stored};
use crate::watch::digest::asking;
use crate::watch::entries::EarlierReminders;
use crate::watch::{Dossier, Situation, TimelineReach, WatchError};

/// A calendar looks so far ahead.
const AHEAD_YEARS: u32 = 2;
/// What was answered or ended stays, cancelled, for so long after its day.
const CANCELLED_DAYS: i64 = 90;
/// More days than this are no calendar of one person.
const AT_MOST: usize = 5_000;

/// The days of the agreements that this person looks after; of all, for who looks after none and records on all.
pub fn feed(desk: &Desk, viewer: &Viewer) -> Result<String, DeskError> {
    let contact = viewer.contact();
    let own = Filter { officer: Some(contact.id.clone()), ..Filter::default() };
    let all = viewer.records_all() && desk.store.find(&own, 0, 1)?.is_empty();
    let filter = if all { Filter::default() } else { own };
    let (today, parties, register) = (desk.today(), desk.store.parties()?, desk.store.database_id()?);
    let gathering = FeedBuilder { desk, viewer, parties, register, today };
    let mut events: Vec<(Day, String, String)> = Vec::new();
    desk.walk(
        &filter,
        |stored| gathering.events(stored).map(Some),
        |found| {
            events.extend(found);
            if events.len() > AT_MOST { Err(DeskError::TooManyEntries(AT_MOST)) } else { Ok(()) }
        },
    )?;
    events.sort();
    let events: Vec<String> = events.into_iter().map(|(.., event)| event).collect();
    Ok(entry::calendar(Some(&desk.office.name), &events))
}

struct FeedBuilder<'a> {
    desk: &'a Desk,
    viewer: &'a Viewer,
    parties: Arc<BTreeMap<String, Party>>,
    register: String,
    today: Day,
}

impl FeedBuilder<'_> {
    fn events(&self, stored: &Stored) -> Result<Vec<(Day, String, String)>, DeskError> {
        let through = self.today.plus(Span::years(AHEAD_YEARS)).unwrap_or_else(|_| Day::last());
        let dossier = Dossier::of(&self.desk.store, stored.agreement(), self.today)?;
        let situation = Situation::of(&dossier, &self.desk.office, self.today, TimelineReach::Through(through))?;
        let (alive, subject) = (situation.standing == SubjectState::Alive, dossier.subject());
        let told = EarlierReminders { queued: &dossier.queued, taken_back: &dossier.withdrawn };
        let asks = asking(situation.milestones(), self.today);
        let since = self.today.plus_days(-CANCELLED_DAYS).unwrap_or_else(|_| Day::first());
        // The moment of the day: what has not changed since this morning is byte for byte the same.
        let stamp = self.today.date().and_time(chrono::NaiveTime::MIN).and_utc();
        let mut events = Vec::new();
        for milestone in situation.milestones() {
            let open = asks.contains(&milestone) && (alive || milestone.kind == MilestoneKind::Duty);
            let over = !open && milestone.closed.is_some() && milestone.day >= since && milestone.day <= through;
            if !open && !over {
                continue;
            }
            let uid = entry::uid(&self.register, &subject, milestone);
            let section = situation.section(milestone, &self.parties)?;
            let sequence = told.moves(&subject, milestone) + u32::from(over);
            let language = self.viewer.contact().language;
            let event = CalendarEntry { section, uid: uid.clone(), sequence }
                .event(language, stamp)
                .map_err(WatchError::from)?;
            events.push((milestone.day, uid, if over { cancel_event(&event) } else { event }));
        }
        Ok(events)
    }
}

/// The event, cancelled: programs take it out of the calendar.
fn cancel_event(event: &str) -> String {
    let lines = event.split_inclusive("\r\n").filter(|line| !line.starts_with("STATUS:"));
    lines
        .map(
            |line| if line.starts_with("END:VEVENT") { format!("STATUS:CANCELLED\r\n{line}") } else { line.to_owned() },
        )
        .collect()
}
