//! What was decided and is not carried out, and what comes next of a plan whose days have passed.

use pactwatch::lifecycle::act::{ActBody, Choice, Mark, MilestoneKind, Notice, Side, Skipped, StepEnd};
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::policy::Language;
use pactwatch::message::Rendered;

use super::world::{Mail, World, day, lines};
use crate::reading::Part;

/// Five years from 30 June 2021, renewed every two years unless notice is given three months ahead: the first period ends on
/// Tuesday, 30 June 2026, the notice counts through Monday, 30 March 2026, the second period ends on 30 June 2028.
const TACIT: &[(&str, &str)] =
    &[("signed_on", "2021-06-30"), ("term", "5y"), ("renewal", "tacit"), ("renewal_period", "2y"), ("notice", "3m")];

/// Five years from 30 June 2021; the plan's days by hand: 180 days before 30/06/2026 is Thursday, 1 January, a holiday, so
/// Wednesday, 31/12/2025; 150 Saturday, 31/01, so Friday 30/01; 120 Monday 02/03; 90 Wednesday 01/04; 60 Friday, 1 May, a
/// holiday after Thursday, 30 April, another, so Wednesday 29/04; 45 Saturday, 16/05, so Friday 15/05; 30 Sunday, 31/05, so
/// Friday 29/05.
const FIVE_YEARS: &[(&str, &str)] = &[("signed_on", "2021-06-30"), ("term", "5y")];

fn line(letter: &Rendered, reference: &str) -> String {
    let found = letter.text.lines().find(|line| line.starts_with("- ") && line.contains(reference));
    found.unwrap_or_else(|| panic!("{reference} stands nowhere:\n{}", letter.text)).to_owned()
}

/// The texts of the letters of that day.
fn letters_of(world: &World, on: &str) -> Vec<String> {
    let envelopes = world.store.outbox(0, 1_000).unwrap();
    let of_day = envelopes.iter().filter(|envelope| envelope.queued_on == day(on));
    let text = |bytes: Vec<u8>| {
        let mut part = Part::read(&bytes);
        while part.header("Content-Type").unwrap_or_default().starts_with("multipart") {
            part = part.parts().remove(0);
        }
        String::from_utf8(part.content()).unwrap()
    };
    of_day.map(|envelope| text(world.store.letter(envelope.id).unwrap().unwrap())).collect()
}

fn mark(kind: MilestoneKind, on: &str) -> Mark {
    Mark { kind, name: None, day: day(on) }
}

fn non_renewal(received: &str) -> ActBody {
    ActBody::Notify { what: Notice::NonRenewal, by: Side::Partner, received_on: day(received) }
}

#[test]
fn d5_a_decision_against_renewal_that_nobody_carried_out_is_asked_about_every_week() {
    let mut world = World::new();
    let id = world.register("2026-01-05 07:00", TACIT);
    let decide = |choice| ActBody::Decide { milestone: mark(MilestoneKind::Notice, "2026-03-30"), choice };
    world.act("2026-02-02 10:00", id, &decide(Choice::Terminate));
    let on_the_day = line(&world.letter("head", "2026-03-30 07:30", Language::Vi), "KR-1");
    assert!(on_the_day.contains("việc tiếp theo: gửi thông báo – đã quyết định chấm dứt, chưa ghi nhận văn bản"));
    for when in ["2026-04-06 07:30", "2026-06-29 07:30", "2026-07-06 07:30", "2027-06-07 07:30"] {
        for contact in ["desk", "head", "director"] {
            let letter = world.letter(contact, when, Language::Vi);
            assert_eq!(letter.text.matches("KR-1").count(), 1, "once: {contact} {when}\n{}", letter.text);
            let said = line(&letter, "KR-1");
            let expected = "- 30/03/2026, KR-1: Hạn thông báo: Bản ghi nhớ; việc tiếp theo: ghi thông báo không gia hạn đã gửi, \
                            hoặc báo chưa thực hiện được quyết định – đã quyết định chấm dứt, chưa ghi nhận văn bản; đã quá ";
            assert!(said.replace("dak-lak – jeonbuk", "Bản ghi nhớ").starts_with(expected), "{contact} {when}: {said}");
            let parts = world.digest(contact, when);
            assert_eq!(lines(&parts.overdue), ["2026-03-30 KR-1"], "{contact} {when}");
            assert!(lines(&parts.within_30).is_empty() && lines(&parts.within_90).is_empty(), "{contact} {when}");
        }
    }
    // A notice that came at last, late, or another decision, and nobody asks any more.
    for settled in [non_renewal("2026-04-20"), decide(Choice::Renew)] {
        let mut settled_world = World::new();
        let id = settled_world.register("2026-01-05 07:00", TACIT);
        settled_world.act("2026-02-02 10:00", id, &decide(Choice::Terminate));
        settled_world.act("2026-04-20 10:00", id, &settled);
        let digest = settled_world.digest("head", "2026-04-27 07:30");
        assert_eq!(lines(&digest.overdue), Vec::<String>::new(), "{settled:?}");
    }
    // The next notice day of 30 March 2028 has its own question; from the day after it nobody asks about the one before.
    assert!(world.letter("head", "2028-04-03 07:30", Language::Vi).text.matches("30/03/2026").count() == 0);
}

#[test]
fn k3_a_notice_that_came_late_is_said_to_be_late_and_to_end_the_next_period() {
    let mut world = World::new();
    let id = world.register("2025-11-03 07:00", TACIT);
    world.live("2026-03-23", "2026-03-30");
    // Received on Wednesday, 1 April 2026, two days after the last day for it.
    world.act("2026-04-01 10:00", id, &non_renewal("2026-04-01"));
    for contact in ["desk", "head"] {
        let letter = world.letter(contact, "2026-04-06 07:30", Language::Vi);
        let (due, changed) = letter.text.split_once("Thay đổi trong sổ").unwrap();
        assert!(
            due.contains(
                "thông báo không gia hạn nhận 01/04/2026 là sau hạn; gia hạn lần cuối đến 30/06/2028, rồi kết thúc"
            ),
            "{due}"
        );
        assert!(changed.contains("tự động gia hạn 30/06/2028 → hết hiệu lực 30/06/2028"), "{changed}");
        let letter = world.letter(contact, "2026-04-06 07:30", Language::En);
        assert!(letter.text.contains("renewal 30 Jun 2028 → expiry 30 Jun 2028"), "{}", letter.text);
        assert!(letter.text.contains("came late; it renews itself once more, through 30 Jun 2028, and ends then"));
    }
    world.tick("2026-06-30 08:00", Mail::Up);
    let sent = letters_of(&world, "2026-06-30");
    let renewal = sent.iter().find(|text| text.contains("giai đoạn thứ nhất")).unwrap();
    assert!(
        renewal.contains(
            "Thông báo không gia hạn nhận ngày 01/4/2026 là sau hạn thông báo, nên văn bản tự động gia hạn một lần nữa, đến hết \
             ngày 30/6/2028 (thứ Sáu), và kết thúc ngày ấy."
        ),
        "{renewal}"
    );
    assert!(!renewal.contains("Chưa ghi nhận thông báo không gia hạn"), "{renewal}");
}

#[test]
fn l3_what_comes_next_is_the_earliest_open_step_overdue_or_not() {
    let mut world = World::new();
    let id = world.register("2026-01-05 07:00", FIVE_YEARS);
    let end = || mark(MilestoneKind::Expiry, "2026-06-30");
    let nothing = line(&world.letter("head", "2026-03-09 07:30", Language::Vi), "KR-1");
    assert!(nothing.contains("việc tiếp theo: quyết định phương án ngay (lẽ ra đã xong 31/12/2025)"), "{nothing}");
    assert!(nothing.starts_with("- 30/06/2026, "), "nothing still to come is the next step: {nothing}");
    for step in ["decide", "partner-opinion", "draft", "ministry"] {
        let done = StepEnd::DoneOn(day("2026-03-02"));
        world.act("2026-03-02 10:00", id, &ActBody::Step { milestone: end(), step: step.to_owned(), end: done });
    }
    world.act("2026-04-07 10:00", id, &ActBody::Decide { milestone: end(), choice: Choice::Renew });
    let in_time = line(&world.letter("head", "2026-04-13 07:30", Language::Vi), "KR-1");
    assert!(in_time.starts_with("- 29/04/2026, ") && in_time.contains("chậm nhất 29/04/2026"), "{in_time}");
    // The committee and the day of signing were passed over; translation is due on 29 May.
    for when in ["2026-05-04 07:30", "2026-05-29 07:30", "2026-06-15 07:30"] {
        let said = line(&world.letter("head", when, Language::Vi), "KR-1");
        assert!(
            said.starts_with("- 29/04/2026, ") && said.contains("xin ý kiến Thường trực Tỉnh ủy"),
            "{when}: {said}"
        );
        assert!(said.contains(", quá hạn từ 29/04/2026"), "{when}: {said}");
        assert_eq!(
            lines(&world.digest("head", when).overdue),
            ["2026-06-30 KR-1"],
            "in the part of its next step: {when}"
        );
        let said = line(&world.letter("head", when, Language::En), "KR-1");
        assert!(said.contains(", overdue since 29 Apr 2026"), "{when}: {said}");
    }
    // Seven days ahead the whole procedure does not fit any more.
    let late = line(&world.letter("head", "2026-06-23 07:30", Language::Vi), "KR-1");
    assert!(late.contains("ghi văn bản đã ký, hoặc chọn phương án còn có thể"), "{late}");
}

#[test]
fn l3_a_recorded_decision_is_the_step_of_deciding() {
    let mut world = World::new();
    let id = world.register("2026-01-05 07:00", FIVE_YEARS);
    let decided = ActBody::Decide { milestone: mark(MilestoneKind::Expiry, "2026-06-30"), choice: Choice::Renew };
    world.act("2026-01-20 10:00", id, &decided);
    let said = line(&world.letter("head", "2026-01-26 07:30", Language::Vi), "KR-1");
    assert!(said.contains("việc tiếp theo: lấy ý kiến phía đối tác bằng thư, chậm nhất 30/01/2026"), "{said}");
}

/// T10: what the officers recorded is their answer, and a decision is one that is recorded.
#[test]
fn d5_the_director_hears_that_it_was_answered_where_something_was_recorded() {
    let end = || mark(MilestoneKind::Expiry, "2026-06-30");
    let decide = |choice| ActBody::Decide { milestone: end(), choice };
    let step =
        ActBody::Step {
            milestone: end(), step: "draft".to_owned(), end: StepEnd::NotNeeded("dùng mẫu cũ".to_owned())
        };
    let progress = ActBody::Progress { milestone: end(), text: "đã gửi dự thảo".to_owned() };
    // Thirty days after Tuesday, 30 June the letter to the director goes: Thursday, 30 July.
    for (rule, acts, expected) in [
        ("nothing", vec![], "; chưa ghi nhận phản hồi."),
        (
            "a step before the first letter",
            vec![("2026-03-02", step)],
            "; ghi nhận gần nhất ngày 02/3/2026, trước khi nhắc; từ đó chưa phản hồi.",
        ),
        ("a note of progress", vec![("2026-07-06", progress)], "; đã phản hồi ngày 06/7/2026."),
        ("a decision alone", vec![("2026-04-07", decide(Choice::Renew))], "; đã ghi nhận quyết định ngày 07/4/2026."),
    ] {
        let mut world = World::new();
        let id = world.register("2026-01-05 07:00", FIVE_YEARS);
        world.tick("2026-04-01 08:00", Mail::Up);
        for (on, act) in acts {
            world.act(&format!("{on} 10:00"), id, &act);
        }
        world.tick("2026-07-30 08:00", Mail::Up);
        let letters = letters_of(&world, "2026-07-30");
        let to_the_director = letters.iter().find(|text| text.contains("Kính báo cáo Giám đốc")).unwrap();
        assert!(to_the_director.contains(expected), "{rule}: {to_the_director}");
    }
}

#[test]
fn d1_nobody_signs_a_paper_to_let_a_text_end() {
    let mut world = World::new();
    let id = world.register("2026-01-05 07:00", FIVE_YEARS);
    let end = mark(MilestoneKind::Expiry, "2026-06-30");
    world.act("2026-02-02 10:00", id, &ActBody::Decide { milestone: end, choice: Choice::Terminate });
    for (when, vi, en) in [
        (
            "2026-06-01 07:30",
            "việc tiếp theo: thông báo hoặc ký văn bản chấm dứt",
            "next step: give notice or sign the paper that ends it",
        ),
        (
            "2026-07-06 07:30",
            "việc tiếp theo: ghi văn bản chấm dứt, hoặc ghi đã để hết hiệu lực",
            "next step: record the paper that ended it, or that it was left to lapse",
        ),
    ] {
        let said = line(&world.letter("head", when, Language::Vi), "KR-1");
        assert!(said.contains(vi) && !said.contains("văn bản đã ký"), "{when}: {said}");
        let said = line(&world.letter("head", when, Language::En), "KR-1");
        assert!(said.contains(en) && !said.contains("signed paper"), "{when}: {said}");
    }
}

#[test]
fn who_lost_an_agreement_since_the_last_digest_reads_so_in_his() {
    let mut world = World::new();
    let id = world.register("2026-01-05 07:00", FIVE_YEARS);
    world.register("2026-01-05 07:00", &[("reference", "KR-2")]);
    let lost = ActBody::Correct {
        field: "officers".to_owned(),
        old: "desk".to_owned(),
        new: "laos".to_owned(),
        commitment: None,
    };
    world.act("2026-02-03 10:00", id, &lost);
    let facts = Facts { officers: vec!["laos".to_owned()], ..world.store.agreement(id).unwrap().facts };
    world.store.write(|tx| tx.project(id, &facts)).unwrap();
    let (whom, part) = ("Chuyên viên Hàn Quốc → Chuyên viên Lào", "Thay đổi trong sổ");
    for contact in ["desk", "laos", "head"] {
        let letter = world.letter(contact, "2026-02-09 07:30", Language::Vi);
        let (_, changed) = letter.text.split_once(part).unwrap();
        assert_eq!(changed.matches(whom).count(), 1, "{contact}: {changed}");
    }
    // Once: the digest of the week after says nothing of it.
    world.tick("2026-02-09 08:00", Mail::Up);
    let letter = world.letter("desk", "2026-02-16 07:30", Language::Vi);
    assert!(!letter.text.contains(whom), "{}", letter.text);
}

/// An act that ends a period which would have renewed itself is told from the renewal to the end, the ends first.
#[test]
fn changes_tell_of_a_renewal_that_an_act_made_an_end() {
    let mut world = World::new();
    let id = world.register("2026-01-05 07:00", TACIT);
    world.live("2026-04-13", "2026-04-13");
    world.act("2026-04-20 10:00", id, &ActBody::Terminate { ends_on: day("2026-05-31") });
    let letter = world.letter("head", "2026-04-27 07:30", Language::Vi);
    let (_, changed) = letter.text.split_once("Thay đổi trong sổ").unwrap();
    assert!(changed.contains(": tự động gia hạn 30/06/2026 → hết hiệu lực 31/05/2026"), "{changed}");
}

/// An end that is recorded when it is past already is news all the same, and so is the renewal that was none.
#[test]
fn changes_tell_of_an_end_that_was_past_when_it_was_recorded() {
    let mut world = World::new();
    let id = world.register("2026-01-05 07:00", TACIT);
    world.live("2026-07-06", "2026-07-06");
    world.act("2026-07-10 10:00", id, &ActBody::Terminate { ends_on: day("2026-06-20") });
    let letter = world.letter("head", "2026-07-13 07:30", Language::Vi);
    let (_, changed) = letter.text.split_once("Thay đổi trong sổ").unwrap();
    assert!(changed.contains(": tự động gia hạn 30/06/2026 → hết hiệu lực 20/06/2026"), "{changed}");
}

/// What a letter on the notice asks for, by what was decided about it.
#[test]
fn d1_a_letter_on_a_notice_asks_for_what_was_decided() {
    for (choice, asks) in [
        (None, "Đề nghị tham mưu:"),
        (Some(Choice::Terminate), "Đề nghị gửi thông báo không gia hạn để bên kia nhận được chậm nhất ngày 30/3/2026"),
        (Some(Choice::Renegotiate), "Đề nghị hoàn tất và ghi văn bản đã ký khi được ký."),
    ] {
        let mut world = World::new();
        let id = world.register("2026-01-05 07:00", TACIT);
        if let Some(choice) = choice {
            let milestone = mark(MilestoneKind::Notice, "2026-03-30");
            world.act("2026-02-02 10:00", id, &ActBody::Decide { milestone, choice });
        }
        // Fourteen days before Monday, 30 March is Monday, 16 March.
        world.tick("2026-03-16 08:00", Mail::Up);
        let letters = letters_of(&world, "2026-03-16");
        let letter = letters.iter().find(|text| text.contains("Việc cần làm")).unwrap();
        assert!(letter.contains(asks), "{choice:?}: {letter}");
        assert_eq!(
            letter.contains("để tự động gia hạn, không phải thông báo"),
            choice.is_none(),
            "{choice:?}: {letter}"
        );
    }
}

/// Who looks after nothing any more has one digest that says so, and none after it.
#[test]
fn who_lost_the_last_agreement_has_one_more_digest() {
    let mut world = World::new();
    let id = world.register("2026-01-05 07:00", &[FIVE_YEARS, &[("officers", "laos")]].concat());
    world.tick("2026-02-02 08:00", Mail::Up);
    let lost = ActBody::Correct {
        field: "officers".to_owned(),
        old: "laos".to_owned(),
        new: "desk".to_owned(),
        commitment: None,
    };
    world.act("2026-02-03 10:00", id, &lost);
    let facts = Facts { officers: vec!["desk".to_owned()], ..world.store.agreement(id).unwrap().facts };
    world.store.write(|tx| tx.project(id, &facts)).unwrap();
    let letter = world.letter("laos", "2026-02-09 07:30", Language::Vi);
    assert!(letter.text.contains("người phụ trách: Chuyên viên Lào → Chuyên viên Hàn Quốc"), "{}", letter.text);
    for when in ["2026-02-09 08:00", "2026-02-16 08:00", "2026-02-23 08:00"] {
        world.tick(when, Mail::Up);
    }
    // The register began on Monday, 5 January at seven, before that day's wake-up; the world was first looked at on 2 February.
    assert_eq!(world.days("laos"), ["2026-02-02", "2026-02-09"]);
}

/// V5: what was due before an act ended the agreement, and nobody answered, is asked about until an act answers it: a review of
/// 4 January 2026, and nothing of what lay beyond the end. What is archived asks no more.
#[test]
fn what_was_due_before_an_end_is_asked_about_until_it_is_answered() {
    let review = || ActBody::Skip { which: Skipped::Review(day("2026-01-04")), why: "chấm dứt".to_owned() };
    for (rule, answer, left) in [
        ("nobody answered", None, 1),
        ("the review was left out", Some(review()), 0),
        ("archived", Some(ActBody::Close), 0),
    ] {
        let mut world = World::new();
        let id = world.register("2025-11-18 10:00", &[("review_every", "1y")]);
        world.live("2026-01-19", "2026-01-19");
        world.act("2026-03-02 10:00", id, &ActBody::Terminate { ends_on: day("2026-03-01") });
        if let Some(answer) = answer {
            world.act("2026-03-03 10:00", id, &answer);
        }
        // The report of the end is due fifteen days after it, on Monday, 16 March: not among these.
        for (when, contact) in [("2026-03-09 07:30", "desk"), ("2026-06-01 07:30", "head")] {
            let overdue = world.digest(contact, when).overdue;
            let reviews = lines(&overdue).into_iter().filter(|line| line == "2026-01-04 KR-1").count();
            assert_eq!(reviews, left, "{rule}, {contact}: {:?}", lines(&overdue));
        }
    }
}

/// V16: a report that had run out shortly before its agreement came in is named in the digest until it is answered, and goes by
/// no letter of its own: signed on 5 February 2026, due fifteen days later, on Friday 20 February, in Tết, so through Monday,
/// 23 February. One that ran out more than a year before is nobody's.
#[test]
fn a_report_that_was_past_when_its_agreement_came_in_is_named() {
    for (signed, named) in [("2026-02-05", vec!["KR-1".to_owned()]), ("2025-02-05", vec![])] {
        let mut world = World::new();
        world.register("2026-03-02 10:00", &[("signed_on", signed)]);
        world.tick("2026-03-02 11:00", Mail::Up);
        assert_eq!(world.store.outbox(0, 100).unwrap().len(), 0, "{signed}: no letter");
        for contact in ["desk", "head"] {
            assert_eq!(world.digest(contact, "2026-03-09 07:30").verify, named, "{signed}, {contact}");
        }
    }
}
