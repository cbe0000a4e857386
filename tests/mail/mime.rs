//! What a letter looks like on the line, read back by other means.

use proptest::prelude::*;

use pactwatch::post::{Attachment, Parcel, PostError, mime};

use crate::parcel;
use crate::reading::Part;

/// The same word composed (NFC) and decomposed (NFD).
const COMPOSED: &str = "Đắk Lắk – Thỏa thuận";
const DECOMPOSED: &str = "Đa\u{306}\u{301}k La\u{306}\u{301}k – Tho\u{309}a thua\u{323}\u{302}n";

fn written(change: impl FnOnce(&mut Parcel)) -> Result<Vec<u8>, PostError> {
    let mut parcel = parcel();
    change(&mut parcel);
    let message = mime(&parcel)?;
    assert_line_rules(&message);
    Ok(message)
}

/// Seven bits, CRLF alone, lines under 998 bytes, no folded line that is empty.
fn assert_line_rules(message: &[u8]) {
    assert!(message.is_ascii() && message.ends_with(b"\r\n"));
    let text = std::str::from_utf8(message).unwrap();
    for line in text.split("\r\n") {
        assert!(line.len() < 998, "{} bytes", line.len());
        assert!(!line.contains(['\r', '\n', '\0']), "{line:?}");
        assert!(line.is_empty() || !line.trim().is_empty(), "a line of spaces ends the headers for some readers");
    }
}

#[test]
fn everything_said_can_be_read_back() {
    let parcel = parcel();
    let letter = Part::read(&written(|_| {}).unwrap());
    let expected = [
        ("Date", "Fri, 22 Dec 2017 01:00:00 +0000"),
        ("From", "Theo dõi thỏa thuận <pactwatch@example.vn>"),
        ("To", "Chuyên viên theo dõi Hàn Quốc <desk-korea@example.vn>"),
        ("Reply-To", "Trưởng phòng <head@example.vn>"),
        ("Subject", "Đắk Lắk – Jeonbuk: hết hiệu lực 22/12/2022"),
        ("Message-ID", "<3f2a9c@example.vn>"),
        ("References", "<first@example.vn> <second@example.vn>"),
        ("Thread-Topic", "Đắk Lắk – Jeonbuk: hết hiệu lực"),
        ("Thread-Index", "AQHY1234567890abcdefABCDEF=="),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply, DR, RN, NRN"),
        ("MIME-Version", "1.0"),
    ];
    for (name, value) in expected {
        assert_eq!(letter.header(name).as_deref(), Some(value), "{name}");
    }
    let mut names = letter.names();
    names.retain(|name| *name != "Content-Type");
    assert_eq!(names, expected.map(|(name, _)| name), "these headers and no others; a Bcc least of all");

    let parts = letter.parts();
    let kinds: Vec<_> = parts.iter().map(|part| part.header("Content-Type").unwrap()).collect();
    assert_eq!(kinds, ["text/plain; charset=utf-8", "text/html; charset=utf-8"]);
    assert_eq!(parts[0].text(), parcel.text.replace('\n', "\r\n"));
    assert_eq!(parts[1].text(), parcel.html.replace('\n', "\r\n"));
}

/// D6: no answer of a machine is asked for, and none is kept back that says that the letter did not arrive.
#[test]
fn d6_a_letter_asks_for_no_answer_of_a_machine_but_for_the_report_that_it_came_back() {
    let letter = Part::read(&written(|_| {}).unwrap());
    let suppressed = letter.header("X-Auto-Response-Suppress").unwrap();
    let mut kinds: Vec<&str> = suppressed.split(", ").collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["AutoReply", "DR", "NRN", "OOF", "RN"], "neither `All` nor `NDR`");
    assert_eq!(letter.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    for asks in ["Disposition-Notification-To", "Return-Receipt-To", "Precedence"] {
        assert_eq!(letter.header(asks), None, "{asks}");
    }
}

#[test]
fn the_same_parcel_is_the_same_bytes() {
    assert_eq!(written(|_| {}).unwrap(), written(|_| {}).unwrap());
}

#[test]
fn subjects_and_names_of_any_kind_come_back_as_they_were() {
    let long_vietnamese = "Thỏa thuận hợp tác ".repeat(105);
    let cases = [
        ("ASCII stays readable", "Plain subject".to_owned()),
        ("composed", COMPOSED.to_owned()),
        ("decomposed", DECOMPOSED.to_owned()),
        ("emoji", "📅 Hạn cuối 🇻🇳🇰🇷 👩‍💼".to_owned()),
        ("2,000 characters", long_vietnamese.chars().take(2_000).collect::<String>().trim_end().to_owned()),
        ("2,000 letters without a space", "x".repeat(2_000)),
        ("what looks like an encoded word", "=?utf-8?B?SGVsbG8=?= and =?".to_owned()),
        ("spaces side by side", "two  spaces, ba   khoảng trắng".to_owned()),
        ("specials", "a, b; (c) \"d\" <e@example.vn> \\ f: g".to_owned()),
        ("a lone dot", ".".to_owned()),
        ("empty", String::new()),
    ];
    for (rule, text) in cases {
        assert!(!rule.starts_with("2,000") || text.chars().count() > 1_990);
        let letter = Part::read(&written(|p| p.subject.clone_from(&text)).unwrap());
        assert_eq!(letter.header("Subject").unwrap(), text, "{rule}");

        let letter = Part::read(&written(|p| p.to_name.clone_from(&text)).unwrap());
        let to = letter.header("To").unwrap();
        let name = to.strip_suffix("desk-korea@example.vn>").map(|rest| rest.strip_suffix('<').unwrap().trim());
        let name = name.unwrap_or_default();
        let unquoted = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let name = unquoted.map_or(name.to_owned(), |quoted| quoted.replace("\\\"", "\"").replace("\\\\", "\\"));
        assert_eq!(name, text, "{rule}, as a name: {to}");
    }
    let ascii = written(|p| "Plain subject".clone_into(&mut p.subject)).unwrap();
    assert!(String::from_utf8(ascii).unwrap().contains("\r\nSubject: Plain subject\r\n"));
}

#[test]
fn bodies_of_any_kind_come_back_as_they_were() {
    let cases = [
        ("lone dots", "a\r\n.\r\n..\r\n.b\r\n".to_owned()),
        ("a line of 10,000 bytes", "x".repeat(10_000)),
        ("10,000 bytes of Vietnamese", "ế".repeat(3_334)),
        ("trailing spaces and tabs", "a  \r\nb\t\r\n".to_owned()),
        ("a line that starts like an mbox", "From here\r\n".to_owned()),
        ("what looks like a boundary", "--=_a\r\n--=_a--\r\n".to_owned()),
        ("control characters", "a\0b\u{7}c\u{1b}[31m".to_owned()),
        ("decomposed", DECOMPOSED.to_owned()),
        ("equals signs", "1=1 =20 ==\r\n".to_owned()),
        ("empty", String::new()),
    ];
    for (rule, text) in cases {
        let letter = Part::read(&written(|p| (p.text, p.html) = (text.clone(), text.clone())).unwrap());
        let parts = letter.parts();
        assert_eq!(parts.len(), 2, "{rule}");
        assert_eq!((parts[0].text(), parts[1].text()), (text.clone(), text), "{rule}");
    }
    for (rule, text) in [("LF", "a\nb\n"), ("CR", "a\rb\r"), ("mixed", "a\r\nb\n")] {
        let letter = Part::read(&written(|p| text.clone_into(&mut p.text)).unwrap());
        assert_eq!(letter.parts()[0].text(), "a\r\nb\r\n", "{rule} becomes CRLF");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever people type, in any script: it comes back, or is refused for a reason that can be seen in it.
    #[test]
    fn whatever_is_written_is_read(subject in "\\PC{0,300}", body in "(\\PC|\\n|\\t){0,300}") {
        let message = written(|p| {
            p.subject.clone_from(&subject);
            p.text.clone_from(&body);
        });
        let forbidden = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        prop_assert_eq!(message.is_err(), subject.contains(forbidden));
        if let Ok(message) = message {
            let letter = Part::read(&message);
            prop_assert_eq!(letter.header("Subject").unwrap(), subject);
            prop_assert_eq!(letter.parts()[0].text(), body.replace('\n', "\r\n"));
        }
    }
}

#[test]
fn no_value_can_begin_a_header_or_name_a_recipient() {
    type Field = fn(&mut Parcel) -> &mut String;
    let fields: [(&str, Field); 10] = [
        ("subject", |p| &mut p.subject),
        ("to_name", |p| &mut p.to_name),
        ("to_address", |p| &mut p.to_address),
        ("from", |p| &mut p.from),
        ("message_id", |p| &mut p.message_id),
        ("reply_to", |p| &mut p.reply_to[0]),
        ("references", |p| &mut p.references[0]),
        ("thread_topic", |p| p.thread_topic.as_mut().unwrap()),
        ("thread_index", |p| p.thread_index.as_mut().unwrap()),
        ("attachment", |p| &mut p.calendar.get_or_insert_with(calendar).name),
    ];
    let breaks = ["\r\n", "\n", "\r", "\0", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\u{1b}", "\r\n "];
    for (name, field) in fields {
        for line_break in breaks {
            let attempt = |value: &str| format!("{line_break}Bcc: other@example.vn{line_break}{value}");
            let inside = |value: &str| format!("{value}{line_break}Bcc: other@example.vn");
            for injected in
                [attempt(&field(&mut parcel_with_calendar()).clone()), inside(field(&mut parcel_with_calendar()))]
            {
                let mut parcel = parcel_with_calendar();
                field(&mut parcel).clone_from(&injected);
                let refused = mime(&parcel);
                assert!(refused.is_err(), "{name} took {injected:?}");
                assert!(!refused.unwrap_err().to_string().contains(line_break), "{name}: the message repeats it raw");
            }
        }
    }
}

#[test]
fn an_address_is_one_address() {
    let cases = [
        ("two", "a@example.vn, b@example.vn"),
        ("two, bare", "a@example.vn b@example.vn"),
        ("a route", "@a.vn:b@example.vn"),
        ("brackets inside", "a@example.vn><b@example.vn"),
        ("a quoted local part", "\"a b\"@example.vn"),
        ("a command", "a@example.vn> SIZE=1"),
        ("no domain", "a@"),
        ("no name", "@example.vn"),
        ("Vietnamese letters", "trưởng@example.vn"),
        ("empty", ""),
        ("too long", &format!("{}@example.vn", "a".repeat(300))),
    ];
    for (rule, address) in cases {
        let refused = written(|p| address.clone_into(&mut p.to_address)).unwrap_err();
        assert!(matches!(refused, PostError::Address { .. }), "{rule}: {refused}");
    }
}

#[test]
fn sizes_and_years_have_limits() {
    let two_megabytes = 2 * 1024 * 1024;
    assert!(mime(&Parcel { text: "x".repeat(two_megabytes), ..parcel() }).is_ok());
    let refused = mime(&Parcel { text: "x".repeat(two_megabytes + 1), ..parcel() });
    assert!(matches!(refused, Err(PostError::TooLarge { part: "text", .. })));
    assert!(mime(&Parcel { subject: "x".repeat(17_000), ..parcel() }).is_err());
    assert!(mime(&Parcel { date: chrono::DateTime::<chrono::Utc>::MAX_UTC, ..parcel() }).is_err());

    let many: Vec<String> = (0..200).map(|n| format!("{n}@example.vn")).collect();
    let letter = Part::read(&written(|p| p.references = many).unwrap());
    let kept = letter.header("References").unwrap();
    assert_eq!(kept.split_ascii_whitespace().count(), 50);
    assert!(kept.starts_with("<150@example.vn>") && kept.ends_with("<199@example.vn>"), "the newest are kept");
}

#[test]
fn a_calendar_entry_goes_beside_the_alternatives() {
    let letter = Part::read(&mime(&parcel_with_calendar()).unwrap());
    assert!(letter.header("Content-Type").unwrap().starts_with("multipart/mixed"));
    let parts = letter.parts();
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[0].parts().len(), 2);
    assert_eq!(parts[1].content(), calendar().bytes);
    assert_eq!(parts[1].header("Content-Type").unwrap(), "text/calendar; charset=utf-8; method=PUBLISH");
    let disposition = parts[1].header("Content-Disposition").unwrap();
    assert!(disposition.starts_with("attachment; filename"), "{disposition}");
}

fn calendar() -> Attachment {
    Attachment {
        name: "hết hiệu lực.ics".to_owned(),
        content_type: "text/calendar; charset=utf-8; method=PUBLISH".to_owned(),
        bytes: "BEGIN:VCALENDAR\r\nSUMMARY:Hết hiệu lực\r\nEND:VCALENDAR\r\n".as_bytes().to_vec(),
    }
}

fn parcel_with_calendar() -> Parcel {
    Parcel { calendar: Some(calendar()), ..parcel() }
}
