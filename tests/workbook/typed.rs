//! What officers type into *Cập nhật*: slips of the year, words that the cell does not offer, what a colleague recorded since.
//! And what the report says of renewals that nobody types.

use super::UPDATES;
use super::book::Book;
use super::office::{Office, TWO};

/// A-1: ten years from 15/03/2022, reviewed each year. A-2: five years from 30/12/2022, renews itself, notice six months before.
/// A-3: without an end. A-4: to 31/12/2026.
const MORE: &str = r#"
[[agreement]]
reference = "A-3"
title = "Bản ghi nhớ kết nghĩa"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Mie"]
country = "JP"
signed_on = 2023-05-05
term = "open"

[[agreement]]
reference = "A-4"
title = "Thỏa thuận y tế"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Mondulkiri"]
country = "KH"
signed_on = 2021-12-15
term = "until 2026-12-31"
"#;

const COLUMNS: [&str; 6] = ["Mã theo dõi", "Mốc", "Kết quả", "Ngày", "Đến ngày", "Ghi chú"];

fn office() -> Office {
    Office::with(&format!("{TWO}{MORE}"))
}

/// A copy of the workbook with these rows below the last one of *Cập nhật*.
fn copy(office: &Office, from: &str, name: &str, rows: &[[&str; 6]]) {
    let mut book = Book::open(&office.path(from));
    for row in rows {
        let cells: Vec<(&str, &str)> = COLUMNS.into_iter().zip(*row).filter(|(_, text)| !text.is_empty()).collect();
        book.sheet(UPDATES).add(&cells);
    }
    book.save(&office.path(name));
}

/// What is said of that row, and whether it came in.
fn typed(row: [&str; 6]) -> (bool, String) {
    let office = office();
    office.run(&["export", "so.xlsx"]);
    copy(&office, "so.xlsx", "copy.xlsx", &[row]);
    office.try_run(&["import", "copy.xlsx", "--by", "desk-korea"])
}

#[test]
fn b7_slips_of_the_year_are_asked_about() {
    for (row, parts) in [
        (
            ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Đã sơ kết", "01/12/2025", "", ""],
            &["việc ghi ngày 01/12/2025 là trước sơ kết ngày 15/03/2027 gần một năm hoặc hơn", "kiểm tra năm"][..],
        ),
        (
            ["A-1", "Hết hiệu lực, 15/03/2032", "Gia hạn đến", "27/11/2026", "15/03/2137", ""],
            &["15/03/2137 cách ngày 15/03/2032 hơn 30 năm", "ví dụ gia hạn 50 năm"],
        ),
        (["A-3", "", "Gia hạn đến", "27/11/2026", "31/12/2030", ""], &["văn bản không thời hạn", "ghi chấm dứt"]),
        (
            ["A-4", "Hết hiệu lực, 31/12/2026", "Ký văn bản mới", "27/11/2026", "31/12/2025", ""],
            &["văn bản cũ hết hiệu lực ngày 31/12/2025, trước ngày ký văn bản mới 27/11/2026"],
        ),
    ] {
        let (succeeded, said) = typed(row);
        assert!(!succeeded, "{row:?}: {said}");
        for part in parts {
            assert!(said.contains(part), "{row:?}: {part}: {said}");
        }
    }
    for row in [
        ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Đã sơ kết", "01/12/2026", "", ""],
        ["A-1", "Hết hiệu lực, 15/03/2032", "Gia hạn đến", "27/11/2026", "15/03/2062", ""],
        ["A-1", "Hết hiệu lực, 15/03/2032", "Gia hạn 50 năm", "27/11/2026", "", ""],
        ["A-4", "Hết hiệu lực, 31/12/2026", "Ký văn bản mới", "27/11/2026", "26/11/2026", ""],
    ] {
        let (succeeded, said) = typed(row);
        assert!(succeeded, "{row:?}: {said}");
    }
    // An end that is over moves no milestone that is listed; it is said.
    let (succeeded, said) = typed(["A-4", "", "Chấm dứt", "27/11/2026", "30/06/2026", ""]);
    assert!(succeeded && said.contains("30/06/2026"), "{said}");
}

/// A copy has no cell where nothing was typed behind the last one: what is missing there is told at the outcome's cell.
#[test]
fn n2_to_n6_what_the_cell_does_not_offer_is_told_in_the_words_of_the_sheet() {
    for (row, place, parts) in [
        (["A-4", "", "Chấm dứt trước hạn", "27/11/2026", "", ""], "Kết quả (C)", &["có phải “Chấm dứt”?"][..]),
        (
            ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Chưa sơ kết", "27/11/2026", "", ""],
            "Kết quả (C)",
            &["“Chưa sơ kết” không có trong danh sách của cột Kết quả", "có phải “Ghi chú tiến độ”?", "Đã sơ kết; "],
        ),
        (
            ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Đã sơ kết, đạt kết quả tốt", "27/11/2026", "", ""],
            "Kết quả (C)",
            &["có phải “Đã sơ kết”? chọn một trong: Đã sơ kết"],
        ),
        (
            ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Không gia hạn", "27/11/2026", "", ""],
            "Kết quả (C)",
            &["sơ kết ngày 15/03/2027 không phải mốc cần quyết định"],
        ),
        (
            ["A-1", "Hết hiệu lực, 15/03/2032", "Đã sơ kết", "27/11/2026", "", ""],
            "Kết quả (C)",
            &["hết hiệu lực ngày 15/03/2032 không phải kỳ sơ kết"],
        ),
        (
            ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Lùi đến ngày", "27/11/2026", "15/3", ""],
            "Đến ngày (E)",
            &["“15/3” chưa ghi năm", "“Lùi đến ngày (phía ta đề nghị)” hoặc “Lùi đến ngày (đối tác đề nghị)”"],
        ),
        (
            ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Ghi chú tiến độ", "27/11/2026", "", ""],
            "Kết quả (C)",
            &["“Ghi chú tiến độ” chưa có nội dung", "vào cột Ghi chú"],
        ),
        (
            ["A-4", "", "Sửa đổi, bổ sung", "27/11/2026", "", ""],
            "Kết quả (C)",
            &["chưa nêu sửa gì", "vào cột Chi tiết khác, ví dụ Thời hạn=10 năm"],
        ),
        (
            ["A-2", "Hạn thông báo, 30/06/2027", "Xong", "27/11/2026", "", ""],
            "Kết quả (C)",
            &["“Xong” không có trong danh sách", "Phía ta thông báo không gia hạn"],
        ),
        (
            ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Đã sơ kết", "27/11/2026", "20/11/2026", ""],
            "Đến ngày (E)",
            &["“Đã sơ kết” không dùng cột Đến ngày; để trống ô này"],
        ),
        (
            ["A-1", "Sơ kết kỳ 5, 15/03/2027", "Gia hạn đến", "27/11/2026", "15/03/2037", ""],
            "Mốc (B)",
            &["không ghi cho mốc này"],
        ),
    ] {
        let (succeeded, said) = typed(row);
        assert!(!succeeded, "{row:?}: {said}");
        assert!(said.contains(place), "{row:?}: {place}: {said}");
        for part in parts {
            assert!(said.contains(part), "{row:?}: {part}: {said}");
        }
        let flaws = said.lines().filter(|line| line.contains("Cập nhật, dòng 2")).collect::<String>();
        for code in ['@', '`', '='] {
            let allowed = code == '=' && flaws.contains("Thời hạn=10 năm");
            assert!(allowed || !flaws.contains(code), "{row:?}: {code}: {flaws}");
        }
    }
}

#[test]
fn b8_what_a_colleague_recorded_since_the_copy_was_made_is_asked_about() {
    let end = "Hết hiệu lực, 31/12/2026";
    let review = "Sơ kết kỳ 5, 15/03/2027";
    for (one, other, parts) in [
        (
            ["A-4", end, "Gia hạn đến", "27/11/2026", "31/12/2031", ""],
            ["A-4", end, "Gia hạn đến", "28/11/2026", "31/12/2032", ""],
            &["desk-laos đã ghi vào sổ ngày 07/12/2026", "đến hết ngày 31/12/2031"][..],
        ),
        (
            ["A-4", end, "Có chủ trương gia hạn", "25/11/2026", "", ""],
            ["A-4", end, "Không gia hạn", "25/11/2026", "", ""],
            &["desk-laos", "quyết định gia hạn", "xuất bản mới rồi ghi lại"],
        ),
        (
            ["A-1", review, "Lùi đến ngày (phía ta đề nghị)", "25/11/2026", "15/04/2027", ""],
            ["A-1", review, "Lùi đến ngày (phía ta đề nghị)", "25/11/2026", "15/05/2027", ""],
            &["đến ngày 15/04/2027"],
        ),
        (
            ["A-1", review, "Đã sơ kết", "26/11/2026", "", ""],
            ["A-1", review, "Lùi đến ngày (đối tác đề nghị)", "25/11/2026", "15/05/2027", ""],
            &["đã họp sơ kết, 26/11/2026"],
        ),
        (
            ["A-4", end, "Gia hạn đến", "26/11/2026", "31/12/2031", ""],
            ["A-4", end, "Không gia hạn", "27/11/2026", "", ""],
            &[
                "desk-laos đã ghi vào sổ ngày 07/12/2026: gia hạn, 26/11/2026",
                "đến hết ngày 31/12/2031",
                "lần cập nhật số",
            ],
        ),
        (
            ["A-4", end, "Gia hạn đến", "26/11/2026", "31/12/2031", ""],
            ["A-4", end, "Gia hạn đến", "27/11/2026", "31/12/2030", ""],
            &["desk-laos đã ghi", "đến hết ngày 31/12/2031"],
        ),
        (
            ["A-1", review, "Đã sơ kết", "26/11/2026", "", ""],
            ["A-1", review, "Đã sơ kết", "27/11/2026", "", ""],
            &["desk-laos đã ghi", "đã họp sơ kết, 26/11/2026"],
        ),
        (
            ["A-1", "", "Tạm đình chỉ", "20/11/2026", "", ""],
            ["A-1", review, "Đã sơ kết", "26/11/2026", "", ""],
            &["desk-laos đã ghi", "20/11/2026"],
        ),
        (
            ["A-1", "", "Tạm đình chỉ", "20/11/2026", "", ""],
            ["A-1", "", "Tạm đình chỉ", "26/11/2026", "", ""],
            &["desk-laos đã ghi", "20/11/2026"],
        ),
    ] {
        let office = office();
        office.run(&["export", "so.xlsx"]);
        copy(&office, "so.xlsx", "one.xlsx", &[one]);
        copy(&office, "so.xlsx", "other.xlsx", &[other]);
        office.run(&["import", "one.xlsx", "--by", "desk-laos"]);
        let before = office.acts(one[0]);
        let (succeeded, said) = office.try_run(&["import", "other.xlsx", "--by", "desk-korea"]);
        assert!(!succeeded, "{other:?}: {said}");
        for part in parts {
            assert!(said.contains(part), "{other:?}: {part}: {said}");
        }
        for cure in ["đề nghị", "hủy lần cập nhật ấy", "Tiếp tục thực hiện"] {
            assert!(!said.contains(cure), "{other:?}: {cure}: {said}");
        }
        assert_eq!(office.acts(one[0]), before, "{other:?}");
        // The same file again is known; what the colleague recorded does not collide with itself.
        office.run(&["import", "one.xlsx", "--by", "desk-laos"]);
        assert_eq!(office.acts(one[0]), before, "{one:?}");
    }
    // Two rows of one file follow each other, and a decision is carried out.
    let office = office();
    office.run(&["export", "so.xlsx"]);
    copy(&office, "so.xlsx", "one.xlsx", &[["A-4", end, "Có chủ trương gia hạn", "25/11/2026", "", ""]]);
    copy(
        &office,
        "so.xlsx",
        "other.xlsx",
        &[
            ["A-4", end, "Gia hạn đến", "27/11/2026", "31/12/2031", ""],
            ["A-4", "", "Gia hạn đến", "28/11/2026", "31/12/2032", ""],
        ],
    );
    office.run(&["import", "one.xlsx", "--by", "desk-laos"]);
    office.run(&["import", "other.xlsx", "--by", "desk-korea"]);
    assert_eq!(office.acts("A-4"), ["decide", "extend", "extend"]);
    // A file that comes again with one more row answers nobody else: its other rows say what is recorded already.
    let paused = ["A-3", "", "Tạm đình chỉ", "20/11/2026", "", ""];
    copy(&office, "so.xlsx", "paused.xlsx", &[paused]);
    copy(&office, "so.xlsx", "again.xlsx", &[paused, ["A-3", "", "Tiếp tục thực hiện", "26/11/2026", "", ""]]);
    office.run(&["import", "paused.xlsx", "--by", "desk-korea"]);
    office.run(&["import", "again.xlsx", "--by", "desk-korea"]);
    assert_eq!(office.acts("A-3"), ["suspend", "resume"]);
    // In a copy made since, the row is meant.
    office.run(&["export", "so.xlsx", "--force"]);
    copy(&office, "so.xlsx", "newer.xlsx", &[["A-4", "", "Gia hạn đến", "28/11/2026", "31/12/2033", ""]]);
    office.run(&["import", "newer.xlsx", "--by", "desk-korea"]);
    assert_eq!(office.acts("A-4").len(), 4);
}

#[test]
fn n11_a_report_tells_of_what_renewed_itself() {
    // Five years from 01/02/2020 and again five: 01/02/2025, 01/02/2030.
    let list = TWO.replace("signed_on = 2022-12-30", "signed_on = 2020-02-01").replace("renewals_max = 1\n", "");
    let office = Office::with(&list);
    for (from, to, expected) in [
        ("2025-01-01", "2025-12-31", &["2025-02-01 tự động gia hạn đến hết ngày 01/02/2030"][..]),
        ("2025-02-01", "2025-02-01", &["2025-02-01 tự động gia hạn đến hết ngày 01/02/2030"]),
        ("2025-02-02", "2025-12-31", &[]),
        ("2020-01-01", "2031-12-31", &["2025-02-01 tự động gia hạn đến hết ngày 01/02/2030"]),
    ] {
        let report = office.json(&["report", "--from", from, "--to", to]);
        let lines = report["lines"].as_array().unwrap().iter().filter(|line| line["matter"] == "extended");
        let said: Vec<String> = lines
            .map(|line| ["day", "detail"].map(|name| line[name].as_str().unwrap_or("-").to_owned()).join(" "))
            .collect();
        assert_eq!(said, expected, "{from} {to}");
    }
}
