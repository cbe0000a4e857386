//! Why a reader gets a letter: named by the rung, as a substitute, or because nobody else is left.
//!
//! The invariant: each reminder is accounted for. A reader who substitutes for one contact and is named for another is
//! told both, and in a letter of several sections which is which.

use super::coverage::CoveredReminders;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Circle, Contact, NoRecipient, Recipient};
use crate::lifecycle::reminder::{Key, RecipientSource};
use crate::message::{AlsoMeant, DeliveryReason, Fallback, Letter};

/// At most this many people, and so many reasons, are named for one section.
const NAMED_MAX: usize = 10;

/// The ways that want saying; none where all of it was meant for the reader.
pub(super) fn ways<'a>(
    letter: &Letter<'_>,
    covered: &CoveredReminders,
    to: &Contact,
    circle: &'a Circle,
    today: Day,
) -> Vec<DeliveryReason<'a>> {
    let each: Vec<DeliveryReason<'a>> =
        covered.by_section().map(|(keys, meant)| way(keys, meant, to, circle, today)).collect();
    let numbered = matches!(letter, Letter::Reminders(sections) if sections.len() == each.len());
    let mut reasons: Vec<DeliveryReason<'a>> = Vec::new();
    for (at, one) in each.iter().enumerate() {
        let same = reasons.iter_mut().find(|reason| {
            (&reason.in_place_of, reason.own, &reason.fallback) == (&one.in_place_of, one.own, &one.fallback)
        });
        match same {
            Some(same) => same.sections.push(at + 1),
            None => reasons.push(DeliveryReason { sections: vec![at + 1], ..one.clone() }),
        }
    }
    match reasons.as_mut_slice() {
        [only] => only.sections.clear(),
        _ if !numbered => reasons = vec![together(&reasons)],
        _ => {}
    }
    reasons.retain(|way| !way.in_place_of.is_empty() || !way.fallback.is_empty());
    reasons
}

/// How one section came: its reminders are all about the same.
fn way<'a>(keys: &[Key], meant: RecipientSource, to: &Contact, circle: &'a Circle, today: Day) -> DeliveryReason<'a> {
    let mut way =
        DeliveryReason { in_place_of: Vec::new(), own: AlsoMeant::Not, fallback: Vec::new(), sections: Vec::new() };
    if meant == RecipientSource::Fallback {
        way.fallback.push(Fallback::NobodyMeant);
        return way;
    }
    for key in keys {
        match circle.reached(&key.recipient, today) {
            Recipient::StandIn { for_, .. } => add(&mut way.in_place_of, circle.contact(&for_)),
            Recipient::Fallback { why, .. } => add(&mut way.fallback, Some(Fallback::Unreached(named(why, circle)))),
            Recipient::Contact(id) if id == to.id => way.own = AlsoMeant::Too,
            Recipient::Contact(_) | Recipient::Nobody { .. } => {}
        }
    }
    if way.in_place_of.is_empty() {
        way.own = AlsoMeant::Not;
    }
    way
}

/// One way for a letter whose parts have no numbers.
fn together<'a>(ways: &[DeliveryReason<'a>]) -> DeliveryReason<'a> {
    let mut all =
        DeliveryReason { in_place_of: Vec::new(), own: AlsoMeant::Not, fallback: Vec::new(), sections: Vec::new() };
    for way in ways {
        way.in_place_of.iter().for_each(|contact| add(&mut all.in_place_of, Some(*contact)));
        way.fallback.iter().for_each(|why| add(&mut all.fallback, Some(why.clone())));
        // A part that came no other way was meant for the reader.
        if way.own == AlsoMeant::Too || (way.in_place_of.is_empty() && way.fallback.is_empty()) {
            all.own = AlsoMeant::Too;
        }
    }
    all
}

fn add<T: PartialEq>(list: &mut Vec<T>, one: Option<T>) {
    list.extend(one.filter(|one| list.len() < NAMED_MAX && !list.contains(one)));
}

/// As letters name people: a contact's id means nothing to a reader.
fn named(why: NoRecipient, circle: &Circle) -> NoRecipient {
    let name = |id: String| circle.contact(&id).map_or(id, |contact| contact.name.clone());
    match why {
        NoRecipient::Unknown(_) => why,
        NoRecipient::NoSubstitute { contact, until } => NoRecipient::NoSubstitute { contact: name(contact), until },
        NoRecipient::TooManySteps { contact } => NoRecipient::TooManySteps { contact: name(contact) },
    }
}
