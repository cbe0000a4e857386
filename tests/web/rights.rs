//! The table of rights: who × what × whose × restricted, as the page and its library keep it.

use pactwatch::config::{Checks, parse};
use pactwatch::desk::rights::{Deed, Viewer, Voiding};
use pactwatch::lifecycle::act::{Act, ActBody, Origin, Via};
use pactwatch::lifecycle::agreement::Restricted;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::policy::Sight;

use super::client::Office;

const PEOPLE: &str = r#"
[office]
fallback = "it"
[contacts.reader]
email = "reader@example.vn"
can = ["read"]
[contacts.desk]
email = "desk@example.vn"
away = [{ from = 2026-12-01, to = 2026-12-20, substitute = "deputy" }]
[contacts.deputy]
email = "deputy@example.vn"
[contacts.other]
email = "other@example.vn"
[contacts.head]
email = "head@example.vn"
[contacts.registrar]
email = "registrar@example.vn"
[contacts.it]
email = "it@example.vn"
[contacts.both]
email = "both@example.vn"
can = ["record", "admin"]
[roles]
head = ["head"]
registrar = ["registrar"]
"#;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn viewer(who: &str, on: &str) -> Viewer {
    let config = parse(PEOPLE, std::path::Path::new(""), &Checks::NONE).unwrap();
    Viewer::of(&config, config.circle.contact(who).unwrap(), day(on))
}

/// Rows as WEB.md writes them: who, and for each deed whether he may on an agreement that `desk` looks after.
#[test]
fn who_may_do_what_on_whose() {
    use Deed::{
        Administer, Answer, Change, Close, Contact, DropLetter, Import, Register, ReleaseBrake, Restrict, RetryLetter,
        VoidOthers, VoidOwn,
    };
    let officers = ["desk".to_owned()];
    let nobody = [];
    let of_agreements = [Answer, Change, Register, VoidOwn];
    let of_the_register = [Import, Restrict, Close, VoidOthers, DropLetter];
    for (who, on, on_this, in_general, letters, machine) in [
        ("reader", "2026-11-21", false, false, false, false),
        ("desk", "2026-11-21", true, false, false, false),
        ("desk", "2026-12-05", true, false, false, false),
        ("deputy", "2026-11-30", false, false, false, false),
        ("deputy", "2026-12-01", true, false, false, false),
        ("deputy", "2026-12-20", true, false, false, false),
        ("deputy", "2026-12-21", false, false, false, false),
        ("other", "2026-11-21", false, false, false, false),
        ("head", "2026-11-21", true, true, true, false),
        ("registrar", "2026-11-21", true, true, true, false),
        ("it", "2026-11-21", false, false, true, true),
        ("both", "2026-11-21", true, true, true, true),
    ] {
        let viewer = viewer(who, on);
        for deed in of_agreements {
            assert_eq!(viewer.may(deed, &officers), on_this, "{who} on {on}: {deed:?}");
            assert_eq!(viewer.may(deed, &nobody), in_general, "{who} on {on}: {deed:?} on nobody's");
        }
        for deed in of_the_register {
            assert_eq!(viewer.may(deed, &officers), in_general, "{who} on {on}: {deed:?}");
        }
        for deed in [RetryLetter, ReleaseBrake] {
            assert_eq!(viewer.may(deed, &nobody), letters, "{who}: {deed:?}");
        }
        assert_eq!(viewer.may(Administer, &nobody), machine, "{who}");
        let anybody = viewer.extent(Contact) != pactwatch::desk::rights::Extent::Nothing;
        assert!(anybody, "{who}: one's own absence");
    }
}

/// Who sees what an agreement of `desk` says, restricted or not.
#[test]
fn who_sees_what() {
    let officers = ["desk".to_owned()];
    for (who, on, sees_restricted) in [
        ("reader", "2026-11-21", false),
        ("desk", "2026-11-21", true),
        ("deputy", "2026-11-21", false),
        ("deputy", "2026-12-05", true),
        ("other", "2026-11-21", false),
        ("head", "2026-11-21", true),
        ("registrar", "2026-11-21", true),
        ("it", "2026-11-21", false),
        ("both", "2026-11-21", true),
    ] {
        let viewer = viewer(who, on);
        let sees = viewer.clearance();
        assert_eq!(sees.sight(Restricted::No, &officers), Sight::Whole, "{who}");
        assert_eq!(sees.sight(Restricted::Yes, &officers) == Sight::Whole, sees_restricted, "{who} on {on}");
    }
}

/// An act recorded on Friday, 20/11/2026: the next working day is Monday, 23/11.
#[test]
fn who_takes_back_which_act() {
    let config = parse(PEOPLE, std::path::Path::new(""), &Checks::NONE).unwrap();
    let officers = ["desk".to_owned()];
    let act = |by: &str, via: Via| Act {
        seq: 2,
        on: day("2026-11-20"),
        recorded_on: day("2026-11-20"),
        by: by.to_owned(),
        number: None,
        note: None,
        body: ActBody::Suspend,
        origin: Origin { via: Some(via), ..Origin::default() },
    };
    for (rule, who, by, via, today, may) in [
        ("the same day", "desk", "desk", Via::Page, "2026-11-20", Voiding::Allowed),
        ("the weekend counts not", "desk", "desk", Via::Page, "2026-11-22", Voiding::Allowed),
        ("the next working day", "desk", "desk", Via::Page, "2026-11-23", Voiding::Allowed),
        ("the day after that", "desk", "desk", Via::Page, "2026-11-24", Voiding::Refused),
        ("somebody else's", "desk", "head", Via::Page, "2026-11-20", Voiding::Refused),
        ("by link, in his name", "desk", "desk", Via::Link, "2026-11-20", Voiding::Refused),
        ("one's own with record", "head", "head", Via::Page, "2026-11-23", Voiding::Allowed),
        ("later", "head", "head", Via::Page, "2026-11-24", Voiding::WithFreshCode),
        ("another's", "head", "desk", Via::Page, "2026-11-20", Voiding::WithFreshCode),
        ("by link", "head", "desk", Via::Link, "2026-11-20", Voiding::WithFreshCode),
        ("who only reads", "reader", "reader", Via::Page, "2026-11-20", Voiding::Refused),
        ("who looks after the machine", "it", "desk", Via::Page, "2026-11-20", Voiding::Refused),
    ] {
        let viewer = Viewer::of(&config, config.circle.contact(who).unwrap(), day(today));
        assert_eq!(viewer.voids(&act(by, via), &officers, &config.calendar, day(today)), may, "{rule}");
    }
}

/// The same where it counts, at the page's doors.
#[test]
fn the_page_keeps_to_the_table() {
    let restricted = r#"
[[agreement]]
reference = "HC-2026-01"
title = "Tên không được lộ"
partner = ["sekong"]
country = "LA"
signed_on = 2026-02-03
effect = "signature"
term = "1y"
officers = ["desk-laos"]
restricted = true
"#;
    let office = Office::with(restricted);
    office.run(&["record", "HC-2026-01", "progress", "expiry@2027-02-03", "đang làm", "--by", "head"]);
    let seq = {
        let shown: serde_json::Value =
            serde_json::from_str(&office.run(&["show", "HC-2026-01", "--json", "--restricted"])).unwrap();
        shown["acts"].as_array().unwrap().last().unwrap()["seq"].to_string()
    };
    for (who, form, undo) in [
        ("reader", 403, 403),
        ("desk-korea", 403, 403),
        ("desk-laos", 200, 403),
        ("head", 200, 200),
        ("director", 200, 200),
        ("it", 403, 403),
    ] {
        let mut browser = office.logged_in(who);
        let path = "/thoa-thuan/HC-2026-01/cap-nhat";
        let page = office.get(&mut browser, path);
        assert_eq!(page.status, form, "{who}");
        assert!(form == 200 || !page.body.contains("Tên không được lộ"), "{who}");
        // A code that was just entered is fresh.
        assert_eq!(office.get(&mut browser, &format!("{path}/{seq}/huy")).status, undo, "{who}: takes it back");
    }
}
