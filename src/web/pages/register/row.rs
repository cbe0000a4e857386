//! One agreement as a row of the register.

use serde::Serialize;

use crate::desk::list::{self, GapFilter};
use crate::lifecycle::policy::Sight;
use crate::message::say;
use crate::web::page_request::encoded;
use crate::web::pages::words::{DayWords, person};
use crate::web::visit::Visit;

#[derive(Serialize)]
pub(super) struct RegisterRow {
    pub(super) reference: String,
    pub(super) path: String,
    pub(super) title: String,
    pub(super) partner: String,
    pub(super) country: String,
    pub(super) officers: String,
    pub(super) hidden: bool,
    pub(super) status: &'static str,
    pub(super) status_words: &'static str,
    pub(super) ends_on: Option<DayWords>,
    /// Whether that day is still ahead: how long ago something ended is no delay.
    pub(super) ahead: bool,
    pub(super) next: Option<DayWords>,
    pub(super) next_kind: &'static str,
    pub(super) gaps: bool,
    /// Where the text leaves the end open, the first day it can be.
    pub(super) ends_from: Option<DayWords>,
    /// What was decided and stands.
    pub(super) decided: Option<String>,
    /// In which facts the searched words were found, where nothing else on the row says them.
    pub(super) found_in: String,
}

/// A row of the list, as the page shows it.
pub(super) fn row(visit: &Visit<'_>, found: &list::ListRow) -> RegisterRow {
    let (language, today) = (visit.language(), visit.today());
    let hidden = found.sight == Sight::ReferenceAndDays;
    let details = found.details.clone().unwrap_or_default();
    let names: Vec<String> = details.officers.iter().map(|id| person(&visit.desk.office.circle, id)).collect();
    RegisterRow {
        reference: found.reference.clone(),
        path: encoded(&found.reference),
        title: if hidden { found.reference.clone() } else { found.label.clone() },
        partner: details.partner,
        country: details.country.as_deref().map_or("", |code| say::country(code, language)).to_owned(),
        officers: names.join(", "),
        hidden,
        status: found.status.name(),
        status_words: say::status(found.status, language),
        ends_on: found.ends_on.map(|day| DayWords::new(day, today, language)),
        ahead: found.ends_on.is_some_and(|day| day >= today),
        next: found.next.map(|next| DayWords::new(next.day, today, language)),
        next_kind: found.next.filter(|_| !hidden).map_or("", |next| say::kind(next.kind, language)),
        gaps: found.lacking == GapFilter::Facts && !hidden,
        ends_from: details.ends_from.map(|day| DayWords::new(day, today, language)),
        decided: details.decided.map(|one| one.in_words(language)),
        found_in: details.found_in.iter().map(|name| say::field(name, language)).collect::<Vec<_>>().join(", "),
    }
}
