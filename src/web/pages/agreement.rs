//! `/thoa-thuan/REF`: one agreement.

use serde::Serialize;

use super::words::DayWords;
use crate::desk::explain::explain;
use crate::desk::rights::Sight;
use crate::desk::show::{Restricted, show};
use crate::desk::{DeskError, find};
use crate::message::say;
use crate::web::answer::{Reply, Trouble};
use crate::web::visit::Visit;

#[derive(Serialize)]
struct Agreement {
    reference: String,
    title: String,
    status: &'static str,
    status_words: &'static str,
    days: Vec<Milestone>,
}

#[derive(Serialize)]
struct Milestone {
    day: DayWords,
    what: &'static str,
    state: &'static str,
    derivation: Option<String>,
}

/// GET /thoa-thuan/REF.
pub(crate) fn agreement(visit: &Visit<'_>) -> Reply {
    let reference = visit.asked.part("reference");
    let stored = match find::agreement(visit.desk, reference) {
        Err(DeskError::UnknownReference { .. }) => return Err(Trouble::NotFound),
        found => found?,
    };
    let restricted = match visit.member()?.viewer.sight_of(&stored.facts) {
        Sight::Whole => Restricted::Shown,
        Sight::ReferenceAndDays => Restricted::Withheld,
    };
    let (language, today) = (visit.language(), visit.today());
    let shown = show(visit.desk, reference, None, restricted)?;
    let text = |name: &str| shown.facts.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    let days = explain(visit.desk, reference, language, restricted)?.into_iter().map(|explained| Milestone {
        day: DayWords::new(explained.day, today, language),
        what: say::kind(explained.kind, language),
        state: say::state(explained.state, language),
        derivation: explained.derivation,
    });
    let page = Agreement {
        reference: reference.to_owned(),
        title: text("title").unwrap_or_else(|| reference.to_owned()),
        status: shown.status.name(),
        status_words: say::status(shown.status, language),
        days: days.collect(),
    };
    visit.page("agreement.html", "register", &page)
}
