//! English letters, and what holds for the templates of both languages.

use std::collections::BTreeSet;

use super::safety::address;
use super::*;
use crate::lifecycle::milestone::Timeliness;
use crate::message::section::{SectionLinks, SectionStep};
use crate::message::task::Anniversary;
use crate::message::templates::names;
use crate::message::view::SectionView;

fn english(section: &Section) -> Rendered {
    let sections = std::slice::from_ref(section);
    address(&Letter::Reminders(sections), Audience::Staff, Language::En, section.today)
}

#[test]
fn english_letters_say_the_same() {
    let fixed = agreement("2018-01-02", JEONBUK, vec![]);
    says(
        &english(&on(&fixed, MilestoneKind::Review, "2019-12-22", "2019-11-22")),
        "[Review] 22/12/2019: Đắk Lắk – Jeonbuk, no. 1",
        "Please hold the 1st review by Friday, 20 December 2019 at the latest; it is due on Sunday, 22 December 2019, 30 days \
         left.",
        &[
            "According to Điều 5, both sides meet for a review every 2 years; the 1st one is due on Sunday, 22 December \
             2019.",
            "A review every 2 years counted from 22 December 2017, so the 1st falls on Sunday, 22 December 2019",
        ],
    );
    says(
        &english(&on(&fixed, MilestoneKind::Expiry, "2022-12-22", "2022-11-22")),
        "[Expiry] 22/12/2022: Đắk Lắk – Jeonbuk, decision needed",
        "Please decide what is to become of it by Thursday, 8 December 2022 at the latest; it expires on Thursday, 22 December \
         2022, 30 days left.",
        &[
            "Đắk Lắk – Jeonbuk expires at the end of 22 December 2022 (Thursday).",
            "Please advise the People's Committee to decide: (a) extend; (b) sign a new text; (c) do not extend.",
            "(reference DL-KR-2017-01)",
        ],
    );
    says(
        &english(&on(&fixed, MilestoneKind::Expiry, "2022-12-22", "2022-12-23")),
        "[Expired] 22/12/2022: Đắk Lắk – Jeonbuk, to be verified",
        "Please verify and record what was found; the agreement expired at the end of Thursday, 22 December 2022, 1 day ago.",
        &["Nothing is known of an extension or of a new text in its place."],
    );
    says(
        &english(&on(&agreement("2018-01-02", &tacit(), vec![]), MilestoneKind::Notice, "2027-03-06", "2027-01-20")),
        "[Notice deadline] 05/3/2027: Đắk Lắk – Jeonbuk",
        "Please decide; if the agreement is not to go on, the notice must be received by Friday, 5 March 2027 at the latest \
         (notice deadline Saturday, 6 March 2027, 45 days left).",
        &["If the other side has not received a notice by 6 March 2027 (Saturday; last working day: Friday, 5 March \
             2027), the agreement renews itself through 6 September 2032;"],
    );
}

/// Who acts, whom a letter goes to and where the law says so are in the reader's language.
#[test]
fn an_english_task_is_english_throughout() {
    let of = |text: &str| Some(text.to_owned());
    let task = |manner| Task {
        title: "báo cáo".to_owned(),
        title_en: of("send the report"),
        who: of("UBND tỉnh"),
        who_en: of("the provincial People's Committee"),
        to: of("Tổng Lãnh sự Lào"),
        to_en: of("the Consul General of Laos"),
        basis_en: of("Article 42 of the Law"),
        manner,
        checked: RuleCheckState::Yes,
        ..Task::default()
    };
    let due = |kind: MilestoneKind, derivation| {
        let mut milestone = Milestone::new(kind, 1, day("2026-11-15"), derivation, day("2026-01-05"));
        milestone.basis = of("Điều 42");
        milestone
    };
    let calendar = vietnam();
    let section = |kind, manner| {
        let milestone = due(kind, Derivation::Yearly);
        Section::of_office(&milestone, task(manner), &calendar, day("2026-11-02")).expect("a working day in sight")
    };
    let duty = english(&section(MilestoneKind::Duty, TaskKind::Duty)).text;
    assert!(duty.contains("To be done by the provincial People's Committee: send the report (Article 42 of the Law)"));
    let greeting = english(&section(MilestoneKind::Observance, TaskKind::Greeting)).text;
    assert!(greeting.contains("from the provincial People's Committee to the Consul General of Laos"), "{greeting}");
    for letter in [duty, greeting] {
        assert!(!letter.contains("Điều") && !letter.contains("UBND") && !letter.contains("báo cáo"), "{letter}");
    }
}

/// Once the last day is over nobody is asked to be done by a day before it.
#[test]
fn an_overdue_duty_asks_for_no_day_that_has_passed() {
    let milestone = Milestone::new(MilestoneKind::Duty, 1, day("2026-11-15"), Derivation::Yearly, day("2026-01-05"));
    let task = Task { title: "báo cáo".to_owned(), title_en: Some("report".to_owned()), ..Task::default() };
    let section = Section::of_office(&milestone, task, &vietnam(), day("2026-11-18")).expect("a working day in sight");
    let letters = [Language::Vi, Language::En].map(|language| {
        address(&Letter::Reminders(std::slice::from_ref(&section)), Audience::Staff, language, section.today).text
    });
    assert!(
        letters[0].contains("Hạn cuối đã qua: Chủ nhật, 15/11/2026.")
            && letters[1].contains("The last day has passed: Sunday, 15 November")
    );
    assert!(!letters[0].contains("hoàn thành trong") && !letters[1].contains("please finish by"), "{letters:?}");
}

/// A duty that has no short name is named in the first line, not pointed at.
#[test]
fn a_duty_without_a_short_name_is_named_by_its_title() {
    let milestone = Milestone::new(MilestoneKind::Duty, 1, day("2026-12-15"), Derivation::Yearly, day("2026-01-05"));
    let (title, title_en) = ("báo cáo tiến độ cho Sở Tài chính".to_owned(), Some("report to the treasury".to_owned()));
    let task = Task { title, title_en, ..Task::default() };
    let section = Section::of_office(&milestone, task, &vietnam(), day("2026-11-18")).expect("a working day in sight");
    for (language, first) in [
        (Language::Vi, "Đề nghị hoàn thành việc “báo cáo tiến độ cho Sở Tài chính” chậm nhất thứ Ba, 15/12/2026"),
        (Language::En, "Please finish “report to the treasury” by Tuesday, 15 December 2026"),
    ] {
        let letter =
            address(&Letter::Reminders(std::slice::from_ref(&section)), Audience::Staff, language, section.today);
        assert!(letter.text.contains(first), "{}", letter.text);
    }
}

/// While it is suspended each letter says so, and since when; not before, and not once it goes on.
#[test]
fn letters_of_a_suspended_agreement_say_so() {
    let acts = vec![("2026-10-01", ActBody::Suspend), ("2026-12-15", ActBody::Resume)];
    let record = agreement("2018-01-02", &tacit(), acts);
    let since = [
        (Language::Vi, "Văn bản đang tạm đình chỉ thực hiện từ ngày 01/10/2026"),
        (Language::En, "The agreement has been suspended since 1 October 2026"),
    ];
    for (today, said) in [("2026-09-30", 0), ("2026-10-01", 1), ("2026-12-14", 1), ("2026-12-15", 0)] {
        let section = on(&record, MilestoneKind::Notice, "2027-03-06", today);
        for ((language, words), audience) in since.into_iter().zip([Audience::Staff, Audience::Director]) {
            let letter = address(&Letter::Reminders(std::slice::from_ref(&section)), audience, language, section.today);
            assert_eq!(letter.text.matches(words).count(), said, "{today}: {}", letter.text);
        }
    }
}

/// A section in which nothing is missing.
fn full() -> Section {
    let mut section = on(&agreement("2018-01-02", &tacit(), vec![]), MilestoneKind::Notice, "2027-03-06", "2027-01-20");
    section.until = Some(section.day);
    section.lawful_until = Some(section.day);
    let address = || Some("https://thoathuan.example.vn/".to_owned());
    section.web = SectionLinks { page: address(), link: address(), reach: Some("mạng nội bộ".to_owned()) };
    let about = section.about.as_mut().expect("nothing is restricted here");
    about.milestone.name = Some("name".to_owned());
    about.milestone.acknowledged_on = Some(section.day);
    let progress =
        crate::lifecycle::milestone::Progress { on: section.day, text: "text".to_owned(), by: "desk".to_owned() };
    about.milestone.progress = Some(progress);
    let (choice, by) = (Choice::Renew, "head".to_owned());
    about.milestone.decided = Some(crate::lifecycle::milestone::MilestoneDecision { choice, on: section.day, by });
    about.greeting_by = Some((section.day, section.day));
    about.newer = vec![("LA-2".to_owned(), section.day)];
    about.steps = vec![SectionStep { title: "step".to_owned(), title_en: None, do_by: section.day, decides: false }];
    about.earlier = vec![EarlierRecipient { name: "desk".to_owned(), on: section.day }];
    let text = || Some("text".to_owned());
    let agreements = vec!["agreement".to_owned()];
    about.task = Some(Task {
        title: "title".to_owned(),
        who: text(),
        to: text(),
        years: Some(5),
        short: text(),
        short_en: text(),
        target: text(),
        agreements,
        anniversaries: vec![Anniversary { on: section.day, title: "title".to_owned(), title_en: None }],
        ..Task::default()
    });
    let paper = about.agreement.as_mut().expect("it is an agreement's");
    (paper.number, paper.notified) = (text(), Some((section.day, Timeliness::InTime)));
    paper.suspended_on = Some(section.day);
    (paper.ends, paper.review_every) = (Some((section.day, Some(section.day))), "2y".parse().ok());
    section
}

/// The dotted paths of a value, those of its inner values included.
fn paths(at: &str, value: &serde_json::Value, found: &mut BTreeSet<String>) {
    found.insert(at.to_owned());
    assert!(!value.is_null(), "the full section lacks {at}");
    for (name, value) in value.as_object().into_iter().flatten() {
        paths(&format!("{at}.{name}"), value, found);
    }
}

#[test]
fn section_templates_name_nothing_that_is_not_there() {
    for language in [Language::Vi, Language::En] {
        let view = serde_json::to_value(SectionView::new(&full(), language)).expect("a plain structure");
        let mut known = BTreeSet::new();
        paths("s", &view, &mut known);
        known.extend(["record", "tell"].map(str::to_owned));
        let mine = format!("{}/section/", language.code());
        let mut seen = 0;
        for (template, name) in names().iter().filter(|(template, _)| template.starts_with(&mine)) {
            assert!(known.contains(name), "{template} names {name}");
            seen += 1;
        }
        assert!(seen > 50, "{seen}");
    }
}

#[test]
fn both_languages_have_the_same_templates() {
    let of = |language: &str| -> BTreeSet<String> {
        let all = names().into_iter().filter_map(|(name, _)| name.strip_prefix(language).map(str::to_owned));
        all.collect()
    };
    assert_eq!(of("vi/"), of("en/"));
}
