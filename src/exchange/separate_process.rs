//! A foreign file read in a process of its own.
//!
//! The process is this program again, with a hidden command. It gets the file and the rules on its input, limits itself
//! before it reads the first byte, and writes the reading to its output. It opens nothing: no file, no socket. The
//! invariants: whatever becomes of it, the caller gets a [`ParsedFile`]; its death is a flaw of the file; it ends, in
//! [`PATIENCE`] at the latest.

mod limits;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::columns::ListRules;
use super::flaw::Flaw;
use super::{Format, ParsedFile};
use super::{read_by, wire};
use crate::message::list;

/// The command's word.
pub(crate) const COMMAND: &str = "read-list";

/// The largest file that is read apart.
pub(crate) const LARGEST_APART: usize = 20 << 20;
/// A reading is no larger on its way.
const LARGEST_READING: u64 = 96 << 20;
/// The process ends by then; its own limit is one of processor time.
const PATIENCE: Duration = Duration::from_secs(60);

/// What goes before the file's bytes, on a line of its own.
#[derive(Serialize, Deserialize)]
struct FileHead {
    file: String,
    format: Format,
    rules: ListRules,
}

/// This program, also where another was installed in its place meanwhile.
pub(crate) fn own_program() -> PathBuf {
    PathBuf::from("/proc/self/exe")
}

/// Reads the bytes of a file in a process of that program. `file` is its name for flaws.
pub(crate) fn read_apart(program: &Path, file: &str, format: Format, bytes: &[u8], rules: &ListRules) -> ParsedFile {
    let refused = |why: String| {
        tracing::warn!("a list could not be read: {why}");
        ParsedFile::empty(Arc::from(file), format).refused(Flaw::worded(&list::reader_gave_up()))
    };
    let head = FileHead { file: file.to_owned(), format, rules: rules.clone() };
    let head = match serde_json::to_vec(&head) {
        Ok(head) => head,
        Err(error) => return refused(error.to_string()),
    };
    match answer_of(program, &head, bytes) {
        Ok(answer) => wire::read(&answer).unwrap_or_else(|error| refused(error.to_string())),
        Err(error) => refused(error.to_string()),
    }
}

/// What the process writes, once it has ended well.
fn answer_of(program: &Path, head: &[u8], bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut command = Command::new(program);
    command.arg(COMMAND).env_clear().current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let answer = talk(&mut child, head, bytes);
    if answer.is_err() {
        // One that has ended already cannot be ended, and that is as good.
        let _ = child.kill();
    }
    let ended = child.wait()?;
    match answer {
        Ok(answer) if ended.success() => Ok(answer),
        Ok(_) => Err(io::Error::other(format!("it ended with {ended}"))),
        Err(error) => Err(error),
    }
}

fn talk(child: &mut Child, head: &[u8], bytes: &[u8]) -> io::Result<Vec<u8>> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::Error::other("it has no pipes"));
    };
    let (send, receive) = channel();
    // 1. Its output is read on the side, to an end that is sure to come: the process ends or is ended.
    std::thread::Builder::new().name("list".to_owned()).spawn(move || {
        let mut answer = Vec::new();
        let read = output.take(LARGEST_READING + 1).read_to_end(&mut answer);
        // Whoever waited has given up by then.
        let _ = send.send(read.map(|_| answer));
    })?;
    // 2. The file goes in. One that ends early takes no more of it; its status tells why. Its processor time is limited, so
    // that it cannot keep this waiting for ever.
    let _ = input.write_all(head).and_then(|()| input.write_all(b"\n")).and_then(|()| input.write_all(bytes));
    drop(input);
    // 3. The answer comes, or it comes too late.
    let answer = receive.recv_timeout(PATIENCE).map_err(|_| io::Error::other("it took too long"))??;
    if answer.len() as u64 > LARGEST_READING {
        return Err(io::Error::other("its answer overflows"));
    }
    Ok(answer)
}

/// The hidden command: limits itself, reads the file from its input, writes the reading to its output.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    limits::confine()?;
    let mut all = Vec::new();
    input.by_ref().take(LARGEST_APART as u64 + (1 << 20)).read_to_end(&mut all)?;
    let line = all.iter().position(|byte| *byte == b'\n').ok_or(io::ErrorKind::InvalidData)?;
    let head: FileHead = serde_json::from_slice(&all[..line])?;
    let reading = read_by(&head.file, head.format, all[line + 1..].into(), &head.rules);
    drop(all);
    output.write_all(&wire::written(&reading).map_err(io::Error::other)?)?;
    output.flush()
}
