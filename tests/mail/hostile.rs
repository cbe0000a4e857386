//! What a mail server can do to a letter under way, and what must become of it (S4–S11, S14 of the faults to survive).

use std::time::{Duration, Instant};

use pactwatch::post::{Post, SendOutcome, Timeouts, TroubleKind};

use crate::client::{FROM, TO, accepted, hasty, kind, letter, post, send};
use crate::server::{Act, Server, say, say_and_cut};

#[test]
fn a_letter_arrives_as_it_was_given_in_seven_bits() {
    let server = Server::offering("8BITMIME;SMTPUTF8;SIZE 10000000", &[]);
    let mut post = post(&server);
    let message = b"Subject: dots\r\n\r\n.\r\n..\r\n.a\r\nb.\r\n\r\n";
    let outcome = post.send(FROM, TO, message);
    assert_eq!(outcome, SendOutcome::Accepted { reply: "250 2.0.0 queued as 4Xk2".to_owned() });
    assert!(accepted(&send(&mut post, 1)));
    drop(post);
    let book = server.finish();
    assert_eq!(book.taken, [message.to_vec(), letter(1)]);
    let envelope = ["MAIL FROM:<pactwatch@example.vn> SIZE=", "RCPT TO:<desk-korea@example.vn>", "DATA"];
    assert_eq!(book.heard[0], "EHLO office.example.vn");
    assert!(envelope.iter().zip(&book.heard[1..]).all(|(want, got)| got.starts_with(want)), "{:?}", book.heard);
    assert!(!book.heard.iter().any(|line| line.contains("BODY=") || line.contains("SMTPUTF8")));
    assert_eq!((book.connections, book.count("QUIT")), (1, 1), "one line for both, and a goodbye");
}

#[test]
fn no_letter_waits_for_the_kernel() {
    let server = Server::start(&[]);
    let mut post = post(&server);
    let started = Instant::now();
    for nth in 0..100 {
        assert!(accepted(&send(&mut post, nth)));
    }
    // With small packets held back (Nagle against delayed acknowledgements) each letter takes 40 ms, all of them 4 s.
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
}

#[test]
fn a1_a_refusal_from_rcpt_on_is_about_that_letter_and_at_mail_about_whoever_sends() {
    for stage in ["MAIL", "RCPT", "DATA", "."] {
        for code in [450, 451, 452, 454, 500, 530, 550, 552, 554, 571] {
            if code == 530 && stage != "." {
                continue; // "authentication required" has its own test
            }
            let reply = format!("{code} {}.2.0 not this one", code / 100);
            let server = Server::start(&[(stage, &[say(&reply)])]);
            let mut post = post(&server);
            let outcome = send(&mut post, 1);
            let about_the_letter = stage != "MAIL" || code == 552;
            match (about_the_letter, code) {
                (false, ..500) => assert_eq!(kind(&outcome), Some(TroubleKind::Busy), "{code} at {stage}"),
                (false, _) => assert_eq!(kind(&outcome), Some(TroubleKind::Sender), "{code} at {stage}"),
                (true, ..500) => assert_eq!(outcome, SendOutcome::Deferred { reply }, "{code} at {stage}"),
                (true, _) => assert_eq!(outcome, SendOutcome::Refused { reply }, "{code} at {stage}"),
            }
            assert!(accepted(&send(&mut post, 2)), "{code} at {stage}: the next letter");
            drop(post);
            let book = server.finish();
            assert_eq!(book.taken, [letter(2)], "{code} at {stage}");
            assert_eq!(book.connections, if about_the_letter { 1 } else { 2 }, "{code} at {stage}");
        }
    }
}

/// A2: what is about the server ends the round, at whatever step it is said.
#[test]
fn a2_the_servers_own_state_is_no_letters_at_any_step() {
    for stage in ["MAIL", "RCPT", "DATA", "."] {
        for (reply, expected) in [
            ("432 4.7.0 concurrent connections", TroubleKind::Busy),
            ("452 4.3.1 insufficient system storage", TroubleKind::Busy),
            ("554 5.3.2 system not accepting messages", TroubleKind::Busy),
            ("421 4.7.0 too much mail", TroubleKind::Closing),
        ] {
            let server = Server::start(&[(stage, &[say(reply)])]);
            let mut post = post(&server);
            let SendOutcome::Unavailable(trouble) = send(&mut post, 1) else { panic!("{reply} at {stage}") };
            assert_eq!(trouble.what, expected, "{reply} at {stage}");
            assert!(trouble.detail.contains(reply), "{trouble:?}");
            drop(post);
            server.finish();
        }
        // But for the letter's size: that one is too big, whatever step it is said at.
        let server = Server::start(&[(stage, &[say("552 5.3.4 message too big")])]);
        let mut post = post(&server);
        assert!(matches!(send(&mut post, 1), SendOutcome::Refused { .. }), "too big at {stage}");
        drop(post);
        server.finish();
    }
}

#[test]
fn where_even_rset_is_refused_a_new_line_is_opened() {
    let server = Server::start(&[("RCPT", &[say("550 no")]), ("RSET", &[say("502 no")])]);
    let mut post = post(&server);
    assert!(matches!(send(&mut post, 1), SendOutcome::Refused { .. }));
    assert!(accepted(&send(&mut post, 2)));
    drop(post);
    let book = server.finish();
    assert_eq!((book.connections, book.taken.len()), (2, 1));
}

#[test]
fn a_closing_server_ages_no_letter() {
    for stage in ["MAIL", "RCPT", "DATA", "."] {
        let server = Server::start(&[(stage, &[say_and_cut("421 4.3.2 going down")])]);
        let mut post = post(&server);
        let outcome = send(&mut post, 1);
        assert_eq!(kind(&outcome), Some(TroubleKind::Closing), "421 at {stage}: {outcome:?}");
        assert!(accepted(&send(&mut post, 1)), "again after 421 at {stage}");
        drop(post);
        assert_eq!(server.finish().taken, [letter(1)], "421 at {stage}: once");
    }
}

#[test]
fn a_share_per_connection_costs_a_new_connection_and_nothing_else() {
    for last in [say_and_cut("421 4.7.0 enough for one connection"), Act::SayAndCut(vec![])] {
        let share = [Act::Polite, Act::Polite, last.clone()];
        let server = Server::start(&[("MAIL", &[&share[..], &share[..], &share[..]].concat())]);
        let mut post = post(&server);
        for nth in 1..=7 {
            let outcome = send(&mut post, nth);
            assert!(accepted(&outcome), "{nth}: {outcome:?}");
        }
        drop(post);
        let book = server.finish();
        assert_eq!(book.taken, (1..=7).map(letter).collect::<Vec<_>>(), "{last:?}: each once, in order");
        assert_eq!(book.connections, 4);
    }
}

#[test]
fn a_reply_too_many_is_not_the_next_letter_s_answer() {
    let server = Server::start(&[(".", &[Act::Say(b"250 kept\r\n550 and another thing\r\n".to_vec())])]);
    let mut post = post(&server);
    for nth in 1..=2 {
        let outcome = send(&mut post, nth);
        assert!(accepted(&outcome), "{nth}: {outcome:?}");
    }
    drop(post);
    let book = server.finish();
    assert_eq!((book.taken, book.connections), (vec![letter(1), letter(2)], 2), "the second over a line of its own");
}

#[test]
fn a_line_that_dies_before_the_dot_ages_no_letter() {
    for stage in ["greeting", "EHLO", "MAIL", "RCPT", "DATA"] {
        let server = Server::start(&[(stage, &[Act::SayAndCut(vec![])])]);
        let mut post = post(&server);
        let outcome = send(&mut post, 1);
        assert_eq!(kind(&outcome), Some(TroubleKind::Lost), "cut at {stage}: {outcome:?}");
        assert!(accepted(&send(&mut post, 1)), "again after a cut at {stage}");
        drop(post);
        assert_eq!(server.finish().taken, [letter(1)]);
    }
}

#[test]
fn a_line_that_dies_within_the_letter_ages_it_not_either() {
    let server = Server::start(&[("DATA", &[say_and_cut("354 go on")])]);
    let long = b"0123456789abcdef\r\n".repeat(1_000_000);
    let outcome = post(&server).send(FROM, TO, &long);
    assert_eq!(kind(&outcome), Some(TroubleKind::Lost), "{outcome:?}");
    assert_eq!(server.finish().taken.len(), 0);
}

#[test]
fn a_line_that_dies_after_the_dot_leaves_nobody_knowing() {
    for (rule, act, taken) in [("not taken", Act::SayAndCut(vec![]), 0), ("taken", Act::TakeAndCut, 1)] {
        let server = Server::start(&[(".", &[act])]);
        let mut post = post(&server);
        let outcome = send(&mut post, 1);
        assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{rule}: {outcome:?}");
        assert_eq!(server.book().taken.len(), taken, "{rule}");
        assert!(accepted(&send(&mut post, 1)), "{rule}: again, over a new line");
        drop(post);
        let book = server.finish();
        assert_eq!((book.connections, book.taken.len()), (2, taken + 1), "{rule}");
    }
}

#[test]
fn an_answer_that_takes_its_time_is_waited_for() {
    for stage in ["greeting", "EHLO", "MAIL", "DATA", "."] {
        let server = Server::start(&[(stage, &[Act::Late])]);
        assert!(accepted(&send(&mut post(&server), 1)), "{stage}");
        assert_eq!(server.finish().taken, [letter(1)], "{stage}: once");
    }
}

#[test]
fn whoever_hangs_is_left_after_a_while() {
    for stage in ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."] {
        let server = Server::start(&[(stage, &[Act::Hang])]);
        let started = Instant::now();
        let outcome = send(&mut hasty(&server, stage), 1);
        assert!(started.elapsed() < Duration::from_secs(5), "{stage}");
        if stage == "." {
            assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{stage}: {outcome:?}");
        } else {
            assert_eq!(kind(&outcome), Some(TroubleKind::Timeout), "{stage}: {outcome:?}");
        }
        assert_eq!(server.finish().taken.len(), 0);
    }
    assert!(Timeouts::default().dot >= Duration::from_secs(600), "RFC 5321 §4.5.3.2.6");
}

#[test]
fn a_busy_talker_is_left_as_well() {
    for stage in ["greeting", "EHLO", "MAIL", "."] {
        let server = Server::start(&[(stage, &[Act::Drip])]);
        let started = Instant::now();
        let outcome = send(&mut hasty(&server, stage), 1);
        assert!(started.elapsed() < Duration::from_secs(5), "{stage}");
        let timeout = kind(&outcome) == Some(TroubleKind::Timeout) || matches!(outcome, SendOutcome::Unknown { .. });
        assert!(timeout, "{stage}: {outcome:?}");
        server.finish();
    }
}

#[test]
fn a_reply_that_makes_no_sense_ends_the_conversation_and_no_letter() {
    let junk: [(&str, Vec<u8>); 6] = [
        ("words", b"hello there\r\n".to_vec()),
        ("64 KiB", [b"250 ", &b"x".repeat(65_536)[..], b"\r\n"].concat()),
        ("10,000 lines", [b"250-x\r\n".repeat(10_000), b"250 x\r\n".to_vec()].concat()),
        ("two codes in one reply", b"250-ok\r\n550 no\r\n".to_vec()),
        ("a code from nowhere", b"999 ok\r\n".to_vec()),
        ("a code that fits no command", b"334 VXNlcm5hbWU6\r\n".to_vec()),
    ];
    for (rule, bytes) in junk {
        for stage in ["EHLO", "MAIL", "RCPT", "DATA", "."] {
            let follows_354 = stage == "DATA" && rule.starts_with("a code that");
            if follows_354 {
                continue; // any 3xx lets the letter go on; the next test has the rest
            }
            let server = Server::start(&[(stage, &[Act::SayAndCut(bytes.clone())])]);
            let outcome = send(&mut post(&server), 1);
            if stage == "." {
                assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{rule} at {stage}: {outcome:?}");
            } else {
                assert_eq!(kind(&outcome), Some(TroubleKind::Protocol), "{rule} at {stage}: {outcome:?}");
            }
            server.finish();
        }
    }
}

#[test]
fn a_reply_is_understood_however_a_server_spells_it() {
    let greeting = Act::Say(b"220-M\xe1y ch\xfa\r\n220\r\n".to_vec());
    let script: [(&str, &[Act]); 5] = [
        ("greeting", &[greeting]),
        ("MAIL", &[Act::Say(b"250\r\n".to_vec())]),
        ("RCPT", &[say("251 will forward")]),
        ("DATA", &[Act::Say(b"354-go\n354 on\n".to_vec())]),
        (".", &[Act::Say(b"250-2.0.0 \xa1\r\n250 queued\r\n".to_vec())]),
    ];
    let server = Server::start(&script);
    let outcome = send(&mut post(&server), 1);
    assert_eq!(outcome, SendOutcome::Accepted { reply: "250 2.0.0 \u{fffd} queued".to_owned() });
    assert_eq!(server.finish().taken, [letter(1)]);
}

#[test]
fn a_refusal_in_the_middle_of_the_letter_is_about_the_letter() {
    let server = Server::start(&[("DATA", &[Act::SayAndCut(b"354 go on\r\n552 5.3.4 too big\r\n".to_vec())])]);
    let mut post = post(&server);
    assert_eq!(send(&mut post, 1), SendOutcome::Refused { reply: "552 5.3.4 too big".to_owned() });
    assert!(accepted(&send(&mut post, 2)), "the next one goes over a new line");
    drop(post);
    assert_eq!(server.finish().taken, [letter(2)]);
}

#[test]
fn a_reply_before_its_time_is_not_the_answer_to_the_letter() {
    let server = Server::start(&[("DATA", &[Act::SayAndCut(b"354 go on\r\n250 thanks already\r\n".to_vec())])]);
    let outcome = send(&mut post(&server), 1);
    assert_eq!(kind(&outcome), Some(TroubleKind::Protocol), "{outcome:?}");
    assert_eq!(server.finish().taken.len(), 0);
}

#[test]
fn what_no_server_could_be_given_is_refused_here() {
    let server = Server::start(&[]);
    let mut post = post(&server);
    let cases: [(&str, &str, &[u8]); 9] = [
        ("a second recipient", "a@example.vn>\r\nRCPT TO:<b@example.vn", b"a\r\n"),
        ("two addresses", "a@example.vn,b@example.vn", b"a\r\n"),
        ("no address", "", b"a\r\n"),
        ("eight bits", TO, "ế\r\n".as_bytes()),
        ("a NUL", TO, b"a\0b\r\n"),
        ("a bare LF", TO, b"a\n.\nb\r\n"),
        ("a bare CR", TO, b"a\rb\r\n"),
        ("a CR at the end", TO, b"a\r"),
        ("a line of 999 bytes", TO, &[&[b'x'; 999][..], b"\r\n"].concat()),
    ];
    for (rule, to, message) in cases {
        let outcome = post.send(FROM, to, message);
        assert!(
            matches!(&outcome, SendOutcome::Refused { reply } if reply.starts_with("not sent: ")),
            "{rule}: {outcome:?}"
        );
    }
    assert!(accepted(&post.send(FROM, TO, &[&[b'x'; 998][..], b"\r\n"].concat())), "998 bytes are a line");
    drop(post);
    let book = server.finish();
    assert_eq!((book.connections, book.count("MAIL")), (1, 1));
}
