//! Lists of shapes that offices, universities and twin towns publish, each with what every row says, worked out from the
//! rule before the first run: the facts of a row that can be read, or that the row is asked about.
//!
//! A row that comes in otherwise than it says is silently wrong, and none may be.

use std::collections::BTreeMap;

use pactwatch::exchange::{Format, drafts, read};
use pactwatch::lifecycle::agreement::{Facts, Field};
use pactwatch::lifecycle::policy::Language;

/// What a row says.
enum Row {
    /// Facts, `field=value`, all of which have to come in just so.
    Says(&'static [&'static str]),
    /// Nobody can be sure: it is asked about, in English with these words.
    Asked(&'static str),
}
use Row::{Asked, Says};

/// A list: its name, its text, its rows, and what has to be said beside.
struct List(&'static str, &'static str, &'static [Row], &'static [&'static str]);

const LISTS: &[List] = &[
    List(
        "a university's memoranda without titles",
        "STT|Đối tác|Quốc gia|Loại văn bản|Ngày ký|Thời hạn|Đơn vị đầu mối\n\
         1|Đại học Jeonbuk|Hàn Quốc|MOU|05/3/2019|5 năm|Khoa Kinh tế\n\
         2|University of Debrecen|Hungary|MOA|tháng 5/2019|05 năm|Khoa Y\n",
        &[
            Says(&[
                "partner=Đại học Jeonbuk",
                "country=KR",
                "kind=mou",
                "signed_on=2019-03-05",
                "term=5y",
                "lead_agency=Khoa Kinh tế",
            ]),
            Asked("no single day"),
        ],
        &[],
    ),
    List(
        "terms in years of the calendar",
        "Tên văn bản|Đối tác|Ngày ký|Giai đoạn\n\
         Kế hoạch hợp tác|Champasak, Lào|12/8/2019|2019–2024\n\
         Kế hoạch hợp tác II|Sekong||2022-2026\n",
        &[Says(&["signed_on=2019-08-12", "term=until 2024-08-12..2024-12-31"]), Asked("names no day on which it ends")],
        &[],
    ),
    List(
        "an annex of a report with letterhead and signature",
        "UBND TỈNH ĐẮK LẮK|||||\nSỞ NGOẠI VỤ|||||\nPHỤ LỤC 02||||| \nDANH MỤC THỎA THUẬN QUỐC TẾ\n(Kèm theo Báo cáo số 12/BC-SNgV ngày 05/02/2026)\n\
         TT|Tên thỏa thuận|Đối tác ký kết|Ngày ký|Thời hạn|Ghi chú\n(1)|(2)|(3)|(4)|(5)|(6)\n\
         I|Hàn Quốc||||\n1|Thỏa thuận hữu nghị|Tỉnh Jeollabuk-do|22/12/2017|60 tháng|\n\
         II|Lào||||\n1|Biên bản ghi nhớ|Tỉnh Sekong|03/11/2022|5 năm|\n\
         |Tổng cộng: 02||||\n\
         |Nơi nhận:|||GIÁM ĐỐC|\n|- Như trên;||||\n|- UBND tỉnh (b/c);||||\n|- Lưu: VT, P2.|||Nguyễn Văn A|\n",
        &[
            Says(&["title=Thỏa thuận hữu nghị", "country=KR", "signed_on=2017-12-22", "term=5y"]),
            Says(&["title=Biên bản ghi nhớ", "country=LA", "signed_on=2022-11-03", "term=5y"]),
        ],
        &["below the table"],
    ),
    List(
        "two who sign under a list without numbers",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn\nBản ghi nhớ|Sekong|03/11/2022|5 năm\n\
         NGƯỜI LẬP BIỂU||GIÁM ĐỐC|\n(Ký, ghi rõ họ tên)||(Ký, đóng dấu)|\nTrần Thị B|Nguyễn Văn A||\n",
        &[Says(&["title=Bản ghi nhớ", "signed_on=2022-11-03", "term=5y"])],
        &["below the table"],
    ),
    List(
        "two agreements in one row",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn\n\
         \"1. Bản ghi nhớ về nông nghiệp\n2. Thỏa thuận về y tế\"|Gifu|\"05/3/2019\n07/8/2020\"|5 năm\n\
         \"1. Bản ghi nhớ về du lịch\n2. Bản ghi nhớ về giáo dục\"|Oita|05/3/2019|5 năm\n",
        &[Asked("several"), Asked("several")],
        &[],
    ),
    List(
        "first signing and extensions in the day's cell",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn\nThỏa thuận kết nghĩa|Oita|ký lần đầu 2009, gia hạn 2014 và 2019|5 năm\n\
         Thỏa thuận kết nghĩa|Gifu|05/3/2019; gia hạn 05/3/2024|5 năm\n",
        &[Asked("is not a day"), Asked("is not a day")],
        &[],
    ),
    List(
        "a note that tells of an extension",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn|Ghi chú\n\
         Thỏa thuận|Gifu|05/3/2017|5 năm|Ký lần đầu 2012, gia hạn đến 31/12/2027\n\
         Biên bản|Oita|05/3/2019|5 năm|Ký tại Hà Nội ngày 05/3/2019\n",
        &[
            Says(&["signed_on=2017-03-05", "term=5y", "note=Ký lần đầu 2012, gia hạn đến 31/12/2027"]),
            Says(&["signed_on=2019-03-05", "term=5y"]),
        ],
        &["note"],
    ),
    List(
        "terms without an end",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn\n\
         A|Gifu|05/3/2019|đến khi có văn bản thay thế\nB|Gifu|05/3/2019|Có hiệu lực cho đến khi có văn bản khác thay thế\n\
         C|Gifu|05/3/2019|không thời hạn (đến khi một bên đề nghị chấm dứt)\nD|Gifu|05/3/2019|cho đến khi một trong hai bên chấm dứt\n",
        &[Says(&["term=open"]), Says(&["term=open"]), Says(&["term=open"]), Says(&["term=open"])],
        &[],
    ),
    List(
        "English clauses of validity",
        "Title|Partner|Country|Date signed|Validity\n\
         MoU on Health|Gifu|Japan|5 March 2019|valid for five (05) years from the date of signature\n\
         MoU on Trade|Oita|Japan|5 March 2019|This MoU shall remain in force for a period of three (3) years\n\
         MoU on Arts|Mie|Japan|5 March 2019|5 years, automatically renewed for successive periods of 3 years unless either party gives 6 months' written notice\n\
         MoU on Sport|Chiba|Japan|5 March 2019|Five years from signing, renewable by mutual consent\n",
        &[
            Says(&["country=JP", "signed_on=2019-03-05", "term=5y"]),
            Says(&["signed_on=2019-03-05", "term=3y"]),
            Says(&["term=5y", "renewal=tacit", "renewal_period=3y", "notice=6m"]),
            Says(&["term=5y", "renewal=consent"]),
        ],
        &[],
    ),
    List(
        "sister cities in English",
        "No.,Sister city,Country,Date of agreement,Areas of cooperation\n\
         1,Jeonju,Republic of Korea,\"June 5, 2012\",Culture\n2,Pakse,Lao PDR,5 Jun 2012,Health; tourism\n3,Kaesong,Korea,05.06.2012,Trade\n",
        &[
            Says(&["partner=Jeonju", "country=KR", "signed_on=2012-06-05", "fields=Culture"]),
            Says(&["partner=Pakse", "country=LA", "signed_on=2012-06-05", "fields=Health;tourism"]),
            // In English the register itself calls it so.
            Says(&["partner=Kaesong", "country=KR", "signed_on=2012-06-05"]),
        ],
        &[],
    ),
    List(
        "twin towns with the year alone",
        "TT|Địa phương kết nghĩa|Quốc gia|Ngày ký kết\n1|Tỉnh Champasak|Lào|2009\n2|Tỉnh Mondulkiri|Campuchia|12/2011\n3|Tỉnh Attapeu|Lào|12/10/2011\n",
        &[
            Asked("no single day"),
            Asked("no single day"),
            Says(&["partner=Tỉnh Attapeu", "signed_on=2011-10-12", "country=LA"]),
        ],
        &[],
    ),
    List(
        "both ends in one cell",
        "Tên chương trình|Đối tác|Thời gian thực hiện\n\
         Chương trình A|Gifu|01/01/2020-31/12/2024\nChương trình B|Gifu|Từ 01/7/2021 đến hết ngày 30/6/2026\nChương trình C|Gifu|Từ tháng 5/2019 đến tháng 5/2024\n",
        &[
            Says(&["in_force_on=2020-01-01", "term=until 2024-12-31"]),
            Says(&["in_force_on=2021-07-01", "term=until 2026-06-30"]),
            Asked("is not a"),
        ],
        &[],
    ),
    List(
        "renewal in a column of its own",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn hiệu lực|Gia hạn\n\
         A|Gifu|05/3/2019|3 năm|Tự động gia hạn 3 năm một lần\nB|Gifu|05/3/2019|3 năm|theo thỏa thuận của hai bên\n\
         C|Gifu|05/3/2019|3 năm|Không\nD|Gifu|05/3/2019|3 năm|tự động gia hạn nếu không bên nào thông báo trước 06 (sáu) tháng, mỗi lần 3 năm\n",
        &[
            // Every three years, or three years once?
            Asked("renewal"),
            Says(&["term=3y", "renewal=consent"]),
            Says(&["term=3y", "renewal=none"]),
            Says(&["term=3y", "renewal=tacit", "renewal_period=3y", "notice=6m"]),
        ],
        &[],
    ),
    List(
        "a head of two rows with both ends",
        "STT|Tên văn bản|Đối tác|Hiệu lực||Cơ quan chủ trì\n|||Từ ngày|Đến ngày|\n1|Bản ghi nhớ|Gifu|05/3/2019|05/3/2024|Sở Y tế\n",
        &[Says(&["in_force_on=2019-03-05", "term=until 2024-03-05", "lead_agency=Sở Y tế"])],
        &[],
    ),
    List(
        "a head of three rows",
        "STT|Thông tin chung|||Thời gian|||Ghi chú\n|Tên văn bản|Đối tác||Ngày ký|Hiệu lực||\n||Tên đối tác|Quốc gia||Từ ngày|Đến ngày|\n\
         1|Bản ghi nhớ|Tỉnh Gifu|Nhật Bản|01/3/2019|05/3/2019|05/3/2024|\n",
        &[Says(&[
            "title=Bản ghi nhớ",
            "partner=Tỉnh Gifu",
            "country=JP",
            "signed_on=2019-03-01",
            "in_force_on=2019-03-05",
            "term=until 2024-03-05",
        ])],
        &[],
    ),
    List(
        "a head of four rows with its numbers",
        "TT|Văn bản|||||Ghi chú\n|Nội dung||Thời gian|||\n|Tên văn bản|Đối tác|Ngày ký|Hiệu lực||\n||||Từ ngày|Đến ngày|\n(1)|(2)|(3)|(4)|(5)|(6)|(7)\n\
         1|Bản ghi nhớ|Tỉnh Gifu|01/3/2019|05/3/2019|05/3/2024|\n",
        &[Says(&[
            "title=Bản ghi nhớ",
            "partner=Tỉnh Gifu",
            "signed_on=2019-03-01",
            "in_force_on=2019-03-05",
            "term=until 2024-03-05",
        ])],
        &[],
    ),
    List(
        "titles in two languages and states",
        "Tên thỏa thuận (tiếng Việt)|Tên thỏa thuận (tiếng Anh)|Đối tác|Ngày ký|Ngày hết hạn|Tình trạng\n\
         Bản ghi nhớ về y tế|MoU on Health|Gifu|05/3/2019|05/3/2024|Đã hết hiệu lực\n",
        &[Says(&["title=Bản ghi nhớ về y tế", "title_en=MoU on Health", "term=until 2024-03-05"])],
        &[],
    ),
    List(
        "a column called Hạn",
        "Tên văn bản|Đối tác|Ngày ký|Hạn\nBản ghi nhớ|Gifu|05/3/2019|05/3/2024\n",
        &[Asked("may move a date")],
        &[],
    ),
    List(
        "two who are in charge",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn|Người phụ trách\n\
         Bản ghi nhớ|Gifu|05/3/2019|5 năm|Nguyễn Văn A, Trần Thị B\nBản ghi nhớ II|Gifu|05/3/2020|5 năm|Nguyễn Văn A; Trần Thị B\n",
        &[Asked("Nguyễn Văn A; Trần Thị B"), Says(&["officers=Nguyễn Văn A;Trần Thị B", "term=5y"])],
        &[],
    ),
    List(
        "days of two digits and of another order",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn\nA|Gifu|05/03/19|5 năm\nB|Gifu|2019.03.05|5 năm\nC|Gifu|ngày 5 tháng 3 năm 2019|năm (05) năm\n",
        &[Asked("two digits"), Says(&["signed_on=2019-03-05"]), Says(&["signed_on=2019-03-05", "term=5y"])],
        &[],
    ),
    List(
        "signed words before the day",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn\nA|Gifu|Ký ngày 05/3/2019|05 năm kể từ ngày ký\nB|Gifu|05/3/2019 (tại Hà Nội)|05 năm\n",
        &[Says(&["signed_on=2019-03-05", "term=5y"]), Says(&["signed_on=2019-03-05"])],
        &[],
    ),
    List(
        "a number and its day in one column",
        "Tên văn bản|Đối tác|Số, ngày ký|Thời hạn\nThỏa thuận|Gifu|12/TT-UBND ngày 05/3/2019|5 năm\n",
        &[Asked("")],
        &[],
    ),
    List(
        "a length and its years in brackets",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn\nA|Gifu|12/8/2019|05 năm (2019-2024)\nB|Gifu|12/8/2019|05 năm (2019-2023)\n",
        &[Says(&["term=5y"]), Asked("is not a term")],
        &[],
    ),
    List(
        "reviews and notice as offices write them",
        "Tên văn bản|Đối tác|Ngày ký|Thời hạn|Sơ kết|Thông báo trước\n\
         A|Gifu|05/3/2019|5 năm|nửa năm một lần|06 tháng\nB|Gifu|05/3/2019|5 năm|Hằng năm|6 months before expiry\n\
         C|Gifu|05/3/2019|5 năm|khi cần|90 ngày\n",
        &[Says(&["review_every=6m", "notice=6m"]), Says(&["review_every=1y", "notice=6m"]), Asked("review_every")],
        &[],
    ),
    List(
        "commas inside quotes and a total in words",
        "STT;Tên văn bản;Bên ký kết (Việt Nam);Bên ký kết (nước ngoài);Ngày ký;Thời hạn\n\
         1;\"Thỏa thuận; hợp tác\";UBND tỉnh Đắk Lắk;Tỉnh Jeonbuk;22/12/2017;5 năm\nCộng: 01 văn bản;;;;;\n",
        &[Says(&["title=Thỏa thuận; hợp tác", "ours=UBND tỉnh Đắk Lắk", "partner=Tỉnh Jeonbuk", "term=5y"])],
        &["sum"],
    ),
    List(
        "a page of a ministry, repeated heads",
        "STT|Tên văn bản|Nước|Ngày ký|Thời hạn\n1|Bản ghi nhớ A với Bộ Y tế|Lào|05/3/2019|5 năm\nSTT|Tên văn bản|Nước|Ngày ký|Thời hạn\n2|Bản ghi nhớ B|CHDCND Lào|05/4/2019|05 năm\n",
        &[
            Says(&["country=LA", "signed_on=2019-03-05", "term=5y"]),
            Says(&["country=LA", "signed_on=2019-04-05", "term=5y"]),
        ],
        &["repeats the headers"],
    ),
];

#[test]
fn lists_of_further_shapes_say_what_they_say() {
    let (mut right, mut asked, mut overasked, mut wrong) = (0, 0, Vec::new(), Vec::new());
    for List(name, text, rows, said) in LISTS {
        let mut reading = read("list.csv", Format::Csv, text.as_bytes());
        let found = drafts(&mut reading);
        let flaws = reading.flaws.to_string();
        let whole = reading.flaws.whole_file();
        let mut taken: BTreeMap<usize, _> =
            if whole { BTreeMap::new() } else { found.agreements.iter().map(|d| (d.place.ordinal, d)).collect() };
        if reading.rows.len() != rows.len() && !whole {
            wrong.push(format!("{name}: {} rows, not {}\n{flaws}{:?}", reading.rows.len(), rows.len(), reading.aside));
            continue;
        }
        for (ordinal, row) in rows.iter().enumerate() {
            match (row, taken.remove(&ordinal)) {
                (Asked(word), None) if flaws.contains(word) => asked += 1,
                (Asked(word), None) => wrong.push(format!("{name}, row {ordinal}: asked, but not `{word}`:\n{flaws}")),
                (Asked(_), Some(draft)) => {
                    wrong.push(format!("{name}, row {ordinal}: came in silently: {:?}", draft.changes));
                }
                (Says(_), None) => overasked.push(format!("{name}, row {ordinal}:\n{flaws}")),
                (Says(facts), Some(draft)) => {
                    let mut known = Facts::default();
                    for (field, text) in &draft.made {
                        known.set(*field, Some(text)).expect("canonical texts");
                    }
                    draft.apply(&mut known).expect("canonical texts");
                    let differs = facts.iter().find(|fact| {
                        let (field, value) = fact.split_once('=').expect("field=value");
                        known.get(Field::named(field).expect("a field")).unwrap_or_default() != value
                    });
                    match differs {
                        None => right += 1,
                        Some(fact) => wrong.push(format!("{name}, row {ordinal}: not {fact}: {:?}", draft.changes)),
                    }
                }
            }
        }
        let beside: String = (reading.aside.iter().map(ToString::to_string))
            .chain(reading.remarks.iter().chain(&found.remarks).map(|r| r.wording.what(Language::En).to_owned()))
            .collect::<Vec<_>>()
            .join("\n");
        for word in said.iter().filter(|word| !beside.contains(**word)) {
            wrong.push(format!("{name}: nothing says `{word}`:\n{beside}"));
        }
    }
    let all: usize = LISTS.iter().map(|List(_, _, rows, _)| rows.len()).sum();
    println!(
        "{} lists, {all} rows: {right} right, {asked} asked as they should be, {} asked for nothing",
        LISTS.len(),
        overasked.len()
    );
    let (wrong, overasked) = (wrong.join("\n"), overasked.join("\n"));
    assert!(wrong.is_empty() && overasked.is_empty(), "wrong:\n{wrong}\nasked for nothing:\n{overasked}");
}
