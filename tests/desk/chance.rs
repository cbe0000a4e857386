//! Registers left to chance, through the same doors as people: what was known on a day stays what was known on it, and
//! what is recorded on one day may be recorded in any order.
//!
//! A few cases, the same on every run; a failure prints its case and the seed. `PROPTEST_CASES` asks for more.

use std::cell::Cell;
use std::collections::BTreeMap;

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::desk::import::{Flawed, import};
use pactwatch::desk::record::record;
use pactwatch::desk::show::{RestrictedView, show};
use pactwatch::desk::{Desk, Purpose, Recorder};
use pactwatch::exchange::acts::InputAct;
use pactwatch::lifecycle::act::Target;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::store::Store;
use pactwatch::watch::Office;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use serde_json::Value;

use super::world::day;

/// The day the first agreement of the register was signed.
const SEED: u64 = 20_171_222;

fn runner(cases: u32) -> TestRunner {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    let seed = RngSeed::Fixed(SEED);
    TestRunner::new(ProptestConfig { cases, rng_seed: seed, failure_persistence: None, ..ProptestConfig::default() })
}

/// One agreement in a register in memory, and the day it is there.
struct Desked {
    desk: Desk,
    folder: tempfile::TempDir,
    today: Day,
}

impl Desked {
    fn on(today: Day) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = config::parse(config::sample(), folder.path(), &Checks::NONE).unwrap();
        let office = Office::new(&config).unwrap();
        let desk = Desk { config, office, clock: clock(today), store: Store::in_memory().unwrap() };
        let mut desked = Self { desk, folder, today };
        let first = "term = \"5y\"\nreview_every = \"1y\"\nnotice = \"3m\"\ntermination_notice = \"6m\"\n\
                     renewal = \"tacit\"\nrenewal_period = \"5y\"\nsigned_on = 2020-03-05\n\
                     ours = [\"UBND tỉnh Đắk Lắk\"]\npartner = [\"Jeonbuk\"]\ncountry = \"KR\"\n";
        assert!(desked.import(first), "the agreement came in");
        desked
    }

    fn go_to(&mut self, today: Day) {
        self.today = today;
        self.desk.clock = clock(today);
    }

    fn clerk(&self) -> Recorder {
        Recorder::at(&self.desk.clock, "desk")
    }

    /// Brings a row about the agreement in; says whether it was taken.
    fn import(&mut self, facts: &str) -> bool {
        let path = self.folder.path().join("list.toml");
        let text = format!("[[agreement]]\nreference = \"T-1\"\ntitle = \"Bản thỏa thuận\"\n{facts}");
        std::fs::write(&path, text).unwrap();
        let clerk = self.clerk();
        let (store, office) = (&mut self.desk.store, &self.desk.office);
        !import(store, office, &clerk, &path, Purpose::Keep, Flawed::RefuseAll).unwrap().has_flaws()
    }

    /// Records `act word … --option text`; says whether it was taken. What cannot stand is refused, as it should be.
    fn record(&mut self, line: &str) -> bool {
        let said = InputAct::of_words(line.split(' ')).read(Target::Agreement);
        let said = said.unwrap_or_else(|error| panic!("{line}: {error:?}"));
        let clerk = self.clerk();
        let (store, office) = (&mut self.desk.store, &self.desk.office);
        record(store, office, &clerk, "T-1", &said, Insistence::Careful, Purpose::Keep).is_ok()
    }

    fn shown(&self, known_on: Day) -> Value {
        let shown = show(&self.desk, "T-1", Some(known_on), RestrictedView::Shown);
        serde_json::to_value(shown.unwrap_or_else(|error| panic!("{known_on}: {error}"))).unwrap()
    }
}

fn clock(today: Day) -> Clock {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    Clock::fixed(format!("{today}T03:00:00Z").parse().unwrap(), zone)
}

/// Something somebody does: which of the bodies below, with a number to make of what they need, so many days later.
#[derive(Clone, Copy, Debug)]
struct Whim {
    body: usize,
    number: i64,
    later: i64,
}

const DEEDS: usize = 20;

fn whims() -> impl Strategy<Value = Vec<Whim>> {
    // Half of what happens happens on the day of what happened before.
    let later = prop_oneof![Just(0_i64), 1_i64..400];
    let whim = (0..DEEDS, 0_i64..2000, later).prop_map(|(body, number, later)| Whim { body, number, later });
    proptest::collection::vec(whim, 1..16)
}

/// Does it, and says whether it was taken.
fn done(desked: &mut Desked, Whim { body, number, .. }: Whim) -> bool {
    let today = desked.today;
    let ahead = today.plus_days(number).unwrap();
    let behind = today.plus_days(-(number % 300)).unwrap();
    let (months, nth) = (number % 24 + 1, number % 8 + 1);
    let acts = desked.desk.store.verify_chain().unwrap().acts;
    let line = match body {
        0 => format!("hold-review --on {behind}"),
        1 => format!("hold-review --nth {nth} --on {behind}"),
        2 => format!("extend --for {months}m"),
        3 => format!("extend --until {ahead} --on {behind}"),
        4 => format!("amend review_every={months}m --from {behind}"),
        5 => format!("amend notice={}m --from {ahead}", number % 6 + 1),
        6 => format!("correct term={}y", number % 9 + 1),
        7 => format!("correct review_every={months}m"),
        8 => format!("correct note=số-{number}"),
        9 => format!("postpone --side us --nth {nth} --to {ahead}"),
        10 => format!("skip --nth {nth} --why bận"),
        11 => format!("notify non-renewal us --received {behind}"),
        12 => format!("notify termination partner --received {behind}"),
        13 => format!("suspend --on {behind}"),
        14 => format!("resume --on {behind}"),
        15 => format!("terminate {ahead}"),
        16 => format!("enter-into-force {behind}"),
        17 => format!("correct renewal=consent renewal_period=- partner=Đối-tác-{}", number % 3),
        18 => return desked.import(&format!("notice = \"{}m\"\nnote = \"tờ {number}\"\n", number % 6 + 1)),
        _ => format!("void {}", number % i64::try_from(acts).unwrap() + 1),
    };
    desked.record(&line)
}

#[test]
fn c6_what_was_known_on_a_day_is_never_changed_by_what_is_recorded_later() {
    let (taken, compared) = (Cell::new(0), Cell::new(0));
    let ran = runner(24).run(&whims(), |whims| {
        let mut desked = Desked::on(day("2021-01-04"));
        let mut known: BTreeMap<Day, Value> = BTreeMap::new();
        for whim in whims {
            if whim.later > 0 {
                // The day is over: what is known now is what was known on it.
                known.insert(desked.today, desked.shown(desked.today));
                desked.go_to(desked.today.plus_days(whim.later).unwrap());
                // A day on which nothing was recorded knows what the one before it knew.
                let between = desked.today.plus_days(-1).unwrap();
                known.entry(between).or_insert_with(|| desked.shown(between));
            }
            if !done(&mut desked, whim) {
                continue;
            }
            taken.set(taken.get() + 1);
            for (on, then) in &known {
                compared.set(compared.get() + 1);
                prop_assert_eq!(&desked.shown(*on), then, "seed {}: known on {} after {:?}", SEED, on, whim);
            }
        }
        Ok(())
    });
    ran.unwrap_or_else(|failed| panic!("seed {SEED}: {failed}"));
    assert!(
        taken.get() >= 48 && compared.get() >= 200,
        "chance did too little: {taken:?} taken, {compared:?} compared"
    );
}

/// What can be said on one day without regard to what else is said on it: each speaks of a thing of its own, a
/// review by its day: the third review is another one once the rhythm is amended.
const ONE_DAY: [&str; 12] = [
    "hold-review review@2021-03-05 --on 2021-03-01",
    "postpone review@2022-03-05 --side us --to 2022-06-01 --on 2022-01-10",
    "skip review@2023-03-05 --why bận --on 2023-03-10",
    "extend --for 1y --on 2022-05-05",
    "amend review_every=6m --from 2022-03-05 --on 2022-02-01",
    "amend notice=2m --from 2022-09-05 --on 2022-02-01",
    "correct note=một",
    "correct termination_notice=4m",
    "suspend --on 2022-07-01",
    "notify non-renewal us --received 2023-02-01 --on 2023-02-01",
    "decide expiry@2025-03-05 renegotiate --on 2023-01-05",
    "enter-into-force 2020-03-05 --on 2020-03-05",
];

#[test]
fn milestones_do_not_depend_on_the_order_of_recording_on_one_day() {
    let compared = Cell::new(0);
    let some = proptest::sample::subsequence(ONE_DAY.to_vec(), 2..=5);
    let orders = some.prop_flat_map(|lines| (Just(lines.clone()).prop_shuffle(), Just(lines).prop_shuffle()));
    let ran = runner(32).run(&orders, |(one, other)| {
        let told = |lines: &[&str]| {
            let mut desked = Desked::on(day("2023-06-05"));
            let all = lines.iter().all(|line| desked.record(line));
            let mut shown = desked.shown(desked.today);
            // Who is asked may see the acts in the order of recording; the days, and how it stands, know no order.
            shown.as_object_mut().unwrap().remove("acts");
            all.then_some(shown)
        };
        // Where one order has something that the other refuses, they do not say the same.
        if let (Some(one_told), Some(other_told)) = (told(&one), told(&other)) {
            compared.set(compared.get() + usize::from(one != other));
            prop_assert_eq!(one_told, other_told, "seed {}: {:?} and {:?}", SEED, one, other);
        }
        Ok(())
    });
    ran.unwrap_or_else(|failed| panic!("seed {SEED}: {failed}"));
    assert!(compared.get() >= 12, "chance compared too little: {compared:?}");
}
