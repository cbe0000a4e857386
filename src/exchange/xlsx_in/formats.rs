//! Which cells of a workbook show something else than they hold.
//!
//! Somebody types `30-12` or `12/2017`; the spreadsheet stores a day of this year, or the first of the month, and shows
//! only what was typed. Somebody formats 1652 to show `01652` or `1652/QĐ`. The reader of cells gives what is stored
//! alone, so the formats are looked up here, in the bare tags of the parts. It judges no value, and what it does not
//! understand it does not accuse: then a cell has no format.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::MOST_UNPACKED;

/// The most cells that are remembered of one sheet.
const MOST_CELLS: usize = 1_000_000;

type Archive<'b> = zip::ZipArchive<Cursor<&'b [u8]>>;

/// What a format does to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// It shows a day without its day, month or year.
    DayInPart,
    /// It puts zeros before a whole number, up to that many digits.
    Zeros(usize),
    /// It puts words or signs around a number.
    Dressed,
    /// It puts them around a text.
    DressedText,
}

/// The formats of a workbook that show something else, and where its sheets are.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// What they do, by their numbers as cells give them.
    shows: BTreeMap<usize, Shows>,
    /// The parts of the sheets, by the sheets' names.
    parts: BTreeMap<String, String>,
}

impl Formats {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let Some(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)).ok() else { return Self::default() };
        let shows = part(&mut archive, "xl/styles.xml").map(|xml| styles(&xml)).unwrap_or_default();
        let book = part(&mut archive, "xl/workbook.xml").unwrap_or_default();
        let links = part(&mut archive, "xl/_rels/workbook.xml.rels").unwrap_or_default();
        let targets: BTreeMap<String, String> =
            tags(&links, "Relationship").filter_map(|tag| Some((value(tag, "Id")?, value(tag, "Target")?))).collect();
        let path = |target: &String| match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        let parts = tags(&book, "sheet")
            .filter_map(|tag| Some((value(tag, "name")?, path(targets.get(&value(tag, "r:id")?)?))))
            .collect();
        Self { shows, parts }
    }

    /// The cells of that sheet, row and column from 0, whose format shows something else.
    pub(super) fn cells(&self, bytes: &[u8], sheet: &str) -> BTreeMap<(u32, u32), Shows> {
        let Some(path) = self.parts.get(sheet).filter(|_| !self.shows.is_empty()) else { return BTreeMap::new() };
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok();
        let xml = archive.as_mut().and_then(|archive| part(archive, path)).unwrap_or_default();
        let shown = |tag: &str| {
            let style: usize = value(tag, "s")?.parse().ok()?;
            Some((position(&value(tag, "r")?)?, *self.shows.get(&style)?))
        };
        tags(&xml, "c").filter_map(shown).take(MOST_CELLS).collect()
    }
}

fn part(archive: &mut Archive<'_>, path: &str) -> Option<String> {
    let mut text = Vec::new();
    archive.by_name(path).ok()?.take(MOST_UNPACKED).read_to_end(&mut text).ok()?;
    String::from_utf8(text).ok()
}

/// The styles of cells, by their place in the list, whose number format shows something else.
fn styles(xml: &str) -> BTreeMap<usize, Shows> {
    let own: BTreeMap<String, String> =
        tags(xml, "numFmt").filter_map(|tag| Some((value(tag, "numFmtId")?, value(tag, "formatCode")?))).collect();
    let cells = xml.split_once("<cellXfs").map_or("", |(_, rest)| rest.split("</cellXfs").next().unwrap_or_default());
    let shows = |id: &String| match own.get(id) {
        Some(code) => shows(code),
        // The built-in d-mmm, mmm-yy, and those of hours.
        None => matches!(id.as_str(), "16" | "17" | "18" | "19" | "20" | "21" | "45" | "46" | "47")
            .then_some(Shows::DayInPart),
    };
    let ids = tags(cells, "xf").map(|tag| value(tag, "numFmtId").unwrap_or_default());
    ids.enumerate().filter_map(|(at, id)| Some((at, shows(&id)?))).collect()
}

/// What a format does to the values it is made for: that of its first section, which stands for all numbers above zero.
fn shows(code: &str) -> Option<Shows> {
    let section = Section::of(code);
    let has = |letters: &[char]| section.bare.contains(letters);
    if has(&['d', 'm', 'y']) {
        let whole = has(&['d']) && has(&['m']) && has(&['y', 'e', 'b']);
        return (!whole).then_some(Shows::DayInPart);
    }
    let bare = section.bare.trim();
    let digits = bare.len();
    // Signs that stand in a format as they are; in hours and powers of ten they mean something.
    let signs = has(&['-', '/', '(', ')', '+']) && !has(&['h', 's', 'e']);
    match section.dress {
        Dress::None if signs => Some(Shows::Dressed),
        Dress::None if digits > 1 && bare.bytes().all(|b| b == b'0') => {
            Some(if digits <= MOST_ZEROS { Shows::Zeros(digits) } else { Shows::Dressed })
        }
        Dress::None => None,
        Dress::Worn if has(&['@']) => Some(Shows::DressedText),
        Dress::Worn => Some(Shows::Dressed),
    }
}

/// The most zeros that are put before a number; nobody numbers documents with more.
const MOST_ZEROS: usize = 80;

/// Whether words stand around the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dress {
    None,
    Worn,
}

/// The first section of a format.
struct Section {
    /// Its signs without words, colours and space to fill, in small letters.
    bare: String,
    dress: Dress,
}

impl Section {
    fn of(code: &str) -> Self {
        let mut section = Self { bare: String::new(), dress: Dress::None };
        let (mut until, mut chars) = (None, code.chars().peekable());
        while let Some(c) = chars.next() {
            match (until, c) {
                (Some(end), c) if c == end => until = None,
                // A blank says nothing; in brackets stand colours and languages.
                (Some(end), c) if end == '"' && !c.is_whitespace() => section.dress = Dress::Worn,
                (Some(_), _) => {}
                (None, '"') => until = Some('"'),
                (None, '[') => {
                    // A condition: another section may show the number.
                    if chars.peek().is_some_and(|c| ['<', '>', '='].contains(c)) {
                        section.dress = Dress::Worn;
                    }
                    until = Some(']');
                }
                (None, '\\') => match chars.next() {
                    Some(c) if !c.is_whitespace() => section.dress = Dress::Worn,
                    _ => section.bare.push(' '),
                },
                (None, '_' | '*') => {
                    chars.next();
                }
                (None, ';') => break,
                (None, c) => section.bare.extend(c.to_lowercase()),
            }
        }
        section
    }
}

/// The insides of the tags of that name, in any namespace.
fn tags<'t>(xml: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    xml.split('<').skip(1).filter_map(move |piece| {
        let inside = piece.split('>').next()?;
        let (tag, rest) = inside.split_at(inside.find([' ', '\n', '\r', '\t', '/']).unwrap_or(inside.len()));
        (tag.rsplit(':').next() == Some(name)).then_some(rest)
    })
}

/// An attribute of a tag.
fn value(tag: &str, name: &str) -> Option<String> {
    let starts = tag.match_indices(name).map(|(at, _)| at);
    let quoted = starts.filter_map(|at| {
        let alone = tag[..at].ends_with(char::is_whitespace);
        let rest = tag[at + name.len()..].strip_prefix('=').filter(|_| alone)?;
        let quote = rest.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
        rest[1..].split(quote).next()
    });
    let text = quoted.take(1).next()?;
    let plain = text.replace("&quot;", "\"").replace("&apos;", "'").replace("&lt;", "<").replace("&gt;", ">");
    Some(plain.replace("&amp;", "&"))
}

/// Row and column of `B12`, from 0.
fn position(place: &str) -> Option<(u32, u32)> {
    let (letters, digits) = place.split_at(place.find(|c: char| c.is_ascii_digit())?);
    let column = letters
        .bytes()
        .take(3)
        .try_fold(0u32, |sum, b| b.is_ascii_uppercase().then(|| sum * 26 + u32::from(b - b'A') + 1))?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_show_a_day_in_part() {
        for code in ["d-mmm", "mmm-yy", "yyyy", "mm/yyyy", "dd/mm", "h:mm", "\"ngày \"dd\" tháng \"mm", "d\\-m;@"] {
            assert_eq!(shows(code), Some(Shows::DayInPart), "{code}");
        }
        for code in [
            "dd/mm/yyyy",
            "[$-42A]dd/mm/yyyy;@",
            "\"ngày \"dd\" tháng \"mm\" năm \"yyyy",
            "d-m-yy",
            "dd/mm/yyyy\\ hh:mm",
            "General",
            "0\" năm\"",
            "#,##0\\ \"đ\"",
            "[Red]0",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        ] {
            assert_ne!(shows(code), Some(Shows::DayInPart), "{code}");
        }
    }

    #[test]
    fn formats_that_show_more_than_a_number() {
        for (code, expected) in [
            ("00000", Some(Shows::Zeros(5))),
            ("00", Some(Shows::Zeros(2))),
            ("00000;-00000;;@", Some(Shows::Zeros(5))),
            ("_(00000_) ", Some(Shows::Zeros(5))),
            ("00 00", None),
            ("000\"/QĐ\"", Some(Shows::Dressed)),
            ("\"Số \"0", Some(Shows::Dressed)),
            ("0\\/\\Q\\Đ", Some(Shows::Dressed)),
            ("General\" tháng\"", Some(Shows::Dressed)),
            ("000-00", Some(Shows::Dressed)),
            // Below 1,000 three digits, else five: the first section does not tell.
            ("[<1000]000;00000", Some(Shows::Dressed)),
            ("@\"/QĐ-UBND\"", Some(Shows::DressedText)),
            ("0", None),
            ("General", None),
            ("@", None),
            ("#,##0", None),
            ("#\\ ##0", None),
            ("0.00", None),
            ("0.00E+00", None),
            ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", None),
            ("dd/mm/yyyy", None),
            ("", None),
        ] {
            assert_eq!(shows(code), expected, "{code}");
        }
        assert_eq!(shows(&"0".repeat(1_000)), Some(Shows::Dressed), "no number is written with so many");
    }

    #[test]
    fn tags_their_values_and_places() {
        let xml = "<x:c r=\"B12\" s=\"3\" t=\"n\"><v>1</v></x:c><cols/><c s='4' r='AA1'/>";
        let found: Vec<_> = tags(xml, "c").map(|tag| (value(tag, "r"), value(tag, "s"))).collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(found, [(some("B12"), some("3")), (some("AA1"), some("4"))]);
        assert_eq!(value(" formatCode=\"&quot;a&amp;b&quot;0\"", "formatCode"), some("\"a&b\"0"));
        assert_eq!(
            (position("B12"), position("AA1"), position("12"), position("A0")),
            (Some((11, 1)), Some((0, 26)), None, None)
        );
    }
}
