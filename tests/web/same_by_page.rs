//! What is done to many agreements at once, or to the office: a list, a handover, an absence, a matter of the office. By the
//! page and by command it is the same line of the chain, but for the way, the recorder's name and the instant.

use std::fs;

use super::client::{Browser, Office, Response};

const LIST: &str = "Tên văn bản,Bên Việt Nam,Đối tác,Nước,Ngày ký,Thời hạn,Định kỳ sơ kết,Người phụ trách,Ghi chú\n\
    Bản ghi nhớ hợp tác du lịch,UBND tỉnh Đắk Lắk,Tỉnh Champasak,Lào,03/11/2022,5 năm,02 năm/lần,Chuyên viên theo dõi Lào,\n\
    Biên bản hợp tác giáo dục,UBND tỉnh Đắk Lắk,Đại học Quốc gia Chonnam,Hàn Quốc,30/12/2024,đến 30/12/2027,,Chuyên viên theo dõi Hàn Quốc,bản chính lưu tại văn thư\n\
    Bản ghi nhớ đã hết hạn,UBND tỉnh Đắk Lắk,Tỉnh Attapeu,Lào,15/03/2015,5 năm,,Chuyên viên theo dõi Lào,\n";
const NOW: &str = "2026-11-20T10:00:00+07:00";

/// One line of the chain as both ways have to write it.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    agreement: Option<i64>,
    act: String,
    happened_on: String,
    recorded_on: String,
    recorded_by: String,
    number: Option<String>,
    note: Option<String>,
    carries: serde_json::Value,
}

/// Every act of the register, in the order of the chain.
fn chain(office: &Office) -> Vec<Line> {
    let db = rusqlite::Connection::open(office.path("var/pactwatch.db")).unwrap();
    let sql =
        "SELECT agreement_id, act, happened_on, recorded_on, recorded_by, number, note, carries FROM act ORDER BY seq";
    let mut statement = db.prepare(sql).unwrap();
    let lines = statement.query_map([], |row| {
        let carries: String = row.get(7)?;
        let mut carries: serde_json::Value = serde_json::from_str(&carries).unwrap();
        for key in ["via", "recorder"] {
            carries.as_object_mut().unwrap().remove(key);
        }
        Ok(Line {
            agreement: row.get(0)?,
            act: row.get(1)?,
            happened_on: row.get(2)?,
            recorded_on: row.get(3)?,
            recorded_by: row.get(4)?,
            number: row.get(5)?,
            note: row.get(6)?,
            carries,
        })
    });
    lines.unwrap().collect::<Result<_, _>>().unwrap()
}

/// Two offices of one register; in the second the page is served.
fn twins() -> (Office, Office) {
    let commands = Office::unserved("", "", NOW);
    let mut page = Office::unserved("", "", NOW);
    page.serve(NOW);
    assert_eq!(chain(&commands), chain(&page), "they begin alike");
    (commands, page)
}

/// Holds the chains against each other, and what follows from them.
fn alike(commands: &Office, page: &Office, least: usize) {
    let (said, pressed) = (chain(commands), chain(page));
    let began = chain(&Office::unserved("", "", NOW)).len();
    assert!(said.len() >= began + least, "something is recorded: {} lines after {began}", said.len());
    assert_eq!(said, pressed);
    let days = |office: &Office| office.run_at(NOW, &["agenda", "--json"]);
    assert_eq!(days(commands), days(page), "the same days follow");
    page.run(&["audit"]);
}

fn send(office: &Office, browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Response {
    let token = office.get(browser, "/tai-khoan").token();
    office.post(browser, path, &[&[("token", token.as_str())], fields].concat())
}

fn hidden<'p>(page: &'p Response, name: &str) -> &'p str {
    let (_, rest) =
        page.body.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{}", page.body));
    rest.split('"').next().unwrap()
}

/// Uploads a list, and says yes to it. Gives the list's page before and after.
fn uploaded(office: &Office, browser: &mut Browser, name: &str) -> (Response, Response) {
    let token = office.get(browser, "/nhap-danh-sach").token();
    let bytes = fs::read(office.path(name)).unwrap();
    let answer = office.upload(browser, "/nhap-danh-sach", &[("token", &token)], ("tep", name, &bytes));
    let to = answer.header("location").unwrap_or_else(|| panic!("{}", answer.body)).to_owned();
    let shown = office.get(browser, &to);
    let done = office.post(browser, &format!("{to}/nhap"), &[("token", &shown.token())]);
    assert_eq!(done.header("location"), Some(to.as_str()), "{}", done.body);
    (shown, office.get(browser, &to))
}

#[test]
fn a_list_uploaded_is_the_list_imported() {
    let (commands, page) = twins();
    let mut head = page.logged_in("head");
    for office in [&commands, &page] {
        fs::write(office.path("danh-sach.csv"), LIST).unwrap();
    }
    commands.run(&["import", "danh-sach.csv", "--by", "head"]);
    let (_, done) = uploaded(&page, &mut head, "danh-sach.csv");
    assert!(done.body.contains("Đã ghi vào sổ"), "{}", done.body);
    alike(&commands, &page, 3);
    // The same list once more adds nothing, by either way.
    let before = chain(&page).len();
    commands.run(&["import", "danh-sach.csv", "--by", "head"]);
    let (shown, _) = uploaded(&page, &mut head, "danh-sach.csv");
    assert!(shown.body.contains("không có gì để nhập"), "{}", shown.body);
    assert_eq!((chain(&commands).len(), chain(&page).len()), (before, before));
}

#[test]
fn acts_in_a_list_uploaded_are_those_of_the_list_imported() {
    let (commands, page) = twins();
    let mut head = page.logged_in("head");
    let acts = "Mã theo dõi,Mốc,Kết quả,Ngày,Số văn bản,Người quyết định\n\
                DL-KR-2017-01,\"Hết hiệu lực, 22/12/2022\",Không gia hạn,20/12/2022,12/TB,Chủ tịch UBND tỉnh\n";
    for office in [&commands, &page] {
        fs::write(office.path("cap-nhat.csv"), acts).unwrap();
    }
    commands.run(&["import", "cap-nhat.csv", "--by", "head"]);
    uploaded(&page, &mut head, "cap-nhat.csv");
    alike(&commands, &page, 1);
}

#[test]
fn a_handover_on_the_page_is_the_command_s() {
    let (commands, page) = twins();
    commands.run(&["handover", "desk-korea", "desk-laos", "--by", "head", "--yes"]);
    let mut head = page.logged_in("head");
    let ends = [("tu", "desk-korea"), ("den", "desk-laos")];
    let shown = send(&page, &mut head, "/ban-giao", &[&ends[..], &[("press", "preview")]].concat());
    let nonce = hidden(&shown, "nonce").to_owned();
    let fields = [&ends[..], &[("press", "confirm"), ("nonce", nonce.as_str())]].concat();
    let done = send(&page, &mut head, "/ban-giao", &fields);
    assert_eq!(done.status, 303, "{}", done.body);
    alike(&commands, &page, 1);
    // The newcomer is welcomed by both.
    let welcomes = |office: &Office| {
        let letters = office.run_at("2026-11-23T08:00:00+07:00", &["tick", "--release", "--json"]);
        serde_json::from_str::<serde_json::Value>(&letters).unwrap()["queued"].clone()
    };
    assert_eq!(welcomes(&commands), welcomes(&page));
}

#[test]
fn an_absence_a_language_and_a_digest_on_the_page_are_the_command_s() {
    let (commands, page) = twins();
    let who = "desk-korea";
    for said in [
        &["--away", "23/11/2026..30/11/2026", "--substitute", "desk-laos"][..],
        &["--letters-in", "en", "--digest", "monthly"],
    ] {
        commands.run(&[&["record", "office", "contact", who], said, &["--by", who]].concat());
    }
    let mut browser = page.logged_in(who);
    let days = [("tu", "23/11/2026"), ("den", "30/11/2026"), ("thay", "desk-laos")];
    for (path, fields) in
        [("/tai-khoan/vang-mat", &days[..]), ("/tai-khoan/thu", &[("ngon-ngu", "en"), ("nhip", "monthly")])]
    {
        let done = send(&page, &mut browser, path, fields);
        assert_eq!(done.status, 303, "{path}: {}", done.body);
    }
    alike(&commands, &page, 2);
}

#[test]
fn a_matter_of_the_office_on_the_page_is_the_command_s() {
    let (commands, page) = twins();
    let mut head = page.logged_in("head");
    let listed = page.get(&mut head, "/viec-co-quan");
    let (_, rest) = listed.body.split_once("/viec-co-quan?moc=").unwrap();
    let mark = rest.split('"').next().unwrap().replace("%3A", ":").replace("%40", "@");
    commands.run(&["record", "office", "fulfil", &mark, "--on", "20/11/2026", "--number", "12/BC", "--by", "head"]);
    let said = [("moc", mark.as_str()), ("on", "20/11/2026"), ("number", "12/BC"), ("press", "confirm")];
    let done = send(&page, &mut head, "/viec-co-quan", &said);
    assert_eq!(done.status, 303, "{}", done.body);
    let seq = chain(&page).len().to_string();
    commands.run(&["record", "office", "void", &seq, "--note", "nhầm việc", "--by", "head"]);
    let back = send(&page, &mut head, "/viec-co-quan", &[("lan", &seq), ("note", "nhầm việc"), ("press", "void")]);
    assert_eq!(back.status, 303, "{}", back.body);
    alike(&commands, &page, 2);
}
