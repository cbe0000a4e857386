//! Handovers, corrections, and the steps towards an extension.

use super::safety::address;
use super::*;
use crate::message::section::SectionStep;

fn moved(section: Section, old_day: &str) -> Correction {
    let because =
        MoveCause { act: "correct", by: "Trưởng phòng".to_owned(), number: Some("12/CV".to_owned()), via: None };
    Correction {
        section,
        old_day: day(old_day),
        told_on: day("2022-08-03"),
        because: Some(because),
        holds_now: DayOutcomeNow::Moved,
    }
}

#[test]
fn d7_a_correction_names_the_wrong_day_and_the_right_one() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let corrections = [moved(on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-11-22"), "2021-12-22")];
    let vi = address(
        &Letter::Corrections { moved: &corrections, due: &[] },
        Audience::Staff,
        Language::Vi,
        day("2022-11-22"),
    );
    says(
        &vi,
        "[Đính chính] 22/12/2022: Đắk Lắk – Jeonbuk",
        "Ngày đúng là 22/12/2022 (thứ Năm); đề nghị bỏ qua thư trước.",
        &["12/CV, Trưởng phòng", "Đề nghị bỏ qua thư trước."],
    );
    let sentence = "Thư ngày 03/8/2022 ghi ngày 22/12/2021; ngày đúng là 22/12/2022 (thứ Năm)";
    assert!(vi.text.contains(sentence), "{}", vi.text);
    // What D7 asks: Outlook does not move an entry that it has, so the letter says which one to take out.
    let entry = "Nếu lịch cá nhân còn mục ghi ngày 22/12/2021, đề nghị xóa mục ấy; thư này kèm mục đúng.";
    assert!(vi.text.contains(entry) && vi.html.contains(&escaped(entry)), "{}", vi.text);
    let en = address(
        &Letter::Corrections { moved: &corrections, due: &[] },
        Audience::Staff,
        Language::En,
        day("2022-11-22"),
    );
    assert!(en.subject.starts_with("[Correction] 22/12/2022"), "{}", en.subject);
    assert!(en.text.contains("22 December 2021") && en.text.contains("12/CV, Trưởng phòng"), "{}", en.text);
}

#[test]
fn a_restricted_correction_tells_neither_kind_nor_reason() {
    let register = agreement("2018-01-02", &with(JEONBUK, &[("restricted", "yes")]), vec![]);
    let corrections = [moved(on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-11-22"), "2021-12-22")];
    for language in [Language::Vi, Language::En] {
        let letter = address(
            &Letter::Corrections { moved: &corrections, due: &[] },
            Audience::Staff,
            language,
            day("2022-11-22"),
        );
        let all = format!("{letter:?}").replace("Sở Ngoại vụ tỉnh Đắk Lắk", "");
        for hidden in ["12/CV", "hết hiệu lực", "expiry", "Jeonbuk", "Đắk Lắk", "Điều 7"] {
            assert!(!all.contains(hidden), "{hidden} in {all}");
        }
        assert!(all.contains("DL-KR-2017-01"));
    }
}

#[test]
fn a_newcomer_learns_what_is_due() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let due = [on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-11-22")];
    let handover =
        HandoverLetter { from: "Chuyên viên theo dõi Lào", agreements: 12, due: &due, to_verify: &[], more: 0 };
    let letter = address(&Letter::Welcome(handover), Audience::Staff, Language::Vi, day("2022-11-22"));
    let taken_over = "Từ nay đồng chí theo dõi 12 văn bản do Chuyên viên theo dõi Lào bàn giao.";
    says(
        &letter,
        "[Bàn giao] 12 văn bản, 1 mốc sắp đến hạn",
        taken_over,
        &["thứ Năm, 22/12/2022", "còn 30 ngày", "Sắp hết hiệu lực: Đắk Lắk – Jeonbuk"],
    );
    let more = HandoverLetter { more: 3, ..handover };
    let letter = address(&Letter::Welcome(more), Audience::Staff, Language::Vi, day("2022-11-22"));
    let first = letter.text.lines().next().unwrap_or_default();
    assert_eq!((letter.subject.as_str(), first), ("[Bàn giao] 12 văn bản, 4 mốc sắp đến hạn", taken_over));
    assert!(letter.text.contains("Và 3 mốc khác") && letter.html.contains("Và 3 mốc khác"), "{}", letter.text);
    let none = HandoverLetter { due: &[], ..handover };
    let letter = address(&Letter::Welcome(none), Audience::Staff, Language::En, day("2022-11-22"));
    assert!(letter.text.contains("Open now, and days ahead:\nNone.\n"), "{}", letter.text);
    // A restricted agreement is named once: its reference is its name.
    let secret = agreement("2018-01-02", &with(JEONBUK, &[("restricted", "yes")]), vec![]);
    let due = [on(&secret, MilestoneKind::Expiry, "2022-12-22", "2022-11-22")];
    let letter = address(
        &Letter::Welcome(HandoverLetter { due: &due, ..handover }),
        Audience::Staff,
        Language::Vi,
        day("2022-11-22"),
    );
    assert_eq!(letter.text.matches("DL-KR-2017-01").count(), 1, "{}", letter.text);
}

#[test]
fn an_expiry_names_the_steps_that_are_due_in_the_readers_language() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let mut section = on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-11-22");
    let step = |title: &str, title_en: &str, do_by: &str| SectionStep {
        title: title.to_owned(),
        title_en: Some(title_en.to_owned()),
        do_by: day(do_by),
        decides: false,
    };
    section.about.as_mut().expect("nothing is restricted here").steps = vec![
        step("thống nhất ngày ký với phía đối tác", "fix the day of signing with the partner", "2022-11-07"),
        step("hoàn thành bản dịch, lễ tân", "finish translation and protocol", "2022-11-22"),
    ];
    let sections = [section];
    let vi = address(&Letter::Reminders(&sections), Audience::Staff, Language::Vi, day("2022-11-22"));
    for line in [
        "– lẽ ra đã xong thứ Hai, 07/11/2022: thống nhất ngày ký với phía đối tác;",
        "– chậm nhất thứ Ba, 22/11/2022: hoàn thành bản dịch, lễ tân.",
    ] {
        assert!(vi.text.contains(line) && vi.html.contains(&escaped(line)), "{}", vi.text);
    }
    let en = address(&Letter::Reminders(&sections), Audience::Staff, Language::En, day("2022-11-22"));
    assert!(en.text.contains("by Tuesday, 22 November 2022: finish translation and protocol."), "{}", en.text);
    assert!(!en.text.contains("bản dịch"), "{}", en.text);
}

/// D9: whom to ask is in each letter, with the telephone; nobody has to look for an address.
#[test]
fn d9_each_letter_says_whom_to_ask_with_the_telephone() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let sections = vec![on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-11-22")];
    let corrections = [moved(sections[0].clone(), "2021-12-22")];
    let letters = [
        ("reminders", Letter::Reminders(&sections)),
        ("what is to be verified", Letter::ToVerify(&sections)),
        ("a correction", Letter::Corrections { moved: &corrections, due: &[] }),
    ];
    let (to, mut head) = (contact("desk", "Chuyên viên"), contact("head", "Trưởng phòng"));
    head.phone = Some("0262 3811 111".to_owned());
    for (rule, letter) in letters {
        for language in [Language::Vi, Language::En] {
            let addressing = Addressing { registrars: &[&head], language, ..addressing(&to) };
            let letter = render(&letter, &addressing, day("2022-11-22")).expect("a letter");
            for part in [&letter.text, &letter.html] {
                assert!(part.contains("Trưởng phòng") && part.contains("0262 3811 111"), "{rule}: {part}");
            }
        }
    }
}
