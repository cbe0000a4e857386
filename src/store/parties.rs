//! Who signs: the parties, their names and successors.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::row::{maybe_parsed, parsed};
use super::{Result, Stamp, Store, Tx};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::Restricted;
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{self, Party, PartyName, Succession};
use crate::text::fold;

/// No register has as many; a bound all the same.
const PARTIES_AT_MOST: i64 = 100_000;

/// The parties as they were read last, for as long as nothing that they follow from has been written: a letter names a
/// handful of them, and reading and replaying all of them for each letter was most of its cost.
#[derive(Debug, Default)]
pub(super) struct PartiesRead {
    /// What this connection has written about the office or a party, and what it has undone.
    own: Cell<u64>,
    last: RefCell<Option<(ReadAt, PartiesById)>>,
}

/// All of them, shared by whoever asks.
type PartiesById = Arc<BTreeMap<String, Party>>;
/// What other connections have written, as the database counts it, and what this one has.
type ReadAt = (i64, u64);

impl PartiesRead {
    /// What was read before does not count any more.
    pub(super) fn forget(&self) {
        self.own.set(self.own.get().wrapping_add(1));
    }
}

impl Store {
    /// Every party by its id, as its acts lead to it: a name that was altered where names are kept for searching stands in
    /// no letter. One that no act brought, and all of them where an act cannot be read, are given as they are kept; `audit`
    /// names both.
    pub fn parties(&self) -> Result<Arc<BTreeMap<String, Party>>> {
        self.snapshot(|| {
            let others = self.one("PRAGMA data_version", [], |row| row.get(0))?.unwrap_or_default();
            let now: ReadAt = (others, self.parties_read.own.get());
            if let Some((at, parties)) = &*self.parties_read.last.borrow()
                && *at == now
            {
                return Ok(Arc::clone(parties));
            }
            let mut parties = self.all_parties()?;
            match self.party_acts() {
                Ok(acts) => parties.extend(party::parties_from_acts(&acts)),
                Err(error) if error.is_of_the_record() => {}
                Err(error) => return Err(error),
            }
            let parties = Arc::new(parties);
            self.parties_read.last.replace(Some((now, Arc::clone(&parties))));
            Ok(parties)
        })
    }

    /// Every party by its id, as it is kept for searching.
    pub(crate) fn parties_kept(&self) -> Result<BTreeMap<String, Party>> {
        self.snapshot(|| self.all_parties())
    }

    /// Every party by its id, as it was known at the end of that day: what the acts recorded until then lead to.
    pub(crate) fn parties_known_on(&self, day: Day) -> Result<Arc<BTreeMap<String, Party>>> {
        let acts = self.party_acts()?;
        Ok(Arc::new(party::parties_from_acts(acts.iter().filter(|act| act.recorded_on <= day))))
    }

    /// Whether restricted agreements name that party and no other does: its name would tell of them.
    pub(crate) fn party_restricted(&self, id: &str) -> Result<Restricted> {
        let sql = "SELECT max(a.restricted = 'yes') AND NOT max(a.restricted = 'no') FROM agreement_party p
                   JOIN agreement a ON a.id = p.agreement_id WHERE p.party_id = ?1";
        let alone = self.one(sql, [id], |row| row.get::<_, Option<bool>>(0))?.flatten();
        Ok(if alone == Some(true) { Restricted::Yes } else { Restricted::No })
    }

    fn all_parties(&self) -> Result<BTreeMap<String, Party>> {
        let sql = "SELECT id, country, successor_id, successor_on, successor_basis FROM party ORDER BY id LIMIT ?1";
        let bare = self.all(sql, [PARTIES_AT_MOST], |row| {
            let successor = match row.get::<_, Option<String>>("successor_id")? {
                Some(id) => {
                    Some(Succession { id, on: parsed(row, "successor_on")?, basis: row.get("successor_basis")? })
                }
                None => None,
            };
            let party = Party { id: row.get("id")?, country: row.get("country")?, successor, ..Party::default() };
            Ok((party.id.clone(), party))
        })?;
        let mut parties: BTreeMap<_, _> = bare.into_iter().collect();
        for (id, name) in self.all("SELECT * FROM party_name ORDER BY party_id, nth", [], |row| {
            let (from, until) = (maybe_parsed(row, "from_on")?, maybe_parsed(row, "until_on")?);
            let name = PartyName { name: row.get("name")?, name_en: row.get("name_en")?, from, until };
            Ok((row.get::<_, String>("party_id")?, name))
        })? {
            parties.entry(id).and_modify(|party| party.names.push(name));
        }
        for (id, alias) in self.all("SELECT party_id, alias FROM party_alias ORDER BY party_id, alias", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })? {
            parties.entry(id).and_modify(|party| party.aliases.push(alias));
        }
        Ok(parties)
    }
}

impl Tx<'_> {
    /// Keeps a party and appends the act that says so, with everything that is known of it. The caller has looked
    /// whether anything is new.
    pub fn record_party(&self, party: &Party, on: Day, note: Option<&str>, stamp: &Stamp) -> Result<i64> {
        let mut party = party.clone();
        // As they come back from the register, so that the act and the register say the same.
        party.aliases.sort();
        party.aliases.dedup();
        self.put_party(&party)?;
        self.append_office(on, None, note, &ActBody::Party { party }, stamp)
    }

    /// Appends an act about a party, and keeps the party as the acts then lead to. Gives the act's place in the chain.
    pub(crate) fn append_party(
        &self,
        id: &str,
        happened_on: Day,
        number: Option<&str>,
        note: Option<&str>,
        body: &ActBody,
        stamp: &Stamp,
    ) -> Result<i64> {
        let seq = self.append_office(happened_on, number, note, body, stamp)?;
        if let Some(party) = party::parties_from_acts(&self.party_acts()?).get(id) {
            self.put_party(party)?;
        }
        self.stale_of_party_on_board(id)?;
        Ok(seq)
    }

    /// Keeps a party as it is given, in place of what was known under its id, and writes no act: for copies, which nobody
    /// audits. Aliases come back in order of the alphabet.
    pub fn put_party(&self, party: &Party) -> Result<()> {
        self.parties_read.forget();
        let successor = party.successor.as_ref();
        self.run(
            "INSERT INTO party (id, country, successor_id, successor_on, successor_basis, folded)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET country = excluded.country, successor_id = excluded.successor_id,
                 successor_on = excluded.successor_on, successor_basis = excluded.successor_basis,
                 folded = excluded.folded",
            (
                &party.id,
                &party.country,
                successor.map(|successor| &successor.id),
                successor.map(|successor| successor.on.to_string()),
                successor.and_then(|successor| successor.basis.as_ref()),
                searched(party),
            ),
        )?;
        self.run("DELETE FROM party_name WHERE party_id = ?1", [&party.id])?;
        self.run("DELETE FROM party_alias WHERE party_id = ?1", [&party.id])?;
        for (nth, name) in (0i64..).zip(&party.names) {
            self.run(
                "INSERT INTO party_name (party_id, nth, name, name_en, from_on, until_on)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (
                    &party.id,
                    nth,
                    &name.name,
                    &name.name_en,
                    name.from.map(|day| day.to_string()),
                    name.until.map(|day| day.to_string()),
                ),
            )?;
        }
        for alias in &party.aliases {
            self.run("INSERT OR IGNORE INTO party_alias (party_id, alias) VALUES (?1, ?2)", [&party.id, alias])?;
        }
        self.stale_of_party_on_board(&party.id)
    }
}

/// What a search looks at: every name it ever had, and its id.
pub(super) fn searched(party: &Party) -> String {
    let texts: Vec<&str> = party.called().chain([party.id.as_str()]).collect();
    fold(&texts.join("\n"))
}
