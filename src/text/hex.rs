//! Bytes as people compare them.

/// The bytes as lower-case hexadecimal digits, two for each.
///
/// ```
/// use pactwatch::text::hex;
/// assert_eq!(hex(&[0, 15, 160, 255]), "000fa0ff");
/// ```
pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from_digit(u32::from(digit), 16).unwrap_or('0')).collect()
}
