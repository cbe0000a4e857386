//! The workbook in LibreOffice itself: opened, its lists used, saved, imported. Left out where that program is not there.

use std::process::{Command, Stdio};

use super::office::{Office, TWO};

/// A Python that can talk to LibreOffice, where both are there.
fn python() -> Option<&'static str> {
    let runs = |program: &str, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let speaks = |python: &&&str| runs(python, &["-c", "import uno"]);
    let python = ["/usr/bin/python3", "python3"].iter().find(speaks)?;
    runs("soffice", &["--version"]).then_some(python)
}

#[test]
fn lists_are_used_in_libreoffice_and_what_is_saved_there_comes_in() {
    let Some(python) = python() else {
        println!("LibreOffice or its bridge to Python is not installed: left out");
        return;
    };
    let office = Office::with(TWO);
    office.run(&["export", "so.xlsx"]);
    let steps = r#"[
        {"sheet": "Cập nhật",
         "pick": {"Mã theo dõi": "A-1 · ", "Mốc": "Sơ kết kỳ 4, 15/03/2026", "Kết quả": "Đã sơ kết"},
         "type": {"Ngày": "2026-03-16", "Số văn bản": "0012/BB"}},
        {"sheet": "Cập nhật",
         "pick": {"Mã theo dõi": "A-2 · ", "Mốc": "Hạn thông báo, 30/06/2027", "Kết quả": "Không gia hạn"},
         "type": {"Ngày": "2026-12-03", "Số văn bản": "01652/UBND-ĐN"}}
    ]"#;
    std::fs::write(office.path("steps.json"), steps).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/workbook/pick.py");
    let pick = |book: &str, saved: &str| {
        let files = [book, saved, "steps.json"].map(|name| office.path(name));
        let output = Command::new(python).arg(script).args(files).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let offered = pick("so.xlsx", "saved.xlsx");
    let choices = |nth: usize| {
        let listed = offered[nth]["choices"].as_array().unwrap();
        listed.iter().map(|choice| choice.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(choices(0).len(), 2, "{offered}");
    // Each agreement offers its own milestones alone.
    assert!(choices(1).iter().all(|choice| !choice.starts_with("Hạn thông báo")), "{offered}");
    assert!(choices(4).iter().all(|choice| !choice.starts_with("Sơ kết")), "{offered}");
    assert!(choices(2).contains(&"Gia hạn đến".to_owned()), "{offered}");
    assert_eq!(office.counts("saved.xlsx"), [0, 0, 2, 2, 0]);
    let held = office.json(&["show", "A-1"]);
    let held = held["acts"].as_array().unwrap().iter().find(|act| act["act"] == "hold-review").unwrap().clone();
    // Zeros that somebody types stay, and so does the day.
    assert_eq!((held["number"].as_str(), held["review"].as_str()), (Some("0012/BB"), Some("2026-03-15")), "{held}");
    assert_eq!(office.acts("A-2"), ["notify"]);
    // What LibreOffice saved still has its lists, and is known when it comes again.
    let again = pick("saved.xlsx", "again.xlsx");
    assert_eq!(again[2], offered[2]);
    assert_eq!(office.counts("saved.xlsx"), [0, 0, 2, 0, 2]);
}
