//! `/health`: for monitoring, without a fact.

use axum::http::StatusCode;

use crate::desk::status::status;
use crate::web::answer::{Answer, PageReply};
use crate::web::visit::Visit;

/// 200 where all is well, 503 where `pactwatch status` says what is not.
#[allow(clippy::unnecessary_wraps, reason = "a handler gives what every handler gives")]
pub(crate) fn health(visit: &Visit<'_>) -> PageReply {
    let well = status(visit.desk).is_ok_and(|status| status.problems.is_empty());
    let (status, text) = if well { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "not well") };
    Ok(Answer::of(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes()))
}
