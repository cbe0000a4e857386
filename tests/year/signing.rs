//! Five-year marks of an agreement's signing.

use pactwatch::lifecycle::act::{ActBody, Choice, Mark, MilestoneKind};

use super::world::{Letter, World, day};

const JEONBUK: [(&str, &str); 6] = [
    ("reference", "DL-KR-2017-01"),
    ("title", "Bản thỏa thuận hợp tác"),
    ("short", "Đắk Lắk – Jeonbuk"),
    ("signed_on", "2017-12-22"),
    ("term", "15y"),
    ("partner", "jeonbuk"),
];

/// `2022-12-22 Thu 5`: day, weekday, years.
fn marks(world: &World, id: i64, through: &str) -> Vec<String> {
    let found = world.named(id, "signing", through);
    found.iter().map(|m| format!("{} {} {}", m.day, m.day.weekday(), m.nth)).collect()
}

#[test]
fn every_five_years_from_the_day_of_signing() {
    let agreement = [("kind", "agreement"), ("signed_on", "2017-12-22")];
    for (rule, facts, through, expected) in [
        (
            "while the text is in force and goes on after the day",
            &[("kind", "agreement"), ("signed_on", "2017-12-22"), ("term", "6y")][..],
            "2027-12-22",
            &["2022-12-22 Thu 5"][..],
        ),
        (
            "not on the day on which it ends",
            &[("kind", "agreement"), ("signed_on", "2017-12-22"), ("term", "5y")],
            "2027-12-22",
            &[],
        ),
        ("of one-year minutes", &[("kind", "minutes"), ("signed_on", "2017-12-22"), ("term", "1y")], "2040-01-01", &[]),
        (
            "a term that nobody knows",
            &[("kind", "mou"), ("signed_on", "2017-12-22"), ("term", "unknown")],
            "2030-01-01",
            &[],
        ),
        (
            "it renews itself",
            &[
                ("kind", "mou"),
                ("signed_on", "2017-12-22"),
                ("term", "5y"),
                ("renewal", "tacit"),
                ("renewal_period", "5y"),
            ][..],
            "2028-01-01",
            &["2022-12-22 Thu 5", "2027-12-22 Wed 10"],
        ),
        (
            "not yet in force",
            &[("kind", "mou"), ("signed_on", "2017-12-22"), ("term", "open"), ("effect", "notification")],
            "2030-01-01",
            &[],
        ),
        (
            "signed on 29 February",
            &[("kind", "mou"), ("signed_on", "2012-02-29"), ("term", "open")],
            "2032-12-31",
            &["2017-02-28 Tue 5", "2022-02-28 Mon 10", "2027-02-28 Sun 15", "2032-02-29 Sun 20"],
        ),
        ("a plan", &[("kind", "plan"), ("signed_on", "2017-12-22"), ("term", "5y")], "2030-01-01", &[]),
        ("a regulation", &[("kind", "regulation"), ("signed_on", "2017-12-22"), ("term", "5y")], "2030-01-01", &[]),
        ("another paper", &[("kind", "other"), ("signed_on", "2017-12-22"), ("term", "5y")], "2030-01-01", &[]),
        (
            "a treaty",
            &[("kind", "treaty"), ("signed_on", "1977-07-18"), ("term", "open")],
            "1982-12-31",
            &["1982-07-18 Sun 5"],
        ),
        ("no day of signing", &[("kind", "mou"), ("in_force_on", "2017-12-22"), ("term", "5y")], "2030-01-01", &[]),
    ] {
        let mut world = World::new("");
        let id = world.register("2026-01-05", &[&[("reference", "A"), ("title", "A")], facts].concat());
        assert_eq!(marks(&world, id, through), expected, "{rule}");
    }
    let mut world = World::new("[observances]\nscope = \"none\"\n");
    let id = world.register("2026-01-05", &[&[("reference", "A"), ("title", "A")], &agreement[..]].concat());
    assert_eq!(marks(&world, id, "2040-01-01"), Vec::<String>::new(), "an office that keeps no observances");
}

#[test]
fn none_after_an_end_by_act_or_in_the_archive() {
    for (body, expected) in [
        (ActBody::Terminate { ends_on: day("2027-12-21") }, 1),
        (ActBody::Terminate { ends_on: day("2027-12-22") }, 1),
        (ActBody::Terminate { ends_on: day("2027-12-23") }, 2),
        (ActBody::Close, 1),
    ] {
        let mut world = World::new("");
        let id = world.register("2026-01-05", &JEONBUK);
        world.act(id, "2026-02-02", &body);
        assert_eq!(world.named(id, "signing", "2040-01-01").len(), expected, "{body:?}");
    }
}

#[test]
fn from_the_letter_to_fulfil() {
    let mut world = World::new("");
    world.party("jeonbuk", &[("Jeollabuk-do", Some("2024-01-17")), ("Jeonbuk State", None)]);
    let id = world.register("2026-01-05", &JEONBUK);
    // Sixty days before Wednesday 22/12/2027 is Saturday 23/10, so Friday 22/10. Five working days back from 22/12:
    // 21, 20, 17, 16, 15/12; two: 21, 20/12.
    let letters = world.letters("2026-01-05", "2028-06-30");
    let letters: Vec<&Letter> = letters.iter().filter(|letter| letter.subject.contains("Kỷ niệm")).collect();
    let lines: Vec<String> = letters.iter().map(|letter| letter.line()).collect();
    assert_eq!(lines, ["2027-10-22 Fri desk [Kỷ niệm] 22/12/2027: 10 năm ký kết Đắk Lắk – Jeonbuk"]);
    for part in [
        "10 năm ngày ký Bản thỏa thuận hợp tác (năm tròn): thứ Tư, 22/12/2027",
        "10 năm kể từ ngày 22/12/2017 là ngày 22/12/2027",
        "thư chúc mừng của Chủ tịch UBND tỉnh gửi Jeonbuk State, trình ký chậm nhất thứ Tư, 15/12/2027, gửi chậm nhất \
         thứ Hai, 20/12/2027",
        "Mã theo dõi: DL-KR-2017-01",
    ] {
        assert!(letters[0].text.contains(part), "no `{part}` in\n{}", letters[0].text);
    }
    world.fulfil(Some(id), "2027-10-04", "observance:signing@2027-12-22");
    assert_eq!(world.lines("2027-10-04", "2028-06-30", "Kỷ niệm"), Vec::<String>::new(), "done");
}

#[test]
fn a_restricted_agreement_tells_reference_and_day_alone() {
    let mut world = World::new("");
    world.register("2026-01-05", &[&JEONBUK[..], &[("restricted", "yes")]].concat());
    let letters = world.letters("2027-10-01", "2027-12-31");
    let about: Vec<&Letter> = letters.iter().filter(|letter| letter.subject.contains("22/12/2027")).collect();
    assert_eq!(about.len(), 1);
    assert!(about[0].subject.starts_with("[Nội bộ] Mã DL-KR-2017-01"), "{}", about[0].subject);
    assert!(!about[0].text.contains("ký kết") && !about[0].text.contains("Jeonbuk"), "{}", about[0].text);
}

/// D4: what was decided about the end tells whether the text is known to go on.
#[test]
fn d4_a_text_that_ends_on_the_day_is_marked_where_its_renewal_was_decided() {
    for (choice, expected) in [(Choice::Renew, 2), (Choice::Lapse, 1), (Choice::Renegotiate, 1)] {
        let mut world = World::new("");
        let id = world.register("2026-01-05", &[&JEONBUK[..], &[("term", "10y")]].concat());
        let milestone = Mark { kind: MilestoneKind::Expiry, name: None, day: day("2027-12-22") };
        world.act(id, "2026-02-02", &ActBody::Decide { milestone, choice });
        assert_eq!(world.named(id, "signing", "2040-01-01").len(), expected, "{choice:?}");
    }
}
