//! Commitments on the page: they come in, are corrected, taken back, answered, and spoken of at a review; each shown before it
//! is recorded.

use super::client::{Browser, Office, Response};

/// Reviewed every two years since 06/06/2024, so on 06/06/2026; today is 21/11/2026. One commitment without a day.
const SEKONG: &str = r#"
[[agreement]]
reference = "T-LA-1"
title = "Bản ghi nhớ hợp tác với tỉnh Sê Kông"
short = "Đắk Lắk – Sê Kông"
ours = ["dak-lak"]
partner = ["sekong"]
country = "LA"
signed_on = 2024-06-06
term = "5y"
review_every = "2y"
officers = ["desk-laos"]

[[commitment]]
agreement = "T-LA-1"
name = "du-hoc-sinh"
title = "Tạo điều kiện để du học sinh học lên"
side = "us"
target = "5 du học sinh"
"#;

const HERE: &str = "/thoa-thuan/T-LA-1";

fn hidden<'p>(page: &'p Response, name: &str) -> &'p str {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&start).unwrap_or_else(|| panic!("no {name}: {}", page.body));
    rest.split('"').next().unwrap()
}

/// Types into the form of a commitment, and looks at what would follow.
fn preview(office: &Office, browser: &mut Browser, name: &str, typed: &[(&str, &str)]) -> Response {
    let form = office.get(browser, &format!("{HERE}/cam-ket?ten={name}"));
    assert_eq!(form.status, 200, "{}", form.body);
    let token = form.token();
    let mut fields = vec![("token", token.as_str()), ("ten", name), ("press", "preview")];
    fields.extend(typed);
    office.post(browser, &format!("{HERE}/cam-ket"), &fields)
}

fn confirm(office: &Office, browser: &mut Browser, shown: &Response, name: &str, typed: &[(&str, &str)]) -> Response {
    let token = shown.token();
    let mut fields = vec![
        ("token", token.as_str()),
        ("ten", name),
        ("press", "confirm"),
        ("newest", hidden(shown, "newest")),
        ("nonce", hidden(shown, "nonce")),
    ];
    fields.extend(typed);
    office.post(browser, &format!("{HERE}/cam-ket"), &fields)
}

fn shown(office: &Office) -> serde_json::Value {
    serde_json::from_str(&office.run(&["show", "T-LA-1", "--json"])).unwrap()
}

fn acts(office: &Office) -> Vec<String> {
    let shown = shown(office);
    shown["acts"].as_array().unwrap().iter().map(|act| act["act"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_commitment_comes_in_is_corrected_and_taken_back() {
    let office = Office::with(SEKONG);
    let mut browser = office.logged_in("desk-laos");
    let typed = [
        ("title", "Đoàn cấp tỉnh thăm Sê Kông"),
        ("side", "both"),
        ("who", "Chuyên viên theo dõi Lào"),
        ("until", "20/01/2027"),
        ("basis", "Điều 4"),
        ("name", "doan"),
    ];
    let looked = preview(&office, &mut browser, "", &typed);
    assert_eq!(looked.status, 200, "{}", looked.body);
    // 20/01/2027 − 30 days is 21/12/2026.
    for said in ["Đoàn cấp tỉnh thăm Sê Kông", "chậm nhất ngày 20/01/2027", "Thứ Tư, 20/01/2027", "mốc mới"]
    {
        assert!(looked.body.to_lowercase().contains(&said.to_lowercase()), "{said}: {}", looked.body);
    }
    assert_eq!(acts(&office), ["register", "commit"], "a preview records nothing");
    let done = confirm(&office, &mut browser, &looked, "", &typed);
    assert_eq!((done.status, done.header("location")), (303, Some("/thoa-thuan/T-LA-1?ghi=cam-ket")), "{}", done.body);
    let again = confirm(&office, &mut browser, &looked, "", &typed);
    assert_eq!(again.header("location"), Some("/thoa-thuan/T-LA-1?ghi=roi"), "the same press twice");
    let promised = &shown(&office)["commitments"][1];
    assert_eq!(
        (promised["name"].as_str(), promised["who"].as_str(), promised["day"].as_str()),
        (Some("doan"), Some("desk-laos"), Some("2027-01-20"))
    );

    // Mended: another day, said why; the form shows what stands there now.
    let form = office.get(&mut browser, &format!("{HERE}/cam-ket?ten=doan"));
    for said in ["value=\"20/01/2027\"", "Chuyên viên theo dõi Lào", "value=\"both\" selected"] {
        assert!(form.body.contains(said), "{said}: {}", form.body);
    }
    let mut later = typed[..5].to_vec();
    later[3] = ("until", "31/3/2027");
    let refused = preview(&office, &mut browser, "doan", &later);
    assert!(
        refused.status == 422 && refused.body.contains("id=\"why-why\""),
        "a later day wants a reason: {}",
        refused.body
    );
    later.push(("why", "theo công văn của đối tác"));
    let looked = preview(&office, &mut browser, "doan", &later);
    assert!(looked.body.contains("31/3/2027") && looked.body.contains("20/01/2027"), "{}", looked.body);
    assert_eq!(confirm(&office, &mut browser, &looked, "doan", &later).status, 303);
    assert_eq!(shown(&office)["commitments"][1]["day"], "2027-03-31");
    assert_eq!(acts(&office), ["register", "commit", "commit", "correct"]);

    // Taken back by the form of the act, which the form of the commitment names.
    let form = office.get(&mut browser, &format!("{HERE}/cam-ket?ten=doan"));
    let (_, rest) = form.body.split_once("/cap-nhat/").unwrap();
    let seq = rest.split('/').next().unwrap();
    let void = office.get(&mut browser, &format!("{HERE}/cap-nhat/{seq}/huy"));
    assert_eq!(void.status, 200, "{}", void.body);
    office.run(&["audit"]);
}

#[test]
fn what_is_wrong_with_a_commitment_stands_at_its_field() {
    let office = Office::with(SEKONG);
    let mut browser = office.logged_in("desk-laos");
    for (rule, typed, field) in [
        ("nothing promised", vec![("until", "31/12/2027")], "title"),
        ("a day without a year", vec![("title", "Thăm"), ("until", "31/12")], "until"),
        ("two answers to when", vec![("title", "Thăm"), ("until", "31/12/2027"), ("every", "1 năm")], "until"),
        ("a first day of nothing", vec![("title", "Thăm"), ("from", "01/01/2027")], "from"),
        ("no day of the year", vec![("title", "Thăm"), ("yearly", "31/02")], "yearly"),
        ("a name that is another's", vec![("title", "Thăm"), ("name", "du-hoc-sinh")], "name"),
    ] {
        let page = preview(&office, &mut browser, "", &typed);
        assert_eq!(page.status, 422, "{rule}: {}", page.body);
        assert!(page.body.contains(&format!("id=\"{field}-why\"")), "{rule}: {}", page.body);
    }
    assert_eq!(acts(&office), ["register", "commit"]);
}

#[test]
fn one_without_a_day_is_answered_itself_and_no_other_day_is() {
    let office = Office::with(SEKONG);
    let mut browser = office.logged_in("desk-laos");
    let page = office.get(&mut browser, HERE);
    assert!(page.body.contains("/cap-nhat?moc=commitment%3Adu-hoc-sinh\""), "{}", page.body);
    let record = format!("{HERE}/cap-nhat");
    let form = office.get(&mut browser, &format!("{record}?moc=commitment%3Adu-hoc-sinh"));
    assert!(
        form.body.contains("Tạo điều kiện để du học sinh học lên") && form.body.contains("what-fulfil"),
        "{}",
        form.body
    );
    let token = form.token();
    let typed = [("what", "fulfil"), ("on", "02/6/2026"), ("number", "9/BC")];
    let named = ("moc", "commitment:du-hoc-sinh");
    let mut fields = vec![("token", token.as_str()), named, ("press", "preview")];
    fields.extend(typed);
    let looked = office.post(&mut browser, &record, &fields);
    assert!(looked.status == 200 && looked.body.contains("du học sinh"), "{}", looked.body);
    let token = looked.token();
    let mut fields = vec![
        ("token", token.as_str()),
        named,
        ("press", "confirm"),
        ("newest", hidden(&looked, "newest")),
        ("nonce", hidden(&looked, "nonce")),
    ];
    fields.extend(typed);
    assert_eq!(office.post(&mut browser, &record, &fields).status, 303);
    let promised = &shown(&office)["commitments"][0];
    assert_eq!((promised["standing"].as_str(), promised["day"].as_str()), (Some("done"), Some("2026-06-02")));
    assert_eq!(acts(&office), ["register", "commit", "fulfil"], "the review of 06/06/2026 is open still");
}

#[test]
fn at_a_review_each_commitment_has_a_field() {
    let office = Office::with(SEKONG);
    let mut browser = office.logged_in("desk-laos");
    let record = format!("{HERE}/cap-nhat");
    let form = office.get(&mut browser, &format!("{record}?moc=review@2026-06-06"));
    assert!(form.body.contains("name=\"said:du-hoc-sinh\""), "{}", form.body);
    let token = form.token();
    let typed =
        [("what", "hold-review"), ("on", "10/6/2026"), ("said:du-hoc-sinh", "2 sinh viên học lên thạc sĩ; 1 về nước")];
    let named = ("moc", "review@2026-06-06");
    let mut fields = vec![("token", token.as_str()), named, ("press", "preview")];
    fields.extend(typed);
    let looked = office.post(&mut browser, &record, &fields);
    assert!(looked.status == 200 && looked.body.contains("2 sinh viên học lên thạc sĩ; 1 về nước"), "{}", looked.body);
    let token = looked.token();
    let mut fields = vec![
        ("token", token.as_str()),
        named,
        ("press", "confirm"),
        ("newest", hidden(&looked, "newest")),
        ("nonce", hidden(&looked, "nonce")),
    ];
    // Another text than was shown is not recorded unseen.
    let mut other = fields.clone();
    other.extend([typed[0], typed[1], ("said:du-hoc-sinh", "khác")]);
    let again = office.post(&mut browser, &record, &other);
    assert!(again.status == 200 && acts(&office).len() == 2, "{}", again.body);
    fields.extend(typed);
    assert_eq!(office.post(&mut browser, &record, &fields).status, 303);
    assert_eq!(acts(&office), ["register", "commit", "hold-review", "progress"]);
    let said = shown(&office)["acts"][3].clone();
    assert_eq!((said["text"].as_str(), said["on"].as_str()), (Some(typed[2].1), Some("2026-06-10")), "{said}");
    // What is said of a commitment has no place where no review was held.
    let form = office.get(&mut browser, &format!("{record}?moc=commitment%3Adu-hoc-sinh"));
    let token = form.token();
    let fields = [
        ("token", token.as_str()),
        ("moc", "commitment:du-hoc-sinh"),
        ("press", "preview"),
        ("what", "fulfil"),
        ("on", "10/6/2026"),
        ("said:du-hoc-sinh", "x"),
    ];
    assert_eq!(office.post(&mut browser, &record, &fields).status, 422);
}

#[test]
fn a_new_agreement_comes_with_what_it_promises() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-laos");
    let form = office.get(&mut browser, "/thoa-thuan/them-moi");
    let token = form.token();
    let typed = [
        ("title", "Bản ghi nhớ với tỉnh Salavan"),
        ("partner", "Chính quyền tỉnh Salavan"),
        ("ours", "UBND tỉnh Đắk Lắk"),
        ("country", "Lào"),
        ("signed_on", "03/11/2026"),
        ("term", "5 năm"),
        ("officers", "Chuyên viên theo dõi Lào"),
        ("reference", "T-LA-2"),
        ("cam-ket-1:title", "Trao đổi đoàn"),
        ("cam-ket-1:side", "both"),
        ("cam-ket-1:every", "02 năm/lần"),
        ("cam-ket-2:title", "Cấp 5 học bổng"),
        ("cam-ket-2:side", "us"),
        ("cam-ket-3:side", "us"),
    ];
    let mut wrong = vec![("token", token.as_str()), ("press", "preview")];
    wrong.extend(typed);
    wrong.push(("cam-ket-2:until", "31/12"));
    let refused = office.post(&mut browser, "/thoa-thuan/them-moi", &wrong);
    assert!(refused.status == 422 && refused.body.contains("id=\"cam-ket-2:until-why\""), "{}", refused.body);
    let mut fields = vec![("token", token.as_str()), ("press", "preview")];
    fields.extend(typed);
    let looked = office.post(&mut browser, "/thoa-thuan/them-moi", &fields);
    assert!(
        looked.status == 200 && looked.body.contains("Trao đổi đoàn") && looked.body.contains("03/11/2028"),
        "{}",
        looked.body
    );
    let token = looked.token();
    let mut fields = vec![("token", token.as_str()), ("press", "confirm"), ("nonce", hidden(&looked, "nonce"))];
    fields.extend(typed);
    let done = office.post(&mut browser, "/thoa-thuan/them-moi", &fields);
    assert_eq!(done.status, 303, "{}", done.body);
    let shown: serde_json::Value = serde_json::from_str(&office.run(&["show", "T-LA-2", "--json"])).unwrap();
    let names: Vec<&str> =
        shown["commitments"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["trao-doi-doan", "cap-5-hoc-bong"], "{shown}");
    assert_eq!(shown["commitments"][0]["day"], "2028-11-03");
}

#[test]
fn who_may_not_change_an_agreement_does_not_change_its_commitments() {
    let office = Office::with(SEKONG);
    for (who, status) in [("desk-laos", 200), ("head", 200), ("desk-korea", 403), ("reader", 403), ("it", 403)] {
        let mut browser = office.logged_in(who);
        assert_eq!(office.get(&mut browser, &format!("{HERE}/cam-ket")).status, status, "{who}");
        let page = office.get(&mut browser, HERE);
        assert_eq!(page.body.contains("/cam-ket"), status == 200, "{who}");
    }
    let mut browser = office.logged_in("head");
    assert_eq!(office.get(&mut browser, &format!("{HERE}/cam-ket?ten=khong-co")).status, 404);
}

#[test]
fn the_year_shows_tasks_under_their_strategy_by_who_does_them() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let page = office.get(&mut browser, "/ke-hoach/2026");
    for said in [
        "Chiến lược ngoại giao văn hóa (GL-CL-2026-2030) › Nhiệm vụ 2026 (GL-KH-2026)",
        "Sở Ngoại vụ tỉnh Gia Lai",
        "Tạo điều kiện để du học sinh",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let file = office.get(&mut browser, "/ke-hoach/2026?dang=cam-ket");
    assert_eq!(file.status, 200);
}

/// Three tasks of one plan on one day: the first page, its print and its workbook say which is which.
#[test]
fn what_is_promised_stands_where_it_falls_due() {
    let due = ["Đón đoàn cán bộ tỉnh Sê Kông", "Tổ chức hội chợ biên giới"].iter().zip(["doan", "hoi-cho"]).map(
        |(title, name)| {
            format!(
                "\n[[commitment]]\nagreement = \"T-LA-1\"\nname = \"{name}\"\ntitle = \"{title}\"\nside = \"us\"\nuntil = \
                 2026-12-21\n"
            )
        },
    );
    let office = Office::with(&format!("{SEKONG}{}", due.collect::<String>()));
    let mut browser = office.logged_in("desk-laos");
    for path in ["/", "/?dang=in"] {
        let page = office.get(&mut browser, path).body;
        for title in ["cam kết: Đón đoàn cán bộ tỉnh Sê Kông", "cam kết: Tổ chức hội chợ biên giới"]
        {
            assert_eq!(page.matches(title).count(), 1, "{path}: {title} in {page}");
        }
    }
}

/// Whoever reads the page knows neither the names that acts have for commitments nor rungs by their offsets.
#[test]
fn the_page_of_an_agreement_speaks_of_promises_and_reminders_in_words() {
    let more = "\n[[commitment]]\nagreement = \"T-LA-1\"\nname = \"doan-vao\"\ntitle = \"Đón đoàn của tỉnh Sê Kông\"\n\
                side = \"both\"\nuntil = 2027-03-31\n";
    let office = Office::with(&format!("{SEKONG}{more}"));
    office.run(&["record", "T-LA-1", "progress", "commitment:doan-vao", "--text", "đã mời", "--by", "head"]);
    let page = office.get(&mut office.logged_in("head"), HERE).body;
    for said in ["Đón đoàn của tỉnh Sê Kông", "cam kết: Đón đoàn của tỉnh Sê Kông 31/03/2027", "trước 30 ngày"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    for raw in ["cam kết: doan-vao", "mã: doan-vao", "mã doan-vao", ">-30d", ">doan-vao", "-7d"] {
        assert!(!page.contains(raw), "{raw}: {page}");
    }
}
