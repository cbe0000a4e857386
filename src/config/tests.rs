//! Every refusal has line, column and cure; the sample is sound; a password shows nowhere.

mod rows;

use super::*;
use crate::lifecycle::policy::{DigestRhythm, Language};

fn read(text: &str) -> Result<Config, ConfigError> {
    parse(text, Path::new("/office"), &Checks::NONE)
}

fn sound(text: &str) -> Config {
    read(text).unwrap_or_else(|error| panic!("{error}"))
}

/// One contact who fills every role, so that a case is about its own lines only; appended, so that lines count.
const PEOPLE: &str =
    "\n[contacts.desk]\nemail = \"desk@example.vn\"\n[roles]\nhead = [\"desk\"]\ndirector = [\"desk\"]\n";

/// The message for `text` with [`PEOPLE`] after it.
fn refusal(text: &str) -> String {
    read(&format!("{text}{PEOPLE}")).expect_err(text).to_string()
}

#[test]
fn the_sample_is_sound_and_says_the_defaults() {
    let config = sound(sample());
    assert_eq!(config.warnings, []);
    assert_eq!(config.post.transport, Transport::File);
    assert_eq!(config.store.path, Path::new("/office/var/pactwatch.db"));
    let ids: Vec<&str> = config.circle.contacts().map(|contact| contact.id.as_str()).collect();
    assert_eq!(ids, ["desk-cambodia", "desk-korea", "desk-laos", "director", "head", "it"]);
    // What the sample writes out is what leaving it out means.
    let bare = sound("");
    assert_eq!(config.store, bare.store);
    assert_eq!(config.watch, bare.watch);
    assert_eq!(config.observance_scope, bare.observance_scope);
    assert_eq!(config.schedule.scan.value, bare.schedule.scan.value);
    assert_eq!(config.schedule.digest.value, bare.schedule.digest.value);
    assert_eq!(config.office.time_zone.value, bare.office.time_zone.value);
    assert_eq!((config.post.brake, config.post.bundle_over), (bare.post.brake, bare.post.bundle_over));
}

#[test]
fn without_contacts_it_loads_and_warns() {
    let warnings = sound("").warnings;
    assert!(warnings.iter().any(|warning| warning.what.to_string().contains("[contacts.desk]")), "{warnings:?}");
}

#[test]
fn everything_the_manual_names_is_read() {
    let config = sound(
        r#"
        [office]
        language = "en"
        fallback = "desk"
        [post]
        transport = "smtp"
        from = "Office <office@example.vn>"
        [post.smtp]
        host = "mail.example.vn"
        username = "pactwatch"
        password_env = "SMTP_PASSWORD"
        ca_file = "ca.pem"
        connections = 16
        [contacts.desk]
        email = "desk@example.vn"
        away = [{ from = 2026-12-01, to = "2026-12-20", substitute = "boss" }]
        [contacts.boss]
        email = "boss@example.vn"
        language = "vi"
        [roles]
        head = ["desk"]
        director = ["boss"]
        [ladder.expiry]
        rungs = [{ after = "7d", to = ["head", "boss"], escalate = true }, { before = "3wd", to = ["officer"] }]
        [calendar]
        country = "none"
        off = [{ on = 2026-01-02, name = "hoán đổi", confirmed = false }]
        [[duty]]
        name = "report"
        title = "báo cáo"
        trigger = ["signed"]
        within = "15d"
        [documents]
        directory = "texts"
        [cli]
        by = "desk"
        "#,
    );
    assert_eq!(config.warnings, []);
    let smtp = config.post.smtp.as_ref().expect("a server");
    assert_eq!((smtp.port, smtp.security, smtp.connections), (587, SmtpSecurity::StartTls, 16));
    assert_eq!(smtp.password, PasswordSource::Environment(Secret::of("SMTP_PASSWORD".to_owned())));
    assert_eq!(smtp.ca_file.as_deref(), Some(Path::new("/office/ca.pem")));
    let (desk, boss) = (config.circle.contact("desk").expect("desk"), config.circle.contact("boss").expect("boss"));
    assert_eq!((desk.language, boss.language), (Language::En, Language::Vi));
    assert_eq!((desk.digest, boss.digest), (DigestRhythm::Weekly, DigestRhythm::Monthly), "a director's is monthly");
    assert_eq!(desk.away[0].substitute.as_deref(), Some("boss"));
    let rungs: Vec<String> = config.ladders["expiry"].rungs.iter().map(|rung| rung.offset.to_string()).collect();
    assert_eq!(rungs, ["-3wd", "+7d"]);
    assert_eq!(config.ladders["notice"].rungs.len(), 3, "the other defaults stay");
    let duty = config.duties.iter().find(|duty| duty.name == "report").expect("the office's own");
    assert_eq!((duty.within.as_deref(), duty.title.as_str()), (Some("15d"), "báo cáo"));
    assert_eq!(config.documents.as_deref(), Some(Path::new("/office/texts")));
    assert_eq!(config.recorded_by.as_deref(), Some("desk"));
    assert_eq!(config.office.fallback.map(|fallback| fallback.value).as_deref(), Some("desk"));
}

#[test]
fn each_refusal_has_its_place_and_its_cure() {
    let cases = [
        ("[ofice]", "1:2", "did you mean `office`?"),
        ("[post]\nbundel_over = 1", "2:1", "did you mean `bundle_over`?"),
        ("[post]\n  brake = 0", "2:11", "from 1 to"),
        ("[post]\nbrake = \"200\"", "2:9", "a whole number without quotes"),
        ("[post]\nbundle_over = -1", "2:15", "from 0 to"),
        ("[post]\ntransport = \"smpt\"", "2:13", "did you mean `smtp`?"),
        ("[post]\ntransport = \"smtp\"", "2:13", "[post.smtp]"),
        ("[post]\nfrom = \"x\\r\\nBcc: y@example.vn\"", "2:8", "blank or a line end"),
        ("[post]\nallowed_domains = [\"example.org\"]", "4:9", "outside `post.allowed_domains`"),
        ("[post.smtp]\nport = 1", "1:1", "host = \"mail.example.vn\""),
        ("[post.smtp]\nhost = \"mail.example.vn\"\nport = 65536", "3:8", "from 1 to 65535"),
        ("[post.smtp]\nhost = \"mail.example.vn\"\nconnections = 17", "3:15", "from 1 to 16"),
        ("[post.smtp]\nhost = \"smtp://mail\"", "2:8", "without port or scheme"),
        ("[post.smtp]\nhost = \"mail.example.vn\"\nsecurity = \"none\"", "3:12", "insecure = true"),
        ("[post.smtp]\nhost = \"a\"\nsecurity = \"none\"\ninsecure = true\nusername = \"u\"", "5:12", "starttls"),
        ("[post.smtp]\nhost = \"a\"\npassword_file = \"p\"\npassword_env = \"P\"", "4:16", "keep one"),
        ("[post.smtp]\nhost = \"a\"\npassword = \"hunter2\"", "3:1", "password_file"),
        ("[store]\nkeep_letters = \"10 years\"", "2:16", "5y, 1y6m"),
        ("[store]\nkeep_letters = \"0d\"", "2:16", "10y"),
        ("[store]\npath = \"\"", "2:8", "take the line out"),
        ("[office]\nlanguage = \"vn\"", "2:12", "did you mean `vi`?"),
        ("[office]\nfallback = \"dest\"", "2:12", "did you mean `desk`?"),
        ("[office]\nname = \"a\\nb\"", "2:8", "take it out"),
        ("[contacts.a]\nname = \"A\"", "1:11", "email = "),
        ("[contacts.a]\nemail = \"a b@example.vn\"", "2:9", "blank"),
        ("[contacts.\"a;b\"]\nemail = \"a@example.vn\"", "1:11", "letters, digits"),
        ("[contacts.officer]\nemail = \"a@example.vn\"", "1:11", "each agreement's own"),
        ("[contacts.a]\nemail = \"a@example.vn\"\n[contacts.a]\nemail = \"b@example.vn\"", "3:11", "keep one"),
        (
            "[contacts.a]\nemail = \"a@example.vn\"\naway = [{ from = 2026-02-30, to = 2026-03-01 }]",
            "3:",
            "no day 2026-02-30",
        ),
        (
            "[contacts.a]\nemail = \"a@example.vn\"\naway = [{ from = 2026-03-02, to = 2026-03-01 }]",
            "3:35",
            "before `from`",
        ),
        ("[contacts.a]\nemail = \"a@example.vn\"\naway = [{ from = 2026-03-01 }]", "3:9", "to = 2026-12-20"),
        (
            "[contacts.a]\nemail = \"a@example.vn\"\naway = [{ from = 2026-03-01, to = 2026-03-01, substitute = \"b\" }]",
            "3:60",
            "no contact",
        ),
        (
            "[contacts.a]\nemail = \"a@example.vn\"\naway = [{ from = 2026-03-01, to = 2026-03-01, substitute = \"a\" }]",
            "3:60",
            "somebody else",
        ),
        ("[ladder.x]\nrungs = [{ before = \"9x\", to = [\"officer\"] }]", "2:21", "90d, 6m or 3wd"),
        ("[ladder.x]\nrungs = [{ before = \"9d\", after = \"9d\", to = [\"officer\"] }]", "2:10", "one of them"),
        ("[ladder.x]\nrungs = [{ before = \"9d\" }]", "2:10", "to = [\"officer\"]"),
        ("[ladder.x]\nrungs = [{ before = \"9d\", to = [] }]", "2:10", "to = [\"officer\"]"),
        ("[ladder.x]\nrungs = [{ before = \"9d\", to = [\"oficer\"] }]", "2:33", "did you mean `officer`?"),
        (
            "[ladder.x]\nrungs = [{ before = \"9d\", to = [\"officer\"], escalates = true }]",
            "2:45",
            "did you mean `escalate`?",
        ),
        (
            "[ladder.x]\nrungs = [\n{ before = \"2w\", to = [\"desk\"] },\n{ before = \"14d\", to = [\"desk\"] }]",
            "4:1",
            "put their recipients into one",
        ),
        ("[ladder.none]\nrungs = []", "1:9", "another name"),
        ("[ladder.x]", "1:1", "rungs = ["),
        ("[calendar]\ncountry = \"LA\"", "2:11", "VN, none"),
        ("[calendar]\noff = [{ on = 2026-01-02 }]\nwork = [{ on = 2026-01-02 }]", "3:16", "line 2"),
        ("[calendar]\noff = [{ on = 2026-01-02T07:00:00 }]", "2:15", "2026-12-31"),
        ("[calendar]\noff = [{ on = 2226-01-02 }]", "2:15", "1900-2199"),
        ("[calendar]\noff = [{ name = \"x\" }]", "2:8", "on = 2026-01-02"),
        ("[observances]\nscope = \"partner\"", "2:9", "did you mean `partners`?"),
        ("duty = [1]", "1:9", "[[duty]]"),
        ("duty = 1", "1:8", "a list"),
        ("store = 1", "1:9", "a table"),
        ("[office]\nname = Sở", "2:8", "\"quotes\""),
        ("[store]\npath = \"C:\\var\\x\"", "2:", "single quotes"),
    ];
    for (text, place, cure) in cases {
        let message = refusal(text);
        let line = message.lines().find(|line| line.contains(cure)).unwrap_or_else(|| panic!("{text}\n{message}"));
        assert!(line.starts_with(&format!("/office/config.toml:{place}")), "{text}\n{message}");
    }
}

#[test]
fn all_faults_are_told_in_the_order_of_the_file() {
    let message = refusal("[office]\nlanguage = 1\n[post]\nbrake = 0\ncolour = 1");
    let places: Vec<&str> = message.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["/office/config.toml:2:12", "/office/config.toml:4:9", "/office/config.toml:5:1"], "{message}");
}

#[test]
fn many_faults_are_counted() {
    let text = (0..150).fold("[post]\n".to_owned(), |text, n| text + &format!("zz{n} = 1\n"));
    let message = refusal(&text);
    assert_eq!(message.lines().count(), 101);
    assert!(message.ends_with("and 50 more; mend these first"), "{message}");
}

#[test]
fn other_doors_are_asked_and_their_answer_is_pinned() {
    let checks = Checks {
        time_zone: |text| if text == "Hanoi" { Err(Sentence::quoted(&"no such zone")) } else { Ok(()) },
        schedule: |text| if text == "x" { Err(Sentence::quoted(&"no such hour")) } else { Ok(()) },
        address: |text| if text.starts_with("bad") { Err(Sentence::quoted(&"no such box")) } else { Ok(()) },
        column: |text| if text == "colour" { Err(Sentence::quoted(&"no such column")) } else { Ok(()) },
    };
    let text = "[office]\ntime_zone = \"Hanoi\"\n[schedule]\nscan = \"x\"\n[contacts.a]\nemail = \"bad@example.vn\"\n\
                [import.columns]\n\"Nước ký\" = \"country\"\n\"X\" = \"colour\"\n";
    let message = parse(text, Path::new(""), &checks).expect_err("three faults").to_string();
    for line in [
        "config.toml:2:13: `office.time_zone`: no such zone",
        "config.toml:4:8: `schedule.scan`: no such hour",
        "config.toml:6:9: contact `a`: no such box",
        "config.toml:9:7: `import.columns.\"X\"`: no such column",
    ] {
        assert!(message.lines().any(|said| said == line), "{message}");
    }
    let config = sound("[schedule]\nscan = \"x\"\n");
    assert_eq!(
        config.pin(config.schedule.scan.place, Sentence::quoted(&"late")).to_string(),
        "/office/config.toml:2:8: late"
    );
}

#[test]
fn byte_order_mark_and_carriage_returns_change_nothing() {
    let windows = format!("\u{feff}{}", sample().replace('\n', "\r\n"));
    let (one, other) = (sound(&windows), sound(sample()));
    assert_eq!(one.fingerprint_text(), other.fingerprint_text());
    assert_eq!(one.office, other.office);
    assert_eq!(one.post, other.post);
}

#[test]
fn a_text_cut_anywhere_is_read_or_refused() {
    let text = sample();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        if let Err(error) = read(&text[..end]) {
            let message = error.to_string();
            assert!(message.starts_with("/office/config.toml:"), "cut at {end}: {message}");
        }
    }
}

#[test]
fn a_password_shows_nowhere() {
    let lines = [
        "password = \"hunter2\"",
        "password = hunter2",
        "password = \"hunter2",
        "password = 'hunter2' 'hunter2'",
        "password = \"\\hunter2\"",
        "password = [\"hunter2\"]",
        "password = { value = \"hunter2\" }",
        "password_env = \"hunter2!\"",
        "password_env = \"hunter2\"",
        "passwrod = \"hunter2\"",
        "smtp_token = \"hunter2\"",
        "password_file = 5\npassword = \"hunter2\"",
    ];
    for line in lines {
        let text = format!("[post.smtp]\nhost = \"mail.example.vn\"\n{line}{PEOPLE}");
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let told = match read(&text[..end]) {
                Ok(config) => format!("{config:?}"),
                Err(error) => format!("{error} {error:?}"),
            };
            assert!(!told.contains("hunter2"), "{line}: {told}");
        }
    }
}

#[test]
fn warnings_name_their_line() {
    let cases = [
        ("[roles]\nclerks = []", 2, "clerks"),
        ("[ladder.quiet]\nrungs = []", 1, "quiet"),
        ("[contacts.a]\nemail = \"x@example.vn\"\n[contacts.b]\nemail = \"X@example.vn\"", 3, "one address"),
        ("[contacts.a]\nemail = \"x@example.vn\"", 0, "fallback"),
        ("[contacts.a]\nemail = \"x@example.vn\"", 0, "`head`"),
    ];
    for (text, line, part) in cases {
        let warnings = sound(text).warnings;
        assert!(
            warnings.iter().any(|one| one.line == line && one.what.to_string().contains(part)),
            "{text}: {warnings:?}"
        );
    }
}

#[test]
fn the_fingerprint_changes_with_what_is_due_and_with_nothing_else() {
    let base = sample();
    let same = [("\"vi\"", "\"en\""), ("brake           = 200", "brake           = 300"), ("Giám đốc", "Phó giám đốc")];
    let other = [
        ("\"Asia/Ho_Chi_Minh\"", "\"Asia/Tokyo\""),
        ("before = \"180d\"", "before = \"6m\""),
        ("# away   =", "away   ="),
        ("# off   =", "off   ="),
        ("[\"director\"]", "[\"head\"]"),
        ("\"partners\"", "\"all\""),
        ("\"VN\"", "\"none\""),
        ("[watch]", "[[duty]]\nname = \"report-after-signing\"\nenabled = false\n[watch]"),
    ];
    let fingerprint = |(from, to): (&str, &str)| {
        assert!(base.contains(from), "{from}");
        sound(&base.replace(from, to)).fingerprint_text()
    };
    for change in same {
        assert_eq!(fingerprint(change), sound(base).fingerprint_text(), "{change:?}");
    }
    for change in other {
        assert_ne!(fingerprint(change), sound(base).fingerprint_text(), "{change:?}");
    }
}

#[test]
fn files_that_are_no_configuration_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.toml");
    let missing = load(&file, &Checks::NONE).expect_err("no file").to_string();
    assert!(missing.contains("--config"), "{missing}");
    std::fs::write(&file, b"[office]\nname = \"S\xe5\"\n").expect("written");
    let bytes = load(&file, &Checks::NONE).expect_err("no UTF-8").to_string();
    assert!(bytes.contains(":2:10: ") && bytes.contains("UTF-8"), "{bytes}");
    std::fs::write(&file, sample()).expect("written");
    let config = load(&file, &Checks::NONE).expect("the sample");
    assert_eq!(config.store.path, folder.path().join("var/pactwatch.db"));
    assert_eq!(config.file, file);
}
