//! Duties and greetings, bundles, the director, lists to verify.

use super::*;

fn duty_of_signing(name: &str) -> Milestone {
    let register = agreement("2025-06-06", JEONBUK, vec![]);
    let timeline = timeline(&register, day("2040-12-31")).expect("facts that can be read");
    let review = timeline.milestones.iter().find(|m| m.kind == MilestoneKind::Review).expect("a review");
    let derivation = Derivation::Clock {
        trigger: day("2025-06-06"),
        span: Some("15d".parse().expect("a span")),
        working_days: None,
    };
    Milestone {
        kind: MilestoneKind::Duty,
        name: Some(name.to_owned()),
        nth: 1,
        day: day("2025-06-21"),
        lawful_until: Some(day("2025-06-23")),
        derivation,
        basis: Some("khoản 5 Điều 19 Luật Thỏa thuận quốc tế".to_owned()),
        known_on: day("2025-06-06"),
        ..review.clone()
    }
}

fn duty(checked: RuleCheckState, today: &str) -> Section {
    let register = agreement("2025-06-06", &with(JEONBUK, &[("short", "Đắk Lắk – Sekong")]), vec![]);
    let timeline = timeline(&register, day("2030-12-31")).expect("facts that can be read");
    let milestone = duty_of_signing("report-after-signing");
    let task = Task {
        title: "báo cáo Thủ tướng Chính phủ bằng văn bản và gửi bản sao thỏa thuận đến Bộ Ngoại giao".to_owned(),
        who: Some("UBND tỉnh".to_owned()),
        checked,
        ..Task::default()
    };
    section(&timeline, &milestone, &parties(), &vietnam(), day(today))
        .and_then(|section| section.with_task(task, &vietnam()))
        .expect("working days")
}

#[test]
fn a_duty_names_the_last_lawful_day_and_the_working_day_before() {
    let letter = write(duty(RuleCheckState::Yes, "2025-06-16"));
    says(
        &letter,
        "[Báo cáo sau ký] 20/6/2025: Đắk Lắk – Sekong",
        "Đề nghị hoàn thành báo cáo sau ký chậm nhất thứ Sáu, 20/6/2025; hạn cuối thứ Hai, 23/6/2025, còn 7 ngày.",
        &[
            "Đề nghị tham mưu UBND tỉnh báo cáo Thủ tướng Chính phủ bằng văn bản và gửi bản sao thỏa thuận đến Bộ Ngoại \
             giao (khoản 5 Điều 19 Luật Thỏa thuận quốc tế). Hạn cuối: thứ Hai, 23/6/2025; đề nghị hoàn thành trong thứ \
             Sáu, 20/6/2025.",
            "15 ngày kể từ ngày 06/6/2025, không tính ngày đầu, là ngày 21/6/2025 (thứ Bảy)",
        ],
    );
    assert!(!letter.text.contains("chưa đối chiếu"), "this rule was held against the text");
    // Sunday, 22/6/2025: after the day, but not after the last lawful one.
    let within = write(duty(RuleCheckState::Yes, "2025-06-22"));
    assert_eq!(
        within.text.lines().next(),
        Some("Đề nghị hoàn thành ngay báo cáo sau ký; hạn cuối thứ Hai, 23/6/2025.")
    );
    let late = write(duty(RuleCheckState::No, "2025-06-24"));
    says(
        &late,
        "[Quá hạn] Báo cáo sau ký 23/6/2025: Đắk Lắk – Sekong",
        "Đề nghị thực hiện ngay báo cáo sau ký và ghi kết quả; hạn cuối thứ Hai, 23/6/2025, đã quá 1 ngày.",
        &[
            "theo cấu hình của đơn vị, chưa đối chiếu văn bản",
            // Where the day comes from hangs on that law, too.
            "theo khoản 5 Điều 19 Luật Thỏa thuận quốc tế",
            "theo Điều 148 Bộ luật Dân sự 2015 (chưa đối chiếu văn bản).",
            "khoản 5 Điều 19 Luật Thỏa thuận quốc tế (chưa đối chiếu văn bản)",
        ],
    );
}

#[test]
fn a_greeting_is_handed_in_and_sent_in_time() {
    let milestone = Milestone {
        kind: MilestoneKind::Observance,
        name: Some("la-national-day".to_owned()),
        day: day("2026-12-02"),
        lawful_until: None,
        basis: None,
        derivation: Derivation::Yearly,
        ..duty_of_signing("x")
    };
    let task = Task {
        title: "Quốc khánh Lào".to_owned(),
        who: Some("Chủ tịch UBND tỉnh".to_owned()),
        to: Some("Tỉnh trưởng các tỉnh Sê Kông, Attapeu".to_owned()),
        manner: TaskKind::Greeting,
        checked: RuleCheckState::Yes,
        ..Task::default()
    };
    let section = Section::of_office(&milestone, task, &vietnam(), day("2026-11-11")).expect("working days");
    says(
        &write(section),
        "[Chúc mừng] 02/12: Quốc khánh Lào, trình thư chậm nhất 25/11",
        "Đề nghị trình ký thư chúc mừng chậm nhất thứ Tư, 25/11/2026; Quốc khánh Lào: thứ Tư, 02/12/2026, còn 21 ngày.",
        &[
            "Đề nghị dự thảo thư chúc mừng của Chủ tịch UBND tỉnh gửi Tỉnh trưởng các tỉnh Sê Kông, Attapeu, trình ký chậm \
           nhất thứ Tư, 25/11/2026, gửi chậm nhất thứ Hai, 30/11/2026.",
        ],
    );
}

#[test]
fn several_reminders_are_one_bundle() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let review = on(&register, MilestoneKind::Review, "2021-12-22", "2021-12-01");
    let expiry = on(&register, MilestoneKind::Expiry, "2022-12-22", "2021-12-01");
    let letter = write_to(&[review, expiry], Audience::Staff);
    says(
        &letter,
        "[Nhắc việc] 2 việc cần xử lý, sớm nhất 22/12/2021",
        "Đề nghị họp sơ kết kỳ thứ hai chậm nhất thứ Tư, 22/12/2021, còn 21 ngày. Đây là việc gần nhất (Đắk Lắk – Jeonbuk) \
         trong 2 việc cần xử lý.",
        &["1. Sơ kết kỳ thứ hai: Đắk Lắk – Jeonbuk", "2. Sắp hết hiệu lực: Đắk Lắk – Jeonbuk"],
    );
    assert_eq!(letter.thread, None);
}

/// The review stands on Sunday, 22/12/2019; on the Saturday before it no working day is left, and nothing is nearer.
#[test]
fn what_is_to_be_done_at_once_is_the_nearest_matter_of_a_bundle() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let review = on(&register, MilestoneKind::Review, "2019-12-22", "2019-12-21");
    let later = on(&register, MilestoneKind::Review, "2021-12-22", "2019-12-21");
    says(
        &write_to(&[review, later], Audience::Staff),
        "[Nhắc việc] 2 việc cần xử lý, sớm nhất 22/12/2019",
        "Đề nghị thống nhất ngay ngày họp với phía đối tác; sơ kết kỳ thứ nhất đến hạn Chủ nhật, 22/12/2019, ngày mai. \
         Đây là việc gần nhất (Đắk Lắk – Jeonbuk) trong 2 việc cần xử lý.",
        &[],
    );
}

#[test]
fn a_director_reads_five_lines() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let told = ["2022-09-23", "2022-11-22"]
        .map(|on| EarlierRecipient { name: "Chuyên viên theo dõi Hàn Quốc".to_owned(), on: day(on) })
        .into();
    let section = on(&register, MilestoneKind::Expiry, "2022-12-22", "2023-01-23").with_earlier_letters(told);
    let letter = write_to(&[section], Audience::Director);
    let expected = "Kính báo cáo Giám đốc: Đắk Lắk – Jeonbuk đã hết hiệu lực sau ngày 22/12/2022, đến nay chưa ghi nhận \
                    phương án xử lý. Đã nhắc Chuyên viên theo dõi Hàn Quốc các ngày 23/9/2022, 22/11/2022; chưa ghi \
                    nhận phản hồi.";
    says(
        &letter,
        "[Đã hết hiệu lực] 22/12/2022: Đắk Lắk – Jeonbuk, chờ xác minh",
        expected,
        &["Kính đề nghị Giám đốc xem xét, chỉ đạo."],
    );
    let lines =
        letter.text.split("\n--\n").next().map_or(0, |body| body.lines().filter(|line| !line.is_empty()).count());
    assert!(lines <= 5, "{}", letter.text);
}

#[test]
fn a_list_to_verify_has_a_row_for_each_agreement() {
    let register = agreement("2026-11-21", JEONBUK, vec![]);
    let sections = [
        on(&register, MilestoneKind::Review, "2021-12-22", "2026-11-21"),
        on(&register, MilestoneKind::Expiry, "2022-12-22", "2026-11-21"),
    ];
    let to = contact("desk", "Chuyên viên");
    let addressing = addressing(&to);
    let letter = rendered(&Letter::ToVerify(&sections), &addressing, day("2026-11-21"));
    says(
        &letter,
        "[Cần xác minh] 1 văn bản có mốc đã qua",
        "1 văn bản có mốc đã qua trước khi vào sổ theo dõi; đề nghị xác minh.",
        &["sơ kết kỳ 2 ngày 22/12/2021", "hết hiệu lực 22/12/2022", "đã gia hạn / đã ký mới / không gia hạn / chưa rõ"],
    );
    assert!(!letter.text.contains("1.430") && !letter.text.to_lowercase().contains("quá hạn"), "{}", letter.text);
    let counts = [
        OfficerCount { name: "Chuyên viên A".to_owned(), agreements: 1200, milestones: 1900 },
        OfficerCount { name: "Chuyên viên B".to_owned(), agreements: 4, milestones: 5 },
    ];
    // Two of the four of B are A's too.
    let counted = Letter::ToVerifyCount { per_officer: &counts, agreements: 1202, milestones: 1902 };
    let letter = render(&counted, &addressing, day("2026-11-21")).expect("a letter");
    says(
        &letter,
        "[Cần xác minh] 1.202 văn bản có mốc đã qua, đã gửi danh mục",
        "1.202 văn bản có 1.902 mốc đã qua trước khi vào sổ theo dõi.",
        &["Chuyên viên A"],
    );
}
