//! `/thoa-thuan`: the register as a list.

use serde::Serialize;

use super::words::DayWords;
use crate::desk::DeskError;
use crate::desk::list::{Query, list};
use crate::message::say;
use crate::web::answer::Reply;
use crate::web::visit::{Visit, encoded};

#[derive(Serialize)]
struct Register {
    text: String,
    count: usize,
    rows: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    reference: String,
    path: String,
    title: String,
    status: &'static str,
    status_words: &'static str,
    ends_on: Option<DayWords>,
    next: Option<DayWords>,
    next_kind: &'static str,
}

/// GET /thoa-thuan.
pub(crate) fn register(visit: &Visit<'_>) -> Reply {
    let text = visit.asked.query("q").map(str::to_owned);
    let (language, today) = (visit.language(), visit.today());
    let mut rows = Vec::new();
    list(visit.desk, &Query { text: text.clone(), ..Query::default() }, |row| {
        rows.push(Line {
            path: encoded(&row.reference),
            title: row.title.clone(),
            status: row.status.name(),
            status_words: say::status(row.status, language),
            ends_on: row.ends_on.map(|day| DayWords::new(day, today, language)),
            next: row.next.map(|next| DayWords::new(next.day, today, language)),
            next_kind: row.next.map_or("", |next| say::kind(next.kind, language)),
            reference: row.reference,
        });
        Ok::<_, DeskError>(())
    })?;
    visit.page("register.html", "register", &Register { text: text.unwrap_or_default(), count: rows.len(), rows })
}
