//! Which cells of a workbook show less than a whole day.
//!
//! Somebody types `30-12` or `12/2017`; the spreadsheet stores a day of this year, or the first of the month, and shows
//! only what was typed. The reader of cells gives the stored day alone, so the formats are looked up here, in the bare
//! tags of the parts. It judges no value, and what it does not understand it does not accuse: then a cell has no format.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use super::MOST_UNPACKED;

/// The most cells that are remembered of one sheet.
const MOST_CELLS: usize = 1_000_000;

type Archive<'b> = zip::ZipArchive<Cursor<&'b [u8]>>;

/// The formats of a workbook that show a day in part, and where its sheets are.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// Their numbers, as cells give them.
    partial: BTreeSet<usize>,
    /// The parts of the sheets, by the sheets' names.
    parts: BTreeMap<String, String>,
}

impl Formats {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let Some(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)).ok() else { return Self::default() };
        let partial = part(&mut archive, "xl/styles.xml").map(|xml| partial(&xml)).unwrap_or_default();
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
        Self { partial, parts }
    }

    /// The cells of that sheet, row and column from 0, whose format shows a day in part.
    pub(super) fn cells(&self, bytes: &[u8], sheet: &str) -> BTreeSet<(u32, u32)> {
        let Some(path) = self.parts.get(sheet).filter(|_| !self.partial.is_empty()) else { return BTreeSet::new() };
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok();
        let xml = archive.as_mut().and_then(|archive| part(archive, path)).unwrap_or_default();
        let shown =
            |tag: &&str| value(tag, "s").and_then(|s| s.parse().ok()).is_some_and(|s| self.partial.contains(&s));
        tags(&xml, "c").filter(shown).filter_map(|tag| position(&value(tag, "r")?)).take(MOST_CELLS).collect()
    }
}

fn part(archive: &mut Archive<'_>, path: &str) -> Option<String> {
    let mut text = Vec::new();
    archive.by_name(path).ok()?.take(MOST_UNPACKED).read_to_end(&mut text).ok()?;
    String::from_utf8(text).ok()
}

/// The styles of cells, by their place in the list, whose number format shows a day in part.
fn partial(xml: &str) -> BTreeSet<usize> {
    let own: BTreeMap<String, String> =
        tags(xml, "numFmt").filter_map(|tag| Some((value(tag, "numFmtId")?, value(tag, "formatCode")?))).collect();
    let cells = xml.split_once("<cellXfs").map_or("", |(_, rest)| rest.split("</cellXfs").next().unwrap_or_default());
    let shows_in_part = |id: &String| match own.get(id) {
        Some(code) => is_partial(code),
        // The built-in d-mmm, mmm-yy, and those of hours.
        None => matches!(id.as_str(), "16" | "17" | "18" | "19" | "20" | "21" | "45" | "46" | "47"),
    };
    let ids = tags(cells, "xf").map(|tag| value(tag, "numFmtId").unwrap_or_default());
    ids.enumerate().filter(|(_, id)| shows_in_part(id)).map(|(at, _)| at).collect()
}

/// Whether a format of days lacks the day, the month or the year.
fn is_partial(code: &str) -> bool {
    let (mut bare, mut chars) = (String::new(), code.chars());
    let mut until = None;
    while let Some(c) = chars.next() {
        match (until, c) {
            (Some(end), c) if c == end => until = None,
            (Some(_), _) => {}
            (None, '"') => until = Some('"'),
            (None, '[') => until = Some(']'),
            (None, '\\' | '_' | '*') => {
                chars.next();
            }
            (None, ';') => break,
            (None, c) => bare.extend(c.to_lowercase()),
        }
    }
    let has = |letters: &[char]| bare.contains(letters);
    has(&['d', 'm', 'y']) && !(has(&['d']) && has(&['m']) && has(&['y', 'e', 'b']))
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
            assert!(is_partial(code), "{code}");
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
            assert!(!is_partial(code), "{code}");
        }
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
