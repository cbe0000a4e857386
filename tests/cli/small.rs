//! Smaller things that an outside trial found: what is taken without effect, named twice or not at all.

use pactwatch::lifecycle::act::{ActBody, Origin};
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::store::Stamp;

use super::office::{NOW, Office, day};

/// Signed 22 November 2021 for five years: it ends on 22 November 2026, the day after the office's day.
const ENDS_SOON: [(&str, &str); 3] = [("reference", "T-1"), ("signed_on", "2021-11-22"), ("term", "5y")];

#[test]
fn check_and_explain_say_of_a_day_without_a_ladder_that_none_speaks_of_it() {
    for (rule, ladders, why) in [
        ("silenced", "expiry=none", "the agreement says `expiry=none`"),
        (
            "no such ladder",
            "expiry=nolad",
            "the agreement says `expiry=nolad`, and config.toml has no ladder of that name",
        ),
    ] {
        let office = Office::new();
        office.register("2026-01-05", &[&ENDS_SOON[..], &[("ladders", ladders)]].concat());
        let checked = office.json(&["check"]);
        let nobody = checked["agreements"][0]["nobody"].as_str().unwrap().to_owned();
        assert_eq!(nobody, format!("no ladder speaks of expiry@2026-11-22 ({why})"), "{rule}");
        let explained = office.json(&["explain", "T-1"]);
        let expiry = explained.as_array().unwrap().iter().find(|date| date["kind"] == "expiry").unwrap().clone();
        assert_eq!(expiry["silent"], format!("expiry@2026-11-22 ({why})"), "{rule}");
        let text = office.run(&["explain", "T-1"]).text();
        // A long reason goes over two lines.
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(why), "{rule}: {text}");
    }
    let office = Office::new();
    office.register("2026-01-05", &ENDS_SOON);
    let explained = office.run(&["explain", "T-1", "--json"]).text();
    assert!(!explained.contains("silent"), "a ladder speaks: {explained}");
}

#[test]
fn names_that_ladders_and_basis_do_not_know_are_refused_with_the_nearest_known_one() {
    let office = Office::new();
    office.register("2026-01-05", &ENDS_SOON);
    for (set, said) in [
        ("ladders=expry=none", "`ladders` knows no `expry`; `expiry` is meant?"),
        ("ladders=expiry=none;reviw=slow", "`ladders` knows no `reviw`; `review` is meant?"),
        ("ladders=liability=slow", "kinds of milestones are effect, review, notice"),
        ("basis=trem=Điều 7", "`basis` knows no `trem`; `term` is meant?"),
        ("basis=term=Điều 7;liability=Điều 9", "`basis` knows no `liability`; write a kind of milestone"),
    ] {
        let refused = office.run(&["record", "T-1", "correct", set]);
        assert_eq!((refused.code, refused.stderr.contains(said)), (1, true), "{set}: {}", refused.stderr);
    }
    for set in ["ladders=expiry=slow;review=none", "basis=term=Điều 7;review=Điều 5;signed_on=trang 1"] {
        office.run(&["record", "T-1", "correct", set]).text();
    }
    // In a list it is a flaw at the cell.
    std::fs::write(
        office.path("list.csv"),
        "reference,title,signed_on,term,ladders\nN-1,Bản ghi nhớ,2022-01-03,5y,expry=none\n",
    )
    .unwrap();
    let refused = office.run(&["import", "list.csv"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stdout.contains("row 2, column ladders"), "{}{}", refused.stdout, refused.stderr);
    assert!(refused.stdout.contains("`expiry` is meant?"), "{}", refused.stdout);
}

#[test]
fn a_register_that_holds_an_unknown_kind_opens_and_takes_corrections_of_other_fields() {
    let office = Office::new();
    let texts =
        ENDS_SOON.iter().chain(&[("title", "Bản ghi nhớ"), ("ladders", "expry=none"), ("basis", "trem=Điều 7")]);
    let facts =
        Facts::from_texts(&texts.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()).unwrap();
    let at = "2026-01-05T01:00:00Z".parse().unwrap();
    let stamp = Stamp { at, on: day("2026-01-05"), by: "desk-laos".to_owned(), origin: Origin::default() };
    office.store().write(|tx| tx.register(&facts, None, &stamp)).unwrap();
    office.run(&["show", "T-1"]).text();
    office.run(&["record", "T-1", "correct", "lead_agency=Sở Ngoại vụ"]).text();
    let mended = office.run(&["record", "T-1", "correct", "ladders=expiry=none"]).text();
    assert!(mended.contains("expiry=none"), "{mended}");
}

#[test]
fn check_warns_of_an_agreement_in_force_only_after_its_own_end() {
    let office = Office::new();
    let facts =
        [("reference", "T-1"), ("effect", "notification"), ("term", "until 2022-12-31"), ("signed_on", "2022-01-03")];
    let id = office.register("2022-02-01", &facts);
    assert!(!office.json(&["check"])["warnings"].to_string().contains("after its own end"));
    let entered = ActBody::EnterIntoForce { in_force_on: Some(day("2023-02-01")), received_on: None };
    office.record(id, "2023-02-01", &entered);
    let warnings = office.json(&["check"])["warnings"].to_string();
    assert!(warnings.contains("T-1: it is in force from 2023-02-01, after its own end on 2022-12-31"), "{warnings}");
}

#[test]
fn an_amendment_of_what_starts_the_term_is_refused_with_the_cure() {
    let office = Office::new();
    office.register("2026-01-05", &ENDS_SOON);
    for set in ["signed_on=2021-12-22", "in_force_on=2021-12-22", "effect=notification", "effect_delay=30d"] {
        let refused = office.run(&["record", "T-1", "amend", set, "--from", "2026-11-01"]);
        let field = set.split('=').next().unwrap();
        assert_eq!(refused.code, 1, "{set}");
        assert!(refused.stderr.contains(&format!("`correct {field}=NEW`")), "{set}: {}", refused.stderr);
    }
}

#[test]
fn c2_of_a_postponement_a_bare_side_and_a_bare_day_are_known_by_what_they_are() {
    let office = Office::new();
    // Yearly reviews from 22 November 2021: the fifth is that of 22 November 2026.
    office.register("2026-01-05", &[&ENDS_SOON[..2], &[("term", "8y"), ("review_every", "1y")]].concat());
    for behind in [
        &["review@2026-11-22", "us", "--to", "2027-01-15"][..],
        &["us", "--to", "2027-01-15"],
        &["review@2026-11-22", "15/01/2027", "phía ta"],
        &["2027-01-15", "us"],
    ] {
        let postponed = office.run(&[&["record", "T-1", "postpone"], behind, &["--dry-run"]].concat()).text();
        assert!(postponed.contains("2027-01-15 Fri  T-1  review 5"), "{behind:?}: {postponed}");
    }
    let refused = office.run(&["record", "T-1", "postpone", "us", "partner", "--to", "2027-01-15"]);
    assert_eq!(refused.code, 2, "one side asks: {}", refused.stdout);
}

#[test]
fn what_a_commitment_falls_due_by_is_not_cleared_by_another_column() {
    let office = Office::new();
    office.register("2026-01-05", &[&ENDS_SOON[..2], &[("term", "8y")]].concat());
    let committed =
        ["record", "T-1", "commit", "doan", "--title", "Trao đổi đoàn", "--every", "6m", "--from", "2026-08-10"];
    office.run(&committed).text();
    let correct =
        |set: &str| office.run(&["record", "T-1", "correct", "commitment:doan", set, "--note", "vì", "--dry-run"]);
    for set in ["until=-", "yearly=-"] {
        let refused = correct(set);
        assert_eq!((refused.code, refused.stdout.as_str()), (1, ""), "{set}");
        assert!(refused.stderr.contains("`when` is `every 6m from 2026-08-10` already"), "{set}: {}", refused.stderr);
    }
    assert!(correct("every=-").text().contains("\"every 6m from 2026-08-10\" → \"within\""));
    assert!(correct("from=-").text().contains("\"every 6m from 2026-08-10\" → \"every 6m\""));
}

#[test]
fn a_word_that_cannot_be_read_is_told_once_and_nothing_else_is_missing() {
    let office = Office::new();
    let refused = office.run(&["record", "office", "contact", "desk-laos", "--digest", "daily"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.stderr.contains("`daily` is not taken here") && !refused.stderr.contains("needs"),
        "{}",
        refused.stderr
    );
    let bare = office.run(&["record", "office", "contact", "desk-laos"]);
    assert!(bare.stderr.contains("needs `away`"), "nothing was said: {}", bare.stderr);
}

#[test]
fn a_refusal_within_another_has_its_cure_once() {
    let office = Office::new();
    office.register("2026-01-05", &[&ENDS_SOON[..2], &[("term", "8y"), ("review_every", "1y")]].concat());
    let held = |on: &str| office.run(&["record", "T-1", "hold-review", "review@2025-11-22", "--on", on]);
    held("2025-12-01").text();
    let refused = held("2025-11-25");
    assert_eq!(refused.code, 1);
    assert_eq!(refused.stderr.matches("void that act first").count(), 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("`review@2025-11-22` was answered already; void that act first, or check the day"));
}

#[test]
fn an_agenda_of_an_earlier_day_begins_on_it() {
    let office = Office::new();
    office.register("2026-01-05", &ENDS_SOON);
    office.register("2026-01-05", &[("reference", "T-2"), ("signed_on", "2021-06-30"), ("term", "5y")]);
    let days = |args: &[&str]| -> Vec<String> {
        let found = office.json(args);
        let ends = found.as_array().unwrap().iter().filter(|one| one["kind"] == "expiry");
        ends.map(|one| one["day"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(days(&["agenda", "--known-on", "2026-02-01"]), ["2026-06-30", "2026-11-22"]);
    assert_eq!(days(&["agenda", "--known-on", "2026-02-01", "--from", "2026-07-01"]), ["2026-11-22"]);
    assert_eq!(days(&["agenda"]), ["2026-11-22"], "from today on");
}

/// The row that lists and searches read is not what the acts made it: the letters are right, and `tick` and `status` say so on
/// each day until it is mended.
#[test]
fn h_a_damaged_row_is_told_by_every_scan_and_by_status() {
    let office = Office::new().at("2026-10-23T07:00:00+07:00");
    // Thirty days before Sunday, 22 November is Friday, 23 October.
    let id = office.register("2026-01-05", &ENDS_SOON);
    assert_eq!(office.run(&["tick"]).code, 0);
    assert_eq!(office.run(&["status"]).code, 0);
    let raw = rusqlite::Connection::open(office.path("var/pactwatch.db")).unwrap();
    raw.execute("UPDATE agreement SET title = 'Bản ghi nhở', look_rules = '' WHERE id = ?1", [id]).unwrap();
    drop(raw);
    let mut office = office;
    for day in ["2026-10-26", "2026-10-27"] {
        office = office.at(&format!("{day}T07:00:00+07:00"));
        let ticked = office.run(&["tick"]);
        assert_eq!(ticked.code, 1, "{day}: {}{}", ticked.stdout, ticked.stderr);
        assert!(ticked.stderr.contains(&format!("agreement {id}")), "{day}: {}", ticked.stderr);
        let status = office.run(&["status"]);
        assert_eq!(status.code, 1, "{day}: {}", status.stdout);
        assert!(format!("{}{}", status.stdout, status.stderr).contains(&format!("agreement {id}")), "{day}");
    }
}

#[test]
fn g3_a_limit_of_open_files_or_of_a_file_s_size_is_named() {
    let office = Office::new();
    office.register("2026-01-05", &ENDS_SOON);
    for (limit, said) in [("-n 5", "may open no more files"), ("-f 60", "a size limit is reached")] {
        let script = format!("ulimit {limit}; exec \"$0\" \"$@\"");
        let mut limited = std::process::Command::new("sh");
        limited.args(["-c", &script, env!("CARGO_BIN_EXE_pactwatch"), "--language", "en", "tick"]);
        limited.current_dir(office.folder()).env("PACTWATCH_NOW", NOW);
        let output = limited.output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && stderr.contains(said), "{limit}: {stderr}");
    }
}

/// An empty list would say that there is nothing; a contact whom agreements still name is known, although the configuration
/// has lost him.
#[test]
fn names_that_nobody_knows_filter_nothing() {
    let office = Office::new();
    office.register("2026-01-05", &[&ENDS_SOON[..], &[("officers", "gone"), ("under", "KH-2026")]].concat());
    let export = office.path("x.csv").display().to_string();
    for (args, code, said) in [
        (&["list", "--officer", "nobody"][..], 1, "nobody"),
        (&["list", "--under", "NOPE"], 1, "NOPE"),
        (&["export", &export, "--officer", "nobody"], 1, "nobody"),
        (&["list", "--officer", "gone"], 0, ""),
        (&["list", "--officer", "desk-laos"], 0, ""),
        (&["list", "--under", "KH-2026"], 0, ""),
    ] {
        let answer = office.run(args);
        assert_eq!(answer.code, code, "{args:?}: {}", answer.stderr);
        assert!(answer.stderr.contains(said), "{args:?}: {}", answer.stderr);
    }
    assert!(!office.path("x.csv").exists());
}

#[test]
fn the_last_day_of_a_report_goes_with_its_first_day_alone() {
    let office = Office::new();
    for args in
        [&["report", "--year", "2024", "--to", "2024-05-01"][..], &["report", "--plan", "2027", "--to", "2027-05-01"]]
    {
        assert_eq!(office.run(args).code, 2, "{args:?}");
    }
}

/// Wednesday, 25 November 2026 is a working day; of two absences the days both cover are 5 to 10 December.
#[test]
fn check_warns_of_what_the_configuration_says_without_effect() {
    let office = Office::new();
    let text = std::fs::read_to_string(office.path("config.toml")).unwrap();
    let away = "away = [{ from = 2026-12-01, to = 2026-12-10 }, { from = 2026-12-05, to = 2026-12-20 }]";
    let text = text
        .replace("email = \"desk-laos@example.vn\"", &format!("email = \"desk-laos@example.vn\"\n{away}"))
        .replace("country = \"VN\" ", "work = [{ on = 2026-11-25, name = \"làm bù\" }]\ncountry = \"VN\" ");
    std::fs::write(office.path("config.toml"), text).unwrap();
    office.configure("[cli]\nby = \"nobody\"\n[documents]\ndirectory = \"papers\"");
    let warnings = office.json(&["check"])["warnings"].to_string();
    for said in [
        "two absences overlap from 2026-12-05: through 2026-12-10",
        "2026-11-25 is a working day anyway",
        "no contact has the id `nobody`",
        "papers",
    ] {
        assert!(warnings.contains(said), "{said}: {warnings}");
    }
}

/// E13: the only end, fourteen years ahead, was "none" to whoever named it by its kind alone.
#[test]
fn the_only_end_is_found_by_its_kind_however_far_it_is() {
    let office = Office::new();
    office.register("2026-01-05", &[("reference", "T-1"), ("signed_on", "2021-05-04"), ("term", "20y")]);
    let said = office.run(&["record", "T-1", "progress", "expiry", "đã hỏi đối tác", "--by", "head"]).text();
    assert!(said.contains("2041-05-04") || office.run(&["show", "T-1"]).text().contains("expiry@2041-05-04"), "{said}");
}

/// Who records is named by id, by address or by name; anybody else is said to be no contact, when recording and in `show`.
#[test]
fn who_records_and_is_no_contact_is_said_to_be_none() {
    let office = Office::new();
    office.register("2026-01-05", &ENDS_SOON);
    for (by, recorded_by, stranger) in [
        ("head", "head", false),
        ("Head@example.vn", "head", false),
        ("Trưởng phòng Hợp tác quốc tế", "head", false),
        ("stranger@example.vn", "stranger@example.vn", true),
        ("lan", "lan", true),
    ] {
        let note = format!("by {by}");
        let said = office.run(&["record", "T-1", "progress", "expiry", "--text", &note, "--by", by]).text();
        let told = format!("recorded as by `{by}`, who is no contact of config.toml");
        assert_eq!(said.contains(&told), stranger, "{by}: {said}");
        let shown = office.json(&["show", "T-1"]);
        let act = shown["acts"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(act["recorded_by"], recorded_by, "{by}: {act}");
        assert_eq!(act.get("recorder").is_none(), stranger, "{by}: {act}");
    }
    let text = office.run(&["show", "T-1"]).text();
    for (by, count) in [("stranger@example.vn (no contact)", 1), ("lan (no contact)", 1), ("(no contact)", 2)] {
        assert_eq!(text.matches(by).count(), count, "{by}: {text}");
    }
}

/// The year's duties and a country's days are explained like an agreement's: the day, the clause, each reminder. One of them
/// is asked for by what acts call it.
#[test]
fn what_hangs_on_no_agreement_is_explained_too() {
    let office = Office::new();
    office.register("2026-01-05", &[&ENDS_SOON[..], &[("country", "LA")]].concat());
    let all = office.json(&["explain", "office"]);
    let named = |name: &str| {
        let of_it = |date: &&serde_json::Value| date["name"] == name && date["day"].as_str() > Some("2027-01-01");
        all.as_array().unwrap().iter().find(of_it).unwrap_or_else(|| panic!("{name}: {all}")).clone()
    };
    let plan = named("annual-plan");
    assert_eq!((plan["kind"].as_str(), plan["day"].as_str()), (Some("duty"), Some("2027-11-15")));
    assert!(plan["derivation"].as_str().unwrap().starts_with("Every year on this day"), "{plan}");
    assert!(plan["basis"].as_str().unwrap().contains("Điều 42"), "{plan}");
    // 45 days before Monday, 15 November 2027 is Friday, 1 October.
    assert_eq!(plan["reminders"][0]["opens_on"], "2027-10-01", "{plan}");
    assert_eq!(plan["reminders"][0]["verdict"], "not yet (opens 2027-10-01)", "{plan}");
    assert_eq!(named("la-national-day")["day"], "2027-12-02");

    let one = office.json(&["explain", "office", "duty:annual-plan@2027-11-15"]);
    assert_eq!(one.as_array().unwrap().len(), 1, "{one}");
    assert_eq!(one[0], plan);
    let end = office.json(&["explain", "T-1", "expiry"]);
    assert_eq!((end.as_array().unwrap().len(), end[0]["day"].as_str()), (1, Some("2026-11-22")), "{end}");
    let unknown = office.run(&["explain", "office", "duty:annual-pan"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.stderr.contains("duty:annual-plan@"), "{}", unknown.stderr);
    let text = office.run(&["explain", "office", "--language", "vi"]).text();
    assert!(text.contains("Hằng năm vào ngày 15/11"), "{text}");
}
