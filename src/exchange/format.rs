//! The formats of files, told by the name and then by the bytes.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::flaw::Flaw;
use crate::message::list;

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
    pub(super) fn found(self, bytes: &[u8]) -> Result<Self, Flaw> {
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
