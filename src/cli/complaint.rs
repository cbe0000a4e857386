//! Prints errors on stderr in the reader's language.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::clock::ClockError;
use crate::config::ConfigError;
use crate::desk::DeskError;
use crate::desk::edit::EditError;
use crate::desk::handover::HandoverError;
use crate::desk::import::ImportError;
use crate::desk::record::{ConditionError, RecordError};
use crate::exchange::UnreadableFile;
use crate::lifecycle::recording::Refusal;
use crate::message::{Say, Sentence, Voice, answer};
use crate::store::StoreError;
use crate::watch::run::RunError;
use crate::web::WebError;

/// What the command line says cannot be meant, whatever the register holds: exit code 2, as for what clap finds.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct WrongUsage(pub(super) String);

/// Says an error on stderr, without a backtrace, and gives its exit code. A reader who has seen enough (`| head`) is none.
pub(super) fn complain(failure: &anyhow::Error, voice: Voice) -> ExitCode {
    let reader_left = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    if failure.downcast_ref::<io::Error>().is_some_and(reader_left) {
        return ExitCode::SUCCESS;
    }
    error(&sentence(failure, voice), voice);
    if failure.is::<WrongUsage>() { ExitCode::from(WRONG_USAGE) } else { ExitCode::FAILURE }
}

/// The exit code of wrong usage, clap's too.
const WRONG_USAGE: u8 = 2;

/// One line on stderr, marked as an error. Where nobody listens there, nothing is lost but the line: the exit code says it
/// too.
pub(super) fn error(sentence: &str, voice: Voice) {
    let _ = writeln!(io::stderr(), "{}", printable(&answer::error(voice, sentence)));
}

/// One line on stderr that is worth knowing and no error.
pub(super) fn note(sentence: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(sentence));
}

/// The sentence with control characters and turns of direction written out: what a file or a server said must not move a
/// terminal's cursor.
fn printable(sentence: &str) -> String {
    let turns =
        |char: char| matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::with_capacity(sentence.len());
    for char in sentence.chars() {
        if char != '\n' && (char.is_control() || turns(char)) {
            out.extend(char.escape_unicode());
        } else {
            out.push(char);
        }
    }
    out
}

/// The sentence of an error that a use case ended with. Each type that speaks both languages has a line here.
fn sentence(failure: &anyhow::Error, voice: Voice) -> String {
    let known = [
        sentence_of::<Sentence>,
        sentence_of::<DeskError>,
        sentence_of::<ImportError>,
        sentence_of::<UnreadableFile>,
        sentence_of::<RecordError>,
        sentence_of::<EditError>,
        sentence_of::<HandoverError>,
        sentence_of::<ConditionError>,
        sentence_of::<ConfigError>,
        sentence_of::<StoreError>,
        sentence_of::<ClockError>,
        sentence_of::<Refusal>,
        sentence_of::<RunError>,
        sentence_of::<WebError>,
    ];
    known.iter().find_map(|of| of(failure, voice)).unwrap_or_else(|| failure.to_string())
}

fn sentence_of<E>(failure: &anyhow::Error, voice: Voice) -> Option<String>
where
    E: Say + std::fmt::Display + std::fmt::Debug + Send + Sync + 'static,
{
    failure.downcast_ref::<E>().map(|error| error.say(voice))
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn g10_what_would_move_a_cursor_is_written_out() {
        assert_eq!(printable("a\u{1b}[2Jb\r\u{202e}c\nđ"), "a\\u{1b}[2Jb\\u{d}\\u{202e}c\nđ");
    }
}
