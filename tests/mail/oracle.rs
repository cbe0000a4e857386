//! Letters over STARTTLS and TLS, with a login, to a server nobody here wrote, and read by a reader nobody here wrote:
//! Python's `aiosmtpd` and `email`.
//!
//! They are fetched from the Python package index into the target folder where `PACTWATCH_ORACLES=1` asks for it; then
//! whatever is missing is a failure. Without that the tests run where they lie ready, and else say why they did not.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use pactwatch::post::{
    Attachment, Login, Parcel, Password, Post, Security, SendOutcome, SmtpPost, SmtpSettings, TroubleKind, mime,
};
use serde_json::Value;

use crate::parcel;

/// The versions compared with; newer ones are looked at before they are believed.
const PACKAGES: [&str; 2] = ["aiosmtpd==1.4.6", "trustme==1.2.1"];
const PASSWORD: &str = "mật-khẩu-7";

/// A running server; it ends with the test.
struct Server {
    process: Child,
    facts: Value,
    folder: tempfile::TempDir,
    python: PathBuf,
}

impl Server {
    fn start() -> Option<Self> {
        let python = python()?;
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(&python);
        command.arg(script()).arg("serve").arg(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
        // It tells at length of the handshakes that these tests make it fail.
        let mut process = command.stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let facts = serde_json::from_str(&line).expect("the server prints its ports as JSON");
        Some(Self { process, facts, folder, python })
    }

    /// A login over the port of that name, trusting the authority of that name.
    fn settings(&self, port: &str, authority: Option<&str>) -> SmtpSettings {
        let number = u16::try_from(self.facts[port].as_u64().unwrap()).unwrap();
        let security = if port == "tls" { Security::Tls } else { Security::StartTls };
        let mut settings = SmtpSettings::new("localhost", number, security);
        settings.login = Some(Login { username: "pactwatch".to_owned(), password: Password::new(PASSWORD) });
        settings.ca_pem = authority.map(|name| self.facts[name].as_str().unwrap().as_bytes().to_vec());
        settings
    }

    /// What the other reader finds in the letters received.
    fn letters(&self) -> Vec<Value> {
        let read = Command::new(&self.python).arg(script()).arg("read").arg(self.folder.path()).output().unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        serde_json::from_slice(&read.stdout).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its standard input ends, and so does it.
        drop(self.process.stdin.take());
        self.process.wait().ok();
    }
}

#[test]
fn another_reader_finds_what_was_meant() {
    let Some(server) = Server::start() else { return };
    let long = "Thỏa thuận hợp tác, ".repeat(100);
    let calendar = Attachment {
        name: "hết hiệu lực.ics".to_owned(),
        content_type: "text/calendar; charset=utf-8; method=PUBLISH".to_owned(),
        bytes: "BEGIN:VCALENDAR\r\nSUMMARY:Hết hiệu lực\r\nEND:VCALENDAR\r\n".into(),
    };
    let decomposed = "Đa\u{306}\u{301}k La\u{306}\u{301}k";
    let parcels = [
        ("as usual", parcel()),
        ("decomposed", Parcel { subject: decomposed.into(), text: format!("{decomposed}\n"), ..parcel() }),
        ("emoji", Parcel { subject: "📅 hạn 🇻🇳".into(), to_name: "👩‍💼 (Sở)".into(), ..parcel() }),
        ("2,000 characters", Parcel { subject: long.trim_end().into(), text: format!("{long}\n"), ..parcel() }),
        ("2,000 letters", Parcel { subject: "x".repeat(2_000), ..parcel() }),
        ("quotes", Parcel { to_name: "Sở \"Ngoại vụ\", \\ <x@y>".into(), from: parcel().from, ..parcel() }),
        ("quotes in ASCII", Parcel { to_name: "The \"Office\", \\ <x@y>".into(), ..parcel() }),
        ("no encoded word", Parcel { subject: "=?utf-8?B?SGVsbG8=?= x".into(), ..parcel() }),
        ("dots", Parcel { text: ".\n..\n.a\n\n.\n".into(), html: "<p>\n.\n</p>\n".into(), ..parcel() }),
        ("10,000 bytes", Parcel { text: "y".repeat(10_000) + "\n", html: "ế".repeat(3_000) + "\n", ..parcel() }),
        ("a calendar entry", Parcel { calendar: Some(calendar.clone()), ..parcel() }),
    ];
    for port in ["starttls", "tls"] {
        let mut post = SmtpPost::new(server.settings(port, Some("ca"))).unwrap();
        for (rule, parcel) in &parcels {
            let outcome = post.send("pactwatch@example.vn", &parcel.to_address, &mime(parcel).unwrap());
            assert!(matches!(outcome, SendOutcome::Accepted { .. }), "{rule} over {port}: {outcome:?}");
        }
    }
    let letters = server.letters();
    assert_eq!(letters.len(), 2 * parcels.len());
    for (letter, (rule, meant)) in letters.iter().zip(parcels.iter().cycle()) {
        let one = |name: &str, address: &str| serde_json::json!([[name, address]]);
        assert_eq!(letter["subject"], *meant.subject, "{rule}");
        assert_eq!(letter["from"], one("Theo dõi thỏa thuận", "pactwatch@example.vn"), "{rule}");
        assert_eq!(letter["to"], one(&meant.to_name, "desk-korea@example.vn"), "{rule}");
        assert_eq!(letter["reply_to"], one("Trưởng phòng", "head@example.vn"), "{rule}");
        assert_eq!(letter["text"].as_str().unwrap().replace("\r\n", "\n"), *meant.text, "{rule}");
        assert_eq!(letter["html"].as_str().unwrap().replace("\r\n", "\n"), *meant.html, "{rule}");
        assert_eq!(letter["message_id"], "<3f2a9c@example.vn>", "{rule}");
        assert_eq!(letter["references"], serde_json::json!(["<first@example.vn>", "<second@example.vn>"]), "{rule}");
        assert_eq!(letter["topic"], "Đắk Lắk – Jeonbuk: hết hiệu lực", "{rule}");
        assert_eq!(letter["date"], "2017-12-22T01:00:00+00:00", "{rule}");
        assert_eq!(letter["auto"], serde_json::json!(["auto-generated", "OOF, AutoReply, DR, RN, NRN"]), "{rule}");
        assert_eq!(letter["envelope"]["from"], "pactwatch@example.vn", "{rule}");
        assert_eq!(letter["envelope"]["to"], serde_json::json!(["desk-korea@example.vn"]), "{rule}");
        let attached = meant.calendar.iter().map(|file| {
            serde_json::json!([file.name, "text/calendar", String::from_utf8(file.bytes.clone()).unwrap()])
        });
        assert_eq!(letter["attachments"], attached.collect::<Value>(), "{rule}");
        assert_eq!(letter["defects"], serde_json::json!([]), "{rule}");
    }
    let secured = letters.iter().filter(|letter| letter["envelope"]["secured"] == true).count();
    assert_eq!(secured, parcels.len(), "those over STARTTLS; of the others the server cannot tell");
}

#[test]
fn whoever_cannot_prove_who_they_are_gets_no_letter() {
    let Some(server) = Server::start() else { return };
    let wrong_password = |mut settings: SmtpSettings| {
        settings.login = Some(Login { username: "pactwatch".to_owned(), password: Password::new("khác") });
        settings
    };
    let cases = [
        ("an unknown authority", server.settings("starttls", None), TroubleKind::Tls),
        ("an unknown authority, TLS", server.settings("tls", None), TroubleKind::Tls),
        ("another authority", server.settings("starttls", Some("stranger")), TroubleKind::Tls),
        ("a certificate for another host", server.settings("wrong_name", Some("ca")), TroubleKind::Tls),
        ("an expired certificate", server.settings("expired", Some("ca")), TroubleKind::Tls),
        ("a wrong password", wrong_password(server.settings("starttls", Some("ca"))), TroubleKind::Login),
        ("a wrong password, TLS", wrong_password(server.settings("tls", Some("ca"))), TroubleKind::Login),
    ];
    for (rule, settings, expected) in cases {
        let mut post = SmtpPost::new(settings).unwrap();
        let outcome = post.send("pactwatch@example.vn", "desk-korea@example.vn", &mime(&parcel()).unwrap());
        let SendOutcome::Unavailable(trouble) = outcome else { panic!("{rule}: {outcome:?}") };
        assert_eq!(trouble.what, expected, "{rule}: {trouble}");
        assert_eq!(post.probe().unwrap_err().what, expected, "{rule}");
    }
    for (port, said) in [("starttls", "STARTTLS, logged in as pactwatch"), ("tls", "TLS, logged in as pactwatch")] {
        let answer = SmtpPost::new(server.settings(port, Some("ca"))).unwrap().probe().unwrap();
        assert!(answer.ends_with(said), "{answer}");
    }
    assert_eq!(server.letters().len(), 0);
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/mail.py")
}

/// The Python that has the server; where there is none and none is required, nothing, and the reason is told.
fn python() -> Option<PathBuf> {
    let required = std::env::var("PACTWATCH_ORACLES").is_ok_and(|value| value == "1");
    match fetched(required) {
        Ok(python) => Some(python),
        Err(why) if required => panic!("PACTWATCH_ORACLES=1, but {why}"),
        Err(why) => {
            // Past the test harness, which keeps what a passing test prints to itself.
            writeln!(std::io::stderr(), "skipped: letters to aiosmtpd: {why}").ok();
            None
        }
    }
}

/// Two tests may ask at once; one of them fetches.
fn fetched(fetch: bool) -> Result<PathBuf, String> {
    static FETCHED: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one_at_a_time = FETCHED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("aiosmtpd");
    let python = environment.join("bin/python");
    if run(Command::new(&python).args(["-c", "import aiosmtpd, trustme"])).is_ok() {
        return Ok(python);
    }
    if !fetch {
        return Err("it is not installed; PACTWATCH_ORACLES=1 fetches it".to_owned());
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().display().to_string();
    let ran = command.output().map_err(|error| format!("{program} cannot be run: {error}"))?;
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    if ran.status.success() { Ok(()) } else { Err(format!("{program} failed: {told}")) }
}
