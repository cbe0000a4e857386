//! Every form of every section, long before its day, around it and long after: no letter asks for a day that is over.

use std::collections::BTreeSet;

use super::safety::address;
use super::*;
use crate::lifecycle::commitment::{Commitment, CommitmentSide, CommitmentTiming as Due};
use crate::lifecycle::day::Day;
use crate::message::digest::{DigestRow, DigestSpan, Unlisted};
use crate::message::section::SectionStep;

/// How far from its day each section is tried.
const OFFSETS: [i64; 6] = [-200, -20, -1, 0, 1, 200];
/// What comes before a day by which something is asked for.
const ASKS_VI: [&str; 2] = ["chậm nhất", "trong hôm nay,"];
const ASKS_EN: [&str; 1] = [" by "];

fn promise(when: &str) -> ActBody {
    ActBody::Commit(Commitment {
        name: "doan".to_owned(),
        title: "Trao đổi đoàn cấp cao giữa hai tỉnh".to_owned(),
        side: CommitmentSide::Both,
        who: Some("Sở Ngoại vụ".to_owned()),
        target: Some("01 đoàn".to_owned()),
        basis: Some("Điều 4".to_owned()),
        when: Due::parse(when).expect("a time"),
    })
}

/// Sections of every kind: ended and tacit, with a range, awaited, restricted, decided; the office's own.
fn sections(offset: i64) -> Vec<Section> {
    let mark = |kind, on: &str| Mark { kind, name: None, day: day(on) };
    let decided = |choice| ActBody::Decide { milestone: mark(MilestoneKind::Expiry, "2022-12-22"), choice };
    let lapse = ActBody::Decide { milestone: mark(MilestoneKind::Notice, "2022-03-06"), choice: Choice::Lapse };
    let fixed = with(JEONBUK, &[("notice", "6m")]);
    let range = with(JEONBUK, &[("term", "until 2027-11-03..2027-12-31")]);
    let registers = [
        agreement("2018-01-02", &fixed, vec![]),
        agreement("2018-01-02", JEONBUK, vec![("2020-10-05", decided(Choice::Renew))]),
        agreement("2018-01-02", JEONBUK, vec![("2020-10-05", decided(Choice::Terminate))]),
        agreement("2018-01-02", &tacit(), vec![]),
        agreement("2018-01-02", &tacit(), vec![("2020-10-05", lapse)]),
        agreement("2018-01-02", &range, vec![]),
        agreement("2018-01-02", &with(JEONBUK, &[("effect", "notification")]), vec![]),
        agreement("2018-01-02", &with(JEONBUK, &[("kind", "plan")]), vec![]),
        agreement(
            "2018-01-02",
            &with(JEONBUK, &[("kind", "strategy")]),
            vec![("2018-01-02", promise("until 2021-06-19"))],
        ),
        agreement("2018-01-02", JEONBUK, vec![("2018-01-02", promise("every 2y"))]),
        agreement("2018-01-02", JEONBUK, vec![("2018-01-02", promise("yearly 11-15"))]),
        // One without a day is in the letters on reviews; the first of these was put off.
        agreement(
            "2018-01-02",
            JEONBUK,
            vec![
                ("2018-01-02", promise("within")),
                (
                    "2019-11-04",
                    ActBody::Postpone {
                        review: day("2019-12-22"),
                        to: day("2020-03-20"),
                        by: crate::lifecycle::act::Side::Partner,
                    },
                ),
            ],
        ),
        agreement("2018-01-02", &with(JEONBUK, &[("count", "inclusive"), ("notice", "90d")]), vec![]),
        agreement("2018-01-02", &with(JEONBUK, &[("restricted", "yes"), ("renewal", "consent")]), vec![]),
    ];
    let mut found = Vec::new();
    for register in &registers {
        let timeline = timeline(register, day("2028-12-31")).expect("facts that can be read");
        for milestone in timeline.milestones.iter().take(8) {
            let today = milestone.day.plus_days(offset).expect("a day");
            let section = section(&timeline, milestone, &parties(), &vietnam(), today).expect("working days");
            let mut section = section.with_promises(&timeline, |commitment| commitment.who.clone());
            let step = |days: i64| SectionStep {
                title: "lấy ý kiến".to_owned(),
                title_en: Some("consult".to_owned()),
                decides: false,
                do_by: milestone.day.plus_days(-days).expect("a day"),
            };
            if let Some(about) = &mut section.about {
                let expires = milestone.kind == MilestoneKind::Expiry && about.begin_by.is_some();
                about.steps = if expires { [180, 90, 30].map(step).into() } else { Vec::new() };
            }
            found.push(section.with_earlier_letters(vec![EarlierRecipient {
                name: "Chuyên viên".to_owned(),
                on: day("2020-01-06"),
            }]));
        }
    }
    for (kind, manner, on) in [
        (MilestoneKind::Duty, TaskKind::Duty, "2026-11-15"),
        (MilestoneKind::Duty, TaskKind::Duty, "2026-06-18"),
        (MilestoneKind::Observance, TaskKind::Greeting, "2026-12-02"),
        (MilestoneKind::Observance, TaskKind::Greeting, "2026-11-29"),
        (MilestoneKind::Observance, TaskKind::Anniversary, "2027-12-22"),
    ] {
        for letter in [true, false] {
            let mut milestone = Milestone::new(kind, 1, day(on), Derivation::Yearly, day("2020-01-05"));
            // Of a duty whose day is off the next working day still counts.
            milestone.lawful_until =
                (kind == MilestoneKind::Duty).then(|| vietnam().on_or_after(day(on)).expect("working days"));
            let whom = letter.then(|| "Tổng Lãnh sự Lào".to_owned());
            let task = Task {
                title: "ngày ASEAN".to_owned(),
                title_en: Some("ASEAN Day".to_owned()),
                to_en: whom.clone(),
                to: whom,
                manner,
                ..Task::default()
            };
            let today = day(on).plus_days(offset).expect("a day");
            found.push(Section::of_office(&milestone, task, &vietnam(), today).expect("working days"));
        }
    }
    found
}

/// Every form of a section.
fn forms(section: &Section, language: Language) -> Vec<(&'static str, Rendered)> {
    let today = section.today;
    let one = std::slice::from_ref(section);
    let two = [section.clone(), section.clone()];
    let moved = |holds_now| {
        [Correction {
            section: section.clone(),
            old_day: section.day.plus_days(-30).expect("a day"),
            told_on: today.plus_days(-10).expect("a day"),
            because: None,
            holds_now,
        }]
    };
    let handover =
        HandoverLetter { from: "Chuyên viên theo dõi Lào", agreements: 1, due: one, to_verify: one, more: 3 };
    let row =
        || DigestRow { section: section.clone(), owner: Some("Chuyên viên".to_owned()), open_since: Some(today) };
    let digest = Digest {
        span: DigestSpan::Month(today),
        overdue: vec![row()],
        awaiting: vec![row()],
        within_30: vec![row()],
        within_90: vec![],
        observances: vec![row()],
        changes: vec![],
        registered: vec![],
        gaps: vec![],
        untold: vec![],
        undelivered: vec![],
        tried: vec![row()],
        by_link: vec![],
        mail: vec![],
        backups: None,
        unlisted: Unlisted::default(),
        to_verify: 0,
        verify: Vec::new(),
        decided: Vec::new(),
        calendar_ends: None,
        next_on: today.plus_days(7).ok(),
        chain: "0".repeat(64),
    };
    let letter = |letter: &Letter<'_>, audience| address(letter, audience, language, today);
    let correction = |holds_now, due, audience| {
        let moved = moved(holds_now);
        letter(&Letter::Corrections { moved: &moved, due }, audience)
    };
    vec![
        ("officer", letter(&Letter::Reminders(one), Audience::Staff)),
        ("bundle", letter(&Letter::Reminders(&two), Audience::Staff)),
        ("director", letter(&Letter::Reminders(one), Audience::Director)),
        ("director's bundle", letter(&Letter::Reminders(&two), Audience::Director)),
        ("correction and more", correction(DayOutcomeNow::Moved, one, Audience::Staff)),
        ("correction", correction(DayOutcomeNow::Moved, &[], Audience::Staff)),
        ("correction to the director", correction(DayOutcomeNow::Moved, one, Audience::Director)),
        ("correction: gone", correction(DayOutcomeNow::Gone, &[], Audience::Staff)),
        ("correction: became", correction(DayOutcomeNow::Became(MilestoneKind::Renewal), &[], Audience::Staff)),
        ("correction: suspended", correction(DayOutcomeNow::Suspended, &[], Audience::Staff)),
        ("correction: again", correction(DayOutcomeNow::Again, &[], Audience::Staff)),
        ("to verify", letter(&Letter::ToVerify(one), Audience::Staff)),
        ("welcome", letter(&Letter::Welcome(handover), Audience::Staff)),
        ("digest", letter(&Letter::Digest(&digest), Audience::Staff)),
        ("director's digest", letter(&Letter::Digest(&digest), Audience::Director)),
    ]
}

/// The day that a text begins with, after a weekday or the word for day; no other words may stand between.
fn leading_day(text: &str, language: Language) -> Option<Day> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).take(6).collect();
    let trimmed = |word: &str| word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned();
    let number = |word: &str| trimmed(word).parse::<u32>().ok();
    (0..words.len().min(4)).find_map(|at| {
        let fits = words[..at].iter().all(|word| {
            ["ngày", "thứ", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Chủ", "nhật"].contains(word)
                || ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].contains(word)
        });
        let parts: Vec<u32> = match language {
            Language::Vi => words[at].split('/').map_while(number).collect(),
            Language::En => {
                const MONTHS: [&str; 12] =
                    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
                let month = words.get(at + 1).and_then(|word| MONTHS.iter().position(|month| word.starts_with(month)));
                let year = words.get(at + 2).and_then(|word| number(word));
                match (number(words[at]), month, year) {
                    (Some(day), Some(month), Some(year)) => vec![day, u32::try_from(month).ok()? + 1, year],
                    _ => Vec::new(),
                }
            }
        };
        let [on, month, year] = parts.as_slice() else { return None };
        fits.then(|| Day::ymd(i32::try_from(*year).ok()?, *month, *on).ok()).flatten()
    })
}

/// The days that a text asks something by.
fn asked_by(text: &str, language: Language) -> Vec<Day> {
    let asks: &[&str] = if language == Language::Vi { &ASKS_VI } else { &ASKS_EN };
    let after = |ask: &&str| text.match_indices(*ask).map(|(at, ask)| &text[at + ask.len()..]).collect::<Vec<_>>();
    asks.iter().flat_map(after).filter_map(|rest| leading_day(rest, language)).collect()
}

#[test]
fn the_days_that_a_text_asks_for_are_found() {
    let day = |text: &str| vec![day(text)];
    assert_eq!(asked_by("hoàn thành chậm nhất thứ Sáu, 05/3/2027, còn", Language::Vi), day("2027-03-05"));
    assert_eq!(asked_by("nhận được chậm nhất ngày 06/3/2027 (thứ Bảy", Language::Vi), day("2027-03-06"));
    assert_eq!(asked_by("bước, chậm nhất 25/06/2027", Language::Vi), day("2027-06-25"));
    assert_eq!(asked_by("finish by Friday, 5 March 2027 at the", Language::En), day("2027-03-05"));
    assert_eq!(asked_by("the letter by 05 Mar 2027; and", Language::En), day("2027-03-05"));
    assert_eq!(asked_by("decided by the head on 5 March 2027", Language::En), []);
}

#[test]
fn d1_no_letter_asks_for_a_day_that_is_over() {
    let (mut asked, mut kinds) = (0, BTreeSet::new());
    for offset in OFFSETS {
        for section in sections(offset) {
            if let Some(about) = &section.about {
                let manner = about.task.as_ref().map_or("", |task| match task.manner {
                    TaskKind::Duty => ", duty",
                    TaskKind::Greeting => ", greeting",
                    TaskKind::Anniversary => ", anniversary",
                    TaskKind::Commitment => ", commitment",
                });
                kinds.insert((offset, format!("{}{manner}", about.milestone.kind.name())));
            }
            for language in [Language::Vi, Language::En] {
                for (form, letter) in forms(&section, language) {
                    let what = section.about.as_ref().map_or("restricted".to_owned(), |about| about.milestone.what());
                    let at = || {
                        format!("{what} {} at D{offset:+}, {form}\n{}\n{}", section.day, letter.subject, letter.text)
                    };
                    for text in [&letter.subject, &letter.text] {
                        for by in asked_by(text, language) {
                            // What the law or the text of a step names as missed is said to have been so.
                            assert!(section.today <= by, "asks for {by} on {}: {}", section.today, at());
                            asked += 1;
                        }
                    }
                    let before = letter.text.replace("tháng trước ngày", "").replace("năm trước ngày", "");
                    assert!(!before.contains("trước ngày"), "{}", at());
                    let first = letter.text.lines().next().unwrap_or_default();
                    assert!(first.ends_with(['.', ':']) && first.chars().count() > 20, "{}", at());
                    assert!(letter.subject.chars().count() <= SUBJECT_MAX, "{}", at());
                }
            }
        }
    }
    assert!(asked > 1_900, "only {asked} days were asked for");
    let expected = [
        "commitment, commitment",
        "duty, duty",
        "effect",
        "expiry",
        "notice",
        "observance, anniversary",
        "observance, greeting",
        "renewal",
        "review",
    ];
    for offset in OFFSETS {
        let found: Vec<&str> = kinds.iter().filter(|(at, _)| *at == offset).map(|(_, kind)| kind.as_str()).collect();
        assert_eq!(found, expected, "at D{offset:+}");
    }
}

#[test]
fn d2_the_first_line_is_the_next_step_and_says_when_there_is_no_time_left() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let at = |today: &str| {
        let mut section = on(&register, MilestoneKind::Expiry, "2022-12-22", today);
        let step = |title: &str, do_by: &str| SectionStep {
            title: title.to_owned(),
            title_en: None,
            do_by: day(do_by),
            decides: false,
        };
        let about = section.about.as_mut().expect("nothing is restricted here");
        about.steps = vec![step("lấy ý kiến phía đối tác bằng thư", "2022-07-25"), step("lấy ý kiến", "2022-09-23")];
        write(section)
    };
    let first = |today: &str| at(today).text.lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        first("2022-07-04"),
        "Việc tiếp theo, chậm nhất thứ Hai, 25/7/2022: lấy ý kiến phía đối tác bằng thư. Hết hiệu lực thứ Năm, 22/12/2022, \
         còn 171 ngày."
    );
    // Ten working days before Thursday, 22 December are Thursday, 8 December: on that day an extension can still begin.
    assert_eq!(
        first("2022-12-08"),
        "Đề nghị quyết định phương án chậm nhất thứ Năm, 08/12/2022; hết hiệu lực thứ Năm, 22/12/2022, còn 14 ngày."
    );
    let late = at("2022-12-13").text;
    assert!(
        late.starts_with(
            "Đề nghị quyết định ngay, chậm nhất thứ Năm, 22/12/2022: không còn đủ thời gian gia hạn theo trình tự; hết hiệu lực \
             thứ Năm, 22/12/2022, còn 9 ngày."
        ),
        "{late}"
    );
    for still_possible in ["trao đổi thư để gia hạn ngắn hạn", "để văn bản hết hiệu lực", "ký văn bản mới"]
    {
        assert!(late.contains(still_possible), "{late}");
    }
    // Once it is decided nobody is asked to decide again.
    let choice = ActBody::Decide {
        milestone: Mark { kind: MilestoneKind::Expiry, name: None, day: day("2022-12-22") },
        choice: Choice::Renew,
    };
    let decided = agreement("2018-01-02", JEONBUK, vec![("2022-10-05", choice)]);
    let late = write(on(&decided, MilestoneKind::Expiry, "2022-12-22", "2022-12-13"));
    assert_eq!(
        late.text.lines().next(),
        Some(
            "Đã quyết định gia hạn, chưa ghi nhận văn bản; nếu chưa ký, đề nghị báo cáo lãnh đạo ngay, chậm nhất thứ Năm, \
             22/12/2022: không còn đủ thời gian theo trình tự đầy đủ. Hết hiệu lực thứ Năm, 22/12/2022, còn 9 ngày."
        )
    );
}
