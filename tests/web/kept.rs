//! What the page keeps of its first page from one request to the next: the first request after a change shows the change.
//! That midnight is one, too, is held beside what keeps it (`src/web/page_cache.rs`): here the clock stands still.

use super::client::{NOW, Office};
use super::record::{confirm_at, preview_at};
use crate::server::{Server, say};

/// Its last day is in nineteen days: its officer and the head are written to today.
const ENDING: &str = r#"
[[agreement]]
reference = "DL-KR-2023-09"
title = "Bản ghi nhớ hợp tác y tế"
partner = ["jeonbuk"]
country = "KR"
signed_on = 2023-12-10
term = "3y"
officers = ["desk-korea"]
"#;

#[test]
fn the_first_request_after_a_change_shows_it() {
    let server = Server::start(&[(
        "RCPT",
        &[say("550 5.1.1 no such user"), say("250 2.1.5 ok"), say("550 5.1.1 no such user")],
    )]);
    let mail = format!(
        "[post]\ntransport = \"smtp\"\nfrom = \"pactwatch@example.vn\"\n[post.smtp]\nhost = \"127.0.0.1\"\nport = {}\n\
         security = \"none\"\n",
        server.port
    );
    let mut office = Office::unserved(&mail, ENDING, NOW);
    office.serve(NOW);
    let mut head = office.logged_in("head");
    let mut officer = office.logged_in("desk-korea");
    let first = office.get(&mut head, "/").body;
    assert_eq!(office.get(&mut head, "/").body, first, "nothing has changed");
    let mut tells = |office: &Office, what: &str, said: &str| {
        let page = office.get(&mut head, "/").body;
        assert!(!first.contains(said) && page.contains(said), "{what}: {said}: {page}");
    };
    // An act by command.
    office.run(&["record", "DL-KR-2023-09", "decide", "expiry@2026-12-10", "renew", "--by", "head"]);
    tells(&office, "a decision", "Ý kiến chỉ đạo mới");
    // An act by page.
    let typed = [("what", "progress"), ("note", "đã gửi thư hỏi phía bạn")];
    let (form, mark) = ("/thoa-thuan/DL-KR-2023-09/cap-nhat", "expiry@2026-12-10");
    let shown = preview_at(form, &office, &mut officer, mark, &typed);
    assert_eq!(confirm_at(form, &office, &mut officer, &shown, mark, &typed).status, 303);
    tells(&office, "a note of progress", "đã gửi thư hỏi phía bạn");
    // A letter that no server takes, and one that it took.
    office.attempt_at(NOW, &["tick", "--release"]);
    tells(&office, "a letter refused", "Thư chưa gửi được");
    // A name in config.toml, which changes no day and no letter that is due.
    let config = std::fs::read_to_string(office.path("config.toml")).unwrap();
    std::fs::write(office.path("config.toml"), config.replace("theo dõi Hàn Quốc", "phụ trách Đông Bắc Á")).unwrap();
    tells(&office, "a contact's name", "Chuyên viên phụ trách Đông Bắc Á");
}
