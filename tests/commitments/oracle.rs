//! Random agreements with commitments: the program's days against those of a script that knows the rules alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use pactwatch::lifecycle::act::{Act, ActBody, Mark, MilestoneKind, Origin, Skipped};
use pactwatch::lifecycle::agreement::Agreement;
use pactwatch::lifecycle::commitment::{Commitment, CommitmentSide, CommitmentTiming};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::timeline;
use serde_json::{Value, json};

const CASES: usize = 1_200;
const THROUGH: &str = "2045-06-30";

/// Numbers from a seed, the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    /// A day in that many days from one, at the ends of months more often than elsewhere.
    fn day(&mut self, from: Day, days: u64) -> Day {
        let day = from.plus_days(i64::try_from(self.below(days)).unwrap()).unwrap();
        if self.below(3) > 0 {
            return day;
        }
        let mut last = day;
        while last.next().month() == day.month() {
            last = last.next();
        }
        last
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A case as the script reads it.
fn case(dice: &mut Dice) -> Value {
    let start = dice.day(day("2010-01-01"), 2_500);
    let (first, second) = (dice.day(start, 2_000).next(), dice.day(start, 3_000));
    let term = match dice.below(6) {
        0 => "open".to_owned(),
        1 => format!("until {}", start.plus_days(2_600).unwrap()),
        2 => format!("until {}..{}", start.plus_days(2_600).unwrap(), start.plus_days(2_700).unwrap()),
        _ => dice.pick(&["5y", "60m", "7y6m", "10y"]).to_owned(),
    };
    let bounded = term != "open";
    let range = term.contains("..");
    let mut acts = Vec::new();
    if bounded && dice.below(2) == 0 {
        let act = if range || dice.below(2) == 0 {
            json!({"act": "extend", "on": first, "until": start.plus_days(4_400).unwrap()})
        } else {
            json!({"act": "extend", "on": first, "for": dice.pick(&["1y", "5y", "18m"])})
        };
        acts.push(act);
    }
    if dice.below(2) == 0 {
        acts.push(json!({"act": "suspend", "on": first}));
        if dice.below(3) > 0 {
            let back = dice.day(first, 900).next();
            acts.push(json!({"act": "resume", "on": back}));
            // Suspended a second time, now and then for good.
            let again = dice.day(back.next(), 700);
            if dice.below(3) == 0 {
                acts.push(json!({"act": "suspend", "on": again}));
                if dice.below(2) == 0 {
                    acts.push(json!({"act": "resume", "on": dice.day(again, 500).next()}));
                }
            }
        }
    }
    // Who signed was succeeded, or the partner renamed: nothing of that moves a day.
    if dice.below(3) == 0 {
        acts.push(json!({"act": "confirm-successor", "on": dice.day(start, 3_000)}));
    }
    if dice.below(4) == 0 {
        acts.push(json!({"act": "correct-parties", "on": dice.day(start, 3_000)}));
    }
    if dice.below(3) == 0 {
        let act = dice.pick(&["terminate", "supersede", "withdraw"]);
        let mut act = json!({"act": act, "on": second, "ends_on": dice.day(second, 400)});
        // Replaced by a text of the register, or by one that it does not have.
        if dice.below(2) == 0 && act["act"] == "supersede" {
            act["with"] = json!("T-2");
        }
        acts.push(act);
    }
    let mut commitments = Vec::new();
    for name in ["a", "b", "c"] {
        let when = match dice.below(5) {
            0 => json!({"until": dice.day(start, 5_000)}),
            1 => json!({"every": dice.pick(&["1m", "6m", "1y", "2y", "45d", "1y15d"])}),
            2 => json!({"every": dice.pick(&["3m", "1y"]), "from": dice.day(start, 1_500)}),
            3 => json!({"yearly": dice.pick(&["02-29", "11-15", "12-31", "06-30"])}),
            _ => json!({}),
        };
        let mut one = json!({"name": name});
        one.as_object_mut().unwrap().extend(when.as_object().unwrap().clone());
        if let Some(until) = one.get("until").cloned().filter(|_| dice.below(3) == 0) {
            let act = dice.pick(&["fulfil", "skip"]);
            acts.push(json!({"act": act, "on": until, "name": name, "of": until}));
        } else if dice.below(4) == 0 {
            // The day was recorded wrong and is mended, or the whole commitment was.
            let when = dice.pick(&["every 1y", "yearly 02-29", "until 2018-02-28", "within"]);
            let act = if dice.below(3) == 0 {
                json!({"act": "take-back", "on": first, "name": name})
            } else {
                json!({"act": "mend", "on": first, "name": name, "when": when})
            };
            acts.push(act);
        }
        commitments.push(one);
    }
    let count = dice.pick(&["civil", "inclusive"]);
    json!({"in_force_on": start, "term": term, "count": count, "acts": acts, "commitments": commitments, "through": THROUGH})
}

fn mark(act: &Value) -> Mark {
    let of = |name: &str| act[name].as_str().unwrap();
    format!("commitment:{}@{}", of("name"), of("of")).parse().unwrap()
}

fn correct(field: &str, new: &str, commitment: Option<&str>) -> ActBody {
    let commitment = commitment.map(str::to_owned);
    ActBody::Correct { field: field.to_owned(), old: String::new(), new: new.to_owned(), commitment }
}

/// The same case in the register.
fn agreement(case: &Value) -> Agreement {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let registered_on = day("2010-01-01");
    let facts = [
        ("reference", "T-1".to_owned()),
        ("title", "Bản ghi nhớ".to_owned()),
        ("in_force_on", text(&case["in_force_on"])),
        ("effect", "date".to_owned()),
        ("term", text(&case["term"])),
        ("count", text(&case["count"])),
    ];
    let facts = facts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    let mut bodies = vec![(registered_on, ActBody::Register { facts, import: None })];
    let mut committed = BTreeMap::new();
    for one in case["commitments"].as_array().unwrap() {
        let of = |name: &str| one.get(name).and_then(Value::as_str);
        let when = CommitmentTiming::of(
            of("until").map(day),
            of("every").map(|span| span.parse().unwrap()),
            of("from").map(day),
            of("yearly"),
        );
        let commitment = Commitment {
            name: text(&one["name"]),
            title: "Hỗ trợ du học sinh".to_owned(),
            side: CommitmentSide::Us,
            who: None,
            target: None,
            basis: None,
            when: when.unwrap(),
        };
        bodies.push((registered_on, ActBody::Commit(commitment)));
        committed.insert(text(&one["name"]), i64::try_from(bodies.len()).unwrap());
    }
    for act in case["acts"].as_array().unwrap() {
        let of = |name: &str| act.get(name).and_then(Value::as_str);
        let ends_on = of("ends_on").map(day);
        let body = match of("act").unwrap() {
            "extend" => ActBody::Extend {
                until: of("until").map(day),
                span: of("for").map(|span| span.parse().unwrap()),
                their_number: None,
            },
            "suspend" => ActBody::Suspend,
            "resume" => ActBody::Resume,
            "terminate" => ActBody::Terminate { ends_on: ends_on.unwrap() },
            "withdraw" => ActBody::Withdraw { ends_on: ends_on.unwrap() },
            "supersede" => ActBody::Supersede { ends_on: ends_on.unwrap(), with: of("with").map(str::to_owned) },
            "confirm-successor" => ActBody::ConfirmSuccessor {
                successors: BTreeMap::from([("kon-tum".to_owned(), "quang-ngai".to_owned())]),
            },
            "correct-parties" => correct("partner", "sekong", None),
            "mend" => correct("when", of("when").unwrap(), of("name")),
            "take-back" => ActBody::Void { voids: committed[of("name").unwrap()] },
            "skip" => ActBody::Skip { which: Skipped::Milestone(mark(act)), why: "hai bên thống nhất".to_owned() },
            _ => ActBody::Fulfil { milestone: mark(act) },
        };
        bodies.push((day(of("on").unwrap()), body));
    }
    let acts = (1..).zip(bodies).map(|(seq, (on, body))| Act {
        seq,
        on,
        recorded_on: registered_on,
        by: "desk".to_owned(),
        number: None,
        note: None,
        body,
        origin: Origin::default(),
    });
    Agreement { id: 1, acts: acts.collect() }
}

fn days_of(cases: &[Value]) -> String {
    let mut lines = String::new();
    for (nth, case) in cases.iter().enumerate() {
        let agreement = agreement(case);
        let mut found = timeline(&agreement, day(THROUGH)).unwrap().milestones;
        found.retain(|milestone| milestone.kind == MilestoneKind::Commitment);
        found.sort_by_key(|milestone| (milestone.name.clone(), milestone.nth));
        for milestone in found {
            writeln!(lines, "{nth} {} {} {}", milestone.name.unwrap(), milestone.nth, milestone.day).unwrap();
        }
    }
    lines
}

#[test]
fn every_day_agrees_with_an_independent_calculation() {
    let required = std::env::var("PACTWATCH_ORACLES").is_ok_and(|value| value == "1");
    let seed = std::env::var("PACTWATCH_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_251_219);
    let mut dice = Dice(seed);
    let cases: Vec<Value> = (0..CASES).map(|_| case(&mut dice)).collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/commitments.py");
    let python = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut python = match python {
        Ok(python) => python,
        Err(why) if !required => {
            let _ = writeln!(std::io::stderr(), "skipped: comparison of commitments: {why}");
            return;
        }
        Err(why) => panic!("PACTWATCH_ORACLES=1, but {why}"),
    };
    let mut stdin = python.stdin.take().unwrap();
    let lines: Vec<String> = cases.iter().map(|case| format!("{case}\n")).collect();
    let lines = lines.concat();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = python.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "the script failed");
    let expected = String::from_utf8(output.stdout).unwrap();
    // What no register takes has no days that could be compared.
    let refused: Vec<&str> = expected.lines().filter_map(|line| line.strip_suffix(" refused")).collect();
    assert!(refused.len() < CASES / 4, "seed {seed}: {} of {CASES} cases are refused", refused.len());
    let taken = |line: &&str| !refused.contains(&line.split(' ').next().unwrap());
    let found = days_of(&cases);
    let found: Vec<&str> = found.lines().filter(taken).collect();
    let expected: Vec<&str> = expected.lines().filter(taken).collect();
    assert!(expected.len() > CASES, "the script says little: {}", expected.len());
    for (one, other) in expected.iter().zip(&found) {
        let case = |line: &str| -> usize { line.split(' ').next().unwrap().parse().unwrap() };
        assert_eq!(one, other, "seed {seed}, {}", cases[case(one).min(case(other))]);
    }
    assert_eq!(expected.len(), found.len(), "seed {seed}");
}
