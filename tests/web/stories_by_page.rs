//! What the stories of `docs/stories` record by command is recorded on the page as well, and the acts are the same but for
//! the way, the recorder and the instant.

use std::fs;

use super::client::{Office, Response, encoded};
use super::entry::{press, press_form};

/// One deed: who does it and when, the words of the story's command, and the page's form with what is typed into it.
struct Deed {
    who: &'static str,
    now: &'static str,
    command: &'static [&'static str],
    path: &'static str,
    typed: &'static [(&'static str, &'static str)],
}

/// A story's page, and what is recorded in it.
type Told = (&'static str, &'static [&'static str], &'static [Deed]);

const STORIES: [Told; 5] = [
    (
        "extension-by-letters",
        &["DL-KR-2022-03"],
        &[
            Deed {
                who: "director",
                now: "2026-12-08T09:00:00+07:00",
                command: &["DL-KR-2022-03", "decide", "expiry@2027-03-01", "renew"],
                path: "/thoa-thuan/DL-KR-2022-03/cap-nhat",
                typed: &[("moc", "expiry@2027-03-01"), ("what", "decide-renew")],
            },
            Deed {
                who: "desk-korea",
                now: "2027-02-22T09:00:00+07:00",
                command: &[
                    "DL-KR-2022-03",
                    "extend",
                    "--until",
                    "2032-03-01",
                    "--number",
                    "45/UBND-ĐN",
                    "--their-number",
                    "JB-2027-118",
                ],
                path: "/thoa-thuan/DL-KR-2022-03/cap-nhat",
                typed: &[
                    ("moc", "expiry@2027-03-01"),
                    ("what", "extend"),
                    ("until", "01/3/2032"),
                    ("number", "45/UBND-ĐN"),
                    ("their_number", "JB-2027-118"),
                ],
            },
        ],
    ),
    (
        "review-postponed",
        &["DL-KR-2025-09"],
        &[
            Deed {
                who: "desk-korea",
                now: "2027-01-20T09:00:00+07:00",
                command: &["DL-KR-2025-09", "postpone", "--to", "17/5/2027", "--side", "partner", "--number", "12/CV"],
                path: "/thoa-thuan/DL-KR-2025-09/cap-nhat",
                typed: &[
                    ("moc", "review@2027-03-10"),
                    ("what", "postpone-partner"),
                    ("until", "17/5/2027"),
                    ("number", "12/CV"),
                ],
            },
            Deed {
                who: "desk-korea",
                now: "2027-05-18T09:00:00+07:00",
                command: &["DL-KR-2025-09", "hold-review", "--on", "17/5/2027", "--number", "31/BB"],
                path: "/thoa-thuan/DL-KR-2025-09/cap-nhat",
                typed: &[
                    ("moc", "review@2027-05-17"),
                    ("what", "hold-review"),
                    ("on", "17/5/2027"),
                    ("number", "31/BB"),
                ],
            },
        ],
    ),
    (
        "wrong-day",
        &["DL-KR-2022-03"],
        &[Deed {
            who: "desk-korea",
            now: "2026-12-01T09:00:00+07:00",
            command: &["DL-KR-2022-03", "correct", "signed_on=11/3/2022", "--note", "bản chính ghi ngày 11/3"],
            path: "/thoa-thuan/DL-KR-2022-03/chinh-sua",
            typed: &[("signed_on", "11/3/2022"), ("why", "bản chính ghi ngày 11/3")],
        }],
    ),
    (
        "promises",
        &["DL-LA-2025-09"],
        &[
            Deed {
                who: "desk-laos",
                now: "2026-02-03T09:00:00+07:00",
                command: &[
                    "DL-LA-2025-09",
                    "commit",
                    "doan",
                    "--title",
                    "Đoàn cấp tỉnh thăm Sê Kông",
                    "--side",
                    "both",
                    "--until",
                    "20/11/2026",
                    "--basis",
                    "Điều 4",
                ],
                path: "/thoa-thuan/DL-LA-2025-09/cam-ket",
                typed: &[
                    ("ten", ""),
                    ("name", "doan"),
                    ("title", "Đoàn cấp tỉnh thăm Sê Kông"),
                    ("side", "both"),
                    ("until", "20/11/2026"),
                    ("basis", "Điều 4"),
                ],
            },
            Deed {
                who: "desk-laos",
                now: "2026-02-03T10:00:00+07:00",
                command: &["DL-LA-2025-09", "progress", "commitment:du-hoc-sinh", "3 sinh viên đã nhập học"],
                path: "/thoa-thuan/DL-LA-2025-09/cap-nhat",
                typed: &[("moc", "commitment:du-hoc-sinh"), ("what", "progress"), ("note", "3 sinh viên đã nhập học")],
            },
            Deed {
                who: "desk-laos",
                now: "2026-11-18T09:00:00+07:00",
                command: &["DL-LA-2025-09", "fulfil", "commitment:doan", "--number", "45/BC-SNgV"],
                path: "/thoa-thuan/DL-LA-2025-09/cap-nhat",
                typed: &[
                    ("moc", "commitment:doan@2026-11-20"),
                    ("what", "fulfil"),
                    ("on", "18/11/2026"),
                    ("number", "45/BC-SNgV"),
                ],
            },
            Deed {
                who: "desk-laos",
                now: "2027-06-07T09:00:00+07:00",
                command: &[
                    "DL-LA-2025-09",
                    "hold-review",
                    "--on",
                    "4/6/2027",
                    "--number",
                    "7/BB",
                    "--said",
                    "du-hoc-sinh=2 sinh viên học lên thạc sĩ",
                ],
                path: "/thoa-thuan/DL-LA-2025-09/cap-nhat",
                typed: &[
                    ("moc", "review@2027-06-06"),
                    ("what", "hold-review"),
                    ("on", "4/6/2027"),
                    ("number", "7/BB"),
                    ("said:du-hoc-sinh", "2 sinh viên học lên thạc sĩ"),
                ],
            },
        ],
    ),
    (
        "merged-provinces",
        &["KT-LA-2024-02"],
        &[
            Deed {
                who: "head",
                now: "2025-06-20T09:00:00+07:00",
                command: &[
                    "--party",
                    "kon-tum",
                    "succeed",
                    "quang-ngai",
                    "--from",
                    "1/7/2025",
                    "--basis",
                    "Nghị quyết 202/2025/QH15",
                ],
                path: "/doi-tac/kon-tum",
                typed: &[
                    ("viec", "succeed"),
                    ("ten", "UBND tỉnh Quảng Ngãi"),
                    ("tu", "1/7/2025"),
                    ("can-cu", "Nghị quyết 202/2025/QH15"),
                ],
            },
            Deed {
                who: "desk-laos",
                now: "2025-07-07T09:00:00+07:00",
                command: &["KT-LA-2024-02", "confirm-successor", "--on", "4/7/2025", "--number", "31/CV"],
                path: "/thoa-thuan/KT-LA-2024-02/cap-nhat",
                typed: &[("what", "confirm-successor"), ("on", "4/7/2025"), ("number", "31/CV")],
            },
        ],
    ),
];

/// An office with what the story's register has.
fn office(story: &str) -> Office {
    let page = fs::read_to_string(format!("{}/docs/stories/{story}.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let block = page.split("```toml\n").skip(1).find(|block| block.starts_with("# agreement")).unwrap();
    let register = block.split("```").next().unwrap();
    let began = page.split("PACTWATCH_NOW=").nth(1).unwrap().split('\n').next().unwrap().to_owned();
    let office = Office::bare("", &began);
    fs::write(office.path("register.toml"), register).unwrap();
    office.run(&["import", "register.toml", "--by", "head"]);
    office
}

/// The acts, but for the way, the recorder and the instant.
fn acts(office: &Office, reference: &str) -> Vec<serde_json::Value> {
    let shown: serde_json::Value = serde_json::from_str(&office.run(&["show", reference, "--json"])).unwrap();
    let mut acts = shown["acts"].as_array().unwrap().clone();
    for act in &mut acts {
        for key in ["via", "recorded_at", "recorded_by", "by_name", "hash", "prev"] {
            act.as_object_mut().unwrap().remove(key);
        }
        // A clock that was set for the story is noted by both; how it was set, by commands alone.
        if let Some(note) = act["note"].as_str() {
            let said = note.split("clock set by").next().unwrap().trim_end_matches([' ', ';', '(']).to_owned();
            act["note"] = said.into();
        }
        let empty: Vec<String> = act
            .as_object()
            .unwrap()
            .iter()
            .filter(|(_, value)| value.is_null() || *value == "")
            .map(|(key, _)| key.clone())
            .collect();
        for key in empty {
            act.as_object_mut().unwrap().remove(&key);
        }
    }
    acts
}

/// Types into the page's form, looks, and confirms.
fn by_page(office: &mut Office, deed: &Deed) -> Response {
    office.serve(deed.now);
    let mut browser = office.logged_in(deed.who);
    let mark = deed.typed.iter().find(|(name, _)| *name == "moc").map(|(_, mark)| format!("?moc={}", encoded(mark)));
    let form = office.get(&mut browser, &format!("{}{}", deed.path, mark.unwrap_or_default()));
    assert_eq!(form.status, 200, "{}: {}", deed.path, form.body);
    let shown = if deed.path.ends_with("/chinh-sua") {
        press_form(office, &mut browser, deed.path, &form, deed.typed)
    } else {
        let token = form.token();
        let mut sent = vec![("token", token.as_str()), ("press", "preview")];
        sent.extend(deed.typed);
        office.post(&mut browser, deed.path, &sent)
    };
    assert_eq!(shown.status, 200, "{}: {}", deed.path, shown.body);
    press(office, &mut browser, deed.path, &shown, "confirm")
}

#[test]
fn what_the_stories_record_by_command_is_the_same_on_the_page() {
    for (story, references, deeds) in STORIES {
        let (commands, mut page) = (office(story), office(story));
        for deed in deeds {
            let words: Vec<&str> = ["record"].iter().chain(deed.command).chain(&["--by", deed.who]).copied().collect();
            commands.run_at(deed.now, &words);
            let done = by_page(&mut page, deed);
            assert_eq!(done.status, 303, "{story} {:?}: {}", deed.command, done.body);
        }
        for reference in references {
            let (said, pressed) = (acts(&commands, reference), acts(&page, reference));
            assert!(said.len() > 1, "{story}: something is recorded");
            assert_eq!(said, pressed, "{story} {reference}");
        }
        let days = |office: &Office| office.run_at(deeds.last().unwrap().now, &["agenda", "--json"]);
        assert_eq!(days(&commands), days(&page), "{story}: the same days follow");
        page.run(&["audit"]);
    }
}
