//! `/`: what needs whom, by when. The digest, alive.

use serde::Serialize;

use super::words::DayWords;
use crate::desk::DeskError;
use crate::desk::digest::{self, Row, digest};
use crate::lifecycle::act::MilestoneKind;
use crate::message::say;
use crate::web::answer::Reply;
use crate::web::visit::{Visit, encoded};

#[derive(Serialize)]
struct Home {
    /// Everybody's matters, not one's own.
    all: bool,
    any: bool,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    name: &'static str,
    rows: Vec<Matter>,
    more: usize,
}

#[derive(Serialize)]
struct Matter {
    day: DayWords,
    what: &'static str,
    title: String,
    reference: Option<String>,
    path: String,
    owner: Option<String>,
    decided: Option<&'static str>,
}

/// GET /.
pub(crate) fn home(visit: &Visit<'_>) -> Reply {
    let who = visit.member()?;
    let shown = match digest(visit.desk, Some(&who.contact.id)) {
        Ok(mut all) => all.pop(),
        Err(DeskError::NoDigest(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let parts = shown.as_ref().map(|shown| {
        [
            part(visit, "overdue", &shown.overdue),
            part(visit, "awaiting", &shown.awaiting),
            part(visit, "within_30", &shown.within_30),
            part(visit, "within_90", &shown.within_90),
            part(visit, "observances", &shown.observances),
        ]
    });
    let parts: Vec<Part> = parts.into_iter().flatten().collect();
    let all = shown.is_some_and(|shown| shown.reader != "officer");
    visit.page("home.html", "home", &Home { all, any: parts.iter().any(|part| !part.rows.is_empty()), parts })
}

fn part(visit: &Visit<'_>, name: &'static str, list: &digest::List<Row>) -> Part {
    Part { name, rows: list.rows.iter().map(|row| matter(visit, row)).collect(), more: list.more }
}

fn matter(visit: &Visit<'_>, row: &Row) -> Matter {
    let language = visit.language();
    Matter {
        day: DayWords::new(row.day, visit.today(), language),
        what: row.kind.and_then(MilestoneKind::named).map_or("", |kind| say::kind(kind, language)),
        title: row.title.clone().or_else(|| row.reference.clone()).unwrap_or_default(),
        path: row.reference.as_deref().map(encoded).unwrap_or_default(),
        reference: row.reference.clone(),
        owner: row.owner.clone(),
        decided: row.decided.map(|choice| say::choice(choice, language)),
    }
}
