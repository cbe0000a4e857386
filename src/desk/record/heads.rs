//! Who hears the same day of a correction that takes a day away: the heads, whether or not anybody was told of it before;
//! where the office names none, its fallback.

use crate::desk::DeskError;
use crate::desk::change::{ChangePreview, MilestoneChange};
use crate::desk::recorder::Recorder;
use crate::lifecycle::act::MilestoneKind;
use crate::message::letter::MovedMilestone;
use crate::store::Tx;
use crate::watch::{Office, act_notice};

/// A correction that moves a milestone later by more than this is reported to the heads.
const LATER_DAYS: i64 = 30;

/// Queues the letter about an act of that agreement where it removed milestones or moved them far ahead; not to the one
/// who recorded it.
pub(in crate::desk) fn tell_heads(
    tx: &Tx<'_>,
    office: &Office,
    clerk: &Recorder,
    act: (i64, i64),
    milestones: &ChangePreview,
) -> Result<(), DeskError> {
    let kind = |line: &MilestoneChange| MilestoneKind::named(line.kind.split(':').next().unwrap_or_default());
    let gone = milestones.go.iter().map(|line| (line, line.day, None));
    let later = milestones.moved.iter().filter_map(|line| Some((line, line.from?, Some(line.day))));
    let later = later.filter(|(line, from, _)| from.days_until(line.day) > LATER_DAYS);
    let moved = gone.chain(later).filter_map(|(line, from, to)| Some(MovedMilestone { kind: kind(line)?, from, to }));
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
