//! The pages: what each says, in the reader's language, and what its query string does.

use super::client::Office;

#[test]
fn d10_the_register_is_found_without_diacritics() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let mut lists = |query: &str, reference: &str| {
        let page = office.get(&mut browser, &format!("/thoa-thuan?{query}"));
        assert_eq!(page.status, 200, "{query}");
        page.body.contains(&format!("/thoa-thuan/{reference}\""))
    };
    for (query, found) in [
        ("", true),
        ("q=jeonbuk", true),
        ("q=dak+lak+jeollabuk", true),
        ("q=han+quoc", true),
        ("q=bac+jeolla", true),
        ("q=lao", false),
        ("nuoc=KR", true),
        ("nuoc=LA", false),
        ("tinh-trang=expired", true),
        ("tinh-trang=in-force", false),
        ("het-truoc=2023-01-01", true),
        ("het-truoc=22/12/2022", false),
        ("het-tu=22/12/2022", true),
        ("nguoi=desk-korea", true),
        ("nguoi=desk-laos", false),
    ] {
        assert_eq!(lists(query, "DL-KR-2017-01"), found, "{query}");
    }
}

/// Signed 22/12/2017 for five years, reviewed every two: the days by hand.
#[test]
fn an_agreement_says_each_day_and_how_it_came_about() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-korea");
    let page = office.get(&mut browser, "/thoa-thuan/DL-KR-2017-01");
    for said in
        ["22/12/2022", "22/12/2019", "22/12/2021", "đã hết hiệu lực", "Jeonbuk State", "<svg", "Quá trình thực hiện"]
    {
        assert!(page.body.contains(said), "{said}");
    }
    let english = office.get(&mut office.logged_in("desk-cambodia"), "/thoa-thuan/DL-KR-2017-01");
    assert!(english.body.contains("<html lang=\"en\">") && english.body.contains("22 Dec 2022"), "{}", english.body);
    for (day, said) in [
        ("2026-11-20", "khi đó văn bản chưa vào sổ"),
        ("2030-01-01", "ngày chưa tới"),
        ("mai", "không đọc được ngày"),
        ("21/11/2026", "Quá trình thực hiện"),
    ] {
        let page = office.get(&mut browser, &format!("/thoa-thuan/DL-KR-2017-01?ngay={day}"));
        assert!(page.status == 200 && page.body.contains(said), "{day}");
    }
}

#[test]
fn a_list_goes_out_as_it_is_shown() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let print = office.get(&mut browser, "/thoa-thuan?nuoc=KR&dang=in");
    assert!(
        print.body.contains("DL-KR-2017-01") && print.body.contains("<th scope=\"col\">STT</th>"),
        "{}",
        print.body
    );
    let sheet = office.get(&mut browser, "/thoa-thuan?nuoc=KR&dang=xlsx");
    assert_eq!(sheet.header("content-disposition"), Some("attachment; filename=\"so-theo-doi-2026-11-21.xlsx\""));
    assert!(sheet.body.starts_with("PK"));
    let plan = office.get(&mut browser, "/?dang=in");
    assert!(plan.body.contains("Ý kiến chỉ đạo"), "{}", plan.body);
}

#[test]
fn each_page_is_there_for_who_may_open_it() {
    let office = Office::with("");
    for (who, path, status) in [
        ("head", "/", 200),
        ("reader", "/", 200),
        ("reader", "/lich", 200),
        ("reader", "/lich?thang=2027-03", 200),
        ("reader", "/ke-hoach", 303),
        ("reader", "/ke-hoach/2027", 200),
        ("reader", "/ke-hoach/1800", 404),
        ("reader", "/ke-hoach?tu=01/7/2027&den=30/9/2027", 200),
        ("reader", "/thu-nhac", 200),
        ("head", "/thu-nhac", 200),
        ("head", "/tai-khoan", 200),
        ("head", "/quan-tri", 403),
        ("it", "/quan-tri", 200),
        ("head", "/khong-co", 404),
        ("head", "/thoa-thuan/khong-co", 404),
    ] {
        let mut browser = office.logged_in(who);
        let page = office.get(&mut browser, path);
        assert_eq!(page.status, status, "{who} {path}: {}", page.body);
    }
}

#[test]
fn a_feed_is_fetched_by_its_secret_alone() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-laos");
    let token = office.get(&mut browser, "/tai-khoan").token();
    let made = office.post(&mut browser, "/tai-khoan/lich", &[("token", &token)]);
    let (_, rest) = made.body.split_once("/lich/").unwrap_or_else(|| panic!("{}", made.body));
    let secret = rest.split(".ics").next().unwrap().to_owned();
    let path = format!("/lich/{secret}.ics");
    let feed = office.ask("GET", &path, &[], "");
    assert!(feed.status == 200 && feed.body.starts_with("BEGIN:VCALENDAR"), "{}", feed.body);
    let tag = feed.header("etag").unwrap().to_owned();
    assert_eq!(office.ask("GET", &path, &[("If-None-Match", &tag)], "").status, 304);
    assert!(!office.get(&mut browser, "/tai-khoan").body.contains(&secret), "shown once");
    office.post(&mut browser, "/tai-khoan/lich-dung", &[("token", &token)]);
    assert_eq!(office.ask("GET", &path, &[], "").status, 404, "stopped");
    assert!(!office.log().contains(&secret));
}

#[test]
fn assets_may_be_kept_and_bear_their_hash() {
    let office = Office::with("");
    let page = office.ask("GET", "/dang-nhap", &[], "");
    for (before, kind) in [
        ("<link rel=\"stylesheet\" href=\"", "text/css; charset=utf-8"),
        ("<script src=\"", "text/javascript; charset=utf-8"),
    ] {
        let (_, rest) = page.body.split_once(before).unwrap();
        let path = rest.split('"').next().unwrap();
        let asset = office.ask("GET", path, &[], "");
        assert_eq!((asset.status, asset.header("content-type")), (200, Some(kind)), "{path}");
        assert!(asset.header("cache-control").unwrap().contains("immutable"));
        assert_eq!(office.ask("GET", &path.replace("/assets/", "/assets/0"), &[], "").status, 404);
    }
}

#[test]
fn a_letter_names_the_page_of_its_agreement() {
    let more = r#"
[[agreement]]
reference = "THỬ-1"
title = "Bản ghi nhớ"
partner = ["jeonbuk"]
country = "KR"
signed_on = 2023-12-10
effect = "signature"
term = "3y"
officers = ["desk-korea"]
"#;
    let office = Office::with(more);
    let config = std::fs::read_to_string(office.path("config.toml")).unwrap();
    let web = "[web]\naddress = \"https://thoathuan.example.vn/so\"\nproxy = [\"127.0.0.1\"]\n";
    std::fs::write(office.path("config.toml"), format!("{config}{web}")).unwrap();
    office.run(&["tick", "--release"]);
    let letters: serde_json::Value = serde_json::from_str(&office.run(&["outbox", "list", "--json"])).unwrap();
    let ids: Vec<String> = letters.as_array().unwrap().iter().map(|letter| letter["id"].to_string()).collect();
    let texts: String = ids.iter().map(|id| office.run(&["outbox", "show", id])).collect();
    assert!(texts.contains("https://thoathuan.example.vn/so/thoa-thuan/TH%E1%BB%AC-1"), "{texts}");
    // The page answers to that path.
    let mut browser = office.logged_in("desk-korea");
    assert_eq!(office.get(&mut browser, "/thoa-thuan/TH%E1%BB%AC-1").status, 200);
}
