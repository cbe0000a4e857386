//! Every flaw of a list is told in Vietnamese as well, in its own words.

use pactwatch::exchange::{Format, drafts, read};
use pactwatch::lifecycle::policy::Language;

/// Letters that Vietnamese has and English has not.
fn is_vietnamese(text: &str) -> bool {
    let marked = |c: char| c.is_alphabetic() && !c.is_ascii();
    // What a sentence quotes may be in any language.
    let own: String = text.split('“').map(|part| part.rsplit('”').next().unwrap_or_default()).collect();
    own.chars().any(marked)
}

#[test]
fn every_flaw_has_both_languages() {
    let long = "x".repeat(3_000);
    for (header, cell) in [
        ("Ngày ký", "30-12"),
        ("Ngày ký", "22/12/17"),
        ("Ngày ký", "22/12/217"),
        ("Ngày ký", "4/13/2017"),
        ("Ngày ký", "31/02/2020"),
        ("Ngày ký", "2017/22/12/1"),
        ("Ngày ký", "22/12/1850"),
        ("Ngày ký", "tháng 5 năm 2017"),
        ("Ngày ký", "42736"),
        ("Ngày ký", "22/12/2017 14:30"),
        ("Thời hạn", "5"),
        ("Thời hạn", "0 năm"),
        ("Thời hạn", "lâu dài lắm"),
        ("Thời hạn", "giai đoạn 2027–2022"),
        ("Thời hạn", "5 năm (?)"),
        ("Thời hạn (năm)", "2027"),
        ("Báo trước", "7 ngày làm việc"),
        ("Báo trước", "xyz"),
        ("Sơ kết", "0 năm"),
        ("Loại văn bản", "thư tay"),
        ("Nước", "Atlantis"),
        ("Hiệu lực", "khi trời mưa"),
        ("Hình thức gia hạn", "tùy"),
        ("Số lần gia hạn", "vài"),
        ("Hạn chế", "có lẽ"),
        ("Căn cứ", "không có dấu bằng"),
        ("Tên tiếng Anh", long.as_str()),
        ("Độ mật", "Mật"),
        ("Độ mật", "lạ"),
        ("Cách kết thúc", "hết hạn"),
        ("Đã kết thúc ngày", "01/02/2020"),
        ("Ngày gì đó", "01/02/2020"),
    ] {
        let text = format!("Tên văn bản;Đối tác;{header}\nBiên bản;Sê Kông;\"{cell}\"\n");
        let mut reading = read("list.csv", Format::Csv, text.as_bytes());
        drop(drafts(&mut reading));
        assert!(!reading.flaws.is_empty(), "{header}: {cell} is taken");
        for flaw in reading.flaws.shown() {
            let ([what, cure], [what_en, cure_en]) = (flaw.said(Language::Vi), flaw.said(Language::En));
            assert!(is_vietnamese(what) && is_vietnamese(cure), "{header}: {what}; {cure}");
            assert!(what != what_en && cure != cure_en, "{header}: {what}; {cure}");
        }
    }
    for (format, bytes) in [
        (Format::Csv, &b"a\0b"[..]),
        (Format::Csv, b"\xff\xfea"),
        (Format::Csv, b"title,partner\n\"never closed,x\n"),
        (Format::Csv, b"1,2\n3,4\n"),
        (Format::Toml, b"= 1\n"),
        (Format::Toml, b"[[agreemnt]]\ntitle = \"T\"\n"),
        (Format::Toml, b"[[agreement]]\ntitle = \"T\"\nsigend_on = 2017-12-22\nrenewals_max = 1.5\n"),
        (Format::Xlsx, b"PK\x03\x04 nothing"),
        (Format::Xlsx, b"<html>"),
    ] {
        let mut reading = read("list", format, bytes);
        drop(drafts(&mut reading));
        assert!(!reading.flaws.is_empty(), "{bytes:?}");
        for flaw in reading.flaws.shown() {
            let [what, cure] = flaw.said(Language::Vi);
            assert!(is_vietnamese(what) && is_vietnamese(cure), "{bytes:?}: {what}; {cure}");
        }
    }
}
