//! Prepares text from the register for a letter.

/// Text from the register for a letter: no control characters, no runs of space, at most `max` characters. It is cut after
/// a whole word: half a name is nobody's.
pub(in crate::message) fn clean(text: &str, max: usize) -> String {
    let mut clean = String::with_capacity(text.len().min(max * 4));
    let mut length = 0;
    let words = text.split(|c: char| c.is_whitespace() || c.is_control() || is_bidi_control(c));
    for word in words.filter(|word| !word.is_empty()) {
        let gap = usize::from(length > 0);
        if length + gap + word.chars().count() > max {
            return cut(clean, word, max);
        }
        if gap == 1 {
            clean.push(' ');
        }
        clean.push_str(word);
        length += gap + word.chars().count();
    }
    clean
}

/// The words that fit, without what joins them to the next, or the beginning of the first word where even that does not.
fn cut(mut clean: String, next: &str, max: usize) -> String {
    while let Some((last, c)) = clean.char_indices().next_back() {
        if c.is_alphanumeric() && clean.chars().count() < max {
            break;
        }
        clean.truncate(if c.is_alphanumeric() { clean.rfind(' ').unwrap_or(last) } else { last });
    }
    if clean.is_empty() {
        clean.extend(next.chars().take(max.saturating_sub(1)));
    }
    clean.push('…');
    clean
}

/// Marks that turn the direction of writing: in a subject they make one text look like another.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn text_from_the_register_is_one_line_of_bounded_length() {
        for (rule, given, max, expected) in [
            ("kept", "Đắk Lắk – Jeonbuk", 32, "Đắk Lắk – Jeonbuk"),
            ("lines become one", "a\r\nBcc: x@y.z\u{0}\tb", 32, "a Bcc: x@y.z b"),
            ("cut in a word", "abcdef", 4, "abc…"),
            ("cut after a word", "abc def", 5, "abc…"),
            ("not inside a name", "Quốc vương Norodom Sihamoni", 22, "Quốc vương Norodom…"),
            ("without what joins", "Đắk Lắk – Jeonbuk", 12, "Đắk Lắk…"),
            ("the mark has to fit too", "abc defg hij", 8, "abc…"),
            ("fits exactly", "abc def", 7, "abc def"),
            ("direction marks go", "a\u{202e}b", 9, "a b"),
            ("nothing", " \n ", 9, ""),
        ] {
            assert_eq!(clean(given, max), expected, "{rule}");
            assert!(clean(given, max).chars().count() <= max, "{rule}");
        }
    }
}
