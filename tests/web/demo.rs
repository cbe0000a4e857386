//! The demonstration: what a visitor sees of links and papers, and how he comes back after leaving.

use std::fs;
use std::path::Path;

use super::client::{Browser, Office};

#[test]
fn a_visitor_finds_links_papers_and_the_way_back() {
    let (office, printed) = Office::demonstration();
    let route = printed[0].split_once(&office.host).unwrap().1.to_owned();
    let mut browser = Browser::default();
    let door = office.get(&mut browser, &route);
    assert!(door.body.contains("Trưởng phòng Hợp tác quốc tế"), "{}", door.body);
    let entered = office.post(&mut browser, &route, &[("token", &door.token()), ("contact", "desk-korea")]);
    assert_eq!(entered.status, 303, "{}", entered.body);
    // A letter of today's with a link to this very page, in the folder that is named.
    let letters: Vec<&str> = printed
        .iter()
        .map(|line| line.trim())
        .filter(|line| Path::new(line).extension().is_some_and(|of| of == "eml"))
        .collect();
    let told = letters.iter().map(|path| fs::read_to_string(path).unwrap().replace("=\r\n", ""));
    let link = format!("http://{}/r/", office.host);
    let opened: Vec<String> = told
        .filter_map(|letter| {
            let (_, rest) = letter.split_once(&link)?;
            let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            let form = office.get(&mut Browser::default(), &format!("/r/{token}"));
            assert_eq!(form.status, 200, "{}", form.body);
            Some(form.body)
        })
        .collect();
    for said in ["Đã sơ kết", "Quốc khánh Lào"] {
        assert!(opened.iter().any(|form| form.contains(said)), "{said}: {printed:?}");
    }
    assert!(office.get(&mut browser, "/thoa-thuan/VI-DU-01").body.contains("id=\"tep\""), "papers can be kept");
    // Who leaves is asked again who he is; a stranger on the machine is not let in.
    let home = office.get(&mut browser, "/");
    let left = office.post(&mut browser, "/dang-xuat", &[("token", &home.token())]);
    let back = left.header("location").unwrap().to_owned();
    assert!(back.starts_with("/thu/"), "{back}");
    assert!(office.get(&mut browser, &back).body.contains("Trưởng phòng Hợp tác quốc tế"));
    assert_eq!(office.get(&mut Browser::default(), "/thu/khong-biet").status, 404);
}
