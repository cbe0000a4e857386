//! What a page says to who only reads it: nothing that is open is left out, nothing guessed, and what is printed or taken
//! away is what was shown.

use std::io::Cursor;

use calamine::{Reader, Xlsx};

use super::client::{Browser, Office, encoded};

/// The number that stands behind a label at the head of the first page.
fn counted(body: &str, label: &str) -> Option<u32> {
    let (_, rest) = body.split_once(&format!("{label}: <strong>"))?;
    rest.split('<').next()?.parse().ok()
}

fn holds(body: &str, said: &[&str], unsaid: &[&str]) {
    for said in said {
        assert!(body.contains(said), "{said}: {body}");
    }
    for unsaid in unsaid {
        assert!(!body.contains(unsaid), "not {unsaid}: {body}");
    }
}

/// On 21 November 2026: both reports of 15 November came round before the register knew of them, DL-KR-2017-01 has days to
/// verify, and six papers lack facts: four agreements a term or a day of signing, the strategy and the plan of Gia Lai a day.
/// Nobody is told that all is well.
#[test]
fn an_all_clear_needs_every_number_to_be_zero() {
    let office = Office::with("");
    for (who, title, path) in [("head", "Việc của phòng", "/"), ("director", "Việc của Sở", "/")] {
        let page = office.get(&mut office.logged_in(who), path).body;
        holds(&page, &[&format!("<h1>{title}</h1>")], &["notice good", " ·</p>"]);
        for (label, number) in [("Đã qua, chưa ghi kết quả", 2), ("Cần xác minh", 1), ("Hồ sơ thiếu thông tin", 6)]
        {
            assert_eq!(counted(&page, label), Some(number), "{who}, {label}: {page}");
        }
    }
    let mut director = office.logged_in("director");
    let page = office.get(&mut director, "/").body;
    holds(
        &page,
        &["href=\"/?xem=phong#part-verify\"", "Hiện chưa có việc chờ anh/chị quyết định"],
        &["id=\"part-verify\""],
    );
    let all = office.get(&mut director, "/?xem=phong").body;
    holds(&all, &["id=\"part-past\"", "id=\"part-verify\"", "id=\"part-gaps\"", "DL-KR-2017-01"], &["notice good"]);
    let officer = office.get(&mut office.logged_in("desk-korea"), "/").body;
    holds(&officer, &["<h1>Việc của tôi</h1>", "id=\"part-verify\""], &["notice good"]);
    assert_eq!(counted(&officer, "Cần xác minh"), Some(1), "{officer}");
}

/// A greeting names the day to act by first, and to whom it goes; the National Day of Laos is 2 December.
#[test]
fn a_greeting_tells_its_deed_before_its_day() {
    let office = Office::with("");
    let page = office.get(&mut office.logged_in("head"), "/").body;
    let (_, greetings) = page.split_once("id=\"part-observances\"").unwrap_or_else(|| panic!("{page}"));
    holds(
        greetings,
        &["ngày lễ 02/12/2026", "Quốc khánh Lào", "gửi Tổng Lãnh sự", "/viec-co-quan?moc=observance%3A"],
        &["<span class=\"day\">02/12/2026</span>"],
    );
}

#[test]
fn what_has_no_result_is_never_struck_out() {
    let office = Office::with("");
    let mut head = office.logged_in("head");
    let report = "/viec-co-quan?moc=duty%3Aannual-report%402026-11-15";
    for path in ["/lich?thang=2026-11", "/ke-hoach/2026", "/viec-co-quan", "/"] {
        let page = office.get(&mut head, path).body;
        holds(&page, &["chưa ghi kết quả", report], &["voided"]);
    }
    let form = office.get(&mut head, report);
    let fields = [("token", &*form.token()), ("moc", "duty:annual-report@2026-11-15"), ("on", "12/11/2026")];
    let fields = [&fields[..], &[("number", "45/BC-SNgV"), ("note", ""), ("press", "confirm")]].concat();
    assert_eq!(office.post(&mut head, "/viec-co-quan", &fields).status, 303);
    let calendar = office.get(&mut head, "/lich?thang=2026-11").body;
    holds(&calendar, &["đã thực hiện 12/11/2026"], &[report]);
    holds(&office.get(&mut head, "/ke-hoach/2026").body, &["annual-plan%402026-11-15"], &[report]);
    assert_eq!(counted(&office.get(&mut head, "/").body, "Đã qua, chưa ghi kết quả"), Some(1));
    // Who may not record is shown no way to.
    holds(
        &office.get(&mut office.logged_in("reader"), "/lich?thang=2026-11").body,
        &["chưa ghi kết quả"],
        &["/viec-co-quan?moc="],
    );
}

#[test]
fn the_calendar_says_what_is_promised_and_not_how_commands_name_it() {
    let office = Office::with("");
    let page = office.get(&mut office.logged_in("head"), "/lich?thang=2026-12").body;
    holds(&page, &["cam kết: ", "Triển khai đồng bộ Chiến lược ngoại giao văn hóa"], &["chien-luoc-2030"]);
}

#[test]
fn the_register_is_narrowed_as_people_mean_it() {
    let office = Office::with("");
    let mut head = office.logged_in("head");
    // KT-LA-2022-01 ends on 31 December 2027 at the latest.
    for (query, found) in [
        ("nam=2027", true),
        ("het-tu=01/01/2027&het-den=31/12/2027", true),
        ("het-tu=01/01/2027&het-den=30/12/2027", false),
        ("het-tu=2027&het-den=2027", true),
        ("het-tu=12/2027&het-den=12/2027", true),
        ("het-den=11/2027", false),
        ("nam=2026", false),
        ("het-tu=01/01/2027&het-truoc=31/12/2027", false),
        ("het-tu=01/01/2027&het-truoc=01/01/2028", true),
    ] {
        let page = office.get(&mut head, &format!("/thoa-thuan?{query}")).body;
        assert_eq!(page.contains("/thoa-thuan/KT-LA-2022-01\""), found, "{query}: {page}");
    }
    // The name of a country is one thing to look for.
    let korea = office.get(&mut head, &format!("/thoa-thuan?q={}", encoded("Hàn Quốc"))).body;
    holds(&korea, &["DL-KR-2017-01\"", "DL-KR-2025-01\""], &["DL-KH-2018-01\"", "GL-VN-2025-01\""]);
    // What is found in a fact that the row does not show says so.
    let note = office.get(&mut head, &format!("/thoa-thuan?q={}", encoded("luân phiên"))).body;
    holds(&note, &["DL-LA-2025-01\"", "chữ đang tìm có ở: "], &["DL-KR-2017-01\""]);
    let year = office.get(&mut head, &format!("/thoa-thuan?q={}", encoded("Hàn Quốc 2027"))).body;
    holds(&year, &["lọc theo năm hết hiệu lực 2027", "nam=2027"], &[]);
}

#[test]
fn an_end_that_nobody_knows_is_told_beside_what_was_found() {
    let office = Office::with("");
    let mut head = office.logged_in("head");
    let page = office.get(&mut head, "/thoa-thuan?nuoc=KR&nam=2027").body;
    holds(
        &page,
        &["1 văn bản chưa rõ ngày hết hiệu lực", "nước: Hàn Quốc; hết hiệu lực năm 2027"],
        &["DL-KR-2025-01\""],
    );
    let listed = office.get(&mut head, "/thoa-thuan?nuoc=KR&het-chua-ro=1").body;
    holds(&listed, &["DL-KR-2025-01\""], &["DL-KR-2017-01\""]);
    let wrong = office.get(&mut head, "/thoa-thuan?het-tu=mai").body;
    holds(&wrong, &["“mai”: không đọc được ngày", "href=\"#het-tu\""], &["names no single day"]);
    // Nothing found is printed and taken away as well.
    let none = "/thoa-thuan?q=khongcogi";
    holds(&office.get(&mut head, none).body, &["dang=in", "dang=xlsx"], &[]);
    let print = office.get(&mut head, &format!("{none}&dang=in"));
    assert!(print.status == 200 && print.body.contains("Tổng số: 0."), "{}", print.body);
    assert!(office.get(&mut head, &format!("{none}&dang=xlsx")).body.starts_with("PK"));
}

/// The rows of the table on a page to print.
fn printed(body: &str) -> Vec<Vec<String>> {
    let (_, table) = body.split_once("<tbody>").unwrap_or_else(|| panic!("{body}"));
    let (table, _) = table.split_once("</tbody>").unwrap();
    let cell =
        |text: &str| text.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<");
    let row = |row: &str| row.split("<td>").skip(1).map(|text| cell(text.split("</td>").next().unwrap())).collect();
    table.split("<tr>").skip(1).map(row).collect()
}

fn workbook(office: &Office, browser: &Browser, path: &str) -> (String, Vec<Vec<String>>) {
    let mut book = Xlsx::new(Cursor::new(office.bytes(browser, path))).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let rows = (0..=range.end().unwrap().0).map(|row| {
        let cells = (0..=range.end().unwrap().1).map(|column| range.get_value((row, column)));
        cells.map(|cell| cell.map(ToString::to_string).unwrap_or_default()).collect()
    });
    (name, rows.collect())
}

#[test]
fn a_workbook_holds_the_rows_of_the_print_its_filter_and_its_day() {
    let office = Office::with("");
    let browser = office.logged_in("head");
    for (path, sheet, filter) in [
        ("/thoa-thuan?", "Danh mục thỏa thuận quốc tế", ""),
        ("/thoa-thuan?nuoc=KR&", "Danh mục thỏa thuận quốc tế", "Điều kiện lọc: nước: Hàn Quốc"),
        ("/?", "Danh mục việc theo dõi", ""),
        ("/ke-hoach/2027?", "Kế hoạch theo dõi thỏa thuận qu", "Điều kiện lọc: 01/01/2027 – 31/12/2027"),
        (
            "/thay-doi?tu=21/11/2026&",
            "Thay đổi trong sổ theo dõi",
            "Điều kiện lọc: ghi từ 21/11/2026 đến hết 21/11/2026",
        ),
    ] {
        let print = office.get(&mut browser.clone(), &format!("{path}dang=in")).body;
        let (name, rows) = workbook(&office, &browser, &format!("{path}dang=xlsx"));
        assert_eq!(name, sheet, "{path}");
        assert_eq!(rows[2][0], filter, "{path}");
        assert!(rows[3][0].starts_with("Số liệu lúc 10:00 21/11/2026. Tổng số: "), "{path}: {}", rows[3][0]);
        let printed = printed(&print);
        assert_eq!(rows[6..], printed, "{path}");
        assert!(!printed.is_empty(), "{path}");
        // The head of the print says the day and the filter, and one sheet holds foot and table.
        holds(&print, &["In ngày thứ Bảy, 21/11/2026", "<body class=\"landscape\">", filter], &["KR</p>"]);
    }
}

/// A decision on the end of 2027: what it says stands in the box, the register, the printed column and on the first page;
/// the first step asks the agencies for results as well, so it stays open and says what is decided.
#[test]
fn a_decision_is_seen_wherever_somebody_looks() {
    let office = Office::unserved("", "", super::client::NOW);
    office.run(&[
        "record",
        "KT-LA-2022-01",
        "decide",
        "expiry@2027-11-03",
        "renew",
        "--on",
        "2026-11-20",
        "--decided-by",
        "Giám đốc Sở",
        "--number",
        "12/TB-SNgV",
        "--by",
        "head",
    ]);
    let mut office = office;
    office.serve(super::client::NOW);
    let mut head = office.logged_in("head");
    let said = "gia hạn – Giám đốc Sở, số 12/TB-SNgV, 20/11/2026";
    for path in ["/", "/thoa-thuan", "/thoa-thuan?nuoc=LA&dang=in", "/thoa-thuan/KT-LA-2022-01", "/thay-doi"] {
        let page = office.get(&mut head, path).body;
        let said = if path == "/thay-doi" { "Giám đốc Sở" } else { said };
        holds(&page, &[said], &[]);
    }
    let page = office.get(&mut head, "/thoa-thuan/KT-LA-2022-01").body;
    holds(&page, &["<dt>Chủ trương</dt>", &format!("đã có chủ trương: {said}")], &[]);
    let print = office.get(&mut head, "/thoa-thuan?nuoc=LA&dang=in").body;
    let row = printed(&print).into_iter().find(|row| row[1] == "KT-LA-2022-01").unwrap();
    assert_eq!(row.last().map(String::as_str), Some(said));
    holds(&print, &["class=\"listing room\""], &[]);
    assert_eq!(counted(&office.get(&mut head, "/").body, "Ý kiến chỉ đạo mới"), Some(1));
}

#[test]
fn a_box_does_not_call_well_what_nobody_knows() {
    let office = Office::with("");
    let mut head = office.logged_in("head");
    for (reference, said, unsaid) in [
        (
            "DL-KR-2025-01",
            &["Chưa theo dõi được đầy đủ: chưa rõ ngày ký", "class=\"answer wait\"", "/chinh-sua\">bổ sung"][..],
            &[
                "Không còn mốc nào",
                "<td class=\"wrap-any\">từ ngày ký</td>",
                "<td class=\"wrap-any\">không gia hạn</td>",
            ][..],
        ),
        (
            "DL-KR-2017-01",
            &[
                "Cần xác minh 2 mốc đã qua",
                "cap-nhat?moc=expiry%402022-12-22",
                "cap-nhat?moc=review%402021-12-22",
                "Không gửi lượt nhắc nào",
                "(vào sổ 21/11/2026)",
                "không gia hạn (chưa ghi căn cứ)",
            ],
            &["Không còn mốc nào", "mốc đã qua trước khi vào sổ<", "Mở ngày"],
        ),
    ] {
        holds(&office.get(&mut head, &format!("/thoa-thuan/{reference}")).body, said, unsaid);
    }
}

/// Of a long list the page shows the first few, and counts all: 52 agreements whose last day is the day of reading, and 14
/// decisions about them.
#[test]
fn what_is_due_today_or_was_decided_is_counted_beyond_what_is_shown() {
    let ending = |nth: usize| {
        format!(
            "[[agreement]]\nreference = \"DL-KR-2023-{nth}\"\ntitle = \"Bản ghi nhớ số {nth}\"\npartner = [\"jeonbuk\"]\n\
             country = \"KR\"\nsigned_on = 2023-11-{:02}\nterm = \"until 2026-11-21\"\nofficers = [\"desk-korea\"]\n",
            nth % 28 + 1
        )
    };
    let mut office = Office::unserved("", &(101..153).map(ending).collect::<String>(), super::client::NOW);
    for nth in 101..115 {
        let reference = format!("DL-KR-2023-{nth}");
        office.run(&["record", &reference, "decide", "expiry@2026-11-21", "renew", "--by", "head"]);
    }
    office.serve(super::client::NOW);
    for (who, path) in [("head", "/"), ("director", "/"), ("director", "/?xem=phong"), ("desk-korea", "/")] {
        let page = office.get(&mut office.logged_in(who), path).body;
        assert_eq!(counted(&page, "Phải làm hôm nay"), Some(52), "{who}, {path}: {page}");
        if who == "head" {
            assert_eq!(counted(&page, "Ý kiến chỉ đạo mới"), Some(14));
            holds(&page, &["Ý kiến chỉ đạo mới <span class=\"count\">14</span>", "và 2 ý kiến nữa"], &[]);
        }
    }
}

/// Letters are files here: nowhere a mail server is said to have taken them, and instants stand in the reader's form.
#[test]
fn a_file_is_no_mail_server() {
    let more = r#"
[[agreement]]
reference = "DL-KR-2023-09"
title = "Bản ghi nhớ hợp tác y tế"
partner = ["jeonbuk"]
country = "KR"
signed_on = 2023-12-10
term = "3y"
officers = ["desk-korea"]
"#;
    let mut office = Office::unserved("", more, super::client::NOW);
    office.run(&["tick", "--release"]);
    office.serve(super::client::NOW);
    let mut head = office.logged_in("head");
    let letters = office.get(&mut head, "/thu-nhac").body;
    let (_, rest) = letters.split_once("href=\"/thu-nhac/").unwrap_or_else(|| panic!("{letters}"));
    let first = format!("/thu-nhac/{}", rest.split('"').next().unwrap());
    for path in ["/thu-nhac", &first, "/thoa-thuan/DL-KR-2023-09", "/thoa-thuan/DL-KR-2023-09/da-nhac"] {
        let page = office.get(&mut head, path).body;
        holds(
            &page,
            &["đã ghi thành tệp, chưa qua máy chủ thư"],
            &["accepted: ", ": máy chủ thư đã nhận", "T10:00:00"],
        );
    }
    holds(&office.get(&mut head, &first).body, &["10:00 21/11/2026", "Chi tiết kỹ thuật"], &[]);
}

#[test]
fn the_timeline_names_its_lines_and_says_where_no_end_is_known() {
    let office = Office::with("");
    let page = office.get(&mut office.logged_in("head"), "/dong-thoi-gian").body;
    holds(
        &page,
        &[
            "hôm nay</text>",
            "Đắk Lắk – Jeonbuk</text>",
            "class=\"period over\"",
            "class=\"period later\"",
            "Vuốt ngang",
        ],
        &[],
    );
}

/// STORIES, *The inspector*: the page as of a day says so, also where nothing has changed since.
#[test]
fn a_page_as_of_a_day_bears_a_heading() {
    let office = Office::with("");
    let page = office.get(&mut office.logged_in("head"), "/thoa-thuan/DL-KR-2017-01?ngay=21/11/2026").body;
    holds(&page, &["<h2>Theo những gì sổ ghi đến hết thứ Bảy, 21/11/2026</h2>", "/thay-doi?ma=DL-KR-2017-01"], &[]);
}
