//! `/thoa-thuan/REF/van-ban/N`: a signed text that lies in the documents folder.
//!
//! Only the very file whose hash the register holds is handed out, and only to who may see the agreement.

use axum::http::{StatusCode, header};
use serde::Serialize;

use super::{stored, stored_to_correct};
use crate::desk::Desk;
use crate::desk::check::documents::{UnreadableDocument, document};
use crate::desk::paper::{PaperError, keep_paper};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::policy::Sight;
use crate::store::Access;
use crate::web::answer::{Answer, PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

/// A paper is called by no more characters.
const LONGEST_TITLE: usize = 300;

/// A paper as the page lists it.
#[derive(Serialize)]
pub(super) struct PaperLine {
    number: usize,
    title: String,
}

pub(super) fn papers(facts: &Facts) -> Vec<PaperLine> {
    let title = |document: &crate::lifecycle::agreement::Document| {
        if document.title.is_empty() { document.path.clone() } else { document.title.clone() }
    };
    (1..).zip(&facts.documents).map(|(number, document)| PaperLine { number, title: title(document) }).collect()
}

/// Shown in the browser; everything else is taken away as a file.
const SHOWN: [(&str, &str); 4] =
    [("pdf", "application/pdf"), ("png", "image/png"), ("jpg", "image/jpeg"), ("jpeg", "image/jpeg")];

/// GET /thoa-thuan/REF/van-ban/N.
pub(crate) fn paper(visit: &Visit<'_>) -> PageReply {
    let stored = stored(visit)?;
    if visit.member()?.viewer.sight_of(&stored.facts) == Sight::ReferenceAndDays {
        return Err(Trouble::NotFound);
    }
    let number: usize = visit.asked.part("number").parse().map_err(|_| Trouble::NotFound)?;
    let found = number.checked_sub(1).and_then(|at| stored.facts.documents.get(at)).ok_or(Trouble::NotFound)?;
    let bytes = match document(visit.desk.config.documents.as_deref(), found) {
        Ok(bytes) => bytes,
        Err(UnreadableDocument(why)) => {
            tracing::warn!("{}, document {number}: {why}", stored.facts.reference);
            return Err(Trouble::NotFound);
        }
    };
    let ending = found.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let name =
        format!("van-ban-{number}.{}", ending.chars().filter(char::is_ascii_alphanumeric).take(5).collect::<String>());
    match SHOWN.iter().find(|(known, _)| *known == ending) {
        Some((_, kind)) => Ok(Answer::of(StatusCode::OK, kind, bytes)
            .with(header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\""))
            .with(
                header::CONTENT_SECURITY_POLICY,
                "sandbox; default-src 'none'; style-src 'unsafe-inline'".to_owned(),
            )),
        None => Ok(Answer::file(&name, "application/octet-stream", bytes)),
    }
}

/// POST /thoa-thuan/REF/van-ban: a paper.
pub(crate) fn keep(visit: &Visit<'_>) -> PageReply {
    let facts = &stored_to_correct(visit)?.facts;
    let here = format!("/thoa-thuan/{}", encoded(&facts.reference));
    let Some(file) = visit.asked.files.iter().find(|file| file.field == "tep" && !file.bytes.is_empty()) else {
        return Ok(visit.go(&format!("{here}?ghi=khong-tep#papers-h")));
    };
    let typed = visit.asked.prose("title", LONGEST_TITLE);
    let title = if typed.is_empty() { file.name.clone() } else { typed };
    let kept = visit.site.writer.at_desk(|desk| {
        desk.believe_the_clock()?;
        let clerk = visit.clerk(desk)?;
        let folder = desk.config.documents.clone();
        let Desk { store, office, .. } = desk;
        Ok::<_, Trouble>(keep_paper(store, office, &clerk, folder.as_deref(), &facts.reference, &title, &file.bytes))
    })?;
    let said = match kept {
        Ok(_) => {
            let who = &visit.member()?.contact.id;
            visit.site.web().note_access(who, Access::Upload, Some(&facts.reference), visit.now)?;
            "tep"
        }
        Err(PaperError::Format) => "khong-dang",
        Err(PaperError::Known) => "tep-roi",
        Err(PaperError::NoFolder) => return Err(Trouble::NotFound),
        Err(error) => return Err(error.into()),
    };
    Ok(visit.go(&format!("{here}?ghi={said}#papers-h")))
}
