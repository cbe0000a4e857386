//! The parts that every letter has: greeting, the reason why its reader gets it, signature, footer.

use serde::Serialize;

use super::addressing::{Addressing, AlsoMeant, DeliveryReason, Fallback};
use crate::lifecycle::policy::{Contact, Language};
use crate::message::templates::TemplateBlocks;
use crate::message::view::clean;
use crate::message::{MessageError, say};

/// The longest name in a frame, in characters.
const NAME_MAX: usize = 120;
/// At most this many of those who keep the register are named.
const REGISTRARS_MAX: usize = 2;
/// The longest reason, in characters.
const REASON_MAX: usize = 300;

/// The frame of every letter.
#[derive(Serialize)]
pub(super) struct LetterFrame {
    language: &'static str,
    greeting: String,
    notes: Vec<String>,
    closing: String,
    signature: String,
    footer: String,
    /// Where what was done is entered: on the page, if there is one, or in the workbook.
    enter: String,
    /// The same of what waits to be verified, which has a list of its own on the page.
    verify: String,
    /// How to tell the office what was done: `trả lời thư này để báo …`.
    pub(super) tell: String,
    /// In a trial, whom the letter would go to; else empty.
    pub(super) trial: String,
    /// In a trial, what stands before the subject; else empty.
    pub(super) mark: String,
    /// Whom to ask: a name, with a telephone number where there is one.
    ask: String,
}

#[derive(Serialize)]
struct WayView {
    sections: Option<String>,
    in_place_of: Option<String>,
    own_too: bool,
    why_fallback: Vec<String>,
    nobody_meant: bool,
}

impl WayView {
    fn new(way: &DeliveryReason<'_>, language: Language) -> Self {
        let names: Vec<String> = way.in_place_of.iter().map(|contact| name(contact)).collect();
        let why = way.fallback.iter().filter_map(|fallback| match fallback {
            Fallback::Unreached(why) => Some(clean(&say::unreached(why, language), REASON_MAX)),
            Fallback::NobodyMeant => None,
        });
        Self {
            sections: (!way.sections.is_empty()).then(|| runs(&way.sections)),
            in_place_of: (!names.is_empty()).then(|| names.join(", ")),
            own_too: way.own == AlsoMeant::Too,
            why_fallback: why.collect(),
            nobody_meant: way.fallback.contains(&Fallback::NobodyMeant),
        }
    }
}

fn phone(contact: &Contact) -> Option<String> {
    contact.phone.as_deref().map(|phone| clean(phone, 60)).filter(|phone| !phone.is_empty())
}

fn name(contact: &Contact) -> String {
    clean(&contact.name, NAME_MAX)
}

/// Ascending numbers as people write them: `1–3, 5`.
fn runs(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let run =
        |(first, last): &(usize, usize)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

impl LetterFrame {
    pub(super) fn new(addressing: &Addressing<'_>) -> Result<Self, MessageError> {
        #[derive(Serialize)]
        struct FrameContext {
            f: FrameWords,
        }
        #[derive(Serialize)]
        struct FrameWords {
            to: String,
            /// In a trial, the address that the letter would go to.
            address: Option<String>,
            office: String,
            ways: Vec<WayView>,
            registrar: Option<String>,
            phone: Option<String>,
            fallback: Option<String>,
            fallback_phone: Option<String>,
            page: Option<String>,
            reach: Option<String>,
        }
        let language = addressing.language;
        let others = addressing.registrars.iter().filter(|contact| contact.id != addressing.to.id);
        let registrars: Vec<&Contact> = others.take(REGISTRARS_MAX).copied().collect();
        let fallback = addressing.fallback.filter(|fallback| fallback.id != addressing.to.id);
        let f = FrameWords {
            to: name(addressing.to),
            address: addressing.instead.map(|_| clean(&addressing.to.email, NAME_MAX)),
            office: clean(addressing.office, NAME_MAX),
            ways: addressing.ways.iter().map(|way| WayView::new(way, language)).collect(),
            registrar: (!registrars.is_empty())
                .then(|| registrars.iter().map(|contact| name(contact)).collect::<Vec<_>>().join(", ")),
            phone: registrars.iter().find_map(|contact| phone(contact)),
            fallback: fallback.map(name),
            fallback_phone: fallback.and_then(phone),
            page: addressing.page.map(|page| page.address.to_owned()),
            reach: addressing.page.and_then(|page| page.reach).map(|reach| clean(reach, NAME_MAX)),
        };
        let parts = TemplateBlocks::of(language, "frame.txt", &FrameContext { f })?;
        Ok(Self {
            language: language.code(),
            greeting: parts.line("greeting")?,
            notes: parts.lines("notes")?,
            closing: parts.line("closing")?,
            signature: parts.line("signature")?,
            trial: parts.line("trial")?,
            mark: Some(parts.line("mark")?).filter(|mark| !mark.is_empty()).map_or_else(String::new, |mark| mark + " "),
            footer: parts.line("footer")?,
            enter: parts.line("enter")?,
            verify: parts.line("verify")?,
            tell: parts.line("tell")?,
            ask: parts.line("ask")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn numbers_that_follow_each_other_are_one_run() {
        for (numbers, expected) in
            [(&[3][..], "3"), (&[1, 2], "1–2"), (&[1, 2, 3, 5], "1–3, 5"), (&[2, 4, 6], "2, 4, 6"), (&[], "")]
        {
            assert_eq!(runs(numbers), expected);
        }
    }
}
