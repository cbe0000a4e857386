//! Writing answers: to stdout, buffered, in text or JSON.
//!
//! The invariant: a reader who goes away early ends the program quietly, so every write is an `io::Result` that reaches
//! `complain`; and no text of the register can steer a terminal.

use std::io::{self, BufWriter, StdoutLock, Write};

use serde::Serialize;

use crate::lifecycle::day::Day;

/// Where answers go.
pub(crate) type Out = BufWriter<StdoutLock<'static>>;

/// Stdout, buffered. To be flushed at the end, so that a last failing write is heard of.
pub(crate) fn out() -> Out {
    BufWriter::new(io::stdout().lock())
}

/// One value as JSON, on lines of its own.
pub(crate) fn json(value: &impl Serialize) -> io::Result<()> {
    let mut out = out();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    out.flush()
}

/// A JSON list that is written as it is found, one item a line, so that its length costs no memory.
pub(crate) struct JsonList {
    out: Out,
    items: u64,
}

impl JsonList {
    pub(crate) fn new() -> Self {
        Self { out: out(), items: 0 }
    }

    pub(crate) fn item(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.items == 0 { b"[\n " } else { b",\n " })?;
        self.items += 1;
        Ok(serde_json::to_writer(&mut self.out, value)?)
    }

    pub(crate) fn end(mut self) -> io::Result<()> {
        self.out.write_all(if self.items == 0 { b"[]\n" } else { b"\n]\n" })?;
        self.out.flush()
    }
}

/// `2027-12-22 Wed`.
pub(crate) fn day(day: Day) -> String {
    format!("{day} {}", day.weekday())
}

/// The same, or nothing.
pub(crate) fn maybe_day(it: Option<Day>) -> String {
    it.map(day).unwrap_or_default()
}
