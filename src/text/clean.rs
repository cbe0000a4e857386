//! Cleans text that people type or paste: composed letters, plain spaces, nothing invisible.
//!
//! The same rules apply to a cell, a command's argument and a field of a page. The invariant: cleaning is idempotent,
//! and a cleaned text holds no control character but a line feed.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The longest title, in characters.
pub(crate) const LONGEST_TITLE: usize = 2_000;
/// The longest other text, in characters.
pub(crate) const LONGEST_TEXT: usize = 10_000;

/// Why a text cannot be kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// A line break, where one line is wanted.
    LineBreak,
    /// A control character.
    Control(char),
    /// More characters than may be kept.
    TooLong { characters: usize, longest: usize },
}

/// Text on one line, as titles, names and numbers are.
pub fn line(text: &str, longest: usize) -> Result<String, TextFault> {
    let clean = prose(text, longest)?;
    if clean.contains('\n') { Err(TextFault::LineBreak) } else { Ok(clean) }
}

/// Text that may run over several lines, as notes do; line ends become `\n`.
pub(crate) fn prose(text: &str, longest: usize) -> Result<String, TextFault> {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => clean.push('\n'),
            '\t' => clean.push(' '),
            // Four are left behind by word processors and web pages; nobody sees them, and they break every comparison.
            // The rest turn the direction of writing; names and titles here are written from left to right.
            '\u{200b}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => return Err(TextFault::Control(c)),
            c if c.is_whitespace() => clean.push(' '),
            c => clean.push(c),
        }
    }
    let trimmed = clean.trim();
    let composed = trimmed.is_ascii() || is_nfc_quick(trimmed.chars()) == IsNormalized::Yes;
    let clean: String = match (composed, trimmed.len() == clean.len()) {
        (true, true) => clean,
        (true, false) => trimmed.to_owned(),
        (false, _) => trimmed.nfc().collect(),
    };
    let characters = clean.chars().count();
    if characters > longest { Err(TextFault::TooLong { characters, longest }) } else { Ok(clean) }
}

/// The text as a message may quote it: forty characters at most, nothing that breaks the line.
pub fn quoted(text: &str) -> String {
    let mut short: String = text.trim().chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.trim().chars().count() > 40 {
        short.push('…');
    }
    format!("`{short}`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_kept_and_what_is_refused() {
        let kept = [
            ("spaces at the ends go", "  Đắk Lắk \n", "Đắk Lắk"),
            ("decomposed letters are composed", "Đa\u{306}\u{301}k", "Đắk"),
            ("no-break space is a space", "22\u{a0}tháng", "22 tháng"),
            ("unseen characters go", "\u{feff}Se\u{200b}kong", "Sekong"),
            ("marks of direction go", "12/\u{202e}CV\u{200f}", "12/CV"),
            ("emoji with a joiner stay", "👩\u{200d}🌾", "👩\u{200d}🌾"),
        ];
        for (rule, text, expected) in kept {
            assert_eq!(line(text, 100).as_deref(), Ok(expected), "{rule}");
        }
        for (rule, text, fault) in [
            ("line feed", "Tên\nBcc: a@example.vn", TextFault::LineBreak),
            ("carriage return", "Tên\rBcc: a@example.vn", TextFault::LineBreak),
            ("line separator", "a\u{2028}b", TextFault::LineBreak),
            ("next line", "a\u{85}b", TextFault::LineBreak),
            ("NUL", "a\0b", TextFault::Control('\0')),
            ("too long", &"a".repeat(101), TextFault::TooLong { characters: 101, longest: 100 }),
        ] {
            assert_eq!(line(text, 100), Err(fault), "{rule}");
        }
        assert_eq!(prose("một\r\nhai\rba", 100).as_deref(), Ok("một\nhai\nba"));
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in any::<String>()) {
            if let Ok(once) = prose(&text, LONGEST_TEXT) {
                prop_assert_eq!(prose(&once, LONGEST_TEXT), Ok(once.clone()));
            }
            if let Ok(once) = line(&text, LONGEST_TEXT) {
                prop_assert!(!once.chars().any(char::is_control));
            }
        }
    }
}
