//! The shape of mail addresses, as far as it can be told without a mail server.
//!
//! Narrower than the standards: plain ASCII, no quoted parts, no comments. What passes here cannot smuggle a header or
//! a second recipient into a letter.

use crate::message::Sentence;
use crate::message::answer::post as words;
use crate::message::sentence::sentence;

/// A sender as letters show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The name before the address, if there is one.
    pub name: Option<String>,
    /// The bare address.
    pub address: String,
}

/// Why a text is not an address; the cure with it.
pub(super) fn fault(address: &str) -> Option<Sentence> {
    let Some((local, domain)) = address.split_once('@') else {
        return Some(sentence!(words::NO_AT));
    };
    let dotted = |part: &str| part.split('.').all(|label| !label.is_empty());
    let host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    if domain.contains('@') {
        Some(sentence!(words::TWO_AT))
    } else if address.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Some(sentence!(words::BLANK))
    } else if !address.is_ascii() {
        Some(sentence!(words::NOT_ASCII))
    } else if local.is_empty() || local.len() > 64 || !dotted(local) || local.contains(SPECIAL) {
        Some(sentence!(words::LOCAL_PART))
    } else if domain.is_empty() || domain.len() > 253 || !dotted(domain) || !domain.bytes().all(host) {
        Some(sentence!(words::DOMAIN_PART))
    } else {
        None
    }
}

const SPECIAL: [char; 11] = ['<', '>', '(', ')', '[', ']', ',', ';', ':', '"', '\\'];

/// Reads `name@example.vn` or `Office <name@example.vn>`.
pub(super) fn mailbox(text: &str) -> Result<Mailbox, Sentence> {
    let text = text.trim();
    let (name, address) = match text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"'), address),
        None => ("", text),
    };
    if let Some(fault) = fault(address) {
        return Err(fault);
    }
    if name.chars().any(|c| c.is_control() || matches!(c, '<' | '>' | '\u{2028}' | '\u{2029}')) {
        return Err(sentence!(words::NAME_BRACKETS));
    }
    Ok(Mailbox { name: Some(name.to_owned()).filter(|name| !name.is_empty()), address: address.to_owned() })
}

/// Whether the address lies in one of the domains; a domain does not speak for those below it.
pub(super) fn lies_in(address: &str, domains: &[String]) -> bool {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    domains.iter().any(|allowed| allowed.eq_ignore_ascii_case(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_one_plain_shape() {
        for address in ["a@b", "desk-korea@example.vn", "x.y+z@so-ngoai-vu.example.vn", "o'neil@example.vn"] {
            assert_eq!(fault(address), None, "{address}");
        }
        for address in [
            "",
            "desk",
            "@example.vn",
            "desk@",
            "a@b@c",
            "a b@example.vn",
            "a@example.vn\r\nBcc: x@example.vn",
            "a@exam\u{2028}ple.vn",
            "a..b@example.vn",
            ".a@example.vn",
            "a@.vn",
            "a@b..vn",
            "a@b.",
            "<a@b>",
            "a@b,c@d",
            "a,b@c",
            "tên@example.vn",
            "a@[127.0.0.1]",
            "\"a\"@b",
        ] {
            assert!(fault(address).is_some(), "{address}");
        }
    }

    #[test]
    fn a_sender_may_have_a_name() {
        let read = |text: &str| mailbox(text).map(|from| (from.name.unwrap_or_default(), from.address));
        let pair = |name: &str, address: &str| Ok((name.to_owned(), address.to_owned()));
        assert_eq!(read("Theo dõi <p@example.vn>"), pair("Theo dõi", "p@example.vn"));
        assert_eq!(read("\"Sở, tỉnh\" <p@example.vn>"), pair("Sở, tỉnh", "p@example.vn"));
        assert_eq!(read("p@example.vn"), pair("", "p@example.vn"));
        for text in ["Theo dõi", "Theo dõi <p>", "a\nb <p@example.vn>", "<a> <p@example.vn>", "p@example.vn>"] {
            assert!(mailbox(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_domain_speaks_for_itself_only() {
        let allowed = ["example.vn".to_owned()];
        assert!(lies_in("a@Example.VN", &allowed));
        assert!(!lies_in("a@mail.example.vn", &allowed));
        assert!(!lies_in("a@badexample.vn", &allowed));
    }
}
