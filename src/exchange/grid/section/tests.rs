//! Headings, names of sheets and titles, and what the rows below take from them.

use super::*;

#[test]
fn headings_that_name_a_country_or_a_year() {
    for (text, country, year) in [
        ("Lào", Some("LA"), None),
        ("II. HÀN QUỐC", Some("KR"), None),
        ("A - CHDCND Lào (05 văn bản)", Some("LA"), None),
        ("Các thỏa thuận ký với Lào", Some("LA"), None),
        ("I. Thỏa thuận với các đối tác Hàn Quốc: 3", Some("KR"), None),
        ("Cộng hòa Séc", Some("CZ"), None),
        ("Hàn Quốc/Korea", Some("KR"), None),
        ("Nhật Bản – 02 văn bản", Some("JP"), None),
        ("Nhật Bản - tỉnh Mie", Some("JP"), None),
        ("Lào (tiếp theo)", Some("LA"), None),
        ("(I) Lào", Some("LA"), None),
        ("Phần I. Lào", Some("LA"), None),
        ("Chương 1: Hàn Quốc", Some("KR"), None),
        ("Agreements with Japan", Some("JP"), None),
        ("Năm 2017", None, Some(2017)),
        ("2017", None, Some(2017)),
        ("III. Các văn bản ký năm 2018", None, Some(2018)),
        ("Các sở, ngành", None, None),
        ("Cấp tỉnh", None, None),
        ("Bản ghi nhớ với Lào và Hàn Quốc", None, None),
        ("Lào, Campuchia", None, None),
        ("Giai đoạn 2017-2022", None, None),
    ] {
        assert_eq!(of_heading(text), SheetSection { country, year, ..SheetSection::default() }, "{text}");
    }
}

#[test]
fn names_of_sheets() {
    for (name, country, year) in [
        ("Lào", Some("LA"), None),
        ("HÀN QUỐC", Some("KR"), None),
        ("1. Lào", Some("LA"), None),
        ("HÀN QUỐC (2)", Some("KR"), None),
        ("Nhật Bản - 2024", Some("JP"), Some(2024)),
        ("Lào 2023", Some("LA"), Some(2023)),
        ("Hàn Quốc (2022)", Some("KR"), Some(2022)),
        ("1. 2021-2022", None, None),
        ("Nga", Some("RU"), None),
        ("VN", None, None),
        ("LA", None, None),
        ("PL1", None, None),
        ("2021", None, Some(2021)),
        ("Năm 2021", None, Some(2021)),
        ("Ký 2021", None, None),
        ("2021-2022", None, None),
        ("Danh mục", None, None),
    ] {
        assert_eq!(of_sheet(Some(name)), SheetSection { country, year, ..SheetSection::default() }, "{name}");
    }
    assert_eq!(of_sheet(None), SheetSection::default());
    for (name, is_planned) in [("Nháp", true), ("Dự kiến 2027", true), ("Dự kiến gia hạn", false), ("Bản cũ", false)]
    {
        assert_eq!(of_sheet(Some(name)).state.is_some(), is_planned, "{name}");
    }
}

#[test]
fn a_year_stands_in_its_country_and_a_country_in_its_year() {
    let lao = of_heading("Lào");
    let both = of_heading("Năm 2017").under(&lao);
    let of = |country, year| SheetSection { country: Some(country), year: Some(year), ..SheetSection::default() };
    assert_eq!(both, of("LA", 2017));
    assert_eq!(of_heading("Hàn Quốc").under(&both), of("KR", 2017));
    assert_eq!(of_heading("Các sở, ngành").under(&both), SheetSection::default());
}

#[test]
fn a_sum_a_year_and_a_number_end_what_they_end() {
    let lao = of_heading("Lào").numbered("I");
    let keeps = of_heading("Cấp tỉnh").numbered("1").under(&lao);
    assert_eq!((keeps.country, of_heading("Cấp tỉnh").numbered("II").under(&keeps).country), (Some("LA"), None));
    assert_eq!(of_heading("Các sở").numbered("2").under(&keeps).country, Some("LA"));
    // The year came first: the next year ends the country of the one before.
    let in_year = of_heading("Hàn Quốc").under(&of_heading("Lào").under(&of_heading("Năm 2022")));
    let next = of_heading("Năm 2023").under(&in_year);
    assert_eq!((in_year.country, in_year.year, next.country, next.year), (Some("KR"), Some(2022), None, Some(2023)));
    for (sum, country) in [("Cộng Lào: 01", None), ("Cộng", None), ("Cộng trang 1", Some("LA"))] {
        assert_eq!(lao.below_sum(sum).country, country, "{sum}");
    }
    for (text, country) in [
        ("Tỉnh Champasak (Lào)", Some("LA")),
        ("II. Thành phố Kyoto - Nhật Bản", Some("JP")),
        ("Lào, Campuchia", None),
        ("Các sở, ngành", None),
    ] {
        assert_eq!(of_partner(text).and_then(|section| section.country), country, "{text}");
    }
}

#[test]
fn of_country_and_state_the_first_holds_the_other() {
    let told = |headings: &[&str]| {
        let section = headings.iter().fold(SheetSection::default(), |before, text| of_heading(text).under(&before));
        (section.country, section.state.map(|state| state.to_string()))
    };
    let state = |words: &str| Some(words.to_owned());
    for (headings, expected) in [
        (&["A. Còn hiệu lực", "I. Lào"][..], (Some("LA"), state("Còn hiệu lực"))),
        (&["A. Còn hiệu lực", "I. Lào", "II. Hàn Quốc"], (Some("KR"), state("Còn hiệu lực"))),
        (&["A. Còn hiệu lực", "I. Lào", "B. Hết hiệu lực"], (None, state("Hết hiệu lực"))),
        (&["I. Lào", "1. Còn hiệu lực"], (Some("LA"), state("Còn hiệu lực"))),
        (&["I. Lào", "1. Còn hiệu lực", "2. Hết hiệu lực"], (Some("LA"), state("Hết hiệu lực"))),
        (&["I. Lào", "1. Hết hiệu lực", "II. Hàn Quốc"], (Some("KR"), None)),
        (&["A. Còn hiệu lực", "Các sở, ngành"], (None, None)),
    ] {
        assert_eq!(told(headings), expected, "{headings:?}");
    }
}

#[test]
fn what_stands_alone_beside_a_number() {
    for text in ["Lào", "CHDCND Lào (02 văn bản)", "Nước Lào", "Năm 2022", "2022", "Hết hiệu lực"] {
        assert!(is_alone(text), "{text}");
    }
    for text in ["Bản ghi nhớ với Lào", "Thỏa thuận A", "Văn bản năm 2022", "Châu Âu", ""] {
        assert!(!is_alone(text), "{text}");
    }
}
