//! A text as one segment of a path, or one value of a query (RFC 3986).

/// Everything but letters, digits, `-`, `_`, `.` and `~` as the percent-encoded bytes of its UTF-8.
///
/// ```
/// use pactwatch::text::percent;
/// assert_eq!(percent("DL-KR-2017-01"), "DL-KR-2017-01");
/// assert_eq!(percent("01652/QĐ"), "01652%2FQ%C4%90");
/// ```
pub fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&super::hex(&[byte]).to_ascii_uppercase());
        }
    }
    encoded
}
