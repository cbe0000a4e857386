//! Text as it is kept: composed, trimmed, without characters that nobody sees.
//!
//! Not a parser of anything. It keeps one invariant: what passes [`line`] holds no line break and no control
//! character, so it can stand in a mail header; and what passes twice is the same as what passed once.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Unread;

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 2_000;
/// The longest other text, in characters.
pub const LONGEST_TEXT: usize = 10_000;

/// Text on one line, as titles, names and numbers are.
pub fn line(text: &str, longest: usize) -> Result<String, Unread> {
    let clean = prose(text, longest)?;
    if clean.contains('\n') {
        return Err(Unread::new("the text has a line break", "write it on one line"));
    }
    Ok(clean)
}

/// Text that may run over several lines, as notes do; line ends become `\n`.
pub fn prose(text: &str, longest: usize) -> Result<String, Unread> {
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
            // Left behind by word processors and web pages; nobody sees them, and they break every comparison.
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                return Err(unseen(c, "turns the direction of writing"));
            }
            c if c.is_control() => return Err(unseen(c, "is a control character")),
            c if c.is_whitespace() => clean.push(' '),
            c => clean.push(c),
        }
    }
    let clean: String = clean.trim().nfc().collect();
    let long = clean.chars().count();
    if long > longest {
        return Err(Unread::new(
            format!("the text has {long} characters"),
            format!("shorten it to {longest}; the rest can stand in the document itself"),
        ));
    }
    Ok(clean)
}

fn unseen(c: char, why: &str) -> Unread {
    Unread::new(
        format!("the text holds the character U+{:04X}, which {why}", u32::from(c)),
        "type the text anew or paste it as plain text",
    )
}

/// The text for comparing: lower case, without diacritics (đ is d), one kind of space and of dash.
///
/// ```
/// use pactwatch::exchange::forms::text::fold;
/// assert_eq!(fold(" Ngày  KÝ "), "ngay ky");
/// assert_eq!(fold("Đắk Lắk – Sê Kông"), "dak lak - se kong");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'đ' => folded.push('d'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{ff0d}' => folded.push('-'),
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.trim().to_owned()
}

/// The text as a message may quote it: forty characters at most, nothing that breaks the line.
pub fn quoted(text: &str) -> String {
    let mut short: String = text.trim().chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.trim().chars().count() > 40 {
        short.push('…');
    }
    format!("`{short}`")
}

/// How many single letters apart two words are, for proposing the nearest known one; at most `bound`, or `None`.
pub fn apart(one: &str, other: &str, bound: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().take(64).collect(), other.chars().take(64).collect());
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = corner + usize::from(a != b);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().filter(|apart| *apart <= bound)
}

/// The one of `known` that looks most like `word`, if any is near enough to be a slip of the keyboard.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    // Two letters changed places count as two, so short words need some room.
    let bound = if word.chars().count() < 4 { 1 } else { (word.chars().count() / 3).clamp(2, 4) };
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in known {
        if let Some(distance) = apart(&word, &fold(candidate), bound)
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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
            ("emoji with a joiner stay", "👩\u{200d}🌾", "👩\u{200d}🌾"),
        ];
        for (rule, text, expected) in kept {
            assert_eq!(line(text, 100).as_deref(), Ok(expected), "{rule}");
        }
        for (rule, text) in [
            ("line feed", "Tên\nBcc: a@example.vn"),
            ("carriage return", "Tên\rBcc: a@example.vn"),
            ("line separator", "a\u{2028}b"),
            ("next line", "a\u{85}b"),
            ("NUL", "a\0b"),
            ("right-to-left override", "a\u{202e}b"),
            ("too long", &"a".repeat(101)),
        ] {
            assert!(line(text, 100).is_err(), "{rule}");
        }
        assert_eq!(prose("một\r\nhai\rba", 100).as_deref(), Ok("một\nhai\nba"));
    }

    #[test]
    fn the_nearest_word_is_a_slip_of_the_keyboard_away() {
        let known = ["signed_on", "in_force_on", "title"];
        assert_eq!(nearest("singed_on", known), Some("signed_on"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("colour", known), None);
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
