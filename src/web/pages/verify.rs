//! `/can-xac-minh`: what had passed before the register knew of it, day by day, each with the ways to answer it.
//!
//! The agreements are those that one's digest counts. Nothing is recorded here: every answer opens the record form.

use serde::Serialize;

use super::agreement::rows;
use super::words::{DayWords, person};
use crate::desk::life::life;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::Sight;
use crate::message::say;
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::pages::record::offer;
use crate::web::visit::Visit;

/// So many agreements stand on a page: each is worked out anew.
const PAGE: usize = 25;
/// With so many days on it the page is full: each takes most of a kilobyte.
const DAYS: usize = 40;
/// Of one agreement so many stand there, the latest ones; the earlier ones need not be answered.
const DAYS_OF_ONE: usize = 12;

#[derive(Serialize)]
struct VerifyPage {
    agreements: Vec<Unverified>,
    total: usize,
    /// How many more there are; they come up as these are answered.
    more: usize,
}

#[derive(Serialize)]
struct Unverified {
    reference: String,
    path: String,
    title: String,
    officers: Vec<String>,
    /// Whether who reads this may record on it.
    records: bool,
    days: Vec<PassedMilestone>,
    /// How many passed before these.
    earlier: usize,
}

#[derive(Serialize)]
struct PassedMilestone {
    mark: String,
    what: String,
    day: DayWords,
    /// Whether a later one of its kind asks in its place.
    overtaken: bool,
    /// What was noted of it, and when.
    progress: Option<(String, String)>,
    answers: Vec<offer::Offer>,
}

/// GET /can-xac-minh.
pub(crate) fn list(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    let shown = match visit.site.kept.digest(visit.desk, &who.contact.id)? {
        Some(shown) => Some(shown),
        // Who directs answers for all of them.
        None if who.viewer.records_all() => Some(visit.site.kept.digest_of_all(visit.desk, &who.contact.id)?),
        None => None,
    };
    let (listed, total) = shown.as_deref().map_or((&[][..], 0), |shown| (shown.verify.as_slice(), shown.to_verify));
    let mut agreements = Vec::new();
    let mut days = 0;
    for reference in listed.iter().take(PAGE) {
        if days >= DAYS {
            break;
        }
        let next = unverified(visit, reference)?;
        days += next.as_ref().map_or(0, |next| next.days.len());
        agreements.extend(next);
    }
    let page = VerifyPage { more: total.saturating_sub(agreements.len()), agreements, total };
    visit.page("verify.html", "home", &page)
}

/// That agreement; none where it is gone, or may not be seen.
fn unverified(visit: &Visit<'_>, reference: &str) -> Result<Option<Unverified>, Trouble> {
    let viewer = &visit.member()?.viewer;
    let Some(id) = visit.desk.store.agreement_id(reference)? else { return Ok(None) };
    let stored = visit.desk.store.agreement(id)?;
    if viewer.sight_of(&stored.facts) != Sight::Whole {
        return Ok(None);
    }
    let life = life(visit.desk, &stored, None)?;
    let may = |milestone: &Milestone| -> Vec<offer::Offer> {
        let outcomes = offer::outcomes(Some(milestone.kind)).into_iter().filter(|outcome| {
            offer::fits_history(outcome) && viewer.may(offer::deed(outcome.act), &life.facts.officers)
        });
        outcomes.map(|outcome| offer::offer(outcome, "", visit.language())).collect()
    };
    let overtaken =
        |milestone: &Milestone| life.verify.iter().all(|at| life.days[*at].milestone.mark() != milestone.mark());
    let mut passed: Vec<&Milestone> = life.unverified(visit.today()).collect();
    let mut earlier = 0;
    let too_many = passed.len().saturating_sub(DAYS_OF_ONE);
    passed.retain(|milestone| {
        let left_out = earlier < too_many && overtaken(milestone);
        earlier += usize::from(left_out);
        !left_out
    });
    let days = passed.into_iter().map(|milestone| PassedMilestone {
        mark: encoded(&milestone.mark().to_string()),
        what: rows::what(visit, milestone),
        day: DayWords::new(milestone.day, visit.today(), visit.language()),
        overtaken: overtaken(milestone),
        progress: milestone
            .progress
            .as_ref()
            .map(|noted| (noted.text.clone(), say::day_in_table(noted.on, visit.language()))),
        answers: may(milestone),
    });
    let circle = &visit.desk.office.circle;
    Ok(Some(Unverified {
        reference: reference.to_owned(),
        path: encoded(reference),
        title: life.short.clone(),
        officers: life.facts.officers.iter().map(|id| person(circle, id)).collect(),
        records: viewer.records(&life.facts.officers),
        days: days.collect(),
        earlier,
    }))
}
