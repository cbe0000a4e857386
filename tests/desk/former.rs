//! V4: notes and decisions whose day a correction took away. The register's own export is read back with them, and a decision is
//! never left behind in silence.

use std::fs;

use pactwatch::desk::export::{Existing, ExportSelection, export};
use pactwatch::desk::import::{Flawed, import};
use pactwatch::desk::{Purpose, Recorder};
use pactwatch::exchange::RestrictedRows;

use super::trial::{Trial, clock};

/// What an import of its export into an empty register has, and the file.
fn read_back(trial: &Trial, name: &str, life: &[String]) -> (Trial, String) {
    let path = trial.folder.path().join(name);
    let whole = ExportSelection::default();
    export(&trial.desk, &path, RestrictedRows::Include, Existing::Replaced, &whole).unwrap();
    let mut again = Trial::new();
    again.desk.clock = trial.desk.clock;
    let clerk = Recorder::at(&again.desk.clock, "desk");
    let report =
        import(&mut again.desk.store, &again.desk.office, &clerk, &path, Purpose::Keep, Flawed::RefuseAll).unwrap();
    let text = || fs::read_to_string(&path).unwrap_or_default();
    assert!(!report.has_flaws(), "{report}\n{}\n{}", life.join("\n"), text());
    (again, fs::read_to_string(&path).unwrap_or_default())
}

const KINDS: &str = "effect review notice renewal expiry duty commitment through 2040-01-01";

/// How often each act stands in the register, knowledge left out.
fn acts(trial: &Trial) -> Vec<String> {
    let id = trial.desk.store.agreement_id("A").unwrap().unwrap();
    let agreement = trial.desk.store.agreement(id).unwrap();
    let own = agreement.acts.iter().filter(|act| !["register", "correct", "void", "commit"].contains(&act.body.word()));
    let mut lines: Vec<String> = own.map(|act| format!("{} {:?}", act.on, act.body)).collect();
    lines.sort();
    lines
}

#[test]
fn v4_what_was_noted_of_a_day_that_a_correction_took_away_is_read_back() {
    let five = "signed_on = 2021-06-30; term = 5y; review_every = 1y";
    let former = "(former)";
    // What the correction says of the decision, and what stands in the file.
    for (facts, noted, corrected, says, file) in [
        (
            five,
            "decide expiry@2026-06-30 renew --decided-by Giám-đốc",
            "correct term=6y --note vì",
            "record it again",
            former,
        ),
        (
            five,
            "decide expiry@2026-06-30 renegotiate",
            "correct renewal=tacit renewal_period=2y --note vì",
            "record it again",
            former,
        ),
        (five, "step expiry@2026-06-30 draft", "correct term=6y --note vì", "", former),
        (five, "acknowledge review@2026-06-30", "correct review_every=9m --note vì", "", former),
        (five, "snooze review@2026-06-30 --until 2026-03-20", "correct review_every=9m --note vì", "", former),
        (five, "progress review@2026-06-30 đã-họp", "correct review_every=- --note vì", "", former),
        (five, "progress review@2026-06-30 đã-họp", "correct note=khác", "", "milestone = \"review@2026-06-30\""),
        (
            "signed_on = 2026-02-25; term = 5y",
            "acknowledge duty:report-after-signing",
            "correct signed_on=2026-02-20",
            "",
            former,
        ),
        // Signed on the day after the note, as is known now.
        (
            "signed_on = 2026-02-25; term = 5y",
            "progress expiry đã-hỏi",
            "correct signed_on=2026-03-01 --note vì",
            "",
            former,
        ),
    ] {
        let case = format!("{noted}; {corrected}");
        let mut trial = Trial::new();
        trial.desk.clock = clock("2026-02-25");
        assert!(trial.register(facts), "{case}");
        trial.record(noted).unwrap_or_else(|error| panic!("{case}: {error}"));
        trial.desk.clock = clock("2026-03-02");
        let done = trial.record(corrected).unwrap_or_else(|error| panic!("{case}: {error}"));
        let said: Vec<String> = done.says.iter().map(ToString::to_string).collect();
        assert!(said.join("\n").contains(says), "{case}: {said:?}");
        assert_eq!(said.iter().any(|one| one.contains("record it again")), !says.is_empty(), "{case}: {said:?}");
        for name in ["x.toml", "x.xlsx"] {
            let (again, text) = read_back(&trial, name, std::slice::from_ref(&case));
            assert!(name == "x.xlsx" || text.contains(file), "{case}: {text}");
            assert_eq!(again.agenda(KINDS), trial.agenda(KINDS), "{case}, {name}");
            assert_eq!(acts(&again), acts(&trial), "{case}, {name}");
        }
    }
}

/// A decision that closed its milestone is not taken away: the correction is refused and names it. A day that never was one
/// stays a flaw of a list.
#[test]
fn v4_an_answer_hinders_a_correction_and_a_slip_in_a_list_is_no_former_day() {
    let mut trial = Trial::new();
    trial.desk.clock = clock("2026-03-02");
    assert!(trial.register("signed_on = 2021-06-30; term = 5y"));
    trial.record("decide expiry@2026-06-30 lapse --decided-by Chủ-tịch").unwrap();
    let refused = trial.record("correct term=6y --note vì").unwrap_err();
    assert!(refused.contains("`decide` of 2026-03-02"), "{refused}");
    let refused = trial.record("progress expiry@2026-06-03 đã-hỏi").unwrap_err();
    assert!(refused.contains("there is no milestone `expiry@2026-06-03`"), "{refused}");
}

/// A small generator: its numbers follow from the seed alone.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

/// K6: importing the same acts gives the same answer. Random lives of notes, decisions, acts and corrections.
#[test]
fn k6_random_lives_with_notes_and_corrections_are_read_back_as_they_are() {
    let facts = [
        "signed_on = 2021-06-30; term = 5y; review_every = 1y",
        "signed_on = 2021-06-30; term = 5y; renewal = tacit; renewal_period = 2y; notice = 3m; review_every = 9m",
        "signed_on = 2024-01-31; term = until 2026-08-31; notice = 2m",
    ];
    let kinds = ["expiry", "review", "notice", "renewal", "duty"];
    let mut kept = 0;
    for seed in 1..=24_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut trial = Trial::new();
        trial.desk.clock = clock("2026-01-05");
        let of = dice.pick(&facts);
        assert!(trial.register(of));
        let mut acts_taken = Vec::new();
        for month in 1..=8 {
            for third in 0..3 {
                trial.desk.clock = clock(&format!("2026-{month:02}-{:02}", 6 + 7 * third + dice.roll(6)));
                // The milestones there are, as `agenda` lists them: kind and number, day, state.
                let listed = trial.agenda(&format!("{} through 2028-01-01", dice.pick(&kinds)));
                let open: Vec<&str> = listed.split(", ").filter(|one| one.ends_with("open")).collect();
                let mark = open.get(dice.roll(open.len().max(1))).map(|one| {
                    let mut words = one.split(' ');
                    let kind = words.next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
                    format!("{kind}@{}", words.next().unwrap_or_default())
                });
                let mark = mark.unwrap_or_else(|| "expiry".to_owned());
                let line = match dice.roll(12) {
                    0 => format!("step {mark} {}", dice.pick(&["draft", "partner-opinion", "ministry"])),
                    1 => format!("acknowledge {mark}"),
                    2 => format!("snooze {mark} --until 2026-{month:02}-28"),
                    3 => format!("progress {mark} {}", dice.pick(&["đã-họp", "chờ-ý-kiến", "xong-một-nửa"])),
                    4 => format!("decide {mark} {}", dice.pick(&["renew", "renegotiate", "lapse"])),
                    5 => format!("correct term={} --note vì", dice.pick(&["4y", "6y", "5y6m", "until 2027-03-15"])),
                    6 => format!("correct review_every={} --note vì", dice.pick(&["6m", "9m", "1y", "-"])),
                    7 => format!(
                        "correct signed_on={} --note vì",
                        dice.pick(&["2021-07-15", "2021-05-31", "2023-12-31"])
                    ),
                    8 => format!("correct notice={} --note vì", dice.pick(&["1m", "4m", "-"])),
                    9 => "extend --for 1y --number 5/GH".to_owned(),
                    10 => format!("void {}", 2 + dice.roll(12)),
                    _ => format!("amend notice=2m --from 2026-{month:02}-01"),
                };
                if trial.record(&line).is_ok() {
                    acts_taken.push(format!("2026-{month:02}: {line}"));
                }
            }
        }
        kept += acts_taken.len();
        let (again, text) = read_back(&trial, "x.toml", &acts_taken);
        let case = format!("seed {seed}, {of}:\n{}\n{text}", acts_taken.join("\n"));
        // What came in on a later day is history there.
        let days = |trial: &Trial| trial.agenda(KINDS).replace(" history", " open");
        assert_eq!(days(&again), days(&trial), "{case}");
    }
    assert!(kept > 200, "only {kept} acts were taken");
}
