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
    refused("Tên văn bản;Ngày ký;Thời hạn;Ngày có hiệu lực\nA;22/12/2023;;kể từ ngày ký và có giá trị 5 năm\n");
}

#[test]
fn a_state_that_is_no_known_word_is_said_once_for_the_file() {
    let list = "Tên văn bản;Ngày ký;Thời hạn;Tình trạng\nA;22/12/2023;5 năm;tốt\nB;23/12/2023;5 năm;khá\nC;24/12/2023;5 năm;Còn hiệu lực\n";
    let (_, report) = csv(list);
    assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    let said = report.to_string();
    assert_eq!(said.matches("the state is not understood in row 2 `tốt`, row 3 `khá`").count(), 1, "{said}");
}
