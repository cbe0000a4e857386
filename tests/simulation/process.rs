//! The real program, twice at once (F12): commands work beside each other, and no letter goes twice.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use pactwatch::lifecycle::agreement::Facts;
use pactwatch::outbox::{EnvelopeState, ReceiptOutcome};
use pactwatch::store::{ReceiptEntry, Stamp, Store, StoreError};

use crate::world::{day, instant};

/// Takes agreements into the register that end on the last day of the year.
fn stock(store: &mut Store) {
    let on = day("2026-07-02");
    let stamp =
        Stamp { at: instant(on), on, by: "head".to_owned(), origin: pactwatch::lifecycle::act::Origin::default() };
    for nth in 1..=8 {
        let fields = [
            ("reference", format!("T-{nth}")),
            ("title", "Bản ghi nhớ".to_owned()),
            ("signed_on", "2025-01-05".to_owned()),
            ("term", "until 2026-12-31".to_owned()),
            ("officers", ["desk-korea", "desk-laos"][nth % 2].to_owned()),
        ];
        let facts = Facts::from_texts(&fields.into_iter().map(|(name, text)| (name.to_owned(), text)).collect());
        let facts = facts.unwrap();
        let done: Result<i64, StoreError> = store.write(|tx| tx.register(&facts, None, &stamp));
        done.unwrap();
    }
}

#[test]
fn two_ticks_at_once_send_each_letter_once() {
    let folder = tempfile::tempdir().unwrap();
    let program = |args: &[&str], now: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
        command.args(args).current_dir(folder.path()).env("PACTWATCH_NOW", now);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let init = program(&["init"], "2026-07-02T07:00:00+07:00").output().unwrap();
    assert!(init.status.success(), "{}", String::from_utf8_lossy(&init.stderr));
    let file = folder.path().join("var/pactwatch.db");
    stock(&mut Store::open(&file).unwrap());
    // The days on which a rung opens, by hand: 180, 90 and 30 days before Thursday, 2026-12-31, and the day after it.
    for on in ["2026-07-03", "2026-10-02", "2026-12-01", "2027-01-04"] {
        let now = format!("{on}T07:00:00+07:00");
        let both: Vec<_> = (0..2).map(|_| program(&["tick"], &now).spawn().unwrap()).collect();
        for tick in both {
            let said = tick.wait_with_output().unwrap();
            assert!(said.status.success(), "{on}: {}", String::from_utf8_lossy(&said.stderr));
        }
        // What one of them composed while the other held the lock goes with the next tick.
        assert!(program(&["tick"], &now).output().unwrap().status.success());
    }
    let store = Store::open(&file).unwrap();
    let envelopes = store.outbox(0, 1_000).unwrap();
    let on_their_way: Vec<_> = envelopes
        .iter()
        .filter(|envelope| !matches!(envelope.state, EnvelopeState::Sent | EnvelopeState::Dropped))
        .collect();
    assert!(on_their_way.is_empty(), "{on_their_way:?}");
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for envelope in envelopes.iter().filter(|envelope| envelope.state == EnvelopeState::Sent) {
        let accepted =
            |line: &ReceiptEntry| matches!(line, ReceiptEntry::Closed { outcome: ReceiptOutcome::Accepted, .. });
        let times = store.receipts_of(envelope.id).unwrap().iter().filter(|receipt| accepted(&receipt.line)).count();
        assert_eq!(times, 1, "{envelope:?}");
        for key in envelope.keys.iter().filter(|key| key.topic.to_string() == "expiry") {
            *told.entry(key.to_string()).or_default() += 1;
        }
    }
    // Eight agreements: -180d to the officer, -90d, -30d and +1d to the officer and the head.
    assert_eq!(told.len(), 8 * 7, "{told:#?}");
    assert!(told.values().all(|times| *times == 1), "{told:#?}");
}
