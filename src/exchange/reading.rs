//! A file as it was read: its rows, and what is wrong with it.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::flaw::{Flaw, Flaws, ReadingRemark};
use super::grid::judge::{ColumnReport, ListRules};
use super::rows::Row;
use super::{csv_in, old_book_in, toml_in, xlsx_in};
use crate::lifecycle::policy::Language;
use crate::message::list::file::{TooMany, too_many};
use crate::message::list::unopened::{self, Unopened};
use crate::message::list::{self, LeftOut};
use crate::message::{Say, Voice};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 64 << 20;

/// How a file of Microsoft's older container begins.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// What an `OpenDocument` spreadsheet says of itself at its beginning.
const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// So far a container is searched for the mark of a password.
const MOST_SEARCHED: usize = 8 << 20;

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// TOML tables.
    Toml,
    /// Text separated by commas, semicolons or tabs.
    Csv,
    /// A workbook of Excel 2007 or later.
    Xlsx,
    /// A workbook of Excel 97 to 2003.
    Xls,
    /// An `OpenDocument` spreadsheet.
    Ods,
}

impl Format {
    /// The format that a file's name tells.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "toml" => Some(Self::Toml),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "xls" => Some(Self::Xls),
            "ods" => Some(Self::Ods),
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The format of the bytes, whatever the name says; the flaw of a file that no format fits.
    fn found(self, bytes: &[u8]) -> Result<Self, Flaw> {
        let named_a_book = matches!(self, Self::Xlsx | Self::Xls | Self::Ods);
        if bytes.starts_with(&COMPOUND) {
            let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let locked = bytes.windows(encrypted.len()).take(MOST_SEARCHED).any(|window| window == encrypted);
            return if locked { Err(Flaw::worded(&list::has_a_password())) } else { Ok(Self::Xls) };
        }
        if bytes.starts_with(b"PK\x03\x04") && self != Self::Toml {
            let head = &bytes[..bytes.len().min(200)];
            let open_document = head.windows(OPEN_DOCUMENT.len()).any(|window| window == OPEN_DOCUMENT);
            return Ok(if open_document { Self::Ods } else { Self::Xlsx });
        }
        let text = bytes.iter().find(|b| !b.is_ascii_whitespace());
        if named_a_book && text == Some(&b'<') {
            return Err(Flaw::worded(&list::is_a_page()));
        }
        Ok(self)
    }
}

/// Something of a file that was not read because it is no part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row; `None` where it is the whole sheet.
    pub row: Option<u64>,
    /// Why it was taken for no part of it.
    pub why: LeftOut,
}

impl fmt::Display for Aside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::En))
    }
}

impl Aside {
    /// One line: the sheet or row, and why it was not read.
    pub fn words(&self, language: Language) -> String {
        list::not_read(self.sheet.as_deref(), self.row, &self.why, language)
    }
}

/// So much of what was left aside is said.
pub(super) const MOST_ASIDE: usize = 100;

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The file's name, as flaws give it.
    pub file: Arc<str>,
    /// Its format.
    pub format: Format,
    /// Its rows, sound or not, in the order of the file; a row's ordinal is its index.
    pub rows: Vec<Row>,
    /// What is wrong with the file and its rows so far.
    pub flaws: Flaws,
    /// What was left aside, to be said; a bounded list.
    pub aside: Vec<Aside>,
    /// What was understood in one of several ways, to be said; a bounded list.
    pub remarks: Vec<ReadingRemark>,
    /// What each of its columns was understood as.
    pub columns: Vec<ColumnReport>,
    /// The headers of each of its lists, by sheet.
    pub(super) heads: Vec<(Option<Arc<str>>, Vec<String>)>,
    /// What separates its cells.
    pub(super) separator: u8,
}

impl Reading {
    /// Whether one of its lists has all these heads.
    pub fn has_heads(&self, heads: &[&str]) -> bool {
        let has = |own: &[String]| heads.iter().all(|head| own.iter().any(|one| one.trim() == *head));
        self.heads.iter().any(|(_, own)| has(own))
    }

    pub(super) fn empty(file: Arc<str>, format: Format) -> Self {
        Self {
            file,
            format,
            rows: Vec::new(),
            flaws: Flaws::default(),
            aside: Vec::new(),
            remarks: Vec::new(),
            columns: Vec::new(),
            heads: Vec::new(),
            separator: b',',
        }
    }

    /// The reading of a file of which nothing can be taken.
    pub(super) fn refused(mut self, flaw: Flaw) -> Self {
        self.rows.clear();
        self.flaws.of_file(flaw.file(self.file.clone()));
        self
    }
}

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
pub fn open(path: &Path) -> Result<Reading, UnreadableFile> {
    open_by(path, &ListRules::default())
}

/// Reads a file from disk.
pub fn open_by(path: &Path, rules: &ListRules) -> Result<Reading, UnreadableFile> {
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
    Ok(read_by(&name, format, &bytes, rules))
}

/// Reads the bytes of a file; `file` is its name for flaws.
///
/// ```
/// use pactwatch::exchange::{Format, read};
/// let reading = read("list.csv", Format::Csv, "title;Ngày ký\nBiên bản;30-12\n".as_bytes());
/// assert_eq!(reading.rows.len(), 1);
/// assert!(reading.flaws.is_empty()); // what the cells mean is read when the row is drafted
/// ```
pub fn read(file: &str, format: Format, bytes: &[u8]) -> Reading {
    read_by(file, format, bytes, &ListRules::default())
}

/// Reads the bytes of a file by an office's rules.
pub fn read_by(file: &str, format: Format, bytes: &[u8], rules: &ListRules) -> Reading {
    let file: Arc<str> = Arc::from(file);
    if bytes.len() as u64 > LARGEST_FILE {
        return Reading::empty(file, format).refused(Flaw::worded(&too_many(TooMany::Bytes)));
    }
    let format = match format.found(bytes) {
        Ok(format) => format,
        Err(flaw) => return Reading::empty(file, format).refused(flaw),
    };
    match format {
        Format::Xls => old_book_in::read_xls(&file, bytes, rules),
        Format::Ods => old_book_in::read_ods(&file, bytes, rules),
        Format::Toml => toml_in::read(&file, bytes),
        Format::Csv => csv_in::read(&file, bytes, rules),
        Format::Xlsx => xlsx_in::read(&file, bytes, rules),
    }
}
