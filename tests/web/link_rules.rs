//! For how long and for whom a link holds: scope, day, addressee, key, register.

use std::fs;

use super::client::{Office, encoded};
use super::links::{
    ASKED, BEGAN, DAY_OF_ANSWER, HELD, LAOS, LINK, NAME, WEB, acts, confirm, letters, look, office_with, press,
    preview, review_token, served, token_for, undo_token,
};

#[test]
fn links_off_and_links_for_patience_alone() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    let config = fs::read_to_string(office.path("config.toml")).unwrap();
    let set = |office: &mut Office, links: &str| {
        fs::write(office.path("config.toml"), format!("{config}links = \"{links}\"\n")).unwrap();
        office.serve(DAY_OF_ANSWER);
    };
    let mut office = office;
    set(&mut office, "acknowledge");
    assert_eq!(preview(&office, &token, &HELD).status, 422, "no answers");
    let patience = [("what", "acknowledge"), ("writer", NAME)];
    assert_eq!(preview(&office, &token, &patience).status, 200);
    set(&mut office, "off");
    let page = look(&office, &token);
    assert!(page.status == 410 && page.body.contains("ngừng nhận"), "{}", page.body);
    let shown = press(&office, &token, &[("press", "confirm"), ("what", "acknowledge"), ("writer", NAME)]);
    assert_eq!((shown.status, acts(&office).len()), (410, 1));
    office.run_at("2026-03-31T07:00:00+07:00", &["tick", "--release"]);
    let later = letters(&office, "head").into_iter().filter(|letter| letter.contains("DL-LA-2021-07"));
    let later: Vec<_> = later.collect();
    assert!(!later.is_empty() && later.iter().all(|letter| !letter.contains(LINK)), "letters bear none: {later:?}");
}

/// What happened, what config.toml says more, the commands, and what the page answers.
type Overtaken = (&'static str, &'static str, &'static [&'static [&'static str]], &'static str, &'static str);

#[test]
fn why_a_genuine_link_holds_no_more() {
    let cases: [Overtaken; 6] = [
        (
            "moved",
            "",
            &[&["record", "DL-LA-2021-07", "postpone", "--to", "2026-04-20", "--side", "us", "review@2026-03-15"]],
            DAY_OF_ANSWER,
            "thứ Hai, 20/4/2026",
        ),
        (
            "answered by another",
            "",
            &[&["record", "DL-LA-2021-07", "hold-review", "review@2026-03-15", "--on", "2026-03-16"]],
            DAY_OF_ANSWER,
            "đã có kết quả",
        ),
        (
            "handed over",
            "",
            &[&["record", "DL-LA-2021-07", "correct", "officers=desk-korea"]],
            DAY_OF_ANSWER,
            "Chuyên viên theo dõi Hàn Quốc",
        ),
        (
            "restricted since",
            "",
            &[&["record", "DL-LA-2021-07", "correct", "restricted=yes"]],
            DAY_OF_ANSWER,
            "phải đăng nhập",
        ),
        ("too old", "", &[], "2026-07-01T10:00:00+07:00", "quá hạn"),
        (
            "ended",
            "",
            &[&["record", "DL-LA-2021-07", "terminate", "--on", "2026-03-10", "--ends-on", "2026-03-10"]],
            DAY_OF_ANSWER,
            "không còn",
        ),
    ];
    for (rule, config, acts, now, said) in cases {
        let mut office = office_with(config);
        let token = review_token(&office);
        for words in acts {
            office.run_at(DAY_OF_ANSWER, words);
        }
        office.serve(now);
        let page = look(&office, &token);
        assert!(page.status == 410 && page.body.contains(said), "{rule}: {} {}", page.status, page.body);
        let pressed = preview(&office, &token, &HELD);
        assert_eq!(pressed.status, 410, "{rule}");
    }
}

#[test]
fn a_substitute_answers_while_he_stands_in() {
    let away = "away = [{ from = 2026-03-01, to = 2026-03-16, substitute = \"desk-korea\" }]\n";
    let config = |office: &Office| {
        let path = office.path("config.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("[contacts.desk-laos]\n", &format!("[contacts.desk-laos]\n{away}"))).unwrap();
    };
    let mut office = Office::unserved(WEB, LAOS, BEGAN);
    config(&office);
    office.run(&["link-key", "--new"]);
    office.run_at(ASKED, &["tick", "--release"]);
    let token = token_for(&office, "desk-korea");
    office.serve(DAY_OF_ANSWER);
    assert_eq!(look(&office, &token).status, 200, "on the last day");
    office.serve("2026-03-17T10:00:00+07:00");
    let page = look(&office, &token);
    assert!(page.status == 410 && page.body.contains("Chuyên viên theo dõi Lào"), "the day after: {}", page.body);
}

/// A letter in English bears its link as well, and what it opens speaks the addressee's language.
#[test]
fn a_letter_in_english_bears_a_link_that_opens_in_english() {
    let mut office = Office::unserved(WEB, LAOS, BEGAN);
    let path = office.path("config.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("[contacts.desk-laos]\n", "[contacts.desk-laos]\nlanguage = \"en\"\n")).unwrap();
    office.run(&["link-key", "--new"]);
    office.run_at(ASKED, &["tick", "--release"]);
    let token = review_token(&office);
    office.serve(DAY_OF_ANSWER);
    let page = look(&office, &token);
    for said in ["<html lang=\"en\">", "Record the result", "Who writes (name, post)"] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let shown = preview(&office, &token, &HELD);
    assert!(shown.body.contains("What follows, before it is recorded"), "{}", shown.body);
}

#[test]
fn a_contact_gone_another_database_and_keys_old_and_removed() {
    let mut office = office_with("");
    let token = review_token(&office);
    let key_file = office.path("link-key");
    let old = fs::read_to_string(&key_file).unwrap();
    // Another key is put before: the old one still tells the token genuine.
    office.run(&["link-key", "--new"]);
    assert_eq!(fs::read_to_string(&key_file).unwrap().lines().count(), 2);
    office.serve(DAY_OF_ANSWER);
    assert_eq!(look(&office, &token).status, 200, "an older key");
    let newest = fs::read_to_string(&key_file).unwrap().lines().next().unwrap().to_owned();
    fs::write(&key_file, format!("{newest}\n")).unwrap();
    assert_eq!(look(&office, &token).status, 404, "a key that was taken out");
    fs::write(&key_file, &old).unwrap();
    assert_eq!(look(&office, &token).status, 200, "put back");
    // Another house with the same key: another database, and the same number of another reminder.
    let mut other = Office::unserved(WEB, LAOS, BEGAN);
    fs::write(other.path("link-key"), &old).unwrap();
    other.run_at(ASKED, &["tick", "--release"]);
    other.serve(DAY_OF_ANSWER);
    assert_eq!(look(&other, &token).status, 404, "another database");
    // The contact is no more.
    let config = fs::read_to_string(office.path("config.toml")).unwrap();
    let gone = config.replace("[contacts.desk-laos]", "[contacts.desk-vientiane]");
    fs::write(office.path("config.toml"), gone).unwrap();
    office.serve(DAY_OF_ANSWER);
    assert_eq!(look(&office, &token).status, 410, "the contact is gone");
}

#[test]
fn a_restored_backup_knows_no_later_token() {
    let mut office = Office::unserved(WEB, LAOS, BEGAN);
    office.run(&["link-key", "--new"]);
    office.run(&["backup", "before.db"]);
    office.run_at(ASKED, &["tick", "--release"]);
    let token = review_token(&office);
    office.run_at(DAY_OF_ANSWER, &["backup", "after.db"]);
    // Put back by hand, as somebody does who knows no command.
    for left in ["var/pactwatch.db-wal", "var/pactwatch.db-shm", "var/web.db"] {
        let _ = fs::remove_file(office.path(left));
    }
    fs::copy(office.path("before.db"), office.path("var/pactwatch.db")).unwrap();
    office.serve(DAY_OF_ANSWER);
    assert_eq!(look(&office, &token).status, 404);
}

#[test]
fn a_letter_about_a_restricted_agreement_bears_none() {
    let office = Office::unserved(WEB, &LAOS.replace("officers", "restricted = true\nofficers"), BEGAN);
    office.run(&["link-key", "--new"]);
    office.run_at(ASKED, &["tick", "--release"]);
    let about: Vec<_> =
        letters(&office, "desk-laos").into_iter().filter(|letter| letter.contains("DL-LA-2021-07")).collect();
    assert!(!about.is_empty() && about.iter().all(|letter| !letter.contains(LINK)), "{about:?}");
}

#[test]
fn what_is_kept_of_a_letter_bears_six_characters() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    let database = fs::read(office.path("var/pactwatch.db")).unwrap();
    let log = fs::read(office.path("var/pactwatch.db-wal")).unwrap_or_default();
    let holds = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    let kept = format!("{}.", &token[..6]);
    assert!(holds(&database, &kept) || holds(&log, &kept));
    let list = office.run(&["outbox", "list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    for row in list.as_array().unwrap() {
        let id = row["id"].to_string();
        let shown = office.run(&["outbox", "show", &id]);
        assert!(!shown.replace("=\n", "").contains(&token), "{shown}");
        let page = office.get(&mut office.logged_in("head"), &format!("/thu-nhac/{id}"));
        assert!(!page.body.contains(&token) && !page.body.contains(&encoded(&token)));
    }
    let proof = office.run(&["proof", "DL-LA-2021-07", "--json"]);
    assert!(!proof.contains(&token));
    office.run(&["audit"]);
}

/// "Hủy cập nhật" outlives the day that it answers, and ends after 14 days or with somebody's word that the act is right.
#[test]
fn the_link_that_takes_back_holds_for_fourteen_days_and_until_the_act_is_confirmed() {
    for (rule, confirmed, now, status, said) in [
        ("the fourteenth day", false, "2026-03-30T10:00:00+07:00", 200, "Người hủy"),
        ("the day after", false, "2026-03-31T10:00:00+07:00", 410, "quá hạn"),
        ("confirmed", true, "2026-03-17T10:00:00+07:00", 410, "xác nhận"),
    ] {
        let mut office = served("", DAY_OF_ANSWER);
        let token = review_token(&office);
        let shown = preview(&office, &token, &HELD);
        confirm(&office, &token, &shown, &HELD);
        office.run_at(DAY_OF_ANSWER, &["tick", "--release"]);
        let undo = undo_token(&office, "desk-laos").expect("a letter that tells it");
        if confirmed {
            let seq = acts(&office)[1]["seq"].to_string();
            office.run_at(DAY_OF_ANSWER, &["record", "DL-LA-2021-07", "confirm", &seq, "--by", "head"]);
        }
        office.serve(now);
        let page = look(&office, &undo);
        assert!(page.status == status && page.body.contains(said), "{rule}: {} {}", page.status, page.body);
    }
}

#[test]
fn a_preview_of_a_link_holds_for_half_an_hour() {
    for (rule, now, recorded) in
        [("29 minutes", "2026-03-16T10:29:00+07:00", 2), ("31 minutes", "2026-03-16T10:31:00+07:00", 1)]
    {
        let mut office = served("", DAY_OF_ANSWER);
        let token = review_token(&office);
        let shown = preview(&office, &token, &HELD);
        office.serve(now);
        let page = confirm(&office, &token, &shown, &HELD);
        assert_eq!((page.status, acts(&office).len()), (200, recorded), "{rule}: {}", page.body);
        assert_eq!(page.body.contains("bản xem trước đã quá 30 phút"), recorded == 1, "{rule}");
    }
}
