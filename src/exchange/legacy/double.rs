//! UTF-8 that a program took for Windows-1252 and wrote as UTF-8 once more: `Báº£n ghi nhá»›` is "Bản ghi nhớ".
//!
//! Converted where all of a cell reads as UTF-8 so: no word of any language does by chance.

use super::super::raw_row::RawRow;

/// The signs that Windows-1252 has for the bytes from 0x80 to 0x9f; what is free there stays a control character.
const SIGNS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Converts the cells that are written so; how many there are.
pub(super) fn convert(records: &mut [RawRow]) -> usize {
    records.iter_mut().map(|record| record.cells.change(|_, cell| once(cell))).sum()
}

/// The text as it was before; `None` where it is none of these.
fn once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        bytes.push(match c {
            // Programs make a blank of the blank that does not break: it is the second byte of "à".
            ' ' if before == 'Ã' => 0xa0,
            c => byte(c)?,
        });
        before = c;
    }
    let once = String::from_utf8(bytes).ok()?;
    (!once.is_ascii() && once.chars().all(is_of_our_lists)).then_some(once)
}

/// Whether a list in Latin letters holds that character: signs behind “Â” or “ê” may read as UTF-8 by chance, but then of
/// something that nobody writes there.
fn is_of_our_lists(c: char) -> bool {
    let latin = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{300}'..='\u{36f}');
    let sign = matches!(c, '\u{2010}'..='\u{2026}' | '\u{a0}' | 'º' | 'ª' | '«' | '»');
    latin || sign || (c.is_ascii() && !c.is_control()) || c.is_ascii_whitespace()
}

fn byte(c: char) -> Option<u8> {
    let found = SIGNS.iter().position(|sign| *sign == c).and_then(|at| u8::try_from(at + 0x80).ok());
    found.or_else(|| u8::try_from(u32::from(c)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_twice_and_what_was_not() {
        for (text, expected) in [
            ("Báº£n ghi nhá»›", Some("Bản ghi nhớ")),
            ("NgÃ y kÃ½", Some("Ngày ký")),
            ("5 nÄƒm", Some("5 năm")),
            ("LÃ o", Some("Lào")),
            ("HÃ n Quá»‘c", Some("Hàn Quốc")),
            ("Ngày ký", None),
            ("São Paulo", None),
            ("Århus", None),
            ("B¶n ghi nhí", None),
            ("Jeonbuk", None),
            ("全北", None),
            // A control character, a letter of the Lisu, a Greek one: nobody meant them.
            ("Â‘a", None),
            ("ê“”", None),
            ("Î±", None),
        ] {
            assert_eq!(once(text).as_deref(), expected, "{text}");
        }
    }
}
