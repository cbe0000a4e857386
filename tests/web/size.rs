//! However long the register is, no page is larger than 60 KB; what does not fit is counted, and one press away.

use super::client::{NOW, Office};

const LARGEST: usize = 60 * 1024;

/// Five hundred agreements, all signed in March 2024 for three years and reviewed each year: each month of March has five
/// hundred reviews or ends, and nothing is recorded of those that passed.
fn five_hundred() -> Office {
    let one = |nth: u32| {
        format!(
            "[[agreement]]\nreference = \"DL-KR-2024-{nth:03}\"\ntitle = \"Bản ghi nhớ hợp tác giáo dục, văn hóa và giao lưu nhân dân {}\"\n\
             partner = [\"jeonbuk\"]\ncountry = \"KR\"\nsigned_on = 2024-03-{:02}\nterm = \"3y\"\nreview_every = \"1y\"\n\
             officers = [\"desk-korea\"]\n",
            "của các trường ".repeat(nth as usize % 5),
            nth % 28 + 1
        )
    };
    let mut office = Office::unserved("", &(1..=500).map(one).collect::<String>(), NOW);
    office.serve(NOW);
    office
}

#[test]
fn no_page_grows_with_the_register() {
    let office = five_hundred();
    let mut head = office.logged_in("head");
    for path in [
        "/",
        "/thoa-thuan",
        "/thoa-thuan/DL-KR-2024-250",
        "/lich?thang=2027-03",
        "/lich?thang=2026-03",
        "/ke-hoach/2027",
        "/ke-hoach/2026",
        "/dong-thoi-gian",
        "/thay-doi",
        "/thu-nhac",
        "/viec-co-quan",
        "/can-xac-minh",
        "/ban-giao",
        "/doi-tac",
    ] {
        let page = office.get(&mut head, path);
        assert!(
            page.status == 200 && page.bytes.len() <= LARGEST,
            "{path}: {}, {} bytes",
            page.status,
            page.bytes.len()
        );
    }
    // What is not on the page is counted, and one press away.
    let first = office.get(&mut head, "/ke-hoach/2027").body;
    let counted: usize =
        first.split_once("role=\"status\"><strong>").unwrap().1.split('<').next().unwrap().parse().unwrap();
    let rows = |body: &str| body.matches("<td data-label=\"Hạn làm việc\">").count();
    let mut path = "/ke-hoach/2027".to_owned();
    let mut seen = 0;
    for _ in 0..100 {
        let page = office.get(&mut head, &path).body;
        seen += rows(&page);
        let Some((before, _)) = page.split_once("\" rel=\"next\">Trang sau") else { break };
        before.rsplit_once("href=\"").unwrap().1.clone_into(&mut path);
        assert!(path.starts_with("/ke-hoach/2027?trang="), "{path}");
    }
    assert!(counted > 500 && seen == counted, "{seen} of {counted}");
    let month = office.get(&mut head, "/lich?thang=2027-03").body;
    let day = "/ke-hoach?tu=2027-03-01&amp;den=2027-03-01";
    // Every twenty-eighth was signed on the 1st, 17 of 500: as many reviews and ends, of which two are shown.
    let (_, more) = month.split_once(&format!("{day}\">và ")).unwrap_or_else(|| panic!("{month}"));
    assert!(more.starts_with("32 việc nữa"), "{more}");
    assert_eq!(rows(&office.get(&mut head, &day.replace("&amp;", "&")).body), 34);
    // What was over before the register began stands in no plan: it is counted, and no link promises it. Of the 2nd it is 18
    // reviews, two of them shown.
    let past = office.get(&mut head, "/lich?thang=2026-03").body;
    assert!(past.contains("và 16 việc đã qua hoặc đã có kết quả") && !past.contains("/ke-hoach?tu="), "{past}");
}

/// Forty agreements with twenty yearly reviews each that passed before the register knew of them: 800 days to verify, of which
/// the latest of each agreement asks.
#[test]
fn what_waits_to_be_verified_fits_on_a_page() {
    let one = |nth: u32| {
        format!(
            "[[agreement]]\nreference = \"DL-KR-2006-{nth:02}\"\ntitle = \"Bản ghi nhớ hợp tác {nth}\"\npartner = [\"jeonbuk\"]\n\
             country = \"KR\"\nsigned_on = 2006-03-01\nterm = \"40y\"\nreview_every = \"1y\"\nofficers = [\"desk-korea\"]\n"
        )
    };
    let mut office = Office::unserved("", &(1..=40).map(one).collect::<String>(), NOW);
    office.serve(NOW);
    let page = office.get(&mut office.logged_in("head"), "/can-xac-minh");
    assert!(page.status == 200 && page.bytes.len() <= LARGEST, "{} bytes", page.bytes.len());
    // Of the twenty reviews from 2007 to 2026 the last twelve stand there, the last of all asks.
    assert!(page.body.contains("8 mốc trước đó không bắt buộc"), "{}", page.body);
    assert!(page.body.contains("<strong>sơ kết kỳ 20</strong>") && !page.body.contains("<strong>sơ kết kỳ 8</strong>"));
    assert!(page.body.contains("<strong>sơ kết kỳ 9</strong>"), "{}", page.body);
    // One of the example register waits, too.
    assert!(page.body.contains("<span class=\"count\">41</span>"), "{}", page.body);
}
