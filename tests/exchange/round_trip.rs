//! What is written and read again changes nothing, whatever the facts hold.

use pactwatch::exchange::{
    ByteOrderMark, ExportedAct, Format, NotedMilestone, RestrictedRows, Table, csv_out, drafts, json_out, read,
    toml_out, xlsx_out,
};
use pactwatch::lifecycle::act::{Act, ActBody};
use pactwatch::lifecycle::agreement::{Facts, Field};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::party::{Party, PartyName, Succession};
use proptest::prelude::*;

/// What marks a text that was written before Unicode or lost its letters: refused when read, see `legacy`.
const OLD_SIGNS: &str = "\u{fffd}¶®¸¹»¼½¾¨©¬¦µ?";

/// Text on one line, with what spreadsheets and TOML stumble over.
fn line() -> impl Strategy<Value = String> {
    "[-=+@'\"]?[a-zA-Z0-9ĐđắằỏọêÂ“”‘–—,:|#\\\\{}%\t\"' =+-]{0,20}[\\PC&&[^;\\s\\p{M}\\p{Cf}]]{1,3}|-|–|'-|''-|'=x|=1\\+1"
        .prop_map(|text| pactwatch::text::line(&text, 2_000).unwrap_or_default())
        .prop_filter("a gap is no value", |text| !text.is_empty() && !pactwatch::exchange::cell_forms::words::says_unknown(text))
        .prop_filter("whole letters", |text| !text.contains(|c| OLD_SIGNS.contains(c)))
        .prop_filter("marks alone say “as above”", |text| !is_a_ditto_mark(text))
}

/// In a sheet a text of quotation marks alone repeats the cell above, whoever wrote it.
fn is_a_ditto_mark(text: &str) -> bool {
    let quotes = "\"'”“〃″‘’״";
    let escaped = text.starts_with('\'') && text.ends_with('-');
    !escaped && text.contains(|c| quotes.contains(c)) && text.chars().all(|c| quotes.contains(c) || "-. ".contains(c))
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-ZĐđắỏêÂ][a-zA-Z0-9ĐđắỏêÂ –'\"]{0,12}[a-zA-Z0-9]"
        .prop_filter("no gap", |text| !pactwatch::exchange::cell_forms::words::says_unknown(text))
}

fn day() -> impl Strategy<Value = String> {
    (0i64..109_571).prop_map(|n| Day::first().plus_days(n).expect("within bounds").to_string())
}

fn span() -> impl Strategy<Value = String> {
    prop_oneof![
        (1u32..99).prop_map(|n| format!("{n}y")),
        (1u32..40).prop_map(|n| format!("1y{}m", n % 11 + 1)),
        (1u32..999).prop_map(|n| format!("{n}d"))
    ]
}

fn pick(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(words).prop_map(str::to_owned)
}

fn list() -> impl Strategy<Value = String> {
    prop::collection::vec(name(), 1..4).prop_map(|items| items.join(";"))
}

fn pairs() -> impl Strategy<Value = String> {
    prop::collection::btree_map(name(), name(), 1..4)
        .prop_map(|pairs| pairs.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(";"))
}

fn value(field: Field) -> BoxedStrategy<String> {
    match field {
        Field::Reference => "[A-Z]{2}-[0-9]{4}-[0-9]{2}".boxed(),
        Field::Kind => {
            pick(&["agreement", "mou", "minutes", "programme", "plan", "regulation", "treaty", "other"]).boxed()
        }
        Field::Country => pick(&["KR", "LA", "KH", "MY", "US", "BW"]).boxed(),
        Field::SignedOn | Field::InForceOn | Field::ReviewFirstOn => day().boxed(),
        Field::Effect => pick(&["signature", "date", "notification"]).boxed(),
        Field::Count => pick(&["civil", "inclusive"]).boxed(),
        Field::Renewal => pick(&["none", "consent", "tacit"]).boxed(),
        Field::Restricted => pick(&["yes", "no"]).boxed(),
        Field::RenewalsMax => (0u32..999).prop_map(|n| n.to_string()).boxed(),
        Field::EffectDelay | Field::RenewalPeriod | Field::Notice | Field::TerminationNotice | Field::ReviewEvery => {
            span().boxed()
        }
        Field::Term => prop_oneof![
            span(),
            day().prop_map(|d| format!("until {d}")),
            (day(), 1i64..900).prop_filter_map("within bounds", |(d, n)| {
                let last = d.parse::<Day>().ok()?.plus_days(n).ok()?;
                Some(format!("until {d}..{last}"))
            }),
            pick(&["open", "unknown"]),
        ]
        .boxed(),
        Field::Ours | Field::Partner | Field::Fields | Field::Officers => list().boxed(),
        Field::Ladders | Field::Basis => pairs().boxed(),
        Field::Documents => (name(), prop::option::of("[0-9a-f]{64}"), name())
            .prop_map(|(p, s, t)| format!("{p}|{}|{t}", s.unwrap_or_default()))
            .boxed(),
        Field::Note | Field::Source => {
            (line(), prop::option::of(line())).prop_map(|(a, b)| b.map_or(a.clone(), |b| format!("{a}\n\n{b}"))).boxed()
        }
        // In a list without marks a number there is a cell that has shifted, and asked about.
        Field::Title => {
            line().prop_filter("a number is no title", |text| !text.trim().bytes().all(|b| b.is_ascii_digit())).boxed()
        }
        _ => line().boxed(),
    }
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let texts: Vec<_> = Field::ALL
        .iter()
        .map(|field| {
            if *field == Field::Reference {
                value(*field).prop_map(Some).boxed()
            } else {
                prop::option::of(value(*field)).boxed()
            }
        })
        .collect();
    texts.prop_map(|texts| {
        let mut facts = Facts::default();
        for (field, text) in Field::ALL.iter().zip(texts) {
            if let Some(text) = text {
                facts.set(*field, Some(&text)).expect("canonical text");
            }
        }
        facts
    })
}

/// Imports a file onto facts that hold nothing but their reference, and onto the facts themselves.
fn assert_same(format: Format, bytes: &[u8], facts: &Facts) -> Result<(), TestCaseError> {
    let mut reading = read("file", format, bytes);
    let found = drafts(&mut reading);
    prop_assert!(reading.flaws.is_empty(), "{}\n{}", reading.flaws, String::from_utf8_lossy(bytes));
    let draft = &found.agreements[0];
    for before in [facts.clone(), Facts { reference: facts.reference.clone(), ..Facts::default() }] {
        let mut after = before;
        draft.apply(&mut after).expect("canonical text");
        prop_assert_eq!(&after, facts, "{}", String::from_utf8_lossy(bytes));
    }
    Ok(())
}

/// A year typed into a cell of days is a day of 1905 there, and refused; the register's own days of 1905 are none.
#[test]
fn days_that_spreadsheets_count_like_years() {
    for day in
        ["1905-03-13", "1905-03-14", "1905-07-09", "1906-01-07", "1906-01-08", "1900-01-01", "1900-02-28", "1900-03-01"]
    {
        let mut facts = Facts { reference: "A".into(), ..Facts::default() };
        facts.set(Field::SignedOn, Some(day)).expect("a day");
        let table = Table::of_agreements([&facts], RestrictedRows::Include);
        assert_same(Format::Xlsx, &xlsx_out(&[table]).expect("a workbook"), &facts).expect(day);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn agreements(facts in any_facts()) {
        let table = Table::of_agreements([&facts], RestrictedRows::Include);
        assert_same(Format::Csv, &csv_out(&table, ByteOrderMark::Bom), &facts)?;
        assert_same(Format::Csv, &csv_out(&table.clone().without_empty_columns(), ByteOrderMark::Plain), &facts)?;
        assert_same(Format::Xlsx, &xlsx_out(std::slice::from_ref(&table)).expect("a small table"), &facts)?;
        assert_same(Format::Toml, &toml_out(&[table]), &facts)?;
    }
}

#[test]
fn restricted_records_are_left_out_unless_asked_for() {
    let mut secret = Facts { reference: "A".into(), title: "T".into(), ..Facts::default() };
    secret.set(Field::Restricted, Some("yes")).expect("a value");
    let open = Facts { reference: "B".into(), ..Facts::default() };
    let count = |restricted| Table::of_agreements([&secret, &open], restricted).rows.len();
    assert_eq!((count(RestrictedRows::LeaveOut), count(RestrictedRows::Include)), (1, 2));
}

fn every_format(table: &Table) -> [(Format, Vec<u8>); 3] {
    let tables = std::slice::from_ref(table);
    [
        (Format::Csv, csv_out(table, ByteOrderMark::Bom)),
        (Format::Toml, toml_out(tables)),
        (Format::Xlsx, xlsx_out(tables).expect("a small table")),
    ]
}

#[test]
fn parties() {
    let day = |text: &str| text.parse::<Day>().ok();
    let kon_tum = Party {
        id: "kon-tum".into(),
        country: Some("VN".into()),
        names: vec![
            PartyName {
                name: "UBND tỉnh Kon Tum".into(),
                name_en: Some("Kon Tum".into()),
                from: None,
                until: day("2025-06-30"),
            },
            PartyName { name: "Tên mới".into(), name_en: None, from: day("2025-07-01"), until: None },
        ],
        aliases: vec!["Kontum".into(), "Công Tum".into()],
        successor: day("2025-07-01").map(|on| Succession { id: "quang-ngai".into(), on, basis: None }),
    };
    let table = Table::of_parties([&kon_tum]);
    for (format, bytes) in every_format(&table) {
        let mut reading = read("file", format, &bytes);
        let found = drafts(&mut reading);
        assert!(reading.flaws.is_empty(), "{}\n{}", reading.flaws, String::from_utf8_lossy(&bytes));
        let mut party = Party { id: "kon-tum".into(), ..Party::default() };
        found.parties[0].apply(&mut party);
        assert_eq!(party, kon_tum);
    }
}

#[test]
fn acts() {
    for json in [
        r#"{"act":"enter-into-force","received_on":"2020-01-02"}"#,
        r#"{"act":"extend","for":"5y","their_number":"012/CV"}"#,
        r#"{"act":"amend","from_on":"2020-01-02","set":{"basis":"review=Điều 5;term=Điều 7","fields":"a;b","number":"","term":"10y"}}"#,
        r#"{"act":"notify","what":"termination","by":"us","received_on":"2020-01-02"}"#,
        r#"{"act":"suspend"}"#,
        r#"{"act":"supersede","ends_on":"2020-01-02","with":"B"}"#,
        r#"{"act":"hold-review","review":"2020-01-02"}"#,
        r#"{"act":"postpone","review":"2020-01-02","to":"2020-02-02","by":"partner"}"#,
        r#"{"act":"skip","review":"2020-01-02","why":"dịch bệnh"}"#,
        r#"{"act":"fulfil","milestone":"duty:report@2020-01-02"}"#,
        r#"{"act":"decide","milestone":"expiry@2020-01-02","choice":"renegotiate"}"#,
        r#"{"act":"snooze","milestone":"expiry@2020-01-02","until":"2020-01-20"}"#,
    ] {
        let body: ActBody = serde_json::from_str(json).expect(json);
        let on = Day::ymd(2021, 3, 4).expect("a day");
        let (number, note) = (Some("=05/CV".to_owned()), Some("a\n\"b\"".to_owned()));
        let act = Act {
            seq: 1,
            on,
            recorded_on: on,
            by: "head".into(),
            number,
            note,
            body,
            origin: pactwatch::lifecycle::act::Origin::default(),
        };
        let table = Table::of_acts([exported("A-1", &act)]).without_empty_columns();
        for (format, bytes) in every_format(&table) {
            let mut reading = read("file", format, &bytes);
            let found = drafts(&mut reading);
            assert!(reading.flaws.is_empty(), "{}\n{}", reading.flaws, String::from_utf8_lossy(&bytes));
            let draft = &found.acts[0];
            assert!(draft.request.asks_for(&act, &|_, _, _| None), "{}", String::from_utf8_lossy(&bytes));
            assert_eq!((draft.agreement.as_str(), draft.request.on), ("A-1", Some(on)));
            assert_eq!((&draft.request.number, &draft.request.note), (&act.number, &act.note));
        }
    }
    let own = ActBody::Void { voids: 1 };
    let act = Act {
        seq: 2,
        on: Day::first(),
        recorded_on: Day::first(),
        by: String::new(),
        number: None,
        note: None,
        body: own,
        origin: pactwatch::lifecycle::act::Origin::default(),
    };
    assert!(Table::of_acts([exported("A", &act)]).rows.is_empty());
}

#[test]
fn json_keeps_what_a_program_can_use() {
    let mut facts = Facts { reference: "A".into(), title: "T".into(), ..Facts::default() };
    for (field, text) in [(Field::Basis, "term=Điều 7"), (Field::RenewalsMax, "2"), (Field::SignedOn, "2017-12-22")]
    {
        facts.set(field, Some(text)).expect("a value");
    }
    let json = json_out(&Table::of_agreements([&facts], RestrictedRows::LeaveOut));
    let row = &json[0];
    assert_eq!(row["basis"]["term"], "Điều 7");
    assert_eq!(row["renewals_max"], 2);
    assert_eq!(row["signed_on"], "2017-12-22");
    assert_eq!(row["officers"], serde_json::Value::Null);
}

fn exported<'a>(reference: &'a str, act: &'a Act) -> ExportedAct<'a> {
    ExportedAct { reference, act, noted_of: NotedMilestone::Current }
}
