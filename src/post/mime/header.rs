//! Header lines: what may be in one, and how non-ASCII text is written (RFC 2047, "B").
//!
//! Every value passes [`clean`] first, so that no value can start a line. Encoded words are cut between characters, and
//! where there is a space, behind it: some readers show one between words in a name.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::PostError;
use super::address;
use crate::message::answer::post as words;
use crate::message::sentence::sentence;

/// Two thousand characters of Vietnamese fit; a pasted document does not.
const MAX_VALUE_BYTES: usize = 16 * 1024;
/// An encoded word with its frame (RFC 2047 §2), and the longest plain word worth leaving plain.
const MAX_WORD: usize = 75;
const OPEN: &str = "=?utf-8?B?";
const CLOSE: &str = "?=";

/// The header block, in order.
#[derive(Default)]
pub(super) struct Headers(String);

impl Headers {
    /// A date, already in its form.
    pub(super) fn date(&mut self, field: &'static str, value: String) {
        self.line(field, &[value]);
    }

    /// Free text of any length and script.
    pub(super) fn text(&mut self, field: &'static str, value: &str) -> Result<(), PostError> {
        clean(field, value)?;
        let plain = value.is_ascii()
            && !value.contains("=?")
            && value.trim() == value
            && value.split(' ').all(|word| word.len() < MAX_WORD && !word.is_empty());
        let words = if plain { value.split(' ').map(str::to_owned).collect() } else { encoded_words(field, value) };
        self.line(field, &words);
        Ok(())
    }

    /// One short ASCII word of ours or from another program.
    pub(super) fn token(&mut self, field: &'static str, value: &str) -> Result<(), PostError> {
        if value.is_empty() || value.len() > 900 || !value.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(PostError::Header { field, why: sentence!(words::HEADER_NOT_A_WORD) });
        }
        self.line(field, &[value.to_owned()]);
        Ok(())
    }

    /// Words of a standard, separated by commas.
    pub(super) fn tokens(&mut self, field: &'static str, values: &[&'static str]) {
        let last = values.len().saturating_sub(1);
        let comma = |(at, value): (usize, &&str)| if at < last { format!("{value},") } else { (*value).to_owned() };
        let words: Vec<String> = values.iter().enumerate().map(comma).collect();
        self.line(field, &words);
    }

    /// Several mailboxes, separated by commas; none of them: no header.
    pub(super) fn mailboxes(&mut self, field: &'static str, values: &[String]) -> Result<(), PostError> {
        let mut words: Vec<String> = Vec::new();
        for value in values {
            clean(field, value)?;
            let (name, addr) = split_mailbox(value);
            let addr = address(addr)?;
            if let Some(before) = words.last_mut() {
                before.push(',');
            }
            let name = name.trim();
            if name.is_empty() {
                words.push(addr.to_string());
            } else {
                words.extend(phrase(field, name));
                words.push(format!("<{addr}>"));
            }
        }
        if !words.is_empty() {
            self.line(field, &words);
        }
        Ok(())
    }

    /// Message ids, in brackets. None of them: no header.
    pub(super) fn ids(&mut self, field: &'static str, ids: &[String]) -> Result<(), PostError> {
        for id in ids {
            let halves = id.split_once('@').map(|(left, right)| !left.is_empty() && !right.is_empty());
            let graphic = id.bytes().all(|b| b.is_ascii_graphic() && b != b'<' && b != b'>');
            if halves != Some(true) || !graphic || id.len() > 250 {
                return Err(PostError::Header { field, why: sentence!(words::HEADER_NOT_AN_ID) });
            }
        }
        if !ids.is_empty() {
            self.line(field, &ids.iter().map(|id| format!("<{id}>")).collect::<Vec<_>>());
        }
        Ok(())
    }

    /// `Name <address>`, or the address alone.
    pub(super) fn mailbox(&mut self, field: &'static str, value: &str) -> Result<(), PostError> {
        clean(field, value)?;
        let (name, addr) = split_mailbox(value);
        self.mailbox_of(field, name, addr)
    }

    /// A name, possibly empty, and an address.
    pub(super) fn mailbox_of(&mut self, field: &'static str, name: &str, addr: &str) -> Result<(), PostError> {
        clean(field, name)?;
        let addr = address(addr)?;
        let name = name.trim();
        if name.is_empty() {
            self.line(field, &[addr.to_string()]);
            return Ok(());
        }
        let mut words = phrase(field, name);
        words.push(format!("<{addr}>"));
        self.line(field, &words);
        Ok(())
    }

    /// Writes the words with a space or, where the line would grow over 76, a fold between them.
    fn line(&mut self, field: &str, words: &[String]) {
        self.0.push_str(field);
        self.0.push(':');
        let mut column = field.len() + 1;
        for (nth, word) in words.iter().enumerate() {
            // A fold before the first word would leave a line of nothing but the name, which some servers trip over.
            if nth > 0 && column + 1 + word.len() > 76 {
                self.0.push_str("\r\n");
                column = 0;
            }
            self.0.push(' ');
            self.0.push_str(word);
            column += 1 + word.len();
        }
        self.0.push_str("\r\n");
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// Refuses what could end a header line for any reader: control characters and the line separators of Unicode.
pub(super) fn clean(field: &'static str, value: &str) -> Result<(), PostError> {
    if value.len() > MAX_VALUE_BYTES {
        return Err(PostError::Header { field, why: sentence!(words::HEADER_TOO_LONG, MAX_VALUE_BYTES) });
    }
    match value.chars().find(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        Some(c) => {
            Err(PostError::Header { field, why: sentence!(words::HEADER_CONTROL, c.escape_unicode().to_string()) })
        }
        None => Ok(()),
    }
}

/// The name and the address of `Name <address>`; the name may be quoted.
pub(super) fn split_mailbox(value: &str) -> (&str, &str) {
    let value = value.trim();
    match value.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
        Some((name, addr)) => {
            let name = name.trim();
            let bare = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            (bare.unwrap_or(name), addr)
        }
        None => ("", value),
    }
}

/// A display name: plain, quoted or encoded, whichever is the first that can hold it.
fn phrase(field: &str, name: &str) -> Vec<String> {
    let short = name.is_ascii() && name.len() < MAX_WORD && !name.contains("=?");
    if !short {
        encoded_words(field, name)
    } else if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ' || b == b'-') {
        vec![name.to_owned()]
    } else {
        vec![format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))]
    }
}

/// The text as encoded words of at most 75 bytes; readers put them together without the spaces between them. The first
/// one shares its line with the header's name.
fn encoded_words(field: &str, text: &str) -> Vec<String> {
    let frame = OPEN.len() + CLOSE.len();
    let mut room = (MAX_WORD - 1 - field.len() - frame) / 4 * 3;
    let mut rest = text;
    let mut words = Vec::new();
    loop {
        let (now, later) = cut(rest, room);
        words.push(format!("{OPEN}{}{CLOSE}", STANDARD.encode(now.as_bytes())));
        if later.is_empty() {
            return words;
        }
        rest = later;
        room = (MAX_WORD - frame) / 4 * 3;
    }
}

/// As much of the text as `room` bytes hold: to the end, else up to a space in the second half, else to a character.
fn cut(text: &str, room: usize) -> (&str, &str) {
    if text.len() <= room {
        return (text, "");
    }
    let end = (0..=room).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let space = text[..end].rfind(' ').map(|at| at + 1).filter(|at| *at > room / 2);
    text.split_at(space.unwrap_or(end))
}
