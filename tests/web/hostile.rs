//! What strangers try: another host, a sibling site, slow and greedy clients, paths that lead out, text that is code.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::client::{Browser, Office, encoded};

#[test]
fn every_answer_bears_the_headers() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    for path in ["/", "/thoa-thuan", "/thoa-thuan/DL-KR-2017-01", "/khong-co", "/health", "/dang-nhap"] {
        let response = office.get(&mut browser, path);
        let policy = response.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("referrer-policy", "same-origin"),
            ("x-robots-tag", "noindex, nofollow"),
        ] {
            assert_eq!(response.header(name), Some(value), "{path}");
        }
        assert!(response.header("set-cookie").is_none_or(|set| set.contains("HttpOnly; SameSite=Lax")), "{path}");
    }
    let feed = office.get(&mut browser, &format!("/lich/{}.ics", "a".repeat(64)));
    assert_eq!((feed.status, feed.header("referrer-policy")), (404, Some("strict-origin")));
}

#[test]
fn another_host_is_misdirected() {
    let office = Office::with("");
    let port = office.host.rsplit(':').next().unwrap().to_owned();
    for host in ["evil.example", "localhost", &format!("localhost:{port}"), &format!("evil.example:{port}"), ""] {
        assert_eq!(office.ask("GET", "/dang-nhap", &[("Host", host)], "").status, 421, "{host}");
    }
    // What a proxy says of the host is read by nobody.
    let forwarded =
        [("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("Forwarded", "host=evil.example")];
    let page = office.ask("GET", "/", &forwarded, "");
    assert_eq!((page.status, page.header("location")), (303, Some("/dang-nhap")));
    assert!(!page.header("set-cookie").unwrap_or_default().contains("Secure"));
}

#[test]
fn a_form_of_another_site_does_nothing() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    let page = office.get(&mut browser, "/tai-khoan");
    let token = page.token();
    let form = format!("token={token}");
    for (rule, headers, body, status) in [
        ("a foreign origin", vec![("Origin", "https://evil.example")], form.as_str(), 403),
        ("no origin at all, as of a sandboxed frame", vec![("Origin", "null")], form.as_str(), 403),
        ("a sibling of the same site", vec![("Sec-Fetch-Site", "same-site")], form.as_str(), 403),
        ("another site", vec![("Sec-Fetch-Site", "cross-site")], form.as_str(), 403),
        ("no token", vec![], "", 400),
        ("a wrong token", vec![], "token=00000000000000000000000000000000", 400),
        ("a form that is none", vec![("Content-Type", "text/plain")], form.as_str(), 415),
    ] {
        let sent = office.send(&mut browser.clone(), "POST", "/dang-xuat", &headers, body);
        assert_eq!(sent.status, status, "{rule}: {}", sent.body);
        assert_eq!(office.get(&mut browser, "/").status, 200, "{rule}: still logged in");
    }
    // Another browser's token is none of this one's.
    let mut other = office.logged_in("head");
    let foreign = office.get(&mut other, "/tai-khoan").token();
    assert_eq!(office.post(&mut browser, "/dang-xuat", &[("token", &foreign)]).status, 400);
    assert_eq!(office.post(&mut browser, "/dang-xuat", &[("token", &token)]).status, 303);
    assert_eq!(office.get(&mut browser, "/").status, 303, "logged out");
}

#[test]
fn nothing_is_done_by_get() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    for path in ["/dang-xuat", "/dang-nhap/ma", "/tai-khoan/ket-thuc", "/tai-khoan/lich", "/quan-tri/phien"] {
        assert_eq!(office.get(&mut browser, path).status, 404, "{path}");
    }
    assert_eq!(office.get(&mut browser, "/").status, 200);
    for method in ["PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT"] {
        assert!(matches!(office.ask(method, "/", &[], "").status, 400 | 405), "{method}");
    }
}

#[test]
fn a_planted_cookie_is_not_taken() {
    let office = Office::with("");
    let browser = office.logged_in("head");
    let own = browser.cookies.get("phien").unwrap();
    let planted = "f".repeat(64);
    for cookies in
        [format!("phien={planted}; phien={own}"), format!("phien={own}; phien={planted}"), "phien=x".to_owned()]
    {
        let page = office.ask("GET", "/", &[("Cookie", &cookies)], "");
        assert_eq!((page.status, page.header("location")), (303, Some("/dang-nhap")), "{cookies}");
    }
}

#[test]
fn slow_clients_are_cut_and_hold_up_nobody() {
    let office = Office::with("");
    let mut slow: Vec<TcpStream> = (0..60).map(|_| TcpStream::connect(&office.host).unwrap()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    }
    assert_eq!(office.ask("GET", "/dang-nhap", &[], "").status, 200, "beside sixty slow ones");
    for mut stream in slow.drain(..).take(3) {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        // It is closed, with or without a word, long before the reading times out.
        let mut rest = Vec::new();
        assert!(stream.read_to_end(&mut rest).is_ok(), "still open after half a minute");
    }
}

#[test]
fn slow_bodies_are_cut_and_hold_up_nobody() {
    let office = Office::with("");
    let head = format!(
        "POST /dang-nhap/ma HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\ntoken=",
        office.host
    );
    let mut slow: Vec<TcpStream> = (0..60).map(|_| TcpStream::connect(&office.host).unwrap()).collect();
    for stream in &mut slow {
        stream.write_all(head.as_bytes()).unwrap();
    }
    assert_eq!(office.ask("GET", "/dang-nhap", &[], "").status, 200, "beside sixty slow ones");
    let mut stream = slow.swap_remove(0);
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut answer = Vec::new();
    assert!(stream.read_to_end(&mut answer).is_ok(), "still open after a minute");
    assert!(!answer.starts_with(b"HTTP/1.1 2"), "{}", String::from_utf8_lossy(&answer));
}

#[test]
fn what_is_too_large_is_refused() {
    let office = Office::with("");
    let long = "x".repeat(20_000);
    assert!(matches!(office.ask("GET", &format!("/?q={long}"), &[], "").status, 0 | 414 | 431), "a long path");
    assert!(matches!(office.ask("GET", "/", &[("X-Long", &long)], "").status, 0 | 431), "a long header");
    let mut browser = Browser::default();
    let token = office.get(&mut browser, "/dang-nhap").token();
    let body = format!("token={token}&code={}", "A".repeat(70_000));
    assert_eq!(office.send(&mut browser, "POST", "/dang-nhap/ma", &[], &body).status, 413);
    // A body that only says that it is large is refused before it comes.
    let head = format!(
        "POST /dang-nhap/ma HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1073741824\r\n\r\n",
        office.host
    );
    let answer = String::from_utf8_lossy(&office.raw(head.as_bytes())).into_owned();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[test]
fn no_path_leads_out() {
    let office = Office::with("");
    let mut browser = office.logged_in("head");
    for path in [
        "/../config.toml",
        "/assets/../../config.toml",
        "/assets/x/..%2f..%2fconfig.toml",
        "/assets/%2e%2e/page.css",
        "/thoa-thuan/..%2f..%2fconfig.toml",
        "/thoa-thuan/DL-KR-2017-01/van-ban/..%2f..%2fconfig.toml",
        "/thoa-thuan/DL-KR-2017-01/van-ban/1",
        "/thoa-thuan/%00",
        "//evil.example/",
        "/lich/..%2fweb.db",
    ] {
        let page = office.get(&mut browser, path);
        assert!(matches!(page.status, 400 | 404), "{path}: {}", page.status);
        assert!(!page.body.contains("[contacts"), "{path}");
        assert!(page.header("location").is_none(), "{path}");
    }
}

/// What the register or a stranger says is text, never markup and never a header.
#[test]
fn text_stays_text() {
    let more = r#"
[[agreement]]
reference = "XSS-1"
title = "<script>alert(1)</script> & \"quoted\""
short = "<img src=x onerror=alert(1)>"
partner = ["jeonbuk"]
country = "KR"
signed_on = 2025-01-01
effect = "signature"
term = "5y"
officers = ["desk-korea"]
note = "'><svg/onload=alert(1)>"
"#;
    let office = Office::with(more);
    let mut browser = office.logged_in("head");
    let bad = encoded("\"><script>alert(2)</script>");
    for path in [
        "/",
        "/thoa-thuan",
        "/thoa-thuan/XSS-1",
        "/lich?thang=2030-01",
        "/ke-hoach/2030",
        &format!("/thoa-thuan?q={bad}&nuoc={bad}&nguoi={bad}&het-tu={bad}&sap={bad}&sau={bad}"),
        &format!("/thoa-thuan/XSS-1?ngay={bad}"),
        &format!("/ke-hoach?tu={bad}&den={bad}"),
        &format!("/thu-nhac?truoc={bad}"),
        &format!("/thoa-thuan/{bad}"),
    ] {
        let page = office.get(&mut browser, path);
        for markup in ["<script>alert", "<img src=x", "<svg/onload"] {
            assert!(!page.body.contains(markup), "{path}: {markup}");
        }
    }
    let split = office.ask("GET", "/thoa-thuan?q=%0d%0aSet-Cookie:%20x=1", &[], "");
    assert!(!split.headers.iter().any(|(name, value)| name == "set-cookie" && value.starts_with("x=1")));
}
