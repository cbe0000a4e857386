//! A [`Parcel`] as the bytes of one internet message (RFC 5322, 2045–2047).
//!
//! Not a mail program: no Bcc, no second recipient, no clock and no randomness; the same parcel always gives the same
//! bytes. The invariant: whatever the register holds, the result is seven-bit, has CRLF line ends and lines under 998
//! bytes, and no value can begin a header of its own; such a value is refused, never repaired.

mod header;

use chrono::{DateTime, Datelike, Utc};
use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{self, Body, MultiPart, SinglePart};
use sha2::{Digest, Sha256};

use super::PostError;
use crate::message::SentenceForm;
use crate::message::answer::post as words;
use crate::message::link::ROUTE;
use crate::message::sentence::sentence;
use crate::text::hex;
use header::Headers;

/// What the post office carries: one letter to one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Without the angle brackets: `3f2a…@example.vn`.
    pub message_id: String,
    /// `Name <address>`, or the address alone.
    pub from: String,
    /// The person or office; empty for none.
    pub to_name: String,
    /// The bare address.
    pub to_address: String,
    /// `Name <address>`, or the address alone.
    pub reply_to: Vec<String>,
    /// One line; any length that is sensible and many that are not.
    pub subject: String,
    /// The letter for people who read text.
    pub text: String,
    /// The letter for the rest.
    pub html: String,
    /// Message ids of earlier letters on the same matter, oldest first, without brackets. The last fifty are kept.
    pub references: Vec<String>,
    /// What Outlook groups by.
    pub thread_topic: Option<String>,
    /// Base64, as Outlook wants it.
    pub thread_index: Option<String>,
    /// When the letter was written; years 1900–2199.
    pub date: DateTime<Utc>,
    /// A calendar entry to go with it.
    pub calendar: Option<Attachment>,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name, without a path.
    pub name: String,
    /// `text/calendar; charset=utf-8; method=PUBLISH`.
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// Most servers stop at ten megabytes; base64 adds a third.
const MAX_BODY_BYTES: usize = 2 * 1024 * 1024;
/// Threads older than this have lost their readers.
const MAX_REFERENCES: usize = 50;

/// The whole message, ready for [`Post::send`](super::Post::send).
///
/// Text stays as it was given, composed or decomposed: NFC in, NFC out. Line ends of the bodies become CRLF.
/// Refused are control characters and line separators in anything that is in a header, addresses that are not, and
/// parts over two megabytes.
pub fn mime(parcel: &Parcel) -> Result<Vec<u8>, PostError> {
    let mut headers = Headers::default();
    headers.date("Date", date(parcel.date)?);
    headers.mailbox("From", &parcel.from)?;
    headers.mailbox_of("To", &parcel.to_name, &parcel.to_address)?;
    headers.mailboxes("Reply-To", &parcel.reply_to)?;
    headers.text("Subject", &parcel.subject)?;
    headers.ids("Message-ID", std::slice::from_ref(&parcel.message_id))?;
    let skipped = parcel.references.len().saturating_sub(MAX_REFERENCES);
    headers.ids("References", &parcel.references[skipped..])?;
    if let Some(topic) = &parcel.thread_topic {
        headers.text("Thread-Topic", topic)?;
    }
    if let Some(index) = &parcel.thread_index {
        headers.token("Thread-Index", index)?;
    }
    headers.token("Auto-Submitted", "auto-generated")?;
    // Not NDR: that a letter could not be delivered is what the office wants to hear.
    headers.tokens("X-Auto-Response-Suppress", &["OOF", "AutoReply", "DR", "RN", "NRN"]);
    headers.token("MIME-Version", "1.0")?;

    let mut message = headers.into_bytes();
    message.extend(parts(parcel)?.formatted());
    Ok(message)
}

/// The address in `Name <address>`, or alone, as [`Post::send`](super::Post::send) takes it.
///
/// ```
/// use pactwatch::post::bare_address;
///
/// assert_eq!(bare_address("Theo dõi thỏa thuận <pactwatch@example.vn>")?, "pactwatch@example.vn");
/// assert_eq!(bare_address("pactwatch@example.vn")?, "pactwatch@example.vn");
/// assert!(bare_address("a@example.vn, b@example.vn").is_err(), "one recipient to an envelope");
/// # Ok::<(), pactwatch::post::PostError>(())
/// ```
pub fn bare_address(mailbox: &str) -> Result<String, PostError> {
    header::clean("address", mailbox)?;
    address(header::split_mailbox(mailbox).1).map(|address| address.to_string())
}

/// Whether mail can be addressed so: one ASCII address, nothing before or after it.
pub(super) fn address(text: &str) -> Result<Address, PostError> {
    let wrong = |why: SentenceForm<0>| PostError::Address {
        address: text.chars().take(80).flat_map(char::escape_default).collect(),
        why: sentence!(why),
    };
    if !text.is_ascii() || text.len() > 254 {
        return Err(wrong(words::TOO_LONG_OR_NOT_ASCII));
    }
    // Quoted local parts may hold spaces and brackets; nobody has one, and every parser reads them differently.
    if !text.bytes().all(|b| b.is_ascii_graphic() && !b"<>()[],;:\\\"".contains(&b)) {
        return Err(wrong(words::BRACKETS));
    }
    text.parse().map_err(|_| wrong(words::NO_NAME_AT_DOMAIN))
}

fn date(at: DateTime<Utc>) -> Result<String, PostError> {
    if (1900..=2199).contains(&at.year()) {
        Ok(at.to_rfc2822())
    } else {
        Err(PostError::Header { field: "Date", why: sentence!(words::HEADER_YEAR, at.year().to_string()) })
    }
}

/// The two bodies as alternatives, and the calendar entry beside them.
fn parts(parcel: &Parcel) -> Result<MultiPart, PostError> {
    let boundary = |which: &str| format!("=_{which}{}", fingerprint(&parcel.message_id));
    let alternative = MultiPart::alternative()
        .boundary(boundary("a"))
        .singlepart(body("text", ContentType::TEXT_PLAIN, &parcel.text)?)
        .singlepart(body("HTML", ContentType::TEXT_HTML, &parcel.html)?);
    let Some(calendar) = &parcel.calendar else { return Ok(alternative) };
    Ok(MultiPart::mixed().boundary(boundary("m")).multipart(alternative).singlepart(attachment(calendar)?))
}

/// Boundaries start with `=_`, which neither quoted-printable nor base64 can contain.
fn fingerprint(message_id: &str) -> String {
    hex(&Sha256::digest(message_id)[..12])
}

fn body(part: &'static str, content_type: ContentType, text: &str) -> Result<SinglePart, PostError> {
    within(part, text.len())?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
    // Never 7bit: quoted-printable keeps long lines, trailing spaces and stray control characters whole.
    let chosen = Body::new(text.clone());
    let body = match chosen.encoding() {
        // A link's token is cut out of the kept bytes later, and readers of raw mail see the address whole.
        ContentTransferEncoding::Base64 if !text.contains(ROUTE) => chosen,
        ContentTransferEncoding::QuotedPrintable => chosen,
        _ => encoded(text.into_bytes(), ContentTransferEncoding::QuotedPrintable),
    };
    Ok(SinglePart::builder().header(content_type).body(body))
}

fn encoded(bytes: Vec<u8>, encoding: ContentTransferEncoding) -> Body {
    Body::new_with_encoding(bytes, encoding).expect("quoted-printable and base64 hold any bytes")
}

fn attachment(file: &Attachment) -> Result<SinglePart, PostError> {
    within("attachment", file.bytes.len())?;
    header::clean("attachment's name", &file.name)?;
    header::clean("attachment's content type", &file.content_type)?;
    let content_type = ContentType::parse(&file.content_type)
        .map_err(|_| PostError::Header { field: "attachment's content type", why: sentence!(words::HEADER_NONE) })?;
    let bytes = encoded(file.bytes.clone(), ContentTransferEncoding::Base64);
    Ok(message::Attachment::new(file.name.clone()).body(bytes, content_type))
}

fn within(part: &'static str, bytes: usize) -> Result<(), PostError> {
    let limit = MAX_BODY_BYTES;
    if bytes > limit { Err(PostError::TooLarge { part, bytes, limit }) } else { Ok(()) }
}
