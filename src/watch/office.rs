//! A snapshot of the office's rules that a scan uses from start to end.

use std::collections::BTreeMap;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::clock::{ClockError, Schedule, ScheduleError, Zone};
use crate::config::{self, Config, LinkKeyFile, Links, Mailbox, ObservanceScope};
use crate::exchange::headers::OwnHeaders;
use crate::lifecycle::act::{Act, Mark, circle_with, contact_changes};
use crate::lifecycle::anniversaries::AnniversaryMarks;
use crate::lifecycle::calendar::Calendar;
use crate::lifecycle::day::Day;
use crate::lifecycle::duty::{Clocks, Duty};
use crate::lifecycle::observance::{self, Observance};
use crate::lifecycle::policy::{Circle, Ladder, Language};
use crate::lifecycle::reminder::PlanRules;
use crate::lifecycle::span::Span;
use crate::lifecycle::workback::{GreetingLeads, Step, Toward};
use crate::message::PageWay;
use crate::message::letter::MoveCause;
use crate::message::link::{LinkToken, ROUTE};
use crate::message::section;
use crate::message::{Say, Voice};
use crate::store::{ProgramNote, Store, StoreError};
use crate::text::{hex, percent};

/// The rules of one office as they stood when the snapshot was taken.
#[derive(Clone, Debug)]
pub struct Office {
    /// The name letters sign with.
    pub name: String,
    /// The language in which it works.
    pub language: Language,
    /// Who letters come from.
    pub from: Mailbox,
    /// Contacts, roles, absences, fallback.
    pub circle: Circle,
    /// The ladders by name.
    pub ladders: BTreeMap<String, Ladder>,
    /// Which days are worked.
    pub calendar: Calendar,
    /// The legal clocks in use.
    pub duties: Vec<Duty>,
    /// The plan of an extension, counted back.
    pub steps: Vec<Step>,
    /// How long before its day a letter of congratulation is handed in and sent.
    pub greeting: GreetingLeads,
    /// National days and anniversaries in use.
    pub observances: Vec<Observance>,
    /// Whose observances are kept.
    pub scope: ObservanceScope,
    /// More reminders than this for one person in one scan become one letter.
    pub bundle_over: usize,
    /// While the office tries the program out, the contacts who get every letter.
    pub pilot: Option<Vec<String>>,
    /// More reminders than this in one scan wait for someone's word.
    pub brake: usize,
    /// Where the program keeps copies of the register, if it makes any.
    pub backups: Option<PathBuf>,
    /// When the digest goes out.
    pub digest: Schedule,
    /// The office's zone.
    pub zone: Zone,
    /// The office's own headers of lists.
    pub list_headers: OwnHeaders,
    /// How long the bytes of sent letters are kept.
    pub keep_letters: Span,
    /// Fingerprint of everything that decides which reminders are due: configuration, shipped data, program version.
    pub fingerprint: String,
    /// Where agreements can be seen, if there is a page.
    pub page: Option<PageAddress>,
    /// What links in letters may record, and with which keys; none where there is no page.
    pub links: Option<LinkRules>,
    /// Whether letters are written whole.
    pub bodies: Bodies,
    /// Fingerprint of the rules of days alone: calendar, duties, steps, marks, program version.
    pub day_rules: String,
}

/// Whether letters are written with what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bodies {
    /// As they go.
    Written,
    /// A rehearsal that shows no letter: each has its subject, its reader and its reminders.
    LeftOut,
}

/// A rule of the office that cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The digest's wake-ups.
    Schedule(#[from] ScheduleError),
    /// The time zone.
    Clock(#[from] ClockError),
}

impl Say for OfficeError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Schedule(error) => error.say(voice),
            Self::Clock(error) => error.say(voice),
        }
    }
}

impl std::fmt::Display for OfficeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// The page as letters name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress {
    address: String,
    reach: Option<String>,
}

/// The links of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRules {
    /// What they may record.
    pub scope: Links,
    /// The keys they are made with.
    pub keys: LinkKeyFile,
    address: String,
}

impl LinkRules {
    fn of(web: &config::WebTable) -> Self {
        Self { scope: web.links, keys: LinkKeyFile::of(web), address: web.address.to_string() }
    }

    /// The address of a token, on a line of its own.
    pub fn address(&self, token: &LinkToken) -> String {
        format!("{}{ROUTE}{token}", self.address)
    }
}

impl PageAddress {
    /// The page itself, for the foot of every letter.
    pub fn way(&self) -> PageWay<'_> {
        PageWay { address: &self.address, reach: self.reach.as_deref() }
    }

    fn of(web: &crate::config::WebTable) -> Self {
        Self { address: web.address.to_string(), reach: web.reach.clone() }
    }

    /// The way of a section on a day of the office itself: the form that records it.
    pub(super) fn of_the_office(&self, mark: &Mark) -> section::SectionLinks {
        let page = format!("{}/viec-co-quan?moc={}", self.address, percent(&mark.to_string()));
        section::SectionLinks { page: Some(page), link: None, reach: self.reach.clone() }
    }

    /// Where a link of a letter opens, for who has no page of the matter.
    pub(super) fn no_page(&self) -> section::SectionLinks {
        section::SectionLinks { page: None, link: None, reach: self.reach.clone() }
    }

    /// The ways that a section on that agreement has.
    pub(super) fn of_agreement(&self, reference: &str) -> section::SectionLinks {
        let page = format!("{}/thoa-thuan/{}", self.address, percent(reference));
        section::SectionLinks { page: Some(page), link: None, reach: self.reach.clone() }
    }
}

impl Office {
    /// The snapshot of a configuration.
    pub fn new(config: &Config) -> Result<Self, OfficeError> {
        Ok(Self {
            name: config.office.name.clone(),
            language: config.office.language,
            from: config.post.from.value.clone(),
            circle: config.circle.clone(),
            ladders: config.ladders.clone(),
            calendar: config.calendar.clone(),
            duties: config.duties.clone(),
            steps: config.steps.iter().filter(|step| step.toward == Toward::Expiry).cloned().collect(),
            greeting: GreetingLeads::of(&config.steps),
            observances: config.observances.clone(),
            scope: config.observance_scope,
            bundle_over: config.post.bundle_over as usize,
            pilot: config.pilot(),
            brake: config.post.brake as usize,
            backups: config.backup.as_ref().map(|backup| backup.directory.clone()),
            digest: config.schedule.digest.value.parse()?,
            zone: config.office.time_zone.value.parse()?,
            list_headers: OwnHeaders::of(config.import_columns.iter().map(|(header, column)| (&**header, &**column))),
            keep_letters: config.store.keep_letters,
            fingerprint: fingerprint(config),
            page: config.web.as_ref().map(PageAddress::of),
            links: config.web.as_ref().map(LinkRules::of),
            bodies: Bodies::Written,
            day_rules: String::new(),
        }
        .with_day_rules())
    }

    /// The same office with what acts say of its contacts on that day: it holds until the next such act, or another day.
    pub(crate) fn with_contacts_of(&self, store: &Store, today: Day) -> Result<Self, StoreError> {
        let circle = self.with_last_there(store)?.circle;
        let acts = store.office_acts()?;
        let said: Vec<i64> = contact_changes(&acts).iter().map(|(act, _)| act.seq).collect();
        if said.is_empty() {
            return Ok(Self { circle, ..self.clone() });
        }
        let mut hash = Sha256::new();
        hash.update(&self.fingerprint);
        hash.update(format!("{said:?}"));
        let circle = circle_with(&circle, &acts, today);
        Ok(Self { circle, fingerprint: hex(&hash.finalize()[..12]), ..self.clone() })
    }

    /// The same office with what the scans noted of its people: who was missing in the configuration, and until when.
    pub(super) fn with_last_there(&self, store: &Store) -> Result<Self, StoreError> {
        let last_there = store.noted(ProgramNote::LastThere)?.unwrap_or_default();
        Ok(Self { circle: self.circle.clone().with_last_there(last_there), ..self.clone() })
    }

    fn with_day_rules(mut self) -> Self {
        let rules =
            format!("{:?} {:?} {:?} {:?} {:?}", self.calendar, self.duties, self.steps, self.greeting, self.scope);
        let mut hash = Sha256::new();
        hash.update(rules);
        hash.update(env!("CARGO_PKG_VERSION"));
        self.day_rules = hex(&hash.finalize()[..12]);
        self
    }

    /// The rules for planning, with the day of the last complete scan.
    pub fn rules(&self, last_scan: Option<Day>) -> PlanRules<'_> {
        PlanRules { ladders: &self.ladders, circle: &self.circle, calendar: &self.calendar, last_scan }
    }

    /// The legal clocks with the calendar they run on, and whether signings are remembered.
    pub fn clocks(&self) -> Clocks<'_> {
        let marks = if self.scope == ObservanceScope::None { AnniversaryMarks::Left } else { AnniversaryMarks::Kept };
        Clocks { duties: &self.duties, calendar: &self.calendar, marks }
    }

    /// As letters name the recorder: a contact's id means nothing to a reader.
    pub fn named(&self, by: &str) -> String {
        self.circle.contact(by).map_or_else(|| by.to_owned(), |who| who.name.clone())
    }

    /// The act that moved a day, as letters and digests name it.
    pub(crate) fn move_cause(&self, act: &Act) -> MoveCause {
        MoveCause { act: act.body.word(), by: self.named(&act.by), number: act.number.clone(), via: act.origin.via }
    }

    /// The domain that message ids end in.
    pub fn domain(&self) -> &str {
        self.from.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
    }
}

fn fingerprint(config: &Config) -> String {
    let mut hash = Sha256::new();
    hash.update(config.fingerprint_text());
    hash.update(config::DUTIES);
    hash.update(config::STEPS);
    hash.update(observance::PRESET);
    hash.update(env!("CARGO_PKG_VERSION"));
    hex(&hash.finalize()[..12])
}
