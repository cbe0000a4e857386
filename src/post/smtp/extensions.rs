//! The extensions that a server announces in its reply to EHLO.

use super::reply::Reply;

/// What the server's EHLO reply offers, as far as it matters here.
#[derive(Clone, Debug, Default)]
pub(super) struct ServerExtensions {
    pub(super) starttls: bool,
    pub(super) size: bool,
    pub(super) mechanisms: Vec<Mechanism>,
    /// Whether it lets programs in by a token.
    pub(super) tokens: bool,
}

impl ServerExtensions {
    /// Keywords in any case; `AUTH=PLAIN` is what some old servers say besides.
    pub(super) fn read(reply: &Reply) -> Self {
        let mut offer = Self::default();
        for line in reply.lines.iter().skip(1) {
            let line = line.to_ascii_uppercase().replace("AUTH=", "AUTH ");
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("STARTTLS") => offer.starttls = true,
                Some("SIZE") => offer.size = true,
                Some("AUTH") => {
                    for word in words {
                        offer.mechanisms.extend(Mechanism::named(word));
                        offer.tokens |= matches!(word, "XOAUTH2" | "OAUTHBEARER");
                    }
                }
                _ => {}
            }
        }
        offer
    }
}

/// The ways to log in that we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mechanism {
    Plain,
    Login,
}

impl Mechanism {
    /// By its name in EHLO, in capitals.
    pub(super) fn named(word: &str) -> Option<Self> {
        match word {
            "PLAIN" => Some(Self::Plain),
            "LOGIN" => Some(Self::Login),
            _ => None,
        }
    }
}
