//! *Forwarded*, from the letter to the next letter: it travels on, a stranger presses its link, and the addressee, who does not
//! look after the agreement, takes it back; the officer's next letter goes as though nothing had been said.

use super::client::Office;
use super::links::{HELD, NAME, acts, confirm, letters, look, preview, served, token_for, undo_token};

/// The head is asked with the officer, before the day and after it.
const LADDER: &str = "[ladder.review]\nrungs = [{ before = \"14d\", to = [\"officer\", \"head\"] }, \
                      { after = \"14d\", to = [\"officer\", \"head\"] }]\n";
const PRESSED: &str = "2026-03-16T10:00:00+07:00";
/// Fourteen days after the review is a Sunday; the letter goes on the Monday.
const NEXT_LETTER: &str = "2026-03-30T07:00:00+07:00";

/// To whom letters about the fifth review went, by their keys.
fn asked(office: &Office) -> Vec<String> {
    let rows: Vec<serde_json::Value> = serde_json::from_str(&office.run(&["outbox", "list", "--json"])).unwrap();
    let about = rows.iter().filter(|row| row["keys"].to_string().contains("/review/5/2026-03-15/"));
    let mut to: Vec<String> = about.map(|row| row["to"].as_str().unwrap().to_owned()).collect();
    to.sort();
    to
}

#[test]
fn a_letter_that_was_forwarded_is_answered_and_taken_back() {
    let office = served(LADDER, PRESSED);
    assert_eq!(asked(&office), ["desk-laos@example.vn", "head@example.vn"]);
    let token = token_for(&office, "head");
    let shown = preview(&office, &token, &HELD);
    assert!(confirm(&office, &token, &shown, &HELD).body.contains("Đã ghi lúc"));
    // The same day the addressee, who is the head as well, and the officer hear it, each in one letter.
    office.run_at(PRESSED, &["tick", "--release"]);
    let told = |who: &str| letters(&office, who).iter().filter(|letter| letter.contains(super::links::UNDO)).count();
    assert_eq!((told("head"), told("desk-laos"), told("director")), (1, 1, 0));
    // The review is answered: neither letter's link holds.
    for who in ["head", "desk-laos"] {
        assert_eq!(look(&office, &token_for(&office, who)).status, 410, "{who}");
    }
    let undo = undo_token(&office, "head").expect("a letter that tells it");
    assert_ne!(Some(&undo), undo_token(&office, "desk-laos").as_ref(), "each takes it back under his own name");
    let said = [("writer", "Trưởng phòng Hợp tác quốc tế"), ("note", "chưa họp")];
    let shown = preview(&office, &undo, &said);
    assert!(confirm(&office, &undo, &shown, &said).body.contains("Đã ghi lúc"));
    let spent = look(&office, &undo_token(&office, "desk-laos").expect("his letter stays"));
    assert!(spent.status == 410 && spent.body.contains("đã hủy"), "{}", spent.body);
    // The review is open again: the next letter goes on its day to both.
    office.run_at(NEXT_LETTER, &["tick", "--release"]);
    let both = ["desk-laos@example.vn", "desk-laos@example.vn", "head@example.vn", "head@example.vn"];
    assert_eq!(asked(&office), both);
    // The chain tells who wrote, from whose letter, and by which way.
    let known = acts(&office);
    let told: Vec<[&str; 4]> = known[1..]
        .iter()
        .map(|act| ["act", "via", "written_by", "recorded_by"].map(|name| act[name].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(told, [["hold-review", "link", NAME, "head"], ["void", "link", "Trưởng phòng Hợp tác quốc tế", "head"]]);
    assert_eq!(known[1]["voided"], true);
    office.run(&["audit"]);
}

/// What was taken back by a link stands in the head's list until somebody with a login has seen it.
#[test]
fn what_was_taken_back_by_link_waits_to_be_confirmed() {
    let mut office = served("", PRESSED);
    let token = token_for(&office, "desk-laos");
    let shown = preview(&office, &token, &HELD);
    confirm(&office, &token, &shown, &HELD);
    office.run_at(PRESSED, &["tick", "--release"]);
    let undo = undo_token(&office, "desk-laos").expect("a letter that tells it");
    let said = [("writer", "Văn thư cơ quan")];
    let shown = preview(&office, &undo, &said);
    confirm(&office, &undo, &shown, &said);
    let void = acts(&office).last().unwrap()["seq"].as_i64().unwrap();
    let mut head = office.logged_in("head");
    let waits = format!("/thoa-thuan/DL-LA-2021-07/cap-nhat/{void}\"");
    let home = office.get(&mut head, "/").body;
    assert!(home.contains(&waits) && home.contains("Văn thư cơ quan"), "{home}");
    office.serve("2026-03-17T10:00:00+07:00");
    office.run(&["record", "DL-LA-2021-07", "confirm", &void.to_string(), "--by", "head"]);
    let mut head = office.logged_in("head");
    let home = office.get(&mut head, "/").body;
    assert!(!home.contains(&waits), "{home}");
    office.run(&["audit"]);
}
