//! Secrets: random ones, codes that people can type, and tokens of forms.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::WebError;
use crate::text::hex;

/// 256 random bits as 64 hexadecimal digits: a cookie's value, a feed's name.
pub(crate) fn random() -> Result<String, WebError> {
    bytes().map(|bytes| hex(&bytes))
}

/// 256 random bits.
pub(crate) fn bytes() -> Result<[u8; 32], WebError> {
    let mut bytes = [0_u8; 32];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// Letters and digits that nobody takes for another: no 0 and O, no 1, I and L. Read in either case.
const LETTERS: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// So many of them are a code: 39 bits.
pub(crate) const CODE_LETTERS: usize = 8;

/// A code of eight characters.
pub(crate) fn code() -> Result<String, WebError> {
    let mut code = String::with_capacity(CODE_LETTERS);
    while code.len() < CODE_LETTERS {
        let mut byte = [0_u8];
        fill(&mut byte)?;
        // 248 is the largest multiple of 31 that fits into a byte: each letter is as likely as the next.
        if byte[0] < 248 {
            code.push(char::from(LETTERS[usize::from(byte[0] % 31)]));
        }
    }
    Ok(code)
}

/// A code as somebody typed it: small letters, blanks and hyphens are taken; `None` for what can be none.
pub(crate) fn typed_code(text: &str) -> Option<String> {
    let code: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '.'))
        .map(|letter| letter.to_ascii_uppercase())
        .take(CODE_LETTERS + 1)
        .collect();
    (code.len() == CODE_LETTERS && code.bytes().all(|letter| LETTERS.contains(&letter))).then_some(code)
}

/// A code as people read it: `ABCD-EFGH`.
pub(crate) fn shown_code(code: &str) -> String {
    let (first, rest) = code.split_at(code.len() / 2);
    format!("{first}-{rest}")
}

/// The token of a browser's forms: bound to its cookie, which no other site can read.
pub(crate) fn form_token(cookie: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(cookie.as_bytes()).expect("a key of any length is taken");
    mac.update(b"form");
    hex(&mac.finalize().into_bytes()[..16])
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

fn fill(bytes: &mut [u8]) -> Result<(), WebError> {
    getrandom::fill(bytes).map_err(|error| WebError::Random(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_typed_as_people_type() {
        for (typed, code) in [
            ("ABCDEFGH", Some("ABCDEFGH")),
            ("abcd-efgh", Some("ABCDEFGH")),
            (" abcd efgh ", Some("ABCDEFGH")),
            ("ABCD–EFGH.", Some("ABCDEFGH")),
            ("ABCDEFG", None),
            ("ABCDEFGHJ", None),
            ("ABCDEFG0", None),
            ("ABCDEFGĐ", None),
            ("", None),
        ] {
            assert_eq!(typed_code(typed).as_deref(), code, "{typed}");
        }
    }

    #[test]
    fn what_is_made_can_be_typed_again() {
        for _ in 0..200 {
            let code = code().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(typed_code(&shown_code(&code)), Some(code));
        }
    }

    #[test]
    fn a_token_is_bound_to_its_cookie() {
        let (one, other) = (form_token("one"), form_token("other"));
        assert!(same(&one, &form_token("one")) && !same(&one, &other) && !same(&one, ""));
    }
}
