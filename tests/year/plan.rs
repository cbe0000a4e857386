//! The plan of the year ahead, from the example register.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::desk::export::Existing;
use pactwatch::desk::import::{Flawed, import};
use pactwatch::desk::report::{csv, plan, write};
use pactwatch::desk::show::{RestrictedView, show};
use pactwatch::desk::{Desk, Purpose, Recorder};
use pactwatch::exchange::ByteOrderMark;
use pactwatch::store::Store;
use pactwatch::watch::Office;

use super::world::{World, day};

/// The office of the sample configuration on Saturday 21/11/2026, with the example register.
fn desk() -> Desk {
    let config = config::parse(config::sample(), Path::new("/office"), &Checks::NONE).unwrap();
    let office = Office::new(&config).unwrap();
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    let clock = Clock::fixed("2026-11-21T01:00:00Z".parse().unwrap(), zone);
    let mut store = Store::in_memory().unwrap();
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/register.toml");
    let clerk = Recorder::at(&clock, "desk-laos");
    import(&mut store, &office, &clerk, &list, Purpose::Keep, Flawed::RefuseAll).unwrap();
    Desk { config, office, clock, store }
}

#[test]
fn the_year_2027_day_by_day() {
    let desk = desk();
    let year = plan(&desk, day("2027-01-01"), day("2027-12-31")).unwrap();
    let lines: Vec<String> = year
        .lines
        .iter()
        .map(|l| format!("{} {} {}", l.day, l.reference.as_deref().unwrap_or("-"), l.name.as_deref().unwrap_or("-")))
        .collect();
    // Attapeu's second year; Laos 1962 + 65, its treaty 1977 + 50; Cambodia 1967 + 60; Korea 1992 + 35; the first day of
    // Kon Tum's open end, which is no day to congratulate on its five years; Jeonbuk's ten years are none: it ended in 2022.
    let expected = [
        "2027-03-11 DL-LA-2025-01 -",
        "2027-04-14 - kh-new-year",
        "2027-04-14 - la-bunpimay",
        "2027-05-14 - kh-king",
        "2027-06-24 - kh-relations",
        "2027-07-18 - la-treaty",
        "2027-08-08 - asean-day",
        "2027-09-05 - la-relations",
        "2027-10-03 - kr-national-day",
        "2027-10-29 - kh-coronation",
        "2027-11-03 KT-LA-2022-01 -",
        "2027-11-09 - kh-national-day",
        "2027-11-15 - annual-plan",
        "2027-11-15 - annual-report",
        "2027-12-02 - la-national-day",
        "2027-12-22 - kr-relations",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn the_annex_is_a_table_an_officer_can_read() {
    let desk = desk();
    let year = plan(&desk, day("2027-01-01"), day("2027-12-31")).unwrap();
    let text = String::from_utf8(csv(&year, ByteOrderMark::Plain)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let head = "Ngày,Thứ,Loại mốc,Tên,Mã theo dõi,Đối tác,Hạn làm việc,Hạn pháp lý,Căn cứ,Phụ trách,Ghi chú";
    assert_eq!(lines[0], head);
    for expected in [
        "08/08/2027,Chủ nhật,hưởng ứng,ngày ASEAN,,,06/08/2027,,,Trưởng phòng Hợp tác quốc tế,ngày chưa được xác nhận",
        "11/03/2027,thứ Năm,sơ kết,\"Đắk Lắk – Attapeu, kỳ 1\",DL-LA-2025-01,Chính quyền tỉnh Attapeu,11/03/2027,,\"trao đổi \
         đoàn 02 năm/lần, hai bên luân phiên đón (chưa rõ điều khoản)\",Chuyên viên theo dõi Lào,",
        "03/11/2027,thứ Tư,hết hiệu lực,Kon Tum – Sê Kông,KT-LA-2022-01,Chính quyền tỉnh Sê Kông,03/11/2027,,“giai đoạn \
         2022-2027” (chưa rõ ngày cuối),Chuyên viên theo dõi Lào,\"văn bản không nêu ngày cuối, muộn nhất 31/12/2027\"",
        "15/11/2027,thứ Hai,hạn báo cáo,báo cáo tình hình ký kết và thực hiện thỏa thuận quốc tế trong \
         năm,,,15/11/2027,15/11/2027,Điều 42 Luật Thỏa thuận quốc tế 70/2020/QH14,Trưởng phòng Hợp tác quốc tế,chưa đối \
         chiếu văn bản",
        "22/12/2027,thứ Tư,ngày kỷ niệm,35 năm quan hệ ngoại giao Việt Nam – Hàn Quốc,,\"Jeonbuk State, KOICA Việt \
         Nam\",22/12/2027,,,Chuyên viên theo dõi Hàn Quốc,",
    ] {
        assert!(lines.contains(&expected), "no\n{expected}\nin\n{text}");
    }
}

#[test]
fn a_restricted_agreement_stands_there_with_reference_and_day_alone() {
    let mut desk = desk();
    let mut world = World::new("");
    let facts = [("reference", "2026-014"), ("title", "Kín"), ("short", "Kín"), ("term", "until 2027-02-01")];
    world.register("2026-11-21", &[&facts[..], &[("restricted", "yes")]].concat());
    desk.store = world.store;
    let year = plan(&desk, day("2027-02-01"), day("2027-02-01")).unwrap();
    let text = String::from_utf8(csv(&year, ByteOrderMark::Plain)).unwrap();
    assert_eq!(text.lines().nth(1), Some("01/02/2027,thứ Hai,,,2026-014,,,,,,"));
    let json = serde_json::to_string(&year.lines).unwrap();
    assert!(!json.contains("Kín") && !json.contains("expiry") && !json.contains("desk"), "{json}");
    let shown = show(&desk, "2026-014", None, RestrictedView::Withheld).unwrap();
    assert!(shown.steps.is_empty());
}

#[test]
fn a_plan_that_cannot_be_read_hides_no_task_under_it() {
    let folder = tempfile::tempdir().unwrap();
    let (file, list) = (folder.path().join("register.db"), folder.path().join("list.toml"));
    let text = "[[agreement]]\nreference = \"KH-1\"\ntitle = \"Kế hoạch\"\nkind = \"plan\"\nsigned_on = 2026-01-05\nterm = \"5y\"\n\
                [[agreement]]\nreference = \"TT-1\"\ntitle = \"Thỏa thuận\"\nsigned_on = 2026-02-02\nterm = \"5y\"\nunder = \"KH-1\"\n\
                [[commitment]]\nagreement = \"TT-1\"\nname = \"viec\"\ntitle = \"Việc\"\nside = \"us\"\nuntil = 2027-05-05\n";
    fs::write(&list, text).unwrap();
    let mut desk = Desk { store: Store::create(&file).unwrap(), ..desk() };
    let clerk = Recorder::at(&desk.clock, "desk-laos");
    import(&mut desk.store, &desk.office, &clerk, &list, Purpose::Keep, Flawed::RefuseAll).unwrap();
    let above = |desk: &Desk| {
        let year = plan(desk, day("2027-01-01"), day("2027-12-31")).unwrap();
        year.tasks.iter().map(|task| task.heading().join(" › ")).collect::<Vec<_>>()
    };
    assert_eq!(above(&desk), ["Kế hoạch (KH-1) › Thỏa thuận (TT-1)"]);
    let raw = rusqlite::Connection::open(&file).unwrap();
    raw.pragma_update(None, "ignore_check_constraints", true).unwrap();
    raw.execute("UPDATE agreement SET signed_on = 'hôm qua' WHERE reference = 'KH-1'", []).unwrap();
    assert_eq!(above(&desk), ["KH-1 › Thỏa thuận (TT-1)"]);
}

#[test]
fn the_file_is_its_owners_alone_and_overwrites_nothing() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2027.csv");
    let year = plan(&desk, day("2027-01-01"), day("2027-12-31")).unwrap();
    write(&desk, &path, &year, Existing::Kept).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read(&path).unwrap().starts_with("\u{feff}Ngày,".as_bytes()), "spreadsheet programs see UTF-8");
    assert!(write(&desk, &path, &year, Existing::Kept).is_err());
    write(&desk, &path, &year, Existing::Replaced).unwrap();
}

#[test]
fn an_agreement_is_shown_with_what_its_extension_needs_by_when() {
    // 03/11/2027 − 180 days is Friday 07/05; − 150 Sunday 06/06, so Friday 04/06; − 120 Tuesday 06/07; − 90 Thursday
    // 05/08; − 60 Saturday 04/09 after the holiday of 02–03/09, so Wednesday 01/09; − 45 Sunday 19/09, so Friday 17/09;
    // − 30 Monday 04/10.
    let shown = show(&desk(), "KT-LA-2022-01", None, RestrictedView::Withheld).unwrap();
    let days: Vec<String> = shown.steps.iter().map(|step| step.do_by.to_string()).collect();
    let expected = ["2027-05-07", "2027-06-04", "2027-07-06", "2027-08-05", "2027-09-01", "2027-09-17", "2027-10-04"];
    assert_eq!(days, expected);
    assert!(shown.steps[0].title.starts_with("quyết định chủ trương"), "{}", shown.steps[0].title);
    let over = show(&desk(), "DL-KR-2017-01", None, RestrictedView::Withheld).unwrap();
    assert!(over.steps.is_empty(), "nothing is planned back from an end that has passed");
}
