//! The weather between the program and the mailboxes: what the mail server says, and what it does whatever it says.

use std::sync::{Arc, Mutex, PoisonError};

use pactwatch::post::{Attempt, MailTrouble, MemoryPost, ScriptedAnswer, SendOutcome, TroubleKind};

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
    /// It takes three letters at a time and says "later" to the rest.
    Limited,
    /// It refuses whoever sends, at MAIL or at RCPT.
    NoSenders,
    /// It refuses the login.
    NoLogin,
    /// It hangs up at the letters to one of two desks.
    Breaks,
}

/// A mail server that fares as the sky says.
#[derive(Clone)]
pub(crate) struct Weather(Arc<Mutex<State>>);

struct State {
    sky: Sky,
    dice: Dice,
    /// Letters taken since time passed last.
    taken: usize,
    /// An address that is nobody's.
    nobody: Option<String>,
    /// How often it made a connection's thread fail: at opening, in a letter.
    panics: (usize, usize),
}

pub(crate) fn trouble(what: TroubleKind) -> SendOutcome {
    SendOutcome::Unavailable(MailTrouble { what, detail: "as the test says".to_owned() })
}

/// The line breaks at a letter, before its final dot.
pub(crate) fn broken() -> SendOutcome {
    SendOutcome::Broken(MailTrouble { what: TroubleKind::Lost, detail: "as the test says".to_owned() })
}

pub(crate) fn taken() -> SendOutcome {
    SendOutcome::Accepted { reply: "250 2.0.0 queued".to_owned() }
}

pub(crate) fn later() -> SendOutcome {
    SendOutcome::Deferred { reply: "451 4.7.1 later".to_owned() }
}

pub(crate) fn never() -> SendOutcome {
    SendOutcome::Refused { reply: "550 5.1.1 no such mailbox".to_owned() }
}

impl Weather {
    /// Puts a mail server under a fine sky into the world.
    pub(crate) fn over(post: &MemoryPost, dice: Dice) -> Self {
        let weather =
            Self(Arc::new(Mutex::new(State { sky: Sky::Fine, dice, taken: 0, nobody: None, panics: (0, 0) })));
        let (server, door) = (weather.clone(), weather.clone());
        post.answer_from_now(move |attempt| server.answer(attempt));
        post.open_from_now(move || door.opening());
        weather
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn turn(&self, sky: Sky) {
        self.state().sky = sky;
    }

    /// Time passes: whoever limits letters an hour takes some again.
    pub(crate) fn pass(&self) {
        self.state().taken = 0;
    }

    /// From now on there is no such mailbox, whatever the sky.
    pub(crate) fn nobody_is(&self, address: &str) {
        self.state().nobody = Some(address.to_owned());
    }

    /// How often a thread failed: at opening, in a letter.
    pub(crate) fn panics(&self) -> (usize, usize) {
        self.state().panics
    }

    fn opening(&self) -> Result<(), MailTrouble> {
        let State { sky, dice, panics, .. } = &mut *self.state();
        let what = match sky {
            Sky::Down => TroubleKind::Unreachable,
            Sky::NoLogin => TroubleKind::Login,
            Sky::Rough if dice.percent(2) => {
                panics.0 += 1;
                panic!("on purpose, while the line is opened")
            }
            _ => return Ok(()),
        };
        Err(MailTrouble { what, detail: "as the test says".to_owned() })
    }

    fn answer(&self, attempt: &Attempt) -> ScriptedAnswer {
        let State { sky, dice, taken: so_far, nobody, panics } = &mut *self.state();
        *so_far += 1;
        let is_nobody = nobody.as_ref() == Some(&attempt.to);
        match sky {
            Sky::Down | Sky::NoLogin => trouble(TroubleKind::Unreachable).into(),
            Sky::Limited if *so_far <= 3 => if is_nobody { never() } else { taken() }.into(),
            Sky::Limited => match dice.within(1, 3) {
                1 => SendOutcome::Deferred { reply: "450 4.7.1 too much mail".to_owned() }.into(),
                2 => trouble(TroubleKind::Busy).into(),
                _ => trouble(TroubleKind::Closing).into(),
            },
            Sky::NoSenders if dice.percent(50) => trouble(TroubleKind::Sender).into(),
            Sky::NoSenders => SendOutcome::Refused { reply: "550 5.7.60 not as this sender".to_owned() }.into(),
            Sky::Breaks if attempt.to.starts_with("desk-a") => broken().into(),
            _ if is_nobody => never().into(),
            Sky::Fine | Sky::Breaks => taken().into(),
            Sky::Rough => match dice.within(1, 30) {
                1..=3 => later().into(),
                // Nobody hears of the fallback's own mailbox being gone.
                4 if !attempt.to.starts_with(FALLBACK) => never().into(),
                5 => SendOutcome::Unknown { reason: "reset after the dot".to_owned() }.into(),
                6 => ScriptedAnswer::accepted_without_reply("reset after the dot"),
                7 => broken().into(),
                8 => trouble(TroubleKind::Closing).into(),
                9 => trouble(TroubleKind::LoginLater).into(),
                10 if dice.percent(60) => {
                    panics.1 += 1;
                    panic!("on purpose, in the middle of a letter")
                }
                _ => taken().into(),
            },
        }
    }
}
