//! Letters as pages of the web spell them: `Th&#7887;a`, `L&agrave;o &amp; Th&aacute;i`.
//!
//! Decoded before anything else looks at a cell: the semicolon of `&amp;` parts no names. What is no such spelling stays. A
//! row that the program wrote holds what the register holds, and is left as it is.

use super::super::raw_row::RawRow;
use super::super::row_mark::RowMark;

/// The longest name between `&` and `;`.
const LONGEST: usize = 8;

/// Marks over letters, by the end of their names, and the sign that makes them.
const MARKS: [(&str, char); 6] = [
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
    ("cedil", '\u{327}'),
];

const NAMED: [(&str, &str); 12] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("ldquo", "“"),
    ("rdquo", "”"),
];

/// Decodes the cells of a list; how many there were.
pub(in crate::exchange) fn decode_entities(records: &mut [RawRow]) -> usize {
    let mut decoded = 0;
    for record in records {
        if !record.cells.iter().any(|cell| cell.contains('&') && cell.contains(';')) {
            continue;
        }
        if record.cells.iter().any(|cell| cell.parse::<RowMark>().is_ok()) {
            continue;
        }
        decoded += record.cells.change(|_, cell| decode(cell));
    }
    decoded
}

/// The text with its letters; `None` where it spells none so.
fn decode(text: &str) -> Option<String> {
    let (mut out, mut rest, mut found) = (String::with_capacity(text.len()), text, false);
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find(';').filter(|end| (2..=LONGEST + 1).contains(end));
        if let Some((letter, end)) = end.and_then(|end| Some((letter(&from[1..end])?, end))) {
            out.push_str(&letter);
            rest = &from[end + 1..];
            found = true;
        } else {
            out.push('&');
            rest = &from[1..];
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

/// What the name between `&` and `;` stands for.
fn letter(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control()).map(String::from);
    }
    if let Some((_, text)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some((*text).to_owned());
    }
    let (mark, sign) = MARKS.iter().find(|(mark, _)| name.ends_with(mark))?;
    let base = name.strip_suffix(mark)?;
    let single = base.len() == 1 && base.bytes().all(|b| b.is_ascii_alphabetic());
    single.then(|| format!("{base}{sign}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_pages() {
        for (text, expected) in [
            ("Th&#7887;a thu&#7853;n", Some("Thỏa thuận")),
            ("Th&#x1ECF;a", Some("Thỏa")),
            ("Lào &amp; Thái", Some("Lào & Thái")),
            ("L&agrave;o", Some("La\u{300}o")),
            ("A &lt;B&gt;&nbsp;C", Some("A <B> C")),
            ("R&D; S", None),
            ("Johnson & Johnson; Lào", None),
            ("&#0;", None),
            ("&unknown;", None),
        ] {
            assert_eq!(decode(text).as_deref(), expected, "{text}");
        }
    }
}
