//! Lists as offices keep them.

use pactwatch::exchange::{FactChange, Format, drafts, read, to_mend};
use pactwatch::lifecycle::act::{Act, ActBody};
use pactwatch::lifecycle::agreement::Field;
use pactwatch::lifecycle::policy::Language;

use super::texts::{facts, flaws, imported, remarks, sound};

#[test]
fn a_vietnamese_list_with_a_title_above_its_headers() {
    let text = "\u{feff}DANH MỤC THỎA THUẬN QUỐC TẾ;;;;;;;;\r\n\
        ;;;;;;;;\r\n\
        STT;Tên văn bản;Loại văn bản;Đối tác;Nước;Ngày ký (dd/mm/yyyy);Thời hạn;Sơ kết;Ghi chú\r\n\
        1;Đắk Lắk – Jeollabuk-do;Bản thỏa thuận hợp tác;Jeollabuk-do;Hàn Quốc;22/12/2017;5 năm;02 năm/lần;\"dòng 1\r\ndòng 2\"\r\n\
        2;Kon Tum – Sekong;Bản ghi nhớ;Sekong;Lào;03/11/2022;giai đoạn 2022–2027;chưa rõ;\r\n";
    let drafts = sound(Format::Csv, text);
    let jeonbuk = facts(&drafts, 0);
    for (field, expected) in [
        (Field::Title, Some("Đắk Lắk – Jeollabuk-do")),
        (Field::Kind, Some("agreement")),
        (Field::Partner, Some("Jeollabuk-do")),
        (Field::Country, Some("KR")),
        (Field::SignedOn, Some("2017-12-22")),
        (Field::Term, Some("5y")),
        (Field::ReviewEvery, Some("2y")),
        (Field::Note, Some("dòng 1\ndòng 2")),
    ] {
        assert_eq!(jeonbuk.get(field).as_deref(), expected, "{field:?}");
    }
    // DOMAIN: signed 03/11/2022 for 2022–2027, it ends on 03/11/2027 or on 31/12/2027.
    assert_eq!(facts(&drafts, 1).get(Field::Term).as_deref(), Some("until 2027-11-03..2027-12-31"));
    let gaps: Vec<_> = drafts.gaps.iter().map(|gap| (gap.row, gap.field.as_str())).collect();
    assert_eq!(gaps, [(5, "term"), (5, "review_every")]);
}

#[test]
fn headers_in_two_lines() {
    let text = "STT,Tên văn bản,Các bên,,Ngày ký\n,,Bên Việt Nam,Đối tác,\n1,Biên bản,UBND tỉnh,Sekong,01/02/2020\n";
    let drafts = sound(Format::Csv, text);
    let facts = facts(&drafts, 0);
    assert_eq!(
        (facts.get(Field::Ours).as_deref(), facts.get(Field::Partner).as_deref()),
        (Some("UBND tỉnh"), Some("Sekong"))
    );
}

#[test]
fn absent_empty_and_dash_are_three_things() {
    let drafts = sound(Format::Csv, "reference,title,number,note\nA-1,T,,-\n");
    let changes = &drafts.agreements[0].changes;
    let of = |field: Field| changes.iter().find(|(f, _)| *f == field).map(|(_, change)| change.clone());
    assert_eq!(of(Field::Number), None, "an empty cell leaves");
    assert_eq!(of(Field::Term), None, "an absent column leaves");
    assert_eq!(of(Field::Note), Some(FactChange::Clear), "a dash clears");
    assert_eq!(of(Field::Title), Some(FactChange::Set("T".into())));
}

#[test]
fn every_separator_and_a_line_that_names_it() {
    for text in [
        "reference,title\nA,T\n",
        "reference;title\nA;T\n",
        "reference\ttitle\nA\tT\n",
        "sep=;\r\nreference;title\r\nA;T\r\n",
        "reference,title\rA,T\r",
    ] {
        let drafts = sound(Format::Csv, text);
        assert_eq!(drafts.agreements[0].reference.as_deref(), Some("A"), "{text:?}");
    }
}

#[test]
fn utf16_as_excel_writes_unicode_text() {
    let text = "Mã theo dõi\tTên văn bản\r\nA\tĐắk Lắk\r\n";
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut reading = read("list.txt", Format::Csv, &bytes);
    let drafts = drafts(&mut reading);
    assert!(reading.flaws.is_empty(), "{}", reading.flaws);
    assert_eq!(facts(&drafts, 0).title, "Đắk Lắk");
}

#[test]
fn all_flaws_at_once_each_with_row_column_and_cure() {
    let text =
        "reference,title,signed_on,term,kind\nA,T,30-12,5 năm,mou\nB,T,22/12/17,0 năm,thư\nA,T,1/2/2020,5 năm,mou\n";
    assert_eq!(
        flaws(Format::Csv, text),
        [
            "list, row 2, column signed_on (C): `30-12` has no year; write the year as well, for example 30/12/2025",
            "list, row 3, column signed_on (C): the year of `22/12/17` has two digits; write all four, for example 22/12/2017",
            "list, row 3, column term (D): a term of no time at all; write how long it binds, for example 5 năm",
            "list, row 3, column kind (E): `thư` is not a kind of instrument this program knows; write agreement, mou, \
             minutes, programme, plan, strategy, regulation, treaty or other",
            "list, row 4, column reference (A): row 2 has the same reference; keep one row, or mend the code",
        ]
    );
}

#[test]
fn a_row_says_which_agreement_it_is_about() {
    for (text, expected) in [("reference,title,note\nA,,x\n,T,x\n", 0), ("reference,title,note\n,,x\n,?,x\n,-,x\n", 3)]
    {
        let found = flaws(Format::Csv, text);
        assert_eq!(found.len(), expected, "{found:?}");
        assert!(found.iter().all(|flaw| flaw.contains("the row names no agreement")), "{found:?}");
    }
}

#[test]
fn unknown_and_double_columns() {
    // A slip of the keyboard is understood, a second column that says the same says nothing.
    let drafts = sound(Format::Csv, "reference,title,singed_on,Tên\nA,T,1/2/2020,T\n");
    assert_eq!(facts(&drafts, 0).get(Field::SignedOn).as_deref(), Some("2020-02-01"));
    let found = flaws(Format::Csv, "reference,title,Ngày gì đó,Tên\nA,T,1/2/2020,S\n");
    assert!(found[0].contains("row 1, column C: unknown column `Ngày gì đó`, which may move a date"), "{found:?}");
    assert!(found[1].contains("row 1, column D: `Tên` says the same as column B `title`"), "{found:?}");
}

#[test]
fn ragged_rows() {
    let found = flaws(Format::Csv, "reference,title,note\nA,T\nB,T,n,\nC,T,n,stray\n");
    // Empty cells at the end of a row may be missing; a value too many is a separator too many.
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("row 4, column D: a value in a column without a header"), "{found:?}");
}

#[test]
fn a_secret_row_is_refused_quoted_nowhere_and_copied_nowhere() {
    let text = "reference,title,độ mật\nA,Tuyến phòng thủ,Tối mật\nB,T,\nC,TUYỆT MẬT,\nD,Báo cáo (Mật),không\nE,T (x),Thường\nF,T,1/2\n";
    let (reading, drafts) = imported(Format::Csv, text);
    let references: Vec<_> = drafts.agreements.iter().filter_map(|draft| draft.reference.clone()).collect();
    assert_eq!(references, ["B", "E"]);
    assert_eq!(reading.flaws.rejected().len(), 4);
    assert!(!format!("{}{:?}", reading.flaws, reading.rows).contains("phòng thủ"));
    let mend = to_mend(&reading, Language::En).expect("rows were rejected");
    assert_eq!((mend.rows, mend.left_out), (1, 3));
}

#[test]
fn toml_with_native_values() {
    let text = r#"
[[party]]
id = "sekong"
country = "LA"
names = [{ name = "tỉnh Sê Kông", name_en = "Sekong Province" }]
aliases = ["Sekong", "Xekong"]

[[party]]
id = "kon-tum"
names = [{ name = "UBND tỉnh Kon Tum", until = 2025-06-30 }]
successor = { id = "quang-ngai", on = 2025-07-01, basis = "Nghị quyết 202/2025/QH15" }

[[agreement]]
reference = "KT-LA-2022-01"
title = "Bản ghi nhớ"
partner = ["sekong"]
signed_on = 2022-11-03
term = "until 2027-11-03..2027-12-31"
restricted = false
renewals_max = 2
basis = { term = "Điều 7", review = "Điều 5" }
documents = [{ path = "mou.pdf", title = "Bản tiếng Việt" }]
note = """
dòng 1
dòng 2"""

[[act]]
agreement = "KT-LA-2022-01"
act = "hold-review"
on = 2024-11-03
"#;
    let drafts = sound(Format::Toml, text);
    assert_eq!(drafts.parties.len(), 2);
    let successor = drafts.parties[1].successor.clone();
    assert!(matches!(successor, Some(FactChange::Set(s)) if s.id == "quang-ngai" && s.on.to_string() == "2025-07-01"));
    let facts = facts(&drafts, 0);
    for (field, expected) in [
        (Field::SignedOn, "2022-11-03"),
        (Field::Term, "until 2027-11-03..2027-12-31"),
        (Field::Restricted, "no"),
        (Field::RenewalsMax, "2"),
        (Field::Basis, "review=Điều 5;term=Điều 7"),
        (Field::Documents, "mou.pdf||Bản tiếng Việt"),
        (Field::Note, "dòng 1\ndòng 2"),
    ] {
        assert_eq!(facts.get(field).as_deref(), Some(expected), "{field:?}");
    }
    assert_eq!(
        (drafts.acts[0].request.act().word(), drafts.acts[0].on().to_string().as_str()),
        ("hold-review", "2024-11-03")
    );
}

#[test]
fn toml_flaws_have_line_and_cure() {
    for (rule, text, said) in [
        (
            "unknown key",
            "[[agreement]]\ntitle = \"T\"\nsinged_on = 2017-12-22\n",
            "row 3, column singed_on: unknown key `singed_on`; `signed_on` is the nearest",
        ),
        ("unknown table", "[[agrement]]\n", "row 1, column 3: unknown key `agrement`; `[[agreement]]` is the nearest"),
        ("single brackets", "[agreement]\ntitle = \"T\"\n", "begin each with [[agreement]]"),
        ("a broken line", "[[agreement]]\ntitle = \"T\n", "row 2, column "),
        ("an hour", "[[agreement]]\nsigned_on = 2017-12-22T07:00:00\n", "row 2, column signed_on: a day with an hour"),
        (
            "a quoted day without a year",
            "[[agreement]]\n\nsigned_on = \"30-12\"\n",
            "row 3, column signed_on: `30-12` has no year",
        ),
        ("a list inside a list", "[[agreement]]\nfields = [[\"a\"]]\n", "a list inside a list"),
        ("a separator inside an item", "[[agreement]]\nfields = [\"a;b\"]\n", "holds a `;`"),
        ("a key of a document", "[[agreement]]\ndocuments = [{ pth = \"x\" }]\n", "`path` is the nearest"),
        ("a key given twice", "[[agreement]]\ntitle = \"a\"\ntitle = \"b\"\n", "row 3, column "),
        ("a secret", "[[agreement]]\ntitle = \"MẬT\"\n", "row 1: the row is marked as a state secret"),
    ] {
        let found = flaws(Format::Toml, text);
        assert!(found.iter().any(|flaw| flaw.contains(said)), "{rule}: {found:?}");
    }
}

#[test]
fn how_an_old_agreement_ended() {
    let drafts =
        sound(Format::Csv, "title,Ngày kết thúc,Cách kết thúc\nA,31/12/2020,hết hạn\nB,chưa rõ,chấm dứt\nC,,\n");
    let ends: Vec<_> = drafts.agreements.iter().map(|d| d.ended.as_ref().map(|e| e.body.word())).collect();
    assert_eq!(ends, [Some("expire"), None, None]);
    let found = flaws(Format::Csv, "title,ended_on,ended_how\nA,31/12/2020,\nB,,hết hạn\n");
    assert!(found.len() == 2 && found[0].contains("but not how") && found[1].contains("but not when"), "{found:?}");
}

#[test]
fn acts_and_what_they_carry() {
    let head = "[[act]]\nagreement = \"A\"\non = 2022-01-05\n";
    for (act, json) in [
        ("act = \"extend\"\nuntil = 2027-12-22\nnumber = \"012/CV\"", r#"{"act":"extend","until":"2027-12-22"}"#),
        ("act = \"extend\"\nfor = \"5 năm\"", r#"{"act":"extend","for":"5y"}"#),
        (
            "act = \"notify\"\nwhat = \"không gia hạn\"\nby = \"partner\"",
            r#"{"act":"notify","what":"non-renewal","by":"partner","received_on":"2022-01-05"}"#,
        ),
        ("act = \"terminate\"", r#"{"act":"terminate","ends_on":"2022-01-05"}"#),
        ("act = \"hold_review\"\nreview = 2021-12-22", r#"{"act":"hold-review","review":"2021-12-22"}"#),
        (
            "act = \"decide\"\nmilestone = \"expiry@2022-12-22\"\nchoice = \"gia hạn\"\nby = \"head\"",
            r#"{"act":"decide","milestone":"expiry@2022-12-22","choice":"renew"}"#,
        ),
        (
            "act = \"amend\"\nset = { term = \"10 năm\", fields = [\"a\", \"b\"] }",
            r#"{"act":"amend","from_on":"2022-01-05","set":{"fields":"a;b","term":"10y"}}"#,
        ),
        ("act = \"close\"", r#"{"act":"close"}"#),
    ] {
        let drafts = sound(Format::Toml, &format!("{head}{act}\n"));
        let body: ActBody = serde_json::from_str(json).expect(json);
        let on = "2022-01-05".parse().expect("a day");
        let act_of = |body| Act {
            seq: 1,
            on,
            recorded_on: on,
            by: String::new(),
            number: None,
            note: None,
            body,
            origin: pactwatch::lifecycle::act::Origin::default(),
        };
        let request = &drafts.acts[0].request;
        assert!(request.asks_for(&act_of(body), &|_, _, _| None), "{act}: {request:?} is not {json}");
    }
    for (act, said) in [
        ("act = \"hold-revew\"", "did you mean `hold-review`"),
        ("act = \"correct\"", "row of the agreement"),
        ("act = \"close\"\nuntil = 2027-12-22", "`close` carries no `until`"),
        ("act = \"decide\"\nmilestone = \"expry@22/12/2022\"\nchoice = \"renew\"", "names no milestone"),
        ("act = \"decide\"\nmilestone = \"expiry@2022-12-22\"\nchoice = \"maybe\"", "none of its words"),
        ("act = \"amend\"\nset = { terms = \"10 năm\" }", "`term` is the nearest"),
        ("act = \"snooze\"\nuntil = 2022-02-01", "needs `milestone`"),
    ] {
        let found = flaws(Format::Toml, &format!("{head}{act}\n"));
        assert!(found.len() == 1 && found[0].contains(said), "{act}: {found:?}");
    }
    assert!(flaws(Format::Toml, "[[act]]\nact = \"close\"\nagreement = \"A\"\n")[0].contains("without its day"));
}

#[test]
fn rejected_rows_come_back_in_a_file_that_can_be_mended_and_imported() {
    let csv = "Tên văn bản;Ngày ký;Lỗi\nA;1/2/2020;\nB \"x\";30-12;cũ\n";
    let (reading, drafts) = imported(Format::Csv, csv);
    assert_eq!(drafts.agreements.len(), 1);
    let mend = to_mend(&reading, Language::En).expect("one row was rejected");
    let text = String::from_utf8(mend.bytes).expect("UTF-8");
    assert_eq!(
        text,
        "\u{feff}Tên văn bản;Ngày ký;flaw\r\n\"B \"\"x\"\"\";30-12;\"signed_on (B): `30-12` has no year; write the year \
         as well, for example 30/12/2025\"\r\n"
    );
    assert_eq!(facts(&sound(Format::Csv, &text.replace("30-12;", "30/12/2025;")), 0).title, "B \"x\"");

    let toml = "# list\n[[agreement]]\ntitle = \"A\"\n\n[[agreement]]\n# from the archive\ntitle = \"B\"\nsigned_on = \"30-12\"\nbasis.term = \"Điều 7\"\n\n[[agreement]]\ntitle = \"C\"\n";
    let (reading, drafts) = imported(Format::Toml, toml);
    assert_eq!(drafts.agreements.len(), 2);
    let text = String::from_utf8(to_mend(&reading, Language::En).expect("one row was rejected").bytes).expect("UTF-8");
    assert_eq!(
        text,
        "# signed_on: `30-12` has no year; write the year as well, for example 30/12/2025\n[[agreement]]\n# from the \
         archive\ntitle = \"B\"\nsigned_on = \"30-12\"\nbasis.term = \"Điều 7\"\n\n"
    );
    assert_eq!(facts(&sound(Format::Toml, &text.replace("\"30-12\"", "2025-12-30")), 0).title, "B");
}

#[test]
fn the_example_registers_are_sound() {
    for (name, format) in [("register.toml", Format::Toml), ("register.csv", Format::Csv)] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let mut reading = pactwatch::exchange::open(&path).expect("the example is there");
        let found = drafts(&mut reading);
        assert!(reading.flaws.is_empty(), "{}", reading.flaws);
        assert!(reading.format == format && !found.agreements.is_empty(), "{name}");
        for (at, _) in found.agreements.iter().enumerate() {
            let facts = facts(&found, at);
            assert_eq!(facts.contradictions(), [], "{name}: {}", facts.reference);
        }
    }
}

#[test]
fn every_header_the_manual_names_is_known() {
    let manual = include_str!("../../docs/register-columns.md");
    let rows = manual.lines().filter_map(|line| line.strip_prefix("| `"));
    let mut seen = 0;
    for row in rows {
        let (name, rest) = row.split_once('`').expect("a name in code");
        let headers = rest.split('|').nth(1).expect("a column of headers");
        for header in headers.split('·').map(str::trim).chain([name]) {
            let column = pactwatch::exchange::headers::find(pactwatch::exchange::RowKind::Agreement, header);
            assert_eq!(column.and_then(pactwatch::exchange::headers::ColumnDefinition::field), Some(name), "{header}");
            seen += 1;
        }
    }
    assert!(seen > 60, "the table was not found");
}

/// Whole words alone are told of: a district (“huyện”) is nothing that was cancelled (“hủy”).
#[test]
fn titles_that_say_that_they_are_none() {
    for (title, told) in [
        ("Bản ghi nhớ hợp tác - Hủy", true),
        ("Bản ghi nhớ hợp tác – đã hủy, không ký", true),
        ("Bản ghi nhớ hợp tác (hủy)", true),
        ("Bản ghi nhớ hợp tác (hủy) với Sekong", true),
        ("Bản ghi nhớ hợp tác (Hủy bỏ.)", true),
        ("Bản ghi nhớ hợp tác [dự thảo]", true),
        ("MOU on health (cancelled)", true),
        ("MOU on health - cancellation", true),
        ("Bản ghi nhớ hợp tác - Huyện Khamkeut", false),
        ("Bản ghi nhớ hợp tác (huyện Khamkeut)", false),
        ("MOU on health (drafting of laws)", false),
    ] {
        let said = remarks(&format!("Tên văn bản;Đối tác;Ngày ký;Thời hạn\n{title};Oita;05/3/2019;5 năm\n"));
        assert_eq!(said.contains("the title"), told, "{title}: {said}");
    }
}

/// Notes without a year are told of where they say the contrary of the row's days; others need a year.
#[test]
fn notes_that_say_the_contrary_of_the_days() {
    for (note, told) in [
        ("Ngày ký đúng là trong tháng 4", true),
        ("Thời hạn sửa thành 7 năm", true),
        ("Thời hạn điều chỉnh còn 3 năm", true),
        ("Không còn hiệu lực", true),
        ("Đã gia hạn đến 2027", true),
        ("Hết hiệu lực 22/12/2022", true),
        ("Có hiệu lực từ 22/12/2019", true),
        ("Đang bàn việc gia hạn", false),
        ("Ký ngày 05/3/2019 tại Hà Nội", false),
    ] {
        let said = remarks(&format!("Tên văn bản;Đối tác;Ngày ký;Thời hạn;Ghi chú\nA;Oita;05/3/2019;5 năm;{note}\n"));
        assert_eq!(said.contains("the note"), told, "{note}: {said}");
    }
    for (state, told) in [("Đã gia hạn đến 22/12/2027", true), ("Hết hiệu lực (22/12/2022)", false)] {
        let said =
            remarks(&format!("Tên văn bản;Đối tác;Ngày ký;Thời hạn;Tình trạng\nA;Oita;05/3/2019;5 năm;{state}\n"));
        assert_eq!(said.contains("the state"), told, "{state}: {said}");
    }
}
