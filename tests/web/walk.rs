//! Every route that the table of routes has, for everybody who may not see a restricted agreement.
//!
//! The table is read, not repeated: a new route is walked, and one whose parts are not known here stops the test.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use super::client::{Browser, Office, Response};
use super::links::{BEGAN, WEB, letters};

const TABLE: &str = include_str!("../../src/web/routes.rs");
/// Each field of these agreements bears one of them; nothing else does.
const MARKS: [&str; 2] = ["quvax", "phần lan"];
const SERVED: &str = "2026-11-21T10:00:00+07:00";
/// One was restricted from the first day on; of the other letters went out before it was.
const TWO: &str = r#"
[[party]]
id = "p-77"
country = "FI"
names = [{ name = "Quvaxtỉnh", name_en = "Quvaxprovince" }]
aliases = ["Quvaxalias"]

[[agreement]]
reference = "HC-2026-01"
title = "Quvaxtitle"
title_en = "Quvaxenglish"
short = "Quvaxshort"
kind = "mou"
number = "77/Quvaxnumber"
ours = ["dak-lak"]
partner = ["p-77"]
country = "FI"
signed_on = 2026-01-02
effect = "signature"
term = "1y"
renewal = "consent"
notice = "2m"
review_every = "6m"
fields = ["Quvaxfield"]
lead_agency = "Quvaxagency"
officers = ["desk-laos"]
basis.term = "Quvaxclause"
documents = [{ path = "quvaxpath.pdf", title = "Quvaxpaper" }]
note = "Quvaxnote"
source = "Quvaxsource"
restricted = true

[[commitment]]
agreement = "HC-2026-01"
name = "quvaxname"
title = "Quvaxpromise"
side = "us"
who = "Quvaxwho"
target = "Quvaxtarget"
until = 2026-12-20

[[agreement]]
reference = "HC-2026-02"
title = "Quvaxsecond"
title_en = "Quvaxtwo"
short = "Quvaxbrief"
number = "78/Quvaxnumber"
ours = ["dak-lak"]
partner = ["p-77"]
country = "FI"
signed_on = 2025-03-03
effect = "signature"
term = "2y"
renewal = "consent"
review_every = "6m"
fields = ["Quvaxfield"]
lead_agency = "Quvaxagency"
officers = ["desk-laos"]
basis.review = "Quvaxclause"
note = "Quvaxnote"

[[agreement]]
reference = "KH-2026-09"
title = "Kế hoạch thực hiện"
kind = "plan"
under = "HC-2026-01"
ours = ["dak-lak"]
term = "until 2027-06-30"
officers = ["desk-korea"]
"#;

/// What the query of a page may be; every page is asked with every one.
const QUERIES: [&str; 17] = [
    "",
    "dang=in",
    "dang=xlsx",
    "xem=phong",
    "xem=chua-gui",
    "ngay=2026-06-01",
    "ma=HC-2026-01",
    "ma=HC-2026-02&dang=in",
    "nhu=HC-2026-01",
    "nguoi=desk-laos",
    "ten=HC-2026-01",
    "thang=2027-01",
    "thang=2026-09",
    "tu=2025-01-01&den=2027-12-31",
    "tu=2025-01-01&den=2027-12-31&dang=xlsx",
    "sap=-ten&nam=2027",
    "moc=expiry%402027-01-02&ghi=extend",
];

struct Route {
    path: &'static str,
    page: bool,
    form: bool,
}

/// Every route of the table.
fn routes() -> Vec<Route> {
    let (_, table) = TABLE.split_once("fn of(site").unwrap();
    let (table, _) = table.split_once(".fallback(").unwrap();
    let route = |text: &'static str| Route {
        path: text.split('"').nth(1).unwrap(),
        page: text.contains("page("),
        form: text.contains("form(") || text.contains("with_files("),
    };
    let routes: Vec<Route> = table.split(".route(").skip(1).map(route).collect();
    assert!(routes.len() > 50, "the table is read: {}", routes.len());
    routes
}

/// What stands for the parts of paths: the restricted agreements, their acts, their party, every letter.
struct Parts {
    acts: Vec<String>,
    letters: Vec<String>,
    list: String,
    tokens: Vec<String>,
    feed: String,
}

impl Parts {
    fn values(&self, path: &str, part: &str) -> Vec<String> {
        let one = |text: &str| vec![text.to_owned()];
        match (path, part) {
            (_, "reference") => ["HC-2026-01", "HC-2026-02", "KH-2026-09"].map(str::to_owned).to_vec(),
            (_, "seq") => self.acts.clone(),
            (path, "id") if path.starts_with("/thu-nhac") => self.letters.clone(),
            (path, "id") if path.starts_with("/doi-tac") => one("p-77"),
            (path, "id") if path.starts_with("/nhap-danh-sach") => one(&self.list),
            (_, "number") => one("1"),
            (_, "token") => self.tokens.clone(),
            ("/lich/{secret}", _) => one(&self.feed),
            ("/thu/{secret}", _) => one("x"),
            (_, "year") => vec!["2026".to_owned(), "2027".to_owned()],
            (path, _) if path.starts_with("/assets/") => one("x"),
            (path, part) => panic!("nothing is known for {{{part}}} of {path}"),
        }
    }

    fn paths(&self, path: &str) -> Vec<String> {
        let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
        let (part, after) = rest.split_once('}').unwrap();
        let filled = self.values(path, part).into_iter().map(|value| format!("{before}{value}{after}"));
        filled.flat_map(|path| self.paths(&path)).collect()
    }
}

fn marked_in(text: &str) -> bool {
    MARKS.iter().any(|mark| text.contains(mark))
}

/// Everything an answer tells: its head, its text, and the texts within a workbook.
fn told(answer: &Response) -> String {
    let mut text = format!("{:?} {}", answer.headers, answer.body);
    if answer.bytes.starts_with(b"PK") {
        let mut zip = zip::ZipArchive::new(Cursor::new(&answer.bytes)).unwrap();
        for nth in 0..zip.len() {
            let mut part = Vec::new();
            zip.by_index(nth).unwrap().read_to_end(&mut part).unwrap();
            text.push_str(&String::from_utf8_lossy(&part));
        }
    }
    text.to_lowercase()
}

fn office() -> Office {
    let office = Office::unserved(&format!("[documents]\ndirectory = \"papers\"\n{WEB}"), "", BEGAN);
    std::fs::create_dir(office.path("papers")).unwrap();
    std::fs::write(office.path("papers/quvaxpath.pdf"), b"%PDF-1.4 quvax").unwrap();
    std::fs::write(office.path("two.toml"), TWO).unwrap();
    office.run(&["link-key", "--new"]);
    office.run(&["import", "two.toml"]);
    // Letters of the second went out while everybody might see it, with a link.
    office.run_at("2026-02-16T07:00:00+07:00", &["tick", "--release"]);
    for act in [
        &["HC-2026-02", "hold-review", "--on", "2026-03-02", "--number", "9/Quvaxpapernumber", "--note", "Quvaxsaid"][..],
        &["HC-2026-02", "correct", "restricted=yes"],
        &["HC-2026-01", "progress", "expiry@2027-01-02", "Quvaxprogress"],
        &[
            "HC-2026-01",
            "decide",
            "expiry@2027-01-02",
            "renew",
            "--decided-by",
            "Quvaxchief",
            "--number",
            "1/Quvaxorder",
        ],
        &["HC-2026-01", "correct", "note=Quvaxlater"],
    ] {
        let words: Vec<&str> = ["record"].iter().chain(act).chain(&["--by", "head"]).copied().collect();
        office.run_at("2026-03-10T10:00:00+07:00", &words);
    }
    office.run_at(
        "2026-03-10T10:00:00+07:00",
        &["record", "--party", "p-77", "rename", "Quvaxmới", "--from", "2026-03-10", "--by", "head"],
    );
    office.run_at("2026-11-16T07:00:00+07:00", &["tick", "--release"]);
    office
}

/// What there is to fill paths with, and a list that the head has uploaded and not taken.
fn parts(office: &Office) -> Parts {
    let json = |words: &[&str]| -> serde_json::Value { serde_json::from_str(&office.run(words)).unwrap() };
    let acts = ["HC-2026-01", "HC-2026-02"].map(|reference| json(&["show", reference, "--json", "--restricted"]));
    let acts = acts.iter().flat_map(|shown| shown["acts"].as_array().unwrap().clone());
    let outbox = json(&["outbox", "list", "--json"]);
    let before = letters(office, "desk-laos");
    let tokens = before.iter().flat_map(|letter| letter.split("/r/").skip(1).map(str::to_owned).collect::<Vec<_>>());
    let tokens = tokens.map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect());
    let tokens: BTreeSet<String> = tokens.collect();
    assert!(!tokens.is_empty(), "letters bore links");
    let mut head = office.logged_in("head");
    let token = office.get(&mut head, "/nhap-danh-sach").token();
    let csv = "Mã,Tên văn bản,Đối tác,Ngày ký,Thời hạn\nHC-2026-01,Quvaxtitle,Quvaxtỉnh,02/01/2026,1 năm\n";
    let sent = office.upload(&head, "/nhap-danh-sach", &[("token", &token)], ("tep", "Quvaxfile.csv", csv.as_bytes()));
    let list =
        sent.header("location").unwrap_or_else(|| panic!("{}", sent.body)).rsplit('/').next().unwrap().to_owned();
    let mut reader = office.logged_in("desk-korea");
    let token = office.get(&mut reader, "/tai-khoan").token();
    let made = office.post(&mut reader, "/tai-khoan/lich", &[("token", &token)]);
    let (_, feed) = made.body.split_once("/lich/").unwrap_or_else(|| panic!("{}", made.body));
    Parts {
        acts: acts.map(|act| act["seq"].to_string()).collect(),
        letters: outbox.as_array().unwrap().iter().map(|row| row["id"].to_string()).collect(),
        list,
        tokens: tokens.into_iter().collect(),
        feed: format!("{}.ics", feed.split(".ics").next().unwrap()),
    }
}

/// Asks every page, and gives the paths whose answer bears the mark.
fn marked(office: &Office, browser: &mut Browser, parts: &Parts, queries: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for route in routes().iter().filter(|route| route.page) {
        for path in parts.paths(route.path) {
            for query in queries {
                let whole = if query.is_empty() { path.clone() } else { format!("{path}?{query}") };
                let answer = office.get(browser, &whole);
                assert_ne!(answer.status, 500, "{whole}");
                if marked_in(&told(&answer)) {
                    found.push(whole);
                }
            }
        }
    }
    found
}

#[test]
fn no_page_of_the_table_shows_what_is_restricted() {
    let mut office = office();
    office.serve(SERVED);
    let parts = parts(&office);
    for who in ["desk-korea", "desk-cambodia", "reader", "it"] {
        let mut browser = office.logged_in(who);
        let found = marked(&office, &mut browser, &parts, &QUERIES);
        assert_eq!(found, Vec::<String>::new(), "{who}");
        assert_eq!(office.get(&mut browser, "/tai-khoan").status, 200, "{who} is logged in still");
    }
    assert_eq!(marked(&office, &mut Browser::default(), &parts, &[""]), Vec::<String>::new(), "without a login");
    // The walk goes where the mark is to be found: who may see it finds it there. Calendar, plan of the year, workbook and
    // handover keep to reference and days for everybody; what was recorded is asked for by its days, as the page begins
    // with the last thirty.
    let recorded = "tu=2025-01-01&den=2027-12-31";
    let seen = marked(&office, &mut office.logged_in("head"), &parts, &["", "dang=xlsx", "nhu=HC-2026-01", recorded]);
    for path in [
        "/",
        "/thoa-thuan",
        "/thoa-thuan?dang=xlsx",
        "/thoa-thuan/HC-2026-01",
        "/thoa-thuan/HC-2026-01/chinh-sua",
        "/thoa-thuan/HC-2026-01/cap-nhat",
        "/thoa-thuan/HC-2026-01/da-nhac",
        "/thoa-thuan/them-moi?nhu=HC-2026-01",
        "/dong-thoi-gian",
        "/doi-tac",
        "/doi-tac/p-77",
        "/thay-doi?tu=2025-01-01&den=2027-12-31",
    ] {
        assert!(seen.iter().any(|found| found == path), "the head sees it on {path}: {seen:?}");
    }
    assert!(!marked_in(&office.log().to_lowercase()), "{}", office.log());
}

#[test]
fn no_form_of_the_table_tells_or_changes_what_is_restricted() {
    let mut office = office();
    office.serve(SERVED);
    let parts = parts(&office);
    let state =
        |office: &Office| ["HC-2026-01", "HC-2026-02"].map(|one| office.run(&["show", one, "--json", "--restricted"]));
    let before = state(&office);
    let fields = [
        ("what", "progress"),
        ("note", "x"),
        ("moc", "expiry@2027-01-02"),
        ("reference", "HC-2026-01"),
        ("title", "Biên bản"),
        ("partner", "p-77"),
        ("signed_on", "3/2/2026"),
        ("term", "1 năm"),
        ("officers", "desk-korea"),
        ("from", "desk-laos"),
        ("to", "desk-korea"),
        ("chon", "HC-2026-01"),
        ("ma", "HC-2026-01"),
        ("ten", "x"),
        ("on", "3/3/2026"),
        ("ly-do", "x"),
        ("writer", "Chuyên viên, phòng khác"),
    ];
    for who in ["desk-korea", "desk-cambodia", "reader", "it"] {
        let mut browser = office.logged_in(who);
        for route in routes().iter().filter(|route| route.form) {
            for path in parts.paths(route.path) {
                for press in ["preview", "confirm", "edit"] {
                    let mut own = office.get(&mut browser, "/tai-khoan");
                    if own.status != 200 {
                        browser = office.logged_in(who);
                        own = office.get(&mut browser, "/tai-khoan");
                    }
                    let token = own.token();
                    let mut sent = vec![("token", token.as_str()), ("press", press), ("nonce", "x"), ("newest", "1")];
                    sent.extend(fields);
                    let sent_as_file = office.upload(&browser, &path, &sent, ("tep", "a.csv", b"Ma\nHC-2026-01\n"));
                    let answer = office.post(&mut browser, &path, &sent);
                    for answer in [answer, sent_as_file] {
                        assert_ne!(answer.status, 500, "{who} {path}");
                        assert!(!marked_in(&told(&answer)), "{who} {press} {path}: {}", answer.body);
                    }
                }
            }
        }
    }
    assert_eq!(state(&office), before);
    assert!(!marked_in(&office.log().to_lowercase()), "{}", office.log());
}
