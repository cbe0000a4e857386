//! What the page remembers: that a secret holds where it should and nowhere else.

#![allow(clippy::unwrap_used, reason = "a test stops where what it takes for granted is not so")]

use super::*;
use chrono::TimeDelta;

fn at(minutes: i64) -> DateTime<Utc> {
    "2026-11-21T03:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes)
}

fn give(db: &WebDb, secret: &str, browser: Option<&str>) {
    let (address, contact) = (browser.map(|_| "desk@example.vn"), browser.is_none().then_some("desk"));
    db.give_code(&NewCode { secret, browser, address, contact, ends_at: at(30) }).unwrap();
}

#[test]
fn a_code_holds_in_its_browser_once_and_not_for_ever() {
    let db = WebDb::in_memory().unwrap();
    give(&db, "ABCDEFGH", Some("one"));
    assert_eq!(db.try_code("ABCDEFGH", "other", at(1)).unwrap(), Tried::Wrong, "another browser");
    assert_eq!(db.try_code("ABCDEFGH", "one", at(30)).unwrap(), Tried::Wrong, "too late");
    assert!(matches!(db.try_code("ABCDEFGH", "one", at(1)).unwrap(), Tried::Right(_)));
    assert_eq!(db.try_code("ABCDEFGH", "one", at(1)).unwrap(), Tried::Wrong, "a second time");
}

#[test]
fn five_wrong_tries_end_a_code() {
    let db = WebDb::in_memory().unwrap();
    give(&db, "ABCDEFGH", Some("one"));
    for _ in 0..5 {
        assert_eq!(db.try_code("WRNGWRNG", "one", at(1)).unwrap(), Tried::Wrong);
    }
    assert_eq!(db.try_code("ABCDEFGH", "one", at(1)).unwrap(), Tried::Wrong);
    assert!(db.codes("one", at(1)).unwrap().is_empty());
}

#[test]
fn three_codes_of_a_browser_hold_side_by_side() {
    let db = WebDb::in_memory().unwrap();
    for code in ["AA222222", "BB222222", "CC222222", "DD222222"] {
        give(&db, code, Some("one"));
    }
    let hints: Vec<String> = db.codes("one", at(1)).unwrap().into_iter().map(|code| code.hint).collect();
    assert_eq!(hints, ["DD", "CC", "BB"]);
    assert!(matches!(db.try_code("BB222222", "one", at(1)).unwrap(), Tried::Right(_)), "the late one");
}

#[test]
fn a_printed_code_holds_in_any_browser_once() {
    let db = WebDb::in_memory().unwrap();
    give(&db, "PRTNTEDX", None);
    assert!(matches!(
        db.try_code("PRTNTEDX", "any", at(1)).unwrap(),
        Tried::Right(Proved { contact: Some(contact), .. }) if contact == "desk"
    ));
    assert_eq!(db.try_code("PRTNTEDX", "other", at(1)).unwrap(), Tried::Wrong);
}

#[test]
fn a_session_ends_idle_and_at_its_end() {
    let db = WebDb::in_memory().unwrap();
    let begin = |secret, hours: i64, idle: i64| {
        let new = NewSession {
            secret,
            contact: "desk",
            standing: "s",
            browser: "b",
            idle: TimeDelta::minutes(idle),
            ends_at: at(hours * 60),
        };
        db.begin_session(&new, at(0)).unwrap();
    };
    begin("idle", 100, 60);
    begin("long", 2, 60 * 24);
    assert!(db.session("idle", at(59)).unwrap().is_some());
    assert!(db.session("idle", at(118)).unwrap().is_some(), "used in between");
    assert!(db.session("idle", at(178)).unwrap().is_none(), "idle for an hour");
    assert!(db.session("long", at(119)).unwrap().is_some());
    assert!(db.session("long", at(120)).unwrap().is_none(), "at its end");
    assert!(db.session("other", at(1)).unwrap().is_none());
}

#[test]
fn a_budget_is_used_up_and_fills_again() {
    let db = WebDb::in_memory().unwrap();
    let look = |minute| db.budget("code:a", 2, TimeDelta::hours(1), at(minute)).unwrap();
    db.spend("code:a", at(0)).unwrap();
    assert_eq!(look(1), Spending::Left);
    db.spend("code:a", at(10)).unwrap();
    assert_eq!(look(11), Spending::UsedUp);
    assert_eq!(db.budget("code:b", 2, TimeDelta::hours(1), at(11)).unwrap(), Spending::Left, "another's");
    assert_eq!(look(60), Spending::Left);
}

#[test]
fn no_secret_stands_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("web.db");
    let db = WebDb::open(&path).unwrap();
    give(&db, "ABCDEFGH", Some("browser-secret"));
    db.remember_browser("browser-secret", "/", at(30)).unwrap();
    db.begin_feed("feed-secret", "desk", at(0)).unwrap();
    drop(db);
    let bytes = fs::read(&path).unwrap();
    for secret in ["ABCDEFGH", "browser-secret", "feed-secret"] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
}

#[test]
fn a_file_of_another_version_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("web.db");
    give(&WebDb::open(&path).unwrap(), "ABCDEFGH", Some("one"));
    assert_eq!(WebDb::open(&path).unwrap().codes("one", at(1)).unwrap().len(), 1, "the same version");
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "user_version", VERSION + 1).unwrap();
    drop(conn);
    assert!(WebDb::open(&path).unwrap().codes("one", at(1)).unwrap().is_empty());
    fs::write(&path, b"no database at all, and longer than nothing").unwrap();
    assert!(WebDb::open(&path).unwrap().codes("one", at(1)).unwrap().is_empty());
}
