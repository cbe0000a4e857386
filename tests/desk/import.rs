//! Lists taken into the register.

use std::fs;

use pactwatch::desk::Purpose;
use pactwatch::desk::import::{Flawed, ImportOutcome, Report};

use super::world::{World, clerk_on};

const TWO: &str = r#"
[[agreement]]
reference = "A-1"
title = "Bản ghi nhớ"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Jeollabuk-do"]
country = "KR"
signed_on = 2024-03-05
term = "5y"
officers = ["desk-korea"]

[[agreement]]
reference = "A-2"
title = "Biên bản"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Sê Kông"]
country = "LA"
signed_on = 2025-06-06
term = "unknown"
officers = ["desk-laos"]
"#;

fn flaws(report: &Report) -> Vec<String> {
    report.flaws.shown().iter().map(ToString::to_string).collect()
}

#[test]
fn the_example_registers_come_in_without_flaws_and_twice_changes_nothing() {
    for (name, text) in [
        ("register.toml", include_str!("../../examples/register.toml")),
        ("register.csv", include_str!("../../examples/register.csv")),
    ] {
        let mut world = World::new();
        let first = world.import(name, text);
        assert_eq!(flaws(&first), [""; 0], "{name}");
        assert_eq!(first.outcome, ImportOutcome::Imported);
        assert_eq!(world.words("DL-VN-2020-01"), ["register", "expire"], "{name}: an old plan comes in quietly");
        assert_eq!(world.status("DL-VN-2020-01"), "expired");
        let acts = world.act_count();
        let parties = world.store.parties().unwrap();
        world.clerk = clerk_on("2026-11-23");
        let again = world.import(name, text);
        assert_eq!(again.counts.unchanged, first.counts.new, "{name}");
        assert_eq!((again.counts.new, again.counts.corrected, again.counts.acts_recorded), (0, 0, 0), "{name}");
        assert_eq!(again.counts.parties_new + again.counts.parties_changed, 0, "{name}: {again}");
        assert_eq!(world.act_count(), acts, "{name}");
        assert_eq!(world.store.parties().unwrap(), parties, "{name}");
        assert!(again.changes.is_empty(), "{name}: {}", again.changes);
    }
}

#[test]
fn a_rehearsal_reports_the_same_and_writes_nothing() {
    let mut world = World::new();
    let rehearsed = world.run("two.toml", TWO, Purpose::Rehearse, Flawed::RefuseAll).unwrap();
    assert_eq!(rehearsed.outcome, ImportOutcome::Rehearsed);
    assert_eq!(world.act_count(), 0);
    assert!(world.store.parties().unwrap().is_empty());
    let imported = world.import("two.toml", TWO);
    assert_eq!(imported.counts, rehearsed.counts);
    assert_eq!(imported.changes, rehearsed.changes);
    assert_eq!(world.act_count(), 2 + 3, "two agreements and the three parties that they name");
}

#[test]
fn every_flaw_of_a_file_is_told_at_once_with_its_place_and_cure() {
    let list = r#"[[party]]
id = "one"
names = [{ name = "Một" }]
successor = { id = "two", on = 2025-07-01 }

[[party]]
id = "two"
names = [{ name = "Hai" }]
successor = { id = "one", on = 2025-07-01 }

[[agreement]]
reference = "B-1"
title = "Thiếu năm"
signed_on = "30-12"

[[agreement]]
reference = "B-2"
title = "Kết thúc trước khi bắt đầu"
signed_on = 2024-03-05
term = "until 2023-01-01"

[[agreement]]
reference = "B-3"
title = "Chậm quá"
signed_on = 2024-03-05
effect_delay = "200y"

[[agreement]]
reference = "B-4"
title = "Bản ghi nhớ"
signed_on = 2024-03-05
term = "5y"
review_every = "2y"

[[act]]
agreement = "B-9"
act = "suspend"
on = 2025-01-01

[[act]]
agreement = "B-1"
act = "suspend"
on = 2025-01-01

[[act]]
agreement = "B-4"
act = "extend"
on = 2025-01-01
until = 2026-01-01
"#;
    let mut world = World::new();
    let report = world.import("bad.toml", list);
    assert_eq!(report.outcome, ImportOutcome::Refused);
    let found = flaws(&report);
    for expected in [
        "bad.toml, row 14, column signed_on: `30-12` has no year",
        "bad.toml, row 4, column successor: the successors of `one` lead back to `one`",
        "bad.toml, row 9, column successor: the successors of `two` lead back to `two`",
        "bad.toml, row 20, column term: `term` ends on 2023-01-01, before the agreement is in force on 2024-03-05",
        "bad.toml, row 26, column effect_delay: a day that follows from `effect_delay` lies beyond 2199; shorten it",
        "bad.toml, row 36, column agreement: `B-9` is no agreement of the register or of this file",
        "bad.toml, row 41, column agreement: its agreement `B-1` stands in row 11, which has flaws",
        "bad.toml, row 47, column act: the new end 2026-01-01 is not after the present one 2029-03-05",
    ] {
        assert!(found.iter().any(|flaw| flaw.starts_with(expected)), "{expected}\n{report}");
    }
    assert_eq!(found.len(), 8, "{report}");
    assert!(found.iter().all(|flaw| flaw.contains("; ")), "each says its cure\n{report}");
    assert_eq!(world.act_count(), 0);
    assert!(world.store.parties().unwrap().is_empty());
    assert!(report.changes.is_empty(), "of a refused file nothing appears");
}

#[test]
fn the_sound_rows_are_taken_and_the_others_lie_in_a_file_to_mend() {
    let list = format!(
        "{TWO}\n[[agreement]]\nreference = \"A-3\"\ntitle = \"Hỏng\"\nsigned_on = \"30-12\"\n\n[[act]]\nagreement = \
         \"A-3\"\nact = \"suspend\"\non = 2025-01-01\n\n[[act]]\nagreement = \"A-1\"\nact = \"suspend\"\non = 2025-01-01\n"
    );
    let mut world = World::new();
    let report = world.run("list.toml", &list, Purpose::Keep, Flawed::AcceptGood).unwrap();
    assert_eq!(report.outcome, ImportOutcome::Imported);
    assert!(report.has_flaws());
    assert_eq!((report.counts.new, report.counts.acts_recorded), (2, 1));
    assert_eq!(world.words("A-1"), ["register", "suspend"]);
    assert_eq!(world.store.agreement_id("A-3").unwrap(), None);
    let path = world.path("list.flaws.toml");
    assert_eq!(report.to_mend.as_deref(), Some(path.as_path()));
    let to_mend = fs::read_to_string(&path).unwrap();
    assert!(to_mend.contains("\"30-12\"") && to_mend.contains("chưa ghi năm"), "{to_mend}");
    assert_eq!(to_mend.matches("[[act]]").count(), 1, "the act of the fallen row goes with it\n{to_mend}");
    assert!(!to_mend.contains("A-1"), "{to_mend}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let mended = to_mend.replace("\"30-12\"", "\"30/12/2025\"").replace("on = 2025-01-01", "on = 2025-12-31");
    let second = world.import("list.flaws.toml", &mended);
    assert!(!second.has_flaws(), "{second}");
    assert_eq!((second.counts.new, second.counts.acts_recorded), (1, 1));
}

#[test]
fn a_rehearsal_of_the_sound_rows_writes_no_file_either() {
    let mut world = World::new();
    let list = format!("{TWO}\n[[agreement]]\nreference = \"A-3\"\ntitle = \"Hỏng\"\nsigned_on = \"30-12\"\n");
    let report = world.run("list.toml", &list, Purpose::Rehearse, Flawed::AcceptGood).unwrap();
    assert_eq!((report.outcome, report.to_mend), (ImportOutcome::Rehearsed, None));
    assert_eq!(fs::read_dir(world.folder.path()).unwrap().count(), 1, "the list alone");
    assert_eq!(world.act_count(), 0);
}

#[test]
fn each_changed_field_is_an_act_and_what_is_absent_stays() {
    let mut world = World::with(TWO);
    // The end moves by a year: the note says why.
    let list = "[[agreement]]\nreference = \"A-1\"\nterm = \"6y\"\nnotice = \"6m\"\nofficers = \"-\"\ncountry = \"\"\n\
                note = \"theo bản ký\"\n";
    let report = world.import("more.toml", list);
    assert_eq!((report.counts.corrected, report.counts.corrections, report.counts.new), (1, 4, 0), "{report}");
    let carried: Vec<String> =
        world.acts("A-1")[1..].iter().map(|act| serde_json::to_string(&act.body).unwrap()).collect();
    assert_eq!(
        carried,
        [
            r#"{"act":"correct","field":"term","old":"5y","new":"6y"}"#,
            r#"{"act":"correct","field":"notice","old":"","new":"6m"}"#,
            r#"{"act":"correct","field":"officers","old":"desk-korea","new":""}"#,
            r#"{"act":"correct","field":"note","old":"","new":"theo bản ký"}"#,
        ]
    );
    let facts = world.facts("A-1");
    assert_eq!(facts.title, "Bản ghi nhớ", "an absent column leaves");
    assert_eq!(facts.country.as_deref(), Some("KR"), "an empty cell leaves");
    assert!(facts.officers.is_empty(), "`-` clears");
    assert_eq!(world.words("A-2"), ["register"], "an absent row deletes nothing");
    // 2024-03-05 + 5y and + 6y; the notice is six months before.
    let moved = &report.changes.moved[0];
    assert_eq!((moved.kind.as_str(), moved.from.map(|day| day.to_string()).as_deref()), ("expiry", Some("2029-03-05")));
    assert_eq!(moved.day.to_string(), "2030-03-05");
    let appear = &report.changes.appear[0];
    assert_eq!((appear.kind.as_str(), appear.day.to_string().as_str()), ("notice", "2029-09-05"));
}

#[test]
fn facts_are_checked_together_and_a_step_out_of_trouble_is_allowed() {
    let mut world = World::with(TWO);
    let tacit = "[[agreement]]\nreference = \"A-1\"\nrenewal = \"tacit\"\n";
    assert!(world.import("a.toml", tacit).has_flaws(), "a tacit renewal needs its period");
    let both = "[[agreement]]\nreference = \"A-1\"\nrenewal = \"tacit\"\nrenewal_period = \"5y\"\n";
    assert_eq!(world.import("b.toml", both).counts.corrections, 2);
}

#[test]
fn names_lead_to_parties_and_an_unknown_one_makes_a_party_that_is_said() {
    let mut world = World::with(TWO);
    let parties = world.store.parties().unwrap();
    assert_eq!(parties.keys().collect::<Vec<_>>(), ["jeollabuk-do", "se-kong", "ubnd-tinh-dak-lak"]);
    assert_eq!(parties["se-kong"].country.as_deref(), Some("LA"), "a partner's country is the agreement's");
    let list = "[[agreement]]\nreference = \"A-4\"\ntitle = \"Kế hoạch\"\nours = \"ubnd TINH dak lak\"\npartner = \"Ban mới\"\n";
    let report = world.import("c.toml", list);
    let said: Vec<String> = report.said.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["new party `ban-moi`: Ban mới"]);
    assert_eq!(world.facts("A-4").ours, ["ubnd-tinh-dak-lak"], "case and diacritics make no difference");
}

#[test]
fn a_name_that_two_parties_share_is_a_flaw_unless_the_day_tells() {
    let parties = "[[party]]\nid = \"old\"\nnames = [{ name = \"UBND tỉnh X\", until = 2025-06-30 }]\n[[party]]\nid = \
                   \"new\"\nnames = [{ name = \"UBND tỉnh X\", from = 2025-07-01 }]\n";
    let agreement = |day: &str| {
        format!("{parties}[[agreement]]\nreference = \"C-1\"\ntitle = \"T\"\nours = \"UBND tỉnh X\"\n{day}")
    };
    let mut world = World::new();
    let report = world.import("a.toml", &agreement(""));
    assert_eq!(
        flaws(&report),
        ["a.toml, row 10, column ours: `UBND tỉnh X` is the name of new and old; write the id of one of them"]
    );
    world.import("b.toml", &agreement("signed_on = 2020-01-01\n"));
    assert_eq!(world.facts("C-1").ours, ["old"]);
}

#[test]
fn a_missing_reference_is_proposed_once_and_known_again() {
    let list = "title,ours,country,signed_on,partner\nMột,UBND tỉnh Đắk Lắk,KR,22/12/2017,P\nHai,UBND tỉnh Đắk Lắk,KR,23/12/2017,P\n";
    let mut world = World::with("[[agreement]]\nreference = \"DL-KR-2017-01\"\ntitle = \"Có sẵn\"\n");
    let report = world.import("list.csv", list);
    assert_eq!(report.counts.new, 2, "{report}");
    assert_eq!(world.facts("DL-KR-2017-02").title, "Một", "the first free number");
    assert_eq!(world.facts("DL-KR-2017-03").title, "Hai");
    assert!(report.said.iter().any(|said| said.to_string().contains("`DL-KR-2017-02` is proposed")), "{report}");
    let again = world.import("list.csv", list);
    assert_eq!((again.counts.new, again.counts.unchanged), (0, 2), "{again}");
    let twice = format!("{list}Một,UBND tỉnh Đắk Lắk,KR,22/12/2017,P\n");
    let report = world.import("list.csv", &twice);
    assert_eq!(flaws(&report).len(), 1);
    assert!(flaws(&report)[0].starts_with("list.csv, row 4"), "{report}");
}

#[test]
fn an_unknown_officer_is_a_warning_and_a_missing_fact_a_gap() {
    let mut world = World::new();
    let report = world.import(
        "a.toml",
        "[[agreement]]\nreference = \"D-1\"\ntitle = \"T\"\nofficers = \"nobody\"\nterm = \"chưa rõ\"\n",
    );
    assert!(!report.has_flaws());
    assert!(report.warnings.iter().any(|text| text.to_string().contains("`nobody` is no contact")), "{report}");
    let gaps: Vec<_> = report.gaps.iter().map(|gap| (gap.field.as_str(), gap.said.as_deref())).collect();
    assert_eq!(gaps, [("ours", None), ("partner", None), ("signed_on", None), ("term", Some("chưa rõ"))]);
    assert_eq!(report.gaps[0].reference.as_deref(), Some("D-1"));
}

#[test]
fn acts_are_checked_in_the_order_of_their_days_and_recorded_once() {
    let list = format!(
        "{TWO}\n[[act]]\nagreement = \"A-1\"\nact = \"resume\"\non = 2025-06-01\n\n[[act]]\nagreement = \"A-1\"\nact = \
         \"suspend\"\non = 2025-01-01\nby = \"head\"\nnumber = \"05/CV\"\n"
    );
    let mut world = World::new();
    let report = world.import("acts.toml", &list);
    assert!(!report.has_flaws(), "{report}");
    assert_eq!(world.words("A-1"), ["register", "suspend", "resume"]);
    assert_eq!(world.acts("A-1")[1].by, "head");
    let again = world.import("acts.toml", &list);
    assert_eq!((again.counts.acts_recorded, again.counts.acts_known), (0, 2), "{again}");
    assert_eq!(world.act_count(), 4 + 3, "and the three parties that they name");
}

#[test]
fn reviews_by_number_and_without_one_are_known_again() {
    let list = "[[agreement]]\nreference = \"R-1\"\ntitle = \"T\"\nsigned_on = 2020-01-15\nterm = \"open\"\nreview_every = \"1y\"\n
[[act]]\nagreement = \"R-1\"\nact = \"hold-review\"\non = 2021-01-10\n
[[act]]\nagreement = \"R-1\"\nact = \"hold-review\"\non = 2022-01-10\nnth = 2\n
[[act]]\nagreement = \"R-1\"\nact = \"skip\"\non = 2023-01-10\nreview = 2023-01-15\nwhy = \"bận\"\n";
    let mut world = World::new();
    let report = world.import("r.toml", list);
    assert!(!report.has_flaws(), "{report}");
    let carried: Vec<String> =
        world.acts("R-1")[1..].iter().map(|act| serde_json::to_string(&act.body).unwrap()).collect();
    assert_eq!(
        carried,
        [
            r#"{"act":"hold-review","review":"2021-01-15"}"#,
            r#"{"act":"hold-review","review":"2022-01-15"}"#,
            r#"{"act":"skip","review":"2023-01-15","why":"bận"}"#,
        ]
    );
    let again = world.import("r.toml", list);
    assert_eq!((again.has_flaws(), again.counts.acts_known, world.act_count()), (false, 3, 4), "{again}");
}

#[test]
fn an_old_end_comes_in_as_one_act_and_asks_nothing() {
    for (how, act, status) in [
        ("hết hạn", "expire", "expired"),
        ("chấm dứt", "terminate", "terminated"),
        ("thay thế", "supersede", "superseded"),
        ("đóng", "close", "closed"),
    ] {
        let list = format!(
            "Mã theo dõi,Tên văn bản,Ngày ký,Thời hạn,Ngày kết thúc,Cách kết thúc\nE-1,Cũ,05/03/2015,5 năm,05/03/2020,{how}\n"
        );
        let mut world = World::new();
        let report = world.import("old.csv", &list);
        assert!(!report.has_flaws(), "{how}: {report}");
        assert_eq!((world.words("E-1"), world.status("E-1")), (vec!["register", act], status), "{how}");
        assert!(report.changes.is_empty(), "{how}: {report}");
        assert_eq!(world.import("old.csv", &list).counts.acts_recorded, 0, "{how}");
    }
    let mut world = World::new();
    let early = "reference,title,signed_on,ended_on,ended_how\nE-2,Cũ,05/03/2015,05/03/2014,expired\n";
    let report = world.import("early.csv", early);
    assert_eq!(flaws(&report).len(), 1, "{report}");
    assert!(flaws(&report)[0].starts_with("early.csv, row 2, column ended_on"), "{report}");
}

#[test]
fn what_if_counts_the_letters_of_the_ladder() {
    let mut world = World::new();
    // Signed today for one year: expiry 2027-11-21, a Sunday. Default ladder: −180 o, −90 o h, −30 o h, −7 o h, +1 o h,
    // +30 o h d: 12 reminders. −180 days is 2027-05-25, a Tuesday.
    let list = "[[agreement]]\nreference = \"F-1\"\ntitle = \"T\"\nkind = \"plan\"\nsigned_on = 2026-11-21\nterm = \"1y\"\nofficers = \"desk-korea\"\n";
    let report = world.import("f.toml", list);
    let line = report.changes.appear.iter().find(|line| line.kind == "expiry").unwrap();
    assert_eq!((line.day.to_string().as_str(), line.letters_appear), ("2027-11-21", 12));
    let first = line.first_letter.as_ref().unwrap();
    assert_eq!((first.opens_on.to_string().as_str(), first.recipient.as_str()), ("2027-05-25", "desk-korea"));
    let officer = world.import("g.toml", "[[agreement]]\nreference = \"F-1\"\nofficers = \"desk-laos\"\n");
    let line = officer.changes.letters.iter().find(|line| line.kind == "expiry").unwrap();
    assert_eq!((line.letters_appear, line.letters_go), (6, 6), "the officer's six letters change hands");
}
