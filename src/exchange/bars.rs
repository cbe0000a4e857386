//! Parts of a cell with `|` between them, where a part may hold a `|` of its own: "Sở Y tế | Department of Health".
//!
//! Such a one is written `\|`, and a backslash `\\` where it would be taken for one. The invariant: parts joined of guarded
//! texts are cut into those texts again.

/// The text as one part.
pub(super) fn guarded(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|")
}

/// The parts of a cell, so many at most, each without blanks around it; the last holds all the rest.
pub(super) fn parts(text: &str, most: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = parts.len() - 1;
        match letter {
            '\\' if letters.peek().is_some_and(|next| matches!(next, '|' | '\\')) => parts[last].extend(letters.next()),
            '|' if parts.len() < most => parts.push(String::new()),
            letter => parts[last].push(letter),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_as_they_were() {
        for texts in [["Sở Y tế | Department of Health", "a\\b", "2020-01-01"], ["\\", "|", ""], ["a\\|b", "", "x"]]
        {
            let cell = texts.map(guarded).join("|");
            assert_eq!(parts(&cell, 3), texts, "{cell}");
        }
        // A backslash that guards nothing is a letter, as in lists that were written before.
        assert_eq!(parts("a\\b|c", 4), ["a\\b", "c"]);
        assert_eq!(parts("a|b|c", 2), ["a", "b|c"]);
    }
}
