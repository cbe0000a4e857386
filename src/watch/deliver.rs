//! Delivery: connect, claim and open a receipt, post, close the receipt and settle. No transaction is held during the
//! network, and settling one letter and claiming the next is one transaction.
//!
//! At least once, and a repeat is recognisable: a letter that an earlier holder of the delivery lock left unfinished
//! goes out again with the same Message-ID. [`DeliveryRound`] decides whether an answer is about the letter or about
//! the server. The caller holds the delivery lock. The invariant: a server's answer is kept in memory until it is
//! written to the database.

mod dispatch;

use chrono::{DateTime, TimeDelta, Utc};

use super::connections::with_connections;
use super::crossing::{Crossing, Tripwire};
use super::mail::MailState;
use super::{Stopping, WatchError};
use crate::outbox::{DeliveryRound, PostponedLetter, Settlement};
use crate::post::{MailTrouble, Post, TroubleKind};
use crate::store::{Store, StoreError};
use dispatch::Dispatch;

/// What one round of delivery brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Letters a server took.
    pub sent: u64,
    /// Letters that go again later: deferred by the server, or with an unknown result.
    pub deferred: u64,
    /// Letters no server will take.
    pub dead: u64,
    /// Letters an earlier holder of the lock had left in the middle.
    pub rescued: u64,
    /// What is wrong with the way to the server; the rest waits.
    pub trouble: Option<MailTrouble>,
    /// Until when nothing is asked; none where the next round may begin at once.
    pub waits_until: Option<DateTime<Utc>>,
}

/// Whether the pause between rounds holds this one back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseRule {
    /// The pause holds it back.
    Pause,
    /// Someone asks for a try now.
    Nothing,
}

/// The way letters leave: connections, and what identifies these settings.
pub struct MailRoute {
    /// The connections; at least one.
    pub posts: Vec<Box<dyn Post>>,
    /// The fingerprint of the settings.
    pub settings: String,
}

/// What was heard or decided and is not written down yet. Anyone who delivers again keeps it from one round to the
/// next.
#[derive(Debug, Default)]
pub struct PendingWrites(Vec<PendingWrite>);

#[derive(Debug)]
enum PendingWrite {
    /// An attempt's end, with what follows from it for others.
    Settled { id: i64, settlement: Settlement, at: DateTime<Utc>, dead: Vec<i64>, put_back: Vec<PostponedLetter> },
    /// What a round put back at its end.
    PutBack(Vec<PostponedLetter>),
}

/// What is done between a round's last letter and its end: letters that were refused are reported to the fallback, what
/// waits for its words gets them. Says whether there may be more to send.
pub type BeforeRoundEnd<'a> = &'a mut dyn FnMut(&mut Store, &[i64]) -> Result<bool, WatchError>;

/// A delivery as its caller wants it.
pub(crate) struct Delivery<'a> {
    /// After the request to stop, letters in progress are finished and no other is begun.
    pub stopping: &'a Stopping,
    /// The sender on the envelopes.
    pub from: &'a str,
    /// The moment; asked again for each step.
    pub now: &'a dyn Fn() -> DateTime<Utc>,
    /// Whether the pause holds it back.
    pub heed: PauseRule,
    /// Called after each step: the program works.
    pub beat: &'a dyn Fn(),
    /// What an earlier delivery could not write down.
    pub unwritten: &'a mut PendingWrites,
    /// What is done before the round ends.
    pub between: BeforeRoundEnd<'a>,
    /// The simulation's crash.
    pub trip: Tripwire<'a>,
}

/// A busy server is an alarm only once it has taken nothing for so long.
pub(super) const BUSY_FOR: TimeDelta = TimeDelta::hours(1);

/// Everything that may go goes, the most urgent first, whatever pause holds: for rehearsals and tests.
pub fn deliver(
    store: &mut Store,
    posts: &mut [Box<dyn Post>],
    from: &str,
    now: &dyn Fn() -> DateTime<Utc>,
    trip: Tripwire<'_>,
) -> Result<DeliveryReport, WatchError> {
    let delivery = Delivery {
        stopping: &Stopping::default(),
        from,
        now,
        heed: PauseRule::Nothing,
        beat: &|| {},
        unwritten: &mut PendingWrites::default(),
        between: &mut |_, _| Ok(false),
        trip,
    };
    delivery.over(store, posts, "")
}

impl Delivery<'_> {
    /// One round over these connections.
    ///
    /// 1. What an earlier round heard is written down, and what a crash left in the middle is taken up. 2. While the pause
    ///    holds, nothing is asked. 3. Where nothing waits and an outage lasts, a look tells whether it is over. 4. One
    ///    connection opens and sends; the others join it once a letter was taken. 5. The round's end is written down.
    pub(crate) fn over(
        self,
        store: &mut Store,
        posts: &mut [Box<dyn Post>],
        settings: &str,
    ) -> Result<DeliveryReport, WatchError> {
        let now = (self.now)();
        let from = self.from;
        let kept = MailState::load(store)?;
        let state = kept.clone().under(settings, store.newest_receipt()?);
        let recently = store.taken_lately(state.settings_since(), now - TimeDelta::days(1))?;
        let (round, done) = (DeliveryRound::new(recently), DeliveryReport::default());
        let mut run = Dispatch { with: self, store, kept, state, round, asked: 0, done };
        run.write(Vec::new(), 0)?;
        if run.store.anything_sending()? {
            run.done.rescued = run.store.write(|tx| tx.rescue(now))? as u64;
        }
        if run.with.heed == PauseRule::Nothing {
            run.state.end_pause();
        }
        let waiting = run.store.anything_to_claim(now)?;
        if let Some((until, trouble)) = run.state.waits(now)
            && (waiting || trouble.what == TroubleKind::Login)
        {
            run.done.waits_until = Some(until);
            run.done.trouble = (waiting || run.state.outage().is_some()).then_some(trouble);
            return Ok(run.done);
        }
        if posts.is_empty() {
            return Ok(run.done);
        }
        if !waiting {
            return run.look(posts);
        }
        with_connections(posts, from, |connections| run.send(connections))?;
        run.end()
    }
}

impl PendingWrite {
    fn down(&self, tx: &crate::store::Tx<'_>) -> Result<(), StoreError> {
        match self {
            Self::Settled { id, settlement, at, dead, put_back } => {
                tx.settle(*id, settlement, *at)?;
                put_back.iter().try_for_each(|back| tx.put_back(back))?;
                dead.iter().try_for_each(|id| tx.give_up(*id, *at))
            }
            Self::PutBack(put_back) => put_back.iter().try_for_each(|back| tx.put_back(back)),
        }
    }
}
