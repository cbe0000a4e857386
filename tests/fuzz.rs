//! Readers given what nobody would write: none panics, hangs or takes what it cannot write back.
//!
//! Bounded, and the same on every machine: `PACTWATCH_SEED=n` makes other inputs, `PACTWATCH_FUZZ=n` so many times more
//! (`just fuzz` goes on for an hour). Known inputs lie in `tests/data/fuzz`; what was found goes there too.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[allow(dead_code, reason = "the tests of the page ask for more")]
#[path = "web/client.rs"]
mod client;
#[allow(dead_code, reason = "the simulation throws more of them")]
#[path = "simulation/dice.rs"]
mod dice;
#[path = "fuzz/mutate.rs"]
mod mutate;
#[allow(dead_code, reason = "the tests of mail ask for more")]
#[path = "mail/server.rs"]
mod server;

use std::io::{Cursor, Read, Write};
use std::time::Duration;

use mutate::{Corpus, hunt, hunt_with};
use pactwatch::config::{self, Checks};
use pactwatch::exchange::acts::InputAct;
use pactwatch::exchange::cell_forms::{self, FactForm, Reading};
use pactwatch::exchange::{Format, drafts, read, to_mend};
use pactwatch::lifecycle::act::{ActKey, Target};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::policy::Language;
use pactwatch::message::link::{LinkClaim, LinkKey, LinkToken};
use pactwatch::post::{Post, Security, SendOutcome, SmtpPost, SmtpSettings, Timeouts};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A complaint is for a terminal and a log: it names its place and moves no cursor.
fn is_a_complaint(said: &str) {
    assert!(!said.is_empty() && said.len() < 1 << 20, "{} bytes", said.len());
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
}

#[test]
fn configurations() {
    let corpus = Corpus::files(&["tests/data/fuzz", "."], "toml");
    hunt("configuration", &corpus, 3_000, |bytes| {
        if let Err(error) = config::parse(&text(bytes), std::path::Path::new("."), &Checks::NONE) {
            is_a_complaint(&error.to_string());
        }
    });
}

/// A list read to its end: its rows, its flaws, and the file to mend.
fn whole(format: Format, bytes: &[u8]) {
    let mut reading = read("x", format, bytes);
    let found = drafts(&mut reading);
    assert!(found.agreements.len() <= reading.rows.len());
    let _ = to_mend(&reading, Language::En);
    reading.flaws.shown().iter().for_each(|flaw| is_a_complaint(&flaw.to_string()));
}

#[test]
fn registers_as_toml() {
    let corpus = Corpus::files(&["tests/data/fuzz", "examples", "tests/data/frozen/v1"], "toml");
    hunt("register", &corpus, 1_000, |bytes| whole(Format::Toml, bytes));
}

#[test]
fn lists_as_csv() {
    let corpus = Corpus::files(&["tests/data/fuzz", "tests/data/lists", "examples"], "csv");
    hunt("csv", &corpus, 100, |bytes| whole(Format::Csv, bytes));
}

/// A workbook with one of its parts harmed, packed again so that its sums are right.
fn repacked(bytes: &[u8], dice: &mut dice::Dice) -> Option<Vec<u8>> {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let harmed = usize::try_from(dice.within(0, i64::try_from(book.len()).ok()? - 1)).ok()?;
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for nth in 0..book.len() {
        let mut part = book.by_index(nth).ok()?;
        let mut content = Vec::new();
        let name = part.name().ok()?.into_owned();
        part.read_to_end(&mut content).ok()?;
        if nth == harmed {
            content = Corpus::of(content).harmed(dice);
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        out.write_all(&content).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

#[test]
fn workbooks() {
    let corpus = Corpus::files(&["tests/data/workbooks", "tests/data/lists"], "xlsx");
    let made = |dice: &mut dice::Dice| {
        let plain = dice.percent(30);
        let book = corpus.one(dice).to_vec();
        if plain { corpus.harmed(dice) } else { repacked(&book, dice).unwrap_or(book) }
    };
    hunt_with("xlsx", 60, made, &corpus, |bytes| whole(Format::Xlsx, bytes));
}

/// What a cell means, written as the register keeps it, means the same.
fn reads_back(form: FactForm, bytes: &[u8]) {
    match cell_forms::read(form, &text(bytes)) {
        Ok(Reading::Value(value)) => {
            assert_eq!(cell_forms::read(form, &value), Ok(Reading::Value(value.clone())), "{:?}", text(bytes));
        }
        Ok(_) => {}
        Err(unread) => is_a_complaint(&unread.to_string()),
    }
}

#[test]
fn days() {
    hunt("day", &Corpus::lines("days.txt"), 20_000, |bytes| {
        reads_back(FactForm::Day, bytes);
        if let Ok(day) = text(bytes).parse::<Day>() {
            assert!((1900..=2199).contains(&day.year()));
            assert_eq!(day.to_string().parse(), Ok(day));
        }
    });
}

#[test]
fn spans() {
    hunt("span", &Corpus::lines("spans.txt"), 20_000, |bytes| {
        reads_back(FactForm::Span, bytes);
        reads_back(FactForm::Period, bytes);
    });
}

#[test]
fn terms() {
    hunt("term", &Corpus::lines("terms.txt"), 10_000, |bytes| reads_back(FactForm::Term, bytes));
}

#[test]
fn acts() {
    hunt("act", &Corpus::lines("acts.txt"), 10_000, |bytes| {
        let line = text(bytes);
        let mut words = line.split_whitespace();
        let mut said = InputAct::of(words.next().unwrap_or_default());
        while let Some(word) = words.next() {
            if let Some(key) = word.strip_prefix("--").and_then(ActKey::named) {
                said = said.with(key, words.next().unwrap_or_default());
            } else {
                said.behind.push(word.to_owned());
            }
        }
        if let Err(wrong) = said.read(Target::Agreement) {
            assert!(!wrong.is_empty(), "a refusal says why: {line:?}");
        }
    });
}

#[test]
fn tokens() {
    let key = LinkKey::of_bytes([7; 32]);
    let claim = LinkClaim {
        database: "d1",
        reminder: 4_711,
        key: "1/expiry/1/2027-11-03/-90d/desk",
        addressee: "desk",
        queued_on: "2027-08-05".parse().unwrap(),
    };
    let good = LinkToken::of(&key, &claim).unwrap();
    let corpus = Corpus::of(good.to_string().into_bytes());
    hunt("token", &corpus, 20_000, |bytes| {
        let Some(token) = LinkToken::parse(&text(bytes)) else { return };
        assert!((0..1_i64 << 40).contains(&token.reminder()));
        // Only the token itself holds, in whatever case and with whatever a mail program hung on to it.
        let same = token.to_string() == good.to_string();
        assert_eq!(token.holds(std::slice::from_ref(&key), &claim), same, "{:?}", text(bytes));
    });
}

const STAGES: [&str; 7] = ["greeting", "EHLO", "MAIL", "RCPT", "DATA", ".", "RSET"];

#[test]
fn replies() {
    let mail = b"Message-ID: <a@example.vn>\r\n\r\nxin chao\r\n";
    let corpus = Corpus::lines("replies.txt");
    hunt("reply", &corpus, 1_500, |bytes| {
        for stage in STAGES {
            let reply = [bytes, b"\r\n"].concat();
            let server = server::Server::start(&[(stage, &[server::Act::SayAndCut(reply.clone())][..])]);
            let mut settings = SmtpSettings::new("127.0.0.1", server.port, Security::None);
            let short = Duration::from_secs(10);
            settings.timeouts = Timeouts { opening: short, envelope: short, dot: short, ..Timeouts::default() };
            let mut post = SmtpPost::new(settings).unwrap();
            let outcome = post.send("pactwatch@example.vn", "desk@example.vn", mail);
            drop(post);
            let book = server.finish();
            match &outcome {
                SendOutcome::Accepted { reply } => {
                    assert!(reply.starts_with('2') && !book.taken.is_empty(), "{reply:?}");
                }
                SendOutcome::Deferred { reply } => assert!(reply.starts_with('4'), "{reply:?}"),
                SendOutcome::Refused { reply } => assert!(reply.starts_with('5'), "{reply:?}"),
                SendOutcome::Unavailable(trouble) | SendOutcome::Broken(trouble) => {
                    is_a_complaint(&trouble.to_string());
                }
                SendOutcome::Unknown { reason } => is_a_complaint(reason),
            }
            // What the server kept it is never told to have refused, unless it said so.
            let kept = stage == "." && reply.starts_with(b"2");
            assert!(
                !kept || matches!(outcome, SendOutcome::Accepted { .. } | SendOutcome::Unknown { .. }),
                "{outcome:?}"
            );
        }
    });
}

#[test]
fn query_strings() {
    let office = client::Office::with("");
    let mut browser = office.logged_in("head");
    let home = office.get(&mut browser, "/");
    assert_eq!(home.status, 200);
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let cookies = cookies.join("; ");
    hunt("query", &Corpus::lines("queries.txt"), 1_000, |bytes| {
        // A line of a request ends where a line ends.
        let path: Vec<u8> = bytes.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
        let head = format!(" HTTP/1.1\r\nHost: {}\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n", office.host);
        let answer =
            office.raw(&[b"GET /".as_slice(), path.strip_prefix(b"/").unwrap_or(&path), head.as_bytes()].concat());
        let status = answer.get(9..12).map(text).unwrap_or_default();
        assert!(
            status.starts_with(['2', '3', '4']),
            "{:?} was answered {:?}",
            text(&path),
            text(&answer[..answer.len().min(80)])
        );
    });
    assert_eq!(office.get(&mut browser, "/").status, 200, "and it is still there");
}
