//! The token of a link in a letter: it identifies the reminder and proves that this office wrote the link.
//!
//! A token holds nothing personal and logs nobody in. It consists of the reminder's number and a code over the whole
//! reminder; so it is valid only in this database, for this addressee and under the key it was made with. Not here:
//! whether the reminder still asks for an answer, and who may give one.
//!
//! The invariant: a token that differs in one bit from a genuine one is invalid.

mod cut;

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::lifecycle::day::Day;
use crate::text::base32;

pub use cut::cut;
pub(crate) use cut::cut_in_mail;

/// Version and key in one byte, the reminder's number, the code.
const NUMBER_BYTES: usize = 5;
const CODE_BYTES: usize = 16;
const TOKEN_BYTES: usize = 1 + NUMBER_BYTES + CODE_BYTES;
const VERSION: u8 = 1;

/// A secret that codes are made with. Shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkKey([u8; 32]);

impl fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkKey(***)")
    }
}

impl LinkKey {
    /// The key of these random bytes.
    pub fn of_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads a line of the key file: 52 letters and digits.
    pub fn parse(line: &str) -> Option<Self> {
        let bytes = base32::decode(line.trim())?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// The line of the key file. For that file alone.
    pub(crate) fn reveal(&self) -> String {
        base32::encode(&self.0)
    }

    /// A secret of its own for that purpose and that token, which tells nothing of the key.
    pub fn secret(&self, purpose: &str, token: &LinkToken) -> String {
        let mut code = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        for part in ["pactwatch link secret", purpose, &token.to_string()] {
            code.update(&(part.len() as u64).to_be_bytes());
            code.update(part.as_bytes());
        }
        crate::text::hex(&code.finalize().into_bytes())
    }

    /// Half a byte by which a token names its key, so that one of three is found without trying all.
    fn mark(&self) -> u8 {
        Sha256::digest(self.0)[0] & 0x0f
    }

    /// The code's state over all that a token vouches for, each part with its length before it.
    fn over(&self, claim: &LinkClaim<'_>) -> Hmac<Sha256> {
        let mut code = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        let number = claim.reminder.to_string();
        let day = claim.queued_on.to_string();
        for part in ["pactwatch link 1", claim.database, &number, claim.key, claim.addressee, &day] {
            code.update(&(part.len() as u64).to_be_bytes());
            code.update(part.as_bytes());
        }
        code
    }
}

/// What a token vouches for.
#[derive(Clone, Copy, Debug)]
pub struct LinkClaim<'a> {
    /// The database's id: a register that was copied into another house knows no token of this one.
    pub database: &'a str,
    /// The reminder's number in it.
    pub reminder: i64,
    /// The text of the reminder's key.
    pub key: &'a str,
    /// The contact whose letter has it.
    pub addressee: &'a str,
    /// The day of the scan that queued the reminder.
    pub queued_on: Day,
}

/// The route of a link.
pub(crate) const ROUTE: &str = "/r/";

/// A token that was read; whether it is genuine is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkToken {
    mark: u8,
    reminder: i64,
    code: [u8; CODE_BYTES],
}

impl LinkToken {
    /// The token of a claim. `None` for a number that no register reaches.
    pub fn of(key: &LinkKey, claim: &LinkClaim<'_>) -> Option<Self> {
        let fits = u64::try_from(claim.reminder).ok().filter(|number| *number < 1 << (8 * NUMBER_BYTES));
        fits?;
        let whole = key.over(claim).finalize().into_bytes();
        let code = whole[..CODE_BYTES].try_into().expect("a code of 32 bytes has 16 first ones");
        Some(Self { mark: key.mark(), reminder: claim.reminder, code })
    }

    /// Reads a token as it comes back: in any case, and with the punctuation that a mail program took for part of it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let bytes: [u8; TOKEN_BYTES] = base32::decode(text)?.try_into().ok()?;
        let (version, mark) = (bytes[0] >> 4, bytes[0] & 0x0f);
        let number = bytes[1..=NUMBER_BYTES].iter().fold(0, |number, byte| number << 8 | i64::from(*byte));
        let code = bytes[1 + NUMBER_BYTES..].try_into().ok()?;
        (version == VERSION).then_some(Self { mark, reminder: number, code })
    }

    /// The number of the reminder it is about; not to be believed before [`LinkToken::holds`].
    pub fn reminder(&self) -> i64 {
        self.reminder
    }

    /// Whether one of the office's keys made it for this claim. Takes as long for a wrong code as for a right one.
    pub fn holds(&self, keys: &[LinkKey], claim: &LinkClaim<'_>) -> bool {
        let named = keys.iter().filter(|key| key.mark() == self.mark);
        self.reminder == claim.reminder
            && named
                .map(|key| key.over(claim).verify_truncated_left(&self.code).is_ok())
                .fold(false, |one, it| one | it)
    }
}

impl fmt::Display for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.reminder.to_be_bytes();
        let mut bytes = vec![VERSION << 4 | self.mark];
        bytes.extend_from_slice(&number[number.len() - NUMBER_BYTES..]);
        bytes.extend_from_slice(&self.code);
        f.write_str(&base32::encode(&bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim() -> LinkClaim<'static> {
        LinkClaim {
            database: "0a1b2c",
            reminder: 4_711,
            key: "7/review/5/2027-03-16/-14d/desk-korea",
            addressee: "desk-korea",
            queued_on: "2027-03-02".parse().expect("a day"),
        }
    }

    fn key(byte: u8) -> LinkKey {
        LinkKey::of_bytes([byte; 32])
    }

    fn token() -> String {
        LinkToken::of(&key(7), &claim()).expect("a small number").to_string()
    }

    /// Made by another program: Python's `hmac` and `base64`, from the layout above.
    #[test]
    fn a_token_is_what_its_layout_says() {
        assert_eq!(token(), "dmaaaaasm73zj4m5wrqc7tl5ducldutuziyq");
    }

    #[test]
    fn a_token_comes_back_in_any_case_and_with_punctuation() {
        let token = token();
        assert_eq!(token.len(), 36, "short enough for one line beside the office's address");
        for text in [token.clone(), token.to_uppercase(), format!("{token}."), format!("{token})>,")] {
            let read = LinkToken::parse(&text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.reminder(), 4_711);
            assert!(read.holds(&[key(1), key(7), key(9)], &claim()), "{text}");
        }
    }

    #[test]
    fn one_bit_is_enough_to_make_it_none() {
        let bytes = base32::decode(&token()).expect("base32");
        for bit in 0..bytes.len() * 8 {
            let mut other = bytes.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            let genuine = LinkToken::parse(&base32::encode(&other)).is_some_and(|read| read.holds(&[key(7)], &claim()));
            assert!(!genuine, "bit {bit}");
        }
        for text in ["", "a", &token()[1..], &format!("{}a", token()), &token().replace('a', "1")] {
            let genuine = LinkToken::parse(text).is_some_and(|read| read.holds(&[key(7)], &claim()));
            assert!(!genuine || text == token(), "{text:?}");
        }
    }

    #[test]
    fn it_holds_for_its_claim_and_key_alone() {
        let read = LinkToken::parse(&token()).expect("a token");
        let others = [
            LinkClaim { database: "0a1b2d", ..claim() },
            LinkClaim { reminder: 4_712, ..claim() },
            LinkClaim { key: "7/review/5/2027-03-16/-14d/head", ..claim() },
            LinkClaim { addressee: "head", ..claim() },
            LinkClaim { queued_on: "2027-03-03".parse().expect("a day"), ..claim() },
            // The same characters, cut elsewhere.
            LinkClaim { key: "7/review/5/2027-03-16/-14d/desk-kore", addressee: "adesk-korea", ..claim() },
        ];
        for other in others {
            assert!(!read.holds(&[key(7)], &other), "{other:?}");
        }
        assert!(!read.holds(&[key(8)], &claim()) && !read.holds(&[], &claim()));
    }

    #[test]
    fn a_key_is_a_line_of_its_file_and_shown_nowhere_else() {
        let line = key(7).reveal();
        assert_eq!(LinkKey::parse(&format!("{line}\n")), Some(key(7)));
        assert_eq!(LinkKey::parse(&line[2..]), None);
        assert_eq!(format!("{:?}", key(7)), "LinkKey(***)");
    }
}
