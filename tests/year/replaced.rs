//! CASES C5: whether a newer agreement takes an older one's place is asked in the letter on the older one's end.

use super::world::World;

const OLD: [(&str, &str); 6] = [
    ("reference", "DL-KR-2017-01"),
    ("title", "Bản ghi nhớ hợp tác nông nghiệp"),
    ("signed_on", "2017-12-22"),
    ("term", "10y"),
    ("kind", "mou"),
    ("partner", "jeonbuk"),
];

type Pairs = &'static [(&'static str, &'static str)];

/// The first letter on the end of Wednesday 22 December 2027 opens 180 days before, on Friday 25 June.
#[test]
fn c5_the_letter_on_an_end_asks_whether_a_newer_text_takes_its_place() {
    let newer: [(&str, &str); 4] =
        [("reference", "DL-KR-2026-02"), ("signed_on", "2026-06-01"), ("term", "5y"), ("restricted", "no")];
    let cases: [(&str, Pairs, bool); 5] = [
        ("like it", &[], true),
        ("about something else", &[("title", "Bản ghi nhớ hợp tác y tế")], false),
        ("of another kind", &[("kind", "agreement")], false),
        ("with another partner", &[("partner", "koica")], false),
        ("restricted", &[("restricted", "yes")], false),
    ];
    for (rule, pairs, asked) in cases {
        let mut world = World::new("");
        world.register("2026-11-20", &OLD);
        world.register("2026-11-20", &[&OLD[1..], &newer[..], pairs].concat());
        let letters = world.letters("2027-06-20", "2027-06-30");
        let letter = letters.iter().find(|letter| letter.subject.contains("22/12/2027")).expect(rule);
        let said = letter.text.contains("DL-KR-2026-02 (ký ngày 01/6/2026) cùng đối tác, cùng loại văn bản");
        assert_eq!(said, asked, "{rule}: {}", letter.text);
    }
}
