//! What no letter may do: tell of a restricted agreement, let data become markup, break a header, mention commands.

use super::*;
use crate::lifecycle::policy::NoRecipient;

const SECRET: &[(&str, &str)] = &[
    ("reference", "2026-014"),
    ("title", "Tiêu đề zkín"),
    ("title_en", "Hidden title"),
    ("short", "Tên zkín"),
    ("number", "12/SNgV-HTQT"),
    ("ours", "dak-lak"),
    ("partner", "jeonbuk"),
    ("country", "KR"),
    ("signed_on", "2022-12-20"),
    ("term", "5y"),
    ("renewal", "tacit"),
    ("renewal_period", "5y"),
    ("notice", "6m"),
    ("review_every", "2y"),
    ("lead_agency", "Đầu mối zkín"),
    ("basis", "term=Điều zkín;notice=Điều zkín;review=Điều zkín;renewal=Điều zkín"),
    ("fields", "lĩnh vực zkín"),
    ("note", "ghi chú zkín"),
    ("restricted", "yes"),
];

#[test]
fn a_restricted_agreement_is_its_reference_and_a_day() {
    let register = agreement("2022-12-21", SECRET, vec![]);
    let letter = write(on(&register, MilestoneKind::Renewal, "2027-12-20", "2027-11-20"));
    says(
        &letter,
        "[Nội bộ] Mã 2026-014: có việc đến hạn 20/12/2027",
        "Đề nghị xử lý chậm nhất thứ Hai, 20/12/2027, còn 30 ngày.",
        &["Văn bản lưu hành nội bộ, mã 2026-014: có việc đến hạn ngày 20/12/2027 (thứ Hai)."],
    );
    assert_eq!(letter.thread.as_deref(), Some("2026-014 2027-12-20"));
}

#[test]
fn nothing_of_a_restricted_agreement_is_told_in_any_letter() {
    let register = agreement("2022-12-21", SECRET, vec![]);
    let timeline = timeline(&register, day("2033-12-31")).expect("facts that can be read");
    let told = vec![EarlierRecipient { name: "Người zkín".to_owned(), on: day("2027-01-04") }];
    let task = Task { title: "việc zkín".to_owned(), ..Task::default() };
    let hidden = [
        "zkín",
        "Hidden",
        "SNgV",
        "Đắk Lắk –",
        "UBND",
        "Jeonbuk",
        "Jeollabuk",
        "gia hạn",
        "hết hiệu lực",
        "sơ kết",
        "thông báo không",
        "renewal",
        "expiry",
        "review",
        "notice",
        "22/12/2022",
        "5 năm",
        "5 years",
        "6 months",
        "expire",
        "renew",
        "06 tháng",
        "KR",
    ];
    for milestone in &timeline.milestones {
        for today in ["2023-01-04", "2027-11-20", "2027-12-20", "2035-01-02"] {
            let section = section(&timeline, milestone, &parties(), &vietnam(), day(today)).expect("working days");
            let section =
                section.with_earlier_letters(told.clone()).with_task(task.clone(), &vietnam()).expect("working days");
            let sections = [section.clone(), section];
            for (count, audience) in
                [(1, Audience::Staff), (2, Audience::Staff), (1, Audience::Director), (2, Audience::Director)]
            {
                for letter in [Letter::Reminders(&sections[..count]), Letter::ToVerify(&sections[..count])] {
                    for language in [Language::Vi, Language::En] {
                        let written = address(&letter, audience, language, day(today));
                        let written = format!("{written:?}").replace("Sở Ngoại vụ tỉnh Đắk Lắk", "");
                        for word in hidden {
                            assert!(!written.contains(word), "{word} of {:?} in {written}", milestone.what());
                        }
                        assert!(written.contains("2026-014"));
                    }
                }
            }
        }
    }
}

#[test]
fn data_is_text_and_never_markup_or_template() {
    let nasty = [
        ("title", "<script>alert(1)</script> {{ frame.footer }} {% raw %}"),
        ("short", "<b>&\"'{{ s.reference }}\r\nBcc: x@example.vn"),
        ("lead_agency", "<img src=x onerror=alert(1)>"),
        ("basis", "term=<i>Điều 7</i>{{ 7 * 7 }}"),
    ];
    let register = agreement("2018-01-02", &with(JEONBUK, &nasty), vec![]);
    let letter = write(on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-11-22"));
    for tag in ["<script", "<b>", "<img", "<i>"] {
        assert!(!letter.html.contains(tag), "{tag}");
    }
    assert!(letter.html.contains("&lt;script&gt;alert(1)"));
    assert!(letter.text.contains("<i>Điều 7</i>{{ 7 * 7 }}") && !letter.text.contains("49"), "{}", letter.text);
    assert!(letter.text.contains("{{ frame.footer }} {% raw %}"));
    assert!(
        !letter.subject.contains(['\r', '\n']) && letter.subject.contains("{{ s.reference }}"),
        "{}",
        letter.subject
    );
}

/// Any letter to the same desk.
pub(super) fn address(letter: &Letter<'_>, audience: Audience, language: Language, today: Day) -> Rendered {
    let (to, reply) = (contact("desk", "Chuyên viên"), contact("head", "Trưởng phòng"));
    let addressing = Addressing { registrars: &[&reply], language, audience, ..addressing(&to) };
    render(letter, &addressing, today).unwrap_or_else(|error| panic!("{error}"))
}

fn proper(letter: &Rendered, language: Language) {
    let all = format!("{}\n{}\n{}", letter.subject, letter.text, letter.html);
    assert!(letter.subject.chars().count() <= SUBJECT_MAX, "{}", letter.subject);
    assert!(!letter.subject.is_empty() && !letter.subject.chars().any(char::is_control), "{}", letter.subject);
    let told = letter.text.to_lowercase();
    for word in ["pactwatch ", "--until", "{{", "{%", "none", "undefined"] {
        assert!(!told.contains(word), "`{word}` in {}", letter.text);
    }
    assert!(
        !letter.text.contains(" .") && !letter.text.contains(" ;") && !letter.text.contains(" ,"),
        "{}",
        letter.text
    );
    assert!(letter.text.lines().all(|line| !line.trim().contains("  ")), "{}", letter.text);
    let vietnamese = ["Kính gửi", "Trân trọng", "Kính báo cáo"].iter().any(|word| all.contains(word));
    assert_eq!(vietnamese, language == Language::Vi, "{all}");
}

#[test]
fn every_letter_is_whole_on_every_day_of_its_milestone() {
    let long = "Tên rất dài của một văn bản mà không ai rút gọn được ".repeat(20);
    let registers = [
        agreement("2018-01-02", JEONBUK, vec![]),
        agreement("2018-01-02", &tacit(), vec![]),
        agreement("2018-01-02", &with(JEONBUK, &[("notice", "6m"), ("renewal", "consent")]), vec![]),
        agreement("2018-01-02", &with(JEONBUK, &[("effect", "notification")]), vec![]),
        agreement("2018-01-02", &with(JEONBUK, &[("term", "until 2022-11-03..2022-12-31")]), vec![]),
        agreement(
            "2018-01-02",
            &[("reference", "R"), ("signed_on", "2017-12-22"), ("term", "5y"), ("review_every", "1y")],
            vec![],
        ),
        agreement("2018-01-02", SECRET, vec![]),
        {
            let mut facts: Vec<(&str, &str)> = with(JEONBUK, &[]);
            facts.retain(|(field, _)| !["title", "short", "reference"].contains(field));
            facts.extend([("title", long.as_str()), ("short", long.as_str()), ("reference", long.as_str())]);
            agreement("2018-01-02", &facts, vec![])
        },
    ];
    let mut letters = 0;
    for register in &registers {
        let timeline = timeline(register, day("2033-12-31")).expect("facts that can be read");
        for milestone in timeline.milestones.iter().take(5) {
            for offset in [-400, -30, -2, -1, 0, 1, 2, 31, 1430] {
                let today = milestone.day.plus_days(offset).expect("a day");
                let section = section(&timeline, milestone, &parties(), &vietnam(), today).expect("working days");
                let sections = [section.clone(), section];
                for language in [Language::Vi, Language::En] {
                    for audience in [Audience::Staff, Audience::Director] {
                        for count in [1, 2] {
                            let letter = Letter::Reminders(&sections[..count]);
                            proper(&address(&letter, audience, language, today), language);
                            letters += 1;
                        }
                    }
                    proper(&address(&Letter::ToVerify(&sections), Audience::Staff, language, today), language);
                }
            }
        }
    }
    assert!(letters > 1000, "{letters}");
}

#[test]
fn the_system_writes_about_itself() {
    let letters = vec![Undelivered {
        to: "desk@example.vn".to_owned(),
        subject: "[Sơ kết] 22/12/2027: Đắk Lắk – Jeonbuk, kỳ 2".to_owned(),
        reply: "550 5.1.1 no such user".to_owned(),
    }];
    let cases = [
        (
            SystemNotice::Brake { reminders: 1430, limit: 200 },
            "[Hệ thống] Tạm dừng: 1.430 lượt nhắc cùng lúc",
            "Chưa gửi thư nào: một lần quét ra 1.430 lượt nhắc, vượt mức 200.",
            "đồng hồ máy chủ sai",
        ),
        (
            SystemNotice::Undeliverable { letters },
            "[Hệ thống] 1 thư không gửi được",
            "1 thư bị máy chủ từ chối hẳn; người nhận chưa được báo.",
            "550 5.1.1 no such user",
        ),
    ];
    for (notice, subject, first, sentence) in &cases {
        let letter = address(&Letter::System(notice), Audience::Staff, Language::Vi, day("2026-11-21"));
        says(&letter, subject, first, &[sentence, "Trân trọng."]);
    }
}

#[test]
fn a_test_letter_shows_whether_vietnamese_arrives() {
    let letter = address(&Letter::Test, Audience::Staff, Language::Vi, day("2026-11-21"));
    says(&letter, "[Thử nghiệm] Kiểm tra gửi thư", "Thư thử, ngày 21/11/2026; không phải xử lý.", &["ẵ ẩ ễ ộ ỡ ự"]);
}

#[test]
fn who_reads_for_somebody_else_is_told_so() {
    let (it, desk) = (contact("it", "Quản trị hệ thống"), contact("desk", "Chuyên viên theo dõi Lào"));
    let head = contact("head", "Trưởng phòng");
    let why = NoRecipient::NoSubstitute { contact: "desk".to_owned(), until: day("2026-12-20") };
    let way = |in_place_of: &[&'static str], own: AlsoMeant, fallback: &[Fallback], sections: &[usize]| {
        let known = |id: &&str| if *id == "desk" { &desk } else { &head };
        let in_place_of = in_place_of.iter().map(known).collect();
        DeliveryReason { in_place_of, own, fallback: fallback.to_vec(), sections: sections.to_vec() }
    };
    let unreached = Fallback::Unreached(why);
    let cases = [
        (way(&["desk"], AlsoMeant::Not, &[], &[]), "Thư này gửi thay cho Chuyên viên theo dõi Lào, hiện vắng mặt."),
        (
            way(&["desk"], AlsoMeant::Too, &[], &[]),
            "Thư này gửi thay cho Chuyên viên theo dõi Lào, hiện vắng mặt, đồng thời gửi cho chính đồng chí.",
        ),
        (
            way(&["desk", "head"], AlsoMeant::Not, &[], &[1, 2, 4]),
            "Mục 1–2, 4: gửi thay cho Chuyên viên theo dõi Lào, Trưởng phòng, hiện vắng mặt.",
        ),
        (
            way(&[], AlsoMeant::Not, &[unreached], &[]),
            "Thư này chuyển đến địa chỉ dự phòng vì “desk” vắng mặt đến hết ngày 20/12/2026 và chưa cử người thay.",
        ),
        (
            way(&[], AlsoMeant::Not, &[Fallback::NobodyMeant], &[3]),
            "Mục 3: chuyển đến địa chỉ dự phòng vì không ai trong danh bạ được phân công việc này",
        ),
    ];
    for (way, sentence) in cases {
        let addressing = Addressing { ways: &[way], ..addressing(&it) };
        let letter = render(&Letter::Test, &addressing, day("2026-12-10")).expect("a letter");
        assert!(letter.text.contains(sentence) && letter.html.contains(&escaped(sentence)), "{}", letter.text);
    }
}

#[test]
fn a_letter_about_nothing_or_too_much_is_refused() {
    let section = on(&agreement("2018-01-02", JEONBUK, vec![]), MilestoneKind::Expiry, "2022-12-22", "2022-11-22");
    let to = contact("desk", "Chuyên viên");
    let addressing = addressing(&to);
    let result = |count: usize| {
        let sections = vec![section.clone(); count];
        render(&Letter::Reminders(&sections), &addressing, day("2022-11-22"))
    };
    assert!(matches!(result(0), Err(MessageError::Empty)));
    assert!(matches!(result(201), Err(MessageError::TooMany { count: 201, max: 200 })));
    assert!(result(200).is_ok());
}
