//! Rows of parties.

use super::{FactChange, RowReader};
use crate::exchange::bars;
use crate::exchange::cell_forms::{self, Unread};
use crate::exchange::row_mark::RowMark;
use crate::exchange::rows::CellPlace;
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Party, PartyName, Succession};
use crate::message::list::{cell, row};
use crate::text::{self, fold};

/// What a row asks of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyDraft {
    /// Where it stands.
    pub place: CellPlace,
    /// The party's id; empty where the row gives its names alone.
    pub id: String,
    /// ISO 3166 code.
    pub country: Option<FactChange<String>>,
    /// Its names, all of them.
    pub names: Option<FactChange<Vec<PartyName>>>,
    /// Other spellings, all of them.
    pub aliases: Option<FactChange<Vec<String>>>,
    /// Who took its place.
    pub successor: Option<FactChange<Succession>>,
    /// What the row was made from, where the program wrote it.
    pub mark: Option<RowMark>,
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

fn put<T: Clone + Default>(place: &mut T, change: Option<&FactChange<T>>) {
    match change {
        Some(FactChange::Set(value)) => place.clone_from(value),
        Some(FactChange::Clear) => *place = T::default(),
        None => {}
    }
}

fn put_maybe<T: Clone>(place: &mut Option<T>, change: Option<&FactChange<T>>) {
    match change {
        Some(FactChange::Set(value)) => *place = Some(value.clone()),
        Some(FactChange::Clear) => *place = None,
        None => {}
    }
}

impl RowReader<'_> {
    pub(super) fn party(&mut self) -> PartyDraft {
        let id = self.value("id").unwrap_or_default();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.row.unread.contains("id") {
            // What stands there has its flaw already.
        } else if id.is_empty() && self.change("names").is_some() {
            // Found by its name, or made of it.
        } else if id.is_empty() || id.len() > 80 || !id.chars().all(plain) {
            self.wrong.push(self.row.worded("id", &row::not_a_party_id(&id)));
        }
        let names = self.change("names").and_then(|change| self.with(change, "names", names));
        let successor = self.change("successor").and_then(|change| self.with(change, "successor", succession));
        PartyDraft {
            mark: self.row.mark(),
            place: self.row.place.clone(),
            id,
            country: self.change("country"),
            names,
            aliases: self.change("aliases").map(|change| match change {
                FactChange::Set(text) => FactChange::Set(text.split(';').map(str::to_owned).collect()),
                FactChange::Clear => FactChange::Clear,
            }),
            successor,
        }
    }

    fn with<T>(
        &mut self,
        change: FactChange<String>,
        name: &str,
        read: impl Fn(&str) -> Result<T, Unread>,
    ) -> Option<FactChange<T>> {
        match change {
            FactChange::Clear => Some(FactChange::Clear),
            FactChange::Set(text) => match read(&text) {
                Ok(value) => Some(FactChange::Set(value)),
                Err(unread) => {
                    self.refuse(name, &unread);
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
    let (name, from, until) = days_in_brackets(name, from, until);
    let title = text::line(&name, text::LONGEST_TITLE)?;
    if title.is_empty() {
        return Err(row::party_without_name_in(text).into());
    }
    if cell_forms::day::read(&name_en).is_ok() {
        return Err(cell::day_in_place_of_the_english_name(&name_en).into());
    }
    let (from, until) = (day(&from)?, day(&until)?);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return Err(row::name_ends_before_it_begins(&name, &until.to_string(), &from.to_string()).into());
    }
    Ok(PartyName { name: title, name_en: some(&name_en), from, until })
}

/// "Jeollabuk-do (đến 17/01/2024)", "Jeonbuk (từ 18/01/2024)": days in words, where no bar says them.
fn days_in_brackets(name: String, from: String, until: String) -> (String, String, String) {
    let Some((bare, inside)) = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) else {
        return (name, from, until);
    };
    let inside = fold(inside);
    let behind =
        |words: &[&str]| words.iter().find_map(|word| inside.strip_prefix(word)).map(|day| day.trim().to_owned());
    let is_day = |day: &String| cell_forms::day::read(day).is_ok();
    let bare = bare.trim().to_owned();
    match (
        behind(&["tu ngay ", "tu ", "from "]).filter(is_day),
        behind(&["den ngay ", "den ", "until "]).filter(is_day),
    ) {
        (Some(day), _) if from.is_empty() => (bare, day, until),
        (_, Some(day)) if until.is_empty() => (bare, from, day),
        _ => (name, from, until),
    }
}

/// `id|on|basis`.
fn succession(text: &str) -> Result<Succession, Unread> {
    let [id, on, basis, _] = parts(text);
    match day(&on)? {
        Some(on) if !id.is_empty() => Ok(Succession { id, on, basis: some(&basis) }),
        _ => Err(row::not_a_succession(text).into()),
    }
}

fn parts(text: &str) -> [String; 4] {
    let mut pieces = bars::parts(text, 4).into_iter();
    std::array::from_fn(|_| pieces.next().unwrap_or_default())
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn day(text: &str) -> Result<Option<Day>, Unread> {
    if text.is_empty() { Ok(None) } else { cell_forms::day::read(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_the_place_of_the_english_name_is_a_flaw() {
        assert!(party_name("Jeonbuk State|18/01/2024").is_err());
        assert!(party_name("Jeonbuk State|2024-01-18|").is_err());
        let named =
            party_name("Jeonbuk State||18/01/2024").map(|name| (name.name_en, name.from.map(|day| day.to_string())));
        assert_eq!(named.ok(), Some((None, Some("2024-01-18".to_owned()))));
    }
}
