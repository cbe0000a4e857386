//! *Danh mục việc theo dõi*: the rows of the page with room for instructions, to print or to take away.

use super::rows::{HomeMatter, Part, UnansweredLine};
use crate::desk::decisions::decisions_of;
use crate::lifecycle::policy::Language;
use crate::lifecycle::policy::Sight;
use crate::message::answer::{pages as words, tables};
use crate::message::say;
use crate::store::Stored;
use crate::web::answer::Trouble;
use crate::web::pages::listing::Listing;
use crate::web::visit::Visit;

/// The list of all rows: what has passed without a result, then what is due.
pub(super) fn list(visit: &Visit<'_>, past: &[UnansweredLine], parts: &[Part]) -> Result<Listing, Trouble> {
    let parties = visit.desk.store.parties()?;
    let viewer = &visit.member()?.viewer;
    let voice = visit.voice();
    let mut rows: Vec<Vec<String>> = past.iter().enumerate().map(|(at, one)| passed(visit, at + 1, one)).collect();
    for part in parts {
        for row in &part.rows {
            let stored = row.reference.as_deref().and_then(|reference| stored(visit, reference));
            let whole = stored.filter(|stored| viewer.sight_of(&stored.facts) == Sight::Whole);
            let facts = whole.as_ref().map(|stored| &stored.facts);
            let partner = facts
                .map(|facts| say::parties_text(&facts.partner, &parties, facts.signed_on, visit.today(), Language::Vi));
            let hidden = row.reference.is_some() && whole.is_none();
            let title = match (&row.reference, hidden) {
                (_, true) => String::new(),
                (None, _) => words::OF_THE_OFFICE.of(voice).to_owned(),
                (Some(_), false) => row.title.clone(),
            };
            let told = whole.as_ref().map(|stored| instructions(visit, stored, row)).transpose()?;
            rows.push(vec![
                (rows.len() + 1).to_string(),
                row.reference.clone().unwrap_or_default(),
                title,
                partner.or_else(|| row.to.clone()).unwrap_or_default(),
                matter(row),
                due(row),
                row.owner.clone().unwrap_or_default(),
                progress(part, row),
                told.unwrap_or_default(),
            ]);
        }
    }
    Ok(Listing::new(visit, tables::MATTERS_TITLE, tables::MATTERS, rows, String::new()))
}

/// A row of what came round for the office and has no result.
fn passed(visit: &Visit<'_>, number: usize, one: &UnansweredLine) -> Vec<String> {
    let voice = visit.voice();
    vec![
        number.to_string(),
        String::new(),
        words::OF_THE_OFFICE.of(voice).to_owned(),
        String::new(),
        format!("{}: {}", one.what, one.title),
        format!("{} ({})", one.day.table, one.day.weekday),
        one.owner.clone(),
        format!("{}, {}", words::PAST_WITHOUT_RESULT.of(voice), one.day.relative),
        String::new(),
    ]
}

fn stored(visit: &Visit<'_>, reference: &str) -> Option<Stored> {
    let id = visit.desk.store.agreement_id(reference).ok().flatten()?;
    visit.desk.store.agreement(id).ok()
}

fn matter(row: &HomeMatter) -> String {
    let what = match &row.reference {
        None if !row.title.is_empty() => format!("{}: {}", row.what, row.title),
        _ => row.what.clone(),
    };
    row.step.as_ref().map_or_else(|| what.clone(), |step| format!("{what}: {step}"))
}

/// The day to act by, and the day it leads to.
fn due(row: &HomeMatter) -> String {
    let act = format!("{} ({})", row.act.table, row.act.weekday);
    row.own.as_ref().map_or_else(|| act.clone(), |own| format!("{act}; {} {}", row.own_word, own.table))
}

fn progress(part: &Part, row: &HomeMatter) -> String {
    let overdue = (part.name == "overdue").then(|| format!("{}, {}", part.title, row.act.relative));
    row.progress.iter().cloned().chain(overdue).collect::<Vec<_>>().join("; ")
}

/// What the leadership has said of that day of the agreement.
fn instructions(visit: &Visit<'_>, stored: &Stored, row: &HomeMatter) -> Result<String, Trouble> {
    let standing = decisions_of(visit.desk, stored)?;
    let meant = standing.iter().filter(|one| row.kind == Some(one.kind) && row.day == one.day);
    Ok(meant.map(|one| one.in_words(visit.language())).collect::<Vec<_>>().join("; "))
}
