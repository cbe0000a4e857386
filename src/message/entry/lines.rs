//! The lines of a calendar file: `NAME:value`, folded and escaped as RFC 5545 asks (3.1 and 3.3.11).
//!
//! It knows no property. The invariant: no line is longer than 75 octets, no letter is cut in two, and no text can begin
//! a line of its own.

/// The longest line in octets, without its end.
const OCTETS_MAX: usize = 75;

/// Lines as they are written.
#[derive(Debug, Default)]
pub(super) struct CalendarLines(String);

impl CalendarLines {
    /// A line with an unchanged value: words of the standard, days, numbers.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.folded(name.chars().chain(":".chars()).chain(value.chars()));
    }

    /// A line whose value is text for people.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.plain(name, &escaped(value));
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    fn folded(&mut self, line: impl Iterator<Item = char>) {
        let mut room = OCTETS_MAX;
        // A plain value has no control characters; one that had would end its line and begin another.
        for letter in line.filter(|letter| !letter.is_control()) {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = OCTETS_MAX - 1;
            }
            self.0.push(letter);
            room -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Commas, semicolons and backslashes after a backslash, line ends as `\n`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            // Some programs take these for line ends.
            '\u{2028}' | '\u{2029}' => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader makes of folded lines.
    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn text_is_escaped_and_begins_no_line() {
        for (rule, given, expected) in [
            ("as it is", "Đắk Lắk – Jeonbuk: 5", "X:Đắk Lắk – Jeonbuk: 5\r\n"),
            ("separators", r"a,b;c\d", "X:a\\,b\\;c\\\\d\r\n"),
            ("lines", "a\nb", "X:a\\nb\r\n"),
            ("a line end of two", "a\r\nEND:VEVENT", "X:a\\nEND:VEVENT\r\n"),
            ("others", "a\rb\u{0}c\u{85}d\u{2028}e\u{2029}f\tg", "X:abcd e fg\r\n"),
        ] {
            let mut lines = CalendarLines::default();
            lines.text("X", given);
            assert_eq!(lines.into_text(), expected, "{rule}");
        }
    }

    #[test]
    fn lines_are_folded_at_75_octets_between_letters() {
        // One octet, two, three and four, on every length around one fold and around two.
        for letter in ['a', 'đ', 'ặ', '🦜'] {
            for count in 0..160 {
                let value = letter.to_string().repeat(count);
                let mut lines = CalendarLines::default();
                lines.plain("X", &value);
                let text = lines.into_text();
                let longest = text.split("\r\n").map(str::len).max().unwrap_or_default();
                assert!(longest <= 75, "{count} × {letter}: {longest}");
                assert_eq!(unfolded(&text), format!("X:{value}\r\n"), "{count} × {letter}");
                // "X:" and what fits: a fold only where the next letter did not.
                let on_the_first = text.split("\r\n").next().map_or(0, str::len);
                assert!(text.matches("\r\n").count() == 1 || on_the_first + letter.len_utf8() > 75, "{count}");
            }
        }
    }
}
