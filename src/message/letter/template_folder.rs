//! One folder of templates, filled: subject, text and HTML with the frame of every letter.

use std::collections::BTreeMap;

use minijinja::value::Value;
use serde::Serialize;

use super::addressing::{Addressing, Rendered};
use super::frame::LetterFrame;
use crate::lifecycle::policy::Language;
use crate::message::MessageError;
use crate::message::templates::{self, TemplateBlocks};
use crate::message::view::clean;

/// The longest subject, in characters; the templates aim at about 60.
pub(crate) const SUBJECT_MAX: usize = 78;

/// The background colour of a letter's first line.
#[derive(Clone, Copy)]
pub(in crate::message) enum Tint {
    Calm,
    Soon,
    Late,
}

impl Tint {
    fn ground(self) -> &'static str {
        match self {
            Self::Calm => "#eef2f7",
            Self::Soon => "#fdf3d7",
            Self::Late => "#fbe3e1",
        }
    }

    pub(super) fn ink(self) -> &'static str {
        match self {
            Self::Calm => "#374151",
            Self::Soon => "#92600a",
            Self::Late => "#a11c14",
        }
    }

    /// What the style for dark screens calls it.
    pub(super) fn shade(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }
}

/// One folder of templates, filled.
pub(in crate::message) struct TemplateFolder {
    pub(in crate::message) folder: &'static str,
    pub(in crate::message) tint: Tint,
}

/// What the templates of a folder see: the letter's own words, and what surrounds them.
#[derive(Serialize)]
struct TemplateContext<'a, W> {
    #[serde(flatten)]
    words: &'a W,
    subject: &'a str,
    lead: Option<&'a str>,
    tint: &'static str,
    frame: &'a LetterFrame,
    /// The short words of the HTML.
    w: Value,
    /// The sentences of the letter that both bodies have.
    #[serde(flatten)]
    parts: BTreeMap<&'static str, Value>,
}

/// What the sentences of a letter are made of.
#[derive(Serialize)]
struct SentencesContext<'a, W> {
    #[serde(flatten)]
    words: &'a W,
    frame: &'a LetterFrame,
}

impl TemplateFolder {
    /// Subject and first line by the folder's own templates.
    pub(in crate::message) fn fill<W: Serialize>(
        &self,
        words: W,
        addressing: &Addressing<'_>,
    ) -> Result<Rendered, MessageError> {
        let subject = templates::line(addressing.language, &format!("{}/subject.txt", self.folder), &words)?;
        let lead = templates::line(addressing.language, &format!("{}/lead.txt", self.folder), &words)?;
        self.bodies(&words, &subject, Some(&lead), addressing)
    }

    /// The bodies under a given subject and first line.
    pub(super) fn bodies<W: Serialize>(
        &self,
        words: &W,
        subject: &str,
        lead: Option<&str>,
        addressing: &Addressing<'_>,
    ) -> Result<Rendered, MessageError> {
        let (language, frame) = (addressing.language, LetterFrame::new(addressing)?);
        let subject = self::subject(&frame.mark, subject);
        let parts = self.parts(&SentencesContext { words, frame: &frame }, language)?;
        let w = TemplateBlocks::of(language, "words.txt", &())?.value("w")?;
        let context =
            TemplateContext { words, subject: &subject, lead, tint: self.tint.ground(), frame: &frame, w, parts };
        let text = tidy(&templates::fill(language, &format!("{}/body.txt", self.folder), &context)?);
        let text = if frame.trial.is_empty() { text } else { format!("{}\n\n{text}", frame.trial) };
        let html = templates::html(if self.folder == "digest-director" { "digest" } else { self.folder }, &context)?;
        Ok(Rendered { subject, text, html, thread: None })
    }

    /// The sentences that the folder's `parts.txt` sets; some folders have none.
    fn parts(
        &self,
        context: &impl Serialize,
        language: Language,
    ) -> Result<BTreeMap<&'static str, Value>, MessageError> {
        let (sentences, lists): (&[_], &[_]) = match self.folder {
            "director" => (&["opening", "guidance"], &[]),
            "correction" => (&["doubt", "guidance"], &[]),
            "count" => (&["before", "after"], &[]),
            "system" | "test" => (&["after"], &[]),
            "verify" => (&["before", "more", "after"], &[]),
            "welcome" => (&["before", "rest", "listed", "after"], &[]),
            "digest" | "digest-director" => (&["greeting", "after", "last", "seal"], &["summary", "remarks"]),
            _ => return Ok(BTreeMap::new()),
        };
        let parts = TemplateBlocks::of(language, &format!("{}/parts.txt", self.folder), context)?;
        let mut found = BTreeMap::new();
        for name in sentences.iter().copied() {
            found.insert(name, Value::from(parts.line(name)?));
        }
        for name in lists.iter().copied() {
            found.insert(name, Value::from(parts.lines(name)?));
        }
        Ok(found)
    }
}

/// A subject line as it stands in the letter, behind the mark of a trial.
pub(super) fn subject(mark: &str, words: &str) -> String {
    clean(&format!("{mark}{words}"), SUBJECT_MAX)
}

/// The same where nothing else of the letter is written: the mark alone is taken of its frame.
pub(super) fn subject_alone(words: &str, addressing: &Addressing<'_>) -> Result<String, MessageError> {
    let mark = if addressing.instead.is_some() { LetterFrame::new(addressing)?.mark } else { String::new() };
    Ok(subject(&mark, words))
}

/// Text with no space at line ends, never more than one empty line together, and one newline at the end.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.trim().lines().map(str::trim_end) {
        if line.is_empty() {
            gap = true;
            continue;
        }
        if gap {
            tidy.push('\n');
        }
        gap = false;
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy
}
