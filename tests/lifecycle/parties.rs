//! Parties: names of a day, successors, and what may be recorded of them.

use std::collections::BTreeMap;

use pactwatch::exchange::acts::InputAct;
use pactwatch::lifecycle::act::{Act, ActBody};
use pactwatch::lifecycle::act::{ActKey, Target};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::party::{
    Party, PartyName, heir, inherited_parties, kin, parties_from_acts, with_predecessors,
};
use pactwatch::lifecycle::policy::Language;
use pactwatch::lifecycle::recording::party as check;
use pactwatch::message::say::unreadable;
use proptest::prelude::*;

use crate::arbitrary::cases;
use crate::world::day;

const TODAY: &str = "2026-11-21";

/// What was recorded of the parties, in this order; numbered from 1.
struct Book(Vec<Act>);

impl Book {
    /// Parties that an import brought, each with one name of unknown days.
    fn of(parties: &[(&str, &str)]) -> Self {
        let mut book = Self(Vec::new());
        for (id, name) in parties {
            let name = PartyName { name: (*name).to_owned(), name_en: None, from: None, until: None };
            book.push(
                TODAY,
                ActBody::Party { party: Party { id: (*id).to_owned(), names: vec![name], ..Party::default() } },
            );
        }
        book
    }

    /// Kon Tum, Quảng Ngãi and two more.
    fn provinces() -> Self {
        Self::of(&[("kon-tum", "Kon Tum"), ("quang-ngai", "Quảng Ngãi"), ("new", "Vùng mới"), ("sekong", "Sê Kông")])
    }

    fn push(&mut self, on: &str, body: ActBody) -> i64 {
        let seq = i64::try_from(self.0.len()).unwrap() + 1;
        let (on, recorded_on, by) = (day(on), day(TODAY), "desk".to_owned());
        self.0.push(Act {
            seq,
            on,
            recorded_on,
            by,
            number: None,
            note: None,
            body,
            origin: pactwatch::lifecycle::act::Origin::default(),
        });
        seq
    }

    /// Holds it against the rules, and appends it where they allow it.
    fn say(&mut self, id: &str, act: &str, on: Option<&str>, carries: &[(&str, &str)]) -> Result<i64, String> {
        let with = |said: InputAct, (name, text): &(&str, &str)| said.with(ActKey::named(name).unwrap(), *text);
        let said = carries.iter().fold(InputAct::of(act).with(ActKey::On, on.unwrap_or_default()), with);
        let said = said.read(Target::Party).map_err(|wrong| {
            let (what, cure) = unreadable(&wrong[0], Language::En);
            format!("{what}; {cure}")
        })?;
        let accepted = check(&said, id, &self.0, day(TODAY)).map_err(|refusal| refusal.to_string())?;
        Ok(self.push(&accepted.on.to_string(), accepted.body))
    }

    fn known(&self) -> BTreeMap<String, Party> {
        parties_from_acts(&self.0)
    }

    fn name(&self, id: &str, on: &str) -> String {
        self.known()[id].name_on(day(on)).to_owned()
    }

    fn heir(&self, id: &str, on: &str) -> String {
        let parties = self.known();
        heir(&parties[id], &parties, day(on)).id.clone()
    }
}

#[test]
fn a_new_name_begins_on_its_day_and_ends_before_the_next_one() {
    let mut book = Book::of(&[("jeonbuk", "Jeollabuk-do")]);
    // Recorded out of order: the middle one last.
    book.say("jeonbuk", "rename", Some("2024-01-18"), &[("name", "Jeonbuk State")]).unwrap();
    book.say("jeonbuk", "rename", None, &[("name", "Jeolla Bắc"), ("from_on", "2010-01-01")]).unwrap();
    for (on, expected) in [
        ("2009-12-31", "Jeollabuk-do"),
        ("2010-01-01", "Jeolla Bắc"),
        ("2024-01-17", "Jeolla Bắc"),
        ("2024-01-18", "Jeonbuk State"),
        ("2099-01-01", "Jeonbuk State"),
    ] {
        assert_eq!(book.name("jeonbuk", on), expected, "{on}");
    }
    let days: Vec<_> = book.known()["jeonbuk"].names.iter().map(|name| (name.from, name.until)).collect();
    let known = |text: &str| Some(day(text));
    let expected =
        [(None, known("2009-12-31")), (known("2010-01-01"), known("2024-01-17")), (known("2024-01-18"), None)];
    assert_eq!(days, expected);
}

#[test]
fn a_name_that_was_known_to_end_goes_on_ending_then() {
    let name = |name: &str, from: Option<&str>, until: Option<&str>| PartyName {
        name: name.to_owned(),
        name_en: None,
        from: from.map(day),
        until: until.map(day),
    };
    let mut party = Party { names: vec![name("A", None, Some("2020-12-31"))], ..Party::default() };
    party.rename("B", Some("Bee"), day("2015-03-01"));
    let expected = PartyName { name_en: Some("Bee".to_owned()), ..name("B", Some("2015-03-01"), Some("2020-12-31")) };
    assert_eq!(party.names, [name("A", None, Some("2015-02-28")), expected]);
    // On the first day there is, nothing can come before.
    party.rename("C", None, Day::first());
    assert_eq!(party.names[0], name("C", Some(&Day::first().to_string()), Some("2015-02-28")));
    assert_eq!(party.names.len(), 2);
}

/// The rule, the party, the act, its day, what it carries, and what the refusal must say.
type Refused = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static [(&'static str, &'static str)],
    &'static str,
);

#[test]
fn every_refusal_names_its_cure() {
    let mut book = Book::provinces();
    book.say("kon-tum", "rename", Some("2000-01-01"), &[("name", "Tỉnh Kon Tum")]).unwrap();
    book.say("kon-tum", "succeed", Some("2025-07-01"), &[("successor", "quang-ngai")]).unwrap();
    book.say("quang-ngai", "alias", None, &[("alias", "Quangngai")]).unwrap();
    book.say("quang-ngai", "void", None, &[("act", "7")]).unwrap();
    let refused: &[Refused] = &[
        ("no day", "kon-tum", "rename", None, &[("name", "X")], "the new name, for example 2024-01-18 (`--from`)"),
        (
            "no day of a successor",
            "new",
            "succeed",
            None,
            &[("successor", "sekong")],
            "for example 2025-07-01 (`--from`)",
        ),
        ("two days", "new", "rename", Some("2020-01-01"), &[("name", "X"), ("from_on", "2020-01-02")], "say it once"),
        ("no name", "new", "rename", Some("2020-01-01"), &[], "needs `name`"),
        (
            "called so already",
            "kon-tum",
            "rename",
            Some("2001-01-01"),
            &[("name", "Tỉnh Kon Tum")],
            "nothing would change",
        ),
        (
            "a name begins that day",
            "kon-tum",
            "rename",
            Some("2000-01-01"),
            &[("name", "Y")],
            "`record --party kon-tum void 5`",
        ),
        ("itself", "new", "succeed", Some("2025-07-01"), &[("successor", "new")], "name another party"),
        (
            "the same again",
            "kon-tum",
            "succeed",
            Some("2025-07-01"),
            &[("successor", "quang-ngai")],
            "nothing would change",
        ),
        (
            "a second one",
            "kon-tum",
            "succeed",
            Some("2026-01-01"),
            &[("successor", "new")],
            "`record --party kon-tum void 6`",
        ),
        ("a circle", "quang-ngai", "succeed", Some("2026-01-01"), &[("successor", "kon-tum")], "through `kon-tum`"),
        ("known so", "quang-ngai", "alias", None, &[("alias", "Quảng Ngãi")], "nothing would change"),
        ("a spelling to come", "new", "alias", Some("2027-01-01"), &[("alias", "Z")], "has not come yet"),
        ("what brought it", "kon-tum", "void", None, &[("act", "1")], "correct its row and import that"),
        ("another's act", "new", "void", None, &[("act", "5")], "there are: none"),
        ("one's acts are named", "kon-tum", "void", None, &[("act", "99")], "there are: 5 rename, 6 succeed"),
        ("voided already", "quang-ngai", "void", None, &[("act", "7")], "voided already"),
        ("a void", "quang-ngai", "void", None, &[("act", "8")], "record the voided act again"),
        ("no number", "kon-tum", "void", None, &[("act", "five")], "is not an act's number"),
        ("an agreement's act", "kon-tum", "close", None, &[], "name an agreement"),
        ("what it does not carry", "kon-tum", "alias", None, &[("alias", "K"), ("basis", "NQ")], "carries no `basis`"),
    ];
    let before = book.0.len();
    for (rule, id, act, on, carries, cure) in refused {
        let refusal = book.say(id, act, *on, carries).expect_err(rule);
        assert!(refusal.contains(cure), "{rule}: {refusal}");
        assert_eq!(book.0.len(), before, "{rule}");
    }
}

#[test]
fn what_an_import_said_is_mended_by_an_import() {
    let mut book = Book::provinces();
    let mut party = book.known()["kon-tum"].clone();
    party.successor =
        Some(pactwatch::lifecycle::party::Succession { id: "new".into(), on: day("2025-07-01"), basis: None });
    book.push(TODAY, ActBody::Party { party });
    let refusal = book.say("kon-tum", "succeed", Some("2025-07-01"), &[("successor", "quang-ngai")]).unwrap_err();
    assert!(refusal.contains("an import of the party's row"), "{refusal}");
    // That row, the party's second, can be taken back whole.
    book.say("kon-tum", "void", None, &[("act", "5")]).unwrap();
    assert_eq!(book.known()["kon-tum"].successor, None);
}

#[test]
fn an_act_taken_back_is_as_if_it_had_never_been() {
    let mut book = Book::provinces();
    let before = book.known();
    let renamed = book.say("new", "rename", Some("2020-01-01"), &[("name", "X"), ("name_en", "Ex")]).unwrap();
    assert_eq!(book.known()["new"].name_en_on(day("2020-01-01")), "Ex");
    let succeeded =
        book.say("kon-tum", "succeed", Some("2025-07-01"), &[("successor", "new"), ("basis", "NQ")]).unwrap();
    let named = book.say("new", "alias", None, &[("alias", "Xx")]).unwrap();
    for (id, seq) in [("new", renamed), ("kon-tum", succeeded), ("new", named)] {
        book.say(id, "void", None, &[("act", &seq.to_string())]).unwrap();
    }
    assert_eq!(book.known(), before);
    // What a later row says anew does not come undone with what was said before it.
    let renamed = book.say("new", "rename", Some("2020-01-01"), &[("name", "X")]).unwrap();
    let party = book.known()["new"].clone();
    book.push(TODAY, ActBody::Party { party });
    let refusal = book.say("new", "void", None, &[("act", &renamed.to_string())]).unwrap_err();
    assert!(refusal.contains("recorded later"), "{refusal}");
}

#[test]
fn successors_are_followed_as_far_as_the_day_goes() {
    let mut book = Book::provinces();
    book.say("kon-tum", "succeed", Some("2025-07-01"), &[("successor", "quang-ngai")]).unwrap();
    // Published before it takes effect.
    book.say("quang-ngai", "succeed", Some("2030-01-01"), &[("successor", "new")]).unwrap();
    for (on, expected) in
        [("2025-06-30", "kon-tum"), ("2025-07-01", "quang-ngai"), ("2029-12-31", "quang-ngai"), ("2030-01-01", "new")]
    {
        assert_eq!(book.heir("kon-tum", on), expected, "{on}");
    }
    let parties = book.known();
    assert_eq!(with_predecessors("new", &parties), ["new", "quang-ngai", "kon-tum"]);
    assert_eq!(kin("quang-ngai", &parties), ["quang-ngai", "kon-tum", "new"]);
    assert_eq!(kin("sekong", &parties), ["sekong"]);
}

#[test]
fn two_that_were_merged_are_no_kin_of_each_other() {
    let mut book = Book::of(&[("phu-yen", "Phú Yên"), ("old", "Đắk Lắk"), ("new", "Đắk Lắk")]);
    for id in ["phu-yen", "old"] {
        book.say(id, "succeed", Some("2025-07-01"), &[("successor", "new")]).unwrap();
    }
    let parties = book.known();
    assert_eq!(kin("phu-yen", &parties), ["phu-yen", "new"]);
    assert_eq!(kin("new", &parties), ["new", "old", "phu-yen"]);
}

/// The act by which a partner was told, numbered out of the way.
fn told(on: &str, party: &str, successor: &str) -> Act {
    let successors = [(party.to_owned(), successor.to_owned())].into();
    let (on, recorded_on) = (day(on), day(TODAY));
    let body = ActBody::ConfirmSuccessor { successors };
    Act {
        seq: 900,
        on,
        recorded_on,
        by: "desk".to_owned(),
        number: Some("12/CV".to_owned()),
        note: None,
        body,
        origin: pactwatch::lifecycle::act::Origin::default(),
    }
}

/// Who stands there, since when, on what basis, and when the partner was told.
type Stands = Option<(&'static str, &'static str, &'static str, Option<&'static str>)>;

#[test]
fn each_successor_has_to_be_told_of_anew() {
    let mut book = Book::provinces();
    book.say("kon-tum", "succeed", Some("2025-07-01"), &[("successor", "quang-ngai"), ("basis", "NQ 202")]).unwrap();
    book.say("quang-ngai", "succeed", Some("2030-01-01"), &[("successor", "new"), ("basis", "NQ 1")]).unwrap();
    let parties = book.known();
    let ours = ["kon-tum".to_owned(), "sekong".to_owned(), "nobody knows it".to_owned()];
    let (first, wrong) = (told("2025-08-05", "kon-tum", "quang-ngai"), told("2025-08-05", "kon-tum", "sekong"));
    let (second, own) = (told("2030-01-20", "kon-tum", "new"), told("2030-01-20", "quang-ngai", "new"));
    let cases: &[(&str, &str, &[&Act], Stands)] = &[
        ("the eve", "2025-06-30", &[], None),
        ("the day", "2025-07-01", &[], Some(("quang-ngai", "2025-07-01", "NQ 202", None))),
        ("told", "2026-01-01", &[&first], Some(("quang-ngai", "2025-07-01", "NQ 202", Some("2025-08-05")))),
        ("told of another", "2026-01-01", &[&wrong], Some(("quang-ngai", "2025-07-01", "NQ 202", None))),
        ("succeeded again", "2030-01-01", &[&first], Some(("new", "2030-01-01", "NQ 1", None))),
        ("another party's", "2030-02-01", &[&own], Some(("new", "2030-01-01", "NQ 1", None))),
        ("told again", "2030-02-01", &[&first, &second], Some(("new", "2030-01-01", "NQ 1", Some("2030-01-20")))),
    ];
    for (rule, on, acts, expected) in cases {
        let found = inherited_parties(&ours, &parties, acts, day(on));
        let seen: Vec<_> = found
            .iter()
            .map(|one| {
                let told = one.confirmed.as_ref().map(|told| told.on.to_string());
                (one.party.as_str(), one.successor.as_str(), one.since.to_string(), one.basis.clone(), told)
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(successor, since, basis, told)| {
                ("kon-tum", *successor, (*since).to_owned(), Some((*basis).to_owned()), told.map(str::to_owned))
            })
            .collect();
        assert_eq!(seen, expected, "{rule}");
    }
}

#[test]
fn a_successor_of_a_party_gone_before_stands_there_once_both_steps_were_taken() {
    // Quảng Ngãi had been succeeded before Kon Tum was: who stands for Kon Tum does so since Kon Tum's own day.
    let mut book = Book::provinces();
    book.say("quang-ngai", "succeed", Some("2020-01-01"), &[("successor", "new")]).unwrap();
    book.say("kon-tum", "succeed", Some("2025-07-01"), &[("successor", "quang-ngai")]).unwrap();
    let found = inherited_parties(&["kon-tum".to_owned()], &book.known(), &[], day(TODAY));
    assert_eq!((found[0].successor.as_str(), found[0].since), ("new", day("2025-07-01")));
}

/// What may be recorded of one party: names on different days, a successor, spellings.
fn some_acts() -> impl Strategy<Value = Vec<(Day, ActBody)>> {
    let days = proptest::collection::btree_set(0_i64..20_000, 1..7);
    (days, 0_i64..20_000, proptest::collection::btree_set("[a-c]{1,2}", 0..4)).prop_map(|(days, on, aliases)| {
        let day = |n: i64| day("1980-01-01").plus_days(n).unwrap();
        let party = || "kon-tum".to_owned();
        let rename = |n| (day(n), ActBody::Rename { party: party(), name: format!("N{n}"), name_en: None });
        let mut acts: Vec<_> = days.into_iter().map(rename).collect();
        acts.push((day(on), ActBody::Succeed { party: party(), successor: "new".to_owned(), basis: None }));
        acts.extend(aliases.into_iter().map(|alias| (day(on), ActBody::Alias { party: party(), alias })));
        acts
    })
}

proptest! {
    #![proptest_config(cases(256))]

    /// Whatever is recorded first, on every day the party is called the same and the same stands in its place; and the
    /// name of a day is the one that began last before it.
    #[test]
    fn the_order_of_recording_decides_no_name(
        (acts, other) in some_acts().prop_flat_map(|acts| (Just(acts.clone()), Just(acts).prop_shuffle())),
        ended in proptest::option::of(0_i64..20_000),
        asked in proptest::collection::vec(0_i64..20_000, 8),
    ) {
        let lead_to = |acts: &[(Day, ActBody)]| {
            let mut book = Book::provinces();
            if let Some(n) = ended {
                let mut party = book.known()["kon-tum"].clone();
                party.names[0].until = Some(day("1980-01-01").plus_days(n).unwrap());
                book.push(TODAY, ActBody::Party { party });
            }
            for (on, body) in acts {
                book.push(&on.to_string(), body.clone());
            }
            book.known()
        };
        let (one, two) = (lead_to(&acts), lead_to(&other));
        prop_assert_eq!(&one, &two);
        for n in asked {
            let on = day("1980-01-01").plus_days(n).unwrap();
            let began = acts.iter().filter(|(from, body)| *from <= on && matches!(body, ActBody::Rename { .. }));
            if let Some((_, ActBody::Rename { name, .. })) = began.max_by_key(|(from, _)| *from) {
                // A name that was known to end, and nothing after it, is still the last one known.
                let party = &one["kon-tum"];
                let later = party.names.iter().any(|entry| entry.from.is_some_and(|from| from > on));
                let holds = party.names.iter().any(|entry| entry.holds_on(on));
                if holds || !later {
                    prop_assert_eq!(party.name_on(on), name, "{}", on);
                }
            }
        }
    }
}
