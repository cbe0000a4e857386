//! Letters in front of who answers for them: held by the brake, dropped, shown before they go; and who is asked anew.

use super::client::{Browser, Office};
use super::entry::{press, press_form};
use super::links::{ASKED, BEGAN, DAY_OF_ANSWER, LAOS, WEB, look, review_token, served};

/// Nobody answers at that port: letters wait.
const NO_SERVER: &str = "[post]\ntransport = \"smtp\"\nfrom = \"pactwatch@example.vn\"\n[post.smtp]\nhost = \"127.0.0.1\"\n\
                         port = 9\nsecurity = \"none\"\n";

#[test]
fn the_head_is_told_of_a_letter_that_was_dropped() {
    let office = Office::unserved(&format!("{NO_SERVER}{WEB}"), LAOS, BEGAN);
    office.attempt_at(ASKED, &["tick", "--release"]);
    let list = |office: &Office| -> Vec<serde_json::Value> {
        serde_json::from_str::<serde_json::Value>(&office.run(&["outbox", "list", "--json"]))
            .unwrap()
            .as_array()
            .unwrap()
            .clone()
    };
    let waiting = list(&office)
        .into_iter()
        .find(|row| row["to"] == "desk-laos@example.vn" && row["subject"].to_string().contains("[Sơ kết]"))
        .unwrap();
    let id = waiting["id"].to_string();
    office.run_at(ASKED, &["outbox", "drop", &id, "--why", "gửi nhầm người"]);
    office.attempt_at("2026-03-03T07:00:00+07:00", &["tick", "--release"]);
    let told: Vec<_> =
        list(&office).into_iter().filter(|row| row["keys"].to_string().contains("system:dropped")).collect();
    let to: Vec<&str> = told.iter().filter_map(|row| row["to"].as_str()).collect();
    assert_eq!(to, ["head@example.vn"]);
    let text = office.run(&["outbox", "show", &told[0]["id"].to_string()]);
    for said in ["Đã bỏ 1 thư, không gửi", "Chuyên viên theo dõi Lào", "Lý do bỏ: gửi nhầm người"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    // Dropping that one causes no other.
    office.run_at("2026-03-03T08:00:00+07:00", &["outbox", "drop", &told[0]["id"].to_string()]);
    office.attempt_at("2026-03-04T07:00:00+07:00", &["tick", "--release"]);
    let told = list(&office).into_iter().filter(|row| row["keys"].to_string().contains("system:dropped")).count();
    assert_eq!(told, 1);
}

#[test]
fn what_the_brake_holds_is_listed_before_it_is_released() {
    let restricted = LAOS
        .replace("DL-LA-2021-07", "HC-2021-07")
        .replace("giáo dục", "kín")
        .replace("officers", "restricted = true\nofficers");
    let mut office = Office::unserved(&format!("[post]\nbrake = 1\n{WEB}"), &format!("{LAOS}{restricted}"), BEGAN);
    office.attempt_at(ASKED, &["tick"]);
    office.serve(ASKED);
    for (who, path, of_all, of_restricted) in
        [("head", "/thu-nhac", "sơ kết", "sơ kết"), ("it", "/quan-tri", "sơ kết", "văn bản hạn chế")]
    {
        let page = office.get(&mut office.logged_in(who), path).body;
        let row = |reference: &str| {
            let (_, rest) =
                page.split_once(&format!("/thoa-thuan/{reference}\"")).unwrap_or_else(|| panic!("{who}: {page}"));
            rest.split("</tr>").next().unwrap().to_owned()
        };
        assert!(row("DL-LA-2021-07").contains(of_all), "{who}: {}", row("DL-LA-2021-07"));
        assert!(row("HC-2021-07").contains(of_restricted), "{who}: {}", row("HC-2021-07"));
        assert!(row("HC-2021-07").contains("15/03/2026") && page.contains("Đã xem, cho gửi"), "{who}: {page}");
    }
    let officer = office.get(&mut office.logged_in("desk-laos"), "/thu-nhac").body;
    assert!(!officer.contains("Đang giữ lại"), "who may not release it is not asked to: {officer}");
}

#[test]
fn a_preview_unfolds_the_letters_that_go_now() {
    let office = served("", DAY_OF_ANSWER);
    let mut browser = office.logged_in("desk-laos");
    let path = "/thoa-thuan/DL-LA-2021-07/cap-nhat";
    let token = office.get(&mut browser, path).token();
    let shown = office.post(
        &mut browser,
        path,
        &[
            ("token", &token),
            ("moc", "review@2026-03-15"),
            ("press", "preview"),
            ("what", "postpone-us"),
            ("on", "16/3/2026"),
            ("until", "20/4/2026"),
        ],
    );
    let (_, letters) = shown.body.split_once("Thư gửi ngay").unwrap_or_else(|| panic!("{}", shown.body));
    let letter = letters.split("</details>").next().unwrap();
    for said in ["Chuyên viên theo dõi Lào", "Đính chính", "20/4/2026", "Trân trọng"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    assert!(!letter.contains("/r/"), "a letter that is only shown bears no link: {letter}");
    let queued = office.run_at(DAY_OF_ANSWER, &["outbox", "list", "--json"]);
    assert!(!queued.contains("moved:"), "nothing is queued by looking: {queued}");
}

#[test]
fn a_restriction_is_lifted_after_a_fresh_code() {
    let mut office = Office::unserved("", &LAOS.replace("officers", "restricted = true\nofficers"), BEGAN);
    office.serve(BEGAN);
    let mut browser = office.logged_in("head");
    let later = "2026-01-05T09:45:00+07:00";
    office.serve(later);
    let path = "/thoa-thuan/DL-LA-2021-07/chinh-sua";
    let lift = |office: &Office, browser: &mut Browser| {
        let form = office.get(browser, path);
        let shown = press_form(office, browser, path, &form, &[("restricted", ""), ("why", "đã công bố")]);
        press(office, browser, path, &shown, "confirm")
    };
    let restricted =
        |office: &Office| office.run_at(later, &["show", "DL-LA-2021-07", "--json"]).contains("\"restricted\": true");
    let asked = lift(&office, &mut browser);
    assert_eq!((asked.status, asked.header("location")), (303, Some("/dang-nhap?xac-nhan=1")), "{}", asked.body);
    assert!(restricted(&office), "nothing was recorded");
    let mut fresh = office.logged_in("head");
    let done = lift(&office, &mut fresh);
    assert!(done.status == 303 && done.header("location").unwrap().contains("ghi=sua"), "{}", done.body);
    assert!(!restricted(&office));
}

#[test]
fn who_is_logged_in_finds_his_own_name_in_a_link_and_nobody_else_does() {
    let office = served("", DAY_OF_ANSWER);
    let token = review_token(&office);
    let stranger = look(&office, &token);
    assert!(stranger.body.contains("name=\"writer\" value=\"\""), "{}", stranger.body);
    let mut head = office.logged_in("head");
    let own = office.get(&mut head, &format!("/r/{token}"));
    assert!(own.body.contains("name=\"writer\" value=\"Trưởng phòng Hợp tác quốc tế\""), "{}", own.body);
    assert!(!own.body.contains(" checked") && own.body.contains("name=\"on\" value=\"\""), "nothing else is filled in");
}

/// An end put a year earlier stands within sixty days: its officer is written to with the next delivery.
#[test]
fn the_preview_of_a_correction_unfolds_the_letters_that_go_now() {
    let office = served("", DAY_OF_ANSWER);
    let mut browser = office.logged_in("head");
    let path = "/thoa-thuan/DL-LA-2021-07/chinh-sua";
    let form = office.get(&mut browser, path);
    let said = [("term", "đến 15/5/2026"), ("why", "ghi nhầm năm")];
    let shown = press_form(&office, &mut browser, path, &form, &said);
    let (_, letters) = shown.body.split_once("Thư gửi ngay").unwrap_or_else(|| panic!("{}", shown.body));
    let letter = letters.split("</details>").next().unwrap();
    for said in ["Chuyên viên theo dõi Lào", "15/5/2026", "Trân trọng"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    assert!(!letters.contains("/r/"), "a letter that is only shown bears no link: {letters}");
    let queued = office.run_at(DAY_OF_ANSWER, &["outbox", "list", "--json"]);
    assert!(!queued.contains("2026-05-15"), "nothing is queued by looking: {queued}");
}
