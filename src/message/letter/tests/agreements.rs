//! One section about an agreement: every kind of milestone, ahead, on its day and past.

use super::*;
use crate::lifecycle::act::{Notice, Side};

#[test]
fn a_review_ahead() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let letter = write(on(&register, MilestoneKind::Review, "2019-12-22", "2019-11-22"));
    says(
        &letter,
        "[Sơ kết] 22/12/2019: Đắk Lắk – Jeonbuk, kỳ 1",
        "Đề nghị họp sơ kết kỳ thứ nhất chậm nhất thứ Sáu, 20/12/2019; đến hạn Chủ nhật, 22/12/2019, còn 30 ngày.",
        &[
            "Kính gửi: Chuyên viên theo dõi Hàn Quốc",
            "Theo Điều 5, hai bên họp sơ kết định kỳ 02 năm/lần; kỳ thứ nhất đến hạn Chủ nhật, 22/12/2019.",
            "(1) thống nhất với phía đối tác thời gian, địa điểm, hình thức họp;",
            "Nếu đối tác đề nghị lùi, đề nghị ghi nhận ngày mới và số văn bản.",
            "Sơ kết 02 năm/lần tính từ ngày 22/12/2017, nên kỳ thứ nhất là ngày 22/12/2019 (Chủ nhật) – theo Điều 5.",
            "Trân trọng.",
            "Hệ thống theo dõi thỏa thuận quốc tế – Sở Ngoại vụ tỉnh Đắk Lắk",
            "Thư này do hệ thống tự động gửi, không thay thế văn bản hành chính; đề nghị đối chiếu với văn bản gốc.",
        ],
    );
}

#[test]
fn a_review_that_passed_without_an_answer_counts_true_days() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let letter = write(on(&register, MilestoneKind::Review, "2019-12-22", "2019-12-25"));
    says(
        &letter,
        "[Quá hạn] Sơ kết 22/12/2019: Đắk Lắk – Jeonbuk",
        "Đề nghị ghi kết quả họp, hoặc thống nhất ngay ngày họp mới; sơ kết kỳ thứ nhất, ngày 22/12/2019, đã quá 3 ngày.",
        &["kỳ thứ nhất đã đến hạn Chủ nhật, 22/12/2019."],
    );
}

#[test]
fn an_expiry_ahead() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let letter = write(on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-11-22"));
    says(
        &letter,
        "[Hết hiệu lực] 22/12/2022: Đắk Lắk – Jeonbuk, cần phương án",
        // Ten working days before Thursday, 22/12/2022.
        "Đề nghị quyết định phương án chậm nhất thứ Năm, 08/12/2022; hết hiệu lực thứ Năm, 22/12/2022, còn 30 ngày.",
        &[
            "Văn bản Đắk Lắk – Jeonbuk hết hiệu lực vào hết ngày 22/12/2022 (thứ Năm).",
            "Đề nghị tham mưu UBND tỉnh quyết định: (a) gia hạn; (b) ký văn bản mới; (c) không gia hạn.",
            "Gia hạn theo trình tự ký kết (Điều 33 Luật Thỏa thuận quốc tế)",
            "Có hiệu lực từ ngày 22/12/2017; thời hạn 5 năm, tính theo ngày tương ứng, nên hết hiệu lực vào hết ngày \
             22/12/2022 (thứ Năm) – theo Điều 7.",
            "UBND tỉnh Đắk Lắk – Jeollabuk-do",
            "DL-KR-2017-01",
        ],
    );
    assert!(!letter.text.contains("Điều 34"), "nothing was terminated");
    assert_eq!(letter.thread.as_deref(), Some("DL-KR-2017-01 expiry 2022-12-22"));
}

#[test]
fn an_expiry_that_passed_asks_to_verify_and_is_not_called_overdue() {
    let register = agreement("2018-01-02", JEONBUK, vec![]);
    let letter = write(on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-12-23"));
    says(
        &letter,
        "[Đã hết hiệu lực] 22/12/2022: Đắk Lắk – Jeonbuk, chờ xác minh",
        "Đề nghị xác minh và ghi kết quả; văn bản đã hết hiệu lực sau ngày 22/12/2022 (thứ Năm), cách đây 1 ngày.",
        &[
            "Chưa có thông tin về việc gia hạn hoặc ký văn bản thay thế.",
            "Đề nghị xác minh: đã gia hạn / đã ký mới / không gia hạn / chưa rõ.",
        ],
    );
    assert!(!letter.text.to_lowercase().contains("quá hạn"), "{}", letter.text);
    assert!(!letter.text.contains("Điều 34"));
}

#[test]
fn an_expiry_decided_but_not_recorded_says_so() {
    let mark = Mark { kind: MilestoneKind::Expiry, name: None, day: day("2022-12-22") };
    let decide = ActBody::Decide { milestone: mark, choice: Choice::Renew };
    let register = agreement("2018-01-02", JEONBUK, vec![("2022-10-03", decide)]);
    let letter = write(on(&register, MilestoneKind::Expiry, "2022-12-22", "2022-11-22"));
    says(
        &letter,
        "[Hết hiệu lực] 22/12/2022: Đắk Lắk – Jeonbuk, chờ ghi nhận",
        "Đã quyết định gia hạn; đề nghị hoàn tất thủ tục chậm nhất thứ Năm, 22/12/2022. Hết hiệu lực thứ Năm, 22/12/2022, \
         còn 30 ngày.",
        &["Đã quyết định gia hạn, chưa ghi nhận văn bản (quyết định ngày 03/10/2022, Trưởng phòng)."],
    );
    assert!(!letter.text.contains("(c) không gia hạn"), "the question was answered");
}

#[test]
fn a_range_names_both_days_and_the_successor() {
    let facts = with(
        JEONBUK,
        &[
            ("reference", "KT-LA-2022-01"),
            ("short", "Kon Tum – Sekong"),
            ("ours", "kon-tum"),
            ("partner", "sekong"),
            ("signed_on", "2022-11-03"),
            ("term", "until 2027-11-03..2027-12-31"),
        ],
    );
    let register = agreement("2022-11-10", &facts, vec![]);
    let ahead = write(on(&register, MilestoneKind::Expiry, "2027-11-03", "2027-10-04"));
    says(
        &ahead,
        "[Hết hiệu lực] 03/11/2027: Kon Tum – Sekong, cần phương án",
        "Đề nghị quyết định phương án chậm nhất thứ Tư, 20/10/2027; hết hiệu lực thứ Tư, 03/11/2027 (ngày sớm nhất), còn 30 ngày.",
        &[
            "hết hiệu lực sớm nhất hết ngày 03/11/2027 (thứ Tư), muộn nhất hết ngày 31/12/2027 (thứ Sáu).",
            "UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi) – Chính quyền tỉnh Sê Kông",
        ],
    );
    let between = write(on(&register, MilestoneKind::Expiry, "2027-11-03", "2027-11-10"));
    assert_eq!(
        between.text.lines().next(),
        Some(
            "Đề nghị thống nhất với phía đối tác ngày hết hiệu lực; đã qua ngày sớm nhất (thứ Tư, 03/11/2027), muộn nhất là thứ Sáu, 31/12/2027."
        )
    );
    let after = write(on(&register, MilestoneKind::Expiry, "2027-11-03", "2028-01-30"));
    says(
        &after,
        "[Đã hết hiệu lực] 31/12/2027: Kon Tum – Sekong, chờ xác minh",
        "Đề nghị xác minh và ghi kết quả; văn bản đã hết hiệu lực sau ngày 31/12/2027 (thứ Sáu), cách đây 30 ngày.",
        &["sớm nhất là hết ngày 03/11/2027 (thứ Tư), muộn nhất là hết ngày 31/12/2027 (thứ Sáu)"],
    );
}

#[test]
fn a_notice_says_what_happens_if_nothing_is_done() {
    let register = agreement("2018-01-02", &tacit(), vec![]);
    // The second period ends on 06/9/2027; six months before is Saturday, 06/3/2027.
    let letter = write(on(&register, MilestoneKind::Notice, "2027-03-06", "2027-01-20"));
    says(
        &letter,
        "[Hạn thông báo] 05/3/2027: Đắk Lắk – Jeonbuk",
        "Đề nghị quyết định phương án; nếu không tiếp tục, bên kia phải nhận được thông báo chậm nhất thứ Sáu, 05/3/2027 \
         (hạn thông báo thứ Bảy, 06/3/2027, còn 45 ngày).",
        &[
            "Văn bản Đắk Lắk – Jeonbuk tự động gia hạn đến hết ngày 06/9/2032 nếu không bên nào thông báo bằng văn bản ít nhất 06 tháng \
             trước ngày 06/9/2027.",
            "Nếu bên kia không nhận được thông báo chậm nhất ngày 06/3/2027 (thứ Bảy; ngày làm việc cuối cùng: thứ Sáu, \
             05/3/2027), văn bản tự động gia hạn đến hết ngày 06/9/2032",
            "(a) để tự động gia hạn, không phải thông báo;",
            "(c) thông báo không gia hạn.",
            "lùi lại 06 tháng theo thời hạn thông báo, là ngày 06/3/2027 (thứ Bảy) – theo khoản 2 Điều 7.",
        ],
    );
}

#[test]
fn a_notice_where_nothing_renews_only_says_that_it_is_due() {
    let facts = with(JEONBUK, &[("notice", "6m")]);
    let register = agreement("2018-01-02", &facts, vec![]);
    let letter = write(on(&register, MilestoneKind::Notice, "2022-06-22", "2022-05-08"));
    says(
        &letter,
        "[Hạn thông báo] 22/6/2022: Đắk Lắk – Jeonbuk",
        "Đề nghị gửi thông báo để bên kia nhận được chậm nhất thứ Tư, 22/6/2022, còn 45 ngày.",
        &["Văn bản Đắk Lắk – Jeonbuk hết hiệu lực hết ngày 22/12/2022 (thứ Năm);", "chậm nhất ngày 22/6/2022 (thứ Tư)"],
    );
    assert!(!letter.text.contains("tự động gia hạn"), "{}", letter.text);
}

#[test]
fn a_renewal_informs() {
    let register = agreement("2018-01-02", &tacit(), vec![]);
    let letter = write(on(&register, MilestoneKind::Renewal, "2022-09-06", "2022-09-06"));
    says(
        &letter,
        "[Tự động gia hạn] 06/9/2022: Đắk Lắk – Jeonbuk",
        "Đề nghị báo các cơ quan thực hiện; hôm nay, thứ Ba, 06/9/2022, giai đoạn này kết thúc, văn bản tự động gia hạn.",
        &["văn bản tự động gia hạn đến hết ngày 06/9/2027 (thứ Hai)."],
    );
}

/// Notice by 6 March 2022 at the latest; the one of 10 May came late, so that the period through 6 September 2027 is the last.
/// Nobody is asked to record it again.
#[test]
fn a_renewal_after_a_late_notice_asks_for_no_notice() {
    let late = ActBody::Notify { what: Notice::NonRenewal, by: Side::Partner, received_on: day("2022-05-10") };
    let register = agreement("2018-01-02", &tacit(), vec![("2022-05-10", late)]);
    let letter = write(on(&register, MilestoneKind::Renewal, "2022-09-06", "2022-09-06"));
    says(
        &letter,
        "[Tự động gia hạn] 06/9/2022: Đắk Lắk – Jeonbuk",
        "Đề nghị báo các cơ quan thực hiện; văn bản gia hạn thêm một giai đoạn hôm nay, thứ Ba, 06/9/2022, và kết thúc hết ngày \
         06/9/2027 (thứ Hai).",
        &["văn bản mới hoặc thỏa thuận gia hạn, nếu có,"],
    );
    assert!(!letter.text.contains("ngày nhận thông báo không gia hạn"), "{}", letter.text);
}

#[test]
fn an_effect_is_awaited_since_signing() {
    let facts: Vec<_> = with(JEONBUK, &[("effect", "notification")]);
    let register = agreement("2018-01-02", &facts, vec![]);
    let letter = write(on(&register, MilestoneKind::Effect, "2017-12-22", "2018-01-22"));
    says(
        &letter,
        "[Chờ hiệu lực] 22/12/2017: Đắk Lắk – Jeonbuk",
        "Đề nghị hỏi tình hình thông báo và ghi ngày có hiệu lực; đã 31 ngày kể từ thứ Sáu, 22/12/2017, văn bản vẫn chưa có hiệu lực.",
        &["đến nay chưa ghi nhận thông báo sau cùng, kể từ ngày ký 22/12/2017 (thứ Sáu)."],
    );
}
