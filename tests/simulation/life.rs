//! What happens in a simulated world: agreements of every kind come in, and people record what they did.

use pactwatch::lifecycle::act::{ActBody, MilestoneKind};
use pactwatch::lifecycle::agreement::Agreement;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::Milestone;
use pactwatch::lifecycle::recording::{confirmable, voidable};
use pactwatch::lifecycle::request::ActRequest;

use crate::dice::Dice;
use crate::world::said;

/// An agreement of some kind, as field names and canonical texts.
pub(crate) fn agreement(dice: &mut Dice, nth: usize, today: Day) -> Vec<(&'static str, String)> {
    let signed = dice.around(today, -900, 0);
    let mut fields = vec![
        ("reference", format!("SIM-{nth:03}")),
        ("title", format!("Bản ghi nhớ số {nth}")),
        ("short", format!("Tỉnh – Đối tác {nth}")),
        ("country", "KR".to_owned()),
        ("signed_on", signed.to_string()),
    ];
    let mut set = |name, text: &str| fields.push((name, text.to_owned()));
    match dice.within(0, 7) {
        0 | 1 => {
            set("term", dice.word(&["1y", "18m", "2y", "3y"]));
            set("renewal", dice.word(&["none", "consent"]));
        }
        2 | 3 => {
            set("term", dice.word(&["1y", "2y", "30m"]));
            set("renewal", "tacit");
            set("renewal_period", dice.word(&["6m", "1y", "2y"]));
            if dice.percent(40) {
                set("renewals_max", dice.word(&["1", "2"]));
            }
        }
        4 => set("term", &format!("until {}", dice.around(today, 20, 700))),
        5 => {
            let first = dice.around(today, 20, 500);
            set("term", &format!("until {first}..{}", dice.around(first, 10, 60)));
        }
        6 => set("term", dice.word(&["open", "unknown"])),
        _ => {
            set("term", "2y");
            set("effect", "notification");
            if dice.percent(50) {
                set("effect_delay", "30d");
            }
        }
    }
    if dice.percent(50) {
        set("notice", dice.word(&["3m", "90d", "1m"]));
    }
    if dice.percent(50) {
        set("review_every", dice.word(&["3m", "6m", "1y"]));
    }
    if dice.percent(30) {
        set("termination_notice", "90d");
    }
    // Somebody, two, somebody who has left, nobody.
    set("officers", dice.word(&["desk-a", "desk-b", "desk-a", "desk-a;desk-b", "desk-gone", ""]));
    if dice.percent(10) {
        set("ladders", dice.word(&["review=none", "expiry=review"]));
    }
    fields
}

/// Something somebody might say happened to it; what cannot stand is refused, as it should be.
pub(crate) fn statement(dice: &mut Dice, record: &Agreement, milestones: &[Milestone], today: Day) -> ActRequest {
    let near: Vec<&Milestone> =
        milestones.iter().filter(|m| (-120..=200).contains(&today.days_until(m.day)) && m.closed.is_none()).collect();
    let mark = |dice: &mut Dice, kinds: &[MilestoneKind]| {
        let fitting: Vec<&&Milestone> = near.iter().filter(|m| kinds.is_empty() || kinds.contains(&m.kind)).collect();
        if fitting.is_empty() { "expiry".to_owned() } else { dice.pick(&fitting).mark().to_string() }
    };
    let soon = dice.around(today, 0, 150).to_string();
    match dice.within(0, 36) {
        0 => said("enter-into-force", &[("in_force_on", &dice.around(today, -20, 40).to_string())]),
        1 => said("enter-into-force", &[("received_on", &today.to_string())]),
        2 => said("extend", &[("for", dice.word(&["6m", "1y", "2y"]))]),
        3 => said("extend", &[("until", &dice.around(today, 100, 800).to_string())]),
        4 => said("notify", &[("what", "non-renewal"), ("side", "partner")]),
        5 => said("notify", &[("what", "termination"), ("side", "us")]),
        6 => said(dice.word(&["suspend", "resume"]), &[]),
        7 => said(dice.word(&["terminate", "withdraw", "supersede"]), &[("ends_on", &soon)]),
        8 | 9 => said("hold-review", &[]),
        10 => said("postpone", &[("milestone", &mark(dice, &[MilestoneKind::Review])), ("to", &soon), ("side", "us")]),
        11 => said("skip", &[("milestone", &mark(dice, &[MilestoneKind::Review])), ("why", "hai bên thống nhất")]),
        12 => said("fulfil", &[("milestone", &mark(dice, &[MilestoneKind::Duty]))]),
        13 | 14 => {
            let choice = dice.word(&["renew", "renegotiate", "lapse"]);
            said(
                "decide",
                &[("milestone", &mark(dice, &[MilestoneKind::Expiry, MilestoneKind::Notice])), ("choice", choice)],
            )
        }
        15 | 16 => said("acknowledge", &[("milestone", &mark(dice, &[]))]),
        17 | 18 => {
            let until = dice.around(today, 1, 40).to_string();
            said("snooze", &[("milestone", &mark(dice, &[])), ("until", &until)])
        }
        19 if dice.percent(30) => said("close", &[]),
        19 | 20 => {
            let set = dice.word(&[
                "officers=desk-b",
                "officers=desk-a",
                "officers=desk-gone",
                "term=3y",
                "review_every=4m",
                "notice=2m",
                "ladders=expiry=review",
            ]);
            said("correct", &[("set", set)])
        }
        21 => {
            let set = dice.word(&["review_every=5m", "notice=45d", "term=4y"]);
            said("amend", &[("set", set)])
        }
        23..=25 => promise(dice, today),
        26..=29 => said("fulfil", &[("milestone", &mark(dice, &[MilestoneKind::Commitment]))]),
        30 => {
            let which = mark(dice, &[MilestoneKind::Commitment]);
            said("skip", &[("milestone", &which), ("why", "hai bên thống nhất không thực hiện")])
        }
        31 => {
            let until = format!("until={}", dice.around(today, -20, 200));
            said("correct", &[("milestone", dice.word(&["commitment:a", "commitment:b"])), ("set", &until)])
        }
        32 => {
            let step = dice.word(&["decide", "draft", "committee"]);
            said("step", &[("milestone", &mark(dice, &[MilestoneKind::Expiry])), ("step", step)])
        }
        33 => said("progress", &[("milestone", &mark(dice, &[])), ("text", "đối tác đã trả lời")]),
        34 | 35 => {
            let seqs = record.acts.iter().map(|act| act.seq);
            let unconfirmed: Vec<i64> = seqs.filter(|seq| confirmable(&record.acts, *seq).is_ok()).collect();
            let seq = if unconfirmed.is_empty() { 1 } else { *dice.pick(&unconfirmed) };
            said("confirm", &[("confirms", &seq.to_string())])
        }
        _ => {
            let plain = |body: &ActBody| !matches!(body, ActBody::Correct { .. });
            let may = |seq: i64| voidable(record, seq).is_ok_and(|act| plain(&act.body));
            let seqs: Vec<i64> = record.acts.iter().map(|act| act.seq).filter(|seq| may(*seq)).collect();
            let seq = if seqs.is_empty() { -1 } else { *dice.pick(&seqs) };
            if seq < 0 { said("resume", &[]) } else { said("void", &[("act", &seq.to_string())]) }
        }
    }
}

/// A commitment of each form: once, again and again, each year, within the term.
fn promise(dice: &mut Dice, today: Day) -> ActRequest {
    let (name, when) = (dice.word(&["a", "b"]), dice.around(today, -10, 250).to_string());
    let days = match dice.within(0, 5) {
        0..=2 => vec![("until", when.as_str())],
        3 => vec![("every", dice.word(&["3m", "6m", "1y"]))],
        4 => vec![("yearly", dice.word(&["02-28", "11-15"]))],
        _ => vec![],
    };
    let own = [("name", name), ("title", "Trao đổi đoàn"), ("side", "us")];
    said("commit", &own.into_iter().chain(days).collect::<Vec<_>>())
}
