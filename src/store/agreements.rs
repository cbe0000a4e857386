//! One agreement as it is stored: what is known of it today, and everything that happened to it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use rusqlite::Row;

use super::chain::{self, Chain};
use super::row::{conversion, parsed, text};
use super::{Result, Store, StoreError};
use crate::lifecycle::act::{Act, ActBody, Origin};
use crate::lifecycle::agreement::{Agreement, Facts, Field};
use crate::lifecycle::day::Day;
use crate::message::answer::store as words;
use crate::message::sentence::sentence;
use crate::message::{Sentence, SentenceForm};

/// When and by whom something is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub at: DateTime<Utc>,
    /// The office's day at that moment.
    pub on: Day,
    pub by: String,
    /// By which way, and what is said of who recorded and who decided.
    pub origin: Origin,
}

/// An agreement as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The register's own number for it.
    pub id: i64,
    /// What is known today.
    pub facts: Facts,
    /// What happened, in the order of recording.
    pub acts: Vec<Act>,
    /// The office's day on which it came in.
    pub registered_on: Day,
    /// The first day on which anything can change for it; `None` where the next scan has to look.
    pub look_on: Option<Day>,
    /// The fingerprint of the rules `look_on` holds under; empty where the next scan has to look.
    pub look_rules: String,
}

impl Stored {
    /// The number of its newest act.
    pub(crate) fn newest_act(&self) -> i64 {
        self.acts.last().map_or(0, |act| act.seq)
    }
}

/// One agreement. The facts stand first and in the fields' order, so that they are read by their place.
static ONE: LazyLock<String> = LazyLock::new(|| {
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    let own = "facts_hash, acts, registered_on, look_on, look_rules";
    format!("SELECT {}, {own} FROM agreement WHERE id = ?1", fields.join(", "))
});

/// No agreement has as many acts; a bound all the same.
const ACTS_AT_MOST: i64 = 100_000;
/// No register renames as many references.
const RENAMED_AT_MOST: i64 = 1_000_000;

impl Store {
    /// The number of the agreement with that reference.
    pub fn agreement_id(&self, reference: &str) -> Result<Option<i64>> {
        self.one("SELECT id FROM agreement WHERE reference = ?1", [reference], |row| row.get(0))
    }

    /// References and numbers of agreements, so many behind one.
    pub(crate) fn references_after(&self, after_id: i64, limit: usize) -> Result<Vec<(i64, String)>> {
        let sql = "SELECT id, reference FROM agreement WHERE id > ?1 ORDER BY id LIMIT ?2";
        self.all(sql, (after_id, i64::try_from(limit).unwrap_or(i64::MAX)), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The references that agreements have given up, each with the number of the one that had it last.
    pub(crate) fn former_references(&self) -> Result<BTreeMap<String, i64>> {
        let sql = "SELECT json_extract(carries, '$.old'), agreement_id FROM act WHERE act = 'correct' \
                   AND json_extract(carries, '$.field') = 'reference' AND agreement_id IS NOT NULL ORDER BY seq LIMIT ?1";
        let pairs = self.all(sql, [RENAMED_AT_MOST], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.into_iter().collect())
    }

    /// An agreement with its acts, each held against its hash: a flipped bit becomes an error, not a wrong letter.
    pub fn agreement(&self, id: i64) -> Result<Stored> {
        self.snapshot(|| self.whole(id))
    }

    fn whole(&self, id: i64) -> Result<Stored> {
        let absent = || StoreError::Absent { what: "agreement", id, see: "list" };
        let read = |row: &Row<'_>| {
            let look_rules: String = row.get("look_rules")?;
            let look_on = if look_rules.is_empty() { None } else { Some(parsed(row, "look_on")?) };
            let registered_on = parsed(row, "registered_on")?;
            let stored = Stored { id, facts: facts(row)?, acts: Vec::new(), registered_on, look_on, look_rules };
            let sealed = row.get_ref("facts_hash")?.as_bytes_or_null()? == Some(hash_of_row(id, row)?.as_bytes());
            Ok((stored, sealed, row.get::<_, i64>("acts")?))
        };
        let (mut stored, sealed, acts) = self.one(&ONE, [id], read)?.ok_or_else(absent)?;
        stored.acts = self.all_acts(id, acts, stored.registered_on)?;
        if !sealed {
            return Err(self.unsound(id, words::OTHER_FACTS));
        }
        Ok(stored)
    }

    /// An agreement's acts alone, held against their hashes: what is known of it today follows from them, and whatever is
    /// planned starts from them.
    pub(crate) fn record_of(&self, id: i64) -> Result<Agreement> {
        if let Some(known) = self.records_read.get(id) {
            return Ok(known);
        }
        let record = self.snapshot(|| {
            let sql = "SELECT acts, registered_on FROM agreement WHERE id = ?1";
            let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, parsed(row, "registered_on")?));
            let absent = || StoreError::Absent { what: "agreement", id, see: "list" };
            let (acts, registered_on) = self.one(sql, [id], read)?.ok_or_else(absent)?;
            Ok::<_, StoreError>(Agreement { id, acts: self.all_acts(id, acts, registered_on)? })
        })?;
        self.records_read.keep(&record);
        Ok(record)
    }

    /// Fails where what lists and searches show of an agreement is not what its acts made it. Whatever is planned starts from
    /// the acts, and is right all the same.
    pub(crate) fn hold_row(&self, id: i64) -> Result<()> {
        let absent = || StoreError::Absent { what: "agreement", id, see: "list" };
        let sealed = |row: &Row<'_>| {
            Ok(row.get_ref("facts_hash")?.as_bytes_or_null()? == Some(hash_of_row(id, row)?.as_bytes()))
        };
        if self.records_read.is_sound(id) {
            return Ok(());
        }
        if self.one(&ONE, [id], sealed)?.ok_or_else(absent)? {
            self.records_read.is_sound_now(id);
            Ok(())
        } else {
            Err(self.unsound(id, words::OTHER_FACTS))
        }
    }

    fn all_acts(&self, id: i64, count: i64, registered_on: Day) -> Result<Vec<Act>> {
        let acts = self.acts(id)?;
        if i64::try_from(acts.len()) != Ok(count) {
            return Err(self.unsound(id, words::ACTS_LOST));
        }
        if acts.first().is_none_or(|first| first.recorded_on != registered_on) {
            return Err(self.unsound(id, words::OTHER_REGISTRATION));
        }
        Ok(acts)
    }

    fn unsound(&self, id: i64, what: SentenceForm<0>) -> StoreError {
        StoreError::Corrupt { path: self.place.clone(), what: sentence!(words::OF_AGREEMENT, id, sentence!(what)) }
    }

    fn acts(&self, agreement_id: i64) -> Result<Vec<Act>> {
        self.acts_of("agreement_id = ?1", agreement_id)
    }

    /// The acts that are about the office: its own duties and greetings done.
    pub fn office_acts(&self) -> Result<Vec<Act>> {
        let of_parties = words(&ActBody::OF_PARTIES);
        self.acts_of(&format!("agreement_id IS NULL AND act NOT IN ({of_parties}) AND seq > ?1"), 0)
    }

    /// The acts that are about parties, and those that take one back, in the order of recording.
    pub(crate) fn party_acts(&self) -> Result<Vec<Act>> {
        let of_parties = words(&ActBody::OF_PARTIES);
        let condition = format!("agreement_id IS NULL AND act IN ({of_parties}, 'void') AND seq > ?1");
        let mut acts: Vec<Act> = Vec::new();
        loop {
            let page = self.acts_of(&condition, acts.last().map_or(0, |act| act.seq))?;
            if page.is_empty() {
                return Ok(acts);
            }
            acts.extend(page);
        }
    }

    fn acts_of(&self, condition: &str, of: i64) -> Result<Vec<Act>> {
        self.sound(Chain::Acts, &format!("{condition} ORDER BY seq LIMIT ?2"), [of, ACTS_AT_MOST], act)
    }

    /// Agreements after `after_id` to which several things happened on one day, in order.
    pub(crate) fn with_acts_of_one_day(&self, after_id: i64, limit: usize) -> Result<Vec<i64>> {
        let sql = "SELECT DISTINCT agreement_id FROM act
                   WHERE agreement_id > ?1 AND act NOT IN ('register', 'correct', 'void')
                   GROUP BY agreement_id, happened_on HAVING count(*) > 1 ORDER BY agreement_id LIMIT ?2";
        self.all(sql, (after_id, i64::try_from(limit).unwrap_or(i64::MAX)), |row| row.get(0))
    }

    /// Numbers of agreements after `after_id`, in order: the way through the whole register, page by page.
    pub(crate) fn agreement_ids(&self, after_id: i64, limit: usize) -> Result<Vec<i64>> {
        let sql = "SELECT id FROM agreement WHERE id > ?1 ORDER BY id LIMIT ?2";
        self.all(sql, (after_id, i64::try_from(limit).unwrap_or(i64::MAX)), |row| row.get(0))
    }
}

/// Words of acts as a list in a query.
fn words(words: &[&str]) -> String {
    words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}

/// An act from a row of its chain, whose columns stand in the order in which they are hashed: found by their names they would
/// cost more than they do to read.
fn act(row: &Row<'_>) -> rusqlite::Result<Act> {
    const SEQ: usize = 1;
    const ON: usize = 4;
    const RECORDED_ON: usize = 5;
    const BY: usize = 7;
    const NUMBER: usize = 8;
    const NOTE: usize = 9;
    const CARRIES: usize = 10;
    let day = |at: usize| {
        let text = text(row, at)?.unwrap_or_default();
        text.parse::<Day>()
            .map_err(|error| conversion(row.as_ref().column_name(at).unwrap_or("?"), Sentence::quoted(&error)))
    };
    let (body, origin) = carried(text(row, CARRIES)?.unwrap_or_default())
        .map_err(|error| conversion("carries", Sentence::quoted(&error)))?;
    Ok(Act {
        seq: row.get(SEQ)?,
        on: day(ON)?,
        recorded_on: day(RECORDED_ON)?,
        by: row.get(BY)?,
        number: row.get(NUMBER)?,
        note: row.get(NOTE)?,
        body,
        origin,
    })
}

/// How an act's origin may begin among what it carries, [`Origin::KEYS`].
const ORIGIN_BEGINS: [&str; 5] =
    [r#","via":"#, r#","recorder":"#, r#","decided_by":"#, r#","written_by":"#, r#","letter":"#];

/// An act's body and origin from what it carries.
fn carried(text: &str) -> serde_json::Result<(ActBody, Origin)> {
    // 1. As they are written: the body's own values, then the origin's. No text holds such a key: its quotes are escaped.
    let begins = ORIGIN_BEGINS.iter().filter_map(|key| text.rfind(key)).min();
    let Some(at) = begins else { return Ok((serde_json::from_str(text)?, Origin::default())) };
    let (body, origin) = (format!("{}}}", &text[..at]), format!("{{{}", &text[at + 1..]));
    if let (Ok(body), Ok(said)) = (serde_json::from_str(&body), serde_json::from_str::<Origin>(&origin))
        && serde_json::to_string(&said)? == origin
    {
        return Ok((body, said));
    }
    // 2. However else.
    let mut own: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text)?;
    let mut origin = serde_json::Map::new();
    for key in Origin::KEYS {
        origin.extend(own.remove(key).map(|value| (key.to_owned(), value)));
    }
    Ok((serde_json::from_value(own.into())?, serde_json::from_value(origin.into())?))
}

/// The facts from their columns.
fn facts(row: &Row<'_>) -> rusqlite::Result<Facts> {
    let mut facts = Facts::default();
    for (at, field) in Field::ALL.iter().enumerate() {
        facts.set(*field, text(row, at)?).map_err(|error| conversion(field.name(), Sentence::of(&error.what)))?;
    }
    Ok(facts)
}

/// The hash over an agreement's facts as they lie on disk.
fn hash_of_row(id: i64, row: &Row<'_>) -> rusqlite::Result<String> {
    let texts = (0..Field::ALL.len()).map(|at| text(row, at)).collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(hash_of(&id.to_string(), Field::ALL.iter().map(|field| field.name()).zip(texts)))
}

/// The hash over an agreement's facts, in the form of a chain's line.
pub(super) fn facts_hash(id: i64, facts: &Facts) -> String {
    let texts: Vec<_> = Field::ALL.iter().map(|field| facts.get(*field)).collect();
    facts_hash_of(id, &texts)
}

/// The same of the facts' texts, in the fields' order.
pub(super) fn facts_hash_of(id: i64, texts: &[Option<String>]) -> String {
    hash_of(&id.to_string(), Field::ALL.iter().map(|field| field.name()).zip(texts.iter().map(Option::as_deref)))
}

/// A fact that is not known is left out, not hashed as empty: a field that a later version adds leaves every hash as it
/// was, and so does a column that this version does not know.
fn hash_of<'a>(id: &'a str, fields: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> String {
    let known = fields.filter(|(_, text)| text.is_some());
    chain::hash([("id", Some(id))].into_iter().chain(known))
}

#[cfg(test)]
mod tests {
    use super::hash_of;

    #[test]
    fn j_a_field_that_one_version_does_not_know_changes_no_hash() {
        let older = [("reference", Some("A-01")), ("title", Some("Bản ghi nhớ")), ("note", None)];
        let newer = [("reference", Some("A-01")), ("title", Some("Bản ghi nhớ")), ("under", None), ("note", None)];
        let hash = hash_of("7", older.into_iter());
        assert_eq!(
            hash,
            hash_of("7", newer.into_iter()),
            "a newer program on an older register, and the other way round"
        );
        let cleared = [("reference", Some("A-01")), ("title", None), ("note", None)];
        let moved = [("reference", Some("A-01")), ("title", None), ("note", Some("Bản ghi nhớ"))];
        for (what, other) in [("cleared", cleared), ("in another field", moved)] {
            assert_ne!(hash, hash_of("7", other.into_iter()), "{what}");
        }
        assert_ne!(hash, hash_of("8", older.into_iter()), "another agreement");
    }
}
