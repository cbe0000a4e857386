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
    preview_at(PATH, office, browser, mark, typed)
}

/// The same on the form of that route.
pub(crate) fn preview_at(
    path: &str,
    office: &Office,
    browser: &mut Browser,
    mark: &str,
    typed: &[(&str, &str)],
) -> Response {
    let form = office.get(browser, &format!("{path}?moc={mark}"));
    assert_eq!(form.status, 200, "{}", form.body);
    let token = form.token();
    let mut fields = vec![("token", token.as_str()), ("moc", mark), ("press", "preview")];
    fields.extend(typed);
    office.post(browser, path, &fields)
}

/// Confirms what a preview shows.
fn confirm(office: &Office, browser: &mut Browser, shown: &Response, mark: &str, typed: &[(&str, &str)]) -> Response {
    confirm_at(PATH, office, browser, shown, mark, typed)
}

pub(crate) fn confirm_at(
    path: &str,
    office: &Office,
    browser: &mut Browser,
    shown: &Response,
    mark: &str,
    typed: &[(&str, &str)],
) -> Response {
    let token = shown.token();
    let mut fields = vec![
        ("token", token.as_str()),
        ("moc", mark),
        ("press", "confirm"),
        ("newest", hidden(shown, "newest")),
        ("nonce", hidden(shown, "nonce")),
    ];
    fields.extend(typed);
    office.post(browser, path, &fields)
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
    wrong(&[("what", "hold-review")], "Ghi ngày, ví dụ 21/11/2026");
    wrong(&[("what", "hold-review"), ("on", "16/3")], "chưa ghi năm");
    wrong(&[("what", "hold-review"), ("on", "31/11/2026")], "không có trong lịch");
    wrong(&[("what", "hold-review"), ("on", "16/3/2026"), ("until", "17/3/2026")], "Nội dung đã chọn không có mục này");
    wrong(&[("what", "hold-review"), ("on", "22/11/2026")], "chưa đến");
    wrong(&[("what", "skip")], "lý do");
    wrong(&[("what", "postpone-us")], "Ghi ngày");
    wrong(&[("what", "fulfil"), ("on", "16/3/2026")], "Chọn một nội dung");
    wrong(&[("what", "close")], "chưa có quyền");
}

/// In force thirty days after the last notice was received: that day is typed, and the first day in force is worked out.
#[test]
fn the_first_day_in_force_follows_from_the_day_a_notice_was_received() {
    let office = Office::with(
        "[[agreement]]\nreference = \"DL-LA-2026-03\"\ntitle = \"Thỏa thuận hợp tác biên giới\"\npartner = [\"sekong\"]\n\
         country = \"LA\"\nsigned_on = 2026-08-03\neffect = \"notification\"\neffect_delay = \"30d\"\nterm = \"5y\"\n\
         officers = [\"desk-laos\"]\n",
    );
    let (path, mark) = ("/thoa-thuan/DL-LA-2026-03/cap-nhat", "effect@2026-08-03");
    let mut browser = office.logged_in("desk-laos");
    let form = office.get(&mut browser, &format!("{path}?moc={mark}")).body;
    assert!(form.contains("takes-received") && form.contains("id=\"received\""), "{form}");
    let both = [("what", "enter-into-force"), ("until", "15/10/2026"), ("received", "01/10/2026")];
    let refused = preview_at(path, &office, &mut browser, mark, &both);
    let why = "có hiệu lực ngày 31/10/2026, không phải 15/10/2026";
    assert!(refused.status == 422 && refused.body.contains(why), "{}", refused.body);
    let typed = [("what", "enter-into-force"), ("received", "1/10/2026"), ("number", "44/CH")];
    let shown = preview_at(path, &office, &mut browser, mark, &typed);
    for said in ["thứ Năm, 01/10/2026", "Có hiệu lực từ thứ Bảy, 31/10/2026", "Xác nhận"] {
        assert!(shown.body.contains(said), "{said}: {}", shown.body);
    }
    assert_eq!(confirm_at(path, &office, &mut browser, &shown, mark, &typed).status, 303);
    let known: serde_json::Value = serde_json::from_str(&office.run(&["show", "DL-LA-2026-03", "--json"])).unwrap();
    assert_eq!(known["acts"].as_array().unwrap().last().unwrap()["received_on"], "2026-10-01");
    let listed: Vec<serde_json::Value> = serde_json::from_str(&office.run(&["list", "--json"])).unwrap();
    let its = listed.iter().find(|row| row["reference"] == "DL-LA-2026-03").unwrap();
    assert_eq!(its["in_force_on"], "2026-10-31");
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

/// What had passed before the register knew of it is answered from a list: held, not held, ended, or not known.
#[test]
fn what_waits_to_be_verified_can_be_answered() {
    let office = Office::with("");
    let mut browser = office.logged_in("desk-korea");
    let home = office.get(&mut browser, "/");
    assert!(home.body.contains("href=\"/can-xac-minh\""), "{}", home.body);
    let list = office.get(&mut browser, "/can-xac-minh");
    let path = "/thoa-thuan/DL-KR-2017-01/cap-nhat";
    for said in [
        "?moc=review%402019-12-22&amp;ghi=hold-review",
        "?moc=review%402021-12-22&amp;ghi=skip",
        "?moc=expiry%402022-12-22&amp;ghi=extend",
        "?moc=expiry%402022-12-22&amp;ghi=supersede",
        "?moc=expiry%402022-12-22&amp;ghi=decide-lapse",
        "Chưa rõ",
    ] {
        assert!(list.body.contains(said), "{said}: {}", list.body);
    }
    // Of two reviews that passed, the letter and the agreement's page ask about the later one.
    assert_eq!(list.body.matches("không bắt buộc, đã có kỳ sau").count(), 1, "{}", list.body);
    assert!(list.body.contains("22/12/2019</span> <small>(Chủ nhật; không bắt buộc"), "{}", list.body);
    assert!(!list.body.contains("ghi=snooze") && !list.body.contains("ghi=acknowledge"), "{}", list.body);
    // The form without a day is about what waits, too.
    let form = office.get(&mut browser, path);
    for said in ["cần xác minh", "id=\"what-decide-lapse\"", "Chưa rõ", "review%402019-12-22"] {
        assert!(form.body.contains(said), "{said}: {}", form.body);
    }
    let mut answer = |mark: &str, typed: &[(&str, &str)]| {
        let token = office.get(&mut browser, path).token();
        let fields = [&[("token", token.as_str()), ("moc", mark), ("press", "preview")], typed].concat();
        let shown = office.post(&mut browser, path, &fields);
        assert_eq!(shown.status, 200, "{mark}: {}", shown.body);
        let (newest, nonce) = (hidden(&shown, "newest").to_owned(), hidden(&shown, "nonce").to_owned());
        let confirmed = [("newest", newest.as_str()), ("nonce", nonce.as_str())];
        let fields = [&[("token", token.as_str()), ("moc", mark), ("press", "confirm")], typed, &confirmed].concat();
        assert_eq!(office.post(&mut browser, path, &fields).status, 303, "{mark}");
    };
    answer("review@2019-12-22", &[("what", "hold-review"), ("on", "18/12/2019"), ("number", "12/BB")]);
    answer("review@2021-12-22", &[("what", "skip"), ("note", "dịch bệnh")]);
    answer("expiry@2022-12-22", &[("what", "progress"), ("note", "không còn tài liệu, đã hỏi văn thư")]);
    let list = office.get(&mut browser, "/can-xac-minh");
    assert!(list.body.contains("không còn tài liệu, đã hỏi văn thư"), "{}", list.body);
    assert!(!list.body.contains("moc=review%402019-12-22"), "answered once: {}", list.body);
    let mut browser = office.logged_in("desk-korea");
    let token = office.get(&mut browser, path).token();
    let typed = [("what", "decide-lapse"), ("on", "01/12/2022"), ("decided_by", "Giám đốc Sở")];
    let fields =
        [&[("token", token.as_str()), ("moc", "expiry@2022-12-22"), ("press", "preview")], &typed[..]].concat();
    let shown = office.post(&mut browser, path, &fields);
    assert!(shown.status == 200 && !shown.body.contains("đã quá"), "what happened is not overdue: {}", shown.body);
    assert!(shown.body.contains("cách đây"), "{}", shown.body);
    office.run(&["audit"]);
}

/// A report that had run out shortly before the import is on the list that counts it, with the way to answer it: signed on
/// 1 October, it was due fifteen days later.
#[test]
fn a_report_that_was_past_before_the_import_is_answered_from_the_list() {
    let office = Office::with(
        "[[agreement]]\nreference = \"DL-KR-2026-09\"\ntitle = \"Bản ghi nhớ hợp tác giáo dục\"\npartner = [\"jeonbuk\"]\n\
         country = \"KR\"\nsigned_on = 2026-10-01\nterm = \"5y\"\nofficers = [\"desk-korea\"]\n",
    );
    let list = office.get(&mut office.logged_in("desk-korea"), "/can-xac-minh").body;
    let (_, own) = list.split_once("DL-KR-2026-09</small>").unwrap_or_else(|| panic!("{list}"));
    let own = own.split("</section>").next().unwrap_or_default();
    assert!(own.contains("16/10/2026") && own.contains("%402026-10-16&amp;ghi=fulfil"), "{own}");
    assert!(!own.contains("không bắt buộc"), "{own}");
}

/// The fields that a choice takes follow it without script: they stand behind it in one set, and the sheet shows them.
#[test]
fn fields_follow_the_choice_without_script() {
    let office = Office::with(LAOS);
    let mut browser = office.logged_in("desk-laos");
    let form = office.get(&mut browser, &format!("{PATH}?moc=expiry@2027-03-15"));
    let set = form.body.split_once("<fieldset id=\"what\"").unwrap().1.split_once("</fieldset>").unwrap().0;
    let at = |text: &str| set.find(text).unwrap_or_else(|| panic!("{text}: {set}"));
    assert!(at("id=\"what-extend\"") < at("id=\"until\""), "the field stands behind its choice");
    assert!(set.contains("takes-until") && set.contains("field-until"), "{set}");
    let (_, rest) = form.body.split_once("href=\"/assets/").unwrap();
    let css = office.get(&mut browser, &format!("/assets/{}", rest.split('"').next().unwrap()));
    for rule in [".takes-until:checked ~ .field-until", ".follows { display: none; }"] {
        assert!(css.body.contains(rule), "{rule}");
    }
    assert!(!css.body.contains(":has("), "browsers back to Chrome 109");
}
