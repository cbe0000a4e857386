//! Envelopes on their way out, with a crash at every step.

use super::super::{MoreLeft, ReceiptEntry, Result, Store, StoreError};
use super::{day, key, minute, pending, stamp, store};
use crate::lifecycle::act::ActBody;
use crate::outbox::{
    DeliveryRound, EnvelopeState, Evidence, ReceiptOutcome, ServerAnswer, ServerRefusal, Settlement, TriedLetter, Tries,
};

/// Claims everything due and opens a receipt for each.
fn begin(store: &mut Store, at: i64) -> Vec<super::super::Claimed> {
    let claimed = store.write(|tx| tx.claim(minute(at), 10)).expect("claimed");
    for letter in &claimed {
        store.write(|tx| tx.open_receipt(letter.id, minute(at))).expect("opened");
    }
    claimed
}

/// Settles as a round does that heard nothing else; a letter that was refused is given up at once.
fn end(store: &mut Store, id: i64, tries: Tries, answer: &ServerAnswer, at: i64) -> Result<()> {
    let age = store.age_of(id, 0)?;
    let heard = DeliveryRound::new(Evidence::None).hear(TriedLetter { id, tries, age }, answer, minute(at));
    store.write(|tx| {
        tx.settle(id, &heard.settlement, minute(at))?;
        if matches!(answer, ServerAnswer::Refused(_)) { tx.give_up(id, minute(at)) } else { Ok(()) }
    })
}

#[test]
fn the_most_urgent_goes_first() {
    let mut store = store();
    let (late, soon, same) = (
        pending(&mut store, "-90d", "2027-09-23"),
        pending(&mut store, "-30d", "2026-02-01"),
        pending(&mut store, "-7d", "2027-09-23"),
    );
    let mut claim = |limit| -> Vec<i64> {
        let claimed = store.write(|tx| tx.claim(minute(0), limit)).expect("claimed");
        claimed.into_iter().map(|letter| letter.id).collect()
    };
    assert_eq!(claim(2), [soon, late]);
    assert_eq!(claim(2), [same], "what is claimed is not claimed again");
    assert_eq!(claim(2), [0; 0]);
}

#[test]
fn a_pause_holds_and_a_clock_set_wrong_does_not() {
    let mut store = store();
    let id = pending(&mut store, "-30d", "2027-11-22");
    begin(&mut store, 0);
    let later = ServerAnswer::Deferred("451 later".to_owned());
    end(&mut store, id, Tries::default(), &later, 0).expect("settled");
    // Told to wait until minute 15; who finds that more than a day ahead knows that the clock was wrong.
    for (at, due) in [(0, 0), (14, 0), (15, 1), (-1425, 0), (-1426, 1), (-2_000_000, 1)] {
        let kept: Result<()> = store.write(|tx| {
            assert_eq!(tx.claim(minute(at), 10)?.len(), due, "minute {at}");
            Err(StoreError::NotOpened(0))
        });
        assert!(kept.is_err(), "nothing of it is kept");
    }
}

#[test]
fn each_end_puts_the_letter_where_it_belongs() {
    let cases = [
        (ServerAnswer::Accepted("250 ok".to_owned()), EnvelopeState::Sent, 1, ReceiptOutcome::Accepted),
        (
            ServerAnswer::Refused(ServerRefusal::of("550 no".to_owned())),
            EnvelopeState::Dead,
            1,
            ReceiptOutcome::Refused,
        ),
        (ServerAnswer::Deferred("451 later".to_owned()), EnvelopeState::Pending, 1, ReceiptOutcome::Deferred),
        (ServerAnswer::Unknown("reset".to_owned()), EnvelopeState::Pending, 1, ReceiptOutcome::Unknown),
        (ServerAnswer::Unavailable("refused".to_owned()), EnvelopeState::Pending, 0, ReceiptOutcome::Unavailable),
    ];
    for (answer, state, attempts, outcome) in cases {
        let mut store = store();
        let id = pending(&mut store, "-30d", "2027-11-22");
        begin(&mut store, 0);
        end(&mut store, id, Tries::default(), &answer, 1).expect("settled");
        let envelope = store.envelope(id).expect("stored");
        assert_eq!((envelope.state, envelope.tries.attempts), (state, attempts), "{answer:?}");
        assert_eq!(
            envelope.settled_at.is_some(),
            matches!(state, EnvelopeState::Sent | EnvelopeState::Dead),
            "{answer:?}"
        );
        let receipts = store.receipts_of(id).expect("a query");
        assert_eq!(receipts[0].line, ReceiptEntry::Opened);
        assert!(
            matches!(&receipts[1].line, ReceiptEntry::Closed { outcome: found, .. } if *found == outcome),
            "{answer:?}"
        );
        assert_eq!((receipts[1].at, receipts[1].address.as_str()), (minute(1), "desk@example.vn"));
        let again = end(&mut store, id, Tries::default(), &answer, 2);
        assert!(matches!(again, Err(StoreError::Elsewhere { .. })), "an attempt ends once");
        assert_eq!(store.verify_chain().expect("sound").receipts, 2);
    }
}

#[test]
fn no_attempt_ends_that_was_not_opened() {
    let mut store = store();
    let id = pending(&mut store, "-30d", "2027-11-22");
    let early = store.write(|tx| tx.open_receipt(id, minute(0)));
    assert!(matches!(early, Err(StoreError::Elsewhere { state: EnvelopeState::Pending, .. })), "claimed first");
    store.write(|tx| tx.claim(minute(0), 1)).expect("claimed");
    let accepted = ServerAnswer::Accepted("250".to_owned());
    assert!(matches!(end(&mut store, id, Tries::default(), &accepted, 0), Err(StoreError::NotOpened(_))));
    assert_eq!(store.envelope(id).expect("stored").tries, Tries::default());
}

#[test]
fn a_crash_at_every_step_loses_nothing_and_keeps_the_message_id() {
    // How far the sender came, and in how many attempts the server may have seen the letter.
    for (step, attempts, lines) in [("claimed", 0, 0), ("opened", 1, 2), ("posted", 1, 2)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("register.db");
        let mut store = Store::create(&path).expect("a new database");
        store.write(|tx| tx.register(&super::facts("DL-KR-2022-01"), None, &stamp())).expect("registered");
        let id = pending(&mut store, "-30d", "2027-11-22");
        let before = if step == "claimed" {
            store.write(|tx| tx.claim(minute(0), 10)).expect("claimed").remove(0)
        } else {
            begin(&mut store, 0).remove(0)
        };
        if step == "posted" {
            let tries = Tries { attempts: 1, ..before.tries };
            let accepted = Settlement::of(EnvelopeState::Sent, tries, ReceiptOutcome::Accepted, "250");
            let crashed: Result<()> = store.write(|tx| {
                tx.settle(id, &accepted, minute(1))?;
                Err(StoreError::NotOpened(0))
            });
            assert!(crashed.is_err());
        }
        drop(store);
        let mut store = Store::open(&path).expect("the same");
        assert_eq!(store.write(|tx| tx.rescue(minute(9))).expect("rescued"), 1, "{step}");
        assert_eq!(store.write(|tx| tx.rescue(minute(9))).expect("rescued"), 0, "{step}");
        assert_eq!(store.receipts_of(id).expect("a query").len(), lines, "{step}");
        let again = store.write(|tx| tx.claim(minute(9), 10)).expect("claimed").remove(0);
        assert_eq!((&again.message_id, &again.mime), (&before.message_id, &before.mime), "{step}");
        assert_eq!(again.tries, Tries { attempts, deferrals: 0, unheard: attempts }, "{step}");
        store.verify_chain().expect(step);
        store.integrity_check().expect(step);
    }
}

/// B6: its reminders are whole, so it is composed anew; where a server may have it, it is dead.
#[test]
fn b6_a_damaged_letter_is_not_sent_and_stops_no_other() {
    let damages =
        ["mime = x'00'", "address = 'other@example.vn'", "address = CAST(x'ff' AS TEXT)", "letter_hash = NULL"];
    for (rule, attempts, composing, dead) in [("untaken", 0, 4, 0), ("perhaps taken", 1, 0, 4)] {
        let mut store = store();
        for (damage, rung) in damages.iter().zip(["-90d", "-60d", "-30d", "-7d"]) {
            let id = pending(&mut store, rung, "2026-02-01");
            if attempts > 0 {
                begin(&mut store, 0);
                end(&mut store, id, Tries::default(), &ServerAnswer::Unknown("reset".to_owned()), 0).expect("settled");
            }
            store.conn.execute(&format!("UPDATE envelope SET {damage} WHERE id = ?1"), [id]).expect(damage);
        }
        let good = pending(&mut store, "-1d", "2027-12-15");
        let claimed = begin(&mut store, 9);
        assert_eq!(claimed.iter().map(|letter| letter.id).collect::<Vec<_>>(), [good], "{rule}");
        assert_eq!(store.counts().expect("a query").dead, dead, "{rule}");
        let gathered: usize = store.composing(0, 10).expect("a query").iter().map(|basket| basket.keys.len()).sum();
        assert_eq!(gathered, composing, "{rule}");
    }
}

#[test]
fn the_chain_names_the_receipt_that_was_altered() {
    let mut store = store();
    let id = pending(&mut store, "-30d", "2027-11-22");
    begin(&mut store, 0);
    end(&mut store, id, Tries::default(), &ServerAnswer::Refused(ServerRefusal::of("550 no".to_owned())), 1)
        .expect("settled");
    store.conn.execute_batch("DROP TRIGGER receipt_stays").expect("a trigger to drop");
    store.conn.execute_batch("UPDATE receipt SET outcome = 'accepted' WHERE seq = 2").expect("altered");
    assert!(matches!(store.verify_chain(), Err(StoreError::Broken { chain: "receipt", seq: 2, .. })));
}

#[test]
fn people_retry_and_drop_what_is_not_on_its_way() {
    let mut store = store();
    let id = pending(&mut store, "-30d", "2027-11-22");
    begin(&mut store, 0);
    assert!(matches!(
        store.write(|tx| tx.drop_envelope(id, "by head", minute(1))),
        Err(StoreError::Elsewhere { state: EnvelopeState::Sending, .. })
    ));
    end(&mut store, id, Tries::default(), &ServerAnswer::Unknown("reset".to_owned()), 1).expect("settled");
    let perhaps = begin(&mut store, 2).remove(0);
    end(&mut store, id, perhaps.tries, &ServerAnswer::Refused(ServerRefusal::of("550".to_owned())), 2).expect("dead");
    store.write(|tx| tx.retry(id, minute(2))).expect("again, as it is: a server may have it");
    let claimed = begin(&mut store, 2).remove(0);
    assert_eq!(claimed.tries, Tries { attempts: 2, deferrals: 0, unheard: 1 });
    end(&mut store, id, claimed.tries, &ServerAnswer::Accepted("250".to_owned()), 3).expect("sent");
    for refused in [
        store.write(|tx| tx.retry(id, minute(4))),
        store.write(|tx| tx.drop_envelope(id, "by head", minute(4))),
        store.write(|tx| tx.withdraw(id, "moved", minute(4))),
    ] {
        assert!(matches!(refused, Err(StoreError::Elsewhere { state: EnvelopeState::Sent, .. })));
    }
}

#[test]
fn counts_and_letters_kept() {
    let mut store = store();
    let (sent, waits) = (pending(&mut store, "-30d", "2026-02-01"), pending(&mut store, "-7d", "2027-12-15"));
    let claimed = store.write(|tx| tx.claim(minute(3), 1)).expect("claimed").remove(0);
    store.write(|tx| tx.open_receipt(sent, minute(3))).expect("opened");
    end(&mut store, sent, claimed.tries, &ServerAnswer::Accepted("250".to_owned()), 3).expect("sent");
    let counts = store.counts().expect("a query");
    assert_eq!((counts.sent, counts.pending, counts.sending, counts.dead), (1, 1, 0, 0));
    assert_eq!(counts.oldest_pending_at, Some(minute(0)));

    assert_eq!(store.write(|tx| tx.forget_letters(minute(3), 10)).expect("none is old enough"), 0);
    assert_eq!(store.write(|tx| tx.forget_letters(minute(4), 10)).expect("one is"), 1);
    assert_eq!(store.letter(sent).expect("a query"), None);
    assert!(store.letter(waits).expect("a query").is_some(), "what was not sent is kept");
    assert_eq!(store.envelope(sent).expect("stored").keys, [key(1, "-30d")]);
    store.write(|tx| tx.append(1, day("2026-01-06"), None, None, &ActBody::Close, &stamp())).expect("an act");
    assert_eq!(store.verify_chain().expect("sound").receipts, 2, "what was sent can still be proved");
}

/// The bytes of a letter as the post office writes it, its token behind slashes that HTML spells out.
fn html_with(token: &str) -> Vec<u8> {
    let part =
        "--=_a1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    format!("{part}<a href=3D\"https:&#x2f;&#x2f;a.vn&#x2f;r&#=\r\nx2f;{token}\">x</a>\r\n--=_a1--\r\n").into_bytes()
}

#[test]
fn tokens_that_an_earlier_version_kept_are_cut_step_by_step() {
    const TOKEN: &str = "dmaaaaasm73zj4m5wrqc7tl5ducldutuziyq";
    let mut store = store();
    let ids: Vec<i64> = ["-180d", "-90d", "-30d", "-7d"].map(|rung| pending(&mut store, rung, "2026-02-01")).to_vec();
    for id in &ids[..2] {
        let claimed = store.write(|tx| tx.claim(minute(3), 1)).expect("claimed").remove(0);
        assert_eq!(claimed.id, *id);
        store.write(|tx| tx.open_receipt(*id, minute(3))).expect("opened");
        end(&mut store, *id, claimed.tries, &ServerAnswer::Accepted("250".to_owned()), 3).expect("sent");
    }
    store.write(|tx| tx.drop_envelope(ids[2], "by head", minute(4))).expect("dropped");
    // What a version wrote that looked for plain slashes alone.
    let before = |tx: &crate::store::Tx<'_>| {
        ids.iter()
            .try_for_each(|id| tx.run("UPDATE envelope SET mime = ?2 WHERE id = ?1", (id, html_with(TOKEN))).map(drop))
    };
    store.write(before).expect("kept by an earlier version");
    let kept = |store: &Store| -> Vec<bool> {
        let whole = |id: &i64| store.letter(*id).expect("a query") == Some(html_with(TOKEN));
        ids.iter().map(whole).collect()
    };
    // Two a step: the two that were sent, then the dropped one, and then there is none. One that waits keeps its link.
    let steps = [
        (MoreLeft::Yes, [false, false, true, true]),
        (MoreLeft::No, [false, false, false, true]),
        (MoreLeft::No, [false, false, false, true]),
    ];
    for (left, whole) in steps {
        assert_eq!(store.write(|tx| tx.cut_older_links(2)).expect("a step"), left);
        assert_eq!(store.older_links_left().expect("a note"), left);
        assert_eq!(kept(&store), whole);
    }
    let cut = html_with("dmaaaa..............................");
    assert!(ids[..3].iter().all(|id| store.letter(*id).expect("a query") == Some(cut.clone())));
}
