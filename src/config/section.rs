//! Reads one table of the file strictly: every key is known, every value has the expected kind.
//!
//! Reading never stops at a fault: the fault is noted, the value counts as absent, and the next one is read.

use std::ops::RangeInclusive;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::findings::{ConfigFindings, QuotedValue, cure};
use super::place::{Place, Placed};
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::message::answer::config as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, SentenceForm, SentenceValue as Word};

pub(super) type SpannedValue<'a, 't> = &'a Spanned<DeValue<'t>>;

/// A table by its dotted name; an absent one has no values.
pub(super) struct TableReader<'a, 't> {
    name: String,
    table: Option<&'a DeTable<'t>>,
    place: Option<Place>,
    form: TableSyntax,
}

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TableSyntax {
    /// `[name]`, or in place.
    Table,
    /// `[[name]]`.
    Row,
}

impl<'a, 't> TableReader<'a, 't> {
    /// The whole file.
    pub(super) fn root(table: &'a DeTable<'t>, known_keys: &[&str], found: &mut ConfigFindings) -> Self {
        let section = Self { name: String::new(), table: Some(table), place: None, form: TableSyntax::Table };
        section.refuse_unknown(known_keys, found);
        section
    }

    /// A table that stands as a value, in a list or under a free name.
    pub(super) fn of(
        name: &str,
        value: SpannedValue<'a, 't>,
        known_keys: &[&str],
        found: &mut ConfigFindings,
    ) -> Option<Self> {
        let place = Some(found.place(value.span().start));
        let table = match value.get_ref() {
            DeValue::Table(table) => table,
            other => {
                wrong_kind(name, other, words::WANTED_TABLE, place, found);
                return None;
            }
        };
        let section = Self { name: name.to_owned(), table: Some(table), place, form: TableSyntax::Table };
        section.refuse_unknown(known_keys, found);
        Some(section)
    }

    /// The table under that key, empty where there is none.
    pub(super) fn section(&self, key: &str, known_keys: &[&str], found: &mut ConfigFindings) -> Self {
        let name = self.dotted(key);
        let absent = Self { name: name.clone(), table: None, place: None, form: TableSyntax::Table };
        self.get(key).and_then(|value| Self::of(&name, value, known_keys, found)).unwrap_or(absent)
    }

    /// The tables with free names under that key: name, where the name is, value.
    pub(super) fn named(&self, key: &str, found: &mut ConfigFindings) -> Vec<(String, Place, SpannedValue<'a, 't>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let place = Some(found.place(value.span().start));
        match value.get_ref() {
            DeValue::Table(table) => table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), found.place(key.span().start), value))
                .collect(),
            other => {
                wrong_kind(&self.dotted(key), other, words::WANTED_TABLE, place, found);
                Vec::new()
            }
        }
    }

    /// A row of a list of tables, `[[duty]]`.
    pub(super) fn row(
        key: &str,
        value: SpannedValue<'a, 't>,
        known_keys: &[&str],
        found: &mut ConfigFindings,
    ) -> Option<Self> {
        let place = Some(found.place(value.span().start));
        let DeValue::Table(table) = value.get_ref() else {
            found.problem(place, sentence!(words::ROWS, key));
            return None;
        };
        let section = Self { name: key.to_owned(), table: Some(table), place, form: TableSyntax::Row };
        section.refuse_unknown(known_keys, found);
        Some(section)
    }

    /// Whether there are no keys but these.
    pub(super) fn only(&self, keys: &[&str]) -> bool {
        self.table.is_none_or(|table| table.keys().all(|key| keys.contains(&key.get_ref().as_ref())))
    }

    /// Whether a number is under that key.
    pub(super) fn is_number(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Integer(_)))
    }

    pub(super) fn exists(&self) -> bool {
        self.table.is_some()
    }

    pub(super) fn place(&self) -> Option<Place> {
        self.place
    }

    pub(super) fn get(&self, key: &str) -> Option<SpannedValue<'a, 't>> {
        self.table?.get(key)
    }

    pub(super) fn place_of(&self, key: &str, found: &ConfigFindings) -> Option<Place> {
        self.get(key).map(|value| found.place(value.span().start))
    }

    /// A text as it is; an empty one is a fault, for every value can be left out instead.
    pub(super) fn text(&self, key: &str, found: &mut ConfigFindings) -> Option<Placed<String>> {
        let value = self.get(key)?;
        let text = text_of(&self.dotted(key), value, found)?;
        if text.value.trim().is_empty() {
            found.problem(text.place, sentence!(words::EMPTY, self.dotted(key)));
            return None;
        }
        Some(text)
    }

    /// A text that `T` reads; its error is the message.
    pub(super) fn parsed<T: FromStr<Err: Say>>(&self, key: &str, found: &mut ConfigFindings) -> Option<Placed<T>> {
        let text = self.text(key, found)?;
        match text.value.parse() {
            Ok(value) => Some(Placed { value, place: text.place }),
            Err(error) => {
                found.problem(text.place, sentence!(words::OF_KEY, self.dotted(key), Sentence::of(&error)));
                None
            }
        }
    }

    /// A text on one line, without control characters.
    pub(super) fn line(&self, key: &str, found: &mut ConfigFindings) -> Option<Placed<String>> {
        let text = self.text(key, found)?;
        if text.value.chars().any(char::is_control) {
            found.problem(text.place, sentence!(words::CONTROL_CHARACTER, self.dotted(key)));
            return None;
        }
        Some(text)
    }

    /// A span that is some time.
    pub(super) fn span(&self, key: &str, found: &mut ConfigFindings) -> Option<Span> {
        let span = self.parsed::<Span>(key, found)?;
        if span.value.is_zero() {
            found.problem(span.place, sentence!(words::NO_TIME, self.dotted(key)));
        }
        Some(span.value)
    }

    /// A time in hours and minutes, as minutes: `12h`, `90min`; `7d` is seven times 24 hours.
    pub(super) fn minutes(&self, key: &str, found: &mut ConfigFindings) -> Option<Placed<u32>> {
        let text = self.text(key, found)?;
        let digits = text.value.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.value.split_at(digits);
        let each = match unit.trim() {
            "min" => Some(1),
            "h" => Some(60),
            "d" => Some(24 * 60),
            _ => None,
        };
        let minutes = number.parse::<u32>().ok().zip(each).and_then(|(number, each)| number.checked_mul(each));
        let minutes = minutes.filter(|minutes| *minutes > 0);
        if minutes.is_none() {
            found.problem(text.place, sentence!(words::NOT_A_TIME, self.dotted(key), QuotedValue(&text.value)));
        }
        minutes.map(|value| Placed { value, place: text.place })
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&self, key: &str, of: &[(&str, T)], found: &mut ConfigFindings) -> Option<Placed<T>> {
        let text = self.text(key, found)?;
        let chosen = of.iter().find(|(word, _)| *word == text.value);
        if chosen.is_none() {
            let known_keys: Vec<&str> = of.iter().map(|(word, _)| *word).collect();
            let (key, cure) = (self.dotted(key), cure(&text.value, &known_keys));
            found.problem(
                text.place,
                sentence!(words::NONE_OF, key, QuotedValue(&text.value), known_keys.join(", "), cure),
            );
        }
        chosen.map(|(_, value)| Placed { value: *value, place: text.place })
    }

    /// A whole number within bounds.
    pub(super) fn number(&self, key: &str, bounds: RangeInclusive<u32>, found: &mut ConfigFindings) -> Option<u32> {
        let value = self.get(key)?;
        let place = Some(found.place(value.span().start));
        let DeValue::Integer(number) = value.get_ref() else {
            wrong_kind(&self.dotted(key), value.get_ref(), words::WANTED_NUMBER, place, found);
            return None;
        };
        let number = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| bounds.contains(n));
        if number.is_none() {
            found.problem(place, sentence!(words::OUT_OF_BOUNDS, self.dotted(key), *bounds.start(), *bounds.end()));
        }
        number
    }

    pub(super) fn flag(&self, key: &str, found: &mut ConfigFindings) -> Option<bool> {
        let value = self.get(key)?;
        let place = Some(found.place(value.span().start));
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        wrong_kind(&self.dotted(key), value.get_ref(), words::WANTED_FLAG, place, found);
        None
    }

    /// A civil day, with or without quotes; an hour on it is a fault.
    pub(super) fn day(&self, key: &str, found: &mut ConfigFindings) -> Option<Placed<Day>> {
        let value = self.get(key)?;
        let place = Some(found.place(value.span().start));
        let day = match value.get_ref() {
            DeValue::String(text) => match day_first(text) {
                Some(meant) => {
                    let meant = meant.to_string();
                    found.problem(place, sentence!(words::DAY_OF_KEY_FIRST, self.dotted(key), meant));
                    return None;
                }
                None => text.parse(),
            },
            DeValue::Datetime(Datetime { date: Some(date), time: None, .. }) => {
                Day::ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            }
            other => {
                wrong_kind(&self.dotted(key), other, words::WANTED_DAY, place, found);
                return None;
            }
        };
        match day {
            Ok(value) => Some(Placed { value, place }),
            Err(error) => {
                found.problem(place, sentence!(words::OF_KEY, self.dotted(key), Sentence::of(&error)));
                None
            }
        }
    }

    /// The values of a list, `max` at most.
    pub(super) fn list(&self, key: &str, max: usize, found: &mut ConfigFindings) -> Option<Vec<SpannedValue<'a, 't>>> {
        let value = self.get(key)?;
        list_of(&self.dotted(key), value, max, found)
    }

    /// The texts of a list, `max` at most.
    pub(super) fn texts(&self, key: &str, max: usize, found: &mut ConfigFindings) -> Option<Vec<Placed<String>>> {
        let values = self.list(key, max, found)?;
        Some(values.into_iter().filter_map(|value| text_of(&self.dotted(key), value, found)).collect())
    }

    /// Says that a key must be there, where it is not.
    pub(super) fn required(&self, key: &str, cure: Sentence, found: &mut ConfigFindings) {
        if self.get(key).is_none() {
            self.missing(key, cure, found);
        }
    }

    /// Says that a key must be there.
    pub(super) fn missing(&self, key: &str, cure: Sentence, found: &mut ConfigFindings) {
        found.problem(self.place, sentence!(words::HAS_NO, self.title(), key, cure));
    }

    pub(super) fn dotted(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn refuse_unknown(&self, known_keys: &[&str], found: &mut ConfigFindings) {
        for key in self.table.iter().flat_map(|table| table.keys()) {
            let name = key.get_ref().as_ref();
            if known_keys.contains(&name) {
                continue;
            }
            let place = Some(found.place(key.span().start));
            if names_a_secret(name) {
                found.problem(place, sentence!(words::PASSWORD_HERE, QuotedValue(name), self.title()));
            } else {
                found.problem(
                    place,
                    sentence!(words::UNKNOWN_KEY, QuotedValue(name), self.title(), cure(name, known_keys)),
                );
            }
        }
    }

    fn title(&self) -> Word {
        match self.form {
            TableSyntax::Row => format!("[[{}]]", self.name).into(),
            TableSyntax::Table if self.name.is_empty() => sentence!(words::THE_FILE).into(),
            TableSyntax::Table => format!("[{}]", self.name).into(),
        }
    }
}

/// The day that `02/01/2027`, `2-1-2027` or `2.1.2027` means: day before month, as people write it here.
pub(super) fn day_first(text: &str) -> Option<Day> {
    let mut parts = text.trim().split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Day::ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

pub(super) fn names_a_secret(key: &str) -> bool {
    let key = key.to_lowercase();
    ["pass", "pwd", "secret", "token"].iter().any(|word| key.contains(word))
}

pub(super) fn text_of(name: &str, value: SpannedValue, found: &mut ConfigFindings) -> Option<Placed<String>> {
    let place = Some(found.place(value.span().start));
    if let DeValue::String(text) = value.get_ref() {
        return Some(Placed { value: text.to_string(), place });
    }
    wrong_kind(name, value.get_ref(), words::WANTED_TEXT, place, found);
    None
}

pub(super) fn list_of<'a, 't>(
    name: &str,
    value: SpannedValue<'a, 't>,
    max: usize,
    found: &mut ConfigFindings,
) -> Option<Vec<SpannedValue<'a, 't>>> {
    let place = Some(found.place(value.span().start));
    let DeValue::Array(items) = value.get_ref() else {
        wrong_kind(name, value.get_ref(), words::WANTED_LIST, place, found);
        return None;
    };
    if items.len() > max {
        found.problem(place, sentence!(words::TOO_MANY_ENTRIES, name, items.len(), max));
    }
    Some(items.iter().take(max).collect())
}

fn wrong_kind(name: &str, value: &DeValue, wanted: SentenceForm<0>, place: Option<Place>, found: &mut ConfigFindings) {
    let kind = match value {
        DeValue::String(_) => words::IS_TEXT,
        DeValue::Integer(_) | DeValue::Float(_) => words::IS_NUMBER,
        DeValue::Boolean(_) => words::IS_FLAG,
        DeValue::Datetime(_) => words::IS_MOMENT,
        DeValue::Array(_) => words::IS_LIST,
        DeValue::Table(_) => words::IS_TABLE,
    };
    found.problem(place, sentence!(words::WRONG_KIND, name, sentence!(kind), sentence!(wanted)));
}
