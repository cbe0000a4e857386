//! What is open, in numbers, each with the place where it is listed: an all-clear is given only where every number is zero.

use serde::Serialize;

use super::rows::{SHOWN, act_on, lists};
use crate::desk::digest::DigestPreview;
use crate::message::Words;
use crate::message::answer::{pages as words, tables};
use crate::web::visit::Visit;

/// So many of something, and where they stand.
#[derive(Serialize)]
pub(super) struct Count {
    label: &'static str,
    number: usize,
    /// The route, with the heading's name.
    link: String,
    /// `late` or `wait`: what asks for somebody.
    tone: &'static str,
    /// Whether somebody has still to do something.
    #[serde(skip)]
    asks: bool,
}

/// The numbers that are not zero, in the order of the page. `at` is the route on which they are listed; what awaits the reader
/// stands on the page itself, where `own` lists it.
pub(super) fn tally(
    visit: &Visit<'_>,
    shown: &DigestPreview,
    own: Option<&DigestPreview>,
    unanswered: usize,
    at: &str,
) -> Vec<Count> {
    let (voice, now) = (visit.voice(), visit.today());
    let count = |words: Words, name: &str, number: usize, tone| Count {
        label: words.of(voice),
        number,
        link: format!("{at}#part-{name}"),
        tone,
        asks: name != "decided",
    };
    let lists = tables::PARTS.iter().map(|(name, vi, en)| (*name, Words::new(vi, en))).zip(lists(shown));
    // What is to be done this very day stands first, wherever it is listed.
    let due = lists.clone().filter(|((name, _), _)| *name != "overdue").map(|((name, _), list)| {
        let rows = list.rows.iter().filter(|row| act_on(row) == now);
        (name, rows.count())
    });
    let first = due.clone().find(|(_, number)| *number > 0).map_or("", |(name, _)| name);
    let today = count(words::DUE_TODAY, first, due.map(|(_, number)| number).sum(), "late");
    let parts = lists.map(|((name, words), list)| {
        let awaits = own.filter(|_| name == "awaiting").map(|own| &own.awaiting);
        let list = awaits.unwrap_or(list);
        let one = count(words, name, list.rows.len() + list.more, if name == "overdue" { "late" } else { "" });
        if awaits.is_some() { Count { link: format!("/#part-{name}"), ..one } } else { one }
    });
    let undelivered = Count {
        link: "/thu-nhac?xem=chua-gui".to_owned(),
        ..count(words::UNDELIVERED, "", shown.undelivered.rows.len() + shown.undelivered.more, "late")
    };
    let rest = [
        count(words::DECISIONS, "decided", shown.decided.len(), ""),
        count(words::NO_RESULT, "past", unanswered, "late"),
        count(words::TO_VERIFY, "verify", shown.to_verify, "wait"),
        count(words::BY_LINK, "link", shown.by_link.rows.len() + shown.by_link.more, "wait"),
        count(words::GAPS, "gaps", shown.gaps.rows.len() + shown.gaps.more, "wait"),
        undelivered,
    ];
    std::iter::once(today).chain(parts).chain(rest).filter(|count| count.number > 0).collect()
}

/// Whether nothing waits: what was decided lately is news and asks nothing.
pub(super) fn is_clear(tally: &[Count]) -> bool {
    tally.iter().all(|count| !count.asks)
}

/// How many of a list stand on the page, and how many do not.
pub(super) fn left_over(rows: usize, more: usize) -> usize {
    more + rows.saturating_sub(SHOWN)
}
