//! Opening a file and reading it by its format: from disk, or from the bytes of an upload.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::columns::ListRules;
use super::flaw::Flaw;
use super::format::Format;
use super::parsed_file::ParsedFile;
use super::{csv_in, old_book_in, toml_in, xlsx_in};
use crate::message::list::file::{TooMany, too_many};
use crate::message::list::unopened::{self, Unopened};
use crate::message::{Say, Voice};

/// The largest file that is read, in bytes.
pub(crate) const LARGEST_FILE: u64 = 64 << 20;

/// Why a file could not be read at all.
#[derive(Debug)]
pub enum UnreadableFile {
    /// The name does not tell a format.
    Name(PathBuf),
    /// A folder, a device, a pipe.
    NotAFile(PathBuf),
    /// More than [`LARGEST_FILE`].
    TooLarge(PathBuf),
    /// The system refuses.
    System(PathBuf, io::Error),
}

impl Say for UnreadableFile {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Name(path) => unopened::unopened(voice, path, Unopened::Name),
            Self::NotAFile(path) => unopened::unopened(voice, path, Unopened::NotAFile),
            Self::TooLarge(path) => unopened::unopened(voice, path, Unopened::TooLarge),
            Self::System(path, error) => unopened::not_given(voice, path, error),
        }
    }
}

/// For log lines.
impl fmt::Display for UnreadableFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl std::error::Error for UnreadableFile {}

/// Reads a file from disk by the rules of no office.
pub fn open(path: &Path) -> Result<ParsedFile, UnreadableFile> {
    open_by(path, &ListRules::default())
}

/// Reads a file from disk.
pub(crate) fn open_by(path: &Path, rules: &ListRules) -> Result<ParsedFile, UnreadableFile> {
    let system = |error| UnreadableFile::System(path.to_owned(), error);
    let format = Format::of(path).ok_or_else(|| UnreadableFile::Name(path.to_owned()))?;
    // Asked before opening: opening a pipe would wait for whoever writes into it.
    if !std::fs::metadata(path).map_err(system)?.is_file() {
        return Err(UnreadableFile::NotAFile(path.to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(system)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(system)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(UnreadableFile::TooLarge(path.to_owned()));
    }
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    Ok(read_by(&name, format, bytes.into(), rules))
}

/// Reads the bytes of a file; `file` is its name for flaws.
///
/// ```
/// use pactwatch::exchange::{Format, read};
/// let reading = read("list.csv", Format::Csv, "title;Ngày ký\nBiên bản;30-12\n".as_bytes());
/// assert_eq!(reading.rows.len(), 1);
/// assert!(reading.flaws.is_empty()); // what the cells mean is read when the row is drafted
/// ```
pub fn read(file: &str, format: Format, bytes: &[u8]) -> ParsedFile {
    read_by(file, format, bytes.into(), &ListRules::default())
}

/// Reads the bytes of a file by an office's rules.
pub(crate) fn read_by(file: &str, format: Format, bytes: Cow<'_, [u8]>, rules: &ListRules) -> ParsedFile {
    let file: Arc<str> = Arc::from(file);
    if bytes.len() as u64 > LARGEST_FILE {
        return ParsedFile::empty(file, format).refused(Flaw::worded(&too_many(TooMany::Bytes)));
    }
    let format = match format.found(&bytes) {
        Ok(format) => format,
        Err(flaw) => return ParsedFile::empty(file, format).refused(flaw),
    };
    match format {
        Format::Xls => old_book_in::read_xls(&file, &bytes, rules),
        Format::Ods => old_book_in::read_ods(&file, &bytes, rules),
        Format::Toml => toml_in::read(&file, &bytes),
        Format::Csv => csv_in::read(&file, bytes, rules),
        Format::Xlsx => xlsx_in::read(&file, &bytes, rules),
    }
}
