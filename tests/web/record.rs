//! Recording on the page: what is typed, what is shown before, and the act that comes of it.

use super::client::{Browser, NOW, Office, Response};
use super::links::LAOS;

const PATH: &str = "/thoa-thuan/DL-LA-2021-07/cap-nhat";
const REVIEW: &str = "review@2026-03-15";

/// The value of a hidden field on a page.
fn hidden<'p>(page: &'p Response, name: &str) -> &'p str {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&start).unwrap_or_else(|| panic!("no {name}: {}", page.body));
    rest.split('"').next().unwrap()
}

/// Types into the form, and looks at what would follow.
fn preview(office: &Office, browser: &mut Browser, mark: &str, typed: &[(&str, &str)]) -> Response {
    let form = office.get(browser, &format!("{PATH}?moc={mark}"));
    assert_eq!(form.status, 200, "{}", form.body);
    let token = form.token();
    let mut fields = vec![("token", token.as_str()), ("moc", mark), ("press", "preview")];
    fields.extend(typed);
    office.post(browser, PATH, &fields)
}

/// Confirms what a preview shows.
fn confirm(office: &Office, browser: &mut Browser, shown: &Response, mark: &str, typed: &[(&str, &str)]) -> Response {
    let token = shown.token();
    let mut fields = vec![
        ("token", token.as_str()),
        ("moc", mark),
        ("press", "confirm"),
        ("newest", hidden(shown, "newest")),
        ("nonce", hidden(shown, "nonce")),
    ];
    fields.extend(typed);
    office.post(browser, PATH, &fields)
}

/// The acts of the agreement as `show` lists them, without what differs by nature: number, instant, recorder, way.
fn acts(office: &Office) -> Vec<serde_json::Value> {
    let shown: serde_json::Value = serde_json::from_str(&office.run(&["show", "DL-LA-2021-07", "--json"])).unwrap();
    let mut acts = shown["acts"].as_array().unwrap().clone();
    for act in &mut acts {
        let act = act.as_object_mut().unwrap();
        for name in ["seq", "recorded_by", "via", "recorder"] {
            act.remove(name);
        }
    }
    acts
}

#[test]
fn a_review_is_recorded_as_by_command() {
    let office = Office::with(LAOS);
    let mut browser = office.logged_in("desk-laos");
    let typed = [("what", "hold-review"), ("on", "16-3-2026"), ("number", "12/BB"), ("note", "Họp trực tuyến")];
    let shown = preview(&office, &mut browser, REVIEW, &typed);
    assert_eq!(shown.status, 200);
    for said in ["thứ Hai, 16/3/2026", "12/BB", "Kỳ sơ kết", "Xác nhận", "Quay lại sửa"] {
        assert!(shown.body.contains(said), "{said}: {}", shown.body);
    }
    assert_eq!(acts(&office).len(), 1, "a preview records nothing");
    let done = confirm(&office, &mut browser, &shown, REVIEW, &typed);
    assert_eq!(done.status, 303, "{}", done.body);
    let page = office.get(&mut browser, done.header("location").unwrap());
    assert!(page.body.contains("Đã ghi lúc 10:00 21/11/2026"), "{}", page.body);

    let other = Office::with(LAOS);
    let words = ["hold-review", "--on", "2026-03-16", "--number", "12/BB", "--note", "Họp trực tuyến"];
    other.run(&[&["record", "DL-LA-2021-07"], words.as_slice()].concat());
    assert_eq!(acts(&office), acts(&other));
    office.run(&["audit"]);
}

#[test]
fn the_same_press_twice_says_when_it_was_recorded() {
    let office = Office::with(LAOS);
    let mut browser = office.logged_in("desk-laos");
    let typed = [("what", "hold-review"), ("on", "16/3/2026")];
    let shown = preview(&office, &mut browser, REVIEW, &typed);
    let first = confirm(&office, &mut browser, &shown, REVIEW, &typed);
    let second = confirm(&office, &mut browser, &shown, REVIEW, &typed);
    assert_eq!((first.status, second.status), (303, 303));
    let page = office.get(&mut browser, second.header("location").unwrap());
    assert!(page.body.contains("đã ghi lúc 10:00 21/11/2026"), "{}", page.body);
    assert_eq!(acts(&office).len(), 2);
}

#[test]
fn nothing_is_confirmed_over_acts_unseen() {
    let office = Office::with(LAOS);
    let mut browser = office.logged_in("desk-laos");
    let typed = [("what", "hold-review"), ("on", "16/3/2026")];
    let shown = preview(&office, &mut browser, REVIEW, &typed);
    office.run(&["record", "DL-LA-2021-07", "progress", REVIEW, "đang chuẩn bị"]);
    let again = confirm(&office, &mut browser, &shown, REVIEW, &typed);
    assert!(again.status == 200 && again.body.contains("sổ vừa có cập nhật mới"), "{}", again.body);
    assert_eq!(acts(&office).len(), 2, "only the note on progress came in");
    let done = confirm(&office, &mut browser, &again, REVIEW, &typed);
    assert_eq!(done.status, 303);
    assert_eq!(acts(&office).len(), 3);
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    let office = Office::with(LAOS);
    let mut browser = office.logged_in("desk-laos");
    let mut wrong = |typed: &[(&str, &str)], said: &str| {
        let page = preview(&office, &mut browser, REVIEW, typed);
        assert!(page.status == 422 && page.body.contains(said), "{typed:?}: {} {}", page.status, page.body);
        assert!(!page.body.contains("Xác nhận</button>"), "{typed:?}");
    };
    wrong(&[], "Chọn một nội dung để cập nhật");
    wrong(&[("what", "hold-review")], "Ghi ngày, ví dụ 16/3/2027");
    wrong(&[("what", "hold-review"), ("on", "16/3")], "không đọc được ngày");
    wrong(&[("what", "hold-review"), ("on", "16/3/2026"), ("until", "17/3/2026")], "Nội dung đã chọn không có mục này");
    wrong(&[("what", "hold-review"), ("on", "22/11/2026")], "chưa đến");
    wrong(&[("what", "skip")], "lý do");
    wrong(&[("what", "postpone-us")], "Ghi ngày");
    wrong(&[("what", "fulfil"), ("on", "16/3/2026")], "Chọn một nội dung");
    wrong(&[("what", "close")], "chưa có quyền");
}

#[test]
fn who_may_not_record_does_not_see_the_form() {
    let office = Office::with(LAOS);
    for (who, status) in
        [("desk-laos", 200), ("head", 200), ("director", 200), ("desk-korea", 403), ("reader", 403), ("it", 403)]
    {
        let mut browser = office.logged_in(who);
        assert_eq!(office.get(&mut browser, PATH).status, status, "{who}");
        let page = office.get(&mut browser, "/thoa-thuan/DL-LA-2021-07");
        assert_eq!(page.body.contains("/cap-nhat"), status == 200, "{who}");
    }
}

#[test]
fn a_decision_bears_who_decided_and_a_postponed_review_its_new_day() {
    let office = Office::with(LAOS);
    let mut browser = office.logged_in("head");
    let end = "expiry@2027-03-15";
    let typed =
        [("what", "decide-renew"), ("on", "20/11/2026"), ("number", "45/UBND"), ("decided_by", "Chủ tịch UBND tỉnh")];
    let shown = preview(&office, &mut browser, end, &typed);
    assert!(shown.body.contains("Chủ tịch UBND tỉnh") && shown.body.contains("chưa khép mốc"), "{}", shown.body);
    assert_eq!(confirm(&office, &mut browser, &shown, end, &typed).status, 303);
    let typed = [("what", "postpone-partner"), ("until", "10.12.2026")];
    let shown = preview(&office, &mut browser, REVIEW, &typed);
    assert!(shown.body.contains("thứ Năm, 10/12/2026"), "{}", shown.body);
    assert_eq!(confirm(&office, &mut browser, &shown, REVIEW, &typed).status, 303);
    let page = office.get(&mut browser, "/thoa-thuan/DL-LA-2021-07");
    for said in ["Chủ tịch UBND tỉnh", "45/UBND", "10/12/2026", "trên trang"] {
        assert!(page.body.contains(said), "{said}");
    }
}

/// Several people share a mailbox: who writes is asked once a session, and stands in the act.
#[test]
fn a_shared_contact_says_who_writes() {
    let mut office =
        Office::unserved("[contacts.room]\nname = \"Phòng\"\nemail = \"room@example.vn\"\nshared = true\n", LAOS, NOW);
    office.run(&["record", "DL-LA-2021-07", "correct", "officers=room", "--note", "bàn giao"]);
    office.serve(NOW);
    let mut browser = office.logged_in("room");
    let typed = [("what", "progress"), ("note", "đang lấy ý kiến")];
    let refused = preview(&office, &mut browser, REVIEW, &typed);
    assert!(refused.status == 422 && refused.body.contains("Ghi họ tên và chức vụ"), "{}", refused.body);
    let typed = [("what", "progress"), ("note", "đang lấy ý kiến"), ("writer", "Chuyên viên trực")];
    let shown = preview(&office, &mut browser, REVIEW, &typed);
    assert_eq!(confirm(&office, &mut browser, &shown, REVIEW, &typed).status, 303);
    let shown: serde_json::Value = serde_json::from_str(&office.run(&["show", "DL-LA-2021-07", "--json"])).unwrap();
    assert_eq!(shown["acts"].as_array().unwrap().last().unwrap()["written_by"], "Chuyên viên trực");
    let again = office.get(&mut browser, PATH);
    assert!(again.body.contains("value=\"Chuyên viên trực\""), "{}", again.body);
}

/// One's own act is taken back from its page; what it had changed is as before.
#[test]
fn an_act_is_taken_back_from_its_page() {
    let office = Office::with(LAOS);
    let mut browser = office.logged_in("desk-laos");
    let typed = [("what", "hold-review"), ("on", "16/3/2026")];
    let shown = preview(&office, &mut browser, REVIEW, &typed);
    let done = confirm(&office, &mut browser, &shown, REVIEW, &typed);
    let place = done.header("location").unwrap().split('?').next().unwrap().to_owned();
    assert!(office.get(&mut browser, &place).body.contains("/huy\""));
    let form = office.get(&mut browser, &format!("{place}/huy"));
    let what = hidden(&form, "what").to_owned();
    let token = form.token();
    let shown = office.post(&mut browser, PATH, &[("token", &token), ("what", &what), ("press", "preview")]);
    assert!(shown.body.contains("Hủy lần cập nhật số"), "{}", shown.body);
    let done = confirm(&office, &mut browser, &shown, "", &[("what", &what)]);
    assert_eq!(done.status, 303, "{}", done.body);
    let known = acts(&office);
    assert_eq!((known.len(), &known[1]["voided"], &known[2]["act"]), (3, &true.into(), &"void".into()));
    // Somebody who looks after another agreement takes nothing back here.
    let mut other = office.logged_in("desk-korea");
    assert_eq!(office.get(&mut other, &format!("{place}/huy")).status, 403);
}
