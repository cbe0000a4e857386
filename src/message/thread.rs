//! What keeps the letters on one milestone together in mail programs.

use sha2::{Digest, Sha256};

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
    let id = hash[..16].iter().fold(String::new(), |id, byte| id + &format!("{byte:02x}"));
    ThreadHeaders {
        references: format!("{id}.thread@pactwatch"),
        thread_topic: super::view::clean(thread, 200),
        thread_index: base64(&index),
    }
}

/// Base64 with padding (RFC 4648 §4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| (word << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let sextet = (word >> (18 - 6 * at)) & 63;
            text.push(if at <= chunk.len() { char::from(ALPHABET[sextet as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_the_standards_own_examples() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn an_index_is_twenty_two_bytes_that_begin_with_one() {
        let index = thread_headers("2026-014 2027-12-20").thread_index;
        // 22 bytes are 30 characters and two of padding; a first byte 1 makes a first character A and a second Q–T.
        assert!(index.len() == 32 && index.ends_with("==") && index.starts_with('A'));
        assert!(('Q'..='T').contains(&char::from(index.as_bytes()[1])));
    }
}
