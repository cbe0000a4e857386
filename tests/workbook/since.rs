//! Two officers work in copies of one export: what a colleague's copy brought since is unknown to the other, who cannot have
//! meant to correct it. And what a copy changes of parties and commitments is told from what to what.

use super::book::Book;
use super::office::{Office, TWO};
use super::{AGREEMENTS, PARTIES, PROMISES};

const PORTO: [(&str, &str); 3] = [("Mã bên", "porto"), ("Tên gọi", "Thành phố Porto"), ("Nước", "Bồ Đào Nha")];

/// The office, with a copy of its register as `so.xlsx`.
fn office() -> Office {
    let promised = r#"
[[commitment]]
agreement = "A-1"
name = "du-hoc"
title = "Tiếp nhận 5 du học sinh"
side = "partner"
target = "5 du học sinh"
until = 2028-06-30
"#;
    let office = Office::with(&format!("{TWO}{promised}"));
    office.run(&["export", "so.xlsx", "--force"]);
    office
}

#[test]
fn a_party_that_a_colleague_brought_since_is_not_turned_into_another() {
    let office = office();
    let (came, said) = office.brought("desk-korea", |book| book.sheet(PARTIES).add(&PORTO));
    assert!(came, "{said}");
    let other = [("Mã bên", "porto"), ("Tên gọi", "Porto Alegre"), ("Nước", "Brasil")];
    let (came, said) = office.brought("desk-laos", |book| book.sheet(PARTIES).add(&other));
    assert!(!came, "{said}");
    let told = "sau khi bản này được xuất, mã porto đã được ghi cho một bên khác (“Thành phố Porto”), desk-korea ghi ngày 07/12/2026";
    assert!(said.contains(told), "{said}");
    // The same party from both copies is one; what the second says otherwise is told, and stays as it is.
    let (came, said) =
        office.brought("desk-laos", |book| book.sheet(PARTIES).add(&[PORTO[0], PORTO[1], ("Nước", "Tây Ban Nha")]));
    assert!(came, "{said}");
    let told = "sau khi bản này được xuất, sổ đã ghi “Bồ Đào Nha” (07/12/2026, desk-korea), dòng này ghi “Tây Ban Nha”; giữ như trong sổ";
    assert!(said.contains(told), "{said}");
}

#[test]
fn a_commitment_that_a_colleague_brought_since_is_not_turned_into_another() {
    let office = office();
    let row = |title: &'static str, target: &'static str| {
        [("Mã văn bản", "A-1"), ("Tên cam kết", "qua"), ("Nội dung cam kết", title), ("Chỉ tiêu", target)]
    };
    let (came, said) = office.brought("desk-korea", |book| book.sheet(PROMISES).add(&row("Tặng máy tính", "20 máy")));
    assert!(came, "{said}");
    let (came, said) = office.brought("desk-laos", |book| book.sheet(PROMISES).add(&row("Cử đoàn nghệ thuật", "")));
    assert!(!came, "{said}");
    let told = "mã qua đã được ghi cho một cam kết khác (“Tặng máy tính”), desk-korea ghi ngày 07/12/2026";
    assert!(said.contains(told), "{said}");
    let (came, said) = office.brought("desk-laos", |book| book.sheet(PROMISES).add(&row("Tặng máy tính", "30 máy")));
    assert!(came, "{said}");
    let told = "sổ đã ghi “20 máy” (07/12/2026, desk-korea), dòng này ghi “30 máy”; giữ như trong sổ";
    assert!(said.contains(told), "{said}");
}

#[test]
fn an_agreement_that_a_colleague_brought_since_keeps_its_term() {
    let row = |term: &'static str, code: &'static str| {
        [
            ("Mã theo dõi", code),
            ("Tên văn bản", "Bản ghi nhớ du lịch"),
            ("Bên Việt Nam", "UBND tỉnh Đắk Lắk"),
            ("Đối tác", "Jeonbuk State"),
            ("Nước", "Hàn Quốc"),
            ("Ngày ký", "20/11/2026"),
            ("Thời hạn", term),
        ]
    };
    for code in ["LY-9", ""] {
        let office = office();
        let (came, said) = office.brought("desk-korea", |book| book.sheet(AGREEMENTS).add(&row("5 năm", code)));
        assert!(came, "{said}");
        let (came, said) = office.brought("desk-laos", |book| book.sheet(AGREEMENTS).add(&row("3 năm", code)));
        assert!(came, "{said}");
        let told = "sổ đã ghi “5 năm” (07/12/2026, desk-korea), dòng này ghi “3 năm”; giữ như trong sổ";
        assert!(said.contains(told), "{code}: {said}");
        let reference = if code.is_empty() { "DL-KR-2026-01" } else { code };
        // Five years from 20/11/2026.
        assert_eq!(office.json(&["show", reference])["ends_on"], "2031-11-20", "{code}");
    }
}

#[test]
fn whoever_brought_a_row_may_correct_it_in_the_same_copy() {
    let office = office();
    let row = |target: &'static str| {
        [("Mã văn bản", "A-1"), ("Tên cam kết", "qua"), ("Nội dung cam kết", "Tặng máy tính"), ("Chỉ tiêu", target)]
    };
    for target in ["20 máy", "30 máy"] {
        let (came, said) = office.brought("desk-laos", |book| book.sheet(PROMISES).add(&row(target)));
        assert!(came && !said.contains("giữ như trong sổ"), "{said}");
    }
    let shown = office.json(&["show", "A-1"]);
    let promised = shown["commitments"].as_array().unwrap().iter().find(|one| one["name"] == "qua").unwrap().clone();
    assert_eq!(promised["target"], "30 máy");
}

#[test]
fn corrections_of_parties_and_commitments_are_told_from_what_to_what() {
    let office = office();
    let (came, said) = office.brought("desk-korea", |book| {
        let parties = book.sheet(PARTIES);
        let row = parties.row("Tên gọi", "Jeonbuk State");
        parties.set(row, "Tên gọi", "Jeonbuk");
        let promises = book.sheet(PROMISES);
        let row = promises.row("Tên cam kết", "du-hoc");
        promises.set(row, "Chỉ tiêu", "6 du học sinh");
    });
    assert!(came, "{said}");
    for told in ["tên gọi “Jeonbuk State” → “Jeonbuk”", "A-1 [du-hoc]: chỉ tiêu “5 du học sinh” → “6 du học sinh”"]
    {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn a_name_or_an_alias_that_another_party_bears_is_told() {
    for (header, name) in [("Tên gọi", "Chính quyền tỉnh Sê Kông"), ("Tên khác", "Chính quyền tỉnh Sê Kông")]
    {
        let office = office();
        let (came, said) = office.brought("desk-korea", |book| {
            let parties = book.sheet(PARTIES);
            let row = parties.row("Tên gọi", "Jeonbuk State");
            parties.set(row, header, name);
        });
        assert!(came, "{said}");
        let told = "tên “Chính quyền tỉnh Sê Kông” của bên jeonbuk-state cũng là tên của bên chinh-quyen-tinh-se-kong";
        assert!(said.contains(told), "{header}: {said}");
    }
}

#[test]
fn a_former_name_that_a_copy_leaves_out_is_told() {
    let office = office();
    office.run(&["record", "--party", "jeonbuk-state", "rename", "Jeonbuk", "--on", "2026-01-01", "--by", "head"]);
    office.run(&["export", "so.xlsx", "--force"]);
    let cut = |book: &mut Book| {
        let parties = book.sheet(PARTIES);
        let row = parties.row("Mã bên", "jeonbuk-state");
        parties.set(row, "Tên gọi", "Jeonbuk");
    };
    let (came, said) = office.brought("desk-korea", cut);
    assert!(came, "{said}");
    assert!(said.contains("bên jeonbuk-state không còn tên cũ “Jeonbuk State”"), "{said}");
}

#[test]
fn a_party_without_an_id_is_found_by_its_name_or_gets_one() {
    let office = office();
    let porto = [("Tên gọi", "Thành phố Porto"), ("Nước", "Bồ Đào Nha")];
    let (came, said) = office.brought("desk-korea", |book| book.sheet(PARTIES).add(&porto));
    assert!(came && said.contains("bên mới thanh-pho-porto: Thành phố Porto"), "{said}");
    let (came, said) = office.brought("desk-laos", |book| book.sheet(PARTIES).add(&porto));
    assert!(came && said.contains("“Thành phố Porto” được hiểu là bên thanh-pho-porto"), "{said}");
    let known = [("Tên gọi", "Jeonbuk State"), ("Nước", "Hàn Quốc")];
    let (came, said) = office.brought("desk-laos", |book| book.sheet(PARTIES).add(&known));
    assert!(!came && said.contains("bên jeonbuk-state “Jeonbuk State” đã có dòng khác trong tệp này"), "{said}");
}

#[test]
fn a_successor_is_known_by_its_name() {
    let office = office();
    let (came, said) = office.brought("desk-korea", |book| {
        let parties = book.sheet(PARTIES);
        let row = parties.row("Tên gọi", "Jeonbuk State");
        parties.set(row, "Bên kế thừa", "Chính quyền tỉnh Sê Kông | 01/01/2027 | NQ 1");
    });
    assert!(came, "{said}");
    let exported = {
        office.run(&["export", "so.xlsx", "--force"]);
        let mut book = Book::open(&office.path("so.xlsx"));
        let parties = book.sheet(PARTIES);
        let row = parties.row("Tên gọi", "Jeonbuk State");
        parties.cell(row, "Bên kế thừa")
    };
    assert!(exported.contains("chinh-quyen-tinh-se-kong") && exported.contains("NQ 1"), "{exported}");
}
