//! What puts it into force and how long it binds from then, in one text: "kể từ ngày ký, thời hạn 5 năm", "từ ngày ký đến hết
//! 31/12/2027".
//!
//! Only where both halves are understood: what stands behind "kể từ ngày ký" is never passed over.

use super::super::clause::ClauseFacts;
use super::super::{Reading, day, words};
use super::{COUNTS_FROM_SIGNING, read};

/// What parts the two.
const PARTS: [&str; 6] = [",", ";", ":", ".", "va ", "and "];
/// What may stand before a length there, and says no more.
const LEADS: [&str; 3] = ["gia tri ", "co gia tri ", "hieu luc "];

/// The facts of such a text; the effect alone where nothing stands behind it, and the day of signing where it is named.
pub(super) fn behind(folded: &str) -> Option<ClauseFacts> {
    let (effect, rest) = words::with_rest(folded.trim_end_matches(['.', ' ']))?;
    let mut facts = vec![("effect", effect.to_owned())];
    let (signed, rest) = day_before(rest).unwrap_or((None, rest));
    // A day behind a notification is its own, and no list says whose.
    if signed.is_some() && effect != "signature" {
        return None;
    }
    facts.extend(signed.map(|day| ("signed_on", day)));
    let dash = rest.starts_with("- ");
    let rest = PARTS
        .iter()
        .fold(rest.trim_start_matches(['-', ' ']), |rest, part| rest.strip_prefix(part).map_or(rest, str::trim_start));
    let rest = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
    if rest.is_empty() {
        return Some(facts);
    }
    // "Từ ngày ký - 05/03/2028" names its end; "từ ngày ký, 05/03/2028" names a day, and nobody knows which.
    if !dash && day::read(rest).is_ok() || words::with_rest(rest).is_some() {
        return None;
    }
    let rest = LEADS.iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
    match read(rest).ok()? {
        Reading::Value(term) if term != "unknown" => facts.push(("term", term)),
        Reading::FromSigning(span) if effect == "signature" => facts.push(("term", span)),
        Reading::Several(more) if more.iter().any(|(name, _)| *name == "term") && !starts(&more) => facts.extend(more),
        _ => return None,
    }
    Some(facts)
}

/// The same of a cell that names the first day in force: also how long it binds from signing, "5 năm kể từ ngày ký".
pub(in crate::exchange) fn with_start(text: &str) -> Option<ClauseFacts> {
    match read(text).ok()? {
        Reading::Several(facts) if starts(&facts) => Some(facts),
        Reading::FromSigning(span) => {
            Some(vec![("effect", "signature".to_owned()), ("term", span), (COUNTS_FROM_SIGNING, String::new())])
        }
        _ => None,
    }
}

/// Whether the facts say how or when it enters into force.
fn starts(facts: &[(&'static str, String)]) -> bool {
    facts.iter().any(|(name, _)| matches!(*name, "effect" | "in_force_on"))
}

/// The day at the beginning of the rest, "05/03/2023, hết hạn 05/03/2026", "(05/03/2023)", and what stands behind it.
fn day_before(rest: &str) -> Option<(Option<String>, &str)> {
    let bare = rest.strip_prefix(['(', ':']).unwrap_or(rest).trim_start();
    let bare = bare.strip_prefix("ngay ").unwrap_or(bare);
    let end = bare.find([',', ';', ')', ' ']).unwrap_or(bare.len());
    let day = day::read(&bare[..end]).ok()?;
    Some((Some(day.to_string()), bare[end..].trim_start_matches([')', ' '])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn a_cell_of_the_first_day_that_says_how_long() {
        for (text, expected) in [
            ("5 năm kể từ ngày ký", Some("effect=signature term=5y counts_from_signing=")),
            ("kể từ ngày ký (05/04/2023)", Some("effect=signature signed_on=2023-04-05")),
            ("01/4/2023 đến 01/4/2026", Some("in_force_on=2023-04-01 term=until 2026-04-01")),
            ("theo thông báo (nhận 01/06/2023)", None),
            ("kể từ ngày ký và được phê duyệt", None),
            ("5 năm", None),
        ] {
            let said = with_start(text)
                .map(|facts| facts.iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join(" "));
            assert_eq!(said.as_deref(), expected, "{text}: {}", fold(text));
        }
    }
}
