//! Every command answers in Vietnamese where Vietnamese is asked for: with good input and with bad.
//!
//! What clap says of usage, and JSON, are English by design and not looked at here.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::office::Office;

/// Words that stand in nearly every English sentence and in no Vietnamese one.
const ENGLISH: [&str; 21] = [
    "the",
    "is",
    "are",
    "was",
    "of",
    "and",
    "or",
    "not",
    "no",
    "this",
    "that",
    "with",
    "from",
    "cannot",
    "mend",
    "error",
    "unknown",
    "write",
    "reminders",
    "act",
    "row",
];

/// The English words in an answer. What stands in backticks or brackets is to be typed or names a thing.
fn english(text: &str) -> Vec<String> {
    // What a list corrects is quoted as it stands there: an English title, say.
    let mut corrected = text.split(" → “");
    let mut text = corrected.next().unwrap_or_default().to_owned();
    corrected.for_each(|new| text.push_str(new.split_once('”').map_or(new, |(_, behind)| behind)));
    let mut plain = String::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 0 {
            plain.push_str(part);
        }
    }
    let words = plain.split(|c: char| !(c.is_alphanumeric() || "-_./@:=[]{}'’“”\\".contains(c)));
    words.filter(|word| ENGLISH.contains(word)).map(str::to_owned).collect()
}

#[test]
fn what_is_english() {
    for (text, expected) in [
        ("lỗi: the text, row 39", vec!["the", "row"]),
        ("đã ghi, xem `record the act`", vec![]),
        ("Act-1 and/or", vec![]),
        ("không có mốc nào", vec![]),
        ("tên tiếng Anh – → “The act of Hanoi”; the rest", vec!["the"]),
    ] {
        assert_eq!(english(text), expected, "{text}");
    }
}

/// One command: what it is called with; words in which its answer has to hold something, empty for anything.
const WALK: &[(&[&str], &str)] = &[
    (&["init", "."], "đã có tệp"),
    (&["check"], ""),
    (&["import", "register.csv", "--dry-run"], "chưa ghi gì"),
    (&["import", "register.csv"], "đã nhập"),
    (&["import", "register.csv"], "không đổi"),
    (&["show", "DL-KR-2017-01"], "thời hạn"),
    (&["import", "register.toml"], "cam kết: Tăng cường phối hợp"),
    (&["import", "not-there.csv"], "không có tệp"),
    (&["import", "foo.doc"], "định dạng"),
    (&["import", "bad.csv"], "11 lỗi"),
    (&["import", "bad.csv", "--explain"], ""),
    (&["import", "bad.xlsx"], "không phải bảng tính"),
    (&["import", "bad.xls"], "không đọc được tệp"),
    (&["import", "bad.ods"], "không phải bảng tính"),
    (&["list"], "DL-KR-2017-01"),
    (&["list", "--text", "nothinglikethis"], "không có thỏa thuận nào"),
    (&["show", "GL-KH-2026"], "không rõ ai"),
    (&["show", "NOPE"], "không có thỏa thuận"),
    (&["explain", "DL-KR-2017-01"], "22/12/2022"),
    (&["explain", "GL-KH-2026"], "CÁC BƯỚC ĐỂ GIA HẠN"),
    (&["explain", "GL-KH-2026"], "cam kết: Tăng cường phối hợp"),
    (&["explain", "NOPE"], "không có thỏa thuận"),
    (&["agenda"], ""),
    (&["calendar", "2027"], "Quốc khánh"),
    (&["record", "DL-KR-2017-01", "extend", "--until", "2032-12-22", "--dry-run"], "lượt nhắc: thêm"),
    (&["record", "DL-KR-2017-01", "extend", "--until", "2010-12-22"], "không sau ngày hiện nay"),
    (&["record", "DL-KR-2017-01", "extend"], "còn thiếu"),
    (&["record", "DL-KR-2017-01", "hold-review", "--on", "2099-05-05"], "chưa đến"),
    (&["record", "DL-KR-2017-01", "fulfil", "nonsense"], "không có mốc"),
    (&["record", "DL-KR-2017-01", "dance"], "không có nội dung cập nhật"),
    (&["record", "NOPE", "close"], "không có thỏa thuận"),
    (&["record", "DL-KR-2017-01", "decide", "expiry@2022-12-22", "maybe"], "không hiểu"),
    (&["record", "DL-KR-2017-01", "decide", "expiry@2022-12-22", "renew"], "đã ghi"),
    (&["record", "DL-KR-2017-01", "correct", "term=soon"], "không phải thời hạn"),
    (&["record", "DL-KR-2017-01", "correct", "colour=red"], "không phải trường"),
    (&["record", "DL-KR-2017-01", "correct", "term=10y"], "thời hạn"),
    (&["record", "DL-KR-2017-01", "step", "x"], "không chỉ ra mốc nào"),
    (&["record", "DL-KR-2017-01", "void", "99"], "không có lần cập nhật"),
    (&["record", "DL-KR-2017-01", "snooze", "review", "--until", "2027-01-01"], "nêu rõ ngày"),
    (&["record", "DL-KR-2017-01", "suspend"], "đã ghi"),
    (&["record", "DL-KR-2017-01", "resume"], "đã ghi"),
    (&["record", "DL-KR-2017-01", "notify"], "còn thiếu"),
    (&["record", "DL-KR-2017-01", "commit"], "chưa có mã"),
    (&["record", "--where", "ends before 2020-01-01", "close"], "phù hợp"),
    (&["record", "--where", "rubbish", "close"], "không phải điều kiện"),
    (&["edit", "NOPE"], "không có thỏa thuận"),
    (&["edit", "DL-KR-2017-01"], "TOML"),
    (&["rehearse", "--from", "2026-12-01", "--to", "2026-12-20"], "thư"),
    (&["tick"], "đã rà soát"),
    (&["outbox"], "đã gửi"),
    (&["outbox", "show", "999"], "không có thư"),
    (&["outbox", "retry", "999"], "không có thư"),
    (&["outbox", "drop", "999", "--why", "x"], "không có thư"),
    (&["outbox", "bounced", "nobody@example.vn"], "chưa có người nhận"),
    (&["outbox", "bounced", "xx"], "không phải địa chỉ"),
    (&["digest"], "Quá hạn"),
    (&["digest", "--to", "nobody"], "không có người nhận"),
    (&["handover", "nobody", "head"], "không theo dõi văn bản nào"),
    (&["handover", "desk-korea", "nobody"], "không có người nhận"),
    (&["proof", "DL-KR-2017-01"], "đã ghi vào"),
    (&["proof", "NOPE"], "không có thỏa thuận"),
    (&["audit"], "không có gì bị sửa"),
    (&["status"], "bình thường"),
    (&["report", "--plan", "2027"], "sơ kết"),
    (&["report", "--year", "2026"], "Nội dung"),
    (&["export", "out.doc"], "định dạng"),
    (&["export", "out.csv"], "đã ghi"),
    (&["export", "out.csv"], "đã có tệp này"),
    (&["export", "out.ics"], "mốc"),
    (&["export", "nowhere/x.csv"], "không có tệp hoặc thư mục"),
    (&["export", "--template", "t.xlsx"], "đã ghi"),
    (&["backup", "copy.db"], "đã sao lưu"),
    (&["backup", "copy.db"], "đã có tệp"),
    (&["backup", "nowhere/copy.db"], "không có thư mục"),
    (&["restore", "not-there.db"], "không có tệp"),
    (&["restore", "foo.doc"], "foo.doc: không phải cơ sở dữ liệu"),
    (&["restore", "copy.db"], "toàn vẹn"),
    (&["login", "nobody"], "không có người nhận"),
    (&["link-key", "--new"], "[web]"),
    (&["person", "Trưởng phòng"], ""),
    (&["check", "--to", "rubbish"], "không phải địa chỉ"),
    (&["demo"], "đã nhập. Thỏa thuận: 11 mới"),
];

#[test]
fn every_command_answers_in_vietnamese() {
    let office = Office::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["register.csv", "register.toml"] {
        fs::copy(root.join("examples").join(name), office.path(name)).unwrap();
    }
    let bad = "Tên văn bản;Ngày ký;Thời hạn;Loại;Nước;Gia hạn;Định kỳ sơ kết\nBiên bản;30-12;bao lâu;gì đó;Nuoc nao;đôi \
               khi;12\nBiên bản A;13/25/2020;5;;;;\n;1/2/2003;5 năm;;;;\n";
    fs::write(office.path("bad.csv"), bad).unwrap();
    for name in ["foo.doc", "bad.xlsx", "bad.xls", "bad.ods"] {
        fs::write(office.path(name), "nothing that a spreadsheet program wrote").unwrap();
    }
    let editor = office.path("editor.sh");
    fs::write(&editor, "#!/bin/sh\necho 'colour = \"x\"' >> \"$1\"\n").unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut wrong = Vec::new();
    for (args, expected) in WALK {
        let vietnamese: Vec<&str> = args.iter().copied().chain(["--language", "vi"]).collect();
        let ran = office.command(&vietnamese).env("EDITOR", &editor).env("TMPDIR", office.folder()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
        let english = english(&said);
        // What clap says of wrong usage is English; what the program itself says of it begins like every error.
        let by_clap = ran.status.code() == Some(2) && !said.contains("lỗi: ");
        if by_clap || !english.is_empty() || !said.contains(expected) {
            wrong
                .push(format!("{args:?} ({:?}), wanted “{expected}”, English {english:?}:\n{said}", ran.status.code()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
