//! The digest: full, empty, and the director's.

use super::safety::address;
use super::*;
use crate::lifecycle::agreement::Gap;
use crate::message::digest::{DigestRow, DigestSpan, GapRow, Unlisted};

fn empty() -> Digest {
    Digest {
        span: DigestSpan::Week(day("2026-11-23"), day("2026-11-29")),
        overdue: vec![],
        awaiting: vec![],
        within_30: vec![],
        within_90: vec![],
        observances: vec![],
        gaps: vec![],
        untold: vec![],
        undelivered: vec![],
        tried: vec![],
        by_link: vec![],
        mail: vec![],
        backups: None,
        unlisted: Unlisted::default(),
        to_verify: 0,
        verify: Vec::new(),
        decided: Vec::new(),
        calendar_ends: None,
        next_on: Some(day("2026-11-30")),
        changes: vec![],
        registered: vec![],
        chain: "0123456789abcdef".repeat(4),
    }
}

fn row(section: Section) -> DigestRow {
    DigestRow { section, owner: Some("Chuyên viên theo dõi Hàn Quốc".to_owned()), open_since: None }
}

fn filled() -> Digest {
    let fixed = agreement("2018-01-02", &with(JEONBUK, &[("term", "10y")]), vec![]);
    let secret = agreement("2018-01-02", &with(JEONBUK, &[("restricted", "yes"), ("term", "9y")]), vec![]);
    let waiting = DigestRow {
        open_since: Some(day("2026-10-24")),
        ..row(on(&fixed, MilestoneKind::Expiry, "2027-12-22", "2026-11-23"))
    };
    Digest {
        overdue: vec![row(on(&fixed, MilestoneKind::Review, "2025-12-22", "2026-11-23"))],
        awaiting: vec![waiting],
        within_30: vec![row(on(&secret, MilestoneKind::Expiry, "2026-12-22", "2026-11-23"))],
        gaps: vec![GapRow {
            reference: "DL-LA-2025-01".to_owned(),
            short: Some("Đắk Lắk – Attapeu".to_owned()),
            missing: vec![Gap("term"), Gap("officers")],
        }],
        undelivered: vec![Undelivered {
            to: "desk@example.vn".to_owned(),
            subject: "[Sơ kết]".to_owned(),
            reply: "550 no such user".to_owned(),
        }],
        calendar_ends: Some(day("2026-12-31")),
        ..empty()
    }
}

#[test]
fn a_digest_with_nothing_due_goes_out_as_well() {
    let letter = address(&Letter::Digest(&empty()), Audience::Staff, Language::Vi, day("2026-11-23"));
    says(
        &letter,
        "[Tổng hợp tuần 23–29/11] 0 quá hạn, 0 sắp đến hạn",
        "0 việc quá hạn, 0 việc chờ quyết định, 0 việc đến hạn trong 30 ngày.",
        &[
            "Thư kế tiếp: thứ Hai, 30/11. Không nhận được, đề nghị báo Trưởng phòng, người phụ trách sổ.",
            "đề nghị đối chiếu với văn bản gốc. Mã kiểm tra sổ: 0123456789abcdef0123456789abcdef.",
        ],
    );
    let body = letter.text.split("\n--\n").next().unwrap_or_default();
    assert!(body.trim_end().ends_with("người phụ trách sổ."), "the last line is the next letter's\n{body}");
    let headings = [
        "I. Quá hạn",
        "II. Chờ quyết định",
        "III. Đến hạn trong 30 ngày",
        "IV. Đến hạn trong 90 ngày",
        "V. Ngày kỷ niệm, chúc mừng",
        "VI. Thay đổi trong sổ",
        "VII. Hồ sơ thiếu thông tin",
        "VIII. Thư chưa gửi được",
    ];
    for heading in headings {
        assert!(letter.text.contains(&format!("{heading}\nKhông có.\n")), "{heading}\n{}", letter.text);
        assert!(letter.html.contains(heading), "{heading}");
    }
}

#[test]
fn a_digest_names_each_matter_once_with_its_owner() {
    let letter = address(&Letter::Digest(&filled()), Audience::Staff, Language::Vi, day("2026-11-23"));
    says(
        &letter,
        "[Tổng hợp tuần 23–29/11] 1 quá hạn, 1 chờ quyết định, 1 sắp đến hạn",
        "1 việc quá hạn, 1 việc chờ quyết định, 1 việc đến hạn trong 30 ngày.",
        &["Lịch nghỉ chính thức chỉ có đến hết ngày 31/12/2026"],
    );
    for line in [
        "- 22/12/2025, DL-KR-2017-01: Sơ kết kỳ thứ tư: Đắk Lắk – Jeonbuk; việc tiếp theo: ghi kết quả họp hoặc ngày họp mới – \
         đã quá 336 ngày (Chuyên viên theo dõi Hàn Quốc)",
        "- 08/12/2027, DL-KR-2017-01: Sắp hết hiệu lực: Đắk Lắk – Jeonbuk; việc tiếp theo: quyết định phương án, chậm nhất 08/12/2027 – mốc 22/12/2027, còn 394 ngày; \
         đã 30 ngày từ lần nhắc đầu (Chuyên viên theo dõi Hàn Quốc)",
        "- 22/12/2026: Mã DL-KR-2017-01 – còn 29 ngày (Chuyên viên theo dõi Hàn Quốc)",
        "- DL-LA-2025-01: Đắk Lắk – Attapeu – thời hạn, người phụ trách",
        "- desk@example.vn: [Sơ kết] – 550 no such user",
    ] {
        assert!(letter.text.lines().any(|found| found == line), "{line}\n{}", letter.text);
    }
}

#[test]
fn a_directors_digest_holds_what_awaits_a_decision() {
    let digest = Digest { span: DigestSpan::Month(day("2026-12-01")), ..filled() };
    let letter = address(&Letter::Digest(&digest), Audience::Director, Language::Vi, day("2026-11-23"));
    says(
        &letter,
        "[Tổng hợp tháng 12/2026] 1 việc chờ quyết định, 1 quá hạn",
        "Kính báo cáo Giám đốc: 1 việc chờ Giám đốc quyết định, 1 việc quá hạn.",
        &["Sắp hết hiệu lực: Đắk Lắk – Jeonbuk", "Thư kế tiếp: thứ Hai, 30/11."],
    );
    assert!(!letter.text.contains("Attapeu") && !letter.text.contains("550"), "{}", letter.text);
}

#[test]
fn a_digest_in_english() {
    let letter = address(&Letter::Digest(&filled()), Audience::Staff, Language::En, day("2026-11-23"));
    says(
        &letter,
        "[Summary week 23–29/11] 1 overdue, 1 awaiting decision, 1 due soon",
        "1 overdue, 1 awaiting a decision, 1 due within 30 days.",
        &[
            "Next letter: Monday, 30 November 2026. If it does not come, please tell Trưởng phòng, who keeps the register.",
        ],
    );
    assert!(letter.text.contains("IV. Due within 90 days\nNone.\n"), "{}", letter.text);
    assert!(letter.text.contains("Đắk Lắk – Attapeu – term, officers"), "{}", letter.text);
}
