//! The hash chains of acts and receipts: what a line's hash is, and whether the lines on disk are those that were
//! written.
//!
//! `docs/hash-chain.md` says the same to other programs. The invariant: a line's bytes are its stored texts, never
//! parsed and written again, so no later version of this program can hash an old line differently.

use rusqlite::types::ValueRef;
use rusqlite::{Params, Row};

use super::row::sha256;
use super::{Result, Store, StoreError, Tx};
use crate::message::SentenceForm;
use crate::message::answer::store as words;
use crate::message::sentence::sentence;

/// The hash before the first line.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What is wrong with a line that does not bear the hash of what it says.
const ALTERED: SentenceForm<0> = words::ALTERED;

/// One of the three chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chain {
    Acts,
    Receipts,
    Outages,
}

impl Chain {
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Acts => "act",
            Self::Receipts => "receipt",
            Self::Outages => "outage",
        }
    }

    /// The hashed columns, in order.
    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Acts => &[
                "prev_hash",
                "seq",
                "agreement_id",
                "act",
                "happened_on",
                "recorded_on",
                "recorded_at",
                "recorded_by",
                "number",
                "note",
                "carries",
            ],
            Self::Receipts => &[
                "prev_hash",
                "seq",
                "envelope_id",
                "line",
                "outcome",
                "reply",
                "at",
                "message_id",
                "address",
                "mime_sha256",
            ],
            Self::Outages => &["prev_hash", "seq", "since_at", "until_at", "tries", "first_words", "last_words"],
        }
    }

    /// Every column a reading of the chain needs, the hashed ones first and in order.
    fn select(self) -> String {
        format!("SELECT {}, hash FROM {}", self.columns().join(", "), self.table())
    }
}

/// What a sound pair of chains holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainReport {
    pub acts: u64,
    /// How many lines of receipts.
    pub receipts: u64,
    /// How many outages that are over.
    pub outages: u64,
    /// The hash of the newest act: 64 hexadecimal digits, [`GENESIS`] where there is none.
    pub head: String,
    /// The hash of the newest line of a receipt.
    pub receipts_head: String,
}

/// One field's part of a line's canonical bytes.
fn field(bytes: &mut Vec<u8>, name: &str, value: Option<&[u8]>) {
    bytes.extend_from_slice(name.as_bytes());
    match value {
        Some(value) => {
            bytes.push(b':');
            decimal(bytes, value.len());
            bytes.push(b':');
            bytes.extend_from_slice(value);
        }
        None => bytes.extend_from_slice(b":-:"),
    }
    bytes.push(b'\n');
}

/// A length in decimal. Every act that is read is hashed, ten lengths each.
fn decimal(bytes: &mut Vec<u8>, mut number: usize) {
    let first = bytes.len();
    loop {
        bytes.push(b'0' + u8::try_from(number % 10).unwrap_or_default());
        number /= 10;
        if number == 0 {
            break;
        }
    }
    bytes[first..].reverse();
}

/// The hash of fields, each with its name.
pub(super) fn hash<'a>(fields: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> String {
    let mut bytes = Vec::with_capacity(512);
    for (name, value) in fields {
        field(&mut bytes, name, value.map(str::as_bytes));
    }
    sha256(&bytes)
}

/// The hash of a line as it lies on disk; the row is of [`Chain::select`].
fn hash_of_row(chain: Chain, row: &Row<'_>) -> rusqlite::Result<String> {
    let mut bytes = Vec::with_capacity(512);
    for (at, name) in chain.columns().iter().enumerate() {
        match row.get_ref(at)? {
            ValueRef::Null => field(&mut bytes, name, None),
            ValueRef::Integer(number) => field(&mut bytes, name, Some(number.to_string().as_bytes())),
            ValueRef::Text(text) => field(&mut bytes, name, Some(text)),
            other => {
                return Err(super::row::conversion(name, sentence!(words::HOLDS_A, other.data_type().to_string())));
            }
        }
    }
    Ok(sha256(&bytes))
}

impl Tx<'_> {
    /// The number and the previous hash of the chain's next line.
    pub(super) fn next_link(&self, chain: Chain) -> Result<(i64, String)> {
        let sql = format!("SELECT seq, hash FROM {} ORDER BY seq DESC LIMIT 1", chain.table());
        let last = self.one(&sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        Ok(last.map_or((1, GENESIS.to_owned()), |(seq, hash)| (seq + 1, hash)))
    }
}

impl Store {
    /// The hash of the newest act: what a digest's footer bears. [`GENESIS`] where there is none.
    pub fn head(&self) -> Result<String> {
        let newest = self.one("SELECT hash FROM act ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))?;
        Ok(newest.unwrap_or_else(|| GENESIS.to_owned()))
    }

    /// Lines of a chain, each held against its hash before it is read: a flipped bit becomes an error, not a wrong
    /// letter. `which` says which lines, and in what order.
    pub(super) fn sound<T>(
        &self,
        chain: Chain,
        which: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.prepare(&format!("{} WHERE {which}", chain.select()))?;
        let mut rows = statement.query(params).map_err(|error| self.fail(error))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next().map_err(|error| self.fail(error))? {
            if !self.bears_its_hash(chain, row)? {
                let seq = row.get("seq").map_err(|error| self.fail(error))?;
                return Err(StoreError::Broken { path: self.place.clone(), chain: chain.table(), seq, what: ALTERED });
            }
            lines.push(read(row).map_err(|error| self.fail(error))?);
        }
        Ok(lines)
    }

    fn bears_its_hash(&self, chain: Chain, row: &Row<'_>) -> Result<bool> {
        let bears =
            || Ok(row.get_ref(chain.columns().len())?.as_bytes_or_null()? == Some(hash_of_row(chain, row)?.as_bytes()));
        bears().map_err(|error: rusqlite::Error| self.fail(error))
    }

    /// The number of the newest act; 0 where there is none.
    pub(crate) fn newest_act(&self) -> Result<i64> {
        Ok(self.one("SELECT seq FROM act ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))?.unwrap_or(0))
    }

    /// Reads both chains from their first lines on and holds each line against its hash and the one before.
    ///
    /// Fails with [`StoreError::Broken`] naming the first line that does not fit. A chain cut off at its end is sound:
    /// only the head, kept elsewhere, tells.
    pub fn verify_chain(&self) -> Result<ChainReport> {
        self.verify_newest(u32::MAX)
    }

    /// The same for the newest `lines` of each chain, the first of them held against the line before: what somebody can
    /// pay for who asks every few minutes, however long the chains have grown.
    pub(crate) fn verify_newest(&self, lines: u32) -> Result<ChainReport> {
        self.snapshot(|| {
            let (acts, head) = self.walk(Chain::Acts, lines)?;
            let (receipts, receipts_head) = self.walk(Chain::Receipts, lines)?;
            let (outages, _) = self.walk(Chain::Outages, lines)?;
            Ok(ChainReport { acts, receipts, outages, head, receipts_head })
        })
    }

    /// How many lines there are, and the hash of the last one.
    fn walk(&self, chain: Chain, lines: u32) -> Result<(u64, String)> {
        let (table, select) = (chain.table(), chain.select());
        let older = format!(
            "SELECT seq, hash FROM {table} WHERE seq <= (SELECT max(seq) FROM {table}) - ?1
                             ORDER BY seq DESC LIMIT 1"
        );
        let older = self.one(&older, [lines], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
        let (mut seq, mut before) = older.unwrap_or((0, GENESIS.to_owned()));
        let mut statement = self.prepare(&format!("{select} WHERE seq > ?1 ORDER BY seq"))?;
        let mut rows = statement.query([seq]).map_err(|error| self.fail(error))?;
        // The hashed columns begin with these two; the line's own hash stands behind them.
        let (seq_at, hash_at) = (1, chain.columns().len());
        while let Some(row) = rows.next().map_err(|error| self.fail(error))? {
            let found: i64 = row.get(seq_at).map_err(|error| self.fail(error))?;
            let broken = |what| StoreError::Broken { path: self.place.clone(), chain: chain.table(), seq: found, what };
            if found != seq + 1 {
                return Err(broken(words::LINE_MISSING));
            }
            // As bytes: a hash that is no text any more is a line to name, not a file that cannot be read.
            let follows = || Ok(row.get_ref(0)?.as_bytes_or_null()? == Some(before.as_bytes()));
            if !follows().map_err(|error: rusqlite::Error| self.fail(error))? {
                return Err(broken(words::DOES_NOT_FOLLOW));
            }
            if !self.bears_its_hash(chain, row)? {
                return Err(broken(ALTERED));
            }
            seq = found;
            before = row.get(hash_at).map_err(|error| self.fail(error))?;
        }
        Ok((seq.unsigned_abs(), before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_the_manual_works_out() {
        let fields = [
            ("prev_hash", Some(GENESIS)),
            ("seq", Some("1")),
            ("agreement_id", Some("1")),
            ("act", Some("close")),
            ("happened_on", Some("2026-01-05")),
            ("recorded_on", Some("2026-01-06")),
            ("recorded_at", Some("2026-01-06T02:00:00.000Z")),
            ("recorded_by", Some("head")),
            ("number", None),
            ("note", Some("đã đủ")),
            ("carries", Some(r#"{"act":"close"}"#)),
        ];
        let hash = hash(fields.into_iter());
        assert_eq!(hash, "d1d2259fc8a524c04c16eb24a49726a8e635775e4df7b0b496130a22e8d604b7");
        assert!(include_str!("../../docs/hash-chain.md").contains(&hash), "the manual's example is this one");
    }

    #[test]
    fn a_value_cannot_pass_for_two_fields() {
        let one = hash([("a", Some("x\nb:1:y")), ("b", None)].into_iter());
        let two = hash([("a", Some("x")), ("b", Some("y"))].into_iter());
        assert_ne!(one, two);
        assert_ne!(hash([("a", None)].into_iter()), hash([("a", Some(""))].into_iter()));
    }
}
