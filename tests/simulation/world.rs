//! A whole office in a test: a database, rules, a mail server made of memory and a day that is turned by hand.
//!
//! Not an oracle: it does what it is told and answers what happened. Nothing here asks a clock or sleeps.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use pactwatch::exchange::acts::InputAct;
use pactwatch::lifecycle::act::{ActBody, ActKey, Origin, Target, Via};
use pactwatch::lifecycle::agreement::{Facts, Field};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::Timeline;
use pactwatch::lifecycle::recording::{self, Insistence, Refusal};
use pactwatch::lifecycle::reminder::{Key, Subject, SystemLetter};
use pactwatch::lifecycle::request::ActRequest;
use pactwatch::outbox::{EnvelopeState, message_id};
use pactwatch::post::{Attempt, MemoryPost, Post};
use pactwatch::store::{Composed, NewReminder, Stamp, Store, StoreError};
use pactwatch::watch::tick::Deliverer;
use pactwatch::watch::{
    Crossing, DeliveryReport, MailRoute, Moment, Office, PauseRule, PendingWrites, Release, ScanReport, Stopping,
    WatchError, no_crash, replan, scan,
};

use crate::rules::Rules;

/// Where a world keeps its register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// In memory: quick; a crash loses nothing but the program's own state, which a scan keeps none of.
    Memory,
    /// In a file: a crash drops the store and opens the file again.
    File,
}

/// An office with its register, its mail and its day.
pub(crate) struct World {
    folder: Option<tempfile::TempDir>,
    store: Option<Store>,
    pub(crate) rules: Rules,
    pub(crate) office: Office,
    /// The mail server; its script may be changed at any time.
    pub(crate) post: MemoryPost,
    /// The office's day.
    pub(crate) today: Day,
    /// Minutes since seven in the morning of that day.
    minutes: i64,
    /// What each Message-ID says, gathered whenever letters were composed.
    letters: BTreeMap<String, Vec<Key>>,
    seen: i64,
    /// Whether the pause between two rounds holds.
    pub(crate) heed: PauseRule,
    /// Connections side by side.
    pub(crate) connections: usize,
    unwritten: PendingWrites,
    /// How often each envelope was told to go again after it had died.
    pub(crate) retried: BTreeMap<i64, usize>,
    /// What stood in letters that died.
    pub(crate) died: BTreeSet<String>,
}

impl World {
    /// An empty register under those rules.
    pub(crate) fn new(home: Home, rules: Rules, today: Day) -> Self {
        let folder = (home == Home::File).then(|| tempfile::tempdir().expect("a folder for the test"));
        let store = match &folder {
            Some(folder) => Store::create(&folder.path().join("pactwatch.db")),
            None => Store::in_memory(),
        };
        let office = rules.office();
        let store = Some(store.expect("a new database"));
        let (post, letters) = (MemoryPost::new(), BTreeMap::new());
        let (heed, connections, unwritten) = (PauseRule::Pause, 1, PendingWrites::default());
        let retried = BTreeMap::new();
        Self {
            folder,
            store,
            rules,
            office,
            post,
            today,
            minutes: 0,
            letters,
            seen: 0,
            heed,
            connections,
            unwritten,
            retried,
            died: BTreeSet::new(),
        }
    }

    /// An office in memory under the shipped ladders, on that day.
    pub(crate) fn on(today: &str) -> Self {
        Self::new(Home::Memory, Rules::default(), day(today))
    }

    pub(crate) fn store(&mut self) -> &mut Store {
        self.store.as_mut().expect("the store is open between two crashes")
    }

    /// The database file, for tests that open it beside the program.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.as_ref().expect("a world in a file").path().join("pactwatch.db")
    }

    /// Changes the rules; the next scan goes by them.
    pub(crate) fn change_rules(&mut self, change: impl FnOnce(&mut Rules)) {
        change(&mut self.rules);
        self.office = self.rules.office();
    }

    /// The moment: the day at seven in the morning, and so many minutes as have passed.
    pub(crate) fn moment(&self) -> Moment {
        Moment { today: self.today, now: instant(self.today) + TimeDelta::minutes(self.minutes) }
    }

    /// Turns to that day, seven in the morning.
    pub(crate) fn turn_to(&mut self, today: Day) {
        (self.today, self.minutes) = (today, 0);
    }

    /// Lets some minutes of the day pass.
    pub(crate) fn wait(&mut self, minutes: i64) {
        self.minutes += minutes;
    }

    fn stamp(&self) -> Stamp {
        Stamp { at: self.moment().now, on: self.today, by: "head".to_owned(), origin: Origin::default() }
    }

    /// Takes an agreement into the register; fields as canonical texts.
    pub(crate) fn register(&mut self, fields: &[(&str, &str)], import: Option<i64>) -> i64 {
        let texts = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let facts = Facts::from_texts(&texts).unwrap_or_else(|error| panic!("{error}"));
        let stamp = self.stamp();
        let done: Result<i64, StoreError> = self.store().write(|tx| tx.register(&facts, import, &stamp));
        done.expect("a new reference")
    }

    /// Records an act on the world's day, if it may stand, and plans what waits anew.
    pub(crate) fn record(&mut self, id: i64, said: &ActRequest) -> Result<ActBody, Refusal> {
        self.record_by(id, said, None)
    }

    /// The same, by that way.
    pub(crate) fn record_by(&mut self, id: i64, said: &ActRequest, via: Option<Via>) -> Result<ActBody, Refusal> {
        let agreement = self.store().agreement(id).expect("an agreement").agreement();
        let through = self.today.plus_days(366 * 12).expect("a day of our time");
        let timeline = Timeline::of(&agreement, Some(self.office.clocks()), through).expect("a timeline");
        let accepted = recording::act(
            said,
            &timeline,
            recording::RuleContext { parties: &BTreeMap::new(), first_asked: &recording::a_month_ahead },
            self.today,
            Insistence::Force,
        )?;
        let (mut stamp, body) = (self.stamp(), accepted.body.clone());
        stamp.origin.via = via;
        let corrected = if let ActBody::Correct { field, new, commitment: None, .. } = &body {
            let mut facts = timeline.knowledge.facts.clone();
            let set = facts.set(Field::named(field).expect("a checked field"), Some(new));
            set.map(|()| Some(facts)).expect("a checked text")
        } else {
            None
        };
        let done: Result<(), StoreError> = self.store().write(|tx| {
            for seq in &accepted.instead_of {
                tx.append(id, accepted.on, None, None, &ActBody::Void { voids: *seq }, &stamp)?;
            }
            tx.append(id, accepted.on, None, None, &body, &stamp)?;
            corrected.map_or(Ok(()), |facts| tx.project(id, &facts))
        });
        done.expect("an act that was accepted");
        self.replan(id);
        Ok(body)
    }

    fn replan(&mut self, id: i64) {
        let moment = self.moment();
        let store = self.store.as_mut().expect("open");
        replan(store, &self.office, &[Subject::Agreement(id)], moment).expect("planned anew");
        self.gather();
    }

    /// The agreement's acts as they are stored.
    pub(crate) fn acts(&mut self, id: i64) -> pactwatch::lifecycle::agreement::Agreement {
        self.store().agreement(id).expect("an agreement").agreement()
    }

    /// One scan that must go through.
    pub(crate) fn scan(&mut self, release: Release) -> ScanReport {
        self.scan_with(release, &mut no_crash).expect("a scan")
    }

    /// One scan with something in its way; after a crash the store is opened again.
    pub(crate) fn scan_with(
        &mut self,
        release: Release,
        trip: &mut dyn FnMut(Crossing) -> bool,
    ) -> Result<ScanReport, Crossing> {
        let moment = self.moment();
        let store = self.store.as_mut().expect("open");
        let done = scan(store, &self.office, moment, release, trip);
        self.survived(done)
    }

    /// One round of delivery that must go through.
    pub(crate) fn deliver(&mut self) -> DeliveryReport {
        self.deliver_with(&mut no_crash).expect("a round of delivery")
    }

    /// One round of delivery with something in its way.
    pub(crate) fn deliver_with(&mut self, trip: &mut dyn FnMut(Crossing) -> bool) -> Result<DeliveryReport, Crossing> {
        let done = self.try_deliver(trip);
        if done.is_err() {
            // The program is gone, and what it had not written down with it.
            self.unwritten = PendingWrites::default();
        }
        self.survived(done)
    }

    fn try_deliver(&mut self, trip: &mut dyn FnMut(Crossing) -> bool) -> Result<DeliveryReport, WatchError> {
        let moment = self.moment();
        let posts: Vec<Box<dyn Post>> =
            (0..self.connections).map(|_| Box::new(self.post.clone()) as Box<dyn Post>).collect();
        let mut way = MailRoute { posts, settings: "memory".to_owned() };
        let deliverer = Deliverer {
            stopping: &Stopping::default(),
            moment: &|| moment,
            alarm_dir: None,
            heed: self.heed,
            beat: &|| {},
            unwritten: &mut self.unwritten,
            trip,
        };
        let store = self.store.as_mut().expect("open");
        deliverer.deliver(store, &self.office, &mut way)
    }

    /// The same while another program holds the register: what was heard stays in the program's hands.
    pub(crate) fn deliver_busy(&mut self) {
        let kept = self.try_deliver(&mut no_crash);
        assert!(matches!(kept, Err(WatchError::Store(StoreError::Busy(_)))), "{kept:?}");
    }

    /// Queues and composes one more letter to the fallback, about nothing but itself.
    pub(crate) fn letter_to_fallback(&mut self, nth: u32) {
        let (moment, id) = (self.moment(), crate::rules::FALLBACK);
        let key = Key { nth, ..Key::system(SystemLetter::Brake, moment.today, id) };
        let message_id = message_id(std::slice::from_ref(&key), "example.vn");
        let letter = Composed {
            keys: vec![key.clone()],
            mime: format!("Message-ID: <{message_id}>\r\n\r\nxin chao\r\n").into_bytes(),
            message_id,
            address: format!("{id}@example.vn"),
            subject: nth.to_string(),
            rendered_on: moment.today,
            urgent_on: moment.today,
        };
        let reminder = NewReminder { key, agreement_id: None, addressee: id.to_owned(), urgent_on: moment.today };
        let done: Result<(), StoreError> = self.store().write(|tx| {
            tx.enqueue(&[reminder], moment.today)?;
            let basket = tx.composing(0, 10)?.into_iter().find(|basket| basket.addressee == id).expect("its basket");
            tx.compose(basket.id, &[letter], moment.now).map(drop)
        });
        done.expect("queued");
    }

    /// Lets every letter that died go again, as `outbox retry --all` does.
    pub(crate) fn retry_all(&mut self) {
        let now = self.moment().now;
        let dead = self.store().outbox_in(EnvelopeState::Dead, 0, 1_000).expect("the outbox");
        let done: Result<(), StoreError> = self.store().write(|tx| {
            dead.iter().try_for_each(|letter| tx.retry(letter.id, now))?;
            pactwatch::watch::mail::end_pause(tx)
        });
        done.expect("what is dead can go again");
        let (moment, store) = (self.moment(), self.store.as_mut().expect("open"));
        pactwatch::watch::compose::compose(store, &self.office, moment).expect("written anew");
        for letter in dead {
            self.died.extend(letter.keys.iter().map(ToString::to_string));
            *self.retried.entry(letter.id).or_default() += 1;
        }
        self.gather();
    }

    fn survived<T>(&mut self, done: Result<T, WatchError>) -> Result<T, Crossing> {
        match done {
            Ok(done) => {
                self.gather();
                Ok(done)
            }
            Err(WatchError::Tripped(crossing)) => {
                self.reopen();
                self.gather();
                Err(crossing)
            }
            Err(error) => panic!("on {}: {error}", self.today),
        }
    }

    /// The program stops and starts again.
    pub(crate) fn reopen(&mut self) {
        if self.folder.is_some() {
            drop(self.store.take());
            self.store = Some(Store::open(&self.file()).expect("the file opens again"));
        }
    }

    /// A scan and a delivery.
    pub(crate) fn tick(&mut self) -> DeliveryReport {
        self.scan(Release::Brake);
        self.deliver()
    }

    /// Ticks on each day through that one, from today or, where today had its tick, from tomorrow.
    pub(crate) fn tick_through(&mut self, last: &str) {
        let last = day(last);
        while self.today < last {
            self.turn_to(self.today.next());
            self.tick();
        }
    }

    fn gather(&mut self) {
        let store = self.store.as_ref().expect("open");
        loop {
            let page = store.outbox(self.seen, 500).expect("the outbox");
            let Some(last) = page.last() else { break };
            self.seen = last.id;
            for envelope in page {
                if let Some(id) = envelope.message_id.filter(|_| !envelope.keys.is_empty()) {
                    self.letters.insert(id, envelope.keys);
                }
            }
        }
    }

    /// What the letter of that Message-ID says; none where the program never composed one.
    pub(crate) fn keys(&self, message_id: &str) -> Option<&[Key]> {
        self.letters.get(message_id).map(Vec::as_slice)
    }

    /// The letters the server has, each with the reminders it says.
    pub(crate) fn mailboxes(&self) -> Vec<(Attempt, Vec<Key>)> {
        let keys = |attempt: &Attempt| self.keys(&attempt.message_id).map(<[Key]>::to_vec).unwrap_or_default();
        self.post.taken().into_iter().map(|attempt| (keys(&attempt), attempt)).map(|(keys, a)| (a, keys)).collect()
    }

    /// `desk-a: expiry@2026-01-31 -90d`, a line for each reminder the server has, without the system's own letters.
    pub(crate) fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        for (attempt, keys) in self.mailboxes() {
            let to = attempt.to.split('@').next().unwrap_or_default().to_owned();
            let line = |key: &Key| format!("{to}: {}@{} {}", key.topic, key.day, key.occasion_text());
            told.extend(keys.iter().filter(|key| key.topic.system().is_none()).map(line));
        }
        told
    }

    /// The same without repeats, in order of text.
    pub(crate) fn told_once(&self) -> BTreeSet<String> {
        self.told().into_iter().collect()
    }
}

/// Seven in the morning of that day in Vietnam.
pub(crate) fn instant(day: Day) -> DateTime<Utc> {
    day.date().and_hms_opt(0, 0, 0).expect("midnight").and_utc()
}

/// A day, as a test writes it.
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// What somebody says happened.
pub(crate) fn said(act: &str, carries: &[(&str, &str)]) -> ActRequest {
    let with = |said: InputAct, (name, text): &(&str, &str)| said.with(ActKey::named(name).unwrap(), *text);
    let said = carries.iter().fold(InputAct::of(act), with);
    said.read(Target::Agreement).unwrap_or_else(|wrong| panic!("{act} {carries:?}: {wrong:?}"))
}
