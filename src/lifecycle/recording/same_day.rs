//! Two acts of one day that answer the same question.
//!
//! Acts take effect in the order of their own days, and the order of recording decides nothing. Of two acts of one day
//! that answer one question differently, neither is therefore the later one. Recording the second means that the first
//! was wrong: the first is taken back by a visible act `void`, and the second remains. Where both could be meant, or
//! the first says more than this, the recorder is asked which one is right.

use super::collision::Matter;
use super::{AcceptedAct, Refusal, RuleCheck};
use crate::lifecycle::act::{Act, ActBody, ActEffect};

/// What an act settles for its day; `None` for acts of which a day may hold several, and for those that are refused once
/// there is another.
fn question(body: &ActBody) -> Option<Matter<'_>> {
    match body {
        ActBody::EnterIntoForce { .. }
        | ActBody::Amend { .. }
        | ActBody::Suspend
        | ActBody::Resume
        | ActBody::Postpone { .. }
        | ActBody::Decide { .. }
        | ActBody::Snooze { .. }
        | ActBody::Extend { .. } => Matter::of(body),
        _ => None,
    }
}

/// Whether an act is about a milestone as it stood before another act of the same day moved or answered it.
///
/// A director agrees in the morning and the note goes out in the afternoon: the extension takes effect first, by rank, and
/// then there is no such expiry any more. What was said of it stays said. What the other act contradicts does not: whoever
/// lets a term run out and extends it on one day is asked which is meant.
///
/// `decide expiry@2027-01-10 renew` stands beside `extend --until 2032-01-10` of the same day, `decide … lapse` does not.
pub(crate) fn precedes_move(said: &ActBody, moved: &ActBody) -> bool {
    let says_of_it = match (said, moved) {
        (ActBody::Decide { choice, .. }, ActBody::Notify { .. }) => choice.is_an_end(),
        (ActBody::Decide { choice, .. }, _) => !choice.is_an_end(),
        (ActBody::Step { .. }, _) => true,
        _ => said.act_word().is_some_and(|word| word.effect() == ActEffect::Note),
    };
    says_of_it && moved.rank() < said.rank()
}

/// What becomes of an earlier act when another of its day is recorded.
enum EarlierActEffect {
    /// Both stand.
    Stays,
    /// The new one takes its place.
    Goes,
    /// The new one says nothing else.
    IsTheSame,
    /// Which of them is meant has to be said.
    Unclear,
}

impl RuleCheck<'_, '_> {
    /// Names the acts of the same day in whose place this one stands, or refuses it.
    pub(super) fn settled(&self, mut accepted: AcceptedAct) -> Result<AcceptedAct, Refusal> {
        for earlier in self.timeline.knowledge.acts.iter().filter(|act| act.on == accepted.on) {
            match self.fate(earlier, &accepted.body) {
                EarlierActEffect::Stays => {}
                EarlierActEffect::Goes => accepted.instead_of.push(earlier.seq),
                EarlierActEffect::IsTheSame => return Err(Refusal::SaidAlready { seq: earlier.seq, on: earlier.on }),
                EarlierActEffect::Unclear => {
                    return Err(Refusal::SameDay { seq: earlier.seq, on: earlier.on, act: earlier.body.word() });
                }
            }
        }
        Ok(accepted)
    }
}

impl RuleCheck<'_, '_> {
    fn fate(&self, earlier: &Act, new: &ActBody) -> EarlierActEffect {
        // Where it was suspended before that day already, going on again takes back what suspended it again.
        let paused_before = self.pause_on(earlier.on).is_some_and(|(from, _)| *from < earlier.on);
        if question(&earlier.body).is_none_or(|settled| Some(settled) != question(new)) {
            return EarlierActEffect::Stays;
        }
        match (&earlier.body, new) {
            // Whether a pause has begun or ended that day is checked against the course; a suspension that is taken up
            // again takes the place of the resumption.
            (ActBody::Resume, ActBody::Suspend) => EarlierActEffect::Goes,
            (ActBody::Suspend, ActBody::Resume) if paused_before => EarlierActEffect::Goes,
            (ActBody::Suspend | ActBody::Resume, _) => EarlierActEffect::Stays,
            (one, other) if one == other => EarlierActEffect::IsTheSame,
            // Of two last days the later one holds, two spans are added; a span cannot tell whether it counts from that
            // day.
            (ActBody::Extend { until: one, .. }, ActBody::Extend { until: other, .. }) => {
                if one.is_some() == other.is_some() { EarlierActEffect::Stays } else { EarlierActEffect::Unclear }
            }
            (ActBody::Amend { set: one, .. }, ActBody::Amend { set: other, .. }) => {
                let said_again = one.keys().filter(|field| other.contains_key(*field)).count();
                match said_again {
                    0 => EarlierActEffect::Stays,
                    all if all == one.len() => EarlierActEffect::Goes,
                    _ => EarlierActEffect::Unclear,
                }
            }
            _ => EarlierActEffect::Goes,
        }
    }
}
