//! What people do in a spreadsheet to the office's workbook: rows copied, heads moved, words typed over what the program
//! works out. Each is understood or said; nothing that was typed goes without a word.

use super::book::{Book, Sheet};
use super::office::{Office, TWO};

const AGREEMENTS: &str = "Thỏa thuận quốc tế";

/// Yearly reviews of A-1 and the tacit term of A-2, exported and handled.
fn handled(handle: impl FnOnce(&mut Book)) -> (Office, bool, String) {
    let mut office = Office::with(TWO);
    office.now = "2027-01-11T09:00:00+07:00";
    office.run(&["export", "book.xlsx"]);
    let mut book = Book::open(&office.path("book.xlsx"));
    handle(&mut book);
    book.save(&office.path("handled.xlsx"));
    let (taken, said) =
        office.try_run(&["--language", "vi", "import", "handled.xlsx", "--accept-good", "--by", "head"]);
    (office, taken, said)
}

fn counts(said: &str) -> &str {
    said.lines().rfind(|line| line.contains("Thỏa thuận: ")).unwrap_or_else(|| panic!("{said}"))
}

#[test]
fn words_typed_over_what_the_program_works_out_are_spoken_of() {
    for (header, typed) in
        [("Hạn việc tiếp theo", "đã họp"), ("Việc tiếp theo", "Đã sơ kết"), ("Ngày hết hiệu lực", "gia hạn 2 năm")]
    {
        let (_, taken, said) = handled(|book| {
            let sheet = book.sheet(AGREEMENTS);
            sheet.set(1, header, typed);
        });
        assert!(taken && said.contains(&format!("“{typed}” ghi vào cột do chương trình tự tính")), "{header}: {said}");
        assert!(said.contains("sheet Cập nhật"), "{said}");
    }
}

/// An officer writes the new end where the old one stands: nothing moves, and it is said where to write it.
#[test]
fn a_last_day_typed_over_the_old_one_is_spoken_of() {
    let (office, taken, said) = handled(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        // Ten years from 15/03/2022.
        assert_eq!(sheet.cell(row, "Ngày hết hiệu lực"), "15/03/2032");
        sheet.set(row, "Ngày hết hiệu lực", "15/03/2037");
    });
    let asked = "Ngày hết hiệu lực ghi 15/03/2037, theo sổ là 15/03/2032";
    assert!(taken && said.contains(asked) && said.contains("“Gia hạn đến” ở sheet Cập nhật"), "{said}");
    assert!(office.run(&["list", "--json"]).contains("2032-03-15"));
    // The same file after the register has moved on is an old copy, of whose days nothing follows.
    let (office, _, _) = handled(|_| {});
    office.run(&["record", "A-1", "extend", "--until", "2037-03-15", "--by", "head"]);
    let again = office.run(&["--language", "vi", "import", "handled.xlsx", "--by", "head"]);
    assert!(!again.contains("Ngày hết hiệu lực ghi"), "{again}");
}

/// A review is put off by typing the new day over the one that is next: it is said where to write it.
#[test]
fn a_day_typed_over_the_next_one_is_spoken_of() {
    let typed = |day: Option<&'static str>| {
        handled(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let row = sheet.row("Mã theo dõi", "A-1");
            let shown = sheet.cell(row, "Hạn việc tiếp theo").clone();
            sheet.set(row, "Hạn việc tiếp theo", day.unwrap_or(&shown));
        })
    };
    let asked = "Hạn việc tiếp theo ghi 17/08/2027, không phải ngày của mốc nào";
    let (office, taken, said) = typed(Some("17/08/2027"));
    assert!(taken && said.contains(asked) && said.contains("“Lùi đến ngày” với ngày ấy"), "{said}");
    assert!(!office.run(&["agenda", "--json"]).contains("2027-08-17"));
    // What it showed, and the end ten years from 15/03/2022, which comes next at some time.
    for day in [None, Some("15/03/2032")] {
        let (_, taken, said) = typed(day);
        assert!(taken && !said.contains("Hạn việc tiếp theo ghi"), "{day:?}: {said}");
    }
}

/// "Đã gia hạn" written behind an agreement moves nothing: it is said, once, where it is new.
#[test]
fn a_note_that_tells_of_an_extension_is_spoken_of() {
    for (note, told) in [
        ("Đã gia hạn đến 31/12/2031", true),
        ("đã chấm dứt từ 2025", true),
        ("hồ sơ ở văn thư", false),
        ("họp với đối tác 12/3/2026", false),
    ] {
        let (office, taken, said) = handled(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let row = sheet.row("Mã theo dõi", "A-1");
            sheet.set(row, "Ghi chú", note);
        });
        assert!(taken && said.contains("ghi chú không làm đổi ngày nào") == told, "{note}: {said}");
        office.run(&["export", "again.xlsx"]);
        let again = office.run(&["--language", "vi", "import", "again.xlsx", "--by", "head"]);
        assert!(!again.contains("ghi chú không làm đổi ngày nào"), "{note}: {again}");
    }
}

#[test]
fn a_sheet_copied_beside_itself_says_the_same_once() {
    let copied = |change: Option<(&'static str, &'static str)>| {
        handled(move |book| {
            let sheet = book.sheet(AGREEMENTS);
            let mut copy = Sheet { name: format!("{AGREEMENTS} (2)"), rows: sheet.rows.clone() };
            if let Some((header, text)) = change {
                copy.set(1, header, text);
            }
            book.sheets.push(copy);
        })
    };
    let (_, taken, said) = copied(None);
    assert!(taken && said.contains("2 dòng có ở hai sheet với nội dung như nhau"), "{said}");
    assert!(counts(&said).contains("0 mới, 0 sửa (0 ô), 2 không đổi"), "{said}");
    // One of them was edited: which of the two holds?
    let (_, taken, said) = copied(Some(("Ghi chú", "bản hai")));
    assert!(!taken && said.contains(&format!("sheet {AGREEMENTS}, dòng 2 cùng mã theo dõi")), "{said}");
}

#[test]
fn a_head_that_was_sorted_into_the_list_leaves_no_row_unsaid() {
    let (_, _, said) = handled(|book| {
        let sheet = book.sheet(AGREEMENTS);
        sheet.rows.swap(0, 1);
    });
    assert!(said.contains("dòng 1: không đọc, nằm trên dòng tiêu đề cột"), "{said}");
}

/// The row below copied for a new agreement, its mark with it.
#[test]
fn a_copied_row_is_told_to_empty_its_mark() {
    let (office, taken, said) = handled(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let mut copy = sheet.rows[1].clone();
        copy[sheet.column("Mã theo dõi")] = calamine::Data::String("A-9".to_owned());
        copy[sheet.column("Tên văn bản")] = calamine::Data::String("Bản ghi nhớ mới".to_owned());
        sheet.rows.push(copy);
    });
    assert!(!taken || said.contains("dòng 4"), "{said}");
    assert!(said.contains(&format!("sheet {AGREEMENTS}, dòng 4, cột Mã dòng")), "{said}");
    assert!(said.contains("xóa ô Mã dòng của nó"), "{said}");
    assert!(!office.run(&["list", "--json"]).contains("A-9"), "nothing is guessed");
    // As the cure says.
    let mut book = Book::open(&office.path("handled.xlsx"));
    book.sheet(AGREEMENTS).set(3, "Mã dòng", "");
    book.save(&office.path("mended.xlsx"));
    office.run(&["import", "mended.xlsx", "--by", "head"]);
    assert!(office.run(&["list", "--json"]).contains("A-9"));
}

/// Columns sorted without the rest: each row in which a cell has moved is told, in a marked copy too, and nothing comes in.
#[test]
fn columns_that_were_sorted_alone_are_asked_about_row_by_row() {
    let sorted = |columns: std::ops::Range<usize>| {
        let mut office = Office::with(TWO);
        office.now = "2027-01-11T09:00:00+07:00";
        office.run(&["export", "book.xlsx"]);
        let before = office.run(&["export", "before.toml"]);
        let mut book = Book::open(&office.path("book.xlsx"));
        let sheet = book.sheet(AGREEMENTS);
        for column in columns {
            let (one, other) = (sheet.rows[1][column].clone(), sheet.rows[2][column].clone());
            (sheet.rows[1][column], sheet.rows[2][column]) = (other, one);
        }
        book.save(&office.path("sorted.xlsx"));
        let (taken, said) = office.try_run(&["--language", "vi", "import", "sorted.xlsx", "--by", "head"]);
        assert!(!taken, "{before}: {said}");
        office.run(&["export", "after.toml"]);
        let text = |name: &str| std::fs::read_to_string(office.path(name)).unwrap();
        assert_eq!(text("before.toml"), text("after.toml"), "nothing came in");
        assert!(office.path("sorted-da-danh-dau.xlsx").exists(), "{said}");
        (office, said)
    };
    // The first seven columns, the reference with them: the marks tell.
    let (_, said) = sorted(0..7);
    for part in ["dòng 2, cột Mã theo dõi (A)", "dòng 3, cột Mã theo dõi (A)", "hoàn tác việc sắp xếp"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Without the reference: the titles changed places.
    let (office, said) = sorted(1..7);
    for part in ["dòng 2, cột Tên văn bản (B)", "dòng 3, cột Tên văn bản (B)", "--bring-back"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // It may be meant.
    let (taken, said) = office.try_run(&[
        "import",
        "sorted.xlsx",
        "--bring-back",
        "--by",
        "head",
        "--note",
        "hai dòng ghi nhầm chỗ nhau",
    ]);
    assert!(taken, "{said}");
}

/// A reference corrected in the first sheet; rows of the others may still bear the old one.
#[test]
fn rows_of_other_sheets_may_bear_the_reference_that_the_file_corrects() {
    let (office, taken, said) = handled(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Mã theo dõi", "A-1-2022");
        book.sheet("Cam kết").add(&[
            ("Mã văn bản", "A-1"),
            ("Tên cam kết", "hoc-bong"),
            ("Nội dung cam kết", "Tiếp nhận 5 du học sinh"),
            ("Hạn thực hiện", "30/06/2028"),
        ]);
        book.sheet("Cập nhật").add(&[
            ("Mã theo dõi", "A-1"),
            ("Mốc", "Sơ kết kỳ 4"),
            ("Kết quả", "Đã sơ kết"),
            ("Ngày", "16/03/2026"),
        ]);
    });
    assert!(taken, "{said}");
    let shown = office.json(&["show", "A-1-2022"]);
    let acts: Vec<&str> = shown["acts"].as_array().unwrap().iter().filter_map(|act| act["act"].as_str()).collect();
    assert!(acts.contains(&"commit") && acts.contains(&"hold-review"), "{acts:?}");
}

/// A sheet of partners beside the list says nothing of agreements, and refuses nothing.
#[test]
fn a_sheet_of_partners_is_left_aside() {
    let (_, taken, said) = handled(|book| {
        let row = |cells: [&str; 4]| cells.map(|cell| calamine::Data::String(cell.to_owned())).to_vec();
        let rows = vec![
            row(["Tên đối tác", "Nước", "Địa chỉ", "Email"]),
            row(["Jeonbuk State", "Hàn Quốc", "Jeonju", "info@example.vn"]),
        ];
        book.sheets.push(Sheet { name: "Đối tác".to_owned(), rows });
    });
    assert!(taken && said.contains("sheet Đối tác: không đọc, là danh sách đối tác"), "{said}");
}

/// L19: the state is worked out; whoever types an end there is told where it belongs.
#[test]
fn l19_a_state_typed_over_the_programs_own_is_spoken_of() {
    for (typed, told) in [("đã chấm dứt", true), ("Hết hiệu lực", true), ("còn hiệu lực", false), ("", false)]
    {
        let (office, taken, said) = handled(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let row = sheet.row("Mã theo dõi", "A-1");
            sheet.set(row, "Tình trạng", typed);
        });
        let spoken = said.contains(&format!("Tình trạng ghi “{typed}”")) && said.contains("sheet Cập nhật");
        assert!(taken && spoken == told, "{typed}: {said}");
        assert!(office.run(&["list", "--json"]).contains("2032-03-15"), "nothing was recorded");
    }
}

/// M20, B27: a row that stands for a recorded act is that act, whatever is typed into it; a copy of it is new.
#[test]
fn a_recorded_act_is_not_edited_in_its_row() {
    let mut office = Office::with(TWO);
    office.now = "2027-04-12T09:00:00+07:00";
    office.run(&["record", "A-1", "hold-review", "--on", "2027-03-20", "--by", "head"]);
    office.run(&["export", "book.xlsx"]);
    let import = |edit: &dyn Fn(&mut Sheet)| {
        let mut book = Book::open(&office.path("book.xlsx"));
        edit(book.sheet("Cập nhật"));
        book.save(&office.path("edited.xlsx"));
        office.try_run(&["--language", "vi", "import", "edited.xlsx", "--dry-run", "--by", "head"])
    };
    for (header, typed) in [("Ngày", "21/03/2027"), ("Mốc", "Sơ kết kỳ 4, 15/03/2026"), ("Kết quả", "Không tổ chức")]
    {
        let (taken, said) = import(&|sheet| {
            sheet.set(1, header, typed);
            sheet.set(1, "Ghi chú", "sửa");
        });
        assert!(!taken && said.contains("việc đã ghi không sửa trong bảng tính"), "{header}: {said}");
        assert!(said.contains("nếu đây là một việc khác, xóa ô Mã dòng"), "{said}");
    }
    let (taken, said) = import(&|_| {});
    assert!(taken && said.contains("0 ghi mới, 1 đã có"), "{said}");
    // Copied, mark and all, for the review before it: what says its own day or a later one is new, an earlier one is asked about.
    for (day, new) in [("12/04/2027", true), ("20/03/2027", true), ("19/03/2027", false)] {
        let (taken, said) = import(&|sheet| {
            let copy = sheet.rows[1].clone();
            sheet.rows.insert(2, copy);
            sheet.set(2, "Mốc", "Sơ kết kỳ 4, 15/03/2026");
            sheet.set(2, "Ngày", day);
        });
        let told = if new { "1 ghi mới, 1 đã có" } else { "việc đã ghi không sửa trong bảng tính" };
        assert!(taken == new && said.contains(told), "{day}: {said}");
    }
}
