//! How often something comes round: "hằng năm", "2 lần/năm", "mỗi năm hai lần", "twice a year".

use super::amount;
use crate::lifecycle::span::Span;

/// How often something comes round, in a word.
const IN_ONE_WORD: [(&[&str], Span); 5] = [
    (
        &["annually", "annual", "yearly", "once a year", "thuong nien", "moi nam", "hang nam", "1 lan/nam"],
        Span::years(1),
    ),
    (&["biennially", "biennial", "every other year", "every two years", "every second year"], Span::years(2)),
    (
        &["quarterly", "hang quy", "moi quy", "1 lan/quy", "quy/lan", "mot quy mot lan", "every quarter"],
        Span::months(3),
    ),
    (
        &[
            "semi-annually",
            "semi-annual",
            "half-yearly",
            "twice a year",
            "2 lan/nam",
            "02 lan/nam",
            "nua nam",
            "nua nam mot lan",
            "nua nam 1 lan",
            "nua nam/lan",
            "moi nua nam",
            "half a year",
            "half year",
            "every half-year",
            "6 thang mot lan",
            "every six months",
            "every half year",
        ],
        Span::months(6),
    ),
    (&["monthly", "hang thang", "moi thang", "1 lan/thang"], Span::months(1)),
];

/// The words between a number of times and the year: "2 lần/năm", "2 lần mỗi năm", "2 times a year".
const A_YEAR: [&str; 9] = [
    " lan/nam",
    " lan / nam",
    " lan moi nam",
    " lan mot nam",
    " lan trong nam",
    " lan 1 nam",
    " times a year",
    " times per year",
    " times yearly",
];
/// The words before a number of times: "mỗi năm 2 lần".
const EACH_YEAR: [&str; 4] = ["moi nam ", "hang nam ", "mot nam ", "1 nam "];
/// What names how long as well as how often.
const LENGTHS: [&str; 3] = ["nua nam", "half a year", "half year"];

/// The interval that the folded text names.
pub(super) fn read(folded: &str) -> Option<Span> {
    let named = IN_ONE_WORD.iter().find(|(names, _)| names.contains(&folded)).map(|(_, span)| *span);
    named.or_else(|| times_a_year(folded))
}

/// Whether the folded text says how often, and not how long.
pub(super) fn says_how_often(folded: &str) -> bool {
    !LENGTHS.contains(&folded) && read(folded).is_some()
}

/// "04 lần/năm": a year in as many equal parts, where they are whole months.
fn times_a_year(folded: &str) -> Option<Span> {
    let behind = A_YEAR.iter().find_map(|tail| folded.strip_suffix(tail));
    let before = || EACH_YEAR.iter().find_map(|start| folded.strip_prefix(start)?.strip_suffix(" lan"));
    let times = amount(behind.or_else(before)?.trim())?;
    (times > 0 && 12 % times == 0).then(|| Span::months(12 / times))
}
