//! The keys that sign the links in letters: a file of one to three lines, the newest first.
//!
//! The file is read whenever keys are needed, so a new key is used at once. A key that is still in the file verifies
//! older tokens; a removed key does not. The invariant: the file is created readable by its owner alone.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::web::WebTable;
use crate::message::answer::web as words;
use crate::message::link::LinkKey;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};

/// Where the keys of links lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkKeyFile(PathBuf);

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LinkKeyError {
    /// The file cannot be read or written.
    Io {
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is no key.
    NoKey {
        file: PathBuf,
        /// Which line, from 1.
        line: usize,
    },
}

impl Say for LinkKeyError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Io { file, source } => {
                sentence!(words::LINK_KEYS_UNREADABLE, file.display(), Sentence::quoted(source))
            }
            Self::NoKey { file, line } => sentence!(words::NO_LINK_KEY_IN_LINE, file.display(), *line),
        }
        .say(voice)
    }
}

impl fmt::Display for LinkKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// Older keys than these are let go of: their letters are older than a link holds.
pub(crate) const KEYS_AT_MOST: usize = 3;
const FILE_BYTES_AT_MOST: u64 = 4096;
/// Where systemd puts the credentials of a service.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

impl LinkKeyFile {
    /// The file that `[web]` names; one of the same name among systemd's credentials goes before it.
    pub fn of(web: &WebTable) -> Self {
        Self(web.key_file.clone())
    }

    /// A file of that path.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The file the keys are read from.
    pub fn path(&self) -> PathBuf {
        let credential = std::env::var_os(CREDENTIALS).zip(self.0.file_name());
        let credential = credential.map(|(folder, name)| PathBuf::from(folder).join(name));
        credential.filter(|file| file.is_file()).unwrap_or_else(|| self.0.clone())
    }

    /// The keys, the newest first; none where there is no file.
    pub fn read(&self) -> Result<Vec<LinkKey>, LinkKeyError> {
        let file = self.path();
        let mut text = String::new();
        match super::regular(&file).and_then(|open| open.take(FILE_BYTES_AT_MOST).read_to_string(&mut text)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read.map_err(|source| LinkKeyError::Io { file: file.clone(), source })?,
        };
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).take(KEYS_AT_MOST);
        let key = |(at, line): (usize, &str)| {
            LinkKey::parse(line).ok_or_else(|| LinkKeyError::NoKey { file: file.clone(), line: at + 1 })
        };
        lines.map(key).collect()
    }

    /// Puts a key before the others, and lets go of the oldest where there are more than three. The file that `[web]` names is
    /// written, whole or not at all.
    pub fn add(&self, key: &LinkKey) -> Result<usize, LinkKeyError> {
        let fail = |source| LinkKeyError::Io { file: self.0.clone(), source };
        let known = if self.0.exists() { Self(self.0.clone()).read_plain()? } else { Vec::new() };
        let all: Vec<String> = std::iter::once(key).chain(&known).take(KEYS_AT_MOST).map(LinkKey::reveal).collect();
        let beside = self.0.with_extension("new");
        let _ = fs::remove_file(&beside);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside).map_err(fail)?;
        file.write_all(format!("{}\n", all.join("\n")).as_bytes()).and_then(|()| file.sync_all()).map_err(fail)?;
        fs::rename(&beside, &self.0).map_err(fail)?;
        Ok(all.len())
    }

    /// The keys of the file itself, whatever systemd gives.
    fn read_plain(&self) -> Result<Vec<LinkKey>, LinkKeyError> {
        let fail = |source| LinkKeyError::Io { file: self.0.clone(), source };
        let text = fs::read_to_string(&self.0).map_err(fail)?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let key = |(at, line): (usize, &str)| {
            LinkKey::parse(line).ok_or_else(|| LinkKeyError::NoKey { file: self.0.clone(), line: at + 1 })
        };
        lines.map(key).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_new_key_stands_first_and_the_fourth_is_let_go() {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let file = LinkKeyFile::at(&folder.path().join("link-key"));
        assert!(file.read().is_ok_and(|keys| keys.is_empty()), "no file, no keys");
        let key = |byte| LinkKey::of_bytes([byte; 32]);
        for byte in 1..=4 {
            assert!(file.add(&key(byte)).is_ok_and(|count| count == usize::from(byte).min(3)), "{byte}");
        }
        assert_eq!(file.read().unwrap_or_default(), [key(4), key(3), key(2)]);
        let mode = fs::metadata(file.path()).map(|about| about.permissions().mode() & 0o777);
        assert!(mode.is_ok_and(|mode| mode == 0o600));
        fs::write(file.path(), "no key\n").unwrap_or_else(|error| panic!("{error}"));
        assert!(matches!(file.read(), Err(LinkKeyError::NoKey { line: 1, .. })));
        assert!(file.add(&key(5)).is_err(), "what cannot be read is not overwritten");
    }
}
