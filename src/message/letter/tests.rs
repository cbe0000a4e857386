//! Every letter as people read it. What is expected was written by hand from the office's wording, not from output.

use std::collections::BTreeMap;

mod agreements;
mod days;
mod digests;
mod duties;
mod english;
mod handovers;
mod safety;

use super::*;
use crate::lifecycle::act::{Act, ActBody, Choice, Mark, MilestoneKind};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::calendar::{Calendar, Country};
use crate::lifecycle::milestone::{Derivation, Milestone, timeline};
use crate::lifecycle::party::{Party, PartyName, Succession};
use crate::lifecycle::policy::{Contact, DigestRhythm, Language};
use crate::message::section::{EarlierRecipient, RuleCheckState, Task, TaskKind, section};

fn day(text: &str) -> Day {
    text.parse().expect(text)
}

fn vietnam() -> Calendar {
    Calendar::new(Country::Vietnam, vec![], vec![]).expect("no entries of the office's own")
}

fn contact(id: &str, name: &str) -> Contact {
    Contact {
        id: id.to_owned(),
        name: name.to_owned(),
        email: format!("{id}@example.vn"),
        language: Language::Vi,
        digest: DigestRhythm::Weekly,
        away: vec![],
        ..Contact::default()
    }
}

fn party(id: &str, names: &[(&str, Option<&str>)], successor: Option<(&str, &str)>) -> (String, Party) {
    let name = |(name, from): &(&str, Option<&str>)| PartyName {
        name: (*name).to_owned(),
        name_en: None,
        from: from.map(day),
        until: None,
    };
    let names = names.iter().rev().map(name).collect();
    let successor = successor.map(|(id, on)| Succession { id: id.to_owned(), on: day(on), basis: None });
    (id.to_owned(), Party { id: id.to_owned(), names, successor, ..Party::default() })
}

fn parties() -> BTreeMap<String, Party> {
    BTreeMap::from([
        party("dak-lak", &[("UBND tỉnh Đắk Lắk", None)], None),
        party("kon-tum", &[("UBND tỉnh Kon Tum", None)], Some(("quang-ngai", "2025-07-01"))),
        party("quang-ngai", &[("UBND tỉnh Quảng Ngãi", None)], None),
        party("jeonbuk", &[("Jeollabuk-do", None), ("Jeonbuk State", Some("2024-01-18"))], None),
        party("sekong", &[("Chính quyền tỉnh Sê Kông", None)], None),
    ])
}

/// An agreement known from that day with these facts, and acts `(on, by, body)` recorded on their days.
fn agreement(known_on: &str, facts: &[(&str, &str)], acts: Vec<(&str, ActBody)>) -> Agreement {
    let facts = facts.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    let register = (known_on, ActBody::Register { facts, import: None });
    let acts = (1..)
        .zip(std::iter::once(register).chain(acts))
        .map(|(seq, (on, body))| Act {
            seq,
            on: day(on),
            recorded_on: day(on),
            by: "Trưởng phòng".to_owned(),
            number: None,
            note: None,
            body,
            origin: crate::lifecycle::act::Origin::default(),
        })
        .collect();
    Agreement { id: 1, acts }
}

const JEONBUK: &[(&str, &str)] = &[
    ("reference", "DL-KR-2017-01"),
    ("title", "Bản thỏa thuận hợp tác giữa tỉnh Đắk Lắk và tỉnh Jeollabuk-do"),
    ("short", "Đắk Lắk – Jeonbuk"),
    ("ours", "dak-lak"),
    ("partner", "jeonbuk"),
    ("signed_on", "2017-12-22"),
    ("term", "5y"),
    ("review_every", "2y"),
    ("lead_agency", "Sở Ngoại vụ"),
    ("basis", "term=Điều 7;review=Điều 5"),
];

fn with(
    facts: &[(&'static str, &'static str)],
    more: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    facts.iter().filter(|(field, _)| !more.iter().any(|(other, _)| other == field)).chain(more).copied().collect()
}

fn tacit() -> Vec<(&'static str, &'static str)> {
    let more = [
        ("signed_on", "2017-09-06"),
        ("renewal", "tacit"),
        ("renewal_period", "5y"),
        ("notice", "6m"),
        ("review_every", ""),
        ("basis", "term=Điều 7;notice=khoản 2 Điều 7"),
    ];
    with(JEONBUK, &more).into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// The section on the milestone of that kind and day, as seen on `today`.
fn on(agreement: &Agreement, kind: MilestoneKind, milestone_on: &str, today: &str) -> Section {
    let timeline = timeline(agreement, day("2040-12-31")).expect("facts that can be read");
    let milestone = timeline.milestones.iter().find(|m| m.kind == kind && m.day == day(milestone_on));
    let milestone = milestone.unwrap_or_else(|| panic!("no {kind:?} on {milestone_on}"));
    section(&timeline, milestone, &parties(), &vietnam(), day(today)).expect("working days in sight")
}

/// A letter in Vietnamese to that person, from an office of which nothing else is known.
fn addressing(to: &Contact) -> Addressing<'_> {
    Addressing {
        page: None,
        to,
        ways: &[],
        registrars: &[],
        fallback: None,
        office: "Sở Ngoại vụ tỉnh Đắk Lắk",
        language: Language::Vi,
        audience: Audience::Staff,
        instead: None,
    }
}

fn write_to(sections: &[Section], audience: Audience) -> Rendered {
    let (to, reply) =
        (contact("desk", "Chuyên viên theo dõi Hàn Quốc"), contact("head", "Trưởng phòng Hợp tác quốc tế"));
    let addressing = Addressing { registrars: &[&reply], audience, ..addressing(&to) };
    let today = sections.first().map_or(day("2026-11-21"), |section| section.today);
    rendered(&Letter::Reminders(sections), &addressing, today)
}

/// The letter, whose subject is the same where nothing else of it is written.
fn rendered(letter: &Letter<'_>, addressing: &Addressing<'_>, today: Day) -> Rendered {
    let whole = render(letter, addressing, today).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(subject(letter, addressing, today).ok().as_ref(), Some(&whole.subject));
    whole
}

fn write(section: Section) -> Rendered {
    write_to(&[section], Audience::Staff)
}

/// Text as HTML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#x27;")
        .replace('/', "&#x2f;")
}

#[track_caller]
fn says(letter: &Rendered, subject: &str, first: &str, sentences: &[&str]) {
    assert_eq!(letter.subject, subject);
    assert_eq!(letter.text.lines().next(), Some(first), "\n{}", letter.text);
    assert!(letter.html.contains(&escaped(first)), "{first}\n{}", letter.html);
    for sentence in sentences {
        assert!(letter.text.contains(sentence), "the text lacks: {sentence}\n{}", letter.text);
        assert!(letter.html.contains(&escaped(sentence)), "the HTML lacks: {sentence}\n{}", letter.html);
    }
}
