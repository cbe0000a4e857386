//! What keeps the letters on one milestone together in mail programs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::text::hex;

/// Header values for a milestone's thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadHeaders {
    /// A message id (without brackets) that no letter has and every letter of the thread refers to: its root.
    pub references: String,
    /// What Outlook shows and groups by.
    pub thread_topic: String,
    /// Outlook's conversation index, base64 of 22 bytes.
    pub thread_index: String,
}

/// The headers of the thread of that name; the same name has the same headers for ever, in every mailbox.
///
/// Outlook's index begins with a byte 1, five bytes of a time and a 16-byte GUID, and Outlook groups letters whose first
/// 22 bytes agree. The time here is none: all 21 bytes come from the name's SHA-256, so that nothing has to be stored.
///
/// ```
/// use pactwatch::message::thread_headers;
/// let headers = thread_headers("DL-KR-2017-01 expiry 2022-12-22");
/// assert_eq!(headers.thread_topic, "DL-KR-2017-01 expiry 2022-12-22");
/// assert_eq!(headers.thread_index.len(), 32);
/// assert!(headers.references.ends_with(".thread@pactwatch"));
/// assert_ne!(headers, thread_headers("DL-KR-2017-01 expiry 2027-12-22"));
/// ```
pub fn thread_headers(thread: &str) -> ThreadHeaders {
    let hash = Sha256::digest(thread.as_bytes());
    let mut index = [1_u8; 22];
    index[1..].copy_from_slice(&hash[..21]);
    ThreadHeaders {
        references: format!("{}.thread@pactwatch", hex(&hash[..16])),
        thread_topic: super::view::clean(thread, 200),
        thread_index: STANDARD.encode(index),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_twenty_two_bytes_that_begin_with_one() {
        let index = thread_headers("2026-014 2027-12-20").thread_index;
        // 22 bytes are 30 characters and two of padding; a first byte 1 makes a first character A and a second Q–T.
        assert!(index.len() == 32 && index.ends_with("==") && index.starts_with('A'));
        assert!(('Q'..='T').contains(&char::from(index.as_bytes()[1])));
    }
}
