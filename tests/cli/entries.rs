//! Calendar entries, in files and in letters, read by a library that shares no code with the one that writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use icalendar::{Calendar, Class, Component, DatePerhapsTime, Event};
use pactwatch::lifecycle::day::Day;
use serde_json::Value;

use super::letter::Part;
use super::office::{Office, day};

/// An event as the library reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Read {
    uid: String,
    sequence: u32,
    on: Day,
    summary: String,
    description: Option<String>,
}

/// Reads a calendar file, and holds it against what every one of ours must be.
fn read(bytes: &[u8]) -> Vec<Read> {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "lines end in CR LF");
    let longest = text.split("\r\n").map(str::len).max();
    assert!(longest <= Some(75), "folded at 75 octets: {longest:?}");
    let calendar: Calendar = text.parse().unwrap();
    assert_eq!(calendar.property_value("METHOD"), Some("PUBLISH"));
    assert_eq!(calendar.property_value("VERSION"), Some("2.0"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), calendar.events().count());
    calendar.events().map(event).collect()
}

fn event(event: &Event) -> Read {
    let date = |at: Option<DatePerhapsTime>| match at {
        Some(DatePerhapsTime::Date(date)) => Day::from_date(date).unwrap(),
        other => panic!("no day: {other:?}"),
    };
    let (on, end) = (date(event.get_start()), date(event.get_end()));
    assert_eq!(on.days_until(end), 1, "one whole day");
    assert_eq!(event.property_value("TRANSP"), Some("TRANSPARENT"));
    assert!(event.get_timestamp().is_some());
    for nobody in ["ORGANIZER", "ATTENDEE", "RRULE", "STATUS"] {
        assert!(event.property_value(nobody).is_none() && !event.multi_properties().contains_key(nobody), "{nobody}");
    }
    let uid = event.get_uid().unwrap().to_owned();
    assert!(uid.ends_with("@milestone.pactwatch") && !uid.contains(&on.to_string()), "{uid}");
    Read {
        uid,
        sequence: event.get_sequence().unwrap(),
        on,
        summary: event.get_summary().unwrap().to_owned(),
        description: event.get_description().map(str::to_owned),
    }
}

/// The file of that name, exported and read.
fn exported(office: &Office, args: &[&str]) -> Vec<Read> {
    office.run(&[&["export", "out.ics", "--force"], args].concat()).text();
    read(&fs::read(office.path("out.ics")).unwrap())
}

/// A letter with what goes with it.
#[derive(Debug)]
struct Sent {
    to: String,
    subject: String,
    keys: String,
    file: Option<(String, Vec<Read>)>,
}

/// The letters written since the last time, in order.
fn new_letters(office: &Office, seen: &mut BTreeSet<i64>) -> Vec<Sent> {
    let list = office.json(&["outbox", "list"]);
    let fresh: Vec<&Value> =
        list.as_array().unwrap().iter().filter(|row| seen.insert(row["id"].as_i64().unwrap())).collect();
    let letter = |row: &&Value| {
        let shown = office.json(&["outbox", "show", &row["id"].to_string()]);
        let letter = Part::read(shown["letter"].as_str()?.as_bytes());
        let file = attached(&letter);
        assert_eq!(shown["attached"].as_str(), file.as_ref().map(|(name, _)| name.as_str()), "`show` names the file");
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        let file = file.map(|(name, bytes)| (name, read(&bytes)));
        Some(Sent { to: text("to"), subject: text("subject"), keys: row["keys"].to_string(), file })
    };
    fresh.iter().filter_map(letter).collect()
}

/// The calendar file beside the two bodies.
fn attached(letter: &Part) -> Option<(String, Vec<u8>)> {
    let kind = letter.header("Content-Type").unwrap();
    if kind.starts_with("multipart/alternative") {
        return None;
    }
    assert!(kind.starts_with("multipart/mixed"), "{kind}");
    let parts = letter.parts();
    let [bodies, file] = parts.as_slice() else { panic!("{} parts", parts.len()) };
    assert!(bodies.header("Content-Type").unwrap().starts_with("multipart/alternative"));
    assert_eq!(file.header("Content-Type").unwrap(), "text/calendar; charset=utf-8; method=PUBLISH");
    let disposition = file.header("Content-Disposition").unwrap();
    let name = disposition.strip_prefix("attachment; filename=\"").unwrap().trim_end_matches('"').to_owned();
    assert!(name.is_ascii() && name.starts_with("pactwatch-"), "{name}");
    Some((name, file.content()))
}

/// An agreement of the desk for Laos that ends on 31/12/2026: its letters go on 2/10, 1/12 and 24/12 to the head too.
fn ending(reference: &str) -> (Office, i64) {
    let office = Office::new();
    let facts = [("reference", reference), ("signed_on", "2020-01-15"), ("term", "until 2026-12-31")];
    let id = office.register("2026-11-20", &facts);
    (office, id)
}

fn at(office: Office, day: &str) -> Office {
    office.at(&format!("{day}T08:00:00+07:00"))
}

#[test]
fn an_export_holds_what_the_agenda_has_open_for_five_years() {
    let office = Office::stocked();
    let events = exported(&office, &[]);
    let uids: BTreeSet<&String> = events.iter().map(|event| &event.uid).collect();
    assert_eq!(uids.len(), events.len(), "every milestone has a UID of its own");
    assert!(events.is_sorted_by_key(|event| event.on));
    // Another reader of the same register: the agenda, without what is restricted.
    let agenda = office.json(&["agenda", "--from", "2026-11-21", "--to", "2031-11-21"]);
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    for entry in agenda.as_array().unwrap() {
        if entry["state"] == "open" && entry["reference"] != "SECRET-1" {
            *open.entry(entry["day"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for event in events.iter().filter(|event| event.on >= day("2026-11-21")) {
        *found.entry(event.on.to_string()).or_default() += 1;
    }
    assert_eq!(found, open);
    // Of the reviews that nobody recorded (2019, 2021, 2023, 2025) the newest asks.
    let past: Vec<_> = events.iter().filter(|e| e.on < day("2026-11-21") && e.summary.contains("Sơ kết")).collect();
    assert_eq!(past.iter().map(|event| event.on).collect::<Vec<_>>(), [day("2025-12-22")]);
    assert!(past[0].summary.starts_with("[Quá hạn] Sơ kết 22/12/2025"), "{past:?}");
}

#[test]
fn an_event_says_what_when_why_and_where_to_record_it() {
    let office = Office::stocked();
    let events = exported(&office, &[]);
    let expiry = events.iter().find(|event| event.summary.starts_with("[Hết hiệu lực] 22/12/2027")).unwrap();
    assert_eq!(expiry.summary, "[Hết hiệu lực] 22/12/2027: Đắk Lắk – Jeonbuk, cần phương án");
    let description = expiry.description.as_deref().unwrap();
    let lines: Vec<&str> = description.lines().collect();
    // 22 December 2027 is a Wednesday that is worked.
    // 180 days before it is Friday, 25 June 2027.
    assert!(lines[0].starts_with("Việc tiếp theo: ") && lines[0].ends_with("chậm nhất 25/06/2027"), "{description}");
    assert!(lines[1].contains("hết hiệu lực vào hết ngày 22/12/2027 (thứ Tư)"), "{description}");
    assert!(
        description.contains("\nNgày làm việc cuối cùng không muộn hơn ngày này: thứ Tư, 22/12/2027."),
        "{description}"
    );
    assert!(description.contains("\nCách tính: "), "{description}");
    assert!(lines.last().unwrap().starts_with("Cập nhật: đề nghị ghi "), "{description}");
    assert!(lines.last().unwrap().contains("(mã KR-1)"), "{description}");
    let text = fs::read_to_string(office.path("out.ics")).unwrap();
    // 7:00 in the office.
    assert_eq!(text.matches("DTSTAMP:20261121T000000Z\r\n").count(), events.len());
    assert!(text.contains("X-WR-CALNAME:"), "a program that makes a calendar of it knows its name");
}

#[test]
fn the_first_letter_to_each_person_brings_the_day_and_no_later_one() {
    let (mut office, _) = ending("T-1");
    let mut seen = BTreeSet::new();
    let mut brought: Vec<(String, String, bool)> = Vec::new();
    for on in ["2026-11-21", "2026-12-01", "2026-12-24", "2027-01-04"] {
        office = at(office, on);
        office.run(&["tick"]).text();
        for letter in new_letters(&office, &mut seen).into_iter().filter(|sent| sent.subject.contains("hiệu lực]"))
        {
            let person = letter.to.trim_end_matches("@example.vn").to_owned();
            brought.push((on.to_owned(), person, letter.file.is_some()));
        }
    }
    brought.sort();
    let expected = [
        ("2026-11-21", "desk-laos", true),
        ("2026-11-21", "head", true),
        ("2026-12-01", "desk-laos", false),
        ("2026-12-01", "head", false),
        ("2026-12-24", "desk-laos", false),
        ("2026-12-24", "head", false),
        // After the day.
        ("2027-01-04", "desk-laos", false),
        ("2027-01-04", "head", false),
    ];
    assert_eq!(brought, expected.map(|(on, person, brings)| (on.to_owned(), person.to_owned(), brings)));
}

#[test]
fn a_moved_day_moves_the_entry() {
    let (mut office, _) = ending("ĐL-LA.2020");
    let mut seen = BTreeSet::new();
    office.run(&["tick"]).text();
    let first = new_letters(&office, &mut seen);
    let told = first.iter().find(|sent| sent.to.starts_with("desk-laos") && sent.file.is_some()).unwrap();
    let (name, events) = told.file.as_ref().unwrap();
    assert_eq!(name, "pactwatch-L-LA-2020.ics");
    let [entry] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!((entry.on, entry.sequence), (day("2026-12-31"), 0));
    let listed = |office: &Office, on: &str| {
        let found = exported(office, &[]);
        found.into_iter().find(|event| event.on == day(on) && event.summary.contains("Hết hiệu lực")).unwrap()
    };
    let in_the_file = listed(&office, "2026-12-31");
    assert_eq!((&in_the_file.uid, in_the_file.sequence), (&entry.uid, 0), "one UID in letters and in files");

    office = at(office, "2026-12-02");
    office.run(&["record", "ĐL-LA.2020", "extend", "--until", "2027-01-20", "--number", "9/CV"]).text();
    office = at(office, "2026-12-03");
    office.run(&["tick"]).text();
    let second = new_letters(&office, &mut seen);
    for person in ["desk-laos", "head"] {
        let theirs = |sent: &&Sent| sent.to.starts_with(person) && sent.file.is_some();
        let with_file: Vec<&Sent> = second.iter().filter(theirs).collect();
        let [correction] = with_file.as_slice() else { panic!("{person}: {second:#?}") };
        assert!(correction.subject.starts_with("[Đính chính]"), "{correction:?}");
        let (_, events) = correction.file.as_ref().unwrap();
        let [moved] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!((&moved.uid, moved.on, moved.sequence), (&entry.uid, day("2027-01-20"), 1), "{person}");
    }
    let in_the_file = listed(&office, "2027-01-20");
    assert_eq!((&in_the_file.uid, in_the_file.sequence), (&entry.uid, 1));

    // The ladder of the new day goes on without entries: 21/12 is 30 days before it.
    office = at(office, "2026-12-21");
    office.run(&["tick"]).text();
    let third = new_letters(&office, &mut seen);
    let mut about = third.iter().filter(|sent| sent.keys.contains("/expiry/1/2027-01-20/-30d/")).peekable();
    assert!(about.peek().is_some(), "{third:#?}");
    assert!(about.all(|sent| sent.file.iter().flat_map(|(_, events)| events).all(|event| event.uid != entry.uid)));
}

#[test]
fn one_letter_about_several_brings_one_file() {
    let office = Office::new();
    for (reference, until) in [("T-1", "until 2026-12-31"), ("T-2", "until 2027-01-15")] {
        office.register("2026-11-20", &[("reference", reference), ("signed_on", "2020-01-15"), ("term", until)]);
    }
    office.run(&["tick"]).text();
    let letters = new_letters(&office, &mut BTreeSet::new());
    let (name, events) = letters.iter().find(|sent| sent.to.starts_with("desk-laos")).unwrap().file.as_ref().unwrap();
    assert_eq!(name, "pactwatch-2026-11-21.ics");
    assert_eq!(events.iter().map(|event| event.on).collect::<Vec<_>>(), [day("2026-12-31"), day("2027-01-15")]);
}

#[test]
fn a_letter_written_anew_is_the_same_letter() {
    let (office, _) = ending("T-1");
    // It cannot leave: the folder for letters is a file.
    fs::write(office.path("var/letters"), "").unwrap();
    assert_eq!(office.run(&["tick"]).code, 1);
    let letters = |office: &Office| -> BTreeMap<String, String> {
        let rows = office.json(&["outbox", "list", "--state", "pending"]);
        let rows = rows.as_array().unwrap();
        let text = |row: &Value| {
            let shown = office.json(&["outbox", "show", &row["id"].to_string()]);
            shown["letter"].as_str().unwrap().to_owned()
        };
        rows.iter().map(|row| (row["message_id"].as_str().unwrap().to_owned(), text(row))).collect()
    };
    let before = letters(&office);
    assert!(before.values().any(|letter| letter.contains("text/calendar")), "{before:#?}");
    // A fact that no letter names.
    office.run(&["record", "T-1", "correct", "source=một nguồn khác"]).text();
    let ids = |office: &Office| office.json(&["outbox", "list", "--state", "dropped"]).as_array().unwrap().len();
    assert!(ids(&office) > 0, "they were written anew");
    assert_eq!(letters(&office), before);
}

#[test]
fn letters_that_tell_no_day_to_come_bring_nothing() {
    let office = Office::new();
    fs::copy("examples/register.toml", office.path("list.toml")).unwrap();
    office.run(&["import", "list.toml"]).text();
    let mut seen = BTreeSet::new();
    office.run(&["tick"]).text();
    let mut letters = new_letters(&office, &mut seen);
    // Monday's digest.
    let office = at(office, "2026-11-23");
    office.run(&["tick"]).text();
    letters.extend(new_letters(&office, &mut seen));
    let kinds: BTreeSet<&str> = letters.iter().filter_map(|sent| sent.subject.split([']', ' ']).next()).collect();
    assert!(kinds.contains("[Tổng") && kinds.contains("[Cần") && kinds.contains("[Chúc"), "{kinds:?}");
    for sent in &letters {
        let tells = !["[Tổng hợp", "[Cần xác minh"].iter().any(|word| sent.subject.starts_with(word));
        assert_eq!(sent.file.is_some(), tells, "{sent:?}");
    }
}

#[test]
fn no_name_can_write_a_line_of_its_own() {
    let office = Office::new();
    let hostile =
        "A, B; C\\n\r\nEND:VEVENT\r\nATTENDEE:mailto:x@y.z\u{2028}\u{0}\u{85}\u{202e}\tđ".to_owned() + &"ặ".repeat(300);
    office.register(
        "2026-11-20",
        &[
            ("reference", "T-1"),
            ("title", &hostile),
            ("short", &hostile),
            ("signed_on", "2020-01-15"),
            ("term", "until 2026-12-31"),
            ("basis", "term=Điều 7, khoản 2"),
        ],
    );
    office.run(&["tick"]).text();
    let events = exported(&office, &[]);
    let event = events.iter().find(|event| event.on == day("2026-12-31")).unwrap();
    assert!(event.summary.contains("A, B; C\\n END:VEVENT"), "{event:?}");
    assert!(event.description.as_deref().unwrap().contains("(mã T-1)"), "{event:?}");
    let letters = new_letters(&office, &mut BTreeSet::new());
    let (name, events) = letters.iter().find_map(|sent| sent.file.as_ref()).unwrap();
    assert_eq!(name, "pactwatch-T-1.ics");
    assert_eq!(events[0].summary, event.summary);
}

#[test]
fn a_restricted_agreement_is_left_out_or_is_reference_and_day() {
    let office = Office::stocked();
    let said = office.json(&["export", "out.ics"]);
    assert_eq!((&said["agreements"], &said["left_out"]), (&Value::from(3), &Value::from(1)));
    assert_eq!(said["milestones"], read(&fs::read(office.path("out.ics")).unwrap()).len());
    let secret = |events: Vec<Read>| events.into_iter().filter(|e| e.summary.contains("SECRET-1")).collect::<Vec<_>>();
    assert_eq!(secret(exported(&office, &[])), []);
    let found = secret(exported(&office, &["--restricted"]));
    let expiry = found.iter().find(|event| event.on == day("2027-06-01")).unwrap();
    assert_eq!(expiry.summary, "[Nội bộ] Mã SECRET-1: có việc đến hạn 01/6/2027");
    assert!(found.iter().all(|event| event.description.is_none()), "{found:?}");
    let text = fs::read_to_string(office.path("out.ics")).unwrap().replace("\r\n ", "");
    assert!(!text.contains("Riêng") && !text.contains("Chuyện") && !text.contains("Điều kín"));
    let calendar: Calendar = text.parse().unwrap();
    let class = |name: &str| {
        calendar
            .events()
            .filter(|e| e.get_summary().unwrap().contains(name))
            .all(|e| e.get_class() == Some(if name == "SECRET-1" { Class::Confidential } else { Class::Public }))
    };
    assert!(class("SECRET-1") && class("Jeonbuk"));
}
