//! A term without words that say nothing of how long it binds.

/// Behind a term: that it may be ended before.
const UNLESS: [&str; 3] = ["unless terminated", "unless terminated earlier", "unless terminated by either party"];

/// The folded text without them: "five (5) year term", "5-year", "5 years unless terminated by either party".
pub(super) fn plain(folded: &str) -> String {
    let ended = UNLESS.iter().find_map(|tail| folded.strip_suffix(tail));
    // "Until terminated" names no end at all.
    let length = ended.map(|rest| rest.trim_end_matches([' ', ','])).filter(|rest| !rest.is_empty()).unwrap_or(folded);
    let length =
        length.strip_suffix(" term").filter(|rest| rest.contains("year") || rest.contains("month")).unwrap_or(length);
    length.replace("-year", " year").replace("-month", " month")
}
