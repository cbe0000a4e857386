//! The register: facts, acts, chains, search, and where the next scan has to look.

use proptest::prelude::*;

use super::super::{DueCursor, Filter, Result, Store, StoreError};
use super::{day, facts, stamp, store};
use crate::lifecycle::act::{ActBody, Side};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::party::{Party, PartyName, Succession};
use crate::text::search_words;

fn full() -> Facts {
    let mut facts = facts("DL-KR-2017-01");
    for (field, text) in [
        (Field::Title, "Bản thỏa thuận hợp tác giữa tỉnh Đắk Lắk và Jeonbuk"),
        (Field::Number, "01652/QĐ-UBND"),
        (Field::Ours, "dak-lak"),
        (Field::Partner, "jeonbuk;jeonju"),
        (Field::Country, "KR"),
        (Field::Term, "5y"),
        (Field::Officers, "desk-korea;head"),
        (Field::Basis, "review=Điều 5;term=Điều 7"),
        (Field::Restricted, "no"),
        (Field::Note, "100% _"),
    ] {
        facts.set(field, Some(text)).expect("a value of its field");
    }
    facts
}

#[test]
fn facts_come_back_as_they_were_given() {
    let mut store = store();
    let id = store.write(|tx| tx.register(&full(), Some(4), &stamp())).expect("registered");
    let stored = store.agreement(id).expect("stored");
    assert_eq!(stored.facts, full());
    assert_eq!((stored.look_on, stored.registered_on), (None, day("2026-01-05")));
    assert_eq!(store.agreement_id("DL-KR-2017-01").expect("a query"), Some(id));
    let [act] = stored.acts.as_slice() else { panic!("one act") };
    let ActBody::Register { facts, import } = &act.body else { panic!("it is `register`") };
    assert_eq!((facts.get("number").map(String::as_str), *import), (Some("01652/QĐ-UBND"), Some(4)));
    assert_eq!((act.seq, act.on, act.by.as_str()), (3, day("2026-01-05"), "head"));
}

#[test]
fn a_reference_stands_for_one_agreement() {
    let mut store = store();
    let taken = store.write(|tx| tx.register(&facts("DL-KR-2022-01"), None, &stamp()));
    assert!(matches!(taken, Err(StoreError::ReferenceTaken(_))));
    let taken = store.write(|tx| tx.project(2, &facts("DL-KR-2022-01")));
    assert!(matches!(taken, Err(StoreError::ReferenceTaken(_))));
    store.write(|tx| tx.project(2, &facts("DL-LA-2022-02"))).expect("a new reference");
    assert_eq!(store.agreement_id("DL-LA-2022-02").expect("a query"), Some(2));
    assert!(matches!(store.write(|tx| tx.project(9, &facts("X"))), Err(StoreError::Absent { id: 9, .. })));
}

#[test]
fn acts_come_back_in_the_order_of_recording() {
    let mut store = store();
    let postponed = ActBody::Postpone { review: day("2026-12-22"), to: day("2027-01-15"), by: Side::Partner };
    let seq = store
        .write(|tx| {
            tx.append(2, day("2026-01-04"), None, None, &ActBody::Suspend, &stamp())?;
            tx.append(1, day("2025-12-30"), Some("012/CV"), Some("điện thoại"), &postponed, &stamp())
        })
        .expect("two acts");
    assert_eq!(seq, 4);
    let acts = store.agreement(1).expect("stored").acts;
    assert_eq!(acts.iter().map(|act| act.seq).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(acts[1].body, postponed);
    assert_eq!((acts[1].on, acts[1].recorded_on), (day("2025-12-30"), day("2026-01-05")));
    assert_eq!((acts[1].number.as_deref(), acts[1].note.as_deref()), (Some("012/CV"), Some("điện thoại")));
    let nobody = store.write(|tx| tx.append(9, day("2026-01-04"), None, None, &ActBody::Close, &stamp()));
    assert!(matches!(nobody, Err(StoreError::Absent { id: 9, .. })));
}

/// A register with five acts, its triggers gone.
fn unguarded() -> Store {
    let mut store = store();
    for _ in 0..3 {
        store.write(|tx| tx.append(1, day("2026-01-05"), None, None, &ActBody::Resume, &stamp())).expect("an act");
    }
    store.conn.execute_batch("DROP TRIGGER act_stays; DROP TRIGGER act_remains").expect("triggers to drop");
    store
}

#[test]
fn the_chain_names_the_act_that_was_altered() {
    let cases = [
        ("altered text", "UPDATE act SET recorded_by = 'x' WHERE seq = 3", 3),
        ("altered day", "UPDATE act SET happened_on = '2026-01-04' WHERE seq = 5", 5),
        ("moved to another agreement", "UPDATE act SET agreement_id = 2 WHERE seq = 4", 4),
        ("removed from the middle", "DELETE FROM act WHERE seq = 2", 3),
        ("hashed anew, so the next does not follow", "UPDATE act SET hash = replace(hash, 'a', 'b') WHERE seq = 2", 2),
        ("bound to another line", "UPDATE act SET prev_hash = hash WHERE seq = 4", 4),
    ];
    for (rule, statement, expected) in cases {
        let store = unguarded();
        assert_eq!(store.verify_chain().expect(rule).acts, 5, "{rule}");
        store.conn.execute_batch(statement).expect(rule);
        let Err(StoreError::Broken { chain, seq, .. }) = store.verify_chain() else { panic!("{rule}") };
        assert_eq!((chain, seq), ("act", expected), "{rule}");
    }
}

#[test]
fn the_newest_lines_are_held_against_the_one_before_them_and_older_ones_are_left() {
    // Of five acts the newest two: each line, and the hash of the third.
    let cases = [
        ("untouched", "SELECT 1", None),
        ("an older line", "UPDATE act SET note = 'x' WHERE seq = 3", None),
        ("the hash they follow", "UPDATE act SET hash = replace(hash, 'a', 'b') WHERE seq = 3", Some(4)),
        ("one of them", "UPDATE act SET note = 'x' WHERE seq = 5", Some(5)),
        ("a line removed before them", "DELETE FROM act WHERE seq = 3", Some(4)),
    ];
    for (rule, statement, expected) in cases {
        let store = unguarded();
        store.conn.execute_batch(statement).expect(rule);
        let broken = match store.verify_newest(2) {
            Ok(report) => {
                assert_eq!(report.acts, 5, "{rule}");
                None
            }
            Err(StoreError::Broken { seq, .. }) => Some(seq),
            Err(error) => panic!("{rule}: {error}"),
        };
        assert_eq!(broken, expected, "{rule}");
    }
}

#[test]
fn an_altered_act_or_fact_is_never_read_as_if_it_were_sound() {
    let store = unguarded();
    store.conn.execute_batch("UPDATE act SET note = 'x' WHERE seq = 4").expect("altered");
    assert!(matches!(store.agreement(1), Err(StoreError::Broken { seq: 4, .. })));
    assert!(store.agreement(2).is_ok(), "the others stand");
    store.conn.execute_batch("DELETE FROM act WHERE seq > 3").expect("removed");
    assert!(matches!(store.agreement(1), Err(StoreError::Corrupt { .. })), "an act is missed");
    store.conn.execute_batch("UPDATE agreement SET signed_on = '2022-12-23' WHERE id = 2").expect("altered");
    assert!(matches!(store.agreement(2), Err(StoreError::Corrupt { .. })));
}

#[test]
fn a_search_finds_texts_parties_and_people() {
    let mut store = store();
    let jeonbuk = Party {
        id: "jeonbuk".to_owned(),
        country: Some("KR".to_owned()),
        names: vec![
            PartyName { name: "Jeollabuk-do".to_owned(), name_en: None, from: None, until: Some(day("2024-01-17")) },
            PartyName {
                name: "Jeonbuk State".to_owned(),
                name_en: Some("Jeonbuk".to_owned()),
                from: Some(day("2024-01-18")),
                until: None,
            },
        ],
        aliases: vec!["Bắc Jeolla".to_owned(), "Toàn La Bắc".to_owned()],
        successor: Some(Succession { id: "honam".to_owned(), on: day("2030-01-01"), basis: None }),
    };
    let id = store
        .write(|tx| {
            tx.put_party(&Party { id: "jeonbuk".to_owned(), ..Party::default() })?;
            tx.put_party(&jeonbuk)?;
            tx.register(&full(), None, &stamp())
        })
        .expect("registered");
    assert_eq!(store.parties().expect("a query").get("jeonbuk"), Some(&jeonbuk));

    let text = |text: &str| Filter { words: search_words(text), ..Filter::default() };
    let officer = |id: &str| Filter { officer: Some(id.to_owned()), ..Filter::default() };
    let cases = [
        ("without diacritics", text("dak lak"), vec![id]),
        ("decomposed", text("Đa\u{306}\u{301}k La\u{306}\u{301}k"), vec![id]),
        ("composed", text("ĐẮK LẮK"), vec![id]),
        ("a party's old name and the title", text("jeollabuk thỏa thuận"), vec![id]),
        ("a party's alias", text("toan la"), vec![id]),
        ("a party not known yet, by its id", text("jeonju"), vec![id]),
        ("signs of the query language are text", text("100% _"), vec![id]),
        ("a word that is nowhere", text("dak nong"), vec![]),
        ("part of the reference", text("dl-"), vec![1, 2, id]),
        ("nothing asked", Filter::default(), vec![1, 2, id]),
        ("by country", Filter { country: Some("kr".to_owned()), ..Filter::default() }, vec![id]),
        ("by officer", officer("head"), vec![id]),
        ("an officer's whole id", officer("desk"), vec![]),
        ("by party", Filter { party: Some("jeonju".to_owned()), ..Filter::default() }, vec![id]),
        ("by party and text", Filter { party: Some("jeonju".to_owned()), ..text("lao") }, vec![]),
    ];
    for (rule, filter, expected) in cases {
        assert_eq!(store.find(&filter, 0, 10).expect(rule), expected, "{rule}");
    }
    assert_eq!(store.find(&Filter::default(), 1, 1).expect("a page"), [2]);
    assert_eq!(store.agreement_ids(1, 10).expect("a page"), [2, id]);
}

#[test]
fn a_correction_changes_what_a_search_finds() {
    let mut store = store();
    let mut corrected = full();
    let id = store.write(|tx| tx.register(&corrected, None, &stamp())).expect("registered");
    corrected.officers = vec!["desk-laos".to_owned()];
    corrected.partner = vec!["champasak".to_owned()];
    store.write(|tx| tx.project(id, &corrected)).expect("projected");
    let officer = |id: &str| Filter { officer: Some(id.to_owned()), ..Filter::default() };
    assert_eq!(store.find(&officer("head"), 0, 10).expect("a query"), [0; 0]);
    assert_eq!(store.find(&officer("desk-laos"), 0, 10).expect("a query"), [id]);
    assert_eq!(store.agreement(id).expect("stored").facts, corrected);
}

/// Everything due, in pages of that size.
fn due(store: &Store, today: &str, rules: &str, page: usize) -> Vec<i64> {
    let (mut cursor, mut ids) = (DueCursor::default(), Vec::new());
    for _ in 0..100 {
        let page = store.agreements_due(day(today), rules, &mut cursor, page).expect("a page");
        if page.is_empty() {
            break;
        }
        ids.extend(page);
    }
    ids.sort_unstable();
    ids
}

#[test]
fn a_scan_looks_at_what_may_be_due_and_at_nothing_else() {
    let mut store = store();
    assert_eq!(due(&store, "2026-01-05", "r1", 1), [1, 2], "nobody has looked yet");
    let set = |store: &mut Store, id, on: Option<&str>, rules: &str| {
        store.write(|tx| tx.set_look(id, on.map(day), rules, 1)).expect("noted");
    };
    set(&mut store, 1, Some("2026-03-01"), "r1");
    set(&mut store, 2, None, "r1");
    assert_eq!(store.agreement(1).expect("stored").look_on, Some(day("2026-03-01")));
    assert_eq!(due(&store, "2026-02-28", "r1", 1), [0; 0]);
    assert_eq!(due(&store, "2026-03-01", "r1", 1), [1], "its day has come");
    assert_eq!(due(&store, "2199-12-30", "r1", 1), [1], "nothing will ever change for 2");
    assert_eq!(due(&store, "2026-02-28", "r0", 1), [1, 2], "other rules, whichever way they sort");
    assert_eq!(due(&store, "2026-02-28", "r2", 1), [1, 2], "other rules, whichever way they sort");
    store.write(|tx| tx.append(2, day("2026-01-05"), None, None, &ActBody::Suspend, &stamp())).expect("an act");
    assert_eq!(due(&store, "2026-02-28", "r1", 1), [2], "an act sends the scan to look");
    assert_eq!(store.agreement(2).expect("stored").look_on, None);
    set(&mut store, 2, Some("2027-01-01"), "r1");
    assert_eq!(due(&store, "2026-02-28", "r1", 1), [2], "worked out before that act: it is looked at all the same");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn pages_give_what_a_full_scan_gives(
        looks in proptest::collection::vec((0i64..6, 0usize..4), 1..20), page in 1usize..7, settle in 0usize..2,
    ) {
        let mut store = Store::in_memory().expect("memory");
        let rules = ["", "r1", "r2", "r3"];
        let start = day("2026-01-01");
        let mut expected = Vec::new();
        for (nth, (days, rule)) in (1i64..).zip(&looks) {
            let on = start.plus_days(*days).expect("in range");
            let noted: Result<i64> = store.write(|tx| {
                let id = tx.register(&facts(&format!("R{nth}")), None, &stamp())?;
                if *rule > 0 { tx.set_look(id, Some(on), rules[*rule], 1)?; }
                Ok(id)
            });
            let id = noted.expect("registered");
            if *rule != 2 || on <= day("2026-01-03") { expected.push(id); }
        }
        let (mut cursor, mut found) = (DueCursor::default(), Vec::new());
        for _ in 0..=looks.len() + 1 {
            let ids = store.agreements_due(day("2026-01-03"), "r2", &mut cursor, page).expect("a page");
            prop_assert!(ids.len() <= page);
            for id in &ids {
                if settle == 1 { store.write(|tx| tx.set_look(*id, Some(day("2026-01-04")), "r2", 1)).expect("noted"); }
            }
            found.extend(ids);
        }
        found.sort_unstable();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn agreements_are_numbered_without_a_hole_and_each_has_its_row_on_the_board() {
    let mut store = store();
    assert_eq!(store.agreements().expect("a query"), 2);
    let undone: Result<()> = store.write(|tx| {
        tx.register(&facts("DL-JP-2022-01"), None, &stamp())?;
        Err(StoreError::Absent { what: "agreement", id: 9, see: "list" })
    });
    assert!(undone.is_err());
    let next: Result<i64> = store.write(|tx| tx.register(&facts("DL-CN-2022-01"), None, &stamp()));
    assert_eq!(
        (next.expect("a free reference"), store.agreements().expect("a query")),
        (3, 3),
        "no number is left out"
    );
    for table in ["agreement", "board"] {
        let refused = store.conn.execute(&format!("DELETE FROM {table}"), []);
        assert!(refused.is_err_and(|error| error.to_string().contains("never deleted")), "{table}");
    }
    assert_eq!(store.board_stale("rules", day("2026-01-05"), 10).expect("a query"), [1, 2, 3]);
}

#[test]
fn a_copy_in_memory_knows_a_country_as_soon_as_it_is_recorded() {
    let mut store = Store::in_memory().expect("memory");
    let with = |reference: &str, country: &str| Facts { country: Some(country.to_owned()), ..facts(reference) };
    store.write(|tx| tx.register(&with("A", "LA"), None, &stamp())).expect("a register with one");
    let mut copy = store.copy_to_memory().expect("memory");
    let codes = |store: &Store| store.countries().expect("read").keys().cloned().collect::<Vec<_>>();
    assert_eq!(codes(&copy), ["LA"]);
    let id = copy.write(|tx| tx.register(&with("B", "KR"), None, &stamp())).expect("another");
    assert_eq!(codes(&copy), ["KR", "LA"]);
    copy.write(|tx| tx.project(id, &with("B", "JP"))).expect("what is known of it");
    assert_eq!(codes(&copy), ["JP", "LA"]);
}
