//! Rewrites pending letters that were written on another day, or under other rules, before they go.

use super::compose::compose;
use super::system::rewrite_stale;
use super::{Moment, Office, WatchError, trial};
use crate::store::{ProgramNote, Store};

/// Takes letters back that were written on another day or under other rules ([`rewrite_stale`]) and rewrites them,
/// before a delivery: once a day and whenever the rules changed; what was withdrawn by it, the next scan looks at.
pub(super) fn rewrite_stale_letters(store: &mut Store, office: &Office, moment: Moment) -> Result<(), WatchError> {
    trial::change_over(store, office, moment)?;
    let day = moment.today.to_string();
    let same_rules = store.note(ProgramNote::WrittenUnder)?.is_none_or(|rules| rules == office.fingerprint);
    if same_rules && store.note(ProgramNote::WrittenOn)?.as_deref() == Some(&day) {
        return Ok(());
    }
    rewrite_stale(store, office, moment)?;
    let written = compose(store, office, moment)?;
    store.write(|tx| {
        for id in written.look_again {
            tx.look_again(id)?;
        }
        tx.set_note(ProgramNote::WrittenOn, Some(&day))
    })?;
    Ok(())
}
