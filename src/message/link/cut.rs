//! Shortens tokens in stored or displayed letters: six characters stay, enough to recognise a letter, too few to use
//! the link.

use super::{ROUTE, TOKEN_BYTES};

/// A token's letters.
const LETTERS: usize = (TOKEN_BYTES * 8).div_ceil(5);
/// So many of them stay.
const KEPT: usize = 6;
/// The replacement of each of the others.
const CUT: u8 = b'.';

/// A text with its tokens cut.
///
/// ```
/// use pactwatch::message::link::cut;
/// let text = "https://a.vn/r/dmaaaaasm73zj4m5wrqc7tl5ducldutuziyq rồi /r/khac";
/// assert_eq!(cut(text), "https://a.vn/r/dmaaaa.............................. rồi /r/khac");
/// ```
pub fn cut(text: &str) -> String {
    let bytes = cut_bytes(text.as_bytes(), Wrapping::None).unwrap_or_else(|| text.as_bytes().to_vec());
    // Letters of one byte were replaced by such.
    String::from_utf8(bytes).unwrap_or_default()
}

/// The bytes of a letter with the tokens of its quoted-printable parts cut, of the same length; `None` where there is none.
/// A token that was wrapped, `=` at the end of a line, is found all the same.
pub(crate) fn cut_in_mail(letter: &[u8]) -> Option<Vec<u8>> {
    cut_bytes(letter, Wrapping::QuotedPrintable)
}

/// What may stand between two letters of a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    None,
    QuotedPrintable,
}

fn cut_bytes(text: &[u8], wrapping: Wrapping) -> Option<Vec<u8>> {
    let mut cut: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = text[at..].iter().position(|byte| *byte == ROUTE.as_bytes()[0]).map(|more| at + more) {
        at = found + 1;
        let Some(begins) = after(text, found, ROUTE.as_bytes(), wrapping) else { continue };
        let Some(places) = letters(text, begins, wrapping) else { continue };
        let whole = cut.get_or_insert_with(|| text.to_vec());
        for place in &places[KEPT..] {
            whole[*place] = CUT;
        }
        at = places.last().map_or(at, |last| last + 1);
    }
    cut
}

/// The place behind those bytes, if they are there.
fn after(text: &[u8], from: usize, bytes: &[u8], wrapping: Wrapping) -> Option<usize> {
    bytes.iter().try_fold(from, |at, byte| {
        let at = unwrapped(text, at, wrapping);
        (text.get(at) == Some(byte)).then_some(at + 1)
    })
}

/// The places of a token's letters, if one begins there and ends after as many.
fn letters(text: &[u8], from: usize, wrapping: Wrapping) -> Option<Vec<usize>> {
    let is_letter = |at: usize| text.get(at).is_some_and(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(b));
    let mut places = Vec::with_capacity(LETTERS);
    let mut at = from;
    for _ in 0..LETTERS {
        at = unwrapped(text, at, wrapping);
        if !is_letter(at) {
            return None;
        }
        places.push(at);
        at += 1;
    }
    (!is_letter(unwrapped(text, at, wrapping))).then_some(places)
}

/// The place behind a soft line break, if there is one.
fn unwrapped(text: &[u8], at: usize, wrapping: Wrapping) -> usize {
    let wrapped = wrapping == Wrapping::QuotedPrintable && text[at.min(text.len())..].starts_with(b"=\r\n");
    if wrapped { at + 3 } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "dmaaaaasm73zj4m5wrqc7tl5ducldutuziyq";
    const CUT_TOKEN: &str = "dmaaaa..............................";

    #[test]
    fn a_token_is_cut_wherever_a_line_breaks_in_it() {
        for at in 0..=TOKEN.len() {
            let wrapped = format!("x https://a.vn/r/{}=\r\n{} y", &TOKEN[..at], &TOKEN[at..]);
            let cut = cut_in_mail(wrapped.as_bytes()).unwrap_or_else(|| panic!("{at}"));
            let cut = String::from_utf8(cut).unwrap_or_default();
            assert_eq!(cut.replace("=\r\n", ""), format!("x https://a.vn/r/{CUT_TOKEN} y"), "{at}");
            assert_eq!(cut.len(), wrapped.len(), "{at}");
        }
        for route in ["=\r\n/r/", "/=\r\nr/", "/r=\r\n/", "/r/=\r\n"] {
            assert!(cut_in_mail(format!("{route}{TOKEN}").as_bytes()).is_some(), "{route:?}");
        }
    }

    #[test]
    fn what_is_no_token_stays() {
        for text in
            ["", "/r/", "/r/dmaaaa", &format!("/r/{TOKEN}a"), &format!("/q/{TOKEN}"), &format!("/r/{CUT_TOKEN}")]
        {
            assert_eq!(cut_in_mail(text.as_bytes()), None, "{text}");
            assert_eq!(cut(text), text);
        }
        let two = format!("/r/{TOKEN}\n/r/{TOKEN}\n");
        assert_eq!(cut(&two), format!("/r/{CUT_TOKEN}\n/r/{CUT_TOKEN}\n"));
    }
}
