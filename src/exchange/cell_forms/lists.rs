//! Cells that hold several things: lists, pairs, documents.
//!
//! The canonical text joins items with `;` and keeps their order; an item never holds a `;` or a line break.

use super::words::says_unknown;
use super::{Reading, Unread};
use crate::message::list::cell;
use crate::text::{LONGEST_TEXT, fold, line, prose};

/// How many items one cell may hold.
const MOST_ITEMS: usize = 500;

/// Items separated by `;` or line breaks; empty ones are left out.
pub fn list(text: &str) -> Result<String, Unread> {
    Ok(items(text)?.join(";"))
}

/// The items that are known: "chưa rõ;" says that none is, "Sở Y tế; chưa rõ" that there are others.
pub(super) fn known_items(text: &str) -> Result<Reading, Unread> {
    let items = items(text)?;
    let known: Vec<&str> = items.iter().map(String::as_str).filter(|item| !says_unknown(item)).collect();
    Ok(match known.len() {
        0 => Reading::Unknown,
        some if some < items.len() => Reading::PartlyKnown(known.join(";")),
        _ => Reading::Value(items.join(";")),
    })
}

/// What stands between the names of several people, in small letters.
const BETWEEN_PEOPLE: [&str; 5] = ["và", "&", "and", "+", "/"];

/// The one item that may be several people, and the same with `;` between them: "A, B", "A và B".
pub(crate) fn several_people(text: &str) -> Option<(&str, String)> {
    text.split([';', '\n']).map(str::trim).find_map(|item| {
        let parted = item.replace(',', " ; ");
        let words = parted.split_whitespace();
        let words = words.map(|word| if BETWEEN_PEOPLE.contains(&word.to_lowercase().as_str()) { ";" } else { word });
        let parted = words.collect::<Vec<_>>().join(" ");
        let people: Vec<&str> = parted.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
        (people.len() > 1).then(|| (item, people.join("; ")))
    })
}

/// A person's name without how one speaks to them: "Ông Trần Văn A", "Đ/c Nguyễn Thị B".
pub(crate) fn without_address(name: &str) -> &str {
    let address =
        ["Ông ", "ông ", "Bà ", "bà ", "Anh ", "anh ", "Chị ", "chị ", "Đ/c ", "đ/c ", "Đồng chí ", "đồng chí "];
    address.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name).trim()
}

/// Pairs `name=value`, as `term=Điều 7;review=Điều 5`.
pub fn pairs(text: &str) -> Result<String, Unread> {
    let mut read: Vec<(String, String)> = Vec::new();
    for item in items(text)? {
        let Some((name, value)) = item.split_once('=').filter(|(name, _)| !name.trim().is_empty()) else {
            return Err(cell::not_a_pair(&item).into());
        };
        let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
        if value.is_empty() {
            return Err(cell::pair_without_value(&name).into());
        }
        if read.iter().any(|(known, _)| *known == name) {
            return Err(cell::stands_twice(&name).into());
        }
        read.push((name, value));
    }
    Ok(read.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";"))
}

/// Documents, `path|sha256|title` each; sha256 and title may be missing.
pub fn documents(text: &str) -> Result<String, Unread> {
    let mut read = Vec::new();
    for item in items(text)? {
        let parts: Vec<&str> = item.splitn(3, '|').map(str::trim).collect();
        let (path, sum, title) = (parts[0], parts.get(1).unwrap_or(&""), parts.get(2).unwrap_or(&""));
        if path.is_empty() {
            return Err(cell::no_path(&item).into());
        }
        if !sum.is_empty() && (sum.len() != 64 || !sum.bytes().all(|b| b.is_ascii_hexdigit())) {
            return Err(cell::not_a_sum(sum).into());
        }
        read.push(format!("{path}|{}|{title}", sum.to_lowercase()));
    }
    Ok(read.join(";"))
}

fn items(text: &str) -> Result<Vec<String>, Unread> {
    // Composed before it is cut: composing can bring forth a `;` (U+037E).
    let clean = prose(text, LONGEST_TEXT)?;
    let pieces: Vec<&str> = clean.split([';', '\n']).collect();
    let bare: fn(&str) -> &str = if is_bulleted(&clean) { without_bullet } else { str::trim };
    let mut items = Vec::new();
    for piece in pieces {
        let item = line(bare(piece), LONGEST_TEXT)?;
        if item.is_empty() {
            continue;
        }
        if items.len() == MOST_ITEMS {
            return Err(cell::too_many_items(MOST_ITEMS).into());
        }
        items.push(item);
    }
    if items.is_empty() {
        return Err(cell::no_item().into());
    }
    Ok(items)
}

/// Whether each of several lines or items begins with a bullet, or with its number.
pub(in crate::exchange) fn is_bulleted(clean: &str) -> bool {
    let lines = || clean.split(['\n', '\r', ';']).map(str::trim).filter(|line| !line.is_empty());
    let bulleted = lines().all(|line| line.starts_with(BULLETS));
    let numbered = lines().enumerate().all(|(at, line)| number_of(line).is_some_and(|(number, _)| number == at + 1));
    lines().count() > 1 && (bulleted || numbered)
}

/// Whether a cell of several lines numbers them from one.
pub(crate) fn is_numbered(text: &str) -> bool {
    let lines = || text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    // A line that goes on with the one before it has no number.
    let numbers: Vec<usize> = lines().filter_map(|line| number_of(line)).map(|(number, _)| number).collect();
    let begins = lines().next().is_some_and(|line| number_of(line).is_some());
    begins && numbers.len() > 1 && numbers.iter().enumerate().all(|(at, number)| *number == at + 1)
}

/// A person's name without a telephone or a unit behind it: "Nguyễn Thị Hương (0905 …)", "… - Phòng HTQT". Words that say
/// something of the person stay, "(đã chuyển công tác)".
pub(crate) fn alone(name: &str) -> &str {
    let called = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '+' | '…');
    let without_number = |name: &'_ str| -> Option<usize> {
        let (before, inside) = name.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        (inside.chars().all(called) && inside.contains(|c: char| c.is_ascii_digit())).then_some(before.len())
    };
    let name = without_number(name).map_or(name, |end| name[..end].trim_end());
    let units = ["phong ", "ban ", "so ", "khoa ", "to ", "van phong"];
    match name.split_once(" - ").or_else(|| name.split_once(" – ")) {
        Some((person, unit)) if units.iter().any(|word| fold(unit).starts_with(word)) => person.trim_end(),
        _ => name,
    }
}

const BULLETS: [char; 6] = ['-', '+', '*', '•', '–', '·'];

/// The number that begins a line, `2. ` or `2) `, and the rest.
fn number_of(line: &str) -> Option<(usize, &str)> {
    let (number, rest) = line.strip_prefix('(').unwrap_or(line).split_once(['.', ')'])?;
    Some((number.parse().ok()?, rest.strip_prefix(' ')?))
}

fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    number_of(line).map_or(line.trim_start_matches(BULLETS), |(_, rest)| rest).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_things_in_one_cell() {
        assert_eq!(list("nông nghiệp; du lịch ;;\nvăn hóa").as_deref(), Ok("nông nghiệp;du lịch;văn hóa"));
        for bulleted in ["- nông nghiệp\n- du lịch", "• nông nghiệp\n\n• du lịch;", "1. nông nghiệp\n2. du lịch"]
        {
            assert_eq!(list(bulleted).as_deref(), Ok("nông nghiệp;du lịch"), "{bulleted}");
        }
        assert_eq!(list("-5 độ; du lịch").as_deref(), Ok("-5 độ;du lịch"), "one line has no bullets");
        assert_eq!(list("2. nông nghiệp\n1. du lịch").as_deref(), Ok("2. nông nghiệp;1. du lịch"));
        assert_eq!(pairs("term = Điều 7; review=Điều 5").as_deref(), Ok("term=Điều 7;review=Điều 5"));
        assert_eq!(pairs("term=a=b").as_deref(), Ok("term=a=b"));
        for wrong in ["Điều 7", "term=", "=x", "term=1;term=2", ";", "term=Điều 7; 8"] {
            assert!(pairs(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn several_people_in_one_item() {
        for (text, expected) in [
            ("Nguyễn Văn A", None),
            ("Nguyễn Văn A; Trần Thị B", None),
            ("Nguyễn Văn A, Trần Thị B", Some(("Nguyễn Văn A, Trần Thị B", "Nguyễn Văn A; Trần Thị B"))),
            ("Nguyễn Văn A và Trần Thị B", Some(("Nguyễn Văn A và Trần Thị B", "Nguyễn Văn A; Trần Thị B"))),
            ("NGUYỄN VĂN A VÀ TRẦN THỊ B", Some(("NGUYỄN VĂN A VÀ TRẦN THỊ B", "NGUYỄN VĂN A; TRẦN THỊ B"))),
            // The first item names one person; the second is the one to ask about.
            ("Lê C,; Nguyễn A & Trần B", Some(("Nguyễn A & Trần B", "Nguyễn A; Trần B"))),
            // "Và" within a word parts nobody.
            ("Hoàng Vàng", None),
        ] {
            let found = several_people(text);
            assert_eq!(found.as_ref().map(|(item, apart)| (*item, apart.as_str())), expected, "{text}");
        }
    }

    #[test]
    fn a_person_without_telephone_and_unit() {
        for (text, expected) in [
            ("Nguyễn Thị Hương (0905 123 456)", "Nguyễn Thị Hương"),
            ("Nguyễn Thị Hương - Phòng HTQT", "Nguyễn Thị Hương"),
            ("Nguyễn Thị Hương (đã chuyển công tác)", "Nguyễn Thị Hương (đã chuyển công tác)"),
            ("Trần Văn Lào thay Nguyễn Thị Hương", "Trần Văn Lào thay Nguyễn Thị Hương"),
        ] {
            assert_eq!(alone(text), expected);
        }
    }

    #[test]
    fn documents_may_lack_sum_and_title_but_never_a_path() {
        let sum = "AB".repeat(32);
        assert_eq!(documents("scan/a.pdf").as_deref(), Ok("scan/a.pdf||"));
        assert_eq!(
            documents(&format!("a.pdf|{sum}|Bản tiếng Việt")),
            Ok(format!("a.pdf|{}|Bản tiếng Việt", "ab".repeat(32)))
        );
        for wrong in ["|x|y", "a.pdf|123|y"] {
            assert!(documents(wrong).is_err(), "{wrong}");
        }
    }
}
