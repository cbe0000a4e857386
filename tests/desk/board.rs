//! The board against working all of it out: the same rows, in the same order, whatever was recorded, on whatever day, under
//! whatever rules, past midnight and back.

use std::fmt::Write as _;

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::desk::agenda::{self, AgendaEntry, DayOutcome};
use pactwatch::desk::import::{Flawed, import};
use pactwatch::desk::list::{
    BoardKey, Descending, GapFilter, Inheritance, ListRow, ListSource, Query, before, counts, list, page,
};
use pactwatch::desk::record::record;
use pactwatch::desk::{Desk, DeskError, Purpose, Recorder};
use pactwatch::lifecycle::act::Target;
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::Status;
use pactwatch::lifecycle::policy::Clearance;
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::lifecycle::term::Term;
use pactwatch::store::{Store, StoreError};
use pactwatch::watch::{Moment, Office, board, digest};

use super::record::said;
use super::world::day;

/// What narrows a list, under its name.
type Narrowed = (&'static str, fn(&mut Query));

/// A number after another, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }
}

const SEED: u64 = 20_171_222;
const AGREEMENTS: u64 = 14;

const ACTS: [&str; 11] = [
    "decide expiry renew --decided_by Giám_đốc",
    "postpone review --to 2027-06-01 --side us",
    "extend --until 2031-05-31 --number 1/CV",
    "extend --for 2y --number 1/CV",
    "terminate --ends_on 2027-01-31 --number 1/CV",
    "suspend",
    "resume",
    "hold-review",
    "correct term=7y --number 1/CV",
    "correct title=Tên_mới --number 1/CV",
    "close --force",
];

fn clock(today: Day) -> Clock {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    Clock::fixed(format!("{today}T03:00:00Z").parse().unwrap(), zone)
}

fn register() -> String {
    let mut list = "[[party]]\nid = \"ours-old\"\nnames = [{ name = \"Sở Cũ\" }]\nsuccessor = { id = \"ours-new\", on = 2027-02-01 }\n\
                    [[party]]\nid = \"ours-new\"\nnames = [{ name = \"Sở Mới\" }]\n\
                    [[party]]\nid = \"theirs\"\nnames = [{ name = \"Bên A\", until = 2026-12-31 }, \
                    { name = \"Bên B\", from = 2027-01-01 }]\n"
        .to_owned();
    for nth in 0..AGREEMENTS {
        let month = 1 + nth % 12;
        let terms =
            ["term = \"5y\"", "term = \"open\"", "term = \"until 2027-03-01..2027-06-30\"", "term = \"unknown\""];
        let (term, officer) = (terms[(nth % 4) as usize], ["desk-korea", "desk-laos"][(nth % 2) as usize]);
        let tacit = if nth % 4 == 0 { "renewal = \"tacit\"\nrenewal_period = \"5y\"\nnotice = \"6m\"\n" } else { "" };
        let ours = if nth % 3 == 0 { "ours = [\"ours-old\"]\npartner = [\"theirs\"]\n" } else { "" };
        let restricted = if nth % 5 == 0 { "yes" } else { "no" };
        let country = ["KR", "LA", "KH"][(nth % 3) as usize];
        writeln!(
            list,
            "[[agreement]]\nreference = \"T-{nth:02}\"\ntitle = \"Bản ghi nhớ {nth}\"\nsigned_on = 2022-{month:02}-15\n{term}\n\
             {tacit}{ours}review_every = \"1y\"\nofficers = [\"{officer}\"]\ncountry = \"{country}\"\nrestricted = \"{restricted}\"\n"
        )
        .unwrap();
    }
    list
}

fn told(rows: &[ListRow]) -> Vec<String> {
    let line = |row: &ListRow| {
        let next = row.next.map(|next| format!("{} {}", next.kind.name(), next.day));
        let days = format!("{:?} {:?} {next:?}", row.in_force_on, row.ends_on);
        format!("{} {} {} {:?} {days} {:?}", row.reference, row.title, row.label, row.status, row.inherited)
    };
    rows.iter().map(line).collect()
}

/// The same by working all of it out: under rules that no row was written with.
fn in_full<T>(desk: &mut Desk, work: impl FnOnce(&Desk) -> T) -> T {
    let rules = std::mem::replace(&mut desk.office.day_rules, "other".to_owned());
    let done = work(desk);
    desk.office.day_rules = rules;
    done
}

fn rows(desk: &mut Desk, query: &Query) -> Vec<ListRow> {
    let all = Query { limit: None, after: None, ..query.clone() };
    let rows = in_full(desk, |desk| {
        let mut rows = Vec::new();
        list(desk, &all, |row| {
            rows.push(row);
            Ok::<(), pactwatch::desk::DeskError>(())
        })
        .unwrap();
        rows
    });
    let from = query.after.as_ref().map_or(0, |after| 1 + rows.iter().position(|row| row.reference == *after).unwrap());
    rows.into_iter().skip(from).take(query.limit.unwrap_or(usize::MAX)).collect()
}

/// The entries; by what a day was answered is no part of the board.
fn entries(desk: &Desk, from: Day, through: Day) -> Vec<AgendaEntry> {
    let mut entries = agenda::agenda(desk, agenda::AgendaSpan { from, through, known_on: None }).unwrap().entries;
    for entry in &mut entries {
        if let DayOutcome::Answered(by) = &mut entry.outcome {
            *by = None;
        }
    }
    entries
}

/// Everything a contact's digest holds, a line each.
fn digest_of(desk: &Desk, contact: &str) -> String {
    let contact = desk.office.circle.contact(contact).unwrap();
    let moment = Moment { today: desk.today(), now: desk.clock.now() };
    let told = digest::digest_for(&desk.store, &desk.office, contact, moment).unwrap();
    format!("{told:#?}")
}

/// Holds two digests against each other, and shows the first line in which they differ with some before it.
fn same(chosen: &str, in_full: &str, which: &str) {
    let differs = chosen.lines().zip(in_full.lines()).position(|(one, other)| one != other);
    let around = |text: &str| {
        let from = differs.unwrap_or_default().saturating_sub(12);
        text.lines().skip(from).take(20).collect::<Vec<_>>().join("\n")
    };
    assert!(chosen == in_full, "{which}: chosen\n{}\nin full\n{}", around(chosen), around(in_full));
}

#[test]
fn the_board_says_what_working_it_out_says() {
    println!("seed {SEED}");
    let folder = tempfile::tempdir().unwrap();
    let sample = config::parse(config::sample(), folder.path(), &Checks::NONE).unwrap();
    let other = config::sample().replace("country = \"VN\"", "country = \"none\"");
    let other = config::parse(&other, folder.path(), &Checks::NONE).unwrap();
    let offices = [Office::new(&sample).unwrap(), Office::new(&other).unwrap()];
    assert_ne!(offices[0].day_rules, offices[1].day_rules);
    let start = day("2026-11-21");
    let (office, store) = (offices[0].clone(), Store::in_memory().unwrap());
    let mut desk = Desk { config: sample, office, clock: clock(start), store };
    let path = folder.path().join("list.toml");
    std::fs::write(&path, register()).unwrap();
    let clerk = Recorder::at(&desk.clock, "desk");
    let report = import(&mut desk.store, &desk.office, &clerk, &path, Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(!report.has_flaws(), "{report}");
    let (mut dice, mut compared, mut chosen) = (Dice(SEED), 0, 0);
    for _ in 0..220 {
        // A day on, a night back, or far away.
        let days = dice.of(&[0, 1, 1, 1, -1, 30, 61, -200, 400]);
        let today = desk.today().plus_days(days).unwrap().clamp(day("2023-01-01"), day("2031-01-01"));
        desk.clock = clock(today);
        if dice.below(12) == 0 {
            desk.office = dice.of(&[0, 1]).min(1).pipe(|at: usize| offices[at].clone());
        }
        if dice.below(3) == 0 {
            let (line, nth) = (dice.of(&ACTS), dice.below(AGREEMENTS));
            let insistence = if line.ends_with("--force") { Insistence::Force } else { Insistence::Careful };
            let (act, _) = said(&line.replace(" --force", ""));
            let request = act.read(Target::Agreement).unwrap();
            let (clerk, reference) = (Recorder::at(&desk.clock, "desk"), format!("T-{nth:02}"));
            let kept = record(&mut desk.store, &desk.office, &clerk, &reference, &request, insistence, Purpose::Keep);
            drop(kept);
        }
        if dice.below(2) == 0 {
            let held = board::refresh(&mut desk.store, &desk.office, today, 1_000).unwrap();
            assert_eq!(held, board::BoardState::All);
        }
        for _ in 0..3 {
            let orders = [
                BoardKey::Registered,
                BoardKey::Reference,
                BoardKey::Title,
                BoardKey::Status,
                BoardKey::StartsOn,
                BoardKey::EndsOn,
                BoardKey::NextOn,
                BoardKey::Label,
                BoardKey::Partner,
                BoardKey::Officer,
                BoardKey::EndsNext,
            ];
            let query = Query {
                status: if dice.below(3) == 0 { vec![Status::InForce, Status::Expired] } else { Vec::new() },
                country: (dice.below(4) == 0).then(|| "KR".to_owned()),
                officer: (dice.below(4) == 0).then(|| "desk-laos".to_owned()),
                text: (dice.below(5) == 0).then(|| dice.of(&["ban ghi nho", "han quoc", "T-05", "5"]).to_owned()),
                ends_from: (dice.below(4) == 0).then_some(today),
                ends_before: (dice.below(4) == 0).then(|| today.plus_days(400).unwrap()),
                inherited: dice.of(&[Inheritance::Any, Inheritance::Any, Inheritance::Any, Inheritance::Inherited]),
                lacking: dice.of(&[GapFilter::Any, GapFilter::Any, GapFilter::Any, GapFilter::Facts]),
                order: dice.of(&orders),
                descending: dice.of(&[Descending::No, Descending::Yes]),
                clearance: dice.of(&[0, 1, 2]).pipe(|who: i32| match who {
                    0 => None,
                    1 => Some(Clearance::All),
                    _ => Some(Clearance::OwnOf(vec!["desk-laos".to_owned()])),
                }),
                ..Query::default()
            };
            let query = Query { limit: (dice.below(2) == 0).then_some(4), ..query };
            let found = page(&desk, &query).unwrap();
            chosen += usize::from(found.found == ListSource::Chosen);
            let expected = rows(&mut desk, &query);
            assert_eq!(told(&found.rows), told(&expected), "{today} {query:?}");
            compared += expected.len();
            let all = rows(&mut desk, &Query { limit: None, ..query.clone() });
            let counted = counts(&desk, &query).unwrap();
            assert_eq!(counted.values().sum::<u64>(), all.len() as u64, "{today} {query:?}");
            // The next page begins where this one ends.
            if let Some(last) = expected.last().filter(|_| query.limit.is_some()) {
                let next = Query { after: Some(last.reference.clone()), ..query };
                assert_eq!(told(&page(&desk, &next).unwrap().rows), told(&rows(&mut desk, &next)), "{today} {next:?}");
                assert_eq!(before(&desk, &next).unwrap(), expected.len() as u64, "{today} {next:?}");
            }
        }
        let back = i64::try_from(dice.below(360)).unwrap();
        let (from, through) = (today.plus_days(-back).unwrap(), today.plus_days(back + 365).unwrap());
        let found = entries(&desk, from, through);
        assert_eq!(found, in_full(&mut desk, |desk| entries(desk, from, through)), "{today}");
        compared += found.len();
        for contact in ["head", dice.of(&["director", "desk-korea", "desk-laos"])] {
            let found = digest_of(&desk, contact);
            same(&found, &in_full(&mut desk, |desk| digest_of(desk, contact)), &format!("{today} {contact}"));
            compared += found.lines().count();
        }
    }
    assert!(compared > 10_000 && chosen > 350, "{compared} compared, {chosen} chosen by the board");
}

/// A value handed to a function.
trait Pipe: Sized {
    fn pipe<T>(self, into: impl FnOnce(Self) -> T) -> T {
        into(self)
    }
}

impl<T> Pipe for T {}

#[test]
fn l6_no_filter_finds_what_is_hidden_but_reference_and_days() {
    let folder = tempfile::tempdir().unwrap();
    let config = config::parse(config::sample(), folder.path(), &Checks::NONE).unwrap();
    let office = Office::new(&config).unwrap();
    let mut desk = Desk { config, office, clock: clock(day("2026-11-21")), store: Store::in_memory().unwrap() };
    let path = folder.path().join("list.toml");
    let text = "[[agreement]]\nreference = \"M-01\"\ntitle = \"Thỏa thuận kín\"\nsigned_on = 2022-03-01\nterm = \"5y\"\n\
                partner = [\"Jeonbuk\"]\ncountry = \"KR\"\nofficers = [\"desk-korea\"]\nrestricted = \"yes\"\n";
    std::fs::write(&path, text).unwrap();
    let clerk = Recorder::at(&desk.clock, "desk");
    import(&mut desk.store, &desk.office, &clerk, &path, Purpose::Keep, Flawed::RefuseAll).unwrap();
    let with = |narrow: fn(&mut Query), clearance: Option<Clearance>| {
        let mut query = Query { clearance, limit: Some(10), ..Query::default() };
        narrow(&mut query);
        let (found, counted) = (page(&desk, &query).unwrap(), counts(&desk, &query).unwrap());
        (found.rows.into_iter().map(|row| row.title).collect::<Vec<_>>(), counted.values().sum::<u64>())
    };
    let own = Some(Clearance::OwnOf(vec!["desk-korea".to_owned()]));
    let hides: [Narrowed; 5] = [
        ("text", |query| query.text = Some("kin".to_owned())),
        ("the country's name", |query| query.text = Some("han quoc".to_owned())),
        ("partner", |query| query.partner = Some("jeonbuk".to_owned())),
        ("country", |query| query.country = Some("KR".to_owned())),
        ("officer", |query| query.officer = Some("desk-korea".to_owned())),
    ];
    for (rule, narrow) in hides {
        assert_eq!(with(narrow, None), (Vec::new(), 0), "{rule}");
        assert_eq!(with(narrow, own.clone()), (vec!["Thỏa thuận kín".to_owned()], 1), "{rule}: its own officer");
    }
    let shows: [Narrowed; 4] = [
        ("all", |_| ()),
        ("the state that its days make", |query| query.status = vec![Status::InForce]),
        ("reference", |query| query.text = Some("m-01".to_owned())),
        ("days", |query| query.ends_before = Some("2028-01-01".parse().unwrap())),
    ];
    for (rule, narrow) in shows {
        assert_eq!(with(narrow, None), (vec!["M-01".to_owned()], 1), "{rule}: by its reference alone");
    }
}

/// More agreements than the board may know nothing of, so that all are looked at where it does not choose; and more of a
/// kind than a digest has lines for.
const MORE_THAN_A_DIGEST_SHOWS: u64 = 620;

#[test]
fn a_digest_counts_by_the_board_what_it_has_no_room_for() {
    let folder = tempfile::tempdir().unwrap();
    let config = config::parse(config::sample(), folder.path(), &Checks::NONE).unwrap();
    let office = Office::new(&config).unwrap();
    let mut desk = Desk { config, office, clock: clock(day("2020-01-02")), store: Store::in_memory().unwrap() };
    let clerk = Recorder::at(&desk.clock, "desk");
    let registered = desk.store.write(|tx| {
        (0..MORE_THAN_A_DIGEST_SHOWS).try_for_each(|nth| {
            // Five years from some day between 2015 and 2018; every third has no last day that is known.
            let signed_on = day("2015-03-01").plus_days(i64::try_from(nth * 2).unwrap()).unwrap();
            let facts = Facts {
                reference: format!("T-{nth:04}"),
                title: "Bản ghi nhớ".to_owned(),
                signed_on: Some(signed_on),
                in_force_on: Some(signed_on),
                term: if nth % 3 == 0 { Term::Unknown } else { Term::For("5y".parse().unwrap()) },
                officers: vec![["desk-korea", "desk-laos"][(nth % 2) as usize].to_owned()],
                ..Facts::default()
            };
            tx.register(&facts, None, &clerk.stamp).map(drop)
        })
    });
    registered.unwrap_or_else(|error: StoreError| panic!("{error}"));
    for today in ["2020-01-02", "2022-06-01", "2023-04-01"].map(day) {
        desk.clock = clock(today);
        let office = desk.office.clone();
        board::refresh(&mut desk.store, &office, today, 1_000).unwrap();
        for contact in ["head", "director", "desk-korea"] {
            let chosen = digest_of(&desk, contact);
            same(&chosen, &in_full(&mut desk, |desk| digest_of(desk, contact)), &format!("{today} {contact}"));
        }
    }
}

/// More agreements than a list reads from the board together.
const MORE_THAN_A_PAGE: usize = 2_003;

#[test]
fn a_list_is_of_one_moment_although_the_board_changes_while_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let config = config::parse(config::sample(), folder.path(), &Checks::NONE).unwrap();
    let (office, file) = (Office::new(&config).unwrap(), folder.path().join("register.db"));
    let mut desk = Desk { config, office, clock: clock(day("2026-11-21")), store: Store::create(&file).unwrap() };
    let (clerk, today) = (Recorder::at(&desk.clock, "desk"), desk.today());
    let references: Vec<String> = (0..MORE_THAN_A_PAGE).map(|nth| format!("T-{nth:04}")).collect();
    let registered = desk.store.write(|tx| {
        references.iter().try_for_each(|reference| {
            let (reference, title) = (reference.clone(), "Bản ghi nhớ".to_owned());
            tx.register(&Facts { reference, title, ..Facts::default() }, None, &clerk.stamp).map(drop)
        })
    });
    registered.unwrap_or_else(|error: StoreError| panic!("{error}"));
    let suspend = |store: &mut Store, office: &Office, reference: &str| {
        let (act, _) = said("suspend");
        let request = act.read(Target::Agreement).unwrap();
        record(store, office, &clerk, reference, &request, Insistence::Force, Purpose::Keep).unwrap();
    };
    let office = desk.office.clone();
    board::refresh(&mut desk.store, &office, today, MORE_THAN_A_PAGE).unwrap();
    // Both stand behind the first page: one does not hold when the list begins, the other stops holding while it is read.
    let [.., other, last] = references.as_slice() else { panic!("a long list") };
    suspend(&mut desk.store, &office, last);
    let mut daemon = Store::open(&file).unwrap();
    let mut found = Vec::new();
    let query = Query { order: BoardKey::Reference, ..Query::default() };
    list(&desk, &query, |row| {
        if found.is_empty() {
            board::refresh(&mut daemon, &office, today, MORE_THAN_A_PAGE).unwrap();
            suspend(&mut daemon, &office, other);
        }
        found.push(row.reference);
        Ok::<(), DeskError>(())
    })
    .unwrap();
    let end = MORE_THAN_A_PAGE - 4;
    assert_eq!(found[end..], references[end..]);
    assert!(found == references, "each once, in order");
}
