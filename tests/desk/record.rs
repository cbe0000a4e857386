//! Acts recorded by hand.

use pactwatch::desk::Purpose;
use pactwatch::desk::record::{Phrase, RecordError, Recorded, record};
use pactwatch::lifecycle::recording::Insistence;

use super::world::World;

const EXAMPLES: &str = include_str!("../../examples/register.toml");
const JEONBUK: &str = "DL-KR-2017-01";

/// `act word … --option text …` as it stands on a command line; options bear the names under which acts carry them.
fn phrase(line: &str) -> (Phrase, Option<String>) {
    let mut phrase = Phrase::default();
    let mut by = None;
    let mut parts = line.split_whitespace();
    parts.next().unwrap().clone_into(&mut phrase.act);
    while let Some(part) = parts.next() {
        let mut value = || parts.next().unwrap().to_owned();
        match part.strip_prefix("--") {
            None => phrase.words.push(part.to_owned()),
            Some("on") => phrase.on = Some(value()),
            Some("number") => phrase.number = Some(value()),
            Some("by") => by = phrase.by(&value()),
            Some(name) => {
                let text = value();
                let names = ["until", "for", "received_on", "from_on", "ends_on", "with", "to", "side", "why", "nth"];
                let name = names.into_iter().find(|known| *known == name).unwrap();
                phrase.options.insert(name, text);
            }
        }
    }
    (phrase, by)
}

impl World {
    fn try_record(&mut self, reference: &str, line: &str, purpose: Purpose) -> Result<Recorded, RecordError> {
        let (phrase, by) = phrase(line);
        let clerk = by.map_or_else(|| self.clerk.clone(), |by| self.clerk.clone().named(&by));
        let said = phrase.statement()?;
        record(&mut self.store, &self.office, &clerk, reference, &said, Insistence::Careful, purpose)
    }

    fn record(&mut self, reference: &str, line: &str) -> Recorded {
        self.try_record(reference, line, Purpose::Keep).unwrap_or_else(|error| panic!("{line}: {error}"))
    }
}

#[test]
fn a_renewed_agreement_tells_its_new_end_with_the_weekday() {
    let mut world = World::with(EXAMPLES);
    let held = world.record(JEONBUK, "hold-review --on 2019-12-18");
    assert_eq!(held.says[0], "the review of 2019-12-22 (Sunday) is closed");
    let extended = world.record(JEONBUK, "extend --until 2027-12-22 --number 12/CV");
    assert_eq!(extended.says, ["the last day in force is now 2027-12-22 (Wednesday)"]);
    let facts = world.facts(JEONBUK);
    assert_eq!(facts.term.to_string(), "5y", "an act changes no fact");
}
