//! The guides in Vietnamese name headings, buttons and links: each stands on a page of the program, in those words.

use std::fs;
use std::process::Command;

use super::client::Office;

/// Emphasised in a guide, and no words of a page: what they say is in brackets.
const NO_LABELS: [&str; 15] = [
    "Ghi nhiều văn bản cùng lúc",
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
    seen += &office.get(&mut office.logged_in("desk-korea"), "/").body;
    // What a press leads to has its words in the templates.
    for template in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/web")).unwrap() {
        seen += &fs::read_to_string(template.unwrap().path()).unwrap();
    }
    let seen = seen.to_lowercase();
    for guide in ["huong-dan-chuyen-vien", "tra-cuu-chuyen-vien", "huong-dan-lanh-dao"] {
        let text = fs::read_to_string(format!("{}/docs/vi/{guide}.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let labels = labels(&text);
        assert!(labels.len() > 20, "{guide}: {labels:?}");
        let missing: Vec<&String> = labels.iter().filter(|label| !seen.contains(label.as_str())).collect();
        assert!(missing.is_empty(), "{guide}: on no page: {missing:?}");
    }
}

fn guide(name: &str) -> String {
    fs::read_to_string(format!("{}/docs/vi/{name}.md", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What a guide has in fenced blocks of that language.
fn blocks(text: &str, language: &str) -> String {
    let fenced = text.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

/// The installer's guide, followed: its configuration is read, its commands and their options exist.
#[test]
fn the_guide_for_the_server_can_be_followed() {
    let text = guide("cai-dat-van-hanh");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), blocks(&text, "toml")).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
        command.current_dir(folder.path()).env_remove("PACTWATCH_CONFIG").args(arguments);
        command.output().unwrap()
    };
    let read = run(&["calendar", "2027"]);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let lines = [blocks(&text, "sh").replace("\\\n", " "), blocks(&text, "console"), text.replace(['`', '\n'], " ")];
    let mut walked = 0;
    for line in lines.iter().flat_map(|text| text.split("pactwatch ").skip(1)) {
        let mut words = line.split_whitespace();
        let mut word = words.next().unwrap_or_default();
        if word == "--config" {
            word = words.nth(1).unwrap_or_default();
        }
        if !["check", "login", "status", "backup", "restore", "tick", "audit"].contains(&word) {
            continue;
        }
        let help = run(&[word, "--help"]);
        assert!(help.status.success(), "{word}");
        let help = String::from_utf8(help.stdout).unwrap();
        let here = line.lines().next().unwrap_or_default().split("pactwatch").next().unwrap_or_default();
        for option in here.split_whitespace().take(8).filter(|word| word.starts_with("--") && word.len() > 2) {
            assert!(help.contains(option), "{word} {option}: {help}");
        }
        walked += 1;
    }
    assert!(walked >= 8, "{walked}");
}

/// What the dossier on security promises of every answer is what every answer bears.
#[test]
fn the_dossier_on_security_says_what_is_so() {
    let text = guide("ho-so-de-xuat-cap-do");
    let office = Office::with("");
    let page = office.ask("GET", "/dang-nhap", &[], "");
    for (said, header, value) in [
        ("`nosniff`", "x-content-type-options", "nosniff"),
        ("`no-store`", "cache-control", "no-store"),
        ("`noindex`", "x-robots-tag", "noindex"),
        ("CSP không cho mã ngoài trang", "content-security-policy", "default-src 'none'"),
        ("chống nhúng khung", "content-security-policy", "frame-ancestors 'none'"),
        ("`HttpOnly`", "set-cookie", "HttpOnly"),
        ("`SameSite=Lax`", "set-cookie", "SameSite=Lax"),
    ] {
        assert!(text.contains(said), "{said}");
        assert!(page.header(header).is_some_and(|found| found.contains(value)), "{said}: {:?}", page.headers);
    }
    // The foot of each page bears the characters that the chain begins with.
    assert!(text.contains("ký tự kiểm tra in ở chân mỗi trang"), "{text}");
    let home = office.get(&mut office.logged_in("head"), "/").body;
    assert!(home.contains("Mã kiểm tra sổ: <code>"), "{home}");
    for command in ["audit", "backup", "restore"] {
        assert!(text.contains(&format!("`pactwatch {command}`")) && !office.run(&[command, "--help"]).is_empty());
    }
}
