//! Extracts the text of a letter that this post office wrote, for people who look one up.
//!
//! Not a mail reader: it knows the two encodings and the one order of parts that [`mime`](super::mime()) uses. The
//! invariant: it returns what was put into the parcel, or nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What the text part says; `None` where these are no bytes of this post office.
///
/// ```
/// use pactwatch::post::plain_text;
/// let letter = b"Subject: x\r\n\r\n--=_a1\r\nContent-Type: text/plain; charset=utf-8\r\n\
///     Content-Transfer-Encoding: quoted-printable\r\n\r\nC=C3=B2n 58 ng=C3=A0y=\r\n.\r\n--=_a1--\r\n";
/// assert_eq!(plain_text(letter).as_deref(), Some("Còn 58 ngày."));
/// assert_eq!(plain_text(b"Subject: x\r\n\r\nno parts\r\n"), None);
/// ```
pub fn plain_text(letter: &[u8]) -> Option<String> {
    let letter = std::str::from_utf8(letter).ok()?;
    let (_, from_part) = letter.split_once("\r\nContent-Type: text/plain")?;
    let (headers, from_body) = from_part.split_once("\r\n\r\n")?;
    // No encoding can write a boundary's `=_`, so the first one ends the part.
    let (body, _) = from_body.split_once("\r\n--=_")?;
    let coding = headers.lines().find_map(|line| line.strip_prefix("Content-Transfer-Encoding: "))?;
    let bytes = match coding.trim() {
        "base64" => unbase64(body)?,
        "quoted-printable" => unquote(body)?,
        _ => return None,
    };
    String::from_utf8(bytes).ok().map(|text| text.replace("\r\n", "\n"))
}

/// The name of the file that goes with a letter; `None` where none does.
///
/// ```
/// use pactwatch::post::attachment_name;
/// let letter = b"--=_m1\r\nContent-Disposition: attachment; filename=\"pactwatch-KR-1.ics\"\r\n\r\nQkVHSU4=\r\n";
/// assert_eq!(attachment_name(letter).as_deref(), Some("pactwatch-KR-1.ics"));
/// assert_eq!(attachment_name(b"Subject: x\r\n\r\nno parts\r\n"), None);
/// ```
pub fn attachment_name(letter: &[u8]) -> Option<String> {
    let letter = std::str::from_utf8(letter).ok()?;
    // No line of a body can begin so: text is quoted-printable, in which `=` stands before two digits or at an end.
    let (_, name) = letter.split_once("\r\nContent-Disposition: attachment; filename=\"")?;
    name.split_once('"').map(|(name, _)| name.to_owned())
}

/// The letter's subject; `None` where these are no bytes of this post office.
///
/// ```
/// use pactwatch::post::subject;
/// let letter = b"To: a@example.vn\r\nSubject: =?utf-8?B?xJDhuq9r?=\r\n =?utf-8?B?IEzhuq9r?=\r\nDate: x\r\n\r\n";
/// assert_eq!(subject(letter).as_deref(), Some("Đắk Lắk"));
/// assert_eq!(subject(b"Subject: in plain\r\n words\r\n\r\n").as_deref(), Some("in plain words"));
/// assert_eq!(subject(b"no letter"), None);
/// ```
pub fn subject(letter: &[u8]) -> Option<String> {
    let (head, _) = std::str::from_utf8(letter).ok()?.split_once("\r\n\r\n")?;
    let unfolded = head.replace("\r\n ", " ");
    let value = unfolded.split("\r\n").find_map(|line| line.strip_prefix("Subject: "))?;
    if !value.starts_with("=?") {
        return Some(value.to_owned());
    }
    let mut text = String::new();
    for word in value.split(' ') {
        let coded = word.strip_prefix("=?utf-8?B?")?.strip_suffix("?=")?;
        text.push_str(&String::from_utf8(STANDARD.decode(coded).ok()?).ok()?);
    }
    Some(text)
}

/// Base64 in lines, as letters carry it.
fn unbase64(body: &str) -> Option<Vec<u8>> {
    let joined: String = body.split_ascii_whitespace().collect();
    STANDARD.decode(joined).ok()
}

fn unquote(body: &str) -> Option<Vec<u8>> {
    let mut parts = body.split('=');
    let mut out = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        if let Some(rest) = part.strip_prefix("\r\n") {
            out.extend_from_slice(rest.as_bytes());
        } else {
            let (hex, rest) = part.split_at_checked(2)?;
            out.push(u8::from_str_radix(hex, 16).ok()?);
            out.extend_from_slice(rest.as_bytes());
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_rfc_4648() {
        let cases = [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\r\nYmE=", "fooba")];
        for (encoded, text) in cases {
            assert_eq!(unbase64(encoded).as_deref(), Some(text.as_bytes()), "{encoded}");
        }
        assert_eq!(unbase64("Zg!="), None);
    }

    #[test]
    fn quoted_printable_as_in_rfc_2045() {
        let cases =
            [("a=3Db", Some("a=b")), ("a=\r\nb", Some("ab")), ("=C4=91", Some("đ")), ("a=4", None), ("=xy", None)];
        for (encoded, text) in cases {
            assert_eq!(unquote(encoded).as_deref(), text.map(str::as_bytes), "{encoded}");
        }
    }
}
