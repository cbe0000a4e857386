//! The lists of an export while they are written to disk, so that a register of any size needs the same memory.
//!
//! Each list grows in a temporary file beside the target: acts are met agreement by agreement, but come after all
//! agreements in the result. The invariant: the requested name holds a complete file or what was there before, and no
//! temporary file is left.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::ExportFormat;
use crate::exchange::{self, ByteOrderMark, Table};

/// A file that only its owner may read, beside the one it belongs to; gone with this value unless it got that one's name.
pub(super) struct TemporaryFile {
    file: BufWriter<File>,
    at: PathBuf,
}

impl TemporaryFile {
    pub(super) fn new(path: &Path, suffix: &str) -> io::Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{}.{suffix}", std::process::id()));
        let at = PathBuf::from(name);
        let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&at)?;
        Ok(Self { file: BufWriter::new(file), at })
    }

    /// The open file, for a writer that goes about in it.
    pub(super) fn handle(&self) -> io::Result<File> {
        self.file.get_ref().try_clone()
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Gives the whole file the name it was made for.
    pub(super) fn named(mut self, path: &Path) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        fs::rename(&self.at, path)
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // Once it has its name there is nothing here; what is left of a failed attempt is worth no word beside the failure.
        let _ = fs::remove_file(&self.at);
    }
}

/// One list of the file, as far as it has come.
pub(super) struct ListFile {
    format: ExportFormat,
    file: TemporaryFile,
    rows: usize,
}

impl ListFile {
    pub(super) fn new(format: ExportFormat, path: &Path, suffix: &str) -> io::Result<Self> {
        Ok(Self { format, file: TemporaryFile::new(path, suffix)?, rows: 0 })
    }

    /// More rows of it. A table of none writes what is above the rows.
    pub(super) fn add(&mut self, table: &Table) -> io::Result<()> {
        let first = self.rows == 0;
        self.rows += table.rows.len();
        let (between, bytes): (&[u8], Vec<u8>) = match self.format {
            ExportFormat::Csv if first => (b"", exchange::csv_out(table, ByteOrderMark::Bom)),
            ExportFormat::Csv => (b"", exchange::csv_more(table)),
            ExportFormat::Toml => (b"\n", exchange::toml_out(std::slice::from_ref(table))),
            ExportFormat::Json => (b",\n", objects(table)),
            // Those are put together in memory.
            ExportFormat::Xlsx | ExportFormat::Ics => return Ok(()),
        };
        if !first && !bytes.is_empty() {
            self.file.write(between)?;
        }
        self.file.write(&bytes)
    }

    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    /// Puts the list at the end of another file.
    fn pour(mut self, into: &mut TemporaryFile) -> io::Result<()> {
        self.file.file.flush()?;
        let file = self.file.file.get_mut();
        file.seek(SeekFrom::Start(0))?;
        io::copy(file, &mut into.file).map(drop)
    }
}

/// The rows as they are in a JSON list within an object, without the list's brackets.
fn objects(table: &Table) -> Vec<u8> {
    let list = serde_json::to_string_pretty(&exchange::json_out(table)).unwrap_or_default();
    // Line ends inside a text are escaped, so these are the list's own.
    let lines = list.lines().filter(|line| !matches!(*line, "[" | "]" | "[]"));
    let indented: Vec<String> = lines.map(|line| format!("  {line}")).collect();
    indented.join("\n").into_bytes()
}

/// The file of these lists, in the order of the format.
pub(super) fn join_lists(
    path: &Path,
    agreements: ListFile,
    parties: ListFile,
    commitments: ListFile,
    acts: ListFile,
) -> io::Result<()> {
    let mut whole = TemporaryFile::new(path, "new")?;
    match agreements.format {
        ExportFormat::Json => {
            for (nth, (name, list)) in
                [("act", acts), ("agreement", agreements), ("commitment", commitments), ("party", parties)]
                    .into_iter()
                    .enumerate()
            {
                let (before, after) = if list.rows > 0 { ("[\n", "\n  ]") } else { ("[", "]") };
                let start = if nth == 0 { "{" } else { "," };
                whole.write(format!("{start}\n  \"{name}\": {before}").as_bytes())?;
                list.pour(&mut whole)?;
                whole.write(after.as_bytes())?;
            }
            whole.write(b"\n}\n")?;
        }
        ExportFormat::Csv => agreements.pour(&mut whole)?,
        ExportFormat::Toml | ExportFormat::Xlsx | ExportFormat::Ics => {
            let mut any = false;
            for list in [agreements, parties, commitments, acts].into_iter().filter(|list| list.rows > 0) {
                if any {
                    whole.write(b"\n")?;
                }
                any = true;
                list.pour(&mut whole)?;
            }
        }
    }
    whole.named(path)
}
