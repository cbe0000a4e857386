//! What a list says of a state, and of what puts a text into force, beside its days.

use pactwatch::desk::import::ImportOutcome;
use pactwatch::lifecycle::agreement::Field;

use super::lists::{csv, refused, taken};

#[test]
fn every_state_that_differs_from_the_days_is_told_with_both() {
    let list = |state: &str, signed: &str, more: &str| {
        format!("Mã;Tên văn bản;Ngày ký;Thời hạn;Tình trạng;Độ hạn chế\nM-1;A;{signed};5 năm;{state};{more}\n")
            .replace("Độ hạn chế", "restricted")
    };
    // Signed in 2015 for five years it has expired; in 2023 it is in force until 2028.
    let (past, present) = ("22/12/2015", "22/12/2023");
    for (state, signed, by_days) in [
        ("Còn hiệu lực", past, "it ended on 2020-12-22"),
        ("Đang thực hiện", past, "it ended on 2020-12-22"),
        ("Đã gia hạn", past, "it ended on 2020-12-22"),
        ("Gia hạn đến 2028", past, "it ended on 2020-12-22"),
        ("Đã ký lại", past, "it ended on 2020-12-22"),
        ("In force", past, "it ended on 2020-12-22"),
        ("Gia hạn đến 2030", present, "it is in force until 2028-12-22"),
        ("Chưa có hiệu lực", present, "it is in force until 2028-12-22"),
        ("Not yet in force", present, "it is in force until 2028-12-22"),
        ("Đã thay thế", present, "it is in force until 2028-12-22"),
    ] {
        let said = refused(&list(state, signed, ""));
        assert!(said.contains(&format!("`{state}`")) && said.contains(by_days), "{state}: {said}");
        let restricted = refused(&list(state, signed, "yes"));
        assert!(restricted.contains("M-1: the state"), "{restricted}");
        assert!(!restricted.contains(state) && !restricted.contains(by_days), "{restricted}");
    }
    for (state, signed) in [
        ("Tạm đình chỉ", present),
        ("Tạm dừng", present),
        ("Đã gia hạn", present),
        ("Suspended", past),
        ("Đang trình gia hạn", past),
    ] {
        let (_, report) = csv(&list(state, signed, ""));
        assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
        assert!(report.to_string().contains(&format!("the list says `{state}`, but by its days")), "{report}");
    }
    for (state, signed) in [
        ("Hết hiệu lực", past),
        ("Còn hiệu lực đến 2028", present),
        ("Gia hạn đến hết năm 2028", present),
        ("Hết hiệu lực 22/12/2028", present),
        ("Đang làm thủ tục gia hạn", present),
        ("", past),
        ("chưa rõ", past),
    ] {
        let (_, report) = csv(&list(state, signed, ""));
        assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
        assert!(!report.to_string().contains("by its days"), "{state}: {report}");
    }
}

#[test]
fn a_column_of_first_days_in_force_may_say_what_puts_it_into_force() {
    for (cell, effect, delay) in [
        ("kể từ ngày ký", "signature", ""),
        ("Kể từ ngày nhận thông báo cuối cùng", "notification", ""),
        ("sau 30 ngày kể từ ngày ký", "signature", "30d"),
        ("sau 30 (ba mươi) ngày kể từ ngày ký", "signature", "30d"),
    ] {
        let list = format!("Tên văn bản;Ngày ký;Thời hạn;Ngày có hiệu lực\nA;22/12/2023;5 năm;{cell}\n");
        let world = taken(&list);
        assert_eq!(world.field(1, Field::Effect), effect, "{cell}");
        assert_eq!(world.field(1, Field::EffectDelay), delay, "{cell}");
        assert_eq!(world.field(1, Field::InForceOn), "", "{cell}");
    }
    // The day of signing in words of the first day has to be the row's own.
    let said =
        refused("Tên văn bản;Ngày ký;Thời hạn;Ngày có hiệu lực\nA;22/12/2023;5 năm;kể từ ngày ký (05/04/2024)\n");
    assert!(said.contains("2024-04-05") && said.contains("2023-12-22"), "{said}");
}

#[test]
fn a_state_that_is_no_known_word_is_said_once_for_the_file() {
    let list = "Tên văn bản;Ngày ký;Thời hạn;Tình trạng\nA;22/12/2023;5 năm;tốt\nB;23/12/2023;5 năm;khá\nC;24/12/2023;5 năm;Còn hiệu lực\n";
    let (_, report) = csv(list);
    assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    let said = report.to_string();
    assert_eq!(said.matches("the state is not understood in row 2 `tốt`, row 3 `khá`").count(), 1, "{said}");
}

/// What stands behind "kể từ ngày ký" is read or asked about; years are how long it binds, never when that begins. Signed on
/// 5 March 2023: five years end on 5 March 2028.
#[test]
fn nothing_behind_the_day_of_signing_is_passed_over() {
    for header in ["Hiệu lực", "Thời gian hiệu lực", "Ngày có hiệu lực", "Điều khoản hiệu lực"]
    {
        for (cell, term) in [
            ("5 năm kể từ ngày ký", "5y"),
            ("05 năm sau khi ký", "5y"),
            ("60 tháng kể từ ngày ký", "5y"),
            ("Có hiệu lực trong 05 năm kể từ ngày ký", "5y"),
            ("kể từ ngày ký, thời hạn 5 năm", "5y"),
            ("Có hiệu lực từ ngày ký và có giá trị 05 năm", "5y"),
            ("từ ngày ký, 5 năm", "5y"),
            ("Từ ngày ký đến hết 31/12/2027", "until 2027-12-31"),
            ("từ ngày ký - 05/03/2028", "until 2028-03-05"),
            ("kể từ ngày ký cho đến khi một bên chấm dứt", "open"),
            ("Kể từ ngày ký", "unknown"),
        ] {
            let world = taken(&format!("Tên văn bản;Ngày ký;{header}\nA;05/03/2023;{cell}\n"));
            assert_eq!(world.field(1, Field::Term), term, "{header}: {cell}");
            assert_eq!(world.field(1, Field::EffectDelay), "", "{header}: {cell}");
            assert_eq!(world.field(1, Field::InForceOn), "", "{header}: {cell}");
        }
        for cell in [
            "kể từ ngày ký (đã hết hiệu lực)",
            "từ ngày ký đến 2028",
            "kể từ ngày ký và được phê duyệt",
            "kể từ ngày ký; đã gia hạn đến 2030",
            "kể từ ngày ký bổ sung",
        ] {
            refused(&format!("Tên văn bản;Ngày ký;{header}\nA;05/03/2023;{cell}\n"));
        }
    }
    // Beside a column of terms both have to say the same; months may be either under "Hiệu lực".
    for cells in
        ["3 năm kể từ ngày ký;5 năm", "Kể từ ngày ký đến 05/03/2026;5 năm", "theo thông báo (nhận 01/06/2023);5 năm"]
    {
        refused(&format!("Tên văn bản;Ngày ký;Hiệu lực;Thời hạn\nA;05/03/2023;{cells}\n"));
    }
    let said = refused("Tên văn bản;Ngày ký;Hiệu lực\nA;05/03/2023;6 tháng kể từ ngày ký\n");
    assert!(said.contains("how long it binds"), "{said}");
    let world = taken("Tên văn bản;Ngày ký;Hiệu lực\nA;05/03/2023;sau 6 tháng kể từ ngày ký\n");
    assert_eq!(world.field(1, Field::EffectDelay), "6m");
}

/// How often a paper is signed anew is no term.
#[test]
fn how_often_is_no_length() {
    for cell in ["Ký hằng năm", "annual", "yearly", "2 lần/năm", "gia hạn 5 năm"] {
        refused(&format!("Tên văn bản;Ngày ký;Thời hạn\nA;05/03/2023;{cell}\n"));
    }
}

/// Signed on 12 December 2020 for five years it would have ended on 12 December 2025: whoever ended it did so before.
#[test]
fn an_end_before_the_term_is_told_and_one_with_its_day_asked_about() {
    let list = |state: &str| format!("Tên văn bản;Ngày ký;Thời hạn;Tình trạng\nA;12/12/2020;5 năm;{state}\n");
    for state in ["Chấm dứt", "Hủy", "Dừng", "Ngừng hoạt động", "Terminated", "Đã thanh lý"] {
        let (_, report) = csv(&list(state));
        assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
        assert!(report.to_string().contains("by its days it ended on 2025-12-12"), "{state}: {report}");
    }
    for state in [
        "Đã chấm dứt ngày 01/6/2022",
        "Bị hủy năm 2019",
        "Chấm dứt sớm",
        "Chấm dứt trước hạn",
        "Hết hiệu lực 01/6/2022",
        "Văn bản đã chấm dứt trước thời hạn",
    ] {
        let said = refused(&list(state));
        assert!(said.contains("by its days it ended on 2025-12-12"), "{state}: {said}");
    }
    for state in ["Đã chấm dứt ngày 12/12/2025", "Hết hiệu lực", "Hết hạn năm 2025", "Expired"] {
        let (_, report) = csv(&list(state));
        assert!(!report.to_string().contains("by its days"), "{state}: {report}");
    }
    let (_, report) = csv("Tên văn bản;Ngày ký;Thời hạn;Tình trạng\nA;05/03/2023;5 năm;Active (extended)\n");
    assert!(report.to_string().contains("if that is the day before it was extended"), "{report}");
}

/// Signed on 5 March 2023 for five years. What a note or a title says of another end is told, and moves nothing.
#[test]
fn notes_and_titles_that_tell_of_another_end_are_told() {
    let told = |title: &str, note: &str| {
        let (_, report) =
            csv(&format!("Tên văn bản;Đối tác;Ngày ký;Thời hạn;Ghi chú\n{title};P;05/03/2023;5 năm;{note}\n"));
        assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
        report.to_string().contains("tells of an extension, an end or another text")
    };
    for note in [
        "Hai bên đồng ý kéo dài thêm 3 năm",
        "Hết hạn tháng 3/2026",
        "Thực tế ký 05/04/2023",
        "2023-2026",
        "GH đến 05/3/2030",
        "Tái ký 05/03/2026",
        "Gia hạn 5 năm",
        "Đến 31/12/2026",
        "Lapsed",
    ] {
        assert!(told("A", note), "{note}");
    }
    for note in
        ["Sử dụng ngân sách huyện", "Hết hạn 05/03/2028", "2023-2028", "Có thể gia hạn thêm 5 năm", "Anh Huy phụ trách"]
    {
        assert!(!told("A", note), "{note}");
    }
    for title in [
        "TT S8 (hết hạn 01/02/2025)",
        "Terminated: MoU S13",
        "TT B (không thời hạn)",
        "MoU P valid until 2026",
        "TT M (3 năm)",
        "EXPIRED MoU TT",
        "[Hết hạn] Thỏa thuận UU",
    ] {
        assert!(told(title, ""), "{title}");
    }
    for title in
        ["Thỏa thuận hợp tác - tỉnh Attapeu", "MoU (5 năm)", "TT L ngày 05/03/2023", "Chương trình đến năm 2030"]
    {
        assert!(!told(title, ""), "{title}");
    }
}

/// What stands behind "theo thỏa thuận" may be an extension or an end.
#[test]
fn nothing_behind_the_name_of_a_renewal_is_passed_over() {
    let list = |cell: &str| format!("Tên văn bản;Ngày ký;Thời hạn;Gia hạn\nA;05/03/2023;5 năm;{cell}\n");
    for cell in [
        "theo thỏa thuận, đã gia hạn đến 2030",
        "theo thỏa thuận (đã gia hạn)",
        "theo thỏa thuận, chấm dứt 01/01/2026",
        "Theo Thỏa thuận gia hạn số 12 ngày 05/03/2026",
    ] {
        refused(&list(cell));
    }
    for (cell, renewal) in
        [("theo thỏa thuận của hai bên", "consent"), ("Không tự động", "none"), ("No auto-renewal", "none")]
    {
        assert_eq!(taken(&list(cell)).field(1, Field::Renewal), renewal, "{cell}");
    }
}

/// Sixty under "Thời hạn (năm)" may be months.
#[test]
fn a_term_of_more_than_thirty_years_is_told() {
    let list = |years: &str| format!("Tên văn bản;Ngày ký;Thời hạn (năm)\nA;05/03/2023;{years}\n");
    for (years, told) in [("60", true), ("31", true), ("30", false), ("5", false)] {
        let (_, report) = csv(&list(years));
        assert_eq!(report.to_string().contains("unusually long"), told, "{years}: {report}");
    }
}
