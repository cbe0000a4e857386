//! Stories of people who read: the head who prints, the inspector who asks what was done.

use super::client::Office;

/// Two agreements with Korea: one reviewed every two years from 2026 on, one that ends in 2027.
const MORE: &str = r#"
[[agreement]]
reference = "DL-KR-2024-02"
title = "Bản ghi nhớ hợp tác giáo dục"
kind = "mou"
ours = ["dak-lak"]
partner = ["jeonbuk"]
country = "KR"
signed_on = 2024-03-15
term = "10y"
review_every = "2y"
officers = ["desk-korea"]

[[agreement]]
reference = "DL-KR-2022-03"
title = "Bản ghi nhớ hợp tác y tế"
kind = "mou"
ours = ["dak-lak"]
partner = ["jeonbuk"]
country = "KR"
signed_on = 2022-06-15
term = "5y"
officers = ["desk-korea"]
"#;

/// STORIES, *The head prints*: from the filter and from the office's matters, the same rows on paper and as a workbook.
#[test]
fn the_head_prints() {
    let mut office = Office::unserved("", MORE, "2026-11-21T10:00:00+07:00");
    office.run(&[
        "record",
        "DL-KR-2022-03",
        "progress",
        "expiry@2027-06-15",
        "đã gửi hồ sơ Bộ Ngoại giao",
        "--by",
        "desk-korea",
    ]);
    office.serve("2026-12-21T10:00:00+07:00");
    let mut browser = office.logged_in("head");
    let filter = "/thoa-thuan?nuoc=KR&het-tu=01/01/2027&het-truoc=01/01/2028";
    let shown = office.get(&mut browser, filter).body;
    let link = "/thoa-thuan?nuoc=KR&amp;het-tu=01%2F01%2F2027&amp;het-truoc=01%2F01%2F2028&amp;dang=in";
    assert!(shown.contains("DL-KR-2022-03") && !shown.contains("DL-KR-2024-02"), "{shown}");
    assert!(shown.contains(link) || shown.contains("dang=in"), "a way to print what is shown: {shown}");
    let print = office.get(&mut browser, &format!("{filter}&dang=in")).body;
    assert!(print.contains("class=\"landscape\""));
    let heads = ["STT", "Mã", "Văn bản", "Đối tác", "Nội dung", "Hạn", "Người phụ trách", "Tiến độ", "Ý kiến chỉ đạo"];
    for head in heads {
        assert!(print.contains(&format!("<th scope=\"col\">{head}</th>")), "{head}: {print}");
    }
    for said in [
        "DL-KR-2022-03",
        "Bản ghi nhớ hợp tác y tế",
        "Jeonbuk State",
        "15/06/2027",
        "Chuyên viên theo dõi Hàn Quốc",
        "đã gửi hồ sơ Bộ Ngoại giao, 21/11/2026",
        "Tổng số: 1.",
    ] {
        assert!(print.contains(said), "{said}: {print}");
    }
    // "Việc của phòng": the next step and the last progress of each matter, with room for instructions.
    let matters = office.get(&mut browser, "/?dang=in").body;
    for head in heads {
        assert!(matters.contains(&format!("<th scope=\"col\">{head}</th>")), "{head}: {matters}");
    }
    // 180 days before 15 June 2027 is Thursday 17 December 2026: the question of going on has been asked.
    assert!(matters.contains("DL-KR-2022-03") && matters.contains("đã gửi hồ sơ Bộ Ngoại giao"), "{matters}");
    let page = office.get(&mut browser, "/").body;
    for said in ["việc tiếp theo: ", "tiến độ: đã gửi hồ sơ Bộ Ngoại giao", "Việc của phòng"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for path in [format!("{filter}&dang=xlsx"), "/?dang=xlsx".to_owned()] {
        let sheet = office.get(&mut browser, &path);
        assert!(sheet.status == 200 && sheet.body.starts_with("PK"), "{path}");
    }
    let lives = office.get(&mut browser, "/dong-thoi-gian?nuoc=KR").body;
    assert!(lives.contains("DL-KR-2024-02") && lives.contains("15/06/2022 – 15/06/2027"), "{lives}");
    assert!(lives.contains("<svg") && lives.contains("class=\"landscape\""), "{lives}");
}

/// STORIES, *The inspector*: by page alone, who was told and when, what the server said, who recorded and who decided, what
/// the register said on 1 March, and what was changed in it during March.
#[test]
fn the_inspector() {
    let mut office = Office::unserved("", MORE, "2026-01-05T10:00:00+07:00");
    // The review of Sunday 15 March 2026: 60 days before it is Wednesday 14 January; 14 days before it is Sunday 1 March, so
    // Friday 27 February.
    for day in ["2026-01-14", "2026-02-27"] {
        office.run_at(&format!("{day}T08:00:00+07:00"), &["tick"]);
    }
    let decided = [
        "record",
        "DL-KR-2024-02",
        "decide",
        "expiry@2034-03-15",
        "renew",
        "--decided-by",
        "Chủ tịch UBND tỉnh",
        "--by",
        "head",
    ];
    office.run_at("2026-02-10T09:00:00+07:00", &decided);
    let held =
        ["record", "DL-KR-2024-02", "hold-review", "--on", "2026-03-16", "--number", "12/BB", "--by", "desk-korea"];
    office.run_at("2026-03-17T09:00:00+07:00", &held);
    let corrected = ["record", "DL-KR-2024-02", "correct", "term=12y", "--note", "theo bản gốc", "--by", "head"];
    office.run_at("2026-03-20T09:00:00+07:00", &corrected);
    office.serve("2026-11-21T10:00:00+07:00");
    let mut browser = office.logged_in("head");

    let proof = office.get(&mut browser, "/thoa-thuan/DL-KR-2024-02/da-nhac");
    assert_eq!(proof.status, 200, "{}", proof.body);
    for said in [
        "Kết quả nhắc việc",
        "14/01/2026",
        "sơ kết 15/03/2026, trước 60 ngày",
        "27/02/2026",
        "sơ kết 15/03/2026, trước 14 ngày",
        "Chuyên viên theo dõi Hàn Quốc",
        "đã ghi thành tệp, chưa qua máy chủ thư",
        "16/03/2026: đã họp sơ kết, số 12/BB; Chuyên viên theo dõi Hàn Quốc ghi ngày 17/03/2026, bằng lệnh trên máy chủ",
        "Mã kiểm tra sổ",
        "Thời gian máy chủ thư không nhận thư",
    ] {
        assert!(proof.body.contains(said), "{said}: {}", proof.body);
    }
    assert!(!proof.body.contains("máy chủ thư đã nhận<"), "no server took what was written to a file");

    let now = office.get(&mut browser, "/thoa-thuan/DL-KR-2024-02").body;
    for said in ["ý kiến chỉ đạo của", "Chủ tịch UBND tỉnh", "12/BB", "15/03/2036", "20/03/2026", "theo bản gốc"]
    {
        assert!(now.contains(said), "{said}: {now}");
    }
    let march = office.get(&mut browser, "/thoa-thuan/DL-KR-2024-02?ngay=01/3/2026").body;
    assert!(march.contains("15/03/2034") && !march.contains("15/03/2036"), "{march}");
    // What was changed in March, by whom and which way; of this agreement, of all, and by the name of the month.
    for query in ["ma=DL-KR-2024-02&tu=01/3/2026&den=31/3/2026", "tu=01/3/2026&den=31/3/2026", "tu=3/2026"] {
        let changes = office.get(&mut browser, &format!("/thay-doi?{query}")).body;
        for said in [
            "đã họp sơ kết",
            "12/BB",
            "thời hạn: 10 năm → 12 năm",
            "theo bản gốc",
            "bằng lệnh trên máy chủ",
            "17/03/2026",
        ] {
            assert!(changes.contains(said), "{query}, {said}: {changes}");
        }
        assert!(!changes.contains("Chủ tịch UBND tỉnh"), "decided in February: {changes}");
    }
    let february = office.get(&mut browser, "/thay-doi?tu=2/2026&den=2/2026&dang=in").body;
    for said in ["Chủ tịch UBND tỉnh", "10/02/2026", "ghi từ 01/02/2026 đến hết 28/02/2026"] {
        assert!(february.contains(said), "{said}: {february}");
    }
    let before = office.run(&["proof", "DL-KR-2024-02", "--output", "proof.html"]);
    let file = std::fs::read_to_string(office.path("proof.html")).unwrap();
    assert!(before.is_empty() && file.contains("sơ kết 15/03/2026, trước 60 ngày"), "{before}{file}");
}
