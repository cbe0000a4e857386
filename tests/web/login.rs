//! Logging in: what opens the door, what does not, and that nobody learns from the door who lives here.

use super::client::{Browser, Office};

#[test]
fn a_printed_code_opens_once() {
    let office = Office::with("");
    let code = office.run(&["login", "desk-korea"]);
    let mut first = Browser::default();
    let token = office.get(&mut first, "/dang-nhap").token();
    // As people type: small letters, blanks.
    let typed = code.to_lowercase().replace('-', " ");
    assert_eq!(office.post(&mut first, "/dang-nhap/ma", &[("token", &token), ("code", &typed)]).status, 303);
    let home = office.get(&mut first, "/");
    assert!(home.status == 200 && home.body.contains("Chuyên viên theo dõi Hàn Quốc"), "{}", home.body);
    let mut second = Browser::default();
    let token = office.get(&mut second, "/dang-nhap").token();
    let again = office.post(&mut second, "/dang-nhap/ma", &[("token", &token), ("code", &code)]);
    assert!(again.status == 200 && again.body.contains("Mã không đúng"), "a second time");
    assert_eq!(office.get(&mut second, "/").status, 303);
    assert!(!office.log().contains(&code) && !office.log().contains(&code.replace('-', "")), "{}", office.log());
}

#[test]
fn the_login_leads_where_one_wanted_to_go_and_nowhere_else() {
    let office = Office::with("");
    let mut browser = Browser::default();
    let asked = office.get(&mut browser, "/thoa-thuan/DL-KR-2017-01?ngay=2026-11-21");
    assert_eq!((asked.status, asked.header("location")), (303, Some("/dang-nhap")));
    let token = office.get(&mut browser, "/dang-nhap?next=https://evil.example/").token();
    let code = office.run(&["login", "head"]);
    let entered =
        office.post(&mut browser, "/dang-nhap/ma", &[("token", &token), ("code", &code), ("next", "//evil.example")]);
    assert_eq!(entered.header("location"), Some("/thoa-thuan/DL-KR-2017-01?ngay=2026-11-21"));
    // The cookie is a new one; the one before the login is taken away.
    assert!(browser.cookies.contains_key("phien") && !browser.cookies.contains_key("trinh-duyet"));
}

#[test]
fn twenty_wrong_codes_are_enough() {
    let office = Office::with("");
    let mut browser = Browser::default();
    let token = office.get(&mut browser, "/dang-nhap").token();
    for nth in 0..20 {
        let page = office.post(&mut browser, "/dang-nhap/ma", &[("token", &token), ("code", "AAAA-AAAA")]);
        assert!(page.body.contains("Mã không đúng"), "{nth}: {}", page.body);
    }
    let code = office.run(&["login", "head"]);
    let page = office.post(&mut browser, "/dang-nhap/ma", &[("token", &token), ("code", &code)]);
    assert!(page.body.contains("Đã nhập sai quá nhiều lần"), "{}", page.body);
}

#[test]
fn a_browser_that_logged_in_before_is_not_locked_out_by_strangers() {
    let office = Office::with("");
    let mut known = office.logged_in("head");
    let token = office.get(&mut known, "/tai-khoan").token();
    assert_eq!(office.post(&mut known, "/dang-xuat", &[("token", &token)]).status, 303);
    let mut stranger = Browser::default();
    let token = office.get(&mut stranger, "/dang-nhap").token();
    for _ in 0..20 {
        office.post(&mut stranger, "/dang-nhap/ma", &[("token", &token), ("code", "AAAA-AAAA")]);
    }
    let code = office.run(&["login", "head"]);
    let token = office.get(&mut known, "/dang-nhap").token();
    assert_eq!(office.post(&mut known, "/dang-nhap/ma", &[("token", &token), ("code", &code)]).status, 303);
}

#[test]
fn without_cookies_the_page_says_so() {
    let office = Office::with("");
    let sent = office.ask("POST", "/dang-nhap/ma", &[], "code=AAAA-AAAA");
    // No cookie, so no token can be right; nothing loops without a word.
    assert!(sent.status == 400 && sent.body.contains("Biểu mẫu đã hết hạn"), "{}", sent.body);
}

#[test]
fn the_page_alone_sends_no_codes_and_says_whom_to_ask() {
    let office = Office::with("");
    let mut browser = Browser::default();
    let page = office.get(&mut browser, "/dang-nhap");
    assert!(
        page.body.contains("không gửi được mã qua thư") && page.body.contains("Quản trị hệ thống"),
        "{}",
        page.body
    );
    // Known and unknown addresses are answered alike.
    let answers: Vec<(u16, String)> = ["head@example.vn", "nobody@example.vn"]
        .iter()
        .map(|address| {
            let mut browser = Browser::default();
            let token = office.get(&mut browser, "/dang-nhap").token();
            let page = office.post(&mut browser, "/dang-nhap", &[("token", &token), ("email", address)]);
            (page.status, page.body.replace(&page.token(), "TOKEN"))
        })
        .collect();
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn a_session_ends_with_the_address_the_rights_and_the_contact() {
    let office = Office::with("");
    let config = std::fs::read_to_string(office.path("config.toml")).unwrap();
    for (rule, from, to) in [
        ("another address", "reader@example.vn", "reader2@example.vn"),
        ("other rights", "can = [\"read\"]", "can = [\"own\"]"),
        ("the contact is gone", "[contacts.reader]", "[contacts.reader2]"),
    ] {
        let mut browser = office.logged_in("reader");
        assert_eq!(office.get(&mut browser, "/thoa-thuan").status, 200, "{rule}");
        std::fs::write(office.path("config.toml"), config.replace(from, to)).unwrap();
        assert_eq!(office.get(&mut browser, "/thoa-thuan").status, 303, "{rule}");
        std::fs::write(office.path("config.toml"), &config).unwrap();
        assert_eq!(office.get(&mut browser, "/thoa-thuan").status, 303, "{rule}: it does not come back");
    }
}

/// "Giữ đăng nhập trên máy này": thirty days, and never for who looks after the machine.
#[test]
fn a_login_is_kept_on_a_machine_but_for_an_administrator_s() {
    let office = Office::with("");
    for (who, kept) in [("desk-korea", true), ("head", true), ("it", false)] {
        let mut browser = Browser::default();
        let token = office.get(&mut browser, "/dang-nhap").token();
        let code = office.run(&["login", who]);
        let fields = [("token", token.as_str()), ("code", code.as_str()), ("keep", "1")];
        let entered = office.post(&mut browser, "/dang-nhap/ma", &fields);
        assert_eq!(entered.status, 303, "{who}: {}", entered.body);
        let set = entered.headers.iter().filter(|(name, _)| name == "set-cookie");
        let session = set.map(|(_, value)| value).find(|value| value.starts_with("phien=")).unwrap();
        assert_eq!(session.contains("Max-Age=2592000"), kept, "{who}: {session}");
    }
}

#[test]
fn all_sessions_end_together() {
    let office = Office::with("");
    let (mut one, mut other) = (office.logged_in("head"), office.logged_in("head"));
    let token = office.get(&mut one, "/tai-khoan").token();
    assert_eq!(office.post(&mut one, "/tai-khoan/ket-thuc", &[("token", &token)]).status, 303);
    assert_eq!((office.get(&mut one, "/").status, office.get(&mut other, "/").status), (303, 303));
}

#[test]
fn nobody_ends_another_s_session() {
    let office = Office::with("");
    let mut head = office.logged_in("head");
    let mut officer = office.logged_in("desk-korea");
    let mut admin = office.logged_in("it");
    let listed = office.get(&mut admin, "/quan-tri").body;
    let ids: Vec<&str> =
        listed.split("name=\"id\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), 2, "all but one's own");
    let token = office.get(&mut officer, "/tai-khoan").token();
    for id in &ids {
        office.post(&mut officer, "/tai-khoan/ket-thuc", &[("token", &token), ("id", id)]);
    }
    assert_eq!(office.get(&mut head, "/").status, 200);
    assert_eq!(office.get(&mut head, "/quan-tri").status, 403, "the machine is not the head's");
    let token = office.get(&mut admin, "/quan-tri").token();
    for id in &ids {
        office.post(&mut admin, "/quan-tri/phien", &[("token", &token), ("id", id)]);
    }
    assert_eq!(office.get(&mut head, "/").status, 303);
}
