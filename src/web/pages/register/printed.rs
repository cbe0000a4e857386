//! The register as it is shown, to print or to take away: the same rows, with room for instructions.

use super::request::narrowed;
use super::row::{RegisterRow, row};
use crate::desk::list::{self, Query};
use crate::lifecycle::act::{ActBody, is_voided};
use crate::lifecycle::day::Day;
use crate::message::answer::tables;
use crate::message::say;
use crate::web::answer::Trouble;
use crate::web::pages::listing::Listing;
use crate::web::visit::Visit;

/// A list to print or to take away is no longer.
const LISTED_AT_MOST: usize = 20_000;

/// What is shown, as a list.
pub(super) fn listing_of(visit: &Visit<'_>, query: &Query) -> Result<Listing, Trouble> {
    let language = visit.language();
    let found = list::page(visit.desk, &Query { after: None, limit: Some(LISTED_AT_MOST), ..query.clone() })?;
    let day = |day: Option<Day>| day.map(|day| say::day_in_table(day, language)).unwrap_or_default();
    let rows = found.rows.iter().enumerate().map(|(at, line)| {
        let row = row(visit, line);
        let title = if row.hidden { String::new() } else { line.title.clone() };
        let told = if row.hidden || at >= PROGRESS_AT_MOST { String::new() } else { progress(visit, line.id) };
        let ends = row.ends_from.as_ref().map(|from| format!("{} – ", from.table)).unwrap_or_default();
        let RegisterRow { reference, partner, next_kind, status_words, officers, decided, .. } = row;
        vec![
            (at + 1).to_string(),
            reference,
            title,
            partner,
            next_kind.to_owned(),
            day(line.next.map(|next| next.day)),
            format!("{ends}{}", day(line.ends_on)),
            status_words.to_owned(),
            officers,
            told,
            decided.unwrap_or_default(),
        ]
    });
    Ok(Listing::new(visit, tables::AGREEMENTS_TITLE, tables::AGREEMENTS, rows.collect(), narrowed(visit, query)))
}

/// Of so many agreements the last note of progress is read for a list.
const PROGRESS_AT_MOST: usize = 2_000;

/// The last note of progress on anything in the agreement, with its day; nothing where there is none.
fn progress(visit: &Visit<'_>, id: i64) -> String {
    let Ok(stored) = visit.desk.store.agreement(id) else { return String::new() };
    let language = visit.language();
    let told = stored.acts.iter().filter(|act| !is_voided(&stored.acts, act.seq)).filter_map(|act| match &act.body {
        ActBody::Progress { text, .. } => Some((act.on, text.clone())),
        _ => None,
    });
    let last = told.max_by_key(|(on, _)| *on);
    last.map(|(on, text)| format!("{text}, {}", say::day_in_table(on, language))).unwrap_or_default()
}
