//! A round of delivery in progress: gives letters to the connections and records the results.

use chrono::{DateTime, Utc};

use super::super::WatchError;
use super::super::connections::{ConnectionEvent, ConnectionOrder, Connections, caught, with_connections};
use super::super::mail::MailState;
use super::{Crossing, Delivery, DeliveryReport, PendingWrite};
use crate::outbox::{Age, DeliveryRound, EnvelopeState, Evidence, RoundEnd, ServerAnswer, ServerRefusal, TriedLetter};
use crate::post::{MailTrouble, Post, SendOutcome, TroubleKind};
use crate::store::{Claimed, Store, StoreError};

/// A busy database is waited for so many times, each as long as the store's patience.
const TRIES: usize = 6;
/// Where so many rounds in a row ended at one letter with nothing taken, the others have their turn before it: they tell
/// whether it was the server's own state.
const STOPPED_IN_A_ROW: usize = 2;
/// So many times a round asks for more before its end: a report may itself be refused.
const TIMES_BETWEEN: usize = 2;

/// A round under way.
pub(super) struct Dispatch<'r, 'a> {
    pub(super) with: Delivery<'a>,
    pub(super) store: &'r mut Store,
    /// What is known of the mail server, as the register has it and as it is now.
    pub(super) kept: MailState,
    pub(super) state: MailState,
    pub(super) round: DeliveryRound,
    /// How many letters the server was asked about.
    pub(super) asked: usize,
    pub(super) done: DeliveryReport,
}

/// What a connection is doing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ConnectionState {
    Shut,
    Opening,
    Ready,
    Sending,
}

impl Dispatch<'_, '_> {
    fn pass(&mut self, crossing: Crossing) -> Result<(), WatchError> {
        if (self.with.trip)(crossing) { Err(WatchError::Tripped(crossing)) } else { Ok(()) }
    }

    fn now(&self) -> DateTime<Utc> {
        (self.with.now)()
    }

    fn goes_on(&self) -> bool {
        self.round.goes_on() && !self.with.stopping.is_requested()
    }

    /// Gives letters to the connections until nothing waits or the round is over. What is in their hands when the register
    /// cannot be written is heard to its end and kept.
    pub(super) fn send(&mut self, connections: &mut Connections<'_>) -> Result<(), WatchError> {
        let mut doing = vec![ConnectionState::Shut; connections.len()];
        let sent = self.send_over(connections, &mut doing);
        if matches!(sent, Err(WatchError::Store(_))) {
            while doing
                .iter()
                .any(|connection| matches!(connection, ConnectionState::Opening | ConnectionState::Sending))
            {
                for (connection, event) in connections.wait() {
                    doing[connection] = ConnectionState::Shut;
                    if let ConnectionEvent::Answered(letter, outcome) = event {
                        let write = self.weigh(&letter, outcome);
                        self.with.unwritten.0.push(write);
                    }
                }
            }
        }
        sent
    }

    fn send_over(
        &mut self,
        connections: &mut Connections<'_>,
        doing: &mut [ConnectionState],
    ) -> Result<(), WatchError> {
        let mut between = 0;
        let mut writes = Vec::new();
        loop {
            let ready: Vec<usize> =
                (0..doing.len()).filter(|connection| doing[*connection] == ConnectionState::Ready).collect();
            let wanted = if self.goes_on() { ready.len() } else { 0 };
            let claimed = self.write(std::mem::take(&mut writes), wanted)?;
            for (connection, letter) in ready.into_iter().zip(claimed) {
                doing[connection] = ConnectionState::Sending;
                connections.give(connection, ConnectionOrder::Send(Box::new(letter)));
            }
            self.join(connections, doing)?;
            if !doing.iter().any(|connection| matches!(connection, ConnectionState::Opening | ConnectionState::Sending))
            {
                let more = between < TIMES_BETWEEN && self.goes_on() && {
                    between += 1;
                    let refused = self.round.to_report();
                    (self.with.between)(self.store, &refused)?
                };
                if more && self.store.anything_to_claim(self.now())? {
                    continue;
                }
                return Ok(());
            }
            for (connection, event) in connections.wait() {
                match event {
                    ConnectionEvent::Opened(Ok(())) => {
                        doing[connection] = ConnectionState::Ready;
                        self.pass(Crossing::Connect)?;
                    }
                    ConnectionEvent::Opened(Err(trouble)) => {
                        doing[connection] = ConnectionState::Shut;
                        self.trouble(trouble);
                    }
                    ConnectionEvent::Answered(letter, outcome) => {
                        let kept = matches!(
                            outcome,
                            SendOutcome::Accepted { .. } | SendOutcome::Deferred { .. } | SendOutcome::Refused { .. }
                        );
                        doing[connection] = if kept { ConnectionState::Ready } else { ConnectionState::Shut };
                        self.pass(Crossing::Post)?;
                        writes.push(self.weigh(&letter, outcome));
                    }
                }
            }
            (self.with.beat)();
        }
    }

    /// Lets one more connection open where there is work for it. The first one goes alone until a letter was taken.
    fn join(&mut self, connections: &mut Connections<'_>, doing: &mut [ConnectionState]) -> Result<(), WatchError> {
        let alone = self.round.taken() == 0;
        let busy = |connection: &ConnectionState| *connection != ConnectionState::Shut;
        if !self.goes_on() || doing.contains(&ConnectionState::Opening) || doing.contains(&ConnectionState::Ready) {
            return Ok(());
        }
        if alone && doing.iter().any(busy) {
            return Ok(());
        }
        if let Some(connection) = doing.iter().position(|connection| *connection == ConnectionState::Shut)
            && self.store.anything_to_claim(self.now())?
        {
            doing[connection] = ConnectionState::Opening;
            connections.give(connection, ConnectionOrder::Open);
        }
        Ok(())
    }

    fn trouble(&mut self, trouble: MailTrouble) {
        self.round.stop();
        self.done.trouble.get_or_insert(trouble);
    }

    /// What an answer brings about; to be written down.
    fn weigh(&mut self, letter: &Claimed, outcome: SendOutcome) -> PendingWrite {
        let at = self.now();
        let answer = match outcome {
            SendOutcome::Accepted { reply } => ServerAnswer::Accepted(reply),
            SendOutcome::Deferred { reply } => ServerAnswer::Deferred(reply),
            SendOutcome::Refused { reply } => ServerAnswer::Refused(ServerRefusal::of(reply)),
            SendOutcome::Broken(trouble) => ServerAnswer::Broken(trouble.to_string()),
            SendOutcome::Unknown { reason } => ServerAnswer::Unknown(reason),
            SendOutcome::Unavailable(trouble) => {
                let words = trouble.to_string();
                self.trouble(trouble);
                ServerAnswer::Unavailable(words)
            }
        };
        let age = match answer {
            // What cannot be read keeps at least its pauses.
            ServerAnswer::Deferred(_) | ServerAnswer::Refused(_) | ServerAnswer::Broken(_) => self
                .store
                .age_of(letter.id, self.state.settings_since())
                .unwrap_or(Age { put_offs: letter.tries.deferrals, seconds: 0 }),
            _ => Age::default(),
        };
        if !matches!(answer, ServerAnswer::Unavailable(_)) {
            self.asked += 1;
        }
        match answer {
            ServerAnswer::Unavailable(_) if self.round.taken() == 0 => {
                let before = self.store.unavailable_in_a_row(letter.id).unwrap_or(0);
                if before + 1 >= STOPPED_IN_A_ROW {
                    self.state.goes_last(letter.id);
                }
            }
            ServerAnswer::Unavailable(_) => {}
            _ => self.state.was_answered(letter.id),
        }
        let heard = self.round.hear(TriedLetter { id: letter.id, tries: letter.tries, age }, &answer, at);
        match (heard.settlement.state, &answer) {
            (EnvelopeState::Sent, _) => self.done.sent += 1,
            (_, ServerAnswer::Unavailable(_)) => {}
            _ => self.done.deferred += 1,
        }
        self.done.dead += heard.dead.len() as u64;
        self.done.deferred = self.done.deferred.saturating_sub(heard.dead.len() as u64);
        let (dead, put_back) = (heard.dead, heard.put_back);
        PendingWrite::Settled { id: letter.id, settlement: heard.settlement, at, dead, put_back }
    }

    /// Writes down what was heard, and claims so many letters more with their receipts opened: one transaction. A busy
    /// database is waited for; on any other error, and when it stays busy, everything is kept for the next delivery.
    pub(super) fn write(&mut self, writes: Vec<PendingWrite>, wanted: usize) -> Result<Vec<Claimed>, WatchError> {
        let settled = !writes.is_empty();
        self.with.unwritten.0.extend(writes);
        let now = self.now();
        if self.with.unwritten.0.is_empty() && (wanted == 0 || !self.store.anything_to_claim(now)?) {
            return Ok(Vec::new());
        }
        let well = self.round.taken() > 0 && self.state.outage().is_some();
        let (unwritten, state) = (&self.with.unwritten.0, &self.state);
        let mut tries = 0;
        let claimed = loop {
            tries += 1;
            let done = self.store.write(|tx| {
                for write in unwritten {
                    write.down(tx)?;
                }
                if well {
                    state.is_well(tx, now)?;
                    state.clone().without_outage().save(tx)?;
                }
                let claimed = if wanted == 0 { Vec::new() } else { tx.claim_last(now, wanted, state.last())? };
                for letter in &claimed {
                    tx.open_receipt(letter.id, now)?;
                }
                Ok::<_, StoreError>(claimed)
            });
            match done {
                Err(StoreError::Busy(_)) if tries < TRIES => {}
                other => break other?,
            }
        };
        self.with.unwritten.0.clear();
        if well {
            self.state = self.state.clone().without_outage();
            self.kept = self.state.clone();
        }
        if settled {
            self.pass(Crossing::Settle)?;
        }
        if !claimed.is_empty() {
            self.pass(Crossing::Claim)?;
            self.pass(Crossing::OpenReceipt)?;
        }
        Ok(claimed)
    }

    /// Nothing waits. Where something was wrong when last a letter did, one look tells whether it still is.
    pub(super) fn look(mut self, posts: &mut [Box<dyn Post>]) -> Result<DeliveryReport, WatchError> {
        let more = (self.with.between)(self.store, &[])?;
        if more && self.store.anything_to_claim(self.now())? {
            let from = self.with.from;
            with_connections(posts, from, |connections| self.send(connections))?;
            return self.end();
        }
        if self.state.outage().is_none() {
            return Ok(self.done);
        }
        let from = self.with.from;
        let looked = caught(|| posts.first_mut().map_or(Ok(()), |post| post.look(from)));
        match looked {
            Ok(()) => self.asked = 1,
            Err(trouble) => self.trouble(trouble),
        }
        self.end()
    }

    /// Writes down how the round ended.
    pub(super) fn end(mut self) -> Result<DeliveryReport, WatchError> {
        let now = self.now();
        let taken = self.round.taken();
        let round = std::mem::replace(&mut self.round, DeliveryRound::new(Evidence::None));
        let closing = round.end(now);
        let ended = match closing.ended {
            Some(RoundEnd::Busy(words)) => Some((TroubleKind::Busy, words)),
            Some(RoundEnd::Broken(words)) => Some((TroubleKind::Lost, words)),
            Some(RoundEnd::Refusing(words)) => Some((TroubleKind::Refusing, words)),
            Some(RoundEnd::Server) | None => None,
        };
        if let Some((what, detail)) = ended {
            self.done.trouble.get_or_insert(MailTrouble { what, detail });
        }
        match &self.done.trouble {
            Some(trouble) if taken > 0 => self.state.took_something(trouble, now),
            Some(trouble) => self.state.took_nothing(trouble, now),
            None if self.asked > 0 => self.state.end_pause(),
            None => {}
        }
        let over = self.done.trouble.is_none() && self.asked > 0 && self.state.outage().is_some();
        let state = if over { self.state.clone().without_outage() } else { self.state.clone() };
        if !closing.put_back.is_empty() {
            self.with.unwritten.0.push(PendingWrite::PutBack(closing.put_back));
        }
        if !self.with.unwritten.0.is_empty() || state != self.kept || over {
            let unwritten = &self.with.unwritten.0;
            let ending = &self.state;
            self.store.write(|tx| {
                unwritten.iter().try_for_each(|write| write.down(tx))?;
                if over {
                    ending.is_well(tx, now)?;
                }
                state.save(tx)
            })?;
            self.with.unwritten.0.clear();
        }
        self.done.waits_until = state.waits(now).map(|(until, _)| until);
        Ok(self.done)
    }
}
