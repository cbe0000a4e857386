//! Bytes of a text file as text: UTF-8 with or without a mark, UTF-16 with one.
//!
//! Nothing is replaced and nothing guessed: a byte that cannot be read is a flaw with its line.

use std::borrow::Cow;

use super::flaw::Flaw;
use crate::message::list::file::{NoText, no_text};

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Flaw> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => Cow::Borrowed(utf8(rest)?),
    };
    match text.find('\0') {
        Some(at) => Err(Flaw::worded(&no_text(NoText::Nul)).row(line_of(&text.as_bytes()[..at]))),
        None => Ok(text),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Flaw> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let column = before.iter().rev().take_while(|b| **b != b'\n').filter(|b| !(0x80..0xc0).contains(*b)).count();
        Flaw::worded(&no_text(NoText::Utf8)).row(line_of(before)).column((column + 1).to_string())
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Flaw> {
    let broken = || Flaw::worded(&no_text(NoText::Utf16));
    if !bytes.len().is_multiple_of(2) {
        return Err(broken());
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    for c in char::decode_utf16(units) {
        text.push(c.map_err(|_| broken().row(line_of(text.as_bytes())))?);
    }
    Ok(text)
}

/// The line, from 1, that begins after those bytes; any of the three line ends counts once.
pub(super) fn line_of(before: &[u8]) -> u64 {
    let ends = before.iter().enumerate().filter(|(at, b)| match b {
        b'\n' => *at == 0 || before[at - 1] != b'\r',
        b'\r' => true,
        _ => false,
    });
    ends.count() as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_encodings() {
        let utf16 = |swap: bool| {
            let mark = if swap { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
            let units = "Đắk".encode_utf16().flat_map(move |u| if swap { u.to_be_bytes() } else { u.to_le_bytes() });
            mark.into_iter().chain(units).collect::<Vec<u8>>()
        };
        for bytes in ["Đắk".as_bytes().to_vec(), "\u{feff}Đắk".as_bytes().to_vec(), utf16(false), utf16(true)] {
            assert_eq!(decode(&bytes).as_deref(), Ok("Đắk"));
        }
    }

    #[test]
    fn what_is_no_text_is_named_with_its_line() {
        for (bytes, line) in
            [(&b"a\nb\n\xff"[..], 3), (b"a\r\nb\0", 2), (b"a\rb\rc\xc3", 3), (b"\xff\xfea\0\n\0\0\xd8", 2)]
        {
            assert_eq!(decode(bytes).expect_err("no text").row, Some(line), "{bytes:?}");
        }
        assert!(decode(b"\xff\xfea").is_err());
    }
}
