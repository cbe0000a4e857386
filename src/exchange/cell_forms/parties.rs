//! Names of parties in one cell: one, or several.
//!
//! `;` separates them, and so do line breaks where each line begins with a number, a bullet or the word for a body of its
//! own. A line break inside a name is a blank. Whatever was decided about a cell that could be read in two ways is handed
//! back with it, to be said.

use super::lists::{is_bulleted, known_items};
use super::words::says_unknown;
use super::{Reading, Unread};
use crate::message::list::{self, Wording};
use crate::text::fold;

/// Words with which the name of a body begins, folded.
const BODIES: [&str; 44] = [
    "tinh",
    "ubnd",
    "uy ban",
    "hdnd",
    "thanh pho",
    "tp.",
    "tp ",
    "chinh quyen",
    "so ",
    "bo ",
    "truong",
    "dai hoc",
    "vien",
    "hoc vien",
    "hoi",
    "lien hiep",
    "benh vien",
    "cong ty",
    "tap doan",
    "quan",
    "huyen",
    "trung tam",
    "cuc",
    "tong cuc",
    "dai su quan",
    "tong lanh su",
    "province",
    "city",
    "university",
    "department",
    "ministry",
    "institute",
    "government",
    "prefecture",
    "municipality",
    "college",
    "school",
    "hospital",
    "the ",
    "town of",
    "state of",
    "county",
    "association",
    "foundation",
];

/// What a cell of names was read as, and what there is to say about it.
pub fn read(text: &str) -> Result<(Reading, Option<Wording>), Unread> {
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let ends = |line: &&str| line.ends_with([';', ',']);
    let separated = lines.len() > 1 && lines[..lines.len() - 1].iter().all(ends);
    if lines.len() <= 1 || text.contains(';') && separated || is_bulleted(&lines.join("\n")) {
        return Ok((known_items(text)?, several(text)));
    }
    let two_languages = lines.iter().any(|line| line.is_ascii()) && !lines.iter().all(|line| line.is_ascii());
    let short =
        |line: &&str| line.split_whitespace().count() <= 3 && line.starts_with(char::is_uppercase) && !is_body(line);
    if separated || (!two_languages && lines.iter().all(|line| is_body(line))) || lines.iter().all(short) {
        let names: Vec<&str> = lines.iter().map(|line| line.trim_end_matches([',', ';']).trim_end()).collect();
        let said = list::lines_taken_for_parties(&names);
        return Ok((known_items(&names.join(";"))?, Some(said)));
    }
    let name = lines.join(" ");
    let said = list::lines_taken_for_one_party(&name);
    Ok((known_items(&name)?, Some(said)))
}

/// The name of which whoever wrote it was not sure: "Jeonbuk (?)", "Jeonbuk?", "Jeonbuk (chưa rõ)". A question mark alone says
/// that nothing is known.
pub(in crate::exchange) fn in_doubt(text: &str) -> Option<&str> {
    let is_in_doubt = |name: &&str| {
        let (bare, doubted) = match name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
            Some((bare, inside)) => (bare, says_unknown(inside)),
            None => (*name, name.ends_with('?')),
        };
        doubted && bare.contains(char::is_alphabetic)
    };
    text.split([';', '\n', '\r']).map(str::trim).find(is_in_doubt)
}

/// Whether the cell counts partners and names none: "2", "01 đối tác", "Nhiều đối tác".
pub(in crate::exchange) fn is_a_count(text: &str) -> bool {
    let folded = fold(text);
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if rest.len() == folded.len() { rest.strip_prefix("nhieu").unwrap_or(rest) } else { rest };
    let counted = rest.len() < folded.len();
    counted && matches!(rest.trim(), "" | "doi tac" | "ben" | "don vi" | "co quan" | "partners" | "partner")
}

fn is_body(line: &str) -> bool {
    let folded = format!("{} ", fold(line));
    line.starts_with(char::is_uppercase) && BODIES.iter().any(|body| folded.starts_with(body))
        || ["province", "city", "university", "institute", "prefecture"]
            .iter()
            .any(|body| folded.trim_end().ends_with(body))
}

/// What to say of one name that may be several: "A, B", "A và B".
fn several(text: &str) -> Option<Wording> {
    let item = |item: &&str| {
        let folded = fold(item);
        let dashes = if item.contains(['\n', '\r']) { &[][..] } else { &[" - ", " – "] };
        let joined =
            [" va ", " and ", " & ", " + ", " voi ", " cung ", " / ", "/"].iter().chain(dashes).find_map(|word| {
                let at = folded.find(word)?;
                Some(folded[at + word.len()..].to_owned())
            });
        let comma = folded.contains(", ").then(|| folded.rsplit(", ").next().unwrap_or_default().to_owned());
        // "Trường Đại học Jeonbuk, Hàn Quốc" names where it is.
        let place =
            |rest: &String| super::country::named(rest).is_some() || rest.starts_with("tinh ") && !is_body(item);
        let counted =
            folded.starts_with("1.") && folded.contains(" 2.") || folded.starts_with("(1)") && folded.contains("(2)");
        counted || joined.is_some() || comma.is_some_and(|rest| !place(&rest))
    };
    text.split(';').map(str::trim).find(item).map(list::one_name_that_may_be_several)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_or_several_and_what_is_said() {
        for (text, expected, said) in [
            ("Sekong", "Sekong", false),
            ("Sekong; Attapeu", "Sekong;Attapeu", false),
            ("Sekong;\nAttapeu", "Sekong;Attapeu", false),
            ("- Sekong\n- Attapeu", "Sekong;Attapeu", false),
            ("Tỉnh Sekong\nTỉnh Attapeu", "Tỉnh Sekong;Tỉnh Attapeu", true),
            ("Sekong\nAttapeu", "Sekong;Attapeu", true),
            ("Chính quyền tỉnh\nSê Kông", "Chính quyền tỉnh Sê Kông", true),
            ("Sở Y tế\nDepartment of Health", "Sở Y tế Department of Health", true),
            ("A, B", "A, B", true),
            ("A và B", "A và B", true),
            ("Sở Y tế / Bệnh viện B", "Sở Y tế / Bệnh viện B", true),
            ("A + B", "A + B", true),
            ("Đại học Jeonbuk, Hàn Quốc", "Đại học Jeonbuk, Hàn Quốc", false),
        ] {
            let (found, wording) = read(text).expect(text);
            assert_eq!((found, wording.is_some()), (Reading::Value(expected.to_owned()), said), "{text}");
        }
        for text in ["Jeonbuk (?)", "Jeonbuk?", "Sekong; Jeonbuk (chưa rõ)", "Jeonbuk (TBC)"] {
            assert!(in_doubt(text).is_some(), "{text}");
        }
        for text in ["2", "01 đối tác", "Nhiều đối tác", "3 partners"] {
            assert!(is_a_count(text), "{text}");
        }
        for text in ["Jeonbuk", "4 Kings University", "Đối tác", "T-4"] {
            assert!(!is_a_count(text), "{text}");
        }
        for text in ["Jeonbuk", "?", "chưa rõ", "Jeonbuk (Hàn Quốc)"] {
            assert_eq!(in_doubt(text), None, "{text}");
        }
        assert_eq!(read("chưa rõ;").map(|(found, _)| found), Ok(Reading::Unknown));
        assert_eq!(read("...").map(|(found, _)| found), Ok(Reading::Unknown), "no party called …");
        assert_eq!(read("?;").map(|(found, _)| found), Ok(Reading::Unknown));
    }
}
