//! Neighbours of the cases of *Lists as they are*: other lists of the same kinds, each with what is right about it.
//!
//! A list is taken with just these facts, or refused at the cell. Nothing is guessed in silence.

use pactwatch::desk::import::ImportOutcome;
use pactwatch::lifecycle::agreement::Field;

use super::world::World;

/// What is right about the first agreement of a list.
enum Right {
    /// These facts.
    Facts(&'static [(Field, &'static str)]),
    /// These facts, and this is said.
    Told(&'static [(Field, &'static str)], &'static str),
    /// A flaw, which says this.
    Flaw(&'static str),
}

use Field::{Country, Fields, InForceOn, Number, Partner, Renewal, RenewalPeriod, ReviewEvery, SignedOn, Term};
use Right::{Facts, Flaw, Told};

fn holds(header: &str, row: &str, right: &Right) {
    let mut world = World::new();
    let report = world.import("list.csv", &format!("{header}\n{row}\n"));
    let (facts, told) = match right {
        Flaw(says) => {
            assert_eq!(report.outcome, ImportOutcome::Refused, "{row}: {report}");
            assert!(report.to_string().contains(says), "{row}: {report}");
            return;
        }
        Facts(facts) => (facts, ""),
        Told(facts, told) => (facts, *told),
    };
    assert_eq!(report.outcome, ImportOutcome::Imported, "{row}: {report}");
    assert!(report.to_string().contains(told), "{row}: {report}");
    for (field, expected) in *facts {
        assert_eq!(world.field(1, *field), *expected, "{row}: {report}");
    }
}

#[test]
fn e14_other_countries_and_spellings() {
    for (said, code) in [
        ("Cộng hòa Séc", "CZ"),
        ("Hoa Kỳ (Mỹ)", "US"),
        ("U.S.A.", "US"),
        ("U.K.", "GB"),
        ("Vương quốc Anh", "GB"),
        ("Mi-an-ma", "MM"),
        ("In-đô-nê-xi-a", "ID"),
        ("Ca-na-đa", "CA"),
        ("Ô-xtrây-li-a", "AU"),
        ("Úc", "AU"),
        ("CHDCND Triều Tiên", "KP"),
        ("Bờ Biển Ngà", "CI"),
        ("Đông Ti-mo", "TL"),
        ("CHLB Đức", "DE"),
        ("liên bang nga", "RU"),
    ] {
        let mut world = World::new();
        let report = world.import("list.csv", &format!("Tên văn bản;Đối tác;Nước\nA;X;{said}\n"));
        assert_eq!(
            (report.outcome, world.field(1, Country).as_str()),
            (ImportOutcome::Imported, code),
            "{said}: {report}"
        );
    }
    for said in ["Tiệp Khắc", "châu Á"] {
        holds("Tên văn bản;Đối tác;Nước", &format!("A;X;{said}"), &Flaw("is not a country"));
    }
    // There is no code for several: the cell stays empty.
    holds("Tên văn bản;Đối tác;Nước", "A;X;Lào, Campuchia", &Flaw("leave the cell empty"));
}

#[test]
fn e3_other_brackets_and_words_beside_a_term() {
    let header = "Tên văn bản;Đối tác;Nước;Ngày ký;Thời hạn";
    for (said, right) in [
        ("5 năm (dự kiến)", Flaw("is not a term")),
        ("5 năm (đã gia hạn 1 lần)", Flaw("is not a term")),
        ("5 năm [chờ xác nhận]", Flaw("is not a term")),
        ("5 years (renewable)", Flaw("is not a term")),
        ("5 năm?", Flaw("is not a term")),
        ("5 năm*", Flaw("bears the mark of a footnote")),
        ("~5 năm", Flaw("is not a term")),
        ("khoảng 5 năm", Flaw("is not a term")),
        ("5-10 năm", Flaw("is not a term")),
        ("1,5 năm", Flaw("is not a term")),
        ("05 (năm) năm", Facts(&[(Term, "5y")])),
        ("năm năm", Facts(&[(Term, "5y")])),
        ("five (5) years", Facts(&[(Term, "5y")])),
        ("5 yrs", Facts(&[(Term, "5y")])),
        ("18 tháng", Facts(&[(Term, "1y6m")])),
        ("đến hết năm 2027", Facts(&[(Term, "until 2027-12-31")])),
        ("đến hết tháng 6/2027", Facts(&[(Term, "until 2027-06-30")])),
        ("đến hết tháng 02 năm 2028", Facts(&[(Term, "until 2028-02-29")])),
        ("until terminated by either party", Facts(&[(Term, "open")])),
        ("đến năm 2027", Flaw("names no single day")),
    ] {
        holds(header, &format!("A;X;Lào;22/12/2017;{said}"), &right);
    }
    for (column, said, right) in [
        ("Báo trước", "30 ngày làm việc", Flaw("counts working days")),
        ("Báo trước", "6 tháng (dự kiến)", Flaw("is not a span")),
        ("Sơ kết", "hàng năm (quý IV)", Flaw("is not a span")),
        ("Sơ kết", "2 lần/năm", Facts(&[(ReviewEvery, "6m")])),
        ("Sơ kết", "mỗi 6 tháng", Facts(&[(ReviewEvery, "6m")])),
        ("Gia hạn", "Tự động gia hạn thêm 05 năm tiếp theo", Facts(&[(Renewal, "tacit"), (RenewalPeriod, "5y")])),
    ] {
        let header = format!("Tên văn bản;Đối tác;Ngày ký;Thời hạn;{column}");
        holds(&header, &format!("A;X;22/12/2017;5 năm;{said}"), &right);
    }
}

#[test]
fn e7_other_ways_to_write_a_day() {
    for (said, right) in [
        ("22.12.2017", Facts(&[(SignedOn, "2017-12-22")])),
        ("22 Dec 2017", Facts(&[(SignedOn, "2017-12-22")])),
        ("Dec 22nd, 2017", Facts(&[(SignedOn, "2017-12-22")])),
        ("2017/12/22", Facts(&[(SignedOn, "2017-12-22")])),
        ("22-Thg12-2017", Facts(&[(SignedOn, "2017-12-22")])),
        ("thứ sáu, 22/12/2017", Facts(&[(SignedOn, "2017-12-22")])),
        ("22/12/17", Flaw("has two digits")),
        ("12/2017", Flaw("names no single day")),
        ("2017", Flaw("names no single day")),
        ("20171222", Flaw("is not a day")),
        ("22 và 25/12/2017", Flaw("is not a day")),
        ("22/12/2017 ?", Flaw("is not a day")),
        ("22/12/2017 (ký tại Viêng Chăn)", Flaw("is not a day")),
        ("22/12/1017", Flaw("lies outside 1900-2199")),
        ("22/12/1930", Told(&[(SignedOn, "1930-12-22")], "lies in the future or far back")),
    ] {
        holds("Tên văn bản;Đối tác;Ngày ký", &format!("A;X;{said}"), &right);
    }
    let bounds = Facts(&[(InForceOn, "2022-11-03"), (Term, "until 2027-11-03")]);
    holds("Tên văn bản;Đối tác;Ngày ký;Ngày bắt đầu;Ngày kết thúc", "A;X;;03/11/2022;03/11/2027", &bounds);
    let month_first = Facts(&[(SignedOn, "2017-12-22")]);
    holds("Tên văn bản;Đối tác;Ngày ký (mm/dd/yyyy)", "A;X;12/22/2017\nB;Y;3/4/2017", &month_first);
}

#[test]
fn e9_a_month_first_column_of_last_days_too() {
    let rows = "A;X;22/12/2017;12/22/2022\nB;Y;03/04/2017;04/03/2022";
    holds("Tên văn bản;Đối tác;Ngày ký;Ngày hết hạn", rows, &Flaw("days written month first"));
}

#[test]
fn e4_other_sums_and_headings() {
    let row = "1;A;X;22/12/2017";
    for (below, says) in [
        ("Tổng cộng;;1;", "row 3 was not read: it is a sum"),
        (";Total: 2 MOUs;;", "row 3 was not read: it is a sum"),
        (";Cộng: 01 văn bản;;", "row 3 was not read: it is a sum"),
        (";;Tổng số: 1 thỏa thuận;", "row 3 was not read: it is a sum"),
        ("II;CHÂU ÂU;;\n2;B;Y;22/12/2018", "row 3 was not read: it is a heading"),
    ] {
        let right = Told(&[(SignedOn, "2017-12-22")], says);
        holds("STT;Tên văn bản;Đối tác;Ngày ký", &format!("{row}\n{below}"), &right);
    }
    let right = Told(&[(Country, "KR")], "KR is taken for the rows below");
    holds("STT;Tên văn bản;Đối tác;Ngày ký", &format!(";Hàn Quốc (02 văn bản);;\n{row}"), &right);
}

#[test]
fn e21_e25_other_names_in_a_cell_of_parties() {
    for (said, right) in [
        ("Sở Y tế / Bệnh viện B", Told(&[], "taken for one party")),
        ("Trường A & Trường B", Told(&[], "taken for one party")),
        ("A với B", Told(&[], "taken for one party")),
        ("chưa xác định", Facts(&[(Partner, "")])),
        ("N/A", Facts(&[(Partner, "")])),
        ("...", Facts(&[(Partner, "")])),
        ("?;", Facts(&[(Partner, "")])),
    ] {
        holds("Tên văn bản;Đối tác;Nước", &format!("A;\"{said}\";Lào"), &right);
    }
    holds("Tên văn bản;Đối tác;Lĩnh vực", "A;X;\"chưa rõ; y tế\"", &Facts(&[(Fields, "y tế")]));
}

#[test]
fn e12_other_lengths_beside_last_days() {
    let header = "Tên văn bản;Đối tác;Ngày ký;Thời hạn;Ngày hết hạn";
    for (row, right) in [
        ("A;X;15/08/2021;5 năm;14/08/2026", Facts(&[(Term, "5y"), (Field::Count, "inclusive")])),
        ("A;X;15/08/2021;5 năm;15/09/2026", Flaw("ends on 2026-08-15")),
        ("A;X;15/08/2021;60 tháng;15/08/2026", Facts(&[(Term, "5y")])),
        ("A;X;15/08/2021;chưa rõ;15/08/2026", Facts(&[(Term, "until 2026-08-15")])),
    ] {
        holds(header, row, &right);
    }
    holds("Mã theo dõi;Tên văn bản;Đối tác;Số văn bản", "=\"001\";A;X;=\"00123\"", &Facts(&[(Number, "00123")]));
}
