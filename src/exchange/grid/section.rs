//! Headings between the rows of a list, and what the rows below take from them: a country, a year, a state.
//!
//! Only a heading that says nothing else than the country or the year gives them: "II. HÀN QUỐC (05 văn bản)", "Các thỏa
//! thuận ký với Lào", "Năm 2017". A state ("Các thỏa thuận hết hiệu lực") is held against the days of each row. A cell of the
//! row itself always comes first.

mod region;
mod state;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::super::cell_forms::{country, day};
use super::super::headers::{SIGNED_YEAR, STATUS};
use super::super::row_kind::RowKind;
use super::super::rows::{Cell, CellValue, Row};
use crate::text::fold;
pub(super) use region::is_region;

/// What a heading gives to the rows below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SheetSection {
    /// The code of the country.
    pub(super) country: Option<&'static str>,
    pub(super) year: Option<i32>,
    /// The words of the state.
    pub(super) state: Option<Arc<str>>,
    /// Which of country and state was there first: headings of the other stand inside it.
    outer: Outer,
    /// Whether the country stands inside the year, which came first.
    year_holds: bool,
    /// How the heading was numbered.
    level: ChapterLevel,
}

/// How a heading is numbered: those of a chapter hold those of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ChapterLevel {
    #[default]
    None,
    /// "I", "A".
    Chapter,
    /// "1".
    Number,
}

/// Which headings hold which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Outer {
    /// There is one of them at most.
    #[default]
    Neither,
    Country,
    State,
}

impl SheetSection {
    /// The same of a heading that stands beside that number, or begins with it.
    pub(super) fn numbered(self, number: &str) -> Self {
        let bare = number.split(['.', ')', '-', '–', ':']).next().unwrap_or_default().trim();
        let is_of = |letters: &[u8]| !bare.is_empty() && bare.bytes().all(|b| letters.contains(&b));
        let level = if is_of(b"IVX") || (bare.len() == 1 && is_of(b"ABCDEFGH")) {
            ChapterLevel::Chapter
        } else if is_of(b"0123456789") {
            ChapterLevel::Number
        } else {
            ChapterLevel::None
        };
        Self { level, ..self }
    }

    /// The section that is left below a sum: it closes what it sums up, unless it sums up a page.
    pub(super) fn below_sum(&self, sum: &str) -> Self {
        let folded = fold(sum);
        let of_page = ["trang", "page", "sang"].iter().any(|word| folded.contains(word));
        if of_page { self.clone() } else { self.without_country() }
    }

    /// The section below the heading of a part of the world, which is no country's any more.
    pub(super) fn without_country(&self) -> Self {
        Self { country: None, ..self.clone() }
    }

    /// What is taken, in words; `None` where nothing is.
    pub(super) fn taken(&self) -> Option<String> {
        let state = || self.state.as_deref().map(str::to_owned);
        self.country.map(str::to_owned).or_else(|| self.year.map(|year| year.to_string())).or_else(state)
    }

    /// This section under the ones before it: a year does not end what it stands in, nor a country or a state the year. Of
    /// country and state the one that came first holds the other.
    pub(super) fn under(self, before: &Self) -> Self {
        let before = before.clone();
        // "1 | Cấp tỉnh" under "I | Lào" says nothing of the country, and stands in it.
        if self.taken().is_none() && self.level == ChapterLevel::Number && before.level == ChapterLevel::Chapter {
            return before;
        }
        let year_holds = before.year_holds || (before.year.is_some() && before.country.is_none());
        match (self.country, self.year, self.state.is_some()) {
            (Some(_), None, false) => match (before.state.is_some(), before.outer) {
                (true, Outer::Country) | (false, _) => Self { year: before.year, year_holds, ..self },
                (true, _) => Self { year: before.year, year_holds, state: before.state, outer: Outer::State, ..self },
            },
            (None, None, true) => match (before.country.is_some(), before.outer) {
                (true, Outer::State) | (false, _) => Self { year: before.year, ..self },
                (true, _) => Self { year: before.year, country: before.country, outer: Outer::Country, ..self },
            },
            (None, Some(_), false) if before.year_holds => {
                Self { year: self.year, country: None, year_holds: false, ..before }
            }
            (None, Some(_), false) => Self { year: self.year, ..before },
            _ => self,
        }
    }

    pub(super) fn of_country(code: &'static str) -> Self {
        Self { country: Some(code), ..Self::default() }
    }

    fn of_year(year: i32) -> Self {
        Self { year: Some(year), ..Self::default() }
    }
}

impl SheetSection {
    /// This section, and what it does not say from another one.
    pub(super) fn or(&self, other: &Self) -> Self {
        let state = self.state.clone().or_else(|| other.state.clone());
        Self { country: self.country.or(other.country), year: self.year.or(other.year), state, ..self.clone() }
    }
}

/// What the rows of a sheet take from its name: "Hàn Quốc", "Năm 2021", and nothing of a name that says more.
pub(super) fn of_sheet(name: Option<&str>) -> SheetSection {
    let Some(name) = name.map(str::trim) else { return SheetSection::default() };
    // "1. Lào", "HÀN QUỐC (2)".
    let name = without_number(name);
    // "(2)" is the second sheet of a country, "(2022)" a year.
    let in_brackets = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map_or("", |(_, inside)| inside);
    let name = if in_brackets.len() == 4 && year_in(in_brackets).is_some() { name } else { without_count(name) };
    if let Some(country) = country_of_sheet(name) {
        return SheetSection::of_country(country);
    }
    // "Nhật Bản - 2024".
    if let Some((country, year)) = name.rsplit_once([' ', '-', '_', '–'])
        && let (Some(country), Some(year)) =
            (country_of_sheet(country.trim_end_matches([' ', '-', '_', '–'])), year_in(year.trim_matches(['(', ')'])))
    {
        return SheetSection { year: Some(year), ..SheetSection::of_country(country) };
    }
    if let Some(state) = state::of(name) {
        return SheetSection { state: Some(state), ..SheetSection::default() };
    }
    let folded = fold(name);
    // What is drafted or planned is not signed.
    let planned =
        |words: &str| words.split_whitespace().all(|word| word == "ky" || word.bytes().all(|b| b.is_ascii_digit()));
    if matches!(folded.as_str(), "nhap" | "ban nhap" | "draft") || folded.strip_prefix("du kien").is_some_and(planned) {
        return SheetSection { state: Some(Arc::from(crate::message::list::NOT_SIGNED)), ..SheetSection::default() };
    }
    let year = folded.strip_prefix("nam ").or_else(|| folded.strip_prefix("year ")).unwrap_or(&folded);
    year_in(year).filter(|_| year.len() == 4).map(SheetSection::of_year).unwrap_or_default()
}

/// The country that a sheet is called after.
fn country_of_sheet(name: &str) -> Option<&'static str> {
    // "VN", "PL1", "NGA" may be anything.
    let code = name.len() <= 3 && name.bytes().all(|b| b.is_ascii_uppercase());
    country::named(name).filter(|_| !code)
}

/// The name of a sheet without the number before it.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    // "2021-2022" is no second sheet of some country.
    let short = (1..=2).contains(&(name.len() - rest.len()));
    let cut = rest.strip_prefix(['.', ')', '-', '_']).filter(|_| short);
    cut.map_or(name, str::trim)
}

/// Whether a day took its year from a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearSource {
    Own,
    Added,
}

/// Words around a country or a year in a heading, folded.
const AROUND: [&str; 44] = [
    "cac",
    "thoa",
    "thuan",
    "quoc",
    "te",
    "van",
    "ban",
    "da",
    "ky",
    "ket",
    "voi",
    "doi",
    "tac",
    "phia",
    "nuoc",
    "tai",
    "cua",
    "hop",
    "thi",
    "truong",
    "danh",
    "muc",
    "trong",
    "ghi",
    "nho",
    "bien",
    "nam",
    "giua",
    "viet",
    "va",
    "cong",
    "bo",
    "agreements",
    "agreement",
    "with",
    "in",
    "the",
    "year",
    "of",
    "signed",
    "country",
    "partners",
    "mous",
    "and",
];

/// What the rows of a table take from the titles above it: the state of all of them.
pub(super) fn of_titles<'c>(mut titles: impl Iterator<Item = &'c str>) -> SheetSection {
    let state = titles.find_map(|title| state::of(title.trim()));
    SheetSection { state, ..SheetSection::default() }
}

/// What the rows below a heading take from it.
pub(super) fn of_heading(text: &str) -> SheetSection {
    let bare = without_count(without_chapter(text.trim()));
    if let Some(code) = country::named(bare).or_else(|| country::read(bare).ok()).or_else(|| before_a_place(bare)) {
        return SheetSection::of_country(code);
    }
    if let Some(state) = state::of(bare) {
        return SheetSection { state: Some(state), ..SheetSection::default() };
    }
    let folded = fold(bare);
    if let Some(year) = year_in(&folded) {
        return SheetSection::of_year(year);
    }
    // The words before and behind the name say nothing: what is left is the country, whole.
    let words: Vec<&str> = bare.split_whitespace().take(24).collect();
    let says_nothing = |word: &&str| AROUND.contains(&fold(word).trim_matches([',', ':', '.']));
    let start = words.iter().take_while(|word| says_nothing(word)).count();
    let code = (0..=start).rev().find_map(|start| {
        let rest = words.get(start..)?.join(" ");
        country::named(rest.trim_end_matches([':', '.', ','])).filter(|_| start > 0 && !rest.is_empty())
    });
    code.map(SheetSection::of_country).unwrap_or_default()
}

/// Whether the text is nothing but the name of a country, a year or a state, as a heading beside a running number is: "1 | Lào",
/// and not "5 | Bản ghi nhớ với Lào".
pub(super) fn is_alone(text: &str) -> bool {
    let bare = without_count(text.trim());
    let folded = fold(bare);
    let of_year = folded.strip_prefix("nam ").or_else(|| folded.strip_prefix("year ")).unwrap_or(&folded);
    let nation = ["nuoc ", "vuong quoc ", "with ", "voi "].iter().any(|word| folded.starts_with(word));
    let without_word = || bare.split_once(' ').map_or(bare, |(_, rest)| rest);
    country::named(bare).is_some()
        || (nation && country::named(without_word()).is_some())
        || (of_year.len() == 4 && year_in(of_year).is_some())
        || state::of(bare).is_some()
}

/// The country before a dash, where what stands behind it is none: "Nhật Bản - tỉnh Mie".
fn before_a_place(text: &str) -> Option<&'static str> {
    let (name, place) = text.split_once(" - ").or_else(|| text.split_once(" – "))?;
    country::named(name).filter(|_| country::named(place).is_none() && place.chars().count() > 3)
}

/// The heading without "II.", "A -", "3)", "(I)", "Phần I.", "Chương 1:".
fn without_chapter(text: &str) -> &str {
    let Some((number, rest)) = text.trim_start_matches('(').split_once(['.', ')', '-', '–', ':']) else {
        return text;
    };
    let part = number.trim();
    let word = part.split_whitespace().next().unwrap_or_default();
    let of_part = matches!(fold(word).as_str(), "phan" | "chuong" | "muc" | "part" | "chapter");
    let bare = if of_part { part[word.len()..].trim() } else { part };
    let roman = !bare.is_empty() && bare.bytes().all(|b| b"IVX".contains(&b));
    let counted = roman || (bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_alphanumeric()));
    if counted && !rest.trim().is_empty() { rest.trim() } else { text }
}

/// The heading without "(05 văn bản)", ": 3".
fn without_count(text: &str) -> &str {
    let text = text.trim_end_matches([':', '.', ' ']);
    // "Lào (tiếp theo)" on the next page.
    if let Some((name, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
        && ["tiep", "cont"].iter().any(|word| fold(inside).starts_with(word))
    {
        return name.trim();
    }
    if let Some((name, count)) = text.rsplit_once(" - ").or_else(|| text.rsplit_once(" – "))
        && count.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && count.contains(char::is_alphabetic)
    {
        return name.trim();
    }
    if let Some((name, count)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
        && count.trim_start().starts_with(|c: char| c.is_ascii_digit())
    {
        return name.trim();
    }
    match text.rsplit_once(':') {
        Some((name, count)) if count.trim_start().starts_with(|c: char| c.is_ascii_digit()) => name.trim(),
        _ => text,
    }
}

/// The year of "Năm 2017", "2017", "Ký năm 2017", "Year 2017".
fn year_in(folded: &str) -> Option<i32> {
    let year = folded.split_whitespace().last()?.trim_matches(['.', ':', ',']);
    let number: i32 = year.parse().ok().filter(|year| (1945..=2199).contains(year))?;
    let before = folded.split_whitespace().rev().skip(1).take(20);
    let mut before = before.peekable();
    before.all(|word| AROUND.contains(&word.trim_matches([',', ':', '.']))).then_some(number)
}

/// The country of a heading that names a partner with it: "Tỉnh Champasak (Lào)", "Thành phố Kyoto - Nhật Bản".
pub(super) fn of_partner(text: &str) -> Option<SheetSection> {
    let bare = without_chapter(text.trim());
    country_in_name(bare).filter(|_| !bare.contains(',')).map(SheetSection::of_country)
}

/// The country that stands behind a partner's name: "Thành phố Kyoto (Nhật Bản)", "Tỉnh Champasak, Lào", "Attapeu - Lào".
fn country_in_name(name: &str) -> Option<&'static str> {
    let bracketed = || name.trim().strip_suffix(')')?.rsplit_once('(').map(|(_, inside)| inside);
    let dashed = || name.rsplit_once(" - ").or_else(|| name.rsplit_once(" – "));
    let behind = bracketed().or_else(|| name.rsplit_once(',').or_else(dashed).map(|(_, behind)| behind))?;
    // Two letters behind a comma may be anything.
    country::named(behind).filter(|_| behind.trim().chars().count() > 2)
}

/// The year of a cell that names nothing else: "2022", "2022.0", "Năm 2022".
pub(in crate::exchange) fn year_alone(text: &str) -> Option<i32> {
    let folded = fold(text);
    let bare = folded.strip_prefix("nam ").unwrap_or(&folded);
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    bare.parse().ok().filter(|year| bare.len() == 4 && (1900..=2199).contains(year))
}

/// Gives a row what its section says, where the row itself does not.
pub(super) fn give(section: &SheetSection, row: &mut Row) -> YearSource {
    let said = |row: &Row, name: &str| row.cells.get(name).is_some_and(|cell| cell.said != CellValue::Nothing);
    // "Thành phố Kyoto (Nhật Bản)" below "I. Hàn Quốc" says its own.
    let own = row.text("partner").and_then(country_in_name);
    let country = own.or(section.country);
    if let Some(country) = country.filter(|_| row.kind == RowKind::Agreement && !said(row, "country")) {
        let cell = Cell {
            said: CellValue::Text(country.to_owned()),
            line: row.place.line,
            column: Arc::from("country"),
            at: 0,
        };
        row.cells.insert("country", cell);
    }
    if let Some(state) = section.state.as_deref().filter(|_| row.kind == RowKind::Agreement && !said(row, STATUS)) {
        let cell =
            Cell { said: CellValue::Text(state.to_owned()), line: row.place.line, column: Arc::from(STATUS), at: 0 };
        row.cells.insert(STATUS, cell);
    }
    let own = row.text(SIGNED_YEAR).and_then(year_alone);
    if let (Some(year), Some(Cell { said: CellValue::Text(text), .. })) =
        (own.or(section.year), row.cells.get_mut("signed_on"))
        && let Some(whole) = day::with_year(text, year)
    {
        *text = whole;
        return if own.is_some() { YearSource::Own } else { YearSource::Added };
    }
    YearSource::Own
}
