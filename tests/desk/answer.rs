//! What an import answers, in the office's language.

use pactwatch::desk::Purpose;
use pactwatch::desk::import::{Flawed, ImportOutcome};
use pactwatch::lifecycle::policy::Language;
use pactwatch::message::{Say, Voice};
use std::fmt::Write as _;

use super::world::World;

const VI: Voice = Voice::terminal(Language::Vi);

/// The day of the tests is 21/11/2026, so 90 days ahead is 19/02/2027.
const LIST: &str = "Mã theo dõi,Tên văn bản,Đối tác,Nước,Ngày ký,Thời hạn,Người ký\n\
    XA,Bản ghi nhớ,Sê Kông,Lào,15/03/2022,5 năm,Ông A\n\
    GAN,Bản ghi nhớ,Champasak,Lào,22/12/2016,10 năm,Bà B\n\
    MO,Bản ghi nhớ,Attapeu,Lào,01/02/2020,chưa rõ,Ông C\n";

#[test]
fn the_answer_says_what_was_understood_then_what_is_due_soon_then_what_else_moves() {
    let mut world = World::new();
    let said = world.import("list.csv", LIST).say(VI);
    let lines: Vec<&str> = said.lines().collect();
    let at = |start: &str| {
        lines.iter().position(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {said}"))
    };
    let heads = [
        at("Đã hiểu:"),
        at("Đề nghị xem lại:"),
        at("Chưa rõ, nhập là chưa biết:"),
        at("Đến hạn trong 90 ngày, đến 19/02/2027:"),
        at("Thay đổi khác:"),
        at("list.csv: đã nhập."),
    ];
    assert!(heads.is_sorted(), "{said}");
    // What is due first stands first, whatever its reference.
    assert!(lines[heads[3] + 1].starts_with("  22/12/2026 T3  GAN  hết hiệu lực (nhắc từ "), "{said}");
    // Ten years since the signing are on the day on which it ends: no day to congratulate on.
    assert_eq!(lines[heads[3] + 2], "Thay đổi khác:", "{said}");
    assert!(said.contains("  + hết hiệu lực: 1 mốc, 15/03/2027\n"), "{said}");
    assert!(said.contains("  bên mới se-kong: Sê Kông\n"), "{said}");
    assert!(said.contains("không dùng các cột G “Người ký”"), "{said}");
    assert!(said.contains("  Thời hạn: dòng 4\n"), "{said}");
    assert_eq!(
        lines[heads[5]],
        "list.csv: đã nhập. Thỏa thuận: 3 mới, 0 sửa (0 ô), 0 không đổi; các bên: 3 mới, 0 sửa; cập nhật: 0 ghi mới, 0 đã có"
    );
    assert!(!said.contains("warning") && !said.contains("appear"), "{said}");
}

#[test]
fn a_flaw_is_told_in_vietnamese_with_the_column_as_the_list_calls_it() {
    let mut world = World::new();
    let report = world.import("list.csv", "Tên văn bản,Đối tác,Ngày ký\nT,Sê Kông,30-12\n");
    assert_eq!(report.outcome, ImportOutcome::Refused);
    let said = report.say(VI);
    let flaw = "list.csv, dòng 2, cột Ngày ký (C): “30-12” chưa ghi năm; ghi cả năm, ví dụ 30/12/2025\n";
    assert!(said.starts_with(flaw), "{said}");
    assert!(
        said.contains("list.csv: 1 lỗi, chưa nhập gì. Đề nghị sửa, hoặc nhập riêng các dòng đúng bằng --accept-good"),
        "{said}"
    );
}

#[test]
fn a_rehearsal_says_what_would_be_and_the_json_stays_english() {
    let mut world = World::new();
    let report = world.run("list.csv", LIST, Purpose::Rehearse, Flawed::RefuseAll).unwrap();
    assert!(report.say(VI).contains("list.csv: chưa ghi gì. Nếu nhập thì: Thỏa thuận: 3 mới"), "{report}");
    let json = report.json();
    assert_eq!(json["outcome"], "rehearsed");
    assert_eq!(json["said"][0], "new party `se-kong`: Sê Kông");
    assert_eq!(json["gaps"][0]["field"], "officers", "{json}");
}

#[test]
fn what_is_due_soon_is_told_however_long_the_list_is() {
    let mut list = "Mã theo dõi,Tên văn bản,Đối tác,Nước,Ngày ký,Thời hạn\n".to_owned();
    for nth in 0..300 {
        writeln!(list, "A-{nth:03},Văn bản {nth},Sê Kông,Lào,15/06/2025,5 năm").unwrap();
    }
    list += "Z-CUOI,Bản ghi nhớ,Champasak,Lào,22/12/2016,10 năm\n";
    let mut world = World::new();
    let said = world.import("list.csv", &list).say(VI);
    assert!(said.contains("  22/12/2026 T3  Z-CUOI  hết hiệu lực"), "{said}");
    assert!(said.lines().count() < 80, "short, whatever the list: {said}");
}
