//! The register as a board in memory: of each agreement what a list shows, filters and orders by.
//!
//! It chooses, it does not speak: an agreement's own page works everything out anew. A board holds for one day, one set of
//! rules and one state of the acts; acts recorded since bring only their agreements up to date ([`Board::after`]). The
//! invariant: of a restricted agreement nothing but reference, status and days is found, ordered or counted for who may
//! not see it ([`Board::lines`]).

mod narrow;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Desk, DeskError};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::party::{Party, heir, kin};
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::store::{Filter, Stored};
use crate::text::fold;
use crate::watch::{Dossier, Reach, Situation};

pub use narrow::{Narrowed, Order, Query, Way};

/// One agreement as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardLine {
    /// Its number.
    pub id: i64,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// What a list calls it.
    pub short: String,
    /// The partners as letters name them.
    pub partner: String,
    /// ISO 3166 code of the partner's country.
    pub country: Option<String>,
    /// Fields of cooperation.
    pub fields: Vec<String>,
    /// Contacts who look after it.
    pub officers: Vec<String>,
    /// What it is.
    pub status: Status,
    /// Its first day in force.
    pub starts_on: Option<Day>,
    /// The last day of its present period.
    pub ends_on: Option<Day>,
    /// The earliest day that still asks something.
    pub next: Option<(MilestoneKind, Day)>,
    /// Whether one of our parties has been succeeded.
    pub inherited: bool,
    /// Whether facts are missing that days, letters or people hang on.
    pub gaps: bool,
    /// Whether it is restricted.
    pub restricted: bool,
    /// Everything it is searched by, folded.
    words: String,
}

/// The whole register, at one moment.
#[derive(Clone, Debug)]
pub struct Board {
    /// The day it holds for.
    pub today: Day,
    /// The rules it was made by.
    rules: String,
    /// The newest act it knows.
    newest: i64,
    /// In the default order.
    lines: Vec<Arc<BoardLine>>,
    /// What the lines that are not restricted offer to narrow by.
    pub offers: Offers,
    /// Records that could not be read.
    pub failed: usize,
}

/// So many agreements are brought up to date on the way of a request; more are left to a new board.
const TOUCHED_AT_MOST: usize = 500;

impl Board {
    /// A new board of the whole register.
    pub fn of(desk: &Desk) -> Result<Self, DeskError> {
        let (today, newest) = (desk.today(), desk.store.newest_act()?);
        let parties = desk.store.parties()?;
        let mut lines = Vec::new();
        let failed = desk.walk(
            &Filter::default(),
            |stored| Ok(Some(line(desk, stored, &parties, today)?)),
            |line| {
                lines.push(Arc::new(line));
                Ok::<_, DeskError>(())
            },
        )?;
        let rules = desk.office.fingerprint.clone();
        let board = Self { today, rules, newest, lines, offers: Offers::default(), failed: failed.len() };
        Ok(board.in_order())
    }

    /// Whether it holds still, as it is.
    pub fn holds(&self, desk: &Desk) -> Result<bool, DeskError> {
        Ok(self.same_rules(desk) && self.newest == desk.store.newest_act()?)
    }

    fn same_rules(&self, desk: &Desk) -> bool {
        self.today == desk.today() && self.rules == desk.office.fingerprint
    }

    /// The board with what was recorded since; `None` where it has to be made anew: another day, other rules, other
    /// parties, or too much.
    pub fn after(&self, desk: &Desk) -> Result<Option<Self>, DeskError> {
        if !self.same_rules(desk) {
            return Ok(None);
        }
        let newest = desk.store.newest_act()?;
        let Some(touched) = desk.store.touched_since(self.newest, TOUCHED_AT_MOST)? else { return Ok(None) };
        let parties = desk.store.parties()?;
        let mut board = Self { newest, ..self.clone() };
        for id in touched {
            match desk
                .store
                .agreement(id)
                .map_err(DeskError::from)
                .and_then(|stored| line(desk, &stored, &parties, self.today))
            {
                Ok(line) => {
                    board.lines.retain(|known| known.id != id);
                    board.lines.push(Arc::new(line));
                }
                Err(error) if error.is_of_the_record() => {
                    board.lines.retain(|known| known.id != id);
                    board.failed += 1;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Some(board.in_order()))
    }

    /// The line of that reference.
    pub fn line(&self, reference: &str) -> Option<&BoardLine> {
        self.lines.iter().find(|line| line.reference == reference).map(Arc::as_ref)
    }

    fn in_order(mut self) -> Self {
        let today = self.today;
        self.lines.sort_by(|one, other| narrow::ends_next(today, one, other));
        self.offers = Offers::of(&self.lines);
        self
    }
}

/// Values that lines have, to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Country codes.
    pub countries: BTreeSet<String>,
    /// Fields of cooperation.
    pub fields: BTreeSet<String>,
    /// Contacts.
    pub officers: BTreeSet<String>,
}

/// So many fields are offered; more is no choice.
const FIELDS_OFFERED: usize = 60;

impl Offers {
    fn of(lines: &[Arc<BoardLine>]) -> Self {
        let mut offers = Self::default();
        for line in lines.iter().filter(|line| !line.restricted) {
            offers.countries.extend(line.country.clone());
            offers.officers.extend(line.officers.iter().cloned());
            if offers.fields.len() < FIELDS_OFFERED {
                offers.fields.extend(line.fields.iter().cloned());
            }
        }
        offers
    }
}

fn line(desk: &Desk, stored: &Stored, parties: &BTreeMap<String, Party>, today: Day) -> Result<BoardLine, DeskError> {
    let dossier = Dossier::without_letters(stored.agreement(), today);
    let situation = Situation::of(&dossier, &desk.office, today, Reach::Next)?;
    let facts = &situation.facts;
    let partner = say::parties_text(&facts.partner, parties, facts.signed_on, today, Language::Vi);
    let succeeded = |id: &String| parties.get(id).is_some_and(|party| heir(party, parties, today).id != *id);
    let short = say::agreement_short(facts, parties, today);
    Ok(BoardLine {
        id: stored.id,
        words: words(desk, facts, parties, &short),
        partner,
        short,
        status: situation.status(),
        starts_on: situation.timeline.course.start_on(),
        ends_on: situation.ends_on(),
        next: situation.next().map(|next| (next.kind, next.day)),
        inherited: situation.status().may_bind() && facts.ours.iter().any(succeeded),
        gaps: !facts.gaps().is_empty(),
        restricted: facts.is_restricted(),
        reference: facts.reference.clone(),
        title: facts.title.clone(),
        country: facts.country.clone(),
        fields: facts.fields.clone(),
        officers: facts.officers.clone(),
    })
}

/// A search looks no further into one agreement.
const WORDS_BYTES: usize = 2_000;

/// Everything an agreement is searched by: its texts, its parties by every name they and their kin ever had, its country
/// in both languages, who looks after it.
fn words(
    desk: &Desk,
    facts: &crate::lifecycle::agreement::Facts,
    parties: &BTreeMap<String, Party>,
    short: &str,
) -> String {
    let kin: Vec<String> = facts.ours.iter().chain(&facts.partner).flat_map(|id| kin(id, parties)).collect();
    let names = kin.iter().filter_map(|id| parties.get(id)).flat_map(Party::called);
    let country =
        facts.country.as_deref().map(|code| [say::country(code, Language::Vi), say::country(code, Language::En)]);
    let people =
        facts.officers.iter().filter_map(|id| desk.office.circle.contact(id)).map(|contact| contact.name.as_str());
    let own = [Some(facts.reference.as_str()), Some(facts.title.as_str()), Some(short)];
    let more = [&facts.title_en, &facts.number, &facts.lead_agency].map(|text| text.as_deref());
    let texts = own.into_iter().chain(more).flatten().chain(facts.fields.iter().map(String::as_str));
    let all: Vec<&str> = texts.chain(names).chain(country.into_iter().flatten()).chain(people).collect();
    let mut folded = fold(&all.join(" \u{2022} "));
    while folded.len() > WORDS_BYTES {
        folded.pop();
    }
    folded
}
