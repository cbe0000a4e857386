//! STORIES, *An office without a shell*: from the list they have to the director's table, with nothing but the page, the
//! mailbox and a spreadsheet.

use std::io::Cursor;

use calamine::{Data, Reader as _};

use super::client::{Browser, Office, Response};
use super::links::{LINK, NAME, WEB, letters};

const BEGAN: &str = "2027-01-05T09:00:00+07:00";
/// Sixty days before the review of Monday 15 March 2027.
const ASKED: &str = "2027-01-14T07:00:00+07:00";
const ANSWERED: &str = "2027-03-16T10:00:00+07:00";

/// Five years from 10/05/2022 last through 10/05/2027, from 20/04/2022 through 20/04/2027.
const LIST: &str = "Tên văn bản,Đối tác,Nước,Ngày ký,Thời hạn,Định kỳ sơ kết\n\
    Bản ghi nhớ hợp tác du lịch,Tỉnh Champasak,Lào,15/03/2025,5 năm,2 năm\n\
    Biên bản hợp tác giáo dục,Tỉnh Salavan,Lào,10/05/2022,5 năm,\n\
    Bản ghi nhớ hợp tác y tế,Tỉnh Xiêng Khoảng,Lào,20/04/2022,5 năm,\n";

fn hidden(page: &Response, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&start).unwrap_or_else(|| panic!("no {name}: {}", page.body));
    rest.split('"').next().unwrap().to_owned()
}

/// The reference of the agreement of that title.
fn reference(office: &Office, title: &str) -> String {
    let listed: serde_json::Value = serde_json::from_str(&office.run(&["list", "--json"])).unwrap();
    let found = listed.as_array().unwrap().iter().find(|one| one["title"] == title);
    found.unwrap_or_else(|| panic!("{title}: {listed}"))["reference"].as_str().unwrap().to_owned()
}

fn acts(office: &Office, reference: &str) -> Vec<serde_json::Value> {
    let shown: serde_json::Value = serde_json::from_str(&office.run(&["show", reference, "--json"])).unwrap();
    shown["acts"].as_array().unwrap().clone()
}

/// Brings a file and says yes to what is shown of it.
fn bring(office: &Office, head: &mut Browser, name: &str, bytes: &[u8], given: &[(&str, &str)], shown: &[&str]) {
    let token = office.get(head, "/nhap-danh-sach").token();
    let sent = office.upload(head, "/nhap-danh-sach", &[("token", &token)], ("tep", name, bytes));
    let to = sent.header("location").unwrap_or_else(|| panic!("{}: {}", sent.status, sent.body)).to_owned();
    let page = office.get(head, &to);
    for said in shown {
        assert!(page.body.contains(said), "{name}: {said}: {}", page.body);
    }
    if !given.is_empty() {
        let token = page.token();
        let fields = [&[("token", token.as_str())], given].concat();
        assert_eq!(office.post(head, &to, &fields).status, 303);
        let again = office.get(head, &to);
        assert!(!again.body.contains("Chưa có người phụ trách"), "{}", again.body);
    }
    let token = office.get(head, &to).token();
    office.post(head, &format!("{to}/nhap"), &[("token", &token)]);
    let done = office.get(head, &to);
    assert!(done.body.contains("Đã ghi vào sổ"), "{name}: {}", done.body);
}

#[test]
fn an_office_without_a_shell() {
    let mut office = Office::unserved(WEB, "", BEGAN);
    office.run(&["link-key", "--new"]);
    office.serve(BEGAN);

    // 1. The list they have: it names nobody who looks after it, and one answer gives somebody to all of it.
    let mut head = office.logged_in("head");
    let given = [("phu-trach", "desk-laos"), ("ben-vn", "UBND tỉnh Đắk Lắk")];
    let shown = ["Chưa có người phụ trách: 3", "<strong>3</strong> văn bản mới"];
    bring(&office, &mut head, "danh sách.csv", LIST.as_bytes(), &given, &shown);
    let [tourism, school, health] =
        ["Bản ghi nhớ hợp tác du lịch", "Biên bản hợp tác giáo dục", "Bản ghi nhớ hợp tác y tế"]
            .map(|title| reference(&office, title));

    // 2. Letters.
    office.run_at(ASKED, &["tick", "--release"]);
    let page = format!("https://thoathuan.example.vn/thoa-thuan/{tourism}");
    let link = letters(&office, "desk-laos").into_iter().find_map(|letter| {
        let (before, _) = letter.split_once(&page)?;
        let (_, token) = before.rsplit_once(LINK)?;
        Some(token.chars().take_while(char::is_ascii_alphanumeric).collect::<String>())
    });
    let link = link.unwrap_or_else(|| panic!("{tourism}: {}", office.run(&["outbox", "list"])));

    // 3. A review by the link of its letter.
    office.serve(ANSWERED);
    let mut nobody = Browser::default();
    let said = [("what", "hold-review"), ("on", "16/3/2027"), ("number", "12/BB"), ("writer", NAME)];
    let route = format!("/r/{link}");
    let shown = office.post(&mut nobody, &route, &[&said[..], &[("press", "preview")]].concat());
    let (newest, nonce) = (hidden(&shown, "newest"), hidden(&shown, "nonce"));
    let confirm = [("press", "confirm"), ("newest", newest.as_str()), ("nonce", nonce.as_str())];
    let done = office.post(&mut nobody, &route, &[&said[..], &confirm].concat());
    assert!(done.body.contains("Đã ghi vào sổ"), "{}", done.body);

    // 4. An extension on the page.
    let mut laos = office.logged_in("desk-laos");
    let route = format!("/thoa-thuan/{school}/cap-nhat");
    let token = office.get(&mut laos, &route).token();
    let said = [
        ("token", token.as_str()),
        ("moc", "expiry@2027-05-10"),
        ("what", "extend"),
        ("on", "16/3/2027"),
        ("until", "10/5/2032"),
        ("number", "12/CH"),
    ];
    let shown = office.post(&mut laos, &route, &[&said[..], &[("press", "preview")]].concat());
    assert!(shown.body.contains("10/5/2032"), "{}", shown.body);
    let (newest, nonce) = (hidden(&shown, "newest"), hidden(&shown, "nonce"));
    let confirm = [("press", "confirm"), ("newest", newest.as_str()), ("nonce", nonce.as_str())];
    assert_eq!(office.post(&mut laos, &route, &[&said[..], &confirm].concat()).status, 303);

    // 5. A lapse in the workbook that the page hands out: its sheet of updates alone comes back.
    let mut head = office.logged_in("head");
    let book = office.get(&mut head, "/bang-tinh").bytes;
    let mut book = calamine::Xlsx::new(Cursor::new(book)).unwrap();
    let updates = book.worksheet_range("Cập nhật").unwrap();
    let heads: Vec<String> = updates.rows().next().unwrap().iter().map(Data::to_string).collect();
    let mut own = rust_xlsxwriter::Workbook::new();
    let sheet = own.add_worksheet().set_name("Cập nhật").unwrap();
    for (at, name) in (0..).zip(&heads) {
        sheet.write_string(0, at, name).unwrap();
    }
    for (name, text) in [
        ("Mã theo dõi", health.as_str()),
        ("Mốc", "expiry@2027-04-20"),
        ("Kết quả", "Không gia hạn"),
        ("Ngày", "16/03/2027"),
        ("Người quyết định", "Giám đốc Sở"),
    ] {
        let at = heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}: {heads:?}"));
        sheet.write_string(1, u16::try_from(at).unwrap(), text).unwrap();
    }
    bring(&office, &mut head, "cập nhật.xlsx", &own.save_to_buffer().unwrap(), &[], &["1 lần cập nhật"]);

    // What was recorded by three ways, and the director's table.
    for (reference, act, via) in
        [(&tourism, "hold-review", "link"), (&school, "extend", "page"), (&health, "decide", "list")]
    {
        let acts = acts(&office, reference);
        let last = acts.iter().rev().find(|one| one["act"] == act).unwrap_or_else(|| panic!("{act}: {acts:?}"));
        assert_eq!(last["via"], via, "{act}");
    }
    let mut director = office.logged_in("director");
    let table = office.get(&mut director, "/thoa-thuan?dang=in").body;
    for said in ["Bản ghi nhớ hợp tác du lịch", "10/05/2032", "Bản ghi nhớ hợp tác y tế", "20/04/2027"]
    {
        assert!(table.contains(said), "{said}: {table}");
    }
    office.run(&["audit"]);
}
