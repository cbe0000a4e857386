//! Headings that name a part of the world: "Châu Á", "III. Southeast Asia (5)". They give the rows below nothing.

use super::{without_chapter, without_count};
use crate::text::fold;

/// Parts of the world that lists have headings of, folded; no partner is called so.
const REGIONS: [&str; 38] = [
    "asia",
    "europe",
    "africa",
    "america",
    "americas",
    "the americas",
    "north america",
    "south america",
    "latin america",
    "central america",
    "oceania",
    "australasia",
    "middle east",
    "asia pacific",
    "asia - pacific",
    "asia and the pacific",
    "southeast asia",
    "east asia",
    "eastern europe",
    "western europe",
    "chau a",
    "chau au",
    "chau my",
    "chau phi",
    "chau uc",
    "chau dai duong",
    "bac my",
    "nam my",
    "my latinh",
    "my la tinh",
    "trung dong",
    "dong nam a",
    "dong bac a",
    "dong a",
    "chau a - thai binh duong",
    "dong au",
    "tay au",
    "khu vuc khac",
];

/// Whether a heading names a part of the world.
pub(in crate::exchange::grid) fn is_region(text: &str) -> bool {
    let folded = fold(without_count(without_chapter(text.trim())));
    let bare = folded.trim_matches([':', '.', ' ']);
    let bare = bare.strip_prefix("khu vuc ").filter(|rest| REGIONS.contains(rest)).unwrap_or(bare);
    REGIONS.contains(&bare)
}
