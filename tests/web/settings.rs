//! Absence, language and rhythm under the account; handover, parties, the office's own duties, letters and the machine.

use super::client::{Browser, Office, Response};

fn send(office: &Office, browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Response {
    let token = office.get(browser, "/tai-khoan").token();
    let mut all = vec![("token", token.as_str())];
    all.extend(fields);
    office.post(browser, path, &all)
}

/// The nonce of a preview.
fn nonce(page: &Response) -> String {
    let (_, rest) = page.body.split_once("name=\"nonce\" value=\"").unwrap_or_else(|| panic!("{}", page.body));
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn who_is_away_says_who_stands_in() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-korea");
    let days = [("tu", "20/11/2026"), ("den", "30/11/2026"), ("thay", "desk-laos")];
    let said = send(&office, &mut browser, "/tai-khoan/vang-mat", &days);
    assert_eq!(said.header("location"), Some("/tai-khoan?nguoi=desk-korea&ghi=1"), "{}", said.body);
    // Who stands in records on the agreements of who is away, from the same moment on.
    let mut laos = office.logged_in("desk-laos");
    assert_eq!(office.get(&mut laos, "/thoa-thuan/DL-KR-2017-01/cap-nhat").status, 200);
    let account = office.get(&mut browser, "/tai-khoan");
    assert!(
        account.body.contains("thứ Hai, 30/11/2026") && account.body.contains("Chuyên viên theo dõi Lào"),
        "{}",
        account.body
    );
    // Taken back, it holds no more.
    let (_, rest) = account.body.split_once("name=\"so\" value=\"").unwrap();
    let seq = rest.split('"').next().unwrap().to_owned();
    send(&office, &mut browser, "/tai-khoan/huy", &[("so", &seq)]);
    assert_eq!(office.get(&mut laos, "/thoa-thuan/DL-KR-2017-01/cap-nhat").status, 403);
    office.run(&["audit"]);
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_recorded() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-korea");
    for (rule, fields, status) in [
        ("no day", vec![("tu", ""), ("thay", "desk-laos")], 422),
        ("a day without a year", vec![("tu", "20/11"), ("den", "30/11/2026")], 422),
        ("the last before the first", vec![("tu", "30/11/2026"), ("den", "20/11/2026")], 422),
        ("oneself", vec![("tu", "20/11/2026"), ("den", "30/11/2026"), ("thay", "desk-korea")], 422),
        ("somebody else's", vec![("nguoi", "head"), ("tu", "20/11/2026")], 403),
    ] {
        let said = send(&office, &mut browser, "/tai-khoan/vang-mat", &fields);
        assert_eq!(said.status, status, "{rule}: {}", said.body);
    }
    assert!(office.get(&mut browser, "/tai-khoan").body.contains("Không có ngày vắng mặt"));
    let mut head = office.logged_in("head");
    let other = [("nguoi", "desk-korea"), ("tu", "21/11/2026"), ("den", "22/11/2026")];
    assert_eq!(
        send(&office, &mut head, "/tai-khoan/vang-mat", &other).status,
        303,
        "who records on all says it for others"
    );
}

#[test]
fn a_language_holds_at_once_and_is_given_back() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-korea");
    send(&office, &mut browser, "/tai-khoan/thu", &[("ngon-ngu", "en"), ("nhip", "weekly")]);
    assert!(office.get(&mut browser, "/tai-khoan").body.contains("<html lang=\"en\">"));
    office.run(&["record", "office", "contact", "desk-korea", "--letters-in", "-", "--by", "desk-korea"]);
    assert!(office.get(&mut browser, "/tai-khoan").body.contains("<html lang=\"vi\">"));
}

#[test]
fn agreements_are_handed_over_after_a_list() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let ends = [("tu", "desk-korea"), ("den", "desk-laos")];
    let page = send(&office, &mut browser, "/ban-giao", &[&ends[..], &[("press", "preview")]].concat());
    assert!(page.status == 200 && page.body.contains("DL-KR-2017-01"), "{}", page.body);
    let officers = || office.run(&["show", "DL-KR-2017-01", "--json"]);
    assert!(officers().contains("\"desk-korea\""), "a list hands nothing over");
    let given = nonce(&page);
    let confirm = [&ends[..], &[("press", "confirm"), ("nonce", &given)]].concat();
    assert_eq!(send(&office, &mut browser, "/ban-giao", &confirm).status, 303);
    assert!(officers().contains("\"officers\": [\n    \"desk-laos\""), "{}", officers());
    let again = send(&office, &mut browser, "/ban-giao", &confirm);
    let to = again.header("location").unwrap_or_default().to_owned();
    assert!(to.starts_with("/ban-giao?ghi=roi"), "pressed twice it is known: {}", again.body);
    assert!(office.get(&mut browser, &to).body.contains("lần bấm này không ghi thêm"));
    let nothing = send(&office, &mut browser, "/ban-giao", &[&ends[..], &[("press", "preview")]].concat());
    assert!(nothing.status == 200 && nothing.body.contains("không phụ trách văn bản nào"), "{}", nothing.body);
    for who in ["desk-laos", "reader", "it"] {
        assert_eq!(office.get(&mut office.logged_in(who), "/ban-giao").status, 403, "{who}");
        assert_eq!(office.get(&mut office.logged_in(who), "/doi-tac").status, 403, "{who}");
    }
}

#[test]
fn a_party_gets_another_name_after_a_look() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let list = office.get(&mut browser, "/doi-tac?q=jeonbuk");
    let (_, rest) = list.body.split_once("/doi-tac/").unwrap_or_else(|| panic!("{}", list.body));
    let path = format!("/doi-tac/{}", rest.split('"').next().unwrap());
    let form = office.get(&mut browser, &path);
    // Phú Yên and Kon Tum were merged into others on 1 July 2025: they take nobody's place.
    for (party, offered) in [("UBND tỉnh Đắk Lắk", true), ("UBND tỉnh Phú Yên", false), ("UBND tỉnh Kon Tum", false)]
    {
        assert_eq!(form.body.contains(&format!("<option value=\"{party}\">")), offered, "{party}: {}", form.body);
    }
    let what = [("viec", "alias"), ("ten", "Bắc Jeolla Đặc biệt"), ("tu", ""), ("can-cu", "")];
    let page = send(&office, &mut browser, &path, &[&what[..], &[("press", "preview")]].concat());
    assert!(page.status == 200 && page.body.contains("Sẽ ghi"), "{}", page.body);
    let given = nonce(&page);
    let done = send(&office, &mut browser, &path, &[&what[..], &[("press", "confirm"), ("nonce", &given)]].concat());
    assert_eq!(done.header("location"), Some(format!("{path}?ghi=1").as_str()), "{}", done.body);
    assert!(office.run(&["list", "--text", "bac jeolla dac biet", "--json"]).contains("DL-KR-2017-01"));
    let nothing = send(&office, &mut browser, &path, &[("ten", "x"), ("press", "preview")]);
    assert_eq!(nothing.status, 422);
}

#[test]
fn the_office_s_own_duties_are_recorded() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let page = office.get(&mut browser, "/viec-co-quan");
    let (_, rest) = page.body.split_once("/viec-co-quan?moc=").unwrap_or_else(|| panic!("{}", page.body));
    let mark = rest.split('"').next().unwrap().replace("%3A", ":").replace("%40", "@");
    let said = [("moc", mark.as_str()), ("on", "20/11/2026"), ("number", "12/BC"), ("press", "preview")];
    let preview = send(&office, &mut browser, "/viec-co-quan", &said);
    assert!(preview.status == 200 && preview.body.contains("thứ Sáu, 20/11/2026"), "{}", preview.body);
    let done = send(&office, &mut browser, "/viec-co-quan", &[&said[..3], &[("press", "confirm")]].concat());
    assert_eq!(done.header("location"), Some("/viec-co-quan?ghi=1"), "{}", done.body);
    assert!(
        !office.get(&mut browser, "/viec-co-quan").body.contains(&format!("moc={}\"", rest.split('"').next().unwrap()))
    );
    let without = send(&office, &mut browser, "/viec-co-quan", &[("moc", &mark), ("on", ""), ("press", "preview")]);
    assert!(without.status == 422 || without.status == 200, "{}", without.body);
}

#[test]
fn the_machine_s_page_offers_lines_and_no_record() {
    let office = Office::with("");
    let mut it = office.logged_in("it");
    let page = office.get(&mut it, "/quan-tri");
    assert!(page.body.contains("confirmed = true") && page.body.contains("[calendar]"), "{}", page.body);
    for (who, path, status) in [
        ("it", "/thu-nhac/gui-lai", 303),
        ("head", "/thu-nhac/gui-lai", 303),
        ("desk-korea", "/thu-nhac/gui-lai", 403),
        ("it", "/thu-nhac/bo", 403),
        ("desk-korea", "/thu-nhac/bo", 403),
        ("desk-korea", "/thu-nhac/phanh", 403),
        ("it", "/thu-nhac/phanh", 303),
    ] {
        let mut browser = office.logged_in(who);
        assert_eq!(send(&office, &mut browser, path, &[]).status, status, "{who} {path}");
    }
}

#[test]
fn a_person_s_name_is_found_wherever_it_stands() {
    let office = Office::with("");
    office.run(&[
        "record",
        "DL-KR-2017-01",
        "progress",
        "expiry@2022-12-22",
        "gửi Người dùng thử",
        "--by",
        "desk-korea",
    ]);
    let found = office.run(&["person", "nguoi dung thu", "--json"]);
    assert!(found.contains("\"progress\"") && found.contains("\"values\""), "{found}");
    let officer = office.run(&["person", "desk-korea", "--json"]);
    assert!(officer.contains("\"field\": \"officers\"") && officer.contains("recorded_by"), "{officer}");
    let nobody = office.run(&["person", "khong co ai ten nay", "--json"]);
    assert!(nobody.contains("\"acts\": []") && nobody.contains("\"facts\": []"), "{nobody}");
}

/// A contact that several share says once a session who writes, and every act tells it.
#[test]
fn a_shared_contact_is_asked_once_who_writes() {
    let office = Office::with("");
    let config = std::fs::read_to_string(office.path("config.toml")).unwrap();
    let shared =
        config.replace("email = \"desk-korea@example.vn\"", "email = \"desk-korea@example.vn\"\nshared = true");
    std::fs::write(office.path("config.toml"), shared).unwrap();
    let mut browser = office.logged_in("desk-korea");
    let path = "/thoa-thuan/DL-KR-2017-01/chinh-sua";
    let asked = office.get(&mut browser, path);
    assert_eq!((asked.status, asked.header("location")), (303, Some("/nguoi-ghi")));
    assert_eq!(send(&office, &mut browser, "/nguoi-ghi", &[("writer", " ")]).status, 422);
    let named = send(&office, &mut browser, "/nguoi-ghi", &[("writer", "Người dùng thử, chuyên viên")]);
    assert_eq!(named.header("location"), Some(path), "and back to where one wanted to go");
    assert_eq!(office.get(&mut browser, path).status, 200);
    send(&office, &mut browser, "/tai-khoan/vang-mat", &[("tu", "21/11/2026"), ("den", "22/11/2026")]);
    let found = office.run(&["person", "Người dùng thử", "--json"]);
    assert!(found.contains("\"contact\"") && found.contains("written_by"), "{found}");
}

#[test]
fn some_agreements_and_those_of_nobody_are_handed_over() {
    let office = Office::with(
        "[[agreement]]\nreference = \"DL-KR-2024-09\"\ntitle = \"Bản ghi nhớ hợp tác y tế\"\nkind = \"mou\"\n\
         ours = [\"dak-lak\"]\npartner = [\"jeonbuk\"]\ncountry = \"KR\"\nsigned_on = 2024-06-15\nterm = \"5y\"\n",
    );
    let mut browser = office.logged_in("head");
    let officers = |reference: &str| office.run(&["show", reference, "--json"]);
    // Of two of Korea's one stays.
    let ends = [("tu", "desk-korea"), ("den", "desk-laos"), ("chon", "1"), ("ma", "DL-KR-2017-01")];
    let page = send(&office, &mut browser, "/ban-giao", &[&ends[..2], &[("press", "preview")]].concat());
    assert!(page.body.contains("name=\"ma\" value=\"DL-KR-2025-01\" checked"), "{}", page.body);
    let given = nonce(&page);
    let done =
        send(&office, &mut browser, "/ban-giao", &[&ends[..], &[("press", "confirm"), ("nonce", &given)]].concat());
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(officers("DL-KR-2017-01").contains("\"desk-laos\""), "the one that was ticked");
    assert!(officers("DL-KR-2025-01").contains("\"desk-korea\""), "the other stays");
    // Nobody's go to somebody, who hears of it.
    let nobody = [("tu", "-"), ("den", "desk-korea")];
    let page = send(&office, &mut browser, "/ban-giao", &[&nobody[..], &[("press", "preview")]].concat());
    assert!(page.body.contains("DL-KR-2024-09") && !page.body.contains("DL-KR-2017-01"), "{}", page.body);
    let given = nonce(&page);
    let confirm = [&nobody[..], &[("press", "confirm"), ("nonce", &given)]].concat();
    assert_eq!(send(&office, &mut browser, "/ban-giao", &confirm).status, 303);
    assert!(officers("DL-KR-2024-09").contains("\"desk-korea\""));
    let none = send(&office, &mut browser, "/ban-giao", &[("tu", "-"), ("den", "desk-korea"), ("chon", "1")]);
    assert!(none.body.contains("Đánh dấu ít nhất một văn bản"), "{}", none.body);
    office.run(&["tick"]);
    assert!(office.run(&["outbox", "list", "--json"]).contains("[Bàn giao] 1 văn bản"));
    office.run(&["audit"]);
}
