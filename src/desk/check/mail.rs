//! Checks the way to the mail server: a login, or a test letter to one address.
//!
//! Only on request: everything else that `check` does leaves no trace outside. A test letter is no reminder; it is in
//! no outbox and has no key.

use crate::desk::{Desk, DeskError};
use crate::lifecycle::reminder::{Key, SystemLetter};
use crate::outbox;
use crate::post::{Parcel, SendOutcome, bare_address, mime};
use crate::watch::transport::{self, ClockSource};

use super::CheckFindings;
use crate::message::Sentence;
use crate::message::answer::check as words;
use crate::message::answer::stored_reasons;
use crate::message::sentence::sentence;

/// What is tried with the mail server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mail {
    #[default]
    LeftAlone,
    /// Connect, secure, log in, say goodbye.
    Probed,
    /// A test letter to this address.
    Letter(String),
}

/// Tries it, and gives what the server said.
pub(super) fn attempt(desk: &Desk, mail: &Mail, found: &mut CheckFindings) -> Result<Option<Sentence>, DeskError> {
    if *mail == Mail::LeftAlone {
        return Ok(None);
    }
    let day = if desk.clock.is_set_by_env() { ClockSource::MadeUp } else { ClockSource::Real };
    let post = match transport::way(&desk.config, day) {
        Ok(way) => way.posts.into_iter().next(),
        Err(error) => {
            found.problem(Sentence::of(&error));
            None
        }
    };
    let Some(mut post) = post else { return Ok(None) };
    let said = match mail {
        Mail::Letter(to) => {
            let letter = letter(desk, to)?;
            match post.send(&desk.office.from.address, to, &letter) {
                SendOutcome::Accepted { reply } => {
                    Ok(sentence!(words::TEST_LETTER, to, stored_reasons::as_sentence(&reply)))
                }
                SendOutcome::Deferred { reply } | SendOutcome::Refused { reply } => {
                    Err(sentence!(words::TEST_LETTER, to, stored_reasons::as_sentence(&reply)))
                }
                SendOutcome::Unknown { reason } => {
                    Err(sentence!(words::TEST_LETTER_UNKNOWN, to, stored_reasons::as_sentence(&reason)))
                }
                SendOutcome::Unavailable(trouble) | SendOutcome::Broken(trouble) => Err(Sentence::of(&trouble)),
            }
        }
        Mail::Probed | Mail::LeftAlone => {
            post.probe().map(|reply| stored_reasons::as_sentence(&reply)).map_err(|trouble| Sentence::of(&trouble))
        }
    };
    match said {
        Ok(said) => Ok(Some(said)),
        Err(wrong) => {
            found.problem(wrong);
            Ok(None)
        }
    }
}

fn letter(desk: &Desk, to: &str) -> Result<Vec<u8>, DeskError> {
    let (allowed, domain) = (&desk.config.post.allowed_domains, to.rsplit_once('@').map_or("", |(_, domain)| domain));
    bare_address(to)?;
    if !allowed.is_empty() && !allowed.iter().any(|own| own.eq_ignore_ascii_case(domain)) {
        return Err(DeskError::Domain { address: to.to_owned(), allowed: allowed.join(", ") });
    }
    let from = &desk.office.from;
    // Each test is a letter of its own, so the moment stands where a contact would.
    let key = Key::system(SystemLetter::Test, desk.today(), &format!("{to} {}", desk.clock.now().to_rfc3339()));
    Ok(mime(&Parcel {
        message_id: outbox::message_id(&[key], desk.office.domain()),
        from: from.name.as_ref().map_or_else(|| from.address.clone(), |name| format!("{name} <{}>", from.address)),
        to_name: String::new(),
        to_address: to.to_owned(),
        reply_to: Vec::new(),
        subject: words::TEST_SUBJECT.to_owned(),
        text: words::TEST_TEXT.to_owned(),
        html: format!("<p>{}</p>", words::TEST_TEXT.trim().replace("\n\n", "</p><p>")),
        references: Vec::new(),
        thread_topic: None,
        thread_index: None,
        date: desk.clock.now(),
        calendar: None,
    })?)
}
