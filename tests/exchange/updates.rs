//! The sheet *Cập nhật*: every act by its Vietnamese name, with every column that the sheet has.

use pactwatch::exchange::{Drafts, Format, ParsedFile, drafts, read};
use pactwatch::lifecycle::act::{ACTS, InLists, Target};
use pactwatch::lifecycle::day::Day;

/// What an act takes of the columns, beside agreement, day, number and note.
struct Takes {
    act: &'static str,
    /// What stands in *Mốc*, where the act is recorded at one or is what becomes of one.
    milestone: &'static str,
    /// Whether it means *Đến ngày*, which it may need.
    until: Until,
    /// Whether it is told who decided.
    decided: bool,
    /// Whether *Bên hoặc người* is a side; else it is who recorded.
    side: bool,
    /// What has no column of its own, in *Chi tiết khác*.
    details: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    No,
    Maybe,
    Needed,
}

const fn takes(act: &'static str, milestone: &'static str, until: Until) -> Takes {
    Takes { act, milestone, until, decided: false, side: false, details: "" }
}

const REVIEW: &str = "Sơ kết kỳ 1, 28/02/2026";
const END: &str = "Hết hiệu lực, 30/06/2026";

fn table() -> Vec<Takes> {
    let decided = |takes: Takes| Takes { decided: true, ..takes };
    let sided = |takes: Takes| Takes { side: true, ..takes };
    let with = |details: &'static str, takes: Takes| Takes { details, ..takes };
    vec![
        takes("Có hiệu lực", "Có hiệu lực, 01/02/2026", Until::Maybe),
        decided(takes("Gia hạn", END, Until::Needed)),
        decided(with("set.notice=3 tháng", takes("Sửa đổi, bổ sung", "", Until::No))),
        sided(with("what=không gia hạn", takes("Thông báo của một bên", "Hạn thông báo, 30/03/2026", Until::No))),
        takes("Tạm đình chỉ", "", Until::No),
        takes("Tiếp tục thực hiện", "", Until::No),
        decided(takes("Chấm dứt", END, Until::Maybe)),
        takes("Rút khỏi", END, Until::Maybe),
        takes("Được thay thế", END, Until::Maybe),
        takes("Hết hiệu lực", END, Until::Maybe),
        takes("Đã sơ kết", REVIEW, Until::No),
        sided(takes("Lùi ngày sơ kết", REVIEW, Until::Needed)),
        takes("Không tổ chức", REVIEW, Until::No),
        takes("Đã thực hiện", "Cam kết: Học bổng [hoc-bong], 30/06/2026", Until::No),
        decided(with("choice=gia hạn", takes("Ý kiến chỉ đạo", END, Until::No))),
        takes("Đang xử lý", END, Until::No),
        takes("Nhắc lại vào ngày", END, Until::Needed),
        with("step=draft", takes("Bước thực hiện", END, Until::Maybe)),
        takes("Ghi chú tiến độ", END, Until::No),
        takes("Báo đối tác về bên kế thừa", "", Until::No),
        takes("Khép hồ sơ", "", Until::No),
    ]
}

const HEAD: &str =
    "Mã theo dõi,Mốc,Kết quả,Ngày,Đến ngày,Số văn bản,Người quyết định,Ghi chú,Chi tiết khác,Bên hoặc người";
const UNTIL: &str = "15/08/2026";

fn update(takes: &Takes, milestone: &str, until: &str, decided: &str, by: &str) -> (ParsedFile, Drafts) {
    let cells = ["A1", milestone, takes.act, "05/01/2026", until, "14/BB", decided, "theo thư", takes.details, by];
    let row = cells.map(|cell| format!("\"{cell}\"")).join(",");
    let mut reading = read("cap-nhat.csv", Format::Csv, format!("{HEAD}\n{row}\n").as_bytes());
    let found = drafts(&mut reading);
    (reading, found)
}

/// The columns in which something is wrong.
fn wrong(reading: &ParsedFile) -> Vec<String> {
    let column = |flaw: &pactwatch::exchange::flaw::Flaw| flaw.column.as_deref().unwrap_or("-").to_owned();
    reading.flaws.shown().iter().map(column).collect()
}

#[test]
fn the_table_has_every_act_that_a_list_brings() {
    let known: Vec<&str> = table().iter().map(|takes| takes.act).collect();
    let all: Vec<&str> = ACTS
        .iter()
        .filter(|act| act.lists == InLists::Written && act.on.contains(&Target::Agreement))
        .map(|act| act.vietnamese)
        .collect();
    assert_eq!(known, all);
}

#[test]
fn c2_every_act_by_its_name_takes_the_columns_that_the_sheet_has() {
    let day = format!("{:?}", Day::ymd(2026, 8, 15).expect("a day"));
    for takes in table() {
        let side = if takes.side { "đối tác" } else { "" };
        let needed = if takes.until == Until::Needed { UNTIL } else { "" };
        // With the milestone, and, where the act needs none, without.
        let needs_it =
            ["Đã thực hiện", "Ý kiến chỉ đạo", "Đang xử lý", "Nhắc lại vào ngày", "Bước thực hiện", "Ghi chú tiến độ"];
        let bare = (!needs_it.contains(&takes.act)).then_some("");
        for milestone in bare.into_iter().chain([takes.milestone]) {
            let (reading, found) = update(&takes, milestone, needed, "", side);
            assert_eq!(found.acts.len(), 1, "{} at `{milestone}`: {}", takes.act, reading.flaws);
        }
        let (reading, found) = update(&takes, takes.milestone, UNTIL, "", side);
        if takes.until == Until::No {
            assert_eq!(wrong(&reading), ["until (E)"], "{}: {}", takes.act, reading.flaws);
        } else {
            let asked = format!("{:?}", found.acts.first().expect(takes.act).request.asked);
            assert!(asked.contains(&day), "{}: {asked}", takes.act);
        }
        let (reading, found) = update(&takes, takes.milestone, needed, "Chủ tịch UBND tỉnh", side);
        if takes.decided {
            let decided = found.acts.first().and_then(|act| act.request.decided_by.as_deref());
            assert_eq!(decided, Some("Chủ tịch UBND tỉnh"), "{}: {}", takes.act, reading.flaws);
        } else {
            assert_eq!(wrong(&reading), ["decided_by (G)"], "{}: {}", takes.act, reading.flaws);
        }
        let (reading, found) = update(&takes, takes.milestone, needed, "", "head");
        if takes.side {
            assert!(wrong(&reading).contains(&"by (J)".to_owned()), "{}: {}", takes.act, reading.flaws);
        } else {
            assert_eq!(found.acts.first().and_then(|act| act.by.as_deref()), Some("head"), "{}", takes.act);
        }
    }
}

#[test]
fn an_act_on_the_whole_agreement_at_a_milestone_it_has_nothing_to_do_with_is_asked_about() {
    for takes in table().iter().filter(|takes| takes.milestone == END && takes.act != "Ý kiến chỉ đạo") {
        let needed = if takes.until == Until::Needed { UNTIL } else { "" };
        let (reading, found) = update(takes, REVIEW, needed, "", "");
        let on_any = ["Đang xử lý", "Nhắc lại vào ngày", "Bước thực hiện", "Ghi chú tiến độ"].contains(&takes.act);
        assert_eq!(found.acts.len() == 1, on_any, "{}: {}", takes.act, reading.flaws);
    }
}

#[test]
fn a_review_by_its_number_alone() {
    let postponed = Takes { side: true, ..takes("Hoãn sơ kết đến", "", Until::Needed) };
    for (milestone, expected) in
        [("Sơ kết kỳ 1", Some("Nth(1)")), ("sơ kết kỳ 12", Some("Nth(12)")), ("kỳ 3", Some("Nth(3)")), ("kỳ ba", None)]
    {
        let (reading, found) = update(&postponed, milestone, UNTIL, "", "phía ta");
        let asked = found.acts.first().map(|act| format!("{:?}", act.request.asked)).unwrap_or_default();
        match expected {
            Some(which) => assert!(asked.contains(which), "{milestone}: {asked} {}", reading.flaws),
            None => assert_eq!(wrong(&reading), ["milestone (B)"], "{milestone}: {asked}"),
        }
    }
}
