//! The order in which acts take effect.
//!
//! Acts are judged by their own days. Acts of one day take effect by rank, whatever was recorded first and however an act
//! is written down: the order never looks at names of JSON keys, and a new field of an act changes no order that was.

use super::{Act, ActBody};
use crate::lifecycle::day::Day;

impl ActBody {
    /// The act's place among those of its day, by the table; facts come first, and a party with what answers a milestone.
    pub const fn rank(&self) -> u8 {
        match (self.act_word(), self) {
            (Some(word), _) => word.entry().rank,
            (None, Self::Party { .. }) => 8,
            (None, _) => 0,
        }
    }
}

impl ActBody {
    /// Whether it is a note on the way to an answer, or a decision: said of a milestone as it was known then, and no answer
    /// that others build on.
    pub(crate) const fn is_note_or_decision(&self) -> bool {
        matches!(
            self,
            Self::Decide { .. }
                | Self::Acknowledge { .. }
                | Self::Snooze { .. }
                | Self::Progress { .. }
                | Self::Step { .. }
        )
    }
}

impl Act {
    /// What acts are sorted by to take effect: their day, their rank on it, their values in the order in which
    /// [`ActBody`] declares them, and only between acts equal in all that the order of recording.
    ///
    /// A new field of an act is declared last, and a new act after those of its rank: then nothing that was recorded
    /// before changes its place.
    pub(crate) fn effect_order(&self) -> (Day, u8, &ActBody, i64) {
        (self.on, self.body.rank(), &self.body, self.seq)
    }

    /// What the programs of the first schema sorted by: words and JSON, and a suspension before a resumption. An upgrade
    /// tells by it whose plan has changed; nothing else may.
    pub(crate) fn order_of_the_first_schema(&self) -> (Day, &'static str, String, i64) {
        let word = if self.body == ActBody::Suspend { "reso" } else { self.body.word() };
        (self.on, word, serde_json::to_string(&self.body).unwrap_or_default(), self.seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::act::{Choice, Mark, Notice, Side};
    use crate::lifecycle::span::Span;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn act(seq: i64, body: ActBody) -> Act {
        let on = day("2026-03-02");
        Act {
            seq,
            on,
            recorded_on: on,
            by: "head".into(),
            number: None,
            note: None,
            body,
            origin: crate::lifecycle::act::Origin::default(),
        }
    }

    #[test]
    fn acts_of_one_day_take_effect_by_rank_whatever_was_recorded_first() {
        let ends_on = day("2026-12-31");
        let in_order = [
            ActBody::Register { facts: [].into(), import: None },
            ActBody::EnterIntoForce { in_force_on: Some(day("2026-03-02")), received_on: None },
            ActBody::Amend { from_on: day("2026-03-02"), set: [("term".to_owned(), "5y".to_owned())].into() },
            ActBody::Extend { until: None, span: Some(Span::years(1)), their_number: None },
            // Of one word by value: a span before a day, an earlier day before a later one.
            ActBody::Extend { until: Some(day("2027-01-01")), span: None, their_number: None },
            ActBody::Extend { until: Some(day("2028-01-01")), span: None, their_number: None },
            ActBody::Resume,
            ActBody::Suspend,
            ActBody::Notify { what: Notice::NonRenewal, by: Side::Us, received_on: day("2026-03-01") },
            ActBody::HoldReview { review: day("2026-03-01") },
            ActBody::Decide { milestone: "expiry@2026-12-31".parse::<Mark>().expect("a mark"), choice: Choice::Lapse },
            ActBody::Withdraw { ends_on },
            ActBody::Terminate { ends_on },
            ActBody::Supersede { ends_on, with: None },
            ActBody::Close,
        ];
        let expected: Vec<&str> = in_order.iter().map(ActBody::word).collect();
        for turned in 0..in_order.len() {
            let mut bodies = in_order.to_vec();
            bodies.reverse();
            bodies.rotate_left(turned);
            let mut acts: Vec<Act> = (1..).zip(bodies).map(|(seq, body)| act(seq, body)).collect();
            acts.sort_by(|one, other| one.effect_order().cmp(&other.effect_order()));
            let words: Vec<&str> = acts.iter().map(|act| act.body.word()).collect();
            assert_eq!(words, expected, "turned by {turned}");
            let until: Vec<_> = acts.iter().filter(|act| act.body.word() == "extend").map(|act| &act.body).collect();
            assert_eq!(until, [&in_order[3], &in_order[4], &in_order[5]]);
        }
    }

    #[test]
    fn of_equal_acts_the_one_recorded_first_comes_first_and_an_earlier_day_before_all() {
        let (first, second) = (act(1, ActBody::Suspend), act(2, ActBody::Suspend));
        assert!(first.effect_order() < second.effect_order());
        let earlier = Act { on: day("2026-03-01"), ..act(9, ActBody::Close) };
        assert!(earlier.effect_order() < first.effect_order());
    }
}
