//! Codes that come by mail, from the daemon at the machine's own time: late ones and ones that overtake each other, other
//! browsers, wrong tries, addresses that nobody has; and where no code stands.

use super::client::{Browser, Office, Response};
use super::shared::{code, office};
use crate::server::Server;

/// Asks for a code in that browser.
fn ask(office: &Office, browser: &mut Browser, address: &str) -> Response {
    let token = office.get(browser, "/dang-nhap").token();
    office.post(browser, "/dang-nhap", &[("token", &token), ("email", address)])
}

fn enter(office: &Office, browser: &mut Browser, code: &str) -> Response {
    let token = office.get(browser, "/dang-nhap").token();
    office.post(browser, "/dang-nhap/ma", &[("token", &token), ("code", code)])
}

fn is_in(office: &Office, browser: &mut Browser) -> bool {
    office.get(browser, "/").status == 200
}

#[test]
fn late_codes_and_codes_that_overtake_each_other_open_the_browser_that_asked() {
    let server = Server::start(&[]);
    let office = office(&server);
    let (mut browser, mut other) = (Browser::default(), Browser::default());
    let mut codes = Vec::new();
    for nth in 0..3 {
        ask(&office, &mut browser, "it@example.vn");
        codes.push(code(&server, nth).0);
    }
    // The page names the first characters of all it waits for, and nothing more of them; it is there again when reopened.
    let page = office.get(&mut browser, "/dang-nhap");
    for code in &codes {
        assert!(page.body.contains(&format!(">{}</strong>", &code[..2])), "{}: {}", &code[..2], page.body);
        assert!(!page.body.contains(code), "no page shows a code");
    }
    // Whoever sees a code elsewhere gets nowhere with it, and uses it up for nobody.
    assert!(enter(&office, &mut other, &codes[0]).body.contains("Mã không đúng"));
    assert!(!is_in(&office, &mut other));
    // The first comes last, and opens all the same; it opens once.
    assert_eq!(enter(&office, &mut browser, &codes[0]).header("location"), Some("/"));
    assert!(is_in(&office, &mut browser));
    let mut again = Browser::default();
    assert!(enter(&office, &mut again, &codes[0]).body.contains("Mã không đúng"), "a second time");
    for code in &codes {
        let plain = code.replace('-', "");
        for (place, text) in [("log", office.log()), ("register", register(&office))] {
            assert!(!text.contains(code.as_str()) && !text.contains(&plain), "a code stands in the {place}");
        }
    }
}

/// All that the register and its letters hold, as text.
fn register(office: &Office) -> String {
    let mut held = String::new();
    for name in ["pactwatch.db", "pactwatch.db-wal", "web.db", "web.db-wal"] {
        let bytes = std::fs::read(office.path(&format!("var/{name}"))).unwrap_or_default();
        held.push_str(&String::from_utf8_lossy(&bytes));
    }
    held
}

#[test]
fn the_sixth_try_is_none_even_with_the_right_code() {
    let server = Server::start(&[]);
    let office = office(&server);
    let mut browser = Browser::default();
    ask(&office, &mut browser, "it@example.vn");
    let (right, letter) = code(&server, 0);
    assert!(letter.contains("127.0.0.1"), "the letter says from which machine it was asked for: {letter}");
    for nth in 0..5 {
        assert!(enter(&office, &mut browser, "AAAA-AAAA").body.contains("Mã không đúng"), "{nth}");
    }
    assert!(enter(&office, &mut browser, &right).body.contains("Mã không đúng"), "the code has ended");
    assert!(!is_in(&office, &mut browser));
    // A new one is asked for, and opens.
    ask(&office, &mut browser, "it@example.vn");
    let (fresh, _) = code(&server, 1);
    assert_eq!(enter(&office, &mut browser, &fresh).status, 303);
    assert!(is_in(&office, &mut browser));
}

#[test]
fn an_address_that_nobody_has_is_answered_alike_and_gets_no_letter() {
    let server = Server::start(&[]);
    let office = office(&server);
    let answer = |address: &str| {
        let mut browser = Browser::default();
        let asked = ask(&office, &mut browser, address);
        let page = office.get(&mut browser, "/dang-nhap");
        let (before, hint) = page.body.split_once("<strong class=\"code\">").unwrap_or_else(|| panic!("{}", page.body));
        let after = hint.split_once("</strong>").unwrap().1;
        let shown = format!("{before}{after}").replace(&page.token(), "TOKEN").replace(address, "ADDRESS");
        (asked.status, asked.header("location").map(str::to_owned), shown)
    };
    let unknown = answer("nobody@example.vn");
    assert_eq!(answer("it@example.vn"), unknown);
    let (_, letter) = code(&server, 0);
    assert!(letter.contains("Quản trị hệ thống"), "the only letter is the one to who has an address: {letter}");
    // Lines of a header do not come in by an address.
    let mut browser = Browser::default();
    for bad in ["it@example.vn\r\nBcc: x@evil.example", "it@example.vn Bcc", "it", "<it@example.vn>, x@evil.example"] {
        let page = ask(&office, &mut browser, bad);
        assert!(page.status != 303 || !page.body.contains("evil"), "{bad}");
    }
    // Five an hour from one machine, whatever the address and the browser; two were asked for above.
    for address in ["a@example.vn", "b@example.vn", "c@example.vn"] {
        assert_eq!(ask(&office, &mut Browser::default(), address).status, 303, "{address}");
    }
    let sixth = ask(&office, &mut Browser::default(), "d@example.vn");
    assert!(sixth.status == 200 && sixth.body.contains("Đã xin quá nhiều mã"), "{}", sixth.body);
    let sent = server.book().taken.len();
    assert_eq!(sent, 1, "nothing else went out");
}
