//! Files made to hurt: each ends in flaws or in rows, never in a panic, and within bounds.

use pactwatch::exchange::{Format, UnreadableFile, drafts, open, read, to_mend};
use pactwatch::lifecycle::policy::Language;
use proptest::prelude::*;

fn whole(format: Format, bytes: &[u8]) -> Vec<String> {
    let mut reading = read("x", format, bytes);
    let found = drafts(&mut reading);
    assert!(found.agreements.len() <= reading.rows.len());
    let _ = to_mend(&reading, Language::En);
    reading.flaws.shown().iter().map(ToString::to_string).collect()
}

#[test]
fn csv_made_to_hurt() {
    let columns = format!("{}\n", vec!["title"; 100_000].join(","));
    let field = format!("title\n\"{}\"\n", "x".repeat(2 << 20));
    let rows = format!("title\n{}", "a\n".repeat(250_000));
    for (rule, bytes, said) in [
        ("a NUL", &b"title,note\na,\0\n"[..], "row 2: a NUL byte"),
        ("an unclosed quote", b"title,note\n\"a,b\nc,d\n", "row 2, column A: a quote that is never closed"),
        ("100,000 columns", columns.as_bytes(), "more than 512 columns"),
        ("a field of 2 MiB", field.as_bytes(), "row 2, column A: a cell of more than 32,767 letters"),
        ("250,000 rows", rows.as_bytes(), "more than 200000 rows"),
        ("Latin-1", b"title\nK\xf6ln\n", "row 2, column 2: the text is not UTF-8"),
        ("half of UTF-16", b"\xff\xfet\0i", "broken UTF-16"),
        ("no headers", b"1,2,3\n4,5,6\n", "no row of headers was found"),
        ("a title too long", format!("title\n{}\n", "a".repeat(2_001)).as_bytes(), "2001 characters"),
        ("a term of 10^9", b"title,term\na,1000000000 years\n", "is not a term"),
        ("the year 0", b"title,signed_on\na,1/1/0000\n", "1900-2199"),
        ("renewing for ever", b"title,renewal_period\na,0 ng\xc3\xa0y\n", "no time at all"),
    ] {
        let found = whole(Format::Csv, bytes);
        assert!(found.first().is_some_and(|flaw| flaw.contains(said)), "{rule}: {found:?}");
    }
}

#[test]
fn a_title_of_several_lines_is_one_line_and_no_header_of_a_letter() {
    for (text, expected) in [
        ("title\n\"Tên\nBcc: a@example.vn\"\n", "Tên Bcc: a@example.vn"),
        ("title\na\u{2028}b\n", "a b"),
        ("title\n\"a\r\n\r\n b\"\n", "a b"),
    ] {
        let mut reading = read("x", Format::Csv, text.as_bytes());
        let found = drafts(&mut reading);
        let title = found.agreements[0].changes.iter().find(|(field, _)| field.name() == "title");
        assert_eq!(
            title.map(|(_, change)| change.clone()),
            Some(pactwatch::exchange::FactChange::Set(expected.into()))
        );
    }
}

#[test]
fn an_empty_file_is_no_flaw() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\n\n", b";;;\n;;;\n"] {
        assert!(whole(Format::Csv, bytes).is_empty(), "{bytes:?}");
    }
    assert!(whole(Format::Toml, b"# nothing yet\n").is_empty());
}

#[test]
fn a_deep_or_long_toml_is_refused() {
    let deep = format!("[[agreement]]\nfields = {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    assert!(!whole(Format::Toml, deep.as_bytes()).is_empty());
    let long = "#".repeat((8 << 20) + 1);
    assert!(whole(Format::Toml, long.as_bytes())[0].contains("larger than 8 MiB"));
}

#[test]
fn a_long_title_and_emoji_are_kept() {
    let text = format!("title\n{}👩‍🌾\n", "ắ".repeat(1_990));
    assert!(whole(Format::Csv, text.as_bytes()).is_empty());
}

#[test]
fn only_regular_files_of_a_known_name_and_size_are_opened() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let csv = folder.path().join("list.csv");
    std::fs::write(&csv, "title\nA\n").expect("a scratch file");
    assert_eq!(open(&csv).expect("readable").rows.len(), 1);
    let big = folder.path().join("big.csv");
    std::fs::File::create(&big).and_then(|file| file.set_len((64 << 20) + 1)).expect("a sparse file");
    let sub = folder.path().join("folder.csv");
    std::fs::create_dir(&sub).expect("a scratch folder");
    assert!(matches!(open(&big), Err(UnreadableFile::TooLarge(_))));
    assert!(matches!(open(&sub), Err(UnreadableFile::NotAFile(_))));
    assert!(matches!(open(&folder.path().join("list.pdf")), Err(UnreadableFile::Name(_))));
    assert!(matches!(open(&folder.path().join("gone.csv")), Err(UnreadableFile::System(..))));
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        whole(Format::Csv, &bytes);
        whole(Format::Toml, &bytes);
    }

    #[test]
    fn any_cells_under_real_headers_never_panic(
        cells in prop::collection::vec(prop::collection::vec("\\PC{0,12}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{1,9} (năm|tháng)|-|'?=.*", 6), 1..6),
    ) {
        let mut text = String::from("reference,title,signed_on,term,basis,documents\n");
        for row in &cells {
            let quoted: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.extend([quoted.join(","), "\n".to_owned()]);
        }
        whole(Format::Csv, text.as_bytes());
    }

    #[test]
    fn any_toml_values_never_panic(value in "\\PC{0,40}", key in "(signed_on|names|set|basis|fields|[a-z]{1,6})") {
        for table in ["agreement", "party", "act"] {
            whole(Format::Toml, format!("[[{table}]]\n{key} = {value}\n").as_bytes());
            whole(Format::Toml, format!("[[{table}]]\n{key} = {value:?}\n").as_bytes());
        }
    }
}
