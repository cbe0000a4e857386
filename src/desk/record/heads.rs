//! Who hears the same day of a correction that takes a day away: the heads, whether or not anybody was told of it before;
//! where the office names none, its fallback.

use crate::desk::DeskError;
use crate::desk::change::ChangePreview;
use crate::desk::recorder::Recorder;
use crate::message::letter::MovedMilestone;
use crate::store::Tx;
use crate::watch::{Office, act_notice};

/// Queues the letter about an act of that agreement where it removed milestones or moved them far ahead; not to the one
/// who recorded it.
pub(in crate::desk) fn tell_heads(
    tx: &Tx<'_>,
    office: &Office,
    clerk: &Recorder,
    act: (i64, i64),
    milestones: &ChangePreview,
) -> Result<(), DeskError> {
    let moved = milestones
        .gone_or_put_off()
        .filter_map(|(line, from, to)| Some(MovedMilestone { kind: line.milestone_kind()?, from, to }));
    let moved: Vec<MovedMilestone> = moved.collect();
    let mut heads = office.circle.role("head").map(<[String]>::to_vec).unwrap_or_default();
    // Where nobody heads, whoever hears what nobody else can be told hears this, too.
    if !heads.iter().any(|head| office.circle.contact(head).is_some()) {
        heads = office.circle.fallback().map(str::to_owned).into_iter().collect();
    }
    heads.retain(|head| *head != clerk.stamp.by);
    if !moved.is_empty() {
        let changed = act_notice::ActConsequences { moved, stops: milestones.reminders_go };
        act_notice::queue(tx, office, clerk.moment(), (Some(act.0), act.1), &heads, changed)?;
    }
    Ok(())
}
