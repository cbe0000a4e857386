//! Where the program's log goes: stderr, where the service manager takes it from, or a file.
//!
//! `RUST_LOG` is not read: the log is for operators, and its volume is set by the command and by `-v`. The invariant: a
//! log that cannot be written never ends the program.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal as _, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::message::answer::commands as words;
use crate::message::sentence::sentence;
use anyhow::Context as _;
use tracing::Level;
use tracing_subscriber::fmt::MakeWriter;

/// From quiet to loud; what lies beyond the last is the last.
const LEVELS: [Level; 5] = [Level::ERROR, Level::WARN, Level::INFO, Level::DEBUG, Level::TRACE];

/// Starts the log at that place among the levels.
pub(super) fn start(volume: usize, file: Option<&Path>) -> anyhow::Result<()> {
    let level = LEVELS[volume.min(LEVELS.len() - 1)];
    let log = tracing_subscriber::fmt().with_target(false).with_max_level(level);
    // A log that is full must not end the daemon, as a complaint about it on the same stderr would.
    let log = log.log_internal_errors(false);
    // A second subscriber cannot be there: this is called once.
    let _ = match file {
        // The journal has a clock of its own.
        None => log.with_writer(io::stderr).with_ansi(io::stderr().is_terminal()).without_time().try_init(),
        Some(file) => {
            let file = LogFile(file.to_owned());
            file.open().with_context(|| sentence!(words::LOG_UNWRITABLE, file.0.display()))?;
            log.with_writer(file).with_ansi(false).try_init()
        }
    };
    Ok(())
}

/// A log file that is opened for each line, so that rotation needs no signal.
struct LogFile(PathBuf);

impl LogFile {
    fn open(&self) -> io::Result<File> {
        OpenOptions::new().append(true).create(true).mode(0o600).open(&self.0)
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = Box<dyn Write + 'a>;

    fn make_writer(&'a self) -> Self::Writer {
        match self.open() {
            Ok(file) => Box::new(file),
            // The folder is gone, or the disk is full: the line is better on stderr than nowhere.
            Err(_) => Box::new(io::stderr()),
        }
    }
}
