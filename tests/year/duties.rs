//! Each legal clock of the preset, from what starts it through its letters to the act that closes it.

use pactwatch::lifecycle::act::{ActBody, Notice, Side};

use super::world::{Letter, World, day, refused};

/// Letters on duties alone.
const QUIET: &str = "[observances]\nscope = \"none\"\n[post]\nbundle_over = 9\n";
const SEKONG: [(&str, &str); 4] = [("reference", "A"), ("short", "Đắk Lắk – Sekong"), ("kind", "mou"), ("term", "5y")];
/// The one clock that sleeps as shipped.
const ARCHIVE: &str = "[[duty]]\nname = \"archive-original\"\nenabled = true\n";
const UNCHECKED: &str = "chưa đối chiếu văn bản";

/// One duty's life.
struct Life {
    duty: &'static str,
    signed_on: &'static str,
    /// What starts the clock where signing does not, and when that is recorded.
    act: Option<(&'static str, ActBody)>,
    /// Its day, the last lawful one and the last working day on or before it.
    days: [&'static str; 3],
    /// `2025-06-11 Wed desk`, one a letter.
    letters: &'static [&'static str],
    subject: &'static str,
    says: &'static [&'static str],
    unsaid: &'static [&'static str],
}

fn lives() -> Vec<Life> {
    let extend = ActBody::Extend { until: Some(day("2028-01-10")), span: None, their_number: None };
    vec![
        Life {
            // 06/06 + 15 days is Saturday 21/06; -10d Wednesday 11/06; three working days back 20, 19, 18/06; +1d is a
            // Sunday, so Monday 23/06.
            duty: "report-after-signing",
            signed_on: "2025-06-06",
            act: None,
            days: ["2025-06-21", "2025-06-23", "2025-06-20"],
            letters: &[
                "2025-06-11 Wed desk",
                "2025-06-18 Wed desk",
                "2025-06-18 Wed head",
                "2025-06-23 Mon desk",
                "2025-06-23 Mon head",
                "2025-06-23 Mon director",
            ],
            subject: "[Báo cáo sau ký] 20/6/2025: Đắk Lắk – Sekong",
            says: &[
                "tham mưu UBND tỉnh báo cáo Thủ tướng Chính phủ bằng văn bản",
                "khoản 5 Điều 19 Luật Thỏa thuận quốc tế 70/2020/QH14",
                "Hạn cuối: thứ Hai, 23/6/2025; đề nghị hoàn thành trong thứ Sáu, 20/6/2025.",
                "15 ngày kể từ ngày 06/6/2025, không tính ngày đầu, là ngày 21/6/2025",
            ],
            unsaid: &[UNCHECKED],
        },
        Life {
            // 02/03 + 15 days is Tuesday 17/03; -10d Saturday 07/03, so Friday; three working days back 16, 13, 12/03.
            duty: "report-after-signing-2007",
            signed_on: "2020-03-02",
            act: None,
            days: ["2020-03-17", "2020-03-17", "2020-03-17"],
            letters: &[
                "2020-03-06 Fri desk",
                "2020-03-12 Thu desk",
                "2020-03-12 Thu head",
                "2020-03-18 Wed desk",
                "2020-03-18 Wed head",
                "2020-03-18 Wed director",
            ],
            subject: "[Báo cáo sau ký] 17/3/2020: Đắk Lắk – Sekong",
            says: &["Pháp lệnh 33/2007/PL-UBTVQH11; theo cấu hình của đơn vị, chưa đối chiếu văn bản", "17/3/2020"],
            unsaid: &["Luật Thỏa thuận quốc tế"],
        },
        Life {
            // Extended on 06/01, + 15 days is Tuesday 21/01; -10d Saturday 11/01, so Friday; three back 20, 17, 16/01.
            duty: "notify-amendment",
            signed_on: "2022-01-10",
            act: Some(("2025-01-06", extend)),
            days: ["2025-01-21", "2025-01-21", "2025-01-21"],
            letters: &[
                "2025-01-10 Fri desk",
                "2025-01-16 Thu desk",
                "2025-01-16 Thu head",
                "2025-01-22 Wed desk",
                "2025-01-22 Wed head",
                "2025-01-22 Wed director",
            ],
            subject: "[Báo cáo sửa đổi, gia hạn] 21/01/2025: Đắk Lắk – Sekong",
            says: &["Điều 33 và khoản 5 Điều 19 Luật", UNCHECKED, "21/01/2025", "Bộ Ngoại giao"],
            unsaid: &[],
        },
        Life {
            // Ends on 15/09, + 15 days is Tuesday 30/09; -10d Saturday 20/09, so Friday; three back 29, 26, 25/09. By
            // then the agreement has ended, and the clock runs all the same.
            duty: "notify-termination",
            signed_on: "2022-01-10",
            act: Some(("2025-08-20", ActBody::Terminate { ends_on: day("2025-09-15") })),
            days: ["2025-09-30", "2025-09-30", "2025-09-30"],
            letters: &[
                "2025-09-19 Fri desk",
                "2025-09-25 Thu desk",
                "2025-09-25 Thu head",
                "2025-10-01 Wed desk",
                "2025-10-01 Wed head",
                "2025-10-01 Wed director",
            ],
            subject: "[Thông báo chấm dứt, đình chỉ] 30/9/2025: Đắk Lắk – Sekong",
            says: &["Điều 34 Luật Thỏa thuận quốc tế 70/2020/QH14", "30/9/2025"],
            unsaid: &[UNCHECKED],
        },
        Life {
            // A year after 06/06/2025 is Saturday 06/06/2026; sixty days before is Tuesday 07/04.
            duty: "archive-original",
            signed_on: "2025-06-06",
            act: None,
            days: ["2026-06-06", "2026-06-08", "2026-06-05"],
            letters: &["2026-04-07 Tue desk"],
            subject: "[Nộp lưu trữ] 05/6/2026: Đắk Lắk – Sekong",
            says: &["Luật Lưu trữ", UNCHECKED, "thứ Hai, 08/6/2026", "cơ quan đầu mối nộp bản gốc"],
            unsaid: &[],
        },
    ]
}

fn of(letters: &[Letter], label: &str) -> Vec<Letter> {
    letters.iter().filter(|letter| letter.subject.contains(label)).cloned().collect()
}

#[test]
fn each_clock_of_an_agreement_from_trigger_through_letter_to_fulfil() {
    for life in lives() {
        let duty = life.duty;
        let mut world = World::new(&format!("{QUIET}{ARCHIVE}"));
        let id = world.register(life.signed_on, &[&SEKONG[..], &[("signed_on", life.signed_on)]].concat());
        if let Some((recorded_on, body)) = &life.act {
            world.act(id, recorded_on, body);
        }
        let from = life.act.as_ref().map_or(life.signed_on, |(on, _)| on);
        let [on, lawful, do_by] = life.days.map(day);
        let milestones = world.named(id, duty, "2027-12-31");
        assert_eq!(
            milestones.iter().map(|m| (m.day, m.lawful_until)).collect::<Vec<_>>(),
            [(on, Some(lawful))],
            "{duty}"
        );
        assert_eq!(world.office.calendar.on_or_before(on), Ok(do_by), "{duty}");
        let through = "2026-10-01";
        let label = life.subject[1..].split(']').next().unwrap();
        let going = of(&world.letters(from, through), label);
        let lines: Vec<String> = going.iter().map(|l| format!("{} {} {}", l.on, l.on.weekday(), l.to)).collect();
        assert_eq!(lines, life.letters, "{duty}");
        assert_eq!(going[0].subject, life.subject);
        for part in life.says {
            assert!(going[0].text.contains(part), "{duty}: no `{part}` in\n{}", going[0].text);
        }
        for part in life.unsaid {
            assert!(!going[0].text.contains(part), "{duty}: `{part}` in\n{}", going[0].text);
        }
        world.fulfil(Some(id), from, &format!("duty:{duty}@{on}"));
        assert_eq!(of(&world.letters(from, through), label).len(), 0, "{duty} is done");
    }
}

#[test]
fn each_duty_of_the_year_from_its_letters_to_fulfil() {
    // 15/11/2026 is a Sunday: in time through Monday 16/11, do by Friday 13/11. -45d is Thursday 01/10, -14d Sunday
    // 01/11, so Friday 30/10; three working days back 13, 12, 11/11; +1d Monday 16/11. No desk is the focal one: the head.
    for (duty, other, short, says, unsaid) in [
        ("annual-plan", "annual-report", "kế hoạch TTQT năm sau", "khoản 2 Điều 42", UNCHECKED),
        ("annual-report", "annual-plan", "báo cáo TTQT năm", UNCHECKED, "khoản 2 Điều 42"),
    ] {
        let mut world = World::new(&format!("{QUIET}[[duty]]\nname = \"{other}\"\nenabled = false\n"));
        world.register("2026-01-05", &[("reference", "P"), ("title", "Kế hoạch"), ("kind", "plan")]);
        let letters = world.letters("2026-01-05", "2026-12-31");
        let lines: Vec<String> = letters.iter().map(Letter::line).collect();
        let subject = format!("[Hạn báo cáo] 13/11/2026: {short}");
        let days = ["2026-10-01 Thu head", "2026-10-30 Fri head", "2026-11-11 Wed head"];
        let last = ["2026-11-16 Mon head", "2026-11-16 Mon director"];
        let expected: Vec<String> = days.iter().chain(&last).map(|day| format!("{day} {subject}")).collect();
        assert_eq!(lines, expected, "{duty}");
        assert!(letters[0].text.contains(says), "{}", letters[0].text);
        assert!(
            letters[0].text.contains("Hạn cuối: thứ Hai, 16/11/2026; đề nghị hoàn thành trong thứ Sáu, 13/11/2026.")
        );
        assert!(!letters[0].text.contains(unsaid), "{}", letters[0].text);
        world.fulfil(None, "2026-10-20", &format!("duty:{duty}@2026-11-15"));
        assert_eq!(world.letters("2026-10-20", "2027-09-01").len(), 0, "{duty} is done, the next one is next year's");
    }
}

#[test]
fn a_day_in_tet_is_lawful_until_the_office_opens_again() {
    // 05/02/2026 + 15 days is Friday 20/02, in Tết (16–20/02 with its weekends): in time through Monday 23/02, do by
    // Friday 13/02. -10d is Tuesday 10/02; three working days back 13, 12, 11/02.
    let mut world = World::new(QUIET);
    let id = world.register("2026-02-05", &[&SEKONG[..], &[("signed_on", "2026-02-05")]].concat());
    let duty = &world.named(id, "report-after-signing", "2027-01-01")[0];
    assert_eq!((duty.day, duty.lawful_until), (day("2026-02-20"), Some(day("2026-02-23"))));
    let subject = "[Báo cáo sau ký] 13/02/2026: Đắk Lắk – Sekong";
    let people = ["2026-02-10 Tue desk", "2026-02-11 Wed desk", "2026-02-11 Wed head"];
    let last = ["2026-02-23 Mon desk", "2026-02-23 Mon head", "2026-02-23 Mon director"];
    let expected: Vec<String> = people.iter().chain(&last).map(|who| format!("{who} {subject}")).collect();
    assert_eq!(world.lines("2026-02-05", "2026-12-31", "Báo cáo sau ký"), expected);
}

#[test]
fn which_papers_and_days_the_clocks_apply_to() {
    let names = |kind: &str, signed_on: &str| {
        let mut world = World::new(&format!("{QUIET}{ARCHIVE}"));
        let facts = [("reference", "A"), ("title", "A"), ("kind", kind), ("signed_on", signed_on), ("term", "5y")];
        let id = world.register(signed_on, &facts);
        let all = ["report-after-signing", "report-after-signing-2007", "archive-original"];
        all.into_iter().filter(|name| !world.named(id, name, "2040-12-31").is_empty()).collect::<Vec<_>>().join(" ")
    };
    let law = "report-after-signing archive-original";
    for (kind, signed_on, expected) in [
        ("agreement", "2021-07-01", law),
        ("mou", "2025-06-06", law),
        ("minutes", "2025-06-06", law),
        ("programme", "2025-06-06", law),
        ("agreement", "2021-06-30", "report-after-signing-2007 archive-original"),
        ("agreement", "2007-07-01", "report-after-signing-2007"),
        ("agreement", "2007-06-30", ""),
        ("plan", "2025-06-06", ""),
        ("regulation", "2025-06-06", ""),
        ("treaty", "2025-06-06", ""),
    ] {
        assert_eq!(names(kind, signed_on), expected, "{kind} signed on {signed_on}");
    }
}

#[test]
fn what_happened_before_the_law_starts_none_of_its_clocks() {
    let mut world = World::new(QUIET);
    let id = world.register("2020-01-06", &[&SEKONG[..], &[("signed_on", "2020-01-06")]].concat());
    let amend = |from: &str| ActBody::Amend {
        from_on: day(from),
        set: [("lead_agency".to_owned(), "Sở Ngoại vụ".to_owned())].into(),
    };
    world.act(id, "2021-06-30", &amend("2021-06-30"));
    assert_eq!(world.named(id, "notify-amendment", "2030-01-01").len(), 0);
    world.act(id, "2021-07-01", &amend("2021-07-01"));
    let days: Vec<String> =
        world.named(id, "notify-amendment", "2030-01-01").iter().map(|m| m.day.to_string()).collect();
    assert_eq!(days, ["2021-07-16"]);
}

#[test]
fn every_way_to_an_end_or_a_pause_starts_the_notification() {
    let notice = ActBody::Notify { what: Notice::Termination, by: Side::Partner, received_on: day("2025-03-03") };
    let non_renewal = ActBody::Notify { what: Notice::NonRenewal, by: Side::Partner, received_on: day("2025-03-03") };
    for (rule, body, expected) in [
        ("an end agreed on, from its last day", ActBody::Terminate { ends_on: day("2025-06-30") }, Some("2025-07-15")),
        ("a withdrawal, from its last day", ActBody::Withdraw { ends_on: day("2025-06-30") }, Some("2025-07-15")),
        ("a pause, from its day", ActBody::Suspend, Some("2025-03-18")),
        ("a notice, received 03/03 with three months, ends 03/06", notice, Some("2025-06-18")),
        ("a notice against renewal ends nothing early", non_renewal, None),
    ] {
        let mut world = World::new(QUIET);
        let facts = [&SEKONG[..], &[("signed_on", "2022-01-10"), ("termination_notice", "3m")]].concat();
        let id = world.register("2022-01-10", &facts);
        world.act(id, "2025-03-03", &body);
        let found = world.named(id, "notify-termination", "2030-01-01");
        assert_eq!(found.first().map(|m| m.day), expected.map(day), "{rule}");
    }
}

#[test]
fn an_archived_agreement_asks_for_nothing_more() {
    let mut world = World::new(QUIET);
    let id = world.register("2025-06-06", &[&SEKONG[..], &[("signed_on", "2025-06-06")]].concat());
    world.act(id, "2025-06-10", &ActBody::Close);
    assert_eq!(world.lines("2025-06-10", "2026-10-01", "Sekong"), Vec::<String>::new());
}

#[test]
fn a_duty_can_be_put_off_like_any_other_day() {
    let mut world = World::new(QUIET);
    let id = world.register("2025-06-06", &[&SEKONG[..], &[("signed_on", "2025-06-06")]].concat());
    let milestone = "duty:report-after-signing@2025-06-21".parse().unwrap();
    world.act(id, "2025-06-12", &ActBody::Snooze { milestone, until: day("2025-06-20") });
    let lines = world.lines("2025-06-12", "2025-06-22", "Báo cáo sau ký");
    let subject = "[Báo cáo sau ký] 20/6/2025: Đắk Lắk – Sekong";
    assert_eq!(lines, ["2025-06-20 Fri desk", "2025-06-20 Fri head"].map(|who| format!("{who} {subject}")));
}

#[test]
fn history_is_asked_for_nothing() {
    let mut world = World::new(QUIET);
    let facts = [&SEKONG[..], &[("signed_on", "2022-01-10")]].concat();
    world.register("2024-01-02", &facts);
    assert_eq!(world.lines("2024-01-02", "2024-12-31", "Sekong"), Vec::<String>::new());
}

#[test]
fn an_office_adds_replaces_and_drops_rows() {
    let row = |text: &str| format!("{QUIET}[[duty]]\n{text}\n");
    let signed = |lines: &str, name: &str, signed_on: &str| {
        let mut world = World::new(lines);
        let id = world.register(signed_on, &[&SEKONG[..], &[("signed_on", signed_on)]].concat());
        world.named(id, name, "2027-12-31").iter().map(|m| m.day.to_string()).collect::<Vec<_>>()
    };
    // Seven working days after Thursday 24/04/2025: 25, Saturday 26 (made up), 28, 29/04, 05, 06, 07/05.
    let answer = row("name = \"answer\"\ntitle = \"trả lời\"\ntrigger = [\"signed\"]\nwithin = \"7wd\"");
    assert_eq!(signed(&answer, "answer", "2025-04-24"), ["2025-05-07"]);
    let ten = row("name = \"report-after-signing\"\ntitle = \"báo cáo\"\ntrigger = [\"signed\"]\nwithin = \"10d\"");
    assert_eq!(signed(&ten, "report-after-signing", "2025-06-06"), ["2025-06-16"], "a replaced row, whole");
    let dropped = row("name = \"report-after-signing\"\nenabled = false");
    assert_eq!(signed(&dropped, "report-after-signing", "2025-06-06"), Vec::<String>::new());
    assert_eq!(signed(QUIET, "archive-original", "2025-06-06"), Vec::<String>::new(), "it sleeps as shipped");
    let woken = format!("{QUIET}{ARCHIVE}");
    assert_eq!(signed(&woken, "archive-original", "2025-06-06"), ["2026-06-06"], "woken by its name");
    for (text, part) in [
        ("name = \"x\"\ntrigger = [\"signing\"]\nwithin = \"15d\"", "triggers are signed, in-force"),
        ("name = \"x\"\ntrigger = [\"signed\"]", "needs `within`"),
        ("name = \"x\"\ntrigger = [\"yearly\"]\non = \"15/11\"", "needs `on` as month and day"),
    ] {
        let error = refused(&row(text));
        assert!(error.contains(part), "{error}");
    }
}
