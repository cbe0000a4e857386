//! A restricted agreement: reference and days for who may not see it, in every page, list, file, order and count.

use super::client::{Office, encoded};

/// Each of its fields bears a mark that occurs nowhere else.
const RESTRICTED: &str = r#"
[[party]]
id = "quvax-party"
country = "FI"
names = [{ name = "Quvaxtỉnh", name_en = "Quvaxprovince" }]
aliases = ["Quvaxalias"]

[[agreement]]
reference = "HC-2026-01"
title = "Quvaxtitle"
title_en = "Quvaxenglish"
short = "Quvaxshort"
number = "77/Quvaxnumber"
ours = ["dak-lak"]
partner = ["quvax-party"]
country = "FI"
signed_on = 2026-02-03
effect = "signature"
term = "1y"
notice = "2m"
review_every = "6m"
fields = ["Quvaxfield"]
lead_agency = "Quvaxagency"
officers = ["desk-laos"]
basis.term = "Quvaxclause"
note = "Quvaxnote"
source = "Quvaxsource"
restricted = true
"#;

const MARK: &str = "quvax";

fn paths() -> Vec<String> {
    let mut paths: Vec<String> = [
        "/",
        "/?dang=in",
        "/thoa-thuan",
        "/thoa-thuan?dang=in",
        "/thoa-thuan/HC-2026-01",
        "/thoa-thuan/HC-2026-01?ngay=2026-11-21",
        "/lich?thang=2027-02",
        "/lich?thang=2026-08",
        "/ke-hoach/2027",
        "/ke-hoach/2027?dang=in",
        "/thu-nhac",
        "/tai-khoan",
        "/thoa-thuan/HC-2026-01/van-ban/1",
        "/thoa-thuan/Quvaxtitle",
        "/dong-thoi-gian",
        "/thay-doi",
        "/thay-doi?dang=in",
        "/thay-doi?ma=HC-2026-01",
        "/thoa-thuan?nam=2027",
        "/thoa-thuan?nam=2027&dang=in",
        "/thoa-thuan?het-chua-ro=1",
        "/?xem=phong",
        "/lich?thang=2026-11",
        "/viec-co-quan",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    for order in ["ma", "ten", "doi-tac", "tinh-trang", "het", "moc", "nguoi", "-ten"] {
        paths.push(format!("/thoa-thuan?sap={order}"));
    }
    paths
}

#[test]
fn nothing_of_it_is_seen_by_who_may_not() {
    let office = Office::with(RESTRICTED);
    // Only this agreement names the party, so its names are no less withheld.
    office.run(&["record", "--party", "quvax-party", "rename", "Quvaxmới", "--from", "2026-10-01", "--by", "head"]);
    for who in ["desk-korea", "reader", "it"] {
        let mut browser = office.logged_in(who);
        for path in paths() {
            let page = office.get(&mut browser, &path);
            let text = format!("{:?} {}", page.headers, page.body.replace("/thoa-thuan/Quvaxtitle", "")).to_lowercase();
            assert!(!text.contains(MARK), "{who} {path}: {text}");
        }
        let page = office.get(&mut browser, "/thoa-thuan/HC-2026-01");
        assert!(page.status == 200 && page.body.contains("HC-2026-01"), "{who}: the reference is seen");
        for hidden in ["Phần Lan", "desk-laos", "Chuyên viên theo dõi Lào", "sơ kết"] {
            assert!(!page.body.contains(hidden), "{who}: {hidden}");
        }
    }
    assert!(!office.log().to_lowercase().contains(MARK));
    // What was recorded of it is not even counted.
    let mut browser = office.logged_in("desk-korea");
    assert!(!office.get(&mut browser, "/thay-doi").body.contains("HC-2026-01"));
    assert_eq!(office.get(&mut browser, "/thay-doi?ma=HC-2026-01").status, 404);
    let seen = office.get(&mut office.logged_in("head"), "/thay-doi").body;
    // In the row of the party that came in and of the one that was renamed, and in the words of that act.
    assert!(seen.contains("HC-2026-01") && seen.matches("Quvaxmới").count() == 3, "{seen}");
}

#[test]
fn no_query_finds_it_but_by_reference_status_and_days() {
    let office = Office::with(RESTRICTED);
    let mut browser = office.logged_in("desk-korea");
    let mut lists = |query: &str| office.get(&mut browser, &format!("/thoa-thuan?{query}")).body.contains("HC-2026-01");
    for (query, found) in [
        ("q=hc-2026", true),
        ("tinh-trang=in-force", true),
        ("het-tu=2027-02-01&het-truoc=2027-03-01", true),
        ("q=quvax", false),
        ("q=phan%20lan", false),
        ("nuoc=FI", false),
        (&format!("nuoc={}", encoded("Phần Lan")), false),
        ("doi-tac=quvax", false),
        ("linh-vuc=Quvaxfield", false),
        ("nguoi=desk-laos", false),
        ("thieu=1", false),
        ("ke-thua=1", false),
    ] {
        assert_eq!(lists(query), found, "{query}");
    }
}

#[test]
fn who_may_see_it_sees_all_and_it_is_written_down() {
    let office = Office::with(RESTRICTED);
    for who in ["desk-laos", "head", "director"] {
        let mut browser = office.logged_in(who);
        let page = office.get(&mut browser, "/thoa-thuan/HC-2026-01");
        for shown in ["Quvaxtitle", "Quvaxtỉnh", "Quvaxclause", "Phần Lan"] {
            assert!(page.body.contains(shown), "{who}: {shown}");
        }
        assert!(office.get(&mut browser, "/thoa-thuan?q=quvax").body.contains("HC-2026-01"), "{who}");
    }
    let mut admin = office.logged_in("it");
    let log = office.get(&mut admin, "/quan-tri").body;
    assert_eq!(log.matches("mở văn bản hạn chế HC-2026-01").count(), 3, "{log}");
}
