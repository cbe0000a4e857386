//! The decisions of one round of delivery: whether an answer is about the letter or about the server.
//!
//! Pure: it opens no connection and writes nothing. The invariants: a letter dies only where another one was taken
//! after its answer in the same round; a server that ends the round by saying "later" three times in a row has put no
//! letter off.

use chrono::{DateTime, Utc};

use super::{
    Age, DAY, EnvelopeState, Evidence, Ground, HOUR, MINUTE, ReceiptOutcome, ServerAnswer, Settlement, Tries, after,
};

/// A letter that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TriedLetter {
    /// Its envelope.
    pub id: i64,
    /// How often it was tried before.
    pub tries: Tries,
    /// How long it has been put off, the last pause counted ([`Age::after_pause`]).
    pub age: Age,
}

/// A letter that is put back as if this round had not asked about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostponedLetter {
    /// Its envelope.
    pub id: i64,
    /// Its age before.
    pub age: Age,
    /// When it may go again.
    pub not_before_at: DateTime<Utc>,
}

/// What an answer brings about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerEffect {
    /// What becomes of the letter itself.
    pub settlement: Settlement,
    /// Letters of which it is certain now that no server takes them.
    pub dead: Vec<i64>,
    /// Letters that are put back.
    pub put_back: Vec<PostponedLetter>,
}

/// Why a round ended before every letter had its turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundEnd {
    /// "Later" to three letters in a row: the server is busy. Its last words.
    Busy(String),
    /// The line broke at three letters, with none taken between. What was seen last.
    Broken(String),
    /// The server refused letter after letter and took none. Its last words.
    Refusing(String),
    /// The server's own trouble, said elsewhere.
    Server,
}

/// What is left to do when a round is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Letters that are put back.
    pub put_back: Vec<PostponedLetter>,
    /// Why nothing more was asked; none where all had their turn and nothing is wrong.
    pub ended: Option<RoundEnd>,
}

/// A round under way.
#[derive(Debug)]
pub(crate) struct DeliveryRound {
    /// Whether something was taken in the day before the round.
    recently: Evidence,
    /// Letters taken in it.
    taken: u32,
    /// Letters deferred one after the other, with their earlier ages.
    later: Vec<(i64, Age)>,
    /// Letters at which the line broke with none taken between, as they were before.
    broken: Vec<(i64, Age)>,
    /// Attempts in a row in which the line broke, before or after the dot.
    breaks: usize,
    /// Letters the server does not take, with none taken since.
    unjudged: Vec<UndecidedRefusal>,
    ended: Option<RoundEnd>,
}

#[derive(Debug)]
struct UndecidedRefusal {
    id: i64,
    age: Age,
    ground: Ground,
    reply: String,
}

/// So many times "later" in a row, or broken lines, and it is the server.
const IN_A_ROW: usize = 3;
/// So many letters refused with none taken, and the server is left in peace.
const REFUSED_IN_A_ROW: usize = 20;
/// How long a letter is postponed where the round went no further than it.
const ASIDE: i64 = 15 * MINUTE;

/// Pauses in seconds after an attempt of which nobody knows the end. The last one holds for all further ones: such a
/// letter never dies of it, but a server that always takes it and hangs up is not asked to take it every minute.
const UNHEARD: [i64; 6] = [MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY];

impl DeliveryRound {
    /// A round begins; `recently` tells whether the server took a letter in the 24 hours before.
    pub(crate) fn new(recently: Evidence) -> Self {
        let (later, broken, unjudged) = (Vec::new(), Vec::new(), Vec::new());
        Self { recently, taken: 0, later, broken, breaks: 0, unjudged, ended: None }
    }

    /// Letters taken so far.
    pub(crate) const fn taken(&self) -> u32 {
        self.taken
    }

    /// Whether another letter may be asked about.
    pub(crate) const fn goes_on(&self) -> bool {
        self.ended.is_none()
    }

    /// The server is in trouble of its own: no further letter.
    pub(crate) fn stop(&mut self) {
        self.ended.get_or_insert(RoundEnd::Server);
    }

    /// An answer, and what it brings about.
    ///
    /// 1. Taken: sent; letters refused before it in this round die. 2. "Later": put off, the third in a row ends the round
    ///    and puts none of them off; the last one of a letter's life is a refusal. 3. Refused: waits for an acceptance
    ///    after it. 4. The line broke at it: put off, the third ends the round. 5. Nobody knows: again, as the same letter.
    /// 6. The server's own state: as if nothing had been asked.
    pub(crate) fn hear(&mut self, attempt: TriedLetter, answer: &ServerAnswer, now: DateTime<Utc>) -> AnswerEffect {
        let mut heard =
            AnswerEffect { settlement: settlement(attempt, answer, now), dead: Vec::new(), put_back: Vec::new() };
        if !matches!(answer, ServerAnswer::Deferred(_)) {
            self.later.clear();
        }
        match answer {
            ServerAnswer::Accepted(_) => {
                self.taken += 1;
                self.broken.clear();
                self.breaks = 0;
                heard.dead = self.unjudged.drain(..).map(|letter| letter.id).collect();
            }
            ServerAnswer::Deferred(reply) => {
                self.later.push((attempt.id, attempt.age));
                if attempt.age.is_spent() {
                    self.refused(attempt, Ground::Letter, reply);
                }
                if self.later.len() >= IN_A_ROW {
                    self.ended.get_or_insert(RoundEnd::Busy(reply.clone()));
                }
                if matches!(self.ended, Some(RoundEnd::Busy(_))) {
                    self.put_back_the_row(attempt, &mut heard, now);
                }
            }
            ServerAnswer::Refused(refusal) => self.refused(attempt, refusal.ground, &refusal.reply),
            ServerAnswer::Broken(why) => {
                if attempt.age.is_spent() {
                    self.refused(attempt, Ground::Letter, why);
                }
                self.broken.push((attempt.id, attempt.age));
                self.broke(why);
            }
            ServerAnswer::Unknown(why) => self.broke(why),
            ServerAnswer::Unavailable(_) => {}
        }
        heard
    }

    fn broke(&mut self, why: &str) {
        self.breaks += 1;
        if self.breaks >= IN_A_ROW {
            self.ended.get_or_insert(RoundEnd::Broken(why.to_owned()));
        }
    }

    fn refused(&mut self, attempt: TriedLetter, ground: Ground, reply: &str) {
        self.unjudged.push(UndecidedRefusal { id: attempt.id, age: attempt.age, ground, reply: reply.to_owned() });
        if self.taken == 0 && self.unjudged.len() >= REFUSED_IN_A_ROW {
            self.ended.get_or_insert(RoundEnd::Refusing(reply.to_owned()));
        }
    }

    /// The one that made the row full has not been written down yet; those before it have.
    fn put_back_the_row(&mut self, last: TriedLetter, heard: &mut AnswerEffect, now: DateTime<Utc>) {
        let row = std::mem::take(&mut self.later);
        self.unjudged.retain(|letter| !row.iter().any(|(id, _)| *id == letter.id));
        heard.settlement.not_before_at = Some(now);
        heard.settlement.age = Some(last.age);
        heard.settlement.tries.deferrals = last.age.put_offs;
        let before = row.into_iter().filter(|(id, _)| *id != last.id);
        heard.put_back = before.map(|(id, age)| PostponedLetter { id, age, not_before_at: now }).collect();
    }

    /// Letters that were refused and that nobody knows yet whether for their own sake: what a report to the fallback says,
    /// whose acceptance would tell. A refusal by policy is the letter's only where letters were taken lately.
    pub(crate) fn to_report(&self) -> Vec<i64> {
        let takes = self.taken > 0 || self.recently == Evidence::Taken;
        let own = self.unjudged.iter().filter(|letter| takes || letter.ground == Ground::Letter);
        own.map(|letter| letter.id).collect()
    }

    /// The round is over. Where nothing was taken in it, nothing it heard was about a letter.
    pub(crate) fn end(mut self, now: DateTime<Utc>) -> Closing {
        let mut put_back = Vec::new();
        if self.taken == 0 {
            // Those that it did not get past are postponed; where all had their turn, the pause between rounds is enough.
            let wait = if self.ended.is_some() { ASIDE } else { 0 };
            let back = |(id, age): (i64, Age)| PostponedLetter { id, age, not_before_at: after(now, wait) };
            if self.ended.is_none()
                && let Some(last) = self.unjudged.last()
            {
                self.ended = Some(RoundEnd::Refusing(last.reply.clone()));
            }
            put_back.extend(self.unjudged.into_iter().map(|letter| back((letter.id, letter.age))));
            if matches!(self.ended, Some(RoundEnd::Broken(_) | RoundEnd::Server)) {
                put_back.extend(self.broken.into_iter().map(|(id, age)| PostponedLetter {
                    id,
                    age,
                    not_before_at: after(now, ASIDE),
                }));
            }
        }
        Closing { put_back, ended: self.ended }
    }
}

/// What becomes of the letter itself, as far as its own answer goes.
fn settlement(attempt: TriedLetter, answer: &ServerAnswer, now: DateTime<Utc>) -> Settlement {
    let counted = Tries { attempts: attempt.tries.attempts.saturating_add(1), ..attempt.tries };
    let put_off = |outcome, reply: &String| {
        let (age, seconds) = attempt.age.put_off();
        let tries = Tries { deferrals: age.put_offs, ..counted };
        let not_before_at = Some(after(now, seconds));
        Settlement {
            state: EnvelopeState::Pending,
            tries,
            not_before_at,
            outcome,
            reply: reply.clone(),
            age: Some(age),
        }
    };
    let plain = |state, tries, not_before_at, outcome, reply: &String| Settlement {
        state,
        tries,
        not_before_at,
        outcome,
        reply: reply.clone(),
        age: None,
    };
    match answer {
        ServerAnswer::Accepted(reply) => plain(EnvelopeState::Sent, counted, None, ReceiptOutcome::Accepted, reply),
        ServerAnswer::Deferred(reply) => put_off(ReceiptOutcome::Deferred, reply),
        ServerAnswer::Refused(refusal) => put_off(ReceiptOutcome::Refused, &refusal.reply),
        ServerAnswer::Broken(why) => put_off(ReceiptOutcome::Unavailable, why),
        ServerAnswer::Unknown(why) => {
            let pause = UNHEARD[(attempt.tries.unheard as usize).min(UNHEARD.len() - 1)];
            let tries = Tries { unheard: attempt.tries.unheard.saturating_add(1), ..counted };
            plain(EnvelopeState::Pending, tries, Some(after(now, pause)), ReceiptOutcome::Unknown, why)
        }
        ServerAnswer::Unavailable(why) => {
            plain(EnvelopeState::Pending, attempt.tries, Some(now), ReceiptOutcome::Unavailable, why)
        }
    }
}

#[cfg(test)]
mod tests;
