//! The database: the only door to `rusqlite`.
//!
//! It keeps what it is given and derives nothing: no rule about days, no words of letters, no clock (`now` and `today`
//! are arguments). Invariants: every write happens inside one immediate transaction ([`Store::write`]); acts and
//! receipts are only ever appended, each bearing the hash of the line before; a reminder's key is queued once; every
//! list is bounded.
//!
//! ```
//! use pactwatch::lifecycle::agreement::Facts;
//! use pactwatch::store::{Filter, Result, Stamp, Store};
//!
//! let mut store = Store::in_memory()?;
//! let facts = Facts { reference: "DL-KR-2017-01".into(), title: "Thỏa thuận Đắk Lắk – Jeonbuk".into(), ..Facts::default() };
//! let stamp = Stamp { at: "2026-01-05T02:00:00Z".parse()?, on: "2026-01-05".parse()?, by: "head".into(), origin: pactwatch::lifecycle::act::Origin::default() };
//! let id = store.write(|tx| tx.register(&facts, None, &stamp))?;
//! let found = store.find(&Filter { words: vec!["dak".into(), "lak".into()], ..Filter::default() }, 0, 10)?;
//! assert_eq!(found, [id]);
//!
//! // A reference stands for one agreement, and what fails leaves nothing.
//! let again: Result<i64> = store.write(|tx| tx.register(&facts, None, &stamp));
//! assert!(again.is_err());
//! assert_eq!(store.verify_chain()?.acts, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod agreements;
mod audit;
mod backup;
mod board;
mod chain;
mod counts;
mod create;
mod database;
mod delivery;
mod envelopes;
mod error;
mod find;
mod imports;
mod journal;
mod linked;
mod lock;
mod looks;
mod newest;
mod nonces;
mod note;
mod office;
mod open;
mod open_file;
mod outages;
mod parties;
mod place;
mod receipts;
mod recorded;
mod records_read;
mod register;
mod reminders;
mod row;
mod schema;
mod upgrade;
mod web_db;
mod witness;

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::path::Path;
use std::time::Duration;

use rusqlite::Params;

use journal::Noted;
use open::WholeCheck;
use open_file::OpenFile;
use parties::PartiesRead;
use records_read::RecordsRead;

use crate::lifecycle::day::Day;

pub use agreements::{Stamp, Stored};
pub use audit::LetterFault;
pub(crate) use board::{BoardBasis, BoardMark, BoardQuery, Called, LAST_KEY, MatterBasis};
pub use board::{
    BoardCounts, BoardDay, BoardKey, BoardKeys, BoardMatter, BoardMatters, BoardRow, Descending, DigestList,
};
pub use chain::ChainReport;
pub(crate) use chain::GENESIS;
pub use counts::QueueCounts;
pub use database::Database;
pub use delivery::Claimed;
pub(crate) use envelopes::KEYS_AT_ONCE;
pub use envelopes::{Composed, Envelope};
pub use error::StoreError;
pub use find::{Filter, Offers};
pub use imports::Likeness;
pub use journal::{Journal, Later, SentLater};
pub(crate) use linked::{Linked, MoreLeft};
pub use lock::Lock;
pub(crate) use looks::DueCursor;
pub use nonces::Spent;
pub use note::{LastScan, ProgramNote};
pub use office::PartnerCountry;
pub use outages::Outage;
pub use receipts::{Receipt, ReceiptEntry};
pub(crate) use recorded::RecordedBetween;
pub use reminders::{Ahead, Enqueued, NewReminder, Queued, TakenBack};
pub use schema::{SchemaDifference, SchemaFault};
pub(crate) use web_db::{Access, AccessEntry, NewCode, NewSession, Spending, Tried, WebDb};
pub use web_db::{Code, Feed, Proved, Session};
pub use witness::{ActLine, HoldReason, Machine};

/// What the store answers.
pub type Result<T> = std::result::Result<T, StoreError>;

/// An open database. One thread uses it at a time; others open their own.
#[derive(Debug)]
pub struct Store {
    db: Database,
    /// Dropped after the connection.
    _file: Option<OpenFile>,
    home: Home,
    /// Whether the journal could not be written the last time: that is said once.
    journal_fails: Cell<bool>,
    /// Whether the whole file is still to be held against itself.
    whole: Cell<WholeCheck>,
    parties_read: PartiesRead,
    records_read: RecordsRead,
}

/// Where the database lies.
#[derive(Clone, Debug)]
enum Home {
    /// In a file, known by its device and its inode so that a replaced one is noticed.
    File { identity: (u64, u64) },
    /// In memory: rehearsals and tests.
    Memory,
}

/// A write under way: everything the store can read, and what may be changed. It ends with the closure given to
/// [`Store::write`], kept if that returns `Ok` and undone otherwise.
#[derive(Debug)]
pub struct Tx<'a> {
    store: &'a Store,
    noted: Noted,
    /// The newest act that this transaction appended, which the next one follows.
    newest_act: RefCell<Option<(i64, String)>>,
}

/// A transaction that was begun: undone when it is dropped before its end.
struct Begun<'a>(&'a Store, TransactionEnd);

/// How a transaction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TransactionEnd {
    Undone,
    Kept,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        // Whoever undid it, we or the database by itself: what was read in it never was.
        if self.1 == TransactionEnd::Undone {
            self.0.parties_read.forget();
            self.0.records_read.forget(None);
        }
        if !self.0.conn.is_autocommit() {
            // What cannot be undone now the database undoes by itself when it is opened next.
            let _ = self.0.say("ROLLBACK");
        }
    }
}

impl Deref for Store {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.db
    }
}

impl Deref for Tx<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl Store {
    /// Runs `work` in one immediate transaction: all of it is kept, or on an error or a crash none.
    ///
    /// Waits for another writer as long as [`Store::set_patience`] says (10 s), then fails with [`StoreError::Busy`].
    /// Fails with [`StoreError::Replaced`] when the file is no longer the one that was opened.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.still_there()?;
        let checked_on = self.check_before_writing()?;
        self.say("BEGIN IMMEDIATE")?;
        let mut begun = Begun(self, TransactionEnd::Undone);
        let tx = Tx { store: begun.0, noted: Noted::default(), newest_act: RefCell::default() };
        if let Some(day) = checked_on {
            tx.set_note(ProgramNote::CheckedOn, Some(&day.to_string()))?;
        }
        let done = work(&tx)?;
        let noted = tx.noted;
        if begun.0.conn.is_autocommit() {
            return Err(StoreError::Undone(begun.0.place.clone()).into());
        }
        begun.0.say("COMMIT")?;
        begun.1 = TransactionEnd::Kept;
        begun.0.whole.set(WholeCheck::Done);
        begun.0.write_down(&noted);
        Ok(done)
    }

    /// Holds the whole file against itself before the first write of a day. Gives the day where that was done.
    fn check_before_writing(&self) -> Result<Option<Day>> {
        let WholeCheck::BeforeWriting(today) = self.whole.get() else { return Ok(None) };
        if self.note(ProgramNote::CheckedOn)?.is_some_and(|day| day == today.to_string()) {
            self.whole.set(WholeCheck::Done);
            return Ok(None);
        }
        self.check_whole()?;
        Ok(Some(today))
    }

    /// Reads of one moment: what another program writes meanwhile is not seen until the next one. Does nothing more
    /// inside a transaction or another such reading, or in memory, where no other program is.
    pub fn snapshot<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        if !self.conn.is_autocommit() || matches!(self.home, Home::Memory) {
            return read();
        }
        self.say("SAVEPOINT one_moment")?;
        let done = read();
        if !self.conn.is_autocommit() {
            self.say("RELEASE one_moment")?;
        }
        done
    }

    /// Runs a statement that has no parameters and gives nothing.
    fn say(&self, sql: &str) -> Result<()> {
        self.prepare(sql)?.execute([]).map(drop).map_err(|error| self.fail(error))
    }

    /// Lets go of the pages that were read: a scan or an import has use for eight megabytes of them, a daemon at rest for none.
    pub(crate) fn give_memory_back(&self) {
        // What cannot be given back is kept, and is no trouble.
        let _ = self.conn.execute_batch("PRAGMA shrink_memory");
    }

    /// How long a writer waits for another one before it gives up.
    pub fn set_patience(&self, patience: Duration) -> Result<()> {
        self.conn.busy_timeout(patience).map_err(|error| self.fail(error))
    }

    /// The file; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        match &self.home {
            Home::File { .. } => Some(&self.db.place),
            Home::Memory => None,
        }
    }

    /// Fails with [`StoreError::Replaced`] when the file is no longer the one that was opened.
    pub(crate) fn still_there(&self) -> Result<()> {
        match &self.home {
            Home::File { identity } if open_file::identity(&self.db.place).ok() != Some(*identity) => {
                Err(StoreError::Replaced(self.db.place.clone()))
            }
            _ => Ok(()),
        }
    }
}

impl Tx<'_> {
    /// Runs `work` so that its failure undoes it alone and leaves the transaction standing: one poisoned record does
    /// not stop the others.
    pub(crate) fn savepoint<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.say("SAVEPOINT one_record")?;
        match work(self) {
            Ok(done) => {
                self.say("RELEASE one_record")?;
                Ok(done)
            }
            Err(error) if self.conn.is_autocommit() => Err(error),
            Err(error) => {
                self.parties_read.forget();
                self.records_read.forget(None);
                self.newest_act.take();
                self.say("ROLLBACK TO one_record")?;
                self.say("RELEASE one_record")?;
                Err(error)
            }
        }
    }

    /// Changes rows, and says how many. Refuses to write when the transaction was given up under way: the database does
    /// so by itself when the disk is full, and whatever followed would be kept alone.
    fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        if self.conn.is_autocommit() {
            return Err(StoreError::Undone(self.place.clone()));
        }
        self.prepare(sql)?.execute(params).map_err(|error| self.fail(error))
    }

    /// Inserts one row, and says its number.
    fn insert(&self, sql: &str, params: impl Params) -> Result<i64> {
        self.run(sql, params)?;
        Ok(self.conn.last_insert_rowid())
    }
}

#[cfg(test)]
mod tests;
