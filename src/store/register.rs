//! Writing the register: an agreement comes in, an act is appended, what is known of it changes.
//!
//! No rule lives here: whoever appends a `correct` works out the facts it leads to and gives them to [`Tx::project`] in
//! the same transaction. The invariant: whatever is appended sends the next scan to look at the agreement.

use std::fmt::Write as _;
use std::sync::LazyLock;

use rusqlite::ToSql;

use super::agreements::{Stamp, facts_hash, facts_hash_of};
use super::chain::{self, Chain};
use super::looks::found;
use super::row::instant_text;
use super::{Result, StoreError, Tx};
use crate::lifecycle::act::{Act, ActBody, Origin};
use crate::lifecycle::agreement::{Agreement, Facts, Field};
use crate::lifecycle::day::Day;
use crate::text::fold;

/// One agreement with all its columns: the facts in the fields' order, then what the register keeps beside them.
static REGISTER: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
    let places: Vec<_> = (1..=columns.len()).map(|nth| format!("?{nth}")).collect();
    let (columns, places, n) = (columns.join(", "), places.join(", "), places.len());
    format!(
        "INSERT INTO agreement ({columns}, id, registered_on, facts_hash, folded, look_on, look_rules, acts)
         VALUES ({places}, CAST(?{} AS INTEGER), ?{}, ?{}, ?{}, ?{}, '', 1)",
        n + 1,
        n + 2,
        n + 3,
        n + 4,
        n + 5,
    )
});

impl Tx<'_> {
    /// Takes an agreement into the register: the act `register`, and what is known of it. Gives its number.
    ///
    /// Fails with [`StoreError::ReferenceTaken`] where the reference is in use; nothing is written then.
    pub fn register(&self, facts: &Facts, import: Option<i64>, stamp: &Stamp) -> Result<i64> {
        self.registered(facts, import, stamp).map(|agreement| agreement.id)
    }

    /// The same; gives the agreement as it would be read back, with its one act.
    pub fn registered(&self, facts: &Facts, import: Option<i64>, stamp: &Stamp) -> Result<Agreement> {
        self.reference_free(&facts.reference, None)?;
        let id = 1 + self.one("SELECT max(id) FROM agreement", [], |row| row.get(0))?.flatten().unwrap_or(0);
        let texts: Vec<Option<String>> = Field::ALL.iter().map(|field| facts.get(*field)).collect();
        let own: [String; 5] = [
            id.to_string(),
            stamp.on.to_string(),
            facts_hash_of(id, &texts),
            searched(facts),
            Day::first().to_string(),
        ];
        let own = own.iter().map(|text| Some(text.as_str()));
        self.run(&REGISTER, rusqlite::params_from_iter(texts.iter().map(Option::as_deref).chain(own)))?;
        self.link(id, facts)?;
        self.stale_on_board(id, stamp.on)?;
        let known = Field::ALL.iter().zip(texts);
        let known = known.filter_map(|(field, text)| Some((field.name().to_owned(), text?))).collect();
        let body = ActBody::Register { facts: known, import };
        let seq = self.append_line(Some(id), stamp.on, None, None, &body, stamp)?;
        let (on, by, origin) = (stamp.on, stamp.by.clone(), stamp.origin.clone());
        let act = Act { seq, on, recorded_on: on, by, number: None, note: None, body, origin };
        Ok(Agreement { id, acts: vec![act] })
    }

    /// Appends an act to an agreement's history and sends the next scan to look at it. Gives the act's place in the
    /// chain.
    ///
    /// `number` is the paper's. Fails with [`StoreError::Absent`] where there is no such agreement.
    pub fn append(
        &self,
        agreement_id: i64,
        happened_on: Day,
        number: Option<&str>,
        note: Option<&str>,
        body: &ActBody,
        stamp: &Stamp,
    ) -> Result<i64> {
        let counted = "UPDATE agreement SET acts = acts + 1, look_rules = '' WHERE id = ?1";
        found(agreement_id, self.run(counted, [agreement_id])?)?;
        self.stale_on_board(agreement_id, stamp.on)?;
        self.append_line(Some(agreement_id), happened_on, number, note, body, stamp)
    }

    /// Appends an act that is about no agreement: a duty of the year that was done, a greeting that was sent.
    pub fn append_office(
        &self,
        happened_on: Day,
        number: Option<&str>,
        note: Option<&str>,
        body: &ActBody,
        stamp: &Stamp,
    ) -> Result<i64> {
        self.parties_read.forget();
        self.append_line(None, happened_on, number, note, body, stamp)
    }

    fn append_line(
        &self,
        agreement_id: Option<i64>,
        happened_on: Day,
        number: Option<&str>,
        note: Option<&str>,
        body: &ActBody,
        stamp: &Stamp,
    ) -> Result<i64> {
        self.noted.act();
        if agreement_id.is_some() {
            self.records_read.forget(agreement_id);
        }
        let (seq, prev_hash) = match self.newest_act.take() {
            Some((newest, hash)) => (newest + 1, hash),
            None => self.next_link(Chain::Acts)?,
        };
        let carries = carried(body, &stamp.origin);
        let (seq_text, agreement_text) = (seq.to_string(), agreement_id.map(|id| id.to_string()));
        let (happened, recorded, at) = (happened_on.to_string(), stamp.on.to_string(), instant_text(stamp.at));
        let fields = [
            ("prev_hash", Some(prev_hash.as_str())),
            ("seq", Some(&seq_text)),
            ("agreement_id", agreement_text.as_deref()),
            ("act", Some(body.word())),
            ("happened_on", Some(&happened)),
            ("recorded_on", Some(&recorded)),
            ("recorded_at", Some(&at)),
            ("recorded_by", Some(&stamp.by)),
            ("number", number),
            ("note", note),
            ("carries", Some(&carries)),
        ];
        let hash = chain::hash(fields.into_iter());
        self.run(
            "INSERT INTO act (prev_hash, seq, agreement_id, act, happened_on, recorded_on, recorded_at, recorded_by,
                              number, note, carries, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            rusqlite::params![
                prev_hash,
                seq,
                agreement_id,
                body.word(),
                happened,
                recorded,
                at,
                stamp.by,
                number,
                note,
                carries,
                &hash
            ],
        )?;
        self.newest_act.replace(Some((seq, hash)));
        Ok(seq)
    }

    /// Keeps what is known of an agreement today, in place of what was; the next scan looks at it.
    pub fn project(&self, id: i64, facts: &Facts) -> Result<()> {
        self.reference_free(&facts.reference, Some(id))?;
        self.records_read.forget(Some(id));
        let mut sql = "UPDATE agreement SET facts_hash = ?1, folded = ?2, look_rules = ''".to_owned();
        for (nth, field) in (4..).zip(Field::ALL) {
            write!(sql, ", {} = ?{nth}", field.name()).expect("writing to a String cannot fail");
        }
        sql.push_str(" WHERE id = ?3");
        let mut values: Vec<Box<dyn ToSql>> =
            vec![Box::new(facts_hash(id, facts)), Box::new(searched(facts)), Box::new(id)];
        values.extend(texts(facts));
        found(id, self.run(&sql, rusqlite::params_from_iter(values))?)?;
        self.run("DELETE FROM agreement_party WHERE agreement_id = ?1", [id])?;
        self.run("DELETE FROM agreement_officer WHERE agreement_id = ?1", [id])?;
        self.link(id, facts)
    }

    /// Who signs and who looks after it, in tables that searching can use; nothing of it stands there.
    fn link(&self, id: i64, facts: &Facts) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO agreement_party (party_id, agreement_id, side) VALUES (?1, ?2, ?3)";
        for (parties, side) in [(&facts.ours, "ours"), (&facts.partner, "partner")] {
            for party in parties {
                self.run(sql, (party, id, side))?;
            }
        }
        let sql = "INSERT OR IGNORE INTO agreement_officer (contact, agreement_id) VALUES (?1, ?2)";
        for officer in &facts.officers {
            self.run(sql, (officer, id))?;
        }
        Ok(())
    }

    fn reference_free(&self, reference: &str, except: Option<i64>) -> Result<()> {
        match self.agreement_id(reference)? {
            Some(id) if Some(id) != except => Err(StoreError::ReferenceTaken(reference.to_owned())),
            _ => Ok(()),
        }
    }
}

fn texts(facts: &Facts) -> Vec<Box<dyn ToSql>> {
    Field::ALL.iter().map(|field| -> Box<dyn ToSql> { Box::new(facts.get(*field)) }).collect()
}

/// What a search looks at, besides the parties' names, which `party` keeps for all their agreements. Party ids stand
/// here too: a party that is not known yet is found by what was written.
pub(super) fn searched(facts: &Facts) -> String {
    const SEARCHED: [Field; 10] = [
        Field::Reference,
        Field::Title,
        Field::TitleEn,
        Field::Short,
        Field::Number,
        Field::Ours,
        Field::Partner,
        Field::Fields,
        Field::LeadAgency,
        Field::Note,
    ];
    let texts: Vec<_> = SEARCHED.into_iter().filter_map(|field| facts.get(field)).collect();
    fold(&texts.join("\n"))
}

/// What the line keeps of an act: its own values, then where it comes from, where there is something to say.
fn carried(body: &ActBody, origin: &Origin) -> String {
    let own = serde_json::to_string(body).expect("an act holds texts, days and numbers, which are always JSON");
    if *origin == Origin::default() {
        return own;
    }
    let origin = serde_json::to_string(origin).expect("an origin is texts");
    format!("{},{}", &own[..own.len() - 1], &origin[1..])
}
