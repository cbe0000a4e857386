//! Numbers that a workbook shows otherwise than it holds them: a list of openpyxl, and as LibreOffice saved it again.

use pactwatch::exchange::{Drafts, Format, ParsedFile, drafts, read, to_mend};
use pactwatch::lifecycle::agreement::{Facts, Field};
use pactwatch::lifecycle::policy::Language;

const LISTS: [&str; 2] = ["number-formats.xlsx", "number-formats-resaved.xlsx"];

fn imported(bytes: &[u8]) -> (ParsedFile, Drafts) {
    let mut reading = read("list.xlsx", Format::Xlsx, bytes);
    let drafts = drafts(&mut reading);
    (reading, drafts)
}

fn kept(name: &str) -> (ParsedFile, Drafts) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workbooks").join(name);
    imported(&std::fs::read(path).expect("a file of the tests"))
}

fn fact(drafts: &Drafts, reference: &str, field: Field) -> Option<String> {
    let draft = drafts.agreements.iter().find(|draft| draft.reference.as_deref() == Some(reference));
    let mut facts = Facts::default();
    draft.expect("the row came in").apply(&mut facts).expect("canonical texts");
    facts.get(field)
}

#[test]
fn zeros_that_a_format_shows_are_read() {
    for name in LISTS {
        let (_, drafts) = kept(name);
        for (rule, reference, field, expected) in [
            ("1652 in 00000", "A-1", Field::Number, "01652"),
            ("5 in 00 under (năm)", "A-1", Field::Term, "5y"),
            ("a longer number loses nothing", "A-2", Field::Number, "123456"),
            ("a text", "A-3", Field::Number, "0042/QĐ"),
            ("a number where numbers belong, 2 in 0\" lần\"", "A-7", Field::RenewalsMax, "2"),
            ("a day whose format has words", "A-8", Field::SignedOn, "2017-12-22"),
        ] {
            assert_eq!(fact(&drafts, reference, field).as_deref(), Some(expected), "{name}: {rule}");
        }
    }
}

#[test]
fn words_that_a_format_shows_are_refused() {
    for name in LISTS {
        let (reading, drafts) = kept(name);
        let places: Vec<String> = reading.flaws.shown().iter().map(ToString::to_string).collect();
        let expected = [
            // 12 in 000"/QĐ", 60 in 0" tháng" under (năm), 01652 in @"/QĐ-UBND", 12345 in 000-00.
            "list.xlsx, sheet DS, row 5, column number (C): the cell shows more",
            "list.xlsx, sheet DS, row 6, column term (D): the cell shows more",
            "list.xlsx, sheet DS, row 7, column number (C): the cell shows more",
            "list.xlsx, sheet DS, row 10, column number (C): the cell shows more",
        ];
        let begins = places.len() == expected.len() && places.iter().zip(expected).all(|(p, e)| p.starts_with(e));
        assert!(begins, "{name}: {places:#?}");
        assert!(
            places[0].ends_with("format the column as text and type the value as it is to be read"),
            "{}",
            places[0]
        );
        assert_eq!(drafts.agreements.len(), 5, "{name}");
        let mend = to_mend(&reading, Language::En).expect("rows were rejected");
        let unmended = imported(&mend.bytes).1;
        assert_eq!(fact(&unmended, "A-4", Field::Number), None, "{name}: half a number does not come in unmended");
        assert_eq!(fact(&unmended, "A-5", Field::Term).as_deref(), Some("unknown"), "{name}: nor 60 years");
    }
}
