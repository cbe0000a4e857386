//! Acts that came by a link in a letter and that nobody with a login has confirmed yet.
//!
//! Anyone who has a letter has its link, so an act by link counts at once and is shown to the heads until someone who
//! may record confirms it. Not here: who may confirm, and for how many weeks a digest shows it.

use super::{Act, ActBody, MilestoneKind, Via, is_voided};

/// The acts that came by link, stand, and have not been confirmed, in the order given; what was said of commitments at a
/// review waits with the review and not beside it. `acts` are all that were recorded, with those that take back and confirm
/// others.
pub fn unconfirmed_acts(acts: &[Act]) -> Vec<&Act> {
    let confirmed =
        |seq: i64| acts.iter().any(|act| act.body == ActBody::Confirm { confirms: seq } && !is_voided(acts, act.seq));
    let by_link = |act: &&Act| act.origin.via == Some(Via::Link) && !is_voided(acts, act.seq);
    let notes: Vec<i64> =
        acts.iter().filter(by_link).flat_map(|act| progress_notes_with(acts, act.seq)).map(|act| act.seq).collect();
    let waits = |act: &&Act| by_link(act) && !confirmed(act.seq) && !notes.contains(&act.seq);
    acts.iter().filter(waits).collect()
}

/// What was said of commitments at the review of that act and recorded with it: the notes of progress that follow it in the
/// chain without a gap, from the same hand. None where that act is no review.
pub(crate) fn progress_notes_with(acts: &[Act], held: i64) -> Vec<&Act> {
    let Some(held) = acts.iter().find(|act| act.seq == held && matches!(act.body, ActBody::HoldReview { .. })) else {
        return Vec::new();
    };
    let is_note = |act: &Act| matches!(&act.body, ActBody::Progress { milestone, .. } if milestone.kind == MilestoneKind::Commitment);
    let same_hand = |act: &Act| {
        (act.on, act.recorded_on, &act.by, &act.origin) == (held.on, held.recorded_on, &held.by, &held.origin)
    };
    let next = |act: &&Act| acts.iter().find(|other| other.seq == act.seq + 1 && is_note(other) && same_hand(other));
    std::iter::successors(Some(held), next).skip(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::act::Origin;

    #[test]
    fn what_came_by_link_waits_until_it_is_confirmed_or_voided() {
        let on: crate::lifecycle::day::Day = "2026-03-02".parse().expect("a day");
        let act = |seq: i64, via: Via, body: ActBody| Act {
            seq,
            on,
            recorded_on: on,
            by: "desk".into(),
            number: None,
            note: None,
            body,
            origin: Origin { via: Some(via), ..Origin::default() },
        };
        let review = || ActBody::HoldReview { review: on };
        let by_link = |seq: i64| act(seq, Via::Link, review());
        let notes = |seq: i64, via: Via| {
            let milestone = format!("commitment:fair@{on}").parse().expect("a mark");
            act(seq, via, ActBody::Progress { milestone, text: "half of it".to_owned() })
        };
        let confirms = |seq: i64, confirms: i64| act(seq, Via::Page, ActBody::Confirm { confirms });
        let voids = |seq: i64, voids: i64| act(seq, Via::Page, ActBody::Void { voids });
        let page = |seq: i64, body: ActBody| act(seq, Via::Page, body);
        let cases: [(&str, Vec<Act>, &[i64]); 12] = [
            ("by link", vec![by_link(2)], &[2]),
            ("on the page", vec![page(2, review())], &[]),
            ("confirmed", vec![by_link(2), page(3, ActBody::Confirm { confirms: 2 })], &[]),
            (
                "the confirmation taken back",
                vec![by_link(2), page(3, ActBody::Confirm { confirms: 2 }), page(4, ActBody::Void { voids: 3 })],
                &[2],
            ),
            ("taken back by link", vec![by_link(2), act(3, Via::Link, ActBody::Void { voids: 2 })], &[3]),
            ("taken back on the page", vec![by_link(2), voids(3, 2)], &[]),
            ("said at the review", vec![by_link(2), notes(3, Via::Link), notes(4, Via::Link)], &[2]),
            ("said at a review that is confirmed", vec![by_link(2), notes(3, Via::Link), confirms(4, 2)], &[]),
            ("said at a review that was taken back alone", vec![by_link(2), notes(3, Via::Link), voids(4, 2)], &[3]),
            ("said by link later", vec![by_link(2), page(3, review()), notes(4, Via::Link)], &[2, 4]),
            ("said by another way", vec![by_link(2), notes(3, Via::Page)], &[2]),
            ("another confirmed", vec![by_link(2), by_link(3), page(4, ActBody::Confirm { confirms: 3 })], &[2]),
        ];
        for (rule, acts, expected) in cases {
            let found: Vec<i64> = unconfirmed_acts(&acts).iter().map(|act| act.seq).collect();
            assert_eq!(found, expected, "{rule}");
        }
    }
}
