//! Keys read back as they are written, and their first rounds are written as they always were.

use proptest::prelude::*;

use super::*;
use crate::lifecycle::act::MilestoneKind;

/// Texts as registers of earlier versions hold them.
const OLD: [&str; 14] = [
    "7/expiry/1/2027-12-22/-30d/head",
    "7/expiry/1/2027-12-22/-3wd/desk-korea",
    "7/renewal/2/2027-12-22/0d/desk.laos",
    "7/review/3/2026-03-15/+14d/Nguyễn_Hương",
    "7/review/3/2026-03-15/-1y6m/head",
    "7/effect/1/2022-12-22/history/desk",
    "7/expiry/1/2027-12-22/moved:2022-12-22/desk",
    "7/expiry/1/2027-12-22/moved:2022-12-22#3/desk",
    "12/duty:report-after-signing/1/2025-06-21/-10d/head",
    "12/duty:a/b/1/2025-06-21/-10d/head",
    "office/duty:annual-report/1/2026-11-15/-45d/head",
    "country:KR/observance:national-day/1/2026-10-03/-7d/head",
    "office/system:digest/0/2026-01-05/0d/head",
    "office/system:welcome/2/2026-01-05/0d/desk",
];

#[test]
fn keys_of_earlier_versions_keep_their_text() {
    for text in OLD {
        let key: Key = text.parse().expect(text);
        assert_eq!(key.to_string(), text);
        let columns = (key.topic.to_string(), key.occasion_text(), key.stored_round());
        let parts: Vec<&str> = text.split('/').collect();
        assert!(columns.0.starts_with(parts[1]) && columns.2 == 1, "{text}");
        assert_eq!(Some(columns.1.as_str()), parts.iter().rev().nth(1).copied(), "{text}");
        let json = serde_json::to_string(&key).expect("a key has a form");
        assert_eq!(serde_json::from_str::<Key>(&json).ok(), Some(key), "{json}");
    }
}

#[test]
fn json_of_earlier_versions_is_read_and_written() {
    let json =
        r#"{"subject":{"Agreement":7},"what":"expiry","nth":1,"day":"2027-12-22","rung":"-30d","recipient":"head"}"#;
    let key: Key = serde_json::from_str(json).expect("as the journal of an earlier version has it");
    assert_eq!(key.to_string(), "7/expiry/1/2027-12-22/-30d/head");
    assert_eq!(serde_json::to_string(&key).ok().as_deref(), Some(json));
}

#[test]
fn a_later_round_is_another_key_and_is_told_at_its_end() {
    let first: Key = "7/expiry/1/2027-12-22/-30d/head".parse().expect("a key");
    let second = Key { round: 2, ..first.clone() };
    assert_ne!(first, second);
    assert_eq!(second.to_string(), "7/expiry/1/2027-12-22/-30d/head#2");
    assert_eq!("7/expiry/1/2027-12-22/-30d/head#2".parse(), Ok(second));
}

#[test]
fn what_the_program_does_not_write_is_no_key() {
    for text in [
        "",
        "7/expiry/1/2027-12-22/-30d",
        "7/end/1/2027-12-22/-30d/head",
        "7/expiry/1/2027-12-22/-2w/head",
        "7/expiry/1/2027-12-22/-30d#2/head",
        "7/expiry/1/2027-12-22/-30d/head#1",
        "7/expiry/1/2027-12-22/-30d/head#02",
        "7/expiry/1/2027-12-22/moved:2022-12-22/desk#2",
        "7/duty:/1/2027-12-22/-30d/head",
        "office/system:digest/0/2026-01-05/-1d/head",
        "office/system:nothing/0/2026-01-05/0d/head",
    ] {
        assert!(text.parse::<Key>().is_err(), "{text}");
    }
}

#[test]
fn sections_of_one_day_stand_in_the_order_of_the_texts() {
    let order =
        ["7/expiry/1/2027-12-22/-30d/head", "7/notice/1/2027-12-22/-14d/head", "7/review/1/2027-12-22/-60d/head"];
    let mut keys: Vec<Key> = order.iter().rev().map(|text| text.parse().expect(text)).collect();
    keys.sort();
    assert_eq!(keys.iter().map(ToString::to_string).collect::<Vec<_>>(), order);
}

fn a_key() -> impl Strategy<Value = Key> {
    let subject = prop_oneof![
        any::<i64>().prop_map(Subject::Agreement),
        "[A-Z]{2}".prop_map(Subject::Country),
        Just(Subject::Office)
    ];
    let day = (0_i64..80_000).prop_map(|n| Day::first().plus_days(n).expect("within the calendar"));
    let name = proptest::option::of("[a-z0-9/đ:@#.-]{1,12}");
    let kind = proptest::sample::select(MilestoneKind::ALL.to_vec());
    let letter = proptest::sample::select(SystemLetter::ALL.to_vec());
    let topic = prop_oneof![
        4 => (kind, name).prop_map(|(kind, name)| Topic::Milestone { kind, name }),
        1 => letter.prop_map(Topic::System),
        1 => any::<i64>().prop_map(Topic::Act),
    ];
    let rung = prop_oneof!["[-+][1-9][0-9]?m[1-9][0-9]?d", "[-+][1-9][0-9]{0,2}wd", Just("0d".to_owned())];
    let occasion = prop_oneof![
        rung.prop_map(|text| Occasion::Rung(text.parse().expect("a distance"))),
        Just(Occasion::ToVerify),
        Just(Occasion::Gone),
        day.clone().prop_map(Occasion::MovedFrom),
    ];
    let recipient = "[A-Za-z0-9_.đ-]{1,16}";
    let trial = proptest::option::of("[A-Za-z0-9_đ-]{1,16}");
    (subject, topic, 0_u32..99, day, occasion, recipient, 1_u32..5, trial).prop_map(
        |(subject, topic, nth, day, occasion, recipient, round, trial)| {
            let milestone = matches!(topic, Topic::Milestone { .. });
            let occasion = if milestone { occasion } else { Occasion::Once };
            Key { subject, topic, nth, day, occasion, recipient, round, trial }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_key_reads_back_as_it_is_written(key in a_key()) {
        prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key.clone()));
        let (subject, topic, occasion) = (key.subject.clone(), key.topic.to_string(), key.occasion_text());
        let recipient = key.recipient_text();
        let stored = Key::of_columns(subject, &topic, key.nth, key.day, &occasion, recipient, key.stored_round());
        prop_assert_eq!(stored, Some(key));
    }
}
