//! What came by a link in a letter and nobody with a login has confirmed yet.
//!
//! Whoever has a letter has its link, so an act by link counts at once and is shown to the heads until somebody who may
//! record it says that it is right. Not here: who may confirm, and for how many weeks a digest shows it.

use super::{Act, ActBody, Via, is_voided};

/// The acts that came by link, stand, and have not been confirmed, in the order given. `acts` are all that were recorded,
/// with those that take back and confirm others.
pub fn unconfirmed(acts: &[Act]) -> Vec<&Act> {
    let confirmed =
        |seq: i64| acts.iter().any(|act| act.body == ActBody::Confirm { confirms: seq } && !is_voided(acts, act.seq));
    let waits = |act: &&Act| {
        let is_void = matches!(act.body, ActBody::Void { .. });
        act.origin.via == Some(Via::Link) && !is_void && !is_voided(acts, act.seq) && !confirmed(act.seq)
    };
    acts.iter().filter(waits).collect()
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
        let page = |seq: i64, body: ActBody| act(seq, Via::Page, body);
        let cases: [(&str, Vec<Act>, &[i64]); 6] = [
            ("by link", vec![by_link(2)], &[2]),
            ("on the page", vec![page(2, review())], &[]),
            ("confirmed", vec![by_link(2), page(3, ActBody::Confirm { confirms: 2 })], &[]),
            (
                "the confirmation taken back",
                vec![by_link(2), page(3, ActBody::Confirm { confirms: 2 }), page(4, ActBody::Void { voids: 3 })],
                &[2],
            ),
            ("taken back by link", vec![by_link(2), act(3, Via::Link, ActBody::Void { voids: 2 })], &[]),
            ("another confirmed", vec![by_link(2), by_link(3), page(4, ActBody::Confirm { confirms: 3 })], &[2]),
        ];
        for (rule, acts, expected) in cases {
            let found: Vec<i64> = unconfirmed(&acts).iter().map(|act| act.seq).collect();
            assert_eq!(found, expected, "{rule}");
        }
    }
}
