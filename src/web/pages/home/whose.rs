//! Whose matters the first page shows: one's own, or everybody's.

use std::sync::Arc;

use crate::desk::digest::DigestPreview;
use crate::message::answer::pages as words;
use crate::web::answer::Trouble;
use crate::web::visit::Visit;

/// What one sees of everybody's matters beside one's own: `/?xem=phong`.
pub(super) const ALL: &str = "phong";

/// Whose matters are asked for.
pub(super) struct HomeRequest {
    /// Who directs has few matters of his own, and answers for all of them.
    answers_for_all: bool,
    /// Whether he asks for everybody's.
    pub(super) whole: bool,
}

/// The digests that a page is made of.
pub(super) struct Digests {
    /// Whose rows are listed.
    pub(super) listed: Arc<DigestPreview>,
    /// Everybody's, for who answers for all.
    pub(super) all: Option<Arc<DigestPreview>>,
}

impl HomeRequest {
    pub(super) fn of(visit: &Visit<'_>) -> Result<Self, Trouble> {
        let directs = visit.matters() == words::MATTERS_OF_THE_DEPARTMENT;
        let answers_for_all = directs && visit.member()?.viewer.records_all();
        Ok(Self { answers_for_all, whole: answers_for_all && visit.asked.query("xem") == Some(ALL) })
    }

    /// None for whom nothing is to be told.
    pub(super) fn digests(&self, visit: &Visit<'_>) -> Result<Option<Digests>, Trouble> {
        let contact = &visit.member()?.contact.id;
        let own = if self.whole { None } else { visit.site.kept.digest(visit.desk, contact)? };
        let all = match &own {
            _ if !self.answers_for_all => None,
            // Who directs and looks after agreements is told of everything as it is.
            Some(own) if own.reader == "head" => Some(Arc::clone(own)),
            _ => Some(visit.site.kept.digest_of_all(visit.desk, contact)?),
        };
        Ok(own.or_else(|| all.clone()).map(|listed| Digests { listed, all }))
    }
}

impl Digests {
    /// Whether the rows are all there is to list: not those that await one person of many.
    pub(super) fn list_all(&self, asked: &HomeRequest) -> bool {
        self.all.is_none() || asked.whole
    }

    /// The contact whose matters alone are shown.
    pub(super) fn of(&self) -> Option<&str> {
        if self.all.is_some() { None } else { self.listed.of() }
    }
}
