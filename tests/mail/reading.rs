//! A second, small reading of messages, written from the RFCs and not from the code that writes them.

/// A message or a part of one: headers as they stand (unfolded), and the body as bytes of its transfer encoding.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Part {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("an empty line ends the headers");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("headers are ASCII");
        let mut headers: Vec<(String, String)> = vec![];
        for line in head.split("\r\n") {
            if line.starts_with([' ', '\t']) {
                headers.last_mut().expect("a fold follows a header").1.push_str(line);
            } else {
                let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("`{line}` is no header"));
                headers.push((name.to_owned(), value.trim_start().to_owned()));
            }
        }
        Self { headers, body: bytes[end + 4..].to_vec() }
    }

    /// The one header of that name, words decoded.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let mut found = self.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name));
        let value = found.next().map(|(_, value)| decode_words(value));
        assert!(found.next().is_none(), "{name} twice");
        value
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.headers.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The parts of a multipart body.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let kind = self.header("Content-Type").expect("a multipart has a type");
        let boundary = kind.split_once("boundary=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a boundary").0;
        let text = String::from_utf8(self.body.clone()).expect("seven bits");
        let mut pieces = text.split(&format!("--{boundary}")).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(pieces.pop().as_deref().map(str::trim_end), Some("--"), "the last boundary closes");
        pieces.remove(0);
        pieces
            .iter()
            .map(|piece| Part::read(piece.strip_prefix("\r\n").unwrap().strip_suffix("\r\n").unwrap().as_bytes()))
            .collect()
    }

    /// The body decoded.
    pub(crate) fn content(&self) -> Vec<u8> {
        match self.header("Content-Transfer-Encoding").as_deref() {
            Some("base64") => base64(&self.body),
            Some("quoted-printable") => quoted_printable(&self.body),
            other => panic!("{other:?} is no encoding that every server carries"),
        }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.content()).expect("the charset is UTF-8")
    }
}

/// RFC 2047: encoded words next to each other lose the space between them.
pub(crate) fn decode_words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(start) = rest.find("=?") {
        let gap = &rest[..start];
        let fields: Vec<&str> = rest[start + 2..].splitn(4, '?').collect();
        assert!(fields.len() == 4 && fields[3].starts_with('='), "an unfinished word in {value}");
        let word_len = 2 + fields[0].len() + 1 + fields[1].len() + 1 + fields[2].len() + 2;
        assert!(word_len <= 75, "a word of {word_len} bytes");
        assert!(fields[0].eq_ignore_ascii_case("utf-8"));
        let bytes = match fields[1] {
            "Q" | "q" => quoted_printable(fields[2].replace('_', " ").as_bytes()),
            "B" | "b" => base64(fields[2].as_bytes()),
            other => panic!("encoding {other}"),
        };
        if !(after_word && gap.trim().is_empty()) {
            out.push_str(gap);
        }
        out.push_str(&String::from_utf8(bytes).expect("a word is cut between characters"));
        rest = &rest[start + word_len..];
        after_word = true;
    }
    out + rest
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![];
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'=' {
            out.push(bytes[at]);
            at += 1;
        } else if bytes[at + 1..].starts_with(b"\r\n") {
            at += 3;
        } else {
            let hex = std::str::from_utf8(&bytes[at + 1..at + 3]).unwrap();
            out.push(u8::from_str_radix(hex, 16).unwrap());
            at += 3;
        }
    }
    out
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = vec![];
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes.iter().filter(|b| !b"\r\n=".contains(b)) {
        let value = ALPHABET.iter().position(|a| a == byte).expect("a letter of base64");
        held = held << 6 | u32::try_from(value).unwrap();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).unwrap());
        }
    }
    out
}
