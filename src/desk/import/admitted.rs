//! Cells of a file that say that something is unknown, and which of them the register contradicts.

use std::collections::BTreeSet;

use crate::exchange::Drafts;
use crate::exchange::flaw::UnknownFact;

/// Which cells admit that something is unknown, and of which of them the register knows better.
#[derive(Debug, Default)]
pub(super) struct AdmittedUnknown {
    pub(super) lines: BTreeSet<u64>,
    pub(super) known: BTreeSet<(u64, Option<String>, String)>,
}

impl AdmittedUnknown {
    pub(super) fn of(drafts: &Drafts) -> Self {
        Self { lines: drafts.gaps.iter().map(|gap| gap.row).collect(), known: BTreeSet::new() }
    }

    /// What is unknown after the import as well.
    pub(super) fn left(&self, gaps: &[UnknownFact]) -> Vec<UnknownFact> {
        let is_known = |gap: &&UnknownFact| {
            !self.known.is_empty() && self.known.contains(&(gap.row, gap.reference.clone(), gap.field.clone()))
        };
        gaps.iter().filter(|gap| !is_known(gap)).cloned().collect()
    }
}
