//! Saying on stderr what is wrong, in the reader's language.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::desk::DeskError;
use crate::message::{Say, Voice, answer};

/// Says an error on stderr, without a backtrace. A reader who has seen enough (`| head`) is none.
pub(super) fn complain(failure: &anyhow::Error, voice: Voice) -> ExitCode {
    let reader_left = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    if failure.downcast_ref::<io::Error>().is_some_and(reader_left) {
        return ExitCode::SUCCESS;
    }
    error(&sentence(failure, voice), voice);
    ExitCode::FAILURE
}

/// One line on stderr, marked as an error. Where nobody listens there, nothing is lost but the line: the exit code says it
/// too.
pub(super) fn error(sentence: &str, voice: Voice) {
    let _ = writeln!(io::stderr(), "{}", answer::error(voice, sentence));
}

/// One line on stderr that is worth knowing and no error.
pub(super) fn note(sentence: &str) {
    let _ = writeln!(io::stderr(), "{sentence}");
}

/// The sentence of an error that a use case ended with. Each type that speaks both languages has a line here.
fn sentence(failure: &anyhow::Error, voice: Voice) -> String {
    let known = [spoken::<DeskError>];
    known.iter().find_map(|of| of(failure, voice)).unwrap_or_else(|| failure.to_string())
}

fn spoken<E>(failure: &anyhow::Error, voice: Voice) -> Option<String>
where
    E: Say + std::fmt::Display + std::fmt::Debug + Send + Sync + 'static,
{
    failure.downcast_ref::<E>().map(|error| error.say(voice))
}
