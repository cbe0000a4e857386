//! Columns to values and back. Private to the store: no row leaves it.

use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::types::{FromSql, Type};
use rusqlite::{Row, RowIndex};
use sha2::{Digest, Sha256};

use crate::lifecycle::reminder::{Key, Subject};
use crate::message::Sentence;
use crate::message::answer::store as words;
use crate::message::sentence::sentence;
use crate::outbox::EnvelopeState;
use crate::text::hex;

/// An instant as the schema writes it: 24 characters, so that texts compare as instants do.
pub(super) fn instant_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The SHA-256 of bytes, 64 lower-case hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A text as it lies in the row, not copied.
pub(super) fn text<'a>(row: &'a Row<'_>, column: impl RowIndex) -> rusqlite::Result<Option<&'a str>> {
    Ok(row.get_ref(column)?.as_str_or_null()?)
}

/// A column that the program reads as a value of its own.
pub(super) fn parsed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    text(row, column)?.unwrap_or_default().parse().map_err(|error| conversion(column, Sentence::quoted(&error)))
}

/// The same where the column may be empty.
pub(super) fn maybe_parsed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    text(row, column)?
        .map(|text| text.parse().map_err(|error| conversion(column, Sentence::quoted(&error))))
        .transpose()
}

/// A column that holds one of the program's words.
pub(super) fn word<T>(row: &Row<'_>, column: &str, named: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text = text(row, column)?.unwrap_or_default();
    named(text).ok_or_else(|| conversion(column, sentence!(words::NOT_A_WORD, text)))
}

/// The envelope's state.
pub(super) fn state(row: &Row<'_>) -> rusqlite::Result<EnvelopeState> {
    word(row, "state", EnvelopeState::named)
}

/// The columns of a reminder's key, in the order [`key`] reads them.
pub(super) const KEY: &str = "subject, what, nth, day, rung, recipient, round";

/// A key from the columns of [`KEY`].
pub(super) fn key(cells: &mut ColumnReader<'_>) -> rusqlite::Result<Key> {
    let (subject, topic) = (cells.word(Subject::parse)?, cells.get::<String>()?);
    let (nth, day, occasion) = (cells.get()?, cells.parsed()?, cells.get::<String>()?);
    let key = Key::of_columns(subject, &topic, nth, day, &occasion, cells.get()?, cells.get()?);
    key.ok_or_else(|| conversion("rung", sentence!(words::NOT_A_KEY, &topic, &occasion)))
}

/// A row read from left to right, for what is read thousands of times: finding a column by its name costs more than
/// reading it. The query names its columns in the order in which they are taken.
pub(super) struct ColumnReader<'a> {
    row: &'a Row<'a>,
    next: usize,
}

impl<'a> ColumnReader<'a> {
    /// Begins at the row's first column.
    pub(super) fn of(row: &'a Row<'a>) -> Self {
        Self { row, next: 0 }
    }

    fn step(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// What is wrong with the column that was taken last.
    fn wrong(&self, error: Sentence) -> rusqlite::Error {
        conversion(self.row.as_ref().column_name(self.next - 1).unwrap_or("?"), error)
    }

    /// The next column as it is.
    pub(super) fn get<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let at = self.step();
        self.row.get(at)
    }

    /// The next column as a value of the program's own.
    pub(super) fn parsed<T: FromStr<Err: std::fmt::Display>>(&mut self) -> rusqlite::Result<T> {
        self.maybe_parsed()?.ok_or_else(|| self.wrong(sentence!(words::NOTHING)))
    }

    /// The same where the column may be empty.
    pub(super) fn maybe_parsed<T: FromStr<Err: std::fmt::Display>>(&mut self) -> rusqlite::Result<Option<T>> {
        let at = self.step();
        text(self.row, at)?.map(|text| text.parse().map_err(|error| self.wrong(Sentence::quoted(&error)))).transpose()
    }

    /// The next column, which holds one of the program's words.
    pub(super) fn word<T>(&mut self, named: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
        let at = self.step();
        let word = text(self.row, at)?.unwrap_or_default();
        named(word).ok_or_else(|| self.wrong(sentence!(words::NOT_A_WORD, word)))
    }
}

/// A value that cannot be what the program wrote.
pub(super) fn conversion(column: &str, error: Sentence) -> rusqlite::Error {
    let what = sentence!(words::COLUMN, column, error);
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(what))
}
