//! Two contacts with one address (CASES L5): whoever has the mailbox has the code, and is asked which of them he is. The code
//! comes from the daemon by way of a mail server on this machine, as it does in an office.

use std::time::{Duration, Instant};

use super::client::{Browser, Office};
use crate::reading::Part;
use crate::server::Server;

const CONTACTS: &str = r#"
[office]
name = "Sở Ngoại vụ"
fallback = "it"
[contacts.desk-laos]
name = "Chuyên viên theo dõi Lào"
email = "Phong@example.vn"
[contacts.desk-korea]
name = "Chuyên viên theo dõi Hàn Quốc"
email = "phong@example.vn"
[contacts.it]
name = "Quản trị hệ thống"
email = "it@example.vn"
[roles]
head = ["desk-laos"]
"#;

pub(super) fn office(server: &Server) -> Office {
    Office::running(&format!(
        "{CONTACTS}[post]\ntransport = \"smtp\"\nfrom = \"pactwatch@example.vn\"\n[post.smtp]\nhost = \"127.0.0.1\"\nport \
         = {}\nsecurity = \"none\"\n[web]\nlisten = \"HOST\"\naddress = \"http://HOST\"\n",
        server.port
    ))
}

/// The code of the newest letter to that address, with the letter's text.
pub(super) fn code(server: &Server, seen: usize) -> (String, String) {
    let began = Instant::now();
    loop {
        let taken = server.book().taken;
        if let Some(letter) = taken.get(seen) {
            let letter = Part::read(letter);
            let text = letter
                .parts()
                .iter()
                .find(|part| part.header("Content-Type").unwrap().starts_with("text/plain"))
                .unwrap()
                .text();
            let is_code = |line: &&str| line.starts_with("    ");
            let code = text.lines().find(is_code).unwrap_or_else(|| panic!("no code: {text}")).trim().to_owned();
            return (code, text);
        }
        assert!(began.elapsed() < Duration::from_secs(60), "no code came");
        std::thread::yield_now();
    }
}

#[test]
fn l5_a_code_that_came_to_an_address_of_two_asks_which_of_them_it_is() {
    let server = Server::start(&[]);
    let office = office(&server);
    let mut browser = Browser::default();
    let token = office.get(&mut browser, "/dang-nhap").token();
    let asked = office.post(&mut browser, "/dang-nhap", &[("token", &token), ("email", "PHONG@example.vn")]);
    assert_eq!((asked.status, asked.header("location")), (303, Some("/dang-nhap")), "{}", asked.body);
    let (code, letter) = code(&server, 0);
    for name in ["Chuyên viên theo dõi Lào", "Chuyên viên theo dõi Hàn Quốc"] {
        assert!(letter.contains(name), "{name}: {letter}");
    }
    // Nobody chooses before the code.
    assert_eq!(office.get(&mut browser, "/dang-nhap/chon").header("location"), Some("/dang-nhap"));
    let token = office.get(&mut browser, "/dang-nhap").token();
    let entered = office.post(&mut browser, "/dang-nhap/ma", &[("token", &token), ("code", &code)]);
    assert_eq!((entered.status, entered.header("location")), (303, Some("/dang-nhap/chon")), "{}", entered.body);
    assert_eq!(office.get(&mut browser, "/").header("location"), Some("/dang-nhap"), "nobody is logged in yet");
    let choice = office.get(&mut browser, "/dang-nhap/chon");
    for shown in ["Anh/chị là ai?", "value=\"desk-laos\"", "value=\"desk-korea\""] {
        assert!(choice.body.contains(shown), "{shown}: {}", choice.body);
    }
    assert!(!choice.body.contains("Quản trị hệ thống") && !choice.body.contains(" checked"), "{}", choice.body);
    // One who has another address is none of them, and what is not chosen is nobody; the question stays.
    let token = choice.token();
    for chosen in [vec![("contact", "it")], vec![("contact", "")], vec![]] {
        let mut fields = vec![("token", token.as_str())];
        fields.extend(chosen);
        let refused = office.post(&mut browser, "/dang-nhap/chon", &fields);
        assert_eq!((refused.status, refused.header("location")), (303, Some("/dang-nhap/chon")), "{}", refused.body);
        assert_eq!(office.get(&mut browser, "/").header("location"), Some("/dang-nhap"), "{fields:?}");
    }
    let token = office.get(&mut browser, "/dang-nhap/chon").token();
    let chosen = office.post(&mut browser, "/dang-nhap/chon", &[("token", &token), ("contact", "desk-korea")]);
    assert_eq!((chosen.status, chosen.header("location")), (303, Some("/")), "{}", chosen.body);
    let home = office.get(&mut browser, "/").body;
    assert!(home.contains("Chuyên viên theo dõi Hàn Quốc") && !home.contains("Chuyên viên theo dõi Lào"), "{home}");
    // The code is spent: another browser, or the same question again, gets nowhere with it.
    let mut other = Browser::default();
    let token = office.get(&mut other, "/dang-nhap").token();
    let again = office.post(&mut other, "/dang-nhap/ma", &[("token", &token), ("code", &code)]);
    assert!(again.body.contains("Mã không đúng"), "{}", again.body);
}

#[test]
fn l5_a_code_to_an_address_of_one_asks_nothing() {
    let server = Server::start(&[]);
    let office = office(&server);
    let mut browser = Browser::default();
    let token = office.get(&mut browser, "/dang-nhap").token();
    office.post(&mut browser, "/dang-nhap", &[("token", &token), ("email", "it@example.vn")]);
    let (code, _) = code(&server, 0);
    let token = office.get(&mut browser, "/dang-nhap").token();
    let entered = office.post(&mut browser, "/dang-nhap/ma", &[("token", &token), ("code", &code)]);
    assert_eq!((entered.status, entered.header("location")), (303, Some("/")), "{}", entered.body);
}
