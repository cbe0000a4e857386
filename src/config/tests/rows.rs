//! CASES I, and the keys of the page, of backups, of watching and of a trial.

use super::*;
use crate::lifecycle::policy::{Right, Rights, Sharing};
use crate::lifecycle::span::Span;

/// A rule, a configuration against it, and its refusal, line by line.
type RefusalCase<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// The place of each line of a refusal, and a part of its text.
fn assert_refused(rule: &str, text: &str, expected: &[(&str, &str)]) {
    let message = refusal(text);
    assert_eq!(message.lines().count(), expected.len(), "{rule}: {message}");
    for (line, (place, part)) in message.lines().zip(expected) {
        assert!(line.starts_with(&format!("/office/config.toml:{place}: ")), "{rule}: {line}");
        assert!(line.contains(part), "{rule}: {line}");
    }
}

#[test]
fn i_rows_are_read_like_everything_else() {
    let cases: [RefusalCase<'_>; 12] = [
        (
            "a key of a duty, and what it leaves out",
            "[[duty]]\nname = \"a\"\ntitle = \"t\"\ntrigger = [\"signed\"]\nwithn = \"15d\"",
            &[("1:1", "needs `within`"), ("5:1", "unknown key `withn` in [[duty]]; did you mean `within`?")],
        ),
        (
            "a key of a step",
            "[[step]]\nname = \"a\"\nbefor = \"90d\"\ntitle = \"t\"",
            &[("1:1", "[[step]] has no `before`"), ("3:1", "did you mean `before`?")],
        ),
        (
            "a key of an observance",
            "[[observance]]\nname = \"a\"\nkind = \"greeting\"\ntitel = \"t\"\non = \"22/12\"",
            &[("1:1", "has no `title`"), ("4:1", "did you mean `title`?")],
        ),
        (
            "all faults of all rows",
            "[[duty]]\nname = \"a\"\ntitle = \"t\"\ntrigger = [\"singed\"]\nwithin = \"15x\"\n[[step]]\nname = \"s\"\n\
             before = \"soon\"\ntitle = 1\n[[observance]]\nname = \"o\"\ntitle = \"t\"\nkind = \"greetings\"\non = \"31/31\"",
            &[
                ("4:11", "singed"),
                ("5:10", "needs `within`"),
                ("8:10", "step.before"),
                ("9:9", "text in quotes"),
                ("13:8", "did you mean `greeting`?"),
                ("14:6", "observance.on"),
            ],
        ),
        ("a row without a name", "[[duty]]\nenabled = false", &[("1:1", "[[duty]] has no `name`")]),
        (
            "a switch for a row that is not shipped",
            "[[duty]]\nname = \"report-after-singing\"\nenabled = false",
            &[("2:8", "did you mean `report-after-signing`?")],
        ),
        (
            "a switch for an observance that is not shipped",
            "[[observance]]\nname = \"kr-relation\"\nenabled = false",
            &[("2:8", "did you mean `kr-relations`?")],
        ),
        (
            "a name that stands twice",
            "[[step]]\nname = \"a\"\nbefore = \"9d\"\ntitle = \"t\"\n[[step]]\nname = \"a\"\nbefore = \"8d\"\ntitle = \"u\"",
            &[("6:8", "stands in line 2 already")],
        ),
        (
            "a name that cannot stand in a key",
            "[[duty]]\nname = \"Báo cáo năm\"\nenabled = false",
            &[("2:8", "for example \"bao-cao-nam\"")],
        ),
        (
            "a ladder that is not there",
            "[[duty]]\nname = \"a\"\ntitle = \"t\"\ntrigger = [\"yearly\"]\non = \"11-15\"\nladder = \"yeerly\"",
            &[("6:10", "did you mean `yearly`?")],
        ),
        (
            "a kind of agreement",
            "[[duty]]\nname = \"a\"\ntitle = \"t\"\ntrigger = [\"yearly\"]\non = \"11-15\"\nkinds = [\"memo\", \"mou\"]",
            &[("6:10", "is no kind of agreement")],
        ),
        (
            "a day with an hour",
            "[[duty]]\nname = \"a\"\ntitle = \"t\"\ntrigger = [\"yearly\"]\non = \"11-15\"\nsigned_from = 2021-07-01T00:00:00",
            &[("6:15", "2026-12-31")],
        ),
    ];
    for (rule, text, expected) in cases {
        assert_refused(rule, text, expected);
    }
}

#[test]
fn i_days_keys_and_names_have_cures_that_work() {
    let cases = [
        ("a bare day", "[calendar]\noff = [{ on = 02/01/2027 }]", "write 2027-01-02"),
        ("a bare day with dots", "[calendar]\noff = [{ on = 2.1.2027 }]", "write 2027-01-02"),
        ("a quoted day", "[calendar]\noff = [{ on = \"02/01/2027\" }]", "write 2027-01-02"),
        (
            "a quoted day of an absence",
            "[contacts.a]\nemail = \"a@example.vn\"\naway = [{ from = \"1-3-2026\", to = 2026-03-02 }]",
            "write 2026-03-01",
        ),
        (
            "a contact's name as its id",
            "[contacts.Nguyễn Thị Hương]\nemail = \"h@example.vn\"",
            "[contacts.nguyen-thi-huong]",
        ),
        ("the same in quotes", "[contacts.\"Nguyễn Thị Hương\"]\nemail = \"h@example.vn\"", "`nguyen-thi-huong`"),
        ("a ladder's name", "[ladder.Gia hạn]\nrungs = []", "[ladder.gia-han]"),
        ("a key twice", "[post]\nbrake = 1\nbundle_over = 1\nbrake = 2", "duplicate key `brake`"),
        (
            "a table twice",
            "[contacts.a]\nemail = \"a@example.vn\"\n[contacts.a]\nemail = \"b@example.vn\"",
            "duplicate key `a`",
        ),
        (
            "a quoted key twice",
            "[import.columns]\n\"Nước ký\" = \"country\"\n\"Nước ký\" = \"note\"",
            "duplicate key `\"Nước ký\"`",
        ),
    ];
    for (rule, text, cure) in cases {
        let message = refusal(text);
        assert!(message.contains(cure), "{rule}: {message}");
    }
    // The proposed ids are taken.
    for id in ["nguyen-thi-huong", "gia-han"] {
        let text = format!(
            "[contacts.{id}]\nname = \"Nguyễn Thị Hương\"\nemail = \"h@example.vn\"\n[ladder.{id}]\nrungs = []{PEOPLE}"
        );
        sound(&text);
    }
}

#[test]
fn i_a_ladder_that_looks_like_a_default_is_said() {
    let near = sound(&format!("[ladder.expirry]\nrungs = [{{ before = \"9d\", to = [\"desk\"] }}]{PEOPLE}")).warnings;
    assert!(
        near.iter().any(|one| one.line == 1 && one.what.to_string().contains("did you mean `expiry`?")),
        "{near:?}"
    );
    let chosen = format!(
        "[ladder.dutty]\nrungs = [{{ before = \"9d\", to = [\"desk\"] }}]\n[[duty]]\nname = \"a\"\ntitle = \"t\"\n\
         trigger = [\"yearly\"]\non = \"11-15\"\nladder = \"dutty\"{PEOPLE}"
    );
    for text in [chosen, format!("[ladder.slow]\nrungs = [{{ before = \"1y\", to = [\"desk\"] }}]{PEOPLE}")] {
        let said = sound(&text).warnings;
        assert!(!said.iter().any(|one| one.what.to_string().contains("did you mean")), "{said:?}");
    }
}

#[test]
fn rows_join_replace_and_switch_the_shipped_ones() {
    let names = |config: &Config| config.duties.iter().map(|duty| duty.name.clone()).collect::<Vec<_>>();
    let bare = sound(PEOPLE);
    assert!(names(&bare).contains(&"report-after-signing".to_owned()));
    assert!(!names(&bare).contains(&"archive-original".to_owned()), "it sleeps");
    let own = sound(&format!(
        "[[duty]]\nname = \"report-after-signing\"\nenabled = false\n[[duty]]\nname = \"archive-original\"\nenabled = true\n\
         [[observance]]\nname = \"kr-relations\"\nenabled = false{PEOPLE}"
    ));
    assert!(!names(&own).contains(&"report-after-signing".to_owned()));
    assert!(names(&own).contains(&"archive-original".to_owned()));
    assert_eq!(own.observances.len() + 1, bare.observances.len());
    let steps: Vec<&str> = bare.steps.iter().map(|step| step.name.as_str()).collect();
    let shipped = ["decide", "partner-opinion", "draft", "ministry", "committee", "signing-day", "protocol"];
    assert_eq!(steps[..7], shipped);
    assert_eq!(steps[7..], ["submit-greeting", "send-greeting"]);
    let greeting = sound(&format!(
        "[[step]]\nname = \"submit-greeting\"\nbefore = \"10wd\"\ntitle = \"trình ký\"\ntoward = \"greeting\"{PEOPLE}"
    ));
    let names: Vec<&str> = greeting.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names[1..], shipped, "rows about greetings leave the plan of an extension as it is");
    let unnamed = sound(&format!("[[step]]\nbefore = \"90d\"\ntitle = \"gửi hồ sơ\"{PEOPLE}"));
    assert_eq!(unnamed.steps.iter().map(|step| step.name.as_str()).collect::<Vec<_>>(), ["gui-ho-so"]);
    assert!(unnamed.warnings.iter().any(|one| one.line == 1 && one.what.to_string().contains("name = \"gui-ho-so\"")));
}

#[test]
fn who_may_do_what_follows_from_the_roles() {
    let config = sound(
        "[office]\nfallback = \"it\"\n[contacts.a]\nemail = \"a@example.vn\"\nphone = \"0262 3850 000\"\nshared = true\n\
         [contacts.b]\nemail = \"b@example.vn\"\n[contacts.c]\nemail = \"c@example.vn\"\ncan = [\"read\"]\n\
         [contacts.it]\nemail = \"it@example.vn\"\n[roles]\nregistrar = [\"a\", \"c\"]\nhead = [\"it\"]\ndirector = [\"a\"]",
    );
    let can = |id: &str| config.circle.contact(id).expect(id).can.clone();
    assert_eq!(can("a"), Rights::from([Right::Record]));
    assert_eq!(can("b"), Rights::from([Right::Own]));
    assert_eq!(can("c"), Rights::from([Right::Read]), "what is written goes before the role");
    assert_eq!(can("it"), Rights::from([Right::Record, Right::Admin]));
    let a = config.circle.contact("a").expect("a");
    assert_eq!((a.phone.as_deref(), a.sharing), (Some("0262 3850 000"), Sharing::Several));
    assert_eq!(config.circle.registrars(), ["a", "c"]);
    assert_eq!(sound(PEOPLE).circle.registrars(), ["desk"], "the head, where nobody is named");
    let wrong = refusal("[contacts.a]\nemail = \"a@example.vn\"\ncan = [\"recrod\"]");
    assert!(wrong.contains(":3:8: `recrod` is no right; did you mean `record`?"), "{wrong}");
}

#[test]
fn the_page_is_protected_or_within_the_machine() {
    let web = |lines: &str| read(&format!("[web]\n{lines}{PEOPLE}")).map(|config| config.web.expect("a page"));
    assert_eq!(sound(PEOPLE).web, None);
    let bare = web("").expect("all of it has defaults");
    assert_eq!(bare.listen.value, Listen::Tcp("127.0.0.1:8480".parse().expect("an address")));
    assert_eq!((bare.links, bare.session_minutes, bare.access_log), (Links::Answer, 720, Span::months(12)));
    assert_eq!(
        (bare.address.to_string().as_str(), bare.key_file.as_path()),
        ("http://127.0.0.1:8480", Path::new("/office/link-key"))
    );
    let whole =
        web("listen = \"0.0.0.0:443\"\naddress = \"https://thoathuan.example.vn:8443/so/\"\nreach = \"mạng nội bộ\"\n\
         tls = { certificate = \"web.pem\", key_file = \"web-key\" }\nproxy = [\"10.0.0.1\"]\nlinks = \"acknowledge\"\n\
         session = \"8h\"\nkey_file = \"/etc/link-key\"\naccess_log = \"6m\"")
        .expect("sound");
    assert_eq!(whole.address.to_string(), "https://thoathuan.example.vn:8443/so");
    assert_eq!((whole.links, whole.session_minutes), (Links::Acknowledge, 480));
    for lines in [
        "listen = \"unix:/run/pactwatch/web.sock\"\naddress = \"https://a.example.vn\"",
        "listen = \"0.0.0.0:80\"\naddress = \"http://a.example.vn\"\ninsecure = true",
        "listen = \"0.0.0.0:80\"\naddress = \"https://a.example.vn\"\nproxy = [\"10.0.0.1\"]",
        "listen = \"[::1]:8480\"",
    ] {
        web(lines).unwrap_or_else(|error| panic!("{lines}: {error}"));
    }
    for (lines, place, part) in [
        ("listen = \"0.0.0.0:80\"\naddress = \"http://a.example.vn\"", "2:10", "insecure = true"),
        ("listen = \"0.0.0.0:80\"\ninsecure = true", "1:1", "address = "),
        ("listen = \"thoathuan.example.vn\"", "2:10", "127.0.0.1:8480"),
        ("listen = \"unix:\"", "2:10", "unix:/run"),
        ("address = \"thoathuan.example.vn\"", "2:11", "https://"),
        ("address = \"https://user@a.example.vn\"", "2:11", "https://"),
        ("address = \"https://a.example.vn/?x\"", "2:11", "https://"),
        ("tls = { certificate = \"web.pem\" }", "2:7", "key_file = \"web-key\""),
        ("proxy = [\"proxy.example.vn\"]", "2:10", "no IP address"),
        ("links = \"yes\"", "2:9", "off, acknowledge, answer"),
        ("session = \"12\"", "2:11", "4h, 90min or 2d"),
        ("session = \"8d\"", "2:11", "seven days"),
        ("access_log = \"0d\"", "2:14", "no time at all"),
        ("adress = \"x\"", "2:1", "did you mean `address`?"),
    ] {
        let message = web(lines).expect_err(lines).to_string();
        let line = message.lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("{lines}: {message}"));
        assert!(line.starts_with(&format!("/office/config.toml:{place}: ")), "{lines}: {message}");
    }
}

#[test]
fn backups_watching_and_the_trial() {
    let config = sound(&format!(
        "[backup]\ndirectory = \"copies\"\nevery = \"2d\"\nkeep = {{ daily = 3, monthly = 6 }}\n[watch]\n\
         heartbeat_url = \"https://health.example.vn/x\"\nmetrics_file = \"m.prom\"\ndelay_warning = \"90min\"\n\
         [post]\npilot = \"registrar\"\n[post.smtp]\nhost = \"mail.example.vn\"\nhelo = \"reminder.example.vn\"{PEOPLE}"
    ));
    let backup = config.backup.expect("copies are made");
    assert_eq!((backup.directory.as_path(), backup.every), (Path::new("/office/copies"), Span::days(2)));
    assert_eq!(backup.keep, Retention { daily: 3, weekly: 4, monthly: 6 });
    assert_eq!(config.watch.heartbeat_url.map(|url| url.value).as_deref(), Some("https://health.example.vn/x"));
    assert_eq!(config.watch.metrics_file.as_deref(), Some(Path::new("/office/m.prom")));
    assert_eq!(config.watch.delay_warning_minutes, 90);
    assert_eq!(config.post.pilot.map(|pilot| pilot.value).as_deref(), Some("registrar"));
    assert_eq!(config.post.smtp.and_then(|smtp| smtp.helo).as_deref(), Some("reminder.example.vn"));
    let bare = sound(PEOPLE);
    assert_eq!((bare.backup, bare.watch.delay_warning_minutes), (None, 240));
    for (text, place, part) in [
        ("[backup]\nevery = \"1d\"", "1:1", "directory = "),
        ("[backup]\ndirectory = \"c\"\nkeep = \"90d\"", "3:8", "a table"),
        ("[watch]\nheartbeat_url = \"health\"", "2:17", "https://"),
        ("[watch]\ndelay_warning = \"soon\"", "2:17", "4h"),
        ("[post]\npilot = \"registrars\"", "2:9", "registrar"),
        ("[post.smtp]\nhost = \"a\"\nhelo = \"my host\"", "3:8", "reminder.example.vn"),
    ] {
        let message = refusal(text);
        let line = message.lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("{text}: {message}"));
        assert!(line.starts_with(&format!("/office/config.toml:{place}: ")), "{text}: {message}");
    }
}
