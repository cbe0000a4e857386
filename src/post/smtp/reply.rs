//! What the server said, or that it said nothing one could use.

use lettre::transport::smtp;
use lettre::transport::smtp::response::Response;

use super::super::{Trouble, TroubleKind};
use super::wire::Wire;

/// The longest a reply's text is kept: it goes to the receipts and into a letter to the fallback.
const MAX_TEXT_CHARS: usize = 500;

/// One whole reply, welcome or not.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) code: u16,
    lines: Vec<String>,
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

impl Reply {
    /// `lettre` makes errors of unwelcome replies; here they are replies again. What remains is [`Trouble`].
    pub(super) fn hear(heard: Result<Response, smtp::Error>, wire: &Wire) -> Result<Self, Trouble> {
        match heard {
            Ok(response) => {
                Ok(Self { code: response.code().into(), lines: response.message().map(str::to_owned).collect() })
            }
            Err(error) => match error.status() {
                Some(code) => {
                    let text = std::error::Error::source(&error).map(ToString::to_string);
                    Ok(Self { code: code.into(), lines: text.into_iter().collect() })
                }
                None => Err(trouble(&error, wire)),
            },
        }
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

    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// The reply on one line, control characters escaped: `550 5.1.1 no such user`.
    pub(super) fn text(&self) -> String {
        let words = self.lines.join(" ");
        let words = words.chars().take(MAX_TEXT_CHARS).flat_map(|c| {
            let (escaped, plain) = if c.is_control() { (Some(c.escape_default()), None) } else { (None, Some(c)) };
            escaped.into_iter().flatten().chain(plain)
        });
        format!("{} ", self.code).chars().chain(words).collect::<String>().trim_end().to_owned()
    }

    /// The reply as trouble of the given kind, 421 always as what it is.
    pub(super) fn trouble(&self, kind: TroubleKind, stage: &str) -> Trouble {
        let kind = if self.class() == Class::Closing { TroubleKind::Closing } else { kind };
        Trouble::new(kind, format!("{stage} was answered {}", self.text()))
    }
}

/// An error that is no reply. The line knows best whether it ran out of time, of room or of server.
pub(super) fn trouble(error: &smtp::Error, wire: &Wire) -> Trouble {
    let kind = wire.broke().unwrap_or(TroubleKind::Protocol);
    let detail = match kind {
        TroubleKind::Timeout => "the deadline has passed".to_owned(),
        TroubleKind::Lost => "the server hung up".to_owned(),
        _ => error.to_string().chars().take(MAX_TEXT_CHARS).flat_map(char::escape_debug).collect(),
    };
    Trouble::new(kind, detail)
}
