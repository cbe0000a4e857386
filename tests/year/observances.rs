//! Days of courtesy: whose are kept, when they fall, what a country's letter says.

use super::world::{Letter, World};

/// Adds an agreement with a country.
fn with(world: &mut World, reference: &str, country: &str, more: &[(&str, &str)]) -> i64 {
    let facts = [("reference", reference), ("title", reference), ("country", country), ("term", "unknown")];
    world.register("2026-01-05", &[&facts[..], more].concat())
}

fn names(lines: &[String]) -> Vec<&str> {
    lines.iter().filter_map(|line| line.rsplit(' ').next()).collect()
}

fn texts(world: &World, from: &str, to: &str, words: &str) -> Vec<Letter> {
    world.letters(from, to).into_iter().filter(|letter| letter.subject.contains(words)).collect()
}

#[test]
fn whose_days_are_kept() {
    let kept = |scope: &str| {
        let mut world = World::new(&format!("[observances]\nscope = \"{scope}\"\n"));
        with(&mut world, "A", "KR", &[]);
        world.round("2027-01-01", "2027-12-31")
    };
    let partners = kept("partners");
    let korea = names(&partners).into_iter().filter(|name| name.starts_with("kr-")).count();
    assert!(partners.contains(&"2027-12-22 Wed kr-relations".to_owned()), "{partners:#?}");
    assert!(korea >= 2, "{partners:#?}");
    for others in ["la-", "asean-", "yoga-"] {
        assert!(!names(&partners).iter().any(|name| name.starts_with(others)), "{partners:#?}");
    }
    let all = kept("all");
    for day in ["2027-09-05 Sun la-relations", "2027-07-18 Sun la-treaty", "2027-06-24 Thu kh-relations"] {
        assert!(all.contains(&day.to_owned()), "no {day} in {all:#?}");
    }
    assert_eq!(kept("none"), ["2027-11-15 Mon annual-plan", "2027-11-15 Mon annual-report"]);
}

#[test]
fn a_day_of_several_countries_is_kept_where_one_of_them_is_a_partners() {
    let mut world = World::new("");
    with(&mut world, "A", "MY", &[]);
    let days = world.round("2027-01-01", "2027-12-31");
    assert!(days.contains(&"2027-08-08 Sun asean-day".to_owned()), "{days:#?}");
    assert!(!names(&days).contains(&"yoga-day"), "{days:#?}");
}

#[test]
fn relations_are_marked_in_round_and_half_round_years() {
    let mut world = World::new("");
    with(&mut world, "A", "BN", &[]);
    let marks = |world: &World, name: &str| -> Vec<String> {
        world.round("2021-01-01", "2037-12-31").into_iter().filter(|line| line.ends_with(name)).collect()
    };
    // From 29/02/1992: 30, 35, 40 and 45 years; 2032 alone is a leap year.
    let expected = ["2022-02-28 Mon", "2027-02-28 Sun", "2032-02-29 Sun", "2037-02-28 Sat"];
    let relations = marks(&world, "bn-relations");
    assert_eq!(relations, expected.map(|day| format!("{day} bn-relations")));
    // Sixty days before 28/02/2027 is Wednesday 30/12/2026.
    let letters = texts(&world, "2026-12-01", "2027-03-31", "Kỷ niệm");
    assert_eq!(letters.len(), 1);
    assert_eq!(
        letters[0].line(),
        "2026-12-30 Wed desk [Kỷ niệm] 28/02/2027: 35 năm quan hệ ngoại giao Việt Nam – Brunei"
    );
    assert!(letters[0].text.contains("(năm lẻ năm)"), "{}", letters[0].text);
}

#[test]
fn rows_hold_for_their_years_and_lunar_days_follow_the_moon() {
    let row = r#"
[[observance]]
name = "queen"
kind = "greeting"
country = "TH"
title = "sinh nhật Hoàng hậu"
on = "03/06"
valid_from = 2026-06-04
valid_to = 2028-06-03
[[observance]]
name = "hung-kings"
kind = "greeting"
title = "Giỗ Tổ"
on = "lunar 10/3"
"#;
    let mut world = World::new(row);
    with(&mut world, "A", "TH", &[]);
    let found = world.round("2026-01-01", "2029-12-31");
    let of = |name: &str| -> Vec<&String> { found.iter().filter(|line| line.ends_with(name)).collect() };
    assert_eq!(of(" queen"), ["2027-06-03 Thu queen", "2028-06-03 Sat queen"], "the first on the day before it begins");
    let lunar = ["2026-04-26 Sun", "2027-04-16 Fri", "2028-04-04 Tue", "2029-04-23 Mon"];
    assert_eq!(of("hung-kings"), lunar.map(|day| format!("{day} hung-kings")).iter().collect::<Vec<_>>());
}

#[test]
fn d3_a_greeting_that_passed_is_not_made_up_for() {
    let mut world = World::new("");
    with(&mut world, "A", "LA", &[]);
    let sent = |from: &str| world.lines(from, "2027-01-31", "Quốc khánh Lào");
    let bare = "desk [Chúc mừng] 02/12: Quốc khánh Lào";
    let subject = format!("{bare}, trình thư chậm nhất 25/11");
    // D3: Wednesday 02/12/2026 is handed in five working days before, on Wednesday 25/11; -21d of it is Wednesday 04/11, -7d
    // Wednesday 18/11.
    assert_eq!(sent("2026-11-01"), [format!("2026-11-04 Wed {subject}"), format!("2026-11-18 Wed {subject}")]);
    assert_eq!(sent("2026-11-25"), [format!("2026-11-25 Wed {subject}")], "first seen on the day of submission");
    assert_eq!(sent("2026-11-26"), [format!("2026-11-26 Thu {bare}")], "that day is over: it is asked for no more");
    assert_eq!(
        sent("2026-12-02"),
        [format!("2026-12-02 Wed {bare}")],
        "missed until its day: once, and no day that is over"
    );
    assert_eq!(sent("2026-12-03"), Vec::<String>::new());
}

#[test]
fn a_countrys_letter_names_partners_and_agreements_until_it_is_fulfilled() {
    let mut world = World::new("");
    world.party("sekong", &[("Chính quyền tỉnh Sê Kông", None)]);
    world.party("attapeu", &[("Tỉnh cũ", Some("2026-06-30")), ("Chính quyền tỉnh Attapeu", None)]);
    world.party("hidden", &[("Tỉnh Zkín", None)]);
    with(&mut world, "A", "LA", &[("short", "Đắk Lắk – Sekong"), ("partner", "sekong")]);
    with(&mut world, "B", "LA", &[("short", "Đắk Lắk – Attapeu"), ("partner", "attapeu")]);
    with(&mut world, "C", "LA", &[("short", "Zkín"), ("partner", "hidden"), ("restricted", "yes")]);
    // The one that signed was succeeded twice; the greeting goes to who stands there.
    for (id, name, next) in [
        ("gone", "Tỉnh mất", Some("between")),
        ("between", "Tỉnh giữa", Some("salavan")),
        ("salavan", "Tỉnh Salavan", None),
    ] {
        world.succession(id, name, next.map(|next| (next, "2025-01-01")));
    }
    with(&mut world, "E", "LA", &[("short", "Đắk Lắk – Salavan"), ("partner", "gone")]);
    let ended = with(&mut world, "D", "LA", &[("short", "Zcũ"), ("partner", "sekong"), ("signed_on", "2020-01-06")]);
    let body = pactwatch::lifecycle::act::ActBody::Terminate { ends_on: super::world::day("2026-03-02") };
    world.act(ended, "2026-03-02", &body);
    let letters = texts(&world, "2026-11-02", "2026-12-31", "Quốc khánh Lào");
    assert_eq!(letters.len(), 2);
    for part in [
        "gửi Tổng Lãnh sự Lào tại Đà Nẵng; Chính quyền tỉnh Attapeu, Chính quyền tỉnh Sê Kông, Tỉnh Salavan, trình ký chậm nhất",
        "Thỏa thuận với nước này: Đắk Lắk – Sekong (A); Đắk Lắk – Attapeu (B); Đắk Lắk – Salavan (E)",
        "Quốc khánh Lào (kỷ niệm 51 năm): thứ Tư, 02/12/2026",
    ] {
        assert!(letters[0].text.contains(part), "no `{part}` in\n{}", letters[0].text);
    }
    for part in ["Zkín", "Zcũ", "Tỉnh cũ", "Tỉnh mất", "Tỉnh giữa"] {
        assert!(!letters[0].text.contains(part), "`{part}` in\n{}", letters[0].text);
    }
    world.fulfil(None, "2026-11-12", "observance:la-national-day@2026-12-02");
    assert_eq!(world.lines("2026-11-12", "2026-12-31", "Quốc khánh Lào"), Vec::<String>::new());
    assert_eq!(world.lines("2026-11-12", "2027-12-31", "Quốc khánh Lào").len(), 2, "next year asks anew");
}

#[test]
fn a_day_that_is_not_certain_says_so_and_a_day_without_a_letter_asks_for_none() {
    let mut world = World::new("");
    with(&mut world, "A", "LA", &[]);
    let bunpimay = texts(&world, "2026-03-01", "2026-04-30", "Bunpimay");
    assert!(bunpimay[0].text.contains("Ngày này chưa được xác nhận, đề nghị đối chiếu."), "{}", bunpimay[0].text);
    with(&mut world, "B", "IN", &[]);
    let yoga = texts(&world, "2026-04-01", "2026-06-30", "Yoga");
    assert_eq!(yoga[0].line(), "2026-04-22 Wed head [Ngày hưởng ứng] 21/6/2026: ngày Quốc tế Yoga");
    assert!(!yoga[0].text.contains("thư chúc mừng"), "{}", yoga[0].text);
}

#[test]
fn the_steps_towards_an_end_are_the_offices_own() {
    let step =
        "[[step]]\nbefore = \"85d\"\ntitle = \"họp liên ngành\"\n[[step]]\nbefore = \"10d\"\ntitle = \"in ấn\"\n";
    let mut world = World::new(step);
    let facts = [("reference", "A"), ("short", "A – B"), ("title", "A"), ("term", "until 2026-12-22")];
    world.register("2026-01-05", &facts);
    // -90d is Wednesday 23/09/2026; 85 days before is Monday 28/09.
    let letters = texts(&world, "2026-09-01", "2026-09-30", "Hết hiệu lực");
    let letter = letters.iter().find(|letter| letter.on.to_string() == "2026-09-23").unwrap();
    assert!(letter.text.contains("chậm nhất thứ Hai, 28/9/2026: họp liên ngành"), "{}", letter.text);
    assert!(letter.text.contains("chậm nhất thứ Sáu, 11/12/2026: in ấn"), "{}", letter.text);
    assert!(!letter.text.contains("Bộ Ngoại giao"), "{}", letter.text);
}
