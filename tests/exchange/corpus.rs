//! Lists of different make, each with the facts that it says: `tests/data/lists`, written by `make/make.py`.
//!
//! The facts were worked out by hand, before the first run. A row is right where everything said beside it came in just so;
//! one that is asked about is not right and not wrong; a row that came in otherwise is wrong, and none may be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pactwatch::exchange::{Format, drafts, read};
use pactwatch::lifecycle::agreement::{Facts, Field};
use pactwatch::lifecycle::policy::Language;
use serde_json::Value;

fn lists() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/lists");
    let files = std::fs::read_dir(folder).expect("the lists are there");
    let paths = files.map(|file| file.expect("a file").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| Format::of(path).is_some()).collect();
    paths.sort();
    paths
}

/// The lists that were written by every program.
const WRITTEN_AS: [&str; 8] = ["province", "sections", "university", "twins", "bilingual", "both", "clauses", "years"];

#[test]
fn lists_of_every_make_say_what_they_say() {
    let (mut all, mut right, mut wrong) = (0, 0, Vec::new());
    let mut makes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let lists = lists();
    assert!(lists.len() >= 290, "{} lists", lists.len());
    for path in lists {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let beside = std::fs::read_to_string(path.with_file_name(format!("{name}.json"))).expect("its facts");
        let said: Value = serde_json::from_str(&beside).expect("JSON");
        let mut reading = read(&name, Format::of(&path).expect("a list"), &std::fs::read(&path).expect("a list"));
        let found = drafts(&mut reading);
        let rows = said["rows"].as_array().expect("rows");
        let asked = usize::try_from(said["asked"].as_u64().expect("a number")).expect("small");
        all += rows.len();
        if let Some(word) = said["refused"].as_str() {
            let told = reading.flaws.to_string();
            // A flaw of the whole file: nothing of it is taken, whatever its rows say.
            assert!(reading.flaws.whole_file() && told.contains(word), "{name}: {told}");
            continue;
        }
        let beside: Vec<String> = (reading.aside.iter().map(ToString::to_string))
            .chain(
                reading.remarks.iter().chain(&found.remarks).map(|remark| remark.wording.what(Language::En).to_owned()),
            )
            .collect();
        for word in said["said"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !beside.iter().any(|line| line.contains(word)) {
                wrong.push(format!("{name}: nothing says `{word}`: {beside:?}"));
            }
        }
        // Those of one trap each are named after it, all others after who wrote them.
        let (first, rest) = name.split_once('-').unwrap_or_default();
        let by_trap = !WRITTEN_AS.contains(&first);
        let of_make = makes.entry(if by_trap { first.to_owned() } else { rest.to_owned() }).or_default();
        of_make.0 += rows.len();
        if reading.flaws.rejected().len() != asked || reading.flaws.whole_file() || found.agreements.len() != rows.len()
        {
            if found.agreements.len() > rows.len() || reading.flaws.is_empty() {
                wrong.push(format!("{name}: {} rows came in, {} were said", found.agreements.len(), rows.len()));
            } else {
                println!("{name}: asked about\n{}", reading.flaws);
            }
            continue;
        }
        for (draft, row) in found.agreements.iter().zip(rows) {
            let mut facts = Facts::default();
            for (field, text) in &draft.made {
                facts.set(*field, Some(text)).expect("canonical texts");
            }
            draft.apply(&mut facts).expect("canonical texts");
            facts.reference = draft.reference.clone().unwrap_or_default();
            let differs = row.as_object().expect("facts").iter().find_map(|(field, expected)| {
                let known = facts.get(Field::named(field).expect("a field")).unwrap_or_default();
                (known != expected.as_str().expect("text")).then(|| format!("{field} is {known}, not {expected}"))
            });
            if let Some(differs) = differs {
                wrong.push(format!("{name}, row {}: {differs}", draft.place.line));
            } else {
                right += 1;
                of_make.1 += 1;
            }
        }
    }
    for (make, (rows, right)) in &makes {
        println!("{make}: {right} of {rows} rows");
    }
    println!("{right} of {all} rows of all");
    assert!(wrong.is_empty(), "silently wrong:\n{}", wrong.join("\n"));
    assert!(right * 100 >= all * 95, "{right} of {all} rows");
}
