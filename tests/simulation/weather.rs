//! The weather between the program and the mailboxes: what the mail server says, and what it does whatever it says.

use std::sync::{Arc, Mutex, PoisonError};

use pactwatch::post::{Answer, Attempt, MemoryPost, Outcome, Trouble, TroubleKind};

use crate::dice::Dice;
use crate::rules::FALLBACK;

/// How the mail server fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sky {
    /// It takes everything.
    Fine,
    /// One answer in three is something else.
    Rough,
    /// Nobody listens.
    Down,
}

/// A mail server that fares as the sky says.
#[derive(Clone)]
pub(crate) struct Weather(Arc<Mutex<(Sky, Dice)>>);

pub(crate) fn trouble(what: TroubleKind) -> Outcome {
    Outcome::Unavailable(Trouble { what, detail: "as the test says".to_owned() })
}

/// The line breaks at a letter, before its final dot.
pub(crate) fn broken() -> Outcome {
    Outcome::Broken(Trouble { what: TroubleKind::Lost, detail: "as the test says".to_owned() })
}

pub(crate) fn taken() -> Outcome {
    Outcome::Accepted { reply: "250 2.0.0 queued".to_owned() }
}

pub(crate) fn later() -> Outcome {
    Outcome::Deferred { reply: "451 4.7.1 later".to_owned() }
}

pub(crate) fn never() -> Outcome {
    Outcome::Refused { reply: "550 5.1.1 no such mailbox".to_owned() }
}

impl Weather {
    /// Puts a mail server under a fine sky into the world.
    pub(crate) fn over(post: &MemoryPost, dice: Dice) -> Self {
        let weather = Self(Arc::new(Mutex::new((Sky::Fine, dice))));
        let server = weather.clone();
        post.answer_from_now(move |attempt| server.answer(attempt));
        weather
    }

    pub(crate) fn turn(&self, sky: Sky) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0 = sky;
    }

    fn answer(&self, attempt: &Attempt) -> Answer {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (sky, dice) = &mut *now;
        match sky {
            Sky::Fine => taken().into(),
            Sky::Down => trouble(TroubleKind::Unreachable).into(),
            Sky::Rough => match dice.within(1, 30) {
                1..=3 => later().into(),
                // Nobody hears of the fallback's own mailbox being gone.
                4 if !attempt.to.starts_with(FALLBACK) => never().into(),
                5 => Outcome::Unknown { reason: "reset after the dot".to_owned() }.into(),
                6 => Answer::taken_unheard("reset after the dot"),
                7 => broken().into(),
                8 => trouble(TroubleKind::Closing).into(),
                9 => trouble(TroubleKind::LoginLater).into(),
                _ => taken().into(),
            },
        }
    }
}
