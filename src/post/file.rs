//! Letters as `.eml` files in a folder: for a first look, for offices without a mail server, for tests.
//!
//! Not a queue: nothing reads the files back. The invariant: a file with a final name is a whole letter. It is written
//! under a temporary name, synced, and only then renamed; the folder is synced too.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{MailTrouble, Post, SendOutcome, TroubleKind};
use crate::message::answer::stored_reasons;
use crate::text::hex;

/// Puts each letter into `directory` as a file of its own, readable by the owner alone.
///
/// The file is named after the letter's `Message-ID`. The same letter again is written over itself, so that a repeat
/// after a crash leaves one file: what a mailbox does with a repeated `Message-ID`.
#[derive(Clone, Debug)]
pub struct FilePost {
    directory: PathBuf,
}

impl FilePost {
    /// Letters go to `directory`, which is made (mode 0700) when the first one does.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into() }
    }

    fn prepare(&self) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.directory)
    }

    fn write(&self, name: &str, message: &[u8]) -> io::Result<PathBuf> {
        self.prepare()?;
        let draft = self.directory.join(format!(".{name}.tmp"));
        let path = self.directory.join(name);
        // What a crash left under the temporary name may have other rights; a new file has ours.
        match fs::remove_file(&draft) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        let written = file.write_all(message).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&draft, &path));
        if let Err(error) = written {
            // On a full disk the half letter is in the way of whatever comes next.
            fs::remove_file(&draft).ok();
            return Err(error);
        }
        File::open(&self.directory)?.sync_all()?;
        Ok(path)
    }

    fn trouble(&self, error: &io::Error) -> MailTrouble {
        let place = self.directory.display();
        MailTrouble::new(TroubleKind::Folder, format!("{place}: {error}; {}", stored_reasons::MAKE_ROOM.stored_text()))
    }
}

impl Post for FilePost {
    fn open(&mut self) -> Result<(), MailTrouble> {
        self.prepare().map_err(|error| self.trouble(&error))
    }

    fn look(&mut self, _from_addr: &str) -> Result<(), MailTrouble> {
        self.probe().map(drop)
    }

    fn send(&mut self, _from_addr: &str, _to_addr: &str, message: &[u8]) -> SendOutcome {
        match self.write(&file_name(message), message) {
            Ok(path) => SendOutcome::Accepted { reply: format!("written to {}", path.display()) },
            Err(error) => SendOutcome::Unavailable(self.trouble(&error)),
        }
    }

    /// Makes the folder and writes a file in it, which it takes away again.
    fn probe(&mut self) -> Result<String, MailTrouble> {
        let trial = || {
            let path = self.write("probe.eml", b"")?;
            fs::remove_file(path)
        };
        trial().map_err(|error| self.trouble(&error))?;
        Ok(format!("letters go to {}", Path::new(&self.directory).display()))
    }
}

/// A name that says which letter it is: the id where it is fit for a file name, else what is left of it and a hash.
fn file_name(message: &[u8]) -> String {
    let id = message_id(message).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || "@-_.".contains(c);
    if !id.is_empty() && id.len() <= 120 && !id.starts_with('.') && id.chars().all(plain) {
        return format!("{id}.eml");
    }
    let seed: &[u8] = if id.is_empty() { message } else { id.as_bytes() };
    let hash = hex(&Sha256::digest(seed)[..12]);
    let start: String = id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    format!("letter-{start}-{hash}.eml")
}

/// The value of the first `Message-ID` header, without brackets; folded headers are unfolded.
pub(super) fn message_id(message: &[u8]) -> Option<String> {
    let head = message.windows(4).position(|w| w == b"\r\n\r\n").map_or(message, |end| &message[..end]);
    let head = String::from_utf8_lossy(head).replace("\r\n ", " ").replace("\r\n\t", " ");
    let id = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("message-id").then(|| value.trim().trim_matches(['<', '>']).to_owned())
    })?;
    (!id.is_empty()).then_some(id)
}
