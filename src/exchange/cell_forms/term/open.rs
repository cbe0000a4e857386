//! Terms that name no end: "không thời hạn", "cho đến khi có văn bản khác thay thế", "until terminated by either party".
//!
//! Only texts of which every word is known: a length or a notice behind it is never passed over.

const OPEN: [&str; 37] = [
    "open",
    "khong thoi han",
    "vo thoi han",
    "khong co thoi han",
    "khong xac dinh thoi han",
    "khong han dinh thoi han",
    "khong gioi han thoi gian",
    "lau dai",
    "indefinite",
    "unlimited",
    "cho den khi co van ban thay the",
    "den khi co van ban thay the",
    "co hieu luc khong thoi han",
    "co gia tri khong thoi han",
    "khong xac dinh",
    "vo han",
    "khong ky han",
    "khong gioi han",
    "khong han dinh",
    "vinh vien",
    "vo han dinh",
    "ongoing",
    "khong quy dinh ngay het han",
    "khong co ngay het han",
    "indefinitely",
    "no fixed term",
    "no expiry",
    "no expiry date",
    "no end date",
    "perpetual",
    "open-ended",
    "until terminated",
    "until terminated by either party",
    "until terminated by one of the parties",
    "till terminated",
    "till terminated by either party",
    "cho den khi mot ben cham dut",
];

/// Whether the folded text is one of the names of a term without an end.
pub(super) fn is_named(folded: &str) -> bool {
    OPEN.contains(&folded)
}

/// Words of a term that lasts until somebody ends or replaces it, folded.
const UNTIL_ENDED: [&str; 38] = [
    "cua",
    "co",
    "van",
    "ban",
    "khac",
    "moi",
    "thay",
    "the",
    "mot",
    "trong",
    "hai",
    "cac",
    "ca",
    "ben",
    "bat",
    "ky",
    "de",
    "nghi",
    "thong",
    "bao",
    "cham",
    "dut",
    "huy",
    "bo",
    "bang",
    "y",
    "kien",
    "thoa",
    "thuan",
    "replaced",
    "terminated",
    "superseded",
    "by",
    "either",
    "party",
    "one",
    "of",
    "parties",
];

/// "có hiệu lực cho đến khi có văn bản khác thay thế", "không thời hạn (đến khi một bên đề nghị chấm dứt)": every word of the
/// tail is known, so that a length or a notice in it is never passed over.
pub(super) fn is_open(folded: &str) -> bool {
    if is_named(folded) {
        return true;
    }
    let bare = folded.trim_end_matches(['.', ')', ' ']);
    let (head, rest) = match bare.split_once(['(', ',']) {
        Some((head, rest)) => (head.trim(), rest.trim()),
        None => ("", bare),
    };
    let starts = [
        "co hieu luc cho den khi ",
        "co gia tri cho den khi ",
        "co hieu luc den khi ",
        "co gia tri den khi ",
        "cho den khi ",
        "cho toi khi ",
        "den khi ",
        "toi khi ",
        "in force until ",
        "valid until ",
        "until ",
    ];
    let Some(tail) = starts.iter().find_map(|start| rest.strip_prefix(start)) else { return false };
    let mut words = tail.split_whitespace().peekable();
    let known = words.peek().is_some() && words.all(|word| UNTIL_ENDED.contains(&word));
    let ends = [
        "van ban moi",
        "van ban khac",
        "thay the",
        "cham dut",
        "huy bo",
        "co thong bao",
        "replaced",
        "terminated",
        "superseded",
    ];
    known && ends.iter().any(|end| tail.contains(end)) && (head.is_empty() || is_named(head))
}
