//! What came by a link in a letter and nobody has confirmed, for four weeks.

use super::DigestBuilder;
use crate::lifecycle::act::{Act, unconfirmed_acts};
use crate::message::LinkRow;
use crate::watch::WatchError;

/// So long the heads' digest shows it.
pub(super) const SHOWN_DAYS: i64 = 28;

impl DigestBuilder<'_> {
    /// Notes the acts of one agreement, or of the office itself.
    pub(super) fn by_link(
        &mut self,
        reference: Option<&str>,
        short: Option<&str>,
        acts: &[Act],
    ) -> Result<(), WatchError> {
        for act in unconfirmed_acts(acts) {
            if act.recorded_on.days_until(self.today) > SHOWN_DAYS {
                continue;
            }
            let row = LinkRow {
                reference: reference.map(str::to_owned),
                short: short.map(str::to_owned),
                seq: act.seq,
                act: act.body.word(),
                recorded_on: act.recorded_on,
                written_by: act.origin.written_by.clone(),
                addressee: self.office.named(&act.by),
            };
            self.by_link.offer(act.recorded_on, || Ok(row))?;
        }
        Ok(())
    }
}
