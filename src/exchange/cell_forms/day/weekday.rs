//! The name of a weekday beside a day: "Thứ Sáu, 22/12/2017", "22/12/2017 (T6)", "Fri, 22 Dec 2017".

/// The names, folded, the longer ones first, and the number of the day in its week, from Monday.
const NAMES: [(&str, u32); 34] = [
    ("thu hai", 1),
    ("thu ba", 2),
    ("thu tu", 3),
    ("thu nam", 4),
    ("thu sau", 5),
    ("thu bay", 6),
    ("chu nhat", 7),
    ("thu 2", 1),
    ("thu 3", 2),
    ("thu 4", 3),
    ("thu 5", 4),
    ("thu 6", 5),
    ("thu 7", 6),
    ("t2", 1),
    ("t3", 2),
    ("t4", 3),
    ("t5", 4),
    ("t6", 5),
    ("t7", 6),
    ("cn", 7),
    ("monday", 1),
    ("tuesday", 2),
    ("wednesday", 3),
    ("thursday", 4),
    ("friday", 5),
    ("saturday", 6),
    ("sunday", 7),
    ("mon", 1),
    ("tue", 2),
    ("wed", 3),
    ("thu", 4),
    ("fri", 5),
    ("sat", 6),
    ("sun", 7),
];

/// The weekday before a day, and what follows it.
pub(super) fn before(folded: &str) -> Option<(u32, &str)> {
    let found = NAMES.iter().find_map(|(name, weekday)| {
        let after = folded.strip_prefix(name)?;
        after.starts_with([',', ' ', '.']).then_some((*weekday, after))
    });
    found.map(|(weekday, after)| (weekday, after.trim_start_matches([',', ' ', '.'])))
}

/// The weekday among words beside a day, wherever it stands; names that may be something else do not count.
pub(super) fn among(folded: &str) -> Option<u32> {
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = format!(" {} ", words.collect::<Vec<_>>().join(" "));
    let sure = |name: &&(&str, u32)| name.0.len() > 3 || name.0.starts_with('t') && name.0.len() == 2;
    NAMES.iter().filter(sure).find(|(name, _)| words.contains(&format!(" {name} "))).map(|(_, weekday)| *weekday)
}

/// The weekday in brackets behind a day, and what stands before it.
pub(super) fn behind(folded: &str) -> Option<(u32, &str)> {
    let (before, inside) = folded.strip_suffix(')')?.rsplit_once('(')?;
    let (_, weekday) = NAMES.iter().find(|(name, _)| *name == inside.trim())?;
    Some((*weekday, before.trim_end()))
}
