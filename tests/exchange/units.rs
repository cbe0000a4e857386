//! Bare numbers under a header that names their unit.

use pactwatch::exchange::{Format, drafts, read};
use pactwatch::lifecycle::agreement::{Facts, Field};

/// What one cell under that header makes of the field, or the flaw.
fn fact(header: &str, cell: &str, field: Field) -> Result<Option<String>, String> {
    let text = format!("Tên văn bản;Ngày ký;{header}\nBiên bản;22/12/2017;{cell}\n");
    let mut reading = read("list.csv", Format::Csv, text.as_bytes());
    let drafts = drafts(&mut reading);
    if let Some(flaw) = reading.flaws.shown().first() {
        return Err(flaw.to_string());
    }
    let mut facts = Facts::default();
    drafts.agreements[0].apply(&mut facts).map_err(|error| error.to_string())?;
    Ok(facts.get(field))
}

#[test]
fn a_bare_number_takes_the_unit_of_its_header() {
    for (header, cell, field, expected) in [
        ("Thời hạn (năm)", "5", Field::Term, "5y"),
        ("Thời hạn (năm)", "05", Field::Term, "5y"),
        ("Thời hạn (năm)", "5.0", Field::Term, "5y"),
        ("Thời hạn (năm)", "=\"05\"", Field::Term, "5y"),
        // 60 months are 5 years.
        ("Thời hạn (tháng)", "60", Field::Term, "5y"),
        ("Thời gian hiệu lực (năm)", "3", Field::Term, "3y"),
        ("term (years)", "3", Field::Term, "3y"),
        ("Chu kỳ sơ kết (năm)", "2", Field::ReviewEvery, "2y"),
        ("Thời hạn báo trước (tháng)", "6", Field::Notice, "6m"),
        ("Báo trước (ngày)", "90", Field::Notice, "90d"),
    ] {
        assert_eq!(fact(header, cell, field), Ok(Some(expected.to_owned())), "{header}: {cell}");
    }
}

#[test]
fn whatever_else_a_cell_says_stands_as_it_is() {
    for (cell, expected) in [
        ("5 năm", "5y"),
        ("06 tháng", "6m"),
        ("đến 03/11/2027", "until 2027-11-03"),
        ("không thời hạn", "open"),
        ("chưa rõ", "unknown"),
        ("5 năm kể từ ngày có hiệu lực", "5y"),
        // DOMAIN: signed on 22/12, so from that day of the last year to its end.
        ("2017-2022", "until 2022-12-22..2022-12-31"),
    ] {
        assert_eq!(fact("Thời hạn (năm)", cell, Field::Term), Ok(Some(expected.to_owned())), "{cell}");
    }
    assert_eq!(fact("Thời hạn (năm)", "", Field::Term), Ok(Some("unknown".to_owned())), "an empty cell says nothing");
}

#[test]
fn what_no_unit_makes_sense_of_is_refused() {
    for (header, cell, says) in [
        ("Thời hạn", "5", "`5` has no unit; write 5 năm or 5 tháng"),
        ("Thời hạn (năm/tháng)", "5", "`5` has no unit"),
        ("Thời hạn (năm)", "1,25", "`1,25` is not a term"),
        ("Thời hạn (năm)", "1.7", "`1.7` is not a term"),
        ("Thời hạn (năm)", "0", "a term of no time at all"),
        ("Thời hạn (năm)", "2027", "`2027` names a year, not a length in years; write for how many years"),
        ("Thời hạn (năm)", "1000", "`1000 năm` is not a term"),
        ("Hiệu lực đến (năm)", "27", "`27` has no unit"),
        ("Chu kỳ sơ kết", "2", "`2` has no unit"),
    ] {
        let flaw = fact(header, cell, Field::Term).expect_err(cell);
        assert!(flaw.contains(says) && flaw.starts_with("list.csv, row 2, column "), "{header}: {flaw}");
    }
}
