//! The file that is imported, and the file of rows to mend beside it.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::ImportError;
use super::old_values::OldValues;
use crate::exchange::{FlawMarks, Format, LARGEST_FILE, ParsedFile, UnreadableFile, to_mend};
use crate::lifecycle::policy::Language;
use crate::message::answer::paper as words;
use crate::message::list;
use crate::message::sentence::sentence;
use crate::text::hex;

/// The file as the register notes it.
#[derive(Debug)]
pub(super) struct ImportSource {
    /// Where it lies; none of one that was uploaded, beside which nothing can be written.
    path: Option<PathBuf>,
    /// Its name without its folder.
    pub(super) name: String,
    /// Of its bytes, in hex.
    pub(super) sha256: String,
    /// How many rows it holds.
    pub(super) rows: usize,
    format: Format,
    /// Whether it is a list, or one agreement typed into a form.
    pub(super) sort: Sort,
    /// What becomes of values in it that were corrected since.
    pub(super) old_values: OldValues,
    /// What stands where a row says nothing.
    pub(super) defaults: Defaults,
}

/// What an agreement is given where its row leaves it empty: asked for once, not in every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Defaults {
    /// The contact who looks after it, by id.
    pub officer: Option<String>,
    /// The Vietnamese party, by any name.
    pub ours: Option<String>,
}

/// What the rows of a source are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A list: a row may be an agreement that the register has.
    List,
    /// One agreement that is new.
    New,
    /// The same, and somebody said that it is another than the one it resembles.
    Another,
}

/// So many names are tried for a file to mend before giving up.
const NAMES_AT_MOST: usize = 99;

impl ImportSource {
    pub(super) fn of(path: &Path, reading: &ParsedFile, old_values: OldValues) -> Result<Self, ImportError> {
        let system = |error| UnreadableFile::System(path.to_owned(), error);
        let mut file = File::open(path).map_err(system)?.take(LARGEST_FILE + 1);
        let (mut hasher, mut piece) = (Sha256::new(), vec![0; 64 << 10]);
        loop {
            match file.read(&mut piece).map_err(system)? {
                0 => break,
                count => hasher.update(&piece[..count]),
            }
        }
        let sha256 = hex(&hasher.finalize());
        Ok(Self {
            path: Some(path.to_owned()),
            name: reading.file.to_string(),
            sha256,
            rows: reading.rows.len(),
            format: reading.format,
            sort: Sort::List,
            old_values,
            defaults: Defaults::default(),
        })
    }

    /// A file that was uploaded; its bytes have that checksum.
    pub(super) fn uploaded(reading: &ParsedFile, sha256: &str, old_values: OldValues) -> Self {
        Self {
            path: None,
            name: reading.file.to_string(),
            sha256: sha256.to_owned(),
            rows: reading.rows.len(),
            format: reading.format,
            sort: Sort::List,
            old_values,
            defaults: Defaults::default(),
        }
    }

    /// One new agreement, typed into a form.
    pub(super) fn typed(reading: &ParsedFile, sort: Sort) -> Self {
        Self { sort, ..Self::uploaded(reading, "", OldValues::BringBack) }
    }

    /// Whether it lies in no folder.
    pub(super) fn is_beside_nothing(&self) -> bool {
        self.path.is_none()
    }

    /// Writes the rejected rows beside the file, readable by its owner alone, and gives the path; `None` where none fell.
    ///
    /// A file that lies there already may be half mended: it is left, and the next free name taken.
    pub(super) fn write_to_mend(
        &self,
        reading: &ParsedFile,
        language: Language,
    ) -> Result<Option<PathBuf>, ImportError> {
        let Some(path) = &self.path else { return Ok(None) };
        let Some(mend) = to_mend(reading, language) else { return Ok(None) };
        let refused = |(path, error)| ImportError::ToMend(path, error);
        write_free(&mend.bytes, |nth| self.beside(path, nth)).map(Some).map_err(refused)
    }

    /// Writes the copy in which the flaws are marked beside the file, as [`Self::write_to_mend`] does.
    pub(super) fn write_marked(&self, marks: &FlawMarks, language: Language) -> std::io::Result<Option<PathBuf>> {
        let Some(path) = &self.path else { return Ok(None) };
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
        let Some(copy) = marks.onto(&bytes) else { return Ok(None) };
        let ending = list::file::marked_ending(language);
        write_free(&copy, |nth| marked_beside(path, ending, nth)).map(Some).map_err(|(_, error)| error)
    }

    /// `list.csv` gives `list.flaws.csv`, then `list.flaws-2.csv`; a mended file gives the next, not a longer name.
    fn beside(&self, path: &Path, nth: usize) -> PathBuf {
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let (stem, ending) = (text(path.file_stem()), text(path.extension()));
        // The older formats are read and not written.
        let ending = if matches!(self.format, Format::Xls | Format::Ods) { "xlsx".to_owned() } else { ending };
        let base = stem.split(".flaws").next().unwrap_or(&stem).to_owned();
        let number = if nth == 1 { String::new() } else { format!("-{nth}") };
        path.with_file_name(format!("{base}.flaws{number}.{ending}"))
    }
}

/// `so.xlsx` gives `so-da-danh-dau.xlsx`, then `so-da-danh-dau-2.xlsx`, and a marked one no longer name.
fn marked_beside(path: &Path, ending: &str, nth: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let base = stem.split(ending).next().unwrap_or(&stem).to_owned();
    let number = if nth == 1 { String::new() } else { format!("-{nth}") };
    path.with_file_name(format!("{base}{ending}{number}.xlsx"))
}

/// Writes bytes under the first name that is free; the last name that was tried where none is.
fn write_free(bytes: &[u8], named: impl Fn(usize) -> PathBuf) -> Result<PathBuf, (PathBuf, std::io::Error)> {
    let mut tried = named(1);
    for nth in 1..=NAMES_AT_MOST {
        tried = named(nth);
        match create(&tried).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all())) {
            Ok(()) => return Ok(tried),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err((tried, error)),
        }
    }
    Err((tried, std::io::Error::other(sentence!(words::MANY_TO_MEND, NAMES_AT_MOST.to_string()))))
}

fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_to_mend_lies_beside_and_its_name_does_not_grow() {
        let source = |path: &str| ImportSource {
            path: Some(path.into()),
            name: String::new(),
            sha256: String::new(),
            rows: 0,
            format: Format::Csv,
            sort: Sort::List,
            old_values: OldValues::Ask,
            defaults: Defaults::default(),
        };
        for (path, nth, expected) in [
            ("in/list.csv", 1, "in/list.flaws.csv"),
            ("in/list.csv", 2, "in/list.flaws-2.csv"),
            ("list.flaws.csv", 2, "list.flaws-2.csv"),
            ("list.flaws-2.toml", 3, "list.flaws-3.toml"),
        ] {
            assert_eq!(source(path).beside(Path::new(path), nth), PathBuf::from(expected), "{path} {nth}");
        }
    }
}
