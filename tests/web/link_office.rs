//! Links about what the office itself owes: a greeting, a report of the year. They record that it was done, for whoever the
//! ladder names, and take that back; the page shows it, confirms it and takes it back as well.

use super::client::{Browser, Office};
use super::links::{LINK, NAME, confirm, letters, look, preview, undo_token};

const WEB: &str = "[web]\naddress = \"https://thoathuan.example.vn\"\nreach = \"mạng nội bộ\"\n";
/// In force, with nothing near: the letters speak of what the office owes alone.
const QUIET: &str = r#"
[[agreement]]
reference = "DL-LA-2024-05"
title = "Bản ghi nhớ hợp tác giáo dục"
kind = "mou"
ours = ["dak-lak"]
partner = ["attapeu"]
country = "LA"
signed_on = 2024-05-20
effect = "signature"
term = "5y"
renewal = "consent"
officers = ["desk-laos"]
"#;
/// The greeting for the national day of Laos, 2 December, is handed in on 25 November; its officer is told a week before.
const ASKED: &str = "2026-11-18T07:00:00+07:00";
const SENT: [(&str, &str); 4] = [("what", "fulfil"), ("on", "25/11/2026"), ("number", "88/SNgV"), ("writer", NAME)];

fn office_with(links: &str, now: &str) -> Office {
    let mut office = Office::unserved(&format!("{WEB}{links}"), QUIET, "2026-10-05T09:00:00+07:00");
    office.run(&["link-key", "--new"]);
    office.run_at(ASKED, &["tick", "--release"]);
    office.serve(now);
    office
}

/// The token of the only link in a contact's letters.
fn token_to(office: &Office, contact: &str) -> Option<String> {
    let letters = letters(office, contact);
    let (_, rest) = letters.iter().find_map(|letter| letter.split_once(LINK))?;
    Some(rest.chars().take_while(char::is_ascii_alphanumeric).collect())
}

/// The chain holds.
fn acts(office: &Office) {
    office.run(&["audit"]);
}

#[test]
fn a_greeting_is_recorded_by_its_officer_s_link_and_taken_back() {
    let office = office_with("", "2026-11-25T10:00:00+07:00");
    let token = token_to(&office, "desk-laos").expect("the greeting's letter bears a link");
    let page = look(&office, &token);
    assert!(page.status == 200 && page.body.contains("Lào") && page.body.contains("2/12/2026"), "{}", page.body);
    assert!(!page.body.contains(" checked"), "nothing is preselected");
    let nothing = preview(&office, &token, &[]);
    assert_eq!(nothing.status, 422, "a press without a choice: {}", nothing.body);
    let shown = preview(&office, &token, &SENT);
    assert!(shown.status == 200 && shown.body.contains("thứ Tư, 25/11/2026"), "{}", shown.body);
    let done = confirm(&office, &token, &shown, &SENT);
    assert!(done.body.contains("Đã ghi lúc") && done.body.contains("Ghi sai? Hủy ngay"), "{}", done.body);
    let again = confirm(&office, &token, &shown, &SENT);
    assert!(again.body.contains("Nội dung này đã ghi lúc"), "{}", again.body);
    assert_eq!(look(&office, &token).status, 410, "spent");
    acts(&office);

    // Addressee and head hear of it the same day, by what was done; the addressee takes it back.
    office.run(&["tick", "--release"]);
    assert!(letters(&office, "head").iter().any(|letter| letter.contains("88/SNgV")), "the head hears of it");
    let undo = undo_token(&office, "desk-laos").expect("the letter that tells it has the way back");
    let page = look(&office, &undo);
    assert!(page.body.contains("Hủy cập nhật") && page.body.contains("88/SNgV"), "{}", page.body);
    let why = [("note", "ghi nhầm"), ("writer", NAME)];
    let shown = preview(&office, &undo, &why);
    let back = confirm(&office, &undo, &shown, &[why[0], why[1], ("undo", "1")]);
    assert!(back.body.contains("Đã hủy lần cập nhật"), "{}", back.body);
    assert_eq!(look(&office, &undo).status, 410, "spent");
    assert_eq!(look(&office, &token).status, 200, "the greeting is open again");
    acts(&office);
}

#[test]
fn what_came_by_link_is_confirmed_or_taken_back_on_the_page() {
    let office = office_with("", "2026-11-25T10:00:00+07:00");
    let token = token_to(&office, "desk-laos").expect("a link");
    let shown = preview(&office, &token, &SENT);
    confirm(&office, &token, &shown, &SENT);
    let mut head = office.logged_in("head");
    let page = office.get(&mut head, "/viec-co-quan");
    assert!(page.body.contains(NAME) && page.body.contains("chưa xác nhận"), "{}", page.body);
    let (_, rest) = page.body.split_once("name=\"lan\" value=\"").expect("a press that confirms it");
    let seq = rest.split('"').next().unwrap().to_owned();
    let waits = office.get(&mut head, "/");
    assert!(waits.body.contains(&format!("/viec-co-quan#lan-{seq}")), "the first page leads there: {}", waits.body);
    let listed = office.get(&mut head, "/thu-nhac");
    assert!(listed.body.contains(&format!("/viec-co-quan#lan-{seq}")), "what came by link: {}", listed.body);
    let form = |press: &'static str| [("lan", seq.clone()), ("press", press.to_owned())];
    let send = |browser: &mut Browser, fields: &[(&str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let token = page.token();
        office.post(browser, "/viec-co-quan", &[&fields[..], &[("token", token.as_str())]].concat())
    };
    let done = send(&mut head, &form("confirm-act"));
    assert_eq!(done.header("location"), Some("/viec-co-quan?ghi=1"), "{}", done.body);
    assert!(!office.get(&mut head, "/viec-co-quan").body.contains("chưa xác nhận"));
    // It is another's: a code that is young opens the way, which a login just now is.
    let ask = office.get(&mut head, &format!("/viec-co-quan?huy={seq}"));
    assert!(ask.status == 200 && ask.body.contains("88/SNgV"), "{}", ask.body);
    let back = send(&mut head, &form("void"));
    assert_eq!(back.header("location"), Some("/viec-co-quan?ghi=1"), "{}", back.body);
    assert!(!office.get(&mut head, "/viec-co-quan").body.contains("88/SNgV"));
    acts(&office);
}

#[test]
fn the_office_s_links_follow_the_scope() {
    for (links, borne) in
        [("links = \"answer\"\n", true), ("links = \"acknowledge\"\n", false), ("links = \"off\"\n", false)]
    {
        let office = office_with(links, "2026-11-25T10:00:00+07:00");
        assert_eq!(token_to(&office, "desk-laos").is_some(), borne, "{links}");
    }
    let office = office_with("", "2027-03-20T10:00:00+07:00");
    let token = token_to(&office, "desk-laos").expect("a link");
    let late = look(&office, &token);
    assert!(late.status == 410 && late.body.contains("quá hạn"), "after 120 days: {}", late.body);
}

/// Whose greeting it is records it on the page as well, and nothing that is another's.
#[test]
fn a_matter_is_recorded_on_the_page_by_who_stands_for_it() {
    let office = office_with("", "2026-11-25T10:00:00+07:00");
    let told = letters(&office, "desk-laos").join("\n");
    assert!(told.contains("https://thoathuan.example.vn/viec-co-quan?moc"), "the letter leads to the page: {told}");
    let mut desk = office.logged_in("desk-laos");
    let home = office.get(&mut desk, "/");
    let (_, rest) = home.body.split_once("/viec-co-quan?moc=").unwrap_or_else(|| panic!("{}", home.body));
    let path = rest.split('"').next().unwrap().to_owned();
    let mark = path.replace("%3A", ":").replace("%40", "@");
    let page = office.get(&mut desk, &format!("/viec-co-quan?moc={path}"));
    assert!(page.body.contains("Quốc khánh Lào") && page.body.contains("gửi chậm nhất"), "{}", page.body);
    assert!(!page.body.contains("báo cáo tình hình"), "the head's report is not his: {}", page.body);
    let send = |browser: &mut Browser, mark: &str, press: &str| {
        let said = [("token", page.token()), ("moc", mark.to_owned()), ("on", "25/11/2026".to_owned())];
        let mut said: Vec<(&str, &str)> = said.iter().map(|(name, text)| (*name, text.as_str())).collect();
        said.push(("press", press));
        office.post(browser, "/viec-co-quan", &said).status
    };
    assert_eq!(send(&mut desk, "duty:annual-report@2026-11-15", "confirm"), 403, "another's");
    assert_eq!(send(&mut desk, &mark, "preview"), 200);
    assert_eq!(send(&mut desk, &mark, "confirm"), 303);
    let done = office.get(&mut desk, "/viec-co-quan");
    assert!(done.body.contains("Đã ghi") && done.body.contains("?huy="), "one's own is taken back: {}", done.body);
    for (who, status) in [("reader", 403), ("it", 403), ("desk-korea", 200), ("head", 200)] {
        let page = office.get(&mut office.logged_in(who), "/viec-co-quan");
        assert_eq!(page.status, status, "{who}");
        assert_eq!(page.body.contains("?huy="), who == "head", "{who}");
    }
    acts(&office);
}
