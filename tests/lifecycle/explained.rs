//! The sentence on how an end or a notice came about names the act behind it, its paper, and the span that was counted.

use pactwatch::lifecycle::act::{ActBody, MilestoneKind, Notice};
use pactwatch::lifecycle::policy::Language;
use pactwatch::message::say::derivation;

use crate::world::{Register, amend, notify, terminate};

const CLAUSES: (&str, &str) = ("basis", "term=Điều 7; termination_notice=Điều 9; renewal=Điều 8");

fn numbered(register: Register, on: &str, number: &str, body: ActBody) -> Register {
    let mut register = register.act(on, body);
    register.0.acts.last_mut().unwrap().number = Some(number.to_owned());
    register
}

fn vietnamese(register: &Register, kind: MilestoneKind, on: &str) -> String {
    let milestone = register.one(kind, on);
    derivation(&milestone.derivation, &milestone, Language::Vi)
}

fn english(register: &Register, kind: MilestoneKind, on: &str) -> String {
    let milestone = register.one(kind, on);
    derivation(&milestone.derivation, &milestone, Language::En)
}

/// Received 1 March 2026, three months: 1 June 2026, a Monday. The clause is that of the notice, not of the term.
#[test]
fn a_notice_of_termination_is_counted_from_its_receipt() {
    let text = [("term", "5y"), ("termination_notice", "3m"), CLAUSES];
    let register = Register::signed("2022-03-15", &text);
    let register = numbered(register, "2026-03-02", "9/HQ", notify(Notice::Termination, "2026-03-01"));
    assert_eq!(
        vietnamese(&register, MilestoneKind::Expiry, "2026-06-01"),
        "Thông báo chấm dứt nhận ngày 01/3/2026, văn bản số 9/HQ; cộng 03 tháng theo thời hạn báo trước, nên hết hiệu lực \
         vào hết ngày 01/6/2026 (thứ Hai) – theo Điều 9."
    );
    assert_eq!(
        english(&register, MilestoneKind::Expiry, "2026-06-01"),
        "Notice of termination received on 1 March 2026, paper 9/HQ; 3 months more, as the text asks, so it expires at the \
         end of Monday, 1 June 2026 – according to Điều 9."
    );
}

/// Signed 15 January 2022 for five years; received 30 November 2026, three months would be 28 February 2027.
#[test]
fn a_notice_of_termination_does_not_reach_beyond_the_period() {
    let text = [("term", "5y"), ("termination_notice", "3m"), CLAUSES];
    let register = Register::signed("2022-01-15", &text).act("2026-11-30", notify(Notice::Termination, "2026-11-30"));
    assert_eq!(
        vietnamese(&register, MilestoneKind::Expiry, "2027-01-15"),
        "Thông báo chấm dứt nhận ngày 30/11/2026; cộng 03 tháng theo thời hạn báo trước là ngày 28/02/2027, nhưng giai \
         đoạn hiện tại kết thúc trước, nên hết hiệu lực vào hết ngày 15/01/2027 (thứ Sáu) – theo Điều 7."
    );
    let silent = [("term", "5y"), CLAUSES];
    let register = Register::signed("2022-01-15", &silent).act("2026-11-30", notify(Notice::Termination, "2026-11-30"));
    assert_eq!(
        vietnamese(&register, MilestoneKind::Expiry, "2027-01-15"),
        "Thông báo chấm dứt nhận ngày 30/11/2026; chưa rõ thời hạn báo trước, nên còn hiệu lực đến khi giai đoạn hiện tại \
         kết thúc, hết ngày 15/01/2027 (thứ Sáu) – theo Điều 7."
    );
}

/// What both sides agreed stands in their paper; the clause on the term says nothing of it.
#[test]
fn an_end_by_act_names_its_paper_and_no_clause() {
    let register = Register::signed("2022-03-15", &[("term", "5y"), CLAUSES]);
    let register = numbered(register, "2026-02-10", "4/BB", terminate("2026-04-30"));
    assert_eq!(
        vietnamese(&register, MilestoneKind::Expiry, "2026-04-30"),
        "Hai bên chấm dứt, ghi ngày 10/02/2026, văn bản số 4/BB; còn hiệu lực đến hết ngày 30/4/2026 (thứ Năm)."
    );
}

/// Signed 30 April 2021, five years, tacit two years, three months: the notice counts through 30 January 2026.
#[test]
fn an_end_by_non_renewal_says_so_and_why_it_renewed_once_more() {
    let text = [("term", "5y"), ("renewal", "tacit"), ("renewal_period", "2y"), ("notice", "3m"), CLAUSES];
    let signed = || Register::signed("2021-04-30", &text);
    let in_time = numbered(signed(), "2026-01-30", "12/CV", notify(Notice::NonRenewal, "2026-01-30"));
    assert_eq!(
        vietnamese(&in_time, MilestoneKind::Expiry, "2026-04-30"),
        "Có hiệu lực từ ngày 30/4/2021; thời hạn 5 năm, tính theo ngày tương ứng, nên hết hiệu lực vào hết ngày 30/4/2026 \
         (thứ Năm), không gia hạn tiếp theo thông báo nhận ngày 30/01/2026, văn bản số 12/CV – theo Điều 7."
    );
    let late = numbered(signed(), "2026-02-05", "12/CV", notify(Notice::NonRenewal, "2026-02-05"));
    assert_eq!(
        vietnamese(&late, MilestoneKind::Expiry, "2028-04-30"),
        "Có hiệu lực từ ngày 30/4/2021; thời hạn 7 năm (gồm 1 lần gia hạn), tính theo ngày tương ứng, nên hết hiệu lực vào \
         hết ngày 30/4/2028 (Chủ nhật), không gia hạn tiếp theo thông báo nhận ngày 05/02/2026, văn bản số 12/CV; thông \
         báo đến sau hạn 30/01/2026 nên văn bản còn được gia hạn thêm một giai đoạn – theo Điều 7."
    );
    let renewed = vietnamese(&late, MilestoneKind::Renewal, "2026-04-30");
    assert!(!renewed.contains("không gia hạn"), "{renewed}");
}

/// A year from 31 August 2023, the first day counted: 30 August 2024.
#[test]
fn a_way_of_counting_that_an_amendment_brought_names_it() {
    let register = Register::signed("2023-08-31", &[("term", "1y"), ("count", "civil")]);
    let register = register.act("2024-01-10", amend("2024-01-15", &[("count", "inclusive")]));
    assert_eq!(
        vietnamese(&register, MilestoneKind::Expiry, "2024-08-30"),
        "Có hiệu lực từ ngày 31/8/2023; thời hạn 1 năm, tính cả ngày đầu (theo lần sửa đổi áp dụng từ ngày 15/01/2024), \
         nên hết hiệu lực vào hết ngày 30/8/2024 (thứ Sáu)."
    );
}

/// The period ends 30 April 2026. From 1 September 2025 nine months are asked for, which would be 30 July 2025: too late for
/// this period, whose deadline stays 30 January 2026; the next one's is 30 July 2027.
#[test]
fn a_notice_names_the_clause_it_is_counted_by_and_the_one_that_came_too_late() {
    let text = [("term", "5y"), ("renewal", "tacit"), ("renewal_period", "2y"), ("notice", "3m")];
    let register = Register::signed("2021-04-30", &text).act("2025-08-20", amend("2025-09-01", &[("notice", "9m")]));
    assert_eq!(
        vietnamese(&register, MilestoneKind::Notice, "2026-01-30"),
        "Giai đoạn kết thúc hết ngày 30/4/2026; lùi lại 03 tháng theo thời hạn thông báo, là ngày 30/01/2026 (thứ Sáu); thời \
         hạn thông báo 09 tháng áp dụng từ ngày 01/9/2025 chưa dùng cho giai đoạn này, vì tính lùi như vậy thì hạn đã qua."
    );
    assert_eq!(
        vietnamese(&register, MilestoneKind::Notice, "2027-07-30"),
        "Giai đoạn kết thúc hết ngày 30/4/2028; lùi lại 09 tháng theo thời hạn thông báo (theo lần sửa đổi áp dụng từ ngày \
         01/9/2025), là ngày 30/7/2027 (thứ Sáu)."
    );
}
