//! Uploaded papers: recognised by content, stored in the documents folder, and recorded with their hash.
//!
//! The uploaded name becomes at most the title; folder and file name are ours. The invariants: nothing is overwritten,
//! nothing is written outside the folder, and a paper that could not be recorded is removed.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::record::{RecordError, RecordOutcome, record};
use super::recorder::{Purpose, Recorder};
use super::{DeskError, find};
use crate::lifecycle::agreement::{Document, Field};
use crate::lifecycle::recording::Insistence;
use crate::lifecycle::request::{ActRequest, FieldValue, RequestedAct};
use crate::message::answer::paper as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};
use crate::store::Store;
use crate::text::{hex, slug};
use crate::watch::Office;
use std::fmt;

/// What a paper is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PaperFormat {
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A text of Word 2007 or later, without macros.
    Docx,
    /// A workbook of Excel 2007 or later, without macros.
    Xlsx,
}

impl PaperFormat {
    /// What these bytes are; `None` for anything else, whatever its name says.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if !bytes.starts_with(b"PK\x03\x04") || holds(b"vbaProject.bin") {
            None
        } else if holds(b"word/document.xml") {
            Some(Self::Docx)
        } else if holds(b"xl/workbook.xml") {
            Some(Self::Xlsx)
        } else {
            None
        }
    }

    /// The ending of its name.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Why a paper was not kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PaperError {
    /// The office keeps no papers.
    NoFolder,
    /// It is none of the formats that are kept.
    Format,
    /// The agreement has this paper.
    Known,
    /// It cannot be written.
    Unwritable(PathBuf, #[source] io::Error),
    /// It cannot be recorded.
    Refused(#[from] RecordError),
}

impl Say for PaperError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::NoFolder => sentence!(words::NO_FOLDER).say(voice),
            Self::Format => sentence!(words::FORMAT).say(voice),
            Self::Known => sentence!(words::KNOWN).say(voice),
            Self::Unwritable(path, error) => sentence!(words::UNWRITABLE, path.display(), error.to_string()).say(voice),
            Self::Refused(error) => error.say(voice),
        }
    }
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// At most this many papers of one name are distinguished.
const NAMES_AT_MOST: usize = 100;

/// Keeps a paper of an agreement and records it.
pub(crate) fn keep_paper(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    folder: Option<&Path>,
    reference: &str,
    title: &str,
    bytes: &[u8],
) -> Result<RecordOutcome, PaperError> {
    let folder = folder.ok_or(PaperError::NoFolder)?;
    let format = PaperFormat::of(bytes).ok_or(PaperError::Format)?;
    let id = find::id(store, reference).map_err(RecordError::from)?;
    let mut facts = store.agreement(id).map_err(DeskError::from).map_err(RecordError::from)?.facts;
    let sha256 = hex(&Sha256::digest(bytes));
    if facts.documents.iter().any(|known| known.sha256.eq_ignore_ascii_case(&sha256)) {
        return Err(PaperError::Known);
    }
    let (path, full) = put(folder, reference, format, &sha256, bytes)?;
    // What separates papers and their parts in the field's text is in no title.
    let title = title.replace(['|', ';', '\n'], " ");
    facts.documents.push(Document { path, sha256, title: title.trim().to_owned() });
    let set = vec![FieldValue { field: Field::Documents, text: facts.get(Field::Documents) }];
    let request = ActRequest::new(RequestedAct::Correct { set });
    let recorded = record(store, office, clerk, reference, &request, Insistence::Careful, Purpose::Keep);
    recorded.map_err(|error| {
        // Nothing names it; where it cannot be removed, `check` has nothing to say of it either.
        let _ = fs::remove_file(&full);
        error.into()
    })
}

/// Writes the file under a name that is free, below a folder of the agreement; its path below the documents folder, and
/// the whole one.
fn put(
    folder: &Path,
    reference: &str,
    format: PaperFormat,
    sha256: &str,
    bytes: &[u8],
) -> Result<(String, PathBuf), PaperError> {
    let place = slug(reference, 60).unwrap_or_else(|| "van-ban".to_owned());
    let below = folder.join(&place);
    let fail = |path: &Path| {
        let path = path.to_path_buf();
        move |error| PaperError::Unwritable(path, error)
    };
    DirBuilder::new().recursive(true).mode(0o750).create(&below).map_err(fail(&below))?;
    let home = folder.canonicalize().map_err(fail(folder))?;
    if !below.canonicalize().map_err(fail(&below))?.starts_with(&home) {
        return Err(PaperError::Unwritable(below, io::Error::other(sentence!(words::LEADS_OUT))));
    }
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for nth in 1..=NAMES_AT_MOST {
        let number = if nth == 1 { String::new() } else { format!("-{nth}") };
        let name = format!("{}{number}.{}", &sha256[..12], format.ending());
        let full = below.join(&name);
        let opened = OpenOptions::new().write(true).create_new(true).mode(0o640).open(&full);
        match opened.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all())) {
            Ok(()) => return Ok((format!("{place}/{name}"), full)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => {
                let _ = fs::remove_file(&full);
                return Err(PaperError::Unwritable(full, error));
            }
        }
    }
    Err(PaperError::Unwritable(below, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_what_it_holds() {
        for (rule, bytes, expected) in [
            ("a PDF", b"%PDF-1.7 x".as_slice(), Some(PaperFormat::Pdf)),
            ("a PNG", b"\x89PNG\r\n\x1a\n".as_slice(), Some(PaperFormat::Png)),
            ("a JPEG", b"\xff\xd8\xff\xe0".as_slice(), Some(PaperFormat::Jpeg)),
            ("a text", b"PK\x03\x04..word/document.xml..".as_slice(), Some(PaperFormat::Docx)),
            ("a workbook", b"PK\x03\x04..xl/workbook.xml..".as_slice(), Some(PaperFormat::Xlsx)),
            ("a text with macros", b"PK\x03\x04..word/document.xml..word/vbaProject.bin".as_slice(), None),
            ("an archive", b"PK\x03\x04..a.exe..".as_slice(), None),
            ("a page", b"<html><script>".as_slice(), None),
            ("a drawing with code", b"<svg onload=x>".as_slice(), None),
            ("a program", b"MZ\x90\0".as_slice(), None),
            ("nothing", b"".as_slice(), None),
        ] {
            assert_eq!(PaperFormat::of(bytes), expected, "{rule}");
        }
    }
}
