//! What two cells of an update say of one thing has to agree, and an import says of an act what `record` says.

use super::UPDATES;
use super::book::Book;
use super::office::{Office, TWO};

/// One update typed into the sheet; whether it was taken, and what was said.
fn update(cells: &[(&str, &str)]) -> (Office, bool, String) {
    let office = Office::with(TWO);
    office.run(&["export", "so.xlsx"]);
    let mut book = Book::open(&office.path("so.xlsx"));
    book.sheet(UPDATES).add(cells);
    book.save(&office.path("worked.xlsx"));
    let (taken, said) = office.try_run(&["--language", "vi", "import", "worked.xlsx", "--by", "head"]);
    (office, taken, said)
}

fn held(agreement: &str, milestone: &str) -> (Office, bool, String) {
    let (name, what) = ("Mã theo dõi", "Kết quả");
    update(&[(name, agreement), ("Mốc", milestone), (what, "Đã sơ kết"), ("Ngày", "20/11/2026")])
}

/// A-1 has yearly reviews since 15/03/2022: the fifth is that of 15/03/2027.
#[test]
fn the_number_and_the_day_of_a_milestone_agree_or_are_asked_about() {
    for milestone in ["Sơ kết kỳ 5, 15/03/2028", "Sơ kết kỳ 6, 15/03/2027", "Sơ kết kỳ 4, 15/03/2027"] {
        let (office, taken, said) = held("A-1", milestone);
        assert!(!taken && said.contains("số kỳ và ngày không khớp"), "{milestone}: {said}");
        assert!(!office.run(&["show", "A-1", "--json"]).contains("hold-review"), "{milestone}");
    }
    for milestone in ["Sơ kết kỳ 4, 15/03/2026", "Sơ kết kỳ 4 (15/03/2026)", "Sơ kết kỳ 4 - 15/03/2026", "sơ kết lần 4"]
    {
        let (_, taken, said) = held("A-1", milestone);
        assert!(taken, "{milestone}: {said}");
    }
}

#[test]
fn a_reference_with_the_name_of_another_agreement_is_asked_about() {
    let (_, taken, said) = held("A-1 · Đắk Lắk – Sê Kông", "Sơ kết kỳ 4, 15/03/2026");
    assert!(!taken && said.contains("mã A-1 là của") && said.contains("Sê Kông"), "{said}");
    // A name that nobody bears tells nothing.
    for name in ["A-1 · Đắk Lắk – Jeonbuk State", "A-1 · Thỏa thuận cũ"] {
        let (_, taken, said) = held(name, "Sơ kết kỳ 4, 15/03/2026");
        assert!(taken, "{name}: {said}");
    }
}

/// A-2 runs to 30/12/2027 with six months' notice: the last day for it is 30/06/2027.
#[test]
fn what_record_says_of_an_act_an_import_says_too() {
    let mut office = Office::with(TWO);
    office.now = "2027-11-01T09:00:00+07:00";
    office.run(&["export", "so.xlsx"]);
    let import = |cells: &[(&str, &str)]| {
        let mut book = Book::open(&office.path("so.xlsx"));
        book.sheet(UPDATES).add(cells);
        book.save(&office.path("worked.xlsx"));
        office.run(&["--language", "vi", "import", "worked.xlsx", "--dry-run", "--by", "head"])
    };
    let (name, what) = ("Mã theo dõi", "Kết quả");
    let late = import(&[(name, "A-2"), (what, "Đối tác thông báo không gia hạn"), ("Ngày", "10/10/2027")]);
    assert!(late.contains("30/06/2027") && late.contains("kỳ kế tiếp"), "{late}");
    let lapse = import(&[
        (name, "A-2"),
        ("Mốc", "Tự động gia hạn, 30/12/2027"),
        (what, "Không gia hạn"),
        ("Ngày", "20/10/2027"),
    ]);
    assert!(lapse.contains("chưa dừng được việc tự động gia hạn") && lapse.contains("đã qua"), "{lapse}");
}
