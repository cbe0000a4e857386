//! Who is told, and how the letter says it, as an office sees it from outside: letters as files, read as a mail program
//! reads them.

use std::fs;

use super::letter::Part;
use super::office::Office;

/// A letter as its reader has it.
struct Letter {
    to: String,
    subject: String,
    text: String,
}

/// The text for people who read text.
fn plain(part: &Part) -> Option<String> {
    let kind = part.header("Content-Type")?;
    if kind.starts_with("multipart/") {
        return part.parts().iter().find_map(plain);
    }
    kind.starts_with("text/plain").then(|| part.text())
}

/// The letters in the office's folder, by address and subject.
fn letters(office: &Office) -> Vec<Letter> {
    let mut letters = Vec::new();
    for entry in fs::read_dir(office.path("var/letters")).into_iter().flatten() {
        let mail = Part::read(&fs::read(entry.unwrap().path()).unwrap());
        letters.push(Letter {
            to: mail.header("To").unwrap_or_default(),
            subject: mail.header("Subject").unwrap_or_default(),
            text: plain(&mail).unwrap().replace("\r\n", "\n"),
        });
    }
    letters.sort_by(|a, b| (&a.to, &a.subject).cmp(&(&b.to, &b.subject)));
    letters
}

/// The one letter to that address whose subject holds the words.
fn letter(office: &Office, to: &str, subject: &str) -> Letter {
    let mut fit: Vec<Letter> =
        letters(office).into_iter().filter(|one| one.to.contains(to) && one.subject.contains(subject)).collect();
    assert_eq!(fit.len(), 1, "letters to {to} about {subject}");
    fit.remove(0)
}

/// An office with these lines changed in the sample configuration, and a register.
fn office(changes: &[(&str, &str)], register: &str) -> Office {
    let office = Office::new();
    let file = office.path("config.toml");
    let mut text = fs::read_to_string(&file).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    fs::write(&file, text).unwrap();
    fs::write(office.path("register.toml"), register).unwrap();
    let said = office.run(&["import", "register.toml"]);
    assert_eq!(said.code, 0, "{said:?}");
    office
}

/// One row of a register: five years from a day, of those officers.
fn row(reference: &str, signed_on: &str, officers: &str) -> String {
    format!(
        "[[agreement]]\nreference = \"{reference}\"\ntitle = \"Bản ghi nhớ\"\nshort = \"Đắk Lắk – {reference}\"\n\
         kind = \"mou\"\nours = [\"UBND tỉnh Đắk Lắk\"]\npartner = [\"Sekong\"]\nsigned_on = {signed_on}\nterm = \"5y\"\n\
         officers = {officers}\n"
    )
}

#[test]
fn a_head_is_told_of_each_agreement_to_verify_once_however_many_look_after_it() {
    let both = r#"["desk-korea", "desk-laos"]"#;
    let register = row("T-1", "2015-03-02", both) + &row("T-2", "2016-03-02", both);
    let office = office(&[], &register);
    office.run(&["tick"]).text();
    let told = letter(&office, "head@", "[Cần xác minh]");
    assert!(told.subject.contains("2 văn bản có mốc đã qua"), "{}", told.subject);
    assert!(told.text.contains("2 văn bản có 2 mốc đã qua"), "{}", told.text);
    assert_eq!(told.text.matches(": 2 văn bản, 2 mốc").count(), 2, "each of the two officers has both: {}", told.text);
}

const AWAY: &str = "away = [{ from = 2026-12-01, to = 2026-12-20, substitute = \"";

/// On 7 December 2026 the desk for Korea is away and the head stands in; that for Laos is away and the fallback, himself
/// an officer, stands in; of one agreement nobody known is the officer. Ends lie 88 to 180 days ahead: rungs to the officer
/// (-180d) and to the officer and the head (-90d).
#[test]
fn a_letter_says_which_of_its_matters_came_in_whose_place() {
    let (korea, laos) = ("email    = \"desk-korea@example.vn\"", "email = \"desk-laos@example.vn\"");
    let changes = [
        (korea, format!("{korea}\n{AWAY}head\" }}]")),
        (laos, format!("{laos}\n{AWAY}it\" }}]")),
        ("scope = \"partners\"", "scope = \"none\"".to_owned()),
    ];
    let changes: Vec<(&str, &str)> = changes.iter().map(|(old, new)| (*old, new.as_str())).collect();
    let rows = [
        row("B-1", "2022-03-05", r#"["desk-korea"]"#),
        row("B-2", "2022-06-05", r#"["it", "desk-laos"]"#),
        row("B-3", "2022-03-05", r#"["gone"]"#),
        row("B-4", "2022-06-03", r#"["desk-korea", "desk-korea"]"#),
    ];
    let office = office(&changes, &rows.concat()).at("2026-12-07T07:35:00+07:00");
    assert_eq!(office.run(&["tick"]).code, 0);
    // -90d of B-1: his own, and the officer's; -90d of B-3: his own; -180d of B-4: the officer's.
    let head = letter(&office, "head@", "[Nhắc việc] 3 việc").text;
    for note in [
        "\nMục 1: gửi thay cho Chuyên viên theo dõi Hàn Quốc, hiện vắng mặt, đồng thời gửi cho chính đồng chí.\n",
        "\nMục 3: gửi thay cho Chuyên viên theo dõi Hàn Quốc, hiện vắng mặt.\n",
    ] {
        assert!(head.contains(note), "{note}{head}");
    }
    // -180d of B-3, whose officer nobody knows; -180d of B-2: his own, and the other officer's.
    let it = letter(&office, "it@", "[Nhắc việc] 2 việc").text;
    for note in [
        "\nMục 1: chuyển đến địa chỉ dự phòng vì không ai trong danh bạ được phân công việc này.",
        "\nMục 2: gửi thay cho Chuyên viên theo dõi Lào, hiện vắng mặt, đồng thời gửi cho chính đồng chí.\n",
    ] {
        assert!(it.contains(note), "{note}{it}");
    }
    assert!(!it.contains("Thư này gửi thay"), "of its parts, not of the whole: {it}");
    let owners = letter(&office, "head@", "[Tổng hợp").text;
    assert!(!owners.contains("Hàn Quốc, Chuyên viên"), "one who is named twice is one: {owners}");
}

/// `check` foretells where a letter goes: by the day it opens somebody who is away today is back.
#[test]
fn check_names_who_stands_in_on_the_day_of_the_letter() {
    let korea = "email    = \"desk-korea@example.vn\"";
    let away = format!("{korea}\n{AWAY}head\" }}]");
    // 180 days before 05/6/2027 is Mon 07/12/2026, within the absence; before 05/8/2027 it is Sat 06/02/2027, after it.
    let rows = row("B-1", "2022-06-05", r#"["desk-korea"]"#) + &row("B-2", "2022-08-05", r#"["desk-korea"]"#);
    let office = office(&[(korea, &away)], &rows).at("2026-12-02T08:00:00+07:00");
    let said = office.run(&["check", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    let first = |reference: &str| {
        let of = found["agreements"].as_array().unwrap().iter().find(|one| one["reference"] == reference).unwrap();
        of["next"][0]["email"].as_str().unwrap().to_owned()
    };
    assert_eq!(first("B-1"), "head@example.vn");
    assert_eq!(first("B-2"), "desk-korea@example.vn");
}

/// On 7/12/2026 the head reads for the desk, and the fallback for an officer nobody knows. The days they read of move; the
/// desk, back since, is told as well, and so is everybody whose agreement was ended before the day they knew.
#[test]
fn a_correction_goes_to_whoever_read_the_old_day() {
    let korea = "email    = \"desk-korea@example.vn\"";
    let away = format!("{korea}\n{AWAY}head\" }}]");
    let changes = [(korea, away.as_str()), ("scope = \"partners\"", "scope = \"none\"")];
    let rows = [
        row("B-1", "2022-06-03", r#"["desk-korea"]"#),
        row("B-2", "2022-06-04", r#"["gone"]"#),
        row("B-3", "2022-06-05", r#"["desk-laos"]"#),
    ];
    let office = office(&changes, &rows.concat()).at("2026-12-07T07:35:00+07:00");
    assert_eq!(office.run(&["tick"]).code, 0);
    let corrected = |office: &Office, to: &str| -> Vec<String> {
        let theirs =
            letters(office).into_iter().filter(|one| one.to.contains(to) && one.subject.contains("[Đính chính]"));
        theirs.map(|letter| letter.text).collect()
    };
    assert!(corrected(&office, "@").is_empty());
    let office = office.at("2026-12-22T08:00:00+07:00");
    for (reference, act) in [
        ("B-1", ["extend", "--until", "2028-06-03"]),
        ("B-2", ["extend", "--until", "2029-06-04"]),
        ("B-3", ["terminate", "--ends-on", "2027-01-15"]),
    ] {
        let said = office.run(&[&["record", reference][..], &act, &["--number", "9/CV", "--by", "head"]].concat());
        assert_eq!(said.code, 0, "{said:?}");
    }
    assert_eq!(office.run(&["tick"]).code, 0);
    for (to, old, new) in [
        ("desk-korea@", "03/6/2027", "ngày mới là 03/6/2028"),
        ("head@", "03/6/2027", "ngày mới là 03/6/2028"),
        ("it@", "04/6/2027", "ngày mới là 04/6/2029"),
        ("desk-laos@", "05/6/2027", "ngày mới là 15/01/2027"),
    ] {
        let told = corrected(&office, to);
        let says = |text: &String| text.contains(&format!("Thư ngày 07/12/2026 ghi ngày {old}; {new}"));
        assert_eq!(told.len(), 1, "{to}");
        assert!(told.iter().all(says), "{to} {told:?}");
    }
    let ended = corrected(&office, "desk-laos@").concat();
    assert!(ended.contains("9/CV") && !ended.contains("để hoàn thành"), "nothing is to be done by its end: {ended}");
    let office = office.at("2026-12-23T08:00:00+07:00");
    assert_eq!(office.run(&["tick"]).code, 0);
    assert_eq!(corrected(&office, "@").len(), 4, "each once");
}
