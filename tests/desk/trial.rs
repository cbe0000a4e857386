//! Acts tried one at a time, as `trials.txt` tells them: what is typed, what follows, what is refused.

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::desk::import::{Flawed, import};
use pactwatch::desk::list::{ListRow, Query, list};
use pactwatch::desk::record::{RecordOutcome, record};
use pactwatch::desk::{Desk, DeskError, Purpose, Recorder, agenda};
use pactwatch::lifecycle::act::{Choice, Target};
use pactwatch::lifecycle::milestone::ClosedBy;
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::store::Store;
use pactwatch::watch::Office;

use super::record::{asked, said};
use super::world::{World, day, through};

const TRIALS: &str = include_str!("trials.txt");

/// A register in memory with one agreement at most.
pub(super) struct Trial {
    pub(super) desk: Desk,
    pub(super) folder: tempfile::TempDir,
}

pub(super) fn clock(today: &str) -> Clock {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    Clock::fixed(format!("{today}T03:00:00Z").parse().unwrap(), zone)
}

impl Trial {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = config::parse(config::sample(), folder.path(), &Checks::NONE).unwrap();
        let office = Office::new(&config).unwrap();
        Self { desk: Desk { config, office, clock: clock("2026-01-01"), store: Store::in_memory().unwrap() }, folder }
    }

    /// Whether the file was taken.
    pub(super) fn register(&mut self, facts: &str) -> bool {
        let line = |pair: &str| match pair.split_once(" = ") {
            Some((name, value)) if name.ends_with("_on") || name.ends_with("_max") => format!("{name} = {value}\n"),
            Some((name, value)) => format!("{name} = \"{value}\"\n"),
            None => panic!("`{pair}` is no fact"),
        };
        let facts: String = facts.split("; ").map(line).collect();
        let path = self.folder.path().join("list.toml");
        std::fs::write(&path, format!("[[agreement]]\nreference = \"A\"\ntitle = \"Bản ghi nhớ\"\n{facts}")).unwrap();
        let clerk = Recorder::at(&self.desk.clock, "desk");
        let report =
            import(&mut self.desk.store, &self.desk.office, &clerk, &path, Purpose::Keep, Flawed::RefuseAll).unwrap();
        !report.has_flaws()
    }

    pub(super) fn record(&mut self, line: &str) -> Result<RecordOutcome, String> {
        let insistence = if line.contains(" --force") { Insistence::Force } else { Insistence::Careful };
        let (said, by) = said(&line.replace(" --force", ""));
        let clerk = Recorder::at(&self.desk.clock, by.as_deref().unwrap_or("desk"));
        let request = asked(&said, Target::Agreement)?;
        record(&mut self.desk.store, &self.desk.office, &clerk, "A", &request, insistence, Purpose::Keep)
            .map_err(|error| error.to_string())
    }

    pub(super) fn agenda(&self, kinds: &str) -> String {
        let (kinds, through) = kinds.split_once(" through ").unwrap_or((kinds, "2060-01-01"));
        let (from, through) = (day("1990-01-01"), day(through));
        let span = agenda::AgendaSpan { from, through, known_on: None };
        let found = agenda::agenda(&self.desk, span).unwrap();
        let own = found.entries.iter().filter(|entry| entry.reference.is_some());
        let told = own.filter(|entry| kinds.split(' ').any(|kind| kind == entry.kind.name()));
        let told: Vec<String> = told
            .map(|entry| format!("{}{} {} {}", entry.kind.name(), entry.nth, entry.day, entry.state.name()))
            .collect();
        if told.is_empty() { "none".to_owned() } else { told.join(", ") }
    }

    fn row(&self) -> ListRow {
        let mut rows = Vec::new();
        let unread = list(&self.desk, &Query::default(), |row| {
            rows.push(row);
            Ok::<(), DeskError>(())
        });
        assert!(unread.unwrap().is_empty());
        rows.pop().expect("an agreement")
    }

    /// What a line of a trial says and is not so.
    fn wrong(&mut self, line: &str) -> Option<String> {
        let (what, said) = line.split_once(' ').unwrap_or((line, ""));
        let mut texts = said.split(" | ");
        let said = texts.next().unwrap_or_default();
        let unsaid = |told: &str| texts.clone().find(|text| !told.contains(text)).map(|text| (text, told.to_owned()));
        let differs = |got: String, want: &str| (got != want).then(|| format!("is {got}"));
        match what {
            "@" => {
                self.desk.clock = clock(said);
                None
            }
            "register" => (!self.register(said)).then(|| "was refused".to_owned()),
            "refuse" => self.register(said).then(|| "was taken".to_owned()),
            ">" => match self.record(said) {
                Ok(done) => unsaid(&done.says.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
                    .map(|(text, told)| format!("`{text}` is not said: {told}")),
                Err(error) => Some(format!("was refused: {error}")),
            },
            "!" => match self.record(said) {
                Ok(_) => Some("was recorded".to_owned()),
                Err(error) => unsaid(&error.clone()).map(|(text, told)| format!("`{text}` is not said: {told}")),
            },
            "=" => differs(self.agenda(said), texts.next().unwrap_or_default()),
            "is" => {
                let row = self.row();
                let end = row.ends_on.map_or("None".to_owned(), |day| day.to_string());
                let got = if said.contains(" to ") {
                    format!("{} to {end}", row.status.name())
                } else {
                    row.status.name().to_owned()
                };
                differs(got, said)
            }
            "next" => {
                let next = self.row().next.map(|next| format!("{} {}", next.kind.name(), next.day));
                differs(next.unwrap_or_else(|| "none".to_owned()), said)
            }
            _ => Some("is no line of a trial".to_owned()),
        }
    }
}

#[test]
fn every_act_does_what_was_worked_out_by_hand() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for case in TRIALS.split("\n\n# ").skip(1).filter(|case| case.contains("\n@ 20")) {
        let mut lines = case.trim().lines();
        let name = lines.next().unwrap_or_default();
        let mut trial = Trial::new();
        tried += 1;
        for line in lines {
            wrong.extend(trial.wrong(line).map(|found| format!("{name}\n  {line}\n    {found}")));
        }
    }
    assert!(tried >= 100, "only {tried} trials were read");
    assert!(wrong.is_empty(), "{} lines are not so:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn of_two_rows_of_one_day_that_answer_one_question_the_later_stands_once() {
    let row = |choice: &str| {
        format!(
            "[[act]]\nagreement = \"A\"\nact = \"decide\"\non = 2022-10-01\nmilestone = \"expiry@2022-12-22\"\n\
             choice = \"{choice}\"\n"
        )
    };
    let list = format!(
        "[[agreement]]\nreference = \"A\"\ntitle = \"T\"\nsigned_on = 2017-12-22\nterm = \"5y\"\n{}{}",
        row("renew"),
        row("lapse")
    );
    let mut world = World::with(&list);
    // The first decision, what takes it back, the second: once, however often the file is read.
    let once = ["register", "decide", "void", "decide"];
    assert_eq!(world.words("A"), once);
    let again = world.import("again.toml", &list);
    assert!(!again.has_flaws(), "{again}");
    assert_eq!(world.words("A"), once);
    let agreement = world.agreement("A");
    let timeline = through(&agreement, "2023-12-31");
    let expiry = timeline.milestones.iter().find(|milestone| milestone.mark().to_string() == "expiry@2022-12-22");
    assert_eq!(expiry.unwrap().closed, Some(ClosedBy::Decided(Choice::Lapse, day("2022-10-01"))));
}
