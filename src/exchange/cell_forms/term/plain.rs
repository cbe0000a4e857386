//! A term without words that say nothing of how long it binds.

/// Behind a term: that it may be ended before.
const UNLESS: [&str; 3] = ["unless terminated", "unless terminated earlier", "unless terminated by either party"];

/// What the cell repeats of its header: "Thời hạn: 5 năm".
const LABELS: [&str; 5] = ["thoi han", "thoi han hieu luc", "term", "duration", "validity"];

/// The folded text without them: "five (5) year term", "5-year", "5 years unless terminated by either party".
pub(super) fn plain(folded: &str) -> String {
    let ended = UNLESS.iter().find_map(|tail| folded.strip_suffix(tail));
    // "Until terminated" names no end at all.
    let length = ended.map(|rest| rest.trim_end_matches([' ', ','])).filter(|rest| !rest.is_empty()).unwrap_or(folded);
    let length =
        length.strip_suffix(" term").filter(|rest| rest.contains("year") || rest.contains("month")).unwrap_or(length);
    let length =
        LABELS.iter().find_map(|label| length.strip_prefix(label)?.trim_start().strip_prefix(':')).unwrap_or(length);
    length.trim().replace("-year", " year").replace("-month", " month")
}
