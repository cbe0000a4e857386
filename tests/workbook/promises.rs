//! The two rows of the sources, from an officer's list to the letter, the review and the table: what Đắk Lắk promised the five
//! students of Sê Kông, and the tasks of 2026 that the article about Gia Lai names.

use super::office::Office;

/// The memorandum with Sê Kông as the register knows it, with the review that its text asks for every two years; the
/// department's plan of the year under the strategy to 2030.
const TEXTS: &str = r#"
[[agreement]]
reference = "DL-LA-2025-02"
title = "Bản ghi nhớ hợp tác giai đoạn 2025–2030"
short = "Đắk Lắk – Sekong"
kind = "mou"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Chính quyền tỉnh Sê Kông"]
country = "LA"
signed_on = 2025-06-06
term = "5y"
review_every = "2y"
officers = ["desk-laos"]

[[agreement]]
reference = "GL-CL-2026-2030"
title = "Chiến lược ngoại giao văn hóa giai đoạn 2026–2030"
short = "Chiến lược ngoại giao văn hóa"
kind = "strategy"
term = "until 2030-01-01..2030-12-31"
officers = ["desk-cambodia"]

[[agreement]]
reference = "GL-KH-2026"
title = "Nhiệm vụ trọng tâm năm 2026 của Sở Ngoại vụ tỉnh Gia Lai"
short = "Nhiệm vụ 2026"
kind = "plan"
under = "GL-CL-2026-2030"
effect = "date"
in_force_on = 2026-01-01
term = "until 2026-12-31"
officers = ["desk-cambodia"]
"#;

/// The list as an officer keeps it, in his own spreadsheet program's CSV.
const LIST: &str = "\u{feff}Mã văn bản;Tên cam kết;Nội dung cam kết;Bên cam kết;Người thực hiện;Chỉ tiêu;Hạn thực hiện;Căn cứ
DL-LA-2025-02;du-hoc-sinh;Tạo điều kiện để du học sinh Sê Kông được học lên các bậc cao hơn;phía ta;;05 du học sinh;chưa rõ;
GL-KH-2026;ngoai-giao-van-hoa;Đẩy mạnh ngoại giao văn hóa, thông tin đối ngoại;phía ta;Sở Ngoại vụ tỉnh Gia Lai;;31/12/2026;nhiệm vụ năm 2026
";

/// What the letters say, the newest last.
fn letters(office: &Office) -> Vec<String> {
    let found = office.json(&["outbox", "list"]);
    found.as_array().unwrap().iter().map(|one| office.run(&["outbox", "show", &one["id"].to_string()])).collect()
}

fn standing(office: &Office, reference: &str, name: &str) -> String {
    let shown = office.json(&["show", reference]);
    let all = shown["commitments"].as_array().unwrap_or_else(|| panic!("{shown}"));
    let one = all.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("{name}: {shown}"));
    format!("{} {}", one["standing"].as_str().unwrap(), one["day"].as_str().unwrap_or("-"))
}

#[test]
fn the_two_rows_of_the_sources_from_list_to_letter_to_review_to_table() {
    let mut office = Office::new();
    office.now = "2026-01-05T09:00:00+07:00";
    std::fs::write(office.path("list.toml"), TEXTS).unwrap();
    office.run(&["import", "list.toml", "--by", "desk-laos"]);

    // List: a CSV of the officer's own, and the sheet Cam kết of the register's workbook.
    std::fs::write(office.path("cam-ket.csv"), LIST).unwrap();
    let said = office.run(&["import", "cam-ket.csv", "--by", "desk-laos", "--language", "vi"]);
    assert!(said.contains("trong thời hạn") || said.contains("không có ngày") || said.contains("kỳ sơ kết"), "{said}");
    office.worked_in(|book| {
        let sheet = book.sheet("Cam kết");
        assert_eq!(sheet.rows.len(), 1 + 2, "what the CSV brought stands there");
        let row = sheet.row("Tên cam kết", "du-hoc-sinh");
        assert_eq!(sheet.cell(row, "Chỉ tiêu"), "05 du học sinh");
        let plan = sheet.cell(sheet.row("Tên cam kết", "ngoai-giao-van-hoa"), "Mã văn bản");
        for (name, title) in [
            ("chien-luoc-2030", "Triển khai đồng bộ Chiến lược ngoại giao văn hóa giai đoạn 2026–2030"),
            ("bao-chi-quoc-te", "Tăng cường phối hợp với Bộ Ngoại giao trong hoạt động thông tin, báo chí"),
        ] {
            sheet.add(&[
                ("Mã văn bản", &plan),
                ("Tên cam kết", name),
                ("Nội dung cam kết", title),
                ("Bên cam kết", "phía ta"),
                ("Người thực hiện", "Sở Ngoại vụ tỉnh Gia Lai"),
                ("Hạn thực hiện", "31/12/2026"),
            ]);
        }
    });
    office.run(&["import", "copy.xlsx", "--by", "desk-cambodia"]);
    for name in ["ngoai-giao-van-hoa", "chien-luoc-2030", "bao-chi-quoc-te"] {
        assert_eq!(standing(&office, "GL-KH-2026", name), "due 2026-12-31");
    }
    assert_eq!(standing(&office, "DL-LA-2025-02", "du-hoc-sinh"), "open -", "the page names no day");
    // The same lists again change nothing.
    let again = office.json(&["import", "copy.xlsx", "--by", "desk-cambodia"]);
    assert_eq!(again["acts"]["recorded"], 0, "{again}");

    // Letter: thirty days before 31/12/2026, Tuesday 01/12; the three tasks in one, and none about the students.
    office.now = "2026-12-01T08:00:00+07:00";
    office.run(&["tick"]);
    let all = office.json(&["outbox", "list"]);
    let told: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|one| one["keys"].as_array().unwrap())
        .filter_map(|key| key.as_str())
        .filter(|key| key.contains("commitment:"))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().all(|key| key.contains("2026-12-31/-30d/desk-cambodia")), "{told:?}");
    let texts = letters(&office).concat();
    for said in [
        "Nhiệm vụ: Triển khai đồng bộ Chiến lược ngoại giao văn hóa",
        "chậm nhất thứ Năm, 31/12/2026, còn 30 ngày.",
        "người thực hiện: Sở Ngoại vụ tỉnh Gia Lai",
    ] {
        assert!(texts.contains(said), "no “{said}” in\n{texts}");
    }

    // What became of two of them, and what is told of the students in between.
    office.now = "2026-12-28T09:00:00+07:00";
    let record = |office: &Office, reference: &str, words: &[&str]| {
        office.run(&[&["record", reference], words, &["--by", "desk-laos"]].concat())
    };
    record(&office, "GL-KH-2026", &["fulfil", "commitment:chien-luoc-2030", "--number", "12/BC-SNgV"]);
    record(&office, "GL-KH-2026", &["skip", "commitment:bao-chi-quoc-te", "--why", "chuyển sang năm 2027"]);
    record(&office, "DL-LA-2025-02", &["progress", "commitment:du-hoc-sinh", "3 sinh viên vào cao học"]);

    // Review: the letter of 06/06/2027, a Sunday, lists the commitment with what was recorded.
    office.now = "2027-05-24T08:00:00+07:00";
    office.run(&["tick"]);
    let review = letters(&office).into_iter().rfind(|letter| letter.contains("họp sơ kết kỳ thứ nhất"));
    let review = review.unwrap_or_else(|| panic!("no letter about the review: {}", office.run(&["outbox", "list"])));
    for said in ["05 du học sinh", "3 sinh viên vào cao học", "đang thực hiện, không có ngày đến hạn"]
    {
        assert!(review.contains(said), "no “{said}” in\n{review}");
    }
    office.now = "2027-06-07T09:00:00+07:00";
    let held = ["hold-review", "--on", "4/6/2027", "--number", "7/BB"];
    record(&office, "DL-LA-2025-02", &[&held[..], &["--said", "du-hoc-sinh=2 sinh viên học lên thạc sĩ"]].concat());
    let acts = office.acts("DL-LA-2025-02");
    assert_eq!(acts, ["commit", "progress", "hold-review", "progress"]);
    let shown = office.json(&["show", "DL-LA-2025-02"]);
    let said: Vec<&str> =
        shown["commitments"][0]["said"].as_array().unwrap().iter().filter_map(|one| one["text"].as_str()).collect();
    assert_eq!(said, Vec::<&str>::new(), "the next review begins from there: {shown}");

    the_tables_of_the_years(&office);
    office.run(&["audit"]);
}

/// Table: the year behind, under the strategy, by who did it; the students in the year of the review.
fn the_tables_of_the_years(office: &Office) {
    let columns = "Thuộc chiến lược, kế hoạch,Mã theo dõi,Văn bản,Người thực hiện,Nội dung,Chỉ tiêu,Hạn thực hiện,Tình \
                trạng,\"Tiến độ, kết quả\",Căn cứ";
    let behind = office.run(&["report", "--year", "2026", "--commitments", "--language", "vi"]);
    let lines: Vec<&str> = behind.lines().collect();
    let above = "Chiến lược ngoại giao văn hóa (GL-CL-2026-2030),GL-KH-2026,Nhiệm vụ 2026,Sở Ngoại vụ tỉnh Gia Lai";
    assert!(lines[0].starts_with("\"Thuộc chiến lược") || lines[0] == columns, "{behind}");
    let of_plan: Vec<&str> = lines.iter().filter(|line| line.starts_with(above)).copied().collect();
    assert_eq!(of_plan.len(), 3, "{behind}");
    for (task, state) in [
        ("Đẩy mạnh ngoại giao văn hóa", "31/12/2026,\"đang thực hiện, hạn ngày 31/12/2026\""),
        ("Triển khai đồng bộ", "31/12/2026,đã thực hiện ngày 28/12/2026"),
        ("Tăng cường phối hợp", "31/12/2026,không thực hiện,28/12/2026: không thực hiện (chuyển sang năm 2027)"),
    ] {
        assert!(of_plan.iter().any(|line| line.contains(task) && line.contains(state)), "{task}: {behind}");
    }
    let students = office.run(&["report", "--year", "2027", "--commitments", "--language", "vi"]);
    assert!(
        students.contains("05 du học sinh") && students.contains("04/06/2027: 2 sinh viên học lên thạc sĩ"),
        "{students}"
    );
    // The same in the workbook's sheet, a heading where another text begins.
    office.run(&["report", "--year", "2026", "--output", "2026.xlsx"]);
    let mut book = super::book::Book::open(&office.path("2026.xlsx"));
    let sheet = book.sheet("Cam kết, nhiệm vụ");
    let heading = sheet.row("Thuộc chiến lược, kế hoạch", "Chiến lược ngoại giao văn hóa (GL-CL-2026-2030) › ");
    assert_eq!(sheet.cell(heading + 1, "Người thực hiện"), "Sở Ngoại vụ tỉnh Gia Lai");
    office.run(&["report", "--plan", "2026", "--commitments", "--output", "cam-ket-2026.csv"]);
}

#[test]
fn a_list_is_narrowed_to_what_serves_a_strategy() {
    let office = Office::with(TEXTS);
    let found = office.json(&["list", "--under", "GL-CL-2026-2030"]);
    let references: Vec<&str> = found.as_array().unwrap().iter().filter_map(|row| row["reference"].as_str()).collect();
    assert_eq!(references, ["GL-KH-2026"]);
    assert_eq!(office.json(&["list", "--under", "GL-KH-2026"]), serde_json::json!([]));
}

#[test]
fn a_yearly_promise_whose_days_are_all_past_says_that_nobody_is_reminded() {
    // In force to 31/12/2026; on 07/12/2026 the day of this year, 15/11, is past and none is left.
    let ends = r#"
[[agreement]]
reference = "A-4"
title = "Thỏa thuận y tế"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Mondulkiri"]
country = "KH"
signed_on = 2021-12-15
term = "until 2026-12-31"
officers = ["desk-laos"]
"#;
    for (day, past) in [("15/11", true), ("15/12", false)] {
        let office = Office::with(ends);
        office.worked_in(|book| {
            book.sheet("Cam kết").add(&[
                ("Mã văn bản", "A-4"),
                ("Nội dung cam kết", "Tặng máy tính"),
                ("Bên cam kết", "phía ta"),
                ("Hằng năm vào ngày", day),
            ]);
        });
        let said = office.run(&["import", "copy.xlsx", "--by", "desk-laos", "--language", "vi"]);
        assert_eq!(said.contains("không có ngày nhắc riêng"), past, "{day}: {said}");
        assert_eq!(said.contains("lần cuối") && said.contains("15/11/2026"), past, "{day}: {said}");
    }
}
