//! Links in letters: what they record, for whom they hold, and what scanners, strangers and second thoughts find there.

use std::fs;

use pactwatch::outbox::EnvelopeState;
use pactwatch::store::Store;

use super::client::{Browser, Office, Response};

/// Reviews each 15 March from 2022 on; that of 2026 is asked about from 27/02/2026 on.
pub(crate) const LAOS: &str = r#"
[[agreement]]
reference = "DL-LA-2021-07"
title = "Bản ghi nhớ hợp tác giáo dục"
kind = "mou"
ours = ["dak-lak"]
partner = ["attapeu"]
country = "LA"
signed_on = 2021-03-15
effect = "signature"
term = "until 2027-03-15"
renewal = "consent"
review_every = "1y"
officers = ["desk-laos"]
"#;

pub(crate) const WEB: &str =
    "[observances]\nscope = \"none\"\n[web]\naddress = \"https://thoathuan.example.vn\"\nreach = \"mạng nội bộ\"\n";
pub(crate) const BEGAN: &str = "2026-01-05T09:00:00+07:00";
/// The Monday on which the letter about the review goes.
pub(crate) const ASKED: &str = "2026-03-02T07:00:00+07:00";
pub(crate) const DAY_OF_ANSWER: &str = "2026-03-16T10:00:00+07:00";
pub(crate) const NAME: &str = "Chuyên viên trực, chuyên viên";

/// An office with a page, a key for links, and letters sent on 2 March.
pub(crate) fn office_with(config: &str) -> Office {
    let office = Office::unserved(&format!("{config}{WEB}"), LAOS, BEGAN);
    office.run(&["link-key", "--new"]);
    office.run_at(ASKED, &["tick", "--release"]);
    office
}

pub(crate) fn served(config: &str, now: &str) -> Office {
    let mut office = office_with(config);
    office.serve(now);
    office
}

/// The letters to that address, as they left, with wrapped lines joined.
pub(crate) fn letters(office: &Office, to: &str) -> Vec<String> {
    let files = fs::read_dir(office.path("var/letters")).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap().replace("=\r\n", ""));
    let goes_to = |text: &String| {
        let head = text.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        head.lines().any(|line| line.starts_with("To: ") && line.contains(&format!("<{to}@example.vn>")))
    };
    texts.filter(goes_to).collect()
}

pub(crate) const LINK: &str = "https://thoathuan.example.vn/r/";
/// "Hủy cập nhật:" on a line of its own, as it is written in mail.
pub(crate) const UNDO: &str = "H=E1=BB=A7y c=E1=BA=ADp nh=E1=BA=ADt:";

/// A text as it is written in mail.
fn in_mail(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("={byte:02X}") })
        .collect()
}

/// The token behind the last link in a text.
fn token(text: &str) -> String {
    let (_, rest) = text.rsplit_once(LINK).unwrap_or_else(|| panic!("no link: {text}"));
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// The token of the agreement's section in a contact's letter: its link stands before the page's address.
pub(crate) fn token_for(office: &Office, contact: &str) -> String {
    let page = "https://thoathuan.example.vn/thoa-thuan/DL-LA-2021-07";
    let section = letters(office, contact).into_iter().find_map(|letter| {
        let (before, _) = letter.split_once(page)?;
        before.contains(LINK).then(|| before.to_owned())
    });
    token(&section.expect("a letter with the agreement's link"))
}

pub(crate) fn review_token(office: &Office) -> String {
    token_for(office, "desk-laos")
}

/// The token that takes back what was recorded by link, from the letter that tells it.
pub(crate) fn undo_token(office: &Office, contact: &str) -> Option<String> {
    let told = letters(office, contact).into_iter().find(|letter| letter.contains(UNDO))?;
    let (_, rest) = told.split_once(UNDO)?;
    rest.split("\r\n").map(str::trim).find(|line| line.starts_with(LINK)).map(token)
}

/// Presses a button of a link's page, as a browser without cookies.
pub(crate) fn press(office: &Office, token: &str, fields: &[(&str, &str)]) -> Response {
    office.post(&mut Browser::default(), &format!("/r/{token}"), fields)
}

pub(crate) fn look(office: &Office, token: &str) -> Response {
    office.get(&mut Browser::default(), &format!("/r/{token}"))
}

fn hidden(page: &Response, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&start).unwrap_or_else(|| panic!("no {name}: {}", page.body));
    rest.split('"').next().unwrap().to_owned()
}

pub(crate) const HELD: [(&str, &str); 4] =
    [("what", "hold-review"), ("on", "16/3/2026"), ("number", "12/BB"), ("writer", NAME)];

pub(crate) fn preview(office: &Office, token: &str, said: &[(&str, &str)]) -> Response {
    let mut fields = vec![("press", "preview")];
    fields.extend(said);
    press(office, token, &fields)
}

pub(crate) fn confirm(office: &Office, token: &str, shown: &Response, said: &[(&str, &str)]) -> Response {
    let (newest, nonce) = (hidden(shown, "newest"), hidden(shown, "nonce"));
    let mut fields = vec![("press", "confirm"), ("newest", newest.as_str()), ("nonce", nonce.as_str())];
    fields.extend(said);
    press(office, token, &fields)
}

pub(crate) fn acts(office: &Office) -> Vec<serde_json::Value> {
    let shown: serde_json::Value = serde_json::from_str(&office.run(&["show", "DL-LA-2021-07", "--json"])).unwrap();
    shown["acts"].as_array().unwrap().clone()
}

/// Every line of every table of the register, but for the projection, which a thread of its own keeps fresh, and the day
/// of the whole-file check, which goes with that thread's first write.
fn content(office: &Office) -> Vec<String> {
    let conn = rusqlite::Connection::open(office.path("var/pactwatch.db")).unwrap();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'board%' ORDER BY name";
    let mut tables = conn.prepare(tables).unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    let mut lines = Vec::new();
    for table in tables {
        let mut all = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = all.column_count();
        let line = |row: &rusqlite::Row<'_>| -> rusqlite::Result<String> {
            let values: Vec<rusqlite::types::Value> = (0..columns).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            Ok(format!("{table} {values:?}"))
        };
        lines.extend(all.query_map([], line).unwrap().map(Result::unwrap));
    }
    lines.retain(|line| !line.starts_with("meta [Text(\"checked-on\")"));
    lines
}

#[test]
fn opening_a_link_writes_nothing() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    let known = acts(&office).len();
    let before = content(&office);
    for _ in 0..100 {
        let page = look(&office, &token);
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.header("set-cookie").is_none(), "it logs nobody in");
    }
    let head = office.send(&mut Browser::default(), "HEAD", &format!("/r/{token}"), &[], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("referrer-policy"), Some("strict-origin"));
    assert_eq!(content(&office), before, "every line of the register is the same");
    assert_eq!(acts(&office).len(), known);
    let page = look(&office, &token);
    assert!(!page.body.contains(" checked") && !page.body.contains(" selected"), "nothing is chosen");
    assert!(page.body.contains("name=\"on\" value=\"\""), "{}", page.body);
    assert!(!page.body.contains("Gia hạn đến") && page.body.contains("đăng nhập để cập nhật"), "{}", page.body);
}

#[test]
fn a_review_is_recorded_by_two_presses_and_a_name() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    let shown = preview(&office, &token, &HELD);
    assert!(shown.status == 200 && shown.body.contains("thứ Hai, 16/3/2026"), "{}", shown.body);
    assert!(!shown.body.contains("Trưởng phòng Hợp tác"), "no names beyond the letter's: {}", shown.body);
    assert_eq!(acts(&office).len(), 1);
    let done = confirm(&office, &token, &shown, &HELD);
    assert!(done.status == 200 && done.body.contains("Đã ghi lúc 10:00 16/03/2026"), "{}", done.body);
    let again = confirm(&office, &token, &shown, &HELD);
    assert!(again.body.contains("đã ghi lúc 10:00 16/03/2026"), "{}", again.body);
    let known = acts(&office);
    assert_eq!(known.len(), 2);
    let act = &known[1];
    for (name, value) in [
        ("act", "hold-review"),
        ("review", "2026-03-15"),
        ("via", "link"),
        ("written_by", NAME),
        ("recorded_by", "desk-laos"),
    ] {
        assert_eq!(act[name], value, "{name}: {act}");
    }
    assert!(act["letter"].as_str().is_some_and(|id| id.contains('@')), "{act}");
    office.run(&["audit"]);
    // It is spent, and says what was recorded.
    let spent = look(&office, &token);
    assert!(spent.status == 410 && spent.body.contains("đã có kết quả"), "{}", spent.body);
    // The same day the addressee and the head hear of it, each in a letter of his own.
    office.run_at(DAY_OF_ANSWER, &["tick", "--release"]);
    for who in ["desk-laos", "head"] {
        assert!(undo_token(&office, who).is_some(), "{who}");
    }
    let page = office.get(&mut office.logged_in("head"), "/thoa-thuan/DL-LA-2021-07");
    assert!(page.body.contains(NAME) && page.body.contains("bằng liên kết trong thư"), "{}", page.body);
}

#[test]
fn a_press_without_what_it_needs_records_nothing() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    // A scanner that presses the only button.
    for fields in [vec![], vec![("press", "preview")], vec![("press", "confirm")]] {
        let page = press(&office, &token, &fields);
        assert!(page.status == 422 && page.body.contains("Chọn một nội dung"), "{fields:?}: {}", page.body);
    }
    for (said, sentence) in [
        (vec![("what", "hold-review"), ("on", "16/3/2026")], "Ghi họ tên và chức vụ"),
        (vec![("what", "hold-review"), ("writer", NAME)], "Ghi ngày"),
        (vec![("what", "extend"), ("until", "15/3/2030"), ("writer", NAME)], "Chọn một nội dung"),
        (vec![("what", "decide-lapse"), ("writer", NAME)], "Chọn một nội dung"),
        (vec![("what", "void-1"), ("writer", NAME)], "Chọn một nội dung"),
    ] {
        let page = preview(&office, &token, &said);
        assert!(page.status == 422 && page.body.contains(sentence), "{said:?}: {}", page.body);
    }
    // What was not shown is not confirmed: another day under the same nonce.
    let shown = preview(&office, &token, &HELD);
    let other = [("what", "hold-review"), ("on", "15/3/2026"), ("number", "12/BB"), ("writer", NAME)];
    let page = confirm(&office, &token, &shown, &other);
    assert!(page.status == 200 && page.body.contains("bản xem trước đã quá 30 phút"), "{}", page.body);
    assert_eq!(acts(&office).len(), 1);
}

#[test]
fn a_token_in_any_case_and_one_that_is_none() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    for good in [token.to_uppercase(), format!("{token}."), format!("{token}%29"), format!("{token}%3E,")] {
        assert_eq!(look(&office, &good).status, 200, "{good}");
    }
    let flipped: String = token
        .chars()
        .rev()
        .enumerate()
        .map(|(at, c)| if at == 1 { if c == 'a' { 'b' } else { 'a' } } else { c })
        .collect();
    let flipped: String = flipped.chars().rev().collect();
    let wrong = [
        flipped,
        token[..token.len() - 4].to_owned(),
        format!("{token}a"),
        "x".to_owned(),
        format!("d{}", "a".repeat(35)),
    ];
    let answers: Vec<_> = wrong.iter().map(|token| look(&office, token)).collect();
    let sentence = |page: &Response| {
        let (_, rest) = page.body.split_once("<main").unwrap();
        rest.split("</main>").next().unwrap().to_owned()
    };
    for (token, page) in wrong.iter().zip(&answers) {
        assert_eq!(page.status, 404, "{token}");
        assert_eq!(sentence(page), sentence(&answers[0]), "{token}: alike for all causes");
    }
    assert!(!office.log().contains(&token), "no token in the log");
}

#[test]
fn two_people_press_at_once() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    let other = [("what", "skip"), ("note", "đối tác hoãn"), ("writer", "Chuyên viên khác")];
    let (one, two) = (preview(&office, &token, &HELD), preview(&office, &token, &other));
    let answers = std::thread::scope(|threads| {
        let one = threads.spawn(|| confirm(&office, &token, &one, &HELD));
        let two = threads.spawn(|| confirm(&office, &token, &two, &other));
        [one.join().unwrap(), two.join().unwrap()]
    });
    let recorded = answers.iter().filter(|page| page.body.contains("Đã ghi lúc")).count();
    assert_eq!((recorded, acts(&office).len()), (1, 2), "{:?}", answers.map(|page| page.body));
}

#[test]
fn the_addressee_takes_back_what_a_stranger_wrote() {
    let office = served("", DAY_OF_ANSWER);
    let token_of_review = review_token(&office);
    let shown = preview(&office, &token_of_review, &HELD);
    confirm(&office, &token_of_review, &shown, &HELD);
    office.run_at(DAY_OF_ANSWER, &["tick", "--release"]);
    let undo = undo_token(&office, "desk-laos").expect("a letter that tells it");
    let page = look(&office, &undo);
    assert!(page.status == 200 && page.body.contains("Hủy cập nhật") && page.body.contains(NAME), "{}", page.body);
    assert_eq!(press(&office, &undo, &[("press", "preview")]).status, 422, "who takes it back has a name");
    let said = [("writer", "Văn thư cơ quan"), ("note", "chưa họp")];
    let shown = preview(&office, &undo, &said);
    let done = confirm(&office, &undo, &shown, &said);
    assert!(done.body.contains("Đã ghi lúc"), "{}", done.body);
    let known = acts(&office);
    let (held, void) = (&known[1], &known[2]);
    assert_eq!((&held["voided"], &void["act"], &void["via"]), (&true.into(), &"void".into(), &"link".into()), "{void}");
    assert_eq!(void["written_by"], "Văn thư cơ quan");
    let spent = look(&office, &undo);
    assert!(spent.status == 410 && spent.body.contains("đã hủy"), "{}", spent.body);
    // The review asks again, and so does its link.
    assert_eq!(look(&office, &token_of_review).status, 200);
    // Nowhere does it look like the addressee's own: the letter says what was taken back, `show` who wrote and which way.
    office.run_at(DAY_OF_ANSWER, &["tick", "--release"]);
    let told = letters(&office, "desk-laos").into_iter().find(|letter| letter.contains(&in_mail("nội dung đã hủy")));
    let told = told.expect("a letter that tells it");
    for words in ["đã họp sơ kết, 16", "Văn thư cơ quan"] {
        assert!(told.contains(&in_mail(words)), "{words}: {told}");
    }
    let lines = office.run(&["show", "DL-LA-2021-07"]);
    for (writer, what) in [(NAME, "(đã hủy) (qua đường"), ("Văn thư cơ quan", "hủy một lần cập nhật (qua đường")]
    {
        assert!(lines.lines().any(|line| line.contains(writer) && line.contains(what)), "{writer}: {lines}");
    }
    office.run(&["audit"]);
}

/// Who has just pressed need not wait for a letter: the page that says "Đã ghi" leads to the same form that takes it back.
#[test]
fn what_was_just_recorded_is_taken_back_at_once() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    let shown = preview(&office, &token, &HELD);
    let done = confirm(&office, &token, &shown, &HELD);
    assert!(done.body.contains("Hủy ngay"), "{}", done.body);
    let (_, rest) = done.body.split_once("href=\"/r/").unwrap_or_else(|| panic!("{}", done.body));
    let undo = rest.split('"').next().unwrap().to_owned();
    assert_ne!(undo, token);
    let form = look(&office, &undo);
    assert!(form.status == 200 && form.body.contains("Người hủy"), "{}", form.body);
    let said = [("writer", NAME), ("undo", "1")];
    let shown = preview(&office, &undo, &said);
    let undone = confirm(&office, &undo, &shown, &said);
    assert!(undone.body.contains("Đã hủy lần cập nhật"), "{}", undone.body);
    assert!(!undone.body.contains("Hủy ngay"), "what takes back is not taken back: {}", undone.body);
    assert_eq!(acts(&office).last().unwrap()["act"], "void");
    office.run(&["audit"]);
}

/// E1: no letter that is settled keeps a whole token, neither in its text nor in its HTML, where slashes are spelled out.
#[test]
fn no_letter_that_went_or_was_dropped_keeps_a_token() {
    for (state, goes) in [(EnvelopeState::Sent, true), (EnvelopeState::Dropped, false)] {
        let office = Office::unserved(WEB, LAOS, BEGAN);
        office.run(&["link-key", "--new"]);
        if !goes {
            // No folder, no letter leaves.
            let _ = fs::remove_dir_all(office.path("var/letters"));
            fs::write(office.path("var/letters"), "").unwrap();
        }
        office.attempt_at(ASKED, &["tick", "--release"]);
        let store = Store::open(&office.path("var/pactwatch.db")).unwrap();
        let kept = |id: i64| String::from_utf8(store.letter(id).unwrap().unwrap()).unwrap().replace("=\r\n", "");
        let waiting = store.outbox_in(EnvelopeState::Pending, 0, 100).unwrap();
        let tokens: Vec<String> = if goes {
            letters(&office, "desk-laos")
                .iter()
                .filter(|letter| letter.contains(LINK))
                .map(|letter| token(letter))
                .collect()
        } else {
            waiting
                .iter()
                .map(|envelope| kept(envelope.id))
                .filter(|it| it.contains(LINK))
                .map(|it| token(&it))
                .collect()
        };
        assert!(!tokens.is_empty() && tokens.iter().all(|token| token.len() == 36), "{state:?}: {tokens:?}");
        for envelope in &waiting {
            office.run_at(ASKED, &["outbox", "drop", &envelope.id.to_string(), "--why", "không gửi nữa"]);
        }
        let settled = store.outbox_in(state, 0, 100).unwrap();
        let (mut in_text, mut in_html) = (0, 0);
        for letter in settled.iter().filter(|envelope| envelope.message_id.is_some()).map(|envelope| kept(envelope.id))
        {
            for token in &tokens {
                assert!(!letter.contains(&token[..8]), "{state:?}: {letter}");
                let cut = format!("{}{}", &token[..6], ".".repeat(30));
                in_text += letter.matches(&format!("{LINK}{cut}")).count();
                in_html += letter.matches(&format!("&#x2f;r&#x2f;{cut}")).count();
            }
        }
        assert!(in_text >= tokens.len() && in_html >= tokens.len(), "{state:?}: {in_text}, {in_html}");
        office.run(&["audit"]);
    }
}
