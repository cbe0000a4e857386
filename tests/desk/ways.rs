//! One act is the same act by whatever way it comes in: by command, by a list (CSV, workbook, TOML), through the library.

use std::fmt::Write as _;

use pactwatch::desk::Purpose;
use pactwatch::desk::record::{record, record_office};
use pactwatch::exchange::RowKind;
use pactwatch::exchange::acts::{InputAct, act_named};
use pactwatch::exchange::{Table, xlsx_out};
use pactwatch::lifecycle::act::{ActKey, Target, Via};
use pactwatch::lifecycle::recording::Insistence;

use super::forty::{A_AND_B, BY_LINK, COMMITMENT, COMMITTED, OTHERS, REGISTER, Row};
use super::world::{TODAY, World};

/// A way in: its name, the world it makes, and how its acts say they came.
type Way = (&'static str, fn() -> World, Via);

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for reference in ["A", "B"] {
        rows.extend(A_AND_B.iter().map(|(act, values, body)| (reference, *act, *values, *body)));
    }
    rows.extend(OTHERS);
    rows
}

/// The register as each way finds it: one act has come by a link in a letter.
fn world() -> World {
    let mut world = World::with(REGISTER);
    let request = InputAct::of_words(["acknowledge", "expiry", "--on", "2026-11-19"]).read(Target::Agreement).unwrap();
    let clerk = world.clerk.clone().via(Via::Link);
    record(&mut world.store, &world.office, &clerk, "D", &request, Insistence::Careful, Purpose::Keep).unwrap();
    assert_eq!(world.acts("D")[1].seq.to_string(), BY_LINK);
    world
}

/// What is compared of an act: all but who recorded it, when, and by which way.
fn recorded(world: &World) -> Vec<String> {
    let mut found = Vec::new();
    for reference in ["A", "B", "T", "N", "W", "S", "D"] {
        for act in world.acts(reference).into_iter().skip(1).filter(|act| act.origin.via != Some(Via::Link)) {
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
    let day = |text: String| pactwatch::exchange::cell_forms::day::read(&text).unwrap();
    let none: Option<String> = None;
    let committed = format!("S {TODAY} {COMMITTED} {:?}", (&none, &none, &none));
    let mut all: Vec<String> = rows()
        .iter()
        .map(|(reference, _, values, body)| {
            let of = (value(values, "number"), value(values, "note"), value(values, "decided_by"));
            let of = (&of.0, &of.1, &of.2);
            format!("{reference} {} {body} {of:?}", day(value(values, "on").unwrap()))
        })
        .collect();
    // It is recorded before what became of it.
    let before = all.iter().position(|act| act.starts_with("S ")).unwrap();
    all.insert(before, committed);
    all
}

/// Records the commitment as the command line, the page and the library do.
fn commit(world: &mut World, via: Via) {
    let said = COMMITMENT
        .iter()
        .fold(InputAct::of("commit"), |said, (name, text)| said.with(ActKey::named(name).unwrap(), *text));
    let request = said.read(Target::Agreement).unwrap();
    let clerk = world.clerk.clone().via(via);
    record(&mut world.store, &world.office, &clerk, "S", &request, Insistence::Careful, Purpose::Keep).unwrap();
}

/// The commitment as a list of commitments.
fn commitments() -> Table {
    let headers = ["agreement"].into_iter().chain(COMMITMENT.iter().map(|(name, _)| *name)).map(str::to_owned);
    let row = ["S"].into_iter().chain(COMMITMENT.iter().map(|(_, text)| *text)).map(|text| Some(text.to_owned()));
    Table { kind: RowKind::Commitment, headers: headers.collect(), rows: vec![row.collect()] }
}

fn by_command() -> World {
    let mut world = world();
    let mut words = vec!["commit".to_owned()];
    for (name, text) in COMMITMENT {
        words.extend([format!("--{}", ActKey::named(name).unwrap().entry().option), (*text).to_owned()]);
    }
    let request = InputAct::of_words(words).read(Target::Agreement).unwrap();
    let clerk = world.clerk.clone().via(Via::Command);
    record(&mut world.store, &world.office, &clerk, "S", &request, Insistence::Careful, Purpose::Keep).unwrap();
    for (reference, act, values, _) in rows() {
        let mut words = vec![act.to_owned()];
        for (name, text) in values {
            words.extend([format!("--{}", ActKey::named(name).unwrap().entry().option), (*text).to_owned()]);
        }
        let request =
            InputAct::of_words(words).read(Target::Agreement).unwrap_or_else(|wrong| panic!("{act}: {wrong:?}"));
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
    Table { kind: RowKind::Act, rows: rows().iter().map(row).collect(), headers: headers.clone() }
}

fn by_csv() -> World {
    let mut world = world();
    let quoted = |text: &Option<String>| format!("\"{}\"", text.clone().unwrap_or_default().replace('"', "\"\""));
    for (name, table) in [("commitments.csv", commitments()), ("acts.csv", table())] {
        let mut text = table.headers.join(",");
        for row in &table.rows {
            text.push('\n');
            text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(","));
        }
        let report = world.import(name, &text);
        assert!(!report.has_flaws(), "{report}");
    }
    world
}

fn by_toml() -> World {
    let mut world = world();
    let mut text = String::from("[[commitment]]\nagreement = \"S\"\n");
    for (name, value) in COMMITMENT {
        writeln!(text, "{name} = \"{value}\"").unwrap();
    }
    for (reference, act, values, _) in rows() {
        writeln!(text, "[[act]]\nagreement = \"{reference}\"\nact = \"{act}\"").unwrap();
        for (name, value) in values {
            writeln!(text, "{name} = \"{value}\"").unwrap();
        }
    }
    let report = world.import("acts.toml", &text);
    assert!(!report.has_flaws(), "{report}");
    world
}

fn by_workbook() -> World {
    use pactwatch::desk::import::{Flawed, import};
    let mut world = world();
    let path = world.path("acts.xlsx");
    std::fs::write(&path, xlsx_out(&[commitments(), table()]).unwrap()).unwrap();
    let report =
        import(&mut world.store, &world.office, &world.clerk, &path, Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(!report.has_flaws(), "{report}");
    world
}

fn through_the_library() -> World {
    let mut world = world();
    commit(&mut world, Via::Page);
    for (reference, act, values, _) in rows() {
        let said = values.iter().fold(InputAct::of(act_named(act).unwrap().word()), |said, (name, text)| {
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
fn forty_acts_and_more_are_the_same_by_command_csv_workbook_toml_and_library() {
    let expected = expected();
    assert_eq!(expected.len(), 45);
    let ways: [Way; 5] = [
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

/// No list brings what is said of a contact: it is an act of the office, by command, by the page and through the library.
#[test]
fn what_is_said_of_a_contact_is_the_same_by_command_and_library() {
    let expected =
        r#"{"act":"contact","contact":"desk-korea","away":"2026-12-01..2026-12-20;head","digest":"monthly"}"#;
    let words = [
        "Vắng mặt, thư của một người",
        "desk-korea",
        "--away",
        "1/12/2026..20/12/2026",
        "--substitute",
        "head",
        "--digest",
        "monthly",
    ];
    let by_library = InputAct::of("contact")
        .with(ActKey::Contact, "desk-korea")
        .with(ActKey::Away, "2026-12-01..2026-12-20")
        .with(ActKey::Substitute, "head")
        .with(ActKey::Rhythm, "monthly");
    for (name, said) in [("command", InputAct::of_words(words)), ("library", by_library)] {
        let mut world = World::with(REGISTER);
        let request = said.read(Target::Office).unwrap_or_else(|wrong| panic!("{name}: {wrong:?}"));
        let clerk = world.clerk.clone();
        record_office(&mut world.store, &world.office, &clerk, &request, Purpose::Keep).unwrap();
        let acts = world.store.office_acts().unwrap();
        let bodies: Vec<String> = acts.iter().map(|act| serde_json::to_string(&act.body).unwrap()).collect();
        assert_eq!(bodies, [expected], "by {name}");
    }
}
