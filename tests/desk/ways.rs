//! One act is the same act by whatever way it comes in: by command, by a list (CSV, workbook, TOML), through the library.

use pactwatch::desk::Purpose;
use pactwatch::desk::record::record;
use pactwatch::exchange::acts::{SaidAct, SaidValue, act_named};
use pactwatch::exchange::rows::Kind;
use pactwatch::exchange::{Table, xlsx_out};
use pactwatch::lifecycle::act::{ACTS, ActKey, ActWord, Choice, Side, Target, Via};
use pactwatch::lifecycle::policy::Language;
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::lifecycle::request::{ActRequest, Asked, Pointer, Which};
use pactwatch::message::say::unreadable;

use super::world::World;

const REGISTER: &str = r#"
[[agreement]]
reference = "A"
title = "Bản thỏa thuận A"
signed_on = 2017-12-22
term = "5y"
review_every = "2y"
notice = "3m"

[[agreement]]
reference = "B"
title = "Bản thỏa thuận B"
signed_on = 2017-12-22
term = "5y"
review_every = "2y"
notice = "3m"

[[agreement]]
reference = "T"
title = "Bản ghi nhớ T"
signed_on = 2018-01-01
term = "5y"
renewal = "tacit"
renewal_period = "2y"
notice = "3m"

[[agreement]]
reference = "N"
title = "Bản ghi nhớ N"
signed_on = 2020-01-10
effect = "notification"
effect_delay = "30d"
term = "3y"
termination_notice = "3m"

[[agreement]]
reference = "W"
title = "Bản ghi nhớ W"
signed_on = 2020-01-10
term = "open"

[[agreement]]
reference = "S"
title = "Bản ghi nhớ S"
signed_on = 2020-01-10
term = "10y"

[[agreement]]
reference = "D"
title = "Bản ghi nhớ D"
signed_on = 2026-11-10
term = "until 2027-06-30"
"#;

/// An agreement, its act as a list in Vietnamese may write it, and what it has to become. Days by hand: the reviews of A and
/// B are 22/12/2019, 22/12/2021, then 22/12/2023 and 22/12/2025 of the ten years; T renews on 01/01/2023 and would on
/// 01/01/2025, notice three months before; N enters into force 30 days after 01/03/2020.
type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);

const A_AND_B: &[(&str, &[(&str, &str)], &str)] = &[
    ("Đã sơ kết", &[("on", "18/12/2019")], r#"{"act":"hold-review","review":"2019-12-22"}"#),
    (
        "postpone",
        &[("on", "01/12/2021"), ("review", "22/12/2021"), ("to", "ngày 01 tháng 3 năm 2022"), ("side", "them")],
        r#"{"act":"postpone","review":"2021-12-22","to":"2022-03-01","by":"partner"}"#,
    ),
    ("hold-review", &[("on", "28/02/2022"), ("nth", "2")], r#"{"act":"hold-review","review":"2021-12-22"}"#),
    (
        "step",
        &[("on", "30/06/2022"), ("milestone", "expiry"), ("step", "decide")],
        r#"{"act":"step","milestone":"expiry@2022-12-22","step":"decide","done_on":"2022-06-30"}"#,
    ),
    (
        "decide",
        &[
            ("on", "01/07/2022"),
            ("milestone", "hết hiệu lực@22/12/2022"),
            ("choice", "gia hạn"),
            ("decided_by", "Chủ tịch UBND tỉnh"),
        ],
        r#"{"act":"decide","milestone":"expiry@2022-12-22","choice":"renew"}"#,
    ),
    (
        "Bước thực hiện",
        &[("on", "01/9/2022"), ("milestone", "expiry@1"), ("step", "committee"), ("not_needed", "đã có chủ trương")],
        r#"{"act":"step","milestone":"expiry@2022-12-22","step":"committee","not_needed":"đã có chủ trương"}"#,
    ),
    (
        "tiến độ",
        &[("on", "01/10/2022"), ("milestone", "expiry@22/12/2022"), ("text", "hồ sơ đã gửi Bộ Ngoại giao")],
        r#"{"act":"progress","milestone":"expiry@2022-12-22","text":"hồ sơ đã gửi Bộ Ngoại giao"}"#,
    ),
    (
        "Đang xử lý",
        &[("on", "02/10/2022"), ("milestone", "expiry@22/12/2022")],
        r#"{"act":"acknowledge","milestone":"expiry@2022-12-22"}"#,
    ),
    (
        "Gia hạn",
        &[("on", "01/12/2022"), ("for", "05 năm"), ("number", "012/CV"), ("their_number", "J-7")],
        r#"{"act":"extend","for":"5y","their_number":"J-7"}"#,
    ),
    (
        "sửa đổi, bổ sung",
        &[("on", "01/02/2023"), ("from_on", "01/3/2023"), ("set", "notice=6 tháng")],
        r#"{"act":"amend","from_on":"2023-03-01","set":{"notice":"6m"}}"#,
    ),
    ("Tạm đình chỉ", &[("on", "01/5/2023"), ("note", "dịch bệnh")], r#"{"act":"suspend"}"#),
    ("resume", &[("on", "01/8/2023")], r#"{"act":"resume"}"#),
    (
        "không tổ chức",
        &[("on", "20/12/2023"), ("milestone", "review@22/12/2023"), ("why", "hai bên bận")],
        r#"{"act":"skip","review":"2023-12-22","why":"hai bên bận"}"#,
    ),
    ("hold review", &[("on", "20/12/2025")], r#"{"act":"hold-review","review":"2025-12-22"}"#),
];

const OTHERS: &[Row] = &[
    (
        "T",
        "decide",
        &[("on", "2022-09-01"), ("milestone", "notice@1/10/2022"), ("choice", "renew")],
        r#"{"act":"decide","milestone":"notice@2022-10-01","choice":"renew"}"#,
    ),
    (
        "T",
        "notify",
        &[("on", "2024-08-05"), ("what", "không gia hạn"), ("side", "việt nam"), ("received_on", "2024-08-01")],
        r#"{"act":"notify","what":"non-renewal","by":"us","received_on":"2024-08-01"}"#,
    ),
    ("T", "close", &[("on", "2025-02-01")], r#"{"act":"close"}"#),
    (
        "N",
        "Có hiệu lực",
        &[("on", "2020-03-02"), ("received_on", "2020-03-01")],
        r#"{"act":"enter-into-force","received_on":"2020-03-01"}"#,
    ),
    (
        "N",
        "notify",
        &[("on", "2021-05-05"), ("what", "termination"), ("side", "us")],
        r#"{"act":"notify","what":"termination","by":"us","received_on":"2021-05-05"}"#,
    ),
    ("N", "lưu trữ", &[("on", "2022-01-01")], r#"{"act":"close"}"#),
    ("W", "suspend", &[("on", "2021-01-01")], r#"{"act":"suspend"}"#),
    ("W", "tiếp tục thực hiện", &[("on", "2021-06-01")], r#"{"act":"resume"}"#),
    (
        "W",
        "Rút khỏi",
        &[("on", "2022-01-01"), ("ends_on", "31/3/2022")],
        r#"{"act":"withdraw","ends_on":"2022-03-31"}"#,
    ),
    (
        "S",
        "supersede",
        &[("on", "2024-01-01"), ("ends_on", "2024-06-30"), ("with", "D")],
        r#"{"act":"supersede","ends_on":"2024-06-30","with":"D"}"#,
    ),
    (
        "D",
        "Đã thực hiện",
        &[("on", "2026-11-20"), ("milestone", "duty:report-after-signing@25/11/2026")],
        r#"{"act":"fulfil","milestone":"duty:report-after-signing@2026-11-25"}"#,
    ),
    (
        "D",
        "Nhắc lại vào ngày",
        &[("on", "2026-11-20"), ("milestone", "expiry"), ("until", "15/12/2026")],
        r#"{"act":"snooze","milestone":"expiry@2027-06-30","until":"2026-12-15"}"#,
    ),
];

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for reference in ["A", "B"] {
        rows.extend(A_AND_B.iter().map(|(act, values, body)| (reference, *act, *values, *body)));
    }
    rows.extend(OTHERS);
    rows
}

/// What is compared of an act: all but who recorded it, when, and by which way.
fn recorded(world: &World) -> Vec<String> {
    let mut found = Vec::new();
    for reference in ["A", "B", "T", "N", "W", "S", "D"] {
        for act in world.acts(reference).into_iter().skip(1) {
            let body = serde_json::to_string(&act.body).unwrap();
            let of = (&act.number, &act.note, &act.origin.decided_by);
            found.push(format!("{reference} {} {body} {of:?}", act.on));
        }
    }
    found
}

fn expected() -> Vec<String> {
    let value = |values: &[(&str, &str)], name: &str| {
        values.iter().find(|(key, _)| *key == name).map(|(_, text)| (*text).to_owned())
    };
    let day = |text: String| pactwatch::exchange::forms::day::read(&text).unwrap();
    rows()
        .iter()
        .map(|(reference, _, values, body)| {
            let of = (value(values, "number"), value(values, "note"), value(values, "decided_by"));
            let of = (&of.0, &of.1, &of.2);
            format!("{reference} {} {body} {of:?}", day(value(values, "on").unwrap()))
        })
        .collect()
}

fn by_command() -> World {
    let mut world = World::with(REGISTER);
    for (reference, act, values, _) in rows() {
        let mut words = vec![act.to_owned()];
        for (name, text) in values {
            words.extend([format!("--{}", ActKey::named(name).unwrap().entry().option), (*text).to_owned()]);
        }
        let request =
            SaidAct::of_words(words).read(Target::Agreement).unwrap_or_else(|wrong| panic!("{act}: {wrong:?}"));
        let clerk = world.clerk.clone().via(Via::Command);
        record(&mut world.store, &world.office, &clerk, reference, &request, Insistence::Careful, Purpose::Keep)
            .unwrap_or_else(|error| panic!("{reference} {act}: {error}"));
    }
    world
}

/// The rows under the columns of a list.
fn table() -> Table {
    let mut headers: Vec<String> = ["agreement", "act"].map(str::to_owned).to_vec();
    for (_, _, values, _) in rows() {
        for (name, _) in values {
            if !headers.iter().any(|header| header == name) {
                headers.push((*name).to_owned());
            }
        }
    }
    let cell = |values: &[(&str, &str)], name: &str| {
        values.iter().find(|(key, _)| *key == name).map(|(_, text)| (*text).to_owned())
    };
    let row = |(reference, act, values, _): &Row| {
        let of = |header: &String| match header.as_str() {
            "agreement" => Some((*reference).to_owned()),
            "act" => Some((*act).to_owned()),
            name => cell(values, name),
        };
        headers.iter().map(of).collect()
    };
    Table { kind: Kind::Act, rows: rows().iter().map(row).collect(), headers: headers.clone() }
}

fn by_csv() -> World {
    let mut world = World::with(REGISTER);
    let quoted = |text: &Option<String>| format!("\"{}\"", text.clone().unwrap_or_default().replace('"', "\"\""));
    let table = table();
    let mut text = table.headers.join(",");
    for row in &table.rows {
        text.push('\n');
        text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(","));
    }
    let report = world.import("acts.csv", &text);
    assert!(!report.has_flaws(), "{report}");
    world
}

fn by_toml() -> World {
    let mut world = World::with(REGISTER);
    let mut text = String::new();
    for (reference, act, values, _) in rows() {
        text.push_str(&format!("[[act]]\nagreement = \"{reference}\"\nact = \"{act}\"\n"));
        for (name, value) in values {
            text.push_str(&format!("{name} = \"{value}\"\n"));
        }
    }
    let report = world.import("acts.toml", &text);
    assert!(!report.has_flaws(), "{report}");
    world
}

fn by_workbook() -> World {
    use pactwatch::desk::import::{Flawed, import};
    let mut world = World::with(REGISTER);
    let path = world.path("acts.xlsx");
    std::fs::write(&path, xlsx_out(&[table()]).unwrap()).unwrap();
    let report =
        import(&mut world.store, &world.office, &world.clerk, &path, Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(!report.has_flaws(), "{report}");
    world
}

fn through_the_library() -> World {
    let mut world = World::with(REGISTER);
    for (reference, act, values, _) in rows() {
        let said = values.iter().fold(SaidAct::of(act_named(act).unwrap().word()), |said, (name, text)| {
            said.with(ActKey::named(name).unwrap(), *text)
        });
        let request = said.read(Target::Agreement).unwrap();
        let clerk = world.clerk.clone().via(Via::Page);
        record(&mut world.store, &world.office, &clerk, reference, &request, Insistence::Careful, Purpose::Keep)
            .unwrap_or_else(|error| panic!("{reference} {act}: {error}"));
    }
    world
}

#[test]
fn forty_acts_are_the_same_by_command_csv_workbook_toml_and_library() {
    let expected = expected();
    assert_eq!(expected.len(), 40);
    let ways: [(&str, fn() -> World, Via); 5] = [
        ("command", by_command, Via::Command),
        ("csv", by_csv, Via::List),
        ("toml", by_toml, Via::List),
        ("workbook", by_workbook, Via::List),
        ("library", through_the_library, Via::Page),
    ];
    for (name, way, via) in ways {
        let world = way();
        let found = recorded(&world);
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "by {name}");
        }
        assert_eq!(found.len(), expected.len(), "by {name}");
        assert!(world.acts("A").iter().skip(1).all(|act| act.origin.via == Some(via)), "by {name}");
    }
}

#[test]
fn c2_one_act_one_grammar() {
    let request = |words: &[&str]| SaidAct::of_words(words.iter().copied()).read(Target::Agreement).unwrap().asked;
    let expiry = |which| Pointer { kind: Some(pactwatch::lifecycle::act::MilestoneKind::Expiry), name: None, which };
    let day = "2027-11-03".parse().unwrap();
    for milestone in
        ["expiry@2027-11-03", "expiry@3/11/2027", "hết hiệu lực@03-11-2027", "EXPIRY@ngày 3 tháng 11 năm 2027"]
    {
        for choice in ["gia hạn", "renew", "Gia Hạn"] {
            let asked = request(&["decide", milestone, choice]);
            let expected = Asked::Decide { milestone: expiry(Some(Which::Day(day))), choice: Choice::Renew };
            assert_eq!(asked, expected, "{milestone} {choice}");
        }
    }
    assert_eq!(request(&["acknowledge", "expiry"]), Asked::Acknowledge { milestone: expiry(None) });
    assert_eq!(request(&["acknowledge", "expiry@2"]), Asked::Acknowledge { milestone: expiry(Some(Which::Nth(2))) });
    for (side, expected) in [
        ("us", Side::Us),
        ("việt nam", Side::Us),
        ("phía ta", Side::Us),
        ("them", Side::Partner),
        ("đối tác", Side::Partner),
        ("partner", Side::Partner),
    ] {
        let asked = request(&["notify", "không gia hạn", side]);
        assert!(matches!(asked, Asked::Notify { side, .. } if side == expected), "{side}: {asked:?}");
    }
    // The same words in a list: a milestone without its day, the side under `by`.
    let mut world = World::with(REGISTER);
    let report = world.import(
        "acts.csv",
        "agreement,act,on,milestone,choice,what,by\nA,decide,2022-07-01,expiry,gia hạn,,\nT,notify,2024-08-01,,,không gia hạn,them\n",
    );
    assert!(!report.has_flaws(), "{report}");
    assert_eq!(
        serde_json::to_string(&world.acts("A")[1].body).unwrap(),
        r#"{"act":"decide","milestone":"expiry@2022-12-22","choice":"renew"}"#
    );
}

#[test]
fn c3_everything_recorded_passes_the_rules_of_a_cell() {
    let said = |key: ActKey, text: &str| {
        let said = SaidAct::of("extend").with(ActKey::Until, "2027-12-22").with(key, text);
        said.read(Target::Agreement)
    };
    for key in [ActKey::Number, ActKey::Note, ActKey::TheirNumber, ActKey::DecidedBy] {
        let refused = said(key, "12/\u{1b}[31mCV").unwrap_err();
        assert_eq!(refused[0].key(), Some(key), "{refused:?}");
        assert!(unreadable(&refused[0], Language::Vi).0.contains("U+001B"));
        let taken = said(key, "12/\u{202e}CV").unwrap();
        let kept = [taken.number, taken.note, taken.decided_by];
        let theirs = match taken.asked {
            Asked::Extend { their_number, .. } => their_number,
            _ => None,
        };
        let texts: Vec<String> = kept.into_iter().chain([theirs]).flatten().collect();
        assert_eq!(texts, ["12/CV"], "{key:?}");
    }
    assert!(pactwatch::exchange::acts::recorded_line("desk\u{1b}").is_err());
    assert_eq!(pactwatch::exchange::acts::recorded_line("\u{202e}desk").as_deref(), Ok("desk"));
}

#[test]
fn l4_who_decides_is_not_who_records() {
    let mut world = World::with(REGISTER);
    let said = SaidAct::of_words([
        "decide",
        "expiry@2022-12-22",
        "lapse",
        "--decided-by",
        "Chủ tịch UBND tỉnh",
        "--on",
        "2022-07-01",
    ]);
    let request = said.read(Target::Agreement).unwrap();
    let clerk = world.clerk.clone().named("desk-korea").contact("Chuyên viên theo dõi Hàn Quốc").via(Via::Command);
    record(&mut world.store, &world.office, &clerk, "A", &request, Insistence::Careful, Purpose::Keep).unwrap();
    let act = world.acts("A").pop().unwrap();
    assert_eq!(act.by, "desk-korea");
    assert_eq!(act.origin.recorder.as_deref(), Some("Chuyên viên theo dõi Hàn Quốc"));
    assert_eq!(act.origin.decided_by.as_deref(), Some("Chủ tịch UBND tỉnh"));
    assert_eq!(act.origin.via, Some(Via::Command));
    // Only the acts that somebody decides take it.
    let wrong = SaidAct::of("suspend").with(ActKey::DecidedBy, "Giám đốc Sở").read(Target::Agreement).unwrap_err();
    assert_eq!(wrong[0].key(), Some(ActKey::DecidedBy));
}

#[test]
fn steps_are_refused_that_the_plan_does_not_have_or_that_are_closed() {
    let mut world = World::with(REGISTER);
    for (line, said) in [
        (&["step", "expiry", "decde"][..], "did you mean `decide`"),
        (&["step", "review@2021-12-22", "decide"], "has no steps"),
        (&["step", "expiry", "decide", "--done-on", "2026-12-01"], "has not come yet"),
    ] {
        let request = SaidAct::of_words(line.iter().copied()).read(Target::Agreement).unwrap();
        let clerk = world.clerk.clone();
        let refused =
            record(&mut world.store, &world.office, &clerk, "A", &request, Insistence::Careful, Purpose::Keep)
                .unwrap_err()
                .to_string();
        assert!(refused.contains(said), "{line:?}: {refused}");
    }
    world.record("A", "step expiry decide --on 2022-06-01");
    let again = world.try_record("A", "step expiry decide --on 2022-06-02", Purpose::Keep).unwrap_err();
    assert!(again.contains("closed by act"), "{again}");
}

#[test]
fn every_name_in_the_table_leads_back_to_its_act() {
    for entry in ACTS {
        for name in [entry.word, entry.vietnamese, entry.english].into_iter().chain(entry.also.iter().copied()) {
            assert_eq!(act_named(name), Some(entry.act), "{name}");
        }
    }
    assert_eq!(act_named("chưa có"), None);
    // Values said twice and not alike are told, not chosen from.
    let mut said = SaidAct::of("hold-review").with(ActKey::Nth, "2").with(ActKey::Milestone, "review@3");
    assert!(said.read(Target::Agreement).is_err());
    said.named.insert(ActKey::Milestone, SaidValue::Text("review@2".into()));
    assert_eq!(said.read(Target::Agreement).unwrap().act(), ActWord::HoldReview);
    assert_eq!(ActRequest::new(Asked::Close).act(), ActWord::Close);
}
