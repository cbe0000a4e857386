//! What the server said: one whole reply, read from bytes that may be anything.

use super::super::{MailTrouble, TroubleKind};

/// The longest a reply's text is kept: it goes to the receipts and into a letter to the fallback.
const MAX_TEXT_CHARS: usize = 500;

/// One whole reply, welcome or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) code: u16,
    /// The text of each line; what is not UTF-8 in it is replaced.
    pub(super) lines: Vec<String>,
}

/// The classes that matter for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// 2yz
    Done,
    /// 3yz
    GoOn,
    /// 421
    Closing,
    /// any other 4yz
    Later,
    /// 5yz
    Never,
}

/// What an error reply is about, as far as its code tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReplyScope {
    Size,
    Server,
    Anything,
}

/// What the bytes at hand are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ParsedReply {
    /// A reply, and how many bytes it took.
    Whole(Reply, usize),
    /// So far so good.
    Part,
    /// Not SMTP.
    Nonsense,
}

impl Reply {
    /// The first reply in `bytes`. Any code from 200 to 599 is one, with or without text, in any eight-bit charset, and a
    /// bare LF ends a line: servers are various, and an answer not understood may cost a letter sent twice.
    pub(super) fn read(bytes: &[u8]) -> ParsedReply {
        let mut reply: Option<Self> = None;
        let mut used = 0;
        for line in bytes.split_inclusive(|&b| b == b'\n') {
            let Some(line_text) = line.strip_suffix(b"\n") else {
                // A line that has not ended yet need not be waited for if it cannot become a reply.
                let possible = line.iter().take(3).all(u8::is_ascii_digit);
                return if possible { ParsedReply::Part } else { ParsedReply::Nonsense };
            };
            used += line.len();
            let Some((code, more, text)) = parse(line_text.strip_suffix(b"\r").unwrap_or(line_text)) else {
                return ParsedReply::Nonsense;
            };
            let reply = reply.get_or_insert(Self { code, lines: Vec::new() });
            if reply.code != code {
                return ParsedReply::Nonsense;
            }
            reply.lines.push(String::from_utf8_lossy(text).into_owned());
            if more == Continuation::No {
                return ParsedReply::Whole(reply.clone(), used);
            }
        }
        ParsedReply::Part
    }

    pub(super) fn class(&self) -> Class {
        match self.code {
            421 => Class::Closing,
            400..500 => Class::Later,
            500.. => Class::Never,
            300..400 => Class::GoOn,
            _ => Class::Done,
        }
    }

    /// What the reply is about, by its code and its enhanced status (RFC 3463): 552 and 5.3.4 are the letter's size;
    /// 432 and x.3.x are the server's own state.
    pub(super) fn about(&self) -> ReplyScope {
        let status = self.lines.first().and_then(|line| line.split_ascii_whitespace().next()).unwrap_or_default();
        match (self.code, status) {
            (552, _) | (500.., "5.3.4") => ReplyScope::Size,
            (432, _) => ReplyScope::Server,
            (_, status) if status.starts_with("4.3.") || status.starts_with("5.3.") => ReplyScope::Server,
            _ => ReplyScope::Anything,
        }
    }

    /// The reply on one line, control characters escaped: `550 5.1.1 no such user`.
    pub(super) fn text(&self) -> String {
        printable(&format!("{} {}", self.code, self.lines.join(" ")))
    }

    /// The reply as trouble of the given kind, 421 always as what it is.
    pub(super) fn trouble(&self, kind: TroubleKind, stage: &str) -> MailTrouble {
        let kind = if self.class() == Class::Closing { TroubleKind::Closing } else { kind };
        MailTrouble::new(kind, format!("{stage} was answered {}", self.text()))
    }
}

/// One line of bounded length, for logs and receipts.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim_end().chars().take(MAX_TEXT_CHARS) {
        if c.is_control() { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

/// Whether a line announces another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Continuation {
    Yes,
    No,
}

fn parse(line: &[u8]) -> Option<(u16, Continuation, &[u8])> {
    let (code, rest) = line.split_at_checked(3)?;
    if !code.iter().all(u8::is_ascii_digit) || !(b'2'..=b'5').contains(&code[0]) {
        return None;
    }
    let code = code.iter().fold(0, |n, digit| n * 10 + u16::from(digit - b'0'));
    match rest.split_first() {
        None => Some((code, Continuation::No, rest)),
        Some((b' ', text)) => Some((code, Continuation::No, text)),
        Some((b'-', text)) => Some((code, Continuation::Yes, text)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_read_whole_or_not_at_all() {
        let whole = |code, lines: &[&str], used| {
            ParsedReply::Whole(Reply { code, lines: lines.iter().map(ToString::to_string).collect() }, used)
        };
        let cases: [(&str, &[u8], ParsedReply); 14] = [
            ("one line", b"250 ok\r\n", whole(250, &["ok"], 8)),
            ("several", b"250-a\r\n250-\r\n250 b\r\n", whole(250, &["a", "", "b"], 20)),
            ("no text, no space", b"250\r\n", whole(250, &[""], 5)),
            ("a middle digit over 5", b"571 no\r\n", whole(571, &["no"], 8)),
            ("a bare LF", b"250 ok\n", whole(250, &["ok"], 7)),
            ("eight bits", b"250 M\xe1y\r\n", whole(250, &["M\u{fffd}y"], 9)),
            ("the first of two", b"354 go\r\n250 ok\r\n", whole(354, &["go"], 8)),
            ("nothing yet", b"", ParsedReply::Part),
            ("half a code", b"25", ParsedReply::Part),
            ("half of several", b"250-a\r\n250", ParsedReply::Part),
            ("two codes", b"250-a\r\n550 b\r\n", ParsedReply::Nonsense),
            ("a web page", b"HTTP/1.1", ParsedReply::Nonsense),
            ("a code of another protocol", b"999 x\r\n", ParsedReply::Nonsense),
            ("no separator", b"250x\r\n", ParsedReply::Nonsense),
        ];
        for (rule, bytes, expected) in cases {
            assert_eq!(Reply::read(bytes), expected, "{rule}");
        }
    }

    proptest::proptest! {
        /// A reply cut anywhere is half a reply, and the bytes behind it change nothing.
        #[test]
        fn a_reply_is_the_same_however_it_arrives(code in 200_u16..600, texts in "(x|é| |-|2){0,20}", behind in "\\PC{0,20}") {
            let whole = format!("{code}-{texts}\r\n{code} {texts}\r\n");
            for cut in 0..whole.len() {
                proptest::prop_assert_eq!(Reply::read(&whole.as_bytes()[..cut]), ParsedReply::Part);
            }
            let reply = Reply { code, lines: vec![texts.clone(), texts] };
            let all = format!("{whole}{behind}");
            proptest::prop_assert_eq!(Reply::read(all.as_bytes()), ParsedReply::Whole(reply, whole.len()));
        }

        /// Bytes of any kind are something, and never a panic.
        #[test]
        fn any_bytes_can_be_heard(bytes: Vec<u8>) {
            if let ParsedReply::Whole(_, used) = Reply::read(&bytes) {
                proptest::prop_assert!(used > 0 && used <= bytes.len());
            }
        }
    }

    #[test]
    fn a_reply_is_one_printable_line_of_bounded_length() {
        let reply = Reply { code: 550, lines: vec!["5.1.1 no\u{1b}[31m".to_owned(), "such\tuser".to_owned()] };
        assert_eq!(reply.text(), "550 5.1.1 no\\u{1b}[31m such\\tuser");
        assert_eq!(Reply { code: 250, lines: vec![String::new()] }.text(), "250");
        let long = Reply { code: 550, lines: vec!["ế".repeat(10_000)] };
        assert_eq!(long.text().chars().count(), MAX_TEXT_CHARS);
    }
}
