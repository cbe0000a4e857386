//! What people and programs write where a fact is not known.

use crate::text::fold;

/// Whether the writer says that the fact is not known: "chưa rõ", "?".
pub fn says_unknown(text: &str) -> bool {
    let folded = fold(text);
    let said = folded.trim_end_matches('.');
    is_mere_filling(&folded) || UNKNOWN.contains(&said) || MISSING.contains(&text.trim())
}

/// Signs that fill a cell of which nothing is known: `?`, `...`, `…`, `___`, `//`.
fn is_mere_filling(text: &str) -> bool {
    let signs = |c: char| matches!(c, '?' | '.' | '…' | '_' | '/' | ' ');
    (1..=20).contains(&text.chars().count()) && !text.trim().is_empty() && text.chars().all(signs)
}

/// What programs write for a missing value, in just those letters: Nan is a province.
const MISSING: [&str; 6] = ["nan", "NaN", "NaT", "NULL", "null", "<NA>"];

/// What programs write for a missing value where a name, a day or a term belongs; elsewhere "None" says that there is none.
pub fn says_missing(text: &str) -> bool {
    matches!(text.trim(), "None" | "none" | "undefined" | "n.a." | "N.A." | "nil" | "Nil")
}

const UNKNOWN: [&str; 34] = [
    "khong ghi thoi han",
    "khong neu thoi han",
    "khong quy dinh thoi han",
    "chua ro",
    "khong ro",
    "chua biet",
    "khong biet",
    "chua xac dinh",
    "chua co thong tin",
    "khong co thong tin",
    "chua xac minh",
    "can xac minh",
    "not known",
    "n/a",
    "tbd",
    "tba",
    "tbc",
    "to be confirmed",
    "to be determined",
    "unknown",
    "not available",
    "not specified",
    "not stated",
    "unspecified",
    "dang cap nhat",
    "chua cap nhat",
    "dang xac minh",
    "khong ghi",
    "khong ghi ro",
    "khong neu",
    "khong neu ro",
    "khong de cap",
    "khong quy dinh",
    "khong quy dinh ro",
];
