//! The coming milestones as a calendar file.
//!
//! It contains every milestone that asks for something today, however long its day has passed, and those of the coming
//! years; it leaves out what is answered and what the register never knew in time. A restricted agreement, where it is
//! exported at all, appears with reference and day only. The same register gives the same file, apart from the time of
//! writing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Desk, DeskError, ExportReport};
use crate::exchange::RestrictedRows;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::party::Party;
use crate::lifecycle::reminder::{Subject, SubjectState};
use crate::lifecycle::span::Span;
use crate::message::Section;
use crate::message::entry::{self, CalendarEntry};
use crate::store::{Filter, Stored};
use crate::watch::digest::asking;
use crate::watch::entries::EarlierReminders;
use crate::watch::{Dossier, Situation, TimelineReach, WatchError, yearly};

/// A calendar looks so far ahead: as long as most terms, and not at the reviews of the next fifty years.
const AHEAD_YEARS: u32 = 5;
/// More days than this no calendar program opens.
const AT_MOST: usize = 100_000;

/// Events with what they are sorted by: day and UID.
type Events = Vec<(Day, String, String)>;

/// What an export looks at.
struct CalendarExport<'a> {
    desk: &'a Desk,
    parties: Arc<BTreeMap<String, Party>>,
    register: String,
    today: Day,
    through: Day,
}

/// The calendar, and what is in it.
pub(super) fn calendar(desk: &Desk, restricted: RestrictedRows) -> Result<(Vec<u8>, ExportReport), DeskError> {
    let today = desk.today();
    let through = today.plus(Span::years(AHEAD_YEARS)).unwrap_or_else(|_| Day::last());
    let (parties, register) = (desk.store.parties()?, desk.store.database_id()?);
    let all = CalendarExport { desk, parties, register, today, through };
    let (mut agreements, mut left_out) = (0, 0);
    let mut events = all.yearly()?;
    let failed = desk.walk(
        &Filter::default(),
        |stored| {
            let hidden = stored.facts.is_restricted() && restricted == RestrictedRows::LeaveOut;
            if hidden { Ok(Some(None)) } else { all.agreement(stored).map(|found| Some(Some(found))) }
        },
        |found| {
            match found {
                None => left_out += 1,
                Some(found) => {
                    agreements += 1;
                    events.extend(found);
                }
            }
            if events.len() > AT_MOST { Err(DeskError::TooManyEntries(AT_MOST)) } else { Ok(()) }
        },
    )?;
    events.sort();
    let exported = ExportReport { agreements, milestones: Some(events.len()), left_out, failed };
    let events: Vec<String> = events.into_iter().map(|(.., event)| event).collect();
    Ok((entry::calendar(Some(&desk.office.name), &events).into_bytes(), exported))
}

impl CalendarExport<'_> {
    fn agreement(&self, stored: &Stored) -> Result<Events, DeskError> {
        let (office, today) = (&self.desk.office, self.today);
        let dossier = Dossier::of(&self.desk.store, stored.agreement(), today)?;
        let situation = Situation::of(&dossier, office, today, TimelineReach::Through(self.through))?;
        let (alive, subject) = (situation.standing == SubjectState::Alive, dossier.subject());
        let earlier = EarlierReminders { queued: &dossier.queued, taken_back: &dossier.withdrawn };
        // An end sets legal clocks running, and takes none back.
        let asks = |milestone: &&Milestone| alive || milestone.kind == MilestoneKind::Duty;
        let event = |milestone: &Milestone| {
            self.event(situation.section(milestone, &self.parties)?, &subject, milestone, earlier)
        };
        asking(situation.milestones(), today).into_iter().filter(asks).map(event).collect()
    }

    /// What comes round each year and hangs on no agreement.
    fn yearly(&self) -> Result<Events, DeskError> {
        let (store, office, today) = (&self.desk.store, &self.desk.office, self.today);
        let mut events = Vec::new();
        for yearly in yearly::subjects(store, office, yearly::looked_back(today), self.through)? {
            let queued = yearly::recent(store, &yearly.subject, today)?;
            let taken_back = store.taken_back(&yearly.subject, yearly::looked_back(today))?;
            let earlier = EarlierReminders { queued: &queued, taken_back: &taken_back };
            let asks = asking(&yearly.milestones, today);
            let tasks = yearly.milestones.iter().zip(&yearly.tasks).filter(|(milestone, _)| asks.contains(milestone));
            for (milestone, task) in tasks {
                let section = Section::of_office(milestone, task.clone(), &office.calendar, today)?;
                events.push(self.event(section, &yearly.subject, milestone, earlier)?);
            }
        }
        Ok(events)
    }

    fn event(
        &self,
        section: Section,
        subject: &Subject,
        milestone: &Milestone,
        earlier: EarlierReminders<'_>,
    ) -> Result<(Day, String, String), DeskError> {
        let uid = entry::uid(&self.register, subject, milestone);
        let entry = CalendarEntry { section, uid, sequence: earlier.moves(subject, milestone) };
        let event = entry.event(self.desk.config.office.language, self.desk.clock.now());
        Ok((milestone.day, entry.uid, event.map_err(WatchError::from)?))
    }
}
