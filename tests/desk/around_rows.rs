//! What stands around the rows of a list or beside their days: headings, the title above, groups of columns, a state, a note,
//! another row's title. It is held against the row, asked about or told; nothing of it goes without a word.

use pactwatch::lifecycle::agreement::Field;

use super::lists::{csv, refused};

const HEAD: &str = "STT;Tên văn bản;Đối tác;Ngày ký;Thời hạn";

/// Fifty years from 2020 hold whatever the day of the test.
#[test]
fn words_around_a_row_that_say_the_contrary_of_its_days_are_asked_about() {
    for (case, list, asked) in [
        (
            "D2: a state under another name",
            "Tên văn bản;Đối tác;Ngày ký;Thời hạn;Tình trạng sau sắp xếp\nBản ghi nhớ A;P;03/11/2020;50 năm;Chấm dứt\n"
                .to_owned(),
            "Tình trạng sau sắp xếp",
        ),
        (
            "D3: later signings below the title",
            "STT;Tên văn bản;Lần ký;Đối tác;Ngày ký;Thời hạn\n1;Bản ghi nhớ A;1;Champasak;01/03/2012;5 năm\n;;2;;01/03/2017;5 năm\n"
                .to_owned(),
            "row 3 has no title but a day of signing",
        ),
        (
            "D4: the heading of a part",
            format!("{HEAD}\nC;Văn bản chấm dứt hiệu lực trong kỳ;;;\n1;Bản ghi nhớ A;P;05/09/2020;50 năm\n"),
            "chấm dứt hiệu lực trong kỳ",
        ),
        (
            "D6: several texts in one title",
            format!("{HEAD}\n1;02 bản ghi nhớ;P;05/09/2020;50 năm\n"),
            "they may be several agreements",
        ),
        (
            "D9: a day under one of two columns that differ",
            "Tên văn bản;Ngày ban hành;Đối tác;Ngày ký kết\nBản ghi nhớ A;05/10/2022;P;03/11/2022\nBản ghi nhớ B;01/12/2023;Q;\n"
                .to_owned(),
            "row 2",
        ),
        (
            "D11: the title above the table",
            format!("DANH MỤC CÁC THỎA THUẬN ĐÃ HẾT HIỆU LỰC;;;;\n{HEAD}\n1;Bản ghi nhớ A;P;05/09/2020;50 năm\n"),
            "HẾT HIỆU LỰC",
        ),
        (
            "D12: what is done to the row above",
            format!(
                "{HEAD}\n1;Bản ghi nhớ A;P;05/09/2020;50 năm\n2;Công hàm về việc kéo dài Bản ghi nhớ A;P;05/09/2025;50 năm\n"
            ),
            "the title holds that of",
        ),
        (
            "D12: another issue of the row above",
            format!("{HEAD}\n1;Bản ghi nhớ A;P;05/09/2020;5 năm\n2;Bản ghi nhớ A (lần 2);P;05/09/2025;50 năm\n"),
            "the title holds that of",
        ),
        (
            "D13: a law",
            format!("{HEAD}\n1;Luật Thỏa thuận quốc tế;;13/11/2020;\n"),
            "a law or a decree without a partner",
        ),
    ] {
        let said = refused(&list);
        assert!(said.contains(asked), "{case}: {said}");
    }
}

#[test]
fn what_only_resembles_those_comes_in() {
    for (case, rows) in [
        ("another agreement with the same partner", ["Bản ghi nhớ A", "Bản ghi nhớ A và B"]),
        ("a plan under it", ["Bản ghi nhớ A", "Kế hoạch thực hiện Bản ghi nhớ A"]),
        ("a protocol", ["Bản ghi nhớ A", "Nghị định thư B"]),
    ] {
        let list = format!("{HEAD}\n1;{};P;05/09/2020;50 năm\n2;{};P;05/09/2023;50 năm\n", rows[0], rows[1]);
        let (world, report) = csv(&list);
        assert_eq!(world.count(), 2, "{case}: {report}");
    }
}

#[test]
fn notes_that_name_another_day_or_length_are_told() {
    for (note, told) in [
        ("Ngày hiệu lực: 01/01/2023", true),
        ("Hiệu lực 10 năm", true),
        ("Ký ngày 04/11/2022", true),
        ("Có hiệu lực sau 30 ngày", true),
        ("Gia hạn tự động 5 năm", true),
        ("Hai bên thống nhất không gia hạn", true),
        ("Tạm dừng do dịch", true),
        ("(hết hạn)", true),
        ("đã gia hạn thêm 2 năm", true),
        ("Ký ngày 03/11/2022", false),
        ("Thời hạn 5 năm", false),
        ("Tờ trình ngày 01/10/2022", false),
        ("Hợp tác tại các huyện", false),
    ] {
        let (_, report) =
            csv(&format!("Tên văn bản;Đối tác;Ngày ký;Thời hạn;Ghi chú\nBản ghi nhớ A;P;03/11/2022;5 năm;{note}\n"));
        assert_eq!(report.to_string().contains("a note moves no day"), told, "{note}: {report}");
    }
}

#[test]
fn titles_that_say_another_state_or_end_than_the_row_are_told() {
    for (title, told) in [
        ("Bản ghi nhớ A (chưa ký)", true),
        ("Bản ghi nhớ A (dự kiến)", true),
        ("Bản ghi nhớ A [không còn hiệu lực]", true),
        ("Bản ghi nhớ A (hiệu lực đến 31/12/2030)", true),
        ("Bản ghi nhớ A có thời hạn 3 năm", true),
        ("MOU A - expired", true),
        ("Bản ghi nhớ A có thời hạn 5 năm", false),
        ("Bản ghi nhớ A (nông nghiệp)", false),
    ] {
        let (_, report) = csv(&format!("Tên văn bản;Đối tác;Ngày ký;Thời hạn\n{title};P;03/11/2022;5 năm\n"));
        assert_eq!(report.to_string().contains("a title moves no day"), told, "{title}: {report}");
    }
}

#[test]
fn headings_give_their_country_as_far_as_they_reach() {
    let row = |n: u32| format!("{n}.1;Bản ghi nhớ số {n};P{n};05/09/202{n};50 năm");
    for (case, between, expected) in [
        ("a sum closes the group", "Cộng Lào: 01;;;;", ""),
        ("a part of the world", "Châu Âu;;;;", ""),
        ("a sub-heading", "1;Cấp tỉnh;;;", "LA"),
        ("a star before a country", "* Nhật Bản;;;;", "JP"),
        ("a partner with its country", "II;Tỉnh Mie (Nhật Bản);;;", "JP"),
    ] {
        let list = format!("{HEAD}\nI;Lào;;;\n{}\n{between}\n{}\n", row(1), row(2));
        let (world, report) = csv(&list);
        assert_eq!(world.count(), 2, "{case}: {report}");
        assert_eq!(
            [world.field(1, Field::Country), world.field(2, Field::Country)],
            ["LA", expected],
            "{case}: {report}"
        );
        let gap = report.to_string().contains("country: row 5");
        assert_eq!(gap, expected.is_empty(), "{case}: {report}");
    }
}

#[test]
fn d1_persons_under_a_group_are_no_parties() {
    let list = "STT;Tên văn bản;Đại diện ký kết;;Đối tác;Ngày ký;Thời hạn\n;;Việt Nam;Nước ngoài;;;\n\
                1;Bản ghi nhớ A;Lê A;Leklai B;Tỉnh Sê Kông;03/11/2022;5 năm\n";
    let (world, report) = csv(list);
    assert_eq!(world.count(), 1, "{report}");
    assert_eq!([world.field(1, Field::Ours), world.field(1, Field::Partner)], ["", "tinh-se-kong"], "{report}");
    assert!(report.to_string().contains("Đại diện ký kết Việt Nam"), "{report}");
}
