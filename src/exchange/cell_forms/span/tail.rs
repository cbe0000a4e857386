//! What stands behind a span and says nothing of how long it is: where one meets, and before what a notice is due.

/// What is said behind an interval of where or how one meets, and says nothing of when.
const PLACES: [&str; 10] = [
    "luan phien tai hai nuoc",
    "luan phien tai moi ben",
    "luan phien giua hai ben",
    "luan phien hai ben",
    "luan phien",
    "alternately",
    "alternating",
    "alternating hosts",
    "in turn",
    "in rotation",
];

/// What is said behind a time of notice: before what, and how.
const BEFORE_THE_END: [&str; 29] = [
    " bang van ban truoc khi het han",
    " truoc khi het han",
    " truoc khi het hieu luc",
    " truoc khi het thoi han",
    " truoc ngay het han",
    " truoc ngay het hieu luc",
    " truoc thoi diem het hieu luc",
    " truoc khi cham dut",
    " truoc ngay cham dut",
    " bang van ban",
    " before expiry",
    " before expiration",
    " before the expiry date",
    " prior to expiry",
    " prior to expiration",
    " written notice",
    " in advance",
    " prior",
    " prior notice",
    " notice",
    " before the end",
    " ke tu ngay nhan duoc thong bao",
    " ke tu ngay nhan thong bao",
    " ke tu khi nhan duoc thong bao",
    " sau khi nhan duoc thong bao",
    " from the date of notice",
    " from receipt of notice",
    " after receipt of notice",
    " of notice",
];

/// The text without a tail that says where one meets: "02 năm/lần, luân phiên".
pub(super) fn cut(folded: &str) -> &str {
    let bare = folded.trim_end_matches(['.', ')', ' ']);
    // Of tails that end alike the longest: "after receipt of notice", "notice".
    let shortest = BEFORE_THE_END.iter().filter_map(|tail| bare.strip_suffix(tail)).min_by_key(|rest| rest.len());
    if let Some(rest) = shortest {
        return rest.trim_end_matches([' ', ',', '(', '\'']);
    }
    // "Trước khi hết hạn 6 tháng".
    let before = BEFORE_THE_END.iter().find_map(|head| bare.strip_prefix(head.trim_start())?.strip_prefix(' '));
    if let Some(rest) = before.filter(|_| bare.starts_with("truoc ")) {
        return rest;
    }
    let tail = PLACES.iter().find_map(|place| bare.strip_suffix(place));
    let before = tail.map_or(folded, |rest| rest.trim_end_matches([' ', ',', ';', '(', '-']));
    let head =
        ["hop luan phien ", "luan phien ", "to chuc luan phien "].iter().find_map(|start| before.strip_prefix(start));
    head.unwrap_or(before)
}
