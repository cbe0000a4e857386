//! What offices put around their tables: titles, groups of headers, chapters, sums, signatures, stamps.

use pactwatch::exchange::Format;
use pactwatch::lifecycle::agreement::Field;

use super::texts::{facts, flaws, imported, sound};

#[test]
fn what_stands_around_a_table_is_left_aside_and_said() {
    let text = "DANH MỤC;;\n;;\nSTT;Tên văn bản;Ngày ký\n(1);(2);(3)\nI;Các thỏa thuận với Lào;\n1;Biên bản;1/2/2020\n\
                ;Tổng công ty Lương thực, biên bản;2/2/2020\nTổng cộng;2 văn bản;\n;;\nNơi nhận:;;GIÁM ĐỐC\n";
    let (reading, drafts) = imported(Format::Csv, text);
    assert!(reading.flaws.is_empty(), "{}", reading.flaws);
    assert_eq!(drafts.agreements.len(), 2);
    let aside: Vec<String> = reading.aside.iter().map(ToString::to_string).collect();
    assert_eq!(
        aside,
        [
            "row 5 was not read: it is a heading; LA is taken for the rows below",
            "row 8 was not read: it is a sum",
            "row 10 was not read: it stands below the table and names no agreement",
        ]
    );
}

#[test]
fn headers_under_a_group_alone_or_with_its_name() {
    let text = "STT;Tên văn bản;Bên ký kết;;Thời hạn hiệu lực;;Ghi chú\n;;Việt Nam;Phía nước ngoài;Từ ngày;Đến ngày;\n\
                1;Biên bản;UBND tỉnh Đắk Lắk;Sekong;1/1/2020;31/12/2024;x\n";
    let facts = facts(&sound(Format::Csv, text), 0);
    for (field, expected) in [
        (Field::Ours, "UBND tỉnh Đắk Lắk"),
        (Field::Partner, "Sekong"),
        (Field::InForceOn, "2020-01-01"),
        (Field::Term, "until 2024-12-31"),
        (Field::Note, "x"),
    ] {
        assert_eq!(facts.get(field).as_deref(), Some(expected), "{field:?}");
    }
}

#[test]
fn a_row_in_the_midst_that_names_nothing_is_a_flaw_and_no_remark() {
    let found = flaws(Format::Csv, "STT;Tên văn bản;Ngày ký\n1;Một;1/2/2020\n;;\n2;;3/2/2020\n3;Hai;4/2/2020\n");
    assert_eq!(found, ["list, row 4: the row names no agreement; give its reference, or its title if it is new"]);
}

#[test]
fn a_list_that_is_a_secret_as_a_whole_is_refused_as_a_whole() {
    for text in [
        "TỐI MẬT;\nMã;Tên văn bản\nA;Một\n",
        "Danh mục (MẬT);\nMã;Tên văn bản\nA;Một\n",
        "Mật;\nMã;Tên văn bản\nA;Một\n",
    ] {
        let (reading, _) = imported(Format::Csv, text);
        assert!(reading.flaws.whole_file(), "{text}");
        assert!(
            flaws(Format::Csv, text)[0].starts_with("list, row 1: the list is marked as a state secret; take it out"),
            "{text}"
        );
    }
}
