//! Agreements entered and corrected on the page: what is shown before it is recorded, and what is recorded then.

use super::client::{Browser, Office, Response};

/// What the article of 19/12/2017 tells of the agreement with Jeollabuk-do, in the words of a form.
const JEOLLABUK: [(&str, &str); 9] = [
    ("title", "Thỏa thuận hợp tác giữa tỉnh Đắk Lắk và tỉnh Jeollabuk, giai đoạn hai"),
    ("ours", "UBND tỉnh Đắk Lắk"),
    ("partner", "Jeollabuk-do"),
    ("country", "Hàn Quốc"),
    ("signed_on", "22/12/2017"),
    ("term", "5 năm"),
    ("review_every", "02 năm/lần"),
    ("officers", "Chuyên viên theo dõi Hàn Quốc"),
    ("khac", "1"),
];

fn send(office: &Office, browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Response {
    let token = office.get(browser, path).token();
    let mut all = vec![("token", token.as_str())];
    all.extend(fields);
    office.post(browser, path, &all)
}

/// The hidden fields of a preview, to be sent back.
fn hidden(page: &Response) -> Vec<(String, String)> {
    let fields = page.body.split("<input type=\"hidden\" name=\"").skip(1);
    let field = |text: &str| {
        let (name, rest) = text.split_once("\" value=\"").unwrap();
        (name.to_owned(), unescaped(rest.split('"').next().unwrap()))
    };
    let mut found: Vec<(String, String)> = fields.map(field).collect();
    // The first form of a page is the one that logs out.
    let form = found.iter().rposition(|(name, _)| name == "token").unwrap();
    found.drain(..form);
    found
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

pub(crate) fn press(office: &Office, browser: &mut Browser, path: &str, page: &Response, press: &str) -> Response {
    let fields = hidden(page);
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.push(("press", press));
    office.post(browser, path, &all)
}

const NEW: &str = "/thoa-thuan/them-moi";

/// Five years from 22/12/2017 last through 22/12/2022; reviews fall on 22/12/2019 and 22/12/2021.
#[test]
fn the_days_of_an_agreement_are_shown_before_it_is_recorded() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-korea");
    let page = send(&office, &mut browser, NEW, &JEOLLABUK);
    assert_eq!(page.status, 200, "{}", page.body);
    for said in ["22/12/2019", "22/12/2021", "thứ Năm, 22/12/2022", "5 năm", "Jeollabuk-do"] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert!(!office.run(&["list", "--json"]).contains("giai đoạn hai"), "a preview records nothing");
    let done = press(&office, &mut browser, NEW, &page, "confirm");
    let to = done.header("location").unwrap_or_else(|| panic!("{}: {}", done.status, done.body)).to_owned();
    assert!(to.starts_with("/thoa-thuan/DL-KR-2017-") && to.ends_with("?ghi=moi"), "{to}");
    let again = press(&office, &mut browser, NEW, &page, "confirm");
    assert!(again.header("location").is_some_and(|to| to.ends_with("?ghi=roi")), "the same press: {:?}", again.headers);
    let listed = office.run(&["list", "--json"]);
    assert_eq!(listed.matches("giai đoạn hai").count(), 1, "{listed}");
    let reference = to.trim_start_matches("/thoa-thuan/").trim_end_matches("?ghi=moi");
    let shown = office.run(&["show", reference, "--json"]);
    for said in [
        "\"ends_on\": \"2022-12-22\"",
        "\"term\": \"5y\"",
        "\"review_every\": \"2y\"",
        "\"via\": \"page\"",
        "\"recorded_by\": \"desk-korea\"",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    office.run(&["audit"]);
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    for (rule, name, text, field) in [
        ("a day without a year", "signed_on", "22/12", "signed_on"),
        ("a term that is none", "term", "mãi mãi", "term"),
        ("in force before it was signed", "in_force_on", "01/01/2017", "in_force_on"),
        ("a reference that is taken", "reference", "DL-KR-2017-01", "reference"),
        ("a reference that is a route", "reference", "them-moi", "reference"),
        ("one that the register has", "khac", "", "title"),
    ] {
        let mut fields: Vec<(&str, &str)> = JEOLLABUK.to_vec();
        fields.retain(|(known, _)| *known != name);
        fields.push((name, text));
        if rule == "one that the register has" {
            let title = "Bản thỏa thuận hợp tác giữa tỉnh Đắk Lắk và tỉnh Jeollabuk-do, Hàn Quốc";
            fields.retain(|(known, _)| *known != "title");
            fields.push(("title", title));
        }
        let page = send(&office, &mut browser, NEW, &fields);
        assert_eq!(page.status, 422, "{rule}: {}", page.body);
        assert!(page.body.contains("error-summary"), "{rule}");
        if !field.is_empty() {
            assert!(page.body.contains(&format!("<a href=\"#{field}\">")), "{rule}: {}", page.body);
            assert!(page.body.contains(&format!("id=\"{field}-why\"")), "{rule}: {}", page.body);
        }
        assert!(page.body.contains("UBND tỉnh Đắk Lắk"), "{rule}: what was typed is typed back");
    }
}

#[test]
fn who_looks_after_his_own_enters_his_own() {
    let office = Office::with("");
    let mut fields: Vec<(&str, &str)> = JEOLLABUK.to_vec();
    let mut laos = office.logged_in("desk-laos");
    assert_eq!(send(&office, &mut laos, NEW, &fields).status, 422, "somebody else's");
    fields.push(("restricted", "1"));
    let mut korea = office.logged_in("desk-korea");
    assert_eq!(send(&office, &mut korea, NEW, &fields).status, 422, "restricted");
    for who in ["reader", "it"] {
        assert_eq!(office.get(&mut office.logged_in(who), NEW).status, 403, "{who}");
    }
}

#[test]
fn one_like_this_begins_with_its_facts() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let page = office.get(&mut browser, &format!("{NEW}?nhu=DL-KR-2017-01"));
    for said in ["Jeollabuk-do", "Hàn Quốc", "value=\"5 năm\""] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert!(!page.body.contains("22/12/2017\""), "its own day of signing is not the new one's");
    assert_eq!(office.get(&mut browser, &format!("{NEW}?nhu=khong-co")).status, 404);
}

#[test]
fn a_correction_is_shown_first_and_says_why_where_a_day_goes() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-korea");
    let path = "/thoa-thuan/DL-KR-2017-01/chinh-sua";
    let form = office.get(&mut browser, path);
    assert_eq!(form.status, 200, "{}", form.body);
    let unchanged = press_form(&office, &mut browser, path, &form, &[]);
    assert!(unchanged.status == 422 && unchanged.body.contains("chưa có ô nào thay đổi"), "{}", unchanged.body);
    let page =
        press_form(&office, &mut browser, path, &form, &[("lead_agency", "Sở Ngoại vụ"), ("review_every", "3 năm")]);
    assert!(page.status == 200 && page.body.contains("Sở Ngoại vụ") && page.body.contains("2 năm"), "{}", page.body);
    let done = press(&office, &mut browser, path, &page, "confirm");
    assert_eq!(done.header("location"), Some("/thoa-thuan/DL-KR-2017-01?ghi=sua"), "{}", done.body);
    let shown = office.run(&["show", "DL-KR-2017-01", "--json"]);
    assert!(shown.contains("\"review_every\": \"3y\"") && shown.contains("Sở Ngoại vụ"), "{shown}");
    assert_eq!(shown.matches("\"act\": \"correct\"").count(), 2, "nothing else is corrected: {shown}");
    for (who, status) in [("reader", 403), ("desk-laos", 403), ("it", 403), ("head", 200)] {
        assert_eq!(office.get(&mut office.logged_in(who), path).status, status, "{who}");
    }
}

/// Sends a form of facts back with some of its fields changed.
pub(crate) fn press_form(
    office: &Office,
    browser: &mut Browser,
    path: &str,
    form: &Response,
    changed: &[(&str, &str)],
) -> Response {
    let mut fields: Vec<(String, String)> = vec![("token".to_owned(), form.token())];
    let body = form.body.split("<main").nth(1).unwrap();
    for text in body.split("<input id=\"").skip(1) {
        let name = text.split('"').next().unwrap();
        if let Some(value) = text.split('>').next().and_then(|tag| tag.split("value=\"").nth(1)) {
            fields.push((name.to_owned(), unescaped(value.split('"').next().unwrap())));
        }
    }
    for text in body.split("<input type=\"checkbox\"").skip(1) {
        let tag = text.split('>').next().unwrap();
        let of = |name: &str| tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        if tag.ends_with(" checked") {
            fields.push((of("name").unwrap().to_owned(), unescaped(of("value").unwrap())));
        }
    }
    for text in body.split("<textarea id=\"").skip(1) {
        let value = text.split_once('>').map(|(_, rest)| rest.split("</textarea>").next().unwrap()).unwrap();
        fields.push((text.split('"').next().unwrap().to_owned(), unescaped(value)));
    }
    for text in body.split("<select id=\"").skip(1) {
        let chosen = text.split("</select>").next().unwrap().split("<option value=\"");
        let chosen = chosen.skip(1).find(|option| option.split('>').next().unwrap().contains("selected"));
        if let Some(option) = chosen {
            fields.push((text.split('"').next().unwrap().to_owned(), option.split('"').next().unwrap().to_owned()));
        }
    }
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    office.post(browser, path, &fields)
}

/// Nobody would hear of an agreement whose officer is no contact; the nearest name is offered.
#[test]
fn an_officer_is_somebody_of_the_directory() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let form = office.get(&mut browser, NEW);
    assert!(form.body.contains("name=\"officers\" value=\"Chuyên viên theo dõi Lào\""), "{}", form.body);
    let mut fields: Vec<(&str, &str)> = JEOLLABUK.to_vec();
    fields.retain(|(name, _)| *name != "officers");
    let wrong = [&fields[..], &[("officers", "Chuyên viên theo dõi Laos")]].concat();
    let page = send(&office, &mut browser, NEW, &wrong);
    assert_eq!(page.status, 422, "{}", page.body);
    for said in ["không có trong danh bạ", "có phải “Chuyên viên theo dõi Lào” không", "<a href=\"#officers\">"]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let two = [("officers", "Chuyên viên theo dõi Hàn Quốc"), ("officers", "Chuyên viên theo dõi Lào")];
    let page = send(&office, &mut browser, NEW, &[&fields[..], &two].concat());
    assert!(page.status == 200 && page.body.contains("Chuyên viên theo dõi Hàn Quốc, Chuyên viên theo dõi Lào"));
    // Corrected just so; who gives his own away is told what he loses.
    let path = "/thoa-thuan/DL-KR-2017-01/chinh-sua";
    let mut own = office.logged_in("desk-korea");
    let invented = send(&office, &mut own, path, &[("officers", "Không có ai"), ("why", "bàn giao")]);
    assert!(invented.status == 422 && invented.body.contains("không có trong danh bạ"), "{}", invented.body);
}

/// The same title and day are asked about whatever the partner's name is, with the whole title and a way to the other.
#[test]
fn the_same_agreement_under_another_name_of_its_partner_is_asked_about() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let title = "Bản thỏa thuận hợp tác giữa tỉnh Đắk Lắk và tỉnh Jeollabuk-do, Hàn Quốc";
    let known = office.run(&["show", "DL-KR-2017-01", "--json"]);
    let known: serde_json::Value = serde_json::from_str(&known).unwrap();
    let title = known["title"].as_str().or(known["facts"]["title"].as_str()).unwrap_or(title).to_owned();
    let mut fields: Vec<(&str, &str)> = JEOLLABUK.to_vec();
    fields.retain(|(name, _)| !["khac", "title", "partner"].contains(name));
    for partner in ["tỉnh Jeollabuk-do", "Chính quyền tỉnh Jeollabuk-do", "Một đối tác khác hẳn"] {
        let typed = [&fields[..], &[("title", title.as_str()), ("partner", partner)]].concat();
        let page = send(&office, &mut browser, NEW, &typed);
        assert_eq!(page.status, 422, "{partner}: {}", page.body);
        for said in ["href=\"/thoa-thuan/DL-KR-2017-01\"", "ký ngày 22/12/2017", "Đây là văn bản khác", &title]
        {
            assert!(page.body.contains(said), "{partner}: {said}: {}", page.body);
        }
    }
}

/// What both sides amended holds from its day; before it the text stands as it was signed.
#[test]
fn an_amendment_is_no_correction() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let path = "/thoa-thuan/DL-KR-2017-01/chinh-sua";
    let form = office.get(&mut browser, path);
    let unread =
        press_form(&office, &mut browser, path, &form, &[("amended_from", "31/11/2020"), ("review_every", "1 năm")]);
    assert_eq!(unread.status, 422, "{}", unread.body);
    assert!(unread.body.contains("id=\"amended_from-why\""), "{}", unread.body);
    assert!(unread.body.contains("không có trong lịch"), "{}", unread.body);
    let amended = [("amended_from", "01/6/2020"), ("review_every", "1 năm"), ("paper", "03/PL")];
    let page = press_form(&office, &mut browser, path, &form, &amended);
    assert!(page.status == 200 && page.body.contains("thứ Hai, 01/6/2020"), "{}", page.body);
    let done = press(&office, &mut browser, path, &page, "confirm");
    assert_eq!(done.status, 303, "{}", done.body);
    let shown = office.run(&["show", "DL-KR-2017-01", "--json"]);
    assert!(shown.contains("\"act\": \"amend\"") && !shown.contains("\"act\": \"correct\""), "{shown}");
    office.run(&["audit"]);
}

/// Who has entered an agreement twice closes the second file himself, the same day; nothing is erased.
#[test]
fn an_entry_that_was_a_mistake_is_closed_by_who_made_it() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-korea");
    let mut fields: Vec<(&str, &str)> = JEOLLABUK.to_vec();
    fields.retain(|(name, _)| !["term", "reference"].contains(name));
    fields.extend([("term", "15 năm"), ("reference", "DL-KR-NHAM")]);
    let page = send(&office, &mut browser, NEW, &fields);
    let done = press(&office, &mut browser, NEW, &page, "confirm");
    let page = office.get(&mut browser, done.header("location").unwrap());
    assert!(page.body.contains("Nhập nhầm? Khép hồ sơ này"), "{}", page.body);
    let path = "/thoa-thuan/DL-KR-NHAM/cap-nhat";
    assert!(office.get(&mut browser, &format!("{path}?ghi=close")).body.contains("id=\"what-close\""));
    let page = send(&office, &mut browser, path, &[("what", "close"), ("note", "nhập trùng"), ("press", "preview")]);
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(press(&office, &mut browser, path, &page, "confirm").status, 303);
    assert!(office.run(&["show", "DL-KR-NHAM", "--json"]).contains("\"closed\""));
    // Not another's, and none that came in by a list.
    let old = "/thoa-thuan/DL-KR-2025-01/cap-nhat";
    assert!(!office.get(&mut browser, old).body.contains("id=\"what-close\""));
    office.run(&["audit"]);
}
