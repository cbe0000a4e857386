//! Bytes as people compare them.

/// The bytes as lower-case hexadecimal digits, two for each.
///
/// ```
/// use pactwatch::text::hex;
/// assert_eq!(hex(&[0, 15, 160, 255]), "000fa0ff");
/// ```
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
