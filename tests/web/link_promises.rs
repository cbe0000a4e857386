//! A link to a review, whose letter lists the commitments: what was said of each is recorded with it, confirmed with it and
//! taken back with it.

use super::client::Office;
use super::links::{
    ASKED, BEGAN, DAY_OF_ANSWER, HELD, LAOS, LINK, NAME, UNDO, WEB, acts, confirm, letters, look, preview,
    review_token, undo_token,
};

/// Reviewed each 15 March, with two promises: one without a day of its own, one that is done.
const PROMISED: &str = r#"
[[commitment]]
agreement = "DL-LA-2021-07"
name = "du-hoc-sinh"
title = "Tạo điều kiện để du học sinh học lên"
side = "us"
target = "5 du học sinh"

[[commitment]]
agreement = "DL-LA-2021-07"
name = "doan"
title = "Trao đổi đoàn"
side = "both"
"#;

fn promised(links: &str) -> Office {
    let web = WEB.replace("[web]\n", &format!("[web]\nlinks = \"{links}\"\n"));
    let mut office = Office::unserved(&web, &format!("{LAOS}{PROMISED}"), BEGAN);
    office.run(&["link-key", "--new"]);
    office.run_at(ASKED, &["tick", "--release"]);
    office.serve(DAY_OF_ANSWER);
    office
}

#[test]
fn a_review_by_link_takes_what_was_said_of_each_commitment() {
    let office = promised("answer");
    let token = review_token(&office);
    let page = look(&office, &token);
    for shown in ["name=\"said:du-hoc-sinh\"", "name=\"said:doan\"", "Tạo điều kiện để du học sinh học lên"]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    let listed =
        letters(&office, "desk-laos").iter().any(|text| text.contains(LINK) && text.contains("h=E1=BB=8Dc sinh"));
    assert!(listed, "its letter lists it too");
    let text = "2 sinh viên học lên thạc sĩ";
    let said: Vec<_> = HELD.into_iter().chain([("said:du-hoc-sinh", text)]).collect();
    let shown = preview(&office, &token, &said);
    assert!(shown.status == 200 && shown.body.contains(text), "{}", shown.body);
    assert_eq!(acts(&office).len(), 3, "a preview records nothing");
    // What was not shown is not recorded: another text, another commitment, under the same nonce.
    for other in [("said:du-hoc-sinh", "khác"), ("said:doan", text)] {
        let said: Vec<_> = HELD.into_iter().chain([other]).collect();
        let again = confirm(&office, &token, &shown, &said);
        assert!(again.body.contains("bản xem trước đã quá 30 phút"), "{}", again.body);
    }
    let done = confirm(&office, &token, &shown, &said);
    assert!(done.body.contains("Đã ghi lúc"), "{}", done.body);
    let known = acts(&office);
    let words: Vec<_> = known.iter().map(|act| act["act"].as_str().unwrap()).collect();
    assert_eq!(words, ["register", "commit", "commit", "hold-review", "progress"]);
    for (name, value) in [("via", "link"), ("written_by", NAME), ("text", text), ("on", "2026-03-16")] {
        assert_eq!(known[4][name], value, "{name}: {}", known[4]);
    }
    // The letter about it tells what was said, and its link takes both back.
    office.run_at(DAY_OF_ANSWER, &["tick", "--release"]);
    let told = letters(&office, "head").into_iter().find(|letter| letter.contains(UNDO)).expect("the head hears of it");
    assert!(told.contains("th=E1=BA=A1c s=C4=A9"), "{told}");
    let undo = undo_token(&office, "head").unwrap();
    let takes_back = [("writer", "Trưởng phòng"), ("note", "chưa họp")];
    let shown = preview(&office, &undo, &takes_back);
    assert!(shown.body.contains(text), "{}", shown.body);
    confirm(&office, &undo, &shown, &takes_back);
    let known = acts(&office);
    let voided: Vec<_> =
        known.iter().filter(|act| act["voided"] == true).map(|act| act["act"].as_str().unwrap()).collect();
    assert_eq!(voided, ["hold-review", "progress"], "{known:?}");
    office.run(&["audit"]);
}

#[test]
fn a_confirmed_review_confirms_what_was_said_at_it() {
    let office = promised("answer");
    let token = review_token(&office);
    let said: Vec<_> = HELD.into_iter().chain([("said:doan", "đoàn sang tháng 5")]).collect();
    let shown = preview(&office, &token, &said);
    confirm(&office, &token, &shown, &said);
    let waits = || {
        let digest = office.run_at(DAY_OF_ANSWER, &["digest", "--to", "head"]);
        digest.matches("lần cập nhật số").count()
    };
    assert_eq!(waits(), 1, "the review, and what was said at it with it");
    let seq = acts(&office)[3]["seq"].as_i64().unwrap().to_string();
    office.run_at(DAY_OF_ANSWER, &["record", "DL-LA-2021-07", "confirm", &seq]);
    assert_eq!(waits(), 0);
}

#[test]
fn a_link_that_only_acknowledges_asks_nothing_of_commitments() {
    let office = promised("acknowledge");
    let token = review_token(&office);
    let page = look(&office, &token);
    assert!(page.status == 200 && !page.body.contains("name=\"said:"), "{}", page.body);
    let said = [("what", "progress"), ("note", "đang chuẩn bị"), ("writer", NAME), ("said:doan", "x")];
    assert_eq!(preview(&office, &token, &said).status, 422, "what is said of a commitment has its place at a review");
}
