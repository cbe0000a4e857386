//! Lists that are uploaded: what a person is shown, what a yes does, and what files that mean harm do not do.

use super::client::{Browser, Office, Response};

const LIST: &str = "Tên văn bản,Đối tác,Nước,Ngày ký,Thời hạn\n\
    Bản ghi nhớ hợp tác du lịch,Tỉnh Champasak,Lào,03/11/2022,5 năm\n\
    Biên bản hợp tác giáo dục,Đại học Quốc gia Chonnam,Hàn Quốc,30-12,3 năm\n";

fn upload(office: &Office, browser: &mut Browser, name: &str, bytes: &[u8]) -> Response {
    let token = office.get(browser, "/nhap-danh-sach").token();
    office.upload(browser, "/nhap-danh-sach", &[("token", &token)], ("tep", name, bytes))
}

/// The page that an upload leads to.
fn shown(office: &Office, browser: &mut Browser, name: &str, bytes: &[u8]) -> (String, Response) {
    let answer = upload(office, browser, name, bytes);
    let to = answer.header("location").unwrap_or_else(|| panic!("{}: {}", answer.status, answer.body)).to_owned();
    let page = office.get(browser, &to);
    (to, page)
}

#[test]
fn a_list_is_shown_and_taken_after_a_yes() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let (to, page) = shown(&office, &mut browser, "danh sách.csv", LIST.as_bytes());
    // The last day of five years from 3 November 2022 is 3 November 2027; the second row has a day without a year.
    for said in ["1 chỗ cần sửa", "dòng 3", "Ngày ký", "03/11/2027", "<strong>1</strong> văn bản mới", "Champasak"]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert!(!office.run(&["list", "--json"]).contains("hợp tác du lịch"), "looking records nothing");
    let yes = format!("{to}/nhap");
    let token = page.token();
    assert_eq!(office.post(&mut browser, &yes, &[("token", &token)]).header("location"), Some(to.as_str()));
    let done = office.get(&mut browser, &to);
    assert!(done.body.contains("Đã ghi vào sổ"), "{}", done.body);
    let listed = office.run(&["list", "--text", "Champasak", "--json"]);
    assert!(listed.contains("Bản ghi nhớ hợp tác du lịch"), "{listed}");
    // The same press again finds it done.
    assert_eq!(office.post(&mut browser, &yes, &[("token", &token)]).header("location"), Some(to.as_str()));
    let mend = office.get(&mut browser, &format!("{to}/sua"));
    assert!(mend.body.contains("Chonnam") && !mend.body.contains("Champasak"), "{}", mend.body);
    office.run(&["audit"]);
    // Recorded by the contact, by way of a list.
    let reference = listed.split("\"reference\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let acts = office.run(&["show", reference, "--json"]);
    assert!(acts.contains("\"recorded_by\": \"head\"") && acts.contains("\"via\": \"list\""), "{acts}");
}

/// A list of which two columns are a question, and a third is month first.
const DOUBTFUL: &str = "Tên văn bản,Đối tác,Ngày ký,Thời hạn,Gia hạn lần 1,Ngày duyệt\n\
    Bản ghi nhớ A,Tỉnh Champasak,12/22/2017,5 năm,đến 22/12/2027,01/12/2017\n\
    Bản ghi nhớ B,Tỉnh Attapeu,03/04/2018,5 năm,,02/12/2017\n";

#[test]
fn a_column_that_is_a_question_is_answered_on_the_page() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let (to, page) = shown(&office, &mut browser, "a.csv", DOUBTFUL.as_bytes());
    for said in
        ["3 chỗ cần sửa", "không rõ cột “Gia hạn lần 1” là gì", "chọn nghĩa của cột ngay dưới đây", "name=\"cot-4\""]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let token = page.token();
    // Nothing but a word of the form is taken.
    for wrong in ["agreement", "title; drop", "tháng"] {
        office.post(&mut browser, &to, &[("token", &token), ("cot", "1"), ("cot-4", wrong), ("cot-5", "-")]);
        assert!(office.get(&mut browser, &to).body.contains("không rõ cột “Gia hạn lần 1” là gì"), "{wrong}");
    }
    office.post(&mut browser, &to, &[("token", &token), ("cot", "1"), ("cot-4", "note"), ("cot-5", "-")]);
    let page = office.get(&mut browser, &to);
    assert!(!page.body.contains("không rõ cột") && !page.body.contains("Chưa nhập được"), "{}", page.body);
    assert!(page.body.contains("tháng/ngày/năm"), "the days are still a question: {}", page.body);
    let answers = [("token", &*token), ("cot", "1"), ("cot-2", "mdy"), ("cot-4", "note"), ("cot-5", "-")];
    office.post(&mut browser, &to, &answers);
    let page = office.get(&mut browser, &to);
    assert!(
        page.body.contains("Không có ô nào sai") && page.body.contains("<strong>2</strong> văn bản mới"),
        "{}",
        page.body
    );
    // Another form of the page leaves the choices as they are.
    office.post(&mut browser, &to, &[("token", &token), ("giu-cot", "1")]);
    let page = office.get(&mut browser, &to);
    assert!(page.body.contains("Không có ô nào sai"), "{}", page.body);
    office.post(&mut browser, &format!("{to}/nhap"), &[("token", &page.token())]);
    let listed = office.run(&["list", "--text", "Attapeu", "--json"]);
    // Month first: the 4th of March.
    assert!(listed.contains("2018-03-04"), "{listed}");
    let listed = office.run(&["list", "--text", "Champasak", "--json"]);
    let reference = listed.split("\"reference\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let kept = office.run(&["show", reference, "--json"]);
    assert!(kept.contains("Gia hạn lần 1: đến 22/12/2027") && !kept.contains("01/12/2017"), "{kept}");
}

/// A list whose names stand under a header that nobody knows.
#[test]
fn a_column_nobody_knows_is_said_to_be_the_title() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let list = "Hạng mục,Ngày ký,Thời hạn\nBản ghi nhớ A,22/12/2017,5 năm\n";
    let (to, page) = shown(&office, &mut browser, "a.csv", list.as_bytes());
    assert!(page.body.contains("Chưa nhập được tệp này") && page.body.contains("name=\"cot-0\""), "{}", page.body);
    office.post(&mut browser, &to, &[("token", &page.token()), ("cot", "1"), ("cot-0", "title")]);
    let page = office.get(&mut browser, &to);
    assert!(page.body.contains("<strong>1</strong> văn bản mới"), "{}", page.body);
}

#[test]
fn who_may_not_import_may_not() {
    let office = Office::with("");
    for who in ["desk-korea", "reader", "it"] {
        let mut browser = office.logged_in(who);
        assert_eq!(office.get(&mut browser, "/nhap-danh-sach").status, 403, "{who}");
        let token = office.get(&mut browser, "/tai-khoan").token();
        let sent = office.upload(&browser, "/nhap-danh-sach", &[("token", &token)], ("tep", "a.csv", LIST.as_bytes()));
        assert_eq!(sent.status, 403, "{who}");
    }
    let stranger = office.upload(&Browser::default(), "/nhap-danh-sach", &[], ("tep", "a.csv", LIST.as_bytes()));
    assert_eq!((stranger.status, stranger.header("location")), (303, Some("/dang-nhap")));
    let mut head = office.logged_in("head");
    let (to, _) = shown(&office, &mut head, "a.csv", LIST.as_bytes());
    let mut director = office.logged_in("director");
    assert_eq!(office.get(&mut director, &to).status, 410, "somebody else's list");
    let without = office.upload(&head, "/nhap-danh-sach", &[], ("tep", "a.csv", LIST.as_bytes()));
    assert_eq!(without.status, 400, "no token");
}

#[test]
fn a_list_is_not_taken_over_acts_unseen() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let (to, page) = shown(&office, &mut browser, "a.csv", LIST.as_bytes());
    office.run(&["record", "DL-KR-2017-01", "progress", "expiry@2022-12-22", "đã gửi thư", "--by", "desk-korea"]);
    let pressed = office.post(&mut browser, &format!("{to}/nhap"), &[("token", &page.token())]);
    assert!(pressed.status == 200 && pressed.body.contains("Sổ vừa có cập nhật mới"), "{}", pressed.body);
    assert!(!office.run(&["list", "--json"]).contains("hợp tác du lịch"));
    office.post(&mut browser, &format!("{to}/nhap"), &[("token", &page.token())]);
    assert!(office.run(&["list", "--json"]).contains("hợp tác du lịch"));
}

#[test]
fn what_is_no_list_is_a_flaw_and_nothing_worse() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    for (rule, name, bytes) in
        [("a name without a format", "list.pdf", b"%PDF-1.7".as_slice()), ("no file", "", b"".as_slice())]
    {
        assert_eq!(upload(&office, &mut browser, name, bytes).status, 422, "{rule}");
    }
    for (rule, name, bytes) in [
        ("a workbook that is none", "list.xlsx", b"PK\x03\x04 and no more".as_slice()),
        ("a path for a name", "../../../etc/cron.d/list.csv", b"\xff\xfe\x00\xd8".as_slice()),
        ("nothing in it", "list.csv", b"\n\n".as_slice()),
    ] {
        let (to, page) = shown(&office, &mut browser, name, bytes);
        assert!(page.body.contains("Chưa nhập được tệp này"), "{rule}: {}", page.body);
        let pressed = office.post(&mut browser, &format!("{to}/nhap"), &[("token", &page.token())]);
        assert_eq!(pressed.header("location"), Some(to.as_str()), "{rule}");
        assert!(!office.get(&mut browser, &to).body.contains("Đã ghi vào sổ"), "{rule}");
    }
    let left: Vec<_> =
        std::fs::read_dir(office.folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    let strange = |name: &&std::ffi::OsString| name.to_string_lossy().starts_with(".upload");
    assert_eq!(left.iter().find(strange), None, "{left:?}");
}

/// Twenty-one million bytes: refused by their number, and the page lives on.
#[test]
fn a_file_that_is_too_large_is_refused() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    assert_eq!(upload(&office, &mut browser, "list.csv", &vec![b','; 22 << 20]).status, 413);
    let mut request = b"POST /nhap-danh-sach HTTP/1.1\r\nConnection: close\r\nContent-Length: 1073741824\r\n".to_vec();
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let rest = format!(
        "Host: {}\r\nCookie: {}\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n",
        office.host,
        cookies.join("; ")
    );
    request.extend(rest.bytes());
    assert!(office.raw(&request).starts_with(b"HTTP/1.1 413"), "a gigabyte that is only promised");
    assert_eq!(office.get(&mut browser, "/nhap-danh-sach").status, 200);
}

/// A workbook whose only sheet is that XML.
fn workbook(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let types = b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    let book = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
        <sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let relations = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
    for (name, bytes) in [
        ("[Content_Types].xml", types.as_slice()),
        ("xl/workbook.xml", book.as_slice()),
        ("xl/_rels/workbook.xml.rels", relations.as_slice()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ] {
        zip.start_file(name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const SHEET: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

/// Five files made to break their reader: the rule, the file's name, its bytes.
pub(crate) fn bombs() -> [(&'static str, &'static str, Vec<u8>); 5] {
    let spaces = [SHEET.as_bytes(), &vec![b' '; 300 << 20], b"</sheetData></worksheet>"].concat();
    let far = format!(
        "{SHEET}<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>"
    );
    let rows: Vec<String> =
        (1..=2_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let rows = rows.concat();
    let shared = format!("{SHEET}{rows}</sheetData></worksheet>");
    let strings = [
        b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>".as_slice(),
        &vec![b'x'; 1 << 20],
        b"</t></si></sst>",
    ]
    .concat();
    let commas = vec![b','; 19 << 20];
    let keys = "a=1\n".repeat(2 << 20);
    [
        ("a sheet of 300 MB", "a.xlsx", workbook(&spaces, b"<sst/>")),
        ("two cells at the ends of the grid", "b.xlsx", workbook(far.as_bytes(), b"<sst/>")),
        ("a string of 1 MB in 2,000 rows", "c.xlsx", workbook(shared.as_bytes(), &strings)),
        ("19 MB of commas", "d.csv", commas),
        ("8 MB of keys", "e.toml", keys.into_bytes()),
    ]
}

/// Each is a flaw, nothing is recorded, and the page answers others meanwhile and after.
#[test]
fn bombs_are_flaws() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let before = office.run(&["audit"]).lines().next().map(str::to_owned);
    for (rule, name, bytes) in bombs() {
        let (_, page) = shown(&office, &mut browser, name, &bytes);
        assert!(
            page.body.contains("error-summary") || page.body.contains("không có gì để nhập"),
            "{rule}: {}",
            page.body
        );
        assert_eq!(office.get(&mut browser, "/thoa-thuan").status, 200, "{rule}");
    }
    assert_eq!(office.run(&["audit"]).lines().next().map(str::to_owned), before, "nothing was recorded");
    assert!(!office.log().contains("panicked"), "{}", office.log());
}

#[test]
fn a_workbook_with_flaws_can_be_taken_away_with_its_cells_marked() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(LIST.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell.trim()).unwrap();
        }
    }
    let (to, page) = shown(&office, &mut browser, "danh sách.xlsx", &book.save_to_buffer().unwrap());
    assert!(page.body.contains(&format!("{to}/danh-dau")), "{}", page.body);
    assert!(page.body.contains("/nhap-danh-sach/mau"), "the empty workbook is offered beside: {}", page.body);
    let copy = office.get(&mut browser, &format!("{to}/danh-dau"));
    assert_eq!((copy.status, copy.body.starts_with("PK")), (200, true));
    assert!(copy.header("content-disposition").is_some_and(|name| name.contains("da-danh-dau.xlsx")));
    // Nobody else gets it, and a list without a workbook has none.
    let mut director = office.logged_in("director");
    assert_eq!(office.get(&mut director, &format!("{to}/danh-dau")).status, 410);
    let (to, page) = shown(&office, &mut browser, "danh sách.csv", LIST.as_bytes());
    assert!(!page.body.contains("/danh-dau"), "{}", page.body);
    assert_eq!(office.get(&mut browser, &format!("{to}/danh-dau")).status, 410);
}

#[test]
fn a_list_too_long_for_the_running_daemon_is_answered_at_once() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let mut list = String::from("Tên văn bản,Ngày ký\n");
    for nth in 0..=20_000 {
        list.extend(["Văn bản ", &nth.to_string(), ",22/12/2017\n"]);
    }
    let answer = upload(&office, &mut browser, "dài.csv", list.as_bytes());
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("20.000 dòng") && answer.body.contains("chia thành nhiều tệp"), "{}", answer.body);
}

/// Whatever the page hands out comes back through it: untouched, it changes nothing and is never called broken.
#[test]
fn what_the_page_hands_out_it_takes_back() {
    let mut office = Office::unserved("", PROMISED, super::client::NOW);
    office.run(&["record", "DL-KR-2017-01", "progress", "expiry@2022-12-22", "đã gửi thư", "--by", "desk-korea"]);
    office.serve(super::client::NOW);
    let mut browser = office.logged_in("head");
    let home = office.get(&mut browser, "/").body;
    let begin = office.get(&mut browser, "/nhap-danh-sach").body;
    let register = office.get(&mut browser, "/thoa-thuan").body;
    for (page, body) in [("/", &home), ("/nhap-danh-sach", &begin), ("/thoa-thuan", &register)] {
        assert!(body.contains("href=\"/bang-tinh\""), "{page}: {body}");
    }
    let audit = office.run(&["audit"]);
    for (rule, path) in [("the workbook", "/bang-tinh"), ("the empty workbook", "/nhap-danh-sach/mau")] {
        let file = office.get(&mut browser, path);
        assert!(file.status == 200 && file.bytes.starts_with(b"PK"), "{rule}: {}", file.status);
        let (_, page) = shown(&office, &mut browser, "tep.xlsx", &file.bytes);
        for wrong in ["tệp hỏng", "config.toml"] {
            assert!(page.status == 200 && !page.body.contains(wrong), "{rule}: {wrong}: {}", page.body);
        }
    }
    // What is made for print is no form; the way to one is said.
    for (rule, path) in [
        ("the list of the register", "/thoa-thuan?dang=xlsx"),
        ("the list of matters", "/?dang=xlsx"),
        ("the plan of a year", "/ke-hoach/2027?dang=xlsx"),
        ("the commitments of a year", "/ke-hoach/2027?dang=cam-ket"),
        ("what was recorded", "/thay-doi?dang=xlsx"),
    ] {
        let file = office.get(&mut browser, path);
        assert!(file.status == 200 && file.bytes.starts_with(b"PK"), "{rule}: {}", file.status);
        let page = upload(&office, &mut browser, "tep.xlsx", &file.bytes);
        assert_eq!(page.status, 422, "{rule}: {}", page.body);
        for said in ["Đây là danh mục tải về để in", "href=\"/bang-tinh\""] {
            assert!(page.body.contains(said), "{rule}: {said}: {}", page.body);
        }
    }
    // What comes back untouched is known, with its commitments.
    let file = office.get(&mut browser, "/bang-tinh");
    let (_, page) = shown(&office, &mut browser, "bang-tinh.xlsx", &file.bytes);
    for said in ["Không có ô nào sai", "không có gì để nhập"] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    // The copy with marks, too.
    let (to, _) = shown(&office, &mut browser, "a.csv", LIST.as_bytes());
    let mend = office.get(&mut browser, &format!("{to}/sua"));
    let (_, page) = shown(&office, &mut browser, "can-sua.csv", &mend.bytes);
    assert!(page.body.contains("1 chỗ cần sửa") && page.body.contains("dòng 2"), "{}", page.body);
    assert_eq!(office.run(&["audit"]), audit, "nothing was recorded");
    assert!(!office.log().contains("could not be read"), "{}", office.log());
}

/// An officer takes his own agreements with him, and one who only reads none.
#[test]
fn a_workbook_holds_what_one_may_record_on() {
    let office = Office::with("");
    for (who, status, holds, without) in [
        ("desk-korea", 200, "DL-KR-2017-01", "KT-LA-2022-01"),
        ("head", 200, "KT-LA-2022-01", "nothing like that"),
        ("reader", 403, "", ""),
    ] {
        let mut browser = office.logged_in(who);
        let file = office.get(&mut browser, "/bang-tinh");
        assert_eq!(file.status, status, "{who}");
        if status == 200 {
            std::fs::write(office.path("mine.xlsx"), &file.bytes).unwrap();
            let read = office.run(&["import", "mine.xlsx", "--dry-run", "--json"]);
            let strings = strings_of(&file.bytes);
            assert!(strings.contains(holds), "{who}: {strings}{read}");
            assert!(!strings.contains(without), "{who}: {strings}");
        }
    }
}

/// Every text of a workbook.
fn strings_of(bytes: &[u8]) -> String {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for nth in 0..zip.len() {
        let mut part = zip.by_index(nth).unwrap();
        if part.name().is_ok_and(|name| name.ends_with(".xml")) {
            part.read_to_string(&mut all).unwrap();
        }
    }
    all
}

const PROMISED: &str = r#"
[[commitment]]
agreement = "DL-KR-2017-01"
name = "can-bo"
title = "Hằng năm trao đổi 02 cán bộ"
side = "us"
"#;
