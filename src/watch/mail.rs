//! The state of the mail server as stored in the register between rounds, processes and starts: the pause, a lasting
//! outage, and the settings over which letters were accepted.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::outbox::{Cause, Pause};
use crate::post::{MailTrouble, TroubleKind};
use crate::store::{Outage, ProgramNote, Store, StoreError, Tx};

/// What is known of the mail server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailState {
    /// The fingerprint of the settings it was contacted over.
    settings: String,
    /// The newest line of the receipts when these settings came: what was heard before says nothing about them.
    #[serde(default)]
    settings_since: i64,
    /// No round before its end.
    #[serde(default)]
    pause: Option<StoredPause>,
    /// A time in which it takes nothing, not over yet.
    #[serde(default)]
    outage: Option<LastingOutage>,
    /// Letters at which round after round ended by what the server said of its own state: they have their turn after the
    /// others, which tell whether it was the server's.
    #[serde(default)]
    last: Vec<i64>,
}

/// So many letters have their turn after the others.
const LAST_AT_MOST: usize = 200;

/// A pause, with what brought it about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct StoredPause {
    #[serde(with = "instant")]
    until_at: DateTime<Utc>,
    seconds: i64,
    kind: String,
    words: String,
}

/// A time in which the mail server takes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastingOutage {
    /// The first try that failed.
    #[serde(with = "instant")]
    pub since_at: DateTime<Utc>,
    /// How often it was tried.
    pub tries: u64,
    /// What was in the way at first.
    pub first_words: String,
    pub last_words: String,
    /// The kind of the last trouble.
    kind: String,
}

/// The trouble of that word, in those words.
fn trouble(kind: &str, words: &str) -> MailTrouble {
    MailTrouble { what: TroubleKind::named(kind).unwrap_or(TroubleKind::Protocol), detail: words.to_owned() }
}

impl LastingOutage {
    /// What is in the way.
    pub fn trouble(&self) -> MailTrouble {
        trouble(&self.kind, &self.last_words)
    }
}

impl MailState {
    /// As the register has it. A note that cannot be read is as none: at worst the server is asked once too early.
    pub fn load(store: &Store) -> Result<Self, StoreError> {
        Ok(store.noted(ProgramNote::MailState)?.unwrap_or_default())
    }

    pub(super) fn save(&self, tx: &Tx<'_>) -> Result<(), StoreError> {
        tx.note_down(ProgramNote::MailState, self)
    }

    /// The same under these settings: where they are others, no pause holds, and nothing is known of what is taken.
    pub(super) fn under(mut self, settings: &str, newest_receipt: i64) -> Self {
        if self.settings != settings {
            (self.settings, self.settings_since, self.pause) = (settings.to_owned(), newest_receipt, None);
            self.last.clear();
        }
        self
    }

    pub(super) const fn settings_since(&self) -> i64 {
        self.settings_since
    }

    /// The outage that lasts.
    pub const fn outage(&self) -> Option<&LastingOutage> {
        self.outage.as_ref()
    }

    /// Until when no letter goes, and what brought that about; none where one may go now.
    pub fn waits(&self, now: DateTime<Utc>) -> Option<(DateTime<Utc>, MailTrouble)> {
        let standing = self.pause.as_ref()?;
        let pause = Pause { until_at: standing.until_at, seconds: standing.seconds };
        pause.holds(now).then(|| (standing.until_at, trouble(&standing.kind, &standing.words)))
    }

    /// Ends the pause: someone asks for a try now, or has changed something.
    pub fn end_pause(&mut self) {
        self.pause = None;
    }

    /// A round in which nothing was taken ended in trouble.
    pub(super) fn took_nothing(&mut self, trouble: &MailTrouble, now: DateTime<Utc>) {
        let before = self.pause.as_ref().map(|pause| Pause { until_at: pause.until_at, seconds: pause.seconds });
        self.rest(Pause::longer(before, cause(trouble), now), trouble);
        let words = trouble.detail.clone();
        let lasting = self.outage.get_or_insert_with(|| LastingOutage {
            since_at: now,
            tries: 0,
            first_words: words.clone(),
            last_words: String::new(),
            kind: String::new(),
        });
        lasting.tries += 1;
        (lasting.last_words, lasting.kind) = (words, trouble.what.name().to_owned());
    }

    /// A round in which something was taken ended in trouble.
    pub(super) fn took_something(&mut self, trouble: &MailTrouble, now: DateTime<Utc>) {
        self.rest(Pause::first(cause(trouble), now), trouble);
    }

    fn rest(&mut self, pause: Pause, trouble: &MailTrouble) {
        // Nobody else is asked where letters are files: a folder that is there again takes them at once.
        if matches!(trouble.what, TroubleKind::Folder | TroubleKind::Unconfigured) {
            self.pause = None;
            return;
        }
        let (kind, words) = (trouble.what.name().to_owned(), trouble.detail.clone());
        self.pause = Some(StoredPause { until_at: pause.until_at, seconds: pause.seconds, kind, words });
    }

    /// The letters that have their turn after the others.
    pub(super) fn last(&self) -> &[i64] {
        &self.last
    }

    /// That letter has its turn after the others from now on.
    pub(super) fn goes_last(&mut self, letter: i64) {
        if !self.last.contains(&letter) {
            self.last.truncate(LAST_AT_MOST - 1);
            self.last.insert(0, letter);
        }
    }

    /// The server said something of that letter itself.
    pub(super) fn was_answered(&mut self, letter: i64) {
        self.last.retain(|other| *other != letter);
    }

    /// The server is well: the outage becomes a row.
    pub(super) fn is_well(&self, tx: &Tx<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
        let Some(lasting) = &self.outage else { return Ok(()) };
        tx.end_outage(&Outage {
            since_at: lasting.since_at.min(now),
            until_at: now,
            tries: lasting.tries,
            first_words: lasting.first_words.clone(),
            last_words: lasting.last_words.clone(),
        })
    }

    /// The same once the outage has become a row.
    pub(super) fn without_outage(self) -> Self {
        Self { outage: None, ..self }
    }
}

const fn cause(trouble: &MailTrouble) -> Cause {
    match trouble.what {
        TroubleKind::Login => Cause::Login,
        _ => Cause::Other,
    }
}

/// Ends the pause between two rounds: what waits goes with the next delivery.
pub fn end_pause(tx: &Tx<'_>) -> Result<(), StoreError> {
    let mut state = MailState::load(tx)?;
    state.end_pause();
    state.save(tx)
}

/// An instant as a note has it.
mod instant {
    use chrono::{DateTime, SecondsFormat, Utc};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Millis, true))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
