//! The content of a digest: the register is read page by page; of each list the earliest rows are kept and the rest
//! counted.
//!
//! Nothing is decided here: a row is a milestone that is open today. Each appears once, in the part of its next step:
//! overdue, awaiting a decision, due by the day to act by. A director gets what awaits a director's decision, and what
//! is overdue on a rung that names a director.

mod by_link;
mod changes;
mod dead_letters;
mod decisions;
mod first_told;
mod gaps;
mod last_digest;
mod mail;
mod owner;
mod selection;
mod trial_letters;

use std::collections::{BTreeMap, BTreeSet};

use super::earliest::EarliestRows;
use super::open::{asking, asks_for_a_decision, ladder_of, last_day, names_the_director, opened_on, outlasts_the_end};
use super::wakes::same_month;
use super::{AddressedDigest, DigestReader, reader, wakes};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::{Agreement, Facts};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::{Contact, DigestRhythm};
use crate::lifecycle::reminder::{PastReports, Subject, SubjectState, Topic, to_verify};
use crate::message::digest::listed_on;
use crate::message::{
    Backups, ChangeRow, DecidedRow, Digest, DigestRow, DigestSpan, GapRow, LinkRow, MailProblem, Section, Undelivered,
    Unlisted, say,
};
use crate::store::Store;
use crate::watch::dossier::{Dossier, Situation, TimelineReach};
use crate::watch::yearly::Yearly;
use crate::watch::{Moment, Office, WatchError, yearly};
use first_told::count_from_first_letter;
pub(crate) use gaps::gaps_of;
use last_digest::NewsStart;
pub(in crate::watch) use last_digest::note_known_acts;
pub(in crate::watch::digest) use last_digest::{letters_mark, trial_reminders};

/// Whether someone lost an agreement since the last digest to him.
pub(super) fn has_lost_agreement(
    store: &Store,
    office: &Office,
    contact: &Contact,
    today: Day,
) -> Result<bool, WatchError> {
    Ok(!changes::lost(store, office, contact, NewsStart::of(store, contact, today)?, today)?.is_empty())
}

/// Agreements, and letters, read together.
const PAGE: usize = 200;
/// The two lists of what is to come end so many days ahead.
pub(super) const SOON_DAYS: i64 = 30;
pub(super) const AHEAD_DAYS: i64 = 90;
/// No days off in a row are as many.
const OFF_AT_MOST: i64 = 40;
/// A digest while it is gathered.
pub(super) struct DigestBuilder<'a> {
    office: &'a Office,
    parties: &'a BTreeMap<String, Party>,
    contact: &'a Contact,
    reader: DigestReader,
    today: Day,
    overdue: EarliestRows<DigestRow>,
    awaiting: EarliestRows<DigestRow>,
    within_30: EarliestRows<DigestRow>,
    within_90: EarliestRows<DigestRow>,
    observances: EarliestRows<DigestRow>,
    tried: EarliestRows<DigestRow>,
    /// What the contact would have got in a trial, in the first digest after it.
    told_in_trial: BTreeSet<(Subject, Topic, Day)>,
    by_link: EarliestRows<LinkRow>,
    changes: EarliestRows<ChangeRow>,
    registered: EarliestRows<String>,
    /// What was recorded before was in the last digest.
    news: NewsStart,
    gaps: EarliestRows<GapRow>,
    untold: EarliestRows<String>,
    undelivered: EarliestRows<Undelivered>,
    to_verify: usize,
    verify: EarliestRows<String>,
    decided: EarliestRows<DecidedRow>,
}

/// The last day of the announced calendar, where it ends within the days that a digest looks ahead.
pub(in crate::watch) fn calendar_ends(office: &Office, today: Day) -> Option<Day> {
    let horizon = today.plus_days(AHEAD_DAYS).unwrap_or_else(|_| Day::last());
    office.calendar.announced_through().filter(|through| *through < horizon)
}

/// Reads the register and writes nothing. A record that cannot be read is reported and hides no other.
pub(super) fn gather(
    store: &Store,
    office: &Office,
    contact: &Contact,
    reader: DigestReader,
    moment: Moment,
) -> Result<AddressedDigest, WatchError> {
    // What is recorded while it is gathered may be in it, and is news to the next one all the same.
    let newest_act = store.newest_act()?;
    let parties = store.parties()?;
    let mut all = DigestBuilder::new(office, &parties, contact, reader, moment.today);
    all.told_in_trial = trial_reminders(store, office, contact, moment.today)?;
    all.news = NewsStart::of(store, contact, moment.today)?;
    let failed = all.agreements(store)?;
    if matches!(reader, DigestReader::Officer) {
        all.lost(store)?;
    }
    all.add_trial_letters(store)?;
    if reader != DigestReader::Fallback {
        for yearly in yearly::yearly_subjects(store, office, moment.today)? {
            all.yearly(&yearly)?;
        }
    }
    if reader != DigestReader::Director {
        all.dead(store)?;
    }
    if reader == DigestReader::Head {
        all.by_link(None, None, &store.office_acts()?)?;
    }
    let mail = if matches!(reader, DigestReader::Head | DigestReader::Fallback) {
        (mail::troubles(store, office, moment)?, mail::backups(store, office, moment)?)
    } else {
        (Vec::new(), None)
    };
    Ok(AddressedDigest { digest: all.finish(store, moment, mail)?, reader, newest_act, failed })
}

impl<'a> DigestBuilder<'a> {
    /// Nothing yet, and nothing recorded since the last one.
    pub(super) fn new(
        office: &'a Office,
        parties: &'a BTreeMap<String, Party>,
        contact: &'a Contact,
        reader: DigestReader,
        today: Day,
    ) -> Self {
        Self {
            office,
            parties,
            contact,
            reader,
            today,
            overdue: EarliestRows::new(),
            awaiting: EarliestRows::new(),
            within_30: EarliestRows::new(),
            within_90: EarliestRows::new(),
            observances: EarliestRows::new(),
            tried: EarliestRows::new(),
            told_in_trial: BTreeSet::new(),
            by_link: EarliestRows::new(),
            changes: EarliestRows::new(),
            registered: EarliestRows::new(),
            news: NewsStart::never(),
            gaps: EarliestRows::new(),
            untold: EarliestRows::new(),
            undelivered: EarliestRows::new(),
            to_verify: 0,
            verify: EarliestRows::new(),
            decided: EarliestRows::new(),
        }
    }

    fn agreement(&mut self, record: &Agreement) -> Result<(), WatchError> {
        let dossier = Dossier::without_letters(record.clone(), self.today);
        let situation = Situation::of(&dossier, self.office, self.today, TimelineReach::Plan)?;
        self.shown(record, &situation)
    }

    /// Puts what is to be shown of an agreement into its lists.
    pub(super) fn shown(&mut self, record: &Agreement, situation: &Situation<'_>) -> Result<(), WatchError> {
        let (office, today) = (self.office, self.today);
        let facts = &situation.facts;
        let (owner, secret) = (self.owner(facts), facts.is_restricted());
        let ended = situation.standing == SubjectState::Ended;
        if self.reader == DigestReader::Head {
            let short = (!secret).then(|| say::agreement_short(facts, self.parties, today));
            self.by_link(Some(&facts.reference), short.as_deref(), &record.acts)?;
        }
        if self.reader != DigestReader::Director {
            self.changed(situation)?;
        }
        if self.reader != DigestReader::Director && !ended {
            self.missing(facts)?;
            self.untold(&situation.timeline)?;
            let timeline = &situation.timeline;
            let (registered_on, reports) = (timeline.knowledge.registered_on, PastReports::Named);
            let listed = to_verify(&timeline.milestones, SubjectState::Alive, registered_on, today, reports);
            if let Some(first) = listed.iter().map(|milestone| milestone.day).min() {
                self.to_verify += 1;
                self.verify.offer(first, || Ok(facts.reference.clone()))?;
            }
        }
        if !secret {
            self.decisions(&record.acts, situation)?;
        }
        let asking = asking(situation.milestones(), today);
        // Past its end, and also where what became of it is known, no notice before that end asks for anything.
        let expired = situation.timeline.course.last_day().is_some_and(|last| last < today);
        let mut days = BTreeSet::new();
        for milestone in asking {
            // Of a restricted one only reference and day are shown: two of one day would be one line twice.
            if secret && !days.insert(milestone.day) {
                continue;
            }
            // An end takes back neither a legal clock nor what was due before it; one that passed by itself is asked about
            // itself.
            let moot = milestone.kind == MilestoneKind::Notice && expired;
            if (ended && !outlasts_the_end(milestone.kind)) || moot {
                continue;
            }
            let since = Some(opened_on(milestone, facts, record.id, office)).filter(|since| *since <= today);
            if since.is_none() && milestone.kind == MilestoneKind::Effect {
                continue;
            }
            let parties = self.parties;
            let row = |section, open_since| DigestRow { section, owner: owner.clone(), open_since };
            let waits = asks_for_a_decision(milestone, facts) && milestone.decided.is_none() && since.is_some();
            if last_day(milestone) < today {
                let rungs = ladder_of(milestone, facts, record.id, office);
                // Whoever decided hears that nothing was done.
                let told = names_the_director(milestone, rungs, self.office, self.today) || milestone.is_undone(today);
                if self.reader != DigestReader::Director || told {
                    self.overdue
                        .offer(last_day(milestone), || Ok(row(situation.section(milestone, parties)?, None)))?;
                }
            } else if waits && (self.reader == DigestReader::Director || !secret) {
                // For all others a list of another kind than time's would say what kind of day a restricted one's is.
                let since = since.filter(|_| !secret);
                let section = situation.section(milestone, parties)?;
                self.awaiting.offer(listed_on(&section), || Ok(row(section, since)))?;
            } else if !self.is_far(milestone) {
                let (subject, section) = (Subject::Agreement(record.id), situation.section(milestone, parties)?);
                match section.about.as_ref().and_then(|about| about.overdue_step(today)) {
                    Some(step) if self.reader != DigestReader::Director => {
                        self.overdue.offer(step, || Ok(row(section, None)))?;
                    }
                    _ => self.place(subject, milestone, section, |section| row(section, None))?,
                }
            }
        }
        Ok(())
    }

    /// Whether it is beyond every list however early its day to act by lies before its own: of these kinds the last working
    /// day. What a section says of it need not be worked out then, which in a large register is most of the work.
    fn is_far(&self, milestone: &Milestone) -> bool {
        use MilestoneKind::{Duty, Renewal, Review};
        let plain = matches!(milestone.kind, Review | Renewal | Duty) && self.told_in_trial.is_empty();
        plain && self.today.days_until(milestone.day) > AHEAD_DAYS + OFF_AT_MOST
    }

    /// Puts an open milestone into its list: days to mark among their like, the rest by the day to act by.
    ///
    /// What is farther ahead is in none, unless a trial told of it; a director has none of these lists.
    fn place(
        &mut self,
        subject: Subject,
        milestone: &Milestone,
        section: Section,
        row: impl FnOnce(Section) -> DigestRow,
    ) -> Result<(), WatchError> {
        let greets = milestone.kind == MilestoneKind::Observance && section.about.is_some();
        let by = if section.about.is_some() { section.act_by().unwrap_or(milestone.day) } else { milestone.day };
        let list = match self.today.days_until(if greets { milestone.day } else { by }) {
            ahead if ahead > AHEAD_DAYS || self.reader == DigestReader::Director => {
                if !self.told_in_trial.contains(&(subject, milestone.topic(), milestone.day)) {
                    return Ok(());
                }
                &mut self.tried
            }
            _ if greets => &mut self.observances,
            ahead if ahead <= SOON_DAYS => &mut self.within_30,
            _ => &mut self.within_90,
        };
        list.offer(listed_on(&section), || Ok(row(section)))
    }

    /// What comes round each year: the office's duties by time, the days of countries ahead.
    fn yearly(&mut self, yearly: &Yearly) -> Result<(), WatchError> {
        if self.reader == DigestReader::Officer && !yearly.officers.contains(&self.contact.id) {
            return Ok(());
        }
        let (calendar, today) = (&self.office.calendar, self.today);
        let owner = self.names(&yearly.officers);
        for milestone in asking(&yearly.milestones, today) {
            let task = yearly.milestones.iter().position(|m| m == milestone).and_then(|at| yearly.tasks.get(at));
            let section = Section::of_office(milestone, task.cloned().unwrap_or_default(), calendar, today)?;
            let row = |section| DigestRow { section, owner: owner.clone(), open_since: None };
            if last_day(milestone) < today {
                let rungs = ladder_of(milestone, &Facts::default(), 0, self.office);
                if self.reader != DigestReader::Director
                    || names_the_director(milestone, rungs, self.office, self.today)
                {
                    self.overdue.offer(last_day(milestone), || Ok(row(section)))?;
                }
            } else {
                self.place(yearly.subject.clone(), milestone, section, row)?;
            }
        }
        Ok(())
    }

    fn finish(
        self,
        store: &Store,
        moment: Moment,
        (mail, backups): (Vec<MailProblem>, Option<Backups>),
    ) -> Result<Digest, WatchError> {
        let (office, today) = (self.office, self.today);
        let rhythm = if self.reader == DigestReader::Fallback { DigestRhythm::Monthly } else { self.contact.digest };
        // After a trial someone may read one who reads no other.
        let once = rhythm == DigestRhythm::None || reader(store, office, &self.contact.id)?.is_none();
        let next_on = if once { None } else { Some(wakes::next_on(office, rhythm, today, moment.now)?) };
        // Once a month, and to the fallback.
        let warned = office.circle.fallback() == Some(self.contact.id.as_str()) && !same_month(self.news.on, today);
        let mut unlisted = Unlisted::default();
        let mut list = |rows: EarliestRows<DigestRow>, rest: fn(&mut Unlisted) -> &mut usize| {
            let (rows, more) = rows.list();
            *rest(&mut unlisted) = more;
            rows
        };
        let overdue = list(self.overdue, |unlisted| &mut unlisted.overdue);
        let mut awaiting = list(self.awaiting, |unlisted| &mut unlisted.awaiting);
        count_from_first_letter(store, &mut awaiting)?;
        let within_30 = list(self.within_30, |unlisted| &mut unlisted.within_30);
        let within_90 = list(self.within_90, |unlisted| &mut unlisted.within_90);
        let observances = list(self.observances, |unlisted| &mut unlisted.observances);
        let tried = list(self.tried, |unlisted| &mut unlisted.tried);
        let (gaps, untold, undelivered, changes, registered, by_link);
        (by_link, unlisted.by_link) = self.by_link.list();
        (changes, unlisted.changes) = self.changes.list();
        (registered, unlisted.registered) = self.registered.list();
        (gaps, unlisted.gaps) = self.gaps.list();
        (untold, unlisted.untold) = self.untold.list();
        (undelivered, unlisted.undelivered) = self.undelivered.list();
        Ok(Digest {
            span: match rhythm {
                DigestRhythm::Monthly => DigestSpan::Month(today),
                _ => DigestSpan::Week(today, next_on.and_then(|next| next.plus_days(-1).ok()).unwrap_or(today)),
            },
            overdue,
            awaiting,
            within_30,
            within_90,
            observances,
            tried,
            by_link,
            changes,
            registered,
            gaps,
            untold,
            undelivered,
            mail,
            backups,
            unlisted,
            to_verify: self.to_verify,
            verify: self.verify.list().0,
            decided: self.decided.list().0,
            calendar_ends: calendar_ends(office, today).filter(|_| warned),
            next_on,
            chain: store.head()?,
        })
    }
}
