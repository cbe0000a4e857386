//! Commitments by their rules, worked out by hand: what an act does to their days, and what closes them.

use pactwatch::lifecycle::act::{Act, ActBody, MilestoneKind, Origin, Skipped};
use pactwatch::lifecycle::agreement::Agreement;
use pactwatch::lifecycle::commitment::{Commitment, CommitmentSide, CommitmentStanding, CommitmentTiming, accounts};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::{Milestone, Timeline, timeline};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn committed(name: &str, when: &str) -> ActBody {
    ActBody::Commit(Commitment {
        name: name.to_owned(),
        title: "Trao đổi đoàn".to_owned(),
        side: CommitmentSide::Both,
        who: None,
        target: None,
        basis: Some("Điều 4".to_owned()),
        when: CommitmentTiming::parse(when).unwrap(),
    })
}

fn fulfil(mark: &str) -> ActBody {
    ActBody::Fulfil { milestone: mark.parse().unwrap() }
}

fn skip(mark: &str) -> ActBody {
    ActBody::Skip { which: Skipped::Milestone(mark.parse().unwrap()), why: "hai bên thống nhất".to_owned() }
}

fn progress(mark: &str, text: &str) -> ActBody {
    ActBody::Progress { milestone: mark.parse().unwrap(), text: text.to_owned() }
}

fn correct(field: &str, new: &str) -> ActBody {
    let (field, new) = (field.to_owned(), new.to_owned());
    ActBody::Correct { field, old: String::new(), new, commitment: Some("x".to_owned()) }
}

/// Signed 3/11/2022, five years, everything recorded on its own day.
fn agreement(acts: &[(&str, ActBody)]) -> Agreement {
    let facts = [("reference", "T-1"), ("title", "Bản ghi nhớ"), ("signed_on", "2022-11-03"), ("term", "5y")];
    let facts = facts.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let first = [("2022-11-03", ActBody::Register { facts, import: None })];
    let all = first.into_iter().chain(acts.iter().cloned());
    let act = |(seq, (on, body)): (i64, (&str, ActBody))| Act {
        seq,
        on: day(on),
        recorded_on: day(on),
        by: "desk".to_owned(),
        number: None,
        note: None,
        body,
        origin: Origin::default(),
    };
    Agreement { id: 1, acts: (1..).zip(all).map(act).collect() }
}

fn through(agreement: &Agreement) -> Timeline<'_> {
    timeline(agreement, day("2040-12-31")).unwrap()
}

fn line(milestone: &Milestone, today: Day) -> String {
    format!("{} {} {}", milestone.nth, milestone.day, milestone.state(today).name())
}

fn lines(agreement: &Agreement, today: &str) -> Vec<String> {
    let found = through(agreement).milestones;
    found.iter().filter(|m| m.kind == MilestoneKind::Commitment).map(|m| line(m, day(today))).collect()
}

#[test]
fn an_act_on_the_agreement_does_to_its_commitments_what_the_rule_says() {
    let two_years = || ("2022-11-03", committed("x", "every 2y"));
    let extend = |until: &str| ActBody::Extend { until: Some(day(until)), span: None, their_number: None };
    let plain = ["1 2024-11-03 open", "2 2026-11-03 open"];
    for (rule, acts, expected) in [
        ("through the last day in force, 03/11/2027", vec![two_years()], plain.to_vec()),
        (
            "it goes on with an extension, counted from the same anchor",
            vec![two_years(), ("2027-10-01", extend("2032-11-03"))],
            [plain.as_slice(), &["3 2028-11-03 open", "4 2030-11-03 open", "5 2032-11-03 open"]].concat(),
        ),
        (
            "it ends with the agreement",
            vec![two_years(), ("2026-05-01", ActBody::Terminate { ends_on: day("2026-06-30") })],
            vec!["1 2024-11-03 open"],
        ),
        (
            "nothing is asked in a suspension; the number is used up",
            vec![two_years(), ("2024-10-01", ActBody::Suspend), ("2024-12-01", ActBody::Resume)],
            vec!["2 2026-11-03 open"],
        ),
        (
            "on the day of resumption it is asked again",
            vec![two_years(), ("2024-10-01", ActBody::Suspend), ("2024-11-03", ActBody::Resume)],
            plain.to_vec(),
        ),
        (
            "what was done in a suspension stays done",
            vec![
                two_years(),
                ("2024-10-01", ActBody::Suspend),
                ("2024-10-20", fulfil("commitment:x@2024-11-03")),
                ("2024-12-01", ActBody::Resume),
            ],
            vec!["1 2024-11-03 done", "2 2026-11-03 open"],
        ),
        (
            "a day after the end is none, until an extension reaches it",
            vec![("2022-11-03", committed("x", "until 2028-06-30"))],
            vec![],
        ),
        (
            "the extension reaches it",
            vec![("2022-11-03", committed("x", "until 2028-06-30")), ("2027-10-01", extend("2032-11-03"))],
            vec!["1 2028-06-30 open"],
        ),
        (
            "a corrected day is another day",
            vec![
                ("2022-11-03", committed("x", "until 2026-06-30")),
                ("2023-01-10", correct("when", "until 2026-12-31")),
            ],
            vec!["1 2026-12-31 open"],
        ),
        ("taken back, it was never promised", vec![two_years(), ("2023-01-10", ActBody::Void { voids: 2 })], vec![]),
        (
            "an occurrence is closed alone, done or not carried out",
            vec![
                two_years(),
                ("2024-10-30", skip("commitment:x@2024-11-03")),
                ("2026-12-01", fulfil("commitment:x@2026-11-03")),
            ],
            vec!["1 2024-11-03 done", "2 2026-11-03 done"],
        ),
        (
            "what the register learns of after its day is history",
            vec![("2025-01-10", committed("x", "every 2y"))],
            vec!["1 2024-11-03 history", "2 2026-11-03 open"],
        ),
        (
            "a note closes nothing",
            vec![two_years(), ("2024-11-01", progress("commitment:x@2024-11-03", "đang chuẩn bị"))],
            plain.to_vec(),
        ),
    ] {
        assert_eq!(lines(&agreement(&acts), "2026-01-01"), expected, "{rule}");
    }
}

#[test]
fn one_without_a_day_of_its_own_stands_at_the_reviews_alone() {
    let acts = [
        ("2022-11-03", committed("x", "within")),
        ("2023-05-04", progress("commitment:x@2023-05-04", "3 sinh viên vào học")),
        ("2024-11-20", progress("commitment:x@2024-11-20", "2 sinh viên tốt nghiệp")),
    ];
    let open = agreement(&acts);
    assert!(lines(&open, "2026-01-01").is_empty());
    let all = |since: Option<&str>, agreement: &Agreement| {
        let timeline = through(agreement);
        let found = accounts(&timeline, since.map(day), day("2026-01-01"));
        (found[0].standing, found[0].notes.iter().map(|note| note.act.on.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(all(None, &open), (CommitmentStanding::Open, vec!["2023-05-04".to_owned(), "2024-11-20".to_owned()]));
    assert_eq!(
        all(Some("2024-11-03"), &open),
        (CommitmentStanding::Open, vec!["2024-11-20".to_owned()]),
        "since the last review"
    );
    let done = agreement(&[&acts[..], &[("2025-06-30", fulfil("commitment:x@2025-06-30"))]].concat());
    assert_eq!(
        all(Some("2024-12-31"), &done),
        (CommitmentStanding::Done(day("2025-06-30")), vec!["2025-06-30".to_owned()])
    );
    let over = agreement(&[&acts[..1], &[("2025-01-01", ActBody::Terminate { ends_on: day("2025-06-30") })]].concat());
    assert_eq!(all(None, &over), (CommitmentStanding::Over, vec![]));
}

#[test]
fn a_day_that_is_past_is_said_to_be_late() {
    let standing = |when: &str, today: &str| {
        let agreement = agreement(&[("2022-11-03", committed("x", when))]);
        let timeline = through(&agreement);
        accounts(&timeline, None, day(today))[0].standing
    };
    for (rule, when, today, expected) in [
        ("ahead", "until 2026-06-30", "2026-06-29", CommitmentStanding::Due(day("2026-06-30"))),
        ("on its day", "until 2026-06-30", "2026-06-30", CommitmentStanding::Due(day("2026-06-30"))),
        ("the day after", "until 2026-06-30", "2026-07-01", CommitmentStanding::Late(day("2026-06-30"))),
        (
            "the newest that came asks, not the next",
            "every 1y",
            "2025-01-01",
            CommitmentStanding::Late(day("2024-11-03")),
        ),
        ("without a day it is never late", "within", "2026-07-01", CommitmentStanding::Open),
        ("over with the agreement", "until 2026-06-30", "2027-11-04", CommitmentStanding::Over),
    ] {
        assert_eq!(standing(when, today), expected, "{rule}");
    }
}
