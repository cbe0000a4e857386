//! Base32 of RFC 4648 in lower case and without padding: what survives being read aloud, folded to one case, or printed.

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The bytes as text.
///
/// ```
/// assert_eq!(pactwatch::text::base32::encode(b"foobar"), "mzxw6ytboi");
/// ```
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity((bytes.len() * 8).div_ceil(5));
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

/// The bytes of a text in either case; `None` where it is not what [`encode`] writes.
///
/// ```
/// use pactwatch::text::base32::decode;
/// assert_eq!(decode("MZXW6ytboi").as_deref(), Some(b"foobar".as_slice()));
/// assert_eq!(decode("mzxw6ytbo1"), None, "1 is no letter of it");
/// assert_eq!(decode("mzxw6ytboj"), None, "bits beyond the last byte are zero");
/// ```
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let value = match letter.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => letter - b'a',
            digit @ b'2'..=b'7' => digit - b'2' + 26,
            _ => return None,
        };
        held = (held << 5 | u32::from(value)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    // A whole letter too many, or bits that no byte holds: another spelling of the same bytes.
    (bits < 5 && held & ((1 << bits) - 1) == 0).then_some(bytes)
}

fn letter(value: u32) -> char {
    ALPHABET[(value & 31) as usize].into()
}
