//! Rows of parties.

use super::{Cells, Change};
use crate::exchange::forms::{self, Unread};
use crate::exchange::rows::Place;
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Party, PartyName, Succession};
use crate::text;

/// What a row asks of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyDraft {
    /// Where it stands.
    pub place: Place,
    /// The party's id.
    pub id: String,
    /// ISO 3166 code.
    pub country: Option<Change<String>>,
    /// Its names, all of them.
    pub names: Option<Change<Vec<PartyName>>>,
    /// Other spellings, all of them.
    pub aliases: Option<Change<Vec<String>>>,
    /// Who took its place.
    pub successor: Option<Change<Succession>>,
}

impl PartyDraft {
    /// Makes the draft's changes to a party; its id stays.
    pub fn apply(&self, party: &mut Party) {
        put(&mut party.names, self.names.as_ref());
        put(&mut party.aliases, self.aliases.as_ref());
        put_maybe(&mut party.country, self.country.as_ref());
        put_maybe(&mut party.successor, self.successor.as_ref());
    }
}

fn put<T: Clone + Default>(place: &mut T, change: Option<&Change<T>>) {
    match change {
        Some(Change::Set(value)) => place.clone_from(value),
        Some(Change::Clear) => *place = T::default(),
        None => {}
    }
}

fn put_maybe<T: Clone>(place: &mut Option<T>, change: Option<&Change<T>>) {
    match change {
        Some(Change::Set(value)) => *place = Some(value.clone()),
        Some(Change::Clear) => *place = None,
        None => {}
    }
}

impl Cells<'_> {
    pub(super) fn party(&mut self) -> PartyDraft {
        let id = self.value("id").unwrap_or_default();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.row.unread.contains("id") {
            // What stands there has its flaw already.
        } else if id.is_empty() || id.len() > 80 || !id.chars().all(plain) {
            let what = format!("{} is not an id of a party", text::quoted(&id));
            self.wrong.push(self.row.flaw("id", what, "write small letters, digits and -, for example sekong"));
        }
        let names = self.change("names").and_then(|change| self.with(change, "names", names));
        let successor = self.change("successor").and_then(|change| self.with(change, "successor", succession));
        PartyDraft {
            place: self.row.place.clone(),
            id,
            country: self.change("country"),
            names,
            aliases: self.change("aliases").map(|change| match change {
                Change::Set(text) => Change::Set(text.split(';').map(str::to_owned).collect()),
                Change::Clear => Change::Clear,
            }),
            successor,
        }
    }

    fn with<T>(
        &mut self,
        change: Change<String>,
        name: &str,
        read: impl Fn(&str) -> Result<T, Unread>,
    ) -> Option<Change<T>> {
        match change {
            Change::Clear => Some(Change::Clear),
            Change::Set(text) => match read(&text) {
                Ok(value) => Some(Change::Set(value)),
                Err(unread) => {
                    self.refuse(name, unread);
                    None
                }
            },
        }
    }
}

fn names(text: &str) -> Result<Vec<PartyName>, Unread> {
    text.split(';').map(party_name).collect()
}

/// `name|name_en|from|until`; all but the name may be missing.
fn party_name(text: &str) -> Result<PartyName, Unread> {
    let [name, name_en, from, until] = parts(text);
    let title = text::line(name, text::LONGEST_TITLE)?;
    if title.is_empty() {
        return Err(Unread::new(format!("{} has no name", text::quoted(text)), "write name|name_en|from|until"));
    }
    let (from, until) = (day(from)?, day(until)?);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        let what = format!("the name {} ends on {until}, before it begins on {from}", text::quoted(name));
        return Err(Unread::new(what, "mend one of the days"));
    }
    Ok(PartyName { name: title, name_en: some(name_en), from, until })
}

/// `id|on|basis`.
fn succession(text: &str) -> Result<Succession, Unread> {
    let [id, on, basis, _] = parts(text);
    match day(on)? {
        Some(on) if !id.is_empty() => Ok(Succession { id: id.to_owned(), on, basis: some(basis) }),
        _ => Err(Unread::new(
            format!("{} does not say who follows from which day on", text::quoted(text)),
            "write id|on|basis, for example quang-ngai|01/07/2025|Nghị quyết 202/2025/QH15",
        )),
    }
}

fn parts(text: &str) -> [&str; 4] {
    let mut pieces = text.splitn(4, '|').map(str::trim);
    std::array::from_fn(|_| pieces.next().unwrap_or_default())
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn day(text: &str) -> Result<Option<Day>, Unread> {
    if text.is_empty() { Ok(None) } else { forms::day::read(text).map(Some) }
}
