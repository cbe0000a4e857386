//! What a mail server can do before the first letter: greeting, STARTTLS, login (S1–S3, S12, S13).

use std::net::TcpListener;

use pactwatch::post::{Login, Password, PlainLogin, Post, Security, SendOutcome, SmtpPost, SmtpSettings, TroubleKind};

use crate::client::{PASSWORD, accepted, kind, letter, post, send, settings, with_login};
use crate::server::{Act, Server, say};

#[test]
fn a_greeting_that_is_none_is_no_letter_s_fault() {
    use TroubleKind::{Greeting, Lost};
    let cases: [(&str, Vec<u8>, TroubleKind); 8] = [
        ("closing", b"421 too busy\r\n".to_vec(), Greeting),
        ("no service", b"554 no SMTP service here\r\n".to_vec(), Greeting),
        ("a web server", b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_vec(), Greeting),
        ("another welcome", b"250 welcome\r\n".to_vec(), Greeting),
        ("64 KiB on one line", [b"220 ", &b"x".repeat(65_536)[..], b"\r\n"].concat(), Greeting),
        ("10,000 lines", [b"220-x\r\n".repeat(10_000), b"220 x\r\n".to_vec()].concat(), Greeting),
        ("NUL bytes without end", vec![0; 1_000_000], Greeting),
        ("half a greeting", b"220".to_vec(), Lost),
    ];
    for (rule, greeting, expected) in cases {
        let server = Server::start(&[("greeting", &[Act::SayAndCut(greeting)])]);
        let mut post = post(&server);
        let outcome = send(&mut post, 1);
        assert_eq!(kind(&outcome), Some(expected), "{rule}: {outcome:?}");
        let SendOutcome::Unavailable(trouble) = &outcome else { unreachable!() };
        assert!(trouble.detail.len() < 1_000 && !trouble.detail.contains(char::is_control), "{rule}: {trouble:?}");
        drop(post);
        let book = server.finish();
        assert_eq!(book.heard, Vec::<String>::new(), "{rule}: nothing is said to such a server");
    }
}

#[test]
fn junk_after_the_greeting_is_not_believed() {
    let greeting = Act::Say(b"220 mail.example.vn\r\nsome junk\r\n".to_vec());
    let server = Server::start(&[("greeting", &[greeting])]);
    let outcome = send(&mut post(&server), 1);
    assert_eq!(kind(&outcome), Some(TroubleKind::Protocol), "{outcome:?}");
    assert_eq!(server.finish().count("MAIL"), 0);
}

#[test]
fn without_starttls_nothing_is_said() {
    let server = Server::offering("AUTH PLAIN LOGIN;8BITMIME", &[]);
    let settings = SmtpSettings { security: Security::StartTls, ..with_login(&server) };
    let mut post = SmtpPost::new(settings).unwrap();
    assert_eq!(kind(&send(&mut post, 1)), Some(TroubleKind::NotOffered));
    assert_eq!(post.probe().unwrap_err().what, TroubleKind::NotOffered);
    drop(post);
    let book = server.finish();
    assert!(book.heard.iter().all(|line| line.starts_with("EHLO")), "{:?}", book.heard);
}

#[test]
fn what_is_slipped_in_behind_starttls_is_not_believed() {
    let cases: [(&str, &[u8], TroubleKind); 4] = [
        ("a reply slipped in", b"220 go\r\n250-evil\r\n250 AUTH PLAIN\r\n", TroubleKind::Tls),
        ("no TLS behind it", b"220 go\r\n", TroubleKind::Tls),
        ("not now", b"454 TLS not available\r\n", TroubleKind::Tls),
        ("going down", b"421 bye\r\n", TroubleKind::Closing),
    ];
    for (rule, reply, expected) in cases {
        let server = Server::offering("STARTTLS;AUTH PLAIN", &[("STARTTLS", &[Act::Say(reply.to_vec())])]);
        let settings = SmtpSettings { security: Security::StartTls, ..with_login(&server) };
        let mut post = SmtpPost::new(settings).unwrap();
        let outcome = send(&mut post, 1);
        drop(post);
        let book = server.finish();
        assert_eq!(kind(&outcome), Some(expected), "{rule}: {outcome:?} {book:?}");
        let noticed = format!("{outcome:?}").contains("slipped in before the handshake");
        assert_eq!(noticed, rule == "a reply slipped in", "{rule}: {outcome:?}");
        for verb in ["AUTH", "MAIL"] {
            assert_eq!(book.count(verb), 0, "{rule}");
        }
        assert_eq!(book.count("EHLO"), 1, "{rule}: no second EHLO in the clear");
    }
}

/// Nor does a letter ask for it: whoever sends opens first, and pauses (`watch/deliver.rs`).
#[test]
fn a_refused_login_is_told_without_the_password() {
    let echo = format!("535 5.7.8 no: {PASSWORD} AHBhY3R3YXRjaABt4bqtdC1raOG6qXUtNw==");
    let server = Server::offering("AUTH PLAIN LOGIN", &[("AUTH", &[say(&echo), say("535 still no")])]);
    let mut post = SmtpPost::new(with_login(&server)).unwrap();
    let trouble = post.open().unwrap_err();
    assert_eq!(trouble.what, TroubleKind::Login);
    assert!(trouble.detail.contains("535") && trouble.detail.contains("pactwatch"), "{trouble:?}");
    assert!(!trouble.detail.contains(PASSWORD) && !trouble.detail.contains("AHBhY3R3"), "{trouble:?}");
    assert_eq!(post.probe().unwrap_err().what, TroubleKind::Login, "who asks by hand is answered");
    drop(post);
    let book = server.finish();
    assert_eq!((book.count("AUTH"), book.count("MAIL")), (2, 0));
}

#[test]
fn a_login_that_cannot_be_checked_now_is_tried_again() {
    let server = Server::offering("AUTH LOGIN PLAIN", &[("AUTH", &[say("454 4.7.0 later")])]);
    let mut post = SmtpPost::new(with_login(&server)).unwrap();
    assert_eq!(kind(&send(&mut post, 1)), Some(TroubleKind::LoginLater));
    assert!(accepted(&send(&mut post, 1)));
    drop(post);
    assert_eq!(server.finish().taken, [letter(1)]);
}

#[test]
fn a_login_nobody_asks_for_or_offers_is_configuration() {
    let server = Server::offering("AUTH CRAM-MD5", &[]);
    let mut post = SmtpPost::new(with_login(&server)).unwrap();
    assert_eq!(kind(&send(&mut post, 1)), Some(TroubleKind::NotOffered));
    drop(post);
    assert_eq!(server.finish().count("AUTH"), 0);

    for stage in ["MAIL", "RCPT"] {
        let server = Server::start(&[(stage, &[say("530 5.7.0 Authentication required")])]);
        let mut post = crate::client::post(&server);
        assert_eq!(kind(&send(&mut post, 1)), Some(TroubleKind::Login), "530 at {stage} is no letter's fault");
        drop(post);
        server.finish();
    }
}

#[test]
fn without_a_name_of_our_own_we_give_our_address() {
    let server = Server::start(&[]);
    let nameless = SmtpSettings { hello: None, ..settings(server.port) };
    assert_eq!(
        SmtpPost::new(nameless).unwrap().probe().unwrap(),
        format!("127.0.0.1:{} answers, in the clear", server.port)
    );
    let book = server.finish();
    assert_eq!(book.heard, ["EHLO [127.0.0.1]", "QUIT"], "and a probe says no more than that");
}

#[test]
fn a_login_by_login_gives_name_and_password_when_asked() {
    let server = Server::offering("auth=login", &[("AUTH", &[say("334 VXNlcm5hbWU6")])]);
    let mut post = SmtpPost::new(with_login(&server)).unwrap();
    // The scripted server knows no second step: it says 502 to the user name, and that is a refused login.
    assert_eq!(kind(&send(&mut post, 1)), Some(TroubleKind::Login));
    drop(post);
    let book = server.finish();
    assert_eq!(book.heard[1..], ["AUTH LOGIN", "cGFjdHdhdGNo"], "base64 of pactwatch, and no password unasked");
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut nobody = SmtpPost::new(settings(port)).unwrap();
    assert_eq!(kind(&send(&mut nobody, 1)), Some(TroubleKind::Unreachable));
    let trouble = nobody.probe().unwrap_err();
    assert!(trouble.detail.contains(&format!("127.0.0.1:{port}")), "it names the place: {trouble}");
}

#[test]
fn settings_that_would_betray_the_password_are_refused() {
    let login = || Some(Login { username: "pactwatch".to_owned(), password: Password::new(PASSWORD) });
    let plain = |host: &str| SmtpSettings::new(host, 25, Security::None);
    let cases = [
        ("a login in the clear", SmtpSettings { login: login(), ..plain("127.0.0.1") }, "security"),
        ("letters in the clear to elsewhere", plain("mail.example.vn"), "security"),
        ("a name that only looks like here", plain("127.0.0.1.example.vn"), "security"),
        ("no host", plain(""), "host"),
        ("a host with a command in it", plain("localhost\r\nMAIL"), "host"),
        ("a hello with a command in it", SmtpSettings { hello: Some("a\r\nb".into()), ..plain("localhost") }, "hello"),
        (
            "a certificate that is none",
            SmtpSettings { ca_pem: Some(b"none".to_vec()), ..SmtpSettings::new("localhost", 25, Security::Tls) },
            "ca_file",
        ),
    ];
    for (rule, settings, key) in cases {
        let refused = SmtpPost::new(settings).map(|_| ()).unwrap_err().to_string();
        assert!(refused.starts_with(&format!("[post.smtp] {key}: ")), "{rule}: {refused}");
    }
    for host in ["localhost", "127.0.0.1", "::1"] {
        assert!(SmtpPost::new(plain(host)).is_ok(), "{host} is this machine");
    }
    let allowed = SmtpSettings { login: login(), plain_login: PlainLogin::Allowed, ..plain("mail.example.vn") };
    let post = SmtpPost::new(allowed.clone()).unwrap();
    for text in [format!("{allowed:?}"), format!("{post:?}")] {
        assert!(text.contains("***") && !text.contains(PASSWORD), "{text}");
    }
}

#[test]
fn a9_a_server_without_ehlo_is_greeted_with_helo() {
    let server = Server::start(&[("EHLO", &[say("502 5.5.1 command not implemented")])]);
    let mut post = SmtpPost::new(settings(server.port)).unwrap();
    assert!(accepted(&send(&mut post, 1)));
    drop(post);
    let book = server.finish();
    assert_eq!(
        book.heard[..3],
        ["EHLO office.example.vn", "HELO office.example.vn", "MAIL FROM:<pactwatch@example.vn>"]
    );
}

#[test]
fn a9_a_server_that_takes_tokens_alone_is_named_as_one() {
    let server = Server::offering("AUTH XOAUTH2 OAUTHBEARER", &[]);
    let trouble = SmtpPost::new(with_login(&server)).unwrap().open().unwrap_err();
    assert_eq!(trouble.what, TroubleKind::NotOffered);
    assert!(trouble.detail.contains("no passwords any more") && !trouble.detail.contains("587"), "{trouble}");
    assert_eq!(server.finish().count("AUTH"), 0);
}
