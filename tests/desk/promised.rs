//! Commitments as offices might write them: months' ends and leap days, days after the end, suspensions, the same title twice,
//! answers early, late and twice, corrections and what was taken back; each with the words that the recorder reads.

use pactwatch::desk::record::{RecordError, RecordOutcome, record};
use pactwatch::desk::{Purpose, find};
use pactwatch::exchange::acts::InputAct;
use pactwatch::lifecycle::act::{MilestoneKind, Target};
use pactwatch::lifecycle::policy::Language;
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::message::{Face, Say, Voice};

use super::world::{World, day, through};

/// Five years from the last day of January 2024, reviewed every two; one without reviews; one that is restricted. Today is
/// 21/11/2026.
const TEXTS: &str = r#"
[[agreement]]
reference = "A-1"
title = "Bản ghi nhớ"
short = "Đắk Lắk – Sê Kông"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Sê Kông"]
country = "LA"
signed_on = 2024-01-31
term = "5y"
review_every = "2y"
officers = ["desk-laos"]

[[agreement]]
reference = "A-2"
title = "Bản thỏa thuận"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Sê Kông"]
country = "LA"
signed_on = 2024-01-31
term = "5y"
officers = ["desk-laos"]

[[agreement]]
reference = "A-3"
title = "Bản ghi nhớ kín"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Sê Kông"]
country = "LA"
signed_on = 2024-01-31
term = "5y"
restricted = true
officers = ["desk-laos"]
"#;

fn said(world: &mut World, reference: &str, words: &[&str]) -> Result<RecordOutcome, String> {
    let request = InputAct::of_words(words.iter().copied()).read(Target::Agreement);
    let request = request.map_err(|wrong| format!("{wrong:?}"))?;
    let World { store, office, clerk, .. } = world;
    assert!(find::id(store, reference).is_ok());
    let voice = Voice { language: Language::Vi, face: Face::CommandLine };
    record(store, office, clerk, reference, &request, Insistence::Careful, Purpose::Keep)
        .map_err(|error: RecordError| error.say(voice))
}

fn told(recorded: &RecordOutcome) -> String {
    let voice = Voice { language: Language::Vi, face: Face::CommandLine };
    recorded.says.iter().map(|said| said.say(voice)).collect::<Vec<_>>().join(" ")
}

/// The days of a commitment through 2029, with their states.
fn days(world: &World, reference: &str, name: &str) -> Vec<String> {
    let agreement = world.agreement(reference);
    let timeline = through(&agreement, "2029-12-31");
    let own =
        timeline.milestones.iter().filter(|m| m.kind == MilestoneKind::Commitment && m.name.as_deref() == Some(name));
    own.map(|m| format!("{} {}", m.day, m.state(day("2026-11-21")).name())).collect()
}

#[test]
fn when_it_falls_due_is_read_as_people_write_it() {
    for (rule, words, expected) in [
        (
            "every month from a month's last day: clamped, never drifting",
            vec!["--every", "6 tháng", "--from", "31/08/2026"],
            // 31/08 + 6, 12, 18, 24 months.
            vec!["2027-02-28 open", "2027-08-31 open", "2028-02-29 open", "2028-08-31 open"],
        ),
        (
            "a leap day of every year",
            vec!["--yearly", "29/02"],
            vec![
                "2024-02-29 history",
                "2025-02-28 history",
                "2026-02-28 history",
                "2027-02-28 open",
                "2028-02-29 open",
            ],
        ),
        (
            "every two years in words, from the first day in force",
            vec!["--every", "hai năm một lần"],
            vec!["2026-01-31 history", "2028-01-31 open"],
        ),
        ("on the last day in force", vec!["--until", "31/01/2029"], vec!["2029-01-31 open"]),
        ("the day after it is none", vec!["--until", "01/02/2029"], vec![]),
        (
            "as far as the last day in force",
            vec!["--every", "2 tháng", "--from", "30/11/2028"],
            // 30/01/2029; 30/03/2029 lies after 31/01/2029.
            vec!["2029-01-30 open"],
        ),
    ] {
        let mut world = World::with(TEXTS);
        said(&mut world, "A-1", &[&["commit", "x", "--title", "Trao đổi đoàn"], words.as_slice()].concat()).unwrap();
        assert_eq!(days(&world, "A-1", "x"), expected, "{rule}");
    }
}

#[test]
fn a_commitment_of_which_nobody_will_be_reminded_says_so_and_where_it_comes_up() {
    for (rule, reference, words, expected) in [
        ("no day", "A-1", vec![], "vì không nêu ngày; được nêu ở mỗi kỳ sơ kết"),
        ("no day and no review", "A-2", vec![], "văn bản không có kỳ sơ kết nên không thư nào nêu đến"),
        ("after the end", "A-1", vec!["--until", "01/03/2029"], "sau ngày hết hiệu lực thứ Tư, 31/01/2029"),
        ("past already", "A-1", vec!["--until", "30/06/2025"], "hạn thứ Hai, 30/6/2025 đã qua khi ghi vào sổ"),
    ] {
        let mut world = World::with(TEXTS);
        let done =
            said(&mut world, reference, &[&["commit", "x", "--title", "Thăm"], words.as_slice()].concat()).unwrap();
        assert!(told(&done).contains(expected), "{rule}: {}", told(&done));
    }
    let mut world = World::with(TEXTS);
    said(&mut world, "A-1", &["suspend", "--on", "01/06/2026"]).unwrap();
    said(&mut world, "A-1", &["resume", "--on", "01/11/2026"]).unwrap();
    let done = said(&mut world, "A-1", &["commit", "x", "--title", "Thăm", "--until", "15/08/2026"]).unwrap();
    assert!(told(&done).contains("rơi vào thời gian tạm đình chỉ"), "{}", told(&done));
}

#[test]
fn it_is_answered_once_early_or_late_and_what_was_wrong_is_taken_back() {
    let mut world = World::with(TEXTS);
    for name in ["mot", "hai"] {
        said(&mut world, "A-1", &["commit", name, "--title", "Trao đổi đoàn", "--until", "30/06/2027"]).unwrap();
    }
    let again = said(&mut world, "A-1", &["commit", "mot", "--title", "Khác"]).unwrap_err();
    assert!(again.contains("đã có cam kết `mot`"), "{again}");
    said(&mut world, "A-1", &["fulfil", "commitment:mot", "--on", "01/06/2026"]).unwrap();
    assert_eq!(days(&world, "A-1", "mot"), ["2027-06-30 done"], "a year early");
    assert_eq!(days(&world, "A-1", "hai"), ["2027-06-30 open"], "of two with one title the named one alone");
    let twice = said(&mut world, "A-1", &["fulfil", "commitment:mot", "--on", "02/06/2026"]).unwrap_err();
    assert!(twice.contains("đã có kết quả"), "{twice}");
    let same = said(&mut world, "A-1", &["fulfil", "commitment:mot", "--on", "01/06/2026"]).unwrap();
    assert!(same.known_as.is_some(), "the same act again is known");
    let skipped = said(&mut world, "A-1", &["skip", "commitment:mot", "--why", "đổi ý"]).unwrap_err();
    assert!(skipped.contains("đã có kết quả"), "{skipped}");
    // The answer taken back, it is asked again; transferred to another doer no day moves.
    let answered = world.acts("A-1").iter().rev().find(|act| act.body.word() == "fulfil").unwrap().seq.to_string();
    said(&mut world, "A-1", &["void", &answered]).unwrap();
    assert_eq!(days(&world, "A-1", "mot"), ["2027-06-30 open"]);
    said(&mut world, "A-1", &["correct", "commitment:mot", "who=Sở Y tế"]).unwrap();
    assert_eq!(days(&world, "A-1", "mot"), ["2027-06-30 open"]);
    // A corrected day is another; the answer for the old day says nothing about it.
    said(&mut world, "A-1", &["correct", "commitment:mot", "until=31/08/2027", "--note", "theo văn bản"]).unwrap();
    assert_eq!(days(&world, "A-1", "mot"), ["2027-08-31 open"]);
    let came_by = world.acts("A-1").iter().find(|act| act.body.word() == "commit").unwrap().seq.to_string();
    let stands_on = said(&mut world, "A-1", &["void", &came_by]);
    assert!(stands_on.is_err() || days(&world, "A-1", "mot").is_empty(), "taken back, or what stands on it is named");
}

#[test]
fn how_often_is_corrected_from_the_day_it_was_counted_from_unless_that_is_cleared() {
    let of_every = |way: &dyn Fn(&mut World)| {
        let mut world = World::with(TEXTS);
        let commit = ["commit", "e", "--title", "E", "--every", "6m", "--from", "2026-08-10"];
        said(&mut world, "A-1", &commit).unwrap();
        way(&mut world);
        days(&world, "A-1", "e")
    };
    let by_list = |list: &'static str| {
        move |world: &mut World| {
            let report = world.import("list.csv", list);
            assert!(!report.has_flaws(), "{report}");
        }
    };
    let kept = ["2027-05-10 open"];
    let correct = |value: &'static str| {
        move |world: &mut World| {
            said(world, "A-1", &["correct", "commitment:e", value, "--note", "x"]).unwrap();
        }
    };
    for (way, name) in [
        (&correct("every=9m") as &dyn Fn(&mut World), "correct"),
        (&by_list("agreement,name,every,note\nA-1,e,9m,x\n"), "a list without the column"),
        (&by_list("agreement,name,title,every,from,note\nA-1,e,E,9m,,x\n"), "an empty cell"),
    ] {
        assert_eq!(of_every(way)[..1], kept, "{name}");
    }
    // From the day in force, 2024-01-31: the fourth time nine months on, the sixth time six months on.
    for list in ["agreement,name,every,from,note\nA-1,e,9m,-,x\n", "agreement,name,from,note\nA-1,e,-,x\n"] {
        let days = of_every(&by_list(list));
        assert!(days.iter().any(|day| day.starts_with("2027-01-31")), "{list}: {days:?}");
    }
}

#[test]
fn without_a_day_it_is_closed_as_a_whole_once() {
    let mut world = World::with(TEXTS);
    said(&mut world, "A-1", &["commit", "x", "--title", "Hỗ trợ du học sinh"]).unwrap();
    said(&mut world, "A-1", &["progress", "commitment:x", "3 sinh viên"]).unwrap();
    said(&mut world, "A-1", &["fulfil", "commitment:x", "--on", "01/06/2026"]).unwrap();
    let twice = said(&mut world, "A-1", &["fulfil", "commitment:x", "--on", "02/06/2026"]).unwrap_err();
    assert!(twice.contains("đã có kết quả"), "{twice}");
    assert!(days(&world, "A-1", "x").is_empty());
}
