//! Shortens tokens in stored or displayed letters: six characters stay, enough to recognise a letter, too few to use
//! the link.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

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

/// The bytes of a letter with the tokens of its parts cut, of the same length; `None` where there is none. A token is
/// found in every part, however the part is encoded: wrapped, `=` at the end of a line, behind slashes that HTML or
/// quoted-printable spells out, and in base64.
pub(crate) fn cut_in_mail(letter: &[u8]) -> Option<Vec<u8>> {
    let plain = cut_bytes(letter, Wrapping::QuotedPrintable);
    let coded = cut_in_base64(plain.as_deref().unwrap_or(letter));
    coded.or(plain)
}

/// The same in its base64 parts alone.
fn cut_in_base64(letter: &[u8]) -> Option<Vec<u8>> {
    let mut cut: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(header) = find(letter, at, BASE64_PART) {
        let Some(begins) = find(letter, header, b"\r\n\r\n").map(|empty_line| empty_line + 4) else { break };
        let ends = find(letter, begins, b"\r\n--").unwrap_or(letter.len());
        at = ends;
        let places: Vec<usize> = (begins..ends).filter(|place| !letter[*place].is_ascii_whitespace()).collect();
        let coded: Vec<u8> = places.iter().map(|place| letter[*place]).collect();
        let Some(shorter) = STANDARD.decode(coded).ok().and_then(|text| cut_bytes(&text, Wrapping::None)) else {
            continue;
        };
        let whole = cut.get_or_insert_with(|| letter.to_vec());
        for (place, letter) in places.into_iter().zip(STANDARD.encode(shorter).bytes()) {
            whole[place] = letter;
        }
    }
    cut
}

/// What announces a part in base64, as the post office writes it.
const BASE64_PART: &[u8] = b"\r\nContent-Transfer-Encoding: base64";

/// The place of these bytes from there on.
fn find(text: &[u8], from: usize, bytes: &[u8]) -> Option<usize> {
    text[from..].windows(bytes.len()).position(|window| window == bytes).map(|more| from + more)
}

/// What may stand between two letters of a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    None,
    QuotedPrintable,
}

/// How letters spell a slash: as it is, as HTML escapes it, and as quoted-printable may.
const SLASHES: [&[u8]; 4] = [b"/", b"&#x2f;", b"&#47;", b"=2f"];

fn cut_bytes(text: &[u8], wrapping: Wrapping) -> Option<Vec<u8>> {
    let mut cut: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = text[at..].iter().position(|byte| b"/&=".contains(byte)).map(|more| at + more) {
        at = found + 1;
        let Some(begins) = after_route(text, found, wrapping) else { continue };
        let Some(places) = letters(text, begins, wrapping) else { continue };
        let whole = cut.get_or_insert_with(|| text.to_vec());
        for place in &places[KEPT..] {
            whole[*place] = CUT;
        }
        at = places.last().map_or(at, |last| last + 1);
    }
    cut
}

/// The place behind the route of a link, if it is there.
fn after_route(text: &[u8], from: usize, wrapping: Wrapping) -> Option<usize> {
    ROUTE.bytes().try_fold(from, |at, byte| {
        let spellings: &[&[u8]] = if byte == b'/' { &SLASHES } else { &[&[byte]] };
        spellings.iter().find_map(|spelled| after(text, at, spelled, wrapping))
    })
}

/// The place behind those bytes, in any case, if they are there.
fn after(text: &[u8], from: usize, bytes: &[u8], wrapping: Wrapping) -> Option<usize> {
    bytes.iter().try_fold(from, |at, byte| {
        let at = unwrapped(text, at, wrapping);
        text.get(at).is_some_and(|found| found.eq_ignore_ascii_case(byte)).then_some(at + 1)
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
    fn a_token_is_cut_however_its_part_spells_the_slashes() {
        for slash in ["/", "&#x2f;", "&#x2F;", "&#47;", "=2F"] {
            let letter = format!("<a href=3D\"https://a.vn{slash}r{slash}{TOKEN}\">");
            // A soft line break at every place of the route and the token, the ends included.
            let from = "<a href=3D\"https://a.vn".len();
            for at in from..=letter.len() - 2 {
                let wrapped = format!("{}=\r\n{}", &letter[..at], &letter[at..]);
                let cut = cut_in_mail(wrapped.as_bytes()).unwrap_or_else(|| panic!("{wrapped}"));
                let cut = String::from_utf8(cut).unwrap_or_default().replace("=\r\n", "");
                assert_eq!(cut, letter.replace(TOKEN, CUT_TOKEN), "{wrapped}");
            }
        }
    }

    #[test]
    fn a_token_is_cut_in_base64_and_the_part_stays_one() {
        for slash in ["/", "&#x2f;"] {
            let part = format!("Cập nhật kết quả: https://a.vn{slash}r{slash}{TOKEN}\r\nhết");
            let mail = |text: &str| {
                let coded = STANDARD.encode(text);
                let lines: Vec<&str> =
                    coded.as_bytes().chunks(76).filter_map(|l| std::str::from_utf8(l).ok()).collect();
                let head = "--=_a1\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n";
                format!("{head}{}\r\n--=_a1\r\n\r\n/r/{TOKEN}\r\n--=_a1--\r\n", lines.join("\r\n"))
            };
            let cut = cut_in_mail(mail(&part).as_bytes()).unwrap_or_default();
            let both = mail(&part.replace(TOKEN, CUT_TOKEN)).replace(TOKEN, CUT_TOKEN);
            assert_eq!(String::from_utf8(cut).unwrap_or_default(), both, "{slash}");
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
