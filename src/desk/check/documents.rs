//! Compares the papers in the documents folder with the hashes in the register.
//!
//! The register is data, so a path in it may be anything. The invariant: nothing outside the documents folder is
//! opened, and only regular files of a sensible size are read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::CheckFindings;
use crate::lifecycle::agreement::Document;
use crate::message::answer::check as words;
use crate::message::sentence::sentence;
use crate::message::{Sentence, SentenceValue};
use crate::text::hex;

/// A signed text, scanned, is not larger.
const BYTES_MAX: u64 = 1 << 30;

/// Holds the documents of an agreement against their hashes. Those of a restricted one are called by their numbers.
pub(super) fn verify_all(
    folder: Option<&Path>,
    reference: &str,
    documents: &[Document],
    name: NameDisclosure,
    found: &mut CheckFindings,
) {
    for (nth, document) in (1_usize..).zip(documents) {
        let called = match name {
            NameDisclosure::Told => {
                format!("`{}`", document.path.chars().take(200).collect::<String>().escape_debug()).into()
            }
            NameDisclosure::Withheld => sentence!(words::DOCUMENT_OF, nth, documents.len()).into(),
        };
        verify(folder, reference, called, document, found);
    }
}

/// Why a document cannot be handed out.
#[derive(Debug)]
pub struct UnreadableDocument(pub Sentence);

/// What is handed out is no larger.
const HANDED_OUT_BYTES: u64 = 64 << 20;

/// A document's bytes, if it is the very file whose hash was written down.
pub fn document(folder: Option<&Path>, document: &Document) -> Result<Vec<u8>, UnreadableDocument> {
    let folder = folder.ok_or_else(|| UnreadableDocument(sentence!(words::NAME_FOLDER)))?;
    let path = inside(folder, &document.path).map_err(UnreadableDocument)?;
    if !hash(&path).map_err(UnreadableDocument)?.eq_ignore_ascii_case(&document.sha256) {
        return Err(UnreadableDocument(sentence!(words::OTHER_DOCUMENT)));
    }
    let mut bytes = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(HANDED_OUT_BYTES).read_to_end(&mut bytes));
    read.map_err(|error| UnreadableDocument(Sentence::quoted(&error)))?;
    if bytes.len() as u64 == HANDED_OUT_BYTES || !hex(&Sha256::digest(&bytes)).eq_ignore_ascii_case(&document.sha256) {
        return Err(UnreadableDocument(sentence!(words::TOO_LARGE)));
    }
    Ok(bytes)
}

/// Whether a document's name may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameDisclosure {
    Told,
    Withheld,
}

fn verify(folder: Option<&Path>, reference: &str, name: SentenceValue, document: &Document, found: &mut CheckFindings) {
    let about = |what: Sentence| sentence!(words::DOCUMENT, reference, name, what);
    let Some(folder) = folder else {
        found.warn(about(sentence!(words::NAME_FOLDER)));
        return;
    };
    let hash = inside(folder, &document.path).and_then(|path| hash(&path));
    match hash {
        Err(what) => found.problem(about(what)),
        Ok(hash) if document.sha256.is_empty() => {
            found.warn(about(sentence!(words::NO_HASH, hash)));
        }
        Ok(hash) if hash.eq_ignore_ascii_case(&document.sha256) => found.documents_sound += 1,
        Ok(hash) => found.problem(about(sentence!(words::OTHER_HASH, hash, &document.sha256))),
    }
}

/// The real path, if it lies inside the folder: no way up, no absolute path, no link that leads out.
fn inside(folder: &Path, path: &str) -> Result<PathBuf, Sentence> {
    let path = Path::new(path);
    if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Err(sentence!(words::LEADS_OUT));
    }
    let read = |error: io::Error| sentence!(words::PUT_INTO, Sentence::quoted(&error), folder.display());
    let home = folder.canonicalize().map_err(read)?;
    let found = folder.join(path).canonicalize().map_err(read)?;
    if found.starts_with(&home) { Ok(found) } else { Err(sentence!(words::LINK_OUT)) }
}

/// The SHA-256 of a regular file. Its kind is looked at before it is opened: opening a pipe would wait for ever.
fn hash(path: &Path) -> Result<String, Sentence> {
    let unreadable = |error: io::Error| sentence!(words::UNREADABLE, Sentence::quoted(&error));
    let sensible = |about: &std::fs::Metadata| match about.len() {
        _ if !about.is_file() => Err(sentence!(words::NOT_REGULAR)),
        bytes if bytes > BYTES_MAX => Err(sentence!(words::TOO_MANY_BYTES, bytes, BYTES_MAX)),
        _ => Ok(()),
    };
    sensible(&path.metadata().map_err(unreadable)?)?;
    let file = File::open(path).map_err(unreadable)?;
    sensible(&file.metadata().map_err(unreadable)?)?;
    let mut digest = Sha256::new();
    let mut reader = file.take(BYTES_MAX);
    let mut block = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut block).map_err(unreadable)? {
            0 => break,
            read => digest.update(&block[..read]),
        }
    }
    Ok(hex(&digest.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    /// `printf 'signed' | sha256sum`
    const SIGNED: &str = "4a3cdfae6f291c8f544daea5b72905cf9e74c1ed427d831ad0d7ca00c73c794d";

    fn complaint(folder: &Path, path: &str, sha256: &str) -> String {
        let mut found = CheckFindings::default();
        let document = Document { path: path.to_owned(), sha256: sha256.to_owned(), title: String::new() };
        verify_all(Some(folder), "T-1", &[document], NameDisclosure::Told, &mut found);
        [found.problems, found.warnings].concat().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn only_regular_files_inside_the_folder_are_read() {
        let outer = tempfile::tempdir().expect("a folder");
        let folder = outer.path().join("documents");
        fs::create_dir(&folder).expect("made");
        fs::write(outer.path().join("secret"), "secret").expect("written");
        fs::write(folder.join("signed.pdf"), "signed").expect("written");
        fs::create_dir(folder.join("below")).expect("made");
        symlink("../secret", folder.join("out")).expect("linked");
        symlink("signed.pdf", folder.join("in")).expect("linked");
        symlink("/dev/zero", folder.join("zero")).expect("linked");
        let other = "0".repeat(64);
        for (rule, path, sha256, part) in [
            ("sound", "signed.pdf", SIGNED, ""),
            ("hexadecimal digits in capitals", "signed.pdf", &SIGNED.to_uppercase(), ""),
            ("by a link inside", "in", SIGNED, ""),
            ("another file", "signed.pdf", &other, "is not the one"),
            ("no hash yet", "signed.pdf", "", SIGNED),
            ("gone", "gone.pdf", SIGNED, "put it into"),
            ("up and out", "../secret", SIGNED, "leads out"),
            ("up and in again", "below/../signed.pdf", SIGNED, "leads out"),
            ("absolute", "/etc/passwd", SIGNED, "leads out"),
            ("a link out", "out", SIGNED, "link that leads out"),
            ("a device", "zero", SIGNED, "link that leads out"),
            ("a folder", "below", SIGNED, "not a regular file"),
        ] {
            let said = complaint(&folder, path, sha256);
            assert!(if part.is_empty() { said.is_empty() } else { said.contains(part) }, "{rule}: {said}");
        }
    }
}
