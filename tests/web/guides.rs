//! The guides in Vietnamese name headings, buttons and links: each stands on a page of the program, in those words.

use std::fs;

use super::client::Office;

/// Emphasised in a guide, and no words of a page: what they say is in brackets.
const NO_LABELS: [&str; 14] = [
    "In để trình",
    "Lãnh đạo Sở",
    "Kế hoạch năm",
    "Văn bản hạn chế",
    "Ghi ý kiến chỉ đạo",
    "Cập nhật bằng liên kết",
    "việc nào đang chờ anh/chị, hạn ngày nào, nếu không làm gì thì sao",
    "kết quả",
    "ngày",
    "số văn bản",
    "gõ họ tên và chức vụ của người ghi",
    "Sổ theo dõi → Thêm thỏa thuận.",
    "Thêm lịch",
    "Đăng ký từ web",
];

/// What a guide sets in bold or italics, parts of a path one by one.
fn labels(guide: &str) -> Vec<String> {
    let text = guide.replace('\n', " ");
    let mut found = Vec::new();
    for (nth, part) in text.split("**").enumerate() {
        if nth % 2 == 1 {
            found.push(part.to_owned());
        } else {
            found.extend(part.split('*').skip(1).step_by(2).map(str::to_owned));
        }
    }
    let whole = found.into_iter().filter(|label| !NO_LABELS.contains(&label.as_str()));
    let parts = whole.flat_map(|label| label.split('→').map(str::to_owned).collect::<Vec<_>>());
    let clean = |label: String| label.trim().trim_end_matches(['…', '.', ':', ',']).trim().to_lowercase();
    parts
        .map(clean)
        .filter(|label| !label.is_empty() && !NO_LABELS.iter().any(|no| no.to_lowercase() == *label))
        .collect()
}

#[test]
fn every_name_in_a_guide_stands_on_a_page() {
    let more = r#"
[[agreement]]
reference = "DL-KR-2022-03"
title = "Bản ghi nhớ hợp tác y tế"
kind = "mou"
ours = ["dak-lak"]
partner = ["jeonbuk"]
country = "KR"
signed_on = 2021-12-15
term = "5y"
review_every = "1y"
officers = ["desk-korea"]
[[agreement]]
reference = "DL-LA-2022-04"
title = "Bản ghi nhớ hợp tác du lịch"
kind = "mou"
ours = ["dak-lak"]
partner = ["sekong"]
country = "LA"
signed_on = 2022-02-10
term = "5y"
officers = ["desk-laos"]
"#;
    let office = Office::with(more);
    let mut browser = office.logged_in("head");
    let mut seen = office.ask("GET", "/dang-nhap", &[], "").body;
    for path in [
        "/",
        "/thoa-thuan",
        "/thoa-thuan/DL-KR-2017-01",
        "/thoa-thuan/DL-KR-2022-03",
        "/thoa-thuan/DL-KR-2022-03/cap-nhat",
        "/thoa-thuan/DL-KR-2022-03/cap-nhat?moc=review%402026-12-15",
        "/thoa-thuan/DL-KR-2022-03/cap-nhat?moc=expiry%402026-12-15",
        "/thoa-thuan?dang=in",
        "/thoa-thuan/them-moi",
        "/thoa-thuan/DL-LA-2025-02/chinh-sua",
        "/thoa-thuan/DL-LA-2025-02/cam-ket",
        "/nhap-danh-sach",
        "/ban-giao",
        "/ke-hoach/2026",
        "/thu-nhac",
        "/tai-khoan",
        "/thay-doi",
    ] {
        seen += &office.get(&mut browser, path).body;
    }
    seen += &office.get(&mut office.logged_in("director"), "/").body;
    // What a press leads to has its words in the templates.
    for name in [
        "login",
        "record_preview",
        "record_done",
        "record_fields",
        "link",
        "link_preview",
        "link_done",
        "entry",
        "verify",
        "import-list",
        "agreement",
        "entry_preview",
        "account",
        "letters",
        "year",
    ] {
        seen += &fs::read_to_string(format!("{}/templates/web/{name}.html", env!("CARGO_MANIFEST_DIR"))).unwrap();
    }
    let seen = seen.to_lowercase();
    for guide in ["huong-dan-chuyen-vien", "huong-dan-lanh-dao"] {
        let text = fs::read_to_string(format!("{}/docs/vi/{guide}.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let labels = labels(&text);
        assert!(labels.len() > 20, "{guide}: {labels:?}");
        let missing: Vec<&String> = labels.iter().filter(|label| !seen.contains(label.as_str())).collect();
        assert!(missing.is_empty(), "{guide}: on no page: {missing:?}");
    }
}
