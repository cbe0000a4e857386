//! Acts of a copy that answer what was answered otherwise since the copy was made: two officers work in copies of one export.
//!
//! The rows that the program wrote tell from which act the copy was made. What was recorded between that act and this import
//! was not known to whoever typed a new row: where both answer one matter, or the one leaves no room for the other, the row is
//! asked about, with what was recorded, when and by whom, before anything else is held against it.

use std::collections::BTreeSet;

use super::import_pass::ImportPass;
use super::old_values::{CameIn, OldValues};
use crate::desk::DeskError;
use crate::desk::record::{Judge, RecordError};
use crate::exchange::cell_forms::day;
use crate::exchange::row_mark::MarkedRow;
use crate::exchange::{ActDraft, Drafts};
use crate::lifecycle::act::{Act, ActBody, is_voided};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::recording::{self, Insistence};
use crate::lifecycle::request::ActRequest;
use crate::message::list::{Wording, act as act_row};

/// Marks of so many exports are looked at.
const EXPORTS_AT_MOST: usize = 100;

impl ImportPass<'_, '_> {
    /// Takes from the marks of all rows which acts they stand for, and which acts were recorded since the oldest export whose
    /// rows stand in the file; none where no row bears a mark of this register.
    pub(super) fn read_marks(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        if drafts.marked == 0 {
            return Ok(());
        }
        let mut exports: BTreeSet<(i64, String)> = BTreeSet::new();
        for row in &self.reading.rows {
            let Some(mark) = row.mark() else { continue };
            if let MarkedRow::Act(seq) = mark.about
                && let Some(Ok(on)) = row.text("on").map(day::read)
            {
                let rows = self.rows_of_acts.entry(seq).or_default();
                rows.push((on, row.place.ordinal));
                // Whether another row says an earlier day is known from the two that say the earliest.
                rows.sort_unstable();
                rows.truncate(2);
            }
            if exports.len() < EXPORTS_AT_MOST {
                exports.insert((mark.made_from, mark.hash));
            }
        }
        for (made_from, hash) in exports {
            if self.wrote(made_from, &hash)? {
                self.since_copy = Some(made_from + 1..=self.acts_before);
                break;
            }
        }
        Ok(())
    }

    /// Whether what came in with that act was unknown to the copy that the file is; whoever recorded it himself knows it.
    pub(super) fn known_to_copy(&self, act: Option<&Act>) -> CameIn {
        let since = self
            .since_copy
            .as_ref()
            .zip(act)
            .is_some_and(|(since, act)| since.contains(&act.seq) && act.by != self.clerk.stamp.by);
        if since { CameIn::SinceCopy } else { CameIn::Before }
    }

    /// What somebody else answered since the copy was made, where a new row answers it too, whatever else is against the row.
    /// Its act is read as whoever typed it read the register.
    ///
    /// Acts that the file itself says were known to whoever typed it: a file that is mended and comes again is no old copy.
    pub(super) fn answered_since(
        &self,
        id: i64,
        draft: &ActDraft,
        request: &ActRequest,
    ) -> Result<Option<Wording>, DeskError> {
        let Some(since) = self.since_copy.as_ref().filter(|_| self.old_values == OldValues::Ask) else {
            return Ok(None);
        };
        let dossier = &self.held(id).dossier;
        let is_newer = |act: &Act| since.contains(&act.seq) && !self.said_by_file.contains(&act.seq);
        if draft.mark.is_some() || !dossier.agreement.acts.iter().any(is_newer) {
            return Ok(None);
        }
        let answered = self.answered_by(&dossier.agreement, request, is_newer)?;
        Ok(answered.map(|act| act_row::recorded_since(act, dossier.facts.restricted)))
    }

    /// The newest of the newer acts that collides with what is asked as it was meant before them, or that made it impossible.
    fn answered_by<'a>(
        &self,
        agreement: &'a Agreement,
        request: &ActRequest,
        is_newer: impl Fn(&Act) -> bool,
    ) -> Result<Option<&'a Act>, DeskError> {
        let acts = &agreement.acts;
        let before = |seq: i64| {
            let known = acts.iter().filter(|act| act.seq < seq || !is_newer(act)).cloned();
            self.judged(&Agreement { id: agreement.id, acts: known.collect() }, request)
        };
        // Of an agreement that came in since nothing was known.
        let meant = if acts.first().is_some_and(&is_newer) { None } else { before(i64::MIN)? };
        let now = self.judged(agreement, request)?;
        let collides = |act: &&Act| {
            let collides =
                |body: &Option<ActBody>| body.as_ref().is_some_and(|body| recording::collide(body, &act.body));
            is_newer(act) && !is_voided(acts, act.seq) && (collides(&meant) || collides(&now))
        };
        if let Some(act) = acts.iter().rev().find(collides) {
            return Ok(Some(act));
        }
        if meant.is_none() || now.is_some() {
            return Ok(None);
        }
        for act in acts.iter().rev().filter(|act| is_newer(act)) {
            if before(act.seq)?.is_some() {
                return Ok(Some(act));
            }
        }
        Ok(None)
    }

    /// What the request would record of the agreement as it is given; none where it is refused.
    fn judged(&self, agreement: &Agreement, request: &ActRequest) -> Result<Option<ActBody>, DeskError> {
        let judge = Judge { agreement, office: self.office, parties: &self.parties.known, today: self.clerk.today() };
        match judge.judge(request, Insistence::Careful) {
            Ok(accepted) => Ok(Some(accepted.body)),
            Err(RecordError::Desk(error)) => Err(error),
            Err(RecordError::Refused(_) | RecordError::ManyRefused(_)) => Ok(None),
        }
    }
}
