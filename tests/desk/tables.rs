//! What stands around the tables of a list: notes that correct a row, headings of the next table, tables of counts, heads of two
//! rows, and columns that hold a part of a day. Nothing of it makes an agreement, and nothing that moves a day goes unsaid.

use pactwatch::lifecycle::agreement::Field;

use super::lists::{csv, refused, taken};

const HEAD: &str = "STT;Tên văn bản;Đối tác;Ngày ký;Thời hạn";
const ROWS: &str = "1;Bản ghi nhớ A;Tỉnh Attapeu;05/03/2023;50 năm\n2;Bản ghi nhớ B;Tỉnh Sekong;06/03/2023;50 năm";

#[test]
fn notes_below_a_table_that_move_a_day_are_said_with_their_words() {
    for note in [
        "*;Sửa: Bản ghi nhớ A ký ngày 05/04/2023;;;",
        "**;Bản ghi nhớ B đã chấm dứt từ 01/01/2025;;;",
        "Ghi chú: Bản ghi nhớ A được gia hạn đến 05/03/2083;;;;",
        "Đính chính: ngày ký của văn bản số 2 là 06/04/2023;;;;",
    ] {
        let (world, report) = csv(&format!("{HEAD}\n{ROWS}\n{note}\n"));
        assert_eq!(world.count(), 2, "{note}: {report}");
        let words = note.split(';').find(|cell| cell.len() > 4).unwrap();
        let said = format!("row 4 was not read: it is no agreement, but says `{words}`");
        assert!(report.to_string().contains(&said), "{note}: {report}");
    }
}

#[test]
fn rows_that_tell_of_another_row_are_asked_about() {
    for (case, list, asked) in [
        (
            "a word for a number",
            format!("{HEAD}\n{ROWS}\nĐính chính;Bản ghi nhớ B;Tỉnh Sekong;06/04/2023;50 năm\n"),
            "the column of running numbers says `Đính chính`",
        ),
        (
            "an extension below its agreement",
            format!(
                "{HEAD}\n{ROWS}\n;- Gia hạn lần 1: đến 06/03/2083;;;\n3;Bản ghi nhớ C;Tỉnh Bokeo;07/03/2023;50 năm\n"
            ),
            "row 4: this row has no number and no day, and may go on with row 3",
        ),
        (
            "the country of a partner in a line of its own",
            format!("{HEAD}\n{ROWS}\n;;(Lào);;\n3;Bản ghi nhớ C;Tỉnh Bokeo;07/03/2023;50 năm\n"),
            "may go on with row 3",
        ),
        (
            "the mark of a note that moves a day",
            format!(
                "{HEAD}\n{ROWS}\n3;Bản ghi nhớ C;Tỉnh Bokeo;07/03/2023 (2);50 năm\n(2) Có hiệu lực từ 01/05/2023;;;;\n"
            ),
            "the note below the table says `(2) Có hiệu lực từ 01/05/2023`",
        ),
        (
            "a day beside the number",
            "STT;Số, ký hiệu; Tên văn bản;Đối tác;Thời hạn\n1;12/TT-UBND, 05/03/2023;Bản ghi nhớ A;P;5 năm\n"
                .to_owned(),
            "holds a day beside the number",
        ),
        (
            "months and days apart",
            "Tháng;Tên văn bản;Đối tác;Ngày;Thời hạn\n3/2023;Bản ghi nhớ A;P;05;5 năm\n".to_owned(),
            "`Ngày`, which may move a date",
        ),
        (
            "a year and the day of it",
            "NĂM;TÊN VĂN BẢN;ĐỐI TÁC;NGÀY/THÁNG;THỜI HẠN\n2023;Bản ghi nhớ A;P;05/03;5 năm\n".to_owned(),
            "`NGÀY/THÁNG`, which may move a date",
        ),
    ] {
        let said = refused(&list);
        assert!(said.contains(asked), "{case}: {said}");
    }
}

#[test]
fn a_heading_between_two_tables_is_held_against_the_second() {
    let second = "STT;Tên văn bản;Đối tác;Ngày ký;Ngày hết hạn\n1;Bản ghi nhớ C;Tỉnh Bokeo;06/05/2024;06/05/2074";
    let said = refused(&format!("{HEAD}\n{ROWS}\n;;;;\nCác thỏa thuận đã hết hiệu lực;;;;\n{second}\n"));
    assert!(said.contains("row 7, column status: the list says `hết hiệu lực`"), "{said}");
}

#[test]
fn parts_of_chapters_and_tables_of_counts_are_no_agreements() {
    for (case, list, agreements, said) in [
        (
            "a part of a chapter",
            format!("{HEAD}\nII;Cấp sở;;;\nII.1;Sở Y tế;;;\n{ROWS}\n"),
            2,
            "row 3 was not read: it is a heading",
        ),
        (
            "a table of counts",
            format!("{HEAD}\n{ROWS}\n;;;;\nNước;Số lượng;Còn hiệu lực;Hết hiệu lực;\nLào;2;2;0;\n"),
            2,
            "row 5 was not read: it is a table of counts",
        ),
        (
            "parts of a sum",
            format!("{HEAD}\n{ROWS}\n;Trong đó: còn hiệu lực;2;;\n;Hết hiệu lực;0;;\n"),
            2,
            "row 5 was not read: it is a sum",
        ),
    ] {
        let (world, report) = csv(&list);
        assert_eq!(world.count(), agreements, "{case}: {report}");
        assert!(report.to_string().contains(said), "{case}: {report}");
    }
}

#[test]
fn a_country_above_the_first_head_is_that_of_its_rows() {
    let world = taken(&format!("Đối tác: Lào;;;;\n{HEAD}\n{ROWS}\n"));
    assert_eq!([world.field(1, Field::Country), world.field(2, Field::Country)], ["LA", "LA"]);
}

#[test]
fn names_of_columns_below_groups_without_merged_cells() {
    // The first day and the last stand below "Hiệu lực": signed and in force on 6 April 2024, until 6 April 2074.
    let head = "STT;Tên văn bản;Đối tác;Ngày ký;Hiệu lực;;Gia hạn;\n;;;;Từ;Đến;Lần 1;Lần 2\n";
    let world = taken(&format!("{head}1;Bản ghi nhớ A;P;06/04/2024;06/04/2024;06/04/2074;;\n"));
    assert_eq!(world.field(1, Field::Term), "until 2074-04-06");
    assert_eq!(world.field(1, Field::InForceOn), "2024-04-06");
    let said = refused(&format!("{head}1;Bản ghi nhớ A;P;06/04/2024;06/04/2024;06/04/2074;06/04/2079;\n"));
    assert!(said.contains("`Gia hạn (Lần 1)`"), "{said}");
}

#[test]
fn a_row_that_is_named_by_its_partner_lacks_no_title() {
    let said = refused(
        "Twin city;Country;Signed;Term;Renewed\nBusan;Korea, Rep. of;21/11/2021;30 years;\nOulu;XQ;21/11/2021;30 years;\n",
    );
    assert!(said.contains("row 3, column country") && !said.contains("`title` is empty"), "{said}");
}

#[test]
fn a_cross_beside_days_says_that_it_has_ended() {
    let head = "STT;Tên văn bản;Đối tác;Ngày ký;Thời hạn;Còn hiệu lực;Hết hiệu lực\n";
    // Five years from 15 March 2018 ended on 15 March 2023, before the test.
    let rows = "1;A;P;15/03/2018;5 năm;;x\n2;B;Q;15/03/2023;50 năm;x;\n3;C;R;15/03/2018;5 năm;;15/03/2023\n";
    let world = taken(&format!("{head}{rows}"));
    assert_eq!(world.field(1, Field::Term), "5y");
}
