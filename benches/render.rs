//! Letters written a second: from a section's facts to subject, text and HTML.
//!
//! The yardstick is measured in the same run over the same bytes: their SHA-256, which every letter goes through anyway
//! on its way to a message id. The ratio says how many such hashes one letter's words cost.
//!
//! Run with `cargo bench --bench render`.

use std::collections::BTreeMap;
use std::time::Instant;

use pactwatch::lifecycle::act::{Act, ActBody, MilestoneKind};
use pactwatch::lifecycle::agreement::Agreement;
use pactwatch::lifecycle::calendar::{Calendar, Country};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::timeline;
use pactwatch::lifecycle::policy::{Contact, DigestRhythm, Language};
use pactwatch::message::{Addressing, Audience, Letter, Rendered, Section, render, section};
use sha2::{Digest, Sha256};

const LETTERS: u32 = 5_000;
const WARM_UP: u32 = 200;

fn main() {
    let sections = [sample()];
    let officer = Contact {
        id: "desk-korea".to_owned(),
        name: "Chuyên viên theo dõi Hàn Quốc".to_owned(),
        email: "desk-korea@example.vn".to_owned(),
        language: Language::Vi,
        digest: DigestRhythm::Weekly,
        away: vec![],
        ..Contact::default()
    };
    let addressing = Addressing {
        page: None,
        instead: None,
        to: &officer,
        ways: &[],
        registrars: &[],
        fallback: None,
        office: "Sở Ngoại vụ tỉnh Đắk Lắk",
        language: Language::Vi,
        audience: Audience::Staff,
    };
    let write = || {
        render(&Letter::Reminders(&sections), &addressing, sections[0].today)
            .expect("the templates hold for this letter")
    };
    let bytes = bytes(&write());
    // Turn and turn about, so that neither has the machine to itself.
    let mut best = (0.0_f64, 0.0_f64);
    for _ in 0..3 {
        best.0 = best.0.max(rate(|| usize::from(Sha256::digest(&bytes)[0])));
        best.1 = best.1.max(rate(|| write().text.len()));
    }
    let (yardstick, letters) = best;
    println!("one letter of {} bytes, best of three runs of {LETTERS}", bytes.len());
    println!("SHA-256 of its bytes  {yardstick:>9.0} a second");
    println!("letters written       {letters:>9.0} a second");
    println!("ratio                 {:>9.3}", letters / yardstick);
}

/// Turns a second after a warm-up; what the turns give is kept, so that none is left out.
fn rate(turn: impl Fn() -> usize) -> f64 {
    let mut kept = 0_usize;
    (0..WARM_UP).for_each(|_| kept = kept.wrapping_add(turn()));
    let started = Instant::now();
    (0..LETTERS).for_each(|_| kept = kept.wrapping_add(turn()));
    let elapsed = started.elapsed().as_secs_f64();
    assert_ne!(kept, usize::MAX);
    f64::from(LETTERS) / elapsed
}

fn bytes(letter: &Rendered) -> Vec<u8> {
    [&letter.subject, &letter.text, &letter.html].map(String::as_bytes).concat()
}

/// An agreement's expiry, thirty days ahead.
fn sample() -> Section {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let facts = [
        ("reference", "DL-KR-2017-01"),
        ("title", "Bản thỏa thuận hợp tác giữa tỉnh Đắk Lắk và tỉnh Jeollabuk-do, Hàn Quốc"),
        ("short", "Đắk Lắk – Jeonbuk"),
        ("signed_on", "2017-12-22"),
        ("term", "5y"),
        ("lead_agency", "Cơ quan phụ trách hợp tác quốc tế của mỗi bên"),
        ("basis", "term=“có giá trị trong vòng 5 năm” (chưa rõ điều khoản)"),
    ];
    let facts = facts.map(|(field, text)| (field.to_owned(), text.to_owned())).into();
    let signed = day("2017-12-22");
    let body = ActBody::Register { facts, import: None };
    let act = Act {
        seq: 1,
        on: signed,
        recorded_on: signed,
        by: "import".to_owned(),
        number: None,
        note: None,
        body,
        origin: pactwatch::lifecycle::act::Origin::default(),
    };
    let agreement = Agreement { id: 1, acts: vec![act] };
    let timeline = timeline(&agreement, day("2030-12-31")).expect("facts that can be read");
    let expiry =
        timeline.milestones.iter().find(|milestone| milestone.kind == MilestoneKind::Expiry).expect("an expiry");
    let calendar = Calendar::new(Country::Vietnam, vec![], vec![]).expect("no entries of the office's own");
    section(&timeline, expiry, &BTreeMap::new(), &calendar, day("2022-11-22")).expect("working days in sight")
}
