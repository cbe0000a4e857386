//! What a digest says, and what it does not.

use pactwatch::lifecycle::act::{ActBody, Choice, Mark, MilestoneKind};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::party::{Party, PartyName, Succession};
use pactwatch::lifecycle::policy::Language;
use pactwatch::store::StoreError;

use super::world::{OFFICE, World, day, lines};

#[test]
fn an_empty_digest_says_so_and_when_the_next_one_comes() {
    let mut world = World::new();
    world.register("2026-11-21 10:00", &[]);
    let letter = world.letter("desk", "2026-11-23 08:00", Language::Vi);
    assert_eq!(letter.subject, "[Tổng hợp tuần 23–29/11] 0 quá hạn, 0 sắp đến hạn");
    assert_eq!(letter.text.matches("Không có.").count(), 7, "{}", letter.text);
    assert!(letter.text.contains("Thư kế tiếp: thứ Hai, 30/11. Không nhận được, đề nghị báo Quản trị hệ thống."));
    let seal: String = world.store.head().unwrap().chars().take(32).collect();
    assert!(letter.text.trim_end().ends_with(&format!("Mã kiểm tra sổ: {seal}.")), "{}", letter.text);
}

/// Five years from 20 November 2021: in force through Friday, 20 November 2026.
const FIVE_YEARS: &[(&str, &str)] = &[("signed_on", "2021-11-20"), ("term", "5y")];

#[test]
fn d5_an_open_end_is_carried_every_week_until_an_act_answers_it() {
    let mut world = World::new();
    let id = world.register("2026-05-04 10:00", FIVE_YEARS);
    // 180 days before is Sunday, 24 May; the rung opens on Friday, 22 May.
    assert_eq!(lines(&world.digest("head", "2026-05-18 08:00").awaiting), Vec::<String>::new());
    world.tick("2026-05-22 08:00", super::world::Mail::Up);
    let before = world.digest("head", "2026-05-25 08:00");
    assert_eq!(lines(&before.awaiting), ["2026-11-20 KR-1"]);
    assert_eq!(before.awaiting[0].open_since, Some(day("2026-05-22")));
    // Each matter stands once, in the part of its next step: nobody has decided.
    for when in ["2026-09-07 08:00", "2026-10-26 08:00"] {
        let digest = world.digest("head", when);
        assert_eq!(lines(&digest.awaiting), ["2026-11-20 KR-1"], "{when}");
        assert!(lines(&digest.within_30).iter().chain(&lines(&digest.within_90)).all(|line| !line.contains("KR-1")));
    }
    // The last rung, the first that names the director, opens on 21 December; the line stays.
    for when in ["2026-11-23 08:00", "2026-12-28 08:00", "2027-06-07 08:00"] {
        for contact in ["desk", "head"] {
            assert_eq!(lines(&world.digest(contact, when).overdue), ["2026-11-20 KR-1"], "{contact} {when}");
        }
        let director = world.digest("director", when);
        assert!(director.awaiting.is_empty(), "what waits for the officer's answer is not the director's: {when}");
        let ends: Vec<_> = director.overdue.iter().filter(|row| row.section.reference.is_some()).collect();
        assert_eq!(ends.len(), usize::from(when > "2026-12-21"), "{when}");
        assert!(ends.iter().all(|row| row.owner.as_deref() == Some("Chuyên viên Hàn Quốc")));
    }
    let extended = ActBody::Extend { until: Some(day("2031-11-20")), span: None, their_number: None };
    world.act("2027-06-08 10:00", id, &extended);
    let after = world.digest("head", "2027-06-14 08:00");
    assert_eq!((lines(&after.overdue), lines(&after.awaiting)), (vec![], vec![]));
}

#[test]
fn a_decision_not_carried_out_says_so() {
    let mut world = World::new();
    let id = world.register("2026-05-04 10:00", FIVE_YEARS);
    let mark = Mark { kind: MilestoneKind::Expiry, name: None, day: day("2026-11-20") };
    world.act("2026-10-01 10:00", id, &ActBody::Decide { milestone: mark, choice: Choice::Renew });
    let letter = world.letter("head", "2026-10-05 08:00", Language::Vi);
    assert!(letter.text.contains("đã quyết định gia hạn, chưa ghi nhận văn bản"), "{}", letter.text);
    // What is decided awaits no decision.
    let letter = world.letter("director", "2026-10-05 08:00", Language::Vi);
    assert_eq!(letter.subject, "[Tổng hợp tháng 10/2026] 0 việc chờ quyết định, 0 quá hạn");
}

#[test]
fn an_officer_s_holds_his_own() {
    let mut world = World::new();
    world.register("2026-05-04 10:00", FIVE_YEARS);
    world.register("2026-05-04 10:00", &[FIVE_YEARS, &[("reference", "LA-1"), ("officers", "laos")]].concat());
    let when = "2026-11-02 08:00";
    assert_eq!(lines(&world.digest("desk", when).awaiting), ["2026-11-20 KR-1"]);
    assert_eq!(lines(&world.digest("laos", when).awaiting), ["2026-11-20 LA-1"]);
    assert_eq!(lines(&world.digest("head", when).awaiting), ["2026-11-20 KR-1", "2026-11-20 LA-1"]);
}

#[test]
fn a_restricted_agreement_is_reference_and_day() {
    let secrets = [("reference", "2026-014"), ("title", "Tuyến đường"), ("short", "Đường biên"), ("country", "KR")];
    for (rule, when) in [("ahead", "2026-11-02 08:00"), ("past", "2026-12-28 08:00")] {
        let mut world = World::new();
        world.register("2026-05-04 10:00", &[FIVE_YEARS, &secrets, &[("restricted", "yes")]].concat());
        for (contact, language) in [("head", Language::Vi), ("director", Language::Vi), ("head", Language::En)] {
            let letter = world.letter(contact, when, language);
            let day = if language == Language::En { "20 Nov 2026" } else { "20/11/2026" };
            for body in [letter.text, letter.html.replace("&#x2f;", "/")] {
                assert!(body.contains("2026-014") && body.contains(day), "{rule} {contact}\n{body}");
                for secret in
                    ["Tuyến đường", "Đường biên", "jeonbuk", "Hàn Quốc", "Hết hiệu lực", "hết hiệu lực", "Expiry"]
                {
                    assert!(!body.contains(secret), "{rule} {contact}: {secret}\n{body}");
                }
            }
        }
    }
}

#[test]
fn gaps_are_asked_of_what_is_alive_and_has_a_partner_to_ask_for() {
    type Pairs = &'static [(&'static str, &'static str)];
    let cases: &[(&str, Pairs, &[&str])] = &[
        ("an unknown term", &[("term", "unknown")], &["term"]),
        ("no partner", &[("partner", "")], &["partner"]),
        ("a plan of the office's own", &[("partner", ""), ("kind", "plan")], &[]),
        ("a domestic regulation", &[("partner", ""), ("kind", "regulation")], &[]),
        ("nothing missing", &[], &[]),
    ];
    for (rule, pairs, expected) in cases {
        let mut world = World::new();
        let id = world.register("2026-05-04 10:00", pairs);
        let missing: Vec<&str> = world
            .digest("head", "2026-11-02 08:00")
            .gaps
            .iter()
            .flat_map(|row| &row.missing)
            .map(|gap| gap.0)
            .collect();
        assert_eq!(missing, *expected, "{rule}");
        world.act("2026-11-03 10:00", id, &ActBody::Close);
        assert!(world.digest("head", "2026-11-09 08:00").gaps.is_empty(), "{rule}: archived");
    }
}

/// Our party is succeeded on Tuesday, 1 July 2025 by one that bears another name.
fn merge(world: &mut World) {
    let name = |name: &str| PartyName { name: name.to_owned(), name_en: None, from: None, until: None };
    let successor = Succession { id: "moi".to_owned(), on: day("2025-07-01"), basis: Some("NQ 202".to_owned()) };
    let old =
        Party { id: "dak-lak".to_owned(), names: vec![name("Cũ")], successor: Some(successor), ..Party::default() };
    let new = Party { id: "moi".to_owned(), names: vec![name("Mới")], ..Party::default() };
    let done: Result<(), StoreError> = world.store.write(|tx| tx.put_party(&old).and_then(|()| tx.put_party(&new)));
    done.unwrap();
}

#[test]
fn partners_who_were_not_told_of_a_successor_are_one_line() {
    let mut world = World::new();
    let first = world.register("2025-05-05 10:00", &[]);
    world.register("2025-05-05 10:00", &[("reference", "HS-1"), ("title", "Đường Z"), ("restricted", "yes")]);
    world.register("2025-05-05 10:00", &[("reference", "LA-1"), ("officers", "laos")]);
    world.register("2025-05-05 10:00", &[("reference", "OLD-1"), ("term", "5y")]);
    merge(&mut world);
    let line = "- 3 văn bản: chưa báo đối tác về bên kế thừa – KR-1, HS-1, LA-1";
    assert_eq!(world.digest("head", "2025-06-30 08:00").untold, Vec::<String>::new(), "the eve of it");
    let head = world.letter("head", "2025-07-07 08:00", Language::Vi);
    assert!(head.text.contains(line) && !head.text.contains("Đường Z"), "{}", head.text);
    let english = world.letter("head", "2025-07-07 08:00", Language::En).text;
    assert!(english.contains("- 3 agreements: the partners have not been told of the successor – KR-1, HS-1, LA-1"));
    let officer = world.letter("laos", "2025-07-07 08:00", Language::En).text;
    assert!(officer.contains("- 1 agreement: the partner has not been told of the successor – LA-1"), "{officer}");
    assert!(!world.letter("director", "2025-07-07 08:00", Language::Vi).text.contains("kế thừa"));
    let successors = [("dak-lak".to_owned(), "moi".to_owned())].into();
    world.act("2025-07-08 10:00", first, &ActBody::ConfirmSuccessor { successors });
    assert_eq!(world.digest("head", "2025-07-14 08:00").untold, ["HS-1", "LA-1"]);
}

#[test]
fn however_many_a_merger_makes_the_line_names_a_dozen() {
    let mut world = World::new();
    merge(&mut world);
    for nth in 1..=230 {
        world.register("2025-08-04 10:00", &[("reference", &format!("KR-{nth:03}"))]);
    }
    let digest = world.digest("head", "2025-08-04 12:00");
    // A list ends at 200.
    assert_eq!((digest.untold.len(), digest.unlisted.untold), (200, 30));
    let text = world.letter("head", "2025-08-04 12:00", Language::Vi).text;
    assert!(text.contains("- 230 văn bản: chưa báo đối tác"), "{text}");
    assert!(text.contains("KR-012, … (+218)") && !text.contains("KR-013"), "{text}");
}

#[test]
fn history_is_one_line_not_a_flood() {
    let mut world = World::new();
    for nth in 1..=40 {
        let reference = format!("KR-{nth}");
        world.register("2026-11-21 10:00", &[("reference", &reference), ("signed_on", "2012-01-04"), ("term", "5y")]);
    }
    let digest = world.digest("head", "2026-11-23 08:00");
    assert_eq!(digest.to_verify, 40);
    assert!(digest.overdue.is_empty() && digest.awaiting.is_empty());
    let letter = world.letter("head", "2026-11-23 08:00", Language::Vi);
    assert!(letter.text.contains("40 văn bản có mốc đã qua từ trước khi vào sổ"), "{}", letter.text);
}

/// What the digest calls unverified is what the list to verify asked for, until it is answered: a report that was due
/// before the register was kept, and a day to mark that has passed, are nobody's to answer.
#[test]
fn nothing_counts_as_unverified_that_no_list_asks_for() {
    let mut world = World::new();
    let young = [("reference", "KR-1"), ("signed_on", "2022-09-06"), ("term", "10y")];
    world.register("2026-11-21 10:00", &young);
    assert_eq!(world.digest("head", "2026-11-23 08:00").to_verify, 0, "signed in 2022: only its report is past");
    let reviewed = [("reference", "KR-2"), ("signed_on", "2022-09-06"), ("term", "10y"), ("review_every", "2y")];
    let id = world.register("2026-11-21 10:00", &reviewed);
    assert_eq!(world.digest("head", "2026-11-23 08:00").to_verify, 1, "the review of 2026");
    for review in ["2024-09-06", "2026-09-06"] {
        let held = ActBody::HoldReview { review: day(review) };
        world.act("2026-11-24 10:00", id, &held);
    }
    assert_eq!(world.digest("head", "2026-11-30 08:00").to_verify, 0, "verified");
}

#[test]
fn a_list_ends_and_the_rest_is_counted() {
    // Without the duties of the year, so that the agreements' ends are all there is.
    let mut world = World::of(&format!("{OFFICE}\n[calendar]\ncountry = \"none\"\n"));
    for nth in 1..=205 {
        // 20 November 2021 and the days after it, so the earliest come first.
        let signed = day("2021-11-19").plus_days(nth % 5 + 1).unwrap().to_string();
        let reference = format!("KR-{nth}");
        world.register("2026-05-04 10:00", &[("reference", &reference), ("signed_on", &signed), ("term", "5y")]);
    }
    let digest = world.digest("head", "2026-11-30 08:00");
    assert_eq!((digest.overdue.len(), digest.unlisted.overdue), (200, 5));
    let days: Vec<Day> = digest.overdue.iter().map(|row| row.section.day).collect();
    assert!(days.is_sorted());
    // 205 / 5 = 41 end on each of five days; the five left out are of the last.
    assert_eq!(days.iter().filter(|on| **on == day("2026-11-24")).count(), 36);
    let letter = world.letter("head", "2026-11-30 08:00", Language::Vi);
    assert!(letter.subject.ends_with("205 quá hạn, 0 sắp đến hạn"), "{}", letter.subject);
}

#[test]
fn the_calendar_s_end_is_told_from_ninety_days_before() {
    let mut world = World::new();
    world.register("2026-05-04 10:00", &[]);
    // The announced days end with 31 December 2026; 2 October is 90 days before it.
    assert_eq!(world.digest("it", "2026-10-02 08:00").calendar_ends, None);
    assert_eq!(world.digest("it", "2026-10-03 08:00").calendar_ends, Some(day("2026-12-31")));
    assert_eq!(world.digest("head", "2026-10-03 08:00").calendar_ends, None, "the fallback alone is told");
}

/// L3: what came by a link stands in the heads' digest for four weeks, until somebody confirms it.
#[test]
fn what_came_by_a_link_stands_in_the_heads_digest_until_it_is_confirmed() {
    let mut world = World::new();
    let id = world.register("2026-05-04 10:00", &[("review_every", "1y")]);
    let review = ActBody::HoldReview { review: day("2026-01-04") };
    let seq = world.act_by_link("2026-06-01 10:00", id, &review, "Người ghi mẫu, chuyên viên");
    let line = format!(
        "- 01/06/2026, KR-1: dak-lak – jeonbuk: đã họp sơ kết – Người ghi mẫu, chuyên viên ghi, từ thư gửi Chuyên viên Hàn \
         Quốc; lần cập nhật số {seq}"
    );
    let letter = world.letter("head", "2026-06-08 08:00", Language::Vi);
    assert!(
        letter.text.contains("Cập nhật qua đường liên kết, chưa xác nhận") && letter.text.contains(&line),
        "{}",
        letter.text
    );
    assert!(world.digest("desk", "2026-06-08 08:00").by_link.is_empty(), "the heads' alone");
    // Four weeks after Monday 1 June is Monday 29 June.
    assert_eq!(world.digest("head", "2026-06-29 08:00").by_link.len(), 1);
    assert!(world.digest("head", "2026-06-30 08:00").by_link.is_empty());
    world.act("2026-06-10 10:00", id, &ActBody::Confirm { confirms: seq });
    assert!(world.digest("head", "2026-06-15 08:00").by_link.is_empty());
}

/// D5: letters that wait, with the server's reason, and addresses that mail came back from.
#[test]
fn d6_letters_that_wait_and_addresses_that_came_back_stand_in_the_heads_digest() {
    let mut world = World::new();
    world.register("2026-05-04 10:00", FIVE_YEARS);
    world.tick("2026-05-22 08:00", super::world::Mail::Down);
    assert!(world.digest("head", "2026-05-22 12:00").mail.is_empty(), "not for four hours");
    let text = world.letter("head", "2026-05-25 07:00", Language::Vi).text;
    assert!(text.contains("- 22/05/2026: 3 thư đang chờ máy chủ thư, lâu nhất đã 3 ngày – chưa gửi lần nào"), "{text}");
    assert!(world.digest("desk", "2026-05-25 07:00").mail.is_empty());
    let noted = super::world::at("2026-05-24 09:00");
    let done: Result<(), StoreError> = world.store.write(|tx| tx.note_bounced("desk@example.vn", noted));
    done.unwrap();
    let text = world.letter("head", "2026-05-25 07:00", Language::Vi).text;
    assert!(
        text.contains("- desk@example.vn: thư gửi Chuyên viên Hàn Quốc bị trả lại – ghi nhận 24/05/2026"),
        "{text}"
    );
}

/// Whoever was told of it meanwhile, by a correction, finds in the digest that it was recorded, and taken back.
#[test]
fn what_was_recorded_and_taken_back_between_two_digests_stands_in_the_second() {
    let mut world = World::new();
    let id = world.register("2026-01-05 10:00", FIVE_YEARS);
    world.live("2026-05-11", "2026-05-17");
    let extended = ActBody::Extend { until: Some(day("2027-11-20")), span: None, their_number: None };
    world.act("2026-05-19 10:00", id, &extended);
    let seq = world.store.acts_kept().unwrap();
    world.act("2026-05-20 10:00", id, &ActBody::Void { voids: seq });
    for contact in ["desk", "head"] {
        let text = world.letter(contact, "2026-05-25 08:00", Language::Vi).text;
        let line = "hết hiệu lực 20/11/2026 → 20/11/2027; thêm hạn báo cáo 03/06/2026; sau đó đã hủy, giữ như trước";
        assert!(text.contains(line), "{contact}: {text}");
    }
}

/// A day moves from wherever it was to wherever it is, however far both are; what tells who hears of it shows both values.
#[test]
fn changes_tell_the_old_day_and_the_new_one_however_far() {
    let mut world = World::new();
    let far = &[("signed_on", "2024-06-30"), ("term", "5y")];
    let [near, earlier, other] = ["KR-1", "KR-2", "KR-3"].map(|reference| {
        let term: &[(&str, &str)] = if reference == "KR-1" { FIVE_YEARS } else { far };
        world.register("2026-01-05 10:00", &[&[("reference", reference)], term].concat())
    });
    world.live("2026-05-11", "2026-05-17");
    let until = |on: &str| ActBody::Extend { until: Some(day(on)), span: None, their_number: None };
    world.act("2026-05-19 10:00", near, &until("2031-11-20"));
    let set = |field: &str, old: &str, new: &str| ActBody::Correct {
        field: field.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        commitment: None,
    };
    world.act("2026-05-19 10:00", earlier, &set("term", "5y", "4y"));
    world.act("2026-05-19 10:00", other, &set("ladders", "", "expiry=none"));
    let text = world.letter("head", "2026-05-25 08:00", Language::Vi).text;
    for line in [
        "KR-1: dak-lak – jeonbuk: hết hiệu lực 20/11/2026 → 20/11/2031",
        "KR-2: dak-lak – jeonbuk: hết hiệu lực 30/06/2029 → 30/06/2028",
        "KR-3: dak-lak – jeonbuk: lịch nhắc riêng: – → expiry=none",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

/// What came in since the last digest is one line; what was changed in it on a later day is told like the rest.
#[test]
fn what_was_changed_after_the_day_it_came_in_is_told() {
    let mut world = World::new();
    world.live("2026-05-11", "2026-05-17");
    let id = world.register("2026-05-18 10:00", FIVE_YEARS);
    let corrected =
        ActBody::Correct { field: "term".to_owned(), old: "5y".to_owned(), new: "6y".to_owned(), commitment: None };
    world.act("2026-05-20 10:00", id, &corrected);
    let text = world.letter("head", "2026-05-25 08:00", Language::Vi).text;
    assert!(text.contains("mới vào sổ – KR-1"), "{text}");
    assert!(text.contains("hết hiệu lực 20/11/2026 → 20/11/2027"), "{text}");
}

/// What waits for a decision is not overdue and not due soon: the subject counts it, where there is any.
#[test]
fn the_subject_of_a_digest_counts_what_awaits_a_decision() {
    let mut world = World::new();
    world.register("2026-05-04 10:00", FIVE_YEARS);
    let subject = |when: &str, language: Language| world.letter("head", when, language).subject;
    // Its first step, the decision, is to be done by Friday, 22 May; the first rung opens on that day, too.
    assert_eq!(subject("2026-05-18 08:00", Language::Vi), "[Tổng hợp tuần 18–24/5] 0 quá hạn, 1 sắp đến hạn");
    assert_eq!(
        subject("2026-05-25 08:00", Language::Vi),
        "[Tổng hợp tuần 25–31/5] 0 quá hạn, 1 chờ quyết định, 0 sắp đến hạn"
    );
    assert_eq!(
        subject("2026-05-25 08:00", Language::En),
        "[Summary week 25–31/5] 0 overdue, 1 awaiting decision, 0 due soon"
    );
}

/// A digest that waits for the mail server over a day has told nothing: the next one tells the changes of its week too.
#[test]
fn changes_are_news_until_a_digest_that_tells_them_was_taken() {
    let mut world = World::new();
    let id = world.register("2026-01-05 10:00", FIVE_YEARS);
    world.live("2026-05-11", "2026-05-17");
    let extended = ActBody::Extend { until: Some(day("2027-11-20")), span: None, their_number: None };
    world.act("2026-05-14 10:00", id, &extended);
    world.tick("2026-05-18 08:00", super::world::Mail::Down);
    assert_eq!(world.digest("head", "2026-05-19 08:00").changes.len(), 1, "the digest of the 18th still waits");
    world.tick("2026-05-19 08:00", super::world::Mail::Up);
    assert_eq!(world.digest("head", "2026-05-25 08:00").changes.len(), 0);
}

/// A new rhythm from a day far ahead moves no day of a plan of two years, and stands among the changes all the same: KR-1 was
/// signed on 4 January 2025 without an end, reviewed each year.
#[test]
fn a_new_rhythm_of_reviews_is_a_change() {
    let mut world = World::new();
    let open = [("signed_on", "2025-01-04"), ("term", "open"), ("review_every", "1y")];
    let id = world.register("2026-05-04 10:00", &open);
    world.live("2026-05-11", "2026-05-17");
    let set = [("review_every".to_owned(), "2y".to_owned())].into();
    world.act("2026-05-19 10:00", id, &ActBody::Amend { set, from_on: day("2032-01-01") });
    let text = world.letter("head", "2026-05-25 08:00", Language::Vi).text;
    assert!(text.contains("1 năm → 2 năm"), "{text}");
}
