//! Writes answers to stdout, buffered, as text or JSON.
//!
//! The invariants: every write is an `io::Result` that reaches `complain`, so a reader that closes the pipe early ends
//! the program quietly; and no text of the register can control a terminal.

use std::io::{self, BufWriter, StdoutLock, Write};

use serde::Serialize;

use super::table;
use crate::lifecycle::day::Day;
use crate::message::sentence::sentence;
use crate::message::{Say, SentenceForm, Voice, say};

/// Where answers go.
pub(crate) type Out = BufWriter<StdoutLock<'static>>;

/// Stdout, buffered. To be flushed at the end, so that a last failing write is heard of.
pub(crate) fn out() -> Out {
    BufWriter::new(io::stdout().lock())
}

/// A text of several lines, none of which steers a terminal.
pub(crate) fn lines(out: &mut Out, text: &str) -> io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "{}", table::plain(line)))
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
    /// What stands before the next item.
    before: String,
}

impl JsonList {
    /// A list alone.
    pub(crate) fn new() -> Self {
        Self { out: out(), before: "[\n ".to_owned() }
    }

    /// A list that is the first value of an object; to be ended with the others.
    pub(crate) fn under(name: &str) -> Self {
        Self { out: out(), before: format!("{{\"{name}\": [\n ") }
    }

    pub(crate) fn item(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.out.write_all(self.before.as_bytes())?;
        ",\n ".clone_into(&mut self.before);
        Ok(serde_json::to_writer(&mut self.out, value)?)
    }

    pub(crate) fn end(mut self) -> io::Result<()> {
        self.close("\n]\n")?;
        self.out.flush()
    }

    /// Ends the list and writes the rest of its object: the values of another one.
    pub(crate) fn end_with(mut self, rest: &impl Serialize) -> io::Result<()> {
        self.close("\n],")?;
        let rest = serde_json::to_string_pretty(rest)?;
        writeln!(self.out, "{}", rest.strip_prefix('{').unwrap_or(&rest))?;
        self.out.flush()
    }

    /// Closes the list, which may be empty.
    fn close(&mut self, end: &str) -> io::Result<()> {
        if self.before != ",\n " {
            self.out.write_all(self.before.trim_end().as_bytes())?;
        }
        self.out.write_all(end.as_bytes())
    }
}

/// The day of a table with its weekday: `22/12/2027 T4`, `2027-12-22 Wed`.
pub(crate) fn day(day: Day, voice: Voice) -> String {
    format!("{} {}", say::day_for(voice, day), say::weekday_short(day, voice.language))
}

/// The same, or nothing.
pub(crate) fn maybe_day(it: Option<Day>, voice: Voice) -> String {
    it.map(|it| day(it, voice)).unwrap_or_default()
}

/// A label of a list of values, as wide as they all are.
pub(crate) fn label(words: SentenceForm<0>, voice: Voice) -> String {
    let name = sentence!(words).say(voice);
    let gap = LABEL.saturating_sub(table::width(&name));
    format!("{name}{}", " ".repeat(gap))
}

/// How wide labels are.
const LABEL: usize = 12;

/// A text after something that begins its first line, broken at words; further lines are indented as far.
pub(crate) fn wrapped(out: &mut impl Write, before: &str, text: &str) -> io::Result<()> {
    let indent = table::width(before);
    let mut line = before.to_owned();
    let mut used = indent;
    for word in text.split_whitespace() {
        let word = table::plain(word);
        let wide = table::width(&word);
        if used > indent && used + 1 + wide > table::WIDTH {
            writeln!(out, "{line}")?;
            (line, used) = (" ".repeat(indent), indent);
        }
        if used > indent {
            line.push(' ');
            used += 1;
        }
        line.push_str(&word);
        used += wide;
    }
    writeln!(out, "{}", line.trim_end())
}
