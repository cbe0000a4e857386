//! An agreement at work in an import, and what of it a row has to give a reason for.
//!
//! A correction that takes a milestone away or puts it off asks why in the row that made it: the row of the facts, or the
//! row of the commitment. The invariant: what an act of the same file moved is no correction.

use crate::desk::agreement_edit::AgreementEdit;
use crate::desk::change::{ChangePreview, MilestoneOutlook};
use crate::exchange::rows::CellPlace;
use crate::lifecycle::act::{ActBody, MilestoneKind};
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::message::list::act::WhyOf;

/// A correction that a row has to give a reason for.
pub(super) struct Unexplained {
    pub(super) place: CellPlace,
    pub(super) column: String,
    /// The milestone that goes or is put off, and its day.
    pub(super) what: String,
    pub(super) day: Day,
    pub(super) of: WhyOf,
}

/// An agreement at work.
pub(super) struct OpenAgreement {
    pub(super) dossier: AgreementEdit,
    /// What it asked for before the first change; none where nothing has been changed yet.
    pub(super) before: Option<MilestoneOutlook>,
    pub(super) changed: bool,
    pub(super) line: Option<u64>,
    /// The first act by which this file corrects its facts, and the row that does.
    pub(super) corrected: Option<i64>,
    /// Whether the row's note changes with them: it says why.
    pub(super) explained: bool,
    pub(super) place: Option<CellPlace>,
    /// The commitments that rows of this file correct.
    pub(super) mended: Vec<CorrectedCommitment>,
}

/// A commitment that a row corrects.
pub(super) struct CorrectedCommitment {
    pub(super) name: String,
    /// The first act by which it does.
    pub(super) seq: i64,
    pub(super) place: CellPlace,
    /// The cell that says when.
    pub(super) column: &'static str,
    /// Whether the row says why.
    pub(super) explained: bool,
}

/// The fields on which most days hang, the one that the others are counted from first.
const MOVE_DAYS: [Field; 6] =
    [Field::SignedOn, Field::InForceOn, Field::Term, Field::ReviewFirstOn, Field::ReviewEvery, Field::Notice];

impl OpenAgreement {
    /// The field whose correction moves the days, of those corrected from that act on.
    fn moved_by(&self, seq: i64) -> String {
        let acts = self.dossier.agreement.acts.iter().filter(|act| act.seq >= seq);
        let fields: Vec<&str> = acts
            .filter_map(|act| match &act.body {
                ActBody::Correct { field, .. } => Some(field.as_str()),
                _ => None,
            })
            .collect();
        let moves = MOVE_DAYS.iter().map(|field| field.name()).find(|name| fields.contains(name));
        moves.or(fields.first().copied()).unwrap_or("term").to_owned()
    }

    /// The first act by which this file corrects its facts or a commitment of it.
    pub(super) fn first_correction(&self) -> Option<i64> {
        self.corrected.into_iter().chain(self.mended.iter().map(|mended| mended.seq)).min()
    }

    /// The milestones that corrections take away or put off and no row says why.
    pub(super) fn without_reason(&self, changes: &ChangePreview) -> Vec<Unexplained> {
        let mut unexplained: Vec<Unexplained> = Vec::new();
        for (what, day) in changes.all_that_ask_why() {
            let (place, column, of) = match (self.mended_as(&what), self.corrected.zip(self.place.as_ref())) {
                (Some(mended), _) if mended.explained => continue,
                (Some(mended), _) => (&mended.place, mended.column.to_owned(), WhyOf::Commitment),
                (None, Some((seq, place))) if !self.explained => (place, self.moved_by(seq), WhyOf::Agreement),
                (None, _) => continue,
            };
            // One question a row.
            if !unexplained.iter().any(|known| known.place == *place) {
                unexplained.push(Unexplained { place: place.clone(), column, what, day, of });
            }
        }
        unexplained
    }

    /// Where only commitments were corrected, leaves of the changes those of these commitments.
    pub(super) fn leave_what_was_corrected(&self, changes: &mut ChangePreview) {
        if self.corrected.is_none() {
            changes.retain(|what| self.mended_as(what).is_some());
        }
    }

    /// The correction of the commitment that a milestone is about; a restricted agreement's milestones do not tell which.
    fn mended_as(&self, what: &str) -> Option<&CorrectedCommitment> {
        let (kind, name) = what.split_once(':').map_or((what, None), |(kind, name)| (kind, Some(name)));
        let is_it = |mended: &&CorrectedCommitment| name.is_none_or(|name| name == mended.name);
        self.mended.iter().filter(|_| kind == MilestoneKind::Commitment.name()).find(is_it)
    }

    pub(super) fn of(dossier: AgreementEdit) -> Self {
        Self {
            dossier,
            before: None,
            changed: false,
            line: None,
            corrected: None,
            explained: false,
            place: None,
            mended: Vec::new(),
        }
    }
}
